import LedgerMemory

// What the dialects make of a record: the same facts in one vocabulary, each absent where the emitter did not say.
// Readings are filled again for the next record; their texts are borrowed like those of the record.

/// What a span stands for.
public enum OperationClass: UInt8, CaseIterable, Sendable {
  /// Nothing this tool knows: an ordinary span.
  case other
  /// A request to a model for text: chat, text completion, generate content.
  case inference
  /// A request to a model for embeddings.
  case embedding
  /// A request to a model that orders documents.
  case rerank
  /// A search for documents.
  case retrieval
  /// A tool at work.
  case tool
  /// An agent's run.
  case agent
  /// A workflow, chain or task.
  case workflow
  /// One step inside an agent, workflow or pipeline.
  case step
  /// A judgement of an answer.
  case evaluation
  /// A memory store at work.
  case memory
  /// A guard at work.
  case guardrail

  /// Whether it is one request to a model, a *call* once wrappers and duplicates are out.
  @inlinable
  public var isModelRequest: Bool { self == .inference || self == .embedding || self == .rerank }
}

/// Whether a reported count contains another one.
public enum Inclusion: UInt8, Sendable {
  /// Not documented for this emitter; arithmetic or the provider must decide.
  case unknown
  /// The larger count includes the smaller one.
  case inclusive
  /// The two are apart and add up.
  case exclusive
  /// The conventions of its schema, or of the names it uses, ask that the larger count includes the smaller one; nothing
  /// is documented of the emitter itself.
  case asked
}

/// Token counts as the emitter spelled them; each absent where it did not say, and zero only where it said zero.
public struct ReportedUsage: Hashable, Sendable {
  /// Input, prompt.
  public var inputTokens: Int64?
  /// Output, completion.
  public var outputTokens: Int64?
  /// A total, where one was reported.
  public var totalTokens: Int64?
  /// Input served from the provider's cache.
  public var cacheReadTokens: Int64?
  /// Input written into the provider's cache.
  public var cacheWriteTokens: Int64?
  /// Output spent on reasoning.
  public var reasoningTokens: Int64?

  /// No counts.
  public init() {}

  /// Whether none of the counts is known.
  @inlinable @inline(__always)
  public var isEmpty: Bool {
    inputTokens == nil && outputTokens == nil && totalTokens == nil && cacheReadTokens == nil && cacheWriteTokens == nil
      && reasoningTokens == nil
  }

  /// Whether some counts are known, and input, output and total are zero or absent.
  public var countsNothing: Bool {
    (inputTokens ?? 0) == 0 && (outputTokens ?? 0) == 0 && (totalTokens ?? 0) == 0 && !isEmpty
  }

  /// How many of the counts are known; the more, the more complete a record.
  public var knownCount: Int {
    [inputTokens, outputTokens, totalTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens]
      .reduce(0) { $0 + ($1 == nil ? 0 : 1) }
  }
}

/// One score or verdict on an answer.
public struct EvaluationReading: Sendable {
  /// What was judged, such as `relevance` or `groundedness`.
  public var name: ByteView
  /// The score in millionths, where one was given and finite.
  public var scoreMicros: Int64?
  /// The verdict, such as `grounded`; empty where none was given.
  public var label: ByteView
  /// Whether the verdict says that the answer was made up; `nil` where this evaluation does not judge that.
  public var isHallucination: Bool?
  /// Whether the evaluation itself failed, so that its score must not count.
  public var isFailed: Bool
  /// The response it judges, where said; empty otherwise.
  public var responseID: ByteView

  /// An evaluation from its parts.
  public init(
    name: ByteView, scoreMicros: Int64? = nil, label: ByteView = .empty, isHallucination: Bool? = nil,
    isFailed: Bool = false, responseID: ByteView = .empty
  ) {
    self.name = name
    self.scoreMicros = scoreMicros
    self.label = label
    self.isHallucination = isHallucination
    self.isFailed = isFailed
    self.responseID = responseID
  }
}

/// The facts of one span.
public struct SpanFacts: Sendable {
  /// Whether the span may be a call: it is a model request by its class, or carries usage or cost. Inlined where it is
  /// asked: otherwise all facts are copied for the question.
  @inlinable @inline(__always)
  public var mayBeCall: Bool { operationClass.isModelRequest || !usage.isEmpty || reportedCost != nil }

  /// What the span stands for.
  public var operationClass = OperationClass.other
  /// Which dialect it is written in: a row of the dialects' table; 0 for none.
  public var dialect: UInt8 = 0
  /// The operation in the conventions' words (`chat`, `embeddings`, `invoke_agent`, …); empty where unknown.
  public var operation = ByteView.empty
  /// The provider in the conventions' words (`openai`, `aws.bedrock`, …); empty where unknown.
  public var provider = ByteView.empty
  /// The model that was asked for.
  public var requestModel = ByteView.empty
  /// The model that answered.
  public var responseModel = ByteView.empty
  /// The provider's id of the response.
  public var responseID = ByteView.empty
  /// The token counts as reported.
  public var usage = ReportedUsage()
  /// Whether reported input includes cached tokens, by what is documented of the emitter.
  public var cacheInclusion = Inclusion.unknown
  /// Whether reported output includes reasoning, by what is documented of the emitter.
  public var reasoningInclusion = Inclusion.unknown
  /// Whether the usage is the emitter's own sum over other spans, by its name.
  public var isAggregate = false
  /// Whether the span repeats another one by its nature and never counts.
  public var isRepetition = false
  /// Whether the usage is a part of what a span around this one tells in full, by its name.
  public var isPartial = false
  /// Whether the response was streamed; `nil` where unknown.
  public var isStreaming: Bool?
  /// Start of the span to the first token; `nil` where unknown.
  public var timeToFirstTokenNanos: UInt64?
  /// How long the call took, where the span is a record without length of its own that says so; `nil` otherwise.
  public var reportedDurationNanos: UInt64?
  /// Why the model stopped (`stop`, `length`, `tool_calls`, `content_filter`, `error`, `other`); empty where unknown.
  public var finishReason = ByteView.empty
  /// What went wrong; empty where nothing did. `_OTHER` where something did and nobody said what.
  public var errorType = ByteView.empty
  /// What the emitter says that it cost.
  public var reportedCost: PicoUSD?
  /// The conversation or session.
  public var session = ByteView.empty
  /// The user.
  public var user = ByteView.empty
  /// The agent at work.
  public var agent = ByteView.empty
  /// The tool at work.
  public var tool = ByteView.empty
  /// The service tier that was used.
  public var serviceTier = ByteView.empty
  /// How many documents a retrieval brought; `nil` where unknown.
  public var retrievedCount: Int64?
  /// Which attributes said what of a call.
  public var sources = FieldSources()
  /// The name under which stages are summed up; empty for a span that is no stage.
  public var stage = ByteView.empty
  /// What it says of its own sampling.
  public var weight = SpanWeight()

  /// No facts.
  public init() {}

  /// Whether two say the same, wherever their texts are.
  public func isSame(as other: SpanFacts) -> Bool {
    operationClass == other.operationClass && dialect == other.dialect && operation == other.operation
      && provider == other.provider && requestModel == other.requestModel && responseModel == other.responseModel
      && responseID == other.responseID && usage == other.usage && cacheInclusion == other.cacheInclusion
      && reasoningInclusion == other.reasoningInclusion && isAggregate == other.isAggregate
      && isRepetition == other.isRepetition && isPartial == other.isPartial && isStreaming == other.isStreaming
      && timeToFirstTokenNanos == other.timeToFirstTokenNanos
      && reportedDurationNanos == other.reportedDurationNanos && finishReason == other.finishReason
      && errorType == other.errorType && reportedCost == other.reportedCost && session == other.session
      && user == other.user && agent == other.agent && tool == other.tool && serviceTier == other.serviceTier
      && retrievedCount == other.retrievedCount && sources == other.sources && stage == other.stage
      && weight == other.weight
  }
}

/// What a span says, in one vocabulary.
@dynamicMemberLookup
public struct SpanReading: Sendable {
  /// All facts but the judgements. Whoever reads many of them takes this value once.
  public var facts = SpanFacts()
  /// The judgements that the span or its events carry.
  public var evaluations: [EvaluationReading] = []
  /// What else it says, as far as it is a call.
  public var details = CallDetailReadings()
  /// A number of spans that are alike: those with the same number have the same name, class, operation, provider, models,
  /// finish reason, error type, service tier, agent, tool and stage, and whether they report usage or a cost is the same for
  /// all of them. 0 where nothing is known of others.
  public var shape: UInt32 = 0

  /// An empty reading.
  public init() {}

  /// Whether anything may have been read into it since the last reset; `false` only right after ``reset()``, so that
  /// whoever reads many ordinary spans need not make a blank reading blank again.
  public private(set) var isWritten = true

  /// Says that something will be read into it. Whoever changes a reading that was reset says so first.
  public mutating func beginWriting() { isWritten = true }

  /// Makes the reading ready for the next span.
  public mutating func reset() {
    isWritten = false
    shape = 0
    facts = SpanFacts()
    if !evaluations.isEmpty { evaluations.removeAll(keepingCapacity: true) }
    details.removeAll()
  }

  /// One of the facts.
  @inlinable public subscript<Fact>(dynamicMember fact: WritableKeyPath<SpanFacts, Fact>) -> Fact {
    get { facts[keyPath: fact] }
    set { facts[keyPath: fact] = newValue }
  }
}

/// What a resource says of itself.
public struct ResourceReading: Sendable {
  /// `service.name`; empty where there is none.
  public var serviceName = ByteView.empty
  /// `service.version`.
  public var serviceVersion = ByteView.empty
  /// `service.instance.id`.
  public var serviceInstance = ByteView.empty
  /// `deployment.environment.name`, or its older spelling.
  public var environment = ByteView.empty

  /// A reading without facts.
  public init() {}
}

/// Which quantity a metric measures.
public enum MetricFamily: UInt8, CaseIterable, Sendable {
  /// None that this tool compares.
  case other
  /// Tokens used, by token type.
  case tokenUsage
  /// Duration of an operation.
  case operationDuration
  /// Time to first token or chunk.
  case timeToFirstToken
  /// Cost.
  case cost
  /// Hallucinations counted.
  case hallucinations
  /// Quality scores.
  case qualityScore
  /// How much of a budget is used up.
  case budgetUse
}

/// Which tokens a point of a token metric counts.
public enum TokenType: UInt8, CaseIterable, Sendable {
  /// Not said: a total over all types.
  case unspecified
  /// Input.
  case input
  /// Output.
  case output
  /// A total beside input and output.
  case total
  /// A subset of another type (audio, text), never to be added.
  case subset
  /// The part of the input that was read from the cache, never to be added.
  case cacheRead
  /// The part of the input that was written to the cache, never to be added.
  case cacheWrite
  /// The part of the output that was spent on reasoning, never to be added.
  case reasoning

  /// Whether another type holds these tokens, too.
  public var isPart: Bool { rawValue >= TokenType.subset.rawValue }
}

/// What a data point says, in one vocabulary.
public struct MetricReading: Sendable {
  /// Which quantity.
  public var family = MetricFamily.other
  /// By how much a value must be multiplied to reach the canonical unit (seconds, tokens, USD, score, share), as a fraction.
  public var scaleNumerator: Int64 = 1
  /// The denominator of that fraction.
  public var scaleDenominator: Int64 = 1
  /// Which tokens, for a token metric.
  public var tokenType = TokenType.unspecified
  /// The operation, in the conventions' words.
  public var operation = ByteView.empty
  /// The provider, in the conventions' words.
  public var provider = ByteView.empty
  /// The model that was asked for.
  public var requestModel = ByteView.empty
  /// The model that answered.
  public var responseModel = ByteView.empty
  /// What went wrong, for the points of failed calls.
  public var errorType = ByteView.empty
  /// What was judged, for a metric of scores.
  public var evaluation = ByteView.empty

  /// A reading without facts.
  public init() {}
}

/// What a log record says, in one vocabulary.
public struct LogReading: Sendable {
  /// The event's name; empty where it has none.
  public var eventName = ByteView.empty
  /// Whether it is an event of an LLM instrumentation.
  public var isGenAI = false
  /// The judgement it carries, if it does.
  public var evaluation: EvaluationReading?
  /// The call that it tells of, if it does.
  public var call: LogCallReading? {
    get { told?.call }
    set { told = newValue.map(Told.init) }
  }

  // Calls are large and few log records tell of one: the others do not pay for the room.
  private var told: Told?

  private final class Told: Sendable {
    let call: LogCallReading
    init(_ call: LogCallReading) { self.call = call }
  }

  /// A reading without facts.
  public init() {}
}
