import LedgerMemory

// What is left when nothing begins as it should: damage, cut ends, other lines, printed telemetry, texts that are none.

extension FramingDetector {
  /// Messages with line breaks between them.
  func newlineSeparated() -> Finding? {
    let syntax = ElementSyntax(probe)
    var at = 0
    var messageStart = 0
    var lineBreaks = 0
    while at < head.count {
      switch syntax.mark(head, at: at, isAtEnd: isAll) {
      case .gap(let bytes):
        if at > messageStart {
          guard probe.plausibility(of: head.slice(messageStart, at), isComplete: true) else { return nil }
        }
        at += bytes
        messageStart = at
        if at < head.count { lineBreaks += 1 }
      case .record(_, let length):
        guard length <= UInt64(head.count - at) else {
          at = head.count
          break
        }
        at += Int(length)
      case .unfinished:
        at = head.count
      case .invalid:
        return nil
      }
    }
    let isPlausible = messageStart == at || probe.plausibility(of: head.dropping(messageStart), isComplete: false)
    guard isPlausible, lineBreaks > 0 || messageStart == at else { return nil }
    return Finding(
      encoding: .otlpProtobuf, name: .newlineSeparated, framing: .elements,
      explanation: "protobuf messages with line breaks between them")
  }

  /// A single record whose end is missing, or a message with something behind it.
  func cutOff() -> Finding? {
    for prefix in [FramePrefix.bigEndian, .grpc, .varint] where isAll {
      if prefix == .bigEndian, isSmallerLittleEndian { continue }
      if let finding = cutOff(behind: prefix) { return finding }
    }
    if head.count >= 8, probe.plausibility(of: head, isComplete: false) {
      return Finding(
        encoding: .otlpProtobuf, name: .raw, framing: .elements,
        explanation: "the content is one protobuf message whose end is missing")
    }
    // Something follows that is no element: what comes before it is still whole.
    if case .record(_, let length) = ElementSyntax(probe).mark(head, at: 0, isAtEnd: true), length >= 8,
      length <= UInt64(head.count), probe.plausibility(of: head.slice(0, Int(length)), isComplete: true)
    {
      return Finding(
        encoding: .otlpProtobuf, name: .raw, framing: .elements,
        explanation: "the content begins with a protobuf message and goes on with something else")
    }
    return nil
  }

  /// A single record behind a little-endian length whose end is missing. A damaged length of the other order may look like one.
  func cutOffLittleEndian() -> Finding? { isAll && isSmallerLittleEndian ? cutOff(behind: .littleEndian) : nil }

  /// Whether the first four bytes are a length of an ordinary record where they are read from their end, and only then.
  private var isSmallerLittleEndian: Bool { head.count >= 4 && head[0] > 0 && head[3] == 0 }

  private func cutOff(behind prefix: FramePrefix) -> Finding? {
    guard case .length(let length, let bytes) = prefix.read(head, at: 0), length <= UInt64(limits.recordBytes),
      length > UInt64(head.count - bytes)
    else { return nil }
    let payload = head.dropping(bytes)
    let isCompressed = prefix == .grpc && head[0] == 1
    // A few bytes look like anything.
    guard payload.count >= 8, let kind = kind(of: payload, isComplete: false, isCompressed) else { return nil }
    // Letters before a document are no length.
    if kind.holdsJSON, prefix == .varint || head.slice(0, bytes).bytes.allSatisfy({ $0 >= 0x20 || isJSONSpace($0) }) {
      return nil
    }
    var finding = finding(prefix, PayloadKinds(kind), records: 0)
    finding.explanation += ", and the content ends inside it"
    return finding
  }

  /// Documents over several lines, the first of which begins behind something else on its line.
  ///
  /// - Parameter afterLines: whether there may be others before it that end with their line.
  func documentsBehindWords(afterLines: Bool = false) -> Finding? {
    var at = 0
    while true {
      let start = head.firstNonSpace(from: at)
      guard start < min(head.count, 64 << 10), let lineEnd = head.firstIndex(of: 0x0A, from: start) else { return nil }
      at = lineEnd + 1
      // A document that begins with its line, or ends with it: then these may be lines, or something damaged.
      if head[start] == 0x7B, startsDocument(head.dropping(start)) { return nil }
      if DocumentBehindWords.opens(head, start, lineEnd, isAtEnd: isAll) == true { break }
      if !afterLines, case .document = DocumentBehindWords.find(in: head, from: start, isAtEnd: isAll) { return nil }
    }
    return Finding(
      encoding: .otlpJSON, name: .jsonDocuments, framing: .documents,
      explanation: "JSON documents of several lines begin behind other text on their line")
  }

  /// Lines of JSON with other lines before them, or with something else before the JSON on each line.
  func linesAmongOthers() -> Finding? {
    var at = 0
    var lines = 0
    var documents = 0
    var prefixed = 0
    while lines < 8, let lineEnd = head.firstIndex(of: 0x0A, from: at) ?? (isAll && at < head.count ? head.count : nil)
    {
      let start = head.slice(0, lineEnd).firstNonSpace(from: at)
      at = lineEnd + 1
      guard start < lineEnd else { continue }
      lines += 1
      if head[start] == 0x7B {
        // What Python shows of a dictionary has other quotes.
        if startsDocument(head.slice(start, lineEnd)), ends(lineFrom: start, to: lineEnd) == .withLine {
          documents += 1
        }
      } else if let brace = head.slice(0, lineEnd).firstIndex(of: 0x7B, from: start),
        head.byteOrPadding(at: brace + 1) == 0x22, ends(lineFrom: brace, to: lineEnd) == .withLine
      {
        prefixed += 1
      }
      if at > head.count { break }
    }
    guard max(documents, prefixed) * 2 >= lines, lines > 0 else { return nil }
    let afterPrefix = prefixed > documents
    return Finding(
      encoding: .otlpJSON, name: .jsonLines, framing: .lines(afterPrefix: afterPrefix),
      explanation: afterPrefix ? "lines with a JSON document behind other text" : "JSON documents among other lines")
  }

  /// Requests that are few among the lines: those tell themselves by the names in them, wherever they are in the head.
  func requestsAmongLines() -> Finding? {
    var lineStart = 0
    while let lineEnd = head.firstIndex(of: 0x0A, from: lineStart)
      ?? (isAll && lineStart < head.count ? head.count : nil)
    {
      switch request(onLineFrom: lineStart, to: lineEnd) {
      case .withLine, .before:
        return Finding(
          encoding: .otlpJSON, name: .jsonLines, framing: .lines(afterPrefix: true),
          explanation: "among other lines are some with a request")
      case .behind:
        return Finding(
          encoding: .otlpJSON, name: .jsonDocuments, framing: .documents,
          explanation: "among other lines are requests of several lines")
      case nil: lineStart = lineEnd + 1
      }
      if lineStart > head.count { break }
    }
    return nil
  }

  /// Where a request ends that begins on a line; `nil` where none does, and where it is cut off with its line.
  func request(onLineFrom lineStart: Int, to lineEnd: Int) -> ValueEnd? {
    let line = head.slice(0, head.endOfText(from: lineStart, to: lineEnd))
    var at = lineStart
    while let brace = line.documentStart(from: at) {
      var scanner = JSONValueScanner()
      at = brace
      // A request in quotes is an example, or an argument of a command.
      let isQuoted = brace > lineStart && [0x22, 0x27, 0x60].contains(head[brace - 1])
      switch scanner.scan(line, from: &at, isAtEnd: true) {
      case .ended(let end):
        if !isQuoted, probe.opensRequest(line.dropping(brace)) { return end == line.count ? .withLine : .before }
      case .unfinished:
        guard !isQuoted, DocumentBehindWords.breaksLine(behind: line[line.count - 1]),
          probe.opensRequest(head.dropping(brace))
        else { return nil }
        return .behind
      case .broken: return nil
      }
    }
    return nil
  }

  /// Messages behind a damaged beginning, which may be a whole long record.
  func messagesBehindDamage() -> Finding? {
    let end = min(head.count, FramingDetector.damageBytesMax)
    guard end > 1 else { return nil }
    for start in 1..<end {
      for prefix in [FramePrefix.bigEndian, .littleEndian, .grpc, .varint] where mayBeRecord(prefix, at: start) {
        guard let kinds = recordKinds(prefix, at: start) else { continue }
        var finding = finding(prefix, kinds, records: 1)
        // Among messages, documents are texts inside of them more often than records.
        if kinds.isMixed { finding.encoding = .otlpProtobuf }
        finding.explanation = behindDamage(start, finding.explanation)
        return finding
      }
    }
    guard let start = (1..<end).first(where: isElementAmongOthers) else { return nil }
    return Finding(
      encoding: .otlpProtobuf, name: .raw, framing: .elements,
      explanation: behindDamage(start, "the content is a protobuf message"))
  }

  /// Documents behind a damaged beginning. Messages are full of texts that are documents: among them only requests count.
  func documentsBehindDamage() -> Finding? {
    for start in 1..<max(min(head.count, 64 << 10), 1)
    where head[start] == 0x7B && (head[start - 1] == 0x0A || head[start - 1] == 0x7D) {
      let document = head.dropping(start)
      guard startsDocument(document), !holdsControls || probe.opensRequest(document) || probe.opensItem(document) else {
        continue
      }
      var at = start
      var scanner = JSONValueScanner()
      guard case .ended(let end) = scanner.scan(head, from: &at, isAtEnd: isAll), end - start > 2 else { continue }
      return Finding(
        encoding: .otlpJSON, name: .jsonDocuments, framing: .documents,
        explanation: behindDamage(start, "the content is JSON documents"))
    }
    return nil
  }

  private func behindDamage(_ start: Int, _ explanation: String) -> String {
    "the beginning is damaged; from byte \(holeBytes + UInt64(start)) on, \(explanation)"
  }

  /// How far records are looked for behind a damaged beginning: as far as what lies before the next one is kept.
  static let damageBytesMax = 16 << 20
  /// Whether there are bytes that no text has, as lengths and times do.
  var holdsControls: Bool { head.bytes.contains { $0 < 0x09 || $0 > 0x0D && $0 < 0x1B } }

  /// Whether a whole record with this prefix may stand at `start`, by its first bytes: a cheap look before a dear one.
  private func mayBeRecord(_ prefix: FramePrefix, at start: Int) -> Bool {
    let begin: Int
    switch prefix {
    case .bigEndian:
      // The head is never longer.
      guard head[start] < 4 else { return false }
      begin = start + 4
    case .littleEndian:
      guard start + 3 < head.count, head[start + 3] < 4 else { return false }
      begin = start + 4
    case .grpc:
      guard head[start] < 2 else { return false }
      begin = start + 5
    case .varint:
      var at = start
      while at < head.count, head[at] >= 0x80, at - start < 4 { at += 1 }
      begin = at + 1
    }
    guard begin < head.count else { return false }
    return switch head[begin] {
    // Messages; what is compressed.
    case 0x0A, 0x12, 0x1F, 0x28, 0x50...0x5F, 0x78: true
    case 0x09, 0x0D, 0x20, 0x7B: prefix != .varint
    default: false
    }
  }

  /// Whether a whole element of a message stands at `start`, and another one behind it, or the end.
  private func isElementAmongOthers(at start: Int) -> Bool {
    guard head[start] == 0x0A,
      case .record(_, let length) = ElementSyntax(probe).mark(head, at: start, isAtEnd: true),
      length >= 16, length <= UInt64(head.count - start)
    else { return false }
    let end = start + Int(length)
    guard probe.plausibility(of: head.slice(start, end), isComplete: true) else { return false }
    if end == head.count { return isAll }
    return head[end] == 0x0A && probe.plausibility(of: head.dropping(end), isComplete: false)
  }

  /// What a whole record behind a length is, and the one that follows it; `nil` where there is none, or something else
  /// follows. Texts stand behind lengths inside of messages: of documents only a request behind four bytes counts.
  private func recordKinds(_ prefix: FramePrefix, at start: Int) -> PayloadKinds? {
    guard case .length(let length, let bytes) = prefix.read(head, at: start), length >= 16,
      length <= UInt64(head.count - start - bytes)
    else { return nil }
    let begin = start + bytes
    let end = begin + Int(length)
    let payload = head.slice(begin, end)
    guard let kind = kind(of: payload, isComplete: true, prefix == .grpc && head[start] == 1),
      !kind.holdsJSON || kind.compression != nil
        || (prefix == .bigEndian || prefix == .littleEndian)
          && probe.opensRequest(payload.dropping(payload.firstNonSpace()))
    else { return nil }
    var kinds = PayloadKinds(kind)
    if end == head.count { return isAll ? kinds : nil }
    guard case .length(let next, let nextBytes) = prefix.read(head, at: end) else { return nil }
    let rest = head.dropping(end + nextBytes)
    let isWhole = next <= UInt64(rest.count)
    guard
      let following = self.kind(
        of: isWhole ? rest.slice(0, Int(next)) : rest, isComplete: isWhole, prefix == .grpc && head[end] == 1),
      following == kind || prefix == .bigEndian && kinds.go(with: following, prefix)
    else { return nil }
    kinds.add(following)
    return kinds
  }

  /// Whether the content begins as text does. Loggers colour their lines: an escape is text, too.
  var isText: Bool {
    head.slice(0, min(head.count, 512)).bytes
      .allSatisfy { $0 >= 0x20 && $0 != 0x7F || isJSONSpace($0) || $0 == 0x1B }
  }

  /// Whether the content begins with what Python shows of a dictionary with one of OTLP's names, or of a list of them: lines
  /// are read where they are whole.
  func showsPython(from text: Int) -> Bool {
    guard let brace = head.slice(0, min(head.count, text + 512)).firstIndex(of: 0x7B, from: text) else { return false }
    return head.holds("'resource", at: brace + 1)
  }

  /// Whether the names of OTLP's lists are in the text: in commands, statements, or texts in quotes of another kind.
  var quotesRequests: Bool {
    var at = 0
    while let found = head.firstIndex(of: 0x72, from: at) {
      for name: StaticString in [
        "resourceSpans", "resource_spans", "resourceMetrics", "resource_metrics", "resourceLogs", "resource_logs",
      ] where head.holds(name, at: found) {
        return true
      }
      at = found + 1
    }
    return false
  }

  /// What a content that is none of this is by its looks; `nil` for text that may be anything.
  func name(of text: Int) -> String? {
    if head.bytes.allSatisfy({ $0 == 0 }) {
      return
        "nothing but zero bytes\(isAll ? "" : " in its first \(holeBytes + UInt64(head.count))"): nothing was written into it, or it was lost; "
        + "fetch the file again"
    }
    if isRecordedHTTP(at: text) {
      return
        "a recording of HTTP with headers: compressed bodies are not read from it; give each of them as a file"
    }
    guard isText else {
      return
        "binary data in none of the known framings: unpack it, if it is compressed in a way that leaves no mark (brotli, "
        + "snappy or lz4 blocks, deflate), else \(FramingDetector.advice)"
    }
    if head.holds("begin 6", at: text) || head.holds("begin-base64 ", at: text) {
      return "uuencoded data: it is not read; decode it, with uudecode"
    }
    if isMarkup(at: text) { return "HTML or XML text: \(FramingDetector.advice)" }
    return nil
  }

  /// Whether the first line is that of a request, as whoever listens on the port instead of a backend gets it.
  private func isRecordedHTTP(at start: Int) -> Bool {
    guard head.holds("POST /", at: start), let lineEnd = head.firstIndex(of: 0x0A, from: start) else { return false }
    let line = head.slice(start, head.endOfText(from: start, to: lineEnd))
    return line.count > 9 && [" HTTP/1.0", " HTTP/1.1"].contains { line.holds($0, at: line.count - 9) }
  }

  /// Telemetry that was printed for people, once nothing else may follow it in the head.
  func printed(from text: Int) -> Verdict? {
    guard let printed = PrintedTelemetry(head, from: text) else { return nil }
    return isAll || !mayGrow ? .unsupported(printed.name) : .needsMore
  }

  /// Whether the first line is a text in quotes, a number or a word of JSON: what is left where a member was asked for that
  /// is not there, or was not the one.
  func isScalar(at start: Int) -> Bool {
    guard let lineEnd = head.firstIndex(of: 0x0A, from: start) ?? (isAll ? head.count : nil) else { return false }
    let line = head.slice(start, head.endOfText(from: start, to: lineEnd))
    if line[0] == 0x22 { return line.count > 1 && line.endOfValue(at: 0) == line.count }
    return line == "null" || line == "true" || line == "false"
      || line.count < 32
        && line.bytes.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
  }

  /// Metrics or telemetry as lines of text, once nothing else may follow them in the head.
  func lined(from text: Int) -> Verdict? {
    guard let lines = TextLines(head, from: text, isAll: isAll) else { return nil }
    return isAll || !mayGrow ? .unsupported(lines.name) : .needsMore
  }

  /// Whether a tag begins here; syslog's `<14>` is none.
  private func isMarkup(at start: Int) -> Bool {
    guard head[start] == 0x3C else { return false }
    let next = head.byteOrPadding(at: start + 1)
    return next == 0x21 || next == 0x3F || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A)
  }
}
