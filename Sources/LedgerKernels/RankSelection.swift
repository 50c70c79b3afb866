/// Finds values by their rank in an unordered stretch.
///
/// A stretch is split into equal parts of its range, from minimum to maximum; only parts that hold a wanted rank are
/// collected and searched again. Each round narrows the range by a factor of at least 64, so that eleven rounds separate any
/// 64-bit values, and equal values end at once: no order of input makes it slow. A part of a short stretch is sorted.
struct RankSelection {
  /// Up to this many values, a stretch is short.
  static var fewCount: Int { 128 }
  /// Up to this many, it is sorted as a whole.
  private static var sortedCount: Int { 12 }

  private var sorted = [Int64](repeating: 0, count: fewCount)

  /// Writes the values of the 0-based `ranks`, which do not fall, to `results[start...]`.
  mutating func select(
    from values: Span<Int64>, ranks: ArraySlice<Int>, into results: inout [Int64], at start: Int
  ) {
    if values.count <= RankSelection.sortedCount {
      var sorted = sorted.mutableSpan
      for row in values.indices { sorted[row] = values[row] }
      RankSelection.sort(&sorted, values.count)
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
    if values.count <= RankSelection.fewCount {
      splitFew(values, range: range, ranks: ranks[first..<last], into: &results, at: place(first))
    } else {
      split(values, range: range, ranks: ranks[first..<last], into: &results, at: place(first))
    }
  }

  /// How far values are shifted so that their distance to the smallest one has as many bits.
  private static func shift(_ range: Extremes, bits: Int) -> UInt64 {
    // The distance between two signed values fits 64 unsigned bits, and is what wrapping subtraction leaves.
    UInt64(max(0, 64 - UInt64(bitPattern: range.max &- range.min).leadingZeroBitCount - bits))
  }

  /// In memory that is there already, and without a branch for each value.
  private mutating func splitFew(
    _ values: Span<Int64>, range: Extremes, ranks: ArraySlice<Int>, into results: inout [Int64], at start: Int
  ) {
    let shift = RankSelection.shift(range, bits: 6)
    var sizes = InlineArray<64, UInt8>(repeating: 0)
    for row in values.indices { sizes[RankSelection.part(of: values[row], from: range.min, shift: shift)] &+= 1 }
    var sorted = sorted.mutableSpan
    var part = -1
    var (below, size) = (0, 0)
    for index in ranks.indices {
      if ranks[index] >= below + size {
        repeat {
          below += size
          part += 1
          size = Int(sizes[part])
        } while ranks[index] >= below + size
        var end = 0
        for row in values.indices {
          // Room is left: no more values are found than there are.
          sorted[end] = values[row]
          end &+= RankSelection.part(of: values[row], from: range.min, shift: shift) == part ? 1 : 0
        }
        RankSelection.sort(&sorted, size)
      }
      results[start + index - ranks.startIndex] = sorted[ranks[index] - below]
    }
  }

  /// Sorts the first few values.
  private static func sort(_ values: inout MutableSpan<Int64>, _ count: Int) {
    var next = 1
    while next < count {
      let value = values[next]
      var place = next
      while place > 0, values[place - 1] > value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
      next += 1
    }
  }

  private mutating func split(
    _ values: Span<Int64>, range: Extremes, ranks: ArraySlice<Int>, into results: inout [Int64], at start: Int
  ) {
    let bits = values.count < 1 << 11 ? 7 : 10
    let shift = RankSelection.shift(range, bits: bits)
    var sizes = [Int](repeating: 0, count: 1 << bits)
    for row in values.indices { sizes[RankSelection.part(of: values[row], from: range.min, shift: shift)] += 1 }

    var next = ranks.startIndex
    var below = 0
    for (part, size) in sizes.enumerated() {
      if next == ranks.endIndex { return }
      if ranks[next] >= below + size {
        below += size
        continue
      }
      let first = next
      var localRanks: [Int] = []
      while next < ranks.endIndex, ranks[next] < below + size {
        localRanks.append(ranks[next] - below)
        next += 1
      }
      below += size
      let place = start + first - ranks.startIndex
      if shift == 0 {
        // The part holds one value only.
        let value = range.min &+ Int64(part)
        for index in localRanks.indices { results[place + index] = value }
        continue
      }
      var collected: [Int64] = []
      collected.reserveCapacity(size)
      for row in values.indices
      where RankSelection.part(of: values[row], from: range.min, shift: shift) == part {
        collected.append(values[row])
      }
      select(from: collected.span, ranks: localRanks[...], into: &results, at: place)
    }
  }

  @inline(__always)
  private static func part(of value: Int64, from low: Int64, shift: UInt64) -> Int {
    Int(truncatingIfNeeded: UInt64(bitPattern: value &- low) &>> shift)
  }
}
