import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct CallDetailsTests {
  @Test func `a row has the details that it gave, and no others`() {
    let details = CallDetails()
    details.append(row: 3, number: Int(CallDetail.temperature.rawValue), 700_000)
    details.append(row: 3, number: Int(CallDetail.maxTokens.rawValue), 256)
    details.append(row: 7, number: Int(CallDetail.maxTokens.rawValue), .max)
    details.append(row: 16_383, number: Int(CallDetail.isResponseCacheHit.rawValue), 0)
    #expect(details.value(3, .temperature) == 700_000 && details.value(3, .maxTokens) == 256)
    #expect(details.value(3, .contextWindow) == nil && details.value(4, .maxTokens) == nil)
    #expect(details.value(7, .maxTokens) == .max && details.value(16_383, .isResponseCacheHit) == 0)
    #expect(details.rows(with: .maxTokens).map(\.row) == [3, 7])
    #expect(details.count == 4)
    details.truncate(to: 7)
    #expect(details.count == 2 && details.value(7, .maxTokens) == nil && details.value(3, .maxTokens) == 256)
    details.append(row: 7, number: Int(CallDetail.maxTokens.rawValue), (1 << 44) - 1)
    #expect(details.value(7, .maxTokens) == (1 << 44) - 1)
    details.truncate(to: 0)
    #expect(details.count == 0)
  }

  @Test func `texts get the store's codes, whoever loaded them`() {
    let words = ["sunspots", "", "aurora", "sunspots", "tide"]
    let spans = words.enumerated().map { row, word in
      NightBuilder.Span.chat(UInt64(row + 1), input: 1).with {
        $0.writtenFinishReason = word
        if row == 2 { $0.details = [.temperature: 5] }
      }
    }
    for workers in 1...3 {
      let store = NightBuilder.store(spans, workers: workers)
      var read: [UInt64: String] = [:]
      for segment in store.calls {
        for row in 0..<segment.count {
          let (spans, spanRow) = store.locate(span: segment.span[row])
          let code = segment.details.value(row, .finishReason)
          read[spans.spanID[spanRow]] = code.flatMap { store.texts.detail[UInt32($0)] } ?? ""
          #expect(segment.details.value(row, .temperature) == (spans.spanID[spanRow] == 3 ? 5 : nil))
        }
      }
      #expect(read == Dictionary(uniqueKeysWithValues: words.enumerated().map { (UInt64($0 + 1), $1) }))
    }
  }

  @Test func `rows that are taken back take their details along`() {
    let builder = StoreBuilder()
    builder.beginSource(0)
    var reading = SpanReading()
    reading.operationClass = .inference
    reading.details = CallDetailReadings([CallDetailReading(.maxTokens, value: 5)])
    builder.append(SpanRecord(), &reading)
    builder.mark()
    builder.append(SpanRecord(), &reading)
    builder.rewind()
    let store = Store(joining: [builder])
    #expect(store.calls.map(\.details.count) == [1])
  }
}

@Suite struct DetailOrderTests {
  @Test func `details are numbered, and texts are known by their numbers`() {
    let texts = CallDetail.allCases.filter(\.isText)
    #expect(texts == [.outputType, .finishReason])
    #expect(texts.allSatisfy { CallDetailReadings.texts >> UInt16($0.rawValue) & 1 == 1 })
    #expect(CallDetailReadings.texts.nonzeroBitCount == texts.count)
    #expect(CallDetail.allCases.map(\.rawValue) == Array(0..<12))
  }

  @Test func `all details of a row are found again`() {
    let details = CallDetails()
    for detail in CallDetail.allCases {
      details.append(row: 9, number: Int(detail.rawValue), .max - Int64(detail.rawValue))
    }
    for detail in CallDetail.allCases { #expect(details.value(9, detail) == .max - Int64(detail.rawValue)) }
  }
}
