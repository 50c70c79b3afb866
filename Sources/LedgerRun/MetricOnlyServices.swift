import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerReconcile
import LedgerReport

/// Finds the services of which metrics alone tell, and lays out what these say.
struct MetricOnlyServices {
  let store: Store
  let facts: CallFacts
  let selection: Selection
  let comparison: TraceMetricComparison
  let workers: Workers

  func rows() -> [Report.MetricOnly] {
    let series = comparison.metricSeries([.tokenUsage, .operationDuration, .cost])
    if series.isEmpty { return [] }
    let reporting = reportingServices()
    let silent = series.filter { !reporting.contains($0.service) }
    return metricOnlySums(silent.heads, within: selection.range, workers: workers, points: silent.points).map { sums in
      var row = Report.MetricOnly(
        service: sums.service, provider: sums.provider, model: sums.model, start: sums.start, end: sums.end,
        metrics: sums.metrics)
      row.calls = sums.calls
      row.inputTokens = sums.inputTokens
      row.outputTokens = sums.outputTokens
      row.totalTokens = sums.totalTokens
      row.costUSD = sums.cost.map { PicoUSD($0) }
      return row
    }
  }

  /// The services with any call, whether it is selected or not.
  private func reportingServices() -> Set<String?> {
    if selection == Selection() {
      return Set(facts.groupedByKey().keys.map { $0[0] == 0 ? nil : facts.serviceNames[Int($0[0])] })
    }
    let calls = facts.calls
    var isReporting = [Bool](repeating: false, count: store.scopes.count)
    for row in 0..<calls.count {
      let (spans, spanRow) = store.locate(span: calls.span(ofCall: row))
      isReporting[Int(spans.scope[spanRow])] = true
    }
    var services: Set<String?> = []
    for (scope, reports) in isReporting.enumerated() where reports {
      services.insert(store.resource(ofScope: UInt32(scope)).serviceName)
    }
    return services
  }
}
