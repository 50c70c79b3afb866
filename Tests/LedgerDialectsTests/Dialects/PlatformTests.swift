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

  @Test func `Mistral's SDK tells usage in version 1 under names of two conventions, and moderates`() {
    func call(_ name: String, _ pairs: Pairs) -> Facts { read(name, pairs, scope: "mistralai_sdk_tracer") }
    let chat = call(
      "chat_completion_v1_chat_completions_post",
      [
        "gen_ai.request.model": "mistral-small-latest", "gen_ai.usage.prompt_tokens": 120,
        "gen_ai.usage.output_tokens": 50, "mistral_ai.request.total_tokens": 170,
      ])
    #expect(chat.operationClass == .inference && chat.provider == "mistral_ai" && chat.dialect == "mistral-sdk")
    #expect([chat.input, chat.output, chat.total] == [120, 50, 170])
    let run = call("agents_api_v1_conversations_start_stream", ["gen_ai.request.model": "mistral-small-latest"])
    #expect(run.operationClass == .agent && run.agent.isEmpty)
    let moderation = call(
      "moderations_v1_moderations_post",
      ["gen_ai.request.model": "mistral-moderation-latest", "gen_ai.usage.prompt_tokens": 7])
    #expect(moderation.operationClass == .other)
    let failed = call(
      "chat",
      ["gen_ai.operation.name": "chat", "http.response.status_code": 429, "mistral_ai.error.type": "rate_limited"])
    #expect(failed.errorType == "429")
  }

  @Test func `the costs of genai-otel-instrument stand beside calls of any library`() {
    let facts = read(
      "chat",
      ["gen_ai.operation.name": "chat", "gen_ai.usage.cost.total": 0.0000528, "gen_ai.usage.cost.prompt": 0.000018])
    #expect(facts.reading.reportedCost == PicoUSD(decimal: "0.0000528"))
  }
}
