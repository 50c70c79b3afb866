import LedgerMemory
import LedgerModel

/// The beginnings of attributes that were met, each with the attribute that stood behind it last time.
///
/// Exporters write the same attributes in the same order over and over. Where the text goes on as it did last time, one
/// comparison of bytes says which attribute it is, of which type, and where its value begins; finding that out anew costs
/// several times as much. A template is only a guess at bytes that are compared: what it says of them was found out by
/// reading them in the general way.
struct AttributeTemplates: ~Copyable {
  /// How the value is written that begins behind the template's bytes.
  enum ValueForm: UInt8 {
    /// The inside of a string.
    case string
    /// The digits of a whole number in quotes.
    case quotedInteger
    /// Anything without quotes: a number, a truth value, a list, an object.
    case bare
  }

  /// A template as it is found from the one before it.
  struct Link {
    /// Its row; -1 for none.
    var row = -1
    /// Where its bytes stand in the pool: from `{` up to the first byte of the value.
    var start = 0
    var length = 0
    /// The name: from byte 8 on.
    var nameLength = 0
    var form = ValueForm.bare
    /// What the dialects know of the name; `nil` for nothing.
    var match: AttributeKeyIndex.Match?

    @inline(__always)
    var isQuoted: Bool { form != .bare }
    @inline(__always)
    var isInteger: Bool { form == .quotedInteger }
  }

  /// What followed an attribute last, and the time before that.
  private struct Followers {
    var last = Link()
    var lastButOne = Link()
  }

  /// Rows that stand for the beginning of a list: one for each of some span names, one for lists of events.
  static let spanStarts = 64
  private static let starts = spanStarts + 1
  /// How many are kept; then everything is forgotten, and learned again as it comes.
  private static let most = 1024
  /// A longer beginning is not worth keeping.
  private static let longest = 192

  private var followers: [Followers] = []
  private var links: [Link] = []
  private var pool = PaddedBytes()
  /// Rows by the hash of their bytes; 0 is free.
  private var slots: [Int32] = []

  init() { forget() }

  private mutating func forget() {
    links = [Link](repeating: Link(), count: AttributeTemplates.starts)
    followers = [Followers](repeating: Followers(), count: AttributeTemplates.starts)
    pool.removeAll()
    slots = [Int32](repeating: 0, count: 2 * AttributeTemplates.most)
  }

  /// The row for the beginning of a span's attributes.
  @inline(__always)
  static func start(spanName name: ByteView) -> Int {
    // The first eight bytes and the length tell most names apart; where they do not, the second guess helps.
    let mixed =
      (name.loadUpTo8(at: 0, length: name.count) &+ UInt64(truncatingIfNeeded: name.count))
      &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 58)
  }

  /// The row for the beginning of an event's attributes.
  static let eventStart = spanStarts

  /// Whether the attribute at `offset`, behind the one of row `last`, is one that is expected there; which one then says
  /// ``next(after:)``.
  @inline(__always)
  mutating func isExpected(after last: Int, in text: ByteView, at offset: Int) -> Bool {
    if followers[last].last.row < 0 { return false }
    return text.holds(bytes(followers[last].last), at: offset) || isLessExpected(after: last, in: text, at: offset)
  }

  @inline(never)
  private mutating func isLessExpected(after last: Int, in text: ByteView, at offset: Int) -> Bool {
    let second = followers[last].lastButOne
    guard second.row >= 0, text.holds(bytes(second), at: offset) else { return false }
    followers[last].lastButOne = followers[last].last
    followers[last].last = second
    return true
  }

  /// What is expected behind the attribute of row `last`.
  @inline(__always)
  func next(after last: Int) -> Link { followers[last].last }

  @inline(__always)
  private func bytes(_ link: Link) -> ByteView {
    pool.view.slice(link.start, link.start &+ link.length)
  }

  /// Remembers what stood behind the attribute of row `last`, and answers its row; 0 where it is not kept.
  mutating func learn(
    _ bytes: ByteView, _ form: ValueForm, nameLength: Int, _ match: AttributeKeyIndex.Match?, after last: Int
  ) -> Int {
    guard bytes.count <= AttributeTemplates.longest else { return 0 }
    var last = last
    if links.count == AttributeTemplates.most {
      forget()
      if last >= AttributeTemplates.starts { last = 0 }
    }
    let row = self.row(of: bytes, form, nameLength, match)
    if followers[last].last.row != row {
      followers[last].lastButOne = followers[last].last
      followers[last].last = links[row]
    }
    return row
  }

  private mutating func row(
    of bytes: ByteView, _ form: ValueForm, _ nameLength: Int, _ match: AttributeKeyIndex.Match?
  ) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: bytes.stableHash()) & mask
    while slots[slot] != 0 {
      let row = Int(slots[slot])
      if self.bytes(links[row]) == bytes { return row }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(links.count)
    links.append(
      Link(
        row: links.count, start: pool.count, length: bytes.count, nameLength: nameLength, form: form, match: match))
    followers.append(Followers())
    pool.append(bytes)
    return links.count - 1
  }
}
