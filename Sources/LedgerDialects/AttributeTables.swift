import LedgerMemory
import LedgerModel

/// The attributes of all dialects, compiled: one number per name, and for each set of scopes what the name means there.
struct AttributeTables {
  private(set) var keys: AttributeKeyIndex
  /// ``keys``, and the names that are kept on demand.
  private(set) var decoderKeys: AttributeKeyIndex
  private(set) var ruleSets: [[DialectTables.Rule]]
  /// For each of ``ruleSets``: what the same names mean on log records that may tell of calls.
  private(set) var logRuleSets: [[DialectTables.Rule]] = []
  private(set) var members: [DialectTables.Members] = []
  /// Which set holds in the scopes of a user's dialect.
  private(set) var ruleSetOfDialect: [UInt8: UInt8] = [:]
  private(set) var evaluationNames: [Int16: String] = [:]
  /// All rows with the ranks that they are taken with, and their dialects' ids.
  private(set) var rankedRows: [(row: AttributeRow, dialect: String)] = []

  private typealias Rule = DialectTables.Rule

  /// The rows of one name: the rule of the name, and what its members say where it holds JSON.
  private struct Group {
    var rows: [AttributeRow]
    var dialect: UInt8
  }

  init(_ dialects: [Dialect], users: [UserDialect], firstUserRow: UInt8, keeping: [String] = []) {
    var names: [(name: String, key: AttributeKey)] = []
    var families: [(prefix: String, key: AttributeKey)] = []
    var rules: [Rule] = []
    var groups: [String: Group] = [:]
    var numbers: [String: Int] = [:]
    var members: [DialectTables.Members] = []

    func number(of spelling: String, _ rule: Rule) -> Int {
      if let known = numbers[spelling] { return known }
      let key = AttributeKey(UInt16(rules.count))
      if spelling.hasSuffix("*") {
        families.append((String(spelling.dropLast()), key))
      } else {
        names.append((spelling, key))
      }
      rules.append(rule)
      numbers[spelling] = rules.count - 1
      return rules.count - 1
    }

    // One number per name; the rows of one name that differ in their path become its members.
    for (row, dialect) in dialects.enumerated() {
      rankedRows += dialect.attributes.map { ($0, dialect.id) }
      for (name, group) in AttributeTables.grouped(dialect.attributes) {
        let rule = AttributeTables.rule(group, dialect: UInt8(row + 1), &members)
        groups[name] = Group(rows: group, dialect: UInt8(row + 1))
        for (offset, spelling) in DialectTables.spellings(of: name).enumerated() {
          var rule = rule
          rule.rank += Int16(offset)
          _ = number(of: spelling, rule)
          groups[spelling] = groups[name]
        }
      }
    }

    // A name that only log records are looked at for means nothing on spans: it is too common. Nor does one that only a
    // user's dialect knows, outside of its scopes.
    let unknown = Rule(
      field: .marker, form: .presence, rank: 0, dialect: 0, marks: false, isCommon: true, members: -1)
    var logRules: [(number: Int, rule: Rule)] = []
    for (row, dialect) in dialects.enumerated() {
      for attribute in dialect.logAttributes {
        let rule = Rule(
          field: attribute.field, form: attribute.form, rank: attribute.rank, dialect: UInt8(row + 1), marks: false,
          isCommon: true, members: -1)
        logRules.append((number(of: attribute.name, unknown), rule))
      }
    }

    var rank = Int16.min + 1
    var changes: [(scoped: UInt8, number: Int, rule: Rule)] = []
    for (row, user) in users.enumerated() {
      let dialect = firstUserRow + UInt8(row)
      for (name, group) in AttributeTables.grouped(user.dialect.attributes) {
        let builtIn = groups[name]
        var rows: [AttributeRow] = []
        for attribute in group {
          rows.append(attribute.ranked(rank))
          rankedRows.append((attribute.ranked(rank), user.dialect.id))
          if let evaluation = user.evaluations[name] {
            for offset in 0..<8 { evaluationNames[rank + Int16(offset)] = evaluation }
          }
          rank += 8
        }
        // Members that a user does not name keep their meaning.
        if let builtIn, rows[0].path != nil, builtIn.rows[0].path != nil {
          rows += builtIn.rows.filter { known in !group.contains { $0.path == known.path } }
        }
        let isScoped = !user.dialect.scopes.isEmpty
        var rule = AttributeTables.rule(rows, dialect: dialect, &members)
        rule.marks = builtIn?.rows[0].marks ?? true
        rule.isCommon = builtIn?.rows[0].isCommon ?? rows.allSatisfy(\.isCommon)
        if let builtIn, !isScoped { rule.dialect = builtIn.dialect }
        for (offset, spelling) in DialectTables.spellings(of: name).enumerated() {
          var rule = rule
          rule.rank += Int16(offset)
          changes.append((isScoped ? dialect : 0, number(of: spelling, unknown), rule))
        }
      }
    }
    // What is kept on demand means nothing to the interpreter. Only decoders know it: a body that holds a member of that
    // name must say what it said without.
    keys = AttributeKeyIndex(names: names, prefixes: families)
    for name in keeping
    where numbers[name] == nil && !families.contains(where: { name.utf8.starts(with: $0.prefix.utf8) }) {
      numbers[name] = rules.count
      names.append((name, AttributeKey(UInt16(rules.count))))
      rules.append(unknown)
    }
    decoderKeys = keeping.isEmpty ? keys : AttributeKeyIndex(names: names, prefixes: families)
    for change in changes where change.scoped == 0 { rules[change.number] = change.rule }
    ruleSets = [rules]
    for row in users.indices {
      let dialect = firstUserRow + UInt8(row)
      let own = changes.filter { $0.scoped == dialect }
      if own.isEmpty { continue }
      var set = rules
      for change in own { set[change.number] = change.rule }
      ruleSetOfDialect[dialect] = UInt8(ruleSets.count)
      ruleSets.append(set)
    }
    // What a user says of a name holds on log records, too.
    logRuleSets = ruleSets.map { set in
      var set = set
      for (number, rule) in logRules where set[number].rank >= 0 { set[number] = rule }
      return set
    }
    self.members = members
  }

  /// The rows by their names, in the order in which the names first stand.
  private static func grouped(_ rows: [AttributeRow]) -> [(name: String, rows: [AttributeRow])] {
    var order: [String] = []
    var groups: [String: [AttributeRow]] = [:]
    for row in rows {
      if groups[row.name] == nil { order.append(row.name) }
      groups[row.name, default: []].append(row)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private static func rule(_ rows: [AttributeRow], dialect: UInt8, _ members: inout [DialectTables.Members]) -> Rule {
    let first = rows[0]
    var rule = Rule(
      field: first.field, form: first.form, rank: first.rank, dialect: dialect, marks: first.marks,
      isCommon: first.isCommon, members: -1)
    if first.path != nil {
      rule.members = Int16(members.count)
      members.append(AttributeTables.members(rows, dialect: dialect))
    }
    return rule
  }

  private static func members(_ rows: [AttributeRow], dialect: UInt8) -> DialectTables.Members {
    var names: [(name: String, key: AttributeKey)] = []
    var rules: [Rule] = []
    var usage: [(prefix: [UInt8], rule: Rule)] = []
    for row in rows {
      guard let path = row.path else { continue }
      let rule = Rule(
        field: row.field, form: row.form, rank: row.rank, dialect: dialect, marks: row.marks, isCommon: row.isCommon,
        members: -1)
      if row.field == .usage {
        usage.append((Array("\(path).".utf8), rule))
      } else {
        names.append((path, AttributeKey(UInt16(rules.count))))
        rules.append(rule)
      }
    }
    let entersArrays = rows.contains { $0.path?.split(separator: ".").contains("0") ?? false }
    return DialectTables.Members(
      index: AttributeKeyIndex(names: names), rules: rules, usage: usage, entersArrays: entersArrays)
  }
}

extension AttributeRow {
  /// The row at another place among the sources of its field.
  fileprivate func ranked(_ rank: Int16) -> AttributeRow {
    AttributeRow(name, path: path, field, rank, form, note, marks: marks, common: isCommon)
  }
}

extension DialectTables {
  /// The rank of the model that a router names where it says whither it sent a request; no row has it.
  static let rankOfRoutedModel: Int16 = 5

  /// The names that a row's name stands for: itself, or its eight numbered ones.
  static func spellings(of name: String) -> [String] {
    // Most have none; a search for more than a byte takes a while for the thousands that there are.
    guard name.utf8.contains(0x4E), let range = name.firstRange(of: ".N.") else { return [name] }
    return (0..<8).map { "\(name[..<range.lowerBound]).\($0).\(name[range.upperBound...])" }
  }
}
