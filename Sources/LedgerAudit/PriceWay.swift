import LedgerModel
import LedgerPricing

/// One way in which a formula may have priced calls: the sheets it took, and by which cause that way is another than the
/// way it is derived from.
public struct PriceWay: Sendable {
  /// By which cause it parts from the way it is derived from; `nil` for the list itself.
  public var cause: AuditCause?
  /// What shows that; for people.
  public var evidence: AuditEvidence
  /// The way that it is derived from, by its place among the ways; `nil` for the list itself.
  var origin: Int?
  /// The first that holds counts.
  let sheets: [AuditSheet]
  let hasTiers: Bool
  let hasOneHour: Bool

  /// A way that takes the sheet that holds at the start of a call.
  ///
  /// - Parameters:
  ///   - sheets: the first one that holds is taken.
  ///   - cause: by which cause it parts from `origin`.
  public init(_ sheets: [AuditSheet], cause: AuditCause? = nil, origin: Int? = nil, evidence: AuditEvidence = .none) {
    self.cause = cause
    self.origin = origin
    self.evidence = evidence
    self.sheets = sheets
    hasTiers = sheets.contains { !$0.tiers.isEmpty }
    hasOneHour = sheets.contains { $0.base?.cacheWriteOneHour != nil }
  }

  /// What a call costs this way; `nil` where no sheet holds, or some of the tokens have no price.
  func cost(of tokens: BilledTokens, at instant: UInt64, _ rule: ContextRule = .asListed) -> Int64? {
    for row in sheets.indices where sheets[row].holds(at: instant) {
      return sheets[row].cost(of: tokens, at: instant, rule)
    }
    return nil
  }

  /// The rates that a call gets; `nil` where no sheet holds, or the price follows from more than rates.
  func rates(for tokens: BilledTokens, at instant: UInt64) -> TokenRates? {
    for row in sheets.indices where sheets[row].holds(at: instant) { return sheets[row].card(for: tokens, .asListed) }
    return nil
  }
}

/// Rates of the classes of tokens in pico-dollars per token; `nil` where a class has no price.
struct TokenRates: Hashable, Sendable {
  var input: Int64?
  var cacheRead: Int64?
  var cacheWrite: Int64?
  var cacheWriteOneHour: Int64?
  var output: Int64?

  init(_ card: RateCard) {
    func rate(_ rate: Rate) -> Int64? { rate.perToken.flatMap { Int64(exactly: $0.value) } }
    input = rate(card.input)
    cacheRead = rate(card.cacheRead)
    cacheWrite = rate(card.cacheWrite)
    cacheWriteOneHour = card.cacheWriteOneHour.flatMap(rate)
    output = rate(card.output)
  }

  init(_ rates: ImpliedRates) {
    (input, cacheRead, cacheWrite, output) = (rates.input, rates.cacheRead, rates.cacheWrite, rates.output)
  }

  /// Σ tokens × rate; `nil` where tokens have no price, or the sum does not fit.
  @inline(__always)
  func cost(of tokens: BilledTokens) -> Int64? {
    var sum: Int64 = 0
    func add(_ count: Int64, _ rate: Int64?) -> Bool {
      guard count != 0 else { return true }
      guard let rate else { return false }
      let (product, isWide) = count.multipliedReportingOverflow(by: rate)
      let (total, isWider) = sum.addingReportingOverflow(product)
      sum = total
      return !isWide && !isWider
    }
    guard add(tokens.input, input), add(tokens.cacheRead, cacheRead), add(tokens.cacheWrite, cacheWrite),
      add(tokens.cacheWriteOneHour, cacheWriteOneHour ?? cacheWrite), add(tokens.output, output)
    else { return nil }
    return sum
  }

  /// The rates times a factor; `nil` where one would not be a whole number.
  func scaled(by numerator: Int64, over denominator: Int64) -> TokenRates? {
    var fits = true
    func scaled(_ rate: Int64?) -> Int64? {
      guard let rate, rate != 0 else { return rate }
      let (quotient, rest) = (Int128(rate) * Int128(numerator)).quotientAndRemainder(dividingBy: Int128(denominator))
      guard rest == 0, let whole = Int64(exactly: quotient) else {
        fits = false
        return nil
      }
      return whole
    }
    var rates = self
    rates.input = scaled(input)
    rates.cacheRead = scaled(cacheRead)
    rates.cacheWrite = scaled(cacheWrite)
    rates.cacheWriteOneHour = scaled(cacheWriteOneHour)
    rates.output = scaled(output)
    return fits ? rates : nil
  }
}

/// A stretch of prices: rates, and tiers by the length of the prompt; or a sheet of a book that is asked for each call.
public struct AuditSheet: Sendable {
  struct Tier: Sendable {
    var threshold: ContextTier
    var rates: TokenRates
  }

  private let from: UInt64
  private let until: UInt64?
  /// `nil` where prices follow from more than rates and lengths.
  let base: TokenRates?
  let tiers: [Tier]
  private let prepared: PreparedSheet?
  private let traits: CallTraits

  /// A sheet of a book, for calls with some traits.
  public init(_ prepared: PreparedSheet, _ traits: CallTraits) {
    self.prepared = prepared
    self.traits = traits
    (from, until) = prepared.validity
    let cards = prepared.cards
    base = cards.map { TokenRates($0.base) }
    tiers = (cards?.tiers ?? []).map { Tier(threshold: $0, rates: TokenRates($0.rates)) }
  }

  init(_ rates: TokenRates, tiers: [Tier] = [], from: UInt64 = 0, until: UInt64? = nil) {
    (self.from, self.until) = (from, until)
    base = rates
    self.tiers = tiers
    prepared = nil
    traits = CallTraits()
  }

  private init(always sheet: AuditSheet) {
    (from, until) = (0, nil)
    base = sheet.base
    tiers = sheet.tiers
    prepared = sheet.prepared
    traits = sheet.traits
  }

  /// The same prices for all times.
  var always: AuditSheet { AuditSheet(always: self) }

  /// The row of the book that it is from; `nil` where it is from none.
  var sheet: PriceSheet? { prepared?.sheet }

  /// What makes two of them the same to whoever looks at amounts.
  var fingerprint: [TokenRates?] { [base] + tiers.map(\.rates) }

  func holds(at instant: UInt64) -> Bool { instant >= from && (until.map { instant < $0 } ?? true) }

  func card(for tokens: BilledTokens, _ rule: ContextRule) -> TokenRates? {
    guard !tiers.isEmpty, rule != .ignored else { return base }
    if rule == .always { return tiers.last?.rates }
    let last = tiers.last { tier in
      if rule == .freshInputOnly {
        return tier.threshold.applies(to: TokenUsage(uncachedInput: tokens.input), .uncachedInput)
      }
      return tier.threshold.applies(to: tokens.usage)
    }
    return last?.rates ?? base
  }

  func cost(of tokens: BilledTokens, at instant: UInt64, _ rule: ContextRule) -> Int64? {
    if base != nil { return card(for: tokens, rule)?.cost(of: tokens) }
    guard rule == .asListed, let prepared else { return nil }
    var usage = CallUsage(tokens: tokens.usage)
    if tokens.reasoning > 0 { usage[.reasoning] = min(tokens.reasoning, tokens.output) }
    if tokens.cacheWriteOneHour > 0 { usage[.cacheWriteOneHour] = tokens.cacheWriteOneHour }
    return prepared.cost(of: usage, traits, at: UnixNanos(instant), isDetailed: false).amount
      .flatMap { Int64(exactly: $0.value) }
  }

  /// All rates times a factor; `nil` where one would not be a whole number.
  func scaled(by numerator: Int64, over denominator: Int64) -> AuditSheet? {
    guard let rates = base?.scaled(by: numerator, over: denominator) else { return nil }
    var scaled: [Tier] = []
    for tier in tiers {
      guard let rates = tier.rates.scaled(by: numerator, over: denominator) else { return nil }
      scaled.append(Tier(threshold: tier.threshold, rates: rates))
    }
    return AuditSheet(rates, tiers: scaled, from: from, until: until)
  }
}

extension ContextTier {
  /// Whether a request falls into the tier, were its length that of one class alone.
  fileprivate func applies(to usage: TokenUsage, _ only: TokenClass) -> Bool {
    var tier = self
    tier.basis = [only]
    return tier.applies(to: usage)
  }
}

/// What shows that a cause is at work; money is in pico-dollars per token.
public enum AuditEvidence: Hashable, Sendable {
  /// The figures say it all.
  case none
  /// Another sheet of the price book.
  case sheet(PriceSheet)
  /// Another model's sheets.
  case model(String)
  /// Another service tier.
  case serviceTier(String)
  /// Another route.
  case route(String)
  /// Rates that were found by solving for them over the calls of a group.
  case rates(ImpliedRates)
  /// All rates times a factor.
  case factor(numerator: Int64, denominator: Int64)
  /// How many tokens the reported cost takes for cached, which the telemetry does not tell.
  case cachedTokens
}

/// Rates found by solving for them, in pico-dollars per token.
public struct ImpliedRates: Hashable, Sendable {
  /// Of fresh input.
  public var input: Int64
  /// Of output; `nil` where no call has any.
  public var output: Int64?
  /// Of input from the cache; `nil` where no call tells.
  public var cacheRead: Int64?
  /// Of input into the cache; `nil` where no call tells.
  public var cacheWrite: Int64?
  /// Models of the book that have these rates.
  public var models: [String] = []
}
