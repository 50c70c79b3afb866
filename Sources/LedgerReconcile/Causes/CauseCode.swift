/// Why traces and metrics differ: the codes of findings.
public enum CauseCode: String, CaseIterable, Hashable, Comparable, Sendable {
  /// One side is stamped a multiple of a quarter of an hour ahead: it writes local time.
  case timezoneShift = "timezone-shift"
  /// One side is stamped by a clock that is ahead or behind.
  case clockSkew = "clock-skew"
  /// Only a part of the traces was kept.
  case sampledTraces = "sampled-traces"
  /// Streams have their tokens on one side only.
  case missingStreamUsage = "missing-stream-usage"
  /// Spans are there more than once.
  case duplicateSpans = "duplicate-spans"
  /// Spans of some time are missing.
  case missingTraceWindow = "missing-trace-window"
  /// Points of some time are missing.
  case missingMetricWindow = "missing-metric-window"
  /// Metrics count calls of which no span tells.
  case untracedService = "untraced-service"
  /// Spans tell of calls that no metric counts.
  case unmeteredService = "unmetered-service"
  /// Both sides name the same models differently.
  case modelLabelMismatch = "model-label-mismatch"
  /// Cached tokens are part of the input on one side only.
  case cachedTokenSemantics = "cached-token-semantics"
  /// Reasoning tokens are part of the output on one side only.
  case reasoningTokenSemantics = "reasoning-token-semantics"
  /// A total is counted beside its parts.
  case totalTokenType = "total-token-type"
  /// Durations are not in the unit that is written.
  case unitMismatch = "unit-mismatch"
  /// Failed calls are counted on one side only.
  case errorsNotMetered = "errors-not-metered"
  /// What a process counted between its last export and its end is lost.
  case counterResetLoss = "counter-reset-loss"
  /// Usage of agents repeats that of their calls.
  case wrapperDoubleCount = "wrapper-double-count"
  /// Nothing known explains it.
  case unexplainedDifference = "unexplained-difference"

  /// In the order of declaration.
  public static func < (left: CauseCode, right: CauseCode) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
