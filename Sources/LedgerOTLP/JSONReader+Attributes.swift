import LedgerMemory
import LedgerModel

extension JSONReader {
  /// The attributes of a span, an event or a log record: known ones are kept, the others passed over.
  mutating func attributes(at start: Int, inEvent: Bool) throws(Damage) -> Int {
    guard isList(at: start) else {
      return try passOver(start, "attributes", expected: "a list of keys and values")
    }
    var at = start + 1
    var isFirst = true
    var count = 0
    while true {
      // From one attribute straight to the next where nothing but a comma stands between them.
      while text.byte(at: at) == 0x2C, !isFirst, let end = try compactAttribute(at: at &+ 1, inEvent: inEvent) {
        at = end
        count &+= 1
      }
      guard try nextElement(&at, isFirst: &isFirst) else { break }
      if let end = try compactAttribute(at: at, inEvent: inEvent) {
        at = end
        count += 1
      } else if isObject(at: at) {
        at = try attribute(at: at, inEvent: inEvent)
        count += 1
      } else {
        at = try passOver(at, "attribute", expected: "an object")
      }
    }
    if !inEvent { desk.attributeCount += count }
    return at
  }

  /// An attribute of a span, an event or a log record in the compact layout; `nil` where it is not in that layout, and
  /// nothing has happened then.
  @inline(__always)
  private mutating func compactAttribute(at start: Int, inEvent: Bool) throws(Damage) -> Int? {
    guard let keyEnd = try compactKeyEnd(at: start) else { return nil }
    guard let pair = try compactPair(at: start, keyEnd) else {
      return try structuredAttribute(at: start, keyEnd, inEvent: inEvent)
    }
    if let match = desk.keys.match(pair.name) {
      guard let value = compactValue(pair) else { return nil }
      desk.keep(pair.name, match, value, inEvent: inEvent, atByte: start)
    }
    return pair.end
  }

  /// A compact attribute whose value is neither a string nor a whole number in quotes.
  @inline(never)
  private mutating func structuredAttribute(at start: Int, _ keyEnd: Int, inEvent: Bool) throws(Damage) -> Int? {
    let valueStart = keyEnd &+ 10
    let end = try text.endOfContainer(at: valueStart)
    guard text.byte(at: end) == 0x7D else { return nil }
    let name = text.slice(start &+ 8, keyEnd)
    if let match = desk.keys.match(name) {
      desk.keep(name, match, try anyValue(at: valueStart).value, inEvent: inEvent, atByte: start)
    }
    return end &+ 1
  }

  /// A key with its value as nearly all exporters write them: no white space, the key first, a string or a whole number
  /// in quotes as value, and nothing else.
  private struct CompactPair {
    var name: ByteView
    var value: ByteView
    var valueStart: Int
    var isEscaped: Bool
    var isInteger: Bool
    var end: Int
  }

  /// Where the key of a compact attribute ends: its object starts with the key, and a value that is an object follows.
  @inline(__always)
  private func compactKeyEnd(at start: Int) throws(Damage) -> Int? {
    guard text.holds("{\"key\":\"", at: start) else { return nil }
    let (keyEnd, isEscaped) = try text.stringEnd(from: start &+ 8)
    return !isEscaped && text.holds("\",\"value\":{", at: keyEnd) ? keyEnd : nil
  }

  @inline(__always)
  private func compactPair(at start: Int, _ keyEnd: Int) throws(Damage) -> CompactPair? {
    let type = keyEnd &+ 11
    let isInteger: Bool
    let valueStart: Int
    if text.holds("\"stringValue\":\"", at: type) {
      isInteger = false
      valueStart = type &+ 15
    } else if text.holds("\"intValue\":\"", at: type) {
      isInteger = true
      valueStart = type &+ 12
    } else {
      return nil
    }
    let (valueEnd, isEscaped) = try text.stringEnd(from: valueStart)
    guard text.holds("\"}}", at: valueEnd) else { return nil }
    return CompactPair(
      name: text.slice(start &+ 8, keyEnd), value: text.slice(valueStart, valueEnd), valueStart: valueStart,
      isEscaped: isEscaped, isInteger: isInteger, end: valueEnd &+ 3)
  }

  /// The value of a compact pair; `nil` where it is a number for the general way: negative, very long, or none.
  @inline(__always)
  private mutating func compactValue(_ pair: CompactPair) -> WireValue? {
    if pair.isInteger {
      guard let value = pair.value.plainDigits, value <= UInt64(Int64.max) else { return nil }
      return WireValue(kind: .int, bits: value)
    }
    return .string(
      pair.isEscaped
        ? desk.unescaped(pair.value, atByte: pair.valueStart) : desk.text(pair.value, atByte: pair.valueStart))
  }

  /// An attribute in any layout.
  @inline(never)
  private mutating func attribute(at start: Int, inEvent: Bool) throws(Damage) -> Int {
    let (name, valueStart, end) = try keyAndValue(at: start, checksName: false)
    if let match = desk.keys.match(name) {
      let value = try valueStart.map { start throws(Damage) in try anyValue(at: start).value } ?? WireValue()
      desk.keep(name, match, value, inEvent: inEvent, atByte: start)
    }
    return end
  }

  /// All attributes of a resource, a scope or a data point: each goes into the digest, known ones are kept.
  mutating func digestedAttributes(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else {
      return try passOver(start, "attributes", expected: "a list of keys and values")
    }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "attribute", expected: "an object")
        continue
      }
      if let keyEnd = try compactKeyEnd(at: at), let pair = try compactPair(at: at, keyEnd), pair.name.isASCII,
        let value = compactValue(pair)
      {
        desk.addDigested(pair.name, value, value.scalarDigest, atByte: at)
        at = pair.end
        continue
      }
      let (name, valueStart, end) = try keyAndValue(at: at)
      if let valueStart {
        let (value, digest) = try anyValue(at: valueStart)
        desk.addDigested(name, value, digest ?? value.scalarDigest, atByte: at)
      } else {
        let value = WireValue()
        desk.addDigested(name, value, value.scalarDigest, atByte: at)
      }
      at = end
    }
    return at
  }

  /// The labels that points had before they had attributes: keys with plain strings.
  mutating func labels(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "labels", expected: "a list of keys and values") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "label", expected: "an object")
        continue
      }
      let (name, valueStart, end) = try keyAndValue(at: at)
      var value = WireValue.string(.empty)
      if let valueStart, let text = try string(at: valueStart, "label value").value { value = .string(text) }
      desk.addDigested(name, value, value.scalarDigest, atByte: at)
      at = end
    }
    return at
  }

  /// The key of an attribute and where its value starts, in whatever order they stand; an empty key where there is none.
  ///
  /// A name that is only looked up need not be checked for UTF-8: what a dialect knows is right, and what none knows is
  /// passed over in every layout, whatever it is.
  mutating func keyAndValue(
    at start: Int, checksName: Bool = true
  ) throws(Damage) -> (name: ByteView, valueStart: Int?, end: Int) {
    var name = ByteView.empty
    var valueStart: Int?
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "key" {
        if !checksName, text.byte(at: at) == 0x22 {
          (name, at) = try quoted(at: at)
          continue
        }
        let (value, end) = try string(at: at, "key")
        if let value { name = value }
        at = end
      } else {
        if key == "value" { valueStart = at }
        at = try text.endOfValue(at: at)
      }
    }
    return (name, valueStart, at)
  }
}
