import Foundation
import LedgerRun
import LedgerTestSupport
import Testing

/// Some bytes of an archive, and how they came about.
private struct Layout {
  var name: String
  var bytes: [UInt8]
}

/// The requests of fixtures/layouts in both encodings, by signal.
private struct BaseRequests {
  /// One JSON document a request.
  var documents: [(signal: String, text: [UInt8])] = []
  /// The same requests as messages.
  var messages: [(signal: String, bytes: [UInt8])] = []
  /// What must come out, one line a record.
  var records: [Data] = []

  init() throws {
    let lines = try Data(contentsOf: Repository.fixture("layouts/json-lines/telemetry.jsonl")).split(separator: 0x0A)
    documents = lines.map { (BaseRequests.signal(of: $0), Array($0)) }
    var rest = Array(try Data(contentsOf: Repository.fixture("layouts/collector-proto-mixed/telemetry.pb")))[...]
    while !rest.isEmpty {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      messages.append((documents[messages.count].signal, Array(rest.dropFirst(4).prefix(length))))
      rest = rest.dropFirst(4 + length)
    }
    precondition(documents.count == 4 && messages.count == 4, "the base has four requests in either encoding")
    records = try Data(contentsOf: Repository.fixture("layouts/expected.ndjson")).split(separator: 0x0A).map { $0 }
  }

  private static func signal(of document: Data) -> String {
    let start = String(decoding: document.prefix(20), as: UTF8.self)
    return start.contains("resourceSpans") ? "traces" : start.contains("resourceMetrics") ? "metrics" : "logs"
  }

  /// The records of a signal, or of all of them, in the order of their bytes.
  func expected(_ signal: String?) -> Data {
    let word = ["traces": "span", "metrics": "point", "logs": "log"][signal ?? ""]
    let wanted = records.filter { record in
      word.map { String(decoding: record, as: UTF8.self).contains("\"signal\":\"\($0)\"") } ?? true
    }
    return Data(wanted.joined(separator: [0x0A])) + [0x0A]
  }
}

/// One dump in process: starting the command for each of a thousand layouts would take minutes.
private func dump(_ layout: Layout, in folder: TemporaryDirectory) throws -> (records: Data, problems: [String]) {
  let file = try folder.write(Data(layout.bytes), to: "archive")
  var text = ""
  let result = RecordDump(RunSettings(inputs: [file.path], version: "test")).write { text += $0 }
  return (sortedLines(Data(text.utf8)), result.problems.map(\.message))
}

// MARK: Shapes of JSON

/// The ways in which a request is written as JSON. Everything but the first has its keys in another order, too.
private let shapes: [(name: String, rewrite: @Sendable ([UInt8]) throws -> [[UInt8]])] = [
  ("as exported", { [$0] }),
  ("keys sorted", { [try json(try object($0))] }),
  ("snake case", { [try json(renamed(try object($0)) { snakeCase($0) })] }),
  ("old names", { [try json(renamed(try object($0)) { oldNames[$0] ?? $0 })] }),
  ("bare resources", { try resources($0).map { try json($0) } }),
  ("batches", { [try json(["batches": try resources($0)])] }),
  ("in an envelope", { [try json(["result": try object($0)])] }),
  ("in two envelopes", { [try json(["data": ["trace": try object($0)]])] }),
  ("pretty", { [try json(try object($0), isPretty: true)] }),
  ("unknown members", { [try json(["note": ["a": [1, "]}{["]], "version": 1].merging(dictionary($0)) { $1 })] }),
]

private let oldNames = [
  "scopeSpans": "instrumentationLibrarySpans", "scopeMetrics": "instrumentationLibraryMetrics",
  "scopeLogs": "instrumentationLibraryLogs", "scope": "instrumentationLibrary",
]

private func object(_ text: [UInt8]) throws -> Any { try JSONSerialization.jsonObject(with: Data(text)) }

private func dictionary(_ text: [UInt8]) throws -> [String: Any] { try object(text) as? [String: Any] ?? [:] }

private func resources(_ text: [UInt8]) throws -> [Any] { try dictionary(text).values.first as? [Any] ?? [] }

private func json(_ value: Any, isPretty: Bool = false) throws -> [UInt8] {
  let options: JSONSerialization.WritingOptions =
    isPretty ? [.sortedKeys, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
  return Array(try JSONSerialization.data(withJSONObject: value, options: options))
}

/// The same JSON with other keys.
private func renamed(_ value: Any, _ name: (String) -> String) -> Any {
  if let object = value as? [String: Any] {
    return Dictionary(uniqueKeysWithValues: object.map { (name($0.key), renamed($0.value, name)) })
  }
  if let list = value as? [Any] { return list.map { renamed($0, name) } }
  return value
}

private func snakeCase(_ key: String) -> String {
  key.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
}

// MARK: Framings

private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

private func bigEndian(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

private func varint(_ value: Int) -> [UInt8] {
  value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
}

private func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

/// A JSON string with its quotes.
private func quoted(_ bytes: [UInt8]) throws -> String {
  String(decoding: try JSONEncoder().encode(String(decoding: bytes, as: UTF8.self)), as: UTF8.self)
}

/// JSON as Python shows what it stands for.
private func pythonText(_ document: [UInt8]) throws -> String {
  var text = ""
  var at = 0
  while at < document.count {
    let start = at
    at += 1
    guard document[start] == 0x22 else {
      text += String(decoding: document[start..<at], as: UTF8.self)
      continue
    }
    while document[at] != 0x22 { at += document[at] == 0x5C ? 2 : 1 }
    at += 1
    let string = try JSONDecoder().decode(String.self, from: Data(document[start..<at]))
    let quote = string.contains("'") && !string.contains("\"") ? "\"" : "'"
    text += quote
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "'" where quote == "'": text += "\\'"
      case _ where scalar.value < 0x20: text += String(format: "\\x%02x", scalar.value)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += quote
  }
  return text.replacingOccurrences(of: ":true", with: ": True").replacingOccurrences(of: ":false", with: ": False")
    .replacingOccurrences(of: ":null", with: ": None")
}

/// A cell of a table in quotes, those inside of it doubled.
private func cell(_ text: [UInt8]) -> [UInt8] { [0x22] + text.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22] }

private func isPretty(_ document: [UInt8]) -> Bool { document.contains(0x0A) }

private typealias Framing = (name: String, write: @Sendable ([[UInt8]]) throws -> [UInt8])

/// How documents are put behind each other. The first four want documents of one line.
private let lineFramings: [Framing] = [
  ("lines", { $0.flatMap { $0 + [0x0A] } }),
  ("lines, CRLF", { $0.flatMap { $0 + [0x0D, 0x0A] } }),
  ("lines with a mark and blank ones", { [0xEF, 0xBB, 0xBF, 0x0A] + $0.flatMap { $0 + [0x0A, 0x20, 0x0A] } }),
  ("lines without the last break", { Array($0.joined(separator: [0x0A])) }),
  ("lines behind a prefix", { $0.flatMap { ascii("2026-11-24 03:04:05 INFO exporter - ") + $0 + [0x0A] } }),
  ("lines as Python shows them", { try $0.flatMap { ascii(try pythonText($0) + "\n") } }),
  (
    "lines, in turns plain, in an object, in quotes and as base64",
    {
      try $0.enumerated().flatMap { index, document in
        switch index % 4 {
        case 0: document + [0x0A]
        case 1: ascii(#"{"level":"info","message":\#(try quoted(document))}"# + "\n")
        case 2: ascii(try quoted(document) + "\n")
        default: ascii(base64(document) + "\n")
        }
      }
    }
  ),
  ("cells of a table", { $0.flatMap { ascii("1,\"a\",") + cell($0) + ascii(",2\n") } }),
  (
    "a journal's lists of bytes",
    {
      $0.flatMap { ascii(#"{"_PID":"1","MESSAGE":["#) + ascii($0.map { String($0) }.joined(separator: ", ") + "]}\n") }
    }
  ),
  ("a container's log", { $0.flatMap { ascii("2026-11-24T03:04:05.678901234Z stdout F ") + $0 + [0x0A] } }),
  (
    "a container's log, lines in parts",
    {
      $0.flatMap { document -> [UInt8] in
        let parts = pieces(document, 700)
        return parts.enumerated().flatMap { index, part in
          ascii("2026-11-24T03:04:05.6Z stdout \(index + 1 < parts.count ? "P" : "F") ") + part + [0x0A]
        }
      }
    }
  ),
]

private let documentFramings: [Framing] = [
  ("documents back to back", { Array($0.joined()) }),
  ("documents with commas", { Array($0.joined(separator: ascii(",\n"))) }),
  ("an array", { ascii("[") + Array($0.joined(separator: ascii(","))) + ascii("]\n") }),
  (
    "an array with texts in it",
    {
      ascii("[")
        + ascii(
          try $0.enumerated()
            .map { $0 % 2 == 0 ? String(decoding: $1, as: UTF8.self) : try quoted($1) }.joined(separator: ", "))
        + ascii("]\n")
    }
  ),
  ("an array a document", { $0.flatMap { ascii("[\n") + $0 + ascii("\n]\n") } }),
  (
    "the same words before each line",
    {
      $0.flatMap { document in
        document.split(separator: 0x0A).flatMap { ascii("otelcol-1  | 2026-11-24T03:04:05.6Z ") + $0 + [0x0A] }
      }
    }
  ),
  ("lines of base64", { Array(Data(Array($0.joined())).base64EncodedData(options: [.lineLength76Characters])) }),
  ("a length before each document", { $0.flatMap { bigEndian($0.count) + $0 } }),
  ("a length before each frame", { $0.map { Packing.zstd($0) }.flatMap { bigEndian($0.count) + $0 } }),
  (
    "Docker's log",
    {
      try $0.flatMap { document in
        ascii(#"{"log":\#(try quoted(document + [0x0A])),"stream":"stdout","time":"2026-11-24T03:04:05.6Z"}"# + "\n")
      }
    }
  ),
  (
    "Docker's log, lines in parts",
    {
      try $0.flatMap { document in
        try pieces(document + [0x0A], 900).flatMap { part in
          ascii(#"{"log":\#(try quoted(part)),"stream":"stdout","time":"2026-11-24T03:04:05.6Z"}"# + "\n")
        }
      }
    }
  ),
  (
    "records of a queue",
    {
      try $0.flatMap {
        ascii(#"{"topic":"otlp","partition":0,"offset":1,"key":null,"payload":\#(try quoted($0))}"# + "\n")
      }
    }
  ),
  (
    "standard output of a function",
    {
      $0.flatMap {
        ascii(#"{"__otel_otlp_stdout":"0.1.0","payload":"\#(base64(Packing.gzip($0)))","base64":true}"# + "\n")
      }
    }
  ),
  ("messages of a log", { try $0.flatMap { ascii(#"{"level":"info","message":\#(try quoted($0))}"# + "\n") } }),
  ("entries of a log", { $0.flatMap { ascii(#"{"insertId":"i","jsonPayload":"#) + $0 + ascii("}\n") } }),
  (
    "events of one answer",
    {
      ascii(#"{"events":["#) + ascii(try $0.map { #"{"message":\#(try quoted($0))}"# }.joined(separator: ",\n"))
        + ascii("]}")
    }
  ),
]

private let messageFramings: [Framing] = [
  ("a four-byte length before each message", { $0.flatMap { bigEndian($0.count) + $0 } }),
  ("a four-byte length before each zstd frame", { $0.map { Packing.zstd($0) }.flatMap { bigEndian($0.count) + $0 } }),
  ("a little-endian length before each message", { $0.flatMap { bigEndian($0.count).reversed() + $0 } }),
  ("Tempo's answers", { $0.flatMap { [0x0A] + varint($0.count) + $0 + [0x12, 2, 8, 5, 0x18, 1, 0x22, 1, 0x61] } }),
  (
    "buffers of Node.js",
    {
      $0.flatMap {
        ascii(#"{"value":{"type":"Buffer","data":["# + $0.map { String($0) }.joined(separator: ",") + "]}}\n")
      }
    }
  ),
  ("a varint before each message", { $0.flatMap { varint($0.count) + $0 } }),
  ("gRPC frames", { $0.flatMap { [0] + bigEndian($0.count) + $0 } }),
  ("gRPC frames, gzip", { $0.map { Packing.gzip($0) }.flatMap { [1] + bigEndian($0.count) + $0 } }),
  ("gRPC frames, zstd", { $0.map { Packing.zstd($0) }.flatMap { [1] + bigEndian($0.count) + $0 } }),
  ("messages back to back", { Array($0.joined()) }),
  ("messages with line breaks", { $0.flatMap { $0 + [0x0A] } }),
  (
    "records of a queue",
    { $0.flatMap { ascii(#"{"topic":"otlp","partition":0,"offset":1,"value":"\#(base64($0))"}"# + "\n") } }
  ),
  ("data of notifications", { $0.flatMap { ascii(#"{"message":{"data":"\#(base64($0))"}}"# + "\n") } }),
  (
    "standard output of a function",
    {
      $0.flatMap {
        ascii(#"{"__otel_otlp_stdout":"0.1.0","payload":"\#(base64(Packing.gzip($0)))","base64":true}"# + "\n")
      }
    }
  ),
]

/// Pieces of at most so many bytes, cut between characters.
private func pieces(_ bytes: [UInt8], _ length: Int) -> [[UInt8]] {
  var pieces: [[UInt8]] = []
  var start = 0
  while start < bytes.count {
    var end = min(start + length, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    pieces.append(Array(bytes[start..<end]))
    start = end
  }
  return pieces
}

// MARK: Compressions

private let compressions: [(name: String, pack: @Sendable ([UInt8]) -> [UInt8])] = [
  ("none", { $0 }),
  ("gzip", { Packing.gzip($0) }),
  ("gzip members", { pieces($0, 1500).flatMap { Packing.gzip($0) } }),
  ("zlib", { Packing.gzip($0, windowBits: 15) }),
  ("zstd", { Packing.zstd($0) }),
  ("zstd frames without sizes", { pieces($0, 1500).flatMap { Packing.zstd($0, hasContentSize: false) } }),
  (
    "zstd with skippable frames",
    {
      pieces($0, 4000).flatMap { Packing.zstd($0, hasChecksum: false) + [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3] }
    }
  ),
  ("gzip around zstd", { Packing.gzip(Packing.zstd($0)) }),
]

private let signals = ["traces", "metrics", "logs", nil] as [String?]

@Suite
struct LayoutMatrixTests {
  /// Scenario: the requests of `fixtures/layouts`, of each signal and of all in one file, in every shape of JSON and every
  /// framing.
  /// Guarantees: the same records come out, byte for byte in the dump, without a problem.
  @Test(arguments: shapes.indices)
  func `every shape of JSON in every framing gives the same records`(row: Int) throws {
    let base = try BaseRequests()
    let folder = try TemporaryDirectory()
    var count = 0
    for signal in signals {
      let wanted = base.documents.filter { signal == nil || $0.signal == signal }
      let documents = try wanted.flatMap { try shapes[row].rewrite($0.text) }
      let framings = (documents.contains(where: isPretty) ? [] : lineFramings) + documentFramings
      for framing in framings
      where framing.name != "Docker's log, lines in parts" || !documents.contains(where: isPretty) {
        // A log has its documents on lines of their own.
        if documents.contains(where: isPretty), framing.name == "Docker's log" { continue }
        let layout = Layout(
          name: "\(signal ?? "all"), \(shapes[row].name), \(framing.name)", bytes: try framing.write(documents))
        let found = try dump(layout, in: folder)
        #expect(found.problems == [], "\(layout.name)")
        #expect(firstDifference(expected: base.expected(signal), found: found.records) == nil, "\(layout.name)")
        count += 1
      }
    }
    #expect(count >= 4 * (documentFramings.count - 2))
  }

  /// Scenario: the same requests in every framing of either encoding, in every compression of the whole file.
  /// Guarantees: the same records come out, byte for byte in the dump, without a problem.
  @Test(arguments: compressions.indices)
  func `every framing in every compression gives the same records`(row: Int) throws {
    let base = try BaseRequests()
    let folder = try TemporaryDirectory()
    for signal in signals {
      let documents = base.documents.filter { signal == nil || $0.signal == signal }.map(\.text)
      let messages = base.messages.filter { signal == nil || $0.signal == signal }.map(\.bytes)
      let layouts =
        try (lineFramings + documentFramings).map { Layout(name: "JSON, \($0.name)", bytes: try $0.write(documents)) }
        + messageFramings.map { Layout(name: "protobuf, \($0.name)", bytes: try $0.write(messages)) }
      for layout in layouts {
        let name = "\(signal ?? "all"), \(layout.name), \(compressions[row].name)"
        let found = try dump(Layout(name: name, bytes: compressions[row].pack(layout.bytes)), in: folder)
        #expect(found.problems == [], "\(name)")
        #expect(firstDifference(expected: base.expected(signal), found: found.records) == nil, "\(name)")
      }
    }
  }

  /// Scenario: the same requests, one file each, in a folder tree as cloud exporters make them, some objects named after a
  /// compression that they do not have, beside files without telemetry.
  /// Guarantees: all are found and read by what they hold; the report is that of one file of lines.
  @Test func `folder trees of cloud exporters are read whole`() throws {
    let base = try BaseRequests()
    let folder = try TemporaryDirectory()
    let names = [
      "s3/night/year=2026/month=11/day=24/hour=03/minute=04/traces_123456789.json.gz",
      "gcs/2026/11/24/logs4c1b2f6e-1111-4222-8333-444455556666", "azure/2026/11/24/traces_03_04_05.json_4711",
      "bindplane/year=2026/month=11/day=24/hour=03/logs_1.json.gz",
    ]
    for (index, name) in names.enumerated() {
      // Every other object really is compressed.
      let text = base.documents[index].text
      try folder.write(Data(index % 2 == 0 ? text : Packing.gzip(text)), to: "tree/\(name)")
    }
    try folder.write(Data(), to: "tree/s3/night/_SUCCESS")
    try folder.write(Data("secret".utf8), to: "tree/.hidden/key")
    let run = try ReportRun([folder.url.appendingPathComponent("tree")])
    let reference = try ReportRun([Repository.fixture("layouts/json-lines")])
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(run.report.inputs.files == 5)
    #expect(run.figures.differences(from: reference.figures) == [])
    #expect(run.report.problems.isEmpty)
  }
}
