import FoundationEssentials

// price-book-tool shipped --genai FILE --genai-version V --litellm FILE --litellm-version V --as-of DATE
//                         --out FOLDER --report FILE
//     Makes the shipped catalogue of two catalogues: Swift files into a folder, what was not carried over into a page.
//
// price-book-tool import FILE BOOK DATE
//     Imports a catalogue as `spanledger prices import` does, for tests that need no whole program.
//
// price-book-tool cost BOOK < questions > answers
//     Prices calls by one book, for tests that compare with others; see `CostProbe`.

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  switch arguments.first {
  case "shipped": try ShippedFiles(arguments: Array(arguments.dropFirst())).write()
  case "import" where arguments.count == 4: try importCatalogue(arguments[1], to: arguments[2], asOf: arguments[3])
  case "cost" where arguments.count == 2:
    var probe = try CostProbe(bookAt: arguments[1])
    try probe.run()
  default:
    fatalError("usage: price-book-tool shipped OPTIONS | import FILE BOOK DATE | cost BOOK")
  }
} catch {
  print("price-book-tool: \(error)")
  fatalError("nothing was written")
}
