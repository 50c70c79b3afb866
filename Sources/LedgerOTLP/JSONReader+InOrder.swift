import LedgerMemory
import LedgerModel

extension JSONReader {
  /// Reads a ResourceSpans object in one walk, and answers where it ends; `nil` where it must be read the other way.
  mutating func resourceInOrder(at start: Int) -> Int? {
    guard guess.begin(at: &desk) else { return nil }
    var reading = OrderGuess.Reading.unusual
    do throws(Damage) {
      reading = try readInOrder(at: start)
    } catch {
      // The other way meets the same damage and tells of it.
    }
    return guess.end(reading, at: &desk)
  }

  private mutating func readInOrder(at start: Int) throws(Damage) -> OrderGuess.Reading {
    var at = start + 1
    var isFirst = true
    var schemaURL = ByteView.empty
    var hasScopes = false
    guard let key = try nextMember(&at, isFirst: &isFirst), key == "resource", isObject(at: at) else { return .unusual }
    desk.clear()
    desk.digest = AttributeDigest()
    at = try resourceAttributes(at: at)
    desk.deliverResource()
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "scopeSpans" || key == "scope_spans", !hasScopes, isList(at: at) {
        hasScopes = true
        at += 1
        var isFirstScope = true
        while try nextElement(&at, isFirst: &isFirstScope) {
          guard isObject(at: at), let end = try scopeInOrder(at: at) else { return .unusual }
          at = end
        }
      } else if key == "schemaUrl" || key == "schema_url", schemaURL.isEmpty {
        let (url, end) = try string(at: at, "schemaUrl", isLasting: true)
        if let url { schemaURL = url }
        at = end
      } else if key == "resource" || key == "schemaUrl" || key == "schema_url" || ScopeListKey(key) != nil
        || bareItems(key) != nil
      {
        return .unusual
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return hasScopes ? guess.reading(endingAt: at, schemaURL: schemaURL) : .unusual
  }

  /// A scope with its spans, handed over with the schema URL that it had last time; `nil` where its parts stand in
  /// another order.
  private mutating func scopeInOrder(at start: Int) throws(Damage) -> Int? {
    var at = start + 1
    var isFirst = true
    guard let first = try nextMember(&at, isFirst: &isFirst), first == "scope", isObject(at: at) else { return nil }
    desk.clear()
    desk.digest = AttributeDigest()
    var name = ByteView.empty
    var version = ByteView.empty
    at = try scopeFields(at: at, &name, &version)
    let scope = desk.scopeSign(name: name, version: version)
    var own = ByteView.empty
    var hasSpans = false
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "spans", !hasSpans, isList(at: at) {
        hasSpans = true
        desk.deliverScope(name: name, version: version, schemaURL: guess.schema(of: scope))
        at = try spans(at: at)
      } else if key == "schemaUrl" || key == "schema_url", own.isEmpty {
        let (url, end) = try string(at: at, "schemaUrl", isLasting: true)
        if let url { own = url }
        at = end
      } else if key == "spans" || key == "scope" || key == "schemaUrl" || key == "schema_url"
        || key == "instrumentationLibrary" || key == "instrumentation_library"
      {
        return nil
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    guard hasSpans else { return nil }
    guess.note(scope: scope, own: own)
    return at
  }
}
