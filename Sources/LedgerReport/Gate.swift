/// What ends a run with the status of a tripped gate: a finding of a code, or of a severity and worse.
public enum Gate: Hashable, Sendable {
  /// Findings of a code.
  case code(String)
  /// Findings that are at least so bad.
  case severity(Report.Severity)

  /// Reads a code or a severity; `nil` where there is none of that name.
  public init?(_ text: String) {
    if let severity = Report.Severity(rawValue: text) {
      self = .severity(severity)
    } else if Report.Finding.codes.contains(text) {
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

extension Report {
  /// Why the run ends with the status of a tripped gate, a line each: findings that gates are closed to, and budgets that
  /// are exceeded. Empty where none is.
  public func tripped(_ gates: [Gate]) -> [String] {
    let page = ReportPage(self, limits: .standard)
    var lines = page.exceededBudgets
    for finding in findings
    where finding.code != "budget-exceeded" && gates.contains(where: { $0.isTripped(by: finding) }) {
      lines.append(
        "\(finding.severity.rawValue) \(finding.code): \(page.sentence(finding.title))\(page.whereabouts(finding))")
    }
    return lines
  }
}

extension Report.Finding {
  /// All codes that there are.
  public static let codes: [String] = reconciliationCodes + hygieneCodes

  /// Codes of what may be between traces and metrics.
  public static let reconciliationCodes = [
    "timezone-shift", "clock-skew", "sampled-traces", "missing-stream-usage", "duplicate-spans", "missing-trace-window",
    "missing-metric-window", "untraced-service", "unmetered-service", "model-label-mismatch", "cached-token-semantics",
    "reasoning-token-semantics", "total-token-type", "unit-mismatch", "errors-not-metered", "counter-reset-loss",
    "wrapper-double-count", "unexplained-difference",
  ]

  /// Codes of what may be wrong with telemetry, prices, budgets and quality.
  public static let hygieneCodes = [
    "content-captured", "secret-in-telemetry", "personal-data-in-telemetry", "usage-missing", "usage-zero",
    "usage-inconsistent", "response-model-missing", "model-version-mixed", "orphan-spans", "broken-trace",
    "disconnected-rag", "deprecated-attributes", "convention-conflict", "sampling-without-weights", "error-sampling",
    "ttft-implausible", "duration-implausible", "timestamp-implausible", "unpriced-model", "price-stale",
    "reported-cost-differs", "budget-warning", "budget-exceeded", "hallucination-rate-high", "evaluator-changed",
    "evaluator-disagrees", "evaluation-out-of-range", "context-window-near-limit", "cache-hit-low",
    "latency-regression", "cost-regression", "error-rate-high", "export-incomplete", "no-llm-spans",
  ]
}
