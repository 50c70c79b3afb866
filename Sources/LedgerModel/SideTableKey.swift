import LedgerMemory

/// A text of spans that is kept only where a run asks for it, in a side table of the store.
public enum SideTableKey: Hashable, Sendable {
  /// The value of an attribute of the span, else of its resource.
  case attribute(String)
  /// The session or conversation.
  case session
  /// The user.
  case user
}

/// How a decoder's known attribute is told to be the one that was asked for: by its number, and for a name that belongs
/// to an indexed family by what follows the family's prefix.
public struct AttributeSelector: Hashable, Sendable {
  /// The number of the name, or of its family.
  public let key: AttributeKey
  /// The rest of the name behind the family's prefix; empty for a name of its own.
  public let suffix: [UInt8]

  /// A selector from its parts.
  public init(key: AttributeKey, suffix: [UInt8] = []) {
    self.key = key
    self.suffix = suffix
  }

  /// Whether a value belongs to the name.
  @inline(__always)
  public func selects(_ value: AttributeValue) -> Bool {
    value.key == key && value.suffix.count == suffix.count && hasSuffix(value.suffix)
  }

  private func hasSuffix(_ bytes: ByteView) -> Bool {
    for at in suffix.indices where bytes[at] != suffix[at] { return false }
    return true
  }
}

/// What a side table is asked to keep: its keys, and for those that are attributes where to find them.
public struct SideTableRequest: Sendable {
  /// One thing to keep.
  public struct Entry: Sendable {
    /// What it is.
    public let key: SideTableKey
    /// Which of a record's attributes; `nil` for what is no attribute.
    public let selector: AttributeSelector?

    /// An entry from its parts.
    public init(key: SideTableKey, selector: AttributeSelector?) {
      self.key = key
      self.selector = selector
    }
  }

  /// What to keep, each key once.
  public let entries: [Entry]

  /// A request from its entries.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// Whether nothing is asked for.
  public var isEmpty: Bool { entries.isEmpty }
}
