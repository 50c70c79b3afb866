import LedgerModel

/// One point of a histogram series: what is needed to see how its buckets grew.
public struct HistogramPoint: Sendable {
  /// Start of the interval, nanoseconds since the epoch; 0 where unknown.
  public var startUnixNano: UInt64
  /// The point's time, nanoseconds since the epoch; 0 is unusable.
  public var timeUnixNano: UInt64
  /// Whether the point says that there is no value.
  public var isStale: Bool
  /// How many values it holds.
  public var count: UInt64
  /// Their sum, in the metric's own unit; `nil` where absent.
  public var sum: Double?
  /// The smallest value; `nil` where absent.
  public var min: Double?
  /// The largest value; `nil` where absent.
  public var max: Double?
  /// Where the caller keeps its buckets.
  public var place: UInt64

  /// A point from its parts.
  public init(
    startUnixNano: UInt64, timeUnixNano: UInt64, isStale: Bool = false, count: UInt64, sum: Double?,
    min: Double? = nil, max: Double? = nil, place: UInt64
  ) {
    self.startUnixNano = startUnixNano
    self.timeUnixNano = timeUnixNano
    self.isStale = isStale
    self.count = count
    self.sum = sum
    self.min = min
    self.max = max
    self.place = place
  }
}

/// A number of values: those that are surely within a range, and those that may be, because an interval crosses its border.
public struct CountInRange: Hashable, Sendable {
  /// Values within the range.
  public var sure: Int128 = 0
  /// Values within or outside.
  public var possible: Int128 = 0

  /// None.
  public init() {}

  mutating func add(_ count: UInt64, isSure: Bool) {
    if isSure { sure += Int128(count) } else { possible += Int128(count) }
  }

  mutating func add(_ other: CountInRange) {
    sure += other.sure
    possible += other.possible
  }
}

/// A bucket of some layout.
public struct BucketPlace: Hashable, Sendable {
  /// The number of the layout.
  public var layout: UInt32
  /// Which bucket: from 0 for explicit ones, the index for exponential ones, ``zero`` for what lies at zero.
  public var index: Int

  /// The index of an exponential histogram's zero bucket.
  public static let zero = Int.min

  /// A place from its parts.
  public init(layout: UInt32, index: Int) {
    self.layout = layout
    self.index = index
  }
}

/// How much the buckets of a series grew within a range: the same for any order, repetition and splitting of its points.
public struct BucketGrowth: Hashable, Sendable {
  /// By bucket; those that did not grow are left out.
  public internal(set) var buckets: [BucketPlace: CountInRange] = [:]
  /// Values of which no bucket is known: points without buckets, or with other bounds than the point before.
  public internal(set) var withoutBucket = CountInRange()
  /// No value is smaller; `nil` where not all points say.
  public internal(set) var min: Double?
  /// No value is larger; `nil` where not all points say.
  public internal(set) var max: Double?

  private var lacksMin = false
  private var lacksMax = false

  /// Nothing.
  public init() {}

  /// How many values there are.
  public var total: CountInRange {
    var total = withoutBucket
    for count in buckets.values { total.add(count) }
    return total
  }

  /// Takes in the extremes of a point that counts. Of a cumulative point they are those since its start, and so bound
  /// everything that came since the point before as well.
  fileprivate mutating func see(_ point: HistogramPoint) {
    if !lacksMin { (min, lacksMin) = BucketGrowth.joined(min, point.min, Swift.min) }
    if !lacksMax { (max, lacksMax) = BucketGrowth.joined(max, point.max, Swift.max) }
  }

  private static func joined(
    _ known: Double?, _ value: Double?, _ choose: (Double, Double) -> Double
  ) -> (value: Double?, isLacking: Bool) {
    guard let value, value.isFinite else { return (nil, true) }
    return (known.map { choose($0, value) } ?? value, false)
  }

  fileprivate mutating func add(_ buckets: PointBuckets, isExponential: Bool, isSure: Bool) {
    if buckets.zeroCount > 0 {
      self.buckets[BucketPlace(layout: buckets.layout, index: BucketPlace.zero), default: CountInRange()].add(
        buckets.zeroCount, isSure: isSure)
    }
    let first = isExponential ? Int(buckets.offset) : 0
    for (position, count) in buckets.counts.enumerated() where count > 0 {
      self.buckets[BucketPlace(layout: buckets.layout, index: first + position), default: CountInRange()].add(
        count, isSure: isSure)
    }
  }
}

/// Works out how the buckets of a histogram series grew, by the rules of ``increments(of:)``.
///
/// Cumulative points are parted by their start and subtracted within each part, bucket by bucket; where sum, count or any
/// bucket falls, the whole point counts. Exponential buckets are brought to the lower scale first. Between points with
/// other bounds, or other widths of zero, only the count is subtracted, and its values have no bucket.
///
/// - Parameters:
///   - points: all points, in any order, duplicates and all.
///   - temporality: how they count. A series that does not say has no growth.
///   - range: what counts; `nil` for everything. What crosses a border may count. A first point that has more of its
///     interval before the range than in it tells of the past: it is a baseline.
///   - layouts: the layouts by number.
///   - read: reads the buckets of a point by its place.
public func bucketGrowth(
  of points: [HistogramPoint], temporality: Temporality, within range: TimeWindow?, layouts: [BucketLayout],
  read: @escaping (UInt64, inout PointBuckets) -> Void
) -> BucketGrowth {
  var reader = BucketReader(layouts: layouts, read: read, range: range)
  switch temporality {
  case .unspecified: return BucketGrowth()
  case .delta: reader.addDelta(reader.readings(points))
  case .cumulative: reader.addCumulative(reader.readings(points))
  }
  return reader.growth
}

private struct BucketReader {
  let layouts: [BucketLayout]
  let read: (UInt64, inout PointBuckets) -> Void
  let range: TimeWindow?
  var growth = BucketGrowth()
  private var earlier = PointBuckets()
  private var later = PointBuckets()

  init(layouts: [BucketLayout], read: @escaping (UInt64, inout PointBuckets) -> Void, range: TimeWindow?) {
    self.layouts = layouts
    self.read = read
    self.range = range
  }

  // MARK: Points

  /// The usable points by start and time, each start and time once.
  mutating func readings(_ points: [HistogramPoint]) -> [HistogramPoint] {
    var usable: [HistogramPoint] = []
    usable.reserveCapacity(points.count)
    for point in points where point.timeUnixNano != 0 {
      var point = point
      if point.startUnixNano > point.timeUnixNano { point.startUnixNano = 0 }
      if let sum = point.sum, !point.isStale {
        if sum.isNaN { point.isStale = true } else if sum.isInfinite || sum < 0 { continue }
      }
      usable.append(point)
    }
    if zip(usable, usable.dropFirst()).contains(where: { HistogramPoint.precedes($1, $0) }) {
      usable.sort(by: HistogramPoint.precedes)
    }
    var kept: [HistogramPoint] = []
    kept.reserveCapacity(usable.count)
    for point in usable {
      guard let last = kept.last, last.startUnixNano == point.startUnixNano,
        last.timeUnixNano == point.timeUnixNano, last.isStale == point.isStale
      else {
        kept.append(point)
        continue
      }
      // The larger one came first. Of equal ones that differ in their buckets or extremes, which do not occur, the choice
      // hangs on the content alone.
      guard last.sum == point.sum, last.count == point.count else { continue }
      var chosen = isLarger(point.place, last.place) ? point : last
      chosen.min = last.min.flatMap { other in point.min.map { min($0, other) } }
      chosen.max = last.max.flatMap { other in point.max.map { max($0, other) } }
      kept[kept.count - 1] = chosen
    }
    return kept
  }

  private mutating func isLarger(_ place: UInt64, _ other: UInt64) -> Bool {
    read(place, &later)
    read(other, &earlier)
    if later == earlier { return false }
    func key(_ buckets: PointBuckets) -> [UInt64] {
      let head: [UInt64]
      switch buckets.layout == 0 ? .explicit(bounds: []) : layouts[Int(buckets.layout)] {
      case .explicit(let bounds): head = [0, UInt64(bounds.count)] + bounds.map(\.bitPattern)
      case .exponential(let scale, let threshold):
        head = [1, UInt64(UInt32(bitPattern: scale)), threshold.bitPattern]
      }
      return head + [buckets.zeroCount, UInt64(UInt32(bitPattern: buckets.offset))] + buckets.counts
    }
    return key(earlier).lexicographicallyPrecedes(key(later))
  }

  // MARK: Intervals

  private enum Part { case inside, crossing, outside }

  private func part(from: UInt64, to: UInt64, isFirst: Bool = false) -> Part {
    guard let range else { return .inside }
    let (start, end) = (range.start.value, range.end.value)
    if to <= start || from >= end || (from == to && to > end) { return .outside }
    if from >= start, to <= end { return .inside }
    if isFirst, from < start, start - from > to - start { return .outside }
    return .crossing
  }

  /// Counts a point as a whole.
  private mutating func addWhole(_ point: HistogramPoint, from: UInt64, isFirst: Bool = false) {
    read(point.place, &later)
    addLater(point, from: from, isFirst: isFirst)
  }

  /// Counts what ``later`` holds.
  private mutating func addLater(_ point: HistogramPoint, from: UInt64, isFirst: Bool = false) {
    let part = part(from: from, to: point.timeUnixNano, isFirst: isFirst)
    guard part != .outside, point.count > 0 else { return }
    growth.see(point)
    if later.layout == 0 {
      growth.withoutBucket.add(point.count, isSure: part == .inside)
    } else {
      growth.add(later, isExponential: isExponential(later.layout), isSure: part == .inside)
    }
  }

  private func isExponential(_ layout: UInt32) -> Bool {
    if case .exponential = layouts[Int(layout)] { return true }
    return false
  }

  // MARK: Delta

  mutating func addDelta(_ readings: [HistogramPoint]) {
    for point in readings where !point.isStale {
      addWhole(point, from: point.startUnixNano == 0 ? point.timeUnixNano : point.startUnixNano)
    }
  }

  // MARK: Cumulative

  mutating func addCumulative(_ readings: [HistogramPoint]) {
    var sequences: [[HistogramPoint]] = []
    for point in readings {
      if let start = sequences.last?.first?.startUnixNano, start == point.startUnixNano {
        sequences[sequences.count - 1].append(point)
      } else {
        sequences.append([point])
      }
    }
    sequences.removeAll { $0.allSatisfy(\.isStale) }
    var position = 0
    while position < sequences.count {
      let end = endOfWriter(sequences, from: position)
      let cluster = sequences[position..<end].sorted { HistogramPoint.isEarlier($0[0], $1[0]) }
      if cluster.count > 1, isOneWriter(cluster) {
        addDifferences(Array(cluster.joined()))
      } else {
        for sequence in sequences[position..<end] { addDifferences(sequence) }
      }
      position = end
    }
  }

  /// Behind the last of the sequences that start within a second of the one at a place.
  private func endOfWriter(_ sequences: [[HistogramPoint]], from position: Int) -> Int {
    var end = position + 1
    let anchor = sequences[position][0].startUnixNano
    guard anchor != 0 else { return end }
    while end < sequences.count, sequences[end][0].startUnixNano - anchor < jitterNanos { end += 1 }
    return end
  }

  /// Whether a start that wobbles from point to point parted the points of one writer.
  private mutating func isOneWriter(_ cluster: [[HistogramPoint]]) -> Bool {
    for (earlier, later) in zip(cluster, cluster.dropFirst()) {
      guard let last = earlier.last(where: { !$0.isStale }), let next = later.first(where: { !$0.isStale }),
        let end = earlier.last?.timeUnixNano
      else { return false }
      let first = later[0].timeUnixNano
      guard later[0].startUnixNano < end, first >= end, first - end >= jitterNanos, !fell(last, next) else {
        return false
      }
    }
    return true
  }

  private mutating func fell(_ last: HistogramPoint, _ next: HistogramPoint) -> Bool {
    read(last.place, &earlier)
    read(next.place, &later)
    return subtract(last, next) == .fell
  }

  private mutating func addDifferences(_ points: [HistogramPoint]) {
    var previous: HistogramPoint?
    for point in points where !point.isStale {
      defer { previous = point }
      guard let last = previous else {
        if point.startUnixNano != 0, point.startUnixNano < point.timeUnixNano {
          addWhole(point, from: point.startUnixNano, isFirst: true)
        }
        continue
      }
      // A series that nothing is added to repeats its points.
      if point.count == last.count, point.sum == last.sum { continue }
      read(point.place, &later)
      read(last.place, &earlier)
      var grown = point
      switch subtract(last, point) {
      case .fell: read(point.place, &later)
      case .unknown:
        grown.count = point.count - last.count
        later.layout = 0
      case .known: grown.count = point.count - last.count
      }
      addLater(grown, from: last.timeUnixNano)
    }
  }

  private enum Difference { case fell, unknown, known }

  /// Takes ``earlier`` out of ``later``. Where one of them fell, or their buckets cannot be compared, ``later`` is of no
  /// use afterwards.
  private mutating func subtract(_ last: HistogramPoint, _ next: HistogramPoint) -> Difference {
    if next.count < last.count { return .fell }
    if let sum = last.sum, let nextSum = next.sum, nextSum < sum { return .fell }
    guard earlier.layout != 0, later.layout != 0 else { return .unknown }
    var shift = 0
    if earlier.layout != later.layout {
      guard case .exponential(let scale, let zero) = layouts[Int(earlier.layout)],
        case .exponential(let nextScale, let nextZero) = layouts[Int(later.layout)]
      else { return .unknown }
      if nextScale > scale || nextZero < zero { return .fell }
      if nextZero != zero { return .unknown }
      shift = Int(scale) - Int(nextScale)
    }
    guard later.zeroCount >= earlier.zeroCount else { return .fell }
    later.zeroCount -= earlier.zeroCount
    for (position, count) in earlier.counts.enumerated() where count > 0 {
      let place = (Int(earlier.offset) + position) >> shift - Int(later.offset)
      guard later.counts.indices.contains(place), later.counts[place] >= count else { return .fell }
      later.counts[place] -= count
    }
    return .known
  }
}

/// Starts that differ by less than this are taken for the same.
private let jitterNanos: UInt64 = 1_000_000_000

extension HistogramPoint {
  /// By start and time, markers after values, larger values first.
  fileprivate static func precedes(_ left: HistogramPoint, _ right: HistogramPoint) -> Bool {
    if left.startUnixNano != right.startUnixNano { return left.startUnixNano < right.startUnixNano }
    if left.timeUnixNano != right.timeUnixNano { return left.timeUnixNano < right.timeUnixNano }
    if left.isStale != right.isStale { return right.isStale }
    if left.sum != right.sum, !left.isStale { return (left.sum ?? -1) > (right.sum ?? -1) }
    return left.count > right.count
  }

  fileprivate static func isEarlier(_ left: HistogramPoint, _ right: HistogramPoint) -> Bool {
    (left.timeUnixNano, left.startUnixNano) < (right.timeUnixNano, right.startUnixNano)
  }
}
