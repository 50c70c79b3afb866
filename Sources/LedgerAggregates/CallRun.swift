import LedgerCalls
import LedgerColumns
import LedgerMemory

/// Some selected calls that stand next to each other, and whose candidates and spans are in one segment each.
struct CallRun: Sendable {
  /// The first of them among the selected ones.
  private(set) var first: Int
  /// How many they are.
  private(set) var count: Int
  /// The segment of their candidates.
  private(set) var segment: CallSegment
  /// The segment of their spans.
  private(set) var spans: SpanSegment
  private let places: Places

  /// Where the calls of a run are, and what everybody asks of them; of one run after the other.
  private final class Places: Sendable {
    let rows = RowBuffer<UInt32>(unset: most)
    let candidates = RowBuffer<UInt32>(unset: most)
    let spans = RowBuffer<UInt32>(unset: most)
    let names = RowBuffer<UInt32>(unset: most)
    let starts = RowBuffer<UInt64>(unset: most)
    let durations = RowBuffer<UInt64>(unset: most)
  }

  /// At most so many calls are looked at together: what is worked out for them stays in memory that is near.
  static let most = 1 << 11

  /// The row of a call among the settled ones.
  @inline(__always)
  func row(_ index: Int) -> Int { Int(places.rows[index]) }

  /// The row of its candidate.
  @inline(__always)
  func place(_ index: Int) -> Int { Int(places.candidates[index]) }

  /// The row of its span.
  @inline(__always)
  func spanRow(_ index: Int) -> Int { Int(places.spans[index]) }

  /// The number of its names.
  @inline(__always)
  func name(_ index: Int) -> UInt32 { places.names[index] }

  /// When it begins; 0 unknown.
  @inline(__always)
  func start(_ index: Int) -> UInt64 { places.starts[index] }

  /// How long it takes.
  @inline(__always)
  func duration(_ index: Int) -> UInt64 { places.durations[index] }

  /// Calls `body` with the rows of all calls of the run among the settled ones.
  @inline(__always)
  func withRows(_ body: (Span<UInt32>) -> Void) { places.rows.withSpan { body($0.extracting(0..<count)) } }

  /// Calls `body` with the rows of their spans.
  @inline(__always)
  func withSpanRows(_ body: (Span<UInt32>) -> Void) { places.spans.withSpan { body($0.extracting(0..<count)) } }

  /// Calls `body` with the numbers of their names.
  @inline(__always)
  func withNames(_ body: (Span<UInt32>) -> Void) { places.names.withSpan { body($0.extracting(0..<count)) } }

  /// Calls `body` with their starts.
  @inline(__always)
  func withStarts(_ body: (Span<UInt64>) -> Void) { places.starts.withSpan { body($0.extracting(0..<count)) } }

  /// Calls `body` with one run after the other of a stretch, until it answers `false`. A run means nothing when the next
  /// one has come.
  static func forEach(
    _ stretch: Range<Int>, _ calls: SettledCalls, _ rows: CallRows, _ store: Store, _ body: (CallRun) -> Bool
  ) {
    let places = Places()
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      let candidate = calls.candidate(ofCall: rows[index])
      let segment = store.calls[Int(candidate) >> CandidateLayout.rowBits]
      let spanNumber = segment.span[Int(candidate) & CandidateLayout.mask] >> UInt32(SegmentLayout.rowBits)
      let spans = store.spans[Int(spanNumber)]
      let next = index..<min(stretch.upperBound, index + most)
      let count = calls.withCandidates { candidates in
        segment.span.withSpan { CallRun.find(next, rows, candidates, $0, places.rows, places.candidates, places.spans) }
      }
      spans.start.withSpan { CallRun.gather($0, places.spans, count, into: places.starts) }
      spans.duration.withSpan { CallRun.gather($0, places.spans, count, into: places.durations) }
      calls.names.numbers.withSpan { CallRun.gather($0, places.rows, count, into: places.names) }
      let run = CallRun(first: index, count: count, segment: segment, spans: spans, places: places)
      guard body(run) else { return }
      index += count
    }
  }

  /// Writes down where calls are, as long as their candidates and spans stay in the segments of the first one.
  ///
  /// - Parameter spans: those of the candidates of the segment.
  /// - Returns: how many calls these are.
  private static func find(
    _ stretch: Range<Int>, _ rows: CallRows, _ all: Span<UInt32>, _ spans: Span<UInt32>,
    _ foundRows: borrowing RowBuffer<UInt32>, _ foundCandidates: borrowing RowBuffer<UInt32>,
    _ foundSpans: borrowing RowBuffer<UInt32>
  ) -> Int {
    let first = all[rows[stretch.lowerBound]]
    let number = first >> UInt32(CandidateLayout.rowBits)
    let spanNumber = spans[Int(first) & CandidateLayout.mask] >> UInt32(SegmentLayout.rowBits)
    for index in stretch {
      let row = rows[index]
      let candidate = all[row]
      let place = candidate & UInt32(CandidateLayout.mask)
      guard candidate >> UInt32(CandidateLayout.rowBits) == number else { return index - stretch.lowerBound }
      let span = spans[Int(place)]
      guard span >> UInt32(SegmentLayout.rowBits) == spanNumber else { return index - stretch.lowerBound }
      let found = index &- stretch.lowerBound
      foundRows[found] = UInt32(truncatingIfNeeded: row)
      foundCandidates[found] = place
      foundSpans[found] = span & UInt32(SegmentLayout.rows - 1)
    }
    return stretch.count
  }

  private static func gather<Value: ZeroedRow>(
    _ column: Span<Value>, _ rows: borrowing RowBuffer<UInt32>, _ count: Int, into found: borrowing RowBuffer<Value>
  ) {
    for index in 0..<count { found[index] = column[Int(rows[index])] }
  }
}
