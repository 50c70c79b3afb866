import LedgerBytes
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerOTLP

/// Prints every span, data point and log record as the decoders deliver it, one JSON object a line: for debugging, and to
/// be compared with other decoders. The form is specified in docs/export-ndjson.md.
///
/// Names of spans, metrics, scopes, services and events are printed; values of attributes and bodies never are.
public struct RecordDump {
  private let settings: RunSettings
  private let hasReadings: Bool

  /// A dump of the inputs of a run; with readings, a line behind each span that a dialect understands says what it was
  /// read as.
  public init(_ settings: RunSettings, withReadings: Bool = false) {
    self.settings = settings
    hasReadings = withReadings
  }

  /// What remains to be said after a dump.
  public struct Result: Sendable {
    /// The paths of the sources.
    public var paths: [String]
    /// How many spans, data points and log records were printed.
    public var records: UInt64
    /// What could not be used.
    public var problems: [Problem]
  }

  /// Decodes everything in order and hands over text in pieces of whole lines.
  public func write(to output: (String) -> Void) -> Result {
    let finder = InputFinder(settings.inputs)
    var problems = ProblemLog()
    var paths: [String] = []
    var records: UInt64 = 0
    for (row, input) in finder.sources.enumerated() {
      paths.append(input.isStandardInput ? "-" : input.path)
      let source = RecordSource(input, index: row, probe: MessageShape(), limits: settings.limits)
      let sink = DumpSink(settings.dialects, hasReadings: hasReadings, limits: settings.limits)
      var batch = RecordBatch()
      while source.nextBatch(into: &batch) {
        sink.decode(batch)
        output(sink.takeLines())
      }
      problems.add(contentsOf: source.problems)
      problems.add(contentsOf: sink.problems)
      records += sink.items
      if sink.items == 0, let silence = silenceText(sink.signals, sink.foreign.sorted { $0.rawValue < $1.rawValue }) {
        problems.add(Problem(.foreignRecord, at: SourcePosition(source: row, byteOffset: 0), silence))
      }
    }
    for failure in finder.unused(of: settings.inputs) {
      problems.add(Problem(failure.code, at: SourcePosition(source: paths.count, byteOffset: 0), failure.message))
      paths.append(failure.path)
    }
    return Result(paths: paths, records: records, problems: problems.sorted)
  }
}

final class DumpSink: RecordSink {
  private let decoder: OTLPDecoder
  private let tables: DialectTables
  private let hasReadings: Bool
  private var reading = SpanReading()
  private var interpreter: DialectInterpreter
  private var lines = ""
  private(set) var problems = ProblemLog()
  /// What was seen so far.
  private(set) var items: UInt64 = 0
  private(set) var signals = SignalSet()
  private(set) var foreign: Set<ForeignKind> = []
  private var position = SourcePosition(source: 0, byteOffset: 0)
  private var service = ""
  private var scopeName = ""
  private var scopeVersion = ""

  /// What is wrong with the record at hand as a whole: no problem where it carries requests.
  private var held: [Problem] = []
  private let carried: CarriedRequests

  init(_ tables: DialectTables, hasReadings: Bool, limits: ReadLimits) {
    carried = CarriedRequests(probe: MessageShape(), limits: limits)
    self.tables = tables
    self.hasReadings = hasReadings
    decoder = OTLPDecoder(keys: tables.keys)
    interpreter = DialectInterpreter(tables: tables)
  }

  func decode(_ batch: borrowing RecordBatch) {
    for index in 0..<batch.count {
      position = batch.position(index)
      let (record, encoding) = (batch.record(index), batch.encoding(index))
      let outcome = decode(record, encoding, isTruncated: batch.ranges[index].isTruncated)
      let wrong = held
      held = []
      let isFound =
        !wrong.isEmpty && outcome.items == 0 && encoding != .otlpProtobuf && !batch.isUnwrapped
        && carried.forEach(in: record) { request, encoding, complaint in
          if let complaint { problem(complaint.code, atByte: 0, complaint.message) }
          add(decode(request, encoding, isTruncated: false))
        }
      if !isFound { add(outcome) }
      for problem in isFound ? held : wrong { problems.add(problem) }
      held = []
    }
  }

  private func decode(_ record: ByteView, _ encoding: SourceFormat.Encoding, isTruncated: Bool) -> RecordOutcome {
    encoding == .otlpProtobuf
      ? decoder.decodeProtobuf(record, isTruncated: isTruncated, into: self)
      : decoder.decodeJSON(record, isTruncated: isTruncated, into: self)
  }

  private func add(_ outcome: RecordOutcome) {
    items += outcome.items
    signals.formUnion(outcome.signals)
    if let kind = outcome.foreign { foreign.insert(kind) }
  }

  func takeLines() -> String {
    defer { lines = "" }
    return lines
  }

  // MARK: RecordSink

  func resource(_ resource: ResourceRecord) { service = interpreter.resource(resource).serviceName.text }

  func scope(_ scope: ScopeRecord) {
    scopeName = scope.name.text
    scopeVersion = scope.version.text
    if hasReadings { interpreter.beginScope(scope) }
  }

  func span(_ span: borrowing SpanRecord) {
    line([
      ("attributes", String(span.attributeCount)), ("end", whole(span.endUnixNano)),
      ("events", String(span.events.count)), ("flags", String(span.flags)), ("kind", String(span.kind)),
      ("links", String(span.linkCount)), ("name", quoted(span.name.text)), ("parent", id(span.parentSpanID)),
      ("scope", quoted(scopeName)), ("scope_version", quoted(scopeVersion)), ("service", quoted(service)),
      ("signal", "\"span\""), ("span", id(span.spanID)), ("start", whole(span.startUnixNano)),
      ("status", String(span.statusCode)), ("trace", id(span.traceID)),
    ])
    guard hasReadings else { return }
    interpreter.read(span, into: &reading)
    if reading.dialect != 0 || reading.operationClass != .other {
      line(
        [("signal", "\"reading\""), ("span", id(span.spanID)), ("trace", id(span.traceID))]
          + ReadingMembers.members(of: reading, dialect: tables.name(of: reading.dialect)))
    }
  }

  func dataPoint(_ point: inout DataPointRecord) {
    var members: [(String, String)] = [
      ("attributes", String(point.attributeCount)), ("flags", String(point.flags)),
      ("kind", quoted(DumpSink.name(of: point.kind))), ("metric", quoted(point.metricName.text)),
      ("monotonic", point.isMonotonic ? "true" : "false"), ("scope", quoted(scopeName)),
      ("scope_version", quoted(scopeVersion)), ("service", quoted(service)), ("signal", "\"point\""),
      ("start", whole(point.startUnixNano)), ("temporality", quoted(DumpSink.name(of: point.temporality))),
      ("time", whole(point.timeUnixNano)), ("unit", quoted(point.unit.text)),
    ]
    switch point.kind {
    case .gauge, .sum:
      members += [
        ("int", point.intValue.map { "\"\($0)\"" } ?? "null"), ("double", point.doubleValue.map(double) ?? "null"),
      ]
    case .summary:
      members += [("count", whole(point.count)), ("sum", double(point.sum ?? 0))]
    case .histogram, .exponentialHistogram:
      members += [
        ("count", whole(point.count)), ("max", point.max.map(double) ?? "null"),
        ("min", point.min.map(double) ?? "null"), ("sum", point.sum.map(double) ?? "null"),
      ]
      if point.kind == .histogram {
        members += [
          ("bounds", array(point.explicitBounds.map(double))), ("bucket_counts", array(point.bucketCounts.map(whole))),
        ]
      } else {
        members += [
          ("negative", array(point.negativeCounts.map(whole))), ("negative_offset", String(point.negativeOffset)),
          ("positive", array(point.positiveCounts.map(whole))), ("positive_offset", String(point.positiveOffset)),
          ("scale", String(point.scale)), ("zero_count", whole(point.zeroCount)),
          ("zero_threshold", double(point.zeroThreshold)),
        ]
      }
    }
    if !point.exemplars.isEmpty { members.append(("exemplars", array(point.exemplars.map(member)))) }
    line(members)
  }

  private func member(_ exemplar: Exemplar) -> String {
    let value =
      switch exemplar.value {
      case .absent: "null"
      case .int(let value): "\"\(value)\""
      case .double(let value): double(value)
      }
    return
      "[\(whole(exemplar.timeUnixNano)),\(id(exemplar.traceID)),\(id(exemplar.spanID)),\(value)]"
  }

  func logRecord(_ record: borrowing LogRecord) {
    line([
      ("attributes", String(record.attributeCount)), ("event", quoted(record.eventName.text)),
      ("flags", String(record.flags)), ("observed", whole(record.observedTimeUnixNano)),
      ("scope", quoted(scopeName)), ("scope_version", quoted(scopeVersion)), ("service", quoted(service)),
      ("severity", String(record.severityNumber)), ("signal", "\"log\""), ("span", id(record.spanID)),
      ("time", whole(record.timeUnixNano)), ("trace", id(record.traceID)),
    ])
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    var position = position
    position.byteOffset += UInt64(offset)
    let problem = Problem(code, at: position, message())
    switch code {
    case .foreignRecord, .unreadableRecord: held.append(problem)
    default: problems.add(problem)
    }
  }

  // MARK: Writing

  private func line(_ members: [(String, String)]) {
    let sorted = members.sorted { $0.0 < $1.0 }
    lines += "{" + sorted.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}\n"
  }

  private func whole(_ value: UInt64) -> String { "\"\(value)\"" }
  private func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
  private func id(_ id: TraceID) -> String { id.isAbsent ? "\"\"" : "\"\(id)\"" }
  private func id(_ id: SpanID) -> String { id.isAbsent ? "\"\"" : "\"\(id)\"" }

  private func double(_ value: Double) -> String {
    if value.isNaN { return "\"NaN\"" }
    if value.isInfinite { return value > 0 ? "\"Infinity\"" : "\"-Infinity\"" }
    return "\(value)"
  }

  private func quoted(_ text: String) -> String { DumpSink.quoted(text) }

  /// A JSON string.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func name(of kind: MetricKind) -> String {
    switch kind {
    case .gauge: "gauge"
    case .sum: "sum"
    case .histogram: "histogram"
    case .exponentialHistogram: "exponential_histogram"
    case .summary: "summary"
    }
  }

  private static func name(of temporality: Temporality) -> String {
    switch temporality {
    case .unspecified: "unspecified"
    case .delta: "delta"
    case .cumulative: "cumulative"
    }
  }
}
