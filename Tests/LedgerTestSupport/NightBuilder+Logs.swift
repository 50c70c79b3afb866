import LedgerColumns
import LedgerMemory
import LedgerModel

extension NightBuilder {
  /// One log record with what the dialects would read from it.
  public struct Log {
    /// What it says about a call.
    public var role = LogCallRole.call
    /// Whether it is an agent's own event.
    public var isNative = false
    /// The event's name.
    public var event = "event"
    /// The name of the instrumentation scope.
    public var scope = "scope"
    /// `service.name`.
    public var service = "service"
    /// Low half of the trace id; 0 for none.
    public var trace: UInt64 = 0
    /// The span it points to; 0 for none.
    public var span: UInt64 = 0
    /// When it was written.
    public var time: UInt64 = 1_100
    /// How long the call took.
    public var duration: UInt64?
    /// The model asked for.
    public var requestModel = "gpt-4o"
    /// The model that answered.
    public var responseModel = ""
    /// The provider.
    public var provider = "openai"
    /// The response id.
    public var responseID = ""
    /// The request's id.
    public var requestID = ""
    /// The session.
    public var session = ""
    /// The turn.
    public var turn = ""
    /// Which attempt.
    public var attempt: Int64?
    /// Token counts as reported.
    public var usage = ReportedUsage()
    /// What went wrong; empty for nothing.
    public var errorType = ""
    /// The cost as reported.
    public var reportedCost: PicoUSD?
    /// What tells equal records apart.
    public var salt: UInt64 = 0

    /// A call with these counts.
    public init(input: Int64? = nil, output: Int64? = nil) {
      usage.inputTokens = input
      usage.outputTokens = output
    }

    /// The same record with something else.
    public func with(_ change: (inout Log) -> Void) -> Log {
      var log = self
      change(&log)
      return log
    }
  }

  /// A span or a log record.
  public enum Item {
    case span(Span)
    case log(Log)
  }

  /// A store of spans and log records; `workers` builders take turns.
  public static func store(_ items: [Item], workers: Int = 1) -> Store {
    let builders = (0..<workers).map { _ in StoreBuilder() }
    for (row, item) in items.enumerated() {
      switch item {
      case .span(let span): append(span, to: builders[row % workers])
      case .log(let log): append(log, to: builders[row % workers])
      }
    }
    return Store(joining: builders)
  }

  private static func append(_ log: Log, to builder: StoreBuilder) {
    var kept: [TextArena] = []
    func view(_ text: String) -> ByteView {
      let arena = TextArena()
      kept.append(arena)
      return arena.append(atMost: text.utf8.count) { $0.append(text.utf8) }
    }
    var resource = ResourceReading()
    resource.serviceName = view(log.service)
    var digest = AttributeDigest()
    digest.add(high: view(log.service).stableHash(), low: 1)
    builder.beginSource(0)
    builder.beginResource(resource, digest: digest)
    let scope = ScopeRecord()
    scope.name = view(log.scope)
    builder.beginScope(scope)
    var record = LogRecord()
    record.timeUnixNano = log.time
    record.traceID = log.trace == 0 ? .absent : TraceID(high: 7, low: log.trace)
    record.spanID = SpanID(log.span)
    var reading = LogReading()
    reading.eventName = view(log.event)
    var call = LogCallReading()
    call.role = log.role
    call.isNative = log.isNative
    call.timeUnixNano = log.time
    call.requestID = view(log.requestID)
    call.turn = view(log.turn)
    call.attempt = log.attempt
    call.reading.operationClass = .inference
    call.reading.operation = view("chat")
    call.reading.dialect = 1
    call.reading.provider = view(log.provider)
    call.reading.requestModel = view(log.requestModel)
    call.reading.responseModel = view(log.responseModel)
    call.reading.responseID = view(log.responseID)
    call.reading.session = view(log.session)
    call.reading.usage = log.usage
    call.reading.errorType = view(log.errorType)
    call.reading.reportedCost = log.reportedCost
    call.reading.reportedDurationNanos = log.duration
    call.identity = view("\(log)").stableHash()
    reading.call = call
    builder.append(record, reading)
    withExtendedLifetime(kept) {}
  }
}
