import LedgerBytes
import LedgerColumns
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerOTLP

/// How much of one source was decoded.
struct SourceCounts: Sendable {
  var records: UInt64 = 0
  var spans: UInt64 = 0
  var metricPoints: UInt64 = 0
  var logRecords: UInt64 = 0
  /// The signals that its records hold.
  var signals = SignalSet()
  /// What else it holds.
  var foreign: Set<ForeignKind> = []
  /// Which other formats were read as if they were OTLP.
  var adapted = AdaptedFormats()
  /// How many of the records hold spans, points or log records in OTLP's own form.
  var plainRecords: UInt64 = 0
  /// Earliest and latest time of anything with a time.
  var earliest: UInt64?
  var latest: UInt64?

  /// Instants from September 2001 (10^18 ns) to 2103. Outside, a home-made exporter has written seconds or milliseconds, or
  /// a clock was never set; one such value must not stretch the range of a whole night.
  static let plausible: Range<UInt64> = 1_000_000_000_000_000_000..<4_200_000_000_000_000_000

  @inline(__always)
  mutating func see(_ instant: UInt64) {
    guard SourceCounts.plausible.contains(instant) else { return }
    earliest = min(earliest ?? instant, instant)
    latest = max(latest ?? instant, instant)
  }

  @inline(__always)
  mutating func seeSpan(from start: UInt64, to end: UInt64) {
    spans += 1
    see(start)
    see(end)
  }

  /// One more record was decoded.
  mutating func add(_ outcome: RecordOutcome) {
    records += 1
    signals.formUnion(outcome.signals)
    if let kind = outcome.foreign { foreign.insert(kind) }
    if outcome.adapted.isEmpty {
      if !outcome.signals.isEmpty { plainRecords += 1 }
    } else {
      adapted.formUnion(outcome.adapted)
    }
  }

  mutating func add(_ other: SourceCounts) {
    records += other.records
    spans += other.spans
    metricPoints += other.metricPoints
    logRecords += other.logRecords
    signals.formUnion(other.signals)
    foreign.formUnion(other.foreign)
    adapted.formUnion(other.adapted)
    plainRecords += other.plainRecords
    if let earliest = other.earliest { see(earliest) }
    if let latest = other.latest { see(latest) }
  }
}

/// One worker: decodes records, lets the dialects read them, and fills tables of its own.
final class LoadWorker: RecordSink {
  let builder: StoreBuilder

  private let keepsAll: Bool
  private let decoder: OTLPDecoder
  private let carried: CarriedRequests
  // What a record needs is one value, so that one checked access covers it.
  private let exclusive: Exclusive<State>
  private var state: State {
    _read { yield exclusive.value }
    _modify { yield &exclusive.value }
  }

  struct State: ~Copyable {
    var interpreter: DialectInterpreter
    /// By source, but for the one that is decoded now.
    var counts: [SourceCounts]
    /// Of the source that is decoded now: in the list, each span would cost a look at who shares that.
    var current = SourceCounts()
    var problems = ProblemLog()
    var source = 0
    var recordPosition = SourcePosition(source: 0, byteOffset: 0)
    /// What is wrong with the record at hand as a whole: no problem where it carries requests.
    var held: [Problem] = []
    var marked: (counts: SourceCounts, problems: ProblemLog, held: [Problem])?
    /// Where the error types of all spans are kept.
    let errors: SpanErrorReader?
  }

  init(
    tables: DialectTables, sourceCount: Int, keeps: RunSettings.Kept = .everything, holding held: StoreTables = .all,
    limits: ReadLimits = ReadLimits(), expectsMuch: Bool = false
  ) {
    builder = StoreBuilder(keeping: tables.sideTable, holding: held, expectsMuch: expectsMuch)
    keepsAll = keeps == .everything
    decoder = OTLPDecoder(keys: tables.decoderKeys)
    carried = CarriedRequests(probe: MessageShape(), limits: limits)
    exclusive = Exclusive(
      State(
        interpreter: DialectInterpreter(tables: tables),
        counts: Array(repeating: SourceCounts(), count: sourceCount),
        errors: keeps == .spans ? SpanErrorReader(tables: tables) : nil))
  }

  /// How much was decoded of each source.
  var counts: [SourceCounts] { state.allCounts }

  /// What could not be used.
  var problems: ProblemLog { state.problems }

  /// Whether anything could not be used so far.
  var hasProblems: Bool { !state.problems.isEmpty }

  /// Decodes all records of a batch.
  func decode(_ batch: borrowing RecordBatch) {
    state.begin(batch.source)
    builder.beginSource(batch.source)
    for index in 0..<batch.count { decode(batch, index) }
  }

  private func decode(_ batch: borrowing RecordBatch, _ index: Int) {
    state.recordPosition = batch.position(index)
    let record = batch.record(index)
    let encoding = batch.encoding(index)
    let outcome = decode(record, encoding, isTruncated: batch.ranges[index].isTruncated)
    if state.held.isEmpty {
      state.current.add(outcome)
    } else {
      settle(record, outcome, maySearch: encoding != .otlpProtobuf && !batch.isUnwrapped)
    }
  }

  private func decode(_ record: ByteView, _ encoding: SourceFormat.Encoding, isTruncated: Bool) -> RecordOutcome {
    encoding == .otlpProtobuf
      ? decoder.decodeProtobuf(record, isTruncated: isTruncated, into: self)
      : decoder.decodeJSON(record, isTruncated: isTruncated, into: self)
  }

  /// Decodes what a record carries in which something is no request; where that is nothing, it says what is wrong with it.
  @inline(never)
  private func settle(_ record: ByteView, _ outcome: RecordOutcome, maySearch: Bool) {
    let held = state.takeHeld()
    let isFound =
      maySearch && outcome.items == 0
      && carried.forEach(in: record) { request, encoding, complaint in
        if let complaint { problem(complaint.code, atByte: 0, complaint.message) }
        state.current.add(decode(request, encoding, isTruncated: false))
      }
    if !isFound { state.current.add(outcome) }
    for problem in isFound ? state.takeHeld() : held { state.problems.add(problem) }
  }

  // MARK: RecordSink

  func resource(_ resource: ResourceRecord) {
    builder.beginResource(state.interpreter.resource(resource), digest: resource.digest)
    if builder.keepsSideTable { builder.keepTexts(of: resource) }
  }

  func scope(_ scope: ScopeRecord) {
    let (dialect, tailPolicy) = state.interpreter.beginScope(scope)
    builder.beginScope(scope, dialect: dialect, tailPolicy: tailPolicy)
  }

  func span(_ span: borrowing SpanRecord) { state.take(span, builder) }

  func dataPoint(_ point: inout DataPointRecord) {
    state.current.metricPoints += 1
    state.current.see(point.timeUnixNano)
    guard keepsAll else { return }
    let reading = state.interpreter.read(point)
    let unusable = state.interpreter.takeUnusable().intersection(.units)
    if !unusable.isEmpty { state.noteUnit(unusable) }
    switch reading.family {
    case .other, .budgetUse: break
    case .tokenUsage, .operationDuration, .timeToFirstToken, .cost, .hallucinations, .qualityScore:
      state.noteUse(of: point)
    }
    if !SourceCounts.plausible.contains(point.timeUnixNano) || !SourceCounts.plausible.contains(point.startUnixNano) {
      state.takeImplausibleTimes(from: &point)
    }
    if let flaw = builder.append(point, reading) { state.note(flaw) }
  }

  func logRecord(_ record: borrowing LogRecord) {
    state.current.logRecords += 1
    let reading = state.interpreter.read(record)
    let time = record.timeUnixNano != 0 ? record.timeUnixNano : record.observedTimeUnixNano
    let seen = time != 0 ? time : reading.call?.timeUnixNano ?? 0
    state.current.see(seen)
    if seen != 0, !SourceCounts.plausible.contains(seen) { state.noteTimeOfLogRecord() }
    let unusable = state.interpreter.takeUnusable()
    if !unusable.isEmpty {
      state.note(
        reading.call == nil ? unusable.intersection(.score) : unusable, of: "a log record",
        hasCost: reading.call?.reading.facts.reportedCost != nil)
    }
    if keepsAll { builder.append(record, reading) } else { builder.appendCall(record, reading) }
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    var position = state.recordPosition
    position.byteOffset += UInt64(offset)
    let problem = Problem(code, at: position, message())
    switch code {
    case .foreignRecord, .unreadableRecord: state.held.append(problem)
    default: state.problems.add(problem)
    }
  }

  func mark() -> Bool {
    state.mark()
    builder.mark()
    return true
  }

  func rewind() {
    if state.rewind() { builder.rewind() }
  }
}

extension LoadWorker.State {
  /// How much was decoded of each source.
  var allCounts: [SourceCounts] {
    var all = counts
    if all.indices.contains(source) { all[source] = current }
    return all
  }

  // Here, not where the state is reached through an accessor: unoptimised code reads a large part after the access ended.

  /// Notes what is known now.
  mutating func mark() { marked = (current, problems, held) }

  /// Goes back to what was known when it was noted; `false` where nothing was.
  mutating func rewind() -> Bool {
    guard let marked else { return false }
    current = marked.counts
    problems = marked.problems
    held = marked.held
    return true
  }

  /// What was wrong with the record at hand, which is nothing afterwards.
  mutating func takeHeld() -> [Problem] {
    defer { held = [] }
    return held
  }

  /// The following records are those of a source.
  mutating func begin(_ next: Int) {
    if next == source { return }
    counts[source] = current
    current = counts[next]
    source = next
  }

  mutating func take(_ span: borrowing SpanRecord, _ builder: StoreBuilder) {
    let start = span.startUnixNano
    let end = span.endUnixNano
    current.seeSpan(from: start, to: end)
    let row = interpreter.read(span)
    if !SourceCounts.plausible.contains(start) || end < start { noteTimes(from: start, to: end) }
    if interpreter.readings[row].facts.weight.isAbsurd { noteWeight() }
    let unusable = interpreter.takeUnusable()
    if !unusable.isEmpty { note(unusable, of: "a span", hasCost: interpreter.readings[row].facts.reportedCost != nil) }
    Self.store(span, interpreter.readings, row, builder)
    if let errors { note(errors, row, span, builder) }
  }

  /// Stores a span with what it says. Rows are lent, not the interpreter: to ThreadSanitizer a row in place is else one of the
  /// tables, which all workers share.
  @inline(__always)
  private static func store(
    _ span: borrowing SpanRecord, _ readings: borrowing StableRows<SpanReading>, _ row: Int, _ builder: StoreBuilder
  ) {
    builder.append(span, &readings[row])
  }

  /// Keeps why a span failed, if it did.
  @inline(never)
  private mutating func note(
    _ errors: SpanErrorReader, _ row: Int, _ span: borrowing SpanRecord, _ builder: StoreBuilder
  ) {
    let read = interpreter.readings[row].facts.errorType
    let type = read.isEmpty ? errors.errorType(of: span) : read
    if !type.isEmpty { builder.setErrorTypeOfLastSpan(type) }
  }
}
