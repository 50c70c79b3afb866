import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// Calls `body` with each selected call of a stretch: its number among the selected ones, its row among the settled ones,
/// then segment and row of the candidate, and of its span, and the number of the span's segment. Calls are in the order of
/// the store, so segments are looked up once for many of them. (Arguments, not a value of them: that would count
/// references for each call.)
@inlinable @inline(__always)
func forEachCall(
  of calls: SettledCalls, _ rows: CallRows, in stretch: Range<Int>, _ store: Store,
  _ body: (Int, Int, CallSegment, Int, SpanSegment, Int, Int) -> Void
) {
  var index = stretch.lowerBound
  while index < stretch.upperBound {
    let number = Int(calls.candidate(ofCall: rows[index])) >> CandidateLayout.rowBits
    let segment = store.calls[number]
    let spanNumber =
      segment.span[Int(calls.candidate(ofCall: rows[index])) & CandidateLayout.mask] >> UInt32(SegmentLayout.rowBits)
    let spans = store.spans[Int(spanNumber)]
    while index < stretch.upperBound {
      let row = rows[index]
      let candidate = Int(calls.candidate(ofCall: row))
      guard candidate >> CandidateLayout.rowBits == number else { break }
      let span = segment.span[candidate & CandidateLayout.mask]
      guard span >> UInt32(SegmentLayout.rowBits) == spanNumber else { break }
      body(
        index, row, segment, candidate & CandidateLayout.mask, spans, Int(span & UInt32(SegmentLayout.rows - 1)),
        Int(spanNumber))
      index += 1
    }
  }
}

/// Which of the settled calls are selected, in their order.
@usableFromInline
final class CallRows: Sendable {
  @usableFromInline let rows: RowBuffer<UInt32>  // none where all are
  @usableFromInline let isAll: Bool
  let count: Int

  /// The calls of a selection for which all conditions hold. What counts as a call has been decided before.
  static func choose(
    _ store: Store, _ calls: SettledCalls, _ selection: Selection, _ conditions: [CallCondition], _ index: SpanIndex?,
    _ workers: Workers
  ) -> CallRows {
    var rows = CallRows(store, calls, selection, ServiceCodes(store), workers)
    for filter in KeyFilter.filters(conditions) {
      let keys = CallKeys(store: store, calls: calls, rows: rows, index: index, workers: workers)
      let column = keys.column(of: filter.key)
      let accepted = filter.accepted(column)
      let all = rows
      let stretches = workers.stretches(of: all.count)
      let chosen = workers.map(stretches.count) { stretch -> [UInt32] in
        stretches[stretch].compactMap { accepted[Int(column.codes[$0])] ? UInt32(all[$0]) : nil }
      }
      rows = CallRows(chosen)
    }
    return rows
  }

  private init(
    _ store: Store, _ calls: SettledCalls, _ selection: Selection, _ services: ServiceCodes, _ workers: Workers
  ) {
    isAll = selection == Selection()
    if isAll {
      rows = RowBuffer(zeroed: 0)
      count = calls.count
      return
    }
    let isService = services.names.indices.map { selection.includes(service: services.name(UInt32($0))) }
    let stretches = workers.stretches(of: calls.count)
    let all = CallRows(all: calls.count)
    let chosen = workers.map(stretches.count) { stretch -> [UInt32] in
      var chosen: [UInt32] = []
      forEachCall(of: calls, all, in: stretches[stretch], store) { _, row, _, _, spans, spanRow, _ in
        guard selection.includes(instant: spans.start[spanRow]),
          isService[Int(services.code(ofScope: spans.scope[spanRow]))]
        else { return }
        let isIncluded =
          !selection.narrowsCalls
          || selection.includes(
            provider: store.texts.provider[calls.provider[row]],
            requestModel: store.texts.model[calls.requestModel[row]],
            responseModel: store.texts.model[calls.responseModel[row]])
        if isIncluded { chosen.append(UInt32(row)) }
      }
      return chosen
    }
    count = chosen.reduce(0) { $0 + $1.count }
    rows = CallRows.joined(chosen, count)
  }

  private init(_ chosen: [[UInt32]]) {
    isAll = false
    count = chosen.reduce(0) { $0 + $1.count }
    rows = CallRows.joined(chosen, count)
  }

  private static func joined(_ chosen: [[UInt32]], _ count: Int) -> RowBuffer<UInt32> {
    let rows = RowBuffer<UInt32>(zeroed: count)
    var index = 0
    for part in chosen {
      for row in part {
        rows[index] = row
        index += 1
      }
    }
    return rows
  }

  private init(all count: Int) {
    rows = RowBuffer(zeroed: 0)
    isAll = true
    self.count = count
  }

  /// The row of a selected call.
  @inlinable @inline(__always)
  subscript(index: Int) -> Int { isAll ? index : Int(rows[index]) }

  /// Writes the rows of some selected calls to the front of a buffer.
  func write(_ calls: Range<Int>, into found: borrowing RowBuffer<UInt32>) {
    if isAll {
      found.setAscending(calls.count, from: UInt32(calls.lowerBound))
    } else {
      rows.withSpan { found.set(0, to: $0.extracting(calls)) }
    }
  }

  /// Writes what a column of all settled calls says of some selected ones to the front of a buffer.
  ///
  /// - Parameter rows: their rows, as ``write(_:into:)`` tells them.
  func write<Value: ZeroedRow>(
    _ calls: Range<Int>, _ rows: borrowing RowBuffer<UInt32>, of column: Span<Value>,
    into found: borrowing RowBuffer<Value>
  ) {
    if isAll {
      found.set(0, to: column.extracting(calls))
    } else {
      rows.withFirst(calls.count) { gather($0, of: column, into: found) }
    }
  }

  /// How many bytes the numbers of the selected calls take.
  var bytes: Int { isAll ? 0 : count * 4 }

  /// The codes of the selected calls out of those of all.
  func select(_ column: NameColumn, _ workers: Workers) -> CodeColumn {
    let selected = CodeColumn(unsetRows: count, cardinality: column.cardinality)
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { stretch in
      for index in stretches[stretch] { selected[index] = column[self[index]] }
    }
    return selected
  }
}
