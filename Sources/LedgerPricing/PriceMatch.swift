import LedgerModel

/// Why a call has no price. Never shown or summed as zero.
public enum UnpricedReason: Hashable, Sendable {
  /// The call names no model.
  case missingModel
  /// No seller of the book has a model of that name.
  case unknownModel
  /// Several sellers have the model and the provider chooses none of them; their ids, in the book's order.
  case ambiguousModel(sellers: [String])
  /// Several patterns of names fit equally well; the models that they mean, as `seller/model`, in order.
  case ambiguousPattern(models: [String])
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
    case .ambiguousModel, .ambiguousPattern: "ambiguous-model"
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
    /// A pattern of names.
    case pattern
  }

  /// The name, after the rewrites.
  public var name: String
  /// What was changed to get from the call's model to this name; empty for the name as it stands.
  public var rewrites: [NameRewrite]
  /// What it found; `nil` for nothing.
  public var hit: Hit?
  /// The name of the book that was asked; `nil` where no book has it.
  public var book: String?
}

/// A model of a book that a name leads to.
public struct PriceCandidate: Hashable, Sendable {
  /// The book's name.
  public var book: String
  /// The book's layer.
  public var layer: BookLayer
  /// The seller's id.
  public var seller: String
  /// The model's id; of models that are deliberately not priced the first one.
  public var model: String
  /// How the seller was found.
  public var basis: SellerBasis
  /// The name that led there.
  public var stage: MatchStage
  /// Its sheets; none where the book deliberately has no price.
  public var sheets: [PriceSheet]
  /// Why the book deliberately has no price, in its words; `nil` where it does not say so.
  public var unpricedNotes: [String]?
}

/// Which route a call took, as far as its model's name tells.
public enum RouteChoice: Hashable, Sendable {
  /// The seller has no routes.
  case none
  /// The name says it.
  case spelled(String)
  /// The name says nothing, and the seller then means this one.
  case byDefault(String)
  /// The name says nothing: any of these.
  case open([String])

  /// The route, where there is one.
  public var name: String? {
    switch self {
    case .spelled(let name), .byDefault(let name): name
    case .none, .open: nil
    }
  }
}

/// What books know of a provider and a model, for all time: the part of a match that strings decide.
public struct PriceResolution: Hashable, Sendable {
  /// The result of the lookup.
  public enum Verdict: Hashable, Sendable {
    /// The model's sheets, those of stronger books first; at least one. The first that holds at an instant counts.
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
  /// What was found, the strongest first: what stands behind fills the gaps in time of what stands before.
  public var candidates: [PriceCandidate] = []
  /// Which route was taken.
  public var route = RouteChoice.none
  /// The adjustments of the books that were asked, in the order in which they apply. Which of them are for a sheet
  /// ``PriceAdjustment/applies(to:)`` knows.
  public var adjustments: [PriceAdjustment] = []

  /// The model's sheets; see ``Verdict/sheets(_:)``. Empty where no time has a price.
  public var sheets: [PriceSheet] {
    guard case .sheets(let sheets) = verdict else { return [] }
    return sheets
  }

  /// Which of ``sheets`` holds at an instant; `nil` where none does. It copies no sheet: this is the question to ask
  /// for each call. Routes are looked at only where the route is known.
  ///
  /// - Complexity: a comparison for each sheet of the model, seldom more than three.
  public func sheetIndex(at instant: UnixNanos) -> Int? {
    guard case .sheets(let sheets) = verdict else { return nil }
    let route = route.name
    return sheets.firstIndex { $0.holds(at: instant) && $0.isFor(route) }
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
  /// The price of a model of a provider at an instant, by this book alone.
  ///
  /// - Parameters:
  ///   - provider: as telemetry spells it, in any case; empty where unknown.
  ///   - model: the model that answered, where known, else the one that was asked for; empty where neither is.
  ///   - instant: when the call began.
  public func match(provider: String, model: String, at instant: UnixNanos) -> PriceMatch {
    let resolution = resolve(provider: provider, model: model)
    return PriceMatch(resolution: resolution, outcome: resolution.outcome(at: instant))
  }

  /// What the book knows of a provider and a model, for all time; see ``PriceShelf/resolve(provider:model:_:alsoSpelled:)``.
  public func resolve(provider: String, model: String) -> PriceResolution {
    PriceSearch([self]).resolve(provider: provider, model: model, alsoSpelled: "")
  }
}

/// A name in lower case (ASCII) without white space around it: telemetry writes `OpenAI` and `openai`.
func normalized(_ name: String) -> String {
  var bytes = name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }[...]
  while let first = bytes.first, first == 0x20 || (0x09...0x0D).contains(first) { bytes.removeFirst() }
  while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
