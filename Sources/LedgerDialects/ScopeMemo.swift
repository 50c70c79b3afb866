import LedgerMemory
import LedgerModel

/// What the name, version and schema of a scope tell of its spans.
struct ScopeReading {
  /// The dialect that the name tells; 0 for none.
  var dialect: UInt8
  /// Whether the dialect is certain.
  var isCertain: Bool
  /// Whether a missing streaming flag means that nothing was streamed.
  var absentStreamingIsFalse: Bool
  /// For each row of what counts include: whether the scope fits.
  var inclusionFits: [Bool]
}

/// The scopes that were read last. Exporters write the same few again with every batch.
struct ScopeMemo: ~Copyable {
  private struct Entry {
    var name: ByteView
    var version: ByteView
    var schemaURL: ByteView
    var reading: ScopeReading
  }

  /// How many are remembered, before all are forgotten.
  private static let most = 16

  private var entries: [Entry] = []
  private let texts = TextArena()

  /// What was read of a scope of this name, version and schema; `nil` where it is not remembered.
  func find(_ scope: ScopeRecord) -> ScopeReading? {
    let (name, version, schemaURL) = (scope.name, scope.version, scope.schemaURL)
    for entry in entries where entry.name == name && entry.version == version && entry.schemaURL == schemaURL {
      return entry.reading
    }
    return nil
  }

  /// Remembers what was read of a scope.
  mutating func add(_ scope: ScopeRecord, _ reading: ScopeReading) {
    if entries.count == ScopeMemo.most {
      entries.removeAll(keepingCapacity: true)
      texts.reset()
    }
    entries.append(
      Entry(
        name: kept(scope.name), version: kept(scope.version), schemaURL: kept(scope.schemaURL), reading: reading))
  }

  private func kept(_ text: ByteView) -> ByteView {
    text.isEmpty ? .empty : texts.append(atMost: text.count) { $0.append(text) }
  }
}
