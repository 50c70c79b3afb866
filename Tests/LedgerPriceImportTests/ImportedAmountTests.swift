import Foundation
import Testing

@testable import LedgerPriceImport

@Suite struct ImportedAmountTests {
  @Test(arguments: [
    ("0.0000025", 1, 2_500_000, false), ("2.5", 1_000_000, 2_500_000, false), ("1", 3600, 277_777_778, true),
    ("0.36", 3600, 100_000_000, false), ("0.0833333333333333", 1_000_000, 83333, true), ("0", 1, 0, false),
    ("0.0000000000005", 1, 0, true), ("0.0000000000015", 1, 2, true), ("0.0000000000025", 1, 2, true),
    ("0.00000000000250000001", 1, 3, true), ("8999999", 1, 8_999_999_000_000_000_000, false),
  ])
  func `dollars become pico-dollars, half to even`(text: String, units: Int64, pico: Int64, isRounded: Bool) throws {
    let dollars = try #require(Decimal(string: text))
    let amount = try #require(ImportedAmount(dollars: dollars, per: units))
    #expect(amount.picoUSD == pico)
    #expect(amount.isRounded == isRounded)
  }

  @Test(arguments: ["-0.1", "9000000", "1e30"]) func `what is no price is refused`(text: String) throws {
    let dollars = try #require(Decimal(string: text))
    #expect(ImportedAmount(dollars: dollars, per: 1) == nil)
  }

  @Test func `rates are written with as many places as they need`() {
    #expect(ImportedRate.pico(2_500_000).word(for: .input) == "2.5")
    #expect(ImportedRate.pico(1).word(for: .input) == "0.000001")
    #expect(ImportedRate.pico(3_000_000).word(for: .output) == "3")
    #expect(ImportedRate.pico(10_000_000_000).word(for: .perSearch) == "0.01")
    #expect(ImportedRate.pico(1).word(for: .perPage) == "0.000000000001")
    #expect(ImportedRate.asInput.word(for: .cacheRead) == "input")
  }

  @Test func `numbers of a document keep their digits`() throws {
    let text = "[0.1, 1.3e-07, 12345678901234567890.5, \"4e-07\", 0.16999999999999998]"
    let place = try JSONPlace(document: Array(text.utf8), file: "numbers")
    let numbers = try place.elements("numbers").map { try $0.number("a number").description }
    #expect(numbers == ["0.1", "0.00000013", "12345678901234567890.5", "0.0000004", "0.16999999999999998"])
  }
}
