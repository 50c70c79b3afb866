import LedgerModel
import Testing

@testable import LedgerReconcile

/// Metrics of services of which no span tells, where none of the others has spans either.
struct UntracedTests {
  private func series(
    _ number: UInt64, _ family: MetricFamily, service: String = "desk", type: TokenType = .unspecified,
    evaluation: String? = nil, _ points: [MetricPoint]
  ) -> MetricSeries {
    MetricSeries(
      identity: SeriesIdentity(high: 0, low: number), metricName: "\(family)", family: family, kind: .histogram,
      temporality: .delta, service: service, requestModel: "m", responseModel: "m", tokenType: type,
      evaluation: evaluation, points: points)
  }

  private func codes(_ diagnosis: Diagnosis) -> [String] {
    diagnosis.causes.map { "\($0.code.rawValue) \($0.service ?? "-")" }
  }

  @Test func `each service is untraced, and its figures say so`() throws {
    let diagnosis = diagnose(
      CallEvidence(),
      with: [
        series(1, .tokenUsage, type: .input, [point(0, 60, sum: 900, count: 3)]),
        series(2, .tokenUsage, type: .output, [point(0, 60, sum: 40, count: 3)]),
        series(3, .operationDuration, service: "shop", [point(0, 60, sum: 5, count: 2)]),
      ], traceStart: nil)
    #expect(codes(diagnosis) == ["untraced-service desk", "untraced-service shop"])
    #expect(diagnosis.explainedShareMicros == 1_000_000)
    let desk = try #require(diagnosis.causes.first)
    // No metric of the desk counts calls, so none are said.
    #expect(
      desk.facts == [CauseFact("input_tokens", .count(900)), CauseFact("output_tokens", .count(40))])
    #expect(desk.parts.map(\.amount) == [900, 40])
    #expect(diagnosis.causes.last?.facts == [CauseFact("calls", .count(2))])
  }

  @Test func `costs alone are metrics, too`() {
    let diagnosis = diagnose(
      CallEvidence(), with: [series(1, .cost, [point(0, 60, sum: 1.42, count: 3)])], traceStart: nil)
    #expect(codes(diagnosis) == ["untraced-service desk"])
    #expect(diagnosis.causes.first?.parts.map(\.amount) == [1_420_000_000_000])
  }

  @Test func `a metric without a figure is no evidence`() {
    for points in [[point(0, 60, sum: nil, count: 3)], [point(0, 60, sum: 0, count: 0)]] {
      let diagnosis = diagnose(
        CallEvidence(), with: [series(1, .tokenUsage, type: .input, points)], traceStart: nil)
      #expect(diagnosis.causes.isEmpty)
    }
  }

  @Test func `without metrics nothing is unmetered`() {
    var evidence = CallEvidence()
    let kind = evidence.row(of: CallEvidence.Kind(service: "desk", requestModel: "m"))
    evidence.calls.append(CallEvidence.Call(kind: kind, start: t(1), end: t(2), duration: 1))
    let diagnosis = diagnose(evidence, with: [], traceStart: at(0))
    #expect(diagnosis.causes.isEmpty && diagnosis.explainedShareMicros == nil)
  }

  @Test func `of a range an interval that crosses its border proves nothing`() {
    let metrics = [series(1, .tokenUsage, type: .input, [point(0, 60, sum: 900, count: 3)])]
    #expect(diagnose(CallEvidence(), with: metrics, traceStart: nil, from: at(30), to: at(300)).causes.isEmpty)
    #expect(
      codes(diagnose(CallEvidence(), with: metrics, traceStart: nil, from: at(0), to: at(300)))
        == ["untraced-service desk"])
  }

  @Test func `evaluations on spans are compared where no call is there`() {
    var evidence = CallEvidence()
    let kind = evidence.row(of: CallEvidence.Kind(service: "desk", evaluation: "tone"))
    for second in [10, 20] {
      evidence.evaluations.append(
        CallEvidence.Evaluation(kind: kind, time: t(Double(second)), scoreMicros: 500_000, isHallucination: nil))
    }
    let scores = series(1, .qualityScore, evaluation: "tone", [point(0, 60, sum: 1, count: 2)])
    #expect(diagnose(evidence, with: [scores], traceStart: at(0)).causes.isEmpty)
    // What the metrics count beside them is in no span.
    let tokens = series(2, .tokenUsage, type: .input, [point(0, 60, sum: 900, count: 3)])
    #expect(codes(diagnose(evidence, with: [scores, tokens], traceStart: at(0))) == ["untraced-service desk"])
  }
}
