import LedgerModel

/// Which series a data point belongs to: a digest of everything that makes one.
///
/// The digest covers all resource attributes, the scope (name, version, attributes), the metric's name, unit, kind,
/// temporality and monotonic flag, and the point's attributes as a set. Number type, description and schema addresses do
/// not take part. Two replicas that lack an instance id share one identity; ``SeriesFacts/hasSeveralWriters`` is then the
/// only trace of it.
public struct SeriesIdentity: Hashable, Comparable, Sendable {
  /// The upper half of the digest.
  public var high: UInt64
  /// The lower half of the digest.
  public var low: UInt64

  /// An identity from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// By number; the order has no meaning beyond being the same every time.
  public static func < (left: SeriesIdentity, right: SeriesIdentity) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// A number as a data point carries it, before any scaling.
public enum MetricAmount: Hashable, Sendable {
  /// A whole number.
  case int(Int64)
  /// A binary floating-point number, possibly not finite.
  case double(Double)
}

/// The buckets of one base-2 exponential histogram point.
public struct ExponentialBuckets: Hashable, Sendable {
  /// The scale: bucket borders are powers of 2^(2^-scale).
  public var scale: Int32
  /// How many values lie at zero.
  public var zeroCount: UInt64
  /// The width of zero.
  public var zeroThreshold: Double
  /// Index of the first positive bucket.
  public var positiveOffset: Int32
  /// Counts of the positive buckets.
  public var positiveCounts: [UInt64]
  /// Index of the first negative bucket.
  public var negativeOffset: Int32
  /// Counts of the negative buckets.
  public var negativeCounts: [UInt64]

  /// Buckets from their parts.
  public init(
    scale: Int32, zeroCount: UInt64 = 0, zeroThreshold: Double = 0, positiveOffset: Int32 = 0,
    positiveCounts: [UInt64] = [], negativeOffset: Int32 = 0, negativeCounts: [UInt64] = []
  ) {
    self.scale = scale
    self.zeroCount = zeroCount
    self.zeroThreshold = zeroThreshold
    self.positiveOffset = positiveOffset
    self.positiveCounts = positiveCounts
    self.negativeOffset = negativeOffset
    self.negativeCounts = negativeCounts
  }
}

/// The buckets of one histogram point. They only help to see a reset; no figure is taken from them here.
public enum MetricBuckets: Hashable, Sendable {
  /// Explicit bounds, and one count more than bounds.
  case explicit(bounds: [Double], counts: [UInt64])
  /// Base-2 exponential buckets.
  case exponential(ExponentialBuckets)
}

/// One data point of a series, as it was read.
public struct MetricPoint: Sendable {
  /// Start of the interval, nanoseconds since the epoch; 0 where unknown.
  public var startUnixNano: UInt64
  /// The point's time, nanoseconds since the epoch; 0 is unusable and counted.
  public var timeUnixNano: UInt64
  /// The point's flags; bit 0 means *no recorded value*.
  public var flags: UInt32
  /// A number point's value, or the sum of a histogram or summary; `nil` where it is absent.
  public var amount: MetricAmount?
  /// How many values a histogram or summary holds; `nil` for number points.
  public var count: UInt64?
  /// The buckets, where they are at hand.
  public var buckets: MetricBuckets?

  /// A point from its parts.
  public init(
    startUnixNano: UInt64, timeUnixNano: UInt64, amount: MetricAmount?, count: UInt64? = nil,
    buckets: MetricBuckets? = nil, flags: UInt32 = 0
  ) {
    self.startUnixNano = startUnixNano
    self.timeUnixNano = timeUnixNano
    self.flags = flags
    self.amount = amount
    self.count = count
    self.buckets = buckets
  }
}

/// All data points of one series, from all inputs, in any order, with what the dialects say of them.
public struct MetricSeries: Sendable {
  /// Which series.
  public var identity: SeriesIdentity
  /// The metric's name. Two names for one quantity in one service are an overlap and are not added.
  public var metricName: String
  /// Preference among the metric names of one family in one service, lower first, as the dialects rank them; ties go to
  /// histograms before sums, then to the name.
  public var rank: Int
  /// Which quantity.
  public var family: MetricFamily
  /// The kind of metric.
  public var kind: MetricKind
  /// How it counts. Summaries are cumulative whatever this says.
  public var temporality: Temporality
  /// Whether a sum only grows. Sums that do not are level values and have no increments.
  public var isMonotonic: Bool
  /// By how much amounts are multiplied to reach the canonical unit (tokens, seconds, USD, score): the numerator, > 0.
  public var scaleNumerator: Int64
  /// The denominator of that fraction, > 0.
  public var scaleDenominator: Int64
  /// The resource's service name; `nil` where unknown.
  public var service: String?
  /// The resource's `service.instance.id`; `nil` where unknown.
  public var instance: String?
  /// The provider, in the conventions' words; `nil` where unknown.
  public var provider: String?
  /// The operation, in the conventions' words; `nil` where unknown.
  public var operation: String?
  /// The model that was asked for; `nil` where unknown.
  public var requestModel: String?
  /// The model that answered; `nil` where unknown.
  public var responseModel: String?
  /// Which tokens, for a token metric.
  public var tokenType: TokenType
  /// What went wrong, for a series of failed calls; `nil` for the others.
  public var errorType: String?
  /// What was judged, for a metric of scores; `nil` where it does not say.
  public var evaluation: String?
  /// Whether the points measure requests to a model. False for those of agents, workflows, tools and retrievals, whose
  /// figures stand beside calls or repeat them.
  public var isOfCalls: Bool
  /// A number that series share which differ in their temporality alone, so that they may be one metric, exported twice;
  /// `nil` where that is not known.
  public var temporalityGroup: Int?
  /// The points, in any order, duplicates and all.
  public var points: [MetricPoint]

  /// A series from its parts. A scale that is not positive is a programmer error.
  public init(
    identity: SeriesIdentity, metricName: String, rank: Int = 0, family: MetricFamily, kind: MetricKind,
    temporality: Temporality, isMonotonic: Bool = true, scaleNumerator: Int64 = 1, scaleDenominator: Int64 = 1,
    service: String? = nil, instance: String? = nil, provider: String? = nil, operation: String? = nil,
    requestModel: String? = nil, responseModel: String? = nil, tokenType: TokenType = .unspecified,
    errorType: String? = nil, evaluation: String? = nil, isOfCalls: Bool = true, points: [MetricPoint] = []
  ) {
    precondition(scaleNumerator > 0 && scaleDenominator > 0, "a scale is not positive")
    self.identity = identity
    self.metricName = metricName
    self.rank = rank
    self.family = family
    self.kind = kind
    self.temporality = temporality
    self.isMonotonic = isMonotonic
    self.scaleNumerator = scaleNumerator
    self.scaleDenominator = scaleDenominator
    self.service = service
    self.instance = instance
    self.provider = provider
    self.operation = operation
    self.requestModel = requestModel
    self.responseModel = responseModel
    self.tokenType = tokenType
    self.errorType = errorType
    self.evaluation = evaluation
    self.isOfCalls = isOfCalls
    self.points = points
  }
}

extension MetricSeries {
  /// What it tells of. Series of successful calls also say that none of them failed, where those of failed calls say so.
  func quantities(namesErrors: Bool) -> [ComparedQuantity] {
    switch (family, tokenType) {
    case (.operationDuration, _): [.calls, .durationNanos] + (namesErrors ? [.failedCalls] : [])
    case (.timeToFirstToken, _): [.firstTokens, .firstTokenNanos]
    case (.cost, _): [.cost]
    case (.qualityScore, _): [.evaluations, .scores]
    case (.hallucinations, _): [.hallucinations]
    case (.tokenUsage, .input): [.inputTokens]
    case (.tokenUsage, .output): [.outputTokens]
    case (.tokenUsage, .cacheRead): [.cacheReadTokens]
    case (.tokenUsage, .cacheWrite): [.cacheWriteTokens]
    case (.tokenUsage, .reasoning): [.reasoningTokens]
    case (.tokenUsage, _): [.totalTokens]
    case (.budgetUse, _), (.other, _): []
    }
  }
}

extension MetricFamily {
  /// How many decimal places of the canonical unit the integers of this room carry: tokens are whole, durations
  /// nanoseconds, money pico-dollars, scores millionths.
  public var decimalPlaces: Int {
    switch self {
    case .tokenUsage, .hallucinations: 0
    case .operationDuration, .timeToFirstToken: 9
    case .cost: 12
    case .qualityScore, .budgetUse, .other: 6
    }
  }
}
