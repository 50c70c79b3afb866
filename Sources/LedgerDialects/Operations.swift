import LedgerMemory
import LedgerModel

// What a span stands for, in all the words that emitters use for it. One table serves all sources: where two emitters
// share a word, they mean the same.

/// A word for an operation or a kind of span.
struct OperationWord: Sendable {
  var operationClass: OperationClass
  /// The operation in the conventions' words; empty for the class's own.
  var operation: ByteView
}

enum Operations {
  /// The word of a class where its source has none of its own.
  static func standardWord(of operationClass: OperationClass) -> String {
    switch operationClass {
    case .inference: "chat"
    case .embedding: "embeddings"
    case .rerank: "rerank"
    case .retrieval: "retrieval"
    case .tool: "execute_tool"
    case .agent: "invoke_agent"
    case .workflow: "invoke_workflow"
    case .other, .step, .evaluation, .memory, .guardrail: ""
    }
  }

  /// The name of a class's stages; empty for what is no stage.
  static func stage(of operationClass: OperationClass) -> String {
    switch operationClass {
    case .other, .inference, .embedding, .rerank: ""
    case .retrieval: "retrieval"
    case .tool: "tool"
    case .agent: "agent"
    case .workflow: "workflow"
    case .step: "step"
    case .evaluation: "evaluation"
    case .memory: "memory"
    case .guardrail: "guardrail"
    }
  }

  /// The words; an empty operation is the class's own word.
  static let words: [(word: String, operationClass: OperationClass, operation: String)] = [
    // The conventions and what stands in for them.
    ("chat", .inference, "chat"), ("text_completion", .inference, "text_completion"),
    ("completion", .inference, "text_completion"), ("generate_content", .inference, "generate_content"),
    ("responses", .inference, "chat"), ("generate", .inference, "chat"), ("llm_call", .inference, "chat"),
    ("call_llm", .inference, "chat"), ("llm_request", .inference, "chat"), ("realtime", .inference, "realtime"),
    ("embeddings", .embedding, "embeddings"), ("embedding", .embedding, "embeddings"), ("rerank", .rerank, "rerank"),
    ("retrieval", .retrieval, "retrieval"), ("retrieve", .retrieval, "retrieval"),
    ("vector_db_retrieve", .retrieval, "retrieval"), ("search", .retrieval, "retrieval"),
    ("execute_tool", .tool, "execute_tool"), ("tool_call", .tool, "execute_tool"),
    ("invoke_agent", .agent, "invoke_agent"), ("create_agent", .agent, "create_agent"), ("agent_call", .agent, ""),
    ("invoke_workflow", .workflow, "invoke_workflow"), ("workflow", .workflow, ""), ("execute_task", .workflow, ""),
    ("framework", .workflow, ""), ("agent_step", .step, "agent_step"), ("plan", .step, "plan"),
    ("orchestrate_tools", .step, "orchestrate_tools"), ("invoke_node", .step, "invoke_node"),
    ("execute_event_loop_cycle", .step, "execute_event_loop_cycle"), ("schedule_tool_calls", .step, ""),
    ("tools/call", .tool, "execute_tool"), ("fetch_response", .other, "fetch_response"),
    ("chat_streaming", .inference, "chat"),
    // Requests that no model answers with text.
    ("image", .other, "image"), ("image_generation", .other, "image_generation"),
    ("generate_image", .other, "generate_image"), ("image_edit", .other, "image_edit"),
    ("image_variation", .other, "image_variation"), ("video_generation", .other, "video_generation"),
    ("audio", .other, "audio"), ("speech", .other, "speech"), ("text_to_speech", .other, "text_to_speech"),
    ("transcription", .other, "transcription"), ("speech_to_text", .other, "speech_to_text"),
    ("moderation", .other, "moderation"), ("fine_tuning", .other, "fine_tuning"),
    ("count_tokens", .other, "count_tokens"),
    ("create_memory_store", .memory, "create_memory_store"),
    ("delete_memory_store", .memory, "delete_memory_store"), ("create_memory", .memory, "create_memory"),
    ("update_memory", .memory, "update_memory"), ("upsert_memory", .memory, "upsert_memory"),
    ("delete_memory", .memory, "delete_memory"), ("search_memory", .memory, "search_memory"),
    // LiteLLM's functions, as its proxy calls them.
    ("acompletion", .inference, "chat"), ("aresponses", .inference, "chat"),
    ("anthropic_messages", .inference, "chat"), ("atext_completion", .inference, "text_completion"),
    ("agenerate_content", .inference, "generate_content"),
    ("agenerate_content_stream", .inference, "generate_content"), ("aembedding", .embedding, ""),
    ("arerank", .rerank, ""), ("aimage_generation", .other, "image_generation"), ("aimage_edit", .other, "image_edit"),
    ("aspeech", .other, "speech"), ("atranscription", .other, "transcription"),
    ("amoderation", .other, "moderation"), ("avideo_generation", .other, "video_generation"),
    // Kinds of span.
    ("llm", .inference, ""), ("generation", .inference, ""), ("retriever", .retrieval, ""), ("reranker", .rerank, ""),
    ("tool", .tool, ""), ("agent", .agent, ""), ("chain", .workflow, ""), ("task", .workflow, ""),
    ("entry", .workflow, ""), ("step", .step, ""), ("evaluator", .evaluation, ""), ("evaluation", .evaluation, ""),
    ("guardrail", .guardrail, ""), ("memory", .memory, ""), ("prompt", .other, ""), ("parser", .other, ""),
    // Mastra.
    ("model_generation", .inference, ""), ("rag_embedding", .embedding, ""), ("agent_run", .agent, ""),
    ("workflow_run", .workflow, ""), ("workflow_step", .step, ""), ("model_step", .step, ""),
    ("model_inference", .step, ""), ("model_chunk", .step, ""), ("mcp_tool_call", .tool, ""),
    ("provider_tool_call", .tool, ""), ("processor_run", .step, ""), ("workflow_conditional", .step, ""),
    ("workflow_conditional_eval", .step, ""), ("workflow_parallel", .step, ""), ("workflow_loop", .step, ""),
    ("workflow_sleep", .step, ""), ("workflow_wait_event", .step, ""),
    // MLflow, Sentry, LangWatch.
    ("chat_model", .inference, ""), ("gen_ai.chat", .inference, ""), ("gen_ai.embeddings", .embedding, ""),
    ("gen_ai.execute_tool", .tool, ""), ("gen_ai.invoke_agent", .agent, ""),
    ("gen_ai.generate_content", .inference, ""),
    ("gen_ai.responses", .inference, ""), ("gen_ai.text_completion", .inference, "text_completion"),
    ("gen_ai.create_agent", .agent, "create_agent"), ("gen_ai.handoff", .step, ""), ("gen_ai.rerank", .rerank, ""),
    ("rag", .retrieval, ""), ("vector_db", .retrieval, ""),
    // Gemini CLI, Spring AI, Genkit.
    ("user_prompt", .workflow, ""), ("system_prompt", .step, ""), ("chat_client", .workflow, ""),
    ("advisor", .step, ""), ("vector_store", .retrieval, ""), ("model", .inference, ""),
    ("background_model", .inference, ""), ("embedder", .embedding, ""), ("flow", .workflow, ""),
    ("tool.v2", .tool, ""),
  ]
}

/// What an answer is, and how emitters write it.
enum OutputTypes {
  static let words: [(canonical: String, spellings: [String])] = [
    ("text", ["text", "str", "string"]),
    ("json", ["json", "json_object", "json_schema", "object", "structured"]),
    ("image", ["image"]),
    ("speech", ["speech", "audio"]),
  ]
}

/// The six reasons for which a model stops, and how emitters write them.
enum FinishReasons {
  static let words: [(canonical: String, spellings: [String])] = [
    ("stop", ["stop", "end_turn", "stop_sequence", "complete", "completed", "eos", "finished", "success"]),
    (
      "length",
      ["length", "max_tokens", "max_output_tokens", "model_length", "incomplete", "model_context_window_exceeded"]
    ),
    ("tool_calls", ["tool_calls", "tool_call", "tool_use", "function_call", "pause_turn"]),
    (
      "content_filter",
      [
        "content_filter", "content_filtered", "guardrail_intervened", "safety", "recitation", "blocklist",
        "prohibited_content", "spii", "refusal",
      ]
    ),
    ("error", ["error", "failed", "other_error", "malformed_function_call"]),
    ("other", ["unknown", "other"]),
  ]
}
