import LedgerMemory
import LedgerModel
import Synchronization

/// Percentiles by leading bits, into `result`; `false` where a value is negative, and then `result` means nothing.
///
/// First pass: each worker takes segments as they come and counts the leading bits of their values, for each group. Sums of
/// these counts tell in which bucket each wanted rank lies, and how many values there are in it: room is set aside for
/// them, and each worker's share of a bucket gets a place of its own. Second pass: each worker goes through the same
/// segments again and copies the values of those buckets there. Then each bucket is searched by itself.
func leadingBitsPercentiles<Code: GroupCode>(
  segments: Int, groupCount: Int, request: RankRequest, workers: Workers, into result: inout GroupedOrderStatistics,
  withSegment: @Sendable (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
) -> Bool {
  let nextSegment = Atomic<Int>(0)
  let tables = workers.map(min(workers.count, max(segments, 1))) { _ in
    countBuckets(segments: segments, groupCount: groupCount, next: nextSegment, withSegment: withSegment)
  }
  if tables.contains(where: \.hasNegative) { return false }
  for table in tables {
    for group in 0..<groupCount { result.sums[group] += table.sums[group] }
  }
  let plan = CollectionPlan(tables, groupCount: groupCount, request: request)

  plan.answer(request, workers, into: &result) { stretches in
    workers.run(tables.count) { worker in
      collect(tables[worker], wanted: plan.wanted.span, into: stretches, withSegment: withSegment)
    }
  }
  return true
}

/// How many rows are worked through at once: few enough that the next ones come from memory in the meantime.
var blockRows: Int { 256 }

/// A counter for each bucket of each slot; slot 0 takes the rows of no group. Later on the place of the next value.
final class BucketCounters: Sendable {
  let counters: RowBuffer<UInt32>

  init(slots: Int) { counters = RowBuffer(zeroed: slots << LeadingBits.shift) }

  /// Counts values of slot 0 by their buckets.
  func count(_ buckets: Span<UInt16>) {
    for row in buckets.indices { counters[Int(buckets[row])] &+= 1 }
  }

  /// Puts values where the counters say, and moves these on.
  ///
  /// - Parameter slot: where the places of slot 0 are meant.
  @inline(__always)
  func put(
    _ values: Span<Int64>, at places: Span<UInt32>, slot: Int = 0, into found: borrowing RowBuffer<Int64>
  ) {
    let base = slot << LeadingBits.shift
    for row in values.indices {
      let place = base &+ Int(places[row])
      let at = counters[place]
      counters[place] = at &+ 1
      found[Int(at)] = values[row]
    }
  }
}

/// What one worker counted.
final class BucketTable: Sendable {
  let buckets: BucketCounters
  let segments: [Int]
  let sums: [Int128]
  let hasNegative: Bool

  var counters: RowBuffer<UInt32> { _read { yield buckets.counters } }

  init(_ buckets: BucketCounters, segments: [Int], sums: [Int128], hasNegative: Bool) {
    self.buckets = buckets
    self.segments = segments
    self.sums = sums
    self.hasNegative = hasNegative
  }
}

private func countBuckets<Code: GroupCode>(
  segments: Int, groupCount: Int, next: borrowing Atomic<Int>,
  withSegment: (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
) -> BucketTable {
  let buckets = BucketCounters(slots: groupCount + 1)
  var sums = GroupedSumAccumulator(groupCount: groupCount)
  var buffer = [UInt32](repeating: 0, count: blockRows)
  var taken: [Int] = []
  while true {
    let segment = next.add(1, ordering: .relaxed).oldValue
    guard segment < segments, sums.pattern >= 0 else { break }
    taken.append(segment)
    withSegment(segment) { values, groups in
      precondition(values.count == groups.count, "values and groups differ in count")
      var places = buffer.mutableSpan
      var start = 0
      while start < values.count {
        let rows = start..<min(start + blockRows, values.count)
        let block = values.extracting(rows)
        let bits = fillBucketPlaces(of: block, codes: groups.extracting(rows), into: &places)
        if bits.values < 0 {
          sums.markNegative()
          return
        }
        precondition(bits.slots < 1 << 20, "a code beyond the number of groups")
        sums.add(block, places: places.span, or: bits.values, countingInto: buckets.counters)
        start = rows.upperBound
      }
    }
  }
  let hasNegative = sums.pattern < 0
  return BucketTable(buckets, segments: taken, sums: sums.finish(), hasNegative: hasNegative)
}

/// Which buckets to collect, and where.
struct CollectionPlan: Sendable {
  /// Ranks that fall into one collected stretch of values.
  struct Target: Sendable {
    var stretch: Range<Int>
    var ranks: Range<Int>  // among all groups' answers, and in ``localRanks``
  }

  var counts: [Int]
  /// One bit for each bucket of each slot, for a number of slots that is a power of two.
  var wanted: [UInt32]
  var targets: [Target] = []
  /// The ranks within their stretch.
  var localRanks: [Int]
  /// Answers that need no search.
  var known: [(place: Int, value: Int64)] = []
  /// How many values are collected.
  var collected = 0
  /// For each group what its answers are; empty for many groups, where it is worked out anew.
  var places: [RankRequest.Places] = []

  /// - Parameter extremes: the smallest and the largest value of each group, where they are known; they need no search.
  init(_ tables: [BucketTable], groupCount: Int, request: RankRequest, extremes: [Extremes]? = nil) {
    counts = Array(repeating: 0, count: groupCount)
    var slots = 1
    while slots < groupCount + 1 { slots *= 2 }
    wanted = Array(repeating: 0, count: slots * LeadingBits.bucketCount / 32)
    localRanks = Array(repeating: 0, count: groupCount * request.rankCount)
    var sizes = [UInt32](repeating: 0, count: LeadingBits.bucketCount)
    var places = RankRequest.Places()
    let keepsPlaces = groupCount <= 256
    for group in 0..<groupCount {
      let base = (group + 1) << LeadingBits.shift
      let count = CollectionPlan.add(tables, at: base, into: &sizes)
      counts[group] = count
      if count > 0 {
        request.fill(&places, count: count)
        settle(group, sizes, places.ranks, extremes?[group], tables, at: base)
      }
      if keepsPlaces { self.places.append(places) }
    }
  }

  private static func add(_ tables: [BucketTable], at base: Int, into sizes: inout [UInt32]) -> Int {
    var count = 0
    for bucket in sizes.indices { sizes[bucket] = 0 }
    for table in tables {
      table.counters.withSpan { counters in
        let counters = counters.extracting(base..<base + LeadingBits.bucketCount)
        var sums = sizes.mutableSpan
        for bucket in 0..<min(counters.count, sums.count) {
          sums[bucket] &+= counters[bucket]
          count &+= Int(counters[bucket])
        }
      }
    }
    return count
  }

  private mutating func settle(
    _ group: Int, _ sizes: [UInt32], _ ranks: [Int], _ extremes: Extremes?, _ tables: [BucketTable], at base: Int
  ) {
    let firstAnswer = group * ranks.count
    var searched = ranks[...]
    if let extremes {
      searched = RankRequest.withoutEnds(ranks, count: counts[group])
      for rank in ranks.startIndex..<searched.startIndex {
        known.append((place: firstAnswer + rank, value: extremes.min))
      }
      for rank in searched.endIndex..<ranks.endIndex {
        known.append((place: firstAnswer + rank, value: extremes.max))
      }
    }
    LeadingBits.forEachBucket(ofRanks: searched, sizes.span) { bucket, below, found in
      for rank in found { localRanks[firstAnswer + rank] = ranks[rank] - below }
      if let value = LeadingBits.onlyValue(of: bucket) {
        for rank in found { known.append((place: firstAnswer + rank, value: value)) }
        return
      }
      let place = base + bucket
      wanted[place >> 5] |= 1 << UInt32(place & 31)
      var start = collected
      for table in tables {
        let size = Int(table.counters[place])
        table.counters[place] = UInt32(truncatingIfNeeded: start)
        start += size
      }
      targets.append(
        Target(stretch: collected..<start, ranks: firstAnswer + found.lowerBound..<firstAnswer + found.upperBound))
      collected = start
    }
  }

  /// The bits of a slot's buckets.
  func wanted(ofSlot slot: Int) -> [UInt32] {
    let words = LeadingBits.bucketCount / 32
    return Array(wanted[slot * words..<(slot + 1) * words])
  }

  /// Finds the answers of all groups.
  ///
  /// - Parameter collect: copies the values of wanted buckets to the places that the tables' counters say.
  func answer(
    _ request: RankRequest, _ workers: Workers, into result: inout GroupedOrderStatistics,
    collect: (borrowing RowBuffer<Int64>) -> Void
  ) {
    let stretches = RowBuffer<Int64>(unset: collected)
    if collected > 0 { collect(stretches) }
    let answers = RowBuffer<Int64>(zeroed: counts.count * request.rankCount)
    for (place, value) in known { answers[place] = value }
    workers.run(targets.count) { index in
      let target = targets[index]
      var selection = RankSelection()
      var found = [Int64](repeating: 0, count: target.ranks.count)
      stretches.withSpan { stretches in
        selection.select(
          from: stretches.extracting(target.stretch), ranks: localRanks[target.ranks], into: &found, at: 0)
      }
      for (offset, value) in found.enumerated() { answers[target.ranks.lowerBound + offset] = value }
    }

    var values = [Int64](repeating: 0, count: request.rankCount)
    var places = RankRequest.Places()
    for group in counts.indices where counts[group] > 0 {
      result.counts[group] = counts[group]
      for rank in values.indices { values[rank] = answers[group * request.rankCount + rank] }
      if self.places.isEmpty { request.fill(&places, count: counts[group]) } else { places = self.places[group] }
      request.store(values[...], places, count: counts[group], ofGroup: group, into: &result)
    }
  }
}

private func collect<Code: GroupCode>(
  _ table: BucketTable, wanted: Span<UInt32>, into stretches: borrowing RowBuffer<Int64>,
  withSegment: (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
) {
  var buffer = [UInt32](repeating: 0, count: blockRows)
  var placeBuffer = buffer
  var valueBuffer = [Int64](repeating: 0, count: blockRows)
  for segment in table.segments {
    withSegment(segment) { values, groups in
      var places = buffer.mutableSpan
      var foundPlaces = placeBuffer.mutableSpan
      var foundValues = valueBuffer.mutableSpan
      var start = 0
      while start < values.count {
        let rows = start..<min(start + blockRows, values.count)
        let found = findWantedRows(
          values.extracting(rows), codes: groups.extracting(rows), wanted: wanted, scratch: &places,
          intoPlaces: &foundPlaces, values: &foundValues)
        table.buckets.put(
          foundValues.span.extracting(0..<found), at: foundPlaces.span.extracting(0..<found), into: stretches)
        start = rows.upperBound
      }
    }
  }
}
