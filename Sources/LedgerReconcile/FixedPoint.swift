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
