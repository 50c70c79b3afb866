import LedgerMemory
import LedgerModel

/// What log records say of calls beyond what a span would: a row for each row of the ``CallSegment`` of the same place.
/// 29 bytes a row.
///
/// A call that only a log record tells of has rows in the tables of spans and calls as any other has, so that nothing
/// behind them needs to know. These rows lie in segments of their own behind all others
/// (``Store/spanSegmentCount``, ``Store/spanCallSegmentCount``), and count as no spans.
public final class LogCallSegment: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// The role in the low bits; bit 7: the emitter's own event.
  private let roles = ColumnBuffer<UInt8>(capacity: CallSegment.rows)
  /// Hash of the request's id; 0 absent.
  public let requestID = ColumnBuffer<UInt64>(capacity: CallSegment.rows)
  /// Hash of what the request was made for; 0 absent.
  public let turn = ColumnBuffer<UInt64>(capacity: CallSegment.rows)
  /// Which attempt it was.
  public let attempt = OptionalCountColumn(capacity: CallSegment.rows)
  /// Hash over all that was read.
  public let identity = ColumnBuffer<UInt64>(capacity: CallSegment.rows)

  /// An empty segment.
  public init() {}

  func append(_ call: inout LogCallReading) {
    roles.append(call.role.rawValue | (call.isNative ? 0x80 : 0))
    requestID.append(identityHash(call.requestID))
    turn.append(identityHash(call.turn))
    attempt.append(call.attempt, at: identity.count)
    identity.append(call.identity)
  }

  /// What the record says about a call.
  public func role(_ row: Int) -> LogCallRole { LogCallRole(rawValue: roles[row] & 0x7F) ?? .answered }
  /// Whether it is an agent's own event about itself.
  public func isNative(_ row: Int) -> Bool { roles[row] & 0x80 != 0 }
  /// How many rows there are.
  public var count: Int { roles.count }
}

extension SpanSegment {
  /// Appends the place of a call that a log record tells of; it ends when the record was written.
  func append(
    _ record: borrowing LogRecord, _ call: inout LogCallReading, trace: UInt32, name: UInt32, scope: UInt32,
    source: UInt32
  ) -> UInt32 {
    let place = count
    let time = call.timeUnixNano
    // Without a duration the call is an instant; that it took no time is never said.
    let nanos = call.reading.facts.reportedDurationNanos.flatMap { $0 < time ? $0 : nil } ?? 0
    self.trace.fill(place, with: trace)
    spanID.fill(place, with: record.spanID.value)
    parentID.fill(place, with: 0)
    start.fill(place, with: time &- nanos)
    duration.fill(place, with: time == 0 ? call.reading.facts.reportedDurationNanos ?? unknownDuration : nanos)
    self.name.fill(place, with: name)
    self.scope.fill(place, with: scope)
    self.source.fill(place, with: source)
    kindAndStatus.fill(place, with: 0)
    operationClass.fill(place, with: call.reading.facts.operationClass.rawValue)
    attributeCount.fill(place, with: UInt16(clamping: record.attributeCount))
    rows.countRow()
    return UInt32(truncatingIfNeeded: place)
  }
}

/// The tables of one worker for calls that log records tell of, while they grow.
struct LogCallTables: ~Copyable {
  private var traces = TraceNumbering(into: TraceList())
  var spans: [SpanSegment] = []
  var calls: [CallSegment] = []
  var logs: [LogCallSegment] = []

  /// Appends a call; the segment that it is in is answered.
  mutating func append(
    _ record: borrowing LogRecord, _ call: inout LogCallReading, name: UInt32, scope: UInt32, source: UInt32,
    _ codes: CallCodes
  ) -> CallSegment {
    if spans.last?.isFull ?? true { spans.append(SpanSegment(traces.list)) }
    if calls.last?.isFull ?? true {
      calls.append(CallSegment())
      logs.append(LogCallSegment())
    }
    let row =
      spans[spans.count - 1].append(
        record, &call, trace: traces.number(of: record.traceID), name: name, scope: scope, source: source)
      | UInt32(truncatingIfNeeded: (spans.count - 1) << SegmentLayout.rowBits)
    calls[calls.count - 1].append(span: row, codes, &call.reading)
    logs[logs.count - 1].append(&call)
    return calls[calls.count - 1]
  }
}
