import LedgerModel

// Traces against metrics.

extension ReportPage {
  // MARK: Traces and metrics

  var comparisonSection: FactSection {
    let reconciliation = report.reconciliation
    let isNarrowed = !report.settings.filters.isEmpty || report.settings.from != nil || report.settings.to != nil
    var lead: [String] = []
    if reconciliation.series.isEmpty {
      lead = reconciliation.lostSentences
    } else {
      lead.append("A difference is what the metrics say minus what the traces say.")
      lead += reconciliation.verdict(isNarrowed: isNarrowed)
    }
    let columns: [Column] = [
      .text("Service"), .text("Model"), .text("Quantity"), .number("Traces"), .number("Metrics"),
      .number("Difference"), .number("of traces"),
      .number("Left", "The difference once the explained parts are taken out."), .text("In words"),
    ]
    let shareColumn = 6
    let names = LineNames(reconciliation.series)
    // The largest differences first, then what is on one side only, then what agrees; else as given.
    let series = reconciliation.series.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a != b ? a > b : left.offset < right.offset
    }.map(\.element)
    var tables = [
      FactTable(
        id: "comparison", title: "Over the whole run", columns: columns,
        rows: series.prefix(limits.tableRows).map { comparisonCells($0, names) },
        notes: more(series.count, "series", limit: limits.tableRows),
        emptyText: reconciliation.lead(isNarrowed: isNarrowed))
    ]
    if !reconciliation.causes.isEmpty { tables.insert(causesTable, at: 0) }
    if !reconciliation.windows.isEmpty {
      let differing = reconciliation.windows.filter { $0.comparison.difference != 0 }
      let agreeing = reconciliation.windows.count - differing.count
      var notes = more(differing.count, "row", limit: limits.windowRows)
      if agreeing > 0, !differing.isEmpty {
        notes.append("\(Figures.plural(agreeing, "row")) in which both sides agree are left out.")
      }
      tables.append(
        FactTable(
          id: "comparison-windows", title: "By window, where the sides differ",
          columns: [.text("Window, \(report.instants.name)")]
            + columns.enumerated().filter { $0.offset != shareColumn }.map(\.element),
          rows: differing.prefix(limits.windowRows).map {
            // The window takes the place of the share: side by side they are too wide for a page.
            var cells = comparisonCells($0.comparison, names)
            cells.remove(at: shareColumn)
            return [Cell(text: report.instants.window($0.window), look: .name)] + cells
          },
          notes: notes, emptyText: "Both sides agree in every window."))
    }
    if let percentilesTable { tables.append(percentilesTable) }
    if let exemplarsTable { tables.append(exemplarsTable) }
    if !reconciliation.ignoredSeries.isEmpty {
      tables.append(
        FactTable(
          id: "ignored-series", title: "Metric series that take no part",
          columns: [
            .text("Metric"), .text("Service"), .text("Model"), .text("Tokens"), .number("Series"), .number("Points"),
            .text("Why"),
          ],
          rows: reconciliation.ignoredSeries.prefix(limits.tableRows).map {
            [
              name($0.metric), name($0.service), name($0.model), name($0.tokenType, absent: "not said"),
              .count($0.series), .count($0.points), .plain(sentence($0.reason)),
            ]
          },
          notes: more(reconciliation.ignoredSeries.count, "series"), emptyText: ""))
    }
    return FactSection(
      id: "reconciliation", title: "Traces against metrics", lead: lead, charts: comparedQuantities.map(Chart.compared),
      tables: tables)
  }

  /// Why the sides differ: one row for each cause.
  private var causesTable: FactTable {
    let causes = report.reconciliation.causes
    return FactTable(
      id: "causes", title: "Why they differ",
      columns: [
        .text("Cause"), .text("Where"), .number("Explains", "Of all differences, those included that were set right."),
        .text("What is known"), .text("What to do"),
      ],
      rows: causes.prefix(limits.tableRows).map { cause in
        let place = cause.place.compactMap { fact -> String? in
          if case .text(let text) = fact.fact { return "\(fact.name) \(text)" }
          return nil
        }
        return [
          name(cause.code), .plain(sentence(place.joined(separator: ", "))), share(of: cause),
          .plain(sentence(cause.message)),
          cause.remedy.map { .plain(sentence($0)) } ?? .absent("nothing"),
        ]
      }, notes: more(causes.count, "cause"), emptyText: "")
  }

  private func share(of cause: Report.Finding) -> Cell {
    for fact in cause.evidence where fact.name == "explains_share" {
      if case .measure(let micros, .micros) = fact.fact {
        return .number(Figures.percent(micros, of: 1_000_000) ?? "", exact: decimalText(micros, places: 6))
      }
    }
    return .absent("not known")
  }

  /// What has figures on both sides in more than one window.
  private var comparedQuantities: [Chart.Compared] {
    Chart.Compared.allCases.filter { quantity in
      let rows = report.reconciliation.windows.filter { quantity.holds($0.comparison) && $0.comparison.isCompared }
      return Set(rows.map(\.window)).count > 1 && rows.contains { $0.comparison.traces != nil }
        && rows.contains { $0.comparison.metrics != nil }
    }
  }

  /// Both sides of a quantity over time, all services and models together.
  func comparisonChart(_ quantity: Chart.Compared, limit: Int) -> Lines {
    // What one side does not tell is no zero.
    let rows = report.reconciliation.windows.filter { quantity.holds($0.comparison) && $0.comparison.isCompared }
    func shown(_ amount: Int128) -> String { rows.first?.comparison.shown(amount) ?? "" }
    var points: [Lines.Point] = []
    if let first = rows.map(\.window.start).min(), let last = rows.map(\.window.end).max() {
      let length = Chart.length(of: report.settings.window.nanos, from: first, to: last, limit: limit)
      var sums: [UInt64: (traces: Int128, metrics: Int128)] = [:]
      for row in rows {
        let start = row.window.start.value - row.window.start.value % length
        sums[start, default: (0, 0)].traces += row.comparison.traces ?? 0
        sums[start, default: (0, 0)].metrics += row.comparison.metrics ?? 0
      }
      points = sums.sorted { $0.key < $1.key }.map { start, sum in
        let window = Chart.window(from: start, length: length)
        return Lines.Point(
          window: window, values: [Int64(clamping: sum.traces), Int64(clamping: sum.metrics)],
          description: [
            report.instants.window(window) + " " + report.instants.name, "traces \(shown(sum.traces))",
            "metrics \(shown(sum.metrics))",
            "difference \(shown(sum.metrics - sum.traces))",
          ].joined(separator: "\n"))
      }
    }
    return Lines(
      instants: report.instants, title: quantity.title, unit: quantity.unit, series: ["traces", "metrics"],
      points: points,
      places: quantity.places, label: quantity.label, emptyText: "Nothing to compare.",
      notes: [
        "The area between the lines is the difference. Windows of \(report.windowWords), by the end of calls."
      ])
  }

  private func rank(_ row: Report.Comparison) -> Int128 {
    guard let difference = row.difference else { return 0 }
    guard difference != 0 else { return -1 }
    // In millionths of the traced value, so that rows of different units can be ordered.
    if row.isWithinBounds { return 1 }
    guard let traces = row.traces, traces != 0 else { return .max }
    return 2 + Int128(difference.magnitude) * 1_000_000 / Int128(traces.magnitude)
  }

  private func comparisonCells(_ row: Report.Comparison, _ names: LineNames) -> [Cell] {
    func side(_ value: Int128?) -> Cell {
      guard let value else { return .absent("not reported") }
      return .number(row.shown(value), exact: exactDecimal(value, places: row.unit.decimalPlaces))
    }
    var difference = Cell.absent("not compared")
    var share = Cell.absent("not compared")
    if let value = row.difference {
      let sign = value > 0 ? "+" : ""
      difference = .number(sign + row.shown(value), exact: exactDecimal(value, places: row.unit.decimalPlaces))
      difference.look = value == 0 || row.isWithinBounds ? .number : .warning
      if let traces = row.traces, let text = Figures.percent(value, of: traces) {
        // Too small a share to have a sign; the difference beside it has one.
        let isTiny = text.contains("<") || text.contains(">")
        share = .number(isTiny ? text.filter { $0 != "−" } : (value > 0 ? "+" : "") + text)
      } else {
        share = .absent("traces have none")
      }
    }
    return [
      name(row.service), name(names.name(row), absent: "no model"), .plain(name(row.quantityWords).text),
      side(row.traces),
      side(row.metrics), difference, share,
      rest(row), .plain(sentence(words(row))),
    ]
  }

  private func rest(_ row: Report.Comparison) -> Cell {
    guard let rest = row.rest, row.isCompared else { return .absent("not compared") }
    return .number(
      (rest > 0 ? "+" : "") + row.shown(rest), exact: exactDecimal(rest, places: row.unit.decimalPlaces))
  }

  /// A difference in words.
  func words(_ row: Report.Comparison) -> String {
    let causes = row.causes.map { "\($0.amount > 0 ? "+" : "")\(row.shown($0.amount)) \($0.code)" }
    return ([plainWords(row)] + causes).joined(separator: "; ")
  }

  private func plainWords(_ row: Report.Comparison) -> String {
    guard let difference = row.difference else {
      switch (row.traces, row.metrics) {
      case (nil, nil): return "neither side reports it"
      case (nil, _): return "traces do not report it"
      default: return "metrics do not report it"
      }
    }
    guard difference != 0 else { return "both agree" }
    let isTime = row.unit != .count
    let words = "metrics count \(row.shown(abs(difference))) \(difference > 0 ? "more" : isTime ? "less" : "fewer")"
    return row.isWithinBounds ? words + "; window borders can explain it" : words
  }
}
