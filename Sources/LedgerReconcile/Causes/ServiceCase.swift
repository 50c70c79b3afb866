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
  /// The parts of tokens of which spans tell at all.
  var toldParts: Set<ComparedQuantity> = []
  /// How many calls are kept or dropped together: Σ n² / Σ n over the traces of n calls.
  var callsPerTrace = 1.0

  /// The growth of one series.
  struct Meter {
    var process: Int
    var line: ComparedLine
    var family: MetricFamily
    var tokenType: TokenType
    var isFailed: Bool
    var isCumulative: Bool
    var increments: [Increment]
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
    self.kinds = kinds
    self.calls = calls
    // Evaluations that no metric names are recorded on spans alone; any of them may say that an answer was made up.
    let named = Set(series.filter { $0.ignored == nil }.compactMap(\.series.evaluation))
    self.evaluations = evaluations.map {
      var evaluation = $0
      if let name = kinds[Int($0.kind)].evaluation, !named.contains(name) { evaluation.scoreMicros = nil }
      return evaluation
    }
    self.joinings = joinings
    self.costBasis = costBasis
    self.traceStart = traceStart
    self.range = range
    ignored = series.filter { $0.ignored != nil }
    let used = series.filter { $0.ignored == nil }
    for call in calls where call.marks.isCountedCall {
      if call.tokens.cacheRead > 0 { toldParts.insert(.cacheReadTokens) }
      if call.tokens.cacheWrite > 0 { toldParts.insert(.cacheWriteTokens) }
      if call.tokens.reasoning > 0 { toldParts.insert(.reasoningTokens) }
    }
    hasOpenStart = used.contains { $0.result.facts.baselines > 0 }
    var sizes: [UInt64: Double] = [:]
    for call in calls where call.trace != 0 && call.marks.isCountedCall {
      sizes[call.trace, default: 0] += 1
    }
    let traced = sizes.values.reduce(0, +)
    if traced > 0 { callsPerTrace = max(1, sizes.values.reduce(0) { $0 + $1 * $1 } / traced) }

    // Instances join only where both sides know them and at least one is known to both.
    let tracing = Set(calls.map { kinds[Int($0.kind)].instance })
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
      let hasCounts = judged.result.increments.contains { $0.count != nil }
      let hasValues = judged.result.increments.contains { $0.value != nil }
      for quantity in series.quantities(namesErrors: false) where quantity.isCount ? hasCounts : hasValues {
        found.insert(quantity)
      }
      if series.family == .operationDuration, series.errorType != nil { tellsFailures = true }
      return Meter(
        process: isSplit ? processRows[series.instance] ?? 0 : 0, line: joinings.line(of: series),
        family: series.family, tokenType: series.tokenType, isFailed: series.errorType != nil,
        isCumulative: series.temporality == .cumulative || series.kind == .summary,
        increments: judged.result.increments)
    }
    // A metric that never names an error does not tell failures apart: there is nothing to compare.
    if tellsFailures, found.contains(.calls) { found.insert(.failedCalls) }
    quantities = found.sorted()
  }

  /// The row of the process that a kind of calls belongs to.
  func process(of kind: CallEvidence.Kind) -> Int {
    processes.count == 1 && processes[0] == nil ? 0 : processes.firstIndex(of: kind.instance) ?? 0
  }
}

extension ServiceCase.Meter {
  /// What an increment adds to each quantity.
  func amounts(_ increment: Increment) -> [(quantity: ComparedQuantity, amount: Int128)] {
    let count = increment.count.map { Int128($0) }
    let value = increment.value
    switch (family, tokenType) {
    case (.operationDuration, _):
      var all: [(ComparedQuantity, Int128)] = []
      if let count { all.append((.calls, count)) }
      if let count, isFailed { all.append((.failedCalls, count)) }
      if let value { all.append((.durationNanos, value)) }
      return all
    case (.timeToFirstToken, _):
      return (count.map { [(.firstTokens, $0)] } ?? []) + (value.map { [(.firstTokenNanos, $0)] } ?? [])
    case (.qualityScore, _):
      return (count.map { [(.evaluations, $0)] } ?? []) + (value.map { [(.scores, $0)] } ?? [])
    case (.cost, _): return value.map { [(.cost, $0)] } ?? []
    case (.hallucinations, _): return value.map { [(.hallucinations, $0)] } ?? []
    case (_, .cacheRead): return value.map { [(.cacheReadTokens, $0)] } ?? []
    case (_, .cacheWrite): return value.map { [(.cacheWriteTokens, $0)] } ?? []
    case (_, .reasoning): return value.map { [(.reasoningTokens, $0)] } ?? []
    case (_, .input): return value.map { [(.inputTokens, $0)] } ?? []
    case (_, .output): return value.map { [(.outputTokens, $0)] } ?? []
    default: return value.map { [(.totalTokens, $0)] } ?? []
    }
  }
}
