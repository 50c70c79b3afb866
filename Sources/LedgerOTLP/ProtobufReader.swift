import LedgerMemory
import LedgerModel

/// Reads OTLP from protobuf: a walk over the wire format that knows the schema, without generated classes.
///
/// Tags are compared whole (number × 8 + wire type), so a known number with an unexpected wire type falls to the fields
/// that are skipped, where it is counted. The files beside this one hold the messages.
struct ProtobufReader: ~Copyable {
  var message = ByteView.empty
  var desk: Desk
  var expectedKeys = ExpectedKeys()
  var guess = OrderGuess()

  /// Where the data of the metric in hand stands.
  var metricParts: [WireMetricPart] = []
  /// Whether the value in hand has containers nested too deeply.
  var isTooDeep = false
  /// The end of a message part that is known to be cut off there: damage at it has been reported.
  private var knownCut = -1

  init(keys: AttributeKeyIndex, scanner: (any TextScanner)? = nil) { desk = Desk(keys: keys, scanner: scanner) }

  /// Reads one message.
  mutating func read(_ message: ByteView, isTruncated: Bool, into sink: any RecordSink) -> RecordOutcome {
    self.message = message
    knownCut = isTruncated ? message.count : -1
    desk.begin(sink)
    let signal = SignalEvidence.signal(of: message)
    if signal == nil, message.isExporterResponse {
      desk.outcome.foreign = .exporterResponse
    } else if signal != .profiles {
      requests(signal)
    } else if MessageShape().plausibility(of: message, isComplete: true) {
      desk.outcome.signals = .profiles
    } else {
      // Damage may look like profiles, and any bytes may be a message of unknown fields.
      requests(nil)
      if desk.outcome.items == 0, isTruncated, MessageShape().plausibility(of: message, isComplete: false) {
        desk.outcome.signals = .profiles
      } else if desk.outcome.items == 0, !desk.outcome.isDamaged {
        desk.report(.unreadableRecord, atByte: 0, "an OTLP request was expected; nothing of it can be told apart")
      }
    }
    self.message = .empty
    return desk.finish()
  }

  // MARK: Damage

  /// Counts a part of the message that cannot be read on, inside a part that ends at `end`.
  @inline(never)
  mutating func noteDamage(_ damage: Damage, inPartEndingAt end: Int) {
    desk.outcome.isDamaged = true
    guard end != knownCut else { return }
    desk.report(.unreadableRecord, atByte: damage.offset, damage.message(recordBytes: message.count))
  }

  /// Counts a single element that was left out, while the elements after it can be read.
  @inline(never)
  mutating func noteLeftOut(_ what: StaticString, _ damage: Damage, inPartEndingAt end: Int) {
    desk.outcome.isDamaged = true
    guard end != knownCut else { return }
    desk.report(.unreadableRecord, atByte: damage.offset, "\(what) was left out: \(damage.expected.text) was expected")
  }

  /// The content of a part that holds further parts. Where its length says that it ends behind its parent, what there is
  /// of it is used, and the damage is counted once.
  mutating func container(_ at: inout Int, _ end: Int) throws(Damage) -> FieldContent {
    let length = try message.varint(&at, end)
    let start = at
    if length <= UInt64(end - at) {
      at += Int(length)
    } else {
      noteDamage(Damage(start, .fieldInsideParent), inPartEndingAt: end)
      knownCut = end
      at = end
    }
    return FieldContent(start: start, end: at)
  }

  /// Skips a field. One of a known number has the wrong wire type if it comes here: it is counted.
  @inline(__always)
  mutating func skip(_ tag: UInt64, _ at: inout Int, _ end: Int, _ known: KnownFields) throws(Damage) {
    if known.contains(tag >> 3) { noteWireType(tag, at, known) }
    try message.skipField(tag, &at, end)
  }

  @inline(never)
  private mutating func noteWireType(_ tag: UInt64, _ at: Int, _ known: KnownFields) {
    desk.report(
      .unreadableField, atByte: at,
      "field \(tag >> 3) of \(known.message) has wire type \(tag & 7), another was expected; it was left out")
  }

  // MARK: Scalars

  /// A string field.
  @inline(__always)
  mutating func text(_ at: inout Int, _ end: Int, isLasting: Bool = false) throws(Damage) -> ByteView {
    let content = try message.content(&at, end)
    return desk.text(message.slice(content.start, content.end), atByte: content.start, isLasting: isLasting)
  }

  @inline(__always)
  mutating func traceID(_ at: inout Int, _ end: Int) throws(Damage) -> TraceID {
    let content = try message.content(&at, end)
    if let id = TraceID(bytes: message.slice(content.start, content.end)) { return id }
    reportID("trace", content)
    return .absent
  }

  @inline(__always)
  mutating func spanID(_ at: inout Int, _ end: Int) throws(Damage) -> SpanID {
    let content = try message.content(&at, end)
    if let id = SpanID(bytes: message.slice(content.start, content.end)) { return id }
    reportID("span", content)
    return .absent
  }

  @inline(never)
  private mutating func reportID(_ which: StaticString, _ content: FieldContent) {
    desk.report(
      .unreadableID, atByte: content.start, "a \(which) id of \(content.count) bytes is no id; it was left out")
  }

  /// An enum of which eight bits are kept; what does not fit is unknown.
  @inline(__always)
  mutating func enumeration(_ at: inout Int, _ end: Int, _ name: StaticString) throws(Damage) -> UInt8 {
    let start = at
    let value = try message.varint(&at, end)
    if let small = UInt8(exactly: value) { return small }
    desk.report(.unreadableField, atByte: start, "\(name) has no such number; it was left out")
    return 0
  }
}

/// The field numbers of a message that the reader wants, for counting wrong wire types.
struct KnownFields {
  var bits: UInt64
  var message: StaticString

  init(_ message: StaticString, _ bits: UInt64) {
    self.bits = bits
    self.message = message
  }

  @inline(__always)
  func contains(_ number: UInt64) -> Bool { number < 64 && bits >> number & 1 != 0 }

  @inline(__always)
  static var resourceParts: KnownFields { KnownFields("a resource's part", 0b1110) }
  @inline(__always)
  static var scopeParts: KnownFields { KnownFields("a scope's part", 0b1110) }
  @inline(__always)
  static var resource: KnownFields { KnownFields("Resource", 0b10) }
  @inline(__always)
  static var scope: KnownFields { KnownFields("InstrumentationScope", 0b1110) }
  @inline(__always)
  static var span: KnownFields { KnownFields("Span", 0b1_1010_1011_1111_1110) }
  @inline(__always)
  static var event: KnownFields { KnownFields("Span.Event", 0b1110) }
  @inline(__always)
  static var status: KnownFields { KnownFields("Status", 0b1000) }
  @inline(__always)
  static var log: KnownFields { KnownFields("LogRecord", 0b1_1111_0110_0110) }
  @inline(__always)
  static var keyValue: KnownFields { KnownFields("KeyValue", 0b110) }
  @inline(__always)
  static var value: KnownFields { KnownFields("AnyValue", 0b1111_1110) }
  @inline(__always)
  static var list: KnownFields { KnownFields("a list of values", 0b10) }
  @inline(__always)
  static var metric: KnownFields { KnownFields("Metric", 0b1111_1010_1010) }
  @inline(__always)
  static var metricData: KnownFields { KnownFields("a metric's data", 0b1110) }
  @inline(__always)
  static var numberPoint: KnownFields { KnownFields("NumberDataPoint", 0b1_1111_1110) }
  @inline(__always)
  static var histogramPoint: KnownFields { KnownFields("HistogramDataPoint", 0b1_1111_1111_1110) }
  @inline(__always)
  static var exponentialPoint: KnownFields {
    KnownFields("ExponentialHistogramDataPoint", 0b111_1111_1111_1110)
  }
  @inline(__always)
  static var summaryPoint: KnownFields { KnownFields("SummaryDataPoint", 0b1_1011_1110) }
  @inline(__always)
  static var buckets: KnownFields { KnownFields("Buckets", 0b110) }
  @inline(__always)
  static var exemplar: KnownFields { KnownFields("Exemplar", 0b111_1100) }
}
