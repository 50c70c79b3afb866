import LedgerModel

/// Reads the text form of price books, versions 1 and 2. `docs/prices.md` is its specification.
///
/// Reads on after a mistake, so that one run lists them all; a book with any mistake yields nothing. Works on bytes: a book
/// of thousands of models is read whenever the program prices something.
struct PriceBookParser {
  static let firstLine = "spanledger-prices 2"
  static let firstLineOfVersion1 = "spanledger-prices 1"
  static let unitSuffix = "-per-million-tokens"

  typealias Kind = PriceBookMistake.Kind
  /// A word of a line, as a range of the bytes.
  typealias Word = Range<Int>
  typealias Words = ArraySlice<Word>

  /// What a `note` line speaks of.
  enum NoteTarget {
    case sheet
    case unpriced(Int)
  }

  /// What stands below a model, or cannot because the line above was refused.
  enum PriceContext {
    case none
    case refused
    case open
  }

  /// A price whose lines are still being read.
  struct PendingSheet {
    var values: PriceKeys
    var rates: UnitRates
    var steps: [PriceStep] = []
    var notes: [String] = []
    var line: Int
    var lastTier: Int64 = 0

    mutating func append(_ step: PriceStep) {
      steps.append(step)
      if let threshold = step.conditions.threshold { lastTier = threshold.tokens }
    }
  }

  /// A stretch of whole lines.
  struct Part {
    var bytes: Range<Int>
    /// The number of its first line.
    var line: Int
  }

  let bytes: [UInt8]
  let defaultLayer: BookLayer
  let zones: (String) -> [UInt8]?
  var version = 2
  /// Where not the whole text is read: what is. The text is taken to be valid then, and what is missing to be somewhere else.
  var excerpt: [Part]?
  /// The digest of the whole book, where it is known; else it is that of the bytes.
  var digest: String?
  var mistakes: [PriceBookMistake] = []
  var line = 1

  // The head.
  var headers: [String: (value: String, line: Int)] = [:]
  var layer = BookLayer.organisation
  var bookName = ""
  var currency = "USD"
  var unitLine: (value: String, line: Int)?
  var sources: [PriceSource] = []
  var sourceLines: [String: Int] = [:]
  var selfHosted: Set<String> = []
  /// Whether the head says something that other books can use: then a book needs no sellers.
  var isUsefulAlone = false
  var exchangeRates: [ExchangeRate] = []
  var adjustments: [PriceAdjustment] = []

  // Sellers and models.
  var sellers: [Seller] = []
  var sellerLines: [Int] = []
  var sellerHasModels: [Bool] = []
  var providerLines: [String: Int] = [:]
  var models: [PricedModel] = []
  var modelLines: [Int] = []
  var unpriced: [UnpricedModels] = []
  var sheets: [PriceSheet] = []
  /// Of the sheets of the model that is being read.
  var spans: [SheetSpan] = []
  var patterns: [NamePattern] = []
  var names = NameTable()
  /// Below which line the reader is; a line below a refused `price` is passed over without a complaint of its own.
  var isInModel = false
  var price = PriceContext.none
  var pending = PendingSheet(values: PriceKeys(), rates: UnitRates(), line: 0)
  var noteTarget: NoteTarget?

  // Words that occur again and again, read once.
  var knownInstants: [String: UnixNanos] = [:]
  var knownSources: [String: (ids: [String], checkedOn: String?)] = [:]
  var knownZones: [String: ZoneRules] = [:]

  init(_ bytes: [UInt8], layer: BookLayer = .organisation, zones: @escaping (String) -> [UInt8]? = { _ in nil }) {
    self.bytes = bytes
    self.zones = zones
    defaultLayer = layer
    self.layer = layer
  }

  var sortedMistakes: [PriceBookMistake] {
    mistakes.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  /// The book, or `nil` where there are mistakes.
  mutating func parse() -> PriceBook? {
    guard isExcerpt || String(validating: bytes, as: UTF8.self) != nil else {
      report(.notUTF8)
      return nil
    }
    let parts = excerpt ?? [Part(bytes: bytes.indices, line: 1)]
    let byteCount = parts.reduce(0) { $0 + $1.bytes.count }
    names.reserve(byteCount / 128)
    sheets.reserveCapacity(byteCount / 200)
    for part in parts {
      // Anything may be handed over as a book; what does not begin like one is not worth a complaint for each line.
      guard read(part) else { return nil }
    }
    closePrice()
    checkWhole()
    guard mistakes.isEmpty, let name = headers["name"]?.value, let asOf = headers["as-of"]?.value,
      let revision = headers["revision"].flatMap({ Int($0.value) })
    else { return nil }
    return PriceBook(
      name: name, revision: revision, asOf: asOf, sha256: digest ?? SHA256.hexDigest(of: bytes), layer: layer,
      currency: currency, sources: sources, sellers: sellers, models: models, unpricedModels: unpriced, sheets: sheets,
      selfHostedProviders: selfHosted, patterns: patterns, exchangeRates: exchangeRates, adjustments: adjustments,
      names: names)
  }

  /// Whether the models are only some of the book's.
  var isExcerpt: Bool { excerpt != nil }

  mutating func report(_ kind: Kind, line: Int? = nil) {
    mistakes.append(PriceBookMistake(line: line ?? self.line, kind: kind))
  }

  /// Reads lines; `false` where the first of the text says that it is no book.
  private mutating func read(_ part: Part) -> Bool {
    var words: [Word] = []
    var start = part.bytes.lowerBound
    line = part.line
    while start <= part.bytes.upperBound {
      var end = start
      words.removeAll(keepingCapacity: true)
      var wordStart = -1
      while end < part.bytes.upperBound {
        let byte = bytes[end]
        if byte == 0x0A || byte == 0x0D { break }
        if byte == 0x20 || byte == 0x09 {
          if wordStart >= 0 { words.append(wordStart..<end) }
          wordStart = -1
        } else if wordStart < 0 {
          wordStart = end
        }
        end += 1
      }
      if wordStart >= 0 { words.append(wordStart..<end) }
      if line > 1 {
        read(words[...])
      } else if !readFirstLine(words[...]) {
        return false
      }
      if end >= part.bytes.upperBound { break }
      let isPair = bytes[end] == 0x0D && end + 1 < part.bytes.upperBound && bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
      line += 1
    }
    return true
  }

  private mutating func readFirstLine(_ words: Words) -> Bool {
    let text = words.map(self.text).joined(separator: " ")
    switch text {
    case Self.firstLine: version = 2
    case Self.firstLineOfVersion1: version = 1
    default:
      report(.wrongFirstLine)
      return false
    }
    return true
  }

  private mutating func read(_ all: Words) {
    guard let first = all.first, bytes[first.lowerBound] != 0x23 else { return }
    let rest = all.dropFirst()
    // The frequent ones first, byte by byte.
    if isWord(first, "price") { return readPrice(rest) }
    if isWord(first, "alias") { return readAliases(rest) }
    if isWord(first, "model") { return readModel(rest) }
    if isWord(first, "note") { return readNote(rest) }
    let directive = text(first)
    guard Self.directives(version).contains(directive) else {
      return report(.unknownDirective(shortened(directive), version: version))
    }
    switch directive {
    case "when": readWhen(rest)
    case "tier": readTier(rest)
    case "match": readPattern(rest)
    case "unpriced": readUnpriced(rest)
    case "seller": readSeller(rest)
    case "provider": readProviders(rest)
    case "route": readRoute(rest)
    case "source": readSource(rest)
    case "self-hosted": readSelfHosted(rest)
    case "exchange": readExchange(rest)
    case "adjust": readAdjustment(rest)
    default: readHeader(directive, rest)
    }
  }

  // MARK: Words

  func text(_ word: Word) -> String { String(decoding: bytes[word], as: UTF8.self) }

  /// Whether a word is this one.
  private func isWord(_ word: Word, _ known: String) -> Bool {
    word.count == known.utf8.count && bytes[word].elementsEqual(known.utf8)
  }

  /// A name in lower case (ASCII).
  func name(_ word: Word) -> String {
    for byte in bytes[word] where byte >= 0x41 && byte <= 0x5A { return normalized(text(word)) }
    return text(word)
  }

  /// Key and value of `KEY=VALUE`; `nil` for a word without a key.
  func pair(_ word: Word) -> (key: Word, value: Word)? {
    guard let equals = bytes[word].firstIndex(of: 0x3D), equals != word.lowerBound else { return nil }
    return (word.lowerBound..<equals, (equals + 1)..<word.upperBound)
  }

  /// Whether a word begins with a key and an equals sign.
  func hasKey(_ word: Word, _ key: String) -> Bool {
    let key = key.utf8
    guard word.count > key.count, bytes[word.lowerBound + key.count] == 0x3D else { return false }
    return bytes[word.lowerBound..<word.lowerBound + key.count].elementsEqual(key)
  }

  /// A word of the book as messages repeat it: long ones are cut.
  func shortened(_ word: String) -> String { word.count <= 60 ? word : word.prefix(60) + "…" }

  func isDigits(_ word: Word) -> Bool {
    guard !word.isEmpty else { return false }
    for byte in bytes[word] where byte < 0x30 || byte > 0x39 { return false }
    return true
  }

  /// A whole number; `nil` where it is none or too large.
  func wholeNumber(_ word: Word) -> Int64? {
    guard isDigits(word) else { return nil }
    var value: Int64 = 0
    for byte in bytes[word] {
      let (tens, isBeyond) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tens.addingReportingOverflow(Int64(byte - 0x30))
      if isBeyond || isOver { return nil }
      value = sum
    }
    return value
  }

  func isDay(_ text: String) -> Bool { text.utf8.count == 10 && UnixNanos(rfc3339: text) != nil }

  mutating func readInstant(_ key: String, _ word: Word) -> UnixNanos? {
    let text = text(word)
    if let known = knownInstants[text] { return known }
    guard let instant = UnixNanos(rfc3339: text) else {
      report(.unreadableDate(key: key, value: shortened(text)))
      return nil
    }
    knownInstants[text] = instant
    return instant
  }

  /// A day as it is written; `nil` for a mistake, which is reported.
  mutating func readDay(_ key: String, _ word: Word) -> String? {
    let text = text(word)
    guard text.utf8.count == 10, readInstant(key, word) != nil else {
      if text.utf8.count != 10 { report(.unreadableDate(key: key, value: shortened(text))) }
      return nil
    }
    return text
  }

  /// The parts of a list with commas; an empty part is a mistake that is reported by whoever reads the parts.
  func parts(_ word: Word) -> [Word] {
    var parts: [Word] = []
    var start = word.lowerBound
    for at in word where bytes[at] == 0x2C {
      parts.append(start..<at)
      start = at + 1
    }
    parts.append(start..<word.upperBound)
    return parts
  }
}
