import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct MatchTests {
  static let november2026 = UnixNanos(1_795_455_933_170_989_478)

  private func match(_ model: String, provider: String = "", at: UnixNanos = november2026) -> PriceMatch {
    PriceBook.shipped.match(provider: provider, model: model, at: at)
  }

  /// A name as telemetry has it, the model that it means, and how it got there.
  @Test(
    arguments: [
      ("gpt-4o", "gpt-4o", []),
      ("  GPT-4o ", "gpt-4o", []),
      ("openai/gpt-4o", "gpt-4o", [.path]),
      ("openrouter/anthropic/claude-3.5-sonnet", "claude-3-5-sonnet-20241022", [.path]),
      ("models/gemini-2.5-flash", "gemini-2.5-flash", [.path]),
      ("projects/p/locations/us/publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro", [.path]),
      ("gpt-4o-20240806", "gpt-4o-2024-08-06", [.dateSpelling]),
      ("claude-sonnet-4-5-2025-09-29", "claude-sonnet-4-5-20250929", [.dateSpelling]),
      ("gpt-4.1-2026-02-03", "gpt-4.1", [.date]),
      ("gpt-5-mini-latest", "gpt-5-mini", [.latest]),
      ("claude-3-7-sonnet-latest", "claude-3-7-sonnet-20250219", []),
      ("anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5-sonnet-20241022", [.vendor, .revision]),
      ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5-20250929", [.region, .vendor, .revision]),
      ("global.anthropic.claude-opus-4-6-v1", "claude-opus-4-6", [.region, .vendor, .revision]),
      ("apac.anthropic.claude-3-haiku-20240307-v1:0:200k", "claude-3-haiku-20240307", [.region, .vendor, .revision]),
      (
        "bedrock/arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        "claude-haiku-4-5-20251001", [.path, .region, .vendor, .revision]
      ),
      ("claude-3-5-haiku@20241022", "claude-3-5-haiku-20241022", [.atVersion]),
      ("gemini-2.0-flash@001", "gemini-2.0-flash", [.atVersion]),
      ("claude-opus-4@default", "claude-opus-4-20250514", [.atVersion]),
      ("gpt-35-turbo", "gpt-3.5-turbo", []),
      ("ft:gpt-4o-2024-08-06:acme::9xYz", "ft:gpt-4o", [.fineTune]),
      ("ft:gpt-4o-mini-2024-07-18:acme:a-2024-01-01:9xYz", "ft:gpt-4o-mini", [.fineTune]),
      ("gpt-4o-mini-2024-07-18.ft-0123", "ft:gpt-4o-mini", [.fineTune]),
      ("ft:gpt-4o-2024-11-20:acme::1", "ft:gpt-4o", [.fineTune, .date]),
    ] as [(String, String, [NameRewrite])])
  func `a decorated name leads to its model`(name: String, model: String, rewrites: [NameRewrite]) {
    let found = match(name)
    #expect(found.sheet?.model == model)
    #expect(found.resolution.stages.last?.rewrites == rewrites)
    #expect(found.resolution.stages.last?.hit != nil)
    #expect(found.resolution.stages.dropLast().allSatisfy { $0.hit == nil })
  }

  @Test(arguments: [
    "gpt-4o-turbo", "gpt", "4o", "my-gpt-4o", "gpt-4o-mini-high", "claude", "claude-v9", "gemini-2.5",
    "ft:gpt-5:acme::1",
    "ft:", "/", "gpt-4o/", "-latest", "@", "anthropic.", "us.anthropic.", "-v1:0", "2024-08-06", "gpt-4o:free",
    "gpt-4o-2024-13-01x", "llama3.2", "llama-3.3-70b-versatile", "gpt-4o\u{301}",
  ])
  func `nothing is guessed from a part of a name`(name: String) {
    #expect(match(name).outcome == .unpriced(.unknownModel))
  }

  @Test func `a date that is none is not taken for one`() {
    #expect(match("gpt-4o-20241306").outcome == .unpriced(.unknownModel))
    #expect(match("gpt-4o-12345678").outcome == .unpriced(.unknownModel))
    #expect(match("gpt-4o-2024-08-32").outcome == .unpriced(.unknownModel))
  }

  @Test func `a fine-tuned model never costs what its base model costs`() throws {
    #expect(match("ft:gpt-4o-2024-08-06:acme::1").sheet?.rate(for: .uncachedInput) == PicoUSD(3_750_000))
    #expect(match("ft:o1:acme::1").outcome == .unpriced(.unknownModel))
  }

  @Test func `time decides between sheets, and before the first there is no price`() throws {
    func outcome(_ instant: String) throws -> PriceOutcome {
      match("gpt-4o", at: try #require(UnixNanos(rfc3339: instant))).outcome
    }
    func input(_ instant: String) throws -> PicoUSD? {
      guard case .priced(let sheet) = try outcome(instant) else { return nil }
      return sheet.rate(for: .uncachedInput)
    }
    #expect(try outcome("2024-05-12T23:59:59.999999999Z") == .unpriced(.unpricedByDate))
    #expect(try input("2024-05-13T00:00:00Z") == PicoUSD(5_000_000))
    #expect(try input("2024-10-01T23:59:59.999999999Z") == PicoUSD(5_000_000))
    #expect(try input("2024-10-02T00:00:00Z") == PicoUSD(2_500_000))
    #expect(try outcome("1970-01-01T00:00:00Z") == .unpriced(.unpricedByDate))
  }

  @Test func `a gap between sheets and the time behind the last are unpriced`() throws {
    let small = try book(
      """
      seller acme vendor
      model m
      price from=2026-01-01 until=2026-02-01 input=1 cache-read=none cache-write=none output=1 source=page
      price from=2026-03-01 until=2026-04-01 input=2 cache-read=none cache-write=none output=2 source=page
      """)
    for (day, isPriced) in [
      ("2025-12-31", false), ("2026-01-01", true), ("2026-02-01", false), ("2026-03-31", true), ("2026-04-01", false),
    ] {
      let found = small.match(provider: "", model: "m", at: try #require(UnixNanos(rfc3339: day)))
      #expect((found.sheet != nil) == isPriced, "\(day)")
      #expect(isPriced || found.outcome == .unpriced(.unpricedByDate))
    }
  }

  @Test func `a model of one's own is self-hosted, not free and not unknown`() {
    for (provider, model) in [
      ("ollama", "llama3.2"), ("Ollama", "llama3.2"), ("ollama", "gpt-4o"), ("", "ollama/llama3.2"),
      ("openai", "litellm_proxy/ollama/llama3.2"), ("ollama", ""),
    ] {
      #expect(match(model, provider: provider).outcome == .unpriced(.selfHosted))
    }
  }

  @Test func `a missing model and an endless name are unpriced`() {
    #expect(match("", provider: "openai").outcome == .unpriced(.missingModel))
    #expect(match(" \t").outcome == .unpriced(.missingModel))
    #expect(match(String(repeating: "a/", count: 300)).outcome == .unpriced(.unknownModel))
  }

  @Test func `the book says why it leaves a model unpriced`() {
    guard case .unpriced(.listedUnpriced(let notes)) = match("gpt-oss-120b").outcome else {
      Issue.record("gpt-oss-120b should be listed")
      return
    }
    #expect(notes.count == 1)
    #expect(match("openai/gpt-oss-120b-2025-08-05").outcome == match("gpt-oss-120b").outcome)
  }

  @Test func `the seller is the named one, or assumed and marked so`() {
    #expect(match("gpt-4o", provider: "openai").resolution.sellerBasis == .named)
    #expect(match("gpt-4o").resolution.sellerBasis == .assumedWithoutProvider)
    #expect(match("gpt-4o", provider: "azure.ai.openai").resolution.sellerBasis == .assumedForOtherProvider)
    // OpenAI's client library in front of another vendor.
    let borrowed = match("claude-sonnet-4-5", provider: "openai")
    #expect(borrowed.sheet?.seller == "anthropic")
    #expect(borrowed.resolution.sellerBasis == .assumedForOtherProvider)
  }

  @Test func `two vendors of one name are ambiguous unless the provider chooses`() throws {
    let row = "price from=* input=1 cache-read=none cache-write=none output=1 source=page"
    let small = try book(
      """
      seller acme vendor
      provider acme
      model m
      \(row)
      seller best vendor
      provider best
      model m
      \(row)
      seller cheap reseller
      provider cheap
      model m
      \(row)
      model only-here
      \(row)
      """)
    func seller(_ provider: String) -> String? {
      small.match(provider: provider, model: "m", at: Self.november2026).sheet?.seller
    }
    let open = small.match(provider: "", model: "m", at: Self.november2026)
    #expect(open.outcome == .unpriced(.ambiguousModel(sellers: ["acme", "best"])))
    #expect(seller("acme") == "acme")
    #expect(seller("best") == "best")
    #expect(seller("cheap") == "cheap")
    // A reseller is never assumed.
    let unnamed = small.match(provider: "", model: "only-here", at: Self.november2026)
    #expect(unnamed.outcome == .unpriced(.unknownModel))
  }

  @Test func `an id comes before an alias of another vendor, and the plain name before the stripped one`() throws {
    let row = "price from=* input=1 cache-read=none cache-write=none output=1 source=page"
    let small = try book(
      """
      seller acme vendor
      model first
      alias shared x-latest
      \(row)
      seller best vendor
      model shared
      \(row)
      model x
      \(row)
      """)
    func model(_ name: String) -> String? {
      small.match(provider: "", model: name, at: Self.november2026).sheet?.model
    }
    #expect(model("shared") == "shared")
    #expect(model("x-latest") == "first")
    #expect(model("x") == "x")
  }

  @Test func `a name without its vendor leads to the one id of the seller that has it behind a vendor`() throws {
    let row = "price from=* input=1 cache-read=none cache-write=none output=1 source=page"
    let small = try book(
      """
      seller cloud reseller
      provider cloud
      model amazon.nova-lite-v1:0
      \(row)
      model meta.llama3-1-70b-v1:0
      \(row)
      model acme.shared
      \(row)
      model best.shared
      \(row)
      model eu.acme.regional
      \(row)
      model gpt-4.one
      \(row)
      model qwen2.5-coder
      \(row)
      model acme.plain
      \(row)
      model plain
      \(row)
      seller acme vendor
      provider acme
      model acme.mine
      \(row)
      """)
    func found(_ name: String, _ provider: String = "cloud") -> PriceMatch {
      small.match(provider: provider, model: name, at: Self.november2026)
    }
    for (name, model) in [
      ("nova-lite-v1:0", "amazon.nova-lite-v1:0"), ("llama3-1-70b-v1:0", "meta.llama3-1-70b-v1:0"),
      ("bedrock/Nova-Lite-v1:0", "amazon.nova-lite-v1:0"), ("plain", "plain"),
    ] { #expect(found(name).sheet?.model == model, "\(name)") }
    let nova = found("nova-lite-v1:0").resolution
    #expect(nova.stages.last?.rewrites == [.addedVendor] && nova.stages.last?.hit == .exactID)
    #expect(nova.sellerBasis == .named)
    for name in ["shared", "regional", "one", "5-coder", "lite-v1:0", "llama3-1-70b", ""] {
      #expect(found(name).sheet == nil, "\(name)")
    }
    // Only where the provider says who sells it.
    #expect(found("nova-lite-v1:0", "").sheet == nil && found("mine", "cloud").sheet == nil)
  }

  @Test(arguments: ["nova-lite-v1:0", "llama3-1-70b-instruct-v1:0", "titan-embed-text-v2:0"])
  func `models of Bedrock are priced without their vendor`(name: String) {
    let resolution = PriceShelf.shipped.resolve(provider: "aws.bedrock", model: name)
    #expect(resolution.candidates.map(\.seller) == ["bedrock"] && resolution.sellerBasis == .named)
    let excerpt = PriceShelf.shipped(answering: [name]).resolve(provider: "aws.bedrock", model: name)
    #expect(excerpt.stages == resolution.stages)
  }

  @Test func `a resolver answers like the book, again and again`() throws {
    var resolver = PriceResolver(book: .shipped)
    let early = try #require(UnixNanos(rfc3339: "2024-06-01"))
    for _ in 0..<2 {
      for (provider, model) in [
        ("openai", "gpt-4o"), ("", "gpt-4o"), ("ollama", "llama3.2"), ("openai", ""), ("x", "nothing"),
      ] {
        for instant in [early, Self.november2026] {
          let expected = PriceBook.shipped.match(provider: provider, model: model, at: instant)
          #expect(resolver.match(provider: provider, model: model, at: instant) == expected)
        }
      }
    }
  }
}
