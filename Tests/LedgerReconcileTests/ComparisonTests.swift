import LedgerModel
import Testing

@testable import LedgerReconcile

private func series(
  _ number: UInt64, _ name: String = "gen_ai.client.token.usage", _ family: MetricFamily = .tokenUsage,
  service: String? = "desk", request: String? = nil, response: String? = nil, type: TokenType = .unspecified,
  error: String? = nil, kind: MetricKind = .histogram, rank: Int = 0, isOfCalls: Bool = true,
  _ points: [MetricPoint]
) -> MetricSeries {
  MetricSeries(
    identity: SeriesIdentity(high: 0, low: number), metricName: name, rank: rank, family: family, kind: kind,
    temporality: .cumulative, service: service, requestModel: request, responseModel: response, tokenType: type,
    errorType: error, isOfCalls: isOfCalls, points: points)
}

private func traces(
  _ calls: [(end: Double?, request: String?, response: String?, input: Int64?, output: Int64?, seconds: UInt64)],
  service: String? = "desk", window: WindowSize = .fiveMinutes
) -> TraceSide {
  var side = TraceSide(window: window)
  for call in calls {
    let row = side.row(of: CallKey(service: service, requestModel: call.request, responseModel: call.response))
    side.addCall(
      row: row, endingAt: call.end.map(at), inputTokens: call.input, outputTokens: call.output,
      durationNanos: call.seconds * 1_000_000_000, isFailed: call.response == nil)
  }
  return side
}

private func key(_ model: String?, _ quantity: ComparedQuantity, service: String? = "desk") -> ComparisonKey {
  ComparisonKey(service: service, line: ComparedLine(model: model), quantity: quantity)
}

extension Comparison {
  fileprivate func total(_ key: ComparisonKey) -> ComparedFigures? { totals.first { $0.key == key }?.figures }
  fileprivate func row(_ key: ComparisonKey, _ second: Double) -> ComparedFigures? {
    rows.first { $0.key == key && $0.window.start == at(second) }?.figures
  }
  fileprivate func fate(_ number: UInt64) -> IgnoredBecause? {
    series.first { $0.identity.low == number }?.ignored
  }
}

struct ComparisonTests {
  private let twoCalls: [(Double?, String?, String?, Int64?, Int64?, UInt64)] = [
    (30, "m", "m-1", 100, 20, 2), (250, "m", "m-1", 50, 10, 3),
  ]

  @Test func `one bound of time is a bound`() {
    let calls = traces([(50, "m", "m-1", 100, 20, 2), (350, "m", "m-1", 50, 10, 3)])
    let metrics = [
      series(
        1, request: "m", response: "m-1", type: .input,
        [point(0, 290, sum: 100, count: 1), point(0, 590, sum: 150, count: 2)])
    ]
    func total(_ from: Double?, _ to: Double?) -> (inside: Int128?, before: Int128?, after: Int128?) {
      let comparison = compare(calls, with: metrics, from: from.map(at), to: to.map(at))
      let total = comparison.totals.first { $0.key == key("m-1", .inputTokens) }
      return (total?.figures.metrics?.value, total?.metricsBefore?.value, total?.metricsAfter?.value)
    }
    #expect(total(nil, nil) == (150, nil, nil))
    // The second increment grew from 290 to 590.
    #expect(total(300, nil).before == 102 && total(300, nil).inside == 48)
    #expect(total(nil, 300).after == 48 && total(nil, 300).inside == 102)
    #expect(total(300, 600).inside == 48 && total(0, 300).after == 48)
    #expect(total(900, nil).before == 150 && total(nil, -900).after == 150)
  }

  @Test func `both sides of a token type stand side by side with an exact difference`() {
    let comparison = compare(
      traces(twoCalls),
      with: [series(1, request: "m", response: "m-1", type: .input, [point(0, 290, sum: 180, count: 2)])])
    let total = comparison.total(key("m-1", .inputTokens))
    #expect(total?.traces == 150)
    #expect(total?.metrics == BoundedAmount(180))
    #expect(total?.difference == 30)
    #expect(total?.shareMicros == 1_200_000)
    #expect(total?.missing == nil)
    #expect(comparison.row(key("m-1", .inputTokens), 0)?.difference == 30)
    #expect(comparison.range == TimeWindow(start: at(0), end: at(300)))
  }

  @Test func `calls and durations come from the duration metric`() {
    let comparison = compare(
      traces(twoCalls),
      with: [
        series(
          1, "gen_ai.client.operation.duration", .operationDuration, request: "m", response: "m-1",
          [point(0, 290, sum: 5.25, count: 2)]),
        series(
          2, "gen_ai.client.operation.duration", .operationDuration, request: "m", error: "timeout",
          [point(0, 290, sum: 1, count: 1)]),
      ])
    #expect(comparison.total(key("m-1", .calls))?.difference == 0)
    #expect(comparison.total(key("m-1", .durationNanos))?.difference == 250_000_000)
    #expect(comparison.total(key("m-1", .failedCalls)) == nil)
    // The failed call of the metric has no counterpart in the traces.
    let failed = comparison.total(key("m", .failedCalls))
    #expect(failed?.metrics == BoundedAmount(1))
    #expect(failed?.traces == nil)
    #expect(failed?.missing == MissingSide(.traces, .key))
  }

  @Test func `an absent side is absent and says how much of it is missing`() {
    let side = traces(twoCalls + [(400, "n", "n-1", nil, nil, 1)])
    let comparison = compare(
      side,
      with: [
        series(1, request: "m", response: "m-1", type: .input, [point(0, 290, sum: 150, count: 2)]),
        series(2, service: "night", request: "m", response: "m-1", type: .input, [point(0, 290, sum: 9, count: 2)]),
        series(3, request: "o", response: "o-1", type: .input, [point(0, 290, sum: 7, count: 2)]),
      ])
    #expect(comparison.total(key("m-1", .outputTokens))?.missing == MissingSide(.metrics, .key))
    #expect(comparison.total(key("m-1", .outputTokens))?.metrics == nil)
    #expect(comparison.total(key("m-1", .outputTokens))?.difference == nil)
    #expect(comparison.total(key("m-1", .calls))?.missing == MissingSide(.metrics, .service))
    #expect(comparison.total(key("m-1", .inputTokens, service: "night"))?.missing == MissingSide(.traces, .service))
    #expect(comparison.total(key("o-1", .inputTokens))?.missing == MissingSide(.traces, .key))
    // Nothing is known of the tokens of n-1 on either side, so there is nothing to put side by side.
    #expect(comparison.total(key("n-1", .inputTokens)) == nil)
  }

  @Test func `calls without usage against a metric are a missing figure`() {
    let comparison = compare(
      traces([(30, "m", "m-1", nil, nil, 1)]),
      with: [series(1, request: "m", response: "m-1", type: .input, [point(0, 290, sum: 150, count: 2)])])
    #expect(comparison.total(key("m-1", .inputTokens))?.missing == MissingSide(.traces, .figure))
    #expect(comparison.total(key("m-1", .inputTokens))?.traces == nil)
  }

  @Test func `a window without traces or metrics says so`() {
    let comparison = compare(
      traces([(30, "m", nil, 100, 1, 1), (610, "m", nil, 30, 1, 1)]),
      with: [
        series(
          1, request: "m", type: .input,
          [point(0, 60, sum: 100, count: 1), point(0, 290, sum: 100, count: 1), point(301, 590, sum: 40, count: 1)])
      ])
    #expect(comparison.row(key("m", .inputTokens), 0)?.difference == 0)
    #expect(comparison.row(key("m", .inputTokens), 300)?.missing == MissingSide(.traces, .window))
    #expect(comparison.row(key("m", .inputTokens), 600)?.missing == MissingSide(.metrics, .window))
    let total = comparison.total(key("m", .inputTokens))
    #expect(total?.difference == 10)
  }

  @Test func `windows in which nothing grew and nothing was called are left out`() {
    let comparison = compare(
      traces([(30, "m", nil, 100, 1, 1)]),
      with: [
        series(1, request: "m", type: .input, [point(0, 60, sum: 100, count: 1), point(0, 290, sum: 100, count: 1)]),
        series(2, request: "m", type: .output, [point(300, 360, sum: 0, count: 0), point(300, 420, sum: 0, count: 0)]),
      ])
    #expect(comparison.rows.filter { $0.key.quantity == .inputTokens }.count == 1)
    #expect(comparison.rows.allSatisfy { $0.window.start == at(0) })
  }

  @Test func `a border in the middle of an export interval is no contradiction`() {
    let comparison = compare(
      traces([(299, "m", nil, 100, 1, 1), (301, "m", nil, 30, 1, 1)]),
      with: [series(1, request: "m", type: .input, [point(270, 330, sum: 130, count: 2)])])
    for second in [0.0, 300.0] {
      let row = comparison.row(key("m", .inputTokens), second)
      #expect(row?.metrics == BoundedAmount(value: 65, low: 0, high: 130))
      #expect(row?.isWithinBounds == true)
    }
    #expect(comparison.total(key("m", .inputTokens))?.difference == 0)
    #expect(comparison.total(key("m", .inputTokens))?.metrics?.isCertain == true)
  }

  @Test func `the past of a process that ran before is reported apart`() {
    let comparison = compare(
      traces([(30, "m", nil, 100, 1, 1)]),
      with: [
        series(
          1, request: "m", type: .input,
          [point(-7140, 60, sum: 7200, count: 1), point(-7140, 120, sum: 7300, count: 2)])
      ])
    let total = comparison.totals.first { $0.key == key("m", .inputTokens) }
    #expect(total?.figures.metrics == BoundedAmount(value: 160, low: 100, high: 7300))
    #expect(total?.metricsBefore == BoundedAmount(value: 7140, low: 0, high: 7200))
    #expect(comparison.range == TimeWindow(start: at(0), end: at(300)))
  }

  @Test func `a start one window before the first point is part of the range`() {
    let comparison = compare(
      traces([(330, "m", nil, 100, 1, 1)]),
      with: [series(1, request: "m", type: .input, [point(240, 360, sum: 100, count: 1)])])
    #expect(comparison.range == TimeWindow(start: at(0), end: at(600)))
    #expect(comparison.total(key("m", .inputTokens))?.difference == 0)
  }

  @Test func `calls without an end are in no window and are counted apart`() {
    let comparison = compare(traces([(nil, "m", "m-1", 10, 1, 1)]), with: [])
    #expect(comparison.undatedCalls.calls == 1)
    #expect(comparison.undatedCalls.inputTokens == 10)
    #expect(comparison.rows.isEmpty)
    #expect(comparison.range == nil)
  }

  @Test func `order of series, calls and merging of sides change nothing`() {
    let all = capturedSeries(Captured.midnightMetrics)
    let whole = capturedCalls(Captured.midnightCalls, window: .hour)
    let lines = Captured.midnightCalls.split(separator: "\n")
    let first = capturedCalls(lines[..<100].joined(separator: "\n"), window: .hour)
    var merged = capturedCalls(lines[100...].reversed().joined(separator: "\n"), window: .hour)
    merged.add(contentsOf: first)
    let once = compare(whole, with: all)
    let again = compare(merged, with: all.reversed())
    #expect(once.rows == again.rows)
    #expect(once.totals == again.totals)
    #expect(once.series == again.series)
    #expect(once.joinings == again.joinings)
  }

  @Test func `sums that were made elsewhere are the same as call by call`() {
    var sums = CallSums()
    sums.addCall(inputTokens: 100, outputTokens: 20, durationNanos: 2_000_000_000, isFailed: false)
    sums.addCall(inputTokens: 50, outputTokens: 10, durationNanos: 3_000_000_000, isFailed: false)
    var side = TraceSide(window: .fiveMinutes)
    let row = side.row(of: CallKey(service: "desk", requestModel: "m", responseModel: "m-1"))
    side.addCalls(row: row, inWindowHolding: at(0), sums)
    #expect(compare(side, with: []).rows == compare(traces(twoCalls), with: []).rows)
  }
}

struct SeriesChoiceTests {
  private let calls: [(Double?, String?, String?, Int64?, Int64?, UInt64)] = [(30, "m", "m-1", 100, 20, 2)]

  @Test func `totals beside input and output are not added`() {
    let comparison = compare(
      traces(calls),
      with: [
        series(1, request: "m", response: "m-1", type: .input, [point(0, 60, sum: 100, count: 1)]),
        series(2, request: "m", response: "m-1", type: .output, [point(0, 60, sum: 20, count: 1)]),
        series(3, request: "m", response: "m-1", type: .total, [point(0, 60, sum: 120, count: 1)]),
        series(4, type: .unspecified, [point(0, 60, sum: 120, count: 1)]),
        series(5, request: "m", response: "m-1", type: .subset, [point(0, 60, sum: 60, count: 1)]),
      ])
    #expect(comparison.fate(3) == .totalBesideParts)
    #expect(comparison.fate(4) == .totalBesideParts)
    #expect(comparison.fate(5) == .subset)
    #expect(comparison.total(key("m-1", .totalTokens)) == nil)
    #expect(comparison.total(key("m-1", .inputTokens))?.difference == 0)
  }

  @Test func `tokens without a type are a total`() {
    let comparison = compare(
      traces(calls), with: [series(1, request: "m", response: "m-1", [point(0, 60, sum: 130, count: 1)])])
    #expect(comparison.total(key("m-1", .totalTokens))?.traces == 120)
    #expect(comparison.total(key("m-1", .totalTokens))?.difference == 10)
  }

  @Test func `two names for one quantity are an overlap and one is chosen`() {
    let points = [point(0, 60, sum: 2, count: 1)]
    let comparison = compare(
      traces(calls),
      with: [
        series(1, "gen_ai.client.response.duration", .operationDuration, request: "m", response: "m-1", points),
        series(2, "gen_ai.client.operation.duration", .operationDuration, request: "m", response: "m-1", points),
      ])
    #expect(comparison.fate(1) == .overlap(chosen: "gen_ai.client.operation.duration"))
    #expect(comparison.fate(2) == nil)
    #expect(comparison.total(key("m-1", .calls))?.difference == 0)
  }

  @Test func `the rank decides before the name, and a histogram before a sum`() {
    let comparison = compare(
      traces(calls),
      with: [
        series(1, "a", request: "m", type: .input, rank: 2, [point(0, 60, sum: 1, count: 1)]),
        series(2, "z", request: "m", type: .input, rank: 1, [point(0, 60, sum: 2, count: 1)]),
        series(3, "b", request: "m", type: .output, kind: .sum, [point(0, 60, 3)]),
        series(4, "b", request: "m", type: .output, [point(0, 60, sum: 4, count: 1)]),
      ])
    #expect(comparison.fate(1) == .overlap(chosen: "z"))
    #expect(comparison.fate(3) == .overlap(chosen: "b"))
    #expect(comparison.total(key("m", .inputTokens))?.metrics == BoundedAmount(2))
    #expect(comparison.total(key("m", .outputTokens))?.metrics == BoundedAmount(4))
  }

  @Test func `a name without increments does not push another one aside`() {
    let comparison = compare(
      traces(calls),
      with: [
        series(1, "a", request: "m", type: .input, [point(nil, 60, sum: 1, count: 1)]),
        series(2, "b", request: "m", type: .input, [point(0, 60, sum: 2, count: 1)]),
      ])
    #expect(comparison.fate(1) == .withoutIncrements)
    #expect(comparison.fate(2) == nil)
  }

  @Test func `points of agents and tools and levels are no calls`() {
    var level = series(2, request: "m", type: .input, kind: .sum, [point(0, 60, 1)])
    level.isMonotonic = false
    var silent = series(3, request: "m", type: .input, [point(0, 60, sum: 1, count: 1)])
    silent.temporality = .unspecified
    let comparison = compare(
      traces(calls),
      with: [
        series(1, request: "m", type: .input, isOfCalls: false, [point(0, 60, sum: 1, count: 1)]), level, silent,
      ])
    #expect(comparison.fate(1) == .notOfCalls)
    #expect(comparison.fate(2) == .level)
    #expect(comparison.fate(3) == .unknownTemporality)
  }

  @Test func `the model that answered joins where all series name it`() {
    let comparison = compare(
      traces(calls),
      with: [
        series(1, request: "m", response: "m-1", type: .input, [point(0, 60, sum: 100, count: 1)]),
        series(2, request: "m", type: .input, error: "timeout", [point(0, 60, sum: 0, count: 0)]),
      ])
    #expect(comparison.joinings.map(\.joining.model) == [.responseElseRequest])
    #expect(comparison.total(key("m-1", .inputTokens))?.difference == 0)
  }

  @Test func `where a metric names only the model asked for, that joins both sides`() {
    let comparison = compare(
      traces(calls),
      with: [
        series(1, request: "m", type: .input, [point(0, 60, sum: 40, count: 1)]),
        series(2, request: "m", response: "m-1", type: .input, [point(0, 60, sum: 60, count: 1)]),
      ])
    #expect(comparison.joinings.map(\.joining.model) == [.requestElseResponse])
    #expect(comparison.total(key("m", .inputTokens))?.difference == 0)
    // Another family of the same service has a label of its own.
    #expect(comparison.total(key("m-1", .calls))?.traces == 1)
  }

  @Test func `where no series names a model, the calls of all models stand together`() {
    let comparison = compare(
      traces(calls + [(40, "n", "n-1", 7, 1, 1)]), with: [series(1, type: .input, [point(0, 60, sum: 107, count: 2)])])
    #expect(comparison.joinings.map(\.joining.model) == [.withoutModel])
    #expect(comparison.total(key(nil, .inputTokens))?.difference == 0)
  }
}
