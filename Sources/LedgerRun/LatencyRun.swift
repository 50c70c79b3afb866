import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerReport

/// Percentiles of calls or spans by groups: reads, settles, prices, sums up. Nothing is worked out that is not shown.
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
    switch question.subject {
    case .calls(let keys): try await report(ofCallsBy: keys, progress)
    case .spans(let keys): try await report(ofSpansBy: keys, progress)
    }
  }

  private func report(
    ofCallsBy keys: [GroupingKey], _ progress: (@Sendable (LoadProgress) -> Void)?
  ) async throws -> LatencyReport {
    let (night, index) = try await load(.traces, progress) { $0.keep(keys + question.conditions.map(\.key)) }
    let workers = Workers(count: settings.jobs)
    let narrowed = workers.start { [prices = settings.prices] in prices.narrowed(to: night.store) }
    let calls = CallSettler.settle(night.store, index, workers: workers)
    let priceSettings = narrowed.value
    let prices = priceSettings.pricer
    let latencies: CallLatencies
    // One walk over the calls answers most questions; estimates, and keys that are looked for elsewhere, take more.
    if !question.isAdjusted,
      let table = CallTable(
        store: night.store, calls: calls, selection: settings.selection, prices: prices, workers: workers, keys: keys,
        measures: question.computedMeasures, conditions: question.conditions, index: index)
    {
      settings.tellsTables?([calls.figures, table.figures])
      latencies = CallLatencies(table, question)
    } else {
      let facts = CallFacts(
        store: night.store, calls: calls, selection: settings.selection, prices: prices, workers: workers,
        measures: question.computedMeasures, conditions: question.conditions, index: index)
      settings.tellsTables?([calls.figures, facts.figures])
      latencies = CallLatencies(facts, by: keys, question, rates: settings.samplingRates)
    }
    var report = blank(night, settings.shown(priceSettings.shelf), keys: keys.map(\.rawValue))
    report.settings.filters += question.conditions.map { Report.Filter(key: "where", value: $0.text) }
    latencies.fill(&report)
    return report
  }

  private func report(
    ofSpansBy keys: [SpanKey], _ progress: (@Sendable (LoadProgress) -> Void)?
  ) async throws -> LatencyReport {
    let conditions = question.spanConditions
    let asked = keys + conditions.map(\.key)
    let (night, index) = try await load(asked.contains(.errorType) ? .spans : .traces, progress) { $0.keep(asked) }
    let spans = SelectedSpans(
      store: night.store, index: index, selection: settings.selection, workers: Workers(count: settings.jobs)
    ).narrowed(by: conditions)
    settings.tellsTables?([spans.figures])
    var report = blank(night, settings.shown(nil), keys: keys.map(\.rawValue))
    report.subject = .spans
    report.settings.filters += conditions.map { Report.Filter(key: "where", value: $0.text) }
    SpanLatencies(spans, question).fill(&report, by: keys)
    return report
  }

  private func load(
    _ keeps: RunSettings.Kept, _ progress: (@Sendable (LoadProgress) -> Void)?, _ set: (inout RunSettings) -> Void
  ) async throws -> (LoadedNight, SpanIndex) {
    var settings = settings
    settings.keeps = keeps
    settings.tables = []
    set(&settings)
    let night = try await Loader(settings, progress: progress).load()
    try night.requireUse()
    return (night, SpanIndex(night.store, workers: Workers(count: settings.jobs), countsTraces: false))
  }

  /// A report with everything but rows.
  private func blank(_ night: LoadedNight, _ shown: Report.Settings, keys: [String]) -> LatencyReport {
    var report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: settings.version), settings: shown, keys: keys,
      percentiles: question.percentiles, definition: question.definition, measures: question.measures.map(\.shown))
    report.hasIntervals = question.hasIntervals
    report.histogram = question.histogram
    report.order = question.shownOrder
    report.top = question.top
    report.inputs = night.inputs
    report.problems = night.problems
    return report
  }
}

extension LatencyQuestion {
  /// What is measured: what is shown, and what decides the order.
  var computedMeasures: Set<CallMeasure> {
    if case .statistic(_, let measure) = order { return Set(measures).union([measure]) }
    return Set(measures)
  }

  /// Which percentiles are worked out: those that are shown, and behind them those of the boxes.
  var computedPercentiles: [Percentile] { percentiles + (hasBoxes ? Percentile.quartiles : []) }

  /// The order as the report shows it.
  fileprivate var shownOrder: LatencyReport.Order? {
    let words: String
    switch order {
    case .key: return nil
    case .sum(.count):
      if case .spans = subject { words = "the number of spans" } else { words = "the number of calls" }
    case .sum(let sum): words = sum.rawValue.replacing("_", with: " ")
    case .statistic(let statistic, let measure):
      let figure = statistic == .count ? "the number of values" : statistic == .mean ? "the mean" : "\(statistic)"
      words = "\(figure) of \(measure.shown.title)"
    }
    return LatencyReport.Order(spelling: order.description, words: words, isAscending: isAscending)
  }

  /// A row from a distribution for each measure, in which percentiles for boxes stand behind the others.
  func row(
    _ key: [String?], _ counters: Report.Counters, _ known: [Distribution?]
  ) -> LatencyReport.Row {
    var row = LatencyReport.Row(key: key, counters: counters, distributions: known)
    if hasBoxes {
      row.boxes = known.map {
        $0.map { LatencyReport.Box($0.min, $0.percentiles.dropFirst(percentiles.count), $0.max) }
      }
    }
    for place in row.distributions.indices {
      row.distributions[place]?.percentiles.removeLast(computedPercentiles.count - percentiles.count)
      if hasIntervals {
        row.distributions[place]?.intervals.removeLast(computedPercentiles.count - percentiles.count)
      }
    }
    return row
  }

  /// The figure that orders a distribution.
  func figure(_ known: Distribution?) -> Int128? {
    guard let known, case .statistic(let statistic, _) = order else { return nil }
    return statistic.figure(
      count: known.count, min: known.min, max: known.max, mean: known.mean, percentile: known.percentiles.first)
  }

  /// The percentile that decides the order.
  var orderingPercentiles: [Percentile] {
    if case .statistic(.percentile(let percentile), _) = order { return [percentile] }
    return []
  }
}

extension LatencyReport.Box {
  /// A box from the extremes and the three values at ``LedgerModel/Percentile/quartiles``.
  init(_ min: Int64, _ quartiles: ArraySlice<Int64>, _ max: Int64) {
    let first = quartiles.startIndex
    self.init(
      min: min, lower: quartiles[first], median: quartiles[first + 1], upper: quartiles[first + 2], max: max)
  }
}

extension CallMeasure {
  /// The measure as reports know it.
  var shown: LatencyReport.Measure {
    switch self {
    case .duration: .duration
    case .timeToFirstToken: .timeToFirstToken
    case .timePerOutputToken: .timePerOutputToken
    case .outputTokensPerSecond: .outputTokensPerSecond
    case .inputTokens: .inputTokens
    case .uncachedInputTokens: .uncachedInputTokens
    case .cacheReadTokens: .cacheReadTokens
    case .cacheWriteTokens: .cacheWriteTokens
    case .outputTokens: .outputTokens
    case .reasoningTokens: .reasoningTokens
    case .cost: .cost
    case .reportedCost: .reportedCost
    }
  }
}
