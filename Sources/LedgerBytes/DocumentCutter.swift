import LedgerMemory
import LedgerModel

/// Cuts a stream of JSON values, wherever their line breaks are: pretty-printed documents, several of them with or
/// without anything between, behind a logger's words or not, and arrays, whose elements are the records.
struct DocumentCutter {
  private enum Place {
    /// Between two values.
    case between
    /// Inside a value that began at the front of the window.
    case value
    /// Inside a value that is too long; its beginning is gone.
    case oversized
    /// Inside a number or word that is an array element, and no record.
    case scalar
    /// Inside a string that is an array element and began at the front of the window: it may stand for a request.
    case text
    /// The same, but it is too long; its beginning is gone.
    case oversizedText
    /// Inside something that is no JSON and began at the front of the window, looking for the next document.
    case lost
    /// The same, but it is too long; its beginning is gone.
    case oversizedLost
  }

  private var place = Place.between
  private var isInArray = false
  /// Whether everything in the array so far was a record with its end: then it is an array, and its own end is missed.
  private var isArrayIntact = false
  /// Between two values: whether the line holds nothing but white space so far.
  private var isLineBlank = true
  private var scanner = JSONValueScanner()
  /// How far the window was looked at.
  private var scanned = 0
  /// The number of the line at `counted`.
  private var line: UInt64
  /// How far the window's line breaks were counted.
  private var counted = 0

  /// A cutter that begins at the given line.
  init(line: UInt64 = 1) { self.line = line }

  mutating func cut(
    _ window: ByteView, at base: UInt64, isAtEnd: Bool, into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Cut {
    var at = scanned
    var start = 0
    cutting: while true {
      switch place {
      case .between:
        guard let next = nextValue(window, from: at, at: base, isAtEnd: isAtEnd, &state) else {
          at = window.count
          start = at
          break cutting
        }
        at = next.offset
        start = at
        if next.needsMore { break cutting }
        if place == .text { at += 1 }
      case .scalar, .oversizedText:
        let end = elementEnd(window, from: at)
        at = isAtEnd && !end.isFound ? window.count : end.offset
        start = at
        if !end.isFound { break cutting }
        place = .between
        isLineBlank = false
      case .text:
        let end = elementEnd(window, from: at)
        at = isAtEnd && !end.isFound ? window.count : end.offset
        if at - start > state.recordBytesMax {
          state.skipOversized(at: base + UInt64(start), line: lineNumber(window, at: start))
          place = .oversizedText
          start = at
        } else if end.isFound || isAtEnd {
          append(window, start, at, at: base, isTruncated: !end.isFound, into: &ranges, &state)
          start = at
        }
        if !end.isFound { break cutting }
        place = .between
        isLineBlank = false
      case .lost, .oversizedLost:
        let resume = resumption(window, from: start, searched: at, isAtEnd: isAtEnd)
        at = resume.offset
        if place == .lost, at - start > state.recordBytesMax {
          state.skipOversized(at: base + UInt64(start), line: lineNumber(window, at: start))
          place = .oversizedLost
        }
        guard resume.isFound || isAtEnd else {
          // What stands before a document tells whether it may begin there.
          if place == .oversizedLost { start = max(start, at - DocumentBehindWords.lookback) }
          break cutting
        }
        if place == .lost { handOutRest(window, start, at, at: base, into: &ranges, &state) }
        start = at
        if !resume.isFound { break cutting }
        place = .between
      case .value, .oversized:
        switch scanner.scan(window, from: &at, isAtEnd: isAtEnd) {
        case .ended(let end):
          if place == .value {
            if end - start > state.recordBytesMax {
              state.skipOversized(at: base + UInt64(start), line: lineNumber(window, at: start))
            } else {
              append(window, start, end, at: base, isTruncated: false, into: &ranges, &state)
            }
          }
          start = end
          place = .between
          isLineBlank = false
        case .broken(let offset):
          isArrayIntact = false
          start = breakOff(window, start, offset, at: base, into: &ranges, &state)
          at = max(offset, start + 1)
          place = .lost
        case .unfinished:
          if isAtEnd {
            if place == .value, window.count - start > state.recordBytesMax {
              state.skipOversized(at: base + UInt64(start), line: lineNumber(window, at: start))
            } else if place == .value {
              append(window, start, window.count, at: base, isTruncated: true, into: &ranges, &state)
            }
            start = window.count
          } else {
            // What was scanned counts, not what is at hand: the value may end in the rest. One byte more, because a value
            // breaks off at the line break before what was seen to be wrong.
            if place == .value, at - start - 1 > state.recordBytesMax {
              state.skipOversized(at: base + UInt64(start), line: lineNumber(window, at: start))
              place = .oversized
            }
            // The scanner looks at the byte before.
            if place == .oversized { start = max(start, at - 1) }
          }
          break cutting
        }
      }
    }
    if isAtEnd, isInArray, isArrayIntact, place == .between {
      state.reportTruncation(
        at: base + UInt64(window.count), record: nil, line: lineNumber(window, at: window.count),
        "the content ends inside an array, before its closing bracket; the elements before that were used")
    }
    _ = lineNumber(window, at: start)
    counted -= start
    scanned = at - start
    return Cut(consumed: start)
  }

  /// Goes to the next value that is a record. `nil` at the end of the window.
  private mutating func nextValue(
    _ window: ByteView, from start: Int, at base: UInt64, isAtEnd: Bool, _ state: inout CutState
  ) -> (offset: Int, needsMore: Bool)? {
    var at = start
    while at < window.count {
      let byte = window[at]
      switch byte {
      case 0x0A:
        isLineBlank = true
        at += 1
      // White space; commas between documents; the record separator of RFC 7464.
      case 0x20, 0x0D, 0x09, 0x2C, 0x1E:
        at += 1
      case 0x7B,
        0x5B where isInArray:
        scanner = JSONValueScanner()
        place = .value
        return (at, false)
      case 0x5B:
        switch words(window, at: at, isAtEnd: isAtEnd) {
        case .document(let brace): at = brace
        case .needsMore: return (at, true)
        case .none:
          isInArray = true
          isArrayIntact = true
          at += 1
        }
      case 0x5D where isInArray:
        isInArray = false
        at += 1
      case 0xEF where window.count - at < 3 && !isAtEnd:
        return (at, true)
      case 0xEF where hasByteOrderMark(window, at: at):
        at += 3
      default:
        if isInArray, byte == 0x22 {
          place = .text
          return (at, false)
        }
        if isInArray {
          isArrayIntact = false
          state.report(
            .foreignRecord, at: base + UInt64(at), line: lineNumber(window, at: at),
            "an array element is neither object nor array; it was left out")
          place = .scalar
          return (at + 1, false)
        }
        switch words(window, at: at, isAtEnd: isAtEnd) {
        case .document(let brace): at = brace
        case .needsMore: return (at, true)
        case .none:
          state.report(
            .unreadableRecord, at: base + UInt64(at), line: lineNumber(window, at: at),
            "a JSON document was expected; reading went on at the next one")
          place = .lost
          return (at, false)
        }
      }
    }
    return nil
  }

  /// The document that begins behind words that begin their line.
  private func words(_ window: ByteView, at start: Int, isAtEnd: Bool) -> DocumentBehindWords.Finding {
    guard isLineBlank else { return .none }
    switch window[start] {
    // The rest of a document.
    case 0x22, 0x3A, 0x5D, 0x7D: return .none
    // An array, or a logger's `[time]`.
    case 0x5B:
      let known = window.slice(0, min(window.count, start + DocumentBehindWords.lookahead))
      let next = known.firstNonSpace(from: start + 1)
      if next == known.count { return known.count == window.count && !isAtEnd ? .needsMore : .none }
      if known[next] == 0x7B || known[next] == 0x5B || known[next] == 0x5D { return .none }
    default: break
    }
    let found = DocumentBehindWords.find(in: window, from: start, isAtEnd: isAtEnd)
    // What has keys, or a brace right before this one, is no words but a damaged document, and must be told.
    if case .document(let brace) = found, window.slice(start, brace).isLikeDocument { return .none }
    return found
  }

  /// Goes behind an array element that is no record, or as far as the window allows.
  private func elementEnd(_ window: ByteView, from start: Int) -> (offset: Int, isFound: Bool) {
    var at = start
    let isScalar = place == .scalar
    while at < window.count {
      switch window[at] {
      case 0x5C where !isScalar:
        guard at + 1 < window.count else { return (at, false) }
        at += 1
      case 0x22 where !isScalar: return (at + 1, true)
      case 0x0A: return (at, true)
      case 0x2C, 0x5D, 0x20, 0x0D, 0x09:
        if isScalar { return (at, true) }
      default: break
      }
      at += 1
    }
    return (at, false)
  }

  /// Where the next document begins: with a line, right behind the end of another, or behind words. Or how far there is
  /// none.
  private func resumption(
    _ window: ByteView, from start: Int, searched: Int, isAtEnd: Bool
  ) -> (offset: Int, isFound: Bool) {
    var at = max(searched, 1)
    while at < window.count {
      let mask = window.matches32(0x7B, or: 0x5B, at: at)
      guard mask != 0 else {
        at += 32
        continue
      }
      at += mask.trailingZeroBitCount
      guard at < window.count else { break }
      if window[at - 1] == 0x0A { return (at, true) }
      if window[at] == 0x7B, window[at - 1] == 0x7D {
        guard at + 1 < window.count || isAtEnd else { return (at, false) }
        if window.byteOrPadding(at: at + 1) == 0x22 { return (at, true) }
      }
      if window[at] == 0x7B {
        switch DocumentBehindWords.begins(window, at: at, from: start, isAtEnd: isAtEnd) {
        case true?: return (at, true)
        case nil: return (at, false)
        case false?: break
        }
      }
      at += 1
    }
    return (window.count, false)
  }

  /// A document turned out to be broken at `offset`. Returns where what is not handed out yet begins.
  private mutating func breakOff(
    _ window: ByteView, _ start: Int, _ offset: Int, at base: UInt64, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) -> Int {
    let place = base + UInt64(offset)
    guard self.place == .value, offset - start <= state.recordBytesMax else {
      if self.place == .value {
        state.skipOversized(at: base + UInt64(start), line: lineNumber(window, at: start))
      }
      state.report(
        .unreadableRecord, at: place,
        "the brackets of a JSON document do not match; it was left out, reading went on at the next one")
      return offset
    }
    let line = lineNumber(window, at: start)
    let record = state.nextRecord
    guard window[offset] == 0x0A else {
      state.report(
        .unreadableRecord, at: place, record: record, line: line,
        "the brackets of a JSON document do not match; what is whole in it was used, reading went on at the next one")
      return start
    }
    append(window, start, offset, at: base, isTruncated: true, into: &ranges, &state, reports: false)
    state.report(
      .unreadableRecord, at: place, record: record, line: line,
      "a JSON document is cut off and the next one begins; what is whole in it was used")
    return offset
  }

  /// Hands out what may be whole in something broken: from its first object on.
  private mutating func handOutRest(
    _ window: ByteView, _ start: Int, _ end: Int, at base: UInt64, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    var at = start
    while let brace = window.firstIndex(of: 0x7B, from: at), brace < end {
      let next = window.slice(0, end).firstNonSpace(from: brace + 1)
      if next < end, window[next] == 0x22 {
        let last = window.endOfText(from: brace, to: end)
        append(window, brace, last, at: base, isTruncated: true, into: &ranges, &state, reports: false)
        return
      }
      at = brace + 1
    }
  }

  private mutating func append(
    _ window: ByteView, _ start: Int, _ end: Int, at base: UInt64, isTruncated: Bool,
    into ranges: inout [RecordRange], _ state: inout CutState, reports: Bool = true
  ) {
    let line = lineNumber(window, at: start)
    let record = state.takeRecord()
    if isTruncated, reports {
      state.reportTruncation(
        at: base + UInt64(start), record: record, line: line,
        "the content ends after \(end - start) bytes of a JSON document; what is whole in it was used")
    }
    ranges.append(
      RecordRange(
        offset: start, count: end - start, sourceByteOffset: base + UInt64(start), record: record, line: line,
        isTruncated: isTruncated))
  }

  /// The number of the line at an offset that is not before the last one asked for.
  private mutating func lineNumber(_ window: ByteView, at offset: Int) -> UInt64 {
    while counted < offset {
      var mask = window.matches32(0x0A, at: counted)
      if offset - counted < 32 { mask &= (1 << UInt32(offset - counted)) - 1 }
      line += UInt64(mask.nonzeroBitCount)
      counted = min(counted + 32, offset)
    }
    return line
  }
}

extension ByteView {
  /// Whether the text before a brace looks like JSON: it has a key, or ends with a brace right before the other.
  fileprivate var isLikeDocument: Bool {
    if count > 0, self[count - 1] == 0x7D { return true }
    var at = 0
    while let quote = firstIndex(of: 0x22, from: at) {
      if byteOrPadding(at: quote + 1) == 0x3A { return true }
      at = quote + 1
    }
    return false
  }
}
