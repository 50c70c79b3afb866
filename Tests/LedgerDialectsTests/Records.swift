import LedgerDialects
import LedgerMemory
import LedgerModel

/// A value as a test writes it.
enum Written: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  case text(String)
  case int(Int64)
  case double(Double)
  case bool(Bool)
  case list([String])
  case objects(Int)
  case structure(String)

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .int(value) }
  init(floatLiteral value: Double) { self = .double(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
}

typealias Pairs = KeyValuePairs<String, Written>

/// Builds records as a decoder would: only known names, texts in memory that stays.
final class Recorder {
  let tables: DialectTables
  var interpreter: DialectInterpreter
  private let arena = TextArena()

  init(_ tables: DialectTables = .standard) {
    self.tables = tables
    interpreter = DialectInterpreter(tables: tables)
  }

  func resource(_ pairs: Pairs) {
    let resource = ResourceRecord()
    resource.attributes = values(pairs)
    _ = interpreter.resource(resource)
  }

  func view(_ text: String) -> ByteView {
    let bytes = Array(text.utf8)
    return arena.append(atMost: bytes.count) { $0.append(bytes) }
  }

  func values(_ pairs: Pairs) -> [AttributeValue] {
    pairs.compactMap { name, value in
      let name = view(name)
      guard let match = tables.keys.match(name) else { return nil }
      var result = AttributeValue(key: match.key, kind: .empty, suffix: name.dropping(match.length))
      switch value {
      case .text(let text):
        result.kind = .string
        result.text = view(text)
      case .int(let value):
        result.kind = .int
        result.bits = UInt64(bitPattern: value)
      case .double(let value):
        result.kind = .double
        result.bits = value.bitPattern
      case .bool(let value):
        result.kind = .bool
        result.bits = value ? 1 : 0
      case .list(let elements):
        result.kind = .array
        result.bits = UInt64(elements.count)
        result.text = view(elements.joined(separator: ","))
      case .objects(let count):
        result.kind = .array
        result.bits = UInt64(count)
      case .structure(let json):
        result.kind = .keyValueList
        result.text = view(json)
      }
      return result
    }
  }

  /// Begins a scope, and answers the dialect that its name tells.
  @discardableResult
  func scope(_ name: String, version: String = "", schema: String = "") -> UInt8 {
    let scope = ScopeRecord()
    scope.name = view(name)
    scope.version = view(version)
    scope.schemaURL = view(schema)
    return interpreter.beginScope(scope).dialect
  }

  struct Event {
    var name: String
    var afterNanos: UInt64 = 0
    var pairs: Pairs = [:]
  }

  static let start: UInt64 = 1_795_000_000_000_000_000

  func record(
    _ name: String, _ pairs: Pairs = [:], kind: UInt8 = 1, status: UInt8 = 0, nanos: UInt64 = 1_000_000_000,
    events: [Event] = []
  ) -> SpanRecord {
    var span = SpanRecord()
    span.name = view(name)
    span.kind = kind
    span.statusCode = status
    span.startUnixNano = Recorder.start
    span.endUnixNano = Recorder.start + nanos
    span.attributes = values(pairs)
    span.attributeCount = pairs.count
    for event in events {
      let attributes = values(event.pairs)
      let first = span.eventAttributes.count
      span.eventAttributes += attributes
      span.events.append(
        EventRecord(
          name: view(event.name), timeUnixNano: Recorder.start + event.afterNanos,
          attributes: first..<first + attributes.count))
    }
    return span
  }
}

/// What a test compares: a reading, and its texts copied before the memory they lie in could go.
struct Facts {
  let reading: SpanReading
  let dialect: String
  let operation: String
  let provider: String
  let requestModel: String
  let responseModel: String
  let finishReason: String
  let errorType: String
  let stage: String
  let session: String
  let user: String
  let agent: String
  let tool: String
  let serviceTier: String
  let evaluations: [String]
  /// The details, texts as texts.
  let details: [CallDetail: String]
  private let recorder: Recorder

  init(_ reading: SpanReading, _ recorder: Recorder) {
    self.reading = reading
    self.recorder = recorder
    let facts = reading.facts
    dialect = recorder.tables.name(of: facts.dialect)
    operation = facts.operation.text
    provider = facts.provider.text
    requestModel = facts.requestModel.text
    responseModel = facts.responseModel.text
    finishReason = facts.finishReason.text
    errorType = facts.errorType.text
    stage = facts.stage.text
    session = facts.session.text
    user = facts.user.text
    agent = facts.agent.text
    tool = facts.tool.text
    serviceTier = facts.serviceTier.text
    details = Dictionary(
      uniqueKeysWithValues: reading.details.all.map { ($0.detail, $0.detail.isText ? $0.text.text : String($0.value)) })
    evaluations = reading.evaluations.map {
      let score = $0.scoreMicros.map { String($0) } ?? "-"
      let verdict = $0.isHallucination.map { $0 ? " made up" : " true" } ?? ""
      return "\($0.name.text) \(score) \($0.label.text)\(verdict)\($0.isFailed ? " failed" : "")"
    }
  }

  var operationClass: OperationClass { reading.operationClass }
  var input: Int64? { reading.usage.inputTokens }
  var output: Int64? { reading.usage.outputTokens }
  var total: Int64? { reading.usage.totalTokens }
  var cacheRead: Int64? { reading.usage.cacheReadTokens }
  var cacheWrite: Int64? { reading.usage.cacheWriteTokens }
  var reasoning: Int64? { reading.usage.reasoningTokens }
  var timeToFirstToken: UInt64? { reading.timeToFirstTokenNanos }
}

/// Reads one span.
func read(
  _ name: String, _ pairs: Pairs = [:], scope: String = "my-app", version: String = "", schema: String = "",
  kind: UInt8 = 1, status: UInt8 = 0, nanos: UInt64 = 1_000_000_000, events: [Recorder.Event] = [],
  resource: Pairs = [:], tables: DialectTables = .standard
) -> Facts {
  let recorder = Recorder(tables)
  if !resource.isEmpty { recorder.resource(resource) }
  recorder.scope(scope, version: version, schema: schema)
  var reading = SpanReading()
  let record = recorder.record(name, pairs, kind: kind, status: status, nanos: nanos, events: events)
  // Once its shape is known, a span is read in another way, which must say the same.
  for _ in 0..<3 { recorder.interpreter.read(record, into: &reading) }
  return Facts(reading, recorder)
}

/// What a metric's point says, with its texts copied.
struct MetricFacts {
  var family: MetricFamily
  var scale: [Int64]
  var tokenType: TokenType
  var operation: String
  var provider: String
  var requestModel: String
  var responseModel: String
  var errorType: String
}

/// Reads one data point.
func readPoint(
  _ name: String, unit: String, _ pairs: Pairs = [:], scope: String = "my-app", value: Double? = nil,
  tables: DialectTables = .standard
) -> MetricFacts {
  let recorder = Recorder(tables)
  recorder.scope(scope)
  var point = DataPointRecord()
  point.doubleValue = value
  point.metricName = recorder.view(name)
  point.unit = recorder.view(unit)
  point.attributes = recorder.values(pairs)
  let reading = recorder.interpreter.read(point)
  return MetricFacts(
    family: reading.family, scale: [reading.scaleNumerator, reading.scaleDenominator], tokenType: reading.tokenType,
    operation: reading.operation.text, provider: reading.provider.text, requestModel: reading.requestModel.text,
    responseModel: reading.responseModel.text, errorType: reading.errorType.text)
}
