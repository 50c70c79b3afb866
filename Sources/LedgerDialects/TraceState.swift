import LedgerMemory
import LedgerModel

/// What a W3C trace state says of sampling.
///
/// A trace state is a list of `vendor=value`, divided by commas, with blanks around the members. The member whose key is
/// exactly `ot` holds `subkey:value` pairs, divided by semicolons, at most 256 bytes; one that is not of that form, or names
/// a subkey twice, says nothing. Of several `ot` members the first one counts, the latest that was written.
struct TraceState {
  /// `th`, filled up to 56 bits: what the randomness of a kept span is not below.
  var threshold: UInt64?
  /// `rv`, 56 bits; without it the trace id's last 56 bits are the randomness.
  var randomness: UInt64?
  /// `p`: one in 2^p is kept; 63 means that chance played no part.
  var power: UInt8?
  /// `r`, the randomness that goes with ``power``.
  var powerRandomness: UInt8?
  /// The probability after `s:` in the member `es`; empty where there is none.
  var elasticRate = ByteView.empty

  init(_ text: ByteView) {
    var hasOT = false
    TraceState.forEach(in: text, dividedBy: UInt8(ascii: ",")) { member in
      let member = member.trimmedOfBlanks
      guard member.count >= 3, member[2] == UInt8(ascii: "=") else { return true }
      if member[0] == UInt8(ascii: "o"), member[1] == UInt8(ascii: "t"), !hasOT {
        hasOT = true
        take(openTelemetry: member.dropping(3))
      } else if member[0] == UInt8(ascii: "e"), member[1] == UInt8(ascii: "s"), elasticRate.isEmpty {
        TraceState.forEach(in: member.dropping(3), dividedBy: UInt8(ascii: ";")) { part in
          if part.hasPrefix("s:"), elasticRate.isEmpty { elasticRate = part.dropping(2) }
          return true
        }
      }
      return true
    }
  }

  private mutating func take(openTelemetry value: ByteView) {
    guard value.count >= 1, value.count <= 256 else { return }
    var found = Subkeys()
    guard
      TraceState.forEach(
        in: value, dividedBy: UInt8(ascii: ";"),
        {
          guard let part = Subkey($0) else { return false }
          return found.take(part)
        })
    else { return }
    threshold = found.threshold.flatMap(TraceState.threshold)
    randomness = found.randomness.flatMap(TraceState.randomness)
    power = found.power.flatMap { TraceState.small($0, most: 63) }
    powerRandomness = found.powerRandomness.flatMap { TraceState.small($0, most: 62) }
  }

  /// 1 to 14 hex digits, filled up with zeros at the right. Upper case is against the rules and does no harm.
  static func threshold(_ digits: ByteView) -> UInt64? {
    guard digits.count >= 1, digits.count <= 14, let number = digits.hexNumber else { return nil }
    return number << UInt64(4 * (14 - digits.count))
  }

  /// Exactly 14 hex digits.
  static func randomness(_ digits: ByteView) -> UInt64? { digits.count == 14 ? digits.hexNumber : nil }

  private static func small(_ digits: ByteView, most: Int) -> UInt8? {
    guard digits.count <= 2, let (number, end) = digits.leadingNumber, end == digits.count, number <= most else {
      return nil
    }
    return UInt8(number)
  }

  /// Calls `body` with the parts of a text until it answers `false`; answers whether it never did.
  @discardableResult
  private static func forEach(in text: ByteView, dividedBy sign: UInt8, _ body: (ByteView) -> Bool) -> Bool {
    var start = 0
    for at in 0...text.count where at == text.count || text[at] == sign {
      guard body(text.slice(start, at)) else { return false }
      start = at + 1
    }
    return true
  }
}

/// One `subkey:value`.
private struct Subkey {
  let key: ByteView
  let value: ByteView

  /// Fails where the text is not of that form: a key of lower-case letters and digits that begins with a letter, then a
  /// value of letters, digits, `.`, `_` and `-`. (OpenTelemetry specification, *TraceState: Probability Sampling*.)
  init?(_ text: ByteView) {
    var end = 0
    while end < text.count, text[end] != UInt8(ascii: ":") {
      let byte = text[end]
      guard byte.isLowerCaseLetter || (byte.isDigit && end > 0) else { return nil }
      end += 1
    }
    guard end > 0, end < text.count else { return nil }
    key = text.slice(0, end)
    value = text.dropping(end + 1)
    for index in 0..<value.count {
      let byte = value[index]
      let isFit =
        (byte | 0x20).isLowerCaseLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
      guard isFit else { return nil }
    }
  }
}

/// The subkeys that say something of sampling.
private struct Subkeys {
  var threshold: ByteView?
  var randomness: ByteView?
  var power: ByteView?
  var powerRandomness: ByteView?

  /// Takes a subkey; `false` where it was there before.
  mutating func take(_ part: Subkey) -> Bool {
    if part.key == "th" { return Subkeys.set(&threshold, part.value) }
    if part.key == "rv" { return Subkeys.set(&randomness, part.value) }
    if part.key == "p" { return Subkeys.set(&power, part.value) }
    if part.key == "r" { return Subkeys.set(&powerRandomness, part.value) }
    return true
  }

  private static func set(_ field: inout ByteView?, _ value: ByteView) -> Bool {
    guard field == nil else { return false }
    field = value
    return true
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  fileprivate var isLowerCaseLetter: Bool { self >= 0x61 && self <= 0x7A }
}

extension ByteView {
  /// The view without spaces and tabs at its ends.
  fileprivate var trimmedOfBlanks: ByteView {
    var start = 0
    var end = count
    while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
    while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
    return slice(start, end)
  }

  /// The number that at most 16 hex digits of either case mean; `nil` where anything else is among them, or none is.
  fileprivate var hexNumber: UInt64? {
    guard count >= 1, count <= 16 else { return nil }
    var number: UInt64 = 0
    for index in 0..<count {
      let byte = self[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x61 + 10
      default: return nil
      }
      number = number << 4 | UInt64(digit)
    }
    return number
  }
}
