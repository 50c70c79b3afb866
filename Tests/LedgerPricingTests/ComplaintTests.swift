import LedgerModel
import Testing

@testable import LedgerPricing

/// What people complained about in public issue trackers, named by project and thread: names that found no price, units
/// that slipped, tiers and batches that were left out, history that moved. Prices are those of the shipped books.
@Suite struct ComplaintTests {
  /// A call, and what it has to come to in dollars.
  struct Case: CustomTestStringConvertible, Sendable {
    var thread: String
    var provider = ""
    var model: String
    var at = "2026-11-20T00:00:00Z"
    var usage = TokenUsage(uncachedInput: 1_000_000, output: 100_000)
    var tier: String?
    var usd: String

    var testDescription: String { "\(thread) \(model)" }
  }

  private static func tokens(_ input: Int64, read: Int64? = nil, write: Int64? = nil, _ output: Int64) -> TokenUsage {
    TokenUsage(uncachedInput: input, cacheRead: read, cacheWrite: write, output: output)
  }

  private static let small = tokens(1000, 100)

  /// Scenario: spellings that other books did not match, tiers and batches that they left out, and dates.
  /// Guarantees: each has its price.
  @Test(arguments: [
    // A region before the vendor, with and without a version, through a profile, without any provider.
    Case(
      thread: "langfuse#6655", provider: "aws.bedrock", model: "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
      usage: small, usd: "0.0045"),
    Case(thread: "langfuse#6655", model: "us.anthropic.claude-3-5-sonnet-20241022-v2:0", usage: small, usd: "0.0045"),
    Case(
      thread: "langfuse#13419", provider: "bedrock", model: "anthropic.claude-3-haiku-20240307-v1:0", usage: small,
      usd: "0.000375"),
    Case(
      thread: "langfuse#13419", provider: "bedrock", model: "anthropic.claude-3-haiku-20240307", usage: small,
      usd: "0.000375"),
    Case(
      thread: "langfuse#14136", provider: "gcp.vertex_ai", model: "claude-sonnet-4@20250514", usage: small,
      usd: "0.0045"),
    Case(
      thread: "traceroot#877", provider: "gcp.vertex_ai", model: "publishers/google/models/gemini-2.5-flash",
      usage: small, usd: "0.00055"),
    Case(thread: "traceroot#877", provider: "aws.bedrock", model: "amazon.nova-pro-v1:0", usage: small, usd: "0.00112"),
    Case(
      thread: "langfuse#13419", provider: "aws.bedrock",
      model: "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      usage: small, usd: "0.00495"),
    // Where a model runs decides: the global endpoint costs a tenth less than one in a region.
    Case(
      thread: "langfuse#6655", provider: "aws.bedrock", model: "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
      usage: small, usd: "0.0045"),
    // Tiers and batches are half the price, or dearer.
    Case(thread: "litellm#13810", provider: "openai", model: "gpt-5-mini", usage: small, tier: "flex", usd: "0.000225"),
    Case(
      thread: "Portkey gateway#1511", provider: "openai", model: "gpt-5-mini", usage: small, tier: "default",
      usd: "0.00045"),
    Case(
      thread: "grafana-dashboards#1", provider: "openai", model: "gpt-4o", usage: small, tier: "batch", usd: "0.00175"),
    Case(
      thread: "dust#23702", provider: "anthropic", model: "claude-haiku-4-5", usage: small, tier: "batch",
      usd: "0.00075"),
    // A long prompt changes the price of the whole request, and cached tokens make it long.
    Case(thread: "genai-prices#583", provider: "gcp.gemini", model: "gemini-2.5-pro", usd: "4.00"),
    Case(
      thread: "stdapi.ai#190", provider: "gcp.gemini", model: "gemini-2.5-pro", usage: tokens(200_000, 0), usd: "0.25"),
    Case(
      thread: "stdapi.ai#190", provider: "gcp.gemini", model: "gemini-2.5-pro", usage: tokens(200_001, 0),
      usd: "0.5000025"),
    Case(
      thread: "ccusage#1541", provider: "anthropic", model: "claude-sonnet-4-5", usage: tokens(1000, read: 200_000, 0),
      usd: "0.126"),
    // What a call cost when it was made, whatever the price is today.
    Case(
      thread: "CodexBar#2671", provider: "openai", model: "gpt-4o", at: "2024-06-01T00:00:00Z", usage: small,
      usd: "0.0065"),
    Case(
      thread: "CodexBar#2671", provider: "openai", model: "gpt-4o", at: "2026-06-01T00:00:00Z", usage: small,
      usd: "0.0035"),
    // Cached tokens at their own price, inside an input that holds them.
    Case(
      thread: "agenta#5711", provider: "openai", model: "gpt-4o", usage: tokens(1000, read: 10_000, 0), usd: "0.015"),
    Case(
      thread: "litellm#14849", provider: "gcp.gemini", model: "gemini-2.5-flash", usage: tokens(1000, read: 10_000, 0),
      usd: "0.0006"),
    Case(
      thread: "langsmith-sdk#1858", provider: "aws.bedrock", model: "anthropic.claude-sonnet-4-5-20250929-v1:0",
      usage: tokens(4, read: 100_000, 0), usd: "0.0330132"),
  ])
  func `calls have the price that they had`(given: Case) throws {
    let at = try #require(UnixNanos(rfc3339: given.at))
    let found = PriceShelf.shipped.resolve(provider: given.provider, model: given.model, .list)
    let cost = found.cost(of: CallUsage(tokens: given.usage), CallTraits(serviceTier: given.tier), at: at)
    #expect(cost.amount == PicoUSD(decimal: given.usd), "\(cost.amount?.description ?? cost.state.code)")
  }

  private func cost(_ shelf: PriceShelf, _ provider: String, _ model: String, _ usage: TokenUsage, at: String) throws
    -> ItemisedCost
  {
    shelf.resolve(provider: provider, model: model).cost(
      of: CallUsage(tokens: usage), CallTraits(), at: try #require(UnixNanos(rfc3339: at)))
  }

  /// Scenario: a model that no book has, one that is free, one that is sold by the search, and a call without counts.
  /// Guarantees: four states; only the free one costs nothing (agent-afk#865, litellm#37972, helicone#909, helicone#3687).
  @Test func `free, unknown, unpriced and uncounted are told apart`() throws {
    func state(_ provider: String, _ model: String, _ usage: TokenUsage = Self.small) throws -> (CostState, PicoUSD?) {
      let cost = try cost(.shipped, provider, model, usage, at: "2026-11-20T00:00:00Z")
      return (cost.state, cost.amount)
    }
    #expect(try state("gcp.gemini", "gemma-4-31b-it") == (.free, .zero))
    #expect(try state("openai", "no-such-model") == (.unpriced(.unknownModel), nil))
    #expect(try state("ollama", "llama3.2") == (.unpriced(.selfHosted), nil))
    #expect(try state("openai", "gpt-4o", TokenUsage()).1 == nil)
    let rerank = try state("cohere", "rerank-v3.5", TokenUsage(uncachedInput: 0, output: 0))
    #expect(rerank.0 != .free && rerank.1 == nil)
  }

  private func lint(_ rows: String) throws -> [LintFinding.Kind] {
    try PriceLint(book2("seller acme vendor\n" + rows), today: "2026-11-26", days: 90).findings.map(\.kind)
  }

  /// Scenario: a price per token in a field of prices per million, in either direction (litellm#23503, bifrost#3559).
  /// Guarantees: what is finer than a pico-dollar is refused with its line, what is ten times off its family is found.
  @Test func `slips of the unit are found`() throws {
    let row = "output=10 cache-read=none cache-write=none from=* source=page"
    let error = #expect(throws: PriceBookError.self) {
      try book2("seller acme vendor\nmodel a\nprice input=0.0000025 \(row)")
    }
    #expect(error?.mistakes.map(\.line) == [12])
    #expect(
      try lint(
        "model a family=f\nprice input=2.5 \(row)\nmodel b family=f\nprice input=2.5 \(row)\nmodel c family=f\nprice input=0.000025 \(row)"
      ) == [.unitSlip])
  }

  /// Scenario: a price of one's own from a day that has passed, with cached tokens (langfuse#12184, cc-switch#2532,
  /// litellm#27191).
  /// Guarantees: calls from that day on have it, cached tokens among them; earlier ones keep the list price.
  @Test func `prices of one's own reach back to their day`() throws {
    let ours = try book2(
      "seller openai vendor\nprovider openai\nmodel gpt-4o\n"
        + "price from=2026-03-01 input=2 cache-read=0.5 cache-write=input output=8 source=page", name: "ours")
    let shelf = try PriceShelf([.shipped, .shippedCatalogue, ours])
    let usage = Self.tokens(1_000_000, read: 1_000_000, 0)
    #expect(try cost(shelf, "openai", "gpt-4o", usage, at: "2026-02-28T23:59:59Z").amount == PicoUSD(decimal: "3.75"))
    #expect(try cost(shelf, "openai", "gpt-4o", usage, at: "2026-03-01T00:00:00Z").amount == PicoUSD(decimal: "2.50"))
  }

  /// Scenario: a week is priced again after the book learned of other prices (ccusage#1636, maxx#575, hermes-telemetry#83).
  /// Guarantees: a price that holds from later on changes nothing; a row that was corrected changes the week, and what the
  /// book knew then can still be asked for.
  @Test func `a closed week stays what it was, or says why not`() throws {
    func acme(_ rows: String) throws -> PriceShelf {
      PriceShelf(only: try book2("seller acme vendor\nprovider acme\nmodel m\n" + rows))
    }
    let rates = "cache-read=none cache-write=none output=none source=page"
    let usage = Self.tokens(1_000_000, 0)
    func week(_ shelf: PriceShelf) throws -> String? {
      try cost(shelf, "acme", "m", usage, at: "2026-06-03T00:00:00Z").amount?.description
    }
    let before = try acme("price from=2026-01-01 input=4 \(rates)")
    let cut = try acme(
      "price from=2026-01-01 until=2026-07-01 input=4 \(rates)\nprice from=2026-07-01 learned=2026-07-02 input=3 \(rates)"
    )
    let corrected = try acme(
      "price from=2026-01-01 withdrawn=2026-08-01 input=4 \(rates)\nprice from=2026-01-01 learned=2026-08-01 input=5 \(rates)"
    )
    #expect(try [before, cut, corrected].map(week) == ["4.00", "4.00", "5.00"])
    #expect(try week(corrected.known(on: "2026-07-31")) == "4.00")
  }

  /// Scenario: prices in euro with a rate for each day (agentsview#1824).
  /// Guarantees: each call is converted at the rate of its day; before the first one it is unpriced by date.
  @Test func `other currencies have dated rates`() throws {
    let text = text2(
      "seller acme vendor\nprovider acme\nmodel m\n"
        + "price from=* input=10 cache-read=none cache-write=none output=none source=page",
      lines: "currency EUR\nexchange EUR 2026-11-01 1.10\nexchange EUR 2026-11-02 1.20"
    ).replacing("unit USD", with: "unit EUR")
    let book = try PriceBook(parsing: Array(text.utf8), from: "euro.prices")
    let shelf = try PriceShelf([book])
    let usage = Self.tokens(1_000_000, 0)
    #expect(try cost(shelf, "acme", "m", usage, at: "2026-11-01T23:59:59Z").amount == PicoUSD(decimal: "11"))
    #expect(try cost(shelf, "acme", "m", usage, at: "2026-11-02T00:00:00Z").amount == PicoUSD(decimal: "12"))
    #expect(try cost(shelf, "acme", "m", usage, at: "2026-10-31T00:00:00Z").state == .unpriced(.unpricedByDate))
  }

  /// Scenario: a catalogue has a long-context tier that the vendor's row has not (yoagent#138), and another price.
  /// Guarantees: it fills gaps only, and each line says whose it is.
  @Test func `a catalogue never overrides the book`() throws {
    let rates = "cache-read=none cache-write=none output=none source=list"
    let catalogue = try book2(
      "seller openai vendor\nprovider openai\nmodel gpt-4o\nprice from=* input=9 \(rates)\nmodel new-model\nprice from=* input=7 \(rates)",
      name: "theirs", lines: "layer catalogue")
    let shelf = try PriceShelf([.shipped, .shippedCatalogue, catalogue])
    let known = try cost(shelf, "openai", "gpt-4o", Self.small, at: "2026-11-20T00:00:00Z")
    #expect(
      known.lines.map(\.layer) == [.shipped, .shipped] && known.lines.map(\.book) == ["main-models", "main-models"])
    let new = try cost(shelf, "openai", "new-model", Self.tokens(1000, 0), at: "2026-11-20T00:00:00Z")
    #expect(new.lines.first?.book == "theirs" && new.amount == PicoUSD(decimal: "0.007"))
  }
}
