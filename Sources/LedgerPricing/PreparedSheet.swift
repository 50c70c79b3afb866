import LedgerModel

/// A price sheet laid out for the price of many calls of one service tier and route, one after the other: rates as integers
/// in a row, the classes that make up a prompt's length as marks.
///
/// It answers the plain cases, which are nearly all; for the others it says so, and ``cost(of:_:at:isDetailed:)`` answers.
/// Where it answers, the answer is the same.
public struct PreparedSheet: Sendable {
  /// What a call costs.
  public enum Answer: Hashable, Sendable {
    /// Exactly this many pico-dollars; zero where the tokens are free.
    case picoUSD(Int64)
    /// Counts that the price needs are not known.
    case unknownUsage
    /// Not a plain case: the sheet itself is to be asked.
    case notPlain
  }

  /// The sheet.
  public var sheet: PriceSheet { rule.sheet }
  /// The first instant at which these prices hold.
  let from: UInt64
  /// The first instant at which they no longer hold; `nil` for ever.
  let until: UInt64?
  private let rule: PriceRule
  /// The prices, and the lines that hold for these calls and may change them, for comparisons.
  let rates: UnitRates
  let live: [PriceStep]
  private let base: PlainRates
  private let tiers: [FlatTier]
  private let isPlain: Bool
  /// The hours of lines that hold for these calls.
  private let hours: [PriceHours]
  /// The prices for each combination of hours, a bit for each of ``hours``; empty where they depend on more.
  private let quick: [QuickPrices]

  /// The layout of a sheet for calls on the standard tier of no known route.
  public init(_ sheet: PriceSheet) {
    self.init(
      PriceRule(sheet), live: sheet.steps.filter { $0.conditions.staticFailure(CallTraits()) == nil },
      from: sheet.from?.value ?? 0, until: sheet.until?.value)
  }

  private init(_ rule: PriceRule, live: [PriceStep], from: UInt64, until: UInt64?) {
    self.rule = rule
    self.live = live
    self.from = from
    self.until = until
    rates = rule.sheet.rates
    let prices = QuickPrices.byHours(rates, live)
    hours = prices.hours
    quick = prices.prices
    if let plain = PlainPrices(rates, live), plain.isOfClassesAlone {
      base = PlainRates(plain.base)
      tiers = plain.tiers.map(FlatTier.init)
      isPlain = ([base] + tiers.map(\.rates)).allSatisfy(\.isPlain)
    } else {
      base = .elsewhere
      tiers = []
      isPlain = false
    }
  }

  /// The layouts of a sheet for calls with some traits: one for each stretch of time in which the same lines hold, in
  /// order.
  static func prepare(_ rule: PriceRule, _ traits: CallTraits) -> [PreparedSheet] {
    let live = rule.steps.filter { $0.conditions.staticFailure(traits) == nil }
    let (start, end) = (rule.sheet.from?.value ?? 0, rule.sheet.until?.value)
    let borders = live.flatMap { [$0.conditions.from?.value, $0.conditions.until?.value] }.compactMap { $0 }
      .filter { $0 > start && $0 < end ?? .max }
    let starts = [start] + Set(borders).sorted()
    return starts.indices.map { place in
      let from = starts[place]
      let until = place + 1 < starts.count ? starts[place + 1] : end
      let held = live.compactMap { step -> PriceStep? in
        if let first = step.conditions.from, first.value > from { return nil }
        if let last = step.conditions.until, last.value <= from { return nil }
        var step = step
        (step.conditions.from, step.conditions.until) = (nil, nil)
        return step
      }
      return PreparedSheet(rule, live: held, from: from, until: until)
    }
  }

  /// Whether the sheet holds at an instant; at one that is not known (0) only where it always does.
  @inline(__always)
  public func holds(at instant: UInt64) -> Bool {
    instant >= from && (until.map { instant != 0 && instant < $0 } ?? true)
  }

  /// Whether the prices of two are the same, whoever has them.
  func hasSamePrices(as other: PreparedSheet) -> Bool {
    rates == other.rates && live.map(\.effect) == other.live.map(\.effect)
      && live.map(\.conditions.withoutTraits) == other.live.map(\.conditions.withoutTraits)
  }

  /// The cost of a call with these counts and no details; see ``PriceSheet/cost(of:)``.
  public func cost(uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?) -> Answer {
    isPlain
      ? base.cost(
        uncachedInput: uncachedInput, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output, tiers: tiers.span)
      : .notPlain
  }

  /// The cost of a call with these counts and no other details. It also answers where a price depends on hours, reasoning
  /// has a price of its own, or requests have one.
  public func cost(
    uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?, reasoning: Int64?, at instant: UInt64
  ) -> Answer {
    guard !quick.isEmpty else { return .notPlain }
    var place = 0
    for (bit, hours) in hours.enumerated() where hours.holds(at: UnixNanos(instant)) { place |= 1 << bit }
    return quick[place].cost(
      TokenUsage(uncachedInput: uncachedInput, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output), reasoning)
  }

  /// The cost of any call.
  ///
  /// - Parameter isDetailed: whether all of it is wanted, or the state and the amounts alone.
  public func cost(
    of usage: CallUsage, _ traits: CallTraits, at instant: UnixNanos, isDetailed: Bool
  ) -> ItemisedCost {
    rule.cost(usage, traits, at: instant, isDetailed: isDetailed)
  }

  /// The sheet as plain numbers, its tiers appended to those of others. Where it is not plain, every answer of it is
  /// ``Answer/notPlain``.
  public func flat(tiers all: inout [FlatTier]) -> FlatSheet {
    if isPlain { all += tiers }
    let count = isPlain ? tiers.count : 0
    return FlatSheet(
      from: from, until: until ?? .max, rates: isPlain ? base : .elsewhere, firstTier: UInt32(all.count - count),
      tierCount: UInt32(count))
  }
}

/// A sheet as plain numbers, so that many of them can stand in a row and be looked at for each call without counting
/// references. Its tiers stand in another row.
public struct FlatSheet: Sendable, BitwiseCopyable {
  @usableFromInline let from: UInt64
  @usableFromInline let until: UInt64  // the largest for ever
  @usableFromInline let rates: PlainRates
  @usableFromInline let firstTier: UInt32
  @usableFromInline let tierCount: UInt32

  /// Whether the sheet holds at an instant; at one that is not known (0) only where it always does.
  @inlinable @inline(__always)
  public func holds(at instant: UInt64) -> Bool {
    instant >= from && (until == .max || instant < until && instant != 0)
  }

  /// The cost of a call with these counts, `tiers` being the row that the sheet's own were appended to; see
  /// ``PriceSheet/cost(of:)``.
  @inlinable @inline(__always)
  public func cost(
    uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?, tiers: Span<FlatTier>
  ) -> PreparedSheet.Answer {
    rates.cost(
      uncachedInput: uncachedInput, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output,
      tiers: tiers.extracting(Int(firstTier)..<Int(firstTier &+ tierCount)))
  }
}

extension FlatSheet {
  /// Which of some sheets holds at an instant, the first that does; and for how long around it the same is true.
  public static func holding(at instant: UInt64, _ sheets: ArraySlice<FlatSheet>) -> (
    sheet: Int?, period: Range<UInt64>
  ) {
    // What is true of an instant that is not known says nothing of others.
    if instant == 0 { return (sheets.firstIndex { $0.holds(at: instant) }, 0..<1) }
    var period: Range<UInt64> = 1..<UInt64.max
    for place in sheets.indices {
      let (from, until) = (sheets[place].from, sheets[place].until)
      if sheets[place].holds(at: instant) {
        return (place, max(period.lowerBound, from)..<min(period.upperBound, until))
      }
      period =
        instant < from
        ? period.lowerBound..<min(period.upperBound, from) : max(period.lowerBound, until)..<period.upperBound
    }
    return (nil, period)
  }

  /// The rates for calls that are added up before they are priced, `tiers` being the row that the sheet's own were
  /// appended to; `nil` where input or output has no price that follows from plain numbers.
  public func summed(_ tiers: [FlatTier]) -> SummedRates? {
    guard rates.input >= 0, rates.output >= 0 else { return nil }
    let own = tiers[Int(firstTier)..<Int(firstTier + tierCount)]
    return SummedRates(rates, mostTokens: own.reduce(PlainRates.plainTokens) { min($0, $1.least) })
  }
}

/// Rates by which calls can be priced after their tokens were added up: what each of them costs is a sum of products, and
/// amounts are whole pico-dollars, so that nothing is rounded on the way.
public struct SummedRates: Sendable, BitwiseCopyable {
  @usableFromInline let rates: PlainRates
  /// Calls with as many tokens may be in a tier with other rates.
  @usableFromInline let mostTokens: Int64
  @usableFromInline let pricesCaches: Bool

  init(_ rates: PlainRates, mostTokens: Int64) {
    self.rates = rates
    self.mostTokens = mostTokens
    pricesCaches = rates.cacheRead >= 0 && rates.cacheWrite >= 0
  }

  /// Rates by which no call is priced.
  public static let none = SummedRates(.free, mostTokens: 0)

  /// Rates that apply to all calls, and by which they come to nothing.
  public static let nothing = SummedRates(.free, mostTokens: .max)

  /// Whether these rates alone decide what a call costs that says these counts, input and output among them.
  @inlinable @inline(__always)
  public func apply(uncachedInput: Int64, cacheRead: Int64, cacheWrite: Int64, output: Int64) -> Bool {
    uncachedInput &+ cacheRead &+ cacheWrite &+ output < mostTokens && (pricesCaches || cacheRead | cacheWrite == 0)
  }

  /// What so many tokens cost: of a call, which fits 64 bits where the rates apply, or of many.
  @inlinable @inline(__always)
  public func cost<Amount: FixedWidthInteger>(
    uncachedInput: Amount, cacheRead: Amount, cacheWrite: Amount, output: Amount
  ) -> Amount {
    uncachedInput &* Amount(rates.input) &+ cacheRead &* Amount(rates.cacheRead)
      &+ cacheWrite &* Amount(rates.cacheWrite) &+ output &* Amount(rates.output)
  }
}

/// Rates that hold from a length of the prompt on.
public struct FlatTier: Sendable, BitwiseCopyable {
  @usableFromInline let rates: PlainRates
  @usableFromInline let countsInput: Bool
  @usableFromInline let countsCacheRead: Bool
  @usableFromInline let countsCacheWrite: Bool
  @usableFromInline let countsOutput: Bool
  /// The least length that is in the tier.
  @usableFromInline let least: Int64

  init(_ tier: ContextTier) {
    rates = PlainRates(tier.rates)
    countsInput = tier.basis.contains(.uncachedInput)
    countsCacheRead = tier.basis.contains(.cacheRead)
    countsCacheWrite = tier.basis.contains(.cacheWrite)
    countsOutput = tier.basis.contains(.output)
    let isAbove = tier.comparison == .above && tier.thresholdTokens < .max
    least = tier.thresholdTokens + (isAbove ? 1 : 0)
  }
}

/// Pico-dollars per token of each class; 0 free, -1 where there is no price.
public struct PlainRates: Sendable, BitwiseCopyable {
  @usableFromInline let input: Int64
  @usableFromInline let cacheRead: Int64
  @usableFromInline let cacheWrite: Int64
  @usableFromInline let output: Int64

  @inlinable static var unpriced: Int64 { -1 }
  /// Stands for input whose price does not follow from plain numbers.
  @inlinable static var unknown: Int64 { -2 }
  /// Counts below this can be added and multiplied by any plain rate without leaving 64 bits.
  @inlinable static var plainTokens: Int64 { 1 << 31 }
  private static let plainRate: Int64 = 1 << 30

  init(_ card: RateCard) {
    func rate(_ rate: Rate) -> Int64 {
      switch rate {
      case .published(let picoUSD), .asInput(let picoUSD): picoUSD
      case .free: 0
      case .unpriced: PlainRates.unpriced
      }
    }
    input = rate(card.input)
    cacheRead = rate(card.cacheRead)
    cacheWrite = rate(card.cacheWrite)
    output = rate(card.output)
  }

  private init(input: Int64, others: Int64) {
    self.input = input
    cacheRead = others
    cacheWrite = others
    output = others
  }

  /// Everything is free.
  static let free = PlainRates(input: 0, others: 0)

  /// No rates: the price does not follow from plain numbers.
  static let elsewhere = PlainRates(input: unknown, others: unpriced)

  /// Whether all rates are small enough for sums in 64 bits.
  var isPlain: Bool { [input, cacheRead, cacheWrite, output].allSatisfy { $0 < PlainRates.plainRate } }

  @inlinable
  func cost(
    uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?, tiers: Span<FlatTier>
  ) -> PreparedSheet.Answer {
    let (input, read, write, written) = (uncachedInput ?? 0, cacheRead ?? 0, cacheWrite ?? 0, output ?? 0)
    guard UInt64(bitPattern: input | read | write | written) < UInt64(PlainRates.plainTokens) else { return .notPlain }
    var card = self
    for row in tiers.indices {
      let length =
        (tiers[row].countsInput ? input : 0) + (tiers[row].countsCacheRead ? read : 0)
        + (tiers[row].countsCacheWrite ? write : 0) + (tiers[row].countsOutput ? written : 0)
      if length >= tiers[row].least { card = tiers[row].rates }
    }
    guard card.input != PlainRates.unknown else { return .notPlain }
    if uncachedInput == nil, card.input != PlainRates.unpriced { return .unknownUsage }
    if output == nil, card.output != PlainRates.unpriced { return .unknownUsage }
    // A class without a price is no matter as long as it has no tokens.
    if (card.input | card.cacheRead | card.cacheWrite | card.output) < 0 {
      guard card.input >= 0 || input == 0, card.cacheRead >= 0 || read == 0, card.cacheWrite >= 0 || write == 0,
        card.output >= 0 || written == 0
      else { return .notPlain }
    }
    return .picoUSD(input &* card.input &+ read &* card.cacheRead &+ write &* card.cacheWrite &+ written &* card.output)
  }
}
