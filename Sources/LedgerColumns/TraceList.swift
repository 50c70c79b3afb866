import LedgerMemory
import LedgerModel

/// The trace ids that the spans of one worker have, by number. Spans keep the number: four bytes in place of sixteen.
///
/// Number 0 is no id. An id mostly stands here once; it stands here again where so many other traces were met in between
/// that the worker had forgotten its number. So two numbers may be of one trace, which is found out by whoever asks for it
/// when all spans are there. 16 bytes an id.
public final class TraceList: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// A stretch of the list. The memory of a column is asked for at once, so that a stretch is not long.
  final class Stretch {
    fileprivate static let rows = 1 << rowBits
    fileprivate static let rowBits = 12

    fileprivate let count = RowCount(capacity: rows)
    fileprivate let high: SteppedColumn<UInt64>
    fileprivate let low: SteppedColumn<UInt64>

    fileprivate init(in arena: ColumnArena?) {
      high = SteppedColumn(count, in: arena)
      low = SteppedColumn(count, in: arena)
    }

    /// Appends an id; its row is answered, and `nil` where the stretch is full.
    @inline(__always)
    func append(_ id: TraceID) -> Int? {
      if count.isFull { return nil }
      let row = count.value
      high.fill(row, with: id.high)
      low.fill(row, with: id.low)
      count.countRow()
      return row
    }
  }

  private let arena: ColumnArena?
  private var stretches: [Stretch] = []

  /// A list of no id alone, which has its memory from an arena where one is given.
  init(in arena: ColumnArena? = nil) {
    self.arena = arena
    _ = addStretch().stretch.append(.absent)
  }

  /// How many ids there are.
  public var count: Int { (stretches.count - 1) << Stretch.rowBits + (stretches.last?.count.value ?? 0) }

  /// The stretch that ids are appended to, and the number of its first one. One worker appends: it keeps the stretch, as
  /// finding it through the list takes longer than appending.
  var end: (stretch: Stretch, first: Int) { (stretches[stretches.count - 1], (stretches.count - 1) << Stretch.rowBits) }

  /// Adds a stretch; the last one is full.
  func addStretch() -> (stretch: Stretch, first: Int) {
    stretches.append(Stretch(in: arena))
    return end
  }

  /// The id with a number.
  public subscript(number: Int) -> TraceID {
    let stretch = stretches[number >> Stretch.rowBits]
    let row = number & (Stretch.rows - 1)
    return TraceID(high: stretch.high[row], low: stretch.low[row])
  }

  /// Calls `body` with all ids in their order, a stretch at a time.
  public func forEachStretch(_ body: (_ high: Span<UInt64>, _ low: Span<UInt64>) -> Void) {
    for stretch in stretches {
      stretch.high.withSpan { high in stretch.low.withSpan { low in body(high, low) } }
    }
  }

  var bytes: Int { count * MemoryLayout<TraceID>.stride }

  /// The lists of some segments, each once, in their order.
  public static func distinct(in segments: some Sequence<SpanSegment>) -> [TraceList] {
    var lists: [TraceList] = []
    for segment in segments where !lists.contains(where: { $0 === segment.traces }) { lists.append(segment.traces) }
    return lists
  }
}

/// Numbers the traces that a worker meets.
///
/// Spans of one trace come near each other: out of one batch of an exporter, or of a few. So a small table of the traces met
/// last knows nearly all of them. One that it has forgotten is numbered again.
///
/// What is read in between takes the table out of the nearest caches. So ids wait until there are some hundreds, and the
/// rows of the table are asked for ahead of the look at them.
struct TraceNumbering: ~Copyable {
  /// The list of all that were numbered.
  let list: TraceList

  /// A trace id as a row. Not private: rows of private types break the compiler's debug builds (6.3).
  struct ID: ZeroedRow {
    var high: UInt64
    var low: UInt64
  }

  private static let recentBits = 12
  // Zeros are no id, whose number is 0.
  private let recentIDs = RowBuffer<ID>(zeroed: 1 << recentBits)
  private let recentNumbers = RowBuffer<UInt32>(zeroed: 1 << recentBits)

  private static let mostWaiting = 512
  private let waiting = RowBuffer<ID>(zeroed: mostWaiting)
  private var waitingCount = 0
  /// The row of the first that waits.
  private var firstRow = 0
  /// Where ids are appended.
  private var end: (stretch: TraceList.Stretch, first: Int)

  init(into list: TraceList) {
    self.list = list
    end = list.end
  }

  /// Takes the trace id of the row that was appended last to a segment.
  @inline(__always)
  mutating func take(_ id: TraceID, of segment: SpanSegment) {
    if waitingCount == 0 { firstRow = segment.count &- 1 }
    waiting[waitingCount] = ID(high: id.high, low: id.low)
    waitingCount &+= 1
    if waitingCount == TraceNumbering.mostWaiting || segment.isFull { settle(segment) }
  }

  /// Numbers the traces of all rows that wait; they are the last ones of a segment.
  @inline(never)
  mutating func settle(_ segment: SpanSegment) {
    for place in 0..<waitingCount {
      let ahead = TraceNumbering.place(waiting[min(place &+ 8, waitingCount &- 1)])
      recentIDs.askAhead(of: ahead)
      recentNumbers.askAhead(of: ahead)
      segment.trace.fill(firstRow &+ place, with: number(of: waiting[place]))
    }
    waitingCount = 0
  }

  /// The segment of the rows that wait has only its first `rows` rows any more.
  mutating func truncate(to rows: Int) { waitingCount = max(0, min(waitingCount, rows - firstRow)) }

  /// The number of a trace id, be it absent.
  mutating func number(of id: TraceID) -> UInt32 { number(of: ID(high: id.high, low: id.low)) }

  @inline(__always)
  private mutating func number(of id: ID) -> UInt32 {
    let place = TraceNumbering.place(id)
    let known = recentIDs[place]
    if (known.low ^ id.low) | (known.high ^ id.high) == 0 { return recentNumbers[place] }
    let number = append(TraceID(high: id.high, low: id.low))
    recentIDs[place] = id
    recentNumbers[place] = number
    return number
  }

  @inline(__always)
  private mutating func append(_ id: TraceID) -> UInt32 {
    while true {
      if let row = end.stretch.append(id) { return UInt32(truncatingIfNeeded: end.first &+ row) }
      end = list.addStretch()
    }
  }

  @inline(__always)
  private static func place(_ id: ID) -> Int {
    let mixed = (id.low ^ id.high &* 0xE703_7ED1_A0B4_28DB) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - recentBits))
  }
}
