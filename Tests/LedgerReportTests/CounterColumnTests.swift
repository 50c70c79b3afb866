import LedgerModel
import Testing

@testable import LedgerReport

/// The counters, in every form that a report takes.
@Suite struct CounterColumnTests {
  /// Scenario: the report of a night, and one of percentiles, as CSV.
  /// Guarantees: both have the counters of `report.json`, by its names and in its order; what is no figure of calls alone is not in
  /// the percentiles.
  @Test func `CSV has every counter that JSON has`() {
    let names = CounterColumn.allCases.map(\.rawValue)
    #expect(names.count == Mirror(reflecting: Report.Counters()).children.count)
    let header = ReportSample.night().csv().prefix { $0 != "\r\n" }.split(separator: ",").map(String.init)
    #expect(Array(header.dropFirst(5).prefix(names.count)) == names)
    #expect(header.contains("calls_priced"))
    let calls = names.filter { !$0.contains("spans") && !$0.hasPrefix("adjusted") }
    let json = ReportSample.night().json()
    let places = names.map { json.range(of: "\"\($0)\":")?.lowerBound }
    #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(calls.count == names.count - 5)
  }

  /// Scenario: counters of which nothing is known beside counts.
  /// Guarantees: what is not known is `null` and an empty field, never 0.
  @Test func `what is not known is not zero`() {
    let fields = CounterColumn.allCases.fields(of: Report.Counters())
    let isKnown: Set<CounterColumn> = [
      .spans, .calls, .errors, .callsWithoutUsage, .callsUnpriced, .callsPriced, .wrapperSpans, .duplicateSpans,
    ]
    #expect(fields == CounterColumn.allCases.map { isKnown.contains($0) ? "0" : "" })
    var counters = Report.Counters()
    counters.adjustedCallsMicros = 2_500_000
    counters.costUSD = PicoUSD(1_500_000_000_000)
    #expect([CounterColumn.adjustedCalls, .costUSD].fields(of: counters) == ["2.5", "1.50"])
  }

  @Test func `percentiles stand where their names say`() {
    #expect(
      StandardPercentile.allCases.map { "p" + Percentile.standard[$0.rawValue].text.replacing(".", with: "_") }
        == StandardPercentile.allCases.map(\.name))
    #expect(StandardPercentile.allCases.count == Percentile.standard.count)
    #expect(StandardPercentile.allCases.map(\.leastCount) == [1, 1, 1, 1, 100, 1000])
  }
}
