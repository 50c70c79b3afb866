import LedgerColumns
import LedgerMemory
import LedgerModel

/// Knows the parent of each span, and which copies of a span are duplicates.
///
/// The same batch can be in an archive twice: sent again, rotated and live, exported to two places. Of several spans with
/// the same trace and span id one counts, the most complete: see ``SpanCopies``. Spans that have only one of the two ids
/// are copies where they have more in common; spans without ids are never taken for copies of each other.
///
/// Copies and parents are always of the same trace, and most traces have a handful of spans. So the spans are put in the
/// order of their traces (``SpansByTrace``), and the ids of one trace are compared with each other, which takes no table where
/// they are few. 4 bytes and a bit stay for each span; while it is made there are some 8 more. The work is linear in the
/// spans, but for those of a trace with few.
public final class SpanIndex: Sendable {
  // By span number: the number of the parent that counts, plus one; 0 where the archive has none.
  private let parents: RowBuffer<UInt32>
  @usableFromInline let duplicateBits: [UInt64]

  /// Whether any span has a parent that is in the archive.
  let hasParents: Bool
  /// How many spans are copies of another one and do not count.
  public let duplicateCount: Int
  /// What can be said of the traces; zeros where they were not asked for.
  public let traces: TraceCensus

  /// About how many spans a worker looks through at a time.
  private static let shareSpans = 1 << 12

  /// Indexes all spans of a store.
  ///
  /// - Parameter countsTraces: whether traces are counted, too.
  public convenience init(_ store: Store, workers: Workers = .one, countsTraces: Bool = true) {
    self.init(store, workers: workers, countsTraces: countsTraces, shareIDs: SpansByTrace.shareIDs)
  }

  init(_ store: Store, workers: Workers, countsTraces: Bool, shareIDs: Int) {
    let parents = RowBuffer<UInt32>(zeroed: store.spans.count << SegmentLayout.rowBits)
    let ordered = SpansByTrace(store, workers, shareIDs: shareIDs)
    let results = workers.map((ordered.spans.count + SpanIndex.shareSpans - 1) / SpanIndex.shareSpans) { share in
      var finder = FamilyFinder(store, countsTraces: countsTraces)
      let first = share * SpanIndex.shareSpans
      for trace in ordered.traces(beginningIn: first..<first + SpanIndex.shareSpans) {
        finder.resolve(ordered.places(of: trace), of: ordered.spans, into: parents)
      }
      return finder.result
    }
    var census = TraceCensus()
    var duplicates: [UInt32] = []
    var hasParents = false
    for result in results {
      duplicates += result.duplicates
      hasParents = hasParents || result.hasParents
      census.add(result.traces)
    }
    let withoutTrace = ordered.places(of: ordered.traceCount)
    census.spansWithoutTrace = withoutTrace.count
    if census.spansWithoutTrace > 0 {
      let copies = SpanCopies.withoutTrace(withoutTrace.map { ordered.spans[$0] }, store)
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
  @inlinable @inline(__always)
  public func isDuplicate(_ span: UInt32) -> Bool { duplicateBits[Int(span &>> 6)] &>> UInt64(span & 63) & 1 != 0 }

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
