import LedgerMemory
import LedgerModel
import Synchronization

/// Groups that are joined from others: of each of those the number of the group that it belongs to.
public struct JoinedGroups: Sendable {
  let groupOf: [UInt32]?
  /// How many groups there are.
  public let count: Int

  /// The groups themselves.
  public init(count: Int) {
    groupOf = nil
    self.count = count
  }

  /// Groups joined from as many as there are numbers, each of which is below `count`.
  public init(_ groupOf: [UInt32], count: Int) {
    self.groupOf = groupOf
    self.count = count
  }

  func group(of group: Int) -> Int { groupOf.map { Int($0[group]) } ?? group }
}

/// Count, extremes, exact sum and percentiles of groups whose values stand together, and of groups joined from them; for
/// each of several ways to join them. The same as
/// ``exactPercentiles(of:groups:groupCount:percentiles:by:confidence:method:workers:)`` with codes for all rows.
///
/// A group is counted by the leading bits of its values in memory that is near, and searched there. What it counted is
/// added up for the groups that it is a part of, so that they take no second count. In which buckets their percentiles will
/// be is guessed before from a few of their values (``BucketGuess``), and the values there are kept on the way. Where a
/// guess was wrong, the values are looked at once more. So it is with a group that is too large for one worker.
///
/// - Parameters:
///   - values: the column, rows of no stretch included.
///   - stretches: where the values of each group stand.
///   - joins: the groups that are wanted.
///   - percentiles: which percentiles, in any order; may be empty.
///   - definition: what a percentile is.
///   - confidence: as elsewhere.
///   - workers: how many threads; any number gives the same result.
/// - Returns: what is known of the groups of each of `joins`.
public func exactPercentiles(
  of values: Span<Int64>, in stretches: GroupedStretches, joinedBy joins: [JoinedGroups], percentiles: [Percentile],
  by definition: PercentileDefinition = .nearestRank, confidence: Double? = nil, workers: Workers = .one
) -> [GroupedOrderStatistics] {
  let request = RankRequest(percentiles, definition: definition, confidence: confidence)
  if let search = StretchSearch(stretches.cut(atMost: StretchSearch.most), joins, request),
    let found = search.results(of: values, workers)
  {
    return found
  }
  // Negative values, and a great many large groups.
  let rowCount = stretches.valueCount
  return joins.map { join in
    exactPercentiles(
      segments: stretches.stretches.count, rowCount: rowCount, groupCount: join.count, percentiles: percentiles,
      by: definition, confidence: confidence, workers: workers
    ) { (place: Int, body: (Span<Int64>, Span<UInt32>) -> Void) in
      let stretch = stretches.stretches[place]
      let code = UInt32(join.group(of: Int(stretch.group)))
      body(values.extracting(stretch.rows), [UInt32](repeating: code, count: stretch.rows.count).span)
    }
  }
}

/// The work of finding percentiles in stretches, cut into parts.
struct StretchSearch: Sendable {
  /// Some stretches of a group.
  private struct Part {
    var group: Int
    var places: Range<Int>
    var count: Int
  }

  /// Groups with more values than this are in several parts.
  static let most = 1 << 16
  /// Tables of more shared groups are not made.
  private static let mostShared = 1 << 10

  private let stretches: GroupedStretches
  private let joins: [JoinedGroups]
  private let request: RankRequest
  private var parts: [Part] = []
  /// Parts that are taken together.
  private var runs: [Range<Int>] = []
  /// By join: the groups of several parts, which have a place in tables.
  private var shared: [SharedGroups] = []
  /// By join and part: the place of its group in tables; `nil` where the part is all of its group.
  private var slots: [[Int?]] = []

  /// The groups of a join that are in several parts.
  private struct SharedGroups {
    var groups: [Int] = []
    /// How many values each has.
    var counts: [Int] = []
    /// The place of each group of the join among these.
    var slotOf: [Int?] = []
  }

  /// `nil` where too many groups would have to be shared.
  ///
  /// - Parameter stretches: none much longer than ``most``.
  init?(_ stretches: GroupedStretches, _ joins: [JoinedGroups], _ request: RankRequest) {
    self.stretches = stretches
    self.joins = joins
    self.request = request
    cut()
    for join in joins {
      var partCount = [Int](repeating: 0, count: join.count)
      for part in parts { partCount[join.group(of: part.group)] += 1 }
      var shared = SharedGroups()
      shared.groups = partCount.indices.filter { partCount[$0] > 1 }
      guard shared.groups.count <= StretchSearch.mostShared else { return nil }
      shared.slotOf = Array(repeating: nil, count: join.count)
      for (slot, group) in shared.groups.enumerated() { shared.slotOf[group] = slot }
      slots.append(parts.map { shared.slotOf[join.group(of: $0.group)] })
      shared.counts = Array(repeating: 0, count: shared.groups.count)
      for (part, slot) in zip(parts, slots[slots.count - 1]) {
        if let slot { shared.counts[slot] += part.count }
      }
      self.shared.append(shared)
    }
  }

  private mutating func cut() {
    for group in 0..<stretches.groupCount {
      var part = Part(group: group, places: 0..<0, count: 0)
      for place in stretches.places(ofGroup: group) {
        if part.count == 0 { part.places = place..<place }
        part.places = part.places.lowerBound..<place + 1
        part.count += stretches.stretches[place].rows.count
        if part.count >= StretchSearch.most {
          parts.append(part)
          part.count = 0
        }
      }
      if part.count > 0 { parts.append(part) }
    }
    var first = 0
    var count = 0
    for (number, part) in parts.enumerated() {
      count += part.count
      if count >= StretchSearch.most || number == parts.count - 1 {
        runs.append(first..<number + 1)
        (first, count) = (number + 1, 0)
      }
    }
  }

  /// What a worker finds in the runs that it takes.
  private struct Share: Sendable {
    /// What is known of the parts of each run, of those that are all of a group.
    var alone: [(run: Int, known: GroupedOrderStatistics)] = []
    /// By join: what is known of shared groups.
    var shared: [SharedShare] = []
    var hasNegative = false
  }

  /// What a worker knows of the shared groups of a join. The parts are the segments of its table.
  private struct SharedShare: Sendable {
    var table: BucketTable
    var extremes: [Extremes]
    var caught: CaughtValues
  }

  /// What is known of all groups; `nil` where a value is negative.
  ///
  /// - Parameter guesses: by join and shared group, in place of those that values are looked at for.
  func results(of values: Span<Int64>, _ workers: Workers, guesses: [[BucketGuess?]]? = nil)
    -> [GroupedOrderStatistics]?
  {
    let guesses = guesses ?? self.guesses(values, workers)
    let next = Atomic<Int>(0)
    let shares = workers.map(min(workers.count, max(runs.count, 1))) { _ in share(of: values, guesses, next: next) }
    if shares.contains(where: \.hasNegative) { return nil }
    return joins.indices.map { join in
      var result = blank(joins[join].count)
      for (run, known) in shares.lazy.flatMap(\.alone) {
        for (place, part) in runs[run].enumerated() where slots[join][part] == nil {
          result.copy(joins[join].group(of: parts[part].group), from: known, place)
        }
      }
      if !shared[join].groups.isEmpty {
        let known = together(join, shares.map { $0.shared[join] }, guesses[join], values, workers)
        for (slot, group) in shared[join].groups.enumerated() { result.copy(group, from: known, slot) }
      }
      return result
    }
  }

  private func blank(_ groupCount: Int) -> GroupedOrderStatistics {
    GroupedOrderStatistics(
      groupCount: groupCount, percentileCount: request.percentiles.count, hasIntervals: request.hasIntervals)
  }

  /// By join and shared group: where its percentiles may be; `nil` where it does not pay to guess.
  func guesses(_ values: Span<Int64>, _ workers: Workers) -> [[BucketGuess?]] {
    var placeCount = 0
    let places = joins.indices.map { join in
      shared[join].counts.map { count -> Int? in
        if count < BucketGuess.least { return nil }
        placeCount += 1
        return placeCount - 1
      }
    }
    if placeCount == 0 { return places.map { $0.map { _ in nil } } }
    let sampled = joins.indices.filter { join in places[join].contains { $0 != nil } }.map { join in
      (0..<stretches.groupCount).map { group -> Int? in
        shared[join].slotOf[joins[join].group(of: group)].flatMap { places[join][$0] }
      }
    }
    let sample = ValueSample(of: values, stretches, sampled, placeCount: placeCount, workers)
    var ranks = RankRequest.Places()
    return joins.indices.map { join in
      zip(places[join], shared[join].counts).map { place, count in
        guard let place else { return nil }
        request.fill(&ranks, count: count)
        return sample.counters.withSpan {
          let base = place << LeadingBits.shift
          return BucketGuess(
            RankRequest.withoutEnds(ranks.ranks, count: count), of: count,
            sample: $0.extracting(base..<base + LeadingBits.bucketCount))
        }
      }
    }
  }

  private func share(of values: Span<Int64>, _ guesses: [[BucketGuess?]], next: borrowing Atomic<Int>) -> Share {
    var share = Share()
    var search = GroupSearch()
    var joined = JoinedStretches()
    var counts = zip(shared, guesses).map { SharedCounts($0, $1) }
    while true {
      let run = next.add(1, ordering: .relaxed).oldValue
      guard run < runs.count else { break }
      var known = blank(runs[run].count)
      for (place, part) in runs[run].enumerated() {
        let isPossible = joined.withBuckets(of: parts[part].places, of: stretches.stretches, in: values) {
          own, buckets, facts in
          guard search.count(own, buckets: buckets, facts) else { return false }
          for join in joins.indices {
            guard let slot = slots[join][part] else { continue }
            search.add(buckets, to: counts[join].counters, slot: slot + 1)
            counts[join].sums[slot] += search.sum
            counts[join].extremes[slot].formUnion(search.extremes)
            counts[join].parts.append(part)
            if let guess = guesses[join][slot] { counts[join].caught.add(own, buckets, guess, slot: slot) }
          }
          if slots.contains(where: { $0[part] == nil }) {
            search.answer(request, own, buckets: buckets, ofGroup: place, into: &known)
          }
          return true
        }
        if !isPossible {
          share.hasNegative = true
          return share
        }
      }
      share.alone.append((run, known))
    }
    share.shared = counts.map(\.share)
    return share
  }

  /// What is counted for the shared groups of a join.
  private struct SharedCounts {
    let counters: BucketCounters
    var sums: [Int128]
    var extremes: [Extremes]
    var parts: [Int] = []
    var caught: CaughtValues

    init(_ shared: SharedGroups, _ guesses: [BucketGuess?]) {
      let count = shared.groups.count
      counters = BucketCounters(slots: count + 1)
      sums = Array(repeating: 0, count: count)
      extremes = Array(repeating: Extremes(min: .max, max: .min), count: count)
      caught = CaughtValues(slotCount: count)
    }

    var share: SharedShare {
      SharedShare(
        table: BucketTable(counters, segments: parts, sums: sums, hasNegative: false), extremes: extremes,
        caught: caught)
    }
  }

  /// What is known of the shared groups of a join.
  private func together(
    _ join: Int, _ shares: [SharedShare], _ guesses: [BucketGuess?], _ values: Span<Int64>, _ workers: Workers
  ) -> GroupedOrderStatistics {
    let groupCount = shared[join].groups.count
    var result = blank(groupCount)
    var extremes = [Extremes](repeating: Extremes(min: .max, max: .min), count: groupCount)
    for share in shares {
      for slot in 0..<groupCount {
        result.sums[slot] += share.table.sums[slot]
        extremes[slot].formUnion(share.extremes[slot])
      }
    }
    let plan = CollectionPlan(shares.map(\.table), groupCount: groupCount, request: request, extremes: extremes)
    let wanted = (0..<groupCount).map { plan.wanted(ofSlot: $0 + 1) }
    let isWanted = wanted.map { $0.contains { $0 != 0 } }
    let isCaught = (0..<groupCount).map { slot in
      guard let guess = guesses[slot], !shares.contains(where: { $0.caught.isFull[slot] }) else { return false }
      return guess.covers(wanted[slot])
    }
    plan.answer(request, workers, into: &result) { found in
      workers.run(shares.count) { worker in
        let share = shares[worker]
        var sieve = BucketSieve()
        share.caught.forEach { slot, values in
          guard isCaught[slot], isWanted[slot] else { return }
          let bits = wanted[slot]
          sieve.collect(values, wanted: bits.span, at: share.table.buckets, slot: slot + 1, into: found)
        }
        var joined = JoinedStretches()
        for part in share.table.segments {
          guard let slot = slots[join][part], isWanted[slot], !isCaught[slot] else { continue }
          let bits = wanted[slot]
          joined.withBuckets(of: parts[part].places, of: stretches.stretches, in: values) { own, buckets, _ in
            sieve.collect(
              own, buckets: buckets, wanted: bits.span, at: share.table.buckets, slot: slot + 1, into: found)
          }
        }
      }
    }
    return result
  }
}
