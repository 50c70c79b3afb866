import LedgerModel

extension AuditReport {
  /// The report for a terminal. No line is wider than 80 columns, and no text of the archive can send control characters.
  public func text(isColoured: Bool = false) -> String {
    let paint = TerminalStyle(isColoured: isColoured)
    var lines = [paint.bold("\(generator.name) \(generator.version)  cost audit")]
    lines += TerminalStyle.wrapped(reading)
    guard calls > 0 else {
      return (lines + ["", "No call to a model in this archive."]).joined(separator: "\n") + "\n"
    }
    lines += [""] + sums(audit.sumsTable)
    lines += [""] + TerminalStyle.wrapped(audit.lead)
    if let explained = audit.explained { lines += TerminalStyle.wrapped(explained) }
    for cause in audit.causes { lines += [""] + self.lines(cause, paint) }
    lines += self.lines(audit.groups, paint, isFormula: false)
    if !audit.states.isEmpty {
      lines += ["", paint.bold("Calls without an amount, and what they may have cost (in no total)")]
      for state in audit.states {
        lines += TerminalStyle.wrapped(self.line(state), indent: 2)
      }
    }
    if !findings.isEmpty { lines += [""] + findingLines(paint) }
    if let against { lines += [""] + self.lines(against, paint) }
    if let whatIf { lines += [""] + self.lines(whatIf, paint) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ groups: [Report.Audit.Group], _ paint: TerminalStyle, isFormula: Bool) -> [String] {
    let groups = groups.filter { $0.explanations.contains { !$0.causes.isEmpty } }
    if groups.isEmpty { return [] }
    return ["", paint.bold(isFormula ? "By model" : "By emitter and model")]
      + groups.flatMap { self.lines($0, isFormula: isFormula) }
  }

  private static let shownFindings = 24

  /// The findings, which gates are closed to. What is wrong with reported costs stands above by cause and by emitter; all others
  /// say here what they rest on, and what to do.
  private func findingLines(_ paint: TerminalStyle) -> [String] {
    let limits = ReportLimits.standard
    var lines = [paint.bold("Findings")]
    for finding in findings.prefix(AuditReport.shownFindings) {
      let look: TerminalStyle.Look? = finding.severity == .info ? nil : .warning
      lines.append(paint.styled("  \(finding.severity.rawValue) \(finding.code)", look))
      var text = limits.sentence(finding.title) + limits.whereabouts(finding) + "."
      if finding.code != "reported-cost-differs" {
        for sentence in [finding.message, finding.remedy].compactMap({ $0 }) { text += " " + limits.sentence(sentence) }
      }
      lines += TerminalStyle.wrapped(text, indent: 4)
    }
    let others = findings.count - AuditReport.shownFindings
    if others > 0 { lines.append("  and \(Figures.plural(others, "more", "more")): --format md or json has all") }
    return lines
  }

  private func lines(_ against: Against, _ paint: TerminalStyle) -> [String] {
    let audit = against.audit
    let title = "Against \(Shown.line(against.file)), a \(against.kind)"
    var lines = [paint.bold(TextTable.clipped(title, to: TerminalStyle.width))]
    lines += sums(audit.formulaTable)
    lines += [""] + TerminalStyle.wrapped(audit.formulaLead)
    for cause in audit.causes { lines += [""] + self.lines(cause, paint, isFormula: true) }
    return lines + self.lines(audit.groups, paint, isFormula: true)
  }

  private func lines(_ whatIf: WhatIf, _ paint: TerminalStyle) -> [String] {
    var lines = [
      paint.bold(TextTable.clipped("What if \(Shown.line(whatIf.file))", to: TerminalStyle.width)),
      "At list prices; whether another model does the work as well is not judged.",
    ]
    func add(_ name: String, _ rule: WhatIf.Rule) {
      lines += ["", paint.bold(TextTable.clipped(Shown.line(name), to: TerminalStyle.width))]
      lines.append(
        "  \(Figures.count(rule.eligible)) of \(Figures.plural(rule.calls, "call")): "
          + "\(Figures.dollars(rule.beforeUSD)) → \(Figures.dollars(rule.afterUSD)), "
          + AuditReport.signed(rule.afterUSD - rule.beforeUSD))
      for obstacle in rule.obstacles {
        lines += TerminalStyle.wrapped(
          "not for \(Figures.count(obstacle.count)): \(AuditWords.obstacle(obstacle.label))", indent: 2)
      }
    }
    for rule in whatIf.rules { add(rule.name, rule) }
    if whatIf.rules.count > 1 { add("All together, the first that applies to each call", whatIf.together) }
    return lines
  }

  /// What was read and how.
  var reading: String {
    let books = settings.priceBooks.map(\.name).joined(separator: ", ")
    var parts = ["\(Figures.plural(calls, "call")), priced by \(books)"]
    if let from = settings.from { parts.append("from \(from)") }
    if let to = settings.to { parts.append("before \(to)") }
    parts += settings.filters.map { "\($0.key) \(Shown.line($0.value))" }
    return parts.joined(separator: ", ") + "."
  }

  private func sums(_ table: FactTable) -> [String] {
    let left = table.rows.map { TextTable.width($0[0].text) }.max() ?? 0
    let right = table.rows.map { TextTable.width($0[1].text) }.max() ?? 0
    return table.rows.map {
      TextTable.padded($0[0].text, to: left + 2, flushRight: false)
        + TextTable.padded($0[1].text, to: right, flushRight: true)
    }
  }

  private func lines(
    _ cause: Report.Audit.Cause, _ paint: TerminalStyle, isFormula: Bool = false
  ) -> [String] {
    let amount = AuditReport.signed(cause.usd)
    let counted = Figures.plural(cause.calls, AuditCode.ofSpans.contains(cause.code) ? "span" : "call")
    let head =
      TextTable.padded(cause.code, to: 26, flushRight: false) + TextTable.padded(counted, to: 14, flushRight: true)
    var lines = [paint.bold(head + "  " + TextTable.padded(amount, to: 14, flushRight: true))]
    let remedy = AuditWords.remedy(cause.code)
    let meaning = AuditWords.meaning(cause.code)
    lines += TerminalStyle.wrapped(meaning.prefix(1).uppercased() + meaning.dropFirst() + ". " + remedy, indent: 2)
    if let since = cause.since, let until = cause.until {
      lines.append(
        "  " + (since == until ? "at \(since)" : "from \(Instants.utc.full(since)) to \(Instants.utc.full(until))"))
    }
    if cause.code == AuditCode.notReported { return lines }
    for example in cause.examples.prefix(2) {
      let ids = "trace \(example.trace ?? "none") span \(example.span ?? "none")"
      lines.append("  " + ids)
      lines.append(
        "    \(AuditReport.signed(example.usd)): \(isFormula ? "formula" : "reported") "
          + (example.reportedUSD.map { Figures.dollars($0) } ?? "nothing") + ", list "
          + (example.listUSD.map { Figures.dollars($0) } ?? "none"))
    }
    return lines
  }

  private func lines(_ group: Report.Audit.Group, isFormula: Bool) -> [String] {
    let model = group.responseModel ?? group.requestModel ?? "no model"
    let name = TextTable.clipped(
      Shown.line(isFormula ? model : "\(group.scope ?? "no scope"), \(model)"), to: 46)
    var lines = [
      "  " + TextTable.padded(name, to: 47, flushRight: false)
        + TextTable.padded(Figures.plural(group.calls, "call"), to: 12, flushRight: true)
        + TextTable.padded(AuditReport.signed(group.reportedUSD - group.listUSD), to: 16, flushRight: true)
    ]
    for explanation in group.explanations where !explanation.causes.isEmpty {
      let causes = ([explanation.causes] + explanation.alternatives).map { $0.joined(separator: " + ") }
      let text =
        "\(Figures.count(explanation.calls)) × \(causes.joined(separator: ", or "))"
        + (explanation.evidence.isEmpty ? "" : ": " + Shown.line(explanation.evidence.joined(separator: "; ")))
      lines += TerminalStyle.wrapped(text, indent: 4)
    }
    if let since = group.since { lines.append("    first wrong at \(Instants.utc.full(since))") }
    if let unit = group.roundedTo { lines.append("    written to \(Figures.exact(unit))") }
    return lines
  }

  private func line(_ state: Report.Audit.State) -> String {
    let bounds =
      state.bounds.map { bounds in
        bounds.upperBound.value == 0
          ? "nothing" : "\(Figures.dollars(bounds.lowerBound)) to \(Figures.dollars(bounds.upperBound))"
      } ?? "not bounded"
    let some =
      state.boundedCalls < state.calls && state.bounds != nil ? " (over \(Figures.count(state.boundedCalls)))" : ""
    let reported = state.reportedUSD.map { ", reported \(Figures.dollars($0))" } ?? ""
    return "\(AuditWords.state(state.code)): \(Figures.plural(state.calls, "call")), \(bounds)\(some)\(reported)"
  }

  static func signed(_ amount: PicoUSD) -> String { (amount.value > 0 ? "+" : "") + Figures.dollars(amount) }
}
