import LedgerMemory
import LedgerModel
import LedgerPricing

/// The ways in which calls to a provider and its models may have been priced, out of books.
public struct AuditPrices: Sendable {
  private struct Rates: Hashable {
    var input: Int64?
    var output: Int64?
    var cacheRead: Int64?
  }

  private let shelf: PriceShelf
  // Asked for only where a claim names rates that no way explains.
  private let modelsByRates: Deferred<[Rates: [String]]>

  /// How many other models of a seller are tried.
  private static let mostModels = 256

  /// The ways of books; list prices are those that count.
  public init(_ shelf: PriceShelf) {
    self.shelf = shelf
    modelsByRates = Deferred { AuditPrices.modelsByRates(shelf) }
  }

  private static func modelsByRates(_ shelf: PriceShelf) -> [Rates: [String]] {
    var models: [Rates: Set<String>] = [:]
    for sheet in shelf.whole.books(.list).flatMap(\.sheets) {
      let card = TokenRates(sheet.base)
      models[Rates(input: card.input, output: card.output, cacheRead: card.cacheRead), default: []].insert(sheet.model)
      models[Rates(input: card.input, output: card.output), default: []].insert(sheet.model)
    }
    return models.mapValues { $0.sorted() }
  }

  /// The models that have some rates, by name, at most three.
  func models(with implied: ImpliedRates) -> [String] {
    let rates = Rates(input: implied.input, output: implied.output, cacheRead: implied.cacheRead)
    return Array((modelsByRates.value[rates] ?? []).prefix(3))
  }

  /// The list itself first, then what is likely: other routes and service tiers, the sheets of the model at other times, the
  /// same of the model that was asked for; and apart from them the other models of the seller.
  func ways(
    provider: String, requestModel: String?, responseModel: String?, serviceTier: String? = nil
  ) -> (near: [PriceWay], distant: () -> [PriceWay]) {
    let traits = CallTraits(serviceTier: serviceTier)
    let named = responseModel ?? requestModel ?? ""
    let first = shelf.resolve(provider: provider, model: named, .list, alsoSpelled: requestModel ?? "")
    let isOther = requestModel != nil && responseModel != nil && requestModel != responseModel
    let asked = isOther ? shelf.resolve(provider: provider, model: requestModel ?? "", .list) : nil
    var near = [PriceWay(first.sheets(traits) + (asked?.sheets(traits) ?? []))]
    var seen: Set<[[TokenRates?]]> = [first.sheets(traits).map(\.fingerprint)]
    addVariants(of: first, traits, origin: 0, to: &near, &seen)
    if let asked, let model = asked.sheets.first?.model, !first.sheets.isEmpty, model != first.sheets.first?.model,
      seen.insert(asked.sheets(traits).map(\.fingerprint)).inserted
    {
      near.append(PriceWay(asked.sheets(traits), cause: .modelMismatch, origin: 0, evidence: .model(model)))
      addVariants(of: asked, traits, origin: near.count - 1, to: &near, &seen)
    }
    guard let seller = first.sheets.first?.seller ?? asked?.sheets.first?.seller else { return (near, { [] }) }
    return (near, { otherModels(of: seller, beyond: seen) })
  }

  /// The other models of a seller, as far as their prices are others.
  private func otherModels(of seller: String, beyond known: Set<[[TokenRates?]]>) -> [PriceWay] {
    var seen = known
    var distant: [PriceWay] = []
    for book in shelf.whole.books(.list) {
      guard let row = book.sellers.firstIndex(where: { $0.id == seller }) else { continue }
      for model in book.models where model.seller == row && distant.count < AuditPrices.mostModels {
        let sheets = model.sheets.map { AuditSheet(PreparedSheet(book.sheets[$0]), CallTraits()) }
        guard seen.insert(sheets.map(\.fingerprint)).inserted else { continue }
        distant.append(PriceWay(sheets, cause: .modelMismatch, origin: 0, evidence: .model(model.id)))
      }
    }
    return distant
  }

  /// The same model by another route, on another service tier, at another time.
  private func addVariants(
    of resolution: PriceResolution, _ traits: CallTraits, origin: Int, to ways: inout [PriceWay],
    _ seen: inout Set<[[TokenRates?]]>
  ) {
    let conditions = resolution.sheets.flatMap { $0.steps.map(\.conditions) }
    let routes = Set(resolution.sheets.flatMap(\.routes) + conditions.flatMap(\.routes))
    for route in routes.sorted() {
      var others = traits
      others.route = route
      let sheets = resolution.sheets(others)
      guard !sheets.isEmpty, seen.insert(sheets.map(\.fingerprint)).inserted else { continue }
      ways.append(PriceWay(sheets, cause: .route, origin: origin, evidence: .route(route)))
    }
    let tiers = Set(conditions.flatMap(\.serviceTiers) + [CallTraits.standardTier])
    for tier in tiers.sorted() where tier != traits.serviceTier {
      var others = traits
      others.serviceTier = tier
      let sheets = resolution.sheets(others)
      guard seen.insert(sheets.map(\.fingerprint)).inserted else { continue }
      ways.append(PriceWay(sheets, cause: .serviceTier, origin: origin, evidence: .serviceTier(tier)))
    }
    let sheets = resolution.sheets(traits)
    guard sheets.count > 1 else { return }
    for sheet in sheets where seen.insert([sheet.always.fingerprint]).inserted {
      guard let row = sheet.sheet else { continue }
      ways.append(PriceWay([sheet.always], cause: .stalePrice, origin: origin, evidence: .sheet(row)))
    }
  }
}

extension PriceResolution {
  /// The prices for calls with some traits.
  func sheets(_ traits: CallTraits) -> [AuditSheet] {
    let prepared = prepared(for: traits)
    return prepared.sheets.map { AuditSheet($0, prepared.traits) }
  }
}
