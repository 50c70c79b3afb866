import LedgerKernels

/// How long calls took over time: how many of each window fall between two borders.
public struct DurationHistogram: Sendable {
  /// The borders in nanoseconds, at 1, 2 and 5 of each power of ten: bucket i holds eᵢ ≤ duration < eᵢ₊₁. The first border is
  /// at or below the shortest call, the last one above the longest. Empty where no duration is known.
  public private(set) var edges: [Int64] = []
  /// How many calls of each group fall into each bucket; one number less than there are borders.
  public private(set) var counts: [[Int]] = []

  /// The durations of each group.
  public init(_ facts: CallFacts, _ grouping: Grouping) {
    counts = Array(repeating: [], count: grouping.count)
    var values: [Int64] = []
    var groups: [UInt32] = []
    values.reserveCapacity(facts.count)
    groups.reserveCapacity(facts.count)
    for index in 0..<facts.count {
      guard let value = facts.duration[index] else { continue }
      values.append(value)
      groups.append(UInt32(grouping.group(of: index)))
    }
    guard let shortest = values.min(), let longest = values.max() else { return }
    let edges = HistogramEdges.logarithmic(from: shortest, through: longest, .three)
    let found = groupedHistogram(
      of: values.span, groups: groups.span, groupCount: grouping.count, edges: edges)
    self.edges = edges.edges
    // Nothing is below the first border, and nothing above the last one, unless no border can be that large.
    if let last = edges.edges.last, longest >= last { self.edges.append(.max) }
    let buckets = self.edges.count - 1
    for group in counts.indices {
      let first = group * edges.bucketCount + 1
      counts[group] = Array(found[first..<first + buckets])
    }
  }
}
