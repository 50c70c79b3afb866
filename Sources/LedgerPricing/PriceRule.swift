import LedgerModel

/// A sheet with everything that changes its prices: the lines below it, and the adjustments of books.
struct PriceRule: Hashable, Sendable {
  var sheet: PriceSheet
  /// In the order in which they apply.
  var steps: [PriceStep]

  init(_ sheet: PriceSheet, adjustments: [PriceAdjustment] = []) {
    self.sheet = sheet
    steps = sheet.steps + adjustments.filter { $0.applies(to: sheet) }.map(\.step)
  }

  /// What a call costs.
  ///
  /// - Parameters:
  ///   - instant: when the call began; `nil` where only what does not depend on it is asked for: hours then do not hold.
  ///   - isDetailed: whether lines, adjustments, steps, assumptions and the sheet are wanted, too.
  func cost(_ usage: CallUsage, _ traits: CallTraits, at instant: UnixNanos?, isDetailed: Bool) -> ItemisedCost {
    guard usage.hasOpenInputDetails else { return settledCost(usage, traits, at: instant, isDetailed: isDetailed) }
    // As much of it read afresh as there is room for, and as much of it from the cache.
    var fresh = usage
    fresh.hasOpenInputDetails = false
    let first = settledCost(fresh, traits, at: instant, isDetailed: isDetailed)
    guard (usage.tokens.cacheRead ?? 0) > 0 else { return first }
    var cached = fresh
    var room = usage.tokens.cacheRead ?? 0
    for (from, to) in [(BillingUnit.audioInput, BillingUnit.audioCacheRead), (.imageInput, .imageCacheRead)] {
      guard let count = usage[from], count > 0 else { continue }
      let moved = min(count, room)
      room -= moved
      cached[from] = count - moved
      cached[to] = (cached[to] ?? 0).addingReportingOverflow(moved).partialValue
    }
    let second = settledCost(cached, traits, at: instant, isDetailed: false)
    if first.state == second.state, first.low == second.low, first.high == second.high { return first }
    // Where one of the two contradicts itself, the other is what happened.
    if case .open(.contradiction) = first.state, second.amount != nil {
      return settledCost(cached, traits, at: instant, isDetailed: isDetailed)
    }
    if case .open(.contradiction) = second.state, first.amount != nil { return first }
    var open = first
    open.state = .open(.cachedDetails)
    if case .unpricedUnits = first.state { open.state = first.state }
    if case .unpricedUnits = second.state { open.state = second.state }
    open.low = [first.low, second.low].compactMap { $0 }.min()
    open.high = first.high.flatMap { high in second.high.map { max(high, $0) } }
    return open
  }

  // MARK: Which lines hold

  private func outcomes(_ usage: TokenUsage, _ traits: CallTraits, at instant: UnixNanos?) -> [StepOutcome] {
    steps.map { step in
      let conditions = step.conditions
      var failure = conditions.staticFailure(traits)
      if failure == nil {
        if let instant {
          failure = conditions.dynamicFailure(usage, at: instant)
        } else if conditions.hours != nil || conditions.from != nil || conditions.until != nil {
          failure = .hours
        } else if let threshold = conditions.threshold, !threshold.holds(for: usage) {
          failure = .threshold
        }
      }
      return StepOutcome(step: step, failure: failure)
    }
  }

  /// The prices by some lines.
  private func rates(_ held: [PriceStep]) -> UnitRates {
    var rates = sheet.rates
    for step in held { step.apply(to: &rates) }
    return rates
  }

  // MARK: Lines of a cost

  /// So many tokens, or other units, at the prices that some lines give.
  private struct Part {
    var unit: BillingUnit
    var quantity: Int128
    /// The lines that hold for it, in order.
    var held: [PriceStep]
  }

  /// The lines that hold for a call.
  private struct HeldLines {
    /// Those that change prices, in order.
    let changing: [PriceStep]
    /// Of these, those that hold for all tokens alike, not just for those beyond a threshold.
    let plain: [PriceStep]
    /// The prices that these give.
    let rates: UnitRates
    /// Whether some hold for the tokens beyond a threshold alone.
    let hasMarginal: Bool
  }

  /// What is to be charged, and what stands in the way.
  private struct Bill {
    var parts: [Part] = []
    /// Units whose count is not known, though it must be.
    var missing: [BillingUnit] = []
    /// Units that were used and have no price.
    var unpriced: [BillingUnit] = []
    /// A class whose details exceed it.
    var contradiction: TokenClass?
    var assumptions: [CostAssumption] = []
    var low = Int128(0)
    var high = Int128(0)
    var isBilled = false
  }

  private func settledCost(
    _ usage: CallUsage, _ traits: CallTraits, at instant: UnixNanos?, isDetailed: Bool
  ) -> ItemisedCost {
    let outcomes = outcomes(usage.tokens, traits, at: instant)
    let held = outcomes.filter { $0.failure == nil }.map(\.step)
    let lines = heldLines(held.filter(\.changesPrices))
    var bill = Bill()
    for tokenClass in TokenClass.inOrder { add(tokenClass, usage, lines, to: &bill, isDetailed: isDetailed) }
    addPieces(usage, lines, to: &bill)
    charge(&bill, lines)

    var cost = ItemisedCost(.priced)
    if isDetailed {
      if !isTierKnown(traits) { bill.assumptions.append(.standardTier(insteadOf: traits.serviceTier)) }
      cost.sheet = sheet
      cost.assumptions = bill.assumptions
      cost.steps = outcomes
      cost.lines = bill.parts.map(line).sorted { $0.unit < $1.unit }
      cost.adjustments = priceAdjustments(bill.parts, lines.changing)
    }
    if !bill.missing.isEmpty {
      cost.state = .unknownUsage(Set(bill.missing).sorted())
      return cost
    }
    if !bill.unpriced.isEmpty {
      cost.state = .unpricedUnits(Set(bill.unpriced).sorted())
      cost.low = PicoUSD(bill.low)
      return cost
    }
    if let contradiction = bill.contradiction {
      cost.state = .open(.contradiction(contradiction))
    } else if !bill.isBilled, sheet.isFree {
      cost.state = .free
    }
    var bounds = (low: PicoUSD(bill.low), high: PicoUSD(bill.high))
    for step in held where !step.changesPrices {
      let after = (low: step.applied(to: bounds.low), high: step.applied(to: bounds.high))
      if isDetailed { cost.adjustments.append(adjustment(step, by: after.low - bounds.low)) }
      bounds = after
    }
    if cost.state == .free, bounds.high > .zero { cost.state = .priced }
    (cost.low, cost.high) = bounds
    return cost
  }

  private func heldLines(_ changing: [PriceStep]) -> HeldLines {
    let hasMarginal = changing.contains(where: \.isMarginal)
    let plain = hasMarginal ? changing.filter { !$0.isMarginal } : changing
    return HeldLines(changing: changing, plain: plain, rates: rates(plain), hasMarginal: hasMarginal)
  }

  /// Puts the tokens of a class on the bill: details at prices of their own, then the rest.
  private func add(
    _ tokenClass: TokenClass, _ usage: CallUsage, _ lines: HeldLines, to bill: inout Bill, isDetailed: Bool
  ) {
    let unit = tokenClass.unit
    let price = lines.rates.resolved(unit)
    guard let count = usage.tokens[tokenClass] else {
      // A class that is always billed must be known; one that may be part of another need not.
      let isNeeded = tokenClass == .uncachedInput || tokenClass == .output
      if isNeeded, price != UnitRates.none { bill.missing.append(unit) }
      return
    }
    if count < 0 {
      bill.missing.append(unit)
      return
    }
    // Details at the same price as the class need not be told apart, except to show them.
    var own: [(unit: BillingUnit, count: Int64)] = []
    var same: [(unit: BillingUnit, count: Int64)] = []
    for detail in usage.countedUnits where detail.isDetail && detail.tokenClass == tokenClass {
      let counted = usage[detail] ?? 0
      if counted < 0 { bill.missing.append(detail) }
      guard counted > 0 else { continue }
      if lines.rates.resolved(detail) == price { same.append((detail, counted)) } else { own.append((detail, counted)) }
    }
    var rest = Int128(count) - own.reduce(Int128(0)) { $0 + Int128($1.count) }
    if rest < 0 {
      bound(tokenClass, count, own, lines.rates, in: &bill)
      return
    }
    func add(_ detail: (unit: BillingUnit, count: Int64)) {
      bill.parts.append(Part(unit: detail.unit, quantity: Int128(detail.count), held: lines.plain))
    }
    for detail in own { add(detail) }
    let isShown =
      isDetailed && !lines.hasMarginal && price != UnitRates.none
      && same.reduce(Int128(0)) { $0 + Int128($1.count) } <= rest
    if isShown {
      for detail in same {
        add(detail)
        rest -= Int128(detail.count)
      }
    }
    if lines.hasMarginal {
      bill.parts += brackets(tokenClass, usage.tokens, rest: rest, lines.changing)
    } else if rest > 0 {
      bill.parts.append(Part(unit: unit, quantity: rest, held: lines.plain))
    }
  }

  /// Bounds what a class costs whose details exceed it: all of it at the least price, and at the highest one or by its details.
  private func bound(
    _ tokenClass: TokenClass, _ count: Int64, _ details: [(unit: BillingUnit, count: Int64)], _ rates: UnitRates,
    in bill: inout Bill
  ) {
    bill.contradiction = tokenClass
    let units = [tokenClass.unit] + details.map(\.unit)
    bill.unpriced += units.filter { rates.resolved($0) == UnitRates.none }
    let prices = units.map { Int128(max(0, rates.resolved($0))) }
    let told = details.reduce(Int128(0)) { $0 + Int128($1.count) * Int128(max(0, rates.resolved($1.unit))) }
    bill.low += Int128(count) * (prices.min() ?? 0)
    bill.high += max(Int128(count) * (prices.max() ?? 0), told)
  }

  /// Puts what is counted by itself on the bill.
  private func addPieces(_ usage: CallUsage, _ lines: HeldLines, to bill: inout Bill) {
    let hasTokenPrice = BillingUnit.tokens.contains { lines.rates.resolved($0) != UnitRates.none }
    for unit in BillingUnit.pieces {
      let price = lines.rates.resolved(unit)
      var count = usage[unit]
      if unit == .request, count == nil, price != UnitRates.none { count = 1 }
      guard let count else {
        if price > 0 {
          if hasTokenPrice { bill.assumptions.append(.notCounted(unit)) } else { bill.missing.append(unit) }
        }
        continue
      }
      if count < 0 {
        bill.missing.append(unit)
      } else if count > 0 {
        bill.parts.append(Part(unit: unit, quantity: Int128(count), held: lines.plain))
      }
    }
  }

  /// Adds up what the parts cost.
  private func charge(_ bill: inout Bill, _ lines: HeldLines) {
    for part in bill.parts {
      let price = (lines.hasMarginal ? rates(part.held) : lines.rates).resolved(part.unit)
      if price == UnitRates.none {
        bill.unpriced.append(part.unit)
      } else if price > 0 {
        bill.isBilled = true
        bill.low += part.quantity * Int128(price)
        bill.high += part.quantity * Int128(price)
      }
    }
  }

  /// Whether a line of the sheet speaks of the call's service tier; nothing need speak of the standard one.
  private func isTierKnown(_ traits: CallTraits) -> Bool {
    traits.serviceTier == CallTraits.standardTier
      || steps.contains { $0.conditions.serviceTiers.contains(traits.serviceTier) } || sheet.isFree
  }

  /// The tokens of a class by the thresholds that they lie beyond.
  private func brackets(
    _ tokenClass: TokenClass, _ usage: TokenUsage, rest: Int128, _ steps: [PriceStep]
  ) -> [Part] {
    // Details lie before the rest, so the last tokens of a class are the last of the rest.
    let beyond = steps.map { step in
      step.isMarginal ? min(step.conditions.threshold?.beyond(tokenClass, usage) ?? 0, rest) : rest
    }
    var parts: [Part] = []
    var end = Int128(0)
    for border in Set(beyond + [rest]).sorted() where border > end {
      // The tokens between two borders, counted from the last one.
      let held = zip(steps, beyond).filter { $0.1 >= border }.map(\.0)
      let part = Part(unit: tokenClass.unit, quantity: border - end, held: held)
      end = border
      // Lines about other classes part nothing.
      if let last = parts.last, isSamePrice(last, part) {
        parts[parts.count - 1].quantity += part.quantity
      } else {
        parts.append(part)
      }
    }
    return parts.reversed()
  }

  private func isSamePrice(_ left: Part, _ right: Part) -> Bool {
    let (one, other) = (line(left), line(right))
    return one.price == other.price && one.bookPrice == other.bookPrice && one.priceLine == other.priceLine
  }

  private func line(_ part: Part) -> CostLine {
    let book = part.held.filter { $0.name == nil }
    let before = rates(book)
    let after = rates(part.held)
    func price(_ code: Int64) -> PicoUSD? { code >= 0 ? PicoUSD(Int128(code)) : nil }
    let origin = before.origin(of: part.unit)
    let named = book.last { ($0.rates?.code(origin) ?? UnitRates.absent) > UnitRates.asInput }
    let unitPrice = price(after.resolved(part.unit))
    return CostLine(
      unit: part.unit, quantity: part.quantity, bookPrice: price(before.resolved(part.unit)), price: unitPrice,
      amount: unitPrice.map { PicoUSD($0.value * part.quantity) }, pricedAs: origin,
      isFallback: before.isStandIn(part.unit), layer: sheet.layer, book: sheet.book, row: sheet.line,
      priceLine: named?.line ?? sheet.line)
  }

  /// What each adjustment of prices changed, one after the other.
  private func priceAdjustments(_ parts: [Part], _ held: [PriceStep]) -> [AdjustmentLine] {
    let adjusting = held.indices.filter { held[$0].name != nil }
    guard !adjusting.isEmpty else { return [] }
    func total(upTo end: Int) -> PicoUSD {
      let known = Set(held[..<end])
      return parts.reduce(PicoUSD.zero) { sum, part in
        let price = rates(part.held.filter { $0.name == nil || known.contains($0) }).resolved(part.unit)
        return price > 0 ? sum + PicoUSD(part.quantity * Int128(price)) : sum
      }
    }
    return adjusting.map { place in adjustment(held[place], by: total(upTo: place + 1) - total(upTo: place)) }
  }

  private func adjustment(_ step: PriceStep, by amount: PicoUSD) -> AdjustmentLine {
    AdjustmentLine(
      name: step.name ?? "", rule: step.rule, layer: step.layer, book: step.book, line: step.line, amount: amount)
  }
}

extension PriceStep {
  /// What it does, as a book writes it.
  public var rule: String {
    switch effect {
    case .rates(let rates): rates.description
    case .factor(let factor, let units): PriceStep.rule(factor, units)
    case .ratesTimes(let rates, let factor, let units): rates.description + " " + PriceStep.rule(factor, units)
    case .minimum(let least): "minimum=\(least)"
    case .quantum(let quantum, let rounding): "quantum=\(quantum) round=\(rounding.rawValue)"
    }
  }

  private static func rule(_ factor: PriceFactor, _ units: BillingUnits) -> String {
    units == .all ? "x=\(factor)" : "x=\(factor) for=" + units.list.map(\.name).joined(separator: ",")
  }
}

extension UnitRates: CustomStringConvertible {
  /// The prices as a book writes them, in the order of units.
  public var description: String {
    units.list.compactMap { unit in self[unit].map { "\(unit.name)=\(UnitRates.text($0, unit))" } }
      .joined(separator: " ")
  }

  /// A price as a book writes it: dollars per million tokens, dollars each for everything else.
  public static func text(_ rate: WrittenRate, _ unit: BillingUnit) -> String {
    switch rate {
    case .price(let picoUSD):
      PicoUSD(Int128(picoUSD) * (unit.isToken ? 1_000_000 : 1)).description.withoutEmptyCents
    case .free: "free"
    case .none: "none"
    case .asInput: "input"
    }
  }
}

extension String {
  /// A number of dollars without cents that are zero.
  var withoutEmptyCents: String { hasSuffix(".00") ? String(dropLast(3)) : self }
}
