import LedgerModel
import Testing

@testable import LedgerDialects

/// Vercel's AI SDK.
@Suite struct VercelAITests {
  @Test func `Vercel's outer span is a workflow, its inner one the request`() {
    let outer = read(
      "ai.streamText", ["ai.operationId": "ai.streamText", "ai.model.id": "gpt-4o", "ai.usage.inputTokens": 10],
      scope: "ai")
    #expect(outer.operationClass == .workflow && outer.dialect == "vercel-ai")
    let inner = read(
      "ai.streamText.doStream",
      [
        "ai.operationId": "ai.streamText.doStream", "ai.model.id": "gpt-4o", "ai.model.provider": "openai.chat",
        "ai.response.msToFirstChunk": 450.5, "ai.usage.inputTokens": 10, "ai.usage.outputTokens": 5,
        "ai.usage.cachedInputTokens": 4, "ai.response.finishReason": "tool-calls",
        "ai.telemetry.metadata.sessionId": "s",
      ], scope: "ai")
    #expect(inner.operationClass == .inference && inner.operation == "chat" && inner.provider == "openai")
    #expect(inner.timeToFirstToken == 450_500_000 && inner.reading.isStreaming == true)
    #expect(inner.finishReason == "tool_calls" && inner.cacheRead == 4 && inner.reading.cacheInclusion == .inclusive)
    #expect(read("ai.embed.doEmbed", ["ai.usage.tokens": 9], scope: "ai").operationClass == .embedding)
    #expect(read("ai.toolCall", ["ai.toolCall.name": "wind"], scope: "ai").tool == "wind")
    let anthropic = read(
      "ai.generateText.doGenerate",
      [
        "ai.operationId": "ai.generateText.doGenerate", "ai.model.provider": "anthropic.messages",
        "ai.usage.inputTokens": 10,
        "ai.response.providerMetadata": #"{"anthropic":{"cacheCreationInputTokens":77}}"#,
      ], scope: "ai")
    #expect(anthropic.provider == "anthropic" && anthropic.reading.cacheInclusion == .unknown)
    #expect(anthropic.cacheWrite == 77 && anthropic.reading.isStreaming == false)
    let proved = read(
      "ai.generateText.doGenerate",
      [
        "ai.operationId": "ai.generateText.doGenerate", "ai.model.provider": "anthropic.messages",
        "ai.usage.inputTokenDetails.noCacheTokens": 3,
      ], scope: "ai")
    #expect(proved.reading.cacheInclusion == .inclusive)
  }

  /// Scenario: what providers' packages tell beside their answers, in the shapes of the SDK's versions 4 to 7.
  /// Guarantees: cached and reasoning tokens are read where the SDK has no attributes for them, and Anthropic's own counts
  /// show whether the SDK's input includes what is cached; beside a run's sum, those of its last answer show nothing.
  @Test func `Vercel's metadata of a provider holds what the SDK's counts leave out`() {
    func call(
      _ provider: String, _ metadata: String, generation: Int = 5, input: Int64, cached: Int64? = nil,
      name: String = "ai.generateText.doGenerate"
    ) -> Facts {
      let cachedName = cached == nil ? "ai.prompt" : "ai.usage.cachedInputTokens"
      return read(
        name,
        [
          "ai.model.id": "m", "ai.model.provider": .text(provider), "ai.response.providerMetadata": .text(metadata),
          generation < 5 ? "ai.usage.promptTokens" : "ai.usage.inputTokens": .int(input),
          cachedName: .int(cached ?? 0),
        ], scope: "ai")
    }
    let four = call(
      "openai.chat", #"{"openai":{"reasoningTokens":16,"acceptedPredictionTokens":0,"cachedPromptTokens":64}}"#,
      generation: 4, input: 120)
    #expect(four.input == 120 && four.cacheRead == 64 && four.reasoning == 16)
    #expect(four.reading.cacheInclusion == .inclusive)
    let fourOfAnthropic = call(
      "anthropic.messages", #"{"anthropic":{"cacheCreationInputTokens":30,"cacheReadInputTokens":400}}"#,
      generation: 4, input: 700)
    #expect(fourOfAnthropic.cacheRead == 400 && fourOfAnthropic.cacheWrite == 30)
    #expect(fourOfAnthropic.reading.cacheInclusion == .unknown)

    let own =
      #"{"anthropic":{"usage":{"input_tokens":700,"cache_creation_input_tokens":30,"cache_read_input_tokens":400,"#
      + #""cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"output_tokens":40},"#
      + #""stopSequence":null,"iterations":[{"type":"message","inputTokens":9}]}}"#
    let five = call("anthropic.messages", own, input: 700, cached: 400)
    #expect(five.input == 700 && five.cacheRead == 400 && five.cacheWrite == 30)
    #expect(five.reading.cacheInclusion == .exclusive)
    #expect(five.details[.cacheWriteOneHourTokens] == "20")
    let seven = call("anthropic.messages", own, input: 1130, cached: 400)
    #expect(seven.input == 1130 && seven.cacheWrite == 30 && seven.reading.cacheInclusion == .inclusive)
    let run = call("anthropic.messages", own, input: 1400, cached: 800, name: "ai.generateText")
    #expect(run.operationClass == .workflow && run.reading.cacheInclusion == .unknown)
    let bedrock = call(
      "amazon-bedrock", #"{"bedrock":{"usage":{"cacheReadInputTokens":400,"cacheWriteInputTokens":30}}}"#,
      generation: 4, input: 70)
    #expect(bedrock.input == 70 && bedrock.cacheRead == 400 && bedrock.cacheWrite == 30)
  }
}
