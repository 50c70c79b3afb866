import LedgerModel

/// Calls of a kind that only one side knows: an API, an operation, a provider or a model that is not instrumented there.
struct OneSidedRule: CauseRule {
  var tellsWhatIsMissing: Bool { true }

  func proposals(_ scene: Scene) -> [Proposal] {
    unmetered(scene) + untraced(scene)
  }

  private func unmetered(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    let used = Set(
      scene.view.grid.atoms.filter { $0.marks.isCountedCall }.map { $0.kind })
    let kinds = scene.service.kinds
    var seen: Set<Set<Int32>> = [used]
    var proposals: [Proposal] = []
    func group(_ name: String, _ key: (CallEvidence.Kind) -> String?, cost: Double) {
      for (value, rows) in Dictionary(grouping: used, by: { key(kinds[Int($0)]) }).sorted(by: {
        ($0.key ?? "") < ($1.key ?? "")
      }) {
        let set = Set(rows)
        guard let value, seen.insert(set).inserted, isMissing(set, scene) else { continue }
        let place =
          name == "model"
          ? Proposal.Place(models: [value])
          : name == "operation"
            ? Proposal.Place(operation: value)
            : Proposal.Place()
        proposals.append(
          Proposal(
            code: .unmeteredService,
            correction: .leaveOut(CallFilter(kinds: set), quantities: ComparedQuantity.ofCalls), cost: cost,
            place: place,
            facts: [
              CauseFact("by", .text(name)), CauseFact("value", .text(value)),
              CauseFact(
                "calls",
                .count(
                  scene.view.grid.atoms.filter {
                    set.contains($0.kind) && $0.marks.isCountedCall
                  }.reduce(0) { $0 + $1.calls })),
            ]))
      }
    }
    let (above, below) = ComparedQuantity.allCases.filter(\.isWeighed).reduce((Int128(0), Int128(0))) {
      let left = scene.view.leftover($1)
      return ($0.0 + left.above, $0.1 + left.below)
    }
    guard above > 0, above > below else { return [] }
    group("span_name", { $0.spanName }, cost: 1.1)
    group("operation", { $0.operation }, cost: 1.1)
    group("provider", { $0.provider }, cost: 1.15)
    group("model", { $0.responseModel ?? $0.requestModel }, cost: 1.2)
    return Array(proposals.prefix(24))
  }

  /// Whether so much lies above the metrics that these calls can be missing there, but for a fifth that other causes have
  /// moved: of calls that are metered in part something else is wrong.
  private func isMissing(_ kinds: Set<Int32>, _ scene: Scene) -> Bool {
    let quantity: ComparedQuantity = scene.service.quantities.first(where: \.isWeighed) ?? .calls
    let reading = CaseReading(scene.corrections)
    let amount = scene.view.grid.atoms.reduce(Int128(0)) {
      kinds.contains($1.kind) ? $0 + reading.amount($1, quantity) : $0
    }
    return scene.view.leftover(quantity).above * 5 >= amount * 4 && amount > 0
  }

  private func untraced(_ scene: Scene) -> [Proposal] {
    let view = scene.view
    var gaps: [String?: [Gap]] = [:]
    for strand in view.left.indices where view.traced[strand] == 0 && view.metered[strand] > 0 {
      let (model, quantity) = (view.grid.strands[strand].model, view.grid.strands[strand].quantity)
      guard !quantity.isOfEvaluations else { continue }
      // What is not judged by itself is missing with the rest, as far as that can be told.
      let isJudged = scene.isSampled || scene.service.judges(quantity)
      for cell in view.left[strand].indices {
        let left = isJudged ? view.left[strand][cell] : -view.meteredCells[strand][cell]
        if left < 0 { gaps[model, default: []].append(Gap(strand: strand, cell: cell, amount: -left)) }
      }
    }
    // A model is untraced where no span of it is left at all.
    let traced = Set(
      view.grid.strands.indices.filter { view.traced[$0] > 0 && view.grid.strands[$0].quantity.isWeighed }
        .map { view.grid.strands[$0].model })
    gaps = gaps.filter { $0.value.contains { view.grid.strands[$0.strand].quantity.isWeighed } }
    return gaps.filter { !traced.contains($0.key) }.sorted { ($0.key ?? "") < ($1.key ?? "") }.prefix(8).map {
      model, gaps in
      Proposal(
        code: .untracedService, correction: .missing(gaps), cost: 1.2,
        place: Proposal.Place(models: model.map { [$0] } ?? []),
        facts: [CauseFact("by", .text("model")), CauseFact("value", .text(model ?? "unknown"))])
    }
  }
}
