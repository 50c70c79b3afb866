// Two generations: the names under `llm.` and the underscored cache counts are the older one.

extension Dialect {
  static let openLLMetry = Dialect(
    id: "openllmetry",
    title: "OpenLLMetry (Traceloop)",
    scopes: [
      .whole("traceloop.tracer"), .prefix("@traceloop/"), .prefix("opentelemetry.instrumentation.openai.v"),
      .perhaps("opentelemetry.instrumentation.openai"), .whole("opentelemetry.instrumentation.anthropic"),
      .whole("opentelemetry.instrumentation.cohere"), .whole("opentelemetry.instrumentation.ollama"),
      .whole("opentelemetry.instrumentation.bedrock"), .whole("opentelemetry.instrumentation.mistralai"),
      .whole("opentelemetry.instrumentation.groq"), .whole("opentelemetry.instrumentation.google_generativeai"),
      .perhaps("opentelemetry.instrumentation.vertexai"), .whole("opentelemetry.instrumentation.langchain"),
      .whole("opentelemetry.instrumentation.llamaindex"), .whole("opentelemetry.instrumentation.haystack"),
      .prefix("opentelemetry.instrumentation.crewai"), .whole("opentelemetry.instrumentation.replicate"),
      .whole("opentelemetry.instrumentation.together"), .whole("opentelemetry.instrumentation.watsonx"),
      .whole("opentelemetry.instrumentation.sagemaker"), .whole("opentelemetry.instrumentation.transformers"),
      .whole("opentelemetry.instrumentation.alephalpha"), .perhaps("opentelemetry.instrumentation.openai_agents"),
      .whole("opentelemetry.instrumentation.chromadb"), .whole("opentelemetry.instrumentation.pinecone"),
      .whole("opentelemetry.instrumentation.qdrant"), .whole("opentelemetry.instrumentation.weaviate"),
      .whole("opentelemetry.instrumentation.milvus"), .whole("opentelemetry.instrumentation.lancedb"),
      .whole("opentelemetry.instrumentation.marqo"), .whole("opentelemetry.instrumentation.agno"),
      .whole("opentelemetry.instrumentation.voyageai"), .whole("opentelemetry.instrumentation.writer"),
      .whole("opentelemetry.instrumentation.mcp.instrumentation"),
    ],
    spanNames: [
      // What is asked of a vector store; not all of them say how many documents they ask for.
      SpanNameRow("chroma.query", .retrieval, "retrieval", needsScope: true),
      SpanNameRow("pinecone.query", .retrieval, "retrieval", needsScope: true),
      SpanNameRow("milvus.search", .retrieval, "retrieval", needsScope: true),
      SpanNameRow("milvus.hybrid_search", .retrieval, "retrieval", needsScope: true),
      SpanNameRow("qdrant.search", .retrieval, "retrieval", prefix: true, needsScope: true),
      SpanNameRow("qdrant.query", .retrieval, "retrieval", prefix: true, needsScope: true),
      SpanNameRow("qdrant.recommend", .retrieval, "retrieval", prefix: true, needsScope: true),
      SpanNameRow("qdrant.discover", .retrieval, "retrieval", prefix: true, needsScope: true),
      SpanNameRow("lancedb.search", .retrieval, "retrieval", needsScope: true),
      SpanNameRow("marqo.search", .retrieval, "retrieval", needsScope: true),
      // Whatever the endpoint answers: neither operation nor usage is told.
      SpanNameRow("sagemaker.completion", .inference, "text_completion", needsScope: true),
    ],
    attributes: [
      AttributeRow("llm.request.type", .operationClass, 60, .operationWord, "older", marks: true),
      AttributeRow("traceloop.span.kind", .operationClass, 70, .operationWord, marks: true),
      AttributeRow("traceloop.entity.name", .entity, 10, .text, "agent or tool, by the span's kind", marks: true),
      .marker("traceloop.workflow.name"), .marker("traceloop.entity.path"), .marker("gen_ai.prompt.0.role", "older"),
      AttributeRow("traceloop.association.properties.ls_provider", .provider, 51, .provider, marks: true),
      AttributeRow("traceloop.association.properties.session_id", .session, 60, .text, marks: true),
      AttributeRow("traceloop.association.properties.conversation_id", .session, 61, .text, marks: true),
      AttributeRow("traceloop.association.properties.thread_id", .session, 62, .text, marks: true),
      AttributeRow("traceloop.association.properties.user_id", .user, 80, .text, marks: true),
      AttributeRow(
        "traceloop.association.properties.ls_model_name", .requestModel, 62, .text, "where LangChain's own is unknown",
        marks: true),
      AttributeRow("llm.vendor", .provider, 55, .provider, "for Go"),
      AttributeRow("llm.request.model", .requestModel, 60, .text, "older"),
      AttributeRow("llm.response.model", .responseModel, 40, .text, "older"),
      AttributeRow("gen_ai.usage.cache_read_input_tokens", .cacheReadTokens, 21, .count, "older"),
      AttributeRow("gen_ai.usage.cache_creation_input_tokens", .cacheWriteTokens, 22, .count, "older"),
      AttributeRow("gen_ai.usage.reasoning_tokens", .reasoningTokens, 21, .count, "newer; OpenLIT, Mastra too"),
      AttributeRow("llm.usage.reasoning_tokens", .reasoningTokens, 30, .count, "older"),
      AttributeRow("llm.usage.prompt_tokens", .inputTokens, 80, .count, "oldest"),
      AttributeRow("llm.usage.completion_tokens", .outputTokens, 80, .count, "oldest"),
      AttributeRow("llm.usage.total_tokens", .totalTokens, 30, .count, "older", marks: true),
      AttributeRow("gen_ai.is_streaming", .isStreaming, 30, .flag, "newer", marks: true),
      AttributeRow("llm.is_streaming", .isStreaming, 40, .flag, "older; LiteLLM as a word"),
      AttributeRow("gen_ai.response.finish_reason", .finishReason, 20, .finishReason),
      AttributeRow("gen_ai.response.stop_reason", .finishReason, 30, .finishReason, "newer"),
      AttributeRow("gen_ai.completion.N.finish_reason", .finishReason, 40, .finishReason, "until about 0.55"),
      AttributeRow("llm.response.finish_reason", .finishReason, 60, .finishReason, "older"),
      AttributeRow("llm.response.stop_reason", .finishReason, 70, .finishReason, "older"),
      AttributeRow("gen_ai.user", .user, 60, .text, "newer"),
      AttributeRow("llm.user", .user, 70, .text, "older"),
      AttributeRow("llm.temperature", .temperature, 60, .millionths, "older"),
      AttributeRow("gen_ai.request.max_completion_tokens", .maxTokens, 11, .count),
      AttributeRow("llm.request.max_tokens", .maxTokens, 60, .count, "older"),
      AttributeRow("llm.agent.name", .agent, 40),
      AttributeRow("db.vector.query.top_k", .operationClass, 95, .retrievalSign),
      AttributeRow("db.vector.query.result_count", .retrievedCount, 70, .count),
      AttributeRow("db.vector.results.count", .retrievedCount, 71, .count),
    ],
    events: [
      EventRow("llm.content.completion.chunk", .firstToken), EventRow("gen_ai.content.completion.chunk", .firstToken),
      EventRow("db.query.result", .document), EventRow("db.search.result", .document),
    ],
    metrics: [
      MetricRow(
        "llm.chat_completions.streaming_time_to_generate", .other, .time(.seconds), "from the first token to the end")
    ],
    inclusion: [
      InclusionRow(scope: "bedrock", cache: .exclusive, reasoning: .inclusive, "Converse's raw counts"),
      InclusionRow(
        scope: "anthropic", before: "0.33.4", cache: .exclusive, reasoning: .inclusive, "until October 2024"),
      InclusionRow(scope: "anthropic", cache: .inclusive, reasoning: .inclusive, "adds cache reads and writes"),
      InclusionRow(
        scope: "google_generativeai", cache: .inclusive, reasoning: .exclusive, restIsReasoning: true,
        "thoughts are what the total leaves over"),
      InclusionRow(
        scope: "vertexai", cache: .inclusive, reasoning: .exclusive, restIsReasoning: true,
        "thoughts are what the total leaves over"),
      InclusionRow(scope: "openai", cache: .inclusive, reasoning: .inclusive),
      InclusionRow(scope: "langchain", cache: .inclusive, reasoning: .inclusive),
    ],
    habits: [("opentelemetry.instrumentation.anthropic", .addsFirstCount)])
}
