import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct TraceListTests {
  /// Spans of some traces, each told by its id.
  private struct Filler {
    let builder = StoreBuilder()
    private(set) var expected: [TraceID] = []

    init() { builder.beginSource(0) }

    mutating func append(_ trace: TraceID) {
      var span = SpanRecord()
      span.traceID = trace
      span.startUnixNano = 5
      span.endUnixNano = 9
      var reading = SpanReading()
      builder.append(span, &reading)
      expected.append(trace)
    }

    mutating func rewind(to count: Int) {
      builder.rewind()
      expected.removeSubrange(count...)
    }

    func found() -> (traces: [TraceID], store: Store) {
      let store = Store(joining: [builder])
      return (store.spans.flatMap { segment in (0..<segment.count).map { segment.traceID($0) } }, store)
    }
  }

  @Test(arguments: [1, 40, 6_000, 1_000_000] as [UInt64])
  func `each span has the trace that it came with, however many there are`(traces: UInt64) {
    var random = SplitMix64(seed: traces)
    var filler = Filler()
    for _ in 0..<140_000 {
      let number = UInt64.random(in: 0..<traces, using: &random)
      // Among them no id, ids of one half, and ids that differ in either half alone.
      filler.append(TraceID(high: number % 3, low: number / 3))
    }
    let (found, store) = filler.found()
    #expect(found == filler.expected)
    let list = TraceList.distinct(in: store.spans)
    #expect(list.count == 1 && list[0][0] == .absent)
    let different = Set(filler.expected + [.absent]).count
    #expect(list[0].count >= different)
    // While all fit the table of those met last, none is forgotten.
    if traces <= 40 { #expect(list[0].count == different) }
  }

  @Test func `spans that are taken back leave the traces of the others as they are`() {
    for (kept, dropped) in [(0, 5), (3, 4), (500, 30), (512, 700), (1_000, 3_000), (65_400, 300), (65_536, 70_000)] {
      var filler = Filler()
      for number in 0..<kept { filler.append(TraceID(high: 1, low: UInt64(number / 3))) }
      filler.builder.mark()
      for number in 0..<dropped { filler.append(TraceID(high: 2, low: UInt64(number))) }
      filler.rewind(to: kept)
      for number in 0..<700 { filler.append(TraceID(high: 3, low: UInt64(number / 2))) }
      #expect(filler.found().traces == filler.expected, "\(kept) kept, \(dropped) dropped")
    }
  }
}
