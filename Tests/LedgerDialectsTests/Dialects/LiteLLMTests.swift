import LedgerModel
import Testing

@testable import LedgerDialects

/// LiteLLM and its router.
@Suite struct LiteLLMTests {
  @Test func `LiteLLM's raw request repeats the request`() {
    let raw = read("raw_gen_ai_request", ["llm.openai.usage": "{}"], scope: "litellm", status: 1)
    #expect(raw.reading.isRepetition && raw.operationClass == .other && raw.dialect == "litellm")
    let request = read(
      "litellm_request",
      [
        "litellm.provider.model": "anthropic/claude-sonnet-4-5", "llm.request.type": "completion", "gen_ai.system": "",
        "gen_ai.operation.name": "responses", "llm.is_streaming": "False", "gen_ai.cost.total_cost": 0.0005975,
        "gen_ai.usage.input_tokens": 1557,
        "metadata.usage_object":
          "{'completion_tokens': 113, 'prompt_tokens': 1557, 'prompt_tokens_details': {'audio_tokens': None, 'cache_write_tokens': 7, 'cached_tokens': 1152, 'cache_creation_tokens': 7}, 'cache_creation_input_tokens': 7, 'cache_read_input_tokens': 1152}",
        "gen_ai.response.finish_reasons": #"["stop"]"#,
      ], scope: "litellm", status: 1)
    #expect(request.operation == "chat" && request.provider == "anthropic" && request.reading.isStreaming == false)
    #expect(request.reading.reportedCost == PicoUSD(decimal: "0.0005975") && request.finishReason == "stop")
    #expect(request.input == 1557 && request.output == 113 && request.cacheRead == 1152 && request.cacheWrite == 7)
    #expect(request.reading.cacheInclusion == .inclusive)
  }

  @Test func `LiteLLM's asynchronous functions are what they ask for; its router's names are no models`() {
    func call(_ word: String) -> Facts {
      read(
        "litellm_request", ["gen_ai.operation.name": .text(word), "llm.request.type": .text(word)], scope: "litellm")
    }
    #expect(call("aembedding").operationClass == .embedding && call("aembedding").operation == "embeddings")
    #expect(call("aresponses").operation == "chat" && call("anthropic_messages").operation == "chat")
    #expect(call("atext_completion").operation == "text_completion" && call("arerank").operationClass == .rerank)
    #expect(call("aimage_generation").operationClass == .other)
    func routed(_ request: String, _ response: String, _ route: String) -> Facts {
      read(
        "chat \(request)",
        [
          "gen_ai.operation.name": "chat", "gen_ai.request.model": .text(request),
          "gen_ai.response.model": .text(response), "litellm.provider.model": .text(route),
        ], scope: "litellm")
    }
    let alias = routed("claude", "claude", "anthropic/claude-sonnet-4-5")
    #expect(alias.requestModel == "claude-sonnet-4-5" && alias.responseModel == "claude")
    #expect(alias.provider == "anthropic")
    let known = routed("claude", "claude-sonnet-4-5", "anthropic/claude-sonnet-4-5")
    #expect(known.requestModel == "claude" && known.responseModel == "claude-sonnet-4-5")
    let fallback = routed("gpt-4.1", "gpt-4.1-2025-04-14", "openai/gpt-4o")
    #expect(fallback.requestModel == "gpt-4.1" && fallback.responseModel == "gpt-4.1-2025-04-14")
  }
}
