import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

/// How a test writes records: the stable name, and the bytes around them.
struct Writing: Sendable {
  var name: SourceFormat.Framing
  var encoding: SourceFormat.Encoding
  var recordCompression: SourceFormat.Compression?
  var write: @Sendable ([[UInt8]]) -> [UInt8]

  var testDescription: String { "\(encoding.rawValue) \(name.rawValue)" }

  static let binary: [Writing] = [
    Writing(name: .lengthPrefixed, encoding: .otlpProtobuf) { $0.flatMap { bigEndian($0.count) + $0 } },
    Writing(name: .lengthPrefixedZstd, encoding: .otlpProtobuf, recordCompression: .zstd) {
      $0.flatMap {
        let frame = zstd($0)
        return bigEndian(frame.count) + frame
      }
    },
    Writing(name: .varintDelimited, encoding: .otlpProtobuf) { $0.flatMap { varint($0.count) + $0 } },
    Writing(name: .lengthPrefixed, encoding: .otlpProtobuf) { $0.flatMap { bigEndian($0.count).reversed() + $0 } },
    Writing(name: .lengthPrefixedZstd, encoding: .otlpProtobuf, recordCompression: .zstd) {
      $0.flatMap { record in
        let frame = zstd(record)
        return bigEndian(frame.count).reversed() + frame
      }
    },
    Writing(name: .grpc, encoding: .otlpProtobuf) { $0.flatMap { [0] + bigEndian($0.count) + $0 } },
    Writing(name: .grpc, encoding: .otlpProtobuf, recordCompression: .gzip) {
      $0.flatMap {
        let member = gzip($0)
        return [1] + bigEndian(member.count) + member
      }
    },
    Writing(name: .raw, encoding: .otlpProtobuf) { Array($0.joined()) },
    Writing(name: .newlineSeparated, encoding: .otlpProtobuf) { Array($0.joined(separator: [0x0A])) + [0x0A] },
    Writing(name: .newlineSeparated, encoding: .otlpProtobuf) { Array($0.joined(separator: [0x0D, 0x0A])) },
  ]

  static let json: [Writing] = [
    Writing(name: .jsonLines, encoding: .otlpJSON) { Array($0.map { $0 + [0x0A] }.joined()) },
    Writing(name: .jsonLines, encoding: .otlpJSON) { Array($0.joined(separator: [0x0D, 0x0A])) },
    Writing(name: .jsonLines, encoding: .otlpJSON) { [0xEF, 0xBB, 0xBF] + Array($0.joined(separator: [0x0A])) },
    Writing(name: .jsonLines, encoding: .otlpJSON) { [0x0A, 0x0A] + Array($0.joined(separator: [0x0A, 0x0A])) },
    Writing(name: .jsonDocuments, encoding: .otlpJSON) { Array($0.joined()) },
    Writing(name: .jsonDocuments, encoding: .otlpJSON) { Array($0.joined(separator: [0x2C, 0x20])) },
    Writing(name: .jsonArray, encoding: .otlpJSON) { [0x5B] + Array($0.joined(separator: [0x2C])) + [0x5D, 0x0A] },
    Writing(name: .jsonArray, encoding: .otlpJSON) {
      Array("\n[\n  ".utf8) + Array($0.joined(separator: Array(",\n  ".utf8))) + Array("\n]".utf8)
    },
    Writing(name: .lengthPrefixed, encoding: .otlpJSON) { $0.flatMap { bigEndian($0.count) + $0 } },
    Writing(name: .lengthPrefixedZstd, encoding: .otlpJSON, recordCompression: .zstd) {
      $0.flatMap {
        let frame = zstd($0, hasContentSize: false)
        return bigEndian(frame.count) + frame
      }
    },
    Writing(name: .lengthPrefixed, encoding: .otlpJSON, recordCompression: .gzip) {
      $0.flatMap {
        let member = gzip($0)
        return bigEndian(member.count) + member
      }
    },
    Writing(name: .grpc, encoding: .otlpJSON) { $0.flatMap { [0] + bigEndian($0.count) + $0 } },
  ]

  static let all = binary + json

  var records: [[UInt8]] { encoding == .otlpJSON ? Writing.documents : Writing.messages }

  static let messages = [
    message("first"), message("second", filling: 300), message("third", filling: 1), message("fourth", filling: 70),
    message("fifth"),
  ]

  static let documents = [
    #"{"resourceSpans":[{"a":"\"}{][\\","b":[1,[2,{}]]}]}"#, #"{"x":"}\\\\"}"#, "{}",
    #"{"long":"\#(String(repeating: "ä€ { \\\" ", count: 40))"}"#, #"{"last":[[[]]]}"#,
  ].map { Array($0.utf8) }
}

struct FramingTests {
  static let compressions: [(name: [SourceFormat.Compression], apply: @Sendable ([UInt8]) -> [UInt8])] = [
    ([], { $0 }), ([.gzip], { gzip($0) }), ([.zlib], { zlib($0) }), ([.zstd], { zstd($0) }),
    ([.zstd], { zstd($0, hasContentSize: false, hasChecksum: false) }),
    ([.gzip], { gzip(Array($0.prefix($0.count / 2))) + gzip(Array($0.dropFirst($0.count / 2))) }),
    ([.zstd], { $0.flatMap { zstd([$0]) } }),
    ([.zstd], { skippableFrame([1, 2, 3]) + zstd($0) + skippableFrame([]) }),
    ([.gzip, .zstd], { gzip(zstd($0)) }),
  ]

  @Test(arguments: Writing.all.indices)
  func `the same records come out of every framing and compression`(row: Int) throws {
    let writing = Writing.all[row]
    for compression in FramingTests.compressions {
      let reading = try read(compression.apply(writing.write(writing.records)))
      #expect(reading.records == writing.records, "\(writing.testDescription) in \(compression.name)")
      #expect(reading.format.framing == writing.name)
      #expect(reading.format.encoding == writing.encoding)
      #expect(reading.format.compression == compression.name + (writing.recordCompression.map { [$0] } ?? []))
      #expect(reading.problems.isEmpty)
      #expect(reading.ranges.map(\.record) == [0, 1, 2, 3, 4])
      #expect(reading.ranges.allSatisfy { !$0.isTruncated })
    }
  }

  @Test(arguments: Writing.all.indices)
  func `the size of batches changes nothing`(row: Int) throws {
    let writing = Writing.all[row]
    let bytes = writing.write(writing.records + writing.records)
    let expected = try read(bytes)
    for size in batchSizes {
      let reading = try read(bytes, batchBytes: size)
      #expect(reading.records == expected.records, "\(writing.testDescription) with batches of \(size)")
      #expect(reading.ranges.map(\.sourceByteOffset) == expected.ranges.map(\.sourceByteOffset))
      #expect(reading.lines == expected.lines)
      #expect(reading.problems == expected.problems)
    }
  }

  @Test(arguments: Writing.all.indices)
  func `offsets point at the records`(row: Int) throws {
    let writing = Writing.all[row]
    guard writing.recordCompression == nil else { return }
    let bytes = writing.write(writing.records)
    for (record, range) in zip(writing.records, try read(bytes).ranges) {
      #expect(Array(bytes[Int(range.sourceByteOffset)...].prefix(record.count)) == record)
    }
  }

  @Test(arguments: Writing.all.indices)
  func `a file that ends anywhere keeps its whole records`(row: Int) throws {
    let writing = Writing.all[row]
    let folder = try TemporaryFolder()
    let bytes = writing.write(writing.records)
    let path = try folder.write("cut", bytes)
    let recordEnds = recordEnds(writing, bytes)
    for cut in (0...bytes.count).reversed() {
      folder.cut(path, to: cut)
      let reading = read(path: path)
      let whole = reading.whole
      #expect(whole == Array(writing.records.prefix(whole.count)), "\(writing.testDescription) cut at \(cut)")
      let complete = recordEnds.filter { $0 <= cut }.count
      #expect(whole.count == complete, "\(writing.testDescription) cut at \(cut)")
      #expect(reading.records.count - whole.count <= 1)
      #expect(reading.problems.reduce(0) { $0 + $1.count } <= 1)
      if reading.ranges.contains(where: \.isTruncated) { #expect(reading.codes == [.truncatedInput]) }
      #expect(read(path: path, batchBytes: 5).records == reading.records)
    }
  }

  @Test(arguments: Writing.all.indices)
  func `what was written behind a hole is read as without it`(row: Int) throws {
    let writing = Writing.all[row]
    let bytes = writing.write(writing.records)
    let expected = try read(bytes)
    for (hole, size) in [(512, 5), (4096, 1 << 20), (70_003, 4096), (300_001, 1 << 20)] {
      let content = [UInt8](repeating: 0, count: hole) + bytes
      for (name, written) in [("plain", content), ("gzip", gzip(content))] {
        let reading = try read(written, batchBytes: size)
        let what = Comment("\(writing.testDescription), \(name), behind \(hole) zeros")
        #expect(reading.format.framing == writing.name, what)
        #expect(reading.records == expected.records, what)
        #expect(
          reading.ranges.map(\.sourceByteOffset) == expected.ranges.map { $0.sourceByteOffset + UInt64(hole) }, what)
        #expect(
          reading.problems.map(\.message) == [
            "bytes 0 to \(hole - 1) are zeros: nothing was written there, or it was lost; reading began behind them"
          ], what)
        #expect(reading.problems.first?.position.byteOffset == 0)
        if writing.recordCompression == nil { #expect(reading.bytesDecompressed == UInt64(content.count), what) }
      }
    }
    // Empty records are none.
    #expect(
      try read([UInt8](repeating: 0, count: 480) + bytes).problems.map(\.message).filter { $0.hasPrefix("bytes 0") }
        == [])
  }

  @Test(arguments: Writing.binary.indices.filter { Writing.binary[$0].name != .newlineSeparated })
  func `a long first record that is damaged, with documents in its text, costs only itself`(row: Int) throws {
    let writing = Writing.binary[row]
    // What a model answered: longer than what is looked at first, and with lines that are documents.
    let text = Array("\n{\"a\": 1}\n{\"b\": [{\"c\": 2}]}\n".utf8)
    let long = field(1, field(2, (0..<12_000).flatMap { _ in text }))
    let bytes = writing.write([long] + writing.records)
    let tail = writing.write(writing.records).count
    // Its beginning is wrong, or is not there at all.
    var wrong = bytes
    wrong[0] ^= 0x40
    if writing.name == .grpc { wrong[1] ^= 0x40 }
    for damaged in [wrong, Array(bytes.suffix(tail + 200_000))] where writing.recordCompression == nil {
      let reading = try read(damaged)
      #expect(reading.format.framing == writing.name, "\(reading.format.explanation)")
      #expect(reading.format.explanation.hasPrefix("the beginning is damaged; from byte "))
      #expect(Array(reading.records.suffix(5)) == writing.records)
      #expect(reading.codes == [.unreadableRecord])
    }
  }

  @Test(arguments: Writing.binary.indices.filter { Writing.binary[$0].name != .newlineSeparated })
  func `a file whose beginning is damaged is recognised by what follows`(row: Int) throws {
    let writing = Writing.binary[row]
    var bytes = writing.write(writing.records)
    bytes[0] ^= 0x40
    let reading = try read(bytes)
    #expect(reading.format.framing == writing.name, "\(reading.format.explanation)")
    // The first byte of a little-endian length is the least of it: the record is nearly right.
    let isNearlyRight = reading.format.explanation.contains("little-endian length that fits")
    #expect(isNearlyRight || reading.format.explanation.hasPrefix("the beginning is damaged; from byte "))
    #expect(Array(reading.records.suffix(4)) == Array(writing.records.dropFirst()))
    #expect(reading.codes == [.unreadableRecord])
    #expect(reading.problems.first?.count == 1)
  }

  @Test(arguments: [0, 1])
  func `messages and documents behind lengths are found behind a wrong first length`(first: Int) throws {
    let records = (0..<6).map { index in
      index % 2 == first ? message("m\(index)", filling: 30) : Array(#"{"items":[{"a":\#(index)}]}"#.utf8)
    }
    for length in [UInt8(7), 0x7F] {
      var bytes = records.flatMap { bigEndian($0.count) + $0 }
      bytes[length == 7 ? 3 : 0] = length
      let reading = try read(bytes)
      #expect(reading.format.framing == .lengthPrefixed, "\(reading.format.explanation)")
      #expect(reading.format.encoding == .otlpProtobuf)
      #expect(reading.records == records)
      #expect(reading.codes == [.unreadableRecord])
    }
  }

  /// The number of bytes after which each record is complete.
  private func recordEnds(_ writing: Writing, _ bytes: [UInt8]) -> [Int] {
    guard let source = try? read(bytes) else { return [] }
    if writing.recordCompression != nil {
      return (1...writing.records.count).map { writing.write(Array(writing.records.prefix($0))).count }
    }
    return source.ranges.map { Int($0.sourceByteOffset) + $0.count }
  }

  @Test(arguments: [SourceFormat.Compression.gzip, .zlib, .zstd])
  func `a compressed file that ends anywhere keeps what came out`(compression: SourceFormat.Compression) throws {
    let folder = try TemporaryFolder()
    let lines = (0..<40).map { #"{"n":\#($0),"text":"\#(String($0 * 7919, radix: 36))"}"# }
    let plain = Array(lines.joined(separator: "\n").utf8)
    let bytes =
      switch compression {
      case .gzip: gzip(plain)
      case .zlib: zlib(plain)
      case .zstd: zstd(plain)
      }
    let path = try folder.write("cut", bytes)
    for cut in (3..<bytes.count).reversed() {
      folder.cut(path, to: cut)
      let reading = read(path: path)
      #expect(reading.problems.reduce(0) { $0 + $1.count } == 1, "cut at \(cut)")
      if cut > 3 { #expect(reading.codes == [.truncatedInput]) }
      for (record, line) in zip(reading.whole, lines) { #expect(record == Array(line.utf8)) }
    }
  }

  /// Documents as clients write them behind lengths: short and long ones, with line breaks, beside messages.
  private static func mixture(_ count: Int, _ random: inout SplitMix64) -> [(bytes: [UInt8], isJSON: Bool)] {
    (0..<count).map { number in
      let filling = Int.random(in: 0..<3000, using: &random)
      guard Bool.random(using: &random) else { return (message("m\(number)", filling: filling), false) }
      let text = String(repeating: "{ \\\" 日 ", count: filling / 8)
      let document =
        Bool.random(using: &random)
        ? #"{"items":[{"n":\#(number),"t":"\#(text)"}]}"# : "\n{\n  \"items\": [\n    {\"n\": \(number)}\n  ]\n}\n"
      return (Array(document.utf8), true)
    }
  }

  @Test(arguments: Writing.binary.indices.prefix(5))
  func `behind lengths, messages and documents may follow each other in any order`(row: Int) throws {
    let writing = Writing.binary[row]
    for seed in 0..<30 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let records = FramingTests.mixture(Int.random(in: 2..<12, using: &random), &random)
      let bytes = writing.write(records.map(\.bytes))
      for batchBytes in [1, 64, RecordSource.batchBytesDefault] {
        let reading = try read(bytes, batchBytes: batchBytes)
        #expect(reading.format.framing == writing.name, "seed \(seed): \(reading.format.explanation)")
        #expect(reading.records == records.map(\.bytes), "seed \(seed), batches of \(batchBytes)")
        let encodings = reading.ranges.map { $0.ownEncoding ?? reading.format.encoding }
        #expect(encodings == records.map { $0.isJSON ? .otlpJSON : .otlpProtobuf }, "seed \(seed)")
        #expect(reading.problems.isEmpty)
      }
    }
  }

  @Test func `frames of gRPC say each for itself whether they are compressed`() throws {
    let document = Array(#"{"items":[{"a":1}]}"#.utf8)
    let packed = gzip(message("second"))
    let bytes =
      [0] + bigEndian(document.count) + document + [1] + bigEndian(packed.count) + packed + [0]
      + bigEndian(document.count)
      + document
    let reading = try read(bytes)
    #expect(reading.format.framing == .grpc)
    #expect(reading.records == [document, message("second"), document])
    #expect(reading.ranges.map(\.ownEncoding) == [nil, .otlpProtobuf, nil])
    #expect(reading.problems.isEmpty)
  }

  @Test func `documents behind varints are read, and letters before documents are no varints`() throws {
    let documents = [#"{"items":[{"a":1}]}"#, "{}", #"{"items":[{"a":"\#(String(repeating: "x", count: 200))"}]}"#]
    let framed = documents.flatMap { varint($0.utf8.count) + Array($0.utf8) }
    let reading = try read(framed)
    #expect(reading.format.framing == .varintDelimited)
    #expect(reading.texts == documents)
    // A letter whose code is the length of what follows, line by line.
    let long = #"{"items":[{"a":"\#(String(repeating: "x", count: 60))"}]}"#
    let letter = String(Character(Unicode.Scalar(UInt8(long.utf8.count))))
    for text in ["\(letter)\(long)\n", "\(letter)\(long)\n\(letter)\(long)\n", "\n\(long)", "[\(long)]\n"] {
      let reading = try read(text)
      #expect(reading.format.framing != .varintDelimited, "\(text)")
      #expect(reading.texts.allSatisfy { $0 == long }, "\(text)")
      #expect(reading.problems.isEmpty)
    }
  }
}
