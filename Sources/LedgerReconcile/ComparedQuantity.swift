import LedgerModel

/// What is compared. The order is that of tables.
public enum ComparedQuantity: UInt8, CaseIterable, Comparable, Sendable {
  /// Calls, failed ones included: the traces' calls beside the count of the duration metric.
  case calls
  /// Calls that failed: those of the traces beside the count of the duration metric's points with an error type.
  case failedCalls
  /// Input tokens.
  case inputTokens
  /// Output tokens.
  case outputTokens
  /// Input and output tokens together, where the metric does not tell them apart.
  case totalTokens
  /// Of the input tokens, those that were read from the cache.
  case cacheReadTokens
  /// Of the input tokens, those that were written to the cache.
  case cacheWriteTokens
  /// Of the output tokens, those that were spent on reasoning.
  case reasoningTokens
  /// The sum of durations, in nanoseconds.
  case durationNanos
  /// Calls whose time to first token is known, beside the count of its metric.
  case firstTokens
  /// The sum of times to first token, in nanoseconds.
  case firstTokenNanos
  /// Money in pico-dollars: what spans report that calls cost, or where no call of the service reports a cost, what the
  /// price book says (see ``CostBasis``).
  case cost
  /// Results of evaluations with a score.
  case evaluations
  /// The sum of these scores, in millionths.
  case scores
  /// Answers judged to be made up.
  case hallucinations

  /// The metric family on the other side.
  public var family: MetricFamily {
    switch self {
    case .calls, .failedCalls, .durationNanos: .operationDuration
    case .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens: .tokenUsage
    case .firstTokens, .firstTokenNanos: .timeToFirstToken
    case .cost: .cost
    case .evaluations, .scores: .qualityScore
    case .hallucinations: .hallucinations
    }
  }

  /// All families that are compared.
  public static let families = Set(allCases.map(\.family))

  /// Those that are told of calls.
  static let ofCalls = Set(allCases.filter { !$0.isOfEvaluations })

  /// Whether it is a part of what another quantity holds. Many spans do not tell it.
  var isPart: Bool { self == .cacheReadTokens || self == .cacheWriteTokens || self == .reasoningTokens }

  /// Whether it is told of the results of evaluations, and not of calls.
  public var isOfEvaluations: Bool { self == .evaluations || self == .scores || self == .hallucinations }

  /// Whether the search for causes goes by it. Others follow: what explains these is taken out of those as well.
  ///
  /// Counts and tokens are whole numbers that both sides take from the same answer. Times are taken from two pairs of
  /// clock readings, and what counts as a first token differs between libraries; money and scores follow from calls.
  var isWeighed: Bool {
    switch self {
    case .calls, .failedCalls, .inputTokens, .outputTokens, .totalTokens: true
    default: false
    }
  }

  /// Whether both sides must agree, so that what no cause explains is called unexplained.
  var isExact: Bool {
    switch self {
    case .durationNanos, .firstTokens, .firstTokenNanos: false
    default: true
    }
  }

  /// Whether the metric's count says it, and not its sum.
  var isCount: Bool { self == .calls || self == .failedCalls || self == .firstTokens || self == .evaluations }

  /// The quantity that says how many values are summed up in it; `nil` where it is no sum of values with a unit.
  var counted: ComparedQuantity? {
    switch self {
    case .durationNanos, .cost: .calls
    case .firstTokenNanos: .firstTokens
    case .scores: .evaluations
    default: nil
    }
  }

  /// In the order of declaration.
  public static func < (left: ComparedQuantity, right: ComparedQuantity) -> Bool { left.rawValue < right.rawValue }
}

/// Where the cost of the traces' side comes from.
public enum CostBasis: Hashable, Sendable {
  /// Calls of the service report what they cost.
  case reported
  /// No call of the service reports a cost; the price book says it. What two price lists differ by is no fault of either
  /// signal, and is not judged.
  case list
}

/// What a line of the comparison is about, within a service. What the metrics do not tell apart is `nil`.
public struct ComparedLine: Hashable, Sendable {
  /// The provider; `nil` where unknown, or where both sides do not name the same ones.
  public var provider: String?
  /// The operation; `nil` where unknown, or where both sides do not name the same ones.
  public var operation: String?
  /// The model by the label of the service and family; `nil` where unknown.
  public var model: String?
  /// What was judged, for results of evaluations.
  public var evaluation: String?

  /// A line from its parts.
  public init(
    provider: String? = nil, operation: String? = nil, model: String? = nil, evaluation: String? = nil
  ) {
    self.provider = provider
    self.operation = operation
    self.model = model
    self.evaluation = evaluation
  }

}

/// What the two sides are joined by.
public struct ComparisonKey: Hashable, Comparable, Sendable {
  /// The service; `nil` where unknown.
  public var service: String?
  /// What the line is about within the service.
  public var line: ComparedLine
  /// What is compared.
  public var quantity: ComparedQuantity

  /// A key from its parts.
  public init(service: String?, line: ComparedLine, quantity: ComparedQuantity) {
    self.service = service
    self.line = line
    self.quantity = quantity
  }

  /// By service, model or evaluation, quantity, then provider and operation; unknown names first.
  public static func < (left: ComparisonKey, right: ComparisonKey) -> Bool {
    let (a, b) = (left.line, right.line)
    if left.service != right.service { return absentFirst(left.service, right.service) }
    if a.model != b.model { return absentFirst(a.model, b.model) }
    if a.evaluation != b.evaluation { return absentFirst(a.evaluation, b.evaluation) }
    if left.quantity != right.quantity { return left.quantity < right.quantity }
    if a.provider != b.provider { return absentFirst(a.provider, b.provider) }
    return absentFirst(a.operation, b.operation)
  }
}
