import LedgerPriceImport
import LedgerPricing

/// The files that the shipped catalogue is made of.
struct ShippedFiles {
  private var options: [String: String] = [:]

  struct UsageError: Error, CustomStringConvertible {
    var description: String
  }

  init(arguments: [String]) throws {
    guard arguments.count % 2 == 0 else { throw UsageError(description: "each option takes a value") }
    for at in stride(from: 0, to: arguments.count, by: 2) { options[arguments[at]] = arguments[at + 1] }
  }

  private func option(_ name: String) throws -> String {
    guard let value = options["--\(name)"] else { throw UsageError(description: "--\(name) is missing") }
    return value
  }

  private func catalogue(_ name: String, package: String) throws -> ShippedCatalogue.Catalogue {
    ShippedCatalogue.Catalogue(
      bytes: try readFile(option(name)), file: try option(name),
      link: "https://pypi.org/project/\(package)/\(try option("\(name)-version"))/")
  }

  func write() throws {
    let catalogue = try ShippedCatalogue(
      genAIPrices: self.catalogue("genai", package: "genai-prices"),
      liteLLM: self.catalogue("litellm", package: "litellm"),
      handKept: PriceBook.shipped, asOf: option("as-of"))
    // A book that the program would refuse is not written at all.
    let book = try PriceBook(parsing: Array(catalogue.text.utf8), from: "shipped catalogue")
    let folder = try option("out")
    for part in catalogue.parts { try writeFile(Self.source(of: part), to: "\(folder)/Catalogue+\(part.name).swift") }
    try writeFile(Self.index(of: catalogue, digest: book.sha256), to: "\(folder)/Catalogue.swift")
    try writeFile(report(on: catalogue), to: option("report"))
    print(
      "shipped catalogue: \(catalogue.counts.sellers) sellers, \(book.models.count) models, \(book.sheets.count) rows, "
        + "\(catalogue.text.utf8.count) bytes in \(catalogue.parts.count) files")
    for (name, reasons) in catalogue.notCarried {
      print("not carried over of \(name): \(reasons.total), see the report")
    }
  }

  private static func property(_ part: ShippedCatalogue.Part) -> String {
    part.name.prefix(1).lowercased() + part.name.dropFirst()
  }

  private static func source(of part: ShippedCatalogue.Part) -> String {
    // Indented as formatted code is; what stands in front of the closing quotation marks is no part of the text.
    let lines = part.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
    return """
      // Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

      extension ShippedCatalogueText {
        static let \(property(part)) = #\"\"\"
      \(lines.joined(separator: "\n"))
          \"\"\"#
      }

      """
  }

  private static func index(of catalogue: ShippedCatalogue, digest: String) -> String {
    let pieces = catalogue.parts.map { "    pieces.append(\(property($0)))" }.joined(separator: "\n")
    return """
      // Made by `make prices`; do not edit.

      /// The text of the shipped book that was made of catalogues, in pieces.
      enum ShippedCatalogueText {
        /// The SHA-256 of the book.
        static let digest = "\(digest)"

        /// The pieces, whose texts in a row are the book.
        static var pieces: [String] {
          var pieces: [String] = []
      \(pieces)
          return pieces
        }
      }

      """
  }

  private func report(on catalogue: ShippedCatalogue) throws -> String {
    var lines = [
      "# What the shipped catalogue does not have", "",
      "Written by `make prices` with the shipped catalogue itself. [Price imports](price-imports.md) says how catalogues",
      "become books.", "",
      "| | |", "| --- | --- |",
      "| genai-prices | \(try option("genai-version")) |", "| litellm | \(try option("litellm-version")) |",
      "| read on | \(try option("as-of")) |",
      "| sellers, models, rows | \(catalogue.counts.sellers), \(catalogue.counts.models), \(catalogue.counts.rows) |",
      "| bytes | \(catalogue.text.utf8.count) |", "",
    ]
    for (name, reasons) in catalogue.notCarried {
      lines += [
        "## Not carried over of \(name)", "", "Counted over the whole catalogue, whether or not the seller is shipped.",
        "",
        "| count | reason | such as |", "| ---: | --- | --- |",
      ]
      for entry in reasons.byReason {
        let examples = entry.examples.map { "`\($0)`" }.joined(separator: ", ")
        lines.append("| \(entry.count) | \(entry.reason) | \(examples) |")
      }
      lines.append("")
    }
    lines += [
      "## Sellers that are not shipped", "",
      "They can be imported as a book of one's own. The number of their models stands behind each.", "",
    ]
    for prefix in ["genai-prices ", "litellm "] {
      let sellers = catalogue.omittedSellers.filter { $0.seller.hasPrefix(prefix) && $0.models > 0 }
      let words = sellers.map { "\($0.seller.dropFirst(prefix.count)) \($0.models)" }
      lines += ["Of \(prefix.dropLast()): \(words.joined(separator: ", ")).", ""]
    }
    lines += [
      "## Where the catalogues differ", "",
      "\(catalogue.compared) names have a price in both; for \(catalogue.differing.count) of them input or output differ",
      "on that day. The book has the price of genai-prices, or that of LiteLLM where the seller is LiteLLM's alone.",
      "",
    ]
    lines += catalogue.differing.sorted().map { "- \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
