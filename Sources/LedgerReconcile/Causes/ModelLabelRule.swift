import LedgerModel

/// Models that bear one name in spans and another one in metrics.
struct ModelLabelRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    let view = scene.view
    var above: Set<String?> = []
    var below: Set<String?> = []
    var isOneSided = false
    for strand in view.left.indices {
      let (traced, metered) = (view.traced[strand], view.metered[strand])
      guard view.joined[strand] == strand, view.grid.strands[strand].quantity.isWeighed,
        view.left[strand].contains(where: { $0 != 0 })
      else { continue }
      if traced > metered { above.insert(view.grid.strands[strand].model) }
      if metered > traced { below.insert(view.grid.strands[strand].model) }
      // A name that one side hardly knows is what another name is a sign of.
      if traced * 20 < metered || metered * 20 < traced { isOneSided = true }
    }
    guard isOneSided, !above.isEmpty, !below.isEmpty, !above.union(below).isSubset(of: above.intersection(below)) else {
      return []
    }
    func proposal(_ models: Set<String?>, _ cost: Double, _ metric: [String?], _ traces: [String?]) -> Proposal {
      Proposal(
        code: .modelLabelMismatch, correction: .sameModel(models), cost: cost,
        place: Proposal.Place(models: models.compactMap { $0 }.sorted()),
        facts: [
          CauseFact("metrics_say", .text(metric.map { $0 ?? "nothing" }.sorted().joined(separator: ", "))),
          CauseFact("traces_say", .text(traces.map { $0 ?? "nothing" }.sorted().joined(separator: ", "))),
        ])
    }
    let (names, traces) = (below.subtracting(above), above.subtracting(below))
    var proposals = [proposal(above.union(below), 1.15, Array(below), Array(above))]
    // One name at a time: the other name of the same calls, or names of which one begins with the other.
    for name in names.sorted(by: { ($0 ?? "") < ($1 ?? "") }).prefix(8) {
      let others: Set<String?>
      if let name {
        let answering = otherNames(of: name, scene)
        others = traces.filter { trace in
          trace.map { name.hasPrefix($0) || $0.hasPrefix(name) } ?? false || answering.contains(trace)
        }
      } else {
        // Calls that failed often have no name in metrics: those of models that metrics do not know.
        others = traces.intersection(unknownToMetrics(view))
      }
      if !others.isEmpty, others.union([name]) != above.union(below) {
        proposals.append(proposal(others.union([name]), 1, [name], Array(others)))
      }
    }
    return proposals
  }

  /// Of the calls that ask for a model of this name, or whose answer names it, the other model.
  private func otherNames(of name: String, _ scene: Scene) -> Set<String?> {
    var others: Set<String?> = []
    for kind in scene.service.kinds {
      if kind.requestModel == name { others.insert(kind.responseModel) }
      if kind.responseModel == name { others.insert(kind.requestModel) }
    }
    return others
  }

  /// The models of which only traces tell that they were called.
  private func unknownToMetrics(_ view: CaseView) -> Set<String?> {
    Set(
      view.grid.strands.indices
        .filter { view.grid.strands[$0].quantity == .calls && view.traced[$0] > 0 && view.metered[$0] == 0 }
        .map { view.grid.strands[$0].model })
  }
}
