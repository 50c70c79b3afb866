import LedgerMemory
import LedgerModel

extension JSONReader {
  /// The attributes of a span, an event or a log record: known ones are kept, the others passed over.
  ///
  /// - Parameter first: the row of ``AttributeTemplates`` that stands for the beginning of such a list.
  mutating func attributes(at start: Int, inEvent: Bool, from first: Int) throws(Damage) -> Int {
    guard isList(at: start) else {
      return try mappedAttributes(at: start, inEvent ? .event : .record)
    }
    var walk = ExpectedText.Walk(at: start + 1, row: first)
    let stretch = templates.advance(&walk, along: text, wantsAll: desk.isScanning)
    return try attributes(along: walk, stretch, inEvent: inEvent, from: first)
  }

  /// The attributes of which a first stretch was walked along; see ``attributes(at:inEvent:from:)``.
  mutating func attributes(
    along walk: ExpectedText.Walk, _ stretch: ExpectedText.Stretch, inEvent: Bool, from first: Int
  ) throws(Damage) -> Int {
    var walk = walk
    var stretch = stretch
    var count = 0
    while true {
      // From one attribute straight to the next where they come as expected, with nothing but a comma between them. Any
      // damage is left to the general way below: where it is found must not depend on what was read before.
      count &+= stretch.passed
      keepExpected(stretch, inEvent: inEvent)
      var goesOn = stretch.end == .full
      if stretch.end == .other, try passOther(&walk, inEvent: inEvent) {
        count &+= 1
        goesOn = true
      }
      if goesOn {
        stretch = templates.advance(&walk, along: text, wantsAll: desk.isScanning)
        continue
      }
      let behindComma = walk.isFirst ? walk.at : walk.at &+ 1
      guard try nextElement(&walk.at, isFirst: &walk.isFirst) else { break }
      let place = AttributePlacement(first: first, behindComma: behindComma, start: walk.at, inEvent: inEvent)
      if let end = try compactAttribute(place, &walk.row) {
        walk.at = end
        count &+= 1
      } else if isObject(at: walk.at) {
        walk.at = try attribute(at: walk.at, inEvent: inEvent)
        if !desk.isScanning { learnLayout(place, endingAt: walk.at, &walk.row) }
        count &+= 1
      } else {
        walk.at = try passOver(walk.at, "attribute", expected: "an object")
      }
      stretch = templates.advance(&walk, along: text, wantsAll: desk.isScanning)
    }
    if !inEvent { desk.attributeCount += count }
    return walk.at
  }

  /// Keeps the values of attributes that came as expected.
  @inline(__always)
  mutating func keepExpected(_ stretch: ExpectedText.Stretch, inEvent: Bool) {
    guard stretch.found > 0 else { return }
    if inEvent || desk.isScanning {
      for index in 0..<stretch.found { keepExpected(templates.found(index), inEvent: inEvent) }
    } else {
      let first = desk.attributes.count
      JSONReader.append(stretch.found, of: templates, in: text, to: &desk.attributes)
      if !stretch.isPlain { completeExpected(stretch.found, from: first) }
    }
  }

  /// Appends values to a list, their texts as they are written.
  @inline(__always)
  private static func append(
    _ count: Int, of templates: borrowing AttributeTemplates, in text: ByteView, to list: inout [AttributeValue]
  ) {
    // All at once: whether the list is shared and has room is asked once.
    list.append(addingCapacity: count) { (rest: inout OutputSpan<AttributeValue>) in
      for index in 0..<count { rest.append(AttributeValue(expected: templates.found(index), in: text)) }
    }
  }

  /// Makes texts of what the last attributes have as it is written, from the one with number `first` on.
  @inline(never)
  private mutating func completeExpected(_ count: Int, from first: Int) {
    for index in 0..<count {
      let found = templates.found(index)
      if !found.isASCII {
        let raw = desk.attributes[first &+ index].text
        desk.attributes[first &+ index].text =
          found.isEscaped ? desk.unescaped(raw, atByte: found.start) : desk.text(raw, atByte: found.start)
      }
      if ExpectedTag(found.tag).hasSuffix {
        desk.attributes[first &+ index].suffix = suffix(templates[found.row], at: templates.elementStart(of: found))
      }
    }
  }

  /// Keeps the value of an attribute that came as expected, in an event or while texts are scanned.
  @inline(never)
  private mutating func keepExpected(_ found: ExpectedText.Found, inEvent: Bool) {
    let template = templates[found.row]
    let start = templates.elementStart(of: found)
    if desk.isScanning { scanExpected(found, template) }
    guard template.isKnown else { return }
    var value = AttributeValue(expected: found, in: text)
    if !found.isASCII {
      value.text =
        found.isEscaped ? desk.unescaped(value.text, atByte: found.start) : desk.text(value.text, atByte: found.start)
    }
    keep(&value, template, at: start, inEvent: inEvent)
  }

  /// Appends the attribute at `start` whose name a template knows.
  @inline(__always)
  private mutating func keep(
    _ attribute: inout AttributeValue, _ template: AttributeTemplates.Template, at start: Int, inEvent: Bool
  ) {
    if template.suffixStart < template.nameEnd { attribute.suffix = suffix(template, at: start) }
    desk.keep(attribute, inEvent: inEvent)
  }

  /// The part of a name that is not the dialects', of the attribute at `start` whose name a template knows.
  private mutating func suffix(_ template: AttributeTemplates.Template, at start: Int) -> ByteView {
    desk.text(
      text.slice(start &+ template.suffixStart, start &+ template.nameEnd),
      atByte: start &+ template.objectStart &+ (template.suffixStart &- template.nameStart))
  }

  /// Shows the text of an attribute that came as expected to the scanner.
  @inline(never)
  private mutating func scanExpected(_ found: ExpectedText.Found, _ template: AttributeTemplates.Template) {
    let start = templates.elementStart(of: found)
    let name = text.slice(start &+ template.nameStart, start &+ template.nameEnd)
    if template.kind == .string {
      desk.scan(name, text.slice(found.start, found.end), found.isEscaped ? .escaped : .utf8)
    } else if template.kind == .array, let whole = try? text.endOfContainer(at: start &+ template.valueObjectStart) {
      desk.scan(name, text.slice(start &+ template.valueObjectStart, whole), .json)
    }
  }

  /// Passes an attribute that is expected and whose value is of no kind that is expected; `false` where it does not end
  /// as expected, and nothing has happened then.
  @inline(never)
  private mutating func passOther(_ walk: inout ExpectedText.Walk, inEvent: Bool) throws(Damage) -> Bool {
    let row = templates.first(after: walk.row)
    let template = templates[row]
    let start = walk.isFirst ? walk.at : walk.at &+ 1
    let valueStart = start &+ templates.openingLength(of: row)
    guard let end = try? text.endOfValue(at: valueStart), text.holds("}}", at: end) else { return false }
    let name = text.slice(start &+ template.nameStart, start &+ template.nameEnd)
    let whole = start &+ template.valueObjectStart
    if desk.isScanning, isList(at: valueStart) || isObject(at: valueStart) {
      desk.scan(name, text.slice(whole, end &+ 1), .json)
    }
    if template.isKnown {
      let value = try anyValue(at: whole).value
      var attribute = AttributeValue(key: template.key, kind: value.kind, bits: value.bits, text: value.text)
      keep(&attribute, template, at: start, inEvent: inEvent)
    }
    walk.at = end &+ 2
    walk.isFirst = false
    walk.row = row
    return true
  }

  /// Where an attribute stands.
  private struct AttributePlacement {
    /// The row of ``AttributeTemplates`` that stands for the beginning of the list.
    var first: Int
    /// Where the comma before it or the opening bracket ends.
    var behindComma: Int
    /// Where it begins.
    var start: Int
    var inEvent: Bool
  }

  /// An attribute of a span, an event or a log record in the compact layout; `nil` where it is not in that layout, and
  /// nothing has happened then. What it looks like is remembered as what follows the attribute of row `last`.
  private mutating func compactAttribute(_ place: AttributePlacement, _ last: inout Int) throws(Damage) -> Int? {
    let start = place.start
    guard let keyEnd = try compactKeyEnd(at: start) else { return nil }
    guard let pair = try compactPair(at: start, keyEnd) else {
      return try structuredAttribute(place, keyEnd, &last)
    }
    let match = desk.keys.match(pair.name)
    if desk.isScanning, !pair.isInteger { desk.scan(pair.name, pair.value, pair.isEscaped ? .escaped : .utf8) }
    if let match {
      guard
        let value = compactValue(
          pair.value, isInteger: pair.isInteger, isEscaped: pair.isEscaped, atByte: pair.valueStart)
      else { return nil }
      desk.keep(pair.name, match, value, inEvent: place.inEvent, atByte: start)
    }
    last = learn(
      place, keyEnd, match, valueStart: pair.valueStart, pair.isInteger && match != nil ? .digits : .text,
      pair.isInteger ? .int : .string, closing: text.slice(pair.end &- 3, pair.end), after: last)
    return pair.end
  }

  /// Remembers a compact attribute, whose name ends at `keyEnd`.
  private mutating func learn(
    _ place: AttributePlacement, _ keyEnd: Int, _ match: AttributeKeyIndex.Match?, valueStart: Int,
    _ value: ExpectedText.Value, _ kind: AttributeValue.Kind, closing: ByteView, after last: Int
  ) -> Int {
    let sight = AttributeTemplates.Sight(
      first: place.first, origin: place.behindComma, objectStart: place.start, nameStart: place.start &+ 8,
      nameEnd: keyEnd, valueObjectStart: keyEnd &+ 10, valueStart: valueStart, match: match, kind: kind)
    return templates.learn(sight, in: text, value, closing: closing, after: last)
  }

  /// A compact attribute whose value is neither a string nor a whole number in quotes.
  @inline(never)
  private mutating func structuredAttribute(
    _ place: AttributePlacement, _ keyEnd: Int, _ last: inout Int
  ) throws(Damage) -> Int? {
    let start = place.start
    let whole = keyEnd &+ 10
    let end = try text.endOfContainer(at: whole)
    guard text.byte(at: end) == 0x7D else { return nil }
    let name = text.slice(start &+ 8, keyEnd)
    let match = desk.keys.match(name)
    let bareStart = try bareValue(at: whole, endingAt: end)
    // Numbers and truth values are no texts.
    if desk.isScanning, bareStart.map({ isList(at: $0) || isObject(at: $0) }) ?? true {
      desk.scan(name, text.slice(whole, end), .json)
    }
    if let match {
      desk.keep(name, match, try anyValue(at: whole).value, inEvent: place.inEvent, atByte: start)
    }
    if let list = try listOfOneString(at: whole), list.end == end {
      last = learn(
        place, keyEnd, match, valueStart: list.start, .text, .array, closing: text.slice(list.stringEnd, end &+ 1),
        after: last)
    } else if let bareStart {
      let (value, kind) = bareKind(at: whole, bareStart, endingAt: end)
      last = learn(
        place, keyEnd, match, valueStart: bareStart, value, kind, closing: text.slice(end &- 1, end &+ 1), after: last)
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

  /// What kind of value stands without quotes at `start` in a compact value object.
  private func bareKind(
    at whole: Int, _ start: Int, endingAt end: Int
  ) -> (ExpectedText.Value, AttributeValue.Kind) {
    let value = text.slice(start, end &- 1)
    if text.holds("{\"doubleValue\":", at: whole), let number = shortDouble(at: start), number.end == end &- 1 {
      return (.number, .double)
    }
    if text.holds("{\"intValue\":", at: whole), value.count <= 18, value.plainDigits != nil { return (.digits, .int) }
    if text.holds("{\"boolValue\":", at: whole), value == "true" || value == "false" { return (.truth, .bool) }
    return (.other, .empty)
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
    if desk.isScanning, let valueStart {
      desk.scan(name, text.slice(valueStart, try text.endOfValue(at: valueStart)), .json)
    }
    if let match = desk.keys.match(name) {
      let value = try valueStart.map { start throws(Damage) in try anyValue(at: start).value } ?? WireValue()
      desk.keep(name, match, value, inEvent: inEvent, atByte: start)
    }
    return end
  }

  /// Remembers an attribute that was read in any layout, where its key comes first, its value has one member of a common
  /// type, and white space is all that tells it from the compact layout.
  @inline(never)
  private mutating func learnLayout(_ place: AttributePlacement, endingAt end: Int, _ last: inout Int) {
    var layout = LayoutCursor(text: text, at: place.start)
    guard layout.pass(0x7B), layout.passName("key"), let name = layout.word(), layout.pass(0x2C),
      layout.passName("value")
    else { return }
    let match = desk.keys.match(text.slice(name.lowerBound, name.upperBound))
    let valueObject = text.afterBlank(layout.at)
    guard layout.pass(0x7B), let type = layout.word(), layout.pass(0x3A) else { return }
    let typeName = text.slice(type.lowerBound, type.upperBound)
    var form = ExpectedText.Value.text
    var kind = AttributeValue.Kind.string
    if typeName == "arrayValue" {
      kind = .array
      guard layout.pass(0x7B), layout.passName("values"), layout.pass(0x5B), layout.pass(0x7B),
        layout.passName("stringValue")
      else { return }
    }
    let start = text.afterBlank(layout.at)
    let isQuoted = text.byte(at: start) == 0x22
    let valueStart = isQuoted ? start &+ 1 : start
    guard let whole = try? text.endOfValue(at: start) else { return }
    let valueEnd = isQuoted ? whole &- 1 : whole
    let value = text.slice(valueStart, valueEnd)
    if typeName == "intValue" {
      kind = .int
      if match != nil || !isQuoted {
        form = .digits
        guard value.count <= 18, value.plainDigits != nil else { return }
      }
    } else if typeName == "doubleValue", !isQuoted {
      (form, kind) = (.number, .double)
      guard let number = shortDouble(at: valueStart), number.end == valueEnd else { return }
    } else if typeName == "boolValue", !isQuoted {
      (form, kind) = (.truth, .bool)
      guard value == "true" || value == "false" else { return }
    } else {
      guard isQuoted, kind == .array || typeName == "stringValue" else { return }
    }
    // Nothing but what closes may stand behind the value.
    for at in whole..<max(whole, end) {
      switch text.byte(at: at) {
      case 0x5D, 0x7D, 0x20, 0x09, 0x0A, 0x0D: break
      default: return
      }
    }
    let sight = AttributeTemplates.Sight(
      first: place.first, origin: place.behindComma, objectStart: place.start, nameStart: name.lowerBound,
      nameEnd: name.upperBound, valueObjectStart: valueObject, valueStart: valueStart, match: match, kind: kind)
    last = templates.learn(sight, in: text, form, closing: text.slice(valueEnd, max(valueEnd, end)), after: last)
  }

  /// All attributes of a resource, a scope or a data point: each goes into the digest, known ones are kept.
  mutating func digestedAttributes(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try mappedAttributes(at: start, .digested) }
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

/// Goes from token to token where only white space stands between them.
private struct LayoutCursor {
  let text: ByteView
  var at: Int

  /// Passes a character.
  mutating func pass(_ byte: UInt8) -> Bool {
    at = text.afterBlank(at)
    guard text.byte(at: at) == byte else { return false }
    at &+= 1
    return true
  }

  /// Passes a string without escapes, and says where its inside is.
  mutating func word() -> Range<Int>? {
    guard pass(0x22), let (end, isEscaped) = try? text.stringEnd(from: at), !isEscaped else { return nil }
    defer { at = end &+ 1 }
    return at..<end
  }

  /// Passes the name of a member and the colon behind it.
  mutating func passName(_ name: StaticString) -> Bool {
    guard let word = word(), text.slice(word.lowerBound, word.upperBound) == name else { return false }
    return pass(0x3A)
  }
}
