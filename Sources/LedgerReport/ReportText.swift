import LedgerModel

extension Report {
  /// The short summary for a terminal: what was read, what it cost, the largest models, and what weakens the figures.
  ///
  /// No line is wider than 80 columns, and no text of the archive can send control characters to the terminal.
  ///
  /// - Parameter isColoured: whether to use the terminal's colours; the words say the same without them.
  public func text(isColoured: Bool = false) -> String {
    TerminalSummary(page: ReportPage(self, limits: .standard), style: TerminalStyle(isColoured: isColoured)).text
  }
}

private struct TerminalSummary {
  let page: ReportPage
  let style: TerminalStyle

  /// The least room in which details are broken into lines, not clipped.
  private static let detailWidth = 24
  private static let modelRows = 10
  private static let problemRows = 5
  private static let budgetRows = 5

  private func styled(_ text: String, _ look: TerminalStyle.Look?) -> String { style.styled(text, look) }

  var text: String {
    let report = page.report
    var lines = [styled("\(report.generator.name) \(report.generator.version)  \(page.period)", .bold)]
    lines += wrapped(page.reading, indent: 0)
    lines.append("")
    lines += wrapped(page.verdict.joined(separator: " "), indent: 0)
    if !report.models.isEmpty {
      lines.append("")
      lines += modelLines
    }
    lines.append("")
    for card in page.cards.dropFirst() {
      lines += fact(card.label, card.value, card.details)
    }
    lines.append("")
    for row in page.dataQuality.rows {
      lines += fact(row[0].text, row[1], row[1].note.map { [$0] } ?? [])
    }
    if let naive = page.naiveSentence { lines += wrapped(naive, indent: 2) }
    let budgets = page.budgetsToLookAt
    if !budgets.isEmpty {
      lines += ["", styled("budgets", budgets.contains { $0.look == .bad } ? .bad : .warning)]
      for budget in budgets.prefix(TerminalSummary.budgetRows) { lines += wrapped(budget.text, indent: 2) }
      let others = budgets.count - TerminalSummary.budgetRows
      if others > 0 { lines.append("  and \(Figures.plural(others, "more", "more"))") }
    }
    if !report.problems.isEmpty {
      lines.append("")
      lines += problemLines
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A label, its figure, and details that take further lines where one is not enough.
  private func fact(_ label: String, _ value: Cell, _ details: [String]) -> [String] {
    let start = "  " + TextTable.padded(TextTable.clipped(label, to: 28), to: 28, flushRight: false)
    let figure = TextTable.padded(value.text, to: 14, flushRight: true)
    let room = TerminalStyle.width - TextTable.width(start) - TextTable.width(figure) - 2
    let look: TerminalStyle.Look? =
      switch value.look {
      case .bad: .bad
      case .warning, .unpriced: .warning
      case .absent: .faint
      case .plain, .name, .number: nil
      }
    var rows: [String] = []
    for detail in details {
      if let last = rows.last, TextTable.width(last) + 2 + TextTable.width(detail) <= room {
        rows[rows.count - 1] = last + "; " + detail
      } else {
        // Beside a figure that fills the line there is no room for a sentence.
        let fits = room >= TerminalSummary.detailWidth
        rows += fits ? TextTable.wrapped(detail, to: room) : [TextTable.clipped(detail, to: room)]
      }
    }
    let indent = String(repeating: " ", count: TextTable.width(start) + TextTable.width(figure) + 2)
    let first = start + styled(figure, look) + (rows.first.map { "  " + styled($0, .faint) } ?? "")
    return [first] + rows.dropFirst().map { indent + styled($0, .faint) }
  }

  private var modelLines: [String] {
    let report = page.report
    let models = choose(report.models, limit: TerminalSummary.modelRows, by: \.counters)
    let amount = min(page.places(report.models.map(\.counters.costUSD)), 4)
    func cells(_ name: String, _ counters: Report.Counters, _ duration: Distribution?, absent: String) -> [Cell] {
      func tokens(_ value: Int64?) -> Cell {
        guard let value else { return page.tokens(nil, of: counters) }
        return .number(Figures.compact(Int128(value), isTrimmed: false))
      }
      return [
        .plain(name), .count(counters.calls), tokens(counters.inputTokens),
        tokens(counters.outputTokens), page.cost(counters, places: amount),
        page.percentile(duration, .p50, absent: absent), page.percentile(duration, .p95, absent: absent),
      ]
    }
    var rows = models.shown.map {
      cells(
        page.name($0.name.model, absent: "unknown model").text, $0.counters, $0.distributions.duration,
        absent: "unknown")
    }
    if !models.others.isEmpty {
      rows.append(
        cells(
          Figures.plural(models.others.count, "other model"), total(models.others.lazy.map(\.counters)), nil,
          absent: "-"))
    }
    rows.append(cells("all", report.totals, report.distributions.duration, absent: "unknown"))
    let head = ["model", "calls", "input", "output", "cost", "p50", "p95"]
    let widths = head.indices.dropFirst().map { column in
      max(head[column].count, rows.map { TextTable.width($0[column].text) }.max() ?? 0)
    }
    let nameWidth = max(
      12,
      min(
        TerminalStyle.width - 2 - widths.reduce(0) { $0 + $1 + 2 },
        rows.map { TextTable.width($0[0].text) }.max() ?? 5))
    func line(_ texts: [String], _ look: (Int) -> TerminalStyle.Look?) -> String {
      let name = TextTable.padded(TextTable.clipped(texts[0], to: nameWidth), to: nameWidth, flushRight: false)
      return "  " + styled(name, look(0))
        + zip(texts.dropFirst(), widths).enumerated().map { index, cell in
          "  " + styled(TextTable.padded(cell.0, to: cell.1, flushRight: true), look(index + 1))
        }.joined()
    }
    var lines = [line(head) { _ in .faint }]
    for (index, row) in rows.enumerated() {
      lines.append(
        line(row.map(\.text)) { column in
          if index == rows.count - 1 { return .bold }
          return row[column].look == .unpriced ? .warning : row[column].look == .absent ? .faint : nil
        })
    }
    return lines
  }

  private var problemLines: [String] {
    let problems = page.report.problems
    var lines = [styled("problems", .bad)]
    for problem in problems.prefix(TerminalSummary.problemRows) {
      let path = page.name(page.report.inputs.path(of: problem)).text
      let place =
        problem.position.line.map { ":\($0)" } ?? problem.position.record.map { " record \($0)" } ?? ""
      lines += wrapped(
        "\(path)\(place): \(problem.code.rawValue): \(Shown.clipped(Shown.line(problem.message), to: 200))"
          + (problem.count > 1 ? " (\(Figures.count(problem.count)) cases)" : ""), indent: 2)
    }
    if problems.count > TerminalSummary.problemRows {
      lines.append("  and \(Figures.plural(problems.count - TerminalSummary.problemRows, "more", "more"))")
    }
    return lines
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TerminalStyle.wrapped(text, indent: indent)
  }
}
