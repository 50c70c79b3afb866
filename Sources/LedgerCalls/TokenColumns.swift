import LedgerMemory

/// The counts of a row as columns keep them: all bits zero means that a count is not known, so that memory fresh from the
/// system is a column of unknown counts.
public struct StoredCounts<Word: ZeroedRow>: ZeroedRow {
  /// Everything the model read.
  public var input: Word
  /// Of it, from a cache.
  public var cacheRead: Word
  /// Of it, into a cache.
  public var cacheWrite: Word
  /// Everything the model wrote.
  public var output: Word
  /// Of it, spent on reasoning.
  public var reasoning: Word

  @inlinable @inline(__always)
  init(_ counts: TokenCounts, _ stored: (Int64?) -> Word) {
    input = stored(counts.input)
    cacheRead = stored(counts.cacheRead)
    cacheWrite = stored(counts.cacheWrite)
    output = stored(counts.output)
    reasoning = stored(counts.reasoning)
  }

  @inlinable @inline(__always)
  func counts(_ known: (Word) -> Int64?) -> TokenCounts {
    var counts = TokenCounts()
    counts.input = known(input)
    counts.cacheRead = known(cacheRead)
    counts.cacheWrite = known(cacheWrite)
    counts.output = known(output)
    counts.reasoning = known(reasoning)
    return counts
  }
}

/// Token counts of many rows, each set before it is read: 20 bytes a row, or 40 where a count does not fit 32 bits.
@usableFromInline
final class TokenColumns: Sendable {
  @usableFromInline let isWide: Bool
  @usableFromInline let narrow: RowBuffer<StoredCounts<UInt32>>  // count + 1
  @usableFromInline let wide: RowBuffer<StoredCounts<Int64>>  // count with the sign bit turned

  /// Counts below this fit narrow columns, and so does the sum of three of them.
  static let narrowLimit: UInt64 = 1 << 30

  /// Rows that hold anything. Narrow columns take counts below three times ``narrowLimit`` that are not negative.
  init(unset rowCount: Int, isWide: Bool) {
    self.isWide = isWide
    narrow = RowBuffer(unset: isWide ? 0 : rowCount)
    wide = RowBuffer(unset: isWide ? rowCount : 0)
  }

  /// Makes the counts of some rows unknown.
  func clear(from row: Int, count: Int) {
    if isWide { wide.clear(row..<row + count) } else { narrow.clear(row..<row + count) }
  }

  /// Whether neither input nor output of a row is known.
  @inline(__always)
  func isUnknown(_ row: Int) -> Bool {
    isWide ? wide[row].input | wide[row].output == 0 : narrow[row].input | narrow[row].output == 0
  }

  /// How many bytes the counts of a row take.
  var bytesPerRow: Int { isWide ? MemoryLayout<StoredCounts<Int64>>.stride : MemoryLayout<StoredCounts<UInt32>>.stride }

  /// The counts of a row.
  @inlinable
  subscript(row: Int) -> TokenCounts {
    @inline(__always) get { isWide ? wide[row].counts { $0 == 0 ? nil : $0 ^ .min } : narrowCounts(row) }
    set {
      if isWide {
        wide[row] = StoredCounts(newValue) { $0.map { $0 ^ .min } ?? 0 }
      } else {
        narrow[row] = StoredCounts(newValue) { $0.map { UInt32($0) + 1 } ?? 0 }
      }
    }
  }

  /// The counts of a row of narrow columns.
  @inlinable @inline(__always)
  func narrowCounts(_ row: Int) -> TokenCounts { narrow[row].counts { $0 == 0 ? nil : Int64($0 &- 1) } }
}
