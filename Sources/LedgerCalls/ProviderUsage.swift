import LedgerModel

/// How a provider's own answers count: for emitters of which nothing else is known, since most write down what they were
/// given.
struct ProviderUsage: Sendable {
  /// Whether input includes cached tokens.
  var cache = Inclusion.unknown
  /// Whether output includes reasoning.
  var reasoning = Inclusion.unknown
  /// Whether answers hold a total of the provider's own. A total that the emitter added up proves nothing.
  var reportsTotals = false

  /// The usage of a provider in the conventions' words; nothing is known of others, and of an absent one.
  init(_ provider: String?) {
    switch provider {
    case "openai", "azure.ai.openai", "azure.ai.inference", "mistral_ai", "deepseek", "groq", "moonshot_ai",
      "fireworks", "openrouter":
      (cache, reasoning, reportsTotals) = (.inclusive, .inclusive, true)
    case "x_ai": (cache, reportsTotals) = (.inclusive, true)  // reasoning: one API counts it inside, the other apart
    case "gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai", "perplexity":
      (cache, reasoning, reportsTotals) = (.inclusive, .exclusive, true)
    case "anthropic", "aws.bedrock": (cache, reasoning) = (.exclusive, .inclusive)
    default: break
    }
  }
}

/// Whether a schema is of an era whose conventions ask for inclusive counts: 1.40 and later, and the conventions' own
/// repository.
func asksForInclusiveCounts(_ schemaURL: String?) -> Bool {
  guard let schemaURL, let slash = schemaURL.lastIndex(of: "/") else { return false }
  if schemaURL[..<slash].hasSuffix("/schemas/gen-ai") { return true }
  let version = schemaURL[schemaURL.index(after: slash)...].split(separator: ".", omittingEmptySubsequences: false)
  guard version.count >= 2, let major = Int(version[0]), let minor = Int(version[1]) else { return false }
  return (major, minor) >= (1, 40)
}
