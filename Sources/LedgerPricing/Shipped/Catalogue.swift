// Made by `make prices`; do not edit.

/// The text of the shipped book that was made of catalogues, in pieces.
enum ShippedCatalogueText {
  /// The SHA-256 of the book.
  static let digest = "83bb7fca96fbd3092c6ec4783d10917a5ef999e2f8de85f6a976133d45bca501"

  /// The pieces, whose texts in a row are the book.
  static var pieces: [String] {
    var pieces: [String] = []
    pieces.append(head)
    pieces.append(openAI)
    pieces.append(anthropic)
    pieces.append(google)
    pieces.append(azure)
    pieces.append(bedrock)
    pieces.append(openRouter)
    pieces.append(fireworks)
    pieces.append(together)
    pieces.append(others)
    return pieces
  }
}
