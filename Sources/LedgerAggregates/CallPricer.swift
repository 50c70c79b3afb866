import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing

/// Prices calls. Names are resolved once per provider, models and service tier, not once per call.
public struct CallPricer: Sendable {
  private let shelf: PriceShelf
  private let view: PriceShelf.View

  /// A pricer with one book, whose prices are in dollars.
  public init(book: PriceBook) { self.init(shelf: PriceShelf(only: book)) }

  /// A pricer with some books.
  ///
  /// - Parameter view: list prices, or what is paid here.
  public init(shelf: PriceShelf, view: PriceShelf.View = .contract) {
    self.shelf = shelf
    self.view = view
  }

  /// What the books know of the names of calls, by their codes: of the model that answered, and of the one that was asked
  /// for where that is another. The first that has a price at a call's time counts: a response model that no book knows (a
  /// deployment's own spelling) is priced as what was asked for.
  public func resolutions(
    provider: UInt32, requestModel: UInt32, responseModel: UInt32, _ store: Store
  ) -> [PriceResolution] {
    let name = store.texts.provider[provider] ?? ""
    let model = responseModel != 0 ? responseModel : requestModel
    // The answer seldom says which way it came; what was asked for may.
    let asked = store.texts.model[requestModel] ?? ""
    let first = shelf.resolve(provider: name, model: store.texts.model[model] ?? "", view, alsoSpelled: asked)
    guard requestModel != model, requestModel != 0 else { return [first] }
    return [first, shelf.resolve(provider: name, model: asked, view)]
  }

  /// The prices of calls with these names and a service tier, by their codes; a tier of 0 is the standard one.
  func price(
    provider: UInt32, requestModel: UInt32, responseModel: UInt32, serviceTier: UInt32 = 0, _ store: Store
  ) -> CallPrice {
    let traits = CallTraits(serviceTier: store.texts.serviceTier[serviceTier])
    return CallPrice(
      resolutions(provider: provider, requestModel: requestModel, responseModel: responseModel, store).map {
        PreparedPrice($0, traits)
      })
  }
}

/// The prices of calls that have provider, models and service tier in common.
struct CallPrice: Sendable {
  /// Of the model that answered, and of the one that was asked for where that is another.
  private let prices: [PreparedPrice]
  /// The sheets of all of them, in the order in which they are looked at; none where the route is open, so that each call
  /// has to be looked at closely.
  let sheets: [PreparedSheet]
  /// Why there is no price where no sheet holds.
  let reason: String
  /// Whether each call has to be looked at closely.
  let isOpen: Bool

  init(_ prices: [PreparedPrice]) {
    self.prices = prices
    isOpen = prices.contains(where: \.isOpen)
    sheets = isOpen ? [] : prices.flatMap(\.sheets)
    reason = prices.first?.reason.code ?? UnpricedReason.unknownModel.code
  }

  /// The cost of a call that begins at an instant, whatever the sheet that holds looks like.
  @inline(never)
  func cost(_ usage: CallUsage, at instant: UInt64) -> CallCost {
    CallCost(itemised(usage, at: instant, isDetailed: false))
  }

  /// The same for a call that says nothing beside its tokens.
  @inline(never)
  func cost(_ tokens: TokenCounts, at instant: UInt64) -> CallCost {
    if let sheet = sheets.first(where: { $0.holds(at: instant) }) {
      let answer = sheet.cost(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output, reasoning: tokens.reasoning, at: instant)
      switch answer {
      case .picoUSD(let amount): return .priced(PicoUSD(Int128(amount)))
      case .unknownUsage: return .unknownUsage
      case .notPlain: break
      }
    } else if !isOpen {
      return .unpriced(reason)
    }
    return cost(CallUsage(tokens), at: instant)
  }

  /// The cost, line by line.
  func itemised(_ usage: CallUsage, at instant: UInt64, isDetailed: Bool) -> ItemisedCost {
    let price = prices.first { $0.hasPrice(at: UnixNanos(instant)) } ?? prices[0]
    return price.cost(of: usage, at: UnixNanos(instant), isDetailed: isDetailed)
  }
}

extension CallCost {
  /// What an itemised cost comes to.
  public init(_ cost: ItemisedCost) {
    switch cost.state {
    case .priced, .free: self = .priced(cost.amount ?? .zero)
    case .unpriced(let reason): self = .unpriced(reason.code)
    case .unpricedUnits(let units): self = .unpriced("unpriced-class-\(units.map(\.name).joined(separator: "-"))")
    case .unknownUsage: self = .unknownUsage
    case .open(let reason): self = .unpriced(reason.code)
    }
  }
}
