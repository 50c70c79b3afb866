import LedgerMemory

/// Finds what a word means whatever its case and punctuation: `MistralAI`, `mistral_ai` and `mistral-ai` are one word.
///
/// Folding keeps letters and digits of ASCII, lower-cased, and drops everything else. Words longer than ``longest``
/// bytes are no words. Built once, read by all workers.
struct FoldedTable<Value: Sendable>: Sendable {
  private struct Slot: Sendable {
    var hash: UInt64
    var row: Int32  // -1: free
  }

  private let slots: [Slot]
  private let mask: Int
  private let words: [[UInt8]]
  private let values: [Value]

  /// No word is longer, and nothing longer is looked at.
  static var longest: Int { 96 }

  /// A table of words. Two words that fold to the same letters are a programmer error.
  init(_ entries: [(word: String, value: Value)]) {
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    var slots = [Slot](repeating: Slot(hash: 0, row: -1), count: size)
    var words: [[UInt8]] = []
    for (row, entry) in entries.enumerated() {
      let folded = entry.word.utf8.compactMap(Self.fold)
      precondition(!folded.isEmpty && folded.count <= Self.longest, "\(entry.word) is no word")
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in folded { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      var at = Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
      while slots[at].row >= 0 {
        precondition(words[Int(slots[at].row)] != folded, "\(entry.word) is given twice")
        at = (at + 1) & (size - 1)
      }
      slots[at] = Slot(hash: hash, row: Int32(row))
      words.append(folded)
    }
    self.slots = slots
    mask = size - 1
    self.words = words
    values = entries.map(\.value)
  }

  @inline(__always)
  private static func fold(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39, 0x61...0x7A: byte
    case 0x41...0x5A: byte | 0x20
    default: nil
    }
  }

  /// The value of a word, or `nil` where it is unknown.
  subscript(_ word: ByteView) -> Value? {
    guard word.count <= Self.longest else { return nil }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var length = 0
    for index in 0..<word.count {
      if let byte = Self.fold(word[index]) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        length += 1
      }
    }
    if length == 0 { return nil }
    var at = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[at].row >= 0 {
      if slots[at].hash == hash, matches(word, words[Int(slots[at].row)], length) {
        return values[Int(slots[at].row)]
      }
      at = (at + 1) & mask
    }
    return nil
  }

  private func matches(_ word: ByteView, _ folded: [UInt8], _ length: Int) -> Bool {
    guard folded.count == length else { return false }
    var at = 0
    for index in 0..<word.count {
      guard let byte = Self.fold(word[index]) else { continue }
      if folded[at] != byte { return false }
      at += 1
    }
    return true
  }
}

/// What some short words meant when they were looked up, so that the same few words need no folding again.
struct WordMemo<Value>: ~Copyable {
  private struct Entry {
    // Up to sixteen bytes of the word, and how many there are; no word is empty.
    var low: UInt64 = 0
    var high: UInt64 = 0
    var count = 0
    var value: Value?
  }

  private var entries = [Entry](repeating: Entry(), count: 16)

  /// What a word means, by `find` where it is not remembered.
  @inline(__always)
  mutating func value(of word: ByteView, _ find: (ByteView) -> Value) -> Value {
    guard word.count <= 16, !word.isEmpty else { return find(word) }
    let low = word.loadUpTo8(at: 0, length: word.count)
    let high = word.count > 8 ? word.loadUpTo8(at: 8, length: word.count - 8) : 0
    let row = Int(truncatingIfNeeded: ((low ^ high) &* 0x9E37_79B9_7F4A_7C15) >> 60)
    if entries[row].count == word.count, entries[row].low == low, entries[row].high == high,
      let value = entries[row].value
    {
      return value
    }
    let value = find(word)
    entries[row] = Entry(low: low, high: high, count: word.count, value: value)
    return value
  }
}

/// The words that readings use, in memory that lives as long as the tables do.
final class Words: Sendable {
  private let storage: PaddedBytes
  private let ranges: [String: Range<Int>]

  /// The given words, each once.
  init(_ words: [String]) {
    var storage = PaddedBytes(capacity: 4096)
    var ranges: [String: Range<Int>] = [:]
    ranges.reserveCapacity(words.count)
    for word in words where ranges[word] == nil {
      let start = storage.count
      storage.append(word.utf8)
      ranges[word] = start..<storage.count
    }
    self.storage = storage
    self.ranges = ranges
  }

  /// A word; one that was not given is a programmer error.
  subscript(_ word: String) -> ByteView {
    if word.isEmpty { return .empty }
    guard let range = ranges[word] else { preconditionFailure("\(word) is not among the words of the tables") }
    return storage.view.slice(range.lowerBound, range.upperBound)
  }
}
