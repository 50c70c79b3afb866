import LedgerModel

/// Between which values a percentile lies.
public struct PercentileBounds: Hashable, Sendable {
  /// The percentile is not below this.
  public var low: Int64
  /// The percentile is not above this; `nil` where nothing says.
  public var high: Int64?

  /// Bounds from their parts.
  public init(low: Int64, high: Int64?) {
    self.low = low
    self.high = high
  }

  /// Whether a value lies within.
  public func contains(_ value: Int64) -> Bool { low <= value && value <= high ?? .max }

  /// Whether the bounds leave open of which order the percentile is: without an upper one, or with one more than ten times
  /// the lower.
  public var isCoarse: Bool {
    guard let high else { return true }
    return high > low.multipliedReportingOverflow(by: 10).partialValue && low < Int64.max / 10
  }
}

/// Values of which only ranges are known, from any mix of histograms.
public struct BucketMasses: Hashable, Sendable {
  private struct Ends: Hashable {
    var low: Int64
    /// The largest number of all where there is no end.
    var high: Int64
  }

  private var counts: [Ends: CountInRange] = [:]

  /// No values.
  public init() {}

  /// How many values there are.
  public var total: CountInRange {
    var total = CountInRange()
    for count in counts.values { total.add(count) }
    return total
  }

  /// Adds the growth of a series.
  ///
  /// Each bucket becomes a range of the family's integer unit: an explicit one (lower, upper], from 0 on, because nothing
  /// that is measured here is negative; the last one is open. No range reaches beyond what the points say of the smallest
  /// and the largest value.
  ///
  /// - Parameters:
  ///   - layouts: the layouts by number.
  ///   - numerator, denominator: the factor from the metric's unit to the canonical one.
  ///   - places: decimal places of the integer unit.
  public mutating func add(
    _ growth: BucketGrowth, layouts: [BucketLayout], numerator: Int64, denominator: Int64, places: Int
  ) {
    func fixed(_ value: Double) -> Int64? {
      guard value > 0 else { return 0 }
      switch FixedPoint(.double(value), numerator: numerator, denominator: denominator, places: places) {
      case .exact(let amount), .rounded(let amount): return Int64(exactly: amount)
      case .notANumber, .outOfRange: return nil
      }
    }
    let least = growth.min.flatMap(fixed) ?? 0
    let most = growth.max.flatMap(fixed) ?? .max
    func add(_ count: CountInRange, _ low: Int64, _ high: Int64) {
      // Extremes that contradict a bucket are no help.
      var ends = Ends(low: Swift.max(low, least), high: Swift.min(high, most))
      if ends.low > ends.high { ends = Ends(low: low, high: high) }
      counts[ends, default: CountInRange()].add(count)
    }
    if growth.withoutBucket != CountInRange() { add(growth.withoutBucket, 0, .max) }
    for (place, count) in growth.buckets {
      switch layouts[Int(place.layout)] {
      case .explicit(let bounds):
        let low = place.index == 0 ? 0 : fixed(bounds[place.index - 1]) ?? .max
        let high = place.index == bounds.count ? .max : fixed(bounds[place.index]) ?? .max
        add(count, low, high)
      case .exponential(let scale, let threshold):
        if place.index == BucketPlace.zero {
          add(count, 0, fixed(threshold) ?? .max)
        } else {
          let low = exponentialBorder(place.index, scale: scale)
          let high = exponentialBorder(place.index + 1, scale: scale)
          // Borders that are no powers of two are known to some last bits.
          add(
            count, fixed(low.isExact ? low.value : low.value * (1 - 0x1p-45)) ?? .max,
            fixed(high.isExact ? high.value : high.value * (1 + 0x1p-45)) ?? .max)
        }
      }
    }
  }

  /// Between which values a percentile lies, by nearest rank; `nil` where there is no value.
  ///
  /// All values of a bucket may lie at its lower end, and all at its upper end: the value at the rank among the lower ends
  /// is the low bound, that among the upper ends the high one. Both can be reached, so no narrower bounds are true. Values
  /// that may count are taken where they move the bound outwards.
  public func bounds(of percentile: Percentile) -> PercentileBounds? {
    let total = total
    guard total.sure + total.possible > 0 else { return nil }
    func rank(_ count: Int128) -> Int128 { Int128(percentile.nearestRank(of: Swift.max(1, Int(clamping: count)))) }
    func ends(_ key: (Ends) -> Int64) -> [(end: Int64, count: CountInRange)] {
      var sums: [Int64: CountInRange] = [:]
      for (ends, count) in counts { sums[key(ends), default: CountInRange()].add(count) }
      return sums.map { (end: $0.key, count: $0.value) }.sorted { $0.end < $1.end }
    }
    // The lowest end at which the values up to there, with all that may be there, reach their rank.
    var low: Int64 = 0
    var below = CountInRange()
    for (end, count) in ends(\.low) {
      low = end
      below.add(count)
      if below.sure + below.possible >= rank(total.sure + below.possible) { break }
    }
    // The highest end with fewer values below it than the rank asks for, with all that may be from there on.
    var high: Int64 = 0
    var above = CountInRange()
    for (end, count) in ends(\.high).reversed() {
      high = end
      above.add(count)
      if total.sure - above.sure < rank(total.sure + above.possible) { break }
    }
    return PercentileBounds(low: low, high: high == .max ? nil : high)
  }
}

/// 2^(index · 2^-scale), and whether that is exact: a power of two.
///
/// Made of square roots, which are rounded the same on every machine. Beyond the range of doubles it is 0 or infinite.
func exponentialBorder(_ index: Int, scale: Int32) -> (value: Double, isExact: Bool) {
  // At scales of 0 and below the borders are powers of 2^(2^-scale).
  if scale <= 0 {
    let (power, overflow) = index.multipliedReportingOverflow(by: 1 << Int(min(62, -scale)))
    return (powerOfTwo(overflow ? (index < 0 ? .min : .max) : power), true)
  }
  let whole = index >> Int(min(62, scale))
  let part = index - whole << Int(min(62, scale))
  var value = powerOfTwo(whole)
  var root = 2.0
  // From the largest root on: bit scale-1 of the part stands for the square root of two.
  for bit in stride(from: Int(min(62, scale)) - 1, through: 0, by: -1) {
    root = root.squareRoot()
    if part >> bit & 1 == 1 { value *= root }
  }
  return (value, part == 0)
}

private func powerOfTwo(_ exponent: Int) -> Double {
  if exponent > 1023 { return .infinity }
  if exponent < -1022 { return 0 }
  return Double(sign: .plus, exponent: exponent, significand: 1)
}
