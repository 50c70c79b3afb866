import LedgerAggregates
import LedgerModel

/// How far one budget is used up in one period, by one value of its key where it is split.
public struct BudgetUse: Hashable, Sendable {
  /// The first day of the period; `nil` where no call says when it was.
  public var start: CivilDate?
  /// The value of the key; `nil` where the budget is not split, and for calls that do not say.
  public var value: String?
  /// What the archive's calls cost, where that is known: a lower bound where some are not counted. `nil` where no call of
  /// them has a cost; zero where there is none.
  public var inArchive: PicoUSD?
  /// What was spent before, as far as somebody said.
  public var before: PicoUSD?
  /// How many calls there are.
  public var calls = 0
  /// How many of them are in no sum: their cost or their time is not known.
  public var callsNotCounted = 0
  /// On how many days of the period there are calls of the archive, from the first to the last of any scope.
  public var days = 0
  /// What the period comes to if each day behind the archive costs what its days cost on average; `nil` where that is not
  /// known. ``spent`` where no day is left.
  public var projected: PicoUSD?
  /// Where that leaves the budget; `nil` where nothing that was spent is known.
  public var state: BudgetState?

  /// What was spent in the period; `nil` where nothing is known.
  public var spent: PicoUSD? {
    guard let inArchive else { return before }
    return before.map { $0 + inArchive } ?? inArchive
  }
}

/// A budget and how far it is used up.
public struct BudgetAccount: Hashable, Sendable {
  /// The budget.
  public var budget: Budget
  /// Its uses: by period; in each the values that spent the largest share first, then in their order.
  public var uses: [BudgetUse]

  /// Adds up what a budget is for.
  ///
  /// A call belongs to the period in which it began, in UTC. What was spent before counts for the last period that the
  /// archive reaches. Calls that do not say when they began are in no period; the last one tells how many they are.
  ///
  /// The projection is `spent + in archive / days × days left`, in integers, rounded half up to the pico-dollar: `days`
  /// are those of the period from the first to the last day on which the archive has any call, `days left` those behind.
  public init(_ budget: Budget, _ facts: CallFacts, covering days: ClosedRange<CivilDate>?) {
    self.budget = budget
    let keys: [GroupingKey] = [.day] + (budget.split.map { [$0] } ?? [])
    var uses: [Place: BudgetUse] = [:]
    for row in facts.sums(by: keys, where: budget.conditions) {
      let day = row.key[0].flatMap { CivilDate($0) }
      let start = (day ?? days?.upperBound).map { budget.period.start(holding: $0) }
      let place = Place(start: start, value: budget.split == nil ? nil : row.key[1])
      var use = uses[place] ?? BudgetUse(start: start, value: place.value)
      let priced = day == nil ? 0 : row.sum.callsPriced
      use.calls += row.sum.calls
      use.callsNotCounted += row.sum.calls - priced
      if day != nil, let cost = row.sum.cost { use.inArchive = (use.inArchive ?? .zero) + cost }
      uses[place] = use
    }
    let last = days.map { budget.period.start(holding: $0.upperBound) }
    // All calls share one limit: it is there also where none of them is for it.
    if budget.split == nil, uses[Place(start: last, value: nil)] == nil {
      var use = BudgetUse(start: last)
      use.inArchive = .zero
      uses[Place(start: last, value: nil)] = use
    }
    self.uses = uses.values.map { use in
      var use = use
      if use.start == last { use.before = budget.spentBefore }
      BudgetAccount.settle(&use, budget, covering: days)
      return use
    }
    self.uses.sort(by: BudgetAccount.precedes)
  }

  private struct Place: Hashable {
    var start: CivilDate?
    var value: String?
  }

  private static func precedes(_ left: BudgetUse, _ right: BudgetUse) -> Bool {
    if left.start != right.start {
      guard let one = left.start, let other = right.start else { return left.start == nil }
      return one < other
    }
    let (spent, others) = (left.spent ?? .zero, right.spent ?? .zero)
    if spent != others { return spent > others }
    guard let value = left.value, let other = right.value else { return left.value == nil && right.value != nil }
    return value.utf8.lexicographicallyPrecedes(other.utf8)
  }

  private static func settle(_ use: inout BudgetUse, _ budget: Budget, covering days: ClosedRange<CivilDate>?) {
    if let spent = use.spent { use.state = budget.marks.state(of: spent, limit: budget.limit) }
    guard let start = use.start, let days, let inArchive = use.inArchive, let spent = use.spent else { return }
    let end = budget.period.end(from: start)
    let first = max(start, days.lowerBound)
    let last = min(end.adding(days: -1), days.upperBound)
    guard first <= last else { return }
    let covered = last.daysSinceEpoch - first.daysSinceEpoch + 1
    let left = end.daysSinceEpoch - last.daysSinceEpoch - 1
    use.days = Int(covered)
    // Rounded half up: amounts are not negative.
    let behind = (inArchive.value * Int128(left) * 2 + Int128(covered)) / Int128(covered * 2)
    use.projected = spent + PicoUSD(behind)
  }

  /// The worst of the states; `nil` where none is known.
  public var state: BudgetState? { uses.compactMap(\.state).max() }
}

extension CallFacts {
  /// The UTC days of the first and the last call; `nil` where no call says when it was.
  public var days: ClosedRange<CivilDate>? {
    let days = sums(by: [.day], where: []).compactMap { $0.key[0].flatMap { CivilDate($0) } }
    guard let first = days.first, let last = days.last else { return nil }
    return first...last
  }
}
