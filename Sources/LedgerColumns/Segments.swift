import LedgerMemory
import LedgerModel

// The tables of the store, one segment type each. A segment has room for 65,536 rows (fewer for the rarer tables);
// the memory of a column is asked for at once and touched only as rows arrive; once full it never moves, so segments can be handed
// between threads, aggregated in parallel, and one day spilled to a file.

/// How segments are cut.
public enum SegmentLayout {
  /// Rows in a segment: a power of two, so that a row's number is segment and row in one word.
  public static let rows = 1 << 16
  /// The exponent of ``rows``.
  public static let rowBits = 16
}

/// A duration that is not known: the span has no usable start and end.
@inlinable
public var unknownDuration: UInt64 { .max }

/// Up to 65,536 spans. 40 bytes a row and three codes, of one byte each in nearly all archives; ids of traces apart.
public final class SpanSegment: @unchecked Sendable {
  // Sound: filled by one worker; read by several only after loading has ended.

  /// How many rows there are in the columns that are filled in step.
  let rows = RowCount(capacity: SegmentLayout.rows)
  /// The trace ids of the worker that filled the segment.
  public let traces: TraceList
  /// Number of the trace id among them.
  public let trace: SteppedColumn<UInt32>
  /// Span id; 0 absent.
  public let spanID: SteppedColumn<UInt64>
  /// Parent span id; 0 for a root.
  public let parentID: SteppedColumn<UInt64>
  /// Start in Unix nanoseconds; 0 unknown.
  public let start: SteppedColumn<UInt64>
  /// Duration in nanoseconds; ``unknownDuration`` where unknown.
  public let duration: SteppedColumn<UInt64>
  /// Code of the name.
  public let name: CodeBuffer
  /// Row of the scope, which names the resource.
  public let scope: CodeBuffer
  /// Row of the source.
  public let source: CodeBuffer
  /// OTLP kind in the low four bits, status in the high four.
  public let kindAndStatus: SteppedColumn<UInt8>
  /// ``LedgerModel/OperationClass`` of the span.
  public let operationClass: SteppedColumn<UInt8>
  /// How many attributes the span has, at most 65,535; the more, the more complete a copy.
  public let attributeCount: SteppedColumn<UInt16>
  /// Codes of the error types, in runs that ask for those of all spans.
  public let errorTypes = ErrorTypeColumn()

  /// An empty segment, whose columns have their memory from an arena where one is given.
  init(_ traces: TraceList, in arena: ColumnArena? = nil) {
    self.traces = traces
    trace = SteppedColumn(rows, in: arena)
    spanID = SteppedColumn(rows, in: arena)
    parentID = SteppedColumn(rows, in: arena)
    start = SteppedColumn(rows, in: arena)
    duration = SteppedColumn(rows, in: arena)
    name = CodeBuffer(capacity: SegmentLayout.rows, in: arena)
    scope = CodeBuffer(capacity: SegmentLayout.rows, in: arena)
    source = CodeBuffer(capacity: SegmentLayout.rows, in: arena)
    kindAndStatus = SteppedColumn(rows, in: arena)
    operationClass = SteppedColumn(rows, in: arena)
    attributeCount = SteppedColumn(rows, in: arena)
  }

  /// Keeps the first `rows` rows: for a builder that goes back.
  func truncate(to rows: Int) {
    self.rows.truncate(to: rows)
    name.truncate(to: rows)
    scope.truncate(to: rows)
    source.truncate(to: rows)
    errorTypes.truncate(to: rows)
  }

  /// Appends a span; its trace is numbered later (see ``TraceNumbering``).
  func append(
    _ record: borrowing SpanRecord, name: UInt32, scope: UInt32, source: UInt32, _ operationClass: OperationClass,
    reportedNanos: UInt64?
  ) {
    let fields = record.fields
    let row = start.count
    spanID.fill(row, with: fields.spanID.value)
    parentID.fill(row, with: fields.parentSpanID.value)
    let hasDuration = fields.startUnixNano != 0 && fields.endUnixNano >= fields.startUnixNano
    start.fill(row, with: fields.startUnixNano != 0 ? fields.startUnixNano : fields.endUnixNano)
    // A span that is written like a log line has no length of its own, but may say how long its call took.
    let length = hasDuration ? fields.endUnixNano &- fields.startUnixNano : unknownDuration
    duration.fill(row, with: reportedNanos ?? length)
    self.name.fill(row, with: name)
    self.scope.fill(row, with: scope)
    self.source.fill(row, with: source)
    kindAndStatus.fill(row, with: min(fields.kind, 15) | min(fields.statusCode, 15) << 4)
    self.operationClass.fill(row, with: operationClass.rawValue)
    attributeCount.fill(row, with: UInt16(clamping: fields.attributeCount))
    rows.countRow()
  }

  /// How many rows there are.
  public var count: Int { rows.value }
  /// Whether there is no room left.
  public var isFull: Bool { rows.isFull }
  /// The trace id of a row.
  @inlinable
  public func traceID(_ row: Int) -> TraceID { traces[Int(trace[row])] }
  /// OTLP status of a row: 0 unset, 1 ok, 2 error.
  public func status(_ row: Int) -> UInt8 { kindAndStatus[row] >> 4 }
  /// End in Unix nanoseconds, where start and duration are known.
  @inlinable
  public func end(_ row: Int) -> UInt64? {
    guard start[row] != 0, duration[row] != unknownDuration else { return nil }
    return start[row] &+ duration[row]
  }
}

/// The codes of a call's texts, each in the dictionary of its column.
struct CallCodes {
  var provider: UInt32 = 0
  var operation: UInt32 = 0
  var requestModel: UInt32 = 0
  var responseModel: UInt32 = 0
  var finishReason: UInt32 = 0
  var errorType: UInt32 = 0
  var agent: UInt32 = 0
  var serviceTier: UInt32 = 0
  var sources: UInt16 = 0
}

/// The codes of a call's details that are texts.
struct DetailCodes {
  var outputType: UInt32 = 0
  var finishReason: UInt32 = 0
}

/// Rows of spans that may be calls: everything that is a model request by its class, or carries usage or cost. Which of
/// them count is decided after loading. At most 104 bytes a row beside the span, and 8 for each detail: codes take one
/// byte where the archive has few texts, and columns that nobody fills take nothing.
public final class CallSegment: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// Rows in a segment: calls are rarer than spans.
  public static let rows = 1 << 14

  /// How many rows there are in the columns that are filled in step.
  private let counted = RowCount(capacity: rows)
  /// The span: segment and row in one word (see ``SegmentLayout``).
  public let span: SteppedColumn<UInt32>
  /// Code of the provider.
  public let provider: CodeBuffer
  /// Code of the operation.
  public let operation: CodeBuffer
  /// Code of the model that was asked for.
  public let requestModel: CodeBuffer
  /// Code of the model that answered.
  public let responseModel: CodeBuffer
  /// Code of the finish reason.
  public let finishReason: CodeBuffer
  /// Code of the error type; 0 where the call did not fail.
  public let errorType: CodeBuffer
  /// Code of the agent.
  public let agent: CodeBuffer
  /// Code of the service tier.
  public let serviceTier: CodeBuffer
  /// Hash of the provider's response id; 0 absent.
  public let responseID: SteppedColumn<UInt64>
  /// Hash of the session; 0 absent.
  public let session: RaggedColumn<UInt64>
  /// Hash of the user; 0 absent.
  public let user: RaggedColumn<UInt64>
  /// Input tokens as reported.
  public let inputTokens: OptionalCountColumn
  /// Output tokens as reported.
  public let outputTokens: OptionalCountColumn
  /// Total tokens as reported.
  public let totalTokens: OptionalCountColumn
  /// Cache-read tokens as reported.
  public let cacheReadTokens: OptionalCountColumn
  /// Cache-write tokens as reported.
  public let cacheWriteTokens: OptionalCountColumn
  /// Reasoning tokens as reported.
  public let reasoningTokens: OptionalCountColumn
  /// Time to first token in nanoseconds.
  public let timeToFirstToken: OptionalAmountColumn
  /// Cost in pico-dollars as reported (beyond Int64: absent).
  public let reportedCost: OptionalAmountColumn
  /// Row of the dialects' table.
  public let dialect: SteppedColumn<UInt8>
  /// Bits 0–1 cache inclusion, 2–3 reasoning inclusion, 4–5 streaming (0 unknown, 1 no, 2 yes), 6–7: 1 aggregate,
  /// 2 repetition, 3 partial.
  public let traits: SteppedColumn<UInt8>
  /// Row of ``Store/fieldSources``: which attributes said what.
  public let sources: SteppedColumn<UInt16>
  /// What only some calls say.
  public let details = CallDetails()
  /// What the spans say of their sampling; takes no memory where none says anything.
  public let weights = WeightColumn(capacity: rows)

  /// An empty segment, whose columns have their memory from an arena where one is given.
  init(in arena: ColumnArena? = nil) {
    span = SteppedColumn(counted, in: arena)
    provider = CodeBuffer(capacity: CallSegment.rows, in: arena)
    operation = CodeBuffer(capacity: CallSegment.rows, in: arena)
    requestModel = CodeBuffer(capacity: CallSegment.rows, in: arena)
    responseModel = CodeBuffer(capacity: CallSegment.rows, in: arena)
    finishReason = CodeBuffer(capacity: CallSegment.rows, in: arena)
    errorType = CodeBuffer(capacity: CallSegment.rows, in: arena)
    agent = CodeBuffer(capacity: CallSegment.rows, in: arena)
    serviceTier = CodeBuffer(capacity: CallSegment.rows, in: arena)
    responseID = SteppedColumn(counted, in: arena)
    session = RaggedColumn(absent: 0, capacity: CallSegment.rows, in: arena)
    user = RaggedColumn(absent: 0, capacity: CallSegment.rows, in: arena)
    inputTokens = OptionalCountColumn(capacity: CallSegment.rows, in: arena)
    outputTokens = OptionalCountColumn(capacity: CallSegment.rows, in: arena)
    totalTokens = OptionalCountColumn(capacity: CallSegment.rows, in: arena)
    cacheReadTokens = OptionalCountColumn(capacity: CallSegment.rows, in: arena)
    cacheWriteTokens = OptionalCountColumn(capacity: CallSegment.rows, in: arena)
    reasoningTokens = OptionalCountColumn(capacity: CallSegment.rows, in: arena)
    timeToFirstToken = OptionalAmountColumn(capacity: CallSegment.rows, in: arena)
    reportedCost = OptionalAmountColumn(capacity: CallSegment.rows, in: arena)
    dialect = SteppedColumn(counted, in: arena)
    traits = SteppedColumn(counted, in: arena)
    sources = SteppedColumn(counted, in: arena)
  }

  /// Keeps the first `rows` rows: for a builder that goes back.
  func truncate(to rows: Int) {
    counted.truncate(to: rows)
    details.truncate(to: rows)
    weights.truncate(to: rows)
    provider.truncate(to: rows)
    operation.truncate(to: rows)
    requestModel.truncate(to: rows)
    responseModel.truncate(to: rows)
    finishReason.truncate(to: rows)
    errorType.truncate(to: rows)
    agent.truncate(to: rows)
    serviceTier.truncate(to: rows)
    session.truncate(to: rows)
    user.truncate(to: rows)
    inputTokens.truncate(to: rows)
    outputTokens.truncate(to: rows)
    totalTokens.truncate(to: rows)
    cacheReadTokens.truncate(to: rows)
    cacheWriteTokens.truncate(to: rows)
    reasoningTokens.truncate(to: rows)
    timeToFirstToken.truncate(to: rows)
    reportedCost.truncate(to: rows)
  }

  /// Appends what may be a call.
  func append(span row: UInt32, _ codes: CallCodes, _ reading: inout SpanReading) {
    let place = span.count
    if !reading.facts.weight.isEmpty { weights.set(place, reading.facts.weight) }
    span.fill(place, with: row)
    provider.fill(place, with: codes.provider)
    operation.fill(place, with: codes.operation)
    requestModel.fill(place, with: codes.requestModel)
    responseModel.fill(place, with: codes.responseModel)
    finishReason.fill(place, with: codes.finishReason)
    errorType.fill(place, with: codes.errorType)
    agent.fill(place, with: codes.agent)
    serviceTier.fill(place, with: codes.serviceTier)
    responseID.fill(place, with: identityHash(reading.facts.responseID))
    session.append(identityHash(reading.facts.session), at: place)
    user.append(identityHash(reading.facts.user), at: place)
    inputTokens.append(reading.facts.usage.inputTokens, at: place)
    outputTokens.append(reading.facts.usage.outputTokens, at: place)
    totalTokens.append(reading.facts.usage.totalTokens, at: place)
    cacheReadTokens.append(reading.facts.usage.cacheReadTokens, at: place)
    cacheWriteTokens.append(reading.facts.usage.cacheWriteTokens, at: place)
    reasoningTokens.append(reading.facts.usage.reasoningTokens, at: place)
    timeToFirstToken.append(reading.facts.timeToFirstTokenNanos.flatMap { Int64(exactly: $0) }, at: place)
    reportedCost.append(reading.facts.reportedCost.flatMap { Int64(exactly: $0.value) }, at: place)
    dialect.fill(place, with: reading.facts.dialect)
    traits.fill(place, with: CallSegment.traits(of: &reading))
    sources.fill(place, with: codes.sources)
    counted.countRow()
  }

  /// Appends the details of the last call.
  func appendDetails(_ reading: inout SpanReading, _ codes: DetailCodes) {
    let row = span.count - 1
    var rest = reading.details.mask
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      rest &= rest &- 1
      let value =
        switch number {
        case Int(CallDetail.outputType.rawValue): Int64(codes.outputType)
        case Int(CallDetail.finishReason.rawValue): Int64(codes.finishReason)
        default: reading.details.value(ofNumber: number)
        }
      details.append(row: row, number: number, value)
    }
  }

  /// How many rows there are.
  public var count: Int { counted.value }
  /// Whether there is no room left.
  public var isFull: Bool { counted.isFull }

  /// The token counts of a row as reported.
  @inlinable
  public func usage(_ row: Int) -> ReportedUsage {
    var usage = ReportedUsage()
    usage.inputTokens = inputTokens[row]
    usage.outputTokens = outputTokens[row]
    usage.totalTokens = totalTokens[row]
    usage.cacheReadTokens = cacheReadTokens[row]
    usage.cacheWriteTokens = cacheWriteTokens[row]
    usage.reasoningTokens = reasoningTokens[row]
    return usage
  }

  /// Whether reported input includes cached tokens, as documented.
  public func cacheInclusion(_ row: Int) -> Inclusion { Inclusion(rawValue: traits[row] & 3) ?? .unknown }
  /// Whether reported output includes reasoning, as documented.
  public func reasoningInclusion(_ row: Int) -> Inclusion { Inclusion(rawValue: traits[row] >> 2 & 3) ?? .unknown }
  /// Whether the response was streamed.
  public func isStreaming(_ row: Int) -> Bool? {
    switch traits[row] >> 4 & 3 {
    case 1: false
    case 2: true
    default: nil
    }
  }
  /// Whether the usage is a sum over other spans by its name.
  public func isAggregate(_ row: Int) -> Bool { traits[row] & 0xC0 == 0x40 }
  /// Whether the span repeats another one by its nature.
  public func isRepetition(_ row: Int) -> Bool { traits[row] & 0xC0 == 0x80 }
  /// Whether the usage is a part of what a span around it tells in full, by its name.
  public func isPartial(_ row: Int) -> Bool { traits[row] & 0xC0 == 0xC0 }

  private static func traits(of reading: inout SpanReading) -> UInt8 {
    let streaming: UInt8 = reading.facts.isStreaming.map { $0 ? 2 : 1 } ?? 0
    let nature: UInt8 =
      reading.facts.isRepetition ? 2 : reading.facts.isPartial ? 3 : reading.facts.isAggregate ? 1 : 0
    return reading.facts.cacheInclusion.rawValue | reading.facts.reasoningInclusion.rawValue << 2 | streaming << 4
      | nature << 6
  }
}

/// The codes of a stage's texts, each in the dictionary of its column.
struct StageCodes {
  var stage: UInt32 = 0
  var tool: UInt32 = 0
  var agent: UInt32 = 0
  var errorType: UInt32 = 0
}

/// Spans that are stages of a pipeline or agent: retrieval, tools, prompts under construction, …
public final class StageSegment: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// Rows in a segment.
  public static let rows = 1 << 14

  /// How many rows there are in the columns that are filled in step.
  private let counted = RowCount(capacity: rows)
  /// The span.
  public let span: SteppedColumn<UInt32>
  /// Code of the stage's name.
  public let stage: CodeBuffer
  /// Code of the tool; 0 where it is none.
  public let tool: CodeBuffer
  /// Code of the agent; 0 where it is none.
  public let agent: CodeBuffer
  /// Code of the error type; 0 where nothing failed.
  public let errorType: CodeBuffer
  /// How many documents a retrieval brought.
  public let retrievedCount: OptionalIntColumn

  /// An empty segment, whose columns have their memory from an arena where one is given.
  init(in arena: ColumnArena? = nil) {
    span = SteppedColumn(counted, in: arena)
    stage = CodeBuffer(capacity: StageSegment.rows, in: arena)
    tool = CodeBuffer(capacity: StageSegment.rows, in: arena)
    agent = CodeBuffer(capacity: StageSegment.rows, in: arena)
    errorType = CodeBuffer(capacity: StageSegment.rows, in: arena)
    retrievedCount = OptionalIntColumn(capacity: StageSegment.rows, in: arena)
  }

  /// Keeps the first `rows` rows: for a builder that goes back.
  func truncate(to rows: Int) {
    counted.truncate(to: rows)
    stage.truncate(to: rows)
    tool.truncate(to: rows)
    agent.truncate(to: rows)
    errorType.truncate(to: rows)
    retrievedCount.truncate(to: rows)
  }

  /// Appends a stage.
  func append(span row: UInt32, _ codes: StageCodes, retrievedCount: Int64?) {
    let place = span.count
    span.fill(place, with: row)
    stage.fill(place, with: codes.stage)
    tool.fill(place, with: codes.tool)
    agent.fill(place, with: codes.agent)
    errorType.fill(place, with: codes.errorType)
    self.retrievedCount.append(retrievedCount)
    counted.countRow()
  }

  /// How many rows there are.
  public var count: Int { counted.value }
  /// Whether there is no room left.
  public var isFull: Bool { counted.isFull }
}

/// Judgements of answers, from spans, span events and log records.
public final class EvaluationSegment: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// Rows in a segment.
  public static let rows = 1 << 13

  /// When: the span's start or the log record's time; 0 unknown.
  public let time: ColumnBuffer<UInt64>
  /// Trace id, bytes 0 to 7.
  public let traceHigh: ColumnBuffer<UInt64>
  /// Trace id, bytes 8 to 15.
  public let traceLow: ColumnBuffer<UInt64>
  /// The span that carries the judgement, or that the log record points to; 0 absent.
  public let spanID: ColumnBuffer<UInt64>
  /// Row of the scope.
  public let scope: CodeBuffer
  /// Code of what was judged.
  public let name: CodeBuffer
  /// Code of the verdict; 0 where there is none.
  public let label: CodeBuffer
  /// Score in millionths.
  public let scoreMicros: OptionalIntColumn
  /// Hash of the judged response's id; 0 absent.
  public let responseID: ColumnBuffer<UInt64>
  /// Bits 0–1: 0 does not judge hallucination, 1 says no, 2 says yes. Bit 2: the evaluation failed.
  /// Bit 3: read from a log record.
  public let traits: ColumnBuffer<UInt8>

  /// An empty segment, whose columns have their memory from an arena where one is given.
  init(in arena: ColumnArena? = nil) {
    time = ColumnBuffer(capacity: EvaluationSegment.rows, in: arena)
    traceHigh = ColumnBuffer(capacity: EvaluationSegment.rows, in: arena)
    traceLow = ColumnBuffer(capacity: EvaluationSegment.rows, in: arena)
    spanID = ColumnBuffer(capacity: EvaluationSegment.rows, in: arena)
    scope = CodeBuffer(capacity: EvaluationSegment.rows, in: arena)
    name = CodeBuffer(capacity: EvaluationSegment.rows, in: arena)
    label = CodeBuffer(capacity: EvaluationSegment.rows, in: arena)
    scoreMicros = OptionalIntColumn(capacity: EvaluationSegment.rows, in: arena)
    responseID = ColumnBuffer(capacity: EvaluationSegment.rows, in: arena)
    traits = ColumnBuffer(capacity: EvaluationSegment.rows, in: arena)
  }

  /// Keeps the first `rows` rows: for a builder that goes back.
  func truncate(to rows: Int) {
    time.truncate(to: rows)
    traceHigh.truncate(to: rows)
    traceLow.truncate(to: rows)
    spanID.truncate(to: rows)
    scope.truncate(to: rows)
    name.truncate(to: rows)
    label.truncate(to: rows)
    scoreMicros.truncate(to: rows)
    responseID.truncate(to: rows)
    traits.truncate(to: rows)
  }

  /// How many rows there are.
  public var count: Int { time.count }
  /// Whether there is no room left.
  public var isFull: Bool { time.count == time.capacity }
  /// Whether the verdict says that the answer was made up; `nil` where it does not say.
  public func isHallucination(_ row: Int) -> Bool? {
    switch traits[row] & 3 {
    case 1: false
    case 2: true
    default: nil
    }
  }
  /// Whether the evaluation failed.
  public func isFailed(_ row: Int) -> Bool { traits[row] & 4 != 0 }
}

/// Log records.
public final class LogSegment: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// Rows in a segment.
  public static let rows = 1 << 14

  /// Time, else the observed time, in Unix nanoseconds; 0 unknown.
  public let time = ColumnBuffer<UInt64>(capacity: rows)
  /// Row of the scope.
  public let scope = CodeBuffer(capacity: rows)
  /// Code of the event's name; 0 where there is none.
  public let event = CodeBuffer(capacity: rows)
  /// OTLP severity number.
  public let severity = ColumnBuffer<UInt8>(capacity: rows)

  /// An empty segment.
  public init() {}

  /// How many rows there are.
  public var count: Int { time.count }
  /// Whether there is no room left.
  public var isFull: Bool { time.count == time.capacity }
}

/// Data points of the metrics that are compared or reported.
public final class MetricPointSegment: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// Rows in a segment.
  public static let rows = 1 << 14

  /// Row of the series.
  public let series = CodeBuffer(capacity: rows)
  /// Start of the interval in Unix nanoseconds; 0 unknown.
  public let start = ColumnBuffer<UInt64>(capacity: rows)
  /// Time in Unix nanoseconds; 0 unknown.
  public let time = ColumnBuffer<UInt64>(capacity: rows)
  /// Point flags; bit 0 means no recorded value.
  public let flags = ColumnBuffer<UInt32>(capacity: rows)
  /// Integer value of a number point.
  public let intValue = OptionalIntColumn(capacity: rows)
  /// Bits of the double value of a number point, or of the sum of a histogram or summary.
  public let doubleBits = OptionalIntColumn(capacity: rows)
  /// How many values a histogram or summary holds.
  public let valueCount = ColumnBuffer<UInt64>(capacity: rows)
  /// Bits of the smallest value, where known.
  public let minBits = OptionalIntColumn(capacity: rows)
  /// Bits of the largest value, where known.
  public let maxBits = OptionalIntColumn(capacity: rows)
  /// The buckets of histograms whose percentiles are compared.
  public let buckets = PointBucketColumn(capacity: rows)

  /// An empty segment.
  public init() {}

  /// How many rows there are.
  public var count: Int { time.count }
  /// Whether there is no room left.
  public var isFull: Bool { time.count == time.capacity }
}
