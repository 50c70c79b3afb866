import LedgerMemory
import LedgerModel

/// The keys of protobuf attributes that were met, each with the keys that stood behind it the last times.
///
/// Exporters write the same attributes in the same order over and over. Where a key is the one that stood there before, one
/// comparison of bytes says what it is; finding that out anew costs several times as much. What is expected is a guess
/// that is checked: what is known of a key was found out by asking the index for it.
struct ExpectedKeys: ~Copyable {
  /// What is known of a key, in few bytes.
  struct Row: ZeroedRow {
    /// The rows that stood behind it the last time, and before that.
    fileprivate var next: UInt16 = 0
    fileprivate var nextButOne: UInt16 = 0
    private var key: UInt16 = 0
    /// How many bytes of the key the dialects' rule covers; 0 where they know nothing of it.
    private var covered: UInt8 = 0
    /// How long its opening is.
    fileprivate(set) var length: UInt8 = 0

    fileprivate init(_ opening: ByteView, _ match: AttributeKeyIndex.Match?) {
      length = UInt8(opening.count)
      if let match {
        key = match.key.index
        covered = UInt8(match.length)
      }
    }

    /// What the dialects know of the key; `nil` for nothing.
    @inline(__always)
    var match: AttributeKeyIndex.Match? {
      covered == 0 ? nil : AttributeKeyIndex.Match(key: AttributeKey(key), length: Int(covered))
    }
  }

  /// Rows that stand for the beginning of a list: row 0 for what is not known, one for each of some span names, one each for
  /// events and log records. A key has a row of its own behind each of them: spans of one name have attributes of their own.
  /// Row 0 is the empty key, which nobody knows, so that it may be expected where nothing else is.
  private static let starts = 1 + ExpectedText.nameRows + 2
  static let eventStart = starts - 2
  static let logStart = starts - 1
  /// How many rows are kept; then everything is forgotten, and learned again as it comes.
  private static let most = 4096
  /// The longest opening that is kept: the tag of the key, its length, the key, the tag of the value.
  static let longest = 64

  private let rows = RowBuffer<Row>(zeroed: ExpectedKeys.most)
  private var count = 0
  /// The openings, each at the number of its row times ``longest``.
  private var openings = PaddedBytes()
  /// Where lists with a row begin.
  private var firsts: [UInt16] = []
  /// Rows by the hash of their openings; 0 is free.
  private var slots: [UInt16] = []

  init() { forget() }

  private mutating func forget() {
    count = 0
    openings.removeAll()
    firsts.removeAll(keepingCapacity: true)
    slots = [UInt16](repeating: 0, count: 2 * ExpectedKeys.most)
    let empty = PaddedBytes([0x0A, 0x00, 0x12])
    empty.withView { for _ in 0..<ExpectedKeys.starts { append($0, nil, from: 0) } }
  }

  /// The row for the beginning of a span's attributes.
  @inline(__always)
  static func start(spanName name: ByteView) -> Int { 1 &+ ExpectedText.nameRow(name) }

  /// What is known of the key whose opening stands at `offset`, behind the key of `row`, where it is one that is expected
  /// there. Its own row takes the place of `row`.
  @inline(__always)
  mutating func expected(after row: inout Int, in message: ByteView, at offset: Int) -> Row? {
    let next = Int(rows[row].next)
    let key = rows[next]
    guard message.holds(opening(next, key), at: offset) else {
      return lessExpected(after: &row, in: message, at: offset)
    }
    row = next
    return key
  }

  @inline(never)
  private mutating func lessExpected(after row: inout Int, in message: ByteView, at offset: Int) -> Row? {
    let next = Int(rows[row].nextButOne)
    let key = rows[next]
    guard message.holds(opening(next, key), at: offset) else { return nil }
    rows[row].nextButOne = rows[row].next
    rows[row].next = UInt16(next)
    row = next
    return key
  }

  @inline(__always)
  private func opening(_ row: Int, _ key: Row) -> ByteView {
    openings.view.slice(row &* ExpectedKeys.longest, row &* ExpectedKeys.longest &+ Int(key.length))
  }

  /// Remembers an opening that stood behind the key of `row`, and answers its row.
  ///
  /// - Parameter first: the row that stands for the beginning of the list.
  mutating func learn(
    _ opening: ByteView, _ match: AttributeKeyIndex.Match?, after row: Int, from first: Int
  ) -> Int {
    guard opening.count <= ExpectedKeys.longest else { return 0 }
    var row = row
    if count == ExpectedKeys.most {
      forget()
      if row >= ExpectedKeys.starts { row = 0 }
    }
    let next = self.row(of: opening, match, from: first)
    if rows[row].next != next {
      rows[row].nextButOne = rows[row].next
      rows[row].next = next
    }
    return Int(next)
  }

  private mutating func row(of opening: ByteView, _ match: AttributeKeyIndex.Match?, from first: Int) -> UInt16 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: opening.stableHash(seed: UInt64(first))) & mask
    while slots[slot] != 0 {
      let row = Int(slots[slot])
      if firsts[row] == first, self.opening(row, rows[row]) == opening { return slots[slot] }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt16(count)
    append(opening, match, from: first)
    return slots[slot]
  }

  private mutating func append(_ opening: ByteView, _ match: AttributeKeyIndex.Match?, from first: Int) {
    firsts.append(UInt16(first))
    rows[count] = Row(opening, match)
    count += 1
    openings.append(opening)
    while openings.count < count * ExpectedKeys.longest { openings.append(byte: 0) }
    openings.pad()
  }
}
