import FoundationEssentials

/// Reads the data of genai-prices in its published form: a list of providers with models, whose prices may depend on a
/// start date or on the time of day, on the length of the prompt and on words of the request.
///
/// Its rules are written out: of several price sets the last that is active holds; a unit without a price of its own is
/// billed as the unit that contains it, cached input as input; of several variants the first that names a unit wins.
struct GenAIPricesImport {
  var options: PriceImportOptions
  private(set) var notCarried = NotCarried()

  static let link = "https://github.com/pydantic/genai-prices/blob/main/prices/data.json"

  init(options: PriceImportOptions) { self.options = options }

  mutating func book(from document: JSONPlace) throws(PriceImportError) -> ImportedBook {
    var book = ImportedBook(
      name: options.name ?? "genai-prices", asOf: options.asOf,
      remarks: [
        "Imported from genai-prices. Rows from \"*\" are those that it prices without a date.",
        "A class at \"input\" has no price of its own there and is billed as input.",
      ], sources: [ImportedSource(id: "genai", checked: options.asOf, link: options.link ?? Self.link)])
    var providers: Set<String> = []
    for place in try document.elements("a list of providers") {
      var seller = try self.seller(place)
      seller.providers = seller.providers.filter { providers.insert($0).inserted }
      if !seller.models.isEmpty || !seller.unpriced.isEmpty { book.sellers.append(seller) }
    }
    return book
  }

  private mutating func seller(_ place: JSONPlace) throws(PriceImportError) -> ImportedSeller {
    let id = try place.required("id", as: "the provider's id").text("the provider's id").lowercased()
    guard isWord(id) else { throw place.complaint(expected: "a provider whose id has no spaces") }
    let known = KnownSeller.ofGenAIPrices(id)
    var names = [id] + (known?.providers ?? [])
    if id == "google" { names += KnownSeller.all["vertex"]?.providers ?? [] }
    if let match = place["provider_match"] {
      for clause in try flattened(match) {
        switch clause {
        case .equals(let name): names.append(name)
        case .contains(let name), .starts(let name): names.append(name)
        default: notCarried.add("a provider told by more than one part of its name", id)
        }
      }
    }
    var seen: Set<String> = []
    var seller = ImportedSeller(
      id: id, isVendor: place["model_match"] != nil, page: try page(of: place),
      providers: names.filter { isWord($0) && seen.insert($0).inserted })
    if place["fallback_model_providers"] != nil {
      notCarried.add("models that a provider has from others: the vendor's own price is assumed instead", id)
    }
    let models = try place.required("models", as: "a list of models").elements("a list of models")
    var plain: Set<String> = []
    for model in models {
      plain.insert(try model.required("id", as: "the model's id").text("the model's id").lowercased())
      for case .equals(let name) in try flattened(model.required("match", as: "a match clause")) { plain.insert(name) }
    }
    var taken: Set<String> = []
    for model in models { try readModel(model, into: &seller, plain: plain, taken: &taken) }
    return seller
  }

  private func page(of place: JSONPlace) throws(PriceImportError) -> String? {
    guard let first = try place["pricing_urls"]?.elements("a list of links").first else { return nil }
    let link = try first.text("a link")
    return link.hasPrefix("http") && isWord(link.replacing("=", with: "")) ? link : nil
  }

  private mutating func readModel(
    _ place: JSONPlace, into seller: inout ImportedSeller, plain: Set<String>, taken: inout Set<String>
  ) throws(PriceImportError) {
    let id = try place.required("id", as: "the model's id").text("the model's id").lowercased()
    let shown = "\(seller.id)/\(id)"
    var names = [id]
    var matches: [ImportedMatch] = []
    for clause in try flattened(place.required("match", as: "a match clause")) {
      switch clause {
      case .equals(let name): names.append(name)
      case .starts(let text): matches.append(ImportedMatch(place: .starts, literal: text))
      case .ends(let text): matches.append(ImportedMatch(place: .ends, literal: text))
      case .contains(let text): matches.append(ImportedMatch(place: .contains, literal: text))
      case .startsExcept(let text, let except):
        matches.append(ImportedMatch(place: .starts, literal: text, except: except))
      case .dated(let base):
        // A date behind a plain name is taken away by the matching itself; behind a path it is not.
        if base.contains("/") {
          matches.append(ImportedMatch(place: .starts, literal: base + "-20"))
        } else if !names.contains(base) {
          names.append(base)
        }
      case .unreadable: notCarried.add("a regular expression that no match line expresses", shown)
      }
    }
    names = names.filter { name in
      guard isWord(name) else {
        notCarried.add("a name with characters that a book cannot hold", shown)
        return false
      }
      return true
    }
    matches = matches.filter { isWord($0.literal) && !$0.literal.contains(",") }
    // What a pattern looks for is a name, too. As one it is found before a region or a date is taken off it, which could
    // lead to another model.
    let patternNames = matches.map(\.literal).filter { !plain.contains($0) && $0.last != "-" && !$0.hasSuffix("-20") }
    names += patternNames
    var own: [String] = []
    for name in names where !own.contains(name) {
      if taken.contains(name) {
        notCarried.add("a name that an earlier model of the provider has", "\(seller.id)/\(name)")
      } else {
        own.append(name)
      }
    }
    guard let first = own.first else { return }
    let rows = try self.rows(place, shown: shown)
    taken.formUnion(own)
    guard !rows.isEmpty else {
      let reason = "genai-prices lists it without any price and does not say whether it is free."
      seller.unpriced[reason, default: []] += own
      return
    }
    var model = ImportedModel(id: first, family: familyOf(first), aliases: Array(own.dropFirst()))
    model.matches = matches
    model.patternNames = Set(patternNames)
    model.rows = rows
    seller.models.append(model)
  }

  // MARK: Rows

  private enum Constraint {
    case none
    case from(String)
    case hours(String)
  }

  private struct PriceSet {
    var constraint: Constraint
    var base: [ImportedUnit: ImportedRate]
    var tiers: [(above: Int, rates: [ImportedUnit: ImportedRate])]

    var isEmpty: Bool { base.isEmpty && tiers.isEmpty }

    func tierConditions(_ words: [String]) -> [ImportedCondition] {
      tiers.map { tier in
        // 199,999 is how this catalogue writes a threshold that begins at 200,000.
        let threshold = (tier.above + 1) % 1000 == 0 ? "at-least=\(tier.above + 1)" : "above=\(tier.above)"
        return ImportedCondition(words: words + [threshold, "basis=prompt", "scope=request"], rates: tier.rates)
      }
    }
  }

  private struct Variant {
    var words: [String]
    var prices: PriceSet
  }

  private mutating func rows(_ place: JSONPlace, shown: String) throws(PriceImportError) -> [ImportedRow] {
    let prices = try place.required("prices", as: "prices")
    var sets: [PriceSet] = []
    if prices.isObject {
      sets = [try priceSet(prices, constraint: .none, shown: shown)]
    } else {
      for element in try prices.elements("an object of prices or a list of price sets") {
        guard let constraint = try constraint(of: element, shown: shown) else { continue }
        sets.append(
          try priceSet(element.required("prices", as: "an object of prices"), constraint: constraint, shown: shown))
      }
    }
    if shown.hasSuffix(":free"), sets.allSatisfy(\.isEmpty) {
      let free = Dictionary(uniqueKeysWithValues: ImportedUnit.core.map { ($0, ImportedRate.free) })
      return [ImportedRow(from: options.from, until: nil, rates: free, source: "genai")]
    }
    guard !sets.allSatisfy(\.isEmpty) else { return [] }
    let variants = try self.variants(place, standard: sets, shown: shown)
    var starts: [String] = []
    for set in sets {
      if case .from(let day) = set.constraint, !starts.contains(day) { starts.append(day) }
    }
    starts.sort()
    var rows: [ImportedRow] = []
    for index in 0...starts.count {
      let from = index == 0 ? nil : starts[index - 1]
      let until = index < starts.count ? starts[index] : nil
      guard var row = self.row(sets, variants: variants, from: from, until: until) else {
        notCarried.add("a time for which a model has no price at all", shown)
        continue
      }
      if index == 0 { row.from = options.from }
      if var last = rows.last, last.until == row.from, last.rates == row.rates, last.conditions == row.conditions {
        last.until = row.until
        rows[rows.count - 1] = last
      } else {
        rows.append(row)
      }
    }
    return rows
  }

  /// What holds in a stretch of time in which no set begins.
  private func row(_ sets: [PriceSet], variants: [Variant], from: String?, until: String?) -> ImportedRow? {
    func isActive(_ set: PriceSet) -> Bool {
      switch set.constraint {
      case .none: true
      case .from(let day): from.map { day <= $0 } ?? false
      case .hours: false
      }
    }
    // Without any active set the first one holds, whatever its constraint.
    let chosen = sets.lastIndex(where: isActive) ?? 0
    let standard = sets[chosen]
    guard !standard.isEmpty else { return nil }
    var conditions = standard.tierConditions([])
    for set in sets.dropFirst(chosen + 1) {
      guard case .hours(let hours) = set.constraint else { continue }
      // A set replaces the whole: what it leaves out is not inherited.
      var rates = set.base
      for unit in standard.base.keys where rates[unit] == nil { rates[unit] = ImportedRate.none }
      conditions.append(ImportedCondition(words: ["hours=\(hours)", "zone=UTC"], rates: rates))
      conditions += set.tierConditions(["hours=\(hours)", "zone=UTC"])
    }
    // The first variant wins there, the last line here.
    for variant in variants.reversed() {
      var words = variant.words
      switch variant.prices.constraint {
      case .none: break
      case .from(let day):
        if let until, day >= until { continue }
        if from.map({ day > $0 }) ?? true { words.append("from=\(day)") }
      case .hours(let hours): words += ["hours=\(hours)", "zone=UTC"]
      }
      if !variant.prices.base.isEmpty { conditions.append(ImportedCondition(words: words, rates: variant.prices.base)) }
      conditions += variant.prices.tierConditions(words)
    }
    // A line whose prices the next one of the same conditions replaces says nothing.
    var lines: [ImportedCondition] = []
    for condition in conditions {
      if let last = lines.last, last.words == condition.words,
        last.rates.keys.allSatisfy({ condition.rates[$0] != nil })
      {
        lines.removeLast()
      }
      lines.append(condition)
    }
    return ImportedRow(from: from, until: until, rates: standard.base, source: "genai", conditions: lines)
  }

  private mutating func variants(
    _ place: JSONPlace, standard: [PriceSet], shown: String
  ) throws(PriceImportError) -> [Variant] {
    guard let list = place["price_variants"] else { return [] }
    var variants: [Variant] = []
    for element in try list.elements("a list of variants") {
      let when = try element.required("when", as: "an object of words").members("an object of words")
      guard let constraint = try constraint(of: element, shown: shown) else { continue }
      let prices = try priceSet(
        element.required("prices", as: "an object of prices"), constraint: constraint, isPartial: true, shown: shown)
      guard when.count == 1, let (key, valuePlace) = when.first else {
        notCarried.add("a variant that depends on several words of the request", shown)
        continue
      }
      let value = try valuePlace.text("a word of the request").lowercased()
      switch (key, value) {
      case ("service_tier", "default"), ("service_tier", "standard"):
        let isStandard = standard.contains { set in
          prices.base.allSatisfy { set.base[$0.key] == $0.value }
            && prices.tiers.allSatisfy { tier in set.tiers.contains { $0.above == tier.above && $0.rates == tier.rates }
            }
        }
        if !isStandard { notCarried.add("a default tier that costs something else than the standard prices", shown) }
      case ("service_tier", _) where isWord(value) && !value.contains(","):
        variants.append(Variant(words: ["service-tier=\(value)"], prices: prices))
      case ("processing", "batch"): variants.append(Variant(words: ["service-tier=batch"], prices: prices))
      case ("speed", "fast"): variants.append(Variant(words: ["service-tier=fast"], prices: prices))
      default: notCarried.add("a variant by \(key), which telemetry does not tell", shown)
      }
    }
    return variants
  }

  private mutating func constraint(of place: JSONPlace, shown: String) throws(PriceImportError) -> Constraint? {
    guard let constraint = place["constraint"] else { return Constraint.none }
    if let day = constraint["start_date"] {
      let text = try day.text("a date such as 2026-05-01")
      guard text.utf8.count == 10, text.split(separator: "-").count == 3 else {
        throw day.complaint(expected: "a date such as 2026-05-01")
      }
      return .from(text)
    }
    var ends: [String] = []
    for key in ["start_time", "end_time"] {
      let end = try constraint.required(key, as: "a time such as 16:30:00Z")
      var text = try end.text("a time such as 16:30:00Z")
      if text.hasSuffix("Z") { text.removeLast() } else if text.hasSuffix("+00:00") { text.removeLast(6) }
      let parts = text.split(separator: ":")
      guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ $0.utf8.count == 2 && Int($0) != nil }) else {
        throw end.complaint(expected: "a time in UTC such as 16:30:00Z")
      }
      guard parts.count == 2 || parts[2] == "00" else {
        notCarried.add("a time of day with seconds", shown)
        return nil
      }
      ends.append("\(parts[0]):\(parts[1])")
    }
    return .hours(ends.joined(separator: "-"))
  }

  // MARK: Prices

  /// The units of genai-prices that a book has, each with the number of units its price is for.
  private static let units: [String: (unit: ImportedUnit, per: Int64)] = [
    "input_mtok": (.input, 1_000_000), "output_mtok": (.output, 1_000_000),
    "cache_read_mtok": (.cacheRead, 1_000_000), "cache_write_mtok": (.cacheWrite, 1_000_000),
    "cache_write_1h_mtok": (.cacheWriteOneHour, 1_000_000), "output_reasoning_mtok": (.reasoning, 1_000_000),
    "input_audio_mtok": (.audioInput, 1_000_000), "cache_audio_read_mtok": (.audioCacheRead, 1_000_000),
    "output_audio_mtok": (.audioOutput, 1_000_000), "input_image_mtok": (.imageInput, 1_000_000),
    "cache_image_read_mtok": (.imageCacheRead, 1_000_000), "output_image_mtok": (.imageOutput, 1_000_000),
    "requests_kcount": (.perRequest, 1000), "web_searches_kcount": (.perSearch, 1000),
    "input_document_kpages": (.perPage, 1000), "input_audio_hours": (.perSecondInput, 3600),
    "audio_hours": (.perSecondInput, 3600), "output_audio_hours": (.perSecondOutput, 3600),
    "input_mchars": (.perCharacterInput, 1_000_000), "rerank_searches_kcount": (.perRerankSearch, 1000),
  ]

  private mutating func priceSet(
    _ place: JSONPlace, constraint: Constraint, isPartial: Bool = false, shown: String
  ) throws(PriceImportError) -> PriceSet {
    var base: [ImportedUnit: ImportedRate] = [:]
    var tiers: [Int: [ImportedUnit: ImportedRate]] = [:]
    for (key, price) in try place.members("an object of prices") {
      if case .null = price.value { continue }
      guard let (unit, units) = Self.units[key] else {
        notCarried.add("a price by a unit that a book does not have: \(key)", shown)
        continue
      }
      guard price.isObject else {
        if base[unit] == nil || key == "audio_hours" { base[unit] = try rate(price, units, shown: shown) }
        continue
      }
      base[unit] = try rate(price.required("base", as: "a price"), units, shown: shown)
      for tier in try price.required("tiers", as: "a list of tiers").elements("a list of tiers") {
        let start = try tier.required("start", as: "a number of tokens")
        guard let above = Int(try start.number("a number of tokens").description), above >= 0 else {
          throw start.complaint(expected: "a whole number of tokens")
        }
        tiers[above, default: [:]][unit] = try rate(tier.required("price", as: "a price"), units, shown: shown)
      }
    }
    let hasTokens = base.keys.contains(where: \.isToken)
    if hasTokens, !isPartial {
      let hasInput = base[.input] != nil
      for unit in ImportedUnit.core where base[unit] == nil {
        let isCache = unit == .cacheRead || unit == .cacheWrite
        base[unit] = isCache && hasInput ? .asInput : ImportedRate.none
      }
    }
    return PriceSet(
      constraint: constraint, base: base, tiers: tiers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  private mutating func rate(_ place: JSONPlace, _ units: Int64, shown: String) throws(PriceImportError) -> ImportedRate
  {
    let dollars = try place.number("a price in dollars")
    guard let amount = ImportedAmount(dollars: dollars, per: units) else {
      throw place.complaint(expected: "a price in dollars, zero or more")
    }
    if amount.isRounded { notCarried.add("a price finer than a pico-dollar per unit; rounded", shown) }
    if amount.picoUSD == 0 { return dollars == 0 ? .free : ImportedRate.none }
    return .pico(amount.picoUSD)
  }

  // MARK: Matching

  private enum Clause {
    case equals(String)
    case starts(String)
    case ends(String)
    case contains(String)
    case startsExcept(String, except: String)
    /// A name with any date behind it.
    case dated(String)
    case unreadable
  }

  /// The alternatives of a clause.
  private func flattened(_ place: JSONPlace) throws(PriceImportError) -> [Clause] {
    if let alternatives = place["or"] {
      var clauses: [Clause] = []
      for element in try alternatives.elements("a list of match clauses") { clauses += try flattened(element) }
      return clauses
    }
    if let parts = place["and"] {
      let elements = try parts.elements("a list of match clauses")
      // The one conjunction that occurs: names that begin alike, without those that speak.
      if elements.count == 2, let text = elements[0]["starts_with"], let pattern = elements[1]["regex"],
        try pattern.text("a regular expression") == "^(?!.*-[tT][tT][sS](?:$|-))"
      {
        return [.startsExcept(try text.text("a text").lowercased(), except: "-tts")]
      }
      return [.unreadable]
    }
    if let text = place["equals"] { return [.equals(try text.text("a name").lowercased())] }
    if let text = place["starts_with"] { return [.starts(try text.text("a text").lowercased())] }
    if let text = place["ends_with"] { return [.ends(try text.text("a text").lowercased())] }
    if let text = place["contains"] { return [.contains(try text.text("a text").lowercased())] }
    if let pattern = place["regex"] { return Self.clauses(ofPattern: try pattern.text("a regular expression")) }
    throw place.complaint(
      expected: "a match clause: equals, starts_with, ends_with, contains, regex, or, and")
  }

  /// The regular expressions that say something simple in a long way.
  private static func clauses(ofPattern pattern: String) -> [Clause] {
    guard pattern.hasPrefix("^") else { return [.unreadable] }
    var rest = pattern.dropFirst()[...]
    for (tail, separators) in [
      (#"-\d{8}$"#, 1), (#"-\d{4}-\d{2}-\d{2}$"#, 1), (#"[-@]\d{8}$"#, 2), (#"-\d"#, 0), ("$", 3),
    ] where rest.hasSuffix(tail) {
      rest = rest.dropLast(tail.utf8.count)
      guard let literal = unescaped(rest) else { return [.unreadable] }
      switch separators {
      case 0: return [.starts(literal + "-")]
      case 3: return [.equals(literal)]
      default: return [.dated(literal)]
      }
    }
    return [.unreadable]
  }

  /// The text that a pattern without any operator matches; `nil` where there is an operator.
  private static func unescaped(_ pattern: Substring) -> String? {
    var text = ""
    var isEscaped = false
    for character in pattern {
      if isEscaped {
        guard !character.isLetter, !character.isNumber else { return nil }
        text.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if "^$.[](){}?*+|".contains(character) {
        return nil
      } else {
        text.append(character)
      }
    }
    return isEscaped ? nil : text.lowercased()
  }
}
