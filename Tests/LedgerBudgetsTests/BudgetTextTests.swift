import LedgerAggregates
import LedgerModel
import Testing

@testable import LedgerBudgets

/// Budgets as they are written.
@Suite struct BudgetTextTests {
  private func usd(_ text: String) throws -> PicoUSD { try #require(PicoUSD(decimal: text)) }

  /// Scenario: every part that a budget can have.
  /// Guarantees: it is read as it stands.
  @Test func `budgets are read`() throws {
    #expect(try Budget(argument: "monthly=1000") == Budget(name: "monthly", limit: usd("1000"), period: .month))
    #expect(try Budget(argument: "daily=0.5") == Budget(name: "daily", limit: usd("0.5"), period: .day))
    #expect(try Budget(argument: "weekly=7/day") == Budget(name: "weekly", limit: usd("7"), period: .day))
    #expect(
      try Budget(argument: "shop=50/week,service=checkout,model!=gpt-4o,warn=50%,exceed=1.2")
        == Budget(
          name: "shop", limit: usd("50"), period: .week,
          conditions: [
            CallCondition(.service, is: "checkout"), CallCondition(.model, is: "gpt-4o", isNegated: true),
          ], marks: BudgetMarks(warning: 500_000, exceeded: 1_200_000)))
    #expect(
      try Budget(argument: "each=5/day,by=attr:tenant")
        == Budget(name: "each", limit: usd("5"), period: .day, split: .attribute("tenant")))
    #expect(try Budget(argument: "a=1/day,exceed=70%").marks == BudgetMarks(warning: 700_000, exceeded: 700_000))
  }

  /// Scenario: texts that are no budget.
  /// Guarantees: each is refused in words that say what to write.
  @Test(arguments: [
    ("monthly", "'monthly' is no budget. Write NAME=USD/PERIOD, such as monthly=1000 or checkout=50/day."),
    ("=5/day", "'=5/day' is no budget. Write NAME=USD/PERIOD, such as monthly=1000 or checkout=50/day."),
    ("shop=5", "'shop' does not say for how long it lasts. Write shop=5/month, /week or /day."),
    ("shop=5/year", "'year' is no period. Budgets last for a day, a week or a month, in UTC."),
    ("shop=0/day", "'0' is no limit. A limit is an amount of US dollars above 0, such as 1000 or 12.50."),
    ("shop=-3/day", "'-3' is no limit. A limit is an amount of US dollars above 0, such as 1000 or 12.50."),
    ("shop=1e300/day", "'1e300' is no limit. A limit is an amount of US dollars above 0, such as 1000 or 12.50."),
    ("shop=x/day", "'x' is no limit. A limit is an amount of US dollars above 0, such as 1000 or 12.50."),
    ("shop=5/day,warn=2", "The warning comes after the limit is exceeded: give it the smaller share."),
    ("shop=5/day,warn=x", "'x' is no share of a limit. Write 80% or 0.8."),
    ("shop=5/day,exceed=0", "'0' is no share of a limit. Write 80% or 0.8."),
    ("shop=5/day,exceed=0.0000001", "'0.0000001' is no share of a limit. Write 80% or 0.8."),
    ("shop=5/day,by=colour", "'colour' is no key. \(GroupingKey.remedy)"),
    ("shop=5/day,colour=red", "'colour' is no key. \(GroupingKey.remedy)"),
    ("shop=5/day,service", "a condition is KEY=VALUE or KEY!=VALUE, such as model=gpt-4o or agent!=absent."),
  ])
  func `what is no budget is refused`(argument: String, text: String) {
    #expect(throws: Budget.Unreadable(text: text)) { try Budget(argument: argument) }
  }

  /// Scenario: amounts at the marks and a pico-dollar above.
  /// Guarantees: a mark counts above it, not at it, also for the largest limits.
  @Test func `states begin above their marks`() throws {
    let usual = BudgetMarks()
    for limit in [try usd("10"), try usd("1e15")] {
      let mark = PicoUSD(limit.value / 10 * 8)
      let unit = PicoUSD(1)
      #expect(usual.state(of: mark, limit: limit) == .ok)
      #expect(usual.state(of: mark + unit, limit: limit) == .warning)
      #expect(usual.state(of: limit, limit: limit) == .warning)
      #expect(usual.state(of: limit + unit, limit: limit) == .exceeded)
    }
    #expect(BudgetState.exceeded > .warning && BudgetState.warning > .ok)
  }
}
