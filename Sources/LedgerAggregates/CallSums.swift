import LedgerCalls
import LedgerMemory
import LedgerModel
import LedgerPricing

/// The tokens of the calls of a group while they are looked at, as they are stored: each known count is one too large, and
/// those that are not known are 0.
struct StoredSums: ZeroedRow {
  /// At most so many calls can be added: what 63 bits have room for.
  static let mostCalls = 1 << 31

  private(set) var input: Int64 = 0
  private(set) var cacheRead: Int64 = 0
  private(set) var cacheWrite: Int64 = 0
  private(set) var output: Int64 = 0
  private(set) var reasoning: Int64 = 0

  @inline(__always)
  mutating func add(_ tokens: StoredCounts<UInt32>) {
    input &+= Int64(tokens.input)
    cacheRead &+= Int64(tokens.cacheRead)
    cacheWrite &+= Int64(tokens.cacheWrite)
    output &+= Int64(tokens.output)
    reasoning &+= Int64(tokens.reasoning)
  }
}

/// The tokens of a call in disjoint classes, those that are not known being none.
struct SmallCounts {
  /// Input that no cache held or took; none where its parts are larger.
  let uncachedInput: Int64
  /// By how much they are.
  let cachedBeyondInput: Int64
  let cacheRead: Int64
  let cacheWrite: Int64
  let output: Int64
}

extension StoredCounts<UInt32> {
  @inline(__always)
  var small: SmallCounts {
    @inline(__always)
    func known(_ stored: UInt32) -> Int64 { Int64(stored &- (stored == 0 ? 0 : 1)) }
    let (cacheRead, cacheWrite) = (known(cacheRead), known(cacheWrite))
    let rest = known(input) &- cacheRead &- cacheWrite
    return SmallCounts(
      uncachedInput: max(0, rest), cachedBeyondInput: max(0, 0 &- rest), cacheRead: cacheRead, cacheWrite: cacheWrite,
      output: known(output))
  }
}

/// What few calls of a group, or none, say: everything that does not follow from sums of tokens and numbers of kinds.
struct RareSums: ZeroedRow {
  /// By how much the parts of input that caches held or took are larger than input that is known.
  private(set) var cachedBeyondInput: Int64 = 0
  /// What calls cost beyond what their tokens come to by the rates of the group.
  private(set) var costBeyond: Int128 = 0
  private(set) var priced: Int64 = 0
  private(set) var pricedCalls: Int64 = 0
  private(set) var unpricedCalls: Int64 = 0
  private(set) var reported: Int64 = 0
  private(set) var reportedCost: Int128 = 0

  init() {}

  mutating func add(cachedBeyondInput tokens: Int64) { cachedBeyondInput &+= tokens }

  /// Adds what a call costs otherwise.
  ///
  /// - Parameter amount: what its tokens would come to by the rates of the group.
  mutating func add(_ cost: CallCost, insteadOf amount: Int128, isCall: Bool) {
    costBeyond &-= amount
    switch cost {
    case .priced(let amount):
      priced &+= 1
      pricedCalls &+= isCall ? 1 : 0
      costBeyond &+= amount.value
    case .unpriced: unpricedCalls &+= isCall ? 1 : 0
    case .unknownUsage: break
    }
  }

  /// Adds what a call says that it cost.
  mutating func add(reported amount: Int64) {
    reportedCost &+= Int128(amount)
    reported &+= 1
  }
}

/// How many calls of a kind there are; those that the rates of their group price apart from the others.
typealias KindCount = (kind: CallKind, count: Int, isByRates: Bool)

extension CallTally {
  /// What calls add up to, from their sums and how many there are of each kind.
  ///
  /// - Parameter rates: what prices those of them that are not priced by themselves.
  init(_ sums: StoredSums, _ rare: RareSums, _ kinds: [KindCount], _ rates: CallRates) {
    self.init()
    func count(_ isMeant: (CallKind) -> Bool) -> Int { kinds.reduce(0) { $0 + (isMeant($1.kind) ? $1.count : 0) } }
    let byRates = kinds.filter(\.isByRates)
    calls = count(\.isCall)
    errors = count { $0.isCall && $0.isError }
    callsWithoutUsage = count { $0.isCall && !$0.knowsInput && !$0.knowsOutput }
    let streamsKnown = count { $0.isCall && $0.isStreaming != nil }
    streamingCalls = streamsKnown > 0 ? Int64(count { $0.isCall && $0.isStreaming == true }) : nil
    callsWithCacheReport = count { $0.isCall && $0.knowsCacheRead }
    callsWithCacheHit = count { $0.isCall && $0.isCacheHit }

    func total(_ stored: Int64, _ known: Int) -> Int64? { known > 0 ? stored - Int64(known) : nil }
    input = total(sums.input, count(\.knowsInput))
    cacheRead = total(sums.cacheRead, count(\.knowsCacheRead))
    cacheWrite = total(sums.cacheWrite, count(\.knowsCacheWrite))
    output = total(sums.output, count(\.knowsOutput))
    reasoning = total(sums.reasoning, count(\.knowsReasoning))
    let uncached = (input ?? 0) - (cacheRead ?? 0) - (cacheWrite ?? 0) + rare.cachedBeyondInput
    uncachedInput = input == nil ? nil : uncached

    callsPriced = Int(rare.pricedCalls)
    callsUnpriced = Int(rare.unpricedCalls)
    for known in byRates where known.kind.isCall {
      if rates.isPrice {
        callsPriced += known.count
      } else if known.kind.knowsInput || known.kind.knowsOutput {
        callsUnpriced += known.count
      }
    }
    if rare.priced > 0 || (rates.isPrice && !byRates.isEmpty) {
      let cost: Int128 = rates.rates.cost(
        uncachedInput: Int128(uncached), cacheRead: Int128(cacheRead ?? 0), cacheWrite: Int128(cacheWrite ?? 0),
        output: Int128(output ?? 0))
      self.cost = PicoUSD(cost + rare.costBeyond)
    }
    reportedCost = rare.reported > 0 ? PicoUSD(rare.reportedCost) : nil
  }
}
