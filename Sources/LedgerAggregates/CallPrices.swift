import LedgerCalls
import LedgerColumns
import LedgerModel
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

  /// Which rates hold for calls of a combination of names.
  private struct Names {
    /// From this instant on, for so many nanoseconds; then others do.
    var from: UInt64 = 0
    var nanos: UInt64 = 0
    var rates: UInt32 = 0
  }

  /// Tables of more combinations are not made.
  private static let mostCombinations = 1 << 18
  /// So many rates are told apart; calls by others are priced one by one.
  static let mostRates = 1 << 5

  private let known: Known
  private let modelCount: Int
  /// The number of a combination of names and one; 0 not yet looked up.
  private var numbers: [UInt32]
  /// By number.
  private var names: [Names] = []
  private var prices: [CallPrice] = []
  private var sheets: [FlatSheet] = []
  private var tiers: [FlatTier] = []
  /// By number where its sheets begin, and where they end.
  private var ranges: [Range<Int>] = []
  /// Rates by which calls are priced after they were added up; the first for calls that are priced one by one.
  private(set) var rates = [SummedRates.none]
  /// By sheet which of the rates are its own.
  private var ratesOfSheet: [Int: UInt32] = [:]

  /// `nil` where there are too many combinations of names.
  init?(_ known: Known) {
    let (models, isBeyond) = known.modelCount.multipliedReportingOverflow(by: known.modelCount)
    guard !isBeyond, models <= CallPrices.mostCombinations / max(1, known.providerCount) else { return nil }
    self.known = known
    modelCount = known.modelCount
    numbers = [UInt32](repeating: 0, count: known.providerCount * models)
  }

  /// Writes for each of some calls the number of its names, and which of ``rates`` hold for it.
  @inline(__always)
  mutating func fill(
    _ found: inout MutableSpan<UInt32>, _ rates: inout MutableSpan<UInt32>, count: Int,
    names: (Int) -> (provider: UInt32, asked: UInt32, answered: UInt32), start: (Int) -> UInt64
  ) {
    for index in 0..<count {
      let (provider, asked, answered) = names(index)
      let place = (Int(provider) &* modelCount &+ Int(asked)) &* modelCount &+ Int(answered)
      let known = numbers[place]
      let number = known > 0 ? known &- 1 : lookUp(provider, asked, answered, place)
      let instant = start(index)
      if instant &- self.names[Int(number)].from >= self.names[Int(number)].nanos { choose(number, at: instant) }
      found[index] = number
      rates[index] = self.names[Int(number)].rates
    }
  }

  @inline(never)
  private mutating func lookUp(
    _ provider: UInt32, _ requestModel: UInt32, _ responseModel: UInt32, _ place: Int
  ) -> UInt32 {
    let price = known.price(provider, requestModel, responseModel)
    let start = sheets.count
    sheets += price.sheets.map { $0.flat(tiers: &tiers) }
    ranges.append(start..<sheets.count)
    prices.append(price)
    names.append(Names())
    numbers[place] = UInt32(prices.count)
    return UInt32(prices.count - 1)
  }

  /// Finds the rates that hold for some names at an instant. Calls come about in the order of time: these hold for many.
  @inline(never)
  private mutating func choose(_ number: UInt32, at instant: UInt64) {
    let (sheet, period) = FlatSheet.holding(at: instant, sheets[ranges[Int(number)]])
    names[Int(number)] = Names(
      from: period.lowerBound, nanos: period.upperBound - period.lowerBound, rates: sheet.map { rates(of: $0) } ?? 0)
  }

  private mutating func rates(of sheet: Int) -> UInt32 {
    if let known = ratesOfSheet[sheet] { return known }
    var number: UInt32 = 0
    if rates.count < CallPrices.mostRates, let own = sheets[sheet].summed(tiers) {
      number = UInt32(rates.count)
      rates.append(own)
    }
    ratesOfSheet[sheet] = number
    return number
  }

  /// What a call costs whose names have a number.
  @inline(never)
  func cost(_ number: UInt32, _ tokens: TokenCounts, at instant: UInt64) -> CallCost {
    if let sheet = sheets[ranges[Int(number)]].first(where: { $0.holds(at: instant) }),
      case .picoUSD(let amount) = sheet.cost(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output, tiers: tiers.span)
    {
      return .priced(PicoUSD(Int128(amount)))
    }
    return prices[Int(number)].cost(tokens, at: instant)
  }
}

extension SummedRates {
  /// Whether they alone decide what a call costs that says nothing beside its tokens.
  @inline(__always)
  func apply(to tokens: TokenCounts) -> Bool {
    guard let uncachedInput = tokens.uncachedInput, let output = tokens.output else { return false }
    return apply(
      uncachedInput: uncachedInput, cacheRead: tokens.cacheRead ?? 0, cacheWrite: tokens.cacheWrite ?? 0,
      output: output)
  }

  /// What tokens come to by these rates, whether they apply or not; those that are not known come to nothing.
  @inline(__always)
  func cost<Amount: FixedWidthInteger>(_ tokens: TokenCounts) -> Amount {
    cost(
      uncachedInput: Amount(tokens.uncachedInput ?? 0), cacheRead: Amount(tokens.cacheRead ?? 0),
      cacheWrite: Amount(tokens.cacheWrite ?? 0), output: Amount(tokens.output ?? 0))
  }
}
