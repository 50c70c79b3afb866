extension Dialect {
  static let langfuse = Dialect(
    id: "langfuse",
    title: "Langfuse SDK",
    scopes: [.whole("langfuse-sdk"), .prefix("@langfuse/"), .whole("langfuse")],
    attributes: [
      AttributeRow("langfuse.observation.type", .operationClass, 40, .operationWord, marks: true),
      AttributeRow("langfuse.observation.model.name", .requestModel, 50, .text, marks: true),
      AttributeRow("langfuse.observation.model.parameters", path: "service_tier", .serviceTier, 50, marks: true),
      AttributeRow(
        "langfuse.observation.model.parameters", path: "temperature", .temperature, 30, .millionths, marks: true),
      AttributeRow("langfuse.observation.model.parameters", path: "max_tokens", .maxTokens, 33, .count, marks: true),
      AttributeRow("langfuse.observation.model.parameters", path: "maxTokens", .maxTokens, 34, .count, marks: true),
      AttributeRow(
        "langfuse.observation.usage_details", .usage, 10, .disjointUsageJSON, "made inclusive here", marks: true),
      AttributeRow("langfuse.observation.cost_details", .reportedCost, 10, .costDetails, marks: true),
      AttributeRow(
        "langfuse.observation.completion_start_time", .timeToFirstToken, 100, .instant, "quoted once or twice",
        marks: true),
      AttributeRow("langfuse.observation.level", .errorType, 60, .level, marks: true),
      AttributeRow("langfuse.observation.metadata.finish_reason", .finishReason, 85, .finishReason, marks: true),
      AttributeRow("langfuse.session.id", .session, 20, .text, marks: true),
      AttributeRow("langfuse.user.id", .user, 20, .text, marks: true),
      .marker("langfuse.environment"), .marker("langfuse.release"), .marker("langfuse.observation.prompt.name"),
      .marker("langfuse.trace.name"), .marker("langfuse.internal.is_app_root"), .marker("langfuse.internal.as_root"),
    ],
    inclusion: [InclusionRow(cache: .inclusive, reasoning: .inclusive, "disjoint parts, added up here")])
}
