import LedgerModel

// Percentiles of traces beside those of histograms.

extension ReportPage {
  /// One row for each percentile; `nil` where no histogram was read.
  var percentilesTable: FactTable? {
    let comparisons = report.reconciliation.percentiles
    guard !comparisons.isEmpty else { return nil }
    let rows = comparisons.flatMap { comparison in comparison.percentiles.map { (comparison, $0) } }
    return FactTable(
      id: "percentile-bounds", title: "Percentiles, as far as histograms tell",
      columns: [
        .text("Service"), .text("Model"), .text("Quantity"), .number("Percentile"), .number("Traces", "Exact."),
        .number("Metrics", "Between which values the percentile lies."), .text("In words"),
      ],
      rows: rows.prefix(limits.tableRows).map { comparison, row in
        var bounds = Cell.number(
          comparison.interval(row),
          exact: [row.low, row.high].map { $0.map { Figures.exact($0, comparison.quantity.unit) } ?? "no bound" }
            .joined(separator: " to "))
        if row.isCoarse { bounds.look = .warning }
        return [
          name(comparison.service), name(comparison.model), .plain(comparison.quantityWords),
          .number("p\(row.percentile.text)"),
          row.traces.map {
            .number(
              Figures.measure($0, comparison.quantity.unit), exact: Figures.exact($0, comparison.quantity.unit))
          } ?? .absent("no traces"),
          bounds, .plain(sentence(comparison.words(row))),
        ]
      },
      notes: report.reconciliation.percentileNotes + more(rows.count, "percentile", limit: limits.tableRows),
      emptyText: "")
  }
}
