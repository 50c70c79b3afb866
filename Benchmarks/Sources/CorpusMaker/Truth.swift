/// What a corpus holds, exactly: benchmarks and tests check their answers against it.
public struct Truth: Codable, Equatable, Sendable {
  /// Counts of calls and tokens.
  public struct Counters: Codable, Equatable, Sendable {
    /// Requests to a model, wrapper spans apart.
    public var calls = 0
    /// Calls that failed.
    public var errors = 0
    /// Calls that asked for a stream, as far as their dialect says so.
    public var streamingCalls = 0
    /// Calls whose spans tell no usage: failed ones, some streams.
    public var callsWithoutUsage = 0
    /// Everything the models read, cached included.
    public var inputTokens = 0
    /// The part of it that is reported as read from a cache.
    public var cacheReadTokens = 0
    /// The part of it that is reported as written to a cache.
    public var cacheWriteTokens = 0
    /// Everything the models wrote, reasoning included.
    public var outputTokens = 0
    /// The part of it that is reported as reasoning.
    public var reasoningTokens = 0
    /// The sum of the calls' durations.
    public var durationNanos = 0

    mutating func add(_ other: Counters) {
      calls += other.calls
      errors += other.errors
      streamingCalls += other.streamingCalls
      callsWithoutUsage += other.callsWithoutUsage
      inputTokens += other.inputTokens
      cacheReadTokens += other.cacheReadTokens
      cacheWriteTokens += other.cacheWriteTokens
      outputTokens += other.outputTokens
      reasoningTokens += other.reasoningTokens
      durationNanos += other.durationNanos
    }
  }

  /// What the metrics say, after cumulative series are turned into increments.
  public struct MetricTotals: Codable, Equatable, Sendable {
    /// Data points in the metrics file.
    public var dataPoints = 0
    /// The increments of `gen_ai.client.token.usage`, type input.
    public var inputTokens = 0
    /// The increments of `gen_ai.client.token.usage`, type output.
    public var outputTokens = 0
    /// The increments of the duration histograms' counts.
    public var durationCount = 0
  }

  /// The generator's seed.
  public var seed: UInt64
  /// Bytes of all traces as JSON Lines.
  public var jsonBytes = 0
  /// Bytes of all traces as length-prefixed protobuf.
  public var protoBytes = 0
  /// Export requests in the traces files.
  public var requests = 0
  /// Traces.
  public var traces = 0
  /// Spans of any kind.
  public var spans = 0
  /// Spans that carry captured content.
  public var spansWithContent = 0
  /// Agent spans that repeat their children's usage.
  public var wrapperSpans = 0
  /// Evaluation results, as events or as spans.
  public var evaluations = 0
  /// The start of the first span, nanoseconds since the epoch.
  public var earliest: UInt64 = .max
  /// The end of the last span.
  public var latest: UInt64 = 0
  /// All calls.
  public var totals = Counters()
  /// Calls by response model where known, else by request model.
  public var models: [String: Counters] = [:]
  /// Calls by service.
  public var services: [String: Counters] = [:]
  /// Calls by dialect.
  public var dialects: [String: Counters] = [:]
  /// What the metrics say.
  public var metrics = MetricTotals()
}
