import LedgerModel
import LedgerReport

// What the samples say of sampling: the night was kept in part, the nasty one has names and figures at their limits.

extension ReportSample {
  /// An estimate of a figure of which everything was seen and one in four was kept.
  private static func quarter(_ seen: some BinaryInteger) -> Estimate {
    let total = Int128(seen) * 4 << 32
    return Estimate(seen: Int128(seen), totalQ32: total, lowQ32: total - total / 31, highQ32: total + total / 29)
  }

  private static func figures(_ counters: Report.Counters) -> AdjustedFigures {
    var figures = AdjustedFigures()
    figures.calls = quarter(counters.calls)
    figures.errors = quarter(counters.errors)
    figures.inputTokens = counters.inputTokens.map { quarter($0) }
    figures.outputTokens = counters.outputTokens.map { quarter($0) }
    figures.cost = counters.costUSD.map { quarter($0.value) }
    return figures
  }

  private static func estimated(_ known: Distribution?) -> EstimatedDistribution? {
    known.map { known in
      let places = known.percentiles.enumerated()
      return EstimatedDistribution(
        unit: known.unit, count: known.count, populationQ32: Int128(known.count) * 4 << 32, min: known.min,
        max: known.max, mean: known.mean,
        percentiles: places.map {
          EstimatedPercentile(value: $1, low: $1 - $1 / 17, high: $0 < 5 ? $1 + $1 / 13 : nil)
        })
    }
  }

  /// Adds the sampling of a night.
  static func addSampling(to report: inout Report) {
    report.sampling.weightedCalls = report.totals.calls - 12
    report.sampling.unweightedCalls = 12
    report.sampling.zeroWeightCalls = 3
    report.sampling.fromThreshold = report.totals.calls - 112
    report.sampling.fromConfiguration = 100
    report.sampling.inconsistent = 2
    report.sampling.tailPolicies = 1
    report.sampling.tailSampledCalls = 31
    report.sampling.traces = 3121
    report.sampling.configuredRates = [
      .init(service: "planner", weight: SamplingWeight(oneIn: 4), calls: 100),
      .init(service: "plannner", weight: SamplingWeight(oneIn: 8), calls: 0),
    ]
    report.sampling.totals = figures(report.totals)
    report.sampling.duration = estimated(report.distributions.duration)
    report.sampling.timeToFirstToken = estimated(report.distributions.timeToFirstToken)
    report.totals.adjust(figures(report.totals))
    for place in report.groups.indices {
      let row = report.groups[place]
      report.sampling.groups.append(
        .init(
          key: row.key, figures: figures(row.counters), duration: estimated(row.distributions.duration),
          timeToFirstToken: estimated(row.distributions.timeToFirstToken)))
      report.groups[place].counters.adjust(figures(row.counters))
    }
    for row in report.models {
      report.sampling.models.append(
        .init(key: row.name, figures: figures(row.counters), duration: estimated(row.distributions.duration)))
    }
    for row in report.services {
      report.sampling.services.append(
        .init(key: row.service, figures: figures(row.counters), duration: estimated(row.distributions.duration)))
    }
    for row in report.windows.prefix(2) {
      report.sampling.windows.append(
        .init(key: row.window, figures: figures(row.counters), duration: estimated(row.duration)))
    }
  }

  /// Adds estimates with names and figures at their limits.
  static func addNastySampling(to report: inout Report, names: [String]) {
    var largest = AdjustedFigures()
    largest.calls = Estimate(seen: 1, totalQ32: .max, lowQ32: 0, highQ32: .max)
    largest.cost = Estimate(seen: 0, totalQ32: .max, lowQ32: 1, highQ32: .max)
    report.sampling.weightedCalls = 1
    report.sampling.unweightedCalls = 1
    report.sampling.totals = largest
    report.sampling.configuredRates = names.map { .init(service: $0, weight: .largest, calls: 0) }
    report.sampling.models = names.map { .init(key: Report.ModelName(provider: $0, model: $0), figures: largest) }
    report.sampling.services = names.map { .init(key: $0, figures: AdjustedFigures()) }
    report.sampling.duration = EstimatedDistribution(
      unit: .nanoseconds, count: 1, populationQ32: .max, min: .min, max: .max, mean: 0,
      percentiles: Percentile.standard.map { _ in EstimatedPercentile(value: .max, low: nil, high: nil) })
  }
}
