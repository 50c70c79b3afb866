import LedgerModel

/// What an exemplar's series says, as far as it is checked.
public struct ExemplarSeries: Sendable {
  /// Which quantity.
  public var family: MetricFamily
  /// Which tokens, for a token metric.
  public var tokenType: TokenType
  /// Numerator of the factor to the canonical unit, > 0.
  public var scaleNumerator: Int64
  /// Denominator of that factor, > 0.
  public var scaleDenominator: Int64
  /// The service; `nil` where unknown.
  public var service: String?
  /// The model that was asked for; `nil` where not said.
  public var requestModel: String?
  /// The model that answered; `nil` where not said.
  public var responseModel: String?
  /// Whether calls are measured, and not agents, tools or retrievals.
  public var isOfCalls: Bool

  /// A series from its parts.
  public init(
    family: MetricFamily, tokenType: TokenType, scaleNumerator: Int64, scaleDenominator: Int64, service: String?,
    requestModel: String?, responseModel: String?, isOfCalls: Bool
  ) {
    self.family = family
    self.tokenType = tokenType
    self.scaleNumerator = scaleNumerator
    self.scaleDenominator = scaleDenominator
    self.service = service
    self.requestModel = requestModel
    self.responseModel = responseModel
    self.isOfCalls = isOfCalls
  }
}

/// A span that an exemplar points at.
public struct ExemplarSpan: Sendable {
  /// Its start; 0 where unknown.
  public var start: UInt64
  /// Its end; `nil` where unknown.
  public var end: UInt64?
  /// How long it took, in nanoseconds; `nil` where unknown.
  public var duration: UInt64?
  /// The service; `nil` where unknown.
  public var service: String?
  /// What it says as a request to a model; `nil` where it is none.
  public var call: Call?

  /// A request to a model.
  public struct Call: Sendable {
    /// The model that was asked for; `nil` where not said.
    public var requestModel: String?
    /// The model that answered; `nil` where not said.
    public var responseModel: String?
    /// Everything the model read; `nil` where unknown.
    public var inputTokens: Int64?
    /// Everything the model wrote; `nil` where unknown.
    public var outputTokens: Int64?
    /// Of the input, what was read from the cache; `nil` where unknown.
    public var cacheReadTokens: Int64?
    /// Of the input, what was written to the cache; `nil` where unknown.
    public var cacheWriteTokens: Int64?
    /// Of the output, what was spent on reasoning; `nil` where unknown.
    public var reasoningTokens: Int64?
    /// Start to first token, in nanoseconds; `nil` where unknown.
    public var timeToFirstToken: Int64?

    /// A call from its parts.
    public init(
      requestModel: String?, responseModel: String?, inputTokens: Int64?, outputTokens: Int64?,
      cacheReadTokens: Int64? = nil, cacheWriteTokens: Int64? = nil, reasoningTokens: Int64? = nil,
      timeToFirstToken: Int64?
    ) {
      self.requestModel = requestModel
      self.responseModel = responseModel
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
      self.cacheReadTokens = cacheReadTokens
      self.cacheWriteTokens = cacheWriteTokens
      self.reasoningTokens = reasoningTokens
      self.timeToFirstToken = timeToFirstToken
    }
  }

  /// A span from its parts.
  public init(start: UInt64, end: UInt64?, duration: UInt64?, service: String?, call: Call?) {
    self.start = start
    self.end = end
    self.duration = duration
    self.service = service
    self.call = call
  }
}

/// How an exemplar and a span fit together.
public struct ExemplarFit: Hashable, Sendable {
  /// Whether the span is a call of the service and model that the series names; `false` for another call.
  public enum Kind: Hashable, Sendable {
    /// A call of the same service and model.
    case sameCall
    /// A call of another service or model.
    case otherCall
    /// No call: what was active around it, such as an agent.
    case noCall
  }

  /// What the span is.
  public var kind: Kind
  /// Whether the value is that of the span; `nil` where one of them does not say, or they measure different things.
  public var valueAgrees: Bool?
  /// Whether it was recorded within the span, or no further than a second from it; `nil` where a time is unknown.
  public var isInTime: Bool?
}

/// Further from the span's start or end than this is outside of it.
private let nearNanos: UInt64 = 1_000_000_000

/// Holds an exemplar against a span of its ids.
///
/// Tokens must be the same. Times may differ by five milliseconds or a fiftieth of the span's: they are measured by two
/// pairs of clock readings. What is measured of calls is compared with calls alone, and what is not with other spans:
/// an exemplar points at the span that was active, which may lie around the one that was measured.
public func fit(_ exemplar: Exemplar, of series: ExemplarSeries, with span: ExemplarSpan) -> ExemplarFit {
  let kind: ExemplarFit.Kind
  if let call = span.call {
    let said = [series.requestModel, series.responseModel].compactMap { $0 }
    let names = [call.requestModel, call.responseModel].compactMap { $0 }
    let isOfModel = said.isEmpty || said.contains(where: names.contains)
    kind = isOfModel && series.service == span.service ? .sameCall : .otherCall
  } else {
    kind = .noCall
  }
  var isInTime: Bool?
  if exemplar.timeUnixNano != 0, span.start != 0, let end = span.end {
    let time = exemplar.timeUnixNano
    let isBefore = time < span.start && span.start - time > nearNanos
    isInTime = !isBefore && !(time > end && time - end > nearNanos)
  }
  return ExemplarFit(kind: kind, valueAgrees: valueAgrees(exemplar, series, span), isInTime: isInTime)
}

private func valueAgrees(_ exemplar: Exemplar, _ series: ExemplarSeries, _ span: ExemplarSpan) -> Bool? {
  guard series.isOfCalls == (span.call != nil) else { return nil }
  let amount: MetricAmount
  switch exemplar.value {
  case .absent: return nil
  case .int(let value): amount = .int(value)
  case .double(let value): amount = .double(value)
  }
  var expected: Int128?
  var isTime = false
  switch series.family {
  case .operationDuration:
    expected = span.duration.map { Int128($0) }
    isTime = true
  case .timeToFirstToken:
    expected = span.call?.timeToFirstToken.map { Int128($0) }
    isTime = true
  case .tokenUsage:
    let (input, output) = (span.call?.inputTokens, span.call?.outputTokens)
    switch series.tokenType {
    case .input: expected = input.map { Int128($0) }
    case .output: expected = output.map { Int128($0) }
    case .total, .unspecified: expected = input.flatMap { input in output.map { Int128(input) + Int128($0) } }
    case .cacheRead: expected = span.call?.cacheReadTokens.map { Int128($0) }
    case .cacheWrite: expected = span.call?.cacheWriteTokens.map { Int128($0) }
    case .reasoning: expected = span.call?.reasoningTokens.map { Int128($0) }
    case .subset: return nil
    }
  default: return nil
  }
  guard let expected else { return nil }
  let measured = FixedPoint(
    amount, numerator: series.scaleNumerator, denominator: series.scaleDenominator,
    places: series.family.decimalPlaces)
  switch measured {
  case .exact(let value): return isTime ? isNear(value, expected) : value == expected
  case .rounded(let value): return isTime && isNear(value, expected)
  case .notANumber, .outOfRange: return false
  }
}

private func isNear(_ value: Int128, _ expected: Int128) -> Bool {
  (value - expected).magnitude <= Swift.max(5_000_000, expected.magnitude / 50)
}
