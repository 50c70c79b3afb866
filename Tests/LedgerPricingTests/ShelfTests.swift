import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct ShelfTests {
  private func price(_ amount: Int, _ keys: String = "from=*") -> String {
    "price \(keys) input=\(amount) cache-read=none cache-write=none output=\(amount) source=page"
  }

  private func acme(_ name: String, _ layer: BookLayer, _ rows: String, lines: String = "") throws -> PriceBook {
    try book2(
      "seller acme vendor\nprovider acme\n\(rows)", name: name, lines: "layer \(layer.name)\n\(lines)")
  }

  private func input(_ cost: ItemisedCost) -> Int128? {
    cost.lines.first.flatMap { $0.price.map { $0.value / 1_000_000 } }
  }

  @Test func `contracts come before organisations, these before the shipped book, catalogues fill what is left`() throws
  {
    let shipped = try acme("base", .shipped, "model m\n\(price(1, "from=2026-01-01"))")
    let catalogue = try acme("more", .catalogue, "model m\n\(price(2))\nmodel n\n\(price(3))")
    let organisation = try acme("ours", .organisation, "model m\n\(price(4, "from=2026-06-01"))")
    let contract = try acme("deal", .contract, "model m\n\(price(5, "from=2026-09-01 until=2026-10-01"))")
    let shelf = try PriceShelf([catalogue, contract, shipped, organisation])
    func cost(_ model: String, _ at: String, _ view: PriceShelf.View = .contract) -> (Int128?, String?, Int?) {
      let cost = TestCall(input: 1, output: 0, at: at).cost(shelf, model: model, view)
      let line = cost.lines.first
      return (input(cost), line?.book, line?.row)
    }
    #expect(cost("m", "2026-09-15T00:00:00Z") == (5, "deal", 15))
    #expect(cost("m", "2026-07-01T00:00:00Z") == (4, "ours", 15))
    #expect(cost("m", "2026-02-01T00:00:00Z") == (1, "base", 15))
    #expect(cost("m", "2025-02-01T00:00:00Z") == (2, "more", 15))
    #expect(cost("n", "2026-09-15T00:00:00Z") == (3, "more", 17))
    #expect(cost("m", "2026-09-15T00:00:00Z", .list) == (1, "base", 15))
    let found = shelf.resolve(provider: "acme", model: "m").candidates
    #expect(found.map(\.book) == ["deal", "ours", "base", "more"])
    #expect(found.map(\.layer) == [.contract, .organisation, .shipped, .catalogue])
  }

  @Test func `a closer name in a catalogue comes before a rewritten one in the shipped book`() throws {
    let shipped = try acme("base", .shipped, "model m\n\(price(1))")
    let catalogue = try acme("more", .catalogue, "model m-2026-01-02\n\(price(2))\nmodel m\n\(price(3))")
    let shelf = try PriceShelf([shipped, catalogue])
    func cost(_ model: String) -> Int128? { input(TestCall(input: 1).cost(shelf, model: model)) }
    #expect(cost("m-2026-01-02") == 2)
    #expect(cost("m-2026-01-03") == 1)
    #expect(cost("m") == 1)
    // The contract is asked with all names before any list is asked with the first.
    let deal = try acme("deal", .contract, "model m\n\(price(4))")
    #expect(input(TestCall(input: 1).cost(try PriceShelf([shipped, catalogue, deal]), model: "m-2026-01-02")) == 4)
  }

  @Test func `a seller that is named comes before one that is assumed, whatever the layer`() throws {
    let shipped = try book2(
      "seller acme vendor\nprovider acme\nmodel m\n\(price(1))\nseller cloud reseller\nprovider cloud\nmodel m\n\(price(2))",
      name: "base", lines: "layer shipped")
    let deal = try acme("deal", .contract, "model m\n\(price(3))")
    let shelf = try PriceShelf([shipped, deal])
    func cost(_ provider: String) -> (Int128?, SellerBasis?) {
      let found = shelf.resolve(provider: provider, model: "m")
      let at = UnixNanos(rfc3339: "2026-11-24") ?? UnixNanos(0)
      let usage = CallUsage(tokens: TokenUsage(uncachedInput: 1, output: 0))
      return (input(found.cost(of: usage, at: at)), found.sellerBasis)
    }
    #expect(cost("acme") == (3, .named))
    #expect(cost("cloud") == (2, .named))
    #expect(cost("") == (3, .assumedWithoutProvider))
    #expect(cost("other") == (3, .assumedForOtherProvider))
  }

  @Test func `a catalogue may price what the shipped book leaves out`() throws {
    let shipped = try acme("base", .shipped, "unpriced m\nnote Sold by the minute.\nmodel x\n\(price(1))")
    #expect(
      TestCall(input: 1).cost(try PriceShelf([shipped])).state
        == .unpriced(.listedUnpriced(notes: ["Sold by the minute."])))
    let catalogue = try acme("more", .catalogue, "model m\n\(price(2))")
    #expect(input(TestCall(input: 1).cost(try PriceShelf([shipped, catalogue]))) == 2)
  }

  @Test func `what one has at home may have a price in a book of one's own`() throws {
    let shipped = try book2("seller acme vendor\nmodel m\n\(price(1))", name: "base", lines: "layer shipped")
    #expect(try PriceShelf([shipped]).resolve(provider: "ollama", model: "llama3.2").verdict == .unpriced(.selfHosted))
    let text = text2("seller gpus reseller\nprovider ollama\nmodel llama3.2\n\(price(7))", name: "ours")
      .replacing("self-hosted ollama", with: "self-hosted vllm")
    let ours = try PriceBook(parsing: Array(text.utf8), from: "ours")
    let shelf = try PriceShelf([shipped, ours])
    #expect(shelf.resolve(provider: "ollama", model: "llama3.2").sheets.map(\.book) == ["ours"])
    #expect(shelf.resolve(provider: "vllm", model: "llama3.2").verdict == .unpriced(.selfHosted))
  }

  // MARK: Patterns

  @Test func `patterns come last, the one that fixes most wins, a tie is told`() throws {
    let book = try acme(
      "base", .shipped,
      """
      model exact
      \(price(1))
      model any
      match starts=super-
      \(price(2))
      model turbo
      match starts=super- ends=-turbo except=old
      match contains=hyper contains=fast
      \(price(3))
      model tie
      match starts=super
      match starts=hyper contains=fast
      \(price(4))
      """)
    let shelf = try PriceShelf([book])
    func cost(_ model: String) -> (Int128?, MatchStage.Hit?) {
      let found = shelf.resolve(provider: "acme", model: model)
      return (input(TestCall(input: 1).cost(shelf, model: model)), found.stages.last?.hit)
    }
    #expect(cost("exact") == (1, .exactID))
    #expect(cost("super-x") == (2, .pattern))
    #expect(cost("path/super-x-turbo") == (3, .pattern))
    #expect(cost("super-old-turbo") == (2, .pattern))
    #expect(cost("supernova") == (4, .pattern))
    let tie = shelf.resolve(provider: "acme", model: "hyper-fast")
    #expect(tie.verdict == .unpriced(.ambiguousPattern(models: ["acme/turbo", "acme/tie"])))
    #expect(shelf.resolve(provider: "acme", model: "nothing").verdict == .unpriced(.unknownModel))
  }

  // MARK: Routes

  private func cloud(_ rows: String, _ routes: String) throws -> PriceShelf {
    try PriceShelf([book2("seller cloud reseller\nprovider acme\n\(routes)\nmodel anthropic.m\n\(rows)")])
  }

  @Test func `the spelling of a model says its route`() throws {
    let shelf = try cloud(
      "\(price(1, "from=* route=world"))\n\(price(2, "from=* route=us,eu"))\nwhen route=eu input=3",
      "route us prefix=us.\nroute eu prefix=eu. segment=eu,europe\nroute world default prefix=global.")
    func cost(_ model: String) -> (Int128?, RouteChoice) {
      (input(TestCall(input: 1).cost(shelf, model: model)), shelf.resolve(provider: "acme", model: model).route)
    }
    #expect(cost("anthropic.m") == (1, .byDefault("world")))
    #expect(cost("global.anthropic.m") == (1, .spelled("world")))
    #expect(cost("us.anthropic.m") == (2, .spelled("us")))
    #expect(cost("bedrock/us.anthropic.m") == (2, .spelled("us")))
    #expect(cost("EU.anthropic.m") == (3, .spelled("eu")))
    #expect(cost("bedrock/europe/anthropic.m") == (3, .spelled("eu")))
    let assumed = TestCall(input: 1).cost(shelf, model: "anthropic.m").assumptions
    #expect(assumed == [.defaultRoute("world")])
    // What was asked for may say what the answer does not.
    let other = shelf.resolve(provider: "acme", model: "anthropic.m", alsoSpelled: "us.anthropic.m")
    #expect(other.route == .spelled("us"))
    // Whoever knows better than the name.
    #expect(input(TestCall(input: 1, route: "us").cost(shelf, model: "anthropic.m")) == 2)
  }

  @Test func `an open route gives two bounds, and an exact cost where it does not matter`() throws {
    let shelf = try cloud(
      "\(price(1, "from=* route=us"))\n\(price(3, "from=* route=eu"))", "route us prefix=us.\nroute eu prefix=eu.")
    let open = TestCall(input: 10, output: 1).cost(shelf, model: "anthropic.m")
    #expect(open.state == .open(.route(["us", "eu"])))
    #expect(open.amount == nil)
    #expect((open.low, open.high) == (PicoUSD(11_000_000), PicoUSD(33_000_000)))
    #expect(open.byRoute.map(\.route) == ["us", "eu"])
    #expect(open.byRoute.map { $0.cost.amount } == [PicoUSD(11_000_000), PicoUSD(33_000_000)])
    #expect(TestCall(input: 0, output: 0).cost(shelf, model: "anthropic.m").state == .priced)
    #expect(TestCall(input: nil).cost(shelf, model: "anthropic.m").state == .unknownUsage([.input]))
    let same = try cloud(
      "\(price(1, "from=* route=us"))\n\(price(1, "from=* route=eu"))", "route us prefix=us.\nroute eu prefix=eu.")
    #expect(!same.resolve(provider: "acme", model: "anthropic.m").prepared().isOpen)
    #expect(TestCall(input: 10, output: 1).cost(same, model: "anthropic.m").amount == PicoUSD(11_000_000))
    let gap = try cloud(price(1, "from=* route=us"), "route us prefix=us.\nroute eu prefix=eu.")
    let half = TestCall(input: 10, output: 1).cost(gap, model: "anthropic.m")
    #expect(half.state == .open(.route(["us", "eu"])))
    #expect((half.low, half.high) == (PicoUSD(11_000_000), nil))
  }

  // MARK: What a book knew when

  @Test func `a book can be asked what it knew on a day`() throws {
    let book = try acme(
      "base", .shipped,
      """
      model m
      \(price(5, "from=2026-01-01 until=2026-06-01"))
      \(price(4, "from=2026-06-01 learned=2026-06-20 withdrawn=2026-07-01"))
      \(price(3, "from=2026-06-01 learned=2026-07-01"))
      """)
    let shelf = try PriceShelf([book])
    func cost(_ at: String, known day: String?) -> Int128? {
      input(TestCall(input: 1, at: at).cost(day.map { shelf.known(on: $0) } ?? shelf))
    }
    // Nothing was known of June: the price of May seemed to go on.
    #expect(cost("2026-06-10T00:00:00Z", known: "2026-06-19") == 5)
    #expect(cost("2026-06-10T00:00:00Z", known: "2026-06-20") == 4)
    #expect(cost("2026-06-10T00:00:00Z", known: "2026-06-30") == 4)
    #expect(cost("2026-06-10T00:00:00Z", known: "2026-07-01") == 3)
    #expect(cost("2026-05-10T00:00:00Z", known: "2026-01-01") == 5)
    func rows(_ shelf: PriceShelf) -> [String] {
      shelf.knownBooks.flatMap { book in
        book.models.flatMap { $0.sheets.map { "\(book.sheets[$0].line) \(book.sheets[$0].validityWords)" } }
      }
    }
    #expect(rows(shelf.known(on: "2026-06-19")) == ["15 from=2026-01-01"])
    #expect(rows(shelf) == ["15 from=2026-01-01 until=2026-06-01", "17 from=2026-06-01"])
    // Today's knowledge is all that was not withdrawn.
    #expect(cost("2026-06-10T00:00:00Z", known: "2026-11-01") == 3)
  }

  @Test func `without a day a withdrawn row is not believed`() throws {
    let book = try acme(
      "base", .shipped, "model m\n\(price(4, "from=* withdrawn=2026-07-01"))\n\(price(3, "from=* learned=2026-07-01"))")
    #expect(input(TestCall(input: 1).cost(try PriceShelf([book]))) == 3)
    let gone = try acme("base", .shipped, "model m\n\(price(4, "from=* withdrawn=2026-07-01"))")
    #expect(TestCall(input: 1).cost(try PriceShelf([gone])).state == .unpriced(.unpricedByDate))
  }

  @Test func `an end that was opened does not go beyond what was known to come`() throws {
    let book = try acme(
      "base", .shipped,
      """
      model m
      \(price(1, "from=2026-01-01 until=2026-02-01"))
      \(price(2, "from=2026-02-01 until=2026-03-01 learned=2026-02-10"))
      \(price(3, "from=2026-03-01"))
      """)
    let early = try PriceShelf([book]).known(on: "2026-02-01")
    func cost(_ at: String) -> Int128? { input(TestCall(input: 1, at: at).cost(early)) }
    #expect(cost("2026-02-15T00:00:00Z") == 1)
    #expect(cost("2026-03-15T00:00:00Z") == 3)
  }

  // MARK: Currencies

  @Test func `another currency is converted at the rate of the day`() throws {
    let rows =
      "seller acme vendor\nprovider acme\nmodel m\n"
      + "price from=2026-01-10 input=3 cache-read=input cache-write=none output=free source=page\n"
      + "when geo=us input=0.000003"
    let head = "currency EUR"
    let text = text2(rows, name: "euro", lines: head).replacing("unit USD-", with: "unit EUR-")
    let euro = try PriceBook(parsing: Array(text.utf8), from: "e")
    #expect(throws: PriceShelfError.noExchangeRate(book: "euro", currency: "EUR")) { try PriceShelf([euro]) }
    let rates = try book2(
      "", name: "rates", lines: "exchange EUR 2026-01-01 1.1\nexchange EUR 2026-02-01 1.2345\nexchange CHF 2026-01-01 1"
    )
    let shelf = try PriceShelf([euro, rates])
    func cost(_ at: String, geo: String? = nil) -> ItemisedCost {
      TestCall(input: 1, read: 1, output: 5, geo: geo, at: at).cost(shelf)
    }
    #expect(cost("2026-01-09T00:00:00Z").state == .unpriced(.unpricedByDate))
    #expect(cost("2026-01-10T00:00:00Z").amount == PicoUSD(6_600_000))
    #expect(cost("2026-01-31T23:59:59Z").amount == PicoUSD(6_600_000))
    #expect(cost("2026-02-01T00:00:00Z").amount == PicoUSD(2 * 3_703_500))
    // 3 × 1.2345 pico-dollars are rounded to 4.
    #expect(cost("2026-02-01T00:00:00Z", geo: "us").amount == PicoUSD(8))
    #expect(cost("2026-02-01T00:00:00Z").sheet?.exchange?.description == "1.2345")
    let others = try book2("", name: "others", lines: "exchange EUR 2026-02-01 1.3")
    #expect(
      throws: PriceShelfError.conflictingRates(currency: "EUR", day: "2026-02-01", books: ["rates", "others"])
    ) { try PriceShelf([euro, rates, others]) }
    #expect(throws: PriceShelfError.repeatedName("rates")) { try PriceShelf([rates, rates]) }
  }

  @Test func `before the first rate there is no price`() throws {
    let text = text2(
      "seller acme vendor\nprovider acme\nmodel m\n\(price(1))", lines: "currency EUR\nexchange EUR 2026-11-24 1.1"
    ).replacing("unit USD-", with: "unit EUR-")
    let shelf = try PriceShelf([PriceBook(parsing: Array(text.utf8), from: "e")])
    #expect(TestCall(input: 1, at: "2026-11-23T23:59:59Z").cost(shelf).state == .unpriced(.unpricedByDate))
    #expect(TestCall(input: 1, output: 0, at: "2026-11-24T00:00:00Z").cost(shelf).amount == PicoUSD(1_100_000))
  }

  // MARK: Adjustments

  @Test func `adjustments apply in the order of layers and lines, each with what it changed`() throws {
    let shipped = try acme("base", .shipped, "model m\n\(price(10))\nmodel other\n\(price(10))")
    let ours = try book2(
      "", name: "ours",
      lines: """
        adjust uplift model=m x=1.1
        adjust floor model=m minimum=0.0001
        adjust cent quantum=0.000001 round=up seller=acme
        """)
    let deal = try book2(
      "", name: "deal",
      lines:
        "layer contract\nadjust rebate seller=acme from=2026-11-01 x=0.85 for=output\nadjust elsewhere seller=best x=9")
    let shelf = try PriceShelf([deal, shipped, ours])
    let cost = TestCall(input: 7, output: 3).cost(shelf)
    // (7 + 3) × 11, then 3 × 1.65 less, then the least amount.
    #expect(cost.adjustments.map(\.name) == ["uplift", "rebate", "floor", "cent"])
    #expect(
      cost.adjustments.map(\.rule) == ["x=1.1", "x=0.85 for=output", "minimum=0.0001", "quantum=0.000001 round=up"])
    #expect(cost.lines.map(\.bookPrice) == [PicoUSD(10_000_000), PicoUSD(10_000_000)])
    #expect(cost.lines.map(\.price) == [PicoUSD(11_000_000), PicoUSD(9_350_000)])
    let before = 7 * 11_000_000 + 3 * 9_350_000
    #expect(before == 105_050_000)
    #expect(cost.amount == PicoUSD(106_000_000))
    let signed = cost.adjustments.map(\.amount.value)
    #expect(signed == [10_000_000, -4_950_000, 0, 950_000])
    #expect(signed.reduce(100_000_000, +) == cost.amount?.value)
    let small = TestCall(input: 1, output: 1).cost(shelf)
    #expect(small.amount == PicoUSD(100_000_000))
    #expect(small.adjustments.map(\.amount.value) == [2_000_000, -1_650_000, 79_650_000, 0])
    // List prices have no part in it.
    #expect(TestCall(input: 7, output: 3).cost(shelf, .list).amount == PicoUSD(100_000_000))
    #expect(
      TestCall(input: 7, output: 3, at: "2026-10-31T00:00:00Z").cost(shelf).adjustments.map(\.name) == [
        "uplift", "floor", "cent",
      ])
    #expect(TestCall(input: 1, output: 1).cost(shelf, model: "other").adjustments.map(\.name) == ["rebate", "cent"])
  }

  @Test func `amounts are rounded to a quantum up or to the nearest, a half to the even one`() throws {
    func rounded(_ rounding: String, _ tokens: Int64) throws -> Int128? {
      let book = try oneModel(
        "input=1 cache-read=none cache-write=none output=none", head: "adjust q quantum=0.00001 round=\(rounding)")
      return try TestCall(input: tokens, output: nil).cost(book).amount.map { $0.value / 10_000_000 }
    }
    #expect(try rounded("up", 1) == 1)
    #expect(try rounded("up", 10) == 1)
    #expect(try rounded("up", 11) == 2)
    #expect(try rounded("nearest", 4) == 0)
    #expect(try rounded("nearest", 5) == 0)
    #expect(try rounded("nearest", 15) == 2)
    #expect(try rounded("nearest", 16) == 2)
    #expect(try rounded("up", 0) == 0)
  }

  @Test(arguments: [
    ("gpt-4o", "gpt-4o", true), ("gpt-4o", "gpt*", true), ("gpt-4o", "*4o", true), ("gpt-4o", "g*4*", true),
    ("gpt-4o", "gpt-4", false), ("gpt-4o", "gpt-4o?", false), ("gpt-4o", "gpt-?o", true), ("gpt-4o", "*", true),
    ("", "*", true), ("", "", true), ("a", "", false), ("aab", "a*ab", true), ("abcab", "*ab", true),
    ("abc", "*b", false),
  ])
  func `patterns of models`(name: String, glob: String, isMatch: Bool) {
    #expect(matches(name, glob: glob) == isMatch)
  }
}
