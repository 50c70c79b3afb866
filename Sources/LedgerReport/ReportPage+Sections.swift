import LedgerModel

extension ReportPage {
  /// All sections, in the order of the page.
  var sections: [FactSection] {
    var sections: [FactSection] = []
    let hasCalls = report.totals.calls > 0
    if !report.findings.isEmpty || !report.budgets.isEmpty { sections.append(findingsSection) }
    // Without a call, six sections would say so six times; the headline has said it.
    if hasCalls { sections += [spendSection, tokensSection, modelsSection, latencySection, throughputSection] }
    if hasCalls { sections.append(samplingSection) }
    sections += [windowsSection, stagesSection, qualitySection, comparisonSection]
    if hasCalls { sections.append(auditSection) }
    if hasCalls { sections += [countingSection, conventionsSection, driftSection] }
    if let withoutSpansSection { sections.append(withoutSpansSection) }
    sections.append(emittersSection)
    if hasCalls { sections.append(groupsSection) }
    return sections + [inputsSection]
  }

  // MARK: Findings, budgets

  private var findingsSection: FactSection {
    var tables: [FactTable] = []
    if !report.budgets.isEmpty { tables.append(budgetTable) }
    if !report.findings.isEmpty { tables.append(limits.findingsTable(report.findings)) }
    return FactSection(id: "verdict", title: "Budgets and findings", tables: tables)
  }

  /// Sentences of a report are ours, yet they may name things of the archive.
  func sentence(_ text: String) -> String { limits.sentence(text) }

  func facts(_ facts: [Report.NamedFact]) -> String { limits.facts(facts) }
}

extension ReportLimits {
  /// Findings with what they rest on and what to do.
  func findingsTable(_ findings: [Report.Finding]) -> FactTable {
    FactTable(
      id: "findings", title: "Findings",
      columns: [.text("Severity"), .text("Finding"), .text("Where"), .text("Evidence"), .text("Remedy")],
      rows: findings.map { finding in
        [
          Cell(
            text: finding.severity.rawValue, note: "confidence \(finding.confidence.rawValue)",
            look: finding.severity == .error ? .bad : finding.severity == .warning ? .warning : .plain),
          Cell(text: sentence(finding.title), note: "\(finding.code): \(sentence(finding.message))"),
          .plain(facts(finding.place)), .plain(facts(finding.evidence)),
          finding.remedy.map { .plain(sentence($0)) } ?? .absent("none known"),
        ]
      }, emptyText: "")
  }

  func sentence(_ text: String) -> String { Shown.clipped(Shown.line(text), to: sentenceLength) }

  func facts(_ facts: [Report.NamedFact]) -> String {
    facts.map { fact in
      var words = fact.name.split(separator: "_")
      let value: String
      // The name of a figure ends with its unit, or says that it is a share, which its value shows, too.
      switch fact.fact {
      case .text(let text): value = Shown.clipped(Shown.line(text), to: nameLength)
      case .period(let from, let to): value = Figures.period(from: from, to: to)
      case .count(let count): value = Figures.count(count)
      case .measure(let share, .micros) where words.last == "share":
        words.removeLast()
        value = Figures.percent(share, of: 1_000_000) ?? ""
      case .measure(let amount, let unit):
        if words.last == "seconds" { words.removeLast() }
        value = Figures.measure(amount, unit)
      case .money(let amount):
        if words.last == "usd" { words.removeLast() }
        value = Figures.dollars(amount)
      case .flag(true): return words.joined(separator: " ")
      case .flag(false): value = "no"
      case .unknown: value = "unknown"
      }
      return (words.map(String.init) + [value]).joined(separator: " ")
    }.joined(separator: ", ")
  }

  /// Where a finding holds, in brackets.
  func whereabouts(_ finding: Report.Finding) -> String {
    finding.place.isEmpty ? "" : " (\(facts(finding.place)))"
  }
}
