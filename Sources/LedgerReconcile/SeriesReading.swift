import LedgerModel

/// A usable point of a series in integers.
struct PointReading {
  /// Start of the interval; 0 where unknown.
  var start: UInt64
  var time: UInt64
  /// The value or sum; `nil` for a stale marker, and for a histogram without a sum.
  var value: Int128?
  var count: UInt64?
  var isStale: Bool
  var quality: IncrementQuality = []
  /// Row of the point in its series, where its buckets are.
  var row: Int

  /// Whether two points of one start and time say the same.
  func says(sameAs other: PointReading) -> Bool {
    value == other.value && count == other.count && isStale == other.isStale
  }
}

/// Order and falls of the readings of a series. Buckets stay with the points: few series have any, and readings are moved
/// around a lot.
struct PointComparison {
  private let points: [MetricPoint]
  private let hasBuckets: Bool

  init(_ points: [MetricPoint]) {
    self.points = points
    hasBuckets = points.contains { $0.buckets != nil }
  }

  private func buckets(_ reading: PointReading) -> MetricBuckets? {
    reading.isStale ? nil : points[reading.row].buckets
  }

  /// Whether a cumulative sequence cannot go from one point to the other without a reset.
  func fell(from reading: PointReading, to other: PointReading) -> Bool {
    if let value = reading.value, let later = other.value, later < value { return true }
    if let count = reading.count, let later = other.count, later < count { return true }
    return hasBuckets && bucketsFell(from: buckets(reading), to: buckets(other))
  }

  /// By start and time, markers after values, larger values first: the first of several for one start and time is the
  /// one to keep, whatever the order of reading.
  func precedes(_ left: PointReading, _ right: PointReading) -> Bool {
    if left.start != right.start { return left.start < right.start }
    if left.time != right.time { return left.time < right.time }
    if left.isStale != right.isStale { return right.isStale }
    if left.value != right.value { return (left.value ?? -1) > (right.value ?? -1) }
    if left.count != right.count { return (left.count ?? 0) > (right.count ?? 0) }
    return hasBuckets && MetricBuckets.precedes(buckets(left), buckets(right))
  }
}

extension MetricBuckets {
  /// Any total order will do, as long as it depends on the content alone: points that agree in value and count and
  /// differ in buckets alone do not occur, and must not make a run depend on the order of files if they do.
  fileprivate static func precedes(_ left: MetricBuckets?, _ right: MetricBuckets?) -> Bool {
    switch (left, right) {
    case (.none, _), (.some, .none): return left != nil
    case (.explicit(let leftBounds, let leftCounts), .explicit(let rightBounds, let rightCounts)):
      if leftCounts != rightCounts { return rightCounts.lexicographicallyPrecedes(leftCounts) }
      return rightBounds.lexicographicallyPrecedes(leftBounds)
    case (.exponential(let a), .exponential(let b)):
      let leftHead = [Int64(a.scale), Int64(a.positiveOffset), Int64(a.negativeOffset)]
      let rightHead = [Int64(b.scale), Int64(b.positiveOffset), Int64(b.negativeOffset)]
      if leftHead != rightHead { return rightHead.lexicographicallyPrecedes(leftHead) }
      let leftCounts = [a.zeroCount, a.zeroThreshold.bitPattern] + a.positiveCounts + a.negativeCounts
      let rightCounts = [b.zeroCount, b.zeroThreshold.bitPattern] + b.positiveCounts + b.negativeCounts
      return rightCounts.lexicographicallyPrecedes(leftCounts)
    case (.explicit, .exponential): return true
    case (.exponential, .explicit): return false
    }
  }
}

extension MetricSeries {
  /// The usable points in order of start and time, each start and time once, with what was left out counted.
  func readings(_ facts: inout SeriesFacts, _ comparison: PointComparison) -> [PointReading] {
    facts.points += points.count
    let scale = FixedPointScale(
      numerator: scaleNumerator, denominator: scaleDenominator, places: family.decimalPlaces)
    var readings: [PointReading] = []
    readings.reserveCapacity(points.count)
    // Files mostly hold the points of a series in order of time already.
    var isSorted = true
    for row in points.indices {
      guard let reading = reading(ofPoint: row, scale, &facts) else { continue }
      if isSorted, let last = readings.last, comparison.precedes(reading, last) { isSorted = false }
      readings.append(reading)
    }
    if !isSorted { readings.sort(by: comparison.precedes) }
    // Those that are kept move to the front.
    var kept = 0
    for row in readings.indices {
      let reading = readings[row]
      guard kept > 0, readings[kept - 1].start == reading.start, readings[kept - 1].time == reading.time,
        readings[kept - 1].isStale == reading.isStale
      else {
        if kept != row { readings[kept] = reading }
        kept += 1
        continue
      }
      if readings[kept - 1].says(sameAs: reading) {
        facts.duplicates += 1
      } else {
        facts.conflicts += 1
        readings[kept - 1].quality.insert(.conflict)
      }
    }
    readings.removeLast(readings.count - kept)
    return readings
  }

  private func reading(ofPoint row: Int, _ scale: FixedPointScale, _ facts: inout SeriesFacts) -> PointReading? {
    let time = points[row].timeUnixNano
    guard time != 0 else {
      facts.undated += 1
      return nil
    }
    var start = points[row].startUnixNano
    if start > time {
      facts.inverted += 1
      start = 0
    }
    var reading = PointReading(
      start: start, time: time, value: nil, count: nil, isStale: points[row].flags & 1 == 1, row: row)
    if !reading.isStale {
      switch points[row].amount.map({ FixedPoint($0, by: scale) }) {
      case .exact(let value): reading.value = value
      case .rounded(let value):
        reading.value = value
        if scale.places == 0 {
          facts.fractional += 1
          reading.quality.insert(.fractional)
        }
      case .notANumber: reading.isStale = true
      case .outOfRange:
        facts.unusable += 1
        return nil
      case nil:
        guard points[row].count != nil else {
          facts.unusable += 1
          return nil
        }
        facts.withoutSum += 1
        reading.quality.insert(.withoutSum)
      }
    }
    if reading.isStale {
      facts.staleMarkers += 1
      return reading
    }
    // What is counted here (tokens, time, money, cases) is never negative; a producer that says so is wrong.
    if let value = reading.value, value < 0 {
      facts.unusable += 1
      return nil
    }
    reading.count = points[row].count
    return reading
  }
}
