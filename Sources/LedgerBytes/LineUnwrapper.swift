import LedgerMemory
import LedgerModel

/// Takes records out of the lines of a log: off comes what a container's log put round them, long lines and documents of
/// several lines are put together again, and payloads that a line carries in base64 are decoded and decompressed.
///
/// Positions are those of the line where the record begins: inside of what was unwrapped there are no others.
final class LineUnwrapper {
  /// Uses a record; the buffer is filled again afterwards.
  typealias Use = (ByteView, RecordRange, SourceFormat.Encoding, inout CutState) -> Void

  /// A line of one stream that its container cut in parts: those that were there so far.
  private struct Parts: ~Copyable {
    var bytes = PaddedBytes()
    /// The range of the first part; `nil` between two lines.
    var range: RecordRange?
    /// Whether the line is too long, and only its end is waited for.
    var isOversized = false
  }

  /// What one stream of the process has begun.
  private struct Stream: ~Copyable {
    var parts = Parts()
    var joiner: DocumentJoiner
  }

  private let container: LineContainer?
  private let probe: any MessageProbe
  /// What stands before each line of the document at hand, where ``LineContainer/words`` do.
  private var words = LineWords()
  private var output: Stream
  private var errors: Stream
  private var content = PaddedBytes()
  private var record = PaddedBytes()

  init(_ container: LineContainer?, _ probe: any MessageProbe) {
    self.container = container
    self.probe = probe
    output = Stream(joiner: DocumentJoiner(probe))
    errors = Stream(joiner: DocumentJoiner(probe))
  }

  /// Unwraps one line.
  ///
  /// - Parameters:
  ///   - line: the line without its line break.
  ///   - range: where it is.
  ///   - isOpenEnd: whether the content ends with it, and without a line break.
  ///   - use: is called with each record that ends on the line.
  func unwrap(
    _ line: ByteView, _ range: RecordRange, isOpenEnd: Bool, _ inflater: RecordInflater, _ state: inout CutState,
    _ use: Use
  ) {
    var range = range
    content.removeAll()
    let found: ContainerLine? =
      switch container {
      case .docker: ContainerLine(docker: line)
      case .cri: ContainerLine(cri: line)
      case .words: ContainerLine(words.content(of: line, isInside: output.joiner.range != nil))
      case nil: nil
      }
    guard let found else {
      // The end of a container's log that is cut off, and nothing in that line is whole.
      if container != nil, range.isTruncated || isOpenEnd {
        if !range.isTruncated, !hasBegun {
          state.reportTruncation(
            at: range.sourceByteOffset, record: range.record, line: range.line,
            "the content ends inside a line of the log, before what was logged; the line was left out")
        }
        return
      }
      content.append(line)
      read(range, of: &output, inflater, &state, use)
      return
    }
    if found.isEscaped { content.append(unescaping: found.content) } else { content.append(found.content) }
    let goesOn = found.isEscaped ? content.count == 0 || content.view[content.count - 1] != 0x0A : found.isPart
    if found.isErrorStream {
      guard LineUnwrapper.join(&errors.parts, &content, &range, goesOn, &state) else { return }
      read(range, of: &errors, inflater, &state, use)
    } else {
      guard LineUnwrapper.join(&output.parts, &content, &range, goesOn, &state) else { return }
      read(range, of: &output, inflater, &state, use)
    }
  }

  /// Whether a line or a document is begun that will be told to be cut off where the content ends now.
  private var hasBegun: Bool {
    output.parts.range != nil || errors.parts.range != nil || output.joiner.range != nil || errors.joiner.range != nil
  }

  /// Reads a whole line of a stream, which is the content at hand.
  private func read(
    _ range: RecordRange, of stream: inout Stream, _ inflater: RecordInflater, _ state: inout CutState, _ use: Use
  ) {
    while true {
      switch stream.joiner.add(content.view, range, &state) {
      case .taken: return
      case .line:
        usePayload(of: content.view, range, inflater, &state, use)
        return
      case .notOpened:
        if let range = stream.joiner.range { usePayload(of: stream.joiner.line, range, inflater, &state, use) }
        stream.joiner.close()
      case .brokenOff:
        if var range = stream.joiner.range, stream.joiner.document.count > 0 {
          state.report(
            .unreadableRecord, at: range.sourceByteOffset, record: range.record, line: range.line,
            "a JSON document of several lines is cut off; what is whole in it was used, reading went on behind it")
          range.isTruncated = true
          use(stream.joiner.document, range, .otlpJSON, &state)
        }
        stream.joiner.close()
      case .ended(let end):
        if let range = stream.joiner.range, stream.joiner.document.count > 0 {
          usePayload(of: stream.joiner.document, range, inflater, &state, use)
        }
        stream.joiner.close()
        // Another document may follow on the same line; a comma between two is all right.
        var next = content.view.firstNonSpace(from: end)
        if next < content.count, content.view[next] == 0x2C { next = content.view.firstNonSpace(from: next + 1) }
        if next == content.count { return }
        content.removeFirst(next)
      }
    }
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

  /// At the end of the content: the beginnings of lines and documents whose other parts are missing.
  func finish(_ inflater: RecordInflater, _ state: inout CutState, _ use: Use) {
    finish(&output, inflater, &state, use)
    finish(&errors, inflater, &state, use)
  }

  private func finish(
    _ stream: inout Stream, _ inflater: RecordInflater, _ state: inout CutState, _ use: Use
  ) {
    if let range = stream.parts.range, !stream.parts.isOversized, stream.joiner.range != nil {
      content.removeAll()
      content.append(stream.parts.bytes.view)
      stream.parts = Parts()
      read(range, of: &stream, inflater, &state, use)
    }
    if var range = stream.joiner.range {
      if stream.joiner.isOnlyWords {
        usePayload(of: stream.joiner.line, range, inflater, &state, use)
      } else if stream.joiner.document.count > 0 {
        range.isTruncated = true
        state.reportTruncation(
          at: range.sourceByteOffset, record: range.record, line: range.line,
          "the content ends inside a JSON document of several lines; what is whole in it was used")
        use(stream.joiner.document, range, .otlpJSON, &state)
      }
      stream.joiner.close()
    }
    finish(&stream.parts, &state, use)
  }

  private func finish(_ parts: inout Parts, _ state: inout CutState, _ use: Use) {
    guard var range = parts.range else { return }
    parts.range = nil
    let content = parts.bytes.view
    let start = content.firstNonSpace()
    // The rest of a line that is no document is nothing that is missed.
    guard !parts.isOversized, start < content.count, content[start] == 0x7B else { return }
    range.isTruncated = LineUnwrapper.isCutOff(content, from: start)
    if range.isTruncated {
      state.reportTruncation(
        at: range.sourceByteOffset, record: range.record, line: range.line,
        "the content ends inside a line that the log has in parts; what is whole in it was used")
    }
    use(content, range, .otlpJSON, &state)
  }

  /// Whether a document that begins at `start` has no end.
  static func isCutOff(_ content: ByteView, from start: Int) -> Bool {
    var at = start
    var scanner = JSONValueScanner()
    return scanner.scan(content, from: &at, isAtEnd: true) == .unfinished
  }

  /// Uses what a line or a document carries.
  private func usePayload(
    of line: ByteView, _ range: RecordRange, _ inflater: RecordInflater, _ state: inout CutState, _ use: Use
  ) {
    let start = line.firstNonSpace()
    let end = line.endOfText(from: start, to: line.count)
    guard start < end else { return }
    guard let brace = LineUnwrapper.documentStart(line.slice(start, end)) else {
      let isUsed = RequestSearch(probe, inflater).forEachRequest(standingFor: line.slice(start, end)) {
        if let complaint = $2 { report(complaint, range, &state) }
        use($0, range, $1, &state)
      }
      if isUsed { return }
      leaveOut("a line without a JSON document; it was left out", range, &state)
      return
    }
    let document = line.slice(start + brace, end)
    if let payload = RequestEnvelope.payload(of: document) {
      unpack(payload, range, inflater, &state, use)
    } else if !useRequests(in: document, range, inflater, &state, use) {
      use(line.dropping(start + brace), range, .otlpJSON, &state)
    }
  }

  /// Uses the requests that the documents of a line carry, beside those that are requests themselves; answers whether
  /// there was one.
  private func useRequests(
    in documents: ByteView, _ range: RecordRange, _ inflater: RecordInflater, _ state: inout CutState, _ use: Use
  ) -> Bool {
    RequestSearch(probe, inflater).forEachRequest(inAll: documents) { document in
      use(document, range, .otlpJSON, &state)
    } _: { record, encoding, complaint in
      if let complaint { report(complaint, range, &state) }
      use(record, range, encoding, &state)
    }
  }

  private func unpack(
    _ payload: Payload, _ range: RecordRange, _ inflater: RecordInflater, _ state: inout CutState, _ use: Use
  ) {
    let (outcome, complaint) = PayloadReader(probe: probe, inflater: inflater).read(payload, into: &record)
    if let complaint { report(complaint, range, &state) }
    switch outcome {
    case .json: use(record.view, range, .otlpJSON, &state)
    case .protobuf: use(record.view, range, .otlpProtobuf, &state)
    case .empty: break
    case .neither: leaveOut("the payload of a line is neither JSON nor base64; it was left out", range, &state)
    case .other: leaveOut("the payload of a line is no OTLP; it was left out", range, &state)
    }
  }

  private func report(_ complaint: StreamComplaint, _ range: RecordRange, _ state: inout CutState) {
    state.report(
      complaint.code, at: range.sourceByteOffset, record: range.record, line: range.line, complaint.ofPayload)
  }

  private func leaveOut(_ message: String, _ range: RecordRange, _ state: inout CutState) {
    state.report(.foreignRecord, at: range.sourceByteOffset, record: range.record, line: range.line, message)
  }

  /// Where the document of a line begins, perhaps behind a logger's words.
  static func documentStart(_ text: ByteView) -> Int? {
    // Python's dictionaries are texts that stand for documents.
    if PythonText.start(in: text) != nil { return nil }
    if text[0] == 0x7B { return 0 }
    if text[0] == 0x5B {
      let next = text.firstNonSpace(from: 1)
      if next < text.count, text[next] == 0x7B || text[next] == 0x5B || text[next] == 0x5D { return 0 }
    }
    guard let brace = text.firstIndex(of: 0x7B), text.byteOrPadding(at: brace + 1) == 0x22 else { return nil }
    // So are cells of tables.
    return TableLine.hasQuotedDocument(text) ? nil : brace
  }
}
