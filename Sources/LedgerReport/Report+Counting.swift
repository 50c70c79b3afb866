import LedgerModel

extension Report {
  /// From what adding up every span would have given to what counts:
  /// `naive = counted + Σ notCounted − Σ adjustments`, exactly.
  public struct Counting: Hashable, Sendable {
    /// Every span that reports usage or cost, as it reports it.
    public var naive = UsageSums()
    /// What counts; of spans those whose own report counts.
    public var counted = UsageSums()
    /// Of what counts: agents, workflows and steps with usage and none below them.
    public var aggregateOnly = UsageSums()
    /// What was left out, by reason.
    public var notCounted: [LeftOut] = []
    /// What counts beyond what its span reported, by reason.
    public var adjustments: [Adjustment] = []
    /// Aggregates that say more than what counts below them; how much more is in no sum.
    public var aggregateGap = UsageSums()

    /// Nothing counted.
    public init() {}
  }

  /// Spans with usage and what they say.
  public struct UsageSums: Hashable, Sendable {
    /// How many spans.
    public var spans: Int
    /// Input tokens; `nil` where none says any.
    public var inputTokens: Int128?
    /// Output tokens; `nil` where none says any.
    public var outputTokens: Int128?
    /// Reported cost; `nil` where none says any.
    public var reportedCostUSD: PicoUSD?

    /// Sums by their values.
    public init(
      spans: Int = 0, inputTokens: Int128? = nil, outputTokens: Int128? = nil, reportedCostUSD: PicoUSD? = nil
    ) {
      self.spans = spans
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
      self.reportedCostUSD = reportedCostUSD
    }
  }

  /// What was left out for one reason.
  public struct LeftOut: Hashable, Sendable {
    /// The reason's code.
    public var reason: String
    /// How much.
    public var sums: UsageSums
    /// Of it, by dialect (`nil` for none that is known).
    public var dialects: [DialectSums]

    /// A reason with what it left out.
    public init(reason: String, sums: UsageSums, dialects: [DialectSums] = []) {
      self.reason = reason
      self.sums = sums
      self.dialects = dialects
    }
  }

  /// The share of one dialect.
  public struct DialectSums: Hashable, Sendable {
    /// The dialect; `nil` for none that is known.
    public var dialect: String?
    /// How much.
    public var sums: UsageSums

    /// A dialect with its share.
    public init(dialect: String?, sums: UsageSums) {
      self.dialect = dialect
      self.sums = sums
    }
  }

  /// What counts beyond what spans reported, for one reason.
  public struct Adjustment: Hashable, Sendable {
    /// The reason's code.
    public var reason: String
    /// How many spans, and how much.
    public var sums: UsageSums

    /// A reason with what it added.
    public init(reason: String, sums: UsageSums) {
      self.reason = reason
      self.sums = sums
    }
  }

  /// Calls whose usage is not known, for one reason, and how much it may have been. In no total.
  public struct UnknownUsage: Hashable, Sendable {
    /// The state's code.
    public var state: String
    /// How many calls.
    public var calls: Int
    /// Of them, those that have bounds.
    public var boundedCalls = 0
    /// The least and the most input of these; `nil` where there is no bound.
    public var inputTokens: ClosedRange<Int128>?
    /// The least and the most output of these.
    public var outputTokens: ClosedRange<Int128>?
    /// The least and the most cost of these; `nil` where no call like them has a price.
    public var costUSD: ClosedRange<PicoUSD>?
    /// Input and output together, where only that was reported.
    public var totalTokens: Int128?
    /// The input that the instrumentation estimated, where it says that it did; `nil` elsewhere.
    public var estimatedInputTokens: Int128?
    /// The output that it estimated.
    public var estimatedOutputTokens: Int128?

    /// A state with its calls.
    public init(state: String, calls: Int) {
      self.state = state
      self.calls = calls
    }
  }
}
