import LedgerMemory

/// What an object carries in one of its members.
enum Payload {
  /// The inside of a JSON string: base64, or JSON that was escaped.
  case text(ByteView)
  /// A value as it stands.
  case value(ByteView)
  /// A list of numbers, each of them a byte.
  case bytes(ByteView)

  /// The payload that a value may be; `nil` for numbers and words.
  init?(_ value: ByteView) {
    guard value.count > 0 else { return nil }
    if let inside = value.insideOfString {
      self = .text(inside)
    } else if let list = value.listOfBytes {
      self = .bytes(list)
    } else if value[0] == 0x7B || value[0] == 0x5B {
      self = .value(value)
    } else {
      return nil
    }
  }
}

/// An object that says itself that it carries a request: one of those that exporters for serverless functions print, or a
/// record of a message queue as console tools print it.
enum RequestEnvelope {
  /// What a line carries; `nil` where it is neither.
  static func payload(of line: ByteView) -> Payload? {
    guard isLikely(line) else { return nil }
    var isStandardOutput = false
    var queueKeys = 0
    var payload: ByteView?
    let isWhole = line.forEachMember { key, value in
      if key == "__otel_otlp_stdout" { isStandardOutput = true }
      if key == "topic" || key == "partition" || key == "offset" { queueKeys += 1 }
      if key == "payload" || key == "value" { payload = value }
    }
    guard isWhole, isStandardOutput || queueKeys == 3 else { return nil }
    return payload.flatMap { Payload($0) }
  }

  /// Whether a line may be one, by its first bytes; the members themselves are looked at later.
  private static func isLikely(_ line: ByteView) -> Bool {
    guard line.count > 2, line[0] == 0x7B else { return false }
    let beginning = line.slice(0, min(line.count, 512))
    var at = 0
    while let quote = beginning.firstIndex(of: 0x22, from: at) {
      if beginning.holds("\"__otel_otlp_stdout\"", at: quote) || beginning.holds("\"topic\"", at: quote)
        || beginning.holds("\"partition\"", at: quote)
      {
        return true
      }
      at = quote + 1
    }
    return false
  }
}

/// Undoes what was done to a request before it became a payload.
struct PayloadReader {
  /// What a payload is.
  enum Outcome {
    case json
    case protobuf
    case empty
    /// Text that is neither JSON nor base64.
    case neither
    /// Bytes that are no request.
    case other
  }

  let probe: any MessageProbe
  let inflater: RecordInflater

  /// Puts what a payload stands for into `record`, and says what it is and what its decompression complained about.
  func read(_ payload: Payload, into record: inout PaddedBytes) -> (outcome: Outcome, complaint: StreamComplaint?) {
    record.removeAll()
    // What is none of what follows may be text with words before its document.
    var other = Outcome.other
    switch payload {
    case .value(let value): record.append(value)
    case .bytes(let list):
      guard record.append(byteNumbers: list) else { return (.other, nil) }
      other = .neither
    case .text(let text):
      var unescaped = PaddedBytes()
      unescaped.append(unescaping: text)
      unescaped.pad()
      let first = unescaped.view.firstNonSpace()
      if first < unescaped.count, unescaped.view[first] == 0x7B || unescaped.view[first] == 0x5B {
        record.append(unescaped.view)
      } else if !record.append(hexDigits: unescaped.view), !record.append(base64: unescaped.view) {
        swap(&record, &unescaped)
        return (.neither, nil)
      }
    }
    var complaint: StreamComplaint?
    if case .compressed(let compression)? = ContentMagic(record.view) {
      var inflated = PaddedBytes()
      complaint = inflater.inflate(record.view, compression, into: &inflated)
      swap(&record, &inflated)
    }
    let first = record.view.firstNonSpace()
    if first == record.count { return (.empty, complaint) }
    if record.view[first] == 0x7B || record.view[first] == 0x5B { return (.json, complaint) }
    return (probe.plausibility(of: record.view, isComplete: false) ? .protobuf : other, complaint)
  }
}

/// Looks for requests in the members of other objects: lines of structured logs, answers of log stores and queues.
///
/// Only members are looked at in which such objects carry what they were given, by their names, and only what is a request
/// itself counts: telemetry holds texts, too, and a text that shows a request is none.
struct RequestSearch {
  private let reader: PayloadReader
  private let probe: any MessageProbe

  /// Payloads in payloads: a queue that carries what a notification carries.
  private static let payloadsMax = 3
  /// Members in members.
  private static let levelsMax = 8

  init(_ probe: any MessageProbe, _ inflater: RecordInflater) {
    self.probe = probe
    reader = PayloadReader(probe: probe, inflater: inflater)
  }

  /// Whether an object or a list, or its beginning, is a request or a list of them, or an item for itself.
  func isRequest(_ value: ByteView) -> Bool {
    var start = value.firstNonSpace()
    if start < value.count, value[start] == 0x5B { start = value.firstNonSpace(from: start + 1) }
    guard start < value.count, value[start] == 0x7B else { return false }
    let document = value.dropping(start)
    return probe.opensRequest(document) || probe.opensItem(document)
  }

  /// Calls `body` with each request that a value carries which is none itself, and with what was wrong with its
  /// compression; answers whether there is one.
  ///
  /// - Parameter value: an object or a list, or its beginning.
  func forEachRequest(in value: ByteView, _ body: Use) -> Bool {
    search(value, .members, payloads: RequestSearch.payloadsMax, levels: RequestSearch.levelsMax, body)
  }

  /// Calls `body` with each request that the documents of a line carry, the first of which is none itself, and `unused` with
  /// those documents that carry none; answers whether there was one.
  func forEachRequest(inAll documents: ByteView, unused: (ByteView) -> Void, _ body: Use) -> Bool {
    if isRequest(documents) { return false }
    var isFound = false
    var others: [ByteView] = []
    var at = 0
    while at < documents.count {
      let end = documents.endOfValue(at: at) ?? documents.count
      let document = documents.slice(at, end)
      if forEachRequest(in: document, body) { isFound = true } else { others.append(document) }
      var next = documents.firstNonSpace(from: end)
      if next < documents.count, documents[next] == 0x2C { next = documents.firstNonSpace(from: next + 1) }
      let isDocument = next < documents.count && (documents[next] == 0x7B || documents[next] == 0x5B)
      guard let start = isDocument ? next : documents.documentStart(from: next) else { break }
      at = start
    }
    if isFound { for document in others { unused(document) } }
    return isFound
  }

  /// Calls `body` with each request that a line without a document stands for; answers whether there is one. Such a line is
  /// JSON strings, a list of them, or base64 or hexadecimal digits: what tools make of texts and of bytes that they are given;
  /// what Python shows of an object; or a line of a table with one of these in its cells.
  func forEachRequest(standingFor line: ByteView, _ body: Use) -> Bool {
    guard line.count > 0 else { return false }
    if let json = PythonText.json(of: line) {
      return useDocuments(of: json.view, nil, payloads: RequestSearch.payloadsMax, body)
    }
    switch line[0] {
    case 0x22:
      return useStrings(of: line, body) || useCells(of: line, body)
    case 0x5B:
      return search(line, .rows, payloads: RequestSearch.payloadsMax, levels: RequestSearch.levelsMax, body)
        || useCells(of: line, body)
    default:
      if line.mayBeBase64, use(.text(line), payloads: RequestSearch.payloadsMax, body) { return true }
      return useCells(of: line, body)
    }
  }

  /// Uses the strings that a line consists of, with or without commas between and behind them, as lists over many lines have
  /// them.
  private func useStrings(of line: ByteView, _ body: Use) -> Bool {
    var strings: [ByteView] = []
    var at = 0
    while at < line.count {
      guard line[at] == 0x22, let end = line.endOfValue(at: at) else { return false }
      strings.append(line.slice(at, end))
      at = line.firstNonSpace(from: end)
      if at < line.count, line[at] == 0x2C { at = line.firstNonSpace(from: at + 1) }
    }
    var isFound = false
    for text in strings { isFound = use(text, payloads: RequestSearch.payloadsMax, body) || isFound }
    return isFound
  }

  /// Uses the cells of a line of a table.
  private func useCells(of line: ByteView, _ body: Use) -> Bool {
    var isFound = false
    TableLine.forEachCell(of: line) { cell in
      let first = cell.firstNonSpace()
      guard first < cell.count else { return }
      if cell[first] == 0x7B || cell[first] == 0x5B {
        isFound = useDocuments(of: cell, nil, payloads: RequestSearch.payloadsMax, body) || isFound
      } else if cell.count < line.count, cell.mayBeBase64 {
        isFound = use(.text(cell), payloads: RequestSearch.payloadsMax, body) || isFound
      }
    }
    return isFound
  }

  /// Uses a request; the bytes are filled again afterwards.
  typealias Use = (ByteView, SourceFormat.Encoding, StreamComplaint?) -> Void

  private func search(_ value: ByteView, _ place: EnvelopeKey, payloads: Int, levels: Int, _ body: Use) -> Bool {
    guard payloads > 0, levels > 0, value.count > 0 else { return false }
    var isFound = false
    if value[0] == 0x5B {
      value.forEachElement { element in
        if element.mayHoldMembers {
          let place = place == .records ? .members : place
          isFound = search(element, place, payloads: payloads, levels: levels - 1, body) || isFound
        } else if place == .rows || place == .payload {
          isFound = use(element, payloads: payloads, body) || isFound
        }
      }
      return isFound
    }
    // Some writers give the same text by two names: as it came, and as what they made of it.
    var used: [ByteView] = []
    value.forEachMember { key, member in
      let isPartition = place == .records && member.count > 0 && member[0] == 0x5B
      let found = isPartition ? .members : EnvelopeKey(key, in: place)
      let mayBeRequest = found == .payload || (found == .members || found == .records) && isRequest(member)
      if mayBeRequest, used.contains(where: { $0 == member }) { return }
      if mayBeRequest, use(member, payloads: payloads, body) {
        used.append(member)
        isFound = true
      } else if found != .other, member.mayHoldMembers, !isRequest(member) {
        isFound = search(member, found, payloads: payloads, levels: levels - 1, body) || isFound
      }
    }
    return isFound
  }

  /// Uses a member if it is a request, or text that stands for one or for what carries some.
  private func use(_ member: ByteView, payloads: Int, _ body: Use) -> Bool {
    Payload(member).map { use($0, payloads: payloads, body) } ?? false
  }

  private func use(_ payload: Payload, payloads: Int, _ body: Use) -> Bool {
    switch payload {
    case .value(let value):
      guard isRequest(value) else { return false }
      body(value, .otlpJSON, nil)
      return true
    case .text(let text) where !text.mayStandForRequest: return false
    case .text, .bytes:
      var record = PaddedBytes()
      let (outcome, complaint) = reader.read(payload, into: &record)
      switch outcome {
      case .protobuf:
        guard probe.plausibility(of: record.view, isComplete: complaint == nil) else { return false }
        body(record.view, .otlpProtobuf, complaint)
        return true
      case .json, .neither:
        return useDocuments(of: record.view, complaint, payloads: payloads, body)
      case .empty, .other: return false
      }
    }
  }

  /// Uses the documents of a text, of which the first has to be a request or to carry one: a file that became one text has
  /// many.
  private func useDocuments(
    of text: ByteView, _ complaint: StreamComplaint?, payloads: Int, _ body: Use
  ) -> Bool {
    var isFound = false
    var rest = text
    while let place = rest.firstDocument {
      let document = rest.slice(place.lowerBound, place.upperBound)
      if isRequest(document) {
        body(document, .otlpJSON, isFound ? nil : complaint)
        isFound = true
      } else if search(document, .members, payloads: payloads - 1, levels: RequestSearch.levelsMax, body) {
        isFound = true
      } else if !isFound {
        return false
      }
      rest = rest.dropping(place.upperBound)
    }
    return isFound
  }
}

/// What the key of a member says of its value.
private enum EnvelopeKey {
  /// What somebody handed over, or more members around it.
  case payload
  /// More members, or a list of them.
  case members
  /// What was posted, with a text among its members.
  case posted
  /// More members in a list, or in lists by the partitions of a queue.
  case records
  /// Rows of a time and a value.
  case rows
  case other

  init(_ key: ByteView, in place: EnvelopeKey) {
    self = .other
    if place == .posted, key == "text" { self = .payload }
    if key == "postData" { self = .posted }
    if key == "values" || key == "rows" { self = .rows }
    if key == "records" { self = .records }
    for name in EnvelopeKey.memberKeys where key == name { self = .members }
    for name in EnvelopeKey.payloadKeys where key == name { self = .payload }
  }

  private static let payloadKeys: [StaticString] = [
    // Structured logs, and what ships them.
    "message", "msg", "log", "line", "event", "_raw", "raw", "@message", "MESSAGE", "textPayload", "jsonPayload",
    "short_message", "full_message", "@m", "@rawstring", "LogMessage", "LogEntry", "Log", "json", "request_body",
    // Queues, notifications, and functions that are called with them.
    "data", "Data", "data_base64", "body", "Body", "messageBody", "payload", "Payload", "value", "Value", "Message",
    "record", "rawData",
    // Stores of documents and of rows, and what they export.
    "_source", "VarCharValue", "RECORD_CONTENT", "S", "B", "v", "V", "_1",
  ]

  private static let memberKeys: [StaticString] = [
    "events", "logEvents", "Records", "messages", "Messages", "receivedMessages", "kinesis", "Sns", "hits",
    "results", "result", "streams", "entries", "request", "requests", "items", "Logs", "properties", "tables",
    // Stores of rows, and of items with their types.
    "ResultSet", "Rows", "f", "Item", "Items", "dynamodb", "NewImage",
  ]
}

extension ByteView {
  fileprivate var mayHoldMembers: Bool { count > 0 && (self[0] == 0x7B || self[0] == 0x5B) }

  /// A list that begins with a number, alone, as a journal shows a text that is not all printable, or as `data` of the object
  /// that a buffer of Node.js becomes; `nil` for anything else.
  fileprivate var listOfBytes: ByteView? {
    var list = self
    if self[0] == 0x7B {
      guard holds("\"type\"", at: firstNonSpace(from: 1)) else { return nil }
      var isBuffer = false
      var data: ByteView?
      forEachMember { key, value in
        if key == "type" { isBuffer = value == "\"Buffer\"" }
        if key == "data" { data = value }
      }
      guard isBuffer, let data else { return nil }
      list = data
    }
    guard list.count > 0, list[0] == 0x5B else { return nil }
    let first = list.firstNonSpace(from: 1)
    return first < list.count && list[first] >= 0x30 && list[first] <= 0x39 ? list : nil
  }

  /// Whether the inside of a JSON string may stand for a request: by a brace with a quote behind it, or by sixteen letters
  /// of base64 at the beginning.
  fileprivate var mayStandForRequest: Bool {
    var at = 0
    while let brace = firstIndex(of: 0x7B, from: at) {
      // Line breaks and tabs are escaped, too.
      var next = firstNonSpace(from: brace + 1)
      while next + 1 < count, self[next] == 0x5C, [0x6E, 0x72, 0x74].contains(self[next + 1]) {
        next = firstNonSpace(from: next + 2)
      }
      if next + 1 < count, self[next] == 0x5C, self[next + 1] == 0x22 { return true }
      at = brace + 1
    }
    return mayBeBase64
  }

  /// Whether a text begins with sixteen letters of base64.
  fileprivate var mayBeBase64: Bool {
    guard count >= 16 else { return false }
    return slice(0, 16).bytes.allSatisfy {
      $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || [0x2B, 0x2D, 0x2F, 0x5C, 0x5F].contains($0)
    }
  }

  /// Where the first list or object of a text is; words may stand before an object, and behind either.
  fileprivate var firstDocument: Range<Int>? {
    let first = firstNonSpace()
    guard first < count else { return nil }
    guard let start = self[first] == 0x5B || self[first] == 0x7B ? first : documentStart() else { return nil }
    return start..<(endOfValue(at: start) ?? count)
  }
}
