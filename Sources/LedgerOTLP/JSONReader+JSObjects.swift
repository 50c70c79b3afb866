import LedgerMemory
import LedgerModel

// The objects that the JavaScript SDK holds in memory, as JSON: what exporters of coding assistants (GitHub Copilot Chat,
// Gemini CLI) write to files. One object is a span, a log record, or all metrics of a collection. They are read as the
// SDK's own OTLP exporter would have sent them. Times are [seconds, nanoseconds]; the kind of a span is OTLP's minus 1;
// the temporality of a metric is 0 for delta and 1 for cumulative.
//
// Some writers put "[Circular]" wherever an object was printed before in the same document, whether it is one of its own
// containers or not. Where the SDK shares one object the meaning is known: the end of the collection, and the bounds of a
// histogram. Everything else is absent, and said to be.

/// The parts of a printed span or log record that are wanted before it.
private struct PrintedPlaces {
  var resource = -1
  var scope = -1
}

/// A printed SpanContext.
private struct PrintedContext {
  var traceID = TraceID.absent
  var spanID = SpanID.absent
  var traceFlags: UInt32 = 0
  var traceState = ByteView.empty
  var isRemote: Bool?
}

extension JSONReader {
  /// Where two strings of the SDK's printers say that an object was printed before.
  func isCircular(at offset: Int) -> Bool { text.holds("\"[Circular]\"", at: offset) }

  // MARK: Spans

  /// A span.
  mutating func printedSpan(at start: Int) throws(Damage) -> Int {
    desk.outcome.adapted.formUnion(.jsSDK)
    try printedSource(at: start)

    desk.clearForSpan()
    desk.outcome.signals.formUnion(.traces)
    var fields = SpanFields()
    var parent = PrintedContext()
    var context = PrintedContext()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      switch PrintedSpanKey(key) {
      case .context: at = try printedContext(at: at, "_spanContext", &context)
      case .parentContext: at = try printedContext(at: at, "parentSpanContext", &parent)
      case .traceID: (context.traceID, at) = try traceID(at: at, "traceId")
      case .spanID: (context.spanID, at) = try spanID(at: at, "spanId")
      case .parentSpanID: (parent.spanID, at) = try spanID(at: at, "parentSpanId")
      case .traceFlags: (context.traceFlags, at) = try unsigned32(at: at, "traceFlags")
      case .traceState:
        let (value, end) = try string(at: at, "traceState")
        if let value { context.traceState = value }
        at = end
      case .name:
        let (value, end) = try string(at: at, "name")
        if let value { fields.name = value }
        at = end
      case .kind: (fields.kind, at) = try printedKind(at: at)
      case .start: (fields.startUnixNano, at) = try printedTime(at: at, "startTime")
      case .end: (fields.endUnixNano, at) = try printedTime(at: at, "endTime")
      case .attributes: at = try attributeMap(at: at, .record)
      case .events: at = try printedEvents(at: at)
      case .links:
        let (count, end) = try printedLinks(at: at)
        fields.linkCount += count
        at = end
      case .status:
        var code: UInt8 = 0
        (code, at) = try printedStatus(at: at)
        fields.statusCode = code
      case .other: at = try text.endOfValue(at: at)
      }
    }
    fields.traceID = context.traceID
    fields.spanID = context.spanID
    fields.parentSpanID = parent.spanID
    fields.traceState = context.traceState
    fields.flags = context.traceFlags & 0xFF
    // Bit 8 says that bit 9 is known, which says that the parent is remote.
    if let isRemote = parent.isRemote { fields.flags |= isRemote ? 0x300 : 0x100 }
    desk.deliver(&fields)
    return at
  }

  private mutating func printedContext(
    at start: Int, _ field: StaticString, _ context: inout PrintedContext
  ) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, field, expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "traceId" {
        (context.traceID, at) = try traceID(at: at, "traceId")
      } else if key == "spanId" {
        (context.spanID, at) = try spanID(at: at, "spanId")
      } else if key == "traceFlags" {
        (context.traceFlags, at) = try unsigned32(at: at, "traceFlags")
      } else if key == "traceState" {
        // The SDK holds it in a map, of which JSON shows nothing.
        let (value, end) = try string(at: at, "traceState")
        if let value { context.traceState = value }
        at = end
      } else if key == "isRemote" {
        (context.isRemote, at) = try boolean(at: at, "isRemote")
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return at
  }

  private mutating func printedKind(at start: Int) throws(Damage) -> (value: UInt8, end: Int) {
    let (value, end) = try unsigned(at: start, "kind")
    guard let value else { return (0, end) }
    if value <= 4 { return (UInt8(value) + 1, end) }
    return (0, try passOver(start, "kind", expected: "a number from 0 to 4"))
  }

  private mutating func printedStatus(at start: Int) throws(Damage) -> (value: UInt8, end: Int) {
    guard isObject(at: start) else { return (0, try passOver(start, "status", expected: "an object")) }
    var code: UInt8 = 0
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "code" {
        (code, at) = try enumeration(at: at, "code", .statusCode)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return (code, at)
  }

  private mutating func printedEvents(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "events", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "event", expected: "an object")
        continue
      }
      let firstAttribute = desk.span.eventAttributes.count
      var name = ByteView.empty
      var time: UInt64 = 0
      at += 1
      var isFirstMember = true
      while let key = try nextMember(&at, isFirst: &isFirstMember) {
        if key == "name" {
          let (value, end) = try string(at: at, "name")
          if let value { name = value }
          at = end
        } else if key == "time" {
          (time, at) = try printedTime(at: at, "time")
        } else if key == "attributes" {
          at = try attributeMap(at: at, .event)
        } else {
          at = try text.endOfValue(at: at)
        }
      }
      desk.span.events.append(
        EventRecord(name: name, timeUnixNano: time, attributes: firstAttribute..<desk.span.eventAttributes.count))
    }
    return at
  }

  private mutating func printedLinks(at start: Int) throws(Damage) -> (count: Int, end: Int) {
    guard isList(at: start) else { return (0, try passOver(start, "links", expected: "a list")) }
    var count = 0
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      count += 1
      at = try text.endOfValue(at: at)
    }
    return (count, at)
  }

  // MARK: Log records

  /// A log record.
  mutating func printedLog(at start: Int) throws(Damage) -> Int {
    desk.outcome.adapted.formUnion(.jsSDK)
    try printedSource(at: start)

    desk.clear()
    desk.log.reset()
    desk.outcome.signals.formUnion(.logs)
    var context = PrintedContext()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "hrTime" || key == "_hrTime" {
        (desk.log.timeUnixNano, at) = try printedTime(at: at, "hrTime")
      } else if key == "hrTimeObserved" || key == "_hrTimeObserved" {
        (desk.log.observedTimeUnixNano, at) = try printedTime(at: at, "hrTimeObserved")
      } else if key == "severityNumber" || key == "_severityNumber" {
        (desk.log.severityNumber, at) = try enumeration(at: at, "severityNumber", .severity)
      } else if key == "body" || key == "_body" {
        let (value, _, end) = try plainValue(at: at)
        desk.log.body = AttributeValue(key: AttributeKey(0), kind: value.kind, bits: value.bits, text: value.text)
        at = end
      } else if key == "eventName" || key == "_eventName" {
        let (value, end) = try string(at: at, "eventName")
        if let value { desk.log.eventName = value }
        at = end
      } else if key == "attributes" {
        at = try attributeMap(at: at, .record)
      } else if key == "spanContext" || key == "_spanContext" {
        at = try printedContext(at: at, "spanContext", &context)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    desk.log.traceID = context.traceID
    desk.log.spanID = context.spanID
    desk.log.flags = context.traceFlags & 0xFF
    desk.deliverLog()
    return at
  }

  // MARK: Resource and scope

  /// Hands over resource and scope of a span or log record.
  mutating func printedSource(at start: Int) throws(Damage) {
    var places = PrintedPlaces()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "resource" {
        places.resource = at
      } else if key == "instrumentationScope" || key == "instrumentationLibrary" {
        places.scope = at
      }
      at = try text.endOfValue(at: at)
    }
    let schemaURL = try printedResource(at: places.resource, inside: start, at)
    try printedScope(at: places.scope, schemaURL)
  }

  /// Hands over a resource and returns its schema URL. Where it was printed before, inside the span's processor, its
  /// attributes are looked for there: all spans of a processor have one resource.
  mutating func printedResource(at start: Int, inside document: Int, _ end: Int) throws(Damage) -> ByteView {
    desk.clear()
    desk.digest = AttributeDigest()
    var schemaURL = ByteView.empty
    if start >= 0, isCircular(at: start), let list = firstRawAttributes(from: document, to: end) {
      try printedPairs(at: list)
    } else if start >= 0 {
      schemaURL = try printedResourceFields(at: start)
    }
    desk.deliverResource()
    return schemaURL
  }

  private mutating func printedResourceFields(at start: Int) throws(Damage) -> ByteView {
    guard isObject(at: start) else {
      _ = try passOver(start, "resource", expected: "an object")
      return .empty
    }
    var schemaURL = ByteView.empty
    // The same attributes may be there in several forms: as listed, as asked for, as an older SDK holds them.
    var listed = -1
    var mapped = -1
    var older = -1
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "_rawAttributes" {
        listed = at
      } else if key == "attributes" {
        mapped = at
      } else if key == "_attributes" || (key == "_syncAttributes" && older < 0) {
        older = at
      } else if key == "_schemaUrl" || key == "schemaUrl" {
        if let url = try string(at: at, "schemaUrl", isLasting: true).value { schemaURL = url }
      }
      at = try text.endOfValue(at: at)
    }
    if listed >= 0 {
      try printedPairs(at: listed)
    } else if mapped >= 0 || older >= 0 {
      _ = try attributeMap(at: mapped >= 0 ? mapped : older, .digested)
    }
    return schemaURL
  }

  /// Attributes as pairs of key and value. Of pairs with one key the first counts; a value that was still being waited for
  /// is an empty object, and none.
  private mutating func printedPairs(at start: Int) throws(Damage) {
    guard isList(at: start) else {
      _ = try passOver(start, "_rawAttributes", expected: "a list")
      return
    }
    var seen: Set<[UInt8]> = []
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isList(at: at) else {
        at = try passOver(at, "attribute", expected: "a list of key and value")
        continue
      }
      let pairEnd = try text.endOfContainer(at: at)
      let keyStart = text.afterBlank(at + 1)
      let (name, keyEnd) = try string(at: keyStart, "attribute key")
      let comma = text.afterBlank(keyEnd)
      if let name, text.byte(at: comma) == 0x2C {
        let value = text.afterBlank(comma + 1)
        if !isObject(at: value), !isNull(at: value), seen.insert(name.bytes).inserted {
          _ = try plainAttribute(name, at: value, .digested)
        }
      }
      at = pairEnd
    }
  }

  /// The first list of raw attributes inside a document.
  private func firstRawAttributes(from start: Int, to end: Int) -> Int? {
    var at = start
    while let quote = text.slice(0, end).firstIndex(of: 0x22, from: at) {
      if text.holds("\"_rawAttributes\"", at: quote) {
        let colon = text.afterBlank(quote + 16)
        let list = text.afterBlank(colon + 1)
        if text.byte(at: colon) == 0x3A, isList(at: list) { return list }
      }
      at = quote + 1
    }
    return nil
  }

  mutating func printedScope(at start: Int, _ resourceSchemaURL: ByteView) throws(Damage) {
    desk.clear()
    desk.digest = AttributeDigest()
    var name = ByteView.empty
    var version = ByteView.empty
    var schemaURL = ByteView.empty
    if start >= 0, !isObject(at: start) {
      _ = try passOver(start, "instrumentationScope", expected: "an object")
    } else if start >= 0 {
      var at = start + 1
      var isFirst = true
      while let key = try nextMember(&at, isFirst: &isFirst) {
        if key == "name" {
          if let value = try string(at: at, "name").value { name = value }
        } else if key == "version" {
          if let value = try string(at: at, "version").value { version = value }
        } else if key == "schemaUrl" {
          if let value = try string(at: at, "schemaUrl").value { schemaURL = value }
        } else if key == "attributes" {
          _ = try attributeMap(at: at, .digested)
        }
        at = try text.endOfValue(at: at)
      }
    }
    desk.deliverScope(name: name, version: version, schemaURL: schemaURL.isEmpty ? resourceSchemaURL : schemaURL)
  }

  // MARK: Times

  /// Seconds and nanoseconds in a list; 0 where there is none.
  mutating func printedTime(at start: Int, _ field: StaticString) throws(Damage) -> (value: UInt64, end: Int) {
    if isList(at: start) {
      let end = try text.endOfContainer(at: start)
      let secondsStart = text.afterBlank(start + 1)
      let secondsEnd = try text.endOfValue(at: secondsStart)
      let comma = text.afterBlank(secondsEnd)
      if text.byte(at: comma) == 0x2C {
        let nanosStart = text.afterBlank(comma + 1)
        let nanosEnd = try text.endOfValue(at: nanosStart)
        if text.afterBlank(nanosEnd) + 1 == end,
          let seconds = text.slice(secondsStart, secondsEnd).wholeNumber?.unsigned,
          let nanos = text.slice(nanosStart, nanosEnd).wholeNumber?.unsigned
        {
          let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
          let (sum, overflow2) = scaled.addingReportingOverflow(nanos)
          if !overflow, !overflow2 { return (sum, end) }
        }
      }
    }
    return (0, try passOver(start, field, expected: "a list of seconds and nanoseconds"))
  }
}

/// The keys of a printed span.
private enum PrintedSpanKey {
  case context, parentContext, traceID, spanID, parentSpanID, traceFlags, traceState
  case name, kind, start, end, attributes, events, links, status
  case other

  init(_ key: ByteView) {
    if key == "_spanContext" || key == "spanContext" {
      self = .context
    } else if key == "parentSpanContext" {
      self = .parentContext
    } else if key == "traceId" {
      self = .traceID
    } else if key == "spanId" {
      self = .spanID
    } else if key == "parentSpanId" {
      self = .parentSpanID
    } else if key == "traceFlags" {
      self = .traceFlags
    } else if key == "traceState" {
      self = .traceState
    } else if key == "name" {
      self = .name
    } else if key == "kind" {
      self = .kind
    } else if key == "startTime" {
      self = .start
    } else if key == "endTime" {
      self = .end
    } else if key == "attributes" {
      self = .attributes
    } else if key == "events" {
      self = .events
    } else if key == "links" {
      self = .links
    } else if key == "status" {
      self = .status
    } else {
      self = .other
    }
  }
}
