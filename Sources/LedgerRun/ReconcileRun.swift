import LedgerAggregates
import LedgerCalls
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerReport

/// Traces against metrics: reads, settles, compares, and looks for the causes of differences. Nothing else is worked out.
public struct ReconcileRun {
  private let settings: RunSettings

  /// A run with its settings.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// Does the whole job.
  ///
  /// Throws where nothing could be used, or where a strict run meets a problem.
  public func report(progress: (@Sendable (LoadProgress) -> Void)? = nil) async throws -> ReconcileReport {
    let night = try await Loader(settings, progress: progress).load()
    try night.requireUse()
    let workers = Workers(count: settings.jobs)
    let index = SpanIndex(night.store, workers: workers, countsTraces: false)
    let calls = CallSettler.settle(night.store, index, workers: workers)
    let facts = CallFacts(
      store: night.store, calls: calls, selection: settings.selection,
      prices: settings.prices.narrowed(to: night.store).pricer, workers: workers,
      measures: [.duration, .timeToFirstToken])
    settings.tellsTables?([calls.figures, facts.figures])
    var report = Report(
      generator: Report.Generator(name: "spanledger", version: settings.version), settings: settings.shown(nil))
    report.inputs = night.inputs
    report.problems = night.problems
    report.reconciliation =
      TraceMetricComparison(store: night.store, facts: facts, settings: settings).reconciliation()
    report.findings = report.reconciliation.causes
    return ReconcileReport(report)
  }
}
