import Foundation
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReport

@Suite struct LatencyReportTests {
  private func distribution(_ unit: MeasureUnit, _ values: [Int64]) -> Distribution {
    Distribution(
      unit: unit, count: 1_204, min: values[0], max: values[values.count - 1], sum: Int128(values[0]) * 1_204,
      percentiles: values)
  }

  /// Groups as an archive can have them: names with everything that breaks tables, absent keys, absent figures.
  private func sample(definition: PercentileDefinition = .nearestRank) -> LatencyReport {
    var settings = Report.Settings(window: .hour)
    settings.filters = [Report.Filter(key: "service", value: "check|out")]
    settings.from = UnixNanos(1_795_392_000_000_000_000)
    settings.priceBooks = [Report.PriceBook(name: "list", sha256: "00ff", asOf: "2026-11-01")]
    var report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: "9.9"), settings: settings,
      keys: ["model", "hour", "stream", "status"],
      percentiles: ["50", "90", "99.9", "99.99"].compactMap { Percentile($0) }, definition: definition,
      measures: [.duration, .timeToFirstToken, .outputTokensPerSecond, .timePerOutputToken])
    report.inputs.files = 1
    report.inputs.spans = 12_345
    report.inputs.sources = [Report.Source(path: "night/traces.jsonl")]
    report.problems = [
      Problem(.unreadableTime, at: SourcePosition(source: 0, byteOffset: 17), "a span ends before it starts")
    ]
    var counters = Report.Counters()
    counters.calls = 1_204
    counters.errors = 1
    counters.callsPriced = 1_203
    counters.streamingCalls = 4
    counters.inputTokens = 9_007_199_254_740_993
    counters.outputTokens = 0
    counters.costUSD = PicoUSD(decimal: "12.5")
    report.groups = [
      LatencyReport.Row(
        key: [nil, nil, nil, "unset"], counters: Report.Counters(), distributions: [nil, nil, nil, nil]),
      LatencyReport.Row(
        key: [
          "a \"quoted\", model|with\u{1B}[31m everything that is long enough to be cut", "2026-11-23T00:00:00Z", "true",
          "error",
        ],
        counters: counters,
        distributions: [
          distribution(.nanoseconds, [1, 12_345_678, 1_500_000_000, 3_600_000_000_000]), nil,
          distribution(.microTokensPerSecond, [50_500_000, 123_456_789, 9_990_000_000, 9_990_000_001]),
          distribution(.picoseconds, [20_000_000_000, 20_000_000_001, 1, 1_000_000_000_000]),
        ]),
    ]
    report.all = LatencyReport.Row(key: [], counters: counters, distributions: report.groups[1].distributions)
    return report
  }

  @Test(arguments: ["txt", "md", "csv", "json"]) func `a latency report looks as it was agreed`(ending: String) throws {
    let report = sample()
    let rendered =
      switch ending {
      case "txt": report.text()
      case "md": report.markdown()
      case "csv": report.csv()
      default: report.json()
      }
    #expect(GoldenFile("Tests/LedgerReportTests/Golden/latency.\(ending)").difference(to: rendered) == nil)
  }

  @Test func `a terminal gets at most 80 columns and no control character`() {
    for report in [sample(), sample(definition: .linear)] {
      let text = report.text()
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(TextTable.width(String(line)) <= 80, "\(line)")
      }
      for scalar in text.unicodeScalars { #expect(scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F)) }
      #expect(report.text(isColoured: true).replacing(#/\u{1B}\[\d*m/#, with: "") == text)
    }
  }

  @Test func `the definition of percentiles is said`() {
    #expect(sample().text().contains("nearest"))
    #expect(sample(definition: .linear).text().contains("linear interpolation"))
    #expect(sample(definition: .linear).json().contains("\"percentile_method\": \"linear\""))
  }

  @Test func `without calls there is a row of nothing, not of zeros`() {
    let report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: "9.9"), settings: Report.Settings(window: .hour),
      keys: ["model"], percentiles: Percentile.standard, definition: .nearestRank, measures: [.duration])
    #expect(report.csv().hasSuffix("all,,0,0,0,0,0,,,,,,,,,,,,,,,,,,,\r\n"))
    #expect(report.json().contains("\"duration_seconds\": null"))
  }
}
