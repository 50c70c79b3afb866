import LedgerModel
import Testing

@testable import LedgerReconcile

struct DeltaTests {
  @Test func `delta points are increments over their intervals`() {
    let result = increments(of: counter(.delta, [point(60, 120, 5), point(0, 60, 10)]))
    #expect(result.increments == [grew(0, 60, by: 10), grew(60, 120, by: 5)])
  }

  @Test func `a delta point without a start stands at its time`() {
    let result = increments(of: counter(.delta, [point(nil, 60, 10), point(120, 120, 5)]))
    #expect(result.increments == [grew(60, 60, by: 10, .instant), grew(120, 120, by: 5, .instant)])
  }

  @Test func `a delta point seen twice counts once`() {
    let result = increments(of: counter(.delta, [point(0, 60, 10), point(0, 60, 10), point(60, 120, 10)]))
    #expect(result.total == 20)
    #expect(result.facts.duplicates == 1)
  }

  @Test func `of two values for one interval the larger counts, in any order`() {
    for points in [[point(0, 60, 10), point(0, 60, 12)], [point(0, 60, 12), point(0, 60, 10)]] {
      let result = increments(of: counter(.delta, points))
      #expect(result.increments == [grew(0, 60, by: 12, .conflict)])
      #expect(result.facts.conflicts == 1)
    }
  }

  @Test func `intervals that overlap by more than jitter are two writers`() {
    let result = increments(of: counter(.delta, [point(0, 60, 10), point(30, 90, 5), point(89.5, 150, 1)]))
    #expect(result.facts.overlaps == 1)
    #expect(result.facts.hasSeveralWriters)
    #expect(result.total == 16)
  }

  @Test func `a gap between delta points adds nothing and is counted`() {
    let result = increments(of: counter(.delta, [point(0, 60, 10), point(60, 120, 10), point(301, 361, 5)]))
    #expect(result.total == 25)
    #expect(result.facts.gaps == 1)
  }

  @Test func `a delta histogram has sums and counts`() {
    let result = increments(
      of: histogram(.delta, [point(0, 60, sum: 812, count: 3), point(60, 120, sum: nil, count: 2)]))
    #expect(result.increments == [grew(0, 60, by: 812, count: 3), grew(60, 120, by: nil, count: 2, .withoutSum)])
    #expect(result.facts.withoutSum == 1)
    #expect(result.count == 5)
  }
}
