extension PreparedSheet {
  /// The rates of the classes of tokens, and those from some lengths of the prompt on, where prices depend on nothing else;
  /// `nil` elsewhere: hours, marginal thresholds, fees, details with prices of their own.
  public var cards: (base: RateCard, tiers: [ContextTier])? { PlainPrices(rates, live).map { ($0.base, $0.tiers) } }

  /// When these prices hold, in Unix nanoseconds; `until` is `nil` for ever.
  public var validity: (from: UInt64, until: UInt64?) { (from, until) }
}
