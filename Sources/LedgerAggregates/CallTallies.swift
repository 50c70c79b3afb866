import LedgerCalls
import LedgerMemory
import LedgerModel

/// What the calls of many groups add up to while they are looked at: a few words for each group, next to each other.
///
/// Numbers of rows share words, so that a call changes few of them; that bounds how many calls may be added.
struct CallTallies: Sendable {
  /// At most so many calls can be added: what a number of rows has room for.
  static let mostCalls = 1 << 20

  /// The words of a group.
  private enum Word {
    static let first = 0  // its first call, and one
    static let calls = 1  // calls, errors, calls without usage
    static let prices = 2  // calls priced, calls unpriced, priced
    static let streams = 3  // calls that say whether, calls that stream, calls with a cache report
    static let known = 4  // input known, output known, calls with a cache hit
    static let parts = 5  // cache read known, cache write known, reasoning known
    static let input = 6
    static let uncached = 7
    static let cacheRead = 8
    static let cacheWrite = 9
    static let output = 10
    static let reasoning = 11
    static let costLow = 12
    static let costHigh = 13
    static let reportedLow = 14
    static let reportedHigh = 15
    static let reportedCount = 16
    static let count = 17
  }

  private final class Memory: Sendable {
    let words: RowBuffer<Int64>
    init(_ count: Int) { words = RowBuffer(zeroed: count) }
  }

  private let memory: Memory
  /// The groups that calls were added to, in the order in which they came.
  private(set) var groups: [UInt32] = []

  init(groupCount: Int) { memory = Memory(groupCount * Word.count) }

  /// The first call that was added to a group.
  func first(_ group: UInt32) -> Int { Int(memory.words[Int(group) * Word.count + Word.first]) - 1 }

  /// Adds what a call says; what it costs is added apart.
  @inline(__always)
  mutating func add(
    _ index: Int, group: UInt32, tokens: TokenCounts, isCall: Bool, isError: Bool, isStreaming: Bool?
  ) {
    let words = Words(memory, Int(group) &* Word.count)
    if words[Word.first] == 0 {
      words.set(Word.first, Int64(index &+ 1))
      groups.append(group)
    }
    words.add(Word.input, tokens.input ?? 0)
    words.add(Word.output, tokens.output ?? 0)
    words.add(
      Word.known, one(tokens.input != nil) | one(tokens.output != nil) << 21 | one(isCall && (tokens.cacheRead ?? 0) > 0) << 42)
    words.add(Word.uncached, tokens.uncachedInput ?? 0)
    if tokens.cacheRead != nil || tokens.cacheWrite != nil || tokens.reasoning != nil {
      words.add(Word.cacheRead, tokens.cacheRead ?? 0)
      words.add(Word.cacheWrite, tokens.cacheWrite ?? 0)
      words.add(Word.reasoning, tokens.reasoning ?? 0)
      words.add(
        Word.parts,
        one(tokens.cacheRead != nil) | one(tokens.cacheWrite != nil) << 21 | one(tokens.reasoning != nil) << 42)
    }
    if isCall {
      words.add(Word.calls, 1 | one(isError) << 21 | one(tokens.isUnknown) << 42)
      words.add(
        Word.streams,
        one(isStreaming != nil) | one(isStreaming == true) << 21 | one(tokens.cacheRead != nil) << 42)
    }
  }

  @inline(__always)
  private func one(_ holds: Bool) -> Int64 { holds ? 1 : 0 }

  /// Adds an amount from 0 on that a call costs.
  @inline(__always)
  func add(cost amount: Int64, group: UInt32, isCall: Bool) {
    let words = Words(memory, Int(group) &* Word.count)
    words.add(Word.prices, one(isCall) | 1 << 42)
    let (low, carries) = UInt64(bitPattern: words[Word.costLow]).addingReportingOverflow(UInt64(bitPattern: amount))
    words.set(Word.costLow, Int64(bitPattern: low))
    if carries { words.add(Word.costHigh, 1) }
  }

  /// Adds any cost.
  @inline(never)
  func add(_ cost: CallCost, group: UInt32, isCall: Bool) {
    let words = Words(memory, Int(group) * Word.count)
    switch cost {
    case .priced(let amount):
      words.add(Word.prices, one(isCall) | 1 << 42)
      words.add(amount.value, low: Word.costLow, high: Word.costHigh)
    case .unpriced: words.add(Word.prices, one(isCall) << 21)
    case .unknownUsage: break
    }
  }

  /// Adds what a call says that it cost.
  func add(reported amount: Int64, group: UInt32) {
    let words = Words(memory, Int(group) * Word.count)
    words.add(Int128(amount), low: Word.reportedLow, high: Word.reportedHigh)
    words.add(Word.reportedCount, 1)
  }

  /// What the calls of a group add up to.
  func tally(_ group: UInt32) -> CallTally {
    let words = Words(memory, Int(group) * Word.count)
    func part(_ word: Int, _ place: Int64) -> Int { Int(words[word] >> (place * 21) & (1 << 21 - 1)) }
    func sum(_ word: Int, _ isKnown: Bool) -> Int64? { isKnown ? words[word] : nil }
    func money(_ low: Int, _ high: Int, _ isKnown: Bool) -> PicoUSD? {
      isKnown ? PicoUSD(words.wide(low: low, high: high)) : nil
    }
    var tally = CallTally()
    tally.calls = part(Word.calls, 0)
    tally.errors = part(Word.calls, 1)
    tally.callsWithoutUsage = part(Word.calls, 2)
    tally.callsPriced = part(Word.prices, 0)
    tally.callsUnpriced = part(Word.prices, 1)
    tally.cost = money(Word.costLow, Word.costHigh, part(Word.prices, 2) > 0)
    tally.streamingCalls = part(Word.streams, 0) > 0 ? Int64(part(Word.streams, 1)) : nil
    tally.callsWithCacheReport = part(Word.streams, 2)
    tally.callsWithCacheHit = part(Word.known, 2)
    tally.input = sum(Word.input, part(Word.known, 0) > 0)
    tally.uncachedInput = sum(Word.uncached, part(Word.known, 0) > 0)
    tally.output = sum(Word.output, part(Word.known, 1) > 0)
    tally.cacheRead = sum(Word.cacheRead, part(Word.parts, 0) > 0)
    tally.cacheWrite = sum(Word.cacheWrite, part(Word.parts, 1) > 0)
    tally.reasoning = sum(Word.reasoning, part(Word.parts, 2) > 0)
    tally.reportedCost = money(Word.reportedLow, Word.reportedHigh, words[Word.reportedCount] > 0)
    return tally
  }

  /// The words of one group.
  private struct Words {
    private let memory: Memory
    private let start: Int

    @inline(__always)
    init(_ memory: Memory, _ start: Int) {
      self.memory = memory
      self.start = start
    }

    @inline(__always)
    subscript(word: Int) -> Int64 { memory.words[start &+ word] }

    @inline(__always)
    func set(_ word: Int, _ value: Int64) { memory.words[start &+ word] = value }

    @inline(__always)
    func add(_ word: Int, _ value: Int64) { memory.words[start &+ word] = memory.words[start &+ word] &+ value }

    func wide(low: Int, high: Int) -> Int128 { Int128(self[high]) << 64 | Int128(UInt64(bitPattern: self[low])) }

    func add(_ value: Int128, low: Int, high: Int) {
      let sum = wide(low: low, high: high) + value
      set(low, Int64(truncatingIfNeeded: sum))
      set(high, Int64(truncatingIfNeeded: sum >> 64))
    }
  }
}
