import LedgerAggregates
import LedgerModel

/// A limit on what calls may cost in a period of the calendar, for all of them, for some, or for each user, service, … apart.
public struct Budget: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// The limit; above zero.
  public var limit: PicoUSD
  /// How long it lasts.
  public var period: BudgetPeriod
  /// What the calls must say that it is for; none for all calls.
  public var conditions: [CallCondition]
  /// The key of whose values each has the limit for itself; `nil` where all calls share it.
  public var split: GroupingKey?
  /// Where it is nearly used up, and where it is.
  public var marks: BudgetMarks
  /// What was spent in the period before what the archive holds; `nil` where nobody said.
  public var spentBefore: PicoUSD?

  /// A budget from its parts.
  public init(
    name: String, limit: PicoUSD, period: BudgetPeriod, conditions: [CallCondition] = [], split: GroupingKey? = nil,
    marks: BudgetMarks = BudgetMarks(), spentBefore: PicoUSD? = nil
  ) {
    self.name = name
    self.limit = limit
    self.period = period
    self.conditions = conditions
    self.split = split
    self.marks = marks
    self.spentBefore = spentBefore
  }

  /// The keys that calls must be known by.
  public var keys: [GroupingKey] { conditions.map(\.key) + (split.map { [$0] } ?? []) }
}

/// The shares of a limit above which a budget is nearly used up, and exceeded.
public struct BudgetMarks: Hashable, Sendable {
  /// In millionths; 800,000 where nothing else is said.
  public var warning: Int64
  /// In millionths; 1,000,000 where nothing else is said.
  public var exceeded: Int64

  /// The usual marks, or others. The warning stands below the other one; anything else is a programmer error.
  public init(warning: Int64 = 800_000, exceeded: Int64 = 1_000_000) {
    precondition(0 < warning && warning <= exceeded, "a budget is exceeded before it is nearly used up")
    self.warning = warning
    self.exceeded = exceeded
  }

  /// What an amount of the limit means: above a mark, not at it.
  public func state(of spent: PicoUSD, limit: PicoUSD) -> BudgetState {
    func isAbove(_ mark: Int64) -> Bool { spent.value * 1_000_000 > limit.value * Int128(mark) }
    return isAbove(exceeded) ? .exceeded : isAbove(warning) ? .warning : .ok
  }
}

/// Where a budget stands.
public enum BudgetState: String, Hashable, Comparable, Sendable {
  /// Not above its first mark.
  case ok
  /// Nearly used up.
  case warning
  /// Used up.
  case exceeded

  private var rank: Int { self == .ok ? 0 : self == .warning ? 1 : 2 }

  /// The worse state is the larger one.
  public static func < (left: BudgetState, right: BudgetState) -> Bool { left.rank < right.rank }
}
