import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

struct CompressionTests {
  /// Lines that do not compress well, so that damage has many places to hit.
  private static let lines: [[UInt8]] = {
    var generator = SplitMix64(seed: 99)
    return (0..<3000).map { row in
      Array(#"{"n":\#(row),"x":"\#(String(generator.next(), radix: 36))\#(String(generator.next(), radix: 36))"}"#.utf8)
    }
  }()
  private static let plain = Array(lines.joined(separator: [0x0A]))

  private func isPrefixOfLines(_ records: [[UInt8]]) -> Bool {
    records == Array(CompressionTests.lines.prefix(records.count))
  }

  @Test func `a wrong checksum keeps the data and is a problem`() throws {
    for (name, offset) in [(SourceFormat.Compression.gzip, 8), (.zlib, 4), (.zstd, 4)] {
      var bytes = compress(CompressionTests.plain, name)
      bytes[bytes.count - offset] ^= 0xFF
      let reading = try read(bytes)
      #expect(reading.records == CompressionTests.lines, "\(name)")
      #expect(reading.codes == [.damagedCompression])
      #expect(reading.problems.first?.position.byteOffset == UInt64(CompressionTests.plain.count))
    }
  }

  @Test func `a frame that fills the room for its content to the last byte is whole`() throws {
    let lines = Array("{\"a\":1}\n{\"b\":2}\n".utf8)
    for size in 1...lines.count {
      let reading = try read(zstd(lines), batchBytes: size)
      #expect(reading.texts == ["{\"a\":1}", "{\"b\":2}"])
      #expect(reading.problems.isEmpty, "batches of \(size)")
    }
  }

  @Test func `damage anywhere keeps what came out before, and never stops the run`() throws {
    var generator = SplitMix64(seed: 7)
    for name in SourceFormat.Compression.allCases {
      let bytes = compress(CompressionTests.plain, name)
      for _ in 0..<25 {
        var damaged = bytes
        let place = Int.random(in: 20..<bytes.count, using: &generator)
        damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
        let reading = try read(damaged)
        #expect(reading.problems.reduce(0) { $0 + $1.count } >= 1, "\(name) damaged at \(place)")
      }
    }
  }

  @Test func `blocks before a damaged one are not lost`() throws {
    let backwards = CompressionTests.plain.reversed().map { $0 == 0x7B ? 0x7D : $0 == 0x7D ? 0x7B : $0 }
    var bytes = zstd(CompressionTests.plain + [0x0A] + backwards, hasChecksum: false)
    // Far behind the first block, which holds 128 KiB.
    for place in (bytes.count - 40)..<bytes.count { bytes[place] = 0xFF }
    let reading = try read(bytes)
    #expect(reading.codes == [.damagedCompression])
    #expect(reading.bytesDecompressed >= 128 << 10)
    #expect(isPrefixOfLines(Array(reading.records.prefix(1500))))
  }

  @Test func `padding behind compressed data is ignored, anything else is told`() throws {
    for name in SourceFormat.Compression.allCases {
      let bytes = compress(CompressionTests.plain, name)
      #expect(try read(bytes + [UInt8](repeating: 0, count: 1000)).problems.isEmpty)
      let reading = try read(bytes + Array("something else".utf8))
      #expect(reading.records == CompressionTests.lines)
      #expect(reading.codes == [.damagedCompression], "\(name)")
    }
  }

  @Test func `members and frames may begin anywhere in a line`() throws {
    for name in [SourceFormat.Compression.gzip, .zstd] {
      var bytes: [UInt8] = []
      var at = 0
      var generator = SplitMix64(seed: 3)
      while at < CompressionTests.plain.count {
        let count = min(Int.random(in: 1...9000, using: &generator), CompressionTests.plain.count - at)
        bytes += compress(Array(CompressionTests.plain[at..<at + count]), name)
        at += count
      }
      #expect(try read(bytes).records == CompressionTests.lines, "\(name)")
      #expect(try read(bytes, batchBytes: 100).records == CompressionTests.lines, "\(name)")
    }
  }

  /// Scenario: many small frames of zstd, which are decompressed by whoever decodes them, and then something that is none.
  /// Guarantees: the problem says how much came out of all of them, however the content was cut.
  @Test func `what came out before damage counts all frames`() throws {
    var bytes: [UInt8] = []
    var count = 0
    while count < 8 << 10 {
      // Sixteen bytes each and no checksum, so that a reader stands between two frames however it reads.
      let line = Array("{\"n\":\"\(1_000_000 + count)\"}\n".utf8)
      bytes += Packing.zstd(line, hasContentSize: false, hasChecksum: false)
      count += line.count
    }
    bytes += Array("no frame at all".utf8)
    // So that frames are taken out whole from the beginning on.
    var limits = ReadLimits()
    limits.headBytes = 64
    for size in [16, 48, 4096, 64 << 10] {
      let problem = try #require(try read(bytes, limits: limits, batchBytes: size).problems.first)
      #expect(problem.position.byteOffset == UInt64(count))
      #expect(
        problem.message.hasSuffix("the \(count) bytes that came out before were used"),
        "batches of \(size): \(problem.message)")
    }
  }

  @Test func `compressions may lie around each other, up to three`() throws {
    let document = Array("{}".utf8)
    #expect(try read(gzip(zstd(zlib(document)))).format.compressionName == "gzip+zstd+zlib")
    #expect(try read(gzip(zstd(zlib(document)))).records == [document])
    let reading = try read(gzip(gzip(gzip(gzip(document)))))
    #expect(reading.codes == [.limitExceeded])
    #expect(reading.format.encoding == .unsupported)
  }

  @Test func `a window beyond the limit is refused`() throws {
    var limits = ReadLimits()
    limits.zstdWindowLog = 20
    let bytes = zstd([UInt8](repeating: 0x20, count: 3 << 20) + Array("{}".utf8), hasContentSize: false, windowLog: 21)
    let reading = try read(bytes, limits: limits)
    #expect(reading.codes == [.limitExceeded])
    #expect(
      reading.problems.first?.message.hasSuffix(
        "it needs a window of more than 1 MiB, which \"zstd -d --long=31\" can decompress; the 0 bytes that came out before "
          + "were used") == true)
    #expect(try read(bytes).texts == ["{}"])
  }

  /// A frame that names the dictionary 7, and holds a block without content; RFC 8878, 3.1.1.
  @Test func `what was compressed with a dictionary is no damage`() throws {
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x21, 7, 0, 1, 0, 0]
    let reading = try read(frame)
    #expect(reading.codes.first == .missingDictionary)
    #expect(reading.problems.first?.message.contains("it needs the dictionary that it was compressed with") == true)
  }

  @Test func `data that expand too far are stopped`() throws {
    var limits = ReadLimits()
    limits.expansionFreeBytes = 1 << 20
    let bomb = Array("{}\n".utf8) + [UInt8](repeating: 0x20, count: 8 << 20)
    for (name, codes) in [
      (SourceFormat.Compression.zstd, [ProblemCode.limitExceeded]), (.gzip, [.limitExceeded]),
      (.zlib, [.limitExceeded]),
    ] {
      limits.expansionRatio = 900
      let reading = try read(compress(bomb, name), limits: limits)
      #expect(reading.texts == ["{}"])
      #expect(reading.codes == codes, "\(name)")
      #expect(reading.bytesDecompressed < 4 << 20)
      #expect(try read(compress(bomb, name)).problems.isEmpty, "small files may expand as they like")
    }
    limits.expansionRatio = 1_000_000
    limits.decompressedBytes = 2 << 20
    let reading = try read(gzip(bomb), limits: limits)
    #expect(reading.codes == [.limitExceeded])
    #expect(reading.bytesDecompressed < 4 << 20)
  }

  @Test func `a broken frame among good ones costs that record`() throws {
    let records = Writing.messages
    var frames = records.map { zstd($0) }
    frames[1][frames[1].count - 2] ^= 0xFF
    frames[3] = Array(frames[3].prefix(frames[3].count - 6))
    let reading = try read(frames.flatMap { bigEndian($0.count) + $0 })
    #expect(reading.format.framing == .lengthPrefixedZstd)
    #expect(reading.whole == [records[0], records[2], records[4]])
    #expect(reading.codes == [.damagedCompression, .truncatedInput])
    #expect(reading.problems.map(\.position.record) == [1, 3])
    for size in batchSizes {
      let bytes = frames.flatMap { bigEndian($0.count) + $0 }
      #expect(try read(bytes, batchBytes: size).records == reading.records)
    }
  }

  @Test func `a record that expands too far is stopped`() throws {
    var limits = ReadLimits()
    limits.recordBytes = 1 << 20
    let huge = zstd(field(1, field(2, [UInt8](repeating: 7, count: 3 << 20))))
    let small = zstd(message("small"))
    let bytes = [small, huge, small].flatMap { bigEndian($0.count) + $0 }
    let reading = try read(bytes, limits: limits)
    #expect(reading.whole == [message("small"), message("small")])
    #expect(reading.codes == [.limitExceeded])
  }

  @Test func `sizes are counted before and after decompression`() throws {
    let bytes = gzip(CompressionTests.plain)
    let reading = try read(bytes)
    #expect(reading.bytesRead == UInt64(bytes.count))
    #expect(reading.bytesDecompressed == UInt64(CompressionTests.plain.count))
    let frames = Writing.messages.map { zstd($0) }.flatMap { bigEndian($0.count) + $0 }
    #expect(try read(frames).bytesRead == UInt64(frames.count))
    #expect(try read(frames).bytesDecompressed == UInt64(Writing.messages.joined().count))
  }

  private func compress(_ bytes: [UInt8], _ name: SourceFormat.Compression) -> [UInt8] {
    switch name {
    case .gzip: gzip(bytes)
    case .zlib: zlib(bytes)
    case .zstd: zstd(bytes)
    }
  }
}
