import LedgerCalls
import LedgerColumns
import LedgerPricing
import Synchronization

/// The prices of calls that come one after the other, looked up once for each provider and its models. One for each worker.
struct CallPrices {
  /// What workers have looked up together.
  final class Known: Sendable {
    private let prices = Mutex<[[UInt32]: CallPrice]>([:])
    private let pricer: CallPricer
    private let store: Store

    init(_ pricer: CallPricer, _ store: Store) {
      self.pricer = pricer
      self.store = store
    }

    func price(_ provider: UInt32, _ requestModel: UInt32, _ responseModel: UInt32) -> CallPrice {
      prices.withLock { known in
        let names = [provider, requestModel, responseModel]
        if let price = known[names] { return price }
        let price = pricer.price(
          provider: provider, requestModel: requestModel, responseModel: responseModel, store)
        known[names] = price
        return price
      }
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
  /// Of each price where its sheets begin, and where they end. The end lies before the beginning where they are not flat.
  private var ranges: [(start: Int, end: Int)] = []

  /// `nil` where there are too many combinations of names.
  init?(_ known: Known) {
    let (models, isBeyond) = known.modelCount.multipliedReportingOverflow(by: known.modelCount)
    guard !isBeyond, models <= CallPrices.mostCombinations / max(1, known.providerCount) else { return nil }
    self.known = known
    modelCount = known.modelCount
    numbers = [UInt32](repeating: 0, count: known.providerCount * models)
  }

  /// The number of the price of some names.
  @inline(__always)
  mutating func number(_ provider: UInt32, _ requestModel: UInt32, _ responseModel: UInt32) -> UInt32 {
    let place = (Int(provider) &* modelCount &+ Int(requestModel)) &* modelCount &+ Int(responseModel)
    let number = numbers[place]
    return number > 0 ? number &- 1 : lookUp(provider, requestModel, responseModel, place)
  }

  @inline(never)
  private mutating func lookUp(
    _ provider: UInt32, _ requestModel: UInt32, _ responseModel: UInt32, _ place: Int
  ) -> UInt32 {
    let price = known.price(provider, requestModel, responseModel)
    let flat = price.sheets.compactMap { $0.flat(tiers: &tiers) }
    let start = sheets.count
    if flat.count == price.sheets.count {
      sheets += flat
      ranges.append((start: start, end: sheets.count))
    } else {
      ranges.append((start: 1, end: 0))
    }
    prices.append(price)
    numbers[place] = UInt32(prices.count)
    return UInt32(prices.count - 1)
  }

  /// What a call costs, where that follows from plain rates; else `nil`, and ``price(_:)`` knows.
  @inline(__always)
  func plainCost(_ number: UInt32, _ tokens: TokenCounts, at instant: UInt64) -> Int64? {
    var (place, end) = ranges[Int(number)]
    while place < end, !sheets[place].holds(at: instant) { place += 1 }
    guard place < end,
      case .picoUSD(let amount) = sheets[place].cost(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output, tiers: tiers.span)
    else { return nil }
    return amount
  }

  /// The price behind a number.
  func price(_ number: UInt32) -> CallPrice { prices[Int(number)] }
}
