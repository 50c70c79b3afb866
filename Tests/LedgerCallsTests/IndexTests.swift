import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerCalls

@Suite struct IndexTests {
  /// Spans in traces of about `family` spans, with ids up to `largestID`: few of them make copies, and spans without one.
  private func night(seed: UInt64, count: Int, family: Int, largestID: UInt64) -> [NightBuilder.Span] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { number in
      // Where there are many ids each is given once, with some of them as parents.
      let own = largestID > 99 ? UInt64(number + 1) : UInt64.random(in: 0...largestID, using: &random)
      let trace = UInt64.random(in: 0...UInt64(count / family), using: &random)
      let isNear = largestID > 99 && Bool.random(using: &random)
      var span = NightBuilder.Span(
        own, in: largestID > 99 ? UInt64(number / family) : trace,
        under: isNear
          ? own &- UInt64.random(in: 0...3, using: &random) : UInt64.random(in: 0...(largestID + 2), using: &random))
      span.attributeCount = Int.random(in: 0...2, using: &random)
      span.start = UInt64.random(in: 1...3, using: &random)
      return span
    }
  }

  /// What the index says, by number of span; asked of dictionaries.
  private func expected(_ store: Store) -> (winners: [[UInt64]: UInt32], duplicates: Int) {
    var copies: [[UInt64]: [UInt32]] = [:]
    var alike: [[UInt64]: Int] = [:]
    for (number, segment) in store.spans.enumerated() {
      for row in 0..<segment.count {
        let (trace, id) = (segment.traceID(row).isAbsent ? 0 : segment.traceID(row).low, segment.spanID[row])
        if trace != 0, id != 0 {
          copies[[trace, id], default: []].append(UInt32(number << SegmentLayout.rowBits | row))
        } else if trace | id != 0 {
          // Name, scope and length are the same for all of these.
          let count = id == 0 ? UInt64(segment.attributeCount[row]) : 0
          alike[[trace, id, segment.parentID[row], segment.start[row], count], default: 0] += 1
        }
      }
    }
    func rank(_ span: UInt32) -> [Int64] {
      let (segment, row) = store.locate(span: span)
      return [
        -Int64(segment.attributeCount[row]), -Int64(segment.end(row) ?? 0), Int64(segment.start[row]),
        -Int64(segment.parentID[row]),
      ]
    }
    let winners = copies.mapValues { spans in
      spans.min { rank($0).lexicographicallyPrecedes(rank($1)) } ?? 0
    }
    let duplicates = copies.values.reduce(0) { $0 + $1.count - 1 } + alike.values.reduce(0) { $0 + $1 - 1 }
    return (winners, duplicates)
  }

  @Test(arguments: [(1, 9), (6, 9), (6, 1 << 40), (16, 1 << 40), (17, 1 << 40), (300, 1 << 40)], [50, 1000, 9000])
  func `parents, copies and traces are what dictionaries say, in one share or many`(
    shape: (family: Int, largestID: UInt64), count: Int
  ) {
    let spans = night(seed: UInt64(shape.family), count: count, family: shape.family, largestID: shape.largestID)
    let store = NightBuilder.store(spans, workers: 2)
    let (winners, duplicates) = expected(store)
    for (workers, shareIDs) in [(1, 1 << 20), (3, 1 << 20), (2, 20), (1, 500)] {
      let index = SpanIndex(store, workers: Workers(count: workers), countsTraces: true, shareIDs: shareIDs)
      #expect(index.duplicateCount == duplicates)
      var wrong = 0
      var traces: [UInt64: (isRooted: Bool, misses: Bool)] = [:]
      var withoutTrace = 0
      for (number, segment) in store.spans.enumerated() {
        for row in 0..<segment.count {
          let span = UInt32(number << SegmentLayout.rowBits | row)
          let parent = winners[[segment.traceID(row).low, segment.parentID[row]]]
          let isAbsent = segment.traceID(row).isAbsent
          // Copies that are alike in everything may stand for each other.
          if let parent, !isAbsent {
            let found = index.parent(of: span).map { store.locate(span: $0) }
            let (a, i) = store.locate(span: parent)
            if found.map({ $0.0.spanID[$0.1] != a.spanID[i] || $0.0.parentID[$0.1] != a.parentID[i] }) ?? true {
              wrong += 1
            }
          } else if index.parent(of: span) != nil {
            wrong += 1
          }
          if isAbsent {
            if !index.isDuplicate(span) { withoutTrace += 1 }
            continue
          }
          var trace = traces[segment.traceID(row).low] ?? (false, false)
          if segment.parentID[row] == 0 { trace.isRooted = true } else if parent == nil { trace.misses = true }
          traces[segment.traceID(row).low] = trace
        }
      }
      #expect(wrong == 0)
      #expect(index.traces.count == traces.count)
      #expect(index.traces.rooted == traces.values.count { $0.isRooted })
      #expect(index.traces.withMissingParent == traces.values.count { $0.misses })
      #expect(index.traces.spansWithoutTrace == withoutTrace)
    }
  }

  @Test func `a table of traces grows with what it holds`() {
    var table = TraceTable(room: 5)
    var random = SplitMix64(seed: 3)
    let ids = (0..<5000).map { TraceTable.ID(high: UInt64($0 % 3), low: UInt64.random(in: 1...4000, using: &random)) }
    var places: [[UInt64]: Int] = [:]
    for id in ids {
      let known = places[[id.high, id.low]]
      let place = table.place(of: id)
      #expect(place == known ?? places.count)
      places[[id.high, id.low]] = place
    }
    #expect(table.count == places.count)
  }

  @Test func `traces whose ids crowd in one share are told apart all the same`() {
    let crowded = (1...UInt64(1 << 14)).filter { TraceTable.ID(high: 0, low: $0).share(of: 8) == 5 }
    let spans = crowded.enumerated().flatMap { number, trace in
      [
        NightBuilder.Span(UInt64(2 * number + 1), in: trace, under: 0),
        NightBuilder.Span(UInt64(2 * number + 2), in: trace, under: UInt64(2 * number + 1)),
      ]
    }
    let store = NightBuilder.store(spans, workers: 2)
    for (workers, shareIDs) in [(1, 1 << 20), (4, 1 << 20), (2, crowded.count / 5)] {
      let index = SpanIndex(store, workers: Workers(count: workers), countsTraces: true, shareIDs: shareIDs)
      #expect(index.traces.count == crowded.count)
      #expect(index.traces.rooted == crowded.count)
      #expect(index.traces.withMissingParent == 0)
      #expect(index.duplicateCount == 0)
    }
  }

  @Test func `traces that were not asked for are not counted`() {
    let index = SpanIndex(NightBuilder.store([.chat(1), .chat(2)]), countsTraces: false)
    #expect(index.traces == TraceCensus())
  }
}

@Suite struct TwinSearchTests {
  /// The definition: from the shortest to the longest, each takes the longest twin before it whose call may be its own;
  /// the one that starts last counts.
  private func expected(_ twins: [Twin], where isPair: (Int, Int) -> Bool) -> [[Int]] {
    let ordered = twins.sorted { Twin.isInner($0, to: $1) }
    var calls: [[Twin]] = []
    for (place, outer) in ordered.enumerated() {
      let inner = ordered[..<place].last { twin in
        let call = calls.first { $0.contains { $0.candidate == twin.candidate } } ?? []
        return twin.isTwin(of: outer) && !call.contains { $0.isOther(than: outer) }
          && isPair(outer.candidate, twin.candidate)
      }
      if let inner, let call = calls.firstIndex(where: { $0.contains { $0.candidate == inner.candidate } }) {
        calls[call].append(outer)
      } else {
        calls.append([outer])
      }
    }
    return calls.flatMap { call -> [[Int]] in
      let last = call.map(\.start).max()
      let counted = call.first { $0.start == last }?.candidate ?? -1
      return call.map(\.candidate).filter { $0 != counted }.map { [$0, counted] }
    }
  }

  private func twins(_ spans: [NightBuilder.Span]) -> [Twin] {
    let store = NightBuilder.store(spans)
    let rows = Dictionary(store.scopes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: min)
    let libraries = store.scopes.map { rows[$0.name] ?? 0 }
    let models = BareModels.numbers(store.texts.model)
    return spans.indices.map { Twin($0, store, libraries, models) }
  }

  /// Few and many, of few and many libraries, at times that differ or do not, with and without responses and sides.
  @Test(arguments: 1...120 as ClosedRange<UInt64>) func `pairs are those of the plain search`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = [30, 60, 60, 150].randomElement(using: &random) ?? 0
    let libraries = [2, 2, 3, 4, 6, 40].randomElement(using: &random) ?? 0
    let starts = [1, 30, 200].randomElement(using: &random) ?? 1
    let durations = [0, 20, 60].randomElement(using: &random) ?? 0
    let responses = [0, 1, 4, 1000].randomElement(using: &random) ?? 0
    let spans = (1...count).map { number -> NightBuilder.Span in
      var span = NightBuilder.Span.chat(UInt64(number))
      span.scope = "library \(Int.random(in: 1...libraries, using: &random))"
      span.start = UInt64.random(in: 1...UInt64(starts), using: &random)
      span.duration = UInt64.random(in: 0...UInt64(durations), using: &random)
      span.requestModel = ["m", "n", ""].randomElement(using: &random) ?? ""
      span.responseModel = ["m", "o", ""].randomElement(using: &random) ?? ""
      if responses > 0, Bool.random(using: &random) {
        span.responseID = "r\(Int.random(in: 1...responses, using: &random))"
      }
      return span
    }
    var twins = twins(spans)
    if seed % 3 == 0 { for place in twins.indices { twins[place].side = UInt8.random(in: 1...2, using: &random) } }
    func isPair(_ outer: Int, _ inner: Int) -> Bool { seed % 4 != 0 || (outer + inner) % 3 != 0 }
    let found = TwinSearch(twins).pairs(where: isPair).map { [$0.outer, $0.inner] }
    #expect(found == expected(twins, where: isPair))
  }

  /// Many requests that are alike in all that twins have in common, and yet are no twins but for what is expected.
  @Test(arguments: [
    ("two libraries", 20_000), ("libraries of their own", 39_999), ("models of their own", 0), ("responses", 0),
    ("wider and wider", 20_000),
  ])
  func `tens of thousands of equal requests take no longer than others`(kind: String, pairs: Int) {
    let spans = (0..<40_000 as Range<UInt64>).map { number -> NightBuilder.Span in
      var span = NightBuilder.Span.chat(number + 1)
      span.scope = kind == "libraries of their own" ? "library \(number)" : "library \(number % 2)"
      (span.start, span.duration) = (1_000_000, 1000)
      if kind == "models of their own" { span.requestModel = "model \(number)" }
      if kind == "responses" { span.responseID = "response \(number)" }
      if kind == "wider and wider" { (span.start, span.duration) = (1_000_000 - number, 1000 + 2 * number) }
      return span
    }
    let found = TwinSearch(twins(spans)).pairs()
    #expect(found.count == pairs)
    #expect(kind == "libraries of their own" || found.allSatisfy { $0.outer == $0.inner + 1 })
  }
}

@Suite struct HandedStreamTests {
  private func twin(
    _ candidate: Int, _ start: UInt64, _ duration: UInt64, _ requestModel: UInt32, _ responseModel: UInt32
  ) -> Twin {
    let store = NightBuilder.store([.chat(1)])
    var twin = Twin(0, store, store.scopes.map { _ in 0 }, store.texts.model.texts.map { _ in 0 })
    (twin.candidate, twin.span, twin.start, twin.duration) = (candidate, UInt64(candidate), start, duration)
    (twin.requestModel, twin.responseModel) = (requestModel, responseModel)
    return twin
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>) func `streams are those of the plain search`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func twins(_ count: Int) -> [Twin] {
      (0..<count).map {
        twin(
          $0, UInt64.random(in: 1...9, using: &random) * 20_000_000, UInt64.random(in: 0...50_000_000, using: &random),
          UInt32.random(in: 0...3, using: &random), UInt32.random(in: 0...3, using: &random))
      }.sorted { Twin.isEarlier($0, than: $1) }
    }
    let (handed, clients) = (twins(40), twins(40))
    var left = clients
    let expected = handed.map { handed -> Int? in
      let place = left.firstIndex { handed.opens($0) && handed.hasModel(of: $0) }
      return place.map { left.remove(at: $0).candidate }
    }
    var streams = HandedStreams(clients.shuffled(using: &random))
    #expect(handed.map { streams.take(for: $0)?.candidate } == expected)
  }

  @Test func `tens of thousands that begin at once take no longer than others`() {
    let one = twin(0, 1_000_000, 1000, 1, 0)
    let handed = (0..<40_000).map { number in
      var twin = one
      (twin.candidate, twin.span) = (number, UInt64(number))
      return twin
    }
    var streams = HandedStreams(handed)
    #expect(handed.allSatisfy { streams.take(for: $0)?.candidate == $0.candidate })
    var others = HandedStreams(handed)
    #expect(
      handed.allSatisfy { handed in
        var other = handed
        other.requestModel = 2
        return others.take(for: other) == nil
      })
  }
}

@Suite struct TokenColumnTests {
  @Test func `counts come back as they went in, and rows that were cleared are unknown`() {
    let cases: [(isWide: Bool, values: [Int64?])] = [
      (false, [nil, 0, 1, Int64(TokenColumns.narrowLimit) * 3]), (true, [nil, 0, -1, .max, .min + 1, 1 << 40]),
    ]
    for (isWide, values) in cases {
      let columns = TokenColumns(unset: values.count + 1, isWide: isWide)
      columns.clear(from: values.count, count: 1)
      for (row, value) in values.enumerated() {
        var counts = TokenCounts()
        counts.input = value
        counts.reasoning = values[values.count - 1 - row]
        columns[row] = counts
        #expect(columns[row] == counts)
      }
      #expect(columns[values.count] == TokenCounts())
    }
  }

  @Test func `a count beyond 32 bits does not change its neighbours`() {
    let store = NightBuilder.store([.chat(1, input: 1 << 33, output: 7), .chat(2, input: 3, output: nil)])
    let calls = CallSettler.settle(store, SpanIndex(store))
    #expect(calls.tokens.map(\.input) == [1 << 33, 3])
    #expect(calls.tokens.map(\.output) == [7, nil])
  }

  @Test func `a key that was noted twice is never missed`() {
    var random = SplitMix64(seed: 3)
    let keys = (0..<500).map { _ in random.next() }
    var repeated = RepeatedKeys(count: keys.count)
    for (row, key) in keys.enumerated() {
      repeated.note(key)
      if row % 3 == 0 { repeated.note(key) }
    }
    #expect(keys.indices.allSatisfy { $0 % 3 != 0 || repeated.mayRepeat(keys[$0]) })
    #expect(keys.indices.count { repeated.mayRepeat(keys[$0]) } < 300)
  }
}
