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
  /// The strand that stands for each one, where models were joined.
  private(set) var joined: [Int]

  init(_ service: ServiceCase, _ corrections: [Correction], grid: CellGrid) {
    self.grid = grid
    let strandCount = grid.strands.count
    let cellCount = grid.cells.count
    joined = CaseView.joined(grid, corrections)
    var low = Array(repeating: Array(repeating: Int128(0), count: cellCount), count: strandCount)
    var high = low
    tracedCells = low
    meteredCells = low
    let reading = CaseReading(corrections)
    for quantity in service.quantities {
      guard let strandOfKind = grid.strandOfKind[quantity] else { continue }
      for atom in grid.atoms {
        let amount = reading.amount(atom, quantity)
        if amount == 0 { continue }
        let strand = joined[strandOfKind[Int(atom.kind)]]
        tracedCells[strand][Int(atom.cell)] += amount
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
    var meant = Array(repeating: Array(repeating: Meant(), count: cellCount), count: strandCount)
    for strand in grid.strands.indices {
      let target = joined[strand]
      for cell in 0..<cellCount {
        meant[target][cell].low += grid.metered[strand][cell].low
        meant[target][cell].high += grid.metered[strand][cell].high
        meant[target][cell].value += grid.metered[strand][cell].value
      }
    }
    traced = []
    metered = []
    left = Array(repeating: Array(repeating: 0, count: cellCount), count: strandCount)
    for strand in grid.strands.indices {
      for cell in 0..<cellCount { meteredCells[strand][cell] = meant[strand][cell].value }
      traced.append(tracedCells[strand].reduce(0, +))
      metered.append(meteredCells[strand].reduce(0, +))
    }
    if let sampling = reading.sampling {
      judgeSampled(sampling, service)
    } else {
      for strand in grid.strands.indices where grid.strands[strand].quantity != .durationNanos {
        for cell in 0..<cellCount where grid.cells[cell].isJudged {
          let metric = meant[strand][cell]
          if low[strand][cell] > metric.high {
            left[strand][cell] = low[strand][cell] - metric.high
          } else if metric.low > high[strand][cell] {
            left[strand][cell] = high[strand][cell] - metric.low
          }
        }
      }
    }
    for correction in corrections {
      guard case .missing(let gaps) = correction else { continue }
      for gap in gaps { left[gap.strand][gap.cell] += gap.amount }
    }
    if reading.sampling == nil { settleNeighbours() }
  }

  /// What was recorded an interval late, or early, stands in the next cell with the other sign.
  private mutating func settleNeighbours() {
    for strand in left.indices {
      for cell in left[strand].indices.dropFirst()
      where grid.cells[cell].process == grid.cells[cell - 1].process {
        let (before, here) = (left[strand][cell - 1], left[strand][cell])
        guard before != 0, here != 0, (before < 0) != (here < 0) else { continue }
        let amount = min(before.magnitude, here.magnitude)
        let signed = before > 0 ? Int128(amount) : -Int128(amount)
        left[strand][cell - 1] -= signed
        left[strand][cell] += signed
      }
    }
  }

  /// Sampled traces say what they say of blocks of cells, within the bounds of chance.
  private mutating func judgeSampled(_ sampling: (probability: Double, isKnown: Bool), _ service: ServiceCase) {
    let p = sampling.probability
    let total = grid.strands.indices.filter { grid.strands[$0].quantity == .calls }.reduce(0.0) {
      $0 + Double(metered[$1])
    }
    let pError = sampling.isKnown || total == 0 ? 0 : 4.5 * ((1 - p) / (p * total)).squareRoot()
    for strand in grid.strands.indices where grid.strands[strand].quantity != .durationNanos {
      let quantity = grid.strands[strand].quantity
      // The size of a call in this strand, and how much sizes differ.
      let sizes = CallSizes(grid, service, strand, joined, quantity)
      var block: [Int] = []
      var scaled: Int128 = 0
      var counted: Int128 = 0
      func close(_ view: inout CaseView) {
        defer {
          block = []
          scaled = 0
          counted = 0
        }
        guard let last = block.last else { return }
        let expected = Double(counted)
        let band =
          4.5 * (expected * sizes.meanSquarePerUnit * (1 - p) / p).squareRoot() + pError * expected
          + 3 * sizes.largest / p
        let difference = Double(scaled) - expected
        if abs(difference) > band { view.left[strand][last] = scaled - counted }
      }
      for cell in grid.cells.indices {
        if let last = block.last, grid.cells[last].process != grid.cells[cell].process { close(&self) }
        guard grid.cells[cell].isJudged else { continue }
        block.append(cell)
        scaled += Int128((Double(tracedCells[strand][cell]) / p).rounded())
        counted += meteredCells[strand][cell]
        if Double(counted) * p >= 25 * sizes.mean { close(&self) }
      }
      close(&self)
    }
  }

  private static func joined(_ grid: CellGrid, _ corrections: [Correction]) -> [Int] {
    var joined = Array(grid.strands.indices)
    for correction in corrections {
      guard case .sameModel(let models) = correction else { continue }
      var first: [ComparedQuantity: Int] = [:]
      for (row, strand) in grid.strands.enumerated() where models.contains(strand.model) {
        if let known = first[strand.quantity] { joined[row] = known } else { first[strand.quantity] = row }
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
      sum += Double(above + below) / size
    }
    return sum
  }
}

/// How large the calls of a strand are.
private struct CallSizes {
  var mean = 1.0
  var largest = 1.0
  /// Σ x² / Σ x: the variance that one unit of the sum brings.
  var meanSquarePerUnit = 1.0

  init(
    _ grid: CellGrid, _ service: ServiceCase, _ strand: Int, _ joined: [Int], _ quantity: ComparedQuantity
  ) {
    guard quantity != .calls, quantity != .failedCalls, let strandOfKind = grid.strandOfKind[quantity] else { return }
    var (count, sum, squares, top) = (0.0, 0.0, 0.0, 0.0)
    for call in service.calls where joined[strandOfKind[Int(call.kind)]] == joined[strand] {
      let amount = Double(service.amount(call, quantity))
      guard amount > 0, !call.marks.contains(.copy), !call.marks.contains(.wrapper) else { continue }
      count += 1
      sum += amount
      squares += amount * amount
      top = max(top, amount)
    }
    guard sum > 0 else { return }
    mean = sum / count
    largest = top
    meanSquarePerUnit = squares / sum
  }
}

/// How corrections read the calls.
struct CaseReading {
  private var outs: [(filter: CallFilter, quantities: Set<ComparedQuantity>)] = []
  private var ins: [(marks: CallEvidence.Marks, quantities: Set<ComparedQuantity>)] = []
  private var times: [(factor: Int128, quantities: Set<ComparedQuantity>)] = []
  private var cached: (read: Int128, write: Int128) = (0, 0)
  private var reasoning: Int128 = 0
  private(set) var sampling: (probability: Double, isKnown: Bool)?

  init(_ corrections: [Correction]) {
    for correction in corrections {
      switch correction {
      case .leaveOut(let filter, let quantities): outs.append((filter, quantities))
      case .includes(let marks, let quantities): ins.append((marks, quantities))
      case .times(let factor, let quantities): times.append((factor, quantities))
      case .cached(let read, let write): cached = (cached.read + read, cached.write + write)
      case .reasoning(let factor): reasoning += factor
      case .sampling(let probability, let isKnown): sampling = (probability, isKnown)
      case .shift, .sameModel, .missing: break
      }
    }
  }

  func amount(_ atom: Atom, _ quantity: ComparedQuantity) -> Int128 {
    let repeated = atom.marks.intersection([.copy, .wrapper])
    if !repeated.isEmpty {
      guard ins.contains(where: { !$0.marks.isDisjoint(with: repeated) && $0.quantities.contains(quantity) }) else {
        return 0
      }
    }
    for out in outs where out.quantities.contains(quantity) && out.filter.holds(atom.kind, atom.marks) { return 0 }
    var amount: Int128 =
      switch quantity {
      case .calls: atom.calls
      case .failedCalls: atom.marks.contains(.failed) ? atom.calls : 0
      case .inputTokens: atom.input + cached.read * atom.cacheRead + cached.write * atom.cacheWrite
      case .outputTokens: atom.output + reasoning * atom.reasoning
      case .totalTokens:
        atom.input + atom.output + cached.read * atom.cacheRead + cached.write * atom.cacheWrite
          + reasoning * atom.reasoning
      case .durationNanos: atom.nanos
      }
    for time in times where time.quantities.contains(quantity) { amount *= time.factor }
    return amount
  }
}
