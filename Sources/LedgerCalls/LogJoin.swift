import LedgerColumns
import LedgerMemory
import LedgerModel

/// Decides which of the calls that log records tell of count, so that a call that is told of in spans and in logs counts
/// once.
///
/// 1. The same record twice is a duplicate.
/// 2. A line about an error that may be about a call is one where its emitter tells of calls in other lines.
/// 3. Of several attempts at one call only the last one counts; see ``LogAttempts``.
/// 4. A record repeats a span, and what it alone knows goes to the span; see ``LogSpanJoin``.
/// 5. Of several records of one call the one that knows most counts; see ``LogTwins``.
///
/// What is decided follows from the content of the records alone, whatever their order.
struct LogJoin {
  private let reader: LogCallReader
  private var outcomes: [CallOutcome]
  /// For each candidate, one of a span or of a log record, that takes over what log records know: their candidates, the
  /// one that knows most first.
  private(set) var lenders: [Int: [Int]] = [:]
  /// The log records whose counts are the only ones of their call.
  private var isOnlySource: Set<Int> = []

  /// `nil` where no log record tells of a call.
  init?(_ store: Store, _ index: SpanIndex) {
    guard !store.logCalls.isEmpty else { return nil }
    let reader = LogCallReader(store)
    self.reader = reader
    outcomes = [CallOutcome](repeating: .none, count: reader.room)
    leaveOutDuplicates()
    judgeLines(store)
    let places = ServicePlaces(store)
    let attempts = LogAttempts.find(among: counted(withMarkers: true), places)
    for candidate in attempts { set(candidate, .attempt) }
    dropMarkers()
    for pair in LogSpanJoin(store, index, places).pairs(of: counted()) {
      set(pair.log, .logged)
      guard let borrower = pair.span, reader[pair.log].role == .call else { continue }
      lenders[borrower, default: []].append(pair.log)
      let (segment, row) = store.locate(call: UInt32(borrower))
      if segment.inputTokens[row] ?? 0 == 0, segment.outputTokens[row] ?? 0 == 0 { isOnlySource.insert(pair.log) }
    }
    for pair in LogTwins.find(among: counted(), places) {
      let isAttempt = reader[pair.other].role.isFailure
      set(pair.other, isAttempt ? .attempt : .logged)
      if !isAttempt { lenders[pair.counted, default: []].append(pair.other) }
    }
    for (borrower, logs) in lenders where logs.count > 1 {
      lenders[borrower] = logs.sorted { LogCall.knowsMore(reader[$0], than: reader[$1]) }
    }
  }

  /// What becomes of a candidate, as far as log records are concerned.
  func outcome(_ candidate: Int) -> CallOutcome { outcomes[candidate - reader.firstCandidate] }

  /// Whether nothing is decided about a candidate but that it counts, as far as log records are concerned.
  func isOpen(_ candidate: Int) -> Bool { outcome(candidate) == .counted }

  /// Whether the counts of a candidate say something about its emitter: those that repeat a span's have been weighed.
  func isEvidence(_ candidate: Int) -> Bool { outcome(candidate) == .counted || isOnlySource.contains(candidate) }

  private mutating func set(_ candidate: Int, _ outcome: CallOutcome) {
    outcomes[candidate - reader.firstCandidate] = outcome
  }

  /// The candidates that count so far; with those that only say how attempts went, where these are asked for.
  private func counted(withMarkers: Bool = false) -> [LogCall] {
    var found: [LogCall] = []
    reader.forEach { call in
      let isMarker = call.role == .answered || call.role == .gaveUp
      if outcome(call.candidate) == .counted, withMarkers || !isMarker { found.append(call) }
    }
    return found
  }

  private mutating func dropMarkers() {
    var markers: [Int] = []
    reader.forEach { if $0.role == .answered || $0.role == .gaveUp { markers.append($0.candidate) } }
    for candidate in markers { set(candidate, .none) }
  }

  private mutating func leaveOutDuplicates() {
    struct Key: Hashable {
      var scope: UInt32
      var identity: UInt64
    }
    var repeated = RepeatedKeys(count: reader.room)
    reader.forEach { repeated.note($0.identity) }
    var seen: Set<Key> = []
    var found: [(candidate: Int, outcome: CallOutcome)] = []
    reader.forEach { call in
      let isFirst =
        !repeated.mayRepeat(call.identity)
        || seen.insert(Key(scope: call.scope, identity: call.identity)).inserted
      found.append((call.candidate, isFirst ? .counted : .duplicate))
    }
    for entry in found { set(entry.candidate, entry.outcome) }
  }

  /// Lines about errors that name a model and a duration: calls that failed where other lines of the emitter tell of
  /// calls, and the model is known for one by its name or by these.
  private mutating func judgeLines(_ store: Store) {
    struct Key: Hashable {
      var scope: UInt32
      var model: UInt32
    }
    var doubtful: [LogCall] = []
    reader.forEach { if $0.role == .perhapsFailure, outcome($0.candidate) == .counted { doubtful.append($0) } }
    if doubtful.isEmpty { return }
    var scopes: Set<UInt32> = []
    var models: Set<Key> = []
    reader.forEach { call in
      guard call.role == .call, !call.isNative else { return }
      scopes.insert(call.scope)
      models.insert(Key(scope: call.scope, model: call.model))
    }
    for call in doubtful {
      let (segment, row) = store.locate(call: UInt32(call.candidate))
      let isModel = segment.provider[row] != 0 || models.contains(Key(scope: call.scope, model: call.model))
      if !scopes.contains(call.scope) || !isModel { set(call.candidate, .none) }
    }
  }
}
