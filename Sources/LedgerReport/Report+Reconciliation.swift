import LedgerModel

extension Report {
  /// Traces beside metrics.
  public struct Reconciliation: Hashable, Sendable {
    /// Totals over the run, one row per service, provider, model and quantity.
    public var series: [Comparison] = []
    /// The same per UTC window, by start.
    public var windows: [WindowComparison] = []
    /// The codes of the findings that explain differences.
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
  }

  /// One quantity as the traces have it and as the metrics have it.
  public struct Comparison: Hashable, Sendable {
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// The provider; `nil` where unknown or not told apart.
    public var provider: String?
    /// The model; `nil` where unknown.
    public var model: String?
    /// What is counted.
    public var quantity: ComparedQuantity
    /// Which tokens (`input`, `output`, …); `nil` for other quantities.
    public var tokenType: String?
    /// The unit of both sides: ``MeasureUnit/count`` for tokens and calls (or ``MeasureUnit/micros`` where a metric's
    /// sum is no whole number), ``MeasureUnit/nanoseconds`` for durations.
    public var unit: MeasureUnit
    /// What the traces say; `nil` where they do not report it.
    public var traces: Int64?
    /// What the metrics say; `nil` where they do not report it.
    public var metrics: Int64?

    /// A comparison from its parts.
    public init(
      service: String?, provider: String? = nil, model: String?, quantity: ComparedQuantity, tokenType: String? = nil,
      unit: MeasureUnit, traces: Int64?, metrics: Int64?
    ) {
      self.service = service
      self.provider = provider
      self.model = model
      self.quantity = quantity
      self.tokenType = tokenType
      self.unit = unit
      self.traces = traces
      self.metrics = metrics
    }

    /// Metrics minus traces; `nil` where a side is absent (or the two lie further apart than 64 bits hold).
    public var difference: Int64? {
      guard let traces, let metrics else { return nil }
      let (difference, overflow) = metrics.subtractingReportingOverflow(traces)
      return overflow ? nil : difference
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
