import LedgerMemory
import LedgerModel

/// A value of which containers are known by their place only.
private enum ShallowWireValue {
  case scalar(WireValue)
  case array(FieldContent)
  case keyValueList(FieldContent)
}

extension ProtobufReader {
  // MARK: Attributes

  /// The attributes of a span, an event or a log record that stand one behind the other, as they do in nearly all
  /// messages: the tag of the first one was read. Those are kept whose names are known. Answers how many they are.
  ///
  /// - Parameters:
  ///   - row: that of ``ExpectedKeys`` for what was read before them.
  ///   - first: the row that stands for the beginning of such a list.
  mutating func attributes(
    _ tag: UInt8, _ at: inout Int, _ end: Int, inEvent: Bool, after row: inout Int, from first: Int
  ) throws(Damage) -> Int {
    // What is changed stands in variables of its own: what comes from outside would be written back each time.
    var here = at
    var last = row
    var count = 0
    repeat {
      attribute(try message.content(&here, end), inEvent: inEvent, after: &last, from: first)
      count &+= 1
      // The next tag, if it is another attribute's.
      here &+= 1
    } while here <= end && message.byteOrPadding(at: here &- 1) == tag
    at = here &- 1
    row = last
    return count
  }

  /// An attribute, which nearly all exporters write as a key of up to 127 bytes and a value that reaches to the end.
  @inline(__always)
  private mutating func attribute(
    _ content: FieldContent, inEvent: Bool, after row: inout Int, from first: Int
  ) {
    let (start, end) = (content.start, content.end)
    guard let key = expectedKeys.expected(after: &row, in: message, at: start) else {
      return unexpectedAttribute(content, inEvent: inEvent, after: &row, from: first)
    }
    var at = start &+ Int(key.length)
    guard shortContentEnd(&at, end) == end else { return uncommonAttribute(content, inEvent: inEvent) }
    if desk.isScanning {
      scanValue(message.slice(start &+ 2, start &+ Int(key.length) &- 1), FieldContent(start: at, end: end))
    }
    guard let match = key.match else { return }
    let name = message.slice(start &+ 2, start &+ Int(key.length) &- 1)
    keep(name, match, FieldContent(start: at, end: end), inEvent: inEvent, atByte: start &+ 2)
  }

  @inline(never)
  private mutating func unexpectedAttribute(
    _ content: FieldContent, inEvent: Bool, after row: inout Int, from first: Int
  ) {
    let (start, end) = (content.start, content.end)
    guard content.count >= 4, message.byteOrPadding(at: start) == 0x0A else {
      return uncommonAttribute(content, inEvent: inEvent)
    }
    let keyStart = start + 2
    let keyLength = Int(message.byteOrPadding(at: start + 1))
    let keyEnd = keyStart + keyLength
    guard keyLength < 0x80, keyEnd + 2 <= end, message.byteOrPadding(at: keyEnd) == 0x12 else {
      return uncommonAttribute(content, inEvent: inEvent)
    }
    var at = keyEnd + 1
    guard shortContentEnd(&at, end) == end else { return uncommonAttribute(content, inEvent: inEvent) }
    let name = message.slice(keyStart, keyEnd)
    let match = desk.keys.match(name)
    row = expectedKeys.learn(message.slice(start, keyEnd + 1), match, after: row, from: first)
    if desk.isScanning { scanValue(name, FieldContent(start: at, end: end)) }
    if let match { keep(name, match, FieldContent(start: at, end: end), inEvent: inEvent, atByte: keyStart) }
  }

  /// Keeps an attribute that a dialect knows, of which this is the value.
  @inline(__always)
  private mutating func keep(
    _ name: ByteView, _ match: AttributeKeyIndex.Match, _ content: FieldContent, inEvent: Bool, atByte offset: Int
  ) {
    if let value = usualValue(content) {
      desk.keep(name, match, value, inEvent: inEvent, atByte: offset)
    } else {
      keepOther(name, match, content, inEvent: inEvent, atByte: offset)
    }
  }

  /// The value in one of the forms that attributes mostly have; `nil` for anything else.
  @inline(__always)
  private mutating func usualValue(_ content: FieldContent) -> WireValue? {
    let (start, end) = (content.start, content.end)
    guard start < end else { return nil }
    switch message.byteOrPadding(at: start) {
    case 0x0A:
      var inside = start &+ 1
      guard let stringEnd = shortContentEnd(&inside, end), stringEnd == end else { return nil }
      return .string(desk.text(message.slice(inside, end), atByte: inside))
    case 0x10: return shortInteger(start &+ 1, end).map { .bool($0 != 0) }
    case 0x18: return shortInteger(start &+ 1, end).map { WireValue(kind: .int, bits: $0) }
    case 0x21 where content.count == 9: return .double(Double(bitPattern: message.load64(at: start &+ 1)))
    case 0x2A: return listOfOne(content)
    default: return nil
    }
  }

  @inline(never)
  private mutating func keepOther(
    _ name: ByteView, _ match: AttributeKeyIndex.Match, _ content: FieldContent, inEvent: Bool, atByte offset: Int
  ) {
    do throws(Damage) {
      desk.keep(name, match, try anyValue(content).value, inEvent: inEvent, atByte: offset)
    } catch {
      noteBadAttribute(error)
    }
  }

  /// Shows a text, a list or key-value pairs to the scanner; numbers and truth values are no texts.
  @inline(never)
  mutating func scanValue(_ name: ByteView, _ value: FieldContent) {
    guard value.count > 0 else { return }
    switch message.byteOrPadding(at: value.start) {
    case 0x0A:
      var inside = value.start + 1
      if let stringEnd = shortContentEnd(&inside, value.end), stringEnd == value.end {
        desk.scan(name, message.slice(inside, value.end), .utf8)
      } else {
        desk.scan(name, message.slice(value.start, value.end), .protobuf)
      }
    case 0x10, 0x18, 0x21: break
    default: desk.scan(name, message.slice(value.start, value.end), .protobuf)
    }
  }

  /// The varint of up to three bytes that reaches from `at` to `end`; `nil` where anything else stands there.
  @inline(__always)
  private func shortInteger(_ at: Int, _ end: Int) -> UInt64? {
    let size = end &- at
    guard size >= 1, size <= 3 else { return nil }
    let word = UInt64(message.load32(at: at))
    let more = word & 0x80_8080
    // Every byte but the last one says that another follows.
    let wanted: UInt64 = size == 1 ? 0 : size == 2 ? 0x80 : 0x8080
    guard more & (0xFF_FFFF &>> UInt64(24 &- 8 &* size)) == wanted else { return nil }
    let bits = word & 0x7F | (word >> 1 & 0x3F80) | (word >> 2 & 0x1F_C000)
    return bits & ((1 &<< UInt64(7 &* size)) &- 1)
  }

  /// The end of a content whose length stands at `at`, which is moved to its start; `nil` where the length is longer than
  /// three bytes or points behind `end`.
  @inline(__always)
  func shortContentEnd(_ at: inout Int, _ end: Int) -> Int? {
    guard at < end else { return nil }
    let word = message.load32(at: at)
    var length = Int(truncatingIfNeeded: word & 0x7F)
    var size = 1
    if word & 0x80 != 0 {
      length |= Int(truncatingIfNeeded: word >> 1 & 0x3F80)
      size = 2
      if word & 0x8000 != 0 {
        length |= Int(truncatingIfNeeded: word >> 2 & 0x1F_C000)
        size = 3
        if word & 0x80_0000 != 0 { return nil }
      }
    }
    // No sum overflows: offsets are smaller than a record may be, and lengths here below 2 MiB.
    at &+= size
    return at &+ length <= end ? at &+ length : nil
  }

  @inline(never)
  private mutating func uncommonAttribute(_ content: FieldContent, inEvent: Bool) {
    do throws(Damage) {
      let (name, value) = try keyAndValue(content)
      if desk.isScanning, let value { scanValue(name, value) }
      guard let match = desk.keys.match(name) else { return }
      desk.keep(
        name, match, try value.map { part throws(Damage) in try anyValue(part).value } ?? WireValue(), inEvent: inEvent,
        atByte: content.start)
    } catch {
      noteBadAttribute(error)
    }
  }

  /// An attribute of a resource, a scope or a data point: it goes into the digest, and is kept where its name is known.
  mutating func digestedAttribute(_ content: FieldContent) {
    do throws(Damage) {
      let (name, part) = try keyAndValue(content)
      let (value, digest) = try part.map { part throws(Damage) in try anyValue(part) } ?? (WireValue(), nil)
      desk.addDigested(name, value, digest ?? value.scalarDigest, atByte: content.start)
    } catch {
      noteBadAttribute(error)
    }
  }

  /// A label of the time before points had attributes: a key with a plain string.
  mutating func label(_ content: FieldContent) {
    do throws(Damage) {
      let (name, part) = try keyAndValue(content)
      let bytes = part.map { message.slice($0.start, $0.end) } ?? .empty
      let value = WireValue.string(desk.text(bytes, atByte: content.start))
      desk.addDigested(name, value, value.scalarDigest, atByte: content.start)
    } catch {
      noteBadAttribute(error)
    }
  }

  private mutating func noteBadAttribute(_ damage: Damage) {
    desk.report(
      .unreadableField, atByte: damage.offset, "an attribute was left out: \(damage.expected.text) was expected")
  }

  /// The key and the place of the value of a KeyValue.
  private mutating func keyAndValue(
    _ content: FieldContent
  ) throws(Damage) -> (name: ByteView, value: FieldContent?) {
    var name = ByteView.empty
    var value: FieldContent?
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x0A: name = try text(&at, content.end)
      case 0x12: value = try message.content(&at, content.end)
      default: try skip(tag, &at, content.end, .keyValue)
      }
    }
    return (name, value)
  }

  // MARK: Values

  /// An AnyValue, with the digest of a container (scalars are digested where that is wanted).
  mutating func anyValue(_ content: FieldContent) throws(Damage) -> (value: WireValue, digest: ValueDigest?) {
    if let list = listOfOne(content) { return (list, list.digestAsListOfOne) }
    let shallow = try shallowValue(content)
    if case .scalar(let value) = shallow { return (value, nil) }
    isTooDeep = false
    desk.scratch.removeAll()
    var value = WireValue()
    var digest = value.scalarDigest
    switch shallow {
    case .scalar: break
    case .array(let list):
      let (composed, count) = try composeArray(list, as: .joined, depth: 1)
      value = WireValue(kind: .array, bits: count)
      digest = composed
    case .keyValueList(let list):
      let (composed, count) = try composeKeyValueList(list, depth: 1)
      value = WireValue(kind: .keyValueList, bits: count)
      digest = composed
    }
    if isTooDeep {
      desk.report(
        .limitExceeded, atByte: content.start,
        "a value is nested more than \(deepestValue) levels deep; it was left out")
      return (WireValue(), nil)
    }
    value.text = desk.takeScratch()
    return (value, digest)
  }

  /// A list of a single string of less than 122 bytes: finish reasons are written so, on every span. `nil` for anything
  /// else.
  private mutating func listOfOne(_ content: FieldContent) -> WireValue? {
    // Three tags, each with the length of what is left behind it: array, element, string.
    let start = content.start
    let count = content.count
    guard count >= 6, count < 0x80, message.byteOrPadding(at: start) == 0x2A,
      Int(message.byteOrPadding(at: start + 1)) == count - 2, message.byteOrPadding(at: start + 2) == 0x0A,
      Int(message.byteOrPadding(at: start + 3)) == count - 4, message.byteOrPadding(at: start + 4) == 0x0A,
      Int(message.byteOrPadding(at: start + 5)) == count - 6
    else { return nil }
    let value = desk.text(message.slice(start + 6, content.end), atByte: start + 6)
    return WireValue(kind: .array, bits: 1, text: value)
  }

  /// An AnyValue without a look into containers. Where several members are given, the last one counts.
  private mutating func shallowValue(_ content: FieldContent) throws(Damage) -> ShallowWireValue {
    var value = ShallowWireValue.scalar(WireValue())
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x0A: value = .scalar(.string(try text(&at, content.end)))
      case 0x10: value = .scalar(.bool(try message.varint(&at, content.end) != 0))
      case 0x18: value = .scalar(.int(Int64(bitPattern: try message.varint(&at, content.end))))
      case 0x21: value = .scalar(.double(Double(bitPattern: try message.fixed64(&at, content.end))))
      case 0x2A: value = .array(try message.content(&at, content.end))
      case 0x32: value = .keyValueList(try message.content(&at, content.end))
      case 0x3A:
        let bytes = try message.content(&at, content.end)
        value = .scalar(WireValue(kind: .bytes, text: message.slice(bytes.start, bytes.end)))
      case 0x40:
        let start = at
        if try message.varint(&at, content.end) != 0 { desk.reportTableText(atByte: start) }
      default: try skip(tag, &at, content.end, .value)
      }
    }
    return value
  }

  /// Writes an array to the scratch text.
  private mutating func composeArray(
    _ content: FieldContent, as form: ComposedForm, depth: Int
  ) throws(Damage) -> (digest: ValueDigest, count: UInt64) {
    var digest = ValueDigest(kind: .array)
    var count: UInt64 = 0
    var isWritten = false
    if depth > deepestValue {
      isTooDeep = true
      return (digest, 0)
    }
    if form == .json { desk.scratch.append(byte: 0x5B) }
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      guard tag == 0x0A else {
        try skip(tag, &at, content.end, .list)
        continue
      }
      let shallow = try shallowValue(try message.content(&at, content.end))
      count += 1
      switch form {
      case .json:
        if count > 1 { desk.scratch.append(byte: 0x2C) }
        digest.absorb(try composeJSON(shallow, depth: depth))
      case .joined:
        guard case .scalar(let value) = shallow else {
          // Only scalar elements have a place in joined text; the others count for the digest.
          let length = desk.scratch.count
          digest.absorb(try composeJSON(shallow, depth: depth))
          desk.scratch.truncate(to: length)
          continue
        }
        digest.absorb(value.scalarDigest)
        isWritten = desk.appendJoined(value, isFirst: !isWritten) || isWritten
      }
    }
    if form == .json { desk.scratch.append(byte: 0x5D) }
    var whole = ValueDigest(kind: .array, bits: count)
    whole.absorb(digest)
    return (whole, count)
  }

  /// Writes a key-value list to the scratch text, as JSON.
  private mutating func composeKeyValueList(
    _ content: FieldContent, depth: Int
  ) throws(Damage) -> (digest: ValueDigest, count: UInt64) {
    var members = ValueDigest.none
    var count: UInt64 = 0
    if depth > deepestValue {
      isTooDeep = true
      return (members, 0)
    }
    desk.scratch.append(byte: 0x7B)
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      guard tag == 0x0A else {
        try skip(tag, &at, content.end, .list)
        continue
      }
      let (name, value) = try keyAndValue(try message.content(&at, content.end))
      count += 1
      if count > 1 { desk.scratch.append(byte: 0x2C) }
      desk.scratch.appendJSON(string: name)
      desk.scratch.append(byte: 0x3A)
      let shallow = try value.map { part throws(Damage) in try shallowValue(part) } ?? .scalar(WireValue())
      members.add(ValueDigest(key: name, value: try composeJSON(shallow, depth: depth)))
    }
    desk.scratch.append(byte: 0x7D)
    var whole = ValueDigest(kind: .keyValueList, bits: count)
    whole.absorb(members)
    return (whole, count)
  }

  /// Writes any value to the scratch text, as JSON; containers in it stand one level deeper.
  private mutating func composeJSON(_ shallow: ShallowWireValue, depth: Int) throws(Damage) -> ValueDigest {
    switch shallow {
    case .scalar(let value):
      desk.appendJSON(value)
      return value.scalarDigest
    case .array(let content):
      return try composeArray(content, as: .json, depth: depth + 1).digest
    case .keyValueList(let content):
      return try composeKeyValueList(content, depth: depth + 1).digest
    }
  }
}
