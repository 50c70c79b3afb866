import LedgerModel

/// Prices of the four classes of tokens, of reasoning and of a request, by the length of the prompt, as plain numbers: for
/// calls that take more than ``FlatSheet`` knows, and need no itemised account.
struct QuickPrices: Sendable {
  private struct Card: Sendable {
    /// By ``TokenClass``, in pico-dollars; 0 free, -1 none.
    var rates: [Int64]
    var reasoning: Int64
    var request: Int64
  }

  private let cards: [Card]
  private let tiers: [ContextTier]

  /// More hours than these are not combined.
  private static let mostHours = 4
  private static let plainRate: Int64 = 1 << 30
  private static let plainTokens: Int64 = 1 << 31

  /// The prices for each combination of the hours that lines have; none where prices depend on anything else.
  static func byHours(_ rates: UnitRates, _ steps: [PriceStep]) -> (hours: [PriceHours], prices: [QuickPrices]) {
    var hours: [PriceHours] = []
    for step in steps {
      if let known = step.conditions.hours, !hours.contains(known) { hours.append(known) }
    }
    guard hours.count <= mostHours else { return ([], []) }
    var prices: [QuickPrices] = []
    for place in 0..<(1 << hours.count) {
      let held = steps.compactMap { step -> PriceStep? in
        guard let own = step.conditions.hours else { return step }
        guard let bit = hours.firstIndex(of: own), place >> bit & 1 != 0 else { return nil }
        var step = step
        step.conditions.hours = nil
        return step
      }
      guard let plain = PlainPrices(rates, held), let quick = QuickPrices(plain) else { return ([], []) }
      prices.append(quick)
    }
    return (hours, prices)
  }

  private init?(_ plain: PlainPrices) {
    tiers = plain.tiers
    cards = plain.cards.map { card in
      Card(
        rates: TokenClass.inOrder.map { card.resolved($0.unit) }, reasoning: card.resolved(.reasoning),
        request: card.resolved(.request))
    }
    // A request is always one; other pieces cost nothing where they were not counted, but where tokens have no price they
    // have to be.
    let needsPieces = plain.cards.contains(where: PlainPrices.needsPieces)
    let isLarge = cards.contains { card in
      card.request >= 1 << 60 || card.reasoning >= QuickPrices.plainRate
        || card.rates.contains { $0 >= QuickPrices.plainRate }
    }
    if needsPieces || isLarge { return nil }
  }

  func cost(_ usage: TokenUsage, _ reasoning: Int64?) -> PreparedSheet.Answer {
    var place = 0
    for (number, tier) in tiers.enumerated() where tier.applies(to: usage) { place = number + 1 }
    let card = cards[place]
    var isMissing = false
    var sum: Int64 = max(0, card.request)
    for tokenClass in TokenClass.inOrder {
      let rate = card.rates[Int(tokenClass.rawValue)]
      guard let count = usage[tokenClass] else {
        if tokenClass == .uncachedInput || tokenClass == .output, rate != UnitRates.none { isMissing = true }
        continue
      }
      guard count >= 0, count < QuickPrices.plainTokens else { return .notPlain }
      var rest = count
      if tokenClass == .output, let reasoning, reasoning != 0, card.reasoning != rate {
        // More reasoning than output contradicts itself, and reasoning may have no price.
        guard reasoning > 0, reasoning <= count, card.reasoning >= 0 else { return .notPlain }
        sum += reasoning * card.reasoning
        rest -= reasoning
      }
      if rate < 0, rest > 0 { return .notPlain }
      sum += rest * max(0, rate)
    }
    return isMissing ? .unknownUsage : .picoUSD(sum)
  }
}

extension TokenClass {
  /// All classes, made once.
  static let inOrder = TokenClass.allCases
}
