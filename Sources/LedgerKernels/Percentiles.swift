import LedgerMemory
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
  /// The rank intervals of the percentiles, in the same order; `nil` where a group is too small for one. Empty where none
  /// were asked for.
  public var intervals: [PercentileInterval?]

  init(groupCount: Int, percentileCount: Int, hasIntervals: Bool) {
    counts = Array(repeating: 0, count: groupCount)
    minima = Array(repeating: 0, count: groupCount)
    maxima = Array(repeating: 0, count: groupCount)
    sums = Array(repeating: 0, count: groupCount)
    self.percentileCount = percentileCount
    percentileValues = Array(repeating: 0, count: groupCount * percentileCount)
    intervals = hasIntervals ? Array(repeating: nil, count: groupCount * percentileCount) : []
  }

  /// Takes over what is known of a group of others, with the same percentiles.
  mutating func copy(_ group: Int, from others: GroupedOrderStatistics, _ other: Int) {
    counts[group] = others.counts[other]
    minima[group] = others.minima[other]
    maxima[group] = others.maxima[other]
    sums[group] = others.sums[other]
    for percentile in 0..<percentileCount {
      let (to, from) = (group * percentileCount + percentile, other * percentileCount + percentile)
      percentileValues[to] = others.percentileValues[from]
      if !intervals.isEmpty { intervals[to] = others.intervals[from] }
    }
  }

  /// The values at the percentiles for one group, or `nil` where the group has no rows.
  public func percentiles(ofGroup group: Int) -> [Int64]? {
    if counts[group] == 0 { return nil }
    return Array(percentileValues[group * percentileCount..<(group + 1) * percentileCount])
  }

  /// The rank intervals of the percentiles for one group, or `nil` where none were asked for.
  public func intervals(ofGroup group: Int) -> [PercentileInterval?]? {
    if intervals.isEmpty { return nil }
    return Array(intervals[group * percentileCount..<(group + 1) * percentileCount])
  }
}

/// How grouped percentiles are found. The result is the same; the work is not.
public enum PercentileMethod: Hashable, Sendable {
  /// The faster one for the number of rows and groups at hand.
  case automatic
  /// Count the leading bits of all values per group, then collect only the buckets that hold a wanted rank: two streaming
  /// passes and 16 KiB a group for each worker. For few groups with many rows.
  case leadingBits
  /// Move every group's values together, then select within each: a second copy of the values. For many small groups, and
  /// for negative values.
  case partition
}

/// Count, extremes, exact sum and percentiles of each group's values.
///
/// For the n values x₁ ≤ … ≤ xₙ of a group, the value at a percentile is, by definition,
///
/// - nearest rank: x₍ᵣ₎ with r = ``Percentile/nearestRank(of:)``, always a value that occurred (Hyndman & Fan 1996,
///   definition 1; numpy calls it `inverted_cdf`);
/// - linear: with h = ``Percentile/linearPlace(in:)``, x₍₁₊⌊h⌋₎ + (h − ⌊h⌋) · (x₍₁₊⌈h⌉₎ − x₍₁₊⌊h⌋₎), worked out exactly
///   and rounded half away from zero to an integer (definition 7).
///
/// - Parameters:
///   - values: one value a row, valid rows only. Any signed value; negative ones take a slower way.
///   - groups: a group code per row (8, 16 or 32 bits), below `groupCount`, or `.max` for rows to pass over; any other
///     code is a programmer error, and so are unequal counts.
///   - groupCount: how many groups there are.
///   - percentiles: which percentiles, in any order; may be empty.
///   - definition: what a percentile is.
///   - confidence: where set, each percentile gets its interval of ``rankInterval(count:percentile:confidence:)``, in the
///     same passes.
///   - method: how; all ways give the same result.
///   - workers: how many threads; any number gives the same result.
/// - Complexity: O(rows + groups) with a constant number of passes for any values, adversarial ones included.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func exactPercentiles<Code: GroupCode>(
  of values: Span<Int64>, groups: Span<Code>, groupCount: Int, percentiles: [Percentile],
  by definition: PercentileDefinition = .nearestRank, confidence: Double? = nil,
  method: PercentileMethod = .automatic, workers: Workers = .one
) -> GroupedOrderStatistics {
  precondition(values.count == groups.count, "values and groups differ in count")
  let segment = 1 << 16
  let segments = (values.count + segment - 1) / segment
  return exactPercentiles(
    segments: segments, rowCount: values.count, groupCount: groupCount, percentiles: percentiles, by: definition,
    confidence: confidence, method: method, workers: workers
  ) { index, body in
    let rows = index * segment..<min((index + 1) * segment, values.count)
    body(values.extracting(rows), groups.extracting(rows))
  }
}

/// The same over columns in segments of any size.
///
/// - Parameters:
///   - segments: how many segments there are.
///   - rowCount: how many rows they have in all.
///   - withSegment: calls its second argument with the values and group codes of a segment; any thread may ask for any
///     segment, more than once, and must be given the same.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func exactPercentiles<Code: GroupCode>(
  segments: Int, rowCount: Int, groupCount: Int, percentiles: [Percentile],
  by definition: PercentileDefinition = .nearestRank, confidence: Double? = nil,
  method: PercentileMethod = .automatic, workers: Workers = .one,
  withSegment: @Sendable (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
) -> GroupedOrderStatistics {
  precondition(groupCount >= 0 && groupCount < Int(noGroup), "group codes are 32 bits wide")
  let request = RankRequest(percentiles, definition: definition, confidence: confidence)
  let isPossible = rowCount < Int(UInt32.max) && groupCount < 1 << 20 - 1  // places and counts are 32 bits wide
  let usesLeadingBits =
    switch method {
    case .automatic: suitsLeadingBits(rowCount: rowCount, groupCount: groupCount)
    case .leadingBits: isPossible
    case .partition: false
    }
  var result = GroupedOrderStatistics(
    groupCount: groupCount, percentileCount: percentiles.count, hasIntervals: confidence != nil)
  if usesLeadingBits,
    leadingBitsPercentiles(
      segments: segments, groupCount: groupCount, request: request, workers: workers, into: &result,
      withSegment: withSegment)
  {
    return result
  }
  partitionedPercentiles(
    segments: segments, rowCount: rowCount, groupCount: groupCount, request: request, workers: workers, into: &result,
    withSegment: withSegment)
  return result
}

/// Whether counting leading bits is the faster way.
///
/// It clears and scans 4096 counters a group. As long as they stay in the second-level cache, that pays from some hundred
/// rows a group on, beyond it from about two thousand (crossover table of `Benchmarks/`). The counters take 16 KiB a
/// group, which is bounded here to 64 MiB.
private func suitsLeadingBits(rowCount: Int, groupCount: Int) -> Bool {
  rowCount < Int(UInt32.max) && groupCount < 4096 && rowCount >= (groupCount <= 128 ? 256 : 2048) * groupCount
}

/// The exact distribution of each group's values: count, minimum, maximum, sum, and percentiles.
///
/// Parameters as in ``exactPercentiles(of:groups:groupCount:percentiles:by:confidence:method:workers:)``; `unit` is what
/// the values count, and is carried into the result.
///
/// - Returns: a distribution for each group; `nil` for a group without rows.
public func distributions(
  of values: Span<Int64>, groups: Span<UInt32>, groupCount: Int, unit: MeasureUnit,
  percentiles: [Percentile] = Percentile.standard, by definition: PercentileDefinition = .nearestRank,
  confidence: Double? = nil, workers: Workers = .one
) -> [Distribution?] {
  exactPercentiles(
    of: values, groups: groups, groupCount: groupCount, percentiles: percentiles, by: definition,
    confidence: confidence, workers: workers
  ).distributions(unit: unit)
}

extension GroupedOrderStatistics {
  /// The same as a distribution for each group, with its intervals where they were asked for; `nil` for a group without rows.
  public func distributions(unit: MeasureUnit) -> [Distribution?] {
    counts.indices.map { group in
      percentiles(ofGroup: group).map {
        var distribution = Distribution(
          unit: unit, count: counts[group], min: minima[group], max: maxima[group], sum: sums[group], percentiles: $0)
        distribution.intervals = intervals(ofGroup: group) ?? []
        return distribution
      }
    }
  }
}
