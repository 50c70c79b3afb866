import LedgerBytes
import LedgerColumns
import LedgerDialects
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
  var adapted: Set<ForeignKind> = []
  /// How many of the records hold spans, points or log records in OTLP's own form.
  var plainRecords: UInt64 = 0
  /// Earliest and latest time of anything with a time.
  var earliest: UInt64?
  var latest: UInt64?

  /// Instants from September 2001 (10^18 ns) to 2103. Outside, a home-made exporter has written seconds or milliseconds, or
  /// a clock was never set; one such value must not stretch the range of a whole night.
  static let plausible: Range<UInt64> = 1_000_000_000_000_000_000..<4_200_000_000_000_000_000

  mutating func see(_ instant: UInt64) {
    guard SourceCounts.plausible.contains(instant) else { return }
    earliest = min(earliest ?? instant, instant)
    latest = max(latest ?? instant, instant)
  }

  mutating func seeSpan(from start: UInt64, to end: UInt64) {
    spans += 1
    see(start)
    see(end)
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
  let builder = StoreBuilder()
  private(set) var counts: [SourceCounts]
  private(set) var problems = ProblemLog()

  private let decoder: OTLPDecoder
  private let interpreter: DialectInterpreter
  private let reading = SpanReading()
  private var source = 0
  private var recordPosition = SourcePosition(source: 0, byteOffset: 0)

  init(tables: DialectTables, sourceCount: Int) {
    decoder = OTLPDecoder(keys: tables.keys)
    interpreter = DialectInterpreter(tables: tables)
    counts = Array(repeating: SourceCounts(), count: sourceCount)
  }

  /// Whether anything could not be used so far.
  var hasProblems: Bool { !problems.isEmpty }

  /// Decodes all records of a batch.
  func decode(_ batch: borrowing RecordBatch) {
    source = batch.source
    builder.beginSource(source)
    for index in 0..<batch.count { decode(batch, index) }
  }

  private func decode(_ batch: borrowing RecordBatch, _ index: Int) {
    recordPosition = batch.position(index)
    let record = batch.record(index)
    let isTruncated = batch.ranges[index].isTruncated
    let outcome =
      batch.encoding == .otlpProtobuf
      ? decoder.decodeProtobuf(record, isTruncated: isTruncated, into: self)
      : decoder.decodeJSON(record, isTruncated: isTruncated, into: self)
    counts[source].records += 1
    counts[source].signals.formUnion(outcome.signals)
    if let foreign = outcome.foreign { counts[source].foreign.insert(foreign) }
    if outcome.adapted.isEmpty {
      if !outcome.signals.isEmpty { counts[source].plainRecords += 1 }
    } else {
      counts[source].adapted.formUnion(outcome.adapted)
    }
  }

  // MARK: RecordSink

  func resource(_ resource: ResourceRecord) {
    builder.beginResource(interpreter.resource(resource), digest: resource.digest)
  }

  func scope(_ scope: ScopeRecord) {
    interpreter.beginScope(scope)
    builder.beginScope(scope, dialect: interpreter.scopeDialect)
  }

  func span(_ span: SpanRecord) {
    counts[source].seeSpan(from: span.startUnixNano, to: span.endUnixNano)
    reading.reset()
    interpreter.read(span, into: reading)
    if span.startUnixNano != 0, !SourceCounts.plausible.contains(span.startUnixNano) {
      problems.add(
        Problem(
          .unreadableTime, at: recordPosition,
          "a span starts before September 2001 or after 2103: another unit than nanoseconds, or a clock that was not set"
        ))
    }
    if span.startUnixNano == 0, span.endUnixNano == 0 {
      problems.add(
        Problem(.unreadableTime, at: recordPosition, "a span has neither start nor end; its times are unknown"))
    } else if span.endUnixNano != 0, span.endUnixNano < span.startUnixNano {
      problems.add(
        Problem(.unreadableTime, at: recordPosition, "a span ends before it starts; its duration is unknown"))
    }
    builder.append(span, reading)
  }

  func dataPoint(_ point: DataPointRecord) {
    counts[source].metricPoints += 1
    counts[source].see(point.timeUnixNano)
    builder.append(point, interpreter.read(point))
  }

  func logRecord(_ record: LogRecord) {
    counts[source].logRecords += 1
    counts[source].see(record.timeUnixNano != 0 ? record.timeUnixNano : record.observedTimeUnixNano)
    builder.append(record, interpreter.read(record))
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    var position = recordPosition
    position.byteOffset += UInt64(offset)
    problems.add(Problem(code, at: position, message()))
  }
}
