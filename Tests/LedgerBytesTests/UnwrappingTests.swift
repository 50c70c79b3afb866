import Foundation
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

/// Records inside the lines of logs.
struct UnwrappingTests {
  private func docker(_ text: String, stream: String = "stdout") -> String {
    #"{"log":"\#(escaped(text))","stream":"\#(stream)","time":"2026-11-24T03:04:05.678Z"}"# + "\n"
  }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
      .replacingOccurrences(of: "\n", with: "\\n")
  }

  private func cri(_ text: String, _ mark: String = "F", stream: String = "stdout") -> String {
    "2026-11-24T03:04:05.678901234Z \(stream) \(mark) \(text)\n"
  }

  private func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  private func numbers(_ bytes: [UInt8]) -> String { bytes.map { String($0) }.joined(separator: ",") }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test(arguments: batchSizes)
  func `lines of Docker's log are unwrapped, in whatever pieces they come`(batchBytes: Int) throws {
    let first = #"{"a":"quote \" and \\ backslash é 😀"}"#
    let second = #"{"b":[1,2]}"#
    let reading = try read(
      docker(first + "\n") + docker("started\n", stream: "stderr") + docker(second + "\n"), batchBytes: batchBytes)
    #expect(reading.format.framing == .dockerLog)
    #expect(reading.format.encoding == .otlpJSON)
    #expect(reading.texts.map { $0.trimmingCharacters(in: .newlines) } == [first, second])
    #expect(reading.lines == [1, 3])
    #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
    #expect(reading.problems.first?.position.line == 2)
  }

  @Test(arguments: batchSizes)
  func `long lines of Docker's log are put together, each stream for itself`(batchBytes: Int) throws {
    let reading = try read(
      docker(#"{"a":"one "#) + docker(#"{"e":"#, stream: "stderr") + docker(#"two "#) + docker("1}\n", stream: "stderr")
        + docker("three\"}\n") + docker("{}\n"), batchBytes: batchBytes)
    #expect(
      reading.texts.map { $0.trimmingCharacters(in: .newlines) } == [#"{"e":1}"#, #"{"a":"one two three"}"#, "{}"])
    #expect(reading.lines == [2, 1, 6])
    #expect(reading.problems == [])
  }

  @Test func `escapes of every kind are undone`() throws {
    let line = #"{"log":"{\"a\":\"\u00e9 \ud83d\ude00 \/ \\u0041 \\\\ \\n\"}\n","stream":"stdout","time":"t"}"#
    #expect(try read(line + "\n").texts == [#"{"a":"é 😀 / \u0041 \\ \n"}"# + "\n"])
    // A backslash and an n are no line break: the line goes on.
    let open = #"{"log":"{\"a\":1}\\n","stream":"stdout","time":"t"}"#
    #expect(try read(open + "\n").texts == [#"{"a":1}\n"#])
  }

  @Test(arguments: batchSizes)
  func `lines of a container's log are unwrapped and put together`(batchBytes: Int) throws {
    let reading = try read(
      cri(#"{"a":"one "#, "P") + cri("error text", stream: "stderr") + cri(#"two"}"#) + cri(#"[info] {"b":1}"#, "F:x")
        + "2026-11-24T03:04:05+01:00 stdout F {}\n", batchBytes: batchBytes)
    #expect(reading.format.framing == .criLog)
    #expect(reading.texts == [#"{"a":"one two"}"#, #"{"b":1}"#, "{}"])
    #expect(reading.lines == [1, 4, 5])
    #expect(reading.codes == [.foreignRecord])
  }

  @Test func `a container's log with carriage returns is unwrapped`() throws {
    let log = cri(#"{"a":"one "#, "P") + cri(#"two"}"#) + cri(#"{"b":1}"#) + cri("")
    let reading = try read(log.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(reading.format.framing == .criLog)
    #expect(reading.texts == [#"{"a":"one two"}"#, #"{"b":1}"#])
    #expect(reading.problems == [])
  }

  private static let document = "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"} ] {\"\n    }\n  ]\n}"

  private func lines(_ text: String, _ wrap: (String) -> String) -> String {
    text.components(separatedBy: "\n").map(wrap).joined()
  }

  @Test(arguments: batchSizes)
  func `a document of several lines is put together, each stream for itself`(batchBytes: Int) throws {
    let document = UnwrappingTests.document
    let parts = document.components(separatedBy: "\n")
    var mixed = ""
    for (index, part) in parts.enumerated() {
      mixed += docker(part + "\n")
      if index < parts.count - 1 { mixed += docker(part + "\n", stream: "stderr") }
      if index == 3 { mixed += docker("12:00 INFO hello\n") + docker("\n") }
    }
    mixed += docker("}\n", stream: "stderr")
    let logs = [
      docker("start\n") + lines(document) { docker($0 + "\n") } + lines("INFO " + document) { docker($0 + "\r\n") }
        + docker("{}\n"),
      cri("start") + lines(document) { cri($0) } + lines("INFO " + document) { cri($0) } + cri("{}"),
      docker("start\n") + mixed + docker("{}\n"),
      cri("start") + lines(document + document + ",") { cri(String($0.prefix(3)), "P") + cri(String($0.dropFirst(3))) }
        + cri("{}"),
    ]
    for (row, log) in logs.enumerated() {
      let reading = try read(log, batchBytes: batchBytes)
      #expect(reading.texts.map { $0.trimmingCharacters(in: .newlines) } == [document, document, "{}"], "log \(row)")
      #expect(reading.lines == [[2, 10, 18], [2, 10, 18], [2, 3, 20], [2, 16, 32]][row], "log \(row)")
      #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
      #expect(reading.problems.first?.count == (row == 2 ? 2 : 1))
    }
  }

  @Test(arguments: batchSizes)
  func `an array of several lines is a record`(batchBytes: Int) throws {
    let reading = try read(lines("[\n  {\n    \"a\": 1\n  },\n  {}\n]") { cri($0) }, batchBytes: batchBytes)
    #expect(reading.texts == ["[\n  {\n    \"a\": 1\n  },\n  {}\n]"])
    #expect(reading.problems == [])
  }

  @Test(arguments: batchSizes)
  func `a document of several lines that is cut off costs its end`(batchBytes: Int) throws {
    let begun = "{\n  \"a\": [\n    1"
    for (begun, next) in [(begun, UnwrappingTests.document), (begun + ",", #"{"items":[{"a":1}]}"#)] {
      let reading = try read(lines(begun + "\n" + next) { cri($0) }, batchBytes: batchBytes)
      #expect(reading.texts == [begun + "\n", next])
      #expect(reading.ranges.map(\.isTruncated) == [true, false])
      #expect(reading.codes == [.unreadableRecord])
      #expect(reading.problems.first?.position.line == 1)
    }
    let inString = try read(lines("{\n  \"a\": \"text\n{\n}") { cri($0) }, batchBytes: batchBytes)
    #expect(inString.texts.last == "{\n}")
    let atEnd = try read(cri("{}") + lines(begun) { cri($0) }, batchBytes: batchBytes)
    #expect(atEnd.texts == ["{}", begun + "\n"])
    #expect(atEnd.ranges.map(\.isTruncated) == [false, true])
    #expect(atEnd.codes == [.truncatedInput])
    #expect(atEnd.problems.first?.position.line == 2)
  }

  @Test func `words and braces that open no document are lines`() throws {
    let log = lines("{}\nif (x) {\n  y = 1\n}\nlist: [\noptions {\n  port: 3000,\n}\n{") { cri($0) } + cri("x")
    let reading = try read(log)
    #expect(reading.texts == ["{}", "{\n"])
    #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
    #expect(reading.problems.first?.count == 8)
  }

  @Test func `a document of several lines that is too long is skipped, however the log is read`() throws {
    var limits = ReadLimits()
    limits.recordBytes = 200
    let long = "{\n  \"a\": [\n" + String(repeating: "    {\n      \"b\": 1\n    },\n", count: 20) + "    {}\n  ]\n}"
    let log = cri("{}") + lines(long) { cri($0) } + lines(UnwrappingTests.document) { cri($0) } + cri(#"{"c":3}"#)
    for size in [1, 37, 1 << 20] {
      let reading = try read(log, limits: limits, batchBytes: size)
      #expect(reading.texts == ["{}", UnwrappingTests.document, #"{"c":3}"#], "batches of \(size)")
      #expect(reading.codes == [.limitExceeded])
      #expect(reading.problems.first?.position.line == 2)
      #expect(reading.problems.first?.position.record == 1)
    }
  }

  @Test(arguments: batchSizes)
  func `a container's log that ends before what was logged is told once`(batchBytes: Int) throws {
    for (begun, codes) in [(cri(#"{"a":1}"#), 1), (cri(#"{"a":1}"#) + cri(#"{"b":["#, "P"), 1)] {
      let reading = try read(begun + "2026-11-24T03:0", batchBytes: batchBytes)
      #expect(reading.codes == [.truncatedInput])
      #expect(reading.problems.map(\.count) == [UInt64(codes)])
      #expect(reading.whole.count == 1)
    }
  }

  @Test func `a log that is still being written is read to its last whole line`() throws {
    let whole = docker(#"{"a":1}"# + "\n")
    let cut = try read(whole + String(docker(#"{"b":2}"# + "\n").dropLast(9)))
    #expect(cut.texts == [#"{"a":1}"# + "\n"])
    #expect(cut.codes == [.truncatedInput])
    let open = try read(whole + docker(#"{"b":["#))
    #expect(open.whole.count == 1)
    #expect(open.ranges.last?.isTruncated == true)
    #expect(open.codes == [.truncatedInput])
    let line = try read(cri(#"{"a":1}"#) + String(cri(#"{"b":[2,3]}"#).dropLast(4)))
    #expect(line.whole.count == 1)
    #expect(line.codes == [.truncatedInput])
  }

  @Test func `only a last line without its line break is taken to be cut off, however the log is read`() throws {
    var limits = ReadLimits()
    limits.recordBytes = 200
    let whole = cri(#"{"a":1}"#) + cri(#"{"b":[2"#)
    let long = cri(#"{"c":"\#(String(repeating: "x", count: 300))"}"#)
    for (log, isCutOff) in [(String(whole.dropLast()), true), (whole, false), (whole + long, false)] {
      for size in [1, 37, 1 << 20] {
        let reading = try read(log, limits: limits, batchBytes: size)
        #expect(reading.ranges.map(\.isTruncated) == [false, isCutOff], "batches of \(size)")
        #expect(reading.codes == (isCutOff ? [.truncatedInput] : log == whole ? [] : [.limitExceeded]))
      }
    }
  }

  @Test func `a line in parts that is too long keeps the number of its first part, however the log is read`() throws {
    var limits = ReadLimits()
    limits.recordBytes = 200
    let part = String(repeating: "x", count: 90)
    let log =
      cri(#"{"a":1}"#) + cri(#"{"b":"\#(part)"#, "P") + cri(part, "P") + cri(part, "P") + cri(#"\#(part)"}"#)
      + cri(#"{"c":3}"#)
    for size in [1, 37, 1 << 20] {
      let reading = try read(log, limits: limits, batchBytes: size)
      #expect(reading.texts == [#"{"a":1}"#, #"{"c":3}"#])
      #expect(reading.ranges.map(\.record) == [0, 5], "batches of \(size)")
      #expect(reading.codes == [.limitExceeded])
      #expect(reading.problems.first?.position.record == 1)
      #expect(reading.problems.first?.position.line == 2)
    }
  }

  @Test func `payloads of standard output are decoded and decompressed`() throws {
    func line(_ payload: String, _ rest: String = "") -> String {
      #"{"__otel_otlp_stdout":"0.1.0","source":"s","content-encoding":"gzip","payload":\#(payload),"base64":true\#(rest)}"#
        + "\n"
    }
    let first = message("first")
    let second = message("second")
    let reading = try read(
      line("\"\(base64(gzip(first)))\"") + "START RequestId: 1\n" + line("\"\(base64(second))\"", #","level":"INFO""#))
    #expect(reading.format.framing == .envelopes)
    #expect(reading.format.encoding == .otlpProtobuf)
    #expect(reading.records == [first, second])
    #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
    let json = try read(line("\"\(base64(zstd(Array(#"{"a":1}"#.utf8))))\"") + line(#"{"b":2}"#))
    #expect(json.format.encoding == .otlpJSON)
    #expect(json.texts == [#"{"a":1}"#, #"{"b":2}"#])
  }

  @Test func `JSON and protobuf payloads may alternate`() throws {
    let record = message("m")
    func line(_ value: String) -> String {
      #"{"topic":"otlp_spans","partition":0,"offset":7,"key":null,"payload":"# + value + "}\n"
    }
    let text = line(#""{\"a\":1}""#) + line("\"\(base64(record))\"") + line("\"\(base64(record))\"") + line(#"{"b":2}"#)
    for batchBytes in batchSizes {
      let reading = try read(text, batchBytes: batchBytes)
      #expect(reading.records == [Array(#"{"a":1}"#.utf8), record, record, Array(#"{"b":2}"#.utf8)])
      #expect(reading.problems == [])
    }
  }

  @Test func `what is no payload is left out and said to be`() throws {
    let good = #"{"topic":"t","partition":0,"offset":1,"payload":"{}"}"# + "\n"
    let reading = try read(
      good + #"{"topic":"t","partition":0,"offset":2,"payload":"hello world!"}"# + "\n"
        + #"{"topic":"t","partition":0,"offset":3,"payload":"aGVsbG8gd29ybGQh"}"# + "\n"
        + #"{"__otel_otlp_stdout":"1","payload":"\#(base64(Array(gzip(message("cut", filling: 500)).prefix(60))))"}"#
        + "\n")
    #expect(reading.format.framing == .envelopes)
    #expect(
      reading.problems.map(\.message).prefix(2) == [
        "the payload of a line is neither JSON nor base64; it was left out",
        "the payload of a line is no OTLP; it was left out",
      ])
    #expect(reading.problems.count == 3)
    #expect(reading.problems.last?.message.hasPrefix("the payload of a line cannot be decompressed: ") == true)
    #expect(reading.texts.first == "{}")
  }

  @Test func `a payload inside a container's log is found`() throws {
    let record = message("deep")
    let line = #"{"__otel_otlp_stdout":"0.1.0","payload":"\#(base64(gzip(record)))","base64":true}"#
    #expect(try read(cri(line)).records == [record])
    #expect(try read(docker(line + "\n")).records == [record])
    #expect(try read(gzip(Array(docker(line + "\n").utf8))).records == [record])
    #expect(try read("INIT_START\n2026-11-24T03:04:05.678Z " + line + "\n").records == [record])
  }

  /// Objects of logs, queues and stores that carry the given requests, JSON or protobuf.
  private func carriers(_ json: String, _ message: [UInt8]) -> [(name: String, text: String)] {
    let text = escaped(json)
    let consumed = #"{"topic":"t","partition":1,"offset":15,"value":"\#(base64(Array(json.utf8)))","headers":[]}"#
    let notice = escaped(#"{"Type":"Notification","Message":"\#(text)"}"#)
    let subscription = #"{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","timestamp":1,"message":"\#(text)"}]}"#
    return [
      ("Fluent Bit", #"{"date":1.5,"log":"\#(text)\n","kubernetes":{"pod_name":"p"}}"#),
      ("Vector", #"{"message":"\#(text)","source_type":"file","timestamp":"t"}"#),
      ("words before", #"{"message":"2026-11-24 INFO exporting \#(text)","level":"info"}"#),
      ("Loki's lines", #"{"labels":{"app":"a"},"line":"\#(text)","timestamp":"t"}"#),
      ("Loki's answer", #"{"data":{"result":[{"stream":{"app":"a"},"values":[["17000","\#(text)"]]}]}}"#),
      ("Cloud Logging", #"{"insertId":"i","jsonPayload":\#(json),"resource":{"type":"k8s"}}"#),
      ("Cloud Logging, text", #"{"textPayload":"\#(text)","severity":"INFO"}"#),
      ("Splunk", #"{"time":1,"host":"h","event":\#(json)}"#),
      ("Elasticsearch", #"{"hits":{"total":1,"hits":[{"_id":"1","_source":\#(json)}]}}"#),
      ("CloudWatch", #"{"events":[{"message":"START 1"},{"eventId":"1","message":"\#(text)"}]}"#),
      ("subscription", subscription),
      ("Kinesis", #"{"Records":[{"kinesis":{"data":"\#(base64(gzip(Array(subscription.utf8))))"}}]}"#),
      ("SQS and SNS", #"{"Messages":[{"MessageId":"1","Body":"\#(notice)"}]}"#),
      ("Pub/Sub", #"[{"ackId":"a","message":{"attributes":{},"data":"\#(base64(message))"}}]"#),
      ("CloudEvents", #"{"specversion":"1.0","type":"t","data_base64":"\#(base64(gzip(message)))"}"#),
      ("Managed Kafka", #"{"eventSource":"aws:kafka","records":{"t-0":[],"t-1":[\#(consumed)]}}"#),
      ("Firehose", #"{"attemptsMade":4,"rawData":"\#(base64(Array(json.utf8)))"}"#),
      ("Graylog", #"{"version":"1.1","host":"h","short_message":"\#(text)","level":6}"#),
      ("compact log events", #"{"@t":"t","@m":"\#(text)","@i":"1"}"#),
      ("LogScale", #"{"@timestamp":1,"@rawstring":"\#(text)"}"#),
      ("Azure's logs of containers", #"{"LogMessage":"\#(text)","TimeGenerated":"t"}"#),
      ("Azure's diagnostics", #"{"time":"t","category":"c","properties":{"Log":"\#(text)","Stream":"stdout"}}"#),
      ("Azure's tables", #"{"tables":[{"name":"T","columns":[{"name":"c"}],"rows":[["t","\#(text)"]]}]}"#),
      ("rows of ClickHouse", #"{"meta":[{"name":"c"}],"data":[["\#(text)"]],"rows":1}"#),
      ("a proxy's log", #"{"uri":"/v1/traces","request_body":"\#(text)"}"#),
      ("Filebeat", #"{"@timestamp":"t","json":\#(json),"log":{"offset":1}}"#),
      ("recorded requests", #"{"requests":[{"id":"1","request":{"url":"/v1/traces","body":"\#(text)"}}]}"#),
      ("workers' logs", #"{"Outcome":"ok","Logs":[{"Level":"log","Message":["\#(text)"]}]}"#),
      ("two names for one text", #"{"_raw":"\#(text)","message":"\#(text)"}"#),
      ("journal, not printable", #"{"_PID":"1","MESSAGE":[\#(numbers(Array(json.utf8)))]}"#),
      ("buffers of Node.js", #"{"key":"k","value":{"type":"Buffer","data":[\#(numbers(message))]}}"#),
      ("a column of bytes", #"{"id":1,"payload":"\\x\#(hexadecimal(message))"}"#),
      ("items with types", #"{"Item":{"id":{"S":"1"},"body":{"S":"\#(text)"}}}"#),
      ("items with types, bytes", #"{"Item":{"id":{"S":"1"},"payload":{"B":"\#(base64(message))"}}}"#),
      ("sets of results", #"{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"1"},{"VarCharValue":"\#(text)"}]}]}}"#),
      ("rows of fields", #"{"kind":"r","rows":[{"f":[{"v":"1"},{"v":"\#(text)"}]}]}"#),
      ("a connector's columns", #"{"RECORD_METADATA":{"offset":1},"RECORD_CONTENT":\#(json)}"#),
      ("HAR", #"{"log":{"entries":[{"request":{"method":"POST","postData":{"text":"\#(text)"}}}]}}"#),
    ]
  }

  @Test(arguments: batchSizes, [#"{"items":[{"a":"quote \" é"}]}"#, #"{"part":"quote \" é"}"#])
  func `requests and items are found in what logs, queues and stores wrap round them`(
    batchBytes: Int, json: String
  ) throws {
    let message = message("m", filling: 30)
    for (name, text) in carriers(json, message) {
      let isMessage = ["Pub/Sub", "CloudEvents", "buffers of Node.js", "a column of bytes", "items with types, bytes"]
      let wanted = isMessage.contains(name) ? message : Array(json.utf8)
      let foreign = #"{"level":"info","message":"started"}"#
      let lines = try read(foreign + "\n" + text + "\n" + text + "\n", batchBytes: batchBytes)
      #expect(lines.format.framing == .envelopes, "\(name)")
      let found = lines.records.map { $0.last == 0x0A ? $0.dropLast() : $0[...] }.map(Array.init)
      #expect(found == [Array(foreign.utf8), wanted, wanted], "\(name)")
      #expect(lines.lines == [1, 2, 3], "\(name)")
      #expect(lines.problems == [], "\(name)")
      // Without line breaks, and over several lines.
      let together = try read(text + text, batchBytes: batchBytes)
      #expect(together.records.count == 2, "\(name)")
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let pretty = try JSONSerialization.data(
        withJSONObject: object, options: [.prettyPrinted, .withoutEscapingSlashes])
      let over = try read(Array(pretty), batchBytes: batchBytes)
      #expect(over.format.framing == .envelopes, "\(name)")
      #expect(over.records.count == 1 && over.problems == [], "\(name)")
      #expect(over.format.encoding == (wanted == message ? .otlpProtobuf : .otlpJSON), "\(name)")
    }
  }

  @Test func `what one line carries may not expand without bounds`() throws {
    let request = #"{"items":[{"a":"\#(String(repeating: "x", count: 20_000))"}]}"#
    let payload = #"{"message":"\#(base64(gzip(Array(request.utf8))))"}"#
    let line = #"{"events":["# + Array(repeating: payload, count: 9).joined(separator: ",") + "]}"
    var limits = ReadLimits()
    limits.unwrappedBytes = 50_000
    let reading = try read(line + "\n", limits: limits)
    #expect(reading.texts == Array(repeating: request, count: 3))
    #expect(reading.problems.map(\.code) == [.limitExceeded])
    #expect(
      reading.problems.first?.message
        == "the payloads of lines expand to more than 50000 bytes at once; a payload was left out")
    // What is not compressed takes no more than its line.
    let plain = #"{"events":["# + Array(repeating: #"{"message":\#(request)}"#, count: 9).joined(separator: ",") + "]}"
    #expect(try read(plain + "\n", limits: limits).texts == Array(repeating: request, count: 9))
  }

  @Test func `texts that show a request are none`() throws {
    let request = #"{"items":[{"a":1}]}"#
    for text in [
      #"{"role":"user","content":"\#(escaped(request))"}"#,
      #"{"messages":[{"role":"user","content":[{"type":"text","text":"\#(escaped(request))"}]}]}"#,
      #"{"data":[{"traceID":"1","spans":[{"tags":[{"key":"input","value":"\#(escaped(request))"}]}]}]}"#,
      #"{"batch":[{"body":{"input":"\#(escaped(request))"}}]}"#,
      #"{"message":"no items here, {\"items\":[]}"}"#,
      #"{"data":"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="}"#,
    ] {
      let reading = try read(text + "\n" + text + "\n")
      #expect(reading.format.framing == .jsonLines, "\(text)")
      #expect(reading.texts == [text, text])
    }
  }

  @Test func `a payload whose compression is damaged is told, with what came out used`() throws {
    let request = #"{"items":[{"a":"\#(String(repeating: "x1y2z3", count: 400))"}]}"#
    let cut = base64(Array(gzip(Array(request.utf8)).dropLast(9)))
    let whole = base64(gzip(Array(request.utf8)))
    let reading = try read(#"{"data":"\#(whole)"}"# + "\n" + #"{"data":"\#(cut)"}"# + "\n")
    #expect(reading.format.framing == .envelopes)
    #expect(reading.records.count == 2)
    #expect(reading.problems.count == 1)
    #expect(reading.problems.first?.message.hasPrefix("the payload of a line cannot be decompressed: ") == true)
    #expect(reading.problems.first?.position.line == 2)
  }

  @Test func `JSON that only resembles a log stays what it is`() throws {
    for text in [
      #"{"log":1,"stream":"stdout"}"#, #"{"log":"x","stream":"elsewhere"}"#, #"{"topic":"t","payload":"x"}"#,
      #"{"a":"__otel_otlp_stdout"}"#, "{}",
    ] {
      let reading = try read(text + "\n" + text + "\n")
      #expect(reading.format.framing == .jsonLines)
      #expect(reading.texts == [text, text])
    }
  }

  @Test func `damage anywhere in a log is never more than lost lines`() throws {
    let envelope = #"{"__otel_otlp_stdout":"0.1.0","payload":"\#(base64(gzip(message("first"))))","base64":true}"#
    let texts = [
      docker(#"{"a":"one "#) + docker("two\"}\n") + docker(envelope + "\n"),
      cri(#"{"a":"#, "P") + cri("1}") + cri(envelope),
      envelope + "\n" + #"{"topic":"t","partition":0,"offset":1,"value":"{\"a\":1}"}"# + "\n",
    ]
    var random = SplitMix64(seed: 17)
    for text in texts {
      // Enough before the damage to know what the file is, and as much behind it.
      let whole = try read(text + text + text)
      let known = Set(whole.records)
      let bytes = Array(text.utf8)
      for position in stride(from: 0, to: bytes.count, by: 3) {
        var damaged = bytes
        damaged[position] = [0x22, 0x5C, 0x7B, 0x7D, 0x0A, 0x00, 0xFF, 0x20].randomElement(using: &random) ?? 0
        let reading = try read(bytes + damaged + bytes, batchBytes: 64)
        let found = reading.records.count { known.contains($0) }
        #expect(found >= whole.records.count - 2, "\(text), byte \(position)")
        let cut = try read(bytes + bytes + Array(bytes.prefix(position)))
        #expect(cut.records.count { known.contains($0) } >= whole.records.count * 2 / 3, "\(text), cut at \(position)")
      }
    }
  }

  @Test(arguments: batchSizes)
  func `a request that became a text is read, in quotes or as base64`(batchBytes: Int) throws {
    let request = #"{"items":[{"a":"quote \" and é"}]}"#
    let quoted = "\"\(escaped(request))\""
    let bytes = base64(message("first", filling: 40))
    for (text, count) in [
      (quoted + "\n" + quoted + "\r\n", 2), (quoted, 1), ("  \(quoted)\n\n\(quoted)\n", 2),
      ("[\(quoted), \(quoted)]\n", 2), ("[\n  \(quoted),\n  \(quoted)\n]\n", 2),
      // A file of lines that became one text.
      ("\"\(escaped(request + "\n" + request + "\n"))\"\n", 2), ("\"\(base64(Array(request.utf8)))\"\n", 1),
      (base64(Array(request.utf8)) + "\n" + base64(gzip(Array(request.utf8))) + "\n", 2),
    ] {
      let reading = try read(text, batchBytes: batchBytes)
      #expect(reading.format.framing == .envelopes, "\(text)")
      #expect(reading.format.encoding == .otlpJSON)
      #expect(reading.texts == Array(repeating: request, count: count), "\(text)")
      #expect(reading.problems.isEmpty, "\(text)")
    }
    let reading = try read("\"\(bytes)\"\n\(bytes)\nno request\n", batchBytes: batchBytes)
    #expect(reading.format.encoding == .otlpProtobuf)
    #expect(reading.records == [message("first", filling: 40), message("first", filling: 40)])
    #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
  }

  /// What a decoder asks for where it found nothing in a record.
  @Test func `a single record gives the requests that it carries`() throws {
    let request = #"{"items":[{"a":"quote \" and é"}]}"#
    let quoted = "\"\(escaped(request))\""
    let carried = CarriedRequests(probe: NestedFieldsProbe())
    func requests(in record: String) -> [String]? {
      var found: [String] = []
      let bytes = PaddedBytes(Array(record.utf8))
      let isFound = carried.forEach(in: bytes.view) { request, _, complaint in
        found.append(String(decoding: request.bytes, as: UTF8.self))
        #expect(complaint == nil)
      }
      return isFound ? found : nil
    }
    for record in [
      quoted, " \(quoted)\r", "[\(quoted)]", #"{"level":"info","message":\#(quoted)}"#, base64(Array(request.utf8)),
      #"INFO {"message":\#(quoted)}"#, #"{"data":"\#(base64(gzip(Array(request.utf8))))"}"#,
    ] { #expect(requests(in: record) == [request], "\(record)") }
    // A list is one record.
    #expect(requests(in: #"{"records":[\#(request)]}"#) == ["[\(request)]"])
    #expect(requests(in: #"{"log":\#(quoted)},{"log":"started"}"#) == [request, #"{"log":"started"}"#])
    for record in [
      request, #"{"log":"started"}"#, #"{"prompt":\#(quoted)}"#, "\"hello\"", "17", "", " ",
      "abcdefghijklmnopqrstuvwxyz",
    ] { #expect(requests(in: record) == nil, "\(record)") }
  }

  @Test(arguments: batchSizes)
  func `a request as Python shows it is read`(batchBytes: Int) throws {
    let request =
      #"{"items":[{"a":"it's \"quoted\" é \u0007\n","b":[true,false,null,-1.5e3,"NaN","-Infinity",[1,2]],"c":[[104,255]]}]}"#
    let shown =
      #"{'items': [{'a': 'it\'s "quoted" é \x07\n', 'b': [True, False, None, -1.5e3, nan, -inf, (1, 2,)], 'c': [b'h\xff']}]}"#
    for text in [
      "\(shown)\n\(shown)\n", "2026-11-24 INFO export: \(shown)\n \(shown)\r\n", "[\(shown)]\n[\(shown),]\n",
      #"{"log":"started"}"# + "\n\(shown)\n\(shown)",
    ] {
      let reading = try read(text, batchBytes: batchBytes)
      #expect(reading.format.framing == .envelopes, "\(text)")
      let found = reading.texts.filter { $0.contains("items") }
      let wanted = text.hasPrefix("[") ? "[\(request)]" : request
      #expect(found == [wanted, wanted].map { $0.replacingOccurrences(of: "\\n", with: "\\u000a") }, "\(text)")
      #expect(reading.problems.isEmpty, "\(text)")
    }
    // Other escapes, other quotes, halves of pairs.
    let other = PaddedBytes(Array(#"{'\u00e9\U0001F600\ud800': u"a'b", 'c': {}}"#.utf8))
    let json = PythonText.json(of: other.view) ?? PaddedBytes()
    #expect(String(decoding: json.view.bytes, as: UTF8.self) == #"{"é😀\#u{FFFD}":"a'b","c":{}}"#)
    for damaged in ["{'items': [", "{'items': <object>}", "{'items': 'a", #"{'items': '\q'}"#, "{'items': lambda}"] {
      let bytes = PaddedBytes(Array(damaged.utf8))
      let isThere = PythonText.json(of: bytes.view) != nil
      #expect(!isThere, "\(damaged)")
    }
  }

  @Test(arguments: batchSizes)
  func `requests in cells of a table, in texts behind each other and in dictionaries behind each other are read`(
    batchBytes: Int
  ) throws {
    let documents = [#"{"items":[{"a":"quote \" é, 1"}]}"#, #"{"items":[{"a":"2"}]}"#, #"[{"items":[{"a":"3"}]}]"#]
    func cell(_ text: String) -> String { "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
    let message = message("m", filling: 30)
    for separator in [",", ";", "\t", "|", ", "] {
      let table =
        documents.map { ["2026-11-24", "\"a, \"\"b\"\"\"", cell($0), "7"].joined(separator: separator) + "\n" }.joined()
        + ["2026-11-24", "", base64(message)].joined(separator: separator) + "\n" + cell(documents[1]) + "\n"
      let reading = try read("time\(separator)text\(separator)body\n" + table, batchBytes: batchBytes)
      #expect(
        reading.records == (documents.map { Array($0.utf8) } + [message, Array(documents[1].utf8)]), "\(separator)")
      #expect(reading.lines == [2, 3, 4, 5, 6])
      #expect(reading.problems.map(\.message) == ["a line without a JSON document; it was left out"])
    }
    for separator in ["", " ", ", ", ","] {
      let texts = documents.map { "\"\(escaped($0))\"" }.joined(separator: separator)
      let reading = try read(texts + "\n" + texts, batchBytes: batchBytes)
      #expect(reading.texts == documents + documents, "\(separator)")
      #expect(reading.problems == [])
    }
    let shown = "{'items': [{'a': '1'}]} {'items': [{'a': 'two '\t'parts'}]}, {'items': [{'a': '3'}]}\n"
    #expect(
      try read(shown, batchBytes: batchBytes).texts == [
        #"{"items":[{"a":"1"}]}"#, #"{"items":[{"a":"two parts"}]}"#, #"{"items":[{"a":"3"}]}"#,
      ])
    // A later one that has no end is no secret.
    #expect(
      try read("{'items': [{'a': '1'}]} {'items': [{'a': 'tw\n", batchBytes: batchBytes).texts == [
        #"{"items":[{"a":"1"}]}"#, #"{"items":[{"a":"tw"#,
      ])
  }

  @Test func `what only resembles a cell of a table stays what it is`() throws {
    let lines = [#"{"items":[{"":"{\"\"x"}]}"#, #"{"items":[{"a":"b,\"{","c":"\"\"d"}]}"#]
    #expect(try read(lines.joined(separator: "\n")).texts == lines)
    let list = PaddedBytes(Array(#"["a","{","",1]"#.utf8))
    #expect(!list.withView { TableLine.hasQuotedDocument($0) })
  }

  private static let prefixes = [
    "otelcol-1  | ", "2026-11-24T03:04:05.678Z ", "[pod/otelcol-0/otelcol] ", "> ",
    "Nov 24 03:04:05 host otelcol[12]: ",
    "\u{1B}[32mINFO\u{1B}[0m exporter: ",
  ]

  @Test(arguments: batchSizes, prefixes)
  func `documents of several lines with the same words before each of them are put together`(
    batchBytes: Int, prefix: String
  ) throws {
    let documents = ["{\n  \"items\": [\n    {\n      \"a\": 1\n    }\n  ]\n}", "[\n  {\"items\": [{\n  }]}\n]"]
    var second = 4
    let lines = (documents + documents).flatMap { document -> [String] in
      document.split(separator: "\n").map { line -> String in
        second += 1
        return prefix.replacingOccurrences(of: ":05", with: ":\(second)") + line + "\n"
      }
    }
    let reading = try read("started\n" + lines.joined() + prefix + "stopped\n", batchBytes: batchBytes)
    #expect(reading.format.framing == .jsonDocuments)
    #expect(
      reading.texts.map { $0.trimmingCharacters(in: .newlines) } == documents + documents, "\(prefix)")
    #expect(reading.lines == [2, 9, 13, 20])
    #expect(reading.codes.allSatisfy { $0 == .foreignRecord } && reading.codes.count <= 2)
    // One that is cut off costs its end; the next one is whole.
    let cut = try read((lines[0..<4] + lines[7..<10] + lines[10...]).joined(), batchBytes: batchBytes)
    #expect(cut.whole.map { String(decoding: $0, as: UTF8.self) }.contains { $0.contains("\"a\": 1") })
    #expect(!cut.problems.isEmpty)
  }

  @Test func `texts that are no requests stay texts`() throws {
    for text in [
      "\"hello\"\n\"world\"\n", "\"{\\\"role\\\":\\\"user\\\"}\"\n", "VGhpcyBpcyBubyByZXF1ZXN0IGF0IGFsbC4=\n",
      "abcdefghijklmnopqrstuvwxyz\n",
    ] {
      let reading = try read(text)
      #expect(reading.records.isEmpty, "\(text)")
      #expect(reading.codes == [.unsupportedFormat])
    }
  }
}
