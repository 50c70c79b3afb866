import LedgerMemory
import LedgerModel

/// What spans of one shape mean, beside what its reading says: where the facts that they do not share come from.
struct SpanPlan {
  /// Where the words of the shape are, and how many.
  var start: Int
  var wordCount: Int
  /// The rows of ``SpanPlans/fills``: the first one, and the one behind the last.
  var firstFill: Int
  var endOfFills: Int
  /// Whether a span that counts nothing is no matter of a plan.
  var zeroUsageIsUnknown: Bool
  /// Whether the shape is known to need the long way.
  var isUnbound: Bool
}

/// A fact that a span of a known shape says itself.
struct PlannedFill {
  enum Target: UInt8 {
    case inputTokens
    case outputTokens
    case totalTokens
    case cacheReadTokens
    case cacheWriteTokens
    case reasoningTokens
    /// A count that is not handed on; it must be one.
    case knownCount
    /// Whether a second source of a count says the same as the first.
    case second
    /// A count that is handed on as a detail of the call.
    case detail
    /// A detail in millionths.
    case millionths
    case session
    case user
    case responseID
    case timeToFirstToken
    /// The time to the first token, which is the time of an event.
    case firstTokenEvent
    case cost
    case inputCost
    case outputCost
    /// The cost of input and output, each of which is told.
    case sumOfCosts
  }

  var target: Target
  /// Whether the value is handed on; otherwise it must only be a good one.
  var isUsed = true
  /// The place of the attribute.
  var row: UInt16
  /// For a second source: its place. For a detail: its number.
  var other: UInt16 = 0
}

/// The plans of one worker, found by shape.
///
/// A plan is made when a shape is met for the second time, so that shapes that come once cost little. Their number is
/// bounded: where there are too many, all are forgotten, and those still in use come again.
struct SpanPlans: ~Copyable {
  private struct Slot {
    /// The upper half of the shape's hash.
    var tag: UInt32 = 0
    /// The plan's number and one; 0: free.
    var plan: UInt32 = 0
  }

  private static let mostPlans = 2048
  private static let mostWords = mostPlans * 96

  private var slots = [Slot](repeating: Slot(), count: mostPlans * 4)
  /// Hashes of shapes that were met once, each in the one place that it can have.
  private var met = [UInt64](repeating: 0, count: 4096)
  private(set) var plans: [SpanPlan] = []
  private(set) var fills: [PlannedFill] = []
  /// The words of all shapes; behind them there is room to read on.
  private let words = RowBuffer<UInt64>(zeroed: mostWords + SpanShape.capacity, isSparse: true)
  private var wordCount = 0
  /// By what is seen of a span at once: the plans that such spans had last, the last one lowest, each its number and one.
  private var guesses = [UInt64](repeating: 0, count: 1 << guessBits)
  private static let guessBits = 11
  private let texts = TextArena()
  private var nextNumber: UInt32 = 1

  /// The plan of a shape; `nil` where there is none yet.
  @inline(__always)
  mutating func find(_ shape: inout SpanShape, hash: UInt64) -> Int? {
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var at = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[at].plan != 0 {
      let plan = Int(slots[at].plan) &- 1
      if slots[at].tag == tag, plans[plan].wordCount == shape.count, shape.isSame(as: words, from: plans[plan].start) {
        return plan
      }
      at = (at &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  // MARK: Guesses

  /// Where the plans are noted that spans with this name, and so many attributes, had last.
  @inline(__always)
  func guess(_ span: borrowing SpanRecord, _ scope: ScopeMarks) -> Int {
    let name = span.fields.name
    let length = name.count
    var mixed = name.loadUpTo8(at: 0, length: length)
    if length > 8 { mixed ^= name.load64(at: length &- 8) &* 0xA076_1D64_78BD_642F }
    mixed ^= SpanShape.head(span, scope) &* 0x8EBC_6AF0_9C88_C6E3
    mixed &+= SpanShape.nameHead(span) &* 0xE703_7ED1_A0B4_28DB
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - SpanPlans.guessBits))
  }

  /// The plans that are noted in a place, the last one lowest; each its number and one.
  @inline(__always)
  func guesses(_ place: Int) -> UInt64 { guesses[place] }

  /// Notes that a span of this place had a plan.
  mutating func note(_ plan: Int, at place: Int) {
    let number = UInt64(truncatingIfNeeded: plan &+ 1)
    var noted = guesses[place]
    // What it pushes back: all of them, or those before it.
    var shift: UInt64 = 16
    while shift < 64, noted >> (shift &- 16) & 0xFFFF != number { shift &+= 16 }
    let below = shift == 64 ? ~0 : (1 &<< shift) &- 1
    noted = noted & ~below | (noted &<< 16) & below | number
    guesses[place] = noted
  }

  /// Whether a span's scope, kind, status, name and attributes are those of a plan's shape; answers where the words of its
  /// events follow.
  ///
  /// The same words as ``SpanShape`` makes are compared where they stand, and none are made.
  @inline(__always)
  func events(behind span: borrowing SpanRecord, scope: ScopeMarks, fitting plan: Int) -> Int? {
    var at = plans[plan].start
    let name = span.fields.name
    guard words[at] == SpanShape.head(span, scope), words[at &+ 1] == scope.inclusions.0,
      words[at &+ 2] == scope.inclusions.1, words[at &+ 3] == SpanShape.nameHead(span),
      words.holds(name, from: at &+ 4)
    else { return nil }
    at &+= 4 &+ SpanShape.wordCount(name)
    // A shape with the same number of attributes: each step ends where the words of the next one begin.
    let attributes = span.attributes.span
    var row = 0
    while row < attributes.count {
      defer { row &+= 1 }
      let word = words[at]
      guard (word ^ SpanShape.keyBits(attributes[row].key, attributes[row].kind)) & SpanShape.keyMask == 0 else {
        return nil
      }
      at &+= 1
      let held = SpanShape.heldNumber(word)
      if held == HeldPart.presence.rawValue { continue }
      var text = attributes[row].text
      if held != HeldPart.text.rawValue {
        if held == HeldPart.suffix.rawValue {
          text = attributes[row].suffix
        } else {
          guard words[at] == attributes[row].bits else { return nil }
          at &+= 1
          if held == HeldPart.length.rawValue { continue }
          if held == HeldPart.number.rawValue {
            if text.isEmpty { continue }
            return nil
          }
        }
      }
      guard word >> 32 == UInt64(truncatingIfNeeded: text.count), words.holds(text, from: at) else { return nil }
      at &+= SpanShape.wordCount(text)
    }
    return at
  }

  /// Whether a plan's shape ends with these words of events.
  @inline(__always)
  func ends(_ plan: Int, at place: Int, with events: inout SpanShape) -> Bool {
    ends(plan, at: place &+ events.count) && events.isSame(as: words, from: place)
  }

  /// Whether a plan's shape ends before a word, which is none of an event: those are never 0.
  @inline(__always)
  func ends(_ plan: Int, at place: Int) -> Bool {
    let end = plans[plan].start &+ plans[plan].wordCount
    return place == end || (place < end && words[place] == 0)
  }

  /// Whether a shape was met before, as far as that is remembered; it is from now on.
  mutating func wasMet(_ hash: UInt64) -> Bool {
    let at = Int(truncatingIfNeeded: hash >> 32) & (met.count - 1)
    if met[at] == hash { return true }
    met[at] = hash
    return false
  }

  /// The row of a plan's reading among all readings; the first one is that of spans without a plan.
  @inline(__always)
  static func reading(of plan: Int) -> Int { plan &+ 1 }

  /// How many readings there may be.
  static let mostReadings = mostPlans + 1

  /// Keeps a plan for a shape, and a reading for its spans; `facts` and `details` may have texts of the record.
  mutating func add(
    _ shape: inout SpanShape, hash: UInt64, facts: SpanFacts, details: CallDetailReadings,
    fills newFills: [PlannedFill], zeroUsageIsUnknown: Bool, isUnbound: Bool,
    _ readings: borrowing StableRows<SpanReading>
  ) -> Int {
    if plans.count == SpanPlans.mostPlans || wordCount + shape.count > SpanPlans.mostWords { forget(readings) }
    shape.write(to: words, from: wordCount)
    let first = fills.count
    fills.append(contentsOf: newFills)
    plans.append(
      SpanPlan(
        start: wordCount, wordCount: shape.count, firstFill: first, endOfFills: fills.count,
        zeroUsageIsUnknown: zeroUsageIsUnknown, isUnbound: isUnbound))
    wordCount += shape.count
    var reading = SpanReading()
    reading.beginWriting()
    reading.facts = kept(facts)
    reading.details = kept(details)
    reading.shape = takeNumber()
    readings.append(reading)
    var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[at].plan != 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), plan: UInt32(plans.count))
    return plans.count - 1
  }

  /// A number that no other spans have. None is given twice, whatever is forgotten; after four thousand million they are as
  /// good as new.
  mutating func takeNumber() -> UInt32 {
    let number = nextNumber
    nextNumber = max(1, nextNumber &+ 1)
    return number
  }

  /// Takes back the plan that was added last; its shape is new again.
  mutating func takeBack(hash: UInt64, _ readings: borrowing StableRows<SpanReading>) {
    guard let plan = plans.popLast() else { return }
    readings.truncate(to: SpanPlans.reading(of: plans.count))
    fills.removeSubrange(plan.firstFill..<plan.endOfFills)
    wordCount = plan.start
    for row in slots.indices where Int(slots[row].plan) == plans.count + 1 { slots[row] = Slot() }
    met[Int(truncatingIfNeeded: hash >> 32) & (met.count - 1)] = 0
  }

  /// Says that a shape needs the long way after all.
  mutating func unbind(_ plan: Int) { plans[plan].isUnbound = true }

  private mutating func forget(_ readings: borrowing StableRows<SpanReading>) {
    for row in slots.indices { slots[row] = Slot() }
    for place in guesses.indices { guesses[place] = 0 }
    plans.removeAll(keepingCapacity: true)
    readings.truncate(to: SpanPlans.reading(of: 0))
    fills.removeAll(keepingCapacity: true)
    wordCount = 0
    texts.reset()
  }

  // MARK: Texts

  private func kept(_ text: ByteView) -> ByteView {
    if text.isEmpty { return .empty }
    return texts.append(atMost: text.count) { out in out.append(text) }
  }

  private func kept(_ facts: SpanFacts) -> SpanFacts {
    var facts = facts
    facts.operation = kept(facts.operation)
    facts.provider = kept(facts.provider)
    facts.requestModel = kept(facts.requestModel)
    facts.responseModel = kept(facts.responseModel)
    facts.finishReason = kept(facts.finishReason)
    facts.errorType = kept(facts.errorType)
    facts.agent = kept(facts.agent)
    facts.tool = kept(facts.tool)
    facts.serviceTier = kept(facts.serviceTier)
    facts.stage = kept(facts.stage)
    // What each span says itself.
    facts.responseID = .empty
    facts.session = .empty
    facts.user = .empty
    return facts
  }

  private func kept(_ details: CallDetailReadings) -> CallDetailReadings {
    CallDetailReadings(details.all.map { CallDetailReading($0.detail, value: $0.value, text: kept($0.text)) })
  }
}
