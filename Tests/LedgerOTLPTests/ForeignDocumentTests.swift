import Testing

@testable import LedgerOTLP

struct ForeignDocumentTests {
  @Test(arguments: [
    (#"{"data":[{"traceID":"1","spans":[{"spanID":"2","operationName":"o"}],"processes":{}}]}"#, ForeignKind.jaegerUI),
    (#"{"traceID":"1","spans":[],"processes":{}}"#, .jaegerUI),
    (#"[{"traceId":"1","id":"2","timestamp":1,"duration":2,"localEndpoint":{"serviceName":"s"}}]"#, .zipkin),
    (#"{"trace":{"id":"t"},"observations":[{"type":"GENERATION"}]}"#, .langfuseExport),
    (#"{"id":"o","type":"GENERATION","traceId":"t","startTime":"2026-01-01T00:00:00Z"}"#, .langfuseExport),
    (#"{"id":"r","run_type":"llm","dotted_order":"d","inputs":{}}"#, .langsmith),
    (#"{"name":"n","context":{"trace_id":"t"},"span_kind":"LLM","status_code":"OK"}"#, .phoenix),
    (#"{"info":{"trace_id":"tr-1"},"data":{"spans":[]}}"#, .mlflow),
    (#"{"_spanContext":{"traceId":"1"},"startTime":[1,2],"kind":2}"#, .jsSDKSpans),
    (#"{"hrTime":[1,2],"_body":"b","_severityNumber":9}"#, .jsSDKLogs),
    (
      #"{"resource":{},"scopeMetrics":[{"scope":{},"metrics":[{"descriptor":{"name":"m"},"dataPointType":3,"dataPoints":[]}]}]}"#,
      .jsSDKMetrics
    ),
    (
      #"{"name":"n","context":{"trace_id":"0x1"},"kind":"SpanKind.CLIENT","start_time":"2026","status":{}}"#,
      .pythonConsole
    ),
    (
      #"{"resource_metrics":[{"resource":{"attributes":{"a":"b"}},"scope_metrics":[{"scope":{},"metrics":[{"name":"m","data":{"data_points":[]}}]}]}]}"#,
      .pythonConsole
    ),
    (#"{"spans":[{"trace_id":"1","span_id":"2","attributes":{"a":1}}]}"#, .flattenedSpans),
    (#"[{"trace_id":"1","span_id":"2","start_time":3,"attributes":{}}]"#, .flattenedSpans),
    (#"{"traces":[{"traceID":"1","rootServiceName":"s"}],"metrics":{}}"#, .tempo),
    (#"{"partialSuccess":{"rejectedSpans":"1"}}"#, .exporterResponse),
    (#"{"code":3,"message":"no"}"#, .exporterResponse), (#"{"hello":"world"}"#, .unknown), (#""text""#, .unknown),
    ("17", .unknown), (#"{"payload":{"a":{"resourceSpans":[]}}}"#, .unknown),
  ])
  func `a document that is no OTLP is recognised`(document: String, kind: ForeignKind) {
    let decoded = decode(json: document)
    #expect(decoded.outcome.foreign == kind)
    #expect(decoded.outcome.foreignValues == 1)
    #expect(decoded.outcome.items == 0)
    #expect(!decoded.outcome.isDamaged)
    if kind == .exporterResponse {
      #expect(decoded.problems == [])
    } else {
      #expect(decoded.problems == ["foreign-record: this is \(kind.title), no OTLP: \(kind.advice)"])
    }
  }

  @Test(arguments: ["", " ", "{}", "[]", "null", "[{},[]]", #"{"resourceSpans":[]}"#, #"{"resourceLogs":null}"#])
  func `nothing is nothing`(document: String) {
    let decoded = decode(json: document)
    #expect(decoded.outcome == RecordOutcome())
    #expect(decoded.problems == [])
  }

  @Test func `OTLP beside a foreign document is read`() {
    let decoded = decode(json: #"{"hello":1}"# + spanJSON("") + #"[{"traceId":"1","id":"2"},{"traceId":"1","id":"3"}]"#)
    #expect(decoded.outcome.spans == 1)
    #expect(decoded.outcome.foreignValues == 3)
    #expect(decoded.outcome.foreign == .unknown)
  }

  @Test func `text that is no JSON is damage`() {
    let decoded = decode(json: "hello world")
    #expect(decoded.outcome.isDamaged)
    #expect(decoded.problems == ["unreadable-record: an object or a list was expected; what came before was used"])
  }
}
