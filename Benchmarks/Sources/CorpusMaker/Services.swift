/// A model as it is asked for and as it answers.
struct Model {
  var provider: Text
  var request: Text
  var response: Text
  var reasons = false
  var writesCache = false
}

/// How a service spells its calls.
enum Dialect: String, CaseIterable {
  /// OTel GenAI conventions of 1.41: provider name, cache and reasoning classes, TTFT.
  case otelCurrent = "otel-1.41"
  /// OTel GenAI conventions of 1.27: `gen_ai.system`, two token classes.
  case otel127 = "otel-1.27"
  /// OpenInference: `llm.*`, span kinds of its own, TTFT as an event.
  case openInference = "openinference"
  /// OpenLLMetry of 2025: `gen_ai.usage.prompt_tokens`, `traceloop.*`.
  case openLLMetry = "openllmetry"
  /// Hand-written instrumentation after a well-known article: streams report a usage of zero.
  case article = "article"
  /// No calls at all.
  case none
}

/// How a service reports its metrics.
enum MetricStyle {
  case none
  /// Histograms since the start of the process.
  case cumulative
  /// Histograms since the last export.
  case delta
  /// A cumulative counter for tokens and a latency histogram in milliseconds.
  case counters
}

/// A service of the made-up company.
struct Service {
  var name: String
  var environment: String
  var dialect: Dialect
  var metrics: MetricStyle
  var models: [Model]
  var embedding: Model?
  /// Which share of all traces starts here, in percent.
  var share: Int
  /// Of its traces, in percent: agents, RAG pipelines, traces without any call. The rest are plain chats.
  var agents = 0
  var pipelines = 0
  var ordinary = 0
}

/// The instrumentation scopes of a service.
enum Scope: Int, CaseIterable {
  case http, application, calls

  func name(_ dialect: Dialect) -> String {
    switch self {
    case .http: "opentelemetry.instrumentation.fastapi"
    case .application: "harbour.app"
    case .calls:
      switch dialect {
      case .otelCurrent: "opentelemetry.instrumentation.genai.openai"
      case .otel127: "opentelemetry.instrumentation.openai_v2"
      case .openInference: "openinference.instrumentation.openai"
      case .openLLMetry: "opentelemetry.instrumentation.openai.v1"
      case .article: "llm-observability"
      case .none: "opentelemetry.instrumentation.httpx"
      }
    }
  }

  func version(_ dialect: Dialect) -> String {
    switch (self, dialect) {
    case (.http, _): "0.66b2"
    case (.application, _): "1.4.2"
    case (.calls, .otelCurrent): "1.3b0"
    case (.calls, .otel127): "2.0b0"
    case (.calls, .openInference): "0.1.66"
    case (.calls, .openLLMetry): "0.40.4"
    case (.calls, _): ""
    }
  }
}

func makeServices(_ words: Vocabulary) -> [Service] {
  func model(
    _ provider: String, _ request: String, _ response: String, reasons: Bool = false, writesCache: Bool = false
  ) -> Model {
    Model(
      provider: words.text(provider), request: words.text(request), response: words.text(response), reasons: reasons,
      writesCache: writesCache)
  }
  let mini = model("openai", "gpt-4o-mini", "gpt-4o-mini-2024-07-18")
  let large = model("openai", "gpt-4o", "gpt-4o-2024-08-06")
  let newer = model("openai", "gpt-4.1", "gpt-4.1-2025-04-14")
  let thinking = model("openai", "o4-mini", "o4-mini-2025-04-16", reasons: true)
  let sonnet = model("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", writesCache: true)
  let haiku = model("anthropic", "claude-haiku-4-5", "claude-haiku-4-5-20251001", writesCache: true)
  let embedding = model("openai", "text-embedding-3-small", "text-embedding-3-small")
  return [
    Service(
      name: "berth-assistant", environment: "production", dialect: .otelCurrent, metrics: .cumulative,
      models: [mini, large, thinking], embedding: embedding, share: 26, agents: 15, pipelines: 10, ordinary: 5),
    Service(
      name: "crew-support", environment: "production", dialect: .otelCurrent, metrics: .delta,
      models: [sonnet, haiku], share: 16, agents: 45, ordinary: 5),
    Service(
      name: "pilot-copilot", environment: "production", dialect: .openLLMetry, metrics: .cumulative,
      models: [newer, mini], share: 14, agents: 20, ordinary: 10),
    Service(
      name: "tide-search", environment: "production", dialect: .openInference, metrics: .none,
      models: [large, sonnet, thinking], embedding: embedding, share: 14, agents: 10, pipelines: 45, ordinary: 5),
    Service(
      name: "legacy-bot", environment: "production", dialect: .otel127, metrics: .delta, models: [mini, large],
      share: 10, ordinary: 10),
    Service(
      name: "handbook-rag", environment: "staging", dialect: .article, metrics: .counters, models: [large, mini],
      share: 8, pipelines: 60, ordinary: 5),
    Service(
      name: "quay-gateway", environment: "production", dialect: .none, metrics: .none, models: [], share: 12,
      ordinary: 100),
  ]
}
