import LedgerMemory
import LedgerModel

/// A value of which containers are known by their place only.
enum ShallowValue {
  case scalar(WireValue)
  /// Where the object that holds the list of elements starts.
  case array(Int)
  /// Where the object that holds the list of members starts.
  case keyValueList(Int)
}

extension JSONReader {
  /// An AnyValue, with the digest of a container (scalars are digested where that is wanted).
  mutating func anyValue(at start: Int) throws(Damage) -> (value: WireValue, digest: ValueDigest?) {
    if let list = try listOfOne(at: start) { return (list, list.digestAsListOfOne) }
    let (shallow, _) = try shallowValue(at: start)
    if case .scalar(let value) = shallow { return (value, nil) }
    isTooDeep = false
    desk.scratch.removeAll()
    var value = WireValue()
    var digest = value.scalarDigest
    switch shallow {
    case .scalar: break
    case .array(let list):
      let (composed, count) = try composeArray(at: list, as: .joined, depth: 1)
      value = WireValue(kind: .array, bits: count)
      digest = composed
    case .keyValueList(let list):
      let (composed, count) = try composeKeyValueList(at: list, depth: 1)
      value = WireValue(kind: .keyValueList, bits: count)
      digest = composed
    }
    if isTooDeep {
      desk.report(
        .limitExceeded, atByte: start, "a value is nested more than \(deepestValue) levels deep; it was left out")
      return (WireValue(), nil)
    }
    value.text = desk.takeScratch()
    return (value, digest)
  }

  /// A list of a single string, in the compact layout: finish reasons are written so, on every span. `nil` for anything
  /// else.
  private mutating func listOfOne(at start: Int) throws(Damage) -> WireValue? {
    guard let list = try listOfOneString(at: start), !list.isEscaped else { return nil }
    let value = desk.text(text.slice(list.start, list.stringEnd), atByte: list.start)
    return WireValue(kind: .array, bits: 1, text: value)
  }

  /// The string of a list of a single one in the compact layout, and where the value ends; `nil` for anything else.
  func listOfOneString(
    at start: Int
  ) throws(Damage) -> (start: Int, stringEnd: Int, isEscaped: Bool, end: Int)? {
    guard text.holds("{\"arrayValue\":{\"values\":[{\"stringValue\":\"", at: start) else { return nil }
    let stringStart = start + 41
    let (end, isEscaped) = try text.stringEnd(from: stringStart)
    return text.holds("\"}]}}", at: end) ? (stringStart, end, isEscaped, end + 5) : nil
  }

  /// An AnyValue without a look into containers. Where several members are given, the last one counts.
  private mutating func shallowValue(at start: Int) throws(Damage) -> (ShallowValue, end: Int) {
    var value = ShallowValue.scalar(WireValue())
    guard isObject(at: start) else {
      return (value, try passOver(start, "value", expected: "an object that names the value's type"))
    }
    var at = start + 1
    var isFirst = true
    var isKnown = false
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if isNull(at: at) {
        at += 4
        isKnown = true
      } else if let end = try typedValue(key, at: at, &value) {
        at = end
        isKnown = true
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    // An object without any member is the value that is not set.
    if !isKnown, !isFirst { value = try serializedValue(at: start) }
    return (value, at)
  }

  /// A value as general serializers write the message, with its type one level deeper, beside it, or in another spelling:
  /// `{"Value":{"StringValue":"a"}}` (Go), `{"value":{"string_value":"a"}}` (Rust), `{"case":"stringValue","value":"a"}`
  /// (JavaScript). None of its own members is a type as OTLP's JSON spells it.
  @inline(never)
  private mutating func serializedValue(at start: Int) throws(Damage) -> ShallowValue {
    let inside = text.member("value", ofObjectAt: start) ?? text.member("Value", ofObjectAt: start)
    var value = ShallowValue.scalar(WireValue())
    for object in [start, inside ?? start] {
      guard let type = text.member("case", ofObjectAt: object), text.byte(at: type) == 0x22,
        let content = text.member("value", ofObjectAt: object)
      else { continue }
      if try typedValue(try quoted(at: type).content, at: content, &value) != nil { return value }
    }
    let object = inside ?? start
    if isNull(at: object) || text.isEmptyObject(at: object) { return value }
    if let member = try spelledMember(ofObjectAt: object) {
      if try typedValue(member.name, at: member.value, &value) != nil { return value }
      // What a newer version adds is passed over without a word, as unknown members are everywhere.
      if inside == nil, isObject(at: member.value) || isList(at: member.value) { return value }
    }
    desk.report(.unreadableField, atByte: start, "a value does not say its type as OTLP does; it counts as empty")
    return value
  }

  /// The first member of an object, its name with a small letter first: general serializers of some languages write the name
  /// of a type. `nil` where the value is no object with a member.
  mutating func spelledMember(ofObjectAt start: Int) throws(Damage) -> (name: ByteView, value: Int)? {
    guard isObject(at: start) else { return nil }
    var at = start + 1
    var isFirst = true
    guard let key = try nextMember(&at, isFirst: &isFirst), !key.isEmpty else { return nil }
    var name = PaddedBytes(capacity: key.count)
    name.append(byte: key[0] | 0x20)
    name.append(key.dropping(1))
    return (desk.keep(&name), at)
  }

  /// Takes the member of a value that says its type; `nil`, where its key is none of OTLP's.
  private mutating func typedValue(
    _ key: ByteView, at start: Int, _ value: inout ShallowValue
  ) throws(Damage) -> Int? {
    var at = start
    if key == "stringValue" || key == "string_value" {
      let (text, end) = try string(at: at, "stringValue")
      if let text { value = .scalar(.string(text)) }
      at = end
    } else if key == "intValue" || key == "int_value" {
      let (number, end) = try signed(at: at, "intValue")
      if let number { value = .scalar(.int(number)) }
      at = end
    } else if key == "doubleValue" || key == "double_value" {
      let (number, end) = try double(at: at, "doubleValue")
      if let number { value = .scalar(.double(number)) }
      at = end
    } else if key == "boolValue" || key == "bool_value" {
      let (flag, end) = try boolean(at: at, "boolValue")
      if let flag { value = .scalar(.bool(flag)) }
      at = end
    } else if key == "arrayValue" || key == "array_value" {
      if isObject(at: at) {
        value = .array(at)
        at = try text.endOfContainer(at: at)
      } else {
        at = try passOver(at, "arrayValue", expected: "an object")
      }
    } else if key == "kvlistValue" || key == "kvlist_value" || key == "kvListValue" {
      if isObject(at: at) {
        value = .keyValueList(at)
        at = try text.endOfContainer(at: at)
      } else {
        at = try passOver(at, "kvlistValue", expected: "an object")
      }
    } else if key == "bytesValue" || key == "bytes_value" {
      let (bytes, end) = try bytesValue(at: at)
      if let bytes { value = .scalar(WireValue(kind: .bytes, text: bytes)) }
      at = end
    } else if key == "stringValueStrindex" || key == "string_value_strindex" {
      let (number, end) = try signed(at: at, "stringValueStrindex")
      if let number, number != 0 { desk.reportTableText(atByte: at) }
      at = end
    } else {
      return nil
    }
    return at
  }

  /// Base64 text, or a list of byte numbers.
  mutating func bytesValue(at start: Int) throws(Damage) -> (ByteView?, end: Int) {
    if text.byte(at: start) == 0x22 {
      let (encoded, end) = try string(at: start, "bytesValue")
      var buffer = PaddedBytes()
      if let encoded, buffer.append(decodingBase64: encoded) { return (desk.keep(&buffer), end) }
    } else if let (bytes, end) = try byteList(at: start) {
      return (bytes, end)
    }
    return (nil, try passOver(start, "bytesValue", expected: "base64 text or a list of bytes"))
  }

  /// The bytes of a list of their numbers; `nil` where the value is none.
  mutating func byteList(at start: Int) throws(Damage) -> (bytes: ByteView, end: Int)? {
    guard isList(at: start) else { return nil }
    var buffer = PaddedBytes()
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      let end = try text.endOfValue(at: at)
      guard let number = text.slice(at, end).wholeNumber?.unsigned, let byte = UInt8(exactly: number) else {
        return nil
      }
      buffer.append(byte: byte)
      at = end
    }
    return (desk.keep(&buffer), at)
  }

  // MARK: Containers

  /// Writes an array to the scratch text.
  private mutating func composeArray(
    at start: Int, as form: ComposedForm, depth: Int
  ) throws(Damage) -> (digest: ValueDigest, count: UInt64) {
    var digest = ValueDigest(kind: .array)
    var count: UInt64 = 0
    var isWritten = false
    if depth > deepestValue {
      isTooDeep = true
      return (digest, 0)
    }
    if form == .json { desk.scratch.append(byte: 0x5B) }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      guard key == "values", isList(at: at) else {
        at = key == "values" ? try passOver(at, "values", expected: "a list") : try text.endOfValue(at: at)
        continue
      }
      at += 1
      var isFirstElement = true
      while try nextElement(&at, isFirst: &isFirstElement) {
        if isNull(at: at) {
          at += 4
          continue
        }
        let (shallow, end) = try shallowValue(at: at)
        at = end
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
    }
    if form == .json { desk.scratch.append(byte: 0x5D) }
    var whole = ValueDigest(kind: .array, bits: count)
    whole.absorb(digest)
    return (whole, count)
  }

  /// Writes a key-value list to the scratch text, as JSON.
  private mutating func composeKeyValueList(
    at start: Int, depth: Int
  ) throws(Damage) -> (digest: ValueDigest, count: UInt64) {
    var members = ValueDigest.none
    var count: UInt64 = 0
    if depth > deepestValue {
      isTooDeep = true
      return (members, 0)
    }
    desk.scratch.append(byte: 0x7B)
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      guard key == "values", isList(at: at) else {
        at = key == "values" ? try passOver(at, "values", expected: "a list") : try text.endOfValue(at: at)
        continue
      }
      at += 1
      var isFirstElement = true
      while try nextElement(&at, isFirst: &isFirstElement) {
        guard isObject(at: at) else {
          at = try passOver(at, "kvlistValue member", expected: "an object")
          continue
        }
        let (name, valueStart, end) = try keyAndValue(at: at)
        at = end
        count += 1
        if count > 1 { desk.scratch.append(byte: 0x2C) }
        desk.scratch.appendJSON(string: name)
        desk.scratch.append(byte: 0x3A)
        var shallow = ShallowValue.scalar(WireValue())
        if let valueStart { shallow = try shallowValue(at: valueStart).0 }
        members.add(ValueDigest(key: name, value: try composeJSON(shallow, depth: depth)))
      }
    }
    desk.scratch.append(byte: 0x7D)
    var whole = ValueDigest(kind: .keyValueList, bits: count)
    whole.absorb(members)
    return (whole, count)
  }

  /// Writes any value to the scratch text, as JSON; containers in it stand one level deeper.
  private mutating func composeJSON(_ shallow: ShallowValue, depth: Int) throws(Damage) -> ValueDigest {
    switch shallow {
    case .scalar(let value):
      desk.appendJSON(value)
      return value.scalarDigest
    case .array(let start):
      return try composeArray(at: start, as: .json, depth: depth + 1).digest
    case .keyValueList(let start):
      return try composeKeyValueList(at: start, depth: depth + 1).digest
    }
  }
}
