import LedgerModel

/// An amount as an integer of the family's unit.
enum FixedPoint: Equatable {
  /// Nothing was lost.
  case exact(Int128)
  /// The nearest integer, ties to even.
  case rounded(Int128)
  /// Not a number, which series use to say that they end.
  case notANumber
  /// Infinite, or 2¹⁰⁰ units and more.
  case outOfRange

  /// `amount · numerator / denominator · 10^places`, rounded once.
  ///
  /// A double stands for the exact binary number that it is, so the only rounding is the last step. Cumulative values are
  /// converted before they are subtracted: the increments of a sequence then add up to its last value exactly, and no
  /// binary sum is ever formed.
  init(_ amount: MetricAmount, numerator: Int64, denominator: Int64, places: Int) {
    switch amount {
    case .int(let value):
      self.init(
        mantissa: value.magnitude, exponent: 0, isNegative: value < 0, numerator: numerator, denominator: denominator,
        places: places)
    case .double(let value):
      if value.isNaN {
        self = .notANumber
      } else if value.isInfinite {
        self = .outOfRange
      } else {
        let isSubnormal = value.exponentBitPattern == 0
        self.init(
          mantissa: isSubnormal ? value.significandBitPattern : value.significandBitPattern | 1 << 52,
          exponent: (isSubnormal ? 1 : Int(value.exponentBitPattern)) - 1075, isNegative: value.sign == .minus,
          numerator: numerator, denominator: denominator, places: places)
      }
    }
  }

  init(_ amount: MetricAmount, by scale: FixedPointScale) {
    self =
      scale.quick(amount)
      ?? FixedPoint(amount, numerator: scale.numerator, denominator: scale.denominator, places: scale.places)
  }

  private init(
    mantissa: UInt64, exponent: Int, isNegative: Bool, numerator: Int64, denominator: Int64, places: Int
  ) {
    var power: UInt128 = 1
    for _ in 0..<places { power *= 10 }
    // Twice the magnitude, so that the lowest bit of the quotient tells which side of the half it lies on.
    let product = UInt128(mantissa) * UInt128(numerator.magnitude)
    var (high, low) = product.multipliedFullWidth(by: power * 2)
    var isInexact = false
    if exponent >= 0 {
      if low != 0 || high != 0 {
        guard high == 0, low.leadingZeroBitCount >= exponent else {
          self = .outOfRange
          return
        }
        low <<= UInt128(exponent)
      }
    } else if -exponent >= 128 {
      let shift = UInt128(-exponent - 128)
      let kept = shift >= 128 ? 0 : high >> shift
      isInexact = low != 0 || (shift >= 128 ? high != 0 : kept << shift != high)
      (high, low) = (0, kept)
    } else {
      let shift = UInt128(-exponent)
      isInexact = low << (128 - shift) != 0
      low = low >> shift | high << (128 - shift)
      high >>= shift
    }
    let divisor = UInt128(denominator.magnitude)
    guard high < divisor else {
      self = .outOfRange
      return
    }
    let (doubled, remainder) = divisor.dividingFullWidth((high, low))
    isInexact = isInexact || remainder != 0
    var magnitude = doubled >> 1
    let isHalfOrMore = doubled & 1 == 1
    if isHalfOrMore, isInexact || magnitude & 1 == 1 { magnitude += 1 }
    guard magnitude < 1 << 100 else {
      self = .outOfRange
      return
    }
    let value = isNegative ? -Int128(magnitude) : Int128(magnitude)
    self = isHalfOrMore || isInexact ? .rounded(value) : .exact(value)
  }
}

/// The scale of a series: what its amounts are multiplied by.
struct FixedPointScale {
  let numerator: Int64
  let denominator: Int64
  let places: Int
  /// numerator / denominator · 10^places, where that is a whole number of at most 62 bits.
  private let factor: UInt64?

  init(numerator: Int64, denominator: Int64, places: Int) {
    self.numerator = numerator
    self.denominator = denominator
    self.places = places
    var power: UInt128 = 1
    for _ in 0..<places { power *= 10 }
    let (quotient, remainder) = (power * UInt128(numerator.magnitude))
      .quotientAndRemainder(dividingBy: UInt128(denominator.magnitude))
    factor = remainder == 0 && quotient &>> 62 == 0 ? UInt64(truncatingIfNeeded: quotient) : nil
  }

  /// The same as the long way, where a product of 128 bits holds everything; `nil` elsewhere.
  func quick(_ amount: MetricAmount) -> FixedPoint? {
    guard let factor else { return nil }
    let mantissa: UInt64
    let isNegative: Bool
    var shift = 0
    switch amount {
    case .int(let value):
      mantissa = value.magnitude
      isNegative = value < 0
    case .double(let value):
      if value == 0 { return .exact(0) }
      let exponent = Int(value.exponentBitPattern)
      // Normal numbers from 2⁻⁷⁴ to 2⁵³: what is divided away are 1 to 126 bits, or none.
      guard exponent > 949, exponent <= 1075 else { return nil }
      mantissa = value.significandBitPattern | 1 << 52
      isNegative = value.sign == .minus
      shift = 1075 - exponent
    }
    let (high, low) = mantissa.multipliedFullWidth(by: factor)
    let product = UInt128(high) &<< 64 | UInt128(low)
    var magnitude = product &>> UInt128(shift)
    let rest = product &- magnitude &<< UInt128(shift)
    if rest != 0 {
      let half = UInt128(1) &<< UInt128(shift - 1)
      if rest > half || (rest == half && magnitude & 1 == 1) { magnitude += 1 }
    }
    guard magnitude &>> 100 == 0 else { return .outOfRange }
    let value = isNegative ? -Int128(magnitude) : Int128(magnitude)
    return rest == 0 ? .exact(value) : .rounded(value)
  }
}

extension Double {
  /// The nearest number, as `Double(_:)` says, which takes the long way for each integer of 128 bits.
  init(nearest value: Int128) {
    let small = Int64(truncatingIfNeeded: value)
    self = Int128(small) == value ? Double(small) : Double(value)
  }
}
