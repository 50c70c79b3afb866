import LedgerMemory
import LedgerModel

/// A 128-bit digest of one typed value, the same from JSON and from protobuf.
///
/// Strings and bytes are hashed as they are after repair of their UTF-8, integers as 64 bits, doubles as their bits (all
/// NaNs alike), lists in order, key-value lists in any order.
struct ValueDigest {
  var high: UInt64
  var low: UInt64

  // The first fraction bits of the square roots of 2, 3, 5 and 7: constants without a meaning.
  private static var firstSeed: UInt64 { 0x6A09_E667_F3BC_C908 }
  private static var secondSeed: UInt64 { 0xBB67_AE85_84CA_A73B }
  private static var firstStep: UInt64 { 0x3C6E_F372_FE94_F82B }
  private static var secondStep: UInt64 { 0xA54F_F53A_5F1D_36F1 }

  /// The digest of no members, to which those of a key-value list are added.
  static var none: ValueDigest { ValueDigest(high: 0, low: 0) }

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The digest of a number, or of a value that is told by its kind alone.
  init(kind: AttributeValue.Kind, bits: UInt64 = 0) {
    self.init(high: ValueDigest.firstSeed, low: ValueDigest.secondSeed)
    absorb(ValueDigest(high: bits, low: bits))
    absorb(ValueDigest(high: UInt64(kind.rawValue), low: UInt64(kind.rawValue)))
  }

  /// The digest of a string or of bytes.
  init(kind: AttributeValue.Kind, text: ByteView) {
    self.init(
      high: text.stableHash(seed: ValueDigest.firstSeed &+ UInt64(kind.rawValue)),
      low: text.stableHash(seed: ValueDigest.secondSeed &+ UInt64(kind.rawValue)))
  }

  /// The digest of a key with its value.
  init(key: ByteView, value: ValueDigest) {
    self.init(
      high: key.stableHash(seed: ValueDigest.firstStep), low: key.stableHash(seed: ValueDigest.secondStep))
    absorb(value)
  }

  /// Takes in the next value; order matters.
  mutating func absorb(_ next: ValueDigest) {
    high = foldedProduct(high ^ ValueDigest.firstStep, next.high ^ ValueDigest.secondSeed)
    low = foldedProduct(low ^ ValueDigest.secondStep, next.low ^ ValueDigest.firstSeed)
  }

  /// Takes in one more member; order does not matter.
  mutating func add(_ member: ValueDigest) {
    high &+= member.high
    low &+= member.low
  }
}

extension AttributeDigest {
  /// Adds an attribute.
  mutating func add(key: ByteView, value: ValueDigest) {
    let both = ValueDigest(key: key, value: value)
    add(high: both.high, low: both.low)
  }
}
