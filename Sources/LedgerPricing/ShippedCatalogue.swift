extension ShippedCatalogueText {
  /// The book's text.
  static var bytes: [UInt8] {
    let pieces = pieces
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.utf8.count })
    for piece in pieces { bytes += piece.utf8 }
    return bytes
  }
}

extension PriceBook {
  /// The book that comes with the program beside ``shipped``: made of two catalogues, for models that the hand-kept book
  /// does not have. It is read when it is first asked for.
  public static let shippedCatalogue: PriceBook = {
    do throws(PriceBookError) {
      return try PriceBook(
        shipped: ShippedCatalogueText.bytes, from: "shipped catalogue", layer: .catalogue,
        digest: ShippedCatalogueText.digest)
    } catch {
      preconditionFailure(error.description)  // A test reads it, so no such build leaves the house.
    }
  }()
}
