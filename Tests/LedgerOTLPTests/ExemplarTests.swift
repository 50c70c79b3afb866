import LedgerModel
import LedgerOTLP
import Testing

@Suite struct ExemplarTests {
  private let trace = "0102030405060708090a0b0c0d0e0f10"
  private let span = "1112131415161718"

  private func exemplars(_ decoded: Decoded) -> [String] {
    let points = decoded.only("point").map { $0.split(separator: " exemplar ").dropFirst().map(String.init) }
    return Array(points.joined())
  }

  private func ids(_ spanNumber: Int = 4, _ traceNumber: Int = 5) -> [UInt8] {
    Wire.message(spanNumber, Array(0x11...0x18)) + Wire.message(traceNumber, Array(0x01...0x10))
  }

  private func point(_ kind: Int, _ field: Int, _ exemplars: [UInt8]...) -> Decoded {
    decode(
      protobuf: Wire.request(
        Wire.message(
          2, Wire.string(1, "m"),
          Wire.message(kind, Wire.message(1, exemplars.flatMap { Wire.message(field, $0) })))))
  }

  @Test func `exemplars of all kinds of points, in both encodings`() {
    let attribute = Wire.message(7, Wire.string(1, "enduser.id"), Wire.message(2, Wire.string(1, "someone")))
    let wire = Wire.fixed64(2, 9) + Wire.double(3, 0.5) + ids() + attribute
    let json =
      #"{"filteredAttributes":[{"key":"enduser.id","value":{"stringValue":"someone"}}],"timeUnixNano":"9","#
      + #""asDouble":0.5,"spanId":"\#(span)","traceId":"\#(trace)"}"#
    let expected = ["9 \(trace) \(span) \((0.5).bitPattern)d"]
    for (name, kind, field) in [("gauge", 5, 5), ("sum", 7, 5), ("histogram", 9, 8), ("exponentialHistogram", 10, 11)] {
      let decoded = point(kind, field, wire)
      #expect(exemplars(decoded) == expected, "\(name)")
      #expect(decoded.problems == [])
      let twin = decode(json: metricJSON(#""name":"m","\#(name)":{"dataPoints":[{"exemplars":[\#(json)]}]}"#))
      #expect(twin.lines == decoded.lines, "\(name)")
      #expect(!twin.lines.joined().contains("someone"))
    }
  }

  @Test func `whole numbers, none, several, and ids that are not there`() {
    let wire = point(9, 8, Wire.fixed64(6, 7), Wire.fixed64(2, 1), ids(), [])
    let json = decode(
      json: metricJSON(
        #""name":"m","histogram":{"data_points":[{"exemplars":[{"as_int":"7"},{"time_unix_nano":1},"#
          + #"{"span_id":"\#(span)","trace_id":"\#(trace)"},{}]}]}"#))
    let none = "00000000000000000000000000000000 0000000000000000"
    #expect(exemplars(wire) == ["0 \(none) 7", "1 \(none) absent", "0 \(trace) \(span) absent", "0 \(none) absent"])
    #expect(json.lines == wire.lines)
    #expect(json.problems == [])
  }

  @Test func `exemplars of the old integer kinds have their value in field 3`() {
    let exemplar = Wire.fixed64(2, 9) + Wire.fixed64(3, 42) + ids()
    let expected = ["9 \(trace) \(span) 42"]
    #expect(exemplars(point(8, 8, exemplar)) == expected)
    #expect(exemplars(point(6, 5, exemplar)) == expected)
    let json = decode(
      json: metricJSON(
        #""name":"m","intHistogram":{"dataPoints":[{"exemplars":[{"timeUnixNano":"9","value":"42","#
          + #""spanId":"\#(span)","traceId":"\#(trace)","filteredLabels":[{"key":"a","value":"b"}]}]}]}"#))
    #expect(exemplars(json) == expected)
    let double = decode(
      json: metricJSON(#""name":"m","doubleHistogram":{"dataPoints":[{"exemplars":[{"value":0.5}]}]}"#))
    #expect(exemplars(double).first?.hasSuffix(" \((0.5).bitPattern)d") == true)
  }

  @Test func `ids in base64 are ids`() {
    let json = decode(
      json: metricJSON(
        #""name":"m","sum":{"dataPoints":[{"exemplars":[{"spanId":"ERITFBUWFxg=","#
          + #""traceId":"AQIDBAUGBwgJCgsMDQ4PEA=="}]}]}"#))
    #expect(exemplars(json) == ["0 \(trace) \(span) absent"])
  }

  @Test func `an exemplar that cannot be read costs itself alone`() {
    // A length that ends behind its parent, then a good one.
    let decoded = point(9, 8, [0x22, 0x7F, 1], Wire.fixed64(2, 9))
    #expect(decoded.outcome.points == 1)
    #expect(exemplars(decoded).count == 1)
    #expect(decoded.problems.count == 1)
    let json = decode(
      json: metricJSON(#""name":"m","sum":{"dataPoints":[{"exemplars":[3,{"timeUnixNano":"9"},null]}]}"#))
    #expect(exemplars(json).count == 1)
    #expect(json.outcome.points == 1)
    #expect(decode(json: metricJSON(#""name":"m","sum":{"dataPoints":[{"exemplars":7}]}"#)).outcome.points == 1)
    let odd = decode(json: metricJSON(#""name":"m","sum":{"dataPoints":[{"exemplars":[{"spanId":"12"}]}]}"#))
    #expect(odd.problems == [#"unreadable-id: "spanId" of 2 characters is no id; it was left out"#])
  }

  @Test func `more exemplars than a point can have are left out and counted`() {
    let one = #"{"timeUnixNano":"1"}"#
    let decoded = decode(
      json: metricJSON(
        #""name":"m","sum":{"dataPoints":[{"exemplars":[\#(Array(repeating: one, count: 10_002).joined(separator: ","))]}]}"#
      ))
    #expect(exemplars(decoded).count == 10_000)
    #expect(
      decoded.problems.allSatisfy {
        $0 == "limit-exceeded: a data point has more than 10000 exemplars; the rest was left out"
      } && !decoded.problems.isEmpty)
  }
}
