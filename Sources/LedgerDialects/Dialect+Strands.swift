extension Dialect {
  static let strands = Dialect(
    id: "strands",
    title: "Strands Agents",
    scopes: [.containing("strands")],
    attributes: [
      .marker("gen_ai.event.start_time"), .marker("gen_ai.agent.tools"), .marker("event_loop.cycle_id"),
      AttributeRow("gen_ai.usage.cache_write_input_tokens", .cacheWriteTokens, 23, .count),
      AttributeRow("gen_ai.server.request.duration", .duration, 70, .timeInDialectUnit, "milliseconds here"),
    ],
    metrics: [
      MetricRow("strands.event_loop.input.tokens", .tokenUsage, .tokens, type: .input),
      MetricRow("strands.event_loop.output.tokens", .tokenUsage, .tokens, type: .output),
      MetricRow("strands.event_loop.cache_read.input.tokens", .tokenUsage, .tokens, type: .cacheRead),
      MetricRow("strands.event_loop.cache_write.input.tokens", .tokenUsage, .tokens, type: .cacheWrite),
      MetricRow("strands.model.time_to_first_token", .timeToFirstToken, .time(.milliseconds)),
      MetricRow("strands.tool.duration", .other, .time(.seconds), "tools"),
      MetricRow("strands.event_loop.latency", .other, .time(.milliseconds), "cycles, not calls"),
    ],
    inclusion: [
      InclusionRow(from: "1.62", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(cache: .unknown, reasoning: .inclusive, "exclusive once, inclusive in 1.62; the total tells"),
    ],
    timeToFirstTokenUnit: .milliseconds)
}
