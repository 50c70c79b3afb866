import LedgerMemory

/// Token counts of many rows, each row absent at first: 20 bytes a row, or 40 where a count does not fit 32 bits.
///
/// Counts are kept so that all bits zero means absent: memory fresh from the system is a column of unknown counts.
@usableFromInline
final class TokenColumns: Sendable {
  @usableFromInline let isWide: Bool
  @usableFromInline let narrow: RowBuffer<UInt32>  // count + 1; five to a row
  @usableFromInline let wide: RowBuffer<Int64>  // count with the sign bit turned; five to a row

  /// Counts below this fit narrow columns, and so does the sum of three of them.
  static let narrowLimit: UInt64 = 1 << 30

  @usableFromInline static let classes = 5

  /// Unknown counts. Narrow columns take counts below three times ``narrowLimit`` that are not negative.
  init(rowCount: Int, isWide: Bool) {
    self.isWide = isWide
    narrow = RowBuffer(zeroed: isWide ? 0 : rowCount * TokenColumns.classes)
    wide = RowBuffer(zeroed: isWide ? rowCount * TokenColumns.classes : 0)
  }

  /// How many bytes the counts of a row take.
  var bytesPerRow: Int { TokenColumns.classes * (isWide ? 8 : 4) }

  @inlinable @inline(__always)
  func value(_ place: Int) -> Int64? {
    if isWide { return wide[place] == 0 ? nil : wide[place] ^ .min }
    return narrow[place] == 0 ? nil : Int64(narrow[place] &- 1)
  }

  @inlinable @inline(__always)
  func set(_ place: Int, _ value: Int64?) {
    if isWide {
      wide[place] = value.map { $0 ^ .min } ?? 0
    } else {
      narrow[place] = value.map { UInt32($0) + 1 } ?? 0
    }
  }

  /// The counts of a row.
  @inlinable @inline(__always)
  subscript(row: Int) -> TokenCounts {
    get {
      let first = row &* TokenColumns.classes
      var counts = TokenCounts()
      counts.input = value(first)
      counts.cacheRead = value(first &+ 1)
      counts.cacheWrite = value(first &+ 2)
      counts.output = value(first &+ 3)
      counts.reasoning = value(first &+ 4)
      return counts
    }
    set {
      let first = row &* TokenColumns.classes
      set(first, newValue.input)
      set(first &+ 1, newValue.cacheRead)
      set(first &+ 2, newValue.cacheWrite)
      set(first &+ 3, newValue.output)
      set(first &+ 4, newValue.reasoning)
    }
  }
}
