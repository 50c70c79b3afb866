import LedgerMemory

/// The borders between the buckets of a histogram.
///
/// With edges e₀ < e₁ < … < eₖ there are k + 2 buckets: values below e₀, values in eᵢ ≤ x < eᵢ₊₁ for each i, and values from
/// eₖ on. All are integers in the unit of the values, so every value has one bucket, and exactly one.
public struct HistogramEdges: Hashable, Sendable {
  /// The edges, rising.
  public let edges: [Int64]

  /// Edges that rise strictly; others are a programmer error, and so are more than 65,000.
  public init(_ edges: [Int64]) {
    precondition(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "edges of a histogram rise")
    precondition(edges.count <= 65_000, "a histogram has at most 65,000 edges")
    self.edges = edges
  }

  /// Buckets of one width, the first from `low` on, so many that `high` is in the last one: ⌊low + i · width⌋ with width =
  /// (high − low + 1) / buckets, at least 1.
  public static func equalWidth(from low: Int64, through high: Int64, buckets: Int) -> HistogramEdges {
    precondition(low <= high && buckets > 0, "a histogram has a range and buckets")
    let span = Int128(high) - Int128(low) + 1
    let count = min(Int128(buckets), span)
    var edges = (0...count).map { Int64(clamping: Int128(low) + $0 * span / count) }
    // Behind the largest integer there is none: the last edge would be one beyond it.
    if edges.last == edges.dropLast().last || high == .max { edges.removeLast() }
    return HistogramEdges(edges)
  }

  /// How many buckets there are for each power of ten, with borders that people read.
  public enum Decade: Int, Sendable {
    /// At 1.
    case one = 1
    /// At 1, 2 and 5.
    case three = 3
    /// At 1, 2, 3, … 9.
    case nine = 9

    fileprivate var steps: [Int64] {
      switch self {
      case .one: [1]
      case .three: [1, 2, 5]
      case .nine: Array(1...9)
      }
    }
  }

  /// Buckets that grow with their values, from the last border at or below `low` (at least 1) to the first above `high`.
  public static func logarithmic(from low: Int64, through high: Int64, _ decade: Decade) -> HistogramEdges {
    precondition(low <= high, "a histogram has a range")
    var edges: [Int64] = []
    var power: Int64 = 1
    outer: while true {
      for step in decade.steps {
        let (edge, isBeyond) = power.multipliedReportingOverflow(by: step)
        if isBeyond { break outer }
        if edge <= low { edges.removeAll(keepingCapacity: true) }
        edges.append(edge)
        if edge > high { break outer }
      }
      let (next, isBeyond) = power.multipliedReportingOverflow(by: 10)
      if isBeyond { break }
      power = next
    }
    return HistogramEdges(edges)
  }

  /// How many buckets there are, those at both ends included.
  public var bucketCount: Int { edges.count + 1 }
}

/// How many values of each group fall into each bucket: group after group, ``HistogramEdges/bucketCount`` numbers each.
///
/// With time windows for groups this is a heat map. Counts of several columns, or of parts of one, add up.
///
/// - Parameters:
///   - values: one value a row, valid rows only, of any sign.
///   - groups: a group code per row, below `groupCount`, or `.max` for none; any other code is a programmer error, and so
///     are unequal counts.
@_specialize(where Code == UInt8)
@_specialize(where Code == UInt16)
@_specialize(where Code == UInt32)
public func groupedHistogram<Code: GroupCode>(
  of values: Span<Int64>, groups: Span<Code>, groupCount: Int, edges: HistogramEdges
) -> [Int] {
  precondition(values.count == groups.count, "values and groups differ in count")
  let bucketCount = edges.bucketCount
  var counts = [Int](repeating: 0, count: (groupCount + 1) * bucketCount)
  let starts = edges.startsByLeadingBits()
  let borders = edges.edges
  for row in values.indices {
    let bucket = bucket(of: values[row], starts.span, borders.span)
    counts[Int(groups[row] &+ 1) &* bucketCount &+ bucket] &+= 1
  }
  counts.removeFirst(bucketCount)
  return counts
}

/// How many of all values fall into each bucket.
func histogramCounts(of values: Span<Int64>, edges: HistogramEdges) -> [Int] {
  var counts = [Int](repeating: 0, count: edges.bucketCount)
  let starts = edges.startsByLeadingBits()
  let borders = edges.edges
  for row in values.indices { counts[bucket(of: values[row], starts.span, borders.span)] &+= 1 }
  return counts
}

@inline(__always)
private func bucket(of value: Int64, _ starts: Span<UInt16>, _ borders: Span<Int64>) -> Int {
  var bucket = value < 0 ? 0 : Int(starts[bucketOfLeadingBits(value)])
  while bucket < borders.count, borders[bucket] <= value { bucket &+= 1 }
  return bucket
}

extension HistogramEdges {
  /// For each bucket of leading bits how many edges are at or below all of its values: where to look on from.
  fileprivate func startsByLeadingBits() -> [UInt16] {
    var next = 0
    return (0..<LeadingBits.bucketCount).map { bucket in
      let least = LeadingBits.lowerBound(of: bucket)
      while next < edges.count, edges[next] <= least { next += 1 }
      return UInt16(next)
    }
  }
}
