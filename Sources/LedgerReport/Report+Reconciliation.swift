import LedgerModel

extension Report {
  /// Traces beside metrics.
  public struct Reconciliation: Hashable, Sendable {
    /// Totals over the run, one row per service, provider, model and quantity.
    public var series: [Comparison] = []
    /// The same per UTC window, by start.
    public var windows: [WindowComparison] = []
    /// Percentiles of the traces, and between which values the histograms have them.
    public var percentiles: [PercentileComparison] = []
    /// Where exemplars lead, by service and metric.
    public var exemplars: [Exemplars] = []
    /// One in so many exemplars was checked; 1 where all were.
    public var exemplarsOneIn: UInt64 = 1
    /// How many metric series could have been compared: those that tell of calls, tokens and the like.
    public var seriesRead = 0
    /// The names of metrics that are not read, and that may count tokens or money by their names or units, in order.
    public var unreadMetrics: [String] = []
    /// Metric series that were read and take no part, with the reason.
    public var ignoredSeries: [IgnoredSeries] = []
    /// What explains differences, largest share of each service first.
    public var causes: [Finding] = []
    /// The codes of the findings that explain differences, each once.
    public var findings: [String] = []
    /// The explained part of all differences in millionths, 0…1 000 000; `nil` where nothing was explained or compared.
    public var explainedShareMicros: Int64?

    /// Nothing compared.
    public init() {}
  }

  /// What is counted on both sides.
  public enum ComparedQuantity: String, CaseIterable, Hashable, Sendable {
    /// Tokens.
    case tokens
    /// Calls.
    case calls
    /// Calls that failed.
    case failedCalls = "failed_calls"
    /// Time spent in calls.
    case duration
    /// Calls whose time to first token is known.
    case firstTokens = "calls_with_first_token"
    /// Time to first token, summed up.
    case timeToFirstToken = "time_to_first_token"
    /// Money.
    case cost
    /// Results of evaluations with a score.
    case evaluations
    /// These scores, summed up.
    case scores
    /// Answers judged to be made up.
    case hallucinations
  }

  /// One quantity as the traces have it and as the metrics have it.
  public struct Comparison: Hashable, Sendable {
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// The provider; `nil` where unknown or not told apart.
    public var provider: String?
    /// The operation; `nil` where unknown or not told apart.
    public var operation: String?
    /// The model; `nil` where unknown.
    public var model: String?
    /// What was judged, for results of evaluations; `nil` for all else.
    public var evaluation: String?
    /// What is counted.
    public var quantity: ComparedQuantity
    /// Which tokens (`input`, `output`, …); `nil` for other quantities.
    public var tokenType: String?
    /// The unit of both sides: ``MeasureUnit/count`` for tokens and whatever else is counted, ``MeasureUnit/nanoseconds``
    /// for times, ``MeasureUnit/picoUSD`` for money, ``MeasureUnit/micros`` for scores.
    public var unit: MeasureUnit
    /// What the traces say; `nil` where they do not report it.
    public var traces: Int128?
    /// What the metrics say; `nil` where they do not report it.
    public var metrics: Int128?
    /// The least that the metrics can mean, where their intervals cross the borders of windows; `nil` where ``metrics``
    /// is certain.
    public var metricsLow: Int128?
    /// The most that the metrics can mean; `nil` where ``metrics`` is certain.
    public var metricsHigh: Int128?
    /// Whether the traces' cost is what the price book says because no call of the service reports a cost; `nil` for all
    /// else.
    public var costIsListed: Bool?
    /// What explains the difference, part by part. What they leave open is within the bounds of what metrics mean, or is the
    /// part of an `unexplained-difference`.
    public var causes: [ExplainedAmount] = []

    /// A comparison from its parts.
    public init(
      service: String?, provider: String? = nil, model: String?, quantity: ComparedQuantity, tokenType: String? = nil,
      unit: MeasureUnit, traces: Int128?, metrics: Int128?, metricsLow: Int128? = nil, metricsHigh: Int128? = nil
    ) {
      self.service = service
      self.provider = provider
      self.model = model
      self.quantity = quantity
      self.tokenType = tokenType
      self.unit = unit
      self.traces = traces
      self.metrics = metrics
      self.metricsLow = metricsLow
      self.metricsHigh = metricsHigh
    }

    /// Metrics minus traces; `nil` where a side is absent.
    public var difference: Int128? {
      guard let traces, let metrics else { return nil }
      return metrics - traces
    }

    /// The difference once the explained parts are taken out, a side that is absent taken as nothing; `nil` where both are.
    public var rest: Int128? {
      guard traces != nil || metrics != nil else { return nil }
      let explained = causes.reduce(Int128(0)) { $1.code == "unexplained-difference" ? $0 : $0 + $1.amount }
      return (metrics ?? 0) - (traces ?? 0) - explained
    }

    /// Whether the traces lie between the metrics' bounds, so that intervals which cross window borders can alone
    /// explain the difference. False where a side or a bound is absent.
    public var isWithinBounds: Bool {
      guard let traces, let metricsLow, let metricsHigh else { return false }
      return metricsLow <= traces && traces <= metricsHigh
    }
  }

  /// The part of a difference that one cause explains.
  public struct ExplainedAmount: Hashable, Sendable {
    /// The cause's code.
    public var code: String
    /// Metrics minus traces, in the unit of the comparison.
    public var amount: Int128

    /// An amount with its cause.
    public init(code: String, amount: Int128) {
      self.code = code
      self.amount = amount
    }
  }

  /// A metric series that takes no part in the comparison.
  public struct IgnoredSeries: Hashable, Sendable {
    /// The metric's name.
    public var metric: String
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// The model; `nil` where unknown.
    public var model: String?
    /// Which tokens; `nil` for other quantities.
    public var tokenType: String?
    /// Why, in words: `a part of another series`, `says the same as another metric`, …
    public var reason: String
    /// Whether what it counts may be told by nothing else.
    public var isLost = false
    /// What can be done about it; `nil` where nothing needs to.
    public var remedy: String?
    /// How many series these are.
    public var series = 1
    /// How many points they have.
    public var points = 0

    /// A series with the reason.
    public init(metric: String, service: String?, model: String?, tokenType: String? = nil, reason: String) {
      self.metric = metric
      self.service = service
      self.model = model
      self.tokenType = tokenType
      self.reason = reason
    }
  }

  /// A comparison within one UTC window.
  public struct WindowComparison: Hashable, Sendable {
    /// The window, half-open.
    public var window: TimeWindow
    /// What is compared in it.
    public var comparison: Comparison

    /// A comparison in a window.
    public init(window: TimeWindow, comparison: Comparison) {
      self.window = window
      self.comparison = comparison
    }
  }
}
