import LedgerModel
import Testing

@testable import LedgerDialects

/// Which attribute said what.
@Suite struct SourceTests {
  private let tables = DialectTables.standard

  private func name(_ sources: FieldSources, _ field: TracedField) -> String? {
    tables.source(of: field, number: sources[field])?.name
  }

  private func second(_ sources: FieldSources, _ field: TracedField) -> String? {
    tables.source(of: field, number: sources.second(field))?.name
  }

  @Test func `each fact names the attribute that said it`() {
    let sources = read(
      "chat gpt-4o",
      [
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.prompt_tokens": 12, "gen_ai.usage.output_tokens": 3, "gen_ai.conversation.id": "c",
      ]
    ).reading.facts.sources
    #expect(name(sources, .operation) == "gen_ai.operation.name")
    #expect(name(sources, .provider) == "gen_ai.provider.name")
    #expect(name(sources, .requestModel) == "gen_ai.request.model")
    #expect(name(sources, .inputTokens) == "gen_ai.usage.prompt_tokens")
    #expect(name(sources, .outputTokens) == "gen_ai.usage.output_tokens")
    #expect(name(sources, .session) == "gen_ai.conversation.id")
    for field in [TracedField.cacheReadTokens, .errorType, .isStreaming, .user] { #expect(sources[field] == 0) }
  }

  @Test func `what follows from something else is derived`() {
    let sources = read(
      "chat gpt-4o", ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 12], status: 2
    ).reading.facts.sources
    for field in [TracedField.provider, .requestModel, .errorType] { #expect(sources[field] == FieldSources.derived) }
  }

  @Test func `of two sources of a count the better is taken, in any order, and the other is remembered`() {
    let pairs: [Pairs] = [
      ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 12, "gen_ai.usage.prompt_tokens": 12],
      ["gen_ai.operation.name": "chat", "gen_ai.usage.prompt_tokens": 12, "gen_ai.usage.input_tokens": 12],
      [
        "llm.token_count.prompt": 7, "gen_ai.usage.prompt_tokens": 12, "gen_ai.operation.name": "chat",
        "gen_ai.usage.input_tokens": 12,
      ],
    ]
    for pairs in pairs {
      let sources = read("chat", pairs).reading.facts.sources
      #expect(name(sources, .inputTokens) == "gen_ai.usage.input_tokens")
      #expect(second(sources, .inputTokens) == "gen_ai.usage.prompt_tokens")
      #expect(!sources.differs(.inputTokens))
    }
    let conflict = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.output_tokens": 5, "llm.token_count.completion": 6]
    ).reading.facts
    #expect(conflict.usage.outputTokens == 5)
    #expect(second(conflict.sources, .outputTokens) == "llm.token_count.completion")
    #expect(conflict.sources.differs(.outputTokens))
    #expect(!conflict.sources.differs(.inputTokens))
  }

  @Test func `a whole usage as JSON is the source of each of its counts`() {
    let sources = read(
      "chat",
      [
        "gen_ai.operation.name": "chat",
        "gen_ai.usage.raw": .text(
          #"{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}"#),
      ]
    ).reading.facts.sources
    for field in [TracedField.inputTokens, .outputTokens, .cacheReadTokens] {
      #expect(name(sources, field) == "gen_ai.usage.raw")
    }
  }

  @Test func `numbered names are one source`() {
    let names = (0..<3).map { number in
      read(
        "chat", ["gen_ai.operation.name": "chat", "gen_ai.completion.\(number).finish_reason": .text("stop")]
      ).reading.facts.sources
    }
    #expect(Set(names).count == 1)
    #expect(name(names[0], .finishReason) == "gen_ai.completion.N.finish_reason")
  }

  @Test func `ordinary spans have no sources`() {
    #expect(read("GET /", ["http.response.status_code": 200, "server.address": "x"]).reading.facts.sources.isEmpty)
  }

  @Test func `names tell generations apart`() {
    #expect(ConventionGeneration(ofAttribute: "gen_ai.usage.prompt_tokens") == .first)
    #expect(ConventionGeneration(ofAttribute: "gen_ai.system") == .system)
    #expect(ConventionGeneration(ofAttribute: "gen_ai.provider.name") == .provider)
    #expect(ConventionGeneration(ofAttribute: "gen_ai.usage.cache_read.input_tokens") == .cache)
    #expect(ConventionGeneration(ofAttribute: "gen_ai.usage.cache_write.input_tokens") == .own)
    #expect(ConventionGeneration(ofAttribute: "llm.token_count.prompt") == nil)
    #expect(ConventionGeneration.first < .own)
  }

  @Test func `every traced field has sources, all of them with a name`() {
    for field in TracedField.allCases {
      var number: UInt8 = 1
      while let source = tables.source(of: field, number: number) {
        #expect(!source.name.isEmpty && !source.dialect.isEmpty)
        number += 1
      }
      #expect(number > 1, "\(field)")
      #expect(tables.source(of: field, number: 0) == nil)
      #expect(tables.source(of: field, number: FieldSources.derived) == nil)
    }
  }

  @Test func `a reading that is used again holds nothing of the spans before`() {
    let recorder = Recorder()
    var reading = SpanReading()
    let call = recorder.record(
      "chat gpt-4o",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 12, "gen_ai.usage.prompt_tokens": 13,
        "gen_ai.request.temperature": 0.5, "gen_ai.conversation.id": "c", "gen_ai.evaluation.name": "tone",
        "gen_ai.evaluation.score.value": 0.5,
      ])
    let ordinary = recorder.record("GET /", ["http.response.status_code": 500])
    for scope in ["my-app", "openlit.instrumentation.openai", "my-app"] {
      let dialect = recorder.scope(scope)
      for _ in 0..<2 {
        recorder.interpreter.read(call, into: &reading)
        #expect(reading.facts.usage.inputTokens == 12 && !reading.facts.session.isEmpty)
        #expect(!reading.details.isEmpty && !reading.facts.sources.isEmpty)
        for _ in 0..<2 {
          recorder.interpreter.read(ordinary, into: &reading)
          #expect(reading.facts.usage.isEmpty && reading.facts.session.isEmpty && reading.facts.operation.isEmpty)
          #expect(reading.facts.operationClass == .other && reading.facts.sources.isEmpty)
          #expect(reading.details.isEmpty && reading.evaluations.isEmpty)
          #expect(reading.facts.dialect == dialect)
        }
      }
    }
  }
}
