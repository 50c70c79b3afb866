import LedgerModel

/// Failed calls that one side does not count, or does not call failed.
struct FailedCallsRule: CauseRule {
  var tellsWhatIsMissing: Bool { true }

  func proposals(_ scene: Scene) -> [Proposal] {
    let view = scene.view
    var failed = Array(repeating: Int128(0), count: view.grid.cells.count)
    var all: Int128 = 0
    for atom in view.grid.atoms
    where atom.marks.contains(.failed) && atom.marks.isCountedCall {
      all += atom.calls
      for cell in max(0, atom.first - 1)...min(Int32(failed.count - 1), atom.last + 1) {
        failed[Int(cell)] += atom.calls
      }
    }
    var proposals: [Proposal] = []
    let facts = [CauseFact("failed_calls", .count(all))]
    if all > 0, scene.isOpen,
      !scene.corrections.contains(where: {
        if case .leaveOut(let filter, _) = $0 { filter.marks.contains(.failed) } else { false }
      })
    {
      for (quantities, words, cost) in [
        (Set([ComparedQuantity.calls, .failedCalls, .durationNanos]), "not counted", 1.0),
        ([.failedCalls], "counted as successes", 1.0),
        (Set(ComparedQuantity.allCases), "not counted, nor their tokens", 1.05),
      ] {
        proposals.append(
          Proposal(
            code: .errorsNotMetered, correction: .leaveOut(CallFilter(marks: .failed), quantities: quantities),
            cost: cost, facts: facts + [CauseFact("in_metrics", .text(words))]))
      }
    }
    if all > 0 {
      var gaps: [Gap] = []
      for strand in view.left.indices
      where view.grid.strands[strand].quantity == .calls
        || view.grid.strands[strand].quantity == .failedCalls
      {
        for cell in view.left[strand].indices where view.left[strand][cell] > 0 && failed[cell] > 0 {
          gaps.append(Gap(strand: strand, cell: cell, amount: -min(view.left[strand][cell], failed[cell])))
        }
      }
      if !gaps.isEmpty {
        proposals.append(
          Proposal(
            code: .errorsNotMetered, correction: .missing(gaps), cost: 1.4, confidence: .medium,
            facts: facts + [CauseFact("in_metrics", .text("some are not counted as failed"))]))
      }
    }
    if let gaps = failuresWithoutSpans(view) {
      proposals.append(
        Proposal(
          code: .errorsNotMetered, correction: .missing(gaps), cost: 1, confidence: .medium,
          facts: [
            CauseFact(
              "failed_calls_without_spans",
              .count(gaps.filter { view.grid.strands[$0.strand].quantity == .failedCalls }.reduce(0) { $0 + $1.amount })
            )
          ]))
    }
    return proposals
  }

  /// Failures that the metric counts and no span tells of: libraries that never end the span of a call that failed.
  private func failuresWithoutSpans(_ view: CaseView) -> [Gap]? {
    var gaps: [Gap] = []
    for strand in view.left.indices where view.grid.strands[strand].quantity == .failedCalls {
      let line = view.grid.strands[strand].line
      let calls = view.grid.strands.firstIndex(of: Strand(line: line, quantity: .calls)).map { view.joined[$0] }
      for cell in view.left[strand].indices where view.left[strand][cell] < 0 {
        let amount = -view.left[strand][cell]
        gaps.append(Gap(strand: strand, cell: cell, amount: amount))
        if let calls, view.left[calls][cell] < 0 {
          gaps.append(Gap(strand: calls, cell: cell, amount: min(amount, -view.left[calls][cell])))
        }
      }
    }
    return gaps.isEmpty ? nil : gaps
  }
}
