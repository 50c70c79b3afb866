import LedgerMemory

/// Finds the end of a JSON object or array without reading it: strings are skipped, brackets are matched.
///
/// It can stop anywhere and go on when more bytes are there. Nesting costs one bit a level, no stack.
///
/// Broken input is noticed where it can be: a bracket that closes the wrong kind; a raw line break in a string followed
/// by a bracket (JSON has no raw line breaks in strings, so this is a document that was cut off and the next one);
/// a bracket at the beginning of a line where no value may begin (the same, cut off outside of a string).
struct JSONValueScanner {
  enum Outcome: Equatable {
    /// The value ends before this offset.
    case ended(Int)
    /// More bytes are needed.
    case unfinished
    /// It is no JSON; what comes next may begin at the line break at or after this offset.
    case broken(Int)
  }

  private var depth = 0
  // The kinds of the innermost 64 levels, the deepest in the lowest bit; 1 for an array. Full words go to `outer`.
  private var kinds: UInt64 = 0
  private var outer: [UInt64] = []
  /// All ones where the next byte is inside a string.
  private var stringCarry: UInt64 = 0
  /// 1 where the next byte is escaped by a backslash before it.
  private var escapeCarry: UInt64 = 0
  /// The last byte scanned that is no white space.
  private var lastText: UInt8 = 0

  /// Whether what was scanned ends inside a string, where it was scanned to its end.
  var isInsideString: Bool { stringCarry != 0 }

  /// Deeper nesting is no document but an attack on whoever reads it.
  private static let depthMax = 1 << 20

  /// Scans on from `at`, which is moved to where scanning must go on; the byte before that must be in the window then,
  /// too. The first byte scanned opens the value.
  ///
  /// Bytes are taken 64 at a time, as masks: which are quotes, which of those are escaped, which bytes are therefore
  /// inside strings, and which brackets are not. Only those brackets are looked at one by one. A last piece of less
  /// than that waits for more unless the content ends there.
  mutating func scan(_ window: ByteView, from at: inout Int, isAtEnd: Bool) -> Outcome {
    let count = window.count
    let start = at
    // One byte more, because what follows a line break matters.
    while isAtEnd ? at < count : at + 64 < count {
      let valid = count - at >= 64 ? ~0 : (1 as UInt64) << UInt64(count - at) - 1
      let quotes = window.matches64(0x22, at: at)
      let escaped = escapedBytes(window.matches64(0x5C, at: at) & valid)
      let inside = prefixParity(quotes & ~escaped & valid) ^ stringCarry
      stringCarry = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)
      let cut = cutOffString(window, at: at, window.matches64(0x0A, at: at) & inside & valid)
      var brackets = window.structure64(at: at) & ~quotes & ~inside & valid
      while brackets != 0 {
        let bit = brackets.trailingZeroBitCount
        guard bit < cut else { break }
        brackets &= brackets - 1
        let hit = at + bit
        let byte = window[hit]
        if byte == 0x7B || byte == 0x5B {
          if depth > 0, hit > 0, window[hit - 1] == 0x0A, !mayBegin(window, from: start, at: hit) {
            return .broken(hit - 1)
          }
          guard depth < JSONValueScanner.depthMax else { return .broken(hit) }
          push(isArray: byte == 0x5B)
        } else {
          guard pop() == (byte == 0x5D) else { return .broken(hit) }
          if depth == 0 {
            at = hit + 1
            return .ended(at)
          }
        }
      }
      if cut < 64 { return .broken(at + cut) }
      at = min(at + 64, count)
    }
    lastText = textBefore(window, from: start, at: at)
    return .unfinished
  }

  /// Which bytes are escaped: those behind a run of backslashes of odd length. (Langdale and Lemire, "Parsing Gigabytes
  /// of JSON per Second", 2019, section 3.1.1.)
  private mutating func escapedBytes(_ backslashes: UInt64) -> UInt64 {
    guard backslashes != 0 else {
      defer { escapeCarry = 0 }
      return escapeCarry
    }
    let evenBits: UInt64 = 0x5555_5555_5555_5555
    let escaping = backslashes & ~escapeCarry
    let following = escaping << 1 | escapeCarry
    let oddStarts = escaping & ~evenBits & ~following
    let (runs, overflow) = oddStarts.addingReportingOverflow(escaping)
    escapeCarry = overflow ? 1 : 0
    return (evenBits ^ (runs << 1)) & following
  }

  /// The first of these line breaks, which are inside strings, that a bracket follows; 64 where there is none.
  private func cutOffString(_ window: ByteView, at: Int, _ lineBreaks: UInt64) -> Int {
    var left = lineBreaks
    while left != 0 {
      let bit = left.trailingZeroBitCount
      left &= left - 1
      let next = at + bit + 1
      if next < window.count, window[next] == 0x7B || window[next] == 0x5B { return bit }
    }
    return 64
  }

  /// Whether a value may stand at `hit`: behind a comma, a colon or an opening bracket.
  private func mayBegin(_ window: ByteView, from start: Int, at hit: Int) -> Bool {
    switch textBefore(window, from: start, at: hit) {
    case 0x2C, 0x3A, 0x5B: true
    default: false
    }
  }

  /// The last byte before `at` that is no white space; what lies before `start` was scanned earlier, and may be gone.
  private func textBefore(_ window: ByteView, from start: Int, at: Int) -> UInt8 {
    let end = window.endOfText(from: start, to: at)
    return end > start ? window[end - 1] : lastText
  }

  private mutating func push(isArray: Bool) {
    if depth & 63 == 0, depth > 0 { outer.append(kinds) }
    kinds = kinds << 1 | (isArray ? 1 : 0)
    depth += 1
  }

  private mutating func pop() -> Bool? {
    guard depth > 0 else { return nil }
    let isArray = kinds & 1 == 1
    kinds >>= 1
    depth -= 1
    if depth & 63 == 0, let word = outer.popLast() { kinds = word }
    return isArray
  }
}

/// Bit i of the result is the parity of bits 0 to i: ones from each odd bit set up to, not including, the next.
@inline(__always)
private func prefixParity(_ bits: UInt64) -> UInt64 {
  var parity = bits
  parity ^= parity << 1
  parity ^= parity << 2
  parity ^= parity << 4
  parity ^= parity << 8
  parity ^= parity << 16
  parity ^= parity << 32
  return parity
}

extension ByteView {
  /// One bit for each of the 64 bytes at `offset`: set where the byte is `byte`. Bits behind the end mean nothing.
  @inline(__always)
  fileprivate func matches64(_ byte: UInt8, at offset: Int) -> UInt64 {
    let high = offset + 32 <= count ? matches32(byte, at: offset + 32) : 0
    return UInt64(matches32(byte, at: offset)) | UInt64(high) << 32
  }

  /// One bit for each of the 64 bytes at `offset`: set where the byte is a quote, a brace or a bracket.
  @inline(__always)
  fileprivate func structure64(at offset: Int) -> UInt64 {
    let high = offset + 32 <= count ? structure32(at: offset + 32) : 0
    return UInt64(structure32(at: offset)) | UInt64(high) << 32
  }
}
