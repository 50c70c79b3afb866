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

  /// An attribute that is written as nearly all exporters write it: no white space, the key first, a string or a whole
  /// number as value. `nil` where it is not; nothing has happened then.
  @inline(__always)
  private mutating func compactAttribute(at start: Int, inEvent: Bool) throws(Damage) -> Int? {
    guard text.holds("{\"key\":\"", at: start) else { return nil }
    let keyStart = start &+ 8
    let (keyEnd, isEscapedKey) = try text.stringEnd(from: keyStart)
    guard !isEscapedKey, text.holds("\",\"value\":{\"", at: keyEnd) else { return nil }
    let type = keyEnd &+ 12
    if text.holds("stringValue\":\"", at: type) {
      let valueStart = type &+ 14
      let (valueEnd, isEscaped) = try text.stringEnd(from: valueStart)
      guard text.holds("\"}}", at: valueEnd) else { return nil }
      let name = text.slice(keyStart, keyEnd)
      if let match = desk.keys.match(name) {
        let raw = text.slice(valueStart, valueEnd)
        let value =
          isEscaped ? desk.unescaped(raw, atByte: valueStart) : desk.text(raw, atByte: valueStart)
        desk.keep(name, match, .string(value), inEvent: inEvent, atByte: keyStart)
      }
      return valueEnd &+ 3
    }
    if text.holds("intValue\":\"", at: type) {
      let valueStart = type &+ 11
      let (valueEnd, isEscaped) = try text.stringEnd(from: valueStart)
      guard !isEscaped, text.holds("\"}}", at: valueEnd) else { return nil }
      let name = text.slice(keyStart, keyEnd)
      if let match = desk.keys.match(name) {
        // Negative and longer numbers, and what is no number, are for the general way.
        guard let value = text.slice(valueStart, valueEnd).plainDigits, value <= UInt64(Int64.max) else { return nil }
        desk.keep(name, match, WireValue(kind: .int, bits: value), inEvent: inEvent, atByte: keyStart)
      }
      return valueEnd &+ 3
    }
    return nil
  }

  /// An attribute in any layout.
  @inline(never)
  private mutating func attribute(at start: Int, inEvent: Bool) throws(Damage) -> Int {
    let (name, valueStart, end) = try keyAndValue(at: start)
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
  mutating func keyAndValue(
    at start: Int
  ) throws(Damage) -> (name: ByteView, valueStart: Int?, end: Int) {
    var name = ByteView.empty
    var valueStart: Int?
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "key" {
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
