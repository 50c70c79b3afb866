import Foundation
import LedgerBytes
import LedgerMemory
import LedgerModel
import LedgerOTLP
import LedgerRun
import LedgerTestSupport
import Testing

/// Scenario: a small file of records, each with one span of its own; every byte of it is damaged in turn, in several ways.
/// Guarantees: every record that the damaged byte is no part of is still read, and what is lost is told.
@Suite
struct EveryByteTests {
  /// What happens to a byte.
  enum Damage: CaseIterable {
    case lowBit, highBit, deletion, truncation

    func apply(to bytes: [UInt8], at index: Int) -> [UInt8] {
      var bytes = bytes
      switch self {
      case .lowBit: bytes[index] ^= 0x01
      case .highBit: bytes[index] ^= 0x80
      case .deletion: bytes.remove(at: index)
      case .truncation: bytes.removeSubrange(index...)
      }
      return bytes
    }
  }

  @Test(arguments: DamagedLayout.all)
  func `all records but the damaged one are read, whatever byte is damaged`(layout: DamagedLayout) throws {
    let reader = try DamagedFile()
    let whole = try reader.read(layout.bytes)
    #expect(whole.spans == layout.all, "the undamaged file")
    #expect(whole.problems.isEmpty)
    for index in layout.bytes.indices {
      for damage in Damage.allCases {
        let reading = try reader.read(damage.apply(to: layout.bytes, at: index))
        let comment = "\(layout), \(damage) of byte \(index)"
        // One of two equal bytes that is gone may be either: on a border it may be missing in either record.
        let isEither = damage == .deletion && index > 0 && layout.bytes[index] == layout.bytes[index - 1]
        let first = isEither ? index - 1 : index
        let expected = layout.records.indices.filter { row in
          damage == .truncation
            ? layout.records[row].upperBound <= index : !layout.records[row].overlaps(first..<index + 1)
        }
        let lost = Set(expected.map { layout.span($0) }).subtracting(reading.spans)
        #expect(lost.isEmpty, "\(comment): \(reading)")
        if layout.mustBeTold(damage, index, reading) {
          #expect(!reading.problems.isEmpty, "\(comment) is told of: \(reading)")
        }
      }
    }
  }

  @Test(arguments: DamagedLayout.compressed)
  func `compressed data gives everything before the damage, and says where that is`(layout: DamagedLayout) throws {
    let reader = try DamagedFile()
    let whole = try reader.read(layout.bytes)
    #expect(whole.spans == layout.all, "the undamaged file")
    #expect(whole.problems.isEmpty)
    for index in layout.bytes.indices {
      for damage in Damage.allCases {
        let reading = try reader.read(damage.apply(to: layout.bytes, at: index))
        let comment = "\(layout), \(damage) of byte \(index)"
        let before = layout.records.indices.filter { layout.records[$0].upperBound <= index }
        #expect(Set(before.map { layout.span($0) }).isSubset(of: reading.spans), "\(comment): \(reading)")
        if !layout.all.isSubset(of: reading.spans) {
          let isBorder = damage == .truncation && layout.records.contains { $0.lowerBound == index }
          #expect(isBorder || !reading.problems.isEmpty, "\(comment) is told of: \(reading)")
        }
      }
    }
  }
}

/// A file of records with what an independent look at it knows: where each begins and ends, its length or line break
/// included.
struct DamagedLayout: CustomTestStringConvertible, CustomStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8] = []
  var records: [Range<Int>] = []
  var isJSON = false
  /// How many bytes stand before each message.
  var prefixBytes = 0

  var description: String { name }
  var testDescription: String { name }

  static let count = 3

  init(_ name: String, isJSON: Bool = false, prefixBytes: Int = 0, _ write: (Int) -> [UInt8]) {
    self.name = name
    self.isJSON = isJSON
    self.prefixBytes = prefixBytes
    for row in 0..<DamagedLayout.count {
      let start = bytes.count
      bytes += write(row)
      records.append(start..<bytes.count)
    }
  }

  func span(_ row: Int) -> UInt64 { 0xA1A2_A3A4_A5A6_A700 + UInt64(row) }
  var all: Set<UInt64> { Set(records.indices.map { span($0) }) }

  static let all = [
    DamagedLayout("JSON lines", isJSON: true) { json($0) + [0x0A] },
    DamagedLayout("adjacent documents", isJSON: true) { json($0) },
    DamagedLayout("pretty documents", isJSON: true) { pretty($0) + [0x0A] },
    DamagedLayout("messages behind four-byte lengths", prefixBytes: 4) { bigEndian(message($0).count) + message($0) },
    DamagedLayout("messages behind varints", prefixBytes: 1) { varint(message($0).count) + message($0) },
    DamagedLayout("messages behind little-endian lengths", prefixBytes: 4) {
      bigEndian(message($0).count).reversed() + message($0)
    },
    DamagedLayout("messages in gRPC frames", prefixBytes: 5) { [0] + bigEndian(message($0).count) + message($0) },
    DamagedLayout("a raw message") { message($0) },
    // The last byte of each element and the first of the next one look like the beginning of an element.
    DamagedLayout("a raw message of elements that end in ten") { message($0, value: [0x18, 0x0A]) },
  ]

  static let compressed = [
    DamagedLayout("one gzip member", [Packing.gzip(joinedLines)]),
    DamagedLayout("one zstd frame", [Packing.zstd(joinedLines)]),
    DamagedLayout("gzip members", isJSON: true) { Packing.gzip(json($0) + [0x0A]) },
    DamagedLayout("zstd frames", isJSON: true) { Packing.zstd(json($0) + [0x0A]) },
    DamagedLayout("zstd frames behind four-byte lengths", isJSON: true) {
      let frame = Packing.zstd(json($0))
      return bigEndian(frame.count) + frame
    },
  ]

  /// One compressed piece, of which nothing is known to lie before any of its bytes.
  private init(_ name: String, _ pieces: [[UInt8]]) {
    self.name = name
    bytes = Array(pieces.joined())
    records = Array(repeating: 0..<bytes.count, count: DamagedLayout.count)
  }

  private static var joinedLines: [UInt8] { (0..<count).flatMap { json($0) + [0x0A] } }

  /// Whether the damage is one that somebody could see: the record is not read, and not because it is a sound one in
  /// which a name is another, or because it is gone as a whole.
  func mustBeTold(_ damage: EveryByteTests.Damage, _ index: Int, _ reading: DamagedFile.Reading) -> Bool {
    guard let row = records.firstIndex(where: { $0.contains(index) }), !reading.spans.contains(span(row)) else {
      return false
    }
    if damage == .truncation {
      return index > records[row].lowerBound && bytes[records[row].lowerBound..<index] != [0x0A]
    }
    // Its id is another one.
    if reading.spans.count == records.count { return false }
    let record = damage.apply(to: Array(bytes[records[row]]), at: index - records[row].lowerBound)
    if !isJSON { return !isSound(record) }
    let text = record.map { $0 < 0x80 ? $0 : 0x3F }
    return (try? JSONSerialization.jsonObject(with: Data(text))) == nil
  }

  /// Whether a record is made of fields down to its spans, and begins as a request does.
  private func isSound(_ record: [UInt8]) -> Bool {
    let message = Array(record.dropFirst(prefixBytes))
    guard message.first == 0x0A, let resources = fields(message) else { return false }
    return resources.allSatisfy { resource in
      guard let parts = fields(resource.content) else { return false }
      return parts.filter { $0.tag == 0x12 }.allSatisfy { scope in
        guard let items = fields(scope.content) else { return false }
        return items.filter { $0.tag == 0x12 }.allSatisfy { fields($0.content) != nil }
      }
    }
  }

  private func fields(_ message: [UInt8]) -> [(tag: UInt8, content: [UInt8])]? {
    var fields: [(tag: UInt8, content: [UInt8])] = []
    var at = 0
    while at < message.count {
      let tag = message[at]
      at += 1
      guard tag > 7, at < message.count else { return nil }
      var count = 0
      switch tag & 7 {
      case 0:
        while at + count < message.count, message[at + count] >= 0x80 { count += 1 }
        count += 1
      case 1: count = 8
      case 5: count = 4
      case 2:
        count = Int(message[at] & 0x7F)
        if message[at] >= 0x80 {
          at += 1
          guard at < message.count else { return nil }
          count += Int(message[at]) << 7
        }
        at += 1
      default: return nil
      }
      guard count <= message.count - at else { return nil }
      fields.append((tag, Array(message[at..<at + count])))
      at += count
    }
    return fields
  }

  // MARK: Records

  private static func identifier(_ row: Int) -> String { "a1a2a3a4a5a6a70\(row)" }

  private static func json(_ row: Int) -> [UInt8] {
    Array(
      """
      {"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[{"spanId":"\(identifier(row))","name":"a\\"b\(row)",\
      "attributes":[{"key":"k","value":{"intValue":"1"}}]}]}]}]}
      """.utf8)
  }

  private static func pretty(_ row: Int) -> [UInt8] {
    Array(
      """
      {
        "resourceSpans": [
          {
            "scopeSpans": [
              {
                "spans": [
                  {
                    "spanId": "\(identifier(row))",
                    "name": "a\\"b\(row)"
                  }
                ]
              }
            ]
          }
        ]
      }
      """.utf8)
  }

  private static func message(_ row: Int, value: [UInt8] = field(1, Array("value".utf8))) -> [UInt8] {
    let name = field(5, Array("chat \(row)".utf8))
    let identifier = field(2, [0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, UInt8(row)])
    let start: [UInt8] = [0x39, 1, 2, 3, 4, 5, 6, 7, 0x18]
    let attribute = field(9, field(1, Array("key".utf8)) + field(2, value))
    let span = field(1, Array(repeating: UInt8(row + 1), count: 16)) + identifier + name + start + attribute
    let resource = field(1, field(1, Array("service.name".utf8)) + field(2, field(1, Array("desk".utf8))))
    return field(1, field(1, resource) + field(2, field(1, field(1, Array("lib".utf8))) + field(2, span)))
  }

  private static func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    [UInt8(number << 3 | 2)] + varint(content.count) + content
  }

  private static func varint(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + varint(value >> 7)
  }

  private static func bigEndian(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }
}

/// Reads a file as the loader does, down to the spans.
final class DamagedFile {
  struct Reading: CustomStringConvertible {
    var spans: Set<UInt64> = []
    var problems: [String] = []
    var framing = ""
    var description: String { "\(spans.count) spans in \(framing), \(problems)" }
  }

  private let folder: TemporaryDirectory
  private let url: URL
  private let decoder = OTLPDecoder(keys: AttributeKeyIndex(names: [], prefixes: []))

  init() throws {
    folder = try TemporaryDirectory()
    url = folder.url.appendingPathComponent("damaged")
  }

  func read(_ bytes: [UInt8]) throws -> Reading {
    try Data(bytes).write(to: url)
    let source = RecordSource(InputSource(path: url.path), index: 0, probe: MessageShape())
    let sink = IdentifierSink()
    var batch = RecordBatch()
    while source.nextBatch(into: &batch) {
      for index in 0..<batch.count {
        let isTruncated = batch.ranges[index].isTruncated
        if batch.encoding == .otlpProtobuf {
          _ = decoder.decodeProtobuf(batch.record(index), isTruncated: isTruncated, into: sink)
        } else {
          _ = decoder.decodeJSON(batch.record(index), isTruncated: isTruncated, into: sink)
        }
      }
    }
    let problems = source.problems.sorted.map { "\($0.code.rawValue) at \($0.position.byteOffset): \($0.message)" }
    return Reading(
      spans: sink.spans, problems: problems + sink.problems, framing: source.open().framing.rawValue)
  }
}

private final class IdentifierSink: RecordSink {
  var spans: Set<UInt64> = []
  var problems: [String] = []

  func resource(_ resource: ResourceRecord) {}
  func scope(_ scope: ScopeRecord) {}
  func span(_ span: borrowing SpanRecord) { spans.insert(span.spanID.value) }
  func dataPoint(_ point: inout DataPointRecord) {}
  func logRecord(_ record: borrowing LogRecord) {}
  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    problems.append("\(code.rawValue): \(message())")
  }
}
