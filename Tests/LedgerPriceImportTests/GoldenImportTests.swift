import Foundation
import LedgerPriceImport
import LedgerPricing
import LedgerTestSupport
import Testing

/// Small catalogues of our own making, with one of everything that each format has, and the books that they become.
@Suite struct GoldenImportTests {
  @Test(arguments: CatalogueFormat.allCases) func `a catalogue becomes the expected book`(format: CatalogueFormat)
    throws
  {
    let name = format.rawValue
    let bytes = [UInt8](try Data(contentsOf: Repository.fixture("price-imports/\(name).json")))
    let imported = try PriceImport(bytes, from: "\(name).json", options: PriceImportOptions(asOf: "2026-11-26"))
    #expect(imported.format == format, "its structure tells what it is")
    let difference = GoldenFile("fixtures/price-imports/\(name).book").difference(to: imported.text)
    #expect(difference == nil, "\(difference ?? "")")
    let reasons = imported.notCarried.lines.map { $0 + "\n" }.joined()
    let otherReasons = GoldenFile("fixtures/price-imports/\(name).not-carried.txt").difference(to: reasons)
    #expect(otherReasons == nil, "\(otherReasons ?? "")")
  }

  @Test(arguments: CatalogueFormat.allCases) func `the book is one that the program accepts`(format: CatalogueFormat)
    throws
  {
    let bytes = [UInt8](try Data(contentsOf: Repository.fixture("price-imports/\(format.rawValue).json")))
    let imported = try PriceImport(bytes, from: "catalogue", options: PriceImportOptions(asOf: "2026-11-26"))
    let book = try PriceBook(parsing: Array(imported.text.utf8), from: "imported")
    #expect(book.sellers.count == imported.counts.sellers)
    #expect(book.models.count == imported.counts.models)
    #expect(book.sheets.count == imported.counts.rows)
  }

  @Test func `options name the book, its link and its first day`() throws {
    let text = #"{"gpt": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06}}"#
    let options = PriceImportOptions(
      asOf: "2026-11-26", name: "mine", link: "https://x.example/map", from: "2026-11-01")
    let book = try PriceImport(Array(text.utf8), from: "map", options: options).text
    #expect(book.contains("\nname mine\n"))
    #expect(book.contains("\nsource litellm catalogue checked=2026-11-26 https://x.example/map\n"))
    #expect(book.contains("  price from=2026-11-01 input=1 "))
  }
}
