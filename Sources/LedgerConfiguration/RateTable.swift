import LedgerModel
import LedgerYAML

/// A table of rates as people keep them beside their code: a model's name, what a token read and a token written costs, or
/// one rate for both. YAML, read strictly.
public struct RateTable: Hashable, Sendable {
  /// What the numbers of a table are for.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// A token.
    case token = "per-token"
    /// A thousand tokens.
    case thousand = "per-1k-tokens"
    /// A million tokens.
    case million = "per-million-tokens"
  }

  /// Which name of a call is looked up.
  public enum Lookup: String, CaseIterable, Hashable, Sendable {
    /// The model that answered, and where the table does not have it, the one that was asked for.
    case either
    /// The model that was asked for.
    case request = "request_model"
    /// The model that answered.
    case response = "response_model"
  }

  /// What one model costs, in pico-dollars per token.
  public struct Row: Hashable, Sendable {
    /// Of input.
    public var input: Int64
    /// Of output.
    public var output: Int64
    /// Of input from a cache; `nil` where the table makes no difference.
    public var cachedInput: Int64?
    /// Whether it is one rate for all tokens.
    public var isBlended: Bool
    /// The line in the file, from 1.
    public var line: Int
  }

  /// Rows by the model's name in lower case.
  public var rows: [String: Row]
  /// What every other model costs; `nil` where they cost nothing known.
  public var others: Row?
  /// Which name is looked up.
  public var lookup: Lookup

  /// The row of a call by its models; `nil` where the table has none.
  public func row(requestModel: String?, responseModel: String?) -> Row? {
    let names: [String?] =
      switch lookup {
      case .either: [responseModel, requestModel]
      case .request: [requestModel]
      case .response: [responseModel]
      }
    for name in names.compactMap({ $0?.lowercased() }) {
      if let row = rows[name] { return row }
    }
    return others
  }

  private enum Member: String, CaseIterable {
    case unit
    case models
    case others
    case lookup
  }

  private enum Rate: String, CaseIterable {
    case input
    case output
    case cachedInput = "cached_input"
  }

  /// Reads a table from the text of a file.
  ///
  /// - Parameter path: the file, as errors shall name it.
  public init(yaml: String, path: String) throws(ConfigurationError) {
    let reader = ConfigurationReader(path: path)
    guard let root = try reader.compose(yaml) else {
      throw ConfigurationError(
        path: path, line: 1, column: 1, message: "the file is empty; it needs 'unit' and 'models'")
    }
    var unit: Unit?
    var models: YAMLNode?
    var others: YAMLNode?
    lookup = .either
    for (key, value) in try reader.mapping(root, "the file", of: Member.self, called: "member of a rate table") {
      switch key {
      case .unit: unit = try reader.word(value, "unit", of: Unit.self)
      case .models: models = value
      case .others: others = value
      case .lookup: lookup = try reader.word(value, "lookup", of: Lookup.self)
      }
    }
    guard let unit else {
      throw reader.error(
        root,
        "'unit' is missing: write unit: \(reader.list(Unit.allCases.map(\.rawValue)).replacing(" and ", with: " or "))")
    }
    guard let models else { throw reader.error(root, "'models' is missing: a mapping of names to rates") }
    rows = [:]
    for (key, name, value) in try reader.members(models, "'models'") {
      guard rows[name.lowercased()] == nil else { throw reader.error(key, "the model '\(name)' stands twice") }
      rows[name.lowercased()] = try RateTable.row(reader, value, unit, "the model '\(name)'")
    }
    guard !rows.isEmpty else { throw reader.error(models, "'models' has no model") }
    self.others = try others.map { node throws(ConfigurationError) in try RateTable.row(reader, node, unit, "'others'")
    }
  }

  private static func row(
    _ reader: ConfigurationReader, _ node: YAMLNode, _ unit: Unit, _ what: String
  ) throws(ConfigurationError) -> Row {
    let line = node.line
    if case .scalar = node.content {
      let rate = try self.rate(reader, node, unit, what)
      return Row(input: rate, output: rate, cachedInput: nil, isBlended: true, line: line)
    }
    var rates: [Rate: Int64] = [:]
    for (key, value) in try reader.mapping(node, what, of: Rate.self, called: "rate") {
      rates[key] = try rate(reader, value, unit, "'\(key.rawValue)' of \(what)")
    }
    guard let input = rates[.input], let output = rates[.output] else {
      throw reader.error(node, "\(what) needs 'input' and 'output', or one number for both")
    }
    return Row(input: input, output: output, cachedInput: rates[.cachedInput], isBlended: false, line: line)
  }

  /// A rate in pico-dollars per token, exactly.
  private static func rate(
    _ reader: ConfigurationReader, _ node: YAMLNode, _ unit: Unit, _ what: String
  ) throws(ConfigurationError) -> Int64 {
    guard case .scalar(let text) = node.content, text.utf8.count <= ConfigurationReader.longestName,
      let amount = PicoUSD(decimal: text), amount.value >= 0
    else { throw reader.error(node, "\(what) must be a number of dollars, such as 0.005") }
    let tokens: Int128 =
      switch unit {
      case .token: 1
      case .thousand: 1000
      case .million: 1_000_000
      }
    let (rate, rest) = amount.value.quotientAndRemainder(dividingBy: tokens)
    guard rest == 0, let exact = Int64(exactly: rate),
      PicoUSD(decimal: text + "e3")?.value == amount.value * 1000
    else {
      throw reader.error(node, "\(what) has more digits than a rate can have: twelve places of dollars per token")
    }
    return exact
  }
}
