import LedgerCalls
import LedgerColumns
import LedgerModel

/// How many spans there are of what, and what became of those that might have been calls.
public struct SpanCounts: Hashable, Sendable {
  /// Spans that count, ordinary ones included.
  public var spans = 0
  /// Spans that repeat the usage of others: wrappers, attempts, repetitions by nature.
  public var wrappers = 0
  /// Spans that are copies of another one.
  public var duplicates = 0
  /// Spans that tell of a response that another span tells of.
  public var merged = 0

  /// Nothing.
  public init() {}

  mutating func add(_ outcome: CallOutcome) {
    switch outcome {
    case .wrapper, .attempt, .repetition: wrappers += 1
    case .merged: merged += 1
    case .none, .counted, .aggregateOnly, .aggregateUsage, .duplicate: break
    }
  }
}

/// One instrumentation and what became of its spans.
public struct EmitterSummary: Sendable {
  /// The scope's name.
  public var scopeName: String?
  /// The scope's version.
  public var scopeVersion: String?
  /// Row of the dialects' table; `nil` where it emits no calls.
  public var dialect: UInt8?
  /// Its spans, copies included.
  public var spans = 0
  /// Its data points.
  public var metricPoints: UInt64 = 0
  /// Its log records.
  public var logRecords: UInt64 = 0
  /// Its calls that count.
  public var calls = 0
  /// What became of its other candidates.
  public var notCounted: [(outcome: CallOutcome, spans: Int)] = []
}

/// The counts that are about spans, not calls: in all, by window and by key.
public struct SpanCensus: Sendable {
  /// Over everything selected.
  public var total = SpanCounts()
  /// By the start of the window that a span begins in; 0 for spans without a start.
  public var byWindow: [UInt64: SpanCounts] = [:]
  /// By service.
  public var byService: [String?: SpanCounts] = [:]
  /// By the codes of service name, provider, operation, request and response model, for candidates only.
  public var byKey: [[UInt32]: SpanCounts] = [:]
  /// One row per instrumentation, in the order of name and version.
  public var emitters: [EmitterSummary] = []
  /// Reported input over all spans, however often repeated; `nil` where none reports any.
  public var naiveInput: Int64?
  /// Reported output over all spans, however often repeated.
  public var naiveOutput: Int64?
  /// Earliest start.
  public var earliest: UInt64?
  /// Latest end, or start where no end is known.
  public var latest: UInt64?

  /// Counts the selected spans of a store.
  public init(store: Store, calls: SettledCalls, index: SpanIndex, selection: Selection, window: WindowSize) {
    struct EmitterKey: Hashable {
      var name: String?
      var version: String?
    }
    let services = ServiceCodes(store)
    var emitterRows: [EmitterKey: Int] = [:]
    let emitterOfScope = store.scopes.map { scope -> Int in
      let key = EmitterKey(name: scope.name, version: scope.version)
      if let known = emitterRows[key] { return known }
      emitterRows[key] = emitterRows.count
      emitters.append(EmitterSummary(scopeName: scope.name, scopeVersion: scope.version))
      return emitters.count - 1
    }
    for (row, use) in store.scopeUse.enumerated() {
      guard selection.includes(service: store.resource(ofScope: UInt32(row)).serviceName) else { continue }
      emitters[emitterOfScope[row]].metricPoints += use.metricPoints
      emitters[emitterOfScope[row]].logRecords += use.logRecords
      emitters[emitterOfScope[row]].dialect = use.dialect
    }
    var outcomes = [[CallOutcome: Int]](repeating: [:], count: emitters.count)
    var dialects = [[UInt8: Int]](repeating: [:], count: emitters.count)
    for (number, segment) in store.spans.enumerated() {
      for row in 0..<segment.count {
        let service = services.name(services.code(ofScope: segment.scope[row]))
        let start = segment.start[row]
        guard selection.includes(instant: start), selection.includes(service: service) else { continue }
        let span = UInt32(number << SegmentLayout.rowBits | row)
        let windowStart = start - start % window.nanos
        emitters[emitterOfScope[Int(segment.scope[row])]].spans += 1
        if index.isDuplicate(span) {
          total.duplicates += 1
          byWindow[windowStart, default: SpanCounts()].duplicates += 1
          byService[service, default: SpanCounts()].duplicates += 1
        } else {
          total.spans += 1
          byWindow[windowStart, default: SpanCounts()].spans += 1
          byService[service, default: SpanCounts()].spans += 1
        }
        if start != 0 {
          earliest = min(earliest ?? start, start)
          let end = segment.end(row) ?? start
          latest = max(latest ?? end, end)
        }
      }
    }
    for (number, segment) in store.calls.enumerated() {
      for row in 0..<segment.count {
        let (spans, spanRow) = store.locate(span: segment.span[row])
        let service = services.code(ofScope: spans.scope[spanRow])
        let serviceName = services.name(service)
        let start = spans.start[spanRow]
        guard selection.includes(instant: start), selection.includes(service: serviceName) else { continue }
        let outcome = calls.outcome(CandidateLayout.number(segment: number, row: row))
        let emitter = emitterOfScope[Int(spans.scope[spanRow])]
        outcomes[emitter][outcome, default: 0] += 1
        dialects[emitter][segment.dialect[row], default: 0] += 1
        CallTally.add(segment.inputTokens[row], to: &naiveInput)
        CallTally.add(segment.outputTokens[row], to: &naiveOutput)
        total.add(outcome)
        byWindow[start - start % window.nanos, default: SpanCounts()].add(outcome)
        byService[serviceName, default: SpanCounts()].add(outcome)
        let key = [
          service, segment.provider[row], segment.operation[row], segment.requestModel[row],
          segment.responseModel[row],
        ]
        byKey[key, default: SpanCounts()].add(outcome)
        if outcome == .duplicate {
          byKey[key, default: SpanCounts()].duplicates += 1
        } else {
          byKey[key, default: SpanCounts()].spans += 1
        }
      }
    }
    for emitter in emitters.indices {
      let counted = outcomes[emitter]
      emitters[emitter].calls = (counted[.counted] ?? 0) + (counted[.aggregateOnly] ?? 0)
      emitters[emitter].notCounted = CallOutcome.allCases.compactMap { outcome in
        switch outcome {
        case .none, .counted, .aggregateOnly: nil
        default: counted[outcome].map { (outcome, $0) }
        }
      }
      // What most of its calls are written in; without calls, what its name tells.
      let most = dialects[emitter].max { ($0.value, $1.key) < ($1.value, $0.key) }
      emitters[emitter].dialect = most?.key ?? emitters[emitter].dialect
    }
    emitters = emitters.filter { $0.spans > 0 || $0.metricPoints > 0 || $0.logRecords > 0 }.sorted {
      ($0.scopeName ?? "", $0.scopeVersion ?? "") < ($1.scopeName ?? "", $1.scopeVersion ?? "")
    }
  }
}
