import Foundation
import LedgerTestSupport
import Testing

@Suite
struct PriceImportCommandTests {
  private let catalogue = Repository.fixture("price-imports/litellm.json").path

  /// Scenario: a catalogue, its book to a file.
  /// Guarantees: status 0; the file is the golden book; standard error counts what came out and what did not.
  @Test func `a catalogue becomes a book in a file`() throws {
    let folder = try TemporaryDirectory()
    let book = folder.url.appendingPathComponent("litellm.prices")
    let run = try BuiltCommand().run([
      "prices", "import", catalogue, "--as-of", "2026-11-26", "--out", book.path,
    ])
    #expect(run.status == 0, "\(run.messageText)")
    #expect(run.output.isEmpty)
    let difference = GoldenFile("fixtures/price-imports/litellm.book").difference(to: try Data(contentsOf: book))
    #expect(difference == nil, "\(difference ?? "")")
    #expect(run.messageText.contains("12 sellers"))
    #expect(run.messageText.contains("      1  provisioned throughput, sold by the hour\n"))
  }

  /// Scenario: no --out, and then the book as a book of prices.
  /// Guarantees: standard output is the same book, and a model of it has its price.
  @Test func `a book on standard output prices calls`() throws {
    let folder = try TemporaryDirectory()
    let command = try BuiltCommand()
    let run = try command.run(["prices", "import", catalogue, "--as-of", "2026-11-26"])
    #expect(run.status == 0)
    let book = folder.url.appendingPathComponent("book")
    try run.output.write(to: book)
    let explained = try command.run([
      "prices", "explain", "gpt-acme-mini", "--at", "2026-11-26", "--usage", "input=1000000,output=1000000", "--prices",
      book.path,
    ])
    #expect(explained.status == 0, "\(explained.messageText)")
    #expect(String(decoding: explained.output, as: UTF8.self).contains("0.75"))
  }

  /// Scenario: a broken catalogue, where a book of an earlier run lies.
  /// Guarantees: status 2, file, place and expectation are told, and the old book is what it was.
  @Test func `a broken catalogue changes nothing`() throws {
    let folder = try TemporaryDirectory()
    let book = folder.url.appendingPathComponent("book")
    try Data("as it was".utf8).write(to: book)
    let run = try BuiltCommand().run([
      "prices", "import", Repository.fixture("price-imports/broken/genai-date.json").path, "--out", book.path,
    ])
    #expect(run.status == 2)
    #expect(run.messageText.contains("genai-date.json: [0].models[0].prices[0].constraint.start_date: expected a date"))
    #expect(try Data(contentsOf: book) == Data("as it was".utf8))
    #expect(Repository.names(in: folder.url) == ["book"])
  }

  /// Scenario: a format that the file does not have, a name that is no word, a folder that is not there.
  /// Guarantees: a message and a status each, and no file.
  @Test func `what cannot be done is said`() throws {
    let folder = try TemporaryDirectory()
    let command = try BuiltCommand()
    let other = try command.run(["prices", "import", catalogue, "--format-of", "genai-prices"])
    #expect(other.status == 2)
    #expect(other.messageText.contains("expected a list of providers, found an object"))
    #expect(try command.run(["prices", "import", catalogue, "--name", "two words"]).status == 2)
    #expect(try command.run(["prices", "import", catalogue, "--format-of", "csv"]).status == 2)
    let nowhere = folder.url.appendingPathComponent("no/such/folder/book").path
    let run = try command.run(["prices", "import", catalogue, "--out", nowhere])
    #expect(run.status == 4)
    #expect(run.messageText.contains("cannot be written"))
  }
}
