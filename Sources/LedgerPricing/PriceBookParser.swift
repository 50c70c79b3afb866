import LedgerModel

/// Reads the text form of price books, version 1. `docs/prices.md` is its specification.
///
/// Reads on after a mistake, so that one run lists them all; a book with any mistake yields nothing.
struct PriceBookParser {
  static let firstLine = "spanledger-prices 1"
  static let unit = "USD-per-million-tokens"
  static let directives = [
    "name", "revision", "as-of", "unit", "source", "self-hosted", "seller", "provider", "model", "alias", "price",
    "tier", "unpriced", "note",
  ]
  static let priceKeys = ["input", "cache-read", "cache-write", "cache-write-1h", "output"]
  /// Guards against slips of the unit: the dearest text token sold so far costs 600 dollars a million.
  static let highestPrice: Int64 = 100_000

  static func form(of directive: String) -> String {
    switch directive {
    case "name": "name WORD"
    case "revision": "revision NUMBER"
    case "as-of": "as-of DATE"
    case "unit": "unit \(unit)"
    case "source": "source ID KIND checked=DATE LINK"
    case "self-hosted": "self-hosted PROVIDER…"
    case "seller": "seller ID vendor|reseller page=LINK"
    case "provider": "provider NAME…"
    case "model": "model ID family=NAME"
    case "alias": "alias NAME…"
    case "price": "price KEY=VALUE…"
    case "tier": "tier KEY=VALUE…"
    case "unpriced": "unpriced ID…"
    default: "note TEXT"
    }
  }

  private typealias Kind = PriceBookMistake.Kind
  private typealias Words = ArraySlice<String>

  /// What a `note` line speaks of.
  private enum NoteTarget {
    case sheet(Int)
    case unpriced(Int)
  }

  private var mistakes: [PriceBookMistake] = []
  private var line = 1

  private var headers: [String: (value: String, line: Int)] = [:]
  private var sources: [PriceSource] = []
  private var sourceLines: [String: Int] = [:]
  private var selfHosted: Set<String> = []
  private var sellers: [Seller] = []
  private var sellerLines: [Int] = []
  private var providerLines: [String: Int] = [:]
  private var models: [PricedModel] = []
  private var modelLines: [Int] = []
  private var unpriced: [UnpricedModels] = []
  private var sheets: [PriceSheet] = []
  private var names: [String: [PriceBook.NameEntry]] = [:]
  /// Below which line the reader is; a `tier` after a refused `price` is passed over without a complaint of its own.
  private var isInModel = false
  private var price: PriceContext = .none
  private var noteTarget: NoteTarget?

  private enum PriceContext {
    case none
    case refused
    case sheet(Int)
  }

  var sortedMistakes: [PriceBookMistake] {
    mistakes.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  /// The book, or `nil` where there are mistakes.
  mutating func parse(_ bytes: [UInt8]) -> PriceBook? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report(.notUTF8)
      return nil
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    // Anything may be handed over as a book; what does not begin like one is not worth a complaint for each line.
    guard let first = lines.first, words(of: first)[...] == words(of: Self.firstLine[...])[...] else {
      report(.wrongFirstLine)
      return nil
    }
    for (index, content) in lines.enumerated().dropFirst() {
      line = index + 1
      read(content)
    }
    checkWhole()
    guard mistakes.isEmpty, let name = headers["name"]?.value, let asOf = headers["as-of"]?.value,
      let revision = headers["revision"].flatMap({ Int($0.value) })
    else { return nil }
    return PriceBook(
      name: name, revision: revision, asOf: asOf, sha256: SHA256.hexDigest(of: bytes), sources: sources,
      sellers: sellers, models: models, unpricedModels: unpriced, sheets: sheets, selfHostedProviders: selfHosted,
      names: names)
  }

  private mutating func report(_ kind: Kind, line: Int? = nil) {
    mistakes.append(PriceBookMistake(line: line ?? self.line, kind: kind))
  }

  private func words(of text: Substring) -> [String] {
    text.split { $0 == " " || $0 == "\t" }.map(String.init)
  }

  private mutating func read(_ content: Substring) {
    let all = words(of: content)
    guard let directive = all.first, !directive.hasPrefix("#") else { return }
    let rest = all.dropFirst()
    switch directive {
    case "name", "revision", "as-of", "unit": readHeader(directive, rest)
    case "source": readSource(rest)
    case "self-hosted": readSelfHosted(rest)
    case "seller": readSeller(rest)
    case "provider": readProviders(rest)
    case "model": readModel(rest)
    case "alias": readAliases(rest)
    case "price": readPrice(rest)
    case "tier": readTier(rest)
    case "unpriced": readUnpriced(rest)
    case "note": readNote(rest)
    default: report(.unknownDirective(shortened(directive)))
    }
  }

  // MARK: The head of the book

  private mutating func readHeader(_ directive: String, _ rest: Words) {
    guard let value = oneWord(directive, rest) else { return }
    if let first = headers[directive] {
      report(.repeatedDirective(directive, firstLine: first.line))
      return
    }
    headers[directive] = (value, line)
    switch directive {
    case "revision":
      if (Int(value) ?? 0) < 1 { report(.unreadableNumber(key: directive, value: shortened(value))) }
    case "as-of":
      if !isDay(value) { report(.unreadableDate(key: directive, value: shortened(value))) }
    case "unit":
      if value != Self.unit { report(.unknownWord(shortened(value), place: "unit of prices", known: [Self.unit])) }
    default: break
    }
  }

  private mutating func readSource(_ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader("source")) }
    let plain = rest.filter { !$0.hasPrefix("checked=") }
    guard plain.count == 3, rest.count == 4, let checked = rest.first(where: { $0.hasPrefix("checked=") }) else {
      return report(.wrongForm("source", form: Self.form(of: "source")))
    }
    if let first = sourceLines[plain[0]] { return report(.repeatedName(plain[0], firstLine: first)) }
    sourceLines[plain[0]] = line
    guard let kind = PriceSource.Kind(rawValue: plain[1]) else {
      let known = PriceSource.Kind.allCases.map(\.rawValue)
      return report(.unknownWord(shortened(plain[1]), place: "kind of source", known: known))
    }
    checkLink(plain[2])
    sources.append(
      PriceSource(id: plain[0], kind: kind, link: plain[2], checkedOn: readChecked(String(checked.dropFirst(8)))))
  }

  private mutating func readSelfHosted(_ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader("self-hosted")) }
    guard !rest.isEmpty else { return report(.wrongForm("self-hosted", form: Self.form(of: "self-hosted"))) }
    for name in rest { claimProvider(normalized(name)) { $0.selfHosted.insert($1) } }
  }

  /// A provider name has one meaning in a book.
  private mutating func claimProvider(_ name: String, _ use: (inout Self, String) -> Void) {
    if let first = providerLines[name] { return report(.repeatedName(shortened(name), firstLine: first)) }
    providerLines[name] = line
    use(&self, name)
  }

  // MARK: Sellers and models

  private mutating func readSeller(_ rest: Words) {
    isInModel = false
    price = .none
    noteTarget = nil
    let form = Kind.wrongForm("seller", form: Self.form(of: "seller"))
    let plain = rest.filter { !$0.hasPrefix("page=") }
    guard plain.count == 2, rest.count - plain.count <= 1 else { return report(form) }
    let id = normalized(plain[0])
    if let known = sellers.firstIndex(where: { $0.id == id }) {
      report(.repeatedName(shortened(id), firstLine: sellerLines[known]))
    }
    if plain[1] != "vendor", plain[1] != "reseller" {
      report(.unknownWord(shortened(plain[1]), place: "kind of seller", known: ["vendor", "reseller"]))
    }
    let page = rest.first { $0.hasPrefix("page=") }.map { String($0.dropFirst(5)) }
    if let page { checkLink(page) }
    sellers.append(Seller(id: id, isVendor: plain[1] == "vendor", page: page, providers: []))
    sellerLines.append(line)
  }

  private mutating func readProviders(_ rest: Words) {
    guard !sellers.isEmpty else { return report(.misplaced("provider", needs: "a \"seller\" line")) }
    guard !rest.isEmpty else { return report(.wrongForm("provider", form: Self.form(of: "provider"))) }
    for name in rest { claimProvider(normalized(name)) { $0.sellers[$0.sellers.count - 1].providers.append($1) } }
  }

  private mutating func readModel(_ rest: Words) {
    price = .none
    noteTarget = nil
    guard !sellers.isEmpty else { return report(.misplaced("model", needs: "a \"seller\" line")) }
    isInModel = true
    let family = rest.first { $0.hasPrefix("family=") }.map { normalized(String($0.dropFirst(7))) }
    let plain = rest.filter { !$0.hasPrefix("family=") }
    if plain.count != 1 || rest.count > 2 || family == "" {
      report(.wrongForm("model", form: Self.form(of: "model")))
    }
    // Even a malformed line opens a model: the lines below it are read in their place.
    let id = normalized(plain.first ?? "")
    models.append(PricedModel(seller: sellers.count - 1, id: id, family: family ?? id, aliases: [], sheets: []))
    modelLines.append(line)
    if !id.isEmpty { claim(id, for: .model(models.count - 1), isAlias: false) }
  }

  private mutating func readAliases(_ rest: Words) {
    guard isInModel else { return report(.misplaced("alias", needs: "a \"model\" line")) }
    guard !rest.isEmpty else { return report(.wrongForm("alias", form: Self.form(of: "alias"))) }
    for name in rest.map(normalized) {
      models[models.count - 1].aliases.append(name)
      claim(name, for: .model(models.count - 1), isAlias: true)
    }
  }

  private mutating func readUnpriced(_ rest: Words) {
    isInModel = false
    price = .none
    noteTarget = nil
    guard !sellers.isEmpty else { return report(.misplaced("unpriced", needs: "a \"seller\" line")) }
    guard !rest.isEmpty else { return report(.wrongForm("unpriced", form: Self.form(of: "unpriced"))) }
    let ids = rest.map(normalized)
    unpriced.append(UnpricedModels(seller: sellers.count - 1, ids: ids, notes: []))
    noteTarget = .unpriced(unpriced.count - 1)
    for id in ids { claim(id, for: .unpriced(unpriced.count - 1), isAlias: false) }
  }

  private mutating func claim(_ name: String, for target: PriceBook.NameEntry.Target, isAlias: Bool) {
    let seller = sellers.count - 1
    if let first = names[name]?.first(where: { $0.seller == seller }) {
      return report(.repeatedName(shortened(name), firstLine: first.line))
    }
    names[name, default: []].append(
      PriceBook.NameEntry(seller: seller, target: target, isAlias: isAlias, line: line))
  }

  private mutating func readNote(_ rest: Words) {
    guard !rest.isEmpty else { return report(.wrongForm("note", form: Self.form(of: "note"))) }
    let text = rest.joined(separator: " ")
    switch noteTarget {
    case .sheet(let row): sheets[row].notes.append(text)
    case .unpriced(let row): unpriced[row].notes.append(text)
    case nil:
      if case .refused = price { return }
      report(.misplaced("note", needs: "a \"price\" or \"unpriced\" line"))
    }
  }

  // MARK: Prices

  private mutating func readPrice(_ rest: Words) {
    price = .refused
    noteTarget = nil
    guard isInModel else { return report(.misplaced("price", needs: "a \"model\" line")) }
    let before = mistakes.count
    let known = ["from", "until"] + Self.priceKeys + ["source", "checked"]
    let values = readKeys("price", rest, known: known)
    for key in ["from", "input", "cache-read", "cache-write", "output", "source"] where values[key] == nil {
      report(.missingKey(key, directive: "price"))
    }
    let from = values["from"].flatMap { $0 == "*" ? nil : readInstant("from", $0) }
    let until = values["until"].flatMap { readInstant("until", $0) }
    if let from, let until, until <= from { report(.emptyValidity) }

    var rates: [String: PriceValue] = [:]
    for key in Self.priceKeys { rates[key] = values[key].flatMap { readRate(key, $0) } }
    if rates["input"] == .asInput { report(.inputAsInput) }

    let named =
      values["source"].map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    for id in named where sourceLines[id] == nil { report(.undeclaredSource(shortened(id))) }
    let ownCheck = values["checked"].map { readChecked($0) }
    // A row without a date of its own was compared when the latest of its sources was.
    let checkedOn = ownCheck ?? sources.filter { named.contains($0.id) }.compactMap(\.checkedOn).max()

    guard mistakes.count == before, let base = card(rates) else { return }
    let model = models[models.count - 1]
    let sheet = PriceSheet(
      id: sheets.count, seller: sellers[model.seller].id, model: model.id, family: model.family, from: from,
      until: until, base: base, tiers: [], sources: named, checkedOn: checkedOn, notes: [], line: line)
    if let other = model.sheets.first(where: { overlap(sheets[$0], sheet) }) {
      return report(.overlappingValidity(otherLine: sheets[other].line))
    }
    baseRates = rates
    sheets.append(sheet)
    models[models.count - 1].sheets.append(sheet.id)
    price = .sheet(sheet.id)
    noteTarget = .sheet(sheet.id)
  }

  /// The rates of the price line above as they are written, from which tiers inherit.
  private var baseRates: [String: PriceValue] = [:]

  private mutating func readTier(_ rest: Words) {
    let row: Int
    switch price {
    case .none: return report(.misplaced("tier", needs: "a \"price\" line"))
    case .refused: return
    case .sheet(let id): row = id
    }
    let before = mistakes.count
    let known = ["above", "at-least", "basis", "scope"] + Self.priceKeys
    let values = readKeys("tier", rest, known: known)
    for key in ["basis", "scope"] where values[key] == nil { report(.missingKey(key, directive: "tier")) }
    let comparison: ContextTier.Comparison = values["above"] != nil ? .above : .atLeast
    if values["above"] != nil, values["at-least"] != nil { report(.repeatedKey("at-least")) }
    var threshold: Int64 = 0
    if let text = values[comparison.rawValue] {
      threshold = Int64(text).flatMap { $0 > 0 && isDigits(text) ? $0 : nil } ?? 0
      if threshold == 0 { report(.unreadableNumber(key: comparison.rawValue, value: shortened(text))) }
    } else {
      report(.missingKey("above", directive: "tier"))
    }
    if let scope = values["scope"], scope != "request" {
      report(.unknownWord(shortened(scope), place: "scope of a tier", known: ["request"]))
    }
    var basis: Set<TokenClass> = []
    for word in values["basis"]?.split(separator: "+", omittingEmptySubsequences: false) ?? [] {
      if word == "prompt" {
        basis.formUnion([.uncachedInput, .cacheRead, .cacheWrite])
      } else if let tokenClass = TokenClass.allCases.first(where: { $0.name == word }) {
        basis.insert(tokenClass)
      } else {
        let known = ["prompt"] + TokenClass.allCases.map(\.name)
        report(.unknownWord(shortened(String(word)), place: "class of tokens", known: known))
      }
    }
    var rates = baseRates
    let changed = Self.priceKeys.filter { values[$0] != nil }
    if changed.isEmpty { report(.emptyTier) }
    for key in changed { rates[key] = values[key].flatMap { readRate(key, $0) } }
    if rates["input"] == .asInput { report(.inputAsInput) }
    if let last = sheets[row].tiers.last, threshold != 0, threshold <= last.thresholdTokens { report(.unorderedTiers) }
    guard mistakes.count == before, let card = card(rates) else { return }
    sheets[row].tiers.append(
      ContextTier(basis: basis.sorted(), comparison: comparison, thresholdTokens: threshold, rates: card))
  }

  /// A price as it is written.
  private enum PriceValue: Hashable {
    case dollars(picoUSDPerToken: Int64)
    case asInput
    case free
    case none
  }

  private func card(_ values: [String: PriceValue]) -> RateCard? {
    guard let input = values["input"], let cacheRead = values["cache-read"], let cacheWrite = values["cache-write"],
      let output = values["output"]
    else { return nil }
    func rate(_ value: PriceValue) -> Rate {
      switch value {
      case .dollars(let picoUSD): .published(picoUSD: picoUSD)
      case .free: .free
      case .none: .unpriced
      case .asInput:
        switch input {
        case .dollars(let picoUSD): .asInput(picoUSD: picoUSD)
        case .free: .free
        case .none, .asInput: .unpriced
        }
      }
    }
    return RateCard(
      input: rate(input), cacheRead: rate(cacheRead), cacheWrite: rate(cacheWrite),
      cacheWriteOneHour: values["cache-write-1h"].map(rate), output: rate(output))
  }

  private mutating func readRate(_ key: String, _ text: String) -> PriceValue? {
    switch text {
    case "input": return .asInput
    case "free": return .free
    case "none": return PriceValue.none
    default: break
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ isDigits($0) }) else {
      report(.unreadablePrice(key: key, value: shortened(text)))
      return nil
    }
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard fraction.utf8.count <= 6 else {
      report(.tooFinePrice(key: key, value: shortened(text)))
      return nil
    }
    // Dollars per million tokens times 10⁶ are pico-dollars per token.
    guard let whole = Int64(parts[0]),
      whole < Self.highestPrice || (whole == Self.highestPrice && Int64(fraction) == 0),
      let millionths = Int64(fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
    else {
      report(.hugePrice(key: key, value: shortened(text)))
      return nil
    }
    guard whole > 0 || millionths > 0 else {
      report(.zeroPrice(key: key))
      return nil
    }
    return .dollars(picoUSDPerToken: whole * 1_000_000 + millionths)
  }

  // MARK: Parts of lines

  private mutating func readKeys(_ directive: String, _ rest: Words, known: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for word in rest {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        report(.wrongForm(directive, form: Self.form(of: directive)))
        continue
      }
      let key = String(word[..<equals])
      if !known.contains(key) {
        report(.unknownKey(shortened(key), directive: directive, known: known))
      } else if values[key] != nil {
        report(.repeatedKey(key))
      } else {
        values[key] = String(word[word.index(after: equals)...])
      }
    }
    return values
  }

  private mutating func oneWord(_ directive: String, _ rest: Words) -> String? {
    guard sellers.isEmpty else {
      report(.belatedHeader(directive))
      return nil
    }
    guard let word = rest.first, rest.count == 1 else {
      report(.wrongForm(directive, form: Self.form(of: directive)))
      return nil
    }
    return word
  }

  private mutating func readInstant(_ key: String, _ text: String) -> UnixNanos? {
    let instant = UnixNanos(rfc3339: text)
    if instant == nil { report(.unreadableDate(key: key, value: shortened(text))) }
    return instant
  }

  /// The day of a comparison; `nil` for `never`, and for a mistake that is reported.
  private mutating func readChecked(_ text: String) -> String? {
    if text == "never" { return nil }
    guard isDay(text) else {
      report(.unreadableDate(key: "checked", value: shortened(text)))
      return nil
    }
    if let asOf = headers["as-of"]?.value, isDay(asOf), asOf < text { report(.checkedAfterBook(text, asOf: asOf)) }
    return text
  }

  private mutating func checkLink(_ text: String) {
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
      return report(.unreadableLink(shortened(text)))
    }
  }

  private func isDay(_ text: String) -> Bool { text.utf8.count == 10 && UnixNanos(rfc3339: text) != nil }

  private func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// A word of the book as messages repeat it: long ones are cut.
  private func shortened(_ word: String) -> String { word.count <= 60 ? word : word.prefix(60) + "…" }

  private func overlap(_ left: PriceSheet, _ right: PriceSheet) -> Bool {
    func begins(_ sheet: PriceSheet, before end: UnixNanos?) -> Bool {
      guard let from = sheet.from, let end else { return true }
      return from < end
    }
    return begins(left, before: right.until) && begins(right, before: left.until)
  }

  // MARK: The whole

  private mutating func checkWhole() {
    for directive in ["name", "revision", "as-of", "unit"] where headers[directive] == nil {
      report(.missingDirective(directive), line: sellerLines.first ?? line)
    }
    for (row, model) in models.enumerated() {
      // A model whose price line was refused has that mistake already.
      let isComplained = mistakes.contains { $0.line > modelLines[row] && $0.line < endOfModel(row) }
      if model.sheets.isEmpty, !model.id.isEmpty, !isComplained {
        report(.modelWithoutPrice(shortened(model.id)), line: modelLines[row])
      }
      models[row].sheets.sort { (sheets[$0].from?.value ?? 0) < (sheets[$1].from?.value ?? 0) }
    }
    for (row, seller) in sellers.enumerated()
    where !models.contains(where: { $0.seller == row }) && !unpriced.contains(where: { $0.seller == row }) {
      report(.emptySeller(shortened(seller.id)), line: sellerLines[row])
    }
    if sellers.isEmpty { report(.missingDirective("seller")) }
  }

  private func endOfModel(_ row: Int) -> Int { row + 1 < modelLines.count ? modelLines[row + 1] : Int.max }
}
