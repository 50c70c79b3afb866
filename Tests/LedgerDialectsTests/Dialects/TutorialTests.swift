import LedgerModel
import Testing

@testable import LedgerDialects

/// The article that many instrument by, and the RAG around its chat.
@Suite struct TutorialTests {
  @Test func `the article's chat, and the RAG spans around it`() {
    let chat = read(
      "gen_ai.client.chat",
      [
        "gen_ai.system": "openai", "gen_ai.request.model": "gpt-4o", "gen_ai.response.model": "gpt-4o-2024-08-06",
        "gen_ai.usage.input_tokens": 407, "gen_ai.usage.output_tokens": 103, "gen_ai.usage.total_tokens": 510,
        "gen_ai.usage.cost": 0.0020475, "gen_ai.response.time_to_first_token_ms": 11.5,
        "gen_ai.response.finish_reasons": .list(["stop"]),
      ], kind: 3, status: 1, events: [.init(name: "gen_ai.first_token", afterNanos: 12_000_000)])
    #expect(chat.dialect == "tutorial" && chat.operationClass == .inference && chat.operation == "chat")
    #expect(chat.input == 407 && chat.reading.reportedCost == PicoUSD(decimal: "0.0020475"))
    #expect(chat.timeToFirstToken == 11_500_000 && chat.reading.isStreaming == true && chat.finishReason == "stop")
    #expect(chat.reading.cacheInclusion == .unknown)
    let stages: [(String, OperationClass)] = [
      ("rag.pipeline", .workflow), ("rag.retrieve", .retrieval), ("rag.construct_prompt", .step),
      ("rag.generate", .step), ("rag.quality_check", .evaluation), ("rag.rewrite_query", .step),
    ]
    for (name, operationClass) in stages {
      let facts = read(name)
      #expect(facts.operationClass == operationClass && facts.stage == name && facts.dialect == "tutorial", "\(name)")
    }
    #expect(read("rag.retrieve", ["rag.documents.count": 3]).reading.retrievedCount == 3)
    #expect(read("rag.retrieve", ["rag.retrieved_count": 0]).reading.retrievedCount == 0)
  }

  @Test func `a RAG step that has the model and the usage itself is the request`() {
    let facts = read("rag.generate", ["gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 5])
    #expect(facts.operationClass == .inference && facts.stage.isEmpty)
  }

  @Test func `the article's streams write zero for usage that nobody sent`() {
    let facts = read(
      "gen_ai.client.chat",
      [
        "gen_ai.system": "openai", "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0,
        "gen_ai.usage.total_tokens": 0,
      ])
    #expect(facts.input == nil && facts.output == nil && facts.total == nil)
    let lite = read(
      "litellm_request", ["gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0, "llm.is_streaming": "True"],
      scope: "litellm")
    #expect(lite.input == 0 && lite.output == 0 && lite.reading.isStreaming == true)
  }

  @Test func `the article's verdicts`() {
    let facts = read(
      "llm.quality.evaluation",
      [
        "llm.quality.grounded": false, "llm.quality.relevance": 0.851, "llm.quality.completeness": 1,
        "llm.quality.tone": "friendly",
      ])
    #expect(facts.operationClass == .evaluation && facts.stage == "evaluation")
    #expect(
      facts.evaluations == [
        "groundedness 0 not_grounded made up", "relevance 851000 ", "completeness 1000000 ", "tone - friendly",
      ])
    #expect(
      read("llm.quality.evaluation", ["llm.quality.grounded": true]).evaluations == [
        "groundedness 1000000 grounded true"
      ])
    #expect(read("rag.quality_check", ["rag.quality_score": 0.5]).evaluations == ["rag.quality 500000 "])
  }
}
