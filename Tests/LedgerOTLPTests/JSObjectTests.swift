import LedgerTestSupport
import Testing

@testable import LedgerOTLP

/// Objects of the JavaScript SDK as JSON, read as its OTLP exporter would have sent them.
struct JSObjectTests {
  /// A span as its class holds it, the way `JSON.stringify` prints it.
  static let span = #"""
    {"_spanContext":{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","traceFlags":1},"kind":2,
     "parentSpanContext":{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"1122334455667788","traceFlags":1,
      "isRemote":true},
     "attributes":{"gen_ai.request.model":"m","gen_ai.usage.input_tokens":17,"score":0.5,"flag":true,
      "list":["stop","length"],"other":1,"map":{"a":[1,null,"x"],"b":2.5}},
     "links":[{"context":{"traceId":"1","spanId":"2"}}],
     "events":[{"name":"exception","attributes":{"score":3},"time":[1700000000,500],"droppedAttributesCount":0}],
     "startTime":[1700000000,123456789],
     "resource":{"_rawAttributes":[["service.name","shop"],["service.name","late"],["pending",{}],["list",["a",1]]],
      "_asyncAttributesPending":false,"_schemaUrl":"https://r/1"},
     "instrumentationScope":{"name":"lib","version":"2","schemaUrl":"https://s/1"},
     "_droppedAttributesCount":0,"name":"chat m","status":{"code":2,"message":"no"},"endTime":[1700000001,5],
     "_ended":true,"_duration":[0,876543216],"_spanProcessor":{"_exporter":{}},"_performanceStartTime":1.5}
    """#

  @Test func `a span is what the OTLP exporter would have sent`() {
    let otlp = #"""
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},
      {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":1}]}}}]},"schemaUrl":"https://r/1",
      "scopeSpans":[{"scope":{"name":"lib","version":"2"},"schemaUrl":"https://s/1","spans":[
      {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","parentSpanId":"1122334455667788",
      "flags":769,"name":"chat m","kind":3,"startTimeUnixNano":"1700000000123456789","endTimeUnixNano":"1700000001000000005",
      "attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}},
      {"key":"gen_ai.usage.input_tokens","value":{"intValue":17}},{"key":"score","value":{"doubleValue":0.5}},
      {"key":"flag","value":{"boolValue":true}},
      {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"stop"},{"stringValue":"length"}]}}},
      {"key":"other","value":{"intValue":1}},
      {"key":"map","value":{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":1},{},
      {"stringValue":"x"}]}}},{"key":"b","value":{"doubleValue":2.5}}]}}}],
      "events":[{"name":"exception","timeUnixNano":"1700000000000000500","attributes":[
      {"key":"score","value":{"intValue":3}}]}],"links":[{}],"status":{"code":2}}]}]}]}
      """#
    let printed = decode(json: JSObjectTests.span)
    #expect(printed.problems == [])
    #expect(printed.lines == decode(json: otlp).lines)
    #expect(printed.outcome.adapted == [.jsSDK])
    #expect(printed.outcome.signals == .traces)
    #expect(printed.outcome.foreign == nil)
  }

  @Test func `a span as Copilot Chat writes it, with its ids beside the name`() {
    let decoded = decode(
      json: #"""
        {"resource":{"attributes":{"service.name":"copilot-chat","list":"w"}},"instrumentationScope":{"name":"copilot"},
        "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","traceFlags":1,"traceState":"k=v",
        "parentSpanId":"1122334455667788","name":"chat","kind":0,"startTime":[1,2],"endTime":[3,4],"duration":[2,2],
        "status":{"code":0},"attributes":{"score":1},"links":[],"events":[],"ended":true,"droppedAttributesCount":0}
        """#)
    #expect(decoded.problems == [])
    #expect(decoded.lines.first?.hasSuffix(" service.name=\"copilot-chat\" list=\"w\"") == true)
    #expect(
      decoded.only("span") == [
        "span 4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7 1122334455667788 k=v 1000000002 3000000004 chat 1 0 1 1 0 score=1"
      ])
  }

  @Test func `a span without a scope has none`() {
    let decoded = decode(
      json: #"""
        {"type":"span","traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","parentSpanId":null,
        "name":"chat m","kind":2,"startTime":[1,2],"endTime":[3,4],"attributes":{"score":1},"status":{"code":0},"events":[]}
        """#)
    #expect(decoded.problems == [])
    #expect(decoded.outcome.adapted == [.jsSDK])
    #expect(decoded.outcome.foreign == nil)
    #expect(
      decoded.only("span") == [
        "span 4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7 0000000000000000  1000000002 3000000004 chat m 3 0 0 1 0 score=1"
      ])
  }

  @Test func `a metric in a line of its own says no temporality, and none is guessed`() {
    let otlp = #"""
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
      {"name":"d","unit":"s","histogram":{"dataPoints":[{"attributes":[{"key":"list","value":{"stringValue":"a"}}],
      "startTimeUnixNano":"1000000000","timeUnixNano":"2000000005","count":3,"sum":7.5,"min":1,"max":4,
      "bucketCounts":[1,2],"explicitBounds":[2]},
      {"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005","count":10,"sum":208742}]}},
      {"name":"d","unit":"s","exponentialHistogram":{"dataPoints":[{"startTimeUnixNano":"1000000000",
      "timeUnixNano":"2000000005","count":1,"sum":2,"scale":3,"zeroCount":1}]}},
      {"name":"d","unit":"s","sum":{"dataPoints":[{"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005",
      "asDouble":3}]}}]}]}]}
      """#
    let line = #"""
      {"type":"metric","name":"d","description":"Words.","unit":"s","dataPoints":[
      {"attributes":{"list":"a"},"startTime":[1,0],"endTime":[2,5],
      "value":{"buckets":{"boundaries":[2],"counts":[1,2]},"count":3,"sum":7.5,"min":1,"max":4}},
      {"attributes":{},"startTime":[1,0],"endTime":[2,5],"value":{"count":10,"sum":208742}},
      {"attributes":{},"startTime":[1,0],"endTime":[2,5],"value":{"count":1,"sum":2,"scale":3,"zeroCount":1}},
      {"attributes":{},"startTime":[1,0],"endTime":[2,5],"value":3}]}
      """#
    let decoded = decode(json: line)
    #expect(decoded.problems == [])
    #expect(decoded.lines == decode(json: otlp).lines)
    #expect(decoded.only("point").allSatisfy { $0.contains(" unspecified ") })
    #expect(decoded.outcome.points == 4)
    #expect(decoded.outcome.signals == .metrics)
    #expect(decoded.outcome.adapted == [.jsSDK])
    let told = decode(
      json: #"{"type":"metric","name":"c","aggregationTemporality":1,"isMonotonic":true,"dataPoints":[{"value":3}]}"#)
    #expect(told.only("point").first?.hasPrefix("point c  sum cumulative true ") == true)
    let none = decode(json: #"{"type":"metric","name":"c"}"#)
    #expect(none.problems == [])
    #expect(none.outcome.points == 0)
    let wrong = decode(json: #"{"type":"metric","name":"c","dataPoints":{}}"#)
    #expect(wrong.problems == ["unreadable-field: \"dataPoints\" is an object, a list was expected; it was left out"])
  }

  @Test func `the fields of the first version of the SDK`() {
    let decoded = decode(
      json: #"""
        {"_spanContext":{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","traceFlags":1},
        "parentSpanId":"1122334455667788","kind":4,"startTime":[1,2],"endTime":[0,0],"name":"n",
        "resource":{"_attributes":{"service.name":"s"},"asyncAttributesPending":false},
        "instrumentationLibrary":{"name":"old","version":"1"}}
        """#)
    #expect(decoded.problems == [])
    #expect(decoded.lines[0].hasSuffix(" service.name=\"s\""))
    #expect(decoded.lines[1].hasPrefix("scope old 1  "))
    #expect(decoded.only("span").first?.contains(" 1122334455667788  1000000002 0 n 5 0 1 ") == true)
  }

  @Test func `a log record is what the OTLP exporter would have sent`() {
    let otlp = #"""
      {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeLogs":[
      {"scope":{"name":"lib"},"logRecords":[{"timeUnixNano":"1700000000000000001","observedTimeUnixNano":"1700000000000000002",
      "severityNumber":9,"body":{"kvlistValue":{"values":[{"key":"a","value":{"stringValue":"b"}}]}},"eventName":"e",
      "attributes":[{"key":"score","value":{"intValue":1}},{"key":"x","value":{"boolValue":true}}],
      "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","flags":1}]}]}]}
      """#
    let printed = decode(
      json: #"""
        {"attributes":{"score":1,"x":true},"totalAttributesCount":2,"_isReadonly":true,"hrTime":[1700000000,1],
        "hrTimeObserved":[1700000000,2],
        "spanContext":{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","traceFlags":1},
        "_severityNumber":9,"_severityText":"INFO","_body":{"a":"b"},"_eventName":"e",
        "resource":{"_rawAttributes":[["service.name","shop"]]},"instrumentationScope":{"name":"lib"},"_logRecordLimits":{}}
        """#)
    #expect(printed.problems == [])
    #expect(printed.lines == decode(json: otlp).lines)
    #expect(printed.outcome.signals == .logs)
  }

  @Test func `metrics are what the OTLP exporter would have sent`() {
    let otlp = #"""
      {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeMetrics":[
      {"scope":{"name":"lib"},"metrics":[
      {"name":"calls","unit":"1","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
      {"attributes":[{"key":"list","value":{"stringValue":"a"}}],"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005",
      "asInt":3}]}},
      {"name":"cost","unit":"USD","sum":{"aggregationTemporality":1,"dataPoints":[
      {"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005","asDouble":3}]}},
      {"name":"level","unit":"","gauge":{"dataPoints":[{"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005",
      "asDouble":0.5}]}},
      {"name":"size","unit":"By","histogram":{"aggregationTemporality":2,"dataPoints":[
      {"attributes":[{"key":"list","value":{"stringValue":"a"}}],"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005",
      "count":3,"sum":7.5,"min":1,"max":4,"bucketCounts":[1,2],"explicitBounds":[2]}]}},
      {"name":"wide","unit":"","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[
      {"startTimeUnixNano":"1000000000","timeUnixNano":"2000000005","count":3,"sum":7.5,"scale":-1,"zeroCount":1,
      "positive":{"offset":2,"bucketCounts":[1,1]},"negative":{"offset":0,"bucketCounts":[]}}]}}]}]}]}
      """#
    let printed = decode(
      json: #"""
        {"resource":{"_rawAttributes":[["service.name","shop"]]},"scopeMetrics":[{"scope":{"name":"lib"},"metrics":[
        {"descriptor":{"name":"calls","type":"COUNTER","description":"","unit":"1","valueType":0,"advice":{}},
         "aggregationTemporality":1,"dataPointType":3,"isMonotonic":true,
         "dataPoints":[{"attributes":{"list":"a"},"startTime":[1,0],"endTime":[2,5],"value":3}]},
        {"descriptor":{"name":"cost","unit":"USD","valueType":1},"aggregationTemporality":0,"dataPointType":3,
         "isMonotonic":false,"dataPoints":[{"attributes":{},"startTime":[1,0],"endTime":[2,5],"value":3}]},
        {"dataPoints":[{"attributes":{},"startTime":[1,0],"endTime":[2,5],"value":0.5}],
         "descriptor":{"name":"level","unit":"","valueType":1},"aggregationTemporality":1,"dataPointType":2},
        {"descriptor":{"name":"size","unit":"By","valueType":1},"aggregationTemporality":1,"dataPointType":0,
         "dataPoints":[{"attributes":{"list":"a"},"startTime":[1,0],"endTime":[2,5],
          "value":{"min":1,"max":4,"sum":7.5,"buckets":{"boundaries":[2],"counts":[1,2]},"count":3}}]},
        {"descriptor":{"name":"wide","unit":"","valueType":1},"aggregationTemporality":1,"dataPointType":1,
         "dataPoints":[{"attributes":{},"startTime":[1,0],"endTime":[2,5],
          "value":{"sum":7.5,"positive":{"offset":2,"bucketCounts":[1,1]},"negative":{"offset":0,"bucketCounts":[]},
          "count":3,"scale":-1,"zeroCount":1}}]}]}]}
        """#)
    #expect(printed.problems == [])
    #expect(printed.lines == decode(json: otlp).lines)
    #expect(printed.outcome.signals == .metrics)
    #expect(printed.outcome.points == 5)
    #expect(printed.outcome.adapted == [.jsSDK])
  }

  /// Gemini CLI prints "[Circular]" for every object that it printed before.
  @Test func `what the SDK shares is known where it is printed as circular`() {
    let decoded = decode(
      json: #"""
        {"resource":{"_rawAttributes":[]},"scopeMetrics":[{"scope":{"name":"lib"},"metrics":[
        {"descriptor":{"name":"h","unit":"s","valueType":1},"aggregationTemporality":1,"dataPointType":0,"dataPoints":[
         {"attributes":{"list":"a"},"startTime":[1,0],"endTime":[2,5],
          "value":{"sum":1,"buckets":{"boundaries":[2],"counts":[1,0]},"count":1}},
         {"attributes":{"list":"b"},"startTime":[1,1],"endTime":"[Circular]",
          "value":{"sum":3,"buckets":{"boundaries":"[Circular]","counts":[0,1]},"count":1}}]},
        {"descriptor":{"name":"i","unit":"s","valueType":1},"aggregationTemporality":1,"dataPointType":0,"dataPoints":[
         {"attributes":{"list":"c"},"startTime":[1,2],"endTime":"[Circular]",
          "value":{"sum":3,"buckets":{"boundaries":"[Circular]","counts":[0,1]},"count":1}}]}]}]}
        """#)
    #expect(decoded.problems == [])
    let points = decoded.only("point")
    #expect(points.count == 3)
    for point in points {
      #expect(point.contains(" 2000000005 "))
      #expect(point.contains(" [2.0] "))
    }
  }

  @Test func `what is lost behind a circular mark is counted`() {
    let decoded = decode(
      json: #"""
        {"resource":{"_rawAttributes":[]},"scopeMetrics":[{"scope":"[Circular]","metrics":[
        {"descriptor":{"name":"h","unit":"s","valueType":1},"aggregationTemporality":1,"dataPointType":0,"dataPoints":[
         {"attributes":{},"startTime":[1,0],"endTime":[2,5],"value":{"sum":1,"buckets":{"boundaries":[2],"counts":[1,0]},
          "count":1}}]},
        {"descriptor":{"name":"i","unit":"s","valueType":1},"aggregationTemporality":1,"dataPointType":0,"dataPoints":[
         {"attributes":{},"startTime":"[Circular]","endTime":[2,5],
          "value":{"sum":1,"buckets":{"boundaries":[3],"counts":[1,0]},"count":1}}]},
        {"descriptor":{"name":"j","unit":"s","valueType":1},"aggregationTemporality":1,"dataPointType":0,"dataPoints":[
         {"attributes":{},"startTime":[1,0],"endTime":[2,5],
          "value":{"sum":1,"buckets":{"boundaries":"[Circular]","counts":[1,0]},"count":1}},
         {"attributes":"[Circular]","startTime":[1,0],"endTime":[2,5],"value":{"sum":1,"count":1}}]},
        {"descriptor":{"name":"k"},"dataPointType":7,"dataPoints":[{}]}]}]}
        """#)
    #expect(decoded.outcome.points == 3)
    #expect(
      decoded.problems == [
        "unreadable-field: \"instrumentationScope\" is a string, an object was expected; it was left out",
        "unreadable-field: \"startTime\" is a string, a list of seconds and nanoseconds was expected; it was left out",
        "unreadable-field: \"boundaries\" is [Circular], as its writer prints what it printed before, and which it was is "
          + "not known; the buckets were left out",
        "unreadable-field: \"attributes\" of a point is [Circular], as its writer prints what it printed before; the point "
          + "was left out",
        "unreadable-field: \"dataPointType\" is none of the four that the JavaScript SDK has; the metric was left out",
      ])
  }

  @Test func `a resource that was printed before is found where it was`() {
    let decoded = decode(
      json: #"""
        {"_spanContext":{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7"},"name":"n",
        "_spanProcessor":{"_finishedSpans":[{"resource":{"_rawAttributes":[["service.name","s"]]}}]},
        "startTime":[1,2],"resource":"[Circular]","instrumentationScope":{"name":"l"}}
        """#)
    #expect(decoded.problems == [])
    #expect(decoded.lines[0].hasSuffix(" service.name=\"s\""))
    let lost = decode(
      json: #"{"_spanContext":{},"startTime":[1,2],"resource":"[Circular]","instrumentationScope":{"name":"l"}}"#)
    #expect(lost.problems == ["unreadable-field: \"resource\" is a string, an object was expected; it was left out"])
  }

  @Test func `what cannot be carried over is counted`() {
    let decoded = decode(
      json: #"""
        {"_spanContext":{"traceId":"x","spanId":"00f067aa0ba902b7","traceState":{"_internalState":{}}},"kind":9,"name":"n",
        "startTime":1700000000,"endTime":[1,-2],"attributes":[1],"events":{},"resource":{"attributes":{}},
        "instrumentationScope":{"name":"l"}}
        """#)
    #expect(decoded.outcome.spans == 1)
    #expect(
      decoded.problems == [
        "unreadable-id: \"traceId\" of 1 characters is no id; it was left out",
        "unreadable-field: \"traceState\" is an object, a string was expected; it was left out",
        "unreadable-field: \"kind\" is a number, a number from 0 to 4 was expected; it was left out",
        "unreadable-field: \"startTime\" is a number, a list of seconds and nanoseconds was expected; it was left out",
        "unreadable-field: \"endTime\" is a list, a list of seconds and nanoseconds was expected; it was left out",
        "unreadable-field: \"attributes\" is a list, an object was expected; it was left out",
        "unreadable-field: \"events\" is an object, a list was expected; it was left out",
      ])
  }

  @Test func `a name that is not UTF-8 is repaired and counted`() {
    var bytes = Array(
      #"{"_spanContext":{},"startTime":[1,2],"instrumentationScope":{},"attributes":{"map":{"?":1},"retrieval.documents.?":2}}"#
        .utf8)
    for index in bytes.indices where bytes[index] == 0x3F { bytes[index] = 0xFF }
    let decoded = decode(jsonBytes: bytes)
    #expect(decoded.spanAttributes == "map={1: {\"\u{FFFD}\":1}} family/\u{FFFD}=2")
    #expect(Set(decoded.problems).count == 1)
    #expect(decoded.problems.first?.hasPrefix("invalid-text: ") == true)
  }

  @Test func `a cut object is damage and never a crash`() {
    for length in stride(from: 1, to: JSObjectTests.span.count, by: 5) {
      let cut = decode(json: JSObjectTests.span.prefix(length))
      #expect(cut.outcome.isDamaged)
    }
  }

  @Test func `a value nested too deeply is left out and counted`() {
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    let decoded = decode(
      json: #"{"_spanContext":{},"startTime":[1,2],"instrumentationScope":{},"attributes":{"list":\#(deep),"score":1}}"#
    )
    #expect(decoded.spanAttributes == "list=empty score=1")
    #expect(decoded.problems == ["limit-exceeded: a value is nested more than 128 levels deep; it was left out"])
  }

  @Test func `damage anywhere is no crash, and that of the structure is counted or changes a value`() {
    expectDamageIsNoticed(in: JSObjectTests.span)
  }
}
