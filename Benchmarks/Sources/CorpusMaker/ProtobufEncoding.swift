/// The protobuf wire form, written by hand. Field numbers are those of opentelemetry-proto 1.x.
struct ProtobufEncoding {
  let vocabulary: Vocabulary

  /// Appends a span as a field of its `ScopeSpans`.
  func append(_ span: borrowing SpanDraft, to bytes: inout [UInt8]) {
    let start = begin(field: 2, in: &bytes)
    bytes.append(0x0A)
    bytes.append(16)
    bytes.append(bigEndian: span.traceHigh)
    bytes.append(bigEndian: span.traceLow)
    bytes.append(0x12)
    bytes.append(8)
    bytes.append(bigEndian: span.spanID)
    if span.parentID != 0 {
      bytes.append(0x22)
      bytes.append(8)
      bytes.append(bigEndian: span.parentID)
    }
    append(span.name, field: 5, to: &bytes)
    bytes.append(0x30)
    bytes.append(span.kind)
    bytes.append(0x39)
    bytes.append(littleEndian: span.start)
    bytes.append(0x41)
    bytes.append(littleEndian: span.end)
    append(span.attributes, field: 9, to: &bytes)
    for event in span.events {
      let eventStart = begin(field: 11, in: &bytes)
      bytes.append(0x09)
      bytes.append(littleEndian: event.time)
      append(event.name, field: 2, to: &bytes)
      append(event.attributes, field: 3, to: &bytes)
      end(eventStart, in: &bytes)
    }
    let statusStart = begin(field: 15, in: &bytes)
    if span.status != .unset {
      if let message = span.statusMessage { append(message, field: 2, to: &bytes) }
      bytes.append(0x18)
      bytes.append(span.status.rawValue)
    }
    end(statusStart, in: &bytes)
    bytes.append(0x85)
    bytes.append(0x01)
    bytes.append(littleEndian: UInt32(257))
    end(start, in: &bytes)
  }

  func append(_ attributes: [SpanDraft.Attribute], field: UInt64, to bytes: inout [UInt8]) {
    for attribute in attributes {
      let start = begin(field: field, in: &bytes)
      append(attribute.key, field: 1, to: &bytes)
      let valueStart = begin(field: 2, in: &bytes)
      append(attribute.value, to: &bytes)
      end(valueStart, in: &bytes)
      end(start, in: &bytes)
    }
  }

  private func append(_ value: SpanDraft.Value, to bytes: inout [UInt8]) {
    switch value {
    case .text(let text): append(text, field: 1, to: &bytes)
    case .int(let number):
      bytes.append(0x18)
      bytes.append(varint: UInt64(bitPattern: number))
    case .double(let number):
      bytes.append(0x21)
      bytes.append(littleEndian: number.bitPattern)
    case .bool(let flag):
      bytes.append(0x10)
      bytes.append(flag ? 1 : 0)
    case .list(let text):
      let list = begin(field: 5, in: &bytes)
      let element = begin(field: 1, in: &bytes)
      append(text, field: 1, to: &bytes)
      end(element, in: &bytes)
      end(list, in: &bytes)
    case .identifier(let prefix, let number):
      let start = begin(field: 1, in: &bytes)
      bytes.append(contentsOf: vocabulary.raw(prefix))
      bytes.append(hex: number)
      end(start, in: &bytes)
    case .content(let content):
      let start = begin(field: 1, in: &bytes)
      content.forEachPart(in: vocabulary) { bytes.append(contentsOf: vocabulary.raw($0)) }
      end(start, in: &bytes)
    }
  }

  /// Appends a text as a length-delimited field.
  func append(_ text: Text, field: UInt64, to bytes: inout [UInt8]) {
    append(vocabulary.raw(text), field: field, to: &bytes)
  }

  /// Appends bytes as a length-delimited field.
  private func append(_ content: UnsafeBufferPointer<UInt8>, field: UInt64, to bytes: inout [UInt8]) {
    bytes.append(varint: field << 3 | 2)
    bytes.append(varint: UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Opens a length-delimited field; returns where its content starts. One byte is kept for the length.
  @inline(__always)
  func begin(field: UInt64, in bytes: inout [UInt8]) -> Int {
    bytes.append(varint: field << 3 | 2)
    bytes.append(0)
    return bytes.count
  }

  /// Closes a field: writes its length, and moves the content up where the length needs more than one byte.
  @inline(__always)
  func end(_ start: Int, in bytes: inout [UInt8]) {
    let length = bytes.count - start
    if length < 0x80 {
      bytes[start - 1] = UInt8(length)
      return
    }
    var prefix: [UInt8] = []
    prefix.append(varint: UInt64(length))
    bytes.replaceSubrange(start - 1..<start, with: prefix)
  }
}
