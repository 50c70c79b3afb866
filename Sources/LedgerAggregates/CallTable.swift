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
/// A selected call takes 4 bytes, and 8 for each measure.
public final class CallTable: GroupedCalls {
  /// The groups.
  public let groups: Grouping
  /// What the codes of each key mean; absent first.
  public let texts: [[String?]]
  /// What the calls of each group add up to.
  public let tallies: [CallTally]

  private let columns: [(measure: CallMeasure, values: MeasureColumn)]
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
    let count = rows.count
    let columns = measures.sorted { $0.rawValue < $1.rawValue }.map {
      (measure: $0, values: MeasureColumn(unset: count))
    }
    let numbers = CodeColumn(unsetRows: count, cardinality: dense.count)
    let known = CallPrices.Known(prices, store)
    let walk = CallWalk(
      store: store, calls: calls, rows: rows, keys: dense, prices: known, columns: columns, numbers: numbers)
    let length = CallTallies.mostCalls / 2
    let parts = max(workers.count == 1 ? 1 : min(workers.count * 4, count >> 14), (count + length - 1) / length)
    let stretches = (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }.filter { !$0.isEmpty }
    let found = workers.map(stretches.count) { walk.tallies(of: stretches[$0]) }
    guard !found.contains(where: { $0 == nil }) else { return nil }

    // Groups are numbered in the order in which the calls first show them. Stretches are in the order of the calls.
    var groupOf = [UInt32](repeating: 0, count: dense.count)
    var order: [UInt32] = []
    var representatives: [UInt32] = []
    var tallies: [CallTally] = []
    for part in found.compactMap({ $0 }) {
      for number in part.groups {
        if groupOf[Int(number)] == 0 {
          order.append(number)
          representatives.append(UInt32(part.first(number)))
          tallies.append(CallTally())
          groupOf[Int(number)] = UInt32(order.count)
        }
        tallies[Int(groupOf[Int(number)]) - 1].add(part.tally(number))
      }
    }
    let places = groupOf
    workers.run(stretches.count) { stretch in
      let places = places.span
      for row in stretches[stretch] { numbers[row] = places[Int(numbers[row])] &- 1 }
    }
    let decoded = dense.decoded(order)
    groups = Grouping(RowGroups(group: numbers, representatives: representatives), keys: decoded.codes)
    texts = decoded.texts
    self.tallies = tallies
    self.columns = columns
    self.workers = workers
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

  /// A measure of all calls; one that was not asked for is a programmer error.
  private func values(of measure: CallMeasure) -> MeasureColumn {
    guard let column = columns.first(where: { $0.measure == measure }) else {
      preconditionFailure("\(measure.rawValue) was not asked for")
    }
    return column.values
  }

  /// As ``CallFacts/distributions(_:of:percentiles:by:hasIntervals:)``.
  public func distributions(
    _ groupings: [Grouping], of measures: [CallMeasure], percentiles: [Percentile], by definition: PercentileDefinition,
    hasIntervals: Bool
  ) -> [[[Distribution?]]] {
    LedgerAggregates.distributions(
      groupings, of: measures.map(\.unit), percentiles: percentiles, by: definition, hasIntervals: hasIntervals, workers
    ) { values(of: measures[$0]) }
  }

  /// As ``CallFacts/histograms(_:of:_:)``.
  public func histograms(
    _ groupings: [Grouping], of measures: [CallMeasure], _ kind: Histogram.Kind
  ) -> [[[Histogram?]]] {
    LedgerAggregates.histograms(groupings, of: measures.count, kind, workers) { values(of: measures[$0]) }
  }

  /// What the selected calls and their measures take.
  public var figures: TableFigures {
    let count = groups.rows.group.count
    return TableFigures(name: "selected calls", rows: count, bytes: count * (4 + columns.count * 8))
  }
}
