// What letters stand for where texts carry bytes.

/// A digit of base64 as a number, standard or URL-safe; `nil` for everything else, padding too.
func base64Value(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x41...0x5A: byte - 0x41
  case 0x61...0x7A: byte - 0x47
  case 0x30...0x39: byte + 4
  case 0x2B, 0x2D: 62
  case 0x2F, 0x5F: 63
  default: nil
  }
}

/// A hexadecimal digit, in either case, as a number; `nil` for everything else.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
  default: nil
  }
}
