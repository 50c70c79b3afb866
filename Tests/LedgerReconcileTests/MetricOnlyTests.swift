import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

/// A series of a service without calls: one delta point of a minute.
private func series(
  _ name: String, _ family: MetricFamily, _ type: TokenType = .unspecified, _ value: Int64, kind: MetricKind = .sum,
  count: UInt64? = nil, service: String? = "desk", request: String? = "m", response: String? = nil,
  minute: Double = 0, isOfCalls: Bool = true
) -> MetricSeries {
  MetricSeries(
    identity: SeriesIdentity(high: 0, low: 1), metricName: name, family: family, kind: kind, temporality: .delta,
    service: service, provider: "p", requestModel: request, responseModel: response, tokenType: type,
    isOfCalls: isOfCalls,
    points: [
      MetricPoint(
        startUnixNano: t(minute * 60), timeUnixNano: t(minute * 60 + 60), amount: .int(value), count: count)
    ])
}

@Suite struct MetricOnlySumTests {
  @Test func `tokens, calls and cost of a service stand in one row for each model`() throws {
    let rows = metricOnlySums([
      series("gen_ai.client.token.usage", .tokenUsage, .input, 100, kind: .histogram, count: 3),
      series("gen_ai.client.token.usage", .tokenUsage, .output, 20, kind: .histogram, count: 3),
      series("gen_ai.client.operation.duration", .operationDuration, .unspecified, 9, kind: .histogram, count: 3),
      series("gen_ai.usage.cost", .cost, .unspecified, 2),
      series("gen_ai.client.token.usage", .tokenUsage, .input, 7, kind: .histogram, count: 1, request: "n", minute: 5),
    ])
    #expect(rows.map(\.model) == ["m", "n"])
    let first = try #require(rows.first)
    #expect(first.calls == 3 && first.inputTokens == 100 && first.outputTokens == 20 && first.totalTokens == nil)
    #expect(first.cost == 2_000_000_000_000 && first.start == at(0) && first.end == at(60))
    #expect(
      first.metrics == ["gen_ai.client.operation.duration", "gen_ai.client.token.usage", "gen_ai.usage.cost"])
    #expect(rows[1].inputTokens == 7 && rows[1].outputTokens == nil && rows[1].calls == nil && rows[1].cost == nil)
  }

  @Test func `of several families one is used, in the order of their worth`() {
    let usage = series("gen_ai.client.inference.usage.input_tokens", .tokenUsage, .input, 1)
    let other = series("gen_ai.client.inference.usage.output_tokens", .tokenUsage, .output, 2)
    let histogram = series("gen_ai.client.token.usage", .tokenUsage, .input, 3, kind: .histogram, count: 1)
    let counter = series("gen_ai.client.token.usage", .tokenUsage, .input, 4)
    let agent = series("codex.turn.token_usage", .tokenUsage, .input, 5)
    let kernel = series("semantic_kernel.connectors.openai.tokens.prompt", .tokenUsage, .input, 6)
    let unknown = series("acme.tokens", .tokenUsage, .input, 7)
    let order = [histogram, counter, agent, kernel, unknown]
    for first in order.indices { #expect(metricOnlySums(Array(order[first...]))[0].inputTokens == Int128(3 + first)) }
    let best = metricOnlySums(order + [other, usage])
    #expect(best[0].inputTokens == 1 && best[0].outputTokens == 2)
    // Another service has a choice of its own.
    let elsewhere = series("acme.tokens", .tokenUsage, .input, 7, service: "other")
    #expect(metricOnlySums([histogram, elsewhere]).map(\.inputTokens) == [3, 7])
  }

  @Test func `types that overlap are never added`() {
    let parts = [
      series("codex.turn.token_usage", .tokenUsage, .input, 100),
      series("codex.turn.token_usage", .tokenUsage, .output, 20),
    ]
    let all =
      parts + [
        series("codex.turn.token_usage", .tokenUsage, .total, 120),
        series("codex.turn.token_usage", .tokenUsage, .subset, 80),
        series("codex.turn.token_usage", .tokenUsage, .unspecified, 120),
      ]
    let row = metricOnlySums(all)[0]
    #expect(row.inputTokens == 100 && row.outputTokens == 20 && row.totalTokens == nil)
    let total = metricOnlySums([series("t", .tokenUsage, .total, 120)])[0]
    #expect(total.inputTokens == nil && total.outputTokens == nil && total.totalTokens == 120)
  }

  @Test func `series of agents and levels say nothing of calls`() {
    #expect(metricOnlySums([series("d", .operationDuration, .unspecified, 9, count: 3, isOfCalls: false)]).isEmpty)
    #expect(metricOnlySums([series("g", .tokenUsage, .input, 9, kind: .gauge)]).isEmpty)
    #expect(metricOnlySums([]).isEmpty)
  }

  @Test func `of a range the intervals count that end in it`() {
    let points = [0.0, 1, 2].map { series("t", .tokenUsage, .input, 10, minute: $0) }
    let range = TimeWindow(start: at(60), end: at(180))
    let row = metricOnlySums(points, within: range)[0]
    #expect(row.inputTokens == 20 && row.start == at(60) && row.end == at(180))
  }

  @Test func `a request's name joins the rows where some series know no other`() {
    let rows = metricOnlySums([
      series("t", .tokenUsage, .input, 10, response: "m-1"), series("c", .cost, .unspecified, 1),
    ])
    #expect(rows.count == 1 && rows[0].model == "m" && rows[0].inputTokens == 10 && rows[0].cost != nil)
  }

  @Test(arguments: 0..<30)
  func `the order of series changes nothing`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let names = ["gen_ai.client.token.usage", "claude_code.token.usage", "gemini_cli.token.usage"]
    var all: [MetricSeries] = []
    for number in 0..<12 {
      let kind: MetricKind = number % 2 == 0 ? .sum : .histogram
      let service: String? = number % 4 == 0 ? nil : "desk"
      let model: String? = number % 3 == 0 ? nil : "m"
      all.append(
        series(
          names[number % 3], .tokenUsage, TokenType.allCases[number % 5], Int64(number), kind: kind, count: 1,
          service: service, request: model))
    }
    #expect(metricOnlySums(all.shuffled(using: &random)) == metricOnlySums(all))
  }

  @Test func `hostile sums do not trap`() {
    let rows = metricOnlySums((0..<4).map { _ in series("t", .tokenUsage, .input, .max) })
    #expect(rows.count == 1)
  }
}
