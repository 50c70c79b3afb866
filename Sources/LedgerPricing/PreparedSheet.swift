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

  private struct Card {
    // Pico-dollars per token; 0 free, `unpriced` where there is no price.
    var input: Int64
    var cacheRead: Int64
    var cacheWrite: Int64
    var output: Int64

    static let unpriced: Int64 = -1

    init(_ card: RateCard) {
      func rate(_ rate: Rate) -> Int64 {
        switch rate {
        case .published(let picoUSD), .asInput(let picoUSD): picoUSD
        case .free: 0
        case .unpriced: Card.unpriced
        }
      }
      input = rate(card.input)
      cacheRead = rate(card.cacheRead)
      cacheWrite = rate(card.cacheWrite)
      output = rate(card.output)
    }
  }

  private struct Tier {
    var card: Card
    var countsInput: Bool
    var countsCacheRead: Bool
    var countsCacheWrite: Bool
    var countsOutput: Bool
    /// The least length that is in the tier.
    var least: Int64

    init(_ tier: ContextTier) {
      card = Card(tier.rates)
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
  private let base: Card
  private let tiers: [Tier]
  private let isPlain: Bool

  /// Counts below this can be added and multiplied by any plain rate without leaving 64 bits.
  private static let plainTokens: Int64 = 1 << 31
  private static let plainRate: Int64 = 1 << 30

  /// The layout of a sheet.
  public init(_ sheet: PriceSheet) {
    self.sheet = sheet
    from = sheet.from?.value ?? 0
    until = sheet.until?.value
    base = Card(sheet.base)
    tiers = sheet.tiers.map(Tier.init)
    isPlain = ([base] + tiers.map(\.card)).allSatisfy { card in
      [card.input, card.cacheRead, card.cacheWrite, card.output].allSatisfy { $0 < PreparedSheet.plainRate }
    }
  }

  /// Whether the sheet holds at an instant.
  @inline(__always)
  public func holds(at instant: UInt64) -> Bool { instant >= from && (until.map { instant < $0 } ?? true) }

  /// The cost of a call with these counts; see ``PriceSheet/cost(of:)``.
  public func cost(uncachedInput: Int64?, cacheRead: Int64?, cacheWrite: Int64?, output: Int64?) -> Answer {
    let (input, read, write, written) = (uncachedInput ?? 0, cacheRead ?? 0, cacheWrite ?? 0, output ?? 0)
    let bits = UInt64(bitPattern: input | read | write | written)
    guard isPlain, bits < UInt64(PreparedSheet.plainTokens) else { return .notPlain }
    var card = base
    for tier in tiers {
      let length =
        (tier.countsInput ? input : 0) + (tier.countsCacheRead ? read : 0) + (tier.countsCacheWrite ? write : 0)
        + (tier.countsOutput ? written : 0)
      if length >= tier.least { card = tier.card }
    }
    if uncachedInput == nil, card.input != Card.unpriced { return .unknownUsage }
    if output == nil, card.output != Card.unpriced { return .unknownUsage }
    // A class without a price is no matter as long as it has no tokens.
    if (card.input | card.cacheRead | card.cacheWrite | card.output) < 0 {
      guard card.input >= 0 || input == 0, card.cacheRead >= 0 || read == 0, card.cacheWrite >= 0 || write == 0,
        card.output >= 0 || written == 0
      else { return .notPlain }
    }
    return .picoUSD(input &* card.input &+ read &* card.cacheRead &+ write &* card.cacheWrite &+ written &* card.output)
  }
}
