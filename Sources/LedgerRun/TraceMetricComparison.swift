import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerReconcile
import LedgerReport

/// Introduces the two sides to each other: the calls of the store, and its metric series, as the comparison wants them.
public struct TraceMetricComparison: Sendable {
  let store: Store
  let facts: CallFacts
  let settings: RunSettings
  /// The data points of the store by series, put in order when somebody asks for it first.
  let order: Deferred<PointPlaces>
  /// The metrics of durations some of whose series name their operation.
  private let namedDurations: Set<ScopedMetric>

  private struct ScopedMetric: Hashable {
    var scope: UInt32
    var name: String

    init(_ key: MetricSeriesKey) { (scope, name) = (key.scope, key.name) }
  }

  /// A comparison of the calls of `facts` with the points of their store.
  public init(store: Store, facts: CallFacts, settings: RunSettings) {
    self.store = store
    self.facts = facts
    self.settings = settings
    order = Deferred { PointPlaces(store) }
    namedDurations = Set(
      store.series.filter { $0.family == .operationDuration && $0.operation != nil }.map(ScopedMetric.init))
  }

  /// The comparison, laid out for the report. Empty where the archive holds no metric that could be compared.
  public func reconciliation() -> Report.Reconciliation {
    let series = metricSeries(ComparedQuantity.families)
    var shown = Report.Reconciliation()
    shown.exemplars = exemplars()
    shown.exemplarsOneIn = store.exemplarsOneIn
    shown.seriesRead = series.heads.count
    shown.unreadMetrics = store.unreadMetrics
    guard !series.isEmpty else {
      shown.percentiles = percentiles(within: settings.selection.range)
      return shown
    }
    let workers = Workers(count: settings.jobs)
    let costs = ComparedCosts(facts, series.heads)
    let evaluations = ComparedEvaluations(store, settings.selection)
    let traces = traceSide(costs, evaluations)
    let metrics = judge(series.heads, beside: traces, workers: workers, points: series.points)
    let comparison = compare(
      traces, with: metrics, from: settings.selection.from, to: settings.selection.to, workers: workers)
    let evidence = CallEvidenceAssembly(
      store: store, facts: facts, settings: settings, costs: costs, evaluations: evaluations)
    let diagnosis = diagnose(
      evidence.services, with: metrics, traceStart: evidence.traceStart, from: settings.selection.from,
      to: settings.selection.to, workers: workers
    ) { evidence.evidence(of: $0) }
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
    shown.causes = diagnosis.causes.map { withExemplars(shown.exemplars, CauseFinding($0).finding) }
    shown.findings = CauseCode.allCases.filter { code in diagnosis.causes.contains { $0.code == code } }.map(\.rawValue)
    shown.explainedShareMicros = shown.series.isEmpty ? nil : diagnosis.explainedShareMicros
    shown.percentiles = percentiles(within: comparison.range)
    shown.ignoredSeries = ignored(comparison.series)
    return shown
  }

  // MARK: Traces

  private func traceSide(_ costs: ComparedCosts, _ evaluations: ComparedEvaluations) -> TraceSide {
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
    let judged = evaluations.subjects.map { side.row(of: CallKey(service: $0.service, evaluation: $0.name)) }
    for evaluation in evaluations.all {
      side.addEvaluation(
        row: judged[evaluation.subject], at: UnixNanos(evaluation.time), scoreMicros: evaluation.scoreMicros,
        isHallucination: evaluation.isHallucination)
    }
    return side
  }

  // MARK: Metrics

  /// The selected series of some families; their points stay in the store until they are asked for.
  func metricSeries(_ families: Set<MetricFamily>) -> SelectedSeries {
    let rows = store.series.indices.filter {
      families.contains(store.series[$0].family) && isSelected(store.series[$0])
    }
    var groups: [MetricSeriesKey: Int] = [:]
    let heads = rows.map { row in
      let key = store.series[row]
      var series = MetricSeries(
        identity: SeriesIdentity(high: UInt64(row), low: 0), metricName: key.name, family: key.family, kind: key.kind,
        temporality: key.temporality, isMonotonic: key.isMonotonic, scaleNumerator: key.scaleNumerator,
        scaleDenominator: key.scaleDenominator, service: service(key),
        instance: store.resource(ofScope: key.scope).serviceInstance, provider: key.provider,
        operation: key.operation, requestModel: key.requestModel, responseModel: key.responseModel,
        tokenType: key.tokenType, errorType: key.errorType, evaluation: key.evaluation?.lowercased(),
        isOfCalls: isOfCalls(key))
      var timeless = key
      timeless.temporality = .unspecified
      series.temporalityGroup = groups[timeless, default: row]
      groups[timeless] = series.temporalityGroup
      return series
    }
    return SelectedSeries(heads: heads, rows: rows, order: order)
  }

  func service(_ key: MetricSeriesKey) -> String? { store.resource(ofScope: key.scope).serviceName }

  func isSelected(_ key: MetricSeriesKey) -> Bool {
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

  func isOfCalls(_ key: MetricSeriesKey) -> Bool {
    if let operation = key.operation { return !TraceMetricComparison.otherOperations.contains(operation) }
    // Where a library names the operations that it measures, what has no name of any kind is none of them: turns, groups
    // of spans. A call that failed may have been measured before anything of it was known.
    let isNameless = key.requestModel == nil && key.responseModel == nil && key.errorType == nil
    return !(isNameless && key.family == .operationDuration && namedDurations.contains(ScopedMetric(key)))
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

  /// The series that take no part: those of which all the same is to be said in one row.
  private func ignored(_ series: [ComparedSeries]) -> [Report.IgnoredSeries] {
    var rows: [Report.IgnoredSeries: (series: Int, points: Int)] = [:]
    for one in series {
      guard let reason = one.ignored else { continue }
      var row = Report.IgnoredSeries(
        metric: one.metricName, service: one.service, model: one.line.model, tokenType: one.tokenType.word,
        reason: reason.words)
      row.isLost = reason.isLoss
      row.remedy = reason.remedy
      let known = rows[row] ?? (0, 0)
      rows[row] = (known.series + 1, known.points + one.facts.points)
    }
    return rows.map { row, counts in
      var row = row
      (row.series, row.points) = counts
      return row
    }.sorted { $0.order < $1.order }
  }
}

/// Series without their points, and where to get these.
struct SelectedSeries: Sendable {
  private(set) var heads: [MetricSeries]
  /// The series in the store, by row of ``heads``.
  private var rows: [Int]
  private let order: Deferred<PointPlaces>

  init(heads: [MetricSeries], rows: [Int], order: Deferred<PointPlaces>) {
    self.heads = heads
    self.rows = rows
    self.order = order
  }

  var isEmpty: Bool { heads.isEmpty }

  /// The points of a series by its row in ``heads``.
  var points: @Sendable (Int) -> [MetricPoint] {
    let places = order.value
    return { [rows] row in places.points(ofSeries: rows[row]) }
  }

  /// Only the series of some services.
  func filter(_ isIncluded: (MetricSeries) -> Bool) -> SelectedSeries {
    let kept = heads.indices.filter { isIncluded(heads[$0]) }
    return SelectedSeries(heads: kept.map { heads[$0] }, rows: kept.map { rows[$0] }, order: order)
  }
}

/// The places of data points by series, four bytes each, put in order by counting.
final class PointPlaces: Sendable {
  private let store: Store
  /// By series, and within a series in the order of the store.
  private let places: RowBuffer<UInt32>
  /// Where the places of each series begin, and where those of the last one end.
  private let starts: [Int]

  init(_ store: Store) {
    self.store = store
    var starts = [Int](repeating: 0, count: store.series.count + 1)
    for segment in store.points {
      for row in 0..<segment.count { starts[Int(segment.series[row]) + 1] += 1 }
    }
    for row in store.series.indices { starts[row + 1] += starts[row] }
    self.starts = starts
    places = RowBuffer(unset: starts[store.series.count])
    var next = starts
    for (number, segment) in store.points.enumerated() {
      for row in 0..<segment.count {
        let series = Int(segment.series[row])
        places[next[series]] = UInt32(number * MetricPointSegment.rows + row)
        next[series] += 1
      }
    }
  }

  /// The points of a series in the order of the store.
  func points(ofSeries series: Int) -> [MetricPoint] {
    let kind = store.series[series].kind
    return map(series) { segment, row, _ in point(segment, row, kind) }
  }

  /// The points of a series of histograms in the order of the store.
  func histogramPoints(ofSeries series: Int) -> [HistogramPoint] {
    func double(_ bits: Int64?) -> Double? { bits.map { Double(bitPattern: UInt64(bitPattern: $0)) } }
    return map(series) { segment, row, place in
      HistogramPoint(
        startUnixNano: segment.start[row], timeUnixNano: segment.time[row], isStale: segment.flags[row] & 1 == 1,
        count: segment.valueCount[row], sum: double(segment.doubleBits[row]), min: double(segment.minBits[row]),
        max: double(segment.maxBits[row]), place: UInt64(place))
    }
  }

  /// Reads the buckets of the point at a place.
  func read(_ place: UInt64, into buckets: inout PointBuckets) {
    let (segment, row) = locate(UInt32(place))
    segment.buckets.read(row, store.bucketLayouts, into: &buckets)
  }

  private func map<Point>(_ series: Int, _ point: (MetricPointSegment, Int, UInt32) -> Point) -> [Point] {
    (starts[series]..<starts[series + 1]).map { index in
      let (segment, row) = locate(places[index])
      return point(segment, row, places[index])
    }
  }

  private func locate(_ place: UInt32) -> (segment: MetricPointSegment, row: Int) {
    let (number, row) = Int(place).quotientAndRemainder(dividingBy: MetricPointSegment.rows)
    return (store.points[number], row)
  }

  private func point(_ segment: MetricPointSegment, _ row: Int, _ kind: MetricKind) -> MetricPoint {
    let isNumber = segment.intValue[row] != nil
    let amount: MetricAmount? =
      segment.intValue[row].map(MetricAmount.int)
      ?? segment.doubleBits[row].map { .double(Double(bitPattern: UInt64(bitPattern: $0))) }
    let hasCount = !isNumber && (kind == .histogram || kind == .exponentialHistogram || kind == .summary)
    return MetricPoint(
      startUnixNano: segment.start[row], timeUnixNano: segment.time[row], amount: amount,
      count: hasCount ? segment.valueCount[row] : nil, flags: segment.flags[row])
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
    case .unknownTemporality: "does not say how it counts: its temporality is unspecified"
    case .withoutIncrements: "has no increment in this archive"
    case .subset: "a part of another series"
    case .unnamedEvaluation: "does not say what was judged"
    case .totalBesideParts: "a total beside its parts"
    case .otherTemporality(let used): "says the same as its \(used == .delta ? "delta" : "cumulative") series"
    case .overlap(let chosen): "says the same as \(chosen)"
    }
  }

  /// Whether what it counts may be told by nothing else.
  fileprivate var isLoss: Bool {
    switch self {
    case .level, .unknownTemporality, .withoutIncrements, .unnamedEvaluation: true
    case .notOfCalls, .subset, .totalBesideParts, .otherTemporality, .overlap: false
    }
  }

  /// What can be done about it, where something is lost.
  fileprivate var remedy: String? {
    switch self {
    case .unknownTemporality:
      "Have whatever writes the file say aggregationTemporality (delta or cumulative); conversions tend to drop it."
    case .level: "Count with a monotonic sum (isMonotonic) or a histogram."
    case .withoutIncrements:
      "A cumulative point needs a start before its time, or a point before it; every point needs a time and a value."
    case .unnamedEvaluation: "Give the metric the name of the evaluation (gen_ai.evaluation.name)."
    case .notOfCalls, .subset, .totalBesideParts, .otherTemporality, .overlap: nil
    }
  }
}
