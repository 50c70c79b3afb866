import LedgerModel

extension Report {
  /// What became of the log records that tell of calls.
  var logCallsJSON: JSONValue {
    .inline(
      .object([
        ("records", .integer(logCalls.records)), ("calls", .integer(logCalls.calls)),
        ("repeated", .integer(logCalls.repeated)), ("attempts", .integer(logCalls.attempts)),
        ("duplicates", .integer(logCalls.duplicates)),
      ]))
  }

  /// The services of which nothing but metrics tells.
  var metricOnlyJSON: JSONValue {
    func count(_ value: Int128?) -> JSONValue { value.map { .integer($0) } ?? .null }
    return .array(
      metricOnly.map { row in
        .object([
          ("service", .string(row.service)), ("provider", .string(row.provider)), ("model", .string(row.model)),
          ("calls", count(row.calls)), ("input_tokens", count(row.inputTokens)),
          ("output_tokens", count(row.outputTokens)), ("total_tokens", count(row.totalTokens)),
          ("cost_usd", money(row.costUSD)), ("start", .string(row.start.description)),
          ("end", .string(row.end.description)),
          ("metrics", .inline(.array(row.metrics.map { .string($0) }))),
        ])
      })
  }
}
