import LedgerModel

/// Finds the smallest set of causes that explains the difference of a service.
///
/// Rules propose, one step at a time; the search keeps the best few sets and goes on from them. A set costs what its causes
/// cost, each about one, and a hundredth of the difference that stays unexplained costs one as well: a cause that explains
/// less than that is not said. Sets of the same cost and the same size are said to be alternatives.
struct CauseSearch {
  static let rules: [any CauseRule] = [
    ShiftRule(), SamplingRule(), CachedTokensRule(), ReasoningTokensRule(), StreamUsageRule(), RepeatedSpansRule(),
    FailedCallsRule(), ModelLabelRule(), OneSidedRule(), LostTimeRule(),
  ]
  private static let depth = 3
  private static let width = 4
  /// So many sets with an offset are gone on from in any case.
  private static let shiftedWidth = 3
  private static let costOfAll = 100.0
  /// How many sets are tried at most, so that a night of many faults takes bounded time.
  private static let trials = 600

  /// A set of causes, in the order in which they were taken up, with what is left behind each of them.
  struct Solution {
    var steps: [Step] = []
    var view: CaseView
    var misfit: Double
    var cost = 0.0
    var corrections: [Correction] { steps.map(\.proposal.correction) }
    var isShifted: Bool { corrections.contains { if case .shift = $0 { true } else { false } } }
    var codes: [CauseCode] { steps.map(\.proposal.code).sorted() }
  }

  struct Step {
    var proposal: Proposal
    /// Both sides behind this step.
    var view: CaseView
    /// Other causes that explain the same.
    var alternatives: [CauseCode] = []
  }

  let service: ServiceCase
  let base: CaseView
  let sizes: [ComparedQuantity: Double]
  private let total: Double

  init(_ service: ServiceCase) {
    self.service = service
    base = CaseView(service, [], grid: CellGrid(service, shifts: []))
    var sizes: [ComparedQuantity: Double] = [:]
    for quantity in service.quantities where quantity.isWeighed {
      let (traced, metered) = base.sums(quantity)
      sizes[quantity] = Double(max(traced, metered))
    }
    self.sizes = sizes
    total = base.misfit(sizes)
  }

  /// Whether anything is to be explained.
  var isNeeded: Bool { total > 0 }

  func best() -> Solution {
    var best = search(from: Solution(view: base, misfit: total, cost: CauseSearch.costOfAll), total: total)
    // Beside a large cause a small one is lost in the sum: what is left is looked at again, by itself.
    var rest = best.misfit
    while rest > 0, best.steps.count < 4, rest < 0.3 * total {
      var start = best
      start.cost = CauseSearch.costOfAll
      let next = search(from: start, total: rest)
      guard next.steps.count > best.steps.count, next.misfit < 0.2 * rest else { break }
      best = next
      rest = next.misfit
    }
    return extendedToFollowers(best)
  }

  /// Lets causes that were found by calls and tokens reach to costs where these agree better so: whether a metric of cost
  /// shares what is wrong with the others depends on the library.
  private func extendedToFollowers(_ solution: Solution) -> Solution {
    func left(_ solution: Solution, _ quantity: ComparedQuantity) -> Int128 {
      let (above, below) = solution.view.leftover(quantity)
      return above + below
    }
    var best = solution
    for quantity in service.quantities where !quantity.isWeighed && service.judges(quantity) {
      for step in best.steps.indices where left(best, quantity) > 0 {
        guard let correction = best.steps[step].proposal.correction.toggling(quantity) else { continue }
        var other = best
        other.steps[step].proposal.correction = correction
        for later in other.steps.indices[step...] {
          other.steps[later].view = CaseView(
            service, Array(other.corrections[...later]), grid: other.steps[later].view.grid)
        }
        other.view = other.steps[other.steps.count - 1].view
        if left(other, quantity) < left(best, quantity) { best = other }
      }
    }
    return best
  }

  private func search(from start: Solution, total: Double) -> Solution {
    guard total > 0 else { return start }
    var grids: [[Shift]: CellGrid] = [[]: base.grid]
    var frontier = [start]
    var best = start
    var seen: Set<Set<Correction>> = []
    var finished: [Account] = []
    var first: [Solution] = []
    let begun = start.steps.count
    var trials = 0

    func extended(_ solution: Solution, by proposal: Proposal) -> Solution? {
      let corrections = solution.corrections + [proposal.correction]
      guard trials < CauseSearch.trials, seen.insert(Set(corrections)).inserted else { return nil }
      trials += 1
      let shifts = corrections.compactMap { if case .shift(let shift) = $0 { shift } else { nil } }
      let grid = grids[shifts] ?? CellGrid(service, shifts: shifts)
      grids[shifts] = grid
      let view = CaseView(service, corrections, grid: grid)
      var extended = solution
      extended.steps.append(Step(proposal: proposal, view: view))
      extended.view = view
      extended.misfit = view.misfit(sizes)
      extended.cost =
        CauseSearch.costOfAll * extended.misfit / total
        + extended.steps.dropFirst(begun).reduce(0) { $0 + $1.proposal.cost }
      return extended
    }

    for depth in 0..<CauseSearch.depth {
      var next: [Solution] = []
      for solution in frontier {
        let scene = Scene(service: service, view: solution.view, corrections: solution.corrections)
        for proposal in CauseSearch.rules.flatMap({ $0.proposals(scene) }) {
          guard let extended = extended(solution, by: proposal) else { continue }
          if depth == 0, CauseSearch.mayHaveOpposite(proposal) { first.append(extended) }
          guard extended.misfit < solution.misfit - 0.005 * total || (extended.isShifted && solution.steps.isEmpty)
          else { continue }
          next.append(extended)
          if next.count >= 4 * CauseSearch.width { next = CauseSearch.leading(next) }
        }
      }
      next = CauseSearch.leading(next)
      finished += next.prefix(CauseSearch.width).map(Account.init)
      if let cheapest = next.first, cheapest.cost < best.cost - 1e-9 { best = cheapest }
      if best.misfit <= 0.002 * total, best.steps.count < (next.first?.steps.count ?? .max) { break }
      frontier = Array(next.prefix(CauseSearch.width)) + next.filter(\.isShifted).prefix(CauseSearch.shiftedWidth)
      if frontier.isEmpty || (best.misfit <= 0.002 * total && best.cost < 2.2) { break }
    }
    if best.misfit > 0.02 * total { addOpposites(first, extended, total: total, to: &best) }
    addAlternatives(finished, to: &best)
    return best
  }

  /// The cheapest sets in their order, as far as they are gone on from: each holds both sides, cell by cell.
  private static func leading(_ solutions: [Solution]) -> [Solution] {
    let sorted = solutions.sorted { ($0.cost, $0.codes.description) < ($1.cost, $1.codes.description) }
    var shifted = 0
    return sorted.enumerated().filter { place, solution in
      if solution.isShifted { shifted += 1 }
      return place < width || solution.isShifted && shifted <= shiftedWidth
    }.map(\.element)
  }

  /// Two causes that work against each other: each alone makes the difference larger.
  ///
  /// - Parameter first: the sets of one such cause.
  private func addOpposites(
    _ first: [Solution], _ extended: (Solution, Proposal) -> Solution?, total: Double, to best: inout Solution
  ) {
    for (row, one) in first.enumerated() {
      for other in first[(row + 1)...] {
        guard let proposal = other.steps.last?.proposal, one.steps.last?.proposal.code != proposal.code,
          let both = extended(one, proposal)
        else { continue }
        if both.cost < best.cost - 1e-9, both.misfit < 0.1 * total { best = both }
      }
      let scene = Scene(service: service, view: one.view, corrections: one.corrections)
      for proposal in CauseSearch.rules.filter(\.tellsWhatIsMissing).flatMap({ $0.proposals(scene) }) {
        guard case .missing = proposal.correction, proposal.code != one.steps.last?.proposal.code,
          let both = extended(one, proposal)
        else { continue }
        if both.cost < best.cost - 1e-9, both.misfit < 0.1 * total { best = both }
      }
    }
  }

  /// Whether what is proposed changes what calls add up to, so that another cause may work against it.
  private static func mayHaveOpposite(_ proposal: Proposal) -> Bool {
    switch proposal.correction {
    case .cached, .reasoning, .leaveOut, .includes, .times: true
    case .shift, .sampling, .sameModel, .missing: false
    }
  }

  /// What is known of a set that was looked at, without what it was judged by: both sides, cell by cell, are large.
  private struct Account {
    let codes: [CauseCode]
    let cost: Double

    init(_ solution: Solution) {
      codes = solution.codes
      cost = solution.cost
    }
  }

  /// Names what explains as much at the same price.
  private func addAlternatives(_ finished: [Account], to best: inout Solution) {
    let codes = Set(best.codes)
    for other in finished where other.codes.count == best.steps.count && abs(other.cost - best.cost) < 0.06 {
      let new = Set(other.codes).subtracting(codes)
      let old = codes.subtracting(other.codes)
      guard new.count == 1, old.count == 1, let code = new.first else { continue }
      for step in best.steps.indices
      where old.contains(best.steps[step].proposal.code) && !best.steps[step].alternatives.contains(code) {
        best.steps[step].alternatives.append(code)
      }
    }
  }
}

extension CaseView {
  /// What both sides say of a quantity in all.
  func sums(_ quantity: ComparedQuantity) -> (traced: Int128, metered: Int128) {
    var sums: (traced: Int128, metered: Int128) = (0, 0)
    for strand in grid.strands.indices where grid.strands[strand].quantity == quantity && joined[strand] == strand {
      sums.traced += traced[strand]
      sums.metered += metered[strand]
    }
    return sums
  }
}
