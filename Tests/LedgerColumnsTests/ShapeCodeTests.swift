import LedgerColumns
import LedgerMemory
import LedgerModel
import Testing

@Suite struct ShapeCodeTests {
  /// What spans of a shape have in common, as texts.
  private func texts(_ shape: UInt32) -> (name: String, stage: String, tool: String, model: String) {
    ("name \(shape)", "stage \(shape % 7)", "tool \(shape % 11)", "model \(shape % 13)")
  }

  @Test func `codes are those of the span's own texts, however many shapes share a place`() {
    let builder = StoreBuilder()
    builder.beginSource(0)
    let arena = TextArena()
    func view(_ text: String) -> ByteView { arena.append(atMost: text.utf8.count) { $0.append(text.utf8) } }
    var state: UInt64 = 5
    var shapes: [UInt32] = []
    for number in 0..<6_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // More shapes than are remembered, and spans that have none.
      let shape = UInt32(state >> 40) % 2_500
      let texts = texts(shape)
      var span = SpanRecord()
      span.spanID = SpanID(UInt64(number + 1))
      span.name = view(texts.name)
      var reading = SpanReading()
      reading.shape = shape
      if shape % 3 > 0 { reading.facts.stage = view(texts.stage) }
      reading.facts.tool = view(texts.tool)
      // The same shape may get a fact from different attributes.
      if shape % 2 > 0 { reading.facts.operationClass = .inference }
      reading.facts.requestModel = view(texts.model)
      reading.facts.sources[.requestModel] = UInt8(number % 3)
      builder.append(span, &reading)
      shapes.append(shape)
    }
    let store = Store(joining: [builder])
    func shape(ofSpan span: UInt32) -> UInt32 {
      let (segment, row) = store.locate(span: span)
      return shapes[Int(segment.spanID[row]) - 1]
    }
    for segment in store.spans {
      for row in 0..<segment.count {
        let name = texts(shapes[Int(segment.spanID[row]) - 1]).name
        #expect(store.texts.name[segment.name[row]] == name)
      }
    }
    var calls = 0
    for segment in store.calls {
      for row in 0..<segment.count {
        let number = store.locate(span: segment.span[row])
        let index = Int(number.segment.spanID[number.row]) - 1
        #expect(store.texts.model[segment.requestModel[row]] == texts(shapes[index]).model)
        #expect(store.fieldSources[Int(segment.sources[row])][.requestModel] == UInt8(index % 3))
        calls += 1
      }
    }
    #expect(calls == shapes.count { $0 % 2 > 0 })
    var stages = 0
    for segment in store.stages {
      for row in 0..<segment.count {
        let texts = texts(shape(ofSpan: segment.span[row]))
        #expect(store.texts.stage[segment.stage[row]] == texts.stage)
        #expect(store.texts.tool[segment.tool[row]] == texts.tool)
        stages += 1
      }
    }
    #expect(stages == shapes.count { $0 % 3 > 0 })
  }
}
