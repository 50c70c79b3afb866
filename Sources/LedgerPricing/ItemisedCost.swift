import LedgerModel

/// One line of a cost: so many units at such a price.
public struct CostLine: Hashable, Sendable {
  /// What was counted.
  public var unit: BillingUnit
  /// How much of it.
  public var quantity: Int128
  /// What a unit costs before adjustments, in pico-dollars; 0 where it is free, `nil` where it has no price.
  public var bookPrice: PicoUSD?
  /// What a unit costs, in pico-dollars; 0 where it is free, `nil` where it has no price.
  public var price: PicoUSD?
  /// Quantity times price; `nil` where there is no price.
  public var amount: PicoUSD?
  /// The unit whose price this is; another than ``unit`` where the book has no price of its own for it.
  public var pricedAs: BillingUnit
  /// Whether the price stands in because the book says nothing, rather than because the book says so.
  public var isFallback: Bool
  /// The layer of the book.
  public var layer: BookLayer
  /// The name of the book.
  public var book: String
  /// The line of the row (`price`) in the book.
  public var row: Int
  /// The line that names the price: the row's own, or that of a condition below it.
  public var priceLine: Int
}

/// What an adjustment changed about a cost.
public struct AdjustmentLine: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// What it does, as the book writes it: `x=0.85`, `minimum=0.01`.
  public var rule: String
  /// The layer of its book.
  public var layer: BookLayer
  /// The name of its book.
  public var book: String
  /// Its line in the book.
  public var line: Int
  /// By how much the cost rose; below zero where it fell.
  public var amount: PicoUSD
}

/// What became of a line with conditions.
public struct StepOutcome: Hashable, Sendable {
  /// The line.
  public var step: PriceStep
  /// The first condition that the call does not meet; `nil` where the line holds.
  public var failure: PriceConditions.Failure?
}

/// Why a cost is known between two bounds only.
public enum OpenReason: Hashable, Sendable {
  /// The call's route is not known, and prices differ between these.
  case route([String])
  /// Details add up to more than the class that contains them.
  case contradiction(TokenClass)
  /// Whether details of the input were cached is not known, and their prices differ.
  case cachedDetails

  /// The word that reports use.
  public var code: String {
    switch self {
    case .route: "open-route"
    case .contradiction: "contradictory-usage"
    case .cachedDetails: "open-cached-details"
    }
  }
}

/// Whether there is a cost, and why not.
public enum CostState: Hashable, Sendable {
  /// Exact.
  case priced
  /// The seller bills nothing for it.
  case free
  /// There is no price for the model, or none at that time.
  case unpriced(UnpricedReason)
  /// Some of what was used has no price.
  case unpricedUnits([BillingUnit])
  /// Counts that a price needs are not known.
  case unknownUsage([BillingUnit])
  /// Between two bounds.
  case open(OpenReason)

  /// The word that reports use.
  public var code: String {
    switch self {
    case .priced: "priced"
    case .free: "free"
    case .unpriced(let reason): reason.code
    case .unpricedUnits: "unpriced-unit"
    case .unknownUsage: "unknown-usage"
    case .open(let reason): reason.code
    }
  }
}

/// What was assumed to get to a cost. None of it is hidden in the amount.
public enum CostAssumption: Hashable, Sendable {
  /// The row says nothing of the call's service tier: the price of the standard tier was taken.
  case standardTier(insteadOf: String)
  /// The model's name does not say its route: the seller's default was taken.
  case defaultRoute(String)
  /// The seller bills this, too, and how often it was used is not known: nothing was added.
  case notCounted(BillingUnit)
}

/// What a call costs, line by line.
public struct ItemisedCost: Hashable, Sendable {
  /// Whether there is a cost.
  public var state: CostState
  /// The lines, in the order of ``BillingUnit``.
  public var lines: [CostLine] = []
  /// What adjustments did, in the order in which they were applied.
  public var adjustments: [AdjustmentLine] = []
  /// What became of each line with conditions, in the order of the book.
  public var steps: [StepOutcome] = []
  /// What was assumed.
  public var assumptions: [CostAssumption] = []
  /// The least that it costs; of what is known where units have no price; `nil` where nothing is known.
  public var low: PicoUSD?
  /// The most that it costs; `nil` where there is no bound.
  public var high: PicoUSD?
  /// The row that holds.
  public var sheet: PriceSheet?
  /// The costs by route, where the route is open and they differ; their lines stand there.
  public var byRoute: [RouteCost] = []

  /// The exact cost, zero where it is free; `nil` where it is not known exactly.
  public var amount: PicoUSD? {
    switch state {
    case .priced, .free: low
    case .unpriced, .unpricedUnits, .unknownUsage, .open: nil
    }
  }

  init(_ state: CostState) { self.state = state }
}

/// What a call costs by one of several routes.
public struct RouteCost: Hashable, Sendable {
  /// The route.
  public var route: String
  /// The cost.
  public var cost: ItemisedCost
}
