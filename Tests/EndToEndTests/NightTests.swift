import Foundation
import LedgerTestSupport
import Testing

@Suite
struct NightTests {
  static let folder = Repository.fixture("night")

  /// Scenario: a night of ten services in ten layouts, one folder, one command.
  /// Guarantees: exit status 0, no problems, and totals as worked out from truth.
  @Test func `the night's totals are what the servers served`() throws {
    let expected = try NightExpectation()
    let run = try ReportRun([NightTests.folder])
    let report = run.report
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    #expect(report.problems.isEmpty)
    #expect(report.inputs.files == Int64(Repository.files(below: NightTests.folder).count))
    #expect(report.inputs.spans == expected.inputs.spans)
    #expect(report.inputs.metric_points == expected.inputs.metricPoints)
    #expect(report.inputs.log_records == expected.inputs.logRecords)
    #expect(report.totals.duplicate_spans == expected.inputs.spans - expected.inputs.distinctSpans)
    #expect(differences(of: [report.totals], from: expected.figures) == [])
  }

  /// Scenario: the same night by service and model.
  /// Guarantees: every service has its own calls and tokens, and each of its models too.
  @Test func `each service has what its own server served`() throws {
    let expected = try NightExpectation()
    let report = try ReportRun([NightTests.folder]).report
    #expect(expected.services.count == 10)
    for service in expected.services {
      let groups = report.groups.filter { $0.key.service == service.service }
      #expect(differences(of: groups.map(\.counters), from: service.figures) == [], "\(service.service)")
      let models = expected.groups.filter { $0.key["service"] == service.service }
      #expect(differences(of: groups, from: models, keys: models.first?.keys ?? []) == [], "\(service.service)")
    }
    #expect(Set(report.groups.compactMap(\.key.service)) == Set(expected.services.map(\.service)))
  }

  /// Scenario: windows of an hour and of five minutes; calls before and after midnight.
  /// Guarantees: every call stands in the window of its start; windows without calls hold nothing.
  @Test(arguments: ["1h", "5m"])
  func `windows hold the calls that start in them`(size: String) throws {
    let expected = try #require(try NightExpectation().windows[size])
    let report = try ReportRun([NightTests.folder], options: ["--window", size]).report
    #expect(expected.count > 5)
    for window in expected {
      let start = try #require(seconds(window.start))
      let same = report.windows.filter { seconds($0.start) == start }
      #expect(same.count == 1, "\(window.start)")
      #expect(same.allSatisfy { seconds($0.end) == seconds(window.end) })
      #expect(differences(of: same.map(\.counters), from: window.figures) == [], "\(window.start)")
    }
    let starts = Set(expected.compactMap { seconds($0.start) })
    for window in report.windows {
      let start = try #require(seconds(window.start))
      #expect(starts.contains(start) || window.counters.calls == 0, "\(window.start)")
    }
  }

  /// Scenario: the night run with one worker, two and four, and once more.
  /// Guarantees: the same bytes in all three reports.
  @Test func `any number of workers writes the same bytes`() throws {
    let first = try ReportRun([NightTests.folder], options: ["--jobs", "1"])
    #expect(first.report.totals.calls > 0)
    for jobs in ["1", "2", "4"] {
      let again = try ReportRun([NightTests.folder], options: ["--jobs", jobs])
      #expect(firstDifference(expected: first.json, found: again.json) == nil, "report.json, \(jobs)")
      #expect(firstDifference(expected: first.markdown, found: again.markdown) == nil, "report.md, \(jobs)")
      #expect(firstDifference(expected: first.html, found: again.html) == nil, "report.html, \(jobs)")
    }
  }

  /// Scenario: the night's files named one by one, backwards, then shuffled.
  /// Guarantees: every figure is the same.
  @Test func `the order of files changes nothing`() throws {
    let files = Repository.files(below: NightTests.folder)
    let folder = try ReportRun([NightTests.folder])
    #expect(files.count > 10)
    let backwards = try ReportRun(files.reversed())
    #expect(folder.figures.differences(from: backwards.figures) == [])
    let seed: UInt64 = 20_261_123
    var generator = SplitMix64(seed: seed)
    let shuffled = try ReportRun(files.shuffled(using: &generator))
    #expect(folder.figures.differences(from: shuffled.figures) == [], "seed \(seed)")
  }

  /// Scenario: the files of two services cut into one file per record, JSON Lines at line feeds and protobuf at lengths,
  /// and all JSON lines of the night's plain files joined into one.
  /// Guarantees: every figure is the same.
  @Test func `splitting and joining files changes nothing`() throws {
    let whole = try ReportRun([
      Repository.fixture("night/ferry-desk"), Repository.fixture("night/tide-archive"),
    ])
    let parts = try TemporaryDirectory()
    var joined = Data()
    for file in Repository.files(below: Repository.fixture("night/ferry-desk")) {
      let data = try Data(contentsOf: file)
      for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
        try parts.write(Data(line), to: "\(file.deletingPathExtension().lastPathComponent)-\(index).jsonl")
      }
      joined += data
    }
    for file in Repository.files(below: Repository.fixture("night/tide-archive")) {
      for (index, record) in try lengthPrefixedRecords(of: file).enumerated() {
        try parts.write(record, to: "\(file.deletingPathExtension().lastPathComponent)-\(index).binpb")
      }
    }
    let split = try ReportRun([parts.url])
    #expect(whole.report.totals.calls == 132)
    #expect(split.report.inputs.files > 20)
    #expect(whole.figures.differences(from: split.figures) == [])

    let one = try TemporaryDirectory()
    try one.write(joined, to: "all.jsonl")
    let together = try ReportRun([one.url, Repository.fixture("night/tide-archive")])
    #expect(whole.figures.differences(from: together.figures) == [])
  }

  /// Scenario: a file given through standard input.
  /// Guarantees: the figures of the file itself.
  @Test func `standard input reads like a file`() throws {
    let file = Repository.fixture("night/harbour-handbook/telemetry.jsonl")
    let named = try ReportRun([file])
    let piped = try ReportRun([], standardInput: file)
    #expect(named.report.totals.calls == 226)
    #expect(named.figures.differences(from: piped.figures) == [])
  }

  /// Scenario: an archive loaded twice, the second time in the other encoding.
  /// Guarantees: every call and token counts once; each copy is counted as a duplicate.
  @Test func `an archive that is there twice counts once`() throws {
    let json = Repository.fixture("dialects/otel-openai-v2-default/json")
    let protobuf = Repository.fixture("dialects/otel-openai-v2-default/protobuf")
    let once = try ReportRun([json]).report
    let twice = try ReportRun([json, protobuf]).report
    #expect(once.totals.calls == 69)
    #expect(twice.totals.calls == once.totals.calls)
    #expect(twice.totals.input_tokens?.value == once.totals.input_tokens?.value)
    #expect(twice.totals.output_tokens?.value == once.totals.output_tokens?.value)
    #expect(twice.totals.spans == once.totals.spans)
    #expect(twice.totals.duplicate_spans == once.totals.spans)
  }

  /// Scenario: the night limited to the time before midnight, and to the time from midnight on.
  /// Guarantees: a call belongs to one side, that of its start; the two sides add up to the night.
  @Test func `a time range takes the calls that start in it`() throws {
    let midnight = "2026-11-24T00:00:00Z"
    let whole = try ReportRun([NightTests.folder]).report
    let before = try ReportRun([NightTests.folder], options: ["--to", midnight]).report
    let after = try ReportRun([NightTests.folder], options: ["--from", midnight]).report
    let expected = try #require(try NightExpectation().windows["1h"])
    let early = expected.filter { (seconds($0.start) ?? 0) < (seconds(midnight) ?? 0) }
    #expect(before.totals.calls == early.compactMap(\.figures.calls).reduce(0, +))
    #expect(before.totals.calls > 0 && after.totals.calls > 0)
    for name in ["calls", "errors", "input_tokens", "output_tokens"] {
      #expect((before.totals.value(name) ?? 0) + (after.totals.value(name) ?? 0) == whole.totals.value(name))
    }
  }

  /// The records of a file of length-prefixed messages.
  private func lengthPrefixedRecords(of file: URL) throws -> [Data] {
    let data = [UInt8](try Data(contentsOf: file))
    var records: [Data] = []
    var offset = 0
    while offset + 4 <= data.count {
      let length = data[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      try #require(offset + 4 + length <= data.count)
      records.append(Data(data[(offset + 4)..<(offset + 4 + length)]))
      offset += 4 + length
    }
    return records
  }
}
