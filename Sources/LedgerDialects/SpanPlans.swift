import LedgerMemory
import LedgerModel

/// What spans of one shape mean: the facts that they share, and where the others come from.
struct SpanPlan {
  /// The facts and details of the first span, its texts copied.
  var facts: SpanFacts
  var details: CallDetailReadings
  /// The rows of ``SpanPlans/fills``.
  var fills: Range<Int>
  /// The number of the shape, as in ``LedgerModel/SpanReading/shape``.
  var number: UInt32
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
    case detail
    case session
    case user
    case responseID
    case timeToFirstToken
    /// The time to the first token, which is the time of an event.
    case firstTokenEvent
    case cost
    case inputCost
    case outputCost
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
    /// Where the shape's words are.
    var start: UInt32 = 0
    var wordCount: UInt16 = 0  // 0: free
    var plan: UInt16 = 0
  }

  private static let mostPlans = 2048
  private static let mostWords = mostPlans * 96

  private var slots = [Slot](repeating: Slot(), count: mostPlans * 4)
  /// Hashes of shapes that were met once, each in the one place that it can have.
  private var met = [UInt64](repeating: 0, count: 4096)
  private(set) var plans: [SpanPlan] = []
  private(set) var fills: [PlannedFill] = []
  private var words: [UInt64] = []
  private let texts = TextArena()
  private var nextNumber: UInt32 = 1

  /// The plan of a shape; `nil` where there is none yet.
  @inline(__always)
  mutating func find(_ shape: inout SpanShape, hash: UInt64) -> Int? {
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var at = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[at].wordCount != 0 {
      let slot = slots[at]
      if slot.tag == tag, Int(slot.wordCount) == shape.count, shape.isSame(as: words, from: Int(slot.start)) {
        return Int(slot.plan)
      }
      at = (at &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Whether a shape was met before, as far as that is remembered; it is from now on.
  mutating func wasMet(_ hash: UInt64) -> Bool {
    let at = Int(truncatingIfNeeded: hash >> 32) & (met.count - 1)
    if met[at] == hash { return true }
    met[at] = hash
    return false
  }

  /// Keeps a plan for a shape; `facts` and `details` may have texts of the record.
  mutating func add(
    _ shape: inout SpanShape, hash: UInt64, facts: SpanFacts, details: CallDetailReadings,
    fills newFills: [PlannedFill], isUnbound: Bool
  ) -> Int {
    if plans.count == SpanPlans.mostPlans || words.count + shape.count > SpanPlans.mostWords { forget() }
    let start = words.count
    shape.append(to: &words)
    let first = fills.count
    fills.append(contentsOf: newFills)
    plans.append(
      SpanPlan(
        facts: kept(facts), details: kept(details), fills: first..<fills.count, number: nextNumber,
        isUnbound: isUnbound))
    // Numbers are not given twice, whatever is forgotten; after four thousand million they are as good as new.
    nextNumber = max(1, nextNumber &+ 1)
    var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[at].wordCount != 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = Slot(
      tag: UInt32(truncatingIfNeeded: hash >> 32), start: UInt32(start), wordCount: UInt16(shape.count),
      plan: UInt16(plans.count - 1))
    return plans.count - 1
  }

  /// Takes back the plan that was added last; its shape is new again.
  mutating func takeBack(hash: UInt64) {
    guard let plan = plans.popLast() else { return }
    fills.removeSubrange(plan.fills)
    for row in slots.indices where slots[row].wordCount != 0 && Int(slots[row].plan) == plans.count {
      words.removeSubrange(Int(slots[row].start)...)
      slots[row] = Slot()
    }
    met[Int(truncatingIfNeeded: hash >> 32) & (met.count - 1)] = 0
  }

  /// Says that a shape needs the long way after all.
  mutating func unbind(_ plan: Int) { plans[plan].isUnbound = true }

  private mutating func forget() {
    for row in slots.indices { slots[row] = Slot() }
    plans.removeAll(keepingCapacity: true)
    fills.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
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
