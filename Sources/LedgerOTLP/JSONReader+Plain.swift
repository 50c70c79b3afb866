import LedgerMemory
import LedgerModel

// Values in JSON's own types, as everything but OTLP writes attributes: `{"model":"m","tokens":17,"stop":["a","b"]}`. They
// come out as the same data in OTLP's typed form would: a list as an array, an object as a key-value list.

/// Where the attributes of a map belong.
enum AttributePlace {
  /// A span or log record: known ones are kept, all are counted.
  case record
  /// An event of a span: known ones are kept.
  case event
  /// A resource, scope or data point: all are digested, known ones kept.
  case digested
}

extension JSONReader {
  /// A map of attributes; what is no object is left out and said to be.
  mutating func attributeMap(at start: Int, _ place: AttributePlace) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "attributes", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      at = try plainAttribute(desk.text(key, atByte: at), at: at, place)
    }
    return at
  }

  /// Attributes of OTLP that are no list, as they should be: a map of plain values is read, anything else left out. Microsoft's
  /// Agent 365 exporter writes them so.
  @inline(never)
  mutating func mappedAttributes(at start: Int, _ place: AttributePlace) throws(Damage) -> Int {
    // One attribute without its list would pass for a map of two.
    let isPair = text.member("key", ofObjectAt: start) != nil && text.member("value", ofObjectAt: start) != nil
    guard isObject(at: start), !isPair else {
      return try passOver(start, "attributes", expected: "a list of keys and values")
    }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      let name = desk.text(key, atByte: at)
      if isObject(at: at), place == .digested || desk.keys.match(name) != nil {
        // A map again, or a value with OTLP's type around it: nothing says which.
        at = try passOver(at, "attribute", expected: "a text, a number, a truth value or a list of them")
      } else {
        at = try plainAttribute(name, at: at, place)
      }
    }
    return at
  }

  /// One attribute with a value in JSON's own types.
  mutating func plainAttribute(_ name: ByteView, at start: Int, _ place: AttributePlace) throws(Damage) -> Int {
    if desk.isScanning, place != .digested { try scanPlain(name, at: start) }
    guard place == .digested || desk.keys.match(name) != nil else {
      if place == .record { desk.attributeCount += 1 }
      return try text.endOfValue(at: start)
    }
    let (value, digest, end) = try plainValue(at: start)
    add(name, value, digest, atByte: start, place)
    return end
  }

  /// Shows the texts of a value to the scanner.
  private func scanPlain(_ name: ByteView, at start: Int) throws(Damage) {
    if text.byte(at: start) == 0x22 {
      let (end, isEscaped) = try text.stringEnd(from: start + 1)
      desk.scan(name, text.slice(start + 1, end), isEscaped ? .escaped : .utf8)
    } else if isList(at: start) || isObject(at: start) {
      desk.scan(name, text.slice(start, try text.endOfContainer(at: start)), .json)
    }
  }

  /// Adds an attribute that was read.
  mutating func add(
    _ name: ByteView, _ value: WireValue, _ digest: ValueDigest, atByte offset: Int, _ place: AttributePlace
  ) {
    switch place {
    case .digested: desk.addDigested(name, value, digest, atByte: offset)
    case .record, .event:
      if place == .record { desk.attributeCount += 1 }
      if let match = desk.keys.match(name) {
        desk.keep(name, match, value, inEvent: place == .event, atByte: offset)
      }
    }
  }

  /// A value in JSON's own types. A number without a fraction that fits 64 bits is an integer, as exporters have it.
  mutating func plainValue(at start: Int) throws(Damage) -> (value: WireValue, digest: ValueDigest, end: Int) {
    guard isObject(at: start) || isList(at: start) else {
      let (value, end) = try plainScalar(at: start)
      return (value, value.scalarDigest, end)
    }
    isTooDeep = false
    desk.scratch.removeAll()
    let isArray = isList(at: start)
    let (digest, count, end) =
      isArray ? try composePlainList(at: start, as: .joined, depth: 1) : try composePlainObject(at: start, depth: 1)
    if isTooDeep {
      desk.report(
        .limitExceeded, atByte: start, "a value is nested more than \(deepestValue) levels deep; it was left out")
      return (WireValue(), WireValue().scalarDigest, try text.endOfValue(at: start))
    }
    let written = desk.takeScratch()
    return (WireValue(kind: isArray ? .array : .keyValueList, bits: count, text: written), digest, end)
  }

  private mutating func plainScalar(at start: Int) throws(Damage) -> (value: WireValue, end: Int) {
    switch text.byte(at: start) {
    case 0x22:
      let (value, end) = try string(at: start, "value")
      return (value.map { .string($0) } ?? WireValue(), end)
    case 0x74, 0x66:
      let (flag, end) = try boolean(at: start, "value")
      return (flag.map { .bool($0) } ?? WireValue(), end)
    case 0x6E where isNull(at: start):
      return (WireValue(), start + 4)
    default:
      let end = try text.endOfScalar(at: start)
      let number = text.slice(start, end)
      if let whole = number.wholeNumber?.signed { return (.int(whole), end) }
      let (value, _) = try double(at: start, "value")
      return (value.map { .double($0) } ?? WireValue(), end)
    }
  }

  private mutating func composePlainList(
    at start: Int, as form: ComposedForm, depth: Int
  ) throws(Damage) -> (digest: ValueDigest, count: UInt64, end: Int) {
    var elements = ValueDigest(kind: .array)
    var count: UInt64 = 0
    var isWritten = false
    if depth > deepestValue {
      isTooDeep = true
      return (elements, 0, try text.endOfContainer(at: start))
    }
    if form == .json { desk.scratch.append(byte: 0x5B) }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      count += 1
      if form == .json {
        if count > 1 { desk.scratch.append(byte: 0x2C) }
        let (digest, end) = try composePlain(at: at, depth: depth)
        elements.absorb(digest)
        at = end
      } else if isObject(at: at) || isList(at: at) {
        // Only scalar elements have a place in joined text; the others count for the digest.
        let length = desk.scratch.count
        let (digest, end) = try composePlain(at: at, depth: depth)
        desk.scratch.truncate(to: length)
        elements.absorb(digest)
        at = end
      } else {
        let (value, end) = try plainScalar(at: at)
        elements.absorb(value.scalarDigest)
        isWritten = desk.appendJoined(value, isFirst: !isWritten) || isWritten
        at = end
      }
    }
    if form == .json { desk.scratch.append(byte: 0x5D) }
    var whole = ValueDigest(kind: .array, bits: count)
    whole.absorb(elements)
    return (whole, count, at)
  }

  private mutating func composePlainObject(
    at start: Int, depth: Int
  ) throws(Damage) -> (digest: ValueDigest, count: UInt64, end: Int) {
    var members = ValueDigest.none
    var count: UInt64 = 0
    if depth > deepestValue {
      isTooDeep = true
      return (members, 0, try text.endOfContainer(at: start))
    }
    desk.scratch.append(byte: 0x7B)
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      let name = desk.text(key, atByte: at)
      count += 1
      if count > 1 { desk.scratch.append(byte: 0x2C) }
      desk.scratch.appendJSON(string: name)
      desk.scratch.append(byte: 0x3A)
      let (digest, end) = try composePlain(at: at, depth: depth)
      members.add(ValueDigest(key: name, value: digest))
      at = end
    }
    desk.scratch.append(byte: 0x7D)
    var whole = ValueDigest(kind: .keyValueList, bits: count)
    whole.absorb(members)
    return (whole, count, at)
  }

  /// Writes any value to the scratch text, as JSON; containers in it stand one level deeper.
  private mutating func composePlain(at start: Int, depth: Int) throws(Damage) -> (digest: ValueDigest, end: Int) {
    if isList(at: start) {
      let (digest, _, end) = try composePlainList(at: start, as: .json, depth: depth + 1)
      return (digest, end)
    }
    if isObject(at: start) {
      let (digest, _, end) = try composePlainObject(at: start, depth: depth + 1)
      return (digest, end)
    }
    let (value, end) = try plainScalar(at: start)
    desk.appendJSON(value)
    return (value.scalarDigest, end)
  }
}
