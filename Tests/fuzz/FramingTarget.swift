import Glibc
import LedgerBytes
import LedgerMemory
import LedgerModel
import LedgerOTLP

extension MessageShape: @retroactive MessageProbe {}

/// Small, so that every limit is met and memory stays bounded.
private let limits = {
  var limits = ReadLimits()
  limits.recordBytes = 3000
  limits.expansionRatio = 50
  limits.expansionFreeBytes = 128 << 10
  limits.decompressedBytes = 1 << 20
  limits.zstdWindowLog = 20
  limits.headBytes = 512
  limits.headBytesMax = 16 << 10
  return limits
}()

/// A file without a name, which a source can open all the same.
private let file = {
  var name = Array("/tmp/spanledger-fuzz-XXXXXX".utf8CString)
  let descriptor = mkstemp(&name)
  precondition(descriptor >= 0 && unlink(name) == 0, "a file can be made in /tmp")
  return descriptor
}()

/// Any bytes as a file, from detection over decompression to whole records.
///
/// The first three bytes say what is done to the others before they become the file: nothing, or one of the
/// compressions, whole or line by line, and where that is damaged afterwards. Bytes made by chance are hardly ever
/// compressed data, so the fuzzer is spared the search.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFraming(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count >= 3, count <= 64 << 10 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let content = Array(bytes[3...])
  var packed = packed(content, bytes[0] & 7, tellsSize: bytes[0] & 16 == 0)
  let isDamaged = bytes[0] & 8 != 0 && !packed.isEmpty
  if isDamaged {
    packed[(Int(bytes[1]) << 4 | Int(bytes[2] >> 4)) % packed.count] ^= 1 << (bytes[2] & 7)
  }
  precondition(ftruncate(file, 0) == 0 && pwrite(file, packed, packed.count, 0) == packed.count, "the file is written")

  let how = bytes[0] & 7
  let first = read(batchBytes: 64 << 10, how, content: how < 4 && !isDamaged ? content : nil)
  // How much comes out before damage to gzip data depends on how it is cut, by some 266 bytes.
  let isBrokenGzip =
    first.format.compression.contains(.gzip) && first.problems.contains { $0.code == .damagedCompression }
  // Byte by byte is slow where there are many.
  for size in [packed.count <= 2048 ? 1 : 11, 37, 4096] {
    let other = read(batchBytes: size, how, content: nil)
    if !isBrokenGzip { first.requireSame(other, batchBytes: size) }
  }
  return 0
}

/// What came out of the file.
private struct Reading {
  var format: SourceFormat
  var records: [UInt64] = []
  var ranges: [RecordRange] = []
  var problems: [Problem] = []

  func requireSame(_ other: Reading, batchBytes: Int) {
    precondition(format == other.format, "the format does not depend on the size of batches, \(batchBytes)")
    precondition(records == other.records, "records do not depend on the size of batches, \(batchBytes)")
    precondition(ranges == other.ranges, "positions do not depend on the size of batches, \(batchBytes)")
    precondition(
      problems == other.problems,
      "problems do not depend on the size of batches, \(batchBytes): \(problems), \(other.problems)")
  }
}

private func read(batchBytes: Int, _ how: UInt8, content: [UInt8]?) -> Reading {
  let source = RecordSource(
    InputSource(path: "/proc/self/fd/\(file)"), index: 0, probe: MessageShape(), limits: limits, batchBytes: batchBytes)
  var reading = Reading(format: source.open())
  // Records that do not stand in the content as they are handed out.
  let isRewritten =
    [.lengthPrefixedZstd, .grpc, .dockerLog, .criLog, .envelopes].contains(reading.format.framing)
    || reading.format.framing == .varintDelimited && !reading.format.compression.isEmpty
  var batch = RecordBatch()
  let decoder = OTLPDecoder(keys: fuzzedKeys)
  var behind: UInt64 = 0
  while source.nextBatch(into: &batch) {
    precondition(batch.count > 0, "a batch that was filled is not empty")
    for index in 0..<batch.count {
      let record = batch.record(index)
      var range = batch.ranges[index]
      precondition(!record.isEmpty && record.count <= limits.recordBytes, "records have a size in bounds")
      if !isRewritten {
        precondition(range.sourceByteOffset >= behind, "records do not overlap")
        behind = range.sourceByteOffset + UInt64(range.count)
        if let content, reading.format.compression.count == (how == 0 ? 0 : 1) {
          precondition(
            behind <= content.count && record.bytes == Array(content[Int(range.sourceByteOffset)..<Int(behind)]),
            "a record holds the bytes of its place")
        }
      }
      range.offset = 0
      reading.ranges.append(range)
      reading.records.append(record.stableHash())
      if batchBytes > 4096 {
        let log = CallLog(recordBytes: record.count, canGoBack: false)
        switch batch.encoding {
        case .otlpProtobuf: _ = decoder.decodeProtobuf(record, isTruncated: range.isTruncated, into: log)
        default: _ = decoder.decodeJSON(record, isTruncated: range.isTruncated, into: log)
        }
      }
    }
  }
  reading.problems = source.problems.sorted
  return reading
}

// MARK: Compression

/// - Parameter tellsSize: whether zstd frames tell the size of their content: of those, short ones are decompressed in another way.
private func packed(_ content: [UInt8], _ how: UInt8, tellsSize: Bool) -> [UInt8] {
  func zstd(_ bytes: some Collection<UInt8>) -> [UInt8] {
    // Without a checksum, by which damage would be found that cutters should see.
    Packing.zstd(Array(bytes), hasContentSize: tellsSize, hasChecksum: false)
  }
  return switch how {
  case 1: gzip(content, windowBits: 31)
  case 2: gzip(content, windowBits: 15)
  case 3: zstd(content)
  case 4: content.split(separator: 0x0A).flatMap { gzip(Array($0 + [0x0A]), windowBits: 31) }
  case 5: content.split(separator: 0x0A).flatMap { zstd($0 + [0x0A]) }
  case 6: content.split(separator: 0x0A).flatMap { framed(zstd($0)) }
  case 7: gzip(zstd(content), windowBits: 31)
  default: content
  }
}

private func framed(_ bytes: [UInt8]) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bytes.count >> $0) } + bytes
}

private func gzip(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
  Packing.gzip(bytes, level: 1, windowBits: windowBits)
}
