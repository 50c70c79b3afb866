import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

@Suite struct GroupOrderTests {
  private func night() -> [NightBuilder.Span] {
    var random = SplitMix64(seed: 23)
    return (1...3000).map { number in
      NightBuilder.Span.chat(
        UInt64(number), in: UInt64(number), input: Int64.random(in: 0...5000, using: &random),
        output: Bool.random(using: &random) ? Int64.random(in: 0...500, using: &random) : nil
      ).with {
        $0.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<40 * 3600, using: &random) * 1_000_000_000
        $0.duration = UInt64.random(in: 0...9, using: &random) * 1_000_000
        $0.service = ["a", "b", "c", "d", ""].randomElement(using: &random) ?? ""
        $0.name = ["chat", "embed", "retry"].randomElement(using: &random) ?? ""
        $0.requestModel = ["gpt-4o", "gpt-4o-mini", "nobody", ""].randomElement(using: &random) ?? ""
        $0.status = UInt8.random(in: 0...2, using: &random)
        $0.reportedCost = [nil, PicoUSD(77), PicoUSD(0)].randomElement(using: &random) ?? nil
      }
    }
  }

  private func facts(_ store: Store, workers: Int) -> CallFacts {
    let workers = Workers(count: workers)
    let calls = CallSettler.settle(store, SpanIndex(store, workers: workers), workers: workers)
    return CallFacts(
      store: store, calls: calls, selection: Selection(), prices: CallPricer(book: .shipped), workers: workers)
  }

  @Test func `figures decide before keys, absent ones last, and the others are one row`() {
    let facts = facts(NightBuilder.store(night()), workers: 1)
    let groups = facts.grouped(by: [facts.column(of: .service).codes, facts.column(of: .model).codes])
    // Few different figures, so that keys have something to decide; some absent.
    let figures = (0..<groups.count).map { group -> Int128? in group % 4 == 0 ? nil : Int128(group % 3) }
    for isAscending in [false, true] {
      let order = GroupOrder(groups, by: figures, isAscending: isAscending, top: 5)
      #expect(Set(order.groups) == Set(0..<groups.count))
      for (left, right) in zip(order.groups, order.groups.dropFirst()) {
        switch (figures[left], figures[right]) {
        case (nil, let other): #expect(other == nil)
        case (_, nil): break
        case (let a?, let b?) where a != b: #expect(isAscending ? a < b : a > b)
        default: #expect(groups.keys[left].lexicographicallyPrecedes(groups.keys[right]))
        }
      }
      let rows = order.rows(of: groups)
      #expect(rows.count == 6 && order.rowCount == 6 && order.restCount == groups.count - 5)
      let (tallies, finest) = (facts.tallies(rows), facts.tallies(groups))
      for row in 0..<5 {
        #expect(tallies[order.group(ofRow: row)] == finest[order.groups[row]])
        #expect(rows.keys[row] == groups.keys[order.groups[row]])
      }
      let others = order.groups.dropFirst(5).reduce(0) { $0 + finest[$1].calls }
      #expect(tallies[order.group(ofRow: 5)].calls == others)
    }
    let all = GroupOrder(groups, top: 1000)
    #expect(all.restCount == 0 && all.rows(of: groups).count == groups.count)
    #expect(
      all.groups == (0..<groups.count).sorted { groups.keys[$0].lexicographicallyPrecedes(groups.keys[$1]) })
  }

  @Test(arguments: [1, 3]) func `tokens and money of a group are those of its calls`(workers: Int) {
    let facts = facts(NightBuilder.store(night()), workers: workers)
    let groups = facts.grouped(by: [facts.column(of: .service).codes, facts.column(of: .model).codes])
    let measures: [CallMeasure] = [
      .inputTokens, .uncachedInputTokens, .cacheReadTokens, .outputTokens, .reasoningTokens, .cost, .reportedCost,
    ]
    let known = facts.distributions([groups], of: measures, percentiles: Percentile.quartiles)[0]
    let tallies = facts.tallies(groups)
    for group in 0..<groups.count {
      // All calls of this night are calls of their own, so that distributions add up to the sums.
      let sums: [Int128?] = [
        tallies[group].input.map { Int128($0) }, tallies[group].uncachedInput.map { Int128($0) },
        tallies[group].cacheRead.map { Int128($0) }, tallies[group].output.map { Int128($0) },
        tallies[group].reasoning.map { Int128($0) }, tallies[group].cost?.value, tallies[group].reportedCost?.value,
      ]
      #expect(known.map { $0[group]?.sum } == sums)
      #expect(known[5][group]?.count ?? 0 == tallies[group].callsPriced)
    }
    #expect(known[0].contains { $0 != nil } && known[5].contains { $0 != nil } && known[5].contains { $0 == nil })
    #expect(measures.map(\.unit) == [.count, .count, .count, .count, .count, .picoUSD, .picoUSD])
  }

  @Test(arguments: Histogram.Kind.allCases) func `histograms count the values of each group`(kind: Histogram.Kind) {
    let facts = facts(NightBuilder.store(night()), workers: 2)
    let groups = facts.grouped(by: [facts.column(of: .service).codes])
    let all = groups.joined { _ in [] }
    let found = facts.histograms([groups, all], of: [.duration, .inputTokens, .cost], kind)
    for (place, measure) in [CallMeasure.duration, .inputTokens, .cost].enumerated() {
      let column = facts.values(of: measure)
      for (grouping, histograms) in [(groups, found[0][place]), (all, found[1][place])] {
        for group in 0..<grouping.count {
          let values = (0..<facts.count).filter { grouping.group(of: $0) == group }.compactMap { column[$0] }
          #expect(histograms[group]?.count ?? 0 == values.count)
          switch histograms[group] {
          case nil: #expect(values.isEmpty)
          case .edges(let edges, let counts):
            var expected = [Int](repeating: 0, count: edges.count + 1)
            for value in values { expected[edges.filter { $0 <= value }.count] += 1 }
            #expect(counts == expected)
          case .exponential(let buckets):
            #expect(buckets.zeroCount == values.filter { $0 == 0 }.count)
            #expect(buckets.positive.counts.count <= 160)
            #expect(buckets.negative.counts.isEmpty)
          }
        }
      }
    }
  }

  @Test func `usage above several requests is no value of a single call`() {
    // An agent that tells more usage than nothing below it: its tokens count, and are those of no call.
    let spans = [
      NightBuilder.Span.other(.agent, 1).with {
        $0.usage.inputTokens = 900
        $0.usage.outputTokens = 90
        $0.duration = 1000
      },
      NightBuilder.Span.chat(2, under: 1).with { $0.start = 1100 },
    ]
    let facts = facts(NightBuilder.store(spans), workers: 1)
    let all = facts.together()
    #expect(facts.tallies(all).map(\.input) == [900])
    #expect(facts.distributions([all], of: [.inputTokens])[0][0] == [nil])
  }

  // MARK: Spans

  private func selected(
    _ store: Store, workers: Int = 1, _ selection: Selection = Selection()
  ) -> SelectedSpans {
    let workers = Workers(count: workers)
    return SelectedSpans(
      store: store, index: SpanIndex(store, workers: workers), selection: selection, workers: workers)
  }

  /// Groups of spans as texts, so that nothing depends on codes and numbers.
  private func table(_ spans: SelectedSpans, _ keys: [SpanKey]) -> [[String?]: String] {
    let columns = keys.map { spans.column(of: $0) }
    let groups = spans.grouped(by: columns.map(\.codes))
    let tallies = spans.tallies(groups)
    let known = spans.durations([groups], percentiles: Percentile.standard, hasIntervals: true)[0]
    return Dictionary(
      uniqueKeysWithValues: groups.keys.indices.map { group in
        (
          zip(columns, groups.keys[group]).map { $0.texts[Int($1)] },
          "\(tallies[group]) \(String(describing: known[group]))"
        )
      })
  }

  @Test func `spans by their keys are the same for any number of workers, builders and segments`() {
    let keys: [SpanKey] = [.service, .name, .status, .hour, .day, .scope]
    let expected = table(selected(NightBuilder.store(night())), keys)
    #expect(expected.count > 500)
    for (builders, workers) in [(1, 4), (3, 1), (5, 3)] {
      let store = NightBuilder.store(night(), workers: builders)
      #expect(table(selected(store, workers: workers), keys) == expected)
    }
  }

  @Test func `spans by name, counted by hand`() {
    let night = night() + night().prefix(100)
    let spans = selected(NightBuilder.store(night, workers: 2))
    #expect(spans.count == 3000)
    let column = spans.column(of: .name)
    let groups = spans.grouped(by: [column.codes])
    let tallies = spans.tallies(groups)
    let known = spans.durations([groups], percentiles: Percentile.quartiles)[0]
    for group in 0..<groups.count {
      let members = self.night().filter { $0.name == column.texts[Int(groups.keys[group][0])] }
      let sorted = members.compactMap { $0.duration.map { Int64($0) } }.sorted()
      #expect(tallies[group].spans == members.count)
      #expect(tallies[group].errors == members.filter { $0.status == 2 }.count)
      #expect(known[group]?.min == 0)
      #expect(
        known[group]?.percentiles == Percentile.quartiles.map { sorted[$0.nearestRank(of: sorted.count) - 1] })
    }
    #expect(groups.count == 3)
  }

  @Test func `filters select spans`() {
    let lost = NightBuilder.Span(9001, in: 9001).with { ($0.start, $0.duration) = (0, nil) }
    let store = NightBuilder.store(night() + [lost])
    var selection = Selection()
    #expect(selected(store).count == 3001)
    selection.services = ["a"]
    #expect(selected(store, selection).count == night().filter { $0.service == "a" }.count)
    selection = Selection()
    selection.models = ["gpt-4o"]
    #expect(selected(store, selection).count == night().filter { $0.requestModel == "gpt-4o" }.count)
    selection.providers = ["nobody"]
    #expect(selected(store, selection).count == 0)
    selection = Selection()
    selection.from = UnixNanos(1)
    #expect(selected(store, selection).count == 3000)
  }
}
