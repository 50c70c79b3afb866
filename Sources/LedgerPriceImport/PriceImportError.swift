/// Why a catalogue could not be imported. Nothing of such a file is used.
public struct PriceImportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the catalogue's file.
  public var file: String
  /// Where in the file: a line and a column, or the path of a value such as `[3].models[7].prices.input_mtok`.
  public var place: String
  /// What was expected there.
  public var expected: String
  /// What stands there instead, by its kind and never by its content.
  public var found: String

  /// A complaint from its parts.
  public init(file: String, place: String, expected: String, found: String) {
    self.file = file
    self.place = place
    self.expected = expected
    self.found = found
  }

  /// One line: file, place, what was expected and what is there; a second one says what that means.
  public var description: String {
    """
    \(file): \(place): expected \(expected), found \(found)
      nothing was imported; you can mend the file there, or name its format with --format-of
    """
  }
}
