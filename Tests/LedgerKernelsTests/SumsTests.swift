import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct SumsTests {
  @Test(arguments: Shape.allCases)
  func `a sum equals the plain loop, for any values`(_ shape: Shape) {
    for count in counts {
      let values = shape.values(count, seed: 1)
      #expect(sum(of: values.span) == Oracle.sum(values), "\(count) rows")
      let magnitudes = values.map(\.magnitude)
      #expect(sum(of: magnitudes.span) == magnitudes.reduce(Int128(0)) { $0 + Int128($1) }, "\(count) rows")
      let narrow = values.map { UInt32(truncatingIfNeeded: $0) }
      #expect(sum(of: narrow.span) == narrow.reduce(UInt64(0)) { $0 + UInt64($1) }, "\(count) rows")
    }
  }

  @Test func `sums of the largest values widen instead of wrapping`() {
    let high = [Int64](repeating: .max, count: 10_000)
    #expect(sum(of: high.span) == Int128(Int64.max) * 10_000)
    let low = [Int64](repeating: .min, count: 10_000)
    #expect(sum(of: low.span) == Int128(Int64.min) * 10_000)
    let groups = [UInt32](repeating: 0, count: 10_000)
    #expect(groupedSums(of: high.span, groups: groups.span, groupCount: 1) == [Int128(Int64.max) * 10_000])
    #expect(groupedSums(of: low.span, groups: groups.span, groupCount: 1) == [Int128(Int64.min) * 10_000])
  }

  @Test func `partial sums are moved on before they could leave 64 bits`() {
    // Each block fits by itself, two together do not.
    let values = [Int64](repeating: (1 << 51) - 1, count: 5 * 4096 + 17)
    let groups = [UInt32](repeating: 2, count: values.count)
    let expected = Int128((1 << 51) - 1) * Int128(values.count)
    #expect(groupedSums(of: values.span, groups: groups.span, groupCount: 4) == [0, 0, expected, 0])
    let negative = values.map { -$0 }
    #expect(groupedSums(of: negative.span, groups: groups.span, groupCount: 4) == [0, 0, -expected, 0])
  }

  @Test(arguments: Shape.allCases, ["all", "none", "alternating", "random", "sparse"])
  func `only valid rows count`(_ shape: Shape, _ pattern: String) {
    for count in counts where count <= 4097 || pattern == "random" {
      let values = shape.values(count, seed: 2)
      let validity = makeValidity(pattern, count)
      let words = Oracle.words(validity)
      let valid = Oracle.valid(values, validity)
      #expect(sum(of: values.span, validity: words.span) == Oracle.sum(valid), "\(count) rows")
      #expect(validCount(in: words.span, rowCount: count) == valid.count)
      let found = extremes(of: values.span, validity: words.span)
      #expect(found?.min == valid.min() && found?.max == valid.max(), "\(count) rows")
      let groups = makeGroups(count, groupCount: 5, seed: 3)
      let grouped = groupedSums(of: values.span, validity: words.span, groups: groups.span, groupCount: 5)
      let validGroups = zip(groups, validity).filter { $0.1 }.map { $0.0 }
      #expect(grouped.sums == Oracle.groupedSums(valid, validGroups, 5), "\(count) rows")
      #expect(grouped.validCounts == groupedCounts(groups: validGroups.span, groupCount: 5))
    }
  }

  @Test func `validity bits behind the last row mean nothing`() {
    let values: [Int64] = [1, 2, 3]
    let words: [UInt64] = [~0]
    #expect(sum(of: values.span, validity: words.span) == 6)
    #expect(validCount(in: words.span, rowCount: 3) == 3)
    #expect(extremes(of: values.span, validity: words.span) == Extremes(min: 1, max: 3))
  }

  @Test(arguments: Shape.allCases, [1, 50, 3000])
  func `grouped sums and counts equal the plain loop`(_ shape: Shape, _ groupCount: Int) {
    for count in [0, 1, 65, 4097] {
      let values = shape.values(count, seed: 4)
      let groups = makeGroups(count, groupCount: groupCount, seed: 5)
      var expected = [Int128](repeating: 0, count: groupCount)
      var rows = [Int](repeating: 0, count: groupCount)
      var narrow = [UInt64](repeating: 0, count: groupCount)
      for (value, group) in zip(values, groups) where group != noGroup {
        expected[Int(group)] += Int128(value)
        narrow[Int(group)] += UInt64(UInt32(truncatingIfNeeded: value))
        rows[Int(group)] += 1
      }
      #expect(groupedSums(of: values.span, groups: groups.span, groupCount: groupCount) == expected)
      #expect(groupedCounts(groups: groups.span, groupCount: groupCount) == rows)
      let halves = values.map { UInt32(truncatingIfNeeded: $0) }
      #expect(groupedSums(of: halves.span, groups: groups.span, groupCount: groupCount) == narrow)
    }
  }

  @Test func `no values have no extremes`() {
    #expect(extremes(of: [Int64]().span) == nil)
    let values: [Int64] = [5, 7]
    #expect(extremes(of: values.span, validity: [0].span) == nil)
  }

  @Test(arguments: Shape.allCases)
  func `extremes equal the standard library's`(_ shape: Shape) {
    for count in counts {
      let values = shape.values(count, seed: 6)
      let found = extremes(of: values.span)
      #expect(found?.min == values.min() && found?.max == values.max(), "\(count) rows")
    }
  }
}

/// Random groups; one row in seven belongs to none.
func makeGroups(_ count: Int, groupCount: Int, seed: UInt64) -> [UInt32] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in
    let bits = random.next()
    return bits % 7 == 0 ? noGroup : UInt32(bits >> 32) % UInt32(groupCount)
  }
}

func makeValidity(_ pattern: String, _ count: Int) -> [Bool] {
  var random = SplitMix64(seed: 7)
  return (0..<count).map { row in
    switch pattern {
    case "all": true
    case "none": false
    case "alternating": row % 2 == 0
    case "sparse": row % 97 == 13
    default: random.next() & 1 == 0
    }
  }
}
