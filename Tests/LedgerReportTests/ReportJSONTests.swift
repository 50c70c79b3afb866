import Foundation
import LedgerModel
import Testing

@testable import LedgerReport

struct ReportJSONTests {
  private func parsed(_ report: Report) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(report.json().utf8))
    return try #require(object as? [String: Any])
  }

  /// The keys of the contract, section 2.
  private static let contract: [String: [String]] = [
    "generator": ["name", "version"],
    "inputs": [
      "files", "bytes", "bytes_decompressed", "records", "spans", "metric_points", "log_records", "earliest", "latest",
      "sources",
    ],
    "settings": ["window", "percentile_method", "price_books", "book_as_of", "filters"],
    "totals": counters,
    "traces": ["count", "rooted", "with_missing_parent", "multi_file"],
    "quality": ["evaluations", "hallucination_rate"],
    "audit": ["reported_usd", "list_usd", "contract_usd", "difference_usd", "causes", "unpriced"],
    "reconciliation": ["windows", "series", "findings", "explained_share"],
  ]

  private static let counters = [
    "spans", "calls", "errors", "calls_without_usage", "calls_unpriced", "streaming_calls", "input_tokens",
    "uncached_input_tokens", "cache_read_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens", "cost_usd",
    "reported_cost_usd", "wrapper_spans", "duplicate_spans", "adjusted_calls", "adjusted_cost_usd",
  ]

  private static let distributions = [
    "duration_seconds", "time_to_first_token_seconds", "output_tokens_per_second", "time_per_output_token_seconds",
  ]

  private static let rows: [String: [String]] = [
    "problems": ["code", "source", "line", "record", "byte_offset", "message", "count"],
    "groups": ["key"] + counters + distributions,
    "windows": ["start", "end"] + counters + ["duration_seconds"],
    "stages": ["name", "spans"] + distributions,
    "budgets": ["name", "period", "limit_usd", "spent_usd", "utilization", "state"],
    "findings": ["code", "severity", "confidence", "title", "message", "where", "evidence", "remedy"],
  ]

  @Test(arguments: ["night", "empty", "nasty"])
  func `every key of the contract is there, in a report of any content`(name: String) throws {
    let report = try #require(GoldenReportTests.reports.first { $0.name == name }).report
    let json = try parsed(report)
    #expect(json["schema"] as? String == "spanledger.report/1")
    for (section, keys) in ReportJSONTests.contract {
      let members = try #require(json[section] as? [String: Any], "\(section)")
      for key in keys { #expect(members[key] != nil, "\(section).\(key)") }
    }
    for (section, keys) in ReportJSONTests.rows {
      let rows = try #require(json[section] as? [[String: Any]], "\(section)")
      #expect(name == "empty" ? rows.isEmpty : name == "nasty" || !rows.isEmpty, "\(section)")
      for row in rows { for key in keys { #expect(row[key] != nil, "\(section).\(key)") } }
    }
  }

  @Test func `what is absent is null, and what is zero is zero`() throws {
    var report = ReportSample.empty()
    var counters = Report.Counters()
    counters.calls = 2
    counters.callsUnpriced = 2
    counters.outputTokens = 0
    report.groups = [Report.Group(key: Report.GroupKey(), counters: counters, distributions: Report.Distributions())]
    let groups = try #require(try parsed(report)["groups"] as? [[String: Any]])
    let group = try #require(groups.first)
    #expect(group["cost_usd"] is NSNull)
    #expect(group["input_tokens"] is NSNull)
    #expect(group["duration_seconds"] is NSNull)
    #expect(group["output_tokens"] as? Int == 0)
    #expect((group["key"] as? [String: Any])?["service"] is NSNull)
  }

  @Test func `money is an exact decimal string and durations are exact numbers`() {
    var report = ReportSample.empty()
    report.totals.costUSD = PicoUSD(12_000_000_000_001)
    report.distributions.duration = Distribution(
      unit: .nanoseconds, count: 3, min: 1, max: 12_500_000_000, sum: 12_500_000_003,
      percentiles: [2, 2, 12_500_000_000, 12_500_000_000, 12_500_000_000, 12_500_000_000])
    let json = report.json()
    #expect(json.contains("\"cost_usd\": \"12.000000000001\""))
    #expect(
      json.contains(
        """
        "duration_seconds": { "count": 3, "min": 0.000000001, "max": 12.5, "mean": 4.166666668, "p50": 0.000000002, \
        "p75": 0.000000002, "p90": 12.5, "p95": 12.5, "p99": 12.5, "p99_9": 12.5 }
        """))
  }

  @Test func `a count beyond 2^53 is a string, because readers would round the number`() {
    #expect(JSONValue.integer(Int64(9_007_199_254_740_992)).document() == "9007199254740992\n")
    #expect(JSONValue.integer(Int64(9_007_199_254_740_993)).document() == "\"9007199254740993\"\n")
    #expect(JSONValue.integer(Int64.min).document() == "\"-9223372036854775808\"\n")
  }

  @Test func `names come back from JSON as they went in`() throws {
    let models = try #require(try parsed(ReportSample.nasty())["by_model"] as? [[String: Any]])
    #expect(models.compactMap { $0["model"] as? String } == ReportSample.nastyNames)
  }

  @Test func `a difference is metrics minus traces, and null where a side is absent`() throws {
    var report = ReportSample.empty()
    for (traces, metrics) in [(1000, 900), (nil, 5), (0, 7)] as [(Int128?, Int128?)] {
      report.reconciliation.series.append(
        Report.Comparison(
          service: "a", model: "m", quantity: .tokens, tokenType: "input", unit: .count, traces: traces,
          metrics: metrics))
    }
    let json = report.json()
    #expect(
      json.contains(
        "\"traces\": 1000, \"metrics\": 900, \"metrics_low\": 900, "
          + "\"metrics_high\": 900, \"difference\": -100, \"difference_share\": -0.1, "
          + "\"causes\": [], \"rest\": -100 }"
      ))
    #expect(
      json.contains(
        "\"traces\": null, \"metrics\": 5, \"metrics_low\": 5, "
          + "\"metrics_high\": 5, \"difference\": null, \"difference_share\": null, "
          + "\"causes\": [], \"rest\": 5 }"
      ))
    #expect(
      json.contains(
        "\"traces\": 0, \"metrics\": 7, \"metrics_low\": 7, "
          + "\"metrics_high\": 7, \"difference\": 7, \"difference_share\": null, "
          + "\"causes\": [], \"rest\": 7 }"
      ))
  }

  @Test func `pieces of the document are the document`() {
    var night = ReportSample.night(quarters: 3)
    while night.groups.count < 2000 { night.groups += night.groups }
    var pieces: [String] = []
    night.writeJSON { pieces.append($0) }
    #expect(pieces.count > 2)
    #expect(pieces.joined() == night.json())
    #expect(pieces.allSatisfy { $0.utf8.count < 1 << 19 })
  }
}
