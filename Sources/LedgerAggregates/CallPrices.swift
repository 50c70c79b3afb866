import LedgerCalls
import LedgerColumns
import LedgerPricing
import Synchronization

/// The prices of calls that come one after the other, looked up once for each provider and its models. One for each worker.
struct CallPrices {
  /// What workers have looked up together.
  final class Known: Sendable {
    /// What some calls say beside their tokens.
    let extras: CallExtras
    private let prices = Mutex<[[UInt32]: CallPrice]>([:])
    private let pricer: CallPricer
    private let store: Store

    init(_ pricer: CallPricer, _ store: Store) {
      self.pricer = pricer
      self.store = store
      extras = CallExtras(store)
    }

    func price(
      _ provider: UInt32, _ requestModel: UInt32, _ responseModel: UInt32, serviceTier: UInt32 = 0
    ) -> CallPrice {
      prices.withLock { known in
        let names = [provider, requestModel, responseModel, serviceTier]
        if let price = known[names] { return price }
        let price = pricer.price(
          provider: provider, requestModel: requestModel, responseModel: responseModel, serviceTier: serviceTier, store)
        known[names] = price
        return price
      }
    }

    /// The cost of a call that says more than its tokens.
    func specialCost(_ calls: SettledCalls, _ row: Int, at instant: UInt64) -> CallCost {
      let candidate = calls.candidate(ofCall: row)
      if extras.isFree(candidate) { return .priced(.zero) }
      let tokens = calls.tokens(ofCall: row)
      if tokens.isUnknown { return .unknownUsage }
      return price(calls, row).cost(extras.usage(candidate, tokens), at: instant)
    }

    /// The price of a call by its names and service tier.
    func price(_ calls: SettledCalls, _ row: Int) -> CallPrice {
      let tier = extras.isEmpty ? 0 : extras.serviceTier(calls.candidate(ofCall: row))
      return price(calls.provider[row], calls.requestModel[row], calls.responseModel[row], serviceTier: tier)
    }

    var modelCount: Int { store.texts.model.count }
    var providerCount: Int { store.texts.provider.count }
  }

  /// Tables of more combinations are not made.
  private static let mostCombinations = 1 << 18

  private let known: Known
  private let modelCount: Int
  /// The number of a combination's price and one; 0 not yet looked up.
  private var numbers: [UInt32]
  private var prices: [CallPrice] = []
  private var sheets: [FlatSheet] = []
  private var tiers: [FlatTier] = []
  /// Of each price where its sheets begin, and where they end.
  private var ranges: [(start: UInt32, end: UInt32)] = []

  /// `nil` where there are too many combinations of names.
  init?(_ known: Known) {
    let (models, isBeyond) = known.modelCount.multipliedReportingOverflow(by: known.modelCount)
    guard !isBeyond, models <= CallPrices.mostCombinations / max(1, known.providerCount) else { return nil }
    self.known = known
    modelCount = known.modelCount
    numbers = [UInt32](repeating: 0, count: known.providerCount * models)
  }

  /// Writes the number of the price of each of some calls.
  @inline(__always)
  mutating func fill(
    _ found: inout MutableSpan<UInt32>, count: Int, names: (Int) -> (provider: UInt32, asked: UInt32, answered: UInt32)
  ) {
    for index in 0..<count {
      let names = names(index)
      let place = (Int(names.provider) &* modelCount &+ Int(names.asked)) &* modelCount &+ Int(names.answered)
      let number = numbers[place]
      found[index] = number > 0 ? number &- 1 : lookUp(names.provider, names.asked, names.answered, place)
    }
  }

  @inline(never)
  private mutating func lookUp(
    _ provider: UInt32, _ requestModel: UInt32, _ responseModel: UInt32, _ place: Int
  ) -> UInt32 {
    let price = known.price(provider, requestModel, responseModel)
    let start = sheets.count
    sheets += price.sheets.map { $0.flat(tiers: &tiers) }
    ranges.append((start: UInt32(start), end: UInt32(sheets.count)))
    prices.append(price)
    numbers[place] = UInt32(prices.count)
    return UInt32(prices.count - 1)
  }

  /// Writes what calls cost, where that follows from plain rates; else -1, and ``price(_:)`` knows.
  @inline(__always)
  func fill(
    _ costs: inout MutableSpan<Int64>, _ numbers: Span<UInt32>, count: Int, tokens: (Int) -> TokenCounts,
    start: (Int) -> UInt64
  ) {
    let (ranges, sheets, tiers) = (ranges.span, sheets.span, tiers.span)
    for index in 0..<count {
      let range = ranges[Int(numbers[index])]
      var place = Int(range.start)
      let end = Int(range.end)
      let instant = start(index)
      while place < end, !sheets[place].holds(at: instant) { place &+= 1 }
      var cost: Int64 = -1
      if place < end {
        let tokens = tokens(index)
        let answer = sheets[place].cost(
          uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
          output: tokens.output, tiers: tiers)
        if case .picoUSD(let amount) = answer { cost = amount }
      }
      costs[index] = cost
    }
  }

  /// The price behind a number.
  func price(_ number: UInt32) -> CallPrice { prices[Int(number)] }
}
