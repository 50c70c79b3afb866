import LedgerModel

// How figures are written for people: rounded, grouped, with their unit. The exact value stays beside them.

/// `numerator` / `denominator`, rounded half away from zero. The denominator is not zero.
func roundedQuotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
  let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
  let roundsAway = remainder.magnitude >= denominator.magnitude - remainder.magnitude
  return quotient + (roundsAway ? ((numerator < 0) == (denominator < 0) ? 1 : -1) : 0)
}

/// Ten to the power of `exponent`; the exponent is in `0...37`.
func powerOfTen(_ exponent: Int) -> Int128 {
  var power: Int128 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}

/// `value` / 10^places as a decimal number without trailing zeros, as JSON writes numbers.
func exactDecimal(_ value: Int128, places: Int) -> String {
  if let short = Int64(exactly: value) { return decimalText(short, places: places) }
  if places == 0 { return String(value) }
  let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: powerOfTen(places).magnitude)
  var digits = String(fraction)
  digits = String(repeating: "0", count: places - digits.count) + digits
  while digits.hasSuffix("0") { digits.removeLast() }
  return "\(value < 0 ? "-" : "")\(whole)" + (digits.isEmpty ? "" : "." + digits)
}

/// Figures as people read them.
public enum Figures {
  /// A whole number with a comma every three digits: `1,204,332`.
  public static func count(_ value: some BinaryInteger) -> String {
    var digits = Array(String(value.magnitude))
    var at = digits.count - 3
    while at > 0 {
      digits.insert(",", at: at)
      at -= 3
    }
    return (value < 0 ? "−" : "") + String(digits)
  }

  /// A whole number with its sign: `+1,240`, `−12`, `0`.
  static func signed(_ value: some BinaryInteger) -> String { (value > 0 ? "+" : "") + count(value) }

  /// `value` / 10^places with exactly `shown` places, rounded half away from zero, grouped.
  static func decimal(_ value: Int128, places: Int, shown: Int) -> String {
    let rounded =
      shown >= places ? value * powerOfTen(shown - places) : roundedQuotient(value, powerOfTen(places - shown))
    guard shown > 0 else { return count(rounded) }
    let (whole, fraction) = rounded.magnitude.quotientAndRemainder(dividingBy: powerOfTen(shown).magnitude)
    let digits = String(fraction)
    let sign = rounded < 0 ? "−" : ""
    return "\(sign)\(count(whole)).\(String(repeating: "0", count: shown - digits.count))\(digits)"
  }

  /// `value` / 10^places with three significant digits, or as a whole number where it has more before the point.
  static func significant(_ value: Int128, places: Int) -> String {
    var shown = max(0, places - (String(value.magnitude).count - 3))
    if shown > 0, shown < places {
      // Rounding 9.996 makes it one digit longer: 10.0, not 10.00.
      let rounded = roundedQuotient(value, powerOfTen(places - shown))
      if rounded.magnitude >= 1000 { shown -= 1 }
    }
    return decimal(value, places: places, shown: min(shown, places))
  }

  /// A stretch of time from 10^-places seconds: `850 µs`, `12.3 ms`, `1.23 s`, `1,204 s`.
  static func seconds(_ value: Int128, places: Int) -> String {
    guard value != 0 else { return "0 s" }
    let magnitude = Int128(value.magnitude)
    // From 999.5 of the smaller unit on, three digits are written in the larger one.
    if magnitude * 10_000 >= 9995 * powerOfTen(places) { return significant(value, places: places) + " s" }
    if places >= 6, magnitude * 10_000_000 >= 9995 * powerOfTen(places) {
      return significant(value, places: places - 3) + " ms"
    }
    if places >= 9, magnitude * 10_000_000_000 >= 9995 * powerOfTen(places) {
      return significant(value, places: places - 6) + " µs"
    }
    return places >= 9 ? significant(value, places: places - 9) + " ns" : significant(value, places: places) + " s"
  }

  /// Round nanoseconds in the unit that leaves no places: `500 ms`, `10 s`.
  static func shortSeconds(_ nanos: Int64) -> String {
    for (unit, name) in [(1_000_000_000, "s"), (1_000_000, "ms"), (1000, "µs")] as [(Int64, String)]
    where nanos != 0 && nanos % unit == 0 {
      return "\(count(nanos / unit)) \(name)"
    }
    return "\(count(nanos)) ns"
  }

  /// A value of a distribution with its unit.
  static func measure(_ value: Int64, _ unit: MeasureUnit) -> String {
    switch unit {
    case .nanoseconds, .picoseconds: seconds(Int128(value), places: unit.decimalPlaces)
    case .microTokensPerSecond: significant(Int128(value), places: 6) + " tok/s"
    case .micros: decimal(Int128(value), places: 6, shown: 3)
    case .count: count(value)
    case .picoUSD: dollars(PicoUSD(Int128(value)))
    }
  }

  /// The exact value of a distribution with its unit, for whoever asks.
  static func exact(_ value: Int64, _ unit: MeasureUnit) -> String {
    let number = decimalText(value, places: unit.decimalPlaces)
    return switch unit {
    case .nanoseconds, .picoseconds: number + " s"
    case .microTokensPerSecond: number + " tokens/s"
    case .micros, .count: number
    case .picoUSD: exact(PicoUSD(Int128(value)))
    }
  }

  /// Money with a number of places: `$1,204.50`. An amount that would round to nothing says so: `<$0.01`.
  static func dollars(_ amount: PicoUSD, places: Int) -> String {
    let sign = amount.value < 0 ? "−" : ""
    let magnitude = Int128(amount.value.magnitude)
    if magnitude != 0, magnitude * 2 < powerOfTen(12 - places) {
      return "\(sign)<$" + decimal(powerOfTen(12 - places), places: 12, shown: places)
    }
    return "\(sign)$" + decimal(magnitude, places: 12, shown: places)
  }

  /// How many places let one see the amount: two from a dollar on, else four, and six below a cent.
  static func places(for amount: PicoUSD) -> Int {
    let magnitude = amount.value.magnitude
    if magnitude >= 1_000_000_000_000 { return 2 }
    return magnitude == 0 ? 2 : magnitude >= 10_000_000_000 ? 4 : 6
  }

  /// Money on its own.
  static func dollars(_ amount: PicoUSD) -> String { dollars(amount, places: places(for: amount)) }

  /// The exact amount for whoever asks.
  static func exact(_ amount: PicoUSD) -> String { "\(amount.description) USD" }

  /// A share in percent with one place; `nil` of nothing. A share that would round to nothing (or to everything)
  /// without being it says so.
  static func percent(_ part: some BinaryInteger, of whole: some BinaryInteger) -> String? {
    guard whole != 0 else { return nil }
    let (part, whole) = (Int128(part), Int128(whole))
    let permille = roundedQuotient(part * 1000, whole)
    if part != 0, permille == 0 { return (part < 0) == (whole < 0) ? "<0.1 %" : "−<0.1 %" }
    if permille == 1000, part != whole { return part < whole ? ">99.9 %" : "100.0 %" }
    return decimal(permille, places: 1, shown: 1) + " %"
  }

  /// A size: `48.2 MB` (10^6 bytes).
  static func bytes(_ value: UInt64) -> String {
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    guard value >= 1000 else { return "\(value) B" }
    var exponent = 0
    var power: Int128 = 1000
    while exponent < units.count - 1, Int128(value) * 10_000 >= 9995 * power * 1000 {
      power *= 1000
      exponent += 1
    }
    return significant(Int128(value), places: 3 * (exponent + 1)) + " " + units[exponent]
  }

  /// A count in few characters, for axes and cards: `950`, `12 k`, `1.5 M`, `18.4 M`.
  ///
  /// - Parameter isTrimmed: whether zeros at the end are left out, as axes want it.
  static func compact(_ value: Int128, isTrimmed: Bool = true) -> String {
    let magnitude = value.magnitude
    guard magnitude >= 10_000 else { return count(value) }
    for (power, unit) in [(12, "T"), (9, "G"), (6, "M"), (3, "k")] where magnitude >= powerOfTen(power).magnitude {
      var text = significant(value, places: power)
      if isTrimmed, text.contains(".") {
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
      }
      return text + " " + unit
    }
    return count(value)
  }

  /// `1 span`, `2 spans`.
  public static func plural(_ value: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
    count(value) + " " + (value == 1 ? one : many ?? one + "s")
  }
}

/// Instants as people read them.
struct Instants {
  /// Whose clocks are shown.
  let zone: ZoneRules

  /// What clocks of UTC show.
  static let utc = Instants(zone: .utc)

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The zone's name: `UTC`, `Asia/Kolkata`.
  var name: String { zone.name }

  /// What the zone's clocks show at an instant, as the instant at which those of UTC show it. Times before 1970 and beyond
  /// what nanoseconds can say are those of UTC.
  func local(_ instant: UnixNanos) -> UnixNanos {
    let offset = Int64(zone.offset(at: Int64(instant.value / 1_000_000_000))) * 1_000_000_000
    let (shifted, isBeyond) =
      offset < 0
      ? instant.value.subtractingReportingOverflow(offset.magnitude)
      : instant.value.addingReportingOverflow(offset.magnitude)
    return isBeyond ? instant : UnixNanos(shifted)
  }

  /// `22 Nov 2026`.
  func date(_ instant: UnixNanos) -> String {
    let text = local(instant).description
    let parts = text.prefix(10).split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]) else { return text }
    return "\(day) \(Instants.months[month - 1]) \(parts[0])"
  }

  /// `22 Nov`.
  func day(_ instant: UnixNanos) -> String { String(date(instant).dropLast(5)) }

  /// `22:05`, with seconds only where there are any.
  func time(_ instant: UnixNanos) -> String { Instants.time(ofLocal: local(instant)) }

  private static func time(ofLocal instant: UnixNanos) -> String {
    let text = instant.description.dropFirst(11)
    return String(text.prefix(instant.value / 1_000_000_000 % 60 == 0 ? 5 : 8))
  }

  /// `2026-11-22 22:05:09`, to the second, cut off.
  func full(_ instant: UnixNanos) -> String {
    let text = local(instant).description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
  }

  /// `2026-11-22 22:05:09 to 22:06:00 UTC`, to the second, cut off; the second day where it is another one.
  func period(from: UnixNanos?, to: UnixNanos?) -> String {
    let (first, last) = (from.map { full($0) }, to.map { full($0) })
    guard let first else { return last.map { "until \($0) \(name)" } ?? "some time" }
    guard let last else { return "from \(first) \(name)" }
    return "\(first) to \(first.prefix(10) == last.prefix(10) ? String(last.dropFirst(11)) : last) \(name)"
  }

  /// `2026-11-22 22:00`, without seconds where there are none.
  func short(_ instant: UnixNanos) -> String { Instants.short(ofLocal: local(instant)) }

  private static func short(ofLocal instant: UnixNanos) -> String {
    instant.description.prefix(10) + " " + time(ofLocal: instant)
  }

  /// A window: `2026-11-22 22:00–23:00`, or `2026-11-22` for a whole day of the zone.
  func window(_ window: TimeWindow) -> String {
    let day = UInt64(86_400_000_000_000)
    let (start, end) = (local(window.start), local(window.end))
    // Where clocks are put back the end may show an earlier time than the start.
    guard start < end else { return Instants.short(ofLocal: start) + " – " + Instants.short(ofLocal: end) }
    let length = end.value - start.value
    if length == day, start.value % day == 0 { return String(start.description.prefix(10)) }
    if start.value / day == end.value / day || (length < day && end.value % day == 0) {
      return Instants.short(ofLocal: start) + "–" + (end.value % day == 0 ? "24:00" : Instants.time(ofLocal: end))
    }
    return Instants.short(ofLocal: start) + " – " + Instants.short(ofLocal: end)
  }
}

extension Figures {
  /// A stretch of time on clocks of UTC: `2026-11-22 22:05:09 to 22:06:00 UTC`.
  public static func period(from: UnixNanos?, to: UnixNanos?) -> String { Instants.utc.period(from: from, to: to) }
}

extension Report {
  /// Instants as the report shows them.
  var instants: Instants { Instants(zone: settings.zone) }

  /// Its windows: `1h, UTC`, or `1h of UTC, shown in Asia/Kolkata`.
  var windowWords: String {
    settings.window.rawValue + (settings.zone == .utc ? ", UTC" : " of UTC, shown in \(settings.zone.name)")
  }
}

extension Problem {
  /// The whole text for a terminal, see ``LedgerModel/Problem/text(path:)``; neither its message nor the path can send
  /// control characters to it.
  public func shownText(path: String) -> String {
    var problem = self
    problem.message = Shown.line(message)
    return problem.text(path: Shown.line(path))
  }
}

/// Text from the archive made fit to be shown: it may hold anything.
public enum Shown {
  /// One line without control characters: line breaks and tabs become spaces, other controls and the characters that
  /// turn the direction of text around become visible escapes.
  public static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnfit) else { return text }
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
        if !line.hasSuffix(" ") { line += " " }
      case _ where isUnfit(scalar): line += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  /// The text with its middle left out where it is longer than `limit` characters.
  static func clipped(_ text: String, to limit: Int) -> String {
    guard text.count > limit, limit >= 3 else { return text }
    let head = (limit - 1) * 2 / 3
    return text.prefix(head) + "…" + text.suffix(limit - 1 - head)
  }
}
