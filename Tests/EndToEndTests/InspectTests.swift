import Foundation
import LedgerTestSupport
import Testing

/// `spanledger inspect`: what it counts.
struct InspectTests {
  private static let span =
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","#
    + #""spanId":"aaaaaaaaaaaaaaaa","name":"GET /","startTimeUnixNano":"1787875200000000000","#
    + #""endTimeUnixNano":"1787875200100000000"}]}]}]}"#
  private static let log =
    #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1787875200100000000","attributes":["#
    + #"{"key":"event.name","value":{"stringValue":"codex.sse_event"}},"#
    + #"{"key":"event.kind","value":{"stringValue":"response.completed"}},"#
    + #"{"key":"model","value":{"stringValue":"gpt-5"}},{"key":"input_token_count","value":{"stringValue":"100"}},"#
    + #"{"key":"output_token_count","value":{"stringValue":"25"}}]}]}]}]}"#

  /// Scenario: a span that is no call, and a log record that tells of one, both without a scope; and that record alone.
  /// Guarantees: the call is not said to be a span, nor the span to be Codex's; text, CSV and JSON agree.
  @Test func `calls of log records are told apart from those of spans`() throws {
    let folder = try TemporaryDirectory()
    let both = try folder.write(Data((Self.span + "\n" + Self.log).utf8), to: "both.jsonl")
    let alone = try folder.write(Data(Self.log.utf8), to: "alone.json")
    func inspected(_ format: String) throws -> Data {
      let run = try BuiltCommand().run(["inspect", both.path, alone.path, "--format", format, "--quiet"])
      #expect(run.status == 0, "\(run.messageText)")
      return run.output
    }
    let text = String(decoding: try inspected("text"), as: UTF8.self)
    #expect(text.contains("  spans       1, of which 0 calls\n  logs        1, which tells of 1 call\n"))
    #expect(text.contains("  emitters    (no scope) (logs: codex)\n"))
    #expect(text.contains("  emitters    (no scope) (codex)\n"))
    let sources = try JSONValue(parsing: try inspected("json"))["sources"]?.elements ?? []
    #expect(sources.map { $0["calls"]?.double } == [1, 1])
    #expect(sources.map { $0["calls_from_logs"]?.double } == [1, 1])
    let emitters = sources.compactMap { $0["emitters"]?.elements?.first }
    #expect(emitters.map { $0["dialect"]?.text } == ["codex", nil])
    #expect(emitters.map { $0["log_dialect"]?.text } == ["codex", "codex"])
    #expect(emitters.map { $0["calls_from_logs"]?.double } == [1, 1])
    #expect(String(decoding: try inspected("csv"), as: UTF8.self).contains(",problems,calls_from_logs\r\n"))
  }

  /// Scenario: the help of the program.
  /// Guarantees: no line is longer than a terminal, and no example is broken over two.
  @Test func `examples of the help take a line each`() throws {
    let lines = String(decoding: try BuiltCommand().run(["--help"]).output, as: UTF8.self).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let first = try #require(lines.firstIndex(of: "Examples:"))
    #expect(lines[(first + 1)...].prefix(6).allSatisfy { $0.hasPrefix("  spanledger ") })
  }
}
