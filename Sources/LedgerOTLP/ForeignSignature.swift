import LedgerMemory

/// Recognises a JSON object that holds no OTLP by the keys it has.
///
/// Runs once per foreign document, so it may be leisurely.
struct ForeignSignature {
  let kind: ForeignKind

  init(text: ByteView, objectAt start: Int) {
    let kind = ForeignSignature.kind(text, start, levels: 2)
    // In a member that nothing is known of: whoever wrote it there can take it out.
    let end = kind == .unknown ? (try? text.endOfContainer(at: start)) ?? text.count : start
    self.kind = text.slice(start, end).namesRequest ? .wrapped : kind
  }

  private static func kind(_ text: ByteView, _ start: Int, levels: Int) -> ForeignKind {
    let keys = text.keys(ofObjectAt: start)
    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
    func hasAny(_ names: String...) -> Bool { names.contains(where: keys.contains) }

    if has("partialSuccess") || has("partial_success") { return .exporterResponse }
    if has("code", "message"), keys.isSubset(of: ["code", "message", "details", "status"]) { return .exporterResponse }
    if BareSpanKeys.isBareSpan(text, objectAt: start) { return .bareSpans }
    if has("_spanContext"), hasAny("startTime", "instrumentationScope", "instrumentationLibrary") { return .jsSDK }
    if hasAny("hrTime", "_hrTime"), hasAny("_body", "body", "_severityNumber", "severityNumber", "resource") {
      return .jsSDK
    }
    // GitHub Copilot's command line writes each metric as a line of its own.
    if has("type", "name"), let type = text.member("type", ofObjectAt: start), text.holds("\"metric\"", at: type),
      has("dataPoints") || keys.isSubset(of: ["type", "name", "description", "unit"])
    {
      return .jsSDK
    }
    let hasScope = hasAny("instrumentationScope", "instrumentationLibrary")
    if hasAny("traceId", "spanContext") {
      // A list of seconds and nanoseconds: the SDK's own times. Its console exporter prints microseconds. A scope may be
      // missing where the writer had none.
      if hasScope || hasAny("spanId", "spanContext"), let time = text.member("startTime", ofObjectAt: start),
        text.byte(at: time) == 0x5B
      {
        return .jsSDK
      }
      if hasScope { return .jsConsole }
    }
    if has("SpanContext", "Name") || has("Resource", "ScopeMetrics") || has("Severity", "Body", "DroppedAttributes") {
      return .goConsole
    }
    if has("descriptor"), hasAny("dataPointType", "dataPoints") { return .jsConsole }
    if let store = store(text, start, keys) { return store }
    if has("run_type"), hasAny("dotted_order", "trace_id", "inputs") { return .langsmith }
    if has("observations") { return .langfuseExport }
    if has("traceId", "type"), hasAny("startTime", "parentObservationId"), !has("spanId") { return .langfuseExport }
    if has("trace_id", "type"), hasAny("project_id", "project_name"), !has("parent_observation_id") { return .opik }
    // The same as rows of its tables, which its export to object stores writes.
    if has("trace_id", "type"), hasAny("start_time", "parent_observation_id"), !has("span_id") {
      return .langfuseExport
    }
    if has("timestamp", "bookmarked") { return .langfuseExport }
    if has("context", "span_kind") || has("context.trace_id") { return .phoenix }
    if has("context", "start", "end") { return .phpConsole }
    if has("context"), hasAny("start_time", "status", "parent_id") { return .pythonConsole }
    if has("severity_number", "body"), hasAny("timestamp", "observed_timestamp") { return .pythonConsole }
    if has("info", "data") { return .mlflow }
    if has("traceID"), hasAny("spans", "operationName", "processes") { return .jaeger }
    if has("data", "total", "limit", "offset"), let data = text.member("data", ofObjectAt: start),
      text.byte(at: data) == 0x5B, text.firstElement(ofListAt: data) == nil
    {
      return .jaeger
    }
    if has("operationName"), hasAny("traceId", "trace_id") { return .jaegerMessages }
    if has("operationName"), hasAny("traceIdLow", "traceIdHigh") { return .jaegerThrift }
    if has("metricDescriptor") || has("metric_descriptor") { return .oldMetrics }
    if has("sourceCategory", "message") { return .sumoLogic }
    if has("__otel_otlp_stdout") || has("topic", "partition", "offset") { return .wrapped }
    if has("log", "stream") { return .wrapped }
    if has("traces"), let traces = text.member("traces", ofObjectAt: start),
      let first = text.firstElement(ofListAt: traces), text.keys(ofObjectAt: first).contains("traceID")
    {
      return .tempo
    }
    if has("traceId", "id") {
      // The console exporter of the JavaScript SDK prints much the same keys, and its resource with them.
      return has("resource") ? .jsConsole : hasAny("startTime", "start_time") ? .flattenedSpans : .zipkin
    }
    if hasAny("trace_id", "traceId"), hasAny("span_id", "spanId") { return .flattenedSpans }
    if levels == 0 { return .unknown }
    // Traces as Datadog's libraries send them are lists of spans.
    if let traces = text.member("traces", ofObjectAt: start), text.byte(at: traces) == 0x5B,
      let span = text.firstElement(ofListAt: text.afterBlank(traces + 1))
    {
      return kind(text, span, levels: levels - 1)
    }
    if let hits = text.member("hits", ofObjectAt: start), let list = text.member("hits", ofObjectAt: hits),
      let first = text.firstElement(ofListAt: list), let source = text.member("_source", ofObjectAt: first)
    {
      return kind(text, source, levels: levels - 1)
    }
    // What elasticdump writes of each document.
    if let source = text.member("_source", ofObjectAt: start) { return kind(text, source, levels: levels - 1) }
    if let spans = text.member("spans", ofObjectAt: start), let first = text.firstElement(ofListAt: spans) {
      let inside = kind(text, first, levels: levels - 1)
      return inside == .unknown ? .flattenedSpans : inside
    }
    if let data = text.member("data", ofObjectAt: start) {
      return kind(text, text.firstElement(ofListAt: data) ?? data, levels: levels - 1)
    }
    return .unknown
  }

  /// What other tools and stores keep telemetry as.
  private static func store(_ text: ByteView, _ start: Int, _ keys: Set<String>) -> ForeignKind? {
    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
    func hasAny(_ names: String...) -> Bool { names.contains(where: keys.contains) }

    if has("ResourceAttributes"), hasAny("SpanAttributes", "LogAttributes", "MetricName") { return .clickHouse }
    if has("feedback_scores"), hasAny("trace_id", "project_id") { return .opik }
    if has("op_name", "started_at") { return .weave }
    if has("sessionId", "uuid"), hasAny("parentUuid", "message") { return .claudeCode }
    if has("timestamp", "type", "payload"), let type = text.member("type", ofObjectAt: start),
      ["\"session_meta\"", "\"event_msg\"", "\"response_item\"", "\"turn_context\""].contains(where: {
        text.holds($0, at: type)
      })
    {
      return .codex
    }
    if has("schemaType", "modelId") { return .bedrockLog }
    if let batch = text.member("batch", ofObjectAt: start), let first = text.firstElement(ofListAt: batch),
      text.keys(ofObjectAt: first).isSuperset(of: ["id", "type", "body"])
    {
      return .langfuseExport
    }
    if has("root_span_id", "span_attributes") { return .braintrust }
    // Its spans are members by their ids.
    if has("traceId"), let spans = text.member("spans", ofObjectAt: start), text.byte(at: spans) == 0x7B {
      return .genkit
    }
    if let product = product(text, start, keys) { return product }
    if has("object"), hasAny("span_data", "workflow_name") { return .openAIAgents }
    if has("call_type"), hasAny("spend", "response_cost") { return .liteLLM }
    if has("@timestamp"), has("processor") || has("trace") && hasAny("transaction", "span") { return .elasticAPM }
    if has("iKey", "data") || has("OperationId") && hasAny("AppRoleName", "IKey") { return .azureMonitor }
    // Ids of AWS: a version, the time, the rest.
    if has("id", "start_time"), let id = text.member("trace_id", ofObjectAt: start), text.holds("\"1-", at: id) {
      return .xRay
    }
    if let traces = text.member("Traces", ofObjectAt: start), let first = text.firstElement(ofListAt: traces),
      text.keys(ofObjectAt: first).contains("Segments")
    {
      return .xRay
    }
    return nil
  }

  /// What backends that are bought or run beside each other answer and export.
  private static func product(_ text: ByteView, _ start: Int, _ keys: Set<String>) -> ForeignKind? {
    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
    func hasAny(_ names: String...) -> Bool { names.contains(where: keys.contains) }

    if has("trace.trace_id") { return .honeycomb }
    if has("trace.id") {
      if hasAny("guid", "entity.guid", "nr.entryPoint") { return .newRelic }
      if hasAny("span.id", "transaction.id", "processor.event") { return .elasticAPM }
    }
    if has("trace_id", "span_id") {
      // As the agent is sent them, and those of LLM Observability.
      if has("meta"), has("start", "duration") || has("start_ns") { return .datadog }
      if has("resource_name"), hasAny("start_timestamp", "single_span", "ingestion_reason") { return .datadog }
      if has("op", "start_timestamp") { return .sentry }
    }
    if has("ml_app", "spans") { return .datadog }
    if has("attributes"), let type = text.member("type", ofObjectAt: start), text.holds("\"span", at: type),
      let attributes = text.member("attributes", ofObjectAt: start)
    {
      let inside = text.keys(ofObjectAt: attributes)
      if inside.isSuperset(of: ["trace_id", "span_id"]) || inside.contains("ml_app") { return .datadog }
    }
    if has("event_id"), hasAny("contexts", "breadcrumbs"), hasAny("platform", "sdk", "spans") { return .sentry }
    if has("request_id", "request_created_at") { return .helicone }
    if has("attributes_string"), hasAny("resources_string", "resource_string", "resource_fingerprint") {
      return .signoz
    }
    if has("projectId", "traceId", "spans") || has("spanId", "displayName", "startTime") { return .cloudTrace }
    if has("status"), let data = text.member("data", ofObjectAt: start),
      text.keys(ofObjectAt: data).isSuperset(of: ["resultType", "result"])
    {
      return .prometheusAnswer
    }
    if has("_aws"), let aws = text.member("_aws", ofObjectAt: start),
      text.keys(ofObjectAt: aws).contains("CloudWatchMetrics")
    {
      return .embeddedMetrics
    }
    if has("traceEvents") || has("ph", "ts", "pid") { return .chromeTrace }
    return nil
  }
}

// Lookups that stop at the first thing they do not understand: for guesses about foreign documents, not for data.

extension ByteView {
  /// Whether one of the names is there that requests have at their beginning, wherever it stands.
  fileprivate var namesRequest: Bool {
    var at = 0
    while let found = firstIndex(of: 0x72, from: at) {
      for name: StaticString in [
        "resourceSpans", "resource_spans", "resourceMetrics", "resource_metrics", "resourceLogs", "resource_logs",
      ] where holds(name, at: found) {
        return true
      }
      at = found + 1
    }
    return false
  }

  /// The keys of an object, at most a few hundred, those without escapes; none where no object starts at `start`.
  func keys(ofObjectAt start: Int) -> Set<String> {
    var keys: Set<String> = []
    forEachMember(ofObjectAt: start) { key, _ in
      if key.count <= 64, let name = key.asciiText { keys.insert(name) }
      return keys.count < 256
    }
    return keys
  }

  /// The offset of the value of the first member called `name`.
  func member(_ name: StaticString, ofObjectAt start: Int) -> Int? {
    var found: Int?
    forEachMember(ofObjectAt: start) { key, value in
      if key == name { found = value }
      return found == nil
    }
    return found
  }

  /// Whether an object without any member starts at `start`.
  func isEmptyObject(at start: Int) -> Bool { byte(at: start) == 0x7B && byte(at: afterBlank(start + 1)) == 0x7D }

  /// The offset of the first element of a list, where it is an object.
  func firstElement(ofListAt start: Int) -> Int? {
    guard byte(at: start) == 0x5B else { return nil }
    let first = afterBlank(start + 1)
    return byte(at: first) == 0x7B ? first : nil
  }

  /// Calls `body` with each key and the offset of its value, until it says that this is enough.
  func forEachMember(ofObjectAt start: Int, _ body: (ByteView, Int) -> Bool) {
    guard byte(at: start) == 0x7B else { return }
    var at = afterBlank(start + 1)
    do throws(Damage) {
      while byte(at: at) == 0x22 {
        let (keyEnd, _) = try stringEnd(from: at + 1)
        let colon = afterBlank(keyEnd + 1)
        guard byte(at: colon) == 0x3A else { return }
        let value = afterBlank(colon + 1)
        guard body(slice(at + 1, keyEnd), value) else { return }
        let comma = afterBlank(try endOfValue(at: value))
        guard byte(at: comma) == 0x2C else { return }
        at = afterBlank(comma + 1)
      }
    } catch {
      // Damaged here: what was seen so far has to do.
    }
  }
}
