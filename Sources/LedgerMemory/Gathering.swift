import CLedgerMasks

// Loops that look up many rows at once. Whether all rows are there is checked first, and for all of them together.

/// Copies rows of a column, in the order in which they are named, to the front of a buffer. Rows that the column does not
/// have, and a buffer without room for all, are programmer errors.
public func gather<Value: ZeroedRow>(
  _ rows: Span<UInt32>, of column: Span<Value>, into found: borrowing RowBuffer<Value>,
  with set: InstructionSet = .current
) {
  precondition(rows.count <= found.count, "no room for all rows")
  let found = unsafe found.base
  let isInside = unsafe rows.withUnsafeBufferPointer { rows in
    unsafe column.withUnsafeBytes { column in
      // Sound: the loop touches rows that it has checked, and writes as many as there is room for.
      unsafe ledger_gather(
        set.rawValue, column.baseAddress, column.count / MemoryLayout<Value>.stride, MemoryLayout<Value>.stride,
        rows.baseAddress, rows.count, found)
    }
  }
  precondition(isInside != 0, "row outside its column")
}

/// Adds to each sum what its code stands for: `sums[i] += table[codes[i]]`, wrapping. Codes beyond the table, and fewer sums
/// than codes, are programmer errors.
public func addLookedUp(
  _ codes: Span<UInt32>, in table: Span<UInt32>, to sums: inout MutableSpan<UInt32>,
  with set: InstructionSet = .current
) {
  precondition(codes.count <= sums.count, "fewer sums than codes")
  let isInside = unsafe codes.withUnsafeBufferPointer { codes in
    unsafe table.withUnsafeBufferPointer { table in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        // Sound: as above.
        unsafe ledger_add_coded(
          set.rawValue, codes.baseAddress, codes.count, table.baseAddress, table.count, sums.baseAddress)
      }
    }
  }
  precondition(isInside != 0, "code outside its table")
}

extension CodeBuffer {
  /// Adds to each sum what the code of a row stands for: `sums[i] += table[self[rows[i]]]`, wrapping. Rows that are not
  /// there, codes beyond the table, and fewer sums than rows are programmer errors.
  public func addLookedUp(
    _ rows: Span<UInt32>, in table: Span<UInt32>, to sums: inout MutableSpan<UInt32>,
    with set: InstructionSet = .current
  ) {
    precondition(rows.count <= sums.count, "fewer sums than rows")
    let isInside = unsafe rows.withUnsafeBufferPointer { rows in
      unsafe table.withUnsafeBufferPointer { table in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          // Sound: as above.
          unsafe ledger_add_looked_up(
            set.rawValue, header.pointee.base, count, bytesPerRow, rows.baseAddress, rows.count, table.baseAddress,
            table.count, sums.baseAddress)
        }
      }
    }
    precondition(isInside != 0, "row outside its column, or code outside its table")
  }
}

/// Writes the lower bits of numbers to the front of a buffer, which has room for them. Returns how many numbers, from the
/// first on, have the upper bits of the first; of the others the lower bits are written all the same.
public func splitBits(
  _ numbers: Span<UInt32>, lower bits: Int, into found: borrowing RowBuffer<UInt32>,
  with set: InstructionSet = .current
) -> Int {
  precondition(numbers.count <= found.count && 0..<32 ~= bits, "no room for all numbers")
  let found = unsafe found.base
  return unsafe numbers.withUnsafeBufferPointer { numbers in
    // Sound: counts were checked.
    unsafe ledger_lower_bits(set.rawValue, numbers.baseAddress, numbers.count, UInt32(bits), found)
  }
}

/// The least and the largest of some values; `nil` where there are none.
public func unsignedExtremes(of values: Span<UInt64>, with set: InstructionSet = .current) -> ClosedRange<UInt64>? {
  if values.isEmpty { return nil }
  var (least, largest) = (UInt64.max, UInt64.min)
  unsafe values.withUnsafeBufferPointer { values in
    // Sound: the loop reads these values.
    unsafe ledger_unsigned_extremes(set.rawValue, values.baseAddress, values.count, &least, &largest)
  }
  return least...largest
}

/// Copies values that can be measured to the front of a buffer, and 0 for the others: those that are positive, no larger
/// than their limit where there are limits, and of whose flags these bits are so. Unequal counts are programmer errors.
///
/// - Parameters:
///   - values: of 64 bits, taken to be signed.
///   - turned: bits of the values that are stored the other way round.
public func copyBounded<Value: ZeroedRow & FixedWidthInteger>(
  _ values: Span<Value>, turned: Int64 = 0, limits: Span<Int64>? = nil, flags: Span<UInt16>, _ bits: UInt16,
  so: UInt16, into found: borrowing RowBuffer<Int64>, with set: InstructionSet = .current
) {
  let count = values.count
  precondition(Value.bitWidth == 64, "values of another width")
  precondition(
    flags.count == count && count <= found.count && limits?.count ?? count == count, "columns differ in count")
  let found = unsafe found.base
  unsafe values.withUnsafeBytes { values in
    unsafe flags.withUnsafeBufferPointer { flags in
      // Sound: counts were checked.
      func copy(_ limits: UnsafePointer<Int64>?) {
        unsafe ledger_bounded_values(
          set.rawValue, values.baseAddress?.assumingMemoryBound(to: Int64.self), turned, limits, flags.baseAddress,
          bits, so, count, found)
      }
      if let limits {
        unsafe limits.withUnsafeBufferPointer { unsafe copy($0.baseAddress) }
      } else {
        copy(nil)
      }
    }
  }
}
