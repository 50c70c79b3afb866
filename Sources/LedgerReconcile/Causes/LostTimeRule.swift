import LedgerModel

/// Stretches of time that one side has lost: files that are missing, exports that failed, processes that ended before they
/// could export.
struct LostTimeRule: CauseRule {
  var tellsWhatIsMissing: Bool { true }

  func proposals(_ scene: Scene) -> [Proposal] {
    [lostSpans(scene), lostPoints(scene, resets: false), lostPoints(scene, resets: true)].compactMap { $0 }
  }

  private struct Run {
    var cells: [Int]
    var process: Int
  }

  /// Stretches in which spans are missing although metrics were counted.
  private func lostSpans(_ scene: Scene) -> Proposal? {
    let view = scene.view
    let (runs, active) = runs(scene) { $0 < 0 }
    guard !runs.isEmpty else { return nil }
    let lost = runs.reduce(0) { $0 + $1.cells.count }
    let isEmpty = runs.allSatisfy { run in
      run.cells.allSatisfy { cell in
        !view.left.indices.contains { strand in
          view.left[strand][cell] < 0 && view.tracedCells[strand][cell] * 20 > view.meteredCells[strand][cell] * 19
        }
      }
    }
    // What is missing nearly everywhere is not missing at some time.
    guard isEmpty || 10 * lost <= 9 * active else { return nil }
    guard runs.count <= 3 || (isEmpty && runs.count <= 12 && 2 * lost <= active) else { return nil }
    let callsAreKnown = scene.service.quantities.contains(.calls)
    if callsAreKnown, view.leftover(.calls).below == 0 { return nil }
    return proposal(
      .missingTraceWindow, scene, runs, sign: -1, cost: 1.1 + 0.15 * Double(runs.count - 1),
      facts: [CauseFact("stretches", .count(Int128(runs.count)))])
  }

  /// Stretches in which calls ended and no point counts them.
  private func lostPoints(_ scene: Scene, resets: Bool) -> Proposal? {
    let view = scene.view
    let cells = view.grid.cells
    let (all, _) = runs(scene) { $0 > 0 }
    let runs = all.filter { run in
      let isReset = run.cells.contains { cells[$0].isBeforeRestart }
      // In a stretch that points cover, the metric lost something only where it fell.
      return resets ? isReset : !isReset && run.cells.allSatisfy { cell in isSilent(view, cell) }
    }
    guard !runs.isEmpty, runs.count <= 40 else { return nil }
    if scene.service.quantities.contains(.calls), view.leftover(.calls).above == 0 { return nil }
    return proposal(
      resets ? .counterResetLoss : .missingMetricWindow, scene, runs, sign: 1, cost: 1 + 0.02 * Double(runs.count - 1),
      facts: [CauseFact(resets ? "restarts" : "stretches", .count(Int128(runs.count)))])
  }

  private func isSilent(_ view: CaseView, _ cell: Int) -> Bool {
    !view.left.indices.contains {
      view.grid.metered[$0][cell].high > 0 && view.grid.strands[$0].quantity.isWeighed
    }
  }

  /// Neighbouring cells in which something is left, on any line; and in how many cells anything happened at all.
  private func runs(_ scene: Scene, _ isLeft: (Int128) -> Bool) -> (runs: [Run], active: Int) {
    let view = scene.view
    // Where calls are counted, they tell what is missing; tokens may be missing for other reasons.
    let isLine = view.grid.strands.map { strand in
      scene.service.quantities.contains(.calls)
        ? strand.quantity == .calls : strand.quantity.isWeighed && strand.quantity != .failedCalls
    }
    var runs: [Run] = []
    var active = 0
    var wasActiveBetween = false
    for cell in view.grid.cells.indices {
      var isHere = false
      var isActive = false
      for strand in view.left.indices where isLine[strand] {
        if isLeft(view.left[strand][cell]) { isHere = true }
        if view.tracedCells[strand][cell] > 0 || view.meteredCells[strand][cell] > 0 { isActive = true }
      }
      if isActive { active += 1 }
      guard isHere else {
        if isActive { wasActiveBetween = true }
        continue
      }
      if let last = runs.last, last.process == view.grid.cells[cell].process, !wasActiveBetween {
        runs[runs.count - 1].cells.append(cell)
      } else {
        runs.append(Run(cells: [cell], process: view.grid.cells[cell].process))
      }
      wasActiveBetween = false
    }
    return (runs, active)
  }

  private func proposal(
    _ code: CauseCode, _ scene: Scene, _ runs: [Run], sign: Int128, cost: Double, facts: [CauseFact]
  ) -> Proposal {
    let view = scene.view
    var gaps: [Gap] = []
    for run in runs {
      for cell in run.cells {
        for strand in view.left.indices {
          // What is not judged by itself is missing with the rest.
          let left =
            scene.isSampled || scene.service.judges(view.grid.strands[strand].quantity)
            ? view.left[strand][cell] : view.tracedCells[strand][cell] - view.meteredCells[strand][cell]
          if left * sign > 0 { gaps.append(Gap(strand: strand, cell: cell, amount: -left)) }
        }
      }
    }
    let cells = runs.flatMap(\.cells).map { view.grid.cells[$0] }
    // The more of everything is said to be lost, the more another cause is to be thought of.
    let all = sign < 0 ? view.meteredCells : view.tracedCells
    let weighed = gaps.filter { view.grid.strands[$0.strand].quantity.isWeighed }
    let lines = Dictionary(grouping: weighed.map { ($0.strand, $0.cell) }, by: { $0.0 })
    let shares = lines.map { strand, places in
      let whole = all[strand].reduce(0, +)
      return whole > 0 ? Double(places.reduce(0) { $0 + all[strand][$1.1] }) / Double(whole) : 0
    }
    let cost = cost + (shares.max() ?? 0) * (shares.max() ?? 0)
    let instances = Set(runs.map(\.process)).map { scene.service.processes[$0] }
    return Proposal(
      code: code, correction: .missing(gaps), cost: cost,
      place: Proposal.Place(
        instance: instances.count == 1 ? instances[0] : nil, from: cells.map(\.from).filter { $0 > 0 }.min(),
        to: cells.map(\.to).filter { $0 < .max }.max()), facts: facts)
  }
}
