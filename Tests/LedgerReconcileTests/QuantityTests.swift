import LedgerModel
import Testing

@testable import LedgerReconcile

/// What is compared beside calls and tokens, and by which names.
struct QuantityTests {
  private func series(
    _ number: UInt64, _ name: String, _ family: MetricFamily, kind: MetricKind = .histogram, provider: String? = nil,
    operation: String? = nil, model: String? = "m", type: TokenType = .unspecified, evaluation: String? = nil,
    _ points: [MetricPoint]
  ) -> MetricSeries {
    MetricSeries(
      identity: SeriesIdentity(high: 0, low: number), metricName: name, family: family, kind: kind,
      temporality: .cumulative, service: "desk", provider: provider, operation: operation, requestModel: model,
      responseModel: model, tokenType: type, evaluation: evaluation, points: points)
  }

  private func side(
    _ calls: [(provider: String?, operation: String?, input: Int64, firstToken: UInt64?, cost: Int64?)]
  ) -> TraceSide {
    var side = TraceSide(window: .fiveMinutes)
    for (number, call) in calls.enumerated() {
      let row = side.row(
        of: CallKey(
          service: "desk", provider: call.provider, operation: call.operation, requestModel: "m", responseModel: "m"))
      side.addCall(
        row: row, endingAt: at(10 + Double(number)), inputTokens: call.input, outputTokens: nil, durationNanos: 1,
        isFailed: false, firstTokenNanos: call.firstToken, cost: call.cost)
    }
    return side
  }

  private func tokens(_ number: UInt64, provider: String?, operation: String? = nil, _ sum: Double) -> MetricSeries {
    series(
      number, "gen_ai.client.token.usage", .tokenUsage, provider: provider, operation: operation, type: .input,
      [point(0, 60, sum: sum, count: 1)])
  }

  @Test func `providers and operations part lines where both sides name the same ones`() {
    let comparison = compare(
      side([("openai", "chat", 5, nil, nil), ("azure.ai.openai", "chat", 7, nil, nil)]),
      with: [
        tokens(1, provider: "openai", operation: "chat", 5),
        tokens(2, provider: "azure.ai.openai", operation: "chat", 6),
      ])
    let lines = comparison.totals.filter { $0.key.quantity == .inputTokens }
    #expect(lines.map(\.key.line.provider) == ["azure.ai.openai", "openai"])
    #expect(lines.map(\.key.line.operation) == ["chat", "chat"])
    #expect(lines.map(\.figures.difference) == [-1, 0])
  }

  @Test func `names that one side alone has part nothing`() {
    let comparison = compare(
      side([("openai", "chat", 5, nil, nil), ("azure.ai.openai", nil, 7, nil, nil)]),
      with: [tokens(1, provider: "openai", operation: "chat", 12)])
    let lines = comparison.totals.filter { $0.key.quantity == .inputTokens }
    #expect(lines.map(\.key.line) == [ComparedLine(model: "m")])
    #expect(lines.map(\.figures.difference) == [0])
  }

  @Test func `first tokens and costs stand beside their metrics`() {
    var traces = side([("openai", "chat", 5, 3_000_000_000, 20_000_000), ("openai", "chat", 7, nil, 30_000_000)])
    let metrics = [
      series(
        1, "gen_ai.client.operation.time_to_first_chunk", .timeToFirstToken, [point(0, 60, sum: 3.25, count: 1)]),
      series(2, "gen_ai.usage.cost", .cost, [point(0, 60, sum: 0.00005, count: 2)]),
    ]
    func figures(_ comparison: Comparison, _ quantity: ComparedQuantity) -> ComparedFigures? {
      comparison.totals.first { $0.key.quantity == quantity }?.figures
    }
    let listed = compare(traces, with: metrics)
    #expect(figures(listed, .firstTokens)?.difference == 0)
    #expect(figures(listed, .firstTokenNanos)?.difference == 250_000_000)
    #expect(figures(listed, .cost)?.traces == 50_000_000)
    #expect(figures(listed, .cost)?.difference == 0)
    #expect(listed.costBases == ["desk": .list])
    traces.servicesThatReportCosts = ["desk"]
    #expect(compare(traces, with: metrics).costBases == ["desk": .reported])
    // Without their metrics neither is a line.
    let alone = compare(traces, with: [tokens(3, provider: nil, 12)])
    #expect(figures(alone, .cost) == nil && figures(alone, .firstTokens) == nil)
  }

  @Test func `evaluations stand beside the metric that names them`() {
    var traces = side([("openai", "chat", 5, nil, nil)])
    for (name, score, isHallucination) in [("relevance", 900_000, nil), ("relevance", 800_000, nil), ("tone", 1, true)]
      as [(String, Int64, Bool?)]
    {
      let row = traces.row(of: CallKey(service: "desk", evaluation: name))
      traces.addEvaluation(row: row, at: at(20), scoreMicros: score, isHallucination: isHallucination)
    }
    let comparison = compare(
      traces,
      with: [
        series(
          1, "llm.quality.score", .qualityScore, model: nil, evaluation: "relevance", [point(0, 60, sum: 1.7, count: 2)]
        ),
        series(2, "llm.quality.score", .qualityScore, model: nil, [point(0, 60, sum: 5, count: 2)]),
        series(3, "llm.hallucination", .hallucinations, kind: .sum, [point(0, 60, 2)]),
      ])
    let lines = comparison.totals.filter(\.key.quantity.isOfEvaluations)
    #expect(lines.map(\.key.quantity) == [.hallucinations, .evaluations, .scores])
    #expect(lines.map(\.key.line.evaluation) == [nil, "relevance", "relevance"])
    #expect(lines.map(\.figures.difference) == [1, 0, 0])
    #expect(comparison.series.first { $0.identity.low == 2 }?.ignored == .unnamedEvaluation)
    // An evaluation is no call.
    #expect(comparison.totals.first { $0.key.quantity == .calls }?.figures.traces == 1)
  }

  @Test func `costs that sums of doubles put apart are no difference, and a cent is`() {
    for (sum, codes) in [(0.1 + 0.2, [CauseCode]()), (0.31, [.unexplainedDifference])] {
      var evidence = CallEvidence()
      let kind = evidence.row(of: CallEvidence.Kind(service: "desk", requestModel: "m", responseModel: "m"))
      for (number, cost) in [100_000_000_000, 200_000_000_000].enumerated() {
        evidence.calls.append(
          CallEvidence.Call(
            kind: kind, start: t(10), end: t(20 + Double(number)), duration: 1, tokens: .init(input: 5),
            cost: Int64(cost)))
      }
      evidence.servicesThatReportCosts = ["desk"]
      let metrics = [
        tokens(1, provider: nil, 10),
        series(2, "gen_ai.usage.cost", .cost, [point(0, 60, sum: sum, count: 2)]),
      ]
      #expect(diagnose(evidence, with: metrics, traceStart: at(10)).causes.map(\.code) == codes)
      // What price lists differ by is not judged.
      evidence.servicesThatReportCosts = []
      #expect(diagnose(evidence, with: metrics, traceStart: at(10)).causes.isEmpty)
    }
  }

  @Test(arguments: [false, true]) func `numbers at the limits of their types trap nowhere`(_ isSampled: Bool) {
    var evidence = CallEvidence()
    for number in 0..<60 {
      let kind = evidence.row(of: CallEvidence.Kind(service: "desk", requestModel: "m", responseModel: "m"))
      evidence.calls.append(
        CallEvidence.Call(
          kind: kind, marks: number % 3 == 0 ? .streamed : [], start: t(10), end: t(20 + Double(number) * 30),
          duration: .max, tokens: .init(input: .max, output: .max, cacheRead: .max, cacheWrite: .max, reasoning: .max),
          weight: isSampled ? .max : 0, firstToken: .max, cost: .max))
    }
    evidence.servicesThatReportCosts = ["desk"]
    let huge = (1...40).map { point(0, Double($0) * 60, sum: Double($0) * 1e27, count: UInt64($0) << 57) }
    let metrics = [
      series(1, "gen_ai.client.token.usage", .tokenUsage, type: .input, huge),
      series(
        2, "gen_ai.usage.cost", .cost, (1...40).map { point(0, Double($0) * 60, sum: Double($0) * 1e15, count: 1) }),
      series(3, "gen_ai.client.operation.duration", .operationDuration, [point(0, 600, sum: 1e18, count: .max)]),
      series(
        4, "llm.quality.score", .qualityScore, model: nil, evaluation: "tone", [point(0, 60, sum: 1e20, count: .max)]),
    ]
    let diagnosis = diagnose(evidence, with: metrics, traceStart: at(10))
    #expect(!diagnosis.causes.isEmpty)
  }
}
