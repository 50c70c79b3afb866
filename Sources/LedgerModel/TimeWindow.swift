/// A half-open stretch of time `[start, end)` in UTC: an instant at `end` belongs to the next window.
public struct TimeWindow: Hashable, Comparable, Sendable {
  /// The first instant inside.
  public var start: UnixNanos

  /// The first instant behind.
  public var end: UnixNanos

  /// The window `[start, end)`; an end before its start is a programmer error.
  public init(start: UnixNanos, end: UnixNanos) {
    precondition(start <= end, "a window ends before it starts")
    self.start = start
    self.end = end
  }

  /// Whether an instant lies inside.
  public func contains(_ instant: UnixNanos) -> Bool { start <= instant && instant < end }

  /// Earlier starts first, then earlier ends.
  public static func < (left: TimeWindow, right: TimeWindow) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

/// How long the UTC windows of a report are. Windows are aligned to the epoch, hence to UTC hours and days.
public enum WindowSize: String, CaseIterable, Hashable, Sendable {
  /// Five minutes.
  case fiveMinutes = "5m"
  /// A quarter of an hour.
  case quarterHour = "15m"
  /// An hour.
  case hour = "1h"
  /// A UTC day.
  case day = "1d"

  /// The length in nanoseconds.
  public var nanos: UInt64 {
    switch self {
    case .fiveMinutes: 300_000_000_000
    case .quarterHour: 900_000_000_000
    case .hour: 3_600_000_000_000
    case .day: 86_400_000_000_000
    }
  }

  /// The window that holds an instant. The last window before the end of representable time is cut short.
  public func window(holding instant: UnixNanos) -> TimeWindow {
    let start = instant.value - instant.value % nanos
    let (end, overflow) = start.addingReportingOverflow(nanos)
    return TimeWindow(start: UnixNanos(start), end: UnixNanos(overflow ? .max : end))
  }
}
