import LedgerMemory
import LedgerModel

/// Everything that both sides say of one service: what a diagnosis starts from.
struct ServiceCase {
  var service: String?
  var kinds: [CallEvidence.Kind]
  /// The calls, spans that were left out included.
  var calls: [CallEvidence.Call]
  /// The results of evaluations.
  var evaluations: [CallEvidence.Evaluation]
  /// The metric's growth, series by series.
  var meters: [Meter]
  /// The names of ``processes``; one without a name where the two sides do not share instance ids.
  var processes: [String?]
  /// The quantities that the metrics tell of.
  var quantities: [ComparedQuantity]
  /// By what names lines are made.
  var joinings: Joinings
  /// Where the costs of calls come from.
  var costBasis: CostBasis
  /// Before this instant no span of the archive starts, so that what was counted earlier belongs to another night.
  var traceStart: UInt64
  /// What is looked at; `nil` for everything.
  var range: TimeWindow?
  var ignored: [JudgedSeries]
  /// Whether some series begins with a point whose past is not known.
  var hasOpenStart = false
  /// Whether points of metrics of tokens were left out: without a time or a value, or, where points do not make good for one
  /// that is missing, with a flag that none was recorded.
  var lacksTokenPoints = false
  /// The parts of tokens of which spans tell at all.
  var toldParts: Set<ComparedQuantity> = []
  private let traceSizes = TraceSizes()

  /// How many calls are kept or dropped together: Σ n² / Σ n over the traces of n calls.
  var callsPerTrace: Double { traceSizes.callsPerTrace(calls) }

  /// The growth of one series.
  struct Meter {
    var process: Int
    var line: ComparedLine
    var family: MetricFamily
    var tokenType: TokenType
    var isFailed: Bool
    var isCumulative: Bool
    var increments: IncrementList
  }

  /// The line of the comparison that a kind of calls, or of evaluations, stands in.
  func line(of kind: CallEvidence.Kind, _ quantity: ComparedQuantity) -> ComparedLine {
    joinings.line(
      of: CallKey(
        service: service, provider: kind.provider, operation: kind.operation, requestModel: kind.requestModel,
        responseModel: kind.responseModel, evaluation: kind.evaluation), quantity)
  }

  /// Whether both sides must agree in a quantity.
  func judges(_ quantity: ComparedQuantity) -> Bool {
    if quantity == .cost { return costBasis == .reported }
    return quantity.isPart ? toldParts.contains(quantity) : quantity.isExact
  }
}

extension ServiceCase {
  init(
    service: String?, kinds: [CallEvidence.Kind], calls: [CallEvidence.Call],
    evaluations: [CallEvidence.Evaluation] = [], series: [JudgedSeries], joinings: Joinings, costBasis: CostBasis,
    traceStart: UInt64, range: TimeWindow?
  ) {
    self.service = service
    // Lines and cells come in the order of kinds, and where two causes are as good as each other the first one is taken:
    // the order has to be that of content, not of who was met first.
    let order = kinds.indices.sorted { CallEvidence.Kind.precedes(kinds[$0], kinds[$1]) }
    var places = [Int32](repeating: 0, count: kinds.count)
    for (place, kind) in order.enumerated() { places[kind] = Int32(place) }
    let kinds = order.map { kinds[$0] }
    var calls = calls
    for row in calls.indices { calls[row].kind = places[Int(calls[row].kind)] }
    self.kinds = kinds
    self.calls = calls
    // Evaluations that no metric names are recorded on spans alone; any of them may say that an answer was made up.
    let named = Set(series.filter { $0.ignored == nil }.compactMap(\.series.evaluation))
    self.evaluations = evaluations.map {
      var evaluation = $0
      evaluation.kind = places[Int(evaluation.kind)]
      if let name = kinds[Int(evaluation.kind)].evaluation, !named.contains(name) { evaluation.scoreMicros = nil }
      return evaluation
    }
    self.joinings = joinings
    self.costBasis = costBasis
    self.traceStart = traceStart
    self.range = range
    ignored = series.filter { $0.ignored != nil }
    let used = series.filter { $0.ignored == nil }
    var told = CallEvidence.Tokens()
    for call in calls where call.marks.isCountedCall {
      told.cacheRead = max(told.cacheRead, call.tokens.cacheRead)
      told.cacheWrite = max(told.cacheWrite, call.tokens.cacheWrite)
      told.reasoning = max(told.reasoning, call.tokens.reasoning)
    }
    if told.cacheRead > 0 { toldParts.insert(.cacheReadTokens) }
    if told.cacheWrite > 0 { toldParts.insert(.cacheWriteTokens) }
    if told.reasoning > 0 { toldParts.insert(.reasoningTokens) }
    hasOpenStart = used.contains { $0.result.facts.baselines > 0 }
    lacksTokenPoints = series.contains {
      let facts = $0.result.facts
      return $0.series.family == .tokenUsage
        && facts.undated + facts.unusable + ($0.series.temporality == .delta ? facts.staleMarkers : 0) > 0
    }
    // Instances join only where both sides know them and at least one is known to both.
    var isTraced = [Bool](repeating: false, count: kinds.count)
    for call in calls { isTraced[Int(call.kind)] = true }
    let tracing = Set(kinds.indices.filter { isTraced[$0] }.map { kinds[$0].instance })
    let metering = Set(used.map(\.series.instance))
    let isSplit =
      !tracing.contains(nil) && !metering.contains(nil) && !tracing.isDisjoint(with: metering)
    processes = isSplit ? tracing.union(metering).sorted { ($0 ?? "") < ($1 ?? "") } : [nil]
    let processRows = Dictionary(uniqueKeysWithValues: processes.enumerated().map { ($1, $0) })

    var found: Set<ComparedQuantity> = []
    var tellsFailures = false
    meters = used.map { judged in
      let series = judged.series
      // A counter of time has no count, and a histogram may have no sum.
      let list = judged.result.list
      let hasCounts = list.indices.contains { list.count($0) != nil }
      let hasValues = list.indices.contains { list.value($0) != nil }
      for quantity in series.quantities(namesErrors: false) where quantity.isCount ? hasCounts : hasValues {
        found.insert(quantity)
      }
      if series.family == .operationDuration, series.errorType != nil { tellsFailures = true }
      return Meter(
        process: isSplit ? processRows[series.instance] ?? 0 : 0, line: joinings.line(of: series),
        family: series.family, tokenType: series.tokenType, isFailed: series.errorType != nil,
        isCumulative: series.temporality == .cumulative || series.kind == .summary,
        increments: list)
    }
    // A metric that never names an error does not tell failures apart: there is nothing to compare.
    if tellsFailures, found.contains(.calls) { found.insert(.failedCalls) }
    quantities = found.sorted()
  }

  /// The row of the process that each kind of calls belongs to.
  var processesOfKinds: [Int] {
    if processes == [nil] { return Array(repeating: 0, count: kinds.count) }
    let rows = Dictionary(uniqueKeysWithValues: processes.enumerated().map { ($1, $0) })
    return kinds.map { rows[$0.instance] ?? 0 }
  }
}

extension ServiceCase.Meter {
  /// What its increments may add to.
  var quantities: [ComparedQuantity] {
    switch (family, tokenType) {
    case (.operationDuration, _): isFailed ? [.calls, .failedCalls, .durationNanos] : [.calls, .durationNanos]
    case (.timeToFirstToken, _): [.firstTokens, .firstTokenNanos]
    case (.qualityScore, _): [.evaluations, .scores]
    case (.cost, _): [.cost]
    case (.hallucinations, _): [.hallucinations]
    case (_, .cacheRead): [.cacheReadTokens]
    case (_, .cacheWrite): [.cacheWriteTokens]
    case (_, .reasoning): [.reasoningTokens]
    case (_, .input): [.inputTokens]
    case (_, .output): [.outputTokens]
    default: [.totalTokens]
    }
  }

  /// What an increment adds to one of ``quantities``; `nil` where it does not say.
  func amount(_ row: Int, _ quantity: ComparedQuantity) -> Int128? {
    quantity.isCount ? increments.count(row).map { Int128($0) } : increments.value(row)
  }
}

/// Worked out only where sampling is thought of, and then once.
private final class TraceSizes: Sendable {
  private let known = Locked<Double?>(nil)

  func callsPerTrace(_ calls: [CallEvidence.Call]) -> Double {
    known.withLock { known in
      if let known { return known }
      var sizes: [UInt64: Double] = [:]
      for call in calls where call.trace != 0 && call.marks.isCountedCall { sizes[call.trace, default: 0] += 1 }
      let traced = sizes.values.reduce(0, +)
      let mean = traced > 0 ? max(1, sizes.values.reduce(0) { $0 + $1 * $1 } / traced) : 1
      known = mean
      return mean
    }
  }
}
