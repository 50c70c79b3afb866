import LedgerModel
import Testing

@testable import LedgerPricing

/// The book that `make prices` makes. What the catalogues say of each model is for `Tests/LedgerPricingChecks`; here stands
/// what must hold for whatever they say.
@Suite struct ShippedCatalogueTests {
  @Test func `the catalogue is a book of its own beside the one that is kept by hand`() {
    let book = PriceBook.shippedCatalogue
    #expect(book.name == "catalogues")
    #expect(book.layer == .catalogue)
    #expect(book.asOf == PriceBook.shipped.asOf)
    #expect(book.models.count > 2500)
    let text = ShippedCatalogueText.pieces.joined()
    #expect(text.utf8.count < 700_000, "it is part of every binary")
  }

  @Test func `it has none of the names that are kept by hand`() {
    func names(of book: PriceBook) -> Set<String> {
      var names: Set<String> = []
      for model in book.models {
        names.formUnion(([model.id] + model.aliases).map { "\(book.sellers[model.seller].id) \($0)" })
      }
      for listed in book.unpricedModels {
        names.formUnion(listed.ids.map { "\(book.sellers[listed.seller].id) \($0)" })
      }
      return names
    }
    #expect(names(of: .shipped).isDisjoint(with: names(of: .shippedCatalogue)))
  }

  @Test func `sellers of both books go by the same names`() {
    for seller in PriceBook.shipped.sellers {
      let other = PriceBook.shippedCatalogue.sellers.first { $0.id == seller.id }
      #expect(other?.isVendor ?? seller.isVendor == seller.isVendor)
      for provider in seller.providers {
        let others = PriceBook.shippedCatalogue.sellers.filter { $0.providers.contains(provider) }
        #expect(others.allSatisfy { $0.id == seller.id }, "\(provider)")
      }
    }
  }

  @Test func `every row names its catalogue and the day on which it was read`() {
    for sheet in PriceBook.shippedCatalogue.sheets {
      #expect(
        ["genai", "litellm", "genai,litellm"].contains(sheet.sources.joined(separator: ",")), "line \(sheet.line)")
      #expect(sheet.checkedOn == PriceBook.shippedCatalogue.asOf)
    }
  }

  /// Providers and models as telemetry names them: seller and dollars for 100,000 tokens of input and output each.
  @Test(arguments: [
    ("aws.bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock", "1.98"),
    ("aws.bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock", "1.8"),
    ("aws.bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock", "1.98"),
    ("aws.bedrock", "amazon.nova-pro-v1:0", "bedrock", "0.4"),
    ("aws.bedrock", "eu.amazon.nova-pro-v1:0", "bedrock", "0.525"),
    ("azure.ai.openai", "gpt-4o-2024-08-06", "azure", "1.25"),
    ("azure", "azure/eu/gpt-4o-2024-08-06", "azure", "1.375"),
    ("gcp.vertex_ai", "claude-sonnet-4-5", "vertex", "1.8"), ("gcp.vertex_ai", "gemini-2.5-pro", "vertex", "1.125"),
    ("mistral_ai", "mistral-small-latest", "mistral", "0.075"), ("cohere", "command-r-plus-08-2024", "cohere", "1.25"),
    ("groq", "openai/gpt-oss-120b", "groq", "0.075"), ("x_ai", "grok-4.3", "xai", "0.375"),
    ("openrouter", "openai/gpt-4o", "openrouter", "1.25"), ("perplexity", "sonar-pro", "perplexity", "1.814"),
  ])
  func `what teams use has a price`(provider: String, model: String, seller: String, dollars: String) throws {
    let at = try #require(UnixNanos(rfc3339: "2026-11-26T12:00:00Z"))
    let usage = CallUsage(tokens: TokenUsage(uncachedInput: 100_000, output: 100_000))
    let cost = PriceShelf.shipped.resolve(provider: provider, model: model).cost(of: usage, at: at)
    #expect(cost.sheet?.seller == seller)
    #expect(cost.amount == PicoUSD(decimal: dollars))
  }

  @Test func `xAI's long prompts begin at the threshold, those of others behind it`() throws {
    let at = try #require(UnixNanos(rfc3339: "2026-11-26T12:00:00Z"))
    func cost(_ provider: String, _ model: String, _ input: Int64) -> PicoUSD? {
      PriceShelf.shipped.resolve(provider: provider, model: model)
        .cost(of: CallUsage(tokens: TokenUsage(uncachedInput: input, output: 0)), at: at).amount
    }
    let below = try #require(cost("x_ai", "grok-4.3", 199_999))
    let reached = try #require(cost("x_ai", "grok-4.3", 200_000))
    #expect(reached > below + below)
    #expect(cost("gcp.vertex_ai", "gemini-2.5-pro", 200_000) == PicoUSD(decimal: "0.25"))
    #expect(cost("gcp.vertex_ai", "gemini-2.5-pro", 200_001) == PicoUSD(decimal: "0.5000025"))
  }

  @Test func `embeddings and rankings are there`() throws {
    let at = try #require(UnixNanos(rfc3339: "2026-11-26T12:00:00Z"))
    let embedding = CallUsage(tokens: TokenUsage(uncachedInput: 1_000_000))
    for (provider, model) in [("cohere", "embed-v4.0"), ("voyage", "voyage-3.5"), ("mistral_ai", "mistral-embed")] {
      let cost = PriceShelf.shipped.resolve(provider: provider, model: model).cost(of: embedding, at: at)
      #expect(cost.sheet != nil, "\(model)")
    }
    var ranking = CallUsage()
    ranking[.rerankSearch] = 3
    let cost = PriceShelf.shipped.resolve(provider: "cohere", model: "rerank-v3.5").cost(of: ranking, at: at)
    #expect(cost.amount == PicoUSD(decimal: "0.006"))
  }
}
