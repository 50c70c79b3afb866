import CLedgerMasks

/// A code of a group: what a row says of the group it is in. `.max` stands for no group.
public protocol GroupCode: FixedWidthInteger, UnsignedInteger, BitwiseCopyable, Sendable {}

extension UInt8: GroupCode {}
extension UInt16: GroupCode {}
extension UInt32: GroupCode {}

/// What a processor can do at once, as far as loops over columns make use of it. All give the same bits.
public enum InstructionSet: Int32, CaseIterable, Sendable {
  /// One value after the other.
  case scalar
  /// What every processor of its kind has: SSE2 on x86-64, NEON on arm64.
  case base
  /// 32 bytes at once.
  case avx2
  /// 64 bytes at once: AVX-512 F, BW, DQ and VL.
  case avx512

  /// The best of this machine, or what the environment variable `SPANLEDGER_ISA` names (`scalar`, `base`, `avx2`,
  /// `avx512`) where the machine has it.
  public static var current: InstructionSet { InstructionSet(rawValue: ledger_level()) ?? .base }

  /// Those that this machine has.
  public static var available: [InstructionSet] { allCases.filter { ledger_level_exists($0.rawValue) != 0 } }
}

// The doors to the loops of the C target: counts are checked here, once for each block of rows.

/// What was seen while places were worked out.
public struct PlaceBits: Sendable {
  /// The OR of all values: negative where a value is.
  public var values: Int64 = 0
  /// The OR of all slots.
  public var slots: UInt32 = 0
}

/// For each row the place of its value's bucket: slot · 4096 + bucket, with the slot one more than the row's code, wrapping.
///
/// - Parameters:
///   - values: not negative; the bucket of others means nothing.
///   - codes: as many as there are values.
///   - places: room for at least as many.
public func fillBucketPlaces<Code: GroupCode>(
  of values: Span<Int64>, codes: Span<Code>, into places: inout MutableSpan<UInt32>,
  with set: InstructionSet = .current
) -> PlaceBits {
  precondition(values.count == codes.count && values.count <= places.count, "columns differ in count")
  var bits = PlaceBits()
  if values.isEmpty { return bits }
  // Sound: counts were checked, and the loop touches nothing outside of them.
  unsafe values.withUnsafeBufferPointer { values in
    unsafe codes.withUnsafeBytes { codes in
      unsafe places.withUnsafeMutableBufferPointer { places in
        unsafe ledger_bucket_places(
          set.rawValue, values.baseAddress, codes.baseAddress, MemoryLayout<Code>.size, values.count,
          places.baseAddress, &bits.values, &bits.slots)
      }
    }
  }
  return bits
}

/// The bucket of a value that is not negative: see ``fillBucketPlaces(of:codes:into:with:)``.
@inlinable
public func bucketOfLeadingBits(_ value: Int64) -> Int { Int(ledger_bucket(value)) }

/// Copies the rows whose place is wanted to the front of two buffers, in order.
///
/// - Parameters:
///   - values: as in ``fillBucketPlaces(of:codes:into:with:)``, as are the codes.
///   - wanted: one bit for each place, for a number of slots that is a power of two; codes of other slots are a programmer
///     error.
///   - places: room for the places of all rows.
///   - foundPlaces: room for as many rows as there are.
///   - foundValues: as that.
/// - Returns: how many rows were found.
public func findWantedRows<Code: GroupCode>(
  _ values: Span<Int64>, codes: Span<Code>, wanted: Span<UInt32>, scratch places: inout MutableSpan<UInt32>,
  intoPlaces foundPlaces: inout MutableSpan<UInt32>, values foundValues: inout MutableSpan<Int64>,
  with set: InstructionSet = .current
) -> Int {
  let count = values.count
  precondition(count <= foundPlaces.count && count <= foundValues.count, "no room for all rows")
  let bits = fillBucketPlaces(of: values, codes: codes, into: &places, with: set)
  // Where the OR of all slots is below a power of two, each of them is.
  let slots = wanted.count / (4096 / 32)
  precondition(slots.nonzeroBitCount == 1 && bits.slots < slots, "a code beyond the number of groups")
  if count == 0 { return 0 }
  // Sound: counts were checked, and so was that all places are in the table.
  return unsafe values.withUnsafeBufferPointer { values in
    unsafe places.withUnsafeMutableBufferPointer { places in
      unsafe wanted.withUnsafeBufferPointer { wanted in
        unsafe foundPlaces.withUnsafeMutableBufferPointer { foundPlaces in
          unsafe foundValues.withUnsafeMutableBufferPointer { foundValues in
            unsafe ledger_wanted_rows(
              set.rawValue, values.baseAddress, places.baseAddress, values.count, wanted.baseAddress,
              foundPlaces.baseAddress, foundValues.baseAddress)
          }
        }
      }
    }
  }
}

/// What is known of values that were looked at.
public struct ValueFacts: Sendable {
  /// The smallest value; without values the largest there is.
  public var least = Int64.max
  /// The largest value; without values the smallest there is.
  public var most = Int64.min
  /// The sum, wrapping.
  public var sum: Int64 = 0

  /// Of no values.
  public init() {}
}

/// Fills in the bucket of each value, and copies the values on the way where that is asked for.
///
/// - Parameters:
///   - values: not negative; the buckets of a call with others mean nothing.
///   - copy: where the values go to, too, in the rows from `row` on.
///   - buckets: where the buckets go to, in the rows from `row` on.
///   - facts: what is known of values so far; these are added.
public func fillBuckets(
  of values: Span<Int64>, copiedTo copy: borrowing RowBuffer<Int64>, into buckets: borrowing RowBuffer<UInt16>,
  from row: Int, addingTo facts: inout ValueFacts, with set: InstructionSet = .current
) {
  precondition(row >= 0 && values.count <= copy.count - row, "no room for all values")
  unsafe fillBuckets(of: values, copy.base + row, into: buckets, from: row, addingTo: &facts, with: set)
}

/// The same without a copy.
public func fillBuckets(
  of values: Span<Int64>, into buckets: borrowing RowBuffer<UInt16>, from row: Int,
  addingTo facts: inout ValueFacts, with set: InstructionSet = .current
) {
  unsafe fillBuckets(of: values, nil, into: buckets, from: row, addingTo: &facts, with: set)
}

@unsafe
private func fillBuckets(
  of values: Span<Int64>, _ copy: UnsafeMutablePointer<Int64>?, into buckets: borrowing RowBuffer<UInt16>,
  from row: Int, addingTo facts: inout ValueFacts, with set: InstructionSet
) {
  precondition(row >= 0 && values.count <= buckets.count - row, "no room for all buckets")
  if values.isEmpty { return }
  var known = ledger_value_facts(least: facts.least, most: facts.most, sum: UInt64(bitPattern: facts.sum))
  // Sound: there is room for all values.
  unsafe values.withUnsafeBufferPointer { values in
    unsafe ledger_buckets(set.rawValue, values.baseAddress, values.count, copy, buckets.base + row, &known)
  }
  facts.least = known.least
  facts.most = known.most
  facts.sum = Int64(bitPattern: known.sum)
}

/// Copies the values whose bucket is wanted, in order.
///
/// - Parameters:
///   - buckets: the bucket of each value.
///   - wanted: one bit for each of 4096 buckets.
///   - found: room for as many as there are values, from `row` on.
/// - Returns: how many were copied.
public func copyValues(
  _ values: Span<Int64>, buckets: Span<UInt16>, wanted: Span<UInt32>, into found: borrowing RowBuffer<Int64>,
  from row: Int, with set: InstructionSet = .current
) -> Int {
  precondition(values.count == buckets.count && wanted.count == 4096 / 32, "columns differ in count")
  precondition(row >= 0 && values.count <= found.count - row, "no room for all values")
  if values.isEmpty { return 0 }
  // Sound: counts were checked.
  return unsafe values.withUnsafeBufferPointer { values in
    unsafe buckets.withUnsafeBufferPointer { buckets in
      unsafe wanted.withUnsafeBufferPointer { wanted in
        unsafe ledger_values_of_buckets(
          set.rawValue, values.baseAddress, buckets.baseAddress, values.count, wanted.baseAddress, found.base + row)
      }
    }
  }
}

/// Tells values from absent ones, in a column in which 0 stands for *absent* and the smallest integer for zero.
///
/// - Parameters:
///   - stored: what the column holds.
///   - codes: as many as there are rows.
///   - values: where the values go to, from its first row on; an absent one means nothing there.
///   - known: where the codes go to; `.max` for a row without a value.
public func fillKnown(
  _ stored: Span<Int64>, codes: Span<UInt32>, into values: borrowing RowBuffer<Int64>,
  codes known: borrowing RowBuffer<UInt32>, with set: InstructionSet = .current
) {
  precondition(stored.count == codes.count, "columns differ in count")
  precondition(stored.count <= values.count && stored.count <= known.count, "no room for all values")
  if stored.isEmpty { return }
  // Sound: counts were checked, and buffers of their own do not overlap.
  unsafe stored.withUnsafeBufferPointer { stored in
    unsafe codes.withUnsafeBufferPointer { codes in
      unsafe ledger_known_values(
        set.rawValue, stored.baseAddress, codes.baseAddress, stored.count, values.base, known.base)
    }
  }
}

/// Asks memory for values that will be read soon.
public func askAhead(of values: Span<Int64>) {
  // Sound: asking reads nothing.
  unsafe values.withUnsafeBytes { bytes in
    let start = UInt(bitPattern: bytes.baseAddress)
    for line in stride(from: 0, to: UInt(bytes.count), by: 64) { ledger_ask_ahead(start &+ line) }
  }
}

/// Which values are in a range: one bit each, the lowest bit of a word first. Bits behind the last value are 0.
public func fillRangeBits(
  of values: Span<Int64>, in range: ClosedRange<Int64>, into words: inout MutableSpan<UInt64>,
  with set: InstructionSet = .current
) {
  precondition(words.count * 64 >= values.count, "bitmap shorter than its column")
  if values.isEmpty { return }
  // Sound: counts were checked.
  unsafe values.withUnsafeBufferPointer { values in
    unsafe words.withUnsafeMutableBufferPointer { words in
      unsafe ledger_range_bits(
        set.rawValue, values.baseAddress, values.count, range.lowerBound, range.upperBound, words.baseAddress)
    }
  }
}

/// Which codes are equal to one: as ``fillRangeBits(of:in:into:with:)``.
public func fillEqualBits<Code: GroupCode>(
  of codes: Span<Code>, equalTo code: Code, into words: inout MutableSpan<UInt64>, with set: InstructionSet = .current
) {
  precondition(words.count * 64 >= codes.count, "bitmap shorter than its column")
  let count = codes.count
  if count == 0 { return }
  // Sound: counts were checked.
  unsafe codes.withUnsafeBytes { codes in
    unsafe words.withUnsafeMutableBufferPointer { words in
      unsafe ledger_equal_bits(
        set.rawValue, codes.baseAddress, MemoryLayout<Code>.size, count, UInt32(code), words.baseAddress)
    }
  }
}

/// Copies the values whose bit is set to the front of `selected`, in order; bits behind the last value are ignored.
///
/// - Parameter selected: room for as many as bits are set; fewer are a programmer error.
/// - Returns: how many were copied.
public func copySelected(
  _ values: Span<Int64>, bits words: Span<UInt64>, into selected: inout MutableSpan<Int64>,
  with set: InstructionSet = .current
) -> Int {
  precondition(words.count * 64 >= values.count, "bitmap shorter than its column")
  var count = 0
  for word in 0..<values.count >> 6 { count += words[word].nonzeroBitCount }
  let rest = values.count & 63
  if rest > 0 { count += (words[values.count >> 6] & ((1 << UInt64(rest)) - 1)).nonzeroBitCount }
  precondition(count <= selected.count, "no room for all selected values")
  if count == 0 { return 0 }
  // Sound: counts were checked, and so was the number of bits.
  return unsafe values.withUnsafeBufferPointer { values in
    unsafe words.withUnsafeBufferPointer { words in
      unsafe selected.withUnsafeMutableBufferPointer { selected in
        unsafe ledger_select_values(
          set.rawValue, values.baseAddress, values.count, words.baseAddress, selected.baseAddress)
      }
    }
  }
}
