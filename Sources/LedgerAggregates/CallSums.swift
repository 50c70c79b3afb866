import LedgerCalls
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What the calls of a group add up to while they are looked at: 128 bytes, of which most calls change the first half.
///
/// Numbers of calls share words, so that a call changes few of them; that bounds how many calls may be added.
struct CallSums: ZeroedRow {
  /// At most so many calls can be added: what a number of calls has room for.
  static let mostCalls = 1 << 20

  /// Three numbers of calls in one word.
  private struct Counts: ZeroedRow {
    private var bits: Int64 = 0

    @inline(__always)
    mutating func add(_ first: Bool, _ second: Bool, _ third: Bool) {
      bits &+= (first ? 1 : 0) | (second ? 1 << 21 : 0) | (third ? 1 << 42 : 0)
    }

    var isZero: Bool { bits == 0 }
    var first: Int { Int(bits & (1 << 21 - 1)) }
    var second: Int { Int(bits >> 21 & (1 << 21 - 1)) }
    var third: Int { Int(bits >> 42) }
  }

  private var calls = Counts()  // calls, errors, calls without usage
  private var prices = Counts()  // calls priced, calls unpriced, priced
  private var streams = Counts()  // calls that say whether, calls that stream, calls with a cache report
  private var known = Counts()  // input known, output known, calls with a cache hit
  private var input: Int64 = 0
  private var output: Int64 = 0
  private var costBeyond: Int128 = 0  // beyond what the tokens come to by the rates
  private var parts = Counts()  // cache read known, cache write known, reasoning known
  private var inputInCaches: Int64 = 0  // of input that is known
  private var cacheRead: Int64 = 0
  private var cacheWrite: Int64 = 0
  private var reasoning: Int64 = 0
  private var reportedCount: Int64 = 0
  private var reportedCost: Int128 = 0

  /// Adds what a call says.
  ///
  /// - Parameter isPriced: whether the rates of the group are its price; else what it costs is added apart.
  @inline(__always)
  mutating func add(_ tokens: TokenCounts, isCall: Bool, isError: Bool, isStreaming: Bool?, isPriced: Bool) {
    input &+= tokens.input ?? 0
    output &+= tokens.output ?? 0
    known.add(tokens.input != nil, tokens.output != nil, isCall && (tokens.cacheRead ?? 0) > 0)
    if tokens.cacheRead != nil || tokens.cacheWrite != nil || tokens.reasoning != nil { addParts(tokens) }
    if isCall {
      calls.add(true, isError, tokens.isUnknown)
      streams.add(isStreaming != nil, isStreaming == true, tokens.cacheRead != nil)
    }
    prices.add(isPriced && isCall, false, isPriced)
  }

  @inline(__always)
  private mutating func addParts(_ tokens: TokenCounts) {
    parts.add(tokens.cacheRead != nil, tokens.cacheWrite != nil, tokens.reasoning != nil)
    inputInCaches &+= (tokens.input ?? 0) &- (tokens.uncachedInput ?? 0)
    cacheRead &+= tokens.cacheRead ?? 0
    cacheWrite &+= tokens.cacheWrite ?? 0
    reasoning &+= tokens.reasoning ?? 0
  }

  /// Whether no call was added.
  var isEmpty: Bool { calls.isZero && known.isZero && prices.isZero && parts.isZero && reportedCount == 0 }

  /// Adds what a call costs otherwise.
  ///
  /// - Parameter amount: what its tokens would come to by the rates of the group.
  mutating func add(_ cost: CallCost, insteadOf amount: Int128, isCall: Bool) {
    costBeyond &-= amount
    switch cost {
    case .priced(let amount):
      prices.add(isCall, false, true)
      costBeyond &+= amount.value
    case .unpriced: prices.add(false, isCall, false)
    case .unknownUsage: break
    }
  }

  /// Adds what a call says that it cost.
  mutating func add(reported amount: Int64) {
    reportedCost &+= Int128(amount)
    reportedCount &+= 1
  }

  /// What the calls of the group add up to, those that were not told otherwise being priced by some rates.
  func tally(_ rates: SummedRates) -> CallTally {
    var tally = CallTally()
    let cost =
      costBeyond
      &+ rates.cost(
        uncachedInput: Int128(input - inputInCaches), cacheRead: Int128(cacheRead), cacheWrite: Int128(cacheWrite),
        output: Int128(output))
    tally.calls = calls.first
    tally.errors = calls.second
    tally.callsWithoutUsage = calls.third
    tally.callsPriced = prices.first
    tally.callsUnpriced = prices.second
    tally.cost = prices.third > 0 ? PicoUSD(cost) : nil
    tally.streamingCalls = streams.first > 0 ? Int64(streams.second) : nil
    tally.callsWithCacheReport = streams.third
    tally.callsWithCacheHit = known.third
    tally.input = known.first > 0 ? input : nil
    tally.uncachedInput = known.first > 0 ? input - inputInCaches : nil
    tally.output = known.second > 0 ? output : nil
    tally.cacheRead = parts.first > 0 ? cacheRead : nil
    tally.cacheWrite = parts.second > 0 ? cacheWrite : nil
    tally.reasoning = parts.third > 0 ? reasoning : nil
    tally.reportedCost = reportedCount > 0 ? PicoUSD(reportedCost) : nil
    return tally
  }
}
