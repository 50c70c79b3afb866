import Testing

@testable import LedgerOTLP

struct ForeignDocumentTests {
  @Test(arguments: [
    (#"[{"traceId":"1","id":"2","timestamp":1,"duration":2,"localEndpoint":{"serviceName":"s"}}]"#, ForeignKind.zipkin),
    (#"{"trace":{"id":"t"},"observations":[{"type":"GENERATION"}]}"#, .langfuseExport),
    (#"{"id":"o","type":"GENERATION","traceId":"t","startTime":"2026-01-01T00:00:00Z"}"#, .langfuseExport),
    (#"{"id":"o","trace_id":"t","type":"GENERATION","start_time":"2026-01-01 00:00:00"}"#, .langfuseExport),
    (
      #"{"id":"o","type":"SPAN","traceId":"t","startTime":"2026-01-01T00:00:00Z","parentObservationId":null}"#,
      .langfuseExport
    ),
    (#"{"type":"span","traceId":"1","spanId":"2","name":"n","startTime":"2026-01-01T00:00:00Z"}"#, .flattenedSpans),
    (#"{"id":"t","timestamp":"2026","name":"n","bookmarked":false,"user_id":"u"}"#, .langfuseExport),
    (#"{"name":"n","span_kind":"LLM","context.trace_id":"t","context.span_id":"s"}"#, .phoenix),
    (#"{"id":"r","run_type":"llm","dotted_order":"d","inputs":{}}"#, .langsmith),
    (#"{"name":"n","context":{"trace_id":"t"},"span_kind":"LLM","status_code":"OK"}"#, .phoenix),
    (#"{"data":[{"name":"n","context":{"trace_id":"t"},"span_kind":"LLM"}],"next_cursor":null}"#, .phoenix),
    (#"{"info":{"trace_id":"tr-1"},"data":{"spans":[]}}"#, .mlflow),
    (
      #"{"resource":{"attributes":{}},"instrumentationScope":{"name":"l"},"traceId":"1","id":"2","timestamp":3,"kind":0}"#,
      .jsConsole
    ),
    (#"{"descriptor":{"name":"m"},"dataPointType":3,"dataPoints":[]}"#, .jsConsole),
    (#"{"traceId":"AQ==","spanId":"Ag==","operationName":"o","startTime":"2026-01-01T00:00:00Z"}"#, .jaegerMessages),
    (
      #"{"name":"n","context":{"trace_id":"0x1"},"kind":"SpanKind.CLIENT","start_time":"2026","status":{}}"#,
      .pythonConsole
    ),
    (
      #"{"name":"n","context":{"trace_id":"1","span_id":"2"},"parent_span_id":"","kind":"KIND_CLIENT","start":3,"end":4,"status":{}}"#,
      .phpConsole
    ),
    (
      #"{"process":{"serviceName":"s","tags":[]},"spans":[{"traceIdLow":1,"spanId":2,"parentSpanId":3,"operationName":"o"}]}"#,
      .jaegerThrift
    ),
    (
      #"{"Name":"n","SpanContext":{"TraceID":"1","SpanID":"2"},"SpanKind":3,"StartTime":"2026","Attributes":null}"#,
      .goConsole
    ),
    (#"{"Resource":[{"Key":"k","Value":{"Type":"STRING","Value":"v"}}],"ScopeMetrics":[]}"#, .goConsole),
    (#"{"Timestamp":"2026","Severity":9,"SeverityText":"INFO","Body":{},"DroppedAttributes":0}"#, .goConsole),
    (#"{"type":"metric","name":"n","value":3}"#, .unknown),
    (#"{"body":"b","severity_number":9,"timestamp":"2026","attributes":{}}"#, .pythonConsole),
    (
      #"{"resource_metrics":[{"resource":{"attributes":{"a":"b"}},"scope_metrics":[{"scope":{},"metrics":[{"name":"m","data":{"data_points":[]}}]}]}]}"#,
      .pythonConsole
    ),
    (#"{"spans":[{"trace_id":"1","span_id":"2","attributes":{"a":1}}]}"#, .flattenedSpans),
    (#"[{"trace_id":"1","span_id":"2","start_time":3,"attributes":{}}]"#, .flattenedSpans),
    (
      #"{"Timestamp":"2026","TraceId":"1","SpanId":"2","SpanName":"n","ResourceAttributes":{},"SpanAttributes":{"a":"1"},"Duration":3}"#,
      .clickHouse
    ),
    (
      #"{"meta":[],"data":[{"MetricName":"m","ResourceAttributes":{},"Attributes":{},"Value":1}],"rows":1}"#,
      .clickHouse
    ),
    (#"{"id":"1","project_id":"p","trace_id":"t","name":"n","type":"llm","start_time":"2026","usage":{}}"#, .opik),
    (#"{"id":"t","project_id":"p","name":"n","start_time":"2026","feedback_scores":[]}"#, .opik),
    (
      #"{"id":"o","project_id":"p","trace_id":"t","type":"GENERATION","start_time":"2026","parent_observation_id":null}"#,
      .langfuseExport
    ),
    (#"{"id":"1","op_name":"weave:///o","trace_id":"t","started_at":"2026","inputs":{},"summary":{}}"#, .weave),
    (#"{"id":"1","span_id":"s","root_span_id":"r","span_attributes":{"type":"llm"},"metrics":{}}"#, .braintrust),
    (#"{"traceId":"t","displayName":"flow","startTime":1,"endTime":2,"spans":{"s":{"spanId":"s"}}}"#, .genkit),
    (#"{"object":"trace.span","id":"span_1","trace_id":"trace_1","span_data":{"type":"generation"}}"#, .openAIAgents),
    (#"{"object":"trace","id":"trace_1","workflow_name":"w","group_id":null}"#, .openAIAgents),
    (#"{"request_id":"r","call_type":"acompletion","spend":0.1,"total_tokens":3,"startTime":"2026"}"#, .liteLLM),
    (#"{"id":"r","trace_id":"t","call_type":"acompletion","response_cost":0.1,"model":"m"}"#, .liteLLM),
    (
      #"{"took":1,"hits":{"hits":[{"_source":{"@timestamp":"2026","processor":{"event":"span"},"trace":{"id":"t"}}}]}}"#,
      .elasticAPM
    ),
    (#"{"@timestamp":"2026","trace":{"id":"t"},"transaction":{"id":"1","duration":{"us":3}}}"#, .elasticAPM),
    (
      #"{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"53995c3f42cd8ad8","name":"n","start_time":1.5,"type":"subsegment"}"#,
      .xRay
    ),
    (#"{"Traces":[{"Id":"1-5759e988-bd862e3fe1be46a994272793","Segments":[]}]}"#, .xRay),
    (#"{"parentUuid":null,"sessionId":"s","type":"user","message":{"role":"user"},"uuid":"u"}"#, .claudeCode),
    (#"{"timestamp":"2026","type":"session_meta","payload":{"id":"1","cli_version":"0.42.0"}}"#, .codex),
    (#"{"timestamp":"2026","type":"event_msg","payload":{"type":"token_count","info":{}}}"#, .codex),
    (#"{"schemaType":"ModelInvocationLog","modelId":"m","input":{"inputTokenCount":25}}"#, .bedrockLog),
    (#"{"batch":[{"id":"e","type":"generation-create","timestamp":"2026","body":{}}],"metadata":{}}"#, .langfuseExport),
    (#"{"time":"2026","OperationId":"1","ParentId":"2","AppRoleName":"r","Type":"AppDependencies"}"#, .azureMonitor),
    (#"{"name":"n","time":"2026","iKey":"k","tags":{},"data":{"baseType":"RemoteDependencyData"}}"#, .azureMonitor),
    (
      #"{"id":"1","parentSpanId":"2","name":"n","traceId":"3","scope":"s","startTime":1,"attributes":{}}"#,
      .flattenedSpans
    ),
    (
      #"[[{"trace_id":1,"span_id":2,"parent_id":0,"name":"n","resource":"r","service":"s","start":3,"duration":4,"meta":{}}]]"#,
      .datadog
    ),
    (
      #"{"traces":[[{"trace_id":1,"span_id":2,"name":"n","start":3,"duration":4,"meta":{},"metrics":{}}]]}"#, .datadog
    ),
    (
      #"{"data":{"type":"span","attributes":{"ml_app":"a","spans":[{"trace_id":"1","span_id":"2","meta":{"kind":"llm"},"start_ns":1}]}}}"#,
      .datadog
    ),
    (
      #"{"data":[{"id":"1","type":"spans","attributes":{"trace_id":"1","span_id":"2","resource_name":"r"}}],"meta":{}}"#,
      .datadog
    ),
    (#"[{"trace.trace_id":"1","trace.span_id":"2","name":"n","duration_ms":3}]"#, .honeycomb),
    (#"{"trace.id":"1","guid":"2","name":"n","duration.ms":3,"entity.guid":"e"}"#, .newRelic),
    (#"{"@timestamp":"2026","trace.id":"1","transaction.id":"2","processor.event":"span"}"#, .elasticAPM),
    (#"{"event_id":"1","type":"transaction","platform":"python","contexts":{"trace":{}},"spans":[]}"#, .sentry),
    (#"{"trace_id":"1","span_id":"2","op":"gen_ai.chat","start_timestamp":1.5,"timestamp":2.5}"#, .sentry),
    (
      #"{"data":[{"response_id":"1","request_id":"2","request_created_at":"2026","request_body":{}}],"error":null}"#,
      .helicone
    ),
    (#"{"trace_id":"1","span_id":"2","name":"n","attributes_string":{},"resources_string":{}}"#, .signoz),
    (#"{"projectId":"p","traceId":"1","spans":[{"spanId":"2","name":"n","labels":{}}]}"#, .cloudTrace),
    (
      #"{"name":"projects/p/traces/1/spans/2","spanId":"2","displayName":{"value":"n"},"startTime":"2026"}"#,
      .cloudTrace
    ),
    (#"{"status":"success","data":{"resultType":"vector","result":[]}}"#, .prometheusAnswer),
    (#"{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"n"}]},"tokens":3}"#, .embeddedMetrics),
    (#"{"traceEvents":[{"name":"n","ph":"X","ts":1,"dur":2,"pid":3,"tid":4}]}"#, .chromeTrace),
    (#""{\"resourceSpans\":[]}""#, .wrapped),
    (#"{"traces":[{"traceID":"1","rootServiceName":"s"}],"metrics":{}}"#, .tempo),
    (
      #"{"resourceMetrics":[{"instrumentationLibraryMetrics":[{"metrics":[{"metricDescriptor":{"name":"m"},"int64DataPoints":[]}]}]}]}"#,
      .oldMetrics
    ),
    (#"{"date":1,"sourceName":"n","sourceHost":"h","sourceCategory":"c","fields":{},"message":"m"}"#, .sumoLogic),
    (#"{"__otel_otlp_stdout":"0.1.0","payload":"H4s=","base64":true}"#, .wrapped),
    (#"{"topic":"otlp_spans","partition":0,"offset":1,"payload":"CgA="}"#, .wrapped),
    (#"{"log":"hello\n","stream":"stdout","time":"2026"}"#, .wrapped),
    (#"{"partialSuccess":{"rejectedSpans":"1"}}"#, .exporterResponse),
    (#"{"code":3,"message":"no"}"#, .exporterResponse), (#"{"hello":"world"}"#, .unknown), (#""text""#, .unknown),
    ("17", .unknown), (#"{"payload":{"a":{"resourceSpans":[]}}}"#, .wrapped),
    (#"{"name":"case 1","input":{"resourceLogs":[{}]},"wanted":0}"#, .wrapped),
    (#"{"a":{"b":"{\"resource_metrics\":[]}"}}"#, .wrapped),
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
      #expect(decoded.problems == ["foreign-record: \(kind.complaint)"])
    }
  }

  @Test func `a format that is not read is named, with the way to OTLP`() {
    let complaints = ForeignKind.allCases.filter { !$0.isRead && $0 != .exporterResponse }.map(\.complaint)
    let texts = """
      not OTLP but output of the JavaScript console exporter: replace the console exporter by an OTLP exporter and a \
      Collector with the file exporter
      not OTLP but Jaeger spans of a message queue: set the encoding of the Kafka exporter to otlp_json or otlp_proto
      not OTLP but a batch of Jaeger's Thrift format: send the batches through a Collector with the jaeger receiver and \
      the file exporter
      not OTLP but Zipkin spans: send the spans through a Collector with the zipkin receiver and the file exporter
      not OTLP but a Langfuse export: let the application export OTLP to a Collector with the file exporter beside Langfuse
      not OTLP but LangSmith runs: set LANGSMITH_OTEL_ENABLED and send the runs to a Collector with the file exporter
      not OTLP but spans exported from Phoenix: send the spans to a Collector with the file exporter beside Phoenix
      not OTLP but an MLflow trace: set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT so that MLflow exports its traces as OTLP
      not OTLP but spans exported from Opik: let the application export OTLP to a Collector with the file exporter beside Opik
      not OTLP but calls exported from W&B Weave: let the application export OTLP to a Collector with the file exporter beside Weave
      not OTLP but spans exported from Braintrust: let the application export OTLP to a Collector with the file exporter beside Braintrust
      not OTLP but a trace of Genkit's developer UI: let the application export OTLP to a Collector with the file exporter beside the developer UI
      not OTLP but spans of the OpenAI Agents SDK: add an OpenTelemetry instrumentation of the SDK, and export OTLP to a \
      Collector with the file exporter
      not OTLP but LiteLLM's own logs: add the callback otel, and export OTLP to a Collector with the file exporter
      not OTLP but a transcript of Claude Code: set CLAUDE_CODE_ENABLE_TELEMETRY=1 and OTEL_LOGS_EXPORTER=otlp, and export \
      to a Collector with the file exporter
      not OTLP but a session file of Codex: set an exporter in the section otel of Codex's configuration, and export to a \
      Collector with the file exporter
      not OTLP but Bedrock's log of model invocations: let the application export OTLP to a Collector with the file exporter beside Bedrock's log
      not OTLP but rows of the ClickHouse exporter's tables: let the application export OTLP to a Collector with the file exporter beside ClickHouse
      not OTLP but documents of Elastic APM: let the application export OTLP to a Collector with the file exporter beside Elastic
      not OTLP but segments of AWS X-Ray: let the application export OTLP to a Collector with the file exporter beside X-Ray
      not OTLP but telemetry in the form of Azure Monitor: let the application export OTLP to a Collector with the file exporter beside Azure Monitor
      not OTLP but spans of Datadog: let the application export OTLP to a Collector with the file exporter, or send what Datadog's libraries write to one with the datadog receiver
      not OTLP but events of Honeycomb: let the application export OTLP to a Collector with the file exporter beside Honeycomb
      not OTLP but spans of New Relic: let the application export OTLP to a Collector with the file exporter beside New Relic
      not OTLP but events of Sentry: let the application export OTLP to a Collector with the file exporter beside Sentry
      not OTLP but requests exported from Helicone: let the application export OTLP to a Collector with the file exporter beside Helicone
      not OTLP but rows of SigNoz' tables: let the application export OTLP to a Collector with the file exporter beside SigNoz
      not OTLP but traces of Google Cloud Trace: let the application export OTLP to a Collector with the file exporter beside Cloud Trace
      not OTLP but an answer of Prometheus: export the metrics as OTLP, for instance by a Collector with the prometheus receiver and the file exporter
      not OTLP but metrics in CloudWatch's embedded format: let the application export OTLP to a Collector with the file exporter beside CloudWatch
      not OTLP but events for a trace viewer: they have no spans of OTLP; export those of the application to a Collector with the file exporter
      not OTLP but output of the Python console exporter: replace the console exporter by the OTLP exporter or the OTLP \
      JSON file exporter
      not OTLP but output of the PHP console exporter: replace the console exporter by an OTLP exporter and a Collector with \
      the file exporter
      not OTLP but output of Go's stdout exporters: replace stdouttrace, stdoutmetric or stdoutlog by an OTLP exporter and \
      a Collector with the file exporter
      not OTLP but single spans or log records outside of OTLP's lists: export them as OTLP: lists of resourceSpans or \
      resourceLogs, attributes as lists of keys and values
      not OTLP but a search result of Grafana Tempo: fetch the traces themselves: /api/v2/traces/ and a trace id answers \
      in OTLP
      metrics of OTLP 0.3 or 0.4: they are too old to be read; export with an SDK and a Collector of OTLP 0.5 (2020) or \
      newer
      not OTLP but log lines in the form of Sumo Logic: set the marshaler of the S3 exporter to otlp_json or otlp_proto
      not OTLP but a payload inside another record: take the request out of the member that holds it, for instance with \
      jq, and give one a line
      not OTLP but JSON of another kind: expected an object with resourceSpans, resourceMetrics or resourceLogs
      """
    #expect(complaints == texts.split(separator: "\n").map(String.init))
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
