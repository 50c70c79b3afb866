import LedgerModel

/// Why some books cannot be used together.
public enum PriceShelfError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Two books have one name, by which reports could not tell them apart.
  case repeatedName(String)
  /// A book is in a currency for which no book has a rate.
  case noExchangeRate(book: String, currency: String)
  /// Two books have different rates for one currency and day.
  case conflictingRates(currency: String, day: String, books: [String])

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .repeatedName(let name):
      """
      two price books are named "\(name)"; none of them is used
        you can give one of them another name, or leave it out
      """
    case .noExchangeRate(let book, let currency):
      """
      the price book "\(book)" is in \(currency), and no book says what \(currency) is worth; it is not used
        you can add "exchange \(currency) DATE USD-PER-UNIT" lines to it
      """
    case .conflictingRates(let currency, let day, let books):
      """
      the price books "\(books.joined(separator: "\" and \""))" disagree about what \(currency) is worth on \(day); \
      neither is used
        you can delete the line in one of them
      """
    }
  }
}

/// Price books that are used together.
///
/// Where several have a price, contracts come before organisations, these before the shipped book, and catalogues fill what
/// that leaves open. Books of one layer are asked in the order in which they were given. All prices are in dollars here:
/// books in other currencies are converted when they are put on the shelf, each sheet in as many stretches of time as there
/// are rates.
public struct PriceShelf: Sendable {
  /// Which books count.
  public enum View: String, CaseIterable, Hashable, Sendable {
    /// What anybody pays: the shipped book and catalogues.
    case list
    /// What is paid here: all books, with all adjustments.
    case contract
  }

  /// The books, as they were given, in dollars.
  public let books: [PriceBook]
  /// The day whose knowledge counts (`YYYY-MM-DD`); `nil` for all that the books know now.
  public let day: String?
  private let list: PriceSearch
  private let contract: PriceSearch
  /// The models for which the books are complete; `nil` for all.
  private let models: Set<String>?

  /// Puts books on a shelf.
  ///
  /// - Throws: ``PriceShelfError`` where they cannot be used together.
  public init(_ books: [PriceBook]) throws(PriceShelfError) {
    var rates: [String: [ExchangeRate]] = [:]
    var givenBy: [String: String] = [:]
    for (place, book) in books.enumerated() {
      if books[..<place].contains(where: { $0.name == book.name }) { throw .repeatedName(book.name) }
      for rate in book.exchangeRates {
        if let other = rates[rate.currency]?.first(where: { $0.from == rate.from }) {
          guard other.rate != rate.rate else { continue }
          let day = String(rate.from.description.prefix(10))
          let names = [givenBy["\(rate.currency) \(rate.from)"] ?? "", book.name]
          throw .conflictingRates(currency: rate.currency, day: day, books: names)
        }
        rates[rate.currency, default: []].append(rate)
        givenBy["\(rate.currency) \(rate.from)"] = book.name
      }
    }
    var converted: [PriceBook] = []
    for book in books {
      if book.currency == "USD" {
        converted.append(book)
      } else if let known = rates[book.currency] {
        converted.append(book.exchanged(known.sorted { $0.from < $1.from }))
      } else {
        throw .noExchangeRate(book: book.name, currency: book.currency)
      }
    }
    self.init(converted: converted)
  }

  init(converted books: [PriceBook], knownOn day: String? = nil, answering models: Set<String>? = nil) {
    self.books = books
    self.day = day
    self.models = models
    list = PriceSearch(books.filter(\.layer.isList), knownOn: day)
    contract = PriceSearch(books, knownOn: day)
  }

  /// The books that come with the program: the one that is kept by hand, and the catalogue for what it does not have.
  public static let shipped = PriceShelf(converted: [.shipped, .shippedCatalogue])

  /// A shelf of one book, whose prices are in dollars; one in another currency is a programmer error.
  public init(only book: PriceBook) {
    precondition(book.currency == "USD", "a book in \(book.currency) needs rates of exchange")
    self.init(converted: [book])
  }

  /// The shelf with all that its books know: for who asks for more than the prices of some models. It may have to be read
  /// first.
  public var whole: PriceShelf { models == nil ? self : .shipped }

  /// The books that count for a view.
  public func books(_ view: View) -> [PriceBook] { view == .list ? books.filter(\.layer.isList) : books }

  /// Whether list and contract costs may differ.
  public var hasContract: Bool { books.contains { !$0.layer.isList } }

  /// What the books knew on a day: rows that they learned of later are not there, rows that they believed then are, and an
  /// end that only a later row explains is open.
  public func known(on day: String) -> PriceShelf { PriceShelf(converted: whole.books, knownOn: day) }

  /// The books with what they know on the shelf's day and nothing else: the rows of ``PricedModel/sheets`` alone count.
  public var knownBooks: [PriceBook] { books.map { $0.known(on: day ?? PriceSearch.today) } }

  /// What the books know of a provider and a model, for all time.
  ///
  /// The name is looked up as it stands and then with one decoration after the other taken away; at each name ids come
  /// before aliases, and patterns come last of all. If the provider names a seller, its models come first. Otherwise, and
  /// if it has no such model (OpenAI's client library talks to everybody), a model of that name at exactly one vendor is
  /// taken.
  ///
  /// - Parameters:
  ///   - provider: as telemetry spells it, in any case; empty where unknown.
  ///   - model: the model that answered, where known, else the one that was asked for; empty where neither is.
  ///   - view: which books count.
  ///   - alsoSpelled: another spelling of the model, such as the one that was asked for, which may say the route; empty for
  ///     none.
  public func resolve(
    provider: String, model: String, _ view: View = .contract, alsoSpelled: String = ""
  ) -> PriceResolution {
    if let models, !model.isEmpty, !models.contains(model) {
      return whole.resolve(provider: provider, model: model, view, alsoSpelled: alsoSpelled)
    }
    return (view == .list ? list : contract).resolve(provider: provider, model: model, alsoSpelled: alsoSpelled)
  }
}

extension PriceBook {
  /// The book's prices in dollars.
  fileprivate func exchanged(_ rates: [ExchangeRate]) -> PriceBook {
    var book = self
    book.currency = currency
    book.sheets = []
    for row in book.models.indices {
      var rows: [Int] = []
      for sheet in models[row].sheets.map({ sheets[$0] }) {
        for (place, rate) in rates.enumerated() {
          let end = place + 1 < rates.count ? rates[place + 1].from : nil
          let from = max(sheet.from ?? rate.from, rate.from)
          let until = [sheet.until, end].compactMap { $0 }.min()
          if let until, until <= from { continue }
          let steps = sheet.steps.map { step in
            var step = step
            switch step.effect {
            case .rates(let prices): step.effect = .rates(prices.exchanged(rate.rate))
            case .ratesTimes(let prices, let factor, let units):
              step.effect = .ratesTimes(prices.exchanged(rate.rate), factor, units)
            case .factor, .minimum, .quantum: break
            }
            return step
          }
          var converted = sheet.with(
            rates: sheet.rates.exchanged(rate.rate), steps: steps, from: from, until: until, exchange: rate.rate)
          converted.id = book.sheets.count
          rows.append(book.sheets.count)
          book.sheets.append(converted)
        }
      }
      book.models[row].sheets = rows
    }
    return book
  }

  /// What the book knew on a day (`YYYY-MM-DD`).
  func known(on day: String) -> PriceBook {
    guard sheets.contains(where: { $0.learned != nil || $0.withdrawn != nil }) else { return self }
    var book = self
    for row in book.models.indices {
      let all = models[row].sheets.map { sheets[$0] }
      let isKnown = { (sheet: PriceSheet) in
        sheet.learned.map { $0 <= day } ?? true && sheet.withdrawn.map { $0 > day } ?? true
      }
      let known = all.filter(isKnown)
      for sheet in known {
        guard let until = sheet.until else { continue }
        func continues(_ other: PriceSheet) -> Bool {
          other.from == until && (sheet.routes.isEmpty || other.routes.isEmpty || sheet.routes == other.routes)
        }
        let later = all.contains { continues($0) && ($0.learned.map { $0 > day } ?? false) }
        guard later, !known.contains(where: continues) else { continue }
        // Open, but not beyond what was known to come.
        let next = known.compactMap(\.from).filter { $0 > until }.min()
        book.sheets[sheet.id] = sheet.with(from: sheet.from, until: next)
      }
      book.models[row].sheets = models[row].sheets.filter { isKnown(sheets[$0]) }
    }
    return book
  }
}
