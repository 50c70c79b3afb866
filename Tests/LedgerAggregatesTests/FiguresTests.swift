import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

private typealias Span = NightBuilder.Span

/// The facts of spans, priced with the shipped book.
private func facts(_ spans: [NightBuilder.Span], _ selection: Selection = Selection()) -> CallFacts {
  let store = NightBuilder.store(spans)
  let calls = CallSettler.settle(store, SpanIndex(store))
  return CallFacts(store: store, calls: calls, selection: selection, prices: CallPricer(book: .shipped))
}

private func total(_ facts: CallFacts) -> CallTally { facts.tallies(facts.together()).first ?? CallTally() }

/// 2026-11-23T00:00:00Z.
private let midnight: UInt64 = 1_795_392_000_000_000_000
private let second: UInt64 = 1_000_000_000

@Suite struct TallyTests {
  @Test func `tokens that nobody reported stay unknown, reported zeroes are zero`() {
    let tally = total(facts([.chat(1, input: 5, output: 0), .chat(2)]))
    #expect(tally.calls == 2)
    #expect(tally.callsWithoutUsage == 1)
    #expect(tally.input == 5)
    #expect(tally.output == 0)
    #expect(tally.reasoning == nil)
  }

  @Test func `cached input costs its own price`() {
    // gpt-4o since October 2024: 2.50 USD per million input tokens, 1.25 cached, 10 output.
    let span = Span.chat(1, input: 1_000_000, output: 100_000).with {
      $0.start = midnight
      $0.usage.cacheReadTokens = 400_000
    }
    #expect(total(facts([span])).cost == PicoUSD(decimal: "3.00"))
  }

  @Test func `what a gateway answered from its own cache costs nothing, and its tokens count`() {
    let usual = Span.chat(1, input: 1_000_000, output: 0).with { $0.start = midnight }
    let hit = Span.chat(2, in: 2, input: 1_000_000, output: 0).with {
      $0.start = midnight
      $0.details = [.isResponseCacheHit: 1]
    }
    let miss = Span.chat(3, in: 3, input: 1_000_000, output: 0).with {
      $0.start = midnight
      $0.details = [.isResponseCacheHit: 0]
    }
    let night = total(facts([usual, hit, miss]))
    #expect(night.cost == PicoUSD(decimal: "5.00") && night.input == 3_000_000 && night.callsUnpriced == 0)
    let unknown = hit.with { $0.requestModel = "nobody-knows-me" }
    #expect(total(facts([unknown])).cost == .zero)
  }

  @Test func `a model without a price is unpriced, not free`() {
    let span = Span.chat(1, input: 10, output: 10).with { $0.requestModel = "nobody-knows-me" }
    let night = facts([span])
    #expect(total(night).cost == nil)
    #expect(total(night).callsUnpriced == 1)
    #expect(night.unpricedModels().map(\.reason) == ["unknown-model"])
  }

  @Test func `sums at the edge of their type saturate`() {
    let spans = (1...3).map { Span.chat($0, input: .max, output: .max) }
    #expect(total(facts(spans)).input == .max)
  }
}

@Suite struct MeasureTests {
  private func one(_ change: (inout NightBuilder.Span) -> Void) -> CallFacts {
    facts([
      Span.chat(1, input: 10, output: 101).with {
        $0.duration = 3 * second
        change(&$0)
      }
    ])
  }

  @Test func `output speed leaves out the wait for the first token`() {
    let night = one { $0.timeToFirstToken = second }
    #expect(night.timeToFirstToken == [Int64(second)])
    #expect(night.outputTokensPerSecond == [50_500_000])
    #expect(night.timePerOutputToken == [20_000_000_000])
  }

  @Test func `without a first token the whole duration counts, and there is no time per token`() {
    let night = one { $0.duration = 2 * second }
    #expect(night.outputTokensPerSecond == [50_500_000])
    #expect(night.timePerOutputToken == [nil])
  }

  @Test func `a first token later than the end is none, and neither is one of a call that does not stream`() {
    #expect(one { $0.timeToFirstToken = 4 * second }.timeToFirstToken == [nil])
    #expect(
      one {
        $0.timeToFirstToken = second
        $0.isStreaming = false
      }.timeToFirstToken == [nil])
  }

  @Test func `a span without a length has no duration`() {
    #expect(one { $0.duration = 0 }.duration == [nil])
    #expect(one { $0.duration = nil }.duration == [nil])
  }

  @Test func `percentiles are values that occurred`() {
    let spans = (1...1000).map { number in Span.chat(UInt64(number)).with { $0.duration = UInt64(number) } }
    let night = facts(spans)
    let duration = night.durations(night.together())[0]
    #expect(duration?.percentiles == [500, 750, 900, 950, 990, 999])
    #expect(duration?.min == 1)
    #expect(duration?.max == 1000)
    #expect(duration?.sum == 500_500)
  }
}

@Suite struct GroupingTests {
  private func night() -> [NightBuilder.Span] {
    var random = SplitMix64(seed: 5)
    return (1...500).map { number in
      Span.chat(UInt64(number), in: UInt64(number), input: Int64.random(in: 0...99, using: &random)).with {
        $0.start = midnight + UInt64.random(in: 0..<3 * 3600, using: &random) * second
        $0.service = ["a", "b"].randomElement(using: &random) ?? ""
        $0.requestModel = ["gpt-4o", "gpt-4o-mini"].randomElement(using: &random) ?? ""
      }
    }
  }

  @Test func `windows, models and services add up to the whole`() {
    let night = facts(night())
    let whole = total(night)
    let groupings = [night.groupedByKey(), night.groupedByModel(), night.groupedByService()]
    for grouping in groupings + [night.grouped(by: night.windows(.quarterHour).code)] {
      let parts = night.tallies(grouping)
      #expect(parts.reduce(0) { $0 + $1.calls } == whole.calls)
      #expect(parts.compactMap(\.input).reduce(0, +) == whole.input)
      #expect(parts.count == grouping.count)
    }
    #expect(night.windows(.hour).windows.count == 3)
  }

  @Test func `a selection keeps what it names and nothing else`() {
    var selection = Selection()
    selection.services = ["a"]
    selection.models = ["gpt-4o"]
    selection.from = UnixNanos(midnight + 3600 * second)
    let all = night()
    let expected = all.filter {
      $0.service == "a" && $0.requestModel == "gpt-4o" && $0.start >= midnight + 3600 * second
    }
    let selected = facts(all, selection)
    #expect(selected.count == expected.count)
    #expect(total(selected).input == expected.compactMap(\.usage.inputTokens).reduce(0, +))
  }
}

@Suite struct StageTests {
  @Test func `stages are summed by name, copies left out`() {
    let spans = (1...4).map { number in
      Span.other(.retrieval, UInt64(number)).with {
        $0.stage = "rag.retrieve"
        $0.duration = UInt64(number) * 10
        $0.retrievedCount = Int64(number)
        $0.status = number == 4 ? 2 : 0
      }
    }
    let store = NightBuilder.store(spans + [spans[0]])
    let stages = stageSummaries(store, SpanIndex(store), Selection())
    #expect(stages.count == 1)
    #expect(stages.first?.spans == 4)
    #expect(stages.first?.errors == 1)
    #expect(stages.first?.duration?.sum == 100)
    #expect(stages.first?.retrievedDocuments?.sum == 10)
  }
}
