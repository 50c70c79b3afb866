import LedgerMemory
import LedgerModel

// Trace and span ids in every shape they are met in. Sixteen bytes or eight are the rule; the rest are the traces of
// generic protobuf printers (base64 text), of hex text that went through a base64 decoder (24 or 12 bytes), of hex text
// stored as bytes, of 64-bit tracers, and of UUIDs.

/// Sixteen bytes at most, as they compare: the last byte of the id in the lowest bits.
private struct WideWord {
  var high: UInt64 = 0
  var low: UInt64 = 0

  mutating func append(bits: UInt64, count: UInt64) {
    high = high << count | low >> (64 - count)
    low = low << count | bits
  }
}

extension TraceID {
  /// The id that these bytes stand for: ``absent`` where there are none or all are zero, `nil` where they are no id.
  init?(bytes: ByteView) {
    switch bytes.count {
    case 16: self.init(high: bytes.load64(at: 0).byteSwapped, low: bytes.load64(at: 8).byteSwapped)
    case 0: self = .absent
    case 8: self.init(high: 0, low: bytes.load64(at: 0).byteSwapped)
    case 24:
      guard let word = wideWord(encodingBase64: bytes) else { return nil }
      self.init(high: word.high, low: word.low)
    case 32:
      guard let word = wideWord(hex: bytes) else { return nil }
      self.init(high: word.high, low: word.low)
    default: return nil
    }
  }

  /// The id that a JSON string stands for; see ``init(bytes:)``.
  init?(text: ByteView) {
    if text.count == 32, let word = wideWord(hex: text) {
      self.init(high: word.high, low: word.low)
      return
    }
    guard let word = wideWord(text: text, hexDigits: 32, allowsHalf: true) else { return nil }
    self.init(high: word.high, low: word.low)
  }
}

extension SpanID {
  /// The id that these bytes stand for: ``absent`` where there are none or all are zero, `nil` where they are no id.
  init?(bytes: ByteView) {
    switch bytes.count {
    case 8: self.init(bytes.load64(at: 0).byteSwapped)
    case 0: self = .absent
    case 12:
      guard let word = wideWord(encodingBase64: bytes) else { return nil }
      self.init(word.low)
    case 16:
      guard let word = wideWord(hex: bytes) else { return nil }
      self.init(word.low)
    default: return nil
    }
  }

  /// The id that a JSON string stands for; see ``init(bytes:)``.
  init?(text: ByteView) {
    if text.count == 16, let word = wideWord(hex: text) {
      self.init(word.low)
      return
    }
    guard let word = wideWord(text: text, hexDigits: 16, allowsHalf: false) else { return nil }
    self.init(word.low)
  }
}

/// 16 or 32 hex digits.
private func wideWord(hex text: ByteView) -> WideWord? {
  guard let first = text.sixteenHexDigits(at: 0) else { return nil }
  if text.count == 16 { return WideWord(high: 0, low: first) }
  guard text.count == 32, let second = text.sixteenHexDigits(at: 16) else { return nil }
  return WideWord(high: first, low: second)
}

/// Bytes that are hex text decoded as if it were base64: encoding them gives the text back.
private func wideWord(encodingBase64 bytes: ByteView) -> WideWord? {
  var buffer = PaddedBytes(capacity: 32)
  buffer.append(base64: bytes)
  buffer.pad()
  return wideWord(hex: buffer.view)
}

/// The slow road: prefixes, dashes, double encoding, base64.
private func wideWord(text: ByteView, hexDigits: Int, allowsHalf: Bool) -> WideWord? {
  if text.isEmpty { return WideWord() }
  if text.count > 4 * hexDigits { return nil }
  var plain = PaddedBytes(capacity: text.count)
  let isPrefixed = text.holds("0x") || text.holds("0X")
  plain.append(isPrefixed ? text.dropping(2) : text)
  if let word = undashed(plain.view, hexDigits, allowsHalf) { return word }
  guard text.firstIndex(of: 0x2D) != nil else { return nil }
  var undecorated = PaddedBytes(capacity: text.count)
  for byte in plain.view.bytes where byte != 0x2D { undecorated.append(byte: byte) }
  undecorated.pad()
  return undashed(undecorated.view, hexDigits, allowsHalf)
}

private func undashed(_ text: ByteView, _ hexDigits: Int, _ allowsHalf: Bool) -> WideWord? {
  if text.bytes.allSatisfy({ $0 == 0x30 }) { return WideWord() }
  let idBytes = hexDigits / 2
  switch text.count {
  case hexDigits:
    return wideWord(hex: text)
  case hexDigits / 2 where allowsHalf:
    return wideWord(hex: text)
  case hexDigits / 2 * 3:
    // Hex of the bytes that decoding hex text as base64 gave.
    var bytes = PaddedBytes(capacity: idBytes * 3 / 2)
    var at = 0
    while at < text.count {
      guard let high = hexDigit(text[at]), let low = hexDigit(text[at + 1]) else { return nil }
      bytes.append(byte: high << 4 | low)
      at += 2
    }
    bytes.pad()
    return wideWord(encodingBase64: bytes.view)
  default:
    var bytes = PaddedBytes(capacity: text.count)
    guard bytes.append(decodingBase64: text), bytes.count == idBytes else { return nil }
    bytes.pad()
    var word = WideWord()
    for byte in bytes.view.bytes { word.append(bits: UInt64(byte), count: 8) }
    return word
  }
}
