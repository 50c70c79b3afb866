import LedgerMemory

// Text as records carry it: UTF-8, unescaped. Bad bytes become U+FFFD, one for each longest part of a sequence that
// could have been good, as the Unicode standard recommends (chapter 3.9) and as Swift's own decoding does.

extension ByteView {
  /// Whether all bytes are ASCII.
  @inline(__always)
  var isASCII: Bool {
    if count <= 32 { return isShortASCII(at: 0, length: count) }
    var at = 0
    var bits: UInt64 = 0
    while at + 8 <= count {
      bits |= load64(at: at)
      at += 8
    }
    bits |= loadUpTo8(at: at, length: count - at)
    return bits & 0x8080_8080_8080_8080 == 0
  }

  /// Whether the bytes are UTF-8.
  var isUTF8: Bool {
    var at = 0
    while at < count {
      if at + 8 <= count, load64(at: at) & 0x8080_8080_8080_8080 == 0 {
        at += 8
        continue
      }
      let length = utf8SequenceLength(at: at)
      if length <= 0 { return false }
      at += length
    }
    return true
  }

  /// The length of the UTF-8 sequence at `offset`, or the negated count of bytes that one U+FFFD should replace.
  func utf8SequenceLength(at offset: Int) -> Int {
    let first = self[offset]
    if first < 0x80 { return 1 }
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      lowest = 0xA0  // shorter forms exist
    case 0xED:
      length = 3
      highest = 0x9F  // surrogates
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      lowest = 0x90
    case 0xF4:
      length = 4
      highest = 0x8F  // above U+10FFFF
    case 0xF1...0xF3: length = 4
    default: return -1
    }
    var good = 1
    while good < length {
      guard offset + good < count else { return -good }
      let next = self[offset + good]
      guard next >= lowest, next <= highest else { return -good }
      lowest = 0x80
      highest = 0xBF
      good += 1
    }
    return length
  }
}

extension PaddedBytes {
  /// Appends U+FFFD.
  mutating func appendReplacement() {
    append(byte: 0xEF)
    append(byte: 0xBF)
    append(byte: 0xBD)
  }

  /// Appends text with its bad bytes replaced; returns how many replacements there were.
  mutating func appendRepaired(_ text: ByteView) -> Int {
    var replacements = 0
    var at = 0
    var goodStart = 0
    while at < text.count {
      let length = text.utf8SequenceLength(at: at)
      if length > 0 {
        at += length
      } else {
        append(text.slice(goodStart, at))
        appendReplacement()
        replacements += 1
        at -= length
        goodStart = at
      }
    }
    append(text.slice(goodStart, text.count))
    return replacements
  }

  /// Appends the inside of a JSON string, unescaped, bad bytes, unknown escapes and lone surrogates replaced; returns
  /// how many replacements there were.
  mutating func appendUnescaped(_ raw: ByteView) -> Int {
    var replacements = 0
    var at = 0
    while let backslash = raw.firstIndex(of: 0x5C, from: at) {
      let run = raw.slice(at, backslash)
      if run.isASCII { append(run) } else { replacements += appendRepaired(run) }
      at = backslash + 2
      switch raw.byte(at: backslash + 1) {
      case 0x22: append(byte: 0x22)
      case 0x5C: append(byte: 0x5C)
      case 0x2F: append(byte: 0x2F)
      case 0x62: append(byte: 0x08)
      case 0x66: append(byte: 0x0C)
      case 0x6E: append(byte: 0x0A)
      case 0x72: append(byte: 0x0D)
      case 0x74: append(byte: 0x09)
      case 0x75:
        if let unit = raw.hexUnit(at: at) {
          at += 4
          var scalar = UInt32(unit)
          if unit & 0xFC00 == 0xD800, raw.byte(at: at) == 0x5C, raw.byte(at: at + 1) == 0x75,
            let second = raw.hexUnit(at: at + 2), second & 0xFC00 == 0xDC00
          {
            at += 6
            scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF))
          }
          if scalar & 0xFFFF_F800 == 0xD800 {
            appendReplacement()
            replacements += 1
          } else {
            append(scalar: scalar)
          }
        } else {
          appendReplacement()
          replacements += 1
        }
      default:
        appendReplacement()
        replacements += 1
        // What follows the backslash may begin a sequence of several bytes; it is looked at again as ordinary text.
        at = backslash + 1
        if at < raw.count, raw[at] < 0x80 { at += 1 }
      }
    }
    let rest = raw.slice(Swift.min(at, raw.count), raw.count)
    if rest.isASCII { append(rest) } else { replacements += appendRepaired(rest) }
    return replacements
  }

  private mutating func append(scalar: UInt32) {
    func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80:
      append(byte: UInt8(scalar))
    case ..<0x800:
      append(byte: 0xC0 | UInt8(scalar >> 6))
      append(byte: continuation(0))
    case ..<0x10000:
      append(byte: 0xE0 | UInt8(scalar >> 12))
      append(byte: continuation(6))
      append(byte: continuation(0))
    default:
      append(byte: 0xF0 | UInt8(scalar >> 18))
      append(byte: continuation(12))
      append(byte: continuation(6))
      append(byte: continuation(0))
    }
  }
}

extension ByteView {
  /// The four hex digits at `offset` as a UTF-16 unit.
  fileprivate func hexUnit(at offset: Int) -> UInt16? {
    guard offset + 4 <= count else { return nil }
    var unit: UInt16 = 0
    for index in offset..<offset + 4 {
      guard let digit = hexDigit(self[index]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}

/// The value of one hex digit of either case.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
