import LedgerMemory
import LedgerModel

// Spans with the fields of OTLP that stand outside of its lists, each with its resource and scope inside: what AWS keeps
// in its log group of spans, and what Phoenix's API answers. Attributes may be a list, as in OTLP, or a map.

/// The keys that tell a span with the fields of OTLP.
struct BareSpanKeys: OptionSet {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What a key says; nothing where it is none of these.
  init(_ key: ByteView) {
    if key == "traceId" || key == "trace_id" {
      rawValue = 1
    } else if key == "spanId" || key == "span_id" {
      rawValue = 2
    } else if key == "startTimeUnixNano" || key == "start_time_unix_nano" {
      rawValue = 4
    } else {
      rawValue = 0
    }
  }

  static let all = BareSpanKeys(rawValue: 7)

  /// Whether an object, or its beginning, has all of them.
  static func isBareSpan(_ text: ByteView, objectAt start: Int) -> Bool {
    var keys = BareSpanKeys()
    text.forEachMember(ofObjectAt: start) { key, _ in
      keys.formUnion(BareSpanKeys(key))
      return keys != .all
    }
    return keys == .all
  }
}

/// The parts of a bare span that are wanted before it; -1 for those that are not there.
private struct BarePlaces {
  var resource = -1
  var scope = -1
  /// A list of spans, or an object that has one, by the names that APIs give it.
  var spans = -1
}

extension JSONReader {
  /// A bare span, or an object with a list of them; resource and scope of the object are those of spans without their own.
  mutating func bareSpans(at start: Int) throws(Damage) {
    if BareSpanKeys.isBareSpan(text, objectAt: start) { return try bareSpan(at: start, BarePlaces()) }
    let shared = try barePlaces(at: start)
    guard shared.spans >= 0 else { return noteForeign(.flattenedSpans, at: start) }
    if isObject(at: shared.spans) { return try bareSpans(at: shared.spans) }
    var at = shared.spans + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      let end = try text.endOfValue(at: at)
      if isObject(at: at), BareSpanKeys.isBareSpan(text, objectAt: at) {
        try bareSpan(at: at, shared)
      } else {
        noteForeign(isObject(at: at) ? .flattenedSpans : .unknown, at: at)
      }
      at = end
    }
  }

  private mutating func bareSpan(at start: Int, _ shared: BarePlaces) throws(Damage) {
    desk.outcome.adapted.formUnion(.bareSpans)
    desk.outcome.signals.formUnion(.traces)
    let own = try barePlaces(at: start)
    let resource = own.resource >= 0 ? own.resource : shared.resource
    let scope = own.scope >= 0 ? own.scope : shared.scope

    desk.clear()
    desk.digest = AttributeDigest()
    if resource >= 0 { _ = try resourceAttributes(at: resource) }
    desk.deliverResource()

    desk.clear()
    desk.digest = AttributeDigest()
    var name = ByteView.empty
    var version = ByteView.empty
    if scope >= 0 { _ = try scopeFields(at: scope, &name, &version) }
    desk.deliverScope(name: name, version: version, schemaURL: .empty)

    _ = try span(at: start)
  }

  private mutating func barePlaces(at start: Int) throws(Damage) -> BarePlaces {
    var places = BarePlaces()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "resource" {
        places.resource = at
      } else if key == "scope" || key == "instrumentationScope" || key == "instrumentation_scope" {
        places.scope = at
      } else if key == "spans" || key == "data", isList(at: at) || isObject(at: at) {
        places.spans = at
      }
      at = try text.endOfValue(at: at)
    }
    return places
  }
}
