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
}
