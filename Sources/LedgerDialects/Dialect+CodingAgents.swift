// The coding agents that report on themselves.

extension Dialect {
  static let claudeCode = Dialect(
    id: "claude-code",
    title: "Claude Code",
    scopes: [.prefix("com.anthropic.claude_code")],
    resources: ["claude-code", "claude-code-desktop"],
    spanNames: [
      SpanNameRow("claude_code.llm_request", .inference),
      SpanNameRow("claude_code.interaction", .agent),
      SpanNameRow("claude_code.tool", .tool),
      SpanNameRow("claude_code.tool.", .step, prefix: true),
      SpanNameRow("claude_code.hook", .step),
    ],
    attributes: [
      AttributeRow("cache_read_tokens", .cacheReadTokens, 100, .count, common: true),
      AttributeRow("cache_creation_tokens", .cacheWriteTokens, 100, .count, common: true),
      AttributeRow("ttft_ms", .timeToFirstToken, 40, .milliseconds, common: true),
      AttributeRow("duration_ms", .duration, 40, .milliseconds, common: true),
      AttributeRow("cost_usd", .reportedCost, 80, .dollars, common: true),
      AttributeRow("cost_usd_micros", .reportedCost, 90, .microDollars, common: true),
      AttributeRow("stop_reason", .finishReason, 100, .finishReason, common: true),
      AttributeRow("status_code", .errorType, 40, .httpStatus, common: true),
      AttributeRow("error", .errorType, 45, .errorSign, "a text or a truth value", common: true),
      AttributeRow("success", .success, 11, .flag, "on log records; on spans only of Claude Code", common: true),
      AttributeRow("tool_name", .tool, 40, .text, common: true),
      AttributeRow("type", .tokenType, 30, .text, "on metrics", common: true),
    ],
    metrics: [
      MetricRow(
        "claude_code.token.usage", .tokenUsage, .tokens, typesAreDisjoint: true, "cache types are apart from input"),
      MetricRow("claude_code.cost.usage", .cost, .dollars, "an estimate"),
    ],
    logEvents: [
      LogEventRow("claude_code.api_request", .call),
      LogEventRow("claude_code.api_error", .failure, "one for each attempt"),
      LogEventRow("claude_code.api_retries_exhausted", .gaveUp),
    ],
    logAttributes: [
      AttributeRow("prompt.id", .turn, 10, .text, common: true),
      AttributeRow("attempt", .attempt, 10, .count, common: true),
      AttributeRow("event.timestamp", .eventTime, 10, .text, "where the record has no time", common: true),
      AttributeRow("event.sequence", .eventSequence, 10, .count, common: true),
      AttributeRow(
        "cache_creation_5m_tokens", .cacheWriteFiveMinuteTokens, 60, .count, "part of the cache writes", common: true),
      AttributeRow(
        "cache_creation_1h_tokens", .cacheWriteOneHourTokens, 60, .count, "part of the cache writes", common: true),
    ],
    inclusion: [
      InclusionRow(cache: .exclusive, reasoning: .inclusive, "what is cached is taken off the conventions' input")
    ])

  static let codex = Dialect(
    id: "codex",
    title: "Codex CLI",
    scopes: [.whole("codex_cli_rs"), .whole("codex_exec")],
    spanNames: [
      SpanNameRow("session_task.turn", .agent), SpanNameRow("handle_responses", .inference),
    ],
    attributes: [
      AttributeRow("codex.turn.token_usage.input_tokens", .inputTokens, 910, .count, "a turn's sum", marks: true),
      AttributeRow("codex.turn.token_usage.output_tokens", .outputTokens, 910, .count, "a turn's sum", marks: true),
      AttributeRow("codex.turn.token_usage.total_tokens", .totalTokens, 910, .count, "a turn's sum", marks: true),
      AttributeRow(
        "codex.turn.token_usage.cached_input_tokens", .cacheReadTokens, 910, .count, "a turn's sum", marks: true),
      AttributeRow(
        "codex.turn.token_usage.cache_write_input_tokens", .cacheWriteTokens, 910, .count, "a turn's sum", marks: true),
      AttributeRow(
        "codex.turn.token_usage.reasoning_output_tokens", .reasoningTokens, 910, .count, "a turn's sum", marks: true),
      AttributeRow("codex.usage.reasoning_output_tokens", .reasoningTokens, 60, .count, marks: true),
      AttributeRow("codex.usage.total_tokens", .totalTokens, 60, .count, marks: true),
      AttributeRow("conversation.id", .session, 130, .text, common: true),
      AttributeRow("token_type", .tokenType, 20, .text, "on metrics", common: true),
      AttributeRow("context_window", .contextWindow, 20, .count, "on log records", common: true),
      .marker("codex.turn.token_usage.non_cached_input_tokens"), .marker("codex.turn.reasoning_effort"),
      .marker("codex.request.reasoning_effort"),
    ],
    metrics: [
      MetricRow("codex.turn.token_usage", .tokenUsage, .tokens, "types overlap: only input and output add up"),
      MetricRow("codex.turn.ttft.duration_ms", .timeToFirstToken, .time(.milliseconds)),
      MetricRow("codex.api_request.duration_ms", .operationDuration, .time(.milliseconds)),
      MetricRow("codex.websocket.request.duration_ms", .operationDuration, .time(.milliseconds)),
      MetricRow("codex.tool.call.duration_ms", .other, .time(.milliseconds), "tools"),
      MetricRow("codex.turn.e2e_duration_ms", .other, .time(.milliseconds), "turns"),
    ],
    logEvents: [
      LogEventRow("codex.sse_event", .call, kind: "response.completed"),
      LogEventRow("codex.sse_event", .failure, kind: "response.failed", "after an answer that began well"),
      LogEventRow("codex.api_request", .answered, mayFail: true, "one for each attempt"),
      LogEventRow("codex.websocket_request", .answered, mayFail: true, "one for each attempt"),
    ],
    logAttributes: [
      AttributeRow("event.kind", .eventKind, 10, .text, common: true),
      AttributeRow("input_token_count", .inputTokens, 300, .count, "Gemini CLI too", common: true),
      AttributeRow("output_token_count", .outputTokens, 300, .count, "Gemini CLI too", common: true),
      AttributeRow("cached_token_count", .cacheReadTokens, 300, .count, common: true),
      AttributeRow("reasoning_token_count", .reasoningTokens, 300, .count, common: true),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive)])

  static let geminiCLI = Dialect(
    id: "gemini-cli",
    title: "Gemini CLI",
    scopes: [.whole("gemini-cli")],
    attributes: [
      .marker("gemini_cli.prompt_id"),
      .marker("gen_ai.tool.call_id", "the conventions write gen_ai.tool.call.id"),
    ],
    metrics: [
      MetricRow("gemini_cli.token.usage", .tokenUsage, .tokens, "thoughts add to output, tools to input"),
      MetricRow(
        "gen_ai.client.token.usage", .other, .tokens, needsScope: true,
        "beside gemini_cli.token.usage, without thoughts"),
      MetricRow("gemini_cli.api.request.latency", .operationDuration, .time(.milliseconds)),
      MetricRow(
        "gen_ai.client.operation.duration", .other, .time(.seconds), needsScope: true,
        "beside gemini_cli.api.request.latency"),
    ],
    logEvents: [
      LogEventRow("gemini_cli.api_response", .call),
      LogEventRow("gemini_cli.api_error", .failure, "one for each attempt"),
    ],
    logAttributes: [
      AttributeRow("prompt_id", .turn, 20, .text, common: true),
      AttributeRow(
        "duration_ms", .duration, 25, .milliseconds, "beside a duration without a unit, which is the same", common: true
      ),
      AttributeRow("cached_content_token_count", .cacheReadTokens, 310, .count, common: true),
      AttributeRow("thoughts_token_count", .reasoningTokens, 310, .count, "apart from the output", common: true),
      AttributeRow(
        "tool_token_count", .toolInputTokens, 10, .count, "apart from the input; in Codex CLI something else",
        common: true),
      AttributeRow("total_token_count", .totalTokens, 300, .count, common: true),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .exclusive)])

  static let qwenCode = Dialect(
    id: "qwen-code",
    title: "Qwen Code",
    scopes: [.whole("qwen-code")],
    metrics: [
      MetricRow("qwen-code.token.usage", .tokenUsage, .tokens, "thoughts add to output, tools to input"),
      MetricRow("qwen-code.api.request.latency", .operationDuration, .time(.milliseconds)),
    ],
    logEvents: [LogEventRow("qwen-code.api_error", .failure, "one for each attempt")])

  static let openCode = Dialect(
    id: "opencode",
    title: "OpenCode",
    scopes: [.whole("com.opencode")],
    metrics: [
      MetricRow("opencode.token.usage", .tokenUsage, .tokens, typesAreDisjoint: true, "all types are apart"),
      MetricRow("opencode.cost.usage", .cost, .dollars, "an estimate"),
      MetricRow("opencode.tool.duration", .other, .time(.milliseconds), "tools"),
    ],
    logEvents: [
      LogEventRow("api_request", .call, needsScope: true, "with a duration: written as of the call's beginning"),
      LogEventRow("api_error", .failure, needsScope: true),
    ],
    inclusion: [InclusionRow(cache: .exclusive, reasoning: .exclusive, "all counts are apart")])

  static let gitHubCopilot = Dialect(
    id: "github-copilot",
    title: "GitHub Copilot",
    scopes: [.whole("github.copilot"), .prefix("@github/copilot"), .whole("copilot-chat")],
    resources: ["copilot-chat", "github-copilot"],
    attributes: [
      .marker("github.copilot.turn_id"), .marker("github.copilot.interaction_id"), .marker("copilot_chat.debug_name"),
      .marker("copilot_chat.turn_count"), .marker("github.copilot.service_request_id"),
      .marker("github.copilot.cost", "quota units, no dollars"), .marker("github.copilot.nano_aiu", "quota units"),
      AttributeRow("copilot_chat.request.max_prompt_tokens", .contextWindow, 10, .count, marks: true),
      AttributeRow("copilot_chat.time_to_first_token", .timeToFirstToken, 50, .milliseconds, marks: true),
    ],
    metrics: [
      MetricRow("copilot_chat.time_to_first_token", .timeToFirstToken, .time(.seconds), "the attribute is in ms"),
      MetricRow("copilot_chat.tool.call.duration", .other, .time(.milliseconds), "tools"),
      MetricRow("copilot_chat.agent.invocation.duration", .other, .time(.seconds), "agents"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "adds cache reads and writes")])

  static let openClaw = Dialect(
    id: "openclaw",
    title: "OpenClaw",
    scopes: [.whole("openclaw")],
    spanNames: [
      // Beside the requests it sums up, not around them; the oldest releases wrote nothing else.
      SpanNameRow("openclaw.model.usage", .agent, isFinal: true, isSum: true),
      SpanNameRow("openclaw.run", .agent), SpanNameRow("openclaw.harness.run", .step),
    ],
    attributes: [
      AttributeRow("openclaw.model", .requestModel, 115, .text, marks: true),
      AttributeRow("openclaw.provider", .provider, 65, .provider, marks: true),
      AttributeRow("openclaw.tokens.input", .inputTokens, 130, .count, "apart from the cache", marks: true),
      AttributeRow("openclaw.tokens.output", .outputTokens, 130, .count, marks: true),
      AttributeRow("openclaw.tokens.cache_read", .cacheReadTokens, 130, .count, marks: true),
      AttributeRow("openclaw.tokens.cache_write", .cacheWriteTokens, 130, .count, marks: true),
      AttributeRow("openclaw.tokens.total", .totalTokens, 130, .count, marks: true),
      AttributeRow(
        "openclaw.model_call.time_to_first_byte_ms", .timeToFirstToken, 89, .milliseconds, marks: true),
      AttributeRow("openclaw.sessionId", .session, 140, .text, marks: true),
      AttributeRow("openclaw.token", .tokenType, 40, .text, "on metrics"),
    ],
    metrics: [
      MetricRow("openclaw.tokens", .tokenUsage, .tokens, typesAreDisjoint: true, "cache types are apart from input"),
      MetricRow("openclaw.cost.usd", .cost, .dollars, "an estimate"),
    ])
}
