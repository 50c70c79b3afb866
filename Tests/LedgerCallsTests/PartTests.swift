import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerTestSupport
import Testing

private typealias Span = NightBuilder.Span

private struct Night {
  let store: Store
  let calls: SettledCalls

  init(_ spans: [NightBuilder.Span]) {
    store = NightBuilder.store(spans)
    calls = CallSettler.settle(store, SpanIndex(store))
  }

  var counted: [UInt64] {
    calls.span.map { span in
      let (segment, row) = store.locate(span: span)
      return segment.spanID[row]
    }.sorted()
  }
  var input: Int64 { calls.tokens.reduce(0) { $0 + ($1.input ?? 0) } }
  var callCount: Int { calls.isCall.filter { $0 }.count }
  var gaps: [[Int64]] { calls.gaps.map { [$0.input, $0.output] } }
}

private func agent(_ id: UInt64, under parent: UInt64 = 0, input: Int64, output: Int64? = nil) -> NightBuilder.Span {
  NightBuilder.Span.other(.agent, id, under: parent).with {
    $0.usage.inputTokens = input
    $0.usage.outputTokens = output
  }
}

@Suite struct PartTests {
  @Test func `steps inside a request tell its usage again`() {
    let step = Span.other(.step, 2, under: 1).with { $0.usage.inputTokens = 40 }
    let night = Night([.chat(1, input: 40, output: 2), step])
    #expect(night.counted == [1])
    #expect(night.calls.outcomes.contains(.part))
  }

  @Test func `steps inside a request without usage tell it instead, and the request is the call`() {
    let steps = [2, 3].map { Span.other(.step, $0, under: 1).with { $0.usage.inputTokens = 40 } }
    let night = Night([.chat(1)] + steps)
    #expect(night.callCount == 1)
    #expect(night.input == 80)
  }

  @Test func `a request whose counts are the sum of others inside it is a wrapper, whatever kind it says it is`() {
    func embedding(_ id: UInt64, input: Int64) -> NightBuilder.Span {
      Span.chat(id, under: 1, input: input).with { $0.operationClass = .embedding }
    }
    #expect(Night([.chat(1, input: 30), embedding(2, input: 10), embedding(3, input: 20)]).counted == [2, 3])
    #expect(Night([.chat(1, input: 31), embedding(2, input: 10), embedding(3, input: 20)]).counted == [1, 2, 3])
    #expect(Night([.chat(1, input: 30, output: 1), embedding(2, input: 30)]).counted == [1, 2])
  }

  @Test func `equal counts across a tool are two calls`() {
    let night = Night([
      .chat(1, input: 9, output: 3), .other(.tool, 2, under: 1), .chat(3, under: 2, input: 9, output: 3),
    ])
    #expect(night.counted == [1, 3])
  }
}

@Suite struct PartialUsageTests {
  private func partial(_ id: UInt64, under parent: UInt64 = 0, input: Int64) -> NightBuilder.Span {
    Span.chat(id, under: parent, input: input).with { $0.isPartial = true }
  }

  @Test func `partial usage never counts below a span that tells the whole`() {
    let night = Night([agent(1, input: 100), partial(2, under: 1, input: 30), partial(3, under: 1, input: 50)])
    #expect(night.input == 100)
    #expect(night.callCount == 2)
    #expect(night.calls.tokens.filter(\.isUnknown).count == 2)
  }

  @Test func `partial usage counts where nothing else tells any`() {
    let night = Night([.other(.agent, 1), partial(2, under: 1, input: 30), partial(3, under: 1, input: 50)])
    #expect(night.input == 80)
    let sum = agent(1, input: 100).with { $0.isAggregate = true }
    #expect(Night([sum, partial(2, under: 1, input: 30), partial(3, under: 1, input: 50)]).input == 80)
  }

  @Test func `a sum by its name counts only where nothing else in the trace does`() {
    let sum = agent(1, input: 30).with { $0.isAggregate = true }
    #expect(Night([sum]).input == 30)
    #expect(Night([sum, .chat(2, under: 1)]).input == 30)
    // The request is not below the sum, but in its trace.
    #expect(Night([sum, .chat(2, input: 30)]).counted == [2])
    #expect(Night([sum, .chat(2, in: 2, input: 30)]).counted == [1, 2])
    #expect(Night([sum, agent(2, input: 30)]).counted == [2])
  }

  @Test func `a sum by its name beside requests without usage is no call of its own`() {
    let sum = agent(1, input: 30).with { $0.isAggregate = true }
    let night = Night([sum, .chat(2), .chat(3)])
    #expect(night.input == 30 && night.callCount == 2)
    // In another trace it is one.
    #expect(Night([sum, .chat(2, in: 2)]).callCount == 2)
    #expect(Night([sum]).callCount == 1)
  }
}

@Suite struct GapTests {
  @Test func `an aggregate that says more than its leaves is a gap, and is not added`() {
    let night = Night([agent(1, input: 1000, output: 100), .chat(2, under: 1, input: 600, output: 100)])
    #expect(night.input == 600)
    #expect(night.gaps == [[400, 0]])
  }

  @Test func `a hundredth is no gap`() {
    #expect(Night([agent(1, input: 1010), .chat(2, under: 1, input: 1000)]).gaps == [])
    #expect(Night([agent(1, input: 1011), .chat(2, under: 1, input: 1000)]).gaps == [[11, 0]])
    #expect(Night([agent(1, input: 900), .chat(2, under: 1, input: 1000)]).gaps == [])
  }

  @Test func `what an inner aggregate misses is not missed again around it`() {
    let night = Night([
      agent(1, input: 1500), agent(2, under: 1, input: 1000), .chat(3, under: 2, input: 600),
      .chat(4, under: 1, input: 400),
    ])
    #expect(night.gaps.sorted { $0[0] < $1[0] } == [[100, 0], [400, 0]])
  }

  @Test func `a request that another trace tells of is not missing`() {
    let night = Night([
      agent(1, input: 1000),
      Span.chat(2, under: 1, input: 1000).with { $0.responseID = "resp" },
      Span.chat(9, in: 2, input: 1000, output: 1).with { $0.responseID = "resp" },
    ])
    #expect(night.counted == [9])
    #expect(night.gaps == [])
  }
}

@Suite struct SameResponseTests {
  private func pair(_ provider: String, input: Int64?) -> Night {
    let one = Span.chat(1, in: 1, input: 5).with { $0.responseID = "r" }
    let other = Span.chat(2, in: 2, input: input).with {
      $0.responseID = "r"
      $0.provider = provider
      $0.scope = "gateway"
    }
    return Night([one, other])
  }

  /// Calls of one library and response id, one after the other.
  private func calls(inputs: [Int64?], output: Int64? = 5, inTraces traces: [UInt64]? = nil) -> [Span] {
    inputs.enumerated().map { row, input in
      Span.chat(UInt64(row + 1), in: traces?[row] ?? UInt64(row + 1), input: input, output: input == nil ? nil : output)
        .with {
          $0.responseID = "chatcmpl-1"
          ($0.start, $0.duration) = (1000 + 100 * UInt64(row), 90)
        }
    }
  }

  @Test func `an id that is given to several responses says nothing`() {
    // Two inputs are two responses.
    #expect(Night(calls(inputs: [7, 8])).callCount == 2)
    #expect(Night(calls(inputs: [7, nil, 8])).callCount == 3)
    // The same usage again may be the same response, fetched once more; in an eighth trace it is not.
    func repeated(_ count: Int, inTraces traces: [UInt64]? = nil, length: UInt64 = 90) -> Night {
      Night(
        calls(inputs: [Int64?](repeating: 7, count: count), inTraces: traces).map { $0.with { $0.duration = length } })
    }
    #expect(repeated(7).callCount == 1)
    #expect(repeated(8).callCount == 8)
    #expect(repeated(8, inTraces: [1, 2, 3, 4, 5, 6, 7, 7]).callCount == 1)
    // Those that go on at the same time are not one after the other.
    #expect(repeated(8, length: 1000).callCount == 1)
    #expect(repeated(80, length: 1000).callCount == 80)
    #expect(Night(calls(inputs: [Int64?](repeating: nil, count: 9))).callCount == 1)
  }

  @Test func `two libraries on calls with a reused id are one call each`() {
    let own = calls(inputs: [7, 8, 9])
    let others = own.map { span in
      span.with {
        $0.id += 10
        $0.trace += 10
        $0.scope = "other"
        ($0.start, $0.duration) = ($0.start - 1, 92)
      }
    }
    let night = Night(own + others)
    #expect(night.callCount == 3)
    #expect(night.counted == [1, 2, 3])
  }

  @Test func `an id is one response within a provider`() {
    #expect(pair("openai", input: 7).callCount == 1)
    #expect(pair("", input: 7).callCount == 1)
    #expect(pair("anthropic", input: 7).callCount == 2)
  }

  @Test func `under another provider's name it is one where the counts agree`() {
    #expect(pair("azure.ai.openai", input: 5).callCount == 1)
    #expect(pair("azure.ai.openai", input: nil).callCount == 1)
  }

  @Test func `of a response told of while it ran the last has the real usage`() {
    let rows = [1, 60, 25].enumerated().map { row, output in
      Span.chat(UInt64(row + 1), in: UInt64(row + 1), input: 5, output: Int64(output)).with {
        $0.responseID = "msg"
        $0.start = 1000 + UInt64(row)
      }
    }
    let night = Night(rows)
    #expect(night.callCount == 1)
    #expect(night.calls.tokens[0].output == 60)
  }
}
