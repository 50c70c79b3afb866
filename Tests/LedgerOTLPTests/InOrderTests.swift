import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerOTLP

/// A sink that can go back, as the one of a real run: what it holds in the end must not tell in which way it was read.
private final class RewindingSink: RecordSink {
  let recording = RecordingSink()
  private(set) var rewinds = 0
  private(set) var marks = 0
  private var marked = 0

  func resource(_ resource: ResourceRecord) { recording.resource(resource) }
  func scope(_ scope: ScopeRecord) { recording.scope(scope) }
  func span(_ span: borrowing SpanRecord) { recording.span(span) }
  func dataPoint(_ point: inout DataPointRecord) { recording.dataPoint(&point) }
  func logRecord(_ record: borrowing LogRecord) { recording.logRecord(record) }
  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {
    recording.problem(code, atByte: offset, message())
  }
  func mark() -> Bool {
    marked = recording.lines.count
    marks += 1
    return true
  }
  func rewind() {
    recording.lines.removeSubrange(marked...)
    rewinds += 1
  }
}

/// A decoder that has seen other records before, as in a real run: it knows schemas and the order of attributes.
private struct Experienced {
  let decoder = OTLPDecoder(keys: testKeys)
  var readsProtobuf = false

  func decode(_ bytes: [UInt8]) -> (sink: RewindingSink, outcome: RecordOutcome) {
    let tail = Array("\"}]}]}],\"name\":\"behind the end\"}]}]}]}".utf8)
    let buffer = PaddedBytes(bytes + tail)
    let sink = RewindingSink()
    let record = buffer.view.slice(0, bytes.count)
    let outcome =
      readsProtobuf ? decoder.decodeProtobuf(record, into: sink) : decoder.decodeJSON(record, into: sink)
    return (sink, outcome)
  }

  /// Whether this decoder and a fresh one whose sink cannot go back make the same of a text.
  func agrees(on bytes: [UInt8]) -> Bool { difference(on: bytes) == nil }

  /// The first thing in which the two differ; `nil` where they do not.
  func difference(on bytes: [UInt8]) -> String? {
    let plain =
      readsProtobuf ? LedgerOTLPTests.decode(protobuf: bytes) : LedgerOTLPTests.decode(jsonBytes: bytes)
    let (sink, outcome) = decode(bytes)
    let (mine, other) = (sink.recording.lines + sink.recording.problems, plain.lines + plain.problems)
    if mine != other {
      let place = zip(mine, other).prefix { $0 == $1 }.count
      return
        "\(mine.dropFirst(place).first ?? "nothing") where \(other.dropFirst(place).first ?? "nothing") was expected"
    }
    if sink.recording.offsets != plain.offsets { return "problems at \(sink.recording.offsets), not \(plain.offsets)" }
    return outcome == plain.outcome ? nil : "\(outcome), not \(plain.outcome)"
  }
}

/// Reading in one walk and by learned beginnings is a guess that is checked: it changes nothing but the time it takes.
@Suite struct InOrderTests {
  @Test(arguments: UInt64(1)...24)
  func `one walk and two make the same of any OTLP, whatever was read before`(seed: UInt64) {
    let experienced = Experienced()
    var random = SplitMix64(seed: seed)
    for round in 0..<40 {
      let request = Tree.request(&random)
      var texts = [JSONWriter.write(request, liberties: nil)]
      for _ in 0..<3 { texts.append(JSONWriter.write(request, liberties: SplitMix64(seed: random.next()))) }
      for text in texts {
        // Twice: the second time the schemas are known.
        for _ in 0..<2 {
          guard let difference = experienced.difference(on: Array(text.utf8)) else { continue }
          Issue.record("seed \(seed), round \(round): \(difference) in \(text)")
          return
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `damage is met in the same place on both ways`(seed: UInt64) {
    let experienced = Experienced()
    var random = SplitMix64(seed: seed &+ 5000)
    for round in 0..<20 {
      let whole = Array(JSONWriter.write(Tree.request(&random), liberties: nil).utf8)
      _ = experienced.agrees(on: whole)
      for _ in 0..<40 where !whole.isEmpty {
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.removeSubrange(place...)
        default:
          bytes.insert([0x22, 0x5B, 0x5D, 0x7B, 0x7D, 0x2C, 0x5C].randomElement(using: &random) ?? 0x22, at: place)
        }
        if let difference = experienced.difference(on: bytes) {
          Issue.record(
            "seed \(seed), round \(round): \(difference) in \(String(decoding: bytes, as: UTF8.self))")
          return
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...16)
  func `one walk and two make the same of any message, whole or damaged`(seed: UInt64) {
    let experienced = Experienced(readsProtobuf: true)
    var random = SplitMix64(seed: seed &+ 9000)
    for round in 0..<30 {
      let whole = WireWriter.write(Tree.request(&random), liberties: SplitMix64(seed: random.next()))
      for attempt in 0..<24 where !whole.isEmpty {
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch attempt % 6 {
        case 0, 1: break
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes.remove(at: place)
        case 4: bytes.removeSubrange(place...)
        default: bytes.insert([0x0A, 0x12, 0x1A, 0x02, 0x00].randomElement(using: &random) ?? 0, at: place)
        }
        if let difference = experienced.difference(on: bytes) {
          Issue.record("seed \(seed), round \(round): \(difference) in \(bytes)")
          return
        }
      }
    }
  }

  @Test func `a message as usual is read in one walk once its schemas are known`() {
    func message(_ schema: String, isUsual: Bool = true) -> [UInt8] {
      let resource = Wire.message(
        1, Wire.message(1, Wire.string(1, "service.name"), Wire.message(2, Wire.string(1, "x"))))
      let span = Wire.message(2, Wire.fixed64(7, 1), Wire.fixed64(8, 2))
      let first = Wire.message(2, Wire.message(1, Wire.string(1, "a")), span, Wire.string(3, schema))
      let second = Wire.message(2, Wire.message(1, Wire.string(1, "b")), span, span)
      let scopes = first + second
      return Wire.message(1, isUsual ? resource + scopes : scopes + resource, Wire.string(3, "outer"))
    }
    let experienced = Experienced(readsProtobuf: true)
    let first = experienced.decode(message("s"))
    #expect(first.sink.rewinds == 1)
    let second = experienced.decode(message("s"))
    #expect(second.sink.rewinds == 0 && second.sink.marks == 1)
    #expect(second.sink.recording.lines == first.sink.recording.lines)
    #expect(second.sink.recording.lines == decode(protobuf: message("s")).lines)
    let other = experienced.decode(message("t"))
    #expect(other.sink.rewinds == 1)
    #expect(other.sink.recording.lines == decode(protobuf: message("t")).lines)
    #expect(experienced.decode(message("t")).sink.rewinds == 0)
    var marks = 0
    for _ in 0..<60 { marks += experienced.decode(message("t", isUsual: false)).sink.marks }
    #expect(marks == 4)
  }

  private static func request(schema: String, second: String = "b", service: String = "x") -> [UInt8] {
    Array(
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"\(service)"}}]},"scopeSpans":[\
      {"scope":{"name":"a"},"spans":[{"name":"one"}],"schemaUrl":"\(schema)"},\
      {"scope":{"name":"\(second)"},"spans":[{"name":"two"},{"name":"three"}]}],"schemaUrl":"outer"}]}
      """.utf8)
  }

  @Test func `a resource as usual is read in one walk once its schemas are known`() {
    let experienced = Experienced()
    let first = experienced.decode(Self.request(schema: "s"))
    #expect(first.sink.rewinds == 1)
    let second = experienced.decode(Self.request(schema: "s"))
    #expect(second.sink.rewinds == 0 && second.sink.marks == 1)
    #expect(second.sink.recording.lines == first.sink.recording.lines)
    let other = experienced.decode(Self.request(schema: "t"))
    #expect(other.sink.rewinds == 1)
    #expect(other.sink.recording.lines != first.sink.recording.lines)
    #expect(experienced.decode(Self.request(schema: "t")).sink.rewinds == 0)
  }

  @Test func `scopes of a resource that was never met are expected to be as in others`() {
    let experienced = Experienced()
    var rewinds: [Int] = []
    for service in ["x", "y", "z", "y", "x"] {
      // In y the library names another schema, each time.
      let text = Self.request(schema: service == "y" ? "t" : "s", service: service)
      let read = experienced.decode(text)
      rewinds.append(read.sink.rewinds)
      #expect(read.sink.recording.lines == decode(jsonBytes: text).lines)
    }
    // Of z what was last seen elsewhere is expected, which is y's.
    #expect(rewinds == [1, 1, 1, 0, 0])
    let other = Experienced()
    let sums = (0..<20).map { other.decode(Self.request(schema: "s", service: "instance \($0)")).sink.rewinds }
    #expect(sums.reduce(0, +) == 1)
  }

  @Test func `metrics do not keep spans from being read in one walk`() {
    let experienced = Experienced()
    let metrics = Array(
      #"{"resourceMetrics":[{"resource":{},"scopeMetrics":[{"scope":{},"metrics":[{"name":"m","gauge":{"dataPoints":[]}}]}]}]}"#
        .utf8)
    for text in [metrics, Array(String(decoding: metrics, as: UTF8.self).dropFirst(20).dropLast(2).utf8)] {
      var marks = 0
      for _ in 0..<20 { marks += experienced.decode(text).sink.marks }
      #expect(marks == 0)
    }
    #expect(experienced.decode(Self.request(schema: "s")).sink.marks == 1)
  }

  @Test func `an exporter that writes in another order is soon read without guessing`() {
    let experienced = Experienced()
    let text = Array(#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"x"}]}],"resource":{}}]}"#.utf8)
    var marks = 0
    for _ in 0..<60 { marks += experienced.decode(text).sink.marks }
    #expect(marks == 4)
  }

  @Test func `more different schemas than are remembered do no harm`() {
    let experienced = Experienced()
    for round in 0..<3 {
      for number in 0..<3000 {
        let text = Self.request(
          schema: "schema \(number) " + String(repeating: "x", count: round * 40), second: "\(number)")
        guard experienced.agrees(on: text) else {
          Issue.record("round \(round), scope \(number)")
          return
        }
      }
    }
  }

  @Test func `more different attributes than are remembered do no harm`() {
    let experienced = Experienced()
    // Every third span has names that were never met; with them all that is remembered is given up twice.
    for number in 0..<(6 * ExpectedText.most / 5) where number % 3 == 0 || number % 50 == 1 {
      let names = (0..<5).map { "key.\(number % 3 == 0 ? number * 5 + $0 : $0)" } + ["gen_ai.request.model"]
      let list = names.map { #"{"key":"\#($0)","value":{"stringValue":"v"}}"# }.joined(separator: ",")
      let text = Array(spanJSON(#""name":"s\#(number % 5)","attributes":[\#(list)]"#).utf8)
      guard experienced.agrees(on: text) else {
        Issue.record("span \(number)")
        return
      }
    }
  }

  /// Values of all types, in layouts that can be remembered and in others.
  private static let values =
    [
      #"{"stringValue":"plain"}"#, #"{"stringValue":"esc\"aped"}"#, #"{"stringValue":"ünïcode"}"#,
      #"{"stringValue":"}}"}"#, #"{"stringValue":"a","intValue":"5"}"#, #"{"stringValue":"a" }"#, #"{"intValue":"7"}"#,
      #"{"intValue":"-7"}"#, #"{"intValue":"9223372036854775808"}"#, #"{"intValue":7}"#, #"{"intValue":""}"#,
      #"{"doubleValue":1.5}"#, #"{"doubleValue":1.5,"x":1}"#, #"{"boolValue":true}"#, #"{"boolValue":null}"#,
      #"{"doubleValue":-0.25}"#, #"{"doubleValue":0.30000000000000004}"#, #"{"doubleValue":1e-7}"#,
      #"{"doubleValue":12.}"#, #"{"doubleValue":-}"#, #"{"doubleValue":"NaN"}"#, #"{"boolValue":false}"#,
      #"{"boolValue":truth}"#, #"{"intValue":-7}"#, #"{"intValue":123456789012345678}"#,
      #"{"intValue":1234567890123456789}"#, #"{"intValue":7.0}"#, #"{"intValue":"12345678"}"#, #"{"intValue":"x"}"#,
      #"{"arrayValue":{"values":[{"stringValue":"esc\"aped"}]}}"#,
      #"{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}"#,
      #"{"arrayValue":{"values":[{"stringValue":"a"}],"x":1}}"#,
      #"{"arrayValue":{"values":[{"stringValue":"a"}]}}"#, #"{"arrayValue":{"values":[}]}}"#,
      #"{"kvlistValue":{"values":[]}}"#, #"{"bytesValue":"AAE="}"#, "{}", "null", "5",
      "{\"stringValue\":\"" + String(repeating: "long ", count: 40) + "\"}",
    ]

  @Test func `an attribute that begins as expected may go on otherwise`() {
    let experienced = Experienced()
    let values = Self.values
    for key in ["gen_ai.request.model", "unknown", "retrieval.documents.3.id"] {
      for first in values {
        for second in values {
          for value in [first, second] {
            let text = spanJSON(
              #""name":"n","attributes":[{"key":"\#(key)","value":\#(value)},{"key":"flag","value":{}}]"#)
            if !experienced.agrees(on: Array(text.utf8)) { Issue.record("\(key): \(first) then \(second)") }
          }
        }
      }
    }
  }

  @Test func `white space is remembered with the attributes, wherever it stands`() {
    // A line break may stand in any place where a space may.
    let layouts: [(String) -> String] = [
      { $0.replacing(",", with: ", ").replacing(":", with: ": ") }, { $0.replacing("}", with: " }") },
      { $0.replacing("{", with: "{\n ").replacing("]", with: "\r\n\t]") }, { $0.replacing("}", with: "         }") },
      { $0.replacing(",{", with: " ,{") },
    ]
    for layout in layouts {
      let experienced = Experienced()
      for key in ["gen_ai.request.model", "unknown", "retrieval.documents.3.id", "esc\\u0061ped"] {
        for first in Self.values {
          for second in Self.values where first != second || first.count < 30 {
            let list = [first, second].map { #"{"key":"\#(key)","value":\#($0)}"# }.joined(separator: ",")
            let text = layout(spanJSON(#""name":"n","attributes":[\#(list),{"value":{"intValue":1},"key":"k"}]"#))
            if !experienced.agrees(on: Array(text.utf8)) { Issue.record("\(key): \(first) then \(second) in \(text)") }
          }
        }
      }
    }
  }

  @Test func `members that come twice, or in no usual order, are not remembered as others`() {
    let experienced = Experienced()
    let attributes = [
      #"{"key": "gen_ai.request.model", "value": {"stringValue": "a"}}"#,
      #"{"key": "gen_ai.request.model", "value": {"stringValue": "a"}, "key": "unknown"}"#,
      #"{"key": "gen_ai.request.model", "value": {"stringValue": "a"}, "value": {"intValue": 5}}"#,
      #"{"key": "gen_ai.request.model", "value": {"stringValue": "a", "intValue": 5}}"#,
      #"{"key": "gen_ai.request.model", "value": {"intValue": 5}}"#,
      #"{"value": {"stringValue": "a"}, "key": "gen_ai.request.model"}"#,
      #"{"key": "gen_ai.request.model", "more": 1, "value": {"stringValue": "a"}}"#,
      #"{"key": "gen_ai.request.model", "value": {"arrayValue": {"values": [{"stringValue": "a"}]}}}"#,
      #"{"key": "gen_ai.request.model", "value": {"arrayValue": {"values": [{"stringValue": "a"}, {}]}}}"#,
      #"{"key": "gen_ai.request.model", "value": {"arrayValue": {"values": [{"stringValue": "a"}], "x": 1}}}"#,
    ]
    for first in attributes {
      for second in attributes {
        for pair in ["\(first), \(second)", "\(first),\(second)"] {
          let text = spanJSON(#""name": "n", "attributes": [\#(pair)]"#)
          if !experienced.agrees(on: Array(text.utf8)) { Issue.record("\(text)") }
        }
      }
    }
  }
}
