/// What the importers know of sellers by themselves: catalogues name providers each in its own way, and telemetry in
/// several more.
struct KnownSeller: Sendable {
  var id: String
  var isVendor: Bool
  /// How telemetry names the seller, in lower case.
  var providers: [String]
  /// `route` lines.
  var routes: [String] = []
  /// Spellings in front of a model that say which route it takes, with the route's name: `us.`, `eu/`.
  var prefixes: [(text: String, route: String)] = []
  /// The route of a name without such a spelling; `nil` for sellers without routes.
  var defaultRoute: String?

  /// The names of its routes.
  var routeNames: [String] { prefixes.map(\.route) + [defaultRoute].compactMap { $0 } }

  private static func vendor(_ id: String, _ providers: String...) -> KnownSeller {
    KnownSeller(id: id, isVendor: true, providers: providers)
  }

  private static func reseller(_ id: String, _ providers: String...) -> KnownSeller {
    KnownSeller(id: id, isVendor: false, providers: providers)
  }

  /// The sellers, by id.
  static let all: [String: KnownSeller] = {
    var sellers = [
      vendor("openai", "openai", "openai_responses", "openai-responses", "openai-chat", "text-completion-openai"),
      vendor("anthropic", "anthropic"),
      vendor(
        "google", "google", "gcp.gemini", "gcp.gen_ai", "gemini", "google_genai", "google-genai", "google-gla",
        "google_generativeai"),
      reseller(
        "vertex", "vertex", "gcp.vertex_ai", "vertex_ai", "vertexai", "google_vertexai", "google-vertex",
        "google_vertex", "google-vertex-ai", "google_anthropic_vertex"),
      reseller("azure-ai", "azure-ai", "azure.ai.inference", "az.ai.inference", "azure_ai", "azure_ai_inference"),
      vendor("mistral", "mistral", "mistral_ai", "mistralai", "mistral-ai"),
      vendor("cohere", "cohere", "cohere_chat", "cohere-v2"),
      vendor("deepseek", "deepseek"),
      vendor("xai", "xai", "x_ai", "x-ai"),
      reseller("groq", "groq"),
      reseller("together", "together", "together_ai", "togetherai", "together-ai"),
      reseller("fireworks", "fireworks", "fireworks_ai", "fireworks-ai"),
      reseller("openrouter", "openrouter"),
      vendor("perplexity", "perplexity"),
      vendor("voyage", "voyage", "voyageai", "voyage_ai"),
      vendor("jina", "jina", "jina_ai", "jinaai"),
      vendor("moonshot", "moonshot", "moonshot_ai", "moonshotai"),
      vendor("minimax", "minimax"),
      vendor("zai", "zai", "z_ai", "z-ai"),
      vendor("ai21", "ai21", "ai21_chat"),
      reseller("cerebras", "cerebras"),
      reseller("deepinfra", "deepinfra", "deep_infra"),
      reseller("databricks", "databricks"),
      reseller("sambanova", "sambanova"),
    ]
    var bedrock = reseller(
      "bedrock", "bedrock", "aws.bedrock", "aws_bedrock", "amazon-bedrock", "amazon_bedrock", "bedrock_converse",
      "aws-bedrock", "amazon", "aws")
    bedrock.prefixes = ["us-gov", "us", "eu", "apac", "au", "jp", "in", "global"].map { ("\($0).", $0) }
    bedrock.defaultRoute = "in-region"
    bedrock.routes = bedrock.prefixes.map { "\($0.route) prefix=\($0.text)" } + ["in-region default"]
    var azure = reseller(
      "azure", "azure", "azure.ai.openai", "az.ai.openai", "azure_openai", "azure-openai", "azureopenai")
    azure.prefixes = ["eu", "us", "apac", "us-gov", "global", "global-standard"].map { ("\($0)/", $0) }
    azure.defaultRoute = "standard"
    azure.routes = azure.prefixes.map { "\($0.route) segment=\($0.text.dropLast())" } + ["standard default"]
    sellers += [bedrock, azure]
    return Dictionary(uniqueKeysWithValues: sellers.map { ($0.id, $0) })
  }()

  /// The seller that LiteLLM's `litellm_provider` means. Providers without an entry sell under their own name.
  static func ofLiteLLM(_ provider: String) -> KnownSeller {
    let id: String? =
      switch provider {
      case "gemini": "google"
      case "bedrock", "bedrock_converse": "bedrock"
      case "azure", "azure_text": "azure"
      case "azure_ai": "azure-ai"
      case "cohere", "cohere_chat": "cohere"
      case "text-completion-openai": "openai"
      case "fireworks_ai", "fireworks_ai-embedding-models": "fireworks"
      case "together_ai": "together"
      case "jina_ai": "jina"
      case _ where provider == "vertex_ai" || provider.hasPrefix("vertex_ai-"): "vertex"
      default: nil
      }
    return all[id ?? provider] ?? KnownSeller(id: provider, isVendor: false, providers: [provider])
  }

  /// The seller that a provider of genai-prices means, by its id there.
  static func ofGenAIPrices(_ provider: String) -> KnownSeller? {
    let id: String =
      switch provider {
      case "x-ai": "xai"
      case "aws": "bedrock"
      case "moonshotai": "moonshot"
      case "voyageai": "voyage"
      default: provider
      }
    return all[id]
  }
}
