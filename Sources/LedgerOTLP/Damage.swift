/// What a reader wanted where a record turned out to be damaged.
enum Expectation: UInt8, Sendable {
  case value
  case key
  case colon
  case commaOrObjectEnd
  case commaOrListEnd
  case object
  case stringEnd
  case listEnd
  case objectEnd
  case number
  case fieldTag
  case varint
  case fieldInsideParent
  case wireType
  case groupEnd
  case shallowerGroups

  /// The words that a message uses.
  var text: String {
    switch self {
    case .value: "a value"
    case .key: "a string as key, or the end of the object"
    case .colon: "a colon"
    case .commaOrObjectEnd: "a comma or the end of the object"
    case .commaOrListEnd: "a comma or the end of the list"
    case .object: "an object or a list"
    case .stringEnd: "the end of a string"
    case .listEnd: "the end of a list"
    case .objectEnd: "the end of an object"
    case .number: "a number"
    case .fieldTag: "a field number above zero"
    case .varint: "a varint of at most ten bytes"
    case .fieldInsideParent: "a field that ends inside its message"
    case .wireType: "a wire type from 0 to 5"
    case .groupEnd: "the end of a group"
    case .shallowerGroups: "groups that are nested less deeply"
    }
  }
}

/// The place from which on a record, or a part of one, cannot be read.
struct Damage: Error {
  /// Bytes from the start of the record.
  var offset: Int
  /// What should have stood there.
  var expected: Expectation

  init(_ offset: Int, _ expected: Expectation) {
    self.offset = offset
    self.expected = expected
  }

  /// The text of the problem, for a record of `count` bytes.
  func message(recordBytes count: Int) -> String {
    offset >= count
      ? "the record ends where \(expected.text) was expected; what came before was used"
      : "\(expected.text) was expected; what came before was used"
  }
}
