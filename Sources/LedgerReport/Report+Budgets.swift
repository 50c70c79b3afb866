import LedgerModel

extension Report {
  /// A limit on spending and how far it was used, in one period.
  public struct Budget: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How long it lasts: `day`, `week` or `month`.
    public var period: String
    /// The first day of the period; `nil` where no call says when it was.
    public var start: CivilDate?
    /// The first day behind it; `nil` as for the start.
    public var end: CivilDate?
    /// The conditions on the calls that it is for, as they are written; none for all calls.
    public var scope: [String] = []
    /// The key of whose values each has the limit for itself; `nil` where the calls share it.
    public var split: String?
    /// The value of that key; `nil` where the calls do not say, and without a key.
    public var value: String?
    /// The limit.
    public var limitUSD: PicoUSD
    /// What was spent: at least that, where calls are not counted. `nil` where nothing could be priced.
    public var spentUSD: PicoUSD?
    /// Of it, what was spent before what the archive holds; `nil` where nobody said.
    public var spentBeforeUSD: PicoUSD?
    /// What the period comes to if its other days cost what those of the archive do; `nil` where that is not known.
    public var projectedUSD: PicoUSD?
    /// How many calls there are.
    public var calls = 0
    /// How many of them have no known cost or time.
    public var callsNotCounted = 0
    /// Above which share of the limit, in millionths, it is nearly used up.
    public var warningMark: Int64 = 800_000
    /// Above which share, in millionths, it is exceeded.
    public var exceededMark: Int64 = 1_000_000
    /// What that means; `nil` where nothing that was spent is known.
    public var state: BudgetState?

    /// A budget from its parts; the others say nothing.
    public init(name: String, period: String, limitUSD: PicoUSD, spentUSD: PicoUSD?, state: BudgetState?) {
      self.name = name
      self.period = period
      self.limitUSD = limitUSD
      self.spentUSD = spentUSD
      self.state = state
    }

    /// The name, and the value that it is for.
    public var label: String {
      guard let split else { return name }
      return value.map { "\(name), \(split) \($0)" } ?? "\(name), no \(split)"
    }
  }

  /// The values of a split budget that are not listed, in one period.
  public struct BudgetRest: Hashable, Sendable {
    /// The budget's name.
    public var name: String
    /// The first day of the period; `nil` where no call says when it was.
    public var start: CivilDate?
    /// How many values there are.
    public var values: Int
    /// What they spent together; `nil` where nothing could be priced.
    public var spentUSD: PicoUSD?
    /// How many of them are nearly used up.
    public var warnings: Int
    /// How many of them are exceeded.
    public var exceeded: Int

    /// A rest from its parts.
    public init(name: String, start: CivilDate?, values: Int, spentUSD: PicoUSD?, warnings: Int, exceeded: Int) {
      self.name = name
      self.start = start
      self.values = values
      self.spentUSD = spentUSD
      self.warnings = warnings
      self.exceeded = exceeded
    }
  }

  /// Where a budget stands.
  public enum BudgetState: String, Hashable, Sendable {
    /// Not above its first mark.
    case ok
    /// Nearly used up.
    case warning
    /// Used up.
    case exceeded
  }
}
