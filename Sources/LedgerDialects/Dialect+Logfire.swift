// Its integration of the Claude Agent SDK writes what each message used as partial usage; the agent's span tells the whole.
//
// A streamed call is two spans: the request, which ends when the stream opens, and a record without length that has the
// usage and says in `duration` how long the call took. The request of a stream that opened repeats that record.

extension Dialect {
  static let logfire = Dialect(
    id: "logfire",
    title: "Logfire",
    scopes: [.whole("logfire"), .prefix("logfire.")],
    spanNames: [
      SpanNameRow("streaming response from", .inference, prefix: true, needsScope: true),
      // Names are templates. A request of OpenAI's agents that failed says nothing else of what it is.
      SpanNameRow("Responses API with {gen_ai.request.model!r}", .inference, needsScope: true),
      SpanNameRow("Chat completion with {gen_ai.request.model!r}", .inference, needsScope: true),
      // What else OpenAI's agents do has no attribute that says so.
      SpanNameRow("OpenAI Agents trace: {name}", .workflow, needsScope: true),
      SpanNameRow("Agent run: {name!r}", .agent, "invoke_agent", needsScope: true),
      SpanNameRow("Turn {turn} for agent ", .step, prefix: true, needsScope: true),
      SpanNameRow("Function: {name}", .tool, "execute_tool", needsScope: true),
      SpanNameRow("Handoff: {from_agent} → {to_agent}", .step, needsScope: true),
      SpanNameRow("Guardrail {name!r} {triggered=}", .guardrail, needsScope: true),
    ],
    attributes: [
      .marker("logfire.msg_template"), .marker("logfire.span_type"), .marker("logfire.pending_parent_id"),
      AttributeRow("request_data", path: "model", .requestModel, 125, marks: true),
      AttributeRow("request_data", path: "stream", .isStreaming, 95, .flag, marks: true),
      AttributeRow("request_data", path: "temperature", .temperature, 70, .millionths, marks: true),
      AttributeRow("request_data", path: "max_tokens", .maxTokens, 70, .count, marks: true),
      AttributeRow("response_data", path: "model", .responseModel, 60, marks: true),
      AttributeRow("response_data", path: "usage", .usage, 94, .usageJSON, marks: true),
      AttributeRow("sdk_span_type", .operationClass, 75, .operationWord, "of OpenAI's agents: a task", marks: true),
      AttributeRow("duration", .duration, 30, .seconds, "on records of streams", common: true),
      AttributeRow("gen_ai.usage.partial.input_tokens", .inputTokens, 800, .count, "a part of a sum", marks: true),
      AttributeRow("gen_ai.usage.partial.output_tokens", .outputTokens, 800, .count, "a part of a sum", marks: true),
      AttributeRow(
        "gen_ai.usage.partial.cache_read.input_tokens", .cacheReadTokens, 800, .count, "a part of a sum", marks: true),
      AttributeRow(
        "gen_ai.usage.partial.cache_creation.input_tokens", .cacheWriteTokens, 801, .count, "a part of a sum",
        marks: true),
      AttributeRow(
        "gen_ai.usage.partial.cache_write.input_tokens", .cacheWriteTokens, 800, .count, "a part of a sum", marks: true),
    ],
    inclusion: [
      InclusionRow(provider: "openai", cache: .inclusive, reasoning: .inclusive, "OpenAI's own counts"),
      InclusionRow(
        provider: "anthropic", before: "4.22.1", cache: .exclusive, reasoning: .inclusive, "Anthropic's own counts"),
      InclusionRow(
        provider: "anthropic", from: "5", cache: .inclusive, reasoning: .inclusive, "since a version in between"),
    ])
}
