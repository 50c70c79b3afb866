extension Dialect {
  static let googleADK = Dialect(
    id: "google-adk",
    title: "Google Agent Development Kit",
    scopes: [.whole("gcp.vertex.agent")],
    spanNames: [
      SpanNameRow("call_llm", .inference, "generate_content", needsScope: true),
      SpanNameRow("invocation", .workflow, needsScope: true),
      SpanNameRow("agent_run ", .agent, prefix: true, needsScope: true),
      SpanNameRow("invoke_node", .step, "invoke_node", prefix: true, needsScope: true),
    ],
    attributes: [
      .marker("gcp.vertex.agent.invocation_id"), .marker("gcp.vertex.agent.event_id"),
      AttributeRow("gcp.vertex.agent.session_id", .session, 100, .text, marks: true),
      AttributeRow("gen_ai.usage.experimental.reasoning_tokens", .reasoningTokens, 34, .count, "1.27 to 2.2"),
    ],
    inclusion: [
      InclusionRow(from: "2.3", cache: .inclusive, reasoning: .inclusive, "adds tool prompts and thoughts"),
      InclusionRow(provider: "gcp.gemini", cache: .inclusive, reasoning: .exclusive, "Gemini's own counts"),
      InclusionRow(cache: .inclusive, reasoning: .inclusive, "LiteLLM's counts"),
    ])
}
