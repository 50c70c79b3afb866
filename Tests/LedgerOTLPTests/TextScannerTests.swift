import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerOTLP

/// Writes down what it is shown.
private final class RecordingScanner: TextScanner {
  var seen: [String] = []

  func text(of name: ByteView, _ bytes: ByteView, _ form: TextForm) {
    seen.append("\(name.text) \(form) \(form == .protobuf ? String(bytes.count) : bytes.text)")
  }
}

@Suite struct TextScannerTests {
  private func scan(_ text: String, rounds: Int = 1) -> [String] {
    let scanner = RecordingScanner()
    let decoder = OTLPDecoder(keys: testKeys, scanner: scanner)
    let buffer = PaddedBytes(text.utf8)
    for _ in 0..<rounds {
      scanner.seen = []
      buffer.withView { _ = decoder.decodeJSON($0, into: RecordingSink()) }
    }
    return scanner.seen
  }

  static let attributes = #"""
    {"key":"gen_ai.request.model","value":{"stringValue":"m"}},{"key":"prompt","value":{"stringValue":"say \"hi\""}},\#
    {"key":"gen_ai.usage.input_tokens","value":{"intValue":"5"}},{"key":"b","value":{"boolValue":true}},\#
    {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"x"}]}}},\#
    { "value" : { "stringValue" : "spaced" }, "key" : "odd" },{"key":"none"}
    """#

  static let expected = [
    "gen_ai.request.model utf8 m", #"prompt escaped say \"hi\""#,
    #"odd json { "stringValue" : "spaced" }"#,
  ]

  @Test func `every text of a span and its events is shown as it stands, known or not`() {
    for rounds in [1, 3] {
      let seen = scan(
        spanJSON(
          #""name":"n","attributes":[\#(Self.attributes)],"events":[{"name":"e","attributes":[\#(Self.attributes)]}]"#),
        rounds: rounds)
      let lists = seen.filter { $0.hasPrefix("list ") }
      #expect(lists.count == 2 && lists.allSatisfy { $0.contains(#"[{"stringValue":"x"}]"#) })
      #expect(seen.filter { !$0.hasPrefix("list ") } == Self.expected + Self.expected)
    }
  }

  @Test func `texts in maps of attributes are shown, too`() {
    let map = #"{"prompt":"say \"hi\"","a":"b","n":1,"list":["x"]}"#
    let shown = [#"prompt escaped say \"hi\""#, "a utf8 b", #"list json ["x"]"#]
    #expect(scan(spanJSON(#""attributes":\#(map)"#)) == shown)
    #expect(scan(#"{"_spanContext":{},"startTime":[1,2],"attributes":\#(map)}"#) == shown)
  }

  @Test func `the body of a log record is shown without a name`() {
    let log = #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"secret"}}]}]}]}"#
    #expect(scan(log) == [#" json {"stringValue":"secret"}"#])
  }

  @Test func `protobuf shows the same texts`() {
    let scanner = RecordingScanner()
    let decoder = OTLPDecoder(keys: testKeys, scanner: scanner)
    func attribute(_ name: String, _ value: [UInt8]) -> [UInt8] {
      Wire.message(9, Wire.string(1, name), Wire.message(2, value))
    }
    let span = Wire.message(
      2, Wire.fixed64(7, 1), attribute("gen_ai.request.model", Wire.string(1, "m")),
      attribute("prompt", Wire.string(1, "say \"hi\"")), attribute("gen_ai.usage.input_tokens", Wire.varint(3, 5)),
      attribute("list", Wire.message(5, Wire.message(1, Wire.string(1, "x")))))
    let buffer = PaddedBytes(Wire.request(span))
    buffer.withView { _ = decoder.decodeProtobuf($0, into: RecordingSink()) }
    #expect(scanner.seen == ["gen_ai.request.model utf8 m", "prompt utf8 say \"hi\"", "list protobuf 7"])
  }
}
