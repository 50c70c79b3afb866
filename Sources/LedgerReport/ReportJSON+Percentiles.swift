import LedgerModel

extension Report {
  /// One row for each percentile. A high end that nothing tells is `null`.
  var percentilesJSON: JSONValue {
    .array(
      reconciliation.percentiles.flatMap { comparison in
        comparison.percentiles.map { row in
          let unit = comparison.quantity.unit
          func value(_ value: Int64?) -> JSONValue {
            value.map { .number(decimalText($0, places: unit.decimalPlaces)) } ?? .null
          }
          return .inline(
            .object([
              ("service", .string(comparison.service)), ("provider", .string(comparison.provider)),
              ("operation", .string(comparison.operation)), ("model", .string(comparison.model)),
              ("quantity", .string(comparison.quantity.rawValue)),
              ("unit", .string(unit == .nanoseconds ? "s" : "{token}")),
              ("percentile", .number(row.percentile.text)), ("traces", value(row.traces)),
              ("metrics_low", value(row.low)), ("metrics_high", value(row.high)),
              ("inside", row.isInside.map { .bool($0) } ?? .null),
              ("outside_by", value(row.distance)), ("coarse", .bool(row.isCoarse)),
              ("trace_values", .integer(comparison.traceValues)), ("metric_values", .integer(comparison.metricValues)),
              ("possible_metric_values", .integer(comparison.possibleMetricValues)),
              ("metrics", .array(comparison.metrics.map { .string($0) })),
            ]))
        }
      })
  }
}
