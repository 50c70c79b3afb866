/// When clocks change, year after year: the form that POSIX gives to the variable `TZ`, such as
/// `EST5EDT,M3.2.0,M11.1.0`.
struct YearlyRule {
  /// Seconds ahead of UTC in standard time.
  let standard: Int32
  private let summer: (offset: Int32, starts: Day, ends: Day)?

  /// A day of a year and the second of its local clock.
  private struct Day {
    enum Kind {
      /// From 1 to 365; 29 February is never counted.
      case julian(Int)
      /// From 0 to 365.
      case ordinal(Int)
      /// Month, week (5 is the last), day of the week (0 is Sunday).
      case weekday(month: Int, week: Int, day: Int)
    }
    var kind: Kind
    var seconds: Int64

    func daysSinceEpoch(year: Int64) -> Int64 {
      let first = UnixNanos.days(year: year, month: 1, day: 1)
      switch kind {
      case .ordinal(let day): return first + Int64(day)
      case .julian(let day):
        let isLeap = UnixNanos.days(year: year + 1, month: 1, day: 1) - first == 366
        return first + Int64(day - 1) + (isLeap && day > 59 ? 1 : 0)
      case .weekday(let month, let week, let day):
        let start = UnixNanos.days(year: year, month: Int64(month), day: 1)
        let next =
          month == 12
          ? UnixNanos.days(year: year + 1, month: 1, day: 1)
          : UnixNanos.days(year: year, month: Int64(month + 1), day: 1)
        // The first day of the epoch was a Thursday.
        let weekday = ((start + 4) % 7 + 7) % 7
        var found = start + (Int64(day) - weekday + 7) % 7 + Int64(week - 1) * 7
        while found >= next { found -= 7 }
        return found
      }
    }
  }

  /// Reads a rule; `nil` where it is none.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = Reader(rest: text)
    guard reader.skipName(), let standard = reader.offset() else { return nil }
    self.standard = -Int32(standard)
    if reader.rest.isEmpty {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = -Int32(standard) + 3600
    if let next = reader.rest.first, next != 0x2C {
      guard let own = reader.offset() else { return nil }
      offset = -Int32(own)
    }
    guard reader.take(0x2C), let starts = reader.day(), reader.take(0x2C), let ends = reader.day(), reader.rest.isEmpty
    else { return nil }
    summer = (offset, starts, ends)
  }

  /// All changes of some years, in order: seconds since the epoch, and the offset from then on.
  func changes(years: ClosedRange<Int64>) -> [(at: Int64, offset: Int32)] {
    guard let summer else { return [(UnixNanos.days(year: years.lowerBound, month: 1, day: 1) * 86_400, standard)] }
    var changes: [(at: Int64, offset: Int32)] = []
    for year in years {
      let start = summer.starts.daysSinceEpoch(year: year) * 86_400 + summer.starts.seconds - Int64(standard)
      let end = summer.ends.daysSinceEpoch(year: year) * 86_400 + summer.ends.seconds - Int64(summer.offset)
      changes.append((start, summer.offset))
      changes.append((end, standard))
    }
    return changes.sorted { $0.at < $1.at }
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }

    mutating func skipName() -> Bool {
      if take(0x3C) {
        rest = rest.drop { $0 != 0x3E }
        return take(0x3E)
      }
      let letters = rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      rest = rest.dropFirst(letters.count)
      return letters.count >= 3
    }

    mutating func digits() -> Int? {
      let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard (1...5).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Hours, minutes and seconds with a sign, in seconds.
    mutating func offset() -> Int? {
      let isNegative = take(0x2D)
      if !isNegative { _ = take(0x2B) }
      guard let hours = digits(), hours <= 167 else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where take(0x3A) {
        guard let part = digits(), part < 60 else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func day() -> Day? {
      let kind: Day.Kind
      if take(0x4D) {
        guard let month = digits(), take(0x2E), let week = digits(), take(0x2E), let day = digits(),
          (1...12).contains(month), (1...5).contains(week), day < 7
        else { return nil }
        kind = .weekday(month: month, week: week, day: day)
      } else if take(0x4A) {
        guard let day = digits(), (1...365).contains(day) else { return nil }
        kind = .julian(day)
      } else {
        guard let day = digits(), day < 366 else { return nil }
        kind = .ordinal(day)
      }
      var seconds = 7200
      if take(0x2F) {
        guard let own = offset() else { return nil }
        seconds = own
      }
      return Day(kind: kind, seconds: Int64(seconds))
    }
  }
}
