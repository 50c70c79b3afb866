extension Dialect {
  static let pydanticAI = Dialect(
    id: "pydantic-ai",
    title: "Pydantic AI",
    scopes: [.whole("pydantic-ai")],
    spanNames: [
      SpanNameRow("agent run", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("running tool", .tool, "execute_tool", needsScope: true),
      SpanNameRow("running tools", .step, needsScope: true),
    ],
    attributes: [
      .marker("pydantic_ai.cache.hit_ratio"), .marker("gen_ai.agent.call.id"),
      AttributeRow("gen_ai.usage.details.input_audio_tokens", .audioInputTokens, 40, .count, marks: true),
      AttributeRow("gen_ai.usage.details.output_audio_tokens", .audioOutputTokens, 40, .count, marks: true),
      AttributeRow("gen_ai.usage.details.cache_read_tokens", .cacheReadTokens, 23, .count, marks: true),
      AttributeRow("gen_ai.usage.details.cache_read_input_tokens", .cacheReadTokens, 31, .count, marks: true),
      AttributeRow("gen_ai.usage.details.cache_write_tokens", .cacheWriteTokens, 25, .count, marks: true),
      AttributeRow("gen_ai.usage.details.cache_creation_input_tokens", .cacheWriteTokens, 31, .count, marks: true),
      AttributeRow(
        "gen_ai.usage.details.ephemeral_5m_input_tokens", .cacheWriteFiveMinuteTokens, 50, .count,
        "part of the cache writes", marks: true),
      AttributeRow(
        "gen_ai.usage.details.ephemeral_1h_input_tokens", .cacheWriteOneHourTokens, 50, .count,
        "part of the cache writes", marks: true),
      AttributeRow("gen_ai.usage.details.reasoning_tokens", .reasoningTokens, 23, .count, marks: true),
      AttributeRow("gen_ai.usage.details.thoughts_tokens", .reasoningTokens, 25, .count, "of Gemini", marks: true),
      AttributeRow("gen_ai.aggregated_usage.input_tokens", .inputTokens, 900, .count, "a sum over calls", marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.output_tokens", .outputTokens, 900, .count, "a sum over calls", marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.cache_read.input_tokens", .cacheReadTokens, 900, .count, "a sum over calls",
        marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.cache_creation.input_tokens", .cacheWriteTokens, 901, .count, "a sum over calls",
        marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.cache_write.input_tokens", .cacheWriteTokens, 900, .count, "a sum over calls",
        marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.details.reasoning_tokens", .reasoningTokens, 900, .count, "a sum over calls",
        marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.details.cache_read_tokens", .cacheReadTokens, 901, .count, "a sum over calls",
        marks: true),
      AttributeRow(
        "gen_ai.aggregated_usage.details.cache_write_tokens", .cacheWriteTokens, 902, .count, "a sum over calls",
        marks: true),
      AttributeRow("operation.cost", .reportedCost, 70, .dollars, "Logfire too"),
      AttributeRow("agent_name", .agent, 30, .text, "before the conventions", common: true),
    ],
    metrics: [MetricRow("operation.cost", .cost, .dollars, "Logfire too")],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "the library adds up")])

  static let pydanticEvals = Dialect(
    id: "pydantic-evals",
    title: "Pydantic Evals",
    scopes: [.whole("pydantic-evals")],
    spanNames: [
      SpanNameRow("evaluate {name}", .workflow, needsScope: true),
      SpanNameRow("case: {case_name}", .workflow, needsScope: true),
      SpanNameRow("execute {task}", .step, needsScope: true),
      SpanNameRow("evaluator: {evaluator_name}", .evaluation, needsScope: true),
    ],
    attributes: [
      AttributeRow("scores", .qualities, 40, .judgementsJSON, "only in this dialect's scopes", common: true),
      AttributeRow("assertions", .qualities, 50, .judgementsJSON, "only in this dialect's scopes", common: true),
      AttributeRow("labels", .qualities, 60, .judgementsJSON, "only in this dialect's scopes", common: true),
    ])
}
