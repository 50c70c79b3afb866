import LedgerModel

// The two forms of `latency` for people. They say the same; CSV and JSON have the exact figures.

extension LatencyReport {
  /// What stands where nobody knows a figure.
  private static let dash = "-"

  private var heading: String {
    guard let sampling else { return "latency by \(keys.joined(separator: ", "))" }
    let weighted = "\(Figures.count(sampling.weightedCalls)) of \(Figures.plural(all.counters.calls, "call")) weighted"
    return "latency by \(keys.joined(separator: ", ")), \(weighted)"
  }

  /// What is weighed, and what is left out.
  private var weighing: String? {
    guard let sampling else { return nil }
    guard sampling.weightedCalls > 0 else {
      return "No call says how it was sampled, so there is nothing to weigh, and no percentile."
    }
    var sentence = "Weighed by sampling: \(Figures.plural(sampling.weightedCalls, "call")) stand for "
    sentence += all.counters.adjustedCallsMicros.map { Figures.decimal(Int128($0), places: 6, shown: 0) } ?? "unknown"
    if sampling.unweightedCalls > 0 {
      sentence +=
        "; \(Figures.plural(sampling.unweightedCalls, "call")) do not say how they were sampled and are in no "
      sentence += "percentile"
    }
    return sentence + ". Other columns are of the calls that were kept."
  }

  /// Counts, and how percentiles are to be read.
  private var reading: String {
    let method =
      switch definition {
      case .nearestRank: "by nearest rank, over the calls that have a value"
      case .linear: "by linear interpolation, over the calls that have a value"
      }
    var sentence = "\(Figures.plural(all.counters.calls, "call")) in \(Figures.plural(groups.count, "group")), "
    sentence += "from \(Figures.plural(inputs.spans, "span")) of \(Figures.plural(inputs.files, "input")). "
    sentence += "Percentiles are \(sampling == nil ? "exact" : "estimates"), \(method); times are UTC."
    return sentence + (weighing.map { " \($0)" } ?? "")
  }

  /// The selection in words; `nil` where everything is selected.
  private var selected: String? {
    var parts = settings.filters.map { "\($0.key) \(Shown.line($0.value))" }
    if let from = settings.from { parts.append("from \(from.description)") }
    if let to = settings.to { parts.append("to \(to.description)") }
    return parts.isEmpty ? nil : "Only: \(parts.joined(separator: ", "))."
  }

  /// What a group is called: the values of its keys.
  private func name(_ key: String, _ value: String?) -> String {
    guard let value else { return "no \(key)" }
    switch key {
    case "hour": return value.prefix(10) + " " + value.dropFirst(11).prefix(5)
    case "stream": return value == "true" ? "streamed" : "not streamed"
    case "status": return "status \(value)"
    default: return Shown.line(value)
    }
  }

  private func tokens(_ value: Int64?) -> String {
    value.map { Figures.compact(Int128($0), isTrimmed: false) } ?? LatencyReport.dash
  }

  private func cost(_ counters: Report.Counters) -> String {
    counters.costUSD.map { Figures.dollars($0) } ?? LatencyReport.dash
  }

  /// A value of a measure; the unit of a rate is in its title.
  private func measure(_ value: Int64, _ measure: Measure, _ distribution: Drawn) -> String {
    measure == .outputTokensPerSecond
      ? Figures.significant(Int128(value), places: distribution.unit.decimalPlaces)
      : Figures.measure(value, distribution.unit)
  }

  // MARK: Text

  private static let width = 80

  /// The report for a terminal. No line is wider than 80 columns, and no text of the archive can send control characters.
  ///
  /// - Parameter isColoured: whether to use the terminal's colours; the words say the same without them.
  public func text(isColoured: Bool = false) -> String {
    func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func faint(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    let title = TextTable.clipped("\(generator.name) \(generator.version)  \(heading)", to: LatencyReport.width)
    var lines = [bold(title)]
    lines += TextTable.wrapped(reading, to: LatencyReport.width)
    if let selected { lines += TextTable.wrapped(selected, to: LatencyReport.width) }
    let rows = groups + [all]
    let cells = rows.map { row in
      zip(measures, row.drawn).map { measure, distribution in
        percentiles.indices.map { index in
          distribution.map { self.measure($0.percentiles[index], measure, $0) } ?? LatencyReport.dash
        }
      }
    }
    let counts = rows.map { row in
      row.drawn.map { $0.map { Figures.count($0.count) } ?? LatencyReport.dash }
    }
    let label = 2 + (measures.map { $0.title.count }.max() ?? 0)
    let count = max(5, counts.joined().map(\.count).max() ?? 0)
    let widths = percentiles.indices.map { index in
      max(percentileTitles[index].count, cells.joined().map { TextTable.width($0[index]) }.max() ?? 0)
    }
    // As many percentiles to a table as fit; the others make tables of their own below.
    var tables: [[Int]] = [[]]
    var used = label + 2 + count
    for (index, width) in widths.enumerated() {
      if used + 2 + width > LatencyReport.width, tables.last != [] {
        tables.append([])
        used = label + 2 + count
      }
      tables[tables.count - 1].append(index)
      used += 2 + width
    }
    func line(_ first: String, _ count: String, _ values: [(String, Int)]) -> String {
      TextTable.padded(first, to: label, flushRight: false) + "  " + count
        + values.map { "  " + TextTable.padded($0.0, to: $0.1, flushRight: true) }.joined()
    }
    for table in tables {
      lines.append("")
      lines.append(
        faint(
          line(
            "", TextTable.padded("calls", to: count, flushRight: true),
            table.map { (percentileTitles[$0], widths[$0]) })))
      for (place, row) in rows.enumerated() {
        lines.append(bold(TextTable.clipped(name(of: row), to: LatencyReport.width)))
        if table == tables[0] {
          lines += TextTable.wrapped(sums(row.counters), to: LatencyReport.width - 2).map { "  " + $0 }
        }
        for (index, measure) in measures.enumerated() {
          lines.append(
            line(
              "  " + measure.title, TextTable.padded(counts[place][index], to: count, flushRight: true),
              table.map { (cells[place][index][$0], widths[$0]) }))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func name(of row: Row) -> String {
    row.key.isEmpty ? "all" : zip(keys, row.key).map { name($0, $1) }.joined(separator: "  ")
  }

  private func sums(_ counters: Report.Counters) -> String {
    [
      Figures.plural(counters.calls, "call"), Figures.plural(counters.errors, "error"),
      "\(tokens(counters.inputTokens)) in", "\(tokens(counters.outputTokens)) out", "cost \(cost(counters))",
    ].joined(separator: ", ")
  }

  // MARK: Markdown

  /// The report for documents: one table, a row for each group and one for all calls.
  public func markdown() -> String {
    var text = "# \(Markdown.escaped(heading))\n\n\(Markdown.escaped(reading))\n\n"
    if let selected { text += "\(Markdown.escaped(selected))\n\n" }
    var columns = keys.map { Column.text($0) }
    columns += ["calls", "errors", "input", "output", "cost"].map { Column.number($0) }
    for measure in measures {
      columns.append(.number("\(measure.title): calls"))
      columns += percentileTitles.map { Column.number($0) }
    }
    var table = FactTable(id: "", title: "", columns: columns, emptyText: "")
    table.rows = groups.map { row in zip(keys, row.key).map { .plain(name($0, $1)) } + cells(row) }
    table.rows.append([.plain("all")] + keys.dropFirst().map { _ in .empty } + cells(all))
    Markdown.write(table, into: &text, hasTitle: false)
    text += "Made by \(Markdown.escaped(generator.name)) \(Markdown.escaped(generator.version)).\n"
    return text
  }

  private func cells(_ row: Row) -> [Cell] {
    let counters = row.counters
    var cells: [Cell] = [
      .count(counters.calls), .count(counters.errors), .plain(tokens(counters.inputTokens)),
      .plain(tokens(counters.outputTokens)), .plain(cost(counters)),
    ]
    for (measure, distribution) in zip(measures, row.drawn) {
      if let distribution {
        cells.append(.count(distribution.count))
        cells += distribution.percentiles.map { .plain(self.measure($0, measure, distribution)) }
      } else {
        cells += Array(repeating: .plain(LatencyReport.dash), count: 1 + percentiles.count)
      }
    }
    return cells
  }
}
