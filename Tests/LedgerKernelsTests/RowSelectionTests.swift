import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct RowSelectionTests {
  @Test(arguments: InstructionSetTests.borders)
  func `compares, logic and gathering agree with arrays of Booleans`(_ count: Int) {
    let values = Shape.negative.values(count, seed: 51)
    let groups = makeGroups(count, groupCount: 5, seed: 52)
    let wanted = [true, false, false, true, false]
    let low = values.map { $0 < 0 }
    let three = groups.map { $0 == 3 }
    let some = groups.map { $0 != noGroup && wanted[Int($0)] }

    var selection = RowSelection(of: values.span, in: .min ... -1)
    expect(selection, low)
    selection.invert()
    expect(selection, low.map { !$0 })
    selection.formIntersection(RowSelection(of: groups.span, equalTo: 3))
    expect(selection, zip(low, three).map { !$0 && $1 })
    selection.formUnion(RowSelection(of: groups.span, among: wanted))
    let united = zip(zip(low, three), some).map { (!$0.0 && $0.1) || $1 }
    expect(selection, united)
    selection.subtract(RowSelection(of: values.span, in: 0...0))
    let rest = zip(united, values).map { $0 && $1 != 0 }
    expect(selection, rest)

    let rows = rest.indices.filter { rest[$0] }
    #expect(selection.rows() == rows.map { UInt32($0) })
    #expect(selection.gathered(values.span) == rows.map { values[$0] })
    #expect(selection.gathered(groups.span) == rows.map { groups[$0] })
    #expect(sum(of: values.span, validity: selection.words.span) == Oracle.sum(rows.map { values[$0] }))
    expect(RowSelection(rowCount: count, all: true), Array(repeating: true, count: count))
    expect(RowSelection(rowCount: count, all: false), Array(repeating: false, count: count))
    // Bits behind the last row of a validity bitmap are no rows.
    let words = [UInt64](repeating: ~0, count: count / 64 + 1)
    expect(RowSelection(validity: words.span, rowCount: count), Array(repeating: true, count: count))
  }

  private func expect(_ selection: RowSelection, _ expected: [Bool]) {
    #expect(selection.rowCount == expected.count)
    #expect(selection.words == Oracle.words(expected))
    #expect(selection.count == expected.filter { $0 }.count)
    #expect(expected.indices.allSatisfy { selection[$0] == expected[$0] })
  }
}

@Suite struct TopRowsTests {
  @Test(arguments: Shape.allCases, [TopOrder.largest, .smallest])
  func `the first of a full sort`(_ shape: Shape, _ order: TopOrder) {
    for count in [0, 1, 63, 64, 65, 700] {
      let values = shape.values(count, seed: 61)
      let odd = [UInt64](repeating: 0xAAAA_AAAA_AAAA_AAAA, count: (count + 63) / 64)
      for selection in [nil, RowSelection(validity: odd.span, rowCount: count)] {
        let rows = (0..<count).filter { selection?[$0] ?? true }.sorted {
          let (left, right) = (values[$0], values[$1])
          return left != right ? (order == .largest ? left > right : left < right) : $0 < $1
        }
        for wanted in [0, 1, 2, 10, 64, 1000] {
          let found = topRows(of: values.span, count: wanted, order: order, selection: selection)
          let first = rows.prefix(wanted)
          #expect(found.rows == Array(first))
          #expect(found.values == first.map { values[$0] })
          #expect(found.ties == rows.dropFirst(wanted).filter { values[$0] == found.values.last }.count)
        }
      }
    }
  }
}

@Suite struct DistinctCountTests {
  @Test(arguments: [0, 1, 64, 1000, 6000], [1, 50, 300_000])
  func `as many as a set has`(_ count: Int, _ cardinality: Int) {
    var random = SplitMix64(seed: UInt64(count))
    let codes = (0..<count).map { _ -> UInt32 in
      let bits = random.next()
      return bits % 9 == 0 ? .max : UInt32(bits >> 32) % UInt32(cardinality)
    }
    let known = codes.filter { $0 != .max }
    #expect(distinctCount(of: codes.span, cardinality: cardinality) == Set(known).count)
    let keys = codes.map { $0 == .max ? 0 : UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
    #expect(distinctCount(of: keys.span) == Set(keys).count)
    for groupCount in [1, 20, 900] {
      let groups = makeGroups(count, groupCount: groupCount, seed: 71)
      let found = groupedDistinctCounts(
        of: codes.span, cardinality: cardinality, groups: groups.span, groupCount: groupCount)
      var sets = [Set<UInt32>](repeating: [], count: groupCount)
      for (code, group) in zip(codes, groups) where code != .max && group != noGroup { sets[Int(group)].insert(code) }
      #expect(found == sets.map(\.count))
    }
    let bytes = known.map { UInt8(truncatingIfNeeded: $0) }
    #expect(distinctCount(of: bytes.span, cardinality: 255) == Set(bytes).subtracting([.max]).count)
  }
}
