import LedgerColumns
import LedgerMemory
import LedgerModel

/// Builds a store by hand, span by span, for tests of what comes after loading.
public final class NightBuilder {
  /// One span with what the dialects would read from it.
  public struct Span {
    /// Low half of the trace id; 0 for none.
    public var trace: UInt64 = 1
    /// The span id; 0 for none.
    public var id: UInt64
    /// The parent span id; 0 for a root.
    public var parent: UInt64 = 0
    /// The name.
    public var name = "span"
    /// The name of the instrumentation scope.
    public var scope = "scope"
    /// The schema of the scope; empty for none.
    public var schemaURL = ""
    /// `service.name`.
    public var service = "service"
    /// Start in Unix nanoseconds.
    public var start: UInt64 = 1_000
    /// Nanoseconds; `nil` for a span without an end.
    public var duration: UInt64? = 100
    /// OTLP status code.
    public var status: UInt8 = 0
    /// How many attributes it has.
    public var attributeCount = 5
    /// What it stands for.
    public var operationClass = OperationClass.other
    /// The operation.
    public var operation = ""
    /// The provider.
    public var provider = ""
    /// The model asked for.
    public var requestModel = ""
    /// The model that answered.
    public var responseModel = ""
    /// The response id.
    public var responseID = ""
    /// The session.
    public var session = ""
    /// The user.
    public var user = ""
    /// The tool at work.
    public var tool = ""
    /// Attributes that no dialect knows, and those of its resource; a side table may keep them.
    public var attributes: [String: String] = [:]
    /// See ``attributes``.
    public var resourceAttributes: [String: String] = [:]
    /// Token counts as reported.
    public var usage = ReportedUsage()
    /// Whether input includes cached tokens, as documented.
    public var cacheInclusion = Inclusion.unknown
    /// Whether output includes reasoning, as documented.
    public var reasoningInclusion = Inclusion.unknown
    /// Whether the usage is a sum by its name.
    public var isAggregate = false
    /// Whether it repeats another span by its nature.
    public var isRepetition = false
    /// Whether the usage is a part by its name.
    public var isPartial = false
    /// Whether it streamed.
    public var isStreaming: Bool?
    /// Nanoseconds to the first token.
    public var timeToFirstToken: UInt64?
    /// What went wrong; empty for nothing.
    public var errorType = ""
    /// The cost as reported.
    public var reportedCost: PicoUSD?
    /// The service tier; empty for none.
    public var serviceTier = ""
    /// The stage it is; empty for none.
    public var stage = ""
    /// How many documents it retrieved.
    public var retrievedCount: Int64?
    /// What else it says, texts aside.
    public var details: [CallDetail: Int64] = [:]
    /// The finish reason in its own word; empty for none.
    public var writtenFinishReason = ""
    /// What it says of its sampling.
    public var weight = SpanWeight()
    /// A hash of the tail sampling policy that its scope names; 0 for none.
    public var tailPolicy: UInt64 = 0

    /// A span of no class.
    public init(_ id: UInt64, in trace: UInt64 = 1, under parent: UInt64 = 0) {
      self.id = id
      self.trace = trace
      self.parent = parent
    }

    /// A request to a model with these token counts.
    public static func chat(
      _ id: UInt64, in trace: UInt64 = 1, under parent: UInt64 = 0, input: Int64? = nil, output: Int64? = nil
    ) -> Span {
      var span = Span(id, in: trace, under: parent)
      span.operationClass = .inference
      span.operation = "chat"
      span.provider = "openai"
      span.requestModel = "gpt-4o"
      span.usage.inputTokens = input
      span.usage.outputTokens = output
      return span
    }

    /// A span of another class, without usage.
    public static func other(
      _ operationClass: OperationClass, _ id: UInt64, in trace: UInt64 = 1, under parent: UInt64 = 0
    ) -> Span {
      var span = Span(id, in: trace, under: parent)
      span.operationClass = operationClass
      return span
    }

    /// The same span with something else.
    public func with(_ change: (inout Span) -> Void) -> Span {
      var span = self
      change(&span)
      return span
    }
  }

  /// A store of spans; `workers` builders take turns, so that rows and codes differ from one number to another.
  /// With a side table of what `keeping` names.
  public static func store(_ spans: [Span], workers: Int = 1, keeping: [SideTableKey] = []) -> Store {
    let request = SideTableRequest(
      keeping.enumerated().map { number, key in
        if case .attribute = key {
          return .init(key: key, selector: AttributeSelector(key: AttributeKey(UInt16(number))))
        }
        return .init(key: key, selector: nil)
      })
    let builders = (0..<workers).map { _ in StoreBuilder(keeping: request) }
    for (row, span) in spans.enumerated() { append(span, to: builders[row % workers], keeping: keeping) }
    return Store(joining: builders)
  }

  /// Appends a span as the dialects would read it; `keeping` is what the builder keeps in its side table, in order.
  public static func append(_ span: Span, to builder: StoreBuilder, keeping: [SideTableKey] = []) {
    // The bytes of all texts live until the end of this call, which is as long as the builder looks at them.
    var kept: [TextArena] = []
    func view(_ text: String) -> ByteView {
      let arena = TextArena()
      kept.append(arena)
      return arena.append(atMost: text.utf8.count) { $0.append(text.utf8) }
    }
    var resource = ResourceReading()
    resource.serviceName = view(span.service)
    var digest = AttributeDigest()
    digest.add(high: view(span.service).stableHash(), low: 1)
    for (name, value) in span.resourceAttributes {
      digest.add(high: view(name + "=" + value).stableHash(), low: 2)
    }
    builder.beginSource(0)
    builder.beginResource(resource, digest: digest)
    func values(_ attributes: [String: String]) -> [AttributeValue] {
      keeping.enumerated().compactMap { number, key in
        guard case .attribute(let name) = key, let text = attributes[name] else { return nil }
        return AttributeValue(key: AttributeKey(UInt16(number)), kind: .string, text: view(text))
      }
    }
    if builder.keepsSideTable {
      let record = ResourceRecord()
      record.attributes = values(span.resourceAttributes)
      builder.keepTexts(of: record)
    }
    let scope = ScopeRecord()
    scope.name = view(span.scope)
    scope.schemaURL = view(span.schemaURL)
    builder.beginScope(scope, tailPolicy: span.tailPolicy)
    var record = SpanRecord()
    record.traceID = span.trace == 0 ? .absent : TraceID(high: 7, low: span.trace)
    record.spanID = SpanID(span.id)
    record.parentSpanID = SpanID(span.parent)
    record.startUnixNano = span.start
    record.endUnixNano = span.duration.map { span.start + $0 } ?? 0
    record.name = view(span.name)
    record.statusCode = span.status
    record.attributeCount = span.attributeCount
    record.attributes = values(span.attributes)
    var reading = SpanReading()
    reading.operationClass = span.operationClass
    reading.dialect = span.operationClass == .other ? 0 : 1
    reading.operation = view(span.operation)
    reading.provider = view(span.provider)
    reading.requestModel = view(span.requestModel)
    reading.responseModel = view(span.responseModel)
    reading.responseID = view(span.responseID)
    reading.session = view(span.session)
    reading.user = view(span.user)
    reading.tool = view(span.tool)
    reading.usage = span.usage
    reading.cacheInclusion = span.cacheInclusion
    reading.reasoningInclusion = span.reasoningInclusion
    reading.isAggregate = span.isAggregate
    reading.isRepetition = span.isRepetition
    reading.isPartial = span.isPartial
    reading.isStreaming = span.isStreaming
    reading.timeToFirstTokenNanos = span.timeToFirstToken
    reading.errorType = view(span.errorType)
    reading.reportedCost = span.reportedCost
    reading.facts.serviceTier = view(span.serviceTier)
    reading.stage = view(span.stage)
    reading.retrievedCount = span.retrievedCount
    reading.details = CallDetailReadings(span.details.map { CallDetailReading($0, value: $1) })
    if !span.writtenFinishReason.isEmpty {
      reading.details.set(.finishReason, value: 0, text: view(span.writtenFinishReason))
    }
    reading.weight = span.weight
    builder.append(record, &reading)
    withExtendedLifetime(kept) {}
  }
}
