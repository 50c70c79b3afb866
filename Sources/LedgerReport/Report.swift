import LedgerModel

/// A finished report: every figure is computed, only the drawing is left.
///
/// Absent is `nil` and becomes `null` in JSON and a word (*unknown*, *unpriced*, *not reported*) everywhere else; it is
/// never zero. Lists are in the order in which they shall appear in `report.json`; renderers that show fewer rows
/// choose them by cost, then tokens, then this order.
public struct Report: Answer, Hashable, Sendable {
  /// The layout of `report.json`.
  public static let schema = "spanledger.report/1"

  /// Who made the report.
  public var generator: Generator
  /// What was read.
  public var inputs = Inputs()
  /// What could not be used, in order of source and position. Positions refer to rows of ``Inputs/sources``.
  public var problems: [Problem] = []
  /// How the figures were made.
  public var settings: Settings
  /// The counters over everything.
  public var totals = Counters()
  /// The distributions over all calls.
  public var distributions = Distributions()
  /// One row per service, provider, operation, request and response model.
  public var groups: [Group] = []
  /// One row per provider and model (the response model where known, else the request model).
  public var models: [ModelRow] = []
  /// One row per service.
  public var services: [ServiceRow] = []
  /// One row per UTC window that holds anything, by start.
  public var windows: [Window] = []
  /// The borders of ``Window/durationCounts`` in nanoseconds, at 1, 2 and 5 of each power of ten; empty where no duration is
  /// known.
  public var durationEdges: [Int64] = []
  /// How much went on at the same time.
  public var throughput = Throughput()
  /// One row per kind of error.
  public var errorTypes: [ErrorType] = []
  /// The traces.
  public var traces = Traces()
  /// One row per stage of pipelines (retrieval, reranking, generation, …).
  public var stages: [Stage] = []
  /// Scores and verdicts.
  public var quality = Quality()
  /// The budgets that were asked about, one row for each period and value.
  public var budgets: [Budget] = []
  /// The values of split budgets that are in no row.
  public var budgetRests: [BudgetRest] = []
  /// Reported cost beside recomputed cost.
  public var audit = Audit()
  /// Traces beside metrics.
  public var reconciliation = Reconciliation()
  /// What is wrong or remarkable.
  public var findings: [Finding] = []
  /// The instrumentation libraries that emitted the telemetry.
  public var libraries: [Library] = []
  /// Who wrote calls, and how they count tokens.
  public var emitters: [Emitter] = []
  /// What the calls come to over everything there was, as far as their sampling is known.
  public var sampling = Sampling()
  /// What was read and left out of the totals, so that nothing counts twice.
  public var notCounted = NotCounted()
  /// From what adding up every span would have given to what counts.
  public var counting = Counting()
  /// The calls whose usage is not known, by why it is not.
  public var usageStates: [UnknownUsage] = []
  /// Calls that log records tell of.
  public var logCalls = LogCalls()
  /// Services of which nothing but metrics tells, one row per service, provider and model.
  public var metricOnly: [MetricOnly] = []

  /// A report without any figure.
  public init(generator: Generator, settings: Settings) {
    self.generator = generator
    self.settings = settings
  }

  /// The program that made a report.
  public struct Generator: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its version.
    public var version: String

    /// The words of pages for it.
    var madeBy: String { "Made by \(name) \(version)" }

    /// A program by name and version.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }
}
