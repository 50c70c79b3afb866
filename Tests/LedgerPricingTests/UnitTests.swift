import LedgerModel
import Testing

@testable import LedgerPricing

/// A call to model `m` of seller `acme`.
struct TestCall {
  var usage = CallUsage()
  var tier: String?
  var route: String?
  var geo: String?
  var at = UnixNanos(rfc3339: "2026-11-24T12:00:00Z") ?? UnixNanos(0)

  init(
    input: Int64? = 0, read: Int64? = nil, write: Int64? = nil, output: Int64? = 0,
    _ details: [BillingUnit: Int64] = [:], tier: String? = nil, route: String? = nil, geo: String? = nil,
    at: String = "2026-11-24T12:00:00Z"
  ) {
    usage.tokens = TokenUsage(uncachedInput: input, cacheRead: read, cacheWrite: write, output: output)
    for (unit, count) in details { usage[unit] = count }
    self.tier = tier
    self.route = route
    self.geo = geo
    self.at = UnixNanos(rfc3339: at) ?? UnixNanos(0)
  }

  func cost(_ book: PriceBook, model: String = "m") throws -> ItemisedCost {
    try cost(PriceShelf([book]), model: model)
  }

  func cost(_ shelf: PriceShelf, model: String = "m", _ view: PriceShelf.View = .contract) -> ItemisedCost {
    shelf.resolve(provider: "acme", model: model, view)
      .cost(of: usage, CallTraits(serviceTier: tier, route: route, geo: geo), at: at)
  }
}

/// A book with one price for model `m`, and lines below it.
func oneModel(_ prices: String, _ lines: String = "", head: String = "", seller: String = "") throws -> PriceBook {
  try book2(
    "seller acme vendor\nprovider acme\n\(seller)\nmodel m\nprice from=* \(prices) source=page\n\(lines)", lines: head)
}

let plainPrices = "input=2 cache-read=0.5 cache-write=2.5 output=8"

@Suite struct UnitTests {
  private func pico(_ dollars: String) -> PicoUSD? { PicoUSD(decimal: dollars) }

  @Test func `each unit has its price, and details are taken out of their class`() throws {
    let book = try oneModel(
      "\(plainPrices) cache-write-1h=4 reasoning=12 audio-input=40 audio-cache-read=20 audio-output=80 image-input=5 "
        + "image-cache-read=1 image-output=30 per-request=0.001 per-image=0.04 per-search=0.01 per-tool-call=0.002 "
        + "per-page=0.003 per-second-input=0.0001 per-second-output=0.0002 per-character-input=0.000015 "
        + "per-character-output=0.00003 per-rerank-search=0.002")
    let call = TestCall(
      input: 1000, read: 500, write: 300, output: 800,
      [
        .cacheWriteOneHour: 100, .reasoning: 200, .audioInput: 50, .audioCacheRead: 30, .audioOutput: 60,
        .imageInput: 70, .imageCacheRead: 20, .imageOutput: 40, .image: 2, .search: 3, .toolCall: 4, .page: 5,
        .secondInput: 6, .secondOutput: 7, .characterInput: 8, .characterOutput: 9, .rerankSearch: 1,
      ])
    let cost = try call.cost(book)
    #expect(cost.state == .priced)
    #expect(cost.lines.map(\.unit) == BillingUnit.allCases)
    let quantities: [Int128] = [880, 450, 200, 100, 500, 200, 50, 30, 60, 70, 20, 40, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1]
    #expect(cost.lines.map(\.quantity) == quantities)
    // By hand, in millionths of a dollar: 880 × 2 + 450 × 0.5 + … for tokens, and 1000 for the request, 2 × 40,000 …
    let tokens: [Int128] = [1760, 225, 500, 400, 4000, 2400, 2000, 600, 4800, 350, 20, 1200]
    let others: [Int128] = [1000, 80_000, 30_000, 8000, 15_000, 600, 1400, 120, 270, 2000]
    #expect(cost.amount == PicoUSD((tokens + others).reduce(0, +) * 1_000_000))
    #expect(cost.lines.reduce(PicoUSD.zero) { $0 + ($1.amount ?? .zero) } == cost.amount)
    #expect(cost.lines.allSatisfy { $0.row == 14 && $0.priceLine == 14 && $0.book == "small" && !$0.isFallback })
  }

  @Test func `what is left out stands in where sellers bill it so, and says that it does`() throws {
    let book = try oneModel(plainPrices)
    let cost = try TestCall(
      input: 100, write: 20, output: 50, [.cacheWriteOneHour: 5, .reasoning: 10, .imageInput: 30]
    ).cost(book)
    #expect(cost.amount == PicoUSD(2_000_000 * 100 + 2_500_000 * 20 + 8_000_000 * 50))
    let lines = cost.lines.map { ($0.unit, $0.quantity, $0.pricedAs, $0.isFallback) }
    #expect(lines.map(\.0) == [.input, .cacheWrite, .cacheWriteOneHour, .output, .reasoning, .imageInput])
    #expect(lines.map(\.1) == [70, 15, 5, 40, 10, 30])
    #expect(lines.map(\.2) == [.input, .cacheWrite, .cacheWrite, .output, .output, .input])
    #expect(lines.map(\.3) == [false, false, true, false, true, true])
  }

  @Test(arguments: [BillingUnit.audioInput, .audioCacheRead, .audioOutput, .imageOutput, .search, .page])
  func `what has no price is named and bounded from below`(unit: BillingUnit) throws {
    let book = try oneModel(plainPrices)
    let cost = try TestCall(input: 10, read: 10, output: 10, [unit: 4]).cost(book)
    #expect(cost.state == .unpricedUnits([unit]))
    #expect(cost.amount == nil)
    let whole = unit.tokenClass.map {
      Int128($0 == .uncachedInput ? 2_000_000 : $0 == .cacheRead ? 500_000 : 8_000_000)
    }
    #expect(cost.low == PicoUSD(20_000_000 + 5_000_000 + 80_000_000 - 4 * (whole ?? 0)))
    #expect(cost.high == nil)
    // None of it, no harm.
    #expect(try TestCall(input: 10, read: 10, output: 10, [unit: 0]).cost(book).state == .priced)
  }

  @Test func `details beyond their class are a contradiction with bounds`() throws {
    let book = try oneModel("\(plainPrices) reasoning=12 audio-output=80 audio-input=1")
    let reasoning = try TestCall(input: 0, output: 100, [.reasoning: 130]).cost(book)
    #expect(reasoning.state == .open(.contradiction(.output)))
    #expect(reasoning.amount == nil)
    // At least all of the output at its own price; at most what the details say.
    #expect(reasoning.low == PicoUSD(100 * 8_000_000))
    #expect(reasoning.high == PicoUSD(130 * 12_000_000))
    let both = try TestCall(input: 7, output: 100, [.reasoning: 60, .audioOutput: 50]).cost(book)
    #expect(both.low == PicoUSD(7 * 2_000_000 + 100 * 8_000_000))
    #expect(both.high == PicoUSD(7 * 2_000_000 + 100 * 80_000_000))
    let cheap = try TestCall(input: 100, output: 0, [.audioInput: 101]).cost(book)
    #expect(cheap.low == PicoUSD(100 * 1_000_000))
    #expect(cheap.high == PicoUSD(100 * 2_000_000))
    // At the same price there is nothing to tell apart.
    let same = try TestCall(output: 100, [.reasoning: 130]).cost(try oneModel(plainPrices))
    #expect(same.state == .priced)
    #expect(same.amount == PicoUSD(800_000_000))
  }

  @Test func `details of input that may have been cached leave the cost open only where that matters`() throws {
    let book = try oneModel("\(plainPrices) audio-input=40 audio-cache-read=20")
    var call = TestCall(input: 100, read: 50, output: 0, [.audioInput: 30])
    #expect(try call.cost(book).amount == PicoUSD(70 * 2_000_000 + 30 * 40_000_000 + 50 * 500_000))
    call.usage.hasOpenInputDetails = true
    let open = try call.cost(book)
    #expect(open.state == .open(.cachedDetails))
    #expect(open.high == PicoUSD(70 * 2_000_000 + 30 * 40_000_000 + 50 * 500_000))
    #expect(open.low == PicoUSD(100 * 2_000_000 + 20 * 500_000 + 30 * 20_000_000))
    // More audio than was read afresh: some of it was cached.
    call.usage[.audioInput] = 120
    let some = try call.cost(book)
    #expect(some.state == .priced)
    #expect(some.amount == PicoUSD(30 * 2_000_000 + 70 * 40_000_000 + 50 * 20_000_000))
    // Nothing was cached.
    var plain = TestCall(input: 100, output: 0, [.audioInput: 30])
    plain.usage.hasOpenInputDetails = true
    #expect(try plain.cost(book).state == .priced)
  }

  @Test func `what is priced by the piece needs to be counted, unless tokens have prices, too`() throws {
    let pages = try oneModel("per-page=0.01")
    #expect(try TestCall(input: nil, output: nil).cost(pages).state == .unknownUsage([.page]))
    #expect(try TestCall(input: nil, output: nil, [.page: 3]).cost(pages).amount == pico("0.03"))
    #expect(try TestCall(input: 5, output: nil, [.page: 3]).cost(pages).state == .unpricedUnits([.input]))
    let search = try oneModel("\(plainPrices) per-search=0.01")
    let cost = try TestCall(input: 1, output: 1).cost(search)
    #expect(cost.amount == PicoUSD(10_000_000))
    #expect(cost.assumptions == [.notCounted(.search)])
    #expect(try TestCall(input: 1, output: 1, [.search: 0]).cost(search).assumptions.isEmpty)
    let request = try oneModel("\(plainPrices) per-request=0.005")
    #expect(try TestCall(input: 1, output: 1).cost(request).amount == PicoUSD(5_010_000_000))
    #expect(try TestCall(input: 1, output: 1, [.request: 4]).cost(request).amount == PicoUSD(20_010_000_000))
  }

  @Test func `free is a state of its own`() throws {
    let free = try oneModel("input=free cache-read=free cache-write=none output=free")
    #expect(try TestCall(input: 5, output: 5).cost(free).state == .free)
    #expect(try TestCall(input: 5, output: 5).cost(free).amount == .zero)
    #expect(try TestCall(input: 5, write: 1, output: 5).cost(free).state == .unpricedUnits([.cacheWrite]))
    let half = try oneModel("input=free cache-read=free cache-write=none output=1")
    #expect(try TestCall(input: 5, output: 0).cost(half).state == .priced)
    #expect(try TestCall(input: 5, output: nil).cost(half).state == .unknownUsage([.output]))
  }

  @Test func `counts below zero are none`() throws {
    let book = try oneModel("\(plainPrices) per-page=1 reasoning=9")
    #expect(try TestCall(input: -1, output: 1).cost(book).state == .unknownUsage([.input]))
    #expect(
      try TestCall(input: 1, output: 1, [.reasoning: -1, .page: -2]).cost(book).state
        == .unknownUsage([.reasoning, .page]))
  }

  @Test func `as much as integers hold costs what it costs`() throws {
    let book = try oneModel("input=100000 cache-read=input cache-write=input output=100000 per-page=10000")
    let cost = try TestCall(input: .max, read: .max, write: .max, output: .max, [.page: .max]).cost(book)
    #expect(cost.amount == PicoUSD(Int128(Int64.max) * (4 * 100_000_000_000 + 10_000_000_000_000_000)))
  }
}
