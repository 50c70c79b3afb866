import LedgerModel

extension ReconcileReport {
  /// The report as JSON, with the names of `report.json`.
  public func json() -> String {
    JSONValue.object([
      ("schema", .string(ReconcileReport.schema)),
      (
        "generator",
        .object([("name", .string(report.generator.name)), ("version", .string(report.generator.version))])
      ),
      ("inputs", report.inputs.json),
      ("problems", .array(report.problems.map { $0.json(path: report.inputs.path(of: $0)) })),
      (
        "settings",
        .object(
          [
            ("window", .string(report.settings.window.rawValue)), ("zone", .string("UTC")),
            ("shown_zone", .string(report.settings.zone.name)),
            ("from", .string(report.settings.from?.description)), ("to", .string(report.settings.to?.description)),
          ] + report.settings.shownParts)
      ),
      ("reconciliation", report.reconciliationJSON),
      ("findings", .array(reconciliation.causes.map(\.json))),
    ]).document()
  }
}
