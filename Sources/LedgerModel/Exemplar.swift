/// One measurement that a data point keeps as an example, with the span that was active when it was recorded.
///
/// Its attributes are never read: what a metric's view filtered out may be anything.
public struct Exemplar: Hashable, Sendable {
  /// What was measured, in the unit of the metric.
  public enum Value: Hashable, Sendable {
    /// Not said.
    case absent
    /// A whole number.
    case int(Int64)
    /// A number, possibly not finite.
    case double(Double)
  }

  /// When it was recorded, in nanoseconds since the epoch; 0 where unknown.
  public var timeUnixNano: UInt64 = 0
  /// The trace of the active span; absent where there was none.
  public var traceID = TraceID.absent
  /// The active span; absent where there was none.
  public var spanID = SpanID.absent
  /// What was measured.
  public var value = Value.absent

  /// An exemplar that says nothing.
  public init() {}
}
