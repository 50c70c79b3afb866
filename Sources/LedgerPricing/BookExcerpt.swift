import LedgerModel

/// The text of a book that can be read without the models that nobody asks for.
///
/// An archive names some dozens of models, the shipped books have thousands. What stands about a model (its `model` line
/// and those below) is left out where none of its names is asked for; everything else is read as it stands. Lines keep
/// their numbers.
struct BookExcerpt: Sendable {
  /// A model and what stands below it.
  private struct Block {
    var bytes: Range<Int>
    /// The number of its first line.
    var line: Int
    var lineCount = 0
    /// Rows of `nameLines`.
    var names: Range<Int>
    /// Whether names that it does not list may be its.
    var hasPattern = false
  }

  private let text: [UInt8]
  private let layer: BookLayer
  private let digest: String
  private let blocks: [Block]
  /// What stands behind `model` and `alias`: names, and words with a key, which are none but do no harm.
  private let nameLines: [Range<Int>]

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
    var nameLines: [Range<Int>] = []
    blocks.reserveCapacity(text.count / 128)
    nameLines.reserveCapacity(text.count / 64)
    var isInBlock = false
    let bytes = text.span
    var start = 0
    var line = 1
    while start < bytes.count {
      let word = BookExcerpt.word(of: bytes, from: start, to: bytes.count)
      var end = word.upperBound
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let directive = BookExcerpt.directive(bytes, word)
      switch directive {
      case .model:
        blocks.append(Block(bytes: start..<start, line: line, names: nameLines.count..<nameLines.count))
        isInBlock = true
      case .match where isInBlock: blocks[blocks.count - 1].hasPattern = true
      case .alias where isInBlock: break
      case .below: break
      case .alias, .match, .other: isInBlock = false
      }
      if isInBlock {
        let row = blocks.count - 1
        if directive == .model || directive == .alias {
          nameLines.append(word.upperBound..<end)
          blocks[row].names = blocks[row].names.lowerBound..<nameLines.count
        }
        blocks[row].bytes = blocks[row].bytes.lowerBound..<min(end + 1, bytes.count)
        blocks[row].lineCount += 1
      }
      start = end + 1
      line += 1
    }
    self.blocks = blocks
    self.nameLines = nameLines
  }

  /// Reads the book with those models that have one of some names, and those that have patterns for names.
  func book(naming asked: AskedNames) -> PriceBook {
    var parts: [PriceBookParser.Part] = []
    var next = PriceBookParser.Part(bytes: 0..<0, line: 1)
    func end(_ end: Int) {
      next.bytes = next.bytes.lowerBound..<end
      if !next.bytes.isEmpty { parts.append(next) }
    }
    for block in blocks where !block.hasPattern && !isAsked(block, asked) {
      end(block.bytes.lowerBound)
      next = PriceBookParser.Part(
        bytes: block.bytes.upperBound..<block.bytes.upperBound, line: block.line + block.lineCount)
    }
    end(text.count)
    var parser = PriceBookParser(text, layer: layer)
    parser.excerpt = parts
    parser.digest = digest
    guard let book = parser.parse() else {
      // What is shipped has no mistakes, which tests see to, and leaving models out makes none.
      preconditionFailure(PriceBookError(file: "excerpt of a book", mistakes: parser.sortedMistakes).description)
    }
    return book
  }

  private func isAsked(_ block: Block, _ asked: AskedNames) -> Bool {
    if asked.isEmpty { return false }
    let bytes = text.span
    for line in nameLines[block.names] {
      var at = line.lowerBound
      while true {
        let word = BookExcerpt.word(of: bytes, from: at, to: line.upperBound)
        if word.isEmpty { break }
        if asked.contains(bytes, word) { return true }
        // A name may be asked for without the vendor in front of it.
        if let dot = word.first(where: { bytes[$0] == 0x2E }), asked.contains(bytes, dot + 1..<word.upperBound) {
          return true
        }
        at = word.upperBound
      }
    }
    return false
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

  /// The first word of a line from an offset on; an empty one where there is none.
  @inline(__always)
  private static func word(of bytes: Span<UInt8>, from start: Int, to end: Int) -> Range<Int> {
    var first = start
    while first < end, isBlank(bytes[first]) { first += 1 }
    var last = first
    while last < end, !isBlank(bytes[last]), bytes[last] != 0x0A { last += 1 }
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
}

/// Names of models that are asked for, in any case (ASCII). Another name may pass for one of them, which costs time, no
/// more.
struct AskedNames {
  private var hashes: Set<UInt64> = []
  /// For each length, up to ``lengths``, which last letters there are: most names are told apart by that alone.
  private var endings = [UInt64](repeating: 0, count: AskedNames.lengths)

  private static let lengths = 64

  init(_ names: some Sequence<String>) {
    for name in names {
      let bytes = Array(name.utf8)
      hashes.insert(AskedNames.hash(bytes.span, bytes.indices))
      if let last = bytes.last { endings[AskedNames.row(bytes.count)] |= AskedNames.bit(last) }
    }
  }

  var isEmpty: Bool { hashes.isEmpty }

  @inline(__always)
  func contains(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard !name.isEmpty else { return false }
    guard endings[AskedNames.row(name.count)] & AskedNames.bit(bytes[name.upperBound - 1]) != 0 else { return false }
    return hashes.contains(AskedNames.hash(bytes, name))
  }

  private static func row(_ length: Int) -> Int { min(length, lengths - 1) }

  /// One of 32 bits, by what upper and lower case have in common.
  private static func bit(_ letter: UInt8) -> UInt64 { 1 << UInt64(letter & 0x1F) }

  /// FNV-1a (Fowler, Noll, Vo).
  private static func hash(_ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in name {
      let byte = bytes[place]
      let isUpper = byte >= 0x41 && byte <= 0x5A
      hash = (hash ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }
    return hash
  }
}

/// What of the shipped books is the same for all archives.
private struct ShippedExcerpts: Sendable {
  static let taken = ShippedExcerpts()

  let excerpts = [
    BookExcerpt(of: Array(shippedBookText.utf8), layer: .shipped, digest: shippedBookDigest),
    BookExcerpt(of: ShippedCatalogueText.bytes, layer: .catalogue, digest: ShippedCatalogueText.digest),
  ]
  /// Of books without models: how a name may be spelled otherwise depends on the sellers.
  let search: PriceSearch

  init() { search = PriceSearch(excerpts.map { $0.book(naming: AskedNames([])) }) }
}

extension PriceShelf {
  /// The digests of the books of ``shipped``.
  public static let shippedDigests = [shippedBookDigest, ShippedCatalogueText.digest]

  /// Does beforehand what ``shipped(answering:)`` does for any models.
  public static func prepareShipped() { _ = ShippedExcerpts.taken }

  /// The books of ``shipped``, read only as far as some models need.
  ///
  /// ``resolve(provider:model:_:alsoSpelled:)`` answers as that of ``shipped`` does, and so does all that looks at
  /// ``whole``. The books have all their sellers, but of their models and sheets only some, whose ids are rows of what is
  /// there.
  public static func shipped(answering models: some Sequence<String>) -> PriceShelf {
    let shipped = ShippedExcerpts.taken
    let models = Set(models)
    let names = AskedNames(models.flatMap(shipped.search.names))
    return PriceShelf(converted: shipped.excerpts.map { $0.book(naming: names) }, answering: models)
  }
}
