// Platforms and frameworks that add a few names of their own to the conventions.

extension Dialect {
  static let mastra = Dialect(
    id: "mastra",
    title: "Mastra",
    scopes: [.prefix("@mastra/")],
    attributes: [
      AttributeRow("mastra.span.type", .operationClass, 51, .operationWord, marks: true),
      AttributeRow("mastra.completion_start_time", .timeToFirstToken, 101, .instant, marks: true),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)])

  static let semanticKernel = Dialect(
    id: "semantic-kernel",
    title: "Semantic Kernel",
    scopes: [.prefix("Microsoft.SemanticKernel"), .prefix("semantic_kernel.")],
    metrics: [
      MetricRow("semantic_kernel.connectors.openai.tokens.prompt", .tokenUsage, .tokens, type: .input),
      MetricRow("semantic_kernel.connectors.openai.tokens.completion", .tokenUsage, .tokens, type: .output),
      MetricRow("semantic_kernel.connectors.openai.tokens.total", .tokenUsage, .tokens, type: .total),
    ])

  static let agentFramework = Dialect(
    id: "agent-framework",
    title: "Microsoft Agent Framework and Extensions.AI",
    scopes: [
      .prefix("agent_framework"), .whole("Experimental.Microsoft.Extensions.AI"), .whole("Microsoft.Extensions.AI"),
      .prefix("Experimental.Microsoft.Agents.AI"),
    ])

  static let azureAI = Dialect(
    id: "azure-ai",
    title: "Azure AI SDKs",
    scopes: [.prefix("azure.ai."), .prefix("Azure.AI.")],
    attributes: [
      AttributeRow("gen_ai.thread.id", .session, 80, .text, marks: true)
    ])

  static let springAI = Dialect(
    id: "spring-ai",
    title: "Spring AI",
    scopes: [.perhaps("org.springframework.boot")],
    attributes: [
      .marker("spring.ai.kind"),
      AttributeRow("spring.ai.chat.client.stream", .isStreaming, 80, .flag, marks: true),
      AttributeRow("spring.ai.chat.client.conversation.id", .session, 90, .text, marks: true),
    ],
    metrics: [MetricRow("gen_ai.client.operation", .operationDuration, .time(.milliseconds), "a Micrometer timer")])

  static let loongSuite = Dialect(
    id: "loongsuite",
    title: "Alibaba LoongSuite and ARMS",
    attributes: [
      AttributeRow("gen_ai.span.kind", .operationClass, 50, .operationWord, "traceAI too"),
      AttributeRow("gen_ai.user.time_to_first_token", .timeToFirstToken, 80, .nanoseconds, marks: true),
      AttributeRow(
        "gen_ai.response.time_to_first_token", .timeToFirstToken, 70, .timeInDialectUnit,
        "nanoseconds here, seconds from Sentry"),
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
      AttributeRow("gen_ai.usage.cache_read_tokens", .cacheReadTokens, 22, .count),
      AttributeRow("gen_ai.usage.cache_write_tokens", .cacheWriteTokens, 24, .count),
      AttributeRow("gen_ai.usage.input_tokens.cache_read", .cacheReadTokens, 25, .count),
    ])

  static let sentry = Dialect(
    id: "sentry",
    title: "Sentry",
    scopes: [.prefix("sentry.")],
    attributes: [
      AttributeRow("sentry.op", .operationClass, 55, .operationWord, "on every span of Sentry", common: true),
      AttributeRow("gen_ai.usage.input_tokens.cached", .cacheReadTokens, 24, .count, marks: true),
      AttributeRow("gen_ai.usage.input_tokens.cache_write", .cacheWriteTokens, 26, .count, marks: true),
      AttributeRow("gen_ai.usage.output_tokens.reasoning", .reasoningTokens, 24, .count, marks: true),
      AttributeRow("gen_ai.response.streaming", .isStreaming, 20, .flag, marks: true),
      .marker("gen_ai.pipeline.name"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)],
    timeToFirstTokenUnit: .seconds)

  static let laminar = Dialect(
    id: "laminar",
    title: "Laminar",
    attributes: [
      AttributeRow("lmnr.span.type", .operationClass, 52, .operationWord, marks: true),
      AttributeRow("lmnr.association.properties.session_id", .session, 120, .text, marks: true),
      AttributeRow("lmnr.association.properties.user_id", .user, 105, .text, marks: true),
      AttributeRow("gen_ai.usage.input_cost", .inputCost, 10, .dollars),
      AttributeRow("gen_ai.usage.output_cost", .outputCost, 10, .dollars),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)])

  static let langWatch = Dialect(
    id: "langwatch",
    title: "LangWatch",
    attributes: [
      AttributeRow("langwatch.span.type", .operationClass, 53, .operationWord, marks: true),
      AttributeRow("langwatch.thread.id", .session, 50, .text, marks: true),
      AttributeRow("langwatch.user.id", .user, 100, .text, marks: true),
      AttributeRow("langwatch.span.cost", .reportedCost, 110, .dollars, marks: true),
      AttributeRow(
        "langwatch.timestamps", path: "first_token_at", .timeToFirstToken, 110, .epochMilliseconds, marks: true),
      AttributeRow("langwatch.rag.contexts", .retrievedCount, 80, .length, marks: true),
    ],
    inclusion: [InclusionRow(cache: .exclusive, reasoning: .inclusive)],
    timeToFirstTokenUnit: .milliseconds)

  static let mlflow = Dialect(
    id: "mlflow",
    title: "MLflow",
    attributes: [
      AttributeRow("mlflow.spanType", .operationClass, 54, .operationWord, marks: true),
      AttributeRow("mlflow.llm.model", .requestModel, 110, .text, marks: true),
      AttributeRow("mlflow.llm.provider", .provider, 60, .provider, marks: true),
      AttributeRow("mlflow.chat.tokenUsage", .usage, 90, .usageJSON, marks: true),
    ])

  static let anthropicSDK = Dialect(
    id: "anthropic-sdk",
    title: "Anthropic's own SDK",
    scopes: [.prefix("com.anthropic.sdk")],
    attributes: [
      AttributeRow("anthropic.response.service_tier", .serviceTier, 30, .text, marks: true),
      AttributeRow("anthropic.message.stop_reason", .finishReason, 95, .finishReason, marks: true),
      .marker("anthropic.request.id"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "seen in its spans")])
}
