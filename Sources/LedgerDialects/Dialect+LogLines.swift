import LedgerModel

// Applications that write a line for each call, without any instrumentation: structured logs whose names are those of
// the providers' own answers, or close to them.

extension Dialect {
  static let logLines = Dialect(
    id: "log-lines",
    title: "applications' own log lines",
    logAttributes: lineModels + lineUsage + lineOutcome)

  private static func row(_ name: String, _ field: CanonicalField, _ rank: Int16, _ form: ValueForm = .text)
    -> AttributeRow
  { AttributeRow(name, field, rank, form, common: true) }

  private static let lineModels: [AttributeRow] = [
    row("request_model", .requestModel, 200), row("model_name", .requestModel, 210),
    row("llm_model", .requestModel, 211),
    row("llm.model", .requestModel, 212), row("modelId", .requestModel, 213), row("model_id", .requestModel, 214),
    row("response_model", .responseModel, 200),
    row("provider", .provider, 200, .provider), row("llm_provider", .provider, 201, .provider),
    row("response_id", .responseID, 200), row("completion_id", .responseID, 201),
    row("request_id", .requestID, 200), row("requestId", .requestID, 201),
    row("session_id", .session, 200), row("conversation_id", .session, 201), row("thread_id", .session, 202),
    row("user_id", .user, 200),
  ]

  private static let lineUsage: [AttributeRow] = [
    row("promptTokens", .inputTokens, 200, .count), row("inputTokens", .inputTokens, 201, .count),
    row("tokens_in", .inputTokens, 202, .count), row("tokens.prompt", .inputTokens, 203, .count),
    row("tokens.input", .inputTokens, 204, .count), row("prompt_token_count", .inputTokens, 205, .count),
    row("completionTokens", .outputTokens, 200, .count), row("outputTokens", .outputTokens, 201, .count),
    row("tokens_out", .outputTokens, 202, .count), row("tokens.completion", .outputTokens, 203, .count),
    row("tokens.output", .outputTokens, 204, .count), row("completion_token_count", .outputTokens, 205, .count),
    row("totalTokens", .totalTokens, 200, .count),
    row("cached_tokens", .cacheReadTokens, 200, .count), row("cached_input_tokens", .cacheReadTokens, 201, .count),
    row("cache_read_input_tokens", .cacheReadTokens, 202, .count),
    row("cache_creation_input_tokens", .cacheWriteTokens, 200, .count),
    row("cache_write_tokens", .cacheWriteTokens, 201, .count),
    row("reasoning_tokens", .reasoningTokens, 200, .count),
    row("usage", .usage, 210, .usageJSON), row("token_usage", .usage, 211, .usageJSON),
    row("total_cost_usd", .reportedCost, 201, .dollars),
  ]

  private static let lineOutcome: [AttributeRow] = [
    row("latency_ms", .duration, 200, .milliseconds), row("elapsed_ms", .duration, 201, .milliseconds),
    row("response_time_ms", .duration, 202, .milliseconds), row("duration_seconds", .duration, 210, .seconds),
    row("latency_seconds", .duration, 211, .seconds), row("elapsed_seconds", .duration, 212, .seconds),
    row("duration_s", .duration, 213, .seconds), row("latency_s", .duration, 214, .seconds),
    row("time_to_first_token_ms", .timeToFirstToken, 200, .milliseconds),
    row("stream", .isStreaming, 200, .flag), row("streaming", .isStreaming, 201, .flag),
    row("finish_reason", .finishReason, 200, .finishReason), row("finish_reasons", .finishReason, 201, .finishReason),
    row("error_type", .errorType, 200), row("http_status", .errorType, 210, .httpStatus),
    row("ok", .success, 10, .flag),
    // A sign that something went wrong, which is no name for what.
    row("error", .errorType, 910, .failureSign), row("error.message", .errorType, 911, .failureSign),
    row("error_message", .errorType, 912, .failureSign), row("exception.message", .errorType, 913, .failureSign),
  ]
}
