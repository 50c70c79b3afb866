import LedgerModel

/// The generations of the OpenTelemetry conventions for generative AI, by the names that tell them apart.
public enum ConventionGeneration: String, CaseIterable, Comparable, Sendable {
  /// 1.26: `gen_ai.usage.prompt_tokens`.
  case first = "1.26"
  /// 1.27 to 1.36: `gen_ai.system`.
  case system = "1.27-1.36"
  /// 1.37 to 1.39: `gen_ai.provider.name`.
  case provider = "1.37-1.39"
  /// 1.40 and 1.41: cache reads, streaming and reasoning.
  case cache = "1.40-1.41"
  /// The conventions in a repository of their own: cache writes.
  case own = "genai"

  /// The generation that only an attribute of this name tells; `nil` for names that several share, or none of theirs.
  init?(ofAttribute name: String) {
    switch name {
    case "gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens": self = .first
    case "gen_ai.system", "gen_ai.openai.request.service_tier", "gen_ai.openai.response.service_tier": self = .system
    case "gen_ai.provider.name", "openai.request.service_tier", "openai.response.service_tier": self = .provider
    case "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_creation.input_tokens", "gen_ai.request.stream",
      "gen_ai.usage.reasoning.output_tokens", "gen_ai.response.time_to_first_chunk":
      self = .cache
    case "gen_ai.usage.cache_write.input_tokens": self = .own
    default: return nil
    }
  }

  /// Whether several generations share an attribute of this name, for what is remembered of calls.
  static func share(_ name: String) -> Bool { shared.contains(name) }

  private static let shared: Set<String> = [
    "gen_ai.operation.name", "gen_ai.request.model", "gen_ai.response.model", "gen_ai.response.id",
    "gen_ai.response.finish_reasons", "gen_ai.request.temperature", "gen_ai.request.max_tokens",
    "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.conversation.id", "gen_ai.agent.name",
    "error.type",
  ]

  /// Whether a name of this generation was replaced by another one later.
  public var isReplaced: Bool { self == .first || self == .system }

  /// The older generation comes first.
  public static func < (left: ConventionGeneration, right: ConventionGeneration) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
