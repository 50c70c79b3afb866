import Foundation
import LedgerTestSupport
import Testing

@Suite
struct LimitTests {
  private static let line =
    #"{"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[{"spanId":"a1a2a3a4a5a6a7a8","name":"n","#
    + #""startTimeUnixNano":"1795455830000000000","endTimeUnixNano":"1795455830000000001"}]}]}]}"#

  private static func bigEndian(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }

  /// One file of data that expands without end: after a good line, four gigabytes of white space.
  static let bombs: [(name: String, bytes: [UInt8])] = {
    let blank = Array(repeating: UInt8(0x20), count: 8 << 20)
    let first = Array((line + "\n").utf8)
    let zstdBomb = Packing.zstd(first) + Array(repeating: Packing.zstd(blank), count: 512).joined()
    let gzipBomb = Packing.gzip(first) + Array(repeating: Packing.gzip(blank, level: 9), count: 512).joined()
    let good = Packing.zstd(Array(line.utf8))
    let record = Array(repeating: Packing.zstd(blank), count: 512).flatMap { $0 }
    return [
      ("bomb.zst", zstdBomb), ("bomb.gz", gzipBomb), ("nested.gz", Packing.gzip(zstdBomb)),
      ("records.zst", bigEndian(good.count) + good + bigEndian(record.count) + record + bigEndian(good.count) + good),
    ]
  }()

  /// Scenario: compressed data of some kilobytes that expand to four gigabytes; whole files, and one record of a file.
  /// Guarantees: the run ends by itself, what came before is read, the limit is told, and memory stays small.
  @Test(arguments: bombs.indices)
  func `a bomb costs neither the run nor its memory`(row: Int) throws {
    let bomb = LimitTests.bombs[row]
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(bomb.bytes), to: bomb.name)
    let run = try BuiltCommand().run(["inspect", file.path, "--quiet", "--format", "json"])
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.status == 3, "\(run.status): \(run.messageText)")
    #expect(text.contains("\"limit-exceeded\""), "\(text)")
    #expect(text.contains("expands more than 1000 times"), "\(text)")
    #expect(text.contains("\"spans\": \(bomb.name == "records.zst" ? 2 : 1)"), "\(text)")
    #expect(run.memoryPeak < 256 << 20, "\(run.memoryPeak >> 20) MiB")
  }

  /// Scenario: lengths that claim up to four gigabytes, in every binary framing, with one message behind them.
  /// Guarantees: nothing is allocated for a claim.
  @Test(arguments: [
    bigEndian(0x7FFF_FFFF), bigEndian(0xFFFF_FFFF), [0] + bigEndian(0x7FFF_FFFF), [0xFF, 0xFF, 0xFF, 0xFF, 0x07],
    [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07],
  ])
  func `an absurd length asks for no memory`(length: [UInt8]) throws {
    let folder = try TemporaryDirectory()
    let message = try Data(contentsOf: Repository.fixture("random/protobuf/001-metrics.pb")).dropFirst(4)
    let file = try folder.write(Data(length) + message, to: "absurd.pb")
    let run = try BuiltCommand().run(["inspect", file.path, "--quiet"])
    #expect(run.status == 4 || run.status == 3, "\(run.status): \(run.messageText)")
    #expect(run.memoryPeak < 96 << 20, "\(run.memoryPeak >> 20) MiB")
  }

  /// Scenario: a span with an attribute of sixteen megabytes, between two others.
  /// Guarantees: all three are read without a problem.
  @Test func `a huge string is a string`() throws {
    let folder = try TemporaryDirectory()
    let text = String(repeating: "a \\\"quoted\\\" word, ", count: 1 << 20)
    let huge = LimitTests.line.replacingOccurrences(
      of: #""name":"n""#,
      with: #""name":"n","attributes":[{"key":"gen_ai.prompt","value":{"stringValue":"\#(text)"}}]"#)
    let file = try folder.write(
      Data([LimitTests.line, huge, LimitTests.line].joined(separator: "\n").utf8), to: "huge.jsonl")
    let run = try ReportRun([file])
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(run.report.inputs.spans == 3)
    #expect(run.report.problems.isEmpty)
  }

  /// Scenario: the second of three records is damaged at a known byte, plainly, compressed, and in a binary framing.
  /// Guarantees: the problem tells file, line or record, and the byte after decompression.
  @Test(arguments: ["plain", "gzip", "zstd", "frames"])
  func `a problem tells its place`(form: String) throws {
    let folder = try TemporaryDirectory()
    let broken = LimitTests.line.replacingOccurrences(of: "\"name\":", with: "\"name\";")
    let records = [LimitTests.line, broken, LimitTests.line]
    let lines = Array((records.joined(separator: "\n") + "\n").utf8)
    let frames = records.flatMap { LimitTests.bigEndian($0.utf8.count) + Array($0.utf8) }
    let bytes =
      switch form {
      case "gzip": Packing.gzip(lines)
      case "zstd": Packing.zstd(lines)
      case "frames": frames
      default: lines
      }
    let file = try folder.write(Data(bytes), to: "traces.\(form)")
    let run = try ReportRun([file])
    let damage = try #require(broken.utf8.firstIndex(of: UInt8(ascii: ";")))
    let inRecord = broken.utf8.distance(from: broken.utf8.startIndex, to: damage)
    let before = LimitTests.line.utf8.count + (form == "frames" ? 8 : 1)
    let problem = try #require(run.report.problems.first)
    #expect(run.report.problems.count == 1)
    #expect(problem.code == "unreadable-record")
    #expect(problem.source == file.path)
    let json = String(decoding: run.json, as: UTF8.self)
    #expect(json.contains("\"byte_offset\": \(before + inRecord)"), "\(json.suffix(600))")
    #expect(json.contains(form == "frames" ? "\"record\": 1" : "\"line\": 2"))
    #expect(run.report.inputs.spans == 2)
    #expect(run.outcome.messageText.contains(form == "frames" ? "\(file.path): " : "\(file.path):2: "))
    #expect(run.outcome.messageText.contains("byte \(before + inRecord) after decompression, record 1"))
  }

  /// Scenario: a strict run over a file whose second line is damaged.
  /// Guarantees: it stops, says where, and writes nothing.
  @Test func `a strict run stops at the first problem and writes nothing`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      Data((LimitTests.line + "\n{oops}\n" + LimitTests.line + "\n").utf8), to: "traces.jsonl")
    let target = folder.url.appendingPathComponent("out")
    let run = try BuiltCommand().run(["report", file.path, "--out", target.path, "--strict"])
    #expect(run.status == 4)
    #expect(run.messageText.contains("traces.jsonl:2: unreadable-record"), "\(run.messageText)")
    #expect(run.messageText.contains("--strict"), "\(run.messageText)")
    #expect(!FileManager.default.fileExists(atPath: target.path))
    let lenient = try BuiltCommand().run(["report", file.path, "--out", target.path])
    #expect(lenient.status == 3)
  }
}
