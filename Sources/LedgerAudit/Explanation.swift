/// Why calls of one group report another cost than the list: one set of causes that reproduces their figures.
public struct Explanation: Sendable {
  /// One cause at work.
  public struct Step: Sendable {
    /// Which one.
    public var cause: AuditCause
    /// What shows it.
    public var evidence: AuditEvidence
    var state: Hypothesis
  }

  enum Kind: Sendable {
    /// The reported figure follows from the steps.
    case steps
    /// The list's own figure but for rounding.
    case list
    /// Zero, whatever the call used.
    case zero
    /// Cached tokens that the telemetry does not tell, as many as fit.
    case split
    /// Nothing fits.
    case none
  }

  let kind: Kind
  /// The causes from the list to the reported figure, in order.
  public let steps: [Step]
  /// Other sets of causes that reproduce the figures of the same calls just as well.
  public let alternatives: [[AuditCause]]

  init(_ kind: Kind, steps: [Step] = [], alternatives: [[AuditCause]] = []) {
    self.kind = kind
    self.steps = steps
    self.alternatives = alternatives
  }

  /// The causes of it, without rounding.
  public var causes: [AuditCause] {
    switch kind {
    case .steps, .split: steps.map(\.cause)
    case .list: []
    case .zero: [.reportedZero]
    case .none: [.unexplained]
    }
  }

  /// The difference of a call by cause, signed: telescoping differences in the order of the steps, the rest of less than a
  /// digit as rounding. They add up to reported minus list, exactly.
  func parts(of call: AuditedCall, _ ways: [PriceWay], _ body: (AuditCause, Int128) -> Void) {
    var amount = Int128(call.list)
    func take(_ cause: AuditCause, to next: Int128) {
      if next != amount { body(cause, next - amount) }
      amount = next
    }
    let reported = Int128(call.reported)
    if call.isResponseCacheHit, kind != .none, call.reported != call.list, let full = Hypothesis().cost(of: call, ways)
    {
      take(.responseCache, to: Int128(full))
    }
    switch kind {
    case .list: break
    case .steps, .split:
      for step in steps {
        if kind == .split, step.cause == .cacheSplitMissing {
          take(step.cause, to: reported)
        } else if let next = step.state.cost(of: call, ways) {
          // A step whose classes have no price makes no difference of its own.
          take(step.cause == .otherCounts && call.isOwnEstimated ? .estimatedUsage : step.cause, to: Int128(next))
        }
      }
    case .zero: take(.reportedZero, to: reported)
    case .none: take(.unexplained, to: reported)
    }
    take(.rounding, to: reported)
  }
}
