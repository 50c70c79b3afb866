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

    /// A match from its parts.
    @inlinable
    public init(key: AttributeKey, length: Int) {
      self.key = key
      self.length = length
    }
  }

  @usableFromInline struct Slot: Sendable {
    @usableFromInline var tail: UInt64 = 0  // the last eight bytes
    @usableFromInline var head: UInt64 = 0  // the first eight
    @usableFromInline var length: UInt32 = 0  // 0: free
    @usableFromInline var middle: UInt32 = 0  // where `middles` has what lies between, if anything does
    @usableFromInline var key = AttributeKey(0)

    @usableFromInline init() {}
  }

  @usableFromInline let slots: [Slot]
  @usableFromInline let mask: Int
  @usableFromInline let middles: [UInt64]
  @usableFromInline let prefixFilter: UInt64
  @usableFromInline let prefixHeads: [UInt64]
  @usableFromInline let prefixes: [(bytes: [UInt8], key: AttributeKey)]

  /// An index of whole names and of name prefixes. A prefix needs at least eight bytes. A name given twice is a
  /// programmer error.
  public init(names: [(name: String, key: AttributeKey)], prefixes: [(prefix: String, key: AttributeKey)] = []) {
    var size = 64
    while size < names.count * 4 { size *= 2 }
    var slots = [Slot](repeating: Slot(), count: size)
    var middles: [UInt64] = []
    var known: Set<String> = []
    for (name, key) in names {
      let bytes = Array(name.utf8)
      precondition(!bytes.isEmpty, "an attribute name is empty")
      precondition(known.insert(name).inserted, "attribute name \(name) given twice")
      var slot = Slot()
      slot.tail = AttributeKeyIndex.word(bytes, from: max(bytes.count - 8, 0))
      slot.head = AttributeKeyIndex.word(bytes, from: 0)
      slot.length = UInt32(bytes.count)
      slot.middle = UInt32(middles.count)
      slot.key = key
      for start in stride(from: 8, to: bytes.count - 8, by: 8) {
        middles.append(AttributeKeyIndex.word(bytes, from: start))
      }
      var at = AttributeKeyIndex.slot(tail: slot.tail, length: bytes.count, mask: size - 1)
      while slots[at].length != 0 { at = (at + 1) & (size - 1) }
      slots[at] = slot
    }
    self.slots = slots
    self.middles = middles
    mask = size - 1
    // Longer prefixes first, so that the most specific family wins.
    let ordered = prefixes.sorted { ($1.prefix.utf8.count, $0.prefix) < ($0.prefix.utf8.count, $1.prefix) }
    self.prefixes = ordered.map { (Array($0.prefix.utf8), $0.key) }
    prefixHeads = ordered.map {
      let bytes = Array($0.prefix.utf8)
      precondition(bytes.count >= 8, "a name prefix needs eight bytes")
      return AttributeKeyIndex.word(bytes, from: 0)
    }
    prefixFilter = prefixHeads.reduce(0) { $0 | AttributeKeyIndex.filterBit($1) }
  }

  /// Up to eight bytes from `start` on, little-endian.
  private static func word(_ bytes: [UInt8], from start: Int) -> UInt64 {
    bytes[start...].prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  @inlinable static func tail(of name: ByteView) -> UInt64 {
    name.count >= 8 ? name.load64(at: name.count - 8) : name.loadUpTo8(at: 0, length: name.count)
  }

  @inlinable static func slot(tail: UInt64, length: Int, mask: Int) -> Int {
    let mixed = foldedProduct(tail ^ 0xA076_1D64_78BD_642F, UInt64(truncatingIfNeeded: length) ^ 0xE703_7ED1_A0B4_28DB)
    return Int(truncatingIfNeeded: mixed) & mask
  }

  /// One of 64 bits for the first eight bytes of a name: most names share none with any prefix.
  @inlinable static func filterBit(_ head: UInt64) -> UInt64 {
    1 << ((head &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// The rule for a name, or `nil` where no dialect cares for it.
  @inlinable
  public func match(_ name: ByteView) -> Match? {
    let length = name.count
    if length == 0 { return nil }
    let tail = AttributeKeyIndex.tail(of: name)
    var at = AttributeKeyIndex.slot(tail: tail, length: length, mask: mask)
    while slots[at].length != 0 {
      let slot = slots[at]
      if slot.tail == tail, Int(slot.length) == length, hasHeadAndMiddle(name, slot) {
        return Match(key: slot.key, length: length)
      }
      at = (at &+ 1) & mask
    }
    if length < 8 { return nil }
    let head = name.load64(at: 0)
    return AttributeKeyIndex.filterBit(head) & prefixFilter == 0 ? nil : matchPrefix(name, head)
  }

  @inlinable
  @inline(__always)
  func hasHeadAndMiddle(_ name: ByteView, _ slot: Slot) -> Bool {
    if name.count <= 8 { return true }
    if name.load64(at: 0) != slot.head { return false }
    var at = 8
    var row = Int(slot.middle)
    while at < name.count &- 8 {
      // The last word of the middle overlaps the tail, which is known to be the same.
      if name.load64(at: at) != middles[row] { return false }
      at &+= 8
      row &+= 1
    }
    return true
  }

  @usableFromInline
  func matchPrefix(_ name: ByteView, _ head: UInt64) -> Match? {
    for row in prefixHeads.indices where prefixHeads[row] == head {
      let prefix = prefixes[row].bytes
      guard prefix.count <= name.count else { continue }
      if prefix.indices.allSatisfy({ prefix[$0] == name[$0] }) {
        return Match(key: prefixes[row].key, length: prefix.count)
      }
    }
    return nil
  }
}
