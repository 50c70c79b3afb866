/// An amount of money: an integer number of pico-dollars (10⁻¹² USD), exact in any order of addition.
///
/// A pico-dollar is fine enough for every published price (the cheapest token costs about 10⁻⁸ USD), and 128 bits hold
/// 1.7 × 10²⁶ USD, so sums do not overflow in practice; if one did, it traps.
public struct PicoUSD: Hashable, Comparable, Sendable {
  /// The count of pico-dollars.
  public var value: Int128

  /// No money. *Free* is zero; *unpriced* is `nil`, never this.
  public static let zero = PicoUSD(0)

  /// An amount from its count of pico-dollars.
  public init(_ value: Int128) { self.value = value }

  /// Smaller amounts first.
  public static func < (left: PicoUSD, right: PicoUSD) -> Bool { left.value < right.value }

  /// The exact sum.
  public static func + (left: PicoUSD, right: PicoUSD) -> PicoUSD { PicoUSD(left.value + right.value) }

  /// The exact difference.
  public static func - (left: PicoUSD, right: PicoUSD) -> PicoUSD { PicoUSD(left.value - right.value) }

  /// Adds an amount in place.
  public static func += (left: inout PicoUSD, right: PicoUSD) { left.value += right.value }

  /// Reads a decimal number of dollars, such as `12`, `-0.25` or `1.5e-6`; more than twelve places after the point are
  /// rounded half to even. Anything else is `nil`.
  public init?(decimal text: some StringProtocol) {
    guard let value = parseDecimal(Array(text.utf8), scale: 12) else { return nil }
    self.init(value)
  }

  /// Reported costs arrive as binary doubles: the amount that the double's shortest decimal form denotes, rounded half
  /// to even at the twelfth place. Not finite, or beyond 10¹⁵ USD: `nil`.
  public init?(dollars: Double) {
    guard dollars.isFinite, abs(dollars) < 1e15 else { return nil }
    // Below 2⁴⁰ pico-dollars neither the product nor the shortest form is off by more than 2⁻¹²: away from a half they are
    // rounded to the same integer, and nothing need be written down to be read again.
    let pico = abs(dollars) * 1e12
    if pico < 1_099_511_627_776 {
      let whole = Int64(pico)
      let rest = pico - Double(whole)
      if abs(rest - 0.5) > 0.01 {
        let rounded = Int128(rest > 0.5 ? whole + 1 : whole)
        self.init(dollars < 0 ? -rounded : rounded)
        return
      }
    }
    self.init(decimal: "\(dollars)")
  }
}

extension PicoUSD: CustomStringConvertible {
  /// The exact decimal number of dollars, without trailing zeros, with at least two places: `12.00`, `0.0000125`.
  public var description: String {
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000)
    var digits = String(fraction)
    digits = String(repeating: "0", count: 12 - digits.count) + digits
    while digits.count > 2, digits.hasSuffix("0") { digits.removeLast() }
    return "\(value < 0 ? "-" : "")\(whole).\(digits)"
  }
}

/// Reads a decimal number as an integer count of 10^-scale units, rounded half to even; `nil` where it is none.
///
/// Accepts a sign, digits with an optional point, and an exponent of at most three digits.
func parseDecimal(_ text: [UInt8], scale: Int) -> Int128? {
  var at = 0
  var isNegative = false
  if at < text.count, text[at] == 0x2D || text[at] == 0x2B {
    isNegative = text[at] == 0x2D
    at += 1
  }
  var digits: [UInt8] = []
  var places = 0
  var sawPoint = false
  while at < text.count {
    let byte = text[at]
    if byte >= 0x30, byte <= 0x39 {
      digits.append(byte - 0x30)
      if sawPoint { places += 1 }
    } else if byte == 0x2E, !sawPoint {
      sawPoint = true
    } else {
      break
    }
    at += 1
  }
  guard !digits.isEmpty else { return nil }
  if at < text.count {
    guard text[at] == 0x65 || text[at] == 0x45 else { return nil }
    at += 1
    var exponentIsNegative = false
    if at < text.count, text[at] == 0x2D || text[at] == 0x2B {
      exponentIsNegative = text[at] == 0x2D
      at += 1
    }
    guard at < text.count, text.count - at <= 3 else { return nil }
    var exponent = 0
    for byte in text[at...] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      exponent = exponent * 10 + Int(byte - 0x30)
    }
    places -= exponentIsNegative ? -exponent : exponent
  }
  // Shift so that exactly `scale` places are left, rounding what falls off.
  var dropped: ArraySlice<UInt8> = []
  if places > scale {
    let cut = max(0, digits.count - (places - scale))
    dropped = digits[cut...]
    if places - scale > digits.count { dropped = [0] + dropped }
    digits = Array(digits[..<cut])
  } else {
    digits.append(contentsOf: repeatElement(0, count: scale - places))
  }
  var value: Int128 = 0
  for digit in digits {
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    guard !overflow else { return nil }
    let (sum, carried) = product.addingReportingOverflow(Int128(digit))
    guard !carried else { return nil }
    value = sum
  }
  if let first = dropped.first {
    let restIsZero = dropped.dropFirst().allSatisfy { $0 == 0 }
    if first > 5 || (first == 5 && (!restIsZero || value % 2 != 0)) { value += 1 }
  }
  return isNegative ? -value : value
}
