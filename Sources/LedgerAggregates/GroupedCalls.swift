import LedgerKernels
import LedgerModel

/// Who knows the measures of calls that are in groups. All groupings are joined from the same finest groups.
public protocol GroupedCalls: Sendable {
  /// The distributions of some measures: by grouping, measure and group.
  func distributions(
    _ groupings: [Grouping], of measures: [CallMeasure], percentiles: [Percentile], by definition: PercentileDefinition,
    hasIntervals: Bool
  ) -> [[[Distribution?]]]

  /// The histograms of some measures by grouping, measure and group; `nil` where no call has a value.
  func histograms(
    _ groupings: [Grouping], of measures: [CallMeasure], _ kind: Histogram.Kind
  ) -> [[[Histogram?]]]
}

extension CallFacts: GroupedCalls {}

extension Grouping {
  /// The sums of these groups from those of the finest groups that they were joined from.
  public func sums(from finest: [CallTally]) -> [CallTally] {
    guard let joined else { return finest }
    var sums = [CallTally](repeating: CallTally(), count: count)
    for (group, tally) in zip(joined, finest) { sums[Int(group)].add(tally) }
    return sums
  }
}
