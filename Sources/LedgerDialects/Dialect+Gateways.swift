// Gateways in front of models, which tell of the requests that pass through them.

extension Dialect {
  static let bifrost = Dialect(
    id: "bifrost",
    title: "Bifrost",
    scopes: [.whole("bifrost")],
    attributes: [
      AttributeRow(
        "gen_ai.usage.prompt_token_details.cached_read_tokens", .cacheReadTokens, 32, .count, marks: true),
      AttributeRow(
        "gen_ai.usage.prompt_token_details.cached_write_tokens", .cacheWriteTokens, 32, .count, marks: true),
      AttributeRow(
        "gen_ai.usage.prompt_token_details.cached_write_tokens_5m", .cacheWriteFiveMinuteTokens, 30, .count,
        "part of the cache writes", marks: true),
      AttributeRow(
        "gen_ai.usage.prompt_token_details.cached_write_tokens_1h", .cacheWriteOneHourTokens, 30, .count,
        "part of the cache writes", marks: true),
      AttributeRow(
        "gen_ai.usage.completion_token_details.reasoning_tokens", .reasoningTokens, 32, .count, marks: true),
      AttributeRow(
        "gen_ai.usage.input_token_details.cached_read_tokens", .cacheReadTokens, 33, .count, "of the Responses API",
        marks: true),
      AttributeRow(
        "gen_ai.usage.input_token_details.cached_write_tokens", .cacheWriteTokens, 33, .count, "of the Responses API",
        marks: true),
      AttributeRow(
        "gen_ai.usage.input_token_details.cached_write_tokens_5m", .cacheWriteFiveMinuteTokens, 31, .count,
        "part of the cache writes", marks: true),
      AttributeRow(
        "gen_ai.usage.input_token_details.cached_write_tokens_1h", .cacheWriteOneHourTokens, 31, .count,
        "part of the cache writes", marks: true),
      AttributeRow(
        "gen_ai.usage.output_token_details.reasoning_tokens", .reasoningTokens, 33, .count, "of the Responses API",
        marks: true),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "its totals are input and output, no more")],
    timeToFirstTokenUnit: .nanoseconds)

  static let trueFoundry = Dialect(
    id: "truefoundry",
    title: "TrueFoundry's gateway",
    scopes: [.whole("tfy-llm-gateway")],
    attributes: [
      AttributeRow("tfy.span_type", .operationClass, 62, .operationWord, marks: true),
      AttributeRow("tfy.model.name", .requestModel, 121, .text, marks: true),
      AttributeRow("tfy.model.metric.input_tokens", .inputTokens, 131, .count, marks: true),
      AttributeRow("tfy.model.metric.output_tokens", .outputTokens, 131, .count, marks: true),
      AttributeRow("tfy.model.metric.cost_in_usd", .reportedCost, 114, .dollars, marks: true),
      AttributeRow(
        "tfy.model.metric.time_to_first_token_in_ms", .timeToFirstToken, 91, .milliseconds, marks: true),
    ])

  static let tensorZero = Dialect(
    id: "tensorzero",
    title: "TensorZero",
    scopes: [.whole("tensorzero")],
    attributes: [
      AttributeRow("tensorzero.cost_usd", .reportedCost, 115, .dollars, marks: true)
    ])
}
