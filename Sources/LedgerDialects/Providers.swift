// Whose model it was. Frameworks and agents sign as providers too; they are none.

enum Providers {
  /// The conventions' words and how emitters write them; case and punctuation do not matter.
  static let words: [(canonical: String, spellings: [String])] = [
    ("openai", ["openai", "oai", "openai.chat", "openai.responses", "openai_codex", "openai.completion"]),
    ("azure.ai.openai", ["azure.ai.openai", "az.ai.openai", "azure", "azure_openai"]),
    ("azure.ai.inference", ["azure.ai.inference", "az.ai.inference", "azure_ai"]),
    ("anthropic", ["anthropic", "claude"]),
    ("aws.bedrock", ["aws.bedrock", "aws", "bedrock", "amazon", "amazon-bedrock", "bedrock_converse"]),
    ("gcp.vertex_ai", ["gcp.vertex_ai", "vertex_ai", "google_vertexai", "google.vertex.chat", "google.vertex"]),
    ("gcp.gemini", ["gcp.gemini", "gemini", "google_genai", "google.generative-ai"]),
    ("gcp.gen_ai", ["gcp.gen_ai", "google", "googleai"]),
    ("mistral_ai", ["mistral_ai", "mistral"]),
    ("x_ai", ["x_ai", "grok"]),
    ("ibm.watsonx.ai", ["ibm.watsonx.ai", "watsonx"]),
    ("moonshot_ai", ["moonshot_ai", "moonshot", "kimi"]),
    ("cohere", ["cohere"]), ("groq", ["groq"]), ("deepseek", ["deepseek"]), ("perplexity", ["perplexity"]),
    ("ollama", ["ollama"]), ("together_ai", ["together_ai", "together"]),
    ("fireworks", ["fireworks", "fireworks_ai"]), ("hugging_face", ["hugging_face"]), ("replicate", ["replicate"]),
    ("aleph_alpha", ["aleph_alpha"]), ("cerebras", ["cerebras"]),
  ]

  /// Frameworks and agents that sign as providers.
  static let frameworks = [
    "langchain", "langgraph", "llama_index", "crewai", "strands-agents", "gcp.vertex.agent",
    "microsoft.agent_framework",
    "spring_ai", "github", "az.ai.agents", "azure.ai.agents", "haystack", "_OTHER",
  ]

  /// Gateways in front of providers: the name of last resort.
  static let gateways = ["openrouter", "litellm"]

  /// How model names betray the provider: the longest prefix that fits.
  static let modelPrefixes: [(prefix: String, provider: String)] = [
    ("openai/", "openai"), ("azure/", "azure.ai.openai"), ("azure_ai/", "azure.ai.inference"),
    ("anthropic/", "anthropic"), ("bedrock/", "aws.bedrock"), ("vertex_ai/", "gcp.vertex_ai"),
    ("gemini/", "gcp.gemini"), ("google/", "gcp.gen_ai"), ("mistral/", "mistral_ai"), ("mistralai/", "mistral_ai"),
    ("groq/", "groq"), ("deepseek/", "deepseek"), ("xai/", "x_ai"), ("x-ai/", "x_ai"), ("cohere/", "cohere"),
    ("cohere_chat/", "cohere"), ("together_ai/", "together_ai"), ("fireworks_ai/", "fireworks"),
    ("perplexity/", "perplexity"), ("ollama/", "ollama"), ("ollama_chat/", "ollama"),
    ("huggingface/", "hugging_face"), ("replicate/", "replicate"), ("cerebras/", "cerebras"),
    ("watsonx/", "ibm.watsonx.ai"), ("moonshot/", "moonshot_ai"), ("moonshotai/", "moonshot_ai"),
    ("anthropic.claude", "aws.bedrock"), ("us.anthropic", "aws.bedrock"), ("eu.anthropic", "aws.bedrock"),
    ("apac.anthropic", "aws.bedrock"), ("global.anthropic", "aws.bedrock"), ("amazon.", "aws.bedrock"),
    ("us.amazon.", "aws.bedrock"), ("eu.amazon.", "aws.bedrock"), ("apac.amazon.", "aws.bedrock"),
    ("meta.llama", "aws.bedrock"), ("us.meta.llama", "aws.bedrock"), ("cohere.command", "aws.bedrock"),
    ("gpt-", "openai"), ("chatgpt-", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"),
    ("text-embedding-3", "openai"), ("text-embedding-ada", "openai"), ("claude-", "anthropic"),
    ("gemini-", "gcp.gemini"), ("mistral-", "mistral_ai"), ("mixtral-", "mistral_ai"), ("codestral-", "mistral_ai"),
    ("command-", "cohere"), ("deepseek-", "deepseek"), ("grok-", "x_ai"), ("kimi-", "moonshot_ai"),
  ]

  /// How server addresses betray the provider.
  static let addresses: [(text: String, isSuffix: Bool, provider: String)] = [
    ("api.openai.com", true, "openai"), (".openai.azure.com", true, "azure.ai.openai"),
    ("api.anthropic.com", true, "anthropic"), ("bedrock-runtime.", false, "aws.bedrock"),
    ("generativelanguage.googleapis.com", true, "gcp.gemini"), ("aiplatform.googleapis.com", true, "gcp.vertex_ai"),
    ("api.mistral.ai", true, "mistral_ai"), ("api.groq.com", true, "groq"), ("api.x.ai", true, "x_ai"),
    ("api.deepseek.com", true, "deepseek"),
  ]
}
