import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing

/// The prices of calls that come one after the other, looked up once for each provider and its models. One for each worker.
struct CallPrices {
  /// What workers have looked up together.
  final class Known: Sendable {
    /// What some calls say beside their tokens.
    let extras: CallExtras
    private let prices = Locked<[[UInt32]: CallPrice]>([:])
    private let pricer: CallPricer
    private let store: Store

    init(_ pricer: CallPricer, _ store: Store, _ calls: SettledCalls) {
      self.pricer = pricer
      self.store = store
      extras = CallExtras(store, calls)
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

  }

  /// Which rates hold for calls of a combination of names.
  private struct Names {
    /// From this instant on, for so many nanoseconds; then others do.
    var from: UInt64 = 0
    var nanos: UInt64 = 0
    var rates: UInt32 = 0
  }

  /// So many rates are told apart; calls by others are priced one by one.
  static let mostRates = 1 << 5
  /// Where ``CallRates/none`` and ``CallRates/noPrice`` are among them.
  static let none: UInt32 = 0
  private static let noPrice: UInt32 = 1

  private let known: Known
  private let combinations: [CallNames.Combination]
  /// By the number of a combination: its rates, and where it is among those that were looked up, and one.
  private var names: [Names]
  private var places: [UInt32]
  /// Where combinations are that were looked up. The operation, which has no prices of its own, is left out.
  private var placeOf: [CallNames.Combination: UInt32] = [:]
  // Of those that were looked up.
  private var prices: [CallPrice] = []
  private var sheets: [FlatSheet] = []
  private var tiers: [FlatTier] = []
  private var ranges: [Range<Int>] = []
  /// By what calls are priced after they were added up.
  private(set) var rates = [CallRates.none, .noPrice]
  /// By sheet which of the rates are its own.
  private var ratesOfSheet: [Int: UInt32] = [:]

  init(_ known: Known, _ names: CallNames) {
    self.known = known
    combinations = names.combinations
    self.names = [Names](repeating: Names(), count: combinations.count)
    places = [UInt32](repeating: 0, count: combinations.count)
  }

  /// Writes for each of some calls which of ``rates`` hold for it.
  mutating func fill(_ rates: inout MutableSpan<UInt32>, names: Span<UInt32>, starts: Span<UInt64>) {
    for index in names.indices {
      let number = Int(names[index])
      let instant = starts[index]
      if instant &- self.names[number].from >= self.names[number].nanos { choose(number, at: instant) }
      rates[index] = self.names[number].rates
    }
  }

  /// Finds the rates that hold for some names at an instant. Calls come about in the order of time: these hold for many.
  @inline(never)
  private mutating func choose(_ number: Int, at instant: UInt64) {
    if places[number] == 0 { lookUp(number) }
    let place = Int(places[number]) - 1
    let (sheet, period) = FlatSheet.holding(at: instant, sheets[ranges[place]])
    let otherwise = prices[place].isOpen ? CallPrices.none : CallPrices.noPrice
    names[number] = Names(
      from: period.lowerBound, nanos: period.upperBound - period.lowerBound,
      rates: sheet.map { rates(of: $0) } ?? otherwise)
  }

  private mutating func lookUp(_ number: Int) {
    var names = combinations[number]
    names.operation = 0
    if let place = placeOf[names] {
      places[number] = place
      return
    }
    let price = known.price(names.provider, names.requestModel, names.responseModel)
    let start = sheets.count
    sheets += price.sheets.map { $0.flat(tiers: &tiers) }
    ranges.append(start..<sheets.count)
    prices.append(price)
    places[number] = UInt32(prices.count)
    placeOf[names] = places[number]
  }

  private mutating func rates(of sheet: Int) -> UInt32 {
    if let known = ratesOfSheet[sheet] { return known }
    var number = CallPrices.none
    if rates.count < CallPrices.mostRates, let own = sheets[sheet].summed(tiers) {
      number = UInt32(rates.count)
      rates.append(CallRates(own))
    }
    ratesOfSheet[sheet] = number
    return number
  }

  /// What a call costs whose names have a number, and whose rates were found.
  @inline(never)
  func cost(_ number: UInt32, _ tokens: TokenCounts, at instant: UInt64) -> CallCost {
    let place = Int(places[Int(number)]) - 1
    if let sheet = sheets[ranges[place]].first(where: { $0.holds(at: instant) }),
      case .picoUSD(let amount) = sheet.cost(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output, tiers: tiers.span)
    {
      return .priced(PicoUSD(Int128(amount)))
    }
    return prices[place].cost(tokens, at: instant)
  }
}

/// By what calls are priced after they were added up.
struct CallRates {
  let rates: SummedRates
  /// What calls have to say to be priced that way.
  let needs: UInt16
  /// Whether it is a price at all.
  let isPrice: Bool
  /// Calls of which these bits are so are priced that way, whatever their tokens.
  private let telling: (bits: UInt16, so: UInt16)

  init(_ rates: SummedRates, needs: UInt16 = CallKind.inputAndOutput, isPrice: Bool = true) {
    self.rates = rates
    self.needs = needs
    self.isPrice = isPrice
    let so = needs | CallKind.ordinary
    func applies(caches: Int64) -> Bool {
      let all = CallKind.ordinaryTokens - 1
      return rates.apply(uncachedInput: all - caches, cacheRead: caches, cacheWrite: 0, output: 0)
    }
    // No call has bits that are not asked for.
    telling = applies(caches: 1) ? (so, so) : applies(caches: 0) ? (so | CallKind.cached, so) : (0, so)
  }

  /// Whether it follows from a call's kind alone that they decide what it costs, and that its input is no smaller than its
  /// parts.
  @inline(__always)
  func price(_ kind: CallKind) -> Bool { kind.bits & telling.bits == telling.so }

  /// Whether they decide what a call of some kind costs.
  @inline(__always)
  func price(_ counts: SmallCounts, of kind: CallKind) -> Bool {
    kind.bits & needs == needs
      && rates.apply(
        uncachedInput: counts.uncachedInput, cacheRead: counts.cacheRead, cacheWrite: counts.cacheWrite,
        output: counts.output)
  }

  /// What tokens come to by them.
  @inline(__always)
  func cost<Amount: FixedWidthInteger>(_ counts: SmallCounts) -> Amount {
    rates.cost(
      uncachedInput: Amount(counts.uncachedInput), cacheRead: Amount(counts.cacheRead),
      cacheWrite: Amount(counts.cacheWrite), output: Amount(counts.output))
  }

  /// For calls that are priced one by one.
  static let none = CallRates(.none)
  /// For calls that have no price, whatever they say.
  static let noPrice = CallRates(.nothing, needs: 0, isPrice: false)
}
