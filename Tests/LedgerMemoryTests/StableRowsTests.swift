import LedgerMemory
import Testing

@Suite struct StableRowsTests {
  private final class Counter {
    var ends = 0
  }

  /// A value that counts when it ends.
  private final class Item {
    var number: Int
    let counter: Counter

    init(_ number: Int, _ counter: Counter) {
      self.number = number
      self.counter = counter
    }

    deinit { counter.ends += 1 }
  }

  private final class Holder {
    let rows = StableRows<Int>(capacity: 4)
  }

  private func change(_ value: inout Int, _ body: () -> Int) { value = body() }

  @Test func `rows are changed in place, and end when they are removed`() {
    let counter = Counter()
    do {
      let rows = StableRows<Item>(capacity: 8)
      for number in 0..<8 { rows.append(Item(number, counter)) }
      #expect(rows.count == 8 && rows.capacity == 8)
      for row in 0..<8 { rows[row].number += 100 }
      #expect((0..<8).map { rows[$0].number } == Array(100..<108))
      rows[3] = Item(-3, counter)
      #expect(counter.ends == 1)
      rows.truncate(to: 4)
      #expect(rows.count == 4 && counter.ends == 5)
      #expect((0..<4).map { rows[$0].number } == [100, 101, 102, -3])
      rows.append(Item(7, counter))
      #expect(rows[4].number == 7)
    }
    #expect(counter.ends == 10)
  }

  @Test func `a list inside a row is changed without being copied`() {
    let rows = StableRows<[Int]>(capacity: 1)
    rows.append([])
    rows[0].reserveCapacity(1_000)
    let before = rows[0].withUnsafeBufferPointer { $0.baseAddress }
    for number in 0..<1_000 { rows[0].append(number) }
    #expect(rows[0].withUnsafeBufferPointer { $0.baseAddress } == before)
    #expect(rows[0].reduce(0, +) == 499_500)
  }

  @Test func `rows of one table do not keep those of another from being used`() {
    let (left, right) = (Holder(), Holder())
    left.rows.append(1)
    right.rows.append(2)
    change(&left.rows[0]) {
      right.rows[0] += 5
      return right.rows[0]
    }
    #expect(left.rows[0] == 7)
  }

  @Test func `a row used during a change of any row ends the program`() async {
    await #expect(processExitsWith: .failure) {
      func change(_ value: inout Int, _ body: () -> Int) { value = body() }
      let rows = StableRows<Int>(capacity: 2)
      rows.append(1)
      rows.append(2)
      change(&rows[0]) { rows[1] }
    }
  }

  @Test func `a row that is added or removed during a change ends the program`() async {
    await #expect(processExitsWith: .failure) {
      func change(_ value: inout Int, _ body: () -> Int) { value = body() }
      let rows = StableRows<Int>(capacity: 2)
      rows.append(1)
      change(&rows[0]) {
        rows.append(2)
        return 3
      }
    }
    await #expect(processExitsWith: .failure) {
      func change(_ value: inout Int, _ body: () -> Int) { value = body() }
      let rows = StableRows<Int>(capacity: 2)
      rows.append(1)
      change(&rows[0]) {
        rows.truncate(to: 0)
        return 3
      }
    }
  }

  @Test func `rows that are not there, or have no room, end the program`() async {
    await #expect(processExitsWith: .failure) {
      let rows = StableRows<Int>(capacity: 2)
      rows.append(1)
      print(rows[1])
    }
    await #expect(processExitsWith: .failure) {
      let rows = StableRows<Int>(capacity: 1)
      rows.append(1)
      rows.append(2)
    }
    await #expect(processExitsWith: .failure) {
      let rows = StableRows<Int>(capacity: 2)
      rows.append(1)
      rows.truncate(to: 2)
    }
  }
}
