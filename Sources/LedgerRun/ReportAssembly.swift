import LedgerAggregates
import LedgerAudit
import LedgerCalls
import LedgerColumns
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerReport

/// Lays the aggregates out as a report: names for codes, an order by content, one place for every figure.
struct ReportAssembly {
  private let night: LoadedNight
  let store: Store
  private let index: SpanIndex
  let facts: CallFacts
  let settings: RunSettings
  private let census: SpanCensus
  private let breakdown: CallBreakdown
  // What keeps one thread busy for long, beside what all workers share.
  private let inFlight: PendingResult<Throughput>
  private let stageRows: PendingResult<[StageSummary]>
  private let judgements: PendingResult<QualitySummary>
  let ledger: PendingResult<CostLedger>
  let counting: PendingResult<(UsageCounting, unknown: [UnknownUsage])>

  init(night: LoadedNight, index: SpanIndex, facts: CallFacts, settings: RunSettings) {
    self.night = night
    store = night.store
    self.index = index
    self.facts = facts
    self.settings = settings
    let (store, selection, workers) = (night.store, settings.selection, Workers(count: settings.jobs))
    inFlight = workers.start { Throughput(facts) }
    counting = workers.start {
      let counting = UsageCounting(facts, selection: selection, workers: workers)
      return (counting, facts.unknownUsage(counting.unknown))
    }
    let shelf = settings.prices.shelf
    ledger = workers.start { CostLedger(facts, selection: selection, shelf: shelf, workers: workers) }
    judgements = workers.start { qualitySummary(store, selection) }
    stageRows = workers.start { stageSummaries(store, index, selection) }
    census = SpanCensus(
      store: store, calls: facts.calls, index: index, selection: selection, window: settings.window, workers: workers)
    breakdown = CallBreakdown(facts, window: settings.window)
  }

  func report() -> Report {
    var report = Report(
      generator: Report.Generator(name: "spanledger", version: settings.version),
      settings: settings.shown(settings.prices.shelf))
    report.inputs = night.inputs
    report.problems = night.problems
    report.totals = counters(breakdown.total, census.total)
    report.distributions = distributions(breakdown.all.distributions.first ?? CallDistributions())
    report.groups = groups()
    report.models = models()
    report.services = services()
    let durations = DurationHistogram(facts, breakdown.byWindow.grouping)
    report.durationEdges = durations.edges
    report.windows = windows(durations)
    report.errorTypes = errorTypes()
    report.traces = traces()
    report.quality = quality()
    addBudgets(to: &report)
    let comparison = TraceMetricComparison(store: store, facts: facts, settings: settings)
    report.reconciliation = comparison.reconciliation()
    report.findings += report.reconciliation.causes
    report.metricOnly = MetricOnlyServices(
      store: store, facts: facts, selection: settings.selection, comparison: comparison,
      workers: Workers(count: settings.jobs)
    ).rows()
    report.logCalls = logCalls()
    report.libraries = libraries()
    report.notCounted = notCounted()
    let unknown = addUsage(to: &report)
    addAudit(to: &report, unknown, comparison)
    report.findings += PriceAge(prices: settings.prices, latest: facts.latestStart).findings
    SamplingAssembly(facts, breakdown, settings).fill(&report)
    report.throughput = throughput()
    report.stages = stages()
    return report
  }

  // MARK: Rows of calls

  private func counters(_ tally: CallTally, _ spans: SpanCounts) -> Report.Counters {
    var counters = Report.Counters(tally)
    counters.spans = spans.spans
    counters.wrapperSpans = spans.wrappers
    counters.duplicateSpans = spans.duplicates
    return counters
  }

  private func distributions(_ known: CallDistributions) -> Report.Distributions {
    var shown = Report.Distributions()
    shown.duration = known.duration
    shown.timeToFirstToken = known.timeToFirstToken
    shown.outputTokensPerSecond = known.outputTokensPerSecond
    shown.timePerOutputToken = known.timePerOutputToken
    return shown
  }

  private func modelName(_ provider: UInt32, _ model: UInt32) -> Report.ModelName {
    Report.ModelName(provider: store.texts.provider[provider], model: store.texts.model[model])
  }

  private func groups() -> [Report.Group] {
    breakdown.byKey.rows.map { codes, tally, known in
      var key = Report.GroupKey()
      key.service = codes[0] == 0 ? nil : facts.serviceNames[Int(codes[0])]
      key.provider = store.texts.provider[codes[1]]
      key.operation = store.texts.operation[codes[2]]
      key.requestModel = store.texts.model[codes[3]]
      key.responseModel = store.texts.model[codes[4]]
      return Report.Group(
        key: key, counters: counters(tally, census.byKey[codes] ?? SpanCounts()), distributions: distributions(known))
    }.sorted { $0.key.texts.lexicographicallyPrecedes($1.key.texts) }
  }

  private func models() -> [Report.ModelRow] {
    breakdown.byModel.rows.map { codes, tally, known in
      Report.ModelRow(
        name: modelName(codes[0], codes[1]), counters: counters(tally, SpanCounts()),
        distributions: distributions(known))
    }.sorted { $0.name.texts.lexicographicallyPrecedes($1.name.texts) }
  }

  private func services() -> [Report.ServiceRow] {
    breakdown.byService.rows.map { codes, tally, known in
      let name = codes[0] == 0 ? nil : facts.serviceNames[Int(codes[0])]
      return Report.ServiceRow(
        service: name, counters: counters(tally, census.byService[name] ?? SpanCounts()),
        distributions: distributions(known))
    }.sorted { ($0.service ?? "") < ($1.service ?? "") }
  }

  private func windows(_ durations: DurationHistogram) -> [Report.Window] {
    let windows = breakdown.windows
    var slices: [UInt32: [Report.ModelSlice]] = [:]
    for (codes, tally) in zip(breakdown.byModelAndWindow.grouping.keys, breakdown.byModelAndWindow.tallies) {
      slices[codes[2], default: []].append(
        Report.ModelSlice(name: modelName(codes[0], codes[1]), counters: counters(tally, SpanCounts())))
    }
    var rows: [UInt64: Report.Window] = [:]
    for (group, (codes, tally, known)) in breakdown.byWindow.rows.enumerated() where Int(codes[0]) < windows.count {
      let window = windows[Int(codes[0])]
      var row = Report.Window(
        window: window, counters: counters(tally, census.byWindow[window.start.value] ?? SpanCounts()),
        duration: known.duration,
        models: (slices[codes[0]] ?? []).sorted { $0.name.texts.lexicographicallyPrecedes($1.name.texts) })
      if known.duration != nil { row.durationCounts = durations.counts[group] }
      rows[window.start.value] = row
    }
    // Windows with spans but without calls are windows too.
    for (start, counts) in census.byWindow where start != 0 && rows[start] == nil {
      rows[start] = Report.Window(
        window: settings.window.window(holding: UnixNanos(start)), counters: counters(CallTally(), counts))
    }
    return rows.values.sorted { $0.window < $1.window }
  }

  private func errorTypes() -> [Report.ErrorType] {
    struct Key: Hashable {
      var error: UInt32
      var provider: UInt32
      var model: UInt32
    }
    var counts: [Key: Int] = [:]
    for index in 0..<facts.count {
      let row = facts.row(index)
      guard facts.calls.isError(row), facts.calls.isCall(row) else { continue }
      let error = facts.calls.errorType(ofCall: row)
      counts[Key(error: error, provider: facts.calls.provider[row], model: facts.model(index)), default: 0] += 1
    }
    return counts.sorted {
      ($0.key.error, $0.key.provider, $0.key.model) < ($1.key.error, $1.key.provider, $1.key.model)
    }.map {
      Report.ErrorType(
        errorType: store.texts.errorType[$0.key.error].flatMap { $0 == "_OTHER" ? nil : $0 },
        name: modelName($0.key.provider, $0.key.model), calls: $0.value)
    }
  }

  // MARK: Everything else

  private func throughput() -> Report.Throughput {
    let known = inFlight.value
    var throughput = Report.Throughput()
    throughput.callsWithoutTimes = known.callsWithoutTimes
    guard known.total.calls > 0 else { return throughput }
    throughput.windowNanos = known.windowNanos
    throughput.total = flow(known.total)
    throughput.models = known.models.map {
      Report.Throughput.Model(name: modelName($0.provider, $0.model), flow: flow($0.flow))
    }.sorted { $0.name.texts.lexicographicallyPrecedes($1.name.texts) }
    throughput.windows = known.windows.map { Report.Throughput.Window(window: $0.window, flow: flow($0.flow)) }
    return throughput
  }

  private func flow(_ known: Throughput.Flow) -> Report.Throughput.Flow {
    var flow = Report.Throughput.Flow()
    flow.calls = known.calls
    flow.peak = known.peak
    flow.peakAt = known.peak > 0 ? known.peakAt : nil
    flow.busyNanos = known.busyNanos
    flow.inFlightNanos = known.inFlightNanos
    flow.outputTokens = known.outputTokens
    flow.callsWithoutOutput = known.callsWithoutOutput
    return flow
  }

  private func traces() -> Report.Traces {
    let census = index.traces
    var traces = Report.Traces()
    traces.count = census.count
    traces.rooted = census.rooted
    traces.withMissingParent = census.withMissingParent
    traces.multiFile = census.multiFile
    traces.spansWithoutTrace = census.spansWithoutTrace
    return traces
  }

  private func stages() -> [Report.Stage] {
    stageRows.value.map { stage in
      var known = Report.Distributions()
      known.duration = stage.duration
      return Report.Stage(
        name: stage.name, spans: stage.spans, errors: stage.errors, distributions: known,
        retrievedDocuments: stage.retrievedDocuments)
    }
  }

  private func quality() -> Report.Quality {
    let summary = judgements.value
    var quality = Report.Quality()
    quality.evaluations = summary.evaluations.map { evaluation in
      Report.Evaluation(
        name: evaluation.name, count: evaluation.count, failed: evaluation.failed, scores: evaluation.scores,
        labelCounts: evaluation.labelCounts.map { Report.LabelCount($0.label, $0.count) })
    }
    if summary.judged > 0 {
      quality.hallucination = Report.Hallucination(hallucinations: summary.hallucinations, judged: summary.judged)
    }
    return quality
  }

  private func libraries() -> [Report.Library] {
    census.emitters.map { emitter in
      Report.Library(
        scopeName: emitter.scopeName, scopeVersion: emitter.scopeVersion,
        dialect: emitter.dialect.flatMap { $0 == 0 ? nil : settings.dialects.name(of: $0) }, spans: emitter.spans,
        calls: emitter.calls,
        notCounted: emitter.notCounted.map { Report.Library.Reason($0.outcome.word, spans: $0.spans) })
    }
  }

  private func logCalls() -> Report.LogCalls {
    var logs = Report.LogCalls()
    for (outcome, records) in census.logRecords where outcome != .none {
      logs.records += records
      switch outcome {
      case .counted: logs.calls += records
      case .attempt: logs.attempts += records
      case .duplicate: logs.duplicates += records
      default: logs.repeated += records
      }
    }
    return logs
  }

  private func notCounted() -> Report.NotCounted {
    var notCounted = Report.NotCounted()
    notCounted.wrapperSpans = census.total.wrappers
    notCounted.duplicateSpans = census.total.duplicates
    notCounted.mergedResponses = census.total.merged
    notCounted.naiveInputTokens = census.naiveInput
    notCounted.naiveOutputTokens = census.naiveOutput
    return notCounted
  }
}

extension CallOutcome {
  /// The word that reports use for why a span does not count.
  var word: String {
    switch self {
    case .none, .counted: "counted"
    case .aggregateOnly: "aggregate without a request below"
    case .aggregateUsage: "aggregate above requests without usage"
    case .wrapper: "wrapper"
    case .duplicate: "duplicate"
    case .merged: "same response"
    case .attempt: "failed attempt"
    case .repetition: "repetition"
    case .part: "part of a request"
    case .twin: "same request"
    case .logged: "log record of a call"
    }
  }
}

extension Report.GroupKey {
  /// The key as texts to be ordered by; absent before everything else.
  var texts: [String] {
    [service, provider, operation, requestModel, responseModel].map { $0.map { "1" + $0 } ?? "0" }
  }
}

extension Report.ModelName {
  /// The name as texts to be ordered by; absent before everything else.
  var texts: [String] { [provider, model].map { $0.map { "1" + $0 } ?? "0" } }
}
