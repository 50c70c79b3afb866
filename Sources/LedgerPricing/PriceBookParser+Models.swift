import LedgerModel

// Sellers, models, and what they are called.

extension PriceBookParser {
  mutating func readSeller(_ rest: Words) {
    closePrice()
    isInModel = false
    price = .none
    noteTarget = nil
    let plain = rest.filter { !hasKey($0, "page") }
    guard plain.count == 2, rest.count - plain.count <= 1 else {
      return report(.wrongForm("seller", form: Self.form(of: "seller")))
    }
    let id = name(plain[0])
    if let known = sellers.firstIndex(where: { $0.id == id }) {
      report(.repeatedName(shortened(id), firstLine: sellerLines[known]))
    }
    let kind = text(plain[1])
    if kind != "vendor", kind != "reseller" {
      report(.unknownWord(shortened(kind), place: "kind of seller", known: ["vendor", "reseller"]))
    }
    let page = rest.first { hasKey($0, "page") }.map { text($0.lowerBound + 5..<$0.upperBound) }
    if let page { checkLink(page) }
    sellers.append(Seller(id: id, isVendor: kind == "vendor", page: page, providers: []))
    sellerLines.append(line)
    sellerHasModels.append(false)
  }

  mutating func readProviders(_ rest: Words) {
    guard !sellers.isEmpty else { return report(.misplaced("provider", needs: "a \"seller\" line")) }
    guard !rest.isEmpty else { return report(.wrongForm("provider", form: Self.form(of: "provider"))) }
    for word in rest {
      let name = name(word)
      if isNewProvider(name) { sellers[sellers.count - 1].providers.append(name) }
    }
  }

  mutating func readRoute(_ rest: Words) {
    guard !sellers.isEmpty else { return report(.misplaced("route", needs: "a \"seller\" line")) }
    guard !sellerHasModels[sellers.count - 1] else { return report(.belatedRoute) }
    guard let first = rest.first, pair(first) == nil, rest.count > 1 else {
      return report(.wrongForm("route", form: Self.form(of: "route")))
    }
    var route = SellerRoute(name: name(first))
    for word in rest.dropFirst() {
      if let (key, value) = pair(word), !value.isEmpty {
        let list = parts(value).map(name)
        switch text(key) {
        case "prefix": route.prefixes += list
        case "segment": route.segments += list
        default: return report(.unknownKey(shortened(text(key)), directive: "route", known: ["prefix", "segment"]))
        }
        if list.contains("") { return report(.wrongForm("route", form: Self.form(of: "route"))) }
      } else if text(word) == "default" {
        route.isDefault = true
      } else {
        return report(.wrongForm("route", form: Self.form(of: "route")))
      }
    }
    let known = sellers[sellers.count - 1].routes
    if known.contains(where: { $0.name == route.name }) { return report(.repeatedRoute(shortened(route.name))) }
    if route.isDefault, let other = known.first(where: \.isDefault) {
      return report(.secondDefaultRoute(shortened(other.name)))
    }
    sellers[sellers.count - 1].routes.append(route)
  }

  mutating func readModel(_ rest: Words) {
    closePrice()
    price = .none
    noteTarget = nil
    guard !sellers.isEmpty else { return report(.misplaced("model", needs: "a \"seller\" line")) }
    isInModel = true
    sellerHasModels[sellers.count - 1] = true
    var id: Word?
    var family: String?
    var modelVersion: String?
    var isWhole = true
    for word in rest {
      if family == nil, hasKey(word, "family") {
        family = name(word.lowerBound + 7..<word.upperBound)
      } else if version >= 2, modelVersion == nil, hasKey(word, "version") {
        modelVersion = text(word.lowerBound + 8..<word.upperBound)
      } else if id == nil {
        id = word
      } else {
        isWhole = false
      }
    }
    if id == nil || !isWhole || family == "" || modelVersion == "" {
      report(.wrongForm("model", form: Self.form(of: "model")))
    }
    // Even a malformed line opens a model: the lines below it are read in their place.
    let named = id.map(name) ?? ""
    models.append(
      PricedModel(
        seller: sellers.count - 1, id: named, family: family ?? named, version: modelVersion, aliases: [], sheets: []))
    modelLines.append(line)
    spans.removeAll(keepingCapacity: true)
    if !named.isEmpty { claim(named, for: .model(models.count - 1), isAlias: false) }
  }

  mutating func readAliases(_ rest: Words) {
    guard isInModel else { return report(.misplaced("alias", needs: "a \"model\" line")) }
    guard !rest.isEmpty else { return report(.wrongForm("alias", form: Self.form(of: "alias"))) }
    for word in rest {
      let name = name(word)
      models[models.count - 1].aliases.append(name)
      claim(name, for: .model(models.count - 1), isAlias: true)
    }
  }

  mutating func readPattern(_ rest: Words) {
    guard isInModel else { return report(.misplaced("match", needs: "a \"model\" line")) }
    var pattern = NamePattern(model: models.count - 1, contains: [], except: [], line: line)
    for word in rest {
      guard let (key, value) = pair(word), !value.isEmpty else {
        return report(.wrongForm("match", form: Self.form(of: "match")))
      }
      let text = name(value)
      switch self.text(key) {
      case "starts" where pattern.starts == nil: pattern.starts = text
      case "ends" where pattern.ends == nil: pattern.ends = text
      case "contains": pattern.contains.append(text)
      case "except": pattern.except.append(text)
      case "starts", "ends": return report(.repeatedKey(self.text(key)))
      case let other:
        return report(
          .unknownKey(shortened(other), directive: "match", known: ["starts", "ends", "contains", "except"]))
      }
    }
    // A pattern that fixes nothing would mean every name that is not known.
    guard pattern.weight > 0 else { return report(.wrongForm("match", form: Self.form(of: "match"))) }
    patterns.append(pattern)
  }

  mutating func readUnpriced(_ rest: Words) {
    closePrice()
    isInModel = false
    price = .none
    noteTarget = nil
    guard !sellers.isEmpty else { return report(.misplaced("unpriced", needs: "a \"seller\" line")) }
    guard !rest.isEmpty else { return report(.wrongForm("unpriced", form: Self.form(of: "unpriced"))) }
    sellerHasModels[sellers.count - 1] = true
    let ids = rest.map(name)
    unpriced.append(UnpricedModels(seller: sellers.count - 1, ids: ids, notes: []))
    noteTarget = .unpriced(unpriced.count - 1)
    for id in ids { claim(id, for: .unpriced(unpriced.count - 1), isAlias: false) }
  }

  private mutating func claim(_ name: String, for target: NameTable.Entry.Target, isAlias: Bool) {
    let entry = NameTable.Entry(seller: sellers.count - 1, target: target, isAlias: isAlias, line: line)
    if let first = names.add(name, entry) { report(.repeatedName(shortened(name), firstLine: first.line)) }
  }

  mutating func readNote(_ rest: Words) {
    guard !rest.isEmpty else { return report(.wrongForm("note", form: Self.form(of: "note"))) }
    let text = rest.map(text).joined(separator: " ")
    switch (noteTarget, price) {
    case (.sheet, .open): pending.notes.append(text)
    case (.unpriced(let row), _): unpriced[row].notes.append(text)
    case (_, .refused): break
    default: report(.misplaced("note", needs: "a \"price\" or \"unpriced\" line"))
    }
  }

  // MARK: The whole

  private func from(ofSheet row: Int) -> UInt64 { sheets.span[row].from?.value ?? 0 }

  mutating func checkWhole() {
    // Adjustments may stand above the lines that say whose they are.
    for place in adjustments.indices {
      adjustments[place].step.book = bookName
      adjustments[place].step.layer = layer
    }
    let needed = ["name", "revision", "as-of", "unit"]
    for directive in needed where headers[directive] == nil {
      report(.missingDirective(directive), line: sellerLines.first ?? line)
    }
    let unit = currency + Self.unitSuffix
    if let unitLine, unitLine.value != unit {
      report(.unknownWord(shortened(unitLine.value), place: "unit of prices", known: [unit]), line: unitLine.line)
    }
    for row in models.indices {
      if models[row].sheets.isEmpty {
        // A model whose price line was refused has that mistake already.
        let end = row + 1 < modelLines.count ? modelLines[row + 1] : Int.max
        let isComplained = mistakes.contains { $0.line > modelLines[row] && $0.line < end }
        if !models[row].id.isEmpty, !isComplained {
          report(.modelWithoutPrice(shortened(models[row].id)), line: modelLines[row])
        }
      } else if models[row].sheets.count > 1 {
        // Sheets are large: what they are ordered by is read once of each.
        let order = models[row].sheets.map { (from(ofSheet: $0), $0) }.sorted { $0 < $1 }
        models[row].sheets = order.map(\.1)
      }
    }
    for row in sellers.indices where !sellerHasModels[row] && !isExcerpt {
      report(.emptySeller(shortened(sellers[row].id)), line: sellerLines[row])
    }
    // A book may hold nothing but rates of exchange, or what is agreed on top of other books.
    if sellers.isEmpty, !isUsefulAlone { report(.missingDirective("seller")) }
  }
}
