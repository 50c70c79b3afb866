extension Dialect {
  static let langSmith = Dialect(
    id: "langsmith",
    title: "LangSmith",
    scopes: [.whole("langsmith"), .prefix("langsmith.")],
    attributes: [
      AttributeRow("langsmith.span.kind", .operationClass, 10, .operationWord, marks: true),
      AttributeRow("langsmith.metadata.ls_provider", .provider, 50, .provider, marks: true),
      AttributeRow("langsmith.metadata.ls_model_name", .requestModel, 100, .text, marks: true),
      AttributeRow("langsmith.usage_metadata", .usage, 92, .usageJSON, marks: true),
      AttributeRow("langsmith.metadata.usage_metadata", .usage, 93, .usageJSON, marks: true),
      AttributeRow("gen_ai.usage.input_token_details", .usage, 95, .usagePython, "a Python dictionary"),
      AttributeRow("gen_ai.usage.output_token_details", .usage, 96, .usagePython, "a Python dictionary"),
      AttributeRow("langsmith.request.streaming", .isStreaming, 70, .flag, marks: true),
      AttributeRow("langsmith.metadata.session_id", .session, 110, .text, marks: true),
      AttributeRow("langsmith.metadata.thread_id", .session, 111, .text, marks: true),
      AttributeRow("langsmith.metadata.conversation_id", .session, 112, .text, marks: true),
      AttributeRow("langsmith.metadata.ls_temperature", .temperature, 50, .millionths, marks: true),
      AttributeRow("langsmith.metadata.ls_max_tokens", .maxTokens, 50, .count, marks: true),
      .marker("langsmith.span.dotted_order"), .marker("langsmith.trace.session_id", "a project, no conversation"),
      .marker("langsmith.trace.name"), .marker("langsmith.trace.session_name", "a project, no conversation"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "LangChain's contract")],
    exceptionsAreFailures: true)
}
