import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerDialects

/// One span of each dialect, as its instrumentation writes it.
@Suite struct DialectTests {
  @Test func `the conventions' eras A to E say the same`() {
    let a = read(
      "chat",
      [
        "gen_ai.system": "openai", "gen_ai.request.model": "gpt-4", "gen_ai.usage.prompt_tokens": 10,
        "gen_ai.usage.completion_tokens": 5,
      ], kind: 3)
    let b = read(
      "chat gpt-4",
      [
        "gen_ai.system": "openai", "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4",
        "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 5,
      ], kind: 3)
    let c = read(
      "chat gpt-4",
      [
        "gen_ai.provider.name": "openai", "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4",
        "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 5,
      ], kind: 3)
    for facts in [a, b, c] {
      #expect(facts.dialect == "opentelemetry")
      #expect(facts.operationClass == .inference && facts.operation == "chat" && facts.provider == "openai")
      #expect(facts.requestModel == "gpt-4" && facts.input == 10 && facts.output == 5 && facts.cacheRead == nil)
      #expect(facts.reading.cacheInclusion == .unknown && facts.reading.isStreaming == nil)
    }
    let d = read(
      "chat gpt-4",
      [
        "gen_ai.provider.name": "openai", "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.cache_read.input_tokens": 4, "gen_ai.usage.cache_creation.input_tokens": 2,
        "gen_ai.usage.reasoning.output_tokens": 1,
      ], schema: "https://opentelemetry.io/schemas/1.40.0")
    #expect(d.cacheRead == 4 && d.cacheWrite == 2 && d.reasoning == 1 && d.requestModel == "gpt-4")
    #expect(d.reading.cacheInclusion == .asked && d.reading.isStreaming == nil)
    let e = read(
      "chat gpt-4", ["gen_ai.operation.name": "chat", "gen_ai.usage.cache_write.input_tokens": 2],
      schema: "https://opentelemetry.io/schemas/gen-ai/1.42.0")
    #expect(e.cacheWrite == 2 && e.reading.cacheInclusion == .asked && e.reading.isStreaming == false)
  }

  @Test func `a request that failed before any usage is a request`() {
    let facts = read(
      "chat gpt-4", ["gen_ai.system": "openai", "gen_ai.request.model": "gpt-4", "error.type": "timeout"], kind: 3,
      status: 2)
    #expect(facts.operationClass == .inference && facts.errorType == "timeout")
  }

  @Test func `an instrumentation of the conventions' own writes the streaming flag only where something streams`() {
    let scope = "opentelemetry.instrumentation.genai.openai"
    let plain = read("chat gpt-4o", ["gen_ai.operation.name": "chat"], scope: scope)
    #expect(plain.reading.isStreaming == false && plain.reading.cacheInclusion == .inclusive)
    let streamed = read(
      "chat gpt-4o",
      ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true, "gen_ai.response.time_to_first_chunk": 0.25],
      scope: scope)
    #expect(streamed.reading.isStreaming == true && streamed.timeToFirstToken == 250_000_000)
    #expect(read("x", ["gen_ai.operation.name": "embeddings"], scope: scope).reading.isStreaming == nil)
  }

  @Test(arguments: ["0.4b0", "1.0b0", "1.1b0", "1.3b0", ""])
  func `the library of the conventions' instrumentations may leave out the streaming flag of a stream`(version: String)
  {
    let scope = "opentelemetry.util.genai.handler"
    let plain = read(
      "chat gpt-4o", ["gen_ai.operation.name": "chat"], scope: scope, version: version,
      schema: "https://opentelemetry.io/schemas/1.37.0")
    #expect(plain.reading.isStreaming == nil)
    let streamed = read(
      "chat gpt-4o", ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true], scope: scope, version: version)
    #expect(streamed.reading.isStreaming == true)
  }

  @Test func `Bedrock behind the conventions' names counts the cache apart`() {
    let facts = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 3],
      scope: "opentelemetry.instrumentation.botocore.bedrock-runtime"
    )
    #expect(facts.reading.cacheInclusion == .exclusive)
  }

  @Test func `OpenInference names the served model, and the one asked for in its parameters`() {
    let facts = read(
      "ChatCompletion",
      [
        "openinference.span.kind": "LLM", "llm.system": "openai", "llm.model_name": "gpt-4o-2024-08-06",
        "llm.invocation_parameters": #"{"model": "gpt-4o", "stream": true, "stream_options": {"include_usage": true}}"#,
        "llm.token_count.prompt": 300, "llm.token_count.completion": 50, "llm.token_count.total": 350,
        "llm.token_count.prompt_details.cache_read": 0, "llm.token_count.completion_details.reasoning": 20,
        "llm.finish_reason": "tool_calls",
      ], scope: "openinference.instrumentation.openai", status: 1,
      events: [.init(name: "First Token Stream Event", afterNanos: 40_000_000)])
    #expect(facts.dialect == "openinference")
    #expect(facts.operationClass == .inference && facts.operation == "chat" && facts.provider == "openai")
    #expect(facts.requestModel == "gpt-4o" && facts.responseModel == "gpt-4o-2024-08-06")
    #expect(facts.input == 300 && facts.output == 50 && facts.total == 350 && facts.cacheRead == 0)
    #expect(facts.cacheWrite == nil && facts.reasoning == 20)
    #expect(facts.reading.cacheInclusion == .inclusive && facts.reading.reasoningInclusion == .inclusive)
    #expect(facts.reading.isStreaming == true && facts.timeToFirstToken == 40_000_000)
    #expect(facts.finishReason == "tool_calls" && facts.errorType.isEmpty && facts.stage.isEmpty)
    let alone = read("LLM", ["openinference.span.kind": "LLM", "llm.model_name": "gpt-4o"])
    #expect(alone.requestModel == "gpt-4o" && alone.responseModel.isEmpty && alone.dialect == "openinference")
  }

  @Test(arguments: [
    ("LLM", OperationClass.inference, "chat", ""), ("EMBEDDING", .embedding, "embeddings", ""),
    ("RERANKER", .rerank, "rerank", ""), ("RETRIEVER", .retrieval, "retrieval", "retrieval"),
    ("TOOL", .tool, "execute_tool", "tool"), ("AGENT", .agent, "invoke_agent", "agent"),
    ("CHAIN", .workflow, "invoke_workflow", "workflow"), ("EVALUATOR", .evaluation, "", "evaluation"),
    ("GUARDRAIL", .guardrail, "", "guardrail"), ("PROMPT", .other, "", ""), ("UNKNOWN", .other, "", ""),
  ])
  func `OpenInference's kinds`(kind: String, operationClass: OperationClass, operation: String, stage: String) {
    let facts = read("span", ["openinference.span.kind": .text(kind)])
    #expect(facts.operationClass == operationClass && facts.operation == operation && facts.stage == stage)
  }

  @Test func `OpenInference counts documents by their numbers`() {
    let facts = read(
      "VectorStoreRetriever",
      [
        "openinference.span.kind": "RETRIEVER", "retrieval.documents.0.document.content": "a",
        "retrieval.documents.0.document.score": 0.5, "retrieval.documents.1.document.content": "b",
        "retrieval.documents.12.document.content": "c",
      ])
    #expect(facts.reading.retrievedCount == 3)
  }

  @Test func `OpenLLMetry's older generation`() {
    let facts = read(
      "anthropic.chat",
      [
        "gen_ai.system": "Anthropic", "llm.request.type": "completion", "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.prompt.0.role": "user", "gen_ai.response.model": "claude-sonnet-4-5-20250929",
        "gen_ai.completion.0.finish_reason": "end_turn", "gen_ai.usage.prompt_tokens": 1500,
        "gen_ai.usage.completion_tokens": 55, "llm.usage.total_tokens": 1555,
        "gen_ai.usage.cache_read_input_tokens": 1280, "gen_ai.usage.cache_creation_input_tokens": 0,
        "llm.is_streaming": true,
      ], scope: "opentelemetry.instrumentation.anthropic", kind: 3, status: 1)
    #expect(facts.dialect == "openllmetry" && facts.operation == "chat" && facts.provider == "anthropic")
    #expect(facts.input == 1500 && facts.output == 55 && facts.total == 1555)
    #expect(facts.cacheRead == 1280 && facts.cacheWrite == 0)
    #expect(facts.finishReason == "stop" && facts.reading.isStreaming == true)
    #expect(facts.reading.cacheInclusion == .inclusive)
    let oldest = read("openai.completion", ["llm.request.type": "completion", "gen_ai.system": "OpenAI"])
    #expect(oldest.operation == "text_completion" && oldest.dialect == "openllmetry")
  }

  @Test func `OpenLLMetry's newer generation`() {
    let facts = read(
      "openai.chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
        "gen_ai.is_streaming": true, "gen_ai.user": "u-17", "gen_ai.usage.reasoning_tokens": 128,
        "gen_ai.usage.input_tokens": 9, "gen_ai.usage.total_tokens": 12,
        "traceloop.association.properties.session_id": "s1", "traceloop.association.properties.user_id": "u1",
      ], scope: "opentelemetry.instrumentation.openai.v1", kind: 3,
      events: [
        .init(name: "gen_ai.content.completion.chunk", afterNanos: 30_000_000),
        .init(name: "gen_ai.content.completion.chunk", afterNanos: 20_000_000),
        .init(name: "gen_ai.content.completion.chunk", afterNanos: 40_000_000),
      ])
    #expect(facts.dialect == "openllmetry" && facts.reasoning == 128 && facts.total == 12)
    #expect(facts.timeToFirstToken == 20_000_000 && facts.reading.isStreaming == true)
    #expect(facts.session == "s1" && facts.user == "u-17")
  }

  @Test(arguments: [
    ("task", OperationClass.workflow, "workflow"), ("workflow", .workflow, "workflow"), ("agent", .agent, "agent"),
    ("tool", .tool, "tool"),
  ])
  func `Traceloop's decorators`(kind: String, operationClass: OperationClass, stage: String) {
    let facts = read(
      "retrieve.\(kind)", ["traceloop.span.kind": .text(kind), "traceloop.entity.name": "retrieve"],
      scope: "traceloop.tracer")
    #expect(facts.operationClass == operationClass && facts.stage == stage)
    #expect(facts.agent == (kind == "agent" ? "retrieve" : ""))
    #expect(facts.tool == (kind == "tool" ? "retrieve" : ""))
  }

  @Test func `the article's chat, and the RAG spans around it`() {
    let chat = read(
      "gen_ai.client.chat",
      [
        "gen_ai.system": "openai", "gen_ai.request.model": "gpt-4o", "gen_ai.response.model": "gpt-4o-2024-08-06",
        "gen_ai.usage.input_tokens": 407, "gen_ai.usage.output_tokens": 103, "gen_ai.usage.total_tokens": 510,
        "gen_ai.usage.cost": 0.0020475, "gen_ai.response.time_to_first_token_ms": 11.5,
        "gen_ai.response.finish_reasons": .list(["stop"]),
      ], kind: 3, status: 1, events: [.init(name: "gen_ai.first_token", afterNanos: 12_000_000)])
    #expect(chat.dialect == "tutorial" && chat.operationClass == .inference && chat.operation == "chat")
    #expect(chat.input == 407 && chat.reading.reportedCost == PicoUSD(decimal: "0.0020475"))
    #expect(chat.timeToFirstToken == 11_500_000 && chat.reading.isStreaming == true && chat.finishReason == "stop")
    #expect(chat.reading.cacheInclusion == .unknown)
    let stages: [(String, OperationClass)] = [
      ("rag.pipeline", .workflow), ("rag.retrieve", .retrieval), ("rag.construct_prompt", .step),
      ("rag.generate", .step), ("rag.quality_check", .evaluation), ("rag.rewrite_query", .step),
    ]
    for (name, operationClass) in stages {
      let facts = read(name)
      #expect(facts.operationClass == operationClass && facts.stage == name && facts.dialect == "tutorial", "\(name)")
    }
    #expect(read("rag.retrieve", ["rag.documents.count": 3]).reading.retrievedCount == 3)
    #expect(read("rag.retrieve", ["rag.retrieved_count": 0]).reading.retrievedCount == 0)
  }

  @Test func `a RAG step that has the model and the usage itself is the request`() {
    let facts = read("rag.generate", ["gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 5])
    #expect(facts.operationClass == .inference && facts.stage.isEmpty)
  }

  @Test func `the article's streams write zero for usage that nobody sent`() {
    let facts = read(
      "gen_ai.client.chat",
      [
        "gen_ai.system": "openai", "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0,
        "gen_ai.usage.total_tokens": 0,
      ])
    #expect(facts.input == nil && facts.output == nil && facts.total == nil)
    let lite = read(
      "litellm_request", ["gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0, "llm.is_streaming": "True"],
      scope: "litellm")
    #expect(lite.input == 0 && lite.output == 0 && lite.reading.isStreaming == true)
  }

  @Test func `the article's verdicts`() {
    let facts = read(
      "llm.quality.evaluation",
      [
        "llm.quality.grounded": false, "llm.quality.relevance": 0.851, "llm.quality.completeness": 1,
        "llm.quality.tone": "friendly",
      ])
    #expect(facts.operationClass == .evaluation && facts.stage == "evaluation")
    #expect(
      facts.evaluations == [
        "groundedness 0 not_grounded made up", "relevance 851000 ", "completeness 1000000 ", "tone - friendly",
      ])
    #expect(
      read("llm.quality.evaluation", ["llm.quality.grounded": true]).evaluations == [
        "groundedness 1000000 grounded true"
      ])
    #expect(read("rag.quality_check", ["rag.quality_score": 0.5]).evaluations == ["rag.quality 500000 "])
  }

  @Test func `Langfuse's usage in the shapes of its SDKs`() {
    func usage(_ json: String) -> Facts {
      read(
        "OpenAI-generation",
        [
          "langfuse.observation.type": "generation", "langfuse.observation.model.name": "gpt-4o-2024-08-06",
          "langfuse.observation.usage_details": .text(json),
        ], scope: "langfuse-sdk")
    }
    let nested = usage(
      #"{"completion_tokens": 88, "prompt_tokens": 326, "total_tokens": 414, "completion_tokens_details": {"audio_tokens": 0, "reasoning_tokens": 12}, "prompt_tokens_details": {"audio_tokens": 0, "cached_tokens": 100}}"#
    )
    #expect(nested.input == 326 && nested.output == 88 && nested.cacheRead == 100 && nested.reasoning == 12)
    #expect(nested.total == 414 && nested.operation == "chat" && nested.provider == "openai")
    let responses = usage(
      #"{"input_tokens": 155, "input_tokens_details": {"cache_write_tokens": 20, "cached_tokens": 30}, "output_tokens": 62, "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 217}"#
    )
    #expect(responses.input == 155 && responses.cacheRead == 30 && responses.cacheWrite == 20 && responses.output == 62)
    #expect(usage(#"{"input": 255}"#).input == 255)
    #expect(usage(#"{"input": 255}"#).output == nil)
    let manual = usage(#"{"input": 100, "output": 20, "cache_read_input_tokens": 40}"#)
    #expect(manual.input == 140 && manual.output == 20 && manual.cacheRead == 40)
    let anthropic = usage(
      #"{"input_tokens": 3, "output_tokens": 9, "cache_read_input_tokens": 9000, "cache_creation_input_tokens": 500}"#)
    #expect(anthropic.input == 9503 && anthropic.cacheWrite == 500)
    let times = usage(#"{"input": 10, "input_cache_creation_5m": 20, "input_cache_creation_1h": 30, "output": 1}"#)
    #expect(times.input == 60 && times.cacheWrite == 50)
    for facts in [nested, responses, manual, anthropic, times] { #expect(facts.reading.cacheInclusion == .inclusive) }
    let twice = usage(#""{\"input\": 7, \"output\": 8}""#)
    #expect(twice.input == 7 && twice.output == 8)
    #expect(usage(#"{"input": 7, "outp"#).input == nil)
  }

  @Test func `Langfuse's cost, level and time of the first token`() {
    let facts = read(
      "generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.cost_details": #"{"input":1.5e-05,"output":1.2e-05}"#,
        "langfuse.observation.completion_start_time": .text("\"\(UnixNanos(Recorder.start + 31_250_000))\""),
        "langfuse.observation.level": "ERROR", "langfuse.observation.metadata.finish_reason": "\"stop\"",
      ], scope: "langfuse-sdk")
    #expect(facts.reading.reportedCost == PicoUSD(decimal: "0.000027"))
    #expect(facts.timeToFirstToken == 31_250_000 && facts.reading.isStreaming == true)
    #expect(facts.errorType == "_OTHER" && facts.finishReason == "stop")
    let total = read(
      "generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.cost_details": #"{"input":1,"output":2,"total":2.5}"#,
      ])
    #expect(total.reading.reportedCost == PicoUSD(decimal: "2.5") && total.dialect == "langfuse")
  }

  @Test func `Logfire's stream is one call in two spans`() {
    let scope = "logfire.openai"
    let request = read(
      "Chat Completion with {request_data[model]!r}",
      [
        "request_data": #"{"model":"gpt-4o","stream":true}"#, "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
      ], scope: scope, kind: 3)
    #expect(request.reading.isRepetition && request.operationClass == .inference)
    let record = read(
      "streaming response from {request_data[model]!r} took {duration:.2f}s",
      [
        "request_data": #"{"model":"gpt-4o"}"#, "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai",
        "gen_ai.usage.input_tokens": 375, "gen_ai.usage.output_tokens": 9, "duration": 0.011636418,
        "operation.cost": 0.25,
        "gen_ai.usage.raw":
          #"{"prompt_tokens":375,"completion_tokens":9,"total_tokens":384,"prompt_tokens_details":{"cached_tokens":64}}"#,
      ], scope: scope, nanos: 0)
    #expect(!record.reading.isRepetition && record.operationClass == .inference && record.input == 375)
    #expect(record.cacheRead == 64 && record.total == 384 && record.reading.isStreaming == true)
    #expect(record.reading.reportedDurationNanos == 11_636_418 && record.reading.cacheInclusion == .inclusive)
    let failed = read(
      "Chat Completion with {request_data[model]!r}", ["gen_ai.operation.name": "chat"], scope: scope, status: 2)
    #expect(!failed.reading.isRepetition && failed.errorType == "_OTHER")
    let plain = read(
      "Chat Completion with {request_data[model]!r}",
      ["gen_ai.operation.name": "chat", "gen_ai.response.id": "r", "gen_ai.response.finish_reasons": #"["stop"]"#],
      scope: scope)
    #expect(!plain.reading.isRepetition && plain.finishReason == "stop")
  }

  @Test(arguments: [
    "Responses API with {gen_ai.request.model!r}", "Chat completion with {gen_ai.request.model!r}",
  ])
  func `a request of OpenAI's agents that failed in Logfire is known by its name`(name: String) {
    let facts = read(
      name,
      [
        "gen_ai.request.model": "gpt-5-mini", "gen_ai.response.model": "gpt-5-mini", "gen_ai.system": "openai",
        "logfire.span_type": "span",
      ], scope: "logfire.openai_agents", status: 2,
      events: [.init(name: "exception", pairs: ["exception.type": "openai.InternalServerError"])])
    #expect(facts.operationClass == .inference && facts.operation == "chat" && facts.requestModel == "gpt-5-mini")
    #expect(facts.errorType == "openai.InternalServerError" && !facts.reading.isRepetition)
    #expect(read(name, ["gen_ai.request.model": "gpt-5-mini"]).operationClass == .other)
    // The requests of a client have the name, too: that of a stream is its repetition all the same.
    let stream = read(
      name, ["gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5-mini"], scope: "logfire.openai", kind: 3)
    #expect(stream.reading.isRepetition && stream.reading.isStreaming == true)
  }

  @Test func `what OpenAI's agents do beside requests is known in Logfire by its name`() {
    let stages = [
      "OpenAI Agents trace: {name}": "workflow", "Agent run: {name!r}": "agent",
      "Turn {turn} for agent weather": "step",
      "Function: {name}": "tool", "Handoff: {from_agent} → {to_agent}": "step",
      "Guardrail {name!r} {triggered=}": "guardrail", "Task: Agent workflow": "workflow",
    ]
    for (name, stage) in stages {
      let attributes: Pairs = name.hasPrefix("Task") ? ["sdk_span_type": "task"] : ["logfire.span_type": "span"]
      #expect(read(name, attributes, scope: "logfire.openai_agents").stage == stage, "\(name)")
    }
    #expect(read("Function: {name}", ["logfire.span_type": "span"]).stage.isEmpty)
    #expect(read("Task: something", ["logfire.span_type": "span"], scope: "logfire").stage.isEmpty)
  }

  @Test(arguments: ["OpenAI", "Anthropic"])
  func `what LlamaIndex prepares for a request is none`(model: String) {
    let scope = "openinference.instrumentation.llama_index"
    let preparing = read(
      "\(model)._prepare_chat_with_tools",
      ["openinference.span.kind": "LLM", "llm.model_name": "gpt-4o-mini", "llm.provider": "openai"], scope: scope,
      status: 1)
    #expect(preparing.operationClass == .step && preparing.stage == "step")
    #expect(preparing.input == nil)
    let request = read(
      "\(model).chat", ["openinference.span.kind": "LLM", "llm.model_name": "gpt-4o-mini"], scope: scope, status: 1)
    #expect(request.operationClass == .inference)
  }

  @Test func `a first token is of a stream, though the span ended before it`() {
    func facts(_ nanos: UInt64, _ pairs: Pairs = ["openinference.span.kind": "LLM"]) -> Facts {
      read(
        "OpenAI.stream_chat", pairs, scope: "openinference.instrumentation.llama_index", status: 1, nanos: nanos,
        events: [.init(name: "First Token Stream Event", afterNanos: 100_000_000)])
    }
    #expect(facts(700_000).reading.isStreaming == true && facts(700_000).timeToFirstToken == nil)
    #expect(facts(200_000_000).reading.isStreaming == true && facts(200_000_000).timeToFirstToken == 100_000_000)
    let flagged = facts(700_000, ["openinference.span.kind": "LLM", "gen_ai.request.stream": false])
    #expect(flagged.reading.isStreaming == false)
  }

  @Test(arguments: [
    (
      "OpenAIChatGenerator",
      #"{"replies":[{"role":"assistant","meta":{"model":"gpt-4o-mini-2024-07-18","index":0,"#
        + #""finish_reason":"stop","usage":\#(Self.haystackUsage)},"content":[{"text":"a"}]}]}"#
    ),
    (
      "OpenAIChatGenerator",
      #"{"replies":[{"_role":"assistant","_meta":{"model":"gpt-4o-mini-2024-07-18","#
        + #""finish_reason":"stop","usage":\#(Self.haystackUsage)},"_content":[{"text":"a"}]}]}"#
    ),
    (
      "OpenAIGenerator",
      #"{"replies":["a"],"meta":[{"model":"gpt-4o-mini-2024-07-18","finish_reason":"stop","#
        + #""usage":\#(Self.haystackUsage)}]}"#
    ),
  ])
  func `Haystack's generators tell usage in what they gave out`(type: String, output: String) {
    let facts = read(
      "haystack.component.run", ["haystack.component.type": .text(type), "haystack.component.output": .text(output)],
      scope: "my_app")
    #expect(facts.dialect == "haystack" && facts.operationClass == .inference && facts.operation == "chat")
    #expect(facts.responseModel == "gpt-4o-mini-2024-07-18" && facts.provider == "openai")
    #expect(facts.input == 120 && facts.output == 50 && facts.total == 170 && facts.finishReason == "stop")
    #expect(facts.cacheRead == 64 && facts.reasoning == 16 && facts.reading.cacheInclusion == .inclusive)
  }

  private static let haystackUsage =
    #"{"completion_tokens":50,"prompt_tokens":120,"total_tokens":170,"completion_tokens_details":{"reasoning_tokens":16},"#
    + #""prompt_tokens_details":{"audio_tokens":null,"cached_tokens":64}}"#

  @Test
  func `of several replies of Haystack's, each with the usage of all, none is taken; without content there is a call`()
  {
    let reply = #"{"meta":{"model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":1}}}"#
    for output in [#"{"replies":[\#(reply),\#(reply)]}"#, #"{"replies":[]}"#, #"{"replies":[\#(reply)"#] {
      let facts = read(
        "haystack.component.run",
        ["haystack.component.type": "AzureOpenAIChatGenerator", "haystack.component.output": .text(output)])
      #expect(facts.operationClass == .inference && facts.input == nil && facts.responseModel.isEmpty)
    }
    let silent = read("haystack.component.run", ["haystack.component.type": "OpenAIGenerator"], scope: "haystack")
    #expect(silent.operationClass == .inference && silent.input == nil && silent.dialect == "haystack")
  }

  @Test(arguments: [
    ("OpenAITextEmbedder", OperationClass.embedding, ""), ("InMemoryBM25Retriever", .retrieval, "retrieval"),
    ("PromptBuilder", .step, "step"), ("FaithfulnessEvaluator", .evaluation, "evaluation"),
    ("ToolInvoker", .tool, "tool"), ("DALLEImageGenerator", .other, ""),
  ])
  func `Haystack's components are known by their class`(type: String, operationClass: OperationClass, stage: String) {
    let facts = read("haystack.component.run", ["haystack.component.type": .text(type)])
    #expect(facts.operationClass == operationClass && facts.stage == stage)
    #expect(read("haystack.pipeline.run", [:]).stage == "workflow")
  }

  @Test func `HoneyHive's decorated spans are what the application says of them`() {
    let scope = "honeyhive.140239520871376"
    let model = read(
      "app.call",
      [
        "honeyhive.session_id": "s", "honeyhive_event_type": "model", "honeyhive_metadata.event_type": "model",
        "honeyhive_metadata.prompt_tokens": 120, "honeyhive_metadata.completion_tokens": 50,
        "honeyhive_metadata.total_tokens": 170, "honeyhive_metadata.cost": 0.01,
        "honeyhive_config.model": "gpt-4o-mini", "honeyhive_config.provider": "openai",
      ], scope: scope)
    #expect(model.dialect == "honeyhive" && model.operationClass == .inference && model.requestModel == "gpt-4o-mini")
    #expect(model.input == 120 && model.output == 50 && model.total == 170 && model.provider == "openai")
    #expect(model.reading.reportedCost == PicoUSD(decimal: "0.01") && model.session == "s")
    #expect(read("app.main", ["honeyhive_metadata.event_type": "chain"], scope: scope).stage == "workflow")
    // A type that was guessed is none.
    let guessed = read("GET", ["honeyhive.session_id": "s", "honeyhive_event_type": "tool"], scope: "requests")
    #expect(guessed.operationClass == .other && guessed.stage.isEmpty)
  }

  @Test func `Pydantic AI's agents sum their calls up under a name of its own`() {
    let agent = read(
      "invoke_agent harbour_agent",
      [
        "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "harbour_agent",
        "gen_ai.aggregated_usage.input_tokens": 364, "gen_ai.aggregated_usage.output_tokens": 34,
      ],
      scope: "pydantic-ai")
    #expect(agent.operationClass == .agent && agent.input == 364 && agent.reading.isAggregate)
    let chat = read(
      "chat gpt-4o",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 20, "operation.cost": 7.5e-05,
        "gen_ai.usage.details.cache_read_tokens": 8, "gen_ai.usage.details.reasoning_tokens": 2,
        "gen_ai.client.operation.time_to_first_chunk": 0.01, "gen_ai.aggregated_usage.input_tokens": 999,
      ],
      scope: "pydantic-ai")
    #expect(chat.input == 20 && !chat.reading.isAggregate && chat.cacheRead == 8 && chat.reasoning == 2)
    #expect(chat.reading.reportedCost == PicoUSD(decimal: "0.000075") && chat.timeToFirstToken == 10_000_000)
    #expect(chat.reading.cacheInclusion == .inclusive && chat.dialect == "pydantic-ai")
    let gemini = read(
      "chat gemini-2.5-flash",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.output_tokens": 6526,
        "gen_ai.usage.details.thoughts_tokens": 64,
      ], scope: "pydantic-ai")
    #expect(gemini.output == 6526 && gemini.reasoning == 64 && gemini.reading.reasoningInclusion == .inclusive)
  }

  @Test func `usage that is a part of a sum by its name is known as such, and yields to the span's own`() {
    let part = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.partial.input_tokens": 9],
      scope: "logfire.claude_agent_sdk")
    #expect(part.input == 9 && part.reading.isPartial && !part.reading.isAggregate)
    let own = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.partial.input_tokens": 9, "gen_ai.usage.output_tokens": 4,
        "gen_ai.usage.partial.output_tokens": 3,
      ], scope: "logfire.claude_agent_sdk")
    #expect(own.input == nil && own.output == 4 && !own.reading.isPartial)
  }

  @Test func `OpenLIT's time to first token is the whole duration where nothing streams`() {
    func facts(_ stream: Bool) -> Facts {
      read(
        "chat gpt-4o",
        [
          "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.stream": .bool(stream),
          "gen_ai.server.time_to_first_token": 0.98, "gen_ai.client.token.usage": 255, "gen_ai.usage.cost": 8.5e-05,
          "gen_ai.tool.name": "get_departures, get_wind",
        ], scope: "openlit.instrumentation.openai")
    }
    #expect(facts(false).timeToFirstToken == nil)
    #expect(facts(true).timeToFirstToken == 980_000_000)
    #expect(facts(true).total == 255 && facts(true).input == nil && facts(true).tool.isEmpty)
    #expect(facts(true).reading.cacheInclusion == .inclusive && facts(true).dialect == "openlit")
    let unknown = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.server.time_to_first_token": 0.98],
      scope: "openlit.instrumentation.openai")
    #expect(unknown.timeToFirstToken == nil && unknown.reading.isStreaming == nil)
    let anthropic = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.provider.name": "anthropic"],
      scope: "openlit.instrumentation.anthropic")
    #expect(anthropic.reading.cacheInclusion == .exclusive)
  }

  @Test func `OpenLIT's requests that failed say what they were by their names alone`() {
    let failed = read(
      "chat claude-sonnet-4-5", scope: "openlit.instrumentation.anthropic", kind: 3, status: 2,
      events: [.init(name: "exception", pairs: ["exception.type": "anthropic.BadRequestError"])])
    #expect(failed.operationClass == .inference && failed.operation == "chat" && failed.dialect == "openlit")
    #expect(failed.errorType == "anthropic.BadRequestError")
    let embeddings = read("embeddings text-embedding-3-small", scope: "openlit.instrumentation.openai", status: 2)
    #expect(embeddings.operationClass == .embedding)
    #expect(read("chat room", scope: "my-app").operationClass != .inference)
    let tool = read("chat x", ["gen_ai.operation.name": "execute_tool"], scope: "openlit.instrumentation.langchain")
    #expect(tool.operationClass == .tool)
  }

  @Test func `what is asked of a vector store is a retrieval, and what is written into it is none`() {
    func operation(_ name: String, _ scope: String, _ pairs: Pairs = [:]) -> OperationClass {
      read(name, pairs, scope: scope, kind: 3).operationClass
    }
    for name in ["INSERT docs", "UPSERT docs", "create_collection docs", "DELETE docs"] {
      #expect(operation(name, "openlit.instrumentation.chroma", ["gen_ai.operation.name": "vectordb"]) == .other)
    }
    for name in ["GET docs", "QUERY docs", "SEARCH docs"] {
      #expect(operation(name, "openlit.instrumentation.chroma", ["gen_ai.operation.name": "vectordb"]) == .retrieval)
    }
    #expect(operation("chroma.query", "opentelemetry.instrumentation.chromadb", ["db.system": "chroma"]) == .retrieval)
    #expect(operation("chroma.add", "opentelemetry.instrumentation.chromadb", ["db.system": "chroma"]) == .other)
    #expect(operation("chroma.query", "my-app") == .other)
    for name in ["search", "search_batch", "query_points", "query_batch_points", "recommend", "discover_batch"] {
      #expect(operation("qdrant.\(name)", "opentelemetry.instrumentation.qdrant") == .retrieval)
    }
    #expect(operation("qdrant.upsert", "opentelemetry.instrumentation.qdrant") == .other)
    #expect(operation("milvus.hybrid_search", "opentelemetry.instrumentation.milvus") == .retrieval)
    let scope = "genai_otel.mcp_instrumentors.vector_db_instrumentor"
    #expect(operation("chroma.query", scope, ["db.system": "chromadb", "db.vector.top_k": 2]) == .retrieval)
  }

  @Test func `OpenLIT counts as the client does that each of its libraries is of`() {
    func inclusion(_ scope: String, _ provider: String) -> [Inclusion] {
      let facts = read(
        "chat", ["gen_ai.operation.name": "chat", "gen_ai.provider.name": .text(provider)],
        scope: "openlit.instrumentation.\(scope)")
      return [facts.reading.cacheInclusion, facts.reading.reasoningInclusion]
    }
    #expect(inclusion("litellm", "anthropic") == [.inclusive, .inclusive])
    #expect(inclusion("anthropic", "anthropic") == [.exclusive, .inclusive])
    #expect(inclusion("bedrock", "aws.bedrock") == [.exclusive, .inclusive])
    #expect(inclusion("google_ai_studio", "gemini") == [.inclusive, .exclusive])
  }

  @Test func `a time that does not fit in its emitter's unit is in another one only where that makes a time`() {
    func firstToken(_ seconds: Double, nanos: UInt64) -> UInt64? {
      read(
        "chat x",
        [
          "gen_ai.operation.name": "chat", "gen_ai.request.stream": true,
          "gen_ai.server.time_to_first_token": .double(seconds),
        ],
        scope: "openlit.instrumentation.groq", nanos: nanos
      ).timeToFirstToken
    }
    #expect(firstToken(0.0199, nanos: 1_000_000_000) == 19_900_000)
    // The span ended when its stream was handed over.
    #expect(firstToken(0.0199, nanos: 1_400_000) == nil)
    #expect(firstToken(450, nanos: 1_000_000_000) == 450_000_000)
  }

  @Test func `LangSmith's runs failed where they tell of an exception, whatever their status`() {
    func errorType(_ scope: String, status: UInt8 = 1, hasException: Bool = true) -> String {
      read(
        "ChatOpenAI", ["gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o-mini"], scope: scope,
        status: status,
        events: hasException ? [.init(name: "exception", pairs: ["exception.type": "Exception"])] : []
      ).errorType
    }
    #expect(errorType("langsmith") == "Exception" && errorType("langsmith", status: 2) == "Exception")
    #expect(errorType("langsmith", hasException: false).isEmpty)
    // Elsewhere it was caught.
    #expect(errorType("my-app").isEmpty)
  }

  @Test func `LiteLLM's raw request repeats the request`() {
    let raw = read("raw_gen_ai_request", ["llm.openai.usage": "{}"], scope: "litellm", status: 1)
    #expect(raw.reading.isRepetition && raw.operationClass == .other && raw.dialect == "litellm")
    let request = read(
      "litellm_request",
      [
        "litellm.provider.model": "anthropic/claude-sonnet-4-5", "llm.request.type": "completion", "gen_ai.system": "",
        "gen_ai.operation.name": "responses", "llm.is_streaming": "False", "gen_ai.cost.total_cost": 0.0005975,
        "gen_ai.usage.input_tokens": 1557,
        "metadata.usage_object":
          "{'completion_tokens': 113, 'prompt_tokens': 1557, 'prompt_tokens_details': {'audio_tokens': None, 'cache_write_tokens': 7, 'cached_tokens': 1152, 'cache_creation_tokens': 7}, 'cache_creation_input_tokens': 7, 'cache_read_input_tokens': 1152}",
        "gen_ai.response.finish_reasons": #"["stop"]"#,
      ], scope: "litellm", status: 1)
    #expect(request.operation == "chat" && request.provider == "anthropic" && request.reading.isStreaming == false)
    #expect(request.reading.reportedCost == PicoUSD(decimal: "0.0005975") && request.finishReason == "stop")
    #expect(request.input == 1557 && request.output == 113 && request.cacheRead == 1152 && request.cacheWrite == 7)
    #expect(request.reading.cacheInclusion == .inclusive)
  }

  @Test func `LangSmith's kind beats the operation that it writes beside it`() {
    let retriever = read(
      "VectorStoreRetriever", ["langsmith.span.kind": "retriever", "gen_ai.operation.name": "embeddings"],
      scope: "langsmith")
    #expect(
      retriever.operationClass == .retrieval && retriever.operation == "retrieval" && retriever.dialect == "langsmith")
    let prompt = read(
      "ChatPromptTemplate",
      ["langsmith.span.kind": "prompt", "gen_ai.operation.name": "chat", "gen_ai.system": "langchain"],
      scope: "langsmith")
    #expect(prompt.operationClass == .other && prompt.operation.isEmpty && prompt.provider.isEmpty)
    let llm = read(
      "ChatOpenAI",
      [
        "langsmith.span.kind": "llm", "gen_ai.operation.name": "chat", "gen_ai.system": "langchain",
        "langsmith.metadata.ls_provider": "openai", "gen_ai.usage.input_tokens": 129,
        "langsmith.metadata.usage_metadata":
          #"{"input_tokens":129,"output_tokens":46,"total_tokens":175,"input_token_details":{"audio":0,"cache_read":5},"output_token_details":{"audio":0,"reasoning":3}}"#,
        "gen_ai.response.finish_reasons": "stop,length",
      ], scope: "langsmith", status: 1)
    #expect(llm.provider == "openai" && llm.input == 129 && llm.cacheRead == 5 && llm.reasoning == 3)
    #expect(llm.finishReason == "stop" && llm.reading.cacheInclusion == .inclusive)
  }

  @Test func `Vercel's outer span is a workflow, its inner one the request`() {
    let outer = read(
      "ai.streamText", ["ai.operationId": "ai.streamText", "ai.model.id": "gpt-4o", "ai.usage.inputTokens": 10],
      scope: "ai")
    #expect(outer.operationClass == .workflow && outer.dialect == "vercel-ai")
    let inner = read(
      "ai.streamText.doStream",
      [
        "ai.operationId": "ai.streamText.doStream", "ai.model.id": "gpt-4o", "ai.model.provider": "openai.chat",
        "ai.response.msToFirstChunk": 450.5, "ai.usage.inputTokens": 10, "ai.usage.outputTokens": 5,
        "ai.usage.cachedInputTokens": 4, "ai.response.finishReason": "tool-calls",
        "ai.telemetry.metadata.sessionId": "s",
      ], scope: "ai")
    #expect(inner.operationClass == .inference && inner.operation == "chat" && inner.provider == "openai")
    #expect(inner.timeToFirstToken == 450_500_000 && inner.reading.isStreaming == true)
    #expect(inner.finishReason == "tool_calls" && inner.cacheRead == 4 && inner.reading.cacheInclusion == .inclusive)
    #expect(read("ai.embed.doEmbed", ["ai.usage.tokens": 9], scope: "ai").operationClass == .embedding)
    #expect(read("ai.toolCall", ["ai.toolCall.name": "wind"], scope: "ai").tool == "wind")
    let anthropic = read(
      "ai.generateText.doGenerate",
      [
        "ai.operationId": "ai.generateText.doGenerate", "ai.model.provider": "anthropic.messages",
        "ai.usage.inputTokens": 10,
        "ai.response.providerMetadata": #"{"anthropic":{"cacheCreationInputTokens":77}}"#,
      ], scope: "ai")
    #expect(anthropic.provider == "anthropic" && anthropic.reading.cacheInclusion == .unknown)
    #expect(anthropic.cacheWrite == 77 && anthropic.reading.isStreaming == false)
    let proved = read(
      "ai.generateText.doGenerate",
      [
        "ai.operationId": "ai.generateText.doGenerate", "ai.model.provider": "anthropic.messages",
        "ai.usage.inputTokenDetails.noCacheTokens": 3,
      ], scope: "ai")
    #expect(proved.reading.cacheInclusion == .inclusive)
  }

  /// Scenario: what providers' packages tell beside their answers, in the shapes of the SDK's versions 4 to 7.
  /// Guarantees: cached and reasoning tokens are read where the SDK has no attributes for them, and Anthropic's own counts
  /// show whether the SDK's input includes what is cached; beside a run's sum, those of its last answer show nothing.
  @Test func `Vercel's metadata of a provider holds what the SDK's counts leave out`() {
    func call(
      _ provider: String, _ metadata: String, generation: Int = 5, input: Int64, cached: Int64? = nil,
      name: String = "ai.generateText.doGenerate"
    ) -> Facts {
      let cachedName = cached == nil ? "ai.prompt" : "ai.usage.cachedInputTokens"
      return read(
        name,
        [
          "ai.model.id": "m", "ai.model.provider": .text(provider), "ai.response.providerMetadata": .text(metadata),
          generation < 5 ? "ai.usage.promptTokens" : "ai.usage.inputTokens": .int(input),
          cachedName: .int(cached ?? 0),
        ], scope: "ai")
    }
    let four = call(
      "openai.chat", #"{"openai":{"reasoningTokens":16,"acceptedPredictionTokens":0,"cachedPromptTokens":64}}"#,
      generation: 4, input: 120)
    #expect(four.input == 120 && four.cacheRead == 64 && four.reasoning == 16)
    #expect(four.reading.cacheInclusion == .inclusive)
    let fourOfAnthropic = call(
      "anthropic.messages", #"{"anthropic":{"cacheCreationInputTokens":30,"cacheReadInputTokens":400}}"#,
      generation: 4, input: 700)
    #expect(fourOfAnthropic.cacheRead == 400 && fourOfAnthropic.cacheWrite == 30)
    #expect(fourOfAnthropic.reading.cacheInclusion == .unknown)

    let own =
      #"{"anthropic":{"usage":{"input_tokens":700,"cache_creation_input_tokens":30,"cache_read_input_tokens":400,"#
      + #""cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"output_tokens":40},"#
      + #""stopSequence":null,"iterations":[{"type":"message","inputTokens":9}]}}"#
    let five = call("anthropic.messages", own, input: 700, cached: 400)
    #expect(five.input == 700 && five.cacheRead == 400 && five.cacheWrite == 30)
    #expect(five.reading.cacheInclusion == .exclusive)
    #expect(five.details[.cacheWriteOneHourTokens] == "20")
    let seven = call("anthropic.messages", own, input: 1130, cached: 400)
    #expect(seven.input == 1130 && seven.cacheWrite == 30 && seven.reading.cacheInclusion == .inclusive)
    let run = call("anthropic.messages", own, input: 1400, cached: 800, name: "ai.generateText")
    #expect(run.operationClass == .workflow && run.reading.cacheInclusion == .unknown)
    let bedrock = call(
      "amazon-bedrock", #"{"bedrock":{"usage":{"cacheReadInputTokens":400,"cacheWriteInputTokens":30}}}"#,
      generation: 4, input: 70)
    #expect(bedrock.input == 70 && bedrock.cacheRead == 400 && bedrock.cacheWrite == 30)
  }

  @Test func `Agent Framework for Python hands on what each provider counts`() {
    func chat(_ provider: String, scope: String = "agent_framework") -> Facts {
      read(
        "chat m",
        [
          "gen_ai.operation.name": "chat", "gen_ai.provider.name": .text(provider), "gen_ai.usage.input_tokens": 700,
          "gen_ai.usage.cache_read.input_tokens": 400,
        ], scope: scope)
    }
    #expect(chat("anthropic").reading.cacheInclusion == .exclusive)
    #expect(chat("aws.bedrock").reading.cacheInclusion == .exclusive)
    #expect(chat("openai").reading.cacheInclusion == .inclusive)
    let gemini = chat("gcp.gemini")
    #expect(gemini.reading.cacheInclusion == .inclusive && gemini.reading.reasoningInclusion == .exclusive)
    #expect(chat("anthropic", scope: "Experimental.Microsoft.Agents.AI").reading.cacheInclusion == .asked)
  }

  @Test func `LiteLLM's asynchronous functions are what they ask for; its router's names are no models`() {
    func call(_ word: String) -> Facts {
      read(
        "litellm_request", ["gen_ai.operation.name": .text(word), "llm.request.type": .text(word)], scope: "litellm")
    }
    #expect(call("aembedding").operationClass == .embedding && call("aembedding").operation == "embeddings")
    #expect(call("aresponses").operation == "chat" && call("anthropic_messages").operation == "chat")
    #expect(call("atext_completion").operation == "text_completion" && call("arerank").operationClass == .rerank)
    #expect(call("aimage_generation").operationClass == .other)
    func routed(_ request: String, _ response: String, _ route: String) -> Facts {
      read(
        "chat \(request)",
        [
          "gen_ai.operation.name": "chat", "gen_ai.request.model": .text(request),
          "gen_ai.response.model": .text(response), "litellm.provider.model": .text(route),
        ], scope: "litellm")
    }
    let alias = routed("claude", "claude", "anthropic/claude-sonnet-4-5")
    #expect(alias.requestModel == "claude-sonnet-4-5" && alias.responseModel == "claude")
    #expect(alias.provider == "anthropic")
    let known = routed("claude", "claude-sonnet-4-5", "anthropic/claude-sonnet-4-5")
    #expect(known.requestModel == "claude" && known.responseModel == "claude-sonnet-4-5")
    let fallback = routed("gpt-4.1", "gpt-4.1-2025-04-14", "openai/gpt-4o")
    #expect(fallback.requestModel == "gpt-4.1" && fallback.responseModel == "gpt-4.1-2025-04-14")
  }

  @Test func `OpenLLMetry's crews, tasks and outermost chains are workflows, whatever they say they invoke`() {
    let crews = "opentelemetry.instrumentation.crewai.instrumentation"
    let crew = read(
      "crewai.workflow", ["gen_ai.provider.name": "crewai", "gen_ai.operation.name": "invoke_agent"], scope: crews)
    #expect(crew.operationClass == .workflow && crew.operation == "invoke_workflow" && crew.dialect == "openllmetry")
    let task = read(
      "Write.task",
      ["traceloop.span.kind": "task", "gen_ai.operation.name": "invoke_agent", "gen_ai.provider.name": "crewai"],
      scope: crews)
    #expect(task.operationClass == .workflow)
    let agent = read(
      "writer.agent",
      ["traceloop.span.kind": "agent", "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "writer"],
      scope: crews)
    #expect(agent.operationClass == .agent && agent.agent == "writer")
    let alone = read(
      "helper.agent",
      ["gen_ai.system": "agno", "traceloop.span.kind": "agent", "gen_ai.usage.input_tokens": 240],
      scope: "opentelemetry.instrumentation.agno")
    #expect(alone.operationClass == .agent && alone.provider.isEmpty && alone.dialect == "openllmetry")
    let chains = "opentelemetry.instrumentation.langchain"
    let graph = read("invoke_agent helper", ["gen_ai.operation.name": "invoke_agent"], scope: chains)
    #expect(graph.operationClass == .agent)
    let chain = read(
      "helper.workflow", ["traceloop.span.kind": "workflow", "gen_ai.operation.name": "invoke_agent"], scope: chains)
    #expect(chain.operationClass == .workflow)
  }

  @Test func `Laminar has one kind of span for all requests; embeddings are known by their name`() {
    let pairs: Pairs = [
      "lmnr.span.type": "LLM", "gen_ai.system": "openai", "gen_ai.request.model": "text-embedding-3-small",
      "gen_ai.usage.input_tokens": 9,
    ]
    let embedding = read("openai.embeddings", pairs, scope: "lmnr.tracer")
    #expect(embedding.operationClass == .embedding && embedding.operation == "embeddings" && embedding.input == 9)
    #expect(read("openai.chat", pairs, scope: "lmnr.tracer").operationClass == .inference)
  }

  @Test func `LangChain's setting for streams says nothing of a call unless it is on`() {
    func call(_ parameters: String, firstToken: Bool) -> Facts {
      read(
        "ChatOpenAI", ["openinference.span.kind": "LLM", "llm.invocation_parameters": .text(parameters)],
        scope: "openinference.instrumentation.langchain",
        events: firstToken ? [Recorder.Event(name: "First Token Stream Event", afterNanos: 250_000_000)] : [])
    }
    let off = #"{"model":"gpt-4o-mini","stream":false,"_type":"openai-chat"}"#
    #expect(call(off, firstToken: false).reading.isStreaming == nil)
    #expect(call(off, firstToken: true).reading.isStreaming == true)
    #expect(call(off, firstToken: true).timeToFirstToken == 250_000_000)
    #expect(call(#"{"model":"gpt-4o-mini","stream":true}"#, firstToken: false).reading.isStreaming == true)
  }

  @Test func `Strands signs as itself; the vendor is in the model's name`() {
    let facts = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "strands-agents",
        "gen_ai.request.model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "gen_ai.usage.prompt_tokens": 262,
        "gen_ai.usage.input_tokens": 262, "gen_ai.usage.total_tokens": 294, "gen_ai.server.time_to_first_token": 841,
        "session.id": "s1", "user.id": "u17",
      ], scope: "strands.telemetry.tracer")
    #expect(facts.dialect == "strands" && facts.provider == "aws.bedrock" && facts.input == 262)
    #expect(facts.timeToFirstToken == 841_000_000 && facts.reading.isStreaming == true)
    #expect(facts.reading.cacheInclusion == .unknown && facts.session == "s1")
    let cycle = read("execute_event_loop_cycle", ["gen_ai.operation.name": "execute_event_loop_cycle"])
    #expect(cycle.operationClass == .step && cycle.stage == "step")
  }

  @Test func `Mistral's SDK tells usage in version 1 under names of two conventions, and moderates`() {
    func call(_ name: String, _ pairs: Pairs) -> Facts { read(name, pairs, scope: "mistralai_sdk_tracer") }
    let chat = call(
      "chat_completion_v1_chat_completions_post",
      [
        "gen_ai.request.model": "mistral-small-latest", "gen_ai.usage.prompt_tokens": 120,
        "gen_ai.usage.output_tokens": 50, "mistral_ai.request.total_tokens": 170,
      ])
    #expect(chat.operationClass == .inference && chat.provider == "mistral_ai" && chat.dialect == "mistral-sdk")
    #expect([chat.input, chat.output, chat.total] == [120, 50, 170])
    let run = call("agents_api_v1_conversations_start_stream", ["gen_ai.request.model": "mistral-small-latest"])
    #expect(run.operationClass == .agent && run.agent.isEmpty)
    let moderation = call(
      "moderations_v1_moderations_post",
      ["gen_ai.request.model": "mistral-moderation-latest", "gen_ai.usage.prompt_tokens": 7])
    #expect(moderation.operationClass == .other)
    let failed = call(
      "chat",
      ["gen_ai.operation.name": "chat", "http.response.status_code": 429, "mistral_ai.error.type": "rate_limited"])
    #expect(failed.errorType == "429")
  }

  @Test func `Vertex's thoughts are what the total of its instrumentations leaves over`() {
    let facts = read(
      "vertexai.generate_content",
      [
        "gen_ai.system": "Google", "llm.request.type": "completion", "gen_ai.request.model": "gemini-2.5-flash",
        "gen_ai.usage.input_tokens": 300, "gen_ai.usage.output_tokens": 40, "llm.usage.total_tokens": 365,
      ], scope: "opentelemetry.instrumentation.vertexai", kind: 3)
    #expect(facts.reasoning == 25 && facts.reading.reasoningInclusion == .exclusive && facts.dialect == "openllmetry")
    let other = read(
      "generate_content",
      [
        "openinference.span.kind": "LLM", "llm.token_count.prompt": 300, "llm.token_count.completion": 40,
        "llm.token_count.total": 365,
      ], scope: "openinference.instrumentation.vertexai", version: "0.1.29")
    #expect(other.reasoning == 25 && other.reading.reasoningInclusion == .exclusive)
  }

  @Test func `what a SageMaker endpoint answers is a call without usage`() {
    let scope = "opentelemetry.instrumentation.sagemaker"
    let facts = read("sagemaker.completion", ["gen_ai.request.model": "endpoint-1"], scope: scope, kind: 3)
    #expect(facts.operationClass == .inference && facts.operation == "text_completion")
    #expect(facts.requestModel == "endpoint-1" && facts.input == nil)
    #expect(read("sagemaker.completion", scope: "my-app").operationClass == .other)
  }

  @Test func `BeeAI tells cached tokens under metadata alone`() {
    let facts = read(
      "OpenAIChatModel",
      [
        "openinference.span.kind": "LLM", "llm.token_count.prompt": 120, "llm.token_count.completion": 50,
        "metadata.usage.cached_prompt_tokens": 64, "metadata.usage.cached_creation_tokens": 0,
      ], scope: "openinference.instrumentation.beeai")
    #expect([facts.cacheRead, facts.cacheWrite] == [64, 0] && facts.reading.cacheInclusion == .inclusive)
  }

  @Test func `the costs of genai-otel-instrument stand beside calls of any library`() {
    let facts = read(
      "chat",
      ["gen_ai.operation.name": "chat", "gen_ai.usage.cost.total": 0.0000528, "gen_ai.usage.cost.prompt": 0.000018])
    #expect(facts.reading.reportedCost == PicoUSD(decimal: "0.0000528"))
  }

  @Test func `Google's agent kit, Anthropic's SDK, Claude Code and Codex`() {
    let adk = read(
      "generate_content gemini-2.5-flash",
      [
        "gen_ai.operation.name": "generate_content", "gen_ai.provider.name": "gcp.gemini",
        "gen_ai.response.finish_reasons": .list(["max_tokens"]),
      ], scope: "gcp.vertex.agent")
    #expect(adk.dialect == "google-adk" && adk.operation == "generate_content" && adk.finishReason == "length")
    let legacy = read(
      "call_llm", ["gen_ai.system": "gcp.vertex.agent", "gen_ai.request.model": "gemini-2.5-pro"],
      scope: "gcp.vertex.agent")
    #expect(legacy.operationClass == .inference && legacy.provider == "gcp.gemini")
    #expect(read("invocation", scope: "my-app").operationClass == .other)
    func thoughts(_ model: String, _ version: String) -> Inclusion {
      read(
        "call_llm",
        [
          "gen_ai.system": "gcp.vertex.agent", "gen_ai.request.model": .text(model),
          "gen_ai.usage.output_tokens": 40, "gen_ai.usage.experimental.reasoning_tokens": 25,
        ], scope: "gcp.vertex.agent", version: version
      ).reading.reasoningInclusion
    }
    #expect(thoughts("gemini-2.5-flash", "1.39.1") == .exclusive && thoughts("gemini-2.5-flash", "") == .exclusive)
    #expect(thoughts("openai/gpt-4o-mini", "1.39.1") == .inclusive)
    #expect(thoughts("gemini-2.5-flash", "2.3.0") == .inclusive)
    let guessed = read(
      "generate_content openai/gpt-4o-mini",
      [
        "gen_ai.operation.name": "generate_content", "gen_ai.system": "gemini",
        "gen_ai.request.model": "openai/gpt-4o-mini", "gen_ai.usage.experimental.reasoning_tokens": 25,
      ], scope: "gcp.vertex.agent", version: "1.39.1")
    #expect(guessed.provider == "openai" && guessed.reasoning == 25)
    let sdk = read(
      "anthropic.messages.create",
      [
        "gen_ai.operation.name": "chat", "anthropic.message.stop_reason": "tool_use",
        "anthropic.response.service_tier": "standard",
      ], scope: "com.anthropic.sdk.python")
    #expect(sdk.dialect == "anthropic-sdk" && sdk.finishReason == "tool_calls" && sdk.reading.isStreaming == false)
    #expect(sdk.reading.cacheInclusion == .inclusive && sdk.serviceTier == "standard")
    let claude = read(
      "claude_code.llm_request",
      [
        "model": "claude-sonnet-4-5", "input_tokens": "3", "output_tokens": "40", "cache_read_tokens": "9000",
        "cache_creation_tokens": "500", "ttft_ms": 700, "stop_reason": "end_turn",
      ],
      scope: "com.anthropic.claude_code")
    #expect(claude.dialect == "claude-code" && claude.requestModel == "claude-sonnet-4-5" && claude.input == 3)
    #expect(claude.cacheRead == 9000 && claude.reading.cacheInclusion == .exclusive && claude.provider == "anthropic")
    #expect(claude.timeToFirstToken == 700_000_000 && claude.finishReason == "stop")
    let turn = read(
      "session_task.turn", ["codex.turn.token_usage.input_tokens": "1000", "model": "gpt-5"], scope: "codex_cli_rs")
    #expect(turn.operationClass == .agent && turn.input == 1000 && turn.reading.isAggregate)
    // A sum over requests names their model, as no other agent does with this attribute.
    #expect(turn.requestModel == "gpt-5")
    #expect(read("run", ["gen_ai.operation.name": "invoke_agent", "model": "gpt-5"]).requestModel.isEmpty)
    #expect(read("other", ["codex.request.reasoning_effort": "low", "model": "gpt-5"]).requestModel.isEmpty)
    let response = read("handle_responses", ["gen_ai.usage.input_tokens": 400], scope: "codex_cli_rs")
    #expect(response.operationClass == .inference && !response.reading.isAggregate)
  }
}
