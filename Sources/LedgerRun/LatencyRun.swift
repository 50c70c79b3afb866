import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerReport

/// What `latency` is asked.
public struct LatencyQuestion: Sendable {
  /// What calls are grouped by.
  public var keys: [GroupingKey]
  /// Which percentiles.
  public var percentiles: [Percentile]
  /// What a percentile is.
  public var definition: PercentileDefinition
  /// Of what.
  public var measures: [CallMeasure]
  /// Whether calls are weighed by their sampling.
  public var isAdjusted = false
  /// What calls must say to be counted.
  public var conditions: [CallCondition] = []

  /// A question from its parts.
  public init(
    keys: [GroupingKey], percentiles: [Percentile], definition: PercentileDefinition, measures: [CallMeasure]
  ) {
    self.keys = keys
    self.percentiles = percentiles
    self.definition = definition
    self.measures = measures
  }
}

/// Percentiles of calls by groups: reads, settles, prices, sums up. Nothing is worked out that is not shown.
public struct LatencyRun {
  private let settings: RunSettings
  private let question: LatencyQuestion

  /// A run with its settings and its question.
  public init(_ settings: RunSettings, _ question: LatencyQuestion) {
    self.settings = settings
    self.question = question
  }

  /// Does the whole job.
  ///
  /// Throws where nothing could be used, or where a strict run meets a problem.
  public func report(progress: (@Sendable (LoadProgress) -> Void)? = nil) async throws -> LatencyReport {
    var settings = settings
    settings.keeps = .traces
    settings.keep(question.keys + question.conditions.map(\.key))
    let night = try await Loader(settings, progress: progress).load()
    try night.requireUse()
    let workers = Workers(count: settings.jobs)
    let index = SpanIndex(night.store, workers: workers, countsTraces: false)
    let calls = CallSettler.settle(night.store, index, workers: workers)
    let book = PriceBook.shipped
    let facts = CallFacts(
      store: night.store, calls: calls, selection: settings.selection, prices: CallPricer(book: book),
      workers: workers, measures: Set(question.measures), conditions: question.conditions, index: index)
    settings.tellsTables?([calls.figures, facts.figures])
    var report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: settings.version), settings: settings.shown(book),
      keys: question.keys.map(\.rawValue), percentiles: question.percentiles, definition: question.definition,
      measures: question.measures.map(\.shown))
    report.inputs = night.inputs
    report.problems = night.problems
    report.settings.filters += question.conditions.map { Report.Filter(key: "where", value: $0.text) }
    fill(&report, facts)
    return report
  }

  private func fill(_ report: inout LatencyReport, _ facts: CallFacts) {
    let columns = question.keys.map { facts.column(of: $0) }
    let groups = facts.grouped(by: columns.map(\.codes))
    let all = groups.joined { _ in [] }
    let tallies = facts.tallies(groups)
    let known =
      question.isAdjusted
      ? []
      : facts.distributions(
        [groups, all], of: question.measures, percentiles: question.percentiles, by: question.definition)
    // Codes are in the order of what they mean, absent first.
    let order = (0..<groups.count).sorted { groups.keys[$0].lexicographicallyPrecedes(groups.keys[$1]) }
    report.groups = order.map { group in
      LatencyReport.Row(
        key: zip(columns, groups.keys[group]).map { $0.texts[Int($1)] }, counters: Report.Counters(tallies[group]),
        distributions: known.first?.map { $0[group] } ?? [])
    }
    report.all = LatencyReport.Row(
      key: [], counters: Report.Counters(facts.tallies(all, from: tallies).first ?? CallTally()),
      distributions: known.last?.map { $0.first ?? nil } ?? [])
    if question.isAdjusted { adjust(&report, facts, groups, order, all) }
  }

  /// Puts estimates of all calls there were in the place of what the kept ones show.
  private func adjust(
    _ report: inout LatencyReport, _ facts: CallFacts, _ groups: Grouping, _ order: [Int], _ all: Grouping
  ) {
    let weights = CallWeights(facts, rates: settings.samplingRates)
    report.sampling = Report.Sampling(weights.census)
    func fill(_ row: inout LatencyReport.Row, _ figures: AdjustedFigures?, _ known: [EstimatedDistribution?]) {
      if let figures { row.counters.adjust(figures) }
      row.estimates = known
    }
    let figures = facts.adjustedFigures(groups, weights)
    let known = facts.adjustedDistributions(
      groups, of: question.measures, weights, percentiles: question.percentiles)
    for (place, group) in order.enumerated() {
      fill(&report.groups[place], figures[group], known.map { $0[group] })
    }
    let knownOfAll = facts.adjustedDistributions(all, of: question.measures, weights, percentiles: question.percentiles)
    fill(&report.all, facts.adjustedFigures(all, weights).first, knownOfAll.map { $0.first ?? nil })
  }
}

extension CallMeasure {
  /// The measure as reports know it.
  fileprivate var shown: LatencyReport.Measure {
    switch self {
    case .duration: .duration
    case .timeToFirstToken: .timeToFirstToken
    case .timePerOutputToken: .timePerOutputToken
    case .outputTokensPerSecond: .outputTokensPerSecond
    }
  }
}
