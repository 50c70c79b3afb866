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

  /// A report without figures.
  public init(generator: Report.Generator, settings: Report.Settings) {
    self.generator = generator
    self.settings = settings
  }
}
