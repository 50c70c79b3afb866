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

  /// Gives numbers to the names that only log records are looked at for, and answers what every name means on them. On
  /// spans such a name means nothing: it is too common.
  static func addLogNames(
    of dialects: [Dialect], to names: inout [(name: String, key: AttributeKey)], _ rules: inout [Rule]
  ) -> [Rule] {
    var numbers = Dictionary(uniqueKeysWithValues: names.map { ($0.name, Int($0.key.index)) })
    var logRules = rules
    for (row, dialect) in dialects.enumerated() {
      for attribute in dialect.logAttributes {
        let rule = Rule(
          field: attribute.field, form: attribute.form, rank: attribute.rank, dialect: UInt8(row + 1), marks: false,
          isCommon: true, members: -1)
        if let number = numbers[attribute.name] {
          logRules[number] = rule
          continue
        }
        numbers[attribute.name] = rules.count
        names.append((attribute.name, AttributeKey(UInt16(rules.count))))
        logRules.append(rule)
        rules.append(
          Rule(
            field: .marker, form: .presence, rank: 0, dialect: UInt8(row + 1), marks: false, isCommon: true,
            members: -1))
      }
    }
    return logRules
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
