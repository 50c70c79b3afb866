import FoundationEssentials
import LedgerPriceImport

func readFile(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

func writeFile(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
}

func importCatalogue(_ path: String, to book: String, asOf: String) throws {
  let imported = try PriceImport(readFile(path), from: path, options: PriceImportOptions(asOf: asOf))
  try writeFile(imported.text, to: book)
  print("\(imported.counts.models) models, \(imported.counts.rows) rows; \(imported.notCarried.total) not carried over")
}
