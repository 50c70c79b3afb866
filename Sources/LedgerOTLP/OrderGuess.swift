import LedgerMemory
import LedgerModel

/// Reading a resource with its spans in one walk, on the guess that what stands behind the spans is as it was last time:
/// exporters write the schema URL of a scope there, and sinks want it before.
///
/// A guess is checked when the end of the resource is reached. Where it was wrong, the sink forgets what it was handed, and
/// the resource is read the other way: all its spans twice. So a resource that was never met, one of many instances of a
/// service, is expected to name the schema that its scopes had in another one.
struct OrderGuess: ~Copyable {
  /// What reading in one walk came to.
  enum Reading {
    /// All was as expected, up to this offset.
    case done(Int)
    /// A scope has another schema than last time.
    case newSchema
    /// Parts are missing, double, or in another order.
    case unusual
  }

  /// A scope that was handed over with a schema URL taken for granted, and the URL that it really has.
  private struct Scope {
    var sign: ScopeSign
    /// Its own URL; empty where it has none, so that its resource's counts.
    var own: ByteView
  }

  private var policy = GuessPolicy()
  private var schemas = SchemaMemory()
  /// The scopes of the resource in hand.
  private var scopes: [Scope] = []
  /// What was seen before it.
  private var outcome = RecordOutcome()

  /// Begins to read a resource on a guess; `false` where that is not to be tried.
  mutating func begin(at desk: inout Desk) -> Bool {
    // A scanner cannot forget what it saw, so nothing is shown to it on a guess.
    guard !desk.isScanning, policy.allows(), let sink = desk.sink, sink.mark() else { return false }
    outcome = desk.outcome
    scopes.removeAll(keepingCapacity: true)
    desk.isGuessing = true
    desk.isSpoiled = false
    return true
  }

  /// Ends what was begun, and answers where the resource ends; `nil` where it must be read the other way. Then sink and
  /// desk are as they were before.
  mutating func end(_ reading: Reading, at desk: inout Desk) -> Int? {
    desk.isGuessing = false
    if case .done(let end) = reading, !desk.isSpoiled {
      policy.note(success: true)
      return end
    }
    if case .newSchema = reading {} else { policy.note(success: false) }
    desk.outcome = outcome
    desk.sink?.rewind()
    return nil
  }

  /// The schema URL that a scope had last time.
  func schema(of scope: ScopeSign) -> ByteView { schemas.expected(of: scope) }

  /// Says what URL a scope has that was handed over.
  mutating func note(scope: ScopeSign, own: ByteView) { scopes.append(Scope(sign: scope, own: own)) }

  /// What reading a resource came to that has its parts in order, ends at `end` and has this URL.
  mutating func reading(endingAt end: Int, schemaURL: ByteView) -> Reading {
    var isAsExpected = true
    for scope in scopes {
      let url = scope.own.isEmpty ? schemaURL : scope.own
      if !(url == schemas.expected(of: scope.sign)) {
        schemas.learn(scope.sign, url)
        isAsExpected = false
      }
    }
    return isAsExpected ? .done(end) : .newSchema
  }
}

/// What a scope is known by when it comes again.
struct ScopeSign {
  /// Of its name, version and attributes, and of the resource that it belongs to.
  var own: UInt64
  /// Of its name and version alone.
  var nameAndVersion: UInt64
}

/// When reading in one walk is worth trying.
private struct GuessPolicy {
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

/// The schema URLs that scopes had when they were last seen: of a library everywhere, and of the scopes where that was another
/// one than expected.
private struct SchemaMemory: ~Copyable {
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

  /// The URL that a scope had last time, else that of its library elsewhere; empty where neither is known.
  func expected(of scope: ScopeSign) -> ByteView { last(scope.own) ?? last(scope.nameAndVersion) ?? .empty }

  private func last(_ key: UInt64) -> ByteView? {
    let first = Int(truncatingIfNeeded: key & UInt64(SchemaMemory.size - 1))
    for row in first..<first + SchemaMemory.reach where slots[row].key == key {
      return texts.view.slice(slots[row].start, slots[row].end)
    }
    return nil
  }

  /// Keeps a URL that was not expected.
  mutating func learn(_ scope: ScopeSign, _ url: ByteView) {
    // URLs are few; a flood of them starts again from nothing.
    if texts.count + url.count > 1 << 16 {
      texts.removeAll()
      for row in slots.indices { slots[row] = Slot() }
      if url.count > 1 << 16 { return }
    }
    let start = texts.count
    texts.append(url)
    for key in [scope.own, scope.nameAndVersion] { keep(key, start, texts.count) }
  }

  private mutating func keep(_ key: UInt64, _ start: Int, _ end: Int) {
    let first = Int(truncatingIfNeeded: key & UInt64(SchemaMemory.size - 1))
    let reachable = first..<first + SchemaMemory.reach
    let row = reachable.first { slots[$0].key == key } ?? reachable.first { slots[$0].key == 0 } ?? first
    slots[row] = Slot(key: key, start: start, end: end)
  }
}
