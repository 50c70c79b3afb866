import LedgerAggregates
import LedgerColumns
import LedgerModel
import LedgerPricing
import LedgerReport

/// By which prices calls are priced.
public struct PriceSettings: Sendable {
  /// Why prices cannot be used; the text says what, where, and what to do.
  public struct Refusal: Error, Hashable, Sendable {
    /// One line or several.
    public var text: String
  }

  /// After how many days a list price book is called stale, where nothing else is asked for.
  public static let usualAge = 60

  /// The day whose knowledge of prices counts (`YYYY-MM-DD`); `nil` for all that the books know.
  public let bookAsOf: String?
  /// A list book that knows nothing of the last so many days of the archive is stale.
  public let maxBookAge: Int
  private var given: PriceShelf?

  /// The shipped books alone.
  public init() {
    bookAsOf = nil
    maxBookAge = PriceSettings.usualAge
    given = nil
  }

  /// The shipped books and others.
  ///
  /// - Parameters:
  ///   - books: the bytes of price books, with the names of their files.
  ///   - bookAsOf: the day whose knowledge counts; `nil` for all that the books know.
  ///   - maxBookAge: in days.
  ///   - zones: the file of a zone in the zone data base of the system.
  /// - Throws: ``Refusal`` with what is wrong with each of the books; none of them is used then.
  public init(
    books: [(path: String, bytes: [UInt8])], bookAsOf: String? = nil, maxBookAge: Int = usualAge,
    zones: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws(Refusal) {
    self.bookAsOf = bookAsOf
    self.maxBookAge = maxBookAge
    guard !books.isEmpty || bookAsOf != nil else {
      given = nil
      return
    }
    var read: [PriceBook] = []
    var wrong: [String] = []
    for (path, bytes) in books {
      do throws(PriceBookError) {
        read.append(try PriceBook(parsing: bytes, from: path, zones: zones))
      } catch {
        wrong.append(error.description)
      }
    }
    guard wrong.isEmpty else { throw Refusal(text: wrong.joined(separator: "\n")) }
    do throws(PriceShelfError) {
      let shelf = books.isEmpty ? PriceShelf.shipped : try PriceShelf(PriceShelf.shipped.books + read)
      given = bookAsOf.map { shelf.known(on: $0) } ?? shelf
    } catch {
      throw Refusal(text: error.description)
    }
  }

  /// The books. Those that come with the program are read when they are first asked for.
  public var shelf: PriceShelf { given ?? .shipped }

  /// Beyond so many models, the shipped books are read as a whole.
  private static let mostModels = 2000

  /// The same settings for an archive: of the books that come with the program no more is read than its models need, unless
  /// somebody asks for more.
  func narrowed(to store: Store) -> PriceSettings {
    let models = store.texts.model
    guard given == nil, models.count <= PriceSettings.mostModels else { return self }
    var settings = self
    settings.given = .shipped(answering: models.texts)
    return settings
  }

  /// What prices calls as they are paid here: by all books.
  var pricer: CallPricer { CallPricer(shelf: shelf, view: .contract) }
}

extension PriceShelf {
  /// The books in the order in which they are asked: contracts, organisations, the shipped book, catalogues.
  var booksByStrength: [PriceBook] { PriceShelf.byStrength(books) }

  /// Books in that order; those of one layer as they stand.
  static func byStrength(_ books: [PriceBook]) -> [PriceBook] {
    func strength(_ book: PriceBook) -> Int {
      book.layer.isList ? (book.layer == .shipped ? 1 : 0) : Int(book.layer.rawValue)
    }
    return books.enumerated().sorted {
      (strength($1.element), $0.offset) < (strength($0.element), $1.offset)
    }.map(\.element)
  }

  /// The books as reports show them, the strongest first.
  var shown: [Report.PriceBook] {
    booksByStrength.map { book in
      Report.PriceBook(
        name: book.name, revision: book.revision, layer: book.layer.name, sha256: book.sha256, asOf: book.asOf)
    }
  }
}

/// Books that may be too old for the archive.
struct PriceAge {
  /// The codes of these findings.
  enum Code: String, CaseIterable {
    case stale = "price-stale"
  }

  let prices: PriceSettings
  /// When the last call began.
  let latest: UnixNanos?

  /// A finding for each list book that knows nothing of the last days of the calls. What a contract says holds until it is
  /// changed, however long ago it was written down.
  var findings: [Report.Finding] {
    guard let latest else { return [] }
    return prices.shelf.books(.list).compactMap { book in
      let known = min(book.asOf, prices.bookAsOf ?? book.asOf)
      guard let day = UnixNanos(rfc3339: known), latest > day else { return nil }
      let age = Int64((latest.value - day.value) / 86_400_000_000_000)
      guard age > prices.maxBookAge else { return nil }
      return Report.Finding(
        code: Code.stale.rawValue, severity: .warning, confidence: .high, title: "A price book is old for these calls",
        message: "The last call began \(age) days after the day whose prices the book knows, which is more than "
          + "\(prices.maxBookAge). Prices that changed since are not in the costs.",
        place: [Report.NamedFact("price_book", .text(book.name))],
        evidence: [
          Report.NamedFact("as_of", .text(known)), Report.NamedFact("latest_call", .text(latest.description)),
          Report.NamedFact("age_days", .count(age)), Report.NamedFact("max_age_days", .count(Int64(prices.maxBookAge))),
        ],
        remedy: PriceShelf.shippedDigests.contains(book.sha256)
          ? "Use a newer release, or a catalogue of today's prices (--prices)." : "Bring the book up to date.")
    }
  }
}
