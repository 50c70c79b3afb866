import LedgerModel

/// Input that holds cached tokens on one side only.
struct CachedTokensRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    guard !scene.corrections.contains(where: { if case .cached = $0 { true } else { false } }) else { return [] }
    let (above, below) = [ComparedQuantity.inputTokens, .totalTokens].reduce((Int128(0), Int128(0))) {
      let left = scene.view.leftover($1)
      return ($0.0 + left.above, $0.1 + left.below)
    }
    guard above + below > 0 else { return [] }
    let (read, write) = scene.view.grid.atoms.reduce((Int128(0), Int128(0))) {
      $1.marks.isDisjoint(with: [.copy, .wrapper]) ? ($0.0 + $1.cacheRead, $0.1 + $1.cacheWrite) : $0
    }
    var signs: [(Int128, Int128)] = []
    if read > 0 { signs += [(-1, 0), (1, 0)] }
    if write > 0 { signs += [(0, -1), (0, 1)] }
    if read > 0, write > 0 { signs += [(-1, -1), (1, 1)] }
    return signs.map { sign in
      Proposal(
        code: .cachedTokenSemantics, correction: .cached(read: sign.0, write: sign.1),
        cost: sign.0 == 0 || (sign.1 == 0 && write > 0) ? 1.05 : 1,
        facts: [
          CauseFact("cache_read_tokens", .count(read)), CauseFact("cache_write_tokens", .count(write)),
          CauseFact("metrics_leave_out", .text(sign.0 + sign.1 < 0 ? "cached" : "nothing")),
        ])
    }
  }
}

/// Output that holds reasoning tokens on one side only.
struct ReasoningTokensRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    guard !scene.corrections.contains(where: { if case .reasoning = $0 { true } else { false } }) else { return [] }
    let reasoning = scene.view.grid.atoms.reduce(Int128(0)) {
      $1.marks.isDisjoint(with: [.copy, .wrapper]) ? $0 + $1.reasoning : $0
    }
    guard reasoning > 0 else { return [] }
    return [-1, 1].map { sign in
      Proposal(
        code: .reasoningTokenSemantics, correction: .reasoning(sign),
        facts: [
          CauseFact("reasoning_tokens", .count(reasoning)),
          CauseFact("metrics_leave_out", .text(sign < 0 ? "reasoning" : "nothing")),
        ])
    }
  }
}

/// Streams whose tokens only one side has.
struct StreamUsageRule: CauseRule {
  private static let tokens: Set<ComparedQuantity> = [.inputTokens, .outputTokens, .totalTokens]

  func proposals(_ scene: Scene) -> [Proposal] {
    var proposals: [Proposal] = []
    let streams = scene.view.grid.atoms.filter {
      $0.marks.contains(.streamed) && $0.marks.isDisjoint(with: [.copy, .wrapper])
    }
    let told = streams.filter { !$0.marks.contains(.withoutUsage) }
    if scene.isOpen, !told.isEmpty {
      for quantities in [StreamUsageRule.tokens, [.outputTokens]] {
        let facts = [
          CauseFact("streams", .count(streams.reduce(0) { $0 + $1.calls })),
          CauseFact("missing_on", .text("metrics")),
        ]
        proposals.append(
          Proposal(
            code: .missingStreamUsage, correction: .leaveOut(CallFilter(marks: .streamed), quantities: quantities),
            cost: quantities.count == 1 ? 1.05 : 1, facts: facts))
      }
    }
    if let gaps = silentStreams(scene) { proposals.append(gaps) }
    return proposals
  }

  /// Metrics that count tokens of calls whose spans tell none.
  private func silentStreams(_ scene: Scene) -> Proposal? {
    let (service, view) = (scene.service, scene.view)
    var silent = Array(repeating: Int128(0), count: view.grid.cells.count)
    var all: Int128 = 0
    var largest: Int128 = 1
    for atom in view.grid.atoms where atom.marks.isDisjoint(with: [.copy, .wrapper]) {
      largest = max(largest, atom.input, atom.output)
      let isSilent =
        (atom.marks.contains(.withoutUsage) || (atom.marks.contains(.withoutOutput) && atom.marks.contains(.streamed)))
        && !(atom.marks.contains(.failed) && !atom.marks.contains(.streamed))
      guard isSilent else { continue }
      all += atom.calls
      for cell in max(0, atom.first - 1)...min(Int32(silent.count - 1), atom.last + 1) {
        silent[Int(cell)] += atom.calls
      }
    }
    guard all > 0 else { return nil }
    var gaps: [Gap] = []
    var (inside, outside): (Int128, Int128) = (0, 0)
    for strand in view.left.indices where StreamUsageRule.tokens.contains(view.grid.strands[strand].quantity) {
      for cell in view.left[strand].indices where view.left[strand][cell] < 0 {
        let amount = -view.left[strand][cell]
        if silent[cell] > 0, amount <= silent[cell] * 4 * largest {
          gaps.append(Gap(strand: strand, cell: cell, amount: amount))
          inside += amount
        } else {
          outside += amount
        }
      }
    }
    guard inside > 0, inside >= 4 * outside else { return nil }
    // Where calls are missing, too, their tokens are missing for that reason.
    let calls = view.leftover(.calls)
    guard service.quantities.contains(.calls) == false || calls.below * 10 <= all * 10, calls.below <= all else {
      return nil
    }
    return Proposal(
      code: .missingStreamUsage, correction: .missing(gaps), cost: 1.1,
      facts: [CauseFact("streams", .count(all)), CauseFact("missing_on", .text("traces"))])
  }
}
