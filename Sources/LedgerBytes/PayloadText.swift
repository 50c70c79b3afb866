import LedgerMemory

// What text stands for in which other bytes are written.

extension PaddedBytes {
  /// Appends what the inside of a JSON string stands for. Escapes that are none are kept as they are: whoever reads the
  /// result finds them.
  mutating func append(unescaping raw: ByteView) {
    var start = 0
    var at = 0
    while let backslash = raw.firstIndex(of: 0x5C, from: at), backslash + 1 < raw.count {
      append(raw.slice(start, backslash))
      at = backslash + 2
      start = at
      switch raw[backslash + 1] {
      case 0x22, 0x5C, 0x2F: append(byte: raw[backslash + 1])
      case 0x62: append(byte: 0x08)
      case 0x66: append(byte: 0x0C)
      case 0x6E: append(byte: 0x0A)
      case 0x72: append(byte: 0x0D)
      case 0x74: append(byte: 0x09)
      case 0x75:
        guard var code = raw.hexFour(at: backslash + 2) else {
          start = backslash
          continue
        }
        at = backslash + 6
        if code & 0xFC00 == 0xD800, raw.holds("\\u", at: at), let low = raw.hexFour(at: at + 2), low & 0xFC00 == 0xDC00
        {
          code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
          at += 6
        }
        start = at
        for byte in String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8 { append(byte: byte) }
      default: start = backslash
      }
    }
    append(raw.dropping(start))
  }

  /// Appends the bytes that base64 stands for, standard or URL-safe, padded or not; `false` where the text is none, and
  /// nothing is appended then.
  mutating func append(base64 text: ByteView) -> Bool {
    var length = text.count
    while length > 0, text.count - length < 2, text[length - 1] == 0x3D { length -= 1 }
    guard length > 0, length % 4 != 1 else { return false }
    let before = count
    var pending: UInt32 = 0
    var bits: UInt32 = 0
    for index in 0..<length {
      guard let value = base64Value(text[index]) else {
        truncate(to: before)
        return false
      }
      pending = pending << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        append(byte: UInt8(truncatingIfNeeded: pending >> bits))
      }
    }
    pad()
    return true
  }
}

extension PaddedBytes {
  /// Appends the bytes that a list of numbers stands for, which may have no end; `false` where a number is no byte, and
  /// nothing is appended then.
  mutating func append(byteNumbers list: ByteView) -> Bool {
    let before = count
    var at = list.firstNonSpace(from: 1)
    while at < list.count {
      let start = at
      var value = 0
      while at < list.count, at - start < 3, list[at] >= 0x30, list[at] <= 0x39 {
        value = value * 10 + Int(list[at] - 0x30)
        at += 1
      }
      let end = at
      at = list.firstNonSpace(from: at)
      guard end > start, value < 256, at == list.count || list[at] == 0x2C || list[at] == 0x5D else {
        truncate(to: before)
        return false
      }
      append(byte: UInt8(value))
      if at < list.count, list[at] == 0x5D { break }
      at = list.firstNonSpace(from: min(at + 1, list.count))
    }
    pad()
    return true
  }

  /// Appends the bytes that hexadecimal digits stand for, `\x` or `0x` before them or not; `false` where the text is
  /// something else, and nothing is appended then. A short text may be anything.
  mutating func append(hexDigits text: ByteView) -> Bool {
    let digits = text.hasPrefix("\\x") || text.hasPrefix("0x") ? text.dropping(2) : text
    guard digits.count >= 32, digits.count % 2 == 0 else { return false }
    let before = count
    var at = 0
    while at < digits.count {
      guard let high = hexadecimalValue(digits[at]), let low = hexadecimalValue(digits[at + 1]) else {
        truncate(to: before)
        return false
      }
      append(byte: high << 4 | low)
      at += 2
    }
    pad()
    return true
  }
}

extension ByteView {
  /// Four hex digits as a number.
  fileprivate func hexFour(at offset: Int) -> UInt32? {
    guard offset + 4 <= count else { return nil }
    var value: UInt32 = 0
    for index in offset..<offset + 4 {
      guard let digit = hexadecimalValue(self[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
