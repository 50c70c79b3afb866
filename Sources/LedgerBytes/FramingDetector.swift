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

  /// How many records are looked at.
  private static let recordsLookedAt = 4

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
    if !isAll, mayGrow, head.firstIndex(of: 0x0A, from: text) == nil, showsPython(from: text) { return .needsMore }
    if head[text] == 0x7B || head[text] == 0x5B {
      if let finding = wrappedLines(from: text) { return .found(finding) }
      if startsDocument(head.dropping(text)) { return json(from: text) }
      // A logger's `[time]` is no array.
      if let finding = documentsBehindWords() ?? linesAmongOthers() ?? requestsAmongLines() { return .found(finding) }
      // What a console shows of an object begins as JSON does.
      return printed(from: text) ?? json(from: text)
    }
    if let damaged { return .found(damaged) }
    if let finding = wrappedLines(from: text) { return .found(finding) }
    // Documents among messages are no lines of text.
    if let finding = newlineSeparated() ?? cutOff() ?? (isText ? nil : behindDamage()) ?? documentsBehindWords()
      ?? linesAmongOthers()
      ?? documentsBehindWords(afterLines: true) ?? behindDamage() ?? requestsAmongLines()
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

  private static let advice = "export the telemetry as OTLP JSON or protobuf"

  // MARK: Lengths before records

  /// What a record of a length-prefixed framing is.
  private struct PayloadKind: Equatable {
    var holdsJSON: Bool
    var compression: SourceFormat.Compression?
  }

  /// What the first records of a length-prefixed framing are: messages and documents may follow each other.
  private struct PayloadKinds {
    var first: PayloadKind
    var isMixed = false
    var compression: SourceFormat.Compression?

    init(_ first: PayloadKind) {
      self.first = first
      compression = first.compression
    }

    /// Whether a record goes with those before it. Frames of gRPC say each for itself whether they are compressed.
    func go(with kind: PayloadKind, _ prefix: FramePrefix) -> Bool {
      kind.compression == compression || prefix == .grpc && (kind.compression == nil || compression == nil)
    }

    mutating func add(_ kind: PayloadKind) {
      if kind.holdsJSON != first.holdsJSON { isMixed = true }
      compression = compression ?? kind.compression
    }
  }

  private enum TrialResult {
    case accepted(PayloadKinds)
    case rejected
    /// A record looks right so far, but its end is not in the head.
    case needsMore(PayloadKinds)
    /// The first records are right, then comes one that is not.
    case damaged(PayloadKinds)
  }

  private func trial(of prefix: FramePrefix) -> (result: TrialResult, whole: Int) {
    var at = 0
    var whole = 0
    var kinds: PayloadKinds?
    var records = 0
    var empties = 0
    var hasDamage = false
    // A letter before one document is no length, whatever it would be as a number.
    func isLetter(_ kinds: PayloadKinds) -> Bool { prefix == .varint && kinds.first.holdsJSON && whole < 2 }
    func damaged(_ kinds: PayloadKinds) -> TrialResult { isLetter(kinds) ? .rejected : .damaged(kinds) }
    while records < FramingDetector.recordsLookedAt, empties < 1024, at < head.count {
      guard case .length(let length, let bytes) = prefix.read(head, at: at) else {
        if case .unfinished = prefix.read(head, at: at) { break }
        return (kinds.map(damaged) ?? .rejected, whole)
      }
      let begin = at + bytes
      if length == 0 {
        empties += 1
        at = begin
        continue
      }
      records += 1
      let isCompressed = prefix == .grpc && head[at] == 1
      if length <= UInt64(head.count - begin) {
        let payload = head.slice(begin, begin + Int(length))
        let isTextual = prefix == .varint && bytes == 1 && FramingDetector.opensText(head[at])
        at = begin + Int(length)
        if let found = kind(of: payload, isComplete: true, isCompressed), kinds?.go(with: found, prefix) ?? true,
          !(isTextual && found.holdsJSON)
        {
          if kinds == nil { kinds = PayloadKinds(found) } else { kinds?.add(found) }
          whole += 1
        } else {
          // Lengths that lead to a record that is right are no accident, even if another record is damaged.
          hasDamage = true
        }
        continue
      }
      // The last record of the head goes on behind it, or the content is cut off inside it.
      let payload = head.dropping(begin)
      let partial = kind(of: payload, isComplete: false, isCompressed)
      if let kinds {
        let isRight = !hasDamage && (partial.map { kinds.go(with: $0, prefix) } ?? false || payload.count < 16)
        return (isRight && (partial != nil || !isLetter(kinds)) ? .accepted(kinds) : damaged(kinds), whole)
      }
      if hasDamage { return (.rejected, 0) }
      let left = contentBytes.map { $0 - min(UInt64(begin), $0) }
      guard !isAll, let partial, length <= left ?? UInt64(limits.recordBytes) else { return (.rejected, 0) }
      return (.needsMore(PayloadKinds(partial)), 0)
    }
    guard let kinds else { return (.rejected, 0) }
    return (hasDamage ? damaged(kinds) : .accepted(kinds), whole)
  }

  /// Whether a byte that may be a length may as well begin a text with JSON in it: a blank, a line break, a bracket.
  private static func opensText(_ byte: UInt8) -> Bool { isJSONSpace(byte) || byte == 0x5B || byte == 0x7B }

  private func kind(of payload: ByteView, isComplete: Bool, _ isCompressed: Bool) -> PayloadKind? {
    // The mark of zlib is two bytes that may be anything.
    if case .compressed(let compression)? = ContentMagic(payload), compression != .zlib || isCompressed {
      return compressedKind(of: payload, compression, isComplete: isComplete)
    }
    if isCompressed { return nil }
    if probe.plausibility(of: payload, isComplete: isComplete) { return PayloadKind(holdsJSON: false) }
    return isDocument(payload, isComplete: isComplete) ? PayloadKind(holdsJSON: true) : nil
  }

  private func compressedKind(
    of payload: ByteView, _ compression: SourceFormat.Compression, isComplete: Bool
  ) -> PayloadKind? {
    var limits = limits
    limits.recordBytes = min(limits.recordBytes, limits.headBytesMax)
    var content = PaddedBytes()
    let complaint = RecordInflater(limits).inflate(payload, compression, into: &content)
    let isWhole = isComplete && complaint == nil
    // A length and a magic number are evidence of their own where not even the first block is there.
    if content.count == 0, !isComplete { return PayloadKind(holdsJSON: false, compression: compression) }
    if isDocument(content.view, isComplete: isWhole) { return PayloadKind(holdsJSON: true, compression: compression) }
    return probe.plausibility(of: content.view, isComplete: isWhole)
      ? PayloadKind(holdsJSON: false, compression: compression) : nil
  }

  private func isDocument(_ payload: ByteView, isComplete: Bool) -> Bool {
    var at = payload.firstNonSpace()
    guard at < payload.count, payload[at] == 0x7B || payload[at] == 0x5B else { return false }
    var scanner = JSONValueScanner()
    switch scanner.scan(payload, from: &at, isAtEnd: isComplete) {
    case .ended(let end): return payload.firstNonSpace(from: end) == payload.count
    case .unfinished: return !isComplete && startsDocument(payload)
    case .broken: return false
    }
  }

  /// Whether an opening bracket is followed by what may follow it.
  private func startsDocument(_ payload: ByteView) -> Bool {
    let open = payload.firstNonSpace()
    let next = payload.firstNonSpace(from: open + 1)
    guard next < payload.count else { return false }
    return payload[open] == 0x7B
      ? payload[next] == 0x22 || payload[next] == 0x7D
      : payload[next] == 0x7B || payload[next] == 0x5B || payload[next] == 0x5D
  }

  private func finding(_ prefix: FramePrefix, _ kinds: PayloadKinds, records: Int) -> Finding {
    let how =
      switch prefix {
      case .bigEndian: "a four-byte length"
      case .varint: "a varint length"
      case .grpc: "a gRPC frame header"
      }
    let seen =
      records == 0
      ? "the first record has \(how) before"
      : records == 1 ? "the first record has \(how) that fits" : "the first \(records) records have \(how) that fits"
    let name: SourceFormat.Framing =
      switch prefix {
      case .bigEndian: .lengthPrefixed
      case .varint: .varintDelimited
      case .grpc: .grpc
      }
    let what =
      kinds.isMixed
      ? "a protobuf message or a JSON document" : kinds.first.holdsJSON ? "a JSON document" : "a protobuf message"
    return Finding(
      encoding: kinds.first.holdsJSON ? .otlpJSON : .otlpProtobuf,
      name: name == .lengthPrefixed && kinds.compression == .zstd ? .lengthPrefixedZstd : name,
      framing: .frames(prefix), recordCompression: kinds.compression,
      explanation: kinds.compression.map { "\(seen) \($0.rawValue) data, which hold \(what)" } ?? "\(seen) \(what)")
  }

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

  private enum ValueEnd {
    case before
    case withLine
    case behind
  }

  /// Where the value that begins a line ends, compared with the line.
  private func ends(lineFrom start: Int, to lineEnd: Int) -> ValueEnd {
    var at = start
    var scanner = JSONValueScanner()
    let line = head.slice(0, lineEnd)
    guard case .ended(let end) = scanner.scan(line, from: &at, isAtEnd: true) else { return .behind }
    return line.firstNonSpace(from: end) == lineEnd ? .withLine : .before
  }

  // MARK: Logs

  /// Lines of a container's log, or lines that carry requests as payload of an object.
  private func wrappedLines(from text: Int) -> Finding? {
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
    case nil:
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
  private func isText(_ line: ByteView, _ document: ByteView, _ search: RequestSearch) -> Bool {
    document.count == 0 && search.forEachRequest(standingFor: line) { _, _, _ in }
  }

  /// How the first request is written that an object or a list, or its beginning, carries; `nil` where there is none.
  private func carried(by document: ByteView, _ search: RequestSearch) -> SourceFormat.Encoding? {
    var encoding: SourceFormat.Encoding?
    _ = search.forEachRequest(in: document) { _, found, _ in encoding = encoding ?? found }
    return encoding
  }

  // MARK: Tolerant cases

  /// Messages with line breaks between them.
  private func newlineSeparated() -> Finding? {
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
  private func cutOff() -> Finding? {
    for prefix in [FramePrefix.bigEndian, .grpc, .varint] where isAll {
      guard case .length(let length, let bytes) = prefix.read(head, at: 0), length <= UInt64(limits.recordBytes),
        length > UInt64(head.count - bytes)
      else { continue }
      let payload = head.dropping(bytes)
      let isCompressed = prefix == .grpc && head[0] == 1
      // A few bytes look like anything.
      guard payload.count >= 8, let kind = kind(of: payload, isComplete: false, isCompressed) else { continue }
      // Letters before a document are no length.
      if kind.holdsJSON, prefix == .varint || head.slice(0, bytes).bytes.allSatisfy({ $0 >= 0x20 || isJSONSpace($0) }) {
        continue
      }
      var finding = finding(prefix, PayloadKinds(kind), records: 0)
      finding.explanation += ", and the content ends inside it"
      return finding
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

  /// Documents over several lines, the first of which begins behind something else on its line.
  ///
  /// - Parameter afterLines: whether there may be others before it that end with their line.
  private func documentsBehindWords(afterLines: Bool = false) -> Finding? {
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
  private func linesAmongOthers() -> Finding? {
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
  private func requestsAmongLines() -> Finding? {
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
  private func request(onLineFrom lineStart: Int, to lineEnd: Int) -> ValueEnd? {
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

  /// Records behind a damaged beginning.
  private func behindDamage() -> Finding? {
    for start in 1..<max(min(head.count, 64 << 10), 1) {
      for prefix in [FramePrefix.bigEndian, .grpc, .varint] {
        guard let kinds = recordKinds(prefix, at: start) else { continue }
        var finding = finding(prefix, kinds, records: 1)
        // Among messages, documents are texts inside of them more often than records.
        if kinds.isMixed { finding.encoding = .otlpProtobuf }
        finding.explanation = "the beginning is damaged; from byte \(start) on, \(finding.explanation)"
        return finding
      }
      if isElementAmongOthers(at: start) {
        return Finding(
          encoding: .otlpProtobuf, name: .raw, framing: .elements,
          explanation: "the beginning is damaged; from byte \(start) on, the content is a protobuf message")
      }
      if head[start] == 0x7B, head[start - 1] == 0x0A || head[start - 1] == 0x7D, startsDocument(head.dropping(start)) {
        var at = start
        var scanner = JSONValueScanner()
        guard case .ended(let end) = scanner.scan(head, from: &at, isAtEnd: isAll), end - start > 2 else { continue }
        return Finding(
          encoding: .otlpJSON, name: .jsonDocuments, framing: .documents,
          explanation: "the beginning is damaged; from byte \(start) on, the content is JSON documents")
      }
    }
    return nil
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
        || prefix == .bigEndian && probe.opensRequest(payload.dropping(payload.firstNonSpace()))
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
  private var isText: Bool {
    head.slice(0, min(head.count, 512)).bytes
      .allSatisfy { $0 >= 0x20 && $0 != 0x7F || isJSONSpace($0) || $0 == 0x1B }
  }

  /// Whether the content begins with what Python shows of a dictionary with one of OTLP's names, or of a list of them: lines
  /// are read where they are whole.
  private func showsPython(from text: Int) -> Bool {
    guard let brace = head.slice(0, min(head.count, text + 512)).firstIndex(of: 0x7B, from: text) else { return false }
    return head.holds("'resource", at: brace + 1)
  }

  /// Whether the names of OTLP's lists are in the text: in commands, statements, or texts in quotes of another kind.
  private var quotesRequests: Bool {
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
  private func name(of text: Int) -> String? {
    if head.bytes.allSatisfy({ $0 == 0 }) {
      return
        "nothing but zero bytes\(isAll ? "" : " in its first \(head.count)"): nothing was written into it, or it was lost; "
        + "fetch the file again"
    }
    guard isText else { return "binary data in none of the known framings: \(FramingDetector.advice)" }
    if isMarkup(at: text) { return "HTML or XML text: \(FramingDetector.advice)" }
    return nil
  }

  /// Telemetry that was printed for people, once nothing else may follow it in the head.
  private func printed(from text: Int) -> Verdict? {
    guard let printed = PrintedTelemetry(head, from: text) else { return nil }
    return isAll || !mayGrow ? .unsupported(printed.name) : .needsMore
  }

  /// Whether the first line is a text in quotes, a number or a word of JSON: what is left where a member was asked for that
  /// is not there, or was not the one.
  private func isScalar(at start: Int) -> Bool {
    guard let lineEnd = head.firstIndex(of: 0x0A, from: start) ?? (isAll ? head.count : nil) else { return false }
    let line = head.slice(start, head.endOfText(from: start, to: lineEnd))
    if line[0] == 0x22 { return line.count > 1 && line.endOfValue(at: 0) == line.count }
    return line == "null" || line == "true" || line == "false"
      || line.count < 32
        && line.bytes.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
  }

  /// Metrics or telemetry as lines of text, once nothing else may follow them in the head.
  private func lined(from text: Int) -> Verdict? {
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
