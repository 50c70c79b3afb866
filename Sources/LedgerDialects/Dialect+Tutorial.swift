// Instrumentation written by hand in the style of the tutorials on LLM observability.

extension Dialect {
  static let tutorial = Dialect(
    id: "tutorial",
    title: "custom attributes, article style",
    spanNames: [
      SpanNameRow("gen_ai.client.chat", .inference, "chat"),
      SpanNameRow("rag.pipeline", .workflow),
      SpanNameRow("rag.retrieve", .retrieval),
      SpanNameRow("rag.construct_prompt", .step),
      SpanNameRow("rag.generate", .step, yieldsToUsage: true),
      SpanNameRow("rag.quality_check", .evaluation),
      SpanNameRow("llm.quality.evaluation", .evaluation),
    ],
    attributes: [
      AttributeRow("gen_ai.response.time_to_first_token_ms", .timeToFirstToken, 90, .milliseconds),
      .marker("gen_ai.latency_ms"), .marker("gen_ai.prompt.token_count"),
      .marker("gen_ai.prompt.has_system_message"), .marker("rag.top_k"), .marker("rag.retrieve.top_k"),
      .marker("rag.retrieval_method"), .marker("rag.total_latency_ms"), .marker("rag.context_length"),
      .marker("rag.prompt_tokens_estimate"), .marker("rag.prompt.tokens_estimate"), .marker("rag.answer_length"),
      AttributeRow("rag.retrieved_count", .retrievedCount, 30, .count, marks: true),
      AttributeRow("rag.documents.count", .retrievedCount, 31, .count, marks: true),
      AttributeRow("rag.quality_score", .qualities, 10, .judgement, "evaluation rag.quality", marks: true),
      AttributeRow("llm.quality.grounded", .groundedness, 10, .judgement, "false is a hallucination", marks: true),
      AttributeRow("llm.quality.*", .qualities, 20, .judgement, "an evaluation of that name", marks: true),
      AttributeRow(
        "dimension", .marker, DialectReader.scoreDimensionRank, .text, "what was judged, on metrics of scores",
        common: true),
    ],
    metrics: [
      MetricRow("gen_ai.client.operation.latency", .operationDuration, .time(.milliseconds)),
      MetricRow("gen_ai.client.time_to_first_token", .timeToFirstToken, .time(.milliseconds), "0 where not streamed"),
      MetricRow("llm.cost.usd", .cost, .dollars),
      MetricRow("llm.hallucination", .hallucinations, .plain),
      MetricRow("llm.budget.utilization", .budgetUse, .plain, "a share; with the unit percent, percent above 1.5"),
      MetricRow("llm.quality.score", .qualityScore, .plain),
    ],
    inclusion: [],
    timeToFirstTokenUnit: .milliseconds,
    zeroUsageIsUnknown: true)
}
