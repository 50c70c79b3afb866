import LedgerMemory
import LedgerModel

extension ProtobufReader {
  // MARK: Spans

  /// Hands over a span, or counts it as left out where it cannot be read.
  mutating func spanOrNothing(_ content: FieldContent) {
    desk.outcome.signals.formUnion(.traces)
    do throws(Damage) {
      try span(content)
    } catch {
      noteLeftOut("a span", error, inPartEndingAt: content.end)
    }
  }

  private mutating func span(_ content: FieldContent) throws(Damage) {
    desk.clearForSpan()
    desk.span.fields.clear()
    var legacyCode: UInt64 = 0
    let end = content.end
    var at = content.start
    usualBeginning(&at, end)
    let first = ExpectedKeys.start(spanName: desk.span.fields.name)
    var row = first
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x0A: desk.span.fields.traceID = try traceID(&at, end)
      case 0x12: desk.span.fields.spanID = try spanID(&at, end)
      case 0x1A: desk.span.fields.traceState = try text(&at, end)
      case 0x22: desk.span.fields.parentSpanID = try spanID(&at, end)
      case 0x2A: desk.span.fields.name = try text(&at, end)
      case 0x30: desk.span.fields.kind = try enumeration(&at, end, "a span's kind")
      case 0x39: desk.span.fields.startUnixNano = try message.fixed64(&at, end)
      case 0x41: desk.span.fields.endUnixNano = try message.fixed64(&at, end)
      case 0x4A:
        desk.span.fields.attributeCount += try attributes(0x4A, &at, end, inEvent: false, after: &row, from: first)
      case 0x5A: try event(try message.content(&at, end))
      case 0x6A:
        _ = try message.content(&at, end)
        desk.span.fields.linkCount += 1
      case 0x7A: try status(try message.content(&at, end), &legacyCode)
      case 0x85: desk.span.fields.flags = try message.fixed32(&at, end)
      default: try skip(tag, &at, end, .span)
      }
    }
    // Before the code had its present place, any other code than zero was an error.
    if desk.span.fields.statusCode == 0, legacyCode != 0 { desk.span.fields.statusCode = 2 }
    desk.deliverSpan()
  }

  /// Reads what stands before a span's attributes as exporters write it: the fields in the order of their numbers, ids as
  /// long as they should be, a number of one byte. Moves `at` behind what it read; the rest is for the general way, which
  /// can go on at any field.
  @inline(__always)
  private mutating func usualBeginning(_ at: inout Int, _ end: Int) {
    // Two bytes are compared at once: a tag and a length, or a tag and the number behind it.
    guard end &- at >= 28, message.load16(at: at) == 0x100A, message.load16(at: at &+ 18) == 0x0812 else { return }
    desk.span.fields.traceID = TraceID(
      high: message.load64(at: at &+ 2).byteSwapped, low: message.load64(at: at &+ 10).byteSwapped)
    desk.span.fields.spanID = SpanID(message.load64(at: at &+ 20).byteSwapped)
    at &+= 28
    if message.byteOrPadding(at: at) == 0x1A, let text = shortText(&at, end) { desk.span.fields.traceState = text }
    if end &- at >= 10, message.load16(at: at) == 0x0822 {
      desk.span.fields.parentSpanID = SpanID(message.load64(at: at &+ 2).byteSwapped)
      at &+= 10
    }
    if message.byteOrPadding(at: at) == 0x2A, let text = shortText(&at, end) { desk.span.fields.name = text }
    if end &- at >= 20, message.load16(at: at) & 0x80FF == 0x30, message.byteOrPadding(at: at &+ 2) == 0x39,
      message.byteOrPadding(at: at &+ 11) == 0x41
    {
      desk.span.fields.kind = message.byteOrPadding(at: at &+ 1)
      desk.span.fields.startUnixNano = message.load64(at: at &+ 3)
      desk.span.fields.endUnixNano = message.load64(at: at &+ 12)
      at &+= 20
    }
  }

  /// The string field whose tag stands at `at`, which is moved behind it; `nil` where it is longer than 2 MiB or reaches
  /// behind `end`.
  @inline(__always)
  private mutating func shortText(_ at: inout Int, _ end: Int) -> ByteView? {
    var start = at &+ 1
    guard let textEnd = shortContentEnd(&start, end) else { return nil }
    at = textEnd
    return desk.text(message.slice(start, textEnd), atByte: start)
  }

  private mutating func status(_ content: FieldContent, _ legacyCode: inout UInt64) throws(Damage) {
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x18: desk.span.fields.statusCode = try enumeration(&at, content.end, "a status code")
      case 0x08: legacyCode = try message.varint(&at, content.end)
      default: try skip(tag, &at, content.end, .status)
      }
    }
  }

  private mutating func event(_ content: FieldContent) throws(Damage) {
    let firstAttribute = desk.span.eventAttributes.count
    var name = ByteView.empty
    var time: UInt64 = 0
    var row = ExpectedKeys.eventStart
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x09: time = try message.fixed64(&at, content.end)
      case 0x12: name = try text(&at, content.end)
      case 0x1A: _ = try attributes(0x1A, &at, content.end, inEvent: true, after: &row, from: ExpectedKeys.eventStart)
      default: try skip(tag, &at, content.end, .event)
      }
    }
    desk.span.events.append(
      EventRecord(name: name, timeUnixNano: time, attributes: firstAttribute..<desk.span.eventAttributes.count))
  }

  // MARK: Log records

  /// Hands over a log record, or counts it as left out where it cannot be read.
  mutating func logRecordOrNothing(_ content: FieldContent) {
    desk.outcome.signals.formUnion(.logs)
    do throws(Damage) {
      try logRecord(content)
    } catch {
      noteLeftOut("a log record", error, inPartEndingAt: content.end)
    }
  }

  private mutating func logRecord(_ content: FieldContent) throws(Damage) {
    desk.clear()
    desk.log.reset()
    var oldName = ByteView.empty
    var row = ExpectedKeys.logStart
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x09: desk.log.timeUnixNano = try message.fixed64(&at, end)
      case 0x10: desk.log.severityNumber = try enumeration(&at, end, "a severity number")
      case 0x22: oldName = try text(&at, end)
      case 0x2A:
        let content = try message.content(&at, end)
        let value = try anyValue(content).value
        if desk.isScanning { scanValue(.empty, content) }
        desk.log.body = AttributeValue(key: AttributeKey(0), kind: value.kind, bits: value.bits, text: value.text)
      case 0x32:
        desk.attributeCount += try attributes(
          0x32, &at, end, inEvent: false, after: &row, from: ExpectedKeys.logStart)
      case 0x45: desk.log.flags = try message.fixed32(&at, end)
      case 0x4A: desk.log.traceID = try traceID(&at, end)
      case 0x52: desk.log.spanID = try spanID(&at, end)
      case 0x59: desk.log.observedTimeUnixNano = try message.fixed64(&at, end)
      case 0x62: desk.log.eventName = try text(&at, end)
      default: try skip(tag, &at, end, .log)
      }
    }
    if desk.log.eventName.isEmpty { desk.log.eventName = oldName }
    desk.deliverLog()
  }
}
