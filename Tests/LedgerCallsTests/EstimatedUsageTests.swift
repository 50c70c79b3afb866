import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerTestSupport
import Testing

private typealias Span = NightBuilder.Span

extension NightBuilder.Span {
  /// The same span, its counts marked as estimates.
  fileprivate var estimated: NightBuilder.Span { with { $0.details[.isUsageEstimated] = 1 } }
}

private struct Night {
  let store: Store
  let calls: SettledCalls

  init(_ spans: [NightBuilder.Span]) {
    store = NightBuilder.store(spans)
    calls = CallSettler.settle(store, SpanIndex(store))
  }

  var input: Int64? { calls.tokens.compactMap(\.input).reduce(nil) { ($0 ?? 0) + $1 } }
  var callCount: Int { calls.isCall.filter { $0 }.count }
  var unknownCount: Int { calls.tokens.filter(\.isUnknown).count }
}

@Suite struct EstimatedUsageTests {
  @Test func `an estimate is unknown usage, its cost stays`() {
    let night = Night([Span.chat(1, input: 500, output: 50).with { $0.reportedCost = PicoUSD(7) }.estimated])
    #expect(night.callCount == 1 && night.unknownCount == 1)
    #expect(night.calls.reportedCost(ofCall: 0) == 7)
    // Who says that it did not estimate counted.
    let counted = Span.chat(1, input: 500).with { $0.details[.isUsageEstimated] = 0 }
    #expect(Night([counted]).input == 500)
  }

  @Test func `parts of an estimate are not taken over`() {
    let outer = Span.chat(1, input: 90, output: 10).with { $0.usage.cacheReadTokens = 30 }.estimated
    let night = Night([outer, .chat(2, under: 1, input: 100, output: 20)])
    #expect(night.calls.tokens.map(\.input) == [100] && night.calls.tokens[0].cacheRead == nil)
  }

  @Test func `of nested requests the real count wins, inside or outside`() {
    for isInnerReal in [true, false] {
      let (outer, inner) = (Span.chat(1, input: 100, output: 20), Span.chat(2, under: 1, input: 100, output: 20))
      let guess = Span.chat(1, input: 900, output: 90)
      let night =
        isInnerReal
        ? Night([guess.estimated, inner]) : Night([outer, guess.with { ($0.id, $0.parent) = (2, 1) }.estimated])
      #expect(night.callCount == 1 && night.input == 100)
      #expect(night.calls.tokens[0].output == 20)
    }
    #expect(Night([Span.chat(1, input: 9).estimated, .chat(2, under: 1)]).unknownCount == 1)
  }

  @Test func `of one response, and of copies, the real count wins`() {
    for order in [true, false] {
      let guess = Span.chat(1, in: 1, input: 900, output: 90).with {
        $0.responseID = "r"
        $0.start = 9_000
      }.estimated
      let real = Span.chat(2, in: 2, input: 100).with { $0.responseID = "r" }
      #expect(Night(order ? [guess, real] : [real, guess]).input == 100)
      let copy = Span.chat(1, in: 1, input: 100)
      let full = guess.with {
        $0.responseID = ""
        $0.attributeCount = 50
      }
      let copies = Night(order ? [full, copy] : [copy, full])
      #expect(copies.input == 100 && copies.callCount == 1)
    }
  }

  @Test func `an estimate makes no wrapper of what really counted above it`() {
    let agent = Span.other(.agent, 1).with { $0.usage.inputTokens = 100 }
    let request = Night([agent, Span.chat(2, under: 1, input: 90).estimated])
    #expect(request.input == 100 && request.callCount == 1)
    #expect(request.calls.isToldAbove(1))
    // An agent that only estimates is the call that the agent around it counts.
    let inner = Span.other(.agent, 2, under: 1).with { $0.usage.inputTokens = 90 }.estimated
    #expect(Night([agent, inner]).callCount == 1 && Night([agent, inner]).input == 100)
    // Alone it is a call of which nothing is known.
    let alone = Night([inner])
    #expect(alone.callCount == 1 && alone.input == nil)
  }

  @Test func `an estimating aggregate does not stand for what is below it`() {
    let agent = Span.other(.agent, 1).with { $0.usage.inputTokens = 100 }.estimated
    let night = Night([agent, .chat(2, under: 1)])
    #expect(night.callCount == 1 && night.input == nil)
    #expect(Night([agent, .chat(2, under: 1, input: 5)]).input == 5)
    #expect(Night([agent, .chat(2, under: 1, input: 5)]).calls.gaps == [])
  }

  @Test func `an estimating step inside a request is no call`() {
    let step = Span.other(.step, 2, under: 1).with { $0.usage.inputTokens = 40 }.estimated
    #expect(Night([.chat(1, input: 30), step]).callCount == 1)
    #expect(Night([.chat(1, input: 30), step]).input == 30)
    #expect(Night([.chat(1), step]).callCount == 1)
    #expect(Night([.chat(1), step]).input == nil)
  }

  @Test func `an estimate proves nothing about how its emitter counts`() {
    let guess = Span.chat(1, in: 1, input: 10).with { $0.usage.cacheReadTokens = 500 }.estimated
    let real = Span.chat(2, in: 2, input: 1000).with { $0.usage.cacheReadTokens = 500 }
    #expect(Night([guess, real]).input == 1000)
  }
}
