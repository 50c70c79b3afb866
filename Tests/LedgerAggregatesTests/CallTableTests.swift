import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

/// What one walk finds is held against what is worked out step by step.
@Suite struct CallTableTests {
  private static let keys: [GroupingKey] = [
    .service, .provider, .operation, .requestModel, .responseModel, .model, .environment, .agent, .errorType, .stream,
    .scope, .status, .hour, .day,
  ]

  private func night(_ count: Int, seed: UInt64) -> [NightBuilder.Span] {
    var random = SplitMix64(seed: seed)
    func some(_ texts: String...) -> String { texts.randomElement(using: &random) ?? "" }
    func maybe(_ most: Int64) -> Int64? {
      Int.random(in: 0..<4, using: &random) == 0 ? nil : Int64.random(in: 0...most, using: &random)
    }
    return (1...count).map { number in
      NightBuilder.Span.chat(
        UInt64(number), in: UInt64(number / 3 + 1), input: maybe(300_000), output: maybe(900)
      ).with {
        $0.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<40 * 3600, using: &random) * 1_000_000_000
        $0.duration = UInt64.random(in: 0...9, using: &random) * UInt64.random(in: 1...9_000_000_000, using: &random)
        if Int.random(in: 0..<50, using: &random) == 0 { ($0.start, $0.duration) = (0, nil) }
        $0.service = some("a", "b", "c", "")
        $0.scope = some("one", "two")
        $0.requestModel = some("gpt-4o", "gpt-4o-mini", "gemini-2.5-pro", "nobody", "")
        $0.responseModel = some("gpt-4o-2024-08-06", "", "")
        $0.errorType = some("", "", "timeout")
        $0.status = UInt8.random(in: 0...2, using: &random)
        $0.isStreaming = [true, false, nil].randomElement(using: &random) ?? nil
        $0.timeToFirstToken = maybe(9_000_000_000).map { UInt64($0) }
        $0.usage.cacheReadTokens = maybe(400)
        $0.usage.cacheWriteTokens = maybe(20)
        $0.usage.reasoningTokens = maybe(300)
        $0.reportedCost = [nil, PicoUSD(77), PicoUSD(0)].randomElement(using: &random) ?? nil
      }
    }
  }

  /// Groups by their texts: sums, and the distributions of all measures.
  private struct Answer: Equatable {
    var tallies: [[String?]: CallTally] = [:]
    var distributions: [[String?]: [Distribution?]] = [:]
    var all: [Distribution?] = []
    var firsts: [[String?]] = []
  }

  private let percentiles = ["0", "50", "90", "99.9"].compactMap { Percentile($0) }

  private func answer(
    _ calls: any GroupedCalls, _ groups: Grouping, _ texts: [[String?]], _ tallies: [CallTally]
  ) -> Answer {
    var answer = Answer()
    let all = groups.joined { _ in [] }
    let known = calls.distributions(
      [groups, all], of: CallMeasure.allCases, percentiles: percentiles, by: .linear, hasIntervals: true)
    for group in 0..<groups.count {
      let name = zip(texts, groups.keys[group]).map { $0[Int($1)] }
      answer.firsts.append(name)
      answer.tallies[name] = tallies[group]
      answer.distributions[name] = known[0].map { $0[group] }
    }
    answer.all = all.count == 0 ? [] : known[1].map { $0[0] }
    return answer
  }

  private func check(
    _ spans: [NightBuilder.Span], by keys: [GroupingKey], _ selection: Selection = Selection(),
    _ conditions: [CallCondition] = []
  ) throws {
    for count in [1, 2, 5] {
      let workers = Workers(count: count)
      let store = NightBuilder.store(spans, workers: count)
      let index = SpanIndex(store, workers: workers)
      let calls = CallSettler.settle(store, index, workers: workers)
      let pricer = CallPricer(book: .shipped)
      let facts = CallFacts(
        store: store, calls: calls, selection: selection, prices: pricer, workers: workers, conditions: conditions,
        index: index)
      let columns = keys.map { facts.column(of: $0) }
      let groups = facts.grouped(by: columns.map(\.codes))
      let table = try #require(
        CallTable(
          store: store, calls: calls, selection: selection, prices: pricer, workers: workers, keys: keys,
          measures: Set(CallMeasure.allCases), conditions: conditions, index: index))
      #expect(
        answer(table, table.groups, table.texts, table.tallies)
          == answer(facts, groups, columns.map(\.texts), facts.tallies(groups)))
    }
  }

  @Test(arguments: keys) func `one walk finds for each key what columns do`(_ key: GroupingKey) throws {
    try check(night(700, seed: 5), by: [key])
  }

  @Test func `one walk finds for several keys what columns do`() throws {
    let spans = night(3000, seed: 6)
    try check(spans, by: [.service, .model, .hour])
    try check(spans, by: [.day, .status])
    try check(spans, by: [])
  }

  @Test func `one walk takes the calls that are selected`() throws {
    let spans = night(2000, seed: 7)
    var selection = Selection()
    selection.services = ["a", "b"]
    try check(spans, by: [.model, .hour], selection)
    try check(spans, by: [.service], selection, [CallCondition(.model, is: "gpt-4o", isNegated: true)])
    selection.services = ["nobody"]
    try check(spans, by: [.service], selection)
  }

  @Test func `sums of one walk are as wide as amounts may be`() throws {
    var spans = night(300, seed: 8)
    for place in spans.indices {
      spans[place].reportedCost = PicoUSD(Int128(Int64.max) - 1)
      // The largest counts that are kept in 32 bits.
      spans[place].usage.inputTokens = (1 << 30) - 1
      spans[place].usage.outputTokens = (1 << 30) - 1
    }
    try check(spans, by: [.service])
  }

  @Test func `what takes more than one walk is left to others`() {
    func table(_ spans: [NightBuilder.Span], by keys: [GroupingKey]) -> CallTable? {
      let store = NightBuilder.store(spans, workers: 1, keeping: [.user])
      let index = SpanIndex(store)
      return CallTable(
        store: store, calls: CallSettler.settle(store, index), selection: Selection(),
        prices: CallPricer(book: .shipped), keys: keys, measures: [.duration], index: index)
    }
    let spans = night(30, seed: 9)
    #expect(table(spans, by: [.hour]) != nil)
    #expect(table(spans, by: [.user]) == nil)
    #expect(table(spans, by: [.tool]) == nil)
    #expect(table(spans, by: [.hour, .day]) == nil)
    var far = spans
    far[17].start = 1
    #expect(table(far, by: [.hour]) == nil)
    #expect(table(far, by: [.service]) != nil)
    var large = spans
    large[17].usage.inputTokens = 1 << 30
    #expect(table(large, by: [.service]) == nil)
  }
}
