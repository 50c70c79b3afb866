import LedgerModel

/// What is known of each group after one look at all values: count, extremes, sum, and the values at the percentiles that
/// were asked for. The arrays are parallel; groups without rows have count 0, and their other entries mean nothing.
public struct GroupedOrderStatistics: Hashable, Sendable {
  /// How many values each group has.
  public var counts: [Int]
  /// The smallest value of each group.
  public var minima: [Int64]
  /// The largest value of each group.
  public var maxima: [Int64]
  /// The exact sum of each group.
  public var sums: [Int128]
  /// How many percentiles were asked for.
  public var percentileCount: Int
  /// The values at the percentiles, in the order asked for, group after group.
  public var percentileValues: [Int64]

  init(groupCount: Int, percentileCount: Int) {
    counts = Array(repeating: 0, count: groupCount)
    minima = Array(repeating: 0, count: groupCount)
    maxima = Array(repeating: 0, count: groupCount)
    sums = Array(repeating: 0, count: groupCount)
    self.percentileCount = percentileCount
    percentileValues = Array(repeating: 0, count: groupCount * percentileCount)
  }

  /// The values at the percentiles for one group, or `nil` where the group has no rows.
  public func percentiles(ofGroup group: Int) -> [Int64]? {
    if counts[group] == 0 { return nil }
    return Array(percentileValues[group * percentileCount..<(group + 1) * percentileCount])
  }
}

/// How grouped percentiles are found. The result is the same; the work is not.
public enum PercentileMethod: Hashable, Sendable {
  /// The faster one for the number of rows and groups at hand.
  case automatic
  /// Count the leading bits of all values per group, then collect only the buckets that hold a wanted rank: two streaming
  /// passes and 16 KiB a group. For few groups with many rows.
  case leadingBits
  /// Move every group's values together, then select within each: a second copy of the values. For many small groups, and
  /// for negative values.
  case partition
}

/// The exact distribution of each group's values: count, minimum, maximum, sum, and percentiles by nearest rank.
///
/// - Parameters:
///   - values: one value a row, valid rows only, in units of `unit`. Any signed value; negative ones take a slower way.
///   - groups: a group code per row, below `groupCount`, or ``noGroup`` for rows to pass over; any other code is a
///     programmer error, and so are unequal counts.
///   - groupCount: how many groups there are.
///   - unit: what the values count; carried into the result.
///   - percentiles: which percentiles, in any order.
///   - definition: what a percentile is.
/// - Returns: a distribution for each group; `nil` for a group without rows.
public func distributions(
  of values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, unit: MeasureUnit,
  percentiles: [Percentile] = Percentile.standard, by definition: PercentileDefinition = .nearestRank
) -> [Distribution?] {
  let found =
    switch definition {
    case .nearestRank: exactPercentiles(of: values, groups: groups, groupCount: groupCount, percentiles: percentiles)
    case .linear:
      interpolatedPercentiles(of: values, groups: groups, groupCount: groupCount, percentiles: percentiles)
    }
  return (0..<groupCount).map { group in
    found.percentiles(ofGroup: group).map {
      Distribution(
        unit: unit, count: found.counts[group], min: found.minima[group], max: found.maxima[group],
        sum: found.sums[group], percentiles: $0)
    }
  }
}

/// Count, extremes, exact sum and percentiles of each group's values.
///
/// For the n values x₁ ≤ … ≤ xₙ of a group, the value at a percentile is x₍ᵣ₎ with r = ``Percentile/nearestRank(of:)``:
/// always a value that occurred. (Hyndman & Fan 1996, definition 1; numpy calls it `inverted_cdf`.)
///
/// - Parameters:
///   - values: one value a row, valid rows only. Any signed value; negative ones take a slower way.
///   - groups: a group code per row, below `groupCount`, or ``noGroup`` for rows to pass over; any other code is a
///     programmer error, and so are unequal counts.
///   - groupCount: how many groups there are.
///   - percentiles: which percentiles, in any order; may be empty.
///   - method: how; all ways give the same result.
/// - Complexity: O(rows + groups) with a constant number of passes for any values, adversarial ones included.
public func exactPercentiles(
  of values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, percentiles: [Percentile],
  method: PercentileMethod = .automatic
) -> GroupedOrderStatistics {
  rankedValues(
    of: values, groups: groups, groupCount: groupCount, order: RankOrder(percentiles, rule: .nearest), method: method)
}

/// Count, extremes, exact sum and percentiles of each group's values, interpolated.
///
/// For the n values x₁ ≤ … ≤ xₙ of a group and h = ``Percentile/linearPlace(in:)``, the value at a percentile is
/// x₍₁₊⌊h⌋₎ + (h − ⌊h⌋) · (x₍₁₊⌈h⌉₎ − x₍₁₊⌊h⌋₎), worked out exactly and rounded half away from zero to an integer.
/// Parameters as in ``exactPercentiles(of:groups:groupCount:percentiles:method:)``.
public func interpolatedPercentiles(
  of values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, percentiles: [Percentile],
  method: PercentileMethod = .automatic
) -> GroupedOrderStatistics {
  var result = rankedValues(
    of: values, groups: groups, groupCount: groupCount, order: RankOrder(percentiles, rule: .below), method: method)
  let above = rankedValues(
    of: values, groups: groups, groupCount: groupCount, order: RankOrder(percentiles, rule: .above), method: method)
  for group in 0..<groupCount where result.counts[group] > 0 {
    for (place, percentile) in percentiles.enumerated() {
      let index = group * percentiles.count + place
      let low = Int128(result.percentileValues[index])
      let width = Int128(above.percentileValues[index]) - low
      let part = Int128(percentile.linearPlace(in: result.counts[group]).numerator)
      // Numerator and denominator are below 2^47, the distance below 2^64: the product fits 128 bits.
      let denominator = Int128(percentile.denominator)
      let scaled = low * denominator + part * width
      let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
      let roundsAway = remainder.magnitude * 2 >= denominator.magnitude
      result.percentileValues[index] = Int64(quotient + (roundsAway ? (scaled < 0 ? -1 : 1) : 0))
    }
  }
  return result
}

private func rankedValues(
  of values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, order: RankOrder, method: PercentileMethod
) -> GroupedOrderStatistics {
  precondition(values.count == groups.count, "values and groups differ in count")
  precondition(groupCount >= 0 && groupCount < Int(noGroup), "group codes are 32 bits wide")
  let usesLeadingBits =
    switch method {
    case .automatic: suitsLeadingBits(rowCount: values.count, groupCount: groupCount)
    case .leadingBits: values.count < Int(UInt32.max)  // bucket counts are 32 bits wide
    case .partition: false
    }
  if usesLeadingBits, let found = leadingBitsPercentiles(values, groups: groups, groupCount: groupCount, order: order) {
    return found
  }
  return partitionedPercentiles(values, groups: groups, groupCount: groupCount, order: order)
}

/// Whether counting leading bits is the faster way.
///
/// It clears and scans 4096 counters a group. As long as they stay in the second-level cache, that pays from some hundred
/// rows a group on, beyond it from about two thousand (crossover table of `Benchmarks/`). The counters take 16 KiB a
/// group, which is bounded here to 64 MiB.
private func suitsLeadingBits(rowCount: Int, groupCount: Int) -> Bool {
  rowCount < Int(UInt32.max) && groupCount < 4096 && rowCount >= (groupCount <= 128 ? 256 : 2048) * groupCount
}

/// The wanted percentiles by size, each with its place in the list that was asked for.
struct RankOrder {
  /// Which rank stands for a percentile.
  enum Rule {
    /// The nearest rank.
    case nearest
    /// The rank below or at the place of linear interpolation.
    case below
    /// The rank above or at that place.
    case above
  }

  private let sorted: [(percentile: Percentile, place: Int)]
  private let rule: Rule

  init(_ percentiles: [Percentile], rule: Rule) {
    self.rule = rule
    sorted = percentiles.enumerated().map { (percentile: $1, place: $0) }.sorted { $0.percentile < $1.percentile }
  }

  /// How many percentiles are wanted.
  var count: Int { sorted.count }

  /// Fills `ranks` with the 0-based ranks among `count` values, not falling: the smallest, the wanted ones, the largest.
  func fill(_ ranks: inout [Int], count: Int) {
    ranks.removeAll(keepingCapacity: true)
    ranks.append(0)
    for entry in sorted { ranks.append(rank(of: entry.percentile, count)) }
    ranks.append(count - 1)
  }

  private func rank(of percentile: Percentile, _ count: Int) -> Int {
    switch rule {
    case .nearest: return percentile.nearestRank(of: count) - 1
    case .below: return percentile.linearPlace(in: count).below
    case .above:
      let place = percentile.linearPlace(in: count)
      return place.below + (place.numerator > 0 ? 1 : 0)
    }
  }

  /// Writes the values at the ranks of ``fill(_:count:)`` to their places in a result.
  func store(_ values: ArraySlice<Int64>, ofGroup group: Int, into result: inout GroupedOrderStatistics) {
    let first = values.startIndex
    result.minima[group] = values[first]
    result.maxima[group] = values[first + sorted.count + 1]
    for (index, entry) in sorted.enumerated() {
      result.percentileValues[group * sorted.count + entry.place] = values[first + 1 + index]
    }
  }
}

/// Ranks that fall into one collected stretch of values.
private struct Target {
  var start: Int  // of the stretch
  var end: Int
  var firstRank: Int  // row of the list of local ranks, and of the list of answers
  var rankCount: Int
}

/// By leading bits; `nil` where a value is negative.
private func leadingBitsPercentiles(
  _ values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, order: RankOrder
) -> GroupedOrderStatistics? {
  // First pass: how many values each bucket of each group has. Slot 0 takes the rows of no group.
  var table = [UInt32](repeating: 0, count: (groupCount + 1) * LeadingBits.bucketCount)
  var sums = GroupedSumAccumulator(groupCount: groupCount)
  var counters = table.mutableSpan
  var start = 0
  while start < values.count {
    let end = min(start + Block.rows, values.count)
    sums.add(values.extracting(start..<end), groups: groups.extracting(start..<end), countingInto: &counters)
    start = end
  }
  if sums.pattern < 0 { return nil }

  // Turn counts into places: where the next value of a wanted bucket goes, or that the bucket is not wanted.
  let notWanted = UInt32.max
  let chunkBuckets = 64
  var result = GroupedOrderStatistics(groupCount: groupCount, percentileCount: order.count)
  result.sums = sums.finish()
  let ranksPerGroup = order.count + 2
  var answers = [Int64](repeating: 0, count: groupCount * ranksPerGroup)
  var localRanks = [Int](repeating: 0, count: groupCount * ranksPerGroup)
  var targets: [Target] = []
  var collected = 0
  var ranks: [Int] = []
  for bucket in 0..<LeadingBits.bucketCount { counters[bucket] = notWanted }
  for group in 0..<groupCount {
    let base = (group + 1) * LeadingBits.bucketCount
    var count = 0
    for bucket in 0..<LeadingBits.bucketCount { count &+= Int(counters[base &+ bucket]) }
    result.counts[group] = count
    if count == 0 {
      for bucket in 0..<LeadingBits.bucketCount { counters[base + bucket] = notWanted }
      continue
    }
    order.fill(&ranks, count: count)
    var next = 0
    var below = 0
    // Chunk by chunk: most chunks hold no wanted rank, and are summed and cleared in a few instructions.
    for chunk in 0..<LeadingBits.bucketCount / chunkBuckets {
      let chunkStart = base + chunk * chunkBuckets
      var chunkSize = 0
      for bucket in chunkStart..<chunkStart + chunkBuckets { chunkSize &+= Int(counters[bucket]) }
      if next == ranks.count || ranks[next] >= below + chunkSize {
        for bucket in chunkStart..<chunkStart + chunkBuckets { counters[bucket] = notWanted }
        below += chunkSize
        continue
      }
      for bucket in chunk * chunkBuckets..<(chunk + 1) * chunkBuckets {
        let size = Int(counters[base + bucket])
        counters[base + bucket] = notWanted
        let first = next
        while next < ranks.count, ranks[next] < below + size {
          localRanks[group * ranksPerGroup + next] = ranks[next] - below
          next += 1
        }
        below += size
        if next == first { continue }
        if let value = LeadingBits.onlyValue(of: bucket) {
          for rank in first..<next { answers[group * ranksPerGroup + rank] = value }
        } else {
          counters[base + bucket] = UInt32(collected)
          targets.append(
            Target(
              start: collected, end: collected + size, firstRank: group * ranksPerGroup + first, rankCount: next - first
            ))
          collected += size
        }
      }
    }
  }

  // Second pass: collect the values of the wanted buckets, each bucket in its own stretch.
  if collected > 0 {
    var stretches = [Int64](repeating: 0, count: collected)
    collect(values, groups: groups, places: &counters, into: &stretches)
    var selection = RankSelection()
    for target in targets {
      let found = target.firstRank..<target.firstRank + target.rankCount
      selection.select(
        from: stretches.span.extracting(target.start..<target.end), ranks: localRanks[found], into: &answers,
        at: target.firstRank)
    }
  }
  for group in 0..<groupCount where result.counts[group] > 0 {
    order.store(answers[group * ranksPerGroup..<(group + 1) * ranksPerGroup], ofGroup: group, into: &result)
  }
  return result
}

private func collect(
  _ values: Span<Int64>, groups: Span<UInt32>, places: inout MutableSpan<UInt32>, into stretches: inout [Int64]
) {
  var stretches = stretches.mutableSpan
  for row in values.indices {
    let value = values[row]
    let index = LeadingBits.index(slot: Int(groups[row] &+ 1), value)
    let place = places[index]
    if place != .max {
      stretches[Int(place)] = value
      places[index] = place &+ 1
    }
  }
}

/// By moving each group's values together.
private func partitionedPercentiles(
  _ values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, order: RankOrder
) -> GroupedOrderStatistics {
  var result = GroupedOrderStatistics(groupCount: groupCount, percentileCount: order.count)
  result.counts = groupedCounts(groups: groups, groupCount: groupCount)
  result.sums = groupedSums(of: values, groups: groups, groupCount: groupCount)

  // Slot 0, the rows of no group, goes behind all others and is not looked at again.
  var ends = [Int](repeating: 0, count: groupCount + 1)
  var total = 0
  for group in 0..<groupCount {
    ends[group + 1] = total
    total += result.counts[group]
  }
  ends[0] = total
  var moved = [Int64](repeating: 0, count: values.count)
  var target = moved.mutableSpan
  var places = ends.mutableSpan
  for row in values.indices {
    let slot = Int(groups[row] &+ 1)
    let place = places[slot]
    target[place] = values[row]
    places[slot] = place &+ 1
  }

  var selection = RankSelection()
  var ranks: [Int] = []
  var answers = [Int64](repeating: 0, count: order.count + 2)
  for group in 0..<groupCount where result.counts[group] > 0 {
    let end = ends[group + 1]
    let stretch = moved.span.extracting(end - result.counts[group]..<end)
    order.fill(&ranks, count: stretch.count)
    selection.select(from: stretch, ranks: ranks[...], into: &answers, at: 0)
    order.store(answers[...], ofGroup: group, into: &result)
  }
  return result
}
