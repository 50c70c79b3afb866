import LedgerColumns
import LedgerMemory
import LedgerModel

/// Finds copies and parents among the spans of one trace after the other.
struct FamilyFinder: ~Copyable {
  /// What came of all traces so far.
  struct Result: Sendable {
    var duplicates: [UInt32] = []
    var hasParents = false
    var traces = TraceCensus()
  }

  private(set) var result = Result()
  private let store: Store
  private let countsTraces: Bool

  /// Up to so many spans are compared each with each: fewer steps than a table takes.
  private static let fewSpans = 16
  // Of the spans of a small trace.
  private let ids = RowBuffer<UInt64>(zeroed: fewSpans)
  private let parentIDs = RowBuffer<UInt64>(zeroed: fewSpans)
  // The segment of the last span: mostly that of the next one.
  private var segment: SpanSegment
  private var segmentNumber: UInt32 = 0

  /// - Parameter countsTraces: whether traces are counted, too.
  init(_ store: Store, countsTraces: Bool) {
    self.store = store
    self.countsTraces = countsTraces
    segment = store.spans[0]
  }

  /// Finds the copies among the spans of a trace, and writes the parent of each.
  mutating func resolve(
    _ places: Range<Int>, of spans: borrowing RowBuffer<UInt32>, into parents: borrowing RowBuffer<UInt32>
  ) {
    if places.isEmpty { return }
    if places.count > FamilyFinder.fewSpans || !resolveFew(places, of: spans, into: parents) {
      resolveMany(places.map { spans[$0] }, into: parents)
    }
    if countsTraces { count(places, of: spans, parents) }
  }

  @inline(__always)
  private mutating func row(of span: UInt32) -> Int {
    let number = span >> UInt32(SegmentLayout.rowBits)
    if number != segmentNumber {
      segmentNumber = number
      segment = store.spans[Int(number)]
    }
    return Int(span & UInt32(SegmentLayout.rows - 1))
  }

  /// The parents of spans that have ids, each of its own; `false` where that is not so, and nothing was done.
  @inline(__always)
  private mutating func resolveFew(
    _ places: Range<Int>, of spans: borrowing RowBuffer<UInt32>, into parents: borrowing RowBuffer<UInt32>
  ) -> Bool {
    let count = places.count
    var isPlain = true
    for member in 0..<count {
      let row = row(of: spans[places.lowerBound &+ member])
      let id = segment.spanID[row]
      ids[member] = id
      parentIDs[member] = segment.parentID[row]
      if id == 0 { isPlain = false }
      for other in 0..<member where ids[other] == id { isPlain = false }
    }
    if !isPlain { return false }
    for member in 0..<count where parentIDs[member] != 0 {
      for other in 0..<count where ids[other] == parentIDs[member] {
        parents[Int(spans[places.lowerBound &+ member])] = spans[places.lowerBound &+ other] &+ 1
        result.hasParents = true
        break
      }
    }
    return true
  }

  /// The same of any spans.
  @inline(never)
  private mutating func resolveMany(_ spans: [UInt32], into parents: borrowing RowBuffer<UInt32>) {
    var ids: [UInt64] = []
    ids.reserveCapacity(spans.count)
    for span in spans {
      let row = row(of: span)
      ids.append(segment.spanID[row])
    }
    var size = 64
    while size < spans.count * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)  // of each id the member that counts + 1; 0 free
    func slot(_ id: UInt64, _ slots: [UInt32]) -> Int {
      var at = Int(truncatingIfNeeded: foldedProduct(id, 0x9E37_79B9_7F4A_7C15)) & (size &- 1)
      while slots[at] != 0, ids[Int(slots[at] &- 1)] != id { at = (at &+ 1) & (size &- 1) }
      return at
    }
    var withoutID: [UInt32] = []
    for (member, span) in spans.enumerated() {
      if ids[member] == 0 {
        withoutID.append(span)
        continue
      }
      let at = slot(ids[member], slots)
      if slots[at] == 0 {
        slots[at] = UInt32(member + 1)
        continue
      }
      let other = spans[Int(slots[at] - 1)]
      let isBetter = SpanCopies.isMoreComplete(span, than: other, store)
      result.duplicates.append(isBetter ? other : span)
      if isBetter { slots[at] = UInt32(member + 1) }
    }
    if withoutID.count > 1 { result.duplicates += SpanCopies.copies(among: withoutID, store) }
    for span in spans {
      let row = row(of: span)
      let parentID = segment.parentID[row]
      if parentID == 0 { continue }
      let at = slot(parentID, slots)
      guard slots[at] != 0 else { continue }
      parents[Int(span)] = spans[Int(slots[at] - 1)] &+ 1
      result.hasParents = true
    }
  }

  private mutating func count(
    _ places: Range<Int>, of spans: borrowing RowBuffer<UInt32>, _ parents: borrowing RowBuffer<UInt32>
  ) {
    var (isRooted, missesParent, hasSeveralSources) = (false, false, false)
    var source: UInt32?
    for place in places {
      let span = spans[place]
      let row = row(of: span)
      if segment.parentID[row] == 0 {
        isRooted = true
      } else if parents[Int(span)] == 0 {
        missesParent = true
      }
      let own = segment.source[row]
      if let source, source != own { hasSeveralSources = true }
      source = own
    }
    result.traces.count += 1
    if isRooted { result.traces.rooted += 1 }
    if missesParent { result.traces.withMissingParent += 1 }
    if hasSeveralSources { result.traces.multiFile += 1 }
  }
}
