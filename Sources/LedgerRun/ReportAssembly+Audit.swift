import LedgerAggregates
import LedgerAudit
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerReconcile
import LedgerReport

// What is claimed beside what the list says.

extension ReportAssembly {
  /// Fills in the audit, and the findings about it.
  func addAudit(to report: inout Report, _ unknown: [UnknownUsage], _ comparison: TraceMetricComparison) {
    let shelf = settings.prices.shelf
    let ledger = ledger.value
    report.audit = AuditAssembly(facts, ledger).audit()
    if shelf.hasContract { report.audit.contractUSD = facts.sum(facts.cost) }
    report.audit.states = facts.costStates(unknown, list: ledger.listCosts, shelf: shelf).map {
      Report.Audit.State($0)
    }
    report.audit.unpriced = facts.shownUnpriced()
    report.audit.metricsUSD = comparison.claimedCost(within: settings.selection)
    report.findings += AuditFindings(report.audit).findings
  }
}

extension CallFacts {
  /// The calls without a price as reports show them.
  func shownUnpriced() -> [Report.Audit.Unpriced] {
    unpricedModels().map {
      Report.Audit.Unpriced(
        name: Report.ModelName(provider: $0.provider, model: $0.model), calls: $0.calls, inputTokens: $0.input,
        outputTokens: $0.output, reason: $0.reason)
    }
  }
}

extension TraceMetricComparison {
  /// What the metrics of all services say that was spent; `nil` where none counts costs.
  func claimedCost(within selection: Selection) -> PicoUSD? {
    let series = metricSeries([.cost])
    if series.isEmpty { return nil }
    var sum: Int128?
    for part in metricOnlySums(
      series.heads, within: selection.range, workers: Workers(count: settings.jobs), points: series.points)
    {
      if let cost = part.cost { sum = (sum ?? 0) + cost }
    }
    return sum.map { PicoUSD($0) }
  }
}
