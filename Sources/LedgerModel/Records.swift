import LedgerMemory

// What decoders hand to the rest of the house. A record is borrowed: it is filled again for the next span or point, and
// the views in it are valid only during the call that received it. No object is made per span.

/// A trace id: sixteen bytes, big-endian in two words. All zero means absent.
public struct TraceID: Hashable, Comparable, Sendable {
  /// Bytes 0 to 7.
  public var high: UInt64
  /// Bytes 8 to 15.
  public var low: UInt64

  /// An id from its two words.
  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// No id.
  public static let absent = TraceID(high: 0, low: 0)

  /// Whether there is no id.
  @inlinable
  public var isAbsent: Bool { high == 0 && low == 0 }

  /// As bytes compare.
  @inlinable
  public static func < (left: TraceID, right: TraceID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

extension TraceID: CustomStringConvertible {
  /// 32 lower-case hex digits.
  public var description: String { hexText(high) + hexText(low) }
}

/// A span id: eight bytes, big-endian. Zero means absent.
public struct SpanID: Hashable, Comparable, Sendable {
  /// The eight bytes.
  public var value: UInt64

  /// An id from its bytes.
  @inlinable
  public init(_ value: UInt64) { self.value = value }

  /// No id.
  public static let absent = SpanID(0)

  /// Whether there is no id.
  @inlinable
  public var isAbsent: Bool { value == 0 }

  /// As bytes compare.
  @inlinable
  public static func < (left: SpanID, right: SpanID) -> Bool { left.value < right.value }
}

extension SpanID: CustomStringConvertible {
  /// 16 lower-case hex digits.
  public var description: String { hexText(value) }
}

/// 16 lower-case hex digits of a word.
public func hexText(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// A 128-bit digest that identifies a set of attributes, in whatever order they were written.
public struct AttributeDigest: Hashable, Comparable, Sendable {
  /// One half.
  public var high: UInt64
  /// The other half.
  public var low: UInt64

  /// The digest of no attributes.
  @inlinable
  public init() {
    high = 0
    low = 0
  }

  /// Adds the digest of one more attribute; addition, so order does not matter.
  @inlinable
  public mutating func add(high: UInt64, low: UInt64) {
    self.high &+= high
    self.low &+= low
  }

  /// An order among digests, of no further meaning.
  @inlinable
  public static func < (left: AttributeDigest, right: AttributeDigest) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// The value of a known attribute, as the wire typed it.
public struct AttributeValue: Sendable {
  /// The type of an OTLP value.
  public enum Kind: UInt8, Sendable {
    /// No value at all (`{}` in JSON, no member in protobuf).
    case empty
    /// `text` holds the string.
    case string
    /// `bits` holds a two's-complement 64-bit integer.
    case int
    /// `bits` holds the bit pattern of a double.
    case double
    /// `bits` is 0 or 1.
    case bool
    /// `bits` counts the elements; `text` holds the scalar ones as text, joined by a comma.
    case array
    /// `bits` counts the members; `text` holds the whole value as compact JSON, keys in the order they were written.
    case keyValueList
    /// `text` holds the bytes.
    case bytes
  }

  /// Which name it belongs to.
  public var key: AttributeKey
  /// The type.
  public var kind: Kind
  /// The number; see ``Kind``.
  public var bits: UInt64
  /// The text, unescaped; see ``Kind``.
  public var text: ByteView
  /// For an indexed family: what follows the family's prefix in the name (`3.document.score`). Else empty.
  public var suffix: ByteView

  /// A value from its parts.
  @inlinable
  public init(key: AttributeKey, kind: Kind, bits: UInt64 = 0, text: ByteView = .empty, suffix: ByteView = .empty) {
    self.key = key
    self.kind = kind
    self.bits = bits
    self.text = text
    self.suffix = suffix
  }
}

/// A resource: what emitted the telemetry.
public final class ResourceRecord {
  /// The known attributes, in wire order.
  public var attributes: [AttributeValue] = []
  /// Digest of all attributes, known or not.
  public var digest = AttributeDigest()
  /// How many attributes there are.
  public var attributeCount = 0

  /// A resource without attributes.
  public init() {}

  /// Makes the record ready for the next resource.
  public func reset() {
    attributes.removeAll(keepingCapacity: true)
    digest = AttributeDigest()
    attributeCount = 0
  }
}

/// An instrumentation scope.
public final class ScopeRecord {
  /// The name; empty where there is none.
  public var name = ByteView.empty
  /// The version; empty where there is none.
  public var version = ByteView.empty
  /// The schema URL of the scope, else of its resource; empty where there is none.
  public var schemaURL = ByteView.empty
  /// Digest of all scope attributes.
  public var digest = AttributeDigest()
  /// The known attributes, in wire order.
  public var attributes: [AttributeValue] = []

  /// A scope without a name.
  public init() {}

  /// Makes the record ready for the next scope.
  public func reset() {
    name = .empty
    version = .empty
    schemaURL = .empty
    digest = AttributeDigest()
    attributes.removeAll(keepingCapacity: true)
  }
}

/// An event of a span: name, time, and where its known attributes stand in ``SpanRecord/eventAttributes``.
public struct EventRecord: Sendable {
  /// The event's name.
  public var name: ByteView
  /// Its time; 0 where unknown.
  public var timeUnixNano: UInt64
  /// The rows of ``SpanRecord/eventAttributes`` that belong to it.
  public var attributes: Range<Int>

  /// An event from its parts.
  public init(name: ByteView, timeUnixNano: UInt64, attributes: Range<Int>) {
    self.name = name
    self.timeUnixNano = timeUnixNano
    self.attributes = attributes
  }
}

/// The fields of a span that are no lists.
public struct SpanFields: Sendable {
  /// The trace; absent where the id was missing or unusable.
  public var traceID: TraceID
  /// The span; absent where the id was missing or unusable.
  public var spanID: SpanID
  /// The parent; absent for a root.
  public var parentSpanID: SpanID
  /// W3C trace state text.
  public var traceState: ByteView
  /// Start, 0 where unknown.
  public var startUnixNano: UInt64
  /// End, 0 where unknown.
  public var endUnixNano: UInt64
  /// The name.
  public var name: ByteView
  /// OTLP kind: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer.
  public var kind: UInt8
  /// OTLP status: 0 unset, 1 ok, 2 error.
  public var statusCode: UInt8
  /// W3C and OTLP flags; 0 where absent.
  public var flags: UInt32
  /// How many attributes the span has, known or not.
  public var attributeCount: Int
  /// How many links the span has.
  public var linkCount: Int

  /// The fields of an empty span.
  ///
  /// All values are set here, not where the fields are declared: those would be calls from other modules.
  @inlinable
  public init() {
    traceID = TraceID(high: 0, low: 0)
    spanID = SpanID(0)
    parentSpanID = SpanID(0)
    traceState = .empty
    startUnixNano = 0
    endUnixNano = 0
    name = .empty
    kind = 0
    statusCode = 0
    flags = 0
    attributeCount = 0
    linkCount = 0
  }

  /// Makes the fields those of an empty span. One by one: a copy of all of them has to wait for the last one that was set.
  @inlinable
  public mutating func clear() {
    traceID = TraceID(high: 0, low: 0)
    spanID = SpanID(0)
    parentSpanID = SpanID(0)
    traceState = .empty
    startUnixNano = 0
    endUnixNano = 0
    name = .empty
    kind = 0
    statusCode = 0
    flags = 0
    attributeCount = 0
    linkCount = 0
  }
}

/// One span.
///
/// A value that is lent, not an object: every access to a variable property of an object is checked at run time, which
/// costs more than what a span has to say.
@dynamicMemberLookup
public struct SpanRecord: ~Copyable {
  /// The fields that are no lists; each is also found under its own name.
  public var fields = SpanFields()
  /// The known attributes, in wire order.
  public var attributes: [AttributeValue] = []
  /// The events, in wire order.
  public var events: [EventRecord] = []
  /// The known attributes of all events.
  public var eventAttributes: [AttributeValue] = []
  /// Nothing. A value of which this is a part has a place in memory and is lent there; others are copied when they are lent.
  private let place: Any? = nil

  /// An empty span.
  public init() {}

  /// A field by its own name.
  @inlinable
  public subscript<Value>(dynamicMember field: WritableKeyPath<SpanFields, Value>) -> Value {
    get { fields[keyPath: field] }
    set { fields[keyPath: field] = newValue }
  }
}

/// The kind of a metric's data points.
public enum MetricKind: UInt8, Sendable {
  /// The last value.
  case gauge
  /// A sum.
  case sum
  /// A histogram with explicit bounds.
  case histogram
  /// A base-2 exponential histogram.
  case exponentialHistogram
  /// Count, sum and quantiles, cumulative by definition.
  case summary
}

/// How a sum or histogram counts.
public enum Temporality: UInt8, Sendable {
  /// Not said; must not occur.
  case unspecified
  /// Each point covers its own interval.
  case delta
  /// Each point covers everything since its start.
  case cumulative
}

/// One data point with the metric it belongs to: a value that is lent, as ``SpanRecord`` is.
public struct DataPointRecord: ~Copyable {
  /// The metric's name.
  public var metricName = ByteView.empty
  /// The metric's unit (UCUM), as written.
  public var unit = ByteView.empty
  /// The kind of metric.
  public var kind = MetricKind.gauge
  /// How it counts.
  public var temporality = Temporality.unspecified
  /// Whether a sum only grows.
  public var isMonotonic = false
  /// Start of the interval; 0 where unknown.
  public var startUnixNano: UInt64 = 0
  /// The point's time; 0 where unknown.
  public var timeUnixNano: UInt64 = 0
  /// The point's flags; bit 0 means *no recorded value*.
  public var flags: UInt32 = 0
  /// The known attributes.
  public var attributes: [AttributeValue] = []
  /// How many attributes the point has, known or not.
  public var attributeCount = 0
  /// Digest of all attributes, known or not.
  public var digest = AttributeDigest()
  /// A number point's value where it is an integer.
  public var intValue: Int64?
  /// A number point's value where it is a double.
  public var doubleValue: Double?
  /// How many values a histogram or summary point holds.
  public var count: UInt64 = 0
  /// Their sum, where known.
  public var sum: Double?
  /// The smallest, where known.
  public var min: Double?
  /// The largest, where known.
  public var max: Double?
  /// Explicit bucket counts: one more than ``explicitBounds``, or none.
  public var bucketCounts: [UInt64] = []
  /// Explicit bucket bounds.
  public var explicitBounds: [Double] = []
  /// Exponential: the scale.
  public var scale: Int32 = 0
  /// Exponential: how many values lie at zero.
  public var zeroCount: UInt64 = 0
  /// Exponential: the width of zero.
  public var zeroThreshold: Double = 0
  /// Exponential: index of the first positive bucket.
  public var positiveOffset: Int32 = 0
  /// Exponential: counts of the positive buckets.
  public var positiveCounts: [UInt64] = []
  /// Exponential: index of the first negative bucket.
  public var negativeOffset: Int32 = 0
  /// Exponential: counts of the negative buckets.
  public var negativeCounts: [UInt64] = []
  /// Measurements kept as examples.
  public var exemplars: [Exemplar] = []

  /// An empty point.
  public init() {}

  /// Makes the record ready for the next point of the same metric: what belongs to the metric stays.
  public mutating func resetPoint() {
    startUnixNano = 0
    timeUnixNano = 0
    flags = 0
    attributeCount = 0
    digest = AttributeDigest()
    intValue = nil
    doubleValue = nil
    count = 0
    sum = nil
    min = nil
    max = nil
    scale = 0
    zeroCount = 0
    zeroThreshold = 0
    positiveOffset = 0
    negativeOffset = 0
    // Most points have none of most lists, and forgetting nothing costs as much as forgetting something.
    if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
    if !bucketCounts.isEmpty { bucketCounts.removeAll(keepingCapacity: true) }
    if !explicitBounds.isEmpty { explicitBounds.removeAll(keepingCapacity: true) }
    if !positiveCounts.isEmpty { positiveCounts.removeAll(keepingCapacity: true) }
    if !negativeCounts.isEmpty { negativeCounts.removeAll(keepingCapacity: true) }
    if !exemplars.isEmpty { exemplars.removeAll(keepingCapacity: true) }
  }
}

/// One log record: a value that is lent, as ``SpanRecord`` is.
public struct LogRecord: ~Copyable {
  /// The record's time; 0 where unknown.
  public var timeUnixNano: UInt64 = 0
  /// When it was observed; 0 where unknown.
  public var observedTimeUnixNano: UInt64 = 0
  /// OTLP severity number, 0 where unset.
  public var severityNumber: UInt8 = 0
  /// The event name: the field, else empty (the attribute `event.name` is among the attributes).
  public var eventName = ByteView.empty
  /// The trace it belongs to; absent where there is none.
  public var traceID = TraceID.absent
  /// The span it belongs to; absent where there is none.
  public var spanID = SpanID.absent
  /// The flags.
  public var flags: UInt32 = 0
  /// The known attributes.
  public var attributes: [AttributeValue] = []
  /// How many attributes it has, known or not.
  public var attributeCount = 0
  /// The body; its `key` and `suffix` have no meaning.
  public var body = AttributeValue(key: AttributeKey(0), kind: .empty)
  /// Nothing; see ``SpanRecord``.
  private let place: Any? = nil

  /// An empty record.
  public init() {}

  /// Makes the record ready for the next log record.
  public mutating func reset() {
    timeUnixNano = 0
    observedTimeUnixNano = 0
    severityNumber = 0
    eventName = .empty
    traceID = .absent
    spanID = .absent
    flags = 0
    attributes.removeAll(keepingCapacity: true)
    attributeCount = 0
    body = AttributeValue(key: AttributeKey(0), kind: .empty)
  }
}

/// What receives decoded records. Called once per resource, scope and record, in wire order within one export request.
///
/// Everything handed over is borrowed until the call returns.
public protocol RecordSink: AnyObject {
  /// A new resource: the following scopes belong to it.
  func resource(_ resource: ResourceRecord)
  /// A new scope of the current resource: the following records belong to it.
  func scope(_ scope: ScopeRecord)
  /// A span of the current scope.
  func span(_ span: borrowing SpanRecord)
  /// A data point of the current scope, which the sink may correct before it goes on with it.
  func dataPoint(_ point: inout DataPointRecord)
  /// A log record of the current scope.
  func logRecord(_ record: borrowing LogRecord)
  /// Something that could not be used, at a byte offset from the start of the record being decoded.
  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String)

  /// Remembers where things stand, because what comes next is a guess of the decoder's; the next mark replaces this one.
  ///
  /// A decoder that may guess reads a resource's spans in one walk, taking for granted what stands behind them. Answers
  /// whether ``rewind()`` is possible; where it is not, the decoder looks first and guesses nothing.
  func mark() -> Bool
  /// The guess was wrong: forgets all resources, scopes and spans since the mark. They come again.
  func rewind()
}

extension RecordSink {
  /// A sink that cannot go back.
  public func mark() -> Bool { false }
  /// Never called on a sink that cannot go back.
  public func rewind() {}
}
