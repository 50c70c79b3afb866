import LedgerModel
import LedgerReport

extension ReportSample {
  /// Percentiles of histograms that tell something, nothing, and with nothing beside them; exemplars of two metrics.
  static func addPercentiles(to report: inout Report) {
    let (p50, p99) = (Percentile.standard[0], Percentile.standard[4])
    func comparison(
      _ service: String?, _ model: String?, _ quantity: Report.PercentileQuantity, traces: Int, metrics: Int128,
      _ percentiles: [Report.ComparedPercentile]
    ) -> Report.PercentileComparison {
      Report.PercentileComparison(
        service: service, provider: model == nil ? nil : "openai", operation: "chat", model: model, quantity: quantity,
        metrics: [quantity == .duration ? "gen_ai.client.operation.duration" : "gen_ai.client.token.usage"],
        traceValues: traces, metricValues: metrics, possibleMetricValues: model == nil ? 12 : 0,
        percentiles: percentiles)
    }
    report.reconciliation.percentiles = [
      comparison(
        nil, nil, .duration, traces: 0, metrics: 400,
        [
          Report.ComparedPercentile(percentile: p50, traces: nil, low: 0, high: 5_000_000_000, isCoarse: true),
          Report.ComparedPercentile(percentile: p99, traces: nil, low: 25_000_000_000, high: nil, isCoarse: true),
        ]),
      comparison(
        "checkout-copilot", "gpt-4o-2024-08-06", .duration, traces: 1240, metrics: 1240,
        [
          Report.ComparedPercentile(
            percentile: p50, traces: 1_204_567_891, low: 640_000_000, high: 1_280_000_000, isCoarse: false),
          Report.ComparedPercentile(
            percentile: p99, traces: 9_212_500_000, low: 5_120_000_000, high: 9_210_000_000, isCoarse: false),
        ]),
      comparison(
        "checkout-copilot", "gpt-4o-2024-08-06", .inputTokens, traces: 1240, metrics: 1181,
        [
          Report.ComparedPercentile(percentile: p50, traces: 240, low: 256, high: 1024, isCoarse: false),
          Report.ComparedPercentile(percentile: p99, traces: 31_400, low: 4096, high: 16_384, isCoarse: false),
        ]),
    ]
    var durations = Report.Exemplars(service: "checkout-copilot", metric: "gen_ai.client.operation.duration")
    durations.count = 40
    (durations.withSpan, durations.withoutSpan) = (37, 3)
    (durations.ofSameCall, durations.ofNoCall) = (35, 2)
    (durations.valueAgrees, durations.valueDiffers, durations.timeOutside) = (34, 1, 1)
    var tokens = Report.Exemplars(service: nil, metric: "gen_ai.client.token.usage")
    (tokens.count, tokens.withoutIDs, tokens.withSpan, tokens.ofSameCall, tokens.valueAgrees) = (9, 2, 7, 7, 7)
    report.reconciliation.exemplars = [tokens, durations]
  }

  /// The same with a name that no page may take for markup.
  static func addNastyPercentiles(to report: inout Report, named name: String) {
    report.reconciliation.percentiles.append(
      Report.PercentileComparison(
        service: name, provider: name, operation: name, model: name, quantity: .tokens, metrics: [name],
        traceValues: 0, metricValues: 1, possibleMetricValues: 0,
        percentiles: [
          Report.ComparedPercentile(percentile: Percentile.standard[0], traces: nil, low: 0, high: 0, isCoarse: false)
        ]))
    var exemplars = Report.Exemplars(service: name, metric: name)
    (exemplars.count, exemplars.withoutSpan) = (1, 1)
    report.reconciliation.exemplars.append(exemplars)
  }
}
