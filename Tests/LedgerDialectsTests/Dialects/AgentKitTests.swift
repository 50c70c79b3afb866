import LedgerModel
import Testing

@testable import LedgerDialects

/// Kits for agents, and agents that write code.
@Suite struct AgentKitTests {
  @Test func `Strands signs as itself; the vendor is in the model's name`() {
    let facts = read(
      "chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "strands-agents",
        "gen_ai.request.model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "gen_ai.usage.prompt_tokens": 262,
        "gen_ai.usage.input_tokens": 262, "gen_ai.usage.total_tokens": 294, "gen_ai.server.time_to_first_token": 841,
        "session.id": "s1", "user.id": "u17",
      ], scope: "strands.telemetry.tracer")
    #expect(facts.dialect == "strands" && facts.provider == "aws.bedrock" && facts.input == 262)
    #expect(facts.timeToFirstToken == 841_000_000 && facts.reading.isStreaming == true)
    #expect(facts.reading.cacheInclusion == .unknown && facts.session == "s1")
    let cycle = read("execute_event_loop_cycle", ["gen_ai.operation.name": "execute_event_loop_cycle"])
    #expect(cycle.operationClass == .step && cycle.stage == "step")
  }

  @Test func `Google's agent kit, Anthropic's SDK, Claude Code and Codex`() {
    let adk = read(
      "generate_content gemini-2.5-flash",
      [
        "gen_ai.operation.name": "generate_content", "gen_ai.provider.name": "gcp.gemini",
        "gen_ai.response.finish_reasons": .list(["max_tokens"]),
      ], scope: "gcp.vertex.agent")
    #expect(adk.dialect == "google-adk" && adk.operation == "generate_content" && adk.finishReason == "length")
    let legacy = read(
      "call_llm", ["gen_ai.system": "gcp.vertex.agent", "gen_ai.request.model": "gemini-2.5-pro"],
      scope: "gcp.vertex.agent")
    #expect(legacy.operationClass == .inference && legacy.provider == "gcp.gemini")
    #expect(read("invocation", scope: "my-app").operationClass == .other)
    func thoughts(_ model: String, _ version: String) -> Inclusion {
      read(
        "call_llm",
        [
          "gen_ai.system": "gcp.vertex.agent", "gen_ai.request.model": .text(model),
          "gen_ai.usage.output_tokens": 40, "gen_ai.usage.experimental.reasoning_tokens": 25,
        ], scope: "gcp.vertex.agent", version: version
      ).reading.reasoningInclusion
    }
    #expect(thoughts("gemini-2.5-flash", "1.39.1") == .exclusive && thoughts("gemini-2.5-flash", "") == .exclusive)
    #expect(thoughts("openai/gpt-4o-mini", "1.39.1") == .inclusive)
    #expect(thoughts("gemini-2.5-flash", "2.3.0") == .inclusive)
    let guessed = read(
      "generate_content openai/gpt-4o-mini",
      [
        "gen_ai.operation.name": "generate_content", "gen_ai.system": "gemini",
        "gen_ai.request.model": "openai/gpt-4o-mini", "gen_ai.usage.experimental.reasoning_tokens": 25,
      ], scope: "gcp.vertex.agent", version: "1.39.1")
    #expect(guessed.provider == "openai" && guessed.reasoning == 25)
    let sdk = read(
      "anthropic.messages.create",
      [
        "gen_ai.operation.name": "chat", "anthropic.message.stop_reason": "tool_use",
        "anthropic.response.service_tier": "standard",
      ], scope: "com.anthropic.sdk.python")
    #expect(sdk.dialect == "anthropic-sdk" && sdk.finishReason == "tool_calls" && sdk.reading.isStreaming == false)
    #expect(sdk.reading.cacheInclusion == .inclusive && sdk.serviceTier == "standard")
    let claude = read(
      "claude_code.llm_request",
      [
        "model": "claude-sonnet-4-5", "input_tokens": "3", "output_tokens": "40", "cache_read_tokens": "9000",
        "cache_creation_tokens": "500", "ttft_ms": 700, "stop_reason": "end_turn",
      ],
      scope: "com.anthropic.claude_code")
    #expect(claude.dialect == "claude-code" && claude.requestModel == "claude-sonnet-4-5" && claude.input == 3)
    #expect(claude.cacheRead == 9000 && claude.reading.cacheInclusion == .exclusive && claude.provider == "anthropic")
    #expect(claude.timeToFirstToken == 700_000_000 && claude.finishReason == "stop")
    // Newer ones tell the whole input under the conventions' name; what all of them tell is what was not cached.
    let whole = read(
      "claude_code.llm_request",
      [
        "gen_ai.request.model": "claude-sonnet-4-5", "input_tokens": 70, "output_tokens": 40, "cache_read_tokens": 400,
        "cache_creation_tokens": 30, "gen_ai.usage.input_tokens": 500, "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.cache_read.input_tokens": 400, "gen_ai.usage.cache_write.input_tokens": 30,
      ],
      scope: "com.anthropic.claude_code.tracing")
    #expect([whole.input, whole.cacheRead, whole.cacheWrite] == [70, 400, 30])
    #expect(whole.reading.cacheInclusion == .exclusive)
    let turn = read(
      "session_task.turn", ["codex.turn.token_usage.input_tokens": "1000", "model": "gpt-5"], scope: "codex_cli_rs")
    #expect(turn.operationClass == .agent && turn.input == 1000 && turn.reading.isAggregate)
    // A sum over requests names their model, as no other agent does with this attribute.
    #expect(turn.requestModel == "gpt-5")
    #expect(read("run", ["gen_ai.operation.name": "invoke_agent", "model": "gpt-5"]).requestModel.isEmpty)
    #expect(read("other", ["codex.request.reasoning_effort": "low", "model": "gpt-5"]).requestModel.isEmpty)
    let response = read("handle_responses", ["gen_ai.usage.input_tokens": 400], scope: "codex_cli_rs")
    #expect(response.operationClass == .inference && !response.reading.isAggregate)
  }
}
