import LedgerCalls
import LedgerModel

/// What the calls of a group add up to. Values merge: threads, files and nights add up in any order.
///
/// Token sums saturate at the largest 64-bit integer instead of trapping: as all parts are non-negative, that too is the
/// same in any order.
public struct CallTally: Hashable, Sendable {
  /// Requests to a model.
  public var calls = 0
  /// Calls that failed.
  public var errors = 0
  /// Calls of which neither input nor output tokens are known.
  public var callsWithoutUsage = 0
  /// Calls with usage that have no price.
  public var callsUnpriced = 0
  /// Calls that have a price and were priced.
  public var callsPriced = 0
  /// Calls whose response was streamed; `nil` where no call says whether it was.
  public var streamingCalls: Int64?
  /// Calls that report how much of their input came from a cache, zero included.
  public var callsWithCacheReport = 0
  /// Calls of which some input came from a cache.
  public var callsWithCacheHit = 0
  /// Everything read; `nil` where no call says.
  public var input: Int64?
  /// Input that no cache held or took; `nil` where no call says.
  public var uncachedInput: Int64?
  /// Input from a cache; `nil` where no call says.
  public var cacheRead: Int64?
  /// Input into a cache; `nil` where no call says.
  public var cacheWrite: Int64?
  /// Everything written; `nil` where no call says.
  public var output: Int64?
  /// Output spent on reasoning; `nil` where no call says.
  public var reasoning: Int64?
  /// Cost of the calls that have a price; `nil` where none has.
  public var cost: PicoUSD?
  /// Cost as reported; `nil` where no call says.
  public var reportedCost: PicoUSD?

  /// Nothing.
  public init() {}

  @inline(__always)
  mutating func add(_ tokens: TokenCounts) {
    CallTally.add(tokens.input, to: &input)
    CallTally.add(tokens.uncachedInput, to: &uncachedInput)
    CallTally.add(tokens.cacheRead, to: &cacheRead)
    CallTally.add(tokens.cacheWrite, to: &cacheWrite)
    CallTally.add(tokens.output, to: &output)
    CallTally.add(tokens.reasoning, to: &reasoning)
  }

  /// Adds what the calls of another group add up to.
  mutating func add(_ other: CallTally) {
    calls += other.calls
    errors += other.errors
    callsWithoutUsage += other.callsWithoutUsage
    callsUnpriced += other.callsUnpriced
    callsPriced += other.callsPriced
    CallTally.add(other.streamingCalls, to: &streamingCalls)
    callsWithCacheReport += other.callsWithCacheReport
    callsWithCacheHit += other.callsWithCacheHit
    CallTally.add(other.input, to: &input)
    CallTally.add(other.uncachedInput, to: &uncachedInput)
    CallTally.add(other.cacheRead, to: &cacheRead)
    CallTally.add(other.cacheWrite, to: &cacheWrite)
    CallTally.add(other.output, to: &output)
    CallTally.add(other.reasoning, to: &reasoning)
    CallTally.add(other.cost, to: &cost)
    CallTally.add(other.reportedCost, to: &reportedCost)
  }

  @inline(__always)
  static func add(_ value: Int64?, to sum: inout Int64?) {
    guard let value else { return }
    let (total, overflow) = (sum ?? 0).addingReportingOverflow(value)
    sum = overflow ? .max : total
  }

  @inline(__always)
  static func add(_ value: PicoUSD?, to sum: inout PicoUSD?) {
    guard let value else { return }
    sum = (sum ?? .zero) + value
  }
}

/// The four distributions over the calls of a group.
public struct CallDistributions: Hashable, Sendable {
  /// Start to end.
  public var duration: Distribution?
  /// Start to first token.
  public var timeToFirstToken: Distribution?
  /// Output tokens per second of generation.
  public var outputTokensPerSecond: Distribution?
  /// Generation time per output token after the first.
  public var timePerOutputToken: Distribution?

  /// Nothing known.
  public init() {}
}
