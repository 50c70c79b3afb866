import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerDialects

/// The traps of units, types and names that the conventions' reference lists, as far as spans, metrics and logs show them.
@Suite struct TrapTests {
  @Test func `a data point or log record has nothing of the span before it`() {
    let recorder = Recorder()
    recorder.scope("my-app")
    var reading = SpanReading()
    // Once attribute by attribute, and once by the plan of its shape.
    for _ in 0..<3 {
      recorder.interpreter.read(
        recorder.record("ChatOpenAI.chat", ["gen_ai.request.model": "house-model", "gen_ai.usage.input_tokens": 7]),
        into: &reading)
      #expect(reading.provider.text == "openai")
      var point = DataPointRecord()
      point.metricName = recorder.view("gen_ai.client.operation.duration")
      point.unit = recorder.view("s")
      point.attributes = recorder.values(["gen_ai.request.model": "house-model"])
      let metric = recorder.interpreter.read(point)
      #expect(metric.requestModel.text == "house-model")
      #expect(metric.provider.isEmpty)
    }
  }

  @Test func `a server's time to first token is in seconds from OpenLIT and in milliseconds from Strands`() {
    let pairs: (Written) -> Pairs = {
      ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true, "gen_ai.server.time_to_first_token": $0]
    }
    #expect(read("chat", pairs(0.45), scope: "openlit.instrumentation.openai").timeToFirstToken == 450_000_000)
    #expect(read("chat", pairs(450), scope: "strands.telemetry.tracer").timeToFirstToken == 450_000_000)
    // An unknown emitter: what fits into the span.
    #expect(read("chat", pairs(0.45)).timeToFirstToken == 450_000_000)
    #expect(read("chat", pairs(450)).timeToFirstToken == 450_000_000)
    #expect(read("chat", pairs(450_000)).timeToFirstToken == 450_000_000)
  }

  @Test func `a response's time to first token is in nanoseconds from LoongSuite and in seconds from Sentry`() {
    let nanos = read(
      "chat", ["gen_ai.span.kind": "LLM", "gen_ai.session.id": "s", "gen_ai.response.time_to_first_token": 450_000_000])
    #expect(nanos.dialect == "loongsuite" && nanos.timeToFirstToken == 450_000_000)
    let seconds = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_token": 0.45],
      scope: "sentry.python.openai")
    #expect(seconds.timeToFirstToken == 450_000_000)
    #expect(
      read("chat", ["gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_token": 450_000_000])
        .timeToFirstToken == 450_000_000)
  }

  @Test func `Copilot's time to first token is in milliseconds on spans and in seconds in metrics`() {
    #expect(
      read("chat", ["copilot_chat.time_to_first_token": 450, "gen_ai.operation.name": "chat"]).timeToFirstToken
        == 450_000_000)
    let metric = readPoint("copilot_chat.time_to_first_token", unit: "s")
    #expect(metric.family == .timeToFirstToken && metric.scale == [1, 1])
  }

  @Test func `a first token before the start or after the end is none`() {
    func facts(_ seconds: Double) -> Facts {
      read("chat", ["gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_chunk": .double(seconds)])
    }
    #expect(facts(0).timeToFirstToken == nil)
    #expect(facts(-0.5).timeToFirstToken == nil)
    #expect(facts(.nan).timeToFirstToken == nil)
    #expect(facts(1.01).timeToFirstToken == 1_010_000_000)
    #expect(facts(1.03).timeToFirstToken == nil)
    let late = read(
      "chat", ["gen_ai.operation.name": "chat"], events: [.init(name: "first_token", afterNanos: 2_000_000_000)])
    #expect(late.timeToFirstToken == nil && late.reading.isStreaming == true)
    // The next source stands in for an implausible one.
    let next = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_chunk": 5.0],
      events: [.init(name: "first_token", afterNanos: 300_000_000)])
    #expect(next.timeToFirstToken == 300_000_000)
  }

  @Test func `token usage is a histogram, a counter and an attribute of a span`() {
    let metric = readPoint("gen_ai.client.token.usage", unit: "{token}", ["gen_ai.token.type": "input"])
    #expect(metric.family == .tokenUsage && metric.tokenType == .input && metric.scale == [1, 1])
    #expect(readPoint("gen_ai.client.token.usage", unit: "tokens").tokenType == .unspecified)
    #expect(read("chat", ["gen_ai.client.token.usage": 255], scope: "openlit.x").total == 255)
  }

  @Test func `a total beside input and output, and subsets of them, are told apart`() {
    let types: [(String, TokenType)] = [
      ("input", .input), ("prompt", .input), ("output", .output), ("completion", .output), ("total", .total),
      ("input_audio", .subset), ("cached_input", .cacheRead), ("cache_write", .cacheWrite), ("reasoning", .reasoning),
      ("something_new", .subset),
    ]
    for (word, type) in types {
      #expect(readPoint("gen_ai.client.token.usage", unit: "", ["gen_ai.token.type": .text(word)]).tokenType == type)
    }
    #expect(readPoint("claude_code.token.usage", unit: "tokens", ["type": "cacheRead"]).tokenType == .input)
    #expect(readPoint("gemini_cli.token.usage", unit: "", ["type": "thought"]).tokenType == .output)
    #expect(readPoint("gemini_cli.token.usage", unit: "", ["type": "cache"]).tokenType == .cacheRead)
    #expect(readPoint("codex.turn.token_usage", unit: "", ["token_type": "reasoning_output"]).tokenType == .reasoning)
    #expect(readPoint("gen_ai.client.inference.usage.cache_read.input_tokens", unit: "{token}").tokenType == .cacheRead)
    #expect(readPoint("gen_ai.client.inference.usage.input_tokens", unit: "{token}").tokenType == .input)
    #expect(readPoint("gen_ai.client.inference.operation.input_tokens", unit: "{token}").family == .other)
  }

  @Test func `raw usage of the providers, by its shape`() {
    func raw(_ json: String) -> Facts {
      read("chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.raw": .text(json)])
    }
    let anthropic = raw(
      #"{"input_tokens":3,"cache_read_input_tokens":9000,"cache_creation_input_tokens":500,"output_tokens":7}"#)
    #expect(anthropic.input == 3 && anthropic.cacheRead == 9000 && anthropic.cacheWrite == 500)
    #expect(anthropic.reading.cacheInclusion == .exclusive)
    let openAI = raw(#"{"prompt_tokens":1200,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":1000}}"#)
    #expect(openAI.input == 1200 && openAI.cacheRead == 1000 && openAI.reading.cacheInclusion == .inclusive)
    let gemini = raw(
      #"{"promptTokenCount":100,"cachedContentTokenCount":40,"toolUsePromptTokenCount":10,"candidatesTokenCount":20,"thoughtsTokenCount":80,"totalTokenCount":210}"#
    )
    #expect(gemini.input == 110 && gemini.output == 100 && gemini.total == 210 && gemini.reasoning == 80)
    #expect(gemini.reading.cacheInclusion == .inclusive && gemini.reading.reasoningInclusion == .inclusive)
    let bedrock = raw(#"{"inputTokens":5,"outputTokens":6,"totalTokens":111,"cacheReadInputTokens":100}"#)
    #expect(bedrock.input == 5 && bedrock.cacheRead == 100 && bedrock.reading.cacheInclusion == .exclusive)
    let deepSeek = raw(#"{"prompt_tokens":10,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":6}"#)
    #expect(deepSeek.cacheRead == 4 && deepSeek.reading.cacheInclusion == .inclusive)
  }

  @Test func `thoughts that OpenLLMetry leaves out are what Gemini's total leaves over`() {
    let scope = "opentelemetry.instrumentation.google_generativeai"
    let recorder = Recorder()
    recorder.scope(scope, version: "0.21.5")
    var reading = SpanReading()
    // Of one shape, so that a plan must not count on there being a rest.
    for rest in [64, 0, 64, 0, 65] as [Int64] {
      let record = recorder.record(
        "generate_content gemini-2.5-flash",
        [
          "gen_ai.operation.name": "generate_content", "gen_ai.provider.name": "gcp.gen_ai",
          "gen_ai.usage.input_tokens": 20906, "gen_ai.usage.output_tokens": 3802,
          "gen_ai.usage.total_tokens": .int(24708 + rest), "gen_ai.usage.cache_read.input_tokens": 512,
        ])
      recorder.interpreter.read(record, into: &reading)
      #expect(reading.usage.reasoningTokens == (rest == 0 ? nil : rest))
      #expect(reading.usage.outputTokens == 3802 && reading.reasoningInclusion == .exclusive)
    }
    func reasoning(_ pairs: Pairs, _ scope: String = scope) -> Int64? { read("chat", pairs, scope: scope).reasoning }
    #expect(
      reasoning([
        "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 5, "gen_ai.usage.total_tokens": 20,
        "gen_ai.usage.reasoning_tokens": 3,
      ]) == 3)
    #expect(reasoning(["gen_ai.usage.input_tokens": 10, "gen_ai.usage.total_tokens": 20]) == nil)
    let unknown: Pairs = [
      "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 5, "gen_ai.usage.total_tokens": 20,
    ]
    #expect(reasoning(unknown) == 5 && reasoning(unknown, "my-app") == nil)
  }

  @Test func `Langfuse's disjoint parts become totals`() {
    let facts = read(
      "generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.usage_details":
          #"{"input":200,"input_cached_tokens":1000,"output":50,"output_reasoning_tokens":30}"#,
      ])
    #expect(facts.input == 1200 && facts.output == 80 && facts.cacheRead == 1000 && facts.reasoning == 30)
    let predicted = read(
      "OpenAI-Generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.usage_details":
          #"{"input":92,"output":20,"total":170,"input_cached_tokens":16,"input_cache_write_tokens":12,"input_audio_tokens":0,"output_reasoning_tokens":16,"output_audio_tokens":0,"output_accepted_prediction_tokens":10,"output_rejected_prediction_tokens":4}"#,
      ], scope: "langfuse-sdk")
    #expect(predicted.input == 120 && predicted.output == 50 && predicted.reasoning == 16)
    #expect(predicted.cacheRead == 16 && predicted.cacheWrite == 12)
  }

  @Test func `LangChain's details, as Langfuse takes them off the whole, are parts of it`() {
    func facts(_ details: String) -> Facts {
      read(
        "ChatModel",
        ["langfuse.observation.type": "generation", "langfuse.observation.usage_details": .text(details)],
        scope: "langfuse-sdk")
    }
    let reasoning = facts(#"{"input":73,"output":26,"total":168,"input_cache_read":64,"output_reasoning":5}"#)
    #expect(reasoning.input == 137 && reasoning.output == 31 && reasoning.cacheRead == 64 && reasoning.reasoning == 5)
    let written = facts(
      #"{"input":10,"output":7,"input_cache_creation":0,"input_ephemeral_5m_input_tokens":20,"input_ephemeral_1h_input_tokens":30,"input_audio":4,"output_audio":2}"#
    )
    #expect(written.input == 64 && written.output == 9 && written.cacheWrite == 50)
    let flex = facts(
      #"{"input":0,"output":0,"total":168,"input_flex_cache_read":64,"input_flex":73,"output_flex":26,"output_flex_reasoning":5}"#
    )
    #expect(flex.input == 137 && flex.output == 31 && flex.cacheRead == 64 && flex.reasoning == 5)
  }

  @Test func `counts that do not fit are no counts`() {
    let big = "9223372036854775807"
    let facts = read(
      "generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.usage_details": .text(#"{"input":\#(big),"input_cached_tokens":\#(big)}"#),
      ])
    #expect(facts.input == nil || facts.input ?? 0 >= 0)
    #expect(read("chat", ["gen_ai.usage.input_tokens": .text(big + "0")]).input == nil)
    #expect(read("chat", ["gen_ai.usage.input_tokens": .double(1e300)]).input == nil)
  }

  @Test func `LangSmith's details are a Python dictionary`() {
    let facts = read(
      "ChatOpenAI",
      [
        "langsmith.span.kind": "llm", "gen_ai.usage.input_token_details": "{'audio': 0, 'cache_read': 7, 'x': None}",
        "gen_ai.usage.output_token_details": "{'reasoning': 5}",
      ])
    #expect(facts.cacheRead == 7 && facts.reasoning == 5)
  }

  @Test(arguments: [
    Written.list(["stop"]), "stop", #"["stop"]"#, "[Stop]", "stop,length", "FinishReason.STOP", "FINISH_REASON_STOP",
    "end_turn", "STOP", "'stop'", "\"stop\"",
  ])
  func `finish reasons in all their wrappings are one reason`(value: Written) {
    #expect(read("chat", ["gen_ai.response.finish_reasons": value]).finishReason == "stop")
  }

  @Test func `finish reasons fall into six`() {
    for (canonical, spellings) in FinishReasons.words {
      for spelling in spellings {
        #expect(read("chat", ["gen_ai.response.finish_reasons": .text(spelling)]).finishReason == canonical)
      }
    }
    #expect(read("chat", ["gen_ai.response.finish_reasons": "sunspots"]).finishReason == "other")
    #expect(read("chat", ["gen_ai.response.finish_reasons": .list([])]).finishReason == "")
    #expect(read("chat", ["gen_ai.response.finish_reasons": "[]"]).finishReason == "")
  }

  @Test(arguments: [Written.int(123), "123", 123.0, .double(122.9999999999), .double(123.7), "123.0"])
  func `a token count may be an integer, its digits or a double`(value: Written) {
    #expect(read("chat", ["gen_ai.usage.input_tokens": value]).input == 123)
  }

  @Test func `zero is a count, an absent attribute is none, a negative one is nothing`() {
    let facts = read(
      "chat",
      ["gen_ai.operation.name": "chat", "gen_ai.usage.cache_read.input_tokens": 0, "gen_ai.usage.output_tokens": -3])
    #expect(facts.cacheRead == 0 && facts.input == nil && facts.output == nil)
  }

  @Test func `a duration in dollars is a cost`() {
    #expect(readPoint("gen_ai.client.operation.duration", unit: "usd").family == .cost)
    let seconds = readPoint("gen_ai.client.operation.duration", unit: "s")
    #expect(seconds.family == .operationDuration && seconds.scale == [1, 1])
    #expect(readPoint("gen_ai.client.operation.duration", unit: "ms").scale == [1, 1000])
    #expect(readPoint("gen_ai.client.operation.duration", unit: "").scale == [1, 1])
    #expect(readPoint("gen_ai.client.operation.latency", unit: "").scale == [1, 1000])
    #expect(readPoint("gen_ai.client.operation.latency", unit: "ns").scale == [1, 1_000_000_000])
    #expect(readPoint("gen_ai.client.time_to_first_token", unit: "ms").family == .timeToFirstToken)
    #expect(readPoint("gen_ai.client.time_to_first_token", unit: "s").scale == [1, 1])
    #expect(readPoint("gen_ai.server.request.duration", unit: "s").family == .other)
    #expect(readPoint("gen_ai.client.response.duration", unit: "s", scope: "litellm.integrations.x").family == .other)
    for (name, unit) in [("gen_ai.usage.cost", "USD"), ("operation.cost", "{USD}"), ("llm.cost.usd", "USD")] {
      #expect(readPoint(name, unit: unit).family == .cost)
    }
    #expect(readPoint("llm.hallucination", unit: "").family == .hallucinations)
    #expect(readPoint("llm.quality.score", unit: "1").family == .qualityScore)
    #expect(readPoint("http.server.duration", unit: "ms").family == .other)
  }

  @Test func `a metric that repeats another one of its emitter is left alone`() {
    #expect(readPoint("gen_ai.server.time_to_first_token", unit: "s").family == .timeToFirstToken)
    #expect(readPoint("gen_ai.server.time_to_first_token", unit: "s", scope: "openlit.otel.metrics").family == .other)
    #expect(readPoint("gen_ai.client.token.usage", unit: "token", scope: "gemini-cli").family == .other)
  }

  @Test func `a metric's point says who and what, in the same words as a span`() {
    let point = readPoint(
      "gen_ai.client.token.usage", unit: "token",
      [
        "gen_ai.system": "Ollama", "gen_ai.response.model": "llama3.2", "gen_ai.operation.name": "embedding",
        "error.type": "X",
      ])
    #expect(point.provider == "ollama" && point.responseModel == "llama3.2" && point.operation == "embeddings")
    #expect(point.errorType == "X" && point.requestModel.isEmpty)
    #expect(readPoint("claude_code.token.usage", unit: "", ["model": "claude-x"]).provider == "anthropic")
  }

  @Test func `a time that was encoded twice is read`() {
    let instant = UnixNanos(Recorder.start + 500_000_000).description
    for text in [instant, "\"\(instant)\"", "\"\\\"\(instant)\\\"\""] {
      let facts = read(
        "generation",
        ["langfuse.observation.type": "generation", "langfuse.observation.completion_start_time": .text(text)])
      #expect(facts.timeToFirstToken == 500_000_000, "\(text)")
    }
  }

  @Test func `an evaluation that failed, or has no number, has no score`() {
    func event(_ pairs: Pairs) -> [String] {
      read("chat", ["gen_ai.operation.name": "chat"], events: [.init(name: "gen_ai.evaluation.result", pairs: pairs)])
        .evaluations
    }
    #expect(
      event(["gen_ai.evaluation.name": "Relevance", "gen_ai.evaluation.score.value": 0.8]) == ["Relevance 800000 "])
    #expect(
      event(["gen_ai.evaluation.name": "Relevance", "gen_ai.evaluation.score.value": .double(.nan)]) == ["Relevance - "]
    )
    #expect(event(["gen_ai.evaluation.name": "Relevance", "error.type": "timeout"]) == ["Relevance -  failed"])
    #expect(event(["gen_ai.evaluation.score.value": 0.8]) == [])
    #expect(
      event(["gen_ai.evaluation.name": "Hallucination", "gen_ai.evaluation.score.label": "hallucinated"])
        == ["Hallucination - hallucinated made up"])
    #expect(
      event(["gen_ai.evaluation.name": "hallucination_check", "gen_ai.evaluation.score.label": "factual"])
        == ["hallucination_check - factual true"])
    #expect(
      event(["gen_ai.evaluation.name": "hallucination", "gen_ai.evaluation.score.value": 1])
        == ["hallucination 1000000  made up"])
  }

  @Test func `annotations come in pieces, by number`() {
    let facts = read(
      "LLM",
      [
        "openinference.span.kind": "LLM", "annotations.0.annotation.name": "relevance",
        "annotations.1.annotation.score": 1.0, "annotations.0.annotation.score": 0.25,
        "annotations.1.annotation.label": "hallucinated", "annotations.1.annotation.name": "hallucination",
        "annotations.2.annotation.score": 3.0, "evaluations.0.evaluation.name": "tone",
        "annotations.0.annotation.explanation": "words",
      ])
    #expect(facts.evaluations == ["relevance 250000 ", "hallucination 1000000 hallucinated made up", "tone - "])
  }

  @Test func `log records carry evaluations, and their name in one of three places`() {
    let recorder = Recorder()
    recorder.scope("my-app")
    var log = LogRecord()
    log.eventName = recorder.view("gen_ai.evaluation.result")
    log.attributes = recorder.values([
      "gen_ai.evaluation.name": "Relevance", "gen_ai.evaluation.score.value": 4, "gen_ai.response.id": "r1",
    ])
    let reading = recorder.interpreter.read(log)
    #expect(reading.isGenAI && reading.evaluation?.scoreMicros == 4_000_000)
    #expect(reading.evaluation?.responseID.text == "r1")
    log.eventName = .empty
    log.attributes = recorder.values(["event.name": "gen_ai.choice"])
    #expect(recorder.interpreter.read(log).eventName.text == "gen_ai.choice")
    log.attributes = []
    log.body = AttributeValue(key: AttributeKey(0), kind: .string, text: recorder.view("claude_code.api_request"))
    #expect(recorder.interpreter.read(log).eventName.text == "claude_code.api_request")
    log.body = AttributeValue(
      key: AttributeKey(0), kind: .string, text: recorder.view("gen_ai. is a prefix of this text"))
    #expect(recorder.interpreter.read(log).eventName.isEmpty)
    #expect(!recorder.interpreter.read(log).isGenAI)
  }

  @Test func `errors have a type, or at least are errors`() {
    let chat: Pairs = ["gen_ai.operation.name": "chat"]
    #expect(read("chat", chat, status: 2).errorType == "_OTHER")
    let exceptions: [Recorder.Event] = [
      .init(name: "exception", pairs: ["exception.type": "First"]),
      .init(name: "exception", pairs: ["exception.type": "Last"]),
    ]
    #expect(read("chat", chat, status: 2, events: exceptions).errorType == "Last")
    #expect(read("chat", chat, status: 0, events: exceptions).errorType == "")
    #expect(
      read("chat", ["gen_ai.operation.name": "chat", "error.type": "X"], status: 2, events: exceptions).errorType == "X"
    )
    #expect(read("chat", ["gen_ai.operation.name": "chat", "error.type": "X"], status: 1).errorType == "")
    #expect(read("chat", ["gen_ai.operation.name": "chat", "http.response.status_code": 429]).errorType == "429")
    #expect(read("chat", ["gen_ai.operation.name": "chat", "http.response.status_code": 200]).errorType == "")
    #expect(
      read("chat", ["gen_ai.operation.name": "chat", "gen_ai.response.finish_reasons": "error"]).errorType == "")
    #expect(
      read("chat", ["gen_ai.operation.name": "chat", "gen_ai.response.finish_reasons": "length"]).errorType == "")
  }

  @Test func `providers in all their spellings are one word; frameworks are none`() {
    for (canonical, spellings) in Providers.words {
      for spelling in spellings { #expect(read("c", ["gen_ai.system": .text(spelling)]).provider == canonical) }
    }
    for (spelling, canonical) in [
      ("OpenAI", "openai"), ("MistralAI", "mistral_ai"), ("xai", "x_ai"), ("x.ai", "x_ai"),
      ("Azure", "azure.ai.openai"),
      ("AWS", "aws.bedrock"), ("VertexAI", "gcp.vertex_ai"), ("Watsonx", "ibm.watsonx.ai"), ("in_house", "in_house"),
    ] { #expect(read("c", ["gen_ai.system": .text(spelling)]).provider == canonical) }
    for framework in Providers.frameworks.map(\.word) {
      let facts = read(
        "c", ["gen_ai.operation.name": "chat", "gen_ai.provider.name": .text(framework), "gen_ai.system": "openai"])
      #expect(facts.provider == "openai", "\(framework)")
    }
    let gateway = read(
      "c", ["gen_ai.operation.name": "chat", "gen_ai.system": "openrouter", "gen_ai.request.model": "x/y"])
    #expect(gateway.provider == "openrouter")
    let behind = read(
      "c", ["gen_ai.operation.name": "chat", "gen_ai.system": "openrouter", "gen_ai.request.model": "anthropic/claude"])
    #expect(behind.provider == "anthropic")
    let host = read("c", ["gen_ai.operation.name": "chat", "server.address": "x.openai.azure.com"])
    #expect(host.provider == "azure.ai.openai")
    for (prefix, provider) in Providers.modelPrefixes {
      let facts = read("c", ["gen_ai.operation.name": "chat", "gen_ai.request.model": .text(prefix + "x")])
      #expect(facts.provider == provider, "\(prefix)")
    }
  }

  @Test func `every word for an operation falls into its class`() {
    for word in Operations.words {
      let facts = read("span", ["gen_ai.operation.name": .text(word.word)])
      #expect(facts.operationClass == word.operationClass, "\(word.word)")
      let expected = word.operation.isEmpty ? Operations.standardWord(of: word.operationClass) : word.operation
      #expect(facts.operation == expected, "\(word.word)")
    }
    let own = read("span", ["gen_ai.operation.name": "team_memory_sync"])
    #expect(own.operationClass == .memory && own.operation == "team_memory_sync" && own.stage == "memory")
    let unknown = read("span", ["gen_ai.operation.name": "handoff"])
    #expect(unknown.operationClass == .other && unknown.operation == "handoff")
  }

  @Test func `what a span carries tells what it is, where no word does`() {
    #expect(read("s", ["gen_ai.tool.name": "wind"]).operationClass == .tool)
    #expect(read("s", ["db.vector.query.top_k": 5]).operationClass == .retrieval)
    #expect(
      read("s", ["gen_ai.request.model": "text-embedding-3-small", "gen_ai.usage.input_tokens": 3])
        .operationClass == .embedding)
    #expect(read("s", ["gen_ai.request.model": "gpt-4o"]).operationClass == .other)
    let events = [Recorder.Event(name: "db.query.result"), Recorder.Event(name: "db.query.result")]
    #expect(read("s", ["db.vector.query.top_k": 5], events: events).reading.retrievedCount == 2)
    #expect(
      read("s", ["gen_ai.operation.name": "retrieval", "gen_ai.retrieval.documents": .objects(4)]).reading
        .retrievedCount == 4)
    #expect(
      read(
        "s",
        ["gen_ai.operation.name": "retrieval", "gen_ai.retrieval.documents": #"[{"id":"a","score":1},{"id":"b"}]"#]
      )
      .reading.retrievedCount == 2)
  }

  @Test func `scopes decide before attributes, and an uncertain scope after them`() {
    #expect(read("c", ["openinference.span.kind": "LLM"], scope: "logfire.openai").dialect == "logfire")
    #expect(
      read("c", ["traceloop.span.kind": "task"], scope: "opentelemetry.instrumentation.vertexai").dialect
        == "openllmetry")
    #expect(
      read("c", ["gen_ai.operation.name": "chat"], scope: "opentelemetry.instrumentation.vertexai").dialect != "none")
    #expect(
      read("c", ["gen_ai.operation.name": "chat"], scope: "opentelemetry.instrumentation.openai_v2").dialect
        == "opentelemetry")
    #expect(read("POST", [:], scope: "opentelemetry.instrumentation.httpx").dialect == "none")
  }

  @Test func `resources say who they are, the newer name of the environment first`() {
    let recorder = Recorder()
    let resource = ResourceRecord()
    resource.attributes = recorder.values([
      "deployment.environment": "production", "deployment.environment.name": "staging", "service.name": "harbour",
      "service.version": "1.4.2", "service.instance.id": "i-1",
    ])
    let reading = recorder.interpreter.resource(resource)
    #expect(reading.serviceName.text == "harbour" && reading.environment.text == "staging")
    #expect(reading.serviceVersion.text == "1.4.2" && reading.serviceInstance.text == "i-1")
  }
}
