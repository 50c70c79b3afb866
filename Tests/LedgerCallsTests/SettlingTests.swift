import LedgerColumns
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerCalls

/// Settles spans and answers by span id.
private struct Settled {
  let store: Store
  let calls: SettledCalls

  init(_ spans: [NightBuilder.Span], workers: Int = 1) {
    store = NightBuilder.store(spans, workers: workers)
    calls = CallSettler.settle(store, SpanIndex(store))
  }

  /// Ids of the spans that count, in order.
  var counted: [UInt64] {
    calls.span.map { span in
      let (segment, row) = store.locate(span: span)
      return segment.spanID[row]
    }.sorted()
  }

  var input: Int64? { calls.tokens.compactMap(\.input).reduce(nil) { ($0 ?? 0) + $1 } }
  var output: Int64? { calls.tokens.compactMap(\.output).reduce(nil) { ($0 ?? 0) + $1 } }
  var callCount: Int { calls.isCall.filter { $0 }.count }

  /// How many candidates came to each end.
  var outcomes: [CallOutcome: Int] {
    var counts: [CallOutcome: Int] = [:]
    for outcome in calls.outcomes where outcome != .none { counts[outcome, default: 0] += 1 }
    return counts
  }
}

private typealias Span = NightBuilder.Span

@Suite struct CircleTests {
  /// Each span is the parent of the next one, the last one of the first.
  private func circle(of count: UInt64, tail: UInt64 = 0) -> Settled {
    let spans = (1...count).map { Span.chat($0, under: $0 == 1 ? count : $0 - 1, input: 10, output: 1) }
    let below = (count..<count + tail).map { Span.chat($0 + 1, under: $0, input: 10, output: 1) }
    return Settled(spans + below, workers: 2)
  }

  @Test(arguments: [1, 2, 3, 100, 4095, 4096, 4097, 4098, 4099, 9000] as [UInt64])
  func `calls that are their own ancestors lie in nothing, however long the way round is`(count: UInt64) {
    let settled = circle(of: count)
    #expect(settled.callCount == Int(count))
    #expect(settled.input == Int64(10 * count))
  }

  @Test func `a chain that hangs on a long circle ends`() {
    let settled = circle(of: 5000, tail: 3)
    #expect(settled.callCount >= 4999)
  }
}

@Suite struct DeepTests {
  private func agent(_ id: UInt64, under parent: UInt64, usage: Bool) -> Span {
    Span.chat(id, under: parent, input: usage ? 10 : nil, output: usage ? 1 : nil).with { $0.operationClass = .agent }
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `what lies below agents is the same wherever their spans are stored`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let spans = (1...60 as ClosedRange<UInt64>).map { id -> Span in
      let parent = Bool.random(using: &random) ? id - 1 : UInt64.random(in: 0..<id, using: &random)
      let usage = Bool.random(using: &random)
      return id % 3 == 0
        ? Span.chat(id, under: parent, input: usage ? 10 : nil, output: 1) : agent(id, under: parent, usage: usage)
    }.shuffled(using: &random)
    let expected = Settled(spans)
    for workers in [2, 7, 30] {
      let settled = Settled(spans, workers: workers)
      #expect(settled.counted == expected.counted && settled.outcomes == expected.outcomes)
    }
  }

  @Test func `thousands of agents around each other leave no more behind than their number`() {
    let count: UInt64 = 30_000
    let agents = (1..<count).map { agent($0, under: $0 - 1, usage: true) }
    let spans = agents + [Span.chat(count, under: count - 1, input: 10, output: 1)]
    // Every other one is in another segment.
    let settled = Settled(spans, workers: 2)
    #expect(settled.callCount == 1 && settled.counted == [count] && settled.outcomes[.wrapper] == Int(count) - 1)
  }
}

@Suite struct DuplicateTests {
  @Test func `a span that was sent twice counts once, the most complete copy`() {
    let first = Span.chat(1, input: 10, output: nil)
    let later = Span.chat(1, input: 10, output: 5).with { $0.attributeCount = 9 }
    for order in [[first, later], [later, first]] {
      let settled = Settled(order)
      #expect(settled.callCount == 1)
      #expect(settled.output == 5)
      #expect(settled.calls.duplicateSpans == 1)
    }
  }

  @Test func `of copies that differ in anything one counts, in whatever order they come`() {
    let first = Span.chat(1, input: 10, output: 5).with { $0.usage.cacheReadTokens = 4 }
    let others = [
      first.with { ($0.usage.inputTokens, $0.usage.outputTokens) = (5, 10) }, first.with { $0.usage.totalTokens = 15 },
      first.with { $0.usage.cacheReadTokens = 3 }, first.with { $0.reportedCost = PicoUSD(1) },
      first.with { $0.responseID = "r" }, first.with { $0.requestModel = "o3" },
    ]
    func shown(_ spans: [Span]) -> String {
      let settled = Settled(spans)
      let calls = settled.calls
      let (segment, row) = settled.store.locate(span: calls.span[0])
      let candidate = settled.store.candidate(ofSpan: calls.span[0])
      return "\(calls.count) \(calls.tokens[0]) \(segment.spanID[row]) \(calls.reportedCost[0] ?? -1) "
        + "\(calls.requestModel[0]) \(candidate.map { $0.segment.usage($0.row) } as Any)"
    }
    for other in others { #expect(shown([first, other]) == shown([other, first])) }
  }

  @Test func `the same span id in another trace is another span`() {
    #expect(Settled([.chat(1, in: 1, input: 1), .chat(1, in: 2, input: 1)]).callCount == 2)
  }

  @Test func `spans without ids are never taken for copies`() {
    #expect(Settled([.chat(0, in: 0, input: 1), .chat(0, in: 0, input: 1)]).callCount == 2)
  }

  @Test func `a span that lost one of its ids is still known again`() {
    #expect(Settled([.chat(7, in: 0, input: 1), .chat(7, in: 0, input: 1)]).callCount == 1)
    #expect(Settled([.chat(0, in: 3, input: 1), .chat(0, in: 3, input: 1)]).callCount == 1)
    // Another start, length or parent is another span.
    let later = Span.chat(7, in: 0, input: 1).with { $0.start = 1_001 }
    #expect(Settled([.chat(7, in: 0, input: 1), later]).callCount == 2)
    let longer = Span.chat(0, in: 3, input: 1).with { $0.duration = 101 }
    #expect(Settled([.chat(0, in: 3, input: 1), longer]).callCount == 2)
    #expect(Settled([.chat(0, in: 3, input: 1), .chat(0, in: 3, under: 9, input: 1)]).callCount == 2)
  }

  @Test func `of copies the one with the real usage counts, whatever else they have`() {
    let cut = Span.chat(1).with { $0.attributeCount = 20 }
    let zero = Span.chat(1, input: 0, output: 0).with { $0.attributeCount = 30 }
    let early = Span.chat(1, input: 10, output: 1)
    let real = Span.chat(1, input: 10, output: 50)
    for order in [[cut, zero, early, real], [real, early, zero, cut], [zero, real, cut, early]] {
      let settled = Settled(order)
      #expect(settled.callCount == 1)
      #expect(settled.input == 10 && settled.output == 50)
      #expect(settled.calls.duplicateSpans == 3)
    }
  }
}

@Suite struct NestTests {
  /// The inner span knows no cached tokens, the outer one of 500 read, 400 from the cache and 30 into it.
  private func counts(of input: Int64, read: Int64? = 400, write: Int64? = 30) -> TokenCounts {
    let outer = Span.chat(1, input: 500, output: 40).with {
      ($0.usage.cacheReadTokens, $0.usage.cacheWriteTokens) = (read, write)
      $0.cacheInclusion = .inclusive
    }
    return Settled([outer, .chat(2, under: 1, input: input, output: 40)]).calls.tokens[0]
  }

  @Test func `an input that is what the other one's caches leave over is the uncached part, and the whole is taken`() {
    let whole = counts(of: 70)
    #expect(whole.input == 500 && whole.cacheRead == 400 && whole.cacheWrite == 30 && whole.uncachedInput == 70)
    #expect(counts(of: 100, write: nil).input == 500)
    // No more than that is a sign of it.
    for other in [69, 71, 429] as [Int64] {
      let own = counts(of: other)
      #expect(own.input == other && own.cacheRead == nil && own.cacheWrite == nil)
    }
    let known = counts(of: 500)
    #expect(known.input == 500 && known.cacheRead == 400 && known.cacheWrite == 30)
    #expect(counts(of: 500, read: nil, write: nil).cacheRead == nil)
  }

  @Test func `an output beside which another one tells reasoning apart is the visible part, and the whole is taken`() {
    func counts(of output: Int64, told: Int64 = 40, inside: Inclusion = .exclusive) -> TokenCounts {
      let outer = Span.chat(1, input: 300, output: told).with {
        ($0.usage.reasoningTokens, $0.reasoningInclusion, $0.scope) = (25, inside, "outer")
      }
      return Settled([outer, .chat(2, under: 1, input: 300, output: output)]).calls.tokens[0]
    }
    let whole = counts(of: 40)
    #expect(whole.output == 65 && whole.reasoning == 25)
    // Another count is another count, and a whole that has the reasoning inside may have it twice.
    for own in [counts(of: 39), counts(of: 41), counts(of: 40, told: 65, inside: .inclusive)] {
      #expect(own.output != 65 && own.reasoning == 25)
    }
    #expect(counts(of: 65).output == 65)
    let less = counts(of: 20)
    #expect(less.output == 20 && less.reasoning == nil)
  }

  @Test func `an input without caches gives way to one that is documented to include them`() {
    func input(_ own: Inclusion, _ other: Inclusion, read: Int64? = nil, output: Int64 = 42) -> Int64? {
      let outer = Span.chat(1, input: 174, output: 42).with { ($0.scope, $0.cacheInclusion) = ("outer", other) }
      let inner = Span.chat(2, under: 1, input: 46, output: output).with {
        ($0.scope, $0.cacheInclusion, $0.usage.cacheReadTokens) = ("inner", own, read)
      }
      return Settled([outer, inner]).input
    }
    #expect(input(.exclusive, .inclusive) == 174)
    // Whose cached tokens are known, or whose output is another one, tells its own input.
    #expect(input(.exclusive, .inclusive, read: 5) == 51)
    #expect(input(.exclusive, .inclusive, output: 41) == 46)
    #expect(input(.unknown, .inclusive) == 46)
    #expect(input(.inclusive, .inclusive) == 46)
    #expect(input(.exclusive, .unknown) == 46)
  }

  @Test func `of two libraries on one request the inner one counts and borrows what only the outer knows`() {
    let outer = Span.chat(1, input: 100, output: 20).with {
      $0.responseID = "chatcmpl-1"
      $0.usage.cacheReadTokens = 64
      $0.timeToFirstToken = 40
    }
    let inner = Span.chat(2, under: 1, input: 100, output: 20).with {
      $0.requestModel = ""
      $0.responseModel = "gpt-4o-2024-08-06"
    }
    let settled = Settled([outer, inner])
    #expect(settled.counted == [2])
    #expect(settled.input == 100)
    #expect(settled.calls.tokens[0].cacheRead == 64)
    #expect(settled.calls.tokens[0].uncachedInput == 36)
    #expect(settled.calls.timeToFirstToken[0] == 40)
    #expect(settled.store.texts.model[settled.calls.requestModel[0]] == "gpt-4o")
    #expect(settled.store.texts.model[settled.calls.responseModel[0]] == "gpt-4o-2024-08-06")
    #expect(settled.outcomes == [.counted: 1, .wrapper: 1])
  }

  @Test func `ordinary spans between the two do not part them`() {
    #expect(Settled([.chat(1, input: 5), .other(.other, 2, under: 1), .chat(3, under: 2, input: 5)]).counted == [3])
  }

  @Test func `three libraries deep, the innermost still counts once`() {
    let settled = Settled([.chat(1, input: 5), .chat(2, under: 1, input: 5), .chat(3, under: 2)])
    #expect(settled.counted == [3])
    #expect(settled.input == 5)
  }

  @Test func `a tool's own requests are calls beside the one that called the tool`() {
    let settled = Settled([.chat(1, input: 5), .other(.tool, 2, under: 1), .chat(3, under: 2, input: 7)])
    #expect(settled.counted == [1, 3])
    #expect(settled.input == 12)
  }

  @Test func `an embedding inside a chat is a call of its own`() {
    let embedding = Span.chat(2, under: 1, input: 3).with { $0.operationClass = .embedding }
    #expect(Settled([.chat(1, input: 5), embedding]).counted == [1, 2])
  }

  @Test func `a failed attempt inside a call that went through is no call`() {
    let failed = Span.chat(2, under: 1).with { $0.errorType = "timeout" }
    let settled = Settled([.chat(1, input: 5, output: 1), failed, .chat(3, under: 1, input: 5, output: 1)])
    #expect(settled.counted == [3])
    #expect(settled.outcomes == [.wrapper: 1, .attempt: 1, .counted: 1])
  }

  @Test func `when all attempts fail the call around them is the one that failed`() {
    let attempts = [2, 3].map { Span.chat($0, under: 1).with { $0.errorType = "timeout" } }
    let settled = Settled([Span.chat(1).with { $0.errorType = "timeout" }] + attempts)
    #expect(settled.counted == [1])
    #expect(settled.calls.errorType[0] != 0)
  }

  @Test func `spans that are each other's ancestors lie around nobody, and whatever hangs below still ends`() {
    #expect(Settled([.chat(1, under: 2, input: 5), .chat(2, under: 1, input: 5)]).counted == [1, 2])
    #expect(Settled([.chat(1, under: 1, input: 5)]).counted == [1])
    let ring = [Span.chat(1, under: 3, input: 5), .other(.other, 2, under: 1), .other(.other, 3, under: 2)]
    #expect(Settled(ring + [.chat(4, under: 3, input: 7)]).counted == [4])
  }
}

@Suite struct AggregateTests {
  private func agent(_ id: UInt64, under parent: UInt64 = 0, input: Int64) -> NightBuilder.Span {
    NightBuilder.Span.other(.agent, id, under: parent).with { $0.usage.inputTokens = input }
  }

  @Test func `an agent that sums up its requests is not counted`() {
    let settled = Settled([
      agent(1, input: 30), .chat(2, under: 1, input: 10), .other(.tool, 3, under: 1), .chat(4, under: 3, input: 20),
    ])
    #expect(settled.counted == [2, 4])
    #expect(settled.input == 30)
    #expect(settled.outcomes == [.wrapper: 1, .counted: 2])
  }

  @Test func `an agent with usage and nothing below it is counted as one call`() {
    let settled = Settled([agent(1, input: 30)])
    #expect(settled.callCount == 1)
    #expect(settled.input == 30)
    #expect(settled.outcomes == [.aggregateOnly: 1])
  }

  @Test func `where the requests below have no usage the agent's usage counts, and the requests are the calls`() {
    let settled = Settled([agent(1, input: 30), .chat(2, under: 1), .chat(3, under: 1)])
    #expect(settled.callCount == 2)
    #expect(settled.input == 30)
  }

  @Test func `of nested agents the inner one's usage counts`() {
    let settled = Settled([agent(1, input: 30), agent(2, under: 1, input: 30)])
    #expect(settled.counted == [2])
  }

  @Test func `a span that repeats another by its nature never counts`() {
    let raw = Span.chat(2, under: 1, input: 5).with { $0.isRepetition = true }
    let settled = Settled([.chat(1, input: 5), raw])
    #expect(settled.counted == [1])
    #expect(settled.outcomes == [.counted: 1, .repetition: 1])
  }
}

@Suite struct ResponseTests {
  @Test func `one response told of in two traces counts once, by the span that knows more`() {
    let application = Span.chat(1, in: 1, input: 5, output: 2).with { $0.responseID = "resp_1" }
    let gateway = Span.chat(9, in: 2, input: 5).with {
      $0.responseID = "resp_1"
      $0.reportedCost = PicoUSD(77)
    }
    for order in [[application, gateway], [gateway, application]] {
      let settled = Settled(order)
      #expect(settled.counted == [1])
      #expect(settled.calls.reportedCost[0] == 77)
      #expect(settled.outcomes == [.counted: 1, .merged: 1])
    }
  }

  @Test func `equal token counts alone never merge`() {
    #expect(Settled([.chat(1, in: 1, input: 5, output: 2), .chat(2, in: 2, input: 5, output: 2)]).callCount == 2)
  }
}

@Suite struct TwinTests {
  private func pair(_ change: (inout NightBuilder.Span) -> Void) -> Settled {
    let inner = Span.chat(1, in: 1, input: 57, output: 37).with {
      $0.scope = "inner library"
      $0.start = 1010
      $0.duration = 80
      $0.usage.reasoningTokens = 5
    }
    let outer = Span.chat(2, in: 2, input: 57, output: 37).with {
      $0.scope = "outer library"
      $0.start = 1000
      $0.duration = 100
      $0.responseID = "resp_1"
      change(&$0)
    }
    return Settled([outer, inner])
  }

  @Test func `two libraries whose spans have lost each other tell of one call`() {
    let settled = pair { _ in }
    #expect(settled.counted == [1])
    #expect(settled.outcomes == [.counted: 1, .twin: 1])
  }

  @Test func `a span may stick out by a twentieth of the other one's time`() {
    // The inner one is from 1010 to 1090.
    #expect(pair { ($0.start, $0.duration) = (986, 100) }.callCount == 1)
    #expect(pair { ($0.start, $0.duration) = (985, 100) }.callCount == 1)
    #expect(pair { ($0.start, $0.duration) = (984, 100) }.callCount == 2)
    #expect(pair { ($0.start, $0.duration) = (1015, 100) }.callCount == 1)
    #expect(pair { ($0.start, $0.duration) = (1016, 100) }.callCount == 2)
  }

  @Test func `three libraries whose spans have lost each other tell of one call, and two equal calls stay two`() {
    var spans: [NightBuilder.Span] = []
    for call in 0..<2 as Range<UInt64> {
      for (library, start, duration) in [("a", 1010, 80), ("b", 1000, 100), ("c", 990, 120)]
        as [(String, UInt64, UInt64)]
      {
        let id = UInt64(spans.count + 1)
        spans.append(
          Span.chat(id, in: id, input: 57, output: 37).with {
            ($0.scope, $0.start, $0.duration) = (library, start + call, duration)
          })
      }
      let settled = Settled(spans)
      #expect(settled.callCount == Int(call) + 1 && settled.outcomes[.twin] == 2 * (Int(call) + 1))
      #expect(settled.counted == (call == 0 ? [1] : [1, 4]))
    }
  }

  @Test func `of two spans the one that starts last counts, for it is nearest to the wire`() {
    // One that hands a stream over as soon as it is opened, and one that lasts as long as the stream does.
    let settled = pair { ($0.start, $0.duration) = (1009, 1) }
    #expect(settled.counted == [1])
  }

  @Test(arguments: [
    ("us.anthropic.claude-sonnet-4-5-v1:0", "claude-sonnet-4-5-v1:0", 1), ("openai/gpt-4.1", "gpt-4.1", 1),
    ("gpt-4.1", "gpt-3.1", 2), ("openai/gpt-4o", "openai/gpt-4.1", 2), ("gpt-4.1", "1", 2),
  ])
  func `a model's name may have its vendor in front`(left: String, right: String, calls: Int) {
    func span(_ id: UInt64, _ model: String) -> NightBuilder.Span {
      Span.chat(id, in: id, input: 57, output: 37).with {
        ($0.scope, $0.requestModel, $0.start, $0.duration) = ("library \(id)", model, 1000, 100)
      }
    }
    #expect(Settled([span(1, left), span(2, right)]).callCount == calls)
  }

  /// A stream of Anthropic's by OpenLLMetry, whose output has the first count on top, and another library's span.
  private func stream(
    output: Int64, other: Int64, otherInput: Int64 = 500, isStreaming: Bool? = true, isNested: Bool = false,
    scope: String = "opentelemetry.instrumentation.anthropic"
  ) -> Settled {
    let added = Span.chat(1, in: 1, under: isNested ? 2 : 0, input: 500, output: output).with {
      ($0.scope, $0.isStreaming, $0.start, $0.duration) = (scope, isStreaming, 1000, 100)
    }
    let plain = Span.chat(2, in: isNested ? 1 : 2, input: otherInput, output: other).with {
      ($0.scope, $0.isStreaming, $0.start, $0.duration) = ("another", true, 990, 120)
    }
    return Settled([added, plain])
  }

  @Test func `a stream whose output has its first count on top is the same call, with the output of the other library`()
  {
    for isNested in [false, true] {
      let settled = stream(output: 41, other: 40, isNested: isNested)
      #expect(settled.callCount == 1 && settled.input == 500 && settled.output == 40)
    }
    #expect(stream(output: 41, other: 40, isStreaming: nil).output == 40)
    #expect(stream(output: 39, other: 40).callCount == 2)
    #expect(stream(output: 41, other: 40, otherInput: 501).callCount == 2)
    #expect(stream(output: 41, other: 40, isStreaming: false).callCount == 2)
    #expect(stream(output: 41, other: 40, scope: "opentelemetry.instrumentation.cohere").callCount == 2)
    #expect(stream(output: 41, other: 40, isNested: true, scope: "some library").output == 41)
  }

  /// A stream by a library that did not see its input, and another library's span of it.
  private func unseenInput(
    output: Int64 = 40, otherInput: Int64 = 500, isNested: Bool = false, isInner: Bool = false
  ) -> Settled {
    let unseen = Span.chat(1, in: 1, under: isNested ? 2 : 0, input: 0, output: output).with {
      ($0.scope, $0.start, $0.duration) = ("a framework", isInner ? 1010 : 1000, isInner ? 80 : 100)
    }
    let seen = Span.chat(2, in: isNested ? 1 : 2, input: otherInput, output: 40).with {
      ($0.scope, $0.start, $0.duration) = ("a client", isInner ? 1000 : 1010, isInner ? 100 : 80)
      $0.usage.cacheReadTokens = otherInput > 0 ? 30 : nil
    }
    return Settled([unseen, seen])
  }

  @Test func `who tells an input of none beside an output tells of the same call, and the other one's input is taken`()
  {
    for settled in [unseenInput(), unseenInput(isInner: true), unseenInput(isNested: true)] {
      #expect(settled.callCount == 1 && settled.input == 500 && settled.output == 40)
      #expect(settled.calls.tokens[0].cacheRead == 30)
    }
    #expect(unseenInput(output: 41).callCount == 2)
    #expect(unseenInput(output: 0).callCount == 2)
    // Neither saw it: by both counts they are alike.
    let neither = unseenInput(otherInput: 0)
    #expect(neither.callCount == 1 && neither.input == 0)
  }

  /// Streams that LlamaIndex hands over at once, and what the client tells of them, from some time behind on.
  private func handedOver(
    _ count: Int = 1, behind: UInt64 = 1_000_000, scope: String = "openinference.instrumentation.llama_index",
    change: (inout Span) -> Void = { _ in }
  ) -> Settled {
    var spans: [Span] = []
    for call in 0..<UInt64(count) {
      let start = 1_000_000_000 + 10_000_000 * call
      spans.append(
        Span.chat(2 * call + 1, in: 2 * call + 1, input: nil, output: nil).with {
          ($0.scope, $0.isStreaming, $0.start, $0.duration) = (scope, true, start, 500_000)
        })
      spans.append(
        Span.chat(2 * call + 2, in: 2 * call + 2, input: 57, output: 37).with {
          ($0.scope, $0.isStreaming, $0.start, $0.duration) = ("client", true, start + behind, 200_000_000)
          change(&$0)
        })
    }
    return Settled(spans)
  }

  @Test func `a stream that was handed over before the client began is the client's call`() {
    let settled = handedOver()
    #expect(settled.callCount == 1 && settled.input == 57 && settled.outcomes[.twin] == 1 && settled.counted == [2])
    #expect(handedOver(3).callCount == 3)
    #expect(handedOver(behind: 51_000_000).callCount == 2)
    #expect(handedOver(scope: "a library").callCount == 2)
    #expect(handedOver { $0.isStreaming = false }.callCount == 2)
    #expect(handedOver { $0.requestModel = "gpt-4o-mini" }.callCount == 2)
    #expect(handedOver { $0.service = "another" }.callCount == 2)
    // Without usage on both sides, too.
    #expect(handedOver { $0.usage = ReportedUsage() }.callCount == 1)
  }

  @Test func `other counts, models, times, services or one and the same library are other calls`() {
    #expect(pair { $0.usage.outputTokens = 38 }.callCount == 2)
    #expect(pair { $0.requestModel = "gpt-4o-mini" }.callCount == 2)
    #expect(pair { $0.usage = ReportedUsage() }.callCount == 2)
    #expect(pair { $0.start = 1020 }.callCount == 2)
    #expect(pair { $0.service = "another" }.callCount == 2)
    #expect(pair { $0.scope = "inner library" }.callCount == 2)
  }

  @Test func `each outer span takes one inner span, so two equal calls stay two`() {
    var spans: [NightBuilder.Span] = []
    for call in 0..<2 as Range<UInt64> {
      for (library, start, duration) in [("inner", 1010, 80), ("outer", 1000, 100)] as [(String, UInt64, UInt64)] {
        spans.append(
          Span.chat(UInt64(spans.count + 1), in: UInt64(spans.count + 1), input: 57, output: 37).with {
            $0.scope = library
            $0.start = start + call
            $0.duration = duration
          })
      }
    }
    #expect(Settled(spans).callCount == 2)
  }
}

@Suite struct ConventionTests {
  private func usage(_ input: Int64?, read: Int64? = nil, write: Int64? = nil, output: Int64? = 10, total: Int64? = nil)
    -> NightBuilder.Span
  {
    NightBuilder.Span.chat(1, input: input, output: output).with {
      $0.usage.cacheReadTokens = read
      $0.usage.cacheWriteTokens = write
      $0.usage.totalTokens = total
    }
  }

  @Test func `cached tokens larger than the input prove that they are extra`() {
    let settled = Settled([usage(3, read: 9000, write: 500)])
    #expect(settled.calls.tokens[0].input == 9503)
    #expect(settled.calls.tokens[0].uncachedInput == 3)
  }

  @Test func `the proof of one call holds for the emitter`() {
    let small = usage(1200, read: 1000).with { $0.id = 2 }
    let settled = Settled([usage(3, read: 9000), small])
    #expect(settled.input == 11_203)
  }

  @Test func `without a proof the documented convention holds, and without a document input includes the cache`() {
    #expect(Settled([usage(1200, read: 1000)]).input == 1200)
    #expect(Settled([usage(1200, read: 1000).with { $0.cacheInclusion = .exclusive }]).input == 2200)
    #expect(
      Settled([usage(1200, read: 1000).with { $0.cacheInclusion = .inclusive }]).calls.tokens[0].uncachedInput == 200)
  }

  @Test func `a total that only adds up with the cache proves that it is extra`() {
    #expect(Settled([usage(1200, read: 1000, total: 2210)]).input == 2200)
  }

  @Test func `reasoning that exceeds the output proves that it is extra`() {
    let span = Span.chat(1, input: 100, output: 20).with { $0.usage.reasoningTokens = 80 }
    #expect(Settled([span]).output == 100)
  }

  @Test func `a call without any report stays unknown`() {
    let settled = Settled([usage(nil, output: nil)])
    #expect(settled.calls.tokens[0].isUnknown)
    #expect(settled.calls.tokens[0].uncachedInput == nil)
  }

  @Test func `a request that reports no input and no output at all has unknown usage`() {
    #expect(Settled([usage(0, output: 0)]).calls.tokens[0].isUnknown)
    #expect(!Settled([usage(0, output: 7)]).calls.tokens[0].isUnknown)
  }

  @Test func `of a broken stream the inner span's missing output is not filled from the outer one`() {
    let settled = Settled([usage(81, output: 1), usage(81, output: nil).with { ($0.id, $0.parent) = (2, 1) }])
    #expect(settled.input == 81)
    #expect(settled.output == nil)
  }

  @Test func `counts at the edge of their type do not trap`() {
    let settled = Settled([usage(.max, read: .max, write: .max, output: .max, total: .max)])
    #expect(settled.calls.tokens[0].input == .max)
  }
}

@Suite struct OrderTests {
  /// A night of everything, drawn at random.
  private func night(seed: UInt64) -> [NightBuilder.Span] {
    var random = SplitMix64(seed: seed)
    var spans: [NightBuilder.Span] = []
    for trace in 1...40 as ClosedRange<UInt64> {
      let size = UInt64.random(in: 1...8, using: &random)
      for id in 1...size {
        let parent = id == 1 ? 0 : UInt64.random(in: 1..<id, using: &random)
        var span = NightBuilder.Span(id, in: trace, under: parent)
        span.start = 1000 * trace + id
        span.operationClass =
          [.inference, .inference, .agent, .tool, .other, .embedding].randomElement(using: &random) ?? .other
        span.provider = ["openai", "anthropic"].randomElement(using: &random) ?? ""
        span.requestModel = ["gpt-4o", "claude-sonnet-4-5", ""].randomElement(using: &random) ?? ""
        if Bool.random(using: &random) { span.usage.inputTokens = Int64.random(in: 0...1000, using: &random) }
        if Bool.random(using: &random) { span.usage.outputTokens = Int64.random(in: 0...1000, using: &random) }
        if Bool.random(using: &random) { span.usage.cacheReadTokens = Int64.random(in: 0...100, using: &random) }
        if Int.random(in: 0..<6, using: &random) == 0 { span.errorType = "timeout" }
        if Int.random(in: 0..<5, using: &random) == 0 {
          span.responseID = "resp-\(Int.random(in: 0..<20, using: &random))"
        }
        spans.append(span)
        if Int.random(in: 0..<5, using: &random) == 0 { spans.append(span) }
      }
    }
    return spans
  }

  /// What was settled, without row numbers.
  private func result(_ settled: Settled) -> [String] {
    settled.calls.span.indices.map { row in
      let (segment, spanRow) = settled.store.locate(span: settled.calls.span[row])
      return "\(segment.traceID(spanRow)) \(segment.spanID[spanRow]) \(settled.calls.tokens[row]) "
        + "\(settled.store.texts.model[settled.calls.requestModel[row]] ?? "-") \(settled.calls.isCall[row])"
    }.sorted()
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func `neither the order of spans nor the number of workers matters`(
    seed: UInt64
  ) {
    let spans = night(seed: seed)
    var random = SplitMix64(seed: seed &+ 99)
    let expected = result(Settled(spans))
    #expect(!expected.isEmpty)
    for workers in [1, 2, 5] {
      #expect(result(Settled(spans.shuffled(using: &random), workers: workers)) == expected, "seed \(seed)")
    }
  }
}
