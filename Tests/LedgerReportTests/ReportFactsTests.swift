import LedgerModel
import Testing

@testable import LedgerReport

/// What the pages say, in whatever format.
struct ReportFactsTests {
  private func page(_ report: Report, limits: ReportLimits = .standard) -> ReportPage {
    ReportPage(report, limits: limits)
  }

  private func table(_ id: String, of report: Report, limits: ReportLimits = .standard) throws -> FactTable {
    let tables = page(report, limits: limits).sections.flatMap(\.tables)
    return try #require(tables.first { $0.id == id })
  }

  private func number(_ cell: Cell) -> Int { Int(cell.text.filter { $0 != "," }) ?? 0 }

  @Test(arguments: [1, 2, 3, 5, 50])
  func `rows and others add up to the total`(limit: Int) throws {
    var limits = ReportLimits()
    limits.tableRows = limit
    limits.windowRows = limit
    let report = ReportSample.fullNight
    for (id, column) in [("models", 2), ("models", 5), ("services", 1), ("groups", 5), ("windows", 2), ("windows", 5)] {
      let table = try table(id, of: report, limits: limits)
      let parts = (table.rows + table.footer.dropLast()).reduce(0) { $0 + number($1[column]) }
      let total = try #require(table.footer.last)
      #expect(parts == number(total[column]), "\(id), column \(table.columns[column].title)")
      #expect(table.rows.count <= limit + 1)
    }
  }

  @Test func `rows come by cost, then tokens, and unpriced ones last`() throws {
    let table = try table("models", of: ReportSample.fullNight)
    #expect(
      table.rows.map { $0[0].text } == [
        "claude-sonnet-4-5-20250929", "gpt-4o-2024-08-06", "o4-mini-2025-04-16", "gemini-2.5-flash",
        "gpt-4o-mini-2024-07-18", "mistral-small-latest", "text-embedding-3-small", "llama3.2:3b-instruct-q4_K_M",
      ])
    #expect(table.rows.last?[10].text == "unpriced")
  }

  @Test func `unknown, unpriced, free and no calls are different words`() {
    let page = page(ReportSample.empty())
    var counters = Report.Counters()
    #expect(page.cost(counters, places: 2).text == "no calls")
    #expect(page.tokens(nil, of: counters).text == "no calls")
    counters.calls = 1
    #expect(page.cost(counters, places: 2).text == "unknown")
    counters.callsUnpriced = 1
    #expect(page.cost(counters, places: 2).text == "unpriced")
    #expect(page.tokens(nil, of: counters).text == "unknown")
    counters.costUSD = .zero
    #expect(page.cost(counters, places: 2).text == "$0.00")
    #expect(page.tokens(0, of: counters).text == "0")
  }

  @Test func `a finding's stretch of time is exact in JSON and in words for people`() {
    let from = UnixNanos(1_764_000_909_595_385_394)  // 2025-11-24T16:15:09.595385394Z
    let to = UnixNanos(from.value + 2_053_075_123)
    let place = [Report.NamedFact("window", .period(from: from, to: to))]
    #expect(page(ReportSample.empty()).facts(place) == "window 2025-11-24 16:15:09 to 16:15:11 UTC")
    let nextDay = UnixNanos(from.value + 86_400_000_000_000)
    #expect(Figures.period(from: from, to: nextDay) == "2025-11-24 16:15:09 to 2025-11-25 16:15:09 UTC")
    #expect(Figures.period(from: nil, to: to) == "until 2025-11-24 16:15:11 UTC")
    #expect(Figures.period(from: from, to: nil) == "from 2025-11-24 16:15:09 UTC")
    var report = ReportSample.empty()
    report.findings = [
      Report.Finding(
        code: "missing-trace-window", severity: .warning, confidence: .high, title: "", message: "", place: place,
        evidence: [], remedy: nil)
    ]
    #expect(
      report.json().contains(
        #""window": "2025-11-24T16:15:09.595385394Z/2025-11-24T16:15:11.648460517Z""#))
  }

  @Test func `a percentile of too few values is said to be so`() {
    let page = page(ReportSample.empty())
    for (count, p99, p999) in [
      (1, "n too small", "n too small"), (99, "n too small", "n too small"), (100, "1.00 s", "n too small"),
      (999, "1.00 s", "n too small"), (1000, "1.00 s", "1.00 s"),
    ] {
      let distribution = ReportSample.distribution(Array(repeating: 1_000_000_000, count: count), .nanoseconds)
      #expect(page.percentile(distribution, .p95).text == "1.00 s")
      #expect(page.percentile(distribution, .p99).text == p99, "n = \(count)")
      #expect(page.percentile(distribution, .p999).text == p999, "n = \(count)")
    }
  }

  @Test func `a difference is told in words`() {
    let page = page(ReportSample.empty())
    func words(
      _ traces: Int128?, _ metrics: Int128?, _ quantity: Report.ComparedQuantity = .tokens, low: Int128? = nil,
      high: Int128? = nil
    ) -> String {
      page.words(
        Report.Comparison(
          service: nil, model: nil, quantity: quantity, unit: quantity == .duration ? .nanoseconds : .count,
          traces: traces, metrics: metrics, metricsLow: low, metricsHigh: high))
    }
    #expect(words(10_000, 8760) == "metrics count 1,240 fewer")
    #expect(words(0, 3) == "metrics count 3 more")
    #expect(words(7, 7) == "both agree")
    #expect(words(7, nil) == "metrics do not report it")
    #expect(words(nil, 7) == "traces do not report it")
    #expect(words(100, 97, low: 90, high: 101) == "metrics count 3 fewer; window borders can explain it")
    #expect(words(102, 97, low: 90, high: 101) == "metrics count 5 fewer")
    #expect(words(2_500_000_000, 1_000_000_000, .duration) == "metrics count 1.50 s less")
  }

  @Test func `the verdict says what weakens the figures`() {
    let verdict = page(ReportSample.fullNight).verdict.joined(separator: " ")
    #expect(verdict.hasPrefix("12,393 calls to 8 models from 5 services cost at least $"))
    #expect(verdict.contains("could not be priced and "))
    #expect(verdict.contains("42 problems in 2 files"))
    #expect(page(ReportSample.empty()).verdict == ["Nothing was read, so there is nothing to report."])
  }

  /// Scenario: calls without usage of which a span above tells, or that failed.
  /// Guarantees: the former lack nothing; the latter may.
  @Test func `the verdict tells what is missing from what may be`() {
    func verdict(_ states: [String: Int], priced: Int) -> String {
      var report = ReportSample.empty()
      report.inputs.files = 1
      report.totals.calls = 10
      report.totals.callsPriced = priced
      report.totals.callsWithoutUsage = states.values.reduce(0, +)
      report.totals.costUSD = PicoUSD(1_500_000_000_000)
      report.usageStates = states.sorted { $0.key < $1.key }.map { Report.UnknownUsage(state: $0.key, calls: $0.value) }
      return page(report).verdict.joined(separator: " ")
    }
    #expect(verdict([:], priced: 10) == "10 calls cost $1.50.")
    #expect(verdict(["counted_above": 2], priced: 8) == "10 calls cost $1.50.")
    #expect(
      verdict(["counted_above": 2, "failed": 1], priced: 7)
        == "10 calls cost at least $1.50. The true figures may be higher: 1 call reported no token counts.")
    #expect(
      verdict(["failed": 1, "stream": 2], priced: 7)
        == "10 calls cost at least $1.50. The true figures are higher: 3 calls reported no token counts.")
  }

  @Test func `windows are joined for charts without losing a token`() {
    let report = ReportSample.fullNight
    let page = page(report)
    let all = report.totals.outputTokens
    for limit in [1, 2, 7, 13, 48, 400] {
      let slots = page.chartSlots(limit: limit)
      #expect(slots.count <= limit + 1)
      let sum = slots.flatMap(\.windows).reduce(into: Int64(0)) { $0 += $1.counters.outputTokens ?? 0 }
      #expect(sum == all)
      for (left, right) in zip(slots, slots.dropFirst()) { #expect(left.window.end <= right.window.start) }
      for slot in slots {
        for window in slot.windows {
          #expect(slot.window.start <= window.window.start && window.window.end <= slot.window.end)
        }
      }
    }
    #expect(page.chartSlots(limit: 400).count == 48)
  }

  @Test func `a window at the end of time is drawn like any other`() {
    var report = ReportSample.night(quarters: 2)
    report.windows[0].window = WindowSize.quarterHour.window(holding: UnixNanos(.max))
    report.windows[1].window = report.windows[0].window
    #expect(report.html().contains("21 Jul"))
    report.windows[1].window = WindowSize.quarterHour.window(holding: UnixNanos(0))
    #expect(report.html().contains("1970-01-01"))
  }

  @Test func `charts say why they are empty`() {
    let empty = page(ReportSample.empty())
    #expect(empty.spendChart(limit: 400).isEmpty)
    #expect(empty.spendChart(limit: 400).emptyText == "No call to a model in this archive.")
    var unpriced = ReportSample.empty()
    unpriced.totals.calls = 3
    #expect(page(unpriced).spendChart(limit: 400).emptyText.hasPrefix("No call could be priced"))
  }
}
