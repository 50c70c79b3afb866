import LedgerModel

extension AuditReport {
  /// The report as JSON; `audit` is what report.json has.
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
    ]).document()
  }
}
