import LedgerTestSupport
import Testing

@testable import LedgerOTLP

/// Spans with OTLP's fields outside of its lists, beside the requests that they stand for.
struct BareSpanTests {
  private static let resource = #"{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}"#
  private static let fields = #"""
    "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","parentSpanId":"1122334455667788",
    "name":"chat m","startTimeUnixNano":1700000000123456789,"endTimeUnixNano":"1700000001000000005","flags":256
    """#

  private static func request(_ span: String, resource: String = resource, scope: String = #"{"name":"lib"}"#) -> String
  {
    """
    {"resourceSpans":[{"resource":\(resource),"scopeSpans":[{"scope":\(scope),"spans":[{\(span)}]}]}]}
    """
  }

  /// As AWS has it: maps of attributes, names of enums.
  private static let mapped = #"""
    "kind":"CLIENT","durationNano":876543216,"attributes":{"gen_ai.request.model":"m","gen_ai.usage.input_tokens":17,
    "score":0.5,"flag":true,"list":["stop","length"],"other":1},"events":[{"timeUnixNano":1700000000000000500,
    "name":"exception","attributes":{"score":3}}],"status":{"code":"ERROR","message":"no"}
    """#
  private static let listed = #"""
    "kind":3,"attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}},
    {"key":"gen_ai.usage.input_tokens","value":{"intValue":"17"}},{"key":"score","value":{"doubleValue":0.5}},
    {"key":"flag","value":{"boolValue":true}},
    {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"stop"},{"stringValue":"length"}]}}},
    {"key":"other","value":{"intValue":1}}],"events":[{"timeUnixNano":"1700000000000000500","name":"exception",
    "attributes":[{"key":"score","value":{"intValue":3}}]}],"status":{"code":2}
    """#

  @Test func `a span with its resource and scope is what a request with it is`() {
    let bare = """
      {"resource":{"attributes":{"service.name":"shop"}},"scope":{"name":"lib"},\(Self.fields),\(Self.mapped)}
      """
    for text in [bare, "[\(bare)]", "{\"data\":[\(bare)],\"next_cursor\":null}", "{\"data\":{\"spans\":[\(bare)]}}"] {
      let decoded = decode(json: text)
      #expect(decoded.problems == [])
      #expect(decoded.lines == decode(json: Self.request("\(Self.fields),\(Self.listed)")).lines)
      #expect(decoded.outcome.spans == 1)
      #expect(decoded.outcome.signals == .traces)
      #expect(decoded.outcome.adapted == [.bareSpans])
      #expect(decoded.outcome.foreign == nil)
      #expect(decoded.outcome.foreignValues == 0)
    }
  }

  @Test func `an event that Vector made of a span is what a request with it is`() {
    let decoded = decode(
      json: #"""
        {"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7","parent_span_id":"1122334455667788",
        "name":"chat m","kind":3,"start_time_unix_nano":"2023-11-14T22:13:20.123456789Z",
        "end_time_unix_nano":"2023-11-14T22:13:21.000000005Z","attributes":{"gen_ai.request.model":"m",
        "gen_ai.usage.input_tokens":17,"score":0.5,"flag":true,"list":["stop","length"],"other":1},"events":[{
        "name":"exception","time_unix_nano":"2023-11-14T22:13:20.000000500Z","attributes":{"score":3}}],"links":[],
        "status":{"code":2,"message":"no"},"resources":{"service.name":"shop"},"ingest_timestamp":"2023-11-14T22:14:00Z",
        "dropped_attributes_count":0,"trace_state":""}
        """#)
    let fields = Self.fields.replacing(#","flags":256"#, with: "")
    #expect(decoded.problems == [])
    #expect(decoded.lines == decode(json: Self.request("\(fields),\(Self.listed)", scope: "{}")).lines)
    #expect(decoded.outcome.adapted == [.bareSpans])
  }

  @Test func `status, scope and resource may be flattened`() {
    let fields = Self.fields
    let wanted = decode(
      json: Self.request(#"\#(fields),"status":{"code":2}"#, scope: #"{"name":"lib","version":"1.2"}"#)
    ).lines
    for status in [#""ERROR""#, #""STATUS_CODE_ERROR""#] {
      let decoded = decode(
        json: #"""
          {\#(fields),"status_code":\#(status),"status_message":"no","scope_name":"lib","scope_version":"1.2",
          "resource":{"service.name":"shop"}}
          """#)
      #expect(decoded.problems == [])
      #expect(decoded.lines == wanted)
    }
    // A status of HTTP is none, and one as OTLP has it counts first.
    let unset = decode(json: "{\(fields)}").lines
    #expect(decode(json: #"{\#(fields),"statusCode":500}"#).lines == unset)
    #expect(decode(json: #"{\#(fields),"statusCode":"500"}"#).lines == unset)
    #expect(decode(json: #"{\#(fields),"resource":{"droppedAttributesCount":0}}"#).lines == unset)
    let both = #"{\#(fields),"status":{"code":1},"status_code":"ERROR"}"#
    #expect(decode(json: both).lines == decode(json: #"{\#(fields),"status":{"code":1}}"#).lines)
  }

  @Test func `attributes may be those of OTLP, and names have underscores`() {
    let decoded = decode(
      json: #"""
        {"data":[{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7","name":"chat m","kind":3,
        "start_time_unix_nano":1700000000123456789,"end_time_unix_nano":1700000001000000005,
        "attributes":[{"key":"score","value":{"int_value":3}}],"status":{"code":1}}]}
        """#)
    let request = Self.request(
      #"""
      "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","name":"chat m","kind":3,
      "startTimeUnixNano":"1700000000123456789","endTimeUnixNano":"1700000001000000005",
      "attributes":[{"key":"score","value":{"intValue":3}}],"status":{"code":1}
      """#, resource: "{}", scope: "{}")
    #expect(decoded.problems == [])
    #expect(decoded.lines == decode(json: request).lines)
  }

  @Test func `resource and scope beside a list are those of spans without their own`() {
    let own = #""resource":{"attributes":{"service.name":"other"}},"instrumentationScope":{"name":"mine"}"#
    let decoded = decode(
      json: """
        {"spans":[{\(Self.fields)},{\(own),\(Self.fields)}],"resource":\(Self.resource),"scope":{"name":"lib"}}
        """)
    let other = #"{"attributes":[{"key":"service.name","value":{"stringValue":"other"}}]}"#
    #expect(decoded.problems == [])
    #expect(
      decoded.lines == decode(json: Self.request(Self.fields)).lines
        + decode(json: Self.request(Self.fields, resource: other, scope: #"{"name":"mine"}"#)).lines)
  }

  @Test func `what else is in the list is named`() {
    let decoded = decode(json: "{\"spans\":[{\(Self.fields)},{\"traceId\":\"1\"},7]}")
    #expect(decoded.outcome.spans == 1)
    #expect(decoded.outcome.foreignValues == 2)
    #expect(
      decoded.problems == [ForeignKind.flattenedSpans, .unknown].map { "foreign-record: \($0.complaint)" })
  }

  @Test func `spans without OTLP's times, and requests, are no bare spans`() {
    let flattened = decode(json: #"{"traceId":"1","spanId":"2","name":"n","startTime":3,"attributes":{"a":1}}"#)
    #expect(flattened.outcome.foreign == .flattenedSpans)
    let request = decode(json: Self.request(Self.fields))
    #expect(request.outcome.adapted == [])
  }

  @Test func `objects around a list are looked into as deep as it was recognised, and no deeper`() {
    let deep = String(repeating: "{\"data\":", count: 200_000) + "{}" + String(repeating: "}", count: 200_000)
    for text in [
      "{\"data\":\(deep),\"spans\":[{\(Self.fields)}]}", "{\"data\":[{\(Self.fields)}],\"data\":\(deep)}",
    ] {
      let decoded = decode(json: text)
      #expect(decoded.outcome.spans == 1)
      #expect(decoded.problems == [])
    }
    let hidden = "{\"data\":{\"data\":{\"data\":{\(Self.fields)}}}}"
    #expect(decode(json: hidden).outcome.foreign == .unknown)
  }

  @Test func `a span that breaks off is damage, and what came before counts`() {
    let decoded = decode(json: "{\(Self.fields),\"attributes\":{\"score\":")
    #expect(decoded.outcome.isDamaged)
    #expect(decoded.outcome.spans == 0)
    #expect(decoded.problems.count == 1)
  }
}
