import Foundation
import LedgerTestSupport
import Testing

@Suite
struct LayoutTests {
  /// Scenario: the table of layouts that the other tests run over.
  /// Guarantees: it is there, and its files are.
  @Test func `every layout of the table has its files`() {
    #expect(LayoutExpectation.all.count == 39)
    for layout in LayoutExpectation.all {
      #expect(Repository.names(in: Repository.fixture("layouts/\(layout.name)")) == layout.files, "\(layout.name)")
    }
  }

  /// Scenario: the same four requests in every way of writing files.
  /// Guarantees: each gives exactly the records that the published protobuf package decodes, without a problem.
  @Test(arguments: LayoutExpectation.all)
  func `every layout gives the same records`(layout: LayoutExpectation) throws {
    let golden = try Data(contentsOf: Repository.fixture("layouts/expected.ndjson"))
    let folder = Repository.fixture("layouts/\(layout.name)")
    let run = try BuiltCommand().run(["export", folder.path, "--format", "ndjson"])
    #expect(run.status == 0, "\(run.messageText)")
    #expect(firstDifference(expected: golden, found: sortedLines(run.output)) == nil)
  }

  /// Scenario: the same, through the report.
  /// Guarantees: all layouts agree on every figure.
  @Test(arguments: LayoutExpectation.all)
  func `every layout gives the same figures`(layout: LayoutExpectation) throws {
    let reference = try ReportRun([Repository.fixture("layouts/json-lines")])
    let run = try ReportRun([Repository.fixture("layouts/\(layout.name)")])
    #expect(reference.report.inputs.spans == 8)
    #expect(reference.report.totals.calls > 0)
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(run.figures.differences(from: reference.figures) == [])
  }

  /// Scenario: `inspect` over each file of each layout.
  /// Guarantees: format, framing, compression and signals are named right, by the bytes and not by the name.
  @Test(arguments: LayoutExpectation.all)
  func `inspect names what each file is`(layout: LayoutExpectation) throws {
    let folder = Repository.fixture("layouts/\(layout.name)")
    let run = try BuiltCommand().run(["inspect", folder.path, "--format", "json"])
    #expect(run.status == 0, "\(run.messageText)")
    let document = try JSONValue(parsing: run.output)
    let sources = try #require((document["sources"] ?? document["inputs"]?["sources"])?.elements)
    #expect(sources.count == layout.files.count)
    for source in sources {
      let path = try #require(source["path"]?.text)
      #expect(layout.files.contains(URL(fileURLWithPath: path).lastPathComponent))
      #expect([layout.format, "otlp-\(layout.format)"].contains(source["format"]?.text ?? ""), "\(path)")
      #expect(layout.framing.contains(source["framing"]?.text ?? ""), "\(path): \(source["framing"] ?? .null)")
      let compression = source["compression"]?.text ?? "none"
      #expect(compression == layout.compression ?? "none", "\(path)")
      let counts = ["spans", "metric_points", "log_records"].map { source[$0]?.integer ?? 0 }
      #expect(counts.reduce(0, +) > 0, "\(path)")
      for (signal, count) in zip(["traces", "metrics", "logs"], counts) where layout.files.count > 1 {
        if URL(fileURLWithPath: path).lastPathComponent.contains(signal) { #expect(count > 0, "\(path)") }
      }
    }
  }

  /// Scenario: seeded random requests of all kinds, spelled in odd but legal ways, in both encodings.
  /// Guarantees: what is decoded is what the published protobuf package decodes, to the last digit.
  @Test(arguments: ["json", "protobuf"])
  func `random requests decode as the published decoder does`(encoding: String) throws {
    let golden = try Data(contentsOf: Repository.fixture("random/expected.ndjson"))
    #expect(golden.count > 100_000)
    let run = try BuiltCommand().run(
      ["export", Repository.fixture("random/\(encoding)").path, "--format", "ndjson"])
    #expect(run.status == 0, "\(run.messageText)")
    #expect(firstDifference(expected: golden, found: sortedLines(run.output)) == nil)
  }
}

/// The lines of a dump in the order of their bytes, as the oracle prints its own.
func sortedLines(_ output: Data) -> Data {
  let lines = output.split(separator: 0x0A).sorted { $0.lexicographicallyPrecedes($1) }
  return Data(lines.joined(separator: [0x0A])) + (lines.isEmpty ? Data() : Data([0x0A]))
}
