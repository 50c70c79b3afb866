import Foundation
import LedgerTestSupport
import Testing

/// Which names emitters use, against what happens without them.
@Suite
struct DriftTests {
  /// What report.json says of an emitter's names.
  private struct Drift: Decodable {
    struct Emitter: Decodable {
      struct Generation: Decodable {
        var generation: String?
        var spans: Int
      }
      struct Field: Decodable {
        struct Source: Decodable {
          var name: String
          var generation: String?
          var replaced: Bool
          var spans: Int
          var alone: Int?
          var conflicts: Int?
          var tokens_alone: Int64?
        }
        var field: String
        var spans: Int
        var derived: Int
        var sources: [Source]
      }
      var scope: String?
      var spans: Int
      var first_seen: String?
      var last_seen: String?
      var generations: [Generation]
      var fields: [Field]
    }
    var emitters: [Emitter]
  }

  private func drift(_ run: ReportRun) throws -> Drift { try JSONDecoder().decode(Drift.self, from: run.json) }

  /// Scenario: captures of several libraries, and the same captures with one attribute renamed to something unknown.
  /// Guarantees: each total becomes smaller by exactly what the matrix says of that name, and no other total changes.
  @Test(arguments: [
    "traceloop-ollama", "traceloop-anthropic-2025", "otel-genai-openai-content", "otel-openai-v2-default",
    "agents-traceloop", "google-adk", "otel-genai-langchain",
  ])
  func `without a name the totals lose what the matrix says`(capture: String) throws {
    let file = Repository.fixture("dialects/\(capture)/json/traces.jsonl")
    let text = try String(contentsOf: file, encoding: .utf8)
    let whole = try ReportRun([file])
    var losses: [String: [String: Int64]] = [:]
    for field in try drift(whole).emitters.flatMap(\.fields) {
      for source in field.sources {
        guard let tokens = source.tokens_alone, source.conflicts == 0 else { continue }
        losses[source.name, default: [:]][field.field, default: 0] += tokens
      }
    }
    #expect(losses.count >= 2)
    let folder = try TemporaryDirectory()
    for (name, fields) in losses.sorted(by: { $0.key < $1.key }) {
      let without = text.replacingOccurrences(of: "\"key\":\"\(name)\"", with: "\"key\":\"nobody.knows\"")
      #expect(without != text, "\(name)")
      let input = try folder.write(Data(without.utf8), to: "traces.jsonl")
      let report = try ReportRun([input]).report
      for total in ["input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens"] {
        let lost = (whole.report.totals.value(total) ?? 0) - (report.totals.value(total) ?? 0)
        #expect(lost == fields[total] ?? 0, "\(capture), \(total) without \(name)")
      }
    }
  }

  /// Scenario: two versions of one library in one archive, the older one with names that were replaced.
  /// Guarantees: each has its generation, its names, its first and last time.
  @Test func `generations are told apart`() throws {
    func span(_ id: Int, _ attributes: [(String, String)], second: Int) -> String {
      let pairs = attributes.map { #"{"key":"\#($0.0)","value":\#($0.1)}"# }.joined(separator: ",")
      return
        #"{"traceId":"\#(String(repeating: "0", count: 31))\#(id)","spanId":"000000000000000\#(id)","name":"chat m","kind":3,"#
        + #""startTimeUnixNano":"179545600\#(second)000000000","endTimeUnixNano":"179545600\#(second)500000000","#
        + #""attributes":[\#(pairs)]}"#
    }
    let chat = ("gen_ai.operation.name", #"{"stringValue":"chat"}"#)
    let model = ("gen_ai.request.model", #"{"stringValue":"m"}"#)
    let old = [
      chat, model, ("gen_ai.system", #"{"stringValue":"openai"}"#),
      ("gen_ai.usage.prompt_tokens", #"{"intValue":"10"}"#), ("gen_ai.usage.completion_tokens", #"{"intValue":"2"}"#),
    ]
    let new = [
      chat, model, ("gen_ai.provider.name", #"{"stringValue":"openai"}"#),
      ("gen_ai.usage.input_tokens", #"{"intValue":"10"}"#), ("gen_ai.usage.prompt_tokens", #"{"intValue":"11"}"#),
      ("gen_ai.usage.cache_write.input_tokens", #"{"intValue":"1"}"#),
    ]
    func scope(_ version: String, _ spans: [String]) -> String {
      #"{"scope":{"name":"lib","version":"\#(version)"},"spans":[\#(spans.joined(separator: ","))]}"#
    }
    let scopes = [
      scope("1", [span(1, old, second: 0), span(2, old, second: 1)]), scope("2", [span(3, new, second: 2)]),
    ]
    let line = #"{"resourceSpans":[{"resource":{},"scopeSpans":[\#(scopes.joined(separator: ","))]}]}"#
    let folder = try TemporaryDirectory()
    let run = try ReportRun([try folder.write(Data(line.utf8), to: "traces.jsonl")])
    let emitters = try drift(run).emitters
    try #require(emitters.count == 2)
    #expect(emitters[0].generations.map(\.generation) == ["1.27-1.36"])
    #expect(emitters[1].generations.map(\.generation) == ["genai"])
    #expect(emitters.map(\.spans) == [2, 1])
    #expect(emitters.map(\.first_seen) == ["2026-11-23T17:46:40Z", "2026-11-23T17:46:42Z"])
    #expect(emitters.map(\.last_seen) == ["2026-11-23T17:46:41Z", "2026-11-23T17:46:42Z"])
    let inputs = emitters.map { $0.fields.first { $0.field == "input_tokens" } }
    #expect(inputs[0]?.sources.map(\.name) == ["gen_ai.usage.prompt_tokens"])
    #expect(inputs[0]?.sources.map(\.replaced) == [true])
    #expect(inputs[1]?.sources.map(\.name) == ["gen_ai.usage.input_tokens"])
    #expect(inputs[1]?.sources.map(\.conflicts) == [1])
    #expect(inputs[1]?.sources.map(\.alone) == [0])
  }
}
