import Foundation
import LedgerMemory
import LedgerModel
import LedgerTestSupport

@testable import LedgerBytes

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "ledger-bytes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path(percentEncoded: false) }

  /// Cuts a file to its first bytes.
  func cut(_ path: String, to count: Int) {
    precondition(truncate(path, count) == 0, "a file of the test's own can be cut")
  }

  /// Writes a file, with the folders on the way, and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8] = [0x7B, 0x7D]) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path(percentEncoded: false)
  }
}

/// What came out of a source.
struct Reading {
  var format: SourceFormat
  var records: [[UInt8]] = []
  var ranges: [RecordRange] = []
  var problems: [Problem] = []
  var bytesRead: UInt64 = 0
  var bytesDecompressed: UInt64 = 0

  var texts: [String] { records.map { String(decoding: $0, as: UTF8.self) } }
  var codes: [ProblemCode] { problems.map(\.code) }
  var whole: [[UInt8]] { zip(records, ranges).filter { !$1.isTruncated }.map(\.0) }
  var lines: [UInt64?] { ranges.map(\.line) }
}

func read(
  path: String, limits: ReadLimits = ReadLimits(), batchBytes: Int = RecordSource.batchBytesDefault
) -> Reading {
  let source = RecordSource(
    InputSource(path: path), index: 3, probe: NestedFieldsProbe(), limits: limits, batchBytes: batchBytes)
  var reading = Reading(format: source.open())
  var batch = RecordBatch()
  while source.nextBatch(into: &batch) {
    for index in 0..<batch.count {
      reading.records.append(batch.record(index).bytes)
      reading.ranges.append(batch.ranges[index])
    }
  }
  reading.problems = source.problems.sorted
  reading.bytesRead = source.bytesRead
  reading.bytesDecompressed = source.bytesDecompressed
  precondition(source.recordCount == UInt64(reading.records.count), "the count of records is that of the records")
  return reading
}

func read(
  _ bytes: [UInt8], limits: ReadLimits = ReadLimits(), batchBytes: Int = RecordSource.batchBytesDefault
) throws -> Reading {
  let folder = try TemporaryFolder()
  return read(path: try folder.write("input", bytes), limits: limits, batchBytes: batchBytes)
}

func read(
  _ text: String, limits: ReadLimits = ReadLimits(), batchBytes: Int = RecordSource.batchBytesDefault
) throws -> Reading {
  try read(Array(text.utf8), limits: limits, batchBytes: batchBytes)
}

/// A schema for tests, three levels deep: a message is field 1, repeated; an item holds fields 1, 2 and 3; its field 1
/// holds only field 1. All of them length-delimited. As JSON, a request is an object that begins with a list called
/// `items` with an object in it, and an item one that begins with a `part`.
struct NestedFieldsProbe: MessageProbe {
  func opensRequest(_ document: ByteView) -> Bool { opens(document, with: #"{"items":[{"#) }

  func opensItem(_ document: ByteView) -> Bool { opens(document, with: #"{"part":"#) }

  private func opens(_ document: ByteView, with beginning: String) -> Bool {
    String(decoding: document.bytes.prefix(64).filter { !isJSONSpace($0) }, as: UTF8.self).hasPrefix(beginning)
  }

  func plausibility(of message: ByteView, isComplete: Bool) -> Bool {
    guard
      let items = fields(message.bytes[...], 1...1, end: isComplete ? message.count : Int.max), !items.isEmpty
    else { return false }
    return items.allSatisfy { item in
      guard let parts = fields(item.bytes, 1...3, end: item.length) else { return false }
      return parts.allSatisfy { $0.number != 1 || fields($0.bytes, 1...1, end: $0.length) != nil }
    }
  }

  private struct Field {
    var number: UInt64
    var length: Int
    var bytes: ArraySlice<UInt8>
  }

  private func fields(_ bytes: ArraySlice<UInt8>, _ numbers: ClosedRange<UInt64>, end: Int) -> [Field]? {
    var found: [Field] = []
    var at = bytes.startIndex
    let announcedEnd = end > 1 << 40 ? end : bytes.startIndex + end
    while at < bytes.endIndex {
      let tag = UInt64(bytes[at])
      at += 1
      guard tag & 7 == 2, numbers.contains(tag >> 3) else { return nil }
      var length = 0
      var shift = 0
      while true {
        guard at < bytes.endIndex else { return at < announcedEnd ? found : nil }
        let byte = bytes[at]
        at += 1
        length |= Int(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
        guard shift < 35 else { return nil }
      }
      guard length <= announcedEnd - at else { return nil }
      let stop = min(at + length, bytes.endIndex)
      found.append(Field(number: tag >> 3, length: length, bytes: bytes[at..<stop]))
      at = stop
      if at == bytes.endIndex { return found }
    }
    return found
  }
}

// MARK: Messages

func varint(_ value: Int) -> [UInt8] {
  var rest = value
  var bytes: [UInt8] = []
  repeat {
    bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
    rest >>= 7
  } while rest > 0
  return bytes
}

func bigEndian(_ value: Int) -> [UInt8] {
  [UInt8(value >> 24 & 0xFF), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
}

func field(_ number: Int, _ content: [UInt8]) -> [UInt8] { [UInt8(number << 3 | 2)] + varint(content.count) + content }

/// A message of one element for ``NestedFieldsProbe``: a name, and a filling of any bytes.
func message(_ name: String, filling: Int = 0) -> [UInt8] {
  let pattern = (0..<256).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(filling)
  while bytes.count < filling { bytes += pattern.prefix(filling - bytes.count) }
  return field(1, field(1, field(1, Array(name.utf8))) + field(2, bytes))
}

/// A message of exactly so many bytes, from 8 up.
func message(ofBytes count: Int) -> [UInt8] {
  for filling in 0..<count {
    let candidate = message("a", filling: filling)
    if candidate.count == count { return candidate }
    let longer = message("ab", filling: filling)
    if longer.count == count { return longer }
  }
  preconditionFailure("no message has \(count) bytes")
}

// MARK: Compression

func gzip(_ bytes: [UInt8], windowBits: Int32 = 31) -> [UInt8] { Packing.gzip(bytes, windowBits: windowBits) }

func zlib(_ bytes: [UInt8]) -> [UInt8] { gzip(bytes, windowBits: 15) }

/// One zstd frame.
func zstd(_ bytes: [UInt8], hasContentSize: Bool = true, windowLog: Int32 = 0, hasChecksum: Bool = true) -> [UInt8] {
  Packing.zstd(bytes, hasContentSize: hasContentSize, windowLog: windowLog, hasChecksum: hasChecksum)
}

func skippableFrame(_ bytes: [UInt8]) -> [UInt8] {
  [0x53, 0x2A, 0x4D, 0x18] + bigEndian(bytes.count).reversed() + bytes
}

/// All batch sizes that a test of cutting tries.
let batchSizes = [1, 2, 3, 7, 64, 1000, 64 << 10, 1 << 20]
