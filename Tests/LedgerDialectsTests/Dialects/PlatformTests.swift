import LedgerModel
import Testing

@testable import LedgerDialects

/// Platforms that have few names of their own.
@Suite struct PlatformTests {
  @Test func `HoneyHive's decorated spans are what the application says of them`() {
    let scope = "honeyhive.140239520871376"
    let model = read(
      "app.call",
      [
        "honeyhive.session_id": "s", "honeyhive_event_type": "model", "honeyhive_metadata.event_type": "model",
        "honeyhive_metadata.prompt_tokens": 120, "honeyhive_metadata.completion_tokens": 50,
        "honeyhive_metadata.total_tokens": 170, "honeyhive_metadata.cost": 0.01,
        "honeyhive_config.model": "gpt-4o-mini", "honeyhive_config.provider": "openai",
      ], scope: scope)
    #expect(model.dialect == "honeyhive" && model.operationClass == .inference && model.requestModel == "gpt-4o-mini")
    #expect(model.input == 120 && model.output == 50 && model.total == 170 && model.provider == "openai")
    #expect(model.reading.reportedCost == PicoUSD(decimal: "0.01") && model.session == "s")
    #expect(read("app.main", ["honeyhive_metadata.event_type": "chain"], scope: scope).stage == "workflow")
    // A type that was guessed is none.
    let guessed = read("GET", ["honeyhive.session_id": "s", "honeyhive_event_type": "tool"], scope: "requests")
    #expect(guessed.operationClass == .other && guessed.stage.isEmpty)
  }

  @Test func `Agent Framework for Python hands on what each provider counts`() {
    func chat(_ provider: String, scope: String = "agent_framework") -> Facts {
      read(
        "chat m",
        [
          "gen_ai.operation.name": "chat", "gen_ai.provider.name": .text(provider), "gen_ai.usage.input_tokens": 700,
          "gen_ai.usage.cache_read.input_tokens": 400,
        ], scope: scope)
    }
    #expect(chat("anthropic").reading.cacheInclusion == .exclusive)
    #expect(chat("aws.bedrock").reading.cacheInclusion == .exclusive)
    #expect(chat("openai").reading.cacheInclusion == .inclusive)
    let gemini = chat("gcp.gemini")
    #expect(gemini.reading.cacheInclusion == .inclusive && gemini.reading.reasoningInclusion == .exclusive)
    #expect(chat("anthropic", scope: "Experimental.Microsoft.Agents.AI").reading.cacheInclusion == .asked)
  }

  @Test func `Laminar has one kind of span for all requests; embeddings are known by their name`() {
    let pairs: Pairs = [
      "lmnr.span.type": "LLM", "gen_ai.system": "openai", "gen_ai.request.model": "text-embedding-3-small",
      "gen_ai.usage.input_tokens": 9,
    ]
    let embedding = read("openai.embeddings", pairs, scope: "lmnr.tracer")
    #expect(embedding.operationClass == .embedding && embedding.operation == "embeddings" && embedding.input == 9)
    #expect(read("openai.chat", pairs, scope: "lmnr.tracer").operationClass == .inference)
  }
}
