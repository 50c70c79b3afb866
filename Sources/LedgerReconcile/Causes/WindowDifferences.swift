import LedgerModel

/// The difference of a service under some corrections by line and five-minute window: metrics minus traces.
struct WindowDifferences {
  /// By strand, by start of the window.
  private(set) var amounts: [[UInt64: Int128]]

  init(_ service: ServiceCase, _ view: CaseView, _ corrections: [Correction]) {
    let grid = view.grid
    amounts = Array(repeating: [:], count: grid.strands.count)
    let reading = CaseReading(corrections)
    if reading.sampling != nil {
      // Within the bounds of chance nothing is left.
      for strand in view.left.indices {
        for cell in view.left[strand].indices where view.left[strand][cell] != 0 {
          spread(-view.left[strand][cell], strand: strand, cell: cell, grid, [:])
        }
      }
      return
    }
    var spreads = Array(
      repeating: IncrementSpread(size: .fiveMinutes, range: service.range), count: grid.strands.count)
    grid.forEachGrowth(service) { spreads[view.joined[$0]].add($1) }
    for strand in spreads.indices {
      for window in spreads[strand].finished().windows {
        amounts[strand][window.window.start.value, default: 0] += window.share.value?.value ?? 0
      }
    }
    var traced: [Place: [UInt64: Int128]] = [:]
    for quantity in service.quantities {
      guard let strandOfKind = grid.strandOfKind[quantity] else { continue }
      for atom in grid.atoms {
        let amount = reading.amount(atom, quantity)
        if amount == 0 { continue }
        let strand = view.joined[strandOfKind[Int(atom.kind)]]
        amounts[strand][atom.window, default: 0] -= amount
        traced[Place(strand: strand, cell: Int(atom.cell)), default: [:]][atom.window, default: 0] += amount
      }
    }
    for correction in corrections {
      guard case .missing(let gaps) = correction else { continue }
      for gap in gaps {
        spread(
          -gap.amount, strand: gap.strand, cell: gap.cell, grid,
          gap.amount < 0 ? traced[Place(strand: gap.strand, cell: gap.cell)] ?? [:] : [:])
      }
    }
  }

  struct Place: Hashable {
    var strand: Int
    var cell: Int
  }

  /// Puts an amount into the windows of a cell: as the calls lie there, else evenly over time.
  private mutating func spread(
    _ amount: Int128, strand: Int, cell: Int, _ grid: CellGrid, _ weights: [UInt64: Int128]
  ) {
    for (window, share) in WindowDifferences.shares(amount, cell: grid.cells[cell], weights) {
      amounts[strand][window, default: 0] += share
    }
  }

  static func shares(_ amount: Int128, cell: Cell, _ weights: [UInt64: Int128]) -> [(window: UInt64, share: Int128)] {
    let size = CellGrid.windowNanos
    let whole = weights.values.reduce(0, +)
    if weights.count > 1, whole > 0, weights.values.allSatisfy({ $0 >= 0 }) {
      var rest = amount
      let sorted = weights.sorted { $0.key < $1.key }
      var shares: [(window: UInt64, share: Int128)] = []
      for (window, weight) in sorted.dropLast() {
        let share = proportion(of: amount, weight, whole)
        shares.append((window, share))
        rest -= share
      }
      shares.append((sorted[sorted.count - 1].key, rest))
      return shares
    }
    if let only = weights.first, weights.count == 1 { return [(only.key, amount)] }
    if cell.from == 0 || cell.to == .max || cell.from == cell.to {
      let instant = cell.to == .max ? cell.from : cell.to - 1
      return [(instant - instant % size, amount)]
    }
    let spread = attribute(
      [Increment(from: UnixNanos(cell.from), to: UnixNanos(cell.to), value: Int128(amount.magnitude))],
      to: .fiveMinutes)
    return spread.windows.map { window in
      let share = window.share.value?.value ?? 0
      return (window.window.start.value, amount < 0 ? -share : share)
    }
  }
}

/// ⌊amount · part / whole⌋ towards zero, for a part of a whole. Products beyond 127 bits come from absurd claims only, and
/// lose digits.
func proportion(of amount: Int128, _ part: Int128, _ whole: Int128) -> Int128 {
  let (product, isBeyond) = amount.multipliedReportingOverflow(by: part)
  if !isBeyond { return product / whole }
  let share = Double(nearest: amount) * (Double(nearest: part) / Double(nearest: whole))
  return Int128(min(max(share, -0x1p120), 0x1p120))
}
