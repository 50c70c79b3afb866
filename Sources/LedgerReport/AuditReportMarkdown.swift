import LedgerModel

extension AuditReport {
  /// The report for documents.
  public func markdown() -> String {
    var text = "# Cost audit\n\n\(Markdown.escaped(reading))\n\n"
    let maker = "\(Markdown.escaped(generator.madeBy)).\n"
    guard calls > 0 else { return text + "No call to a model in this archive.\n\n" + maker }
    for sentence in [audit.lead, audit.explained].compactMap({ $0 }) { text += "\(Markdown.escaped(sentence))\n\n" }
    var tables = [audit.sumsTable]
    if !audit.causes.isEmpty { tables += [audit.causesTable, audit.examplesTable(most: 5)] }
    if !audit.groups.isEmpty { tables.append(audit.groupsTable(most: .max)) }
    if !audit.states.isEmpty { tables.append(audit.statesTable) }
    if !findings.isEmpty { tables.append(ReportLimits.standard.findingsTable(findings)) }
    for table in tables where !table.rows.isEmpty { Markdown.write(table, into: &text, hasTitle: true) }
    if let against {
      text += "## \(Markdown.escaped("Against \(Shown.line(against.file)), a \(against.kind)"))\n\n"
      text += "\(Markdown.escaped(against.audit.formulaLead))\n\n"
      var tables = [against.audit.formulaTable]
      if !against.audit.causes.isEmpty { tables += [against.audit.causesTable, against.audit.examplesTable(most: 2)] }
      if !against.audit.groups.isEmpty { tables.append(against.audit.groupsTable(most: .max)) }
      for table in tables where !table.rows.isEmpty { Markdown.write(table, into: &text, hasTitle: true) }
    }
    if let whatIf {
      text += "## \(Markdown.escaped("What if \(Shown.line(whatIf.file))"))\n\n"
      text += "At list prices; whether another model does the work as well is not judged.\n\n"
      Markdown.write(whatIf.table, into: &text, hasTitle: false)
    }
    return text + maker
  }
}

extension AuditReport.WhatIf {
  fileprivate var table: FactTable {
    var table = FactTable(
      id: "", title: "",
      columns: [
        .text("Rule"), .number("Calls"), .number("Eligible"), .number("Now"), .number("Then"), .number("Difference"),
        .text("Not eligible"),
      ], emptyText: "")
    func row(_ name: String, _ rule: Rule) -> [Cell] {
      [
        .name(Shown.line(name)), .count(rule.calls), .count(rule.eligible), .number(Figures.dollars(rule.beforeUSD)),
        .number(Figures.dollars(rule.afterUSD)), .number(AuditReport.signed(rule.afterUSD - rule.beforeUSD)),
        .plain(
          rule.obstacles.map { "\(Figures.count($0.count)): \(AuditWords.obstacle($0.label))" }.joined(separator: "; ")),
      ]
    }
    table.rows = rules.map { row($0.name, $0) }
    if rules.count > 1 { table.footer = [row("All together", together)] }
    return table
  }
}
