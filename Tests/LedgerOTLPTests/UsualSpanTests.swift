import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerOTLP

/// Spans in the form of nearly all exporters are read in a way of their own, which makes the same of them as the general one.
@Suite struct UsualSpanTests {
  private static func digits(_ count: Int, _ alphabet: String, _ random: inout SplitMix64) -> String {
    let alphabet = Array(alphabet)
    return String((0..<count).map { _ in alphabet.randomElement(using: &random) ?? "0" })
  }

  private static func attribute(_ random: inout SplitMix64) -> String {
    let name = (knownNames + ["http.route", "retrieval.documents.3.score"]).randomElement(using: &random) ?? "a"
    let text =
      [
        "short", "", "Möwe", #"with \"quotes\""#, #"\\"#, String(repeating: "long ", count: 40),
        #"{\"a\":\"\\\"\"}"# + String(repeating: "x", count: 80), String(repeating: "é", count: 30),
      ].randomElement(using: &random) ?? ""
    let value =
      switch Int.random(in: 0..<8, using: &random) {
      case 0: "\"intValue\":\"\(Int.random(in: 0...1 << Int.random(in: 0...62, using: &random), using: &random))\""
      case 1: "\"intValue\":\(Int.random(in: 0...9999, using: &random))"
      case 2: "\"doubleValue\":\(Double(Int.random(in: -999...999, using: &random)) / 8)"
      case 3: "\"boolValue\":\(Bool.random(using: &random))"
      case 4: "\"arrayValue\":{\"values\":[{\"stringValue\":\"\(text)\"}]}"
      default: "\"stringValue\":\"\(text)\""
      }
    return "{\"key\":\"\(name)\",\"value\":{\(value)}}"
  }

  /// The members of a span.
  private static func members(_ random: inout SplitMix64) -> String {
    let hex = ["0123456789abcdef", "0123456789ABCDEF"].randomElement(using: &random) ?? "0"
    var text = "\"traceId\":\"\(digits(32, hex, &random))\",\"spanId\":\"\(digits(16, hex, &random))\""
    switch Int.random(in: 0..<5, using: &random) {
    case 0: break
    case 1: text += ",\"parentSpanId\":\"\""
    case 2: text += ",\"traceState\":\"a=b\",\"parentSpanId\":\"\(digits(16, hex, &random))\""
    default: text += ",\"parentSpanId\":\"\(digits(16, hex, &random))\""
    }
    if Bool.random(using: &random) { text += ",\"flags\":\(Int.random(in: 0...300, using: &random))" }
    let name = ["chat", "chat gpt-4o", "Möwe", #"a \"b\""#, "", String(repeating: "n", count: 70)]
    text +=
      ",\"name\":\"\(name.randomElement(using: &random) ?? "")\",\"kind\":\(Int.random(in: 0...5, using: &random))"
    text += ",\"startTimeUnixNano\":\"1\(digits(18, "0123456789", &random))\""
    text += ",\"endTimeUnixNano\":\"1\(digits(18, "0123456789", &random))\""
    if Int.random(in: 0..<8, using: &random) > 0 {
      let list = (0..<Int.random(in: 0...40, using: &random) / 3).map { _ in attribute(&random) }
      text += ",\"attributes\":[\(list.joined(separator: ","))]"
    }
    let rest = [
      "", ",\"status\":{}", ",\"status\":{}", ",\"status\":{}", ",\"status\":{\"code\":2}",
      ",\"events\":[{\"name\":\"e\",\"timeUnixNano\":\"1\",\"attributes\":[\(attribute(&random))]}],\"status\":{}",
      ",\"status\":{},\"links\":[{}]",
    ]
    return text + (rest.randomElement(using: &random) ?? "")
  }

  private static func request(_ spans: [String], before: String) -> [UInt8] {
    let list = spans.map { "{\(before)\($0)}" }.joined(separator: ",")
    return Array("{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":[\(list)]}]}]}".utf8)
  }

  @Test(arguments: UInt64(1)...16)
  func `the usual form and the general way make the same of a span`(seed: UInt64) {
    var random = SplitMix64(seed: seed &+ 900)
    let decoder = OTLPDecoder(keys: testKeys)
    for _ in 0..<60 {
      var spans = (0..<12).map { _ in UsualSpanTests.members(&random) }
      if Bool.random(using: &random) {
        // Damage in one of them.
        let row = Int.random(in: 0..<spans.count, using: &random)
        var bytes = Array(spans[row].utf8)
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[place] = [0x22, 0x20, 0x2C, 0x5C, 0x7D, 0x41, 0x67].randomElement(using: &random) ?? 0
        } else {
          bytes.remove(at: place)
        }
        spans[row] = String(decoding: bytes, as: UTF8.self)
      }
      // A blank before the first member is all that tells the general form.
      let usual = decode(UsualSpanTests.request(spans, before: ""), by: decoder)
      let general = LedgerOTLPTests.decode(jsonBytes: UsualSpanTests.request(spans, before: " "))
      #expect(usual.lines == general.lines)
      #expect(usual.problems.map { $0.prefix { $0 != ":" } } == general.problems.map { $0.prefix { $0 != ":" } })
      #expect(usual.outcome.spans == general.outcome.spans && usual.outcome.isDamaged == general.outcome.isDamaged)
    }
  }

  private func decode(_ bytes: [UInt8], by decoder: OTLPDecoder) -> Decoded {
    let buffer = PaddedBytes(bytes)
    let sink = RecordingSink()
    let outcome = decoder.decodeJSON(buffer.view, into: sink)
    return Decoded(lines: sink.lines, problems: sink.problems, offsets: sink.offsets, outcome: outcome)
  }
}
