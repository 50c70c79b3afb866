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
  private var isInString = false

  /// Deeper nesting is no document but an attack on whoever reads it.
  private static let depthMax = 1 << 20

  /// Scans on from `at`, which is moved to where scanning must go on. The first byte scanned opens the value.
  mutating func scan(_ window: ByteView, from at: inout Int, isAtEnd: Bool) -> Outcome {
    let count = window.count
    scanning: while at < count {
      if isInString {
        let mask = window.quotesAndBackslashes32(at: at) | window.matches32(0x0A, at: at)
        guard mask != 0 else {
          at += 32
          continue
        }
        let hit = at + mask.trailingZeroBitCount
        guard hit < count else { break }
        switch window[hit] {
        case 0x22:
          isInString = false
          at = hit + 1
        case 0x5C:
          guard hit + 1 < count else {
            at = isAtEnd ? count : hit
            return .unfinished
          }
          at = hit + 2
        default:
          guard hit + 1 < count else {
            at = isAtEnd ? count : hit
            return .unfinished
          }
          if window[hit + 1] == 0x7B || window[hit + 1] == 0x5B { return .broken(hit) }
          at = hit + 1
        }
        continue
      }
      var mask = window.structure32(at: at)
      while mask != 0 {
        let hit = at + mask.trailingZeroBitCount
        guard hit < count else { break scanning }
        mask &= mask - 1
        let byte = window[hit]
        if byte == 0x22 {
          isInString = true
          at = hit + 1
          continue scanning
        }
        switch byte {
        case 0x7B, 0x5B:
          if depth > 0, hit > 0, window[hit - 1] == 0x0A, !mayBegin(window, at: hit) { return .broken(hit - 1) }
          guard depth < JSONValueScanner.depthMax else { return .broken(hit) }
          push(isArray: byte == 0x5B)
        default:
          guard pop() == (byte == 0x5D) else { return .broken(hit) }
          if depth == 0 {
            at = hit + 1
            return .ended(at)
          }
        }
      }
      at += 32
    }
    at = count
    return .unfinished
  }

  /// Whether a value may stand at `hit`: behind a comma, a colon or an opening bracket. What lies before the window is
  /// not known, and believed.
  private func mayBegin(_ window: ByteView, at hit: Int) -> Bool {
    let end = window.endOfText(from: 0, to: hit)
    guard end > 0 else { return true }
    switch window[end - 1] {
    case 0x2C, 0x3A, 0x5B: return true
    default: return false
    }
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
