import LedgerModel
import Testing

@testable import LedgerDialects

/// Dialects that users describe.
@Suite struct UserDialectTests {
  private func tables(_ change: (inout UserDialect.Parts) -> Void) -> DialectTables {
    var parts = UserDialect.Parts(name: "harbour")
    change(&parts)
    return DialectTables(adding: [UserDialect(parts)])
  }

  @Test func `without any, the tables are the usual ones`() {
    let tables = DialectTables(adding: [])
    #expect(tables.ruleSets.count == 1 && tables.ids.count == Dialects.all.count + 1)
    for (row, dialect) in Dialects.all.enumerated() { #expect(tables.name(of: UInt8(row + 1)) == dialect.id) }
  }

  @Test func `attributes of a user's own are read, and name the dialect`() {
    let tables = tables {
      $0.attributes = [
        .init(name: "harbour.in", field: .inputTokens), .init(name: "harbour.out", field: .outputTokens),
        .init(name: "harbour.model", field: .requestModel),
        .init(name: "harbour.ttft", field: .timeToFirstToken, unit: .microseconds),
        .init(name: "harbour.cost", field: .cost, unit: .microDollars), .init(name: "harbour.hot", field: .temperature),
      ]
    }
    let facts = read(
      "answer",
      [
        "harbour.in": "10", "harbour.out": 5, "harbour.model": "gpt-4o", "harbour.ttft": 250_000,
        "harbour.cost": 1500, "harbour.hot": 0.5,
      ], tables: tables)
    #expect(facts.dialect == "harbour" && facts.operationClass == .inference && facts.provider == "openai")
    #expect(facts.input == 10 && facts.output == 5 && facts.timeToFirstToken == 250_000_000)
    #expect(facts.reading.reportedCost == PicoUSD(decimal: "0.0015") && facts.details == [.temperature: "500000"])
    #expect(read("answer", ["harbour.in": 10]).dialect == "none")
  }

  @Test func `what a user says of a name holds on log records`() {
    let tables = tables {
      $0.attributes = [
        .init(name: "harbour.model", field: .requestModel), .init(name: "tokens_in", field: .outputTokens),
      ]
    }
    for (tables, expected) in [(tables, [nil, 7, 9]), (.standard, [7, nil, nil])] as [(DialectTables, [Int64?])] {
      let recorder = Recorder(tables)
      recorder.scope("")
      var log = LogRecord()
      log.attributes = recorder.values(["model": "gpt-4o", "harbour.model": "o3", "tokens_in": 7, "cached_tokens": 9])
      let call = recorder.interpreter.read(log).call
      let usage = call?.reading.usage
      #expect([usage?.inputTokens, usage?.outputTokens] == Array(expected.prefix(2)))
      #expect(call?.reading.facts.requestModel.text == (expected[2] == nil ? "gpt-4o" : "o3"))
      #expect(usage?.cacheReadTokens == 9)
    }
  }

  @Test func `a user's attribute wins over all other sources, whatever stands first`() {
    let tables = tables {
      $0.attributes = [
        .init(name: "harbour.first", field: .inputTokens), .init(name: "harbour.second", field: .inputTokens),
      ]
    }
    let orders: [Pairs] = [
      ["gen_ai.usage.input_tokens": 1, "harbour.second": 3, "harbour.first": 2],
      ["harbour.first": 2, "harbour.second": 3, "gen_ai.usage.input_tokens": 1],
    ]
    for pairs in orders { #expect(read("chat", pairs, tables: tables).input == 2) }
    #expect(read("chat", ["harbour.first": "", "harbour.second": 3], tables: tables).input == 3)
    #expect(read("chat", ["gen_ai.usage.input_tokens": 1], tables: tables).input == 1)
  }

  @Test func `an attribute that is known already means what the user says`() {
    let tables = tables {
      $0.attributes = [
        .init(name: "gen_ai.usage.input_tokens", field: .totalTokens),
        .init(name: "gen_ai.completion.0.finish_reason", field: .serviceTier),
      ]
    }
    let facts = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 7, "gen_ai.completion.0.finish_reason": "flex",
        "gen_ai.completion.1.finish_reason": "length",
      ], tables: tables)
    #expect(facts.input == nil && facts.total == 7)
    #expect(facts.serviceTier == "flex" && facts.finishReason == "length")
    // It names no dialect, because others write it too.
    #expect(facts.dialect == "openllmetry" || facts.dialect == "opentelemetry")
  }

  @Test func `members of JSON are read, and those that nobody changes keep their meaning`() {
    let tables = tables {
      $0.attributes = [
        .init(name: "harbour.meta", member: "tokens.in", field: .inputTokens),
        .init(name: "harbour.meta", member: "model", field: .requestModel),
        .init(name: "request_data", member: "seed_model", field: .requestModel),
      ]
    }
    let facts = read("x", ["harbour.meta": #"{"tokens":{"in":7},"model":"gpt-4o"}"#], tables: tables)
    #expect(facts.input == 7 && facts.requestModel == "gpt-4o")
    let logfire = read(
      "x", ["request_data": #"{"model":"a","seed_model":"b","stream":true}"#, "gen_ai.operation.name": "chat"],
      tables: tables)
    #expect(logfire.requestModel == "b" && logfire.reading.isStreaming == true)
  }

  @Test func `a dialect of some scopes changes nothing elsewhere`() {
    let tables = tables {
      $0.scopes = ["harbour.llm*", "opentelemetry.instrumentation.openai.v1"]
      $0.attributes = [
        .init(name: "model", field: .responseModel), .init(name: "in", field: .inputTokens),
        .init(name: "gen_ai.usage.input_tokens", field: .totalTokens),
      ]
      $0.spans = [.init(name: "rag.retrieve", operationClass: .tool), .init(name: "work", operationClass: .inference)]
      $0.cacheInclusion = .exclusive
    }
    let pairs: Pairs = ["in": 5, "model": "m", "gen_ai.usage.input_tokens": 7]
    for scope in ["harbour.llm.client", "opentelemetry.instrumentation.openai.v1"] {
      let inside = read("work", pairs, scope: scope, tables: tables)
      #expect(inside.dialect == "harbour" && inside.operationClass == .inference)
      #expect(inside.input == 5 && inside.total == 7 && inside.responseModel == "m")
      #expect(inside.reading.cacheInclusion == .exclusive)
      #expect(read("rag.retrieve", scope: scope, tables: tables).operationClass == .tool)
    }
    let outside = read("work", pairs, tables: tables)
    let usual = read("work", pairs)
    #expect(outside.dialect == usual.dialect && outside.operationClass == usual.operationClass)
    #expect(outside.input == 7 && outside.total == nil && outside.responseModel == "")
    #expect(read("rag.retrieve", tables: tables).operationClass == .retrieval)
    #expect(read("rag.retrieve", tables: tables).dialect == "tutorial")
  }

  @Test func `scopes come and go within one worker`() {
    let tables = tables {
      $0.scopes = ["harbour"]
      $0.attributes = [.init(name: "in", field: .inputTokens), .init(name: "service.name", field: .user)]
    }
    let recorder = Recorder(tables)
    var reading = SpanReading()
    for _ in 0..<3 {
      recorder.scope("harbour")
      recorder.interpreter.read(recorder.record("x", ["in": 5]), into: &reading)
      #expect(reading.usage.inputTokens == 5)
      recorder.scope("another")
      recorder.interpreter.read(recorder.record("chat", ["in": 5, "gen_ai.usage.output_tokens": 1]), into: &reading)
      #expect(reading.usage.inputTokens == nil && reading.usage.outputTokens == 1)
      recorder.scope("harbour")
      let resource = ResourceRecord()
      resource.attributes = recorder.values(["service.name": "desk"])
      #expect(recorder.interpreter.resource(resource).serviceName.text == "desk")
    }
  }

  @Test func `span names say more than attributes, and stages have the user's names`() {
    let tables = tables {
      $0.spans = [
        .init(name: "harbour.look.*", operationClass: .retrieval, operation: "look_up", stage: "look up"),
        .init(name: "harbour.answer", operationClass: .inference),
        .init(name: "rag.generate", operationClass: .step, stage: "write"),
      ]
    }
    let stage = read("harbour.look.up", ["traceloop.span.kind": "agent"], tables: tables)
    #expect(stage.operationClass == .retrieval && stage.operation == "look_up" && stage.stage == "look up")
    #expect(stage.dialect == "harbour")
    let call = read("harbour.answer", ["gen_ai.operation.name": "embeddings"], tables: tables)
    #expect(call.operationClass == .inference && call.stage.isEmpty)
    let rag = read("rag.generate", tables: tables)
    #expect(rag.stage == "write" && rag.operationClass == .step)
    #expect(read("rag.retrieve", tables: tables).stage == "rag.retrieve")
  }

  @Test func `judgements have the user's names`() {
    let tables = tables {
      $0.evaluations = [
        ("harbour.tone", "tone"), ("harbour.grounded", "groundedness"), ("llm.quality.relevance", "fit"),
      ]
    }
    let facts = read(
      "judge",
      ["harbour.tone": "0.5", "harbour.grounded": false, "llm.quality.relevance": 1, "llm.quality.depth": 0.25],
      tables: tables)
    #expect(
      facts.evaluations
        == ["tone 500000 ", "groundedness 0 not_grounded made up", "fit 1000000 ", "depth 250000 "])
    #expect(facts.operationClass == .evaluation)
    #expect(read("judge", ["harbour.tone": ""], tables: tables).evaluations.isEmpty)
    #expect(read("judge", ["harbour.tone": .list(["good"])], tables: tables).evaluations == ["tone - good"])
  }

  @Test func `events and metrics`() {
    let tables = tables {
      $0.firstTokenEvents = ["harbour.first", "gen_ai.choice"]
      $0.metrics = [
        .init(name: "harbour.tokens", family: .tokenUsage, tokenType: .output),
        .init(name: "harbour.wait", family: .timeToFirstToken, unit: .milliseconds),
        .init(name: "gen_ai.client.token.usage", family: .other),
      ]
    }
    let chat: Pairs = ["gen_ai.operation.name": "chat"]
    for name in ["harbour.first", "gen_ai.choice"] {
      let facts = read("chat", chat, events: [.init(name: name, afterNanos: 7)], tables: tables)
      #expect(facts.timeToFirstToken == 7)
    }
    #expect(readPoint("harbour.tokens", unit: "", tables: tables).tokenType == .output)
    #expect(readPoint("harbour.wait", unit: "", tables: tables).scale == [1, 1000])
    #expect(readPoint("harbour.wait", unit: "s", tables: tables).scale == [1, 1])
    #expect(readPoint("gen_ai.client.token.usage", unit: "", tables: tables).family == .other)
    #expect(readPoint("gen_ai.client.operation.duration", unit: "", tables: tables).family == .operationDuration)
  }

  @Test(arguments: UserDialect.Field.allCases)
  func `every field reads a value`(field: UserDialect.Field) {
    let unit: UserDialect.Unit? = field.units.first
    let tables = tables { $0.attributes = [.init(name: "harbour.value", field: field, unit: unit)] }
    let recorder = Recorder(tables)
    recorder.scope("my-app")
    let row = tables.ruleSets[0][tables.keys.match(recorder.view("harbour.value")).map { Int($0.key.index) } ?? 0]
    let attribute = AttributeRow("harbour.value", row.field, row.rank, row.form)
    let value = TableTests.sample(attribute) ?? ""
    var reading = SpanReading()
    recorder.interpreter.read(recorder.record("gen_ai.client.chat", ["harbour.value": value]), into: &reading)
    let read = row.field == .usage ? CanonicalField.inputTokens : row.field
    #expect(recorder.interpreter.reader.rank(read) < 0, "\(field)")
  }

  @Test func `several dialects stand side by side, and many attributes`() {
    var first = UserDialect.Parts(name: "first")
    first.scopes = ["first"]
    first.attributes = [.init(name: "in", field: .inputTokens)]
    var second = UserDialect.Parts(name: "second")
    second.scopes = ["second", "first.of.second"]
    second.attributes = [.init(name: "in", field: .outputTokens)]
    var third = UserDialect.Parts(name: "third")
    third.attributes = (0..<1990).map { .init(name: "many.\($0)", field: .inputTokens) }
    let tables = DialectTables(adding: [first, second, third].map { UserDialect($0) })
    let inFirst = read("x", ["in": 5, "many.1989": 6], scope: "first", tables: tables)
    #expect(inFirst.dialect == "first" && inFirst.input == 5 && inFirst.output == nil)
    let inSecond = read("x", ["in": 5, "many.1989": 6], scope: "first.of.second", tables: tables)
    #expect(inSecond.dialect == "second" && inSecond.output == 5 && inSecond.input == 6)
    let nowhere = read("x", ["in": 5, "many.1989": 6, "langfuse.trace.name": "t"], tables: tables)
    #expect(nowhere.dialect == "third" && nowhere.input == 6 && nowhere.output == nil)
  }
}
