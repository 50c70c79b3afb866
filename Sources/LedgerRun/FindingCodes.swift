import LedgerReconcile

/// A run that has findings.
public protocol FindingSource {
  /// The codes of all findings that it looks for. A gate on any other would never trip.
  static var findingCodes: [String] { get }
}

extension ReconcileRun: FindingSource {
  /// The causes of differences between traces and metrics.
  public static let findingCodes = CauseCode.allCases.map(\.rawValue)
}

extension AuditRun: FindingSource {
  /// What may be wrong with costs and prices.
  public static let findingCodes = AuditFindings.Code.allCases.map(\.rawValue) + PriceAge.Code.allCases.map(\.rawValue)
}

extension NightlyRun: FindingSource {
  /// What both others look for, token counts and budgets.
  public static let findingCodes =
    ReconcileRun.findingCodes + UsageFindings.Code.allCases.map(\.rawValue) + AuditRun.findingCodes
    + BudgetFinding.Code.allCases.map(\.rawValue)
}
