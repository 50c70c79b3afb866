import LedgerReconcile
import LedgerReport

/// A run that has findings.
public protocol FindingSource {
  /// The codes of all findings that it looks for. A gate on any other would never trip.
  static var findingCodes: [String] { get }
  /// How bad they are at worst. A gate on anything worse trips at nothing.
  static var worstSeverity: Report.Severity { get }
}

extension ReconcileRun: FindingSource {
  /// The causes of differences between traces and metrics.
  public static let findingCodes = CauseCode.allCases.map(\.rawValue)
  /// Which of two sides is wrong, only people can tell.
  public static let worstSeverity = Report.Severity.warning
}

extension AuditRun: FindingSource {
  /// What may be wrong with costs and prices.
  public static let findingCodes = AuditFindings.Code.allCases.map(\.rawValue) + PriceAge.Code.allCases.map(\.rawValue)
  /// What differs from list prices may be right by prices that no book has.
  public static let worstSeverity = Report.Severity.warning
}

extension NightlyRun: FindingSource {
  /// What both others look for, token counts and budgets.
  public static let findingCodes =
    ReconcileRun.findingCodes + UsageFindings.Code.allCases.map(\.rawValue) + AuditRun.findingCodes
    + BudgetFinding.Code.allCases.map(\.rawValue)
  /// An exceeded budget is wrong: who set the limit said so.
  public static let worstSeverity = Report.Severity.error
}
