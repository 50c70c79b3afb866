import LedgerMemory
import LedgerModel

/// Puts a JSON document together that a process wrote over several lines: in a log, each of them is wrapped for itself.
///
/// A line may open a document where JSON breaks lines behind what ends it; the next one tells whether it does. Lines in
/// between that can be no part of JSON are somebody else's and stay out.
struct DocumentJoiner: ~Copyable {
  /// What became of a line.
  enum Outcome: Equatable {
    /// It is no part of a document.
    case line
    /// It is part of one that goes on.
    case taken
    /// The document that was begun ends before this offset of the line.
    case ended(Int)
    /// The document that was begun has no end. The line is still to be read.
    case brokenOff
    /// The line before opened no document after all, and is to be read for itself. So is this one.
    case notOpened
  }

  private let probe: any MessageProbe
  private var bytes = PaddedBytes()
  /// Where the document begins in what is there: words may stand before it.
  private var start = 0
  private var scanner = JSONValueScanner()
  private var scanned = 0
  /// The last byte of the first line; `nil` behind the second one.
  private var opening: UInt8?
  /// Whether the document is too long, and only its end is waited for.
  private var isOversized = false

  /// The range of the line where the document begins; `nil` between two documents.
  private(set) var range: RecordRange?

  init(_ probe: any MessageProbe) { self.probe = probe }

  /// What is there of the document; empty where it was too long.
  var document: ByteView { isOversized ? .empty : bytes.view.dropping(start) }

  /// The line that opened no document.
  var line: ByteView { bytes.view }

  /// Whether no line but the first is there, and words stand before what it may open.
  var isOnlyWords: Bool { opening != nil && bytes.view.firstNonSpace() < start }

  /// Forgets the document.
  mutating func close() {
    range = nil
    bytes.restart()
    isOversized = false
    opening = nil
  }

  /// Takes a line of the stream, without or with its line break.
  mutating func add(_ line: ByteView, _ range: RecordRange, _ state: inout CutState) -> Outcome {
    let first = line.firstNonSpace()
    let end = line.endOfText(from: first, to: line.count)
    guard let documentRange = self.range else {
      return open(line.slice(0, end), from: first, range) ? .taken : .line
    }
    if first == end { return .taken }
    if let opening {
      guard DocumentBehindWords.mayFollow(opening, line[first], isIndented: first > 0) else { return .notOpened }
    }
    guard line.slice(first, end).isLikeJSON else { return opening == nil ? .line : .notOpened }
    if isRequest(line.slice(0, end)) { return .brokenOff }
    opening = nil
    if isOversized {
      // The scanner looks at the line break before.
      bytes.truncate(to: 0)
      bytes.append(byte: 0x0A)
      scanned = 1
    }
    let before = bytes.count
    bytes.append(line.slice(0, end))
    bytes.append(byte: 0x0A)
    bytes.pad()
    switch scanner.scan(bytes.view, from: &scanned, isAtEnd: true) {
    case .ended(let valueEnd):
      bytes.truncate(to: valueEnd)
      checkLength(documentRange, &state)
      return .ended(valueEnd - before)
    case .unfinished where !scanner.isInsideString:
      checkLength(documentRange, &state)
      return .taken
    // JSON breaks no line inside of a string: this is where the document was cut off, or it is none.
    case .unfinished, .broken:
      bytes.truncate(to: before)
      return .brokenOff
    }
  }

  private mutating func checkLength(_ range: RecordRange, _ state: inout CutState) {
    guard !isOversized, bytes.count - start > state.recordBytesMax else { return }
    state.skipOversized(at: range.sourceByteOffset, record: range.record, line: range.line)
    isOversized = true
    start = 0
  }

  /// Whether a line may open a document that goes on.
  private mutating func open(_ line: ByteView, from first: Int, _ range: RecordRange) -> Bool {
    guard first < line.count, DocumentBehindWords.breaksLine(behind: line[line.count - 1]) else { return false }
    let begin: Int
    switch line[first] {
    // The rest of a document whose beginning is lost.
    case 0x22, 0x3A, 0x5D, 0x7D: return false
    case 0x5B where first + 1 == line.count || [0x7B, 0x5B].contains(line[line.firstNonSpace(from: first + 1)]):
      begin = first
    default:
      guard let brace = line.documentStart(from: first) else { return false }
      begin = brace
    }
    scanner = JSONValueScanner()
    scanned = begin
    guard scanner.scan(line, from: &scanned, isAtEnd: true) == .unfinished, !scanner.isInsideString else {
      return false
    }
    self.range = range
    start = begin
    opening = line[line.count - 1]
    bytes.append(line)
    bytes.append(byte: 0x0A)
    bytes.pad()
    return true
  }

  /// Whether a line is a request of its own. Where a document was cut off behind a comma, that is all that shows it.
  private func isRequest(_ line: ByteView) -> Bool {
    guard line.count > 1, line[0] == 0x7B, line[line.count - 1] == 0x7D, probe.opensRequest(line) else { return false }
    return !LineUnwrapper.isCutOff(line, from: 0)
  }
}

extension ByteView {
  /// Whether a line, without white space around it, may stand inside of a JSON document.
  fileprivate var isLikeJSON: Bool {
    switch self[0] {
    case 0x22, 0x7D, 0x5D, 0x2C: return true
    case 0x7B, 0x5B:
      let next = firstNonSpace(from: 1)
      guard next < count else { return true }
      switch self[next] {
      case 0x22, 0x7B, 0x7D, 0x5B, 0x5D: return true
      default: return self[0] == 0x5B && dropping(next).isScalars
      }
    default: return isScalars
    }
  }

  /// Whether there is nothing but numbers and JSON's words, commas between them, and brackets behind them.
  private var isScalars: Bool {
    var at = 0
    while at < count {
      let start = at
      while at < count, !isJSONSpace(self[at]), self[at] != 0x2C, self[at] != 0x5D, self[at] != 0x7D { at += 1 }
      guard start == at || slice(start, at).isScalar else { return false }
      while at < count, isJSONSpace(self[at]) || self[at] == 0x2C || self[at] == 0x5D || self[at] == 0x7D { at += 1 }
    }
    return true
  }

  private var isScalar: Bool {
    if self == "true" || self == "false" || self == "null" || self == "NaN" || self == "Infinity"
      || self == "-Infinity"
    {
      return true
    }
    return bytes.allSatisfy {
      $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x2B || $0 == 0x2E || $0 | 0x20 == 0x65
    } && (self[0] == 0x2D || self[0] >= 0x30 && self[0] <= 0x39)
  }
}
