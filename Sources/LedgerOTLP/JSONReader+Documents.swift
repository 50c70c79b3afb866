import LedgerMemory
import LedgerModel

/// What a JSON value turned out to be.
enum DocumentKind: Equatable {
  /// OTLP, perhaps without any item.
  case telemetry
  /// Nothing at all: `{}`, `[]`, `null`.
  case empty
  /// Something else.
  case foreign
}

extension JSONReader {
  /// All values of the text from `start` on, with any white space between them or none.
  mutating func documents(from start: Int) throws(Damage) {
    let isResumed = requestStart >= 0
    var at = text.afterBlank(start)
    while at < text.count {
      // Behind damage the ends of what it began may follow.
      if isResumed, text.byte(at: at) == 0x5D || text.byte(at: at) == 0x7D {
        at = text.afterBlank(at + 1)
        continue
      }
      requestStart = at
      at = try topLevelValue(at: at, lists: 4)
      at = text.afterBlank(at)
      // Commas between documents are no JSON, but hand-joined files have them.
      if text.byte(at: at) == 0x2C { at = text.afterBlank(at + 1) }
    }
  }

  /// Where the next request begins behind damage. Inside a string every quote has a backslash before it, so an object
  /// that begins with the name of a list of resources is no part of one, wherever the damage has put the strings.
  func nextRequest(from start: Int) -> Int? {
    var at = start
    while at < text.count, let brace = text.firstIndex(of: 0x7B, from: at) {
      let quote = text.afterBlank(brace + 1)
      if text.byte(at: quote) == 0x22, let (end, isEscaped) = try? text.stringEnd(from: quote + 1), !isEscaped,
        DocumentKey(text.slice(quote + 1, end)) == .wrapper
      {
        return brace
      }
      at = brace + 1
    }
    return nil
  }

  /// One value; lists may be nested as deep as `lists` says.
  private mutating func topLevelValue(at start: Int, lists: Int) throws(Damage) -> Int {
    switch text.byte(at: start) {
    case 0x7B:
      let (kind, end) = try document(at: start, envelopes: 2)
      if kind == .foreign { try foreignDocument(at: start) }
      return end
    case 0x5B:
      if lists == 0 {
        noteForeign(.unknown, at: start)
        return try text.endOfContainer(at: start)
      }
      var at = start + 1
      var isFirst = true
      while try nextElement(&at, isFirst: &isFirst) { at = try topLevelValue(at: at, lists: lists - 1) }
      return at
    case 0x6E where isNull(at: start):
      return start + 4
    default:
      // A text, a number: no telemetry, but no damage either where it is JSON.
      let end = try text.endOfValue(at: start)
      guard isPlausibleScalar(from: start, to: end) else { throw Damage(start, .object) }
      // A text that begins as a document does was one before somebody quoted it.
      noteForeign(text.holds("\"{\\\"", at: start) ? .wrapped : .unknown, at: start)
      return end
    }
  }

  private func isPlausibleScalar(from start: Int, to end: Int) -> Bool {
    if text.byte(at: start) == 0x22 { return true }
    let value = text.slice(start, end)
    return value == "true" || value == "false" || value.double != nil
  }

  /// A document of another format: read where it can be, else counted.
  private mutating func foreignDocument(at start: Int) throws(Damage) {
    // Whole archives are made of these.
    if BareSpanKeys.isBareSpan(text, objectAt: start) { return try bareSpans(at: start) }
    let kind = ForeignSignature(text: text, objectAt: start).kind
    switch kind {
    case .jaeger: try jaegerDocument(at: start)
    case .bareSpans: try bareSpans(at: start)
    case .jsSDK where text.member("hrTime", ofObjectAt: start) ?? text.member("_hrTime", ofObjectAt: start) != nil:
      _ = try printedLog(at: start)
    case .jsSDK where isPrintedMetricLine(at: start):
      _ = try printedMetricLine(at: start)
    case .jsSDK: _ = try printedSpan(at: start)
    default: noteForeign(kind, at: start)
    }
  }

  /// Counts a value that is no OTLP.
  mutating func noteForeign(_ kind: ForeignKind, at start: Int) {
    desk.outcome.foreignValues += 1
    if desk.outcome.foreign == nil { desk.outcome.foreign = kind }
    if kind != .exporterResponse {
      desk.report(.foreignRecord, atByte: start, kind.complaint)
    }
  }

  /// An object at the top level, or inside an envelope: a request, a bare `Resource…` object, or an envelope.
  private mutating func document(at start: Int, envelopes: Int) throws(Damage) -> (kind: DocumentKind, end: Int) {
    var at = start + 1
    var isFirst = true
    var kind = DocumentKind.empty
    var envelope = ByteView.empty
    while let key = try nextMember(&at, isFirst: &isFirst) {
      switch DocumentKey(key) {
      case .wrapper:
        requestStart = start
        if isList(at: at) {
          at = try resources(at: at, mayHoldSpans: DocumentKey.isOfSpans(key))
          kind = .telemetry
        } else {
          if isNull(at: at) { kind = .telemetry }
          at = try passOver(at, listNamed: key)
        }
      case .profiles:
        desk.outcome.signals.formUnion(.profiles)
        kind = .telemetry
        at = try text.endOfValue(at: at)
      case .scopes where kind != .telemetry:
        // A bare Resource object; it is read from its beginning, for its resource may stand anywhere in it.
        return (.telemetry, try resource(at: start, mayHoldSpans: ScopeListKey(key)?.signal == .traces))
      case .envelope where envelopes > 0 && (isObject(at: at) || isList(at: at)):
        // Each signal may have an envelope of its own; a recorder may give one body by two names.
        if !envelope.isEmpty, text.holds(envelope, at: at) {
          at += envelope.count
          continue
        }
        let (inside, end) = try enveloped(at: at, envelopes: envelopes - 1)
        if inside == .telemetry { envelope = text.slice(at, end) }
        if inside == .telemetry { kind = .telemetry } else if kind == .empty { kind = .foreign }
        at = end
      default:
        if kind == .empty { kind = .foreign }
        at = try text.endOfValue(at: at)
      }
    }
    return (kind, at)
  }

  private mutating func enveloped(at start: Int, envelopes: Int) throws(Damage) -> (kind: DocumentKind, end: Int) {
    if isObject(at: start) { return try document(at: start, envelopes: envelopes) }
    var kind = DocumentKind.empty
    // What all of them are shows in the object around the list, unless there is telemetry among them.
    var foreign: [Int] = []
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      var (inside, end) = (DocumentKind.foreign, at)
      if isObject(at: at) {
        (inside, end) = try document(at: at, envelopes: envelopes)
      } else {
        end = try text.endOfValue(at: at)
      }
      if inside == .foreign { foreign.append(at) }
      if inside == .telemetry || kind == .empty { kind = inside }
      at = end
    }
    if kind == .telemetry { for element in foreign { try foreignElement(at: element) } }
    return (kind, at)
  }

  /// A value that is no telemetry in a list that holds some.
  private mutating func foreignElement(at start: Int) throws(Damage) {
    if isObject(at: start) {
      try foreignDocument(at: start)
    } else if !isNull(at: start) {
      noteForeign(.unknown, at: start)
    }
  }

  /// A list of ResourceSpans, ResourceMetrics or ResourceLogs; what each element is shows inside it.
  private mutating func resources(at start: Int, mayHoldSpans: Bool) throws(Damage) -> Int {
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        at = try resource(at: at, mayHoldSpans: mayHoldSpans)
      } else {
        at = try passOver(at, elementOf: "resources")
      }
    }
    return at
  }
}

/// What the key of an outermost object says.
enum DocumentKey {
  case wrapper
  case profiles
  case scopes
  case envelope
  case other

  @inline(__always)
  init(_ key: ByteView) {
    switch key.count {
    case 13 where key == "resourceSpans" || key == "resource_logs": self = .wrapper
    case 14 where key == "resource_spans": self = .wrapper
    case 15 where key == "resourceMetrics": self = .wrapper
    case 16 where key == "resource_metrics": self = .wrapper
    case 12 where key == "resourceLogs": self = .wrapper
    case 7 where key == "batches": self = .wrapper
    case 16 where key == "resourceProfiles": self = .profiles
    case 17 where key == "resource_profiles": self = .profiles
    case 4 where key == "data" || key == "body" || key == "otlp" || key == "logs": self = .envelope
    case 5 where key == "trace" || key == "spans": self = .envelope
    case 6 where key == "result" || key == "traces": self = .envelope
    case 7 where key == "payload" || key == "metrics": self = .envelope
    default: self = ScopeListKey(key) == nil ? .other : .scopes
    }
  }

  /// Whether the key of a list of resources is one that resources with spans have.
  static func isOfSpans(_ key: ByteView) -> Bool {
    key == "resourceSpans" || key == "resource_spans" || key == "batches"
  }
}
