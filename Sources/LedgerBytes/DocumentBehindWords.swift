import LedgerMemory

/// Finds JSON documents that begin in the middle of a line, behind a logger's words: `INFO exporting {`.
///
/// Inside of a document, braces stand in the middle of lines, too. Those of JSON have a comma, a bracket or a key with its
/// colon before them, and nothing else on the line; so whatever was damaged before, they are not taken for the beginning of
/// one. A document has a key with a colon behind its brace, however many line breaks lie between.
///
/// How far is looked, forwards and backwards, is limited: the answer does not depend on how much happens to be at hand.
enum DocumentBehindWords {
  enum Finding: Equatable {
    /// A document begins at this brace.
    case document(Int)
    case none
    /// More bytes are needed to tell.
    case needsMore
  }

  /// How long words may be, and how far behind a brace the colon of its first key may stand.
  static let lookahead = 1024
  /// How far back is looked for what stands before a brace.
  static let lookback = 64

  /// The first document that begins on the line from `start` on.
  static func find(in window: ByteView, from start: Int, isAtEnd: Bool) -> Finding {
    let reach = min(window.count, start + lookahead)
    var at = start
    while at < reach, window[at] != 0x0A {
      if window[at] == 0x7B {
        guard let begins = begins(window, at: at, from: start, isAtEnd: isAtEnd) else { return .needsMore }
        if begins { return .document(at) }
      }
      at += 1
    }
    return at == window.count && at < start + lookahead && !isAtEnd ? .needsMore : .none
  }

  /// Whether a document begins at a brace behind words; `nil` where more bytes are needed to tell.
  ///
  /// - Parameter start: what stands before it is not looked at.
  static func begins(_ window: ByteView, at brace: Int, from start: Int, isAtEnd: Bool) -> Bool? {
    guard isBehindWords(window, at: brace, from: start) else { return false }
    let known = window.slice(0, min(window.count, brace + lookahead))
    let undecided: Bool? = known.count == brace + lookahead || isAtEnd ? false : nil
    let quote = known.firstNonSpace(from: brace + 1)
    guard quote < known.count else { return undecided }
    guard known[quote] == 0x22 else { return false }
    var end = quote + 1
    while end < known.count, known[end] != 0x22 {
      guard known[end] >= 0x20, known[end] != 0x5C else { return false }
      end += 1
    }
    let colon = known.firstNonSpace(from: min(end + 1, known.count))
    return colon < known.count ? known[colon] == 0x3A : undecided
  }

  /// Whether a document begins behind words on a line and goes on behind its end; `nil` where more bytes are needed to
  /// tell. A line that is cut off inside its document is something else: it does not end where JSON breaks lines.
  static func opens(_ window: ByteView, _ lineStart: Int, _ lineEnd: Int, isAtEnd: Bool) -> Bool? {
    let end = window.endOfText(from: lineStart, to: lineEnd)
    guard end > lineStart, breaksLine(behind: window[end - 1]) else { return false }
    var from = window.firstNonSpace(from: lineStart)
    guard window[from] != 0x7B else { return false }
    while true {
      switch find(in: window, from: from, isAtEnd: isAtEnd) {
      case .none: return false
      case .needsMore: return nil
      case .document(let brace):
        var at = brace
        var scanner = JSONValueScanner()
        switch scanner.scan(window.slice(0, end), from: &at, isAtEnd: true) {
        case .ended(let valueEnd): from = valueEnd
        case .broken: return false
        case .unfinished: return goesOn(window, behind: window[end - 1], from: lineEnd, isAtEnd: isAtEnd)
        }
      }
    }
  }

  /// Behind what JSON breaks lines.
  static func breaksLine(behind byte: UInt8) -> Bool {
    byte == 0x7B || byte == 0x5B || byte == 0x2C || byte == 0x3A
  }

  /// Whether the next text is what may follow there and begins no line of its own.
  private static func goesOn(_ window: ByteView, behind last: UInt8, from lineEnd: Int, isAtEnd: Bool) -> Bool? {
    let known = window.slice(0, min(window.count, lineEnd + lookahead))
    let next = known.firstNonSpace(from: lineEnd)
    guard next < known.count else { return known.count == lineEnd + lookahead || isAtEnd ? false : nil }
    return mayFollow(last, known[next], isIndented: known[next - 1] != 0x0A)
  }

  /// Whether a document whose line ends with `last` may go on with `next` in the next line.
  static func mayFollow(_ last: UInt8, _ next: UInt8, isIndented: Bool) -> Bool {
    switch next {
    case 0x22: true
    case 0x7D: last == 0x7B
    case 0x5D, 0x7B, 0x5B: last == 0x5B
    // A number or a word: of a document where it is indented, else of a log.
    default: isIndented && (last == 0x5B || last == 0x3A)
    }
  }

  /// Whether what stands before a brace on its line is no part of JSON.
  private static func isBehindWords(_ window: ByteView, at brace: Int, from start: Int) -> Bool {
    let first = max(start, brace - lookback)
    func behindBlanks(before end: Int) -> Int {
      var at = end
      while at > first, window[at - 1] == 0x20 || window[at - 1] == 0x09 { at -= 1 }
      return at
    }
    let end = behindBlanks(before: brace)
    guard end > first else { return false }
    switch window[end - 1] {
    case 0x0A, 0x0D, 0x2C, 0x5B, 0x7B: return false
    case 0x3A:
      let name = behindBlanks(before: end - 1)
      return name > first && window[name - 1] != 0x22
    default: return true
    }
  }
}

extension ByteView {
  /// The first brace from `start` on that may open a JSON document: a key follows, or nothing but its end or that of the
  /// view. Braces of other text have words behind them.
  func documentStart(from start: Int = 0) -> Int? {
    var at = start
    while let brace = firstIndex(of: 0x7B, from: at) {
      let next = firstNonSpace(from: brace + 1)
      if next == count || self[next] == 0x22 || self[next] == 0x7D && firstNonSpace(from: next + 1) == count {
        return brace
      }
      at = brace + 1
    }
    return nil
  }
}
