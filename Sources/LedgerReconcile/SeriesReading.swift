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
  var buckets: MetricBuckets?

  /// Whether a cumulative sequence cannot go from this point to the other without a reset.
  func fell(to other: PointReading) -> Bool {
    if let value, let later = other.value, later < value { return true }
    if let count, let later = other.count, later < count { return true }
    return bucketsFell(from: buckets, to: other.buckets)
  }

  /// Whether two points of one start and time say the same.
  func says(sameAs other: PointReading) -> Bool {
    value == other.value && count == other.count && isStale == other.isStale
  }

  /// By start and time, markers after values, larger values first: the first of several for one start and time is the
  /// one to keep, whatever the order of reading.
  static func precedes(_ left: PointReading, _ right: PointReading) -> Bool {
    if left.start != right.start { return left.start < right.start }
    if left.time != right.time { return left.time < right.time }
    if left.isStale != right.isStale { return right.isStale }
    if left.value != right.value { return (left.value ?? -1) > (right.value ?? -1) }
    if left.count != right.count { return (left.count ?? 0) > (right.count ?? 0) }
    return MetricBuckets.precedes(left.buckets, right.buckets)
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
  func readings(_ facts: inout SeriesFacts) -> [PointReading] {
    facts.points += points.count
    var readings: [PointReading] = []
    readings.reserveCapacity(points.count)
    for point in points { if let reading = reading(of: point, &facts) { readings.append(reading) } }
    // Files mostly hold the points of a series in order of time already.
    let isSorted = !zip(readings, readings.dropFirst()).contains { PointReading.precedes($1, $0) }
    if !isSorted { readings.sort(by: PointReading.precedes) }
    var kept: [PointReading] = []
    kept.reserveCapacity(readings.count)
    for reading in readings {
      guard let last = kept.last, last.start == reading.start, last.time == reading.time,
        last.isStale == reading.isStale
      else {
        kept.append(reading)
        continue
      }
      if last.says(sameAs: reading) {
        facts.duplicates += 1
      } else {
        facts.conflicts += 1
        kept[kept.count - 1].quality.insert(.conflict)
      }
    }
    return kept
  }

  private func reading(of point: MetricPoint, _ facts: inout SeriesFacts) -> PointReading? {
    guard point.timeUnixNano != 0 else {
      facts.undated += 1
      return nil
    }
    var start = point.startUnixNano
    if start > point.timeUnixNano {
      facts.inverted += 1
      start = 0
    }
    var reading = PointReading(
      start: start, time: point.timeUnixNano, value: nil, count: nil, isStale: point.flags & 1 == 1)
    if !reading.isStale {
      switch point.amount.map({
        FixedPoint(
          $0, numerator: scaleNumerator, denominator: scaleDenominator, places: family.decimalPlaces)
      }) {
      case .exact(let value): reading.value = value
      case .rounded(let value):
        reading.value = value
        if family.decimalPlaces == 0 {
          facts.fractional += 1
          reading.quality.insert(.fractional)
        }
      case .notANumber: reading.isStale = true
      case .outOfRange:
        facts.unusable += 1
        return nil
      case nil:
        guard point.count != nil else {
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
    reading.count = point.count
    reading.buckets = point.buckets
    return reading
  }
}
