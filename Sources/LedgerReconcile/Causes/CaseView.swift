import LedgerModel

/// Both sides of a service under some corrections: what is left of the difference, cell by cell.
struct CaseView {
  let grid: CellGrid
  /// By strand and cell: how far the traces lie above what the metrics may mean, negative where below; what growth that
  /// was collected one interval late explains is taken off.
  private(set) var left: [[Int128]]
  /// By strand: what the traces say, and the metrics.
  private(set) var traced: [Int128]
  private(set) var metered: [Int128]
  /// By strand and cell, best values.
  private(set) var tracedCells: [[Int128]]
  private(set) var meteredCells: [[Int128]]
  /// What the traces say for certain, as no call near a border does.
  private(set) var certainCells: [[Int128]] = []
  /// How large calls are, by strand.
  private(set) var moments: [Moments]
  /// The strand that stands for each one, where models were joined.
  private(set) var joined: [Int]

  /// Sums over the calls of a line.
  struct Moments {
    var count: Int128 = 0
    var sum: Int128 = 0
    /// Σ x², as far as corrections leave sizes alone.
    var squares = SquareSum()
    /// The largest mean of the calls of one kind in one cell.
    var largest = 0.0
    /// What squares are multiplied by, where a correction multiplies sizes.
    var squareFactor = 1.0

    /// Σ x².
    var squareSum: Double { Double(nearest: squares.value) * squareFactor }
  }

  init(_ service: ServiceCase, _ corrections: [Correction], grid: CellGrid) {
    self.grid = grid
    let strandCount = grid.strands.count
    let cellCount = grid.cells.count
    joined = CaseView.joined(grid, corrections)
    var low = Array(repeating: Array(repeating: Int128(0), count: cellCount), count: strandCount)
    var high = low
    tracedCells = low
    meteredCells = low
    moments = Array(repeating: Moments(), count: strandCount)
    let reading = CaseReading(corrections)
    for quantity in service.quantities {
      guard let strandOfKind = grid.strandOfKind[quantity] else { continue }
      for strand in strandOfKind { moments[joined[strand]].squareFactor = reading.squareFactor(quantity) }
      for atom in grid.atoms {
        let amount = reading.amount(atom, quantity)
        if amount == 0 { continue }
        let strand = joined[strandOfKind[Int(atom.kind)]]
        tracedCells[strand][Int(atom.cell)] += amount
        moments[strand].add(amount, of: atom, squares: reading.squares(atom, quantity))
        if atom.first == atom.last {
          low[strand][Int(atom.cell)] += amount
          high[strand][Int(atom.cell)] += amount
        } else if amount > 0 {
          for cell in atom.first...atom.last { high[strand][Int(cell)] += amount }
        } else {
          for cell in atom.first...atom.last { low[strand][Int(cell)] += amount }
        }
      }
    }
    var meant = grid.metered
    meteredCells = grid.meteredValues
    for strand in grid.strands.indices where joined[strand] != strand {
      let target = joined[strand]
      for cell in 0..<cellCount {
        meant[target][cell].add(meant[strand][cell])
        meteredCells[target][cell] += meteredCells[strand][cell]
        meant[strand][cell] = Meant()
        meteredCells[strand][cell] = 0
      }
    }
    certainCells = low
    traced = []
    metered = []
    left = Array(repeating: Array(repeating: 0, count: cellCount), count: strandCount)
    for strand in grid.strands.indices {
      traced.append(tracedCells[strand].reduce(0, +))
      metered.append(meteredCells[strand].reduce(0, +))
    }
    if let sampling = reading.sampling {
      left = SampledJudgement(self, service, sampling.probability, isKnown: sampling.isKnown).left
    } else {
      for strand in grid.strands.indices where service.judges(grid.strands[strand].quantity) {
        let tolerance = rounding(strand)
        for cell in 0..<cellCount where grid.cells[cell].isJudged {
          let metric = meant[strand][cell]
          if low[strand][cell] > metric.high + tolerance {
            left[strand][cell] = low[strand][cell] - metric.high
          } else if metric.low > high[strand][cell] + tolerance {
            left[strand][cell] = high[strand][cell] - metric.low
          }
        }
      }
    }
    for correction in corrections {
      guard case .missing(let gaps) = correction else { continue }
      for gap in gaps where service.judges(grid.strands[gap.strand].quantity) {
        left[gap.strand][gap.cell] += gap.amount
      }
    }
    if reading.sampling == nil {
      settleNeighbours(high, corrections)
      let hasGaps = corrections.contains { if case .missing = $0 { true } else { false } }
      if !hasGaps { closeSums(meant, low: low, high: high) }
    }
  }

  private static let fewCells = 12

  /// How far sums of the same amounts may be apart because both sides add up binary fractions: each value is off by half a
  /// unit when it is read, and a sum of n doubles by n · 2⁻⁵³ of itself (Higham, *Accuracy and Stability of Numerical
  /// Algorithms*, 4.2). Counts are exact.
  private func rounding(_ strand: Int) -> Int128 {
    guard grid.strands[strand].quantity == .cost || grid.strands[strand].quantity == .scores else { return 0 }
    let values = Double(nearest: moments[strand].count) + 2
    let size = Double(nearest: max(traced[strand], metered[strand]))
    return Int128(min(values + values * size / 0x1p53, 1e30)) + 1
  }

  /// Takes off what was recorded an interval late, or early.
  ///
  /// Only where collections are five minutes apart at most: an hour late is no delay but an offset.
  ///
  /// Where a line comes out even when each cell may pass on what happened in it, and no more, to the next one, nothing is
  /// left. Elsewhere only what the next cell has with the other sign is taken off, so that a loss stays where it happened.
  private mutating func settleNeighbours(_ traced: [[Int128]], _ corrections: [Correction]) {
    for strand in left.indices where left[strand].contains(where: { $0 != 0 }) {
      for (process, cells) in grid.cellsOfProcess.enumerated()
      where grid.intervals[process] <= CellGrid.windowNanos {
        let tolerance = rounding(strand)
        if isOnlyLate(strand, cells, traced[strand], tolerance, corrections) {
          for cell in cells { left[strand][cell] = 0 }
          continue
        }
        for (cell, next) in zip(cells, cells.dropFirst()) {
          let (before, here) = (left[strand][cell], left[strand][next])
          guard before != 0, here != 0, (before < 0) != (here < 0) else { continue }
          let amount = min(before.magnitude, here.magnitude)
          let signed = before > 0 ? Int128(amount) : -Int128(amount)
          left[strand][cell] -= signed
          left[strand][next] += signed
          for place in [cell, next] where left[strand][place].magnitude <= tolerance { left[strand][place] = 0 }
        }
      }
    }
  }

  /// A call near a border is counted on one side of it or the other, and not on neither. Where there are only a few
  /// collections, many calls are near one: what the sums differ by is then left as well, where most such calls are.
  private mutating func closeSums(_ meant: [[Meant]], low: [[Int128]], high: [[Int128]]) {
    guard grid.cells.count <= CaseView.fewCells else { return }
    for strand in left.indices where joined[strand] == strand && grid.strands[strand].quantity.isWeighed {
      for cells in grid.cellsOfProcess where cells.allSatisfy({ grid.cells[$0].isJudged }) {
        guard let firstCovered = cells.first(where: { grid.cells[$0].isCovered }),
          let lastCovered = cells.last(where: { grid.cells[$0].isCovered }),
          cells.allSatisfy({ meant[strand][$0].low == meant[strand][$0].high })
        else { continue }
        var apart: Int128 = 0
        var open: Int128 = 0
        for cell in cells {
          apart += tracedCells[strand][cell] - meteredCells[strand][cell]
          apart -= left[strand][cell]
          // Calls behind the last collection of the night, or in front of the first, need not be counted at all.
          if cell < firstCovered || cell > lastCovered {
            open += tracedCells[strand][cell] - certainCells[strand][cell]
          }
        }
        guard apart > open || apart < 0 else { continue }
        let place = cells.max { high[strand][$0] - low[strand][$0] < high[strand][$1] - low[strand][$1] }
        if let place, high[strand][place] > low[strand][place] { left[strand][place] += apart }
      }
    }
  }

  private func isOnlyLate(
    _ strand: Int, _ cells: [Int], _ traced: [Int128], _ tolerance: Int128, _ corrections: [Correction]
  ) -> Bool {
    var gaps: [Int: Int128] = [:]
    for correction in corrections {
      guard case .missing(let all) = correction else { continue }
      for gap in all where gap.strand == strand { gaps[gap.cell, default: 0] += gap.amount }
    }
    var carried: Int128 = 0
    for (place, cell) in cells.enumerated() {
      carried += tracedCells[strand][cell] + (gaps[cell] ?? 0) - meteredCells[strand][cell]
      if carried.magnitude <= tolerance { continue }
      let border = grid.cells[cell].to
      let interval = grid.intervals[grid.cells[cell].process]
      // What ended less than a collection interval before the border may come behind it, and the other way round.
      var (before, behind) = (traced[cell], Int128(0))
      var earlier = place - 1
      while earlier >= 0, border - grid.cells[cells[earlier]].to < interval {
        before += traced[cells[earlier]]
        earlier -= 1
      }
      var later = place + 1
      while later < cells.count, grid.cells[cells[later]].from - border < interval {
        behind += traced[cells[later]]
        later += 1
      }
      if carried > before + tolerance || carried < -behind - tolerance { return false }
    }
    return carried.magnitude <= tolerance
  }

  /// For each strand the one that stands for it: of models that are joined, the one with the most calls.
  private static func joined(_ grid: CellGrid, _ corrections: [Correction]) -> [Int] {
    var joined = Array(grid.strands.indices)
    var calls: [Int128] = []
    for correction in corrections {
      guard case .sameModel(let models) = correction else { continue }
      if calls.isEmpty { calls = grid.callsOfStrands }
      var most: [Strand: Int] = [:]
      func unnamed(_ strand: Strand) -> Strand {
        var strand = strand
        strand.line.model = nil
        return strand
      }
      for (row, strand) in grid.strands.enumerated() where models.contains(strand.model) {
        let known = most[unnamed(strand)]
        if known.map({ calls[row] > calls[$0] }) ?? true { most[unnamed(strand)] = row }
      }
      for (row, strand) in grid.strands.enumerated() where models.contains(strand.model) {
        joined[row] = most[unnamed(strand)] ?? row
      }
    }
    return joined
  }

  /// What is left of a quantity: both signs.
  func leftover(_ quantity: ComparedQuantity) -> (above: Int128, below: Int128) {
    var sums: (above: Int128, below: Int128) = (0, 0)
    for strand in left.indices where grid.strands[strand].quantity == quantity {
      for amount in left[strand] { if amount > 0 { sums.above += amount } else { sums.below -= amount } }
    }
    return sums
  }

  /// What is left of all quantities, each as a share of what there is of it.
  func misfit(_ sizes: [ComparedQuantity: Double]) -> Double {
    var sum = 0.0
    for (quantity, size) in sizes where size > 0 {
      let (above, below) = leftover(quantity)
      sum += Double(nearest: above + below) / size
    }
    return sum
  }
}

extension CaseView.Moments {
  fileprivate mutating func add(_ amount: Int128, of atom: Atom, squares: SquareSum) {
    count += atom.calls
    sum += amount
    self.squares.add(squares)
    largest = max(largest, Double(nearest: amount) / Double(nearest: max(1, atom.calls)))
  }
}

/// How corrections read the calls.
struct CaseReading {
  private var outs: [(filter: CallFilter, quantities: Set<ComparedQuantity>)] = []
  private var ins: [(marks: CallEvidence.Marks, quantities: Set<ComparedQuantity>)] = []
  private var times: [(factor: Int128, quantities: Set<ComparedQuantity>)] = []
  private var cached: [(read: Int128, write: Int128, filter: CallFilter)] = []
  private var reasoning: Int128 = 0
  private(set) var sampling: (probability: Double, isKnown: Bool)?

  init(_ corrections: [Correction]) {
    for correction in corrections {
      switch correction {
      case .leaveOut(let filter, let quantities): outs.append((filter, quantities))
      case .includes(let marks, let quantities): ins.append((marks, quantities))
      case .times(let factor, let quantities): times.append((factor, quantities))
      case .cached(let read, let write, let filter): cached.append((read, write, filter))
      case .reasoning(let factor): reasoning += factor
      case .sampling(let probability, let isKnown): sampling = (probability, isKnown)
      case .shift, .sameModel, .missing: break
      }
    }
  }

  /// Σ x² over the calls of an atom, as far as corrections leave sizes alone.
  func squares(_ atom: Atom, _ quantity: ComparedQuantity) -> SquareSum {
    switch quantity {
    case .inputTokens: atom.inputSquares
    case .outputTokens: atom.outputSquares
    case .totalTokens: atom.inputSquares + atom.outputSquares
    default: SquareSum(ones: atom.calls)
    }
  }

  /// What corrections multiply squares of a quantity by.
  func squareFactor(_ quantity: ComparedQuantity) -> Double {
    var product = 1.0
    for time in times where time.quantities.contains(quantity) { product *= Double(nearest: time.factor * time.factor) }
    return product
  }

  func amount(_ atom: Atom, _ quantity: ComparedQuantity) -> Int128 {
    let told: CallEvidence.Marks = quantity == .hallucinations ? .hallucination : .evaluation
    guard atom.marks.isDisjoint(with: [.evaluation, .hallucination]) != quantity.isOfEvaluations,
      !quantity.isOfEvaluations || atom.marks.contains(told)
    else { return 0 }
    let repeated = atom.marks.intersection([.copy, .wrapper])
    if !repeated.isEmpty {
      guard ins.contains(where: { !$0.marks.isDisjoint(with: repeated) && $0.quantities.contains(quantity) }) else {
        return 0
      }
    }
    for out in outs where out.quantities.contains(quantity) && out.filter.holds(atom.kind, atom.marks) { return 0 }
    func input() -> Int128 {
      cached.reduce(atom.input) { sum, part in
        part.filter.holds(atom.kind, atom.marks)
          ? sum + part.read * atom.cacheRead + part.write * atom.cacheWrite : sum
      }
    }
    var amount: Int128 =
      switch quantity {
      case .calls: atom.calls
      case .failedCalls: atom.marks.contains(.failed) ? atom.calls : 0
      case .inputTokens: input()
      case .outputTokens: atom.output + reasoning * atom.reasoning
      case .totalTokens: input() + atom.output + reasoning * atom.reasoning
      case .cacheReadTokens: atom.cacheRead
      case .cacheWriteTokens: atom.cacheWrite
      case .reasoningTokens: atom.reasoning
      case .durationNanos: atom.nanos
      case .firstTokens: atom.firstTokens
      case .firstTokenNanos: atom.firstTokenNanos
      case .cost: atom.cost
      case .evaluations, .hallucinations: atom.calls
      case .scores: atom.scores
      }
    for time in times where time.quantities.contains(quantity) { amount *= time.factor }
    return amount
  }
}
