import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct DictionaryTests {
  @Test func `a text keeps its code, and the absent one is zero`() {
    var dictionary = TextDictionary()
    #expect(dictionary.code(of: "") == 0)
    var codes: [String: UInt32] = [:]
    for round in 0..<5000 {
      let text = "model-\(round % 700)"
      let code = dictionary.code(of: text)
      if let known = codes[text] { #expect(known == code) }
      codes[text] = code
      #expect(dictionary.text(of: code) == text)
    }
    #expect(dictionary.count == 701)
  }

  @Test func `texts beyond the limit share one name and are counted`() {
    var dictionary = TextDictionary(limit: 10)
    let codes = (0..<30).map { dictionary.code(of: "user-\($0)") }
    #expect(Set(codes).count == 11)
    #expect(dictionary.text(of: codes[29]) == TextDictionary.others)
    #expect(dictionary.overflowCount == 20)
  }
}

@Suite struct StoreTests {
  private func spans() -> [NightBuilder.Span] {
    let models = ["gpt-4o", "gpt-4o-mini", ""]
    return (0..<200).map { (row: Int) -> NightBuilder.Span in
      var span = NightBuilder.Span.chat(UInt64(row + 1), in: UInt64(row / 4 + 1), input: Int64(row), output: nil)
      span.name = "chat \(row % 7)"
      span.service = "service-\(row % 3)"
      span.responseModel = models[row % 3]
      span.stage = row % 10 == 0 ? "retrieval" : ""
      return span
    }
  }

  /// The content of a store without its row numbers.
  private func content(_ store: Store) -> [String] {
    var lines: [String] = []
    for segment in store.calls {
      for row in 0..<segment.count {
        let (spans, spanRow) = store.locate(span: segment.span[row])
        let facts: [String] = [
          String(spans.spanID[spanRow]), store.texts.name[spans.name[spanRow]] ?? "-",
          store.resource(ofScope: spans.scope[spanRow]).serviceName ?? "-",
          store.texts.model[segment.responseModel[row]] ?? "-", String(segment.inputTokens[row] ?? -1),
          String(segment.outputTokens[row] ?? -1),
        ]
        lines.append(facts.joined(separator: " "))
      }
    }
    return lines.sorted()
  }

  @Test(arguments: [2, 3, 8]) func `any number of workers gives the same content, codes and emitters`(workers: Int) {
    let alone = NightBuilder.store(spans())
    let together = NightBuilder.store(spans(), workers: workers)
    #expect(content(alone) == content(together))
    #expect(content(alone).count == 200)
    #expect(alone.texts.model.texts == together.texts.model.texts)
    #expect(alone.texts.name.texts == together.texts.name.texts)
    #expect(alone.resources == together.resources)
    #expect(alone.scopes == together.scopes)
    #expect(alone.stages.reduce(0) { $0 + $1.count } == 20)
    #expect(together.stages.reduce(0) { $0 + $1.count } == 20)
  }

  /// Scenario: a model and a service whose names some spans write with composed and some with decomposed characters.
  /// Guarantees: each is one name, in the same spelling whoever met it first, and is found in both.
  @Test(arguments: [1, 2, 3]) func `names that differ only in their normalisation are one`(workers: Int) {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    for order in [[composed, decomposed], [decomposed, composed]] {
      let spans = (0..<6).map { (row: Int) -> NightBuilder.Span in
        var span = NightBuilder.Span.chat(UInt64(row + 1), in: UInt64(row + 1), input: 1, output: nil)
        (span.requestModel, span.responseModel, span.service) = ("", order[row % 2], order[row % 2])
        return span
      }
      let store = NightBuilder.store(spans, workers: workers)
      #expect(store.texts.model.texts.map { Array($0.utf8) } == [[], Array(composed.utf8)])
      #expect(Set(store.resources.compactMap { $0.serviceName.map { Array($0.utf8) } }) == [Array(composed.utf8)])
      #expect(store.texts.model.code(of: decomposed) == 1 && store.texts.model.code(of: composed) == 1)
      #expect(content(store).count == 6)
    }
    #expect(NightBuilder.store(spans(), workers: workers).texts.model.code(of: composed) == nil)
  }

  @Test func `a count that is not there is absent, not zero`() {
    let store = NightBuilder.store([.chat(1, input: 0)])
    #expect(store.calls[0].inputTokens[0] == 0)
    #expect(store.calls[0].outputTokens[0] == nil)
  }

  @Test func `rows go on in a new segment when one is full`() {
    let count = SegmentLayout.rows + 10
    let store = NightBuilder.store((1...count).map { NightBuilder.Span(UInt64($0)) })
    #expect(store.spans.map(\.count) == [SegmentLayout.rows, 10])
    let (segment, row) = store.locate(span: UInt32(SegmentLayout.rows + 3))
    #expect(segment.spanID[row] == UInt64(SegmentLayout.rows + 4))
  }

  @Test func `codes follow the order of their texts, and texts are found by name`() {
    let store = NightBuilder.store(spans())
    #expect(store.texts.model.texts == ["", "gpt-4o", "gpt-4o-mini"])
    #expect(store.texts.model.code(of: "gpt-4o-mini") == 2)
    #expect(store.texts.model.code(of: "gpt-5") == nil)
  }
}

@Suite struct OptionalColumnTests {
  static let values: [Int64?] = [
    nil, 0, 1, 7, nil, Int64(UInt32.max) - 2, Int64(UInt32.max) - 1, Int64(UInt32.max), Int64(UInt32.max) + 1, .max, -1,
    -9_000_000_000, nil, 3,
  ]

  @Test func `counts come back as they were, absent, small, large and negative ones`() {
    let column = OptionalCountColumn(capacity: 100)
    for (row, value) in Self.values.enumerated() { column.append(value, at: row) }
    for (row, value) in Self.values.enumerated() { #expect(column[row] == value) }
    column.truncate(to: 8)
    for (row, value) in Self.values.reversed().enumerated() { column.append(value, at: row + 8) }
    for (row, value) in (Self.values.prefix(8) + Self.values.reversed()).enumerated() { #expect(column[row] == value) }
  }

  @Test func `amounts come back as they were`() {
    let column = OptionalAmountColumn(capacity: 100)
    column.append(nil, at: 0)
    var hasValues = column.hasValues
    #expect(!hasValues)
    for (row, value) in Self.values.enumerated() { column.append(value, at: row + 1) }
    #expect(column[0] == nil)
    hasValues = column.hasValues
    #expect(hasValues)
    for (row, value) in Self.values.enumerated() { #expect(column[row + 1] == value) }
    column.truncate(to: 1)
    hasValues = column.hasValues
    #expect(!hasValues)
  }

  @Test(arguments: [[], .stages, .evaluations, .all] as [StoreTables])
  func `tables that a run does not hold have no rows, and all others have theirs`(tables: StoreTables) {
    let builder = StoreBuilder(holding: tables)
    builder.beginSource(0)
    let text = TextArena()
    let stage = text.append(atMost: 9) { $0.append("retrieval".utf8) }
    for number in 1...50 as ClosedRange<UInt64> {
      var span = SpanRecord()
      span.spanID = SpanID(number)
      var reading = SpanReading()
      reading.operationClass = .inference
      reading.stage = stage
      reading.evaluations = [EvaluationReading(name: stage, scoreMicros: 1)]
      builder.append(span, &reading)
    }
    let store = Store(joining: [builder])
    #expect(store.spanCount == 50)
    #expect(store.calls.reduce(0) { $0 + $1.count } == 50)
    #expect(store.stages.reduce(0) { $0 + $1.count } == (tables.contains(.stages) ? 50 : 0))
    #expect(store.evaluations.reduce(0) { $0 + $1.count } == (tables.contains(.evaluations) ? 50 : 0))
    withExtendedLifetime(text) {}
  }

  @Test func `a builder that goes back holds what it held at the mark`() {
    let builder = StoreBuilder()
    builder.beginSource(0)
    var arenas: [TextArena] = []
    func view(_ text: String) -> ByteView {
      let arena = TextArena()
      arenas.append(arena)
      return arena.append(atMost: text.utf8.count) { $0.append(text.utf8) }
    }
    func append(_ name: String, input: Int64) {
      let scope = ScopeRecord()
      scope.name = view("scope " + name)
      builder.beginScope(scope)
      var span = SpanRecord()
      span.name = view(name)
      span.startUnixNano = 5
      span.endUnixNano = 9
      var reading = SpanReading()
      reading.operationClass = .inference
      reading.usage.inputTokens = input
      reading.stage = view("stage")
      reading.evaluations = [EvaluationReading(name: view("judged"), scoreMicros: 1)]
      builder.append(span, &reading)
    }
    for number in 0..<100 { append("kept \(number % 3)", input: Int64(number)) }
    builder.mark()
    // Enough for new segments of calls and evaluations, which the way back must give up.
    for number in 0..<20_000 { append("dropped \(number % 5)", input: 1_000_000) }
    builder.rewind()
    for number in 0..<10 { append("after", input: Int64(number)) }
    let store = Store(joining: [builder])
    #expect(store.spanCount == 110)
    #expect(store.calls.reduce(0) { $0 + $1.count } == 110)
    #expect(store.stages.reduce(0) { $0 + $1.count } == 110)
    #expect(store.evaluations.reduce(0) { $0 + $1.count } == 110)
    #expect(store.scopes.compactMap(\.name).allSatisfy { !$0.contains("dropped") })
    #expect(store.scopeUse.reduce(0) { $0 + $1.spans } == 110)
    var inputs: Int64 = 0
    for segment in store.calls { for row in 0..<segment.count { inputs += segment.inputTokens[row] ?? 0 } }
    #expect(inputs == 4950 + 45)
    withExtendedLifetime(arenas) {}
  }
}
