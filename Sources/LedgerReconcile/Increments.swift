import LedgerModel

/// How much a series grew, interval by interval: the same for any order, repetition and splitting of its points.
///
/// - *Delta* points are increments already, over (start, time]. Without a start, an increment stands at its time.
/// - *Cumulative* points are sorted into sequences by their start, and each sequence is differenced by itself: late
///   points, restarts and overlapping writers then need no special case.
///
///   | point | increment |
///   | --- | --- |
///   | first of a sequence, start before time | the whole value over (start, time] |
///   | first of a sequence, start = time or unknown | none: a baseline for the next point |
///   | value not below the previous one | the difference over (previous time, time] |
///   | value below the previous one | a reset without a new start: the whole value over (previous time, time] |
///   | no recorded value, or not a number | none; the next point of the same start goes on from the last value |
///
///   A histogram falls where its sum, its count or any of its buckets falls.
/// - Exact duplicates (same start, time and value) are dropped. Of different values for one start and time the largest
///   is kept: *the first* would depend on the order of files.
/// - Gauges, and sums that are not monotonic, are levels and have no increments; nor has a series of unknown
///   temporality. (A sum that says neither lacks its temporality first: who leaves that out leaves out the other.)
///
/// Values are integers of the family's unit before they are subtracted, see `MetricFamily.decimalPlaces`; each is
/// rounded once, half to even.
///
/// Source: the OpenTelemetry metrics data model (temporality, resets and gaps, overlap, stale markers) and what the
/// Collector's cumulative-to-delta conversion does.
public func increments(of series: MetricSeries) -> SeriesIncrements {
  var facts = SeriesFacts()
  let isCumulative = series.kind == .summary || series.temporality == .cumulative
  let isSaid = isCumulative || series.temporality == .delta
  if series.kind == .gauge || (series.kind == .sum && isSaid && !series.isMonotonic) {
    facts.points = series.points.count
    return SeriesIncrements(standing: .level, facts: facts, list: IncrementList())
  }
  if !isSaid {
    facts.points = series.points.count
    return SeriesIncrements(standing: .unknownTemporality, facts: facts, list: IncrementList())
  }
  let comparison = PointComparison(series.points)
  let readings = series.readings(&facts, comparison)
  var found =
    isCumulative ? cumulativeIncrements(readings, comparison, &facts) : deltaIncrements(readings, &facts)
  found.sort(by: endsEarlier)
  return SeriesIncrements(standing: .counts, facts: facts, list: IncrementList(found))
}

/// By end, start, value and count.
private func endsEarlier(_ left: Increment, _ right: Increment) -> Bool {
  if left.to != right.to { return left.to < right.to }
  if left.from != right.from { return left.from < right.from }
  if left.value != right.value { return (left.value ?? -1) < (right.value ?? -1) }
  return (left.count ?? 0) < (right.count ?? 0)
}

/// Starts and intervals that differ by less than this are taken for the same.
private let jitterNanos: UInt64 = 1_000_000_000

/// How many collection intervals an interval may be long before it is called a gap.
private let gapIntervals: UInt64 = 3

// MARK: - Delta

private func deltaIncrements(_ readings: [PointReading], _ facts: inout SeriesFacts) -> [Increment] {
  var found: [Increment] = []
  found.reserveCapacity(readings.count)
  for reading in readings where !reading.isStale {
    let hasStart = reading.start != 0 && reading.start < reading.time
    found.append(
      Increment(
        from: UnixNanos(hasStart ? reading.start : reading.time), to: UnixNanos(reading.time), value: reading.value,
        count: reading.count, quality: hasStart ? reading.quality : reading.quality.union(.instant)))
  }
  found.sort { $0.from != $1.from ? $0.from < $1.from : $0.to < $1.to }
  let interval = lowerMedian(found.lazy.filter { $0.from < $0.to }.map { $0.to.value - $0.from.value })
  var covered: UInt64 = 0
  for position in found.indices where found[position].from < found[position].to {
    let (from, to) = (found[position].from.value, found[position].to.value)
    if covered > from, min(covered, to) - from > min(jitterNanos, interval / 2) {
      facts.overlaps += 1
      facts.hasSeveralWriters = true
      found[position].quality.insert(.overlapping)
    } else if covered != 0, from > covered, (from - covered) / gapIntervals > interval {
      facts.gaps += 1
    }
    covered = max(covered, to)
  }
  return found
}

// MARK: - Cumulative

/// Points of one writer between two of its starts.
private struct Sequence {
  var readings: ArraySlice<PointReading>
  /// Where it begins: its start, or its first point where that is unknown.
  var begin: UInt64
  var end: UInt64
}

private func cumulativeIncrements(
  _ readings: [PointReading], _ comparison: PointComparison, _ facts: inout SeriesFacts
) -> [Increment] {
  // Markers often come without a start, and a sequence of nothing but markers is no writer.
  let known = sequencesByStart(readings).filter { $0.readings.contains { !$0.isStale } }
  let sequences = joinAdjustedStarts(known, comparison, &facts)
  var found: [Increment] = []
  found.reserveCapacity(readings.count)
  // The increments of each sequence.
  var rows: [Range<Int>] = []
  for sequence in sequences {
    let first = found.count
    difference(sequence.readings, comparison, into: &found, &facts)
    rows.append(first..<found.count)
  }

  let interval = lowerMedian(
    found.lazy.filter { !$0.quality.contains(.sinceStart) }.map { $0.to.value - $0.from.value })
  if interval > 0 {
    for position in found.indices where !found[position].quality.contains(.sinceStart) {
      let length = found[position].to.value - found[position].from.value
      guard length > interval else { continue }
      if length / gapIntervals > interval || (length / gapIntervals == interval && length % gapIntervals > 0) {
        found[position].quality.insert(.acrossGap)
        facts.gaps += 1
      }
    }
  }

  // Sequences side by side are writers side by side; one after the other is a restart.
  var covered: UInt64 = 0
  let order = sequences.indices.sorted {
    (sequences[$0].begin, sequences[$0].end, $0) < (sequences[$1].begin, sequences[$1].end, $1)
  }
  for (turn, row) in order.enumerated() {
    if turn > 0 {
      if sequences[row].begin < covered {
        facts.overlaps += 1
        for position in rows[row] { found[position].quality.insert(.overlapping) }
        if min(covered, sequences[row].end) - sequences[row].begin > interval { facts.hasSeveralWriters = true }
      } else {
        facts.restarts += 1
      }
    }
    covered = max(covered, sequences[row].end)
  }
  return found
}

private func sequencesByStart(_ readings: [PointReading]) -> [Sequence] {
  var sequences: [Sequence] = []
  var first = 0
  while first < readings.count {
    let start = readings[first].start
    var end = first + 1
    while end < readings.count, readings[end].start == start { end += 1 }
    sequences.append(
      Sequence(
        readings: readings[first..<end], begin: start == 0 ? readings[first].time : start,
        end: readings[end - 1].time))
    first = end
  }
  return sequences
}

/// Joins sequences of one writer whose start wobbles from point to point, as start times that are recomputed at each
/// scrape do.
///
/// Wobbling looks much like two processes that were started together, and taking one for the other halves or doubles the
/// total. So everything must speak for it: the starts lie within a second and before the points of the others, each
/// sequence ends at least a second before the next one begins, and nothing falls on the way.
private func joinAdjustedStarts(
  _ sequences: [Sequence], _ comparison: PointComparison, _ facts: inout SeriesFacts
) -> [Sequence] {
  var joined: [Sequence] = []
  var position = 0
  while position < sequences.count {
    var end = position + 1
    let anchor = sequences[position].readings.first?.start ?? 0
    if anchor != 0 {
      while end < sequences.count, sequences[end].begin - anchor < jitterNanos { end += 1 }
    }
    let cluster = sequences[position..<end].sorted {
      (firstTime($0), $0.begin) < (firstTime($1), $1.begin)
    }
    let isOneWriter = zip(cluster, cluster.dropFirst()).allSatisfy { earlier, later in
      guard let last = earlier.readings.last(where: { !$0.isStale }),
        let next = later.readings.first(where: { !$0.isStale })
      else { return false }
      return later.begin < earlier.end && firstTime(later) >= earlier.end
        && firstTime(later) - earlier.end >= jitterNanos && !comparison.fell(from: last, to: next)
    }
    if cluster.count > 1, isOneWriter {
      facts.adjustedStarts += cluster.count - 1
      joined.append(
        Sequence(
          readings: Array(cluster.map(\.readings).joined())[...], begin: cluster.map(\.begin).min() ?? anchor,
          end: cluster.map(\.end).max() ?? anchor))
    } else {
      joined.append(contentsOf: sequences[position..<end])
    }
    position = end
  }
  return joined
}

private func firstTime(_ sequence: Sequence) -> UInt64 { sequence.readings.first?.time ?? 0 }

private func difference(
  _ readings: ArraySlice<PointReading>, _ comparison: PointComparison, into found: inout [Increment],
  _ facts: inout SeriesFacts
) {
  var previous: PointReading?
  var beforeFall: PointReading?
  var recoveries = 0
  var isAfterMarker = false
  for reading in readings {
    if reading.isStale {
      isAfterMarker = previous != nil
      continue
    }
    defer {
      previous = reading
      isAfterMarker = false
    }
    guard let last = previous else {
      if reading.start != 0, reading.start < reading.time {
        found.append(
          Increment(
            from: UnixNanos(reading.start), to: UnixNanos(reading.time), value: reading.value, count: reading.count,
            quality: reading.quality.union(.sinceStart)))
      } else {
        facts.baselines += 1
      }
      continue
    }
    var increment = Increment(
      from: UnixNanos(last.time), to: UnixNanos(reading.time), value: reading.value, count: reading.count,
      quality: reading.quality)
    if isAfterMarker { increment.quality.insert(.afterStaleMarker) }
    if comparison.fell(from: last, to: reading) {
      facts.resets += 1
      increment.quality.insert(.reset)
      beforeFall = last
    } else {
      if let high = beforeFall, !comparison.fell(from: high, to: reading) { recoveries += 1 }
      beforeFall = nil
      if let value = last.value {
        increment.value = reading.value.map { $0 - value }
      } else {
        increment.value = nil
        increment.quality.insert(.withoutSum)
      }
      increment.count = last.count.flatMap { count in reading.count.map { $0 - count } }
    }
    found.append(increment)
  }
  // A value that falls and is back at once, time and again, is two processes without an instance id writing in turns.
  if recoveries > 1 { facts.hasSeveralWriters = true }
}

/// The lower median; 0 of nothing.
func lowerMedian(_ values: some Swift.Sequence<UInt64>) -> UInt64 { median(values) { ($0 - 1) / 2 } ?? 0 }

/// The upper median; `nil` of nothing.
func upperMedian(_ values: some Swift.Sequence<UInt64>) -> UInt64? { median(values) { $0 / 2 } }

private func median(_ values: some Swift.Sequence<UInt64>, place: (Int) -> Int) -> UInt64? {
  // Intervals are mostly all of one length: what more than half of them are is the median, without any sorting.
  var candidate: UInt64 = 0
  var lead = 0
  var count = 0
  for value in values {
    if lead == 0 { candidate = value }
    lead += value == candidate ? 1 : -1
    count += 1
  }
  if count == 0 { return nil }
  var equal = 0
  for value in values where value == candidate { equal += 1 }
  return equal > count / 2 ? candidate : values.sorted()[place(count)]
}
