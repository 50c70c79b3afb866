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
    /// A bare number or truth value.
    case scalar
    /// A list or an object.
    case container
  }

  /// From `{` up to the first byte of the value.
  struct Template {
    /// Where the bytes stand in the pool.
    var start: Int32
    var length: Int32
    var form: ValueForm
    /// The name: from byte 8 on.
    var nameLength: Int32
    /// What the dialects know of the name; `nil` for nothing.
    var match: AttributeKeyIndex.Match?
    /// What stood behind it last, and the time before that.
    var next: Int32 = -1
    var nextButOne: Int32 = -1
  }

  /// Rows that stand for the beginning of a list: one for each of some span names, one for lists of events.
  static let spanStarts = 64
  private static let starts = spanStarts + 1
  /// How many are kept; then everything is forgotten, and learned again as it comes.
  private static let most = 1024
  /// A longer beginning is not worth keeping.
  private static let longest = 192

  private var rows: [Template] = []
  private var pool = PaddedBytes()
  /// Rows by the hash of their bytes; 0 is free.
  private var slots: [Int32] = []

  init() { forget() }

  private mutating func forget() {
    rows.removeAll(keepingCapacity: true)
    let start = Template(start: 0, length: 0, form: .container, nameLength: 0)
    rows.append(contentsOf: repeatElement(start, count: AttributeTemplates.starts))
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

  /// The row of the attribute that begins at `offset`, behind the attribute of row `last`; `nil` where it is another one
  /// than expected.
  @inline(__always)
  mutating func expected(after last: Int, in text: ByteView, at offset: Int) -> Int? {
    let first = Int(rows[last].next)
    if first < 0 { return nil }
    if text.holds(bytes(first), at: offset) { return first }
    let second = Int(rows[last].nextButOne)
    guard second >= 0, text.holds(bytes(second), at: offset) else { return nil }
    rows[last].next = Int32(truncatingIfNeeded: second)
    rows[last].nextButOne = Int32(truncatingIfNeeded: first)
    return second
  }

  @inline(__always)
  subscript(row: Int) -> Template { rows[row] }

  @inline(__always)
  private func bytes(_ row: Int) -> ByteView {
    let start = Int(rows[row].start)
    return pool.view.slice(start, start &+ Int(rows[row].length))
  }

  /// Remembers what stood behind the attribute of row `last`, and answers its row; 0 where it is not kept.
  mutating func learn(
    _ bytes: ByteView, _ form: ValueForm, nameLength: Int, _ match: AttributeKeyIndex.Match?, after last: Int
  ) -> Int {
    guard bytes.count <= AttributeTemplates.longest else { return 0 }
    var last = last
    if rows.count == AttributeTemplates.most {
      forget()
      if last >= AttributeTemplates.starts { last = 0 }
    }
    let row = self.row(of: bytes, form, nameLength, match)
    if Int(rows[last].next) != row {
      rows[last].nextButOne = rows[last].next
      rows[last].next = Int32(truncatingIfNeeded: row)
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
      if self.bytes(row) == bytes { return row }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(rows.count)
    rows.append(
      Template(
        start: Int32(pool.count), length: Int32(bytes.count), form: form, nameLength: Int32(nameLength), match: match))
    pool.append(bytes)
    return rows.count - 1
  }
}
