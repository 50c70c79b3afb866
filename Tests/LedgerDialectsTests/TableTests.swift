import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerDialects

@Suite struct TableTests {
  static let rows = Dialects.all.flatMap { dialect in dialect.attributes.map { (dialect, $0) } }

  @Test func `every attribute stands in one row of one dialect`() {
    var seen: [String: String] = [:]
    for (dialect, row) in Self.rows {
      for name in DialectTables.spellings(of: row.name) {
        let place = name + (row.path.map { " \($0)" } ?? "")
        #expect(seen[place] == nil, "\(place) is in \(dialect.id) and in \(seen[place] ?? "")")
        seen[place] = dialect.id
      }
    }
    #expect(seen.count > 250)
  }

  @Test func `an attribute with members has no other rows, and belongs to one dialect`() {
    let names = Dictionary(grouping: Self.rows, by: \.1.name)
    for (name, rows) in names where rows.count > 1 {
      #expect(rows.allSatisfy { $0.1.path != nil }, "\(name)")
      #expect(Set(rows.map(\.0.id)).count == 1, "\(name)")
    }
  }

  @Test func `no two sources of a field have the same rank`() {
    let usage: [CanonicalField] = [
      .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens,
    ]
    var seen: Set<String> = []
    for (_, row) in Self.rows where row.field != .marker && row.field != .annotations {
      for field in row.field == .usage ? usage : [row.field] {
        for offset in DialectTables.spellings(of: row.name).indices {
          #expect(seen.insert("\(field) \(row.rank + Int16(offset))").inserted, "\(row.name) \(field) \(row.rank)")
        }
      }
    }
  }

  @Test func `ids are lower-case, stable words, each of one dialect`() {
    let ids = Dialects.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }, "\(id)")
    }
    #expect(Dialects.name(of: 0) == "none")
    #expect(Dialects.name(of: 200) == "none")
    #expect(Dialects.all.indices.map { Dialects.name(of: UInt8($0 + 1)) } == ids)
    let expected: Set = [
      "opentelemetry", "openinference", "openllmetry", "langfuse", "vercel-ai", "pydantic-ai", "logfire", "openlit",
      "litellm", "langsmith", "strands", "google-adk", "anthropic-sdk", "tutorial", "claude-code", "codex",
      "gemini-cli",
    ]
    #expect(expected.isSubset(of: ids))
  }

  /// A value that a row of this form can read, on a span of one second.
  static func sample(_ row: AttributeRow) -> Written? {
    switch row.form {
    case .presence, .text: "x"
    case .inputSemantics: "inclusive"
    case .count: 7
    case .flag, .trueFlag: true
    case .seconds, .timeInDialectUnit: 0.25
    case .milliseconds: 250
    case .microseconds: 250_000
    case .nanoseconds: 250_000_000
    case .instant: .text(UnixNanos(Recorder.start + 250_000_000).description)
    case .epochMilliseconds: .int(Int64(Recorder.start / 1_000_000) + 250)
    case .dollars, .microDollars: 3
    case .costDetails: #"{"input":1,"output":2}"#
    case .operationWord: "chat"
    case .vercelOperation: "ai.generateText.doGenerate"
    case .componentType: "OpenAIChatGenerator"
    case .provider, .providerWithInterface: "OpenAI"
    case .providerOfModel: "openai/gpt-4o"
    case .finishReason: "stop"
    case .length: #"["a","b"]"#
    case .indexes: "x"
    case .httpStatus: 503
    case .level: "ERROR"
    case .errorSign: "timed out"
    case .millionths: 0.7
    case .outputType: "json"
    case .score: 0.5
    case .judgement, .namedJudgement: 0.5
    case .judgementsJSON: #"{"a":{"name":"a","value":0.5}}"#
    case .usageJSON, .normalizedUsageJSON, .disjointUsageJSON:
      #"{"input_tokens":7,"output_tokens":8,"total_tokens":15}"#
    case .usagePython: "{'input_tokens': 7, 'output_tokens': 8}"
    case .retrievalSign: 5
    case .failureSign: "went wrong"
    case .keptOneIn: 8
    case .keptProbability: 0.25
    case .keptPercent: 12.5
    }
  }

  /// The value inside its JSON, where the row reads a member.
  static func written(_ row: AttributeRow) -> Written? {
    guard let path = row.path else { return sample(row) }
    let inner: String
    switch sample(row) {
    case .text(let text): inner = text.hasPrefix("{") ? text : "\"\(text)\""
    case .int(let value): inner = "\(value)"
    case .double(let value): inner = "\(value)"
    case .bool(let value): inner = "\(value)"
    default: return nil
    }
    return .text(path.split(separator: ".").reversed().reduce(inner) { "{\"\($1)\":\($0)}" })
  }

  @Test func `every row reads a value of its form into its field`() throws {
    for (dialect, row) in Self.rows where row.field != .marker {
      var name = DialectTables.spellings(of: row.name)[0]
      if name.hasSuffix("*") {
        let suffix = row.field == .annotations ? "0.annotation.score" : row.form == .indexes ? "0.document.id" : "x"
        name = String(name.dropLast()) + suffix
      }
      let value = try #require(Self.written(row), "\(name)")
      let recorder = Recorder()
      recorder.scope(row.form == .judgementsJSON ? "pydantic-evals" : "my-app")
      // Common names alone do not make a span worth reading, and some name the model of requests only: the span is known
      // by its name then.
      let needsName = row.isCommon || row.name == "nat.subspan.name"
      let span = recorder.record(needsName ? "gen_ai.client.chat" : "request", [name: value])
      var reading = SpanReading()
      recorder.interpreter.read(span, into: &reading)
      let field = row.field == .usage ? CanonicalField.inputTokens : row.field
      #expect(recorder.interpreter.reader.rank(field) == row.rank, "\(dialect.id) \(name)")
    }
  }

  @Test func `an empty or unreadable value of any row says nothing`() {
    for (dialect, row) in Self.rows where row.form != .presence && row.form != .indexes && row.form != .retrievalSign {
      let name = DialectTables.spellings(of: row.name)[0].replacing("*", with: "0.annotation.name")
      for value: Written in [
        "", .text("\u{0}"), .double(.nan), .double(-.infinity), .int(-1), .structure("{"), "{\"model\"",
      ] {
        let recorder = Recorder()
        recorder.scope("my-app")
        var reading = SpanReading()
        recorder.interpreter.read(recorder.record("gen_ai.client.chat", [name: value]), into: &reading)
        #expect(reading.usage.knownCount == 0, "\(dialect.id) \(name)")
        #expect(reading.timeToFirstTokenNanos == nil, "\(dialect.id) \(name)")
        #expect(reading.reportedCost == nil, "\(dialect.id) \(name)")
        #expect(reading.evaluations.allSatisfy { $0.scoreMicros ?? 0 == 0 || $0.scoreMicros == -1_000_000 })
      }
    }
  }

  @Test func `the better rank wins, whatever stands first`() {
    let both: [Pairs] = [
      ["gen_ai.usage.prompt_tokens": 5, "gen_ai.usage.input_tokens": 7, "gen_ai.operation.name": "chat"],
      ["gen_ai.usage.input_tokens": 7, "gen_ai.operation.name": "chat", "gen_ai.usage.prompt_tokens": 5],
    ]
    for pairs in both { #expect(read("chat", pairs).input == 7) }
    #expect(read("chat", ["gen_ai.usage.input_tokens": "many", "gen_ai.usage.prompt_tokens": 5]).input == 5)
    #expect(
      read("chat", ["gen_ai.provider.name": "", "gen_ai.system": "openai", "gen_ai.operation.name": "chat"])
        .provider == "openai")
  }

  @Test func `an ordinary span is read as nothing, however common its attributes`() {
    let facts = read(
      "GET /", ["http.response.status_code": 500, "server.address": "api.openai.com", "user.id": "u", "model": "T"],
      kind: 3, status: 2)
    #expect(facts.operationClass == .other)
    #expect(facts.dialect == "none")
    #expect(facts.errorType.isEmpty && facts.provider.isEmpty && facts.stage.isEmpty && facts.requestModel.isEmpty)
  }

  @Test func `a reading holds nothing of the span before`() {
    let recorder = Recorder()
    recorder.scope("my-app")
    var reading = SpanReading()
    let full = recorder.record(
      "chat gpt-4o",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 5, "llm.quality.relevance": 0.5,
        "error.type": "X",
        "retrieval.documents.0.document.id": "a", "gen_ai.usage.cost": 0.5,
      ])
    recorder.interpreter.read(full, into: &reading)
    #expect(reading.usage.inputTokens == 5 && reading.evaluations.count == 1 && reading.retrievedCount == 1)
    recorder.interpreter.read(recorder.record("chat", ["gen_ai.operation.name": "chat"]), into: &reading)
    #expect(reading.usage.knownCount == 0 && reading.evaluations.isEmpty && reading.retrievedCount == nil)
    #expect(reading.reportedCost == nil && reading.errorType.isEmpty && reading.requestModel.isEmpty)
    recorder.interpreter.read(recorder.record("GET /"), into: &reading)
    #expect(reading.operationClass == .other && reading.operation.isEmpty)
  }
}

@Suite struct FieldTests {
  @Test func `fields that are asked for have a bit each, and token counts stand side by side`() {
    #expect(CanonicalField(CallDetail.finishReason).rawValue < 64)
    // Those of log records begin again from below, and end before the counts.
    #expect(CanonicalField.allCases.count - 64 <= CanonicalField.inputTokens.rawValue)
    let counts: [CanonicalField] = [
      .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens,
    ]
    #expect(counts.map { $0.rawValue - CanonicalField.inputTokens.rawValue } == [0, 1, 2, 3, 4, 5])
    for detail in CallDetail.allCases {
      #expect(CanonicalField(detail) != .marker)
      #expect(CanonicalField(detail).rawValue == CanonicalField.firstDetail + detail.rawValue)
    }
    let last = CanonicalField(CallDetail.finishReason).rawValue
    #expect(CanonicalField.requestID.rawValue == last + 1 && CanonicalField.allCases.last == .toolInputTokens)
  }
}
