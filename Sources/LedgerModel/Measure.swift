/// A percentile as an exact fraction of one hundred: 99.9 is 999/1000, never a binary approximation.
public struct Percentile: Hashable, Comparable, Sendable {
  /// Numerator of the quantile.
  public let numerator: UInt64
  /// Denominator of the quantile, a power of ten.
  public let denominator: UInt64

  /// A percentile written as a decimal number in `0...100`, such as `50` or `99.9`, with at most twelve places.
  public init?(_ text: some StringProtocol) {
    guard let scaled = parseDecimal(Array(text.utf8), scale: 12), scaled >= 0, scaled <= 100_000_000_000_000 else {
      return nil
    }
    // The fraction of one hundred, reduced by tens.
    var numerator = UInt64(scaled)
    var denominator: UInt64 = 100_000_000_000_000
    while denominator > 1, numerator % 10 == 0 {
      numerator /= 10
      denominator /= 10
    }
    self.numerator = numerator
    self.denominator = denominator
  }

  private init(numerator: UInt64, denominator: UInt64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The percentiles that every distribution of a report has: 50, 75, 90, 95, 99 and 99.9.
  public static let standard: [Percentile] = [
    Percentile(numerator: 5, denominator: 10), Percentile(numerator: 75, denominator: 100),
    Percentile(numerator: 9, denominator: 10), Percentile(numerator: 95, denominator: 100),
    Percentile(numerator: 99, denominator: 100), Percentile(numerator: 999, denominator: 1000),
  ]

  /// The ends and the middle of a box: 25, 50 and 75.
  public static let quartiles: [Percentile] = [
    Percentile(numerator: 25, denominator: 100), Percentile(numerator: 5, denominator: 10),
    Percentile(numerator: 75, denominator: 100),
  ]

  /// The nearest rank among `count` values, from 1: `max(1, ⌈q · count⌉)`, in integers.
  ///
  /// (Hyndman & Fan 1996, definition 1. In binary floating point 0.07 × 100 lies above 7 and would give rank 8.)
  public func nearestRank(of count: Int) -> Int {
    precondition(count > 0, "no value has a rank")
    let product = numerator.multipliedFullWidth(by: UInt64(count))
    let (quotient, remainder) = denominator.dividingFullWidth(product)
    return max(1, Int(quotient) + (remainder > 0 ? 1 : 0))
  }

  /// Where the percentile lies between `count` values in order, by linear interpolation: `q · (count − 1)` steps behind
  /// the first, in whole steps (`below`) and a part of one (`numerator` / ``denominator``), in integers.
  ///
  /// (Hyndman & Fan 1996, definition 7: what spreadsheets call PERCENTILE.INC and numpy `linear`.)
  public func linearPlace(in count: Int) -> (below: Int, numerator: UInt64) {
    precondition(count > 0, "no value has a place")
    let product = numerator.multipliedFullWidth(by: UInt64(count - 1))
    let (quotient, remainder) = denominator.dividingFullWidth(product)
    return (Int(quotient), remainder)
  }

  /// Which extreme the nearest rank among `count` values falls on, so that the percentile says nothing beyond it: the
  /// largest value from p50 on where `count` · (1 − q) < 1, the smallest below p50 where `count` · q ≤ 1. p0 and p100 mean
  /// the extremes, and fall on none.
  public func extreme(of count: Int) -> Extreme? {
    if numerator == 0 || numerator == denominator { return nil }
    let rank = nearestRank(of: count)
    if isUpper { return rank == count ? .largest : nil }
    return rank == 1 ? .smallest : nil
  }

  /// How many values there must be for the nearest rank to fall on no extreme; `nil` for p0 and p100.
  public var leastCount: Int? {
    if numerator == 0 || numerator == denominator { return nil }
    if isUpper {
      let rest = denominator - numerator
      return Int((denominator + rest - 1) / rest)
    }
    return Int(denominator / numerator) + 1
  }

  private var isUpper: Bool { numerator >= denominator - numerator }

  /// One end of the values in order.
  public enum Extreme: Hashable, Sendable {
    /// The smallest value.
    case smallest
    /// The largest value.
    case largest
  }

  /// The percentile as people write it, without trailing zeros: `50`, `99.9`.
  public var text: String {
    var scaled = Int64(numerator)
    var places = -2
    var power: UInt64 = 1
    while power < denominator {
      power *= 10
      places += 1
    }
    while places < 0 {
      scaled *= 10
      places += 1
    }
    return decimalText(scaled, places: places)
  }

  /// By size.
  public static func < (left: Percentile, right: Percentile) -> Bool {
    let a = left.numerator.multipliedFullWidth(by: right.denominator)
    let b = right.numerator.multipliedFullWidth(by: left.denominator)
    return (a.high, a.low) < (b.high, b.low)
  }
}

/// Which of the definitions of a percentile is meant.
public enum PercentileDefinition: String, CaseIterable, Hashable, Sendable {
  /// The value at rank `max(1, ⌈q · n⌉)`: always a value that occurred. (Hyndman & Fan 1996, definition 1.)
  case nearestRank = "nearest-rank"
  /// Between the two values around `q · (n − 1)`, in proportion, rounded half away from zero to the unit's last place.
  /// (Hyndman & Fan 1996, definition 7.)
  case linear
}

/// The unit of a distribution's integers. Everything that is measured is kept as an integer, so that sums and means do
/// not depend on the order of adding.
public enum MeasureUnit: Hashable, Sendable {
  /// Nanoseconds; shown as seconds.
  case nanoseconds
  /// Picoseconds; shown as seconds.
  case picoseconds
  /// Millionths of a token per second; shown as tokens per second.
  case microTokensPerSecond
  /// Millionths of a score; shown as a score.
  case micros
  /// Whole things, such as tokens or documents.
  case count
  /// Pico-dollars; shown as USD.
  case picoUSD

  /// How many decimal places the integer carries.
  public var decimalPlaces: Int {
    switch self {
    case .nanoseconds: 9
    case .picoseconds, .picoUSD: 12
    case .microTokensPerSecond, .micros: 6
    case .count: 0
    }
  }
}

/// Two values that occurred, between which a percentile of whatever produces the values lies in at least 95 % of samples.
public struct PercentileInterval: Hashable, Sendable {
  /// The value at the lower rank.
  public var low: Int64
  /// The value at the upper rank.
  public var high: Int64

  /// An interval from its ends.
  public init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }
}

/// The exact distribution of a measure over its valid values.
///
/// Values that are absent are not in it. Percentiles are by nearest rank, always a value that occurred, unless another
/// ``PercentileDefinition`` was asked for.
public struct Distribution: Hashable, Sendable {
  /// The unit of all integers here.
  public var unit: MeasureUnit
  /// How many valid values there are; at least one.
  public var count: Int
  /// The smallest value.
  public var min: Int64
  /// The largest value.
  public var max: Int64
  /// The exact sum.
  public var sum: Int128
  /// The values at ``Percentile/standard``, or at the percentiles that were asked for, in that order.
  public var percentiles: [Int64]
  /// The 95 % rank interval of each of ``percentiles``, `nil` where there are too few values for one; empty where none
  /// were asked for.
  public var intervals: [PercentileInterval?] = []

  /// A distribution from its parts.
  public init(unit: MeasureUnit, count: Int, min: Int64, max: Int64, sum: Int128, percentiles: [Int64]) {
    self.unit = unit
    self.count = count
    self.min = min
    self.max = max
    self.sum = sum
    self.percentiles = percentiles
  }

  /// The mean, rounded half away from zero to the unit's precision.
  public var mean: Int64 {
    let divisor = Int128(count)
    let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: divisor)
    let roundsAway = remainder.magnitude * 2 >= divisor.magnitude
    return Int64(quotient + (roundsAway ? (sum < 0 ? -1 : 1) : 0))
  }

  /// A value of this distribution as an exact decimal number, without trailing zeros: `0.0125`.
  public func decimal(_ value: Int64) -> String { decimalText(value, places: unit.decimalPlaces) }
}

/// `value` / 10^places as a decimal number without trailing zeros.
public func decimalText(_ value: Int64, places: Int) -> String {
  guard places > 0 else { return String(value) }
  var divisor: UInt64 = 1
  for _ in 0..<places { divisor *= 10 }
  let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: divisor)
  var text = (value < 0 ? "-" : "") + String(whole)
  if fraction != 0 {
    var digits = String(fraction)
    digits = String(repeating: "0", count: places - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    text += "." + digits
  }
  return text
}
