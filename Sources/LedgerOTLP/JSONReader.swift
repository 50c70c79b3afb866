import LedgerMemory
import LedgerModel

/// Reads OTLP from JSON text: a cursor that knows the schema, without a tree and without an index of the text.
///
/// Offsets are handed in and out; a value's offset is that of its first character, its end the offset behind its last
/// one. Unknown values are passed over by looking for their end alone. The files beside this one hold the messages:
/// documents, resources, spans, metrics, logs, attributes and values.
struct JSONReader: ~Copyable {
  var text = ByteView.empty
  var desk: Desk

  /// Where the parts of the resource in hand stand; see ``JSONReader/resource(at:mayHoldSpans:)``.
  var parts: [ResourcePart] = []
  /// The attributes that were met, in their usual order.
  var templates = AttributeTemplates()
  /// The span in hand where it stands in its usual form.
  var usual = ExpectedText.Span()
  /// What is taken for granted when a resource is read in one walk.
  var guess = OrderGuess()
  /// Where the data of the metric in hand stands.
  var metricParts: [MetricPart] = []
  /// Whether the value in hand has containers nested too deeply.
  var isTooDeep = false
  /// Where the last request began, or the last value at the top: what stands before it was read, or cannot be.
  var requestStart = -1

  init(keys: AttributeKeyIndex, scanner: (any TextScanner)? = nil) { desk = Desk(keys: keys, scanner: scanner) }

  /// Reads one or several JSON values.
  mutating func read(_ text: ByteView, isTruncated: Bool, into sink: any RecordSink) -> RecordOutcome {
    self.text = text
    desk.begin(sink)
    requestStart = -1
    var start: Int? = text.holds("\u{FEFF}") ? 3 : 0
    while let here = start {
      do throws(Damage) {
        try documents(from: here)
        start = nil
      } catch {
        desk.outcome.isDamaged = true
        // Whoever cut the record knows that it is cut, and has said so.
        if !(isTruncated && error.offset >= text.count) {
          desk.report(.unreadableRecord, atByte: error.offset, error.message(recordBytes: text.count))
        }
        start = nextRequest(from: max(here, requestStart) + 1)
      }
    }
    self.text = .empty
    return desk.finish()
  }

  // MARK: Objects and lists

  /// The key of the next member of an object, with `at` moved to the member's value; `nil` at the object's end, with `at`
  /// moved behind it.
  ///
  /// Before the first member, `at` stands behind the opening brace, later behind the value of the member before.
  @inline(__always)
  mutating func nextMember(_ at: inout Int, isFirst: inout Bool) throws(Damage) -> ByteView? {
    var here = text.afterBlank(at)
    let byte = text.byte(at: here)
    if byte == 0x7D {
      at = here &+ 1
      return nil
    }
    if isFirst {
      isFirst = false
    } else {
      guard byte == 0x2C else { throw Damage(here, .commaOrObjectEnd) }
      here = text.afterBlank(here &+ 1)
    }
    guard text.byte(at: here) == 0x22 else { throw Damage(here, .key) }
    let start = here &+ 1
    let (end, isEscaped) = try text.stringEnd(from: start)
    here = text.afterBlank(end &+ 1)
    guard text.byte(at: here) == 0x3A else { throw Damage(here, .colon) }
    at = text.afterBlank(here &+ 1)
    let raw = text.slice(start, end)
    return isEscaped ? desk.unescaped(raw, atByte: start) : raw
  }

  /// Moves `at` to the next element of a list and says whether there is one; at the list's end moves behind it.
  ///
  /// Before the first element, `at` stands behind the opening bracket, later behind the element before.
  @inline(__always)
  func nextElement(_ at: inout Int, isFirst: inout Bool) throws(Damage) -> Bool {
    let here = text.afterBlank(at)
    let byte = text.byte(at: here)
    if byte == 0x5D {
      at = here &+ 1
      return false
    }
    if isFirst {
      isFirst = false
      at = here
      return true
    }
    guard byte == 0x2C else { throw Damage(here, .commaOrListEnd) }
    at = text.afterBlank(here &+ 1)
    return true
  }

  /// Whether `null` starts at `offset`.
  @inline(__always)
  func isNull(at offset: Int) -> Bool { text.byte(at: offset) == 0x6E && text.holds("null", at: offset) }

  /// Whether an object starts at `offset`.
  @inline(__always)
  func isObject(at offset: Int) -> Bool { text.byte(at: offset) == 0x7B }

  /// Whether a list starts at `offset`.
  @inline(__always)
  func isList(at offset: Int) -> Bool { text.byte(at: offset) == 0x5B }

  /// Passes over a value that its field cannot have; `null` is absence and no problem.
  @inline(never)
  mutating func passOver(_ at: Int, _ field: StaticString, expected: StaticString) throws(Damage) -> Int {
    try passOver(at, what: "\"\(field)\"", expected)
  }

  /// Passes over what should be a list: the member in hand, whose name is one that OTLP has.
  @inline(never)
  mutating func passOver(_ at: Int, listNamed name: ByteView) throws(Damage) -> Int {
    try passOver(at, what: "\"\(name.asciiText ?? "")\"", "a list")
  }

  /// Passes over what should be an object in a list, of which the list says what they are.
  @inline(never)
  mutating func passOver(_ at: Int, elementOf things: StaticString) throws(Damage) -> Int {
    try passOver(at, what: "an element of the list of \(things)", "an object")
  }

  private mutating func passOver(_ at: Int, what: String, _ expected: StaticString) throws(Damage) -> Int {
    let end = try text.endOfValue(at: at)
    if !isNull(at: at) {
      let found = typeName(at: at)
      // Such as a hexadecimal one.
      let wrong = found == "\(expected)" ? "no number that can be read" : "\(found), \(expected) was expected"
      desk.report(.unreadableField, atByte: at, "\(what) is \(wrong); it was left out")
    }
    return end
  }

  /// What kind of value starts at `offset`, for messages.
  private func typeName(at offset: Int) -> String {
    switch text.byte(at: offset) {
    case 0x22: "a string"
    case 0x7B: "an object"
    case 0x5B: "a list"
    case 0x74, 0x66: "a boolean"
    default: "a number"
    }
  }

  // MARK: Scalars

  /// A string field; `nil` where it is absent or no string.
  @inline(__always)
  mutating func string(
    at: Int, _ field: StaticString, isLasting: Bool = false
  ) throws(Damage) -> (value: ByteView?, end: Int) {
    guard text.byte(at: at) == 0x22 else { return (nil, try passOver(at, field, expected: "a string")) }
    let (end, isEscaped) = try text.stringEnd(from: at + 1)
    let raw = text.slice(at + 1, end)
    return (
      isEscaped
        ? desk.unescaped(raw, atByte: at + 1, isLasting: isLasting)
        : desk.text(raw, atByte: at + 1, isLasting: isLasting), end + 1
    )
  }

  /// A time in nanoseconds; 0 where it is absent.
  @inline(__always)
  mutating func time(at: Int, _ field: StaticString) throws(Damage) -> (value: UInt64, end: Int) {
    // Nineteen digits in quotes: what every exporter writes for the years 2001 to 2262.
    if text.byte(at: at) == 0x22, text.byte(at: at + 20) == 0x22, let value = text.slice(at + 1, at + 20).plainDigits {
      return (value, at + 21)
    }
    return try unusualTime(at: at, field)
  }

  /// A time in any other form. General serializers that know a field as a time write it as RFC 3339 has it.
  @inline(never)
  private mutating func unusualTime(at: Int, _ field: StaticString) throws(Damage) -> (value: UInt64, end: Int) {
    if text.byte(at: at) == 0x22, text.byte(at: at + 5) == 0x2D, text.byte(at: at + 11) | 0x20 == 0x74 {
      let (content, end) = try quoted(at: at)
      if let instant = content.asciiText.flatMap({ UnixNanos(rfc3339: $0) }) { return (instant.value, end) }
    }
    let (value, end) = try unsigned(at: at, field)
    return (value ?? 0, end)
  }

  /// An unsigned field of 64 bits; `nil` where it is absent or none.
  mutating func unsigned(at: Int, _ field: StaticString) throws(Damage) -> (value: UInt64?, end: Int) {
    if let (number, end) = try wholeNumber(at: at), let value = number.unsigned { return (value, end) }
    return (nil, try passOver(at, field, expected: "a whole number from 0 to 2^64 - 1"))
  }

  /// An unsigned field of 32 bits; 0 where it is absent or none.
  @inline(__always)
  mutating func unsigned32(at: Int, _ field: StaticString) throws(Damage) -> (value: UInt32, end: Int) {
    let (value, end) = try unsigned(at: at, field)
    guard let value else { return (0, end) }
    if let fitting = UInt32(exactly: value) { return (fitting, end) }
    return (0, try passOver(at, field, expected: "a whole number from 0 to 2^32 - 1"))
  }

  /// A signed field of 64 bits; `nil` where it is absent or none.
  mutating func signed(at: Int, _ field: StaticString) throws(Damage) -> (value: Int64?, end: Int) {
    if let (number, end) = try wholeNumber(at: at), let value = number.signed { return (value, end) }
    return (nil, try passOver(at, field, expected: "a whole number from -2^63 to 2^63 - 1"))
  }

  /// A signed field of 32 bits; 0 where it is absent or none.
  mutating func signed32(at: Int, _ field: StaticString) throws(Damage) -> (value: Int32, end: Int) {
    let (value, end) = try signed(at: at, field)
    guard let value else { return (0, end) }
    if let fitting = Int32(exactly: value) { return (fitting, end) }
    return (0, try passOver(at, field, expected: "a whole number from -2^31 to 2^31 - 1"))
  }

  /// What stands between the quotes at `at`, and the offset behind them. Digits may be escaped like any other character.
  mutating func quoted(at: Int) throws(Damage) -> (content: ByteView, end: Int) {
    let (end, isEscaped) = try text.stringEnd(from: at + 1)
    let raw = text.slice(at + 1, end)
    return (isEscaped ? desk.unescaped(raw, atByte: at + 1) : raw, end + 1)
  }

  /// A whole number in any of its forms, `nil` where the value is none: digits, a number with a fraction of zero or an
  /// exponent, either of them in quotes, or the object that JavaScript's 64-bit integers become.
  private mutating func wholeNumber(at: Int) throws(Damage) -> (WholeNumber, end: Int)? {
    switch text.byte(at: at) {
    case 0x22:
      let (digits, end) = try quoted(at: at)
      guard let number = digits.wholeNumber else { return nil }
      return (number, end)
    case 0x30...0x39, 0x2D, 0x2B:
      let end = try text.endOfScalar(at: at)
      guard let number = text.slice(at, end).wholeNumber else { return nil }
      return (number, end)
    case 0x7B:
      return try splitNumber(at: at)
    default:
      return nil
    }
  }

  /// `{"low":1,"high":2,"unsigned":true}`: the two halves of 64 bits; or `{"$numberLong":"1"}`, as MongoDB exports one.
  private mutating func splitNumber(at start: Int) throws(Damage) -> (WholeNumber, end: Int)? {
    var at = start + 1
    var isFirst = true
    var low: Int64?
    var high: Int64?
    var isUnsigned = false
    var extended: WholeNumber?
    while let key = try nextMember(&at, isFirst: &isFirst) {
      let end = try text.endOfValue(at: at)
      let value = text.slice(at, end)
      if key == "low" {
        low = value.wholeNumber?.signed
      } else if key == "high" {
        high = value.wholeNumber?.signed
      } else if key == "unsigned" {
        isUnsigned = value == "true"
      } else if key == "$numberLong" || key == "$numberInt" {
        let isQuoted = value.count >= 2 && value[0] == 0x22
        extended = (isQuoted ? value.slice(1, value.count - 1) : value).wholeNumber
      }
      at = end
    }
    if let extended { return (extended, at) }
    guard let low, let high else { return nil }
    let bits = UInt64(truncatingIfNeeded: high) << 32 | UInt64(UInt32(truncatingIfNeeded: low))
    let signed = Int64(bitPattern: bits)
    return isUnsigned || signed >= 0
      ? (WholeNumber(magnitude: bits), at) : (WholeNumber(magnitude: signed.magnitude, isNegative: true), at)
  }

  /// A double; `nil` where it is absent or none.
  mutating func double(at: Int, _ field: StaticString) throws(Damage) -> (value: Double?, end: Int) {
    switch text.byte(at: at) {
    case 0x22:
      let (digits, end) = try quoted(at: at)
      if let value = digits.double { return (value, end) }
    case 0x30...0x39, 0x2D, 0x2B, 0x2E, 0x4E, 0x49:
      if let (value, end) = shortDouble(at: at) { return (value, end) }
      let end = try text.endOfScalar(at: at)
      if let value = text.slice(at, end).double { return (value, end) }
    case 0x7B:
      // As MongoDB exports one.
      if let number = text.member("$numberDouble", ofObjectAt: at), text.byte(at: number) == 0x22,
        let value = try quoted(at: number).content.double
      {
        return (value, try text.endOfContainer(at: at))
      }
    default: break
    }
    return (nil, try passOver(at, field, expected: "a number"))
  }

  /// A decimal number without exponent whose digits make a whole number that a double holds exactly; `nil` where
  /// anything else stands there.
  @inline(__always)
  func shortDouble(at start: Int) -> (value: Double, end: Int)? {
    let isNegative = text.byte(at: start) == 0x2D
    let first = isNegative ? start &+ 1 : start
    var at = first
    var mantissa: UInt64 = 0
    var divisor = 1.0
    var isFraction = false
    while true {
      let byte = text.byte(at: at)
      let digit = byte &- 0x30
      if digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if isFraction { divisor *= 10 }
      } else if byte == 0x2E, !isFraction, at > first {
        isFraction = true
      } else {
        // A comma or a bracket; everything else is for the general way.
        guard byte == 0x2C || byte == 0x5D || byte == 0x7D, at > first else { return nil }
        break
      }
      at &+= 1
    }
    // Seventeen characters hold sixteen digits at most beside the point; powers of ten up to 10^22 are exact.
    guard at &- first <= 17, mantissa <= 1 << 53 else { return nil }
    let value = Double(mantissa) / divisor
    return (isNegative ? -value : value, at)
  }

  /// A boolean, also as a string or as 0 and 1; `nil` where it is absent or none.
  mutating func boolean(at: Int, _ field: StaticString) throws(Damage) -> (value: Bool?, end: Int) {
    let end = try text.endOfValue(at: at)
    let value = text.byte(at: at) == 0x22 ? try quoted(at: at).content : text.slice(at, end)
    if value == "true" || value == "1" { return (true, end) }
    if value == "false" || value == "0" { return (false, end) }
    return (nil, try passOver(at, field, expected: "true or false"))
  }

  /// An enum field: a number, also in quotes, or a name; 0 where it is absent or unknown.
  @inline(__always)
  mutating func enumeration(
    at: Int, _ field: StaticString, _ kind: EnumField
  ) throws(Damage) -> (value: UInt8, end: Int) {
    // One digit, then the end of the member: nearly always.
    let digit = text.byte(at: at) &- 0x30
    if digit <= 9 {
      let next = text.byte(at: at + 1)
      if next == 0x2C || next == 0x7D { return (digit, at + 1) }
    }
    return try uncommonEnumeration(at: at, field, kind)
  }

  @inline(never)
  private mutating func uncommonEnumeration(
    at: Int, _ field: StaticString, _ kind: EnumField
  ) throws(Damage) -> (value: UInt8, end: Int) {
    if let (number, end) = try wholeNumber(at: at), let value = number.unsigned, let small = UInt8(exactly: value) {
      return (small, end)
    }
    if text.byte(at: at) == 0x22 {
      let (name, end) = try quoted(at: at)
      if name.isEmpty { return (0, end) }
      let names =
        switch kind {
        case .spanKind: EnumNames.spanKinds
        case .statusCode: EnumNames.statusCodes
        case .temporality: EnumNames.temporalities
        case .severity: EnumNames.severities
        }
      if let value = names.number(of: name) { return (value, end) }
    }
    return (0, try passOver(at, field, expected: "a number or a name of the enum"))
  }

  /// A trace id; absent where it is missing or unusable.
  @inline(__always)
  mutating func traceID(at: Int, _ field: StaticString) throws(Damage) -> (value: TraceID, end: Int) {
    // 32 hex digits in quotes.
    if text.byte(at: at) == 0x22, text.byte(at: at + 33) == 0x22, let high = text.sixteenHexDigits(at: at + 1),
      let low = text.sixteenHexDigits(at: at + 17)
    {
      return (TraceID(high: high, low: low), at + 34)
    }
    return try uncommonTraceID(at: at, field)
  }

  @inline(never)
  private mutating func uncommonTraceID(
    at: Int, _ field: StaticString
  ) throws(Damage) -> (value: TraceID, end: Int) {
    if let (bytes, end) = try serializedBytes(at: at) {
      if let id = TraceID(bytes: bytes) { return (id, end) }
      reportID(at, field, bytes.count, "bytes")
      return (.absent, end)
    }
    let (value, end) = try string(at: at, field)
    guard let value else { return (.absent, end) }
    if let id = TraceID(text: value) { return (id, end) }
    reportID(at, field, value.count, "characters")
    return (.absent, end)
  }

  /// A span id; absent where it is missing or unusable.
  @inline(__always)
  mutating func spanID(at: Int, _ field: StaticString) throws(Damage) -> (value: SpanID, end: Int) {
    // 16 hex digits in quotes.
    if text.byte(at: at) == 0x22, text.byte(at: at + 17) == 0x22, let value = text.sixteenHexDigits(at: at + 1) {
      return (SpanID(value), at + 18)
    }
    return try uncommonSpanID(at: at, field)
  }

  @inline(never)
  private mutating func uncommonSpanID(at: Int, _ field: StaticString) throws(Damage) -> (value: SpanID, end: Int) {
    if let (bytes, end) = try serializedBytes(at: at) {
      if let id = SpanID(bytes: bytes) { return (id, end) }
      reportID(at, field, bytes.count, "bytes")
      return (.absent, end)
    }
    let (value, end) = try string(at: at, field)
    guard let value else { return (.absent, end) }
    if let id = SpanID(text: value) { return (id, end) }
    reportID(at, field, value.count, "characters")
    return (.absent, end)
  }

  /// The bytes of an id as general serializers write them: a list of numbers, or the object that a buffer of Node.js becomes,
  /// `{"type":"Buffer","data":[1,2]}`. `nil` where it is neither.
  private mutating func serializedBytes(at start: Int) throws(Damage) -> (ByteView, end: Int)? {
    if let (bytes, end) = try byteList(at: start) { return (bytes, end) }
    guard isObject(at: start), let list = text.member("data", ofObjectAt: start),
      let (bytes, _) = try byteList(at: list)
    else { return nil }
    return (bytes, try text.endOfContainer(at: start))
  }

  private mutating func reportID(_ at: Int, _ field: StaticString, _ count: Int, _ units: StaticString) {
    desk.report(.unreadableID, atByte: at, "\"\(field)\" of \(count) \(units) is no id; it was left out")
  }
}

/// The enums of the fields that are read.
enum EnumField {
  case spanKind
  case statusCode
  case temporality
  case severity
}
