import LedgerMemory
import LedgerModel

// Log records that tell of calls: which events do, and what names mean on them that mean nothing on spans.

/// An event of a dialect that tells of calls.
struct LogEventRow: Sendable {
  /// Its whole name. The dialect's own scopes may leave out what stands before the first dot.
  let name: String
  /// What it says about a call.
  let role: LogCallRole
  /// The value that `event.kind` must have; `nil` where any will do.
  let kind: String?
  /// Whether it tells of an attempt, whose outcome decides: a failure where something went wrong, else the role.
  let mayFail: Bool
  let note: String

  init(_ name: String, _ role: LogCallRole, kind: String? = nil, mayFail: Bool = false, _ note: String = "") {
    self.name = name
    self.role = role
    self.kind = kind
    self.mayFail = mayFail
    self.note = note
  }
}

extension DialectTables {
  struct LogEvent: Sendable {
    var role: LogCallRole
    var kind: [UInt8]?
    var mayFail: Bool
    var dialect: UInt8
    /// Whether the name leaves out the dialect's prefix, so that only the dialect's own scopes may use it.
    var needsScope: Bool
    /// Whether it is an agent's own event, not one of the conventions.
    var isNative: Bool
  }

  /// The events by their whole names, and by what is left of them without the dialect's prefix.
  static func logEvents(of dialects: [Dialect]) -> (AttributeKeyIndex, [LogEvent]) {
    var names: [(name: String, key: AttributeKey)] = []
    var events: [LogEvent] = []
    func add(_ name: String, _ event: LogEvent) {
      if names.contains(where: { $0.name == name }) { return }
      names.append((name, AttributeKey(UInt16(events.count))))
      events.append(event)
    }
    for (row, dialect) in dialects.enumerated() {
      for entry in dialect.logEvents {
        var event = LogEvent(
          role: entry.role, kind: entry.kind.map { Array($0.utf8) }, mayFail: entry.mayFail, dialect: UInt8(row + 1),
          needsScope: false, isNative: !entry.name.hasPrefix("gen_ai."))
        add(entry.name, event)
        guard event.isNative, let dot = entry.name.firstIndex(of: ".") else { continue }
        event.needsScope = true
        add(String(entry.name[entry.name.index(after: dot)...]), event)
      }
    }
    return (AttributeKeyIndex(names: names), events)
  }
}
