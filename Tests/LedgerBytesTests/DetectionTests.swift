import Foundation
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

struct DetectionTests {
  @Test(arguments: [10, 13, 32, 91, 123, 9])
  func `the length of a first record is not taken for text or for a tag`(count: Int) throws {
    let records = [message(ofBytes: count), message("second")]
    for writing in Writing.binary where writing.recordCompression == nil {
      let reading = try read(writing.write(records))
      #expect(reading.format.framing == writing.name, "first record of \(count) bytes")
      #expect(reading.records == records)
    }
  }

  @Test func `a raw message whose first element begins like a blank line and a brace is no JSON`() throws {
    let element = message(ofBytes: 125)
    #expect(element.prefix(2) == [0x0A, 0x7B])
    #expect(try read(element).format.framing == .raw)
    #expect(try read("\n{\n\"a\": 1\n}\n").format.framing == .jsonDocuments)
    #expect(try read("\n[\n{}\n]").format.framing == .jsonArray)
  }

  @Test func `lengths that could be a four-byte length or a frame are told apart by what they hold`() throws {
    let record = message(ofBytes: 0x147)
    #expect(try read([0] + bigEndian(0x147) + record).format.framing == .grpc)
    #expect(try read(bigEndian(0x147) + record).format.framing == .lengthPrefixed)
  }

  @Test(arguments: ["", " ", "\n\n\r\n\t ", "\u{FEFF}", "\u{FEFF}\n"])
  func `a source without content is empty and no problem`(text: String) throws {
    for bytes in [Array(text.utf8), gzip(Array(text.utf8)), zstd(Array(text.utf8))] {
      let reading = try read(bytes)
      #expect(reading.format.encoding == .empty)
      #expect(reading.format.framing == .none)
      #expect(reading.records.isEmpty && reading.problems.isEmpty)
    }
  }

  @Test(
    arguments: [
      ([0x04, 0x22, 0x4D, 0x18, 0x60], "lz4-compressed data"),
      ([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], "snappy-compressed data"),
      (Array("BZh91AY".utf8), "bzip2-compressed data"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz-compressed data"),
      ([0x50, 0x4B, 0x03, 0x04], "a zip archive"), (Array("PAR1....".utf8), "a Parquet file"),
      (Array("ARROW1\0\0".utf8), "an Arrow file"), ([0x4F, 0x62, 0x6A, 0x01], "an Avro file"),
      (Array("SQLite format 3\0".utf8), "an SQLite database"),
      ([UInt8](repeating: 0, count: 16) + [0xED, 0xDA, 0x0C, 0xED, 2], "a bbolt database"),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, 0, 0x10], "an Arrow stream"),
      (
        [8, 7, 18, 19, 10, 1, 0x73, 16, 40, 26, 12, 0xFF, 0xFF, 0xFF, 0xFF, 16, 0, 0, 0, 1, 2, 3, 4], "an Arrow stream"
      ),
      ([18, 19, 10, 1, 0x73, 16, 40, 26, 12, 0xFF, 0xFF, 0xFF, 0xFF, 16, 0, 0, 0, 1, 2, 3, 4], "an Arrow stream"),
      (
        [0, 0, 0, 0, 23, 8, 7, 18, 19, 10, 1, 0x73, 16, 40, 26, 12, 0xFF, 0xFF, 0xFF, 0xFF, 16, 0, 0, 0, 1, 2, 3, 4],
        "an Arrow stream"
      ),
      (
        Array("POST /v1/traces HTTP/1.1\r\nContent-Length: 3\r\n\r\n".utf8) + [0x1F, 0x8B, 0x08],
        "a recording of HTTP with headers"
      ),
      (Array("null\nnull\n".utf8), "JSON values that are neither objects nor lists"),
      (Array("-1.5e3".utf8), "JSON values that are neither"),
      (Array("\"a \\\" b\"\n".utf8), "JSON values that are neither"),
      (Array("// remark\nint x = 1;\n".utf8), "text that is no JSON"),
      (Array("<html>".utf8), "HTML or XML text"),
      (Array("begin 644 traces.json\nM>R)R\n`\nend\n".utf8), "uuencoded data"),
      (Array("00000000: 0a7b 7265 7352 0a05  .{resR..\n00000010: 0a7b\n".utf8), "a dump of bytes for people"),
      (Array("00000000  0a 7b 72 65 73 52 0a 05  |.{resR..|\n00000008\n".utf8), "a dump of bytes for people"),
      ([0x82, 0x53, 0x4E, 0x41, 0x50, 0x50, 0x59, 0x00, 1], "snappy-compressed data"),
      ([0x1F, 0x9D, 0x90, 0x7B], "data of compress (.Z)"),
      (Array("LZIP".utf8) + [1, 12], "data of lzip, lzma or lzop"),
      ([0x5D, 0, 0, 0x80, 0] + [UInt8](repeating: 0xFF, count: 8) + [0], "data of lzip, lzma or lzop"),
      ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00], "a rar archive"), ([0x50, 0x4B, 0x07, 0x08], "a zip archive"),
      (Array("!<arch>\ndebian-binary".utf8), "an ar archive"),
      ([0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0, 9], "a cab archive"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"), (Array("FEA1".utf8), "an Arrow file"),
      ([0x4F, 0x52, 0x43, 0x08, 0x03], "an ORC file"),
      ([1, 2, 3, 4, 5, 6, 7, 8] + Array("DUCK".utf8) + [64], "a DuckDB database"),
      (Array("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n".utf8), "a pointer of Git LFS"),
      (Array("age-encryption.org/v1\n-> X25519 x\n".utf8), "encrypted data"),
      ([0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0], "a recording of network packets"),
      ([0x80, 0x04, 0x95, 9, 0, 0, 0, 0, 0, 0, 0, 0x8C], "objects that Python pickled"),
      (
        Array("# HELP calls_total Calls.\n# TYPE calls_total counter\ncalls_total 3\n".utf8),
        "metrics in Prometheus' text format"
      ),
      (
        Array("\n# a remark\nup{job=\"x{y}\"} 1\nseconds{le=\"+Inf\"} 2.5e3 1700000000000\n".utf8),
        "metrics in Prometheus'"
      ),
      (Array("calls:1|c|#model:x\nseconds:320|ms|@0.1\n".utf8), "lines of StatsD"),
      (Array("calls,model=x count=3i 1700000000000000000\n".utf8), "lines of InfluxDB"),
      (Array("0a1c7b22deadbeef0a1c7b22deadbeef\n0a1c7b22deadbeef0a1c7b22deadbeef\n".utf8), "hexadecimal text"),
      (Array("time,body\n1,\"{\"\"resourceSpans\"\":[]}\"\n".utf8), "a table of comma-separated values with requests"),
      (Array("{'resourceSpans': [{'scopeSpans': []}]}\n{'resourceSpans': []}\n".utf8), "a request as Python shows"),
      (Array("resource_spans {\n  resource {\n  }\n}\n".utf8), "protobuf's text form"),
      (Array("up{x} and down\nname: value | c\n".utf8), "text that is no JSON"),
      (Array("time,tokens\n1,2\n".utf8), "text that is no JSON"),
      (Array("a: {b}\nc: {\n  d: 1\n}\nif x {\n  print(\"y\")\n}\n".utf8), "text that is no JSON"),
      (Array("# golden\nresourceMetrics:\n  - scopeMetrics: []\n".utf8), "YAML with OTLP's names"),
      (
        Array("2026-11-24\tinfo\tResourceSpans #0\nResource SchemaURL: \n".utf8),
        "text of the Collector's debug exporter"
      ), ([0x80, 0x81, 0xFE, 0x00, 0x01], "binary data"),
      ([UInt8](repeating: 0, count: 5000), "nothing but zero bytes: nothing was written into it, or it was lost"),
      (
        Array("INSERT INTO otlp VALUES (1, '{\"resourceSpans\":[]}');\n".utf8),
        "text that quotes requests of OTLP: they"
      ), (Array("curl -d '{\"resourceLogs\":[]}' http://h:4318/v1/logs\n".utf8), "text that quotes requests of OTLP"),
      (Array("|-------------------- RESOURCE SPAN --------------------|\n  resource:\n".utf8), "spans as Fluent Bit"),
    ] as [([UInt8], String)])
  func `what cannot be read is named`(bytes: [UInt8], name: String) throws {
    for content in [bytes, gzip(bytes)] {
      let reading = try read(content)
      #expect(reading.format.encoding == .unsupported)
      #expect(reading.codes == [.unsupportedFormat])
      #expect(reading.format.explanation.hasPrefix(name))
      #expect(reading.problems.first?.message == reading.format.explanation)
      #expect(reading.problems.first?.position == SourcePosition(source: 3, byteOffset: 0))
    }
  }

  private static let js = """
    {
      resource: {
        attributes: {
          'service.name': 'dice',
        }
      },
      instrumentationScope: { name: 'dice', version: undefined, schemaUrl: undefined },
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanContext: undefined,
      name: 'chat',
      id: 'b7ad6b7169203331',
      timestamp: 1762136989132000,
      duration: 390.834,
      attributes: { 'gen_ai.usage.input_tokens': 12 },
      events: [],
    }

    """

  @Test(
    arguments: [
      (js, "JavaScript"), ("Listening on 8080\n\(js)\(js)", "JavaScript"),
      (
        "{\n  descriptor: {\n    name: 'calls',\n  },\n  dataPointType: 3,\n  dataPoints: []\n}\n",
        "JavaScript"
      ),
      (
        "{\n  instrumentationScope: { name: 'x' },\n  timestamp: 1,\n  severityText: 'INFO',\n  severityNumber: 9,\n}\n",
        "JavaScript"
      ),
      (
        "Activity.TraceId:            0af7651916cd43dd8448eb211c80319c\nActivity.Duration:           00:00:00.1\n",
        ".NET"
      ),
      (
        "LogRecord.Timestamp:         2026-11-24T03:04:05Z\n\nResource associated with LogRecord:\n",
        ".NET"
      ),
      ("\nMetric Name: calls, Metric Type: LongSum\nInstrumentation scope (Meter):\n    Name: x\nValue: 6\n", ".NET"),
      (
        "[main] INFO x - 'chat' : 0af7651916cd43dd8448eb211c80319c b7ad6b7169203331 CLIENT [tracer: x:1] AttributesMap{data={a=b}}\n",
        "Java"
      ),
      (
        "2026-11-24T03:04:05Z INFO 'done' : 0af7651916cd43dd8448eb211c80319c b7ad6b7169203331 [scopeInfo: x:1] {a=1}\n",
        "Java"
      ),
      ("INFO: metric: ImmutableMetricData{resource=Resource{schemaUrl=null}}\n", "Java"),
      (
        "Spans\nResource\n\t ->  service.name=String(\"x\")\nSpan #0\n\tName        : chat\n\tTraceId     : 0af7\n\tParentSpanId: 0\n",
        "Rust"
      ),
      (
        "{\n  name          : chat\n  trace_id      : 0af7\n  parent_span_id: 0000000000000000\n  span kind     : Client\n}\n",
        "C++ and PHP's extension"
      ),
      ("{\n  scope name\t: x\n  instrument name\t: calls\n}\n", "C++ and PHP's extension"),
      ("#<struct OpenTelemetry::SDK::Trace::SpanData\n name=\"chat\",\n kind=:client,\n", "Ruby"),
      ("10:41:53.018 [info] up\n*SPANS FOR DEBUG*\n{span,104901750976216822064294,[],\n", "Erlang and Elixir"),
    ] as [(String, String)])
  func `what was printed for people is named`(text: String, language: String) throws {
    let reading = try read(Array(text.utf8))
    #expect(reading.format.encoding == .unsupported)
    #expect(reading.codes == [.unsupportedFormat])
    #expect(
      reading.problems.first?.message
        == "text of the console exporter for \(language): it is not read; replace it by an OTLP exporter and a Collector "
        + "with the file exporter")
  }

  @Test(arguments: ["ResourceTraces #0 service.name=x", "2026-11-24\tinfo\tResourceMetrics #0 service.name=x"])
  func `the debug exporter is known whatever its verbosity`(line: String) throws {
    let reading = try read(Array("\(line)\nScopeTraces #0 demo\n".utf8))
    #expect(reading.format.explanation.hasPrefix("text of the Collector's debug exporter"))
  }

  @Test func `JSON that quotes printed telemetry is JSON`() throws {
    let quoting = #"{"items":[{"a":"info ResourceSpans #0 *SPANS FOR DEBUG* [tracer: x AttributesMap{data={}"}]}"#
    #expect(try read("\(quoting)\n\(quoting)\n").texts == [quoting, quoting])
    let pretty = "{\n\"a\": \"info ResourceSpans #0\"\n}\n"
    #expect(try read(pretty).format.encoding == .otlpJSON)
  }

  @Test func `requests behind printed telemetry are read`() throws {
    for printed in [Self.js, String(repeating: Self.js, count: 400)] {
      let reading = try read(Array((printed + Self.request + "\n").utf8))
      #expect(reading.format.encoding == .otlpJSON)
      #expect(reading.texts.last == Self.request)
    }
  }

  @Test func `names play no part`() throws {
    let folder = try TemporaryFolder()
    #expect(read(path: try folder.write("a.json.gz", Array("{}".utf8))).texts == ["{}"])
    #expect(read(path: try folder.write("b.pb", Array("{}\n".utf8))).format.encoding == .otlpJSON)
    #expect(read(path: try folder.write("c.jsonl", message("x"))).format.encoding == .otlpProtobuf)
    #expect(read(path: try folder.write("d.json", zstd(Array("{}".utf8)))).texts == ["{}"])
  }

  @Test(arguments: [
    ("{}\n", SourceFormat.Framing.jsonLines), ("{}", .jsonLines), ("  {\"a\":1}  \r\n{}", .jsonLines),
    ("{\"a\":\"cut\n{\"b\":2}\n{}\n", .jsonLines), ("{}{}", .jsonDocuments), ("{} {}\n", .jsonDocuments),
    ("{}\n{\n}\n", .jsonLines), ("{\n\"a\":1}", .jsonDocuments), ("{\n}\n{\n}\n", .jsonDocuments),
    ("{\"a\":[\n{},\n{}\n]}\n", .jsonDocuments), ("{},\n{},\n", .jsonDocuments), ("[]", .jsonArray),
    ("[{},{}]\n[{}]\n", .jsonArray), ("no json\n{}\n{}\n", .jsonLines),
    ("2026-01-02T03:04:05Z stdout F {\"a\":1}\n2026-01-02T03:04:06Z stdout F {\"a\":2}\n", .criLog),
    ("[worker] {\"a\":1}\n[worker] {\"a\":2}\n", .jsonLines), ("worker: {\"a\":1}\nworker: {\"a\":2}\n", .jsonLines),
    ("x{\n\"a\":1}\n", .jsonDocuments), ("\\{\n  \"a\": 1\n}", .jsonDocuments),
    ("[worker] start\n[worker] {\n\"a\":1}\n", .jsonDocuments), ("start\nINFO {\"a\":[\n 1]}\n", .jsonDocuments),
    ("a\nb\nc\nx: {\"a\":1}\nx: {\n\"a\":2}\n", .jsonDocuments),
  ])
  func `JSON is read by lines where lines are documents`(text: String, framing: SourceFormat.Framing) throws {
    let format = try read(text).format
    #expect(format.framing == framing)
    #expect(format.encoding == .otlpJSON)
  }

  private static let words = "2026-11-24 03:04:05 INFO request done\n"
  private static let request = #"{"items":[{"a":1}]}"#

  @Test(arguments: [
    "\(String(repeating: words, count: 7))INFO \(request)\n",
    "INFO \(request)\n\(String(repeating: words, count: 40))",
    String(repeating: words + words + words + "INFO " + request + "\n", count: 5),
    "\(String(repeating: words, count: 20))user {name} sent {count} of INFO \(request)\n",
    "\(String(repeating: "\u{1B}[32mINFO\u{1B}[0m start\n", count: 20))\u{1B}[32mINFO\u{1B}[0m \(request)\n",
    "\(String(repeating: "[2026-11-24] start\n", count: 20))[2026-11-24] \(request)\n",
    "\(String(repeating: "<14>1 2026-11-24 app - start\n", count: 20))<14>1 2026-11-24 app - \(request)\n",
    "\(String(repeating: words, count: 9))INFO \(request) in 3 ms\n\(words)",
    "\(String(repeating: words, count: 9))INFO [\(request), \(request)] and {} \(request)\n\(words)",
  ])
  func `requests behind words are found however few they are`(log: String) throws {
    let reading = try read(log)
    #expect(reading.format.framing == .jsonLines)
    #expect(Set(reading.texts) == [DetectionTests.request])
    #expect(reading.texts.count == log.components(separatedBy: "items").count - 1)
    #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
    let others = log.split(separator: "\n").count { !$0.contains("items") }
    #expect(reading.problems.first?.count == UInt64(others))
  }

  @Test(arguments: [
    #"INFO {"a":[{"b":1}]}"#, #"curl -d '{"items":[{"a":1}]}' http://localhost"#, #"an empty {"items":[]} is none"#,
    #"the member "items" of {name}"#, #"INFO {"items":[{"a":1}"#,
  ])
  func `text that only talks of requests is no log of them`(line: String) throws {
    let text = String(repeating: DetectionTests.words, count: 9) + line + "\n" + DetectionTests.words
    #expect(try read(text).format.encoding == .unsupported)
  }

  @Test(arguments: ["INFO \(request)\n", "\(request)\n", "INFO {\n  \"items\": [\n    {\"a\":1}\n  ]\n}\n"])
  func `requests are found behind as much text as the head may grow to`(written: String) throws {
    var limits = ReadLimits()
    limits.headBytes = 4 << 10
    limits.headBytesMax = 256 << 10
    let text = String(repeating: DetectionTests.words, count: 2000)
    let reading = try read(text + written + text, limits: limits)
    #expect(reading.texts.map { $0.filter { !$0.isWhitespace } } == [DetectionTests.request])
    let more = try read(text + text + text + text + written, limits: limits)
    #expect(more.records.isEmpty)
    #expect(
      more.problems.map(\.message) == [
        "text without OTLP JSON in its first 262144 bytes: export the telemetry as OTLP JSON or protobuf"
      ])
  }

  @Test func `a first line that is longer than the head is still a line`() throws {
    var limits = ReadLimits()
    limits.headBytes = 64
    limits.headBytesMax = 4096
    let long = #"{"a":"\#(String(repeating: "x", count: 1000))"}"#
    #expect(try read(long + "\n{}\n", limits: limits).format.framing == .jsonLines)
    #expect(try read(long + "{}\n", limits: limits).format.framing == .jsonDocuments)
    let longer = #"{"a":"\#(String(repeating: "x", count: 10000))"}"#
    let reading = try read(longer + "\n{}\n", limits: limits)
    #expect(reading.format.framing == .jsonDocuments, "the head grows only so far; documents may be lines, too")
    #expect(reading.texts == [longer, "{}"])
  }

  @Test func `a binary record that is longer than the head is still found`() throws {
    var limits = ReadLimits()
    limits.headBytes = 64
    limits.headBytesMax = 256
    let records = [message("long", filling: 5000), message("short")]
    for row in Writing.binary.indices {
      let writing = Writing.binary[row]
      let reading = try read(writing.write(records), limits: limits)
      #expect(reading.records == records, "\(writing.encoding.rawValue) \(writing.name.rawValue)")
      // A line break that is not in the head changes nothing but the name.
      if writing.name != .newlineSeparated { #expect(reading.format.framing == writing.name) }
    }
  }

  @Test func `one damaged record among good ones costs that record`() throws {
    for damaged in 0..<3 {
      var records = [message("first"), message("second"), message("third")]
      records[damaged] = [0xFF, 0xFF, 0xFF, 0x01]
      let reading = try read(records.flatMap { bigEndian($0.count) + $0 })
      #expect(reading.format.framing == .lengthPrefixed)
      #expect(reading.records == records, "whoever decodes it will complain")
    }
  }

  @Test func `empty records are left out`() throws {
    let bytes = bigEndian(0) + bigEndian(9) + message(ofBytes: 9) + bigEndian(0) + bigEndian(0)
    let reading = try read(bytes)
    #expect(reading.records == [message(ofBytes: 9)])
    #expect(reading.problems.isEmpty)
    let empty = try read([UInt8](repeating: 0, count: 40) + bigEndian(9) + message(ofBytes: 9))
    #expect(empty.records == [message(ofBytes: 9)])
  }

  @Test func `random bytes are hardly ever taken for something`() throws {
    var generator = SplitMix64(seed: 4711)
    var taken = 0
    for _ in 0..<200 {
      let bytes = (0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if try read(bytes).format.encoding != .unsupported { taken += 1 }
    }
    #expect(taken <= 4)
  }

  @Test func `a file that cannot be opened is a problem`() throws {
    let reading = read(path: "/no/such/file")
    #expect(reading.codes == [.unreadableFile])
    #expect(reading.format.encoding == .unsupported)
    let folder = try TemporaryFolder()
    #expect(read(path: folder.path).codes == [.unreadableFile])
  }
}
