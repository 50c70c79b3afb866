import LedgerPricing

/// The catalogues that can be imported.
public enum CatalogueFormat: String, CaseIterable, Hashable, Sendable {
  /// LiteLLM's `model_prices_and_context_window.json`.
  case liteLLM = "litellm"
  /// The data of genai-prices as JSON: a list of providers.
  case genAIPrices = "genai-prices"
  /// Model definitions as Langfuse's public API gives them.
  case langfuse
}

/// How to import.
public struct PriceImportOptions: Sendable {
  /// The day (`YYYY-MM-DD`) whose knowledge the catalogue holds: the book's `as-of`, and when its source was checked.
  public var asOf: String
  /// The book's name; by default that of the catalogue.
  public var name: String?
  /// Where the catalogue was found; by default its home.
  public var link: String?
  /// From when on rows without a date of their own hold; `nil` for as long as the model has been offered.
  public var from: String?

  /// Options.
  public init(asOf: String, name: String? = nil, link: String? = nil, from: String? = nil) {
    self.asOf = asOf
    self.name = name
    self.link = link
    self.from = from
  }
}

/// A catalogue turned into a price book.
public struct PriceImport: Sendable {
  /// What the catalogue was taken for.
  public var format: CatalogueFormat
  /// The book, in the text form of `docs/prices.md`.
  public var text: String
  /// How many sellers, models and rows the book has.
  public var counts: (sellers: Int, models: Int, rows: Int)
  /// What the book does not have of the catalogue, and why.
  public var notCarried: NotCarried

  /// Imports a catalogue.
  ///
  /// - Parameters:
  ///   - bytes: the catalogue, JSON.
  ///   - file: the name that messages use.
  ///   - format: what it is; `nil` to tell by its structure.
  ///   - options: see there.
  /// - Throws: ``PriceImportError``; then nothing was imported.
  public init(
    _ bytes: [UInt8], from file: String, format: CatalogueFormat? = nil, options: PriceImportOptions
  ) throws(PriceImportError) {
    let document = try JSONPlace(document: bytes, file: file)
    let format = if let format { format } else { try CatalogueFormat(detectedIn: document) }
    let (book, notCarried) = try importedBook(from: document, format: format, options: options)
    self.format = format
    self.notCarried = notCarried
    counts = book.counts
    text = book.text()
    // Whatever the catalogue says, a book that would be refused later is not handed out now.
    do throws(PriceBookError) {
      _ = try PriceBook(parsing: Array(text.utf8), from: "the book made of it")
    } catch {
      let first = error.mistakes[0]
      throw PriceImportError(
        file: file, place: "the book made of it, line \(first.line)", expected: "a book that can be read",
        found: first.kind.what)
    }
  }
}

extension ImportedBook {
  var counts: (sellers: Int, models: Int, rows: Int) {
    (
      sellers.count, sellers.reduce(0) { $0 + $1.models.count },
      sellers.reduce(0) { $0 + $1.models.reduce(0) { $0 + $1.rows.count } }
    )
  }
}

/// The book of a catalogue, before it becomes text.
func importedBook(
  from document: JSONPlace, format: CatalogueFormat, options: PriceImportOptions
) throws(PriceImportError) -> (ImportedBook, NotCarried) {
  switch format {
  case .liteLLM:
    var reader = LiteLLMImport(options: options)
    let book = try reader.book(from: document)
    return (book, reader.notCarried)
  case .genAIPrices:
    var reader = GenAIPricesImport(options: options)
    let book = try reader.book(from: document)
    return (book, reader.notCarried)
  case .langfuse:
    var reader = LangfuseImport(options: options)
    let book = try reader.book(from: document)
    return (book, reader.notCarried)
  }
}

extension CatalogueFormat {
  /// What a document is, by its structure.
  init(detectedIn document: JSONPlace) throws(PriceImportError) {
    switch document.value {
    case .list(let elements):
      guard case .members(let first)? = elements.first else { break }
      if first["models"] != nil { self = .genAIPrices; return }
      if first["modelName"] != nil { self = .langfuse; return }
    case .members(let members):
      if case .list? = members["data"] { self = .langfuse; return }
      if members["modelName"] != nil { self = .langfuse; return }
      for case .members(let row) in members.values where row["litellm_provider"] != nil {
        self = .liteLLM
        return
      }
    default: break
    }
    throw document.complaint(
      expected:
        "a map of models with \"litellm_provider\" (LiteLLM), a list of providers with \"models\" (genai-prices) "
        + "or models with \"modelName\" (Langfuse)")
  }
}
