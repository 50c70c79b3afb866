import LedgerModel

/// Why a call has no price. Never shown or summed as zero.
public enum UnpricedReason: Hashable, Sendable {
  /// The call names no model.
  case missingModel
  /// No seller of the book has a model of that name.
  case unknownModel
  /// Several sellers have the model and the provider chooses none of them; their ids, in the book's order.
  case ambiguousModel(sellers: [String])
  /// The book has the model, but no price for that time: before the first sheet, behind the last, or in between.
  case unpricedByDate
  /// The model runs on hardware of one's own, which has a cost that no price book knows.
  case selfHosted
  /// The book lists the model as deliberately unpriced, for these reasons.
  case listedUnpriced(notes: [String])

  /// The word that reports use.
  public var code: String {
    switch self {
    case .missingModel: "missing-model"
    case .unknownModel: "unknown-model"
    case .ambiguousModel: "ambiguous-model"
    case .unpricedByDate: "unpriced-by-date"
    case .selfHosted: "self-hosted"
    case .listedUnpriced: "listed-unpriced"
    }
  }
}

/// Whether there is a price at an instant.
public enum PriceOutcome: Hashable, Sendable {
  /// The sheet that holds then.
  case priced(PriceSheet)
  /// There is none, because.
  case unpriced(UnpricedReason)
}

/// How the seller was found.
public enum SellerBasis: String, Hashable, Sendable {
  /// The call's provider names the seller.
  case named
  /// The call names no provider: the list price of the model's vendor is assumed.
  case assumedWithoutProvider = "assumed-without-provider"
  /// The call's provider is another than the seller, or one the book does not know: the list price of the model's
  /// vendor is assumed, although whoever resells it may ask for more.
  case assumedForOtherProvider = "assumed-for-other-provider"
}

/// One name that was looked up.
public struct MatchStage: Hashable, Sendable {
  /// What a lookup found.
  public enum Hit: String, Hashable, Sendable {
    /// A model's own id.
    case exactID = "exact-id"
    /// One of its aliases.
    case alias
  }

  /// The name, after the rewrites.
  public var name: String
  /// What was changed to get from the call's model to this name; empty for the name as it stands.
  public var rewrites: [NameRewrite]
  /// What it found; `nil` for nothing.
  public var hit: Hit?
}

/// What a book knows of a provider and a model, for all time: the part of a match that strings decide.
public struct PriceResolution: Hashable, Sendable {
  /// The result of the lookup.
  public enum Verdict: Hashable, Sendable {
    /// The model's sheets, earliest first; at least one.
    case sheets([PriceSheet])
    /// No price at any time.
    case unpriced(UnpricedReason)
  }

  /// The result.
  public var verdict: Verdict
  /// The names that were tried, in order; the last one hit, if any did.
  public var stages: [MatchStage]
  /// How the seller was found; `nil` where no model was found.
  public var sellerBasis: SellerBasis?

  /// The model's sheets, earliest first; empty where no time has a price.
  public var sheets: [PriceSheet] {
    guard case .sheets(let sheets) = verdict else { return [] }
    return sheets
  }

  /// Which of ``sheets`` holds at an instant; `nil` where none does. It copies no sheet: this is the question to ask
  /// for each call.
  ///
  /// - Complexity: a comparison for each sheet of the model, seldom more than three.
  public func sheetIndex(at instant: UnixNanos) -> Int? {
    guard case .sheets(let sheets) = verdict else { return nil }
    return sheets.firstIndex { $0.holds(at: instant) }
  }

  /// Whether there is a price at an instant.
  public func outcome(at instant: UnixNanos) -> PriceOutcome {
    switch verdict {
    case .unpriced(let reason): .unpriced(reason)
    case .sheets(let sheets): sheetIndex(at: instant).map { .priced(sheets[$0]) } ?? .unpriced(.unpricedByDate)
    }
  }
}

/// What a call's provider, model and time come to in a book.
public struct PriceMatch: Hashable, Sendable {
  /// How the names were resolved.
  public var resolution: PriceResolution
  /// The sheet, or why there is none.
  public var outcome: PriceOutcome

  /// The sheet that holds; `nil` where the call is unpriced.
  public var sheet: PriceSheet? {
    guard case .priced(let sheet) = outcome else { return nil }
    return sheet
  }
}

extension PriceBook {
  /// Names longer than this are no model ids; they are not searched for.
  private static var longestNameBytes: Int { 512 }

  /// The price of a model of a provider at an instant.
  ///
  /// - Parameters:
  ///   - provider: as telemetry spells it, in any case; empty where unknown.
  ///   - model: the model that answered, where known, else the one that was asked for; empty where neither is.
  ///   - instant: when the call began.
  public func match(provider: String, model: String, at instant: UnixNanos) -> PriceMatch {
    let resolution = resolve(provider: provider, model: model)
    return PriceMatch(resolution: resolution, outcome: resolution.outcome(at: instant))
  }

  /// What the book knows of a provider and a model, for all time.
  ///
  /// The name is looked up as it stands and then with one decoration after the other taken away; at each name the ids
  /// come before the aliases. If the provider names a seller, its models come first. Otherwise, and if it has no such
  /// model (OpenAI's client library talks to everybody), a model of that name at exactly one vendor is taken.
  public func resolve(provider: String, model: String) -> PriceResolution {
    let provider = normalized(provider)
    let model = normalized(model)
    // Gateways write the way to a model in front of it: `ollama/llama3.2`.
    let route = model.split(separator: "/").dropLast()
    if selfHostedProviders.contains(provider) || route.contains(where: { selfHostedProviders.contains(String($0)) }) {
      return PriceResolution(verdict: .unpriced(.selfHosted), stages: [], sellerBasis: nil)
    }
    guard !model.isEmpty else {
      return PriceResolution(verdict: .unpriced(.missingModel), stages: [], sellerBasis: nil)
    }
    guard model.utf8.count <= PriceBook.longestNameBytes else {
      return PriceResolution(verdict: .unpriced(.unknownModel), stages: [], sellerBasis: nil)
    }

    let vendorIDs = Set(sellers.filter(\.isVendor).map(\.id))
    let candidates = nameCandidates(of: model, vendors: vendorIDs)
    let named = sellers.firstIndex { $0.providers.contains(provider) }
    if let named, let found = search(candidates, sellers: [named], basis: .named) { return found }
    let vendors = sellers.indices.filter { sellers[$0].isVendor && $0 != named }
    let basis: SellerBasis = provider.isEmpty ? .assumedWithoutProvider : .assumedForOtherProvider
    if let found = search(candidates, sellers: vendors, basis: basis) { return found }
    let stages = candidates.map { MatchStage(name: $0.name, rewrites: $0.rewrites, hit: nil) }
    return PriceResolution(verdict: .unpriced(.unknownModel), stages: stages, sellerBasis: nil)
  }

  private func search(_ candidates: [NameCandidate], sellers allowed: [Int], basis: SellerBasis) -> PriceResolution? {
    var stages: [MatchStage] = []
    for candidate in candidates {
      let entries = (names[candidate.name] ?? []).filter { allowed.contains($0.seller) }
      for hit in [MatchStage.Hit.exactID, .alias] {
        let hits = entries.filter { $0.isAlias == (hit == .alias) }
        guard let first = hits.first else { continue }
        stages.append(MatchStage(name: candidate.name, rewrites: candidate.rewrites, hit: hit))
        if hits.count > 1 {
          let ids = hits.map(\.seller).sorted().map { sellers[$0].id }
          return PriceResolution(
            verdict: .unpriced(.ambiguousModel(sellers: ids)), stages: stages, sellerBasis: nil)
        }
        let verdict: PriceResolution.Verdict =
          switch first.target {
          case .model(let row): .sheets(models[row].sheets.map { sheets[$0] })
          case .unpriced(let row): .unpriced(.listedUnpriced(notes: unpricedModels[row].notes))
          }
        return PriceResolution(verdict: verdict, stages: stages, sellerBasis: basis)
      }
      stages.append(MatchStage(name: candidate.name, rewrites: candidate.rewrites, hit: nil))
    }
    return nil
  }
}

/// A name in lower case (ASCII) without white space around it: telemetry writes `OpenAI` and `openai`.
func normalized(_ name: String) -> String {
  var bytes = name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }[...]
  while let first = bytes.first, first == 0x20 || (0x09...0x0D).contains(first) { bytes.removeFirst() }
  while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
