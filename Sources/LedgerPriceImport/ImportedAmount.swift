import FoundationEssentials

/// A price in whole pico-dollars per unit, and whether it had to be rounded to become one.
///
/// One place in a million of dollars per million tokens is a pico-dollar per token; so are twelve places of dollars each.
struct ImportedAmount: Hashable, Sendable {
  var picoUSD: Int64
  var isRounded: Bool

  /// An exact number of dollars for a number of units, rounded half to even to the pico-dollar per unit.
  ///
  /// `nil` for amounts below zero and above nine million dollars.
  ///
  /// - Parameters:
  ///   - dollars: the price.
  ///   - units: for how many units it stands, such as 1000000 tokens or 3600 seconds; above zero.
  init?(dollars: Decimal, per units: Int64) {
    guard dollars >= 0, dollars < 9_000_000 else { return nil }
    // A decimal prints its exact value, without an exponent.
    let parts = dollars.description.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard let whole = Int128(parts[0]), fraction.utf8.count <= 24,
      let digits = Int128(fraction.isEmpty ? "0" : fraction)
    else { return nil }
    // 10¹² pico-dollars are a dollar; twelve digits more keep what is finer until it is rounded.
    let scaled = whole * Self.power(24) + digits * Self.power(24 - fraction.utf8.count)
    let divisor = Int128(units) * Self.power(12)
    var (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: divisor)
    let doubled = remainder * 2
    if doubled > divisor || (doubled == divisor && quotient & 1 == 1) { quotient += 1 }
    remainder = remainder == 0 ? 0 : 1
    guard let pico = Int64(exactly: quotient) else { return nil }
    picoUSD = pico
    isRounded = remainder != 0
  }

  private static func power(_ exponent: Int) -> Int128 {
    var value: Int128 = 1
    for _ in 0..<exponent { value *= 10 }
    return value
  }
}
