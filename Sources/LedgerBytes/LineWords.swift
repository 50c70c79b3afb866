import LedgerMemory

/// Words that stand before each line of a document: `otelcol-1  | {`, then `otelcol-1  |   "resourceSpans": [`. They are the
/// same on all of its lines, but for numbers in them, as those of times are.
struct LineWords: ~Copyable {
  private var words = PaddedBytes()

  /// The line without what stands before the lines of its document.
  ///
  /// - Parameter isInside: whether a document is open.
  mutating func content(of line: ByteView, isInside: Bool) -> ByteView {
    if isInside, let length = length(in: line) { return line.dropping(length) }
    if let bracket = LineWords.opening(line) {
      words.removeAll()
      words.append(line.slice(0, bracket))
      return line.dropping(bracket)
    }
    return line
  }

  /// Where the bracket is that ends a line behind words; `nil` where there is none, and where the line may be one of a document.
  static func opening(_ line: ByteView) -> Int? {
    let end = line.endOfText(from: 0, to: line.count)
    guard end > 1, line[end - 1] == 0x7B || line[end - 1] == 0x5B else { return nil }
    let words = line.slice(0, end - 1)
    guard words.firstNonSpace() < words.count, words.firstIndex(of: 0x22) == nil else { return nil }
    return end - 1
  }

  /// How much of a line are the words, of which numbers may be others; `nil` where the line has none of them. White space at
  /// their end may be missing, where an editor took it from a blank line.
  private func length(in line: ByteView) -> Int? {
    let words = words.view
    let end = words.endOfText(from: 0, to: words.count)
    var at = 0
    var known = 0
    while known < words.count {
      if isDigit(words[known]) {
        guard at < line.count, isDigit(line[at]) else { return nil }
        while known < words.count, isDigit(words[known]) { known += 1 }
        while at < line.count, isDigit(line[at]) { at += 1 }
        continue
      }
      guard at < line.count, line[at] == words[known] else {
        return known >= end && at == line.count ? at : nil
      }
      at += 1
      known += 1
    }
    return at
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension FramingDetector {
  /// Documents over several lines with the same words before each of them.
  func documentsBehindLineWords() -> Finding? {
    var lineStart = 0
    while let lineEnd = head.firstIndex(of: 0x0A, from: lineStart) {
      let line = head.slice(lineStart, lineEnd)
      if LineWords.opening(line) != nil, opensRequest(lineFrom: lineStart) {
        return Finding(
          encoding: .otlpJSON, name: .jsonDocuments, framing: .wrapped(.words),
          explanation: "JSON documents of several lines, with other words before each of their lines")
      }
      lineStart = lineEnd + 1
    }
    return nil
  }

  /// Whether a request begins on a line, without the words before it and the lines behind it.
  private func opensRequest(lineFrom start: Int) -> Bool {
    var words = LineWords()
    var document = PaddedBytes()
    var lineStart = start
    // A request shows itself by its first few names.
    while document.count < 16 << 10,
      let lineEnd = head.firstIndex(of: 0x0A, from: lineStart) ?? (isAll && lineStart < head.count ? head.count : nil)
    {
      let line = head.slice(lineStart, lineEnd)
      let content = words.content(of: line, isInside: lineStart > start)
      // The line behind the first one has the words, too, or nothing has.
      if lineStart > start, content.count == line.count { break }
      document.append(content)
      document.append(byte: 0x0A)
      lineStart = lineEnd + 1
    }
    document.pad()
    let view = document.view
    var at = view.firstNonSpace()
    if at < view.count, view[at] == 0x5B { at = view.firstNonSpace(from: at + 1) }
    return at < view.count && view[at] == 0x7B && probe.opensRequest(view.dropping(at))
  }
}
