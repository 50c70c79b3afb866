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

  @Test func `profiles that are cut off are profiles, and what is read of them is the same whoever knows of the cut`() {
    let whole = Wire.request(Wire.message(2, Wire.string(5, "stack"))) + Wire.message(2, Wire.string(5, "table"))
    #expect(decode(protobuf: whole, isTruncated: true).outcome.signals == .profiles)
    for length in whole.indices {
      let cut = Array(whole[..<length])
      #expect(decode(protobuf: cut, isTruncated: true).lines == decode(protobuf: cut).lines)
    }
    #expect(decode(protobuf: Array(whole.dropLast(2)), isTruncated: true).outcome.signals == .profiles)
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

  // MARK: The wire format, rule by rule

  private func metricMessage(_ kind: Int, _ data: [UInt8]...) -> Decoded {
    decode(protobuf: Wire.request(Wire.message(2, Wire.string(1, "m"), Wire.message(kind, data.flatMap { $0 }))))
  }

  private func attribute(_ key: String, _ value: [UInt8]...) -> [UInt8] {
    Wire.message(9, Wire.string(1, key), Wire.message(2, value.flatMap { $0 }))
  }

  @Test func `unknown fields are skipped by their wire type`() {
    let plain = spanMessage(Wire.string(5, "n"))
    let unknown: [[UInt8]] = [
      Wire.varint(500, UInt64.max), Wire.fixed64(501, 1), Wire.string(502, "x"), Wire.tag(503, 3) + Wire.tag(503, 4),
      Wire.fixed32(504, 1), Wire.varint((1 << 29) - 1, 1), Wire.message(505),
    ]
    for field in unknown {
      let decoded = spanMessage(field, Wire.string(5, "n"), field)
      #expect(decoded.lines == plain.lines, "\(field)")
      #expect(decoded.problems == [], "\(field)")
    }
  }

  @Test(arguments: [6, 7])
  func `wire types 6 and 7 are damage`(type: Int) {
    let decoded = spanMessage(Wire.tag(77, type), Wire.string(5, "n"))
    #expect(decoded.outcome.spans == 0)
    #expect(
      decoded.problems == ["unreadable-record: a span was left out: a wire type from 0 to 5 was expected"])
  }

  @Test func `field number 0 and numbers beyond 29 bits are damage`() {
    for tag in [[0x00], [0x02], [0x07], [0x80, 0x00], Wire.varint(1 << 32), Wire.varint(UInt64.max)] as [[UInt8]] {
      let decoded = spanMessage(tag, Wire.string(5, "n"))
      #expect(decoded.outcome.spans == 0, "\(tag)")
      #expect(
        decoded.problems == ["unreadable-record: a span was left out: a field number above zero was expected"], "\(tag)"
      )
    }
  }

  @Test func `a group that ends with another number, or never, or that never began is damage`() {
    for group in [Wire.tag(77, 3) + Wire.tag(78, 4), Wire.tag(77, 3), Wire.tag(77, 4)] {
      let decoded = spanMessage(group)
      #expect(decoded.outcome.spans == 0, "\(group)")
      #expect(decoded.problems.count == 1, "\(group)")
    }
  }

  @Test func `varints have at most ten bytes, and need not be the shortest`() {
    let ten: [UInt8] = Array(repeating: 0xFF, count: 9) + [0x01]
    #expect(spanMessage(attribute("score", Wire.tag(3, 0) + ten)).spanAttributes == "score=-1")
    let padded: [UInt8] = [0x83, 0x80, 0x80, 0x00]
    #expect(spanMessage(Wire.tag(6, 0) + padded).only("span").first?.contains("  3 0 0 0 0 ") == true)
    let eleven = Array(repeating: UInt8(0xFF), count: 10) + [0x01]
    #expect(spanMessage(Wire.tag(500, 0) + eleven).outcome.spans == 0)
    #expect(
      spanMessage(Wire.tag(500, 0) + eleven).problems == [
        "unreadable-record: a span was left out: a varint of at most ten bytes was expected"
      ])
    #expect(spanMessage(Wire.tag(500, 0) + [0xFF, 0xFF]).problems.count == 1)
    // A padded tag is the tag.
    #expect(spanMessage([0xAA, 0x80, 0x00] + [1, 0x6E]).only("span").first?.contains(" n 0 0 0 0 0 ") == true)
  }

  @Test func `eight and four bytes are little-endian`() {
    let span = spanMessage(Wire.tag(8, 1) + [1, 2, 3, 4, 5, 6, 7, 8], Wire.tag(16, 5) + [1, 2, 0, 0x80])
    #expect(span.only("span").first?.contains(" 1 578437695752307201 ") == true)
    #expect(span.only("span").first?.contains(" 2147484161 0 0 ") == true)
    for short in [Wire.tag(8, 1) + [1, 2, 3, 4, 5, 6, 7], Wire.tag(16, 5) + [1, 2, 3]] {
      #expect(spanMessage(short).problems.count == 1)
    }
  }

  @Test func `negative numbers take ten bytes, zigzag ones do not`() {
    let attributes = attribute("score", Wire.varint(3, UInt64(bitPattern: -5)))
    #expect(spanMessage(attributes).spanAttributes == "score=-5")
    #expect(
      spanMessage(attribute("score", Wire.varint(3, UInt64(bitPattern: .min)))).spanAttributes
        == "score=-9223372036854775808")
    let point = metricMessage(10, Wire.message(1, Wire.varint(6, Wire.zigzag(-3)), Wire.message(8, Wire.varint(1, 7))))
    #expect(point.only("point").first?.contains(" [] [] -3 0 0.0 -4 [] 0 [] ") == true, "\(point.lines)")
    // A kind below zero is none that a span can have; it is counted.
    #expect(spanMessage(Wire.varint(6, UInt64(bitPattern: -1))).outcome.spans == 1)
  }

  @Test func `numbers come packed, unpacked, or both, in several runs, and all of them count`() {
    let packed = metricMessage(9, Wire.message(1, Wire.message(6, (1...4).flatMap { Wire.little($0) })))
    let unpacked = metricMessage(9, Wire.message(1, (1...4).flatMap { Wire.fixed64(6, $0) }))
    let mixed = metricMessage(
      9,
      Wire.message(
        1, Wire.fixed64(6, 1), Wire.message(6, Wire.little(2), Wire.little(3)), Wire.message(6), Wire.fixed64(6, 4)))
    #expect(packed.lines.last?.contains(" [1, 2, 3, 4] ") == true)
    #expect(unpacked.lines == packed.lines)
    #expect(mixed.lines == packed.lines)
    let odd = metricMessage(9, Wire.message(1, Wire.message(6, [1, 2, 3])))
    #expect(odd.outcome.points == 0)
    #expect(odd.problems.count == 1)
    func buckets(_ fields: [UInt8]...) -> Decoded {
      metricMessage(10, Wire.message(1, Wire.message(8, fields.flatMap { $0 })))
    }
    let varints = buckets(Wire.message(2, Wire.varint(1), Wire.varint(300)), Wire.varint(2, 7))
    #expect(varints.lines.last?.contains(" [1, 300, 7] ") == true)
    #expect(buckets(Wire.varint(2, 1), Wire.varint(2, 300), Wire.message(2, Wire.varint(7))).lines == varints.lines)
  }

  @Test func `of the members of a oneof the last one counts`() {
    #expect(spanMessage(attribute("score", Wire.string(1, "a"), Wire.varint(3, 7))).spanAttributes == "score=7")
    #expect(spanMessage(attribute("score", Wire.varint(3, 7), Wire.string(1, "a"))).spanAttributes == "score=\"a\"")
    let point = metricMessage(7, Wire.message(1, Wire.fixed64(6, 5), Wire.double(4, 1.5)))
    #expect(point.only("point").first?.contains(" nil Optional(\((1.5).bitPattern)) ") == true)
    let kinds = decode(
      protobuf: Wire.request(
        Wire.message(
          2, Wire.string(1, "m"), Wire.message(5, Wire.message(1, Wire.fixed64(3, 1))),
          Wire.message(7, Wire.message(1, Wire.fixed64(3, 2))))))
    #expect(kinds.only("point").count == 1)
    #expect(kinds.only("point").first?.contains(" sum ") == true)
  }

  @Test func `numbers of enums that are not known yet are kept`() {
    #expect(spanMessage(Wire.varint(6, 77)).only("span").first?.contains("  77 0 0 0 0 ") == true)
    #expect(spanMessage(Wire.message(15, Wire.varint(3, 9))).only("span").first?.contains("  0 9 0 0 0 ") == true)
  }

  @Test func `absent and zero are different where a field has presence`() {
    let absent = metricMessage(9, Wire.message(1, Wire.fixed64(4, 0)))
    let zero = metricMessage(9, Wire.message(1, Wire.double(5, 0), Wire.double(11, 0), Wire.double(12, 0)))
    #expect(absent.lines.last?.contains(" 0 nil nil nil ") == true)
    #expect(zero.lines.last?.contains(" 0 Optional(0) Optional(0) Optional(0) ") == true)
    #expect(metricMessage(7, Wire.message(1, Wire.fixed64(6, 0))).lines.last?.contains(" Optional(0) nil ") == true)
    #expect(metricMessage(7, Wire.message(1, Wire.fixed64(3, 1))).lines.last?.contains(" nil nil ") == true)
    #expect(spanMessage(attribute("score", Wire.varint(2, 0))).spanAttributes == "score=false")
    #expect(spanMessage(attribute("score", Wire.varint(3, 0))).spanAttributes == "score=0")
    #expect(spanMessage(attribute("score", Wire.double(4, 0))).spanAttributes == "score=0.0d")
    #expect(spanMessage(attribute("score", Wire.string(1, ""))).spanAttributes == "score=\"\"")
    #expect(spanMessage(attribute("score")).spanAttributes == "score=empty")
    #expect(spanMessage(Wire.message(9, Wire.string(1, "score"))).spanAttributes == "score=empty")
  }

  @Test func `fields come in any order`() {
    let fields = [
      Wire.message(1, Array(1...16)), Wire.message(2, Array(1...8)), Wire.string(5, "n"), Wire.varint(6, 3),
      Wire.fixed64(7, 1), Wire.fixed64(8, 2), attribute("score", Wire.varint(3, 7)),
      Wire.message(15, Wire.varint(3, 2)),
      Wire.fixed32(16, 257),
    ]
    let written = decode(protobuf: Wire.request(Wire.message(2, fields.flatMap { $0 })))
    let reversed = decode(protobuf: Wire.request(Wire.message(2, fields.reversed().flatMap { $0 })))
    #expect(written.problems == [])
    #expect(reversed.lines == written.lines)
  }

  @Test func `a length that ends behind its parent costs what it stands in`() {
    let span = Wire.message(2, Wire.fixed64(7, 1), Wire.string(5, "n"))
    for absurd in [UInt64(3), 1 << 31, 1 << 62, UInt64(Int64.max), UInt64.max] {
      let broken = Wire.message(2, Wire.fixed64(7, 1), Wire.tag(5, 2) + Wire.varint(absurd) + [0x6E, 0x6E])
      let decoded = decode(protobuf: Wire.request(span, broken, span))
      #expect(decoded.outcome.spans == 2, "\(absurd)")
      #expect(
        decoded.problems == [
          "unreadable-record: a span was left out: a field that ends inside its message was expected"
        ], "\(absurd)")
    }
  }
}
