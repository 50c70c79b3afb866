// Its processor gives spans of all libraries a type that it guesses by their names; only what a decorator was told stands in
// the metadata, too. Model and usage are what the application said, by the names of HoneyHive's own events.

extension Dialect {
  static let honeyHive = Dialect(
    id: "honeyhive",
    title: "HoneyHive",
    scopes: [.prefix("honeyhive.")],
    attributes: [
      AttributeRow("honeyhive_metadata.event_type", .operationClass, 78, .operationWord, "as decorated", marks: true),
      AttributeRow("honeyhive_config.model", .requestModel, 124, .text, marks: true),
      AttributeRow("honeyhive_config.provider", .provider, 73, .provider, marks: true),
      AttributeRow("honeyhive_metadata.prompt_tokens", .inputTokens, 145, .count, marks: true),
      AttributeRow("honeyhive_metadata.completion_tokens", .outputTokens, 145, .count, marks: true),
      AttributeRow("honeyhive_metadata.total_tokens", .totalTokens, 145, .count, marks: true),
      AttributeRow("honeyhive_metadata.cost", .reportedCost, 116, .dollars, marks: true),
      AttributeRow("honeyhive.session_id", .session, 145, .text, common: true),
    ])
}
