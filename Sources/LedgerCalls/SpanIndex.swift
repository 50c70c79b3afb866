import LedgerColumns
import LedgerMemory
import LedgerModel

/// Finds spans by trace and span id, and knows which copies of a span are duplicates.
///
/// The same batch can be in an archive twice: sent again, rotated and live, exported to two places. Of several spans with
/// the same trace and span id one counts, the most complete: most attributes, then a known duration, then the later
/// end, then whatever differs, by content, so that the order of files never decides. Spans without ids are never taken for
/// copies of each other.
public struct SpanIndex: Sendable {
  private var slots: [UInt32]  // span + 1; 0 free
  private let mask: Int
  private var duplicateBits: [UInt64]

  /// How many spans are copies of another one and do not count.
  public private(set) var duplicateCount = 0

  /// Indexes all spans of a store.
  public init(_ store: Store) {
    var size = 64
    while size < store.spanCount * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    duplicateBits = [UInt64](repeating: 0, count: (store.spans.count << SegmentLayout.rowBits) / 64)
    for (number, segment) in store.spans.enumerated() {
      for row in 0..<segment.count {
        enter(UInt32(number << SegmentLayout.rowBits | row), segment, row, store)
      }
    }
  }

  private mutating func enter(_ span: UInt32, _ segment: SpanSegment, _ row: Int, _ store: Store) {
    let trace = segment.traceID(row)
    let id = segment.spanID[row]
    guard !trace.isAbsent, id != 0 else { return }
    var at = SpanIndex.slot(trace, id) & mask
    while slots[at] != 0 {
      let other = slots[at] - 1
      let (otherSegment, otherRow) = store.locate(span: other)
      if otherSegment.spanID[otherRow] == id, otherSegment.traceID(otherRow) == trace {
        duplicateCount += 1
        if SpanIndex.isMoreComplete(segment, row, than: otherSegment, otherRow) {
          slots[at] = span + 1
          markDuplicate(other)
        } else {
          markDuplicate(span)
        }
        return
      }
      at = (at + 1) & mask
    }
    slots[at] = span + 1
  }

  private static func slot(_ trace: TraceID, _ span: UInt64) -> Int {
    Int(
      truncatingIfNeeded: foldedProduct(
        trace.low ^ span ^ 0x9E37_79B9_7F4A_7C15, trace.high ^ span &* 0xE703_7ED1_A0B4_28DB))
  }

  private static func isMoreComplete(_ a: SpanSegment, _ i: Int, than b: SpanSegment, _ j: Int) -> Bool {
    if a.attributeCount[i] != b.attributeCount[j] { return a.attributeCount[i] > b.attributeCount[j] }
    let ends = (a.end(i) ?? 0, b.end(j) ?? 0)
    if ends.0 != ends.1 { return ends.0 > ends.1 }
    if a.start[i] != b.start[j] { return a.start[i] < b.start[j] }
    if a.kindAndStatus[i] != b.kindAndStatus[j] { return a.kindAndStatus[i] > b.kindAndStatus[j] }
    if a.parentID[i] != b.parentID[j] { return a.parentID[i] > b.parentID[j] }
    if a.operationClass[i] != b.operationClass[j] { return a.operationClass[i] > b.operationClass[j] }
    if a.name[i] != b.name[j] { return a.name[i] < b.name[j] }
    if a.scope[i] != b.scope[j] { return a.scope[i] < b.scope[j] }
    return a.source[i] < b.source[j]
  }

  private mutating func markDuplicate(_ span: UInt32) { duplicateBits[Int(span >> 6)] |= 1 << UInt64(span & 63) }

  /// Whether a span is a copy that does not count.
  public func isDuplicate(_ span: UInt32) -> Bool { duplicateBits[Int(span >> 6)] & (1 << UInt64(span & 63)) != 0 }

  /// The span with these ids that counts, or `nil` where the archive has none.
  public func find(_ trace: TraceID, _ id: UInt64, in store: Store) -> UInt32? {
    guard id != 0, !trace.isAbsent else { return nil }
    var at = SpanIndex.slot(trace, id) & mask
    while slots[at] != 0 {
      let span = slots[at] - 1
      let (segment, row) = store.locate(span: span)
      if segment.spanID[row] == id, segment.traceID(row) == trace { return span }
      at = (at + 1) & mask
    }
    return nil
  }

  /// The parent of a span, or `nil` for a root and where the parent is not in the archive.
  public func parent(of span: UInt32, in store: Store) -> UInt32? {
    let (segment, row) = store.locate(span: span)
    return find(segment.traceID(row), segment.parentID[row], in: store)
  }
}

/// What can be said of the traces of an archive.
public struct TraceCensus: Sendable {
  /// How many different trace ids there are.
  public var count = 0
  /// How many of them have a span without a parent.
  public var rooted = 0
  /// How many of them have a span whose parent is not in the archive.
  public var withMissingParent = 0
  /// How many of them have spans in more than one source.
  public var multiFile = 0
  /// How many spans have no usable trace id.
  public var spansWithoutTrace = 0

  /// Counts the traces of a store. Duplicate spans do not matter.
  public init(_ store: Store, _ index: SpanIndex) {
    var size = 64
    while size < store.spanCount * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)  // trace + 1
    var highs: [UInt64] = []
    var lows: [UInt64] = []
    var sources: [UInt32] = []
    var flags: [UInt8] = []  // 1 rooted, 2 missing parent, 4 several sources
    for segment in store.spans {
      for row in 0..<segment.count {
        let trace = segment.traceID(row)
        guard !trace.isAbsent else {
          spansWithoutTrace += 1
          continue
        }
        var at = Int(truncatingIfNeeded: foldedProduct(trace.low ^ 0x9E37_79B9_7F4A_7C15, trace.high | 1)) & (size - 1)
        var number = -1
        while slots[at] != 0 {
          let candidate = Int(slots[at] - 1)
          if lows[candidate] == trace.low, highs[candidate] == trace.high {
            number = candidate
            break
          }
          at = (at + 1) & (size - 1)
        }
        if number < 0 {
          number = lows.count
          slots[at] = UInt32(number + 1)
          lows.append(trace.low)
          highs.append(trace.high)
          sources.append(segment.source[row])
          flags.append(0)
        }
        if segment.parentID[row] == 0 {
          flags[number] |= 1
        } else if index.find(trace, segment.parentID[row], in: store) == nil {
          flags[number] |= 2
        }
        if sources[number] != segment.source[row] { flags[number] |= 4 }
      }
    }
    count = flags.count
    for flag in flags {
      if flag & 1 != 0 { rooted += 1 }
      if flag & 2 != 0 { withMissingParent += 1 }
      if flag & 4 != 0 { multiFile += 1 }
    }
  }
}
