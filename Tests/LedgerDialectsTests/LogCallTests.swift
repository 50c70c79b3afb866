import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerDialects

/// What a log record says of a call, with its texts copied.
private struct Told {
  var role: LogCallRole
  var dialect: String
  var provider: String
  var operation: String
  var requestModel: String
  var responseModel: String
  var responseID: String
  var requestID: String
  var session: String
  var user: String
  var turn: String
  var errorType: String
  var finishReason: String
  var usage: ReportedUsage
  var details: [CallDetail: Int64]
  var cost: PicoUSD?
  var duration: UInt64?
  var attempt: Int64?
  var time: UInt64
  var cache: Inclusion
  var reasoning: Inclusion
  var isNative: Bool
  var identity: UInt64

  var counts: [Int64?] { [usage.inputTokens, usage.outputTokens, usage.cacheReadTokens, usage.reasoningTokens] }
}

/// Reads one log record; `nil` where it tells of no call.
private func tell(
  _ pairs: Pairs, event: String = "", body: Written? = nil, scope: String = "", severity: UInt8 = 9,
  time: UInt64 = Recorder.start, observed: UInt64 = 0
) -> Told? {
  let recorder = Recorder()
  recorder.scope(scope)
  var log = LogRecord()
  log.timeUnixNano = time
  log.observedTimeUnixNano = observed
  log.severityNumber = severity
  log.eventName = recorder.view(event)
  log.attributes = recorder.values(pairs)
  switch body {
  case .text(let text): log.body = AttributeValue(key: AttributeKey(0), kind: .string, text: recorder.view(text))
  case .structure(let json):
    log.body = AttributeValue(key: AttributeKey(0), kind: .keyValueList, bits: 1, text: recorder.view(json))
  default: break
  }
  guard let call = recorder.interpreter.read(log).call else { return nil }
  let facts = call.reading.facts
  return Told(
    role: call.role, dialect: Dialects.name(of: facts.dialect), provider: facts.provider.text,
    operation: facts.operation.text, requestModel: facts.requestModel.text, responseModel: facts.responseModel.text,
    responseID: facts.responseID.text, requestID: call.requestID.text, session: facts.session.text,
    user: facts.user.text, turn: call.turn.text, errorType: facts.errorType.text, finishReason: facts.finishReason.text,
    usage: facts.usage,
    details: Dictionary(uniqueKeysWithValues: call.reading.details.all.map { ($0.detail, $0.value) }),
    cost: facts.reportedCost, duration: facts.reportedDurationNanos, attempt: call.attempt,
    time: call.timeUnixNano, cache: facts.cacheInclusion, reasoning: facts.reasoningInclusion, isNative: call.isNative,
    identity: call.identity)
}

@Suite struct AgentEventTests {
  private static let claude = "com.anthropic.claude_code.events"

  @Test(arguments: [true, false])
  func `a request of Claude Code counts, whether its numbers are numbers or texts`(isText: Bool) throws {
    func number(_ value: Int64) -> Written { isText ? .text(String(value)) : .int(value) }
    let told = try #require(
      tell(
        [
          "event.name": "api_request", "session.id": "s", "user.id": "u", "prompt.id": "p",
          "model": "claude-sonnet-4-5",
          "input_tokens": number(3), "output_tokens": number(120), "cache_read_tokens": number(9000),
          "cache_creation_tokens": number(500), "cost_usd": isText ? "0.0125" : 0.0125, "duration_ms": number(2100),
          "request_id": "req_1",
        ], body: "claude_code.api_request", scope: Self.claude))
    #expect(told.role == .call && told.isNative)
    #expect(told.dialect == "claude-code" && told.provider == "anthropic" && told.operation == "chat")
    #expect(told.requestModel == "claude-sonnet-4-5")
    #expect(told.counts == [3, 120, 9000, nil] && told.usage.cacheWriteTokens == 500)
    #expect(told.cache == .exclusive)
    #expect(told.cost == PicoUSD(12_500_000_000) && told.duration == 2_100_000_000)
    #expect(told.requestID == "req_1" && told.session == "s" && told.user == "u" && told.turn == "p")
    #expect(told.errorType.isEmpty)
  }

  @Test func `Claude Code tells for how long caches keep what was written`() throws {
    let told = try #require(
      tell(
        [
          "event.name": "api_request", "model": "claude-sonnet-4-5", "input_tokens": "70",
          "cache_creation_tokens": "30", "cache_creation_5m_tokens": "10", "cache_creation_1h_tokens": "20",
        ], scope: Self.claude))
    #expect(told.usage.cacheWriteTokens == 30)
    #expect(told.details == [.cacheWriteFiveMinuteTokens: 10, .cacheWriteOneHourTokens: 20])
  }

  @Test func `the event's name may stand in the field, in an attribute, or in the body alone`() {
    let pairs: Pairs = ["model": "claude-sonnet-4-5", "input_tokens": 3]
    let named: Pairs = ["event.name": "api_request", "model": "claude-sonnet-4-5", "input_tokens": 3]
    #expect(tell(pairs, event: "claude_code.api_request")?.isNative == true)
    #expect(tell(pairs, body: "claude_code.api_request")?.isNative == true)
    #expect(tell(named, scope: Self.claude)?.isNative == true)
    #expect(tell(named, body: "claude_code.api_request")?.isNative == true)
    // Without the prefix the name is anybody's; the counts still make it a line about a call.
    #expect(tell(named)?.isNative == false)
  }

  @Test func `an error of Claude Code is an attempt, with its number and its status`() throws {
    let told = try #require(
      tell(
        [
          "event.name": "api_error", "model": "claude-sonnet-4-5", "error": "529 overloaded", "status_code": "529",
          "duration_ms": "310", "attempt": "2",
        ], scope: Self.claude))
    #expect(told.role == .failure && told.attempt == 2 && told.errorType == "529" && told.duration == 310_000_000)
    // The message is no name for what went wrong.
    let plain = try #require(tell(["model": "m", "error": "it said this"], event: "claude_code.api_error"))
    #expect(plain.errorType == "_OTHER")
    #expect(tell(["model": "m"], event: "claude_code.api_retries_exhausted")?.role == .gaveUp)
  }

  @Test func `other events of agents tell of no call, whatever counts they carry`() {
    let pairs: Pairs = ["event.name": "subagent_completed", "model": "claude-sonnet-4-5", "total_tokens": 900]
    #expect(tell(pairs, scope: Self.claude) == nil)
    #expect(tell(["model": "m", "input_tokens": 1], event: "claude_code.compaction") == nil)
    #expect(tell(["model": "m", "input_tokens": 1], event: "gen_ai.choice") == nil)
    #expect(
      tell(["gen_ai.evaluation.name": "Relevance", "model": "m", "input_tokens": 1], event: "gen_ai.evaluation.result")
        == nil)
  }

  @Test func `Codex tells of a call when the response is complete, in texts`() throws {
    let pairs: Pairs = [
      "event.name": "codex.sse_event", "event.kind": "response.completed", "conversation.id": "c",
      "model": "gpt-5-codex",
      "input_token_count": "1200", "output_token_count": "300", "cached_token_count": "1000",
      "reasoning_token_count": "128", "tool_token_count": "1500",
    ]
    let told = try #require(tell(pairs))
    #expect(told.role == .call && told.dialect == "codex" && told.session == "c" && told.provider == "openai")
    #expect(told.counts == [1200, 300, 1000, 128])
    #expect(told.cache == .inclusive && told.reasoning == .inclusive)
    #expect(
      tell(["event.name": "codex.sse_event", "event.kind": "response.created", "model": "gpt-5-codex"]) == nil)
    let failed = try #require(
      tell([
        "event.name": "codex.sse_event", "event.kind": "response.failed", "model": "gpt-5-codex", "duration_ms": "40",
        "error.message": "it said this",
      ]))
    #expect(failed.role == .failure && failed.errorType == "_OTHER" && failed.duration == 40_000_000)
    let inScope = tell(
      ["event.name": "sse_event", "event.kind": "response.failed", "model": "m", "error.message": "x"],
      scope: "codex_exec")
    #expect(inScope?.role == .failure)
  }

  @Test func `OpenCode has all counts apart, and writes records with a length of the beginning`() throws {
    let told = try #require(
      tell(
        [
          "event.name": "api_request", "session.id": "s", "model": "gpt-5", "provider": "openai",
          "input_tokens": 5000, "output_tokens": 200, "reasoning_tokens": 50, "cache_read_tokens": 2000,
          "cache_creation_tokens": 100, "cost_usd": 0.01,
        ], scope: "com.opencode"))
    #expect(told.role == .call && told.dialect == "opencode" && told.session == "s" && told.provider == "openai")
    #expect(told.counts == [5000, 200, 2000, 50])
    #expect(told.cache == .exclusive && told.reasoning == .exclusive)
    let timed = try #require(
      tell(
        ["event.name": "api_request", "model": "gpt-5", "input_tokens": 1, "duration_ms": 5000],
        scope: "com.opencode"))
    #expect(timed.duration == 5_000_000_000 && timed.time == told.time + 5_000_000_000)
    let failed: Pairs = ["event.name": "api_error", "model": "gpt-5", "error": "it said this"]
    #expect(tell(failed, scope: "com.opencode")?.role == .failure)
    #expect(tell(failed, scope: Self.claude)?.dialect == "claude-code")
    #expect(tell(["event.name": "session.idle", "model": "m", "total_tokens": 9], scope: "com.opencode") == nil)
  }

  @Test func `a request of Codex says how an attempt went`() throws {
    let good = try #require(
      tell(["event.name": "codex.api_request", "model": "m", "attempt": 1, "http.response.status_code": 200]))
    #expect(good.role == .answered && good.attempt == 1)
    let bad = try #require(
      tell(["event.name": "codex.api_request", "model": "m", "attempt": 2, "http.response.status_code": "503"]))
    #expect(bad.role == .failure && bad.errorType == "503")
    let cut = try #require(
      tell(["event.name": "codex.api_request", "model": "m", "error.message": "connection closed"]))
    #expect(cut.role == .failure && cut.errorType == "_OTHER")
  }

  @Test func `Gemini CLI counts thoughts beside the output and the prompts of tools beside the input`() throws {
    let told = try #require(
      tell(
        [
          "event.name": "gemini_cli.api_response", "session.id": "s", "prompt_id": "p", "model": "gemini-2.5-pro",
          "input_token_count": 100, "output_token_count": 20, "cached_content_token_count": 40,
          "thoughts_token_count": 80, "tool_token_count": 10, "total_token_count": 210, "duration_ms": 1800,
          "status_code": 200, "finish_reasons": .list(["STOP"]),
        ], scope: "gemini-cli"))
    #expect(told.counts == [110, 20, 40, 80] && told.usage.totalTokens == 210)
    #expect(told.cache == .inclusive && told.reasoning == .exclusive)
    #expect(told.finishReason == "stop" && told.turn == "p" && told.duration == 1_800_000_000)
    let failed = try #require(
      tell(
        [
          "event.name": "gemini_cli.api_error", "model_name": "gemini-2.5-pro", "error": "a message",
          "error_type": "ApiError", "status_code": 429, "duration_ms": 120, "prompt_id": "p",
        ], scope: "gemini-cli"))
    #expect(failed.role == .failure && failed.requestModel == "gemini-2.5-pro" && failed.duration == 120_000_000)
  }

  @Test func `what Gemini CLI writes twice tells of a call once, and its length in milliseconds`() throws {
    func twin(_ name: String, _ value: Written, scope: String = "gemini-cli") -> LogCallRole? {
      tell(
        [
          "event.name": "gen_ai.client.inference.operation.details", "gen_ai.operation.name": "generate_content",
          "gen_ai.provider.name": "gcp.gen_ai", "gen_ai.request.model": "gemini-2.5-pro", name: value,
        ], scope: scope)?.role
    }
    #expect(twin("gen_ai.request.temperature", 1) == nil)
    #expect(twin("gen_ai.response.model", "gemini-2.5-pro") == nil)
    #expect(twin("gen_ai.usage.input_tokens", 10) == .call)
    // Of others such a record is all that there is.
    #expect(twin("gen_ai.response.model", "gemini-2.5-pro", scope: "my-app") == .call)
    let failed = try #require(
      tell(
        [
          "event.name": "gemini_cli.api_error", "model": "gemini-2.5-pro", "duration": 2000, "duration_ms": 2000,
          "status_code": 429,
        ], scope: "gemini-cli"))
    #expect(failed.role == .failure && failed.duration == 2_000_000_000)
  }

  @Test func `failures of Qwen Code and of Codex over a socket are failures`() throws {
    let qwen = try #require(
      tell(
        ["event.name": "qwen-code.api_error", "model": "qwen3-coder-plus", "status_code": 429, "duration_ms": 300],
        scope: "qwen-code"))
    #expect(qwen.role == .failure && qwen.errorType == "429" && qwen.dialect == "qwen-code")
    let codex = try #require(
      tell(
        ["event.name": "codex.websocket_request", "model": "gpt-5-codex", "duration_ms": 300, "success": false],
        scope: "codex_cli_rs"))
    #expect(codex.role == .failure && codex.duration == 300_000_000)
    let answered = try #require(
      tell(
        ["event.name": "codex.websocket_request", "model": "gpt-5-codex", "duration_ms": 2000, "success": true],
        scope: "codex_cli_rs"))
    #expect(answered.role == .answered)
  }

  @Test func `the conventions' event tells of a call of any emitter, and of nothing but calls`() throws {
    let told = try #require(
      tell(
        [
          "gen_ai.operation.name": "embeddings", "gen_ai.provider.name": "openai", "gen_ai.request.model": "e",
          "gen_ai.response.id": "r", "gen_ai.usage.input_tokens": 9.0,
        ], event: "gen_ai.client.inference.operation.details", scope: "openlit.instrumentation.openai"))
    #expect(told.role == .call && !told.isNative && told.operation == "embeddings" && told.responseID == "r")
    #expect(told.usage.inputTokens == 9 && told.dialect == "openlit")
    let failed = try #require(
      tell(
        ["gen_ai.request.model": "m", "error.type": "timeout"], event: "gen_ai.client.inference.operation.details"))
    #expect(failed.role == .failure && failed.errorType == "timeout")
    #expect(
      tell(
        ["gen_ai.operation.name": "invoke_agent", "gen_ai.usage.input_tokens": 9],
        event: "gen_ai.client.inference.operation.details") == nil)
  }

  @Test func `a record without a time was written when it was observed, else when the event says`() {
    let pairs: Pairs = ["model": "m", "input_tokens": 1, "event.timestamp": "2026-11-18T11:06:40.5Z"]
    func time(_ time: UInt64, _ observed: UInt64) -> UInt64? {
      tell(pairs, event: "claude_code.api_request", time: time, observed: observed)?.time
    }
    #expect(time(5, 7) == 5)
    #expect(time(0, 7) == 7)
    #expect(time(0, 0) == 1_795_000_000_500_000_000)
    #expect(tell(["model": "m", "input_tokens": 1], event: "claude_code.api_request", time: 0)?.time == 0)
  }
}

@Suite struct LogLineTests {
  @Test func `a line with a model and a count tells of a call, whichever way it was taken up`() throws {
    let json =
      #"{"msg":"llm_call","model":"gpt-4o","request_id":"r","prompt_tokens":89,"completion_tokens":16,"cached_tokens":4,"ok":true,"latency_ms":12.5}"#
    let parsed: Pairs = [
      "msg": "llm_call", "model": "gpt-4o", "request_id": "r", "prompt_tokens": 89.0, "completion_tokens": 16.0,
      "cached_tokens": 4.0, "ok": true, "latency_ms": 12.5,
    ]
    for told in [tell(parsed, body: .text(json)), tell([:], body: .text(json)), tell([:], body: .structure(json))] {
      let told = try #require(told)
      #expect(told.role == .call && told.dialect == "log-lines" && told.provider == "openai")
      #expect(told.requestModel == "gpt-4o" && told.requestID == "r" && told.errorType.isEmpty)
      #expect(told.counts == [89, 16, 4, nil] && told.duration == 12_500_000)
    }
  }

  @Test func `usage in a provider's shape is read where it stands, inside the usual envelopes`() throws {
    let openAI = try #require(
      tell(
        [:],
        body: .text(
          #"{"event":"done","response":{"id":"chatcmpl-1","model":"gpt-4o-2024-08-06","usage":{"prompt_tokens":10,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":8}}},"request":{"model":"gpt-4o"}}"#
        )))
    #expect(openAI.requestModel == "gpt-4o" && openAI.responseModel == "gpt-4o-2024-08-06")
    #expect(openAI.responseID == "chatcmpl-1" && openAI.counts == [10, 2, 8, nil] && openAI.cache == .inclusive)
    let anthropic = try #require(
      tell(
        [
          "model": "claude-sonnet-4-5",
          "usage": .structure(#"{"input_tokens":3,"output_tokens":5,"cache_read_input_tokens":9000}"#),
        ]))
    #expect(anthropic.counts == [3, 5, 9000, nil] && anthropic.cache == .exclusive)
  }

  @Test func `a line without a model or without counts tells of none`() {
    #expect(tell(["prompt_tokens": 3]) == nil)
    #expect(tell(["model": "gpt-4o"]) == nil)
    #expect(tell(["model": "gpt-4o", "latency_ms": 3]) == nil)
    #expect(tell([:], body: "model tokens") == nil)
    #expect(tell([:], body: .text(#"{"model":"gpt-4o","tokens":"#)) == nil)
    #expect(tell([:], body: .text(#"{"model":"gpt-4o","max_tokens":100}"#)) == nil)
    // Counts of something else.
    #expect(tell([:], body: .text(#"{"model":"gpt-4o","previous":{"prompt_tokens":100}}"#)) == nil)
    #expect(tell(["model": "gpt-4o", "prompt_tokens": -4]) == nil)
  }

  @Test func `a text where a name should be is content and no name`() {
    #expect(tell(["model": "the model said hello", "prompt_tokens": 3]) == nil)
    #expect(tell(["model": .text(String(repeating: "m", count: 200)), "prompt_tokens": 3]) == nil)
    let told = tell(["model": "m", "prompt_tokens": 3, "error_type": "it said this", "provider": "two words"])
    #expect(told?.errorType == "_OTHER" && told?.provider == "")
  }

  @Test func `a line of an error may tell of a call that failed`() throws {
    let told = try #require(tell(["model": "gpt-4o", "latency_ms": 8], severity: 17))
    #expect(told.role == .perhapsFailure && told.errorType == "_OTHER")
    let body = try #require(
      tell([:], body: .text(#"{"model":"gpt-4o","latency_ms":8,"error_type":"timeout"}"#), severity: 17))
    #expect(body.role == .perhapsFailure && body.errorType == "timeout")
    #expect(tell(["model": "gpt-4o"], severity: 17) == nil)
  }

  @Test func `a line says whether the call failed`() {
    func error(_ pairs: Pairs, severity: UInt8 = 9) -> String? { tell(pairs, severity: severity)?.errorType }
    #expect(error(["model": "m", "prompt_tokens": 3, "ok": false]) == "_OTHER")
    #expect(error(["model": "m", "prompt_tokens": 3, "error": "", "success": true]) == "")
    #expect(error(["model": "m", "prompt_tokens": 3, "error": "a message"]) == "_OTHER")
    #expect(error(["model": "m", "prompt_tokens": 3, "http_status": 503]) == "503")
    #expect(error(["model": "m", "prompt_tokens": 3], severity: 17) == "_OTHER")
    #expect(error(["model": "m", "prompt_tokens": 3, "completion_tokens": 5], severity: 17) == "")
  }

  @Test func `the same record is known again, and no other one`() throws {
    let pairs: Pairs = ["model": "m", "prompt_tokens": 3, "request_id": "r"]
    func identity(_ pairs: Pairs, body: Written? = nil, time: UInt64 = 5, observed: UInt64 = 6) -> UInt64? {
      tell(pairs, body: body, time: time, observed: observed)?.identity
    }
    let first = try #require(identity(pairs))
    // Taken up once more, in another order.
    #expect(identity(["request_id": "r", "prompt_tokens": "3", "model": "m"], observed: 9) == first)
    #expect(identity(pairs, time: 6) != first)
    #expect(identity(["model": "m", "prompt_tokens": 4, "request_id": "r"]) != first)
    #expect(identity(["model": "m", "prompt_tokens": 3, "request_id": "q"]) != first)
    #expect(identity(pairs, body: "another line") != first)
  }

  @Test func `names that only log records are asked for say nothing on a span`() {
    let span = read("work", ["model": "gpt-4o", "cached_tokens": 3, "latency_ms": 4, "error": true, "request_id": "r"])
    #expect(
      span.operationClass == .other && span.cacheRead == nil && span.errorType.isEmpty && span.requestModel.isEmpty)
  }

  @Test func `what a span said before does not show on a log record`() throws {
    let recorder = Recorder()
    recorder.scope("")
    var reading = SpanReading()
    recorder.interpreter.read(
      recorder.record("chat gpt-4o", ["gen_ai.operation.name": "chat"], kind: 3, status: 2), into: &reading)
    var log = LogRecord()
    log.attributes = recorder.values(["model": "m", "prompt_tokens": 3, "completion_tokens": 1])
    let call = try #require(recorder.interpreter.read(log).call)
    #expect(call.reading.errorType.isEmpty && call.reading.requestModel.text == "m")
  }
}

@Suite struct LogTableTests {
  static let rows = Dialects.all.flatMap { dialect in dialect.logAttributes.map { (dialect, $0) } }

  @Test func `every name stands in one row of one dialect, with a rank of its own`() {
    var names: Set<String> = []
    var ranks = Set(TableTests.rows.filter { $0.1.field != .usage }.map { "\($0.1.field) \($0.1.rank)" })
    for (_, row) in Self.rows {
      #expect(names.insert(row.name).inserted, "\(row.name)")
      #expect(ranks.insert("\(row.field) \(row.rank)").inserted, "\(row.name)")
    }
    // Rows of one name differ by their kind, or hold under the scope of their dialect alone.
    let events = Dialects.all.flatMap { dialect in
      dialect.logEvents.map { "\($0.name) \($0.kind ?? "") \($0.needsScope ? dialect.id : "")" }
    }
    #expect(Set(events).count == events.count)
  }

  @Test func `every row reads a value of its form into its field`() throws {
    for (dialect, row) in Self.rows {
      let recorder = Recorder()
      recorder.scope("")
      var log = LogRecord()
      log.eventName = recorder.view("claude_code.api_request")
      let value: Written =
        row.form == .usageJSON
        ? #"{"input_tokens":7}"# : row.form == .failureSign ? "wrong" : try #require(TableTests.sample(row))
      log.attributes = recorder.values([:]) + recorder.values(KeyValuePairs(dictionaryLiteral: (row.name, value)))
      _ = recorder.interpreter.read(log)
      let field = row.field == .usage ? CanonicalField.inputTokens : row.field
      #expect(recorder.interpreter.reader.rank(field) == row.rank, "\(dialect.id) \(row.name)")
    }
  }

  @Test func `an empty or unreadable value of any row says nothing`() {
    for (_, row) in Self.rows {
      for value: Written in ["", .double(.nan), .int(-1), .structure("{"), "{\"model\""] {
        let recorder = Recorder()
        recorder.scope("")
        var log = LogRecord()
        log.eventName = recorder.view("gemini_cli.api_response")
        log.attributes = recorder.values(KeyValuePairs(dictionaryLiteral: (row.name, value)))
        let call = recorder.interpreter.read(log).call
        #expect(call?.reading.usage.knownCount ?? 0 == 0, "\(row.name)")
        #expect(call?.reading.reportedDurationNanos == nil && call?.attempt == nil, "\(row.name)")
      }
    }
  }
}
