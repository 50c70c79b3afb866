import LedgerAggregates
import LedgerBudgets
import LedgerBytes
import LedgerColumns
import LedgerConfiguration
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What a run was asked to do: everything that decides its figures, and how much it may take.
public struct RunSettings: Sendable {
  /// Files, folders, globs, or `-` for standard input.
  public var inputs: [String]
  /// How long the windows of the report are.
  public var window = WindowSize.hour
  /// Whose clocks reports for people show.
  public var zone = ZoneRules.utc
  /// Which part of the archive counts.
  public var selection = Selection()
  /// What a call of a service stands for where its span does not say; by the service's name.
  public var samplingRates: [String: SamplingWeight] = [:]
  /// What calls may cost.
  public private(set) var budgets: [Budget] = []
  /// By which prices calls are priced.
  public var prices = PriceSettings()
  /// How many workers read and decode; the figures do not depend on it.
  public var jobs = 1
  /// What is kept of what is read; the rest is decoded and counted.
  public var keeps = Kept.everything
  /// Which tables are held beside those of spans and calls.
  public var tables = StoreTables.all
  /// Whether the first problem ends the run.
  public var isStrict = false
  /// What a file may cost.
  public var limits = ReadLimits()
  /// Which dialects are read, and which texts are kept beside.
  public private(set) var dialects = DialectTables.standard
  /// Told what the tables take, when everything is read and when calls are settled; for people, on a terminal.
  public var tellsTables: (@Sendable ([TableFigures]) -> Void)?
  private var users: [UserDialect] = []
  private var sideKeys: [SideTableKey] = []
  /// Version of the program, for the report.
  public var version: String

  /// Which tables a run wants.
  public enum Kept: Sendable {
    /// All.
    case everything
    /// Those of spans, and the calls that log records tell of; data points and other log records are only counted.
    case traces
    /// The same, and the error types of spans that are no calls.
    case spans
  }

  /// Settings for some inputs, everything else by default.
  public init(inputs: [String], version: String) {
    self.inputs = inputs
    self.version = version
  }

  /// Begins with what nearly every run needs, on a thread of its own: worth it before the command line is read, which takes
  /// as long.
  public static func prepare() {
    _ = startThread {
      _ = DialectTables.standard
      PriceShelf.prepareShipped()
    }
  }

  /// Takes over what a user's configuration sets.
  public mutating func use(_ configuration: Configuration) {
    samplingRates.merge(configuration.samplingRates) { _, new in new }
    users = configuration.dialects
    hold(against: configuration.budgets)
    makeTables()
  }

  /// Has spending held against budgets. One of a name that is there already takes its place.
  public mutating func hold(against budgets: [Budget]) {
    for budget in budgets {
      if let place = self.budgets.firstIndex(where: { $0.name == budget.name }) {
        self.budgets[place] = budget
      } else {
        self.budgets.append(budget)
      }
    }
    keep(self.budgets.flatMap(\.keys))
  }

  /// Has it counted what was spent before what the archive holds, by the names of budgets. Returns the names that are no
  /// budget's, or that of one whose limit is each value's own; sums are only known of all of them together.
  public mutating func count(spentBefore spent: [String: PicoUSD]) -> [String] {
    var unknown: [String] = []
    for (name, amount) in spent {
      if let place = budgets.firstIndex(where: { $0.name == name && $0.split == nil }) {
        budgets[place].spentBefore = amount
      } else {
        unknown.append(name)
      }
    }
    return unknown.sorted()
  }

  /// Has everything kept that calls can be grouped by with these keys. An attribute that holds content is a programmer
  /// error; see ``isContent(_:)``.
  public mutating func keep(_ keys: some Sequence<GroupingKey>) {
    for key in keys {
      if let side = key.sideTableKey, !sideKeys.contains(side) { sideKeys.append(side) }
      if key == .tool { tables.insert(.stages) }
    }
    makeTables()
  }

  /// Has everything kept that spans can be grouped by with these keys.
  public mutating func keep(_ keys: some Sequence<SpanKey>) {
    keep(keys.compactMap { key in if case .attribute(let name) = key { GroupingKey.attribute(name) } else { nil } })
  }

  /// Whether a key is an attribute that holds captured content, which no verb shows or compares.
  public static func isContent(_ key: GroupingKey) -> Bool {
    if case .attribute(let name) = key { return ContentAttributes.contains(name) }
    return false
  }

  private mutating func makeTables() {
    if !users.isEmpty || !sideKeys.isEmpty { dialects = DialectTables(adding: users, keeping: sideKeys) }
  }
}

/// Why a run ended without a result.
public enum RunError: Error, Sendable {
  /// Nothing of the inputs could be used.
  case noUsableInput([Problem], sources: [String])
  /// A strict run met a problem.
  case strict(Problem, source: String)
}

/// How far loading has come, told now and then; for a terminal.
public struct LoadProgress: Sendable {
  /// Bytes read from disk so far.
  public var bytesRead: UInt64
  /// Sources done.
  public var sourcesDone: Int
  /// Sources in all.
  public var sources: Int
}
