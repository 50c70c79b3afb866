import LedgerModel

// Spend, tokens, models.

extension ReportPage {
  // MARK: Spend, tokens, models

  var spendSection: FactSection {
    FactSection(id: "spend", title: "Spend", charts: [.spend])
  }

  var tokensSection: FactSection {
    let totals = report.totals
    var lead: [String] = []
    // Calls may tell a part and not its whole: then the parts of all say nothing about the wholes of all.
    if let output = totals.outputTokens, let reasoning = totals.reasoningTokens, reasoning <= output,
      let share = Figures.percent(reasoning, of: output)
    {
      lead.append("Reasoning is a part of output: \(Figures.count(reasoning)) of it, \(share).")
    }
    func row(_ title: String, _ value: Int64?, of own: Int64?) -> [Cell] {
      var share = Cell.empty
      if let value, let own, value <= own, let all = totals.tokens, let text = Figures.percent(value, of: all) {
        share = .number(text)
      }
      return [.plain(title), tokens(value, of: totals), share]
    }
    let table = FactTable(
      id: "token-classes", title: "Tokens by class",
      columns: [.text("Class"), .number("Tokens"), .number("Share of all")],
      rows: totals.calls == 0
        ? []
        : [
          row("Input, not cached", totals.uncachedInputTokens, of: totals.inputTokens),
          row("Input read from cache", totals.cacheReadTokens, of: totals.inputTokens),
          row("Input written to cache", totals.cacheWriteTokens, of: totals.inputTokens),
          row("Output", totals.outputTokens, of: totals.outputTokens),
          row("Reasoning, a part of output", totals.reasoningTokens, of: totals.outputTokens),
        ],
      footer: totals.calls == 0 ? [] : [row("All", totals.tokens, of: totals.tokens)],
      emptyText: "No call to a model in this archive.")
    return FactSection(id: "tokens", title: "Tokens", lead: lead, charts: [.tokens], tables: [table])
  }

  private var counterColumns: [Column] {
    [
      .number("Calls", "requests to a model, each counted once"), .number("Failed"),
      .number("No usage", "calls without token counts"),
      .number("Input", "tokens read, cached input included"),
      .number("from cache", "part of input served from a cache"),
      .number("to cache", "part of input written into a cache"),
      .number("Output", "tokens written, reasoning included"),
      .number("reasoning", "part of output"), .number("Cost", "USD at \(priceKind)"),
      .number("Unpriced", "calls whose cost is not in the column before"),
    ]
  }

  private func counterCells(_ counters: Report.Counters, places: Int) -> [Cell] {
    [
      .count(counters.calls), .count(counters.errors, look: .bad), .count(counters.callsWithoutUsage, look: .warning),
      tokens(counters.inputTokens, of: counters), tokens(counters.cacheReadTokens, of: counters),
      tokens(counters.cacheWriteTokens, of: counters), tokens(counters.outputTokens, of: counters),
      tokens(counters.reasoningTokens, of: counters), cost(counters, places: places),
      .count(counters.callsUnpriced, look: .warning),
    ]
  }

  private func shareCell(_ counters: Report.Counters) -> Cell {
    guard let amount = counters.costUSD, let whole = report.totals.costUSD,
      let text = Figures.percent(amount.value, of: whole.value)
    else { return cost(counters, places: nil) }
    return Cell(
      text: text, look: .number, drawing: .bar(permille(amount.value, of: whole.value)))
  }

  func permille(_ part: Int128, of whole: Int128) -> Int {
    guard whole > 0 else { return 0 }
    return max(0, min(1000, Int(clamping: roundedQuotient(part * 1000, whole))))
  }

  var modelsSection: FactSection {
    let models = choose(report.models, limit: limits.tableRows, by: \.counters)
    let amount = places(report.models.map(\.counters.costUSD))
    var modelTable = FactTable(
      id: "models", title: "Models",
      columns: [.text("Model"), .text("Provider")] + counterColumns + [.number("Share", "of all cost")],
      emptyText: "No call to a model in this archive.")
    modelTable.rows = models.shown.map { row in
      var cell = name(row.name.model)
      if let series = chartModels.firstIndex(of: row.name) { cell.drawing = .mark(series: series) }
      return [cell, name(row.name.provider)] + counterCells(row.counters, places: amount)
        + [shareCell(row.counters)]
    }
    if !models.others.isEmpty {
      let others = total(models.others.lazy.map(\.counters))
      modelTable.footer.append(
        [.plain(Figures.plural(models.others.count, "other model")), .empty]
          + counterCells(others, places: amount) + [shareCell(others)])
    }
    if !report.models.isEmpty {
      modelTable.footer.append([.plain("All"), .empty] + counterCells(report.totals, places: amount) + [.empty])
    }

    let services = choose(report.services, limit: limits.tableRows, by: \.counters)
    var serviceTable = FactTable(
      id: "services", title: "Services",
      columns: [.text("Service")] + counterColumns + [.number("Share", "of all cost")],
      emptyText: "No call to a model in this archive.")
    serviceTable.rows = services.shown.map {
      [name($0.service)] + counterCells($0.counters, places: amount) + [shareCell($0.counters)]
    }
    if !services.others.isEmpty {
      let others = total(services.others.lazy.map(\.counters))
      serviceTable.footer.append(
        [.plain(Figures.plural(services.others.count, "other service"))]
          + counterCells(others, places: amount) + [shareCell(others)])
    }
    if !report.services.isEmpty {
      serviceTable.footer.append([.plain("All")] + counterCells(report.totals, places: amount) + [.empty])
    }

    var errorTable = FactTable(
      id: "errors", title: "Failed calls",
      columns: [.text("Error"), .text("Model"), .text("Provider"), .number("Calls")],
      emptyText: report.totals.errors == 0 ? "No call failed." : "The kinds of errors are not known.")
    let errors = report.errorTypes
    errorTable.rows = errors.prefix(limits.tableRows).map {
      [name($0.errorType, absent: "not said"), name($0.name.model), name($0.name.provider), .count($0.calls)]
    }
    if errors.count > limits.tableRows {
      let rest = errors.dropFirst(limits.tableRows).reduce(0) { $0 + $1.calls }
      errorTable.footer.append([
        .plain(Figures.plural(errors.count - limits.tableRows, "other kind")), .empty, .empty, .count(rest),
      ])
    }
    return FactSection(
      id: "models-section", title: "Models and services", tables: [modelTable, serviceTable, errorTable])
  }
}
