import LedgerModel
import Testing

@testable import LedgerPricing

/// What version 2 refuses, letter by letter, and that nothing stops the reader.
@Suite struct RefusalTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var lines: String
    var rows: String
    var complaint: String
    var testDescription: String { String(complaint.prefix { $0 != "\n" }) }

    /// Rows below `seller acme vendor` (line 10), `model m` (11) and a price (12).
    init(_ rows: String, _ complaint: String) {
      lines = ""
      self.rows = "seller acme vendor\nmodel m\n\(Case.price)\n\(rows)"
      self.complaint = complaint
    }

    /// Lines of the head (from 10) and whole rows behind them.
    init(head lines: String, rows: String = "", _ complaint: String) {
      self.lines = lines
      self.rows = rows
      self.complaint = complaint
    }

    static let price = "price from=* input=1 cache-read=none cache-write=none output=1 source=page"
  }

  private func complaint(_ text: String) -> String {
    do throws(PriceBookError) {
      _ = try PriceBook(parsing: Array(text.utf8), from: "p", zones: zone)
      return ""
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    Case(
      "when service-tier=batch",
      """
      p:13: this "when" line names no price and no factor
        you can name the prices that change, such as input=2.50, or a factor such as x=0.5
      """),
    Case(
      "when input=2",
      """
      p:13: this "when" line has no condition
        you can name a condition such as service-tier=batch, or put the prices on the "price" line
      """),
    Case(
      "when geo=us x=0 for=input,cheese",
      """
      p:13: "x=0" is not a number above zero and up to 1000
        you can write a decimal number with at most nine places, such as 0.85
      p:13: "cheese" is not a unit of prices
        you can write input, cache-read, cache-write, cache-write-1h, output, reasoning, audio-input, audio-cache-read, audio-output, image-input, image-cache-read, image-output, per-request, per-image, per-search, per-tool-call, per-page, per-second-input, per-second-output, per-character-input, per-character-output or per-rerank-search
      """),
    Case(
      "when geo=us, x=1.0000000001",
      """
      p:13: the list "geo" has an empty part
        you can delete the comma, or write what is missing
      p:13: "x=1.0000000001" is not a number above zero and up to 1000
        you can write a decimal number with at most nine places, such as 0.85
      """),
    Case(
      "when days=mon-friday hours=9-17 zone=Mars/Base input=2",
      """
      p:13: "days=mon-friday" are not days of the week
        you can write days such as mon-fri or sat,sun
      p:13: "hours=9-17" are not hours of the day
        you can write hours such as 16:30-00:30
      p:13: the zone "Mars/Base" is not known here
        you can write UTC, an offset such as UTC+08:00, or a name of the zone data base such as Asia/Shanghai, if that is installed (tzdata)
      """),
    Case(
      "when hours=24:00-01:00 input=2\nwhen hours=08:00-08:00 input=2\nwhen zone=UTC geo=us input=2",
      """
      p:13: "hours=24:00-01:00" are not hours of the day
        you can write hours such as 16:30-00:30
      p:14: "hours=08:00-08:00" are not hours of the day
        you can write hours such as 16:30-00:30
      p:15: "zone" has no meaning without hours= or days=
        you can add hours= or days= to this line, or delete the key
      """),
    Case(
      "when above=10 scope=marginal basis=input output=2\nwhen above=10 scope=token input=2\nwhen basis=input geo=us input=2",
      """
      p:13: "output" is not counted by the basis of this marginal threshold
        you can add output to "basis", or write scope=request
      p:14: this "when" line has no "basis"
        you can add "basis="
      p:14: "token" is not a scope of a tier
        you can write request or marginal
      p:15: "basis" has no meaning without above= or at-least=
        you can add above= or at-least= to this line, or delete the key
      """),
    Case(
      "when route=eu input=2",
      """
      p:13: the seller has no route "eu"
        you can declare it below the seller: "route eu prefix=TEXT"
      """),
    Case(
      "when from=2026-02-01 until=2026-02-01 input=2",
      """
      p:13: this price ends before it begins, or as it begins
        you can set "until" behind "from"
      """),
    Case(
      "model n\nwhen geo=us input=2\n\(Case.price)",
      """
      p:14: "when" has no meaning here: it needs a "price" line above it
        you can put it below a "price" line
      """),
    Case(
      "model n\nmatch\nmatch except=x\nmatch starts=a starts=b\nmatch begins=a\n\(Case.price)",
      """
      p:14: this "match" line does not have the form "match starts=TEXT|ends=TEXT|contains=TEXT…"
        you can compare it with the section on "match" in docs/prices.md
      p:15: this "match" line does not have the form "match starts=TEXT|ends=TEXT|contains=TEXT…"
        you can compare it with the section on "match" in docs/prices.md
      p:16: "starts" stands twice on this line
        you can delete one of the two
      p:17: "begins" is not a key of a "match" line
        you can use starts, ends, contains or except
      """),
    Case(
      "model n\nprice from=* input=1 source=page per-page=0 per-image=0.0000000000001 per-search=10001 per-request=input",
      """
      p:14: the price "per-request=input" is not a number of dollars
        you can write dollars such as 0.04, or free or none
      p:14: the price "per-image=0.0000000000001" has more than twelve places behind the point
        you can check the unit: twelve places are dollars down to one pico-dollar
      p:14: the price "per-search=10001" is above 10000 dollars
        you can check the unit: this price is dollars for each
      p:14: the price "per-page" is zero, which says neither free nor unknown
        you can write free if the seller bills nothing, or none if the price is not known
      """),
    Case(
      "model n\n\(Case.price) learned=2026-03-01 withdrawn=2026-03-01\n\(Case.price) learned=2027-01-01",
      """
      p:14: this price is withdrawn before it is learned, or on that day
        you can set "withdrawn" behind "learned"
      p:15: learned on 2027-01-01, which is after the book's own date 2026-11-01
        you can bring "as-of" up to date
      """),
    Case(
      "model n\n\(Case.price)\n\(Case.price) learned=2026-03-01",
      """
      p:15: this price holds at the same time as the one on line 14
        you can end the earlier price with "until" where the later one begins
      """),
    Case(
      head: "",
      rows:
        "seller acme vendor\nroute us prefix=us.\nroute us segment=us\nroute eu default\nroute x default\nroute y\nmodel m\n\(Case.price) route=us,as\nroute z default",
      """
      p:12: the seller already has a route "us"
        you can delete one of the two
      p:14: the seller's default is already the route "eu"
        you can delete one of the two
      p:15: this "route" line does not have the form "route NAME prefix=TEXT|segment=TEXT|default"
        you can compare it with the section on "route" in docs/prices.md
      p:17: the seller has no route "as"
        you can write us or eu, or declare it
      p:18: this "route" line stands below a model
        you can put it between the "seller" line and the first "model"
      """),
    Case(
      head:
        "layer boss\ncurrency euro\nexchange USD 2026-01-01 1\nexchange EUR 2026 1\nexchange EUR 2026-01-01 0\nexchange EUR 2026-01-02 1\nexchange EUR 2026-01-02 1",
      """
      p:10: "boss" is not a layer
        you can write shipped, catalogue, organisation or contract
      p:11: "euro" is not a currency other than USD
        you can write three capital letters such as EUR; dollars need no line
      p:12: "USD" is not a currency other than USD
        you can write three capital letters such as EUR; dollars need no line
      p:13: "exchange=2026" is not a date
        you can write a date such as 2024-10-02
      p:14: "exchange=0" is not a number above zero and up to 1000000
        you can write a decimal number with at most nine places, such as 0.85
      p:16: "EUR 2026-01-02" already stands for something on line 15
        you can delete one of the two
      """),
    Case(
      head: "currency EUR\nexchange EUR 2026-01-02 1",
      """
      p:5: "USD-per-million-tokens" is not a unit of prices
        you can write EUR-per-million-tokens
      """),
    Case(
      head:
        "adjust x=0.5\nadjust a\nadjust b x=0.5 minimum=1\nadjust c quantum=1\nadjust d quantum=1 round=down\nadjust e minimum=0\nadjust f minimum=1 for=input\nadjust g minimum=1 above=3 basis=input scope=marginal",
      """
      p:10: this "adjust" line does not have the form "adjust NAME KEY=VALUE…"
        you can compare it with the section on "adjust" in docs/prices.md
      p:11: this "adjust" line has none of x, minimum and quantum
        you can add x=, minimum= or quantum=
      p:12: this "adjust" line has both x and minimum
        you can write a line of its own for each
      p:13: this "adjust" line has no "round"
        you can add "round="
      p:14: "down" is not a way of rounding
        you can write up or nearest
      p:15: "minimum=0" is not an amount of dollars above zero
        you can write dollars with at most twelve places, such as 0.01
      p:16: "for" has no meaning without x=FACTOR
        you can add x=FACTOR to this line, or delete the key
      p:17: "scope=marginal" has no meaning without x=FACTOR
        you can add x=FACTOR to this line, or delete the key
      """),
    Case(
      head: "",
      """
      p:10: there is no "seller" line
        you can add "seller ID vendor|reseller page=LINK"
      """),
  ])
  func `a mistake is named with its line and what to do`(refusal: Case) {
    let text = complaint(text2(refusal.rows, lines: refusal.lines))
    #expect(text.split(separator: "\n").dropFirst().joined(separator: "\n") == refusal.complaint)
  }

  @Test(arguments: [
    "\(Case.price)\nwhen geo=us x=%", "\(Case.price)\nwhen geo=us input=%",
    "price from=* input=% cache-read=none cache-write=none output=1 source=page",
  ])
  func `a number of any length is read or refused`(line: String) {
    for length in [1, 4, 19, 24, 25, 26, 27, 28, 29, 30, 31, 40, 400] {
      for point in [nil, 1, length / 2, length - 1] {
        var digits = Array(repeating: Character("9"), count: length)
        if let point, point > 0, point < length { digits.insert(".", at: point) }
        let text = complaint(
          text2("seller acme vendor\nmodel m\n" + line.replacing("%", with: String(digits))))
        #expect(length < 25 || text.contains("p: price book refused"))
      }
    }
  }

  @Test func `lines of version 2 need its first line`() {
    let text =
      smallHead + "\nlayer contract\nseller acme vendor\nmodel m\n\(Case.price) reasoning=2\nwhen geo=us input=1"
    #expect(
      complaint(text) == """
        p: price book refused as a whole, 3 mistakes; none of its prices is used
        p:10: "layer" does not begin any kind of line
          you can begin the file with "spanledger-prices 2": that version has such lines
        p:13: "reasoning" is not a key of a "price" line
          you can use from, until, input, cache-read, cache-write, cache-write-1h, output, source or checked
        p:14: "when" does not begin any kind of line
          you can begin the file with "spanledger-prices 2": that version has such lines
        """)
  }

  // MARK: Hostile books

  private static let whole = text2(
    """
    seller acme vendor page=https://acme.example
      provider acme acme.ai
      route us prefix=us. segment=us
      route world default
      model m-2026-01-02 family=m version=2
        alias m m-latest
        match starts=m- ends=-turbo contains=x except=old
        price from=2026-01-01 until=2026-06-01 input=2 cache-read=input cache-write=2.5 cache-write-1h=4 output=8 source=page
        note A remark.
        price from=2026-06-01 route=us input=2 cache-read=0.2 cache-write=none output=8 reasoning=9 audio-input=40 per-search=0.01 source=page,list checked=2026-10-25 learned=2026-06-02
        when service-tier=batch,flex x=0.5 for=input,output
        when above=200000 basis=prompt input=4 output=12
        when at-least=1000 basis=input+output scope=marginal input=3
        when days=mon-fri hours=22:00-06:00 zone=UTC+08:00 geo=us,eu from=2026-07-01 until=2026-09-01T12:00:00Z x=0.9
        tier above=300000 basis=input scope=request output=13
        price from=2026-06-01 route=world input=1 cache-read=free cache-write=none output=2 source=page withdrawn=2026-10-01
      unpriced voice
        note Sold by the minute.
    seller best reseller
      provider best
      model pages
        price from=* per-page=0.004 per-request=0.1 source=rumour
    """,
    lines: """
      layer contract
      exchange EUR 2026-01-01 1.08
      adjust rebate seller=acme model=m* service-tier=batch x=0.85 for=output
      adjust least minimum=0.0001 from=2026-02-01
      adjust cent quantum=0.000001 round=nearest
      """)

  @Test func `the book that is damaged here is whole`() {
    #expect(complaint(Self.whole) == "")
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `no damage stops the reader, and every refusal names a line`(seed: UInt64) throws {
    var random = OracleTests.Random(seed: seed)
    let whole = Array(Self.whole.utf8)
    let words = Self.whole.split { " \n=".contains($0) }.map { Array($0.utf8) }
    var refused = 0
    for _ in 0..<60 {
      var text = whole
      for _ in 0...random.below(3) {
        let at = random.below(text.count)
        switch random.below(6) {
        case 0: text[at] = UInt8(truncatingIfNeeded: random.next())
        case 1: text.removeSubrange(at..<min(text.count, at + 1 + random.below(40)))
        case 2: text.insert(contentsOf: random.one(of: words), at: at)
        case 3:
          text.insert(
            contentsOf: random.one(of: [" ", "\n", "=", ",", "\r\n", "99999999999999999999", "-1", "0"]).utf8, at: at)
        case 4:
          // A line in another place.
          var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
          let line = lines.remove(at: random.below(lines.count))
          lines.insert(line, at: random.below(lines.count + 1))
          text = Array(lines.joined(separator: [0x0A]))
        default: text.replaceSubrange(at..<at, with: whole[random.below(whole.count)...].prefix(80))
        }
      }
      do throws(PriceBookError) {
        let book = try PriceBook(parsing: text, from: "p", zones: zone)
        // What is accepted can be used.
        let shelf = try? PriceShelf([book])
        for model in ["m", "us.m", "m-x-turbo", "pages", "voice"] {
          for tier in [nil, "batch"] {
            let call = TestCall(
              input: .max, read: 7, write: .max, output: 300_001, [.reasoning: .max, .page: 3], tier: tier)
            _ = shelf?.resolve(provider: "acme", model: model).cost(
              of: call.usage, CallTraits(serviceTier: tier), at: call.at)
            _ = shelf?.known(on: "2026-06-01").resolve(provider: "", model: model)
          }
        }
        _ = PriceLint(book, today: "2026-11-26", days: 9).findings
      } catch {
        refused += 1
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).count
        #expect(!error.mistakes.isEmpty)
        // A carriage return ends a line, too.
        let returns = text.filter { $0 == 0x0D }.count
        #expect(error.mistakes.allSatisfy { (1...lines + returns).contains($0.line) })
        let told = error.description.split(separator: "\n")
        #expect(told.count == 1 + 2 * error.mistakes.count)
        #expect(
          told.dropFirst().enumerated().allSatisfy { $0.element.hasPrefix($0.offset % 2 == 0 ? "p:" : "  you can ") })
      }
    }
    #expect(refused > 20)
  }

  @Test func `files of zones that are damaged are none, or some`() throws {
    let file = zoneFile(
      changes: [(1_173_596_400, 1), (1_194_156_000, 0)], types: [-5 * 3600, -4 * 3600], footer: "EST5EDT,M3.2.0,M11.1.0"
    )
    let winter = try #require(ZoneRules(name: "x", file: file)?.offset(at: 1_795_521_600))
    #expect(winter == -18_000)
    for end in file.indices { _ = ZoneRules(name: "x", file: Array(file[..<end])) }
    for at in file.indices {
      for byte: UInt8 in [0, 0x7F, 0xFF] {
        var changed = file
        changed[at] = byte
        _ = ZoneRules(name: "x", file: changed)?.offset(at: 1_795_521_600)
      }
    }
    for footer in [
      "", "<+0330>-3:30", "EST5EDT", "EST5EDT4,M3.2.0/2:30,M11.1.0/-1", "EST5EDT,J60,J300", "EST5EDT,0,365/167",
    ] {
      #expect(
        (ZoneRules(name: "x", file: zoneFile(changes: [], types: [0], footer: footer)) == nil) == (footer == "EST5EDT"))
    }
  }
}
