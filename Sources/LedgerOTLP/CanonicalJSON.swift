import LedgerMemory
import LedgerModel

// Structured values as text, written here for both wire forms, so that they come out the same.

extension PaddedBytes {
  /// Appends a JSON string: quote, backslash and control characters escaped, everything else as it is.
  mutating func appendJSON(string text: ByteView) {
    append(byte: 0x22)
    var start = 0
    for at in 0..<text.count {
      let byte = text[at]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
      append(text.slice(start, at))
      start = at + 1
      append(byte: 0x5C)
      switch byte {
      case 0x22, 0x5C: append(byte: byte)
      case 0x08: append(byte: 0x62)
      case 0x09: append(byte: 0x74)
      case 0x0A: append(byte: 0x6E)
      case 0x0C: append(byte: 0x66)
      case 0x0D: append(byte: 0x72)
      default:
        for digit in [0x75, 0x30, 0x30, hexCharacter(byte >> 4), hexCharacter(byte & 15)] { append(byte: digit) }
      }
    }
    append(text.slice(start, text.count))
    append(byte: 0x22)
  }

  /// Appends a double as JSON: the special ones are strings, as proto3 JSON has them.
  mutating func appendJSON(double value: Double) {
    if !value.isFinite { append(byte: 0x22) }
    append(double: value)
    if !value.isFinite { append(byte: 0x22) }
  }

  /// Appends the bytes that a base64 text stands for, standard or URL-safe, padded or not; `false` where it is none.
  /// What was appended until then stays.
  mutating func append(decodingBase64 text: ByteView) -> Bool {
    var count = text.count
    while count > 0, text.count - count < 2, text[count - 1] == 0x3D { count -= 1 }
    guard count % 4 != 1 else { return false }
    var pending: UInt32 = 0
    var bits = 0
    for at in 0..<count {
      guard let value = base64Digit(text[at]) else { return false }
      pending = pending << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        append(byte: UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
      }
    }
    return true
  }
}

private func hexCharacter(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

/// The value of one base64 digit of the standard or the URL-safe alphabet.
func base64Digit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x41...0x5A: byte - 0x41
  case 0x61...0x7A: byte - 0x61 + 26
  case 0x30...0x39: byte - 0x30 + 52
  case 0x2B, 0x2D: 62
  case 0x2F, 0x5F: 63
  default: nil
  }
}
