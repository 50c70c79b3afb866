import Foundation
import LedgerTestSupport
import Testing

/// Calls that log records tell of, alone or beside spans. The sets are written by `Tests/oracle/log_fixtures.py`.
@Suite
struct LogCallTests {
  /// Figures of a report that a set must give; counts in the order of the contract's names.
  struct Expected: Sendable, CustomTestStringConvertible {
    var name: String
    var calls: Int64
    var errors: Int64
    var withoutUsage: Int64
    var input: Int64
    var cacheRead: Int64
    var cacheWrite: Int64?
    var output: Int64
    var reasoning: Int64?
    var reportedCost: String?
    var spans: Int64 = 0
    /// Records, calls of logs alone, repeated, attempts, duplicates.
    var logs: [Int64]
    var testDescription: String { name }
  }

  static let sets = [
    // One call with its cache; one after two failed attempts; one that failed three times, and gave up; a utility call
    // in the same prompt; two without a time of their own. The first record was exported twice.
    Expected(
      name: "claude-code", calls: 6, errors: 1, withoutUsage: 1, input: 9503 + 9505 + 2 + 9 + 108,
      cacheRead: 9000 + 9500 + 100, cacheWrite: 500, output: 120 + 200 + 15 + 40 + 30, reasoning: nil,
      reportedCost: "0.0209", logs: [11, 6, 0, 4, 1]),
    // Numbers in texts. A call at once, one at the third attempt; in another conversation one that failed, and one.
    Expected(
      name: "codex", calls: 4, errors: 1, withoutUsage: 1, input: 1200 + 1500 + 10, cacheRead: 1000 + 1200,
      cacheWrite: nil,
      output: 300 + 80 + 5, reasoning: 128, reportedCost: nil, logs: [6, 4, 0, 2, 0]),
    // Each response is told of twice. Thoughts come to the output, the prompts of tools to the input.
    Expected(
      name: "gemini-cli", calls: 3, errors: 1, withoutUsage: 1, input: 110 + 300, cacheRead: 40, cacheWrite: nil,
      output: 100 + 7, reasoning: 80, reportedCost: nil, logs: [7, 3, 2, 2, 0]),
    // Five calls that spans tell of, one of them with counts and one with cost from its record; three of records alone.
    Expected(
      name: "spans-and-logs", calls: 8, errors: 1, withoutUsage: 1, input: 90 + 500 + 70 + 904 + 33 + 11 + 40,
      cacheRead: 800 + 32, cacheWrite: 100, output: 20 + 50 + 7 + 60 + 3 + 2 + 4, reasoning: nil,
      reportedCost: "0.0062",
      spans: 7, logs: [10, 3, 6, 1, 0]),
  ]

  /// Scenario: what an agent or an application writes into its log about its calls, alone or beside spans.
  /// Guarantees: each call counts once with all that is known of it, attempts and copies do not; JSON and protobuf give
  /// the same report; no text of a record shows up anywhere.
  @Test(arguments: sets)
  func `each call that log records tell of counts once`(expected: Expected) throws {
    let json = try ReportRun([Repository.fixture("logs/\(expected.name)/json")])
    let totals = json.report.totals
    #expect(json.outcome.status == 0 && json.report.problems.isEmpty)
    #expect(totals.calls == expected.calls && totals.errors == expected.errors)
    #expect(totals.calls_without_usage == expected.withoutUsage && totals.spans == expected.spans)
    #expect(totals.input_tokens?.value == expected.input && totals.output_tokens?.value == expected.output)
    #expect(totals.cache_read_tokens?.value == expected.cacheRead)
    #expect(totals.cache_write_tokens?.value == expected.cacheWrite)
    #expect(totals.reasoning_tokens?.value == expected.reasoning)
    #expect(json.document["totals"]?["reported_cost_usd"]?.text == expected.reportedCost)
    let logs = json.document["log_calls"]
    #expect(["records", "calls", "repeated", "attempts", "duplicates"].map { logs?[$0]?.integer } == expected.logs)

    let protobuf = try ReportRun([Repository.fixture("logs/\(expected.name)/protobuf")])
    #expect(json.figures.differences(from: protobuf.figures) == [])
    for output in [json.html, json.markdown, json.json, json.outcome.output, json.outcome.messages] {
      #expect(!String(decoding: output, as: UTF8.self).contains("must not be seen"))
    }
  }

  /// Scenario: the same files together, alone, twice, and for several workers.
  /// Guarantees: which file is read first and by whom changes nothing; what is read twice counts once.
  @Test(arguments: sets)
  func `order, repetition and workers change nothing`(expected: Expected) throws {
    let folder = Repository.fixture("logs/\(expected.name)/json")
    let files = Repository.names(in: folder).map { folder.appendingPathComponent($0) }
    let whole = try ReportRun(files, options: ["--jobs", "1"])
    for (inputs, jobs) in [(files.reversed() + [], "3"), ([folder], "2")] {
      #expect(try ReportRun(inputs, options: ["--jobs", jobs]).figures.differences(from: whole.figures) == [])
    }
    let binary = Repository.fixture("logs/\(expected.name)/protobuf")
    let twice = try ReportRun([folder, binary])
    #expect(twice.report.totals.calls == expected.calls)
    #expect(twice.report.totals.input_tokens?.value == expected.input)
  }

  /// Scenario: an application without instrumentation, whose JSON lines a collector took up; the server kept a record of
  /// all it served.
  /// Guarantees: calls, failures and tokens are those that were served, in total and by the model asked for.
  @Test(arguments: ["json", "protobuf"])
  func `lines that a collector took up give what the server served`(encoding: String) throws {
    let folder = Repository.fixture("dialects/otelcol-filelog").appendingPathComponent(encoding)
    let expected = try DialectExpectation(capture: "otelcol-filelog")
    let report = try ReportRun([folder]).report
    #expect(report.totals.calls == 200 && report.totals.errors == 5)
    #expect(differences(of: [report.totals], from: try #require(expected.served)).isEmpty)
    #expect(report.totals.spans == 0 && report.inputs.log_records == 200)
    for group in report.groups {
      // A line is written when the call has ended and says how long it took.
      #expect(group.duration_seconds?.count == group.counters.calls)
    }
    #expect(report.windows.reduce(0) { $0 + $1.counters.calls } == 200)
  }

  /// Scenario: captures in which events repeat the spans they point to.
  /// Guarantees: with the log records the calls and tokens are those of the spans alone; of the records alone they are
  /// calls, too.
  @Test(arguments: ["otel-genai-openai-content", "openlit-openai", "google-adk"])
  func `events beside spans add nothing`(capture: String) throws {
    let folder = Repository.fixture("dialects/\(capture)/json")
    let names = Repository.names(in: folder)
    let without = try ReportRun(names.filter { !$0.hasPrefix("logs") }.map { folder.appendingPathComponent($0) })
    let with = try ReportRun([folder])
    for part in ["totals", "groups", "windows"] {
      let (left, right) = try (#require(with.document[part]), #require(without.document[part]))
      #expect(left.differences(from: right) == [])
    }
    #expect((with.document["log_calls"]?["repeated"]?.integer ?? 0) > 20)
    let alone = try ReportRun(names.filter { $0.hasPrefix("logs") }.map { folder.appendingPathComponent($0) })
    #expect(alone.report.totals.calls == with.document["log_calls"]?["records"]?.integer)
    #expect(alone.report.totals.spans == 0 && (alone.report.totals.input_tokens?.value ?? 0) > 0)
  }

  /// Scenario: percentiles of calls that log records tell of.
  /// Guarantees: `latency` counts the same calls as the report.
  @Test func `percentiles are of the same calls`() throws {
    let outcome = try BuiltCommand().run([
      "latency", Repository.fixture("logs/spans-and-logs/json").path, "--format", "json", "--by", "service", "--quiet",
    ])
    let document = try JSONValue(parsing: outcome.output)
    #expect(document["totals"]?["calls"]?.integer == 8)
  }
}

/// Metrics and bounds of time.
@Suite
struct BoundTests {
  /// Scenario: a capture with spans and metrics, and one bound of time before or behind all of it.
  /// Guarantees: metrics beyond the bound are compared with nothing, as calls beyond it are not.
  @Test(arguments: [("--to", "2020-01-01T00:00:00Z"), ("--from", "2030-01-01T00:00:00Z")])
  func `one bound of time holds for both sides of a comparison`(option: String, instant: String) throws {
    func metrics(_ options: [String]) throws -> [String] {
      let folder = Repository.fixture("dialects/otel-openai-v2-default/json")
      let run = try ReportRun([folder], options: options)
      return (run.document["reconciliation"]?["series"]?.elements ?? []).compactMap { row in
        row["metrics"].flatMap { $0.text ?? $0.integer.map(String.init) }
      }.filter { $0 != "0" }
    }
    #expect(try metrics([]).count > 3)
    #expect(try metrics([option, instant]) == [])
  }
}

/// Services of which nothing but metrics tells.
@Suite
struct MetricOnlyTests {
  /// Scenario: the metrics of a capture without its traces and logs, and with them.
  /// Guarantees: alone, their sums stand in a part of their own, and in no total; beside calls there is no such part.
  @Test func `metrics alone stand apart from all totals`() throws {
    let folder = Repository.fixture("dialects/midnight-genai-openai-replicas/json")
    let metrics = Repository.names(in: folder).filter { $0.hasPrefix("metrics") }.map {
      folder.appendingPathComponent($0)
    }
    let alone = try ReportRun(metrics)
    let whole = try ReportRun([folder])
    #expect(alone.report.totals.calls == 0 && alone.report.totals.input_tokens == nil)
    let rows = try #require(alone.document["metric_only"]?.elements)
    func sum(_ name: String) -> Int64 { rows.compactMap { $0[name]?.integer }.reduce(0, +) }
    #expect(sum("calls") == whole.report.totals.calls)
    #expect(sum("input_tokens") == whole.report.totals.input_tokens?.value)
    #expect(sum("output_tokens") == whole.report.totals.output_tokens?.value)
    #expect(whole.document["metric_only"]?.elements == [])
    // Calls that are not selected are calls nevertheless: these metrics were recorded behind the start of the last one.
    let late = ["--from", "2027-01-01T00:00:06.5Z"]
    let narrowed = try ReportRun([folder], options: late)
    #expect(narrowed.report.totals.calls == 0 && narrowed.document["metric_only"]?.elements == [])
    #expect((try ReportRun(metrics, options: late).document["metric_only"]?.elements?.count ?? 0) > 0)
    let early = try ReportRun(metrics, options: ["--to", "2020-01-01T00:00:00Z"])
    #expect(early.document["metric_only"]?.elements == [])
    #expect(String(decoding: alone.html, as: UTF8.self).contains("Services with metrics only"))
    #expect(String(decoding: alone.markdown, as: UTF8.self).contains("Services with metrics only"))
    #expect(!String(decoding: whole.markdown, as: UTF8.self).contains("Services with metrics only"))
  }
}
