import Foundation
import LedgerTestSupport
import Testing

/// A row of the table in fixtures/public/WHY.md.
struct PublicFile: CustomTestStringConvertible {
  var name: String
  var spans: Int64
  var points: Int64
  var logs: Int64
  var problems: Set<String>

  var testDescription: String { name }
  var input: URL { Repository.fixture("public/inputs/\(name)") }

  /// What must come out; nothing where there is no file of it.
  var records: Data {
    (try? Data(contentsOf: Repository.fixture("public/expected/\(name).ndjson"))) ?? Data()
  }

  static let all: [PublicFile] = {
    guard let page = try? String(contentsOf: Repository.fixture("public/WHY.md"), encoding: .utf8) else { return [] }
    return page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count > 6, let spans = Int64(cells[3]), let points = Int64(cells[4]), let logs = Int64(cells[5])
      else {
        return nil
      }
      let codes = cells[6].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      return PublicFile(name: cells[1], spans: spans, points: points, logs: logs, problems: Set(codes))
    }
  }()
}

@Suite
struct PublicFileTests {
  /// Scenario: the table of files from public repositories.
  /// Guarantees: it lists every file, and every expectation belongs to one.
  @Test func `every public file has an expectation`() {
    let files = Repository.names(in: Repository.fixture("public/inputs"))
    #expect(files.count == 20)
    #expect(PublicFile.all.map(\.name) == files)
    let expected = Repository.names(in: Repository.fixture("public/expected"))
    #expect(expected == PublicFile.all.filter { $0.spans + $0.points + $0.logs > 0 }.map { "\($0.name).ndjson" })
  }

  /// Scenario: a file of a public repository, decoded.
  /// Guarantees: every record comes out as the published protobuf package decodes it, or as was worked out by hand.
  @Test(arguments: PublicFile.all)
  func `every record of a public file comes out`(file: PublicFile) throws {
    let run = try BuiltCommand().run(["export", file.input.path, "--format", "ndjson"])
    #expect(firstDifference(expected: file.records, found: sortedLines(run.output)) == nil)
  }

  /// Scenario: the same file, looked at.
  /// Guarantees: counts and problems are those of the table, and so is the exit status.
  @Test(arguments: PublicFile.all)
  func `a public file holds what its table says`(file: PublicFile) throws {
    let run = try BuiltCommand().run(["inspect", file.input.path, "--format", "json"])
    let source = try #require(try JSONValue(parsing: run.output)["sources"]?.elements?.first)
    #expect(source["spans"]?.integer == file.spans)
    #expect(source["metric_points"]?.integer == file.points)
    #expect(source["log_records"]?.integer == file.logs)
    let codes = Set((source["problems"]?.elements ?? []).compactMap { $0["code"]?.text })
    #expect(codes == file.problems)
    let isUsed = file.spans + file.points + file.logs > 0
    #expect(run.status == (file.problems.isEmpty ? 0 : isUsed ? 3 : 4))
  }

  /// Scenario: a Jaeger trace among OTLP files, through the report.
  /// Guarantees: it counts like any other trace and is no problem; its format has its own name.
  @Test func `a Jaeger trace is part of the report`() throws {
    let run = try ReportRun([
      Repository.fixture("public/inputs/jaeger-ui_01.json"), Repository.fixture("layouts/json-lines"),
    ])
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(run.report.inputs.spans == 13)
    #expect(run.report.inputs.sources.map(\.format).contains("jaeger-json"))
    #expect(run.report.problems.isEmpty)
  }
}
