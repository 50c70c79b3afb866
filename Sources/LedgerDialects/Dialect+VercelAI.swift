extension Dialect {
  static let vercelAI = Dialect(
    id: "vercel-ai",
    title: "Vercel AI SDK",
    scopes: [.whole("ai")],
    attributes: [
      AttributeRow("ai.operationId", .operationClass, 80, .vercelOperation, marks: true),
      AttributeRow("ai.model.id", .requestModel, 30, .text, marks: true),
      AttributeRow("aisdk.model.id", .requestModel, 40, .text, marks: true),
      AttributeRow("ai.response.model", .responseModel, 30, .text, marks: true),
      AttributeRow("ai.response.id", .responseID, 20, .text, marks: true),
      AttributeRow("ai.model.provider", .provider, 40, .providerWithInterface, "up to the first dot", marks: true),
      AttributeRow("aisdk.model.provider", .provider, 41, .providerWithInterface, marks: true),
      AttributeRow("ai.usage.inputTokens", .inputTokens, 50, .count, "SDK 5 and later", marks: true),
      AttributeRow("ai.usage.outputTokens", .outputTokens, 50, .count, "SDK 5 and later", marks: true),
      AttributeRow("ai.usage.promptTokens", .inputTokens, 60, .count, "SDK 3 and 4", marks: true),
      AttributeRow("ai.usage.completionTokens", .outputTokens, 60, .count, "SDK 3 and 4", marks: true),
      AttributeRow("ai.usage.tokens", .inputTokens, 61, .count, "embeddings", marks: true),
      AttributeRow("ai.usage.totalTokens", .totalTokens, 50, .count, marks: true),
      AttributeRow("ai.usage.cachedInputTokens", .cacheReadTokens, 51, .count, marks: true),
      AttributeRow("ai.usage.reasoningTokens", .reasoningTokens, 51, .count, marks: true),
      AttributeRow("ai.usage.inputTokenDetails.cacheReadTokens", .cacheReadTokens, 50, .count, marks: true),
      AttributeRow("ai.usage.inputTokenDetails.cacheWriteTokens", .cacheWriteTokens, 50, .count, marks: true),
      AttributeRow(
        "ai.usage.inputTokenDetails.noCacheTokens", .uncachedTokens, 50, .count, "proves inclusive input", marks: true),
      AttributeRow("ai.usage.outputTokenDetails.reasoningTokens", .reasoningTokens, 50, .count, marks: true),
      // What the provider told beside its answer; on the span of a whole run, beside the last one.
      AttributeRow(
        "ai.response.providerMetadata", path: "anthropic.cacheCreationInputTokens", .cacheWriteTokens, 105, .count,
        marks: true),
      AttributeRow(
        "ai.response.providerMetadata", path: "anthropic.cacheReadInputTokens", .cacheReadTokens, 105, .count, "SDK 4",
        marks: true),
      AttributeRow(
        "ai.response.providerMetadata", path: "anthropic.usage", .usage, 106, .usageJSON, "Anthropic's own counts",
        marks: true),
      AttributeRow(
        "ai.response.providerMetadata", path: "bedrock.usage", .usage, 107, .usageJSON, "of the cache alone",
        marks: true),
      AttributeRow(
        "ai.response.providerMetadata", path: "openai.cachedPromptTokens", .cacheReadTokens, 108, .count, "SDK 4",
        marks: true),
      AttributeRow(
        "ai.response.providerMetadata", path: "openai.reasoningTokens", .reasoningTokens, 108, .count, "SDK 4",
        marks: true),
      AttributeRow("ai.response.msToFirstChunk", .timeToFirstToken, 30, .milliseconds, marks: true),
      AttributeRow("ai.stream.msToFirstChunk", .timeToFirstToken, 31, .milliseconds, marks: true),
      AttributeRow("ai.response.msToFinish", .duration, 60, .milliseconds, marks: true),
      AttributeRow("ai.settings.temperature", .temperature, 40, .millionths, marks: true),
      AttributeRow("ai.settings.maxOutputTokens", .maxTokens, 40, .count, "SDK 5 and later", marks: true),
      AttributeRow("ai.settings.maxTokens", .maxTokens, 41, .count, "SDK 3 and 4", marks: true),
      AttributeRow("ai.response.finishReason", .finishReason, 80, .finishReason, marks: true),
      AttributeRow("ai.finishReason", .finishReason, 81, .finishReason, "older", marks: true),
      AttributeRow("gen_ai.finishReason", .finishReason, 82, .finishReason, "older", marks: true),
      AttributeRow("ai.toolCall.name", .tool, 30, .text, marks: true),
      AttributeRow("ai.telemetry.metadata.sessionId", .session, 70, .text, marks: true),
      AttributeRow("ai.telemetry.metadata.session_id", .session, 71, .text, marks: true),
      AttributeRow("ai.telemetry.metadata.chatId", .session, 72, .text, marks: true),
      AttributeRow("ai.telemetry.metadata.userId", .user, 90, .text, marks: true),
      AttributeRow("ai.telemetry.metadata.user_id", .user, 91, .text, marks: true),
    ],
    events: [EventRow("ai.stream.firstChunk", .firstToken)],
    inclusion: [
      InclusionRow(provider: "openai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(provider: "azure.ai.openai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(provider: "gcp.gen_ai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(provider: "gcp.gemini", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(provider: "gcp.vertex_ai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(
        provider: "anthropic", cache: .unknown, reasoning: .inclusive,
        "exclusive in generations 1 and 2, inclusive since"
      ),
    ])

  static let vercelAIWithConventions = Dialect(
    id: "vercel-ai-otel",
    title: "Vercel AI SDK 7, its package for OpenTelemetry",
    scopes: [.whole("gen_ai")],
    attributes: [
      .marker("gen_ai.client.operation.time_per_output_chunk", "a metric's name on a span"),
      .marker("gen_ai.execute_tool.duration", "a metric's name on a span"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "generation 3 of the providers' packages")])
}
