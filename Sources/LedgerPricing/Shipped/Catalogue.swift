// Made by `make prices`; do not edit.

/// The text of the shipped book that was made of catalogues, in pieces.
enum ShippedCatalogueText {
  /// The pieces, whose texts in a row are the book.
  static var pieces: [String] { [head, openAI, anthropic, google, azure, bedrock, openRouter, fireworks, together, others] }
}
