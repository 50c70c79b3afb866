/// Prices that depend on nothing but, at most, how many tokens of the four classes there are: what nearly all calls are
/// priced by.
struct PlainPrices: Hashable {
  /// The prices below all thresholds, then those of each tier.
  private(set) var cards: [UnitRates] = []
  private(set) var base: RateCard
  /// Lowest threshold first; the last one that applies wins.
  private(set) var tiers: [ContextTier] = []

  /// Whether the four classes decide everything: reasoning is billed as output, and no fee is due for each request.
  /// Searches, pages and images that have a price cost nothing where they were not counted, and calls with such counts are
  /// priced line by line; only where nothing else has a price, they have to be known.
  var isOfClassesAlone: Bool {
    cards.allSatisfy { card in
      card.resolved(.reasoning) == card.resolved(.output) && card.resolved(.request) == UnitRates.none
        && !PlainPrices.needsPieces(card)
    }
  }

  /// Whether there is a price by the piece, and none of tokens beside it.
  static func needsPieces(_ card: UnitRates) -> Bool {
    BillingUnit.pieces.contains { $0 != .request && card.resolved($0) > 0 }
      && !BillingUnit.allCases.contains { $0.isToken && card.resolved($0) != UnitRates.none }
  }

  /// What prices and lines come to; `nil` where they depend on anything else. Lines that hold for other calls (another
  /// service tier, route or place) must have been left out.
  init?(_ rates: UnitRates, _ steps: [PriceStep]) {
    guard steps.allSatisfy(PlainPrices.isPlain) else { return nil }
    let thresholds = steps.filter { $0.conditions.threshold != nil }
    var levels: [PriceStep] = []
    let isNested = Set(thresholds.map { $0.conditions.threshold?.basis }).count <= 1
    if isNested {
      // Thresholds on one length: whoever is beyond one is beyond all lower ones.
      for step in thresholds.sorted(by: { PlainPrices.within($0) < PlainPrices.within($1) })
      where levels.last.map(PlainPrices.within) != PlainPrices.within(step) { levels.append(step) }
    } else {
      // Else each line has to replace whatever the others say, or what holds depends on which of them hold.
      guard thresholds.allSatisfy(PlainPrices.replacesAll) else { return nil }
      levels = thresholds
    }

    func card(_ holds: (PriceStep) -> Bool) -> UnitRates {
      var all = rates
      for step in steps where step.conditions.threshold == nil || holds(step) { step.apply(to: &all) }
      return all
    }
    cards = [card { _ in false }]
    base = RateCard(cards[0])
    for level in levels {
      guard let threshold = level.conditions.threshold else { return nil }
      let found = isNested ? card { PlainPrices.within($0) <= PlainPrices.within(level) } : card { $0 == level }
      cards.append(found)
      tiers.append(
        ContextTier(
          basis: threshold.basis, comparison: threshold.comparison, thresholdTokens: threshold.tokens,
          rates: RateCard(found)))
    }
  }

  private static func isPlain(_ step: PriceStep) -> Bool {
    let conditions = step.conditions
    return step.changesPrices && !step.isMarginal && conditions.hours == nil && conditions.from == nil
      && conditions.until == nil
  }

  private static func within(_ step: PriceStep) -> Int128 { step.conditions.threshold?.within ?? 0 }

  private static func replacesAll(_ step: PriceStep) -> Bool {
    guard case .rates(let rates) = step.effect else { return false }
    return TokenClass.allCases.allSatisfy { rates.code($0.unit) != UnitRates.absent }
  }
}
