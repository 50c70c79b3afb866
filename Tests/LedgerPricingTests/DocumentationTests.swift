import Foundation
import Testing

@testable import LedgerPricing

@Suite struct DocumentationTests {
  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/prices.md"), encoding: .utf8)
  }

  @Test func `the example of the documentation is a book`() throws {
    let blocks = try page().components(separatedBy: "```\n")
    let text = try #require(blocks.dropFirst().first)
    let example = try PriceBook(parsing: Array(text.utf8), from: "docs/prices.md")
    #expect(example.sheets.count == 3)
    #expect(example.sheets.map(\.tiers.count) == [0, 1, 0])
    #expect(example.sheets.map(\.checkedOn) == [nil, "2026-11-20", "2026-11-20"])
  }

  @Test func `every kind of line, key and state is documented`() throws {
    let page = try page()
    for directive in PriceBookParser.directives where directive != "price" && directive != "tier" {
      #expect(page.contains("| `\(directive) "), "\(directive)")
    }
    for key in BillingUnit.allCases.map(\.name) + ["from", "until", "source", "checked", "basis", "scope"] {
      #expect(page.contains("`\(key)`"), "\(key)")
    }
    for kind in PriceSource.Kind.allCases { #expect(page.contains("`\(kind.rawValue)`")) }
    let reasons: [UnpricedReason] = [
      .missingModel, .unknownModel, .ambiguousModel(sellers: []), .unpricedByDate, .selfHosted,
      .listedUnpriced(notes: []),
    ]
    for reason in reasons { #expect(page.contains("`\(reason.code)`")) }
  }
}
