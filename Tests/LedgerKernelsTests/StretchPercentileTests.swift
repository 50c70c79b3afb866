import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerKernels

/// Percentiles of values that stand together by group, held against those of rows with a code each.
@Suite struct StretchPercentileTests {
  private let wanted = ["99.9", "50", "0", "95", "12.5", "100"].compactMap { Percentile($0) }

  /// A column in which the values of each group stand in stretches, with rows of no stretch in between.
  private struct Column {
    var values: [Int64] = []
    /// The group of each row; of rows of no stretch none.
    var codes: [UInt32] = []
    var stretches: [GroupedStretch] = []

    init(_ shape: Shape, count: Int, groupCount: Int, longest: Int, seed: UInt64) {
      var random = SplitMix64(seed: seed)
      let known = shape.values(count, seed: seed)
      var next = 0
      while next < count {
        let group = UInt32(random.next() % UInt64(groupCount))
        let length = min(Int(random.next() % UInt64(longest + 1)), count - next)
        stretches.append(GroupedStretch(group: group, start: UInt32(values.count), count: UInt32(length)))
        values += known[next..<next + length]
        codes += [UInt32](repeating: group, count: length)
        let gap = Int(random.next() % 3)
        values += [Int64](repeating: -7, count: gap)
        codes += [UInt32](repeating: noGroup, count: gap)
        next += length
      }
      stretches.shuffle(using: &random)
    }
  }

  private func check(
    _ column: Column, groupCount: Int, by definition: PercentileDefinition = .nearestRank, confidence: Double? = nil,
    workers: [Int] = [1, 2, 5], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    // The groups, all together, and some together with others that stay alone.
    let threes = (0..<groupCount).map { UInt32($0 % 3 == 0 ? 0 : $0) }
    let joins: [(codes: [UInt32]?, count: Int)] = [
      (nil, groupCount), ([UInt32](repeating: 0, count: groupCount), 1), (threes, groupCount),
    ]
    let expected = joins.map { join in
      let codes = column.codes.map { $0 == noGroup ? noGroup : join.codes?[Int($0)] ?? $0 }
      return exactPercentiles(
        of: column.values.span, groups: codes.span, groupCount: join.count, percentiles: wanted, by: definition,
        confidence: confidence, method: .partition)
    }
    let stretches = GroupedStretches(groupCount: groupCount, column.stretches)
    for count in workers {
      let found = exactPercentiles(
        of: column.values.span, in: stretches,
        joinedBy: joins.map { join in
          join.codes.map { JoinedGroups($0, count: join.count) } ?? JoinedGroups(count: join.count)
        }, percentiles: wanted, by: definition, confidence: confidence, workers: Workers(count: count))
      for (place, (found, expected)) in zip(found, expected).enumerated() {
        for group in 0..<joins[place].count {
          #expect(found.counts[group] == expected.counts[group], sourceLocation: sourceLocation)
          #expect(found.sums[group] == expected.sums[group], sourceLocation: sourceLocation)
          #expect(
            found.percentiles(ofGroup: group) == expected.percentiles(ofGroup: group), sourceLocation: sourceLocation)
          #expect(found.intervals(ofGroup: group) == expected.intervals(ofGroup: group), sourceLocation: sourceLocation)
          guard expected.counts[group] > 0 else { continue }
          #expect(found.minima[group] == expected.minima[group], sourceLocation: sourceLocation)
          #expect(found.maxima[group] == expected.maxima[group], sourceLocation: sourceLocation)
        }
      }
    }
  }

  @Test(arguments: Shape.allCases)
  func `values that stand together give what codes give, in groups and in all`(_ shape: Shape) {
    for (count, groupCount, longest) in [(1, 1, 1), (300, 1, 40), (3000, 7, 300), (5000, 400, 30), (9000, 3, 700)] {
      let column = Column(shape, count: count, groupCount: groupCount, longest: longest, seed: UInt64(count))
      check(column, groupCount: groupCount)
      check(column, groupCount: groupCount, by: .linear, confidence: 0.95, workers: [3])
    }
  }

  @Test(arguments: [Shape.durations, .ties, .full63Bits, .adversarial])
  func `a group that is too large for one worker is shared`(_ shape: Shape) {
    // Two groups of several parts, and one of a few values.
    var column = Column(shape, count: 300_000, groupCount: 2, longest: 40_000, seed: 41)
    column.stretches.append(GroupedStretch(group: 2, start: UInt32(column.values.count), count: 3))
    column.values += [5, 1 << 40, 5]
    column.codes += [2, 2, 2]
    check(column, groupCount: 3, workers: [1, 2])
  }

  @Test func `groups without values are empty, and no groups are none`() {
    let none = exactPercentiles(
      of: [Int64]().span, in: GroupedStretches(groupCount: 0, []), joinedBy: [JoinedGroups(count: 0)],
      percentiles: wanted)
    #expect(none.count == 1 && none[0].counts.isEmpty)
    let empty = exactPercentiles(
      of: [Int64]().span, in: GroupedStretches(groupCount: 2, [GroupedStretch(group: 1, start: 0, count: 0)]),
      joinedBy: [JoinedGroups(count: 2), JoinedGroups([0, 0], count: 1)], percentiles: wanted)
    #expect(empty.map(\.counts) == [[0, 0], [0]])
    #expect(empty[1].percentiles(ofGroup: 0) == nil)
  }

  @Test func `rows of a group are those of its stretches`() {
    let stretches = GroupedStretches(
      groupCount: 3,
      [
        GroupedStretch(group: 2, start: 10, count: 2), GroupedStretch(group: 0, start: 4, count: 1),
        GroupedStretch(group: 2, start: 0, count: 3), GroupedStretch(group: 0, start: 9, count: 0),
      ])
    #expect(stretches.rows(ofGroup: 0) == [4..<5])
    #expect(stretches.rows(ofGroup: 1).isEmpty)
    #expect(stretches.rows(ofGroup: 2) == [10..<12, 0..<3])
    #expect(stretches.valueCount == 6 && stretches.groupCount == 3)
  }
}
