/// How texts for a terminal look: how wide their lines are, and in which colours they are, or in none. The words say the same
/// without colours.
struct TerminalStyle {
  /// How many columns a terminal gets.
  static let width = 80

  let isColoured: Bool

  /// A look, by the code that a terminal understands.
  enum Look: String {
    case bold = "1"
    case faint = "2"
    case bad = "31"
    case warning = "33"
  }

  func styled(_ text: String, _ look: Look?) -> String {
    guard isColoured, let look else { return text }
    return "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m"
  }

  func bold(_ text: String) -> String { styled(text, .bold) }

  func faint(_ text: String) -> String { styled(text, .faint) }

  /// A text in lines that fit, each behind so many blanks.
  static func wrapped(_ text: String, indent: Int = 0) -> [String] {
    TextTable.wrapped(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }
}
