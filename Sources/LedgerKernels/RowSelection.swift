import LedgerMemory

/// Which rows of a column are selected: one bit a row, in the layout of a validity bitmap.
///
/// A filter is made of compares, which fill a selection, and of the logic between selections. Kernels that take a validity
/// bitmap take a selection's ``words`` as well, so a filtered sum is `sum(of: values, validity: selection.words.span)`; rows
/// without a value are left out by intersecting with the column's validity first.
public struct RowSelection: Hashable, Sendable {
  /// One bit a row, the lowest bit of a word first; bits behind the last row are 0.
  public private(set) var words: [UInt64]
  /// How many rows there are, selected or not.
  public let rowCount: Int

  /// All rows, or none.
  public init(rowCount: Int, all: Bool) {
    self.rowCount = rowCount
    words = Array(repeating: all ? ~0 : 0, count: wordCount(forRows: rowCount))
    clearRest()
  }

  /// The rows that a validity bitmap calls valid; bits behind the last row are ignored.
  public init(validity: Span<UInt64>, rowCount: Int) {
    precondition(validity.count >= wordCount(forRows: rowCount), "validity bitmap shorter than its column")
    self.rowCount = rowCount
    words = (0..<wordCount(forRows: rowCount)).map { validity[$0] }
    clearRest()
  }

  /// The rows whose value is in a range. Every compare with a constant is one: less than c is `.min...c - 1`, equal to c is
  /// `c...c`; not equal is its inversion.
  public init(of values: Span<Int64>, in range: ClosedRange<Int64>, with set: InstructionSet = .current) {
    self.init(rowCount: values.count, all: false)
    var span = words.mutableSpan
    fillRangeBits(of: values, in: range, into: &span, with: set)
  }

  /// The rows whose code is equal to one.
  @_specialize(where Code == UInt8)
  @_specialize(where Code == UInt16)
  @_specialize(where Code == UInt32)
  public init<Code: GroupCode>(of codes: Span<Code>, equalTo code: Code, with set: InstructionSet = .current) {
    self.init(rowCount: codes.count, all: false)
    var span = words.mutableSpan
    fillEqualBits(of: codes, equalTo: code, into: &span, with: set)
  }

  /// The rows whose code is one of several: `isWanted` has an entry for each code. The code `.max`, which stands for none,
  /// is not selected; any other beyond the list is a programmer error.
  @_specialize(where Code == UInt8)
  @_specialize(where Code == UInt16)
  @_specialize(where Code == UInt32)
  public init<Code: GroupCode>(of codes: Span<Code>, among isWanted: [Bool]) {
    self.init(rowCount: codes.count, all: false)
    // By slot, as in grouped kernels: no branch for rows without a code.
    let bits = [0] + isWanted.map { $0 ? 1 : 0 as UInt64 }
    for word in words.indices {
      let first = word << 6
      var found: UInt64 = 0
      for lane in 0..<min(64, codes.count - first) {
        found |= bits[Int(codes[first &+ lane] &+ 1)] &<< UInt64(lane)
      }
      words[word] = found
    }
  }

  private mutating func clearRest() {
    if rowCount & 63 != 0 { words[rowCount >> 6] &= (1 << UInt64(rowCount & 63)) - 1 }
  }

  /// How many rows are selected.
  ///
  /// - Complexity: O(rows / 64).
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether a row is selected; a row outside `0..<rowCount` is a programmer error.
  public subscript(row: Int) -> Bool {
    precondition(row >= 0 && row < rowCount, "row outside its selection")
    return words[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// Keeps the rows that are selected in both. Selections of unequal columns are a programmer error, here and below.
  public mutating func formIntersection(_ other: RowSelection) { combine(other) { $0 & $1 } }

  /// Adds the rows of another.
  public mutating func formUnion(_ other: RowSelection) { combine(other) { $0 | $1 } }

  /// Takes the rows of another away.
  public mutating func subtract(_ other: RowSelection) { combine(other) { $0 & ~$1 } }

  /// Selects the others.
  public mutating func invert() {
    for word in words.indices { words[word] = ~words[word] }
    clearRest()
  }

  @inline(__always)
  private mutating func combine(_ other: RowSelection, _ logic: (UInt64, UInt64) -> UInt64) {
    precondition(rowCount == other.rowCount, "selections of columns of unequal length")
    for word in words.indices { words[word] = logic(words[word], other.words[word]) }
  }

  /// The selected rows, in order.
  public func rows() -> [UInt32] {
    var rows: [UInt32] = []
    rows.reserveCapacity(count)
    for word in words.indices {
      var rest = words[word]
      while rest != 0 {
        rows.append(UInt32(truncatingIfNeeded: word << 6 + rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
    return rows
  }

  /// The values of the selected rows, in order; a column of another length is a programmer error.
  public func gathered(_ values: Span<Int64>, with set: InstructionSet = .current) -> [Int64] {
    precondition(values.count == rowCount, "a selection of another column")
    var gathered = [Int64](repeating: 0, count: count)
    var target = gathered.mutableSpan
    _ = copySelected(values, bits: words.span, into: &target, with: set)
    return gathered
  }

  /// The codes of the selected rows, in order; a column of another length is a programmer error.
  @_specialize(where Code == UInt8)
  @_specialize(where Code == UInt16)
  @_specialize(where Code == UInt32)
  public func gathered<Code: GroupCode>(_ codes: Span<Code>) -> [Code] {
    precondition(codes.count == rowCount, "a selection of another column")
    return rows().map { codes[Int($0)] }
  }
}
