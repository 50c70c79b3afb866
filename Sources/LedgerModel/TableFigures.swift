/// What a table in memory takes: for whoever wants to know where the memory goes.
///
/// Bytes are those of the rows there are, not of the room that was asked for and never touched. How rows are spread over
/// segments depends on the number of workers, and with it the width of some codes: these are figures of a run, no results.
public struct TableFigures: Hashable, Sendable {
  /// What the table is called.
  public var name: String
  /// How many rows it has.
  public var rows: Int
  /// What they take.
  public var bytes: Int

  /// Figures from their parts.
  public init(name: String, rows: Int, bytes: Int) {
    self.name = name
    self.rows = rows
    self.bytes = bytes
  }

  /// Bytes a row in tenths, rounded half up; `nil` without rows.
  public var tenthsPerRow: Int? { rows == 0 ? nil : (bytes * 20 + rows) / (2 * rows) }
}
