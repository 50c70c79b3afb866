// Platforms and frameworks that add a few names of their own to the conventions.

extension Dialect {
  static let mastra = Dialect(
    id: "mastra",
    title: "Mastra",
    scopes: [.prefix("@mastra/")],
    attributes: [
      AttributeRow("mastra.span.type", .operationClass, 51, .operationWord, marks: true),
      AttributeRow("gen_ai.usage.audio_input_tokens", .audioInputTokens, 20, .count, "Laminar too"),
      AttributeRow("gen_ai.usage.audio_output_tokens", .audioOutputTokens, 20, .count, "Laminar too"),
      AttributeRow("mastra.metadata.threadId", .session, 125, .text, marks: true),
      AttributeRow("mastra.completion_start_time", .timeToFirstToken, 101, .instant, marks: true),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)])

  static let semanticKernel = Dialect(
    id: "semantic-kernel",
    title: "Semantic Kernel",
    scopes: [.prefix("Microsoft.SemanticKernel"), .prefix("semantic_kernel."), .whole("semantic_kernel")],
    attributes: [
      AttributeRow("gen_ai.response.prompt_tokens", .inputTokens, 33, .count, "2024"),
      AttributeRow("gen_ai.response.completion_tokens", .outputTokens, 33, .count, "2024"),
      .marker("semantic_kernel.function.name"), .marker("semantic_kernel.function.invocation.duration"),
    ],
    metrics: [
      MetricRow("semantic_kernel.connectors.openai.tokens.prompt", .tokenUsage, .tokens, type: .input),
      MetricRow("semantic_kernel.connectors.openai.tokens.completion", .tokenUsage, .tokens, type: .output),
      MetricRow("semantic_kernel.connectors.openai.tokens.total", .tokenUsage, .tokens, type: .total),
      MetricRow("semantic_kernel.function.invocation.token_usage.prompt", .other, .tokens, "the same tokens again"),
      MetricRow("semantic_kernel.function.invocation.token_usage.completion", .other, .tokens, "the same tokens again"),
      MetricRow("semantic_kernel.function.invocation.duration", .other, .time(.seconds), "functions, not calls"),
      MetricRow("semantic_kernel.function.streaming.duration", .other, .time(.seconds), "functions, not calls"),
    ])

  static let agentFramework = Dialect(
    id: "agent-framework",
    title: "Microsoft Agent Framework and Extensions.AI",
    scopes: [
      .prefix("agent_framework"), .whole("Experimental.Microsoft.Extensions.AI"), .whole("Microsoft.Extensions.AI"),
      .prefix("Experimental.Microsoft.Agents.AI"),
    ],
    spanNames: [
      SpanNameRow("workflow.", .workflow, prefix: true, needsScope: true),
      SpanNameRow("executor.", .step, prefix: true, needsScope: true),
      SpanNameRow("edge_group.", .step, prefix: true, needsScope: true),
      SpanNameRow("message.", .step, prefix: true, needsScope: true),
    ],
    attributes: [
      AttributeRow("gen_ai.response.input_tokens", .inputTokens, 32, .count, "until mid-2025"),
      AttributeRow("gen_ai.response.output_tokens", .outputTokens, 32, .count, "until mid-2025"),
      AttributeRow("gen_ai.usage.input_audio_tokens", .audioInputTokens, 30, .count, "LiveKit too"),
      AttributeRow("gen_ai.usage.output_audio_tokens", .audioOutputTokens, 30, .count, "LiveKit too"),
    ],
    metrics: [
      MetricRow("agent_framework.function.invocation.duration", .other, .time(.seconds), "tools")
    ],
    inclusion: [
      InclusionRow(scope: "agent_framework", provider: "openai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(scope: "agent_framework", provider: "azure.ai.openai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(
        scope: "agent_framework", provider: "anthropic", cache: .exclusive, reasoning: .inclusive,
        "for Python: raw counts"),
      InclusionRow(
        scope: "agent_framework", provider: "aws.bedrock", cache: .exclusive, reasoning: .inclusive,
        "for Python: raw counts"),
      InclusionRow(
        scope: "agent_framework", provider: "gcp.gemini", cache: .inclusive, reasoning: .exclusive,
        "for Python: raw counts"),
    ])

  static let agentScope = Dialect(
    id: "agentscope",
    title: "AgentScope",
    scopes: [.whole("agentscope")],
    attributes: [
      AttributeRow("agentscope.usage.cache_input_tokens", .cacheReadTokens, 43, .count, marks: true),
      AttributeRow("agentscope.usage.cache_creation_input_tokens", .cacheWriteTokens, 43, .count, marks: true),
      .marker("agentscope.agent.reply_id"),
    ],
    inclusion: [
      InclusionRow(provider: "anthropic", cache: .exclusive, reasoning: .inclusive, "Anthropic's own counts"),
      InclusionRow(cache: .inclusive, reasoning: .inclusive, "adds Gemini's thoughts"),
    ])

  static let ag2 = Dialect(
    id: "ag2",
    title: "AG2",
    scopes: [.whole("opentelemetry.instrumentation.ag2")],
    spanNames: [
      // Each answer's usage once more, beside the span of the request; live sessions have no other spans.
      SpanNameRow("record_usage model_call", .inference, needsScope: true, isSum: true),
      SpanNameRow("record_usage subtask", .agent, needsScope: true),
    ],
    attributes: [
      AttributeRow("gen_ai.usage.thinking_tokens", .reasoningTokens, 35, .count),
      .marker("ag2.span.type"),
    ],
    inclusion: [
      InclusionRow(provider: "anthropic", cache: .exclusive, reasoning: .inclusive, "Anthropic's own counts"),
      InclusionRow(provider: "aws.bedrock", cache: .exclusive, reasoning: .inclusive, "Bedrock's own counts"),
      InclusionRow(provider: "gcp.gen_ai", cache: .inclusive, reasoning: .exclusive, "Gemini's own counts"),
      InclusionRow(cache: .inclusive, reasoning: .inclusive),
    ])

  static let sigil = Dialect(
    id: "grafana-sigil",
    title: "Grafana's SDKs for agents (Sigil, agento11y)",
    scopes: [.prefix("github.com/grafana/sigil/")],
    attributes: [
      AttributeRow("gen_ai.token.semantics", .marker, 0, .inputSemantics, "input includes cached tokens", marks: true),
      .marker("agento11y.sdk.name"), .marker("sigil.sdk.name"),
    ])

  static let azureAI = Dialect(
    id: "azure-ai",
    title: "Azure AI SDKs",
    scopes: [.prefix("azure.ai."), .prefix("Azure.AI.")],
    attributes: [
      AttributeRow("gen_ai.thread.id", .session, 80, .text, marks: true),
      AttributeRow("gen_ai.request.max_output_tokens", .maxTokens, 12, .count),
      AttributeRow("gen_ai.request.max_input_tokens", .contextWindow, 30, .count),
      .marker("gen_ai.thread.run.id"), .marker("gen_ai.thread.run.status"), .marker("gen_ai.message.id"),
      .marker("gen_ai.message.status"),
    ])

  static let springAI = Dialect(
    id: "spring-ai",
    title: "Spring AI",
    scopes: [.perhaps("org.springframework.boot")],
    spanNames: [
      SpanNameRow("spring_ai chat_client", .workflow), SpanNameRow("spring.ai.chat.client", .workflow),
      SpanNameRow("spring.ai.advisor", .step), SpanNameRow("spring.ai.tool", .tool),
      SpanNameRow("db.vector.client.operation", .retrieval),
    ],
    attributes: [
      AttributeRow(
        "spring.ai.kind", .operationClass, 15, .operationWord, "beside the operation framework", marks: true),
      AttributeRow("spring.ai.tool.definition.name", .tool, 35, .text, marks: true),
      AttributeRow("spring.ai.chat.client.stream", .isStreaming, 80, .flag, marks: true),
      AttributeRow("spring.ai.chat.client.conversation.id", .session, 90, .text, marks: true),
    ],
    metrics: [
      MetricRow("gen_ai.client.operation", .operationDuration, .time(.milliseconds), "a Micrometer timer"),
      MetricRow("gen_ai.client.operation.active", .other, .time(.milliseconds), "a timer of what still runs"),
    ])

  static let loongSuite = Dialect(
    id: "loongsuite",
    title: "Alibaba LoongSuite and ARMS",
    attributes: [
      AttributeRow("gen_ai.span.kind", .operationClass, 50, .operationWord, "traceAI too"),
      AttributeRow("gen_ai.user.time_to_first_token", .timeToFirstToken, 80, .nanoseconds, marks: true),
      AttributeRow(
        "gen_ai.response.time_to_first_token", .timeToFirstToken, 70, .timeInDialectUnit,
        "nanoseconds here, seconds from Sentry"),
      AttributeRow("gen_ai.response.ttft_ms", .timeToFirstToken, 93, .milliseconds, "Alibaba's Go instrumentation"),
      AttributeRow("gen_ai.model_name", .requestModel, 120, .text, marks: true),
      AttributeRow("gen_ai.response.model_name", .responseModel, 50),
      AttributeRow("gen_ai.session.id", .session, 40, .text, marks: true),
      AttributeRow("gen_ai.user.id", .user, 40, .text, marks: true),
      AttributeRow("retrieval.document", .retrievedCount, 50, .length),
    ],
    timeToFirstTokenUnit: .nanoseconds)

  static let traceAI = Dialect(
    id: "traceai",
    title: "traceAI (Future AGI)",
    scopes: [.prefix("traceai_")],
    attributes: [
      AttributeRow("gen_ai.cost.total", .reportedCost, 50, .dollars, marks: true),
      // Of a stream nothing else names the model.
      AttributeRow("gen_ai.request.parameters", path: "model", .requestModel, 27, .text),
      AttributeRow("gen_ai.request.parameters", path: "stream", .isStreaming, 91, .trueFlag),
      AttributeRow("gen_ai.request.parameters", path: "temperature", .temperature, 21, .millionths),
      AttributeRow("gen_ai.request.parameters", path: "max_tokens", .maxTokens, 28, .count),
      AttributeRow("gen_ai.usage.cache_read_tokens", .cacheReadTokens, 22, .count),
      AttributeRow("gen_ai.usage.cache_write_tokens", .cacheWriteTokens, 24, .count),
      AttributeRow("gen_ai.usage.cache_creation_tokens", .cacheWriteTokens, 29, .count, "several agents"),
      AttributeRow("gen_ai.usage.input_tokens.cache_read", .cacheReadTokens, 25, .count),
      AttributeRow("gen_ai.cost.input", .inputCost, 50, .dollars, marks: true),
      AttributeRow("gen_ai.cost.output", .outputCost, 50, .dollars, marks: true),
      AttributeRow("fi.span.kind", .operationClass, 56, .operationWord, "older", marks: true),
      .marker("gen_ai.cost.cache_write"), .marker("gen_ai.server.queue_time"),
    ])

  static let sentry = Dialect(
    id: "sentry",
    title: "Sentry",
    scopes: [.prefix("sentry.")],
    attributes: [
      AttributeRow("sentry.op", .operationClass, 55, .operationWord, "on every span of Sentry", common: true),
      AttributeRow("gen_ai.usage.input_tokens.cached", .cacheReadTokens, 24, .count, "others too"),
      AttributeRow("gen_ai.usage.input_tokens.cache_write", .cacheWriteTokens, 26, .count, marks: true),
      AttributeRow("gen_ai.usage.output_tokens.reasoning", .reasoningTokens, 24, .count, "others too"),
      AttributeRow("gen_ai.response.streaming", .isStreaming, 20, .flag, "others too"),
      AttributeRow("gen_ai.usage.input_tokens.audio", .audioInputTokens, 55, .count),
      AttributeRow("gen_ai.usage.output_tokens.audio", .audioOutputTokens, 55, .count),
      .marker("gen_ai.pipeline.name"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)],
    timeToFirstTokenUnit: .seconds)

  static let laminar = Dialect(
    id: "laminar",
    title: "Laminar",
    scopes: [.whole("lmnr.tracer"), .prefix("lmnr.")],
    spanNames: [
      // Its kind of span for embeddings is that of all requests.
      SpanNameRow("openai.embeddings", .embedding, "embeddings", needsScope: true, isFinal: true)
    ],
    attributes: [
      AttributeRow("lmnr.span.type", .operationClass, 52, .operationWord, marks: true),
      AttributeRow("lmnr.association.properties.session_id", .session, 120, .text, marks: true),
      AttributeRow("lmnr.association.properties.user_id", .user, 105, .text, marks: true),
      AttributeRow("gen_ai.usage.input_cost", .inputCost, 10, .dollars),
      AttributeRow("gen_ai.usage.output_cost", .outputCost, 10, .dollars),
      AttributeRow(
        "gen_ai.usage.cache_creation.input_tokens.ephemeral_5m", .cacheWriteFiveMinuteTokens, 10, .count,
        "part of the cache writes"),
      AttributeRow(
        "gen_ai.usage.cache_creation.input_tokens.ephemeral_1h", .cacheWriteOneHourTokens, 10, .count,
        "part of the cache writes"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)])

  static let langWatch = Dialect(
    id: "langwatch",
    title: "LangWatch",
    scopes: [.prefix("langwatch")],
    attributes: [
      AttributeRow("langwatch.span.type", .operationClass, 53, .operationWord, marks: true),
      AttributeRow("langwatch.thread.id", .session, 50, .text, marks: true),
      AttributeRow("langwatch.user.id", .user, 100, .text, marks: true),
      AttributeRow("langwatch.span.cost", .reportedCost, 110, .dollars, marks: true),
      AttributeRow(
        "langwatch.timestamps", path: "first_token_at", .timeToFirstToken, 110, .epochMilliseconds, marks: true),
      AttributeRow("langwatch.rag.contexts", .retrievedCount, 80, .length, marks: true),
      AttributeRow("langwatch.tokens.estimated", .isUsageEstimated, 10, .flag, marks: true),
      AttributeRow(
        "gen_ai.usage.cache_creation_5m.input_tokens", .cacheWriteFiveMinuteTokens, 20, .count,
        "part of the cache writes"),
      AttributeRow(
        "gen_ai.usage.cache_creation_1h.input_tokens", .cacheWriteOneHourTokens, 20, .count, "part of the cache writes"),
      AttributeRow("langwatch.metrics", path: "prompt_tokens", .inputTokens, 98, .count, marks: true),
      AttributeRow("langwatch.metrics", path: "completion_tokens", .outputTokens, 98, .count, marks: true),
      AttributeRow("langwatch.metrics", path: "value.promptTokens", .inputTokens, 99, .count, marks: true),
      AttributeRow("langwatch.metrics", path: "value.completionTokens", .outputTokens, 99, .count, marks: true),
      .marker("langwatch.customer.id"),
    ],
    inclusion: [InclusionRow(cache: .exclusive, reasoning: .inclusive)],
    timeToFirstTokenUnit: .milliseconds)

  static let mlflow = Dialect(
    id: "mlflow",
    title: "MLflow",
    attributes: [
      AttributeRow("mlflow.spanType", .operationClass, 54, .operationWord, marks: true),
      AttributeRow(
        "mlflow.llm.model", .servedModel, 40, .text, "the served model where `model` names the one asked for",
        marks: true),
      AttributeRow("mlflow.llm.provider", .provider, 60, .provider, marks: true),
      AttributeRow(
        "mlflow.chat.tokenUsage", .usage, 90, .normalizedUsageJSON, "one shape for all providers", marks: true),
      AttributeRow("mlflow.llm.cost", path: "total_cost", .reportedCost, 112, .dollars, marks: true),
      .marker("mlflow.traceRequestId"),
    ],
    events: [EventRow("mlflow.chunk.item.0", .firstToken)],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "for Anthropic since April 2026")])

  static let dify = Dialect(
    id: "dify",
    title: "Dify",
    attributes: [
      AttributeRow(
        "dify.time_to_first_token", .timeToFirstToken, 75, .timeInDialectUnit, "in a unit that is told nowhere",
        marks: true)
    ])

  static let genkit = Dialect(
    id: "genkit",
    title: "Genkit",
    scopes: [.whole("genkit-tracer")],
    attributes: [
      AttributeRow("genkit:metadata:subtype", .operationClass, 57, .operationWord, marks: true),
      AttributeRow("genkit:name", .entity, 20, .text, "of a model, a tool or an agent", marks: true),
      AttributeRow("genkit:output", path: "usage.inputTokens", .inputTokens, 120, .count, marks: true),
      AttributeRow("genkit:output", path: "usage.outputTokens", .outputTokens, 120, .count, marks: true),
      AttributeRow("genkit:output", path: "usage.totalTokens", .totalTokens, 120, .count, marks: true),
      AttributeRow("genkit:output", path: "usage.cachedContentTokens", .cacheReadTokens, 120, .count, marks: true),
      AttributeRow("genkit:output", path: "usage.thoughtsTokens", .reasoningTokens, 120, .count, marks: true),
      AttributeRow("genkit:output", path: "finishReason", .finishReason, 110, .finishReason, marks: true),
      .marker("genkit:type"), .marker("genkit:path"), .marker("genkit:isRoot"),
    ])

  static let liveKit = Dialect(
    id: "livekit",
    title: "LiveKit Agents",
    scopes: [.prefix("livekit-agents"), .whole("@livekit/agents")],
    attributes: [
      AttributeRow("lk.response.ttft", .timeToFirstToken, 85, .seconds, marks: true),
      AttributeRow("lk.agent_name", .agent, 70, .text, marks: true),
      AttributeRow("lk.function_tool.name", .tool, 45, .text, marks: true),
      AttributeRow("gen_ai.usage.input_cached_tokens", .cacheReadTokens, 30, .count, "a part of the input"),
      .marker("lk.generation_id"), .marker("lk.speech_id"), .marker("lk.agent_label"),
    ],
    inclusion: [
      InclusionRow(provider: "openai", cache: .inclusive, reasoning: .inclusive, "OpenAI's own counts"),
      InclusionRow(provider: "anthropic", cache: .inclusive, reasoning: .inclusive, "adds cache reads and writes"),
    ])

  static let pipecat = Dialect(
    id: "pipecat",
    title: "Pipecat",
    scopes: [.whole("pipecat")],
    attributes: [
      AttributeRow("metrics.ttfb", .timeToFirstToken, 87, .seconds, marks: true),
      AttributeRow("stream", .isStreaming, 140, .flag, common: true),
    ])

  static let modelServers = Dialect(
    id: "model-server",
    title: "Model servers: vLLM, SGLang, TensorRT-LLM",
    scopes: [.prefix("vllm."), .prefix("sglang.")],
    attributes: [
      AttributeRow("gen_ai.latency.time_to_first_token", .timeToFirstToken, 88, .seconds, marks: true),
      .marker("gen_ai.latency.e2e"), .marker("gen_ai.latency.time_in_queue"),
    ])

  static let trpcAgentGo = Dialect(
    id: "trpc-agent-go",
    title: "tRPC-Agent-Go (Tencent)",
    scopes: [.prefix("trpc.agent.go"), .prefix("trpc.go.agent")],
    attributes: [
      AttributeRow("gen_ai.usage.input_tokens.cache_creation", .cacheWriteTokens, 30, .count, "Brokle too"),
      AttributeRow("trpc_agent_go.client.time_to_first_token", .timeToFirstToken, 92, .seconds, marks: true),
      .marker("trpc.go.agent.llm_request"),
    ])

  static let nemoAgentToolkit = Dialect(
    id: "nemo-agent-toolkit",
    title: "NVIDIA NeMo Agent Toolkit",
    attributes: [
      AttributeRow(
        "nat.subspan.name", .requestModel, 131, .text, "on requests; elsewhere whatever the span is about", marks: true),
      .marker("nat.event_type"), .marker("nat.span.kind"),
    ])

  static let prometheus = Dialect(
    id: "prometheus",
    title: "the conventions' metrics, scraped by Prometheus",
    attributes: [
      AttributeRow("gen_ai_operation_name", .operationClass, 65, .operationWord, marks: true),
      AttributeRow("gen_ai_provider_name", .provider, 71, .provider, marks: true),
      AttributeRow("gen_ai_system", .provider, 72, .provider, marks: true),
      AttributeRow("gen_ai_request_model", .requestModel, 123, .text, marks: true),
      AttributeRow("gen_ai_response_model", .responseModel, 63, .text, marks: true),
      AttributeRow("gen_ai_token_type", .tokenType, 41, .text, marks: true),
    ],
    metrics: [
      MetricRow("gen_ai_client_token_usage", .tokenUsage, .tokens),
      MetricRow("gen_ai_client_operation_duration", .operationDuration, .time(.seconds)),
      MetricRow("gen_ai_client_operation_duration_seconds", .operationDuration, .time(.seconds)),
      MetricRow("agentgateway_gen_ai_client_token_usage", .tokenUsage, .tokens),
    ])

  static let observe = Dialect(
    id: "observe",
    title: "Observe and Coralogix",
    attributes: [.marker("gen_ai.is_llm_root")])

  static let genAIOtel = Dialect(
    id: "genai-otel",
    title: "genai-otel-instrument",
    scopes: [.prefix("genai_otel.")],
    attributes: [
      AttributeRow("gen_ai.usage.cost.total", .reportedCost, 37, .dollars),
      AttributeRow("gen_ai.usage.cost.prompt", .inputCost, 37, .dollars),
      AttributeRow("gen_ai.usage.cost.completion", .outputCost, 37, .dollars),
      AttributeRow("db.vector.top_k", .operationClass, 96, .retrievalSign),
      .marker("gen_ai.usage.cost.pricing_source"),
    ],
    timeToFirstTokenUnit: .seconds)

  static let mistralSDK = Dialect(
    id: "mistral-sdk",
    title: "Mistral's own SDK",
    scopes: [.whole("mistralai_sdk_tracer")],
    spanNames: [
      // Version 1 says of these nothing else. Its streams and failures have names only, too (`stream_chat`), and neither
      // usage nor status: other libraries tell of them, in spans that do not nest, so that they would count twice.
      SpanNameRow("agents_api_v1_conversations_start", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("agents_api_v1_conversations_start_stream", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("agents_api_v1_conversations_append", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("agents_api_v1_conversations_append_stream", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("agents_api_v1_conversations_restart", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("agents_api_v1_conversations_restart_stream", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("moderations_", .other, "moderation", prefix: true, needsScope: true),
      SpanNameRow("classifications_", .other, "classification", prefix: true, needsScope: true),
    ],
    attributes: [
      AttributeRow("mistral_ai.request.total_tokens", .totalTokens, 134, .count, marks: true),
      AttributeRow("mistral_ai.error.type", .errorType, 47, .text, marks: true),
      .marker("mistral_ai.operation.id"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "Mistral's own counts")])

  static let anthropicSDK = Dialect(
    id: "anthropic-sdk",
    title: "Anthropic's own SDK",
    scopes: [.prefix("com.anthropic.sdk")],
    attributes: [
      AttributeRow("anthropic.response.service_tier", .serviceTier, 30, .text, marks: true),
      AttributeRow("anthropic.message.stop_reason", .finishReason, 95, .finishReason, marks: true),
      AttributeRow(
        "anthropic.usage.cache_creation.ephemeral_5m_input_tokens", .cacheWriteFiveMinuteTokens, 40, .count,
        "part of the cache writes", marks: true),
      AttributeRow(
        "anthropic.usage.cache_creation.ephemeral_1h_input_tokens", .cacheWriteOneHourTokens, 40, .count,
        "part of the cache writes", marks: true),
      .marker("anthropic.request.id"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "seen in its spans")])
}
