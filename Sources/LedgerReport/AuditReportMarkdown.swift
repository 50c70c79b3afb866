import LedgerModel

extension AuditReport {
  /// The report for documents.
  public func markdown() -> String {
    var text = "# Cost audit\n\n\(Markdown.escaped(reading))\n\n"
    let maker = "Made by \(Markdown.escaped(generator.name)) \(Markdown.escaped(generator.version)).\n"
    guard calls > 0 else { return text + "No call to a model in this archive.\n\n" + maker }
    for sentence in [audit.lead, audit.explained].compactMap({ $0 }) { text += "\(Markdown.escaped(sentence))\n\n" }
    var tables = [audit.sumsTable]
    if !audit.causes.isEmpty { tables += [audit.causesTable, audit.examplesTable(most: 5)] }
    if !audit.groups.isEmpty { tables.append(audit.groupsTable(most: .max)) }
    if !audit.states.isEmpty { tables.append(audit.statesTable) }
    for table in tables where !table.rows.isEmpty { Markdown.write(table, into: &text, hasTitle: true) }
    if let against {
      text += "## \(Markdown.escaped("Against \(Shown.line(against.file)), a \(against.kind)"))\n\n"
      text += "\(Markdown.escaped(against.audit.formulaLead))\n\n"
      var tables = [against.audit.formulaTable]
      if !against.audit.causes.isEmpty { tables += [against.audit.causesTable, against.audit.examplesTable(most: 2)] }
      if !against.audit.groups.isEmpty { tables.append(against.audit.groupsTable(most: .max)) }
      for table in tables where !table.rows.isEmpty { Markdown.write(table, into: &text, hasTitle: true) }
    }
    return text + maker
  }
}
