/// How much of a report the HTML and Markdown pages show, so that their size stays bounded; `report.json` has all.
public struct ReportLimits: Hashable, Sendable {
  /// Rows of a table of models, services, groups, stages, …; the rest becomes a row of others.
  public var tableRows = 50
  /// Rows of the table of windows.
  public var windowRows = 96
  /// Rows of the tables of sources and of problems.
  public var inputRows = 100
  /// Bars of a chart; neighbouring windows are drawn as one where there are more.
  public var chartSlots = 400
  /// Characters of a name; longer ones lose their middle.
  public var nameLength = 96
  /// Characters of a sentence, such as a problem's message; longer ones lose their middle.
  public var sentenceLength = 400

  /// The usual limits: a page stays below about two megabytes.
  public static let standard = ReportLimits()

  /// The usual limits, to be changed.
  public init() {}
}
