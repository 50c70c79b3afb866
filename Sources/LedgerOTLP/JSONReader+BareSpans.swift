import LedgerMemory
import LedgerModel

// Spans with the fields of OTLP that stand outside of its lists, each with its resource and scope inside: what AWS keeps
// in its log group of spans, what Phoenix's API answers, and the events that Vector makes of spans. Attributes may be a
// list, as in OTLP, or a map.

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
  /// The attributes of the resource, without an object around them: Vector has them so.
  var resourceAttributes = -1
  var scope = -1
  /// Name and version of the scope, without an object around them.
  var scopeName = -1
  var scopeVersion = -1

  var hasResource: Bool { resource >= 0 || resourceAttributes >= 0 }
  var hasScope: Bool { scope >= 0 || scopeName >= 0 }
}

extension JSONReader {
  /// A bare span, or an object with a list of them; resource and scope of the object are those of spans without their own.
  ///
  /// - Parameter levels: how many objects may stand around the list, as ``ForeignSignature`` counts them.
  mutating func bareSpans(at start: Int, levels: Int = 2) throws(Damage) {
    if BareSpanKeys.isBareSpan(text, objectAt: start) { return try bareSpan(at: start, BarePlaces()) }
    guard levels > 0, let list = bareSpanList(ofObjectAt: start) else { return noteForeign(.flattenedSpans, at: start) }
    if isObject(at: list) { return try bareSpans(at: list, levels: levels - 1) }
    let shared = try barePlaces(at: start)
    var at = list + 1
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

  /// A list of spans, or an object that has one, by the names that APIs give it.
  private func bareSpanList(ofObjectAt start: Int) -> Int? {
    if let spans = text.member("spans", ofObjectAt: start), text.firstElement(ofListAt: spans) != nil { return spans }
    guard let data = text.member("data", ofObjectAt: start), isList(at: data) || isObject(at: data) else { return nil }
    return data
  }

  private mutating func bareSpan(at start: Int, _ shared: BarePlaces) throws(Damage) {
    desk.outcome.adapted.formUnion(.bareSpans)
    desk.outcome.signals.formUnion(.traces)
    let own = try barePlaces(at: start)
    let resource = own.hasResource ? own : shared
    let scope = own.hasScope ? own : shared

    desk.clear()
    desk.digest = AttributeDigest()
    if resource.resource >= 0 {
      _ = try resourceAttributes(at: resource.resource)
    } else if resource.resourceAttributes >= 0 {
      _ = try digestedAttributes(at: resource.resourceAttributes)
    }
    desk.deliverResource()

    desk.clear()
    desk.digest = AttributeDigest()
    var name = ByteView.empty
    var version = ByteView.empty
    if scope.scope >= 0 {
      _ = try scopeFields(at: scope.scope, &name, &version)
    } else if scope.scopeName >= 0 {
      name = try string(at: scope.scopeName, "scopeName").value ?? .empty
      if scope.scopeVersion >= 0 { version = try string(at: scope.scopeVersion, "scopeVersion").value ?? .empty }
    }
    desk.deliverScope(name: name, version: version, schemaURL: .empty)

    _ = try span(at: start)
  }

  private mutating func barePlaces(at start: Int) throws(Damage) -> BarePlaces {
    var places = BarePlaces()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "resource", !isMapOfAttributes(at: at) {
        places.resource = at
      } else if key == "resource" || key == "resources" {
        places.resourceAttributes = at
      } else if key == "scopeName" || key == "scope_name" {
        places.scopeName = at
      } else if key == "scopeVersion" || key == "scope_version" {
        places.scopeVersion = at
      } else if key == "scope" || key == "instrumentationScope" || key == "instrumentation_scope" {
        places.scope = at
      }
      at = try text.endOfValue(at: at)
    }
    return places
  }

  /// Whether an object has members, and none of them is one of a resource.
  private func isMapOfAttributes(at start: Int) -> Bool {
    guard isObject(at: start), !text.isEmptyObject(at: start) else { return false }
    var isMap = true
    text.forEachMember(ofObjectAt: start) { key, _ in
      isMap =
        !(key == "attributes" || key == "droppedAttributesCount" || key == "dropped_attributes_count"
        || key == "entityRefs" || key == "entity_refs" || key == "schemaUrl" || key == "schema_url")
      return isMap
    }
    return isMap
  }
}
