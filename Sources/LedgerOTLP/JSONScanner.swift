import LedgerMemory

// Where things end in JSON text: strings, containers, members. These functions keep no state; offsets go in and come
// out. Nothing behind the end of a view is ever taken for content, though masks and words may be loaded from there.

extension ByteView {
  /// The byte at `offset`, or 0 at and behind the end.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    UInt(bitPattern: offset) < UInt(bitPattern: count) ? byteOrPadding(at: offset) : 0
  }

  /// The first offset from `offset` on that is no white space.
  @inline(__always)
  func afterBlank(_ offset: Int) -> Int {
    byte(at: offset) > 0x20 ? offset : afterSomeBlank(offset)
  }

  @inline(never)
  private func afterSomeBlank(_ offset: Int) -> Int {
    var at = offset
    while at < count {
      switch byteOrPadding(at: at) {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return at
      }
    }
    return at
  }

  /// The end of a string whose first character, behind the opening quote, stands at `start`: the offset of the closing
  /// quote, and whether there is any backslash before it.
  @inline(__always)
  func stringEnd(from start: Int) throws(Damage) -> (end: Int, isEscaped: Bool) {
    // Most strings of telemetry end within 32 bytes, without a backslash.
    if UInt(bitPattern: start) <= UInt(bitPattern: count) {
      let mask = quotesAndBackslashes32(at: start)
      if mask != 0 {
        let found = start &+ mask.trailingZeroBitCount
        if byte(at: found) == 0x22 { return (found, false) }
      }
    }
    return try checkedLongStringEnd(from: start)
  }

  @inline(never)
  private func checkedLongStringEnd(from start: Int) throws(Damage) -> (end: Int, isEscaped: Bool) {
    guard start <= count else { throw Damage(count, .stringEnd) }
    let found = longStringEnd(from: start)
    guard found.end < count else { throw Damage(count, .stringEnd) }
    return found
  }

  /// The offset behind the container that opens at `offset` with `[` or `{`.
  ///
  /// Brackets and braces are counted apart, 64 bytes at a time, those inside strings masked out: that goes several times
  /// faster than reading would. Neither kind may close more often than it opened, and both must be even at the end. So
  /// looking for the end of a list and reading its elements one by one come to the same place, whatever was passed over
  /// inside; JSON that cannot be told apart like that is damaged here.
  @inline(__always)
  func endOfContainer(at offset: Int) throws(Damage) -> Int {
    let found = containerEnd(from: offset)
    guard let end = found.end else {
      throw Damage(found.uneven, byteOrPadding(at: offset) == 0x5B ? .listEnd : .objectEnd)
    }
    return end
  }

  /// The offset behind the value that starts at `offset`, of whatever kind.
  @inline(__always)
  func endOfValue(at offset: Int) throws(Damage) -> Int {
    switch byte(at: offset) {
    case 0x22: return try stringEnd(from: offset + 1).end + 1
    case 0x5B, 0x7B: return try endOfContainer(at: offset)
    default: return try endOfScalar(at: offset)
    }
  }

  /// The offset behind a number, `true`, `false`, `null` or one of the bare words for special doubles.
  func endOfScalar(at offset: Int) throws(Damage) -> Int {
    var at = offset
    while at < count {
      switch byteOrPadding(at: at) {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: at += 1
      default:
        guard at > offset else { throw Damage(offset, .value) }
        return at
      }
    }
    // A number that the end of the text cuts off cannot be told from a whole one: at the top level that is no value of
    // ours, and inside a container the missing bracket is noticed next.
    guard at > offset else { throw Damage(offset, .value) }
    return at
  }
}
