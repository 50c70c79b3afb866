import LedgerModel

extension Report.Audit {
  /// The audit as a member of reports.
  var json: JSONValue { .object(members) }

  private var members: [(String, JSONValue)] {
    [
      ("reported_usd", Self.money(reportedUSD)),
      ("list_usd", Self.money(listUSD)),
      ("contract_usd", Self.money(contractUSD)),
      ("difference_usd", Self.money(differenceUSD)),
      ("counted_reported_usd", Self.money(countedReportedUSD)),
      ("metrics_reported_usd", Self.money(metricsUSD)),
      ("compared_calls", .integer(comparedCalls)),
      ("compared_difference_usd", Self.money(comparedDifferenceUSD)),
      (
        "unexplained_share",
        unexplainedMillionths.map { .number(decimalText($0, places: 6)) } ?? .null
      ),
      ("causes", .array(causes.map(\.json))),
      ("groups", .array(groups.map(\.json))),
      ("states", .array(states.map(\.json))),
      ("unpriced", .array(unpriced.map(\.json))),
    ]
  }

  /// What a formula makes of the calls, in the words of formulas.
  func formulaJSON(_ head: [(String, JSONValue)]) -> JSONValue {
    .object(
      head + [
        ("formula_usd", Self.money(reportedUSD)),
        ("list_usd", Self.money(listUSD)),
        ("difference_usd", Self.money(differenceUSD)),
        ("compared_calls", .integer(comparedCalls)),
        ("compared_difference_usd", Self.money(comparedDifferenceUSD)),
        ("causes", .array(causes.map(\.json))),
        ("groups", .array(groups.map(\.json))),
      ])
  }

  static func money(_ amount: PicoUSD?) -> JSONValue { .string(amount?.description) }
}

extension Report.Audit.Cause {
  /// The cause as JSON: code, calls and USD first, as the contract has them.
  var json: JSONValue {
    .object([
      ("code", .string(code)), ("calls", .integer(calls)), ("usd", Report.Audit.money(usd)),
      ("since", .string(since?.description)), ("until", .string(until?.description)),
      ("examples", .array(examples.map { .inline($0.json) })),
      ("remedy", .string(AuditWords.remedy(code))),
    ])
  }
}

extension Report.Audit.Example {
  fileprivate var json: JSONValue {
    .object([
      ("trace_id", .string(trace)), ("span_id", .string(span)), ("start", .string(start?.description)),
      ("model", .string(model)), ("usd", Report.Audit.money(usd)), ("reported_usd", Report.Audit.money(reportedUSD)),
      ("list_usd", Report.Audit.money(listUSD)),
    ])
  }
}

extension Report.Audit.Group {
  fileprivate var json: JSONValue {
    .object([
      ("scope", .string(scope)), ("version", .string(version)), ("provider", .string(provider)),
      ("request_model", .string(requestModel)), ("response_model", .string(responseModel)),
      ("service_tier", .string(serviceTier)), ("calls", .integer(calls)),
      ("reported_usd", Report.Audit.money(reportedUSD)), ("list_usd", Report.Audit.money(listUSD)),
      ("difference_usd", Report.Audit.money(reportedUSD - listUSD)), ("rounded_to_usd", Report.Audit.money(roundedTo)),
      ("since", .string(since?.description)),
      (
        "explanations",
        .array(
          explanations.map { explanation in
            .inline(
              .object([
                ("causes", .array(explanation.causes.map { .string($0) })),
                ("or", .array(explanation.alternatives.map { .array($0.map { .string($0) }) })),
                ("calls", .integer(explanation.calls)), ("usd", Report.Audit.money(explanation.usd)),
                ("evidence", .array(explanation.evidence.map { .string($0) })),
              ]))
          })
      ),
    ])
  }
}

extension Report.Audit.State {
  fileprivate var json: JSONValue {
    .inline(
      .object([
        ("code", .string(code)), ("calls", .integer(calls)), ("bounded_calls", .integer(boundedCalls)),
        ("low_usd", Report.Audit.money(bounds?.lowerBound)), ("high_usd", Report.Audit.money(bounds?.upperBound)),
        ("reported_usd", Report.Audit.money(reportedUSD)),
      ]))
  }
}

extension Report.Audit.Unpriced {
  fileprivate var json: JSONValue {
    .inline(
      .object([
        ("provider", .string(name.provider)), ("model", .string(name.model)), ("calls", .integer(calls)),
        ("input_tokens", .integer(inputTokens)), ("output_tokens", .integer(outputTokens)),
        ("reason", .string(reason)),
      ]))
  }
}
