import LedgerModel
import Testing

@testable import LedgerDialects

/// Logfire, Pydantic AI, and what Logfire's instrumentations make of other agents.
@Suite struct LogfireTests {
  @Test func `Logfire's stream is one call in two spans`() {
    let scope = "logfire.openai"
    let request = read(
      "Chat Completion with {request_data[model]!r}",
      [
        "request_data": #"{"model":"gpt-4o","stream":true}"#, "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
      ], scope: scope, kind: 3)
    #expect(request.reading.isRepetition && request.operationClass == .inference)
    let record = read(
      "streaming response from {request_data[model]!r} took {duration:.2f}s",
      [
        "request_data": #"{"model":"gpt-4o"}"#, "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai",
        "gen_ai.usage.input_tokens": 375, "gen_ai.usage.output_tokens": 9, "duration": 0.011636418,
        "operation.cost": 0.25,
        "gen_ai.usage.raw":
          #"{"prompt_tokens":375,"completion_tokens":9,"total_tokens":384,"prompt_tokens_details":{"cached_tokens":64}}"#,
      ], scope: scope, nanos: 0)
    #expect(!record.reading.isRepetition && record.operationClass == .inference && record.input == 375)
    #expect(record.cacheRead == 64 && record.total == 384 && record.reading.isStreaming == true)
    #expect(record.reading.reportedDurationNanos == 11_636_418 && record.reading.cacheInclusion == .inclusive)
    let failed = read(
      "Chat Completion with {request_data[model]!r}", ["gen_ai.operation.name": "chat"], scope: scope, status: 2)
    #expect(!failed.reading.isRepetition && failed.errorType == "_OTHER")
    let plain = read(
      "Chat Completion with {request_data[model]!r}",
      ["gen_ai.operation.name": "chat", "gen_ai.response.id": "r", "gen_ai.response.finish_reasons": #"["stop"]"#],
      scope: scope)
    #expect(!plain.reading.isRepetition && plain.finishReason == "stop")
  }

  @Test(arguments: [
    "Responses API with {gen_ai.request.model!r}", "Chat completion with {gen_ai.request.model!r}",
  ])
  func `a request of OpenAI's agents that failed in Logfire is known by its name`(name: String) {
    let facts = read(
      name,
      [
        "gen_ai.request.model": "gpt-5-mini", "gen_ai.response.model": "gpt-5-mini", "gen_ai.system": "openai",
        "logfire.span_type": "span",
      ], scope: "logfire.openai_agents", status: 2,
      events: [.init(name: "exception", pairs: ["exception.type": "openai.InternalServerError"])])
    #expect(facts.operationClass == .inference && facts.operation == "chat" && facts.requestModel == "gpt-5-mini")
    #expect(facts.errorType == "openai.InternalServerError" && !facts.reading.isRepetition)
    #expect(read(name, ["gen_ai.request.model": "gpt-5-mini"]).operationClass == .other)
    // The requests of a client have the name, too: that of a stream is its repetition all the same.
    let stream = read(
      name, ["gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5-mini"], scope: "logfire.openai", kind: 3)
    #expect(stream.reading.isRepetition && stream.reading.isStreaming == true)
  }

  @Test func `what OpenAI's agents do beside requests is known in Logfire by its name`() {
    let stages = [
      "OpenAI Agents trace: {name}": "workflow", "Agent run: {name!r}": "agent",
      "Turn {turn} for agent weather": "step",
      "Function: {name}": "tool", "Handoff: {from_agent} → {to_agent}": "step",
      "Guardrail {name!r} {triggered=}": "guardrail", "Task: Agent workflow": "workflow",
    ]
    for (name, stage) in stages {
      let attributes: Pairs = name.hasPrefix("Task") ? ["sdk_span_type": "task"] : ["logfire.span_type": "span"]
      #expect(read(name, attributes, scope: "logfire.openai_agents").stage == stage, "\(name)")
    }
    #expect(read("Function: {name}", ["logfire.span_type": "span"]).stage.isEmpty)
    #expect(read("Task: something", ["logfire.span_type": "span"], scope: "logfire").stage.isEmpty)
  }

  @Test func `Pydantic AI's agents sum their calls up under a name of its own`() {
    let agent = read(
      "invoke_agent harbour_agent",
      [
        "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "harbour_agent",
        "gen_ai.aggregated_usage.input_tokens": 364, "gen_ai.aggregated_usage.output_tokens": 34,
      ],
      scope: "pydantic-ai")
    #expect(agent.operationClass == .agent && agent.input == 364 && agent.reading.isAggregate)
    let chat = read(
      "chat gpt-4o",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 20, "operation.cost": 7.5e-05,
        "gen_ai.usage.details.cache_read_tokens": 8, "gen_ai.usage.details.reasoning_tokens": 2,
        "gen_ai.client.operation.time_to_first_chunk": 0.01, "gen_ai.aggregated_usage.input_tokens": 999,
      ],
      scope: "pydantic-ai")
    #expect(chat.input == 20 && !chat.reading.isAggregate && chat.cacheRead == 8 && chat.reasoning == 2)
    #expect(chat.reading.reportedCost == PicoUSD(decimal: "0.000075") && chat.timeToFirstToken == 10_000_000)
    #expect(chat.reading.cacheInclusion == .inclusive && chat.dialect == "pydantic-ai")
    let gemini = read(
      "chat gemini-2.5-flash",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.output_tokens": 6526,
        "gen_ai.usage.details.thoughts_tokens": 64,
      ], scope: "pydantic-ai")
    #expect(gemini.output == 6526 && gemini.reasoning == 64 && gemini.reading.reasoningInclusion == .inclusive)
  }

  @Test func `usage that is a part of a sum by its name is known as such, and yields to the span's own`() {
    let part = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.usage.partial.input_tokens": 9],
      scope: "logfire.claude_agent_sdk")
    #expect(part.input == 9 && part.reading.isPartial && !part.reading.isAggregate)
    let own = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.usage.partial.input_tokens": 9, "gen_ai.usage.output_tokens": 4,
        "gen_ai.usage.partial.output_tokens": 3,
      ], scope: "logfire.claude_agent_sdk")
    #expect(own.input == nil && own.output == 4 && !own.reading.isPartial)
  }
}
