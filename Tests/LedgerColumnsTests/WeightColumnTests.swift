import LedgerModel
import Testing

@testable import LedgerColumns

@Suite struct WeightColumnTests {
  private func weight(_ count: UInt64) -> SpanWeight { SpanWeight(SamplingWeight(oneIn: count), .attribute) }

  @Test func `a column in which nobody says anything takes nothing`() {
    let column = WeightColumn(capacity: 8)
    #expect(column.isEmpty && column[7] == SpanWeight())
    column.truncate(to: 0)
    #expect(column.isEmpty)
  }

  @Test func `more different weights than codes are all kept`() {
    let column = WeightColumn(capacity: 1000)
    for row in 0..<1000 where row % 3 != 1 { column.set(row, weight(UInt64(row / 2))) }
    for row in 0..<1000 { #expect(column[row] == (row % 3 == 1 ? SpanWeight() : weight(UInt64(row / 2)))) }
  }

  @Test func `rows that were taken back say nothing`() {
    let column = WeightColumn(capacity: 1000)
    for row in 0..<600 { column.set(row, weight(UInt64(row) + 1)) }
    column.truncate(to: 100)
    #expect(column[99] == weight(100))
    for row in 100..<1000 { #expect(column[row] == SpanWeight()) }
    column.set(100, weight(7))
    #expect(column[100] == weight(7))
  }

  @Test func `a contradiction is kept without a weight`() {
    let column = WeightColumn(capacity: 2)
    var said = SpanWeight()
    said.isInconsistent = true
    column.set(1, said)
    #expect(column[1].isInconsistent && column[1].source == .unknown && !column[0].isInconsistent)
  }
}
