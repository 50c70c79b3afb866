import FoundationEssentials

/// Reads LiteLLM's map of prices (`model_prices_and_context_window.json`).
///
/// The map has no history: a row says what holds on the day of the map, and the book made of it begins with `from`.
/// What the names of fields leave to LiteLLM's code is written out: thresholds are strict except at xAI; a missing price
/// of cache reads or writes is the input price; an off-peak price replaces all others.
struct LiteLLMImport {
  var options: PriceImportOptions
  private(set) var notCarried = NotCarried()

  private struct Entry {
    var key: String
    var provider: String
    var rates: [ImportedUnit: ImportedRate]
    var conditions: [ImportedCondition]
  }

  init(options: PriceImportOptions) { self.options = options }

  mutating func book(from document: JSONPlace) throws(PriceImportError) -> ImportedBook {
    var offers: [String: [String: [String: Entry]]] = [:]  // seller, model, route
    var sellers: [String: KnownSeller] = [:]
    var providers: [String: Set<String>] = [:]
    var unpriced: [String: Set<String>] = [:]
    for (key, place) in try document.members("an object of models") {
      guard place.isObject else { throw place.complaint(expected: "an object of prices") }
      guard key != "sample_spec" else { continue }
      guard let providerPlace = place["litellm_provider"] else {
        notCarried.add(
          place["alias_of"] != nil
            ? "a name of LiteLLM's own for the newest version of a model" : "no litellm_provider",
          key)
        continue
      }
      let provider = try providerPlace.text("the name of a provider")
      if let reason = Self.reasonToSkip(key: key, provider: provider, place: place) {
        notCarried.add(reason, key)
        continue
      }
      let known = KnownSeller.ofLiteLLM(provider)
      sellers[known.id] = known
      providers[known.id, default: []].insert(provider.lowercased())
      guard let (model, route) = Self.modelAndRoute(of: key, provider: provider, seller: known) else {
        notCarried.add("a region within a seller whose routes the importer does not know", key)
        continue
      }
      guard isWord(model) else {
        notCarried.add("a name with characters that a book cannot hold", key)
        continue
      }
      guard let entry = try entry(key: key, provider: provider, place: place) else {
        unpriced[known.id, default: []].insert(model)
        continue
      }
      add(entry, to: &offers[known.id, default: [:]][model, default: [:]], route: route, model: model)
    }
    var book = ImportedBook(
      name: options.name ?? "litellm", asOf: options.asOf,
      remarks: [
        "Imported from LiteLLM's map of prices, which has no history: each row says what holds on the day of the map.",
        "A class at \"input\" has no price of its own there, and LiteLLM bills it as input.",
      ], sources: [ImportedSource(id: "litellm", checked: options.asOf, link: options.link ?? Self.link)])
    for id in sellers.keys.sorted() {
      guard let known = sellers[id] else { continue }
      var seller = ImportedSeller(
        id: id, isVendor: known.isVendor, page: nil,
        providers: known.providers + (providers[id] ?? []).subtracting(known.providers).filter(isWord).sorted(),
        routes: known.routes)
      let regions = Set((offers[id] ?? [:]).values.flatMap(\.keys)).subtracting(known.routeNames + [""])
      seller.routes += regions.sorted().map { "\($0) segment=\($0)" }
      for (model, routes) in (offers[id] ?? [:]).sorted(by: { $0.key < $1.key }) {
        seller.models.append(self.model(model, routes: routes, seller: known))
      }
      seller.models = grouped(seller.models)
      let priced = Set(seller.models.flatMap(\.names))
      seller.unpriced = [
        "LiteLLM lists it without a price above zero and does not say whether it is free.":
          (unpriced[id] ?? []).subtracting(priced).sorted()
      ]
      if !seller.models.isEmpty || !seller.unpriced.values.allSatisfy(\.isEmpty) { book.sellers.append(seller) }
    }
    return book
  }

  static let link = "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"

  // MARK: Which rows

  private static func reasonToSkip(key: String, provider: String, place: JSONPlace) -> String? {
    if ["ollama", "lemonade", "llamafile", "vllm", "hosted_vllm", "lm_studio"].contains(provider) {
      return "runs on hardware of one's own"
    }
    if key.contains("commitment/") { return "provisioned throughput, sold by the hour" }
    let first = key.prefix { $0 != "/" }
    let size = key.split(separator: "/").contains { $0.contains("-x-") && $0.first?.isNumber == true }
    if size || ["low", "medium", "high", "standard", "hd", "auto"].contains(first) && key.contains("/") {
      return "an image's price by size and quality, which no name in telemetry carries"
    }
    if key.contains("*") { return "a pattern in place of a name" }
    if first.hasPrefix("fireworks-ai-") || first.hasPrefix("together-ai-") {
      return "a price by the number of a model's parameters, not by its name"
    }
    return nil
  }

  /// The model's id at its seller, and the route that its spelling says.
  private static func modelAndRoute(
    of key: String, provider: String, seller: KnownSeller
  ) -> (model: String, route: String?)? {
    var name = key.lowercased()[...]
    for head in [provider, seller.id, "vertex_ai", "bedrock", "openai"] where name.hasPrefix("\(head)/") {
      guard head != "openai" || seller.id == "openai" else { continue }
      name = name.dropFirst(head.utf8.count + 1)
      break
    }
    for prefix in seller.prefixes where name.hasPrefix(prefix.text) {
      return (String(name.dropFirst(prefix.text.utf8.count)), prefix.route)
    }
    if seller.id == "bedrock", let slash = name.firstIndex(of: "/") {
      // `us-west-2/anthropic.claude-v1`: a route of its own for each region.
      let region = name[..<slash]
      let rest = name[name.index(after: slash)...]
      guard region.split(separator: "-").count >= 3, region.last?.isNumber == true, !rest.contains("/") else {
        return nil
      }
      return (String(rest), String(region))
    }
    return (String(name), seller.defaultRoute)
  }

  private mutating func add(_ entry: Entry, to routes: inout [String: Entry], route: String?, model: String) {
    let route = route ?? ""
    guard let other = routes[route] else {
      routes[route] = entry
      return
    }
    guard other.rates != entry.rates || other.conditions != entry.conditions else { return }
    notCarried.add("two rows of different prices for one name at one seller; the shorter key is carried", entry.key)
    if (entry.key.utf8.count, entry.key) < (other.key.utf8.count, other.key) { routes[route] = entry }
  }

  // MARK: One row

  private mutating func entry(key: String, provider: String, place: JSONPlace) throws(PriceImportError) -> Entry? {
    let mode = try place["mode"]?.text("the model's mode") ?? ""
    var base: [ImportedUnit: ImportedRate] = [:]
    var changed: [LiteLLMField: ImportedRate] = [:]
    for (name, field) in try place.members("an object of prices") {
      guard
        name.contains("cost") || name.contains("uplift") || name == "tiered_pricing" || name == "off_peak_pricing"
          || name == "search_free_requests" || name == "provider_specific_entry"
      else { continue }
      if case .null = field.value { continue }
      if var parsed = LiteLLMField(name) {
        // A recording is one length, whichever side the map writes its price on.
        if mode == "audio_transcription", parsed.unit == .perSecondOutput { parsed.unit = .perSecondInput }
        guard let rate = try rate(field, unit: parsed.unit, mode: mode, key: key) else { continue }
        if parsed.threshold == nil, parsed.tier == nil { base[parsed.unit] = rate } else { changed[parsed] = rate }
      } else {
        try readOddField(name, field, mode: mode, key: key, into: &base)
      }
    }
    // A cache hit under another name, at sellers where the usual one may be missing.
    if base[.cacheRead] == nil, let hit = place["input_cost_per_token_cache_hit"],
      let rate = try rate(hit, unit: .cacheRead, mode: mode, key: key)
    {
      base[.cacheRead] = rate
    }
    var conditions = try tieredPricing(place, key: key, into: &base)
    func isPrice(_ rate: ImportedRate) -> Bool { if case .pico = rate { true } else { false } }
    // Zeros beside a price by the search or page mean that tokens are not what is sold.
    if conditions.isEmpty, changed.isEmpty, !base.contains(where: { $0.key.isToken && isPrice($0.value) }),
      base.contains(where: { isPrice($0.value) })
    {
      base = base.filter { !$0.key.isToken }
    }
    let hasPrice = base.values.contains(where: isPrice)
    guard hasPrice || !conditions.isEmpty else { return nil }
    complete(&base, provider: provider)
    conditions += tierConditions(changed, provider: provider)
    conditions += try offPeak(place, key: key)
    conditions += try geography(place, key: key)
    return Entry(key: key, provider: provider, rates: base, conditions: conditions)
  }

  /// Writes out the prices that LiteLLM's code fills in.
  private func complete(_ base: inout [ImportedUnit: ImportedRate], provider: String) {
    guard base.keys.contains(where: \.isToken) else { return }
    for unit in [ImportedUnit.input, .output] where base[unit] == nil { base[unit] = ImportedRate.none }
    let input = base[.input]
    let hasInput = input != ImportedRate.none
    if provider == "fireworks_ai", base[.cacheRead] == nil, case .pico(let pico) = input {
      // LiteLLM's default there is half the input price.
      base[.cacheRead] = pico % 2 == 0 ? .pico(pico / 2) : .asInput
    }
    for unit in [ImportedUnit.cacheRead, .cacheWrite] where base[unit] == nil {
      base[unit] = hasInput ? .asInput : ImportedRate.none
    }
  }

  /// The rate of a field; `nil` where it says nothing.
  private mutating func rate(
    _ field: JSONPlace, unit: ImportedUnit, mode: String, key: String
  ) throws(PriceImportError) -> ImportedRate? {
    let dollars = try field.number("a price in dollars")
    guard let amount = ImportedAmount(dollars: dollars, per: 1) else {
      throw field.complaint(expected: "a price in dollars per unit, zero or more")
    }
    if amount.isRounded { notCarried.add("a price finer than a pico-dollar per unit; rounded", key) }
    if amount.picoUSD > 0 {
      // The form refuses tokens dearer than 100,000 dollars per million as slips of the unit.
      guard !unit.isToken || amount.picoUSD <= 100_000_000_000 else {
        throw field.complaint(expected: "a price per token of at most 0.1 dollars")
      }
      return .pico(amount.picoUSD)
    }
    // Embeddings have no output, and a recording has no output by the second: that is how the map writes "none".
    if !unit.isToken { return nil }
    if unit == .output, mode != "chat", mode != "responses", mode != "completion" { return ImportedRate.none }
    return dollars == 0 ? .free : ImportedRate.none
  }

  private mutating func readOddField(
    _ name: String, _ field: JSONPlace, mode: String, key: String, into base: inout [ImportedUnit: ImportedRate]
  ) throws(PriceImportError) {
    switch name {
    case "tiered_pricing", "off_peak_pricing", "provider_specific_entry", "input_cost_per_token_cache_hit",
      "regional_processing_uplift_multiplier_eu", "regional_processing_uplift_multiplier_us":
      return  // Read elsewhere.
    case "input_cost_per_query" where mode == "rerank":
      if let rate = try rate(field, unit: .perRerankSearch, mode: mode, key: key) { base[.perRerankSearch] = rate }
    case "input_cost_per_query" where mode == "search":
      if let rate = try rate(field, unit: .perSearch, mode: mode, key: key) { base[.perSearch] = rate }
    case "input_cost_per_query" where mode == "chat" || mode == "embedding":
      if let rate = try rate(field, unit: .perRequest, mode: mode, key: key) { base[.perRequest] = rate }
    case "search_context_cost_per_query":
      let sizes = try field.members("a price for each size of the context")
      var rates: Set<ImportedRate> = []
      for size in sizes {
        if let rate = try rate(size.place, unit: .perSearch, mode: mode, key: key) { rates.insert(rate) }
      }
      if rates.count == 1 {
        base[.perSearch] = rates.first
      } else if rates.count > 1 {
        notCarried.add("a search priced by the size of its context, which telemetry does not tell", key)
      }
    default:
      let isZero = if case .number(let number) = field.value { number == 0 } else { false }
      if isZero { return }
      notCarried.add("a field that a book cannot express: \(Self.fieldFamily(name))", key)
    }
  }

  /// Names of fields that differ in the size of a picture only count as one.
  private static func fieldFamily(_ name: String) -> String {
    name.split(separator: "_").map { word in
      let size = word.dropLast()
      let isSize = Double(size) != nil && "pkK".contains(word.last ?? "_") || word.allSatisfy(\.isNumber)
      return isSize ? "SIZE" : word
    }.joined(separator: "_")
  }

  // MARK: Conditions

  private func threshold(_ tokens: Int, provider: String) -> [String] {
    ["\(provider == "xai" ? "at-least" : "above")=\(tokens)", "basis=prompt", "scope=request"]
  }

  /// In the order of LiteLLM's own choice: a tier's own price first, then the standard threshold, which overrules it
  /// where the tier has none, then the tier's threshold. Batches never look at the standard threshold.
  private func tierConditions(_ changed: [LiteLLMField: ImportedRate], provider: String) -> [ImportedCondition] {
    struct Group: Hashable {
      var rank: Int
      var threshold: Int
      var tier: String
    }
    var groups: [Group: [ImportedUnit: ImportedRate]] = [:]
    for (field, rate) in changed {
      let isBatch = field.tier == "batches"
      let rank = isBatch ? 3 : field.tier == nil ? 1 : field.threshold == nil ? 0 : 2
      let group = Group(rank: rank, threshold: field.threshold ?? 0, tier: field.tierWords ?? "")
      groups[group, default: [:]][field.unit] = rate
    }
    return groups.sorted {
      ($0.key.rank, $0.key.threshold, $0.key.tier) < ($1.key.rank, $1.key.threshold, $1.key.tier)
    }.map { group, rates in
      let tier = group.tier.isEmpty ? [] : ["service-tier=\(group.tier)"]
      let above = group.threshold == 0 ? [] : threshold(group.threshold, provider: provider)
      return ImportedCondition(words: tier + above, rates: rates)
    }
  }

  /// Ranges of prompt tokens, each with a whole set of prices.
  private mutating func tieredPricing(
    _ place: JSONPlace, key: String, into base: inout [ImportedUnit: ImportedRate]
  ) throws(PriceImportError) -> [ImportedCondition] {
    guard let list = place["tiered_pricing"] else { return [] }
    var steps: [(from: Int, rates: [ImportedUnit: ImportedRate])] = []
    for tier in try list.elements("a list of ranges") {
      guard let range = tier["range"] else {
        notCarried.add("prices by something else than the length of the prompt", key)
        return []
      }
      let bounds = try range.elements("two bounds")
      guard bounds.count == 2 else { throw range.complaint(expected: "two bounds") }
      let lower = try bounds[0].number("a number of tokens")
      guard let from = Int(lower.description), from >= 0 else {
        throw bounds[0].complaint(expected: "a whole number of tokens")
      }
      var rates: [ImportedUnit: ImportedRate] = [:]
      for (name, field) in try tier.members("an object of prices") where name != "range" {
        guard let parsed = LiteLLMField(name), parsed.threshold == nil, parsed.tier == nil else {
          notCarried.add("a field that a book cannot express: tiered_pricing.\(Self.fieldFamily(name))", key)
          continue
        }
        if let rate = try rate(field, unit: parsed.unit, mode: "chat", key: key) { rates[parsed.unit] = rate }
      }
      for unit in ImportedUnit.core where rates[unit] == nil {
        rates[unit] = unit == .output || unit == .input ? ImportedRate.none : .asInput
      }
      steps.append((from, rates))
    }
    steps.sort { $0.from < $1.from }
    guard let first = steps.first else { return [] }
    base.merge(first.rates) { _, new in new }
    return steps.dropFirst().map {
      ImportedCondition(words: ["above=\($0.from)", "basis=prompt", "scope=request"], rates: $0.rates)
    }
  }

  private mutating func offPeak(_ place: JSONPlace, key: String) throws(PriceImportError) -> [ImportedCondition] {
    guard let block = place["off_peak_pricing"] else { return [] }
    var rates: [ImportedUnit: ImportedRate] = [:]
    for (name, field) in try block.members("an object of prices and windows") {
      if let parsed = LiteLLMField(name), let rate = try rate(field, unit: parsed.unit, mode: "chat", key: key) {
        rates[parsed.unit] = rate
      }
    }
    if block["weekday_timezone"] != nil {
      notCarried.add("off-peak windows whose weekdays and hours are of two time zones", key)
      return []
    }
    var windows: [[String]] = try hours(of: block).map { $0 }
    if let list = block["windows"] {
      for window in try list.elements("a list of windows") {
        var days: [String] = []
        if let weekdays = window["weekdays"] {
          var numbers: [Int] = []
          for day in try weekdays.elements("weekdays from 1 to 7") {
            guard let number = Int(try day.number("a weekday from 1 to 7").description), (1...7).contains(number) else {
              throw day.complaint(expected: "a weekday from 1 to 7")
            }
            numbers.append(number)
          }
          days = ["days=" + Self.days(numbers.sorted())]
        }
        windows += try hours(of: window).map { days + $0 }
      }
    }
    return windows.map { ImportedCondition(words: $0 + ["zone=UTC"], rates: rates) }
  }

  /// Weekdays in the words of a book: `mon-fri`, `sat,sun`.
  private static func days(_ numbers: [Int]) -> String {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    guard let first = numbers.first, let last = numbers.last else { return "" }
    if numbers.count > 2, numbers == Array(first...last) { return "\(names[first - 1])-\(names[last - 1])" }
    return numbers.map { names[$0 - 1] }.joined(separator: ",")
  }

  private func hours(of place: JSONPlace) throws(PriceImportError) -> [[String]] {
    guard let hours = place["hours_utc"] else { return [] }
    var texts: [String] = []
    if case .text = hours.value {
      texts = [try hours.text("hours such as 16:30-00:30")]
    } else {
      for element in try hours.elements("hours such as 16:30-00:30") {
        texts.append(try element.text("hours such as 16:30-00:30"))
      }
    }
    return texts.map { text in
      let ends = text.split(separator: "-")
      // From midnight to midnight is the whole day.
      return ends.count == 2 && ends[0] == ends[1] ? [] : ["hours=\(text)"]
    }
  }

  private mutating func geography(_ place: JSONPlace, key: String) throws(PriceImportError) -> [ImportedCondition] {
    var conditions: [ImportedCondition] = []
    for geo in ["eu", "us"] {
      if let field = place["regional_processing_uplift_multiplier_\(geo)"] {
        conditions.append(try factor(field, words: ["geo=\(geo)"]))
      }
    }
    guard let block = place["provider_specific_entry"] else { return conditions }
    for (name, field) in try block.members("an object of multipliers") {
      switch (name, field.value) {
      case ("us", .number): conditions.append(try factor(field, words: ["geo=us"]))
      case ("fast", .number): conditions.append(try factor(field, words: ["service-tier=fast"]))
      case ("realtime_ga_only", _), ("bedrock_invocation_schema", _), ("transcription_json_or_text_only", _),
        ("transcription_usage_duration", _):
        continue  // How to call the model, not what it costs.
      default: notCarried.add("a field that a book cannot express: provider_specific_entry.\(name)", key)
      }
    }
    return conditions
  }

  private func factor(_ field: JSONPlace, words: [String]) throws(PriceImportError) -> ImportedCondition {
    let factor = try field.number("a factor")
    guard factor > 0, factor < 1000 else { throw field.complaint(expected: "a factor above 0 and below 1000") }
    return ImportedCondition(words: words, rates: [:], factor: factor.description)
  }

  // MARK: Models

  private func model(_ id: String, routes: [String: Entry], seller: KnownSeller) -> ImportedModel {
    var model = ImportedModel(id: id, family: familyOf(id))
    if id.contains("/") {
      // Paths are matched as a whole or by their last part; the map's own spelling is a third way.
      let keys = Set(routes.values.map { $0.key.lowercased() }).subtracting([id])
      model.aliases = keys.filter(isWord).sorted()
    }
    var prices: [(rates: [ImportedUnit: ImportedRate], conditions: [ImportedCondition], routes: [String])] = []
    for (route, entry) in routes.sorted(by: { $0.key < $1.key }) {
      if let row = prices.firstIndex(where: { $0.rates == entry.rates && $0.conditions == entry.conditions }) {
        prices[row].routes.append(route)
      } else {
        prices.append((entry.rates, entry.conditions, [route]))
      }
    }
    // One price holds everywhere if a name without a route has it: not if it is that of some regions alone.
    let holdsEverywhere = prices.count == 1 && seller.defaultRoute.map { routes.keys.contains($0) } ?? true
    model.rows = prices.map { price in
      ImportedRow(
        from: options.from, until: nil, routes: holdsEverywhere ? [] : price.routes, rates: price.rates,
        source: "litellm", conditions: price.conditions)
    }
    return model
  }
}

/// Models that differ in a date alone and cost the same are one model with several names.
func grouped(_ models: [ImportedModel]) -> [ImportedModel] {
  var result: [ImportedModel] = []
  var rowOf: [String: Int] = [:]
  for model in models {
    let family = model.family ?? model.id
    if let row = rowOf[family], result[row].rows == model.rows, result[row].matches == model.matches {
      result[row].aliases += model.names
      continue
    }
    rowOf[family] = result.count
    result.append(model)
  }
  return result
}

/// The id without a date or `-latest` behind it; `nil` where there is none.
func familyOf(_ id: String) -> String? {
  if id.hasSuffix("-latest") { return String(id.dropLast(7)) }
  let words = id.split(separator: "-", omittingEmptySubsequences: false)
  func isNumber(_ word: Substring, _ digits: Int, _ range: ClosedRange<Int>) -> Bool {
    word.utf8.count == digits && (Int(word).map { range.contains($0) } ?? false)
  }
  if words.count > 3, isNumber(words[words.count - 3], 4, 2020...2099), isNumber(words[words.count - 2], 2, 1...12),
    isNumber(words[words.count - 1], 2, 1...31)
  {
    return words.dropLast(3).joined(separator: "-")
  }
  if words.count > 1, isNumber(words[words.count - 1], 8, 20_200_101...20_991_231) {
    return words.dropLast().joined(separator: "-")
  }
  return nil
}

/// Whether a name can stand as one word of a book.
func isWord(_ name: String) -> Bool {
  !name.isEmpty && name.utf8.count <= 512 && !name.hasPrefix("#") && !name.contains("=")
    && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
}
