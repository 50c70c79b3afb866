import LedgerModel

extension AuditReport {
  /// The report as JSON; `audit` is what report.json has, and so are the findings about it.
  public func json() -> String {
    JSONValue.object([
      ("schema", .string(AuditReport.schema)),
      ("generator", .object([("name", .string(generator.name)), ("version", .string(generator.version))])),
      ("inputs", inputs.json),
      ("problems", .array(problems.map { $0.json(path: inputs.path(of: $0)) })),
      (
        "settings",
        .object(
          [
            ("zone", .string("UTC")), ("from", .string(settings.from?.description)),
            ("to", .string(settings.to?.description)),
          ] + settings.shownParts)
      ),
      ("calls", .integer(calls)),
      ("audit", audit.json),
      (
        "against",
        against.map { $0.audit.formulaJSON([("file", .string($0.file)), ("kind", .string($0.kind))]) } ?? .null
      ),
      ("what_if", whatIf?.json ?? .null),
      ("findings", .array(findings.map(\.json))),
    ]).document()
  }
}

extension AuditReport.WhatIf {
  fileprivate var json: JSONValue {
    .object([
      ("file", .string(file)),
      ("rules", .array(rules.map { .object([("name", .string($0.name))] + $0.members) })),
      ("together", .object(together.members)),
    ])
  }
}

extension AuditReport.WhatIf.Rule {
  fileprivate var members: [(String, JSONValue)] {
    [
      ("calls", .integer(calls)), ("eligible_calls", .integer(eligible)),
      ("before_usd", Report.Audit.money(beforeUSD)), ("after_usd", Report.Audit.money(afterUSD)),
      ("difference_usd", Report.Audit.money(afterUSD - beforeUSD)),
      ("not_eligible", .inline(.object(obstacles.map { ($0.label, .integer($0.count)) }))),
    ]
  }
}
