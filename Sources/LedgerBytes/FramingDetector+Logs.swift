import LedgerMemory

// Logs: records inside of lines that something else wrote.

extension FramingDetector {
  /// Lines of a container's log, or lines that carry requests as payload of an object.
  func wrappedLines(from text: Int) -> Finding? {
    var at = text
    var lines = 0
    var container: LineContainer?
    var hasEnvelopes = false
    var encoding: SourceFormat.Encoding?
    var state = CutState(source: 0, recordBytesMax: min(limits.recordBytes, limits.headBytesMax))
    let inflater = RecordInflater(limits)
    let search = RequestSearch(probe, inflater)
    // A file that has a request on a line of its own is not searched for others.
    var isSearched = true
    var unwrapper = LineUnwrapper(nil, probe)
    while lines < 64, encoding == nil, at < head.count,
      let lineEnd = head.firstIndex(of: 0x0A, from: at) ?? (isAll ? head.count : nil)
    {
      let start = head.slice(0, lineEnd).firstNonSpace(from: at)
      let line = head.slice(start, head.endOfText(from: start, to: lineEnd))
      at = lineEnd + 1
      guard line.count > 0 else { continue }
      lines += 1
      if lines == 1 {
        container = LineContainer(line: line)
        unwrapper = LineUnwrapper(container, probe)
      }
      if container == nil {
        let document = LineUnwrapper.documentStart(line).map { line.dropping($0) } ?? .empty
        if isSearched, search.isRequest(document) { isSearched = false }
        guard
          RequestEnvelope.payload(of: document) != nil
            || isSearched && (carried(by: document, search) != nil || isText(line, document, search))
        else { continue }
        hasEnvelopes = true
      }
      let range = RecordRange(offset: 0, count: 0, sourceByteOffset: 0, record: 0, line: nil, isTruncated: false)
      unwrapper.unwrap(line, range, isOpenEnd: false, inflater, &state) { _, _, found, _ in
        encoding = encoding ?? found
      }
    }
    let name: SourceFormat.Framing
    let explanation: String
    switch container {
    case .docker:
      name = .dockerLog
      explanation = "the first line is one of Docker's log, with a line of a process in it"
    case .cri:
      name = .criLog
      explanation = "the first line is one of a container's log: time, stream, then a line of a process"
    case .words, nil:
      // A document may take many lines, or have more behind it on its line than the head holds.
      if !hasEnvelopes {
        guard isSearched, !search.isRequest(head.dropping(text)) else { return nil }
        encoding = carried(by: head.slice(text, head.endOfValue(at: text) ?? head.count), search)
        if encoding == nil { return nil }
      }
      name = .envelopes
      explanation = "among the first lines are objects or texts that carry a request as payload"
    }
    return Finding(
      encoding: encoding ?? .otlpJSON, name: name, framing: .wrapped(container), explanation: explanation)
  }

  /// Whether a line without a document is a text that stands for a request.
  func isText(_ line: ByteView, _ document: ByteView, _ search: RequestSearch) -> Bool {
    document.count == 0 && search.forEachRequest(standingFor: line) { _, _, _ in }
  }

  /// How the first request is written that an object or a list, or its beginning, carries; `nil` where there is none.
  private func carried(by document: ByteView, _ search: RequestSearch) -> SourceFormat.Encoding? {
    var encoding: SourceFormat.Encoding?
    _ = search.forEachRequest(in: document) { _, found, _ in encoding = encoding ?? found }
    return encoding
  }
}
