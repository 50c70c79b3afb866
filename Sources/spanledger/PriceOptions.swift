import ArgumentParser
import LedgerModel
import LedgerRun

/// Which price books there are.
struct PriceBookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A price book beside those that come with the program; see docs/prices.md. May be given several times. Its \
      layer line says how much it counts.
      """, valueName: "file"))
  var prices: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the books knew on this day, such as 2026-11-01 (default: all that they know).", valueName: "date"))
  var bookAsOf: BookDay?

  /// Whether nothing is asked for.
  var isEmpty: Bool { prices.isEmpty && bookAsOf == nil }

  /// Reads the books. One that cannot be used is wrong usage: what is wrong with it is told on standard error.
  func settings(maxBookAge: Int? = nil) throws -> PriceSettings {
    let books = try prices.map { (path: $0, bytes: try NamedFile.priceBook($0)) }
    do {
      return try PriceSettings(
        books: books, bookAsOf: bookAsOf?.text, maxBookAge: maxBookAge ?? PriceSettings.usualAge,
        zones: SystemZones.file)
    } catch {
      throw NamedFile.refuse(error.text)
    }
  }

  /// Answers of the verb `prices` by these books.
  func answers() throws -> PriceAnswers { PriceAnswers(try settings()) }

  /// One book by itself; the words `shipped` and `catalogue` stand for those that come with the program.
  static func book(_ path: String) throws -> PriceAnswers.Book {
    if let shipped = PriceAnswers.shippedBook(path) { return shipped }
    let bytes = try NamedFile.priceBook(path)
    do {
      return try PriceAnswers.book(bytes, path: path, zones: SystemZones.file)
    } catch {
      throw NamedFile.refuse(error.text)
    }
  }
}

/// By which prices calls are priced, and when a book is called old: for verbs that have findings.
struct PriceOptions: ParsableArguments {
  @OptionGroup var books: PriceBookOptions

  @Option(
    help: ArgumentHelp(
      """
      Warn where the last call began more than this many days after the day whose prices a list book knows (default: \
      \(PriceSettings.usualAge)).
      """, valueName: "days"))
  var maxBookAge: Int?

  func validate() throws {
    if let maxBookAge, maxBookAge < 0 { throw ValidationError("--max-book-age takes a number of days from 0 on.") }
  }

  /// Reads the books; see ``PriceBookOptions/settings(maxBookAge:)``.
  func settings() throws -> PriceSettings { try books.settings(maxBookAge: maxBookAge) }
}

/// A UTC day.
struct BookDay: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    guard argument.utf8.count == 10, UnixNanos(rfc3339: argument) != nil else { return nil }
    text = argument
  }
}
