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

  /// Where the calls of a run are; of one run after the other.
  private final class Places: Sendable {
    let rows = RowBuffer<UInt32>(unset: most)
    let candidates = RowBuffer<UInt32>(unset: most)
    let spans = RowBuffer<UInt32>(unset: most)
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

  /// When it begins; 0 unknown.
  @inline(__always)
  func start(_ index: Int) -> UInt64 { spans.start[spanRow(index)] }

  /// How long it takes.
  @inline(__always)
  func duration(_ index: Int) -> UInt64 { spans.duration[spanRow(index)] }

  /// Calls `body` with one run after the other of a stretch, until it answers `false`. A run means nothing when the next
  /// one has come.
  static func forEach(
    _ stretch: Range<Int>, _ calls: SettledCalls, _ rows: CallRows, _ store: Store, _ body: (CallRun) -> Bool
  ) {
    let places = Places()
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      let number = calls.candidate(ofCall: rows[index]) >> UInt32(CandidateLayout.rowBits)
      let segment = store.calls[Int(number)]
      let place = Int(calls.candidate(ofCall: rows[index])) & CandidateLayout.mask
      let spanNumber = segment.span[place] >> UInt32(SegmentLayout.rowBits)
      let limit = min(stretch.upperBound &- index, most)
      var count = 0
      segment.span.withSpan { spans in
        while count < limit {
          let row = rows[index &+ count]
          let candidate = calls.candidate(ofCall: row)
          if candidate >> UInt32(CandidateLayout.rowBits) != number { break }
          let place = candidate & UInt32(CandidateLayout.mask)
          let span = spans[Int(place)]
          if span >> UInt32(SegmentLayout.rowBits) != spanNumber { break }
          places.rows[count] = UInt32(truncatingIfNeeded: row)
          places.candidates[count] = place
          places.spans[count] = span & UInt32(SegmentLayout.rows - 1)
          count &+= 1
        }
      }
      let run = CallRun(
        first: index, count: count, segment: segment, spans: store.spans[Int(spanNumber)], places: places)
      guard body(run) else { return }
      index += count
    }
  }
}
