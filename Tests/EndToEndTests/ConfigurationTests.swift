import Foundation
import LedgerTestSupport
import Testing

/// `--config`: names of a user's own.
@Suite struct ConfigurationTests {
  /// One call, one lookup and one judgement in names that nobody else uses.
  private static func record(scope: String) -> String {
    func span(_ id: Int, _ name: String, _ attributes: [String]) -> String {
      """
      {"traceId":"00000000000000000000000000000001","spanId":"000000000000000\(id)","name":"\(name)","kind":3,\
      "startTimeUnixNano":"1795392000000000000","endTimeUnixNano":"1795392001000000000",\
      "attributes":[\(attributes.joined(separator: ","))]}
      """
    }
    func text(_ key: String, _ value: String) -> String {
      #"{"key":"\#(key)","value":{"stringValue":"\#(value)"}}"#
    }
    let spans = [
      span(
        1, "harbour.answer",
        [
          text("harbour.model", "gpt-4o"), text("harbour.in", "1000"), text("harbour.out", "100"),
          text("harbour.ttft", "250"), text("harbour.tone", "0.5"),
        ]), span(2, "harbour.lookup", [text("harbour.found", "3")]),
    ]
    return
      #"{"resourceSpans":[{"resource":{"attributes":[\#(text("service.name", "harbour"))]},"scopeSpans":[{"scope":"#
      + #"{"name":"\#(scope)"},"spans":[\#(spans.joined(separator: ","))]}]}]}"# + "\n"
  }

  private static let configuration = """
    dialects:
      - name: harbour
        scopes: ["harbour.llm*"]
        attributes:
          harbour.model: request_model
          harbour.in: input_tokens
          harbour.out: output_tokens
          harbour.ttft: {field: time_to_first_token, unit: ms}
          harbour.found: retrieved_count
        spans: {harbour.answer: inference, harbour.lookup: retrieval}
        stages: {harbour.lookup: look up}
        evaluations: {harbour.tone: tone}
    """

  private func write(_ text: String, _ name: String, in folder: TemporaryDirectory) throws -> URL {
    let file = folder.url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// Scenario: an archive in names of the user's own, with and without a configuration, in and outside of its scopes.
  /// Guarantees: with it calls, tokens, cost, stages and evaluations are those of the spans; without it, or in other
  /// scopes, there are none.
  @Test func `spans in a user's own names are read with a configuration`() throws {
    let folder = try TemporaryDirectory()
    let config = try write(Self.configuration, "ledger.yaml", in: folder)
    let traces = try write(Self.record(scope: "harbour.llm.client"), "traces.jsonl", in: folder)
    let run = try ReportRun([traces], options: ["--config", config.path])
    #expect(run.outcome.status == 0)
    #expect(run.report.totals.calls == 1)
    #expect(run.document["libraries"]?.elements?.first?["dialect"]?.text == "harbour")
    #expect(run.document["emitters"]?.elements?.first?["dialect"]?.text == "harbour")
    let json = String(decoding: run.json, as: UTF8.self)
    #expect(json.contains("look up") && json.contains("tone"))
    let plain = try ReportRun([traces])
    #expect(plain.report.totals.calls == 0)
    #expect(plain.document["emitters"]?.elements?.first?["dialect"]?.text == nil)
    let other = try write(Self.record(scope: "another"), "other.jsonl", in: folder)
    #expect(try ReportRun([other], options: ["--config", config.path]).figures == ReportRun([other]).figures)
  }

  /// Scenario: a night that the configuration says nothing about.
  /// Guarantees: the same bytes as without it.
  @Test func `a configuration changes nothing else`() throws {
    let folder = try TemporaryDirectory()
    let config = try write(Self.configuration, "ledger.yaml", in: folder)
    let night = Repository.fixture("night/ferry-desk")
    let (with, without) = (try ReportRun([night], options: ["--config", config.path]), try ReportRun([night]))
    #expect(with.json == without.json && with.html == without.html && with.markdown == without.markdown)
  }

  /// Scenario: every verb with a configuration that is wrong, missing, no text.
  /// Guarantees: status 2, one line with the place, nothing on standard output, nothing written.
  @Test(arguments: ["report", "latency", "inspect", "export"])
  func `a wrong configuration is wrong usage`(verb: String) throws {
    let folder = try TemporaryDirectory()
    let target = folder.url.appendingPathComponent("out")
    let wrong = try write("dialects:\n- name: x\n  attributes: {a: input_token}\n", "wrong.yaml", in: folder)
    let bytes = folder.url.appendingPathComponent("bytes.yaml")
    try Data([0x61, 0xFF]).write(to: bytes)
    let large = try write(String(repeating: "#", count: 1 << 20 + 1), "large.yaml", in: folder)
    // Of which nothing is written, and nothing must be read.
    let vast = try write("", "vast.yaml", in: folder)
    try FileHandle(forWritingTo: vast).truncate(atOffset: 1 << 36)
    let none = folder.url.appendingPathComponent("none.yaml")
    let cases: [(URL, String)] = [
      (wrong, "\(wrong.path):3:19: there is no field 'input_token'; did you mean 'input_tokens'?"),
      (bytes, "\(bytes.path) is not UTF-8"),
      (large, "\(large.path) is larger than a configuration can be (1 MiB)"),
      (vast, "\(vast.path) is larger than a configuration can be (1 MiB)"),
      (none, "\(none.path) cannot be read: No such file or directory"),
      (folder.url, "\(folder.url.path) cannot be read: Is a directory"),
    ]
    for (config, message) in cases {
      let run = try BuiltCommand().run(
        [verb, Repository.fixture("night/ferry-desk").path, "--config", config.path]
          + (verb == "report" ? ["--out", target.path] : []))
      #expect(run.status == 2)
      #expect(run.messageText == "spanledger: \(message)\n")
      #expect(run.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: target.path))
    }
  }

  /// Scenario: an export with readings.
  /// Guarantees: behind each understood span one line with what it was read as, unknown members null; without the flag,
  /// none; sessions and users are not printed.
  @Test func `an export shows what spans were read as`() throws {
    let folder = try TemporaryDirectory()
    let config = try write(Self.configuration, "ledger.yaml", in: folder)
    let traces = try write(Self.record(scope: "harbour.llm"), "traces.jsonl", in: folder)
    let run = try BuiltCommand().run(["export", traces.path, "--readings", "--config", config.path])
    let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(run.status == 0 && lines.count == 4)
    #expect(
      lines[1]
        == #"{"agent":null,"audio_input_tokens":null,"audio_output_tokens":null,"cache_in_input":null,"#
        + #""cache_read_tokens":null,"cache_write_1h_tokens":null,"cache_write_5m_tokens":null,"#
        + #""cache_write_tokens":null,"class":"inference","context_window":null,"dialect":"harbour","#
        + #""error_type":null,"evaluations":1,"finish_reason":null,"finish_reason_as_written":null,"#
        + #""has_session":false,"has_user":false,"image_input_tokens":null,"input_tokens":"1000","#
        + #""is_aggregate":false,"is_repetition":false,"max_tokens":null,"operation":"chat","output_tokens":"100","#
        + #""output_type":null,"provider":"openai","reasoning_in_output":null,"reasoning_tokens":null,"#
        + #""reported_cost":null,"request_model":"gpt-4o","response_cache_hit":null,"response_model":null,"#
        + #""retrieved_count":null,"service_tier":null,"signal":"reading","span":"0000000000000001","stage":null,"#
        + #""streaming":true,"temperature":null,"time_to_first_token":"250000000","tool":null,"total_tokens":null,"#
        + #""trace":"00000000000000000000000000000001","usage_is_estimated":null}"#)
    #expect(lines[3].contains(#""retrieved_count":"3""#) && lines[3].contains(#""stage":"look up""#))
    let plain = try BuiltCommand().run(["export", traces.path])
    #expect(
      String(decoding: plain.output, as: UTF8.self).split(separator: "\n").map(String.init) == [lines[0], lines[2]])
  }
}
