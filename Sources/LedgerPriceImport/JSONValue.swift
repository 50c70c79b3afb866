import FoundationEssentials

/// A value of a JSON document, with numbers as exact decimals: `2.5e-06` is 0.0000025 and not the double nearest to it.
indirect enum JSONValue: Decodable, Sendable {
  case null
  case flag(Bool)
  case number(Decimal)
  case text(String)
  case list([JSONValue])
  case members([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    // Commonest first: each attempt that fails costs an error.
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let number = try? value.decode(Decimal.self) {
      self = .number(number)
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let members = try? value.decode([String: JSONValue].self) {
      self = .members(members)
    } else {
      self = .list(try value.decode([JSONValue].self))
    }
  }

  /// What the value is, in the words of messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .members: "an object"
    }
  }
}

/// A value together with its place in the document, so that every complaint can say where.
struct JSONPlace: Sendable {
  var value: JSONValue
  /// Such as `[3].models[7].prices.input_mtok`; empty for the document itself.
  var path: String
  var file: String

  /// Reads a document.
  ///
  /// - Throws: ``PriceImportError`` with line and column where the bytes are no JSON.
  init(document bytes: [UInt8], file: String) throws(PriceImportError) {
    self.file = file
    path = ""
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      // The library says that the text is no JSON, and not where.
      let fault = JSONFault.first(in: bytes)
      throw PriceImportError(
        file: file, place: fault.map { "line \($0.line), column \($0.column)" } ?? "the document",
        expected: fault?.expected ?? "JSON whose numbers have at most 38 digits",
        found: fault?.found ?? "something else")
    }
  }

  private init(value: JSONValue, path: String, file: String) {
    self.value = value
    self.path = path
    self.file = file
  }

  /// The complaint that something else was expected here.
  func complaint(expected: String) -> PriceImportError {
    PriceImportError(file: file, place: path.isEmpty ? "the document" : path, expected: expected, found: value.kind)
  }

  /// A member that may be missing; `null` counts as missing.
  subscript(key: String) -> JSONPlace? {
    guard case .members(let members) = value, let member = members[key] else { return nil }
    if case .null = member { return nil }
    return place(of: key, member)
  }

  private func place(of key: String, _ member: JSONValue) -> JSONPlace {
    let isPlain = key.utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    let shown = key.count > 120 ? key.prefix(120) + "…" : key[...]
    let step = isPlain ? (path.isEmpty ? "\(shown)" : ".\(shown)") : "[\"\(shown)\"]"
    return JSONPlace(value: member, path: path + step, file: file)
  }

  /// A member that must be there.
  func required(_ key: String, as expected: String) throws(PriceImportError) -> JSONPlace {
    guard let member = self[key] else {
      throw PriceImportError(
        file: file, place: path.isEmpty ? "the document" : path, expected: "a member \"\(key)\", \(expected)",
        found: isObject ? "an object without it" : value.kind)
    }
    return member
  }

  var isObject: Bool {
    guard case .members = value else { return false }
    return true
  }

  /// The members, sorted by key, so that results do not depend on the order of a hash table.
  func members(_ expected: String) throws(PriceImportError) -> [(key: String, place: JSONPlace)] {
    guard case .members(let members) = value else { throw complaint(expected: expected) }
    return members.sorted { $0.key < $1.key }.map { ($0.key, place(of: $0.key, $0.value)) }
  }

  /// The elements of a list.
  func elements(_ expected: String) throws(PriceImportError) -> [JSONPlace] {
    guard case .list(let elements) = value else { throw complaint(expected: expected) }
    return elements.enumerated().map { JSONPlace(value: $0.element, path: "\(path)[\($0.offset)]", file: file) }
  }

  /// The value as a text.
  func text(_ expected: String) throws(PriceImportError) -> String {
    guard case .text(let text) = value else { throw complaint(expected: expected) }
    return text
  }

  /// The value as a decimal; texts that hold a number count, since some catalogues write prices in quotation marks.
  func number(_ expected: String) throws(PriceImportError) -> Decimal {
    switch value {
    case .number(let number): return number
    case .text(let text):
      guard let number = Decimal(string: text),
        text.utf8.allSatisfy({ (0x2B...0x39).contains($0) || $0 | 0x20 == 0x65 })
      else { throw complaint(expected: expected) }
      return number
    default: throw complaint(expected: expected)
    }
  }
}
