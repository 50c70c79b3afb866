import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerCalls

/// Every choice of five counts, each absent, small or as large as narrow columns take.
private let choices: [ReportedUsage] = {
  let values: [Int64?] = [nil, 0, 1, 7, Int64(TokenColumns.narrowLimit) - 1]
  return (0..<3125).map { number in
    var usage = ReportedUsage()
    usage.inputTokens = values[number % 5]
    usage.outputTokens = values[number / 5 % 5]
    usage.cacheReadTokens = values[number / 25 % 5]
    usage.cacheWriteTokens = values[number / 125 % 5]
    usage.reasoningTokens = values[number / 625]
    return usage
  }
}()

@Suite struct StoredCountTests {
  @Test(arguments: 0..<8 as Range<UInt8>)
  func `stored counts become what the convention makes of counts that may be absent`(apart: UInt8) {
    let store = NightBuilder.store(
      choices.enumerated().map { number, usage in
        NightBuilder.Span.chat(UInt64(number + 1), in: UInt64(number + 1)).with { $0.usage = usage }
      })
    var convention = UsageConvention()
    convention.cacheRead.isInside = apart & 1 == 0
    convention.cacheWrite.isInside = apart & 2 == 0
    convention.reasoning.isInside = apart & 4 == 0
    #expect(convention.partsApart == apart)
    let columns = TokenColumns(unset: 1, isWide: false)
    var looked = 0
    for segment in store.calls {
      for row in 0..<segment.count {
        for isRequest in [false, true] {
          let expected = convention.disjoint(segment.usage(row), isRequest: isRequest)
          columns.narrow[0] = StoredCounts(segment, row, partsApart: apart, isRequest: isRequest)
          if columns[0] != expected || columns.isUnknown(0) != expected.isUnknown {
            Issue.record("\(segment.usage(row)), request \(isRequest): \(columns[0]) and not \(expected)")
          }
          if columns.narrow[0].kindBits != expected.kindBits { Issue.record("the kind of \(expected) differs") }
          looked += 1
        }
      }
    }
    #expect(looked == choices.count * 2)
  }
}

@Suite struct ParentTests {
  @Test(arguments: [1, 3])
  func `whether any span lies inside another one is known`(workers: Int) {
    func hasParents(_ spans: [NightBuilder.Span]) -> Bool {
      SpanIndex(NightBuilder.store(spans, workers: workers), workers: Workers(count: workers)).hasParents
    }
    let flat = (1...9).map { NightBuilder.Span.chat($0, in: $0) }
    #expect(!hasParents(flat))
    #expect(!hasParents(flat + [.chat(20, in: 1).with { $0.parent = 77 }]))
    #expect(hasParents(flat + [.chat(20, in: 1).with { $0.parent = 1 }]))
  }
}
