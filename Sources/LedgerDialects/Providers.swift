// Whose model it was. Frameworks and agents sign as providers too; they are none.

enum Providers {
  /// The conventions' words and how emitters write them; case and punctuation do not matter.
  static let words: [(canonical: String, spellings: [String])] = [
    (
      "openai",
      [
        "openai", "oai", "openai.chat", "openai.responses", "openai_codex", "openai.completion", "openai.embedding",
        "chatgpt",
      ]
    ),
    ("azure.ai.openai", ["azure.ai.openai", "az.ai.openai", "azure", "azure_openai", "azure_openai_service"]),
    ("azure.ai.inference", ["azure.ai.inference", "az.ai.inference", "azure_ai"]),
    ("anthropic", ["anthropic", "claude", "anthropic.messages"]),
    (
      "aws.bedrock",
      ["aws.bedrock", "aws", "bedrock", "amazon", "amazon-bedrock", "bedrock_converse", "bedrock_runtime"]
    ),
    ("gcp.vertex_ai", ["gcp.vertex_ai", "vertex_ai", "google_vertexai", "google.vertex.chat", "google.vertex"]),
    ("gcp.gemini", ["gcp.gemini", "gemini", "google_genai", "google.generative-ai", "google_ai_studio"]),
    ("gcp.gen_ai", ["gcp.gen_ai", "google", "googleai"]),
    ("mistral_ai", ["mistral_ai", "mistral", "mistral_ai.chat"]),
    ("x_ai", ["x_ai", "grok", "xai.chat"]),
    ("ibm.watsonx.ai", ["ibm.watsonx.ai", "watsonx"]),
    ("moonshot_ai", ["moonshot_ai", "moonshot", "kimi"]),
    ("cohere", ["cohere"]), ("groq", ["groq"]), ("deepseek", ["deepseek"]), ("perplexity", ["perplexity"]),
    ("ollama", ["ollama"]), ("together_ai", ["together_ai", "together"]),
    ("fireworks", ["fireworks", "fireworks_ai"]), ("hugging_face", ["hugging_face", "huggingface_hub"]),
    ("replicate", ["replicate"]),
    ("aleph_alpha", ["aleph_alpha"]), ("cerebras", ["cerebras"]),
  ]

  /// Frameworks and agents that sign as providers, and the dialect that some of them give away.
  static let frameworks: [(word: String, dialect: String)] = [
    ("langchain", ""), ("langgraph", ""), ("llama_index", ""), ("crewai", ""), ("haystack", ""), ("_OTHER", ""),
    ("agno", ""), ("autogen", ""),
    ("strands-agents", "strands"), ("gcp.vertex.agent", "google-adk"),
    ("microsoft.agent_framework", "agent-framework"), ("spring_ai", "spring-ai"), ("github", "github-copilot"),
    ("az.ai.agents", "azure-ai"), ("azure.ai.agents", "azure-ai"), ("trpc.go.agent", "trpc-agent-go"),
  ]

  /// Gateways in front of providers: the name of last resort.
  static let gateways = ["openrouter", "litellm", "litellm_proxy"]

  /// What gateways put in front of a model's name.
  static let gatewayPrefixes = ["openrouter/", "litellm_proxy/", "litellm/"].map { Array($0.utf8) }

  /// The regions of inference profiles on Bedrock, and whose models can stand behind them.
  static let regions = ["us.", "eu.", "apac.", "global.", "jp.", "au.", "ca.", "sa.", "us-gov."].map { Array($0.utf8) }
  static let bedrockVendors = [
    "anthropic.", "amazon.", "meta.", "cohere.", "mistral.", "ai21.", "deepseek.", "stability.", "writer.", "qwen.",
    "openai.", "twelvelabs.",
  ].map { Array($0.utf8) }

  /// How the classes of frameworks, which some instrumentations name spans after, betray the provider.
  static let classNames: [(prefix: String, provider: String)] = [
    ("ChatOpenAI.", "openai"), ("AzureChatOpenAI.", "azure.ai.openai"), ("ChatAnthropic.", "anthropic"),
    ("ChatBedrock.", "aws.bedrock"), ("ChatBedrockConverse.", "aws.bedrock"), ("ChatVertexAI.", "gcp.vertex_ai"),
    ("ChatGoogleGenerativeAI.", "gcp.gemini"), ("ChatMistralAI.", "mistral_ai"), ("ChatGroq.", "groq"),
    ("ChatCohere.", "cohere"), ("ChatOllama.", "ollama"), ("ChatDeepSeek.", "deepseek"), ("ChatXAI.", "x_ai"),
    ("ChatFireworks.", "fireworks"), ("ChatTogether.", "together_ai"), ("ChatPerplexity.", "perplexity"),
    ("ChatHuggingFace.", "hugging_face"), ("ChatWatsonx.", "ibm.watsonx.ai"),
  ]

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
    ("anthropic.claude", "aws.bedrock"), ("amazon.", "aws.bedrock"), ("meta.llama", "aws.bedrock"),
    ("cohere.command", "aws.bedrock"), ("cohere.embed", "aws.bedrock"), ("cohere.rerank", "aws.bedrock"),
    ("mistral.mi", "aws.bedrock"), ("ai21.j", "aws.bedrock"), ("arn:aws:bedrock:", "aws.bedrock"),
    ("publishers/", "gcp.vertex_ai"), ("projects/", "gcp.vertex_ai"), ("models/gemini-", "gcp.gemini"),
    ("googleai/", "gcp.gemini"), ("vertexai/", "gcp.vertex_ai"), ("accounts/fireworks/", "fireworks"),
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
    ("api.deepseek.com", true, "deepseek"), (".services.ai.azure.com", true, "azure.ai.inference"),
    (".models.ai.azure.com", true, "azure.ai.inference"), (".cognitiveservices.azure.com", true, "azure.ai.openai"),
    ("bedrock-runtime-fips.", false, "aws.bedrock"), ("api.cohere.com", true, "cohere"),
    ("api.cohere.ai", true, "cohere"), ("api.perplexity.ai", true, "perplexity"),
    ("api.together.xyz", true, "together_ai"), ("api.fireworks.ai", true, "fireworks"),
    ("api.moonshot.ai", true, "moonshot_ai"), ("api.moonshot.cn", true, "moonshot_ai"),
    ("api.cerebras.ai", true, "cerebras"), ("api.replicate.com", true, "replicate"),
  ]
}
