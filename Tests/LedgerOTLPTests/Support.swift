import LedgerMemory
import LedgerModel
import LedgerOTLP
import LedgerTestSupport
import Testing

/// The names that the tests know, by number.
let knownNames = [
  "service.name", "gen_ai.request.model", "gen_ai.usage.input_tokens", "score", "flag", "list", "map", "blob", "none",
  "é.name", "gen_ai.token.type",
]
let familyNumber: UInt16 = 100
let testKeys = AttributeKeyIndex(
  names: knownNames.enumerated().map { (name: $0.element, key: AttributeKey(UInt16($0.offset))) },
  prefixes: [(prefix: "retrieval.documents.", key: AttributeKey(familyNumber))])

/// Writes down every call, one line each.
final class RecordingSink: RecordSink {
  var lines: [String] = []
  var problems: [String] = []
  var offsets: [Int] = []

  private func name(_ key: AttributeKey) -> String {
    Int(key.index) < knownNames.count ? knownNames[Int(key.index)] : "family"
  }

  private func text(_ value: AttributeValue) -> String {
    switch value.kind {
    case .empty: "empty"
    case .string: "\"\(value.text.text)\""
    case .int: "\(Int64(bitPattern: value.bits))"
    case .double: "\(Double(bitPattern: value.bits))d"
    case .bool: value.bits == 0 ? "false" : "true"
    case .array: "[\(value.bits): \(value.text.text)]"
    case .keyValueList: "{\(value.bits): \(value.text.text)}"
    case .bytes: "bytes \(value.text.bytes)"
    }
  }

  private func text(_ values: some Sequence<AttributeValue>) -> String {
    values.map { name($0.key) + ($0.suffix.isEmpty ? "" : "/\($0.suffix.text)") + "=" + text($0) }
      .joined(separator: " ")
  }

  private func text(_ digest: AttributeDigest) -> String { hexText(digest.high) + hexText(digest.low) }

  func resource(_ resource: ResourceRecord) {
    lines.append("resource \(resource.attributeCount) \(text(resource.digest)) \(text(resource.attributes))")
  }

  func scope(_ scope: ScopeRecord) {
    lines.append(
      "scope \(scope.name.text) \(scope.version.text) \(scope.schemaURL.text) \(text(scope.digest))"
        + (scope.attributes.isEmpty ? "" : " \(text(scope.attributes))"))
  }

  func span(_ span: borrowing SpanRecord) {
    var line = "span \(span.traceID) \(span.spanID) \(span.parentSpanID) \(span.traceState.text)"
    line += " \(span.startUnixNano) \(span.endUnixNano) \(span.name.text) \(span.kind) \(span.statusCode)"
    line += " \(span.flags) \(span.attributeCount) \(span.linkCount) \(text(span.attributes))"
    for event in span.events {
      line += " event \(event.name.text) \(event.timeUnixNano) \(text(span.eventAttributes[event.attributes]))"
    }
    lines.append(line)
  }

  func dataPoint(_ point: inout DataPointRecord) {
    var line = "point \(point.metricName.text) \(point.unit.text) \(point.kind) \(point.temporality)"
    line += " \(point.isMonotonic) \(point.startUnixNano) \(point.timeUnixNano) \(point.flags)"
    line += " \(point.intValue as Any) \(point.doubleValue?.bitPattern as Any) \(point.count)"
    line += " \(point.sum?.bitPattern as Any) \(point.min?.bitPattern as Any) \(point.max?.bitPattern as Any)"
    line += " \(point.bucketCounts) \(point.explicitBounds) \(point.scale) \(point.zeroCount)"
    line += " \(point.zeroThreshold) \(point.positiveOffset) \(point.positiveCounts)"
    line += " \(point.negativeOffset) \(point.negativeCounts) \(text(point.digest)) \(text(point.attributes))"
    for exemplar in point.exemplars {
      line += " exemplar \(exemplar.timeUnixNano) \(exemplar.traceID) \(exemplar.spanID) "
      switch exemplar.value {
      case .absent: line += "absent"
      case .int(let value): line += "\(value)"
      case .double(let value): line += "\(value.bitPattern)d"
      }
    }
    lines.append(line)
  }

  func logRecord(_ record: borrowing LogRecord) {
    var line = "log \(record.timeUnixNano) \(record.observedTimeUnixNano) \(record.severityNumber)"
    line += " \(record.eventName.text) \(record.traceID) \(record.spanID) \(record.flags)"
    line += " \(record.attributeCount) \(text(record.body)) \(text(record.attributes))"
    lines.append(line)
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    problems.append("\(code.rawValue): \(message())")
    offsets.append(offset)
  }
}

/// What a record gave.
struct Decoded {
  var lines: [String]
  var problems: [String]
  var offsets: [Int]
  var outcome: RecordOutcome

  /// The lines that begin with a word.
  func only(_ word: String) -> [String] { lines.filter { $0.hasPrefix(word + " ") } }

  /// The attributes of the first span: what follows the counts.
  var spanAttributes: String {
    guard let span = only("span").first else { return "no span" }
    return span.split(separator: " ", maxSplits: 13, omittingEmptySubsequences: false).last.map(String.init) ?? ""
  }
}

func decode(json text: some StringProtocol, isTruncated: Bool = false) -> Decoded {
  decode(jsonBytes: Array(text.utf8), isTruncated: isTruncated)
}

func decode(jsonBytes bytes: [UInt8], isTruncated: Bool = false) -> Decoded {
  decode(bytes) { $0.decodeJSON($1, isTruncated: isTruncated, into: $2) }
}

func decode(
  protobuf bytes: [UInt8], isTruncated: Bool = false, by decoder: OTLPDecoder = OTLPDecoder(keys: testKeys)
) -> Decoded {
  decode(bytes, by: decoder) { $0.decodeProtobuf($1, isTruncated: isTruncated, into: $2) }
}

private func decode(
  _ bytes: [UInt8], by decoder: OTLPDecoder = OTLPDecoder(keys: testKeys),
  _ body: (OTLPDecoder, ByteView, RecordingSink) -> RecordOutcome
) -> Decoded {
  // Text that would make sense follows the record, so that a reader which runs over its end is found out.
  let tail = Array("\"}]}]}],\"name\":\"behind the end\"}]}]}]}".utf8)
  let buffer = PaddedBytes(bytes + tail)
  let sink = RecordingSink()
  let outcome = body(decoder, buffer.view.slice(0, bytes.count), sink)
  return Decoded(lines: sink.lines, problems: sink.problems, offsets: sink.offsets, outcome: outcome)
}

/// A request with one resource, one scope and one span, whose members are given.
func spanJSON(_ members: String) -> String {
  "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":[{\(members)}]}]}]}"
}

/// A request with one metric, whose members are given.
func metricJSON(_ members: String) -> String {
  "{\"resourceMetrics\":[{\"resource\":{},\"scopeMetrics\":[{\"scope\":{},\"metrics\":[{\(members)}]}]}]}"
}

/// A request with one log record, whose members are given.
func logJSON(_ members: String) -> String {
  "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"scope\":{},\"logRecords\":[{\(members)}]}]}]}"
}

/// Builds protobuf messages by hand.
struct Wire {
  var bytes: [UInt8] = []

  static func varint(_ value: UInt64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func tag(_ number: Int, _ type: Int) -> [UInt8] { varint(UInt64(number << 3 | type)) }

  static func varint(_ number: Int, _ value: UInt64) -> [UInt8] { tag(number, 0) + varint(value) }

  static func fixed64(_ number: Int, _ value: UInt64) -> [UInt8] { tag(number, 1) + little(value) }

  static func double(_ number: Int, _ value: Double) -> [UInt8] { fixed64(number, value.bitPattern) }

  static func fixed32(_ number: Int, _ value: UInt32) -> [UInt8] {
    tag(number, 5) + (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  static func little(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

  static func message(_ number: Int, _ content: [UInt8]...) -> [UInt8] {
    let all = content.flatMap { $0 }
    return tag(number, 2) + varint(UInt64(all.count)) + all
  }

  static func string(_ number: Int, _ text: String) -> [UInt8] { message(number, Array(text.utf8)) }

  static func zigzag(_ value: Int32) -> UInt64 { UInt64(UInt32(bitPattern: value << 1 ^ value >> 31)) }

  /// A request around items: resource, scope, and the items as they are given.
  static func request(_ items: [UInt8]...) -> [UInt8] {
    message(1, message(1), message(2, message(1), items.flatMap { $0 }))
  }
}

/// Writes another byte over each byte of a document, and leaves each one out, and expects that this is told, or changes what is
/// read, where the byte is a bracket, a brace or a quote. Members that say nothing may be damaged otherwise, and white space.
func expectDamageIsNoticed(in text: String, location: SourceLocation = #_sourceLocation) {
  let bytes = Array(text.utf8)
  let plain = decode(jsonBytes: bytes)
  var random = SplitMix64(seed: 23)
  for position in bytes.indices {
    var damaged = bytes
    damaged[position] =
      [0x22, 0x5C, 0x7B, 0x7D, 0x5B, 0x5D, 0x2C, 0x3A, 0x00, 0xFF, 0x39].randomElement(using: &random) ?? 0
    let replaced = decode(jsonBytes: damaged)
    let isReplaced = damaged != bytes
    damaged = bytes
    damaged.remove(at: position)
    let removed = decode(jsonBytes: damaged)
    guard "{}[]\"".utf8.contains(bytes[position]) else { continue }
    #expect(
      !isReplaced || !replaced.problems.isEmpty || replaced.lines != plain.lines, "byte \(position) replaced",
      sourceLocation: location)
    #expect(
      !removed.problems.isEmpty || removed.lines != plain.lines, "byte \(position) left out", sourceLocation: location)
  }
}
