import LedgerMemory
import Testing

@Suite struct ExclusiveTests {
  private final class Counter {
    var ends = 0
  }

  private struct Tally: ~Copyable {
    var values: [Int] = []
    let counter: Counter

    mutating func add(_ value: Int) -> Int {
      values.append(value)
      return values.count
    }

    deinit { counter.ends += 1 }
  }

  @Test func `a value is changed in place and ends with its box`() {
    let counter = Counter()
    do {
      let box = Exclusive(Tally(counter: counter))
      for value in 0..<100 {
        let count = box.value.add(value)
        #expect(count == value + 1)
      }
      let sum = box.value.values.reduce(0, +)
      #expect(sum == 4950)
      #expect(counter.ends == 0)
    }
    #expect(counter.ends == 1)
  }

  @Test func `boxes do not keep each other from being used, nor does a change that throws`() throws {
    struct Refusal: Error {}
    let (left, right) = (Holder(), Holder())
    func change(_ value: inout Int, _ body: () throws -> Int) throws { value = try body() }
    try change(&left.box.value) {
      right.box.value += 1
      return right.box.value
    }
    #expect(throws: Refusal.self) { try change(&left.box.value) { throw Refusal() } }
    left.box.value += 1
    #expect(left.box.value == 2)
  }

  private final class Holder {
    let box = Exclusive(0)
  }

  @Test func `a change during another one ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let box = Exclusive(0)
      func change(_ value: inout Int, _ body: () -> Int) { value = body() }
      change(&box.value) {
        box.value += 1
        return 1
      }
    }
  }
}
