// Streams without usage report zero tokens. They are kept as reported: that is a finding of its own.

extension Dialect {
  static let liteLLM = Dialect(
    id: "litellm",
    title: "LiteLLM",
    scopes: [.whole("litellm"), .prefix("litellm.")],
    spanNames: [
      SpanNameRow("litellm_request", .inference),
      SpanNameRow("raw_gen_ai_request", .other, repetition: true),
      SpanNameRow("Received Proxy Server Request", .workflow, yieldsToUsage: true),
    ],
    attributes: [
      .marker("litellm.call_id"), .marker("litellm.team.id"), .marker("litellm.request.purpose"),
      AttributeRow(
        "litellm.cache_hit", .isResponseCacheHit, 10, .flag, "LiteLLM's own cache: nothing is billed", marks: true),
      AttributeRow(
        "litellm.provider.model", .provider, 61, .providerOfModel,
        "before the slash; behind it the model, where the answer has the router's name for it", marks: true),
      AttributeRow("litellm.cost.total", .reportedCost, 30, .dollars, "handler 2", marks: true),
      AttributeRow("gen_ai.cost.total_cost", .reportedCost, 40, .dollars, "handler 1"),
      AttributeRow("litellm.cost.input", .inputCost, 20, .dollars, "handler 2", marks: true),
      AttributeRow("litellm.cost.output", .outputCost, 20, .dollars, "handler 2", marks: true),
      AttributeRow("gen_ai.cost.input_cost", .inputCost, 30, .dollars, "handler 1"),
      AttributeRow("gen_ai.cost.output_cost", .outputCost, 30, .dollars, "handler 1"),
      AttributeRow("metadata.usage_object", .usage, 97, .usagePython, "handler 1; a Python dictionary", marks: true),
      AttributeRow("litellm.request.streaming", .isStreaming, 60, .flag, "handler 2", marks: true),
      AttributeRow("litellm.end_user.id", .user, 110, .text, "handler 2", marks: true),
      AttributeRow("event_name", .eventName, 20, .text, "on log records", common: true),
    ],
    metrics: [
      MetricRow(
        "gen_ai.client.response.duration", .other, .time(.seconds), "beside operation.duration, of the same calls"),
      MetricRow("gen_ai.client.response.time_to_first_token", .timeToFirstToken, .time(.seconds), "older"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "normalised for every provider")])
}
