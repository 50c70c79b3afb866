import LedgerMemory
import LedgerModel

extension JSONReader {
  /// A list of spans.
  mutating func spans(at start: Int) throws(Damage) -> Int {
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        desk.outcome.signals.formUnion(.traces)
        at = try span(at: at)
      } else {
        at = try passOver(at, "span", expected: "an object")
      }
    }
    return at
  }

  /// A span.
  mutating func span(at start: Int) throws(Damage) -> Int {
    desk.clearForSpan()
    guard templates.read(&usual, at: start + 1, in: text, wantsAll: desk.isScanning) else {
      return try otherSpan(at: start)
    }
    let at = try usualFields()
    if usual.isWhole {
      desk.span.fields.attributeCount = desk.attributeCount
      desk.deliverSpan()
      return at
    }
    var fields = desk.span.fields
    return try otherMembers(from: at, isFirst: false, &fields)
  }

  /// A span that is not in its usual form.
  @inline(never)
  private mutating func otherSpan(at start: Int) throws(Damage) -> Int {
    var fields = SpanFields()
    var at = leadingFields(at: start + 1, &fields)
    let isFirst = at == start + 1
    if !isFirst, text.holds(",\"attributes\":[", at: at) {
      at = try attributes(
        at: at &+ 14, inEvent: false, from: AttributeTemplates.start(spanName: fields.name))
    }
    return try otherMembers(from: at, isFirst: isFirst, &fields)
  }

  /// The members of a span that are read in the general way, whatever they are; hands over the span.
  private mutating func otherMembers(
    from start: Int, isFirst: Bool, _ fields: inout SpanFields
  ) throws(Damage) -> Int {
    var at = start
    var isFirst = isFirst
    if !isFirst, text.holds(",\"status\":{}", at: at) { at &+= 12 }
    var legacyCode: UInt64 = 0
    while let key = try nextMember(&at, isFirst: &isFirst) {
      switch SpanKey(key) {
      case .traceID: (fields.traceID, at) = try traceID(at: at, "traceId")
      case .spanID: (fields.spanID, at) = try spanID(at: at, "spanId")
      case .parentSpanID: (fields.parentSpanID, at) = try spanID(at: at, "parentSpanId")
      case .traceState:
        let (value, end) = try string(at: at, "traceState")
        if let value { fields.traceState = value }
        at = end
      case .name:
        let (value, end) = try string(at: at, "name")
        if let value { fields.name = value }
        at = end
      case .kind: (fields.kind, at) = try enumeration(at: at, "kind", .spanKind)
      case .start: (fields.startUnixNano, at) = try time(at: at, "startTimeUnixNano")
      case .end: (fields.endUnixNano, at) = try time(at: at, "endTimeUnixNano")
      case .flags: (fields.flags, at) = try unsigned32(at: at, "flags")
      case .attributes:
        at = try attributes(at: at, inEvent: false, from: AttributeTemplates.start(spanName: fields.name))
      case .events: at = try events(at: at)
      case .links:
        let (count, end) = try links(at: at)
        fields.linkCount += count
        at = end
      case .status: at = try status(at: at, &fields.statusCode, &legacyCode)
      case .statusCode: at = try statusCode(at: at, &fields.statusCode)
      case .other: at = try text.endOfValue(at: at)
      }
    }
    // Before the code had its present place, any other code than zero was an error.
    if fields.statusCode == 0, legacyCode != 0 { fields.statusCode = 2 }
    desk.deliver(&fields)
    return at
  }

  /// The code of a status without an object around it. Only what can be no status of HTTP counts, and not where there is a
  /// status as OTLP has it.
  @inline(never)
  private mutating func statusCode(at start: Int, _ code: inout UInt8) throws(Damage) -> Int {
    guard code == 0, text.byte(at: start) == 0x22 else { return try text.endOfValue(at: start) }
    let (name, end) = try quoted(at: start)
    code = EnumNames.statusCodes.number(of: name) ?? 0
    return end
  }

  /// Takes the fields and attributes of the span in hand that stand in their usual form; returns the offset behind them.
  @inline(__always)
  private mutating func usualFields() throws(Damage) -> Int {
    // Field by field into the record: a copy of all of them would have to wait for the last one.
    desk.span.fields.traceID = TraceID(high: usual.traceHigh, low: usual.traceLow)
    desk.span.fields.spanID = SpanID(usual.id)
    desk.span.fields.parentSpanID = SpanID(usual.parent)
    desk.span.fields.traceState = .empty
    desk.span.fields.startUnixNano = usual.startTime
    desk.span.fields.endUnixNano = usual.endTime
    desk.span.fields.kind = usual.kind
    desk.span.fields.statusCode = 0
    desk.span.fields.flags = usual.flags
    desk.span.fields.linkCount = 0
    let name = text.slice(usual.nameStart, usual.nameEnd)
    desk.span.fields.name = usual.isNameASCII ? name : desk.text(name, atByte: usual.nameStart)
    guard usual.hasAttributes else { return usual.walk.at }
    if usual.isWhole {
      desk.attributeCount = usual.stretch.passed
      keepExpected(usual.stretch, inEvent: false)
      return usual.walk.at
    }
    return try attributes(
      along: usual.walk, usual.stretch, inEvent: false, from: AttributeTemplates.start(spanName: name))
  }

  /// The fields that exporters write first, as long as they stand in the usual order and layout; returns the offset
  /// behind the last one that did, or `start`. The members after that are read in the general way, whatever they are.
  @inline(__always)
  private mutating func leadingFields(at start: Int, _ fields: inout SpanFields) -> Int {
    var at = start
    guard text.holds("\"traceId\":\"", at: at), text.byte(at: at &+ 43) == 0x22,
      let high = text.sixteenHexDigits(at: at &+ 11), let low = text.sixteenHexDigits(at: at &+ 27)
    else { return at }
    fields.traceID = TraceID(high: high, low: low)
    at &+= 44
    guard text.holds(",\"spanId\":\"", at: at), text.byte(at: at &+ 27) == 0x22,
      let id = text.sixteenHexDigits(at: at &+ 11)
    else { return at }
    fields.spanID = SpanID(id)
    at &+= 28
    if !text.holds(",\"parentSpanId\":\"", at: at), text.holds(",\"traceState\":\"", at: at) {
      guard let (end, isEscaped) = try? text.stringEnd(from: at &+ 15), !isEscaped else { return at }
      fields.traceState = desk.text(text.slice(at &+ 15, end), atByte: at &+ 15)
      at = end &+ 1
    }
    if text.holds(",\"parentSpanId\":\"", at: at) {
      if text.byte(at: at &+ 17) == 0x22 {
        at &+= 18
      } else if text.byte(at: at &+ 33) == 0x22, let parent = text.sixteenHexDigits(at: at &+ 17) {
        fields.parentSpanID = SpanID(parent)
        at &+= 34
      } else {
        return at
      }
    }
    if text.holds(",\"flags\":", at: at) {
      // At most nine digits fit into 32 bits whatever they are.
      var here = at &+ 9
      var flags: UInt32 = 0
      while here < at &+ 18, text.byte(at: here) &- 0x30 <= 9 {
        flags = flags &* 10 &+ UInt32(text.byte(at: here) &- 0x30)
        here &+= 1
      }
      guard here > at &+ 9, text.byte(at: here) == 0x2C else { return at }
      fields.flags = flags
      at = here
    }
    if text.holds(",\"name\":\"", at: at) {
      guard let (end, isEscaped) = try? text.stringEnd(from: at &+ 9), !isEscaped else { return at }
      fields.name = desk.text(text.slice(at &+ 9, end), atByte: at &+ 9)
      at = end &+ 1
    }
    if text.holds(",\"kind\":", at: at) {
      let kind = text.byte(at: at &+ 8) &- 0x30
      guard kind <= 9, text.byte(at: at &+ 9) == 0x2C else { return at }
      fields.kind = kind
      at &+= 9
    }
    guard text.holds(",\"startTimeUnixNano\":\"", at: at), text.byte(at: at &+ 41) == 0x22,
      let startTime = text.slice(at &+ 22, at &+ 41).plainDigits
    else { return at }
    fields.startUnixNano = startTime
    at &+= 42
    guard text.holds(",\"endTimeUnixNano\":\"", at: at), text.byte(at: at &+ 39) == 0x22,
      let endTime = text.slice(at &+ 20, at &+ 39).plainDigits
    else { return at }
    fields.endUnixNano = endTime
    return at &+ 40
  }

  private mutating func status(at start: Int, _ code: inout UInt8, _ legacyCode: inout UInt64) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "status", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "code" {
        (code, at) = try enumeration(at: at, "code", .statusCode)
      } else if key == "deprecatedCode" || key == "deprecated_code" {
        at = try deprecatedCode(at: at, &legacyCode)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return at
  }

  /// The status code of old, a number or one of some twenty names of which only that for success matters.
  private mutating func deprecatedCode(at start: Int, _ code: inout UInt64) throws(Damage) -> Int {
    let end = try text.endOfValue(at: start)
    let isText = text.byte(at: start) == 0x22
    let value = isText ? text.slice(start + 1, end - 1) : text.slice(start, end)
    if let number = value.wholeNumber {
      code = number.magnitude
    } else if isText {
      code = value.isEmpty || value == "DEPRECATED_STATUS_CODE_OK" || value == "OK" ? 0 : 2
    } else {
      return try passOver(start, "deprecatedCode", expected: "a number or a name of the enum")
    }
    return end
  }

  // MARK: Events and links

  private mutating func events(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "events", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        at = try event(at: at)
      } else {
        at = try passOver(at, "event", expected: "an object")
      }
    }
    return at
  }

  private mutating func event(at start: Int) throws(Damage) -> Int {
    let firstAttribute = desk.span.eventAttributes.count
    var name = ByteView.empty
    var time: UInt64 = 0
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "timeUnixNano" || key == "time_unix_nano" {
        (time, at) = try self.time(at: at, "timeUnixNano")
      } else if key == "name" {
        let (value, end) = try string(at: at, "name")
        if let value { name = value }
        at = end
      } else if key == "attributes" {
        at = try attributes(at: at, inEvent: true, from: AttributeTemplates.eventStart)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    desk.span.events.append(
      EventRecord(name: name, timeUnixNano: time, attributes: firstAttribute..<desk.span.eventAttributes.count))
    return at
  }

  private mutating func links(at start: Int) throws(Damage) -> (count: Int, end: Int) {
    guard isList(at: start) else { return (0, try passOver(start, "links", expected: "a list")) }
    var count = 0
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        count += 1
        at = try text.endOfContainer(at: at)
      } else {
        at = try passOver(at, "link", expected: "an object")
      }
    }
    return (count, at)
  }
}

/// The keys of a span, in both spellings.
private enum SpanKey {
  case traceID, spanID, parentSpanID, traceState, name, kind, start, end, flags
  case attributes, events, links, status
  /// The code alone, as flattened spans have it.
  case statusCode
  case other

  @inline(__always)
  init(_ key: ByteView) {
    self = .other
    switch key.count {
    case 4:
      if key == "name" { self = .name } else if key == "kind" { self = .kind }
    case 5:
      if key == "flags" { self = .flags } else if key == "links" { self = .links }
    case 6:
      if key == "spanId" { self = .spanID } else if key == "status" { self = .status }
      if key == "events" { self = .events }
    case 7:
      if key == "traceId" { self = .traceID } else if key == "span_id" { self = .spanID }
    case 8:
      if key == "trace_id" { self = .traceID }
    case 10:
      if key == "attributes" { self = .attributes } else if key == "traceState" { self = .traceState }
      if key == "statusCode" { self = .statusCode }
    case 11:
      if key == "trace_state" { self = .traceState } else if key == "status_code" { self = .statusCode }
    case 12:
      if key == "parentSpanId" { self = .parentSpanID }
    case 14:
      if key == "parent_span_id" { self = .parentSpanID }
    case 15:
      if key == "endTimeUnixNano" { self = .end }
    case 17:
      if key == "startTimeUnixNano" { self = .start }
    case 18:
      if key == "end_time_unix_nano" { self = .end }
    case 20:
      if key == "start_time_unix_nano" { self = .start }
    default: break
    }
  }
}
