import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

@Suite struct ThroughputTests {
  private static let midnight: UInt64 = 1_795_392_000_000_000_000
  private static let second: UInt64 = 1_000_000_000

  private func throughput(_ spans: [NightBuilder.Span], workers: Int = 1) -> (Throughput, Store) {
    let store = NightBuilder.store(spans, workers: workers)
    let workers = Workers(count: workers)
    let calls = CallSettler.settle(store, SpanIndex(store, workers: workers), workers: workers)
    let facts = CallFacts(
      store: store, calls: calls, selection: Selection(), prices: CallPricer(book: .shipped), workers: workers)
    return (Throughput(facts), store)
  }

  private func call(
    _ number: UInt64, at seconds: UInt64, for length: UInt64, output: Int64? = 10, model: String = "gpt-4o"
  ) -> NightBuilder.Span {
    NightBuilder.Span.chat(number, in: number, input: 1, output: output).with {
      $0.start = Self.midnight + seconds * Self.second
      $0.duration = length * Self.second
      $0.requestModel = model
    }
  }

  @Test func `calls that touch are not in flight together, calls that overlap are`() throws {
    let (flow, store) = throughput([
      call(1, at: 0, for: 30), call(2, at: 30, for: 60, model: "other"), call(3, at: 80, for: 20),
      call(4, at: 85, for: 5),
    ])
    #expect(flow.total.calls == 4)
    #expect(flow.total.peak == 3)
    #expect(flow.total.peakAt.value == Self.midnight + 85 * Self.second)
    #expect(flow.total.busyNanos == 100 * 1_000_000_000)
    #expect(flow.total.inFlightNanos == 115 * 1_000_000_000)
    #expect(flow.windowNanos == 60 * Self.second)
    #expect(flow.windows.map(\.flow.calls) == [2, 2])
    #expect(flow.windows.map(\.flow.peak) == [1, 3])
    #expect(flow.windows.map(\.flow.inFlightNanos) == [60_000_000_000, 55_000_000_000])
    // The second call writes 5 of its 10 tokens in each minute.
    #expect(flow.windows.map(\.flow.outputTokens) == [15, 25])
    let models = Dictionary(uniqueKeysWithValues: flow.models.map { (store.texts.model[$0.model] ?? "", $0.flow) })
    let (gpt, other) = (try #require(models["gpt-4o"]), try #require(models["other"]))
    #expect(gpt.peak == 2)
    #expect(gpt.busyNanos == 50 * 1_000_000_000)
    #expect(other.peak == 1)
    #expect(other.outputTokens == 10)
  }

  @Test func `what is not known is told apart from nothing`() {
    let (flow, _) = throughput([
      call(1, at: 0, for: 30, output: nil), call(2, at: 5, for: 0), call(3, at: 10, for: 10, output: 0),
    ])
    #expect(flow.callsWithoutTimes == 1)
    #expect(flow.total.calls == 2)
    #expect(flow.total.callsWithoutOutput == 1)
    #expect(flow.total.outputTokens == 0)
    let (unknown, _) = throughput([call(1, at: 0, for: 30, output: nil)])
    #expect(unknown.total.outputTokens == nil)
    let (nothing, _) = throughput([])
    #expect(nothing.total == Throughput.Flow())
    #expect(nothing.windows.isEmpty)
  }

  @Test func `a long archive has coarser windows`() {
    let (flow, _) = throughput((0..<3000).map { call($0 + 1, at: $0 * 60, for: 1) })
    #expect(flow.windowNanos == 300 * Self.second)
    #expect(flow.windows.count == 600)
    // What lies between does not count: two nights a year apart have windows of a minute.
    let (far, _) = throughput([call(1, at: 0, for: 100), call(2, at: 365 * 86_400, for: 100)])
    #expect(far.windowNanos == 60 * Self.second)
    #expect(far.windows.count == 4)
  }

  @Test func `however long a call is, there are at most as many windows as promised`() {
    for years in [3, 20, 55, 250] {
      let (flow, _) = throughput([call(1, at: 0, for: UInt64(years) * 365 * 86_400)])
      #expect(flow.windows.count <= Throughput.mostWindows)
      #expect(flow.windows.reduce(0) { $0 + ($1.flow.outputTokens ?? 0) } == flow.total.outputTokens)
    }
  }

  /// The same by looking at every second.
  private struct Naive {
    var peak = 0
    var peakAt: UInt64 = 0
    var busy = 0
    var inFlight = 0
    var windows: [UInt64: (peak: Int, inFlight: Int, calls: Int)] = [:]

    init(_ calls: [(start: UInt64, length: UInt64)]) {
      let last = calls.map { $0.start + $0.length }.max() ?? 0
      for second in 0..<last {
        let open = calls.filter { $0.start <= second && second < $0.start + $0.length }.count
        if open > peak { (peak, peakAt) = (open, second) }
        busy += open > 0 ? 1 : 0
        inFlight += open
        guard open > 0 else { continue }
        let window = second / 60
        let known = windows[window] ?? (0, 0, 0)
        windows[window] = (
          max(known.peak, open), known.inFlight + open, known.calls + calls.filter { $0.start == second }.count
        )
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `what looking at every second says`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let calls = (0..<120).map { _ in
      (start: UInt64.random(in: 0..<1800, using: &random), length: UInt64.random(in: 1...90, using: &random))
    }
    let naive = Naive(calls)
    var spans = calls.enumerated().map { number, call in
      self.call(
        UInt64(number + 1), at: call.start, for: call.length, output: Int64.random(in: 0...999, using: &random),
        model: ["a", "b", "c"].randomElement(using: &random) ?? "a")
    }
    let (flow, store) = throughput(spans)
    #expect(flow.total.peak == naive.peak)
    #expect(flow.total.peakAt.value == Self.midnight + naive.peakAt * Self.second)
    #expect(flow.total.busyNanos == Int128(naive.busy) * 1_000_000_000)
    #expect(flow.total.inFlightNanos == Int128(naive.inFlight) * 1_000_000_000)
    #expect(flow.windows.count == naive.windows.count)
    for window in flow.windows {
      let expected = naive.windows[(window.window.start.value - Self.midnight) / Self.second / 60]
      #expect(window.flow.peak == expected?.peak)
      #expect(window.flow.calls == expected?.calls)
      #expect(window.flow.inFlightNanos == Int128(expected?.inFlight ?? 0) * 1_000_000_000)
    }
    // Each token is in one window and of one model.
    let tokens = spans.compactMap(\.usage.outputTokens).reduce(0, +)
    #expect(flow.total.outputTokens == tokens)
    #expect(flow.windows.compactMap(\.flow.outputTokens).reduce(0, +) == tokens)
    #expect(flow.models.compactMap(\.flow.outputTokens).reduce(0, +) == tokens)
    // Neither the order of spans nor the number of workers changes anything.
    spans.shuffle(using: &random)
    let (again, shuffled) = throughput(spans, workers: 3)
    #expect(again.total == flow.total)
    #expect(again.windows.map(\.flow) == flow.windows.map(\.flow))
    func named(_ flow: Throughput, _ store: Store) -> [String: Throughput.Flow] {
      Dictionary(uniqueKeysWithValues: flow.models.map { (store.texts.model[$0.model] ?? "", $0.flow) })
    }
    #expect(named(again, shuffled) == named(flow, store))
  }

  @Test func `the buckets of a window hold each of its durations once`() {
    var random = SplitMix64(seed: 9)
    let spans = (1...600).map { number in
      call(UInt64(number), at: UInt64.random(in: 0..<10_000, using: &random), for: 1).with {
        $0.duration = UInt64.random(in: 0...3_000_000_000, using: &random) >> UInt64.random(in: 0...20, using: &random)
      }
    }
    let store = NightBuilder.store(spans)
    let calls = CallSettler.settle(store, SpanIndex(store, workers: .one), workers: .one)
    let facts = CallFacts(store: store, calls: calls, selection: Selection(), prices: CallPricer(book: .shipped))
    let breakdown = CallBreakdown(facts, window: .hour)
    let histogram = DurationHistogram(facts, breakdown.byWindow.grouping)
    #expect(histogram.counts.count == breakdown.byWindow.grouping.count)
    for (group, counts) in histogram.counts.enumerated() {
      #expect(counts.count == histogram.edges.count - 1)
      #expect(counts.reduce(0, +) == breakdown.byWindow.distributions[group].duration?.count ?? 0)
      for (bucket, count) in counts.enumerated() {
        let inside = (0..<facts.count).filter { index in
          guard breakdown.byWindow.grouping.group(of: index) == group, let value = facts.duration[index] else {
            return false
          }
          return histogram.edges[bucket] <= value && value < histogram.edges[bucket + 1]
        }
        #expect(inside.count == count)
      }
    }
    let none = CallFacts(
      store: NightBuilder.store([]),
      calls: CallSettler.settle(
        NightBuilder.store([]), SpanIndex(NightBuilder.store([]), workers: .one), workers: .one),
      selection: Selection(), prices: CallPricer(book: .shipped))
    #expect(DurationHistogram(none, none.together()).edges.isEmpty)
  }
}
