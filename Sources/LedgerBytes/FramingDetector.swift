import LedgerMemory

/// Tells from the first bytes of a content, compression peeled off, how its records are written and told apart.
///
/// Lengths alone decide nothing: a framing is accepted when the records that it yields look like messages. Names of
/// files play no part. The order matters and is: lengths before records, then a bare message, then JSON, then the
/// tolerant cases (a damaged record among good ones, line breaks between messages, a single record that is cut off,
/// JSON behind something else on its lines, requests that are few among other lines).
struct FramingDetector {
  /// How records are cut.
  enum Framing: Equatable {
    case lines(afterPrefix: Bool)
    case wrapped(LineContainer?)
    case documents
    case frames(FramePrefix)
    case elements
    /// Messages with a request as their first field.
    case answers
  }

  /// What was found.
  struct Finding {
    var encoding: SourceFormat.Encoding
    var name: SourceFormat.Framing
    var framing: Framing
    /// The compression of each record.
    var recordCompression: SourceFormat.Compression?
    var explanation: String
  }

  enum Verdict {
    case found(Finding)
    /// Only white space, to the end.
    case empty
    /// No record fits into the head: show more.
    case needsMore
    /// None of the framings; the text says what it looks like.
    case unsupported(String)
  }

  let probe: any MessageProbe
  let limits: ReadLimits
  /// The first bytes of the content.
  let head: ByteView
  /// Whether they are all.
  let isAll: Bool
  /// Whether the head may still be made larger.
  let mayGrow: Bool
  /// How long the content is, where that is known.
  let contentBytes: UInt64?
  /// How many zeros before it were passed over.
  var holeBytes: UInt64 = 0

  /// How many records are looked at.
  static let recordsLookedAt = 4

  func verdict() -> Verdict {
    var text = head.firstNonSpace()
    if hasByteOrderMark(head, at: text) { text = head.firstNonSpace(from: text + 3) }
    if text == head.count {
      if isAll { return .empty }
      return mayGrow ? .needsMore : .unsupported("nothing but white space in its first \(head.count) bytes")
    }
    var damaged: Finding?
    // Frames before varints: a flag and a length below 128 are also four empty records and one more.
    for prefix in [FramePrefix.bigEndian, .grpc, .varint] {
      let trial = trial(of: prefix)
      switch trial.result {
      case .accepted(let kinds): return .found(finding(prefix, kinds, records: trial.whole))
      case .needsMore where mayGrow: return .needsMore
      case .needsMore(let kinds): return .found(finding(prefix, kinds, records: 0))
      case .damaged(let kinds): damaged = damaged ?? finding(prefix, kinds, records: trial.whole)
      case .rejected: break
      }
    }
    if probe.plausibility(of: head, isComplete: isAll) {
      return .found(
        Finding(
          encoding: .otlpProtobuf, name: .raw, framing: .elements, explanation: "the content is one protobuf message"))
    }
    if let finding = answers() { return .found(finding) }
    // Behind the message: its first bytes may be a length in this order, too.
    let littleEndian = trial(of: .littleEndian)
    switch littleEndian.result {
    case .accepted(let kinds): return .found(finding(.littleEndian, kinds, records: littleEndian.whole))
    case .needsMore where mayGrow: return .needsMore
    case .needsMore(let kinds): return .found(finding(.littleEndian, kinds, records: 0))
    case .damaged(let kinds): damaged = damaged ?? finding(.littleEndian, kinds, records: littleEndian.whole)
    case .rejected: break
    }
    if !isAll, mayGrow, head.firstIndex(of: 0x0A, from: text) == nil, showsPython(from: text) { return .needsMore }
    if head[text] == 0x7B || head[text] == 0x5B {
      if let finding = wrappedLines(from: text) { return .found(finding) }
      if startsDocument(head.dropping(text)) { return json(from: text) }
      // A logger's `[time]` is no array.
      // Nor is a length in little-endian order an object.
      if holdsControls, let finding = damaged ?? messagesBehindDamage() { return .found(finding) }
      if let finding = documentsBehindLineWords() ?? documentsBehindWords() ?? linesAmongOthers()
        ?? requestsAmongLines()
      {
        return .found(finding)
      }
      // What a console shows of an object begins as JSON does.
      return printed(from: text) ?? json(from: text)
    }
    if let damaged { return .found(damaged) }
    if let finding = wrappedLines(from: text) { return .found(finding) }
    let isBinary = holdsControls
    if let finding = newlineSeparated() ?? cutOff() ?? (isBinary ? messagesBehindDamage() ?? cutOffLittleEndian() : nil)
    {
      return .found(finding)
    }
    // The first record may be a long one. Documents among messages are no lines of text.
    if isBinary, !isAll, mayGrow, head.count < FramingDetector.damageBytesMax { return .needsMore }
    if let finding = documentsBehindLineWords() ?? documentsBehindWords() ?? linesAmongOthers()
      ?? documentsBehindWords(afterLines: true) ?? documentsBehindDamage() ?? requestsAmongLines()
    {
      return .found(finding)
    }
    if let name = name(of: text) { return .unsupported(name) }
    if let verdict = printed(from: text) ?? lined(from: text) { return verdict }
    if isScalar(at: text) {
      return .unsupported("JSON values that are neither objects nor lists: \(FramingDetector.advice)")
    }
    if quotesRequests, isAll || !mayGrow {
      return .unsupported(
        "text that quotes requests of OTLP: they are not read; give the requests themselves, one a line")
    }
    // A log may begin with much that is no telemetry.
    if isAll { return .unsupported("text that is no JSON: \(FramingDetector.advice)") }
    return mayGrow
      ? .needsMore
      : .unsupported("text without OTLP JSON in its first \(head.count) bytes: \(FramingDetector.advice)")
  }

  static let advice = "export the telemetry as OTLP JSON or protobuf"

  // MARK: JSON

  /// Lines where the first value ends with its line, documents where it does not, elements where it is an array.
  private func json(from text: Int) -> Verdict {
    func found(_ name: SourceFormat.Framing, _ explanation: String) -> Verdict {
      let framing: Framing = name == .jsonLines ? .lines(afterPrefix: false) : .documents
      return .found(Finding(encoding: .otlpJSON, name: name, framing: framing, explanation: explanation))
    }
    if head[text] == 0x5B { return found(.jsonArray, "the content is a JSON array") }
    guard let lineEnd = head.firstIndex(of: 0x0A, from: text) else {
      var at = text
      var scanner = JSONValueScanner()
      if case .ended(let end) = scanner.scan(head, from: &at, isAtEnd: isAll),
        end < head.endOfText(from: end, to: head.count)
      {
        return found(.jsonDocuments, "JSON documents follow each other without line breaks")
      }
      if isAll { return found(.jsonLines, "the content is one line of JSON") }
      return mayGrow ? .needsMore : found(.jsonDocuments, "the first \(head.count) bytes are one JSON document")
    }
    switch ends(lineFrom: text, to: lineEnd) {
    case .withLine: return found(.jsonLines, "the first line is one JSON document")
    case .before: return found(.jsonDocuments, "JSON documents share lines")
    case .behind: break
    }
    // A document over several lines, or a line that is cut off and more that are not: the next one tells.
    let next = head.firstNonSpace(from: lineEnd)
    if next < head.count, head[next] == 0x7B, head[next - 1] == 0x0A,
      let nextEnd = head.firstIndex(of: 0x0A, from: next), ends(lineFrom: next, to: nextEnd) == .withLine
    {
      return found(.jsonLines, "the second line is one JSON document")
    }
    return found(.jsonDocuments, "the first JSON document takes more than one line")
  }

  enum ValueEnd {
    case before
    case withLine
    case behind
  }

  /// Where the value that begins a line ends, compared with the line.
  func ends(lineFrom start: Int, to lineEnd: Int) -> ValueEnd {
    var at = start
    var scanner = JSONValueScanner()
    let line = head.slice(0, lineEnd)
    guard case .ended(let end) = scanner.scan(line, from: &at, isAtEnd: true) else { return .behind }
    return line.firstNonSpace(from: end) == lineEnd ? .withLine : .before
  }
}
