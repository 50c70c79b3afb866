import LedgerModel

extension LatencyReport {
  /// The report for documents: one table, a row for each group, one for the groups without, and one for everything.
  public func markdown() -> String {
    var text = "# \(Markdown.escaped(heading))\n\n\(Markdown.escaped(reading))\n\n"
    if let selected { text += "\(Markdown.escaped(selected))\n\n" }
    let maker = "\(Markdown.escaped(generator.madeBy)).\n"
    if isEmpty { return text + "\(Markdown.escaped(emptiness))\n\n" + maker }
    var columns = keys.map { Column.text($0) }
    columns += sumTitles.map { Column.number($0) }
    for measure in measures {
      columns.append(.number("\(measure.title): \(thing)s"))
      columns += percentileTitles.map { Column.number($0) }
    }
    var table = FactTable(id: "", title: "", columns: columns, emptyText: "")
    table.rows = groups.map { row in zip(keys, row.key).map { .plain(name($0, $1)) } + cells(row) }
    if let rest { table.rows.append(titled(restTitle) + cells(rest)) }
    table.rows.append(titled("all") + cells(all))
    if hasIntervals {
      table.notes.append("In parentheses: 95 % intervals of the percentiles, where there are values enough for one.")
    }
    if let markMeaning { table.notes.append(markMeaning) }
    if let beyondMeaning { table.notes.append(beyondMeaning) }
    Markdown.write(table, into: &text, hasTitle: false)
    return text + maker
  }

  private func titled(_ title: String) -> [Cell] { [.plain(title)] + keys.dropFirst().map { _ in .empty } }

  private var sumTitles: [String] {
    subject == .calls ? ["calls", "errors", "input", "output", "cost"] : ["spans", "errors"]
  }

  private func cells(_ row: Row) -> [Cell] {
    var cells: [Cell]
    if let spans = row.spans {
      cells = [.count(spans.spans), .count(spans.errors)]
    } else {
      let counters = row.counters
      cells = [
        .count(counters.calls), .count(counters.errors), .plain(tokens(counters.inputTokens)),
        .plain(tokens(counters.outputTokens)), .plain(cost(counters)),
      ]
    }
    for (measure, distribution) in zip(measures, row.drawn) {
      guard let distribution else {
        cells += Array(repeating: .plain(LatencyReport.dash), count: 1 + percentiles.count)
        continue
      }
      cells.append(.count(distribution.count))
      let extremes = distribution.extremes(percentiles)
      for place in percentiles.indices {
        let value = figure(distribution.percentiles[place], measure, distribution)
        var cell = Cell.plain(extremes[place] == nil ? value : value + LatencyReport.mark)
        if hasIntervals, let low = distribution.bounds[place].low, let high = distribution.bounds[place].high {
          cell.note = "\(figure(low, measure, distribution)) – \(figure(high, measure, distribution))"
        }
        cells.append(cell)
      }
    }
    return cells
  }
}
