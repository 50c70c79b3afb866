import LedgerModel

/// Everything that both sides say of one service: what a diagnosis starts from.
struct ServiceCase {
  var service: String?
  var kinds: [CallEvidence.Kind]
  /// The calls, spans that were left out included.
  var calls: [CallEvidence.Call]
  /// The metric's growth, series by series.
  var meters: [Meter]
  /// The names of ``processes``; one without a name where the two sides do not share instance ids.
  var processes: [String?]
  /// The quantities that the metrics tell of.
  var quantities: [ComparedQuantity]
  var tokenLabel: ModelLabel
  var durationLabel: ModelLabel
  /// Before this instant no span of the archive starts, so that what was counted earlier belongs to another night.
  var traceStart: UInt64
  /// What is looked at; `nil` for everything.
  var range: TimeWindow?
  var ignored: [JudgedSeries]
  /// Whether some series begins with a point whose past is not known.
  var hasOpenStart = false
  /// How many calls are kept or dropped together: Σ n² / Σ n over the traces of n calls.
  var callsPerTrace = 1.0

  /// The growth of one series.
  struct Meter {
    var process: Int
    var model: String?
    var family: MetricFamily
    var tokenType: TokenType
    var isFailed: Bool
    var isCumulative: Bool
    var increments: [Increment]
    /// Where each increment's sequence begins anew.
    var operation: String?
  }

  func label(of quantity: ComparedQuantity) -> ModelLabel {
    quantity.family == .tokenUsage ? tokenLabel : durationLabel
  }

  func model(of kind: CallEvidence.Kind, _ quantity: ComparedQuantity) -> String? {
    label(of: quantity).name(request: kind.requestModel, response: kind.responseModel)
  }

  /// What a call adds to a quantity.
  func amount(_ call: CallEvidence.Call, _ quantity: ComparedQuantity) -> Int128 {
    switch quantity {
    case .calls: 1
    case .failedCalls: call.marks.contains(.failed) ? 1 : 0
    case .inputTokens: Int128(call.tokens.input)
    case .outputTokens: Int128(call.tokens.output)
    case .totalTokens: Int128(call.tokens.input) + Int128(call.tokens.output)
    case .durationNanos: Int128(call.duration ?? 0)
    }
  }
}

extension ServiceCase {
  init(
    service: String?, kinds: [CallEvidence.Kind], calls: [CallEvidence.Call], series: [JudgedSeries],
    labels: [ServiceFamily: ModelLabel], traceStart: UInt64, range: TimeWindow?
  ) {
    self.service = service
    self.kinds = kinds
    self.calls = calls
    self.traceStart = traceStart
    self.range = range
    ignored = series.filter { $0.ignored != nil }
    let used = series.filter { $0.ignored == nil }
    tokenLabel = labels[ServiceFamily(service: service, family: .tokenUsage)] ?? .responseElseRequest
    durationLabel = labels[ServiceFamily(service: service, family: .operationDuration)] ?? .responseElseRequest

    hasOpenStart = used.contains { $0.result.facts.baselines > 0 }
    var sizes: [UInt64: Double] = [:]
    for call in calls where call.trace != 0 && call.marks.isDisjoint(with: [.copy, .wrapper]) {
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
      switch (series.family, series.tokenType) {
      case (.operationDuration, _):
        // A counter of time has no count, and a histogram may have no sum.
        if judged.result.increments.contains(where: { $0.count != nil }) { found.insert(.calls) }
        if judged.result.increments.contains(where: { $0.value != nil }) { found.insert(.durationNanos) }
        if series.errorType != nil { tellsFailures = true }
      case (_, .input): found.insert(.inputTokens)
      case (_, .output): found.insert(.outputTokens)
      default: found.insert(.totalTokens)
      }
      let label = labels[ServiceFamily(service: series.service, family: series.family)] ?? .responseElseRequest
      return Meter(
        process: isSplit ? processRows[series.instance] ?? 0 : 0,
        model: label.name(request: series.requestModel, response: series.responseModel), family: series.family,
        tokenType: series.tokenType, isFailed: series.errorType != nil,
        isCumulative: series.temporality == .cumulative || series.kind == .summary,
        increments: judged.result.increments, operation: series.operation)
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
    case (_, .input): return value.map { [(.inputTokens, $0)] } ?? []
    case (_, .output): return value.map { [(.outputTokens, $0)] } ?? []
    default: return value.map { [(.totalTokens, $0)] } ?? []
    }
  }
}
