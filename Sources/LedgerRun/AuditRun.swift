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
  private let question: AuditQuestion

  /// A run with its settings, and what is asked beside the figures.
  public init(_ settings: RunSettings, _ question: AuditQuestion = AuditQuestion()) {
    self.settings = settings
    self.question = question
  }

  /// What a run comes to.
  public struct Answer {
    /// The figures.
    public let report: AuditReport
    /// Hands out the ledger as comma-separated values, a row for each call, piece by piece.
    public let writeRows: ((String) -> Void) -> Void
  }

  /// Does the whole job.
  ///
  /// Throws where nothing could be used, or where a strict run meets a problem.
  public func answer(progress: (@Sendable (LoadProgress) -> Void)? = nil) async throws -> Answer {
    let night = try await Loader(settings, progress: progress).load()
    try night.requireUse()
    let workers = Workers(count: settings.jobs)
    let index = SpanIndex(night.store, workers: workers, countsTraces: false)
    let calls = CallSettler.settle(night.store, index, workers: workers)
    var settings = settings
    settings.prices = settings.prices.narrowed(to: night.store)
    let shelf = settings.prices.shelf
    let facts = CallFacts(
      store: night.store, calls: calls, selection: settings.selection, prices: settings.prices.pricer,
      workers: workers, measures: [])
    settings.tellsTables?([calls.figures, facts.figures])
    let contract = shelf.hasContract ? facts.cost : nil
    let ledger = CostLedger(facts, selection: settings.selection, shelf: shelf, workers: workers)
    let list = ledger.listCosts
    var report = AuditReport(
      generator: Report.Generator(name: "spanledger", version: settings.version), settings: settings.shown(shelf))
    report.inputs = night.inputs
    report.problems = night.problems
    report.calls = facts.callCount
    report.audit = AuditAssembly(facts, ledger).audit()
    report.audit.contractUSD = contract.flatMap(facts.sum)
    let counting = UsageCounting(facts, selection: settings.selection, workers: workers)
    report.audit.states = facts.costStates(facts.unknownUsage(counting.unknown), list: list, shelf: shelf).map {
      Report.Audit.State($0)
    }
    report.audit.unpriced = facts.shownUnpriced()
    report.audit.metricsUSD = TraceMetricComparison(store: night.store, facts: facts, settings: settings)
      .claimedCost(within: settings.selection)
    report.findings =
      AuditFindings(report.audit).findings + PriceAge(prices: settings.prices, latest: facts.latestStart).findings
    if let against = question.against {
      let formula = CostLedger(facts, list: list, formula: against.formula, shelf: shelf, workers: workers)
      report.against = AuditReport.Against(
        file: against.file, kind: against.kind, audit: AuditAssembly(facts, formula).audit())
    }
    if let whatIf = question.whatIf {
      let priced = WhatIf.price(whatIf.rules, facts, list: list, shelf: shelf)
      report.whatIf = AuditReport.WhatIf(
        file: whatIf.file, rules: priced.each.map { AuditReport.WhatIf.Rule($0) },
        together: AuditReport.WhatIf.Rule(priced.together))
    }
    return Answer(report: report) { write in
      AuditRowTable(facts, shelf).write(ledger, contract: contract, write)
    }
  }
}

extension CallFacts {
  /// How many of the selected rows are calls.
  var callCount: Int { (0..<count).reduce(0) { $0 + (calls.isCall(row($1)) ? 1 : 0) } }

  /// The sum of what has a price; `nil` where nothing has.
  func sum(_ column: CostColumn) -> PicoUSD? {
    var sum: PicoUSD?
    for index in 0..<count {
      if case .priced(let amount) = column[index] { sum = (sum ?? .zero) + amount }
    }
    return sum
  }
}

extension AuditReport.WhatIf.Rule {
  /// What a change comes to, as reports show it.
  init(_ known: WhatIf.Outcome) {
    self.init(
      name: known.name, calls: known.meant, eligible: known.eligible, beforeUSD: PicoUSD(known.before),
      afterUSD: PicoUSD(known.after),
      obstacles: WhatIf.Obstacle.allCases.compactMap { obstacle in
        known.obstacles[obstacle].map { Report.LabelCount(obstacle.rawValue, $0) }
      })
  }
}
