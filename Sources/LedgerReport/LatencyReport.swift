import LedgerModel

/// Percentiles by groups, for `latency`: every figure is computed, only the drawing is left.
///
/// Absent is `nil`: `null` in JSON, an empty field in CSV, a dash elsewhere.
public struct LatencyReport: Answer, Hashable, Sendable {
  /// The layout of the JSON form.
  public static let schema = "spanledger.latency/1"

  /// What is grouped and counted.
  public enum Subject: String, Hashable, Sendable {
    /// Requests to models, each counted once.
    case calls
    /// Spans of any kind, each counted once.
    case spans
  }

  /// What is measured.
  public enum Measure: String, Hashable, Sendable {
    /// Start to end of a call or span.
    case duration = "duration_seconds"
    /// Start of a call to its first token.
    case timeToFirstToken = "time_to_first_token_seconds"
    /// The time spent on output divided by its tokens.
    case timePerOutputToken = "time_per_output_token_seconds"
    /// Output tokens divided by the time spent on them.
    case outputTokensPerSecond = "output_tokens_per_second"
    /// Everything that a call read.
    case inputTokens = "input_tokens_per_call"
    /// Of it, what no cache held or took.
    case uncachedInputTokens = "uncached_input_tokens_per_call"
    /// Of it, what a cache held.
    case cacheReadTokens = "cache_read_tokens_per_call"
    /// Of it, what a cache took.
    case cacheWriteTokens = "cache_write_tokens_per_call"
    /// Everything that a call wrote.
    case outputTokens = "output_tokens_per_call"
    /// Of it, what was spent on reasoning.
    case reasoningTokens = "reasoning_tokens_per_call"
    /// What a call costs by the price book.
    case cost = "cost_usd_per_call"
    /// What the emitter says that a call cost.
    case reportedCost = "reported_cost_usd_per_call"

    /// What its integers count.
    var unit: MeasureUnit {
      switch self {
      case .duration, .timeToFirstToken: .nanoseconds
      case .timePerOutputToken: .picoseconds
      case .outputTokensPerSecond: .microTokensPerSecond
      case .inputTokens, .uncachedInputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens, .reasoningTokens:
        .count
      case .cost, .reportedCost: .picoUSD
      }
    }

    /// What people call it.
    public var title: String {
      switch self {
      case .duration: "duration"
      case .timeToFirstToken: "time to first token"
      case .timePerOutputToken: "time per output token"
      case .outputTokensPerSecond: "tokens per second"
      case .inputTokens: "input tokens"
      case .uncachedInputTokens: "uncached input tokens"
      case .cacheReadTokens: "cache read tokens"
      case .cacheWriteTokens: "cache write tokens"
      case .outputTokens: "output tokens"
      case .reasoningTokens: "reasoning tokens"
      case .cost: "cost"
      case .reportedCost: "reported cost"
      }
    }
  }

  /// What decides the order of groups before their keys do.
  public struct Order: Hashable, Sendable {
    /// As it was asked for: `p99:duration`.
    public var spelling: String
    /// In words: `p99 of duration`.
    public var words: String
    /// Whether the smallest figure comes first.
    public var isAscending: Bool

    /// An order from its parts.
    public init(spelling: String, words: String, isAscending: Bool) {
      self.spelling = spelling
      self.words = words
      self.isAscending = isAscending
    }
  }

  /// How many spans there are in a row.
  public struct SpanCounters: Hashable, Sendable {
    /// Spans, each once.
    public var spans: Int
    /// Spans with the status *error*.
    public var errors: Int
    /// Spans whose duration is not known.
    public var withoutDuration: Int

    /// Counters from their figures.
    public init(spans: Int, errors: Int, withoutDuration: Int) {
      self.spans = spans
      self.errors = errors
      self.withoutDuration = withoutDuration
    }
  }

  /// Where the values of a row lie, to be drawn.
  public struct Box: Hashable, Sendable {
    /// The smallest value.
    public var min: Int64
    /// The 25th percentile.
    public var lower: Int64
    /// The median.
    public var median: Int64
    /// The 75th percentile.
    public var upper: Int64
    /// The largest value.
    public var max: Int64

    /// A box from its values, which do not fall.
    public init(min: Int64, lower: Int64, median: Int64, upper: Int64, max: Int64) {
      (self.min, self.lower, self.median, self.upper, self.max) = (min, lower, median, upper, max)
    }
  }

  /// One group, the groups that have no row of their own, or everything.
  public struct Row: Hashable, Sendable {
    /// What the group has in common, in the order of ``LatencyReport/keys``; `nil` where its calls do not say. Empty for
    /// rows that are no group.
    public var key: [String?]
    /// What its calls add up to; nothing about spans.
    public var counters: Report.Counters
    /// What its spans add up to; `nil` in reports of calls.
    public var spans: SpanCounters?
    /// One for each measure; `nil` where no call has a value. Empty where calls are weighed by their sampling.
    public var distributions: [Distribution?]
    /// The same where calls are weighed by their sampling; else empty.
    public var estimates: [EstimatedDistribution?] = []
    /// One for each measure, where boxes are to be drawn; else empty.
    public var boxes: [Box?] = []
    /// One for each measure, where histograms were asked for; else empty.
    public var histograms: [Histogram?] = []

    /// A row from its parts.
    public init(key: [String?], counters: Report.Counters, distributions: [Distribution?]) {
      self.key = key
      self.counters = counters
      self.distributions = distributions
    }
  }

  /// Who made the report.
  public var generator: Report.Generator
  /// How figures were made; windows play no part.
  public var settings: Report.Settings
  /// What is grouped.
  public var subject = Subject.calls
  /// What it is grouped by, in the contract's spelling.
  public var keys: [String]
  /// Which percentiles, in the order asked for.
  public let percentiles: [Percentile]
  /// The percentiles as members and columns are named: `p50`, `p99_9`. Every row of a report asks for them.
  let percentileNames: [String]
  /// What a percentile is.
  public var definition: PercentileDefinition
  /// Of what, in the order asked for.
  public var measures: [Measure]
  /// Whether percentiles have 95 % intervals beside them.
  public var hasIntervals = false
  /// How the buckets of histograms are cut; `nil` where none were asked for.
  public var histogram: Histogram.Kind?
  /// What decides the order of the groups; `nil` where their keys alone do.
  public var order: Order?
  /// How many groups were asked for; `nil` for all.
  public var top: Int?
  /// Where calls are weighed by their sampling: how many of them say how they were sampled; `nil` otherwise.
  public var sampling: Report.Sampling?
  /// What was read.
  public var inputs = Report.Inputs()
  /// What could not be used, in order of source and position. Positions refer to rows of ``Report/Inputs/sources``.
  public var problems: [Problem] = []
  /// The groups that are shown, in ``order``, else by the first key, then the second, and so on; absent first, then texts by
  /// their bytes, hours and days by time.
  public var groups: [Row] = []
  /// The groups behind the ``top`` ones together; `nil` where there are none.
  public var rest: Row?
  /// How many groups ``rest`` holds.
  public var restCount = 0
  /// Everything.
  public var all: Row

  /// A report without calls.
  public init(
    generator: Report.Generator, settings: Report.Settings, keys: [String], percentiles: [Percentile],
    definition: PercentileDefinition, measures: [Measure]
  ) {
    self.generator = generator
    self.settings = settings
    self.keys = keys
    self.percentiles = percentiles
    percentileNames = percentiles.map { "p" + $0.text.replacing(".", with: "_") }
    self.definition = definition
    self.measures = measures
    all = Row(key: [], counters: Report.Counters(), distributions: measures.map { _ in nil })
  }

  /// The percentiles as people call them: `p50`, `p99.9`.
  var percentileTitles: [String] { percentiles.map { "p\($0.text)" } }

  /// The names of the percentiles that fall on an extreme, for want of values.
  func atExtreme(_ distribution: Drawn) -> [String] {
    zip(percentileNames, distribution.extremes(percentiles)).filter { $1 != nil }.map(\.0)
  }

  /// Whether percentiles have the ends of an interval beside them in the forms for machines.
  var hasBounds: Bool { hasIntervals || sampling != nil }

  /// How many groups there are, shown or not.
  var groupCount: Int { groups.count + restCount }
}

extension LatencyReport {
  /// A distribution as it is drawn: of the values that were kept, or estimated for all there were.
  struct Drawn {
    var unit: MeasureUnit
    var count: Int
    var min: Int64
    var max: Int64
    var mean: Int64
    var percentiles: [Int64]
    /// The ends of the interval of each percentile, where any are known.
    var bounds: [(low: Int64?, high: Int64?)]
    var estimate: EstimatedDistribution?

    init(_ known: Distribution) {
      (unit, count, min, max, mean) = (known.unit, known.count, known.min, known.max, known.mean)
      percentiles = known.percentiles
      bounds = known.intervals.map { ($0?.low, $0?.high) }
    }

    init(_ known: EstimatedDistribution) {
      (unit, count, min, max, mean) = (known.unit, known.count, known.min, known.max, known.mean)
      percentiles = known.percentiles.map(\.value)
      bounds = known.percentiles.map { ($0.low, $0.high) }
      estimate = known
    }

    /// The exact value, in the words of JSON and CSV.
    func decimal(_ value: Int64) -> String {
      unit == .picoUSD ? PicoUSD(Int128(value)).description : decimalText(value, places: unit.decimalPlaces)
    }

    /// How many calls they stand for, as a decimal number.
    var population: String {
      exactDecimal(Estimate.integer(estimate?.populationQ32 ?? 0, times: 1_000_000, .nearest), places: 6)
    }

    /// Which of the percentiles fall on an extreme, for want of values. Those of weighed values have intervals to say so.
    func extremes(_ percentiles: [Percentile]) -> [Percentile.Extreme?] {
      percentiles.map { estimate == nil ? $0.extreme(of: count) : nil }
    }
  }
}

extension LatencyReport.Row {
  /// What is drawn for each measure.
  var drawn: [LatencyReport.Drawn?] {
    estimates.isEmpty
      ? distributions.map { $0.map { LatencyReport.Drawn($0) } } : estimates.map { $0.map { LatencyReport.Drawn($0) } }
  }
}
