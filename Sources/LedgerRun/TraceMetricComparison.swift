import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerReconcile
import LedgerReport

/// Introduces the two sides to each other: the calls of the store, and its metric series, as the comparison wants them.
struct TraceMetricComparison {
  private let store: Store
  private let facts: CallFacts
  private let settings: RunSettings

  init(store: Store, facts: CallFacts, settings: RunSettings) {
    self.store = store
    self.facts = facts
    self.settings = settings
  }

  /// The comparison, laid out for the report. Empty where the archive holds no metric that could be compared.
  func reconciliation() -> Report.Reconciliation {
    let metrics = metricSeries(ComparedQuantity.families)
    var shown = Report.Reconciliation()
    guard !metrics.isEmpty else { return shown }
    let costs = ComparedCosts(facts, metrics)
    let comparison = compare(
      traceSide(costs), with: metrics, from: settings.selection.from, to: settings.selection.to)
    let evidence = CallEvidenceAssembly(store: store, facts: facts, settings: settings, costs: costs)
    let diagnosis = diagnose(
      evidence.evidence(), with: metrics, traceStart: evidence.traceStart, from: settings.selection.from,
      to: settings.selection.to, workers: Workers(count: settings.jobs))
    let parts = CauseParts(diagnosis, window: settings.window)
    shown.series = comparison.totals.compactMap { total in
      row(total.key, total.figures, comparison).map {
        var row = $0
        row.causes = parts.ofTotal[total.key] ?? []
        return row
      }
    }
    shown.windows = comparison.rows.compactMap { row in
      self.row(row.key, row.figures, comparison).map {
        var shown = $0
        shown.causes = parts.ofWindow[CauseParts.Place(key: row.key, start: row.window.start.value)] ?? []
        return Report.WindowComparison(window: row.window, comparison: shown)
      }
    }
    shown.causes = diagnosis.causes.map { CauseFinding($0).finding }
    shown.findings = CauseCode.allCases.filter { code in diagnosis.causes.contains { $0.code == code } }.map(\.rawValue)
    shown.explainedShareMicros = diagnosis.explainedShareMicros
    shown.ignoredSeries = Set(comparison.series.compactMap(ignored)).sorted { $0.order < $1.order }
    return shown
  }

  // MARK: Traces

  private func traceSide(_ costs: ComparedCosts) -> TraceSide {
    var side = TraceSide(window: settings.window)
    let grouping = facts.groupedByKey()
    let rows = grouping.keys.map { codes in
      side.row(
        of: CallKey(
          service: codes[0] == 0 ? nil : facts.serviceNames[Int(codes[0])], provider: store.texts.provider[codes[1]],
          operation: store.texts.operation[codes[2]], requestModel: store.texts.model[codes[3]],
          responseModel: store.texts.model[codes[4]]))
    }
    // Each worker adds to a side of its own; sides add up.
    let empty = side
    let workers = Workers(count: settings.jobs)
    let stretches = workers.stretches(of: facts.count, least: 1 << 14)
    let parts = workers.map(stretches.count) { stretch in
      var part = empty
      facts.forEach(in: stretches[stretch]) { index, call, _, _, spans, spanRow in
        guard facts.calls.isCall(call) else { return }
        let tokens = facts.calls.tokens(ofCall: call)
        part.addCall(
          row: rows[grouping.group(of: index)], endingAt: spans.end(spanRow).map { UnixNanos($0) },
          inputTokens: tokens.input, outputTokens: tokens.output,
          parts: TokenParts(
            cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite, reasoning: tokens.reasoning),
          durationNanos: facts.duration[index].map { UInt64($0) }, isFailed: facts.calls.isError(call),
          firstTokenNanos: facts.timeToFirstToken[index].map { UInt64($0) }, cost: costs.cost(index))
      }
      return part
    }
    for part in parts { side.add(contentsOf: part) }
    side.servicesThatReportCosts = costs.servicesThatReport
    ComparedEvaluations(store, settings.selection).forEach { evaluation in
      let row = side.row(of: CallKey(service: evaluation.resource.serviceName, evaluation: evaluation.name))
      side.addEvaluation(
        row: row, at: UnixNanos(evaluation.time), scoreMicros: evaluation.scoreMicros,
        isHallucination: evaluation.isHallucination)
    }
    return side
  }

  // MARK: Metrics

  /// The selected series of some families, with their points.
  func metricSeries(_ families: Set<MetricFamily>) -> [MetricSeries] {
    var points = [[MetricPoint]](repeating: [], count: store.series.count)
    for segment in store.points {
      for row in 0..<segment.count { points[Int(segment.series[row])].append(point(segment, row)) }
    }
    return store.series.indices.compactMap { row in
      let key = store.series[row]
      guard families.contains(key.family), isSelected(key) else { return nil }
      return MetricSeries(
        identity: SeriesIdentity(high: UInt64(row), low: 0), metricName: key.name, family: key.family, kind: key.kind,
        temporality: key.temporality, isMonotonic: key.isMonotonic, scaleNumerator: key.scaleNumerator,
        scaleDenominator: key.scaleDenominator, service: service(key),
        instance: store.resource(ofScope: key.scope).serviceInstance, provider: key.provider,
        operation: key.operation, requestModel: key.requestModel, responseModel: key.responseModel,
        tokenType: key.tokenType, errorType: key.errorType, evaluation: key.evaluation?.lowercased(),
        isOfCalls: isOfCalls(key), points: points[row])
    }
  }

  private func service(_ key: MetricSeriesKey) -> String? { store.resource(ofScope: key.scope).serviceName }

  private func isSelected(_ key: MetricSeriesKey) -> Bool {
    let selection = settings.selection
    return selection.includes(service: service(key))
      && (selection.providers.isEmpty || key.provider.map(selection.providers.contains) ?? false)
      && (selection.models.isEmpty || key.requestModel.map(selection.models.contains) ?? false
        || key.responseModel.map(selection.models.contains) ?? false)
  }

  /// Operations whose durations stand beside those of calls, or around them.
  private static let otherOperations: Set<String> = [
    "invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "retrieval", "agent_step",
  ]

  private func isOfCalls(_ key: MetricSeriesKey) -> Bool {
    key.operation.map { !TraceMetricComparison.otherOperations.contains($0) } ?? true
  }

  private func point(_ segment: MetricPointSegment, _ row: Int) -> MetricPoint {
    let isNumber = segment.intValue[row] != nil
    let amount: MetricAmount? =
      segment.intValue[row].map(MetricAmount.int)
      ?? segment.doubleBits[row].map { .double(Double(bitPattern: UInt64(bitPattern: $0))) }
    let kind = store.series[Int(segment.series[row])].kind
    let hasCount = !isNumber && (kind == .histogram || kind == .exponentialHistogram || kind == .summary)
    return MetricPoint(
      startUnixNano: segment.start[row], timeUnixNano: segment.time[row], amount: amount,
      count: hasCount ? segment.valueCount[row] : nil, flags: segment.flags[row])
  }

  // MARK: Layout

  private func row(
    _ key: ComparisonKey, _ figures: ComparedFigures, _ comparison: Comparison
  ) -> Report.Comparison? {
    let quantity: Report.ComparedQuantity
    var tokenType: String?
    var unit = MeasureUnit.count
    switch key.quantity {
    case .calls: quantity = .calls
    case .failedCalls: quantity = .failedCalls
    case .inputTokens: (quantity, tokenType) = (.tokens, "input")
    case .outputTokens: (quantity, tokenType) = (.tokens, "output")
    case .totalTokens: (quantity, tokenType) = (.tokens, "total")
    case .cacheReadTokens: (quantity, tokenType) = (.tokens, "cache_read")
    case .cacheWriteTokens: (quantity, tokenType) = (.tokens, "cache_write")
    case .reasoningTokens: (quantity, tokenType) = (.tokens, "reasoning")
    case .durationNanos: (quantity, unit) = (.duration, .nanoseconds)
    case .firstTokens: quantity = .firstTokens
    case .firstTokenNanos: (quantity, unit) = (.timeToFirstToken, .nanoseconds)
    case .cost: (quantity, unit) = (.cost, .picoUSD)
    case .evaluations: quantity = .evaluations
    case .scores: (quantity, unit) = (.scores, .micros)
    case .hallucinations: quantity = .hallucinations
    }
    // Bounds are only worth a word where they leave something open.
    let bounds = figures.metrics.flatMap { $0.low == $0.high ? nil : $0 }
    var row = Report.Comparison(
      service: key.service, provider: key.line.provider, model: key.line.model, quantity: quantity,
      tokenType: tokenType, unit: unit, traces: figures.traces, metrics: figures.metrics?.value,
      metricsLow: bounds?.low, metricsHigh: bounds?.high)
    row.operation = key.line.operation
    row.evaluation = key.line.evaluation
    if key.quantity == .cost, figures.traces != nil {
      row.costIsListed = comparison.costBases[key.service] == .list
    }
    return row
  }

  private func ignored(_ series: ComparedSeries) -> Report.IgnoredSeries? {
    guard let reason = series.ignored else { return nil }
    return Report.IgnoredSeries(
      metric: series.metricName, service: series.service, model: series.line.model, tokenType: series.tokenType.word,
      reason: reason.words)
  }
}

extension Report.IgnoredSeries {
  fileprivate var order: String {
    [service, metric, model, tokenType, reason].map { $0 ?? "" }.joined(separator: "\u{0}")
  }
}

extension TokenType {
  /// The word of reports; `nil` where the series does not tell tokens apart.
  fileprivate var word: String? {
    switch self {
    case .unspecified: nil
    case .input: "input"
    case .output: "output"
    case .total: "total"
    case .subset: "subset"
    case .cacheRead: "cache_read"
    case .cacheWrite: "cache_write"
    case .reasoning: "reasoning"
    }
  }
}

extension IgnoredBecause {
  /// Why, in words.
  fileprivate var words: String {
    switch self {
    case .notOfCalls: "measures agents, tools, workflows or retrievals"
    case .level: "a level, not a count"
    case .unknownTemporality: "does not say how it counts"
    case .withoutIncrements: "has no increment in this archive"
    case .subset: "a part of another series"
    case .unnamedEvaluation: "does not say what was judged"
    case .totalBesideParts: "a total beside its parts"
    case .overlap(let chosen): "says the same as \(chosen)"
    }
  }
}
