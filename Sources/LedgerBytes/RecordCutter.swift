import LedgerMemory
import LedgerModel

/// What all cutters of one source share: numbering, limits, problems.
struct CutState {
  let source: Int
  let recordBytesMax: Int
  /// How long the content is, where that is known before its end.
  var contentBytes: UInt64?
  /// Whether the content ended before its time and that is a known problem: then what is cut off by it is none.
  var hasEndedEarly = false
  var nextRecord: UInt64 = 0
  var problems = ProblemLog()

  mutating func report(
    _ code: ProblemCode, at offset: UInt64, record: UInt64? = nil, line: UInt64? = nil, _ message: String
  ) {
    problems.add(
      Problem(code, at: SourcePosition(source: source, byteOffset: offset, record: record, line: line), message))
  }

  /// The number of the record at hand; the next one gets the next.
  mutating func takeRecord() -> UInt64 {
    defer { nextRecord += 1 }
    return nextRecord
  }

  /// A record is too long: it keeps its number, or gets the next one, and is skipped.
  mutating func skipOversized(at offset: UInt64, record: UInt64? = nil, line: UInt64? = nil) {
    report(
      .limitExceeded, at: offset, record: record ?? takeRecord(), line: line,
      "a record is longer than \(recordBytesMax) bytes; it was skipped, reading went on behind it")
  }

  /// The content ends inside a record.
  mutating func reportTruncation(at offset: UInt64, record: UInt64?, line: UInt64? = nil, _ message: String) {
    if !hasEndedEarly { report(.truncatedInput, at: offset, record: record, line: line, message) }
  }
}

/// What one call of a cutter came to.
struct Cut {
  /// How many bytes at the front of the window are done with.
  var consumed: Int
  /// Whether the lines turned out to be documents: the cutter must be changed, nothing behind `consumed` was cut.
  var findsDocuments = false
}

/// Cuts a content into records, window by window.
///
/// A window begins where the last call stopped consuming, and is longer than before or is the last. Cutters remember
/// how far they looked, so that a long record is not searched again each time the window grows.
enum RecordCutter {
  case lines(LineCutter)
  case documents(DocumentCutter)
  case frames(LengthCutter<FrameSyntax>)
  case elements(LengthCutter<ElementSyntax>)

  /// Cuts a window.
  ///
  /// - Parameters:
  ///   - window: bytes, some of them perhaps seen before.
  ///   - base: the offset of the window in the content.
  ///   - isAtEnd: whether the content ends with the window; then everything is consumed.
  ///   - lineBreaks: those of the window that no call before knew of, where they have been looked for.
  mutating func cut(
    _ window: ByteView, at base: UInt64, isAtEnd: Bool, lineBreaks: LineBreaks?, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) -> Cut {
    switch self {
    case .lines(var cutter):
      defer { self = .lines(cutter) }
      return cutter.cut(window, at: base, isAtEnd: isAtEnd, lineBreaks: lineBreaks, into: &ranges, &state)
    case .documents(var cutter):
      // The scanner inside holds an array: leave it the only owner while it is changed.
      self = .lines(LineCutter())
      defer { self = .documents(cutter) }
      return cutter.cut(window, at: base, isAtEnd: isAtEnd, into: &ranges, &state)
    case .frames(var cutter):
      defer { self = .frames(cutter) }
      return cutter.cut(window, at: base, isAtEnd: isAtEnd, into: &ranges, &state)
    case .elements(var cutter):
      defer { self = .elements(cutter) }
      return cutter.cut(window, at: base, isAtEnd: isAtEnd, into: &ranges, &state)
    }
  }
}
