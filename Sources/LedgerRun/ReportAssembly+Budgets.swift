import LedgerAggregates
import LedgerBudgets
import LedgerModel
import LedgerReport

// Budgets and the findings about them.

extension ReportAssembly {
  /// Of a split budget and a period so many values are listed that are in order, and that are not.
  private static let listed = (inOrder: 20, others: 100)

  /// Fills in how far budgets are used up, and what is wrong with that.
  func addBudgets(to report: inout Report) {
    guard !settings.budgets.isEmpty else { return }
    let days = facts.days
    for budget in settings.budgets {
      let account = BudgetAccount(budget, facts, covering: days)
      var starts: [CivilDate?] = []
      for use in account.uses where starts.last != .some(use.start) { starts.append(use.start) }
      for start in starts {
        let uses = account.uses.filter { $0.start == start }
        let isListed = budget.split == nil ? uses.map { _ in true } : ReportAssembly.isListed(uses)
        report.budgets += zip(uses, isListed).filter(\.1).map { shown($0.0, of: budget) }
        let rest = zip(uses, isListed).filter { !$0.1 }.map(\.0)
        if !rest.isEmpty { report.budgetRests.append(ReportAssembly.rest(rest, start, of: budget)) }
        if let finding = BudgetFinding(budget, start, uses)?.finding { report.findings.append(finding) }
      }
    }
  }

  /// Uses come by what was spent: those listed are the first of either kind.
  private static func isListed(_ uses: [BudgetUse]) -> [Bool] {
    var left = listed
    return uses.map { use in
      if use.state == .ok {
        left.inOrder -= 1
        return left.inOrder >= 0
      }
      left.others -= 1
      return left.others >= 0
    }
  }

  private func shown(_ use: BudgetUse, of budget: Budget) -> Report.Budget {
    var row = Report.Budget(
      name: budget.name, period: budget.period.rawValue, limitUSD: budget.limit, spentUSD: use.spent,
      state: use.state.flatMap { Report.BudgetState(rawValue: $0.rawValue) })
    row.start = use.start
    row.end = use.start.map { budget.period.end(from: $0) }
    row.scope = budget.conditions.map(\.text)
    row.split = budget.split?.rawValue
    row.value = use.value
    row.spentBeforeUSD = use.before
    row.projectedUSD = use.projected
    row.calls = use.calls
    row.callsNotCounted = use.callsNotCounted
    row.warningMark = budget.marks.warning
    row.exceededMark = budget.marks.exceeded
    return row
  }

  private static func rest(_ uses: [BudgetUse], _ start: CivilDate?, of budget: Budget) -> Report.BudgetRest {
    let spent = uses.compactMap(\.spent)
    return Report.BudgetRest(
      name: budget.name, start: start, values: uses.count, spentUSD: spent.isEmpty ? nil : spent.reduce(.zero, +),
      warnings: uses.count { $0.state == .warning }, exceeded: uses.count { $0.state == .exceeded })
  }
}

/// What is wrong with a budget in one period.
struct BudgetFinding {
  /// The codes of these findings.
  enum Code: String, CaseIterable {
    case warning = "budget-warning"
    case exceeded = "budget-exceeded"
  }

  private let budget: Budget
  private let start: CivilDate?
  private let uses: [BudgetUse]
  private let worst: BudgetUse

  /// `nil` where there is nothing to say.
  init?(_ budget: Budget, _ start: CivilDate?, _ uses: [BudgetUse]) {
    // Uses come by what was spent, and all have one limit.
    guard let worst = uses.first(where: { $0.state != nil }), let state = worst.state, state > .ok else { return nil }
    self.budget = budget
    self.start = start
    self.uses = uses
    self.worst = worst
  }

  var finding: Report.Finding? {
    guard let state = worst.state else { return nil }
    let isExceeded = state == .exceeded
    let title = isExceeded ? "A budget is exceeded" : "A budget is nearly used up"
    let whose =
      budget.split.map { "the calls of at least one \($0.rawValue)" } ?? "the calls that this budget is for"
    var message = "In this \(budget.period.rawValue) (UTC), \(whose) cost more than the share of its limit that "
    message += isExceeded ? "counts as exceeded." : "calls for a warning."
    if uses.contains(where: { $0.callsNotCounted > 0 }) {
      message += " Calls without a known cost come on top."
    }
    return Report.Finding(
      code: (isExceeded ? Code.exceeded : .warning).rawValue, severity: isExceeded ? .error : .warning,
      confidence: .high, title: title, message: message, place: place, evidence: evidence,
      remedy: "Look at the spend by model and by service for what costs most; the projection says what the "
        + "\(budget.period.rawValue) comes to if nothing changes.")
  }

  private var place: [Report.NamedFact] {
    var place = [
      Report.NamedFact("budget", .text(budget.name)), Report.NamedFact("period", .text(budget.period.rawValue)),
      Report.NamedFact("start", start.map { .text($0.description) } ?? .unknown),
    ]
    if let split = budget.split {
      place.append(Report.NamedFact(split.rawValue, worst.value.map { .text($0) } ?? .unknown))
    }
    return place
  }

  private var evidence: [Report.NamedFact] {
    var evidence = [
      Report.NamedFact("limit_usd", .money(budget.limit)),
      Report.NamedFact("spent_usd", worst.spent.map { .money($0) } ?? .unknown),
      Report.NamedFact("projected_usd", worst.projected.map { .money($0) } ?? .unknown),
      Report.NamedFact("calls", .count(Int64(worst.calls))),
      Report.NamedFact("calls_not_counted", .count(Int64(worst.callsNotCounted))),
    ]
    if budget.split != nil {
      evidence += [
        Report.NamedFact("values_exceeded", .count(Int64(uses.count { $0.state == .exceeded }))),
        Report.NamedFact("values_warned", .count(Int64(uses.count { $0.state == .warning }))),
        Report.NamedFact("values", .count(Int64(uses.count))),
      ]
    }
    return evidence
  }
}
