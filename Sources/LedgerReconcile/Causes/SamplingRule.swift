import LedgerModel

/// Traces of which only a part was kept, evenly over time.
///
/// A rate that the spans tell (a threshold in the trace state, an attribute, a configured one) is taken as it is; else it is
/// estimated from the calls of both sides. Whether the rate holds throughout is judged by blocks: see ``CaseView``.
struct SamplingRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen, !scene.isSampled else { return [] }
    let quantity =
      scene.service.quantities.first { $0 != .failedCalls && $0.isWeighed } ?? .calls
    let strands = scene.view.grid.strands.indices.filter { scene.view.grid.strands[$0].quantity == quantity }
    let traced = strands.reduce(Int128(0)) { $0 + scene.view.traced[$1] }
    let metered = strands.reduce(Int128(0)) { $0 + scene.view.metered[$1] }
    guard traced > 0, metered > traced else { return [] }
    // A rate takes from every quantity alike: one of which nothing is missing contradicts it.
    for other in scene.service.quantities where other.isWeighed && other != .failedCalls {
      let sums = scene.view.sums(other)
      if sums.metered > 0, sums.traced * 100 > sums.metered * 99 { return [] }
    }
    let counted = scene.service.calls.filter { $0.marks.isCountedCall && $0.end != 0 }
    var proposals: [Proposal] = []
    let weighted = counted.filter { $0.weight != 0 }
    let weights = weighted.reduce(0.0) { $0 + Double($1.weight) / 4_294_967_296 }
    if !weighted.isEmpty, Double(weighted.count) >= 0.95 * Double(counted.count) {
      let known = Double(weighted.count) / weights
      if known < 0.999 {
        proposals.append(
          proposal(known, isKnown: true, cost: 1, .high, calls: counted.count, traced, metered, quantity))
      }
    }
    var estimates = [Double(traced) / Double(metered)]
    // Where a stretch of time is missing on either side, the middle of many stretches still tells the rate.
    if let middle = middleRate(scene, strands), abs(middle - estimates[0]) > 0.02 * middle { estimates.append(middle) }
    for estimate in estimates where estimate < 0.97 && estimate > 0 {
      let isFirm = counted.count >= 25
      proposals.append(
        proposal(
          estimate, isKnown: false, cost: isFirm ? 1.3 : 1.7, isFirm ? .medium : .low, calls: counted.count, traced,
          metered, quantity))
    }
    return proposals
  }

  private func middleRate(_ scene: Scene, _ strands: [Int]) -> Double? {
    let view = scene.view
    let sums = view.grid.cells.indices.map { cell in
      strands.reduce((Int128(0), Int128(0))) {
        ($0.0 + view.tracedCells[$1][cell], $0.1 + view.meteredCells[$1][cell])
      }
    }
    let metered = sums.reduce(Int128(0)) { $0 + $1.1 }
    guard metered >= 40 else { return nil }
    var rates: [Double] = []
    var block: (Int128, Int128) = (0, 0)
    for (traced, counted) in sums where counted > 0 {
      block = (block.0 + traced, block.1 + counted)
      if block.1 * 20 >= metered {
        rates.append(Double(block.0) / Double(block.1))
        block = (0, 0)
      }
    }
    rates.sort()
    guard rates.count >= 5 else { return nil }
    // The mean of the inner half: less uncertain than the one in the middle.
    let inner = rates[(rates.count / 4)..<(rates.count - rates.count / 4)]
    return inner.reduce(0, +) / Double(inner.count)
  }

  private func proposal(
    _ rate: Double, isKnown: Bool, cost: Double, _ confidence: Confidence, calls: Int, _ traced: Int128,
    _ metered: Int128, _ quantity: ComparedQuantity
  ) -> Proposal {
    // Wilson's interval, on calls: tokens of one call are not independent.
    let n = quantity == .calls ? Double(metered) : Double(calls) / max(rate, 1e-9)
    let z = 1.959964
    let p = min(max(Double(traced) / Double(metered), 0), 1)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return Proposal(
      code: .sampledTraces, correction: .sampling(probability: rate, isKnown: isKnown), cost: cost,
      confidence: confidence,
      facts: [
        CauseFact("rate", .micros(micros(rate))),
        CauseFact("rate_source", .text(isKnown ? "spans" : "estimated")),
        CauseFact("kept_share", .micros(micros(p))),
        CauseFact("kept_share_low", .micros(micros(centre - half))),
        CauseFact("kept_share_high", .micros(micros(centre + half))),
        CauseFact("calls", .count(Int128(calls))),
      ])
  }
}
