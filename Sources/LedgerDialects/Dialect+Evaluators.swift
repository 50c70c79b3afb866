// SDKs of platforms for evaluation and tracing that write names of their own, whatever the conventions say.

extension Dialect {
  static let braintrust = Dialect(
    id: "braintrust",
    title: "Braintrust",
    scopes: [.prefix("braintrust")],
    attributes: [
      AttributeRow("braintrust.span_attributes", path: "type", .operationClass, 58, .operationWord, marks: true),
      AttributeRow("braintrust.metadata", path: "model", .requestModel, 116, .text, marks: true),
      AttributeRow("braintrust.metadata", path: "provider", .provider, 66, .provider, marks: true),
      AttributeRow("braintrust.metrics", path: "prompt_tokens", .inputTokens, 121, .count, marks: true),
      AttributeRow("braintrust.metrics", path: "completion_tokens", .outputTokens, 121, .count, marks: true),
      AttributeRow("braintrust.metrics", path: "tokens", .totalTokens, 121, .count, marks: true),
      AttributeRow("braintrust.metrics", path: "prompt_cached_tokens", .cacheReadTokens, 121, .count, marks: true),
      AttributeRow(
        "braintrust.metrics", path: "prompt_cache_creation_tokens", .cacheWriteTokens, 121, .count, marks: true),
      AttributeRow(
        "braintrust.metrics", path: "completion_reasoning_tokens", .reasoningTokens, 121, .count, marks: true),
      AttributeRow(
        "braintrust.metrics", path: "time_to_first_token", .timeToFirstToken, 86, .seconds, marks: true),
      .marker("braintrust.parent"),
    ])

  static let judgment = Dialect(
    id: "judgment",
    title: "Judgment",
    scopes: [.prefix("judgeval")],
    attributes: [
      AttributeRow("judgment.span_kind", .operationClass, 59, .operationWord, marks: true),
      AttributeRow("judgment.llm.model", .requestModel, 117, .text, marks: true),
      AttributeRow("judgment.llm.provider", .provider, 67, .provider, marks: true),
      AttributeRow("judgment.usage.non_cached_input_tokens", .inputTokens, 122, .count, marks: true),
      AttributeRow("judgment.usage.output_tokens", .outputTokens, 122, .count, marks: true),
      AttributeRow("judgment.usage.cache_read_input_tokens", .cacheReadTokens, 122, .count, marks: true),
      AttributeRow("judgment.usage.cache_creation_input_tokens", .cacheWriteTokens, 122, .count, marks: true),
      AttributeRow("judgment.usage.total_cost_usd", .reportedCost, 113, .dollars, marks: true),
    ],
    inclusion: [InclusionRow(cache: .exclusive, reasoning: .inclusive, "input that was not cached")])

  static let deepEval = Dialect(
    id: "deepeval",
    title: "DeepEval (Confident AI)",
    scopes: [.prefix("deepeval")],
    attributes: [
      AttributeRow("confident.span.type", .operationClass, 61, .operationWord, marks: true),
      AttributeRow("confident.llm.model", .requestModel, 118, .text, marks: true),
      AttributeRow("confident.llm.input_token_count", .inputTokens, 123, .count, marks: true),
      AttributeRow("confident.llm.output_token_count", .outputTokens, 123, .count, marks: true),
      AttributeRow("confident.span.provider", .provider, 74, .provider, marks: true),
      AttributeRow("confident.agent.name", .agent, 72, .text, marks: true),
      AttributeRow("confident.tool.name", .tool, 37, .text, marks: true),
      AttributeRow("confident.trace.thread_id", .session, 127, .text, marks: true),
      AttributeRow("confident.trace.user_id", .user, 106, .text, marks: true),
    ])

  static let langtrace = Dialect(
    id: "langtrace",
    title: "Langtrace",
    scopes: [.prefix("langtrace")],
    attributes: [
      AttributeRow("llm.model", .requestModel, 119, .text, "before 2.0"),
      AttributeRow("llm.token.counts", .usage, 124, .usageJSON, "before 2.0", marks: true),
      AttributeRow("langtrace.service.name", .provider, 68, .provider, marks: true),
      .marker("langtrace.service.type"), .marker("langtrace.sdk.name"),
    ])

  static let weave = Dialect(
    id: "weave",
    title: "W&B Weave",
    attributes: [
      AttributeRow("weave.operation.name", .operationClass, 63, .operationWord, marks: true),
      AttributeRow("weave.provider.name", .provider, 69, .provider, marks: true),
      AttributeRow("weave.system", .provider, 70, .provider, "older", marks: true),
      AttributeRow("weave.request.model", .requestModel, 122, .text, marks: true),
      AttributeRow("weave.response.model", .responseModel, 61, .text, marks: true),
      AttributeRow("weave.response.id", .responseID, 61, .text, marks: true),
      AttributeRow("weave.usage.input_tokens", .inputTokens, 132, .count, marks: true),
      AttributeRow("weave.usage.output_tokens", .outputTokens, 132, .count, marks: true),
      AttributeRow("weave.usage.reasoning_tokens", .reasoningTokens, 132, .count, marks: true),
      AttributeRow("weave.usage.cache_read.input_tokens", .cacheReadTokens, 132, .count, marks: true),
      AttributeRow("weave.usage.cache_creation.input_tokens", .cacheWriteTokens, 132, .count, marks: true),
      AttributeRow("weave.usage.total.input_tokens", .inputTokens, 911, .count, "an agent's sum", marks: true),
      AttributeRow("weave.usage.total.output_tokens", .outputTokens, 911, .count, "an agent's sum", marks: true),
      AttributeRow("weave.response.finish_reasons", .finishReason, 96, .finishReason, marks: true),
      AttributeRow("weave.error.type", .errorType, 46, .text, marks: true),
      AttributeRow("weave.conversation.id", .session, 126, .text, marks: true),
      AttributeRow("weave.agent.name", .agent, 71, .text, marks: true),
      AttributeRow("weave.tool.name", .tool, 36, .text, marks: true),
      AttributeRow("weave.server.address", .serverAddress, 61, .text, marks: true),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .unknown, "input includes cached tokens")])

  static let truLens = Dialect(
    id: "trulens",
    title: "TruLens and Snowflake Cortex",
    scopes: [.prefix("trulens.")],
    attributes: [
      AttributeRow("ai.observability.span_type", .operationClass, 64, .operationWord, marks: true),
      AttributeRow("ai.observability.cost.model", .responseModel, 62, .text, marks: true),
      AttributeRow("ai.observability.cost.num_prompt_tokens", .inputTokens, 133, .count, marks: true),
      AttributeRow("ai.observability.cost.num_completion_tokens", .outputTokens, 133, .count, marks: true),
      AttributeRow("ai.observability.cost.num_tokens", .totalTokens, 133, .count, marks: true),
      AttributeRow("ai.observability.retrieval.num_contexts", .retrievedCount, 81, .count, marks: true),
    ])

  static let promptfoo = Dialect(
    id: "promptfoo",
    title: "promptfoo",
    scopes: [.prefix("promptfoo")],
    attributes: [
      AttributeRow(
        "promptfoo.cache_hit", .isResponseCacheHit, 11, .flag, "promptfoo's own cache: no request is made", marks: true),
      .marker("promptfoo.provider.id"),
    ])
}
