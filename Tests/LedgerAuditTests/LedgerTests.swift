import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAudit

private typealias Span = NightBuilder.Span

private func ledger(_ spans: [NightBuilder.Span], workers: Int = 1, _ selection: Selection = Selection()) -> CostLedger
{
  let store = NightBuilder.store(spans, workers: workers)
  let pool = Workers(count: workers)
  let calls = CallSettler.settle(store, SpanIndex(store, workers: pool), workers: pool)
  let facts = CallFacts(
    store: store, calls: calls, selection: selection, prices: CallPricer(book: smallBook), workers: pool)
  return CostLedger(facts, selection: selection, shelf: PriceShelf(only: smallBook), workers: pool)
}

private func chat(_ id: UInt64, in trace: UInt64, under parent: UInt64 = 0, _ input: Int64, _ output: Int64) -> Span {
  Span.chat(id, in: trace, under: parent, input: input, output: output).with {
    $0.provider = "acme"
    $0.requestModel = "swift-1"
    $0.start = march + id * 1_000_000_000
  }
}

private func reported(_ span: Span, _ picoUSD: Int64?) -> Span {
  span.with { $0.reportedCost = picoUSD.map { PicoUSD(Int128($0)) } }
}

/// What is claimed, minus the list, minus all parts: nothing, always.
private func imbalance(_ ledger: CostLedger) -> Int128 {
  (ledger.claimed ?? 0) - (ledger.list ?? 0) - ledger.causes.values.reduce(0) { $0 + $1.picoUSD }
}

@Suite struct LedgerTests {
  private let list = { (input: Int64, output: Int64) in input * 2_500_000 + output * 10_000_000 }

  /// Scenario: an agent that repeats its two calls' costs, a copy of one of them, a failed attempt, a call without a cost.
  @Test func `claims of spans that do not count are causes of their own`() {
    let first = reported(chat(2, in: 1, under: 1, 1000, 50), list(1000, 50))
    let spans = [
      reported(
        Span.other(.agent, 1).with {
          ($0.usage.inputTokens, $0.usage.outputTokens, $0.start) = (3000, 90, march)
        }, list(3000, 90)),
      first, first, reported(chat(3, in: 1, under: 1, 2000, 40), list(2000, 40)), chat(4, in: 2, 700, 7),
    ]
    let known = ledger(spans)
    #expect(known.causes[.wrapperDoubleCount]?.picoUSD == Int128(list(3000, 90)))
    #expect(known.causes[.wrapperDoubleCount]?.calls == 1)
    #expect(known.causes[.duplicate]?.picoUSD == Int128(list(1000, 50)))
    #expect(known.causes[.notReported]?.picoUSD == -Int128(list(700, 7)))
    #expect(known.causes.count == 3)
    #expect(known.comparedDifference == 0)
    #expect(known.leftOutClaims == 2)
    #expect(imbalance(known) == 0)
  }

  /// Scenario: only the wrapper of a request, or only the other library's span, knows what it cost.
  /// Guarantees: the claim is the call's own and counts once.
  @Test func `a claim that was taken over is no double count`() {
    let outer = reported(chat(1, in: 1, 1000, 50), list(1000, 50))
    let known = ledger([outer, chat(2, in: 1, under: 1, 1000, 50)])
    #expect(known.claimed == Int128(list(1000, 50)))
    #expect(known.causes.isEmpty)
    let both = ledger([outer, outer, chat(2, in: 1, under: 1, 1000, 50)])
    #expect(both.causes[.duplicate]?.picoUSD == Int128(list(1000, 50)))
    #expect(imbalance(both) == 0)
  }

  /// Scenario: costs of calls that have no list cost, for each reason.
  @Test func `calls without a list cost are causes by their state`() {
    let spans = [
      reported(chat(1, in: 1, 10, 1).with { $0.requestModel = "nobody-9" }, 5_000_000),
      reported(chat(2, in: 2, 10, 1).with { $0.start = 1_600_000_000_000_000_000 }, 6_000_000),
      reported(chat(3, in: 3, 10, 1).with { ($0.requestModel, $0.usage.outputTokens) = ("embed-1", 7) }, 7_000_000),
      reported(chat(4, in: 4, 10, 1).with { ($0.usage.inputTokens, $0.usage.outputTokens) = (nil, nil) }, 8_000_000),
    ]
    let known = ledger(spans)
    #expect(
      known.causes.mapValues(\.picoUSD) == [
        .unpricedModel: 5_000_000, .unpricedByDate: 6_000_000, .unpricedUnit: 7_000_000, .unknownUsage: 8_000_000,
      ])
    #expect(known.list == nil)
    #expect(imbalance(known) == 0)
  }

  /// Scenario: the five states of calls without an amount.
  /// Guarantees: each has its count and its bounds, which are no part of a total.
  @Test func `what may have been spent is bounded`() {
    let spans = [
      chat(1, in: 1, 1000, 100).with { $0.requestModel = "nobody-9" },
      chat(2, in: 2, 1000, 100).with { $0.start = 1_600_000_000_000_000_000 },
      chat(3, in: 3, 1000, 100).with { $0.requestModel = "embed-1" },
    ]
    let store = NightBuilder.store(spans)
    let calls = CallSettler.settle(store, SpanIndex(store))
    let facts = CallFacts(
      store: store, calls: calls, selection: Selection(), prices: CallPricer(book: smallBook))
    let states = facts.costStates([], list: facts.cost, shelf: PriceShelf(only: smallBook))
    #expect(states.map(\.state) == [.unpricedModel, .unpricedUnit, .unpricedByDate])
    // Models of the seller with an output price, in March 2026: mini is the cheapest, swift-1 the dearest.
    #expect(states.first?.low == Int128(1000 * 150_000 + 100 * 600_000))
    #expect(states.first?.high == Int128(1000 * 2_500_000 + 100 * 10_000_000))
    #expect(states[1].low == 1000 * 20_000 && states[1].high == 1100 * 20_000)
    #expect(states[2].low == Int128(1000 * 2_500_000 + 100 * 10_000_000))
    #expect(states[2].high == Int128(1000 * 5_000_000 + 100 * 15_000_000))
  }

  /// Scenario: random nights of calls, wrappers, copies and other libraries' spans, with costs that are right, wrong by some
  /// formula, random or absent.
  /// Guarantees: the parts add up to what is claimed minus the list, to the last pico-dollar; any number of workers finds the
  /// same causes with the same figures and examples.
  @Test(arguments: UInt64(1)...12)
  func `parts always add up to the whole`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var spans: [NightBuilder.Span] = []
    for trace in UInt64(1)...60 {
      let base = trace * 100
      var id = base
      let isWrapped = Bool.random(using: &random)
      if isWrapped {
        spans.append(
          reported(
            Span.other(.agent, base, in: trace).with {
              ($0.usage.inputTokens, $0.usage.outputTokens, $0.start) = (5000, 500, march + base)
            }, Bool.random(using: &random) ? Int64.random(in: 0...9_000_000_000, using: &random) : nil))
      }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        id += 1
        let input = Int64.random(in: 0...4000, using: &random)
        let output = Int64.random(in: 0...400, using: &random)
        let cost: Int64? =
          switch Int.random(in: 0..<8, using: &random) {
          case 0: nil
          case 1: Int64.random(in: 0...9_000_000_000, using: &random)
          case 2: 0
          case 3: input * 5_000_000 + output * 15_000_000
          case 4: (input + output) * 4_000_000
          default: list(input, output)
          }
        let span = reported(
          chat(id, in: trace, under: isWrapped ? base : 0, input, output).with {
            $0.requestModel = ["swift-1", "swift-1", "swift-1-mini", "nobody-9", "embed-1"].randomElement(
              using: &random)!
            $0.scope = ["one", "two"].randomElement(using: &random)!
            if Int.random(in: 0..<3, using: &random) == 0 { $0.usage.cacheReadTokens = input / 2 }
            if Int.random(in: 0..<5, using: &random) == 0 { $0.usage.outputTokens = nil }
          }, cost)
        spans.append(span)
        if Int.random(in: 0..<4, using: &random) == 0 { spans.append(span) }
        if Int.random(in: 0..<5, using: &random) == 0 {
          spans.append(
            reported(chat(id + 50, in: trace, under: id, input, output).with { $0.scope = "three" }, cost))
        }
      }
    }
    let one = ledger(spans)
    #expect(imbalance(one) == 0)
    #expect(
      one.groups.allSatisfy { group in
        group.causes.values.reduce(0) { $0 + $1.picoUSD } == group.reported - group.list
      })
    for workers in 2...3 {
      let other = ledger(spans, workers: workers)
      #expect(other.claimed == one.claimed && other.list == one.list && other.counted == one.counted)
      #expect(other.causes.mapValues(\.picoUSD) == one.causes.mapValues(\.picoUSD))
      #expect(other.causes.mapValues(\.calls) == one.causes.mapValues(\.calls))
      #expect(
        other.causes.mapValues { $0.examples.map(\.picoUSD) } == one.causes.mapValues { $0.examples.map(\.picoUSD) })
      #expect(other.causes.mapValues { $0.examples.map(\.rank) } == one.causes.mapValues { $0.examples.map(\.rank) })
    }
  }

  /// Scenario: ten thousand calls of one emitter, worked on by one worker and by three.
  /// Guarantees: the same sums, causes and examples.
  @Test func `a large group is the same for any number of workers`() {
    let spans = (UInt64(1)...10_000).map { id -> NightBuilder.Span in
      let (input, output) = (Int64(id * 37 % 4000 + 1), Int64(id * 11 % 300 + 1))
      let cost = id % 3 == 0 ? input * 5_000_000 + output * 15_000_000 : list(input, output)
      return reported(chat(id, in: id, input, output), cost)
    }
    let store = NightBuilder.store(spans)
    let facts = CallFacts(
      store: store, calls: CallSettler.settle(store, SpanIndex(store)), selection: Selection(),
      prices: CallPricer(book: smallBook))
    let sides = CallSides(facts, list: facts.cost, .one)
    let prices = AuditPrices(PriceShelf(only: smallBook))
    let members = sides.members().first { !$0.isEmpty } ?? []
    #expect(members.count == 10_000)
    let one = AuditGroup(facts, sides, members, prices)
    let three = AuditGroup(facts, sides, members, prices, workers: Workers(count: 3))
    #expect(one.reported == three.reported && one.list == three.list && one.since == three.since)
    #expect(one.causes == three.causes)
    #expect(one.causes.keys.sorted() == [.stalePrice] && one.causes[.stalePrice]?.calls == 3333)
    #expect(one.explained.map(\.picoUSD) == three.explained.map(\.picoUSD))
  }
}
