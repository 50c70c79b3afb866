import ArgumentParser
import FoundationEssentials
import LedgerPriceImport

/// Makes a price book of a catalogue that others keep.
struct PricesImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a price book of somebody else's catalogue.",
    discussion: """
      Reads LiteLLM's map, the data of genai-prices as JSON, or models as Langfuse's \
      API gives them, and writes a book of the layer catalogue: it fills gaps of the \
      shipped books and replaces nothing. Give the book to --prices. What could not be \
      carried over is told on standard error, with counts.

      Examples:
        spanledger prices import litellm.json --out litellm.prices
        spanledger prices import models.json --format-of langfuse --from 2026-11-01
      """)

  @Argument(help: ArgumentHelp("The catalogue, a JSON file.", valueName: "file"))
  var file: String

  @Option(help: "What it is: litellm, genai-prices or langfuse (default: told by its structure).")
  var formatOf: CatalogueFormat?

  @Option(help: ArgumentHelp("Where the book goes (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("The book's name in reports (default: that of the catalogue).", valueName: "word"))
  var name: String?

  @Option(help: ArgumentHelp("The day whose prices the catalogue holds (default: today).", valueName: "date"))
  var asOf: BookDay?

  @Option(
    help: ArgumentHelp(
      "From when on its prices hold where it does not say (default: for as long as a model has been offered).",
      valueName: "date"))
  var from: BookDay?

  @Option(help: ArgumentHelp("Where the catalogue was found, for the book's source line.", valueName: "link"))
  var link: String?

  func validate() throws {
    if let name, name.isEmpty || name.contains(where: \.isWhitespace) {
      throw ValidationError("--name takes one word.")
    }
    if let link, !link.hasPrefix("https://") && !link.hasPrefix("http://") || link.contains(where: \.isWhitespace) {
      throw ValidationError("--link takes an address that begins with https://.")
    }
  }

  mutating func run() async throws {
    let bytes = try NamedFile.priceBook(file)
    let options = PriceImportOptions(asOf: asOf?.text ?? BookDay.current, name: name, link: link, from: from?.text)
    let imported: PriceImport
    do {
      imported = try PriceImport(bytes, from: file, format: formatOf, options: options)
    } catch {
      throw NamedFile.refuse(error.description)
    }
    if let out {
      // Written whole or not at all: a run that is killed leaves the file that was there.
      do {
        try Data(imported.text.utf8).write(to: URL(filePath: out), options: .atomic)
      } catch {
        Terminal.tell("spanledger: \(out) cannot be written; the catalogue was read, nothing was kept")
        throw ExitStatus.failed
      }
    } else {
      Terminal.write(imported.text)
    }
    tell(imported)
  }

  private func tell(_ imported: PriceImport) {
    let counts = imported.counts
    Terminal.tell(
      "\(file) (\(imported.format.rawValue)): \(counts.sellers) sellers, \(counts.models) models, \(counts.rows) rows"
        + (out.map { " in \($0)" } ?? ""))
    guard imported.notCarried.total > 0 else { return }
    Terminal.tell("Not carried over, or changed:")
    for entry in imported.notCarried.byReason {
      let count = String(entry.count)
      Terminal.tell(String(repeating: " ", count: max(0, 7 - count.count)) + count + "  \(entry.reason)")
      Terminal.tell("         such as \(entry.examples[0])")
    }
  }
}

extension CatalogueFormat: ExpressibleByArgument {}
