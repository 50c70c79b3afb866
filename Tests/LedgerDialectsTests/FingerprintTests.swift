import LedgerModel
import Testing

@testable import LedgerDialects

/// Each dialect's table: how it is recognised, where its usage is, and in which unit its time to first token.
@Suite struct FingerprintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var dialect: String
    var scope = "my-app"
    var name = "chat"
    var pairs: @Sendable () -> Pairs
    var input: Int64? = 10
    var output: Int64? = 5
    var firstToken: UInt64?
    var operationClass = OperationClass.inference

    var testDescription: String { "\(dialect) from \(scope): \(name)" }
  }

  /// Time to first token in all of them: 250 ms on a span of a second.
  static let cases: [Case] = [
    Case(
      dialect: "langfuse", scope: "langfuse-sdk", name: "generation",
      pairs: {
        [
          "langfuse.observation.type": "generation",
          "langfuse.observation.usage_details": #"{"input":10,"output":5}"#,
          "langfuse.observation.completion_start_time": .text(instant(250_000_000)),
        ]
      }, firstToken: 250_000_000),
    Case(
      dialect: "langfuse", scope: "my-app",
      pairs: { ["langfuse.environment": "production", "gen_ai.operation.name": "chat"] }, input: nil, output: nil),
    Case(
      dialect: "pydantic-ai", scope: "pydantic-ai",
      pairs: { usage(["gen_ai.client.operation.time_to_first_chunk": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "pydantic-evals", scope: "pydantic-evals", name: "case: {case_name}",
      pairs: { ["logfire.msg_template": "case: {case_name}"] }, input: nil, output: nil, operationClass: .workflow),
    Case(
      dialect: "logfire", scope: "logfire.openai",
      pairs: { usage(["request_data": #"{"model":"gpt-4o","stream":false}"#]) }),
    Case(
      dialect: "vercel-ai", scope: "ai", name: "ai.streamText.doStream",
      pairs: {
        [
          "ai.usage.inputTokens": 10, "ai.usage.outputTokens": 5, "ai.response.msToFirstChunk": 250.0,
          "ai.model.id": "gpt-4o",
        ]
      }, firstToken: 250_000_000),
    Case(
      dialect: "vercel-ai-otel", scope: "gen_ai",
      pairs: { usage(["gen_ai.client.operation.time_to_first_chunk": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "vercel-ai-otel", name: "execute_tool x",
      pairs: { ["gen_ai.execute_tool.duration": 0.5, "gen_ai.operation.name": "execute_tool"] }, input: nil,
      output: nil, operationClass: .tool),
    Case(
      dialect: "mastra", scope: "@mastra/otel",
      pairs: {
        usage([
          "mastra.span.type": "model_generation", "mastra.completion_start_time": .text(instant(250_000_000)),
        ])
      }, firstToken: 250_000_000),
    Case(
      dialect: "openinference", scope: "@arizeai/openinference-instrumentation-openai",
      pairs: {
        ["openinference.span.kind": "LLM", "llm.token_count.prompt": 10, "llm.token_count.completion": 5]
      }),
    Case(
      dialect: "openllmetry",
      pairs: {
        [
          "llm.request.type": "chat", "gen_ai.usage.prompt_tokens": 10, "gen_ai.usage.completion_tokens": 5,
          "llm.usage.total_tokens": 15,
        ]
      }),
    Case(
      dialect: "openlit", scope: "openlit.otel.tracing",
      pairs: { usage(["gen_ai.server.time_to_first_token": 0.25, "gen_ai.request.is_stream": true]) },
      firstToken: 250_000_000),
    Case(dialect: "litellm", scope: "litellm", name: "litellm_request", pairs: { usage() }),
    Case(
      dialect: "claude-code", scope: "com.anthropic.claude_code.tracing", name: "claude_code.llm_request",
      pairs: { ["model": "claude-x", "input_tokens": 10, "output_tokens": 5, "ttft_ms": 250] },
      firstToken: 250_000_000),
    Case(
      dialect: "codex", scope: "codex_cli_rs", name: "handle_responses",
      pairs: { usage(["codex.usage.total_tokens": "15"]) }),
    Case(
      dialect: "codex", scope: "codex_exec", name: "session_task.turn",
      pairs: {
        ["codex.turn.token_usage.input_tokens": "10", "codex.turn.token_usage.output_tokens": "5", "model": "gpt-5"]
      }, operationClass: .agent),
    Case(
      dialect: "gemini-cli", scope: "gemini-cli", name: "llm_call",
      pairs: {
        [
          "gen_ai.operation.name": "llm_call", "gen_ai.usage.input_tokens": "10", "gen_ai.usage.output_tokens": "5",
        ]
      }),
    Case(
      dialect: "github-copilot", scope: "copilot-chat",
      pairs: { usage(["copilot_chat.time_to_first_token": 250]) }, firstToken: 250_000_000),
    Case(dialect: "github-copilot", pairs: { usage(["gen_ai.provider.name": "github"]) }),
    Case(
      dialect: "strands", scope: "strands.telemetry.tracer",
      pairs: { usage(["gen_ai.server.time_to_first_token": 250]) }, firstToken: 250_000_000),
    Case(dialect: "strands", pairs: { usage(["gen_ai.system": "strands-agents"]) }),
    Case(dialect: "google-adk", scope: "gcp.vertex.agent", name: "call_llm", pairs: { usage() }),
    Case(
      dialect: "google-adk", scope: "gcp.vertex.agent", name: "invoke_node", pairs: { [:] }, input: nil, output: nil,
      operationClass: .step),
    Case(dialect: "semantic-kernel", scope: "Microsoft.SemanticKernel.Diagnostics", pairs: { usage() }),
    Case(dialect: "agent-framework", scope: "Experimental.Microsoft.Extensions.AI", pairs: { usage() }),
    Case(dialect: "agent-framework", pairs: { usage(["gen_ai.system": "microsoft.agent_framework"]) }),
    Case(
      dialect: "agent-framework", scope: "agent_framework", name: "executor.process writer", pairs: { [:] },
      input: nil, output: nil, operationClass: .step),
    Case(dialect: "agentscope", scope: "agentscope", pairs: { usage() }),
    Case(dialect: "grafana-sigil", scope: "github.com/grafana/sigil/sdks/python", pairs: { usage() }),
    Case(dialect: "grafana-sigil", pairs: { usage(["agento11y.sdk.name": "sdk-python"]) }),
    Case(dialect: "ag2", scope: "opentelemetry.instrumentation.ag2", pairs: { usage() }),
    Case(dialect: "ag2", pairs: { usage(["ag2.span.type": "llm"]) }),
    Case(dialect: "azure-ai", scope: "Azure.AI.Inference.ChatCompletionsClient", pairs: { usage() }),
    Case(dialect: "azure-ai", pairs: { usage(["gen_ai.thread.run.id": "run_1"]) }),
    Case(
      dialect: "langsmith", scope: "langsmith", name: "ChatOpenAI",
      pairs: { usage(["langsmith.span.kind": "llm"]) }),
    Case(
      dialect: "spring-ai", scope: "org.springframework.boot",
      pairs: {
        ["gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": "10", "gen_ai.usage.output_tokens": "5"]
      }),
    Case(
      dialect: "spring-ai", name: "spring_ai chat_client",
      pairs: {
        ["gen_ai.operation.name": "framework", "gen_ai.system": "spring_ai", "spring.ai.kind": "chat_client"]
      }, input: nil, output: nil, operationClass: .workflow),
    Case(
      dialect: "spring-ai", name: "spring.ai.tool weather",
      pairs: {
        [
          "gen_ai.operation.name": "framework", "spring.ai.kind": "tool_call",
          "spring.ai.tool.definition.name": "weather",
        ]
      }, input: nil, output: nil, operationClass: .tool),
    Case(
      dialect: "loongsuite",
      pairs: {
        usage([
          "gen_ai.span.kind": "LLM", "gen_ai.session.id": "s", "gen_ai.response.time_to_first_token": 250_000_000,
        ])
      }, firstToken: 250_000_000),
    Case(
      dialect: "traceai", scope: "traceai_openai",
      pairs: { usage(["gen_ai.span.kind": "LLM", "gen_ai.cost.total": 0.5]) }),
    Case(dialect: "traceai", pairs: { usage(["fi.span.kind": "LLM"]) }),
    Case(
      dialect: "sentry", scope: "sentry.python",
      pairs: { usage(["gen_ai.response.time_to_first_token": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "laminar",
      pairs: { usage(["lmnr.span.type": "LLM"]) }),
    Case(
      dialect: "langwatch",
      pairs: {
        [
          "langwatch.span.type": "llm", "langwatch.metrics": #"{"prompt_tokens":10,"completion_tokens":5}"#,
          "langwatch.timestamps": .text(
            #"{"started_at":1,"first_token_at":\#(Recorder.start / 1_000_000 + 250)}"#),
        ]
      }, firstToken: 250_000_000),
    Case(
      dialect: "langwatch",
      pairs: {
        usage([
          "langwatch.metrics": #"{"type":"json","value":{"promptTokens":9,"completionTokens":4}}"#,
          "gen_ai.server.time_to_first_token": 250,
        ])
      }, firstToken: 250_000_000),
    Case(
      dialect: "mlflow",
      pairs: {
        ["mlflow.spanType": "CHAT_MODEL", "mlflow.chat.tokenUsage": #"{"input_tokens":10,"output_tokens":5}"#]
      }),
    Case(dialect: "dify", pairs: { usage(["dify.time_to_first_token": 250]) }, firstToken: 250_000_000),
    Case(
      dialect: "genkit", scope: "genkit-tracer", name: "googleai/gemini",
      pairs: { ["genkit:type": "action", "genkit:metadata:subtype": "model"] }, input: nil, output: nil),
    Case(
      dialect: "livekit", scope: "livekit-agents", name: "llm_request",
      pairs: { usage(["lk.response.ttft": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "pipecat", scope: "pipecat", name: "llm", pairs: { usage(["metrics.ttfb": 0.25]) },
      firstToken: 250_000_000),
    Case(
      dialect: "model-server", scope: "vllm.llm_engine", name: "llm_request",
      pairs: { usage(["gen_ai.latency.time_to_first_token": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "openclaw", scope: "openclaw", name: "openclaw.model.call",
      pairs: { usage(["openclaw.model_call.time_to_first_byte_ms": 250]) }, firstToken: 250_000_000),
    Case(dialect: "qwen-code", scope: "qwen-code", pairs: { usage() }),
    Case(
      dialect: "braintrust", scope: "braintrust-go",
      pairs: {
        [
          "braintrust.span_attributes": #"{"type":"llm"}"#,
          "braintrust.metrics": #"{"prompt_tokens":10,"completion_tokens":5,"time_to_first_token":0.25}"#,
        ]
      }, firstToken: 250_000_000),
    Case(
      dialect: "judgment", scope: "judgeval",
      pairs: {
        [
          "judgment.span_kind": "llm", "judgment.usage.non_cached_input_tokens": 10,
          "judgment.usage.output_tokens": 5,
        ]
      }),
    Case(
      dialect: "deepeval", scope: "deepeval.tracing",
      pairs: {
        [
          "confident.span.type": "llm", "confident.llm.input_token_count": 10,
          "confident.llm.output_token_count": 5,
        ]
      }),
    Case(
      dialect: "langtrace", scope: "langtrace-python-sdk",
      pairs: {
        [
          "llm.model": "gpt-4", "llm.token.counts": #"{"input_tokens":10,"output_tokens":5}"#,
          "langtrace.service.type": "llm",
        ]
      }),
    Case(dialect: "opencode", scope: "com.opencode", name: "opencode.llm", pairs: { usage() }),
    Case(
      dialect: "weave", scope: "weave.agent",
      pairs: {
        [
          "weave.operation.name": "chat", "weave.request.model": "gpt-4o", "weave.usage.input_tokens": 10,
          "weave.usage.output_tokens": 5,
        ]
      }),
    Case(
      dialect: "trulens", scope: "trulens.core.otel.instrument",
      pairs: {
        [
          "ai.observability.span_type": "generation", "ai.observability.cost.num_prompt_tokens": 10,
          "ai.observability.cost.num_completion_tokens": 5,
        ]
      }),
    Case(dialect: "promptfoo", scope: "promptfoo.providers", pairs: { usage(["promptfoo.cache_hit": false]) }),
    Case(
      dialect: "bifrost", name: "llm.call",
      pairs: {
        usage([
          "gen_ai.usage.prompt_token_details.cached_read_tokens": 4,
          "gen_ai.response.time_to_first_token": 250_000_000,
        ])
      }, firstToken: 250_000_000),
    Case(
      dialect: "truefoundry", name: "Model: gpt-4o",
      pairs: {
        [
          "tfy.span_type": "Model", "tfy.model.metric.input_tokens": 10, "tfy.model.metric.output_tokens": 5,
          "tfy.model.metric.time_to_first_token_in_ms": 250.0,
        ]
      }, firstToken: 250_000_000),
    Case(dialect: "tensorzero", pairs: { usage(["tensorzero.cost_usd": "0.0012"]) }),
    Case(
      dialect: "trpc-agent-go", scope: "trpc.agent.go",
      pairs: { usage(["trpc_agent_go.client.time_to_first_token": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "nemo-agent-toolkit",
      pairs: {
        usage(["nat.span.kind": "LLM", "nat.subspan.name": "meta/llama-3.1-70b"])
      }),
    Case(
      dialect: "prometheus",
      pairs: { usage(["gen_ai_request_model": "gpt-4o"]) }),
    Case(
      dialect: "observe",
      pairs: { usage(["gen_ai.is_llm_root": true, "llm.request.model": "gpt-4o"]) }),
    Case(
      dialect: "tutorial", name: "gen_ai.client.chat",
      pairs: { usage(["gen_ai.response.time_to_first_token_ms": 250]) }, firstToken: 250_000_000),
    Case(
      dialect: "haystack", name: "haystack.component.run",
      pairs: {
        [
          "haystack.component.type": "OpenAIGenerator",
          "haystack.component.output":
            #"{"replies":["a"],"meta":[{"usage":{"prompt_tokens":10,"completion_tokens":5}}]}"#,
        ]
      }),
    Case(
      dialect: "honeyhive", scope: "honeyhive.140239520871376",
      pairs: {
        [
          "honeyhive_metadata.event_type": "model", "honeyhive_metadata.prompt_tokens": 10,
          "honeyhive_metadata.completion_tokens": 5,
        ]
      }),
    Case(dialect: "anthropic-sdk", scope: "com.anthropic.sdk", pairs: { usage() }),
    Case(
      dialect: "mistral-sdk", scope: "mistralai_sdk_tracer", name: "chat_completion_v1_chat_completions_post",
      pairs: {
        [
          "gen_ai.request.model": "mistral-small-latest", "gen_ai.usage.prompt_tokens": 10,
          "gen_ai.usage.output_tokens": 5,
        ]
      }),
    Case(
      dialect: "genai-otel", scope: "genai_otel.instrumentors.base", name: "openai.chat.completion",
      pairs: { usage(["gen_ai.request.stream": true, "gen_ai.server.ttft": 0.25]) }, firstToken: 250_000_000),
    Case(
      dialect: "opentelemetry", scope: "opentelemetry.util.genai.handler",
      pairs: { usage(["gen_ai.request.stream": true, "gen_ai.response.time_to_first_chunk": 0.25]) },
      firstToken: 250_000_000),
  ]

  static func instant(_ afterNanos: UInt64) -> String { UnixNanos(Recorder.start + afterNanos).description }

  /// A chat with the conventions' usage, and more.
  static func usage(_ more: [String: Written] = [:]) -> Pairs {
    let own: [(String, Written)] = [
      ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 10), ("gen_ai.usage.output_tokens", 5),
    ]
    return Pairs(own + more.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  @Test(arguments: cases)
  func `a dialect is recognised and read`(_ span: Case) {
    let facts = read(span.name, span.pairs(), scope: span.scope, kind: 3)
    #expect(facts.dialect == span.dialect)
    #expect(facts.operationClass == span.operationClass)
    #expect(facts.input == span.input && facts.output == span.output)
    #expect(facts.timeToFirstToken == span.firstToken)
  }

  @Test func `every dialect is among them`() {
    // Lines of logs are in no span.
    #expect(Set(Self.cases.map(\.dialect)) == Set(Dialects.all.map(\.id)).subtracting(["log-lines"]))
  }

  @Test func `the resource tells where nothing else does`() {
    let pairs = FingerprintTests.usage()
    #expect(read("chat", pairs, resource: ["telemetry.sdk.name": "openlit"]).dialect == "openlit")
    #expect(read("chat", pairs, resource: ["service.name": "copilot-chat"]).dialect == "github-copilot")
    #expect(read("chat", pairs, scope: "litellm", resource: ["telemetry.sdk.name": "openlit"]).dialect == "litellm")
    #expect(read("chat", pairs, resource: ["service.name": "harbour"]).dialect == "opentelemetry")
    #expect(read("GET /", [:], resource: ["telemetry.sdk.name": "openlit"]).dialect == "none")
  }

  @Test func `a session of the resource is that of spans without one`() {
    let recorder = Recorder()
    recorder.resource(["session.id": "of-the-resource"])
    recorder.scope("my-app")
    var reading = SpanReading()
    recorder.interpreter.read(recorder.record("chat", ["gen_ai.operation.name": "chat"]), into: &reading)
    #expect(reading.session.text == "of-the-resource")
    recorder.interpreter.read(
      recorder.record("chat", ["gen_ai.operation.name": "chat", "gen_ai.conversation.id": "own"]), into: &reading)
    #expect(reading.session.text == "own")
    recorder.resource(["service.name": "next"])
    recorder.interpreter.read(recorder.record("chat", ["gen_ai.operation.name": "chat"]), into: &reading)
    #expect(reading.session.isEmpty)
  }

  @Test func `tools are known by the names of their spans, whatever the dialect`() {
    for prefix in ["execute_tool ", "tools/call ", "running tool: "] {
      let facts = read(prefix + "weather", ["session.id": "s"])
      #expect(facts.operationClass == .tool && facts.tool == "weather", "\(prefix)")
      #expect(facts.dialect == "opentelemetry")
      #expect(read(prefix + "weather", ["langfuse.trace.name": "x"]).dialect == "langfuse")
    }
    #expect(read("tools/call weather", ["mcp.method.name": "tools/call", "gen_ai.tool.name": "w"]).tool == "w")
    #expect(read("agent_run [pilot]", [:], scope: "gcp.vertex.agent").agent == "pilot")
  }

  @Test func `counts include what the version of the scope says`() {
    func inclusion(_ scope: String, _ version: String) -> Inclusion {
      read("chat", FingerprintTests.usage(), scope: scope, version: version).reading.cacheInclusion
    }
    let phoenix = "openinference.instrumentation.anthropic"
    #expect(inclusion(phoenix, "0.1.13") == .exclusive)
    #expect(inclusion(phoenix, "v0.1.9rc1") == .exclusive)
    #expect(inclusion(phoenix, "0.1.14") == .inclusive)
    #expect(inclusion(phoenix, "1.0") == .inclusive)
    #expect(inclusion(phoenix, "") == .inclusive)
    #expect(inclusion(phoenix, "latest") == .inclusive)
    let traceloop = "opentelemetry.instrumentation.anthropic"
    #expect(inclusion(traceloop, "0.33.3") == .exclusive)
    #expect(inclusion(traceloop, "0.38.12") == .inclusive)
    let bedrock = "openinference.instrumentation.bedrock"
    #expect(inclusion(bedrock, "0.1.59") == .unknown)
    #expect(inclusion(bedrock, "0.1.60") == .inclusive)
    #expect(inclusion(bedrock, "") == .unknown)
    #expect(inclusion("strands.telemetry.tracer", "1.9.0") == .unknown)
    #expect(inclusion("strands.telemetry.tracer", "1.62.0") == .inclusive)
    #expect(inclusion("strands.telemetry.tracer", "") == .unknown)
  }

  @Test func `output includes thoughts from the version on that adds them`() {
    func inclusion(_ version: String) -> Inclusion {
      read(
        "generate_content gemini-2.5-flash",
        ["gen_ai.operation.name": "generate_content", "gen_ai.usage.reasoning.output_tokens": 64],
        scope: "opentelemetry.instrumentation.google_genai", version: version,
        schema: "https://opentelemetry.io/schemas/1.37.0"
      ).reading.reasoningInclusion
    }
    #expect(inclusion("1.3b0") == .inclusive)
    #expect(inclusion("1.1b0") == .inclusive)
    #expect(inclusion("1.0b1") == .unknown)
    #expect(inclusion("0.7b2") == .unknown)
    #expect(inclusion("") == .unknown)
  }

  @Test(arguments: [
    ("0.1.14", "0.1.13", false), ("0.1.9", "0.1.14", true), ("1.3b0", "1.3", false), ("1.2", "1.2.1", true),
    ("v2", "1.99.99", false), ("99999999999999999999.1", "65535.0", false), ("1.2.3.4.5", "1.2.3.4", false),
  ])
  func `versions are compared by their numbers`(left: String, right: String, isLess: Bool) throws {
    let arena = Recorder()
    let numbers = try [left, right].map { try #require(ScopeVersion.number(of: arena.view($0))) }
    #expect((numbers[0] < numbers[1]) == isLess)
  }
}

extension KeyValuePairs<String, Written> {
  /// Pairs made at run time. Literals are the only way to make them, so this knows some lengths.
  fileprivate init(_ pairs: [(String, Written)]) {
    let absent = ("absent.name", Written.text(""))
    let all = pairs + Array(repeating: absent, count: Swift.max(0, 8 - pairs.count))
    precondition(pairs.count <= 8)
    self = [
      all[0].0: all[0].1, all[1].0: all[1].1, all[2].0: all[2].1, all[3].0: all[3].1, all[4].0: all[4].1,
      all[5].0: all[5].1, all[6].0: all[6].1, all[7].0: all[7].1,
    ]
  }
}
