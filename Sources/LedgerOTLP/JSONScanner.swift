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

  /// One bit for each of the 64 bytes at `offset` that is `byte`; bits behind the end have no meaning.
  @inline(__always)
  func matches64(_ byte: UInt8, at offset: Int) -> UInt64 { matches64(byte, or: byte, at: offset) }

  /// One bit for each of the 64 bytes at `offset` that is `first` or `second`; bits behind the end have no meaning.
  @inline(__always)
  func matches64(_ first: UInt8, or second: UInt8, at offset: Int) -> UInt64 {
    let low = UInt64(matches32(first, or: second, at: offset))
    let middle = offset &+ 32  // may lie behind the end, where nothing counts
    return middle <= count ? low | UInt64(matches32(first, or: second, at: middle)) << 32 : low
  }

  /// One bit for each of the 64 bytes at `offset` that is a quote, a brace or a bracket; bits behind the end have no
  /// meaning.
  @inline(__always)
  func structure64(at offset: Int) -> UInt64 {
    let low = UInt64(structure32(at: offset))
    let middle = offset &+ 32
    return middle <= count ? low | UInt64(structure32(at: middle)) << 32 : low
  }

  /// The offset behind the container that opens at `offset` with `[` or `{`.
  ///
  /// Brackets and braces are counted apart, 64 bytes at a time, those inside strings masked out: that goes several times
  /// faster than reading would. Neither kind may close more often than it opened, and both must be even at the end. So
  /// looking for the end of a list and reading its elements one by one come to the same place, whatever was passed over
  /// inside; JSON that cannot be told apart like that is damaged here.
  @inline(never)
  func endOfContainer(at offset: Int) throws(Damage) -> Int {
    var search = ContainerSearch(isList: byteOrPadding(at: offset) == 0x5B)
    var at = offset
    while at < count {
      switch search.outcome(inBlockAt: at, of: self) {
      case .goesOn: at &+= 64
      case .ended(let end):
        guard end <= count else { throw Damage(count, search.missing) }
        return end
      case .uneven(let place):
        throw Damage(min(place, count), search.missing)
      }
    }
    throw Damage(count, search.missing)
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

/// The state of a search for the end of a container, from one block of 64 bytes to the next.
private struct ContainerSearch {
  enum Outcome {
    case goesOn
    /// The container ends before this offset.
    case ended(Int)
    /// At this offset something closes that was not open, or the container closes around something open.
    case uneven(Int)
  }

  private let isList: Bool
  private var escapes = EscapeCarry()
  /// Quotes of the blocks since the last one with a bracket, added without carry: whether a string is open depends on
  /// how many there were, not on where, so counting them waits until somebody asks.
  private var pendingQuotes: UInt64 = 0
  private var ownDepth = 0
  private var otherDepth = 0

  init(isList: Bool) { self.isList = isList }

  /// What the container lacks where it has no end.
  var missing: Expectation { isList ? .listEnd : .objectEnd }

  @inline(__always)
  mutating func outcome(inBlockAt at: Int, of text: ByteView) -> Outcome {
    let backslashes = text.matches64(0x5C, at: at)
    let everyQuote = text.matches64(0x22, at: at)
    let quotes = everyQuote & ~escapes.escaped(by: backslashes)
    var brackets = text.structure64(at: at) & ~everyQuote
    if brackets == 0 {
      pendingQuotes ^= quotes
      return .goesOn
    }
    let isOpen = runningParity(pendingQuotes) >> 63
    let inside = runningParity(quotes) ^ (0 &- isOpen)
    pendingQuotes = inside >> 63
    brackets &= ~inside
    while brackets != 0 {
      let place = at &+ brackets.trailingZeroBitCount
      let byte = text.byte(at: place)
      // [ 5B, ] 5D, { 7B, } 7D: bit 5 tells the kind, bit 1 opening from closing.
      let step = byte & 2 != 0 ? 1 : -1
      if (byte & 0x20 == 0) == isList {
        ownDepth &+= step
        if ownDepth == 0 { return otherDepth == 0 ? .ended(place &+ 1) : .uneven(place) }
      } else {
        otherDepth &+= step
        if otherDepth < 0 { return .uneven(place) }
      }
      brackets &= brackets &- 1
    }
    return .goesOn
  }
}

/// Which bytes behind a run of backslashes are escaped, across blocks of 64 bytes.
struct EscapeCarry {
  private var carry: UInt64 = 0

  /// The bytes of a block that follow a run of backslashes and are escaped by it, given the block's backslashes.
  ///
  /// A run escapes what follows it when its length is odd, that is, when it starts at an even place and ends before an
  /// odd one, or the other way round. Adding the starts to the runs carries a bit to the place behind each run
  /// (Langdale & Lemire 2019, "Parsing Gigabytes of JSON per Second", section 3.1.1, describes the idea).
  @inline(__always)
  mutating func escaped(by backslashes: UInt64) -> UInt64 {
    let first = carry
    if backslashes == 0 {
      carry = 0
      return first
    }
    let even: UInt64 = 0x5555_5555_5555_5555
    let runs = backslashes & ~first  // a backslash that is escaped itself escapes nothing
    let starts = runs & ~(runs << 1)
    let behindEvenStarts = (runs &+ (starts & even)) & ~runs
    let (sum, reachesNextBlock) = runs.addingReportingOverflow(starts & ~even)
    carry = reachesNextBlock ? 1 : 0
    return (behindEvenStarts & ~even) | (sum & ~runs & even) | first
  }
}

/// For each bit, the parity of the bits up to and including it: ones from an opening quote up to its closing one.
@inline(__always)
func runningParity(_ bits: UInt64) -> UInt64 {
  var parity = bits
  parity ^= parity << 1
  parity ^= parity << 2
  parity ^= parity << 4
  parity ^= parity << 8
  parity ^= parity << 16
  parity ^= parity << 32
  return parity
}
