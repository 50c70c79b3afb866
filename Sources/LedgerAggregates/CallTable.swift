import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing
import Synchronization

/// The selected calls by groups, with the sums of each, made in one walk over the calls: what ``CallFacts`` works out step
/// by step for many questions, for a single one.
///
/// A selected call takes 8 bytes for each measure. Values stand together by group, so that each group is looked at in
/// memory that is near, and no call needs to know its group.
public final class CallTable: GroupedCalls {
  /// The groups. Which of them a single call is in is not kept.
  public let groups: Grouping
  /// What the codes of each key mean; absent first.
  public let texts: [[String?]]
  /// What the calls of each group add up to.
  public let tallies: [CallTally]

  /// The values of a measure that are known.
  private struct Column: Sendable {
    let measure: CallMeasure
    let values: GroupedValues
    let stretches: GroupedStretches
  }

  private let columns: [Column]
  private let count: Int
  private let workers: Workers

  /// Groups the selected calls; `nil` where that takes more than one walk. Then ``CallFacts`` has the same answers.
  ///
  /// Parameters as of ``CallFacts``.
  public init?(
    store: Store, calls: SettledCalls, selection: Selection, prices: CallPricer, workers: Workers = .one,
    keys: [GroupingKey], measures: Set<CallMeasure>, conditions: [CallCondition] = [], index: SpanIndex? = nil
  ) {
    guard !calls.hasLargeCounts else { return nil }
    let rows = CallRows.choose(store, calls, selection, conditions, index, workers)
    let reader = CallKeys(store: store, calls: calls, rows: rows, index: index, workers: workers)
    guard let dense = DenseKeys(keys, reader, around: CallTable.someStart(store, calls, rows)) else { return nil }
    let walk = CallWalk(
      store: store, calls: calls, rows: rows, keys: dense, prices: CallPrices.Known(prices, store, calls),
      measures: measures.sorted { $0.rawValue < $1.rawValue }, workers: workers.count)
    guard let shares = CallTable.shares(walk, workers) else { return nil }

    // Groups are numbered in the order in which the calls first show them.
    let known = shares.flatMap { zip($0.firsts, $0.numbers) }.sorted { $0.0 < $1.0 }
    var groupOf = [UInt32](repeating: 0, count: dense.count)
    var order: [UInt32] = []
    var firsts: [UInt32] = []
    for (first, number) in known where groupOf[Int(number)] == 0 {
      order.append(number)
      firsts.append(first)
      groupOf[Int(number)] = UInt32(order.count)
    }
    var tallies = [CallTally](repeating: CallTally(), count: order.count)
    for share in shares {
      for (number, tally) in zip(share.numbers, share.tallies) { tallies[Int(groupOf[Int(number)]) - 1].add(tally) }
    }
    let decoded = dense.decoded(order)
    let all = CodeColumn(rowCount: 0, cardinality: order.count)
    groups = Grouping(RowGroups(group: all, representatives: firsts), keys: decoded.codes)
    texts = decoded.texts
    self.tallies = tallies
    columns = walk.columns.enumerated().map { place, column in
      let stretches = shares.flatMap { share in
        share.stretches[place].map { stretch in
          var stretch = stretch
          stretch.group = groupOf[Int(share.numbers[Int(stretch.group)])] - 1
          return stretch
        }
      }
      return Column(
        measure: column.measure, values: column.values,
        stretches: GroupedStretches(groupCount: order.count, stretches))
    }
    count = rows.count
    self.workers = workers
  }

  /// What a worker found, by its own numbers of groups.
  private struct Share: Sendable {
    var numbers: [UInt32]
    var firsts: [UInt32]
    var tallies: [CallTally]
    var stretches: [[GroupedStretch]]
  }

  /// What each worker finds in the stretches that it takes; `nil` where calls do not fit tables.
  private static func shares(_ walk: CallWalk, _ workers: Workers) -> [Share]? {
    let count = walk.rows.count
    let parts = workers.count == 1 ? 1 : max(1, min(workers.count * 16, count >> 14))
    let next = Atomic<Int>(0)
    let shares = workers.map(min(workers.count, parts)) { _ -> Share? in
      var walker = CallWalker(walk)
      while true {
        let part = next.add(1, ordering: .relaxed).oldValue
        guard part < parts else { break }
        guard walker.look(at: count * part / parts..<count * (part + 1) / parts) else { return nil }
      }
      walker.addUp()
      return Share(
        numbers: walker.numbers, firsts: walker.firsts, tallies: walker.tallies, stretches: walker.stretches)
    }
    return shares.contains { $0 == nil } ? nil : shares.compactMap { $0 }
  }

  /// When one of the calls begins: the first of them of which that is known, if it is among the first ones.
  private static func someStart(_ store: Store, _ calls: SettledCalls, _ rows: CallRows) -> UInt64 {
    for index in 0..<min(rows.count, 1000) {
      let span = calls.span(ofCall: rows[index])
      let start = store.spans[Int(span) >> SegmentLayout.rowBits].start[Int(span) & (SegmentLayout.rows - 1)]
      if start != 0 { return start }
    }
    return 0
  }

  /// A measure; one that was not asked for is a programmer error.
  private func column(of measure: CallMeasure) -> Column {
    guard let column = columns.first(where: { $0.measure == measure }) else {
      preconditionFailure("\(measure.rawValue) was not asked for")
    }
    return column
  }

  /// As ``CallFacts/distributions(_:of:percentiles:by:hasIntervals:)``.
  public func distributions(
    _ groupings: [Grouping], of measures: [CallMeasure], percentiles: [Percentile], by definition: PercentileDefinition,
    hasIntervals: Bool
  ) -> [[[Distribution?]]] {
    precondition(groupings.allSatisfy { $0.rows === groups.rows }, "groupings of different rows")
    let joins = groupings.map { grouping in
      grouping.joined.map { JoinedGroups($0, count: grouping.count) } ?? JoinedGroups(count: grouping.count)
    }
    let known = measures.map { measure in
      let column = column(of: measure)
      return column.values.rows.withSpan { values in
        exactPercentiles(
          of: values, in: column.stretches, joinedBy: joins, percentiles: percentiles, by: definition,
          confidence: hasIntervals ? 0.95 : nil, workers: workers)
      }
    }
    return groupings.indices.map { grouping in
      measures.indices.map { known[$0][grouping].distributions(unit: measures[$0].unit) }
    }
  }

  /// As ``CallFacts/histograms(_:of:_:)``.
  public func histograms(
    _ groupings: [Grouping], of measures: [CallMeasure], _ kind: Histogram.Kind
  ) -> [[[Histogram?]]] {
    LedgerAggregates.histograms(groupings, of: measures.count, kind, workers) { place in
      let column = column(of: measures[place])
      return column.values.rows.withSpan { KnownValues($0, column.stretches) }
    }
  }

  /// What the selected calls and their measures take.
  public var figures: TableFigures {
    TableFigures(name: "selected calls", rows: count, bytes: count * columns.count * 8)
  }
}
