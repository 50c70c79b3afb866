import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct BookCheckTests {
  private func row(_ keys: String, input: String = "2", cached: String = "0.2", output: String = "8") -> String {
    "price \(keys) input=\(input) cache-read=\(cached) cache-write=none output=\(output) source=page"
  }

  private func lint(_ rows: String, days: Int = 90) throws -> [String] {
    try PriceLint(book2("seller acme vendor\n" + rows), today: "2026-11-26", days: days).findings
      .map { "\($0.line) \($0.kind.rawValue): \($0.message)" }
  }

  @Test func `each slip is found on its line`() throws {
    let found = try lint(
      """
      model a family=f
      \(row("from=*"))
      model b family=f
      \(row("from=*", input: "20.000001"))
      model c family=f
      \(row("from=*", input: "0.199999", cached: "0.1"))
      model d family=f
      \(row("from=*", input: "20", cached: "0.3"))
      model e
      \(row("from=*", cached: "2.1"))
      when above=100 basis=input input=3
      model f
      \(row("from=*"))
      when service-tier=batch input=2 output=4
      when service-tier=batch geo=us x=1.1
      when above=100 basis=input cache-read=2.5
      model g
      \(row("from=*", input: "free", cached: "free"))
      model h
      \(row("from=2026-01-01 until=2026-02-01"))
      \(row("from=2026-03-01"))
      when geo=us input=3
      when geo=us input=4
      model i
      \(row("from=* checked=2026-08-01"))
      model j
      \(row("from=* until=2026-11-26 checked=never"))
      model k
      \(row("from=* checked=never"))
      """)
    #expect(
      found == [
        "14 unit-slip: input=20.000001 is more than ten times above the median of its family, 2",
        "16 unit-slip: input=0.199999 is more than ten times below the median of its family, 2",
        "20 cached-above-input: cache-read=2.10 is dearer than input=2",
        "24 batch-not-cheaper: in a batch input costs no less than on the standard tier",
        "25 batch-not-cheaper: in a batch input, cache-read cost no less than on the standard tier",
        "26 cached-above-input: cache-read=2.50 is dearer than input=2",
        "28 free-at-paid-seller: input, cache-read are free at a seller that bills for other models",
        "31 gap: between 2026-02-01 and 2026-03-01 the model has no price",
        "33 overlap: this line holds whenever the one on line 32 does, and replaces it",
        "35 unchecked: the row was last compared with its source 117 days ago, on 2026-08-01",
        "39 unchecked: the row was never compared with its source",
      ])
  }

  @Test func `a book without slips has none`() throws {
    let rows = """
      model a
      \(row("from=2026-01-01 until=2026-02-01"))
      \(row("from=2026-02-01"))
      when service-tier=batch x=0.5
      when above=100 basis=input input=4
      when above=200 basis=input input=6
      """
    #expect(try lint(rows).isEmpty)
    #expect(try lint(rows, days: 26).map { $0.prefix(12) } == ["13 unchecked"])
    #expect(try lint(rows, days: 27).isEmpty)
  }

  @Test func `two books differ by models, rows, prices and names`() throws {
    let first = try book2(
      """
      seller acme vendor
      model a
      alias one two
      \(row("from=*"))
      when geo=us input=3
      model b
      \(row("from=2026-01-01 until=2026-02-01"))
      \(row("from=2026-02-01"))
      model gone
      \(row("from=*"))
      """)
    let second = try book2(
      """
      seller acme vendor
      model b
      \(row("from=2026-01-01"))
      model a
      alias two three
      \(row("from=*", input: "2.5"))
      when geo=us input=4
      note Dearer.
      model new
      \(row("from=*"))
      """)
    func text(_ change: PriceBookChange) -> String {
      [
        change.kind.rawValue, change.model, change.row, change.before.map { "-" + $0 }, change.after.map { "+" + $0 },
        change.lineBefore.map { "\($0)" }, change.lineAfter.map { "\($0)" },
      ].compactMap { $0 }.joined(separator: " ")
    }
    let prices = "input=2 cache-read=0.20 cache-write=none output=8"
    #expect(
      PriceBookDiff(first, second).changes.map(text) == [
        "row-changed a from=* -input=2 when[geo=us]=(input=3) +input=2.50 when[geo=us]=(input=4) 13 15",
        "names a -one +three",
        "row-changed b from=2026-01-01 -until=2026-02-01 16 12",
        "row-removed b from=2026-02-01 -\(prices) 17",
        "model-removed gone -\(prices) 19", "model-added new +\(prices) 19",
      ])
    #expect(PriceBookDiff(first, first).changes.isEmpty)
  }

  @Test func `conditions are written as a book has them`() throws {
    let lines = [
      "service-tier=batch,flex x=0.5 for=input,output",
      "above=200000 basis=prompt input=4 output=12.50",
      "at-least=10 basis=input+output scope=marginal input=3 x=2 for=input",
      "days=mon,tue,sun hours=22:00-06:00 zone=UTC+08:00 geo=us,eu from=2026-07-01 until=2026-09-01T12:00:00Z output=free",
    ]
    let book = try oneModel(plainPrices, lines.map { "when \($0)" }.joined(separator: "\n"))
    #expect(book.sheets.first?.steps.map(\.words) == lines)
    #expect(book.sheets.first?.rates.description == "input=2 cache-read=0.50 cache-write=2.50 output=8")
  }
}
