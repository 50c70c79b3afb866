import Foundation
import LedgerTestSupport
import Testing

/// Exemplars of metrics, and the spans that they name: `reconciliation.exemplars`.
@Suite
struct ExemplarTests {
  private static let start: UInt64 = 1_795_471_200_000_000_000

  private func reconcile(_ paths: [String], _ options: [String] = ["--format", "json"]) throws -> Data {
    let outcome = try BuiltCommand().run(["reconcile"] + paths + ["--quiet"] + options)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    return outcome.output
  }

  private func exemplars(_ paths: [String]) throws -> JSONValue? {
    try JSONValue(parsing: try reconcile(paths))["reconciliation"]?["exemplars"]
  }

  private func hex(_ number: Int, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// Calls of two seconds, one every ten, of which some are left out.
  private func traces(_ calls: Range<Int>, without missing: Set<Int>) -> String {
    let spans = calls.filter { !missing.contains($0) }.map { call in
      let begin = Self.start + UInt64(call) * 10_000_000_000
      return #"{"traceId":"\#(hex(call + 1, 32))","spanId":"\#(hex(call + 1, 16))","name":"chat gpt-4o","kind":3,"#
        + #""startTimeUnixNano":"\#(begin)","endTimeUnixNano":"\#(begin + 2_000_000_000)","attributes":["#
        + #"{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},"#
        + #"{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},"#
        + #"{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},"#
        + #"{"key":"gen_ai.usage.input_tokens","value":{"intValue":"\#(call + 100)"}},"#
        + #"{"key":"gen_ai.usage.output_tokens","value":{"intValue":"20"}}]}"#
    }
    return #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"desk"}}]},"#
      + #""scopeSpans":[{"scope":{"name":"s"},"spans":[\#(spans.joined(separator: ","))]}]}]}"# + "\n"
  }

  /// One cumulative point of input tokens, with exemplars of the calls so far.
  private func metrics(_ calls: Int, exemplars: Range<Int>, wrong: Int? = nil, late: Int? = nil) -> String {
    let list = exemplars.map { call in
      let time = Self.start + UInt64(call) * 10_000_000_000 + (call == late ? 9_000_000_000 : 2_000_000_000)
      return #"{"timeUnixNano":"\#(time)","asInt":"\#(call + 100 + (call == wrong ? 1 : 0))","#
        + #""spanId":"\#(hex(call + 1, 16))","traceId":"\#(hex(call + 1, 32))","#
        + #""filteredAttributes":[{"key":"enduser.id","value":{"stringValue":"not-to-be-told"}}]}"#
    }
    let sum = (0..<calls).reduce(0) { $0 + $1 + 100 }
    return #"{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"desk"}}]},"#
      + #""scopeMetrics":[{"scope":{"name":"s"},"metrics":[{"name":"gen_ai.client.token.usage","unit":"{token}","#
      + #""histogram":{"aggregationTemporality":2,"dataPoints":[{"startTimeUnixNano":"\#(Self.start)","#
      + #""timeUnixNano":"\#(Self.start + UInt64(calls) * 10_000_000_000)","count":"\#(calls)","sum":\#(sum),"#
      + #""exemplars":[\#(list.joined(separator: ","))],"attributes":["#
      + #"{"key":"gen_ai.token.type","value":{"stringValue":"input"}},"#
      + #"{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},"#
      + #"{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}]}]}}]}]}]}"# + "\n"
  }

  /// Scenario: 40 exemplars, repeated by later points; three spans are lost, a value and a time are wrong.
  /// Guarantees: each is counted once, and told in all forms and the report; files and order change nothing; no attribute
  /// of an exemplar is repeated anywhere.
  @Test func `exemplars are counted once and held against their spans`() throws {
    let folder = try TemporaryDirectory()
    let lines = [
      traces(0..<20, without: [3]), traces(20..<60, without: [21, 39]),
      metrics(30, exemplars: 0..<30, wrong: 7, late: 8),
      metrics(60, exemplars: 0..<40, wrong: 7, late: 8),
    ]
    let whole = try folder.write(Data(lines.joined().utf8), to: "night.jsonl").path
    let row = try #require(try exemplars([whole])?.elements?.first)
    #expect(row["service"]?.text == "desk" && row["metric"]?.text == "gen_ai.client.token.usage")
    let expected: [(String, Double)] = [
      ("exemplars", 40), ("without_ids", 0), ("with_span", 37), ("without_span", 3), ("of_same_call", 37),
      ("of_other_call", 0), ("of_no_call", 0), ("value_agrees", 36), ("value_differs", 1), ("value_not_compared", 0),
      ("time_outside", 1),
    ]
    for (name, count) in expected { #expect(row[name]?.double == count, "\(name)") }

    let text = String(decoding: try reconcile([whole], []), as: UTF8.self)
    #expect(text.contains("leads nowhere for 3 of 40 exemplars"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let markdown = String(decoding: try reconcile([whole], ["--format", "md"]), as: UTF8.self)
    #expect(markdown.contains("leads nowhere for 3 of 40 exemplars"))
    #expect(markdown.contains("### Where exemplars lead"))
    let csv = String(decoding: try reconcile([whole], ["--format", "csv"]), as: UTF8.self)
    #expect(csv.contains("exemplars,,,desk,,,,,gen_ai.client.token.usage,,37,40,,,,,exemplars=40 without_ids=0 "))
    let run = try ReportRun([URL(fileURLWithPath: whole)])
    #expect(run.document["reconciliation"]?["exemplars"] == .array([row]))
    #expect(run.document["reconciliation"]?["exemplars_checked_one_in"]?.double == 1)

    let parts = try [3, 1, 2, 0, 2].enumerated().map {
      try folder.write(Data(lines[$0.element].utf8), to: "part-\($0.offset).jsonl").path
    }
    #expect(try exemplars(parts) == .array([row]))

    let dump = try BuiltCommand().run(["export", whole, "--format", "ndjson"]).output
    let json = String(decoding: try reconcile([whole]), as: UTF8.self)
    for output in [text, markdown, csv, json, String(decoding: dump, as: UTF8.self)] {
      #expect(!output.contains("not-to-be-told") && !output.contains("enduser.id"))
    }
  }

  /// Scenario: real captures, in both encodings.
  /// Guarantees: both say the same; of a night sampled at the head exemplars name sampled spans alone; the one call without
  /// a span is seen from its exemplar; all tokens agree.
  @Test func `captures`() throws {
    func capture(_ name: String, _ form: String) -> String { Repository.fixture("dialects/\(name)/\(form)").path }
    for (name, without) in [
      ("volume-genai-openai-sampled10-cumulative", 0.0), ("otel-openai-v2-2025", 1), ("otel-genai-openai-content", 0),
      ("agents-otel-genai", 0), ("tutorial-rag", 0),
    ] {
      let rows = try #require(try exemplars([capture(name, "json")])?.elements, "\(name)")
      #expect(rows.reduce(0) { $0 + ($1["without_span"]?.double ?? 0) } == without, "\(name)")
      #expect(rows.reduce(0) { $0 + ($1["with_span"]?.double ?? 0) } > 30, "\(name)")
      for row in rows where row["metric"]?.text == "gen_ai.client.token.usage" {
        #expect(row["value_differs"]?.double == 0, "\(name)")
        #expect(row["value_agrees"]?.double == row["exemplars"]?.double, "\(name)")
      }
      #expect(rows.allSatisfy { $0["time_outside"]?.double == 0 }, "\(name)")
      #expect(try exemplars([capture(name, "protobuf")]) == .array(rows), "\(name)")
    }
    let document = try JSONValue(parsing: try reconcile([capture("otel-openai-v2-2025", "json")]))
    let missing = document["findings"]?.elements?.first { $0["code"]?.text == "missing-trace-window" }
    #expect(missing?["evidence"]?["exemplars_without_span"]?.double == 1)
  }
}
