import LedgerModel

extension Report {
  /// `report.html`: one file that loads nothing, readable without script, on a phone and on paper.
  ///
  /// - Parameter limits: how many rows and bars are shown; the rest is summed up in rows of others.
  public func html(limits: ReportLimits = .standard) -> String {
    let page = ReportPage(self, limits: limits)
    var html = Markup()
    html.own("<!DOCTYPE html>\n")
    html.element(.html, .lang("en")) { document in
      document.element(.head) { head in
        head.own(
          """
          <meta charset="utf-8">
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
          base-uri 'none'; form-action 'none'">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta name="referrer" content="no-referrer">

          """)
        head.element(.title, text: "\(page.title), \(page.period)")
        head.element(.style) { $0.own(Stylesheet.text) }
      }
      document.element(.body) { body in
        body.masthead(page)
        body.element(.main) { main in
          for section in page.sections { main.section(section, of: page) }
          main.definitions()
        }
        body.element(.footer) { footer in
          footer.text("\(generator.madeBy) from the files named above, without a network. ")
          footer.text("Every figure, exact, is in report.json (\(Report.schema)).")
        }
      }
    }
    html.own("\n")
    return html.html
  }
}

extension Markup {
  fileprivate mutating func masthead(_ page: ReportPage) {
    element(.header, .id("top")) { header in
      header.element(.p, .classes("kicker"), text: page.report.generator.name)
      header.element(.h1, text: page.title)
      header.element(.p, .classes("period"), text: page.period)
      header.element(.p, .classes("reading"), text: page.reading)
      header.element(.p, .classes("verdict")) { verdict in
        for (index, sentence) in page.verdict.enumerated() {
          if index > 0 { verdict.text(" ") }
          verdict.element(index == 0 ? .b : .span, text: sentence)
        }
      }
      header.element(.div, .classes("summary")) { summary in
        summary.element(.div, .classes("cards")) { cards in
          for card in page.cards { cards.card(card) }
        }
        summary.element(.aside) { aside in
          let quality = page.dataQuality
          aside.element(.h2, text: quality.title)
          aside.element(.dl) { list in
            for row in quality.rows {
              list.element(.dt, text: row[0].text)
              list.element(.dd, Markup.classes(of: row[1].look)) { $0.content(of: row[1]) }
            }
          }
          for note in quality.notes { aside.element(.p, .classes("note"), text: note) }
        }
      }
      header.element(.nav, .aria(.label, "Sections")) { nav in
        nav.element(.ul) { list in
          for section in page.sections {
            list.element(.li) { $0.element(.a, .fragment(section.id), text: section.title) }
          }
          list.element(.li) { $0.element(.a, .fragment("definitions"), text: "Definitions") }
        }
      }
    }
  }

  private mutating func card(_ card: Card) {
    element(.div, .classes("card")) { box in
      box.element(.h3, text: card.label)
      var classes = "value"
      if let look = Markup.word(for: card.value.look), look.hasPrefix("absent") { classes += " " + look }
      var attributes: [Attribute] = [.classes(classes)]
      if let exact = card.value.exact { attributes += [.title(exact), .exact(exact)] }
      box.element(.p, attributes) { value in
        value.text(card.value.text)
        if let note = card.value.note { value.element(.small, .classes("warning"), text: note) }
      }
      for detail in card.details { box.element(.p, .classes("detail"), text: detail) }
    }
  }

  fileprivate mutating func section(_ section: FactSection, of page: ReportPage) {
    element(.section, .id(section.id)) { body in
      body.element(.h2, text: section.title)
      for sentence in section.lead { body.element(.p, .classes("lead"), text: sentence) }
      for chart in section.charts { body.draw(chart, of: page) }
      for table in section.tables { body.table(table) }
    }
  }

  private mutating func draw(_ chart: Chart, of page: ReportPage) {
    let limit = page.limits.chartSlots
    // On a narrow page a bar needs some pixels still.
    let narrow = min(limit, 72)
    switch chart {
    case .spend:
      self.chart(id: "spend-chart", wide: page.spendChart(limit: limit), narrow: page.spendChart(limit: narrow))
    case .tokens:
      self.chart(id: "tokens-chart", wide: page.tokensChart(limit: limit), narrow: page.tokensChart(limit: narrow))
    case .latency:
      self.chart("latency-chart", wide: page.latencyChart(limit: limit), narrow: page.latencyChart(limit: narrow))
    case .durations:
      self.chart(wide: page.durationsChart(limit: limit), narrow: page.durationsChart(limit: narrow))
    case .inFlight:
      self.chart("in-flight-chart", wide: page.inFlightChart(limit: limit), narrow: page.inFlightChart(limit: narrow))
    case .compared(let quantity):
      self.chart(
        "compared-\(quantity.rawValue)", wide: page.comparisonChart(quantity, limit: limit),
        narrow: page.comparisonChart(quantity, limit: narrow))
    case .outputSpeed:
      self.chart(
        "output-speed-chart", wide: page.outputSpeedChart(limit: limit), narrow: page.outputSpeedChart(limit: narrow))
    }
  }

  // MARK: Tables

  private mutating func table(_ table: FactTable) {
    guard !table.rows.isEmpty else {
      element(.h3, .id(table.id), text: table.title)
      element(.p, .classes("empty"), text: table.emptyText)
      return
    }
    element(.h3, .id(table.id), text: table.title)
    element(
      .div, .classes("scroll"), .focusable, .aria(.role, "region"), .aria(.labelledBy, table.id)
    ) { scroll in
      scroll.element(.table, .classes(table.columns.count <= 6 ? "compact" : "full")) { body in
        body.element(.thead) { head in
          head.element(.tr) { row in
            for column in table.columns { row.heading(column) }
          }
        }
        body.element(.tbody) { rows in
          for row in table.rows { rows.row(row, table.columns) }
        }
        if !table.footer.isEmpty {
          body.element(.tfoot) { rows in
            for row in table.footer { rows.row(row, table.columns) }
          }
        }
      }
    }
    if !table.notes.isEmpty { element(.p, .classes("note"), text: table.notes.joined(separator: " ")) }
  }

  private mutating func heading(_ column: Column) {
    var attributes: [Attribute] = [.scope("col")]
    if column.isNumber { attributes.append(.classes("number")) }
    if !column.axis.isEmpty { attributes.append(.classes("axis")) }
    if let help = column.help { attributes.append(.title(help)) }
    element(.th, attributes) { cell in
      cell.text(column.title)
      guard !column.axis.isEmpty else { return }
      cell.element(.div, .classes("ticks"), .aria(.hidden, "true")) { ticks in
        for tick in column.axis {
          ticks.element(.span, .left(permille: tick.permille), text: tick.label)
        }
      }
    }
  }

  private mutating func row(_ cells: [Cell], _ columns: [Column]) {
    element(.tr) { row in
      for (index, cell) in cells.enumerated() where index < columns.count {
        var classes: [String] = []
        if columns[index].isNumber { classes.append("number") }
        if let look = Markup.word(for: cell.look) { classes.append(look) }
        // Names stay on one line unless they are long; sentences get room on narrow pages.
        if cell.look == .name, cell.text.count > 34 { classes.append("long") }
        if cell.look == .plain, cell.text.count > 30 || (cell.note ?? "").count > 30 { classes.append("words") }
        if case .range = cell.drawing { classes.append("axis") }
        var attributes: [Attribute] = []
        if index == 0 { attributes.append(.scope("row")) }
        if !classes.isEmpty { attributes.append(.classes(classes.joined(separator: " "))) }
        if let exact = cell.exact { attributes += [.title(exact)] }
        row.element(index == 0 ? .th : .td, attributes) { $0.content(of: cell) }
      }
    }
  }

  private mutating func content(of cell: Cell) {
    if let drawing = cell.drawing { self.drawing(drawing) }
    if cell.look == .name {
      element(.bdi, text: cell.text)
    } else {
      text(cell.text)
    }
    if let note = cell.note {
      text(" ")
      element(.small, text: note)
    }
  }

  private static func word(for look: Cell.Look) -> String? {
    switch look {
    case .plain, .number: nil
    case .name: "name"
    case .absent: "absent"
    case .unpriced: "absent unpriced"
    case .warning: "warning"
    case .bad: "bad"
    }
  }

  private static func classes(of look: Cell.Look) -> Attribute { .classes(word(for: look) ?? "") }

  fileprivate mutating func definitions() {
    element(.section, .id("definitions")) { section in
      section.element(.h2, text: "Definitions")
      section.element(.dl, .classes("definitions")) { list in
        for (term, meaning) in ReportPage.definitions {
          list.element(.div) { pair in
            pair.element(.dt, text: term)
            pair.element(.dd, text: meaning)
          }
        }
      }
    }
  }
}
