import LedgerModel

extension ReconcileReport {
  /// The report as comma-separated values (RFC 4180, lines end in CR LF): a row for each line over the whole range, then
  /// one for each line and window, told apart by the first column. Exact figures; absent ones are empty. Durations are
  /// seconds. Causes are `code=amount`, separated by blanks.
  ///
  /// Rows of kind `percentile` follow: `quantity` ends in the percentile (`duration p95`), `metrics` is empty, since a
  /// histogram has no point, and `metrics_high` is empty where nothing bounds it. Rows of kind `exemplars` follow, one for
  /// each metric: `quantity` is its name, `metrics` how many there are, `traces` how many of them lead to a span, and
  /// `causes` holds the counts.
  public func csv() -> String {
    var text = CSV.line(Column.allCases.map(\.rawValue))
    func add(_ kind: String, _ fields: [Column: String?]) {
      text += CSV.line(Column.allCases.map { $0 == .row ? kind : fields[$0].flatMap { $0 } ?? "" })
    }
    for row in reconciliation.series { add("series", fields(of: row, in: nil)) }
    for window in reconciliation.windows { add("window", fields(of: window.comparison, in: window.window)) }
    for comparison in reconciliation.percentiles {
      for row in comparison.percentiles { add("percentile", fields(of: row, in: comparison)) }
    }
    for row in reconciliation.exemplars {
      add(
        "exemplars",
        [
          .service: row.service, .quantity: row.metric, .traces: String(row.withSpan), .metrics: String(row.count),
          .causes: row.counts.map { "\($0.name)=\($0.count)" }.joined(separator: " "),
        ])
    }
    return text
  }

  /// The columns, in order. Rows say what they know of them.
  private enum Column: String, CaseIterable {
    case row, start, end, service, provider, operation, model, evaluation, quantity
    case tokenType = "token_type"
    case traces, metrics
    case metricsLow = "metrics_low"
    case metricsHigh = "metrics_high"
    case difference, rest, causes
  }

  private func fields(of row: Report.Comparison, in window: TimeWindow?) -> [Column: String?] {
    func exact(_ value: Int128?) -> String? { value.map { exactDecimal($0, places: row.unit.decimalPlaces) } }
    return [
      .start: window?.start.description, .end: window?.end.description, .service: row.service, .provider: row.provider,
      .operation: row.operation, .model: row.model, .evaluation: row.evaluation, .quantity: row.quantity.rawValue,
      .tokenType: row.tokenType, .traces: exact(row.traces), .metrics: exact(row.metrics),
      .metricsLow: exact(row.metricsLow ?? row.metrics), .metricsHigh: exact(row.metricsHigh ?? row.metrics),
      .difference: exact(row.shownDifference), .rest: exact(row.isCompared ? row.rest : nil),
      .causes: row.causes.map { "\($0.code)=\(exact($0.amount) ?? "")" }.joined(separator: " "),
    ]
  }

  private func fields(
    of row: Report.ComparedPercentile, in comparison: Report.PercentileComparison
  ) -> [Column: String?] {
    func exact(_ value: Int64?) -> String? {
      value.map { exactDecimal(Int128($0), places: comparison.quantity.unit.decimalPlaces) }
    }
    let tokenType: String? =
      switch comparison.quantity {
      case .inputTokens: "input"
      case .outputTokens: "output"
      default: nil
      }
    let quantity = tokenType == nil ? comparison.quantity.rawValue : "tokens"
    return [
      .service: comparison.service, .model: comparison.model, .quantity: "\(quantity) p\(row.percentile.text)",
      .tokenType: tokenType, .traces: exact(row.traces), .metricsLow: exact(row.low), .metricsHigh: exact(row.high),
    ]
  }
}
