import LedgerMemory
import LedgerModel

// What a single value says, whatever type the wire gave it. Conversions to integers cut off towards zero, so halves are
// added where a number is to be rounded; `rounded()` would need the C mathematics library on some machines.

extension AttributeValue {
  /// The value itself, or the text in it: of a list its only element, of a text that was encoded as JSON once more what
  /// stands between the quotes.
  var unwrapped: AttributeValue {
    var value = self
    if kind == .array {
      guard bits == 1 else { return self }
      value.kind = .string
    }
    if value.kind == .string { value.text = value.text.unquoted }
    return value
  }

  /// A word: the text of a string, or of a list's only element; empty for all else.
  var word: ByteView {
    switch kind {
    case .string: text.isQuoted ? text.unquoted : text
    case .array: bits == 1 ? text.unquoted : .empty
    case .empty, .int, .double, .bool, .keyValueList, .bytes: .empty
    }
  }

  /// A count: an integer that is not negative, its digits, or a double (the integer it means, else rounded down).
  var count: Int64? {
    guard let number = wholeNumber, number <= AttributeValue.largestCount else { return nil }
    return number
  }

  /// No request reads or writes as many tokens, and sums of what is believed stay within 64 bits for millions of them: a
  /// larger number says as little as a negative one.
  static let largestCount: Int64 = 1_000_000_000_000

  private var wholeNumber: Int64? {
    switch kind {
    case .int:
      let value = Int64(bitPattern: bits)
      return value >= 0 ? value : nil
    case .double:
      return AttributeValue.count(of: Double(bitPattern: bits))
    case .string:
      return AttributeValue.count(ofDigits: text) ?? AttributeValue.count(ofText: text.unquoted)
    case .array:
      return bits == 1 ? AttributeValue.count(ofText: text.unquoted) : nil
    case .empty, .bool, .keyValueList, .bytes:
      return nil
    }
  }

  private static func count(of value: Double) -> Int64? {
    guard value.isFinite, value >= 0, value < 9e18 else { return nil }
    let nearest = Int64(value + 0.5)
    return abs(value - Double(nearest)) <= 1e-9 ? nearest : Int64(value)
  }

  private static func count(ofText text: ByteView) -> Int64? {
    count(ofDigits: text) ?? number(text).flatMap(count(of:))
  }

  /// Up to nineteen digits, as many as a count can have.
  private static func count(ofDigits text: ByteView) -> Int64? {
    guard text.count >= 1, text.count <= 19 else { return nil }
    var value: UInt64 = 0
    for index in 0..<text.count {
      let byte = text[index]
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return Int64(exactly: value)
  }

  private static func number(_ text: ByteView) -> Double? {
    guard text.count >= 1, text.count <= 40, let value = Double(text.text), value.isFinite else { return nil }
    return value
  }

  /// A number that is finite.
  var finiteNumber: Double? {
    switch kind {
    case .int: return Double(Int64(bitPattern: bits))
    case .double:
      let value = Double(bitPattern: bits)
      return value.isFinite ? value : nil
    case .string: return AttributeValue.number(text) ?? AttributeValue.number(text.unquoted)
    case .array: return bits == 1 ? AttributeValue.number(text.unquoted) : nil
    case .empty, .bool, .keyValueList, .bytes: return nil
    }
  }

  /// Whether it is meant to say a number: emitters write words such as `null` and `unknown` where they know none.
  @inline(never)
  var isFigure: Bool {
    switch kind {
    case .int, .double: return true
    case .string:
      let text = word
      guard text.count <= 40, !text.isEmpty, text[0] != UInt8(ascii: "{") else { return false }
      return (0..<text.count).contains { text[$0] >= 0x30 && text[$0] <= 0x39 } || Double(text.text) != nil
    case .empty, .bool, .array, .keyValueList, .bytes: return false
    }
  }

  /// The largest cost that a call may have: two of them, as the parts of one, still fit 64 bits of pico-dollars.
  static let largestCost = PicoUSD(4_500_000_000_000_000_000)

  /// An amount of money that is not negative, and none that no call can cost.
  var dollars: PicoUSD? {
    let amount: PicoUSD?
    switch kind {
    case .int: amount = PicoUSD(Int128(Int64(bitPattern: bits)) * 1_000_000_000_000)
    case .double: amount = PicoUSD(dollars: Double(bitPattern: bits))
    case .string, .array:
      let text = word
      let number = text.hasSuffix("USD") ? text.slice(0, text.count - 3) : text
      amount = number.count <= 40 ? PicoUSD(decimal: number.text) : nil
    case .empty, .bool, .keyValueList, .bytes: amount = nil
    }
    return amount.flatMap { $0 >= .zero && $0 <= AttributeValue.largestCost ? $0 : nil }
  }

  /// An amount of money in millionths of a dollar.
  var microDollars: PicoUSD? { count.map { PicoUSD(Int128($0) * 1_000_000) } }

  /// A number that is not negative, in millionths.
  var millionths: UInt64? {
    let number = kind == .double ? Double(bitPattern: bits) : finiteNumber ?? -1
    return number >= 0 && number < 9e12 ? UInt64(number * 1e6 + 0.5) : nil
  }

  /// An instant that is written in milliseconds since 1970. Whole ones are taken apart: as nanoseconds since 1970 they are
  /// more than a double tells apart.
  var epochNanos: UInt64? {
    guard let millis = finiteNumber, millis > 0, millis < 9e12 else { return nil }
    let whole = UInt64(millis)
    return whole * 1_000_000 + UInt64((millis - Double(whole)) * 1e6)
  }

  /// A score in millionths; a truth value is 1 or 0.
  var scoreMicros: Int64? {
    if kind == .bool { return bits != 0 ? 1_000_000 : 0 }
    guard let value = finiteNumber, abs(value) < 9e12 else { return nil }
    return Int64(value * 1e6 + (value < 0 ? -0.5 : 0.5))
  }
}

extension ByteView {
  /// The view without quotes, backslashes and white space around it: what is left of a text that was encoded twice.
  var unquoted: ByteView {
    var start = 0
    var end = count
    while start < end, ByteView.isWrapping(self[start]) { start += 1 }
    while end > start, ByteView.isWrapping(self[end - 1]) { end -= 1 }
    return slice(start, end)
  }

  /// Whether the view stands in quotes.
  var isQuoted: Bool { count >= 2 && self[0] == 0x22 && self[count - 1] == 0x22 }

  private static func isWrapping(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27 || byte == 0x5C || byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The number that the view begins with and where it ends; `nil` where it begins with none.
  var leadingNumber: (number: Int, end: Int)? {
    var number = 0
    var at = 0
    while at < count, at < 9, self[at] >= 0x30, self[at] <= 0x39 {
      number = number * 10 + Int(self[at] - 0x30)
      at += 1
    }
    return at > 0 ? (number, at) : nil
  }

  /// Where the last `byte` stands.
  func lastIndex(of byte: UInt8) -> Int? {
    var at = count - 1
    while at >= 0 {
      if self[at] == byte { return at }
      at -= 1
    }
    return nil
  }

  /// Whether the view holds the lower-case ASCII `word` anywhere, in any case.
  func containsIgnoringCase(_ word: [UInt8]) -> Bool {
    guard word.count <= count else { return false }
    for start in 0...(count - word.count) {
      var length = 0
      while length < word.count, self[start + length] | 0x20 == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}
