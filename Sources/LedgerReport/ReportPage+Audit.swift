import LedgerModel

// The cost audit.

extension ReportPage {
  // MARK: Money

  var auditSection: FactSection {
    let audit = report.audit
    var tables = [audit.sumsTable]
    if !audit.causes.isEmpty { tables += [audit.causesTable] }
    if audit.groups.contains(where: { $0.explanations.contains { !$0.causes.isEmpty } }) {
      tables += [audit.groupsTable(most: limits.tableRows), audit.examplesTable(most: 2)]
    }
    if !audit.states.isEmpty { tables.append(audit.statesTable) }
    var unpriced = FactTable(
      id: "unpriced", title: "Calls that could not be priced",
      columns: [
        .text("Model"), .text("Provider"), .text("Why"), .number("Calls"), .number("Input"), .number("Output"),
      ],
      emptyText: report.totals.calls == 0
        ? "No call to a model in this archive."
        : report.totals.callsUnpriced == 0
          ? "Every call with token counts could be priced." : "The reasons are not known.")
    unpriced.rows = audit.unpriced.prefix(limits.tableRows).map {
      [
        name($0.name.model), name($0.name.provider), .plain(sentence($0.reason)), .count($0.calls, look: .warning),
        $0.inputTokens.map { .count($0) } ?? .absent("unknown"),
        $0.outputTokens.map { .count($0) } ?? .absent("unknown"),
      ]
    }
    if audit.unpriced.count > limits.tableRows {
      let rest = audit.unpriced.dropFirst(limits.tableRows)
      let input = rest.reduce(nil as Int64?) { sum($0, $1.inputTokens) }
      let output = rest.reduce(nil as Int64?) { sum($0, $1.outputTokens) }
      unpriced.footer.append([
        .plain(Figures.plural(rest.count, "other row")), .empty, .empty, .count(rest.reduce(0) { $0 + $1.calls }),
        input.map { .count($0) } ?? .absent("unknown"), output.map { .count($0) } ?? .absent("unknown"),
      ])
    }
    let lead = [audit.lead, audit.explained].compactMap { $0 }
    return FactSection(id: "money", title: "Cost audit", lead: lead, tables: tables + [unpriced])
  }
}
