import Foundation
import LedgerModel
import Testing

@testable import LedgerPricing

@Suite struct DocumentationTests {
  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/prices.md"), encoding: .utf8)
  }

  private func example() throws -> PriceBook {
    let blocks = try page().components(separatedBy: "```\n")
    let text = try #require(blocks.dropFirst().first)
    let berlin = zoneFile(changes: [], types: [3600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    return try PriceBook(
      parsing: Array(text.utf8), from: "docs/prices.md", zones: { $0 == "Europe/Berlin" ? berlin : nil })
  }

  @Test func `the example of the documentation is a book`() throws {
    let example = try example()
    #expect(example.sheets.count == 5)
    #expect(example.sheets.map(\.steps.count) == [0, 4, 0, 0, 0])
    #expect(example.sheets.map(\.checkedOn) == [nil] + [String?](repeating: "2026-11-20", count: 4))
    #expect(example.layer == .organisation)
    #expect(example.adjustments.map(\.step.name) == ["rebate", "cent"])
    #expect(example.sellers.first?.routes.map(\.name) == ["us", "eu", "world"])
    #expect(PriceLint(example, today: "2026-11-26", days: 90).findings.isEmpty)
  }

  /// What the example costs, worked out by hand.
  @Test(
    arguments: [
      // 1500 × 2.25 + 800 × 9 micro-dollars, and nothing to round.
      ("acme-large", "2026-11-24T12:00:00Z", nil, "0.010575"),
      ("acme-large", "2026-06-15T12:00:00Z", nil, "0.01175"),
      ("acme-large", "2026-05-15T12:00:00Z", nil, "0.0195"),
      ("acme-large", "2026-11-24T12:00:00Z", "flex", "0.005288"),
      // 1500 × 2.50 × 0.5 × 1.1 × 0.9 = 1856.25, and 800 × 10 × 0.5 × 1.1 × 0.9 = 3960: rounded up to a micro-dollar.
      ("eu.acme-large", "2026-11-24T12:00:00Z", "batch", "0.005817"),
      // At night in Berlin input is 1 dollar in a batch, which is the last word before the rebate: 1350, and 3600.
      ("acme-large", "2026-11-24T22:00:00Z", "batch", "0.00495"),
      ("acme-tune-ours", "2026-11-24T12:00:00Z", nil, "0.01269"),
    ] as [(String, String, String?, String)])
  func `the example costs what its lines say`(model: String, at: String, tier: String?, dollars: String) throws {
    let call = TestCall(input: 1500, output: 800, tier: tier, at: at)
    let cost = try call.cost(try example(), model: model)
    #expect(cost.amount == PicoUSD(decimal: dollars))
    #expect(cost.state == .priced)
  }

  @Test func `every kind of line, key and state is documented`() throws {
    let page = try page()
    for directive in PriceBookParser.directives where !["price", "when", "tier"].contains(directive) {
      #expect(page.contains("| `\(directive) "), "\(directive)")
    }
    for key in BillingUnit.allCases.map(\.name) + PriceKey.words.map(\.name) where key != "x" {
      #expect(page.contains("`\(key)`") || page.contains("`\(key)="), "\(key)")
    }
    for kind in PriceSource.Kind.allCases { #expect(page.contains("`\(kind.rawValue)`")) }
    let reasons: [UnpricedReason] = [
      .missingModel, .unknownModel, .ambiguousModel(sellers: []), .unpricedByDate, .selfHosted,
      .listedUnpriced(notes: []),
    ]
    for reason in reasons { #expect(page.contains("`\(reason.code)`")) }
    for reason in [OpenReason.route([]), .contradiction(.output), .cachedDetails] {
      #expect(page.contains("`\(reason.code)`"))
    }
  }
}
