/// What a verb answers: every figure is computed, and it can be drawn in each of the formats of standard output.
public protocol Answer {
  /// The answer for a terminal. No line is wider than 80 columns, but for names of files, and no text of an archive can send
  /// control characters.
  ///
  /// - Parameter isColoured: whether to use the terminal's colours; the words say the same without them.
  func text(isColoured: Bool) -> String

  /// The answer for documents.
  func markdown() -> String

  /// The answer as comma-separated values (RFC 4180), exact; absent values are empty.
  func csv() -> String

  /// The answer for scripts: everything that is known.
  func json() -> String
}
