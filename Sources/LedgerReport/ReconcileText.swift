import LedgerModel

extension ReconcileReport {
  private static let shownWindows = 24

  /// The report for a terminal. No line is wider than 80 columns, and no text of the archive can send control characters.
  ///
  /// - Parameter isColoured: whether to use the terminal's colours; the words say the same without them.
  public func text(isColoured: Bool = false) -> String {
    let style = TerminalStyle(isColoured: isColoured)
    func bold(_ text: String) -> String { style.bold(text) }
    func faint(_ text: String) -> String { style.faint(text) }
    func wrapped(_ text: String, indent: Int = 0) -> [String] {
      TerminalStyle.wrapped(Shown.line(text), indent: indent)
    }
    var lines = [bold("\(report.generator.name) \(report.generator.version)  traces against metrics")]
    lines += wrapped(reading) + wrapped(verdict.joined(separator: " "))
    for cause in reconciliation.causes {
      lines.append("")
      lines += wrapped(cause.title).map(bold)
      lines += wrapped(
        "\(cause.code), \(cause.severity.rawValue), confidence \(cause.confidence.rawValue)"
          + (share(cause).map { ", explains \($0)" } ?? ""), indent: 2
      ).map(faint)
      lines += wrapped(cause.message, indent: 2)
      if let remedy = cause.remedy { lines += wrapped(remedy, indent: 2) }
    }
    guard !reconciliation.series.isEmpty else {
      return (lines + percentileLines(bold: bold, faint: faint) + exemplarLines(faint: faint)).joined(separator: "\n")
        + "\n"
    }
    lines.append("")
    lines.append(faint(line("over the whole range", "traces", "metrics", "difference", "left")))
    let names = LineNames(reconciliation.series)
    var last: String?
    for row in reconciliation.series {
      let heading = Shown.line("\(row.service ?? "unknown service"), \(names.name(row) ?? "no model")")
      if last != heading { lines.append(bold(TextTable.clipped(heading, to: TerminalStyle.width))) }
      last = heading
      lines += rows("  " + row.quantityWords, row)
    }
    let windows = reconciliation.windows.filter { isOff($0.comparison) }
    if !windows.isEmpty {
      lines.append("")
      let zone = report.settings.zone == .utc ? ", UTC" : ""
      lines.append(faint(line("windows that differ\(zone)", "traces", "metrics", "difference", "left")))
      for window in windows.prefix(ReconcileReport.shownWindows) {
        let row = window.comparison
        lines.append(
          TextTable.clipped(
            Shown.line(
              [report.instants.window(window.window), row.service, names.name(row)].compactMap { $0 }.joined(
                separator: " ")),
            to: TerminalStyle.width))
        lines += rows("  " + row.quantityWords, row)
      }
      if windows.count > ReconcileReport.shownWindows {
        lines += wrapped(
          "\(Figures.plural(windows.count - ReconcileReport.shownWindows, "more row")): --format md, csv or json has all."
        )
      }
    }
    return (lines + percentileLines(bold: bold, faint: faint) + exemplarLines(faint: faint)).joined(separator: "\n")
      + "\n"
  }

  /// Where exemplars lead.
  private func exemplarLines(faint: (String) -> String) -> [String] {
    guard !reconciliation.exemplars.isEmpty else { return [] }
    func line(_ title: String, _ cells: [String]) -> String {
      TextTable.padded(TextTable.clipped(title, to: 42), to: 42, flushRight: false)
        + cells.map { TextTable.padded(TextTable.clipped($0, to: 8), to: 9, flushRight: true) }.joined()
    }
    var lines = ["", faint(line("exemplars", ["count", "span", "no span", "differ"]))]
    var last: String?
    for row in reconciliation.exemplars {
      let service = row.service ?? "unknown service"
      if last != service { lines.append(TextTable.clipped(Shown.line(service), to: TerminalStyle.width)) }
      last = service
      lines.append(
        line(
          "  " + Shown.line(row.metric),
          [row.count, row.withSpan, row.withoutSpan, row.valueDiffers].map { Figures.count($0) }))
    }
    for note in reconciliation.exemplarNotes { lines += TerminalStyle.wrapped(note) }
    return lines
  }

  private static let shownPercentiles: Set<String> = ["50", "95"]

  /// The percentiles of both sides, two of them for each quantity.
  private func percentileLines(bold: (String) -> String, faint: (String) -> String) -> [String] {
    guard !reconciliation.percentiles.isEmpty else { return [] }
    func line(_ title: String, _ traces: String, _ metrics: String, _ words: String) -> String {
      TextTable.padded(TextTable.clipped(title, to: 26), to: 26, flushRight: false)
        + TextTable.padded(TextTable.clipped(traces, to: 11), to: 12, flushRight: true)
        + TextTable.padded(TextTable.clipped(metrics, to: 23), to: 24, flushRight: true) + "  "
        + TextTable.clipped(words, to: 16)
    }
    var lines = ["", faint(line("percentiles", "traces", "metrics between", ""))]
    var last: [String?] = []
    for comparison in reconciliation.percentiles {
      if last != [comparison.service, comparison.model] {
        let title = "\(comparison.service ?? "unknown service"), \(comparison.model ?? "no model")"
        lines.append(bold(TextTable.clipped(Shown.line(title), to: TerminalStyle.width)))
        last = [comparison.service, comparison.model]
      }
      for row in comparison.percentiles where Self.shownPercentiles.contains(row.percentile.text) {
        let verdict =
          switch row.isInside {
          case true: row.isCoarse ? "cannot tell" : "inside"
          case false: comparison.isAtEdge(row) ? "at the edge" : "outside"
          default: row.isCoarse ? "cannot tell" : ""
          }
        lines.append(
          line(
            "  \(comparison.quantityWords) p\(row.percentile.text)",
            row.traces.map { Figures.measure($0, comparison.quantity.unit) } ?? "-", comparison.interval(row), verdict))
      }
    }
    for note in reconciliation.percentileNotes {
      lines += TerminalStyle.wrapped(Shown.line(note))
    }
    return lines
  }

  private func share(_ cause: Report.Finding) -> String? {
    for fact in cause.evidence where fact.name == "explains_share" {
      if case .measure(let micros, .micros) = fact.fact { return Figures.percent(micros, of: 1_000_000) }
    }
    return nil
  }

  private func line(_ title: String, _ cells: String...) -> String {
    TextTable.padded(TextTable.clipped(title, to: 24), to: 24, flushRight: false)
      + cells.map { TextTable.padded(TextTable.clipped($0, to: 13), to: 14, flushRight: true) }.joined()
  }

  /// A row, and below it the causes of its difference.
  private func rows(_ title: String, _ row: Report.Comparison) -> [String] {
    [
      line(
        title, amount(row.traces, row), amount(row.metrics, row), amount(row.shownDifference, row, isSigned: true),
        amount(row.isCompared ? row.rest : nil, row, isSigned: true))
    ]
      + row.causes.map { cause in
        // Its amount stands below the difference that it is a part of.
        "    " + TextTable.padded(TextTable.clipped(cause.code, to: 46), to: 48, flushRight: false)
          + TextTable.padded(amount(cause.amount, row, isSigned: true), to: 14, flushRight: true)
      }
  }
}
