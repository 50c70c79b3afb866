import LedgerMemory

/// A whole number as it was written: its magnitude and sign. JSON has no widths, so the field decides what fits.
struct WholeNumber {
  var magnitude: UInt64
  var isNegative: Bool

  init(magnitude: UInt64, isNegative: Bool = false) {
    self.magnitude = magnitude
    self.isNegative = isNegative
  }

  /// As an unsigned number, where it is none below zero.
  var unsigned: UInt64? { isNegative && magnitude != 0 ? nil : magnitude }

  /// As a signed number, where it fits.
  var signed: Int64? {
    if !isNegative { return Int64(exactly: magnitude) }
    return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
  }
}

/// The longest number that is looked at; nobody writes more digits than this in good faith.
let longestNumber = 400

/// A decimal number taken apart: mantissa × 10 ^ exponent.
private struct DecimalParts {
  var mantissa: UInt64 = 0
  var exponent = 0
  var isNegative = false
  /// Whether the mantissa held all digits.
  var isExact = true

  /// Takes a JSON number apart; `nil` where the text is none. A sign before the exponent and before the number, digits on
  /// one side of the point at least.
  init?(_ text: ByteView) {
    guard text.count <= longestNumber else { return nil }
    var at = 0
    if text.byte(at: 0) == 0x2D || text.byte(at: 0) == 0x2B {
      isNegative = text[0] == 0x2D
      at = 1
    }
    var digits = 0
    var zeros = 0  // zeros not yet taken into the mantissa
    var isFraction = false
    scan: while at < text.count {
      let byte = text[at]
      switch byte {
      case 0x30...0x39:
        digits += 1
        if isFraction { exponent -= 1 }
        if byte == 0x30 {
          if mantissa != 0 { zeros += 1 }
        } else {
          for _ in 0..<zeros + 1 { multiply(by: 10) }
          zeros = 0
          let (sum, overflow) = mantissa.addingReportingOverflow(UInt64(byte - 0x30))
          if overflow { isExact = false } else { mantissa = sum }
        }
      case 0x2E where !isFraction: isFraction = true
      default: break scan
      }
      at += 1
    }
    guard digits > 0 else { return nil }
    exponent += zeros
    if at < text.count {
      guard text[at] | 0x20 == 0x65 else { return nil }
      at += 1
      var isDivisor = false
      if text.byte(at: at) == 0x2D || text.byte(at: at) == 0x2B {
        isDivisor = text[at] == 0x2D
        at += 1
      }
      guard at < text.count else { return nil }
      var power = 0
      while at < text.count {
        guard text[at] >= 0x30, text[at] <= 0x39 else { return nil }
        power = min(power * 10 + Int(text[at] - 0x30), 100_000)
        at += 1
      }
      exponent += isDivisor ? -power : power
    }
  }

  private mutating func multiply(by factor: UInt64) {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
    if overflow { isExact = false } else { mantissa = product }
  }
}

extension ByteView {
  /// The whole number that the text stands for: `12`, `-3`, `1.0`, `1.7e18`; `nil` where it is none or needs more than
  /// 64 bits.
  var wholeNumber: WholeNumber? {
    if let value = plainDigits { return WholeNumber(magnitude: value) }
    guard let parts = DecimalParts(self), parts.isExact else { return nil }
    var magnitude = parts.mantissa
    if magnitude != 0 {
      guard parts.exponent >= 0, parts.exponent < 20 else { return nil }
      for _ in 0..<parts.exponent {
        let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        magnitude = product
      }
    }
    return WholeNumber(magnitude: magnitude, isNegative: parts.isNegative)
  }

  /// The number that 1 to 19 decimal digits stand for, `nil` where anything else stands there.
  @inline(__always)
  var plainDigits: UInt64? {
    guard count > 0, count < 20 else { return nil }
    // The first one to eight digits, zeros put before them, then eight at a time.
    let first = (count &- 1) & 7 &+ 1
    let missing = UInt64(truncatingIfNeeded: 64 &- 8 &* first)
    let padded = load64(at: 0) &<< missing | (0x3030_3030_3030_3030 &>> (64 &- missing) & (missing == 0 ? 0 : ~0))
    guard var value = eightDigits(padded) else { return nil }
    var at = first
    while at < count {
      guard let eight = eightDigits(load64(at: at)) else { return nil }
      value = value &* 100_000_000 &+ eight
      at &+= 8
    }
    return value
  }

  /// The double that the text stands for: a decimal number, or one of the special names in any case.
  var double: Double? {
    guard let parts = DecimalParts(self) else { return specialDouble }
    // Both factors are exact doubles here, so one rounding gives the nearest (Clinger 1990, the simple case).
    if parts.isExact, parts.mantissa <= 1 << 53, parts.exponent >= -22, parts.exponent <= 22 {
      var power = 1.0
      for _ in 0..<abs(parts.exponent) { power *= 10 }
      let value = parts.exponent < 0 ? Double(parts.mantissa) / power : Double(parts.mantissa) * power
      return parts.isNegative ? -value : value
    }
    return Double(text)
  }

  private var specialDouble: Double? {
    guard count <= 9 else { return nil }
    let isNegative = byte(at: 0) == 0x2D
    let isSigned = isNegative || byte(at: 0) == 0x2B
    let name = isSigned ? dropping(1) : self
    switch name.asciiText?.lowercased() {
    case "nan": return .nan
    case "infinity", "inf": return isNegative ? -.infinity : .infinity
    default: return nil
    }
  }
}

/// The number that eight decimal digits stand for, read little-endian as they stand in memory.
@inline(__always)
func eightDigits(_ word: UInt64) -> UInt64? {
  // All bytes are 0x30...0x39: their high nibble is 3, and stays 3 when 6 is added.
  let highNibbles = word & 0xF0F0_F0F0_F0F0_F0F0
  let shifted = (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
  guard highNibbles == 0x3030_3030_3030_3030, shifted == 0x3030_3030_3030_3030 else { return nil }
  // Pairs, then fours, then eights; each step multiplies the earlier digits, which stand in the lower bytes.
  let pairs = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* (10 << 8 + 1)) >> 8 & 0x00FF_00FF_00FF_00FF
  let fours = (pairs &* (100 << 16 + 1)) >> 16 & 0x0000_FFFF_0000_FFFF
  return (fours &* (10_000 << 32 + 1)) >> 32
}
