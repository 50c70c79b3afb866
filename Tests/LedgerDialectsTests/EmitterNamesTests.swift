import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerDialects

/// What single emitters write, each as its source does.
@Suite struct EmitterNamesTests {
  @Test func `counts under a response's names are those of older Microsoft libraries`() {
    let chat = read(
      "chat gpt-4o-mini",
      [
        "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o-mini", "gen_ai.response.input_tokens": 100,
        "gen_ai.response.output_tokens": 20,
      ], scope: "Experimental.Microsoft.Extensions.AI")
    #expect([chat.input, chat.output] == [100, 20] && chat.dialect == "agent-framework")
    let kernel = read(
      "chat.completions gpt-4",
      [
        "gen_ai.operation.name": "chat.completions", "gen_ai.request.model": "gpt-4",
        "gen_ai.response.prompt_tokens": 100, "gen_ai.response.completion_tokens": 20,
      ], scope: "Microsoft.SemanticKernel.Diagnostics")
    #expect([kernel.input, kernel.output] == [100, 20] && kernel.dialect == "semantic-kernel")
  }

  @Test func `a total cost counts where no other cost does`() {
    let alone = read("chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.total_cost": 0.0042])
    #expect(alone.reading.reportedCost == PicoUSD(decimal: "0.0042"))
    let beside = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.total_cost": 0.0042, "gen_ai.usage.cost": 0.005])
    #expect(beside.reading.reportedCost == PicoUSD(decimal: "0.005"))
  }

  @Test func `a model called unknown is none, and LangChain's own name of it counts`() {
    let chat = read(
      "ChatBedrockConverse.chat",
      [
        "llm.request.type": "chat", "gen_ai.request.model": "unknown", "gen_ai.response.model": "unknown",
        "traceloop.association.properties.ls_model_name": "anthropic.claude-3-5-sonnet-20240620-v1:0",
        "gen_ai.usage.input_tokens": 100,
      ], scope: "opentelemetry.instrumentation.langchain")
    #expect(chat.requestModel == "anthropic.claude-3-5-sonnet-20240620-v1:0" && chat.responseModel.isEmpty)
    let other = read("chat", ["gen_ai.operation.name": "chat", "gen_ai.request.model": "unknown"])
    #expect(other.requestModel.isEmpty)
    let named = read("chat", ["gen_ai.operation.name": "chat", "gen_ai.request.model": "unknown-1"])
    #expect(named.requestModel == "unknown-1")
  }

  @Test func `MLflow's usage is of one shape for all providers, with the cache inside`() {
    let chat = read(
      "Messages.create",
      [
        "mlflow.spanType": #""CHAT_MODEL""#, "mlflow.llm.model": #""claude-sonnet-4-5""#,
        "mlflow.llm.provider": #""anthropic""#, "mlflow.llm.cost": #"{"input_cost":0.001,"total_cost":0.0013}"#,
        "mlflow.chat.tokenUsage":
          #"{"input_tokens":1110,"output_tokens":20,"total_tokens":1130,"cache_read_input_tokens":1000}"#,
      ])
    #expect([chat.input, chat.output, chat.total, chat.cacheRead] == [1110, 20, 1130, 1000])
    #expect(chat.reading.cacheInclusion == .inclusive)
    #expect(chat.reading.reportedCost == PicoUSD(decimal: "0.0013"))
    #expect(chat.requestModel == "claude-sonnet-4-5" && chat.responseModel.isEmpty)
    // The same names in a provider's own answer have the cache apart.
    let raw = read("chat", ["gen_ai.usage.raw": #"{"input_tokens":10,"cache_read_input_tokens":1000}"#])
    #expect(raw.reading.cacheInclusion == .exclusive)
  }

  @Test func `MLflow's chunks tell the first token, and its model is the one that served`() {
    let stream = read(
      "Completions",
      [
        "mlflow.spanType": #""CHAT_MODEL""#, "model": #""gpt-4o-mini""#, "stream": "true",
        "mlflow.llm.model": #""gpt-4o-mini-2024-07-18""#,
      ],
      events: [
        .init(name: "mlflow.chunk.item.1", afterNanos: 400_000_000),
        .init(name: "mlflow.chunk.item.0", afterNanos: 250_000_000),
      ])
    #expect(stream.timeToFirstToken == 250_000_000 && stream.reading.isStreaming == true)
    #expect(stream.requestModel == "gpt-4o-mini" && stream.responseModel == "gpt-4o-mini-2024-07-18")
  }

  @Test func `AgentOps marks the first token by an event`() {
    let stream = read(
      "openai.chat.completion",
      [
        "gen_ai.request.type": "chat", "gen_ai.system": "OpenAI", "gen_ai.request.streaming": true,
        "gen_ai.request.model": "gpt-4o-mini", "gen_ai.usage.prompt_tokens": 120,
      ], scope: "openai", kind: 3,
      events: [.init(name: "first_token_received", afterNanos: 250_000_000)])
    #expect(stream.timeToFirstToken == 250_000_000 && stream.operationClass == .inference)
  }

  @Test func `AgentScope tells cached tokens under names of its own, and hands on what each provider counts`() {
    func chat(_ provider: String) -> Facts {
      read(
        "chat",
        [
          "gen_ai.operation.name": "chat", "gen_ai.provider.name": .text(provider), "gen_ai.usage.input_tokens": 70,
          "gen_ai.usage.output_tokens": 40, "agentscope.usage.cache_input_tokens": 64,
          "agentscope.usage.cache_creation_input_tokens": 3,
        ], scope: "agentscope", version: "2.0.11")
    }
    #expect([chat("openai").cacheRead, chat("openai").cacheWrite] == [64, 3])
    #expect(chat("openai").reading.cacheInclusion == .inclusive)
    #expect(chat("anthropic").reading.cacheInclusion == .exclusive)
  }

  @Test func `AG2 hands on what each provider counts, and tells an answer's usage once more beside its request`() {
    func span(_ name: String, _ provider: String, operation: Written = "") -> Facts {
      read(
        name,
        [
          "gen_ai.operation.name": operation, "gen_ai.provider.name": .text(provider), "gen_ai.response.model": "m",
          "gen_ai.usage.input_tokens": 70, "gen_ai.usage.output_tokens": 40,
          "gen_ai.usage.cache_read_input_tokens": 64, "gen_ai.usage.thinking_tokens": 16,
        ], scope: "opentelemetry.instrumentation.ag2")
    }
    func chat(_ provider: String) -> Facts { span("chat m", provider, operation: "chat") }
    #expect([chat("openai").input, chat("openai").cacheRead, chat("openai").reasoning] == [70, 64, 16])
    #expect(chat("openai").reading.cacheInclusion == .inclusive && !chat("openai").reading.isAggregate)
    #expect(chat("anthropic").reading.cacheInclusion == .exclusive)
    #expect(chat("bedrock").reading.cacheInclusion == .exclusive)
    #expect(chat("google").reading.reasoningInclusion == .exclusive)
    let again = span("record_usage model_call", "openai")
    #expect(again.operationClass == .inference && again.reading.isAggregate)
    let compaction = span("record_usage compaction", "openai")
    #expect(compaction.operationClass == .inference && !compaction.reading.isAggregate)
    #expect(span("record_usage subtask", "openai").operationClass == .agent)
  }

  @Test func `a case of Pydantic Evals holds all of its evaluators' judgements`() {
    func evaluations(_ scope: String) -> [String] {
      read(
        "case: {case_name}",
        [
          "assertions": #"{"is_ok":{"name":"is_ok","value":true,"reason":null,"source":{"name":"Ok"}}}"#,
          "scores": #"{"a.b":{"name":"a.b","value":0.75,"reason":"so","source":{"name":"Score","arguments":null}}}"#,
          "labels": #"{"kind":{"name":"kind","value":"good"},"none":{"name":"none","value":null}}"#,
        ], scope: scope
      ).evaluations
    }
    #expect(evaluations("pydantic-evals") == ["is_ok 1000000 true", "a.b 750000 ", "kind - good"])
    #expect(evaluations("my-app").isEmpty)
  }

  @Test func `Grafana's SDKs say of a request that its input includes what is cached, and nothing where it may not`() {
    func inclusion(_ semantics: Written) -> Inclusion {
      read(
        "generateText claude-sonnet-4-5",
        [
          "gen_ai.operation.name": "generateText", "gen_ai.provider.name": "anthropic",
          "gen_ai.usage.input_tokens": 500, "gen_ai.usage.cache_read_input_tokens": 400,
          "gen_ai.token.semantics": semantics,
        ], scope: "github.com/grafana/sigil/sdks/python"
      ).reading.cacheInclusion
    }
    #expect(inclusion("inclusive") == .inclusive)
    #expect(inclusion("") == .unknown)
  }

  @Test func `traceAI names the model of a stream among the request's parameters alone`() {
    let stream = read(
      "ChatCompletion",
      [
        "gen_ai.provider.name": "openai", "gen_ai.span.kind": "LLM", "gen_ai.usage.input_tokens": 120,
        "gen_ai.request.parameters": #"{"model": "gpt-4o-mini", "stream": true, "max_tokens": 100}"#,
      ], scope: "traceai_openai")
    #expect(stream.requestModel == "gpt-4o-mini" && stream.reading.isStreaming == true)
    #expect(stream.details == [.maxTokens: "100"])
  }

  @Test func `a model server's time to first token is in seconds`() {
    let server = read(
      "llm_request", ["gen_ai.latency.time_to_first_token": 0.25, "gen_ai.usage.prompt_tokens": 100],
      scope: "vllm.llm_engine", kind: 2)
    #expect(server.timeToFirstToken == 250_000_000 && server.dialect == "model-server")
  }

  @Test func `Pipecat tells its first byte in seconds, and whether it streamed`() {
    let chat = read(
      "llm",
      [
        "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o", "metrics.ttfb": 0.4, "stream": true,
        "gen_ai.usage.input_tokens": 100,
      ], scope: "pipecat")
    #expect(chat.timeToFirstToken == 400_000_000 && chat.reading.isStreaming == true && chat.dialect == "pipecat")
  }

  @Test func `Genkit's model is its action's name, its usage a part of its output`() {
    let output =
      #"{"message":{"content":[]},"finishReason":"stop","usage":{"inputTokens":100,"outputTokens":20,"#
      + #""thoughtsTokens":30,"cachedContentTokens":40,"totalTokens":150}}"#
    let model = read(
      "googleai/gemini-2.5-flash",
      [
        "genkit:name": "googleai/gemini-2.5-flash", "genkit:type": "action", "genkit:metadata:subtype": "model",
        "genkit:output": .text(output),
      ], scope: "genkit-tracer", version: "v1")
    #expect(model.operationClass == .inference && model.requestModel == "googleai/gemini-2.5-flash")
    #expect([model.input, model.output, model.total, model.cacheRead, model.reasoning] == [100, 20, 150, 40, 30])
    #expect(model.finishReason == "stop")
    let tool = read("t", ["genkit:name": "search", "genkit:metadata:subtype": "tool"], scope: "genkit-tracer")
    #expect(tool.tool == "search" && tool.requestModel.isEmpty)
  }

  @Test func `platforms for evaluation write calls under names of their own`() {
    let metrics =
      #"{"prompt_tokens":100,"completion_tokens":20,"tokens":120,"prompt_cached_tokens":30,"#
      + #""completion_reasoning_tokens":5,"time_to_first_token":0.25}"#
    let braintrust = read(
      "openai.chat.completions.create",
      [
        "braintrust.metrics": .text(metrics), "braintrust.metadata": #"{"provider":"openai","model":"gpt-4o-mini"}"#,
        "braintrust.span_attributes": #"{"type":"llm"}"#,
      ], scope: "braintrust-go")
    #expect(braintrust.operationClass == .inference && braintrust.dialect == "braintrust")
    #expect([braintrust.provider, braintrust.requestModel] == ["openai", "gpt-4o-mini"])
    #expect([braintrust.input, braintrust.output, braintrust.total] == [100, 20, 120])
    #expect([braintrust.cacheRead, braintrust.reasoning] == [30, 5] && braintrust.timeToFirstToken == 250_000_000)

    let judgment = read(
      "OPENAI_API_CALL",
      [
        "judgment.span_kind": "llm", "judgment.llm.provider": "openai", "judgment.llm.model": "gpt-4o",
        "judgment.usage.non_cached_input_tokens": 70, "judgment.usage.cache_read_input_tokens": 30,
        "judgment.usage.output_tokens": 20,
      ], scope: "judgeval")
    #expect(judgment.operationClass == .inference && judgment.requestModel == "gpt-4o")
    #expect([judgment.input, judgment.output, judgment.cacheRead] == [70, 20, 30])
    #expect(judgment.reading.cacheInclusion == .exclusive)

    let deepEval = read(
      "llm",
      [
        "confident.span.type": "llm", "confident.llm.model": "gpt-4o", "confident.llm.input_token_count": 100,
        "confident.llm.output_token_count": 20, "confident.span.provider": "OpenAI",
        "confident.trace.thread_id": "t1", "confident.trace.user_id": "u1",
      ], scope: "deepeval.tracing")
    #expect(deepEval.operationClass == .inference && [deepEval.input, deepEval.output] == [100, 20])
    #expect([deepEval.provider, deepEval.session, deepEval.user] == ["openai", "t1", "u1"])
    let tool = read("t", ["confident.span.type": "tool", "confident.tool.name": "search"], scope: "deepeval.tracing")
    #expect(tool.operationClass == .tool && tool.tool == "search")

    let langtrace = read(
      "openai.chat.completions.create",
      [
        "langtrace.service.name": "OpenAI", "langtrace.service.type": "llm", "llm.model": "gpt-4",
        "llm.token.counts": #"{"input_tokens":100,"output_tokens":20,"total_tokens":120}"#,
      ], scope: "langtrace-python-sdk", kind: 3)
    #expect([langtrace.provider, langtrace.requestModel] == ["openai", "gpt-4"])
    #expect([langtrace.input, langtrace.output, langtrace.total] == [100, 20, 120])
  }

  @Test func `gateways write what was cached, spent and waited for under names of their own`() {
    let bifrost = read(
      "llm.call",
      FingerprintTests.usage([
        "gen_ai.usage.prompt_token_details.cached_read_tokens": 4,
        "gen_ai.usage.prompt_token_details.cached_write_tokens_5m": 1,
        "gen_ai.usage.prompt_token_details.cached_write_tokens_1h": 2,
        "gen_ai.usage.completion_token_details.reasoning_tokens": 3,
      ]), scope: "bifrost")
    #expect([bifrost.input, bifrost.cacheRead, bifrost.cacheWrite, bifrost.reasoning] == [10, 4, 3, 3])
    #expect(bifrost.reading.cacheInclusion == .inclusive)
    let foundry = read(
      "Model: gpt-4o",
      [
        "tfy.span_type": "Model", "tfy.model.name": "gpt-4o", "tfy.model.metric.input_tokens": 100,
        "tfy.model.metric.output_tokens": 50, "tfy.model.metric.cost_in_usd": "0.00075",
      ], scope: "tfy-llm-gateway", kind: 3)
    #expect(foundry.requestModel == "gpt-4o" && [foundry.input, foundry.output] == [100, 50])
    #expect(foundry.reading.reportedCost == PicoUSD(decimal: "0.00075"))
    let quarkus = read("completion gpt-4o", FingerprintTests.usage(["gen_ai.client.estimated_cost": "0.000045USD"]))
    #expect(quarkus.reading.reportedCost == PicoUSD(decimal: "0.000045"))
  }

  @Test func `names for cache writes and thoughts that agents made up are read`() {
    let agent = read(
      "chat",
      FingerprintTests.usage([
        "gen_ai.usage.cache_creation_tokens": 7, "gen_ai.usage.thoughts_tokens": 9, "gen_ai.request.streaming": true,
      ]))
    #expect([agent.cacheWrite, agent.reasoning] == [7, 9] && agent.reading.isStreaming == true)
    #expect(read("chat", FingerprintTests.usage(["gen_ai.usage.thoughts_token_count": 8])).reasoning == 8)
    let tencent = read(
      "chat claude-sonnet-4",
      FingerprintTests.usage([
        "gen_ai.system": "trpc.go.agent", "gen_ai.request.model": "claude-sonnet-4",
        "gen_ai.usage.input_tokens.cached": 5, "gen_ai.usage.input_tokens.cache_creation": 6,
      ]), scope: "trpc.agent.go")
    #expect(tencent.dialect == "trpc-agent-go" && tencent.provider == "anthropic")
    #expect([tencent.cacheRead, tencent.cacheWrite] == [5, 6])
  }

  @Test func `what NeMo's spans are about is the model of requests alone`() {
    let request = read(
      "meta/llama-3.1-70b-instruct",
      [
        "openinference.span.kind": "LLM", "nat.subspan.name": "meta/llama-3.1-70b-instruct",
        "llm.token_count.prompt": 5,
      ])
    #expect(request.operationClass == .inference && request.requestModel == "meta/llama-3.1-70b-instruct")
    let tool = read("calculator", ["openinference.span.kind": "TOOL", "nat.subspan.name": "calculator"])
    #expect(tool.operationClass == .tool && tool.requestModel.isEmpty)
  }

  @Test(arguments: ["image", "audio", "fine_tuning", "transcription", "moderation", "image_generation"])
  func `a request that no model answers with text is no call`(operation: String) {
    let span = read(
      "\(operation) m",
      [
        "gen_ai.operation.name": .text(operation), "gen_ai.request.model": "m", "gen_ai.system": "openai",
        "gen_ai.usage.cost": 0.04,
      ], scope: "openlit.otel.tracing", kind: 3)
    #expect(span.operationClass == .other && span.operation == operation)
  }

  @Test func `a count that no request can have says nothing`() {
    for count in [1_000_000_000_001, Int64.max] {
      let span = read("chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": .int(count)])
      #expect(span.input == nil)
    }
    let largest = read("chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 1_000_000_000_000])
    #expect(largest.input == 1_000_000_000_000)
  }

  @Test func `metrics in Prometheus' spelling, and OpenCode's, are known`() {
    let prometheus = readPoint(
      "gen_ai_client_token_usage", unit: "", ["gen_ai_token_type": "input", "gen_ai_request_model": "gpt-4o"])
    #expect(prometheus.family == .tokenUsage && prometheus.tokenType == .input)
    for (type, expected) in [("cacheRead", TokenType.input), ("reasoning", .output), ("output", .output)] {
      let point = readPoint("opencode.token.usage", unit: "tokens", ["type": .text(type)], scope: "com.opencode")
      #expect(point.family == .tokenUsage && point.tokenType == expected, "\(type)")
    }
  }

  @Test func `OpenClaw's own counts have the cache apart, and give way to those of the conventions`() {
    let older = read(
      "openclaw.model.usage",
      [
        "openclaw.model": "claude-opus-4-5", "openclaw.provider": "anthropic", "openclaw.tokens.input": 10,
        "openclaw.tokens.output": 20, "openclaw.tokens.cache_read": 1000, "openclaw.tokens.total": 1030,
      ], scope: "openclaw")
    #expect(older.operationClass == .agent && older.requestModel == "claude-opus-4-5")
    #expect(older.reading.isAggregate)
    #expect([older.input, older.output, older.cacheRead, older.total] == [10, 20, 1000, 1030])
    let newer = read(
      "openclaw.model.usage",
      ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 1010, "openclaw.tokens.input": 10],
      scope: "openclaw")
    #expect(newer.input == 1010)
    let tokens = readPoint("openclaw.tokens", unit: "1", ["openclaw.token": "cache_read"], scope: "openclaw")
    #expect(tokens.family == .tokenUsage && tokens.tokenType == .input)
  }

  @Test func `a span of Claude Code that did not succeed failed`() {
    func request(_ success: Written, scope: String = "com.anthropic.claude_code.tracing", status: UInt8 = 0) -> String {
      read(
        "claude_code.llm_request", ["model": "claude-sonnet-4-5", "success": success], scope: scope, status: status
      ).errorType
    }
    #expect(request(false) == "_OTHER")
    #expect(request("false") == "_OTHER")
    #expect(request(true).isEmpty)
    #expect(request(false, status: 1).isEmpty)
    // Elsewhere the word says nothing of a call.
    #expect(read("chat", ["gen_ai.operation.name": "chat", "success": false]).errorType.isEmpty)
  }

  @Test func `a request to rerank is one`() {
    let rerank = read(
      "ai.rerank.doRerank",
      ["ai.operationId": "ai.rerank.doRerank", "ai.model.id": "rerank-v3.5", "ai.model.provider": "cohere.reranking"],
      scope: "ai")
    #expect(rerank.operationClass == .rerank && rerank.requestModel == "rerank-v3.5" && rerank.provider == "cohere")
  }

  @Test func `metrics of Qwen Code, of Codex over a socket and of Envoy's caches`() {
    let tokens = readPoint("qwen-code.token.usage", unit: "", ["type": "thought"], scope: "qwen-code")
    #expect(tokens.family == .tokenUsage && tokens.tokenType == .output)
    #expect(readPoint("qwen-code.api.request.latency", unit: "ms", scope: "qwen-code").family == .operationDuration)
    #expect(readPoint("codex.websocket.request.duration_ms", unit: "ms").family == .operationDuration)
    let written = readPoint(
      "gen_ai.client.token.usage", unit: "token", ["gen_ai.token.type": "cache_creation_input"])
    #expect(written.tokenType == .cacheWrite)
  }

  // MARK: Whether input includes the cache

  @Test func `a provider's own answer beside the counts tells whether they include the cache`() {
    func cache(_ input: Int64, _ raw: String) -> Inclusion {
      read(
        "chat",
        [
          "gen_ai.provider.name": "anthropic", "gen_ai.operation.name": "chat",
          "gen_ai.usage.input_tokens": .int(input), "gen_ai.usage.raw": .text(raw),
        ]
      ).reading.cacheInclusion
    }
    let raw = #"{"input_tokens":10,"cache_read_input_tokens":1000,"cache_creation_input_tokens":100}"#
    #expect(cache(1110, raw) == .inclusive)
    #expect(cache(10, raw) == .exclusive)
    // Nothing is cached: both would be the same.
    #expect(cache(10, #"{"input_tokens":10,"cache_read_input_tokens":0}"#) == .inclusive)
  }

  @Test func `the conventions' names of cached tokens ask for inclusive input, where nothing is documented`() {
    func cache(_ name: String, scope: String = "my-app", version: String = "") -> Inclusion {
      read(
        "chat",
        [
          "gen_ai.operation.name": "chat", "gen_ai.provider.name": "anthropic", "gen_ai.usage.input_tokens": 1110,
          name: 1000,
        ], scope: scope, version: version
      ).reading.cacheInclusion
    }
    for name in ["cache_read.input_tokens", "cache_creation.input_tokens", "cache_write.input_tokens"] {
      #expect(cache("gen_ai.usage.\(name)") == .asked)
    }
    #expect(cache("gen_ai.usage.cache_read_input_tokens") == .unknown)
    // What is documented comes first.
    let dotted = "gen_ai.usage.cache_read.input_tokens"
    #expect(cache(dotted, scope: "opentelemetry.instrumentation.botocore.bedrock-runtime") == .exclusive)
    #expect(cache(dotted, scope: "github.copilot") == .inclusive)
    #expect(cache(dotted, scope: "livekit-agents") == .inclusive)
    #expect(cache(dotted, scope: "logfire.anthropic", version: "4.21.0") == .exclusive)
    #expect(cache(dotted, scope: "logfire.anthropic", version: "5.0.0") == .inclusive)
    #expect(cache(dotted, scope: "logfire.anthropic", version: "4.40.0") == .asked)
  }
}
