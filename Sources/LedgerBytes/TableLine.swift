import LedgerMemory

/// A line of a table, as databases and spreadsheets write them: cells with commas, semicolons, tabs or bars between them. A cell
/// may stand in quotes; those inside of it are doubled then.
enum TableLine {
  /// Whether a cell of the line stands in quotes and begins as an object with a key in doubled ones, or as a list of such.
  ///
  /// No JSON is like that: two quotes behind a brace are an empty key, and no quote stands before it.
  static func hasQuotedDocument(_ line: ByteView) -> Bool {
    var at = 0
    while let brace = line.firstIndex(of: 0x7B, from: at) {
      at = brace + 1
      let quote = line.firstNonSpace(from: at)
      guard line.holds("\"\"", at: quote) else { continue }
      var start = brace
      if start > 0, line[start - 1] == 0x5B { start -= 1 }
      guard start > 0, line[start - 1] == 0x22 else { continue }
      let end = line.endOfBlanks(before: start - 1)
      if end == 0 || isSeparator(line[end - 1]) || start > 1 && isSeparator(line[start - 2]) { return true }
    }
    return false
  }

  /// Calls `body` with each cell, out of its quotes. The last one may have no end.
  static func forEachCell(of line: ByteView, _ body: (ByteView) -> Void) {
    var at = 0
    var cell = PaddedBytes()
    while at < line.count {
      if line[at] == 0x22 {
        cell.removeAll()
        at = appendQuoted(line, from: at + 1, to: &cell)
        cell.withView(body)
        while at < line.count, !isSeparator(line[at]) { at += 1 }
      } else {
        let start = at
        while at < line.count, !isSeparator(line[at]) { at += 1 }
        body(line.slice(start, line.endOfText(from: start, to: at)))
      }
      at += 1
      while at < line.count, line[at] == 0x20 { at += 1 }
    }
  }

  /// Appends what stands in quotes from `start` on, and answers where what is behind it begins.
  private static func appendQuoted(_ line: ByteView, from start: Int, to cell: inout PaddedBytes) -> Int {
    var at = start
    while let quote = line.firstIndex(of: 0x22, from: at) {
      cell.append(line.slice(at, quote))
      at = quote + 1
      guard at < line.count, line[at] == 0x22 else { return at }
      cell.append(byte: 0x22)
      at += 1
    }
    cell.append(line.dropping(at))
    return line.count
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x3B || byte == 0x09 || byte == 0x7C
  }
}

extension ByteView {
  /// The offset behind the last byte before `end` that is no space.
  fileprivate func endOfBlanks(before end: Int) -> Int {
    var at = end
    while at > 0, self[at - 1] == 0x20 { at -= 1 }
    return at
  }
}
