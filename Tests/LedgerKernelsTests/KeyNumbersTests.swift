import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct KeyNumbersTests {
  @Test func `numbers follow the order in which keys are first seen`() {
    var random = SplitMix64(seed: 5)
    var numbers = KeyNumbers<UInt64>()
    var known: [UInt64: Int] = [:]
    for _ in 0..<20_000 {
      let key = UInt64.random(in: 0...3000, using: &random) &* 0x1_0000_0001
      let expected = known[key] ?? known.count
      known[key] = expected
      #expect(numbers.number(of: key) == expected)
    }
    #expect(numbers.count == known.count)
    for (number, key) in numbers.keys.enumerated() { #expect(known[key] == number) }
  }

  /// A key whose mixed form says nothing.
  private struct Alike: NumberedKey {
    var value: Int
    var mixed: UInt64 { .max }
  }

  @Test func `keys that fall into the same place are told apart`() {
    var numbers = KeyNumbers<Alike>()
    for value in 0..<300 { #expect(numbers.number(of: Alike(value: value)) == value) }
    for value in (0..<300).reversed() { #expect(numbers.number(of: Alike(value: value)) == value) }
    #expect(numbers.count == 300)
  }
}
