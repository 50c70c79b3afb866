// The conventions themselves, all eras: A is 1.26, B 1.27 to 1.36, C 1.37 to 1.39, D 1.40 and 1.41, E the repository of
// their own. Names that several emitters share beside the conventions stand here too.

extension Dialect {
  static let openTelemetry = Dialect(
    id: "opentelemetry",
    title: "OpenTelemetry GenAI conventions",
    scopes: [
      .prefix("opentelemetry.util.genai"), .prefix("opentelemetry.instrumentation.genai."),
      .whole("opentelemetry.instrumentation.openai_v2"), .whole("opentelemetry.instrumentation.google_genai"),
      .prefix("opentelemetry.instrumentation.botocore"), .perhaps("opentelemetry.instrumentation.vertexai"),
    ],
    spanNames: [
      SpanNameRow("execute_tool ", .tool, prefix: true, namesDialect: false),
      SpanNameRow("tools/call ", .tool, prefix: true, namesDialect: false),
      SpanNameRow("running tool: ", .tool, prefix: true, namesDialect: false),
    ],
    attributes: openTelemetryWhat + openTelemetryUsage + openTelemetryDetails + openTelemetryWho + sampling,
    events: [
      EventRow("gen_ai.evaluation.result", .evaluation),
      EventRow("exception", .exception),
      EventRow("gen_ai.client.operation.exception", .exception),
      EventRow("gen_ai.choice", .choice),
      EventRow("gen_ai.content.chunk", .firstToken),
      EventRow("gen_ai.first_token", .firstToken),
      EventRow("first_token", .firstToken),
      EventRow("llm.first_token", .firstToken),
      EventRow("first_token_received", .firstToken),
      EventRow("gen_ai.client.inference.operation.details", .other),
    ],
    metrics: [
      MetricRow("gen_ai.client.token.usage", .tokenUsage, .tokens, "histogram or counter alike"),
      MetricRow("gen_ai.client.token.use", .tokenUsage, .tokens),
      MetricRow("gen_ai.client.inference.usage.input_tokens", .tokenUsage, .tokens, type: .input, "era E"),
      MetricRow("gen_ai.client.inference.usage.output_tokens", .tokenUsage, .tokens, type: .output, "era E"),
      MetricRow(
        "gen_ai.client.inference.usage.cache_read.input_tokens", .tokenUsage, .tokens, type: .cacheRead, "era E"),
      MetricRow(
        "gen_ai.client.inference.usage.cache_write.input_tokens", .tokenUsage, .tokens, type: .cacheWrite, "era E"),
      MetricRow(
        "gen_ai.client.inference.usage.reasoning.output_tokens", .tokenUsage, .tokens, type: .reasoning, "era E"),
      MetricRow("gen_ai.client.inference.operation.input_tokens", .other, .tokens, "era E; the same tokens again"),
      MetricRow("gen_ai.client.inference.operation.output_tokens", .other, .tokens, "era E; the same tokens again"),
      MetricRow("gen_ai.client.operation.duration", .operationDuration, .time(.seconds)),
      MetricRow("gen_ai.client.inference.duration", .operationDuration, .time(.seconds), "era E"),
      MetricRow("gen_ai.client.operation.time_to_first_chunk", .timeToFirstToken, .time(.seconds), "since 1.41"),
      MetricRow("gen_ai.client.inference.time_to_first_chunk", .timeToFirstToken, .time(.seconds), "era E"),
      MetricRow("gen_ai.server.time_to_first_token", .timeToFirstToken, .time(.seconds), "written by clients too"),
      MetricRow("gen_ai.server.request.duration", .other, .time(.seconds), "the model server's view"),
      MetricRow("gen_ai.usage.cost", .cost, .dollars, "no convention, widely written"),
      MetricRow("gen_ai.client.token.cost", .cost, .dollars, "no convention"),
      MetricRow("gen_ai.client.operation.time_per_output_chunk", .other, .time(.seconds), "since 1.41"),
      MetricRow("gen_ai.client.inference.time_per_output_chunk", .other, .time(.seconds), "era E"),
      MetricRow("gen_ai.server.time_per_output_token", .other, .time(.seconds), "the model server's view"),
      MetricRow("gen_ai.client.response.time_per_output_token", .other, .time(.seconds), "older LiteLLM"),
      MetricRow("gen_ai.execute_tool.duration", .other, .time(.seconds), "tools, era E"),
      MetricRow("mcp.client.operation.duration", .other, .time(.seconds), "tools, since 1.39"),
      MetricRow("mcp.server.operation.duration", .other, .time(.seconds), "tools, the server's view"),
      MetricRow("gen_ai.invoke_agent.duration", .other, .time(.seconds), "agents, era E"),
      MetricRow("gen_ai.invoke_workflow.duration", .other, .time(.seconds), "workflows, era E"),
      MetricRow("gen_ai.workflow.duration", .other, .time(.seconds), "workflows, a draft's name"),
    ],
    logEvents: [
      LogEventRow(
        "gen_ai.client.inference.operation.details", .call, mayFail: true, "repeats the span, where there is one")
    ],
    inclusion: [
      InclusionRow(scope: "botocore", cache: .exclusive, reasoning: .inclusive, "Bedrock's raw counts"),
      InclusionRow(
        scope: "opentelemetry.instrumentation.genai.", cache: .inclusive, reasoning: .inclusive,
        "adds cache reads and writes"),
      InclusionRow(scope: "opentelemetry.util.genai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(
        scope: "opentelemetry.instrumentation.google_genai", from: "1.1", cache: .inclusive, reasoning: .inclusive,
        "adds thoughts"),
      InclusionRow(scope: "opentelemetry.instrumentation.openai_v2", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(
        needsInclusiveSchema: true, cache: .inclusive, reasoning: .inclusive, "asked for since 1.40"),
    ])

  private static let openTelemetryWhat: [AttributeRow] = [
    AttributeRow("gen_ai.operation.name", .operationClass, 20, .operationWord, "since 1.27"),
    AttributeRow("mcp.method.name", .operationClass, 85, .operationWord, "tools/call is a tool", common: true),
    AttributeRow("gen_ai.provider.name", .provider, 10, .provider, "since 1.37"),
    AttributeRow("gen_ai.system", .provider, 20, .provider, "1.26 to 1.36"),
    AttributeRow("gen_ai.request.model", .requestModel, 10),
    AttributeRow("gen_ai.response.model", .responseModel, 10),
    AttributeRow("gen_ai.response.id", .responseID, 10),
    AttributeRow("gen_ai.request.stream", .isStreaming, 10, .flag, "since 1.41; absent then means not streamed"),
    AttributeRow("gen_ai.request.streaming", .isStreaming, 21, .flag, "AgentOps and others"),
    AttributeRow("gen_ai.response.time_to_first_chunk", .timeToFirstToken, 10, .seconds, "since 1.41"),
    AttributeRow(
      "gen_ai.client.operation.time_to_first_chunk", .timeToFirstToken, 20, .seconds, "a metric's name on a span"),
    AttributeRow(
      "gen_ai.client.inference.time_to_first_chunk", .timeToFirstToken, 21, .seconds, "a metric's name on a span"),
    AttributeRow("gen_ai.client.operation.duration", .duration, 20, .seconds, "a metric's name on a span"),
    AttributeRow("gen_ai.response.finish_reasons", .finishReason, 10, .finishReason),
    AttributeRow("error.type", .errorType, 10, .text, "since 1.27", common: true),
    AttributeRow("exception.type", .errorType, 20, .text, "on exception events", common: true),
    AttributeRow("http.response.status_code", .errorType, 30, .httpStatus, common: true),
    AttributeRow("rpc.response.status_code", .errorType, 50, .text, common: true),
    AttributeRow("server.address", .serverAddress, 10, .text, common: true),
    AttributeRow("openai.response.service_tier", .serviceTier, 10, .text, "since 1.37"),
    AttributeRow("gen_ai.openai.response.service_tier", .serviceTier, 20, .text, "until 1.36"),
    AttributeRow("openai.request.service_tier", .serviceTier, 40, .text, "since 1.37"),
    AttributeRow("gen_ai.openai.request.service_tier", .serviceTier, 41, .text, "until 1.36"),
    AttributeRow("gen_ai.token.type", .tokenType, 10, .text, "on metrics"),
    AttributeRow("event.name", .eventName, 10, .text, "on log records", common: true),
  ]

  private static let openTelemetryUsage: [AttributeRow] = [
    AttributeRow("gen_ai.usage.input_tokens", .inputTokens, 20, .count, "since 1.27"),
    AttributeRow("gen_ai.usage.output_tokens", .outputTokens, 20, .count, "since 1.27"),
    AttributeRow("gen_ai.usage.prompt_tokens", .inputTokens, 30, .count, "1.26"),
    AttributeRow("gen_ai.usage.completion_tokens", .outputTokens, 30, .count, "1.26"),
    AttributeRow("gen_ai.usage.total_tokens", .totalTokens, 20, .count, "no convention, widely written"),
    AttributeRow("gen_ai.usage.cache_read.input_tokens", .cacheReadTokens, 20, .count, "since 1.40"),
    AttributeRow("gen_ai.usage.cache_write.input_tokens", .cacheWriteTokens, 20, .count, "era E"),
    AttributeRow("gen_ai.usage.cache_creation.input_tokens", .cacheWriteTokens, 21, .count, "1.40 and 1.41"),
    AttributeRow("gen_ai.usage.reasoning.output_tokens", .reasoningTokens, 20, .count, "since 1.41"),
    AttributeRow("gen_ai.usage.cost", .reportedCost, 20, .dollars, "no convention, widely written"),
    AttributeRow(
      "gen_ai.usage.total_cost", .reportedCost, 35, .dollars, "no convention; OpenRouter, Latitude, AgentOps"),
    AttributeRow("gen_ai.usage.cost_usd", .reportedCost, 100, .dollars, "written by hand"),
    AttributeRow("gen_ai.usage.cached_input_tokens", .cacheReadTokens, 28, .count, "older Mastra"),
    AttributeRow("gen_ai.usage.cached_tokens", .cacheReadTokens, 29, .count, "written by hand"),
    AttributeRow("gen_ai.usage.thoughts_token_count", .reasoningTokens, 28, .count, "JetBrains Tracy, of Gemini"),
    AttributeRow("gen_ai.usage.thoughts_tokens", .reasoningTokens, 29, .count, "Ax and Netra, of Gemini"),
    AttributeRow("gen_ai.client.estimated_cost", .reportedCost, 36, .dollars, "Quarkus; USD behind the number"),
    AttributeRow("gen_ai.usage.raw", .usage, 91, .usageJSON, "Logfire and others"),
    AttributeRow("input_tokens", .inputTokens, 100, .count, "written by hand; Claude Code", common: true),
    AttributeRow("prompt_tokens", .inputTokens, 101, .count, "written by hand", common: true),
    AttributeRow("output_tokens", .outputTokens, 100, .count, "written by hand; Claude Code", common: true),
    AttributeRow("completion_tokens", .outputTokens, 101, .count, "written by hand", common: true),
    AttributeRow("total_tokens", .totalTokens, 102, .count, "written by hand", common: true),
  ]

  private static let openTelemetryDetails: [AttributeRow] = [
    AttributeRow("gen_ai.request.temperature", .temperature, 10, .millionths),
    AttributeRow("gen_ai.request.max_tokens", .maxTokens, 10, .count),
    AttributeRow("gen_ai.output.type", .outputType, 10, .outputType, "since 1.31"),
    AttributeRow("gen_ai.openai.request.response_format", .outputType, 20, .outputType, "1.28 to 1.30"),
    AttributeRow("gen_ai.usage.audio.input_tokens", .audioInputTokens, 10, .count, "era E"),
    AttributeRow("gen_ai.usage.audio.output_tokens", .audioOutputTokens, 10, .count, "era E"),
    AttributeRow("gen_ai.usage.image.input_tokens", .imageInputTokens, 10, .count, "era E"),
  ]

  private static let openTelemetryWho: [AttributeRow] = [
    AttributeRow("gen_ai.conversation.id", .session, 10, .text, "since 1.34"),
    AttributeRow("session.id", .session, 30, .text, "on resources, too", common: true),
    AttributeRow("user.id", .user, 10, .text, common: true),
    AttributeRow("enduser.id", .user, 30, .text, common: true),
    AttributeRow("enduser.pseudo.id", .user, 120, .text, common: true),
    AttributeRow("user.account_uuid", .user, 130, .text, common: true),
    AttributeRow("user.email", .user, 140, .text, common: true),
    AttributeRow("gen_ai.agent.name", .agent, 10, .text, "since 1.31"),
    AttributeRow("gen_ai.tool.name", .tool, 10, .text, "since 1.31"),
    AttributeRow("gen_ai.retrieval.documents", .retrievedCount, 10, .length, "since 1.40"),
    AttributeRow("gen_ai.evaluation.name", .evaluationName, 10, .text, "since 1.38"),
    AttributeRow("gen_ai.evaluation.score.value", .evaluationScore, 10, .score, "since 1.38"),
    AttributeRow("gen_ai.evaluation.score.label", .evaluationLabel, 10, .text, "since 1.38"),
    AttributeRow("model", .requestModel, 130, .text, "only on spans known as a request", common: true),
    AttributeRow("service.name", .serviceName, 10, .text, "on resources", common: true),
    AttributeRow("service.version", .serviceVersion, 10, .text, "on resources", common: true),
    AttributeRow("service.instance.id", .serviceInstance, 10, .text, "on resources", common: true),
    AttributeRow("deployment.environment.name", .environment, 10, .text, "on resources", common: true),
    AttributeRow("deployment.environment", .environment, 20, .text, "on resources, older", common: true),
    AttributeRow("telemetry.sdk.name", .sdkName, 10, .text, "on resources", common: true),
  ]
}
