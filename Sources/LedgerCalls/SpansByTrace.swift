import LedgerColumns
import LedgerMemory
import LedgerModel

/// The spans of a store trace by trace: those of one trace next to each other, those without a trace behind all others.
///
/// Traces are in the order in which the workers met them, and spans of a trace in that of the store, so whoever goes over
/// them goes over the columns of the store nearly in their order, once or a few times. Sorted by counting, in time linear in
/// the spans: 4 bytes a span stay, and 4 for each trace id of ``LedgerColumns/TraceList``; until it is done there are 8 more
/// for each id, and for each worker some 32 for each of at most about ``shareIDs``.
struct SpansByTrace: ~Copyable, Sendable {
  /// Numbers of spans.
  let spans: RowBuffer<UInt32>
  /// Traces have numbers below this; some of them have no spans.
  let traceCount: Int
  // By trace: where the next one begins. One more row for the spans without a trace.
  private let ends: RowBuffer<UInt32>

  /// About how many trace ids are looked through at a time.
  static let shareIDs = 1 << 20

  init(_ store: Store, _ workers: Workers, shareIDs: Int = SpansByTrace.shareIDs) {
    let segments = Array(store.spans[..<store.spanSegmentCount])
    let lists = TraceList.distinct(in: segments)
    var bases = [0]
    for list in lists { bases.append(bases[bases.count - 1] + list.count) }
    let firsts = bases
    let segmentsOfLists = lists.map { list in segments.indices.filter { segments[$0].traces === list } }
    let traces = TraceNumbers(lists, numberCount: firsts[lists.count], shareIDs: shareIDs, workers)

    // How many spans have each number. A worker's spans have numbers of its own, so workers do not meet.
    let places = RowBuffer<UInt32>(zeroed: firsts[lists.count])
    workers.run(lists.count) { list in
      for segment in segmentsOfLists[list] { SpansByTrace.count(segments[segment], from: firsts[list], into: places) }
    }
    let ends = RowBuffer<UInt32>(zeroed: traces.count + 1)
    for number in 0..<places.count {
      let trace = traces[number]
      ends[trace] = ends[trace] &+ places[number]
    }
    var next: UInt32 = 0
    for trace in 0...traces.count {
      let count = ends[trace]
      ends[trace] = next
      next += count
    }
    for number in 0..<places.count {
      let trace = traces[number]
      let begin = ends[trace]
      ends[trace] = begin &+ places[number]
      places[number] = begin
    }
    let spans = RowBuffer<UInt32>(unset: Int(next))
    workers.run(lists.count) { list in
      for segment in segmentsOfLists[list] {
        SpansByTrace.put(
          segments[segment], UInt32(segment << SegmentLayout.rowBits), from: firsts[list], at: places, into: spans)
      }
    }
    self.spans = spans
    self.ends = ends
    traceCount = traces.count
  }

  private static func count(_ segment: SpanSegment, from first: Int, into counts: borrowing RowBuffer<UInt32>) {
    segment.trace.withSpan { numbers in
      for row in numbers.indices {
        let place = first &+ Int(numbers[row])
        counts[place] = counts[place] &+ 1
      }
    }
  }

  private static func put(
    _ segment: SpanSegment, _ base: UInt32, from first: Int, at places: borrowing RowBuffer<UInt32>,
    into spans: borrowing RowBuffer<UInt32>
  ) {
    segment.trace.withSpan { numbers in
      for row in numbers.indices {
        let number = first &+ Int(numbers[row])
        let place = places[number]
        places[number] = place &+ 1
        spans[Int(place)] = base | UInt32(truncatingIfNeeded: row)
      }
    }
  }

  /// Where the spans of a trace stand; those without a trace are number ``traceCount``.
  @inline(__always)
  func places(of trace: Int) -> Range<Int> { (trace == 0 ? 0 : Int(ends[trace - 1]))..<Int(ends[trace]) }

  /// The traces whose spans begin in a stretch of ``spans``.
  func traces(beginningIn stretch: Range<Int>) -> Range<Int> {
    firstTrace(beginningAt: stretch.lowerBound)..<firstTrace(beginningAt: stretch.upperBound)
  }

  private func firstTrace(beginningAt place: Int) -> Int {
    // Of the first trace the begin is known; of the others it is the end of the one before.
    var (low, high) = (0, traceCount)
    while low < high {
      let middle = (low + high) / 2
      if places(of: middle).lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What numbers of trace ids are of one trace: workers number ids by themselves, and each may forget that it knew one.
///
/// Ids are looked through in shares, by some bits of their hashes: side by side, and each with a table that stays small.
private struct TraceNumbers: ~Copyable {
  /// Traces have numbers below this; not every number is one's.
  let count: Int
  private let traces: RowBuffer<UInt32>  // by number: trace + 1; 0 where there is no id

  /// More shares than these are taken for the size of the table only: each goes over all ids.
  private static let mostWorkers = 4

  /// Numbers the ids of lists, which have `numberCount` of them in all.
  ///
  /// Shares take turns in the numbers: so traces stay in the order in which they were met, near enough.
  ///
  /// - Parameter shareIDs: about how many ids a share has at most.
  init(_ lists: [TraceList], numberCount: Int, shareIDs: Int, _ workers: Workers) {
    let traces = RowBuffer<UInt32>(zeroed: numberCount)
    let shares = TraceNumbers.shares(numberCount, shareIDs: shareIDs, workers)
    let counts = workers.map(shares) { share in
      var table = TraceTable(room: numberCount / shares)
      TraceNumbers.forEachID(lists) { number, id, later in
        if shares > 1, id.share(of: shares) != share { return }
        table.askAhead(of: later)
        if !id.isAbsent { traces[number] = UInt32(truncatingIfNeeded: table.place(of: id) &* shares &+ share &+ 1) }
      }
      return table.count
    }
    let most = (counts.max() ?? 0) * shares
    if most <= numberCount * 2 {
      count = most
    } else {
      // Ids that are no random numbers may crowd in one share. Then each has its numbers to itself.
      var begins = [0]
      for count in counts { begins.append(begins[begins.count - 1] + count) }
      for number in 0..<numberCount where traces[number] != 0 {
        let place = Int(traces[number] - 1)
        traces[number] = UInt32(begins[place % shares] + place / shares + 1)
      }
      count = begins[shares]
    }
    self.traces = traces
  }

  /// A power of two.
  private static func shares(_ numberCount: Int, shareIDs: Int, _ workers: Workers) -> Int {
    var shares = 1
    while numberCount / shares > shareIDs || shares < min(workers.count, mostWorkers) { shares *= 2 }
    return shares
  }

  /// Calls `body` with all ids by number, and with one that comes later.
  @inline(__always)
  private static func forEachID(_ lists: [TraceList], _ body: (Int, TraceTable.ID, TraceTable.ID) -> Void) {
    var number = 0
    for list in lists {
      list.forEachStretch { high, low in
        for row in high.indices {
          let ahead = min(row &+ 8, high.count &- 1)
          body(
            number, TraceTable.ID(high: high[row], low: low[row]),
            TraceTable.ID(high: high[ahead], low: low[ahead]))
          number &+= 1
        }
      }
    }
  }

  /// The trace of a number, counted on over all lists; ``count`` where there is no id.
  @inline(__always)
  subscript(number: Int) -> Int { traces[number] == 0 ? count : Int(traces[number] &- 1) }
}

/// Finds ids that were met before.
struct TraceTable: ~Copyable {
  struct ID: ZeroedRow {
    var high: UInt64
    var low: UInt64

    var isAbsent: Bool { high | low == 0 }

    @inline(__always)
    var hash: UInt64 { foldedProduct(low ^ 0x9E37_79B9_7F4A_7C15, high ^ 0xE703_7ED1_A0B4_28DB) }

    /// In which of some shares of all hashes it is; by other bits than its place in the table.
    func share(of shares: Int) -> Int { Int(truncatingIfNeeded: hash >> 40) & (shares - 1) }
  }

  private var ids: RowBuffer<ID>
  private var slots: RowBuffer<UInt32>  // place in `ids` + 1; 0 free
  /// How many different ids were met.
  private(set) var count = 0

  /// A table for about so many ids; it grows where there are more.
  init(room: Int) {
    ids = RowBuffer(unset: room + room / 16 + 64)
    var size = 64
    while size < room * 2 { size *= 2 }
    slots = RowBuffer(zeroed: size)
  }

  /// Asks memory for where an id is looked for that comes later.
  @inline(__always)
  func askAhead(of id: ID) { slots.askAhead(of: Int(truncatingIfNeeded: id.hash) & (slots.count &- 1)) }

  /// Which of the different ids it is, in the order in which they were met.
  @inline(__always)
  mutating func place(of id: ID) -> Int {
    let mask = slots.count &- 1
    var at = Int(truncatingIfNeeded: id.hash) & mask
    while slots[at] != 0 {
      let place = Int(slots[at] &- 1)
      if ids[place].low == id.low, ids[place].high == id.high { return place }
      at = (at &+ 1) & mask
    }
    if count == ids.count || count &* 4 > slots.count &* 3 { return placeBehindGrowth(id) }
    ids[count] = id
    count &+= 1
    slots[at] = UInt32(truncatingIfNeeded: count)
    return count &- 1
  }

  @inline(never)
  private mutating func placeBehindGrowth(_ id: ID) -> Int {
    let larger = RowBuffer<ID>(unset: count * 2 + 64)
    for place in 0..<count { larger[place] = ids[place] }
    ids = larger
    slots = RowBuffer(zeroed: slots.count * 2)
    let mask = slots.count - 1
    for place in 0..<count {
      var at = Int(truncatingIfNeeded: ids[place].hash) & mask
      while slots[at] != 0 { at = (at + 1) & mask }
      slots[at] = UInt32(place + 1)
    }
    return self.place(of: id)
  }
}
