/// A JSON value whose members keep the order in which they are given, so that the same report gives the same bytes.
indirect enum JSONValue {
  case null
  case bool(Bool)
  /// A number, already written as JSON writes numbers.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])
  /// A value on one line: small leaves such as a distribution.
  case inline(JSONValue)

  /// An integer; beyond 2^53, where readers lose digits, a string of its digits.
  static func integer(_ value: some BinaryInteger) -> JSONValue {
    let isExact = value.magnitude <= 9_007_199_254_740_992
    return isExact ? .number(String(value)) : .string(String(value))
  }

  /// The document, indented by two spaces, with a newline at its end.
  func document() -> String {
    var text = ""
    write(into: &text, indent: 0)
    text.append("\n")
    return text
  }

  private func write(into text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let value): JSONValue.write(value, into: &text)
    case .inline(let value): value.writeOnOneLine(into: &text)
    case .array(let elements):
      guard !elements.isEmpty else { return text += "[]" }
      text += "["
      for (index, element) in elements.enumerated() {
        JSONValue.newLine(into: &text, indent: indent + 1, isFirst: index == 0)
        element.write(into: &text, indent: indent + 1)
      }
      JSONValue.newLine(into: &text, indent: indent, isFirst: true)
      text += "]"
    case .object(let members):
      guard !members.isEmpty else { return text += "{}" }
      text += "{"
      for (index, (key, value)) in members.enumerated() {
        JSONValue.newLine(into: &text, indent: indent + 1, isFirst: index == 0)
        JSONValue.write(key, into: &text)
        text += ": "
        value.write(into: &text, indent: indent + 1)
      }
      JSONValue.newLine(into: &text, indent: indent, isFirst: true)
      text += "}"
    }
  }

  private func writeOnOneLine(into text: inout String) {
    switch self {
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.writeOnOneLine(into: &text)
      }
      text += "]"
    case .object(let members):
      guard !members.isEmpty else { return text += "{}" }
      text += "{ "
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { text += ", " }
        JSONValue.write(key, into: &text)
        text += ": "
        value.writeOnOneLine(into: &text)
      }
      text += " }"
    case .inline(let value): value.writeOnOneLine(into: &text)
    default: write(into: &text, indent: 0)
    }
  }

  private static func newLine(into text: inout String, indent: Int, isFirst: Bool) {
    text += isFirst ? "\n" : ",\n"
    for _ in 0..<indent { text += "  " }
  }

  /// RFC 8259 section 7; the two line separators of Unicode as well, because older JavaScript ends a line there.
  private static func write(_ value: String, into text: inout String) {
    text += "\""
    if mayNeedEscapes(value) { writeEscaped(value, into: &text) } else { text += value }
    text += "\""
  }

  /// Whether any byte may belong to a character that is not written as it is; 0xE2 begins the line separators.
  private static func mayNeedEscapes(_ value: String) -> Bool {
    value.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xE2 }
  }

  private static func writeEscaped(_ value: String, into text: inout String) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension JSONValue {
  /// Text, or null where it is absent.
  static func string(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// An integer, or null where it is absent.
  static func integer(_ value: (some BinaryInteger)?) -> JSONValue { value.map { integer($0) } ?? .null }
}
