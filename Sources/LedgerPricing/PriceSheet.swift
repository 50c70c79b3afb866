import LedgerModel

/// What one token of a class costs.
///
/// *Free* and *unpriced* are two states, and neither is a price of zero.
public enum Rate: Hashable, Sendable {
  /// A published price, in pico-dollars per token; above zero.
  case published(picoUSD: Int64)
  /// The seller publishes no price of its own for the class, and the book says that the input price holds: an upper
  /// bound where a discount exists after all. Pico-dollars per token; above zero.
  case asInput(picoUSD: Int64)
  /// The seller bills nothing for the class.
  case free
  /// The book has no price for the class.
  case unpriced

  /// What one token costs: zero where it is free, `nil` where it is unpriced.
  public var perToken: PicoUSD? {
    switch self {
    case .published(let picoUSD), .asInput(let picoUSD): PicoUSD(Int128(picoUSD))
    case .free: .zero
    case .unpriced: nil
    }
  }
}

/// One rate for each class of tokens.
public struct RateCard: Hashable, Sendable {
  /// For input read afresh.
  public var input: Rate
  /// For input from the cache.
  public var cacheRead: Rate
  /// For input written into the cache with the seller's default lifetime (five minutes at Anthropic).
  public var cacheWrite: Rate
  /// For input written into the cache for an hour; `nil` where the book does not say. ``rate(for:)`` never uses it: it is
  /// for calls that tell the lifetimes apart.
  public var cacheWriteOneHour: Rate?
  /// For output, reasoning included.
  public var output: Rate

  /// A card from its rates.
  public init(input: Rate, cacheRead: Rate, cacheWrite: Rate, cacheWriteOneHour: Rate? = nil, output: Rate) {
    self.input = input
    self.cacheRead = cacheRead
    self.cacheWrite = cacheWrite
    self.cacheWriteOneHour = cacheWriteOneHour
    self.output = output
  }

  /// The rates of the classes of tokens.
  init(_ rates: UnitRates) {
    func rate(_ unit: BillingUnit) -> Rate {
      switch rates.resolved(unit) {
      case UnitRates.free: .free
      case UnitRates.none: .unpriced
      case let price: rates.code(unit) == UnitRates.asInput ? .asInput(picoUSD: price) : .published(picoUSD: price)
      }
    }
    self.init(
      input: rate(.input), cacheRead: rate(.cacheRead), cacheWrite: rate(.cacheWrite),
      cacheWriteOneHour: rates.code(.cacheWriteOneHour) > UnitRates.absent ? rate(.cacheWriteOneHour) : nil,
      output: rate(.output))
  }

  /// The rate of one class.
  public func rate(for tokenClass: TokenClass) -> Rate {
    switch tokenClass {
    case .uncachedInput: input
    case .cacheRead: cacheRead
    case .cacheWrite: cacheWrite
    case .output: output
    }
  }
}

/// Rates that replace the base rates for the whole request once the prompt is long enough.
public struct ContextTier: Hashable, Sendable {
  /// How the prompt's length is compared with the threshold.
  public enum Comparison: String, Hashable, Sendable {
    /// The tier begins one token above the threshold.
    case above
    /// The tier begins at the threshold.
    case atLeast = "at-least"
  }

  /// The classes whose tokens make up the prompt's length, in the order of ``TokenClass``.
  public var basis: [TokenClass]
  /// How the length is compared.
  public var comparison: Comparison
  /// The threshold in tokens; above zero.
  public var thresholdTokens: Int64
  /// The rates of a request in this tier; a class that the tier does not name keeps its base rate.
  public var rates: RateCard

  /// A tier from its parts.
  public init(basis: [TokenClass], comparison: Comparison, thresholdTokens: Int64, rates: RateCard) {
    self.basis = basis
    self.comparison = comparison
    self.thresholdTokens = thresholdTokens
    self.rates = rates
  }

  /// Whether a request falls into the tier. A class whose count is unknown adds nothing to the length.
  public func applies(to usage: TokenUsage) -> Bool {
    var length: Int128 = 0
    for tokenClass in basis { length += Int128(usage[tokenClass] ?? 0) }
    return switch comparison {
    case .above: length > Int128(thresholdTokens)
    case .atLeast: length >= Int128(thresholdTokens)
    }
  }
}

/// What a call costs by one sheet.
public enum CostOutcome: Hashable, Sendable {
  /// The exact amount. Zero only for a call without billable tokens.
  case priced(PicoUSD)
  /// The seller bills nothing for any of the tokens.
  case free
  /// Some tokens are of classes that have no price. The amount covers the others and is no total.
  case partial(PicoUSD, unpriced: [TokenClass])
  /// The counts of these classes are needed and unknown: there is no cost.
  case unknownUsage(missing: [TokenClass])

  /// The complete cost: the exact amount, or zero where the call is free; `nil` where it is partial or unknown.
  public var amount: PicoUSD? {
    switch self {
    case .priced(let amount): amount
    case .free: .zero
    case .partial, .unknownUsage: nil
    }
  }
}

/// The prices of one model at one seller for one stretch of time: a `price` line of a book with the lines below it.
public struct PriceSheet: Hashable, Sendable {
  /// The sheet's row in ``PriceBook/sheets``: the same text gives the same rows.
  public var id: Int
  /// The seller's id.
  public var seller: String
  /// The model's id at that seller.
  public var model: String
  /// The family the model belongs to.
  public var family: String
  /// The model's version, where the book has one.
  public var version: String?
  /// The routes that it is for; empty for all.
  public var routes: [String]
  /// The first instant at which the sheet holds; `nil` for as long as the model has been offered.
  public var from: UnixNanos?
  /// The first instant at which it no longer holds; `nil` while no end is known.
  public var until: UnixNanos?
  /// The day (`YYYY-MM-DD`) on which the book learned of it; `nil` where it has always known.
  public var learned: String?
  /// The day from which on the book no longer believed it; `nil` where it does.
  public var withdrawn: String?
  /// What is written for each unit.
  public let rates: UnitRates
  /// The lines with conditions, in the book's order.
  public let steps: [PriceStep]
  /// What one unit of the book's currency is worth in dollars, where it is another one.
  public var exchange: PriceFactor?
  /// The ids of the sources that the row names, in its order.
  public var sources: [String]
  /// The day (`YYYY-MM-DD`) on which the row was last compared with a source; `nil` if never.
  public var checkedOn: String?
  /// Remarks, in the book's words.
  public var notes: [String]
  /// The row's line in the book, from 1.
  public var line: Int
  /// The name of the book.
  public var book: String
  /// The book's layer.
  public var layer: BookLayer

  /// The rates of the four classes of tokens on the standard service tier, unless a tier by prompt length applies.
  public let base: RateCard
  /// The tiers by prompt length of the standard service tier, lowest threshold first.
  public let tiers: [ContextTier]
  /// Whether ``base`` and ``tiers`` say everything that decides the cost of a call on the standard tier without details
  /// and route; if not, ``cost(of:)`` looks at ``steps``.
  let isPlain: Bool

  init(
    id: Int, seller: String, model: String, family: String, version: String? = nil, routes: [String] = [],
    from: UnixNanos?, until: UnixNanos?, learned: String? = nil, withdrawn: String? = nil, rates: UnitRates,
    steps: [PriceStep] = [], sources: [String], checkedOn: String?, notes: [String] = [], line: Int, book: String,
    layer: BookLayer
  ) {
    self.id = id
    self.seller = seller
    self.model = model
    self.family = family
    self.version = version
    self.routes = routes
    self.from = from
    self.until = until
    self.learned = learned
    self.withdrawn = withdrawn
    self.rates = rates
    self.steps = steps
    self.sources = sources
    self.checkedOn = checkedOn
    self.notes = notes
    self.line = line
    self.book = book
    self.layer = layer
    let plain = PlainPrices(
      rates, steps.isEmpty ? [] : steps.filter { $0.conditions.staticFailure(CallTraits()) == nil })
    base = plain?.base ?? RateCard(rates)
    tiers = plain?.tiers ?? []
    isPlain = plain?.isOfClassesAlone ?? false
  }

  /// The same sheet with other lines, or in another currency.
  func with(
    rates: UnitRates? = nil, steps: [PriceStep]? = nil, from: UnixNanos?, until: UnixNanos?,
    exchange: PriceFactor? = nil
  ) -> PriceSheet {
    var sheet = PriceSheet(
      id: id, seller: seller, model: model, family: family, version: version, routes: routes, from: from, until: until,
      learned: learned, withdrawn: withdrawn, rates: rates ?? self.rates, steps: steps ?? self.steps, sources: sources,
      checkedOn: checkedOn, notes: notes, line: line, book: book, layer: layer)
    sheet.exchange = exchange ?? self.exchange
    return sheet
  }

  /// Whether the sheet holds at an instant: in `[from, until)`; at one that is not known (0) only where it always does.
  public func holds(at instant: UnixNanos) -> Bool {
    if let from, instant < from { return false }
    if let until, instant.value == 0 || instant >= until { return false }
    return true
  }

  /// Whether the sheet is for a route; one that is not known may be any.
  public func isFor(_ route: String?) -> Bool { routes.isEmpty || route.map(routes.contains) ?? true }

  /// Which rates a call gets: 0 for the base rates, n for `tiers[n - 1]`. The highest tier that applies wins.
  public func tier(for usage: TokenUsage) -> Int { (tiers.lastIndex { $0.applies(to: usage) } ?? -1) + 1 }

  /// The rates of a tier as ``tier(for:)`` counts them; a number outside is a programmer error.
  public func rates(ofTier tier: Int) -> RateCard { tier == 0 ? base : tiers[tier - 1].rates }

  /// What one token of a class costs in a tier: zero where it is free, `nil` where it is unpriced.
  ///
  /// The cost of n tokens is n times this, exactly; an aggregate may add up tokens by sheet, tier and class and
  /// multiply once.
  public func rate(for tokenClass: TokenClass, tier: Int = 0) -> PicoUSD? {
    rates(ofTier: tier).rate(for: tokenClass).perToken
  }

  /// Whether nothing that the sheet names has a price, and something is free.
  public var isFree: Bool {
    let all = [rates] + steps.compactMap(\.rates)
    return BillingUnit.allCases.allSatisfy { unit in all.allSatisfy { $0.code(unit) <= 0 } }
      && BillingUnit.allCases.contains { rates.resolved($0) == UnitRates.free }
  }

  /// The cost of a call: Σ tokens × rate over the classes, in integers.
  ///
  /// - Input and output must be known, unless the sheet has no price for the class at all (embedding models have no
  ///   output). A negative count is no count. What is missing makes the cost unknown, never smaller.
  /// - Cache counts that are `nil` were not split off by the emitter: the tokens are then in `uncachedInput`.
  /// - Tokens of an unpriced class make the cost partial; no tokens of it do no harm.
  /// - Cache writes are priced with the seller's default lifetime.
  ///
  /// This is the cost on the standard service tier, of no known route, outside all hours;
  /// ``PriceResolution/cost(of:_:at:)`` knows the rest.
  public func cost(of usage: TokenUsage) -> CostOutcome {
    guard isPlain else { return costBySteps(of: usage) }
    let rates = rates(ofTier: tier(for: usage))
    var missing: [TokenClass] = []
    var unpriced: [TokenClass] = []
    var amount = PicoUSD.zero
    var freeOnly = true
    for tokenClass in TokenClass.allCases {
      let rate = rates.rate(for: tokenClass)
      guard let count = usage[tokenClass] else {
        let isNeeded = tokenClass == .uncachedInput || tokenClass == .output
        if isNeeded, rate != .unpriced { missing.append(tokenClass) }
        continue
      }
      if count < 0 {
        missing.append(tokenClass)
      } else if count > 0 {
        switch rate {
        case .published(let picoUSD), .asInput(let picoUSD):
          amount += PicoUSD(Int128(count) * Int128(picoUSD))
          freeOnly = false
        case .free: break
        case .unpriced: unpriced.append(tokenClass)
        }
      }
    }
    if !missing.isEmpty { return .unknownUsage(missing: missing) }
    if !unpriced.isEmpty { return .partial(amount, unpriced: unpriced) }
    return freeOnly && isFree ? .free : .priced(amount)
  }

  private func costBySteps(of usage: TokenUsage) -> CostOutcome {
    let cost = PriceRule(self).cost(CallUsage(tokens: usage), CallTraits(), at: nil, isDetailed: false)
    func classes(_ units: [BillingUnit]) -> [TokenClass] { Set(units.compactMap(\.tokenClass)).sorted() }
    switch cost.state {
    case .free: return .free
    case .unpricedUnits(let units): return .partial(cost.low ?? .zero, unpriced: classes(units))
    case .unknownUsage(let units): return .unknownUsage(missing: classes(units))
    case .priced, .unpriced, .open: return .priced(cost.high ?? .zero)
    }
  }
}
