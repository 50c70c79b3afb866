import LedgerModel
import LedgerPricing

/// The ways in which calls to a provider and its models may have been priced, out of a book.
public struct AuditPrices: Sendable {
  private struct Rates: Hashable {
    var input: Int64
    var output: Int64?
    var cacheRead: Int64?

    init(_ card: RateCard) {
      func rate(_ rate: Rate) -> Int64? { rate.perToken.flatMap { Int64(exactly: $0.value) } }
      input = rate(card.input) ?? -1
      output = rate(card.output)
      cacheRead = rate(card.cacheRead)
    }
  }

  private let book: PriceBook
  private let modelsByRates: [Rates: [String]]

  /// How many other models of a seller are tried.
  private static let mostModels = 256

  /// The ways of a book.
  public init(_ book: PriceBook) {
    self.book = book
    var models: [Rates: Set<String>] = [:]
    for sheet in book.sheets {
      var rates = Rates(sheet.base)
      models[rates, default: []].insert(sheet.model)
      rates.cacheRead = nil
      models[rates, default: []].insert(sheet.model)
    }
    modelsByRates = models.mapValues { $0.sorted() }
  }

  /// The models that have some rates, by name, at most three.
  func models(with implied: ImpliedRates) -> [String] {
    let card = RateCard(
      input: .published(picoUSD: implied.input),
      cacheRead: implied.cacheRead.map { .published(picoUSD: $0) } ?? .unpriced, cacheWrite: .unpriced,
      output: implied.output.map { $0 > 0 ? .published(picoUSD: $0) : .free } ?? .unpriced)
    return Array((modelsByRates[Rates(card)] ?? []).prefix(3))
  }

  /// The list itself first, then what is likely: the sheets of the model at other times, those of the model that was asked
  /// for; and apart from them the other models of the seller.
  func ways(
    provider: String, requestModel: String?, responseModel: String?
  ) -> (near: [PriceWay], distant: [PriceWay]) {
    let first = book.resolve(provider: provider, model: responseModel ?? requestModel ?? "").listed
    let asked =
      requestModel == nil || responseModel == nil || requestModel == responseModel
      ? [] : book.resolve(provider: provider, model: requestModel ?? "").listed
    var near = [PriceWay(first + asked)]
    var seen: Set<[Rates]> = [first.map { Rates($0.base) }]
    func addDates(_ sheets: [PriceSheet], origin: Int) {
      guard sheets.count > 1 else { return }
      for sheet in sheets {
        near.append(PriceWay([sheet.always], cause: .stalePrice, origin: origin, evidence: .sheet(sheet)))
      }
    }
    addDates(first, origin: 0)
    if let model = asked.first?.model, model != first.first?.model || first.isEmpty, !first.isEmpty {
      if seen.insert(asked.map { Rates($0.base) }).inserted {
        near.append(PriceWay(asked, cause: .modelMismatch, origin: 0, evidence: .model(model)))
        addDates(asked, origin: near.count - 1)
      }
    }
    guard let seller = (first.first ?? asked.first)?.seller,
      let row = book.sellers.firstIndex(where: { $0.id == seller })
    else { return (near, []) }
    var distant: [PriceWay] = []
    for model in book.models where model.seller == row && distant.count < AuditPrices.mostModels {
      let sheets = model.sheets.map { book.sheets[$0] }
      guard seen.insert(sheets.map { Rates($0.base) }).inserted else { continue }
      distant.append(PriceWay(sheets, cause: .modelMismatch, origin: 0, evidence: .model(model.id)))
    }
    return (near, distant)
  }
}

extension PriceResolution {
  /// The sheets, earliest first; none where there is no price at any time.
  var listed: [PriceSheet] {
    guard case .sheets(let sheets) = verdict else { return [] }
    return sheets
  }
}
