import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

@Suite struct BreakdownTests {
  private func night() -> [NightBuilder.Span] {
    var random = SplitMix64(seed: 17)
    return (1...9000).map { number in
      NightBuilder.Span.chat(
        UInt64(number), in: UInt64(number / 3 + 1),
        input: Bool.random(using: &random) ? Int64.random(in: 0...5000, using: &random) : nil,
        output: Int64.random(in: 0...500, using: &random)
      ).with {
        $0.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<7 * 3600, using: &random) * 1_000_000_000
        $0.duration = UInt64.random(in: 0...2_000_000_000, using: &random)
        $0.timeToFirstToken = UInt64.random(in: 0...1_000_000_000, using: &random)
        $0.service = ["a", "b", "c"].randomElement(using: &random) ?? ""
        $0.requestModel = ["gpt-4o", "gpt-4o-mini", "nobody", ""].randomElement(using: &random) ?? ""
        $0.responseModel = ["gpt-4o-2024-08-06", ""].randomElement(using: &random) ?? ""
        $0.errorType = ["", "", "", "timeout"].randomElement(using: &random) ?? ""
        $0.isStreaming = [true, false, nil].randomElement(using: &random) ?? nil
        $0.reportedCost = [nil, PicoUSD(77)].randomElement(using: &random) ?? nil
      }
    }
  }

  private func facts(_ store: Store, workers: Int, _ selection: Selection = Selection()) -> CallFacts {
    let workers = Workers(count: workers)
    let calls = CallSettler.settle(store, SpanIndex(store, workers: workers), workers: workers)
    return CallFacts(
      store: store, calls: calls, selection: selection, prices: CallPricer(book: .shipped), workers: workers)
  }

  private func sides(_ breakdown: CallBreakdown) -> [CallBreakdown.Side] {
    [breakdown.all, breakdown.byKey, breakdown.byModel, breakdown.byService, breakdown.byWindow]
  }

  @Test func `each side is what grouping by it alone gives`() {
    let facts = facts(NightBuilder.store(night()), workers: 1)
    let breakdown = CallBreakdown(facts, window: .hour)
    let alone = [
      facts.together(), facts.groupedByKey(), facts.groupedByModel(), facts.groupedByService(),
      facts.grouped(by: facts.windows(.hour).code),
    ]
    for (side, grouping) in zip(sides(breakdown), alone) {
      func table(_ keys: [[UInt32]], _ tallies: [CallTally], _ known: [Distribution?]) -> [[UInt32]: String] {
        Dictionary(
          uniqueKeysWithValues: keys.indices.map { (keys[$0], "\(tallies[$0]) \(String(describing: known[$0]))") })
      }
      #expect(
        table(side.grouping.keys, side.tallies, side.distributions.map(\.duration))
          == table(grouping.keys, facts.tallies(grouping), facts.durations(grouping)))
    }
    let calls = zip(breakdown.byModelAndWindow.grouping.keys, breakdown.byModelAndWindow.tallies).reduce(0) {
      $0 + $1.1.calls
    }
    #expect(calls == breakdown.total.calls)
    #expect(breakdown.total.calls == 9000)
  }

  @Test(arguments: [2, 5]) func `the number of workers changes nothing`(workers: Int) {
    var selection = Selection()
    selection.services = ["a", "c"]
    selection.from = UnixNanos(1_795_392_000_000_000_000 + 3_600_000_000_000)
    for selection in [Selection(), selection] {
      let store = NightBuilder.store(night())
      let (one, many) = (facts(store, workers: 1, selection), facts(store, workers: workers, selection))
      let (expected, found) = (CallBreakdown(one, window: .quarterHour), CallBreakdown(many, window: .quarterHour))
      #expect(one.count == many.count)
      #expect(found.windows == expected.windows)
      for (side, other) in zip(sides(found), sides(expected)) {
        #expect(side.grouping.keys == other.grouping.keys)
        #expect(side.tallies == other.tallies)
        #expect(side.distributions == other.distributions)
      }
      #expect(many.unpricedModels() == one.unpricedModels())
      func census(_ facts: CallFacts, _ workers: Int) -> SpanCensus {
        SpanCensus(
          store: store, calls: facts.calls, index: SpanIndex(store), selection: selection, window: .quarterHour,
          workers: Workers(count: workers))
      }
      let (counted, recounted) = (census(one, 1), census(many, workers))
      #expect(counted.total == recounted.total)
      #expect(counted.byWindow == recounted.byWindow)
      #expect(counted.byKey == recounted.byKey)
      #expect(counted.byService == recounted.byService)
      #expect(counted.naiveInput == recounted.naiveInput)
    }
  }

  @Test func `measures that were not asked for are not worked out`() {
    let store = NightBuilder.store([.chat(1, input: 5, output: 5)])
    let facts = CallFacts(
      store: store, calls: CallSettler.settle(store, SpanIndex(store)), selection: Selection(),
      prices: CallPricer(book: .shipped), measures: [.duration])
    #expect(facts.duration.count == 1)
    #expect(facts.timePerOutputToken.count == 0)
  }

  @Test func `keys say what the calls say, absent first, in the order of texts and times`() {
    let spans = [
      NightBuilder.Span.chat(1).with {
        $0.isStreaming = true
        $0.start = 1_795_392_000_000_000_000 + 3_600_000_000_000
        $0.scope = "z"
      },
      NightBuilder.Span.chat(2).with {
        $0.start = 1_795_392_000_000_000_001
        $0.status = 2
        $0.errorType = "timeout"
        $0.scope = "b"
      },
      NightBuilder.Span.chat(3).with {
        $0.start = 0
        $0.duration = nil
        $0.provider = ""
        $0.isStreaming = false
        $0.responseModel = "gpt-4o-2024-08-06"
      },
    ]
    let facts = facts(NightBuilder.store(spans), workers: 1)
    func said(_ key: GroupingKey) -> [String?] {
      let column = facts.column(of: key)
      // Codes are in the order of what they mean.
      #expect(column.texts.dropFirst().allSatisfy { $0 != nil } || key == .status)
      return (0..<3).map { column.texts[Int(column.codes[$0])] }
    }
    #expect(said(.service) == ["service", "service", "service"])
    #expect(said(.provider) == ["openai", "openai", nil])
    #expect(said(.operation) == ["chat", "chat", "chat"])
    #expect(said(.requestModel) == ["gpt-4o", "gpt-4o", "gpt-4o"])
    #expect(said(.responseModel) == [nil, nil, "gpt-4o-2024-08-06"])
    #expect(said(.model) == ["gpt-4o", "gpt-4o", "gpt-4o-2024-08-06"])
    #expect(said(.environment) == [nil, nil, nil])
    #expect(said(.agent) == [nil, nil, nil])
    #expect(said(.hour) == ["2026-11-23T01:00:00Z", "2026-11-23T00:00:00Z", nil])
    #expect(said(.day) == ["2026-11-23", "2026-11-23", nil])
    #expect(facts.column(of: .hour).texts == [nil, "2026-11-23T00:00:00Z", "2026-11-23T01:00:00Z"])
    #expect(said(.errorType) == [nil, "timeout", nil])
    #expect(said(.stream) == ["true", nil, "false"])
    #expect(said(.scope) == ["z", "b", "scope"])
    #expect(said(.status) == ["unset", "error", "unset"])
  }
}
