import LedgerAggregates
import LedgerModel

// Budgets as they are written on the command line and, in parts, in a configuration file.

extension Budget {
  /// Why a text is no budget, in words that say what to write.
  public struct Unreadable: Error, Hashable, Sendable {
    /// The words.
    public var text: String
  }

  /// Reads `NAME=USD/PERIOD` with further parts behind commas: conditions such as `service=checkout`, `by=KEY` for a limit
  /// of each value of the key, `warn=SHARE` and `exceed=SHARE`. The names `daily`, `weekly` and `monthly` say the period
  /// themselves. Values that hold a comma can only be written in a configuration.
  public init(argument: String) throws(Unreadable) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
      throw Unreadable(
        text: "'\(argument)' is no budget. Write NAME=USD/PERIOD, such as monthly=1000 or checkout=50/day.")
    }
    let name = String(argument[..<sign])
    let parts = argument[argument.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false)
    let amount = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let limit = try Budget.limit(String(amount[0]))
    let period: BudgetPeriod
    if amount.count == 2 {
      period = try Budget.period(String(amount[1]))
    } else if let implied = BudgetPeriod(impliedBy: name) {
      period = implied
    } else {
      throw Unreadable(
        text: "'\(name)' does not say for how long it lasts. Write \(name)=\(amount[0])/month, /week or /day.")
    }
    self.init(name: name, limit: limit, period: period)
    var (warning, exceeded): (Int64?, Int64?) = (nil, nil)
    for part in parts.dropFirst() {
      switch CallCondition.keyName(in: String(part)) {
      case "by": split = try Budget.splitKey(String(part.dropFirst("by=".count)))
      case "warn": warning = try Budget.mark(String(part.dropFirst("warn=".count)))
      case "exceed": exceeded = try Budget.mark(String(part.dropFirst("exceed=".count)))
      default: conditions.append(try Budget.condition(String(part)))
      }
    }
    marks = try Budget.marks(warning: warning, exceeded: exceeded)
  }

  /// A limit in dollars.
  public static func limit(_ text: String) throws(Unreadable) -> PicoUSD {
    guard let limit = PicoUSD(decimal: text), limit > .zero, limit.value <= largest else {
      throw Unreadable(
        text: "'\(text)' is no limit. A limit is an amount of US dollars above 0, such as 1000 or 12.50.")
    }
    return limit
  }

  /// An amount in dollars that was spent before.
  public static func spent(_ text: String) throws(Unreadable) -> PicoUSD {
    guard let spent = PicoUSD(decimal: text), spent >= .zero, spent.value <= largest else {
      throw Unreadable(text: "'\(text)' is no amount. What was spent is an amount of US dollars, such as 412.80.")
    }
    return spent
  }

  /// 10¹⁵ USD: shares of such amounts fit 128 bits.
  private static var largest: Int128 { 1_000_000_000_000_000_000_000_000_000 }

  /// A period by its word.
  public static func period(_ text: String) throws(Unreadable) -> BudgetPeriod {
    guard let period = BudgetPeriod(rawValue: text) else {
      throw Unreadable(text: "'\(text)' is no period. Budgets last for a day, a week or a month, in UTC.")
    }
    return period
  }

  /// A key of whose values each has the limit for itself.
  public static func splitKey(_ text: String) throws(Unreadable) -> GroupingKey {
    guard let key = GroupingKey(rawValue: text) else {
      throw Unreadable(text: "'\(text)' is no key. \(GroupingKey.remedy)")
    }
    return key
  }

  /// A condition on the calls that a budget is for.
  public static func condition(_ text: String) throws(Unreadable) -> CallCondition {
    do {
      return try CallCondition(argument: text)
    } catch {
      throw Unreadable(text: error.text)
    }
  }

  /// A share of the limit, `80%` or `0.8`, in millionths.
  public static func mark(_ text: String) throws(Unreadable) -> Int64 {
    let isPercent = text.hasSuffix("%")
    // Twelve places of dollars are read; a share has six, a percentage eight.
    let unit: Int128 = isPercent ? 100_000_000 : 1_000_000
    guard let read = PicoUSD(decimal: isPercent ? String(text.dropLast()) : text)?.value, read > 0, read % unit == 0,
      let mark = Int64(exactly: read / unit), mark <= 1_000_000_000
    else {
      throw Unreadable(text: "'\(text)' is no share of a limit. Write 80% or 0.8.")
    }
    return mark
  }

  /// Both marks, where either may be left out.
  public static func marks(warning: Int64?, exceeded: Int64?) throws(Unreadable) -> BudgetMarks {
    let usual = BudgetMarks()
    let exceeded = exceeded ?? usual.exceeded
    let warning = warning ?? min(usual.warning, exceeded)
    guard warning <= exceeded else {
      throw Unreadable(text: "The warning comes after the limit is exceeded: give it the smaller share.")
    }
    return BudgetMarks(warning: warning, exceeded: exceeded)
  }
}
