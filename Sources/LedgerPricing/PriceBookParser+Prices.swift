import LedgerModel

// Prices, and the lines below them.

extension PriceBookParser {
  /// Guards against slips of the unit: the dearest text token sold so far costs 600 dollars a million.
  static let highestPrice: Int64 = 100_000
  /// The same for what is priced one by one.
  static let highestUnitPrice: Int64 = 10_000
  private static let neededKeys: [PriceKey] = [
    .from, .unit(.input), .unit(.cacheRead), .unit(.cacheWrite), .unit(.output), .source,
  ]

  mutating func readPrice(_ rest: Words) {
    closePrice()
    price = .refused
    noteTarget = nil
    guard isInModel else { return report(.misplaced("price", needs: "a \"model\" line")) }
    let before = mistakes.count
    let values = readKeys("price", rest, known: Self.priceLineKeys(version))
    var rates = UnitRates()
    for key in Self.neededKeys where values[key] == nil {
      if version >= 2, values.hasUnitPrice, case .unit(let unit) = key {
        rates.setCode(unit, UnitRates.none)
      } else {
        report(.missingKey(key.name, directive: "price"))
      }
    }
    let from = values[.from].flatMap { text($0) == "*" ? nil : readInstant("from", $0) }
    let until = values[.until].flatMap { readInstant("until", $0) }
    if let from, let until, until <= from { report(.emptyValidity) }
    readRates(values, into: &rates)
    if let word = values[.source] { _ = readSources(word) }
    if let word = values[.checked] { _ = readChecked(word) }
    let learned = values[.learned].flatMap { readDay("learned", $0) }
    let withdrawn = values[.withdrawn].flatMap { readDay("withdrawn", $0) }
    if let learned, let withdrawn, withdrawn <= learned { report(.emptyBelief) }
    if let asOf = headers["as-of"]?.value {
      for (key, day) in [("learned", learned), ("withdrawn", withdrawn)] {
        if let day, day > asOf { report(.afterBook(key, day, asOf: asOf)) }
      }
    }
    if let word = values[.route] { _ = readRoutes(word) }
    guard mistakes.count == before else { return }
    price = .open
    pending = PendingSheet(values: values, rates: rates, line: line)
    noteTarget = .sheet
  }

  /// The sheet of the price line above, now that all lines below it are known.
  mutating func closePrice() {
    guard price == .open else { return }
    price = .none
    noteTarget = nil
    let (values, row) = (pending.values, models.count - 1)
    let (sources, latest) = values[.source].map { readSources($0) } ?? ([], nil)
    // A row without a date of its own was compared when the latest of its sources was.
    var checkedOn = latest
    if let own = values[.checked].map(text) { checkedOn = own == "never" ? nil : own }
    let span = SheetSpan(
      from: values[.from].flatMap { knownInstants[text($0)] },
      until: values[.until].flatMap { knownInstants[text($0)] },
      learned: values[.learned].map(text), withdrawn: values[.withdrawn].map(text),
      routes: values[.route].map { parts($0).map(name) } ?? [], line: pending.line)
    if let other = spans.first(where: { $0.collides(with: span) }) {
      return report(.overlappingValidity(otherLine: other.line), line: span.line)
    }
    spans.append(span)
    models[row].sheets.append(sheets.count)
    sheets.append(
      PriceSheet(
        id: sheets.count, seller: sellers[models[row].seller].id, model: models[row].id, family: models[row].family,
        version: models[row].version, routes: span.routes, from: span.from, until: span.until, learned: span.learned,
        withdrawn: span.withdrawn, rates: pending.rates, steps: pending.steps, sources: sources, checkedOn: checkedOn,
        notes: pending.notes, line: pending.line, book: bookName, layer: layer))
  }

  // MARK: Lines below a price

  mutating func readWhen(_ rest: Words) {
    guard isBelowPrice("when") else { return }
    let before = mistakes.count
    let values = readKeys("when", rest, known: Self.whenKeys)
    let conditions = readConditions("when", values)
    var rates = UnitRates()
    readRates(values, into: &rates)
    let factor = values[.factor].flatMap { readFactor("x", $0, highest: 1000) }
    let units = values[.limit].map { readUnits($0) } ?? .all
    if values[.limit] != nil, values[.factor] == nil { report(.lonelyKey("for", needs: "x=FACTOR")) }
    if let conditions, conditions.isEmpty { report(.unconditional) }
    if values[.factor] == nil, rates.units.isEmpty { report(.emptyTier("when")) }
    if let threshold = conditions?.threshold, threshold.scope == .marginal {
      let touched = rates.units.union(
        factor == nil ? [] : units == .all ? BillingUnits(threshold.basis.map(\.unit)) : units)
      for unit in touched.list where !threshold.basis.contains(where: { $0.unit == unit }) {
        report(.outsideBasis(unit.name))
      }
    }
    guard mistakes.count == before, let conditions else { return }
    let effect: PriceStep.Effect =
      switch factor {
      case nil: .rates(rates)
      case let factor?: rates.units.isEmpty ? .factor(factor, units) : .ratesTimes(rates, factor, units)
      }
    pending.append(
      PriceStep(conditions: conditions, effect: effect, name: nil, line: line, book: bookName, layer: layer))
  }

  /// Whether there is a price above that a line can belong to.
  private mutating func isBelowPrice(_ directive: String) -> Bool {
    if price == .none { report(.misplaced(directive, needs: "a \"price\" line")) }
    return price == .open
  }

  /// A `tier`: rates for long prompts, which start from those of the price line.
  mutating func readTier(_ rest: Words) {
    guard isBelowPrice("tier") else { return }
    let before = mistakes.count
    let values = readKeys("tier", rest, known: Self.tierKeys)
    for key in [PriceKey.basis, .scope] where values[key] == nil { report(.missingKey(key.name, directive: "tier")) }
    let threshold = readThreshold("tier", values, scopes: [.request])
    var rates = UnitRates()
    if values.units.isEmpty { report(.emptyTier("tier")) }
    readRates(values, into: &rates)
    // What the tier does not name is what the price line says, whatever other tiers do.
    for unit in [BillingUnit.input, .cacheRead, .cacheWrite, .cacheWriteOneHour, .output]
    where rates.code(unit) == UnitRates.absent {
      let base = pending.rates.code(unit)
      rates.setCode(unit, base == UnitRates.absent ? UnitRates.leftOut : base)
    }
    if let threshold, pending.lastTier > 0, threshold.tokens <= pending.lastTier { report(.unorderedTiers) }
    guard mistakes.count == before, let threshold else { return }
    var conditions = PriceConditions()
    conditions.threshold = threshold
    pending.append(
      PriceStep(conditions: conditions, effect: .rates(rates), name: nil, line: line, book: bookName, layer: layer))
  }

  // MARK: Conditions

  mutating func readConditions(_ directive: String, _ values: PriceKeys) -> PriceConditions? {
    let before = mistakes.count
    var conditions = PriceConditions()
    if let word = values[.serviceTier] {
      conditions.serviceTiers = parts(word).map { CallTraits.tier(text($0)) }
    }
    if let word = values[.geo] { conditions.geos = parts(word).map(name) }
    for (key, list) in [("service-tier", values[.serviceTier]), ("geo", values[.geo])] {
      if let list, parts(list).contains(where: \.isEmpty) { report(.emptyPart(key)) }
    }
    if let word = values[.route] {
      conditions.routes = directive == "adjust" ? parts(word).map(name) : readRoutes(word)
    }
    conditions.from = values[.from].flatMap { readInstant("from", $0) }
    conditions.until = values[.until].flatMap { readInstant("until", $0) }
    if let from = conditions.from, let until = conditions.until, until <= from { report(.emptyValidity) }
    if values[.above] != nil || values[.atLeast] != nil {
      if values[.basis] == nil { report(.missingKey("basis", directive: directive)) }
      conditions.threshold = readThreshold(directive, values, scopes: TokenThreshold.Scope.allCases)
    } else {
      for key in [PriceKey.basis, .scope] where values[key] != nil {
        report(.lonelyKey(key.name, needs: "above= or at-least="))
      }
    }
    conditions.hours = readHours(values)
    return mistakes.count == before ? conditions : nil
  }

  private mutating func readThreshold(
    _ directive: String, _ values: PriceKeys, scopes: [TokenThreshold.Scope]
  ) -> TokenThreshold? {
    let before = mistakes.count
    let comparison: ContextTier.Comparison = values[.above] != nil ? .above : .atLeast
    if values[.above] != nil, values[.atLeast] != nil { report(.repeatedKey("at-least")) }
    var tokens: Int64 = 0
    if let word = values[comparison == .above ? .above : .atLeast] {
      tokens = wholeNumber(word) ?? 0
      if tokens == 0 { report(.unreadableNumber(key: comparison.rawValue, value: shortened(text(word)))) }
    } else {
      report(.missingKey("above", directive: directive))
    }
    var scope = TokenThreshold.Scope.request
    if let word = values[.scope].map(text) {
      if let named = scopes.first(where: { $0.rawValue == word }) {
        scope = named
      } else {
        report(.unknownWord(shortened(word), place: "scope of a tier", known: scopes.map(\.rawValue)))
      }
    }
    var basis: Set<TokenClass> = []
    for word in values[.basis].map({ text($0).split(separator: "+", omittingEmptySubsequences: false) }) ?? [] {
      if word == "prompt" {
        basis.formUnion([.uncachedInput, .cacheRead, .cacheWrite])
      } else if let tokenClass = TokenClass.allCases.first(where: { $0.name == word }) {
        basis.insert(tokenClass)
      } else {
        let known = ["prompt"] + TokenClass.allCases.map(\.name)
        report(.unknownWord(shortened(String(word)), place: "class of tokens", known: known))
      }
    }
    guard mistakes.count == before, tokens > 0 else { return nil }
    return TokenThreshold(basis: basis.sorted(), comparison: comparison, tokens: tokens, scope: scope)
  }

  private mutating func readHours(_ values: PriceKeys) -> PriceHours? {
    guard values[.days] != nil || values[.hours] != nil else {
      if values[.zone] != nil { report(.lonelyKey("zone", needs: "hours= or days=")) }
      return nil
    }
    let before = mistakes.count
    var hours = PriceHours(days: PriceHours.everyDay, fromMinute: 0, untilMinute: 1440, zone: .utc)
    if let word = values[.days].map(text) {
      hours.days = 0
      for part in word.split(separator: ",", omittingEmptySubsequences: false) {
        let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        let days = ends.compactMap { name in PriceHours.dayNames.firstIndex { $0 == name } }
        guard days.count == ends.count, (1...2).contains(days.count), let first = days.first, let last = days.last
        else {
          report(.unreadableDays(shortened(word)))
          break
        }
        // A stretch such as sat-mon goes over the end of the week.
        for step in 0...((last - first + 7) % 7) { hours.days |= 1 << UInt8((first + step) % 7) }
      }
    }
    if let word = values[.hours].map(text) {
      let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { minute($0) }
      if ends.count == 2, let from = ends[0], let until = ends[1], from != until, from < 1440 {
        (hours.fromMinute, hours.untilMinute) = (from, until)
      } else {
        report(.unreadableHours(shortened(word)))
      }
    }
    if let word = values[.zone].map(text) {
      if let known = knownZones[word] {
        hours.zone = known
      } else if let zone = ZoneRules(fixed: word) ?? systemZone(word) {
        knownZones[word] = zone
        hours.zone = zone
      } else {
        report(.unknownZone(shortened(word)))
      }
    }
    return mistakes.count == before ? hours : nil
  }

  private func minute(_ text: Substring) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == 0x3A, [0, 1, 3, 4].allSatisfy({ bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }) else {
      return nil
    }
    func two(_ at: Int) -> Int { Int(bytes[at] - 0x30) * 10 + Int(bytes[at + 1] - 0x30) }
    let minute = two(0) * 60 + two(3)
    return two(3) < 60 && minute <= 1440 ? minute : nil
  }

  /// Names of zones are made of words and slashes; a path that leaves the data base is none.
  private func systemZone(_ name: String) -> ZoneRules? {
    let isName = name.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || [0x2F, 0x5F, 0x2B, 0x2D].contains($0)
    }
    guard isName, !name.isEmpty, !name.hasPrefix("/"), let file = zones(name) else { return nil }
    return ZoneRules(name: name, file: file)
  }

  // MARK: Values

  private mutating func readRoutes(_ word: Word) -> [String] {
    let list = parts(word).map(name)
    let known = sellers.last?.routes.map(\.name) ?? []
    for route in list where !known.contains(route) { report(.unknownRoute(shortened(route), known: known)) }
    return list
  }

  private mutating func readSources(_ word: Word) -> (ids: [String], checkedOn: String?) {
    let text = text(word)
    if let known = knownSources[text] { return known }
    let ids = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var isDeclared = true
    for id in ids where sourceLines[id] == nil {
      report(.undeclaredSource(shortened(id)))
      isDeclared = false
    }
    let found = (ids, sources.filter { ids.contains($0.id) }.compactMap(\.checkedOn).max())
    if isDeclared { knownSources[text] = found }
    return found
  }

  mutating func readUnits(_ word: Word) -> BillingUnits {
    var units: BillingUnits = []
    for part in parts(word) {
      if let unit = BillingUnit(name: text(part)) {
        units.formUnion(BillingUnits([unit]))
      } else {
        report(.unknownWord(shortened(text(part)), place: "unit of prices", known: BillingUnit.allCases.map(\.name)))
      }
    }
    return units
  }

  mutating func readFactor(_ key: String, _ word: Word, highest: Int64) -> PriceFactor? {
    guard let billionths = decimal(word, places: 9), billionths > 0, billionths <= Int128(highest) * 1_000_000_000
    else {
      report(.unreadableFactor(key: key, value: shortened(text(word)), highest: highest))
      return nil
    }
    return PriceFactor(billionths: Int64(billionths))
  }

  mutating func readAmount(_ key: String, _ word: Word) -> PicoUSD? {
    guard let value = decimal(word, places: 12), value > 0, value <= Int128(Self.highestUnitPrice) * 1_000_000_000_000
    else {
      report(.unreadableAmount(key: key, value: shortened(text(word))))
      return nil
    }
    return PicoUSD(value)
  }

  /// A decimal number with at most so many places, times ten to the power of them; `nil` where it is none, or has more than
  /// 25 digits.
  private func decimal(_ word: Word, places: Int) -> Int128? {
    var value: Int128 = 0
    var fraction = -1
    var digits = 0
    for at in word {
      let byte = bytes[at]
      if byte == 0x2E, fraction < 0, at > word.lowerBound {
        fraction = 0
      } else if byte >= 0x30, byte <= 0x39 {
        digits += 1
        // With 12 places more, 25 digits are what 128 bits hold for certain.
        guard digits <= 25 else { return nil }
        value = value * 10 + Int128(byte - 0x30)
        if fraction >= 0 { fraction += 1 }
      } else {
        return nil
      }
    }
    guard digits > 0, fraction != 0, fraction <= places else { return nil }
    for _ in 0..<(places - max(0, fraction)) { value *= 10 }
    return value
  }

  private mutating func readRates(_ values: PriceKeys, into rates: inout UnitRates) {
    var bits = values.units.rawValue
    while bits != 0 {
      let number = bits.trailingZeroBitCount
      bits &= bits - 1
      guard let unit = BillingUnit(rawValue: UInt8(number)), let word = values[number: number],
        let code = readRate(unit, word)
      else { continue }
      rates.setCode(unit, code)
    }
    if rates.code(.input) == UnitRates.asInput { report(.inputAsInput) }
  }

  private mutating func readRate(_ unit: BillingUnit, _ word: Word) -> Int64? {
    // Words first: few are numbers that begin with a letter.
    if let first = bytes[word].first, first >= 0x61 {
      switch text(word) {
      case "input" where unit.isToken: return UnitRates.asInput
      case "free": return UnitRates.free
      case "none": return UnitRates.none
      default: break
      }
    }
    let (places, highest) = unit.isToken ? (6, Self.highestPrice) : (12, Self.highestUnitPrice)
    // Dollars per million tokens times 10⁶ are pico-dollars per token; dollars times 10¹² are pico-dollars.
    var value: Int64 = 0
    var fraction = -1
    var isTooFine = false
    var isHuge = false
    var isNumber = !word.isEmpty && bytes[word.lowerBound] != 0x2E
    for at in word {
      let byte = bytes[at]
      if byte == 0x2E, fraction < 0 {
        fraction = 0
      } else if byte >= 0x30, byte <= 0x39 {
        if fraction >= 0 {
          if fraction == places { isTooFine = true; continue }
          fraction += 1
        }
        if value > 1_000_000_000_000_000_000 / 10 { isHuge = true; continue }
        value = value * 10 + Int64(byte - 0x30)
      } else {
        isNumber = false
      }
    }
    let shown = { (parser: borrowing PriceBookParser) in parser.shortened(parser.text(word)) }
    guard isNumber, fraction != 0 else {
      report(.unreadablePrice(key: unit.name, value: shown(self)))
      return nil
    }
    guard !isTooFine else {
      report(.tooFinePrice(key: unit.name, value: shown(self), places: places))
      return nil
    }
    for _ in 0..<(places - max(0, fraction)) {
      let (tens, isBeyond) = value.multipliedReportingOverflow(by: 10)
      if isBeyond { isHuge = true; break }
      value = tens
    }
    guard !isHuge, value <= highest * (unit.isToken ? 1_000_000 : 1_000_000_000_000) else {
      report(.hugePrice(key: unit.name, value: shown(self), highest: highest))
      return nil
    }
    guard value > 0 else {
      report(.zeroPrice(key: unit.name))
      return nil
    }
    return value
  }

  mutating func readKeys(_ directive: String, _ rest: Words, known: KnownKeys) -> PriceKeys {
    var values = PriceKeys()
    for word in rest {
      guard let (key, value) = pair(word) else {
        report(.wrongForm(directive, form: Self.form(of: directive)))
        continue
      }
      guard let number = PriceKeyTable.shared.number(bytes, key), known.contains(number) else {
        report(.unknownKey(shortened(text(key)), directive: directive, known: known.names))
        continue
      }
      if values[number: number] != nil {
        report(.repeatedKey(text(key)))
      } else {
        values[number: number] = value
      }
    }
    return values
  }
}

/// When a sheet holds, for whom and by whose belief: what decides whether two of them contradict each other.
struct SheetSpan {
  var from: UnixNanos?
  var until: UnixNanos?
  var learned: String?
  var withdrawn: String?
  var routes: [String]
  var line: Int

  /// Whether two sheets of one model hold at the same time for the same route and are believed at the same time.
  func collides(with other: SheetSpan) -> Bool {
    func begins(_ span: SheetSpan, before end: UnixNanos?) -> Bool {
      guard let from = span.from, let end else { return true }
      return from < end
    }
    func isLearned(_ span: SheetSpan, before end: String?) -> Bool {
      guard let learned = span.learned, let end else { return true }
      return learned < end
    }
    guard begins(self, before: other.until), begins(other, before: until) else { return false }
    guard isLearned(self, before: other.withdrawn), isLearned(other, before: withdrawn) else { return false }
    return routes.isEmpty || other.routes.isEmpty || routes.contains(where: other.routes.contains)
  }
}
