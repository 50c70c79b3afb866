import LedgerCalls
import LedgerColumns
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

/// Prices calls. Names are resolved once per provider and model, not once per call.
public struct CallPricer: Sendable {
  private let book: PriceBook
  private var resolutions: [UInt64: PriceResolution] = [:]

  /// A pricer with a book.
  public init(book: PriceBook) { self.book = book }

  /// The cost of a settled call at its start; the response model decides, else the request model.
  mutating func cost(
    ofCall row: Int, in calls: SettledCalls, store: Store, at instant: UInt64
  ) -> CallCost {
    let tokens = calls.tokens[row]
    if tokens.isUnknown { return .unknownUsage }
    let model = calls.responseModel[row] != 0 ? calls.responseModel[row] : calls.requestModel[row]
    var outcome = resolution(provider: calls.provider[row], model: model, store).outcome(at: UnixNanos(instant))
    if case .unpriced = outcome, calls.requestModel[row] != model, calls.requestModel[row] != 0 {
      let asked = resolution(provider: calls.provider[row], model: calls.requestModel[row], store)
      // A response model that no book knows (a deployment's own spelling) is priced as what was asked for.
      if case .priced = asked.outcome(at: UnixNanos(instant)) { outcome = asked.outcome(at: UnixNanos(instant)) }
    }
    switch outcome {
    case .unpriced(let reason): return .unpriced(reason.code)
    case .priced(let sheet):
      let usage = TokenUsage(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output)
      switch sheet.cost(of: usage) {
      case .priced(let amount): return .priced(amount)
      case .free: return .priced(.zero)
      case .partial(_, let classes): return .unpriced("unpriced-class-\(classes.map(\.name).joined(separator: "-"))")
      case .unknownUsage: return .unknownUsage
      }
    }
  }

  private mutating func resolution(provider: UInt32, model: UInt32, _ store: Store) -> PriceResolution {
    let key = UInt64(provider) << 32 | UInt64(model)
    if let known = resolutions[key] { return known }
    let resolution = book.resolve(
      provider: store.texts.provider[provider] ?? "", model: store.texts.model[model] ?? "")
    resolutions[key] = resolution
    return resolution
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
      var provider: UInt32
      var model: UInt32
      var reason: String
    }
    var rowsByKey: [Key: UnpricedModel] = [:]
    for index in 0..<count {
      guard case .unpriced(let reason) = cost[index] else { continue }
      let row = rows[index]
      let key = Key(provider: calls.provider[row], model: model[index], reason: reason)
      var entry =
        rowsByKey[key]
        ?? UnpricedModel(
          provider: store.texts.provider[key.provider], model: store.texts.model[key.model], reason: reason)
      entry.calls += calls.isCall[row] ? 1 : 0
      CallTally.add(calls.tokens[row].input, to: &entry.input)
      CallTally.add(calls.tokens[row].output, to: &entry.output)
      rowsByKey[key] = entry
    }
    return rowsByKey.values.sorted {
      ($0.provider ?? "", $0.model ?? "", $0.reason) < ($1.provider ?? "", $1.model ?? "", $1.reason)
    }
  }
}
