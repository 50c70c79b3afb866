import LedgerColumns

/// Who writes calls in one way: scopes of one name and version are one emitter, whatever their resource, as far as they
/// write one dialect for one provider.
public struct UsageEmitter: Sendable {
  /// The scope's name; `nil` where it has none.
  public var scopeName: String?
  /// The scope's version.
  public var scopeVersion: String?
  /// Row of the dialects' table.
  public var dialect: UInt8
  /// Code of the provider; 0 absent.
  public var provider: UInt32
  /// How it counts.
  public var convention: UsageConvention
}

/// The emitters of an archive, in the order of scope, version, dialect and provider.
public struct EmitterTable: Sendable {
  /// All emitters.
  public let emitters: [UsageEmitter]
  private let firstScopes: [UInt32]
  private let rows: [EmitterKey: Int]

  init(_ store: Store, firstScopes: [UInt32], _ conventions: [EmitterKey: UsageConvention]) {
    // Scopes are in the order of their resources; codes of providers in the order of their names.
    let keyed = conventions.map { key, convention in
      let scope = store.scopes[Int(key.scope)]
      return (
        key,
        UsageEmitter(
          scopeName: scope.name, scopeVersion: scope.version, dialect: key.dialect, provider: key.provider,
          convention: convention)
      )
    }.sorted { left, right in
      let (a, b) = (left.1, right.1)
      if a.scopeName != b.scopeName { return precedes(a.scopeName, b.scopeName) }
      if a.scopeVersion != b.scopeVersion { return precedes(a.scopeVersion, b.scopeVersion) }
      return (a.dialect, a.provider) < (b.dialect, b.provider)
    }
    emitters = keyed.map(\.1)
    rows = Dictionary(uniqueKeysWithValues: keyed.enumerated().map { ($1.0, $0) })
    self.firstScopes = firstScopes
  }

  /// The row of the emitter of a candidate; `nil` for one none of whose spans was weighed: copies, repetitions.
  public func row(scope: UInt32, dialect: UInt8, provider: UInt32) -> Int? {
    rows[EmitterKey(scope: firstScopes[Int(scope)], dialect: dialect, provider: provider)]
  }

  /// For each scope the first one of its name and version.
  static func firstScopes(_ store: Store) -> [UInt32] {
    var first: [String: UInt32] = [:]
    return store.scopes.enumerated().map { row, scope in
      let key = "\(scope.name ?? "")\u{0}\(scope.version ?? "")"
      if let known = first[key] { return known }
      first[key] = UInt32(row)
      return UInt32(row)
    }
  }
}

/// What makes an emitter, in codes.
struct EmitterKey: Hashable, Sendable {
  /// The first scope of its name and version.
  var scope: UInt32
  var dialect: UInt8
  var provider: UInt32
}

private func precedes(_ left: String?, _ right: String?) -> Bool {
  (left ?? "").utf8.lexicographicallyPrecedes((right ?? "").utf8)
}
