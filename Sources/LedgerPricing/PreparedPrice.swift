import LedgerModel

/// What calls to one model cost, laid out for many of them: names, service tier and route are settled, what is left is when
/// a call began and what it used.
///
/// A value to be made once for each distinct model, tier and route, and then applied to columns.
public struct PreparedPrice: Sendable {
  /// The sheets for the calls' route, the strongest first; the first that holds counts. Where the route is open, those of
  /// the first route.
  public let sheets: [PreparedSheet]
  /// Why there is no price where no sheet holds.
  public let reason: UnpricedReason
  /// What is the same for all of the calls.
  public let traits: CallTraits
  /// Whether the price depends on a route that is not known. Every call then is to be asked for one by one.
  public var isOpen: Bool { !byRoute.isEmpty }

  private let byRoute: [(route: String, sheets: [PreparedSheet])]
  private let route: RouteChoice

  /// Prepares a resolution for calls.
  ///
  /// - Parameter traits: the calls' tier and place; of the route only where it is known from elsewhere than the model's
  ///   name.
  public init(_ resolution: PriceResolution, _ traits: CallTraits) {
    var traits = traits
    if traits.route == nil { traits.route = resolution.route.name }
    self.traits = traits
    route = resolution.route
    reason =
      switch resolution.verdict {
      case .unpriced(let reason): reason
      case .sheets: .unpricedByDate
      }
    if traits.route == nil, case .open(let routes) = resolution.route {
      let all = routes.map { name in
        var onRoute = traits
        onRoute.route = name
        return (route: name, sheets: PreparedPrice.sheets(resolution, onRoute))
      }
      let first = all.first?.sheets ?? []
      let isSame = all.allSatisfy { PreparedPrice.isSame($0.sheets, first) }
      byRoute = isSame ? [] : all
      sheets = first
    } else {
      byRoute = []
      sheets = PreparedPrice.sheets(resolution, traits)
    }
  }

  private static func sheets(_ resolution: PriceResolution, _ traits: CallTraits) -> [PreparedSheet] {
    resolution.sheets.filter { $0.isFor(traits.route) }.flatMap { sheet in
      PreparedSheet.prepare(PriceRule(sheet, adjustments: resolution.adjustments), traits)
    }
  }

  private static func isSame(_ left: [PreparedSheet], _ right: [PreparedSheet]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0.from == $1.from && $0.until == $1.until && $0.hasSamePrices(as: $1) }
  }

  /// Whether any route has a price at an instant.
  public func hasPrice(at instant: UnixNanos) -> Bool {
    isOpen
      ? byRoute.contains { $0.sheets.contains { $0.holds(at: instant.value) } }
      : sheets.contains { $0.holds(at: instant.value) }
  }

  /// The cost of a call, line by line.
  ///
  /// - Parameter isDetailed: whether all of it is wanted, or the state and the amounts alone.
  public func cost(of usage: CallUsage, at instant: UnixNanos, isDetailed: Bool = true) -> ItemisedCost {
    guard isOpen else {
      var cost = self.cost(of: usage, at: instant, by: sheets, traits, isDetailed)
      if case .byDefault(let name) = route, traits.route == name, cost.sheet != nil {
        if hasRoutes(cost.sheet) { cost.assumptions.append(.defaultRoute(name)) }
      }
      return cost
    }
    let costs = byRoute.map { route, sheets -> RouteCost in
      var onRoute = traits
      onRoute.route = route
      return RouteCost(route: route, cost: self.cost(of: usage, at: instant, by: sheets, onRoute, isDetailed))
    }
    guard let first = costs.first?.cost else { return ItemisedCost(.unpriced(reason)) }
    let isSame = costs.allSatisfy {
      $0.cost.state == first.state && $0.cost.low == first.low && $0.cost.high == first.high
    }
    if isSame { return first }
    var cost = ItemisedCost(.open(.route(costs.map(\.route))))
    // Where a route has no price, what it costs there is not bounded; usage that is not known is known on no route.
    let priced = costs.filter { $0.cost.low != nil }
    if let unknown = costs.first(where: { if case .unknownUsage = $0.cost.state { true } else { false } }) {
      cost = unknown.cost
    }
    cost.low = priced.compactMap(\.cost.low).min()
    cost.high = priced.count == costs.count ? costs.compactMap(\.cost.high).max() : nil
    if costs.contains(where: { $0.cost.high == nil }) { cost.high = nil }
    cost.byRoute = isDetailed ? costs : []
    return cost
  }

  private func hasRoutes(_ sheet: PriceSheet?) -> Bool {
    sheet.map { !$0.routes.isEmpty || $0.steps.contains { !$0.conditions.routes.isEmpty } } ?? false
  }

  private func cost(
    of usage: CallUsage, at instant: UnixNanos, by sheets: [PreparedSheet], _ traits: CallTraits, _ isDetailed: Bool
  ) -> ItemisedCost {
    guard let sheet = sheets.first(where: { $0.holds(at: instant.value) }) else {
      return ItemisedCost(.unpriced(reason))
    }
    return sheet.cost(of: usage, traits, at: instant, isDetailed: isDetailed)
  }
}

extension PriceResolution {
  /// The price for calls with some traits; see ``PreparedPrice``.
  public func prepared(for traits: CallTraits = CallTraits()) -> PreparedPrice { PreparedPrice(self, traits) }

  /// What a call costs, line by line; for many calls prepare the price once.
  public func cost(of usage: CallUsage, _ traits: CallTraits = CallTraits(), at instant: UnixNanos) -> ItemisedCost {
    prepared(for: traits).cost(of: usage, at: instant)
  }
}
