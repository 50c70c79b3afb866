import Foundation
import LedgerTestSupport
import Testing

@Suite
struct BrokenInputTests {
  static let good = Repository.fixture("broken/good.jsonl")

  /// Scenario: the table of damaged files that the other tests run over.
  /// Guarantees: it is there and lists every file.
  @Test func `every damaged file has an expectation`() {
    let files = Repository.names(in: Repository.fixture("broken/inputs")).map { "inputs/\($0)" }
    #expect(files.count > 30)
    #expect(BrokenExpectation.all.map(\.file).sorted() == files.sorted())
  }

  /// Scenario: one damaged file beside a good one.
  /// Guarantees: the good file is used whole, so are the whole records of the damaged one; the damage is listed with its
  /// code at that file, in all three reports and on standard error; the exit status is the contract's.
  @Test(arguments: BrokenExpectation.all)
  func `damage costs what is damaged and is listed`(expected: BrokenExpectation) throws {
    let damaged = Repository.fixture("broken/\(expected.file)")
    let run = try ReportRun([BrokenInputTests.good, damaged])
    let report = run.report
    #expect(expected.statuses.contains(run.outcome.status), "\(run.outcome.status): \(run.outcome.messageText)")
    let good = report.inputs.sources.filter { $0.path.hasSuffix("good.jsonl") }
    #expect(good.map(\.spans) == [BrokenExpectation.goodSpans])
    let name = damaged.lastPathComponent
    let spans = report.inputs.sources.filter { $0.path.hasSuffix(name) }.map(\.spans).reduce(0, +)
    #expect(spans >= expected.spans[0] && spans <= expected.spans[1], "\(spans) spans, expected \(expected.spans)")
    let listed = report.problems.filter { $0.source.hasSuffix(name) }
    #expect(listed.count == report.problems.count, "the good file has no problems")
    if expected.mustBeListed {
      #expect(listed.contains { expected.codes.contains($0.code) }, "\(listed.map(\.code)), expected \(expected.codes)")
      for problem in listed {
        #expect(String(decoding: run.markdown, as: UTF8.self).contains(problem.code))
        #expect(String(decoding: run.html, as: UTF8.self).contains(problem.code))
      }
    } else {
      #expect(listed.allSatisfy { expected.codes.contains($0.code) }, "\(listed.map(\.code))")
    }
    if run.outcome.status == 3 {
      #expect(!run.outcome.messages.isEmpty, "standard error says what could not be used")
    }
  }

  /// Scenario: one damaged file alone.
  /// Guarantees: the run ends by itself with a status of the contract; it says why where nothing was usable, and writes a
  /// report where something was.
  @Test(arguments: BrokenExpectation.all)
  func `a damaged file alone never crashes the run`(expected: BrokenExpectation) throws {
    let folder = try TemporaryDirectory()
    let run = try BuiltCommand().run([
      "report", Repository.fixture("broken/\(expected.file)").path, "--out",
      folder.url.appendingPathComponent("out").path, "--quiet",
    ])
    #expect(expected.statusesAlone.contains(run.status), "\(run.status): \(run.messageText)")
    if run.status >= 3 { #expect(!run.messages.isEmpty) }
    if run.status < 4 {
      let json = try Data(contentsOf: folder.url.appendingPathComponent("out/report.json"))
      #expect(try JSONDecoder().decode(ContractReport.self, from: json).schema == "spanledger.report/1")
    }
  }

  /// Scenario: damage in text that stands among captured prompts.
  /// Guarantees: messages tell where, not what.
  @Test func `messages do not repeat the content of a damaged file`() throws {
    let run = try ReportRun([
      BrokenInputTests.good, Repository.fixture("broken/inputs/line-is-no-json.jsonl"),
      Repository.fixture("broken/inputs/letter.txt"),
    ])
    #expect(run.outcome.status == 3)
    #expect(run.report.problems.count >= 2)
    for output in [run.outcome.messages, run.outcome.output, run.json, run.markdown, run.html] {
      let text = String(decoding: output, as: UTF8.self)
      #expect(!text.contains("this line is no JSON"))
      #expect(!text.contains("Dear harbour master"))
    }
  }

  /// Scenario: a file of lines, cut after every byte of its last line in steps.
  /// Guarantees: the lines before the cut are always used, of the cut one whole spans at most, and the cut is listed.
  @Test func `a file that is cut anywhere keeps its whole lines`() throws {
    let line = try Data(contentsOf: BrokenInputTests.good)
    let folder = try TemporaryDirectory()
    for length in stride(from: 1, to: line.count - 2, by: max(1, line.count / 12)) {
      let file = try folder.write(line + line.prefix(length), to: "cut.jsonl")
      let run = try ReportRun([file])
      let whole = BrokenExpectation.goodSpans
      #expect((whole..<2 * whole).contains(run.report.inputs.spans), "cut after \(length) bytes")
      #expect(run.report.problems.map(\.code) == ["truncated-input"], "cut after \(length) bytes")
      #expect(run.outcome.status == 3)
    }
  }
}
