// Group codes are dense from 0. The code `.max` means that a row belongs to no group. Adding one to a code, wrapping,
// turns that into slot 0, so that every row has a slot and no branch is needed; results drop slot 0 again.

/// The group code of a row that belongs to no group and is passed over.
public let noGroup = UInt32.max

/// How many rows each group has.
///
/// - Parameters:
///   - groups: a group code per row, below `groupCount`, or ``noGroup``; any other code is a programmer error.
///   - groupCount: how many groups there are.
public func groupedCounts(groups: Span<UInt32>, groupCount: Int) -> [Int] {
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
///   - groups: a group code per row, below `groupCount`, or ``noGroup``; any other code is a programmer error, and so are
///     unequal counts.
///   - groupCount: how many groups there are.
public func groupedSums(of values: Span<Int64>, groups: Span<UInt32>, groupCount: Int) -> [Int128] {
  precondition(values.count == groups.count, "values and groups differ in count")
  var sums = GroupedSumAccumulator(groupCount: groupCount)
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    sums.add(values.extracting(start..<end), groups: groups.extracting(start..<end))
    start = end
  }
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
public func groupedSums(
  of values: Span<Int64>, validity: Span<UInt64>, groups: Span<UInt32>, groupCount: Int
) -> (sums: [Int128], validCounts: [Int]) {
  precondition(values.count == groups.count, "values and groups differ in count")
  precondition(validity.count >= wordCount(forRows: values.count), "validity bitmap shorter than its column")
  var sums = GroupedSumAccumulator(groupCount: groupCount)
  var slots = [Int](repeating: 0, count: groupCount + 1)
  // An invalid row becomes a row of no group; sums and counts then need not know about validity.
  var maskedGroups = [UInt32](repeating: noGroup, count: min(Block.rows, values.count))
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    let blockGroups = groups.extracting(start..<end)
    var masked = maskedGroups.mutableSpan
    var counts = slots.mutableSpan
    for row in blockGroups.indices {
      let bit = UInt32(truncatingIfNeeded: validity[(start &+ row) >> 6] &>> UInt64((start &+ row) & 63) & 1)
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
public func groupedSums(of values: Span<UInt32>, groups: Span<UInt32>, groupCount: Int) -> [UInt64] {
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

  /// The OR of all values' magnitude patterns, with the sign bit set where a value was negative.
  private(set) var pattern: Int64 = 0

  init(groupCount: Int) {
    precondition(groupCount >= 0, "there is no negative number of groups")
    partials = Array(repeating: 0, count: groupCount + 1)
    totals = Array(repeating: 0, count: groupCount + 1)
  }

  /// Adds a block of at most ``Block/rows`` rows.
  @inline(__always)
  mutating func add(_ values: Span<Int64>, groups: Span<UInt32>) {
    if prepare(values) {
      var sums = partials.mutableSpan
      for row in values.indices { sums[Int(groups[row] &+ 1)] &+= values[row] }
    } else {
      addWide(values, groups: groups)
    }
  }

  /// Adds a block and counts its values' leading-bits buckets in the same pass. See ``LeadingBits``.
  @inline(__always)
  mutating func add(_ values: Span<Int64>, groups: Span<UInt32>, countingInto histogram: inout MutableSpan<UInt32>) {
    if prepare(values) {
      var sums = partials.mutableSpan
      for row in values.indices {
        let slot = Int(groups[row] &+ 1)
        let value = values[row]
        sums[slot] &+= value
        histogram[LeadingBits.index(slot: slot, value)] &+= 1
      }
    } else {
      addWide(values, groups: groups)
      for row in values.indices {
        histogram[LeadingBits.index(slot: Int(groups[row] &+ 1), values[row])] &+= 1
      }
    }
  }

  /// The exact sum of each group.
  consuming func finish() -> [Int128] {
    flush()
    totals.removeFirst()
    return totals
  }

  /// Makes sure that a block's values can be added to the partial sums; `false` where they cannot.
  @inline(__always)
  private mutating func prepare(_ values: Span<Int64>) -> Bool {
    var magnitudes: Int64 = 0
    var signs: Int64 = 0
    for row in values.indices {
      magnitudes |= values[row] ^ (values[row] >> 63)
      signs |= values[row]
    }
    pattern |= magnitudes | (signs & Int64.min)
    // A negative value's magnitude is one more than its pattern.
    let (growth, isTooWide) = (magnitudes.magnitude + 1).multipliedReportingOverflow(by: UInt64(values.count))
    if isTooWide || growth > UInt64(Int64.max) { return false }
    if bound + growth > UInt64(Int64.max) { flush() }
    bound += growth
    return true
  }

  @inline(never)
  private mutating func addWide(_ values: Span<Int64>, groups: Span<UInt32>) {
    for row in values.indices { totals[Int(groups[row] &+ 1)] += Int128(values[row]) }
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
