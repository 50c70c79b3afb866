import LedgerModel

/// Traces against metrics, for `reconcile`: the comparison and the causes of its differences, computed; only the drawing is
/// left.
public struct ReconcileReport: Answer, Hashable, Sendable {
  /// The layout of the JSON form.
  public static let schema = "spanledger.reconcile/1"

  /// What the nightly report says of the same, with nothing else filled in.
  public var report: Report

  /// A report that holds the comparison, its findings, and what was read.
  public init(_ report: Report) { self.report = report }

  var reconciliation: Report.Reconciliation { report.reconciliation }

  // MARK: Words

  var reading: String {
    let inputs = report.inputs
    return
      "\(Figures.plural(inputs.spans, "span")) and \(Figures.plural(inputs.metricPoints, "metric point")) of "
      + "\(Figures.plural(inputs.files, "input")), windows of \(report.windowWords). "
      + "A difference is metrics minus traces."
  }

  var verdict: [String] {
    let isNarrowed = !report.settings.filters.isEmpty || report.settings.from != nil || report.settings.to != nil
    return reconciliation.verdict(isNarrowed: isNarrowed)
  }

  func amount(_ value: Int128?, _ row: Report.Comparison, isSigned: Bool = false) -> String {
    guard let value else { return "-" }
    return (isSigned && value > 0 ? "+" : "") + row.shown(value)
  }

  /// Whether a row has anything to say beyond that both sides agree.
  func isOff(_ row: Report.Comparison) -> Bool { !row.causes.isEmpty }
}
