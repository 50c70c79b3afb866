/// Where a text stops being JSON. It is asked only after the library has refused the text without saying where.
struct JSONFault: Equatable {
  var line: Int
  var column: Int
  var expected: String
  var found: String

  /// The first fault, or `nil` if the text is well-formed as far as this check goes.
  static func first(in bytes: [UInt8]) -> JSONFault? {
    var check = Check(bytes: bytes)
    do throws(Stop) {
      try check.value(depth: 0)
      check.space()
      guard check.at == bytes.count else { throw Stop(expected: "the end of the document") }
      return nil
    } catch {
      return check.fault(error.expected)
    }
  }

  private struct Stop: Error { var expected: String }

  private struct Check {
    let bytes: [UInt8]
    var at = 0

    func fault(_ expected: String) -> JSONFault {
      let before = bytes[..<min(at, bytes.count)]
      let line = before.count { $0 == 0x0A } + 1
      let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      // A character of the document is shown only where it is punctuation: contents are nobody's business.
      let found =
        switch at < bytes.count ? bytes[at] : nil {
        case nil: "the end of the file"
        case .some(let byte) where byte > 0x20 && byte < 0x7F && !isWord(byte): "\"\(Character(Unicode.Scalar(byte)))\""
        default: "something else"
        }
      return JSONFault(line: line, column: column, expected: expected, found: found)
    }

    func isWord(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) }

    mutating func space() {
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard at < bytes.count, bytes[at] == byte else { return false }
      at += 1
      return true
    }

    mutating func value(depth: Int) throws(Stop) {
      guard depth < 512 else { throw Stop(expected: "at most 512 levels") }
      space()
      guard at < bytes.count else { throw Stop(expected: "a value") }
      switch bytes[at] {
      case 0x7B: try list(end: 0x7D, depth: depth) { (check) throws(Stop) in try check.member(depth: depth) }
      case 0x5B: try list(end: 0x5D, depth: depth) { (check) throws(Stop) in try check.value(depth: depth + 1) }
      case 0x22: try string()
      case 0x2D, 0x30...0x39: number()
      default:
        for word in ["true", "false", "null"] where bytes[at...].starts(with: word.utf8) {
          at += word.utf8.count
          return
        }
        throw Stop(expected: "a value")
      }
    }

    mutating func list(end: UInt8, depth: Int, _ element: (inout Check) throws(Stop) -> Void) throws(Stop) {
      at += 1
      space()
      if take(end) { return }
      while true {
        try element(&self)
        space()
        if take(end) { return }
        guard take(0x2C) else { throw Stop(expected: end == 0x7D ? "\",\" or \"}\"" : "\",\" or \"]\"") }
      }
    }

    mutating func member(depth: Int) throws(Stop) {
      space()
      guard at < bytes.count, bytes[at] == 0x22 else { throw Stop(expected: "a name in quotation marks") }
      try string()
      space()
      guard take(0x3A) else { throw Stop(expected: "\":\"") }
      try value(depth: depth + 1)
    }

    mutating func string() throws(Stop) {
      at += 1
      while at < bytes.count {
        switch bytes[at] {
        case 0x22:
          at += 1
          return
        case 0x5C: at += 2
        case ..<0x20: throw Stop(expected: "no control character inside a text")
        default: at += 1
        }
      }
      at = min(at, bytes.count)
      throw Stop(expected: "the end of a text")
    }

    mutating func number() {
      while at < bytes.count, [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(bytes[at]) || (0x30...0x39).contains(bytes[at]) {
        at += 1
      }
    }
  }
}
