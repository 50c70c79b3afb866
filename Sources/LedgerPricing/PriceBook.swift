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
}

/// A model that a seller offers at prices.
public struct PricedModel: Hashable, Sendable {
  /// Row of the seller in ``PriceBook/sellers``.
  public var seller: Int
  /// The id at the seller, in lower case.
  public var id: String
  /// The family it belongs to; its own id where the book does not say.
  public var family: String
  /// Other names for the same offer.
  public var aliases: [String]
  /// Rows in ``PriceBook/sheets``, earliest first; they do not overlap.
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

  /// Who goes by a name.
  struct NameEntry {
    enum Target {
      case model(Int)
      case unpriced(Int)
    }
    var seller: Int
    var target: Target
    var isAlias: Bool
    var line: Int
  }
  var names: [String: [NameEntry]]

  /// Reads a book from its text.
  ///
  /// - Parameters:
  ///   - text: the bytes of the book, UTF-8.
  ///   - file: the name that messages use.
  /// - Throws: ``PriceBookError`` with everything that is wrong; nothing of such a book is used.
  public init(parsing text: [UInt8], from file: String) throws(PriceBookError) {
    var parser = PriceBookParser()
    guard let book = parser.parse(text) else { throw PriceBookError(file: file, mistakes: parser.sortedMistakes) }
    self = book
  }

  init(
    name: String, revision: Int, asOf: String, sha256: String, sources: [PriceSource], sellers: [Seller],
    models: [PricedModel], unpricedModels: [UnpricedModels], sheets: [PriceSheet], selfHostedProviders: Set<String>,
    names: [String: [NameEntry]]
  ) {
    self.name = name
    self.revision = revision
    self.asOf = asOf
    self.sha256 = sha256
    self.sources = sources
    self.sellers = sellers
    self.models = models
    self.unpricedModels = unpricedModels
    self.sheets = sheets
    self.selfHostedProviders = selfHostedProviders
    self.names = names
  }

  /// The book that comes with the program.
  public static let shipped: PriceBook = {
    do throws(PriceBookError) {
      return try PriceBook(parsing: Array(shippedBookText.utf8), from: "shipped price book")
    } catch {
      preconditionFailure(error.description)  // A test reads the shipped book, so no such build leaves the house.
    }
  }()
}
