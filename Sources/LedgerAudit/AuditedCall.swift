import LedgerCalls

/// The two sides of a call, without what it used.
struct CallSums: Hashable, Sendable {
  /// What is claimed, in pico-dollars.
  var reported: Int64
  /// What the list says, in pico-dollars.
  var list: Int64
  /// Start in Unix nanoseconds.
  var start: UInt64
  /// Whether a gateway answered from its own cache.
  var isResponseCacheHit: Bool

  /// A number that follows from the sums, another one for each turn.
  @inline(__always)
  func mark(turn: UInt64) -> UInt64 {
    var mark = turn &* 0x9E37_79B9_7F4A_7C15 ^ start
    mark = (mark ^ mark >> 30) &* 0xBF58_476D_1CE4_E5B9 ^ UInt64(bitPattern: reported)
    mark = (mark ^ mark >> 27) &* 0x94D0_49BB_1331_11EB ^ UInt64(bitPattern: list)
    return (mark ^ mark >> 31) &* 0xBF58_476D_1CE4_E5B9
  }
}

/// One call whose reported cost is held against its list cost.
public struct AuditedCall: Hashable, Sendable {
  /// What it used, in disjoint classes.
  public var tokens: TokenCounts
  /// The counts of its own span, where other ones count; `nil` where those are the same.
  public var ownTokens: TokenCounts?
  /// Start in Unix nanoseconds.
  public var start: UInt64
  /// What is claimed, in pico-dollars.
  public var reported: Int64
  /// What the list says, in pico-dollars.
  public var list: Int64
  /// Whether a gateway answered from its own cache, so that the list says nothing is billed.
  public var isResponseCacheHit: Bool
  /// Whether ``ownTokens`` are an estimate by the instrumentation's own word.
  public var isOwnEstimated = false

  /// A call from its parts.
  public init(
    tokens: TokenCounts, ownTokens: TokenCounts? = nil, start: UInt64, reported: Int64, list: Int64,
    isResponseCacheHit: Bool = false
  ) {
    self.tokens = tokens
    self.ownTokens = ownTokens
    self.start = start
    self.reported = reported
    self.list = list
    self.isResponseCacheHit = isResponseCacheHit
  }

  /// Its two sides.
  var sums: CallSums {
    CallSums(reported: reported, list: list, start: start, isResponseCacheHit: isResponseCacheHit)
  }

  /// What tells calls with the same sums apart, in an order.
  var rest: [Int64] {
    [
      tokens.input ?? -1, tokens.output ?? -1, tokens.cacheRead ?? -1, tokens.cacheWrite ?? -1, tokens.reasoning ?? -1,
      ownTokens?.input ?? -1, ownTokens?.output ?? -1,
    ]
  }

  /// Claimed minus list.
  public var difference: Int64 { reported.subtractingClamped(list) }
}

extension Int64 {
  /// The difference, or the nearest value that fits: damaged figures must not trap.
  func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (self < 0 ? .min : .max) : difference
  }

  /// The sum, or the nearest value that fits.
  func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (self < 0 ? .min : .max) : sum
  }
}
