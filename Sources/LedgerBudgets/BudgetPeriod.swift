import LedgerModel

/// How long a budget lasts: a day, a week or a month of the calendar, in UTC.
public enum BudgetPeriod: String, CaseIterable, Hashable, Sendable {
  /// A day.
  case day
  /// Monday to Sunday.
  case week
  /// A month.
  case month

  /// The period that a name stands for by itself: `daily`, `weekly`, `monthly`.
  public init?(impliedBy name: String) {
    switch name {
    case "daily": self = .day
    case "weekly": self = .week
    case "monthly": self = .month
    default: return nil
    }
  }

  /// The first day of the period that a day is in.
  public func start(holding day: CivilDate) -> CivilDate {
    switch self {
    case .day: day
    case .week: day.adding(days: -day.daysSinceMonday)
    case .month: day.startOfMonth
    }
  }

  /// The first day behind the period that begins on a day.
  public func end(from start: CivilDate) -> CivilDate {
    switch self {
    case .day: start.adding(days: 1)
    case .week: start.adding(days: 7)
    case .month: start.startOfNextMonth
    }
  }
}
