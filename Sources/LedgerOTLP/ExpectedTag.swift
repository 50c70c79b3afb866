import LedgerMemory
import LedgerModel

/// What is known of a row of attributes that is needed to keep a value, in a number that goes along with it.
struct ExpectedTag {
  let bits: UInt32

  @inline(__always)
  init(_ bits: UInt32) { self.bits = bits }

  init(key: AttributeKey, kind: AttributeValue.Kind, hasSuffix: Bool) {
    let isText = kind == .string || kind == .array
    bits =
      UInt32(key.index) | UInt32(kind.rawValue) << 16 | (isText ? 1 << 24 : 0)
      | (hasSuffix ? ExpectedText.specialTag : 0)
  }

  /// The number that the dialects gave the name.
  @inline(__always)
  var key: AttributeKey { AttributeKey(UInt16(truncatingIfNeeded: bits)) }

  /// The type of the value.
  @inline(__always)
  var kind: AttributeValue.Kind { AttributeValue.Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 16)) ?? .empty }

  /// Whether the value is a text, or an array of one.
  @inline(__always)
  var isText: Bool { bits & 1 << 24 != 0 }

  /// Whether a part of the name is not the dialects' but the family's index.
  @inline(__always)
  var hasSuffix: Bool { bits & ExpectedText.specialTag != 0 }
}

extension AttributeValue {
  /// The attribute of a value that was passed; a text as it stands there. The part of its name that is not the dialects' is
  /// missing.
  @inline(__always)
  init(expected found: ExpectedText.Found, in text: ByteView) {
    let tag = ExpectedTag(found.tag)
    self.init(
      key: tag.key, kind: tag.kind, bits: tag.kind == .array ? 1 : found.bits,
      text: text.slice(found.start, tag.isText ? found.end : found.start))
  }
}
