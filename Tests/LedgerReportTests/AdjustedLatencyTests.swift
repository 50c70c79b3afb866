import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReport

@Suite struct AdjustedLatencyTests {
  private func estimate(_ values: [Int64], high: Int64?) -> EstimatedDistribution {
    EstimatedDistribution(
      unit: .nanoseconds, count: 1204, populationQ32: 4_944_444_444_444, min: values[0], max: values[1],
      mean: values[0],
      percentiles: values.map { EstimatedPercentile(value: $0, low: $0 - 1, high: high) })
  }

  private func sample(weighted: Int) -> LatencyReport {
    var report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: "9.9"), settings: Report.Settings(window: .hour),
      keys: ["service"], percentiles: ["50", "99.9"].compactMap { Percentile($0) }, definition: .nearestRank,
      measures: [.duration, .timeToFirstToken])
    report.inputs.files = 1
    report.inputs.spans = 12_345
    var sampling = Report.Sampling()
    sampling.weightedCalls = weighted
    sampling.unweightedCalls = 1212 - weighted
    sampling.fromThreshold = weighted
    report.sampling = sampling
    var counters = Report.Counters()
    counters.calls = 1212
    counters.inputTokens = 7
    var figures = AdjustedFigures()
    figures.calls = Estimate(seen: 1204, totalQ32: 4_944_444_444_444, lowQ32: 0, highQ32: .max)
    if weighted > 0 { counters.adjust(figures) }
    report.all = LatencyReport.Row(key: [], counters: counters, distributions: [])
    report.all.estimates =
      weighted > 0 ? [estimate([1_500_000_000, 9_000_000_000], high: 9_000_000_001), nil] : [nil, nil]
    var group = LatencyReport.Row(key: ["shop"], counters: counters, distributions: [])
    group.estimates = weighted > 0 ? [estimate([1_500_000_000, 9_000_000_000], high: nil), nil] : [nil, nil]
    report.groups = [group]
    return report
  }

  @Test(arguments: ["txt", "md", "csv", "json"]) func `weighted latencies look as was agreed`(ending: String) throws {
    let report = sample(weighted: 1204)
    let rendered =
      switch ending {
      case "txt": report.text()
      case "md": report.markdown()
      case "csv": report.csv()
      default: report.json()
      }
    #expect(GoldenFile("Tests/LedgerReportTests/Golden/latency-adjusted.\(ending)").difference(to: rendered) == nil)
  }

  @Test func `each line of values has as many fields as the first`() {
    for weighted in [0, 1204] {
      let lines = sample(weighted: weighted).csv().split(separator: "\r\n")
      let counts = Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
      #expect(lines.count == 3 && counts.count == 1)
    }
  }

  @Test func `without weights there is no percentile, and it is said why`() {
    let report = sample(weighted: 0)
    #expect(report.text().contains("nothing to weigh"))
    #expect(report.json().contains("\"duration_seconds\": null"))
    #expect(report.json().contains("\"adjusted_calls\": null"))
    for line in report.text().split(separator: "\n") { #expect(TextTable.width(String(line)) <= 80) }
  }
}
