import LedgerModel

/// Increments one after the other in little memory: 32 bytes each, as long as values fit 63 bits and counts 32.
///
/// Ten million points have about as many increments, and both the comparison and the search for causes go through them
/// several times. The first amount that does not fit makes the whole list a plain array.
struct IncrementList: RandomAccessCollection, Sendable {
  /// An increment whose amounts are small; their presence is told by bits of the quality that nothing else uses.
  private struct Narrow {
    static let hasValue: UInt16 = 1 << 14
    static let hasCount: UInt16 = 1 << 15

    var from: UInt64
    var to: UInt64
    var value: Int64
    var count: UInt32
    var bits: UInt16
  }

  private var narrow: [Narrow] = []
  private var wide: [Increment] = []
  private var isWide = false

  init() {}

  init(_ increments: some Collection<Increment>) {
    narrow.reserveCapacity(increments.count)
    for increment in increments { append(increment) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { isWide ? wide.count : narrow.count }

  subscript(row: Int) -> Increment {
    if isWide { return wide[row] }
    let entry = narrow[row]
    return Increment(
      from: UnixNanos(entry.from), to: UnixNanos(entry.to),
      value: entry.bits & Narrow.hasValue != 0 ? Int128(entry.value) : nil,
      count: entry.bits & Narrow.hasCount != 0 ? UInt64(entry.count) : nil,
      quality: IncrementQuality(rawValue: entry.bits & ~(Narrow.hasValue | Narrow.hasCount)))
  }

  /// Start of the interval, as ``Increment/from``.
  func from(_ row: Int) -> UInt64 { isWide ? wide[row].from.value : narrow[row].from }

  /// End of the interval, as ``Increment/to``.
  func to(_ row: Int) -> UInt64 { isWide ? wide[row].to.value : narrow[row].to }

  func quality(_ row: Int) -> IncrementQuality {
    isWide
      ? wide[row].quality : IncrementQuality(rawValue: narrow[row].bits & ~(Narrow.hasValue | Narrow.hasCount))
  }

  func value(_ row: Int) -> Int128? {
    if isWide { return wide[row].value }
    return narrow[row].bits & Narrow.hasValue != 0 ? Int128(narrow[row].value) : nil
  }

  func count(_ row: Int) -> UInt64? {
    if isWide { return wide[row].count }
    return narrow[row].bits & Narrow.hasCount != 0 ? UInt64(narrow[row].count) : nil
  }

  mutating func append(_ increment: Increment) {
    if !isWide, let entry = IncrementList.narrow(increment) {
      narrow.append(entry)
      return
    }
    if !isWide {
      wide = Array(self)
      isWide = true
      narrow = []
    }
    wide.append(increment)
  }

  /// Moves the start of an interval; a start behind its end is a programmer error.
  mutating func setFrom(_ from: UInt64, ofRow row: Int) {
    precondition(from <= to(row), "an increment ends before it starts")
    if isWide { wide[row].from = UnixNanos(from) } else { narrow[row].from = from }
  }

  private static func narrow(_ increment: Increment) -> Narrow? {
    let value = Int64(truncatingIfNeeded: increment.value ?? 0)
    guard Int128(value) == increment.value ?? 0, let count = UInt32(exactly: increment.count ?? 0),
      increment.quality.rawValue & (Narrow.hasValue | Narrow.hasCount) == 0
    else { return nil }
    return Narrow(
      from: increment.from.value, to: increment.to.value, value: value, count: count,
      bits: increment.quality.rawValue | (increment.value == nil ? 0 : Narrow.hasValue)
        | (increment.count == nil ? 0 : Narrow.hasCount))
  }
}

extension IncrementList: Equatable {
  /// By content: how amounts are kept does not matter.
  static func == (left: IncrementList, right: IncrementList) -> Bool { left.elementsEqual(right) }
}

extension IncrementList: Hashable {
  func hash(into hasher: inout Hasher) { for increment in self { hasher.combine(increment) } }
}
