import Foundation
import LedgerModel
import LedgerRun
import LedgerTestSupport
import Testing

/// Scenario: many files of all layouts, and one large one, read by several workers at once.
/// Guarantees: what comes out is what one worker reads. This is what the thread sanitizer looks at.
@Suite
struct SharedLoadingTests {
  private func load(_ paths: [String], jobs: Int) async throws -> LoadedNight {
    var settings = RunSettings(inputs: paths, version: "test")
    settings.jobs = jobs
    return try await Loader(settings).load()
  }

  private func summary(_ night: LoadedNight) -> [String] {
    night.sources.map { "\($0.path) \($0.records) \($0.spans) \($0.metricPoints) \($0.logRecords) \($0.problems)" }
      + night.problems.map { "\($0.code.rawValue) \($0.position) \($0.message) \($0.count)" }
  }

  @Test func `several workers read what one reads`() async throws {
    let folder = try TemporaryDirectory()
    let good = try Data(contentsOf: Repository.fixture("broken/good.jsonl"))
    // Several batches of one file, so that workers share it: the default batch is a megabyte.
    var large = Data()
    while large.count < 3 << 20 { large.append(good) }
    let file = try folder.write(large, to: "large.jsonl").path
    let packed = try folder.write(Data(Packing.gzip(Array(large.prefix(1 << 20)), level: 1)), to: "packed.gz").path
    let paths = ["layouts", "broken/inputs", "night"].map { Repository.fixture($0).path } + [file, packed]
    let expected = summary(try await load(paths, jobs: 1))
    for jobs in [2, 5] { #expect(summary(try await load(paths, jobs: jobs)) == expected, "\(jobs) workers") }
  }

  @Test func `hundreds of small files around a large one are read as one worker reads them`() async throws {
    let folder = try TemporaryDirectory()
    let good = try Data(contentsOf: Repository.fixture("broken/good.jsonl"))
    var large = Data()
    while large.count < 3 << 20 { large.append(good) }
    for number in 0..<700 { _ = try folder.write(number % 7 == 3 ? Data() : good, to: "\(1000 + number).jsonl") }
    _ = try folder.write(Data(Packing.gzip(Array(large), level: 1)), to: "0.jsonl.gz")
    _ = try folder.write(large, to: "2000-large.jsonl")
    let expected = summary(try await load([folder.url.path], jobs: 1))
    #expect(expected.count >= 702)
    for jobs in [2, 5] {
      #expect(summary(try await load([folder.url.path], jobs: jobs)) == expected, "\(jobs) workers")
    }
  }
}
