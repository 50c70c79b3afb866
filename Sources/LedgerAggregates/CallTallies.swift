import LedgerCalls
import LedgerMemory
import LedgerModel

/// What the calls of many groups add up to while they are looked at: a few words for each group, next to each other.
///
/// Numbers of rows share words, so that a call changes few of them; that bounds how many calls may be added.
final class CallTallies: Sendable {
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

  private let words: RowBuffer<Int64>
  private let order: RowBuffer<UInt32>
  private let known = Cell(0)

  /// Nothing in any of so many groups.
  init(groupCount: Int) {
    words = RowBuffer(zeroed: groupCount * Word.count, isSparse: true)
    order = RowBuffer(zeroed: groupCount, isSparse: true)
  }

  /// The groups that calls were added to, in the order in which they came.
  var groups: [UInt32] { (0..<known.value).map { order[$0] } }

  /// The first call that was added to a group.
  func first(_ group: UInt32) -> Int { Int(words[Int(group) * Word.count + Word.first]) - 1 }

  @inline(never)
  private func begin(_ group: UInt32, with index: Int) {
    words[Int(group) * Word.count + Word.first] = Int64(index + 1)
    order[known.value] = group
    known.value += 1
  }

  /// Adds what a call says; what it costs is added apart.
  @inline(__always)
  func add(
    _ index: Int, group: UInt32, tokens: TokenCounts, isCall: Bool, isError: Bool, isStreaming: Bool?
  ) {
    let start = Int(group) &* Word.count
    if words[start] == 0 { begin(group, with: index) }
    add(start, Word.input, tokens.input ?? 0)
    add(start, Word.output, tokens.output ?? 0)
    add(
      start, Word.known,
      one(tokens.input != nil) | one(tokens.output != nil) << 21 | one(isCall && (tokens.cacheRead ?? 0) > 0) << 42)
    add(start, Word.uncached, tokens.uncachedInput ?? 0)
    if tokens.cacheRead != nil || tokens.cacheWrite != nil || tokens.reasoning != nil {
      add(start, Word.cacheRead, tokens.cacheRead ?? 0)
      add(start, Word.cacheWrite, tokens.cacheWrite ?? 0)
      add(start, Word.reasoning, tokens.reasoning ?? 0)
      add(
        start, Word.parts,
        one(tokens.cacheRead != nil) | one(tokens.cacheWrite != nil) << 21 | one(tokens.reasoning != nil) << 42)
    }
    if isCall {
      add(start, Word.calls, 1 | one(isError) << 21 | one(tokens.isUnknown) << 42)
      add(
        start, Word.streams,
        one(isStreaming != nil) | one(isStreaming == true) << 21 | one(tokens.cacheRead != nil) << 42)
    }
  }

  @inline(__always)
  private func one(_ holds: Bool) -> Int64 { holds ? 1 : 0 }

  /// Adds an amount from 0 on that a call costs.
  @inline(__always)
  func add(cost amount: Int64, group: UInt32, isCall: Bool) {
    let start = Int(group) &* Word.count
    add(start, Word.prices, one(isCall) | 1 << 42)
    let (low, carries) = UInt64(bitPattern: words[start &+ Word.costLow]).addingReportingOverflow(
      UInt64(bitPattern: amount))
    words[start &+ Word.costLow] = Int64(bitPattern: low)
    if carries { add(start, Word.costHigh, 1) }
  }

  /// Adds any cost.
  @inline(never)
  func add(_ cost: CallCost, group: UInt32, isCall: Bool) {
    let start = Int(group) &* Word.count
    switch cost {
    case .priced(let amount):
      add(start, Word.prices, one(isCall) | 1 << 42)
      addWide(amount.value, start, low: Word.costLow, high: Word.costHigh)
    case .unpriced: add(start, Word.prices, one(isCall) << 21)
    case .unknownUsage: break
    }
  }

  /// Adds what a call says that it cost.
  func add(reported amount: Int64, group: UInt32) {
    let start = Int(group) &* Word.count
    addWide(Int128(amount), start, low: Word.reportedLow, high: Word.reportedHigh)
    add(start, Word.reportedCount, 1)
  }

  /// What the calls of a group add up to.
  func tally(_ group: UInt32) -> CallTally {
    let start = Int(group) &* Word.count
    func part(_ word: Int, _ place: Int64) -> Int { Int(words[start + word] >> (place * 21) & (1 << 21 - 1)) }
    func sum(_ word: Int, _ isKnown: Bool) -> Int64? { isKnown ? words[start + word] : nil }
    func money(_ low: Int, _ high: Int, _ isKnown: Bool) -> PicoUSD? {
      isKnown ? PicoUSD(wide(start, low: low, high: high)) : nil
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
    tally.reportedCost = money(Word.reportedLow, Word.reportedHigh, words[start + Word.reportedCount] > 0)
    return tally
  }

  @inline(__always)
  private func add(_ start: Int, _ word: Int, _ value: Int64) { words[start &+ word] = words[start &+ word] &+ value }

  private func wide(_ start: Int, low: Int, high: Int) -> Int128 {
    Int128(words[start + high]) << 64 | Int128(UInt64(bitPattern: words[start + low]))
  }

  private func addWide(_ value: Int128, _ start: Int, low: Int, high: Int) {
    let sum = wide(start, low: low, high: high) + value
    words[start + low] = Int64(truncatingIfNeeded: sum)
    words[start + high] = Int64(truncatingIfNeeded: sum >> 64)
  }
}
