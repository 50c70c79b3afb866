extension Dialect {
  static let openLIT = Dialect(
    id: "openlit",
    title: "OpenLIT",
    scopes: [.prefix("openlit."), .whole("openlit")],
    resources: ["openlit"],
    attributes: [
      .marker("gen_ai.application_name", "2024"), .marker("gen_ai.sdk.version"),
      AttributeRow(
        "gen_ai.client.token.usage", .totalTokens, 75, .count, "a metric's name on a span: input and output"),
      AttributeRow("gen_ai.usage.prompt_tokens_details.cached_tokens", .cacheReadTokens, 26, .count),
      AttributeRow("gen_ai.usage.prompt_tokens_details.cache_read", .cacheReadTokens, 27, .count),
      AttributeRow("gen_ai.usage.prompt_tokens_details.cache_creation_tokens", .cacheWriteTokens, 27, .count),
      AttributeRow("gen_ai.usage.prompt_tokens_details.cache_write", .cacheWriteTokens, 28, .count),
      AttributeRow("gen_ai.usage.completion_tokens_details.reasoning_tokens", .reasoningTokens, 26, .count),
      AttributeRow("gen_ai.usage.completion_tokens_details.reasoning", .reasoningTokens, 27, .count),
      AttributeRow("gen_ai.usage.prompt_tokens_details.audio_tokens", .audioInputTokens, 50, .count),
      AttributeRow("gen_ai.usage.prompt_tokens_details.audio", .audioInputTokens, 51, .count),
      AttributeRow("gen_ai.usage.completion_tokens_details.audio_tokens", .audioOutputTokens, 50, .count),
      AttributeRow("gen_ai.usage.completion_tokens_details.audio", .audioOutputTokens, 51, .count),
      AttributeRow(
        "gen_ai.server.time_to_first_token", .timeToFirstToken, 60, .timeInDialectUnit,
        "seconds here, milliseconds from Strands and LangWatch"),
      AttributeRow(
        "gen_ai.server.ttft", .timeToFirstToken, 61, .timeInDialectUnit, "an alias, of genai-otel-instrument"),
      AttributeRow("gen_ai.request.is_stream", .isStreaming, 50, .flag),
      AttributeRow("gen_ai.request.user", .user, 50),
      AttributeRow("gen_ai.retrieval.document_count", .retrievedCount, 20, .count),
    ],
    metrics: [
      MetricRow(
        "gen_ai.server.time_to_first_token", .other, .time(.seconds), needsScope: true,
        "beside time_to_first_chunk, and of calls that were not streamed")
    ],
    inclusion: [
      InclusionRow(scope: "litellm", cache: .inclusive, reasoning: .inclusive, "LiteLLM's counts"),
      InclusionRow(scope: "google_ai_studio", cache: .inclusive, reasoning: .exclusive, "Gemini's raw counts"),
      InclusionRow(scope: "bedrock", cache: .exclusive, reasoning: .inclusive, "Converse's raw counts"),
      InclusionRow(provider: "anthropic", cache: .exclusive, reasoning: .inclusive),
      InclusionRow(provider: "openai", cache: .inclusive, reasoning: .inclusive),
    ],
    timeToFirstTokenUnit: .seconds,
    timeToFirstTokenNeedsStreaming: true)
}
