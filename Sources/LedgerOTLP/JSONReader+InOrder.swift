import LedgerMemory
import LedgerModel

/// When reading in one walk is worth trying.
struct GuessPolicy {
  /// Guesses in a row that came to nothing.
  private var failures = 0
  /// How many resources are read without a guess now.
  private var pause = 0

  /// Whether to guess this time.
  mutating func allows() -> Bool {
    if pause == 0 { return true }
    pause -= 1
    return false
  }

  mutating func note(success: Bool) {
    failures = success ? 0 : failures + 1
    // An exporter that writes in another order goes on doing so: then every guess would only read everything twice.
    if failures >= 4 { pause = 64 }
  }
}

/// The schema URLs that scopes had when they were last seen.
struct SchemaMemory: ~Copyable {
  private struct Slot {
    var key: UInt64 = 0
    var start = 0
    var end = 0
  }

  private static let size = 1024
  /// How many slots a key may lie in; when all are taken, the first one is given up.
  private static let reach = 8

  private var slots = [Slot](repeating: Slot(), count: SchemaMemory.size + SchemaMemory.reach)
  private var texts = PaddedBytes()

  /// The URL that a scope had last time; empty where it is not known.
  func last(_ key: UInt64) -> ByteView {
    let first = Int(truncatingIfNeeded: key & UInt64(SchemaMemory.size - 1))
    for row in first..<first + SchemaMemory.reach where slots[row].key == key {
      return texts.view.slice(slots[row].start, slots[row].end)
    }
    return .empty
  }

  mutating func learn(_ key: UInt64, _ url: ByteView) {
    // URLs are few; a flood of them starts again from nothing.
    if texts.count + url.count > 1 << 16 {
      texts.removeAll()
      for row in slots.indices { slots[row] = Slot() }
      if url.count > 1 << 16 { return }
    }
    let first = Int(truncatingIfNeeded: key & UInt64(SchemaMemory.size - 1))
    let reachable = first..<first + SchemaMemory.reach
    let row = reachable.first { slots[$0].key == key } ?? reachable.first { slots[$0].key == 0 } ?? first
    let start = texts.count
    texts.append(url)
    slots[row] = Slot(key: key, start: start, end: texts.count)
  }
}

/// A scope that was handed over with a schema URL taken for granted, and the URL that it really has.
struct GuessedScope {
  var key: UInt64
  /// Its own URL; empty where it has none, so that its resource's counts.
  var own: ByteView
}

extension JSONReader {
  /// Reads a ResourceSpans object in one walk, and answers where it ends; `nil` where it must be read the other way. Then
  /// the sink is as it was before.
  mutating func resourceInOrder(at start: Int) -> Int? {
    // A scanner cannot forget what it saw, so nothing is shown to it on a guess.
    guard !desk.isScanning, guessing.allows(), let sink = desk.sink, sink.mark() else { return nil }
    let outcome = desk.outcome
    var reading = InOrder.unusual
    desk.isGuessing = true
    desk.isSpoiled = false
    do throws(Damage) {
      reading = try readInOrder(at: start)
    } catch {
      // The other way meets the same damage and tells of it.
    }
    desk.isGuessing = false
    if case .done(let end) = reading, !desk.isSpoiled {
      guessing.note(success: true)
      return end
    }
    if case .newSchema = reading {} else { guessing.note(success: false) }
    desk.outcome = outcome
    sink.rewind()
    return nil
  }

  private enum InOrder {
    /// All was as expected, up to this offset.
    case done(Int)
    /// A scope has another schema than last time.
    case newSchema
    /// Parts are missing, double, or in another order.
    case unusual
  }

  private mutating func readInOrder(at start: Int) throws(Damage) -> InOrder {
    var at = start + 1
    var isFirst = true
    var schemaURL = ByteView.empty
    var hasScopes = false
    guessedScopes.removeAll(keepingCapacity: true)
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
      } else if key == "resource" || key == "schemaUrl" || key == "schema_url" || ScopeListKey(key) != nil {
        return .unusual
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    guard hasScopes else { return .unusual }
    var isAsExpected = true
    for scope in guessedScopes {
      let url = scope.own.isEmpty ? schemaURL : scope.own
      if !(url == schemas.last(scope.key)) {
        schemas.learn(scope.key, url)
        isAsExpected = false
      }
    }
    return isAsExpected ? .done(at) : .newSchema
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
    let scope = desk.scopeKey(name: name, version: version)
    var own = ByteView.empty
    var hasSpans = false
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "spans", !hasSpans, isList(at: at) {
        hasSpans = true
        desk.deliverScope(name: name, version: version, schemaURL: schemas.last(scope))
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
    guessedScopes.append(GuessedScope(key: scope, own: own))
    return at
  }
}
