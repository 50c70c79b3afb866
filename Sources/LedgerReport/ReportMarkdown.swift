import LedgerModel

extension Report {
  /// `report.md`: the facts of the HTML page, in tables that are aligned in plain text and read well on GitHub. What is more
  /// than their rows hold is summed up in rows of others.
  public func markdown() -> String {
    let page = ReportPage(self, limits: .standard)
    var text = "# \(Markdown.escaped(page.title))\n\n"
    text += "**\(Markdown.escaped(page.period))**  \n\(Markdown.escaped(page.reading))\n\n"
    text += page.verdict.enumerated().map { index, sentence in
      index == 0 ? "**\(Markdown.escaped(sentence))**" : Markdown.escaped(sentence)
    }.joined(separator: " ")
    text += "\n\n"
    var headlines = FactTable(
      id: "", title: "Headlines", columns: [.text("Figure"), .number("Value"), .text("Details")], emptyText: "")
    headlines.rows = page.cards.map {
      [.plain($0.label), $0.value, .plain($0.details.joined(separator: "; "))]
    }
    Markdown.write(headlines, into: &text, hasTitle: false)
    text += "## \(Markdown.escaped(page.dataQuality.title))\n\n"
    Markdown.write(page.dataQuality, into: &text, hasTitle: false)
    for section in page.sections where !(section.lead.isEmpty && section.tables.isEmpty) {
      text += "## \(Markdown.escaped(section.title))\n\n"
      for sentence in section.lead { text += Markdown.escaped(sentence) + "\n\n" }
      for table in section.tables { Markdown.write(table, into: &text, hasTitle: true) }
    }
    text += "## Definitions\n\n"
    for (term, meaning) in ReportPage.definitions {
      text += "- **\(Markdown.escaped(term))**: \(Markdown.escaped(meaning))\n"
    }
    text += "\n\(Markdown.escaped(generator.madeBy)). "
    text += "Every figure, exact, is in report.json (\(Report.schema)).\n"
    return text
  }
}

/// Markdown as GitHub reads it.
enum Markdown {
  /// Text in which nothing is markup any more: no emphasis, code, link, image, HTML, table border or entity.
  ///
  /// Goes by scalars, as Markdown does: a bar under an accent is a bar still.
  static func escaped(_ text: String) -> String {
    let scalars = Array(Shown.line(text).unicodeScalars)
    var escaped = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "_":
        // Inside a word it is no emphasis, and names are full of them.
        let isInside =
          index > 0 && isWord(scalars[index - 1]) && index + 1 < scalars.count && isWord(scalars[index + 1])
        escaped += isInside ? "_" : "\\_"
      case "\\", "`", "*", "[", "]", "|", "~", "#", "!": escaped += "\\\(scalar)"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      // An address stays text: the reader's page must not offer a link that an archive put there.
      case ":" where scalars[(index + 1)...].starts(with: ["/", "/"]): escaped += "&#58;"
      case "." where index >= 3 && scalars[(index - 3)..<index].allSatisfy({ $0 == "w" || $0 == "W" }):
        escaped += "&#46;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }

  /// Cells are padded up to here.
  private static let widest = 100

  /// Adds a table, its title above and its notes below it.
  static func write(_ table: FactTable, into text: inout String, hasTitle: Bool) {
    if hasTitle { text += "### \(escaped(table.title))\n\n" }
    guard !table.rows.isEmpty else {
      text += "*\(escaped(table.emptyText))*\n\n"
      return
    }
    // A column that only draws has nothing to say here.
    let columns = table.columns.indices.filter { table.columns[$0].axis.isEmpty }
    let head = columns.map { escaped(table.columns[$0].title) }
    var lines = table.rows.map { row in columns.map { cell(row[$0], isBold: false) } }
    lines += table.footer.map { row in columns.map { cell(row[$0], isBold: $0 == 0) } }
    // One long name must not make thousands of lines as long as itself.
    let widths = columns.indices.map { column in
      min(Markdown.widest, max(3, TextTable.width(head[column]), lines.map { TextTable.width($0[column]) }.max() ?? 0))
    }
    func line(_ cells: [String]) -> String {
      "| "
        + cells.indices.map { column in
          TextTable.padded(
            cells[column], to: widths[column], flushRight: table.columns[columns[column]].isNumber)
        }.joined(separator: " | ") + " |\n"
    }
    text += line(head)
    text += "|"
    for (column, width) in zip(columns, widths) {
      let isNumber = table.columns[column].isNumber
      text += " " + String(repeating: "-", count: isNumber ? width - 1 : width)
      text += isNumber ? ": |" : " |"
    }
    text += "\n"
    for cells in lines { text += line(cells) }
    text += "\n"
    if !table.notes.isEmpty { text += escaped(table.notes.joined(separator: " ")) + "\n\n" }
  }

  private static func cell(_ cell: Cell, isBold: Bool) -> String {
    var text = escaped(cell.text)
    if cell.look == .absent || cell.look == .unpriced, !text.isEmpty { text = "*\(text)*" }
    if isBold, !text.isEmpty { text = "**\(text)**" }
    if let note = cell.note { text += " (\(escaped(note)))" }
    return text
  }
}
