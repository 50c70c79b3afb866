import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct ParserTests {
  private func complaint(_ text: String) -> String {
    do throws(PriceBookError) {
      _ = try PriceBook(parsing: Array(text.utf8), from: "p")
      return ""
    } catch {
      return error.description
    }
  }

  /// What is wrong with rows below the small head, without the heading of the message; the first row is line 10.
  private func complaint(ofRows rows: String) -> String {
    complaint(smallHead + "\n" + rows).split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  private static let model = "seller acme vendor\nmodel m\n"
  private static let price = "price from=* input=1 cache-read=none cache-write=none output=1 source=page"

  @Test func `a whole book is read`() throws {
    let small = try book(
      """
      seller acme vendor page=https://acme.example/prices
        provider Acme ACME.ai

      # Two models, one of them with a history.
      model M-1 family=m
        alias m-one M1
        price from=2026-01-01 until=2026-02-03T04:05:06Z input=2.50 cache-read=0.25 cache-write=input output=10 source=page
        note First  remark.
        note Second remark.
        price from=2026-02-03T04:05:06Z input=2 cache-read=free cache-write=3 cache-write-1h=4 output=none source=list,rumour checked=2026-10-25
        tier above=200000 basis=prompt scope=request input=4 output=12
      model m-2
        price until=2027-01-01 from=* source=rumour output=1 input=0.000001 cache-write=none cache-read=none
      unpriced voice Voice-2
        note Sold by the minute.
      """)
    #expect(small.name == "small")
    #expect(small.revision == 3)
    #expect(small.asOf == "2026-11-01")
    #expect(small.sources.map(\.id) == ["page", "list", "rumour"])
    #expect(small.sources.map(\.kind) == [.vendorPage, .catalogue, .announcement])
    #expect(small.sources.map(\.checkedOn) == ["2026-10-30", "2026-10-20", nil])
    #expect(small.selfHostedProviders == ["ollama"])
    let seller = Seller(
      id: "acme", isVendor: true, page: "https://acme.example/prices", providers: ["acme", "acme.ai"])
    #expect(small.sellers == [seller])
    #expect(
      small.models == [
        PricedModel(seller: 0, id: "m-1", family: "m", aliases: ["m-one", "m1"], sheets: [0, 1]),
        PricedModel(seller: 0, id: "m-2", family: "m-2", aliases: [], sheets: [2]),
      ])
    #expect(
      small.unpricedModels == [UnpricedModels(seller: 0, ids: ["voice", "voice-2"], notes: ["Sold by the minute."])])

    let change = UnixNanos(rfc3339: "2026-02-03T04:05:06Z")
    let later = RateCard(
      input: .published(picoUSD: 2_000_000), cacheRead: .free, cacheWrite: .published(picoUSD: 3_000_000),
      cacheWriteOneHour: .published(picoUSD: 4_000_000), output: .unpriced)
    var long = later
    long.input = .published(picoUSD: 4_000_000)
    long.output = .published(picoUSD: 12_000_000)
    let sheets = small.sheets
    try #require(sheets.count == 3)
    #expect(sheets.map(\.id) == [0, 1, 2])
    #expect(sheets.map(\.seller) == ["acme", "acme", "acme"])
    #expect(sheets.map(\.model) == ["m-1", "m-1", "m-2"])
    #expect(sheets.map(\.family) == ["m", "m", "m-2"])
    #expect(sheets.map(\.from) == [UnixNanos(rfc3339: "2026-01-01"), change, nil])
    #expect(sheets.map(\.until) == [change, nil, UnixNanos(rfc3339: "2027-01-01")])
    #expect(
      sheets.map(\.base) == [
        RateCard(
          input: .published(picoUSD: 2_500_000), cacheRead: .published(picoUSD: 250_000),
          cacheWrite: .asInput(picoUSD: 2_500_000), output: .published(picoUSD: 10_000_000)),
        later,
        RateCard(
          input: .published(picoUSD: 1), cacheRead: .unpriced, cacheWrite: .unpriced,
          output: .published(picoUSD: 1_000_000)),
      ])
    let tier = ContextTier(
      basis: [.uncachedInput, .cacheRead, .cacheWrite], comparison: .above, thresholdTokens: 200_000, rates: long)
    #expect(sheets.map(\.tiers) == [[], [tier], []])
    #expect(sheets.map(\.sources) == [["page"], ["list", "rumour"], ["rumour"]])
    #expect(sheets.map(\.checkedOn) == ["2026-10-30", "2026-10-25", nil])
    #expect(sheets.map(\.notes) == [["First remark.", "Second remark."], [], []])
    #expect(sheets.map(\.line) == [16, 19, 22])
    #expect(sheets.allSatisfy { $0.book == "small" && $0.layer == .organisation && $0.routes.isEmpty })
  }

  @Test func `line ends and white space do not matter, the digest does`() throws {
    let rows = Self.model + Self.price
    let plain = try book(rows)
    let windows = try PriceBook(
      parsing: Array((smallHead + "\n" + rows).replacing("\n", with: "\r\n").utf8), from: "p")
    #expect(windows.sheets == plain.sheets)
    #expect(windows.sha256 != plain.sha256)
    let spaced = try book(rows.replacing(" ", with: " \t ") + "\n\n")
    #expect(spaced.sheets == plain.sheets)
  }

  @Test func `sheets may stand in any order`() throws {
    let small = try book(
      Self.model
        + """
        price from=2026-02-01 input=2 cache-read=none cache-write=none output=2 source=page
        price from=* until=2026-01-01 input=1 cache-read=none cache-write=none output=1 source=page
        price from=2026-01-01 until=2026-02-01 input=1 cache-read=none cache-write=none output=1 source=page
        """)
    #expect(small.models.first?.sheets == [1, 2, 0])
  }

  @Test func `a book is refused as a whole, with every mistake`() {
    let text = """
      \(smallHead)
      seller acme vendor
      model m
        price from=2026-01-01 input=2,50 cache-read=none cache-write=none output=1 source=page
      model n
        price from=2026-01-01 input=1 cache-read=0 cache-write=none output=1 source=pag
      """
    #expect(
      complaint(text) == """
        p: price book refused as a whole, 3 mistakes; none of its prices is used
        p:12: the price "input=2,50" is not a number of dollars
          you can write dollars per million tokens such as 2.50, or input (the input price), free or none
        p:14: the price "cache-read" is zero, which says neither free nor unknown
          you can write free if the seller bills nothing, or none if the price is not known
        p:14: the source "pag" is not declared
          you can declare it at the top: "source pag KIND checked=DATE LINK"
        """)
  }

  @Test func `what is no price book gets one complaint`() {
    let expected = """
      p: price book refused as a whole, 1 mistake; none of its prices is used
      p:1: the first line is neither "spanledger-prices 2" nor "spanledger-prices 1"
        you can begin the file with that line; other versions of the format need another release
      """
    #expect(complaint("") == expected)
    #expect(complaint("{\n\"prices\": []\n}") == expected)
    #expect(complaint("spanledger-prices 3\nname x") == expected)
    #expect(
      complaint("spanledger-prices 1\n") == """
        p: price book refused as a whole, 5 mistakes; none of its prices is used
        p:2: there is no "name" line
          you can add "name WORD"
        p:2: there is no "revision" line
          you can add "revision NUMBER"
        p:2: there is no "as-of" line
          you can add "as-of DATE"
        p:2: there is no "unit" line
          you can add "unit USD-per-million-tokens"
        p:2: there is no "seller" line
          you can add "seller ID vendor|reseller page=LINK"
        """)
    let broken = [UInt8]("spanledger-prices 1\nname ".utf8) + [0xFF]
    #expect(throws: PriceBookError(file: "p", mistakes: [PriceBookMistake(line: 1, kind: .notUTF8)])) {
      try PriceBook(parsing: broken, from: "p")
    }
  }

  /// Rows below the small head, and what is said about them.
  struct Refusal: CustomTestStringConvertible {
    var rows: String
    var complaint: String
    var testDescription: String { complaint.split(separator: "\n").first.map(String.init) ?? "" }

    init(_ rows: String, _ complaint: String) {
      self.rows = rows
      self.complaint = complaint
    }
  }

  @Test(arguments: [
    Refusal(
      "sellr acme vendor\n\(model)\(price)",
      """
      p:10: "sellr" does not begin any kind of line
        you can begin the line with one of name, revision, as-of, unit, source, self-hosted, seller, provider, model, \
      alias, price, tier, unpriced, note, or with # for a comment
      """
    ),
    Refusal(
      "\(model)\(price)\nname other",
      """
      p:13: "name" belongs to the head of the book
        you can put it above the first "seller" line
      """
    ),
    Refusal(
      "name again\n\(model)\(price)",
      """
      p:10: a second "name" line; the first is line 2
        you can delete one of the two
      """
    ),
    Refusal(
      "source more\n\(model)\(price)",
      """
      p:10: this "source" line does not have the form "source ID KIND checked=DATE LINK"
        you can compare it with the section on "source" in docs/prices.md
      """
    ),
    Refusal(
      "source more hearsay checked=2026-12-24 ftp://x\n\(model)\(price)",
      """
      p:10: "hearsay" is not a kind of source
        you can write vendor-page, announcement, catalogue or contract
      """
    ),
    Refusal(
      "source more contract checked=2026-12-24 ftp://x\n\(model)\(price)",
      """
      p:10: "ftp://x" is not a link
        you can write an address that begins with https:// or http://
      p:10: checked on 2026-12-24, which is after the book's own date 2026-11-01
        you can bring "as-of" up to date
      """
    ),
    Refusal(
      "self-hosted ollama\n\(model)\(price)",
      """
      p:10: "ollama" already stands for something on line 9
        you can delete one of the two
      """
    ),
    Refusal(
      "seller acme shop\nmodel m\n\(price)",
      """
      p:10: "shop" is not a kind of seller
        you can write vendor or reseller
      """
    ),
    Refusal(
      "seller acme vendor",
      """
      p:10: the seller "acme" has no models
        you can delete the seller, or add its models
      """
    ),
    Refusal(
      "model m\n\(price)",
      """
      p:10: "model" has no meaning here: it needs a "seller" line above it
        you can put it below a "seller" line
      p:11: "price" has no meaning here: it needs a "model" line above it
        you can put it below a "model" line
      p:11: there is no "seller" line
        you can add "seller ID vendor|reseller page=LINK"
      """
    ),
    Refusal(
      "\(model)",
      """
      p:11: the model "m" has no "price" line
        you can add a price, or list the id on an "unpriced" line
      """
    ),
    Refusal(
      "\(model)\(price)\nmodel n\nalias M\n\(price)",
      """
      p:14: "m" already stands for something on line 11
        you can delete one of the two
      """
    ),
    Refusal(
      "\(model)price from=* input=1 output=1 source=page colour=red input=2 free",
      """
      p:12: "colour" is not a key of a "price" line
        you can use from, until, input, cache-read, cache-write, cache-write-1h, output, source or checked
      p:12: "input" stands twice on this line
        you can delete one of the two
      p:12: this "price" line does not have the form "price KEY=VALUE…"
        you can compare it with the section on "price" in docs/prices.md
      p:12: this "price" line has no "cache-read"
        you can add "cache-read=" with a price, input, free or none
      p:12: this "price" line has no "cache-write"
        you can add "cache-write=" with a price, input, free or none
      """
    ),
    Refusal(
      "\(model)price from=2024-02-30 input=input cache-read=0.0000001 cache-write=100000.01 output=1e3 source=page",
      """
      p:12: "from=2024-02-30" is not a date
        you can write a UTC date such as 2024-10-02, or an RFC 3339 instant
      p:12: the price "cache-read=0.0000001" has more than six places behind the point
        you can check the unit: six places are dollars per million tokens down to one pico-dollar per token
      p:12: the price "cache-write=100000.01" is above 100000 dollars per million tokens
        you can check the unit: prices are dollars per million tokens
      p:12: the price "output=1e3" is not a number of dollars
        you can write dollars per million tokens such as 2.50, or input (the input price), free or none
      p:12: the price "input=input" refers to itself
        you can write the input price
      """
    ),
    Refusal(
      "\(model)\(price.replacing("from=*", with: "from=2026-02-01 until=2026-02-01 checked=yesterday"))",
      """
      p:12: this price ends before it begins, or as it begins
        you can set "until" behind "from"
      p:12: "checked=yesterday" is not a date
        you can write a date such as 2024-10-02
      """
    ),
    Refusal(
      "\(model)\(price.replacing("*", with: "2026-01-01 until=2026-02-01"))\n\(price.replacing("*", with: "2026-01-31"))",
      """
      p:13: this price holds at the same time as the one on line 12
        you can end the earlier price with "until" where the later one begins
      """
    ),
    Refusal(
      "\(model)tier above=1 basis=prompt scope=request input=1\n\(price)",
      """
      p:12: "tier" has no meaning here: it needs a "price" line above it
        you can put it below a "price" line
      """
    ),
    Refusal(
      "\(model)\(price)\ntier above=many basis=prompt+cheese scope=token",
      """
      p:13: "above=many" is not a whole number above zero
        you can write digits alone, such as 200000
      p:13: "token" is not a scope of a tier
        you can write request
      p:13: "cheese" is not a class of tokens
        you can write prompt, input, cache-read, cache-write or output
      p:13: this tier names no price
        you can name the prices that change, such as input=2.50
      """
    ),
    Refusal(
      "\(model)\(price)\ntier above=10 basis=prompt scope=request input=2\ntier input=3",
      """
      p:14: this "tier" line has no "basis"
        you can add "basis="
      p:14: this "tier" line has no "scope"
        you can add "scope="
      p:14: this "tier" line has no "above"
        you can add "above="
      """
    ),
    Refusal(
      "\(model)\(price)\ntier above=10 basis=prompt scope=request input=2\ntier at-least=10 basis=prompt scope=request input=3",
      """
      p:14: the threshold of this tier is not above that of the tier before it
        you can order the tiers from the lowest threshold to the highest
      """
    ),
    Refusal(
      "\(model)note What about it?\n\(price)",
      """
      p:12: "note" has no meaning here: it needs a "price" or "unpriced" line above it
        you can put it below a "price" or "unpriced" line
      """
    ),
  ])
  func `a mistake is named with its line and what to do`(refusal: Refusal) {
    #expect(complaint(ofRows: refusal.rows) == refusal.complaint)
  }

  @Test func `mistakes in the head are named`() {
    let head = smallHead.replacing("revision 3", with: "revision 0").replacing("as-of 2026-11-01", with: "as-of today")
      .replacing("USD-per-million-tokens", with: "EUR")
    #expect(
      complaint(head + "\n" + Self.model + Self.price) == """
        p: price book refused as a whole, 3 mistakes; none of its prices is used
        p:3: "revision=0" is not a whole number above zero
          you can write digits alone, such as 200000
        p:4: "as-of=today" is not a date
          you can write a date such as 2024-10-02
        p:5: "EUR" is not a unit of prices
          you can write USD-per-million-tokens
        """)
  }

  @Test func `a refused price takes its tiers and notes with it without further complaints`() {
    let rows =
      Self.model + Self.price.replacing("input=1", with: "input=x") + "\n"
      + "tier above=many\nnote whatever"
    #expect(complaint(ofRows: rows).split(separator: "\n").count == 2)
  }

  @Test func `no text stops the parser`() {
    // Every prefix of the small book, and every book with one byte of it changed, is accepted or refused.
    let text = Array(
      (smallHead + "\n" + Self.model + Self.price + "\ntier above=9 basis=prompt scope=request input=2").utf8)
    for end in 0..<text.count { _ = try? PriceBook(parsing: Array(text[..<end]), from: "p") }
    for at in text.indices {
      for byte: UInt8 in [0x0A, 0x20, 0x3D, 0xC3] {
        var changed = text
        changed[at] = byte
        _ = try? PriceBook(parsing: changed, from: "p")
      }
    }
  }
}
