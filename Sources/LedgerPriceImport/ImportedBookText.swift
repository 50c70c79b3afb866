extension ImportedBook {
  /// The book in the text form of `docs/prices.md`, version 2. The same book gives the same bytes.
  func text() -> String {
    var lines = head()
    for seller in sellers { lines += seller.lines() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Everything above the first seller.
  func head() -> [String] {
    var lines = [
      "spanledger-prices 2", "name \(name)", "revision 1", "as-of \(asOf)", "layer catalogue",
      "unit USD-per-million-tokens", "",
    ]
    if !remarks.isEmpty { lines += remarks.map { "# \($0)" } + [""] }
    lines += sources.map { "source \($0.id) catalogue checked=\($0.checked) \($0.link)" }
    return lines
  }
}

extension ImportedSeller {
  /// The seller with everything that it sells.
  func lines() -> [String] {
    var lines = ["", "seller \(id) \(isVendor ? "vendor" : "reseller")" + (page.map { " page=\($0)" } ?? "")]
    lines += wrapped("  provider", providers)
    lines += routes.map { "  route \($0)" }
    for model in models { lines += model.lines() }
    for (reason, ids) in unpriced.sorted(by: { $0.key < $1.key }) where !ids.isEmpty {
      lines.append("")
      lines += wrapped("unpriced", ids.sorted()).flatMap { [$0, "  note \(reason)"] }
    }
    return lines
  }
}

extension ImportedModel {
  func lines() -> [String] {
    var lines = ["", "model \(id)" + (family.map { " family=\($0)" } ?? "")]
    lines += wrapped("  alias", aliases.sorted())
    for match in matches {
      lines.append("  match \(match.place.rawValue)=\(match.literal)" + (match.except.map { " except=\($0)" } ?? ""))
    }
    for row in rows {
      var words = ["  price", "from=\(row.from ?? "*")"]
      if let until = row.until { words.append("until=\(until)") }
      if !row.routes.isEmpty { words.append("route=\(row.routes.joined(separator: ","))") }
      words += rateWords(row.rates) + ["source=\(row.source)"]
      lines.append(words.joined(separator: " "))
      for condition in row.conditions {
        let change = condition.factor.map { ["x=\($0)"] } ?? []
        lines.append((["  when"] + condition.words + rateWords(condition.rates) + change).joined(separator: " "))
      }
      lines += row.notes.map { "  note \($0)" }
    }
    return lines
  }

  private func rateWords(_ rates: [ImportedUnit: ImportedRate]) -> [String] {
    ImportedUnit.allCases.compactMap { unit in rates[unit].map { "\(unit.rawValue)=\($0.word(for: unit))" } }
  }
}

/// A line for as many words as fit into a readable width.
private func wrapped(_ head: String, _ words: [String]) -> [String] {
  var lines: [String] = []
  for word in words {
    if let last = lines.last, last.utf8.count + word.utf8.count < 118 {
      lines[lines.count - 1] += " " + word
    } else {
      lines.append(head + " " + word)
    }
  }
  return lines
}
