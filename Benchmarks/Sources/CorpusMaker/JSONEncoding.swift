/// OTLP JSON as the Collector's file exporter spells it: lower-case hex ids, enums as numbers, 64-bit integers as strings.
struct JSONEncoding {
  let vocabulary: Vocabulary

  func append(_ span: borrowing SpanDraft, to bytes: inout [UInt8]) {
    bytes.append(ascii: "{\"traceId\":\"")
    bytes.append(hex: span.traceHigh)
    bytes.append(hex: span.traceLow)
    bytes.append(ascii: "\",\"spanId\":\"")
    bytes.append(hex: span.spanID)
    if span.parentID != 0 {
      bytes.append(ascii: "\",\"parentSpanId\":\"")
      bytes.append(hex: span.parentID)
    }
    bytes.append(ascii: "\",\"flags\":257,\"name\":\"")
    append(span.name, to: &bytes)
    bytes.append(ascii: "\",\"kind\":")
    bytes.append(decimal: UInt64(span.kind))
    bytes.append(ascii: ",\"startTimeUnixNano\":\"")
    bytes.append(decimal: span.start)
    bytes.append(ascii: "\",\"endTimeUnixNano\":\"")
    bytes.append(decimal: span.end)
    bytes.append(ascii: "\",\"attributes\":")
    append(span.attributes, to: &bytes)
    if !span.events.isEmpty {
      bytes.append(ascii: ",\"events\":[")
      for (index, event) in span.events.enumerated() {
        if index > 0 { bytes.append(ascii: ",") }
        bytes.append(ascii: "{\"timeUnixNano\":\"")
        bytes.append(decimal: event.time)
        bytes.append(ascii: "\",\"name\":\"")
        append(event.name, to: &bytes)
        bytes.append(ascii: "\",\"attributes\":")
        append(event.attributes, to: &bytes)
        bytes.append(ascii: "}")
      }
      bytes.append(ascii: "]")
    }
    bytes.append(ascii: ",\"status\":{")
    if span.status != .unset {
      bytes.append(ascii: "\"code\":")
      bytes.append(decimal: UInt64(span.status.rawValue))
      if let message = span.statusMessage {
        bytes.append(ascii: ",\"message\":\"")
        append(message, to: &bytes)
        bytes.append(ascii: "\"")
      }
    }
    bytes.append(ascii: "}}")
  }

  func append(_ attributes: [SpanDraft.Attribute], to bytes: inout [UInt8]) {
    bytes.append(ascii: "[")
    for (index, attribute) in attributes.enumerated() {
      bytes.append(ascii: index > 0 ? ",{\"key\":\"" : "{\"key\":\"")
      append(attribute.key, to: &bytes)
      bytes.append(ascii: "\",\"value\":{")
      append(attribute.value, to: &bytes)
      bytes.append(ascii: "}}")
    }
    bytes.append(ascii: "]")
  }

  private func append(_ value: SpanDraft.Value, to bytes: inout [UInt8]) {
    switch value {
    case .text(let text):
      bytes.append(ascii: "\"stringValue\":\"")
      append(text, to: &bytes)
      bytes.append(ascii: "\"")
    case .int(let number):
      bytes.append(ascii: "\"intValue\":\"")
      bytes.append(decimal: number)
      bytes.append(ascii: "\"")
    case .double(let number):
      bytes.append(ascii: "\"doubleValue\":")
      append(number, to: &bytes)
    case .bool(let flag):
      bytes.append(ascii: flag ? "\"boolValue\":true" : "\"boolValue\":false")
    case .list(let text):
      bytes.append(ascii: "\"arrayValue\":{\"values\":[{\"stringValue\":\"")
      append(text, to: &bytes)
      bytes.append(ascii: "\"}]}")
    case .identifier(let prefix, let number):
      bytes.append(ascii: "\"stringValue\":\"")
      append(prefix, to: &bytes)
      bytes.append(hex: number)
      bytes.append(ascii: "\"")
    case .content(let content):
      bytes.append(ascii: "\"stringValue\":\"")
      content.forEachPart(in: vocabulary) { append($0, to: &bytes) }
      bytes.append(ascii: "\"")
    }
  }

  func append(_ text: Text, to bytes: inout [UInt8]) { bytes.append(contentsOf: vocabulary.json(text)) }

  func append(_ number: Double, to bytes: inout [UInt8]) { bytes.append(contentsOf: "\(number)".utf8) }
}
