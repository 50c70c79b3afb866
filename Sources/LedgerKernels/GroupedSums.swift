import LedgerMemory

// Group codes are dense from 0, and 8, 16 or 32 bits wide. The code `.max` means that a row belongs to no group. Adding one to a code, wrapping,
// turns that into slot 0, so that every row has a slot and no branch is needed; results drop slot 0 again.

/// The 32-bit group code of a row that belongs to no group and is passed over; of other widths it is `.max`.
public let noGroup = UInt32.max

/// How many rows each group has.
///
/// - Parameters:
///   - groups: a group code per row, below `groupCount`, or `.max` for none; any other code is a programmer error.
///   - groupCount: how many groups there are.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func groupedCounts<Code: GroupCode>(groups: Span<Code>, groupCount: Int) -> [Int] {
  var slots = [Int](repeating: 0, count: groupCount + 1)
  var counts = slots.mutableSpan
  for row in groups.indices { counts[Int(groups[row] &+ 1)] &+= 1 }
  slots.removeFirst()
  return slots
}

/// The exact sum of each group's signed values; a group without rows sums to 0.
///
/// - Parameters:
///   - values: one value a row.
///   - groups: a group code per row, below `groupCount`, or `.max` for none; any other code is a programmer error, and so
///     are unequal counts.
///   - groupCount: how many groups there are.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func groupedSums<Code: GroupCode>(of values: Span<Int64>, groups: Span<Code>, groupCount: Int) -> [Int128] {
  precondition(values.count == groups.count, "values and groups differ in count")
  var sums = GroupedSumAccumulator(groupCount: groupCount)
  sums.addAll(values, groups: groups)
  return sums.finish()
}

/// The exact sum of each group's valid values; a group without valid rows sums to 0.
///
/// - Parameters:
///   - values: one value a row, valid or not.
///   - validity: one bit a row, the lowest bit of a word first; 1 means valid. Bits behind the last row are ignored; too
///     few words are a programmer error.
///   - groups: as in ``groupedSums(of:groups:groupCount:)``.
///   - groupCount: how many groups there are.
/// - Returns: the sums, and how many valid rows each group has.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func groupedSums<Code: GroupCode>(
  of values: Span<Int64>, validity: Span<UInt64>, groups: Span<Code>, groupCount: Int
) -> (sums: [Int128], validCounts: [Int]) {
  precondition(values.count == groups.count, "values and groups differ in count")
  precondition(validity.count >= wordCount(forRows: values.count), "validity bitmap shorter than its column")
  var sums = GroupedSumAccumulator(groupCount: groupCount)
  var slots = [Int](repeating: 0, count: groupCount + 1)
  // An invalid row becomes a row of no group; sums and counts then need not know about validity.
  var maskedGroups = [Code](repeating: .max, count: min(Block.rows, values.count))
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    let blockGroups = groups.extracting(start..<end)
    var masked = maskedGroups.mutableSpan
    var counts = slots.mutableSpan
    for row in blockGroups.indices {
      let bit = Code(truncatingIfNeeded: validity[(start &+ row) >> 6] &>> UInt64((start &+ row) & 63) & 1)
      let group = blockGroups[row] | (bit &- 1)
      masked[row] = group
      counts[Int(group &+ 1)] &+= 1
    }
    sums.add(values.extracting(start..<end), groups: maskedGroups.span.extracting(0..<(end - start)))
    start = end
  }
  slots.removeFirst()
  return (sums.finish(), slots)
}

/// The sum of each group's narrow values; a group without rows sums to 0. More than 2³² rows are a programmer error.
///
/// - Parameters:
///   - values: one value a row.
///   - groups: as in ``groupedSums(of:groups:groupCount:)-(Span<Int64>,_,_)``.
///   - groupCount: how many groups there are.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func groupedSums<Code: GroupCode>(of values: Span<UInt32>, groups: Span<Code>, groupCount: Int) -> [UInt64] {
  precondition(values.count == groups.count, "values and groups differ in count")
  precondition(values.count <= 1 << 32, "a 64-bit sum of 32-bit values holds at most 2^32 rows")
  var slots = [UInt64](repeating: 0, count: groupCount + 1)
  var sums = slots.mutableSpan
  for row in values.indices { sums[Int(groups[row] &+ 1)] &+= UInt64(values[row]) }
  slots.removeFirst()
  return slots
}

/// Sums per group, fed block by block.
///
/// Partial sums are 64 bits wide, next to the exact 128-bit totals. `bound` is an upper bound of every partial sum's
/// magnitude: before a block could carry one past 63 bits, the partial sums are moved to the totals. Durations and token
/// counts need that once in millions of rows. A block that could overflow by itself is added in 128 bits.
struct GroupedSumAccumulator: ~Copyable {
  private var partials: [Int64]
  private var totals: [Int128]
  private var bound: UInt64 = 0

  /// The OR of all values: negative where a value was.
  private(set) var pattern: Int64 = 0

  init(groupCount: Int) {
    precondition(groupCount >= 0, "there is no negative number of groups")
    partials = Array(repeating: 0, count: groupCount + 1)
    totals = Array(repeating: 0, count: groupCount + 1)
  }

  /// Adds any number of rows.
  @inline(__always)
  mutating func addAll<Code: GroupCode>(_ values: Span<Int64>, groups: Span<Code>) {
    var start = 0
    while start < values.count {
      let end = min(start + Block.rows, values.count)
      add(values.extracting(start..<end), groups: groups.extracting(start..<end))
      start = end
    }
  }

  /// Adds a block of at most ``Block/rows`` rows.
  ///
  /// Values are added on the assumption that they are no larger than those before, and looked at in the same loop: two
  /// loops would wait for memory in the first and for nothing in the second. Where the assumption was wrong, what was added
  /// is taken away again, which is exact in wrapping arithmetic; as it names bits, it can be wrong 63 times at most.
  @inline(__always)
  mutating func add<Code: GroupCode>(_ values: Span<Int64>, groups: Span<Code>) {
    if pattern > 0, makeRoom(magnitudes: pattern, count: values.count) {
      let known = pattern
      var seen: Int64 = 0
      var sums = partials.mutableSpan
      for row in 0..<min(values.count, groups.count) {
        let value = values[row]
        seen |= value
        sums[Int(groups[row] &+ 1)] &+= value
      }
      if seen | known == known { return }
      for row in 0..<min(values.count, groups.count) { sums[Int(groups[row] &+ 1)] &-= values[row] }
    }
    addChecked(values, groups: groups)
  }

  /// Looks at the values first, and adds them then.
  @inline(never)
  private mutating func addChecked<Code: GroupCode>(_ values: Span<Int64>, groups: Span<Code>) {
    if prepare(values) {
      var sums = partials.mutableSpan
      for row in 0..<min(values.count, groups.count) { sums[Int(groups[row] &+ 1)] &+= values[row] }
    } else {
      addWide(values) { Int(groups[$0] &+ 1) }
    }
  }

  /// Adds a block and counts the places of its values' buckets in the same pass. See ``LeadingBits``.
  ///
  /// - Parameter or: the OR of all values, none of which may be negative.
  @inline(__always)
  mutating func add(
    _ values: Span<Int64>, places: Span<UInt32>, or pattern: Int64, countingInto counters: borrowing RowBuffer<UInt32>
  ) {
    self.pattern |= pattern
    if makeRoom(magnitudes: pattern, count: values.count) {
      var sums = partials.mutableSpan
      for row in 0..<min(values.count, places.count) {
        let place = Int(places[row])
        counters[place] = counters[place] &+ 1
        sums[place &>> LeadingBits.shift] &+= values[row]
      }
    } else {
      for row in values.indices {
        let place = Int(places[row])
        counters[place] = counters[place] &+ 1
      }
      addWide(values) { Int(places[$0]) >> LeadingBits.shift }
    }
  }

  /// Remembers that a value was negative.
  mutating func markNegative() { pattern |= .min }

  /// The exact sum of each group.
  consuming func finish() -> [Int128] {
    flush()
    totals.removeFirst()
    return totals
  }

  /// Makes sure that a block's values can be added to the partial sums; `false` where they cannot.
  @inline(__always)
  private mutating func prepare(_ values: Span<Int64>) -> Bool {
    var pattern: Int64 = 0
    for row in values.indices { pattern |= values[row] }
    // Of values that are not negative, that is all. Of others, one more pass: shifting in the sign is slow without AVX-512.
    let magnitudes = pattern >= 0 ? pattern : GroupedSumAccumulator.magnitudes(of: values)
    self.pattern |= pattern
    return makeRoom(magnitudes: magnitudes, count: values.count)
  }

  @inline(never)
  private static func magnitudes(of values: Span<Int64>) -> Int64 {
    var magnitudes: Int64 = 0
    for row in values.indices { magnitudes |= values[row] ^ (values[row] >> 63) }
    return magnitudes
  }

  @inline(__always)
  private mutating func makeRoom(magnitudes: Int64, count: Int) -> Bool {
    // A negative value's magnitude is one more than its pattern.
    let (growth, isTooWide) = (magnitudes.magnitude + 1).multipliedReportingOverflow(by: UInt64(count))
    if isTooWide || growth > UInt64(Int64.max) { return false }
    if bound + growth > UInt64(Int64.max) { flush() }
    bound += growth
    return true
  }

  @inline(never)
  private mutating func addWide(_ values: Span<Int64>, slot: (Int) -> Int) {
    for row in values.indices { totals[slot(row)] += Int128(values[row]) }
  }

  @inline(never)
  private mutating func flush() {
    for slot in partials.indices {
      totals[slot] += Int128(partials[slot])
      partials[slot] = 0
    }
    bound = 0
  }
}
