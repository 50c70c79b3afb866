import Foundation

/// A JSON value, for tests that compare documents or walk through them.
public enum JSONValue: Hashable, Sendable, Decodable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number that is a whole one.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([String: JSONValue])

  /// Reads a document. Throws where it is not JSON.
  public init(parsing data: Data) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: data)
  }

  /// Reads a value of any type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode([String: JSONValue].self) {
      self = .object(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else {
      self = .number(try container.decode(Double.self))
    }
  }

  /// A member of an object; `nil` where there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The elements of an array; `nil` where this is none.
  public var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The text of a string; `nil` where this is none.
  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A whole number, also one written as a string; `nil` where this is none.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .string(let text): Int64(text)
    default: nil
    }
  }

  /// Any number; `nil` where this is none.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The same object without some of its members.
  public func without(_ keys: String...) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }

  /// The paths at which two values part, such as `totals.calls`, at most ten of them.
  public func differences(from other: JSONValue, at path: String = "$") -> [String] {
    var found: [String] = []
    switch (self, other) {
    case (.object(let left), .object(let right)):
      for key in Set(left.keys).union(right.keys).sorted() where found.count < 10 {
        switch (left[key], right[key]) {
        case (let left?, let right?): found += left.differences(from: right, at: "\(path).\(key)")
        default: found.append("\(path).\(key) is on one side only")
        }
      }
    case (.array(let left), .array(let right)):
      if left.count != right.count { found.append("\(path) has \(left.count) and \(right.count) elements") }
      for (index, pair) in zip(left, right).enumerated() where found.count < 10 {
        found += pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
      }
    default:
      if self != other { found.append("\(path) is \(self) and \(other)") }
    }
    return Array(found.prefix(10))
  }
}
