import Foundation
import LedgerModel
import LedgerTestSupport
import Testing

/// Budgets: what calls may cost, on the command line and in the configuration.
@Suite struct BudgetTests {
  private static let dayNanos: UInt64 = 86_400_000_000_000

  /// A call of gpt-4o that costs 2.50 dollars for each million of its input, and 10 for its output. Day 0 is 2026-11-23.
  private static func call(
    _ number: UInt64, day: UInt64 = 0, service: String = "shop", input: Int64 = 1_000_000, output: Int64 = 0
  ) -> SampledRequests.Call {
    SampledRequests.Call(
      trace: number, span: number, service: service, start: day * dayNanos + number, input: input, output: output)
  }

  /// Two calls on Monday, one on Tuesday, two on the Tuesday of next week, in December.
  private static let calls = [
    call(1), call(2, service: "desk", input: 2_000_000), call(3, day: 1, output: 100_000),
    call(4, day: 8, service: "desk", input: 400_000), call(5, day: 8),
  ]

  private func archive(_ calls: [SampledRequests.Call]) throws -> (folder: TemporaryDirectory, input: URL) {
    let folder = try TemporaryDirectory()
    return (folder, try folder.write(SampledRequests.json(calls), to: "traces.jsonl"))
  }

  private func budgets(_ run: ReportRun) -> [JSONValue] { run.document["budgets"]?.elements ?? [] }

  private func texts(_ row: JSONValue, _ names: String...) -> [String] {
    names.map { row[$0]?.text ?? "null" }
  }

  @Test func `the first day is the one that the tests speak of`() {
    #expect(UnixNanos(SampledRequests.midnight).description == "2026-11-23T00:00:00Z")
  }

  /// Scenario: calls in two months and three days against limits of a day, a week and a month.
  /// Guarantees: each period has its own row with what began in it; the projection is the mean of the days of the archive
  /// for each day left; states begin above their marks.
  @Test func `each period has its own spending`() throws {
    let night = try archive(Self.calls)
    let run = try ReportRun(
      [night.input], options: ["--budget", "daily=7.5", "--budget", "weekly=12", "--budget", "monthly=100"])
    #expect(
      budgets(run).map { texts($0, "name", "start", "end", "spent_usd", "projected_usd", "state") } == [
        ["daily", "2026-11-23", "2026-11-24", "7.50", "7.50", "warning"],
        ["daily", "2026-11-24", "2026-11-25", "3.50", "3.50", "ok"],
        ["daily", "2026-12-01", "2026-12-02", "3.50", "3.50", "ok"],
        // Seven days of the week are between the first and the last day of the archive.
        ["weekly", "2026-11-23", "2026-11-30", "11.00", "11.00", "warning"],
        // 3.50 on two days (Monday had none), five are left.
        ["weekly", "2026-11-30", "2026-12-07", "3.50", "12.25", "ok"],
        ["monthly", "2026-11-01", "2026-12-01", "11.00", "11.00", "ok"],
        // One day of December, thirty left.
        ["monthly", "2026-12-01", "2027-01-01", "3.50", "108.50", "ok"],
      ])
    #expect(run.outcome.status == 0)
  }

  /// Scenario: what was spent before, conditions, a limit for each service, marks of one's own.
  /// Guarantees: spending before counts for the last period alone; conditions choose calls; each value has a row, the one
  /// that spent most first; an exceeded one ends the run with status 1 and is told on standard error.
  @Test func `budgets can be for some calls, and for each value`() throws {
    let night = try archive(Self.calls)
    let run = try ReportRun(
      [night.input],
      options: [
        "--budget", "desk=7/month,service=desk,warn=50%", "--budget", "each=5/day,by=service", "--spent", "desk=6",
      ])
    #expect(
      budgets(run).map { texts($0, "name", "start", "value", "spent_usd", "spent_before_usd", "state") } == [
        ["desk", "2026-11-01", "null", "5.00", "null", "warning"],
        ["desk", "2026-12-01", "null", "7.00", "6.00", "warning"],
        ["each", "2026-11-23", "desk", "5.00", "null", "warning"],
        ["each", "2026-11-23", "shop", "2.50", "null", "ok"],
        ["each", "2026-11-24", "shop", "3.50", "null", "ok"],
        ["each", "2026-12-01", "shop", "2.50", "null", "ok"],
        ["each", "2026-12-01", "desk", "1.00", "null", "ok"],
      ])
    #expect(run.outcome.status == 0)
    let over = try ReportRun([night.input], options: ["--budget", "each=4.99/day,by=service"])
    #expect(over.outcome.status == 1)
    #expect(
      over.outcome.messageText
        == "spanledger: budget each, service desk is exceeded: $5.00 of $4.99, day from 2026-11-23\n")
    // Where both round alike, the digits that differ are shown.
    let close = try ReportRun([night.input], options: ["--budget", "each=4.999999999/day,by=service"])
    #expect(close.outcome.messageText.contains("is exceeded: $5.00 of $4.999999999, day"))
    #expect(
      over.document["findings"]?.elements?.map { texts($0, "code", "severity") } == [["budget-exceeded", "error"]])
  }

  /// Scenario: calls of a model without a price and calls without usage, beside a scope without any call.
  /// Guarantees: nothing known is null and no state, not zero; calls without a cost are counted beside the sum; no call at
  /// all is zero.
  @Test func `what is not known is not zero`() throws {
    let folder = try TemporaryDirectory()
    let text = String(decoding: SampledRequests.json([Self.call(1), Self.call(2, service: "desk")]), as: UTF8.self)
    let lines = text.split(separator: "\n")
    let unknown = lines[1].replacingOccurrences(of: "gpt-4o", with: "no-such-model")
    let input = try folder.write(Data((lines[0] + "\n" + unknown + "\n").utf8), to: "traces.jsonl")
    let run = try ReportRun(
      [input],
      options: [
        "--budget", "all=5/day", "--budget", "desk=5/day,service=desk", "--budget", "none=5/day,service=hall",
      ])
    #expect(
      budgets(run).map { texts($0, "name", "spent_usd", "projected_usd", "state") } == [
        ["all", "2.50", "2.50", "ok"], ["desk", "null", "null", "null"], ["none", "0.00", "0.00", "ok"],
      ])
    #expect(budgets(run).map { $0["calls_not_counted"]?.double } == [1, 1, 0])
    #expect(run.outcome.status == 0)
  }

  /// Scenario: a budget for each of 200 services, of which 130 are above their limit.
  /// Guarantees: a hundred of those and twenty of the others are rows, the rest is summed up, all of them together the
  /// whole; the message tells of those that are not listed.
  @Test func `many values are summed up`() throws {
    let calls = (1...200).map { number in
      Self.call(UInt64(number), service: "s\(number)", input: Int64(number) * 10_000)
    }
    let night = try archive(calls)
    // 71 × 10,000 tokens cost 1.775 dollars.
    let run = try ReportRun([night.input], options: ["--budget", "each=1.774/day,by=service"])
    let rows = budgets(run)
    #expect(rows.count == 120 && rows.count { $0["state"]?.text == "exceeded" } == 100)
    let rest = try #require(run.document["budget_rests"]?.elements?.first)
    #expect(["values", "warning", "exceeded"].map { rest[$0]?.double } == [80, 14, 30])
    let spent = (rows + [rest]).compactMap { $0["spent_usd"]?.text.flatMap { PicoUSD(decimal: $0) } }
    #expect(spent.reduce(.zero, +) == PicoUSD(decimal: "502.5"))
    #expect(run.outcome.messageText.hasSuffix("spanledger: budget each is exceeded for 30 further values\n"))
    #expect(run.document["findings"]?.elements?.count == 1)
  }

  /// Scenario: budgets in the configuration, one of them on the command line, too.
  /// Guarantees: the same bytes as from the command line alone; the command line's takes the place of the file's.
  @Test func `budgets of the file are those of the flag, which wins`() throws {
    let (folder, input) = try archive(Self.calls)
    let yaml = """
      budgets:
        monthly: 1
        desk:
          limit: 7.00
          period: month
          where: [service=desk]
          warn: 50%
          spent: 6
        each: {limit: 5, period: day, by: service, where: model=gpt-4o}
      """
    let config = try folder.write(Data(yaml.utf8), to: "ledger.yaml")
    let file = try ReportRun([input], options: ["--config", config.path, "--budget", "monthly=100"])
    let flags = try ReportRun(
      [input],
      options: [
        "--budget", "monthly=100", "--budget", "desk=7/month,service=desk,warn=0.5", "--spent", "desk=6", "--budget",
        "each=5/day,by=service,model=gpt-4o",
      ])
    #expect(file.json == flags.json && file.html == flags.html && file.markdown == flags.markdown)
    #expect(try ReportRun([input], options: ["--config", config.path]).outcome.status == 1)
  }

  /// Scenario: budgets in the configuration that are none.
  /// Guarantees: status 2 and the place.
  @Test(arguments: [
    ("shop: 5", "2:9: 'shop' does not say for how long it lasts; write '{limit: 5, period: month}'"),
    ("shop: {period: day}", "2:9: 'shop' needs a 'limit', an amount of US dollars"),
    ("shop: {limit: 5}", "2:9: 'shop' needs a 'period': day, week or month"),
    (
      "shop: {limit: 0, period: day}",
      "2:17: '0' is no limit. A limit is an amount of US dollars above 0, such as 1000 or 12.50."
    ),
    (
      "shop: {limit: 1, period: day, by: user, spent: 3}",
      "2:9: 'shop' has a limit for each value, so that one amount spent before says nothing"
    ),
    (
      "shop: {limit: 1, period: day, by: 'attr:gen_ai.input.messages'}",
      "2:37: 'attr:gen_ai.input.messages' holds captured content, which is never shown or compared"
    ),
    ("shop: {limit: 1, period: day, where: [[a]]}", "2:41: 'where' must be one value"),
  ])
  func `what is no budget in the file is told with its place`(line: String, text: String) throws {
    let (folder, input) = try archive([Self.call(1)])
    let config = try folder.write(Data("budgets:\n  \(line)\n".utf8), to: "ledger.yaml")
    let outcome = try BuiltCommand().run(
      ["report", input.path, "--out", folder.url.appendingPathComponent("out").path, "--config", config.path])
    #expect(outcome.status == 2)
    #expect(outcome.messageText == "spanledger: \(config.path):\(text)\n")
  }

  /// Scenario: findings of several severities behind gates.
  /// Guarantees: a gate trips on its code, or its severity and worse, and on nothing else; what is no finding, and
  /// spending of no budget, is wrong usage.
  @Test func `gates trip on findings`() throws {
    let (folder, input) = try archive(Self.calls)
    let budget = ["--budget", "daily=7.5"]
    for (gate, status) in [
      ("budget-warning", 1), ("warning", 1), ("info", 1), ("error", 0), ("budget-exceeded", 0), ("untraced-service", 0),
    ] as [(String, Int32)] {
      let run = try ReportRun([input], options: budget + ["--fail-on", gate])
      #expect(run.outcome.status == status, "\(gate)")
      let line = "warning budget-warning: A budget is nearly used up (budget daily, period day, start 2026-11-23)"
      #expect(run.outcome.messageText == (status == 1 ? "spanledger: \(line)\n" : ""))
    }
    let out = folder.url.appendingPathComponent("none").path
    for (options, text) in [
      (
        ["--fail-on", "error-rate-high"],
        "'error-rate-high' is no finding that this verb looks for. Give info, warning or error, or one of: timezone-shift, "
      ),
      (["--spent", "shop=3"], "--spent shop: there is no budget of that name."),
      (budget + budget, "--budget is given twice for 'daily'."),
      (["--budget", "a=1/day,by=attr:gen_ai.input.messages"], "'attr:gen_ai.input.messages' holds captured content"),
      (["--budget", "a=1/day,by=user", "--spent", "a=1"], "--spent a: the budget's limit is each value's own"),
    ] {
      let outcome = try BuiltCommand().run(["report", input.path, "--out", out] + options)
      #expect(outcome.status == 2 && outcome.messageText.contains(text), "\(outcome.messageText)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  /// Scenario: a gate trips on an archive of which a part cannot be used.
  /// Guarantees: the gate wins.
  @Test func `a gate wins over unused input`() throws {
    let (folder, input) = try archive(Self.calls)
    let broken = try folder.write(Data("{\"resourceSpans\":[{\n".utf8), to: "broken.jsonl")
    #expect(try ReportRun([input, broken]).outcome.status == 3)
    #expect(try ReportRun([input, broken], options: ["--budget", "daily=1"]).outcome.status == 1)
  }
}

/// What a report says that costs are by.
@Suite struct PriceKindTests {
  /// Scenario: the same calls by list prices, and with a contract that takes an eighth off.
  /// Guarantees: the page says which; with a contract both totals are there, budgets go by what is paid.
  @Test func `a report says whether costs are by list or by contract`() throws {
    let folder = try TemporaryDirectory()
    let call = SampledRequests.Call(trace: 1, span: 1, input: 1_000_000, output: 0)
    let input = try folder.write(SampledRequests.json([call]), to: "traces.jsonl")
    let deal = try folder.write(
      Data(
        """
        spanledger-prices 2
        name deal
        revision 1
        as-of 2026-11-24
        layer contract
        unit USD-per-million-tokens
        adjust eighth x=0.875 seller=openai

        """.utf8), to: "deal.prices")
    let budget = ["--budget", "daily=2.3"]
    let list = try ReportRun([input], options: budget)
    let listed = String(decoding: list.markdown, as: UTF8.self)
    #expect(listed.contains("| Cost at list prices") && !listed.contains("Cost at contract prices"))
    #expect(list.outcome.status == 1)
    let contract = try ReportRun([input], options: budget + ["--prices", deal.path])
    let paid = String(decoding: contract.markdown, as: UTF8.self)
    #expect(paid.contains("| Cost at contract prices") && paid.contains("$2.50 at list prices"))
    #expect(contract.document["audit"]?["list_usd"]?.text == "2.50")
    #expect(contract.document["audit"]?["contract_usd"]?.text == "2.1875")
    #expect(contract.document["budgets"]?.elements?.first?["spent_usd"]?.text == "2.1875")
    #expect(contract.outcome.status == 0)
  }
}
