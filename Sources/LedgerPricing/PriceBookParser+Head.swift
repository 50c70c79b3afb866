import LedgerModel

// The head of a book: what it is, where its values come from, what changes all of its prices.

extension PriceBookParser {
  mutating func readHeader(_ directive: String, _ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader(directive)) }
    guard let word = rest.first, rest.count == 1 else {
      return report(.wrongForm(directive, form: Self.form(of: directive)))
    }
    let value = text(word)
    if let first = headers[directive] { return report(.repeatedDirective(directive, firstLine: first.line)) }
    headers[directive] = (value, line)
    switch directive {
    case "name": bookName = value
    case "revision":
      if (Int(value) ?? 0) < 1 { report(.unreadableNumber(key: directive, value: shortened(value))) }
    case "as-of":
      if !isDay(value) { report(.unreadableDate(key: directive, value: shortened(value))) }
    case "unit": unitLine = (value, line)
    case "layer":
      if let named = BookLayer(name: value) {
        layer = named
      } else {
        report(.unknownWord(shortened(value), place: "layer", known: BookLayer.allCases.map(\.name)))
      }
    case "currency":
      if isCurrency(word) { currency = value } else { report(.unreadableCurrency(shortened(value))) }
    default: break
    }
  }

  func isCurrency(_ word: Word) -> Bool {
    word.count == 3 && bytes[word].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  mutating func readSource(_ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader("source")) }
    let plain = rest.filter { !hasKey($0, "checked") }
    guard plain.count == 3, rest.count == 4, let checked = rest.first(where: { hasKey($0, "checked") }) else {
      return report(.wrongForm("source", form: Self.form(of: "source")))
    }
    let id = text(plain[0])
    if let first = sourceLines[id] { return report(.repeatedName(shortened(id), firstLine: first)) }
    sourceLines[id] = line
    let word = text(plain[1])
    guard let kind = PriceSource.Kind(rawValue: word) else {
      let known = PriceSource.Kind.allCases.map(\.rawValue)
      return report(.unknownWord(shortened(word), place: "kind of source", known: known))
    }
    let link = text(plain[2])
    checkLink(link)
    sources.append(
      PriceSource(
        id: id, kind: kind, link: link, checkedOn: readChecked(checked.lowerBound + 8..<checked.upperBound)))
  }

  mutating func readSelfHosted(_ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader("self-hosted")) }
    guard !rest.isEmpty else { return report(.wrongForm("self-hosted", form: Self.form(of: "self-hosted"))) }
    for word in rest {
      let name = name(word)
      if isNewProvider(name) { selfHosted.insert(name) }
    }
  }

  /// A provider name has one meaning in a book.
  mutating func isNewProvider(_ name: String) -> Bool {
    if let first = providerLines[name] {
      report(.repeatedName(shortened(name), firstLine: first))
      return false
    }
    providerLines[name] = line
    return true
  }

  mutating func readExchange(_ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader("exchange")) }
    isUsefulAlone = true
    let words = Array(rest)
    guard words.count == 3 else { return report(.wrongForm("exchange", form: Self.form(of: "exchange"))) }
    let code = text(words[0])
    guard isCurrency(words[0]), code != "USD" else { return report(.unreadableCurrency(shortened(code))) }
    let day = readDay("exchange", words[1])
    let rate = readFactor("exchange", words[2], highest: 1_000_000)
    guard let day, let from = UnixNanos(rfc3339: day), let rate else { return }
    if let other = exchangeRates.first(where: { $0.currency == code && $0.from == from }) {
      return report(.repeatedName("\(code) \(day)", firstLine: other.line))
    }
    exchangeRates.append(ExchangeRate(currency: code, from: from, rate: rate, line: line))
  }

  mutating func readAdjustment(_ rest: Words) {
    guard sellers.isEmpty else { return report(.belatedHeader("adjust")) }
    isUsefulAlone = true
    guard let first = rest.first, pair(first) == nil else {
      return report(.wrongForm("adjust", form: Self.form(of: "adjust")))
    }
    let before = mistakes.count
    let values = readKeys("adjust", rest.dropFirst(), known: Self.adjustmentKeys)
    let conditions = readConditions("adjust", values)
    var effects: [PriceStep.Effect] = []
    if let word = values[.factor], let factor = readFactor("x", word, highest: 1000) {
      effects.append(.factor(factor, values[.limit].map { readUnits($0) } ?? .all))
    }
    if let word = values[.minimum], let amount = readAmount("minimum", word) { effects.append(.minimum(amount)) }
    if let word = values[.quantum], let amount = readAmount("quantum", word) {
      guard let rounding = values[.round].flatMap({ PriceStep.Rounding(rawValue: text($0)) }) else {
        let known = PriceStep.Rounding.allCases.map(\.rawValue)
        if let word = values[.round] {
          return report(.unknownWord(shortened(text(word)), place: "way of rounding", known: known))
        }
        return report(.missingKey("round", directive: "adjust"))
      }
      effects.append(.quantum(amount, rounding))
    }
    let named = [PriceKey.factor, .minimum, .quantum].filter { values[$0] != nil }.map(\.name)
    if named.count != 1 { report(.oneOf(named, known: ["x", "minimum", "quantum"], directive: "adjust")) }
    if values[.limit] != nil, values[.factor] == nil { report(.lonelyKey("for", needs: "x=FACTOR")) }
    if values[.round] != nil, values[.quantum] == nil { report(.lonelyKey("round", needs: "quantum=USD")) }
    if let threshold = conditions?.threshold, threshold.scope == .marginal, values[.factor] == nil {
      report(.lonelyKey("scope=marginal", needs: "x=FACTOR"))
    }
    guard mistakes.count == before, let conditions, let effect = effects.first else { return }
    adjustments.append(
      PriceAdjustment(
        seller: values[.seller].map(name), model: values[.model].map(name),
        step: PriceStep(
          conditions: conditions, effect: effect, name: text(first), line: line, book: bookName, layer: layer)))
  }

  mutating func checkLink(_ text: String) {
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
      return report(.unreadableLink(shortened(text)))
    }
  }

  /// The day of a comparison; `nil` for `never`, and for a mistake that is reported.
  mutating func readChecked(_ word: Word) -> String? {
    let text = text(word)
    if text == "never" { return nil }
    guard text.utf8.count == 10, knownInstants[text] != nil || isDay(text) else {
      report(.unreadableDate(key: "checked", value: shortened(text)))
      return nil
    }
    if knownInstants[text] == nil { knownInstants[text] = UnixNanos(rfc3339: text) }
    if let asOf = headers["as-of"]?.value, isDay(asOf), asOf < text { report(.checkedAfterBook(text, asOf: asOf)) }
    return text
  }
}
