import Foundation
import LedgerTestSupport
import Testing

/// `spanledger reconcile`, and its part of the report, over real telemetry.
@Suite
struct ReconcileTests {
  /// What the README of each capture with metrics says of spans and metrics, as codes.
  ///
  /// `errors-not-metered`: libraries that do not count failed calls, or never end their spans. `unmetered-service`: APIs that
  /// are traced and not metered. `wrapper-double-count`, `duplicate-spans`: what a plain sum over spans would count twice.
  private static let captures: [(name: String, codes: [String])] = [
    ("agents-otel-genai", []),
    (
      "double-traceloop-openinference",
      ["unmetered-service", "model-label-mismatch", "errors-not-metered", "wrapper-double-count"]
    ),
    ("genai-openai-duplicates", ["duplicate-spans"]),
    ("google-adk", []),
    ("litellm-otel", ["errors-not-metered"]),
    ("logfire-pydantic-ai", ["wrapper-double-count"]),
    ("midnight-genai-openai-replicas", []),
    ("openlit-openai", ["errors-not-metered"]),
    // Of two streams that broke off only the outer library tells the one output token that metrics count.
    ("otel-genai-anthropic", ["missing-stream-usage", "wrapper-double-count"]),
    ("otel-genai-langchain", []),
    ("otel-genai-openai-content", []),
    ("otel-genai-openai-jsonfile", []),
    // One call is in the metrics and has no span.
    ("otel-openai-v2-2025", ["missing-stream-usage", "missing-trace-window", "errors-not-metered"]),
    ("otel-openai-v2-default", ["missing-stream-usage", "errors-not-metered"]),
    ("strands-latest", ["cached-token-semantics", "wrapper-double-count"]),
    ("traceloop-anthropic-2025", ["model-label-mismatch", "errors-not-metered"]),
    ("traceloop-ollama", ["errors-not-metered"]),
    ("traceloop-openai", ["unmetered-service", "model-label-mismatch"]),
    ("tutorial-rag", []),
    ("volume-genai-openai-sampled10-cumulative", ["sampled-traces"]),
  ]

  private func reconcile(_ paths: [String], _ options: [String] = ["--format", "json"]) throws -> Data {
    let outcome = try BuiltCommand().run(["reconcile"] + paths + ["--quiet"] + options)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    return outcome.output
  }

  private func path(_ capture: String, _ form: String = "json") -> String {
    Repository.fixture("dialects/\(capture)/\(form)").path
  }

  /// Scenario: every capture with metrics, in windows of five minutes.
  /// Guarantees: what its README says of spans and metrics is found, nothing else is, and nothing is left.
  @Test func `captures come out as their READMEs say`() throws {
    for capture in Self.captures {
      let document = try JSONValue(
        parsing: try reconcile([path(capture.name)], ["--format", "json", "--window", "5m"]))
      let reconciliation = document["reconciliation"]
      #expect(reconciliation?["findings"]?.elements?.compactMap(\.text) == capture.codes, "\(capture.name)")
      #expect((reconciliation?["explained_share"]?.double ?? 0) >= 0.99, "\(capture.name)")
      for finding in document["findings"]?.elements ?? [] {
        #expect(finding["evidence"]?["explains_share"]?.double != nil, "\(capture.name)")
        #expect(finding["remedy"]?.text != nil, "\(capture.name)")
      }
      // What causes leave of counts is within the bounds of the metrics: nothing, but for the capture in which calls lie
      // near each of its four collections.
      if capture.name == "otel-openai-v2-2025" { continue }
      // Times are measured twice, and what is a first token differs between libraries.
      let timed: Set = ["duration", "time_to_first_token", "calls_with_first_token"]
      for row in reconciliation?["series"]?.elements ?? [] where !timed.contains(row["quantity"]?.text ?? "") {
        // Costs are sums of binary fractions: off by less than a millionth of a cent.
        if row["quantity"]?.text == "cost" {
          #expect((row["rest"]?.text.flatMap(Double.init) ?? 1).magnitude < 1e-8, "\(capture.name)")
          continue
        }
        guard row["metrics"]?.double != nil else { continue }
        #expect(
          row["rest"]?.double == 0, "\(capture.name) \(row["model"]?.text ?? "") \(row["quantity"]?.text ?? "")")
      }
    }
  }

  /// Scenario: gates on causes that there are, and are not, and on what only reports look for.
  /// Guarantees: status 1 and a line for each finding where there is one, behind the answer; status 0 where there is none; wrong
  /// usage without any answer for other codes.
  @Test func `gates end a reconciliation with status 1`() throws {
    func run(_ gate: String) throws -> BuiltCommand.Outcome {
      try BuiltCommand().run(["reconcile", path("litellm-otel"), "--quiet", "--fail-on", gate])
    }
    let tripped = try run("errors-not-metered")
    #expect(tripped.status == 1 && !tripped.output.isEmpty)
    #expect(tripped.messageText.hasPrefix("spanledger: warning errors-not-metered: Failed calls of "))
    #expect(try run("warning").status == 1)
    #expect(try run("error").status == 0)
    #expect(try run("clock-skew").status == 0)
    let other = try run("unpriced-model")
    #expect(other.status == 2 && other.output.isEmpty)
    #expect(other.messageText.contains("or one of: timezone-shift, "))
  }

  /// Scenario: a zone for display, and one that does not exist.
  /// Guarantees: figures and windows of the JSON stay those of UTC, the text shows the zone's clocks, a wrong name is
  /// wrong usage.
  @Test func `a zone changes what people see, and no figure`() throws {
    let path = path("litellm-otel")
    let (plain, zoned) = try (
      JSONValue(parsing: reconcile([path])),
      JSONValue(parsing: reconcile([path], ["--format", "json", "--zone", "UTC+05:45"]))
    )
    #expect(plain["reconciliation"] == zoned["reconciliation"])
    #expect(plain["settings"]?["shown_zone"]?.text == "UTC")
    #expect(zoned["settings"]?["shown_zone"]?.text == "UTC+05:45")
    let text = String(decoding: try reconcile([path], ["--zone", "UTC+05:45"]), as: UTF8.self)
    #expect(text.contains("windows of 1h of UTC, shown in\nUTC+05:45."))
    #expect(text.contains("2026-11-23 23:45 – 2026-11-24 00:45 harbour-assistant"))
    let wrong = try BuiltCommand().run(["reconcile", path, "--zone", "Mars/Olympus"])
    #expect(wrong.status == 2)
    #expect(wrong.messageText.contains("no zone Mars/Olympus"))
  }

  /// Scenario: a tenth of 1,400 calls was kept, and no span says so.
  /// Guarantees: the estimate is that of the calls on both sides, and the true rate lies within its interval.
  @Test func `the rate of sampling is estimated`() throws {
    let document = try JSONValue(parsing: try reconcile([path("volume-genai-openai-sampled10-cumulative")]))
    let evidence = document["findings"]?.elements?.first?["evidence"]
    #expect(evidence?["rate"]?.double == 0.087143)
    #expect((evidence?["kept_share_low"]?.double ?? 1) < 0.1)
    #expect((evidence?["kept_share_high"]?.double ?? 0) > 0.1)
  }

  /// Scenario: one archive in JSON and in protobuf, as one file and cut into many, whole and in reverse.
  /// Guarantees: the same comparison and the same causes.
  @Test func `encoding, splitting and order of files change nothing`() throws {
    let capture = "strands-latest"
    func compared(_ paths: [String]) throws -> JSONValue? {
      try JSONValue(parsing: try reconcile(paths))["reconciliation"]
    }
    let json = try compared([path(capture)])
    #expect(try compared([path(capture, "protobuf")]) == json)
    let folder = try TemporaryDirectory()
    let files = try FileManager.default.contentsOfDirectory(
      at: Repository.fixture("dialects/\(capture)/json"), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
    var parts: [String] = []
    for file in files {
      // What is plain text is cut into one file for each export.
      guard file.pathExtension == "jsonl" else {
        parts.append(file.path)
        continue
      }
      let text = try String(contentsOf: file, encoding: .utf8)
      for (number, line) in text.split(separator: "\n").enumerated() {
        parts.append(try folder.write(Data(line.utf8), to: "\(number)-\(file.lastPathComponent)").path)
      }
    }
    #expect(parts.count > files.count)
    #expect(try compared(parts.reversed()) == json)
  }

  private static func metric(_ content: String) -> String {
    #"{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"desk"}}]},""#
      + #"scopeMetrics":[{"metrics":[{"name":"gen_ai.client.token.usage",\#(content)}]}]}]}"#
  }

  private static func point(_ value: String) -> String {
    #"{"startTimeUnixNano":"1787875200000000000","timeUnixNano":"1787875260000000000",\#(value),"attributes":["#
      + #"{"key":"gen_ai.token.type","value":{"stringValue":"input"}},"#
      + #"{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}]}"#
  }

  /// Scenario: an archive of metrics alone, and one that `--service` narrows to such a service.
  /// Guarantees: nothing is called agreement; the service is untraced, as it is beside services with spans.
  @Test func `metrics without any span do not agree with nothing`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      Data(
        Self.metric(
          #""sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":[\#(Self.point(#""asInt":"900""#))]}"#
        ).utf8), to: "metrics.json")
    let text = String(decoding: try reconcile([file.path], []), as: UTF8.self)
    #expect(text.contains("Nothing to compare the metrics with: no span or log record tells of a call"))
    #expect(!text.contains("agree"))
    for inputs in [[file.path], [file.path, path("litellm-otel")]] {
      let document = try JSONValue(parsing: try reconcile(inputs, ["--format", "json", "--service", "desk"]))
      #expect(
        document["reconciliation"]?["findings"]?.elements?.compactMap(\.text) == ["untraced-service"], "\(inputs)")
      #expect(document["findings"]?.elements?.first?["evidence"]?["input_tokens"]?.double == 900)
    }
    let report = try ReportRun([file]).document
    #expect(report["reconciliation"]?["findings"]?.elements?.compactMap(\.text) == ["untraced-service"])
  }

  /// Scenario: a library that measures turns, too, and names operations of calls alone; the same with one that failed.
  /// Guarantees: what has no name of any kind is no call beside those that have; a failure is one.
  @Test(arguments: [("", []), (#"{"key":"error.type","value":{"stringValue":"timeout"}}"#, ["errors-not-metered"])])
  func `durations without any name are no calls where others name their operation`(
    attribute: String, codes: [String]
  ) throws {
    func text(_ key: String, _ value: String) -> String { #"{"key":"\#(key)","value":{"stringValue":"\#(value)"}}"# }
    let named = [text("gen_ai.operation.name", "chat"), text("gen_ai.request.model", "gpt-4o")].joined(separator: ",")
    func point(_ count: Int, _ attributes: String) -> String {
      #"{"startTimeUnixNano":"1782345600000000000","timeUnixNano":"1782345660000000000","count":"\#(count)","#
        + #""sum":\#(2 * count),"attributes":[\#(attributes)]}"#
    }
    let resource = #""resource":{"attributes":[\#(text("service.name", "desk"))]}"#
    let lines = [
      #"{"resourceSpans":[{\#(resource),"scopeSpans":[{"spans":[{"traceId":"00000000000000000000000000000001","#
        + #""spanId":"0000000000000001","name":"chat gpt-4o","kind":3,"startTimeUnixNano":"1782345610000000000","#
        + #""endTimeUnixNano":"1782345612000000000","attributes":[\#(named)]}]}]}]}"#,
      #"{"resourceMetrics":[{\#(resource),"scopeMetrics":[{"metrics":[{"name":"gen_ai.client.operation.duration","#
        + #""unit":"s","histogram":{"aggregationTemporality":1,"dataPoints":[\#(point(1, named)),\#(point(3, attribute))]}}]}]}]}"#,
    ]
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(lines.joined(separator: "\n").utf8), to: "turns.jsonl")
    let document = try JSONValue(parsing: try reconcile([file.path]))
    #expect(document["reconciliation"]?["findings"]?.elements?.compactMap(\.text) == codes)
  }

  /// Scenario: a sum and a histogram without a temporality; a delta histogram whose buckets contradict it.
  /// Guarantees: what is not used is told with its place, its number and what to do, and the run ends with status 3;
  /// count and sum of the histogram are used.
  @Test func `points that cannot be counted are told`() throws {
    let folder = try TemporaryDirectory()
    let lines = [
      Self.metric(#""sum":{"dataPoints":[\#(Self.point(#""asInt":"900""#))]}"#),
      Self.metric(#""histogram":{"dataPoints":[\#(Self.point(#""count":"3","sum":900"#))]}"#),
    ]
    let silent = try folder.write(Data(lines.joined(separator: "\n").utf8), to: "silent.jsonl")
    let outcome = try BuiltCommand().run(["reconcile", silent.path, "--quiet"])
    #expect(outcome.status == 3)
    let text = String(decoding: outcome.output, as: UTF8.self).replacing("\n", with: " ")
    #expect(text.contains("none of the 2 metric series in these inputs has a figure that can be used"))
    #expect(text.contains("Not used: 2 points in 2 series of gen_ai.client.token.usage (does not say how it counts"))
    #expect(text.contains("aggregationTemporality (delta or cumulative)"))
    #expect(outcome.messageText.contains("silent.jsonl:1: unreadable-field: a metric of calls does not say"))
    #expect(outcome.messageText.contains("(2 times)"))
    let report = try ReportRun([silent])
    #expect(report.outcome.status == 3)
    #expect(report.document["problems"]?.elements?.first?["count"]?.double == 2)
    let rows = report.document["reconciliation"]?["ignored_series"]?.elements ?? []
    #expect(rows.compactMap { $0["points"]?.double } == [2])

    let buckets = #""count":"4","sum":40,"bucketCounts":["1","1","1","1"],"explicitBounds":[1,4,16,64]"#
    let odd = try folder.write(
      Data(
        Self.metric(
          #""histogram":{"aggregationTemporality":1,"dataPoints":[\#(Self.point(buckets))]}"#
        ).utf8), to: "odd.json")
    let compared = try BuiltCommand().run(["reconcile", odd.path, "--quiet", "--format", "json"])
    #expect(compared.status == 3)
    #expect(compared.messageText.contains("a histogram does not have one bucket more than bounds"))
    let document = try JSONValue(parsing: compared.output)
    #expect(document["reconciliation"]?["series"]?.elements?.first?["metrics"]?.double == 40)
  }

  /// Scenario: the four formats over a capture with causes.
  /// Guarantees: they agree on the figures; text fits 80 columns.
  @Test func `all formats say the same`() throws {
    let input = [path("strands-latest")]
    let text = String(decoding: try reconcile(input, []), as: UTF8.self)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("cached-token-semantics"))
    #expect(text.contains("−2,560"))
    let csv = String(decoding: try reconcile(input, ["--format", "csv"]), as: UTF8.self)
    #expect(csv.contains(",tokens,input,10403,7843,7843,7843,-2560,0,cached-token-semantics=-2560\r\n"))
    let markdown = String(decoding: try reconcile(input, ["--format", "md"]), as: UTF8.self)
    #expect(markdown.contains("| cached-token-semantics "))
    let report = try ReportRun([Repository.fixture("dialects/strands-latest/json")]).document
    let document = try JSONValue(parsing: try reconcile(input))
    #expect(report["reconciliation"] == document["reconciliation"])
    let codes = report["findings"]?.elements?.compactMap { $0["code"]?.text } ?? []
    #expect(codes.contains("cached-token-semantics") && codes.contains("wrapper-double-count"))
  }
}
