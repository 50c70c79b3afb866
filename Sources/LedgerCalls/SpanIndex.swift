import LedgerColumns
import LedgerMemory
import LedgerModel

/// Knows the parent of each span, and which copies of a span are duplicates.
///
/// The same batch can be in an archive twice: sent again, rotated and live, exported to two places. Of several spans with
/// the same trace and span id one counts, the most complete: see ``SpanCopies``. Spans that have only one of the two ids
/// are copies where they have more in common; spans without ids are never taken for copies of each other.
///
/// Copies and parents are always of the same trace. So the spans are parted by a hash of their trace, a few thousand to
/// a part, and each part is looked through by itself: its table of ids stays in the second-level cache, where one table of
/// all spans would miss it with every look, and workers do not meet. 4 bytes and a bit stay for each span; while it is made
/// there are 4 more, and 40 for each of at most ``roundSpans`` spans at a time. The work is linear in the spans.
public final class SpanIndex: Sendable {
  // By span number: the number of the parent that counts, plus one; 0 where the archive has none.
  private let parents: RowBuffer<UInt32>
  private let duplicateBits: [UInt64]

  /// Whether any span has a parent that is in the archive.
  let hasParents: Bool
  /// How many spans are copies of another one and do not count.
  public let duplicateCount: Int
  /// What can be said of the traces; zeros where they were not asked for.
  public let traces: TraceCensus

  /// About how many spans make up a part.
  private static let partSpans = 4096
  /// About how many spans are parted at a time: an eighth of all within these bounds. Others take several rounds, so that
  /// memory stays small; fewer rounds read each stretch of memory less often.
  static let roundSpans = 1 << 18...1 << 20

  /// Indexes all spans of a store.
  ///
  /// - Parameter countsTraces: whether traces are counted, too.
  public convenience init(_ store: Store, workers: Workers = .one, countsTraces: Bool = true) {
    let bounds = SpanIndex.roundSpans
    self.init(
      store, workers: workers, countsTraces: countsTraces,
      roundSpans: min(max(store.spanCount / 8, bounds.lowerBound), bounds.upperBound))
  }

  init(_ store: Store, workers: Workers, countsTraces: Bool, roundSpans: Int) {
    let parents = RowBuffer<UInt32>(zeroed: store.spans.count << SegmentLayout.rowBits)
    let plan = SpanParting(spanCount: store.spanCount, roundSpans: roundSpans, partSpans: SpanIndex.partSpans)
    let parted = PartedSpans(store, plan, workers)
    var census = TraceCensus()
    census.spansWithoutTrace = store.spanCount - parted.count
    var duplicates: [UInt32] = []
    var hasParents = false
    // The same room for all rounds: fresh memory has to be cleared first.
    let entries = RowBuffer<SpanEntry>(unset: parted.largestRound)
    for round in 0..<plan.roundCount {
      let starts = parted.gather(round, from: store, wantsSources: countsTraces, into: entries, workers)
      let results = workers.map(plan.partCount) { part in
        entries.withSpan { entries in
          SpanPart.resolve(
            entries.extracting(starts[part]..<starts[part + 1]), store, countsTraces: countsTraces, into: parents)
        }
      }
      for result in results {
        duplicates += result.duplicates
        hasParents = hasParents || result.hasParents
        census.add(result.traces)
      }
    }
    if census.spansWithoutTrace > 0 {
      let copies = SpanCopies.withoutTrace(store, workers)
      census.spansWithoutTrace -= copies.count
      duplicates += copies
    }
    self.parents = parents
    self.hasParents = hasParents
    traces = countsTraces ? census : TraceCensus()
    duplicateCount = duplicates.count
    var bits = [UInt64](repeating: 0, count: (store.spans.count << SegmentLayout.rowBits) / 64)
    for span in duplicates { bits[Int(span >> 6)] |= 1 << UInt64(span & 63) }
    duplicateBits = bits
  }

  /// Whether a span is a copy that does not count.
  @inline(__always)
  public func isDuplicate(_ span: UInt32) -> Bool { duplicateBits[Int(span >> 6)] & (1 << UInt64(span & 63)) != 0 }

  /// The span that counts as the parent of a span, or `nil` for a root and where the parent is not in the archive.
  @inline(__always)
  public func parent(of span: UInt32) -> UInt32? {
    let parent = parents[Int(span)]
    return parent == 0 ? nil : parent - 1
  }

  /// The spans that are their own ancestors: broken or hostile, but one such trace must not stop anybody. Linear in the
  /// spans.
  func spansOnCircles() -> Set<UInt32> {
    var found: Set<UInt32> = []
    let walks = RowBuffer<UInt32>(zeroed: parents.count)  // by which walk a span was first reached
    var walk: UInt32 = 0
    for span in 0..<UInt32(parents.count) where walks[Int(span)] == 0 {
      walk += 1
      var at = span
      while walks[Int(at)] == 0, let parent = parent(of: at) {
        walks[Int(at)] = walk
        at = parent
      }
      // Where a walk meets itself a circle is closed.
      if walks[Int(at)] != walk { continue }
      while found.insert(at).inserted, let parent = parent(of: at) { at = parent }
    }
    return found
  }
}

/// What came of one part.
private struct PartResult: Sendable {
  var duplicates: [UInt32] = []
  var hasParents = false
  var traces = TraceCensus()
}

/// A part holds whole traces, so everything that can be asked of its spans is answered here.
private enum SpanPart {
  /// Finds the copies, writes the parent of each span, and counts the traces.
  static func resolve(
    _ entries: Span<SpanEntry>, _ store: Store, countsTraces: Bool, into parents: borrowing RowBuffer<UInt32>
  ) -> PartResult {
    var result = PartResult()
    var size = 64
    while size < entries.count * 2 { size *= 2 }
    var table = [UInt32](repeating: 0, count: size)  // entry + 1; 0 free
    var slots = table.mutableSpan
    var withoutID: [UInt32] = []
    for row in entries.indices {
      if entries[row].id != 0 {
        enter(row, of: entries, into: &slots, store, &result)
      } else {
        withoutID.append(entries[row].span)
      }
    }
    if withoutID.count > 1 { result.duplicates += SpanCopies.copies(among: withoutID, store) }
    result.hasParents = findParents(of: entries, in: slots, into: parents)
    if countsTraces { result.traces = countTraces(entries, tableSize: size, parents) }
    return result
  }

  /// Writes the parents that are in the archive; whether any is.
  private static func findParents(
    of entries: Span<SpanEntry>, in slots: borrowing MutableSpan<UInt32>, into parents: borrowing RowBuffer<UInt32>
  ) -> Bool {
    var hasParents = false
    let mask = slots.count &- 1
    for row in entries.indices where entries[row].parent != 0 {
      let entry = entries[row]
      var at = slot(entry, entry.parent) & mask
      while slots[at] != 0 {
        let other = entries[Int(slots[at] &- 1)]
        if other.id == entry.parent, other.traceLow == entry.traceLow, other.traceHigh == entry.traceHigh {
          parents[Int(entry.span)] = other.span &+ 1
          hasParents = true
          break
        }
        at = (at &+ 1) & mask
      }
    }
    return hasParents
  }

  @inline(__always)
  private static func enter(
    _ row: Int, of entries: Span<SpanEntry>, into slots: inout MutableSpan<UInt32>, _ store: Store,
    _ result: inout PartResult
  ) {
    let entry = entries[row]
    let mask = slots.count &- 1
    var at = slot(entry, entry.id) & mask
    while slots[at] != 0 {
      let other = entries[Int(slots[at] &- 1)]
      if other.id == entry.id, other.traceLow == entry.traceLow, other.traceHigh == entry.traceHigh {
        if SpanCopies.isMoreComplete(entry.span, than: other.span, store) {
          slots[at] = UInt32(truncatingIfNeeded: row &+ 1)
          result.duplicates.append(other.span)
        } else {
          result.duplicates.append(entry.span)
        }
        return
      }
      at = (at &+ 1) & mask
    }
    slots[at] = UInt32(truncatingIfNeeded: row &+ 1)
  }

  @inline(__always)
  private static func slot(_ entry: SpanEntry, _ id: UInt64) -> Int {
    Int(
      truncatingIfNeeded: foldedProduct(
        entry.traceLow ^ id ^ 0x9E37_79B9_7F4A_7C15, entry.traceHigh ^ id &* 0xE703_7ED1_A0B4_28DB))
  }

  private static func countTraces(
    _ entries: Span<SpanEntry>, tableSize: Int, _ parents: borrowing RowBuffer<UInt32>
  ) -> TraceCensus {
    var firsts = [UInt32](repeating: 0, count: tableSize)  // the first entry of a trace + 1; 0 free
    var flags = [UInt8](repeating: 0, count: tableSize)  // 1 rooted, 2 missing parent, 4 several sources
    var census = TraceCensus()
    for row in entries.indices {
      let entry = entries[row]
      var at = slot(entry, 0) & (tableSize &- 1)
      while firsts[at] != 0 {
        let other = entries[Int(firsts[at] &- 1)]
        if other.traceLow == entry.traceLow, other.traceHigh == entry.traceHigh { break }
        at = (at &+ 1) & (tableSize &- 1)
      }
      if firsts[at] == 0 {
        firsts[at] = UInt32(truncatingIfNeeded: row &+ 1)
        census.count += 1
      } else if entries[Int(firsts[at] &- 1)].source != entry.source {
        flags[at] |= 4
      }
      if entry.parent == 0 {
        flags[at] |= 1
      } else if parents[Int(entry.span)] == 0 {
        flags[at] |= 2
      }
    }
    for flag in flags where flag != 0 {
      if flag & 1 != 0 { census.rooted += 1 }
      if flag & 2 != 0 { census.withMissingParent += 1 }
      if flag & 4 != 0 { census.multiFile += 1 }
    }
    return census
  }
}

/// What can be said of the traces of an archive. Duplicate spans do not matter.
public struct TraceCensus: Hashable, Sendable {
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

  /// No traces.
  public init() {}

  mutating func add(_ other: TraceCensus) {
    count += other.count
    rooted += other.rooted
    withMissingParent += other.withMissingParent
    multiFile += other.multiFile
    spansWithoutTrace += other.spansWithoutTrace
  }
}
