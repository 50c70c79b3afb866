import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerReport

/// The nightly job: read, settle, price, sum up, compare, report.
public struct NightlyRun {
  private let settings: RunSettings

  /// A run with its settings.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// Does the whole job and returns the finished report; writing it is the caller's.
  ///
  /// Throws where nothing could be used, or where a strict run meets a problem.
  public func report(progress: (@Sendable (LoadProgress) -> Void)? = nil) async throws -> Report {
    let night = try await Loader(settings, progress: progress).load()
    try night.requireUse()
    let workers = Workers(count: settings.jobs)
    // The price books are read meanwhile.
    let prices = workers.start { [prices = settings.prices] in prices.narrowed(to: night.store) }
    let index = SpanIndex(night.store, workers: workers)
    let calls = CallSettler.settle(night.store, index, workers: workers)
    var settings = settings
    settings.prices = prices.value
    let facts = CallFacts(
      store: night.store, calls: calls, selection: settings.selection, prices: settings.prices.pricer, workers: workers)
    settings.tellsTables?([calls.figures, facts.figures])
    let assembly = ReportAssembly(night: night, index: index, facts: facts, settings: settings)
    return assembly.report()
  }
}

extension Report {
  /// The files of a report: their names, and what hands out what is in them, piece by piece.
  ///
  /// - Parameter jobs: how many threads may work on them.
  public func files(jobs: Int) -> [(name: String, pieces: ((String) -> Void) -> Void)] {
    let page = Workers(count: jobs).start { html() }
    // The page takes longest.
    return [("report.md", { $0(markdown()) }), ("report.json", writeJSON), ("report.html", { $0(page.value) })]
  }
}
