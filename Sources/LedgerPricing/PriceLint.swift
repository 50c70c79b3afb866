import LedgerModel

/// Something about a row of a book that is probably a slip, though the form allows it.
public struct LintFinding: Hashable, Sendable {
  /// What kind of slip.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A price more than ten times above or below the median of its family.
    case unitSlip = "unit-slip"
    /// A batch that is not cheaper than the standard tier.
    case batchNotCheaper = "batch-not-cheaper"
    /// Cached input that is dearer than fresh input.
    case cachedAboveInput = "cached-above-input"
    /// Something free at a seller that has prices for others.
    case freeAtPaidSeller = "free-at-paid-seller"
    /// Time between two rows in which the model has no price.
    case gap
    /// Two rows that hold at the same time and of which one takes the other's place without saying so.
    case overlap
    /// A row in force that was not compared with its source for long.
    case unchecked
  }

  /// The kind.
  public var kind: Kind
  /// The seller's id.
  public var seller: String
  /// The model's id.
  public var model: String
  /// The line in the book, from 1.
  public var line: Int
  /// What is remarkable, as one sentence without an end.
  public var message: String
}

/// Looks for slips in a book.
public struct PriceLint {
  private let book: PriceBook
  private let today: String
  private let days: Int

  /// - Parameters:
  ///   - today: the day (`YYYY-MM-DD`) from which ages are counted.
  ///   - days: after how many days without a comparison a row is told.
  public init(_ book: PriceBook, today: String, days: Int) {
    self.book = book
    self.today = today
    self.days = days
  }

  /// What was found, in the order of the book's lines.
  public var findings: [LintFinding] {
    var found = unitSlips()
    let paid = Set(book.sheets.filter { !$0.isFree }.map(\.seller))
    for sheet in book.sheets where sheet.withdrawn == nil {
      found += batches(sheet) + cachedAboveInput(sheet)
      if paid.contains(sheet.seller) { found += free(sheet) }
      if let old = unchecked(sheet) { found.append(old) }
    }
    for model in book.models { found += gapsAndOverlaps(model) }
    let order = Dictionary(uniqueKeysWithValues: LintFinding.Kind.allCases.enumerated().map { ($1, $0) })
    return found.sorted {
      ($0.line, order[$0.kind] ?? 0, $0.message) < ($1.line, order[$1.kind] ?? 0, $1.message)
    }
  }

  private func finding(_ kind: LintFinding.Kind, _ sheet: PriceSheet, line: Int? = nil, _ message: String)
    -> LintFinding
  {
    LintFinding(kind: kind, seller: sheet.seller, model: sheet.model, line: line ?? sheet.line, message: message)
  }

  // MARK: Prices beside others

  private func unitSlips() -> [LintFinding] {
    var prices: [String: [BillingUnit: [Int64]]] = [:]
    for sheet in book.sheets {
      for unit in BillingUnit.allCases where sheet.rates.code(unit) > 0 {
        prices[sheet.family, default: [:]][unit, default: []].append(sheet.rates.code(unit))
      }
    }
    let medians = prices.mapValues { units in
      // Of two prices neither is the odd one.
      units.compactMapValues { $0.count < 3 ? nil : $0.sorted()[($0.count - 1) / 2] }
    }
    return book.sheets.flatMap { sheet in
      BillingUnit.allCases.compactMap { unit -> LintFinding? in
        let price = sheet.rates.code(unit)
        guard price > 0, let median = medians[sheet.family]?[unit] else { return nil }
        let isHigh = Int128(price) > Int128(median) * 10
        guard isHigh || Int128(price) * 10 < Int128(median) else { return nil }
        let shown = UnitRates.text(.price(picoUSD: price), unit)
        let usual = UnitRates.text(.price(picoUSD: median), unit)
        return finding(
          .unitSlip, sheet,
          "\(unit.name)=\(shown) is more than ten times \(isHigh ? "above" : "below") the median of its family, \(usual)"
        )
      }
    }
  }

  private func batches(_ sheet: PriceSheet) -> [LintFinding] {
    let lines = sheet.steps.filter { $0.conditions.serviceTiers.contains("batch") }
    return lines.compactMap { step in
      var others = step.conditions
      others.serviceTiers = []
      // The same call on the standard tier: all lines that have no other conditions than this one.
      func rates(_ tier: String) -> UnitRates {
        var rates = sheet.rates
        for line in sheet.steps {
          var rest = line.conditions
          rest.serviceTiers = []
          let isHeld = line.conditions.serviceTiers.isEmpty || line.conditions.serviceTiers.contains(tier)
          if isHeld, rest.isEmpty || rest == others { line.apply(to: &rates) }
        }
        return rates
      }
      let (batch, standard) = (rates("batch"), rates(CallTraits.standardTier))
      let dear = BillingUnit.allCases.filter { unit in
        let changes = step.rates.map { $0.code(unit) > 0 } ?? true
        return changes && unit.isToken && standard.code(unit) > 0 && batch.resolved(unit) >= standard.resolved(unit)
      }
      guard !dear.isEmpty else { return nil }
      return finding(
        .batchNotCheaper, sheet, line: step.line,
        "in a batch \(dear.map(\.name).joined(separator: ", ")) \(dear.count == 1 ? "costs" : "cost") no less than on "
          + "the standard tier")
    }
  }

  private func cachedAboveInput(_ sheet: PriceSheet) -> [LintFinding] {
    func check(_ rates: UnitRates, line: Int) -> [LintFinding] {
      [(BillingUnit.cacheRead, BillingUnit.input), (.audioCacheRead, .audioInput), (.imageCacheRead, .imageInput)]
        .compactMap { cached, fresh in
          let (one, other) = (rates.resolved(cached), rates.resolved(fresh))
          let isText = cached != .cacheRead && rates.isStandIn(cached) && rates.isStandIn(fresh)
          guard one > 0, other >= 0, one > other, !isText else { return nil }
          return finding(
            .cachedAboveInput, sheet, line: line,
            "\(cached.name)=\(UnitRates.text(.price(picoUSD: one), cached)) is dearer than \(fresh.name)="
              + (other == 0 ? "free" : UnitRates.text(.price(picoUSD: other), fresh)))
        }
    }
    let base = check(sheet.rates, line: sheet.line)
    if !base.isEmpty { return base }
    return sheet.steps.flatMap { step in
      var rates = sheet.rates
      step.apply(to: &rates)
      return check(rates, line: step.line)
    }
  }

  private func free(_ sheet: PriceSheet) -> [LintFinding] {
    let units = BillingUnit.allCases.filter { sheet.rates.code($0) == UnitRates.free }
    guard !units.isEmpty else { return [] }
    return [
      finding(
        .freeAtPaidSeller, sheet,
        "\(units.map(\.name).joined(separator: ", ")) \(units.count == 1 ? "is" : "are") free at a seller that bills "
          + "for other models")
    ]
  }

  // MARK: Time

  private func unchecked(_ sheet: PriceSheet) -> LintFinding? {
    if let until = sheet.until, String(until.description.prefix(10)) <= today { return nil }
    guard let checked = sheet.checkedOn else {
      return finding(.unchecked, sheet, "the row was never compared with its source")
    }
    guard let day = UnixNanos(rfc3339: checked), let now = UnixNanos(rfc3339: today), now > day else { return nil }
    let age = Int((now.value - day.value) / 86_400_000_000_000)
    guard age > days else { return nil }
    return finding(.unchecked, sheet, "the row was last compared with its source \(age) days ago, on \(checked)")
  }

  private func gapsAndOverlaps(_ model: PricedModel) -> [LintFinding] {
    let rows = model.sheets.map { book.sheets[$0] }.filter { $0.withdrawn == nil }
    var found: [LintFinding] = []
    for (place, row) in rows.enumerated() {
      let before = rows[..<place].filter { $0.routes == row.routes }
      if let from = row.from, let end = before.compactMap(\.until).max(), end < from,
        before.allSatisfy({ $0.until != nil })
      {
        found.append(finding(.gap, row, "between \(end.bookWord) and \(from.bookWord) the model has no price"))
      }
      // Lines below a row whose times overlap and that set the same price: the later one wins, which is seldom meant.
      for (index, step) in row.steps.enumerated() {
        for other in row.steps[..<index] where isDoubled(step, other) {
          found.append(
            finding(
              .overlap, row, line: step.line,
              "this line holds whenever the one on line \(other.line) does, and replaces it"))
        }
      }
    }
    return found
  }

  /// Whether two lines have the same conditions, but for overlapping times, and name the same price.
  private func isDoubled(_ step: PriceStep, _ other: PriceStep) -> Bool {
    guard let one = step.rates, let two = other.rates, !one.units.intersection(two.units).isEmpty else { return false }
    var (left, right) = (step.conditions, other.conditions)
    let startsInTime = (left.from ?? UnixNanos(0)) < (right.until ?? UnixNanos(.max))
    let endsInTime = (right.from ?? UnixNanos(0)) < (left.until ?? UnixNanos(.max))
    (left.from, left.until, right.from, right.until) = (nil, nil, nil, nil)
    return left == right && startsInTime && endsInTime
  }
}
