import LedgerMemory
import LedgerModel

extension JSONReader {
  /// The attributes of a span, an event or a log record: known ones are kept, the others passed over.
  ///
  /// - Parameter first: the row of ``AttributeTemplates`` that stands for the beginning of such a list.
  mutating func attributes(at start: Int, inEvent: Bool, from first: Int) throws(Damage) -> Int {
    guard isList(at: start) else {
      return try passOver(start, "attributes", expected: "a list of keys and values")
    }
    var at = start + 1
    var isFirst = true
    var count = 0
    var last = first
    while true {
      // From one attribute straight to the next where they come as expected, with nothing but a comma between them. Any
      // damage is left to the general way below: where it is found must not depend on what was read before.
      while true {
        let here = isFirst ? at : at &+ 1
        guard isFirst || text.byte(at: at) == 0x2C, templates.isExpected(after: last, in: text, at: here)
        else { break }
        let valueStart = here &+ templates.next(after: last).length
        guard templates.next(after: last).isQuoted else {
          let link = templates.next(after: last)
          guard let end = try expectedBareValue(at: here, valueStart, link, inEvent: inEvent) else { break }
          isFirst = false
          at = end
          count &+= 1
          last = link.row
          continue
        }
        let mask = text.quotesAndBackslashes32(at: valueStart)
        let length = mask.trailingZeroBitCount
        var valueEnd = valueStart &+ length
        var isPlain = mask != 0 && text.byte(at: valueEnd) == 0x22
        var isEscaped = false
        if isPlain {
          isPlain = text.isShortASCII(at: valueStart, length: length)
        } else {
          guard let found = try? text.stringEnd(from: valueStart) else { break }
          (valueEnd, isEscaped) = found
        }
        guard text.load32(at: valueEnd) & 0xFF_FFFF == 0x7D_7D22, valueEnd &+ 3 <= text.count else { break }
        if let match = templates.next(after: last).match {
          let raw = text.slice(valueStart, valueEnd)
          let isInteger = templates.next(after: last).isInteger
          let value: WireValue
          if isPlain, !isInteger {
            value = .string(raw)
          } else {
            guard let known = compactValue(raw, isInteger: isInteger, isEscaped: isEscaped, atByte: valueStart)
            else { break }
            value = known
          }
          let name = text.slice(here &+ 8, here &+ 8 &+ templates.next(after: last).nameLength)
          desk.keep(name, match, value, inEvent: inEvent, atByte: here)
        }
        isFirst = false
        at = valueEnd &+ 3
        count &+= 1
        last = templates.next(after: last).row
      }
      guard try nextElement(&at, isFirst: &isFirst) else { break }
      if let end = try compactAttribute(at: at, inEvent: inEvent, &last) {
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

  /// An attribute that is expected and whose value stands in no quotes; `nil` where that is not as expected.
  @inline(never)
  private mutating func expectedBareValue(
    at start: Int, _ valueStart: Int, _ link: AttributeTemplates.Link, inEvent: Bool
  ) throws(Damage) -> Int? {
    guard let end = try? text.endOfValue(at: valueStart), text.holds("}}", at: end) else { return nil }
    if let match = link.match {
      let nameEnd = start &+ 8 &+ link.nameLength
      let whole = nameEnd &+ 10
      guard let wholeEnd = try? text.endOfContainer(at: whole), wholeEnd == end &+ 1 else { return nil }
      let value = try anyValue(at: whole).value
      desk.keep(text.slice(start &+ 8, nameEnd), match, value, inEvent: inEvent, atByte: start)
    }
    return end &+ 2
  }

  /// An attribute of a span, an event or a log record in the compact layout; `nil` where it is not in that layout, and
  /// nothing has happened then. What it looks like is remembered as what follows the attribute of row `last`.
  private mutating func compactAttribute(
    at start: Int, inEvent: Bool, _ last: inout Int
  ) throws(Damage) -> Int? {
    guard let keyEnd = try compactKeyEnd(at: start) else { return nil }
    guard let pair = try compactPair(at: start, keyEnd) else {
      return try structuredAttribute(at: start, keyEnd, inEvent: inEvent, &last)
    }
    let match = desk.keys.match(pair.name)
    if let match {
      guard
        let value = compactValue(
          pair.value, isInteger: pair.isInteger, isEscaped: pair.isEscaped, atByte: pair.valueStart)
      else { return nil }
      desk.keep(pair.name, match, value, inEvent: inEvent, atByte: start)
    }
    last = templates.learn(
      text.slice(start, pair.valueStart), pair.isInteger ? .quotedInteger : .string, nameLength: pair.name.count, match,
      after: last)
    return pair.end
  }

  /// A compact attribute whose value is neither a string nor a whole number in quotes.
  @inline(never)
  private mutating func structuredAttribute(
    at start: Int, _ keyEnd: Int, inEvent: Bool, _ last: inout Int
  ) throws(Damage) -> Int? {
    let whole = keyEnd &+ 10
    let end = try text.endOfContainer(at: whole)
    guard text.byte(at: end) == 0x7D else { return nil }
    let name = text.slice(start &+ 8, keyEnd)
    let match = desk.keys.match(name)
    if let match {
      desk.keep(name, match, try anyValue(at: whole).value, inEvent: inEvent, atByte: start)
    }
    if let valueStart = try bareValue(at: whole, endingAt: end) {
      last = templates.learn(text.slice(start, valueStart), .bare, nameLength: name.count, match, after: last)
    }
    return end &+ 1
  }

  /// Where the only member of a compact value object has its value, if that stands in no quotes; `whole` is the object.
  private func bareValue(at whole: Int, endingAt end: Int) throws(Damage) -> Int? {
    guard text.byte(at: whole + 1) == 0x22 else { return nil }
    let (keyEnd, isEscaped) = try text.stringEnd(from: whole + 2)
    let start = keyEnd + 2
    guard !isEscaped, text.byte(at: keyEnd + 1) == 0x3A, text.byte(at: start) > 0x20, text.byte(at: start) != 0x22
    else { return nil }
    return try text.endOfValue(at: start) + 1 == end ? start : nil
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
  private mutating func compactValue(
    _ value: ByteView, isInteger: Bool, isEscaped: Bool, atByte offset: Int
  ) -> WireValue? {
    if isInteger {
      guard let number = value.plainDigits, number <= UInt64(Int64.max) else { return nil }
      return WireValue(kind: .int, bits: number)
    }
    return .string(isEscaped ? desk.unescaped(value, atByte: offset) : desk.text(value, atByte: offset))
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
        let value = compactValue(
          pair.value, isInteger: pair.isInteger, isEscaped: pair.isEscaped, atByte: pair.valueStart)
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
