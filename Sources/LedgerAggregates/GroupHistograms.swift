import LedgerKernels
import LedgerMemory
import LedgerModel

/// The histograms of some columns by grouping, column and group; `nil` for groups without values. All groupings must have
/// been joined from the same finest groups.
///
/// Edges are those of all values of a column, so that groups can be compared and added up. Exponential buckets are as fine
/// as each group's own extremes let them be.
func histograms(
  _ groupings: [Grouping], of columnCount: Int, _ kind: Histogram.Kind, _ workers: Workers,
  values: @Sendable (Int) -> KnownValues
) -> [[[Histogram?]]] {
  let known = workers.map(columnCount) { values($0) }
  let found = workers.map(groupings.count * columnCount) { work in
    known[work % columnCount].histograms(groupings[work / columnCount], kind)
  }
  return groupings.indices.map { Array(found[$0 * columnCount..<($0 + 1) * columnCount]) }
}

extension CallFacts {
  /// The histograms of some measures by grouping, measure and group; `nil` where no call has a value.
  public func histograms(
    _ groupings: [Grouping], of measures: [CallMeasure], _ kind: Histogram.Kind
  ) -> [[[Histogram?]]] {
    LedgerAggregates.histograms(groupings, of: measures.count, kind, workers) {
      KnownValues(values(of: measures[$0]), groupings[0].rows)
    }
  }
}

extension SelectedSpans {
  /// The histograms of durations by grouping and group; `nil` where no span has one.
  public func histograms(_ groupings: [Grouping], _ kind: Histogram.Kind) -> [[Histogram?]] {
    let durations = durations
    return LedgerAggregates.histograms(groupings, of: 1, kind, workers) { _ in
      KnownValues(durations, groupings[0].rows)
    }.map { $0[0] }
  }
}

extension KnownValues {
  /// How many buckets of one width there are.
  private static var linearBuckets: Int { 20 }

  fileprivate func histograms(_ grouping: Grouping, _ kind: Histogram.Kind) -> [Histogram?] {
    guard let range = extremes(of: values.span) else { return Array(repeating: nil, count: grouping.count) }
    let groups = groups(of: grouping)
    switch kind {
    case .linear:
      return counted(
        groups, grouping.count, .equalWidth(from: range.min, through: range.max, buckets: KnownValues.linearBuckets))
    case .logarithmic: return counted(groups, grouping.count, .logarithmic(from: range.min, through: range.max, .three))
    case .exponential: return exponential(groups, grouping.count)
    }
  }

  private func counted(_ groups: [UInt32], _ groupCount: Int, _ edges: HistogramEdges) -> [Histogram?] {
    let counts = groupedHistogram(of: values.span, groups: groups.span, groupCount: groupCount, edges: edges)
    return (0..<groupCount).map { group in
      let own = Array(counts[group * edges.bucketCount..<(group + 1) * edges.bucketCount])
      return own.allSatisfy { $0 == 0 } ? nil : .edges(edges.edges, counts: own)
    }
  }

  private func exponential(_ groups: [UInt32], _ groupCount: Int) -> [Histogram?] {
    // The values of each group side by side.
    var ends = [Int](repeating: 0, count: groupCount + 1)
    for group in groups { ends[Int(group) + 1] += 1 }
    for group in 0..<groupCount { ends[group + 1] += ends[group] }
    var next = ends
    var sorted = [Int64](repeating: 0, count: values.count)
    for (value, group) in zip(values, groups) {
      sorted[next[Int(group)]] = value
      next[Int(group)] += 1
    }
    return (0..<groupCount).map { group in
      if ends[group] == ends[group + 1] { return nil }
      let known = ExponentialHistogram(of: sorted.span.extracting(ends[group]..<ends[group + 1]))
      func side(_ buckets: ExponentialHistogram.Buckets) -> ExponentialBuckets.Side {
        ExponentialBuckets.Side(offset: buckets.offset, counts: buckets.counts.map { Int($0) })
      }
      return .exponential(
        ExponentialBuckets(
          scale: known.scale, zeroCount: Int(known.zeroCount), positive: side(known.positive),
          negative: side(known.negative)))
    }
  }
}
