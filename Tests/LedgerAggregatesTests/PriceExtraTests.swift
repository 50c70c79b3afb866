import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

/// What calls say beside their tokens reaches their price, on both ways from calls to costs.
@Suite struct PriceExtraTests {
  private static let text = """
    spanledger-prices 2
    name extras
    revision 1
    as-of 2026-11-01
    layer shipped
    unit USD-per-million-tokens
    source page vendor-page checked=2026-10-30 https://example.com/prices
    seller openai vendor
      provider openai
      model plain
        price from=* input=2 cache-read=0.5 cache-write=2.5 output=8 source=page
        when service-tier=batch,flex x=0.5
        when service-tier=priority input=4
        when above=1000 basis=prompt input=3
      model rich
        price from=* input=2 cache-read=0.5 cache-write=2.5 cache-write-1h=4 output=8 reasoning=12 audio-input=40 audio-output=80 image-input=5 per-request=0.001 source=page
        when hours=00:00-12:00 x=0.75
    seller cloud reseller
      provider aws
      route us prefix=us.
      route eu prefix=eu.
      model far
        price from=* route=us input=2 cache-read=0.5 cache-write=2.5 output=8 source=page
        price from=* route=eu input=3 cache-read=0.5 cache-write=2.5 output=8 source=page
    """

  private func pricer() throws -> CallPricer {
    CallPricer(book: try PriceBook(parsing: Array(Self.text.utf8), from: "extras"))
  }

  private func facts(_ spans: [NightBuilder.Span], workers: Int = 1, _ pricer: CallPricer) -> CallFacts {
    let workers = Workers(count: workers)
    let store = NightBuilder.store(spans, workers: workers.count)
    let calls = CallSettler.settle(store, SpanIndex(store, workers: workers), workers: workers)
    return CallFacts(store: store, calls: calls, selection: Selection(), prices: pricer, workers: workers)
  }

  private func cost(_ change: (inout NightBuilder.Span) -> Void) throws -> CallCost {
    let span = NightBuilder.Span.chat(1, input: 100, output: 10).with {
      $0.start = 1_795_392_000_000_000_000
      $0.requestModel = "plain"
    }.with(change)
    let facts = try facts([span], pricer())
    try #require(facts.count == 1)
    return facts.cost[0]
  }

  private func micro(_ amount: Int128) -> CallCost { .priced(PicoUSD(amount * 1_000_000)) }

  @Test func `a service tier reaches the price`() throws {
    #expect(try cost { _ in } == micro(280))
    #expect(try cost { $0.serviceTier = "default" } == micro(280))
    #expect(try cost { $0.serviceTier = "Batch" } == micro(140))
    #expect(try cost { $0.serviceTier = "priority" } == micro(480))
    // A tier of which the row says nothing is priced as standard.
    #expect(try cost { $0.serviceTier = "scale" } == micro(280))
    // The threshold stands below the tier: its input is the last word.
    #expect(try cost { ($0.serviceTier, $0.usage.inputTokens) = ("batch", 1001) } == micro(3003 + 40))
  }

  @Test func `kinds of tokens reach the price`() throws {
    func rich(_ details: [CallDetail: Int64], reasoning: Int64? = nil, cacheWrite: Int64? = nil) throws -> CallCost {
      try cost {
        $0.requestModel = "rich"
        $0.start = 1_795_392_000_000_000_000 + 13 * 3_600_000_000_000
        $0.details = details
        $0.usage.reasoningTokens = reasoning
        $0.usage.cacheWriteTokens = cacheWrite
        ($0.cacheInclusion, $0.reasoningInclusion) = (.inclusive, .inclusive)
      }
    }
    let plain: Int128 = 1000 + 200 + 80
    #expect(try rich([:]) == micro(plain))
    #expect(try rich([.audioInputTokens: 30, .imageInputTokens: 20]) == micro(plain + 30 * 38 + 20 * 3))
    #expect(try rich([.audioOutputTokens: 4]) == micro(plain + 4 * 72))
    #expect(try rich([:], reasoning: 5) == micro(plain + 5 * 4))
    // 60 read afresh, 10 written for five minutes, 30 for an hour.
    let hour = try rich([.cacheWriteOneHourTokens: 30], cacheWrite: 40)
    #expect(hour == .priced(PicoUSD((1000 + 60 * 2 + 30 * 4 + 80) * 1_000_000 + 10 * 2_500_000)))
    #expect(try rich([.audioOutputTokens: 11]) == .unpriced("contradictory-usage"))
    // The ordinary book has no price for audio.
    #expect(try cost { $0.details = [.audioOutputTokens: 4] } == .unpriced("unpriced-class-audio-output"))
  }

  @Test func `an answer from a gateway's cache is not billed`() throws {
    #expect(try cost { $0.details = [.isResponseCacheHit: 1] } == micro(0))
    #expect(try cost { $0.details = [.isResponseCacheHit: 0] } == micro(280))
    #expect(try cost { ($0.details, $0.serviceTier) = ([.isResponseCacheHit: 1], "batch") } == micro(0))
  }

  /// Scenario: two libraries on one request, of which the inner one counts; only the outer one says how long what was
  /// cached is kept, or that a gateway answered.
  /// Guarantees: the price is that of what is known of the call; a part that is larger than the whole is not taken over.
  @Test(
    arguments: [
      ([.cacheWriteOneHourTokens: 30], 1_000_000_000 + (60 * 2 + 30 * 4 + 80) * 1_000_000 + 10 * 2_500_000),
      ([.cacheWriteOneHourTokens: 41], 1_000_000_000 + (60 * 2 + 80) * 1_000_000 + 40 * 2_500_000),
      ([.isResponseCacheHit: 1], 0), ([.temperature: 1], 1_000_000_000 + (60 * 2 + 80) * 1_000_000 + 40 * 2_500_000),
    ] as [([CallDetail: Int64], Int128)])
  func `details of another span of the call reach the price`(details: [CallDetail: Int64], expected: Int128) throws {
    func span(_ id: UInt64, under parent: UInt64 = 0) -> NightBuilder.Span {
      NightBuilder.Span.chat(id, under: parent, input: 100, output: 10).with {
        $0.requestModel = "rich"
        $0.scope = id == 1 ? "outer" : "inner"
        $0.start = 1_795_392_000_000_000_000 + 13 * 3_600_000_000_000
        $0.usage.cacheWriteTokens = 40
        ($0.cacheInclusion, $0.reasoningInclusion) = (.inclusive, .inclusive)
      }
    }
    for workers in [1, 2] {
      let facts = try facts([span(1).with { $0.details = details }, span(2, under: 1)], workers: workers, pricer())
      try #require(facts.count == 1)
      #expect(facts.cost[0] == .priced(PicoUSD(expected)))
    }
  }

  @Test func `the route is taken from what was asked for where the answer does not say it`() throws {
    func far(_ asked: String, _ answered: String) throws -> CallCost {
      try cost { ($0.provider, $0.requestModel, $0.responseModel) = ("aws", asked, answered) }
    }
    #expect(try far("us.far", "far") == micro(280))
    #expect(try far("eu.far", "far") == micro(380))
    #expect(try far("us.far", "eu.far") == micro(380))
    #expect(try far("far", "") == .unpriced("open-route"))
  }

  private func night(_ count: Int, seed: UInt64) -> [NightBuilder.Span] {
    var random = SplitMix64(seed: seed)
    func some<Element>(_ list: [Element]) -> Element { list[Int.random(in: list.indices, using: &random)] }
    return (1...count).map { number in
      NightBuilder.Span.chat(
        UInt64(number), in: UInt64(number),
        input: Int.random(in: 0..<9, using: &random) == 0 ? nil : Int64.random(in: 0...2500, using: &random),
        output: Int64.random(in: 0...90, using: &random)
      ).with {
        $0.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<24 * 3600, using: &random) * 1_000_000_000
        $0.provider = some(["openai", "openai", "openai", "aws"])
        $0.requestModel =
          $0.provider == "aws" ? some(["us.far", "eu.far", "far"]) : some(["plain", "plain", "rich", "nobody"])
        $0.responseModel = some(["", "", "plain", "other"])
        $0.serviceTier = some(["", "", "default", "batch", "flex", "priority", "scale"])
        $0.usage.cacheReadTokens = some([nil, 0, 400])
        $0.usage.cacheWriteTokens = some([nil, 0, 40])
        $0.usage.reasoningTokens = some([nil, 0, 30])
        for detail in [
          CallDetail.cacheWriteOneHourTokens, .audioInputTokens, .audioOutputTokens, .imageInputTokens,
          .isResponseCacheHit, .temperature,
        ] where Int.random(in: 0..<8, using: &random) == 0 { $0.details[detail] = some([0, 1, 20, 60]) }
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `one walk finds what columns do, and both what the books say of each call`(seed: UInt64) throws {
    let pricer = try pricer()
    let spans = night(1500, seed: seed)
    let keys: [GroupingKey] = [.provider, .requestModel, .responseModel]
    var known: [[String?]: CallTally] = [:]
    for count in [1, 3] {
      let workers = Workers(count: count)
      let facts = facts(spans, workers: count, pricer)
      let columns = keys.map { facts.column(of: $0) }
      let groups = facts.grouped(by: columns.map(\.codes))
      let tallies = facts.tallies(groups)
      let table = try #require(
        CallTable(
          store: facts.store, calls: facts.calls, selection: Selection(), prices: pricer, workers: workers, keys: keys,
          measures: [.cost]))
      func named(_ groups: Grouping, _ texts: [[String?]], _ tallies: [CallTally]) -> [[String?]: CallTally] {
        Dictionary(
          uniqueKeysWithValues: (0..<groups.count).map { group in
            (zip(texts, groups.keys[group]).map { $0[Int($1)] }, tallies[group])
          })
      }
      let byColumns = named(groups, columns.map(\.texts), tallies)
      #expect(named(table.groups, table.texts, table.tallies) == byColumns)
      #expect(known.isEmpty || known == byColumns)
      known = byColumns

      // The other way: line by line, with every call looked up by itself.
      let itemiser = facts.itemiser(by: pricer)
      let again = facts.costs(by: pricer)
      var states: Set<String> = []
      for index in 0..<facts.count {
        #expect(facts.cost[index] == again[index])
        guard let cost = itemiser.cost(index) else {
          #expect(itemiser.isResponseCacheHit(index))
          #expect(facts.cost[index] == .priced(.zero))
          states.insert("cached")
          continue
        }
        let isUnknown = facts.calls.tokens(ofCall: facts.row(index)).isUnknown
        #expect(facts.cost[index] == (isUnknown ? .unknownUsage : CallCost(cost)))
        states.insert(cost.state.code)
        if let amount = cost.amount {
          #expect(cost.lines.reduce(PicoUSD.zero) { $0 + ($1.amount ?? .zero) } == amount)
        }
      }
      #expect(
        states.isSuperset(of: [
          "cached", "priced", "open-route", "contradictory-usage", "unpriced-unit", "unknown-usage", "unknown-model",
        ]))
    }
  }

  /// Scenario: three days of calls to more models than rates are kept for; each model's price changes at a midnight, some
  /// have thresholds, some no price for what caches hold; names come with and without a model that answered.
  /// Guarantees: sums that are priced once for each group come to what the calls cost one by one, for any keys and workers,
  /// and so do the costs of single calls.
  @Test func `prices of sums are the sums of prices`() throws {
    let models = (0..<CallPrices.mostRates + 9).map { "model-\($0)" }
    var text = """
      spanledger-prices 2
      name many
      revision 1
      as-of 2026-11-01
      layer shipped
      unit USD-per-million-tokens
      source page vendor-page checked=2026-10-30 https://example.com/prices
      seller openai vendor
        provider openai

      """
    for (number, model) in models.enumerated() {
      let caches = number % 3 == 0 ? " cache-read=none cache-write=none" : " cache-read=0.25 cache-write=3"
      text += "  model \(model)\n"
      text += "    price from=* until=2026-11-24 input=\(number + 1)\(caches) output=7 source=page\n"
      if number % 4 == 0 { text += "    when above=2000 basis=prompt input=\(number + 2)\n" }
      if number % 5 != 0 { text += "    price from=2026-11-24 input=\(number + 3)\(caches) output=9 source=page\n" }
    }
    let pricer = CallPricer(book: try PriceBook(parsing: Array(text.utf8), from: "many"))
    var random = SplitMix64(seed: 23)
    func some<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }
    func tokens(_ most: Int64) -> Int64? {
      Int.random(in: 0..<12, using: &random) == 0 ? nil : Int64.random(in: 0...most, using: &random)
    }
    let spans = (1...4000).map { number -> NightBuilder.Span in
      let id = UInt64(number)
      var span = NightBuilder.Span.chat(id, in: id / 3 + 1, input: tokens(2500), output: tokens(90))
      span.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<60 * 3600, using: &random) * 1_000_000_000
      span.provider = "openai"
      span.requestModel = some(models)
      span.responseModel = some([models[3], "nobody", "", ""])
      span.usage.cacheReadTokens = some([nil, 0, 100])
      span.usage.cacheWriteTokens = some([nil, nil, 40])
      return span
    }
    let wanted = [Percentile("50"), Percentile("99")].compactMap { $0 }
    let groupings: [[GroupingKey]] = [[], [.hour], [.requestModel, .day]]
    for keys in groupings {
      for count in [1, 3] {
        let workers = Workers(count: count)
        let facts = facts(spans, workers: count, pricer)
        let groups = facts.grouped(by: keys.map { facts.column(of: $0).codes })
        let table = try #require(
          CallTable(
            store: facts.store, calls: facts.calls, selection: Selection(), prices: pricer, workers: workers,
            keys: keys, measures: [.cost]))
        #expect(table.groups.keys == groups.keys)
        let tallies = facts.tallies(groups)
        #expect(table.tallies == tallies)
        #expect(tallies.contains { $0.callsUnpriced > 0 } && tallies.contains { $0.callsPriced > 0 })
        let known = facts.distributions([groups], of: [.cost], percentiles: wanted)
        let found = table.distributions(
          [table.groups], of: [.cost], percentiles: wanted, by: .nearestRank, hasIntervals: false)
        #expect(found == known)
      }
    }
  }

  @Test func `a walk that is added up in between comes to the same`() throws {
    let facts = try facts(night(900, seed: 4), pricer())
    let rows = facts.rows
    let reader = CallKeys(store: facts.store, calls: facts.calls, rows: rows, index: nil, workers: .one)
    let keys = try #require(DenseKeys([.requestModel], reader, around: 0))
    func tallies(_ borders: [Int]) throws -> [CallTally] {
      let walk = CallWalk(
        store: facts.store, calls: facts.calls, rows: rows, keys: keys,
        prices: CallPrices.Known(try pricer(), facts.store, facts.calls),
        measures: [.inputTokens], workers: 1)
      var walker = CallWalker(walk)
      for (start, end) in zip([0] + borders, borders + [rows.count]) {
        let isPossible = walker.look(at: start..<end)
        #expect(isPossible)
        walker.addUp()
      }
      return walker.tallies
    }
    let whole = try tallies([])
    #expect(whole.reduce(0) { $0 + $1.calls } == facts.count)
    #expect(try tallies([0, 1, 400, 401, 650]) == whole)
  }
}
