import LedgerMemory

// The one way in which the values of attributes are written as text.

extension PaddedBytes {
  /// Appends an integer in decimal.
  public mutating func append(decimal value: Int64) {
    append(ascii: String(value))
  }

  /// Appends a double: the shortest text that reads back as the same value, always with a point or an exponent.
  public mutating func append(double value: Double) {
    if value.isNaN {
      append(ascii: "NaN")
    } else if value.isInfinite {
      append(ascii: value < 0 ? "-Infinity" : "Infinity")
    } else {
      append(ascii: value.description)
    }
  }

  /// Appends a short text.
  public mutating func append(ascii text: String) {
    for byte in text.utf8 { append(byte: byte) }
  }

  /// Appends bytes in standard base64 with padding.
  public mutating func append(base64 bytes: ByteView) {
    func character(_ value: UInt8) -> UInt8 {
      switch value & 63 {
      case let letter where letter < 26: 0x41 + letter
      case let letter where letter < 52: 0x61 + letter - 26
      case let digit where digit < 62: 0x30 + digit - 52
      case 62: 0x2B
      default: 0x2F
      }
    }
    var at = 0
    while at < bytes.count {
      let first = bytes[at]
      let second = at + 1 < bytes.count ? bytes[at + 1] : 0
      let third = at + 2 < bytes.count ? bytes[at + 2] : 0
      append(byte: character(first >> 2))
      append(byte: character((first & 3) << 4 | second >> 4))
      append(byte: at + 1 < bytes.count ? character((second & 15) << 2 | third >> 6) : 0x3D)
      append(byte: at + 2 < bytes.count ? character(third) : 0x3D)
      at += 3
    }
  }

  /// Appends the value of an attribute as plain text: a string as it is, a number in its shortest form, `true` or `false`,
  /// bytes in base64, the scalar elements of a list joined by commas, a key-value list as compact JSON. No value is no
  /// text.
  public mutating func append(valueOf attribute: AttributeValue) {
    switch attribute.kind {
    case .empty: break
    case .string, .array, .keyValueList: append(attribute.text)
    case .int: append(decimal: Int64(bitPattern: attribute.bits))
    case .double: append(double: Double(bitPattern: attribute.bits))
    case .bool: append(ascii: attribute.bits == 0 ? "false" : "true")
    case .bytes: append(base64: attribute.text)
    }
  }
}

/// How long texts are made shorter without becoming the same.
public enum LongText {
  /// Texts of up to so many bytes stay as they are.
  public static let limit = 200
  /// So many bytes at most are left of a longer one; behind them stand an ellipsis and 16 hexadecimal digits of a hash of
  /// the whole, so that different texts stay different.
  public static let kept = 120

  /// Appends a text that is longer than ``limit`` in its short form.
  public static func append(_ text: ByteView, to out: inout PaddedBytes) {
    var end = min(kept, text.count)
    // Never within a character: the bytes that continue one begin with the bits 10.
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    out.append(text.slice(0, end))
    for byte in "…".utf8 { out.append(byte: byte) }
    out.append(ascii: hexText(text.stableHash()))
    out.pad()
  }
}
