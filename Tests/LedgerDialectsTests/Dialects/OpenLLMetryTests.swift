import LedgerModel
import Testing

@testable import LedgerDialects

/// OpenLLMetry, and what decorators of Traceloop's say.
@Suite struct OpenLLMetryTests {
  @Test func `OpenLLMetry's older generation`() {
    let facts = read(
      "anthropic.chat",
      [
        "gen_ai.system": "Anthropic", "llm.request.type": "completion", "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.prompt.0.role": "user", "gen_ai.response.model": "claude-sonnet-4-5-20250929",
        "gen_ai.completion.0.finish_reason": "end_turn", "gen_ai.usage.prompt_tokens": 1500,
        "gen_ai.usage.completion_tokens": 55, "llm.usage.total_tokens": 1555,
        "gen_ai.usage.cache_read_input_tokens": 1280, "gen_ai.usage.cache_creation_input_tokens": 0,
        "llm.is_streaming": true,
      ], scope: "opentelemetry.instrumentation.anthropic", kind: 3, status: 1)
    #expect(facts.dialect == "openllmetry" && facts.operation == "chat" && facts.provider == "anthropic")
    #expect(facts.input == 1500 && facts.output == 55 && facts.total == 1555)
    #expect(facts.cacheRead == 1280 && facts.cacheWrite == 0)
    #expect(facts.finishReason == "stop" && facts.reading.isStreaming == true)
    #expect(facts.reading.cacheInclusion == .inclusive)
    let oldest = read("openai.completion", ["llm.request.type": "completion", "gen_ai.system": "OpenAI"])
    #expect(oldest.operation == "text_completion" && oldest.dialect == "openllmetry")
  }

  @Test func `OpenLLMetry's newer generation`() {
    let facts = read(
      "openai.chat",
      [
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
        "gen_ai.is_streaming": true, "gen_ai.user": "u-17", "gen_ai.usage.reasoning_tokens": 128,
        "gen_ai.usage.input_tokens": 9, "gen_ai.usage.total_tokens": 12,
        "traceloop.association.properties.session_id": "s1", "traceloop.association.properties.user_id": "u1",
      ], scope: "opentelemetry.instrumentation.openai.v1", kind: 3,
      events: [
        .init(name: "gen_ai.content.completion.chunk", afterNanos: 30_000_000),
        .init(name: "gen_ai.content.completion.chunk", afterNanos: 20_000_000),
        .init(name: "gen_ai.content.completion.chunk", afterNanos: 40_000_000),
      ])
    #expect(facts.dialect == "openllmetry" && facts.reasoning == 128 && facts.total == 12)
    #expect(facts.timeToFirstToken == 20_000_000 && facts.reading.isStreaming == true)
    #expect(facts.session == "s1" && facts.user == "u-17")
  }

  @Test(arguments: [
    ("task", OperationClass.workflow, "workflow"), ("workflow", .workflow, "workflow"), ("agent", .agent, "agent"),
    ("tool", .tool, "tool"),
  ])
  func `Traceloop's decorators`(kind: String, operationClass: OperationClass, stage: String) {
    let facts = read(
      "retrieve.\(kind)", ["traceloop.span.kind": .text(kind), "traceloop.entity.name": "retrieve"],
      scope: "traceloop.tracer")
    #expect(facts.operationClass == operationClass && facts.stage == stage)
    #expect(facts.agent == (kind == "agent" ? "retrieve" : ""))
    #expect(facts.tool == (kind == "tool" ? "retrieve" : ""))
  }

  @Test func `OpenLLMetry's crews, tasks and outermost chains are workflows, whatever they say they invoke`() {
    let crews = "opentelemetry.instrumentation.crewai.instrumentation"
    let crew = read(
      "crewai.workflow", ["gen_ai.provider.name": "crewai", "gen_ai.operation.name": "invoke_agent"], scope: crews)
    #expect(crew.operationClass == .workflow && crew.operation == "invoke_workflow" && crew.dialect == "openllmetry")
    let task = read(
      "Write.task",
      ["traceloop.span.kind": "task", "gen_ai.operation.name": "invoke_agent", "gen_ai.provider.name": "crewai"],
      scope: crews)
    #expect(task.operationClass == .workflow)
    let agent = read(
      "writer.agent",
      ["traceloop.span.kind": "agent", "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "writer"],
      scope: crews)
    #expect(agent.operationClass == .agent && agent.agent == "writer")
    let alone = read(
      "helper.agent",
      ["gen_ai.system": "agno", "traceloop.span.kind": "agent", "gen_ai.usage.input_tokens": 240],
      scope: "opentelemetry.instrumentation.agno")
    #expect(alone.operationClass == .agent && alone.provider.isEmpty && alone.dialect == "openllmetry")
    let chains = "opentelemetry.instrumentation.langchain"
    let graph = read("invoke_agent helper", ["gen_ai.operation.name": "invoke_agent"], scope: chains)
    #expect(graph.operationClass == .agent)
    let chain = read(
      "helper.workflow", ["traceloop.span.kind": "workflow", "gen_ai.operation.name": "invoke_agent"], scope: chains)
    #expect(chain.operationClass == .workflow)
  }

  @Test func `Vertex's thoughts are what the total of its instrumentations leaves over`() {
    let facts = read(
      "vertexai.generate_content",
      [
        "gen_ai.system": "Google", "llm.request.type": "completion", "gen_ai.request.model": "gemini-2.5-flash",
        "gen_ai.usage.input_tokens": 300, "gen_ai.usage.output_tokens": 40, "llm.usage.total_tokens": 365,
      ], scope: "opentelemetry.instrumentation.vertexai", kind: 3)
    #expect(facts.reasoning == 25 && facts.reading.reasoningInclusion == .exclusive && facts.dialect == "openllmetry")
    let other = read(
      "generate_content",
      [
        "openinference.span.kind": "LLM", "llm.token_count.prompt": 300, "llm.token_count.completion": 40,
        "llm.token_count.total": 365,
      ], scope: "openinference.instrumentation.vertexai", version: "0.1.29")
    #expect(other.reasoning == 25 && other.reading.reasoningInclusion == .exclusive)
  }

  @Test func `what a SageMaker endpoint answers is a call without usage`() {
    let scope = "opentelemetry.instrumentation.sagemaker"
    let facts = read("sagemaker.completion", ["gen_ai.request.model": "endpoint-1"], scope: scope, kind: 3)
    #expect(facts.operationClass == .inference && facts.operation == "text_completion")
    #expect(facts.requestModel == "endpoint-1" && facts.input == nil)
    #expect(read("sagemaker.completion", scope: "my-app").operationClass == .other)
  }
}
