import FoundationEssentials

/// Reads model definitions as Langfuse's public API gives them: rows with a name, a pattern, an optional start date and
/// prices per unit for usage keys, in tiers.
///
/// Langfuse does not say who sells a model, so the book has one seller, to which a model's name alone leads. Usage that
/// Langfuse has no price for costs nothing there; here it is unpriced.
struct LangfuseImport {
  var options: PriceImportOptions
  private(set) var notCarried = NotCarried()

  static let link = "https://langfuse.com/docs/model-usage-and-cost"

  init(options: PriceImportOptions) { self.options = options }

  private struct Row {
    var id: String
    var names: [String]
    var from: String?
    var isManaged: Bool
    var rates: [ImportedUnit: ImportedRate]
    var conditions: [ImportedCondition]
  }

  mutating func book(from document: JSONPlace) throws(PriceImportError) -> ImportedBook {
    var rows: [String: [Row]] = [:]
    var unpriced: Set<String> = []
    for place in try elements(of: document) {
      let name = try place.required("modelName", as: "the model's name").text("the model's name")
      let id = name.lowercased()
      guard isWord(id) else {
        notCarried.add("a name with characters that a book cannot hold", String(name.prefix(60)))
        continue
      }
      guard let row = try row(place, id: id) else {
        unpriced.insert(id)
        continue
      }
      rows[id, default: []].append(row)
    }
    var seller = ImportedSeller(id: "langfuse", isVendor: true, page: nil, providers: [])
    var taken: Set<String> = Set(rows.keys)
    for (id, all) in rows.sorted(by: { $0.key < $1.key }) {
      // Rows of a project come before those that Langfuse brings along.
      let own = all.filter { !$0.isManaged }
      if !own.isEmpty, own.count < all.count {
        notCarried.add("a built-in row that a row of the project replaces", id, count: all.count - own.count)
      }
      let history = (own.isEmpty ? all : own).sorted { ($0.from ?? "") < ($1.from ?? "") }
      var model = ImportedModel(id: id, family: familyOf(id))
      for (index, row) in history.enumerated() {
        if index + 1 < history.count, history[index + 1].from == row.from {
          notCarried.add("a row that another of the same name and start replaces", id)
          continue
        }
        model.rows.append(
          ImportedRow(
            from: row.from ?? options.from, until: index + 1 < history.count ? history[index + 1].from : nil,
            rates: row.rates, source: "langfuse", conditions: row.conditions))
        for name in row.names where taken.insert(name).inserted { model.aliases.append(name) }
      }
      seller.models.append(model)
    }
    seller.unpriced = [
      "Langfuse has no price for it that a book can express.": unpriced.subtracting(rows.keys).sorted()
    ]
    var book = ImportedBook(
      name: options.name ?? "langfuse", asOf: options.asOf,
      remarks: ["Imported from Langfuse's model definitions, which do not say who sells a model."],
      sources: [ImportedSource(id: "langfuse", checked: options.asOf, link: options.link ?? Self.link)])
    if !seller.models.isEmpty || !unpriced.isEmpty { book.sellers = [seller] }
    return book
  }

  /// The API's answer, a list of rows or a single row.
  private func elements(of document: JSONPlace) throws(PriceImportError) -> [JSONPlace] {
    if let data = document["data"] { return try data.elements("a list of models") }
    return document.isObject ? [document] : try document.elements("a list of models")
  }

  // MARK: Rows

  private mutating func row(_ place: JSONPlace, id: String) throws(PriceImportError) -> Row? {
    let unit = try place["unit"]?.text("a unit such as TOKENS").uppercased() ?? "TOKENS"
    var names: [String] = []
    if let pattern = place["matchPattern"] {
      if let found = literals(ofPattern: try pattern.text("a regular expression")) {
        names = found.filter { isWord($0) && $0 != id }
      } else {
        notCarried.add("a regular expression that is no plain list of names; the model's own name is carried", id)
      }
    }
    var from: String?
    if let start = place["startDate"] {
      let text = try start.text("a date such as 2026-05-01")
      let day = text.prefix(10)
      guard day.utf8.count == 10, day.split(separator: "-").count == 3 else {
        throw start.complaint(expected: "a date such as 2026-05-01")
      }
      from = text.dropFirst(10).allSatisfy { "T0:.Z".contains($0) } ? String(day) : text
    }
    var rates: [ImportedUnit: ImportedRate] = [:]
    var conditions: [ImportedCondition] = []
    if let tiers = place["pricingTiers"], case .list(let list) = tiers.value, !list.isEmpty {
      try readTiers(tiers, unit: unit, id: id, rates: &rates, conditions: &conditions)
    } else if let prices = place["prices"] {
      rates = try self.rates(prices, unit: unit, id: id)
    }
    for (key, name) in [("inputPrice", "input"), ("outputPrice", "output"), ("totalPrice", "total")] {
      guard let price = place[key] else { continue }
      try read(price, key: name, unit: unit, id: id, into: &rates, isFallback: true)
    }
    guard !rates.isEmpty else { return nil }
    let isManaged = if case .flag(true)? = place["isLangfuseManaged"]?.value { true } else { false }
    return Row(
      id: id, names: names, from: from, isManaged: isManaged, rates: completed(rates), conditions: conditions)
  }

  /// Classes without a price cost nothing in Langfuse, which nobody wants; here they have no price.
  private func completed(_ rates: [ImportedUnit: ImportedRate]) -> [ImportedUnit: ImportedRate] {
    guard rates.keys.contains(where: \.isToken) else { return rates }
    var rates = rates
    for unit in ImportedUnit.core where rates[unit] == nil { rates[unit] = ImportedRate.none }
    return rates
  }

  private mutating func rates(_ place: JSONPlace, unit: String, id: String) throws(PriceImportError)
    -> [ImportedUnit: ImportedRate]
  {
    var rates: [ImportedUnit: ImportedRate] = [:]
    for (key, price) in try place.members("an object of prices") {
      if case .null = price.value { continue }
      // Either a number or an object around it.
      try read(price["price"] ?? price, key: key, unit: unit, id: id, into: &rates, isFallback: false)
    }
    return rates
  }

  private mutating func read(
    _ price: JSONPlace, key: String, unit: String, id: String, into rates: inout [ImportedUnit: ImportedRate],
    isFallback: Bool
  ) throws(PriceImportError) {
    let dollars = try price.number("a price in dollars per unit")
    guard let (target, units) = Self.target(of: key, unit: unit) else {
      if !(isFallback && dollars == 0) {
        notCarried.add("a usage key or unit that a book does not have: \(key) by \(unit.lowercased())", id)
      }
      return
    }
    guard let amount = ImportedAmount(dollars: dollars, per: units) else {
      throw price.complaint(expected: "a price in dollars per unit, zero or more")
    }
    if amount.isRounded { notCarried.add("a price finer than a pico-dollar per unit; rounded", id) }
    let rate: ImportedRate = amount.picoUSD > 0 ? .pico(amount.picoUSD) : dollars == 0 ? .free : ImportedRate.none
    if let other = rates[target] {
      if other != rate, !isFallback { notCarried.add("two usage keys of one class at different prices", id) }
    } else {
      rates[target] = rate
    }
  }

  /// The class of a usage key; Langfuse repeats prices under every spelling that integrations use.
  private static func target(of key: String, unit: String) -> (ImportedUnit, Int64)? {
    switch (unit, key) {
    case ("TOKENS", "input"), ("TOKENS", "input_tokens"), ("TOKENS", "prompt_tokens"), ("TOKENS", "promptTokens"):
      (.input, 1)
    case ("TOKENS", "output"), ("TOKENS", "output_tokens"), ("TOKENS", "completion_tokens"),
      ("TOKENS", "completionTokens"):
      (.output, 1)
    case ("TOKENS", "input_cached_tokens"), ("TOKENS", "cache_read_input_tokens"), ("TOKENS", "input_cache_read"),
      ("TOKENS", "cached_tokens"), ("TOKENS", "input_cached"):
      (.cacheRead, 1)
    case ("TOKENS", "cache_creation_input_tokens"), ("TOKENS", "input_cache_creation"),
      ("TOKENS", "input_cache_creation_5m"), ("TOKENS", "input_cache_write"):
      (.cacheWrite, 1)
    case ("TOKENS", "input_cache_creation_1h"): (.cacheWriteOneHour, 1)
    case ("TOKENS", "output_reasoning_tokens"), ("TOKENS", "output_reasoning"), ("TOKENS", "reasoning_tokens"),
      ("TOKENS", "thoughts_token_count"):
      (.reasoning, 1)
    case ("TOKENS", "input_audio_tokens"), ("TOKENS", "input_audio"): (.audioInput, 1)
    case ("TOKENS", "output_audio_tokens"), ("TOKENS", "output_audio"): (.audioOutput, 1)
    case ("TOKENS", "input_image_tokens"), ("TOKENS", "input_image"): (.imageInput, 1)
    case ("TOKENS", "output_image_tokens"), ("TOKENS", "output_image"): (.imageOutput, 1)
    case ("CHARACTERS", "input"): (.perCharacterInput, 1)
    case ("CHARACTERS", "output"): (.perCharacterOutput, 1)
    case ("SECONDS", "input"): (.perSecondInput, 1)
    case ("SECONDS", "output"): (.perSecondOutput, 1)
    case ("IMAGES", "output"): (.perImage, 1)
    case ("REQUESTS", "input"), ("REQUESTS", "total"): (.perRequest, 1)
    default: nil
    }
  }

  // MARK: Tiers

  private mutating func readTiers(
    _ tiers: JSONPlace, unit: String, id: String, rates: inout [ImportedUnit: ImportedRate],
    conditions: inout [ImportedCondition]
  ) throws(PriceImportError) {
    var thresholds: [(tokens: Int, condition: ImportedCondition)] = []
    for tier in try tiers.elements("a list of tiers") {
      let prices = try self.rates(tier.required("prices", as: "an object of prices"), unit: unit, id: id)
      let list = try tier["conditions"]?.elements("a list of conditions") ?? []
      if list.isEmpty {
        rates.merge(prices) { first, _ in first }
        continue
      }
      guard list.count == 1, let words = try threshold(list[0]) else {
        notCarried.add("a tier whose conditions are not one threshold of the prompt's length", id)
        continue
      }
      thresholds.append((words.tokens, ImportedCondition(words: words.words, rates: prices)))
    }
    conditions += thresholds.sorted { $0.tokens < $1.tokens }.map(\.condition)
  }

  private func threshold(_ place: JSONPlace) throws(PriceImportError) -> (tokens: Int, words: [String])? {
    let pattern = try place.required("usageDetailPattern", as: "a regular expression").text("a regular expression")
    let letters = pattern.lowercased().filter { $0.isLetter || $0 == "|" }
    let parts = letters.split(separator: "|")
    guard parts.contains(where: { $0.hasPrefix("input") || $0.hasPrefix("prompt") }),
      !parts.contains(where: { $0.contains("output") || $0.contains("completion") })
    else { return nil }
    let number = try place.required("value", as: "a number of tokens")
    guard let tokens = Int(try number.number("a number of tokens").description), tokens > 0 else {
      throw number.complaint(expected: "a whole number of tokens above zero")
    }
    let word: String? =
      switch try place.required("operator", as: "an operator such as gt").text("an operator such as gt") {
      case "gt": "above"
      case "gte": "at-least"
      default: nil
      }
    return word.map { (tokens, ["\($0)=\(tokens)", "basis=prompt", "scope=request"]) }
  }

  // MARK: Patterns

  /// The names that a pattern matches, where it is a finite list written with groups, alternatives and `?`;
  /// `nil` for everything else. A bare point counts as a point: these patterns mean one.
  private func literals(ofPattern pattern: String) -> [String]? {
    var rest = pattern[...]
    if rest.hasPrefix("(?i)") { rest = rest.dropFirst(4) }
    if rest.hasPrefix("^") { rest = rest.dropFirst() }
    if rest.hasSuffix("$"), !rest.hasSuffix(#"\$"#) { rest = rest.dropLast() }
    var expansion = PatternExpansion(rest: Array(rest))
    guard let names = expansion.alternatives(), expansion.isAtEnd else { return nil }
    var seen: Set<String> = []
    return names.map { $0.lowercased() }.filter { seen.insert($0).inserted }
  }
}

/// Writes out a pattern made of literals, groups, alternatives and `?`.
private struct PatternExpansion {
  /// More names than this are no list for people.
  private static let limit = 64
  let rest: [Character]
  var at = 0

  init(rest: [Character]) { self.rest = rest }

  var isAtEnd: Bool { at == rest.count }

  mutating func alternatives() -> [String]? {
    guard var names = sequence() else { return nil }
    while at < rest.count, rest[at] == "|" {
      at += 1
      guard let more = sequence() else { return nil }
      names += more
    }
    return names.count <= Self.limit ? names : nil
  }

  private mutating func sequence() -> [String]? {
    var names = [""]
    while at < rest.count, rest[at] != "|", rest[at] != ")" {
      var part: [String]
      switch rest[at] {
      case "(":
        at += 1
        if at + 1 < rest.count, rest[at] == "?" {
          guard rest[at + 1] == ":" else { return nil }
          at += 2
        }
        guard let inner = alternatives(), at < rest.count, rest[at] == ")" else { return nil }
        at += 1
        part = inner
      case "\\":
        guard at + 1 < rest.count, !rest[at + 1].isLetter, !rest[at + 1].isNumber else { return nil }
        part = [String(rest[at + 1])]
        at += 2
      case "[", "]", "{", "}", "*", "+", "?", "^", "$": return nil
      default:
        part = [String(rest[at])]
        at += 1
      }
      if at < rest.count, rest[at] == "?" {
        at += 1
        part.append("")
      }
      if at < rest.count, "*+{".contains(rest[at]) { return nil }
      names = names.flatMap { name in part.map { name + $0 } }
      guard names.count <= Self.limit else { return nil }
    }
    return names
  }
}
