import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerDialects

/// Scenario: many spans of few shapes, with values that are good, odd and wrong.
/// Guarantees: reading by shapes says of every span what reading it attribute by attribute says.
@Suite struct ShapeTests {
  /// Spans of one emitter: which attributes they have, and with what types.
  private struct Emitter {
    var name: String
    var scope: String
    var version: String
    var schema: String
    var service: String
    var session: Bool
    var keys: [(key: AttributeKey, kind: AttributeValue.Kind, suffix: String)]
  }

  private let tables = DialectTables.standard
  private let arena = TextArena()

  private func view(_ text: String) -> ByteView {
    let bytes = Array(text.utf8)
    return arena.append(atMost: bytes.count) { $0.append(bytes) }
  }

  /// Words that decide something somewhere, and some that do not.
  private static let words = [
    "chat", "text_completion", "embeddings", "invoke_agent", "execute_tool", "retrieval", "openai", "anthropic",
    "langchain", "litellm", "gpt-4o", "claude-sonnet-4", "openai/gpt-4o-mini", "text-embedding-3-small", "stop",
    "length",
    "[\"tool_calls\"]", "true", "false", "LLM", "CHAIN", "GENERATION", "ai.generateText.doGenerate", "ERROR", "500",
    "default", "\"quoted\"", "", "0", "17", "json_object", #"{"model":"gpt-4o","temperature":0.5,"max_tokens":64}"#,
    "a longer name that decides nothing at all, whatever it is that it says of itself",
  ]

  private static let names = [
    "chat gpt-4o", "openai.chat", "ChatOpenAI.chat", "ai.generateText.doGenerate", "rag.retrieve",
    "invoke_agent planner",
    "execute_tool search", "Chat Completion with 'gpt-4o'", "streaming response from 'gpt-4o' took 1s", "GET /",
    "embed",
    "anthropic.chat",
  ]

  private static let scopes = [
    "my-app", "opentelemetry.instrumentation.openai.v1", "openinference.instrumentation.openai", "langfuse-sdk", "ai",
    "logfire.openai", "pydantic-ai", "gcp.vertex.agent", "strands.telemetry.tracer", "openlit.otel.tracing",
    "opentelemetry.instrumentation.genai.openai", "litellm",
  ]

  private func emitter(_ random: inout SplitMix64, _ telling: [Int], _ all: Range<Int>) -> Emitter {
    var keys: [(key: AttributeKey, kind: AttributeValue.Kind, suffix: String)] = []
    let kinds: [AttributeValue.Kind] = [.string, .string, .string, .int, .int, .double, .bool, .array, .empty]
    for _ in 0..<Int.random(in: 2...14, using: &random) {
      let row =
        Bool.random(using: &random)
        ? telling.randomElement(using: &random) ?? 0 : all.randomElement(using: &random) ?? 0
      let rule = tables.ruleSets[0][row]
      // Mostly the type that the form is usually written with.
      var kind = kinds.randomElement(using: &random) ?? .string
      if Int.random(in: 0..<6, using: &random) > 0 {
        switch rule.form {
        case .count, .microDollars, .httpStatus: kind = .int
        case .seconds, .milliseconds, .microseconds, .nanoseconds, .timeInDialectUnit, .dollars, .millionths, .score:
          kind = Bool.random(using: &random) ? .double : .int
        case .flag: kind = .bool
        default: kind = .string
        }
      }
      let suffix =
        rule.form == .indexes || rule.form == .judgement ? "\(Int.random(in: 0..<3, using: &random)).document.id" : ""
      keys.append((AttributeKey(UInt16(row)), kind, suffix))
    }
    return Emitter(
      name: Self.names.randomElement(using: &random) ?? "", scope: Self.scopes.randomElement(using: &random) ?? "",
      version: ["", "0.40.0", "1.3b0"].randomElement(using: &random) ?? "",
      schema: ["", "https://opentelemetry.io/schemas/1.41.0"].randomElement(using: &random) ?? "",
      service: ["app", "claude-code"].randomElement(using: &random) ?? "", session: Bool.random(using: &random),
      keys: keys)
  }

  private func value(
    _ key: AttributeKey, _ kind: AttributeValue.Kind, _ suffix: String, words: [String], isOdd: Bool,
    _ random: inout SplitMix64
  ) -> AttributeValue {
    let isFilled: Bool =
      switch tables.partSets[0][Int(key.index)].part {
      case .nothing, .value, .length, .place, .unbound: false
      case .count, .knownCount, .detail, .text, .time, .cost: true
      }
    var value = AttributeValue(key: key, kind: kind, suffix: suffix.isEmpty ? .empty : view(suffix))
    switch kind {
    case .string:
      let usual = isFilled ? "id\(Int.random(in: 0..<9, using: &random))" : words[Int(key.index) % words.count]
      value.text = view(isOdd ? Self.words.randomElement(using: &random) ?? "" : usual)
    case .int:
      let odd: [Int64] = [0, 0, 12_345_678, -1, .max, 1_795_000_000_000]
      let usual = isFilled ? Int64.random(in: 1...900, using: &random) : Int64(key.index % 3) * 250
      value.bits = UInt64(bitPattern: isOdd ? odd.randomElement(using: &random) ?? 0 : usual)
    case .double:
      let odd = [0, 12, 350.5, 4000, -1, .nan, .infinity, 1e300]
      let usual = isFilled ? Double.random(in: 0.001...0.9, using: &random) : 0.5
      value.bits = (isOdd ? odd.randomElement(using: &random) ?? 0 : usual).bitPattern
    case .bool: value.bits = isOdd ? 0 : 1
    case .array:
      value.bits = isOdd ? UInt64.random(in: 0...2, using: &random) : 1
      value.text = value.bits == 0 ? .empty : view(words[Int(key.index) % words.count])
    case .empty, .keyValueList, .bytes: break
    }
    return value
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `reading by shapes says what reading attribute by attribute says`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = tables.ruleSets[0]
    let telling = rules.indices.filter { !rules[$0].isCommon }
    // A span that needs the long way says nothing of plans: half of the emitters have none of what needs it.
    let planned = telling.filter { tables.partSets[0][$0].part != .unbound }
    var byShape = DialectInterpreter(tables: tables, isPlanning: true)
    var byAttribute = DialectInterpreter(tables: tables, isPlanning: false)
    var fast = SpanReading()
    var slow = SpanReading()
    for number in 0..<160 {
      let usable = number % 8 == 0 ? telling : planned
      var emitter = emitter(&random, usable, 0..<rules.count)
      if number % 8 != 0 { emitter.keys.removeAll { tables.partSets[0][Int($0.key.index)].part == .unbound } }
      let words = (0..<4).map { _ in Self.words.randomElement(using: &random) ?? "" }
      for round in 0..<24 {
        let resource = ResourceRecord()
        if let match = tables.keys.match(view("service.name")) {
          resource.attributes = [AttributeValue(key: match.key, kind: .string, text: view(emitter.service))]
        }
        if emitter.session || round > 20, let match = tables.keys.match(view("session.id")) {
          resource.attributes.append(AttributeValue(key: match.key, kind: .string, text: view("s\(round)")))
        }
        let scope = ScopeRecord()
        scope.name = view(emitter.scope)
        scope.version = view(emitter.version)
        scope.schemaURL = view(emitter.schema)
        _ = byShape.resource(resource)
        _ = byAttribute.resource(resource)
        byShape.beginScope(scope)
        byAttribute.beginScope(scope)
        var span = SpanRecord()
        span.name = view(round == 9 ? "another name" : emitter.name)
        span.kind = round % 7 == 6 ? 3 : 1
        span.statusCode = round % 5 == 4 ? 2 : 0
        span.startUnixNano = round == 13 ? 0 : 1_795_000_000_000_000_000
        span.endUnixNano = span.startUnixNano + (round == 15 ? 0 : UInt64.random(in: 1...8_000_000_000, using: &random))
        span.traceState = round % 11 == 10 ? view("ot=th:c") : .empty
        span.attributes = emitter.keys.map {
          value(
            $0.key, $0.kind, $0.suffix, words: words, isOdd: Int.random(in: 0..<24, using: &random) == 0, &random)
        }
        if round == 17 {
          span.events.append(
            EventRecord(name: view("gen_ai.content.completion.chunk"), timeUnixNano: 1, attributes: 0..<0))
        }
        byShape.read(span, into: &fast)
        byAttribute.read(span, into: &slow)
        #expect(
          fast.facts.isSame(as: slow.facts) && fast.details.isSame(as: slow.details)
            && fast.evaluations.count == slow.evaluations.count,
          "seed \(seed), emitter \(number), span \(round)")
      }
    }
    #expect(byShape.reader.plannedSpans > 600, "\(byShape.reader.plannedSpans) of 3840 spans were read by a plan")
  }

  /// Reads spans of one shape both ways: some alike, until the shape has a plan, then the last one.
  private func agrees(scope: String = "my-app", _ alike: Pairs, then last: Pairs) -> Bool {
    let recorder = Recorder()
    var byAttribute = DialectInterpreter(tables: tables, isPlanning: false)
    recorder.scope(scope)
    let record = ScopeRecord()
    record.name = view(scope)
    byAttribute.beginScope(record)
    var (fast, slow) = (SpanReading(), SpanReading())
    for pairs in [alike, alike, alike, last] {
      let span = recorder.record("chat", pairs)
      recorder.interpreter.read(span, into: &fast)
      byAttribute.read(span, into: &slow)
      guard fast.facts.isSame(as: slow.facts), fast.details.isSame(as: slow.details) else { return false }
    }
    return true
  }

  @Test func `what holds for some values only is not carried over to others`() {
    // A setting in JSON comes before the one that is filled in, and only looked the same.
    #expect(
      agrees(
        ["llm.invocation_parameters": #"{"max_tokens":64}"#, "llm.request.max_tokens": 64, "llm.model_name": "m"],
        then: ["llm.invocation_parameters": #"{"max_tokens":64}"#, "llm.request.max_tokens": 65, "llm.model_name": "m"])
    )
    // A sum over other spans is no second source of a span's own count.
    #expect(
      agrees(
        ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 7, "codex.turn.token_usage.input_tokens": 7],
        then: [
          "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 7, "codex.turn.token_usage.input_tokens": 9,
        ]))
    // Zeros that mean that nothing is known.
    let tutorial: (Int64) -> Pairs = { count in
      [
        "gen_ai.latency_ms": 12, "gen_ai.operation.name": "chat", "gen_ai.request.model": "m",
        "gen_ai.usage.input_tokens": .int(count), "gen_ai.usage.output_tokens": .int(count),
      ]
    }
    #expect(agrees(tutorial(5), then: tutorial(0)))
    #expect(agrees(tutorial(0), then: tutorial(5)))
    // Two sources that agree, and then do not.
    #expect(
      agrees(
        ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 7, "gen_ai.usage.prompt_tokens": 7],
        then: ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 7, "gen_ai.usage.prompt_tokens": 8]))
    // A first token that comes after the end.
    #expect(
      agrees(
        ["gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_chunk": 0.5],
        then: ["gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_chunk": 5.0]))
    // A first span whose values are not good, and good ones after it.
    #expect(
      agrees(
        ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": -7, "gen_ai.conversation.id": ""],
        then: ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 7, "gen_ai.conversation.id": "c"]))
  }

  @Test func `every fact takes part when two readings are compared`() {
    // A fact that comparing leaves out could differ unseen.
    var other = SpanFacts()
    let facts = SpanFacts()
    #expect(facts.isSame(as: other))
    var seen = 0
    func differs(_ change: (inout SpanFacts) -> Void) {
      other = SpanFacts()
      change(&other)
      seen += facts.isSame(as: other) ? 0 : 1
    }
    let word = view("w")
    differs { $0.operationClass = .tool }
    differs { $0.dialect = 3 }
    for path in [
      \SpanFacts.operation, \.provider, \.requestModel, \.responseModel, \.responseID, \.finishReason, \.errorType,
      \.session,
      \.user, \.agent, \.tool, \.serviceTier, \.stage,
    ] { differs { $0[keyPath: path] = word } }
    differs { $0.usage.reasoningTokens = 0 }
    differs { $0.cacheInclusion = .asked }
    differs { $0.reasoningInclusion = .asked }
    differs { $0.isAggregate = true }
    differs { $0.isRepetition = true }
    differs { $0.isPartial = true }
    differs { $0.isStreaming = false }
    differs { $0.timeToFirstTokenNanos = 0 }
    differs { $0.reportedDurationNanos = 0 }
    differs { $0.reportedCost = .zero }
    differs { $0.retrievedCount = 0 }
    differs { $0.sources[.user] = 1 }
    differs { $0.weight.isAbsurd = true }
    #expect(seen == Mirror(reflecting: facts).children.count)
  }

  @Test func `more shapes than are kept are read all the same`() {
    let recorder = Recorder()
    recorder.scope("my-app")
    var reading = SpanReading()
    for round in 0..<2 {
      for number in 0..<5_000 {
        let record = recorder.record(
          "chat",
          [
            "gen_ai.operation.name": "chat", "gen_ai.request.model": .text("m\(number)"),
            "gen_ai.usage.input_tokens": 7,
          ])
        for _ in 0..<2 + round { recorder.interpreter.read(record, into: &reading) }
        #expect(reading.requestModel.text == "m\(number)")
        #expect(reading.usage.inputTokens == 7)
      }
    }
  }
}
