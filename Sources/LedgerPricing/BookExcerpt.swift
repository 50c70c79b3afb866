import LedgerModel

/// The text of a book that can be read without the models that nobody asks for.
///
/// An archive names some dozens of models, the shipped books have thousands. What stands about a model (its `model` line
/// and those below) is left out where none of its names is asked for; everything else is read as it stands. Lines keep
/// their numbers.
struct BookExcerpt {
  private struct Block {
    var start: Int
    var end = 0
    var lineCount = 0
    /// Rows of `names`.
    var firstName: Int
    /// Whether names that it does not list may be its.
    var hasPattern = false
  }

  private let text: [UInt8]
  private let layer: BookLayer
  private let digest: String
  private let blocks: [Block]
  /// Hashes of the names of all blocks in a row.
  private let names: [UInt64]

  /// Takes a book apart.
  ///
  /// - Parameters:
  ///   - text: a book without mistakes, whose lines end in line feeds.
  ///   - digest: the SHA-256 of all of it.
  init(of text: [UInt8], layer: BookLayer, digest: String) {
    self.text = text
    self.layer = layer
    self.digest = digest
    var blocks: [Block] = []
    var names: [UInt64] = []
    var isInBlock = false
    let bytes = text.span
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let word = BookExcerpt.word(of: bytes, from: start, to: end)
      switch BookExcerpt.directive(bytes, word) {
      case .model:
        blocks.append(Block(start: start, firstName: names.count))
        isInBlock = true
        BookExcerpt.addNames(of: bytes, from: word.upperBound, to: end, &names)
      case .alias where isInBlock: BookExcerpt.addNames(of: bytes, from: word.upperBound, to: end, &names)
      case .match where isInBlock: blocks[blocks.count - 1].hasPattern = true
      case .below: break
      case .alias, .match, .other: isInBlock = false
      }
      start = end + 1
      if isInBlock {
        blocks[blocks.count - 1].end = min(start, bytes.count)
        blocks[blocks.count - 1].lineCount += 1
      }
    }
    self.blocks = blocks
    self.names = names
  }

  /// Reads the book with those models that have one of some names, and those that have patterns for names.
  ///
  /// - Parameter asked: see ``hash(of:)``. Two names with one hash cost time, no more.
  func book(naming asked: Set<UInt64>) -> PriceBook {
    var excerpt: [UInt8] = []
    var at = 0
    for (row, block) in blocks.enumerated() {
      let end = row + 1 < blocks.count ? blocks[row + 1].firstName : names.count
      if block.hasPattern || names[block.firstName..<end].contains(where: asked.contains) { continue }
      excerpt += text[at..<block.start]
      excerpt.append(contentsOf: repeatElement(0x0A, count: block.lineCount))
      at = block.end
    }
    excerpt += text[at...]
    var parser = PriceBookParser(excerpt, layer: layer)
    parser.isExcerpt = true
    parser.digest = digest
    guard let book = parser.parse() else {
      // What is shipped has no mistakes, which tests see to, and leaving models out makes none.
      preconditionFailure(PriceBookError(file: "excerpt of a book", mistakes: parser.sortedMistakes).description)
    }
    return book
  }

  /// The hash of a name, in lower case or not (ASCII).
  static func hash(of name: String) -> UInt64 {
    var hash = BookExcerpt.emptyHash
    for byte in name.utf8 { BookExcerpt.add(byte, to: &hash) }
    return hash
  }

  // FNV-1a (Fowler, Noll, Vo).
  private static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func add(_ byte: UInt8, to hash: inout UInt64) {
    let isUpper = byte >= 0x41 && byte <= 0x5A
    hash = (hash ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x100_0000_01B3
  }

  // MARK: Lines

  private enum Directive {
    case model, alias, match
    /// What else belongs to the model above.
    case below
    case other
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The first word from an offset on; an empty one at the end where there is none.
  @inline(__always)
  private static func word(of bytes: Span<UInt8>, from start: Int, to end: Int) -> Range<Int> {
    var first = start
    while first < end, isBlank(bytes[first]) { first += 1 }
    var last = first
    while last < end, !isBlank(bytes[last]) { last += 1 }
    return first..<last
  }

  private static func directive(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Directive {
    guard !word.isEmpty, bytes[word.lowerBound] != 0x23 else { return .below }
    guard word.count == 4 || word.count == 5 else { return .other }
    var letters: UInt64 = 0
    for place in word { letters = letters << 8 | UInt64(bytes[place]) }
    return switch letters {
    case 0x70_7269_6365, 0x7768_656E, 0x7469_6572, 0x6E6F_7465: .below  // price, when, tier, note
    case 0x6D_6F64_656C: .model
    case 0x61_6C69_6173: .alias
    case 0x6D_6174_6368: .match
    default: .other
    }
  }

  /// Adds the names on a line: all words, of which those with a key are none but do no harm.
  private static func addNames(of bytes: Span<UInt8>, from start: Int, to end: Int, _ names: inout [UInt64]) {
    var at = start
    while true {
      let word = word(of: bytes, from: at, to: end)
      if word.isEmpty { return }
      names.append(hash(bytes, word))
      // A name may be asked for without the vendor in front of it.
      if let dot = word.first(where: { bytes[$0] == 0x2E }) { names.append(hash(bytes, dot + 1..<word.upperBound)) }
      at = word.upperBound
    }
  }

  @inline(__always)
  private static func hash(_ bytes: Span<UInt8>, _ word: Range<Int>) -> UInt64 {
    var hash = emptyHash
    for place in word { add(bytes[place], to: &hash) }
    return hash
  }
}

extension PriceShelf {
  /// The digests of the books of ``shipped``.
  public static let shippedDigests = [shippedBookDigest, ShippedCatalogueText.digest]

  /// The books of ``shipped``, read only as far as some models need.
  ///
  /// ``resolve(provider:model:_:alsoSpelled:)`` answers for these models, of whatever provider, as that of ``shipped``
  /// does; for other models it may know nothing. The books have all their sellers, but of their models and sheets only
  /// some, whose ids are rows of what is there.
  public static func shipped(answering models: some Sequence<String>) -> PriceShelf {
    let books = [
      BookExcerpt(of: Array(shippedBookText.utf8), layer: .shipped, digest: shippedBookDigest),
      BookExcerpt(of: ShippedCatalogueText.bytes, layer: .catalogue, digest: ShippedCatalogueText.digest),
    ]
    // How a name may be spelled otherwise depends on the sellers.
    let search = PriceSearch(books.map { $0.book(naming: []) })
    var names: Set<UInt64> = []
    for model in models { names.formUnion(search.names(of: model).map(BookExcerpt.hash)) }
    return PriceShelf(converted: books.map { $0.book(naming: names) })
  }
}
