import LedgerMemory
import LedgerModel

// Jaeger's JSON: traces as its UI and its first API give them out, and the single spans with their process inside that
// its stores keep. Times are microseconds. What OTLP has fields for, and Jaeger has not, stands among the tags, put there
// by the Collector's translation; it is taken from there and is no attribute then, as that translation does backwards.

/// The tags of a Jaeger span that stand for fields of OTLP.
private enum JaegerTag {
  case kind, error, statusCode, statusDescription, traceState, scopeName, scopeVersion

  init?(_ key: ByteView) {
    if key == "span.kind" {
      self = .kind
    } else if key == "error" {
      self = .error
    } else if key == "otel.status_code" {
      self = .statusCode
    } else if key == "otel.status_description" {
      self = .statusDescription
    } else if key == "w3c.tracestate" {
      self = .traceState
    } else if key == "otel.scope.name" || key == "otel.library.name" {
      self = .scopeName
    } else if key == "otel.scope.version" || key == "otel.library.version" {
      self = .scopeVersion
    } else {
      return nil
    }
  }
}

/// The parts of a Jaeger span that are wanted before the span: where they stand, or -1.
private struct JaegerPlaces {
  var process = -1
  var scopeName = -1
  var scopeVersion = -1
}

extension JSONReader {
  /// A Jaeger document: an answer with traces under `data`, one trace, one span, or spans as Elasticsearch gives them out.
  ///
  /// - Parameter levels: how many objects and lists may stand around them.
  mutating func jaegerDocument(at start: Int, levels: Int = 4) throws(Damage) {
    var inside: Int?
    text.forEachMember(ofObjectAt: start) { key, value in
      if key == "_source" || key == "data" || key == "hits" { inside = value }
      // A trace or a span is what was looked for.
      return inside == nil && !(key == "traceID")
    }
    guard let inside, isObject(at: inside) || isList(at: inside) else { return try jaegerTrace(at: start) }
    guard levels > 0 else { return noteForeign(.unknown, at: start) }
    if isObject(at: inside) { return try jaegerDocument(at: inside, levels: levels - 1) }
    // An answer without any trace is an answer.
    desk.outcome.adapted.formUnion(.jaeger)
    var at = inside + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        try jaegerDocument(at: at, levels: levels - 1)
        at = try text.endOfContainer(at: at)
      } else {
        at = try passOver(at, "data element", expected: "an object")
      }
    }
  }

  private mutating func jaegerTrace(at start: Int) throws(Damage) {
    var spans: [Int] = []
    var processes: [[UInt8]: Int]?
    var isSpan = false
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "spans" {
        if isList(at: at) { spans.append(at) } else { _ = try passOver(at, "spans", expected: "a list") }
      } else if key == "processes" {
        if isObject(at: at) {
          processes = try memberValues(ofObjectAt: at)
        } else {
          _ = try passOver(at, "processes", expected: "an object")
        }
      } else if key == "operationName" {
        isSpan = true
      }
      at = try text.endOfValue(at: at)
    }
    if !isSpan, spans.isEmpty { return noteForeign(.unknown, at: start) }
    desk.outcome.adapted.formUnion(.jaeger)
    var delivered: JaegerPlaces?
    if spans.isEmpty {
      _ = try jaegerSpan(at: start, processes: nil, &delivered)
      return
    }
    for list in spans {
      var element = list + 1
      var isFirstElement = true
      while try nextElement(&element, isFirst: &isFirstElement) {
        element =
          isObject(at: element)
          ? try jaegerSpan(at: element, processes: processes, &delivered)
          : try passOver(element, "span", expected: "an object")
      }
    }
  }

  /// A span, with its resource and scope before it where they are not those of the span before.
  private mutating func jaegerSpan(
    at start: Int, processes: [[UInt8]: Int]?, _ delivered: inout JaegerPlaces?
  ) throws(Damage) -> Int {
    let places = try jaegerPlaces(at: start, processes: processes)
    let isNewProcess = delivered?.process != places.process
    if isNewProcess { try jaegerProcess(at: places.process) }
    if let delivered, !isNewProcess, try holdSame(delivered.scopeName, places.scopeName),
      try holdSame(delivered.scopeVersion, places.scopeVersion)
    {
      // The scope of the span before.
    } else {
      desk.clear()
      let name = places.scopeName < 0 ? nil : try string(at: places.scopeName, "otel.scope.name").value
      let version = places.scopeVersion < 0 ? nil : try string(at: places.scopeVersion, "otel.scope.version").value
      desk.digest = AttributeDigest()
      desk.deliverScope(name: name ?? .empty, version: version ?? .empty, schemaURL: .empty)
    }
    delivered = places

    desk.clearForSpan()
    desk.outcome.signals.formUnion(.traces)
    var fields = SpanFields()
    var status = JaegerStatus()
    var durationMicros: UInt64 = 0
    var references = -1
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "traceID" {
        let (words, end) = try jaegerID(at: at, "traceID", digits: 32)
        fields.traceID = TraceID(high: words.high, low: words.low)
        at = end
      } else if key == "spanID" {
        let (words, end) = try jaegerID(at: at, "spanID", digits: 16)
        fields.spanID = SpanID(words.low)
        at = end
      } else if key == "parentSpanID" {
        let (words, end) = try jaegerID(at: at, "parentSpanID", digits: 16)
        fields.parentSpanID = SpanID(words.low)
        at = end
      } else if key == "operationName" {
        let (value, end) = try string(at: at, "operationName")
        if let value { fields.name = value }
        at = end
      } else if key == "flags" {
        // Bit 0 is that of the W3C, sampled; the others have meanings of their own.
        let (value, end) = try unsigned32(at: at, "flags")
        fields.flags = value & 1
        at = end
      } else if key == "startTime" {
        (fields.startUnixNano, at) = try micros(at: at, "startTime")
      } else if key == "duration" {
        (durationMicros, at) = try micros(at: at, "duration")
      } else if key == "references" {
        references = at
        at = try text.endOfValue(at: at)
      } else if key == "tags" {
        at = try jaegerTags(at: at, &fields, &status)
      } else if key == "tag" {
        at = try jaegerTagMap(at: at, &fields, &status)
      } else if key == "logs" {
        at = try jaegerLogs(at: at)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    // Traces and spans may stand in any order, so the parent is looked for when the trace is known.
    if references >= 0 { try jaegerReferences(at: references, &fields) }
    fields.statusCode = status.code
    if fields.startUnixNano != 0 {
      let (end, overflow) = fields.startUnixNano.addingReportingOverflow(durationMicros)
      fields.endUnixNano = overflow ? UInt64.max : end
    }
    desk.deliver(&fields)
    return at
  }

  /// Whether the same value stands at two places, or none at both.
  private func holdSame(_ one: Int, _ other: Int) throws(Damage) -> Bool {
    if one < 0 || other < 0 { return one == other }
    return text.slice(one, try text.endOfValue(at: one)) == text.slice(other, try text.endOfValue(at: other))
  }

  private mutating func jaegerPlaces(
    at start: Int, processes: [[UInt8]: Int]?
  ) throws(Damage) -> JaegerPlaces {
    var places = JaegerPlaces()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "process", isObject(at: at) {
        places.process = at
      } else if key == "processID", let processes {
        let (id, _) = try string(at: at, "processID")
        if let id, let process = processes[id.bytes], isObject(at: process) {
          places.process = process
        } else if id != nil {
          desk.report(
            .unreadableField, atByte: at, "\"processID\" names no process of the trace; the service is unknown")
        }
      } else if key == "tags", isList(at: at) {
        var tag = at + 1
        var isFirstTag = true
        while try nextElement(&tag, isFirst: &isFirstTag) {
          guard isObject(at: tag) else {
            tag = try text.endOfValue(at: tag)
            continue
          }
          let (name, value, end) = try keyAndValue(at: tag)
          if let value {
            switch JaegerTag(name) {
            case .scopeName: places.scopeName = value
            case .scopeVersion: places.scopeVersion = value
            default: break
            }
          }
          tag = end
        }
      } else if key == "tag", isObject(at: at) {
        var tag = at + 1
        var isFirstTag = true
        while let key = try nextMember(&tag, isFirst: &isFirstTag) {
          switch JaegerTag(dotted(key)) {
          case .scopeName: places.scopeName = tag
          case .scopeVersion: places.scopeVersion = tag
          default: break
          }
          tag = try text.endOfValue(at: tag)
        }
      }
      at = try text.endOfValue(at: at)
    }
    return places
  }

  /// Where the value of each member stands.
  private mutating func memberValues(ofObjectAt start: Int) throws(Damage) -> [[UInt8]: Int] {
    var values: [[UInt8]: Int] = [:]
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      values[key.bytes] = at
      at = try text.endOfValue(at: at)
    }
    return values
  }

  /// The resource that a process is; none of its own where `start` is -1.
  private mutating func jaegerProcess(at start: Int) throws(Damage) {
    desk.clear()
    desk.digest = AttributeDigest()
    if start >= 0 {
      var at = start + 1
      var isFirst = true
      while let key = try nextMember(&at, isFirst: &isFirst) {
        if key == "serviceName" {
          let (name, end) = try string(at: at, "serviceName")
          // What the Collector writes where a resource has no service name.
          if let name, !name.isEmpty, !(name == "OTLPResourceNoServiceName") {
            let value = WireValue.string(name)
            let key = PaddedBytes("service.name".utf8)
            key.withView { desk.addDigested($0, value, value.scalarDigest, atByte: at) }
          }
          at = end
        } else if key == "tags" {
          at = try jaegerAttributes(at: at, .digested)
        } else if key == "tag" {
          at = try jaegerAttributeMap(at: at)
        } else {
          at = try text.endOfValue(at: at)
        }
      }
    }
    desk.deliverResource()
  }

  // MARK: Tags

  /// What the tags of a span say of its status. An `error` that is true outdoes the code.
  private struct JaegerStatus {
    var isError = false
    var named: UInt8 = 0
    var code: UInt8 { isError ? 2 : named }
  }

  private mutating func jaegerTags(
    at start: Int, _ fields: inout SpanFields, _ status: inout JaegerStatus
  ) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "tags", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "tag", expected: "an object")
        continue
      }
      let (name, valueStart, end) = try keyAndValue(at: at)
      switch (JaegerTag(name), valueStart) {
      case (.kind, let value?):
        (fields.kind, _) = try enumeration(at: value, "span.kind", .spanKind)
      case (.error, let value?):
        if try jaegerFlag(tagAt: at, valueAt: value) == true {
          status.isError = true
        } else {
          try jaegerAttribute(tagAt: at, name, valueAt: value, .record)
        }
      case (.statusCode, let value?):
        (status.named, _) = try enumeration(at: value, "otel.status_code", .statusCode)
      case (.traceState, let value?):
        if let state = try string(at: value, "w3c.tracestate").value { fields.traceState = state }
      case (.statusDescription, _), (.scopeName, _), (.scopeVersion, _): break
      case (_, let value): try jaegerAttribute(tagAt: at, name, valueAt: value, .record)
      }
      at = end
    }
    return at
  }

  /// Tags as fields, as Jaeger's Elasticsearch storage keeps some of them or all: a map of plain values. Dots in names would
  /// make objects of them there, so another character stands for each, `@` if nothing else was set.
  private mutating func jaegerTagMap(
    at start: Int, _ fields: inout SpanFields, _ status: inout JaegerStatus
  ) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "tag", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      let name = dotted(key)
      switch JaegerTag(name) {
      case .kind: (fields.kind, _) = try enumeration(at: at, "span.kind", .spanKind)
      case .error where text.byte(at: at) == 0x74: status.isError = true
      case .statusCode: (status.named, _) = try enumeration(at: at, "otel.status_code", .statusCode)
      case .traceState:
        if let state = try string(at: at, "w3c.tracestate").value { fields.traceState = state }
      case .statusDescription, .scopeName, .scopeVersion: break
      case .error, nil: _ = try plainAttribute(name, at: at, .record)
      }
      at = try text.endOfValue(at: at)
    }
    return at
  }

  /// The tags of a process as fields; see ``jaegerTagMap(at:_:_:)``.
  private mutating func jaegerAttributeMap(at start: Int) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "tag", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      at = try plainAttribute(dotted(key), at: at, .digested)
    }
    return at
  }

  /// The name of a tag that is a field: `@` stands for a dot.
  private mutating func dotted(_ key: ByteView) -> ByteView {
    guard key.firstIndex(of: 0x40) != nil else { return key }
    var name = PaddedBytes(capacity: key.count)
    for byte in key.bytes { name.append(byte: byte == 0x40 ? 0x2E : byte) }
    return desk.keep(&name)
  }

  /// The value of a tag that is a boolean; `nil` where it is something else.
  private mutating func jaegerFlag(tagAt tag: Int, valueAt value: Int) throws(Damage) -> Bool? {
    let type = try jaegerType(ofTagAt: tag)
    let isBoolean = text.byte(at: value) == 0x74 || text.byte(at: value) == 0x66
    return type == "bool" || (type.isEmpty && isBoolean) ? try boolean(at: value, "error").value : nil
  }

  private mutating func jaegerAttributes(at start: Int, _ place: AttributePlace) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "tags", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "tag", expected: "an object")
        continue
      }
      let (name, value, end) = try keyAndValue(at: at)
      try jaegerAttribute(tagAt: at, name, valueAt: value, place)
      at = end
    }
    return at
  }

  /// A tag as an attribute, typed as the tag says: stores write all values as strings.
  private mutating func jaegerAttribute(
    tagAt tag: Int, _ name: ByteView, valueAt start: Int?, _ place: AttributePlace
  ) throws(Damage) {
    guard let start else {
      add(name, WireValue(), WireValue().scalarDigest, atByte: tag, place)
      return
    }
    var value = WireValue()
    let type = try jaegerType(ofTagAt: tag)
    if type == "string" {
      if let text = try string(at: start, "value").value { value = .string(text) }
    } else if type == "bool" {
      if let flag = try boolean(at: start, "value").value { value = .bool(flag) }
    } else if type == "int64" {
      if let number = try signed(at: start, "value").value { value = .int(number) }
    } else if type == "float64" {
      if let number = try double(at: start, "value").value { value = .double(number) }
    } else if type == "binary" {
      if let bytes = try bytesValue(at: start).0 { value = WireValue(kind: .bytes, text: bytes) }
    } else {
      _ = try plainAttribute(name, at: start, place)
      return
    }
    add(name, value, value.scalarDigest, atByte: tag, place)
  }

  private mutating func jaegerType(ofTagAt tag: Int) throws(Damage) -> ByteView {
    guard let type = text.member("type", ofObjectAt: tag) else { return .empty }
    return try string(at: type, "type").value ?? .empty
  }

  // MARK: Logs and references

  private mutating func jaegerLogs(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "logs", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "log", expected: "an object")
        continue
      }
      let firstAttribute = desk.span.eventAttributes.count
      var name = ByteView.empty
      var time: UInt64 = 0
      at += 1
      var isFirstMember = true
      while let key = try nextMember(&at, isFirst: &isFirstMember) {
        if key == "timestamp" {
          (time, at) = try micros(at: at, "timestamp")
        } else if key == "fields" {
          at = try jaegerFields(at: at, &name)
        } else {
          at = try text.endOfValue(at: at)
        }
      }
      desk.span.events.append(
        EventRecord(name: name, timeUnixNano: time, attributes: firstAttribute..<desk.span.eventAttributes.count))
    }
    return at
  }

  /// The fields of a log: one of them is the name of the event.
  private mutating func jaegerFields(at start: Int, _ eventName: inout ByteView) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "fields", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "field", expected: "an object")
        continue
      }
      let (name, value, end) = try keyAndValue(at: at)
      if name == "event", let value, text.byte(at: value) == 0x22, eventName.isEmpty {
        if let text = try string(at: value, "event").value { eventName = text }
      } else {
        try jaegerAttribute(tagAt: at, name, valueAt: value, .event)
      }
      at = end
    }
    return at
  }

  /// The parent is the first CHILD_OF of the own trace, else the first FOLLOWS_FROM of it; all others are links.
  private mutating func jaegerReferences(at start: Int, _ fields: inout SpanFields) throws(Damage) {
    guard isList(at: start) else {
      _ = try passOver(start, "references", expected: "a list")
      return
    }
    var parent: SpanID?
    var follows: SpanID?
    var count = 0
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "reference", expected: "an object")
        continue
      }
      count += 1
      var isChild = false
      var trace = TraceID.absent
      var span = SpanID.absent
      at += 1
      var isFirstMember = true
      while let key = try nextMember(&at, isFirst: &isFirstMember) {
        if key == "refType" {
          let (value, end) = try string(at: at, "refType")
          isChild = value.map { $0 == "CHILD_OF" } ?? false
          at = end
        } else if key == "traceID" {
          let (words, end) = try jaegerID(at: at, "traceID", digits: 32)
          trace = TraceID(high: words.high, low: words.low)
          at = end
        } else if key == "spanID" {
          let (words, end) = try jaegerID(at: at, "spanID", digits: 16)
          span = SpanID(words.low)
          at = end
        } else {
          at = try text.endOfValue(at: at)
        }
      }
      guard trace == fields.traceID else { continue }
      if isChild {
        if parent == nil { parent = span }
      } else if follows == nil {
        follows = span
      }
    }
    if let found = parent ?? follows {
      fields.parentSpanID = found
      count -= 1
    }
    fields.linkCount += count
  }

  // MARK: Scalars

  /// An id of at most so many hex digits; Jaeger leaves out leading zeros.
  private mutating func jaegerID(
    at start: Int, _ field: StaticString, digits: Int
  ) throws(Damage) -> (words: (high: UInt64, low: UInt64), end: Int) {
    let (value, end) = try string(at: start, field)
    guard let value else { return ((0, 0), end) }
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var isGood = value.count <= digits
    for index in 0..<(isGood ? value.count : 0) {
      guard let digit = hexDigit(value[index]) else {
        isGood = false
        break
      }
      words.high = words.high << 4 | words.low >> 60
      words.low = words.low << 4 | UInt64(digit)
    }
    if isGood { return (words, end) }
    desk.report(.unreadableID, atByte: start, "\"\(field)\" of \(value.count) characters is no id; it was left out")
    return ((0, 0), end)
  }

  /// Microseconds, as nanoseconds; 0 where they are absent.
  private mutating func micros(at start: Int, _ field: StaticString) throws(Damage) -> (value: UInt64, end: Int) {
    let (value, end) = try unsigned(at: start, field)
    guard let value else { return (0, end) }
    let (nanos, overflow) = value.multipliedReportingOverflow(by: 1000)
    return (overflow ? UInt64.max : nanos, end)
  }
}
