import LedgerMemory

/// What Python shows of dictionaries and lists, turned into JSON: scripts write `str(request)` where `json.dumps(request)`
/// was meant.
///
/// Texts stand in either kind of quotes with escapes of Python's own, words are `True`, `False` and `None`, numbers may be
/// `nan` and `inf`, tuples are lists, and bytes become lists of numbers. Brackets are not matched: whoever reads the JSON
/// does that.
struct PythonText: ~Copyable {
  private let text: ByteView
  private var at: Int
  private var json = PaddedBytes()
  private var depth = 0

  private init(_ text: ByteView, from start: Int) {
    self.text = text
    at = start
  }

  /// Where a dictionary begins, or a list of them: at the first brace of a text, where its first key stands in single quotes;
  /// `nil` where there is none.
  static func start(in text: ByteView) -> Int? {
    guard let brace = text.firstIndex(of: 0x7B), text.byteOrPadding(at: brace + 1) == 0x27 else { return nil }
    return brace > 0 && (text[brace - 1] == 0x5B || text[brace - 1] == 0x28) ? brace - 1 : brace
  }

  /// The JSON of the dictionaries and lists of a text, one behind the other; `nil` where the first one is not whole. Of a later
  /// one that is not, the beginning is there: whoever reads it says so.
  static func json(of text: ByteView) -> PaddedBytes? {
    guard let start = start(in: text) else { return nil }
    var reading = PythonText(text, from: start)
    guard reading.read() else { return nil }
    while let next = self.start(in: text.dropping(reading.at)) {
      reading.at += next
      reading.json.append(byte: 0x0A)
      guard reading.read() else { break }
    }
    reading.json.pad()
    var json = PaddedBytes()
    swap(&json, &reading.json)
    return json
  }

  private mutating func read() -> Bool {
    depth = 0
    repeat {
      guard at < text.count, token() else { return false }
    } while depth > 0
    json.pad()
    return true
  }

  private mutating func token() -> Bool {
    let byte = text[at]
    switch byte {
    case 0x7B, 0x5B, 0x28:
      depth += 1
      json.append(byte: byte == 0x28 ? 0x5B : byte)
      at += 1
    case 0x7D, 0x5D, 0x29:
      depth -= 1
      // A tuple of one has a comma behind it.
      if json.count > 0, json.view[json.count - 1] == 0x2C { json.truncate(to: json.count - 1) }
      json.append(byte: byte == 0x29 ? 0x5D : byte)
      at += 1
    case 0x3A, 0x2C:
      json.append(byte: byte)
      at += 1
    case 0x27, 0x22: return string()
    case 0x62 where isQuote(at: at + 1): return bytes()
    // What the second Python put before its texts.
    case 0x75 where isQuote(at: at + 1): at += 1
    case _ where isJSONSpace(byte): at += 1
    default: return word()
    }
    return true
  }

  private func isQuote(at place: Int) -> Bool { [0x27, 0x22].contains(text.byteOrPadding(at: place)) }

  private mutating func word() -> Bool {
    let start = at
    while at < text.count, ![0x2C, 0x3A, 0x5D, 0x7D, 0x29].contains(text[at]), !isJSONSpace(text[at]) { at += 1 }
    let word = text.slice(start, at)
    switch word {
    case _ where word == "True" || word == "true": json.append("true".utf8)
    case _ where word == "False" || word == "false": json.append("false".utf8)
    case _ where word == "None" || word == "null": json.append("null".utf8)
    case _ where word == "nan": json.append("\"NaN\"".utf8)
    case _ where word == "inf": json.append("\"Infinity\"".utf8)
    case _ where word == "-inf": json.append("\"-Infinity\"".utf8)
    default:
      let isNumber =
        word.count > 0
        && word.bytes.allSatisfy {
          $0 >= 0x30 && $0 <= 0x39 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
      guard isNumber else { return false }
      json.append(word)
    }
    return true
  }

  /// A text; it ends where its own quote stands again. One that stands right behind another goes on with it: that is how long
  /// ones are broken over lines.
  private mutating func string() -> Bool {
    let quote = text[at]
    at += 1
    if json.count > 0, json.view[json.count - 1] == 0x22 {
      json.truncate(to: json.count - 1)
    } else {
      json.append(byte: 0x22)
    }
    while at < text.count {
      let byte = text[at]
      if byte == quote {
        at += 1
        json.append(byte: 0x22)
        return true
      }
      if byte == 0x5C {
        guard let scalar = escape() else { return false }
        append(scalar)
      } else if byte < 0x20 || byte == 0x22 {
        append(Unicode.Scalar(byte))
        at += 1
      } else {
        json.append(byte: byte)
        at += 1
      }
    }
    return false
  }

  private mutating func bytes() -> Bool {
    let quote = text[at + 1]
    at += 2
    var numbers: [String] = []
    while at < text.count {
      let byte = text[at]
      if byte == quote {
        at += 1
        json.append("[\(numbers.joined(separator: ","))]".utf8)
        return true
      }
      guard byte == 0x5C else {
        numbers.append(String(byte))
        at += 1
        continue
      }
      guard let scalar = escape(), scalar.value < 0x100 else { return false }
      numbers.append(String(scalar.value))
    }
    return false
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    0x5C: "\\", 0x27: "'", 0x22: "\"", 0x6E: "\n", 0x72: "\r", 0x74: "\t", 0x61: "\u{7}", 0x62: "\u{8}", 0x66: "\u{C}",
    0x76: "\u{B}", 0x30: "\0",
  ]

  /// The character of the escape that begins here, and goes behind it; `nil` where it is none. Halves of pairs become U+FFFD.
  private mutating func escape() -> Unicode.Scalar? {
    let kind = text.byteOrPadding(at: at + 1)
    let digits =
      switch kind {
      case 0x78: 2
      case 0x75: 4
      case 0x55: 8
      default: 0
      }
    guard digits > 0 else {
      at += 2
      return at <= text.count ? PythonText.escapes[kind] : nil
    }
    guard at + 2 + digits <= text.count,
      let value = UInt32(String(decoding: text.slice(at + 2, at + 2 + digits).bytes, as: UTF8.self), radix: 16)
    else { return nil }
    at += 2 + digits
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      json.append(byte: 0x5C)
      json.append(byte: UInt8(scalar.value))
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      json.append("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    default: for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { json.append(byte: byte) }
    }
  }
}
