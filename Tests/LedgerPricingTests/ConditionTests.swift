import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct ConditionTests {
  private func input(_ book: PriceBook, _ call: TestCall) throws -> PicoUSD? {
    try call.cost(book).lines.first { $0.unit == .input }?.price
  }

  @Test func `the last line that holds wins for each class`() throws {
    let book = try oneModel(
      plainPrices,
      """
      when service-tier=batch input=1 output=4
      when service-tier=batch geo=us input=1.1
      when geo=us output=9
      """)
    func prices(tier: String?, geo: String?) throws -> [PicoUSD?] {
      try TestCall(input: 1, output: 1, tier: tier, geo: geo).cost(book).lines.map(\.price)
    }
    #expect(try prices(tier: nil, geo: nil) == [PicoUSD(2_000_000), PicoUSD(8_000_000)])
    #expect(try prices(tier: "Batch", geo: nil) == [PicoUSD(1_000_000), PicoUSD(4_000_000)])
    #expect(try prices(tier: "batch", geo: "US") == [PicoUSD(1_100_000), PicoUSD(9_000_000)])
    #expect(try prices(tier: "default", geo: "us") == [PicoUSD(2_000_000), PicoUSD(9_000_000)])
  }

  @Test(arguments: [nil, "", "default", "standard", "auto", "AUTO", " Default "])
  func `words of the standard tier mean the same`(word: String?) throws {
    let book = try oneModel(plainPrices, "when service-tier=standard input=3\nwhen service-tier=flex input=1")
    #expect(try input(book, TestCall(input: 1, tier: word)) == PicoUSD(3_000_000))
  }

  @Test func `a tier of which the row says nothing is priced as standard and says so`() throws {
    let book = try oneModel(plainPrices, "when service-tier=batch x=0.5")
    let cost = try TestCall(input: 1, tier: "priority").cost(book)
    #expect(cost.amount == PicoUSD(2_000_000))
    #expect(cost.assumptions == [.standardTier(insteadOf: "priority")])
    #expect(try TestCall(input: 1, tier: "batch").cost(book).assumptions.isEmpty)
  }

  @Test func `factors multiply what was chosen so far, references follow once`() throws {
    let book = try oneModel(
      "input=2 cache-read=input cache-write=2.5 output=8 reasoning=6",
      """
      when service-tier=batch x=0.5
      when service-tier=batch output=5
      when service-tier=flex x=0.5 for=cache-read,output
      when service-tier=priority input=3 x=2 for=input
      """)
    func prices(_ tier: String) throws -> [Int128] {
      try TestCall(input: 10, read: 10, write: 10, output: 10, [.reasoning: 4], tier: tier).cost(book)
        .lines.compactMap { $0.price?.value }
    }
    #expect(try prices("standard") == [2_000_000, 2_000_000, 2_500_000, 8_000_000, 6_000_000])
    #expect(try prices("batch") == [1_000_000, 1_000_000, 1_250_000, 5_000_000, 3_000_000])
    #expect(try prices("flex") == [2_000_000, 1_000_000, 2_500_000, 4_000_000, 6_000_000])
    #expect(try prices("priority") == [6_000_000, 6_000_000, 2_500_000, 8_000_000, 6_000_000])
  }

  @Test func `factors are rounded half to even, and never to nothing`() throws {
    func price(_ written: String, _ factor: String) throws -> PicoUSD? {
      let book = try oneModel(
        "input=\(written) cache-read=none cache-write=none output=none", "when geo=us x=\(factor)")
      return try TestCall(input: 1, output: nil, geo: "us").cost(book).amount
    }
    #expect(try price("0.000001", "0.5") == PicoUSD(1))
    #expect(try price("0.000003", "0.5") == PicoUSD(2))
    #expect(try price("0.000005", "0.5") == PicoUSD(2))
    #expect(try price("0.000007", "0.5") == PicoUSD(4))
    #expect(try price("0.000007", "0.500000001") == PicoUSD(4))
    #expect(try price("0.000001", "0.000000001") == PicoUSD(1))
    #expect(try price("100000", "1000") == PicoUSD(100_000_000_000_000))
  }

  @Test(arguments: [
    ("above=1000", 1000, false), ("above=1000", 1001, true), ("at-least=1000", 999, false),
    ("at-least=1000", 1000, true),
  ])
  func `a threshold is above or at least`(threshold: String, input: Int64, isBeyond: Bool) throws {
    let book = try oneModel(plainPrices, "when \(threshold) basis=input input=4")
    #expect(try self.input(book, TestCall(input: input)) == PicoUSD(isBeyond ? 4_000_000 : 2_000_000))
  }

  @Test func `a basis counts the classes that it names`() throws {
    let book = try oneModel(
      plainPrices, "when above=100 basis=prompt output=9\nwhen above=100 basis=cache-read+output output=10")
    func output(_ call: TestCall) throws -> PicoUSD? { try call.cost(book).lines.last?.price }
    #expect(try output(TestCall(input: 50, read: 40, write: 10, output: 1)) == PicoUSD(8_000_000))
    #expect(try output(TestCall(input: 50, read: 40, write: 11, output: 1)) == PicoUSD(9_000_000))
    #expect(try output(TestCall(input: 1, read: 40, write: nil, output: 61)) == PicoUSD(10_000_000))
  }

  @Test func `marginal thresholds price the tokens beyond them, the cached ones first`() throws {
    let book = try oneModel(
      "input=2 cache-read=0.5 cache-write=2.5 output=8",
      """
      when above=100 basis=prompt scope=marginal input=4 cache-read=1
      when above=200 basis=prompt scope=marginal input=6
      when at-least=11 basis=output scope=marginal x=2 for=output
      """)
    // Laid out: 80 from the cache, 40 written, 130 afresh. 120 are beyond… of the fresh ones all 130 lie behind 120.
    let cost = try TestCall(input: 130, read: 80, write: 40, output: 25).cost(book)
    let lines = cost.lines.map { [$0.quantity, $0.price?.value ?? -1] }
    #expect(
      lines == [
        [80, 4_000_000], [50, 6_000_000], [80, 500_000], [40, 2_500_000], [10, 8_000_000], [15, 16_000_000],
      ])
    // More cached tokens than the threshold: the last ones are beyond.
    let cached = try TestCall(input: 0, read: 130).cost(book)
    #expect(cached.lines.map { [$0.quantity, $0.price?.value ?? -1] } == [[100, 500_000], [30, 1_000_000]])
    #expect(try TestCall(input: 100).cost(book).amount == PicoUSD(200_000_000))
    // Every token of a call is in one bracket.
    #expect(cost.lines.prefix(2).reduce(0) { $0 + $1.quantity } == 130)
  }

  @Test func `a reference follows brackets as far as its own tokens lie in them`() throws {
    let book = try oneModel(
      "input=2 cache-read=input cache-write=none output=8", "when above=100 basis=prompt scope=marginal input=4")
    let cost = try TestCall(input: 50, read: 120).cost(book)
    #expect(
      cost.lines.map { [$0.quantity, $0.price?.value ?? -1] }
        == [[50, 4_000_000], [100, 2_000_000], [20, 4_000_000]])
  }

  @Test(arguments: [
    // Off-peak at DeepSeek was 16:30 to 00:30 UTC: over midnight.
    ("hours=16:30-00:30", "2026-11-24T16:29:59.999Z", false), ("hours=16:30-00:30", "2026-11-24T16:30:00Z", true),
    ("hours=16:30-00:30", "2026-11-24T00:29:59.999999999Z", true), ("hours=16:30-00:30", "2026-11-24T00:30:00Z", false),
    ("hours=09:00-17:00", "2026-11-24T08:59:59Z", false), ("hours=09:00-17:00", "2026-11-24T09:00:00Z", true),
    ("hours=09:00-24:00", "2026-11-24T23:59:59Z", true), ("hours=09:00-24:00", "2026-11-24T00:00:00Z", false),
    ("hours=00:30-08:30 zone=UTC+08:00", "2026-11-24T16:30:00Z", true),
    ("hours=00:30-08:30 zone=UTC+08:00", "2026-11-24T00:29:00Z", true),
    ("hours=00:30-08:30 zone=UTC+08:00", "2026-11-24T00:30:00Z", false),
    ("hours=00:30-08:30 zone=Asia/Shanghai", "2026-11-24T16:30:00Z", true),
    ("hours=09:00-10:00 zone=UTC-03:30", "2026-11-24T12:30:00Z", true),
    // 24 November 2026 is a Tuesday.
    ("days=tue", "2026-11-24T23:59:59Z", true), ("days=wed", "2026-11-24T23:59:59Z", false),
    ("days=mon-fri", "2026-11-28T00:00:00Z", false), ("days=sat,sun", "2026-11-29T12:00:00Z", true),
    ("days=sat-mon", "2026-11-30T12:00:00Z", true), ("days=sat-mon", "2026-12-01T00:00:00Z", false),
    ("days=tue zone=UTC+08:00", "2026-11-24T16:00:00Z", false),
    ("days=wed zone=UTC+08:00", "2026-11-24T16:00:00Z", true),
    ("days=tue hours=22:00-02:00", "2026-11-24T01:00:00Z", true),
    ("days=tue hours=22:00-02:00", "2026-11-25T01:00:00Z", false),
    // New York: winter time is UTC-5, summer time UTC-4; both from the rule, and one from the table.
    ("hours=09:00-10:00 zone=America/New_York", "2026-11-24T14:30:00Z", true),
    ("hours=09:00-10:00 zone=America/New_York", "2026-07-24T13:30:00Z", true),
    ("hours=09:00-10:00 zone=America/New_York", "2026-07-24T14:30:00Z", false),
    ("hours=01:00-02:00 zone=America/New_York", "2026-11-01T05:30:00Z", true),
    ("hours=01:00-02:00 zone=America/New_York", "2026-11-01T06:30:00Z", true),
    ("hours=09:00-10:00 zone=America/New_York", "2007-07-01T13:30:00Z", true),
  ])
  func `hours and days are those that clocks in the zone show`(hours: String, instant: String, holds: Bool) throws {
    let book = try oneModel(plainPrices, "when \(hours) input=1")
    #expect(try input(book, TestCall(input: 1, at: instant)) == PicoUSD(holds ? 1_000_000 : 2_000_000))
  }

  @Test func `lines have times of their own`() throws {
    let book = try oneModel(
      plainPrices,
      "when service-tier=batch from=2026-02-01 until=2026-03-01T12:00:00Z x=0.5\nwhen from=2026-04-01 input=5")
    func cost(_ tier: String, _ at: String) throws -> PicoUSD? {
      try TestCall(input: 1, tier: tier, at: at).cost(book).amount
    }
    #expect(try cost("batch", "2026-01-31T23:59:59Z") == PicoUSD(2_000_000))
    #expect(try cost("batch", "2026-02-01T00:00:00Z") == PicoUSD(1_000_000))
    #expect(try cost("batch", "2026-03-01T12:00:00Z") == PicoUSD(2_000_000))
    #expect(try cost("standard", "2026-02-15T00:00:00Z") == PicoUSD(2_000_000))
    #expect(try cost("standard", "2026-04-01T00:00:00Z") == PicoUSD(5_000_000))
  }

  @Test func `all conditions of a line have to hold, each alone can fail`() throws {
    let book = try oneModel(
      plainPrices,
      "when service-tier=batch geo=us route=eu above=100 basis=input days=tue hours=12:00-13:00 from=2026-11-01 input=1",
      seller: "route eu segment=eu\nroute world default")
    func failure(_ change: (inout TestCall) -> Void) throws -> PriceConditions.Failure? {
      var call = TestCall(input: 101, tier: "batch", route: "eu", geo: "us")
      change(&call)
      let cost = try call.cost(book)
      #expect(cost.steps.count == 1)
      #expect((cost.steps.first?.failure == nil) == (cost.lines.first?.price == PicoUSD(1_000_000)))
      return cost.steps.first?.failure
    }
    #expect(try failure { _ in } == nil)
    #expect(try failure { $0.tier = "flex" } == .serviceTier)
    #expect(try failure { $0.geo = nil } == .geo)
    #expect(try failure { $0.route = nil } == .route)
    #expect(try failure { $0.usage.tokens.uncachedInput = 100 } == .threshold)
    #expect(try failure { $0.at = UnixNanos(rfc3339: "2026-11-24T13:00:00Z") ?? $0.at } == .hours)
    #expect(try failure { $0.at = UnixNanos(rfc3339: "2026-10-27T12:00:00Z") ?? $0.at } == .time)
  }

  @Test func `a tier starts from the price line, whatever was above it`() throws {
    let book = try oneModel(
      "\(plainPrices) cache-write-1h=4",
      "tier above=10 basis=input scope=request input=3 cache-write-1h=9\ntier above=20 basis=output scope=request output=10"
    )
    let cost = try TestCall(input: 30, write: 5, output: 30, [.cacheWriteOneHour: 5]).cost(book)
    #expect(cost.lines.map { $0.price?.value } == [2_000_000, 4_000_000, 10_000_000])
  }
}
