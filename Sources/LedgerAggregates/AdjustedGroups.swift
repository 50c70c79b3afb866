import LedgerCalls
import LedgerKernels
import LedgerMemory
import LedgerModel

// Estimates of groups: the same groups as for what was seen, over the calls whose sampling weight is known.

/// What the weighted calls of a group add up to while they are added.
private struct WeightedTally {
  var calls = WeightedTotal(isCount: true)
  var errors = WeightedTotal(isCount: true)
  var input = WeightedTotal()
  var output = WeightedTotal()
  var cost = WeightedTotal()

  mutating func add(
    isCall: Bool, errors failed: Int128, input read: Int64?, output written: Int64?, cost amount: Int128?,
    weight: UInt64, cluster: UInt32
  ) {
    if isCall {
      calls.add(1, weight: weight, cluster: cluster)
      errors.add(failed, weight: weight, cluster: cluster)
    }
    if let read { input.add(Int128(read), weight: weight, cluster: cluster) }
    if let written { output.add(Int128(written), weight: weight, cluster: cluster) }
    if let amount { cost.add(amount, weight: weight, cluster: cluster) }
  }

  consuming func finish() -> AdjustedFigures {
    var figures = AdjustedFigures()
    figures.calls = calls.finish()
    figures.errors = errors.finish()
    figures.inputTokens = input.finish()
    figures.outputTokens = output.finish()
    figures.cost = cost.finish()
    return figures
  }
}

extension CallFacts {
  /// What the calls of each group come to over everything there was.
  public func adjustedFigures(_ grouping: Grouping, _ weights: CallWeights) -> [AdjustedFigures] {
    adjustedFigures([grouping], weights)[0]
  }

  /// The same for several groupings. Calls in the order of their traces are far apart in memory, so each is looked at once.
  func adjustedFigures(_ groupings: [Grouping], _ weights: CallWeights) -> [[AdjustedFigures]] {
    var tallies = groupings.map { [WeightedTally](repeating: WeightedTally(), count: $0.count) }
    for item in weights.items {
      let index = Int(item.index)
      let row = row(index)
      let tokens = calls.tokens(ofCall: row)
      let isCall = calls.isCall(row)
      let errors: Int128 = calls.isError(row) ? 1 : 0
      var amount: Int128?
      if case .priced(let cost) = cost[index] { amount = cost.value }
      for (place, grouping) in groupings.enumerated() {
        tallies[place][grouping.group(of: index)].add(
          isCall: isCall, errors: errors, input: tokens.input, output: tokens.output, cost: amount,
          weight: item.weight, cluster: item.cluster)
      }
    }
    return tallies.map { $0.map { $0.finish() } }
  }

  /// The distributions of some measures over everything there was: by measure and group.
  public func adjustedDistributions(
    _ grouping: Grouping, of measures: [CallMeasure], _ weights: CallWeights,
    percentiles: [Percentile] = Percentile.standard
  ) -> [[EstimatedDistribution?]] {
    workers.map(measures.count) { place in
      let column = values(of: measures[place])
      var groups = [WeightedValues](repeating: WeightedValues(), count: grouping.count)
      for item in weights.items {
        guard let value = column[Int(item.index)] else { continue }
        groups[grouping.group(of: Int(item.index))].append(value, weight: item.weight, cluster: item.cluster)
      }
      return groups.map { weightedDistribution(of: $0, unit: measures[place].unit, percentiles: percentiles) }
    }
  }
}

/// The sides of a report's calls, estimated over everything there was.
public struct AdjustedBreakdown: Sendable {
  /// One side: the same groups as that of the ``CallBreakdown``.
  public struct Side: Sendable {
    /// The figures of each group.
    public let figures: [AdjustedFigures]
    /// The durations of each group; empty where the side has none.
    public internal(set) var durations: [EstimatedDistribution?] = []
    /// The times to first token of each group; empty where the side has none.
    public internal(set) var firstTokens: [EstimatedDistribution?] = []
  }

  /// Everything.
  public private(set) var all: Side
  /// By service, provider, operation, request and response model.
  public private(set) var byKey: Side
  /// By provider and model.
  public private(set) var byModel: Side
  /// By service.
  public private(set) var byService: Side
  /// By window; only the durations have a distribution.
  public private(set) var byWindow: Side
  /// By provider, model and window; without distributions.
  public let byModelAndWindow: Side

  /// Estimates the sides of a breakdown; `nil` where no call has a known weight: then nothing is extrapolated.
  public init?(_ breakdown: CallBreakdown, _ facts: CallFacts, _ weights: CallWeights) {
    guard !weights.isEmpty else { return nil }
    let groupings = [
      breakdown.all, breakdown.byKey, breakdown.byModel, breakdown.byService, breakdown.byWindow,
      breakdown.byModelAndWindow,
    ].map(\.grouping)
    let sides = facts.adjustedFigures(groupings, weights).map { Side(figures: $0) }
    all = sides[0]
    byKey = sides[1]
    byModel = sides[2]
    byService = sides[3]
    byWindow = sides[4]
    byModelAndWindow = sides[5]
    let known = groupings[0...3].map {
      facts.adjustedDistributions($0, of: [.duration, .timeToFirstToken], weights)
    }
    (all.durations, all.firstTokens) = (known[0][0], known[0][1])
    (byKey.durations, byKey.firstTokens) = (known[1][0], known[1][1])
    (byModel.durations, byModel.firstTokens) = (known[2][0], known[2][1])
    (byService.durations, byService.firstTokens) = (known[3][0], known[3][1])
    byWindow.durations = facts.adjustedDistributions(groupings[4], of: [.duration], weights)[0]
  }
}
