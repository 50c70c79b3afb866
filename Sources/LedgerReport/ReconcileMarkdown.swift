import LedgerModel

extension ReconcileReport {
  /// The report for documents: findings, then both sides by series and by window, with causes.
  public func markdown() -> String {
    var text = "# Traces against metrics\n\n\(Markdown.escaped(reading))\n\n"
    let verdict = verdict
    text += "**\(Markdown.escaped(verdict.joined(separator: " ")))**\n\n"
    var limits = ReportLimits.standard
    limits.tableRows = .max
    limits.windowRows = .max
    let section = ReportPage(report, limits: limits).comparisonSection
    for sentence in section.lead where !verdict.contains(sentence) { text += Markdown.escaped(sentence) + "\n\n" }
    for table in section.tables { Markdown.write(table, into: &text, hasTitle: true) }
    return text
      + "\(Markdown.escaped(report.generator.madeBy)).\n"
  }
}
