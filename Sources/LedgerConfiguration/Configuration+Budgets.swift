import LedgerAggregates
import LedgerBudgets
import LedgerDialects
import LedgerModel
import LedgerYAML

// `budgets`: what calls may cost.

extension ConfigurationReader {
  /// The settings of a budget by their names in the file.
  private enum BudgetSetting: String, CaseIterable {
    case limit
    case period
    case `where`
    case by
    case warn
    case exceed
    case spent
  }

  func budgets(_ node: YAMLNode) throws(ConfigurationError) -> [Budget] {
    var budgets: [Budget] = []
    for (key, name, value) in try members(node, "'budgets'") {
      guard name.utf8.count <= ConfigurationReader.longestName else {
        throw error(key, "the name of a budget has more than \(ConfigurationReader.longestName) bytes")
      }
      budgets.append(try budget(name, value))
    }
    return budgets
  }

  private func budget(_ name: String, _ node: YAMLNode) throws(ConfigurationError) -> Budget {
    // `monthly: 1000` says everything.
    if case .scalar(let text) = node.content {
      guard let period = BudgetPeriod(impliedBy: name) else {
        throw error(
          node, "'\(name)' does not say for how long it lasts; write '{limit: \(text), period: month}'")
      }
      return Budget(name: name, limit: try limit(node), period: period)
    }
    var limit: PicoUSD?
    var period = BudgetPeriod(impliedBy: name)
    var conditions: [CallCondition] = []
    var split: GroupingKey?
    var spent: PicoUSD?
    var (warning, exceeded): (Int64?, Int64?) = (nil, nil)
    for (setting, value) in try mapping(node, "'\(name)'", of: BudgetSetting.self, called: "setting of a budget") {
      switch setting {
      case .limit: limit = try self.limit(value)
      case .period: period = try read(value, "'period'", Budget.period)
      case .where: conditions = try self.conditions(value)
      case .by: split = try key(value)
      case .warn: warning = try read(value, "'warn'", Budget.mark)
      case .exceed: exceeded = try read(value, "'exceed'", Budget.mark)
      case .spent: spent = try read(value, "'spent'", Budget.spent)
      }
    }
    guard let limit else { throw error(node, "'\(name)' needs a 'limit', an amount of US dollars") }
    guard let period else { throw error(node, "'\(name)' needs a 'period': day, week or month") }
    if split != nil, spent != nil {
      throw error(node, "'\(name)' has a limit for each value, so that one amount spent before says nothing")
    }
    do {
      return Budget(
        name: name, limit: limit, period: period, conditions: conditions, split: split,
        marks: try Budget.marks(warning: warning, exceeded: exceeded), spentBefore: spent)
    } catch {
      throw self.error(node, error.text)
    }
  }

  private func limit(_ node: YAMLNode) throws(ConfigurationError) -> PicoUSD { try read(node, "'limit'", Budget.limit) }

  private func key(_ node: YAMLNode) throws(ConfigurationError) -> GroupingKey {
    let key = try read(node, "'by'", Budget.splitKey)
    try refuseContent(key, at: node)
    return key
  }

  private func conditions(_ node: YAMLNode) throws(ConfigurationError) -> [CallCondition] {
    var nodes = [node]
    if case .sequence(let elements) = node.content { nodes = elements }
    var conditions: [CallCondition] = []
    for node in nodes {
      let condition = try read(node, "'where'", Budget.condition)
      try refuseContent(condition.key, at: node)
      conditions.append(condition)
    }
    return conditions
  }

  private func refuseContent(_ key: GroupingKey, at node: YAMLNode) throws(ConfigurationError) {
    guard case .attribute(let name) = key, ContentAttributes.contains(name) else { return }
    throw error(node, "'\(key.rawValue)' holds captured content, which is never shown or compared")
  }

  private func read<Value>(
    _ node: YAMLNode, _ what: String, _ read: (String) throws(Budget.Unreadable) -> Value
  ) throws(ConfigurationError) -> Value {
    guard case .scalar(let text) = node.content else { throw error(node, "\(what) must be one value") }
    do {
      return try read(text)
    } catch {
      throw self.error(node, error.text)
    }
  }
}
