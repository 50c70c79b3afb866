// Sums never wrap and never trap on data: they widen. A block of rows is added in 64 bits while the OR of the magnitudes
// proves that no partial sum can leave them, and in 128 bits where it does not. 2^63 rows of 2^63 fit into 128 bits, so
// the totals cannot overflow. Integer addition commutes, so the result does not depend on the order of rows.

/// How many rows are worked through at once: few enough that a block stays in the first-level cache between two passes
/// over it, many enough that the work per block does not show.
enum Block {
  static var rows: Int { 4096 }

  /// Magnitudes below this, summed over one block, stay within 62 bits.
  static var safeMagnitude: Int64 { 1 << 50 }
}

/// The exact sum of signed values; no values sum to 0.
public func sum(of values: Span<Int64>) -> Int128 {
  var total: Int128 = 0
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    total += blockSum(values.extracting(start..<end))
    start = end
  }
  return total
}

/// The exact sum of unsigned values; no values sum to 0.
public func sum(of values: Span<UInt64>) -> Int128 {
  var total: Int128 = 0
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    let block = values.extracting(start..<end)
    var partial: UInt64 = 0
    var magnitudes: UInt64 = 0
    for row in block.indices {
      partial &+= block[row]
      magnitudes |= block[row]
    }
    if magnitudes < UInt64(Block.safeMagnitude) {
      total += Int128(partial)
    } else {
      for row in block.indices { total += Int128(block[row]) }
    }
    start = end
  }
  return total
}

/// The exact sum of narrow values; no values sum to 0. More than 2³² rows are a programmer error.
public func sum(of values: Span<UInt32>) -> UInt64 {
  precondition(values.count <= 1 << 32, "a 64-bit sum of 32-bit values holds at most 2^32 rows")
  var total: UInt64 = 0
  for row in values.indices { total &+= UInt64(values[row]) }
  return total
}

/// The exact sum of the valid values.
///
/// - Parameters:
///   - values: all rows, valid or not.
///   - validity: one bit a row, the lowest bit of a word first; 1 means valid. Bits behind the last row are ignored; too
///     few words are a programmer error.
/// - Returns: 0 where no row is valid; ask ``validCount(in:rowCount:)`` to tell that from a sum of zeros.
public func sum(of values: Span<Int64>, validity: Span<UInt64>) -> Int128 {
  precondition(validity.count >= wordCount(forRows: values.count), "validity bitmap shorter than its column")
  var total: Int128 = 0
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    var partial: Int64 = 0
    var magnitudes: Int64 = 0
    var wordStart = start
    while wordStart < end {
      let lanes = values.extracting(wordStart..<min(wordStart + 64, end))
      let word = validity[wordStart >> 6]
      if word == ~0 {
        for lane in lanes.indices {
          let value = lanes[lane]
          partial &+= value
          magnitudes |= value ^ (value >> 63)
        }
      } else if word != 0 {
        for lane in lanes.indices {
          // All ones where the row is valid: load first, then mask, so that no branch depends on the data.
          let value = lanes[lane] & (0 &- Int64(truncatingIfNeeded: word &>> UInt64(lane) & 1))
          partial &+= value
          magnitudes |= value ^ (value >> 63)
        }
      }
      wordStart += 64
    }
    if magnitudes < Block.safeMagnitude {
      total += Int128(partial)
    } else {
      for row in start..<end where validity[row >> 6] &>> UInt64(row & 63) & 1 == 1 { total += Int128(values[row]) }
    }
    start = end
  }
  return total
}

/// How many rows are valid. Bits behind the last row are ignored; too few words are a programmer error.
public func validCount(in validity: Span<UInt64>, rowCount: Int) -> Int {
  precondition(validity.count >= wordCount(forRows: rowCount), "validity bitmap shorter than its column")
  var count = 0
  for word in 0..<(rowCount >> 6) { count += validity[word].nonzeroBitCount }
  let rest = rowCount & 63
  if rest > 0 { count += (validity[rowCount >> 6] & ((1 << UInt64(rest)) - 1)).nonzeroBitCount }
  return count
}

/// How many 64-bit words hold one bit for each row.
func wordCount(forRows rows: Int) -> Int { (rows + 63) / 64 }

@inline(__always)
private func blockSum(_ block: Span<Int64>) -> Int128 {
  var partial: Int64 = 0
  var magnitudes: Int64 = 0
  for row in block.indices {
    let value = block[row]
    partial &+= value
    magnitudes |= value ^ (value >> 63)
  }
  if magnitudes < Block.safeMagnitude { return Int128(partial) }
  var total: Int128 = 0
  for row in block.indices { total += Int128(block[row]) }
  return total
}
