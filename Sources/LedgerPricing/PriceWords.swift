import LedgerModel

// Rows and lines of books in words, as the books themselves write them.

extension PriceConditions {
  /// The conditions as a book writes them; empty where there are none.
  public var words: String {
    var words: [String] = []
    if !serviceTiers.isEmpty { words.append("service-tier=\(serviceTiers.joined(separator: ","))") }
    if let threshold {
      words.append("\(threshold.comparison.rawValue)=\(threshold.tokens)")
      words.append("basis=\(threshold.basisWords)")
      if threshold.scope == .marginal { words.append("scope=marginal") }
    }
    if let hours { words += hours.words }
    if !geos.isEmpty { words.append("geo=\(geos.joined(separator: ","))") }
    if !routes.isEmpty { words.append("route=\(routes.joined(separator: ","))") }
    if let from { words.append("from=\(from.bookWord)") }
    if let until { words.append("until=\(until.bookWord)") }
    return words.joined(separator: " ")
  }
}

extension TokenThreshold {
  /// The basis as a book writes it.
  var basisWords: String {
    basis == [.uncachedInput, .cacheRead, .cacheWrite] ? "prompt" : basis.map(\.name).joined(separator: "+")
  }
}

extension PriceHours {
  fileprivate var words: [String] {
    var words: [String] = []
    if days != PriceHours.everyDay {
      let names = PriceHours.dayNames.enumerated().filter { days >> UInt8($0.offset) & 1 != 0 }.map(\.element)
      words.append("days=\(names.joined(separator: ","))")
    }
    if fromMinute != 0 || untilMinute != 1440 {
      words.append("hours=\(PriceHours.clock(fromMinute))-\(PriceHours.clock(untilMinute))")
    }
    words.append("zone=\(zone.name)")
    return words
  }

  private static func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }
}

extension PriceStep {
  /// The line as a book writes it, without its first word: conditions, then what it does.
  public var words: String {
    let conditions = conditions.words
    return conditions.isEmpty ? rule : conditions + " " + rule
  }
}

extension PriceSheet {
  /// When it holds, as a book writes it: `from=2024-10-02 until=…`.
  public var validityWords: String {
    "from=\(from?.bookWord ?? "*")" + (until.map { " until=\($0.bookWord)" } ?? "")
  }
}

extension UnixNanos {
  /// The instant as books write it: a day where it is a midnight.
  public var bookWord: String { value % 86_400_000_000_000 == 0 ? String(description.prefix(10)) : description }
}

extension NameRewrite {
  /// What was done, for people.
  public var words: String {
    switch self {
    case .path: "without the path"
    case .fineTune: "fine-tuned base model"
    case .region: "without the region"
    case .vendor: "without the vendor"
    case .addedVendor: "with the vendor"
    case .revision: "without the revision"
    case .atVersion: "version behind @"
    case .dateSpelling: "date spelled the other way"
    case .date: "without the date"
    case .latest: "without -latest"
    }
  }
}

extension SellerBasis {
  /// What it means, for people.
  public var words: String {
    switch self {
    case .named: "the provider names the seller"
    case .assumedWithoutProvider: "no provider is named: the vendor's list price is assumed"
    case .assumedForOtherProvider: "the provider is no seller of it: the vendor's list price is assumed"
    }
  }
}

extension UnpricedReason {
  /// What it means, for people, as one sentence without an end.
  public var words: String {
    switch self {
    case .missingModel: "no model is named"
    case .unknownModel: "no book knows the model"
    case .ambiguousModel(let sellers): "several sellers have the model: \(sellers.joined(separator: ", "))"
    case .ambiguousPattern(let models): "several patterns fit equally well: \(models.joined(separator: ", "))"
    case .unpricedByDate: "the books have the model, and no price for that time"
    case .selfHosted: "the model runs on hardware of one's own"
    case .listedUnpriced(let notes):
      "the book deliberately has no price" + (notes.isEmpty ? "" : ": " + notes.joined(separator: " "))
    }
  }
}
