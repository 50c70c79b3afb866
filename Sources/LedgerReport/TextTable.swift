/// Columns of text, aligned by the width that a terminal gives to characters.
enum TextTable {
  /// How many columns a terminal gives to a character: none to marks that stand on others, two to wide ones of East
  /// Asia and to emoji, one to all others.
  static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x0300...0x036F, 0x200D, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// How many columns a text takes.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// The text, filled with blanks to a width.
  static func padded(_ text: String, to target: Int, flushRight: Bool) -> String {
    let blanks = String(repeating: " ", count: max(0, target - width(text)))
    return flushRight ? blanks + text : text + blanks
  }

  /// The text without its middle, so that it takes at most `limit` columns.
  static func clipped(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    guard limit > 1 else { return String(text.prefix(max(0, limit))) }
    let tail = (limit - 1) / 3
    var head = ""
    var used = 0
    for character in text {
      guard used + width(character) <= limit - 1 - tail else { break }
      head.append(character)
      used += width(character)
    }
    var end: [Character] = []
    used = 0
    for character in text.reversed() {
      guard used + width(character) <= tail else { break }
      end.append(character)
      used += width(character)
    }
    return head + "…" + String(end.reversed())
  }

  /// Lines of at most `room` columns, broken at blanks where possible.
  static func wrapped(_ text: String, to room: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = String(word)
      if !line.isEmpty, width(line) + 1 + width(rest) <= room {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      while width(rest) > room {
        var head = ""
        while let next = rest.first, width(head) + width(next) <= room { head.append(rest.removeFirst()) }
        lines.append(head)
      }
      line = rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
