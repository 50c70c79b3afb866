/// Some rows of a column next to each other, with values of one group.
public struct GroupedStretch: Sendable {
  /// The group.
  public var group: UInt32
  /// The first row.
  public var start: UInt32
  /// How many rows.
  public var count: UInt32

  /// A stretch from its parts.
  public init(group: UInt32, start: UInt32, count: UInt32) {
    self.group = group
    self.start = start
    self.count = count
  }

  /// The rows.
  public var rows: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// Where the values of each group stand in a column: in stretches of rows that hold values of that group alone.
public struct GroupedStretches: Sendable {
  /// The stretches, group after group; none is empty.
  let stretches: [GroupedStretch]
  /// Where the stretches of each group begin, and one more for the end.
  private let starts: [Int]

  /// Groups from their stretches, in any order; empty ones are left out. Groups are below `groupCount`; others are a
  /// programmer error.
  public init(groupCount: Int, _ stretches: [GroupedStretch]) {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    for stretch in stretches where stretch.count > 0 { starts[Int(stretch.group) + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var next = starts
    var sorted = [GroupedStretch](repeating: GroupedStretch(group: 0, start: 0, count: 0), count: starts[groupCount])
    for stretch in stretches where stretch.count > 0 {
      sorted[next[Int(stretch.group)]] = stretch
      next[Int(stretch.group)] += 1
    }
    self.stretches = sorted
    self.starts = starts
  }

  /// The same values in stretches that are not longer than `most`.
  func cut(atMost most: Int) -> GroupedStretches {
    if stretches.allSatisfy({ $0.count <= most }) { return self }
    return GroupedStretches(
      groupCount: groupCount,
      stretches.flatMap { stretch in
        stride(from: 0, to: Int(stretch.count), by: most).map { first in
          GroupedStretch(
            group: stretch.group, start: stretch.start + UInt32(first),
            count: UInt32(min(most, Int(stretch.count) - first)))
        }
      })
  }

  /// How many groups there are.
  public var groupCount: Int { starts.count - 1 }

  /// The places of a group's stretches.
  func places(ofGroup group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  /// The rows of a group's stretches.
  public func rows(ofGroup group: Int) -> [Range<Int>] { stretches[places(ofGroup: group)].map(\.rows) }

  /// How many values there are.
  public var valueCount: Int { stretches.reduce(0) { $0 + Int($1.count) } }
}
