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
  private static let costOfAll = 100.0
  /// How many sets are tried at most, so that a night of many faults takes bounded time.
  private static let trials = 600

  /// A set of causes, in the order in which they were taken up, with how much of all differences is left behind them. Both
  /// sides behind them are not kept: they are large, and made again for the few sets that are looked at once more.
  struct Solution {
    var steps: [Step] = []
    var misfit: Double
    var cost = 0.0
    var corrections: [Correction] { steps.map(\.proposal.correction) }
    var isShifted: Bool { corrections.contains { if case .shift = $0 { true } else { false } } }
    var codes: [CauseCode] { steps.map(\.proposal.code).sorted() }
  }

  struct Step {
    var proposal: Proposal
    /// Other causes that explain the same.
    var alternatives: [CauseCode] = []
  }

  let service: ServiceCase
  let base: CaseView
  let sizes: [ComparedQuantity: Double]
  private let total: Double
  private let shifted: ShiftedGrid

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
    shifted = ShiftedGrid(service)
  }

  /// Both sides under some corrections.
  func view(_ corrections: [Correction]) -> CaseView {
    if corrections.isEmpty { return base }
    let shifts = corrections.compactMap { if case .shift(let shift) = $0 { shift } else { nil } }
    return CaseView(service, corrections, grid: shifts.isEmpty ? base.grid : shifted.grid(shifts))
  }

  /// Whether anything is to be explained.
  var isNeeded: Bool { total > 0 }

  func best() -> Solution {
    var best = search(from: Solution(misfit: total, cost: CauseSearch.costOfAll), total: total)
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
    let quantities = service.quantities.filter { !$0.isWeighed && service.judges($0) }
    if quantities.isEmpty || solution.steps.isEmpty { return solution }
    func left(_ view: CaseView, _ quantity: ComparedQuantity) -> Int128 {
      let (above, below) = view.leftover(quantity)
      return above + below
    }
    var best = solution
    var bestView = view(best.corrections)
    for quantity in quantities {
      for step in best.steps.indices where left(bestView, quantity) > 0 {
        guard let correction = best.steps[step].proposal.correction.toggling(quantity) else { continue }
        var other = best
        other.steps[step].proposal.correction = correction
        let otherView = view(other.corrections)
        if left(otherView, quantity) < left(bestView, quantity) { (best, bestView) = (other, otherView) }
      }
    }
    return best
  }

  private func search(from start: Solution, total: Double) -> Solution {
    guard total > 0 else { return start }
    var frontier = [start]
    var best = start
    var seen: Set<Set<Correction>> = []
    var finished: [Solution] = []
    var first: [Solution] = []
    let begun = start.steps.count
    var trials = 0

    func extended(_ solution: Solution, by proposal: Proposal) -> Solution? {
      let corrections = solution.corrections + [proposal.correction]
      guard trials < CauseSearch.trials, seen.insert(Set(corrections)).inserted else { return nil }
      trials += 1
      var extended = solution
      extended.steps.append(Step(proposal: proposal))
      extended.misfit = view(corrections).misfit(sizes)
      extended.cost =
        CauseSearch.costOfAll * extended.misfit / total
        + extended.steps.dropFirst(begun).reduce(0) { $0 + $1.proposal.cost }
      return extended
    }

    for depth in 0..<CauseSearch.depth {
      var next: [Solution] = []
      for solution in frontier {
        let scene = Scene(service: service, view: view(solution.corrections), corrections: solution.corrections)
        for proposal in CauseSearch.rules.flatMap({ $0.proposals(scene) }) {
          guard let extended = extended(solution, by: proposal) else { continue }
          if depth == 0, CauseSearch.mayHaveOpposite(proposal) { first.append(extended) }
          guard extended.misfit < solution.misfit - 0.005 * total || (extended.isShifted && solution.steps.isEmpty)
          else { continue }
          next.append(extended)
        }
      }
      next.sort { ($0.cost, $0.codes.description) < ($1.cost, $1.codes.description) }
      finished += next.prefix(CauseSearch.width)
      if let cheapest = next.first, cheapest.cost < best.cost - 1e-9 { best = cheapest }
      if best.misfit <= 0.002 * total, best.steps.count < (next.first?.steps.count ?? .max) { break }
      frontier = Array(next.prefix(CauseSearch.width)) + next.filter(\.isShifted).prefix(3)
      if frontier.isEmpty || (best.misfit <= 0.002 * total && best.cost < 2.2) { break }
    }
    if best.misfit > 0.02 * total { addOpposites(first, extended, total: total, to: &best) }
    addAlternatives(finished, to: &best)
    return best
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
      let scene = Scene(service: service, view: view(one.corrections), corrections: one.corrections)
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

  /// Names what explains as much at the same price.
  private func addAlternatives(_ finished: [Solution], to best: inout Solution) {
    let codes = Set(best.codes)
    for other in finished where other.steps.count == best.steps.count && abs(other.cost - best.cost) < 0.06 {
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

/// The grid under the offsets that were asked for last: sets with the same offsets are looked at one after the other.
private final class ShiftedGrid {
  private let service: ServiceCase
  private var last: (shifts: [Shift], grid: CellGrid)?

  init(_ service: ServiceCase) { self.service = service }

  func grid(_ shifts: [Shift]) -> CellGrid {
    if let last, last.shifts == shifts { return last.grid }
    last = nil
    let grid = CellGrid(service, shifts: shifts)
    last = (shifts, grid)
    return grid
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
