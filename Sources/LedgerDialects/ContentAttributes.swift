/// Which attributes hold captured content: what people wrote, what models answered, what tools were given and gave back.
///
/// Their values are never kept for output, whoever asks. A name is taken for content where a dialect documents it as
/// such, or where one of its parts between dots, its numbers aside, is a word for content. Names of counts, ids and
/// templates that only speak of prompts (`gen_ai.usage.prompt_tokens`, `gen_ai.prompt.name`) are none.
public enum ContentAttributes {
  /// Whether an attribute of this name holds content.
  public static func contains(_ name: String) -> Bool {
    let name = name.lowercased()
    if plain.contains(name) { return false }
    if whole.contains(name) || families.contains(where: { name.hasPrefix($0) }) { return true }
    let parts = name.split(whereSeparator: { $0 == "." || $0 == "/" }).map(String.init).filter { part in
      !part.allSatisfy { $0 >= "0" && $0 <= "9" }
    }
    if parts.contains(where: anywhere.contains) { return true }
    guard let end = parts.last, last.contains(end) else { return false }
    return !parts.dropLast().contains(where: counts.contains)
  }

  /// Behind these words, those for content say what is counted.
  private static let counts: Set<String> = [
    "tokens", "token_count", "usage", "cost", "prompt_details", "completion_details", "price",
  ]

  /// Names that are none, though their parts look like it.
  private static let plain: Set<String> = [
    "gen_ai.prompt.name", "gen_ai.prompt.version", "gen_ai.prompt.token_count", "gen_ai.prompt.has_system_message",
    "llm.prompt_template.version",
  ]

  /// Documented as content, by their whole names.
  private static let whole: Set<String> = [
    "gen_ai.system_instructions", "gen_ai.tool.definitions", "gen_ai.tool.description",
    "gen_ai.evaluation.explanation", "gen_ai.retrieval.query.text", "gen_ai.event.content", "llm.prompts",
    "llm.choices", "input.value", "output.value", "llm.invocation_parameters", "llm.tools", "llm.function_call",
    "ai.prompt.tools",
    "pydantic_ai.all_messages", "all_messages_events", "events", "final_result", "model_request_parameters",
    "tool_arguments", "tool_response", "mlflow.spaninputs", "mlflow.spanoutputs", "request_data", "response_data",
    "request_text", "response_text", "function_args", "user_prompt", "system_prompt", "assistant_response",
    "api_request_body", "api_response_body", "tool_input", "tool_output", "tool_parameters", "tool_result",
    "gcp.vertex.agent.llm_request", "gcp.vertex.agent.llm_response", "gcp.vertex.agent.data",
    "gcp.vertex.agent.tool_call_args", "gcp.vertex.agent.tool_response", "exception.message",
    "exception.stacktrace", "error.message", "embedding.text", "rag.question", "rag.query", "rag.answer",
    "http.request.body", "http.response.body", "body",
  ]

  /// Documented as content, with all that stands below them.
  private static let families: [String] = [
    "llm.input_messages", "llm.output_messages", "llm.prompt_template.", "gen_ai.input.messages",
    "gen_ai.output.messages", "gen_ai.prompt.", "gen_ai.completion.", "gen_ai.content.", "llm.prompts.",
    "llm.choices.", "embedding.embeddings.", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result",
    "ai.prompt.messages", "ai.response.text", "ai.response.object", "ai.response.reasoning", "ai.response.toolcalls",
    "ai.result.", "ai.toolcall.args", "ai.toolcall.result", "gen_ai.prompt.variable.", "traceloop.prompt.template",
  ]

  /// Words for content wherever they stand among the parts of a name.
  private static let anywhere: Set<String> = [
    "message_content", "messages", "input_messages", "output_messages", "system_instructions", "conversation_history",
    "chat_history",
  ]

  /// Words for content at the end of a name.
  private static let last: Set<String> = [
    "content", "contents", "prompt", "prompts", "completion", "completions", "message", "arguments", "text", "question",
    "answer", "input", "output", "inputs", "outputs", "instructions", "transcript", "request_body", "response_body",
    "payload",
  ]
}
