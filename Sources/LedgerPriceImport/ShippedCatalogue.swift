import LedgerPricing

/// The book of prices that comes with the program beside the one that is kept by hand: made of two catalogues by rules.
///
/// genai-prices comes first, because it has a history; LiteLLM fills in models that it lacks. Azure, Bedrock and Vertex
/// are LiteLLM's alone, which tells their routes apart. Names that the hand-kept book has are left out of both.
public struct ShippedCatalogue: Sendable {
  /// A piece of the book's text, for a file of its own. The pieces in order are the book.
  public struct Part: Sendable {
    /// A word for the file's name.
    public var name: String
    /// The text.
    public var text: String
  }

  /// One of the two catalogues.
  public struct Catalogue: Sendable {
    var bytes: [UInt8]
    var file: String
    var link: String

    /// A catalogue from its file, and the address of the package that it was taken from.
    public init(bytes: [UInt8], file: String, link: String) {
      self.bytes = bytes
      self.file = file
      self.link = link
    }
  }

  /// The book in pieces.
  public private(set) var parts: [Part] = []
  /// What was not carried over of each catalogue: its name and the reasons.
  public private(set) var notCarried: [(catalogue: String, reasons: NotCarried)] = []
  /// Sellers of a catalogue that are not in the book, with the number of their models.
  public private(set) var omittedSellers: [(seller: String, models: Int)] = []
  /// How many names have a price of input in both catalogues.
  public private(set) var compared = 0
  /// Those of them whose prices of input or output differ on the day, with both.
  public private(set) var differing: [String] = []
  /// How many sellers, models and rows the book has.
  public private(set) var counts: (sellers: Int, models: Int, rows: Int) = (0, 0, 0)

  /// The book's text.
  public var text: String { parts.map(\.text).joined() }

  /// Makes the book.
  ///
  /// - Parameters:
  ///   - genAIPrices: the data of genai-prices.
  ///   - liteLLM: LiteLLM's map.
  ///   - handKept: the book whose names come first.
  ///   - asOf: the day (`YYYY-MM-DD`) on which the catalogues were read.
  /// - Throws: ``PriceImportError`` if a catalogue cannot be read.
  public init(
    genAIPrices: Catalogue, liteLLM: Catalogue, handKept: PriceBook, asOf: String
  ) throws(PriceImportError) {
    var options = PriceImportOptions(asOf: asOf, link: genAIPrices.link)
    let (first, firstReasons) = try importedBook(
      from: JSONPlace(document: genAIPrices.bytes, file: genAIPrices.file), format: .genAIPrices, options: options)
    options.link = liteLLM.link
    let (second, secondReasons) = try importedBook(
      from: JSONPlace(document: liteLLM.bytes, file: liteLLM.file), format: .liteLLM, options: options)
    var book = ImportedBook(
      name: "catalogues", asOf: asOf,
      remarks: [
        "Made by `make prices` from two catalogues; nobody edits it. Rows from \"*\" are those for which a catalogue knows",
        "no beginning; service tiers hold as long as their row, because neither catalogue says since when they are sold.",
        "A class at \"input\" has no price of its own there and is billed as input. A bare id at Bedrock is taken for use",
        "within a region, one at Azure for a standard deployment.",
      ], sources: first.sources + second.sources)
    let reserved = Self.names(of: handKept)
    var taken: [String: Set<String>] = [:]
    var sellers: [String: ImportedSeller] = [:]
    for seller in first.sellers {
      let known = KnownSeller.ofGenAIPrices(seller.id)
      let id = known?.id ?? seller.id
      guard Self.fromGenAIPrices.contains(id) else {
        omittedSellers.append(("genai-prices \(seller.id)", seller.models.count))
        continue
      }
      var own = seller
      own.id = id
      own.isVendor = known?.isVendor ?? seller.isVendor
      own.providers = known?.providers ?? seller.providers
      own.models = own.models.map(Self.withTiersOfOld)
      // What this catalogue files under Google is sold through Vertex.
      if id == "google" { own.models.removeAll { $0.id.hasPrefix("claude") } }
      Self.keepFree(&own, except: reserved[id] ?? [])
      taken[id] = Set(own.models.flatMap(\.names) + own.unpriced.values.joined()).union(reserved[id] ?? [])
      sellers[id] = own
    }
    for seller in second.sellers {
      guard Self.fromLiteLLM.contains(seller.id) else {
        omittedSellers.append(("litellm \(seller.id)", seller.models.count))
        continue
      }
      var own = seller
      if seller.id == "bedrock" {
        let theirs = first.sellers.first { KnownSeller.ofGenAIPrices($0.id)?.id == seller.id }
        own.models = own.models.map { Self.withRegionalPrice(Self.withRegionalBareID($0), from: theirs) }
      }
      if let known = sellers[seller.id] { sellers[seller.id] = Self.completed(known, by: own, on: asOf) }
      let others = first.sellers.first { (KnownSeller.ofGenAIPrices($0.id)?.id ?? $0.id) == seller.id }
      compare(own, with: others, on: asOf)
      Self.keepFree(&own, except: taken[seller.id] ?? reserved[seller.id] ?? [])
      if var known = sellers[seller.id] {
        known.models = grouped(known.models + own.models)
        for (reason, ids) in own.unpriced { known.unpriced[reason, default: []] += ids }
        known.routes = own.routes
        sellers[seller.id] = known
      } else {
        sellers[seller.id] = own
      }
    }
    notCarried = [("genai-prices", firstReasons), ("litellm", secondReasons)]
    let full = sellers.values.filter { seller in
      !seller.models.isEmpty || !seller.unpriced.values.allSatisfy(\.isEmpty)
    }.sorted { $0.id < $1.id }
    book.sellers = full
    counts = book.counts
    parts = [Part(name: "Head", text: Self.joined(book.head()))]
    let named = Set(Self.groups.flatMap(\.sellers))
    let rest = full.map(\.id).filter { !named.contains($0) }
    for group in Self.groups + [(name: "Others", sellers: rest)] {
      let lines = full.filter { group.sellers.contains($0.id) }.flatMap { $0.lines() }
      if !lines.isEmpty { parts.append(Part(name: group.name, text: Self.joined(lines))) }
    }
  }

  private static func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  // MARK: Which sellers

  static let fromGenAIPrices: Set<String> = [
    "anthropic", "baseten", "cerebras", "cloudflare", "cohere", "databricks", "deepseek", "elevenlabs", "fireworks",
    "google", "groq", "meta", "minimax", "mistral", "moonshot", "novita", "openai", "openrouter", "perplexity",
    "together", "voyage", "xai", "zai", "zhipuai",
  ]
  static let fromLiteLLM: Set<String> = [
    "ai21", "anthropic", "azure", "azure-ai", "bedrock", "cerebras", "cohere", "dashscope", "deepinfra", "deepseek",
    "fireworks", "google", "groq", "jina", "minimax", "mistral", "moonshot", "nebius", "openai", "perplexity",
    "sambanova", "together", "vertex", "voyage", "watsonx", "xai", "zai",
  ]
  private static let groups: [(name: String, sellers: [String])] = [
    ("OpenAI", ["openai"]), ("Anthropic", ["anthropic"]), ("Google", ["google", "vertex"]),
    ("Azure", ["azure", "azure-ai"]), ("Bedrock", ["bedrock"]), ("OpenRouter", ["openrouter"]),
    ("Fireworks", ["fireworks"]), ("Together", ["together"]),
  ]

  // MARK: Names

  private static func names(of book: PriceBook) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    for model in book.models { names[book.sellers[model.seller].id, default: []].formUnion([model.id] + model.aliases) }
    for listed in book.unpricedModels { names[book.sellers[listed.seller].id, default: []].formUnion(listed.ids) }
    return names
  }

  /// Takes away the names that others have; a model without a name is gone, one that lost a name is found by the others
  /// alone and by no pattern.
  private static func keepFree(_ seller: inout ImportedSeller, except taken: Set<String>) {
    var models: [ImportedModel] = []
    for var model in seller.models {
      var free = model.names.filter { !taken.contains($0) }
      if free.count < model.names.count {
        model.matches = []
        free.removeAll { model.patternNames.contains($0) }
      }
      guard let first = free.first else { continue }
      if first != model.id { model.family = model.family ?? familyOf(first) }
      model.id = first
      model.aliases = Array(free.dropFirst())
      models.append(model)
    }
    let priced = Set(models.flatMap(\.names))
    seller.models = models
    for (reason, ids) in seller.unpriced {
      seller.unpriced[reason] = ids.filter { !taken.contains($0) && !priced.contains($0) }
    }
  }

  /// LiteLLM gives a bare id at Bedrock the global price. Where regions cost more than `global.`, use within a region
  /// does too: the bare id goes to their row.
  private static func withRegionalBareID(_ model: ImportedModel) -> ImportedModel {
    guard let shared = model.rows.firstIndex(where: { Set($0.routes).isSuperset(of: ["global", "in-region"]) }),
      let regional = model.rows.firstIndex(where: { $0.routes.contains("us") || $0.routes.contains("eu") }),
      shared != regional
    else { return model }
    var model = model
    model.rows[shared].routes.removeAll { $0 == "in-region" }
    model.rows[regional].routes = (model.rows[regional].routes + ["in-region"]).sorted()
    model.rows[regional].notes.append(
      "litellm gives the bare id the price of global use; genai-prices gives it this one.")
    return model
  }

  /// Of a few models LiteLLM has the price in some far region alone. Where genai-prices has the regional one, that is the
  /// price of a bare id and of the routes that it stands for.
  private static func withRegionalPrice(_ model: ImportedModel, from theirs: ImportedSeller?) -> ImportedModel {
    guard !model.rows.contains(where: { $0.routes.isEmpty || $0.routes.contains("in-region") }),
      var row = theirs?.models.first(where: { $0.id == "regional." + model.id })?.rows.last
    else { return model }
    let known = Set(model.rows.flatMap(\.routes))
    row.routes = ["apac", "eu", "in-region", "us"].filter { !known.contains($0) }
    var model = model
    model.rows.append(row)
    return model
  }

  // MARK: Rows

  /// genai-prices dates service tiers with the day on which it began to list them, within one week for all; they were sold
  /// before. A tier holds as long as its row.
  private static func withTiersOfOld(_ model: ImportedModel) -> ImportedModel {
    var model = model
    for row in model.rows.indices {
      for line in model.rows[row].conditions.indices
      where model.rows[row].conditions[line].words.contains(where: { $0.hasPrefix("service-tier=") }) {
        model.rows[row].conditions[line].words.removeAll { $0.hasPrefix("from=") }
      }
    }
    return model
  }

  /// Adds to rows of one catalogue what only the other one has, where both have the same price of input and output:
  /// units (audio, images, searches) and service tiers.
  private static func completed(_ seller: ImportedSeller, by other: ImportedSeller, on day: String) -> ImportedSeller {
    var rows: [String: ImportedRow] = [:]
    for model in other.models where model.rows.count == 1 {
      for name in model.names { rows[name] = model.rows[0] }
    }
    var seller = seller
    for place in seller.models.indices {
      let model = seller.models[place]
      guard let row = model.rows.firstIndex(where: { ($0.from ?? "") <= day && ($0.until.map { day < $0 } ?? true) }),
        let theirs = model.names.lazy.compactMap({ rows[$0] }).first ?? Self.row(matching: model, in: rows)
      else { continue }
      var own = model.rows[row]
      guard [ImportedUnit.input, .output].allSatisfy({ own.rates[$0] == theirs.rates[$0] }) else { continue }
      let before = own
      for (unit, rate) in theirs.rates where own.rates[unit] == nil || own.rates[unit] == .asInput {
        if case .pico = rate { own.rates[unit] = rate }
      }
      func isTier(_ condition: ImportedCondition) -> Bool {
        condition.words.contains { $0.hasPrefix("service-tier=") || $0.hasPrefix("geo=") }
      }
      if !own.conditions.contains(where: isTier) { own.conditions += theirs.conditions.filter(isTier) }
      if own != before { own.source = "genai,litellm" }
      seller.models[place].rows[row] = own
    }
    return seller
  }

  /// A row under a name that begins like a model whose own names have none.
  private static func row(matching model: ImportedModel, in rows: [String: ImportedRow]) -> ImportedRow? {
    let starts = model.matches.filter { $0.place == .starts && $0.except == nil }.map(\.literal)
    let name = rows.keys.filter { name in starts.contains { name.hasPrefix($0 + "-20") } }.max()
    return name.flatMap { rows[$0] }
  }

  // MARK: Comparison

  private mutating func compare(_ seller: ImportedSeller, with other: ImportedSeller?, on asOf: String) {
    guard let other else { return }
    var rows: [String: ImportedRow] = [:]
    for model in other.models {
      if let row = model.rows.last(where: { ($0.from ?? "") <= asOf }) {
        for name in model.names { rows[name] = row }
      }
    }
    for model in seller.models where model.rows.count == 1 {
      for name in model.names {
        guard let theirs = rows[name], let ours = model.rows.first, case .pico = theirs.rates[.input],
          case .pico = ours.rates[.input]
        else { continue }
        compared += 1
        if theirs.rates[.input] != ours.rates[.input] || theirs.rates[.output] != ours.rates[.output] {
          func pair(_ row: ImportedRow) -> String {
            [ImportedUnit.input, .output].map { (row.rates[$0] ?? ImportedRate.none).word(for: $0) }.joined(
              separator: "/")
          }
          differing.append("\(seller.id) \(name): genai-prices \(pair(theirs)), litellm \(pair(ours))")
        }
      }
    }
  }
}
