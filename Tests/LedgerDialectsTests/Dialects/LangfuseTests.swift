import LedgerModel
import Testing

@testable import LedgerDialects

/// Langfuse's observations.
@Suite struct LangfuseTests {
  @Test func `Langfuse's usage in the shapes of its SDKs`() {
    func usage(_ json: String) -> Facts {
      read(
        "OpenAI-generation",
        [
          "langfuse.observation.type": "generation", "langfuse.observation.model.name": "gpt-4o-2024-08-06",
          "langfuse.observation.usage_details": .text(json),
        ], scope: "langfuse-sdk")
    }
    let nested = usage(
      #"{"completion_tokens": 88, "prompt_tokens": 326, "total_tokens": 414, "completion_tokens_details": {"audio_tokens": 0, "reasoning_tokens": 12}, "prompt_tokens_details": {"audio_tokens": 0, "cached_tokens": 100}}"#
    )
    #expect(nested.input == 326 && nested.output == 88 && nested.cacheRead == 100 && nested.reasoning == 12)
    #expect(nested.total == 414 && nested.operation == "chat" && nested.provider == "openai")
    let responses = usage(
      #"{"input_tokens": 155, "input_tokens_details": {"cache_write_tokens": 20, "cached_tokens": 30}, "output_tokens": 62, "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 217}"#
    )
    #expect(responses.input == 155 && responses.cacheRead == 30 && responses.cacheWrite == 20 && responses.output == 62)
    #expect(usage(#"{"input": 255}"#).input == 255)
    #expect(usage(#"{"input": 255}"#).output == nil)
    let manual = usage(#"{"input": 100, "output": 20, "cache_read_input_tokens": 40}"#)
    #expect(manual.input == 140 && manual.output == 20 && manual.cacheRead == 40)
    let anthropic = usage(
      #"{"input_tokens": 3, "output_tokens": 9, "cache_read_input_tokens": 9000, "cache_creation_input_tokens": 500}"#)
    #expect(anthropic.input == 9503 && anthropic.cacheWrite == 500)
    let times = usage(#"{"input": 10, "input_cache_creation_5m": 20, "input_cache_creation_1h": 30, "output": 1}"#)
    #expect(times.input == 60 && times.cacheWrite == 50)
    for facts in [nested, responses, manual, anthropic, times] { #expect(facts.reading.cacheInclusion == .inclusive) }
    let twice = usage(#""{\"input\": 7, \"output\": 8}""#)
    #expect(twice.input == 7 && twice.output == 8)
    #expect(usage(#"{"input": 7, "outp"#).input == nil)
  }

  @Test func `Langfuse's cost, level and time of the first token`() {
    let facts = read(
      "generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.cost_details": #"{"input":1.5e-05,"output":1.2e-05}"#,
        "langfuse.observation.completion_start_time": .text("\"\(UnixNanos(Recorder.start + 31_250_000))\""),
        "langfuse.observation.level": "ERROR", "langfuse.observation.metadata.finish_reason": "\"stop\"",
      ], scope: "langfuse-sdk")
    #expect(facts.reading.reportedCost == PicoUSD(decimal: "0.000027"))
    #expect(facts.timeToFirstToken == 31_250_000 && facts.reading.isStreaming == true)
    #expect(facts.errorType == "_OTHER" && facts.finishReason == "stop")
    let total = read(
      "generation",
      [
        "langfuse.observation.type": "generation",
        "langfuse.observation.cost_details": #"{"input":1,"output":2,"total":2.5}"#,
      ])
    #expect(total.reading.reportedCost == PicoUSD(decimal: "2.5") && total.dialect == "langfuse")
  }
}
