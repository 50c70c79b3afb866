import Foundation
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

/// Sources that are shared by workers must be read as one worker alone reads them.
struct WorkersTests {
  /// One record, with everything that is said of it except where it lies in a batch.
  private struct Record: Equatable {
    var bytes: [UInt8]
    var range: RecordRange

    init(_ bytes: [UInt8], _ range: RecordRange) {
      self.bytes = bytes
      self.range = range
      self.range.offset = 0
    }
  }

  private struct Outcome: Equatable {
    var records: [Record] = []
    var problems: [Problem] = []
    var bytesRead: UInt64 = 0
    var bytesDecompressed: UInt64 = 0
    var recordCount: UInt64 = 0
  }

  /// Reads a file with threads that share the source.
  private func read(
    _ path: String, workers: Int, limits: ReadLimits = ReadLimits(), batchBytes: Int, readsAhead: Bool = false,
    first: (() -> Void)? = nil
  ) -> Outcome {
    let source = RecordSource(
      InputSource(path: path), index: 3, probe: NestedFieldsProbe(), limits: limits, batchBytes: batchBytes,
      readsAhead: readsAhead, workers: workers)
    source.open()
    first?()
    let found = Found()
    let group = DispatchGroup()
    for _ in 0..<workers {
      group.enter()
      Thread {
        var batch = RecordBatch()
        while source.nextBatch(into: &batch) {
          for index in 0..<batch.count {
            let record = Record(batch.record(index).bytes, batch.ranges[index])
            found.records.withLock { $0.append(record) }
          }
        }
        group.leave()
      }.start()
    }
    group.wait()
    return Outcome(
      records: found.records.withLock { $0 }.sorted { $0.range.record < $1.range.record },
      problems: source.problems.sorted, bytesRead: source.bytesRead, bytesDecompressed: source.bytesDecompressed,
      recordCount: source.recordCount)
  }

  private final class Found: Sendable {
    let records = Locked<[Record]>([])
  }

  /// Reads with several numbers of workers and sizes of pieces, checks that they agree, and returns what came out.
  @discardableResult
  private func agree(
    _ bytes: [UInt8], limits: ReadLimits = ReadLimits(), sizes: [Int] = [1, 50, 3000, 1 << 20], _ what: String
  ) throws -> Outcome {
    let folder = try TemporaryFolder()
    let path = try folder.write("input", bytes)
    let alone = read(path, workers: 1, limits: limits, batchBytes: 1 << 20)
    for size in sizes {
      for workers in [1, 2, 8] {
        let together = read(path, workers: workers, limits: limits, batchBytes: size)
        expectSame(together, alone, "\(what): \(workers) workers, pieces of \(size)")
        let ahead = read(path, workers: workers, limits: limits, batchBytes: size, readsAhead: true)
        expectSame(ahead, alone, "\(what): \(workers) workers, a thread ahead of them, pieces of \(size)")
      }
    }
    return alone
  }

  /// Line breaks are looked for in steps of 256 KiB while a piece is read.
  @Test func `lines are cut where they break, wherever reading stops between them`() throws {
    let step = 256 << 10
    // One line ends right before a step, one right at it, one behind it; blank lines and line ends of two bytes between.
    let ends = [step - 1, step, step + 1, 2 * step, 2 * step + 1, 3 * step - 2, 5 * step + 17, 5 * step + 18, 9 * step]
    var bytes: [UInt8] = []
    var lines: [(text: Int, offset: UInt64, line: UInt64)] = []
    for (number, end) in ends.enumerated() {
      let start = bytes.count
      let room = end - start
      guard room >= 20 else {
        bytes += [UInt8](repeating: 0x0A, count: room)
        continue
      }
      let isLong = number % 2 == 0
      let head = Array(#"{"a":""#.utf8)
      let tail = Array(isLong ? "\"}\r\n".utf8 : "\"}\n".utf8)
      bytes += head + [UInt8](repeating: 0x78, count: room - head.count - tail.count) + tail
      let line = UInt64(bytes[..<start].count { $0 == 0x0A } + 1)
      lines.append((room - (isLong ? 2 : 1), UInt64(start), line))
    }
    let outcome = try agree(bytes, sizes: [1000, 100_000, step, 1 << 20, 4 << 20], "long lines")
    #expect(outcome.problems.isEmpty)
    #expect(outcome.records.map(\.range.count) == lines.map(\.text))
    #expect(outcome.records.map(\.range.sourceByteOffset) == lines.map(\.offset))
    #expect(outcome.records.map(\.range.line) == lines.map(\.line))
  }

  @Test func `short lines and blank ones are cut wherever they stand`() throws {
    // Dense at first, then long, then nothing but line ends: the list of breaks is given up and taken up again.
    var bytes = Array(repeatElement(Array("{\"a\":1}\n".utf8), count: 60_000).joined())
    for length in [300_000, 5, 700_000] {
      bytes += Array("{\"a\":\"".utf8) + [UInt8](repeating: 0x78, count: length) + Array("\"}\n".utf8)
    }
    bytes += [UInt8](repeating: 0x0A, count: 400_000) + Array("{\"a\":2}".utf8)
    let outcome = try agree(bytes, sizes: [3000, 1 << 20, 2 << 20], "short lines")
    #expect(outcome.problems.isEmpty)
    #expect(outcome.records.count == 60_004)
    #expect(outcome.records.last?.range.line == 460_004)
    #expect(outcome.records.last?.range.sourceByteOffset == UInt64(bytes.count - 7))
    #expect(outcome.records.prefix(60_000).allSatisfy { $0.range.count == 7 })
  }

  private func expectSame(_ one: Outcome, _ other: Outcome, _ what: String) {
    // Whole outcomes are too long to be printed.
    let isSame = one.records == other.records
    #expect(isSame, "\(what): \(one.records.count) records, \(other.records.count) expected")
    #expect(one.problems == other.problems, "\(what)")
    #expect(one.bytesRead == other.bytesRead, "\(what)")
    #expect(one.bytesDecompressed == other.bytesDecompressed, "\(what)")
    #expect(one.recordCount == other.recordCount, "\(what)")
  }

  @Test(arguments: Writing.all.indices)
  func `any number of workers reads the same from every framing and compression`(row: Int) throws {
    let writing = Writing.all[row]
    let records = Array(repeatElement(writing.records, count: 20).joined())
    for compression in FramingTests.compressions {
      let outcome = try agree(
        compression.apply(writing.write(records)), sizes: [50, 3000],
        "\(writing.testDescription) in \(compression.name)")
      #expect(outcome.records.map(\.bytes) == records)
      #expect(outcome.problems.isEmpty)
    }
  }

  @Test func `a border between pieces may be anywhere`() throws {
    let text =
      "\u{FEFF}{\"a\":1}\r\n\n{\"b\":\"{}\"}\nno json\n{\"c\":[1,\n  \n{\"d\":{}}\n"
      + "{\n \"e\": 5\n}\n{\"f\":6}{\n}\n{\"g\":"
    let folder = try TemporaryFolder()
    let path = try folder.write("input", Array(text.utf8))
    let whole = read(path, workers: 1, batchBytes: 1 << 20)
    #expect(whole.records.count == 9)
    #expect(whole.problems.map(\.code) == [.truncatedInput])
    for size in 1...text.utf8.count {
      for workers in [1, 3] {
        #expect(read(path, workers: workers, batchBytes: size) == whole, "\(workers) workers, pieces of \(size)")
      }
    }
  }

  @Test func `lines that turn into documents do so for all workers`() throws {
    let line = "{\"a\":1}\n"
    let document = "{\n  \"b\": [\n    2\n  ]\n}\n"
    let text = String(repeating: line, count: 300) + String(repeating: document, count: 300)
    let outcome = try agree(Array(text.utf8), "lines, then documents")
    #expect(outcome.records.count == 600)
    let lastLine: UInt64 = 300 + 299 * 5 + 1
    #expect(outcome.records.last?.range.line == lastLine)
  }

  @Test func `records that are much longer than a piece come out whole`() throws {
    let long = Array(#"{"x":"\#(String(repeating: "abc\\n", count: 40_000))"}"#.utf8)
    let short = Array(#"{"y":1}"#.utf8)
    let records = [short, long, short, long, long, short]
    let outcome = try agree(Array(records.joined(separator: [0x0A])), sizes: [700, 1 << 16, 1 << 20], "long lines")
    #expect(outcome.records.map(\.bytes) == records)
    let messages = [message("a"), message("b", filling: 150_000), message("c"), message("d", filling: 90_000)]
    let framed = try agree(
      messages.flatMap { bigEndian($0.count) + $0 }, sizes: [700, 1 << 16, 1 << 20], "long frames")
    #expect(framed.records.map(\.bytes) == messages)
  }

  @Test func `bytes between two elements cost themselves and nothing else, whoever reads them`() throws {
    let good = message("good", filling: 40)
    let many = Array(repeatElement(good, count: 200).joined())
    let outcome = try agree(many + [0x99, 0x99] + many, "a raw message")
    #expect(outcome.records.map(\.bytes) == Array(repeating: good, count: 400))
    #expect(outcome.problems.map(\.code) == [.unreadableRecord])
  }

  @Test func `a file that is cut off while workers read it keeps its beginning`() throws {
    let folder = try TemporaryFolder()
    let line = Array((#"{"a":"\#(String(repeating: "x", count: 100))"}"# + "\n").utf8)
    let bytes = Array(repeatElement(line, count: 10000).joined())
    for workers in [1, 2, 8] {
      let path = try folder.write("shrinking-\(workers).jsonl", bytes)
      let outcome = read(path, workers: workers, batchBytes: 4096) { folder.cut(path, to: 300_000 + 7) }
      #expect(outcome.bytesRead == 300_007)
      #expect(outcome.records.count == 300_007 / line.count + 1)
      #expect(outcome.problems.map(\.code) == [.truncatedInput])
    }
  }

  @Test func `what is appended while workers read is left out`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("growing.jsonl", Array(String(repeating: "{\"a\":1}\n", count: 5000).utf8))
    let outcome = read(path, workers: 4, batchBytes: 512) {
      guard let file = fopen(path, "a") else { return }
      fputs(String(repeating: "{\"b\":2}\n", count: 5000), file)
      fclose(file)
    }
    #expect(outcome.records.count == 5000)
    #expect(outcome.problems.isEmpty)
  }

  @Test func `damage in one of many frames costs the same for any number of workers`() throws {
    var generator = SplitMix64(seed: 11)
    let lines = (0..<600).map { Array(#"{"n":\#($0),"x":"\#(String(generator.next(), radix: 36))"}"#.utf8) + [0x0A] }
    var frames: [[UInt8]] = []
    for start in stride(from: 0, to: lines.count, by: 20) {
      let isFirst = start == 0
      frames.append(zstd(Array(lines[start..<start + 20].joined()), hasContentSize: isFirst, hasChecksum: !isFirst))
    }
    let bytes = Array(frames.joined())
    let good = try agree(bytes, sizes: [300, 1 << 20], "good frames")
    #expect(good.records.count == 600)
    var detected = 0
    for _ in 0..<20 {
      var damaged = bytes
      damaged[Int.random(in: 4..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
      let outcome = try agree(damaged, sizes: [300, 1 << 20], "damaged frames")
      // Some bits of a header mean nothing, and the first frame has no checksum.
      if !outcome.problems.isEmpty { detected += 1 }
    }
    #expect(detected >= 15)
    let cut = try agree(Array(bytes.prefix(bytes.count - 5)), sizes: [300], "frames that end early")
    #expect(cut.problems.map(\.code) == [.truncatedInput])
    let padded = try agree(bytes + [0, 0, 0], sizes: [300], "frames with padding")
    #expect(padded == good || padded.bytesRead == good.bytesRead + 3)
  }

  /// Longer than the memory that its content goes round in.
  @Test func `a long zstd stream comes out the same for any number of workers`() throws {
    var generator = SplitMix64(seed: 13)
    let lines = (0..<2600).map { number in
      let word = String(generator.next(), radix: 36)
      return Array(#"{"n":\#(number),"x":"\#(String(repeating: word, count: 500))"}"#.utf8) + [0x0A]
    }
    // A short frame, two long ones of windows of their own, and one that is decompressed in the other way.
    let bytes =
      zstd(lines[0]) + Packing.zstdStream(Array(lines[1..<700].joined()), windowLog: 19)
      + Packing.zstdStream(Array(lines[700..<2500].joined()), windowLog: 22)
      + Packing.zstdStream(Array(lines[2500...].joined()), windowLog: 24)
    let good = try agree(bytes, sizes: [300_000, 2 << 20], "a long stream")
    #expect(good.records.count == lines.count)
    #expect(good.records.map(\.bytes) == lines.map { Array($0.dropLast()) })
    #expect(good.problems.isEmpty)
    let cut = try agree(Array(bytes.prefix(bytes.count * 2 / 3)), sizes: [2 << 20], "a long stream that is cut")
    #expect(cut.problems.map(\.code) == [.truncatedInput])
    var damaged = bytes
    damaged[bytes.count / 2] ^= 0x55
    let broken = try agree(damaged, sizes: [2 << 20], "a long stream that is damaged")
    #expect(broken.problems.map(\.code).contains(.damagedCompression))
    #expect(broken.records.count > lines.count / 4)
    var limits = ReadLimits()
    limits.decompressedBytes = 14_000_001
    let limited = try agree(bytes, limits: limits, sizes: [300_000], "a long stream up to a limit")
    #expect(limited.problems.map(\.code) == [.limitExceeded])
    limits = ReadLimits()
    limits.expansionFreeBytes = 10_000_001
    limits.expansionRatio = 2
    let ratio = try agree(bytes, limits: limits, sizes: [300_000], "a long stream up to a ratio")
    #expect(ratio.problems.map(\.code) == [.limitExceeded])
  }

  @Test func `frames that expand too far are stopped at the same place by any number of workers`() throws {
    var limits = ReadLimits()
    limits.decompressedBytes = 200_000
    let frame = zstd(Array(String(repeating: "{\"a\":\"b\"}\n", count: 1000).utf8))
    let bytes = Array(repeatElement(frame, count: 100).joined())
    let outcome = try agree(bytes, limits: limits, sizes: [1 << 20], "frames up to a limit")
    #expect(outcome.problems.map(\.code) == [.limitExceeded])
    #expect(outcome.records.count < 100_000)
    limits = ReadLimits()
    limits.expansionFreeBytes = 100_000
    limits.expansionRatio = 50
    let ratio = try agree(bytes, limits: limits, sizes: [1 << 20], "frames up to a ratio")
    #expect(ratio.problems.map(\.code) == [.limitExceeded])
  }

  @Test func `records that expand to more than a batch are handed out in several`() throws {
    let huge = message("huge", filling: 3 << 20)
    let records = [message("first"), huge, huge, huge, message("middle"), huge, message("last")]
    let bytes = records.flatMap {
      let frame = zstd($0)
      return bigEndian(frame.count) + frame
    }
    let outcome = try agree(bytes, sizes: [1 << 20], "records that expand")
    #expect(outcome.records.map(\.bytes) == records)
    #expect(outcome.bytesDecompressed == UInt64(records.joined().count))
    var limits = ReadLimits()
    limits.decompressedBytes = 10 << 20
    let limited = try agree(bytes, limits: limits, sizes: [1 << 20], "records up to a limit")
    #expect(limited.records.count == 6)
    #expect(limited.problems.map(\.code) == [.limitExceeded])
  }

  #if os(Linux)
    @Test func `a source gives its file back at its end, not at the end of the run`() throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("input", Array("{\"a\":1}\n".utf8))
      func openFiles() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
      let before = try openFiles()
      var sources: [RecordSource] = []
      var batch = RecordBatch()
      for row in 0..<400 {
        let source = RecordSource(InputSource(path: path), index: row, probe: NestedFieldsProbe())
        while source.nextBatch(into: &batch) {}
        sources.append(source)
      }
      // Other tests open files meanwhile, but not hundreds.
      #expect(try openFiles() - before < 200)
      #expect(sources.allSatisfy { $0.recordCount == 1 })
    }
  #endif
}
