import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

private typealias Span = NightBuilder.Span

private func facts(_ spans: [NightBuilder.Span]) -> CallFacts {
  let store = NightBuilder.store(spans.map { span in span.with { $0.start += 1_795_392_000_000_000_000 } })
  return CallFacts(
    store: store, calls: CallSettler.settle(store, SpanIndex(store)), selection: Selection(),
    prices: CallPricer(book: .shipped))
}

extension NightBuilder.Span {
  fileprivate var estimated: NightBuilder.Span { with { $0.details[.isUsageEstimated] = 1 } }
}

@Suite struct EstimatedUsageTests {
  private func states(_ facts: CallFacts) -> [UsageState: UnknownUsage] {
    let counting = UsageCounting(facts, selection: Selection())
    return Dictionary(uniqueKeysWithValues: facts.unknownUsage(counting.unknown).map { ($0.state, $0) })
  }

  @Test func `estimates are left out of what counts, with their reason`() {
    let spans = [
      Span.chat(1, input: 500, output: 50).with { $0.reportedCost = PicoUSD(7) }.estimated,
      Span.chat(2, in: 2, input: 120, output: 30), Span.chat(3, in: 2, under: 2, input: 100, output: 20).estimated,
      Span.chat(4, in: 4, input: 60, output: 6),
    ]
    let facts = facts(spans)
    let counting = UsageCounting(facts, selection: Selection())
    #expect(counting.naive.spans == 4 && counting.naive.input == 780 && counting.naive.output == 106)
    #expect(counting.counted.spans == 1 && counting.counted.input == 180 && counting.counted.output == 36)
    #expect(counting.counted.cost == 7)
    let left = counting.leftOut[.estimated]?.values.first
    #expect(left?.spans == 2 && left?.input == 600 && left?.output == 70 && left?.cost == nil)
    #expect(counting.leftOut[.nestedRequest]?.values.map(\.input) == [120])
    #expect(counting.adjustments[.takenOver]?.input == 120 && counting.adjustments[.takenOver]?.output == 30)
    // No list cost of what is not known.
    #expect((0..<facts.count).filter { facts.cost[$0] == .unknownUsage }.count == 1)
  }

  @Test func `an aggregate that only estimates is none of what counts`() {
    let agent = Span.other(.agent, 1).with { $0.usage.inputTokens = 9 }
    #expect(UsageCounting(facts([agent.estimated]), selection: Selection()).aggregateOnly == UsageSums())
    #expect(UsageCounting(facts([agent]), selection: Selection()).aggregateOnly.spans == 1)
  }

  @Test func `the parts of an estimate leave no range about what really counted`() {
    let real = Span.chat(1, input: 100).with { $0.provider = "acme" }
    let guess = Span.chat(2, under: 1, input: 90).with {
      $0.provider = "acme"
      $0.usage.cacheReadTokens = 60
    }.estimated
    let emitters = UsageCounting(facts([real, guess]), selection: Selection()).emitters
    #expect(emitters.allSatisfy { $0.openInput == 0 && $0.inconsistentCalls == 0 })
  }

  @Test func `what was estimated stands beside the bound by like calls`() {
    let known = (1...40).map { Span.chat(UInt64($0), in: UInt64($0), input: Int64($0), output: Int64($0) * 10) }
    let guesses = [
      Span.chat(101, in: 101, input: 500).estimated,
      Span.chat(102, in: 102, input: 7, output: 3).with { $0.errorType = "timeout" }.estimated,
      Span.chat(103, in: 103).with { $0.usage.totalTokens = 70 }.estimated,
    ]
    let found = states(facts(known + guesses))
    #expect(Array(found.keys) == [.estimated])
    let estimated = found[.estimated]
    #expect(estimated?.calls == 3 && estimated?.boundedCalls == 3 && estimated?.total == nil)
    #expect(estimated?.estimatedInput == 507 && estimated?.estimatedOutput == 3)
    #expect(estimated?.input == UnknownUsage.Bounds(low: 3 * 2, high: 3 * 38))
  }

  @Test func `only who tells usage has estimated it, and what is told above is not missing`() {
    let silent = states(facts([Span.chat(1).estimated]))
    #expect(silent.mapValues(\.calls) == [.absent: 1] && silent[.absent]?.estimatedInput == nil)
    let agent = Span.other(.agent, 1).with { $0.usage.inputTokens = 9 }
    let above = states(facts([agent, Span.chat(2, under: 1, input: 8).estimated]))
    #expect(above.mapValues(\.calls) == [.countedAbove: 1] && above[.countedAbove]?.estimatedInput == nil)
  }
}
