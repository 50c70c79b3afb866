import LedgerModel

/// A quantity whose values are many times those of the spans, or parts of them: seconds against milliseconds, shares
/// against percent, dollars against cents.
///
/// Means are compared, which neither sampling nor loss changes by orders of magnitude. Times are measured twice, so that a
/// ratio within a factor of √10 of a power of a thousand will do; money and scores are the same numbers on both sides,
/// and must fit within a fifth. Any other ratio is something else, and not said.
struct UnitMismatch {
  var quantity: ComparedQuantity
  /// By how much the metric's values are too large, or too small.
  var factor: Int128
  var isTooLarge: Bool
  /// What there is of the quantity.
  var size: Double
  var facts: [CauseFact]

  static func all(_ service: ServiceCase, _ view: CaseView) -> [UnitMismatch] {
    service.quantities.compactMap { UnitMismatch($0, service, view) }
  }

  private init?(_ quantity: ComparedQuantity, _ service: ServiceCase, _ view: CaseView) {
    guard let counted = quantity.counted, service.quantities.contains(counted) else { return nil }
    let (values, counts) = (view.sums(quantity), view.sums(counted))
    guard values.traced > 0, values.metered > 0, counts.traced > 0, counts.metered > 0 else { return nil }
    let traced = Double(values.traced) / Double(counts.traced)
    let metered = Double(values.metered) / Double(counts.metered)
    let (factors, tolerance) = UnitMismatch.factors(quantity)
    func fits(_ ratio: Double, _ factor: Double) -> Bool { ratio < factor * tolerance && ratio > factor / tolerance }
    if let factor = factors.first(where: { fits(metered / traced, Double($0)) }) {
      (self.factor, isTooLarge) = (factor, true)
    } else if let factor = factors.first(where: { fits(traced / metered, Double($0)) }) {
      (self.factor, isTooLarge) = (factor, false)
    } else {
      return nil
    }
    self.quantity = quantity
    size = Double(max(values.traced, values.metered))
    let times = isTooLarge ? "\(factor)" : "1/\(factor)"
    facts = [
      CauseFact("quantity", .text(quantity.word)), CauseFact("metrics_times_too_large", .text(times)),
      UnitMismatch.mean("spans", quantity, traced), UnitMismatch.mean("metrics", quantity, metered),
    ]
  }

  private static func factors(_ quantity: ComparedQuantity) -> (factors: [Int128], tolerance: Double) {
    switch quantity {
    case .cost: ([100, 1000, 1_000_000], 1.2)
    case .scores: ([100], 1.2)
    default: ([1000, 1_000_000, 1_000_000_000], 10.0.squareRoot())
    }
  }

  private static func mean(_ side: String, _ quantity: ComparedQuantity, _ mean: Double) -> CauseFact {
    switch quantity {
    case .cost: CauseFact("mean_of_\(side)_usd", .text(PicoUSD(Int128(mean)).description))
    case .scores: CauseFact("mean_of_\(side)", .micros(Int64(min(mean, 1e18))))
    default: CauseFact("mean_of_\(side)_seconds", .nanos(Int128(min(mean, 1e36))))
    }
  }
}

extension ComparedQuantity {
  /// What is in a unit, in words.
  fileprivate var word: String {
    switch self {
    case .cost: "costs"
    case .scores: "scores"
    case .firstTokenNanos: "times to first token"
    default: "durations"
    }
  }
}
