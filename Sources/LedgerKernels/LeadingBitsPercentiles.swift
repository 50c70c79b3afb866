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

  let stretches = RowBuffer<Int64>(zeroed: plan.collected)
  if plan.collected > 0 {
    workers.run(tables.count) { worker in
      collect(tables[worker], wanted: plan.wanted.span, into: stretches, withSegment: withSegment)
    }
  }
  let answers = RowBuffer<Int64>(zeroed: groupCount * request.rankCount)
  for (place, value) in plan.known { answers[place] = value }
  workers.run(plan.targets.count) { index in
    let target = plan.targets[index]
    var selection = RankSelection()
    var found = [Int64](repeating: 0, count: target.ranks.count)
    stretches.withSpan { stretches in
      selection.select(
        from: stretches.extracting(target.stretch), ranks: plan.localRanks[target.ranks], into: &found, at: 0)
    }
    for (offset, value) in found.enumerated() { answers[target.ranks.lowerBound + offset] = value }
  }

  var values = [Int64](repeating: 0, count: request.rankCount)
  var places = RankRequest.Places()
  for group in 0..<groupCount where plan.counts[group] > 0 {
    result.counts[group] = plan.counts[group]
    for rank in values.indices { values[rank] = answers[group * request.rankCount + rank] }
    if plan.places.isEmpty { request.fill(&places, count: plan.counts[group]) } else { places = plan.places[group] }
    request.store(values[...], places, count: plan.counts[group], ofGroup: group, into: &result)
  }
  return true
}

/// How many rows are worked through at once: few enough that the next ones come from memory in the meantime.
private var blockRows: Int { 256 }

/// What one worker counted.
private final class BucketTable: Sendable {
  /// A counter for each bucket of each slot; slot 0 takes the rows of no group. Later on the place of the next value.
  let counters: RowBuffer<UInt32>
  let segments: [Int]
  let sums: [Int128]
  let hasNegative: Bool

  init(_ counters: consuming RowBuffer<UInt32>, segments: [Int], sums: [Int128], hasNegative: Bool) {
    self.counters = counters
    self.segments = segments
    self.sums = sums
    self.hasNegative = hasNegative
  }
}

private func countBuckets<Code: GroupCode>(
  segments: Int, groupCount: Int, next: borrowing Atomic<Int>,
  withSegment: (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
) -> BucketTable {
  let counters = RowBuffer<UInt32>(zeroed: (groupCount + 1) << LeadingBits.shift)
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
        sums.add(block, places: places.span, or: bits.values, countingInto: counters)
        start = rows.upperBound
      }
    }
  }
  let hasNegative = sums.pattern < 0
  return BucketTable(counters, segments: taken, sums: sums.finish(), hasNegative: hasNegative)
}

/// Which buckets to collect, and where.
private struct CollectionPlan: Sendable {
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

  init(_ tables: [BucketTable], groupCount: Int, request: RankRequest) {
    counts = Array(repeating: 0, count: groupCount)
    var slots = 1
    while slots < groupCount + 1 { slots *= 2 }
    wanted = Array(repeating: 0, count: slots * LeadingBits.bucketCount / 32)
    localRanks = Array(repeating: 0, count: groupCount * request.rankCount)
    var sizes = [Int](repeating: 0, count: LeadingBits.bucketCount)
    var places = RankRequest.Places()
    let keepsPlaces = groupCount <= 256
    for group in 0..<groupCount {
      let base = (group + 1) << LeadingBits.shift
      let count = CollectionPlan.add(tables, at: base, into: &sizes)
      counts[group] = count
      if count > 0 {
        request.fill(&places, count: count)
        settle(group, sizes, places.ranks, tables, at: base)
      }
      if keepsPlaces { self.places.append(places) }
    }
  }

  private static func add(_ tables: [BucketTable], at base: Int, into sizes: inout [Int]) -> Int {
    var count = 0
    for bucket in sizes.indices { sizes[bucket] = 0 }
    for table in tables {
      table.counters.withSpan { counters in
        let counters = counters.extracting(base..<base + LeadingBits.bucketCount)
        var sums = sizes.mutableSpan
        for bucket in 0..<min(counters.count, sums.count) {
          sums[bucket] &+= Int(counters[bucket])
          count &+= Int(counters[bucket])
        }
      }
    }
    return count
  }

  private mutating func settle(_ group: Int, _ sizes: [Int], _ ranks: [Int], _ tables: [BucketTable], at base: Int) {
    let firstAnswer = group * ranks.count
    var next = 0
    var below = 0
    for bucket in sizes.indices where sizes[bucket] > 0 {
      let size = sizes[bucket]
      let first = next
      while next < ranks.count, ranks[next] < below + size {
        localRanks[firstAnswer + next] = ranks[next] - below
        next += 1
      }
      below += size
      if next == first { continue }
      if let value = LeadingBits.onlyValue(of: bucket) {
        for rank in first..<next { known.append((place: firstAnswer + rank, value: value)) }
      } else {
        let place = base + bucket
        wanted[place >> 5] |= 1 << UInt32(place & 31)
        var start = collected
        for table in tables {
          let size = Int(table.counters[place])
          table.counters[place] = UInt32(truncatingIfNeeded: start)
          start += size
        }
        targets.append(Target(stretch: collected..<start, ranks: firstAnswer + first..<firstAnswer + next))
        collected = start
      }
      if next == ranks.count { break }
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
        for row in 0..<found {
          let place = Int(foundPlaces[row])
          let at = table.counters[place]
          table.counters[place] = at &+ 1
          stretches[Int(at)] = foundValues[row]
        }
        start = rows.upperBound
      }
    }
  }
}
