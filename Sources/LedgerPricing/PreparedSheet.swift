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

  private struct Tier {
    var card: PlainRates
    var countsInput: Bool
    var countsCacheRead: Bool
    var countsCacheWrite: Bool
    var countsOutput: Bool
    /// The least length that is in the tier.
    var least: Int64

    init(_ tier: ContextTier) {
      card = PlainRates(tier.rates)
      countsInput = tier.basis.contains(.uncachedInput)
      countsCacheRead = tier.basis.contains(.cacheRead)
      countsCacheWrite = tier.basis.contains(.cacheWrite)
      countsOutput = tier.basis.contains(.output)
      let isAbove = tier.comparison == .above && tier.thresholdTokens < .max
      least = tier.thresholdTokens + (isAbove ? 1 : 0)
    }
  }

  /// The sheet.
  public let sheet: PriceSheet
  private let from: UInt64
  private let until: UInt64?
  private let base: PlainRates
  private let tiers: [Tier]
  private let isPlain: Bool

  /// The layout of a sheet.
  public init(_ sheet: PriceSheet) {
    self.sheet = sheet
    from = sheet.from?.value ?? 0
    until = sheet.until?.value
    base = PlainRates(sheet.base)
    tiers = sheet.tiers.map(Tier.init)
    isPlain = ([base] + tiers.map(\.card)).allSatisfy(\.isPlain)
  }

  /// Whether the sheet holds at an instant.
  @inline(__always)
  public func holds(at instant: UInt64) -> Bool { instant >= from && (until.map { instant < $0 } ?? true) }

  /// The cost of a call with these counts; see ``PriceSheet/cost(of:)``.
  public func cost(uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?) -> Answer {
    let (input, read, write, written) = (uncachedInput ?? 0, cacheRead ?? 0, cacheWrite ?? 0, output ?? 0)
    let bits = UInt64(bitPattern: input | read | write | written)
    guard isPlain, bits < UInt64(PlainRates.plainTokens) else { return .notPlain }
    var card = base
    for tier in tiers {
      let length =
        (tier.countsInput ? input : 0) + (tier.countsCacheRead ? read : 0) + (tier.countsCacheWrite ? write : 0)
        + (tier.countsOutput ? written : 0)
      if length >= tier.least { card = tier.card }
    }
    return card.cost(uncachedInput: uncachedInput, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output)
  }

  /// When the sheet holds and what it asks for, where it is nothing but plain rates; `nil` for one with tiers.
  public var flat: FlatSheet? {
    isPlain && tiers.isEmpty ? FlatSheet(from: from, until: until ?? 0, rates: base) : nil
  }
}

/// A sheet that is nothing but rates and the time in which they hold: plain numbers, so that many of them can stand in a
/// row and be looked at for each call without counting references.
public struct FlatSheet: Sendable, BitwiseCopyable {
  @usableFromInline let from: UInt64
  @usableFromInline let until: UInt64  // 0 for ever
  @usableFromInline let rates: PlainRates

  /// Whether the sheet holds at an instant.
  @inlinable @inline(__always)
  public func holds(at instant: UInt64) -> Bool { instant >= from && (until == 0 || instant < until) }

  /// The cost of a call with these counts; see ``PriceSheet/cost(of:)``.
  @inlinable @inline(__always)
  public func cost(uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?) -> PreparedSheet.Answer
  {
    rates.cost(uncachedInput: uncachedInput, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output)
  }
}

/// Pico-dollars per token of each class; 0 free, -1 where there is no price.
public struct PlainRates: Sendable, BitwiseCopyable {
  @usableFromInline let input: Int64
  @usableFromInline let cacheRead: Int64
  @usableFromInline let cacheWrite: Int64
  @usableFromInline let output: Int64

  @usableFromInline static let unpriced: Int64 = -1
  /// Counts below this can be added and multiplied by any plain rate without leaving 64 bits.
  @usableFromInline static let plainTokens: Int64 = 1 << 31
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
  func cost(uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?) -> PreparedSheet.Answer {
    let (input, read, write, written) = (uncachedInput ?? 0, cacheRead ?? 0, cacheWrite ?? 0, output ?? 0)
    guard UInt64(bitPattern: input | read | write | written) < UInt64(PlainRates.plainTokens) else { return .notPlain }
    if uncachedInput == nil, self.input != PlainRates.unpriced { return .unknownUsage }
    if output == nil, self.output != PlainRates.unpriced { return .unknownUsage }
    // A class without a price is no matter as long as it has no tokens.
    if (self.input | self.cacheRead | self.cacheWrite | self.output) < 0 {
      guard self.input >= 0 || input == 0, self.cacheRead >= 0 || read == 0, self.cacheWrite >= 0 || write == 0,
        self.output >= 0 || written == 0
      else { return .notPlain }
    }
    return .picoUSD(input &* self.input &+ read &* self.cacheRead &+ write &* self.cacheWrite &+ written &* self.output)
  }
}
