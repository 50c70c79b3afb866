import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What a call costs by the price book.
public enum CallCost: Hashable, Sendable {
  /// The exact amount; zero where the call is free.
  case priced(PicoUSD)
  /// There is usage and no price for it; the code says why.
  case unpriced(String)
  /// The usage that a price needs is not known.
  case unknownUsage
}

/// The prices of the calls of many groups, laid out for going over millions of calls: nearly all are priced by rates that
/// stand in a row, without a look at anything that counts references.
struct GroupPrices: Sendable {
  private let prices: [CallPrice]
  /// The sheets of all groups, group after group; and where those of each begin, one more for the end. A group whose route
  /// is open has none here.
  private let sheets: [FlatSheet]
  private let tiers: [FlatTier]
  private let starts: [UInt32]
  /// What stands for a call that no sheet of the group is for; 0 where every call is to be looked at closely.
  private let unpriced: [Int64]

  init(_ prices: [CallPrice], for costs: CostColumn) {
    self.prices = prices
    var sheets: [FlatSheet] = []
    var tiers: [FlatTier] = []
    var starts: [UInt32] = [0]
    var unpriced: [Int64] = []
    for price in prices {
      sheets += price.sheets.map { $0.flat(tiers: &tiers) }
      starts.append(UInt32(sheets.count))
      unpriced.append(price.isOpen ? 0 : costs.code(of: .unpriced(price.reason)))
    }
    self.sheets = sheets
    self.tiers = tiers
    self.starts = starts
    self.unpriced = unpriced
  }

  /// Writes the costs of some calls.
  ///
  /// - Parameter special: the cost of a call that says more than its tokens; `nil` for all others.
  func write(
    _ stretch: Range<Int>, group: CodeColumn, into costs: CostColumn, tokens: (Int) -> TokenCounts,
    start: (Int) -> UInt64, special: (Int) -> CallCost?
  ) {
    let (sheets, tiers, starts, unpriced) = (sheets.span, tiers.span, starts.span, unpriced.span)
    for row in stretch {
      if let cost = special(row) {
        costs.set(row, cost)
        continue
      }
      let tokens = tokens(row)
      if tokens.isUnknown {
        costs.setUnknown(row)
        continue
      }
      let group = Int(group[row])
      let instant = start(row)
      var place = Int(starts[group])
      let end = Int(starts[group + 1])
      while place < end, !sheets[place].holds(at: instant) { place += 1 }
      if place == end {
        // Of a group whose route is open nothing stands in the row.
        if unpriced[group] == 0 {
          costs.set(row, prices[group].cost(tokens, at: instant))
        } else {
          costs.set(row, code: unpriced[group])
        }
        continue
      }
      let answer = sheets[place].cost(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output, tiers: tiers)
      switch answer {
      case .picoUSD(let amount): costs.set(row, picoUSD: amount)
      case .unknownUsage: costs.setUnknown(row)
      case .notPlain: costs.set(row, prices[group].cost(tokens, at: instant))
      }
    }
  }
}

/// The cost of each call in 8 bytes; every call is to be set once.
public final class CostColumn: Sendable {
  // An amount from 0 on; or below zero, -1 - n for the n-th of the other costs.
  private let values: RowBuffer<Int64>
  private let others = Locked(Others())

  private struct Others {
    // The first of them: unknown usage.
    var costs: [CallCost] = [.unknownUsage]
    var numbers: [CallCost: Int64] = [:]
  }

  init(count: Int) { values = RowBuffer(zeroed: count) }

  /// How many calls there are.
  public var count: Int { values.count }

  @inline(__always)
  func set(_ row: Int, picoUSD: Int64) { values[row] = picoUSD }

  @inline(__always)
  func setUnknown(_ row: Int) { values[row] = -1 }

  @inline(never)
  func set(_ row: Int, _ cost: CallCost) {
    if case .priced(let amount) = cost, amount.value >= 0, let picoUSD = Int64(exactly: amount.value) {
      values[row] = picoUSD
      return
    }
    values[row] = code(of: cost)
  }

  @inline(__always)
  func set(_ row: Int, code: Int64) { values[row] = code }

  /// What stands for a cost that is no small amount; below zero.
  func code(of cost: CallCost) -> Int64 {
    if cost == .unknownUsage { return -1 }
    return others.withLock { others in
      if let known = others.numbers[cost] { return known }
      let number = -1 - Int64(others.costs.count)
      others.numbers[cost] = number
      others.costs.append(cost)
      return number
    }
  }

  /// A number for everything that is no small amount, such as a reason for having no price; `nil` for amounts. Costs that
  /// are equal have the same number.
  @inline(__always)
  func otherNumber(_ row: Int) -> Int? { values[row] >= 0 ? nil : Int(-1 - values[row]) }

  /// What the numbers of ``otherNumber(_:)`` stand for.
  var otherCosts: [CallCost] { others.withLock { $0.costs } }

  /// The amount of a call, where it is priced and fits 64 bits; see ``otherNumber(_:)`` for the others.
  @inline(__always)
  func picoUSD(_ row: Int) -> Int64? { values[row] >= 0 ? values[row] : nil }

  /// The cost of a call.
  public subscript(row: Int) -> CallCost {
    if values[row] >= 0 { return .priced(PicoUSD(Int128(values[row]))) }
    return others.withLock { $0.costs[Int(-1 - values[row])] }
  }
}

/// Calls of one model that have usage and no price, for one reason.
public struct UnpricedModel: Hashable, Sendable {
  /// The provider.
  public var provider: String?
  /// The model that answered, else the one asked for.
  public var model: String?
  /// The code of the reason.
  public var reason: String
  /// How many calls.
  public var calls = 0
  /// What they read; `nil` where no call says.
  public var input: Int64?
  /// What they wrote; `nil` where no call says.
  public var output: Int64?
}

extension CallFacts {
  /// The calls without a price, by provider, model and reason, in that order.
  public func unpricedModels() -> [UnpricedModel] {
    struct Key: Hashable {
      var provider: String?
      var model: String?
      var reason: String
    }
    let others = cost.otherCosts
    let groups = keyGroups
    // Of each group of equal names and each reason the place in the list; groups have one reason, seldom two.
    var places = [[(other: Int, place: Int)]](repeating: [], count: groups.count)
    var list: [UnpricedModel] = []
    var placeOfKey: [Key: Int] = [:]
    for index in 0..<count {
      guard let other = cost.otherNumber(index), case .unpriced(let reason) = others[other] else { continue }
      let group = Int(groups.group[index])
      var place = places[group].first { $0.other == other }?.place
      if place == nil {
        let key = Key(
          provider: store.texts.provider[calls.provider[row(index)]], model: store.texts.model[model(index)],
          reason: reason)
        let known = placeOfKey[key] ?? list.count
        if known == list.count {
          list.append(UnpricedModel(provider: key.provider, model: key.model, reason: reason))
          placeOfKey[key] = known
        }
        places[group].append((other, known))
        place = known
      }
      guard let place else { continue }
      let tokens = calls.tokens(ofCall: row(index))
      list[place].calls += calls.isCall(row(index)) ? 1 : 0
      CallTally.add(tokens.input, to: &list[place].input)
      CallTally.add(tokens.output, to: &list[place].output)
    }
    return list.sorted {
      ($0.provider ?? "", $0.model ?? "", $0.reason) < ($1.provider ?? "", $1.model ?? "", $1.reason)
    }
  }
}
