import LedgerModel

/// What is left where only a part of the calls has spans: what chance cannot explain.
///
/// A call is kept with probability p, so that T kept calls of M have the variance p(1 − p)M, and T/p that of (1 − p)M/p; sums of
/// tokens have Σx²(1 − p)/p, times the number of calls that share a trace. Four tests, each with a band of 4.5 standard deviations so that thousands of them do not fail by
/// chance:
/// 1. Spans where no metric was collected at all contradict any rate.
/// 2. Each line, in blocks of time with 25 kept calls or more.
/// 3. All lines of a quantity together, in such blocks; and calls in blocks of five, as a whole (χ²).
/// 4. Tokens per call over the whole range, which are much less uncertain than tokens.
struct SampledJudgement {
  private static let deviations = 4.5

  private(set) var left: [[Int128]]

  private let view: CaseView
  private let service: ServiceCase
  private let p: Double
  /// Calls of one trace are kept together, which makes sums that much less certain.
  private let together: Double
  private let rateError: Double

  init(_ view: CaseView, _ service: ServiceCase, _ probability: Double, isKnown: Bool) {
    self.view = view
    self.service = service
    p = probability
    together = service.callsPerTrace
    left = view.left
    let calls = view.sums(.calls)
    let kept = calls.traced > 0 ? Double(calls.traced) : Double(service.calls.count)
    rateError =
      isKnown || kept == 0
      ? 0 : SampledJudgement.deviations * (service.callsPerTrace * (1 - probability) / kept).squareRoot()
    let isSilent = silentCells()
    var cells = view.grid.cells.indices.filter { view.grid.cells[$0].isJudged && !isSilent[$0] }
    for quantity in service.quantities where quantity.isWeighed {
      let strands = view.grid.strands.indices.filter {
        view.grid.strands[$0].quantity == quantity && view.joined[$0] == $0
      }
      if quantity != .calls { cells = setAside(cells, strands) }
      for strand in strands { judge([strand], Sizes(view, [strand], quantity), cells) }
      let sizes = Sizes(view, strands, quantity)
      judge(strands, sizes, cells)
      if quantity == .calls { judgeAsAWhole(strands, cells) } else { judgeTotal(strands, quantity, cells) }
    }
  }

  /// What kept calls stand for, rounded; what files claim that no sum could hold counts as 2¹⁰⁰.
  private func scaled(_ kept: Int128) -> Int128 {
    let amount = (Double(nearest: kept) / p).rounded()
    return Int128(min(max(amount, -0x1p100), 0x1p100))
  }

  /// Spans in cells that no point covers: no rate makes them.
  private mutating func silentCells() -> [Bool] {
    var isSilent = view.grid.cells.map { !$0.isCovered }
    // At the edges of a gap a call may be counted by a neighbour.
    for strand in left.indices where view.grid.strands[strand].quantity.isWeighed {
      for cell in view.grid.cells.indices where isSilent[cell] && view.grid.cells[cell].isJudged {
        left[strand][cell] = scaled(view.certainCells[strand][cell])
      }
    }
    for cell in isSilent.indices where isSilent[cell] {
      isSilent[cell] = left.indices.contains { left[$0][cell] != 0 }
    }
    return isSilent
  }

  /// Sets cells aside in which too many calls are missing for chance, or too few: what other quantities differ by there, on
  /// the same side, is missing with them, to the same borders. Returns the others.
  private mutating func setAside(_ cells: [Int], _ strands: [Int]) -> [Int] {
    let calls = left.indices.filter { view.grid.strands[$0].quantity == .calls }
    var others: [Int] = []
    var stretch: [Int] = []
    var sign: Int128 = 0
    for cell in cells {
      let missing = calls.reduce(Int128(0)) { $0 + left[$1][cell] }
      let isOnStretch = stretch.last.map {
        view.grid.cells[$0].process == view.grid.cells[cell].process && missing.signum() == sign
      }
      if isOnStretch != true {
        leave(stretch, strands, sign: sign)
        stretch = []
        sign = missing.signum()
      }
      if missing == 0 { others.append(cell) } else { stretch.append(cell) }
    }
    leave(stretch, strands, sign: sign)
    return others
  }

  private mutating func judge(_ strands: [Int], _ sizes: Sizes, _ cells: [Int]) {
    for block in blocks(of: cells, strands, until: 25 * sizes.mean / p) {
      let (scaled, counted) = (block.traced / p, block.metered)
      let band =
        SampledJudgement.deviations * (counted * sizes.squarePerUnit * together * (1 - p) / p).squareRoot()
        + rateError * counted + 3 * sizes.largest * together / p
      if abs(scaled - counted) > band { leave(block.cells, strands) }
    }
  }

  private struct Block {
    var cells: [Int] = []
    var traced = 0.0
    var metered = 0.0
  }

  /// Cuts time into blocks in each of which the metrics count so much; the last one of a process may hold less.
  private func blocks(of cells: [Int], _ strands: [Int], until enough: Double) -> [Block] {
    var blocks: [Block] = []
    var block = Block()
    for cell in cells {
      if let last = block.cells.last, view.grid.cells[last].process != view.grid.cells[cell].process {
        blocks.append(block)
        block = Block()
      }
      block.cells.append(cell)
      for strand in strands {
        block.traced += Double(nearest: view.tracedCells[strand][cell])
        block.metered += Double(nearest: view.meteredCells[strand][cell])
      }
      if block.metered >= enough {
        blocks.append(block)
        block = Block()
      }
    }
    if !block.cells.isEmpty { blocks.append(block) }
    return blocks
  }

  /// All blocks of a few calls together: whether they lie further from what is expected than chance allows.
  private mutating func judgeAsAWhole(_ strands: [Int], _ cells: [Int]) {
    // What is left by itself already, such as an hour without spans, would make chance elsewhere look like a pattern.
    let isLeft = view.grid.cells.indices.map { cell in strands.contains { left[$0][cell] != 0 } }
    let plain = blocks(of: cells, strands, until: 5 / p).filter { block in
      block.metered > 0 && !block.cells.contains { isLeft[$0] }
    }
    let blocks = plain.map {
      (cells: $0.cells, z: ($0.traced - p * $0.metered) / (p * (1 - p) * $0.metered).squareRoot())
    }
    let chi = blocks.reduce(0) { $0 + $1.z * $1.z } / together
    let freedom = Double(blocks.count)
    guard freedom >= 4, chi > freedom + SampledJudgement.deviations * (2 * freedom).squareRoot() + 5 else { return }
    for block in blocks where abs(block.z) > 2 * together.squareRoot() { leave(block.cells, strands) }
  }

  /// Tokens, or failures, per call over the whole range.
  private mutating func judgeTotal(_ strands: [Int], _ quantity: ComparedQuantity, _ cells: [Int]) {
    let calls = view.grid.strands.indices.filter {
      view.grid.strands[$0].quantity == .calls && view.joined[$0] == $0
    }
    let reference = calls.isEmpty ? [] : calls
    func sum(_ strands: [Int], _ values: [[Int128]]) -> Double {
      strands.reduce(0.0) { sum, strand in cells.reduce(sum) { $0 + Double(nearest: values[strand][$1]) } }
    }
    let (kept, counted) = (sum(reference, view.tracedCells), sum(reference, view.meteredCells))
    let (traced, metered) = (sum(strands, view.tracedCells), sum(strands, view.meteredCells))
    guard kept >= 10, counted > 0 else { return }
    let perCall = traced / kept
    // Σ (x − mean)² over the calls that were kept.
    let squares = Sizes(view, strands, quantity).squareSum
    let variance = max(squares - kept * perCall * perCall, traced * traced / (kept * kept))
    let deviation = counted / kept * (variance * together * (1 - p)).squareRoot()
    let expected = perCall * counted
    // Where nothing was kept the metric's own size says how much chance may take away.
    let least = quantity == .failedCalls ? (metered * together * (1 - p) / p).squareRoot() : 0
    guard abs(expected - metered) > 0.95 * SampledJudgement.deviations * max(deviation, least) else { return }
    guard !strands.contains(where: { strand in cells.contains { left[strand][$0] != 0 } }) else { return }
    leave(cells, strands)
  }

  /// Leaves the whole difference of a block to each line, where the larger side lies; of one sign only, where that is
  /// asked for.
  private mutating func leave(_ block: [Int], _ strands: [Int], sign: Int128? = nil) {
    guard let last = block.last else { return }
    for strand in strands {
      let traced = block.reduce(Int128(0)) { $0 + view.tracedCells[strand][$1] }
      let counted = block.reduce(Int128(0)) { $0 + view.meteredCells[strand][$1] }
      let difference = scaled(traced) - counted
      if let sign, difference.signum() != sign { continue }
      let larger = difference > 0 ? view.tracedCells[strand] : view.meteredCells[strand]
      let whole = difference > 0 ? traced : counted
      var rest = difference
      for cell in block {
        left[strand][cell] = whole > 0 ? proportion(of: difference, larger[cell], whole) : 0
        rest -= left[strand][cell]
      }
      left[strand][last] += rest
    }
  }
}

/// How large the calls of some lines are.
private struct Sizes {
  var mean = 1.0
  var largest = 1.0
  /// Σ x² / Σ x: the variance that one unit of the sum brings.
  var squarePerUnit = 1.0
  private(set) var squareSum = 0.0
  private var sum = 0.0

  init(_ view: CaseView, _ strands: [Int], _ quantity: ComparedQuantity) {
    guard quantity != .calls, quantity != .failedCalls else {
      sum = strands.reduce(0) { $0 + Double(nearest: view.traced[$1]) }
      squareSum = sum
      return
    }
    var (count, top) = (0.0, 0.0)
    for strand in strands {
      count += Double(nearest: view.moments[strand].count)
      sum += Double(nearest: view.moments[strand].sum)
      squareSum += view.moments[strand].squareSum
      top = max(top, view.moments[strand].largest)
    }
    guard sum > 0 else { return }
    mean = sum / count
    largest = top
    squarePerUnit = squareSum / sum
  }
}
