import LedgerModel

/// A dialect that a user describes: how their own instrumentation spells what the canonical fields mean.
///
/// Its rows come before those of ``Dialects/all``: an attribute that both know means what the user says, and of several
/// sources of a field the user's wins. Where it names scopes, all of it holds in those scopes only.
public struct UserDialect: Sendable {
  /// The table, ranks aside.
  let dialect: Dialect
  /// The names of judgements by the attributes that hold them.
  let evaluations: [String: String]

  /// How many there may be in one run.
  public static let limit = 64

  /// The parts from which a dialect is made; see ``UserDialect/init(_:)``.
  public struct Parts: Sendable {
    /// The id shown in reports: lower-case letters, digits and hyphens.
    public var name: String
    /// The instrumentation scopes that write it; a trailing `*` stands for any rest. None: it holds everywhere.
    public var scopes: [String] = []
    /// What attributes mean.
    public var attributes: [Attribute] = []
    /// What spans stand for.
    public var spans: [Span] = []
    /// The names of judgements by the attributes that hold them.
    public var evaluations: [(attribute: String, name: String)] = []
    /// Which events mark the first token.
    public var firstTokenEvents: [String] = []
    /// What metrics measure.
    public var metrics: [Metric] = []
    /// Whether input tokens include those of the cache.
    public var cacheInclusion = Inclusion.unknown
    /// Whether output tokens include reasoning.
    public var reasoningInclusion = Inclusion.unknown

    /// A dialect that says nothing yet.
    public init(name: String) { self.name = name }
  }

  /// What an attribute means.
  public struct Attribute: Sendable {
    /// The attribute's name.
    public let name: String
    /// The dotted path of a member of the JSON in it; `nil` for the whole value.
    public let member: String?
    let field: Field
    let unit: Unit?

    /// An attribute, or a member of the JSON in it, by its dotted path. A field of time or money needs its unit.
    public init(name: String, member: String? = nil, field: Field, unit: Unit? = nil) {
      self.name = name
      self.member = member
      self.field = field
      self.unit = unit
    }
  }

  /// What a span's name means.
  public struct Span: Sendable {
    var name: String
    var operationClass: OperationClass
    var operation: String
    var stage: String

    /// A span by its name; a trailing `*` stands for any rest.
    public init(name: String, operationClass: OperationClass, operation: String = "", stage: String = "") {
      self.name = name
      self.operationClass = operationClass
      self.operation = operation
      self.stage = stage
    }
  }

  /// What a metric measures.
  public struct Metric: Sendable {
    var name: String
    var family: MetricFamily
    var unit: Unit?
    var tokenType: TokenType?

    /// A metric by its name. The unit counts where the metric says none.
    public init(name: String, family: MetricFamily, unit: Unit? = nil, tokenType: TokenType? = nil) {
      self.name = name
      self.family = family
      self.unit = unit
      self.tokenType = tokenType
    }
  }

  /// How a time or an amount of money is written.
  public enum Unit: String, CaseIterable, Sendable {
    case seconds = "s"
    case milliseconds = "ms"
    case microseconds = "us"
    case nanoseconds = "ns"
    /// An instant in RFC 3339, read as the time since the span began.
    case instant
    /// Milliseconds since 1970, read as the time since the span began.
    case epochMilliseconds = "epoch_ms"
    case dollars = "usd"
    case microDollars = "micro_usd"
  }

  /// What an attribute can mean.
  public enum Field: String, CaseIterable, Sendable {
    case operation
    case provider
    case requestModel = "request_model"
    case responseModel = "response_model"
    case responseID = "response_id"
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
    case totalTokens = "total_tokens"
    case cacheReadTokens = "cache_read_tokens"
    case cacheWriteTokens = "cache_write_tokens"
    case cacheWriteFiveMinuteTokens = "cache_write_5m_tokens"
    case cacheWriteOneHourTokens = "cache_write_1h_tokens"
    case reasoningTokens = "reasoning_tokens"
    case audioInputTokens = "audio_input_tokens"
    case audioOutputTokens = "audio_output_tokens"
    case imageInputTokens = "image_input_tokens"
    /// JSON usage in a provider's shape.
    case usage
    case isUsageEstimated = "usage_is_estimated"
    case cost
    case inputCost = "input_cost"
    case outputCost = "output_cost"
    case isResponseCacheHit = "response_cache_hit"
    case timeToFirstToken = "time_to_first_token"
    case duration
    case isStreaming = "streaming"
    case finishReason = "finish_reason"
    case errorType = "error_type"
    case httpStatus = "http_status"
    case serviceTier = "service_tier"
    case outputType = "output_type"
    case temperature
    case maxTokens = "max_tokens"
    case contextWindow = "context_window"
    case session
    case user
    case agent
    case tool
    case retrievedCount = "retrieved_count"
    /// A list, whose length counts.
    case retrievedDocuments = "retrieved_documents"
    case serverAddress = "server_address"
    /// On metrics.
    case tokenType = "token_type"
    /// On resources.
    case serviceName = "service_name"
    case serviceVersion = "service_version"
    case serviceInstance = "service_instance"
    case environment

    /// The units in which it can be written; none where it has no unit.
    public var units: [Unit] {
      switch self {
      case .timeToFirstToken:
        [.seconds, .milliseconds, .microseconds, .nanoseconds, .instant, .epochMilliseconds]
      case .duration: [.seconds, .milliseconds, .microseconds, .nanoseconds]
      case .cost, .inputCost, .outputCost: [.dollars, .microDollars]
      default: []
      }
    }
  }

  /// A dialect from its parts. Names that stand twice, and prefixes of fewer than eight bytes, are a programmer error:
  /// whoever reads them from a file has to check them.
  public init(_ parts: Parts) {
    let needsScope = !parts.scopes.isEmpty
    evaluations = Dictionary(uniqueKeysWithValues: parts.evaluations.map { ($0.attribute, $0.name) })
    dialect = Dialect(
      id: parts.name, title: parts.name,
      scopes: parts.scopes.map { $0.hasSuffix("*") ? .prefix(String($0.dropLast())) : .whole($0) },
      spanNames: parts.spans.map { span in
        let isPrefix = span.name.hasSuffix("*")
        return SpanNameRow(
          isPrefix ? String(span.name.dropLast()) : span.name, span.operationClass, span.operation, prefix: isPrefix,
          needsScope: needsScope, stage: span.stage, isFinal: true)
      },
      attributes: parts.attributes.map { attribute in
        let (field, form) = UserDialect.meaning(of: attribute.field, attribute.unit)
        return AttributeRow(
          attribute.name, path: attribute.member, field, 0, form, common: attribute.field.isOfOrdinarySpans)
      }
        + parts.evaluations.map { AttributeRow($0.attribute, .qualities, 0, .namedJudgement) },
      events: parts.firstTokenEvents.map { EventRow($0, .firstToken) },
      metrics: parts.metrics.map {
        MetricRow(
          $0.name, $0.family, $0.unit.flatMap(UserDialect.metricUnit) ?? UserDialect.usualUnit(of: $0.family),
          type: $0.tokenType, needsScope: needsScope)
      },
      inclusion: parts.cacheInclusion == .unknown && parts.reasoningInclusion == .unknown
        ? [] : [InclusionRow(cache: parts.cacheInclusion, reasoning: parts.reasoningInclusion)])
  }

  private static func usualUnit(of family: MetricFamily) -> MetricUnit {
    switch family {
    case .tokenUsage: .tokens
    case .operationDuration, .timeToFirstToken: .time(.seconds)
    case .cost: .dollars
    case .hallucinations, .qualityScore, .budgetUse, .other: .plain
    }
  }

  private static func metricUnit(_ unit: Unit) -> MetricUnit? {
    switch unit {
    case .seconds: .time(.seconds)
    case .milliseconds: .time(.milliseconds)
    case .microseconds: .time(.microseconds)
    case .nanoseconds: .time(.nanoseconds)
    case .dollars: .dollars
    case .instant, .epochMilliseconds, .microDollars: nil
    }
  }

  private static func meaning(of field: Field, _ unit: Unit?) -> (CanonicalField, ValueForm) {
    switch field {
    case .operation: (.operationClass, .operationWord)
    case .provider: (.provider, .provider)
    case .requestModel: (.requestModel, .text)
    case .responseModel: (.responseModel, .text)
    case .responseID: (.responseID, .text)
    case .inputTokens: (.inputTokens, .count)
    case .outputTokens: (.outputTokens, .count)
    case .totalTokens: (.totalTokens, .count)
    case .cacheReadTokens: (.cacheReadTokens, .count)
    case .cacheWriteTokens: (.cacheWriteTokens, .count)
    case .cacheWriteFiveMinuteTokens: (.cacheWriteFiveMinuteTokens, .count)
    case .cacheWriteOneHourTokens: (.cacheWriteOneHourTokens, .count)
    case .reasoningTokens: (.reasoningTokens, .count)
    case .audioInputTokens: (.audioInputTokens, .count)
    case .audioOutputTokens: (.audioOutputTokens, .count)
    case .imageInputTokens: (.imageInputTokens, .count)
    case .usage: (.usage, .usageJSON)
    case .isUsageEstimated: (.isUsageEstimated, .flag)
    case .cost: (.reportedCost, unit == .microDollars ? .microDollars : .dollars)
    case .inputCost: (.inputCost, unit == .microDollars ? .microDollars : .dollars)
    case .outputCost: (.outputCost, unit == .microDollars ? .microDollars : .dollars)
    case .isResponseCacheHit: (.isResponseCacheHit, .flag)
    case .timeToFirstToken: (.timeToFirstToken, form(of: unit))
    case .duration: (.duration, form(of: unit))
    case .isStreaming: (.isStreaming, .flag)
    case .finishReason: (.finishReason, .finishReason)
    case .errorType: (.errorType, .text)
    case .httpStatus: (.errorType, .httpStatus)
    case .serviceTier: (.serviceTier, .text)
    case .outputType: (.outputType, .outputType)
    case .temperature: (.temperature, .millionths)
    case .maxTokens: (.maxTokens, .count)
    case .contextWindow: (.contextWindow, .count)
    case .session: (.session, .text)
    case .user: (.user, .text)
    case .agent: (.agent, .text)
    case .tool: (.tool, .text)
    case .retrievedCount: (.retrievedCount, .count)
    case .retrievedDocuments: (.retrievedCount, .length)
    case .serverAddress: (.serverAddress, .text)
    case .tokenType: (.tokenType, .text)
    case .serviceName: (.serviceName, .text)
    case .serviceVersion: (.serviceVersion, .text)
    case .serviceInstance: (.serviceInstance, .text)
    case .environment: (.environment, .text)
    }
  }

  private static func form(of unit: Unit?) -> ValueForm {
    switch unit {
    case .milliseconds: .milliseconds
    case .microseconds: .microseconds
    case .nanoseconds: .nanoseconds
    case .instant: .instant
    case .epochMilliseconds: .epochMilliseconds
    case .seconds, .dollars, .microDollars, nil: .seconds
    }
  }
}

extension UserDialect.Field {
  /// Whether ordinary spans and resources carry such a thing too, so that it alone does not tell of a model.
  fileprivate var isOfOrdinarySpans: Bool {
    switch self {
    case .session, .user, .errorType, .httpStatus, .serverAddress, .duration, .tokenType, .serviceName,
      .serviceVersion, .serviceInstance, .environment:
      true
    default: false
    }
  }
}
