import LedgerMemory

/// A scalar inside JSON text. The text of a string is without its quotes, escapes as written.
struct JSONScalar {
  enum Kind {
    case string
    case number
    case bool
    case null
  }

  var kind: Kind
  var text: ByteView
  var hasEscapes = false
}

/// Reads the scalar members of JSON text that stands inside an attribute: strict, bounded in depth, without a tree.
///
/// A text is visited only where the whole of it is well-formed: what was cut off by an attribute limit says nothing.
/// Arrays are passed over, but for those of one element where they are asked for. Duplicate members are visited each.
struct JSONText: ~Copyable {
  /// Which spelling to accept.
  enum Style {
    /// RFC 8259.
    case json
    /// The text form of a Python dictionary: either quote, `True`, `False`, `None`.
    case python
  }

  /// How deep values may nest. Deeper text counts as malformed.
  static let depthLimit = 64

  private let text: ByteView
  private let isPython: Bool
  private var at = 0
  private var isVisiting = false
  private var entersArrays = false
  private var path = PaddedBytes()

  private init(_ text: ByteView, _ style: Style) {
    self.text = text
    isPython = style == .python
  }

  /// Calls `visit` with the dotted path and value of every scalar member outside of arrays, in the order of the text; a
  /// scalar that is the whole text has the empty path. Views are valid during the call. `false` where the text is not
  /// well-formed, and then nothing was visited.
  ///
  /// - Parameter entersArrays: whether to visit the element of an array that has one, as member `0`; not that of an array
  ///   inside of it, so that each is read a few times at most.
  @discardableResult
  static func visit(
    _ text: ByteView, style: Style = .json, entersArrays: Bool = false,
    _ visit: (_ path: ByteView, _ value: JSONScalar) -> Void
  ) -> Bool {
    guard isWellFormed(text, style: style) else { return false }
    var json = JSONText(text, style)
    json.path = PaddedBytes(capacity: 256)
    json.isVisiting = true
    json.entersArrays = entersArrays
    return json.value(depth: 0, visit)
  }

  /// Whether the text is exactly one value.
  static func isWellFormed(_ text: ByteView, style: Style = .json) -> Bool {
    var json = JSONText(text, style)
    guard json.value(depth: 0, { _, _ in }) else { return false }
    json.space()
    return json.at == text.count
  }

  /// How many elements the array has that the text is; `nil` where it is none.
  static func elementCount(_ text: ByteView, style: Style = .json) -> Int? {
    guard isWellFormed(text, style: style) else { return nil }
    var json = JSONText(text, style)
    json.space()
    guard json.at < text.count, text[json.at] == UInt8(ascii: "[") else { return nil }
    json.at += 1
    json.space()
    if text[json.at] == UInt8(ascii: "]") { return 0 }
    var count = 0
    while json.value(depth: 1, { _, _ in }) {
      count += 1
      json.space()
      guard text[json.at] == UInt8(ascii: ",") else { return count }
      json.at += 1
    }
    return nil
  }

  private mutating func space() {
    while at < text.count {
      switch text[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int, _ visit: (ByteView, JSONScalar) -> Void) -> Bool {
    space()
    guard at < text.count, depth < JSONText.depthLimit else { return false }
    let scalar: JSONScalar?
    switch text[at] {
    case UInt8(ascii: "{"): return object(depth: depth, visit)
    case UInt8(ascii: "["): return entersArrays && isVisiting ? only(depth: depth, visit) : array(depth: depth)
    case UInt8(ascii: "\""): scalar = string()
    case UInt8(ascii: "'") where isPython: scalar = string()
    case UInt8(ascii: "-"), 0x30...0x39: scalar = number()
    default: scalar = word()
    }
    guard let scalar else { return false }
    if isVisiting { visit(path.view, scalar) }
    return true
  }

  private mutating func word() -> JSONScalar? {
    let start = at
    while at < text.count, (text[at] | 0x20) >= 0x61, (text[at] | 0x20) <= 0x7A { at += 1 }
    let word = text.slice(start, at)
    if isPython ? word == "True" || word == "False" : word == "true" || word == "false" {
      return JSONScalar(kind: .bool, text: word)
    }
    return (isPython ? word == "None" : word == "null") ? JSONScalar(kind: .null, text: word) : nil
  }

  private mutating func object(depth: Int, _ visit: (ByteView, JSONScalar) -> Void) -> Bool {
    at += 1
    space()
    if at < text.count, text[at] == UInt8(ascii: "}") {
      at += 1
      return true
    }
    while true {
      space()
      guard at < text.count, text[at] == UInt8(ascii: "\"") || (isPython && text[at] == UInt8(ascii: "'")),
        let name = string()
      else { return false }
      space()
      guard at < text.count, text[at] == UInt8(ascii: ":") else { return false }
      at += 1
      let outer = path.count
      if isVisiting {
        if outer > 0 { path.append(byte: UInt8(ascii: ".")) }
        path.append(name.text)
      }
      guard value(depth: depth + 1, visit) else { return false }
      if isVisiting { path.truncate(to: outer) }
      space()
      guard at < text.count else { return false }
      at += 1
      if text[at - 1] == UInt8(ascii: "}") { return true }
      if text[at - 1] != UInt8(ascii: ",") { return false }
    }
  }

  /// Passes over an array, and goes back to visit its element where it is the only one.
  private mutating func only(depth: Int, _ visit: (ByteView, JSONScalar) -> Void) -> Bool {
    let start = at
    guard array(depth: depth) else { return false }
    let end = at
    at = start + 1
    space()
    if text[at] == UInt8(ascii: "]") {
      at = end
      return true
    }
    isVisiting = false
    _ = value(depth: depth + 1, visit)
    isVisiting = true
    space()
    if text[at] == UInt8(ascii: "]") {
      at = start + 1
      entersArrays = false
      let outer = path.count
      if outer > 0 { path.append(byte: UInt8(ascii: ".")) }
      path.append(byte: UInt8(ascii: "0"))
      _ = value(depth: depth + 1, visit)
      path.truncate(to: outer)
      entersArrays = true
    }
    at = end
    return true
  }

  private mutating func array(depth: Int) -> Bool {
    let wasVisiting = isVisiting
    isVisiting = false
    defer { isVisiting = wasVisiting }
    at += 1
    space()
    if at < text.count, text[at] == UInt8(ascii: "]") {
      at += 1
      return true
    }
    while true {
      guard value(depth: depth + 1, { _, _ in }) else { return false }
      space()
      guard at < text.count else { return false }
      at += 1
      if text[at - 1] == UInt8(ascii: "]") { return true }
      if text[at - 1] != UInt8(ascii: ",") { return false }
    }
  }

  private mutating func string() -> JSONScalar? {
    let quote = text[at]
    at += 1
    let start = at
    var hasEscapes = false
    while at < text.count {
      let byte = text[at]
      if byte == quote {
        at += 1
        return JSONScalar(kind: .string, text: text.slice(start, at - 1), hasEscapes: hasEscapes)
      }
      if byte < 0x20 { return nil }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        at += 1
      }
      at += 1
    }
    return nil
  }

  private mutating func number() -> JSONScalar? {
    let start = at
    if text[at] == UInt8(ascii: "-") { at += 1 }
    let first = at
    guard digits() else { return nil }
    if text[first] == UInt8(ascii: "0"), at - first > 1 { return nil }
    if at < text.count, text[at] == UInt8(ascii: ".") {
      at += 1
      guard digits() else { return nil }
    }
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
      guard digits() else { return nil }
    }
    return JSONScalar(kind: .number, text: text.slice(start, at))
  }

  private mutating func digits() -> Bool {
    let start = at
    while at < text.count, text[at] >= 0x30, text[at] <= 0x39 { at += 1 }
    return at > start
  }

  /// The text of a string with its escapes resolved, in `arena`; lone surrogates become U+FFFD, `nil` for an escape that
  /// JSON does not know.
  static func unescaped(_ text: ByteView, in arena: TextArena) -> ByteView? {
    var isValid = true
    let result = arena.append(atMost: text.count + 4) { out in
      var at = 0
      while at < text.count {
        let byte = text[at]
        guard byte == UInt8(ascii: "\\") else {
          out.append(byte: byte)
          at += 1
          continue
        }
        guard at + 1 < text.count else {
          isValid = false
          return
        }
        at += 2
        switch text[at - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte: text[at - 1])
        case UInt8(ascii: "b"): out.append(byte: 0x08)
        case UInt8(ascii: "f"): out.append(byte: 0x0C)
        case UInt8(ascii: "n"): out.append(byte: 0x0A)
        case UInt8(ascii: "r"): out.append(byte: 0x0D)
        case UInt8(ascii: "t"): out.append(byte: 0x09)
        case UInt8(ascii: "u"):
          guard let unit = hexUnit(text, at) else {
            isValid = false
            return
          }
          at += 4
          var scalar = UInt32(unit)
          if (0xD800...0xDBFF).contains(unit), at + 1 < text.count, text[at] == UInt8(ascii: "\\"),
            text[at + 1] == UInt8(ascii: "u"), let low = hexUnit(text, at + 2), (0xDC00...0xDFFF).contains(low)
          {
            scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            at += 6
          }
          for byte in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 { out.append(byte: byte) }
        default:
          isValid = false
          return
        }
      }
    }
    return isValid ? result : nil
  }

  private static func hexUnit(_ text: ByteView, _ at: Int) -> UInt16? {
    guard at + 4 <= text.count else { return nil }
    var unit: UInt16 = 0
    for index in at..<at + 4 {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x57
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
