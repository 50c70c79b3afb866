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
    var fields = SpanFields()
    var legacyCode: UInt64 = 0
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x0A: fields.traceID = try traceID(&at, end)
      case 0x12: fields.spanID = try spanID(&at, end)
      case 0x1A: fields.traceState = try text(&at, end)
      case 0x22: fields.parentSpanID = try spanID(&at, end)
      case 0x2A: fields.name = try text(&at, end)
      case 0x30: fields.kind = try enumeration(&at, end, "a span's kind")
      case 0x39: fields.startUnixNano = try message.fixed64(&at, end)
      case 0x41: fields.endUnixNano = try message.fixed64(&at, end)
      case 0x4A:
        attribute(try message.content(&at, end), inEvent: false)
        desk.attributeCount += 1
      case 0x5A: try event(try message.content(&at, end))
      case 0x6A:
        _ = try message.content(&at, end)
        fields.linkCount += 1
      case 0x7A: try status(try message.content(&at, end), &fields.statusCode, &legacyCode)
      case 0x85: fields.flags = try message.fixed32(&at, end)
      default: try skip(tag, &at, end, .span)
      }
    }
    // Before the code had its present place, any other code than zero was an error.
    if fields.statusCode == 0, legacyCode != 0 { fields.statusCode = 2 }
    desk.deliver(&fields)
  }

  private mutating func status(
    _ content: FieldContent, _ code: inout UInt8, _ legacyCode: inout UInt64
  ) throws(Damage) {
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x18: code = try enumeration(&at, content.end, "a status code")
      case 0x08: legacyCode = try message.varint(&at, content.end)
      default: try skip(tag, &at, content.end, .status)
      }
    }
  }

  private mutating func event(_ content: FieldContent) throws(Damage) {
    let firstAttribute = desk.span.eventAttributes.count
    var name = ByteView.empty
    var time: UInt64 = 0
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x09: time = try message.fixed64(&at, content.end)
      case 0x12: name = try text(&at, content.end)
      case 0x1A: attribute(try message.content(&at, content.end), inEvent: true)
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
        attribute(try message.content(&at, end), inEvent: false)
        desk.attributeCount += 1
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
