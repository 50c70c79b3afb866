import LedgerModel
import Testing

@testable import LedgerDialects

/// OpenInference, whichever framework it instruments.
@Suite struct OpenInferenceTests {
  @Test func `OpenInference names the served model, and the one asked for in its parameters`() {
    let facts = read(
      "ChatCompletion",
      [
        "openinference.span.kind": "LLM", "llm.system": "openai", "llm.model_name": "gpt-4o-2024-08-06",
        "llm.invocation_parameters": #"{"model": "gpt-4o", "stream": true, "stream_options": {"include_usage": true}}"#,
        "llm.token_count.prompt": 300, "llm.token_count.completion": 50, "llm.token_count.total": 350,
        "llm.token_count.prompt_details.cache_read": 0, "llm.token_count.completion_details.reasoning": 20,
        "llm.finish_reason": "tool_calls",
      ], scope: "openinference.instrumentation.openai", status: 1,
      events: [.init(name: "First Token Stream Event", afterNanos: 40_000_000)])
    #expect(facts.dialect == "openinference")
    #expect(facts.operationClass == .inference && facts.operation == "chat" && facts.provider == "openai")
    #expect(facts.requestModel == "gpt-4o" && facts.responseModel == "gpt-4o-2024-08-06")
    #expect(facts.input == 300 && facts.output == 50 && facts.total == 350 && facts.cacheRead == 0)
    #expect(facts.cacheWrite == nil && facts.reasoning == 20)
    #expect(facts.reading.cacheInclusion == .inclusive && facts.reading.reasoningInclusion == .inclusive)
    #expect(facts.reading.isStreaming == true && facts.timeToFirstToken == 40_000_000)
    #expect(facts.finishReason == "tool_calls" && facts.errorType.isEmpty && facts.stage.isEmpty)
    let alone = read("LLM", ["openinference.span.kind": "LLM", "llm.model_name": "gpt-4o"])
    #expect(alone.requestModel == "gpt-4o" && alone.responseModel.isEmpty && alone.dialect == "openinference")
  }

  @Test(arguments: [
    ("LLM", OperationClass.inference, "chat", ""), ("EMBEDDING", .embedding, "embeddings", ""),
    ("RERANKER", .rerank, "rerank", ""), ("RETRIEVER", .retrieval, "retrieval", "retrieval"),
    ("TOOL", .tool, "execute_tool", "tool"), ("AGENT", .agent, "invoke_agent", "agent"),
    ("CHAIN", .workflow, "invoke_workflow", "workflow"), ("EVALUATOR", .evaluation, "", "evaluation"),
    ("GUARDRAIL", .guardrail, "", "guardrail"), ("PROMPT", .other, "", ""), ("UNKNOWN", .other, "", ""),
  ])
  func `OpenInference's kinds`(kind: String, operationClass: OperationClass, operation: String, stage: String) {
    let facts = read("span", ["openinference.span.kind": .text(kind)])
    #expect(facts.operationClass == operationClass && facts.operation == operation && facts.stage == stage)
  }

  @Test func `OpenInference counts documents by their numbers`() {
    let facts = read(
      "VectorStoreRetriever",
      [
        "openinference.span.kind": "RETRIEVER", "retrieval.documents.0.document.content": "a",
        "retrieval.documents.0.document.score": 0.5, "retrieval.documents.1.document.content": "b",
        "retrieval.documents.12.document.content": "c",
      ])
    #expect(facts.reading.retrievedCount == 3)
  }

  @Test(arguments: ["OpenAI", "Anthropic"])
  func `what LlamaIndex prepares for a request is none`(model: String) {
    let scope = "openinference.instrumentation.llama_index"
    let preparing = read(
      "\(model)._prepare_chat_with_tools",
      ["openinference.span.kind": "LLM", "llm.model_name": "gpt-4o-mini", "llm.provider": "openai"], scope: scope,
      status: 1)
    #expect(preparing.operationClass == .step && preparing.stage == "step")
    #expect(preparing.input == nil)
    let request = read(
      "\(model).chat", ["openinference.span.kind": "LLM", "llm.model_name": "gpt-4o-mini"], scope: scope, status: 1)
    #expect(request.operationClass == .inference)
  }

  @Test func `a first token is of a stream, though the span ended before it`() {
    func facts(_ nanos: UInt64, _ pairs: Pairs = ["openinference.span.kind": "LLM"]) -> Facts {
      read(
        "OpenAI.stream_chat", pairs, scope: "openinference.instrumentation.llama_index", status: 1, nanos: nanos,
        events: [.init(name: "First Token Stream Event", afterNanos: 100_000_000)])
    }
    #expect(facts(700_000).reading.isStreaming == true && facts(700_000).timeToFirstToken == nil)
    #expect(facts(200_000_000).reading.isStreaming == true && facts(200_000_000).timeToFirstToken == 100_000_000)
    let flagged = facts(700_000, ["openinference.span.kind": "LLM", "gen_ai.request.stream": false])
    #expect(flagged.reading.isStreaming == false)
  }

  @Test func `LangChain's setting for streams says nothing of a call unless it is on`() {
    func call(_ parameters: String, firstToken: Bool) -> Facts {
      read(
        "ChatOpenAI", ["openinference.span.kind": "LLM", "llm.invocation_parameters": .text(parameters)],
        scope: "openinference.instrumentation.langchain",
        events: firstToken ? [Recorder.Event(name: "First Token Stream Event", afterNanos: 250_000_000)] : [])
    }
    let off = #"{"model":"gpt-4o-mini","stream":false,"_type":"openai-chat"}"#
    #expect(call(off, firstToken: false).reading.isStreaming == nil)
    #expect(call(off, firstToken: true).reading.isStreaming == true)
    #expect(call(off, firstToken: true).timeToFirstToken == 250_000_000)
    #expect(call(#"{"model":"gpt-4o-mini","stream":true}"#, firstToken: false).reading.isStreaming == true)
  }

  @Test func `BeeAI tells cached tokens under metadata alone`() {
    let facts = read(
      "OpenAIChatModel",
      [
        "openinference.span.kind": "LLM", "llm.token_count.prompt": 120, "llm.token_count.completion": 50,
        "metadata.usage.cached_prompt_tokens": 64, "metadata.usage.cached_creation_tokens": 0,
      ], scope: "openinference.instrumentation.beeai")
    #expect([facts.cacheRead, facts.cacheWrite] == [64, 0] && facts.reading.cacheInclusion == .inclusive)
  }
}
