import Foundation
import LedgerPriceImport
import LedgerTestSupport
import Testing

/// What is wrong with a catalogue is said with file, place, what was expected and what was found.
@Suite struct BrokenImportTests {
  static let messages = [
    "comma.json": "line 3, column 35: expected a name in quotation marks, found \",\"",
    "cut.json": "line 1, column 43: expected \",\" or \"}\", found the end of the file",
    "litellm-price.json": "[\"gpt-acme\"].input_cost_per_token: expected a price in dollars, found a text",
    "litellm-unit.json":
      "[\"gpt-acme\"].input_cost_per_token: expected a price per token of at most 0.1 dollars, found a number",
    "genai-clause.json":
      "[0].models[1].match: expected a match clause: equals, starts_with, ends_with, contains, regex, or, and, "
      + "found an object",
    "genai-date.json":
      "[0].models[0].prices[0].constraint.start_date: expected a date such as 2026-05-01, found a text",
    "langfuse-negative.json":
      "data[0].inputPrice: expected a price in dollars per unit, zero or more, found a number",
    "other.json":
      "the document: expected a map of models with \"litellm_provider\" (LiteLLM), a list of providers with \"models\" "
      + "(genai-prices) or models with \"modelName\" (Langfuse), found an object",
  ]

  @Test func `every broken catalogue has its message`() {
    let files = Repository.names(in: Repository.fixture("price-imports/broken"))
    #expect(files == Self.messages.keys.sorted())
  }

  @Test(arguments: messages.keys.sorted()) func `a broken catalogue is refused`(file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Repository.fixture("price-imports/broken/\(file)")))
    let error = #expect(throws: PriceImportError.self) {
      try PriceImport(bytes, from: file, options: PriceImportOptions(asOf: "2026-11-26"))
    }
    let first = error?.description.split(separator: "\n").first.map(String.init)
    #expect(first == "\(file): \(Self.messages[file] ?? "")")
  }

  @Test func `contents are not repeated`() throws {
    let secret = "sk-0123456789"
    for text in ["{\"\(secret)", "[{\"id\": \"acme\", \"models\": \"\(secret)\"}]", "\(secret)"] {
      let error = #expect(throws: PriceImportError.self) {
        try PriceImport(Array(text.utf8), from: "file", options: PriceImportOptions(asOf: "2026-11-26"))
      }
      #expect(error?.description.contains(secret) == false)
    }
  }

  @Test func `every prefix of a catalogue is refused or is one`() throws {
    let whole = [UInt8](try Data(contentsOf: Repository.fixture("price-imports/genai-prices.json")))
    for length in stride(from: 0, to: whole.count - 2, by: 97) {
      #expect(throws: PriceImportError.self) {
        try PriceImport(Array(whole[..<length]), from: "cut", options: PriceImportOptions(asOf: "2026-11-26"))
      }
    }
  }
}
