import LedgerModel

/// Metrics that count spans once more: copies, the usage of agents around calls, or everything several times.
struct RepeatedSpansRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    guard
      !scene.corrections.contains(where: {
        switch $0 {
        case .includes, .times: true
        default: false
        }
      })
    else { return [] }
    let all = ComparedQuantity.ofCalls
    let tokens: Set<ComparedQuantity> = [.inputTokens, .outputTokens, .totalTokens]
    let counts: Set<ComparedQuantity> = [.calls, .failedCalls, .durationNanos, .firstTokens, .firstTokenNanos]
    var proposals: [Proposal] = []
    var (copies, wrappers): (Int128, Int128) = (0, 0)
    for atom in scene.view.grid.atoms {
      if atom.marks.contains(.copy) { copies += atom.calls }
      if atom.marks.contains(.wrapper) { wrappers += atom.calls }
    }
    if copies > 0 {
      proposals.append(
        Proposal(
          code: .duplicateSpans, correction: .includes(.copy, quantities: all),
          facts: [CauseFact("copies", .count(copies)), CauseFact("counted_by", .text("metrics"))]))
    }
    if wrappers > 0 {
      for quantities in [all, tokens, counts] {
        proposals.append(
          Proposal(
            code: .wrapperDoubleCount, correction: .includes(.wrapper, quantities: quantities),
            facts: [CauseFact("wrapper_spans", .count(wrappers)), CauseFact("counted_by", .text("metrics"))]))
      }
    }
    for factor in [Int128(2), 3] {
      for quantities in [all, tokens, counts] {
        proposals.append(
          Proposal(
            code: .wrapperDoubleCount, correction: .times(factor, quantities: quantities),
            cost: factor == 2 ? 1.2 : 1.3, confidence: .medium,
            facts: [CauseFact("counted_times", .count(factor)), CauseFact("counted_by", .text("metrics"))]))
      }
    }
    return proposals
  }
}
