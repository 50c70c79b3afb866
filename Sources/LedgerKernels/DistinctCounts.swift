import LedgerMemory

/// How many different codes occur; rows with the code `.max`, which stands for none, are passed over.
///
/// - Parameter cardinality: what all codes are below; others are a programmer error.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func distinctCount<Code: GroupCode>(of codes: Span<Code>, cardinality: Int) -> Int {
  var seen = [UInt8](repeating: 0, count: cardinality + 1)  // by slot
  for row in codes.indices { seen[Int(codes[row] &+ 1)] = 1 }
  return seen.dropFirst().reduce(0) { $0 + Int($1) }
}

/// How many different keys occur, exactly.
///
/// - Complexity: O(rows), with 16 to 32 bytes for each different key.
public func distinctCount(of keys: Span<UInt64>) -> Int {
  var known = KeySet()
  for row in keys.indices { known.insert(keys[row]) }
  return known.count
}

/// How many different codes occur in each group, exactly: users by model, sessions by hour.
///
/// - Parameters:
///   - codes: a code per row below `cardinality`; `.max` stands for none and is passed over.
///   - cardinality: what all codes are below; others are a programmer error.
///   - groups: a group code per row, below `groupCount`, or `.max` for none; others are a programmer error, and so are
///     unequal counts.
/// - Returns: a number for each group; 0 for a group without rows.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func groupedDistinctCounts<Code: GroupCode>(
  of codes: Span<UInt32>, cardinality: Int, groups: Span<Code>, groupCount: Int
) -> [Int] {
  precondition(codes.count == groups.count, "codes and groups differ in count")
  var counts = [Int](repeating: 0, count: groupCount)
  let (places, isTooMany) = groupCount.multipliedReportingOverflow(by: cardinality)
  // One bit for each pair where that takes no more than 32 bits a row, or 128 KiB.
  if !isTooMany, places <= max(1 << 20, codes.count * 32) {
    var seen = [UInt64](repeating: 0, count: places / 64 + 1)
    for row in codes.indices where codes[row] != .max && groups[row] != .max {
      let (code, group) = (Int(codes[row]), Int(groups[row]))
      precondition(code < cardinality, "a code beyond its column's cardinality")
      let place = group * cardinality + code
      let bit: UInt64 = 1 << UInt64(place & 63)
      if seen[place >> 6] & bit == 0 {
        seen[place >> 6] |= bit
        counts[group] += 1
      }
    }
    return counts
  }
  var known = KeySet()
  for row in codes.indices where codes[row] != .max && groups[row] != .max {
    precondition(codes[row] < cardinality, "a code beyond its column's cardinality")
    if known.insert(UInt64(groups[row]) << 32 | UInt64(codes[row])) { counts[Int(groups[row])] += 1 }
  }
  return counts
}

/// A set of 64-bit keys: open addressing, half full at most.
private struct KeySet {
  private var table = [UInt64](repeating: 0, count: 1 << 10)  // 0 free
  private var used = 0
  private var hasZero = false

  var count: Int { used + (hasZero ? 1 : 0) }

  /// Whether the key is new.
  @discardableResult
  mutating func insert(_ key: UInt64) -> Bool {
    if key == 0 {
      defer { hasZero = true }
      return !hasZero
    }
    var at = slot(key)
    while table[at] != 0 {
      if table[at] == key { return false }
      at = (at &+ 1) & (table.count &- 1)
    }
    table[at] = key
    used += 1
    if used * 2 > table.count { grow() }
    return true
  }

  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: foldedProduct(key ^ 0x9E37_79B9_7F4A_7C15, 0xE703_7ED1_A0B4_28DB)) & (table.count &- 1)
  }

  private mutating func grow() {
    let keys = table
    table = [UInt64](repeating: 0, count: keys.count * 4)
    for key in keys where key != 0 {
      var at = slot(key)
      while table[at] != 0 { at = (at &+ 1) & (table.count &- 1) }
      table[at] = key
    }
  }
}
