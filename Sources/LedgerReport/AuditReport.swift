import LedgerModel

/// The cost ledger, for `audit`: every figure is computed, only the drawing is left.
public struct AuditReport: Answer, Hashable, Sendable {
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

  /// What is wrong with reported costs, and what has no price.
  public var findings: [Report.Finding] = []
  /// What a formula makes of the calls, where one was asked about.
  public var against: Against?

  /// What changes would come to, where any were asked about.
  public var whatIf: WhatIf?

  /// Changes to the calls of an archive, priced.
  public struct WhatIf: Hashable, Sendable {
    /// The file that holds the rules.
    public var file: String
    /// What each rule comes to by itself, in the order of the file.
    public var rules: [Rule]
    /// What all of them come to: of several that could apply to a call the first does.
    public var together: Rule

    /// Priced changes.
    public init(file: String, rules: [Rule], together: Rule) {
      self.file = file
      self.rules = rules
      self.together = together
    }

    /// What one change comes to.
    public struct Rule: Hashable, Sendable {
      /// Its name; empty for all together.
      public var name: String
      /// How many calls it speaks of.
      public var calls: Int
      /// Of them, those that it could apply to.
      public var eligible: Int
      /// What these cost now, at list prices.
      public var beforeUSD: PicoUSD
      /// What they would cost.
      public var afterUSD: PicoUSD
      /// The others by the code of why they are left as they are.
      public var obstacles: [Report.LabelCount]

      /// A change from its figures.
      public init(
        name: String, calls: Int, eligible: Int, beforeUSD: PicoUSD, afterUSD: PicoUSD, obstacles: [Report.LabelCount]
      ) {
        self.name = name
        self.calls = calls
        self.eligible = eligible
        self.beforeUSD = beforeUSD
        self.afterUSD = afterUSD
        self.obstacles = obstacles
      }
    }
  }

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
