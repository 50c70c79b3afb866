import LedgerModel

extension Report {
  /// What became of the log records that tell of calls.
  public struct LogCalls: Hashable, Sendable {
    /// Log records that tell of a call or of an attempt at one.
    public var records = 0
    /// Calls that only log records tell of; they are in all totals.
    public var calls = 0
    /// Records of calls that a span, or another record, tells of.
    public var repeated = 0
    /// Records of attempts that failed at calls that went on.
    public var attempts = 0
    /// Records that were read twice.
    public var duplicates = 0

    /// Nothing told.
    public init() {}
  }

  /// What the metrics say of calls of a service that neither spans nor log records tell of. In no total.
  public struct MetricOnly: Hashable, Sendable {
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// The provider; `nil` where the metrics do not say.
    public var provider: String?
    /// The model; `nil` where the metrics do not say.
    public var model: String?
    /// Calls, by the count of durations; `nil` where no metric counts them.
    public var calls: Int128?
    /// Input tokens; `nil` where no metric says.
    public var inputTokens: Int128?
    /// Output tokens; `nil` where no metric says.
    public var outputTokens: Int128?
    /// Tokens that the metric does not part into input and output; `nil` where it does.
    public var totalTokens: Int128?
    /// Cost as the emitter estimates it; `nil` where no metric says.
    public var costUSD: PicoUSD?
    /// Where the first interval starts.
    public var start: UnixNanos
    /// Where the last interval ends.
    public var end: UnixNanos
    /// The metrics that were used, in the order of their names.
    public var metrics: [String]

    /// A row without figures.
    public init(
      service: String?, provider: String?, model: String?, start: UnixNanos, end: UnixNanos, metrics: [String]
    ) {
      self.service = service
      self.provider = provider
      self.model = model
      self.start = start
      self.end = end
      self.metrics = metrics
    }
  }
}
