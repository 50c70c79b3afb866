import LedgerColumns
import LedgerMemory

/// How spans are parted by their traces: first into rounds, each of them into parts. All numbers come from one hash, so
/// that the spans of a trace are always together.
struct SpanParting: Sendable {
  private let roundShift: UInt64
  private let partShift: UInt64
  /// How many rounds there are.
  let roundCount: Int
  /// How many parts each round has.
  let partCount: Int

  /// About `roundSpans` spans to a round and `partSpans` to a part; many spans of one trace make larger ones.
  init(spanCount: Int, roundSpans: Int, partSpans: Int) {
    var roundBits = 0
    while spanCount >> roundBits > roundSpans { roundBits += 1 }
    var partBits = 0
    // A part's number takes what a row's number leaves of 32 bits.
    while spanCount >> (roundBits + partBits) > partSpans, partBits < 32 - SegmentLayout.rowBits { partBits += 1 }
    roundCount = 1 << roundBits
    partCount = 1 << partBits
    // Of a hash of 63 bits: shifting by all of 64 would be nothing to Swift.
    roundShift = UInt64(63 - roundBits)
    partShift = UInt64(63 - roundBits - partBits)
  }

  /// A hash of a trace id, below 2⁶³.
  @inline(__always)
  static func hash(_ high: UInt64, _ low: UInt64) -> UInt64 {
    foldedProduct(low ^ 0x9E37_79B9_7F4A_7C15, high ^ 0xE703_7ED1_A0B4_28DB) >> 1
  }

  @inline(__always)
  func round(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> roundShift) }

  @inline(__always)
  func part(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (hash &>> partShift) & UInt64(partCount &- 1))
  }
}

/// What the index needs of a span, in one place.
struct SpanEntry: ZeroedRow {
  var traceHigh: UInt64
  var traceLow: UInt64
  var id: UInt64
  var parent: UInt64
  var span: UInt32
  /// Where traces are counted; else 0.
  var source: UInt32
}

/// The spans that have a trace, by rounds; in a round by segments, in a segment in their order.
struct PartedSpans: ~Copyable, Sendable {
  private let plan: SpanParting
  /// Row in its segment and, above it, part of each span.
  private let spans: RowBuffer<UInt32>
  /// Where each segment's spans of each round begin: by round, then by segment, one more for the end.
  private let starts: [Int]
  private let segmentCount: Int

  init(_ store: Store, _ plan: SpanParting, _ workers: Workers) {
    self.plan = plan
    let segments = store.spanSegmentCount
    segmentCount = segments
    let counts = workers.map(segments) { PartedSpans.counts(store.spans[$0], plan) }
    var starts: [Int] = [0]
    starts.reserveCapacity(plan.roundCount * segments + 1)
    for round in 0..<plan.roundCount {
      for segment in 0..<segments { starts.append(starts[starts.count - 1] + Int(counts[segment][round])) }
    }
    let begins = starts
    let spans = RowBuffer<UInt32>(unset: starts[starts.count - 1])
    workers.run(segments) { segment in
      PartedSpans.fill(
        spans, from: store.spans[segment], plan,
        at: (0..<plan.roundCount).map { begins[$0 * segments + segment] })
    }
    self.spans = spans
    self.starts = begins
  }

  /// How many spans have a trace.
  var count: Int { spans.count }

  /// How many spans the largest round has.
  var largestRound: Int {
    (0..<plan.roundCount).map { starts[($0 + 1) * segmentCount] - starts[$0 * segmentCount] }.max() ?? 0
  }

  private static func counts(_ segment: SpanSegment, _ plan: SpanParting) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: plan.roundCount)
    segment.traceHigh.withSpan { high in
      segment.traceLow.withSpan { low in
        for row in high.indices where high[row] | low[row] != 0 {
          counts[plan.round(SpanParting.hash(high[row], low[row]))] &+= 1
        }
      }
    }
    return counts
  }

  private static func fill(
    _ spans: borrowing RowBuffer<UInt32>, from segment: SpanSegment, _ plan: SpanParting, at starts: [Int]
  ) {
    var next = starts
    segment.traceHigh.withSpan { high in
      segment.traceLow.withSpan { low in
        for row in high.indices where high[row] | low[row] != 0 {
          let hash = SpanParting.hash(high[row], low[row])
          let round = plan.round(hash)
          spans[next[round]] = plan.part(hash) << UInt32(SegmentLayout.rowBits) | UInt32(truncatingIfNeeded: row)
          next[round] &+= 1
        }
      }
    }
  }

  /// Puts together what the index needs of the spans of a round, part by part.
  ///
  /// - Parameter wantsSources: whether anybody asks for the sources.
  /// - Returns: where each part starts, and where the last one ends.
  func gather(
    _ round: Int, from store: Store, wantsSources: Bool, into entries: borrowing RowBuffer<SpanEntry>,
    _ workers: Workers
  ) -> [Int] {
    let first = round * segmentCount
    let sizes = workers.map(segmentCount) { segment in
      spans.withSpan {
        PartedSpans.sizes($0.extracting(starts[first + segment]..<starts[first + segment + 1]), parts: plan.partCount)
      }
    }
    var partStarts: [Int] = [0]
    var places = sizes
    for part in 0..<plan.partCount {
      var place = partStarts[part]
      for segment in 0..<segmentCount {
        places[segment][part] = UInt32(place)
        place += Int(sizes[segment][part])
      }
      partStarts.append(place)
    }
    let found = places
    workers.run(segmentCount) { segment in
      spans.withSpan {
        PartedSpans.put(
          $0.extracting(starts[first + segment]..<starts[first + segment + 1]), of: store.spans[segment],
          base: UInt32(segment << SegmentLayout.rowBits), wantsSources: wantsSources, into: entries, at: found[segment])
      }
    }
    return partStarts
  }

  /// How many of the spans each part has.
  private static func sizes(_ spans: Span<UInt32>, parts: Int) -> [UInt32] {
    var sizes = [UInt32](repeating: 0, count: parts)
    var counts = sizes.mutableSpan
    for place in spans.indices { counts[Int(spans[place] >> UInt32(SegmentLayout.rowBits))] &+= 1 }
    return sizes
  }

  /// Puts the spans of a segment where their parts go on.
  private static func put(
    _ spans: Span<UInt32>, of segment: SpanSegment, base: UInt32, wantsSources: Bool,
    into entries: borrowing RowBuffer<SpanEntry>, at starts: [UInt32]
  ) {
    var places = starts
    var next = places.mutableSpan
    segment.traceHigh.withSpan { high in
      segment.traceLow.withSpan { low in
        segment.spanID.withSpan { ids in
          segment.parentID.withSpan { parents in
            for place in spans.indices {
              let row = Int(spans[place] & UInt32(SegmentLayout.rows - 1))
              let part = Int(spans[place] >> UInt32(SegmentLayout.rowBits))
              let to = next[part]
              next[part] = to &+ 1
              // Of hundreds of places that are written in turn, memory does not find out which line is next.
              entries.askAhead(of: Int(to) &+ 4)
              entries[Int(to)] = SpanEntry(
                traceHigh: high[row], traceLow: low[row], id: ids[row], parent: parents[row],
                span: base | UInt32(truncatingIfNeeded: row), source: wantsSources ? segment.source[row] : 0)
            }
          }
        }
      }
    }
  }
}
