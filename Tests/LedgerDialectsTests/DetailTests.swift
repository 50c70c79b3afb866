import LedgerModel
import Testing

@testable import LedgerDialects

/// What only some calls say.
@Suite struct DetailTests {
  private func details(_ pairs: Pairs, scope: String = "my-app") -> [CallDetail: String] {
    read("chat", pairs, scope: scope).details
  }

  @Test func `a call that says nothing has no details`() {
    #expect(details(["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 5]).isEmpty)
  }

  @Test func `temperature, in all places and types`() {
    let values: [Written] = [0.7, "0.7", "\"0.7\"", .list(["0.7"])]
    for value in values { #expect(details(["gen_ai.request.temperature": value]) == [.temperature: "700000"]) }
    #expect(details(["gen_ai.request.temperature": 0]) == [.temperature: "0"])
    #expect(details(["gen_ai.request.temperature": -1.0]).isEmpty)
    #expect(details(["gen_ai.request.temperature": true]).isEmpty)
    #expect(details(["llm.invocation_parameters": #"{"temperature":1}"#]) == [.temperature: "1000000"])
    #expect(details(["langfuse.observation.model.parameters": #"{"temperature":"0.2"}"#]) == [.temperature: "200000"])
    #expect(details(["ai.settings.temperature": 0.5]) == [.temperature: "500000"])
    #expect(
      details(["llm.temperature": 0.9, "gen_ai.request.temperature": 0.1]) == [.temperature: "100000"])
  }

  @Test func `limits of a request`() {
    #expect(details(["gen_ai.request.max_tokens": "256"]) == [.maxTokens: "256"])
    #expect(details(["gen_ai.request.max_completion_tokens": 256.0]) == [.maxTokens: "256"])
    #expect(details(["llm.invocation_parameters": #"{"max_output_tokens":9}"#]) == [.maxTokens: "9"])
    #expect(details(["langfuse.observation.model.parameters": #"{"maxTokens":9}"#]) == [.maxTokens: "9"])
    #expect(details(["ai.settings.maxOutputTokens": 7, "ai.settings.maxTokens": 9]) == [.maxTokens: "7"])
    #expect(details(["copilot_chat.request.max_prompt_tokens": 128_000]) == [.contextWindow: "128000"])
    #expect(details(["gen_ai.request.max_input_tokens": 8192]) == [.contextWindow: "8192"])
  }

  @Test func `parts of the cache writes by how long they are kept`() {
    let laminar = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.cache_creation.input_tokens": 500,
        "gen_ai.usage.cache_creation.input_tokens.ephemeral_5m": 300,
        "gen_ai.usage.cache_creation.input_tokens.ephemeral_1h": 200,
      ])
    #expect(laminar.cacheWrite == 500)
    #expect(laminar.details == [.cacheWriteFiveMinuteTokens: "300", .cacheWriteOneHourTokens: "200"])
    // The two parts are the whole; one of them is not known to be.
    let parts = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.cache_creation_5m.input_tokens": 300,
        "gen_ai.usage.cache_creation_1h.input_tokens": 200,
      ])
    #expect(parts.cacheWrite == 500)
    #expect(read("chat", ["gen_ai.usage.cache_creation_5m.input_tokens": 300]).cacheWrite == nil)
    let anthropic = read(
      "anthropic.messages.create",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.cache_write.input_tokens": 300,
        "anthropic.usage.cache_creation.ephemeral_5m_input_tokens": 100,
        "anthropic.usage.cache_creation.ephemeral_1h_input_tokens": 200,
      ], scope: "com.anthropic.sdk.python")
    #expect(anthropic.cacheWrite == 300)
    #expect(anthropic.details == [.cacheWriteFiveMinuteTokens: "100", .cacheWriteOneHourTokens: "200"])
    // Pydantic AI leaves out what is zero.
    let pydantic = read(
      "chat claude-sonnet-4-6",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.cache_creation.input_tokens": 300,
        "gen_ai.usage.details.ephemeral_1h_input_tokens": 200,
      ], scope: "pydantic-ai")
    #expect(pydantic.cacheWrite == 300 && pydantic.details == [.cacheWriteOneHourTokens: "200"])
    #expect(
      details(["gen_ai.usage.details.ephemeral_5m_input_tokens": 100]) == [.cacheWriteFiveMinuteTokens: "100"])
    let huge = read(
      "chat",
      [
        "gen_ai.usage.cache_creation_5m.input_tokens": .int(.max),
        "gen_ai.usage.cache_creation_1h.input_tokens": .int(.max),
      ])
    #expect(huge.cacheWrite == nil)
    let langfuse = read(
      "generation",
      [
        "langfuse.observation.usage_details":
          #"{"input":1,"input_cache_creation_5m":30,"input_cache_creation_1h":20,"input_audio_tokens":4}"#
      ])
    #expect(langfuse.cacheWrite == 50 && langfuse.input == 55)
    #expect(
      langfuse.details
        == [.cacheWriteFiveMinuteTokens: "30", .cacheWriteOneHourTokens: "20", .audioInputTokens: "4"])
    let raw = read(
      "chat",
      [
        "gen_ai.usage.raw":
          #"{"input_tokens":1,"cache_creation_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":50}}"#
      ])
    #expect(raw.cacheWrite == 50 && raw.input == 1 && raw.details == [.cacheWriteFiveMinuteTokens: "50"])
  }

  @Test func `tokens of sound and of images`() {
    #expect(
      details(["gen_ai.usage.audio.input_tokens": 3, "gen_ai.usage.input_audio_tokens": 9])
        == [.audioInputTokens: "3"])
    #expect(details(["gen_ai.usage.audio_output_tokens": 3]) == [.audioOutputTokens: "3"])
    #expect(details(["gen_ai.usage.image.input_tokens": 3]) == [.imageInputTokens: "3"])
    #expect(details(["llm.token_count.completion_details.audio": 3]) == [.audioOutputTokens: "3"])
    let nested = #"{"prompt_tokens":9,"prompt_tokens_details":{"audio_tokens":3,"image_tokens":2}}"#
    let raw = read("chat", ["gen_ai.usage.raw": .text(nested)])
    #expect(raw.input == 9 && raw.details == [.audioInputTokens: "3", .imageInputTokens: "2"])
  }

  @Test func `usage that was estimated, and what an answer is`() {
    #expect(details(["langwatch.tokens.estimated": true]) == [.isUsageEstimated: "1"])
    #expect(details(["langwatch.tokens.estimated": "false"]) == [.isUsageEstimated: "0"])
    #expect(details(["gen_ai.output.type": "json"]) == [.outputType: "json"])
    #expect(details(["gen_ai.openai.request.response_format": "json_schema"]) == [.outputType: "json"])
    #expect(details(["gen_ai.output.type": "what the model wrote"]).isEmpty)
  }

  @Test func `a finish reason keeps its own word where the six say less`() {
    #expect(details(["gen_ai.response.finish_reasons": "stop"]).isEmpty)
    #expect(details(["gen_ai.response.finish_reasons": "pause_turn"]) == [.finishReason: "pause_turn"])
    #expect(details(["gen_ai.response.finish_reasons": .list(["sun-spots"])]) == [.finishReason: "sun-spots"])
    let prose = read("chat", ["gen_ai.response.finish_reasons": "naïve"])
    #expect(prose.finishReason == "other" && prose.details.isEmpty)
    let long = read("chat", ["gen_ai.response.finish_reasons": .text(String(repeating: "x", count: 41))])
    #expect(long.finishReason == "other" && long.details.isEmpty)
    // Only the word of the source that the reason is from.
    let both = read(
      "chat", ["llm.finish_reason": "sunspots", "gen_ai.response.finish_reasons": "stop"])
    #expect(both.finishReason == "stop" && both.details.isEmpty)
  }

  @Test func `details do not stay for the next span`() {
    let recorder = Recorder()
    recorder.scope("my-app")
    var reading = SpanReading()
    recorder.interpreter.read(recorder.record("chat", ["gen_ai.request.max_tokens": 5]), into: &reading)
    #expect(reading.details.all.count == 1)
    recorder.interpreter.read(recorder.record("chat", ["gen_ai.usage.input_tokens": 5]), into: &reading)
    #expect(reading.details.isEmpty)
    recorder.interpreter.read(recorder.record("GET /"), into: &reading)
    #expect(reading.details.isEmpty)
  }
}
