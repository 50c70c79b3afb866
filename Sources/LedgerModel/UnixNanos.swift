/// An instant: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds and without a zone.
///
/// Unsigned as on the wire, so it reaches the year 2554. Zero means *unknown* in OTLP; code that reads a field turns it
/// into an absent value and never into the epoch.
public struct UnixNanos: Hashable, Comparable, Sendable {
  /// The count of nanoseconds.
  public var value: UInt64

  /// An instant from its count of nanoseconds.
  @inlinable
  public init(_ value: UInt64) { self.value = value }

  /// Earlier instants first.
  @inlinable
  public static func < (left: UnixNanos, right: UnixNanos) -> Bool { left.value < right.value }
}

extension UnixNanos: CustomStringConvertible {
  /// RFC 3339 in UTC, with as many fraction digits as needed (none, three, six or nine).
  public var description: String {
    let (days, second) = (value / 1_000_000_000).quotientAndRemainder(dividingBy: 86_400)
    let (year, month, day) = UnixNanos.civilDate(daysSinceEpoch: Int64(days))
    let fraction = value % 1_000_000_000
    var text = "\(padded(UInt64(year), 4))-\(padded(UInt64(month), 2))-\(padded(UInt64(day), 2))T"
    text += "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    if fraction != 0 {
      if fraction % 1_000_000 == 0 {
        text += "." + padded(fraction / 1_000_000, 3)
      } else if fraction % 1000 == 0 {
        text += "." + padded(fraction / 1000, 6)
      } else {
        text += "." + padded(fraction, 9)
      }
    }
    return text + "Z"
  }

  /// Reads an RFC 3339 instant such as `2026-11-23T22:00:00Z` or `2026-11-23T22:00:00.5+01:00`.
  ///
  /// A date alone (`2026-11-23`) is its UTC midnight. Leap seconds are read as the following second. More than nine
  /// fraction digits are cut off. Instants before 1970 or after 2554 and anything else are `nil`.
  public init?(rfc3339 text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int) -> Int64? {
      guard rest.count >= digits else { return nil }
      var value: Int64 = 0
      for byte in rest.prefix(digits) {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      rest = rest.dropFirst(digits)
      return value
    }
    func take(_ allowed: Character...) -> Bool {
      guard let next = rest.first, allowed.contains(Character(UnicodeScalar(next))) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      (1...12).contains(month), (1...UnixNanos.daysInMonth(year: year, month: month)).contains(day)
    else { return nil }
    var seconds = UnixNanos.days(year: year, month: month, day: day) * 86_400
    var fraction: Int64 = 0
    if !rest.isEmpty {
      guard take("T", "t", " "), let hour = number(2), take(":"), let minute = number(2), take(":"),
        let second = number(2), hour < 24, minute < 60, second <= 60
      else { return nil }
      seconds += hour * 3600 + minute * 60 + second
      if take(".") {
        var digits = 0
        while let digit = number(1) {
          if digits < 9 { fraction = fraction * 10 + digit }
          digits += 1
        }
        guard digits > 0 else { return nil }
        for _ in 0..<max(0, 9 - digits) { fraction *= 10 }
      }
      if !take("Z", "z") {
        let isWest = rest.first == 0x2D
        guard take("+", "-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else {
          return nil
        }
        seconds -= (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
      }
    }
    guard rest.isEmpty, seconds >= 0, seconds < Int64(UInt64.max / 1_000_000_000) else { return nil }
    self.init(UInt64(seconds) * 1_000_000_000 + UInt64(fraction))
  }

  // Days and civil dates: Howard Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil and inverse),
  // for the proleptic Gregorian calendar with the year beginning in March.

  static func civilDate(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days from the first one of the epoch to a civil date, which must be one.
  public static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear >= 0 ? shiftedYear / 400 : (shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func daysInMonth(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

func padded(_ value: UInt64, _ width: Int) -> String {
  let digits = String(value)
  return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
