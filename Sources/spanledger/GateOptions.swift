import ArgumentParser
import LedgerBudgets
import LedgerModel
import LedgerReport
import LedgerRun

/// What calls may cost, and which findings end a run with status 1.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What calls may cost in a day, week or month (UTC): monthly=1000, checkout=50/day,service=checkout, \
      each=5/day,by=user. Exceeded, the status is 1. May be given several times.
      """, valueName: "name=usd/period"),
    transform: { try GateOptions.budget($0) })
  var budget: [Budget] = []

  @Option(
    help: ArgumentHelp(
      "What was spent of a budget in its period before this archive; may be given several times.",
      valueName: "name=usd"),
    transform: { try NamedAmount($0) })
  var spent: [NamedAmount] = []

  @OptionGroup var findings: FailOnOptions<NightlyRun>

  func validate() throws {
    var names: Set<String> = []
    for budget in budget where !names.insert(budget.name).inserted {
      throw ValidationError("--budget is given twice for '\(budget.name)'.")
    }
    names = []
    for amount in spent where !names.insert(amount.name).inserted {
      throw ValidationError("--spent is given twice for '\(amount.name)'.")
    }
  }

  /// Tells a run what to hold spending against; on top of what a configuration says.
  func apply(to settings: inout RunSettings) throws {
    for key in budget.flatMap(\.keys) { try key.refuseContent() }
    settings.hold(against: budget)
    let unknown = settings.count(
      spentBefore: Dictionary(spent.map { ($0.name, $0.amount) }) { first, _ in first })
    guard let name = unknown.first else { return }
    let isSplit = settings.budgets.contains { $0.name == name }
    throw ValidationError(
      isSplit
        ? "--spent \(name): the budget's limit is each value's own, so that one amount says nothing."
        : "--spent \(name): there is no budget of that name. Add --budget \(name)=USD/month, or name one that there is."
    )
  }

  /// Tells on standard error which gates are tripped, and ends the run if one is.
  func close(on report: Report) throws {
    try findings.close(report.tripped(findings.failOn))
  }

  private static func budget(_ argument: String) throws -> Budget {
    do {
      return try Budget(argument: argument)
    } catch {
      throw ValidationError(error.text)
    }
  }
}

/// `NAME=USD`.
struct NamedAmount: Sendable {
  let name: String
  let amount: PicoUSD

  init(_ argument: String) throws {
    guard let sign = argument.lastIndex(of: "="), sign != argument.startIndex else {
      throw ValidationError("'\(argument)' is no amount of a budget. Write NAME=USD, such as monthly=412.80.")
    }
    name = String(argument[..<sign])
    do {
      amount = try Budget.spent(String(argument[argument.index(after: sign)...]))
    } catch {
      throw ValidationError(error.text)
    }
  }
}
