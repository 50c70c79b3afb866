import Foundation
import LedgerTestSupport
import Testing

@Suite
struct DialectTests {
  /// Scenario: the list of fixtures that the other tests of this suite run over.
  /// Guarantees: none of them is empty because a folder moved; every capture has an expectation.
  @Test func `every captured dialect has an expectation`() throws {
    #expect(DialectExpectation.captures.count == 28)
    #expect(DialectExpectation.capturesInScope.count == 28)
    for capture in DialectExpectation.captures {
      let expected = try DialectExpectation(capture: capture)
      #expect(expected.capture == capture)
      #expect(expected.scope == "later" || (expected.figures?.calls ?? 0) > 0)
    }
  }

  /// Scenario: a capture of one instrumentation, whose server kept a record of all it served.
  /// Guarantees: calls, errors and every class of tokens are those that follow from the record, in total and by model.
  @Test(arguments: DialectExpectation.capturesInScope)
  func `totals and groups are what the server served`(capture: String) throws {
    let expected = try DialectExpectation(capture: capture)
    let run = try ReportRun([Repository.fixture("dialects/\(capture)/json")])
    let report = run.report
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(report.schema == "spanledger.report/1")
    #expect(report.problems.isEmpty)
    #expect(report.inputs.spans == expected.inputs.spans)
    #expect(report.inputs.metric_points == expected.inputs.metricPoints)
    #expect(report.inputs.log_records == expected.inputs.logRecords)
    #expect(report.totals.duplicate_spans == expected.inputs.spans - expected.inputs.distinctSpans)

    let figures = try #require(expected.figures)
    let groups = try #require(expected.groups)
    let keys = try #require(expected.groupKeys)
    let wrong =
      differences(of: [report.totals], from: figures) + differences(of: report.groups, from: groups, keys: keys)
    let isTolerated = (expected.tolerated ?? []).contains { other in
      differences(of: [report.totals], from: other.figures).isEmpty
        && differences(of: report.groups, from: other.groups, keys: keys).isEmpty
    }
    #expect(wrong.isEmpty || isTolerated, "\(capture)")
  }

  /// Scenario: the same export requests as JSON and as protobuf, as the SDK's exporters wrote them.
  /// Guarantees: every figure, group, window and finding is the same; only the section on files may differ.
  @Test(arguments: DialectExpectation.capturesInScope)
  func `JSON and protobuf twins give the same figures`(capture: String) throws {
    let json = try ReportRun([Repository.fixture("dialects/\(capture)/json")])
    let protobuf = try ReportRun([Repository.fixture("dialects/\(capture)/protobuf")])
    #expect(json.report.inputs.spans + json.report.inputs.log_records > 0)
    #expect(json.figures.differences(from: protobuf.figures) == [])
  }

  /// Scenario: counters of groups, windows and the total of one report.
  /// Guarantees: each set of rows adds up to the total; classes of input add up to input.
  @Test(arguments: DialectExpectation.capturesInScope)
  func `rows add up to the total`(capture: String) throws {
    let report = try ReportRun([Repository.fixture("dialects/\(capture)/json")]).report
    let names = [
      "calls", "errors", "calls_without_usage", "input_tokens", "cache_read_tokens", "cache_write_tokens",
      "output_tokens", "reasoning_tokens",
    ]
    #expect(report.totals.calls > 0)
    for name in names {
      let total = report.totals.value(name) ?? 0
      #expect(report.groups.compactMap { $0.counters.value(name) }.reduce(0, +) == total, "groups, \(name)")
      #expect(report.windows.compactMap { $0.counters.value(name) }.reduce(0, +) == total, "windows, \(name)")
    }
    for group in report.groups {
      guard let input = group.counters.input_tokens, let uncached = group.counters.uncached_input_tokens else {
        continue
      }
      let read = group.counters.cache_read_tokens?.value ?? 0
      let written = group.counters.cache_write_tokens?.value ?? 0
      #expect(uncached.value + read + written == input.value, "\(group.key)")
    }
  }

  /// Scenario: a capture with prompts and answers in spans, events and log records.
  /// Guarantees: no report, message or dump repeats them.
  @Test(arguments: ["otel-genai-openai-content", "openinference-openai", "traceloop-openai"])
  func `captured content appears in no output`(capture: String) throws {
    let input = Repository.fixture("dialects/\(capture)/json")
    let run = try ReportRun([input])
    let dump = try BuiltCommand().run(["export", input.path, "--format", "ndjson"])
    #expect(dump.output.count > 1000)
    #expect(run.report.totals.calls > 0)
    let outputs = [run.html, run.markdown, run.json, run.outcome.output, run.outcome.messages, dump.output]
    for output in outputs {
      let text = String(decoding: output, as: UTF8.self)
      #expect(!text.contains("When does the next ferry leave"))
      #expect(!text.contains("You answer questions about the harbour"))
    }
  }
}
