import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

private typealias Span = NightBuilder.Span

private func facts(_ spans: [NightBuilder.Span], _ selection: Selection = Selection(), workers: Int = 1) -> CallFacts {
  facts(items: spans.map { .span($0) }, selection, workers: workers)
}

private func facts(
  items: [NightBuilder.Item], _ selection: Selection = Selection(), workers: Int = 1
) -> CallFacts {
  let store = NightBuilder.store(items, workers: workers)
  let calls = CallSettler.settle(store, SpanIndex(store), workers: Workers(count: workers))
  return CallFacts(store: store, calls: calls, selection: selection, prices: CallPricer(book: .shipped))
}

/// Naive = counted + left out − adjustments, for everything that is summed; the differences where it is not.
private func imbalance(_ counting: UsageCounting) -> [String] {
  var leftOut = UsageSums()
  for sums in counting.leftOut.values.flatMap(\.values) { leftOut.add(sums) }
  var added = UsageSums()
  for sums in counting.adjustments.values { added.add(sums) }
  var wrong: [String] = []
  func compare(_ name: String, _ field: (UsageSums) -> Int128?) {
    let naive = field(counting.naive) ?? 0
    let explained = (field(counting.counted) ?? 0) + (field(leftOut) ?? 0) - (field(added) ?? 0)
    if naive != explained { wrong.append("\(name): \(naive) is not \(explained)") }
  }
  compare("input") { $0.input }
  compare("output") { $0.output }
  compare("cost") { $0.cost }
  if counting.naive.spans != counting.counted.spans + leftOut.spans { wrong.append("spans") }
  return wrong
}

@Suite struct UsageCountingTests {
  @Test func `each reason says what it left out`() {
    let spans = [
      Span.other(.agent, 1).with { ($0.usage.inputTokens, $0.usage.outputTokens) = (100, 10) },
      Span.chat(2, under: 1, input: 60, output: 5), Span.chat(2, under: 1, input: 60, output: 5),
      Span.chat(3, under: 1, input: 40, output: 5), Span.chat(4, under: 3, input: 40, output: 5),
    ]
    let counting = UsageCounting(facts(spans), selection: Selection())
    #expect(counting.naive.spans == 5 && counting.naive.input == 300 && counting.naive.output == 30)
    #expect(counting.counted.spans == 2 && counting.counted.input == 100 && counting.counted.output == 10)
    #expect(counting.leftOut[.wrapper]?.values.map(\.input) == [100])
    #expect(counting.leftOut[.duplicate]?.values.map(\.input) == [60])
    #expect(counting.leftOut[.nestedRequest]?.values.map(\.input) == [40])
    #expect(imbalance(counting) == [])
  }

  @Test func `what is counted beyond what was reported has a reason`() {
    let apart = Span.chat(1, input: 3, output: 20).with {
      $0.usage.cacheReadTokens = 9000
      $0.usage.reasoningTokens = 80
    }
    let counting = UsageCounting(facts([apart]), selection: Selection())
    #expect(counting.adjustments[.cacheApart]?.input == 9000)
    #expect(counting.adjustments[.reasoningApart]?.output == 80)
    #expect(imbalance(counting) == [])

    let outer = Span.chat(1, input: 7, output: 2).with { $0.reportedCost = PicoUSD(5) }
    let borrowed = UsageCounting(facts([outer, .chat(2, under: 1)]), selection: Selection())
    #expect(borrowed.adjustments[.takenOver]?.input == 7 && borrowed.adjustments[.takenOver]?.cost == 5)
    #expect(imbalance(borrowed) == [])

    // Of a stream whose output has its first count on top the other library's output is taken.
    let plain = Span.chat(1, input: 500, output: 40)
    let added = Span.chat(2, under: 1, input: 500, output: 41).with {
      ($0.scope, $0.isStreaming) = ("opentelemetry.instrumentation.anthropic", true)
    }
    let less = UsageCounting(facts([plain, added]), selection: Selection())
    #expect(less.counted.output == 40 && less.adjustments[.takenOver]?.output == -1)
    #expect(less.adjustments[.reasoningApart] == nil && imbalance(less) == [])
  }

  @Test func `partial usage below the whole is left out`() {
    let agent = Span.other(.agent, 1).with { $0.usage.inputTokens = 100 }
    let chat = Span.chat(2, under: 1, input: 30).with { $0.isPartial = true }
    let counting = UsageCounting(facts([agent, chat]), selection: Selection())
    #expect(counting.leftOut[.partial]?.values.map(\.input) == [30])
    #expect(counting.counted.input == 100 && counting.counted.spans == 1)
    #expect(imbalance(counting) == [])
  }

  @Test func `what nobody says is absent, not zero`() {
    let counting = UsageCounting(facts([.chat(1)]), selection: Selection())
    #expect(counting.naive == UsageSums())
    #expect(counting.counted.input == nil && counting.counted.cost == nil)
  }

  @Test func `counts at the edge of their type balance too`() {
    let spans = (1...3).map { Span.chat($0, in: $0, input: .max, output: .max) }
    let counting = UsageCounting(facts(spans), selection: Selection())
    #expect(counting.naive.input == 3 * Int128(Int64.max))
    #expect(imbalance(counting) == [])
  }

  @Test func `a convention that is not known leaves a range`() {
    let open = Span.chat(1, input: 100, output: 50).with {
      $0.provider = "acme"
      $0.usage.cacheReadTokens = 60
      $0.usage.reasoningTokens = 20
    }
    let usage = UsageCounting(facts([open]), selection: Selection()).emitters[0]
    #expect(usage.input == 100 && usage.openInput == 60)
    #expect(usage.output == 50 && usage.openOutput == 20)
    let known = UsageCounting(facts([open.with { $0.cacheInclusion = .inclusive }]), selection: Selection()).emitters[0]
    #expect(known.openInput == 0 && known.openOutput == 20)
  }

  /// A night of nests, aggregates, parts, copies, responses and conventions of all kinds.
  private func night(seed: UInt64) -> [NightBuilder.Span] {
    var random = SplitMix64(seed: seed)
    var spans: [NightBuilder.Span] = []
    for trace in 1...60 as ClosedRange<UInt64> {
      for id in 1...UInt64.random(in: 1...9, using: &random) {
        var span = NightBuilder.Span(
          id, in: trace, under: id == 1 ? 0 : UInt64.random(in: 1..<id, using: &random))
        span.start = 1000 * trace + id
        span.scope = ["one", "other"].randomElement(using: &random) ?? ""
        span.operationClass =
          [.inference, .inference, .agent, .tool, .other, .step, .embedding].randomElement(using: &random) ?? .other
        span.provider = ["openai", "anthropic", "gcp.gemini", "acme", ""].randomElement(using: &random) ?? ""
        span.requestModel = "gpt-4o"
        func count(_ limit: Int64) -> Int64? {
          Bool.random(using: &random) ? Int64.random(in: 0...limit, using: &random) : nil
        }
        span.usage.inputTokens = count(1000)
        span.usage.outputTokens = count(1000)
        span.usage.cacheReadTokens = count(1200)
        span.usage.cacheWriteTokens = count(100)
        span.usage.reasoningTokens = count(300)
        if let input = span.usage.inputTokens, let output = span.usage.outputTokens, Bool.random(using: &random) {
          span.usage.totalTokens = input + output
        }
        span.reportedCost = count(50).map { PicoUSD(Int128($0)) }
        span.isPartial = Int.random(in: 0..<8, using: &random) == 0
        span.isAggregate = !span.isPartial && Int.random(in: 0..<8, using: &random) == 0
        span.isRepetition = Int.random(in: 0..<12, using: &random) == 0
        span.isStreaming = Bool.random(using: &random)
        if Int.random(in: 0..<5, using: &random) == 0 { span.details[.isUsageEstimated] = 1 }
        if Int.random(in: 0..<6, using: &random) == 0 { span.errorType = "timeout" }
        if Int.random(in: 0..<5, using: &random) == 0 {
          span.responseID = "r\(UInt64.random(in: 0..<20, using: &random))"
        }
        spans.append(span)
        if Int.random(in: 0..<5, using: &random) == 0 { spans.append(span) }
      }
    }
    return spans
  }

  /// The same night with log records: of calls that spans tell of, of others, copies, and attempts.
  private func items(seed: UInt64) -> [NightBuilder.Item] {
    var random = SplitMix64(seed: seed &+ 99)
    let spans = night(seed: seed)
    var items = spans.map { NightBuilder.Item.span($0) }
    for span in spans where Int.random(in: 0..<4, using: &random) == 0 {
      var log = NightBuilder.Log(input: span.usage.inputTokens, output: span.usage.outputTokens)
      log.time = span.start + 1
      log.scope = ["one", "lines"].randomElement(using: &random) ?? ""
      log.provider = span.provider
      switch Int.random(in: 0..<4, using: &random) {
      case 0: (log.trace, log.span) = (span.trace, span.id)
      case 1: log.responseID = span.responseID
      case 2: (log.trace, log.usage.inputTokens) = (span.trace, Int64.random(in: 0...9, using: &random))
      default: (log.isNative, log.turn, log.role) = (true, "turn", .failure)
      }
      log.usage.cacheReadTokens = Bool.random(using: &random) ? 7 : nil
      log.reportedCost = Bool.random(using: &random) ? PicoUSD(11) : nil
      log.errorType = Int.random(in: 0..<5, using: &random) == 0 ? "timeout" : ""
      items.append(.log(log))
      if Int.random(in: 0..<6, using: &random) == 0 { items.append(.log(log)) }
    }
    return items
  }

  @Test func `calls that log records alone tell of are an adjustment, and no part of a sum over spans`() {
    let logs = [
      NightBuilder.Log(input: 9, output: 2).with { $0.reportedCost = PicoUSD(5) },
      NightBuilder.Log(input: 9, output: 2).with { $0.reportedCost = PicoUSD(5) },
      NightBuilder.Log().with { ($0.service, $0.errorType) = ("other", "timeout") },
    ]
    let facts = facts(items: [.span(.chat(1, input: 40, output: 5))] + logs.map { .log($0) })
    let counting = UsageCounting(facts, selection: Selection())
    #expect(counting.naive.spans == 1 && counting.naive.input == 40 && counting.naive.cost == nil)
    #expect(counting.counted.spans == 1 && counting.counted.input == 49 && counting.counted.cost == 5)
    #expect(counting.adjustments[.loggedOnly]?.spans == 1 && counting.adjustments[.loggedOnly]?.output == 2)
    #expect(counting.leftOut.isEmpty && imbalance(counting) == [])
    // The one that failed has no usage; both have an emitter.
    #expect(facts.unknownUsage(counting.unknown).map(\.state) == [.failed])
    #expect(counting.emitters.reduce(0) { $0 + $1.calls } == 3)
    let matrix = DriftMatrix(facts, selection: Selection())
    let entries = matrix.emitters.joined()
    #expect(entries.reduce(0) { $0 + $1.spans } == 1 && entries.reduce(0) { $0 + $1.logRecords } == 2)
  }

  @Test func `what a log record lends to a span is taken over`() {
    let log = NightBuilder.Log(input: 9, output: 2).with { ($0.trace, $0.span) = (1, 1) }
    let counting = UsageCounting(facts(items: [.span(.chat(1)), .log(log)]), selection: Selection())
    #expect(counting.naive == UsageSums() && counting.counted.input == 9 && counting.counted.spans == 0)
    #expect(counting.adjustments[.takenOver]?.input == 9 && counting.adjustments[.loggedOnly] == nil)
    #expect(imbalance(counting) == [])
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>) func `the sums explain the difference with log records, too`(
    seed: UInt64
  ) {
    let items = items(seed: seed)
    let facts = facts(items: items)
    let counting = UsageCounting(facts, selection: Selection())
    #expect(imbalance(counting) == [], "seed \(seed)")
    #expect(counting.adjustments[.loggedOnly] != nil)
    let total = facts.tallies(facts.together()).first ?? CallTally()
    #expect(counting.counted.input == total.input.map { Int128($0) })
    #expect(counting.counted.output == total.output.map { Int128($0) })
    #expect(counting.counted.cost == total.reportedCost?.value)
    #expect(counting.unknown.count == total.callsWithoutUsage)
    #expect(counting.emitters.reduce(0) { $0 + $1.calls } == total.calls)
    func figures(_ facts: CallFacts) -> [String] {
      let counting = UsageCounting(facts, selection: Selection())
      return ["\(counting.naive)", "\(counting.counted)", "\(counting.gaps)"]
        + counting.adjustments.map { "\($0) \($1)" }.sorted() + counting.emitters.map { "\($0)" }
        + DriftMatrix(facts, selection: Selection()).emitters.joined().map {
          "\($0.spans) \($0.logRecords) \($0.firstSeen ?? 0) \($0.lastSeen ?? 0) \($0.counted[.inputTokens] ?? 0)"
        }
    }
    var random = SplitMix64(seed: seed)
    for workers in [1, 3] {
      #expect(figures(self.shuffled(items, workers, &random)) == figures(facts), "seed \(seed)")
    }
  }

  private func shuffled(
    _ items: [NightBuilder.Item], _ workers: Int, _ random: inout SplitMix64
  ) -> CallFacts { facts(items: items.shuffled(using: &random), workers: workers) }

  @Test(arguments: 1...30 as ClosedRange<UInt64>) func `the sums explain the difference exactly`(seed: UInt64) {
    for workers in [1, 3] {
      let facts = facts(night(seed: seed), workers: workers)
      let counting = UsageCounting(facts, selection: Selection(), workers: Workers(count: workers))
      #expect(imbalance(counting) == [], "seed \(seed)")
      let total = facts.tallies(facts.together()).first ?? CallTally()
      #expect(counting.counted.input == total.input.map { Int128($0) })
      #expect(counting.counted.output == total.output.map { Int128($0) })
      #expect(counting.counted.cost == total.reportedCost?.value)
      #expect(counting.unknown.count == total.callsWithoutUsage)
      #expect(facts.unknownUsage(counting.unknown).reduce(0) { $0 + $1.calls } == total.callsWithoutUsage)
      #expect(counting.emitters.reduce(0) { $0 + $1.calls } == total.calls)
    }
    var selection = Selection()
    selection.providers = ["openai"]
    selection.from = UnixNanos(10_000)
    #expect(imbalance(UsageCounting(facts(night(seed: seed), selection), selection: selection)) == [])
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func `no order of spans and no number of workers changes a figure`(
    seed: UInt64
  ) {
    func figures(_ spans: [NightBuilder.Span], _ workers: Int) -> [String] {
      let facts = facts(spans, workers: workers)
      let counting = UsageCounting(facts, selection: Selection(), workers: Workers(count: workers))
      let states = facts.unknownUsage(counting.unknown)
      return ["\(counting.naive)", "\(counting.counted)", "\(counting.gaps)", "\(counting.aggregateOnly)"]
        + counting.leftOut.map { "\($0) \($1.sorted { $0.key < $1.key })" }.sorted()
        + counting.adjustments.map { "\($0) \($1)" }.sorted() + counting.emitters.map { "\($0)" }
        + states.map { "\($0)" } + facts.calls.emitters.emitters.map { "\($0.scopeName ?? "") \($0.convention)" }
    }
    var random = SplitMix64(seed: seed &+ 7)
    let spans = night(seed: seed)
    let expected = figures(spans, 1)
    for workers in [1, 2, 4] {
      #expect(figures(spans.shuffled(using: &random), workers) == expected, "seed \(seed)")
    }
  }
}

@Suite struct UsageStateTests {
  private func states(_ spans: [NightBuilder.Span]) -> [UsageState: UnknownUsage] {
    let facts = facts(spans)
    let counting = UsageCounting(facts, selection: Selection())
    return Dictionary(uniqueKeysWithValues: facts.unknownUsage(counting.unknown).map { ($0.state, $0) })
  }

  /// Calls 1 to 40, with as many input tokens and ten times as many output tokens.
  private let known = (1...40).map { number in
    Span.chat(UInt64(number), in: UInt64(number), input: Int64(number), output: Int64(number) * 10).with {
      $0.start = 1_795_392_000_000_000_000  // there are prices for that day
    }
  }

  @Test func `each way of not knowing has its state`() {
    let calls = [
      Span.chat(101, input: 0, output: 0), Span.chat(102).with { $0.usage.totalTokens = 70 },
      Span.chat(103).with { $0.errorType = "timeout" }, Span.chat(104).with { $0.isStreaming = true }, Span.chat(105),
      Span.other(.agent, 106).with { $0.usage.inputTokens = 9 }, Span.chat(107, under: 106),
    ].map { span in span.with { $0.start = span.id } }
    let found = states(calls)
    #expect(
      found.mapValues(\.calls) == [.zero: 1, .totalOnly: 1, .failed: 1, .stream: 1, .absent: 1, .countedAbove: 1])
    #expect(found[.totalOnly]?.total == 70 && found[.totalOnly]?.input?.high == 70)
    #expect(found[.stream]?.boundedCalls == 0 && found[.stream]?.input == nil)
    #expect(found[.countedAbove]?.input?.high == 0)
  }

  @Test func `bounds are the 5th and 95th percentile of like calls, times the calls`() {
    let streams = (101...103).map { Span.chat($0, in: $0).with { $0.isStreaming = true } }
    let failed = Span.chat(110, in: 110).with { $0.errorType = "timeout" }
    let found = states(known + streams + [failed])
    #expect(found[.stream]?.boundedCalls == 3)
    // Of 40 values the 2nd and the 38th.
    #expect(found[.stream]?.input == UnknownUsage.Bounds(low: 3 * 2, high: 3 * 38))
    #expect(found[.stream]?.output == UnknownUsage.Bounds(low: 3 * 20, high: 3 * 380))
    #expect(found[.failed]?.input == UnknownUsage.Bounds(low: 0, high: 38))
    // gpt-4o: 2.50 USD per million input tokens, 10 output; in pico-dollars.
    let each = (low: Int128(2 * 2_500_000 + 20 * 10_000_000), high: Int128(38 * 2_500_000 + 380 * 10_000_000))
    #expect(found[.stream]?.cost == UnknownUsage.Bounds(low: 3 * each.low, high: 3 * each.high))
  }

  @Test func `like calls of other services serve where there are too few, and none where nothing is alike`() {
    let elsewhere = Span.chat(101, in: 101).with {
      $0.service = "another"
      $0.isStreaming = true
    }
    #expect(states(known + [elsewhere])[.stream]?.boundedCalls == 1)
    #expect(states(known + [elsewhere.with { $0.requestModel = "gpt-5" }])[.stream]?.boundedCalls == 0)
    #expect(states(Array(known.prefix(19)) + [Span.chat(101, in: 101)])[.absent]?.boundedCalls == 0)
  }

  @Test func `a call among many that tell their usage was stripped of it`() {
    #expect(states(known + [Span.chat(101, in: 101)])[.stripped]?.calls == 1)
    let many = (101...110).map { Span.chat($0, in: $0) }
    #expect(states(known + many)[.absent]?.calls == 10)
  }
}
