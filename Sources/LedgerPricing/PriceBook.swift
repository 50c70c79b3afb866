import LedgerModel

/// Where the values of rows come from.
public struct PriceSource: Hashable, Sendable {
  /// What kind of source it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The seller's own price page.
    case vendorPage = "vendor-page"
    /// The seller's own announcement of a price.
    case announcement
    /// A catalogue kept by others.
    case catalogue
    /// An agreement with the seller.
    case contract
  }

  /// The name by which rows refer to it.
  public var id: String
  /// What kind it is.
  public var kind: Kind
  /// Its address.
  public var link: String
  /// The day (`YYYY-MM-DD`) on which the book's rows were compared with it; `nil` if never.
  public var checkedOn: String?
}

/// Who sells the use of models.
public struct Seller: Hashable, Sendable {
  /// The seller's id in the book.
  public var id: String
  /// Whether the models are its own, so that their names alone lead to it.
  public var isVendor: Bool
  /// Its price page, where the book names one.
  public var page: String?
  /// The provider names under which telemetry knows it, in lower case.
  public var providers: [String]
  /// The routes that it has, in the book's order; empty where it has none, or the book does not tell them apart.
  public var routes: [SellerRoute] = []
}

/// A way to a seller's models with prices of its own, and how a model's name says that it was taken.
public struct SellerRoute: Hashable, Sendable {
  /// The route's name.
  public var name: String
  /// What such a model's name begins with: `us.`
  public var prefixes: [String] = []
  /// What stands between slashes in front of such a model's name: `eu` in `azure/eu/gpt-4o`.
  public var segments: [String] = []
  /// Whether it is the route of a name that says nothing.
  public var isDefault = false

  /// Whether a model's name, in lower case, says that the route was taken.
  func isSpelled(in model: String) -> Bool {
    let parts = model.split(separator: "/", omittingEmptySubsequences: false)
    if parts.dropLast().contains(where: { segments.contains(String($0)) }) { return true }
    return prefixes.contains { prefix in
      parts.indices.contains { parts[$0...].joined(separator: "/").hasPrefix(prefix) }
    }
  }
}

/// What the names of a model have in common, where they are too many to list.
public struct NamePattern: Hashable, Sendable {
  /// Row of the model in ``PriceBook/models``.
  public var model: Int
  /// What the name begins with.
  public var starts: String?
  /// What it ends with.
  public var ends: String?
  /// What it contains.
  public var contains: [String]
  /// What it does not contain.
  public var except: [String]
  /// The line in the book, from 1.
  public var line: Int

  /// How much of a name it fixes, in bytes: the pattern that fixes most wins.
  var weight: Int {
    (starts?.utf8.count ?? 0) + (ends?.utf8.count ?? 0) + contains.reduce(0) { $0 + $1.utf8.count }
  }

  /// Whether a name is one of those that it means.
  func matches(_ name: String) -> Bool {
    if let starts, !name.hasPrefix(starts) { return false }
    if let ends, !name.hasSuffix(ends) { return false }
    return contains.allSatisfy(name.contains) && !except.contains(where: name.contains)
  }
}

/// What a unit of another currency is worth from a day on.
public struct ExchangeRate: Hashable, Sendable {
  /// The currency, such as `EUR`.
  public var currency: String
  /// The first instant at which it holds; it does until the next one begins.
  public var from: UnixNanos
  /// Dollars per unit.
  public var rate: PriceFactor
  /// The line in the book, from 1.
  public var line: Int
}

/// A model that a seller offers at prices.
public struct PricedModel: Hashable, Sendable {
  /// Row of the seller in ``PriceBook/sellers``.
  public var seller: Int
  /// The id at the seller, in lower case.
  public var id: String
  /// The family it belongs to; its own id where the book does not say.
  public var family: String
  /// Its version, where the book has one.
  public var version: String?
  /// Other names for the same offer.
  public var aliases: [String]
  /// Rows in ``PriceBook/sheets``, earliest first. Of those for one route that are believed at the same time none
  /// overlap.
  public var sheets: [Int]
}

/// Models that the book knows and deliberately does not price.
public struct UnpricedModels: Hashable, Sendable {
  /// Row of the seller in ``PriceBook/sellers``.
  public var seller: Int
  /// Their ids, in lower case.
  public var ids: [String]
  /// Why, in the book's words.
  public var notes: [String]
}

/// A list of prices with its origin: what a model costs, at which seller, when, and who says so.
///
/// The text form is specified in `docs/prices.md`. A book is accepted as a whole or refused as a whole.
public struct PriceBook: Sendable {
  /// The book's name.
  public var name: String
  /// Its revision, counted up by whoever keeps it.
  public var revision: Int
  /// The day (`YYYY-MM-DD`) whose knowledge it holds.
  public var asOf: String
  /// How much it counts beside other books.
  public var layer: BookLayer
  /// The currency of its prices.
  public var currency: String
  /// SHA-256 of the book's text, as 64 hexadecimal digits.
  public var sha256: String
  /// The sources, in the book's order.
  public var sources: [PriceSource]
  /// The sellers, in the book's order.
  public var sellers: [Seller]
  /// The priced models, in the book's order.
  public var models: [PricedModel]
  /// What is deliberately left unpriced, in the book's order.
  public var unpricedModels: [UnpricedModels]
  /// All price sheets, in the book's order.
  public var sheets: [PriceSheet]
  /// Providers whose models run on hardware of one's own, in lower case.
  public var selfHostedProviders: Set<String>
  /// Patterns of names, in the book's order.
  public var patterns: [NamePattern]
  /// What other currencies are worth, in the book's order.
  public var exchangeRates: [ExchangeRate]
  /// Lines that change the prices of many sheets, in the book's order.
  public var adjustments: [PriceAdjustment]

  var names: NameTable

  /// Reads a book from its text.
  ///
  /// - Parameters:
  ///   - text: the bytes of the book, UTF-8.
  ///   - file: the name that messages use.
  ///   - layer: the layer of a book that names none.
  ///   - zones: the file of a zone in the zone data base of the system; `nil` where there is none of that name. Fixed
  ///     offsets such as `UTC+08:00` need none.
  /// - Throws: ``PriceBookError`` with everything that is wrong; nothing of such a book is used.
  public init(
    parsing text: [UInt8], from file: String, layer: BookLayer = .organisation,
    zones: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws(PriceBookError) {
    try self.init(PriceBookParser(text, layer: layer, zones: zones), of: file)
  }

  /// Reads a book that comes with the program, whose digest is known.
  init(shipped text: [UInt8], from file: String, layer: BookLayer, digest: String) throws(PriceBookError) {
    var parser = PriceBookParser(text, layer: layer)
    parser.digest = digest
    try self.init(parser, of: file)
  }

  private init(_ parser: PriceBookParser, of file: String) throws(PriceBookError) {
    var parser = parser
    guard let book = parser.parse() else {
      throw PriceBookError(file: file, mistakes: parser.sortedMistakes)
    }
    self = book
  }

  init(
    name: String, revision: Int, asOf: String, sha256: String, layer: BookLayer, currency: String,
    sources: [PriceSource], sellers: [Seller], models: [PricedModel], unpricedModels: [UnpricedModels],
    sheets: [PriceSheet], selfHostedProviders: Set<String>, patterns: [NamePattern], exchangeRates: [ExchangeRate],
    adjustments: [PriceAdjustment], names: NameTable
  ) {
    self.name = name
    self.revision = revision
    self.asOf = asOf
    self.sha256 = sha256
    self.layer = layer
    self.currency = currency
    self.sources = sources
    self.sellers = sellers
    self.models = models
    self.unpricedModels = unpricedModels
    self.sheets = sheets
    self.selfHostedProviders = selfHostedProviders
    self.patterns = patterns
    self.exchangeRates = exchangeRates
    self.adjustments = adjustments
    self.names = names
  }

  /// The book that comes with the program.
  public static let shipped: PriceBook = {
    do throws(PriceBookError) {
      return try PriceBook(
        shipped: Array(shippedBookText.utf8), from: "shipped price book", layer: .shipped, digest: shippedBookDigest)
    } catch {
      preconditionFailure(error.description)  // A test reads the shipped book, so no such build leaves the house.
    }
  }()
}
