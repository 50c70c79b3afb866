/// A value of a YAML document, with the place where it stands.
///
/// Nothing is resolved: scalars are the texts that are written, whatever their quotes and tags, so that `1.10` stays
/// `1.10`. Aliases are replaced by what they stand for, at the place where that stands.
public struct YAMLNode: Sendable {
  /// What kind of value it is.
  public enum Content: Sendable {
    /// A text.
    case scalar(String)
    /// A list.
    case sequence([YAMLNode])
    /// Names and values, in the order of the file. Scalars among the keys differ from each other.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// The value.
  public let content: Content
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in characters.
  public let column: Int

  /// Reads the one document of a text; `nil` where there is none.
  ///
  /// - Throws: ``YAMLError`` at the first place that is no YAML, that has a key twice, or behind which there is more.
  public init?(document text: String) throws(YAMLError) {
    guard let root = try YAMLParser.document(of: text) else { return nil }
    self = root
  }

  init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }
}

/// Why a text cannot be read as YAML.
public struct YAMLError: Error, Equatable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// It is no YAML, in the words of libyaml.
    case syntax(String)
    /// A key stands twice in one mapping; the place is that of the first.
    case repeatedKey(String)
    /// A second document begins.
    case secondDocument
    /// Written out, the aliases would come to more than ``YAMLError/nodeLimit`` values.
    case tooManyValues
    /// Lists and mappings stand in each other more than ``YAMLError/depthLimit`` times.
    case tooDeep
    /// There was not enough memory.
    case noMemory
  }

  /// How many values a document may have, aliases written out. Without a limit a few lines of aliases of aliases stand for
  /// billions.
  public static let nodeLimit = 1_000_000

  /// How deep lists and mappings may stand in each other; a tree is let go of level by level, which takes stack.
  public static let depthLimit = 200

  /// What is wrong.
  public var reason: Reason
  /// The line, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int
}
