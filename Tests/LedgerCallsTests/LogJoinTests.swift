import LedgerColumns
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerCalls

private typealias Span = NightBuilder.Span
private typealias Log = NightBuilder.Log
private typealias Item = NightBuilder.Item

/// Settles spans and log records.
private struct Settled {
  let store: Store
  let calls: SettledCalls

  init(_ items: [Item], workers: Int = 1) {
    store = NightBuilder.store(items, workers: workers)
    calls = CallSettler.settle(store, SpanIndex(store))
  }

  init(_ spans: [Span] = [], logs: [Log]) { self.init(spans.map { .span($0) } + logs.map { .log($0) }) }

  var callCount: Int { calls.isCall.filter { $0 }.count }
  var errors: Int { (0..<calls.count).filter { calls.isError($0) }.count }
  var input: Int64? { calls.tokens.compactMap(\.input).reduce(nil) { ($0 ?? 0) + $1 } }
  var output: Int64? { calls.tokens.compactMap(\.output).reduce(nil) { ($0 ?? 0) + $1 } }
  var cost: Int64? { calls.reportedCost.compactMap { $0 }.reduce(nil) { ($0 ?? 0) + $1 } }

  var outcomes: [CallOutcome: Int] {
    var counts: [CallOutcome: Int] = [:]
    for outcome in calls.outcomes where outcome != .none { counts[outcome, default: 0] += 1 }
    return counts
  }

  /// What the calls are, in an order by content.
  var shown: [String] {
    (0..<calls.count).map { row in
      let (spans, spanRow) = store.locate(span: calls.span[row])
      let tokens = calls.tokens[row]
      let numbers = [tokens.input, tokens.output, calls.reportedCost[row]].map { $0.map(String.init) ?? "-" }
      let models = [calls.requestModel[row], calls.responseModel[row]].map { store.texts.model[$0] ?? "-" }
      return (numbers + models + ["\(spans.start[spanRow])", calls.isError(row) ? "failed" : ""]).joined(separator: " ")
    }.sorted()
  }
}

@Suite struct LogOnlyTests {
  @Test func `candidates are in the order of their spans, log records behind them`() {
    let items = (1...9).flatMap { number in
      [Item.log(Log(input: Int64(number), output: 1)), .span(.chat(UInt64(number), input: 70, output: 2))]
    }
    let store = NightBuilder.store(items, workers: 3)
    let spans = store.calls.flatMap { segment in (0..<segment.count).map { segment.span[$0] } }
    #expect(spans.count == 18 && spans == spans.sorted())
    for (number, segment) in store.calls.enumerated() {
      for row in 0..<segment.count {
        let found = store.candidate(ofSpan: segment.span[row])
        #expect(found?.segment === store.calls[number] && found?.row == row)
      }
    }
  }

  @Test func `a log record is no twin of a span`() {
    // Both failed, and the record was written while the span lasted, by another library of the resource.
    let span = Span.chat(1).with { $0.errorType = "timeout" }
    let log = Log().with { ($0.scope, $0.time, $0.errorType, $0.requestModel) = ("lines", 1_050, "timeout", "gpt-4o") }
    let settled = Settled([span], logs: [log])
    #expect(settled.outcomes[.twin] == nil && settled.outcomes[.merged] == nil)
  }

  @Test func `a call that only a log record tells of is a call with all that is said of it`() {
    let settled = Settled(logs: [
      Log(input: 9, output: 2).with {
        $0.duration = 40
        $0.reportedCost = PicoUSD(5)
      }
    ])
    #expect(settled.callCount == 1 && settled.input == 9 && settled.output == 2 && settled.cost == 5)
    let (spans, row) = settled.store.locate(span: settled.calls.span[0])
    #expect(spans.start[row] == 1_060 && spans.duration[row] == 40)
    // It is no span.
    #expect(settled.store.spanCount == 0 && SpanIndex(settled.store).traces.count == 0)
  }

  @Test func `a duration that began before time did is none`() {
    let settled = Settled(logs: [
      Log(input: 1).with {
        $0.time = 5
        $0.duration = 9
      }
    ])
    let (spans, row) = settled.store.locate(span: settled.calls.span[0])
    #expect(spans.start[row] == 5 && spans.duration[row] == 0)
  }

  @Test func `the same record twice is a duplicate, and another one like it is not`() {
    let log = Log(input: 9, output: 2)
    #expect(Settled(logs: [log, log, log]).outcomes == [.counted: 1, .duplicate: 2])
    #expect(Settled(logs: [log, log.with { $0.time += 1 }]).callCount == 2)
    #expect(Settled(logs: [log, log.with { $0.service = "other" }]).callCount == 2)
  }

  @Test func `an error line counts where its emitter tells of calls, and nowhere else`() {
    let error = Log().with {
      $0.role = .perhapsFailure
      $0.errorType = "_OTHER"
    }
    #expect(Settled(logs: [error]).callCount == 0)
    #expect(Settled(logs: [error, Log(input: 1)]).errors == 1)
    #expect(Settled(logs: [error, Log(input: 1).with { $0.scope = "other" }]).callCount == 1)
    // A model of no provider that is known, and of no call.
    let strange = error.with {
      $0.provider = ""
      $0.requestModel = "yolo"
    }
    #expect(Settled(logs: [strange, Log(input: 1)]).callCount == 1)
    #expect(Settled(logs: [strange, Log(input: 1).with { $0.requestModel = "yolo" }]).callCount == 2)
  }

  @Test func `hostile counts and times do not trap`() {
    let huge = Log(input: .max, output: .max).with {
      $0.time = .max
      $0.duration = .max
      $0.usage.cacheReadTokens = .max
    }
    #expect(Settled(logs: [huge, huge.with { $0.time = 0 }, huge.with { $0.event = "other" }]).callCount > 0)
  }
}

@Suite struct LogAttemptTests {
  private func failure(_ time: UInt64, attempt: Int64? = nil, turn: String = "p", session: String = "s") -> Log {
    Log().with {
      $0.role = .failure
      $0.isNative = true
      $0.errorType = "529"
      $0.time = time
      $0.attempt = attempt
      $0.turn = turn
      $0.session = session
    }
  }

  private func call(_ time: UInt64, turn: String = "p", session: String = "s") -> Log {
    Log(input: 3, output: 1).with {
      $0.isNative = true
      $0.time = time
      $0.turn = turn
      $0.session = session
    }
  }

  @Test func `failed attempts of a call that went on are no calls`() {
    let settled = Settled(logs: [failure(1, attempt: 1), failure(2, attempt: 2), call(3)])
    #expect(settled.callCount == 1 && settled.errors == 0)
    #expect(settled.outcomes == [.counted: 1, .attempt: 2])
  }

  @Test func `attempts that all failed are one call that failed`() {
    let settled = Settled(logs: [failure(1, attempt: 1), failure(2, attempt: 2), failure(3, attempt: 3)])
    #expect(settled.callCount == 1 && settled.errors == 1)
    // Without numbers, the turn ties them together.
    #expect(Settled(logs: [failure(1), failure(2)]).callCount == 1)
  }

  @Test func `the numbers begin anew with the next call`() {
    let settled = Settled(logs: [
      failure(1, attempt: 1), failure(2, attempt: 2), failure(3, attempt: 1), call(4), failure(5, attempt: 1),
    ])
    #expect(settled.callCount == 3 && settled.errors == 2)
  }

  @Test func `whoever gave up did not go on`() {
    let end = failure(3).with { $0.role = .gaveUp }
    #expect(Settled(logs: [failure(1, attempt: 1), failure(2, attempt: 2), end, call(4)]).errors == 1)
    let late = Settled(logs: [failure(1, attempt: 1), failure(2, attempt: 2), end, failure(4, attempt: 3), call(5)])
    #expect(late.callCount == 2 && late.errors == 1)
  }

  @Test func `in a session without turns a failure without number stands alone`() {
    let settled = Settled(logs: [failure(1, turn: ""), call(2, turn: "")])
    #expect(settled.callCount == 2 && settled.errors == 1)
    #expect(Settled(logs: [failure(1, attempt: 1, turn: ""), call(2, turn: "")]).errors == 0)
    #expect(Settled(logs: [failure(1, attempt: 1, turn: ""), call(700_000_000_000, turn: "")]).errors == 1)
  }

  @Test func `another turn, session, model or service is another call`() {
    for other in [
      call(2, turn: "q"), call(2, session: "t"), call(2).with { $0.requestModel = "gpt-5" },
      call(2).with { $0.service = "other" },
    ] {
      #expect(Settled(logs: [failure(1, attempt: 1), other]).errors == 1)
    }
  }

  @Test func `an answered attempt ends the failures before it where its number is higher`() {
    let answered = failure(3, attempt: 3, turn: "").with {
      $0.role = .answered
      $0.errorType = ""
    }
    let failures = [failure(1, attempt: 1, turn: ""), failure(2, attempt: 2, turn: "")]
    #expect(Settled(logs: failures + [answered, call(4, turn: "")]).outcomes == [.counted: 1, .attempt: 2])
    let first = answered.with { $0.attempt = 1 }
    #expect(Settled(logs: failures + [first, call(4, turn: "")]).errors == 1)
  }

  @Test func `lines of one span are attempts at one call, lines of two are not`() {
    func line(_ log: Log, span: UInt64) -> Log {
      log.with {
        $0.isNative = false
        ($0.trace, $0.span, $0.session, $0.turn) = (1, span, "", "")
      }
    }
    #expect(Settled(logs: [line(failure(1), span: 5), line(call(2), span: 5)]).errors == 0)
    #expect(Settled(logs: [line(failure(1), span: 5), line(call(2), span: 6)]).errors == 1)
  }
}

@Suite struct LogSpanTests {
  private let span = Span.chat(5, in: 3, input: 10, output: 4)

  @Test func `a record that points to the span of its call is not counted beside it`() {
    let log = Log(input: 10, output: 4).with { ($0.trace, $0.span) = (3, 5) }
    let settled = Settled([span], logs: [log, log.with { $0.event = "line" }])
    #expect(settled.callCount == 1 && settled.input == 10)
    #expect(settled.outcomes == [.counted: 1, .logged: 2])
  }

  @Test func `what only the record knows goes to the span`() {
    let log = Log(input: 10, output: 4).with {
      ($0.trace, $0.span) = (3, 5)
      $0.usage.cacheReadTokens = 8
      $0.reportedCost = PicoUSD(77)
      $0.responseModel = "gpt-4o-2024-08-06"
    }
    let bare = Span.chat(5, in: 3)
    let settled = Settled([bare], logs: [log])
    #expect(settled.callCount == 1 && settled.input == 10 && settled.output == 4 && settled.cost == 77)
    #expect(settled.calls.tokens[0].cacheRead == 8)
    #expect(settled.store.texts.model[settled.calls.responseModel[0]] == "gpt-4o-2024-08-06")
    // The counts of the span are not replaced by others.
    #expect(Settled([span], logs: [log.with { $0.usage.inputTokens = 11 }]).input == 10)
  }

  @Test func `what a record lends to the outer of two nested spans reaches the inner one, and agents see it`() {
    let log = Log(input: 10, output: 4).with {
      ($0.trace, $0.span) = (3, 5)
      $0.reportedCost = PicoUSD(77)
    }
    let agent = Span.other(.agent, 4, in: 3).with { $0.usage.inputTokens = 10 }
    let settled = Settled([agent, .chat(5, in: 3, under: 4), .chat(6, in: 3, under: 5)], logs: [log])
    #expect(settled.callCount == 1 && settled.input == 10 && settled.cost == 77)
    #expect(settled.outcomes == [.counted: 1, .wrapper: 2, .logged: 1])
  }

  @Test func `a response id joins across traces and services, a request id within its service`() {
    let answered = span.with { $0.responseID = "r" }
    let log = Log(input: 10, output: 4)
    #expect(Settled([answered], logs: [log.with { $0.responseID = "r" }]).callCount == 1)
    #expect(Settled([answered], logs: [log.with { ($0.responseID, $0.service) = ("r", "gateway") }]).callCount == 1)
    let numbered = log.with { ($0.requestID, $0.usage.inputTokens) = ("r", 11) }
    #expect(Settled([answered], logs: [numbered]).callCount == 1)
    #expect(Settled([answered], logs: [numbered.with { $0.service = "gateway" }]).callCount == 2)
  }

  @Test func `a record of the trace with equal counts and model belongs to a request of it, each to one`() {
    let log = Log(input: 10, output: 4).with { ($0.trace, $0.span) = (3, 1) }
    let parent = Span.other(.other, 1, in: 3)
    #expect(Settled([parent, span.with { $0.parent = 1 }], logs: [log]).callCount == 1)
    #expect(Settled([parent, span], logs: [log, log.with { $0.time += 1 }]).callCount == 2)
    #expect(Settled([parent, span], logs: [log.with { $0.usage.outputTokens = 5 }]).callCount == 2)
    #expect(Settled([parent, span], logs: [log.with { $0.requestModel = "gpt-5" }]).callCount == 2)
    #expect(Settled([parent, span], logs: [log.with { $0.trace = 4 }]).callCount == 2)
  }

  @Test func `a record of the trace with counts belongs to a request without any that ended then`() {
    let log = Log(input: 10, output: 4).with { ($0.trace, $0.span) = (3, 1) }
    let stream = Span.chat(5, in: 3)
    #expect(Settled([stream], logs: [log]).input == 10)
    #expect(Settled([stream], logs: [log]).callCount == 1)
    #expect(Settled([stream], logs: [log.with { $0.time = 9_000_000_000 }]).callCount == 2)
  }

  @Test func `without a trace the service, the model, the counts and the time must fit`() {
    let log = Log(input: 10, output: 4)
    #expect(Settled([span], logs: [log]).callCount == 1)
    #expect(Settled([span], logs: [log.with { $0.time = 900 }]).callCount == 2)
    #expect(Settled([span], logs: [log.with { $0.time = 6_000_000_000 }]).callCount == 2)
    #expect(Settled([span], logs: [log.with { $0.service = "other" }]).callCount == 2)
    #expect(Settled([span], logs: [log.with { $0.usage.inputTokens = 9 }]).callCount == 2)
    #expect(Settled([span], logs: [log, log.with { $0.time += 1 }]).callCount == 2)
  }

  @Test func `an agent's own event belongs to an agent's span that names no model`() {
    let log = Log(input: 10, output: 4)
    let unnamed = span.with { $0.requestModel = "" }
    #expect(Settled([unnamed], logs: [log.with { $0.isNative = true }]).callCount == 1)
    #expect(Settled([unnamed], logs: [log]).callCount == 2)
    // A record that names no model itself goes with any.
    #expect(Settled([span], logs: [log.with { $0.requestModel = "" }]).callCount == 1)
    let other = log.with { ($0.requestModel, $0.isNative, $0.event) = ("gpt-5", true, "other") }
    #expect(Settled([span], logs: [log.with { $0.requestModel = "" }, other]).callCount == 2)
  }

  @Test func `a record that points to an agent's sum is part of it`() {
    let agent = Span.other(.agent, 5, in: 3).with { $0.usage.inputTokens = 30 }
    let log = Log(input: 10, output: 4).with { ($0.trace, $0.span) = (3, 5) }
    #expect(Settled([agent], logs: [log]).input == 30)
    #expect(Settled([agent.with { $0.usage.inputTokens = nil }], logs: [log]).input == 10)
  }

  @Test func `an agent's own event in the time and session of its sum is part of it, where no span tells of requests`()
  {
    let turn = Span.other(.agent, 5, in: 3).with {
      $0.usage.inputTokens = 30
      $0.session = "c"
    }
    let log = Log(input: 10, output: 4).with { ($0.isNative, $0.session) = (true, "c") }
    #expect(Settled([turn], logs: [log]).input == 30)
    #expect(Settled([turn], logs: [log.with { $0.session = "d" }]).input == 40)
    #expect(Settled([turn], logs: [log.with { $0.time = 6_000_000_000 }]).input == 40)
    #expect(Settled([turn], logs: [log.with { $0.isNative = false }]).input == 40)
    // The sum repeats its requests, and this one has no span.
    #expect(Settled([turn, .chat(6, in: 3, under: 5, input: 20)], logs: [log]).input == 30)
    #expect(Settled([turn, .chat(6, in: 3, under: 5, input: 20)], logs: [log]).callCount == 2)
  }

  @Test func `a copy of a span lends and borrows nothing`() {
    let copy = span.with { $0.attributeCount = 1 }
    let log = Log(input: 10, output: 4).with { ($0.trace, $0.span) = (3, 5) }
    #expect(Settled([copy, span], logs: [log]).outcomes == [.counted: 1, .duplicate: 1, .logged: 1])
  }
}

@Suite struct LogTwinTests {
  @Test func `two events about one request are one call`() {
    let native = Log(input: 110, output: 20).with {
      ($0.isNative, $0.session, $0.event) = (true, "s", "api_response")
      $0.duration = 50
    }
    let details = Log(input: 100, output: 20).with { ($0.session, $0.event, $0.time) = ("s", "details", 1_105) }
    let settled = Settled(logs: [native, details])
    #expect(settled.callCount == 1 && settled.input == 110)
    #expect(Settled(logs: [native, details.with { $0.session = "t" }]).callCount == 2)
    #expect(Settled(logs: [native, details.with { $0.time = 8_000_000_000 }]).callCount == 2)
    // One emitter tells of one call in one way: these are two.
    #expect(Settled(logs: [native, native.with { $0.time += 1 }]).callCount == 2)
  }

  @Test func `records of one request id are one call, the one that knows most`() {
    let first = Log(input: 10).with { $0.requestID = "r" }
    let second = Log(input: 10, output: 4).with { ($0.requestID, $0.time) = ("r", 90_000_000_000) }
    let settled = Settled(logs: [first, second])
    #expect(settled.callCount == 1 && settled.output == 4)
    #expect(Settled(logs: [first, second.with { $0.service = "other" }]).callCount == 2)
  }

  @Test func `an id under which records tell of two inputs is no call's own`() {
    let calls = (1...4).map { row in
      Log(input: 10 * Int64(row), output: 4).with { ($0.responseID, $0.time) = ("chatcmpl-1", 1_000 * UInt64(row)) }
    }
    #expect(Settled(logs: calls).callCount == 4)
    #expect(Settled(logs: calls.map { $0.with { $0.usage.inputTokens = 10 } }).callCount == 1)
    #expect(Settled(logs: calls.map { $0.with { ($0.requestID, $0.responseID) = ("r", "") } }).callCount == 4)
  }
}

@Suite struct LogOrderTests {
  /// A night in which spans and records tell of the same and of different calls, with many ties.
  private static func items(_ seed: UInt64) -> [Item] {
    var random = SplitMix64(seed: seed)
    func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    var items: [Item] = []
    for _ in 0..<40 {
      let counts: (Int64?, Int64?) = below(4) == 0 ? (nil, nil) : (Int64(1 + below(3)), Int64(1 + below(2)))
      if below(2) == 0 {
        items.append(
          .span(
            Span.chat(
              UInt64(items.count + 1), in: UInt64(1 + below(3)), under: UInt64(below(items.count + 1)), input: counts.0,
              output: counts.1
            )
            .with {
              $0.start = 1_000 + UInt64(below(5))
              $0.responseID = below(3) == 0 ? "r\(below(4))" : ""
              $0.errorType = below(5) == 0 ? "timeout" : ""
              $0.attributeCount = below(3)
            }))
      } else {
        let isFailure = below(4) == 0
        items.append(
          .log(
            Log(input: isFailure ? nil : counts.0, output: isFailure ? nil : counts.1).with {
              $0.role = isFailure ? (below(2) == 0 ? .failure : .perhapsFailure) : .call
              $0.errorType = isFailure ? "529" : ""
              $0.isNative = below(2) == 0
              $0.event = "e\(below(2))"
              $0.trace = UInt64(below(4))
              $0.span = UInt64(below(items.count + 1))
              $0.time = 1_095 + UInt64(below(10))
              $0.session = "s\(below(2))"
              $0.turn = below(2) == 0 ? "t\(below(2))" : ""
              $0.attempt = below(2) == 0 ? Int64(1 + below(3)) : nil
              $0.requestID = below(3) == 0 ? "r\(below(4))" : ""
              $0.reportedCost = below(3) == 0 ? PicoUSD(Int128(1 + below(9))) : nil
            }))
      }
      if below(8) == 0, let last = items.last { items.append(last) }
    }
    return items
  }

  @Test(arguments: 0..<60)
  func `the same calls come out in any order and for any number of workers`(seed: UInt64) {
    let items = Self.items(seed)
    let expected = Settled(items)
    var random = SplitMix64(seed: seed &+ 1000)
    for workers in 1...3 {
      let settled = Settled(items.shuffled(using: &random), workers: workers)
      #expect(settled.shown == expected.shown)
      #expect(settled.outcomes == expected.outcomes)
    }
  }

  @Test(arguments: 0..<20)
  func `every record that tells of a call comes to one end`(seed: UInt64) {
    let items = Self.items(seed)
    let settled = Settled(items)
    let candidates = items.count - (settled.calls.outcomes.filter { $0 == .none }.count - unused(settled.store))
    #expect(settled.outcomes.values.reduce(0, +) == candidates)
  }

  /// Numbers of candidates that no row has.
  private func unused(_ store: Store) -> Int {
    store.calls.reduce(0) { $0 + CallSegment.rows - $1.count }
  }
}
