import LedgerMemory
import LedgerModel

/// Cuts at line breaks: one record a line, blank lines are counted and left out.
struct LineCutter {
  /// The number of the line at the beginning of the window, from 1.
  private var line: UInt64 = 1
  /// How far the first line of the window was searched for its end.
  private var searched = 0
  /// Where the first line of the window ends, if it was found, but not what follows it.
  private var foundEnd: Int?
  /// Whether the window begins inside a line that is too long.
  private var isSkipping = false
  /// Whether records begin at the first brace of their line (logs of containers put time and stream before it).
  private let afterPrefix: Bool
  /// Whether every line that is not blank is handed on, whatever it looks like (somebody else takes the records out).
  private let keepsAll: Bool

  init(afterPrefix: Bool = false, keepsAll: Bool = false) {
    self.afterPrefix = afterPrefix
    self.keepsAll = keepsAll
  }

  /// The line that a cutter of documents goes on with.
  var currentLine: UInt64 { line }

  mutating func cut(
    _ window: ByteView, at base: UInt64, isAtEnd: Bool, lineBreaks: LineBreaks?, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) -> Cut {
    let count = window.count
    var lineStart = 0
    var at = searched
    var found = foundEnd
    foundEnd = nil
    // Those of the piece before are not known any more.
    var known = found == nil ? lineBreaks : nil
    while let lineEnd = found ?? (known != nil ? known?.takeFirst(inWindowOf: count) : window.lineBreak(from: at)) {
      found = nil
      if isSkipping {
        isSkipping = false
      } else if lineEnd - lineStart > state.recordBytesMax {
        state.skipOversized(at: base + UInt64(lineStart), line: line)
      } else if !afterPrefix, lineEnd - lineStart > 1, window[lineStart] == 0x7B, window[lineEnd - 1] == 0x7D {
        // Nearly every line: a whole document and nothing else.
        ranges.append(
          RecordRange(
            offset: lineStart, count: lineEnd - lineStart, sourceByteOffset: base + UInt64(lineStart),
            record: state.takeRecord(), line: line, isTruncated: false))
      } else {
        guard let opensDocument = opensDocument(window, lineStart, lineEnd, isAtEnd: isAtEnd) else {
          foundEnd = lineEnd - lineStart
          return Cut(consumed: lineStart)
        }
        if opensDocument || append(window, lineStart, lineEnd, at: base, isLast: false, into: &ranges, &state) {
          searched = 0
          return Cut(consumed: lineStart, findsDocuments: true)
        }
      }
      line += 1
      lineStart = lineEnd + 1
      at = lineStart
    }
    if isAtEnd {
      if !isSkipping, count - lineStart > state.recordBytesMax {
        state.skipOversized(at: base + UInt64(lineStart), line: line)
      } else if !isSkipping, append(window, lineStart, count, at: base, isLast: true, into: &ranges, &state) {
        searched = 0
        return Cut(consumed: lineStart, findsDocuments: true)
      }
      return Cut(consumed: count)
    }
    if isSkipping || count - lineStart > state.recordBytesMax {
      if !isSkipping { state.skipOversized(at: base + UInt64(lineStart), line: line) }
      isSkipping = true
      lineStart = count
    }
    searched = count - lineStart
    return Cut(consumed: lineStart)
  }

  /// Whether a document of many lines begins behind the words of a line, or, where all lines have words, without any;
  /// `nil` where more bytes are needed to tell.
  private func opensDocument(_ window: ByteView, _ lineStart: Int, _ lineEnd: Int, isAtEnd: Bool) -> Bool? {
    if keepsAll { return false }
    if afterPrefix, lineEnd > lineStart, window[lineStart] == 0x7B {
      return window.endOfText(from: lineStart, to: lineEnd) == lineStart + 1
    }
    return DocumentBehindWords.opens(window, lineStart, lineEnd, isAtEnd: isAtEnd)
  }

  /// Appends one line, or answers `true` where it is the lone bracket that opens a document of many lines.
  private func append(
    _ window: ByteView, _ lineStart: Int, _ lineEnd: Int, at base: UInt64, isLast: Bool,
    into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Bool {
    var start = window.slice(0, lineEnd).firstNonSpace(from: lineStart)
    if hasByteOrderMark(window, at: start), start + 3 <= lineEnd { start += 3 }
    // A part of a line may end with spaces that belong to it.
    let end = keepsAll ? lineEnd : window.endOfText(from: start, to: lineEnd)
    guard start < end else { return false }
    if afterPrefix {
      appendDocuments(of: window.slice(0, end), from: start, at: base, isLast: isLast, into: &ranges, &state)
      return false
    }
    if !keepsAll, end - start == 1, window[start] == 0x7B || window[start] == 0x5B {
      return true
    }
    let record = state.takeRecord()
    var isTruncated = isLast && state.hasEndedEarly
    if isLast, window[start] == 0x7B || window[start] == 0x5B {
      var at = start
      var scanner = JSONValueScanner()
      isTruncated = scanner.scan(window.slice(0, end), from: &at, isAtEnd: true) == .unfinished
      if isTruncated { reportCutOff(at: base + UInt64(start), count: end - start, record, &state) }
    }
    ranges.append(
      RecordRange(
        offset: start, count: end - start, sourceByteOffset: base + UInt64(start), record: record, line: line,
        isTruncated: isTruncated))
    return false
  }

  /// Appends the documents of a line; words may stand before, between and behind them.
  private func appendDocuments(
    of text: ByteView, from start: Int, at base: UInt64, isLast: Bool, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    let known = ranges.count
    var at = start
    while let brace = text.documentStart(from: at) {
      at = brace
      var scanner = JSONValueScanner()
      let outcome = scanner.scan(text, from: &at, isAtEnd: true)
      // What has no end goes on to that of the line: whoever reads it says what is wrong.
      if case .ended = outcome {} else { at = text.count }
      let record = state.takeRecord()
      let isTruncated = isLast && outcome == .unfinished
      if isTruncated { reportCutOff(at: base + UInt64(brace), count: at - brace, record, &state) }
      ranges.append(
        RecordRange(
          offset: brace, count: at - brace, sourceByteOffset: base + UInt64(brace), record: record, line: line,
          isTruncated: isTruncated))
    }
    if ranges.count == known {
      state.report(
        .foreignRecord, at: base + UInt64(start), line: line, "a line without a JSON document; it was left out")
    }
  }

  private func reportCutOff(at offset: UInt64, count: Int, _ record: UInt64, _ state: inout CutState) {
    state.reportTruncation(
      at: offset, record: record, line: line,
      "the last line ends after \(count) bytes, inside its JSON document; what is whole in it was used")
  }
}
