import LedgerTestSupport
import Testing

@testable import LedgerOTLP

/// Jaeger's JSON, read as if it were OTLP.
struct JaegerTests {
  /// A trace of two processes as the UI gives it out, in the tags what the Collector puts there.
  static let trace = #"""
    {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spans":[
     {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"00f067aa0ba902b7","flags":1,"operationName":"chat m",
      "references":[{"refType":"CHILD_OF","traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"1122334455667788"}],
      "startTime":1700000000123456,"duration":2500,
      "tags":[{"key":"gen_ai.request.model","type":"string","value":"m"},
       {"key":"gen_ai.usage.input_tokens","type":"int64","value":17},{"key":"score","type":"float64","value":1},
       {"key":"flag","type":"bool","value":true},{"key":"blob","type":"binary","value":"AQI="},
       {"key":"list","type":"string","value":"[\"stop\"]"},
       {"key":"span.kind","type":"string","value":"client"},{"key":"error","type":"bool","value":true},
       {"key":"otel.status_code","type":"string","value":"ERROR"},
       {"key":"otel.status_description","type":"string","value":"no"},
       {"key":"w3c.tracestate","type":"string","value":"k=v"},
       {"key":"otel.scope.name","type":"string","value":"lib"},{"key":"otel.scope.version","type":"string","value":"2"}],
      "logs":[{"timestamp":1700000000123460,"fields":[{"key":"event","type":"string","value":"exception"},
        {"key":"score","type":"int64","value":"9007199254740993"}]}],
      "processID":"p2","warnings":null},
     {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"1122334455667788","operationName":"POST /",
      "references":[{"refType":"FOLLOWS_FROM","traceID":"ff","spanID":"1"}],"startTime":1700000000000000,"duration":0,
      "tags":[{"key":"error","type":"bool","value":false},{"key":"otel.status_code","type":"string","value":"OK"}],
      "logs":[],"processID":"p1"}],
     "processes":{"p1":{"serviceName":"web","tags":[]},
      "p2":{"serviceName":"shop","tags":[{"key":"list","type":"string","value":"a"}]}},"warnings":null}
    """#

  @Test func `ids, parents, times, kind, status, flags, attributes and events are carried over`() {
    let decoded = decode(json: JaegerTests.trace)
    #expect(decoded.problems == [])
    #expect(
      decoded.only("span") == [
        "span 4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7 1122334455667788 k=v 1700000000123456000 "
          + "1700000000125956000 chat m 3 2 1 6 0 gen_ai.request.model=\"m\" gen_ai.usage.input_tokens=17 score=1.0d "
          + "flag=true blob=bytes [1, 2] list=\"[\"stop\"]\" event exception 1700000000123460000 score=9007199254740993",
        "span 4bf92f3577b34da6a3ce929d0e0e4736 1122334455667788 0000000000000000  1700000000000000000 "
          + "1700000000000000000 POST / 0 1 0 1 1 ",
      ])
    #expect(decoded.outcome.adapted == [.jaeger])
    #expect(decoded.outcome.signals == .traces)
    #expect(decoded.outcome.foreign == nil)
  }

  @Test func `each process is a resource, and the scope stands in the tags`() {
    let decoded = decode(json: JaegerTests.trace)
    #expect(
      decoded.lines.map { $0.split(separator: " ")[0] } == ["resource", "scope", "span", "resource", "scope", "span"])
    #expect(decoded.lines[0].hasSuffix(" service.name=\"shop\" list=\"a\""))
    #expect(decoded.lines[1].hasPrefix("scope lib 2  "))
    #expect(decoded.lines[3].hasSuffix(" service.name=\"web\""))
    #expect(decoded.lines[4].hasPrefix("scope    "))
  }

  @Test func `what Jaeger says and what OTLP says is the same to the digit`() {
    let otlp = #"""
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},
      {"key":"list","value":{"stringValue":"a"}}]},"scopeSpans":[{"scope":{"name":"lib","version":"2"},"spans":[
      {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","parentSpanId":"1122334455667788","flags":1,
      "name":"chat m","kind":3,"startTimeUnixNano":"1700000000123456000","endTimeUnixNano":"1700000000125956000",
      "traceState":"k=v","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}},
      {"key":"gen_ai.usage.input_tokens","value":{"intValue":"17"}},{"key":"score","value":{"doubleValue":1}},
      {"key":"flag","value":{"boolValue":true}},{"key":"blob","value":{"bytesValue":"AQI="}},
      {"key":"list","value":{"stringValue":"[\"stop\"]"}}],
      "events":[{"name":"exception","timeUnixNano":"1700000000123460000","attributes":[
      {"key":"score","value":{"intValue":"9007199254740993"}}]}],"status":{"code":2}}]}]}]}
      """#
    #expect(decode(json: otlp).lines == Array(decode(json: JaegerTests.trace).lines.prefix(3)))
  }

  @Test func `an answer with several traces, and a span with its process inside`() {
    let answer = decode(json: #"{"data":[\#(JaegerTests.trace),\#(JaegerTests.trace)],"total":0,"errors":null}"#)
    #expect(answer.outcome.spans == 4)
    #expect(answer.problems == [])
    // A store writes all values as strings and says beside them what they were.
    let stored = decode(
      json: #"""
        {"traceID":"1f","spanID":"2","parentSpanID":"3","operationName":"o","references":[],"startTime":5,"duration":1,
        "tags":[{"key":"error","type":"bool","value":"true"},{"key":"score","type":"float64","value":"0.5"},
        {"key":"flag","type":"bool","value":"false"}],"logs":[],"process":{"serviceName":"s","tags":[]}}
        """#)
    #expect(stored.problems == [])
    #expect(stored.lines.first?.hasSuffix(" service.name=\"s\"") == true)
    #expect(
      stored.only("span") == [
        "span 0000000000000000000000000000001f 0000000000000002 0000000000000003  5000 6000 o 0 2 0 2 0 score=0.5d flag=false"
      ])
  }

  @Test func `a span that follows another one of its trace is its child, and the others are links`() {
    func references(_ list: String) -> String {
      decode(json: #"{"traceID":"1","operationName":"o","spanID":"9","references":[\#(list)]}"#).only("span").first
        ?? ""
    }
    let follows = #"{"refType":"FOLLOWS_FROM","traceID":"1","spanID":"2"}"#
    let child = #"{"refType":"CHILD_OF","traceID":"01","spanID":"3"}"#
    let elsewhere = #"{"refType":"CHILD_OF","traceID":"2","spanID":"4"}"#
    #expect(references(follows).contains(" 0000000000000009 0000000000000002 "))
    #expect(references("\(elsewhere),\(follows),\(child)").contains(" 0000000000000009 0000000000000003 "))
    #expect(references("\(elsewhere),\(follows),\(child)").hasSuffix(" 0 2 "))
    #expect(references(elsewhere).contains(" 0000000000000009 0000000000000000 "))
  }

  @Test func `what cannot be carried over is counted`() {
    let decoded = decode(
      json: #"""
        {"traceID":"xyz","spans":[{"traceID":"xyz","spanID":"11223344556677889","operationName":"o","startTime":"soon",
        "duration":1,"tags":[{"key":"score","type":"int64","value":"many"},{"key":"span.kind","type":"string","value":"odd"}],
        "processID":"p9"}],"processes":{}}
        """#)
    #expect(decoded.outcome.spans == 1)
    #expect(
      decoded.problems == [
        "unreadable-field: \"processID\" names no process of the trace; the service is unknown",
        "unreadable-id: \"traceID\" of 3 characters is no id; it was left out",
        "unreadable-id: \"spanID\" of 17 characters is no id; it was left out",
        "unreadable-field: \"startTime\" is a string, a whole number from 0 to 2^64 - 1 was expected; it was left out",
        "unreadable-field: \"value\" is a string, a whole number from -2^63 to 2^63 - 1 was expected; it was left out",
        "unreadable-field: \"span.kind\" is a string, a number or a name of the enum was expected; it was left out",
      ])
  }

  @Test func `tags that are fields are tags, in spans and in processes`() {
    let head = #"{"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"00f067aa0ba902b7","operationName":"chat m","#
    let span = head + #""startTime":1700000000123456,"duration":2500,"#
    let list = decode(
      json: span + #"""
        "tags":[{"key":"gen_ai.request.model","value":"m"},{"key":"gen_ai.usage.input_tokens","value":17},
        {"key":"flag","value":true},{"key":"span.kind","value":"client"},{"key":"error","value":true},
        {"key":"otel.scope.name","value":"lib"},{"key":"otel.scope.version","value":"2"}],
        "process":{"serviceName":"shop","tags":[{"key":"gen_ai.token.type","value":"a"}]}}
        """#)
    let map = decode(
      json: span + #"""
        "tags":[{"key":"gen_ai.request.model","value":"m"}],"tag":{"gen_ai@usage@input_tokens":17,"flag":true,
        "span@kind":"client","error":true,"otel@scope@name":"lib","otel@scope@version":"2"},
        "process":{"serviceName":"shop","tags":[],"tag":{"gen_ai@token@type":"a"}}}
        """#)
    #expect(map.problems == [])
    #expect(map.lines == list.lines)
    #expect(map.only("span").first?.contains(" chat m 3 2 ") == true)
    // An error that is none is an attribute, as it is among the tags.
    #expect(decode(json: span + #""tag":{"error":false}}"#).only("span").first?.contains(" chat m 0 0 0 1 0 ") == true)
  }

  @Test func `spans are read in what Elasticsearch gives out, and an answer of which nothing is read is named`() {
    let span = #"{"traceID":"1","spanID":"2","operationName":"chat m","startTime":1700000000123456,"duration":1}"#
    let plain = decode(json: span)
    for document in [
      #"{"took":1,"hits":{"total":1,"hits":[{"_index":"jaeger-span","_source":\#(span)}]}}"#,
      #"{"_index":"jaeger-span","_id":"1","_source":\#(span)}"#, #"{"data":{"traceID":"1","spans":[\#(span)]}}"#,
    ] {
      let decoded = decode(json: document)
      #expect(decoded.lines == plain.lines, "\(document)")
      #expect(decoded.problems == [])
      #expect(decoded.outcome.adapted == [.jaeger])
    }
    let nothing = decode(json: #"{"data":[{"traceID":"1","processes":{}}]}"#)
    #expect(nothing.problems == ["foreign-record: \(ForeignKind.unknown.complaint)"])
  }

  @Test func `an answer without traces is nothing, and a cut one keeps its whole spans`() {
    #expect(decode(json: #"{"data":[],"total":0}"#).outcome.items == 0)
    let empty = decode(json: #"{"traceID":"1","spans":[],"processes":{}}"#)
    #expect(empty.problems == [])
    #expect(empty.outcome.items == 0)
    for length in stride(from: 1, to: JaegerTests.trace.count, by: 7) {
      let cut = decode(json: JaegerTests.trace.prefix(length))
      #expect(cut.outcome.isDamaged)
      #expect(!cut.problems.isEmpty)
    }
  }

  @Test func `damage anywhere is no crash, and that of the structure is counted or changes a value`() {
    expectDamageIsNoticed(in: JaegerTests.trace)
  }
}
