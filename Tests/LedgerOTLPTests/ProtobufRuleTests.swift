import Testing

@testable import LedgerOTLP

struct ProtobufRuleTests {
  private func spanMessage(_ fields: [UInt8]...) -> Decoded {
    decode(protobuf: Wire.request(Wire.message(2, Wire.fixed64(7, 1), fields.flatMap { $0 })))
  }

  @Test func `the resource is known before its scopes, wherever it stands`() {
    let resource = Wire.message(
      1, Wire.message(1, Wire.string(1, "service.name"), Wire.message(2, Wire.string(1, "s"))))
    let scope = Wire.message(2, Wire.message(2, Wire.fixed64(7, 1)), Wire.message(1, Wire.string(1, "lib")))
    let after = decode(protobuf: Wire.message(1, scope, resource, Wire.string(3, "url")))
    let before = decode(protobuf: Wire.message(1, Wire.string(3, "url"), resource, scope))
    #expect(after.lines == before.lines)
    #expect(after.lines[0].hasSuffix("service.name=\"s\""))
    #expect(after.lines[1].hasPrefix("scope lib  url "))
  }

  @Test func `a message given twice is merged, a scalar given twice is the last`() {
    let decoded = spanMessage(
      Wire.string(5, "first"), Wire.message(15, Wire.varint(3, 1)), Wire.string(5, "last"),
      Wire.message(15, Wire.string(2, "m")))
    #expect(decoded.only("span").first?.contains(" last 0 1 0 0 0 ") == true)
  }

  @Test func `field 1000 serves where there is no scope list`() {
    let scope = Wire.message(2, Wire.fixed64(7, 1), Wire.string(5, "s"))
    #expect(decode(protobuf: Wire.message(1, Wire.message(1000, scope))).outcome.spans == 1)
    #expect(decode(protobuf: Wire.message(1, Wire.message(1000, scope), Wire.message(2, scope))).outcome.spans == 1)
  }

  @Test func `a known field of another wire type is skipped and counted`() {
    let decoded = spanMessage(Wire.varint(5, 7), Wire.fixed32(6, 1), Wire.string(10, "not looked at"))
    #expect(decoded.outcome.spans == 1)
    #expect(
      decoded.problems == [
        "unreadable-field: field 5 of Span has wire type 0, another was expected; it was left out",
        "unreadable-field: field 6 of Span has wire type 5, another was expected; it was left out",
      ])
  }

  @Test func `ids of other lengths`() {
    func traceID(_ bytes: [UInt8]) -> String { spanMessage(Wire.message(1, bytes)).only("span").first ?? "" }
    let hex = "0102030405060708090a0b0c0d0e0f10"
    #expect(traceID(Array(1...16)).hasPrefix("span \(hex) "))
    #expect(traceID(Array(hex.utf8)).hasPrefix("span \(hex) "))
    #expect(traceID(Array(1...8)).hasPrefix("span 00000000000000000102030405060708 "))
    let doubled: [UInt8] = [
      0xD3, 0x5D, 0x36, 0xD3, 0x7D, 0x38, 0xD3, 0x9D, 0x3A, 0xD3, 0xBD, 0x3C, 0xD3, 0xDD, 0x1A, 0xD1, 0xBD, 0x1C, 0xD1,
      0xDD, 0x1E, 0xD1, 0xFD, 0x74,
    ]
    #expect(traceID(doubled).hasPrefix("span \(hex) "))
    #expect(traceID(Array(repeating: 0, count: 16)).hasPrefix("span 00000000000000000000000000000000 "))
    #expect(
      spanMessage(Wire.message(1, [1, 2, 3])).problems == [
        "unreadable-id: a trace id of 3 bytes is no id; it was left out"
      ])
  }

  @Test func `the status code of old is an error when the new one is unset`() {
    #expect(spanMessage(Wire.message(15, Wire.varint(1, 5))).only("span").first?.contains("  0 2 0 ") == true)
    #expect(
      spanMessage(Wire.message(15, Wire.varint(1, 5), Wire.varint(3, 1))).only("span").first?.contains("  0 1 0 ")
        == true)
  }

  @Test func `old kinds of points are those of today`() {
    func metric(_ number: Int, _ point: [UInt8]...) -> Decoded {
      decode(
        protobuf: Wire.request(
          Wire.message(2, Wire.string(1, "m"), Wire.message(number, Wire.message(1, point.flatMap { $0 })))))
    }
    let label = Wire.message(1, Wire.string(1, "gen_ai.token.type"), Wire.string(2, "input"))
    let attribute = Wire.message(7, Wire.string(1, "gen_ai.token.type"), Wire.message(2, Wire.string(1, "input")))
    #expect(metric(6, label, Wire.fixed64(4, 5)).lines == metric(7, attribute, Wire.fixed64(6, 5)).lines)
    #expect(metric(4, label, Wire.fixed64(4, 5)).lines == metric(5, attribute, Wire.fixed64(6, 5)).lines)
    #expect(metric(8, Wire.fixed64(5, 3)).lines == metric(9, Wire.double(5, 3)).lines)
  }

  @Test func `signals are told by their items`() {
    let span = Wire.message(2, Wire.fixed64(7, 1))
    let log = Wire.message(2, Wire.fixed64(11, 1), Wire.message(5, Wire.string(1, "t")))
    // A name of sixteen bytes and a description of eight look like ids.
    let metric = Wire.message(
      2, Wire.string(1, "sixteen byte nam"), Wire.string(2, "eight by"),
      Wire.message(7, Wire.message(1, Wire.fixed64(3, 1))))
    #expect(decode(protobuf: Wire.request(span)).outcome.signals == .traces)
    #expect(decode(protobuf: Wire.request(log)).outcome.signals == .logs)
    #expect(decode(protobuf: Wire.request(metric)).outcome.signals == .metrics)
    #expect(decode(protobuf: Wire.request()).outcome.signals == [])
    #expect(decode(protobuf: []).outcome == RecordOutcome())
    #expect(decode(protobuf: Wire.request() + Wire.message(2, Wire.string(5, "table"))).outcome.signals == .profiles)
  }

  @Test func `requests that follow each other without a border are one message`() {
    let one = Wire.request(Wire.message(2, Wire.fixed64(7, 1)))
    #expect(decode(protobuf: one + one + one).outcome.spans == 3)
  }

  @Test func `groups are skipped, deep ones are damage`() {
    let group = Wire.tag(77, 3) + Wire.tag(78, 3) + Wire.varint(1, 1) + Wire.tag(78, 4) + Wire.tag(77, 4)
    #expect(spanMessage(group).problems == [])
    let deep = (0..<1000).flatMap { _ in Wire.tag(77, 3) }
    #expect(spanMessage(deep).outcome.spans == 0)
    #expect(spanMessage(deep).problems.count == 1)
  }

  @Test func `text that is not UTF-8 is replaced and counted`() {
    let decoded = spanMessage(Wire.message(5, [0x61, 0xFF, 0xE2, 0x82, 0x62]))
    #expect(decoded.only("span").first?.contains(" a\u{FFFD}\u{FFFD}b ") == true)
    #expect(decoded.problems.count == 1)
  }

  @Test func `a metric of OTLP 0.4 is named and left out`() {
    let descriptor = Wire.message(1, Wire.string(1, "calls"), Wire.string(3, "1"), Wire.varint(4, 2))
    let point = Wire.message(2, Wire.message(1, Wire.string(1, "k")), Wire.fixed64(3, 2), Wire.fixed64(4, 5))
    let histogram = Wire.message(4, Wire.fixed64(3, 2), Wire.varint(4, 5))
    for old in [descriptor + point, descriptor + histogram] {
      let decoded = decode(protobuf: Wire.request(Wire.message(2, old)))
      #expect(decoded.outcome.items == 0)
      #expect(
        decoded.problems == [
          "foreign-record: metrics of OTLP 0.3 or 0.4: they are too old to be read; export with an SDK and a Collector of "
            + "OTLP 0.5 (2020) or newer"
        ])
    }
    // A name alone is no descriptor.
    let named = decode(protobuf: Wire.request(Wire.message(2, Wire.string(1, "calls"))))
    #expect(
      named.problems == [
        "foreign-record: an item shows neither a span nor a metric nor a log record; it was left out"
      ])
  }

  @Test func `what a backend answers to an exporter is passed over`() {
    for answer in [
      Wire.message(1, Wire.varint(1, 3), Wire.string(2, "rejected")), Wire.message(1, Wire.string(2, "slow down")),
      Wire.message(1, Wire.varint(1, 3)),
    ] {
      let decoded = decode(protobuf: answer)
      #expect(decoded.outcome.foreign == .exporterResponse)
      #expect(decoded.lines == [])
      #expect(decoded.problems == [])
    }
    #expect(decode(protobuf: Wire.request()).outcome.foreign == nil)
    #expect(decode(protobuf: Wire.message(1)).outcome.foreign == nil)
  }

  @Test func `a text in a table of profiles is not there`() {
    func attribute(_ number: UInt64) -> Decoded {
      spanMessage(Wire.message(9, Wire.string(1, "score"), Wire.message(2, Wire.varint(8, number))))
    }
    #expect(attribute(5).spanAttributes == "score=empty")
    #expect(
      attribute(5).problems == [
        "unreadable-field: a text is given by its number in a table that only profiles have; the value counts as empty"
      ])
    #expect(attribute(0).problems == [])
  }
}
