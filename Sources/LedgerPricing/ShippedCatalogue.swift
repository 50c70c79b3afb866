extension PriceBook {
  /// The book that comes with the program beside ``shipped``: made of two catalogues, for models that the hand-kept book
  /// does not have. It is read when it is first asked for.
  public static let shippedCatalogue: PriceBook = {
    var text: [UInt8] = []
    for piece in ShippedCatalogueText.pieces { text += piece.utf8 }
    do throws(PriceBookError) {
      return try PriceBook(parsing: text, from: "shipped catalogue", layer: .catalogue)
    } catch {
      preconditionFailure(error.description)  // A test reads it, so no such build leaves the house.
    }
  }()
}
