import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// What the spans of a group add up to.
public struct SpanTally: Hashable, Sendable {
  /// Spans.
  public var spans = 0
  /// Spans with the status *error*.
  public var errors = 0
  /// Spans whose duration is not known.
  public var withoutDuration = 0

  /// Nothing.
  public init() {}

  /// Adds what the spans of another group add up to.
  public mutating func add(_ other: SpanTally) {
    spans += other.spans
    errors += other.errors
    withoutDuration += other.withoutDuration
  }
}

/// The selected spans of an archive, whatever they tell of, each once: of copies the most complete. 4 bytes a span.
public final class SelectedSpans: Sendable {
  /// The store the spans are from.
  public let store: Store
  /// How many spans are selected.
  public let count: Int

  let workers: Workers
  private let spans: RowBuffer<UInt32>

  /// Selects spans. Where models or providers are asked for, only spans that may be calls and name one of them are taken.
  public convenience init(store: Store, index: SpanIndex, selection: Selection, workers: Workers = .one) {
    let services = ServiceCodes(store)
    let isService = store.scopes.indices.map {
      selection.includes(service: services.name(services.code(ofScope: UInt32($0))))
    }
    let named = selection.narrowsCalls ? SelectedSpans.naming(selection, store, workers) : nil
    let takesAll = selection.from == nil && selection.to == nil
    let chosen = workers.map(store.spanSegmentCount) { number -> [UInt32] in
      let segment = store.spans[number]
      let base = UInt32(number << SegmentLayout.rowBits)
      var chosen: [UInt32] = []
      func take(_ row: Int) {
        let span = base | UInt32(row)
        guard isService[Int(segment.scope[row])], takesAll || selection.includes(instant: segment.start[row]),
          !index.isDuplicate(span)
        else { return }
        chosen.append(span)
      }
      if let named {
        for row in named[number] { take(row) }
      } else {
        chosen.reserveCapacity(segment.count)
        for row in 0..<segment.count { take(row) }
      }
      return chosen
    }
    self.init(store, chosen, workers)
  }

  private init(_ store: Store, _ chosen: [[UInt32]], _ workers: Workers) {
    count = chosen.reduce(0) { $0 + $1.count }
    spans = RowBuffer(zeroed: count)
    for (index, span) in chosen.joined().enumerated() { spans[index] = span }
    self.store = store
    self.workers = workers
  }

  /// Those of the spans for which all conditions hold. A key that the side table must hold and does not is a programmer
  /// error.
  public func narrowed(by conditions: [SpanCondition]) -> SelectedSpans {
    var spans = self
    for filter in KeyFilter.filters(conditions) {
      let all = spans
      let column = all.column(of: filter.key)
      let accepted = filter.accepted(column)
      let stretches = workers.stretches(of: all.count)
      let chosen = workers.map(stretches.count) { stretch -> [UInt32] in
        stretches[stretch].compactMap { accepted[Int(column.codes[$0])] ? all.span($0) : nil }
      }
      spans = SelectedSpans(store, chosen, workers)
    }
    return spans
  }

  /// By segment of spans, in order, the rows of spans that name a provider and model that are asked for.
  private static func naming(_ selection: Selection, _ store: Store, _ workers: Workers) -> [[Int]] {
    let found = workers.map(store.spanCallSegmentCount) { number -> [UInt32] in
      let segment = store.calls[number]
      var found: [UInt32] = []
      for row in 0..<segment.count
      where selection.includes(
        provider: store.texts.provider[segment.provider[row]],
        requestModel: store.texts.model[segment.requestModel[row]],
        responseModel: store.texts.model[segment.responseModel[row]])
      {
        found.append(segment.span[row])
      }
      return found
    }
    var rows = [[Int]](repeating: [], count: store.spanSegmentCount)
    for span in found.joined().sorted() {
      rows[Int(span >> UInt32(SegmentLayout.rowBits))].append(Int(span & UInt32(SegmentLayout.rows - 1)))
    }
    return rows
  }

  /// What the selection takes.
  public var figures: TableFigures { TableFigures(name: "selected spans", rows: count, bytes: count * 4) }

  /// The number of a selected span in the store.
  @inline(__always)
  func span(_ index: Int) -> UInt32 { spans[index] }

  /// Calls `body` with the place and the number of each selected span. Workers share the spans.
  func forEachSpan(_ body: @Sendable (Int, UInt32) -> Void) {
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { for index in stretches[$0] { body(index, spans[index]) } }
  }

  /// Calls `body` with each selected span: its place, and its segment and row. Workers share the spans.
  @inline(__always)
  func forEach(_ body: @Sendable (Int, SpanSegment, Int) -> Void) {
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { forEach(in: stretches[$0], body) }
  }

  @inline(__always)
  private func forEach(in stretch: Range<Int>, _ body: (Int, SpanSegment, Int) -> Void) {
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      let number = spans[index] >> UInt32(SegmentLayout.rowBits)
      let segment = store.spans[Int(number)]
      while index < stretch.upperBound, spans[index] >> UInt32(SegmentLayout.rowBits) == number {
        body(index, segment, Int(spans[index] & UInt32(SegmentLayout.rows - 1)))
        index += 1
      }
    }
  }

  /// Groups by several codes per span.
  public func grouped(by columns: [CodeColumn]) -> Grouping {
    let rows = RowGroups(rowCount: count, columns: columns, workers: workers)
    return Grouping(rows, keys: rows.representatives.map { index in columns.map { $0[Int(index)] } })
  }

  /// Counts the spans of each of the finest groups.
  public func tallies(_ grouping: Grouping) -> [SpanTally] {
    let stretches = grouping.count * 16 > count ? [0..<count] : workers.stretches(of: count, least: 1 << 14)
    let parts = workers.map(stretches.count) { stretch -> [SpanTally] in
      var tallies = [SpanTally](repeating: SpanTally(), count: grouping.count)
      forEach(in: stretches[stretch]) { index, segment, row in
        let group = grouping.group(of: index)
        tallies[group].spans += 1
        if segment.status(row) == 2 { tallies[group].errors += 1 }
        if segment.duration[row] == unknownDuration { tallies[group].withoutDuration += 1 }
      }
      return tallies
    }
    var tallies = [SpanTally](repeating: SpanTally(), count: grouping.count)
    for part in parts {
      for group in tallies.indices { tallies[group].add(part[group]) }
    }
    return tallies
  }

  /// The duration of each span; absent where it is not known.
  var durations: MeasureColumn {
    let durations = MeasureColumn(count: count)
    forEach { index, segment, row in
      let duration = segment.duration[row]
      if duration != unknownDuration, let known = Int64(exactly: duration) { durations[index] = known }
    }
    return durations
  }

  /// The distributions of durations by grouping and group. A span that ends when it starts has a duration of 0.
  public func durations(
    _ groupings: [Grouping], percentiles: [Percentile], by definition: PercentileDefinition = .nearestRank,
    hasIntervals: Bool = false
  ) -> [[Distribution?]] {
    let durations = durations
    return distributions(
      groupings, of: [.nanoseconds], percentiles: percentiles, by: definition, hasIntervals: hasIntervals, workers
    ) { _ in durations }.map { $0[0] }
  }
}
