import LedgerTestSupport
import Testing

@testable import LedgerMemory

/// Loops over many rows against one row after the other, at each level that this machine has.
@Suite struct GatheringTests {
  private static let counts = [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 1000]

  private func gathered<Value: ZeroedRow & FixedWidthInteger>(_: Value.Type, _ set: InstructionSet) {
    var random = SplitMix64(seed: 11)
    for count in GatheringTests.counts {
      let column = (0..<300).map { _ in Value.random(in: .min ... .max, using: &random) }
      let rows = (0..<count).map { _ in UInt32.random(in: 0..<300, using: &random) }
      let found = RowBuffer<Value>(unset: count + 1)
      found[count] = 7
      gather(rows.span, of: column.span, into: found, with: set)
      #expect((0..<count).map { found[$0] } == rows.map { column[Int($0)] })
      #expect(found[count] == 7)
    }
  }

  @Test(arguments: InstructionSet.available) func `rows of any width are gathered`(_ set: InstructionSet) {
    gathered(UInt8.self, set)
    gathered(UInt16.self, set)
    gathered(UInt32.self, set)
    gathered(Int64.self, set)
  }

  private func added(to sums: [UInt32], _ add: (inout MutableSpan<UInt32>) -> Void) -> [UInt32] {
    var sums = sums
    var span = sums.mutableSpan
    add(&span)
    return sums
  }

  @Test(arguments: InstructionSet.available) func `what codes stand for is added`(_ set: InstructionSet) {
    var random = SplitMix64(seed: 12)
    // Codes of one, two and four bytes.
    for entries in [1, 200, 300, 70_000] {
      let table = (0..<entries).map { _ in UInt32.random(in: 0 ... .max, using: &random) }
      let column = CodeBuffer(capacity: 500)
      let codes = (0..<500).map {
        $0 == 3 ? UInt32(entries - 1) : UInt32.random(in: 0..<UInt32(entries), using: &random)
      }
      codes.forEach { column.append($0) }
      for count in GatheringTests.counts {
        let before = (0..<count).map { _ in UInt32.random(in: 0 ... .max, using: &random) }
        let rows = (0..<count).map { _ in UInt32.random(in: 0..<500, using: &random) }
        let expected = zip(before, rows).map { $0 &+ table[Int(codes[Int($1)])] }
        let coded = rows.map { codes[Int($0)] }
        #expect(added(to: before) { column.addLookedUp(rows.span, in: table.span, to: &$0, with: set) } == expected)
        #expect(added(to: before) { addLookedUp(coded.span, in: table.span, to: &$0, with: set) } == expected)
      }
    }
  }

  @Test(arguments: InstructionSet.available) func `numbers are split as far as they begin alike`(_ set: InstructionSet)
  {
    var random = SplitMix64(seed: 13)
    for count in GatheringTests.counts {
      for bits in [0, 1, 13, 16, 31] {
        let upper = UInt32.random(in: 0 ... .max, using: &random) & ~(1 << UInt32(bits) - 1)
        var numbers = (0..<count).map { _ in upper | UInt32.random(in: 0..<1 << UInt32(bits), using: &random) }
        let differing = Int.random(in: 0...count, using: &random)
        if differing > 0, differing < count { numbers[differing] ^= 1 << UInt32(bits) }
        let found = RowBuffer<UInt32>(unset: count)
        let same = splitBits(numbers.span, lower: bits, into: found, with: set)
        #expect(same == (differing > 0 ? differing : count))
        #expect((0..<count).map { found[$0] } == numbers.map { $0 & (1 << UInt32(bits) - 1) })
      }
    }
  }

  @Test(arguments: InstructionSet.available) func `extremes are those without a sign`(_ set: InstructionSet) {
    var random = SplitMix64(seed: 14)
    #expect(unsignedExtremes(of: [UInt64]().span, with: set) == nil)
    for count in GatheringTests.counts.dropFirst() {
      let values = (0..<count).map { _ in
        [0, 1, .max, 1 << 63, UInt64.random(in: 0 ... .max, using: &random)].randomElement(using: &random) ?? 0
      }
      let expected = (values.min() ?? 0)...(values.max() ?? 0)
      #expect(unsignedExtremes(of: values.span, with: set) == expected)
    }
  }

  @Test(arguments: InstructionSet.available) func `values that can be measured are kept`(_ set: InstructionSet) {
    var random = SplitMix64(seed: 15)
    func value() -> Int64 {
      [.min, -1, 0, 1, .max, Int64.random(in: 0...100, using: &random)].randomElement(using: &random) ?? 0
    }
    for count in GatheringTests.counts {
      for turned in [Int64(0), .min] {
        let values = (0..<count).map { _ in value() }
        let limits = (0..<count).map { _ in value() }
        let flags = (0..<count).map { _ in UInt16.random(in: 0...7, using: &random) }
        let found = RowBuffer<Int64>(unset: count)
        func expected(_ isWithin: (Int64, Int64) -> Bool) -> [Int64] {
          (0..<count).map { row in
            let value = values[row] ^ turned
            return value > 0 && isWithin(value, limits[row]) && flags[row] & 5 == 4 ? value : 0
          }
        }
        copyBounded(values.span, turned: turned, flags: flags.span, 5, so: 4, into: found, with: set)
        #expect((0..<count).map { found[$0] } == expected { _, _ in true })
        copyBounded(
          values.span, turned: turned, limits: limits.span, flags: flags.span, 5, so: 4, into: found, with: set)
        #expect((0..<count).map { found[$0] } == expected(<=))
      }
    }
  }
}
