import LedgerModel

/// One difference between two books.
public struct PriceBookChange: Hashable, Sendable {
  /// What kind of difference.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A model that only the second book has.
    case modelAdded = "model-added"
    /// A model that only the first book has.
    case modelRemoved = "model-removed"
    /// A row that only the second book has.
    case rowAdded = "row-added"
    /// A row that only the first book has.
    case rowRemoved = "row-removed"
    /// A row of both, with other prices, conditions or another end.
    case rowChanged = "row-changed"
    /// Names that lead to the model in one of the books only.
    case names
  }

  /// The kind.
  public var kind: Kind
  /// The seller's id.
  public var seller: String
  /// The model's id.
  public var model: String
  /// The row, as the first book has it: validity and routes; `nil` where the model is meant.
  public var row: String?
  /// What the first book says; `nil` where it says nothing.
  public var before: String?
  /// What the second book says; `nil` where it says nothing.
  public var after: String?
  /// The line in the first book; `nil` where it has none.
  public var lineBefore: Int?
  /// The line in the second book; `nil` where it has none.
  public var lineAfter: Int?
}

/// What is different between two books: models, rows, prices, names. Notes, sources and order do not matter.
public struct PriceBookDiff: Sendable {
  /// The differences, by seller and model.
  public let changes: [PriceBookChange]

  /// Compares two books.
  public init(_ first: PriceBook, _ second: PriceBook) {
    let (left, right) = (PriceBookDiff.models(first), PriceBookDiff.models(second))
    var changes: [PriceBookChange] = []
    for key in Set(left.keys).union(right.keys).sorted(by: { ($0.seller, $0.model) < ($1.seller, $1.model) }) {
      func change(_ kind: PriceBookChange.Kind) -> PriceBookChange {
        PriceBookChange(kind: kind, seller: key.seller, model: key.model)
      }
      switch (left[key], right[key]) {
      case (nil, let added?):
        var one = change(.modelAdded)
        one.after = added.sheets.last.map(PriceBookDiff.words)
        one.lineAfter = added.sheets.last?.line
        changes.append(one)
      case (let removed?, nil):
        var one = change(.modelRemoved)
        one.before = removed.sheets.last.map(PriceBookDiff.words)
        one.lineBefore = removed.sheets.last?.line
        changes.append(one)
      case (let before?, let after?):
        changes += PriceBookDiff.rows(before.sheets, after.sheets, change)
        let (gone, new) = (before.names.subtracting(after.names), after.names.subtracting(before.names))
        if !gone.isEmpty || !new.isEmpty {
          var one = change(.names)
          one.before = gone.isEmpty ? nil : gone.sorted().joined(separator: " ")
          one.after = new.isEmpty ? nil : new.sorted().joined(separator: " ")
          changes.append(one)
        }
      case (nil, nil): break
      }
    }
    self.changes = changes
  }

  private struct Key: Hashable {
    var seller: String
    var model: String
  }

  private struct Model {
    var names: Set<String>
    var sheets: [PriceSheet]
  }

  private static func models(_ book: PriceBook) -> [Key: Model] {
    var models: [Key: Model] = [:]
    for model in book.models {
      models[Key(seller: book.sellers[model.seller].id, model: model.id)] = Model(
        names: Set(model.aliases), sheets: model.sheets.map { book.sheets[$0] })
    }
    return models
  }

  private static func words(_ sheet: PriceSheet) -> String {
    ([sheet.rates.description] + sheet.steps.map { "when " + $0.words }).joined(separator: "; ")
  }

  private static func rows(
    _ before: [PriceSheet], _ after: [PriceSheet], _ change: (PriceBookChange.Kind) -> PriceBookChange
  ) -> [PriceBookChange] {
    func key(_ sheet: PriceSheet) -> String {
      let routes = sheet.routes.isEmpty ? "" : " route=" + sheet.routes.joined(separator: ",")
      return "from=\(sheet.from?.bookWord ?? "*")\(routes)" + (sheet.learned.map { " learned=\($0)" } ?? "")
    }
    let others = Dictionary(after.map { (key($0), $0) }) { first, _ in first }
    let known = Set(before.map(key))
    var changes: [PriceBookChange] = []
    for sheet in before {
      var one = change(.rowChanged)
      one.row = key(sheet)
      one.lineBefore = sheet.line
      guard let other = others[key(sheet)] else {
        one.kind = .rowRemoved
        one.before = words(sheet)
        changes.append(one)
        continue
      }
      one.lineAfter = other.line
      let (left, right) = (parts(sheet), parts(other))
      let names = left.map(\.name) + right.map(\.name).filter { name in !left.contains { $0.name == name } }
      func differing(_ parts: [(name: String, value: String)], _ rest: [(name: String, value: String)]) -> String {
        names.filter { name in
          parts.first { $0.name == name }?.value != rest.first { $0.name == name }?.value
        }.compactMap { name in parts.first { $0.name == name }.map { "\(name)=\($0.value)" } }.joined(separator: " ")
      }
      let (old, new) = (differing(left, right), differing(right, left))
      if old.isEmpty, new.isEmpty { continue }
      one.before = old.isEmpty ? nil : old
      one.after = new.isEmpty ? nil : new
      changes.append(one)
    }
    for sheet in after where !known.contains(key(sheet)) {
      var one = change(.rowAdded)
      one.row = key(sheet)
      one.after = words(sheet)
      one.lineAfter = sheet.line
      changes.append(one)
    }
    return changes
  }

  /// What a row says, part by part.
  private static func parts(_ sheet: PriceSheet) -> [(name: String, value: String)] {
    var parts: [(name: String, value: String)] = []
    if let until = sheet.until { parts.append(("until", until.bookWord)) }
    if let withdrawn = sheet.withdrawn { parts.append(("withdrawn", withdrawn)) }
    for unit in BillingUnit.allCases {
      if let rate = sheet.rates[unit] { parts.append((unit.name, UnitRates.text(rate, unit))) }
    }
    for (place, step) in sheet.steps.enumerated() {
      // Lines with the same conditions are compared with each other.
      let same = sheet.steps[..<place].filter { $0.conditions == step.conditions }.count
      let name = "when[\(step.conditions.words)]" + (same > 0 ? "[\(same + 1)]" : "")
      parts.append((name, "(\(step.rule))"))
    }
    return parts
  }
}
