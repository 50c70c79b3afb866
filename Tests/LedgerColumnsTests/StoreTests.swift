import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

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
