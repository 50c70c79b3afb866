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
  /// The numbers of the candidates in that segment.
  private(set) var candidates: Range<Int>
  /// The segment of their spans.
  private(set) var spans: SpanSegment
  private let selected: CallRows
  private let places: Places

  /// Where the calls of a run are, and what is asked of them; of one run after the other.
  private final class Places: Sendable {
    let rows = RowBuffer<UInt32>(unset: most)  // among the settled calls
    let numbers = RowBuffer<UInt32>(unset: most)  // of candidates, then of spans
    let candidates = RowBuffer<UInt32>(unset: most)
    let spans = RowBuffer<UInt32>(unset: most)
    let names = RowBuffer<UInt32>(unset: most)
    let kinds = RowBuffer<UInt16>(unset: most)
    let starts = RowBuffer<UInt64>(unset: most)
    let nanos = RowBuffer<UInt64>(unset: most)
    let durations = RowBuffer<Int64>(unset: most)
  }

  /// At most so many calls are looked at together: what is worked out for them stays in memory that is near.
  static let most = 1 << 12

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

  /// How long it takes; 0 where that is not known, or it is no call of its own.
  @inline(__always)
  func duration(_ index: Int) -> Int64 { places.durations[index] }

  /// Calls `body` with the rows of all calls of the run among the settled ones.
  @inline(__always)
  func withRows<Result>(_ body: (Span<UInt32>) -> Result) -> Result { places.rows.withFirst(count, body) }

  /// Calls `body` with the rows of their candidates in the segment.
  @inline(__always)
  func withCandidates<Result>(_ body: (Span<UInt32>) -> Result) -> Result { places.candidates.withFirst(count, body) }

  /// Calls `body` with the rows of their spans.
  @inline(__always)
  func withSpanRows<Result>(_ body: (Span<UInt32>) -> Result) -> Result { places.spans.withFirst(count, body) }

  /// Calls `body` with the numbers of their names.
  @inline(__always)
  func withNames<Result>(_ body: (Span<UInt32>) -> Result) -> Result { places.names.withFirst(count, body) }

  /// Calls `body` with what they say beside their numbers, as bits of kinds.
  @inline(__always)
  func withKinds<Result>(_ body: (Span<UInt16>) -> Result) -> Result { places.kinds.withFirst(count, body) }

  /// Calls `body` with their starts.
  @inline(__always)
  func withStarts<Result>(_ body: (Span<UInt64>) -> Result) -> Result { places.starts.withFirst(count, body) }

  /// Calls `body` with their durations: see ``duration(_:)``.
  @inline(__always)
  func withDurations<Result>(_ body: (Span<Int64>) -> Result) -> Result { places.durations.withFirst(count, body) }

  /// Writes what a column of all settled calls says of those of the run to the front of a buffer.
  func write<Value: ZeroedRow>(_ column: Span<Value>, into found: borrowing RowBuffer<Value>) {
    selected.write(first..<first + count, places.rows, of: column, into: found)
  }

  /// Calls `body` with one run after the other of a stretch, until it answers `false`. A run means nothing when the next
  /// one has come.
  static func forEach(
    _ stretch: Range<Int>, _ calls: SettledCalls, _ rows: CallRows, _ store: Store, _ body: (CallRun) -> Bool
  ) {
    let places = Places()
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      var run = index..<min(stretch.upperBound, index + most)
      rows.write(run, into: places.rows)
      calls.withCandidates { rows.write(run, places.rows, of: $0, into: places.numbers) }
      let number = Int(places.numbers[0]) >> CandidateLayout.rowBits
      let segment = store.calls[number]
      let candidates = number << CandidateLayout.rowBits..<(number + 1) << CandidateLayout.rowBits
      narrow(&run, places.numbers, CandidateLayout.rowBits, lower: places.candidates)
      segment.span.withSpan { column in
        places.candidates.withFirst(run.count) { gather($0, of: column, into: places.numbers) }
      }
      let spans = store.spans[Int(places.numbers[0]) >> SegmentLayout.rowBits]
      narrow(&run, places.numbers, SegmentLayout.rowBits, lower: places.spans)
      calls.names.numbers.withSpan { rows.write(run, places.rows, of: $0, into: places.names) }
      calls.withKinds { rows.write(run, places.rows, of: $0, into: places.kinds) }
      places.spans.withFirst(run.count) { spanRows in
        spans.start.withSpan { gather(spanRows, of: $0, into: places.starts) }
        spans.duration.withSpan { gather(spanRows, of: $0, into: places.nanos) }
      }
      places.kinds.withFirst(run.count) { kinds in
        places.nanos.withFirst(run.count) {
          copyBounded($0, flags: kinds, CallKind.call, so: CallKind.call, into: places.durations)
        }
      }
      let found = CallRun(
        first: index, count: run.count, segment: segment, candidates: candidates, spans: spans, selected: rows,
        places: places)
      guard body(found) else { return }
      index = run.upperBound
    }
  }

  /// Leaves those calls of a run whose numbers are in the segment of the first one, and writes their rows in it.
  private static func narrow(
    _ run: inout Range<Int>, _ numbers: borrowing RowBuffer<UInt32>, _ bits: Int,
    lower rows: borrowing RowBuffer<UInt32>
  ) {
    let count = numbers.withFirst(run.count) { splitBits($0, lower: bits, into: rows) }
    run = run.prefix(count)
  }
}
