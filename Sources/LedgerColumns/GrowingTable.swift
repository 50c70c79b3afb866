import LedgerMemory

/// A segment that rows are appended to, and that a builder may take rows back from.
protocol GrowingSegment: AnyObject {
  /// How many rows there are.
  var count: Int { get }
  /// Whether there is no room left.
  var isFull: Bool { get }
  /// Keeps the first `rows` rows.
  func truncate(to rows: Int)
}

extension SpanSegment: GrowingSegment {}
extension CallSegment: GrowingSegment {}
extension StageSegment: GrowingSegment {}
extension EvaluationSegment: GrowingSegment {}

/// A table of one worker while it grows: all segments but the last one are full.
struct GrowingTable<Segment: GrowingSegment>: ~Copyable {
  private let makeSegment: () -> Segment
  private(set) var segments: [Segment] = []
  /// The segment that rows are appended to. Found through the list, it would be kept alive and let go for each row.
  private(set) var last: Segment?

  /// An empty table, whose segments are made by `makeSegment`.
  init(_ makeSegment: @escaping () -> Segment) { self.makeSegment = makeSegment }

  /// Makes sure that the last segment has room for another row; the number of that row is answered: segment and row in
  /// one word.
  @inline(__always)
  mutating func makeRoom() -> UInt32 {
    if last?.isFull ?? true { addSegment() }
    return UInt32(truncatingIfNeeded: (segments.count &- 1) &<< SegmentLayout.rowBits | (last?.count ?? 0))
  }

  @inline(never)
  private mutating func addSegment() {
    let segment = makeSegment()
    segments.append(segment)
    last = segment
  }

  /// A number of segments, and of rows in the last of them.
  struct Place {
    var segments = 0
    var rows = 0
  }

  /// Where the table stands.
  var end: Place { Place(segments: segments.count, rows: last?.count ?? 0) }

  /// Takes back all rows from a place on.
  mutating func truncate(to place: Place) {
    segments.removeSubrange(place.segments...)
    last = segments.last
    last?.truncate(to: place.rows)
  }
}
