import LedgerModel
import Testing

@testable import LedgerDialects

/// The conventions of OpenTelemetry, and the instrumentations that are their own.
@Suite struct OpenTelemetryTests {
  @Test func `the conventions' eras A to E say the same`() {
    let a = read(
      "chat",
      [
        "gen_ai.system": "openai", "gen_ai.request.model": "gpt-4", "gen_ai.usage.prompt_tokens": 10,
        "gen_ai.usage.completion_tokens": 5,
      ], kind: 3)
    let b = read(
      "chat gpt-4",
      [
        "gen_ai.system": "openai", "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4",
        "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 5,
      ], kind: 3)
    let c = read(
      "chat gpt-4",
      [
        "gen_ai.provider.name": "openai", "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4",
        "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 5,
      ], kind: 3)
    for facts in [a, b, c] {
      #expect(facts.dialect == "opentelemetry")
      #expect(facts.operationClass == .inference && facts.operation == "chat" && facts.provider == "openai")
      #expect(facts.requestModel == "gpt-4" && facts.input == 10 && facts.output == 5 && facts.cacheRead == nil)
      #expect(facts.reading.cacheInclusion == .unknown && facts.reading.isStreaming == nil)
    }
    let d = read(
      "chat gpt-4",
      [
        "gen_ai.provider.name": "openai", "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.cache_read.input_tokens": 4, "gen_ai.usage.cache_creation.input_tokens": 2,
        "gen_ai.usage.reasoning.output_tokens": 1,
      ], schema: "https://opentelemetry.io/schemas/1.40.0")
    #expect(d.cacheRead == 4 && d.cacheWrite == 2 && d.reasoning == 1 && d.requestModel == "gpt-4")
    #expect(d.reading.cacheInclusion == .asked && d.reading.isStreaming == nil)
    let e = read(
      "chat gpt-4", ["gen_ai.operation.name": "chat", "gen_ai.usage.cache_write.input_tokens": 2],
      schema: "https://opentelemetry.io/schemas/gen-ai/1.42.0")
    #expect(e.cacheWrite == 2 && e.reading.cacheInclusion == .asked && e.reading.isStreaming == false)
  }

  @Test func `a request that failed before any usage is a request`() {
    let facts = read(
      "chat gpt-4", ["gen_ai.system": "openai", "gen_ai.request.model": "gpt-4", "error.type": "timeout"], kind: 3,
      status: 2)
    #expect(facts.operationClass == .inference && facts.errorType == "timeout")
  }

  @Test func `an instrumentation of the conventions' own writes the streaming flag only where something streams`() {
    let scope = "opentelemetry.instrumentation.genai.openai"
    let plain = read("chat gpt-4o", ["gen_ai.operation.name": "chat"], scope: scope)
    #expect(plain.reading.isStreaming == false && plain.reading.cacheInclusion == .inclusive)
    let streamed = read(
      "chat gpt-4o",
      ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true, "gen_ai.response.time_to_first_chunk": 0.25],
      scope: scope)
    #expect(streamed.reading.isStreaming == true && streamed.timeToFirstToken == 250_000_000)
    #expect(read("x", ["gen_ai.operation.name": "embeddings"], scope: scope).reading.isStreaming == nil)
  }

  @Test(arguments: ["0.4b0", "1.0b0", "1.1b0", "1.3b0", ""])
  func `the library of the conventions' instrumentations may leave out the streaming flag of a stream`(version: String)
  {
    let scope = "opentelemetry.util.genai.handler"
    let plain = read(
      "chat gpt-4o", ["gen_ai.operation.name": "chat"], scope: scope, version: version,
      schema: "https://opentelemetry.io/schemas/1.37.0")
    #expect(plain.reading.isStreaming == nil)
    let streamed = read(
      "chat gpt-4o", ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true], scope: scope, version: version)
    #expect(streamed.reading.isStreaming == true)
  }

  @Test func `Bedrock behind the conventions' names counts the cache apart`() {
    let facts = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 3],
      scope: "opentelemetry.instrumentation.botocore.bedrock-runtime"
    )
    #expect(facts.reading.cacheInclusion == .exclusive)
  }
}
