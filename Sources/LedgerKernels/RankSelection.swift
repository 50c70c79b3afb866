/// Finds values by their rank in an unordered stretch.
///
/// A short stretch is sorted. A long one is split into equal parts of its range, from minimum to maximum; only parts that
/// hold a wanted rank are collected and searched again. Each round narrows the range by the factor ``partCount``, so that
/// seven rounds separate any 64-bit values, and equal values end at once: no order of input makes it slow.
struct RankSelection {
  /// Up to this many values, sorting is faster than counting.
  static var sortedCount: Int { 128 }

  private static var partCount: Int { 1 << partBits }
  private static var partBits: Int { 10 }

  private var sorted: [Int64] = []

  /// Writes the values of the 0-based `ranks`, which do not fall, to `results[start...]`.
  mutating func select(
    from values: Span<Int64>, ranks: ArraySlice<Int>, into results: inout [Int64], at start: Int
  ) {
    if values.count <= RankSelection.sortedCount {
      sorted.removeAll(keepingCapacity: true)
      for row in values.indices { sorted.append(values[row]) }
      sorted.sort()
      for (index, rank) in ranks.enumerated() { results[start + index] = sorted[rank] }
      return
    }
    guard let range = extremes(of: values) else { return }
    // The ends need no search, and neither does anything where they are equal.
    var first = ranks.startIndex
    var last = ranks.endIndex
    func place(_ rank: Int) -> Int { start + rank - ranks.startIndex }
    while first < last, ranks[first] == 0 || range.min == range.max {
      results[place(first)] = range.min
      first += 1
    }
    while first < last, ranks[last - 1] == values.count - 1 {
      last -= 1
      results[place(last)] = range.max
    }
    if first == last { return }
    split(values, range: range, ranks: ranks[first..<last], into: &results, at: place(first))
  }

  private mutating func split(
    _ values: Span<Int64>, range: Extremes, ranks: ArraySlice<Int>, into results: inout [Int64], at start: Int
  ) {
    // The distance between two signed values fits 64 unsigned bits, and is what wrapping subtraction leaves.
    let width = UInt64(bitPattern: range.max &- range.min)
    let shift = UInt64(max(0, 64 - width.leadingZeroBitCount - RankSelection.partBits))
    var sizes = [Int](repeating: 0, count: RankSelection.partCount)
    for row in values.indices { sizes[part(of: values[row], from: range.min, shift: shift)] += 1 }

    var next = ranks.startIndex
    var below = 0
    for (part, size) in sizes.enumerated() {
      let first = next
      var localRanks: [Int] = []
      while next < ranks.endIndex, ranks[next] < below + size {
        localRanks.append(ranks[next] - below)
        next += 1
      }
      below += size
      if localRanks.isEmpty { continue }
      let place = start + first - ranks.startIndex
      if shift == 0 {
        // The part holds one value only.
        let value = range.min &+ Int64(part)
        for index in localRanks.indices { results[place + index] = value }
        continue
      }
      var collected: [Int64] = []
      collected.reserveCapacity(size)
      for row in values.indices where self.part(of: values[row], from: range.min, shift: shift) == part {
        collected.append(values[row])
      }
      select(from: collected.span, ranks: localRanks[...], into: &results, at: place)
    }
  }

  @inline(__always)
  private func part(of value: Int64, from low: Int64, shift: UInt64) -> Int {
    Int(truncatingIfNeeded: UInt64(bitPattern: value &- low) &>> shift)
  }
}
