import LedgerModel
import LedgerPricing
import LedgerReport

/// Answers questions about prices, for people and programs.
public struct PriceAnswers {
  /// A price book.
  public typealias Book = PriceBook

  let shelf: PriceShelf

  /// Answers by some prices.
  public init(_ prices: PriceSettings) { shelf = prices.shelf }

  /// The books, the strongest first: contracts, organisations, the shipped book, catalogues.
  var booksByStrength: [PriceBook] { shelf.booksByStrength }

  /// What every answer says about the books that it is from.
  func books(_ document: inout PriceDocument) {
    document.tables.append(
      PriceDocument.Table(
        "price_books", title: "Price books",
        columns: ["name", "revision", "layer", "as_of", "sha256"].map { PriceDocument.Column($0) },
        rows: booksByStrength.map {
          [.text($0.name), .count(Int128($0.revision)), .text($0.layer.name), .text($0.asOf), .text($0.sha256)]
        }))
    if let day = shelf.day { document.facts.append(("book_as_of", .text(day))) }
  }

  func bookWords(_ name: String) -> String {
    guard let book = shelf.books.first(where: { $0.name == name }) else { return name }
    return "\(book.name) (\(book.layer.name))"
  }
}

extension PriceSheet {
  /// Validity and routes, as a book writes them.
  var rowWords: String { validityWords + (routes.isEmpty ? "" : " route=" + routes.joined(separator: ",")) }
}

// MARK: list

/// Which rows `prices list` shows.
public struct PriceListQuestion: Sendable {
  /// The seller's id; `nil` for all.
  public var seller: String?
  /// A model's id or one of its other names, with `*` and `?`; `nil` for all.
  public var model: String?
  /// Only rows that hold then; `nil` for all.
  public var at: UnixNanos?

  /// All rows.
  public init(seller: String? = nil, model: String? = nil, at: UnixNanos? = nil) {
    self.seller = seller
    self.model = model
    self.at = at
  }
}

extension PriceAnswers {
  /// The rows of the books.
  public func list(_ question: PriceListQuestion) -> PriceDocument {
    var rows: [(book: PriceBook, model: PricedModel, sheet: PriceSheet)] = []
    for book in PriceShelf.byStrength(shelf.knownBooks) {
      for model in book.models {
        let seller = book.sellers[model.seller].id
        if let wanted = question.seller, wanted.lowercased() != seller { continue }
        if let wanted = question.model, !model.isNamed(wanted) { continue }
        for sheet in model.sheets.map({ book.sheets[$0] }) {
          if let at = question.at, !sheet.holds(at: at) { continue }
          rows.append((book, model, sheet))
        }
      }
    }
    let models = Set(rows.map { "\($0.sheet.seller)/\($0.sheet.model)" }).count
    let when = question.at.map { " that \(rows.count == 1 ? "holds" : "hold") at \($0)" } ?? ""
    var document = PriceDocument(
      heading: "\(Figures.plural(rows.count, "row"))\(when), \(Figures.plural(models, "model")), in "
        + "\(Figures.plural(shelf.books.count, "price book"))")
    document.tables.append(
      PriceDocument.Table(
        "rows", title: "Rows",
        columns: [
          "book", "layer", "line", "seller", "model", "family", "routes", "from", "until", "prices", "conditions",
          "checked_on", "sources",
        ].map { PriceDocument.Column($0) },
        rows: rows.map { book, _, sheet in
          [
            .text(book.name), .text(book.layer.name), .count(Int128(sheet.line)), .text(sheet.seller),
            .text(sheet.model), .text(sheet.family), .list(sheet.routes),
            sheet.from.map { .text($0.bookWord) } ?? .absent, sheet.until.map { .text($0.bookWord) } ?? .absent,
            .text(sheet.rates.description), .list(sheet.steps.map(\.words)),
            sheet.checkedOn.map { .text($0) } ?? .absent, .list(sheet.sources),
          ]
        }, emptyText: "no row"))
    books(&document)
    var last = ""
    for (book, model, sheet) in rows {
      let title = "\(sheet.seller)/\(sheet.model)  \(bookWords(book.name))"
      if title != last {
        document.say("")
        document.say(title)
        if !model.aliases.isEmpty { document.say("also \(model.aliases.joined(separator: " "))", indent: 2) }
        last = title
      }
      document.say("\(sheet.rowWords)  line \(sheet.line)", indent: 2)
      document.say(sheet.rates.description, indent: 4)
      for step in sheet.steps { document.say("when \(step.words)", indent: 4) }
    }
    if rows.isEmpty { document.say("no row fits; see prices match MODEL for how names are looked up") }
    document.say("")
    document.say("Dollars per million tokens; per-… dollars each; input: as input; none: no price.")
    return document
  }
}

extension PricedModel {
  /// Whether it goes by a name, which may hold `*` and `?`.
  fileprivate func isNamed(_ name: String) -> Bool {
    ([id] + aliases).contains { PriceBook.matches($0, glob: name) }
  }
}

// MARK: match

extension PriceAnswers {
  /// How a name leads to a row.
  ///
  /// - Parameter at: when; `nil` for all rows of what was found.
  public func match(model: String, provider: String, at: UnixNanos?) -> PriceDocument {
    let resolution = shelf.resolve(provider: provider, model: model)
    let outcome = at.map { resolution.outcome(at: $0) }
    var document = PriceDocument(heading: heading(resolution, outcome, model, provider, at))
    document.facts = [
      ("model", .text(model)), ("provider", provider.isEmpty ? .absent : .text(provider)),
      ("at", at.map { .text($0.description) } ?? .absent),
      ("seller_basis", resolution.sellerBasis.map { .text($0.rawValue) } ?? .absent),
      ("route", resolution.route.name.map { .text($0) } ?? .absent), ("route_is", .text(resolution.route.word)),
    ]
    switch outcome {
    case .unpriced(let reason): document.facts.append(("unpriced", .text(reason.code)))
    case .priced, nil:
      if case .unpriced(let reason) = resolution.verdict { document.facts.append(("unpriced", .text(reason.code))) }
    }
    describe(resolution, at: at, in: &document)
    books(&document)
    return document
  }

  private func heading(
    _ resolution: PriceResolution, _ outcome: PriceOutcome?, _ model: String, _ provider: String, _ at: UnixNanos?
  ) -> String {
    let name = provider.isEmpty ? model : "\(model) of \(provider)"
    let time = at.map { " at \($0)" } ?? ""
    switch (outcome, resolution.verdict) {
    case (.priced(let sheet), _):
      return "\(name)\(time): \(sheet.seller)/\(sheet.model), \(bookWords(sheet.book)) line \(sheet.line)"
    case (.unpriced(let reason), _), (nil, .unpriced(let reason)): return "\(name)\(time): \(reason.words)"
    case (nil, .sheets(let sheets)):
      let models = Figures.plural(resolution.candidates.count, "model")
      return "\(name): \(Figures.plural(sheets.count, "row")) of \(models)"
    }
  }

  /// The path from a name to its rows: names, models, rows with what became of each.
  func describe(_ resolution: PriceResolution, at: UnixNanos?, in document: inout PriceDocument) {
    document.tables.append(
      PriceDocument.Table(
        "stages", title: "Names that were looked up",
        columns: ["name", "rewrites", "hit", "book"].map { PriceDocument.Column($0) },
        rows: resolution.stages.map { stage in
          [
            .text(stage.name), .list(stage.rewrites.map(\.rawValue)), stage.hit.map { .text($0.rawValue) } ?? .absent,
            stage.book.map { .text($0) } ?? .absent,
          ]
        }))
    document.say("")
    document.say("Names")
    if resolution.stages.isEmpty { document.say("none was looked up", indent: 2) }
    for stage in resolution.stages {
      let how = stage.rewrites.map(\.words).joined(separator: ", ")
      let found = stage.hit.map { "\($0.words)" + (stage.book.map { " in \($0)" } ?? "") } ?? "nothing"
      document.say("\(stage.name)\(how.isEmpty ? "" : " (\(how))"): \(found)", indent: 2)
    }
    if let basis = resolution.sellerBasis { document.say(basis.words, indent: 2) }

    var rows: [[PriceDocument.Value]] = []
    var isDecided = false
    document.say("")
    document.say("Models, the strongest first")
    if resolution.candidates.isEmpty { document.say("none", indent: 2) }
    for candidate in resolution.candidates {
      document.say("\(candidate.seller)/\(candidate.model)  \(bookWords(candidate.book))", indent: 2)
      if let notes = candidate.unpricedNotes {
        document.say("deliberately without a price: \(notes.joined(separator: " "))", indent: 4)
      }
      for sheet in candidate.sheets {
        let fate = fate(of: sheet, resolution, at: at, isDecided: &isDecided)
        rows.append([
          .text(candidate.book), .text(candidate.layer.name), .text(candidate.seller), .text(candidate.model),
          .count(Int128(sheet.line)), .list(sheet.routes), sheet.from.map { .text($0.bookWord) } ?? .absent,
          sheet.until.map { .text($0.bookWord) } ?? .absent, .text(sheet.rates.description), .text(fate),
        ])
        document.say("line \(sheet.line)  \(sheet.rowWords): \(fate)", indent: 4)
      }
    }
    document.tables.append(
      PriceDocument.Table(
        "candidates", title: "Rows that were found, the strongest first",
        columns: [
          "book", "layer", "seller", "model", "line", "routes", "from", "until", "prices", "outcome",
        ].map { PriceDocument.Column($0) }, rows: rows))
    if resolution.route != .none {
      document.say("")
      document.say("Route: \(resolution.route.words)")
    }
  }

  /// What became of a row.
  private func fate(
    of sheet: PriceSheet, _ resolution: PriceResolution, at: UnixNanos?, isDecided: inout Bool
  ) -> String {
    guard let at else { return "a candidate" }
    if let from = sheet.from, at < from { return "begins later" }
    if let until = sheet.until, at >= until { return "has ended" }
    if !sheet.isFor(resolution.route.name) { return "is for another route" }
    if case .open = resolution.route, !sheet.routes.isEmpty { return "holds, if that route was taken" }
    if isDecided { return "holds, but a stronger one does, too" }
    isDecided = true
    return "holds"
  }
}

extension MatchStage.Hit {
  /// What was found, for people.
  var words: String {
    switch self {
    case .exactID: "a model's id"
    case .alias: "another name of a model"
    case .pattern: "a pattern of names"
    }
  }
}

extension RouteChoice {
  /// The kind of choice, for programs.
  var word: String {
    switch self {
    case .none: "none"
    case .spelled: "spelled"
    case .byDefault: "default"
    case .open: "open"
    }
  }

  /// What it means, for people.
  var words: String {
    switch self {
    case .none: "the seller has none"
    case .spelled(let name): "\(name), as the model's name says"
    case .byDefault(let name): "\(name), which is what a name without a route means"
    case .open(let names): "not known; one of \(names.joined(separator: ", "))"
    }
  }
}
