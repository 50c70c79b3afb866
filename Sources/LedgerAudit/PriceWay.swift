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
  // By context rule and lifetime of cache writes; see `place`.
  private let sheets: [[PreparedSheet]]
  let hasTiers: Bool
  let hasOneHour: Bool

  /// A way that takes the sheet that holds at the start of a call.
  ///
  /// - Parameters:
  ///   - sheets: the first one that holds is taken.
  ///   - cause: by which cause it parts from `origin`.
  public init(_ sheets: [PriceSheet], cause: AuditCause? = nil, origin: Int? = nil, evidence: AuditEvidence = .none) {
    self.cause = cause
    self.origin = origin
    self.evidence = evidence
    hasTiers = sheets.contains(where: \.needsPerCallEvaluation)
    hasOneHour = sheets.contains { $0.base.cacheWriteOneHour != nil }
    let (hasTiers, hasOneHour) = (hasTiers, hasOneHour)
    self.sheets = ContextRule.allCases.flatMap { rule in
      [false, true].map { isHour in
        guard rule == .asListed || hasTiers, !isHour || hasOneHour else { return [] }
        return sheets.map { PreparedSheet(PriceWay.sheet($0, rule, isHour)) }
      }
    }
  }

  private static func sheet(_ sheet: PriceSheet, _ rule: ContextRule, _ isHour: Bool) -> PriceSheet {
    var sheet = sheet
    switch rule {
    case .asListed: break
    case .ignored: sheet.tiers = []
    case .always:
      if let last = sheet.tiers.last { sheet.base = last.rates }
      sheet.tiers = []
    case .freshInputOnly: for row in sheet.tiers.indices { sheet.tiers[row].basis = [.uncachedInput] }
    }
    if isHour {
      func hourly(_ card: RateCard) -> RateCard {
        var card = card
        card.cacheWrite = card.cacheWriteOneHour ?? card.cacheWrite
        return card
      }
      sheet.base = hourly(sheet.base)
      for row in sheet.tiers.indices { sheet.tiers[row].rates = hourly(sheet.tiers[row].rates) }
    }
    return sheet
  }

  private static func place(_ rule: ContextRule, isHour: Bool) -> Int { Int(rule.rawValue) * 2 + (isHour ? 1 : 0) }

  /// What a call costs this way; `nil` where no sheet holds, or some of the tokens have no price.
  func cost(of tokens: BilledTokens, at instant: UInt64, _ rule: ContextRule = .asListed) -> Int64? {
    let isHour = tokens.cacheWriteOneHour > 0
    let row = sheets[PriceWay.place(hasTiers ? rule : .asListed, isHour: isHour && hasOneHour)]
    guard let sheet = row.first(where: { $0.holds(at: instant) }) else { return nil }
    let write = isHour ? tokens.cacheWriteOneHour : tokens.cacheWrite
    let answer = sheet.cost(
      uncachedInput: tokens.input, cacheRead: tokens.cacheRead, cacheWrite: write, output: tokens.output)
    switch answer {
    case .picoUSD(let amount): return amount
    case .unknownUsage: return nil
    case .notPlain:
      let usage = TokenUsage(
        uncachedInput: tokens.input, cacheRead: tokens.cacheRead, cacheWrite: write, output: tokens.output)
      return sheet.sheet.cost(of: usage).amount.flatMap { Int64(exactly: $0.value) }
    }
  }

  /// The rates that a call gets; `nil` where no sheet holds.
  func rates(for tokens: BilledTokens, at instant: UInt64) -> RateCard? {
    guard let sheet = sheets[0].first(where: { $0.holds(at: instant) })?.sheet else { return nil }
    let usage = TokenUsage(
      uncachedInput: tokens.input, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite, output: tokens.output)
    return sheet.rates(ofTier: sheet.tier(for: usage))
  }

  /// The sheets, as they are listed.
  var listed: [PriceSheet] { sheets[0].map(\.sheet) }
}

/// What shows that a cause is at work; money is in pico-dollars per token.
public enum AuditEvidence: Hashable, Sendable {
  /// The figures say it all.
  case none
  /// Another sheet of the price book.
  case sheet(PriceSheet)
  /// Another model's sheets.
  case model(String)
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

extension PriceSheet {
  /// A sheet for all times with other rates.
  func with(_ rates: ImpliedRates) -> PriceSheet {
    var sheet = self
    (sheet.from, sheet.until, sheet.tiers) = (nil, nil, [])
    func rate(_ value: Int64?) -> Rate { value.map { $0 > 0 ? .published(picoUSD: $0) : .free } ?? .unpriced }
    sheet.base = RateCard(
      input: rate(rates.input), cacheRead: rate(rates.cacheRead), cacheWrite: rate(rates.cacheWrite),
      output: rate(rates.output))
    return sheet
  }

  /// A sheet for all times.
  var always: PriceSheet {
    var sheet = self
    (sheet.from, sheet.until) = (nil, nil)
    return sheet
  }

  /// The sheet with all rates times a factor; `nil` where a rate would not be a whole number.
  func scaled(by numerator: Int64, over denominator: Int64) -> PriceSheet? {
    var fits = true
    func scaled(_ rate: Rate) -> Rate {
      guard let amount = rate.perToken, amount.value > 0 else { return rate }
      let (quotient, rest) = (amount.value * Int128(numerator)).quotientAndRemainder(dividingBy: Int128(denominator))
      guard rest == 0, let whole = Int64(exactly: quotient), whole > 0 else {
        fits = false
        return rate
      }
      return .published(picoUSD: whole)
    }
    func scaled(_ card: RateCard) -> RateCard {
      RateCard(
        input: scaled(card.input), cacheRead: scaled(card.cacheRead), cacheWrite: scaled(card.cacheWrite),
        cacheWriteOneHour: card.cacheWriteOneHour.map(scaled), output: scaled(card.output))
    }
    var sheet = self
    sheet.base = scaled(base)
    for row in tiers.indices { sheet.tiers[row].rates = scaled(tiers[row].rates) }
    return fits ? sheet : nil
  }
}
