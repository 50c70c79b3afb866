import LedgerMemory
import Testing

@Suite struct WorkerTests {
  @Test(arguments: [1, 2, 3, 8]) func `parts are all done, and results are in the order of the parts`(count: Int) {
    let workers = Workers(count: count)
    for parts in [0, 1, 2, 7, 100] {
      #expect(workers.map(parts) { $0 * $0 } == (0..<parts).map { $0 * $0 })
      let rows = RowBuffer<UInt32>(zeroed: parts)
      workers.run(parts) { rows[$0] += UInt32($0 + 1) }
      #expect((0..<parts).allSatisfy { rows[$0] == UInt32($0 + 1) })
    }
  }

  @Test(arguments: [1, 2, 5]) func `two things are both done, with others inside`(count: Int) {
    let workers = Workers(count: count)
    for round in 0..<200 {
      let (sum, (text, squares)) = workers.both(
        { (0..<round).reduce(0, +) },
        { workers.both({ "\(round)" }, { workers.map(round % 9) { $0 * $0 } }) })
      #expect(sum == round * (round - 1) / 2)
      #expect(text == "\(round)")
      #expect(squares == (0..<round % 9).map { $0 * $0 })
    }
  }

  @Test func `stretches cover all rows once, in order`() {
    for count in [1, 2, 5] {
      for rows in [0, 1, 99, 100, 101, 12_345] {
        let stretches = Workers(count: count).stretches(of: rows, least: 10)
        #expect(stretches.flatMap { Array($0) } == Array(0..<rows))
      }
    }
  }

  @Test func `fewer workers than one are one`() { #expect(Workers(count: 0) == Workers.one) }

  @Test func `fresh rows are zero, few or many`() {
    for count in [0, 1, 1000, 300_001] {
      let rows = RowBuffer<UInt64>(zeroed: count)
      #expect(rows.count == count)
      #expect((0..<count).allSatisfy { rows[$0] == 0 })
      for row in 0..<count { rows[row] = UInt64(row) &* 3 }
      #expect(rows.withSpan { span in (0..<count).allSatisfy { span[$0] == UInt64($0) &* 3 } })
    }
  }
}
