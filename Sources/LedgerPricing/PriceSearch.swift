import LedgerModel

/// Looks for a model in books.
///
/// Books of contracts and organisations are asked first, one after the other, each with all names; then the list books
/// together, name by name, so that a catalogue fills gaps and replaces nothing.
struct PriceSearch: Sendable {
  /// Names longer than this are no model ids; they are not searched for.
  private static let longestNameBytes = 512
  /// A day behind all days.
  static let today = "9999-12-31"

  private let books: [PriceBook]
  private let vendors: Set<String>
  private let routePrefixes: [String]

  /// A search in some books, the strongest layer first, within a layer in the order in which they were given.
  ///
  /// - Parameter day: whose knowledge counts; `nil` for all that the books know now.
  init(_ books: [PriceBook], knownOn day: String? = nil) {
    let books = books.map { $0.known(on: day ?? PriceSearch.today) }
    let ordered = books.enumerated().sorted {
      ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset)
    }
    self.books = ordered.map(\.element)
    let sellers = books.flatMap(\.sellers)
    vendors = Set(sellers.filter(\.isVendor).map(\.id))
    routePrefixes = Array(Set(sellers.flatMap(\.routes).flatMap(\.prefixes))).sorted {
      ($1.utf8.count, $0) < ($0.utf8.count, $1)
    }
  }

  /// See ``PriceShelf/resolve(provider:model:_:alsoSpelled:)``.
  func resolve(provider: String, model: String, alsoSpelled: String) -> PriceResolution {
    let provider = normalized(provider)
    let model = normalized(model)
    func unpriced(_ reason: UnpricedReason, _ stages: [MatchStage] = []) -> PriceResolution {
      PriceResolution(verdict: .unpriced(reason), stages: stages, sellerBasis: nil)
    }
    // Gateways write the way to a model in front of it: `ollama/llama3.2`.
    let path = model.split(separator: "/").dropLast().map(String.init)
    if isSelfHosted(provider) || path.contains(where: isSelfHosted) { return unpriced(.selfHosted) }
    guard !model.isEmpty else { return unpriced(.missingModel) }
    guard model.utf8.count <= PriceSearch.longestNameBytes else { return unpriced(.unknownModel) }

    let names = candidates(of: model)
    var stages: [MatchStage] = []
    for isNamed in [true, false] {
      let basis: SellerBasis =
        isNamed ? .named : provider.isEmpty ? .assumedWithoutProvider : .assumedForOtherProvider
      let asked = books.map { book in
        AskedBook(
          book: book,
          sellers: Set(
            book.sellers.indices.filter { seller in
              book.sellers[seller].providers.contains(provider) ? isNamed : !isNamed && book.sellers[seller].isVendor
            }))
      }
      if isNamed, asked.allSatisfy(\.sellers.isEmpty) { continue }
      var found: [PriceCandidate] = []
      stages = []
      for one in asked where !one.book.layer.isList {
        switch search([one], names, basis) {
        case .found(let candidates, let tried):
          found += candidates
          stages += tried
        case .nothing: break
        case .failed(let reason, let tried): return unpriced(reason, tried)
        }
      }
      switch search(asked.filter(\.book.layer.isList), names, basis) {
      case .found(let candidates, let tried):
        found += candidates
        stages += tried
      case .nothing(let tried): stages += found.isEmpty ? tried : []
      case .failed(let reason, let tried):
        // What is open in the lists is no matter where a stronger book has the model.
        if found.isEmpty { return unpriced(reason, tried) }
      }
      if !found.isEmpty { return resolution(found, stages, basis, spellings: [model, normalized(alsoSpelled)]) }
    }
    return unpriced(.unknownModel, stages)
  }

  /// The names under which a model is looked for; none for what cannot be a model's name.
  func names(of model: String) -> [String] {
    let model = normalized(model)
    return model.utf8.count <= PriceSearch.longestNameBytes ? candidates(of: model).map(\.name) : []
  }

  private func candidates(of model: String) -> [NameCandidate] {
    nameCandidates(of: model, vendors: vendors, routePrefixes: routePrefixes)
  }

  /// Whether models of a provider run on hardware of one's own, and no book has prices for that all the same.
  private func isSelfHosted(_ name: String) -> Bool {
    books.contains { $0.selfHostedProviders.contains(name) }
      && !books.contains { $0.sellers.contains { $0.providers.contains(name) } }
  }

  // MARK: One group of books

  private struct AskedBook {
    var book: PriceBook
    /// The rows of the sellers that may answer.
    var sellers: Set<Int>
  }

  private enum Found {
    case found([PriceCandidate], [MatchStage])
    case nothing([MatchStage])
    case failed(UnpricedReason, [MatchStage])
  }

  /// Asks books for a model: by its names, then, at the seller that the provider names, behind the vendor that stands
  /// before a dot there, then by patterns.
  private func search(_ asked: [AskedBook], _ names: [NameCandidate], _ basis: SellerBasis) -> Found {
    var stages: [MatchStage] = []
    if let found = search(asked, names, basis, &stages) { return found }
    let whole = basis == .named ? namesBehindVendors(names, asked) : []
    if let found = search(asked, whole, basis, &stages) { return found }
    return searchPatterns(asked, names, basis, stages)
  }

  /// Asks books for one name after the other, until one of them has it; ids come before aliases. All books that have that
  /// name answer, in their order.
  private func search(
    _ asked: [AskedBook], _ names: [NameCandidate], _ basis: SellerBasis, _ stages: inout [MatchStage]
  ) -> Found? {
    for candidate in names {
      var found: [PriceCandidate] = []
      for hit in [MatchStage.Hit.exactID, .alias] {
        var stage = MatchStage(name: candidate.name, rewrites: candidate.rewrites, hit: hit)
        var hits: [PriceCandidate] = []
        for one in asked where !one.sellers.isEmpty {
          for entry in one.book.names.entries(of: candidate.name)
          where one.sellers.contains(entry.seller) && entry.isAlias == (hit == .alias) {
            stage.book = one.book.name
            hits.append(self.candidate(entry, one.book, basis, stage))
          }
        }
        // Of what was found at one stage every seller but one is one too many.
        if found.isEmpty, let reason = ambiguity(hits) { return .failed(reason, stages + [stage]) }
        found += hits.filter { hit in found.first.map { $0.seller == hit.seller } ?? true }
      }
      guard let first = found.first else {
        stages.append(MatchStage(name: candidate.name, rewrites: candidate.rewrites, hit: nil))
        continue
      }
      return .found(found, stages + [first.stage])
    }
    return nil
  }

  /// The ids at the sellers that are one of the names behind a vendor: some instrumentations cut the vendor off. Of a name
  /// that several vendors have none is taken.
  private func namesBehindVendors(_ names: [NameCandidate], _ asked: [AskedBook]) -> [NameCandidate] {
    names.compactMap { name in
      var ids: Set<String> = []
      for one in asked where !one.sellers.isEmpty {
        for model in one.book.models
        where one.sellers.contains(model.seller) && isBehindVendor(name.name, in: model.id) { ids.insert(model.id) }
      }
      guard ids.count == 1, let id = ids.first else { return nil }
      return NameCandidate(name: id, rewrites: name.rewrites + [.addedVendor])
    }
  }

  private func ambiguity(_ hits: [PriceCandidate]) -> UnpricedReason? {
    var sellers: [String] = []
    for hit in hits where !sellers.contains(hit.seller) { sellers.append(hit.seller) }
    return sellers.count > 1 ? .ambiguousModel(sellers: sellers) : nil
  }

  /// Asks for patterns, when no book has a name. The pattern that fixes most of a name wins.
  private func searchPatterns(
    _ asked: [AskedBook], _ names: [NameCandidate], _ basis: SellerBasis, _ before: [MatchStage]
  ) -> Found {
    for candidate in names {
      var heaviest = 0
      var hits: [(one: AskedBook, model: PricedModel)] = []
      for one in asked where !one.sellers.isEmpty {
        for pattern in one.book.patterns where pattern.weight >= max(1, heaviest) {
          let model = one.book.models[pattern.model]
          guard one.sellers.contains(model.seller), pattern.matches(candidate.name) else { continue }
          if pattern.weight > heaviest { hits = [] }
          heaviest = pattern.weight
          if !hits.contains(where: { $0.one.book.name == one.book.name && $0.model == model }) {
            hits.append((one, model))
          }
        }
      }
      guard !hits.isEmpty else { continue }
      let found = hits.map { one, model in
        self.candidate(
          model, one.book, basis,
          MatchStage(name: candidate.name, rewrites: candidate.rewrites, hit: .pattern, book: one.book.name))
      }
      let stage = MatchStage(name: candidate.name, rewrites: candidate.rewrites, hit: .pattern)
      var meant: [String] = []
      for hit in found.map({ "\($0.seller)/\($0.model)" }) where !meant.contains(hit) { meant.append(hit) }
      if meant.count > 1 { return .failed(.ambiguousPattern(models: meant), before + [stage]) }
      return .found(found, before + [found[0].stage])
    }
    return .nothing(before)
  }

  private func candidate(
    _ entry: NameTable.Entry, _ book: PriceBook, _ basis: SellerBasis, _ stage: MatchStage
  ) -> PriceCandidate {
    switch entry.target {
    case .model(let row): return candidate(book.models[row], book, basis, stage)
    case .unpriced(let row):
      let models = book.unpricedModels[row]
      return PriceCandidate(
        book: book.name, layer: book.layer, seller: book.sellers[entry.seller].id, model: models.ids.first ?? "",
        basis: basis, stage: stage, sheets: [], unpricedNotes: models.notes)
    }
  }

  private func candidate(
    _ model: PricedModel, _ book: PriceBook, _ basis: SellerBasis, _ stage: MatchStage
  ) -> PriceCandidate {
    PriceCandidate(
      book: book.name, layer: book.layer, seller: book.sellers[model.seller].id, model: model.id, basis: basis,
      stage: stage, sheets: model.sheets.map { book.sheets[$0] })
  }

  // MARK: What it comes to

  private func resolution(
    _ found: [PriceCandidate], _ stages: [MatchStage], _ basis: SellerBasis, spellings: [String]
  ) -> PriceResolution {
    let sheets = found.flatMap(\.sheets)
    // A model all of whose rows are withdrawn has no price at any time.
    let reason = found.first?.unpricedNotes.map { UnpricedReason.listedUnpriced(notes: $0) } ?? .unpricedByDate
    var resolution = PriceResolution(
      verdict: sheets.isEmpty ? .unpriced(reason) : .sheets(sheets), stages: stages, sellerBasis: basis)
    resolution.candidates = found
    resolution.route = route(of: Set(found.map(\.seller)), spellings)
    // Lists first, contracts last.
    resolution.adjustments = books.sorted { $0.layer < $1.layer }.flatMap(\.adjustments)
    return resolution
  }

  /// The route that a model's names say, among those of the sellers that were found.
  private func route(of sellers: Set<String>, _ spellings: [String]) -> RouteChoice {
    let routes = books.flatMap(\.sellers).filter { sellers.contains($0.id) }.flatMap(\.routes)
    guard !routes.isEmpty else { return .none }
    for spelling in spellings where !spelling.isEmpty {
      if let spelled = routes.first(where: { $0.isSpelled(in: spelling) }) { return .spelled(spelled.name) }
    }
    if let usual = routes.first(where: \.isDefault) { return .byDefault(usual.name) }
    var names: [String] = []
    for route in routes where !names.contains(route.name) { names.append(route.name) }
    return .open(names)
  }
}

extension PriceBook {
  /// How early a book is asked: shipped books and catalogues together, the shipped one first.
  fileprivate var strength: Int { Int(layer.isList ? (layer == .shipped ? 1 : 0) : layer.rawValue) }
}
