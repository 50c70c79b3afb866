import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerOTLP

struct DamageTests {
  static let json =
    spanJSON(
      #""traceId":"0102030405060708090a0b0c0d0e0f10","name":"a\nb","attributes":[{"key":"score","value":{"doubleValue":1.5}},{"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v\\"}}]}}}],"events":[{"name":"e"}],"status":{"code":1}},{"name":"second""#
    ) + metricJSON(#""name":"m","sum":{"dataPoints":[{"asInt":"1"}],"aggregationTemporality":1}"#)

  static let protobuf: [UInt8] = {
    let span = Wire.message(
      2, Wire.message(1, Array(1...16)), Wire.string(5, "name"), Wire.fixed64(7, 1),
      Wire.message(9, Wire.string(1, "score"), Wire.message(2, Wire.double(4, 1.5))),
      Wire.message(9, Wire.string(1, "list"), Wire.message(2, Wire.message(5, Wire.message(1, Wire.varint(3, 300))))),
      Wire.message(11, Wire.string(2, "e")), Wire.fixed32(16, 256))
    return Wire.request(span, span)
  }()

  @Test func `a record cut anywhere gives what stands before the cut`() {
    let whole = decode(json: DamageTests.json)
    #expect(whole.problems == [])
    #expect(whole.outcome.items == 3)
    let bytes = Array(DamageTests.json.utf8)
    for length in 0..<bytes.count {
      let cut = decode(jsonBytes: Array(bytes[..<length]))
      #expect(cut.problems.count <= 1, "cut at \(length): \(cut.problems)")
      #expect(cut.outcome.isDamaged == (cut.problems.count == 1))
      // Records come in the order of the whole, though a resource or a scope may not be known yet.
      let records = cut.lines.filter { !$0.hasPrefix("resource") && !$0.hasPrefix("scope") }
      let expected = whole.lines.filter { !$0.hasPrefix("resource") && !$0.hasPrefix("scope") }
      #expect(Array(expected.prefix(records.count)) == records, "cut at \(length)")
      let known = decode(jsonBytes: Array(bytes[..<length]), isTruncated: true)
      #expect(known.problems == [], "cut at \(length)")
      #expect(known.lines == cut.lines)
    }
  }

  @Test func `both spans before the cut are delivered`() {
    let cut = decode(json: spanJSON(#""name":"one"},{"name":"two"},{"name":"thr"#).dropLast(13))
    #expect(cut.outcome.spans == 2)
  }

  @Test func `a message cut anywhere gives the spans that are whole`() {
    let bytes = DamageTests.protobuf
    let whole = decode(protobuf: bytes)
    #expect(whole.problems == [])
    #expect(whole.outcome.spans == 2)
    for length in 1..<bytes.count {
      let cut = decode(protobuf: Array(bytes[..<length]))
      #expect(cut.outcome.isDamaged, "cut at \(length)")
      #expect(cut.problems.count == 1, "cut at \(length): \(cut.problems)")
      #expect(cut.outcome.spans <= 1)
      #expect(Array(whole.only("span").prefix(Int(cut.outcome.spans))) == cut.only("span"), "cut at \(length)")
      let known = decode(protobuf: Array(bytes[..<length]), isTruncated: true)
      #expect(known.problems == [], "cut at \(length)")
      #expect(known.lines == cut.lines)
    }
    // The first span is whole when half of the message is there.
    #expect(decode(protobuf: Array(bytes[..<(bytes.count * 3 / 4)])).outcome.spans == 1)
  }

  @Test func `no flipped byte makes a reader crash or loop`() {
    for flip: UInt8 in [0x01, 0x22, 0x80] {
      var bytes = Array(DamageTests.json.utf8)
      for index in bytes.indices {
        bytes[index] ^= flip
        _ = decode(jsonBytes: bytes)
        bytes[index] ^= flip
      }
      var message = DamageTests.protobuf
      for index in message.indices {
        message[index] ^= flip
        _ = decode(protobuf: message)
        message[index] ^= flip
      }
    }
  }

  @Test func `damage is told by its place and by what was expected, never by content`() {
    let decoded = decode(json: #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"secret" oops}]}]}]}"#)
    #expect(
      decoded.problems == [
        "unreadable-record: a comma or the end of the object was expected; what came before was used"
      ])
    #expect(decoded.offsets == [60])
    let ended = decode(json: #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"secret"}"#)
    #expect(
      ended.problems == [
        "unreadable-record: the record ends where a comma or the end of the list was expected; what came before was used"
      ])
    #expect(ended.outcome.spans == 1)
  }

  @Test func `a broken span costs that span`() {
    let good = Wire.message(2, Wire.fixed64(7, 1), Wire.string(5, "good"))
    let broken = Wire.message(2, Wire.fixed64(7, 1), [0x4A, 0x7F, 0x00])
    let decoded = decode(protobuf: Wire.request(good, broken, good))
    #expect(decoded.outcome.spans == 2)
    #expect(
      decoded.problems == ["unreadable-record: a span was left out: a field that ends inside its message was expected"])
  }

  @Test func `a broken attribute costs that attribute`() {
    let broken = Wire.message(9, [0x0A, 0x7F])
    let span = Wire.message(2, Wire.fixed64(7, 1), broken, Wire.string(5, "still here"))
    let decoded = decode(protobuf: Wire.request(span))
    #expect(decoded.only("span").first?.contains(" still here 0 0 0 1 0 ") == true)
    #expect(decoded.problems.count == 1)
    #expect(decoded.problems.first?.hasPrefix("unreadable-field: an attribute was left out") == true)
  }

  @Test func `random bytes never make a reader crash or loop`() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let count = Int(random.next() % 80)
      var bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 32) }
      _ = decode(protobuf: bytes)
      _ = decode(protobuf: Wire.request(Wire.message(2, Wire.fixed64(7, 1), bytes)))
      let alphabet = Array("{}[]\",:\\ 0nulltrue-.e".utf8)
      bytes = bytes.map { alphabet[Int($0) % alphabet.count] }
      _ = decode(jsonBytes: bytes)
      _ = decode(jsonBytes: Array(#"{"resourceSpans":[{"scopeSpans":[{"spans":["#.utf8) + bytes)
    }
  }
}
