import LedgerMemory

/// What a log record says about a call.
public enum LogCallRole: UInt8, CaseIterable, Sendable {
  /// One call, with what it used as far as that is said.
  case call
  /// An attempt that failed.
  case failure
  /// A line about an error that names a model and a duration, and nothing else that makes it one about a call: it is an
  /// attempt that failed where whoever wrote it tells of calls in other lines.
  case perhapsFailure
  /// An attempt was answered; another record tells of the call.
  case answered
  /// No further attempt will be made.
  case gaveUp
}

/// A call, or an attempt at one, that a log record tells of.
public struct LogCallReading: Sendable {
  /// What is said about it.
  public var role = LogCallRole.call
  /// The facts, as a span would tell them.
  public var reading = SpanReading()
  /// Whether it is an agent's own event about itself, under a name that no one else uses.
  public var isNative = false
  /// When: the record's time, else when it was observed, else the time that the event says itself; 0 where unknown. Calls
  /// are told of when they end.
  public var timeUnixNano: UInt64 = 0
  /// The id of the request, which is unique within a service at least; empty where unknown.
  public var requestID = ByteView.empty
  /// What the request was made for, such as one prompt of a user; empty where unknown.
  public var turn = ByteView.empty
  /// Which attempt it was, as the emitter numbers them; `nil` where unknown.
  public var attempt: Int64?
  /// A hash over all that was read, by which the same record is known again.
  public var identity: UInt64 = 0

  /// A reading without facts.
  public init() {}
}
