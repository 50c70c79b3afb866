import LedgerMemory
import LedgerModel
import LedgerOTLP

/// Names that a fuzzed decoder knows: each kind of value under one of them, and a family of names.
let fuzzedKeys = AttributeKeyIndex(
  names: [
    "service.name", "gen_ai.request.model", "gen_ai.usage.input_tokens", "score", "flag", "list", "map", "blob", "none",
    "é.name", "gen_ai.token.type",
  ].enumerated().map { (name: $0.element, key: AttributeKey(UInt16($0.offset))) },
  prefixes: [(prefix: "retrieval.documents.", key: AttributeKey(100))])

/// Digests every call of a decoder, and checks what must hold for each: texts are UTF-8, ranges lie inside their lists,
/// problems stand inside the record.
final class CallLog: RecordSink {
  private(set) var calls: [UInt64] = []
  private(set) var problems: [String] = []
  private(set) var offsets: [Int] = []
  private(set) var spans: UInt64 = 0
  private(set) var points: UInt64 = 0
  private(set) var logs: UInt64 = 0
  private let recordBytes: Int
  /// Whether the decoder may guess: then what it takes back must be forgotten.
  private let canGoBack: Bool
  private var digest: UInt64 = 0
  private var marked: (calls: Int, spans: UInt64) = (0, 0)

  init(recordBytes: Int, canGoBack: Bool) {
    self.recordBytes = recordBytes
    self.canGoBack = canGoBack
  }

  func mark() -> Bool {
    marked = (calls.count, spans)
    return canGoBack
  }

  func rewind() {
    precondition(canGoBack, "only a sink that can go back is asked to")
    calls.removeSubrange(marked.calls...)
    spans = marked.spans
  }

  private func begin(_ kind: UInt64) { digest = kind }
  private func end() { calls.append(digest) }
  private func add(_ value: UInt64) {
    digest = foldedProduct(digest ^ 0x9E37_79B9_7F4A_7C15, value ^ 0xA076_1D64_78BD_642F)
  }
  private func add(_ value: Double?) { add(value.map(\.bitPattern) ?? 0x7FF8_DEAD) }

  private func add(_ text: ByteView) {
    precondition(String(validating: text.bytes, as: UTF8.self) != nil, "a text that is handed over is UTF-8")
    add(text.stableHash())
  }

  private func add(_ attributes: some Collection<AttributeValue>) {
    add(UInt64(attributes.count))
    for attribute in attributes { add(attribute) }
  }

  private func add(_ attribute: AttributeValue) {
    add(UInt64(attribute.key.index) << 8 | UInt64(attribute.kind.rawValue))
    add(attribute.bits)
    add(attribute.suffix)
    if attribute.kind == .bytes { add(attribute.text.stableHash()) } else { add(attribute.text) }
  }

  private func add(_ digest: AttributeDigest) {
    add(digest.high)
    add(digest.low)
  }

  func resource(_ resource: ResourceRecord) {
    begin(1)
    add(resource.digest)
    add(UInt64(resource.attributeCount))
    add(resource.attributes)
    end()
  }

  func scope(_ scope: ScopeRecord) {
    begin(2)
    add(scope.name)
    add(scope.version)
    add(scope.schemaURL)
    add(scope.digest)
    add(scope.attributes)
    end()
  }

  func span(_ span: borrowing SpanRecord) {
    begin(3)
    for word in [span.traceID.high, span.traceID.low, span.spanID.value, span.parentSpanID.value] { add(word) }
    for word in [span.startUnixNano, span.endUnixNano, UInt64(span.flags)] { add(word) }
    for word in [span.attributeCount, span.linkCount] { add(UInt64(word)) }
    add(UInt64(span.kind) << 8 | UInt64(span.statusCode))
    add(span.traceState)
    add(span.name)
    add(span.attributes)
    for event in span.events {
      add(event.name)
      add(event.timeUnixNano)
      add(span.eventAttributes[event.attributes])
    }
    spans += 1
    end()
  }

  func dataPoint(_ point: inout DataPointRecord) {
    begin(4)
    add(point.metricName)
    add(point.unit)
    add(UInt64(point.kind.rawValue) << 16 | UInt64(point.temporality.rawValue) << 8 | (point.isMonotonic ? 1 : 0))
    for word in [point.startUnixNano, point.timeUnixNano, UInt64(point.flags), point.count, point.zeroCount] {
      add(word)
    }
    for number in [point.doubleValue, point.sum, point.min, point.max, point.zeroThreshold] { add(number) }
    add(point.intValue.map { UInt64(bitPattern: $0) } ?? 0xDEAD)
    for number in [point.scale, point.positiveOffset, point.negativeOffset] { add(UInt64(UInt32(bitPattern: number))) }
    for list in [point.bucketCounts, point.positiveCounts, point.negativeCounts] {
      add(UInt64(list.count))
      for count in list { add(count) }
    }
    for bound in point.explicitBounds { add(bound) }
    add(point.digest)
    add(UInt64(point.attributeCount))
    add(point.attributes)
    points += 1
    end()
  }

  func logRecord(_ record: borrowing LogRecord) {
    begin(5)
    for word in [record.timeUnixNano, record.observedTimeUnixNano, UInt64(record.severityNumber)] { add(word) }
    for word in [record.traceID.high, record.traceID.low, record.spanID.value, UInt64(record.flags)] { add(word) }
    add(record.eventName)
    add(record.body)
    add(UInt64(record.attributeCount))
    add(record.attributes)
    logs += 1
    end()
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    precondition(offset >= 0 && offset <= recordBytes, "a problem stands inside its record")
    problems.append("\(code.rawValue): \(message())")
    offsets.append(offset)
  }
}

/// What one record gave.
struct Decoding: Equatable {
  var calls: [UInt64]
  var problems: [String]
  var offsets: [Int]
  var outcome: RecordOutcome
}

/// How a record is decoded.
enum WireForm {
  case json
  case protobuf
}

/// Decodes bytes that `tail` follows in memory, which a decoder must not take for content. A decoder of the caller's has
/// read other things before, and may guess.
func decode(
  _ bytes: [UInt8], as form: WireForm, followedBy tail: [UInt8] = [], isTruncated: Bool = false,
  by used: OTLPDecoder? = nil
) -> Decoding {
  let decoder = used ?? OTLPDecoder(keys: fuzzedKeys)
  let buffer = PaddedBytes(bytes + tail)
  let log = CallLog(recordBytes: bytes.count, canGoBack: used != nil)
  let outcome = buffer.withView { view in
    let record = view.slice(0, bytes.count)
    return switch form {
    case .json: decoder.decodeJSON(record, isTruncated: isTruncated, into: log)
    case .protobuf: decoder.decodeProtobuf(record, isTruncated: isTruncated, into: log)
    }
  }
  precondition(outcome.spans == log.spans && outcome.points == log.points && outcome.logs == log.logs, "counts agree")
  precondition(outcome.foreignValues == 0 || outcome.foreign != nil, "what is counted as foreign has a name")
  return Decoding(calls: log.calls, problems: log.problems, offsets: log.offsets, outcome: outcome)
}

/// Ends the run with a sentence where two decodings of the same data differ.
func requireSame(_ first: Decoding, _ second: Decoding, _ why: String, offsets: Bool = true) {
  if first.calls != second.calls {
    let pairs = zip(first.calls, second.calls)
    let index = Array(pairs).firstIndex { $0 != $1 } ?? min(first.calls.count, second.calls.count)
    preconditionFailure("\(why): call \(index) differs, of \(first.calls.count) and \(second.calls.count)")
  }
  precondition(first.problems == second.problems, "\(why): \(first.problems) and \(second.problems)")
  precondition(!offsets || first.offsets == second.offsets, "\(why): \(first.offsets) and \(second.offsets)")
  precondition(first.outcome == second.outcome, "\(why): \(first.outcome) and \(second.outcome)")
}
