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
    var text = ""
    func add(_ fields: [String]) { text += fields.map(CSV.field).joined(separator: ",") + "\r\n" }
    func exact(_ value: Int128?, _ row: Report.Comparison) -> String {
      value.map { exactDecimal($0, places: row.unit.decimalPlaces) } ?? ""
    }
    func add(_ kind: String, _ window: TimeWindow?, _ row: Report.Comparison) {
      add([
        kind, window?.start.description ?? "", window?.end.description ?? "", row.service ?? "",
        row.provider ?? "", row.operation ?? "", row.model ?? "", row.evaluation ?? "", row.quantity.rawValue,
        row.tokenType ?? "", exact(row.traces, row), exact(row.metrics, row),
        exact(row.metricsLow ?? row.metrics, row), exact(row.metricsHigh ?? row.metrics, row),
        exact(row.shownDifference, row), exact(row.isCompared ? row.rest : nil, row),
        row.causes.map { "\($0.code)=\(exact($0.amount, row))" }.joined(separator: " "),
      ])
    }
    add([
      "row", "start", "end", "service", "provider", "operation", "model", "evaluation", "quantity", "token_type",
      "traces", "metrics", "metrics_low", "metrics_high", "difference", "rest", "causes",
    ])
    for row in reconciliation.series { add("series", nil, row) }
    for window in reconciliation.windows { add("window", window.window, window.comparison) }
    for comparison in reconciliation.percentiles {
      for row in comparison.percentiles {
        func exact(_ value: Int64?) -> String {
          value.map { exactDecimal(Int128($0), places: comparison.quantity.unit.decimalPlaces) } ?? ""
        }
        let tokenType: String? =
          switch comparison.quantity {
          case .inputTokens: "input"
          case .outputTokens: "output"
          default: nil
          }
        let quantity = tokenType == nil ? comparison.quantity.rawValue : "tokens"
        add([
          "percentile", "", "", comparison.service ?? "", comparison.model ?? "",
          "\(quantity) p\(row.percentile.text)", tokenType ?? "", exact(row.traces), "", exact(row.low),
          exact(row.high), "", "", "",
        ])
      }
    }
    for row in reconciliation.exemplars {
      let counts = row.counts.map { "\($0.name)=\($0.count)" }.joined(separator: " ")
      add([
        "exemplars", "", "", row.service ?? "", "", row.metric, "", String(row.withSpan), String(row.count), "", "", "",
        "", counts,
      ])
    }
    return text
  }
}
