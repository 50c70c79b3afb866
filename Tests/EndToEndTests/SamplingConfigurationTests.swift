import Foundation
import LedgerTestSupport
import Testing

/// `sampling` in the configuration file.
@Suite struct SamplingConfigurationTests {
  private static let calls = [
    SampledRequests.Call(trace: 1, span: 1), SampledRequests.Call(trace: 2, span: 2, service: "desk"),
    SampledRequests.Call(trace: 3, span: 3, service: "hall"),
  ]

  private func number(_ value: JSONValue?, _ path: String...) -> Double? { path.reduce(value) { $0?[$1] }?.double }

  private func write(_ yaml: String, in folder: TemporaryDirectory) throws -> (input: URL, config: URL) {
    (
      try folder.write(SampledRequests.json(Self.calls), to: "traces.jsonl"),
      try folder.write(Data(yaml.utf8), to: "ledger.yaml")
    )
  }

  /// Scenario: rates of two services in the file, one of them on the command line, too.
  /// Guarantees: the same bytes as with all rates on the command line; the flag's rate counts for its service.
  @Test func `rates of the file are those of the flag, which wins`() throws {
    let folder = try TemporaryDirectory()
    let (input, config) = try write("sampling: {shop: 0.1, desk: 0.5}\n", in: folder)
    let file = try ReportRun([input], options: ["--config", config.path])
    #expect(abs((number(file.document, "sampling", "totals", "calls", "estimate") ?? 0) - 12) < 1e-6)
    #expect(number(file.document, "sampling", "sources", "configured") == 2)
    #expect(number(file.document, "sampling", "unweighted_calls") == 1)
    let flags = try ReportRun([input], options: ["--sampling-rate", "shop=0.1", "--sampling-rate", "desk=0.5"])
    #expect(file.json == flags.json && file.html == flags.html && file.markdown == flags.markdown)

    let both = try ReportRun([input], options: ["--config", config.path, "--sampling-rate", "desk=0.25"])
    #expect(abs((number(both.document, "sampling", "totals", "calls", "estimate") ?? 0) - 14) < 1e-6)
    let latency = ["latency", input.path, "--adjusted", "--format", "json", "--quiet", "--config", config.path]
    let adjusted = try JSONValue(parsing: try BuiltCommand().run(latency).output)
    #expect(abs((number(adjusted, "totals", "adjusted_calls") ?? 0) - 12) < 1e-6)
    let won = try JSONValue(parsing: try BuiltCommand().run(latency + ["--sampling-rate", "shop=1"]).output)
    #expect(abs((number(won, "totals", "adjusted_calls") ?? 0) - 3) < 1e-6)
  }

  /// Scenario: rates that are none, in the file and on the command line.
  /// Guarantees: status 2, nothing written, and the same words; of the file with the place.
  @Test(arguments: [
    ("0", "'0' is no probability. A rate is a number above 0 and at most 1, such as 0.1."),
    ("1.5", "'1.5' is no probability. A rate is a number above 0 and at most 1, such as 0.1."),
    ("x", "'x' is no probability. A rate is a number above 0 and at most 1, such as 0.1."),
    ("0.0000000001", "'0.0000000001' is less than one in 1,000,000,000, which no estimate can rest on."),
  ])
  func `a rate that is none is told in the same words`(rate: String, text: String) throws {
    let folder = try TemporaryDirectory()
    let (input, config) = try write("sampling:\n  shop: \(rate)\n", in: folder)
    let target = folder.url.appendingPathComponent("out")
    let verbs = [["report", input.path, "--out", target.path], ["latency", input.path, "--adjusted"]]
    for verb in verbs {
      let file = try BuiltCommand().run(verb + ["--config", config.path])
      #expect(file.status == 2 && file.output.isEmpty)
      #expect(file.messageText == "spanledger: \(config.path):2:9: \(text)\n")
      let flag = try BuiltCommand().run(verb + ["--sampling-rate", "shop=\(rate)"])
      #expect(flag.status == 2 && flag.messageText.contains(text), "\(flag.messageText)")
    }
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }
}
