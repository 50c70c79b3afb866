import Foundation
import LedgerTestSupport
import Testing

/// What percentiles.json says of one distribution: nanoseconds, by nearest rank.
private struct ExactDistribution: Decodable {
  var count: Int64
  var min: Int64
  var max: Int64
  var mean_numerator: Int64
  var mean_denominator: Int64
  var p50: Int64
  var p75: Int64
  var p90: Int64
  var p95: Int64
  var p99: Int64
  var p99_9: Int64

  /// Where a report's distribution, in seconds, parts from this one. A nanosecond is allowed for a time that was
  /// written as a decimal fraction of a second.
  func differences(from found: ContractReport.Distribution?) -> [String] {
    guard let found else { return ["missing, \(count) values expected"] }
    let mean = Double(mean_numerator) / Double(mean_denominator)
    let pairs: [(String, Double, Double)] = [
      ("count", Double(count) * 1e9, Double(found.count)),
      ("min", Double(min), found.min), ("max", Double(max), found.max), ("mean", mean, found.mean),
      ("p50", Double(p50), found.p50), ("p75", Double(p75), found.p75),
      ("p90", Double(p90), found.p90), ("p95", Double(p95), found.p95), ("p99", Double(p99), found.p99),
      ("p99.9", Double(p99_9), found.p99_9),
    ]
    return pairs.compactMap { name, nanos, seconds in
      abs(nanos - seconds * 1e9) <= 1.5 ? nil : "\(name) is \(seconds), expected \(nanos / 1e9)"
    }
  }
}

/// A distribution over all calls, and over those that did not fail.
private struct ExactPair: Decodable {
  var all: ExactDistribution?
  var succeeded: ExactDistribution?

  /// Where a report's distribution parts from both.
  func differences(from found: ContractReport.Distribution?) -> [String] {
    if all == nil, found == nil { return [] }
    let whole = all?.differences(from: found) ?? ["\(found?.count ?? 0) values where none was expected"]
    if whole.isEmpty { return [] }
    if succeeded == nil, found == nil { return [] }
    return succeeded.map { $0.differences(from: found).isEmpty ? [] : whole } ?? whole
  }
}

private struct ExactGroup: Decodable {
  var keys: [String]
  var key: [String: String?]
  var duration_nanos: ExactPair
  var time_to_first_token_nanos: ExactPair
  var first_token_asserted: Bool?
}

private struct ExactFile: Decodable {
  var first_token_asserted: Bool?
  var groups: [ExactGroup]
}

@Suite
struct PercentileTests {
  /// Scenario: durations and times to first token of each group, from an independent reading of the spans.
  /// Guarantees: count, extremes, mean and every percentile are the same, by nearest rank.
  ///
  /// Whether failed calls belong to a distribution is the report's definition; either is compared with its own figures.
  private func compare(
    _ groups: [ContractReport.Group], with exact: [ExactGroup], firstToken: Bool?
  ) -> (compared: Int, wrong: [String]) {
    var compared = 0
    var wrong: [String] = []
    for group in exact {
      let same = groups.filter { candidate in
        group.key.allSatisfy { name, value in candidate.key.part(name) == value }
      }
      // A key that the report divides further has no distribution of its own there.
      guard same.count == 1, let found = same.first else { continue }
      compared += 1
      wrong += group.duration_nanos.differences(from: found.duration_seconds).map { "\(group.key) duration: \($0)" }
      if group.first_token_asserted ?? firstToken ?? false {
        wrong += group.time_to_first_token_nanos.differences(from: found.time_to_first_token_seconds)
          .map { "\(group.key) first token: \($0)" }
      }
    }
    return (compared, wrong)
  }

  @Test(arguments: DialectExpectation.capturesInScope)
  func `percentiles are exact for each dialect`(capture: String) throws {
    let expected = try DialectExpectation(capture: capture)
    let data = try Data(contentsOf: Repository.fixture("dialects/\(capture)/percentiles.json"))
    let exact = try JSONDecoder().decode(ExactFile.self, from: data)
    let report = try ReportRun([Repository.fixture("dialects/\(capture)/json")]).report
    let figures = try #require(expected.figures)
    // Where a report counts otherwise (a tolerated answer), its distributions are over other calls.
    try #require(report.totals.calls == figures.calls || expected.tolerated != nil)
    if report.totals.calls == figures.calls {
      let (compared, wrong) = compare(report.groups, with: exact.groups, firstToken: exact.first_token_asserted)
      #expect(compared > 0)
      #expect(wrong == [])
    }
  }

  @Test func `percentiles are exact for the night`() throws {
    let data = try Data(contentsOf: Repository.fixture("night.percentiles.json"))
    let exact = try JSONDecoder().decode(ExactFile.self, from: data)
    let report = try ReportRun([NightTests.folder]).report
    let (compared, wrong) = compare(report.groups, with: exact.groups, firstToken: nil)
    #expect(compared > 20)
    #expect(wrong == [])
  }
}
