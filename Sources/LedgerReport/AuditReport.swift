import LedgerModel

/// The cost ledger, for `audit`: every figure is computed, only the drawing is left.
public struct AuditReport: Hashable, Sendable {
  /// The layout of the JSON form.
  public static let schema = "spanledger.audit/1"

  /// Who made the report.
  public var generator: Report.Generator
  /// How the figures were made; windows play no part.
  public var settings: Report.Settings
  /// What was read.
  public var inputs = Report.Inputs()
  /// What could not be used. Positions refer to rows of ``Report/Inputs/sources``.
  public var problems: [Problem] = []
  /// How many calls are selected.
  public var calls = 0
  /// What emitters report against the list.
  public var audit = Report.Audit()

  /// What a formula makes of the calls, where one was asked about.
  public var against: Against?

  /// A formula and what it gets wrong.
  public struct Against: Hashable, Sendable {
    /// The file that holds it.
    public var file: String
    /// What kind of file it is: `rate table` or `price book`.
    public var kind: String
    /// Its figures: what is *reported* there is what the formula gives.
    public var audit: Report.Audit

    /// A formula with its figures.
    public init(file: String, kind: String, audit: Report.Audit) {
      self.file = file
      self.kind = kind
      self.audit = audit
    }
  }

  /// A report without figures.
  public init(generator: Report.Generator, settings: Report.Settings) {
    self.generator = generator
    self.settings = settings
  }
}
