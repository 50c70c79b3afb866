import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerDialects

/// Scenario: spans with the same name and as many attributes take turns, but differ in what decides what they mean.
/// Guarantees: what a span says does not depend on the spans before it, though those of one shape share a reading.
@Suite struct SharedReadingTests {
  private let tables = DialectTables.standard

  /// One of many calls with the same name and attributes: few texts decide, and everything else differs.
  private func call(_ recorder: Recorder, _ random: inout SplitMix64) -> SpanRecord {
    let number = Int64.random(in: 0..<1_000_000, using: &random)
    let model = "model-\(Int.random(in: 0..<7, using: &random))"
    let isAnswered = Int.random(in: 0..<6, using: &random) > 0
    var events: [Recorder.Event] = []
    switch Int.random(in: 0..<12, using: &random) {
    case 0: events = [Recorder.Event(name: "gen_ai.content.completion.chunk", afterNanos: UInt64(number))]
    case 1: events = [Recorder.Event(name: "exception", pairs: ["exception.type": .text("E\(number % 3)")])]
    case 2:
      events = [
        Recorder.Event(
          name: "gen_ai.evaluation.result",
          pairs: ["gen_ai.evaluation.name": "relevance", "gen_ai.evaluation.score.value": 0.5])
      ]
    case 3: events = [Recorder.Event(name: "of no interest")]
    default: break
    }
    var span = recorder.record(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": .text(model),
        "gen_ai.response.finish_reasons": isAnswered ? .list(["stop"]) : .list(["length"]),
        "gen_ai.usage.input_tokens": .int(number), "gen_ai.usage.output_tokens": .int(number % 100),
        "gen_ai.request.temperature": .double(Double(number % 10) / 10),
        "gen_ai.request.stream": .bool(number % 2 == 0),
        "gen_ai.conversation.id": Int.random(in: 0..<8, using: &random) == 0 ? "\"quoted\"" : .text("c\(number)"),
        "gen_ai.response.id": .text("chatcmpl-\(number)"),
      ], kind: 3, status: isAnswered ? 0 : 2, events: events)
    span.traceState = Int.random(in: 0..<5, using: &random) == 0 ? recorder.view("ot=th:8") : .empty
    return span
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `spans that look alike at first sight are told apart`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let recorder = Recorder()
    var byAttribute = DialectInterpreter(tables: tables, isPlanning: false)
    var slow = SpanReading()
    var rows: Set<Int> = []
    for number in 0..<2_000 {
      if number % 100 == 0 {
        // A session of the resource is that of spans which name none.
        let resource = ResourceRecord()
        if number % 200 == 0 { resource.attributes = recorder.values(["session.id": .text("s\(number)")]) }
        let scope = ScopeRecord()
        scope.name = recorder.view(number % 300 == 0 ? "opentelemetry.instrumentation.openai.v1" : "my-app")
        _ = recorder.interpreter.resource(resource)
        _ = byAttribute.resource(resource)
        recorder.interpreter.beginScope(scope)
        byAttribute.beginScope(scope)
      }
      let span = number % 9 == 8 ? recorder.record("GET /") : call(recorder, &random)
      let row = recorder.interpreter.read(span)
      byAttribute.read(span, into: &slow)
      let fast = recorder.interpreter.readings[row]
      #expect(fast.facts.isSame(as: slow.facts), "span \(number)")
      #expect(fast.details.isSame(as: slow.details), "span \(number)")
      #expect(fast.evaluations.count == slow.evaluations.count, "span \(number)")
      rows.insert(row)
    }
    #expect(recorder.interpreter.reader.plannedSpans > 1_000)
    #expect(rows.count > 20)
  }

  @Test func `spans of one shape share a row, and others do not`() {
    let recorder = Recorder()
    recorder.scope("my-app")
    func read(_ model: String, _ tokens: Int64) -> Int {
      recorder.interpreter.read(
        recorder.record(
          "chat",
          [
            "gen_ai.operation.name": "chat", "gen_ai.request.model": .text(model),
            "gen_ai.usage.input_tokens": .int(tokens),
          ]
        ))
    }
    for _ in 0..<3 {
      _ = read("a", 1)
      _ = read("b", 2)
    }
    let (a, b) = (read("a", 5), read("b", 6))
    #expect(a != b)
    #expect(read("a", 7) == a)
    #expect(recorder.interpreter.readings[a].usage.inputTokens == 7)
    #expect(recorder.interpreter.readings[a].shape != recorder.interpreter.readings[b].shape)
    // What spans of other shapes say stands until the next of them comes.
    #expect(recorder.interpreter.readings[b].usage.inputTokens == 6)
    #expect(read("b", -1) == DialectReader.withoutPlan)
    #expect(read("b", 8) == b)
    #expect(recorder.interpreter.readings[b].usage.inputTokens == 8)
  }

  @Test func `the plan that was noted last is tried first, and four are kept`() {
    var plans = SpanPlans()
    func noted() -> [Int] { (0..<4).map { Int(plans.guesses(3) >> UInt64($0 * 16) & 0xFFFF) - 1 } }
    plans.note(5, at: 3)
    #expect(noted() == [5, -1, -1, -1])
    plans.note(5, at: 3)
    #expect(noted() == [5, -1, -1, -1])
    plans.note(6, at: 3)
    plans.note(7, at: 3)
    #expect(noted() == [7, 6, 5, -1])
    plans.note(6, at: 3)
    #expect(noted() == [6, 7, 5, -1])
    plans.note(2_047, at: 3)
    #expect(noted() == [2_047, 6, 7, 5])
    plans.note(5, at: 3)
    #expect(noted() == [5, 2_047, 6, 7])
    plans.note(0, at: 3)
    #expect(noted() == [0, 5, 2_047, 6])
    plans.note(2_047, at: 3)
    #expect(noted() == [2_047, 0, 5, 6])
    #expect(plans.guesses(4) == 0)
  }
}
