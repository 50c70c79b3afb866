import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerKernels

/// Percentiles over several workers, segments of any size, codes of any width, with intervals.
@Suite struct SharedPercentileTests {
  private let wanted = ["99.9", "50", "0", "95", "12.5", "100"].compactMap { Percentile($0) }

  @Test(arguments: [Shape.durations, .ties, .extremes, .negative, .zeros], [PercentileMethod.leadingBits, .partition])
  func `any number of workers and segments of any size give the same`(_ shape: Shape, _ method: PercentileMethod) {
    let count = 3001
    let values = shape.values(count, seed: 31)
    let groups = makeGroups(count, groupCount: 7, seed: 32)
    let expected = exactPercentiles(
      of: values.span, groups: groups.span, groupCount: 7, percentiles: wanted, confidence: 0.95, method: method)
    for workers in 1...8 {
      for size in [1, 7, 63, 64, 65, 255, 256, 257, 1000, 3000, 3001, 5000] where size > 60 || workers % 3 == 2 {
        let found = inSegments(of: size, values, groups, method: method, workers: Workers(count: workers))
        #expect(found == expected, "\(workers) workers, segments of \(size)")
      }
    }
  }

  private func inSegments(
    of size: Int, _ values: [Int64], _ groups: [UInt32], method: PercentileMethod, workers: Workers
  ) -> GroupedOrderStatistics {
    let count = values.count
    return exactPercentiles(
      segments: (count + size - 1) / size, rowCount: count, groupCount: 7, percentiles: wanted, confidence: 0.95,
      method: method, workers: workers
    ) { segment, body in
      let rows = segment * size..<min((segment + 1) * size, count)
      body(values.span.extracting(rows), groups.span.extracting(rows))
    }
  }

  @Test(arguments: [PercentileMethod.leadingBits, .partition], [PercentileDefinition.nearestRank, .linear])
  func `intervals are the values at the ranks of the interval`(_ method: PercentileMethod, _ by: PercentileDefinition) {
    for shape in [Shape.durations, .ties, .longTail, .negative] {
      let values = shape.values(2000, seed: 33)
      // Group 0 has most rows, 1 some, 2 five, 3 none.
      let groups = (0..<2000).map { UInt32($0 < 5 ? 2 : $0 % 20 == 0 ? 1 : 0) }
      let found = exactPercentiles(
        of: values.span, groups: groups.span, groupCount: 4, percentiles: wanted, by: by, confidence: 0.9,
        method: method)
      for group in 0..<4 {
        let sorted = Oracle.rows(values, groups, of: group).sorted()
        let expected = wanted.map { percentile -> PercentileInterval? in
          guard !sorted.isEmpty else { return nil }
          return rankInterval(count: sorted.count, percentile: percentile, confidence: 0.9).map {
            PercentileInterval(low: sorted[$0.lower - 1], high: sorted[$0.upper - 1])
          }
        }
        #expect(found.intervals(ofGroup: group) == expected)
      }
      let without = exactPercentiles(
        of: values.span, groups: groups.span, groupCount: 4, percentiles: wanted, by: by, method: method)
      #expect(without.intervals.isEmpty && without.intervals(ofGroup: 0) == nil)
      #expect(without.percentileValues == found.percentileValues && without.sums == found.sums)
    }
  }

  @Test(arguments: PercentileTests.methods)
  func `codes of 8, 16 and 32 bits give the same`(_ method: PercentileMethod) {
    let values = Shape.durations.values(5000, seed: 34)
    let groups = makeGroups(5000, groupCount: 200, seed: 35)
    let bytes = groups.map { UInt8(truncatingIfNeeded: $0) }
    let halves = groups.map { UInt16(truncatingIfNeeded: $0) }
    let expected = exactPercentiles(
      of: values.span, groups: groups.span, groupCount: 200, percentiles: wanted, method: method)
    #expect(
      exactPercentiles(of: values.span, groups: bytes.span, groupCount: 200, percentiles: wanted, method: method)
        == expected)
    #expect(
      exactPercentiles(of: values.span, groups: halves.span, groupCount: 200, percentiles: wanted, method: method)
        == expected)
    #expect(groupedSums(of: values.span, groups: bytes.span, groupCount: 200) == expected.sums)
    #expect(groupedSums(of: values.span, groups: halves.span, groupCount: 200) == expected.sums)
    #expect(groupedCounts(groups: bytes.span, groupCount: 200) == expected.counts)
    #expect(groupedCounts(groups: halves.span, groupCount: 200) == expected.counts)
  }

  @Test func `sums of a column whose values grow, turn negative and get small again`() {
    var values: [Int64] = []
    for power in stride(from: 0, to: 62, by: 6) { values += [Int64](repeating: 1 << power, count: 5000 + power) }
    values += [.min, -1, .max, .min, .min]
    values += [Int64](repeating: 3, count: 10_000)
    let groups = makeGroups(values.count, groupCount: 3, seed: 36)
    var expected = [Int128](repeating: 0, count: 3)
    for (value, group) in zip(values, groups) where group != noGroup { expected[Int(group)] += Int128(value) }
    #expect(groupedSums(of: values.span, groups: groups.span, groupCount: 3) == expected)
    values = values.filter { $0 >= 0 }
    let shorter = Array(groups.prefix(values.count))
    let found = exactPercentiles(
      of: values.span, groups: shorter.span, groupCount: 3, percentiles: [], method: .leadingBits)
    expected = [0, 0, 0]
    for (value, group) in zip(values, groups) where group != noGroup { expected[Int(group)] += Int128(value) }
    #expect(found.sums == expected)
  }
}
