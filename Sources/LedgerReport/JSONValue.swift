/// A JSON value whose members keep the order in which they are given, so that the same report gives the same bytes.
indirect enum JSONValue {
  case null
  case bool(Bool)
  /// A number, already written as JSON writes numbers.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// As many elements, each of which is made when it is written: long lists are never held as values.
  case rows(Int, (Int) -> JSONValue)
  case object([(String, JSONValue)])
  /// A value on one line: small leaves such as a distribution.
  case inline(JSONValue)

  /// An integer; beyond 2^53, where readers lose digits, a string of its digits.
  static func integer(_ value: some BinaryInteger) -> JSONValue {
    let isExact = value.magnitude <= 9_007_199_254_740_992
    return isExact ? .number(String(value)) : .string(String(value))
  }

  /// A list whose elements are made when they are written.
  static func rows<Row>(_ rows: [Row], _ value: @escaping (Row) -> JSONValue) -> JSONValue {
    .rows(rows.count) { value(rows[$0]) }
  }

  /// The document, indented by two spaces, with a newline at its end.
  func document() -> String {
    var text = ""
    document { text += $0 }
    return text
  }

  /// Hands out the document in pieces: that of a night with many groups is longer than all that it tells of.
  func document(_ write: (String) -> Void) {
    withoutActuallyEscaping(write) { write in
      var pieces = Pieces(write: write)
      self.write(into: &pieces, indent: 0)
      pieces.text += "\n"
      write(pieces.text)
    }
  }

  /// Text on its way to whoever takes it.
  private struct Pieces {
    var text = ""
    let write: (String) -> Void

    private static let bytes = 1 << 18

    mutating func handOut() {
      guard text.utf8.count >= Pieces.bytes else { return }
      write(text)
      text.removeAll(keepingCapacity: true)
    }
  }

  private func write(into pieces: inout Pieces, indent: Int) {
    switch self {
    case .array(let elements):
      JSONValue.write(elements.count, into: &pieces, indent: indent) { elements[$0] }
    case .rows(let count, let element):
      JSONValue.write(count, into: &pieces, indent: indent, element)
    case .object(let members):
      guard !members.isEmpty else { return pieces.text += "{}" }
      pieces.text += "{"
      for (index, (key, value)) in members.enumerated() {
        JSONValue.newLine(into: &pieces.text, indent: indent + 1, isFirst: index == 0)
        JSONValue.write(key, into: &pieces.text)
        pieces.text += ": "
        value.write(into: &pieces, indent: indent + 1)
      }
      JSONValue.newLine(into: &pieces.text, indent: indent, isFirst: true)
      pieces.text += "}"
    case .inline(let value): value.writeOnOneLine(into: &pieces.text)
    case .null, .bool, .number, .string: writeScalar(into: &pieces.text)
    }
  }

  private static func write(_ count: Int, into pieces: inout Pieces, indent: Int, _ element: (Int) -> JSONValue) {
    guard count > 0 else { return pieces.text += "[]" }
    pieces.text += "["
    for index in 0..<count {
      JSONValue.newLine(into: &pieces.text, indent: indent + 1, isFirst: index == 0)
      element(index).write(into: &pieces, indent: indent + 1)
      pieces.handOut()
    }
    JSONValue.newLine(into: &pieces.text, indent: indent, isFirst: true)
    pieces.text += "]"
  }

  private func writeScalar(into text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let value): JSONValue.write(value, into: &text)
    case .array, .rows, .object, .inline: preconditionFailure("no scalar")
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
    case .rows(let count, let element):
      text += "["
      for index in 0..<count {
        if index > 0 { text += ", " }
        element(index).writeOnOneLine(into: &text)
      }
      text += "]"
    case .inline(let value): value.writeOnOneLine(into: &text)
    case .null, .bool, .number, .string: writeScalar(into: &text)
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
