import LedgerMemory

/// Names of spans that say nothing in any scope, so that the same few names need not be looked up in the tables again.
struct OrdinaryNames: ~Copyable {
  private struct Entry {
    // Up to 32 bytes of the name, and how many there are; no name of length 0 is kept.
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0
    var count = 0
    /// The number of spans with this name, as in ``LedgerModel/SpanReading/shape``.
    var number: UInt32 = 0

    init() {}

    @inline(__always)
    init(_ name: ByteView) {
      count = name.count
      first = name.loadUpTo8(at: 0, length: count)
      if count > 8 { second = name.loadUpTo8(at: 8, length: count &- 8) }
      if count > 16 { third = name.loadUpTo8(at: 16, length: count &- 16) }
      if count > 24 { fourth = name.loadUpTo8(at: 24, length: count &- 24) }
    }

    @inline(__always)
    func isSame(as other: Entry) -> Bool {
      (first ^ other.first) | (second ^ other.second) | (third ^ other.third) | (fourth ^ other.fourth) == 0
        && count == other.count
    }

    @inline(__always)
    var place: Int {
      let mixed = (first ^ second &* 3 ^ third &* 5 ^ fourth &* 7 ^ UInt64(truncatingIfNeeded: count))
      return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 56)
    }
  }

  private var entries = [Entry](repeating: Entry(), count: 256)

  /// The number of a name that is known to say nothing; 0 for any other.
  @inline(__always)
  func number(of name: ByteView) -> UInt32 {
    guard name.count <= 32, !name.isEmpty else { return 0 }
    let entry = Entry(name)
    let place = entry.place
    return entries[place].isSame(as: entry) ? entries[place].number : 0
  }

  /// Remembers a name that says nothing by a number that no other spans have.
  mutating func insert(_ name: ByteView, number: UInt32) {
    guard name.count <= 32, !name.isEmpty else { return }
    var entry = Entry(name)
    entry.number = number
    entries[entry.place] = entry
  }
}
