import LedgerModel
import Testing

@testable import LedgerDialects

/// The traps of units and types that a single span or data point can set, one test each. Those of counting are tested
/// where calls are settled.
@Suite struct ChecklistTests {
  private func chat(_ name: String, _ value: Written, scope: String = "my-app") -> Facts {
    read("chat", ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true, name: value], scope: scope)
  }

  @Test func `trap 1: a server's time to first token is 0.45 from OpenLIT and 450 from Strands`() {
    #expect(chat("gen_ai.server.time_to_first_token", 0.45, scope: "openlit.x").timeToFirstToken == 450_000_000)
    #expect(
      chat("gen_ai.server.time_to_first_token", 450, scope: "strands.telemetry.tracer").timeToFirstToken == 450_000_000)
    // Of an emitter that nobody knows, whatever fits into the span.
    #expect(chat("gen_ai.server.time_to_first_token", 450).timeToFirstToken == 450_000_000)
    #expect(chat("gen_ai.server.time_to_first_token", 0.45).timeToFirstToken == 450_000_000)
    // A unit that does not fit into the span is not the one that was meant.
    #expect(chat("gen_ai.server.time_to_first_token", 450, scope: "openlit.x").timeToFirstToken == 450_000_000)
    #expect(chat("gen_ai.server.time_to_first_token", 5e9).timeToFirstToken == nil)
  }

  @Test func `trap 2: a response's time to first token is an integer of nanoseconds and a double of seconds`() {
    let name = "gen_ai.response.time_to_first_token"
    #expect(chat(name, 450_000_000).timeToFirstToken == 450_000_000)
    #expect(chat(name, 0.45).timeToFirstToken == 450_000_000)
    #expect(chat(name, 0.45, scope: "sentry.javascript").timeToFirstToken == 450_000_000)
    #expect(chat("gen_ai.user.time_to_first_token", 450_000_000).timeToFirstToken == 450_000_000)
  }

  @Test func `trap 3: Copilot writes 450 on spans and 0.45 in metrics`() {
    #expect(chat("copilot_chat.time_to_first_token", 450).timeToFirstToken == 450_000_000)
    #expect(readPoint("copilot_chat.time_to_first_token", unit: "").scale == [1, 1])
    #expect(readPoint("copilot_chat.time_to_first_token", unit: "ms").scale == [1, 1000])
  }

  @Test func `trap 4: one name is a histogram, a counter and an attribute`() {
    #expect(readPoint("gen_ai.client.token.usage", unit: "{token}").family == .tokenUsage)
    #expect(readPoint("gen_ai.client.token.usage", unit: "tokens").family == .tokenUsage)
    #expect(chat("gen_ai.client.token.usage", 15).total == 15)
    #expect(chat("gen_ai.client.token.usage", 15).input == nil)
  }

  @Test func `trap 5: Spring AI's total stands beside input and output`() {
    let types = ["input", "output", "total"].map {
      readPoint("gen_ai.client.token.usage", unit: "", ["gen_ai.token.type": .text($0)]).tokenType
    }
    #expect(types == [.input, .output, .total])
  }

  private func raw(_ json: String) -> Facts { chat("gen_ai.usage.raw", .text(json)) }

  @Test func `trap 6: Anthropic's own input leaves the cache out`() {
    let facts = raw(#"{"input_tokens":3,"cache_read_input_tokens":9000,"cache_creation_input_tokens":500}"#)
    #expect(facts.input == 3 && facts.cacheRead == 9000 && facts.cacheWrite == 500)
    #expect(facts.reading.cacheInclusion == .exclusive)
  }

  @Test func `trap 7: OpenAI's prompt includes what was cached`() {
    let facts = raw(#"{"prompt_tokens":1200,"prompt_tokens_details":{"cached_tokens":1000}}"#)
    #expect(facts.input == 1200 && facts.cacheRead == 1000 && facts.reading.cacheInclusion == .inclusive)
  }

  @Test func `trap 8: Gemini's tool prompts and thoughts are apart`() {
    let facts = raw(
      #"{"promptTokenCount":100,"cachedContentTokenCount":40,"toolUsePromptTokenCount":10,"#
        + #""candidatesTokenCount":20,"thoughtsTokenCount":80,"totalTokenCount":210}"#)
    #expect(facts.input == 110 && facts.output == 100 && facts.total == 210)
  }

  @Test func `trap 9: Langfuse's parts are disjoint`() {
    let facts = chat(
      "langfuse.observation.usage_details",
      #"{"input":200,"input_cached_tokens":1000,"output":50,"output_reasoning_tokens":30}"#)
    #expect(facts.input == 1200 && facts.output == 80)
  }

  @Test func `trap 10: LangSmith writes Python dictionaries`() {
    #expect(chat("gen_ai.usage.input_token_details", "{'cache_read': 7, 'x': None}").cacheRead == 7)
    #expect(chat("langsmith.usage_metadata", "{'input_tokens': 7}").input == 7)
    #expect(chat("llm.invocation_parameters", "{'model': 'gpt-4o', 'stream': True}").requestModel == "gpt-4o")
  }

  @Test(arguments: [Written.list(["stop"]), "stop", "[\"stop\"]", "\"[\\\"stop\\\"]\"", "[Stop]", "stop,length"])
  func `trap 11: a finish reason in five wrappings`(value: Written) {
    #expect(chat("gen_ai.response.finish_reasons", value).finishReason == "stop")
  }

  @Test(arguments: [Written.text("123"), 123.0, 123])
  func `trap 12: a count is a string, a double, an integer`(value: Written) {
    #expect(chat("gen_ai.usage.input_tokens", value).input == 123)
  }

  @Test func `trap 13: Vercel's outer span repeats the inner one, and is no request`() {
    let usage: Pairs = ["ai.usage.promptTokens": 10, "ai.usage.completionTokens": 5, "ai.model.id": "gpt-4o"]
    #expect(read("ai.generateText", usage, scope: "ai").operationClass == .workflow)
    #expect(read("ai.generateText.doGenerate", usage, scope: "ai").operationClass == .inference)
  }

  @Test func `trap 19: a duration in dollars is a cost`() {
    #expect(readPoint("gen_ai.client.operation.duration", unit: "usd").family == .cost)
    #expect(readPoint("gen_ai.client.operation.duration", unit: "{USD}").family == .cost)
    #expect(readPoint("gen_ai.client.operation.duration", unit: "s").family == .operationDuration)
  }

  @Test func `a metric in a unit that its quantity is not counted in is none`() {
    func family(_ name: String, _ unit: String) -> MetricFamily { readPoint(name, unit: unit).family }
    for unit in ["EUR", "€", "cents", "mUSD", "{EUR}", "{JPY}", "s", "{token", "tokens"] {
      #expect(family("gen_ai.usage.cost", unit) == .other, "\(unit)")
    }
    for unit in ["USD", "usd", "$", "{USD}", "{dollar}", "{cost}", "", "1"] {
      #expect(family("gen_ai.usage.cost", unit) == .cost, "\(unit)")
    }
    for unit in ["k{token}", "By", "Mtok", "ms"] { #expect(family("gen_ai.client.token.usage", unit) == .other) }
    for unit in ["{token}", "token", "{input_token}", "1", "", "count"] {
      #expect(family("gen_ai.client.token.usage", unit) == .tokenUsage, "\(unit)")
    }
    for unit in ["min", "h", "d", "{token}s", "tokens"] {
      #expect(family("gen_ai.client.operation.duration", unit) == .other, "\(unit)")
    }
    for unit in ["s", "ms", "µs", "μs", "ns", "", "1", "{operation}"] {
      #expect(family("gen_ai.client.operation.duration", unit) == .operationDuration, "\(unit)")
    }
    #expect(readPoint("gen_ai.client.operation.duration", unit: "μs").scale == [1, 1_000_000])
  }

  @Test func `trap 20: a budget is used up to 83 percent or to 0.83`() {
    func use(_ value: Double, _ unit: String) -> [Double] {
      let point = readPoint("llm.budget.utilization", unit: unit, value: value)
      #expect(point.family == .budgetUse)
      return [value * Double(point.scale[0]) / Double(point.scale[1])]
    }
    #expect(use(83, "%") == [0.83] && use(83, "percent") == [0.83])
    #expect(use(0.83, "%") == [0.83] && use(0.83, "1") == [0.83] && use(0.83, "") == [0.83])
    #expect(use(1.2, "percent") == [1.2] && use(2, "1") == [2])
  }

  @Test func `trap 21: LiteLLM's own cache answered, with tokens and without cost`() {
    let facts = read(
      "litellm_request",
      ["gen_ai.usage.input_tokens": 10, "litellm.cache_hit": "True", "litellm.cost.total": 0], scope: "litellm")
    #expect(facts.input == 10 && facts.details[.isResponseCacheHit] == "1")
    #expect(facts.reading.reportedCost == .zero && facts.cacheRead == nil)
    #expect(chat("litellm.cache_hit", false).details[.isResponseCacheHit] == "0")
    #expect(chat("litellm.cache_hit", "None").details.isEmpty)
  }

  @Test func `trap 23: a cache read of zero is a miss, an absent one unknown`() {
    #expect(chat("gen_ai.usage.cache_read.input_tokens", 0).cacheRead == 0)
    #expect(chat("gen_ai.usage.input_tokens", 5).cacheRead == nil)
  }

  @Test func `trap 25: a time that was encoded as JSON twice`() {
    let instant = FingerprintTests.instant(450_000_000)
    for text in [instant, "\"\(instant)\"", "\"\\\"\(instant)\\\"\""] {
      #expect(chat("langfuse.observation.completion_start_time", .text(text)).timeToFirstToken == 450_000_000)
    }
  }

  @Test func `trap 26: a score that is no number, and an evaluation that failed`() {
    let facts = read(
      "evaluate",
      events: [
        .init(
          name: "gen_ai.evaluation.result",
          pairs: ["gen_ai.evaluation.name": "a", "gen_ai.evaluation.score.value": .double(.nan)]),
        .init(
          name: "gen_ai.evaluation.result",
          pairs: ["gen_ai.evaluation.name": "b", "gen_ai.evaluation.score.value": "NaN"]),
        .init(
          name: "gen_ai.evaluation.result",
          pairs: ["gen_ai.evaluation.name": "c", "gen_ai.evaluation.score.value": 1.0, "error.type": "timeout"]),
      ], scopeName: "my-app")
    #expect(facts.evaluations == ["a - ", "b - ", "c 1000000  failed"])
  }
}

/// Reads a span that has nothing but events.
private func read(_ name: String, events: [Recorder.Event], scopeName: String) -> Facts {
  read(name, ["gen_ai.operation.name": "evaluation"], scope: scopeName, events: events)
}
