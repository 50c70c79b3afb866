import LedgerMemory
import LedgerModel

// Log records that tell of calls: which events do, and what names mean on them that mean nothing on spans.

/// An event of a dialect that tells of calls.
struct LogEventRow: Sendable {
  /// Its whole name. The dialect's own scopes may leave out what stands before the first dot.
  let name: String
  /// What it says about a call.
  let role: LogCallRole
  /// The value that `event.kind` must have; `nil` where any will do. Rows of one name differ by it.
  let kind: String?
  /// Whether it tells of an attempt, whose outcome decides: a failure where something went wrong, else the role.
  let mayFail: Bool
  /// Whether the name counts only under a scope of its dialect.
  let needsScope: Bool
  let note: String

  init(
    _ name: String, _ role: LogCallRole, kind: String? = nil, mayFail: Bool = false, needsScope: Bool = false,
    _ note: String = ""
  ) {
    self.name = name
    self.role = role
    self.kind = kind
    self.mayFail = mayFail
    self.needsScope = needsScope
    self.note = note
  }
}

extension DialectTables {
  struct LogEvent: Sendable {
    var role: LogCallRole
    var kind: [UInt8]?
    /// The next row of the same name: of another kind, or another dialect's.
    var next: Int?
    var mayFail: Bool
    var dialect: UInt8
    /// Whether only the dialect's own scopes may use the name: others have it too, or it leaves out the dialect's prefix.
    var needsScope: Bool
    /// Whether it is an agent's own event, not one of the conventions.
    var isNative: Bool
  }

  /// The events by their whole names, and by what is left of them without the dialect's prefix.
  static func logEvents(of dialects: [Dialect]) -> (AttributeKeyIndex, [LogEvent]) {
    var names: [(name: String, key: AttributeKey)] = []
    var events: [LogEvent] = []
    func add(_ name: String, _ event: LogEvent) {
      if let known = names.first(where: { $0.name == name }) {
        var row = Int(known.key.index)
        while let next = events[row].next { row = next }
        events[row].next = events.count
      } else {
        names.append((name, AttributeKey(UInt16(events.count))))
      }
      events.append(event)
    }
    for (row, dialect) in dialects.enumerated() {
      for entry in dialect.logEvents {
        var event = LogEvent(
          role: entry.role, kind: entry.kind.map { Array($0.utf8) }, mayFail: entry.mayFail, dialect: UInt8(row + 1),
          needsScope: entry.needsScope, isNative: !entry.name.hasPrefix("gen_ai."))
        add(entry.name, event)
        guard event.isNative, let dot = entry.name.firstIndex(of: ".") else { continue }
        event.needsScope = true
        add(String(entry.name[entry.name.index(after: dot)...]), event)
      }
    }
    return (AttributeKeyIndex(names: names), events)
  }
}
