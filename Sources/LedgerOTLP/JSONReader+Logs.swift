import LedgerMemory
import LedgerModel

extension JSONReader {
  /// A list of log records.
  mutating func logRecords(at start: Int) throws(Damage) -> Int {
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        desk.outcome.signals.formUnion(.logs)
        at = try logRecord(at: at)
      } else {
        at = try passOver(at, "log record", expected: "an object")
      }
    }
    return at
  }

  private mutating func logRecord(at start: Int) throws(Damage) -> Int {
    desk.clear()
    desk.log.reset()
    var oldName = ByteView.empty
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "timeUnixNano" || key == "time_unix_nano" {
        (desk.log.timeUnixNano, at) = try time(at: at, "timeUnixNano")
      } else if key == "observedTimeUnixNano" || key == "observed_time_unix_nano" {
        (desk.log.observedTimeUnixNano, at) = try time(at: at, "observedTimeUnixNano")
      } else if key == "severityNumber" || key == "severity_number" {
        (desk.log.severityNumber, at) = try enumeration(at: at, "severityNumber", .severity)
      } else if key == "body" {
        if isNull(at: at) {
          at += 4
        } else {
          let value = try anyValue(at: at).value
          if desk.isScanning { desk.scan(.empty, text.slice(at, try text.endOfValue(at: at)), .json) }
          desk.log.body = AttributeValue(key: AttributeKey(0), kind: value.kind, bits: value.bits, text: value.text)
          at = try text.endOfValue(at: at)
        }
      } else if key == "attributes" {
        at = try attributes(at: at, inEvent: false, from: AttributeTemplates.start(spanName: .empty))
      } else if key == "traceId" || key == "trace_id" {
        (desk.log.traceID, at) = try traceID(at: at, "traceId")
      } else if key == "spanId" || key == "span_id" {
        (desk.log.spanID, at) = try spanID(at: at, "spanId")
      } else if key == "flags" {
        (desk.log.flags, at) = try unsigned32(at: at, "flags")
      } else if key == "eventName" || key == "event_name" {
        let (value, end) = try string(at: at, "eventName")
        if let value { desk.log.eventName = value }
        at = end
      } else if key == "name" {
        let (value, end) = try string(at: at, "name")
        if let value { oldName = value }
        at = end
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    if desk.log.eventName.isEmpty { desk.log.eventName = oldName }
    desk.deliverLog()
    return at
  }
}
