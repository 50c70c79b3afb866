import LedgerMemory

/// The distinct texts of a column, each with a code; code 0 is the absent text.
///
/// Used while loading: each worker has its own, so nothing is shared. Afterwards the workers' dictionaries are joined
/// into one ``TextColumnValues`` whose codes follow the order of the texts, so that codes do not depend on who met a
/// text first.
public struct TextDictionary: ~Copyable {
  // slots: upper half of the hash, code; a zero code means free.
  private var slotHashes: [UInt32]
  private var slotCodes: [UInt32]
  private var mask: Int
  private var starts: [Int] = [0, 0]  // code c covers starts[c]..<starts[c + 1]; code 0 is empty
  private var content = PaddedBytes(capacity: 256)

  // Columns repeat: one of the last two texts is asked for again more often than not. Comparing costs less than hashing.
  private var last: (code: UInt32, start: Int, end: Int) = (0, 0, 0)
  private var lastButOne: (code: UInt32, start: Int, end: Int) = (0, 0, 0)

  /// How many different texts are kept; further ones share the code of ``others``. Keeps a hostile archive from filling
  /// the memory with names.
  public let limit: Int

  /// What a text beyond the limit is called.
  public static let others = "(other)"

  /// How many rows were given the code of ``others``.
  public private(set) var overflowCount: UInt64 = 0

  /// An empty dictionary.
  public init(limit: Int = 1 << 22) {
    self.limit = limit
    slotHashes = [UInt32](repeating: 0, count: 64)
    slotCodes = [UInt32](repeating: 0, count: 64)
    mask = 63
  }

  /// How many codes are in use, the absent one included.
  public var count: Int { starts.count - 1 }

  /// The code of a text, which is taken in if it is new. The empty text is code 0.
  ///
  /// Bytes that are not UTF-8 are replaced when the text enters, so that every text that leaves is valid.
  public mutating func code(of text: ByteView) -> UInt32 {
    if text.isEmpty { return 0 }
    if text.count == last.end &- last.start, text == content.view.slice(last.start, last.end) { return last.code }
    return codeOfAnother(text)
  }

  private mutating func codeOfAnother(_ text: ByteView) -> UInt32 {
    if text.count == lastButOne.end &- lastButOne.start,
      text == content.view.slice(lastButOne.start, lastButOne.end)
    {
      swap(&last, &lastButOne)
      return last.code
    }
    let code = find(text, hash: text.stableHash())
    // A text beyond the limit is not what its code stands for, and is not remembered.
    if bytes(of: code) == text {
      lastButOne = last
      last = (code, starts[Int(code)], starts[Int(code) + 1])
    }
    return code
  }

  /// The code of a text given as a string.
  public mutating func code(of text: String) -> UInt32 {
    let bytes = PaddedBytes(text.utf8)
    return code(of: bytes.view)
  }

  /// The text of a code.
  public func text(of code: UInt32) -> String { bytes(of: code).text }

  /// All texts by code, the absent one first.
  func texts() -> [String] { (0..<count).map { text(of: UInt32($0)) } }

  private func bytes(of code: UInt32) -> ByteView { content.view.slice(starts[Int(code)], starts[Int(code) + 1]) }

  private mutating func find(_ text: ByteView, hash: UInt64) -> UInt32 {
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var at = Int(truncatingIfNeeded: hash) & mask
    while slotCodes[at] != 0 {
      if slotHashes[at] == tag, bytes(of: slotCodes[at]) == text { return slotCodes[at] }
      at = (at + 1) & mask
    }
    if count > limit {
      overflowCount += 1
      let others = PaddedBytes(TextDictionary.others.utf8)
      return enter(others.view)
    }
    return enter(text, hash: hash)
  }

  private mutating func enter(_ text: ByteView) -> UInt32 {
    let hash = text.stableHash()
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var at = Int(truncatingIfNeeded: hash) & mask
    while slotCodes[at] != 0 {
      if slotHashes[at] == tag, bytes(of: slotCodes[at]) == text { return slotCodes[at] }
      at = (at + 1) & mask
    }
    return enter(text, hash: hash)
  }

  private mutating func enter(_ text: ByteView, hash: UInt64) -> UInt32 {
    let code = UInt32(count)
    content.append(text)
    starts.append(content.count)
    if (count + 1) * 2 > slotCodes.count {
      grow()
    } else {
      insert(code, hash: hash)
    }
    return code
  }

  private mutating func insert(_ code: UInt32, hash: UInt64) {
    var at = Int(truncatingIfNeeded: hash) & mask
    while slotCodes[at] != 0 { at = (at + 1) & mask }
    slotCodes[at] = code
    slotHashes[at] = UInt32(truncatingIfNeeded: hash >> 32)
  }

  private mutating func grow() {
    let size = slotCodes.count * 4
    slotHashes = [UInt32](repeating: 0, count: size)
    slotCodes = [UInt32](repeating: 0, count: size)
    mask = size - 1
    for code in 1..<count {
      insert(UInt32(code), hash: bytes(of: UInt32(code)).stableHash())
    }
  }
}

/// The texts of a finished column in the order of their UTF-8 bytes; code 0 is the absent text.
public struct TextColumnValues: Sendable {
  /// The texts by code; the first one is empty and stands for *absent*.
  public let texts: [String]

  /// The text of a code, `nil` for the absent one.
  public subscript(code: UInt32) -> String? { code == 0 ? nil : texts[Int(code)] }

  /// How many codes there are, the absent one included.
  public var count: Int { texts.count }

  /// The code of a text, `nil` where no row has it.
  public func code(of text: String) -> UInt32? {
    guard !text.isEmpty else { return 0 }
    // Another spelling of a text stands elsewhere in the order of bytes.
    if !text.utf8.allSatisfy({ $0 < 0x80 }) { return texts.firstIndex(of: text).map { UInt32($0) } }
    var low = 1
    var high = texts.count
    while low < high {
      let middle = (low + high) / 2
      if TextColumnValues.precedes(texts[middle], text) { low = middle + 1 } else { high = middle }
    }
    return low < texts.count && texts[low] == text ? UInt32(low) : nil
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func row(of text: String, in rows: [String: UInt32]) -> UInt32 {
    guard let row = rows[text] else { preconditionFailure("a text that no dictionary has") }
    return row
  }

  /// Joins dictionaries: the joined texts, and for each dictionary the map from its codes to the joined ones.
  ///
  /// - Parameter dictionaries: the texts of each by code, the absent text first.
  static func join(_ dictionaries: [[String]]) -> (values: TextColumnValues, maps: [[UInt32]]) {
    var spellings = Spellings()
    for dictionary in dictionaries { for text in dictionary.dropFirst() { spellings.add(text) } }
    var all: Set<String> = []
    for dictionary in dictionaries { for text in dictionary.dropFirst() { all.insert(spellings[text]) } }
    let sorted = all.sorted(by: precedes)
    var joined: [String: UInt32] = [:]
    joined.reserveCapacity(sorted.count)
    for (index, text) in sorted.enumerated() { joined[text] = UInt32(index + 1) }
    let maps = dictionaries.map { dictionary in
      dictionary.enumerated().map { code, text in code == 0 ? 0 : row(of: text, in: joined) }
    }
    return (TextColumnValues(texts: [""] + sorted), maps)
  }
}
