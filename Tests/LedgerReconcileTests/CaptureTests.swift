import LedgerModel
import Testing

@testable import LedgerReconcile

/// Increments and comparisons of real telemetry, against what the mock server of the captures really served.
struct CaptureTests {
  private func tokens(_ text: String) -> [TokenType: Int128] {
    var sums: [TokenType: Int128] = [:]
    for series in capturedSeries(text) where series.family == .tokenUsage {
      sums[series.tokenType, default: 0] += increments(of: series).total ?? 0
    }
    return sums
  }

  private func sum(_ comparison: Comparison, _ quantity: ComparedQuantity) -> (traces: Int128, metrics: Int128) {
    let totals = comparison.totals.filter { $0.key.quantity == quantity }
    return (
      totals.reduce(0) { $0 + ($1.figures.traces ?? 0) }, totals.reduce(0) { $0 + ($1.figures.metrics?.value ?? 0) }
    )
  }

  @Test func `points that were sent twice count once`() {
    #expect(tokens(Captured.duplicatesMetrics) == [.input: 31519, .output: 7835])
    let facts = capturedSeries(Captured.duplicatesMetrics).map { increments(of: $0).facts }
    #expect(facts.reduce(0) { $0 + $1.duplicates } == 90)
    #expect(facts.allSatisfy { $0.conflicts == 0 && $0.resets == 0 && $0.baselines == 0 && !$0.hasSeveralWriters })
  }

  @Test func `two replicas over midnight count what was served`() {
    #expect(tokens(Captured.midnightMetrics) == [.input: 81081, .output: 17819])
  }

  @Test func `two replicas that lost their instance ids still count what was served, and are noticed`() {
    // What a collector does that drops service.instance.id: the series of both processes become one.
    var merged: [String: MetricSeries] = [:]
    for series in capturedSeries(Captured.midnightMetrics) where series.family == .tokenUsage {
      let name = "\(series.requestModel ?? "") \(series.responseModel ?? "") \(series.tokenType)"
      merged[
        name,
        default: {
          var empty = series; empty.points = []; return empty
        }()
      ].points += series.points
    }
    let results = merged.values.map { increments(of: $0) }
    #expect(merged.count == 4)
    #expect(results.reduce(Int128(0)) { $0 + ($1.total ?? 0) } == 81081 + 17819)
    #expect(results.allSatisfy { $0.facts.hasSeveralWriters })
  }

  @Test func `complete metrics of sampled traces count what was served`() {
    #expect(tokens(Captured.sampledMetrics) == [.input: 481_511, .output: 107_156])
    let calls = capturedSeries(Captured.sampledMetrics).filter { $0.family == .operationDuration }
      .reduce(Int128(0)) { $0 + (increments(of: $1).count ?? 0) }
    #expect(calls == 1400)
  }

  @Test func `a counter of tokens counts what was served`() {
    #expect(tokens(Captured.tutorialMetrics) == [.input: 47294, .output: 17560])
  }

  @Test func `exponential histograms count tokens and money`() {
    #expect(tokens(Captured.exponentialMetrics) == [.input: 20264, .output: 4018])
    let series = capturedSeries(Captured.exponentialMetrics)
    let cost = series.filter { $0.family == .cost }.reduce(Int128(0)) { $0 + (increments(of: $1).total ?? 0) }
    #expect(PicoUSD(cost).description == "0.0694701")
    // Two scales occur, the finer one first: falling scales are no reset.
    #expect(series.allSatisfy { increments(of: $0).facts.resets == 0 })
  }

  @Test func `traces and metrics over midnight agree in total and within bounds in every window`() {
    for size in WindowSize.allCases {
      let comparison = compare(
        capturedCalls(Captured.midnightCalls, window: size), with: capturedSeries(Captured.midnightMetrics))
      #expect(sum(comparison, .inputTokens) == (81081, 81081))
      #expect(sum(comparison, .outputTokens) == (17819, 17819))
      #expect(sum(comparison, .calls) == (240, 240))
      #expect(sum(comparison, .failedCalls) == (2, 2))
      #expect(Set(comparison.rows.map(\.window)).count == 2)
      for row in comparison.rows where row.key.quantity != .durationNanos {
        #expect(row.figures.isWithinBounds, "\(row.key) \(row.window.start)")
      }
      for total in comparison.totals where total.key.quantity != .durationNanos {
        #expect(total.figures.difference == 0, "\(total.key)")
        #expect(total.figures.metrics?.isCertain == true)
      }
      for total in comparison.totals where total.key.quantity == .durationNanos {
        // Spans and metrics each take their own clock readings, tenths of a millisecond apart.
        #expect((950_000...1_050_000).contains(total.figures.shareMicros ?? 0), "\(total.key)")
      }
    }
  }

  @Test func `spans and points that were sent twice agree once each is counted once`() {
    let comparison = compare(
      capturedCalls(Captured.duplicatesCalls, window: .hour), with: capturedSeries(Captured.duplicatesMetrics))
    #expect(sum(comparison, .inputTokens) == (31519, 31519))
    #expect(sum(comparison, .outputTokens) == (7835, 7835))
    #expect(comparison.totals.filter { $0.key.quantity == .calls }.allSatisfy { $0.figures.difference == 0 })
  }

  @Test func `a tutorial's request models join calls that know what answered`() {
    let comparison = compare(
      capturedCalls(Captured.tutorialCalls, window: .day), with: capturedSeries(Captured.tutorialMetrics))
    #expect(comparison.joinings.map(\.joining.model) == [.requestElseResponse, .requestElseResponse])
    #expect(sum(comparison, .inputTokens) == (47294, 47294))
    #expect(sum(comparison, .calls) == (226, 226))
    #expect(comparison.totals.filter { $0.key.quantity == .outputTokens }.allSatisfy { $0.figures.difference == 0 })
    #expect(sum(comparison, .failedCalls) == (7, 7))
  }

  @Test func `tokens of streams that are not metered show as the difference`() {
    let comparison = compare(
      capturedCalls(Captured.openaiV2Calls, window: .day), with: capturedSeries(Captured.openaiV2Metrics))
    #expect(sum(comparison, .inputTokens) == (17019, 11973))
    #expect(sum(comparison, .outputTokens) == (4645, 2924))
    // Durations of streams name only the model that was asked for, so that is what joins; tokens name both.
    #expect(comparison.joinings.map(\.joining.model) == [.responseElseRequest, .requestElseResponse])
    #expect(comparison.totals.filter { $0.key.quantity == .calls }.allSatisfy { $0.figures.difference == 0 })
  }
}
