import Foundation
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

struct RecordSourceTests {
  @Test(arguments: Writing.all.indices)
  func `a record beyond the limit is skipped and the others are read`(row: Int) throws {
    let writing = Writing.all[row]
    guard writing.recordCompression == nil else { return }
    var limits = ReadLimits()
    limits.recordBytes = 2000
    limits.headBytes = 64
    limits.headBytesMax = 256
    let isJSON = writing.encoding == .otlpJSON
    let huge =
      isJSON
      ? Array(#"{"huge":"\#(String(repeating: "[x\\\"", count: 4000))"}"#.utf8) : message("huge", filling: 30000)
    let small = writing.records
    for size in [1, 100, 5000, 1 << 20] {
      let reading = try read(
        writing.write([small[0], small[1], huge, small[2], huge]), limits: limits, batchBytes: size)
      #expect(reading.records == [small[0], small[1], small[2]], "\(writing.name.rawValue), batches of \(size)")
      #expect(reading.codes == [.limitExceeded])
      #expect(reading.problems.first?.count == 2)
      #expect(reading.problems.first?.position.record == 2)
      #expect(reading.ranges.map(\.record) == [0, 1, 3])
    }
  }

  @Test(arguments: [false, true])
  func `something broken beyond the limit is skipped, however it is read`(isAtEnd: Bool) throws {
    var limits = ReadLimits()
    limits.recordBytes = 2000
    limits.headBytes = 64
    limits.headBytesMax = 256
    let document = "{\n  \"a\": 1\n}\n"
    // No document begins in it: its braces stand neither at the beginning of a line nor behind another, nor behind words.
    let broken = String(repeating: " ? [{\"b\": 1 ", count: 3000)
    let bytes = Array((document + document + broken + "\n" + (isAtEnd ? "" : document)).utf8)
    for size in [1, 100, 5000, 1 << 20] {
      let reading = try read(bytes, limits: limits, batchBytes: size)
      #expect(reading.format.framing == .jsonDocuments)
      #expect(reading.ranges.map(\.record) == (isAtEnd ? [0, 1] : [0, 1, 3]), "batches of \(size)")
      #expect(reading.ranges.last?.line == (isAtEnd ? 4 : 8))
      #expect(Set(reading.codes) == [.unreadableRecord, .limitExceeded])
      let skipped = reading.problems.first { $0.code == .limitExceeded }
      #expect(skipped?.position.record == 2)
      #expect(skipped?.position.line == 7)
    }
  }

  @Test func `a length that claims more than there is asks for no memory`() throws {
    let good = message("good")
    for claim in [1 << 20, 1 << 29, 0x7FFF_FFFF, 0xFFFF_FFFF] {
      let reading = try read(bigEndian(good.count) + good + bigEndian(claim) + good)
      #expect(reading.whole == [good])
      #expect(reading.records == [good, good])
      #expect(reading.codes == [.truncatedInput])
      #expect(reading.problems.first?.position.byteOffset == UInt64(good.count + 4))
      // The same where the length of the content is not known.
      let compressed = try read(gzip(bigEndian(good.count) + good + bigEndian(claim) + good))
      #expect(compressed.whole == [good])
      #expect(compressed.records == [good, good])
      #expect(compressed.codes == [.truncatedInput])
    }
    let varints = try read(varint(good.count) + good + [UInt8](repeating: 0xFF, count: 9) + [0x7F] + good)
    #expect(varints.records == [good])
    #expect(varints.codes == [.unreadableRecord])
  }

  @Test func `a last record that is cut off is found behind a wrong length, however it is read`() throws {
    let (first, second, last) = (message("first"), message("second"), message("last", filling: 3000))
    let cutOff = Array(last.prefix(2000))
    let bytes =
      bigEndian(first.count) + first + [0x6E, 0x61, 0x6D, 0x65] + second + bigEndian(last.count) + cutOff
    for content in [gzip(bytes), zstd(bytes)] {
      for size in [1, 37, 4096, 1 << 20] {
        let reading = try read(content, batchBytes: size)
        #expect(reading.records == [first, second, cutOff], "batches of \(size)")
        #expect(reading.ranges.map(\.isTruncated) == [false, false, true])
        #expect(Set(reading.codes) == [.unreadableRecord, .truncatedInput])
      }
    }
  }

  @Test(arguments: [true, false])
  func `damaged frames give the same records, however they are read`(isCompressed: Bool) throws {
    var generator = SplitMix64(seed: 41)
    let records = (0..<12).map { message("record \($0)", filling: $0 * 90) }
    let whole = records.flatMap { bigEndian($0.count) + $0 }
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 20..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
        let hole = Int.random(in: 20..<bytes.count - 20, using: &generator)
        bytes.removeSubrange(hole..<hole + Int.random(in: 0..<4, using: &generator))
      }
      let content = isCompressed ? gzip(bytes) : bytes
      let expected = try read(content, batchBytes: 1 << 20)
      for size in [1, 37, 1000] {
        let reading = try read(content, batchBytes: size)
        #expect(reading.records == expected.records, "batches of \(size)")
        #expect(reading.problems == expected.problems)
      }
    }
  }

  @Test func `reading goes on behind a broken place of a raw message`() throws {
    let reading = try read(message("good", filling: 40) + message("better") + [0x99, 0x99] + message("found"))
    #expect(reading.records == [message("good", filling: 40), message("better"), message("found")])
    #expect(reading.problems.first?.position.byteOffset == 66)
    #expect(reading.codes == [.unreadableRecord])
    #expect(reading.format.framing == .raw)
  }

  @Test func `what is appended after opening is not read`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("live.jsonl", Array("{\"a\":1}\n{\"b\":".utf8))
    let source = RecordSource(InputSource(path: path), index: 0, probe: NestedFieldsProbe())
    source.open()
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("2}\n{\"c\":3}\n".utf8))
    try handle.close()
    var batch = RecordBatch()
    var records: [String] = []
    while source.nextBatch(into: &batch) {
      for index in 0..<batch.count { records.append(batch.record(index).text) }
    }
    #expect(records == ["{\"a\":1}", "{\"b\":"])
    #expect(source.problems.sorted.map(\.code) == [.truncatedInput])
    #expect(source.bytesRead == 13)
  }

  @Test func `a file that shrinks while it is read ends early`() throws {
    let folder = try TemporaryFolder()
    let line = Array((#"{"a":"\#(String(repeating: "x", count: 100))"}"# + "\n").utf8)
    let path = try folder.write("shrinking.jsonl", Array(repeatElement(line, count: 10000).joined()))
    let source = RecordSource(InputSource(path: path), index: 0, probe: NestedFieldsProbe(), batchBytes: 4096)
    var batch = RecordBatch()
    let isFilled = source.nextBatch(into: &batch)
    #expect(isFilled)
    folder.cut(path, to: 300_000 + 7)
    while source.nextBatch(into: &batch) {}
    #expect(source.problems.sorted.map(\.code) == [.truncatedInput])
    #expect(source.bytesRead == 300_007)
  }

  @Test(arguments: Writing.all.indices)
  func `a pipe is read like a file`(row: Int) throws {
    let writing = Writing.all[row]
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let bytes = writing.write(Array(repeatElement(writing.records, count: 50).joined()))
    let writer = Thread {
      guard let file = fopen(path, "w") else { return }
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
    writer.start()
    let reading = read(path: path)
    #expect(reading.records == Array(repeatElement(writing.records, count: 50).joined()))
    #expect(reading.format.framing == writing.name)
    #expect(reading.problems.isEmpty)
    #expect(reading.bytesRead == UInt64(bytes.count))
  }

  @Test func `workers that share a source get every record once`() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20000).map { "{\"n\":\($0)}" }
    let path = try folder.write("input", zstd(Array(lines.joined(separator: "\n").utf8)))
    let source = RecordSource(InputSource(path: path), index: 0, probe: NestedFieldsProbe(), batchBytes: 1000)
    let found = Locked<[UInt64: String]>([:])
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var batch = RecordBatch()
          while source.nextBatch(into: &batch) {
            for index in 0..<batch.count {
              let (record, text) = (batch.ranges[index].record, batch.record(index).text)
              found.withLock { $0[record] = text }
            }
          }
        }
      }
    }
    let records = found.withLock { $0 }
    #expect(records.count == lines.count)
    #expect(lines.indices.allSatisfy { records[UInt64($0)] == lines[$0] })
  }

  @Test func `a position names source, record and line`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("input", Array("\n{\"a\":1}\n{\"b\":2}\n".utf8))
    let source = RecordSource(InputSource(path: path), index: 5, probe: NestedFieldsProbe())
    var batch = RecordBatch()
    let isFilled = source.nextBatch(into: &batch)
    #expect(isFilled)
    let position = batch.position(1)
    #expect(position == SourcePosition(source: 5, byteOffset: 9, record: 1, line: 3))
    let (row, encoding) = (batch.source, batch.encoding)
    #expect(row == 5)
    #expect(encoding == .otlpJSON)
    let isFilledAgain = source.nextBatch(into: &batch)
    #expect(!isFilledAgain)
    let count = batch.count
    #expect(count == 0)
  }

  @Test func `an element of ten bytes is no line break, and a line break is no element`() throws {
    let ten = message(ofBytes: 12)
    #expect(ten.prefix(2) == [0x0A, 0x0A])
    let records = [ten, message("second", filling: 20), ten, ten, message("fifth", filling: 3000), ten]
    for row in Writing.binary.indices {
      let writing = Writing.binary[row]
      guard writing.recordCompression == nil else { continue }
      for size in batchSizes {
        let reading = try read(writing.write(records), batchBytes: size)
        #expect(reading.records == records, "\(writing.name.rawValue), batches of \(size)")
      }
    }
  }
}
