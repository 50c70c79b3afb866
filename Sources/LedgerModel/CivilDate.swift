/// A day of the Gregorian calendar, counted from 1970-01-01; its hours are those of UTC.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public var daysSinceEpoch: Int64

  /// A day from its number.
  public init(daysSinceEpoch: Int64) { self.daysSinceEpoch = daysSinceEpoch }

  /// The UTC day of an instant.
  public init(_ instant: UnixNanos) { daysSinceEpoch = Int64(instant.value / WindowSize.day.nanos) }

  /// Reads `YYYY-MM-DD`, from 1970 on; `nil` where it is no such day.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 10, let start = UnixNanos(rfc3339: text) else { return nil }
    self.init(start)
  }

  /// Earlier days first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

  /// The day some days later, or earlier.
  public func adding(days: Int64) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }

  /// The days since Monday: 0 for Monday, 6 for Sunday.
  public var daysSinceMonday: Int64 {
    // 1970-01-01 was a Thursday.
    let day = (daysSinceEpoch + 3) % 7
    return day < 0 ? day + 7 : day
  }

  /// The first day of its month.
  public var startOfMonth: CivilDate {
    adding(days: 1 - UnixNanos.civilDate(daysSinceEpoch: daysSinceEpoch).day)
  }

  /// The first day of the month behind its own.
  public var startOfNextMonth: CivilDate {
    let (year, month, _) = UnixNanos.civilDate(daysSinceEpoch: daysSinceEpoch)
    return CivilDate(
      daysSinceEpoch: UnixNanos.days(
        year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1))
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = UnixNanos.civilDate(daysSinceEpoch: daysSinceEpoch)
    return "\(padded(UInt64(year), 4))-\(padded(UInt64(month), 2))-\(padded(UInt64(day), 2))"
  }
}
