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

  @Test(arguments: [1, 2, 8]) func `the largest parts are begun first, and results are in the order of the parts`(
    count: Int
  ) {
    let sizes = [3, 9, 0, 9, 4]
    let begun = Locked<[Int]>([])
    let results = Workers(count: count).map(sizes: sizes) { part -> Int in
      begun.withLock { $0.append(part) }
      return part * 10
    }
    #expect(results == [0, 10, 20, 30, 40])
    if count == 1 { #expect(begun.withLock { $0 } == [1, 3, 4, 0, 2]) }
    #expect(begun.withLock { $0.sorted() } == [0, 1, 2, 3, 4])
    #expect(Workers(count: count).map(sizes: []) { $0 } == [])
  }

  @Test(arguments: [1, 2, 5]) func `what was started is done beside what is shared, with more inside`(count: Int) {
    let workers = Workers(count: count)
    for round in 0..<200 {
      let sum = workers.start { (0..<round).reduce(0, +) }
      let squares = workers.start { () -> [Int] in
        let text = workers.start { "\(round)" }
        let squares = workers.map(round % 9) { $0 * $0 }
        return text.value == "\(round)" ? squares : []
      }
      #expect(workers.map(round % 7) { $0 + 1 } == (0..<round % 7).map { $0 + 1 })
      #expect(squares.value == (0..<round % 9).map { $0 * $0 })
      #expect(sum.value == round * (round - 1) / 2)
      #expect(sum.value == sum.value)
    }
  }

  @Test(arguments: [1, 2, 8]) func `a deferred value is worked out once, and only if somebody asks`(count: Int) {
    let asked = Locked(0)
    let number = Deferred {
      asked.withLock { $0 += 1 }
      return 7
    }
    #expect(asked.withLock { $0 } == 0)
    let answers = Workers(count: count).map(40) { _ in number.value }
    #expect(answers == [Int](repeating: 7, count: 40))
    #expect(asked.withLock { $0 } == 1)
  }

  @Test func `a locked value is changed by one at a time`() {
    let sum = Locked([0, 0])
    Workers(count: 8).run(500) { part in
      sum.withLock {
        $0[0] += part
        $0[1] += 1
      }
    }
    #expect(sum.withLock { $0 } == [500 * 499 / 2, 500])
    let inner = sum.withLock { _ in sum.withLockIfAvailable { _ in true } }
    #expect(inner == nil)
    #expect(sum.withLockIfAvailable { $0[1] } == 500)
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
