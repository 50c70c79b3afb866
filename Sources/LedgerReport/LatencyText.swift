import LedgerModel

extension LatencyReport {
  /// The report for a terminal that has Unicode.
  public func text(isColoured: Bool) -> String { text(isColoured: isColoured, chart: .unicode) }

  /// The report for a terminal. No line is wider than 80 columns, and no text of the archive can send control characters.
  ///
  /// - Parameters:
  ///   - isColoured: whether to use the terminal's colours; the words say the same without them.
  ///   - chart: which characters boxes are drawn with.
  public func text(isColoured: Bool = false, chart: ChartCharacters = .unicode) -> String {
    let paint = TerminalStyle(isColoured: isColoured)
    let title = TextTable.clipped("\(generator.name) \(generator.version)  \(heading)", to: TerminalStyle.width)
    var lines = [paint.bold(title)]
    lines += TerminalStyle.wrapped(reading)
    if let selected { lines += TerminalStyle.wrapped(selected) }
    if isEmpty {
      return (lines + [""] + TerminalStyle.wrapped(emptiness)).joined(separator: "\n") + "\n"
    }
    let figures = TextFigures(self)
    for (number, places) in figures.tables.enumerated() {
      lines.append("")
      lines.append(paint.faint(figures.head(places)))
      for (row, titled) in titledRows.enumerated() {
        lines.append(paint.bold(TextTable.clipped(titled.title, to: TerminalStyle.width)))
        if number == 0 {
          lines += TerminalStyle.wrapped(sums(titled.row), indent: 2)
        }
        lines += figures.lines(ofRow: row, places)
      }
    }
    for meaning in [markMeaning, beyondMeaning, intervalMeaning].compactMap({ $0 }) {
      lines += [""] + TerminalStyle.wrapped(meaning)
    }
    lines += boxes(chart, paint)
    return lines.joined(separator: "\n") + "\n"
  }

  private func sums(_ row: Row) -> String {
    if let spans = row.spans {
      let counts = [Figures.plural(spans.spans, "span"), Figures.plural(spans.errors, "error")]
      let unknown = "\(Figures.count(spans.withoutDuration)) without duration"
      return (spans.withoutDuration > 0 ? counts + [unknown] : counts).joined(separator: ", ")
    }
    let counters = row.counters
    return [
      Figures.plural(counters.calls, "call"), Figures.plural(counters.errors, "error"),
      "\(tokens(counters.inputTokens)) in", "\(tokens(counters.outputTokens)) out", "cost \(cost(counters))",
    ].joined(separator: ", ")
  }
}

/// The percentiles of all rows as aligned texts.
private struct TextFigures {
  /// What is said of one measure of one row: how many values, the percentiles, and the ends of their intervals.
  private struct Line {
    var label: String
    var count: String
    var cells: [String]
  }

  private let rows: [[Line]]
  private let labelWidth: Int
  private let countWidth: Int
  private let countTitle: String
  private let titles: [String]
  /// Whether a percentile falls on an extreme in any row, so that its figures have room for the mark.
  private let hasMark: [Bool]
  private let widths: [Int]
  /// The percentiles by table: as many as fit; the others make tables of their own below.
  let tables: [[Int]]

  init(_ report: LatencyReport) {
    let percentiles = report.percentiles
    let rows = report.titledRows.map { titled in
      zip(report.measures, titled.row.drawn).flatMap { measure, distribution in
        TextFigures.lines(report, measure, distribution)
      }
    }
    let hasMark = percentiles.indices.map { place in
      rows.joined().contains { $0.cells[place].hasSuffix(LatencyReport.mark) }
    }
    let all = rows.joined()
    // Figures stand below each other, the mark behind them.
    func width(_ text: String, _ place: Int) -> Int {
      TextTable.width(text) + (hasMark[place] && !text.hasSuffix(LatencyReport.mark) ? 1 : 0)
    }
    let titles = percentiles.indices.map {
      hasMark[$0] ? report.percentileTitles[$0] + " " : report.percentileTitles[$0]
    }
    let labelWidth = all.map(\.label.count).max() ?? 0
    let countWidth = max(5, all.map(\.count.count).max() ?? 0)
    let widths = percentiles.indices.map { place in
      max(titles[place].count, all.map { width($0.cells[place], place) }.max() ?? 0)
    }
    var tables: [[Int]] = [[]]
    var used = labelWidth + 2 + countWidth
    for (place, width) in widths.enumerated() {
      if used + 2 + width > TerminalStyle.width, tables.last != [] {
        tables.append([])
        used = labelWidth + 2 + countWidth
      }
      tables[tables.count - 1].append(place)
      used += 2 + width
    }
    self.rows = rows
    self.labelWidth = labelWidth
    self.countWidth = countWidth
    countTitle = report.thing + "s"
    self.titles = titles
    self.hasMark = hasMark
    self.widths = widths
    self.tables = tables
  }

  private static func lines(
    _ report: LatencyReport, _ measure: LatencyReport.Measure, _ distribution: LatencyReport.Drawn?
  ) -> [Line] {
    let none = [String](repeating: LatencyReport.dash, count: report.percentiles.count)
    guard let distribution else {
      return [Line(label: "  " + measure.title, count: LatencyReport.dash, cells: none)]
    }
    let extremes = distribution.extremes(report.percentiles)
    var lines = [
      Line(
        label: "  " + measure.title, count: Figures.count(distribution.count),
        cells: report.percentiles.indices.map { place in
          report.figure(distribution.percentiles[place], measure, distribution)
            + (extremes[place] == nil ? "" : LatencyReport.mark)
        })
    ]
    if report.hasIntervals {
      lines.append(
        Line(
          label: "    95 % from", count: "",
          cells: distribution.bounds.map { report.figure($0.low, measure, distribution) }))
      lines.append(
        Line(
          label: "    95 % to", count: "",
          cells: distribution.bounds.map { report.figure($0.high, measure, distribution) }))
    }
    return lines
  }

  func head(_ places: [Int]) -> String { line("", countTitle, places.map { (titles[$0], $0) }) }

  func lines(ofRow row: Int, _ places: [Int]) -> [String] {
    rows[row].map { line in self.line(line.label, line.count, places.map { (line.cells[$0], $0) }) }
  }

  private func line(_ label: String, _ count: String, _ cells: [(text: String, place: Int)]) -> String {
    var text = TextTable.padded(label, to: labelWidth, flushRight: false) + "  "
    text += TextTable.padded(count, to: countWidth, flushRight: true)
    for cell in cells {
      let isBare = hasMark[cell.place] && !cell.text.hasSuffix(LatencyReport.mark) && !cell.text.hasSuffix(" ")
      text += "  " + TextTable.padded(isBare ? cell.text + " " : cell.text, to: widths[cell.place], flushRight: true)
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
