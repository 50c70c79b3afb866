import LedgerMemory
import LedgerModel

/// Containers nested deeper than this make a value unreadable; the record stays.
let deepestValue = 128

/// More buckets than this are nobody's histogram.
let mostBuckets = 100_000

/// More exemplars than this are nobody's data point: libraries keep one for each bucket at most.
let mostExemplars = 10_000

/// What both readers work at: the records that are filled again and again, the texts of the current one, the sink.
///
/// The attributes are a field of the desk, not of the records, while a record is being filled: they change places with
/// the record's own ones just before it is handed over. That spares an access check per attribute.
struct Desk: ~Copyable {
  let keys: AttributeKeyIndex
  private let scanner: (any TextScanner)?
  /// Whether texts are handed to a scanner.
  let isScanning: Bool
  var sink: (any RecordSink)?
  var outcome = RecordOutcome()

  /// Whether what is being read rests on a guess; see ``JSONReader/resource(at:mayHoldSpans:)``.
  var isGuessing = false
  /// Whether a problem was met while guessing: then the guess is not worth anything, and the problem comes again.
  var isSpoiled = false

  /// Attributes of the record in hand.
  var attributes: [AttributeValue] = []
  /// Digest of the resource, scope or point in hand.
  var digest = AttributeDigest()
  /// How many attributes the record in hand has.
  var attributeCount = 0

  let resource = ResourceRecord()
  let scope = ScopeRecord()
  var span = SpanRecord()
  var point = DataPointRecord()
  var log = LogRecord()

  /// The bounds of a point before, and how they were written.
  private var knownBounds: [Double] = []
  private var writtenBounds = PaddedBytes()

  /// Texts of the record in hand.
  private let passing = TextArena()
  private var isPassingUsed = false
  /// Texts that outlive a record: names of metrics, schema URLs.
  private let lasting = TextArena()
  /// Where texts are put together.
  var scratch = PaddedBytes()

  init(keys: AttributeKeyIndex, scanner: (any TextScanner)?) {
    self.keys = keys
    self.scanner = scanner
    isScanning = scanner != nil
  }

  /// Hands a text to the scanner.
  @inline(never)
  func scan(_ name: ByteView, _ bytes: ByteView, _ form: TextForm) { scanner?.text(of: name, bytes, form) }

  /// Makes the desk ready for the next record.
  mutating func begin(_ sink: any RecordSink) {
    self.sink = sink
    outcome = RecordOutcome()
    lasting.reset()
    clear()
  }

  /// Lets go of the sink.
  mutating func finish() -> RecordOutcome {
    sink = nil
    return outcome
  }

  /// Makes the desk ready for the next span, point, log record, resource or scope.
  @inline(__always)
  mutating func clear() {
    if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
    attributeCount = 0
    if isPassingUsed { forgetTexts() }
  }

  /// Makes the desk ready for the next span.
  @inline(__always)
  mutating func clearForSpan() {
    clear()
    if !span.eventAttributes.isEmpty { span.eventAttributes.removeAll(keepingCapacity: true) }
    if !span.events.isEmpty { span.events.removeAll(keepingCapacity: true) }
  }

  @inline(never)
  private mutating func forgetTexts() {
    passing.reset()
    isPassingUsed = false
  }

  // MARK: Handing over

  // The records are taken into constants of the function first: under the thread sanitizer the compiler takes changing
  // a record and changing the desk for one access that overlaps.

  mutating func deliverResource() {
    let resource = resource
    resource.reset()
    swap(&resource.attributes, &attributes)
    resource.digest = digest
    resource.attributeCount = attributeCount
    sink?.resource(resource)
    swap(&resource.attributes, &attributes)
  }

  mutating func deliverScope(name: ByteView, version: ByteView, schemaURL: ByteView) {
    let scope = scope
    scope.name = name
    scope.version = version
    scope.schemaURL = schemaURL
    scope.digest = digest
    swap(&scope.attributes, &attributes)
    sink?.scope(scope)
    swap(&scope.attributes, &attributes)
  }

  /// What the scope in hand is known by, whose digest is complete.
  func scopeSign(name: ByteView, version: ByteView) -> ScopeSign {
    let owner = foldedProduct(resource.digest.low ^ digest.low, resource.digest.high ^ digest.high)
    return ScopeSign(
      own: name.stableHash(seed: version.stableHash(seed: owner)),
      nameAndVersion: name.stableHash(seed: version.stableHash()))
  }

  /// Hands over the point, whose own fields the reader has filled.
  mutating func deliverPoint() {
    point.digest = digest
    point.attributeCount = attributeCount
    swap(&point.attributes, &attributes)
    sink?.dataPoint(&point)
    outcome.points += 1
    swap(&point.attributes, &attributes)
  }

  /// Makes desk and point ready for the next point.
  mutating func clearForPoint() {
    clear()
    digest = AttributeDigest()
    point.resetPoint()
  }

  /// Hands over the log record, whose own fields the reader has filled.
  mutating func deliverLog() {
    swap(&log.attributes, &attributes)
    log.attributeCount = attributeCount
    sink?.logRecord(log)
    outcome.logs += 1
    swap(&log.attributes, &attributes)
  }

  /// Hands over a span.
  @inline(__always)
  mutating func deliver(_ fields: inout SpanFields) {
    fields.attributeCount = attributeCount
    span.fields = fields
    deliverSpan()
  }

  /// Hands over the span, whose fields the reader has filled.
  @inline(__always)
  mutating func deliverSpan() {
    swap(&span.attributes, &attributes)
    sink?.span(span)
    outcome.spans += 1
    swap(&span.attributes, &attributes)
  }

  // MARK: Attributes

  /// Appends an attribute that a dialect knows. The name needs no repair: what matched is as the dialect wrote it.
  @inline(__always)
  mutating func keep(
    _ name: ByteView, _ match: AttributeKeyIndex.Match, _ value: WireValue, inEvent: Bool, atByte offset: Int
  ) {
    var attribute = AttributeValue(key: match.key, kind: value.kind, bits: value.bits, text: value.text)
    if match.length < name.count {
      attribute.suffix = text(name.dropping(match.length), atByte: offset &+ match.length)
    }
    keep(attribute, inEvent: inEvent)
  }

  /// Appends an attribute that a dialect knows.
  @inline(__always)
  mutating func keep(_ attribute: AttributeValue, inEvent: Bool) {
    if inEvent { span.eventAttributes.append(attribute) } else { attributes.append(attribute) }
  }

  /// Adds an attribute to the digest, and keeps it where a dialect knows its name.
  mutating func addDigested(_ name: ByteView, _ value: WireValue, _ valueDigest: ValueDigest, atByte offset: Int) {
    attributeCount += 1
    digest.add(key: name, value: valueDigest)
    if let match = keys.match(name) { keep(name, match, value, inEvent: false, atByte: offset) }
  }

  // MARK: Buckets

  /// Appends a bucket count. A list that grows beyond ``mostBuckets`` is cut there, and said to be.
  mutating func appendCount(_ count: UInt64, to list: BucketList, atByte offset: Int) {
    let length =
      switch list {
      case .explicit: point.bucketCounts.count
      case .positive: point.positiveCounts.count
      case .negative: point.negativeCounts.count
      }
    guard hasRoom(length, atByte: offset) else { return }
    switch list {
    case .explicit: point.bucketCounts.append(count)
    case .positive: point.positiveCounts.append(count)
    case .negative: point.negativeCounts.append(count)
    }
  }

  /// Appends a bucket bound; see ``appendCount(_:to:atByte:)``.
  mutating func appendBound(_ bound: Double, atByte offset: Int) {
    if hasRoom(point.explicitBounds.count, atByte: offset) { point.explicitBounds.append(bound) }
  }

  /// Appends the bounds that are written at `start` where they are those of the point before, and answers where they end.
  ///
  /// All points of a metric have the same bounds, and a comparison of bytes is cheaper than a dozen numbers.
  mutating func appendKnownBounds(in text: ByteView, at start: Int) -> Int? {
    let known = writtenBounds.view
    guard !known.isEmpty, text.holds(known, at: start) else { return nil }
    point.explicitBounds.append(contentsOf: knownBounds)
    return start + known.count
  }

  /// Remembers the bounds of the point in hand, from the one of this number on, by a list that was read without a problem.
  mutating func knowBounds(from first: Int, as written: ByteView) {
    guard written.count <= 4096 else { return }
    writtenBounds.removeAll()
    writtenBounds.append(written)
    writtenBounds.pad()
    knownBounds = Array(point.explicitBounds[first...])
  }

  @inline(__always)
  private mutating func hasRoom(_ length: Int, atByte offset: Int) -> Bool {
    length < mostBuckets || noteBuckets(offset)
  }

  @inline(never)
  private mutating func noteBuckets(_ offset: Int) -> Bool {
    report(.limitExceeded, atByte: offset, "a histogram has more than \(mostBuckets) buckets; the rest was left out")
    return false
  }

  /// Appends an exemplar. Those beyond ``mostExemplars`` are left out, and said to be.
  mutating func append(_ exemplar: Exemplar, atByte offset: Int) {
    if point.exemplars.count < mostExemplars {
      point.exemplars.append(exemplar)
    } else {
      report(
        .limitExceeded, atByte: offset, "a data point has more than \(mostExemplars) exemplars; the rest was left out")
    }
  }

  // MARK: Texts

  /// The text of UTF-8 bytes: the bytes themselves, or a repaired copy.
  @inline(__always)
  mutating func text(_ bytes: ByteView, atByte offset: Int, isLasting: Bool = false) -> ByteView {
    bytes.isASCII ? bytes : checkedText(bytes, atByte: offset, isLasting: isLasting)
  }

  @inline(never)
  private mutating func checkedText(_ bytes: ByteView, atByte offset: Int, isLasting: Bool) -> ByteView {
    if bytes.isUTF8 { return bytes }
    return composed(atByte: offset, isLasting: isLasting, atMost: 3 * bytes.count) { $0.appendRepaired(bytes) }
  }

  /// The text of the inside of a JSON string that has escapes.
  @inline(never)
  mutating func unescaped(_ raw: ByteView, atByte offset: Int, isLasting: Bool = false) -> ByteView {
    // An unknown escape grows from two bytes to three, a bad byte from one to three.
    let bound = raw.isASCII ? raw.count + raw.count / 2 + 3 : 3 * raw.count
    return composed(atByte: offset, isLasting: isLasting, atMost: bound) { $0.appendUnescaped(raw) }
  }

  private mutating func composed(
    atByte offset: Int, isLasting: Bool, atMost length: Int, _ body: (inout PaddedBytes) -> Int
  ) -> ByteView {
    if !isLasting { isPassingUsed = true }
    var replacements = 0
    let view = (isLasting ? lasting : passing).append(atMost: length) { replacements = body(&$0) }
    if replacements > 0 {
      report(.invalidText, atByte: offset, "text that is not UTF-8, or half of a surrogate pair; replaced by U+FFFD")
    }
    return view
  }

  /// A copy of what was put together in ``scratch``, which is emptied.
  mutating func takeScratch() -> ByteView {
    isPassingUsed = true
    scratch.pad()
    let content = scratch.view
    let copy = passing.append(atMost: content.count) { $0.append(content) }
    scratch.removeAll()
    return copy
  }

  /// A copy of bytes that live as long as the record in hand.
  mutating func keep(_ bytes: inout PaddedBytes) -> ByteView {
    isPassingUsed = true
    bytes.pad()
    let content = bytes.view
    return passing.append(atMost: content.count) { $0.append(content) }
  }

  /// Writes a scalar element of a joined array; `false` where it has no text.
  mutating func appendJoined(_ value: WireValue, isFirst: Bool) -> Bool {
    if value.kind == .empty { return false }
    if !isFirst { scratch.append(byte: 0x2C) }
    switch value.kind {
    case .string: scratch.append(value.text)
    case .double: scratch.append(double: Double(bitPattern: value.bits))
    default: appendJSON(value, quotes: false)
    }
    return true
  }

  /// Writes a scalar value as JSON; text without its quotes where they are not wanted.
  mutating func appendJSON(_ value: WireValue, quotes: Bool = true) {
    switch value.kind {
    case .string: scratch.appendJSON(string: value.text)
    case .int: scratch.append(decimal: Int64(bitPattern: value.bits))
    case .double: scratch.appendJSON(double: Double(bitPattern: value.bits))
    case .bool: scratch.append(ascii: value.bits == 0 ? "false" : "true")
    case .bytes:
      if quotes { scratch.append(byte: 0x22) }
      scratch.append(base64: value.text)
      if quotes { scratch.append(byte: 0x22) }
    case .empty, .array, .keyValueList: scratch.append(ascii: "null")
    }
  }

  // MARK: Problems

  /// Says that a text is not there: profiles have a table of texts, which values of other signals cannot refer to.
  mutating func reportTableText(atByte offset: Int) {
    report(
      .unreadableField, atByte: offset,
      "a text is given by its number in a table that only profiles have; the value counts as empty")
  }

  mutating func report(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    if isGuessing {
      isSpoiled = true
      return
    }
    sink?.problem(code, atByte: offset, message())
  }
}

/// A value as the wire typed it, without its key.
struct WireValue {
  var kind = AttributeValue.Kind.empty
  var bits: UInt64 = 0
  var text = ByteView.empty

  /// The digest of a scalar value; arrays and key-value lists are digested where they are walked.
  var scalarDigest: ValueDigest {
    switch kind {
    case .string, .bytes: ValueDigest(kind: kind, text: text)
    default: ValueDigest(kind: kind, bits: bits)
    }
  }

  /// The digest of an array of one string, whose text this is.
  var digestAsListOfOne: ValueDigest {
    var elements = ValueDigest(kind: .array)
    elements.absorb(ValueDigest(kind: .string, text: text))
    var whole = ValueDigest(kind: .array, bits: 1)
    whole.absorb(elements)
    return whole
  }

  static func int(_ value: Int64) -> WireValue {
    WireValue(kind: .int, bits: UInt64(bitPattern: value))
  }

  static func bool(_ value: Bool) -> WireValue {
    WireValue(kind: .bool, bits: value ? 1 : 0)
  }

  /// All NaNs are one: JSON has no others.
  static func double(_ value: Double) -> WireValue {
    WireValue(kind: .double, bits: (value.isNaN ? Double.nan : value).bitPattern)
  }

  static func string(_ text: ByteView) -> WireValue {
    WireValue(kind: .string, text: text)
  }
}

/// How a container inside a value is written down.
enum ComposedForm {
  /// As compact JSON.
  case json
  /// Its scalar elements joined by a comma.
  case joined
}

/// One of the lists of bucket counts of a point.
enum BucketList {
  case explicit
  case positive
  case negative
}
