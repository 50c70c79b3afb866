import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct ShippedBookTests {
  @Test func `the shipped book has no mistakes`() {
    var parser = PriceBookParser(Array(shippedBookText.utf8))
    #expect(parser.parse() != nil)
    #expect(parser.sortedMistakes == [])
  }

  @Test func `the shipped book says what it is`() {
    let book = PriceBook.shipped
    #expect(book.name == "main-models")
    #expect(book.revision == 2)
    #expect(book.asOf == "2026-11-26")
    // Computed by another implementation over the text. Whoever changes the text counts the revision up, and then this.
    #expect(book.sha256 == "304a9df5e91d0ca58d9b8f6484244dd9da2b14b920533f7cbdd26b9f70eaad4b")
    #expect(book.sellers.map(\.id) == ["openai", "anthropic", "google", "deepseek"])
  }

  /// Dollars per million tokens: input, cache read, cache write, output. Read from the catalogues by hand.
  struct Spot: CustomTestStringConvertible {
    var model: String
    var day: String
    var prices: [String]
    var testDescription: String { "\(model) on \(day)" }

    init(_ model: String, _ day: String = "2026-11-23", _ prices: String...) {
      self.model = model
      self.day = day
      self.prices = prices
    }
  }

  @Test(arguments: [
    // OpenAI. gpt-4o became cheaper when the name came to mean the version of August; the version of May did not.
    Spot("gpt-4o", "2024-05-13", "5", "5", "5", "15"),
    Spot("gpt-4o", "2024-10-01", "5", "5", "5", "15"),
    Spot("gpt-4o", "2024-10-02", "2.5", "1.25", "2.5", "10"),
    Spot("gpt-4o", "2026-11-23", "2.5", "1.25", "2.5", "10"),
    Spot("gpt-4o-2024-05-13", "2026-11-23", "5", "5", "5", "15"),
    Spot("gpt-4o-2024-08-06", "2024-08-06", "2.5", "2.5", "2.5", "10"),
    Spot("gpt-4o-2024-08-06", "2024-10-01", "2.5", "1.25", "2.5", "10"),
    Spot("gpt-4o-2024-11-20", "2026-11-23", "2.5", "1.25", "2.5", "10"),
    Spot("gpt-4o-mini-2024-07-18", "2026-11-23", "0.15", "0.075", "0.15", "0.6"),
    Spot("gpt-3.5-turbo", "2026-11-23", "0.5", "0.5", "0.5", "1.5"),
    Spot("gpt-4", "2026-11-23", "30", "30", "30", "60"),
    Spot("gpt-4-turbo", "2026-11-23", "10", "10", "10", "30"),
    Spot("gpt-4.1-2025-04-14", "2026-11-23", "2", "0.5", "2", "8"),
    Spot("gpt-4.1-mini", "2026-11-23", "0.4", "0.1", "0.4", "1.6"),
    Spot("gpt-4.1-nano", "2026-11-23", "0.1", "0.025", "0.1", "0.4"),
    Spot("o1", "2026-11-23", "15", "7.5", "15", "60"),
    Spot("o3", "2025-06-09", "10", "2.5", "10", "40"),
    Spot("o3", "2025-06-10", "2", "0.5", "2", "8"),
    Spot("o3-mini", "2026-11-23", "1.1", "0.55", "1.1", "4.4"),
    Spot("o4-mini-2025-04-16", "2026-11-23", "1.1", "0.275", "1.1", "4.4"),
    Spot("gpt-5", "2026-11-23", "1.25", "0.125", "1.25", "10"),
    Spot("gpt-5-mini-2025-08-07", "2026-11-23", "0.25", "0.025", "0.25", "2"),
    Spot("gpt-5-nano", "2026-11-23", "0.05", "0.005", "0.05", "0.4"),
    Spot("gpt-5-pro", "2026-11-23", "15", "15", "15", "120"),
    Spot("gpt-5.6-luna", "2026-11-23", "0.2", "0.02", "0.25", "1.2"),
    Spot("text-embedding-3-small", "2026-11-23", "0.02", "none", "none", "none"),
    Spot("text-embedding-3-large", "2026-11-23", "0.13", "none", "none", "none"),
    // Anthropic.
    Spot("claude-3-haiku-20240307", "2026-11-23", "0.25", "0.03", "0.3", "1.25"),
    Spot("claude-3-5-haiku-20241022", "2026-11-23", "0.8", "0.08", "1", "4"),
    Spot("claude-3-5-sonnet-20241022", "2026-11-23", "3", "0.3", "3.75", "15"),
    Spot("claude-3-opus-20240229", "2026-11-23", "15", "1.5", "18.75", "75"),
    Spot("claude-sonnet-4-5-20250929", "2026-11-23", "3", "0.3", "3.75", "15"),
    Spot("claude-haiku-4-5-20251001", "2026-11-23", "1", "0.1", "1.25", "5"),
    Spot("claude-opus-4-5", "2026-11-23", "5", "0.5", "6.25", "25"),
    Spot("claude-sonnet-5-5", "2026-11-23", "2", "0.1", "2.5", "10"),
    // DeepSeek, which sold its nights cheaper for half a year.
    Spot("deepseek-chat", "2025-03-01T12:00:00Z", "0.27", "0.07", "0.27", "1.1"),
    Spot("deepseek-chat", "2025-09-05T16:00:00Z", "0.56", "0.07", "0.56", "1.68"),
    Spot("deepseek-chat", "2025-09-29", "0.28", "0.028", "0.28", "0.42"),
    // Google.
    Spot("gemini-1.5-flash", "2026-11-23", "0.075", "0.01875", "0.075", "0.3"),
    Spot("gemini-2.0-flash", "2026-11-23", "0.1", "0.025", "0.1", "0.4"),
    Spot("gemini-2.5-flash", "2026-11-23", "0.3", "0.03", "0.3", "2.5"),
    Spot("gemini-2.5-flash-lite", "2026-11-23", "0.1", "0.01", "0.1", "0.4"),
    Spot("gemini-2.5-pro", "2026-11-23", "1.25", "0.125", "1.25", "10"),
    Spot("gemini-4-argon", "2026-11-30", "2", "0.1", "2", "10"),
    Spot("gemini-4-argon", "2026-12-01", "4", "0.2", "4", "20"),
    Spot("gemini-embedding-001", "2026-11-23", "0.15", "none", "none", "none"),
  ])
  func `a model costs what the catalogues say`(spot: Spot) throws {
    let at = try #require(UnixNanos(rfc3339: spot.day))
    let sheet = try #require(PriceBook.shipped.match(provider: "", model: spot.model, at: at).sheet)
    let found = TokenClass.allCases.map { tokenClass in
      sheet.rate(for: tokenClass).map { PicoUSD($0.value * 1_000_000) }
    }
    #expect(found == spot.prices.map { PicoUSD(decimal: $0) })
  }

  @Test func `the tiers of long prompts double the input`() throws {
    let at = try #require(UnixNanos(rfc3339: "2026-11-23"))
    for (model, output) in [("gemini-2.5-pro", "0.000015"), ("claude-sonnet-4", "0.0000225")] {
      let sheet = try #require(PriceBook.shipped.match(provider: "", model: model, at: at).sheet)
      #expect(!sheet.tiers.isEmpty)
      // All that was read counts, from the cache or not; the tier begins one token above the threshold.
      #expect(sheet.tier(for: TokenUsage(uncachedInput: 100_000, cacheRead: 100_000, output: 1)) == 0)
      #expect(sheet.tier(for: TokenUsage(uncachedInput: 100_000, cacheRead: 100_001, output: 1)) == 1)
      let base = try #require(sheet.rate(for: .uncachedInput))
      #expect(sheet.rate(for: .uncachedInput, tier: 1) == base + base)
      #expect(sheet.rate(for: .output, tier: 1) == PicoUSD(decimal: output))
    }
  }

  /// Providers and names as they occur in captured telemetry.
  @Test(arguments: [
    ("openai", "gpt-4o-mini-2024-07-18"), ("openai", "gpt-4o-2024-08-06"), ("openai", "gpt-4.1-2025-04-14"),
    ("openai", "gpt-5-mini-2025-08-07"), ("openai", "o4-mini-2025-04-16"), ("openai", "text-embedding-3-small"),
    ("openai", "text-embedding-3-large"), ("anthropic", "claude-sonnet-4-5-20250929"),
    ("anthropic", "claude-haiku-4-5-20251001"), ("anthropic", "claude-3-5-haiku-20241022"),
    ("gcp.gemini", "gemini-2.5-flash"), ("gcp.gemini", "gemini-2.5-pro"), ("OpenAI", "gpt-4o"),
    ("openai", "gpt-4o-mini"), ("anthropic", "claude-3-5-haiku-latest"), ("anthropic", "claude-sonnet-4-5"),
  ])
  func `every captured model is priced by the seller that its provider names`(provider: String, model: String) throws {
    let at = try #require(UnixNanos(rfc3339: "2026-11-23T18:00:00Z"))
    let match = PriceBook.shipped.match(provider: provider, model: model, at: at)
    #expect(match.sheet != nil)
    #expect(match.resolution.sellerBasis == .named)
    #expect(match.resolution.stages.count == 1)
  }

  @Test func `every sheet says where it comes from and leaves no class out`() {
    for sheet in PriceBook.shipped.sheets {
      #expect(!sheet.sources.isEmpty)
      // What only announcements say was compared with no catalogue.
      let isCompared = sheet.sources.contains { $0 == "genai" || $0 == "litellm" }
      #expect(sheet.checkedOn == (isCompared ? "2026-11-26" : nil), "line \(sheet.line)")
      #expect(PriceBook.shipped.sheets[sheet.id] == sheet)
      // A cached token never costs more than a fresh one.
      for tier in 0...sheet.tiers.count {
        if let cached = sheet.rate(for: .cacheRead, tier: tier), let fresh = sheet.rate(for: .uncachedInput, tier: tier)
        {
          #expect(cached <= fresh, "line \(sheet.line)")
        }
      }
    }
  }

  /// Dollars for a million tokens of input and of output each.
  private func cost(_ model: String, _ at: String, _ traits: CallTraits) throws -> PicoUSD? {
    let instant = try #require(UnixNanos(rfc3339: at))
    var usage = CallUsage(tokens: TokenUsage(uncachedInput: 100_000, output: 100_000))
    usage[.search] = 0
    return PriceShelf.shipped.resolve(provider: "", model: model).cost(of: usage, traits, at: instant).amount
  }

  @Test(arguments: [
    ("gpt-5", "2026-11-26", "batch", nil as String?, "0.5625"), ("gpt-5", "2026-11-26", "priority", nil, "2.25"),
    ("gpt-5", "2026-11-26", "", nil, "1.125"), ("gpt-4o", "2024-06-01", "batch", nil, "1"),
    ("gpt-5.4", "2026-11-26", "", "eu", "1.925"), ("claude-opus-5", "2026-11-26", "batch", nil, "1.5"),
    ("claude-opus-5", "2026-11-26", "fast", nil, "6"), ("claude-opus-5", "2026-11-26", "", "us", "3.3"),
    ("gemini-2.5-pro", "2026-11-26", "flex", nil, "0.5625"),
    ("deepseek-chat", "2025-03-01T12:00:00Z", "", nil, "0.137"),
    ("deepseek-chat", "2025-03-01T23:00:00Z", "", nil, "0.0685"),
    ("deepseek-chat", "2025-02-20T23:00:00Z", "", nil, "0.137"),
  ])
  func `tiers, places and hours have their prices`(
    model: String, at: String, tier: String, geo: String?, dollars: String
  ) throws {
    #expect(try cost(model, at, CallTraits(serviceTier: tier, geo: geo)) == PicoUSD(decimal: dollars))
  }
}
