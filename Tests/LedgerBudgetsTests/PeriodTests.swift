import LedgerModel
import Testing

@testable import LedgerBudgets

/// Days, weeks and months of the calendar.
@Suite struct PeriodTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  /// Scenario: days at the borders of weeks, months and years, a leap day among them.
  /// Guarantees: the period that holds a day begins and ends where the calendar says.
  @Test(arguments: [
    (BudgetPeriod.day, "2026-11-24", "2026-11-24", "2026-11-25"), (.day, "2026-12-31", "2026-12-31", "2027-01-01"),
    (.week, "2026-11-23", "2026-11-23", "2026-11-30"), (.week, "2026-11-29", "2026-11-23", "2026-11-30"),
    (.week, "2027-01-01", "2026-12-28", "2027-01-04"), (.month, "2026-11-30", "2026-11-01", "2026-12-01"),
    (.month, "2026-12-01", "2026-12-01", "2027-01-01"), (.month, "2028-02-29", "2028-02-01", "2028-03-01"),
    (.week, "1970-01-04", "1969-12-29", "1970-01-05"),
  ])
  func `periods are those of the calendar`(period: BudgetPeriod, inside: String, start: String, end: String) throws {
    let first = period.start(holding: try day(inside))
    #expect(first.description == start && period.end(from: first).description == end)
  }

  /// Scenario: every day of eight years.
  /// Guarantees: a period holds the days from its start to its end and no other; weeks begin on Mondays.
  @Test func `each day is in one period`() throws {
    let first = try day("2023-12-20").daysSinceEpoch
    for number in first..<first + 8 * 366 {
      let day = CivilDate(daysSinceEpoch: number)
      for period in BudgetPeriod.allCases {
        let start = period.start(holding: day)
        let end = period.end(from: start)
        #expect(start <= day && day < end && period.start(holding: end) == end)
      }
      #expect(BudgetPeriod.week.start(holding: day).daysSinceMonday == 0)
    }
  }

  /// Scenario: texts that are a day, and that are none.
  /// Guarantees: a day is read as it is written; anything else is refused.
  @Test func `days are read as they are written`() {
    for text in ["1970-01-01", "2026-11-24", "2028-02-29", "2554-07-20"] {
      #expect(CivilDate(text)?.description == text)
    }
    for text in ["2026-02-29", "2026-11-24T00:00:00Z", "2026-1-1", "", "1969-12-31", "2026-13-01"] {
      #expect(CivilDate(text) == nil)
    }
  }
}
