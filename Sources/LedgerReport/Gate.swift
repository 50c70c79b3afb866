/// What ends a run with the status of a tripped gate: a finding of a code, or of a severity and worse.
public enum Gate: Hashable, Sendable {
  /// Findings of a code.
  case code(String)
  /// Findings that are at least so bad.
  case severity(Report.Severity)

  /// Reads a severity, or one of the codes that a verb looks for; `nil` where it is neither. A gate on anything else could
  /// never trip.
  public init?(_ text: String, codes: [String]) {
    if let severity = Report.Severity(rawValue: text) {
      self = .severity(severity)
    } else if codes.contains(text) {
      self = .code(text)
    } else {
      return nil
    }
  }

  /// Whether a finding trips the gate.
  public func isTripped(by finding: Report.Finding) -> Bool {
    switch self {
    case .code(let code): finding.code == code
    case .severity(let severity): finding.severity >= severity
    }
  }
}

extension Report.Severity: Comparable {
  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// The worse is the larger one.
  public static func < (left: Report.Severity, right: Report.Severity) -> Bool { left.rank < right.rank }
}

extension [Gate] {
  /// The gates on severities that nothing reaches where findings are so bad at worst, by what they are called.
  public func idle(atWorst worst: Report.Severity) -> [String] {
    compactMap { gate in
      guard case .severity(let severity) = gate, severity > worst else { return nil }
      return severity.rawValue
    }
  }

  /// Why a run ends with the status of a tripped gate: a line for each finding that a gate is closed to. Empty where none is.
  public func tripped(by findings: [Report.Finding]) -> [String] {
    let limits = ReportLimits.standard
    return findings.filter { finding in contains { $0.isTripped(by: finding) } }.map { finding in
      "\(finding.severity.rawValue) \(finding.code): \(limits.sentence(finding.title))\(limits.whereabouts(finding))"
    }
  }
}

extension Report {
  /// Why the run ends with the status of a tripped gate, a line each: budgets that are exceeded, whatever gates there are, and
  /// other findings that gates are closed to. Empty where none is.
  public func tripped(_ gates: [Gate]) -> [String] {
    ReportPage(self, limits: .standard).exceededBudgets
      + gates.tripped(by: findings.filter { $0.code != "budget-exceeded" })
  }
}
