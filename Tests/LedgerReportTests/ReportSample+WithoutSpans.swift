import LedgerModel
import LedgerReport

extension ReportSample {
  /// Log records that tell of calls, and services of which only metrics tell.
  static func addCallsWithoutSpans(to report: inout Report) {
    report.logCalls.records = 1290
    report.logCalls.calls = 310
    report.logCalls.repeated = 955
    report.logCalls.attempts = 21
    report.logCalls.duplicates = 4
    let start = UnixNanos(1_795_456_100_000_000_000)
    let end = UnixNanos(1_795_466_900_000_000_000)
    var split = Report.MetricOnly(
      service: "claude-code", provider: "anthropic", model: "claude-sonnet-4-5", start: start, end: end,
      metrics: ["claude_code.cost.usage", "claude_code.token.usage"])
    split.inputTokens = 1_204_332
    split.outputTokens = 40_211
    split.costUSD = PicoUSD(3_204_500_000_000)
    var total = Report.MetricOnly(
      service: "kiosk", provider: nil, model: nil, start: start, end: end,
      metrics: ["gen_ai.client.operation.duration", "gen_ai.client.token.usage"])
    total.calls = 88
    total.totalTokens = 9_007_199_254_740_993
    report.metricOnly = [split, total]
  }

  /// A service, a model and a metric with the worst of names.
  static func addNastyMetrics(to report: inout Report, named name: String) {
    var row = Report.MetricOnly(
      service: name, provider: name, model: name, start: UnixNanos(0), end: UnixNanos(.max), metrics: [name, name])
    row.calls = .max
    row.inputTokens = .max
    report.metricOnly.append(row)
  }
}
