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

  /// What a question with everything gives: money, few values, intervals, an order, the row of others, boxes.
  private func ordered() -> LatencyReport {
    var report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: "9.9"), settings: Report.Settings(window: .hour),
      keys: ["model"], percentiles: ["1", "50", "95", "99.9"].compactMap { Percentile($0) }, definition: .nearestRank,
      measures: [.cost, .inputTokens, .duration])
    report.inputs.files = 2
    report.inputs.spans = 50
    report.hasIntervals = true
    report.order = LatencyReport.Order(spelling: "p95:cost", words: "p95 of cost", isAscending: false)
    report.top = 2
    func row(_ key: [String?], _ count: Int, _ scale: Int64) -> LatencyReport.Row {
      func known(_ unit: MeasureUnit, _ values: [Int64]) -> Distribution {
        var known = Distribution(
          unit: unit, count: count, min: values[0], max: values[3], sum: Int128(values[1]) * Int128(count),
          percentiles: values)
        known.intervals = [nil, PercentileInterval(low: values[0], high: values[2]), nil, nil]
        return known
      }
      var counters = Report.Counters()
      counters.calls = count
      counters.costUSD = PicoUSD(Int128(scale) * Int128(count))
      let values: [Int64] = [0, 2, 5, 1000].map { $0 * scale }
      var row = LatencyReport.Row(
        key: key, counters: counters, distributions: [known(.picoUSD, values), known(.count, [0, 7, 20, 90]), nil])
      row.boxes = [
        LatencyReport.Box(min: scale, lower: 2 * scale, median: 3 * scale, upper: 4 * scale, max: 1000 * scale),
        LatencyReport.Box(min: 0, lower: 0, median: 7, upper: 20, max: 90), nil,
      ]
      return row
    }
    report.groups = [row(["dear"], 25, 1_000_000_000), row([nil], 1200, 123_456_789)]
    report.rest = row([], 3, 77)
    report.restCount = 11
    report.all = row([], 1228, 1_000_000_000)
    return report
  }

  /// Spans of any kind.
  private func spans() -> LatencyReport {
    var report = LatencyReport(
      generator: Report.Generator(name: "spanledger", version: "9.9"), settings: Report.Settings(window: .hour),
      keys: ["name", "kind"], percentiles: ["50", "99"].compactMap { Percentile($0) }, definition: .linear,
      measures: [.duration])
    report.subject = .spans
    report.inputs.files = 1
    report.inputs.spans = 7
    var row = LatencyReport.Row(
      key: ["GET /cart", "server"], counters: Report.Counters(),
      distributions: [distribution(.nanoseconds, [0, 2_000_000])])
    row.spans = LatencyReport.SpanCounters(spans: 1_206, errors: 3, withoutDuration: 2)
    var empty = LatencyReport.Row(key: [nil, "client"], counters: Report.Counters(), distributions: [nil])
    empty.spans = LatencyReport.SpanCounters(spans: 1, errors: 0, withoutDuration: 1)
    report.histogram = .exponential
    empty.histograms = [nil]
    row.histograms = [
      .exponential(
        ExponentialBuckets(
          scale: 2, zeroCount: 700, positive: .init(offset: 83, counts: [500, 0, 4]),
          negative: .init(offset: 0, counts: [])))
    ]
    report.groups = [empty, row]
    report.all = row
    report.all.histograms = [.edges([1, 2_000_000, 5_000_000], counts: [700, 0, 504, 0])]
    report.all.key = []
    return report
  }

  @Test(arguments: ["ordered", "spans"], ["txt", "md", "csv", "json"])
  func `other latency reports look as they were agreed`(name: String, ending: String) throws {
    let report = name == "spans" ? spans() : ordered()
    let rendered =
      switch ending {
      case "txt": report.text()
      case "md": report.markdown()
      case "csv": report.csv()
      default: report.json()
      }
    #expect(GoldenFile("Tests/LedgerReportTests/Golden/latency-\(name).\(ending)").difference(to: rendered) == nil)
  }

  @Test func `each line of values has as many fields as the first`() {
    for report in [sample(), ordered(), spans()] {
      let lines = report.csv().split(separator: "\r\n").filter { !$0.contains("\"") }
      let counts = Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
      #expect(lines.count > 2 && counts.count == 1)
    }
  }

  @Test func `boxes are drawn as asked for`() {
    let report = ordered()
    let (unicode, ascii) = (report.text(), report.text(chart: .ascii))
    #expect(unicode.contains("├─━┃━─┤"))
    let drawing: [Character: Character] = ["├": "|", "┤": "|", "─": "-", "━": "=", "┃": "#"]
    #expect(String(unicode.map { drawing[$0] ?? $0 }) == ascii)
    #expect(!ascii.contains("┃"))
    let none = report.text(chart: .none)
    #expect(ascii.hasPrefix(none.dropLast()) && !none.contains("p25"))
  }

  @Test func `a terminal gets at most 80 columns and no control character`() {
    for report in [sample(), sample(definition: .linear), ordered(), spans()] {
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
    #expect(report.csv().hasSuffix("all,,0,0,0,0,0,,,,,,,,,,,,,,,,,,,,\r\n"))
    #expect(report.json().contains("\"duration_seconds\": null"))
  }

  @Test func `calls that cost more than a percentile holds are told`() {
    var report = ordered()
    #expect(report.beyondMeaning == nil)
    report.all.counters.callsPriced = (report.all.distributions[0]?.count ?? 0) + 2
    let sentence = "2 calls cost more than $9,223,372 and are in no percentile of cost, but in the sums."
    #expect(report.beyondMeaning == sentence)
    #expect(report.text().replacing("\n", with: " ").contains(sentence))
    #expect(report.markdown().contains("in no percentile of cost"))
    report.measures[0] = .reportedCost
    #expect(report.beyondMeaning == nil)
  }
}
