import LedgerModel

// Budgets in report.json.

extension Report {
  var budgetsJSON: JSONValue {
    .array(
      budgets.map { budget in
        .object([
          ("name", .string(budget.name)),
          ("period", .string(budget.period)),
          ("start", .string(budget.start?.description)),
          ("end", .string(budget.end?.description)),
          ("where", .inline(.array(budget.scope.map { .string($0) }))),
          ("by", .string(budget.split)),
          ("value", .string(budget.value)),
          ("limit_usd", money(budget.limitUSD)),
          ("spent_usd", money(budget.spentUSD)),
          ("spent_before_usd", money(budget.spentBeforeUSD)),
          ("projected_usd", money(budget.projectedUSD)),
          ("utilization", budget.spentUSD.map { ratio($0.value, of: budget.limitUSD.value) } ?? .null),
          ("warning_above", .number(decimalText(budget.warningMark, places: 6))),
          ("exceeded_above", .number(decimalText(budget.exceededMark, places: 6))),
          ("calls", .integer(budget.calls)),
          ("calls_not_counted", .integer(budget.callsNotCounted)),
          ("state", .string(budget.state?.rawValue)),
        ])
      })
  }

  var budgetRestsJSON: JSONValue {
    .array(
      budgetRests.map { rest in
        .inline(
          .object([
            ("name", .string(rest.name)),
            ("start", .string(rest.start?.description)),
            ("values", .integer(rest.values)),
            ("spent_usd", money(rest.spentUSD)),
            ("warning", .integer(rest.warnings)),
            ("exceeded", .integer(rest.exceeded)),
          ]))
      })
  }
}
