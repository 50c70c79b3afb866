extension Dialect {
  static let openInference = Dialect(
    id: "openinference",
    title: "OpenInference (Arize Phoenix)",
    scopes: [
      .prefix("openinference.instrumentation."), .prefix("@arizeai/openinference-"), .whole("openinference"),
    ],
    attributes: [
      AttributeRow("openinference.span.kind", .operationClass, 30, .operationWord, marks: true),
      AttributeRow("llm.provider", .provider, 30, .provider, "the host"),
      AttributeRow("llm.system", .provider, 31, .provider, "the vendor's family"),
      AttributeRow("llm.request.model_name", .requestModel, 20, .text, "since August 2026"),
      AttributeRow("llm.response.model_name", .responseModel, 20, .text, "since August 2026"),
      AttributeRow("llm.invocation_parameters", path: "model", .requestModel, 25),
      AttributeRow(
        "llm.invocation_parameters", path: "stream", .isStreaming, 90, .trueFlag,
        "LangChain has *false* here of streams, too"),
      AttributeRow("llm.invocation_parameters", path: "temperature", .temperature, 20, .millionths),
      AttributeRow("llm.invocation_parameters", path: "max_tokens", .maxTokens, 25, .count),
      AttributeRow("llm.invocation_parameters", path: "max_completion_tokens", .maxTokens, 26, .count),
      AttributeRow("llm.invocation_parameters", path: "max_output_tokens", .maxTokens, 27, .count),
      AttributeRow("embedding.invocation_parameters", path: "model", .requestModel, 26),
      AttributeRow(
        "llm.model_name", .servedModel, 10, .text, "the served model where the parameters name the one asked for"),
      AttributeRow("embedding.model_name", .servedModel, 20),
      AttributeRow("reranker.model_name", .servedModel, 30),
      AttributeRow("llm.token_count.prompt", .inputTokens, 40, .count, marks: true),
      AttributeRow("llm.token_count.completion", .outputTokens, 40, .count, marks: true),
      AttributeRow("llm.token_count.total", .totalTokens, 40, .count, marks: true),
      AttributeRow("llm.token_count.prompt_details.cache_read", .cacheReadTokens, 40, .count, marks: true),
      AttributeRow("llm.token_count.prompt_details.cache_input", .cacheReadTokens, 41, .count, marks: true),
      AttributeRow("llm.token_count.prompt_details.cache_write", .cacheWriteTokens, 40, .count, marks: true),
      AttributeRow("metadata.usage.cached_prompt_tokens", .cacheReadTokens, 42, .count, "of BeeAI"),
      AttributeRow("metadata.usage.cached_creation_tokens", .cacheWriteTokens, 42, .count, "of BeeAI"),
      AttributeRow("llm.token_count.completion_details.reasoning", .reasoningTokens, 40, .count, marks: true),
      AttributeRow("llm.token_count.prompt_details.audio", .audioInputTokens, 60, .count, marks: true),
      AttributeRow("llm.token_count.completion_details.audio", .audioOutputTokens, 60, .count, marks: true),
      AttributeRow("llm.cost.prompt", .inputCost, 40, .dollars),
      AttributeRow("llm.cost.completion", .outputCost, 40, .dollars),
      AttributeRow("llm.cost.total", .reportedCost, 60, .dollars),
      AttributeRow("llm.finish_reason", .finishReason, 50, .finishReason),
      AttributeRow("agent.name", .agent, 20),
      AttributeRow("graph.node.name", .agent, 60),
      AttributeRow("tool.name", .tool, 20),
      AttributeRow("retrieval.documents.*", .retrievedCount, 40, .indexes, "how many different numbers"),
      AttributeRow("annotations.*", .annotations, 10, .judgement, "N.annotation.{name,score,label}"),
      AttributeRow("evaluations.*", .annotations, 20, .judgement, "N.evaluation.{name,score,label}"),
      AttributeRow("trace.annotations.*", .annotations, 30, .judgement),
      AttributeRow("session.annotations.*", .annotations, 40, .judgement),
      AttributeRow("trace.evaluations.*", .annotations, 50, .judgement),
      AttributeRow("session.evaluations.*", .annotations, 60, .judgement),
    ],
    events: [EventRow("First Token Stream Event", .firstToken)],
    inclusion: [
      InclusionRow(scope: "claude_agent_sdk", cache: .exclusive, reasoning: .inclusive, "raw counts on the agent"),
      InclusionRow(
        scope: "bedrock", from: "0.1.60", cache: .inclusive, reasoning: .inclusive, "but exclusive for invoked Nova"),
      InclusionRow(
        scope: "bedrock", cache: .unknown, reasoning: .inclusive, "inclusive for invoke, exclusive for Converse, Nova"),
      InclusionRow(
        scope: "openinference.instrumentation.anthropic", before: "0.1.14", cache: .exclusive, reasoning: .inclusive,
        "until 2025-03-25"),
      InclusionRow(
        scope: "vertexai", before: "0.1.30", cache: .inclusive, reasoning: .exclusive, restIsReasoning: true,
        "thoughts are what the total leaves over"),
      InclusionRow(cache: .inclusive, reasoning: .inclusive),
    ],
    habits: [("openinference.instrumentation.llama_index", .endsAtHandover)])
}
