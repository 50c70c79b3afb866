import LedgerModel

extension Report {
  /// What percentiles are compared of.
  public enum PercentileQuantity: String, CaseIterable, Hashable, Sendable {
    /// Durations of calls.
    case duration
    /// Times to the first token or chunk.
    case timeToFirstToken = "time_to_first_token"
    /// Input tokens of calls.
    case inputTokens = "input_tokens"
    /// Output tokens of calls.
    case outputTokens = "output_tokens"
    /// Input and output tokens of calls together.
    case tokens

    /// The unit of the values.
    public var unit: MeasureUnit { self == .duration || self == .timeToFirstToken ? .nanoseconds : .count }
  }

  /// The percentiles of one quantity as the traces have them, and between which values the histograms have them.
  public struct PercentileComparison: Hashable, Sendable {
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// The provider; `nil` where the series tell none or several.
    public var provider: String?
    /// The operation; `nil` where the series tell none or several.
    public var operation: String?
    /// The model; `nil` where unknown.
    public var model: String?
    /// What was measured.
    public var quantity: PercentileQuantity
    /// The names of the histograms.
    public var metrics: [String]
    /// How many values the traces have.
    public var traceValues: Int
    /// How many values the histograms have for certain.
    public var metricValues: Int128
    /// How many more they may have, because intervals cross the borders of the range.
    public var possibleMetricValues: Int128
    /// The percentiles.
    public var percentiles: [ComparedPercentile]

    /// A comparison from its parts.
    public init(
      service: String?, provider: String?, operation: String?, model: String?, quantity: PercentileQuantity,
      metrics: [String], traceValues: Int, metricValues: Int128, possibleMetricValues: Int128,
      percentiles: [ComparedPercentile]
    ) {
      self.service = service
      self.provider = provider
      self.operation = operation
      self.model = model
      self.quantity = quantity
      self.metrics = metrics
      self.traceValues = traceValues
      self.metricValues = metricValues
      self.possibleMetricValues = possibleMetricValues
      self.percentiles = percentiles
    }
  }

  /// A percentile on both sides.
  public struct ComparedPercentile: Hashable, Sendable {
    /// Which percentile.
    public var percentile: Percentile
    /// The exact value of the traces; `nil` where they have none.
    public var traces: Int64?
    /// The percentile of the histograms is not below this.
    public var low: Int64
    /// The percentile of the histograms is not above this; `nil` where nothing says.
    public var high: Int64?
    /// Whether the bounds leave open of which order the percentile is.
    public var isCoarse: Bool

    /// A percentile from its parts.
    public init(percentile: Percentile, traces: Int64?, low: Int64, high: Int64?, isCoarse: Bool) {
      self.percentile = percentile
      self.traces = traces
      self.low = low
      self.high = high
      self.isCoarse = isCoarse
    }

    /// Whether the value of the traces lies within the bounds; `nil` where there is none.
    public var isInside: Bool? { distance.map { $0 == 0 } }

    /// How far the value of the traces lies outside of the bounds; 0 within, `nil` where there is none.
    public var distance: Int64? {
      traces.map { value in
        if value < low { return low - value }
        if let high, value > high { return value - high }
        return 0
      }
    }

    /// Whether the value of the traces lies outside by no more than two pairs of clock readings may be apart: five
    /// milliseconds, or a fiftieth of the value. Meant for times; counts are exact on both sides.
    public var isAtEdge: Bool {
      guard let distance, let traces else { return false }
      return distance > 0 && distance <= max(5_000_000, traces / 50)
    }
  }
}
