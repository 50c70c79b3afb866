import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
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

  mutating func add(_ outcome: CallOutcome, times: Int = 1) {
    switch outcome {
    case .wrapper, .attempt, .repetition, .part: wrappers += times
    case .merged, .twin: merged += times
    case .none, .counted, .aggregateOnly, .aggregateUsage, .duplicate, .logged: break
    }
  }

  mutating func add(_ other: SpanCounts) {
    spans += other.spans
    wrappers += other.wrappers
    duplicates += other.duplicates
    merged += other.merged
  }
}

/// One instrumentation and what became of its spans.
public struct EmitterSummary: Sendable {
  /// The scope's name.
  public var scopeName: String?
  /// The scope's version.
  public var scopeVersion: String?
  /// Row of the dialects' table, of most of its calls; what its name tells where it emits none.
  public var dialect: UInt8?
  /// The same of its spans alone.
  public var spanDialect: UInt8?
  /// The same of the calls that its log records tell of; `nil` where they tell of none.
  public var logDialect: UInt8?
  /// Its spans, copies included.
  public var spans = 0
  /// Its data points.
  public var metricPoints: UInt64 = 0
  /// Its log records.
  public var logRecords: UInt64 = 0
  /// Its calls that count.
  public var calls = 0
  /// Of these, the ones that log records alone tell of.
  public var logCalls = 0
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
  /// What became of the log records that tell of calls.
  public var logRecords: [CallOutcome: Int] = [:]
  /// Earliest start.
  public var earliest: UInt64?
  /// Latest end, or start where no end is known.
  public var latest: UInt64?

  /// Counts the selected spans of a store.
  ///
  /// Rows are only counted by scope and window, each a small table; services, emitters and sums follow from these.
  public init(
    store: Store, calls: SettledCalls, index: SpanIndex, selection: Selection, window: WindowSize,
    workers: Workers = .one
  ) {
    let services = ServiceCodes(store)
    let isSelected = store.scopes.indices.map {
      selection.includes(service: services.name(services.code(ofScope: UInt32($0))))
    }
    let spans = workers.map(store.spanSegmentCount) {
      ScopeCounts(store, index, spansOf: $0, selection, isSelected, window)
    }
    let groups = CandidateGroups(store, services, workers)
    let candidates = workers.map(store.calls.count) {
      ScopeCounts(store, calls, candidatesOf: $0, selection, isSelected, window, groups)
    }
    var counts = ScopeCounts()
    for part in spans { counts.add(part) }
    for part in candidates { counts.add(part) }

    total = counts.total
    byWindow = counts.byWindow
    naiveInput = counts.naiveInput
    naiveOutput = counts.naiveOutput
    logRecords = counts.logRecords
    earliest = counts.earliest
    latest = counts.latest
    for (scope, counted) in counts.byScope {
      byService[services.name(services.code(ofScope: scope)), default: SpanCounts()].add(counted)
    }
    for (group, counted) in counts.byGroup {
      byKey[groups.keys[Int(group)], default: SpanCounts()].add(counted)
    }
    emitters = SpanCensus.emitters(store, counts, selection)
  }

  private static func emitters(
    _ store: Store, _ counts: ScopeCounts, _ selection: Selection
  ) -> [EmitterSummary] {
    struct EmitterKey: Hashable {
      var name: String?
      var version: String?
    }
    var emitters: [EmitterSummary] = []
    var rows: [EmitterKey: Int] = [:]
    let emitterOfScope = store.scopes.map { scope -> Int in
      let key = EmitterKey(name: scope.name, version: scope.version)
      if let known = rows[key] { return known }
      rows[key] = emitters.count
      emitters.append(EmitterSummary(scopeName: scope.name, scopeVersion: scope.version))
      return emitters.count - 1
    }
    for (row, use) in store.scopeUse.enumerated() {
      guard selection.includes(service: store.resource(ofScope: UInt32(row)).serviceName) else { continue }
      emitters[emitterOfScope[row]].metricPoints += use.metricPoints
      emitters[emitterOfScope[row]].logRecords += use.logRecords
      emitters[emitterOfScope[row]].dialect = use.dialect
    }
    for (scope, counted) in counts.byScope {
      emitters[emitterOfScope[Int(scope)]].spans += counted.spans + counted.duplicates
    }
    var outcomes = [[CallOutcome: Int]](repeating: [:], count: emitters.count)
    var dialects = [[UInt8: Int]](repeating: [:], count: emitters.count)
    var logDialects = dialects
    for (key, counted) in counts.outcomes {
      let emitter = emitterOfScope[Int(key.scope)]
      outcomes[emitter][key.outcome, default: 0] += counted.spans
      if key.isOfLogs {
        logDialects[emitter][key.dialect, default: 0] += counted.spans
        if key.outcome == .counted || key.outcome == .aggregateOnly { emitters[emitter].logCalls += counted.spans }
      } else {
        dialects[emitter][key.dialect, default: 0] += counted.spans
      }
    }
    func most(_ counts: [UInt8: Int]) -> UInt8? { counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
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
      emitters[emitter].spanDialect = most(dialects[emitter]) ?? emitters[emitter].dialect
      emitters[emitter].logDialect = most(logDialects[emitter])
      emitters[emitter].dialect =
        most(dialects[emitter].merging(logDialects[emitter], uniquingKeysWith: +)) ?? emitters[emitter].dialect
    }
    return emitters.filter { $0.spans > 0 || $0.metricPoints > 0 || $0.logRecords > 0 }.sorted {
      ($0.scopeName ?? "", $0.scopeVersion ?? "") < ($1.scopeName ?? "", $1.scopeVersion ?? "")
    }
  }
}

/// The key of each candidate: service, provider, operation, request and response model.
private struct CandidateGroups: Sendable {
  let rows: RowGroups
  /// The first row of each segment of candidates.
  let firstRows: [Int]
  let keys: [[UInt32]]

  init(_ store: Store, _ services: ServiceCodes, _ workers: Workers) {
    var count = 0
    var firsts: [Int] = []
    for segment in store.calls {
      firsts.append(count)
      count += segment.count
    }
    let firstRows = firsts
    let cardinalities = [
      services.names.count, store.texts.provider.count, store.texts.operation.count, store.texts.model.count,
      store.texts.model.count,
    ]
    let columns = cardinalities.map { CodeColumn(rowCount: count, cardinality: $0) }
    workers.run(store.calls.count) { number in
      forEachCandidate(of: store, in: number) { segment, row, spans, spanRow in
        let place = firstRows[number] + row
        columns[0][place] = services.code(ofScope: spans.scope[spanRow])
        columns[1][place] = segment.provider[row]
        columns[2][place] = segment.operation[row]
        columns[3][place] = segment.requestModel[row]
        columns[4][place] = segment.responseModel[row]
      }
    }
    rows = RowGroups(rowCount: count, columns: columns, workers: workers)
    keys = rows.representatives.map { row in columns.map { $0[Int(row)] } }
    self.firstRows = firstRows
  }
}

/// Calls `body` with each candidate of a segment and its span.
@inline(__always)
func forEachCandidate(
  of store: Store, in number: Int, _ body: (CallSegment, Int, SpanSegment, Int) -> Void
) {
  let segment = store.calls[number]
  var row = 0
  while row < segment.count {
    let spanSegment = segment.span[row] >> UInt32(SegmentLayout.rowBits)
    let spans = store.spans[Int(spanSegment)]
    while row < segment.count {
      let span = segment.span[row]
      guard span >> UInt32(SegmentLayout.rowBits) == spanSegment else { break }
      body(segment, row, spans, Int(span & UInt32(SegmentLayout.rows - 1)))
      row += 1
    }
  }
}

/// Counts by key, with a small table of the keys that were met last in front of the dictionary: rows of one batch repeat
/// them.
private struct RecentCounts<Key: Hashable & Sendable>: Sendable {
  private var recent = [Key?](repeating: nil, count: 256)
  private var all: [Key: SpanCounts] = [:]
  /// The counts at the places of ``place(of:hash:)``.
  var counts = [SpanCounts](repeating: SpanCounts(), count: 256)

  /// The place where a key is counted, until another key is asked for.
  @inline(__always)
  mutating func place(of key: Key, hash: UInt32) -> Int {
    let place = Int(hash & 255)
    if recent[place] != key { evict(place, for: key) }
    return place
  }

  @inline(never)
  private mutating func evict(_ place: Int, for key: Key?) {
    if let other = recent[place] { all[other, default: SpanCounts()].add(counts[place]) }
    counts[place] = SpanCounts()
    recent[place] = key
  }

  /// All counts.
  consuming func finish() -> [Key: SpanCounts] {
    for place in recent.indices { evict(place, for: nil) }
    return all
  }
}

/// What one segment adds to the census.
private struct ScopeCounts: Sendable {
  struct OutcomeKey: Hashable {
    var scope: UInt32
    var outcome: CallOutcome
    var dialect: UInt8
    var isOfLogs: Bool
  }

  var total = SpanCounts()
  var byScope: [UInt32: SpanCounts] = [:]
  var byWindow: [UInt64: SpanCounts] = [:]
  var byGroup: [UInt32: SpanCounts] = [:]
  /// How many candidates, as their number of spans.
  var outcomes: [OutcomeKey: SpanCounts] = [:]
  var naiveInput: Int64?
  var naiveOutput: Int64?
  /// Of candidates that log records tell of.
  var logRecords: [CallOutcome: Int] = [:]
  var earliest: UInt64?
  var latest: UInt64?

  init() {}

  /// Spans of a run: those that count, and copies.
  private struct CopiesApart {
    private var all = 0
    private var copies = 0

    @inline(__always)
    mutating func count(_ isCopy: Bool) {
      all += 1
      copies += isCopy ? 1 : 0
    }

    mutating func move(to counts: inout SpanCounts) {
      counts.spans += all - copies
      counts.duplicates += copies
      self = CopiesApart()
    }
  }

  /// Counts the spans of a segment.
  init(
    _ store: Store, _ index: SpanIndex, spansOf number: Int, _ selection: Selection, _ isSelected: [Bool],
    _ window: WindowSize
  ) {
    let segment = store.spans[number]
    let base = UInt32(number << SegmentLayout.rowBits)
    let takesAll = selection.from == nil && selection.to == nil
    // Spans come roughly in order of time, and those of a batch share their scope: both are counted in runs.
    var windowStart: UInt64 = 0
    var ofWindow = CopiesApart()
    var runScope: UInt32 = 0
    var ofScope = CopiesApart()
    var scopes = RecentCounts<UInt32>()
    var first = UInt64.max
    var last: UInt64 = 0
    for row in 0..<segment.count {
      let scope = segment.scope[row]
      let start = segment.start[row]
      guard isSelected[Int(scope)], takesAll || selection.includes(instant: start) else { continue }
      if start < windowStart || start - windowStart >= window.nanos {
        ofWindow.move(to: &byWindow[windowStart, default: SpanCounts()])
        windowStart = start - start % window.nanos
      }
      if scope != runScope {
        ofScope.move(to: &scopes.counts[scopes.place(of: runScope, hash: runScope)])
        runScope = scope
      }
      let isCopy = index.isDuplicate(base | UInt32(row))
      ofWindow.count(isCopy)
      ofScope.count(isCopy)
      if start != 0 {
        first = min(first, start)
        last = max(last, segment.end(row) ?? start)
      }
    }
    ofWindow.move(to: &byWindow[windowStart, default: SpanCounts()])
    ofScope.move(to: &scopes.counts[scopes.place(of: runScope, hash: runScope)])
    byWindow = byWindow.filter { $0.value != SpanCounts() }
    byScope = scopes.finish().filter { $0.value != SpanCounts() }
    for counted in byScope.values { total.add(counted) }
    if first != .max {
      earliest = first
      latest = last
    }
  }

  /// Counts the candidates of a segment.
  init(
    _ store: Store, _ calls: SettledCalls, candidatesOf number: Int, _ selection: Selection, _ isSelected: [Bool],
    _ window: WindowSize, _ groups: CandidateGroups
  ) {
    let takesAll = selection.from == nil && selection.to == nil
    let base = CandidateLayout.number(segment: number, row: 0)
    let isOfLogs = number >= store.spanCallSegmentCount
    var windowStart: UInt64 = 0
    var windowCounts = SpanCounts()
    var scopes = RecentCounts<UInt32>()
    var keys = RecentCounts<UInt32>()
    var ends = RecentCounts<OutcomeKey>()
    forEachCandidate(of: store, in: number) { segment, row, spans, spanRow in
      let scope = spans.scope[spanRow]
      let start = spans.start[spanRow]
      guard isSelected[Int(scope)], takesAll || selection.includes(instant: start) else { return }
      let outcome = calls.outcome(base | UInt32(row))
      let end = OutcomeKey(scope: scope, outcome: outcome, dialect: segment.dialect[row], isOfLogs: isOfLogs)
      let place = ends.place(of: end, hash: scope &* 31 ^ UInt32(end.dialect) &* 8 ^ UInt32(outcome.rawValue))
      ends.counts[place].spans += 1
      // Calls that only log records tell of are no spans.
      if isOfLogs { return }
      CallTally.add(segment.inputTokens[row], to: &naiveInput)
      CallTally.add(segment.outputTokens[row], to: &naiveOutput)
      if start < windowStart || start - windowStart >= window.nanos {
        byWindow[windowStart, default: SpanCounts()].add(windowCounts)
        windowCounts = SpanCounts()
        windowStart = start - start % window.nanos
      }
      windowCounts.add(outcome)
      scopes.counts[scopes.place(of: scope, hash: scope)].add(outcome)
      let group = groups.rows.group[groups.firstRows[number] + row]
      let keyPlace = keys.place(of: group, hash: group)
      keys.counts[keyPlace].add(outcome)
      if outcome == .duplicate { keys.counts[keyPlace].duplicates += 1 } else { keys.counts[keyPlace].spans += 1 }
    }
    byWindow[windowStart, default: SpanCounts()].add(windowCounts)
    byWindow = byWindow.filter { $0.value != SpanCounts() }
    byScope = scopes.finish()
    byGroup = keys.finish()
    outcomes = ends.finish()
    if isOfLogs {
      for (key, counted) in outcomes { logRecords[key.outcome, default: 0] += counted.spans }
    }
    for counted in byScope.values { total.add(counted) }
  }

  mutating func add(_ other: ScopeCounts) {
    total.add(other.total)
    for (scope, counted) in other.byScope { byScope[scope, default: SpanCounts()].add(counted) }
    for (start, counted) in other.byWindow { byWindow[start, default: SpanCounts()].add(counted) }
    for (group, counted) in other.byGroup { byGroup[group, default: SpanCounts()].add(counted) }
    for (key, counted) in other.outcomes { outcomes[key, default: SpanCounts()].add(counted) }
    for (outcome, records) in other.logRecords { logRecords[outcome, default: 0] += records }
    CallTally.add(other.naiveInput, to: &naiveInput)
    CallTally.add(other.naiveOutput, to: &naiveOutput)
    if let first = other.earliest { earliest = min(earliest ?? first, first) }
    if let last = other.latest { latest = max(latest ?? last, last) }
  }
}
