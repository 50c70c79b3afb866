import LedgerModel

// Budgets: what was spent of each, and where that leads.

extension ReportPage {
  var budgetTable: FactTable {
    var table = FactTable(
      id: "budgets", title: "Budgets",
      columns: [
        .text("Budget"), .text("Period"), .number("Limit"), .number("Spent"), .number("Used"),
        .number("At its end"), .text("State"),
      ], emptyText: "")
    let shown = report.budgets.prefix(limits.tableRows)
    table.rows = shown.map(row)
    let clipped = report.budgets.dropFirst(limits.tableRows)
    if !clipped.isEmpty { table.footer.append(footer("\(Figures.plural(clipped.count, "other row")), in report.json")) }
    table.footer += report.budgetRests.map { rest in
      let states = [(rest.exceeded, "exceeded"), (rest.warnings, "nearly used up")].filter { $0.0 > 0 }
      let words = states.map { "\(Figures.count(Int64($0.0))) \($0.1)" }
      return footer(
        "\(name(rest.name).text): \(Figures.plural(rest.values, "further value"))", spent: rest.spentUSD,
        state: words.isEmpty ? "ok" : words.joined(separator: ", "))
    }
    return table
  }

  private func row(_ budget: Report.Budget) -> [Cell] {
    let used = budget.spentUSD.flatMap { Figures.percent($0.value, of: budget.limitUSD.value) }
    let period = budget.start.map { start in
      budget.period == "day" ? start.description : "\(budget.period) from \(start)"
    }
    var spent = dollars(budget.spentUSD, absent: "unpriced")
    var notes = budget.spentBeforeUSD.map { ["\(Figures.dollars($0)) of it before"] } ?? []
    if budget.callsNotCounted > 0 {
      notes.append("\(Figures.plural(budget.callsNotCounted, "call")) without a known cost on top")
    }
    if !notes.isEmpty { spent.note = notes.joined(separator: "; ") }
    var label = name(budget.label)
    if !budget.scope.isEmpty { label.note = sentence("only " + budget.scope.joined(separator: ", ")) }
    return [
      label, period.map { .plain($0) } ?? .absent("unknown"), dollars(budget.limitUSD, absent: ""), spent,
      used.map { .number($0) } ?? .absent("unknown"), dollars(budget.projectedUSD, absent: "unknown"),
      state(budget),
    ]
  }

  private func state(_ budget: Report.Budget) -> Cell {
    switch budget.state {
    case nil: .absent("unknown")
    case .ok: Cell(text: "ok", look: .plain)
    case .warning: Cell(text: "warning", note: "above \(share(budget.warningMark))", look: .warning)
    case .exceeded: Cell(text: "exceeded", note: "above \(share(budget.exceededMark))", look: .bad)
    }
  }

  private func share(_ mark: Int64) -> String { Figures.percent(mark, of: Int64(1_000_000)) ?? "" }

  private func footer(_ text: String, spent: PicoUSD? = nil, state: String = "") -> [Cell] {
    [
      .plain(text), .empty, .empty, spent.map { dollars($0, absent: "") } ?? .empty, .empty, .empty, .plain(state),
    ]
  }
}

extension ReportPage {
  /// A line for each budget that is exceeded, and for each that has more such values than are listed.
  var exceededBudgets: [String] {
    let listed = report.budgets.filter { $0.state == .exceeded }.map { budget in
      var (spent, limit) = (budget.spentUSD.map(Figures.dollars) ?? "unknown", Figures.dollars(budget.limitUSD))
      // Nothing is exceeded by itself: where both round alike, all digits are shown.
      if spent == limit, let exact = budget.spentUSD, exact != budget.limitUSD {
        (spent, limit) = ("$" + exact.description, "$" + budget.limitUSD.description)
      }
      let period = budget.start.map { ", \(budget.period) from \($0)" } ?? ""
      return "budget \(name(budget.label).text) is exceeded: \(spent) of \(limit)\(period)"
    }
    let others = report.budgetRests.filter { $0.exceeded > 0 }.map { rest in
      "budget \(name(rest.name).text) is exceeded for \(Figures.plural(rest.exceeded, "further value"))"
    }
    return listed + others
  }

  /// Budgets that are not in order, the worst first, as a line each.
  var budgetsToLookAt: [(text: String, look: Cell.Look)] {
    let listed = report.budgets.filter { $0.state != .ok }
    let ordered = [.exceeded, .warning, nil].flatMap { state in listed.filter { $0.state == state } }
    return ordered.map { budget in
      let cell = state(budget)
      let used = budget.spentUSD.flatMap { Figures.percent($0.value, of: budget.limitUSD.value) }
      let limit = Figures.dollars(budget.limitUSD)
      let period = budget.start.map { "\(budget.period) from \($0)" } ?? "time unknown"
      return (
        "\(name(budget.label).text): \(cell.text), \(used.map { "\($0) of " } ?? "limit ")\(limit), \(period)",
        cell.look
      )
    }
  }
}
