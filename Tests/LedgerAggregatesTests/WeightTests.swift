import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

@Suite struct WeightTests {
  private func night() -> [NightBuilder.Span] {
    var random = SplitMix64(seed: 21)
    let thresholds: [UInt64] = [0, 0x80_0000_0000_0000, 0xE6_6600_0000_0000]
    var spans: [NightBuilder.Span] = []
    for number in UInt64(1)...3000 {
      var span = NightBuilder.Span.chat(
        number, in: number % 20 == 0 ? 0 : number / 3 + 1, input: Int64.random(in: 0...5000, using: &random),
        output: Int64.random(in: 0...500, using: &random))
      span.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<5 * 3600, using: &random) * 1_000_000_000
      span.duration = UInt64.random(in: 1...2_000_000_000, using: &random)
      span.service = ["a", "b", "c"].randomElement(using: &random) ?? ""
      span.responseModel = ["gpt-4o-2024-08-06", "gpt-4o-mini", "nobody"].randomElement(using: &random) ?? ""
      span.errorType = ["", "", "", "timeout"].randomElement(using: &random) ?? ""
      span.tailPolicy = UInt64.random(in: 0...2, using: &random)
      // A call in four says nothing.
      let threshold = thresholds[Int.random(in: 0..<3, using: &random)]
      if Int.random(in: 0..<4, using: &random) > 0 {
        span.weight = SpanWeight(SamplingWeight(threshold: threshold), .threshold)
      }
      spans.append(span)
    }
    return spans
  }

  private func facts(_ store: Store, workers: Int) -> CallFacts {
    let workers = Workers(count: workers)
    let calls = CallSettler.settle(store, SpanIndex(store, workers: workers), workers: workers)
    return CallFacts(
      store: store, calls: calls, selection: Selection(), prices: CallPricer(book: .shipped), workers: workers)
  }

  /// All that is estimated of a night, as text, by what the groups are.
  private func estimates(_ store: Store, workers: Int) throws -> [String] {
    let facts = facts(store, workers: workers)
    let breakdown = CallBreakdown(facts, window: .hour)
    let weights = CallWeights(facts, rates: ["c": SamplingWeight(oneIn: 7)])
    let adjusted = try #require(AdjustedBreakdown(breakdown, facts, weights))
    var lines = ["\(weights.census)"]
    for (side, known) in [
      (breakdown.all, adjusted.all), (breakdown.byKey, adjusted.byKey), (breakdown.byModel, adjusted.byModel),
      (breakdown.byService, adjusted.byService), (breakdown.byWindow, adjusted.byWindow),
      (breakdown.byModelAndWindow, adjusted.byModelAndWindow),
    ] {
      for (group, codes) in side.grouping.keys.enumerated() {
        let durations = known.durations.isEmpty ? "" : "\(String(describing: known.durations[group]))"
        lines.append("\(codes) \(known.figures[group]) \(durations)")
      }
    }
    return lines.sorted()
  }

  @Test func `neither workers nor the order of spans change an estimate, to the last bit`() throws {
    let night = night()
    let expected = try estimates(NightBuilder.store(night), workers: 1)
    #expect(expected.count > 30)
    var random = SplitMix64(seed: 22)
    for workers in [2, 3, 8] {
      let shuffled = NightBuilder.store(night.shuffled(using: &random), workers: workers)
      #expect(try estimates(shuffled, workers: workers) == expected)
    }
  }

  @Test func `estimates of groups add up to that of the whole`() throws {
    let facts = facts(NightBuilder.store(night()), workers: 2)
    let breakdown = CallBreakdown(facts, window: .hour)
    let adjusted = try #require(AdjustedBreakdown(breakdown, facts, CallWeights(facts)))
    let all = try #require(adjusted.all.figures.first)
    let figures: [KeyPath<AdjustedFigures, Estimate?>] = [\.calls, \.errors, \.inputTokens, \.outputTokens, \.cost]
    for side in [adjusted.byKey, adjusted.byModel, adjusted.byService, adjusted.byWindow, adjusted.byModelAndWindow] {
      for figure in figures {
        let sum = side.figures.reduce(Int128(0)) { $0 + ($1[keyPath: figure]?.totalQ32 ?? 0) }
        #expect(sum == all[keyPath: figure]?.totalQ32)
      }
    }
  }

  @Test func `the census tells who said what`() {
    let facts = facts(NightBuilder.store(night()), workers: 2)
    let census = CallWeights(facts).census
    let configured = CallWeights(facts, rates: ["c": .one, "nobody": .one]).census
    #expect(census.weighted + census.unweighted == 3000)
    #expect(census.sources.reduce(0, +) == census.weighted && census.sources[1] == census.weighted)
    #expect(census.tailPolicies == 2 && census.tailSampled > 1500)
    #expect(configured.configured.map(\.service) == ["c", "nobody"])
    #expect(configured.configured.map(\.calls) == [configured.weighted - census.weighted, 0])
    #expect(configured.weighted > census.weighted)
  }

  @Test func `a call that a log record alone tells of has no weight`() {
    let items: [NightBuilder.Item] = [
      .span(.chat(1, input: 5, output: 5)), .log(NightBuilder.Log(input: 9, output: 2)),
    ]
    let facts = facts(NightBuilder.store(items), workers: 1)
    let rates = Dictionary(uniqueKeysWithValues: facts.serviceNames.dropFirst().map { ($0, SamplingWeight(oneIn: 10)) })
    let census = CallWeights(facts, rates: rates).census
    #expect(facts.count == 2 && census.weighted == 1 && census.unweighted == 1)
  }

  @Test func `without weights nothing is estimated`() {
    let facts = facts(NightBuilder.store([.chat(1, input: 5, output: 5), .chat(2, in: 2)]), workers: 1)
    let weights = CallWeights(facts, rates: ["another": SamplingWeight(oneIn: 10)])
    #expect(weights.isEmpty && weights.census.unweighted == 2)
    #expect(AdjustedBreakdown(CallBreakdown(facts, window: .hour), facts, weights) == nil)
  }

  @Test func `an aggregate's tokens are weighed, and it is no call`() throws {
    // The agent knows the usage of the request below it, which has none.
    let agent = NightBuilder.Span.other(.agent, 1).with {
      $0.usage.inputTokens = 40
      $0.weight = SpanWeight(SamplingWeight(oneIn: 10), .attribute)
    }
    let request = NightBuilder.Span.chat(2, under: 1).with { $0.weight = agent.weight }
    let facts = facts(NightBuilder.store([agent, request]), workers: 1)
    let breakdown = CallBreakdown(facts, window: .hour)
    let figures = try #require(AdjustedBreakdown(breakdown, facts, CallWeights(facts))?.all.figures.first)
    #expect(figures.calls?.totalQ32 == 10 << 32)
    #expect(figures.inputTokens?.totalQ32 == 400 << 32)
    #expect(figures.outputTokens == nil && figures.cost == nil)
  }
}
