import LedgerModel

extension Report {
  /// The counters of the contract. Sums of integers, so any grouping adds up to the total.
  public struct Counters: Hashable, Sendable {
    /// Spans, ordinary ones included; duplicates are not in it.
    public var spans = 0
    /// Requests to a model, each counted once.
    public var calls = 0
    /// Calls that failed.
    public var errors = 0
    /// Calls that reported no token count at all.
    public var callsWithoutUsage = 0
    /// Calls that could not be priced.
    public var callsUnpriced = 0
    /// Calls that were priced. The others are unpriced, or their usage is not known far enough.
    public var callsPriced = 0
    /// Calls whose response was streamed; `nil` where no call says whether it was.
    public var streamingCalls: Int64?
    /// Everything the models read, cached input included; `nil` where no call reported it.
    public var inputTokens: Int64?
    /// Input that no cache held; `nil` where unknown.
    public var uncachedInputTokens: Int64?
    /// Input that was served from a cache; `nil` where no call reported it.
    public var cacheReadTokens: Int64?
    /// Input that was written into a cache; `nil` where no call reported it.
    public var cacheWriteTokens: Int64?
    /// Everything the models wrote, reasoning included; `nil` where no call reported it.
    public var outputTokens: Int64?
    /// Output spent on reasoning, a part of ``outputTokens``; `nil` where no call reported it.
    public var reasoningTokens: Int64?
    /// Recomputed cost of the calls that could be priced; `nil` where none could.
    public var costUSD: PicoUSD?
    /// Cost as the emitters reported it; `nil` where none did.
    public var reportedCostUSD: PicoUSD?
    /// Spans that repeat the usage of their children, not counted as calls.
    public var wrapperSpans = 0
    /// Spans that were seen before, not counted.
    public var duplicateSpans = 0
    /// Calls weighted by their sampling, in millionths of a call; `nil` where no weight is known.
    public var adjustedCallsMicros: Int64?
    /// Cost weighted by sampling; `nil` where no weight or no price is known.
    public var adjustedCostUSD: PicoUSD?

    /// Nothing counted.
    public init() {}

    /// Everything read and written; `nil` where neither is known.
    var tokens: Int64? { sum(inputTokens, outputTokens) }

    /// Adds another row. Known plus unknown is known; unknown plus unknown stays unknown.
    mutating func add(_ other: Counters) {
      spans += other.spans
      calls += other.calls
      errors += other.errors
      callsWithoutUsage += other.callsWithoutUsage
      callsUnpriced += other.callsUnpriced
      callsPriced += other.callsPriced
      streamingCalls = sum(streamingCalls, other.streamingCalls)
      inputTokens = sum(inputTokens, other.inputTokens)
      uncachedInputTokens = sum(uncachedInputTokens, other.uncachedInputTokens)
      cacheReadTokens = sum(cacheReadTokens, other.cacheReadTokens)
      cacheWriteTokens = sum(cacheWriteTokens, other.cacheWriteTokens)
      outputTokens = sum(outputTokens, other.outputTokens)
      reasoningTokens = sum(reasoningTokens, other.reasoningTokens)
      costUSD = sum(costUSD, other.costUSD)
      reportedCostUSD = sum(reportedCostUSD, other.reportedCostUSD)
      wrapperSpans += other.wrapperSpans
      duplicateSpans += other.duplicateSpans
      adjustedCallsMicros = sum(adjustedCallsMicros, other.adjustedCallsMicros)
      adjustedCostUSD = sum(adjustedCostUSD, other.adjustedCostUSD)
    }
  }

  /// The four distributions of the contract, each over the calls for which it is known; `nil` where there is none.
  public struct Distributions: Hashable, Sendable {
    /// Start to end of a call.
    public var duration: Distribution?
    /// Start of a call to its first token.
    public var timeToFirstToken: Distribution?
    /// Output tokens divided by the time spent on them.
    public var outputTokensPerSecond: Distribution?
    /// The time spent on output divided by its tokens.
    public var timePerOutputToken: Distribution?

    /// Nothing known.
    public init() {}
  }
}

/// The sum of what is known; `nil` where neither side is. No count that is believed is so large that sums of millions of calls
/// leave 64 bits; what does all the same stays at the largest number.
func sum(_ left: Int64?, _ right: Int64?) -> Int64? {
  guard let left else { return right }
  let (sum, overflow) = left.addingReportingOverflow(right ?? 0)
  return overflow ? .max : sum
}

/// The sum of what is known; `nil` where neither side is.
func sum(_ left: PicoUSD?, _ right: PicoUSD?) -> PicoUSD? {
  guard let left else { return right }
  return left + (right ?? .zero)
}
