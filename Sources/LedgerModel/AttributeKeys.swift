import LedgerMemory

/// The number of a known attribute name; dialects give it out, decoders only carry it.
public struct AttributeKey: Hashable, Comparable, Sendable {
  /// The number, dense from 0.
  public var index: UInt16

  /// A key from its number.
  @inlinable
  public init(_ index: UInt16) { self.index = index }

  /// By number.
  @inlinable
  public static func < (left: AttributeKey, right: AttributeKey) -> Bool { left.index < right.index }
}

/// Finds the number of an attribute name in a few nanoseconds, or that the name is of no interest.
///
/// Decoders ask for every attribute of every span, and most answers are *no*. Whole names are found by an open-addressed
/// table on length and last eight bytes; families of indexed names (`retrieval.documents.3.document.score`) by their
/// literal prefix. Built once per run from the dialects' tables; immutable, shared by all workers.
public final class AttributeKeyIndex: Sendable {
  /// A found name.
  public struct Match: Sendable {
    /// The number of the name, or of the family.
    public var key: AttributeKey
    /// How many bytes of the name the rule covers; what follows belongs to the family's index.
    public var length: Int

    @inlinable init(key: AttributeKey, length: Int) {
      self.key = key
      self.length = length
    }
  }

  @usableFromInline struct Slot: Sendable {
    @usableFromInline var tail: UInt64
    @usableFromInline var length: UInt32  // 0: free
    @usableFromInline var name: UInt32  // row of `names`
  }

  @usableFromInline let slots: [Slot]
  @usableFromInline let mask: Int
  @usableFromInline let names: [[UInt8]]
  @usableFromInline let keys: [AttributeKey]
  @usableFromInline let prefixHeads: [UInt64]
  @usableFromInline let prefixes: [(bytes: [UInt8], key: AttributeKey)]

  /// An index of whole names and of name prefixes. A prefix needs at least eight bytes. A name given twice is a
  /// programmer error.
  public init(names: [(name: String, key: AttributeKey)], prefixes: [(prefix: String, key: AttributeKey)] = []) {
    var size = 64
    while size < names.count * 4 { size *= 2 }
    var slots = [Slot](repeating: Slot(tail: 0, length: 0, name: 0), count: size)
    for (row, entry) in names.enumerated() {
      let bytes = Array(entry.name.utf8)
      precondition(!bytes.isEmpty, "an attribute name is empty")
      let tail = AttributeKeyIndex.word(bytes.suffix(8))
      var at = AttributeKeyIndex.slot(tail: tail, length: bytes.count, mask: size - 1)
      while slots[at].length != 0 {
        precondition(Array(names[Int(slots[at].name)].name.utf8) != bytes, "attribute name \(entry.name) given twice")
        at = (at + 1) & (size - 1)
      }
      slots[at] = Slot(tail: tail, length: UInt32(bytes.count), name: UInt32(row))
    }
    self.slots = slots
    mask = size - 1
    self.names = names.map { Array($0.name.utf8) }
    keys = names.map(\.key)
    // Longer prefixes first, so that the most specific family wins.
    let ordered = prefixes.sorted { ($1.prefix.utf8.count, $0.prefix) < ($0.prefix.utf8.count, $1.prefix) }
    self.prefixes = ordered.map { (Array($0.prefix.utf8), $0.key) }
    prefixHeads = ordered.map {
      let bytes = Array($0.prefix.utf8)
      precondition(bytes.count >= 8, "a name prefix needs eight bytes")
      return AttributeKeyIndex.word(bytes.prefix(8))
    }
  }

  /// At most eight bytes as a little-endian number, as ``LedgerMemory/ByteView/load64(at:)`` reads them.
  static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  @inlinable static func tail(of name: ByteView) -> UInt64 {
    name.count >= 8 ? name.load64(at: name.count - 8) : name.loadUpTo8(at: 0, length: name.count)
  }

  @inlinable static func slot(tail: UInt64, length: Int, mask: Int) -> Int {
    let mixed = foldedProduct(tail ^ 0xA076_1D64_78BD_642F, UInt64(truncatingIfNeeded: length) ^ 0xE703_7ED1_A0B4_28DB)
    return Int(truncatingIfNeeded: mixed) & mask
  }

  /// The rule for a name, or `nil` where no dialect cares for it.
  @inlinable
  public func match(_ name: ByteView) -> Match? {
    if name.isEmpty { return nil }
    let tail = AttributeKeyIndex.tail(of: name)
    var at = AttributeKeyIndex.slot(tail: tail, length: name.count, mask: mask)
    while slots[at].length != 0 {
      if slots[at].tail == tail, Int(slots[at].length) == name.count {
        let row = Int(slots[at].name)
        if equal(name, names[row]) { return Match(key: keys[row], length: name.count) }
      }
      at = (at + 1) & mask
    }
    if prefixHeads.isEmpty || name.count < 8 { return nil }
    let head = name.load64(at: 0)
    for row in prefixHeads.indices where prefixHeads[row] == head {
      let prefix = prefixes[row].bytes
      if prefix.count <= name.count, equal(name.slice(0, prefix.count), prefix) {
        return Match(key: prefixes[row].key, length: prefix.count)
      }
    }
    return nil
  }

  @inlinable func equal(_ name: ByteView, _ bytes: [UInt8]) -> Bool {
    guard name.count == bytes.count else { return false }
    for index in bytes.indices where bytes[index] != name[index] { return false }
    return true
  }
}
