import Foundation
import LedgerTestSupport
import Testing

/// The verb `prices`, and prices of one's own in reports.
@Suite struct PricesCommandTests {
  private static let book = """
    spanledger-prices 2
    name ours
    revision 3
    as-of 2026-11-20
    layer contract
    unit USD-per-million-tokens
    source deal contract checked=2026-11-20 https://acme.example/deal
    adjust rebate seller=acme x=0.9
    seller acme vendor
      provider acme
    model acme-large family=acme version=1
      alias acme
      price from=2026-01-01 until=2026-06-01 input=5 cache-read=input cache-write=input output=15 source=deal
      price from=2026-06-01 input=2.50 cache-read=0.25 cache-write=input output=10 source=deal
      when service-tier=batch x=0.5
    """

  /// Runs the verb in a folder with the book in it.
  private func run(_ arguments: [String], book: String = book) throws -> BuiltCommand.Outcome {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(book.utf8), to: "our.prices")
    return try BuiltCommand().run(["prices"] + arguments.map { $0 == "FILE" ? file.path : $0 })
  }

  private func text(_ arguments: [String], book: String = book) throws -> String {
    let outcome = try run(arguments, book: book)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    return String(decoding: outcome.output, as: UTF8.self)
  }

  @Test func `a cost is explained from the name to the last line`() throws {
    let shown = try text([
      "explain", "acme/acme", "--provider", "acme", "--at", "2026-11-24T12:00:00Z", "--usage",
      "input=1500,output=800,reasoning=200,cache-read=100", "--service-tier", "batch", "--prices", "FILE",
    ])
    #expect(
      shown == """
        acme/acme of acme at 2026-11-24T12:00:00Z: 0.00529875 USD

        Names
          acme/acme: nothing
          acme (without the path): another name of a model in ours
          the provider names the seller

        Models, the strongest first
          acme/acme-large  ours (contract)
            line 13  from=2026-01-01 until=2026-06-01: has ended
            line 14  from=2026-06-01: holds

        Conditions
          line 15  when service-tier=batch x=0.5: holds
          line 8  adjust rebate x=0.9: holds

        Cost
              1500 input   1.125/M   0.0016875  line 14, 1.25 unadjusted
          100 cache-read  0.1125/M  0.00001125  line 14, 0.125 unadjusted
              600 output    4.50/M      0.0027  line 14, 5 unadjusted
           200 reasoning    4.50/M      0.0009  line 14, as output, 5 unadjusted
          row: ours (contract) line 14
          rebate x=0.9: -0.00058875 USD, ours (contract) line 8
          total  0.00529875 USD

        List: unpriced: no book knows the model

        """)
  }

  @Test func `a name is matched in words and in figures`() throws {
    let arguments = ["match", "acme-large", "--provider", "acme", "--prices", "FILE", "--at", "2026-02-01"]
    #expect(
      try text(arguments) == """
        acme-large of acme at 2026-02-01T00:00:00Z: acme/acme-large, ours (contract)
        line 13

        Names
          acme-large: a model's id in ours
          the provider names the seller

        Models, the strongest first
          acme/acme-large  ours (contract)
            line 13  from=2026-01-01 until=2026-06-01: holds
            line 14  from=2026-06-01: begins later

        """)
    let json = try JSONValue(parsing: Data(try text(arguments + ["--format", "json"]).utf8))
    #expect(json["seller_basis"] == .string("named"))
    #expect(json["candidates"]?.elements?.map { $0["outcome"] } == [.string("holds"), .string("begins later")])
    let csv = try text(arguments + ["--format", "csv"])
    #expect(csv == "name,rewrites,hit,book\r\nacme-large,,exact-id,ours\r\n")
    let unknown = try text(["match", "acme-huge", "--prices", "FILE"])
    #expect(unknown.hasPrefix("acme-huge: no book knows the model\n"))
  }

  @Test func `rows are listed as the book has them`() throws {
    let shown = try text(["list", "--seller", "acme", "--at", "2026-11-24", "--prices", "FILE"])
    #expect(
      shown == """
        1 row that holds at 2026-11-24T00:00:00Z, 1 model, in 3 price books

        acme/acme-large  ours (contract)
          also acme
          from=2026-06-01  line 14
            input=2.50 cache-read=0.25 cache-write=input output=10
            when service-tier=batch x=0.5

        Dollars per million tokens; per-… dollars each; input: as input; none: no price.

        """)
    let csv = try text(["list", "--model", "ACME-*", "--prices", "FILE", "--format", "csv"])
    #expect(csv.split(separator: "\r\n").count == 3)
    #expect(
      csv.hasPrefix(
        "book,layer,line,seller,model,family,routes,from,until,prices,conditions,checked_on,sources\r\n"
          + "ours,contract,13,acme,acme-large,acme,,2026-01-01,2026-06-01,"))
    #expect(try text(["list", "--model", "nothing-*"]).contains("no row fits"))
  }

  @Test func `slips of a book are told and end with status 1`() throws {
    let slip = Self.book.replacing("cache-read=0.25", with: "cache-read=2.75")
    let outcome = try run(["lint", "FILE", "--today", "2026-11-26", "--days", "5"], book: slip)
    #expect(outcome.status == 1)
    #expect(
      String(decoding: outcome.output, as: UTF8.self) == """
        ours: 2 remarks on 2 rows
        line 14 acme/acme-large: cache-read=2.75 is dearer than input=2.50
          (cached-above-input)
        line 14 acme/acme-large: the row was last compared with its source 6 days ago,
          on 2026-11-20 (unchecked)

        """)
    let clean = try run(["lint", "FILE", "--today", "2026-11-26"])
    #expect(clean.status == 0)
    #expect(String(decoding: clean.output, as: UTF8.self) == "ours: nothing to remark on 2 rows\n")
  }

  @Test func `two books are compared`() throws {
    let folder = try TemporaryDirectory()
    let first = try folder.write(Data(Self.book.utf8), to: "a.prices")
    let second = try folder.write(Data(Self.book.replacing("output=10", with: "output=9").utf8), to: "b.prices")
    let outcome = try BuiltCommand().run(["prices", "diff", first.path, second.path])
    #expect(outcome.status == 0)
    #expect(
      String(decoding: outcome.output, as: UTF8.self) == """
        ours revision 3 and ours revision 3: 1 difference

        acme/acme-large
          changed row  from=2026-06-01
            - output=10  line 14
            + output=9  line 14

        """)
    let same = try BuiltCommand().run(["prices", "diff", "shipped", "shipped"])
    #expect(String(decoding: same.output, as: UTF8.self).contains("no difference in prices"))
  }

  @Test(arguments: [
    (
      ["explain", "m", "--at", "2026-11-24", "--usage", "input=x"],
      "'input=x' is no count. Write digits alone, such as input=1500."
    ),
    (
      ["explain", "m", "--at", "2026-11-24", "--usage", "cheese=1"], "'cheese' is no unit. Units are input, cache-read,"
    ),
    (["explain", "m", "--at", "2026-11-24", "--usage", "input=1,input=2"], "'input' stands twice in the usage."),
    (["explain", "m", "--at", "noon", "--usage", "input=1"], "The value 'noon' is invalid for '--at <instant>'"),
    (["lint", "--days=-1"], "--days takes a number from 0 on."),
    (["lint", "/no/such/file"], "spanledger: /no/such/file cannot be read: No such file or directory"),
    (
      ["list", "--prices", "FILE", "--prices", "FILE"],
      "spanledger: two price books are named \"ours\"; none of them is used"
    ),
  ])
  func `wrong usage is told and nothing is answered`(arguments: [String], message: String) throws {
    let outcome = try run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messageText.contains(message), "\(outcome.messageText)")
  }

  @Test func `a book that is refused is told with file and line`() throws {
    let outcome = try run(["list", "--prices", "FILE"], book: Self.book.replacing("x=0.5", with: "x=0"))
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messageText.contains("our.prices:15: \"x=0\" is not a number above zero and up to 1000"))
  }

  @Test func `help is there for every part of the verb and fits 80 columns`() throws {
    for verb in [[], ["list"], ["match"], ["explain"], ["lint"], ["diff"]] {
      let outcome = try run(verb + ["--help"])
      #expect(outcome.status == 0)
      let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
      #expect(lines.count > 8)
      // The parser writes the forms of a command on a line of their own, however long it is.
      #expect(lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE:") })
    }
  }

  // MARK: Reports

  /// A night of one call of a model that only the book knows.
  private func night(_ folder: TemporaryDirectory, at: String = "1795464000") throws -> URL {
    let span = """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"desk"}}]},"scopeSpans":[\
      {"scope":{"name":"opentelemetry.instrumentation.openai_v2"},"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10",\
      "spanId":"0102030405060708","name":"chat acme","kind":3,"startTimeUnixNano":"\(at)000000000",\
      "endTimeUnixNano":"\(at)900000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\
      {"key":"gen_ai.provider.name","value":{"stringValue":"acme"}},{"key":"gen_ai.request.model","value":\
      {"stringValue":"acme"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}},\
      {"key":"gen_ai.usage.output_tokens","value":{"intValue":"100"}},{"key":"openai.response.service_tier","value":\
      {"stringValue":"batch"}}]}]}]}]}
      """
    return try folder.write(Data((span + "\n").utf8), to: "night.jsonl")
  }

  @Test func `a report costs calls by the books that it names`() throws {
    let folder = try TemporaryDirectory()
    let night = try night(folder)
    let file = try folder.write(Data(Self.book.utf8), to: "our.prices")
    let without = try ReportRun([night])
    #expect(without.document["totals"]?["cost_usd"] == .null)
    let run = try ReportRun([night], options: ["--prices", file.path])
    // (1000 × 2.50 + 100 × 10) × 0.5 × 0.9 micro-dollars.
    #expect(run.document["totals"]?["cost_usd"] == .string("0.001575"))
    let books = try #require(run.document["settings"]?["price_books"]?.elements)
    #expect(books.map { $0["name"] }.first == .string("ours"))
    #expect(books.map { $0["layer"] } == [.string("contract"), .string("shipped"), .string("catalogue")])
    #expect(books.first?["revision"] == .integer(3))
    #expect(books.first?["as_of"] == .string("2026-11-20"))
    #expect(run.document["settings"]?["book_as_of"] == .null)
    #expect(try ReportRun([night], options: ["--prices", file.path]).json == run.json)
    let latency = try BuiltCommand().run(
      ["latency", night.path, "--prices", file.path, "--of", "cost", "--format", "json", "--quiet"])
    #expect(String(decoding: latency.output, as: UTF8.self).contains("\"0.001575\""))
    let refused = try BuiltCommand().run(["latency", night.path, "--spans", "all", "--prices", file.path])
    #expect(refused.status == 2)
  }

  @Test func `a report tells what the books knew on a day, and that they are old`() throws {
    let folder = try TemporaryDirectory()
    let night = try night(folder)
    let later = Self.book.replacing("price from=2026-06-01", with: "price learned=2026-07-01 from=2026-06-01")
    let file = try folder.write(Data(later.utf8), to: "our.prices")
    let run = try ReportRun([night], options: ["--prices", file.path, "--book-as-of", "2026-06-15"])
    // The price of May seemed to go on: (1000 × 5 + 100 × 15) × 0.9, without a batch.
    #expect(run.document["totals"]?["cost_usd"] == .string("0.00585"))
    #expect(run.document["settings"]?["book_as_of"] == .string("2026-06-15"))
    func stale(_ run: ReportRun) -> [JSONValue] {
      (run.document["findings"]?.elements ?? []).filter { $0["code"] == .string("price-stale") }
    }
    // Both books that come with the program.
    #expect(stale(run).count == 2)
    #expect(stale(run).first?["evidence"]?["age_days"] == .integer(161))
    #expect(stale(run).first?["evidence"]?["max_age_days"] == .integer(60))
    let patient = ["--prices", file.path, "--book-as-of", "2026-06-15", "--max-book-age", "161"]
    #expect(stale(try ReportRun([night], options: patient)).isEmpty)
    #expect(stale(try ReportRun([night])).isEmpty)
  }
}
