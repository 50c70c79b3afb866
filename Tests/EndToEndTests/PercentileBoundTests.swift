import Foundation
import LedgerTestSupport
import Testing

/// Percentiles of histograms beside the exact ones of spans: `reconciliation.percentiles`.
@Suite
struct PercentileBoundTests {
  private func reconcile(_ paths: [String], _ options: [String] = ["--format", "json"]) throws -> Data {
    let outcome = try BuiltCommand().run(["reconcile"] + paths + ["--quiet"] + options)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    return outcome.output
  }

  private func percentiles(_ paths: [String]) throws -> JSONValue? {
    try JSONValue(parsing: try reconcile(paths))["reconciliation"]?["percentiles"]
  }

  /// A request with one histogram of durations in seconds, cumulative since 22:00.
  private func request(_ counts: String, count: Int, sum: Double, at second: Int, extra: String = "") -> String {
    let start: UInt64 = 1_795_471_200_000_000_000
    return #"{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"desk"}}]},"#
      + #""scopeMetrics":[{"scope":{"name":"desk"},"metrics":[{"name":"gen_ai.client.operation.duration","unit":"s","#
      + #""histogram":{"aggregationTemporality":2,"dataPoints":[{"startTimeUnixNano":"\#(start)","#
      + #""timeUnixNano":"\#(start + UInt64(second) * 1_000_000_000)","count":"\#(count)","sum":\#(sum),"#
      + #""bucketCounts":[\#(counts)],"explicitBounds":[5,10,25]\#(extra),"attributes":["#
      + #"{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},"#
      + #"{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},"#
      + #"{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}}]}]}}]}]}]}"# + "\n"
  }

  /// Scenario: a service that exports metrics alone, in seconds, with bounds meant for milliseconds.
  /// Guarantees: both ends of the bucket are shown in every form, no value between them is made up, and an open bucket has
  /// no upper end.
  @Test func `bounds that cannot answer are shown as bounds`() throws {
    let folder = try TemporaryDirectory()
    let lines = [
      request("40,0,0,0", count: 40, sum: 31, at: 60), request("90,3,0,7", count: 100, sum: 700, at: 120),
    ]
    let whole = try folder.write(Data(lines.joined().utf8), to: "whole.jsonl").path
    let rows = try percentiles([whole])?.elements ?? []
    #expect(rows.map { $0["percentile"]?.double } == [50, 90, 95, 99])
    #expect(rows.map { $0["metrics_low"]?.double } == [0, 0, 25, 25])
    #expect(rows.map { $0["metrics_high"]?.double } == [5, 5, nil, nil])
    #expect(rows.allSatisfy { $0["coarse"] == .bool(true) && $0["traces"] == .null && $0["inside"] == .null })
    #expect(rows[0]["service"]?.text == "desk" && rows[0]["model"]?.text == "gpt-4o")
    #expect(rows[0]["provider"]?.text == "openai" && rows[0]["operation"]?.text == "chat")
    #expect(rows[0]["quantity"]?.text == "duration" && rows[0]["metric_values"]?.double == 100)

    let text = String(decoding: try reconcile([whole], []), as: UTF8.self)
    #expect(text.contains("[0 s, 5 s]  cannot tell"))
    #expect(text.contains("≥ 25 s  cannot tell"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let markdown = String(decoding: try reconcile([whole], ["--format", "md"]), as: UTF8.self)
    #expect(markdown.contains("p50 in \\[0 s, 5 s\\]; the histogram's bounds cannot tell more"))
    let csv = String(decoding: try reconcile([whole], ["--format", "csv"]), as: UTF8.self)
    #expect(csv.contains("percentile,,,desk,,,gpt-4o,,duration p50,,,,0,5,,,\r\n"))
    #expect(csv.contains("percentile,,,desk,,,gpt-4o,,duration p99,,,,25,,,,\r\n"))
    // No name in it holds a comma, so each line shows how many fields it has.
    let widths = csv.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
    #expect(Set(widths) == [17])
    let run = try ReportRun([URL(fileURLWithPath: whole)])
    #expect(run.document["reconciliation"]?["percentiles"] == .array(rows))

    // The same from two files in reverse, with a point twice.
    let parts = try [lines[1], lines[0] + lines[1]].enumerated().map {
      try folder.write(Data($0.element.utf8), to: "part-\($0.offset).jsonl").path
    }
    #expect(try percentiles(parts) == .array(rows))
  }

  /// Scenario: the same with the smallest and the largest value told.
  /// Guarantees: they close the open ends.
  @Test func `the extremes close the ends`() throws {
    let folder = try TemporaryDirectory()
    let line = request("90,3,0,7", count: 100, sum: 700, at: 120, extra: #","min":0.5,"max":61"#)
    let rows = try percentiles([try folder.write(Data(line.utf8), to: "metrics.jsonl").path])?.elements ?? []
    #expect(rows.map { $0["metrics_low"]?.double } == [0.5, 0.5, 25, 25])
    #expect(rows.map { $0["metrics_high"]?.double } == [5, 5, 61, 61])
  }

  /// Scenario: every capture with histograms, in both encodings.
  /// Guarantees: both say the same; where both sides hold as many values of tokens, the exact percentile lies within the
  /// bounds. (Of one capture the metrics count cached tokens out of the input: there it is seen to lie outside.)
  @Test func `captures lie within their histograms`() throws {
    var captures = 0
    var inside = 0
    for folder in try FileManager.default.contentsOfDirectory(
      at: Repository.fixture("dialects"), includingPropertiesForKeys: nil)
    {
      let (json, protobuf) = (folder.appending(path: "json").path, folder.appending(path: "protobuf").path)
      guard FileManager.default.fileExists(atPath: json) else { continue }
      let outcome = try BuiltCommand().run(["reconcile", json, "--quiet", "--format", "json"])
      let found = try JSONValue(parsing: outcome.output)["reconciliation"]?["percentiles"]
      guard let rows = found?.elements, !rows.isEmpty else { continue }
      captures += 1
      if FileManager.default.fileExists(atPath: protobuf) { #expect(try percentiles([protobuf]) == found) }
      for row in rows {
        guard let low = row["metrics_low"]?.double, let traces = row["traces"]?.double else { continue }
        let high = row["metrics_high"]?.double ?? .infinity
        #expect(row["inside"] == .bool(low <= traces && traces <= high))
        guard row["unit"]?.text == "{token}", row["trace_values"]?.double == row["metric_values"]?.double else {
          continue
        }
        if folder.lastPathComponent == "strands-latest", row["quantity"]?.text == "input_tokens" { continue }
        #expect(row["inside"] == .bool(true), "\(folder.lastPathComponent) \(row["model"]?.text ?? "")")
        inside += 1
      }
    }
    #expect(captures >= 15)
    #expect(inside > 300)
  }
}
