import LedgerMemory

// The wire format of protobuf: varints, lengths, fields to skip. Every length is checked against the end of the message
// that it stands in before it is used.

/// Groups nested deeper than this are not skipped but taken for damage. OTLP has none.
private let deepestGroup = 64

extension ByteView {
  /// The varint at `at`, which is moved behind it; it must end before `end`.
  @inline(__always)
  func varint(_ at: inout Int, _ end: Int) throws(Damage) -> UInt64 {
    guard at < end else { throw Damage(at, .varint) }
    let first = byteOrPadding(at: at)
    if first < 0x80 {
      at &+= 1
      return UInt64(first)
    }
    if at &+ 1 < end {
      let second = byteOrPadding(at: at &+ 1)
      if second < 0x80 {
        at &+= 2
        return UInt64(first & 0x7F) | UInt64(second) << 7
      }
    }
    return try longVarint(&at, end)
  }

  @inline(never)
  private func longVarint(_ at: inout Int, _ end: Int) throws(Damage) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var here = at
    while here < end, shift < 70 {
      let byte = byteOrPadding(at: here)
      here += 1
      // Of the tenth byte only the lowest bit fits into 64; the others are dropped, as protobuf's own readers do.
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        at = here
        return value
      }
      shift += 7
    }
    throw Damage(at, .varint)
  }

  /// The tag of a field: its number times eight plus its wire type.
  @inline(__always)
  func fieldTag(_ at: inout Int, _ end: Int) throws(Damage) -> UInt64 {
    let start = at
    let tag = try varint(&at, end)
    guard tag >> 3 != 0, tag >> 3 < 1 << 29 else { throw Damage(start, .fieldTag) }
    return tag
  }

  /// The content of a length-delimited field whose length stands at `at`, which is moved behind the content.
  @inline(__always)
  func content(_ at: inout Int, _ end: Int) throws(Damage) -> FieldContent {
    let length = try varint(&at, end)
    guard length <= UInt64(end &- at) else { throw Damage(at, .fieldInsideParent) }
    let start = at
    at &+= Int(truncatingIfNeeded: length)
    return FieldContent(start: start, end: at)
  }

  /// Eight bytes, little-endian.
  @inline(__always)
  func fixed64(_ at: inout Int, _ end: Int) throws(Damage) -> UInt64 {
    guard end - at >= 8 else { throw Damage(at, .fieldInsideParent) }
    let value = load64(at: at)
    at += 8
    return value
  }

  /// Four bytes, little-endian.
  @inline(__always)
  func fixed32(_ at: inout Int, _ end: Int) throws(Damage) -> UInt32 {
    guard end - at >= 4 else { throw Damage(at, .fieldInsideParent) }
    let value = load32(at: at)
    at += 4
    return value
  }

  /// Moves `at`, which stands behind the tag, behind the field.
  @inline(__always)
  func skipField(_ tag: UInt64, _ at: inout Int, _ end: Int) throws(Damage) {
    if tag & 7 == 2 { _ = try content(&at, end) } else { try skipUncommonField(tag, &at, end) }
  }

  @inline(never)
  private func skipUncommonField(_ tag: UInt64, _ at: inout Int, _ end: Int) throws(Damage) {
    switch tag & 7 {
    case 0: _ = try varint(&at, end)
    case 1: _ = try fixed64(&at, end)
    case 2: _ = try content(&at, end)
    case 3: try skipGroup(number: tag >> 3, &at, end)
    case 5: _ = try fixed32(&at, end)
    case 4: throw Damage(at, .wireType)  // the end of a group that never began
    default: throw Damage(at, .wireType)
    }
  }

  private func skipGroup(number: UInt64, _ at: inout Int, _ end: Int) throws(Damage) {
    var open = [number]
    while let innermost = open.last {
      guard at < end else { throw Damage(at, .groupEnd) }
      let start = at
      let tag = try fieldTag(&at, end)
      switch tag & 7 {
      case 3:
        guard open.count < deepestGroup else { throw Damage(start, .shallowerGroups) }
        open.append(tag >> 3)
      case 4:
        guard tag >> 3 == innermost else { throw Damage(start, .groupEnd) }
        open.removeLast()
      default: try skipUncommonField(tag, &at, end)
      }
    }
  }
}

/// Where the content of a length-delimited field stands.
struct FieldContent {
  var start: Int
  var end: Int

  var count: Int { end - start }
}
