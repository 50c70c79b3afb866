// Its own tracer writes under whatever scope the application gives it. Only where content is traced do spans name a model
// and usage, inside of what a component gave out: one reply's answer, or an embedder's own. Several replies repeat the usage of
// their request, so that no one of them is taken.
//
// In versions around 2.10 the names inside of messages have an underscore in front.

extension Dialect {
  static let haystack = Dialect(
    id: "haystack",
    title: "Haystack",
    scopes: [.perhaps("haystack")],
    spanNames: [
      SpanNameRow("haystack.pipeline.run", .workflow), SpanNameRow("haystack.async_pipeline.run", .workflow),
      SpanNameRow("haystack.agent.run", .agent, "invoke_agent"),
    ],
    attributes: [
      AttributeRow("haystack.component.type", .operationClass, 77, .componentType, "by its end", marks: true),
      AttributeRow("haystack.component.output", path: "replies.0.meta.model", .responseModel, 70, .text, marks: true),
      AttributeRow(
        "haystack.component.output", path: "replies.0._meta.model", .responseModel, 71, .text, "around 2.10",
        marks: true),
      AttributeRow(
        "haystack.component.output", path: "meta.0.model", .responseModel, 72, .text, "generators of texts", marks: true
      ),
      AttributeRow(
        "haystack.component.output", path: "meta.model", .responseModel, 73, .text, "embedders", marks: true),
      AttributeRow("haystack.component.output", path: "replies.0.meta.usage", .usage, 140, .usageJSON, marks: true),
      AttributeRow("haystack.component.output", path: "replies.0._meta.usage", .usage, 141, .usageJSON, marks: true),
      AttributeRow("haystack.component.output", path: "meta.0.usage", .usage, 142, .usageJSON, marks: true),
      AttributeRow("haystack.component.output", path: "meta.usage", .usage, 143, .usageJSON, marks: true),
      AttributeRow(
        "haystack.component.output", path: "replies.0.meta.finish_reason", .finishReason, 120, .finishReason,
        marks: true),
      AttributeRow(
        "haystack.component.output", path: "replies.0._meta.finish_reason", .finishReason, 121, .finishReason,
        marks: true),
      AttributeRow(
        "haystack.component.output", path: "meta.0.finish_reason", .finishReason, 122, .finishReason, marks: true),
    ])
}
