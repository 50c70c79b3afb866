import LedgerAggregates
import LedgerAudit
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerReport

/// The cost ledger: reads, settles, prices, and takes the difference to what is reported apart.
public struct AuditRun {
  private let settings: RunSettings

  /// A run with its settings.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// Does the whole job.
  ///
  /// Throws where nothing could be used, or where a strict run meets a problem.
  public func report(progress: (@Sendable (LoadProgress) -> Void)? = nil) async throws -> AuditReport {
    let night = try await Loader(settings, progress: progress).load()
    try night.requireUse()
    let workers = Workers(count: settings.jobs)
    let index = SpanIndex(night.store, workers: workers, countsTraces: false)
    let calls = CallSettler.settle(night.store, index, workers: workers)
    let book = PriceBook.shipped
    let facts = CallFacts(
      store: night.store, calls: calls, selection: settings.selection, prices: CallPricer(book: book),
      workers: workers, measures: [])
    settings.tellsTables?([calls.figures, facts.figures])
    let ledger = CostLedger(facts, selection: settings.selection, shelf: PriceShelf(only: book), workers: workers)
    let counting = UsageCounting(facts, selection: settings.selection, workers: workers)
    var report = AuditReport(
      generator: Report.Generator(name: "spanledger", version: settings.version), settings: settings.shown(book))
    report.inputs = night.inputs
    report.problems = night.problems
    report.calls = facts.callCount
    report.audit = AuditAssembly(facts, ledger).audit()
    report.audit.states = facts.costStates(facts.unknownUsage(counting.unknown), shelf: PriceShelf(only: book)).map {
      Report.Audit.State($0)
    }
    report.audit.unpriced = facts.shownUnpriced()
    report.audit.metricsUSD = TraceMetricComparison(store: night.store, facts: facts, settings: settings)
      .claimedCost(within: settings.selection)
    return report
  }
}

extension CallFacts {
  /// How many of the selected rows are calls.
  var callCount: Int { (0..<count).reduce(0) { $0 + (calls.isCall(row($1)) ? 1 : 0) } }
}
