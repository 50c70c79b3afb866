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
/// added up for the groups that it is a part of, so that they take no second count; their values are looked at once more,
/// for those in the buckets that matter. So are those of a group that is too large for one worker.
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
  if let search = StretchSearch(stretches, joins, request),
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
private struct StretchSearch: Sendable {
  /// Some stretches of a group.
  private struct Part {
    var group: Int
    var places: Range<Int>
    var count: Int
  }

  /// Groups with more values than this are in several parts.
  private static let most = 1 << 16
  /// Tables of more shared groups are not made.
  private static let mostShared = 1 << 10

  private let stretches: GroupedStretches
  private let joins: [JoinedGroups]
  private let request: RankRequest
  private var parts: [Part] = []
  /// Parts that are taken together.
  private var runs: [Range<Int>] = []
  /// By join: the groups of several parts, which have a place in tables.
  private var shared: [[Int]] = []
  /// By join and part: the place of its group in tables; `nil` where the part is all of its group.
  private var slots: [[Int?]] = []

  /// `nil` where too many groups would have to be shared.
  init?(_ stretches: GroupedStretches, _ joins: [JoinedGroups], _ request: RankRequest) {
    self.stretches = stretches
    self.joins = joins
    self.request = request
    cut()
    for join in joins {
      var partCount = [Int](repeating: 0, count: join.count)
      for part in parts { partCount[join.group(of: part.group)] += 1 }
      let shared = partCount.indices.filter { partCount[$0] > 1 }
      guard shared.count <= StretchSearch.mostShared else { return nil }
      var slotOf = [Int?](repeating: nil, count: join.count)
      for (slot, group) in shared.enumerated() { slotOf[group] = slot }
      self.shared.append(shared)
      slots.append(parts.map { slotOf[join.group(of: $0.group)] })
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
    /// By join: what was counted for shared groups. The parts are its segments.
    var tables: [BucketTable] = []
    var hasNegative = false
  }

  /// What is known of all groups; `nil` where a value is negative.
  func results(of values: Span<Int64>, _ workers: Workers) -> [GroupedOrderStatistics]? {
    let next = Atomic<Int>(0)
    let shares = workers.map(min(workers.count, max(runs.count, 1))) { _ in share(of: values, next: next) }
    if shares.contains(where: \.hasNegative) { return nil }
    return joins.indices.map { join in
      var result = blank(joins[join].count)
      for (run, known) in shares.lazy.flatMap(\.alone) {
        for (place, part) in runs[run].enumerated() where slots[join][part] == nil {
          result.copy(joins[join].group(of: parts[part].group), from: known, place)
        }
      }
      if !shared[join].isEmpty {
        let known = together(join, shares.map { $0.tables[join] }, values, workers)
        for (slot, group) in shared[join].enumerated() { result.copy(group, from: known, slot) }
      }
      return result
    }
  }

  private func blank(_ groupCount: Int) -> GroupedOrderStatistics {
    GroupedOrderStatistics(
      groupCount: groupCount, percentileCount: request.percentiles.count, hasIntervals: request.hasIntervals)
  }

  private func share(of values: Span<Int64>, next: borrowing Atomic<Int>) -> Share {
    var share = Share()
    var search = GroupSearch()
    var joined = JoinedStretches()
    var tables = shared.map { SharedCounts(groupCount: $0.count) }
    while true {
      let run = next.add(1, ordering: .relaxed).oldValue
      guard run < runs.count else { break }
      var known = blank(runs[run].count)
      for (place, part) in runs[run].enumerated() {
        let isPossible = joined.withValues(of: stretches.stretches[parts[part].places], in: values) { own in
          guard search.count(own) else { return false }
          for join in joins.indices {
            guard let slot = slots[join][part] else { continue }
            search.add(to: tables[join].counters, slot: slot + 1)
            tables[join].sums[slot] += search.sum
            tables[join].parts.append(part)
          }
          if slots.contains(where: { $0[part] == nil }) {
            search.answer(request, own, ofGroup: place, into: &known)
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
    share.tables = tables.map(\.table)
    return share
  }

  /// What is counted for the shared groups of a join.
  private struct SharedCounts {
    let counters: BucketCounters
    var sums: [Int128]
    var parts: [Int] = []

    init(groupCount: Int) {
      counters = BucketCounters(slots: groupCount + 1)
      sums = Array(repeating: 0, count: groupCount)
    }

    var table: BucketTable { BucketTable(counters, segments: parts, sums: sums, hasNegative: false) }
  }

  /// What is known of the shared groups of a join.
  private func together(
    _ join: Int, _ tables: [BucketTable], _ values: Span<Int64>, _ workers: Workers
  ) -> GroupedOrderStatistics {
    let groupCount = shared[join].count
    var result = blank(groupCount)
    for table in tables {
      for group in 0..<groupCount { result.sums[group] += table.sums[group] }
    }
    let plan = CollectionPlan(tables, groupCount: groupCount, request: request)
    plan.answer(request, workers, into: &result) { found in
      workers.run(tables.count) { worker in
        var blocks = BlockScan()
        var joined = JoinedStretches()
        for part in tables[worker].segments {
          let slot = (slots[join][part] ?? 0) + 1
          let wanted = plan.wanted(ofSlot: slot)
          joined.withValues(of: stretches.stretches[parts[part].places], in: values) { own in
            blocks.collect(own, wanted.span, at: tables[worker].buckets, slot: slot, into: found)
          }
        }
      }
    }
    return result
  }
}
