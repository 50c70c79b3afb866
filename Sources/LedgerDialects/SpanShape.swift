import LedgerMemory
import LedgerModel

/// How much of an attribute's value decides what its span means.
///
/// Spans of one emitter are alike: the same attributes in the same order, the same few words in them, and only counts,
/// times, costs and ids that differ. What decides is the span's *shape*; the rest is filled in.
enum ShapePart: UInt8, Sendable {
  /// Nothing of it: that the attribute is there is all that matters.
  case nothing
  /// One of the six token counts.
  case count
  /// A count of which only matters that it is one.
  case knownCount
  /// A number that is handed on as a detail of the call.
  case detail
  /// A text that is handed on: an id.
  case text
  /// The time to the first token.
  case time
  /// An amount of money.
  case cost
  /// All of it: another value may mean something else.
  case value
  /// A list's length.
  case length
  /// For an indexed family: the rest of the name, not the value.
  case place
  /// More than a shape can hold, such as usage in JSON or a judgement: the span is read attribute by attribute.
  case unbound

  /// What a shape holds of a value with this part; `nil` where a shape cannot hold it.
  @inline(__always)
  func held(_ value: AttributeValue) -> HeldPart? {
    switch self {
    case .nothing, .count, .knownCount, .detail, .text, .time, .cost: .presence
    case .value: value.kind == .string ? .text : value.text.isEmpty ? .number : .numberAndText
    // The length of a list in a text is only known once the text is read.
    case .length: value.kind == .array ? .length : nil
    case .place: .suffix
    case .unbound: nil
    }
  }

  /// What an attribute with this rule contributes.
  init(_ rule: DialectTables.Rule, _ members: [DialectTables.Members]) {
    if rule.members >= 0 {
      // Settings of requests are the same again and again; usage never is.
      let members = members[Int(rule.members)]
      let isSetting = members.usage.isEmpty && members.rules.allSatisfy(ShapePart.isSetting)
      self = isSetting ? .value : .unbound
    } else if rule.field.rawValue > CanonicalField.writtenFinishReason.rawValue {
      // What only log records are asked for.
      self = .nothing
    } else {
      self = ShapePart(rule.form, rule.field)
    }
  }

  private static func isSetting(_ rule: DialectTables.Rule) -> Bool {
    switch ShapePart(rule.form, rule.field) {
    case .nothing, .value, .detail: true
    case .length, .place, .count, .knownCount, .text, .time, .cost, .unbound: false
    }
  }

  private init(_ form: ValueForm, _ field: CanonicalField) {
    switch form {
    case .presence, .retrievalSign: self = .nothing
    case .text: self = ShapePart(ofText: field)
    case .count: self = ShapePart(ofCount: field)
    case .millionths: self = CallDetail(field) != nil ? .detail : .unbound
    case .seconds, .milliseconds, .microseconds, .nanoseconds, .timeInDialectUnit, .instant, .epochMilliseconds:
      // A length that is told counts only for a span that has none, and such a span has no shape.
      self = field == .timeToFirstToken ? .time : field == .duration ? .nothing : .unbound
    case .dollars, .microDollars: self = .cost
    case .length: self = .length
    case .indexes: self = .place
    case .flag, .trueFlag, .operationWord, .vercelOperation, .componentType, .provider, .providerWithInterface,
      .providerOfModel, .finishReason, .httpStatus, .level, .errorSign, .failureSign, .outputType,
      .inputSemantics:
      self = .value
    case .costDetails, .score, .judgement, .namedJudgement, .judgementsJSON, .usageJSON, .normalizedUsageJSON,
      .disjointUsageJSON, .usagePython, .keptOneIn, .keptProbability, .keptPercent:
      self = .unbound
    }
  }

  private init(ofText field: CanonicalField) {
    switch field {
    case .session, .user, .responseID: self = .text
    case .marker, .serviceName, .serviceVersion, .serviceInstance, .environment, .sdkName, .tailPolicy, .tailDecision:
      // What only resources and scopes are asked for.
      self = .nothing
    case .evaluationName, .evaluationScore, .evaluationLabel, .annotations, .qualities, .groundedness, .samplingRate,
      .samplingThreshold, .samplingRandomness, .samplerType, .samplerRate:
      self = .unbound
    default: self = .value
    }
  }

  private init(ofCount field: CanonicalField) {
    if field.tracedCount != nil {
      self = .count
    } else if field == .uncachedTokens {
      self = .knownCount
    } else {
      self = CallDetail(field) != nil ? .detail : .value
    }
  }
}

/// What the words of a shape say of an attribute behind its key and type.
enum HeldPart: UInt8 {
  /// Nothing more.
  case presence
  /// The text.
  case text
  /// The number, and that there is no text.
  case number
  /// The number, then the text.
  case numberAndText
  /// The number, whatever the text.
  case length
  /// What follows the family's prefix in the name.
  case suffix
}

extension CallDetail {
  /// The detail that a field is handed on as; `nil` for a field that is none.
  init?(_ field: CanonicalField) {
    guard field.rawValue >= CanonicalField.firstDetail else { return nil }
    self.init(rawValue: field.rawValue - CanonicalField.firstDetail)
  }
}

/// What decides the meaning of a span, as a run of words: its scope's marks, its kind, status and name, and of each
/// attribute the key, the type, and as much of the value as its ``ShapePart`` says. Two spans with the same words mean
/// the same but for what is filled in.
struct SpanShape: ~Copyable {
  static let capacity = 256
  /// No text that decides is longer than this many bytes.
  private static let longestText = 256
  /// The most that one attribute takes: itself, a number, and a text.
  private static let mostOfAttribute = 2 + longestText / 8

  // Words are made here only, so that a shape that is built, and one that a span is compared with, have the same ones.

  /// The word of a span's scope, kind and status.
  @inline(__always)
  static func head(_ span: borrowing SpanRecord, _ scope: ScopeMarks) -> UInt64 {
    scope.flags | UInt64(span.fields.kind) << 32 | UInt64(span.fields.statusCode) << 40
  }

  /// The word before a span's name.
  @inline(__always)
  static func nameHead(_ span: borrowing SpanRecord) -> UInt64 {
    UInt64(truncatingIfNeeded: span.attributes.count & 0xFFFF_FFFF) | lengthBits(span.fields.name)
  }

  /// What a word says of an attribute's key and type.
  @inline(__always)
  static func keyBits(_ key: AttributeKey, _ kind: AttributeValue.Kind) -> UInt64 {
    UInt64(key.index) | UInt64(kind.rawValue) << 16
  }

  /// The bits of ``keyBits(_:_:)``.
  static let keyMask: UInt64 = 0xFF_FFFF

  /// What a word says of the words behind it.
  @inline(__always)
  static func heldBits(_ held: HeldPart) -> UInt64 { UInt64(held.rawValue) << 24 }

  /// The number of the ``HeldPart`` that an attribute's word tells.
  @inline(__always)
  static func heldNumber(_ word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 24) }

  /// What the word before a text says of its length.
  @inline(__always)
  static func lengthBits(_ text: ByteView) -> UInt64 { UInt64(truncatingIfNeeded: text.count) << 32 }

  /// How many words a text takes.
  @inline(__always)
  static func wordCount(_ text: ByteView) -> Int { (text.count &+ 7) &>> 3 }

  private var words = InlineArray<256, UInt64>(repeating: 0)
  /// How many words there are; in the end a multiple of four.
  private(set) var count = 0

  /// Begins the shape of a span. `false` for a name that is too long.
  mutating func begin(_ span: borrowing SpanRecord, scope: ScopeMarks) -> Bool {
    words[0] = SpanShape.head(span, scope)
    words[1] = scope.inclusions.0
    words[2] = scope.inclusions.1
    count = 3
    guard span.fields.name.count <= SpanShape.longestText else { return false }
    append(SpanShape.nameHead(span))
    append(span.fields.name)
    return true
  }

  /// Begins a shape that holds events only.
  mutating func beginEvents() { count = 0 }

  /// Adds an attribute of a span. `false` where there is no room for it, or where it is none that a shape can hold.
  @inline(__always)
  mutating func add(_ attributes: borrowing Span<AttributeValue>, _ row: Int, _ part: ShapePart) -> Bool {
    guard count &+ SpanShape.mostOfAttribute < SpanShape.capacity else { return false }
    guard let held = part.held(attributes[row]) else { return false }
    let word = SpanShape.keyBits(attributes[row].key, attributes[row].kind) | SpanShape.heldBits(held)
    switch held {
    case .presence: append(word)
    case .text: return append(attributes[row].text, after: word)
    case .numberAndText: return append(attributes[row].text, after: word, and: attributes[row].bits)
    case .number, .length:
      append(word)
      append(attributes[row].bits)
    case .suffix: return append(attributes[row].suffix, after: word)
    }
    return true
  }

  /// Adds a text that an event brings. `false` where there is no room for it.
  mutating func addEvent(_ meaning: EventRow.Meaning, _ text: ByteView) -> Bool {
    guard count &+ SpanShape.mostOfAttribute < SpanShape.capacity else { return false }
    return append(text, after: 1 << 63 | UInt64(meaning.rawValue))
  }

  /// Adds what is counted of the events.
  mutating func addEvents(documents: UInt64, hasFirstToken: Bool) -> Bool {
    guard count &+ SpanShape.mostOfAttribute < SpanShape.capacity else { return false }
    append(3 << 62 | documents << 1 | (hasFirstToken ? 1 : 0))
    return true
  }

  /// Ends the shape, and hashes it.
  mutating func finish() -> UInt64 {
    while count & 3 != 0 { append(0) }
    // Two chains, so that one need not wait for the other.
    var even: UInt64 = 0x9E37_79B9_7F4A_7C15
    var odd: UInt64 = 0xE703_7ED1_A0B4_28DB
    var at = 0
    while at < count {
      even = foldedProduct(words[at] ^ even, words[at &+ 1] ^ 0xA076_1D64_78BD_642F)
      odd = foldedProduct(words[at &+ 2] ^ odd, words[at &+ 3] ^ 0x8EBC_6AF0_9C88_C6E3)
      at &+= 4
    }
    return foldedProduct(even, odd ^ 0x5899_65CC_7537_4CC3)
  }

  @inline(__always)
  private mutating func append(_ word: UInt64) {
    words[count] = word
    count &+= 1
  }

  /// Adds a word that holds a text's length, and the text; `false` for one that is too long.
  @inline(__always)
  private mutating func append(_ text: ByteView, after word: UInt64) -> Bool {
    guard text.count <= SpanShape.longestText else { return false }
    append(word | SpanShape.lengthBits(text))
    append(text)
    return true
  }

  /// Adds a word that holds a text's length, a number, and the text; `false` for one that is too long.
  private mutating func append(_ text: ByteView, after word: UInt64, and bits: UInt64) -> Bool {
    guard text.count <= SpanShape.longestText else { return false }
    append(word | SpanShape.lengthBits(text))
    append(bits)
    append(text)
    return true
  }

  @inline(__always)
  private mutating func append(_ text: ByteView) {
    var at = 0
    let end = text.count
    while at &+ 8 <= end {
      append(text.load64(at: at))
      at &+= 8
    }
    if at < end { append(text.loadUpTo8(at: at, length: end &- at)) }
  }

  /// Whether the shape is the run of words that starts at `start`.
  ///
  /// Declared to change the shape though it does not: otherwise the compiler copies it to lend it.
  mutating func isSame(as known: borrowing RowBuffer<UInt64>, from start: Int) -> Bool {
    var difference: UInt64 = 0
    for index in 0..<count { difference |= known[start &+ index] ^ words[index] }
    return difference == 0
  }

  /// Sets some rows, from `start` on, to the words.
  mutating func write(to known: borrowing RowBuffer<UInt64>, from start: Int) {
    for index in 0..<count { known[start &+ index] = words[index] }
  }
}

/// What of the resource and the scope decides what their spans mean.
struct ScopeMarks {
  /// The dialects that scope and resource tell, and what else is known of them.
  var flags: UInt64 = 0
  /// A bit for each row of what counts include: whether the scope fits.
  private(set) var inclusions: (UInt64, UInt64) = (0, 0)

  /// Whether there are not too many rows.
  static func hasRoom(forInclusions count: Int) -> Bool { count <= 128 }

  /// Says that the scope fits a row.
  mutating func setInclusion(_ row: Int) {
    if row < 64 { inclusions.0 |= 1 << UInt64(row) } else { inclusions.1 |= 1 << UInt64(row - 64) }
  }
}
