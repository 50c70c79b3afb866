import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerKernels

/// Every instruction set that this machine has, against plain loops: the same bits.
@Suite struct InstructionSetTests {
  static let borders = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1000]

  /// Some buckets of every slot, as bits.
  private static let wanted = (0..<256 * 128).map { UInt32(truncatingIfNeeded: $0 &* 0x9E37_79B9) & 0x1111_8421 }

  @Test func `scalar and base are always there, and the one in use is one of those`() {
    #expect(InstructionSet.available.starts(with: [.scalar, .base]))
    #expect(InstructionSet.available.contains(.current))
  }

  @Test(arguments: InstructionSet.available, Shape.allCases)
  func `places of buckets`(_ set: InstructionSet, _ shape: Shape) {
    for count in InstructionSetTests.borders {
      let values = shape.values(count, seed: 41)
      let groups = makeGroups(count, groupCount: 200, seed: 42)
      check(set, values, groups)
      check(set, values, groups.map { UInt16(truncatingIfNeeded: $0) })
      check(set, values, groups.map { UInt8(truncatingIfNeeded: $0) })
    }
  }

  private func check<Code: GroupCode>(_ set: InstructionSet, _ values: [Int64], _ codes: [Code]) {
    // One place more than rows, which has to stay as it is.
    var buffer = [UInt32](repeating: 0xDEAD_BEEF, count: values.count + 1)
    var places = buffer.mutableSpan
    let bits = fillBucketPlaces(of: values.span, codes: codes.span, into: &places, with: set)
    #expect(bits.values == values.reduce(0, |))
    #expect(bits.slots == codes.reduce(0) { $0 | UInt32($1 &+ 1) })
    #expect(buffer.last == 0xDEAD_BEEF)
    guard bits.values >= 0 else { return }
    let expected = zip(values, codes).map { UInt32($1 &+ 1) << 12 | UInt32(plainBucket($0)) }
    #expect(buffer.dropLast() == expected[...])

    let wanted = InstructionSetTests.wanted
    var foundPlaces = [UInt32](repeating: 0, count: values.count)
    var foundValues = [Int64](repeating: 0, count: values.count)
    var placeSpan = foundPlaces.mutableSpan
    var valueSpan = foundValues.mutableSpan
    places = buffer.mutableSpan
    let found = findWantedRows(
      values.span, codes: codes.span, wanted: wanted.span, scratch: &places, intoPlaces: &placeSpan,
      values: &valueSpan, with: set)
    let rows = expected.indices.filter { wanted[Int(expected[$0] >> 5)] >> (expected[$0] & 31) & 1 == 1 }
    #expect(found == rows.count)
    #expect(foundPlaces.prefix(found) == rows.map { expected[$0] }[...])
    #expect(foundValues.prefix(found) == rows.map { values[$0] }[...])
  }

  @Test(arguments: InstructionSet.available) func `known values`(_ set: InstructionSet) {
    for count in InstructionSetTests.borders {
      // Absent ones, zeros, negative ones and the largest among them.
      let special: [Int64] = [0, .min, -1, .max, .min + 1]
      let stored = Shape.negative.values(count, seed: 48).enumerated().map { row, value in
        row % 3 == 0 ? special[row / 3 % special.count] : value
      }
      let codes = makeGroups(count, groupCount: 200, seed: 49)
      // One row more than there are, which has to stay as it is.
      let values = RowBuffer<Int64>(unset: count + 1)
      let known = RowBuffer<UInt32>(unset: count + 1)
      (values[count], known[count]) = (77, 78)
      fillKnown(stored.span, codes: codes.span, into: values, codes: known, with: set)
      #expect((0..<count).map { known[$0] } == zip(stored, codes).map { $0 == 0 ? .max : $1 })
      #expect((0..<count).map { values[$0] } == stored.map { $0 == .min ? 0 : $0 })
      #expect(values[count] == 77 && known[count] == 78)
    }
  }

  @Test(arguments: InstructionSet.available) func `rows of few buckets`(_ set: InstructionSet) {
    for count in InstructionSetTests.borders {
      let values = Shape.allCases.flatMap { $0.values(count, seed: 47) }.filter { $0 >= 0 }.prefix(count)
      let buckets = values.map { UInt32(plainBucket($0)) }
      for number in [0, 1, 2, 7, 8, 9, 40] {
        let some = buckets.isEmpty ? [] : (0..<number).map { buckets[$0 * 31 % buckets.count] }
        var wanted = [UInt32](repeating: 0, count: 128)
        for bucket in some + (number > 2 ? [0, 4095, 31, 32] : []) { wanted[Int(bucket >> 5)] |= 1 << (bucket & 31) }
        var buffer = [UInt32](repeating: 0, count: values.count)
        var foundPlaces = buffer
        var foundValues = [Int64](repeating: 0, count: values.count)
        var places = buffer.mutableSpan
        var placeSpan = foundPlaces.mutableSpan
        var valueSpan = foundValues.mutableSpan
        let codes = [UInt8](repeating: .max, count: values.count)
        let found = findWantedRows(
          Array(values).span, codes: codes.span, wanted: wanted.span, scratch: &places, intoPlaces: &placeSpan,
          values: &valueSpan, with: set)
        let rows = buckets.indices.filter { wanted[Int(buckets[$0] >> 5)] >> (buckets[$0] & 31) & 1 == 1 }
        #expect(found == rows.count)
        #expect(foundPlaces.prefix(found) == rows.map { buckets[$0] }[...])
        #expect(foundValues.prefix(found) == rows.map { values[$0] }[...])
      }
    }
  }

  @Test(arguments: InstructionSet.available, Shape.allCases)
  func `buckets, what is known of values, and those of wanted buckets`(_ set: InstructionSet, _ shape: Shape) {
    for count in InstructionSetTests.borders {
      let values = shape.values(count, seed: 51)
      // A row before and one behind, which have to stay as they are.
      let buckets = RowBuffer<UInt16>(zeroed: count + 2)
      let alone = RowBuffer<UInt16>(zeroed: count + 2)
      let copy = RowBuffer<Int64>(zeroed: count + 2)
      for end in [0, count + 1] {
        buckets[end] = 0xBEEF
        alone[end] = 0xBEEF
        copy[end] = -77
      }
      // In two pieces, of which the first begins with nothing known.
      var facts = ValueFacts()
      var others = ValueFacts()
      for rows in [0..<count / 3, count / 3..<count] {
        let piece = values.span.extracting(rows)
        let row = rows.lowerBound + 1
        fillBuckets(of: piece, copiedTo: copy, into: buckets, from: row, addingTo: &facts, with: set)
        fillBuckets(of: piece, into: alone, from: row, addingTo: &others, with: set)
      }
      #expect(facts.least == values.min() ?? .max && facts.most == values.max() ?? .min)
      #expect(facts.sum == values.reduce(0, &+))
      #expect(others.least == facts.least && others.most == facts.most && others.sum == facts.sum)
      #expect((0..<count).allSatisfy { copy[$0 + 1] == values[$0] })
      #expect([0, count + 1].allSatisfy { buckets[$0] == 0xBEEF && alone[$0] == 0xBEEF && copy[$0] == -77 })
      guard facts.least >= 0 else { continue }
      let expected = values.map { UInt16(plainBucket($0)) }
      #expect((0..<count).allSatisfy { buckets[$0 + 1] == expected[$0] && alone[$0 + 1] == expected[$0] })
      for pattern: UInt32 in [0, .max, 0x1111_8421, 0xFFFF_0000, 0x8000_0001] {
        let wanted = (0..<128).map { UInt32($0) &* 0x9E37_79B9 & pattern | (pattern == .max ? .max : 0) }
        let rows = expected.indices.filter { wanted[Int(expected[$0] >> 5)] >> UInt32(expected[$0] & 31) & 1 == 1 }
        let found = RowBuffer<Int64>(zeroed: count + 2)
        found[0] = -77
        found[count + 1] = -77
        let end = copyValues(values.span, buckets: expected.span, wanted: wanted.span, into: found, from: 1, with: set)
        #expect(end == rows.count)
        #expect(rows.indices.allSatisfy { found[$0 + 1] == values[rows[$0]] })
        #expect(found[0] == -77 && found[count + 1] == -77)
      }
    }
  }

  /// Position of the highest bit of value + 1, and the six bits behind it.
  private func plainBucket(_ value: Int64) -> Int {
    let shifted = Double(value == .max ? .max : value + 1)
    return (Int(shifted.exponent) << 6) + Int(shifted.significandBitPattern >> 46)
  }

  @Test(arguments: InstructionSet.available, Shape.allCases)
  func `ranges, equal codes and selected values`(_ set: InstructionSet, _ shape: Shape) {
    for count in InstructionSetTests.borders {
      let values = shape.values(count, seed: 43)
      let middle = values.isEmpty ? 0 : values[count / 2]
      let all = Int64.min...Int64.max
      for range in [all, 0...0, middle...middle, Int64.min...middle, middle...Int64.max, 1...1 << 40] {
        var words = [UInt64](repeating: ~0, count: (count + 63) / 64 + 1)
        var span = words.mutableSpan
        fillRangeBits(of: values.span, in: range, into: &span, with: set)
        #expect(words.dropLast() == Oracle.words(values.map { range.contains($0) })[...])
        #expect(words.last == ~0)

        // Bits behind the last value are set, and ignored.
        if count & 63 != 0 { words[count >> 6] |= ~0 << UInt64(count & 63) }
        let expected = values.filter { range.contains($0) }
        var selected = [Int64](repeating: 77, count: expected.count + 1)
        var target = selected.mutableSpan
        #expect(copySelected(values.span, bits: words.span, into: &target, with: set) == expected.count)
        #expect(selected.dropLast() == expected[...])
        #expect(selected.last == 77)
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func `equal codes of every width`(_ set: InstructionSet) {
    func check<Code: GroupCode>(_: Code.Type, _ count: Int) {
      var random = SplitMix64(seed: UInt64(count))
      let codes = (0..<count).map { _ in [0, 1, 127, 128, Code.max, Code.max >> 1][Int(random.next() % 6)] }
      for code in [0, 1, 128, Code.max, 77] {
        var words = [UInt64](repeating: ~0, count: (count + 63) / 64 + 1)
        var span = words.mutableSpan
        fillEqualBits(of: codes.span, equalTo: code, into: &span, with: set)
        #expect(words.dropLast() == Oracle.words(codes.map { $0 == code })[...])
        #expect(words.last == ~0)
      }
    }
    for count in InstructionSetTests.borders {
      check(UInt8.self, count)
      check(UInt16.self, count)
      check(UInt32.self, count)
    }
  }
}
