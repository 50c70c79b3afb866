import LedgerModel
import LedgerPricing
import Testing

@Suite struct CostTests {
  private func sheet(_ prices: String, tier: String = "") throws -> PriceSheet {
    try #require(
      book("seller acme vendor\nmodel m\nprice from=* \(prices) source=page\n\(tier)").sheets.first)
  }

  @Test func `a cost is exact to the pico-dollar`() throws {
    let sheet = try sheet("input=0.000001 cache-read=0.075 cache-write=3.75 output=0.6")
    let usage = TokenUsage(uncachedInput: 1, cacheRead: 3, cacheWrite: 5, output: 7)
    // 1 × 1 + 3 × 75 000 + 5 × 3 750 000 + 7 × 600 000 pico-dollars.
    #expect(sheet.cost(of: usage) == .priced(PicoUSD(23_175_001)))
    #expect(sheet.rate(for: .uncachedInput) == PicoUSD(1))
    #expect(sheet.rate(for: .cacheWrite) == PicoUSD(3_750_000))
  }

  @Test func `as many tokens as an integer holds do not overflow`() throws {
    let sheet = try sheet("input=100000 cache-read=input cache-write=input output=100000")
    let usage = TokenUsage(uncachedInput: .max, cacheRead: .max, cacheWrite: .max, output: .max)
    #expect(sheet.cost(of: usage) == .priced(PicoUSD(4 * Int128(Int64.max) * 100_000_000_000)))
  }

  @Test func `tokens may be summed before they are multiplied`() throws {
    let sheet = try sheet("input=0.15 cache-read=0.075 cache-write=input output=0.6")
    #expect(sheet.tiers.isEmpty)
    var random: UInt64 = 1  // A linear congruential sequence (Knuth's MMIX): the same counts on every run.
    var single = PicoUSD.zero
    var sums = [Int64](repeating: 0, count: TokenClass.allCases.count)
    for _ in 0..<1000 {
      let counts = (0..<4).map { _ in
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int64(random >> 44)
      }
      let usage = TokenUsage(
        uncachedInput: counts[0], cacheRead: counts[1], cacheWrite: counts[2], output: counts[3])
      single += try #require(sheet.cost(of: usage).amount)
      for index in sums.indices { sums[index] += counts[index] }
    }
    var together = PicoUSD.zero
    for (sum, tokenClass) in zip(sums, TokenClass.allCases) {
      together += PicoUSD(try #require(sheet.rate(for: tokenClass)).value * Int128(sum))
    }
    #expect(together == single)
  }

  @Test func `unknown usage has no cost`() throws {
    let sheet = try sheet("input=1 cache-read=0.1 cache-write=1.25 output=5")
    #expect(sheet.cost(of: TokenUsage()) == .unknownUsage(missing: [.uncachedInput, .output]))
    #expect(sheet.cost(of: TokenUsage(uncachedInput: 10)) == .unknownUsage(missing: [.output]))
    #expect(sheet.cost(of: TokenUsage(cacheRead: 10, output: 10)) == .unknownUsage(missing: [.uncachedInput]))
    #expect(sheet.cost(of: TokenUsage(uncachedInput: -1, output: 1)) == .unknownUsage(missing: [.uncachedInput]))
    #expect(sheet.cost(of: TokenUsage()).amount == nil)
  }

  @Test func `cache counts that were not split off do no harm`() throws {
    let sheet = try sheet("input=1 cache-read=0.1 cache-write=1.25 output=5")
    #expect(sheet.cost(of: TokenUsage(uncachedInput: 10, output: 2)) == .priced(PicoUSD(20_000_000)))
  }

  @Test func `tokens of an unpriced class make a cost partial, and no tokens of it do not`() throws {
    let sheet = try sheet("input=1 cache-read=none cache-write=none output=5")
    let partial = sheet.cost(of: TokenUsage(uncachedInput: 10, cacheRead: 4, cacheWrite: 1, output: 2))
    #expect(partial == .partial(PicoUSD(20_000_000), unpriced: [.cacheRead, .cacheWrite]))
    #expect(partial.amount == nil)
    let whole = sheet.cost(of: TokenUsage(uncachedInput: 10, cacheRead: 0, cacheWrite: 0, output: 2))
    #expect(whole == .priced(PicoUSD(20_000_000)))
    #expect(sheet.rate(for: .cacheRead) == nil)
  }

  @Test func `an embedding needs no output`() throws {
    let sheet = try sheet("input=0.02 cache-read=none cache-write=none output=none")
    #expect(sheet.cost(of: TokenUsage(uncachedInput: 100)) == .priced(PicoUSD(2_000_000)))
    #expect(sheet.cost(of: TokenUsage(uncachedInput: 100, output: 0)) == .priced(PicoUSD(2_000_000)))
    let odd = sheet.cost(of: TokenUsage(uncachedInput: 100, output: 1))
    #expect(odd == .partial(PicoUSD(2_000_000), unpriced: [.output]))
  }

  @Test func `free is not unpriced, and neither is a price of zero`() throws {
    let free = try sheet("input=free cache-read=input cache-write=free output=free")
    #expect(free.isFree)
    #expect(free.cost(of: TokenUsage(uncachedInput: 10, output: 2)) == .free)
    #expect(free.cost(of: TokenUsage(uncachedInput: 10, output: 2)).amount == .zero)
    #expect(free.rate(for: .cacheRead) == .zero)
    #expect(free.cost(of: TokenUsage()) == .unknownUsage(missing: [.uncachedInput, .output]))
    let half = try sheet("input=1 cache-read=free cache-write=free output=5")
    #expect(!half.isFree)
    let cached = half.cost(of: TokenUsage(uncachedInput: 0, cacheRead: 10, output: 0))
    #expect(cached == .priced(.zero))
  }

  @Test func `the input price stands in where a row says so, and stays recognisable`() throws {
    let sheet = try sheet("input=2 cache-read=input cache-write=input output=8")
    #expect(sheet.base.cacheRead == .asInput(picoUSD: 2_000_000))
    #expect(sheet.base.input == .published(picoUSD: 2_000_000))
  }

  @Test func `a tier prices the whole request and keeps what it does not name`() throws {
    let sheet = try sheet(
      "input=2 cache-read=input cache-write=none output=8",
      tier: "tier above=1000 basis=prompt scope=request input=4 output=10\n"
        + "tier at-least=5000 basis=input+output scope=request input=6")
    #expect(sheet.tiers.count == 2)
    func cost(_ input: Int64, _ cached: Int64, _ output: Int64) -> PicoUSD? {
      sheet.cost(of: TokenUsage(uncachedInput: input, cacheRead: cached, output: output)).amount
    }
    #expect(cost(900, 100, 1) == PicoUSD(2_000_000 * 1000 + 8_000_000))
    // One token more, and every token costs more: the cached ones too, because they cost what input costs.
    #expect(cost(901, 100, 1) == PicoUSD(4_000_000 * 1001 + 10_000_000))
    #expect(cost(4999, 0, 0) == PicoUSD(4_000_000 * 4999))
    // The second tier counts input and output and begins at its threshold; it starts from the base, not from the first.
    #expect(cost(4999, 0, 1) == PicoUSD(6_000_000 * 4999 + 8_000_000))
    #expect(sheet.tier(for: TokenUsage(uncachedInput: 4999, output: 1)) == 2)
    #expect(sheet.rate(for: .output, tier: 1) == PicoUSD(10_000_000))
  }
}
