import LedgerModel

/// A price sheet laid out for the price of many calls, one after the other: rates as integers in a row, the classes that
/// make up a prompt's length as marks.
///
/// It answers the plain cases, which are nearly all; for the others it says so, and ``PriceSheet/cost(of:)`` answers. Where
/// it answers, the answer is the same.
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
  public let sheet: PriceSheet
  private let from: UInt64
  private let until: UInt64?
  private let base: PlainRates
  private let tiers: [FlatTier]
  private let isPlain: Bool

  /// The layout of a sheet.
  public init(_ sheet: PriceSheet) {
    self.sheet = sheet
    from = sheet.from?.value ?? 0
    until = sheet.until?.value
    base = PlainRates(sheet.base)
    tiers = sheet.tiers.map(FlatTier.init)
    isPlain = ([base] + tiers.map(\.rates)).allSatisfy(\.isPlain)
  }

  /// Whether the sheet holds at an instant.
  @inline(__always)
  public func holds(at instant: UInt64) -> Bool { instant >= from && (until.map { instant < $0 } ?? true) }

  /// The cost of a call with these counts; see ``PriceSheet/cost(of:)``.
  public func cost(uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?) -> Answer {
    isPlain
      ? base.cost(
        uncachedInput: uncachedInput, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output, tiers: tiers.span)
      : .notPlain
  }

  /// The sheet as plain numbers, its tiers appended to those of others; `nil` where its rates are too large for that.
  public func flat(tiers all: inout [FlatTier]) -> FlatSheet? {
    guard isPlain else { return nil }
    all += tiers
    return FlatSheet(
      from: from, until: until ?? .max, rates: base, firstTier: UInt32(all.count - tiers.count),
      tierCount: UInt32(tiers.count))
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

  /// Whether the sheet holds at an instant.
  @inlinable @inline(__always)
  public func holds(at instant: UInt64) -> Bool { instant >= from && (instant < until || until == .max) }

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
