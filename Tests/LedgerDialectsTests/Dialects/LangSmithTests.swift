import LedgerModel
import Testing

@testable import LedgerDialects

/// LangSmith's runs.
@Suite struct LangSmithTests {
  @Test func `LangSmith's runs failed where they tell of an exception, whatever their status`() {
    func errorType(_ scope: String, status: UInt8 = 1, hasException: Bool = true) -> String {
      read(
        "ChatOpenAI", ["gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o-mini"], scope: scope,
        status: status,
        events: hasException ? [.init(name: "exception", pairs: ["exception.type": "Exception"])] : []
      ).errorType
    }
    #expect(errorType("langsmith") == "Exception" && errorType("langsmith", status: 2) == "Exception")
    #expect(errorType("langsmith", hasException: false).isEmpty)
    // Elsewhere it was caught.
    #expect(errorType("my-app").isEmpty)
  }

  @Test func `LangSmith's kind beats the operation that it writes beside it`() {
    let retriever = read(
      "VectorStoreRetriever", ["langsmith.span.kind": "retriever", "gen_ai.operation.name": "embeddings"],
      scope: "langsmith")
    #expect(
      retriever.operationClass == .retrieval && retriever.operation == "retrieval" && retriever.dialect == "langsmith")
    let prompt = read(
      "ChatPromptTemplate",
      ["langsmith.span.kind": "prompt", "gen_ai.operation.name": "chat", "gen_ai.system": "langchain"],
      scope: "langsmith")
    #expect(prompt.operationClass == .other && prompt.operation.isEmpty && prompt.provider.isEmpty)
    let llm = read(
      "ChatOpenAI",
      [
        "langsmith.span.kind": "llm", "gen_ai.operation.name": "chat", "gen_ai.system": "langchain",
        "langsmith.metadata.ls_provider": "openai", "gen_ai.usage.input_tokens": 129,
        "langsmith.metadata.usage_metadata":
          #"{"input_tokens":129,"output_tokens":46,"total_tokens":175,"input_token_details":{"audio":0,"cache_read":5},"output_token_details":{"audio":0,"reasoning":3}}"#,
        "gen_ai.response.finish_reasons": "stop,length",
      ], scope: "langsmith", status: 1)
    #expect(llm.provider == "openai" && llm.input == 129 && llm.cacheRead == 5 && llm.reasoning == 3)
    #expect(llm.finishReason == "stop" && llm.reading.cacheInclusion == .inclusive)
  }
}
