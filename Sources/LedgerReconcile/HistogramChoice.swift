import LedgerModel

/// What percentiles are compared of.
public enum PercentileQuantity: UInt8, CaseIterable, Comparable, Sendable {
  /// Durations of calls, in nanoseconds.
  case duration
  /// Times to the first token or chunk, in nanoseconds.
  case timeToFirstToken
  /// Input tokens of calls.
  case inputTokens
  /// Output tokens of calls.
  case outputTokens
  /// Input and output tokens of calls together, where the metric does not tell them apart.
  case totalTokens

  /// In the order of declaration.
  public static func < (left: PercentileQuantity, right: PercentileQuantity) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The quantity that the histograms of a family measure; `nil` for what no percentile is compared of.
  init?(_ family: MetricFamily, _ tokenType: TokenType) {
    switch (family, tokenType) {
    case (.operationDuration, _): self = .duration
    case (.timeToFirstToken, _): self = .timeToFirstToken
    case (.tokenUsage, .input): self = .inputTokens
    case (.tokenUsage, .output): self = .outputTokens
    case (.tokenUsage, .total), (.tokenUsage, .unspecified): self = .totalTokens
    default: return nil
    }
  }
}

/// A histogram series of calls, without its points.
public struct HistogramSeries: Hashable, Sendable {
  /// Where the caller keeps it.
  public var row: Int
  /// The metric's name.
  public var metricName: String
  /// Which quantity.
  public var family: MetricFamily
  /// The kind of histogram.
  public var kind: MetricKind
  /// Which tokens, for a token metric.
  public var tokenType: TokenType
  /// The resource's service name; `nil` where unknown.
  public var service: String?
  /// The model that was asked for; `nil` where unknown.
  public var requestModel: String?
  /// The model that answered; `nil` where unknown.
  public var responseModel: String?
  /// Whether the calls failed.
  public var isOfFailures: Bool

  /// A series from its parts.
  public init(
    row: Int, metricName: String, family: MetricFamily, kind: MetricKind, tokenType: TokenType, service: String?,
    requestModel: String?, responseModel: String?, isOfFailures: Bool
  ) {
    self.row = row
    self.metricName = metricName
    self.family = family
    self.kind = kind
    self.tokenType = tokenType
    self.service = service
    self.requestModel = requestModel
    self.responseModel = responseModel
    self.isOfFailures = isOfFailures
  }
}

/// The histograms of which percentiles are taken.
public struct ChosenHistograms: Sendable {
  /// A series with what it is a part of.
  public struct Part: Hashable, Sendable {
    /// The series' row.
    public var row: Int
    /// What it measures.
    public var quantity: PercentileQuantity
    /// The model by the label of the service and family.
    public var model: String?
  }

  /// The series, in the order given.
  public let parts: [Part]
  private let labels: [ServiceFamily: ModelLabel]

  /// Chooses among all histograms of calls.
  ///
  /// Per service and quantity those of one metric: several names for one quantity hold the same values. The names are
  /// ranked as where metrics are the only source. A total counts only where its service has neither input nor output.
  /// Models are joined as in ``compare(_:with:from:to:)``.
  public init(_ all: [HistogramSeries]) {
    struct Place: Hashable {
      var service: String?
      var quantity: PercentileQuantity
    }
    var best: [Place: MetricChoice] = [:]
    var measured: [(series: HistogramSeries, place: Place, choice: MetricChoice)] = all.compactMap { series in
      guard let quantity = PercentileQuantity(series.family, series.tokenType) else { return nil }
      let place = Place(service: series.service, quantity: quantity)
      let choice = MetricChoice(series.family, name: series.metricName, kind: series.kind)
      best[place] = min(best[place] ?? choice, choice)
      return (series, place, choice)
    }
    measured.removeAll { entry in
      if best[entry.place] != entry.choice { return true }
      guard entry.place.quantity == .totalTokens else { return false }
      return [PercentileQuantity.inputTokens, .outputTokens].contains {
        best[Place(service: entry.place.service, quantity: $0)] != nil
      }
    }
    var evidence: [ServiceFamily: LabelEvidence] = [:]
    for (series, _, _) in measured {
      evidence[ServiceFamily(service: series.service, family: series.family), default: LabelEvidence()].see(
        request: series.requestModel, response: series.responseModel, isOfFailures: series.isOfFailures)
    }
    let labels = evidence.mapValues(\.label)
    self.labels = labels
    parts = measured.map { series, place, _ in
      let label = labels[ServiceFamily(service: series.service, family: series.family)] ?? .responseElseRequest
      return Part(
        row: series.row, quantity: place.quantity,
        model: label.name(request: series.requestModel, response: series.responseModel))
    }
  }

  /// The model of a call, by the label of its service for a quantity.
  public func model(
    of quantity: PercentileQuantity, service: String?, request: String?, response: String?
  ) -> String? {
    let family: MetricFamily =
      switch quantity {
      case .duration: .operationDuration
      case .timeToFirstToken: .timeToFirstToken
      case .inputTokens, .outputTokens, .totalTokens: .tokenUsage
      }
    return (labels[ServiceFamily(service: service, family: family)] ?? .responseElseRequest).name(
      request: request, response: response)
  }
}

/// What the series of a service and family say of models; see `modelLabels`.
private struct LabelEvidence {
  private var allNameResponse = true
  private var allNameRequest = true
  private var anyNamesModel = false

  mutating func see(request: String?, response: String?, isOfFailures: Bool) {
    guard request != nil || response != nil else { return }
    anyNamesModel = true
    if isOfFailures { return }
    if response == nil { allNameResponse = false }
    if request == nil { allNameRequest = false }
  }

  var label: ModelLabel {
    if !anyNamesModel { return .withoutModel }
    return !allNameResponse && allNameRequest ? .requestElseResponse : .responseElseRequest
  }
}
