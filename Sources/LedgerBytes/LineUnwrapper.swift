import LedgerMemory
import LedgerModel

/// Takes records out of the lines of a log: off comes what a container's log put round them, long lines are put together
/// again, and payloads that a line carries in base64 are decoded and decompressed.
///
/// Positions are those of the line where the record begins: inside of what was unwrapped there are no others.
final class LineUnwrapper {
  /// What became of a line.
  enum Outcome: Equatable {
    /// The record is in the buffer.
    case record(SourceFormat.Encoding)
    /// It is a part of a line, or was left out.
    case nothing
  }

  /// A line of one stream that its container cut in parts: those that were there so far.
  private struct Parts: ~Copyable {
    var bytes = PaddedBytes()
    /// The range of the first part; `nil` between two lines.
    var range: RecordRange?
    /// Whether the line is too long, and only its end is waited for.
    var isOversized = false
  }

  private let container: LineContainer?
  private let probe: any MessageProbe
  private var output = Parts()
  private var errors = Parts()

  init(_ container: LineContainer?, _ probe: any MessageProbe) {
    self.container = container
    self.probe = probe
  }

  /// Unwraps one line into `record`, which is emptied first.
  ///
  /// - Parameters:
  ///   - line: the line without its line break.
  ///   - range: where it is; becomes that of the record.
  func unwrap(
    _ line: ByteView, _ range: inout RecordRange, into record: inout PaddedBytes, _ inflater: RecordInflater,
    _ state: inout CutState
  ) -> Outcome {
    record.removeAll()
    let found: ContainerLine? =
      switch container {
      case .docker: ContainerLine(docker: line)
      case .cri: ContainerLine(cri: line)
      case nil: nil
      }
    guard let found else {
      // The end of a container's log that is cut off is known to be, and nothing in that line is whole.
      if container != nil, range.isTruncated { return .nothing }
      record.append(line)
      return payload(range, of: &record, inflater, &state)
    }
    if found.isEscaped { record.append(unescaping: found.content) } else { record.append(found.content) }
    let goesOn = found.isEscaped ? record.count == 0 || record.view[record.count - 1] != 0x0A : found.isPart
    let isWhole =
      found.isErrorStream
      ? LineUnwrapper.join(&errors, &record, &range, goesOn, &state)
      : LineUnwrapper.join(&output, &record, &range, goesOn, &state)
    return isWhole ? payload(range, of: &record, inflater, &state) : .nothing
  }

  /// Adds a part to those before it; answers whether the line is whole, and then in `record`.
  private static func join(
    _ parts: inout Parts, _ record: inout PaddedBytes, _ range: inout RecordRange, _ goesOn: Bool,
    _ state: inout CutState
  ) -> Bool {
    if parts.range == nil, !goesOn { return true }
    range = parts.range ?? range
    if !parts.isOversized, parts.bytes.count + record.count > state.recordBytesMax {
      parts.isOversized = true
      parts.bytes = PaddedBytes()
      state.skipOversized(at: range.sourceByteOffset, record: range.record, line: range.line)
    }
    if !parts.isOversized { parts.bytes.append(record.view) }
    if goesOn {
      parts.range = range
      return false
    }
    let isWhole = !parts.isOversized
    record.removeAll()
    record.append(parts.bytes.view)
    parts.bytes.removeAll()
    parts.range = nil
    parts.isOversized = false
    return isWhole
  }

  /// At the end of the content: the beginning of a line whose other parts are missing; `nil` where there is none.
  func takeRest(into record: inout PaddedBytes, _ state: inout CutState) -> RecordRange? {
    LineUnwrapper.takeRest(of: &output, into: &record, &state)
      ?? LineUnwrapper.takeRest(of: &errors, into: &record, &state)
  }

  private static func takeRest(
    of parts: inout Parts, into record: inout PaddedBytes, _ state: inout CutState
  ) -> RecordRange? {
    guard var range = parts.range else { return nil }
    parts.range = nil
    let content = parts.bytes.view
    let start = content.firstNonSpace()
    // The rest of a line that is no document is nothing that is missed.
    guard !parts.isOversized, start < content.count, content[start] == 0x7B else { return nil }
    record.removeAll()
    record.append(content)
    range.isTruncated = LineUnwrapper.isCutOff(content, from: start)
    if range.isTruncated {
      state.reportTruncation(
        at: range.sourceByteOffset, record: range.record, line: range.line,
        "the content ends inside a line that the log has in parts; what is whole in it was used")
    }
    return range
  }

  /// Whether a document that begins at `start` has no end.
  static func isCutOff(_ content: ByteView, from start: Int) -> Bool {
    var at = start
    var scanner = JSONValueScanner()
    return scanner.scan(content, from: &at, isAtEnd: true) == .unfinished
  }

  /// Leaves in the buffer what the line carries.
  private func payload(
    _ range: RecordRange, of record: inout PaddedBytes, _ inflater: RecordInflater, _ state: inout CutState
  ) -> Outcome {
    let line = record.view
    let start = line.firstNonSpace()
    let end = line.endOfText(from: start, to: line.count)
    guard start < end else { return .nothing }
    let text = line.slice(start, end)
    guard let brace = LineUnwrapper.documentStart(text) else {
      state.report(
        .foreignRecord, at: range.sourceByteOffset, record: range.record, line: range.line,
        "a line without a JSON document; it was left out")
      return .nothing
    }
    record.removeFirst(start + brace)
    guard RequestEnvelope.isLikely(record.view) else { return .record(.otlpJSON) }
    record.truncate(to: record.view.endOfText(from: 0, to: record.count))
    var content = PaddedBytes()
    switch RequestEnvelope(record.view) {
    case nil: return .record(.otlpJSON)
    case .value(let value): content.append(value)
    case .text(let text):
      var unescaped = PaddedBytes()
      unescaped.append(unescaping: text)
      let first = unescaped.view.firstNonSpace()
      if first < unescaped.count, unescaped.view[first] == 0x7B || unescaped.view[first] == 0x5B {
        content.append(unescaped.view)
      } else if !content.append(base64: unescaped.view) {
        return complain("the payload of a line is neither JSON nor base64; it was left out", range, &record, &state)
      }
    }
    if case .compressed(let compression)? = ContentMagic(content.view) {
      var inflated = PaddedBytes()
      if let complaint = inflater.inflate(content.view, compression, into: &inflated) {
        state.report(
          complaint.code, at: range.sourceByteOffset, record: range.record, line: range.line,
          "the payload of a line cannot be decompressed: \(complaint.message); what came out was used")
      }
      swap(&content, &inflated)
    }
    record.removeAll()
    record.append(content.view)
    let first = record.view.firstNonSpace()
    if first == record.count { return .nothing }
    if record.view[first] == 0x7B || record.view[first] == 0x5B { return .record(.otlpJSON) }
    if probe.plausibility(of: record.view, isComplete: false) { return .record(.otlpProtobuf) }
    return complain("the payload of a line is no OTLP; it was left out", range, &record, &state)
  }

  /// Where the document of a line begins, perhaps behind a logger's words.
  static func documentStart(_ text: ByteView) -> Int? {
    if text[0] == 0x7B { return 0 }
    if text[0] == 0x5B {
      let next = text.firstNonSpace(from: 1)
      if next < text.count, text[next] == 0x7B || text[next] == 0x5B || text[next] == 0x5D { return 0 }
    }
    guard let brace = text.firstIndex(of: 0x7B), text.byteOrPadding(at: brace + 1) == 0x22 else { return nil }
    return brace
  }

  private func complain(
    _ message: String, _ range: RecordRange, _ record: inout PaddedBytes, _ state: inout CutState
  ) -> Outcome {
    record.removeAll()
    state.report(
      .foreignRecord, at: range.sourceByteOffset, record: range.record, line: range.line, message)
    return .nothing
  }
}
