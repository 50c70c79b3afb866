import Foundation
import LedgerTestSupport
import Testing

@Suite
struct FormatTests {
  /// Scenario: files from which nothing can be used, each alone.
  /// Guarantees: each is a problem with a text that says what it is and what to do, the status is 4, and no verb passes over
  /// it in silence.
  @Test(arguments: [
    (#"{"resourceProfiles":[{"resource":{},"scopeProfiles":[]}],"dictionary":{}}"#, "all it holds are profiles"),
    (#"{"partialSuccess":{}}"#, "all it holds are a backend's answers to an exporter"),
    (#"[{"traceId":"1","id":"2","timestamp":1}]"#, "not OTLP but Zipkin spans"),
    (#"{"hello":"world"}"#, "not OTLP but JSON of another kind"), ("time,tokens\n1,2", "text that is no JSON"),
    ("resourceSpans:\n- resource: {}\n", "YAML with OTLP's names"),
    (#"{"log":"started\n","stream":"stdout","time":"2026"}"#, "a line without a JSON document"),
    (
      #"{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"metricDescriptor":{"name":"m"}}]}]}]}"#,
      "metrics of OTLP 0.3 or 0.4"
    ),
  ])
  func `a file that yields nothing says why`(content: String, text: String) throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data((content + "\n").utf8), to: "input")
    for arguments in [
      ["inspect", file.path], ["export", file.path, "--format", "ndjson"],
      ["report", file.path, "--out", folder.url.appendingPathComponent("out").path],
    ] {
      let run = try BuiltCommand().run(arguments)
      #expect(run.status == 4, "\(arguments[0])")
      let said = (String(decoding: run.output, as: UTF8.self) + run.messageText)
        .split { $0 == "\n" || $0 == " " }.joined(separator: " ")
      #expect(said.contains(text), "\(arguments[0]): \(said)")
    }
  }

  /// Scenario: files that are empty, or hold only empty requests.
  /// Guarantees: that is no problem.
  @Test(arguments: [
    "", "\n \n", "{}", #"{"resourceSpans":[]}"#, "[]", #"{"data":[],"total":0,"limit":0,"offset":0,"errors":null}"#,
  ])
  func `nothing is no problem`(content: String) throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(content.utf8), to: "input")
    let run = try BuiltCommand().run(["inspect", file.path, "--format", "json"])
    #expect(run.status == 0, "\(run.messageText)")
    #expect(try JSONValue(parsing: run.output)["sources"]?.elements?.first?["problems"]?.elements?.isEmpty == true)
  }

  /// Scenario: the objects of a coding assistant: spans, log records and metrics in one file, pretty-printed one after the
  /// other.
  /// Guarantees: all are read, the format has a name of its own, and `inspect` says so in lines of 80 columns.
  @Test func `objects of the JavaScript SDK are read from one file`() throws {
    let folder = try TemporaryDirectory()
    let resource = #""resource": {"_rawAttributes": [["service.name", "assistant"]]}"#
    let context = #"{"traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b7", "traceFlags": 1}"#
    let text = """
      {
        "_spanContext": \(context), "kind": 2, "name": "chat m",
        "attributes": {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 12,
          "gen_ai.usage.output_tokens": 7, "gen_ai.provider.name": "openai"},
        "startTime": [1763953445, 5000000], "endTime": [1763953446, 0], "status": {"code": 0}, "events": [], "links": [],
        \(resource),
        "instrumentationScope": {"name": "assistant", "version": "1"}
      }
      {
        "hrTime": [1763953445, 0], "hrTimeObserved": [1763953445, 0], "_body": "hello", "_severityNumber": 9,
        "spanContext": \(context), "attributes": {},
        \(resource),
        "instrumentationScope": {"name": "assistant"}
      }
      {
        \(resource),
        "scopeMetrics": [{"scope": {"name": "assistant"}, "metrics": [
          {"descriptor": {"name": "calls", "unit": "1", "valueType": 0}, "dataPointType": 3, "isMonotonic": true,
           "aggregationTemporality": 1,
           "dataPoints": [{"attributes": {}, "startTime": [1763953445, 0], "endTime": [1763953446, 0], "value": 1}]}]}]
      }

      """
    let file = try folder.write(Data(text.utf8), to: "telemetry.log")
    let run = try ReportRun([file])
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(run.report.inputs.sources.map(\.format) == ["js-sdk"])
    #expect(run.report.inputs.spans == 1)
    #expect(run.report.inputs.log_records == 1)
    #expect(run.report.inputs.metric_points == 1)
    #expect(run.report.totals.calls == 1)
    #expect(run.report.totals.input_tokens?.value == 12)
    let inspected = try BuiltCommand().run(["inspect", file.path])
    let lines = String(decoding: inspected.output, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains("  holds       objects as the JavaScript SDK holds them: read as if they were"))
  }
}
