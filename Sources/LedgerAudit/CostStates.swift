import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing

/// Why a call has no amount in the list total, or has nothing in it.
public enum CostState: String, CaseIterable, Hashable, Sendable {
  /// The seller bills nothing for any of its tokens.
  case free
  /// No book has the model.
  case unpricedModel = "unpriced-model"
  /// The book has the model, and no price for a class of tokens that the call has.
  case unpricedUnit = "unpriced-unit"
  /// The book has the model, and no price for the time of the call.
  case unpricedByDate = "unpriced-by-date"
  /// The price depends on something that the call does not tell, such as its route: it lies between two bounds.
  case openPrice = "open-price"
  /// The token counts that a price needs are not known.
  case unknownUsage = "unknown-usage"

  init(unpriced code: String) {
    switch AuditCause(unpriced: code) {
    case .unpricedByDate: self = .unpricedByDate
    case .unpricedUnit: self = .unpricedUnit
    case .openPrice: self = .openPrice
    default: self = .unpricedModel
    }
  }
}

/// The calls of one state, and what they may have cost. Nothing of it is in a total.
public struct UnbilledCalls: Hashable, Sendable {
  /// The state.
  public var state: CostState
  /// How many calls.
  public var calls = 0
  /// Of them, those that the bounds are over.
  public var boundedCalls = 0
  /// The least they may have cost, in pico-dollars; `nil` where no call has a bound.
  public var low: Int128?
  /// The most they may have cost; `nil` where no call has a bound.
  public var high: Int128?
  /// What their emitters report of them; `nil` where none does.
  public var reported: Int128?

  mutating func bound(_ calls: Int, _ low: Int128, _ high: Int128) {
    boundedCalls += calls
    self.low = (self.low ?? 0) + low
    self.high = (self.high ?? 0) + high
  }
}

extension CallFacts {
  /// The calls by state, in the order of ``CostState``; states without calls are left out.
  ///
  /// What they may have cost is bounded, apart from all totals:
  /// - *free*: nothing.
  /// - *unpriced-model*: between the cheapest and the dearest model of the seller that the provider names (of several sellers
  ///   that have the model, of these; where no provider is known, of all), at the time of the calls, for their tokens.
  ///   Models on hardware of one's own and those that a book leaves out on purpose have no bound.
  /// - *unpriced-unit*: between the tokens that have a price, and all of them at the dearest rate of the sheet.
  /// - *unpriced-by-date*: between the cheapest and the dearest sheet of the model.
  /// - *open-price*: between what the book gives for the one and the other.
  /// - *unknown-usage*: from like calls, see ``CallFacts/unknownUsage(_:)``.
  ///
  /// - Parameter list: what each call costs by list prices.
  public func costStates(_ usage: [UnknownUsage], list: CostColumn, shelf: PriceShelf) -> [UnbilledCalls] {
    var rows = CostState.allCases.map { UnbilledCalls(state: $0) }
    func change(_ state: CostState, _ body: (inout UnbilledCalls) -> Void) {
      if let place = CostState.allCases.firstIndex(of: state) { body(&rows[place]) }
    }
    struct Key: Hashable {
      var group: UInt32
      var code: String
    }
    var sums: [Key: UnpricedSums] = [:]
    let itemiser = itemiser(by: CallPricer(shelf: shelf, view: .list))
    for index in 0..<count {
      let row = row(index)
      let claim = calls.reportedCost(ofCall: row)
      let isCall = calls.isCall(row) ? 1 : 0
      func note(_ state: CostState) {
        change(state) {
          $0.calls += isCall
          if let claim { $0.reported = ($0.reported ?? 0) + Int128(claim) }
        }
      }
      switch list[index] {
      case .priced(let amount):
        // Nothing for something: free, or answered by a gateway's own cache.
        guard amount.value == 0, calls.tokens(ofCall: row).input ?? 0 > 0 else { continue }
        note(.free)
        change(.free) { $0.bound(isCall, 0, 0) }
      case .unpriced(let code):
        let state = CostState(unpriced: code)
        note(state)
        if state == .openPrice, let itemised = itemiser.cost(index, isDetailed: false) {
          if let low = itemised.low, let high = itemised.high {
            change(state) { $0.bound(isCall, low.value, high.value) }
          }
          continue
        }
        sums[Key(group: keyGroups.group[index], code: code), default: UnpricedSums()].add(
          calls.tokens(ofCall: row), isCall, at: start(index))
      case .unknownUsage: note(.unknownUsage)
      }
    }
    var ranges = PriceRanges(shelf)
    for (key, sums) in sums.sorted(by: { ($0.key.group, $0.key.code) < ($1.key.group, $1.key.code) }) {
      let row = row(Int(keyGroups.representatives[Int(key.group)]))
      let texts = store.texts
      guard
        let range = ranges.bounds(
          of: sums, code: key.code, provider: texts.provider[calls.provider[row]] ?? "",
          requestModel: texts.model[calls.requestModel[row]], responseModel: texts.model[calls.responseModel[row]])
      else { continue }
      change(CostState(unpriced: key.code)) {
        $0.bound(sums.calls, range.low, range.high)
      }
    }
    for usage in usage {
      // What failed may have used nothing; what is counted above is in the totals already.
      guard usage.state != .countedAbove, let cost = usage.cost else { continue }
      change(.unknownUsage) { $0.bound(usage.boundedCalls, cost.low, cost.high) }
    }
    return rows.filter { $0.calls > 0 }
  }
}

/// The tokens of calls that have no price for one reason.
struct UnpricedSums {
  var calls = 0
  var input: Int128 = 0
  var cacheRead: Int128 = 0
  var cacheWrite: Int128 = 0
  var output: Int128 = 0
  var latest: UInt64 = 0

  mutating func add(_ tokens: TokenCounts, _ calls: Int, at start: UInt64) {
    self.calls += calls
    input += Int128(tokens.uncachedInput ?? 0)
    cacheRead += Int128(tokens.cacheRead ?? 0)
    cacheWrite += Int128(tokens.cacheWrite ?? 0)
    output += Int128(tokens.output ?? 0)
    latest = max(latest, start)
  }

  /// What they cost by some rates; `nil` where some of them have none.
  func cost(_ card: RateCard) -> Int128? {
    var sum: Int128 = 0
    for (tokens, rate) in [
      (input, card.input), (cacheRead, card.cacheRead), (cacheWrite, card.cacheWrite), (output, card.output),
    ] where tokens > 0 {
      guard let amount = rate.perToken?.value else { return nil }
      let (product, overflow) = tokens.multipliedReportingOverflow(by: amount)
      if overflow { return nil }
      sum += product
    }
    return sum
  }
}

/// What models cost, from the cheapest to the dearest, by list prices.
///
/// What some sellers take at a time is gathered once: the books have thousands of sheets, and an archive may have thousands
/// of models that none of them knows.
struct PriceRanges {
  private let shelf: PriceShelf
  private let sellers: [Seller]
  /// The ids of all of them.
  private let all: Set<String>
  private var offers: [Set<String>: Offers] = [:]

  init(_ shelf: PriceShelf) {
    self.shelf = shelf
    sellers = shelf.books(.list).flatMap(\.sellers)
    all = Set(sellers.map(\.id))
  }

  mutating func bounds(
    of sums: UnpricedSums, code: String, provider: String, requestModel: String?, responseModel: String?
  ) -> (low: Int128, high: Int128)? {
    let resolution = shelf.resolve(provider: provider, model: responseModel ?? requestModel ?? "", .list)
    switch AuditCause(unpriced: code) {
    case .unpricedByDate: return range(sums, resolution.sheets.map(\.base))
    case .unpricedUnit:
      let sheets = resolution.sheets
      guard let sheet = sheets.first(where: { $0.holds(at: UnixNanos(sums.latest)) }) ?? sheets.first else {
        return nil
      }
      return partial(sums, sheet.base)
    default:
      guard case .unpriced(let reason) = resolution.verdict else { return nil }
      switch reason {
      case .selfHosted, .listedUnpriced: return nil
      case .ambiguousModel(let sellers): return range(sums, cards(of: Set(sellers), sums.latest))
      case .missingModel, .unknownModel, .unpricedByDate, .ambiguousPattern:
        let provider = provider.lowercased()
        let named = sellers.first { $0.providers.contains(provider) }
        return range(sums, cards(of: named.map { [$0.id] } ?? all, sums.latest))
      }
    }
  }

  private mutating func cards(of sellers: Set<String>, _ instant: UInt64) -> Set<RateCard> {
    offers[sellers, default: Offers(of: sellers, shelf)].cards(at: UnixNanos(instant))
  }

  private func range(_ sums: UnpricedSums, _ cards: some Sequence<RateCard>) -> (low: Int128, high: Int128)? {
    let costs = cards.compactMap { sums.cost($0) }
    guard let low = costs.min(), let high = costs.max() else { return nil }
    return (low, high)
  }

  private func partial(_ sums: UnpricedSums, _ card: RateCard) -> (low: Int128, high: Int128)? {
    func rate(_ rate: Rate) -> Int128? { rate.perToken?.value }
    let rates = [card.input, card.cacheRead, card.cacheWrite, card.output].map(rate)
    guard let dearest = rates.compactMap({ $0 }).max() else { return nil }
    var (low, high): (Int128, Int128) = (0, 0)
    for (tokens, rate) in zip([sums.input, sums.cacheRead, sums.cacheWrite, sums.output], rates) {
      low += tokens * (rate ?? 0)
      high += tokens * (rate ?? dearest)
    }
    return (low, high)
  }
}

/// The sheets of some sellers, and which of their prices hold when.
private struct Offers {
  private let sheets: [PriceSheet]
  /// The instants at which one of the sheets begins or ceases to hold: between two of them the same sheets do.
  private let edges: [UnixNanos]
  /// Each card once, by how many edges have passed.
  private var cards: [Int: Set<RateCard>] = [:]

  init(of sellers: Set<String>, _ shelf: PriceShelf) {
    let sheets = shelf.whole.books(.list).flatMap { $0.sheets.filter { sellers.contains($0.seller) } }
    self.sheets = sheets
    edges = Array(Set(sheets.flatMap { [$0.from, $0.until] }.compactMap { $0 }))
  }

  /// The prices at an instant; all there are where none holds then.
  mutating func cards(at instant: UnixNanos) -> Set<RateCard> {
    let passed = edges.count { $0 <= instant }
    if let known = cards[passed] { return known }
    let current = sheets.filter { $0.holds(at: instant) }
    let gathered = Set((current.isEmpty ? sheets : current).map(\.base))
    cards[passed] = gathered
    return gathered
  }
}
