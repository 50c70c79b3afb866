import LedgerColumns
import LedgerModel

/// Finds records that are part of an agent's own sum: its spans tell of the usage of a whole turn, and no request below
/// them is told of by a span.
///
/// Such a record is an agent's event about itself without a trace, from the session of that span, written while it
/// lasted or shortly after.
struct LogSums {
  private static let delayNanos: UInt64 = 5_000_000_000
  private static let mostLooks = 64

  private struct Key: Hashable {
    var service: UInt64
    var session: UInt64
    var dialect: UInt8
  }

  /// A span with a sum.
  private struct Sum {
    var scope: UInt32
    var start: UInt64
    var end: UInt64
  }

  private let store: Store
  private let index: SpanIndex
  private let places: ServicePlaces

  init(_ store: Store, _ index: SpanIndex, _ places: ServicePlaces) {
    self.store = store
    self.index = index
    self.places = places
  }

  /// The candidates that are part of a sum.
  func parts(among logs: [LogCall]) -> [Int] {
    let events = logs.filter { $0.isNative && !$0.hasTrace && $0.session != 0 && $0.time != 0 }
    if events.isEmpty { return [] }
    let sums = self.sums(of: Set(events.map(key)))
    return events.filter { event in
      sums[key(event)].map { isPart(event, of: $0) } ?? false
    }.map(\.candidate)
  }

  /// Whether an event falls into one of the last few sums that began before it; they are in the order of their starts.
  private func isPart(_ event: LogCall, of sums: [Sum]) -> Bool {
    var low = 0
    var high = sums.count
    while low < high {
      let middle = (low + high) / 2
      if sums[middle].start <= event.time { low = middle + 1 } else { high = middle }
    }
    return sums[..<low].suffix(LogSums.mostLooks).contains { sum in
      event.time - sum.start <= (sum.end - sum.start).addingClamped(LogSums.delayNanos)
        && places.mayShareProcess(event.scope, sum.scope)
    }
  }

  private func key(_ log: LogCall) -> Key {
    Key(service: places.place(ofScope: log.scope), session: log.session, dialect: log.dialect)
  }

  /// The spans with a sum that no request's span lies below, by session.
  private func sums(of keys: Set<Key>) -> [Key: [Sum]] {
    var found: [UInt32: (key: Key, sum: Sum)] = [:]
    forEachSpan { span, segment, row, spans, spanRow in
      guard segment.session[row] != 0, segment.usage(row).knownCount > 0, !LogSums.isRequest(spans, spanRow),
        spans.start[spanRow] != 0, let end = spans.end(spanRow), end >= spans.start[spanRow]
      else { return }
      let scope = spans.scope[spanRow]
      let key = Key(
        service: places.place(ofScope: scope), session: segment.session[row], dialect: segment.dialect[row])
      guard keys.contains(key) else { return }
      found[span] = (key, Sum(scope: scope, start: spans.start[spanRow], end: end))
    }
    if found.isEmpty { return [:] }
    forEachSpan { span, _, _, spans, spanRow in
      guard LogSums.isRequest(spans, spanRow) else { return }
      var at = span
      var depth = 0
      while let parent = index.parent(of: at), depth < CallSettler.depthLimit {
        found[parent] = nil
        at = parent
        depth += 1
      }
    }
    var sums: [Key: [Sum]] = [:]
    for entry in found.values { sums[entry.key, default: []].append(entry.sum) }
    return sums.mapValues { $0.sorted { ($0.start, $0.end, $0.scope) < ($1.start, $1.end, $1.scope) } }
  }

  private func forEachSpan(_ body: (UInt32, CallSegment, Int, SpanSegment, Int) -> Void) {
    for segment in store.calls[..<store.spanCallSegmentCount] {
      for row in 0..<segment.count where !index.isDuplicate(segment.span[row]) {
        let (spans, spanRow) = store.locate(span: segment.span[row])
        body(segment.span[row], segment, row, spans, spanRow)
      }
    }
  }

  private static func isRequest(_ spans: SpanSegment, _ row: Int) -> Bool {
    OperationClass(rawValue: spans.operationClass[row])?.isModelRequest ?? false
  }
}

extension UInt64 {
  fileprivate func addingClamped(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
