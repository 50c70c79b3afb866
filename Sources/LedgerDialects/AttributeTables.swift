import LedgerMemory
import LedgerModel

/// The attributes of all dialects, compiled: one number per name, and for each set of scopes what the name means there.
struct AttributeTables {
  let keys: AttributeKeyIndex
  /// ``keys``, and the names that are kept on demand.
  let decoderKeys: AttributeKeyIndex
  let ruleSets: [[DialectTables.Rule]]
  /// For each of ``ruleSets``: what the same names mean on log records that may tell of calls.
  let logRuleSets: [[DialectTables.Rule]]
  let members: [DialectTables.Members]
  /// Which set holds in the scopes of a user's dialect.
  let ruleSetOfDialect: [UInt8: UInt8]
  let evaluationNames: [Int16: String]
  /// All rows with the ranks that they are taken with, and their dialects' ids.
  let rankedRows: [(row: AttributeRow, dialect: String)]

  init(_ dialects: [Dialect], users: [UserDialect], firstUserRow: UInt8, keeping: [String] = []) {
    var compiler = AttributeCompiler(rowCount: dialects.reduce(0) { $0 + $1.attributes.count })
    for (row, dialect) in dialects.enumerated() { compiler.add(dialect, UInt8(row + 1)) }
    for (row, dialect) in dialects.enumerated() { compiler.addLogNames(of: dialect, UInt8(row + 1)) }
    if !users.isEmpty { compiler.add(users, firstRow: firstUserRow, over: dialects) }
    // What is kept on demand means nothing to the interpreter. Only decoders know it: a body that holds a member of that
    // name must say what it said without.
    keys = compiler.index
    for name in keeping { compiler.keep(name) }
    decoderKeys = keeping.isEmpty ? keys : compiler.index
    (ruleSets, ruleSetOfDialect) = compiler.ruleSets(users.indices.map { firstUserRow + UInt8($0) })
    logRuleSets = compiler.logRuleSets(ruleSets)
    members = compiler.members
    evaluationNames = compiler.evaluationNames
    rankedRows = compiler.rankedRows
  }
}

/// Compiles attributes, dialect by dialect.
private struct AttributeCompiler {
  typealias Rule = DialectTables.Rule

  /// The rows of one name in one dialect: one, or one for each member where its values hold JSON.
  struct Name {
    var first: AttributeRow
    var others: [AttributeRow] = []

    var rows: [AttributeRow] { [first] + others }
  }

  private(set) var members: [DialectTables.Members] = []
  private(set) var evaluationNames: [Int16: String] = [:]
  private(set) var rankedRows: [(row: AttributeRow, dialect: String)] = []

  private var names: [(name: String, key: AttributeKey)] = []
  private var families: [(prefix: String, key: AttributeKey)] = []
  /// What each number means in all scopes, as far as no user says otherwise.
  private var rules: [Rule] = []
  private var numbers: [String: Int] = [:]
  private var logRules: [(number: Int, rule: Rule)] = []
  /// What users say, in the scopes of a dialect, or in all scopes where that is 0.
  private var changes: [(scoped: UInt8, number: Int, rule: Rule)] = []

  /// The rule of names that mean nothing on spans: those that only log records are looked at for are too common, those that
  /// only a user's dialect knows mean something in its scopes alone.
  private static let unknown = Rule(
    field: .marker, form: .presence, rank: 0, dialect: 0, marks: false, isCommon: true, members: -1)

  /// A compiler that expects so many rows.
  init(rowCount: Int) {
    rankedRows.reserveCapacity(rowCount)
    names.reserveCapacity(rowCount)
    rules.reserveCapacity(rowCount)
    numbers.reserveCapacity(rowCount)
  }

  /// All names with their numbers.
  var index: AttributeKeyIndex { AttributeKeyIndex(names: names, prefixes: families) }

  /// The number of a name; a new one, with a rule, where it has none.
  private mutating func number(of spelling: String, _ rule: Rule) -> Int {
    if let known = numbers[spelling] { return known }
    let number = rules.count
    let key = AttributeKey(UInt16(number))
    if spelling.utf8.last == UInt8(ascii: "*") {
      families.append((String(spelling.dropLast()), key))
    } else {
      names.append((spelling, key))
    }
    rules.append(rule)
    numbers[spelling] = number
    return number
  }

  // MARK: What rows say

  /// Adds the attributes of a dialect that comes with the program: one number per name; the rows of one name, which differ in
  /// their path, become its members.
  mutating func add(_ dialect: Dialect, _ row: UInt8) {
    for row in dialect.attributes { rankedRows.append((row, dialect.id)) }
    for name in AttributeCompiler.names(of: dialect.attributes) {
      var rule = rule(name, row)
      for spelling in DialectTables.spellings(of: name.first.name) {
        _ = number(of: spelling, rule)
        rule.rank += 1
      }
    }
  }

  /// Adds what names mean on log records alone.
  mutating func addLogNames(of dialect: Dialect, _ row: UInt8) {
    for attribute in dialect.logAttributes {
      let rule = Rule(
        field: attribute.field, form: attribute.form, rank: attribute.rank, dialect: row, marks: false, isCommon: true,
        members: -1)
      logRules.append((number(of: attribute.name, AttributeCompiler.unknown), rule))
    }
  }

  /// Adds what users say of names, in ranks before all others.
  mutating func add(_ users: [UserDialect], firstRow: UInt8, over dialects: [Dialect]) {
    let known = AttributeCompiler.meanings(in: dialects)
    var rank = Int16.min + 1
    for (place, user) in users.enumerated() {
      let row = firstRow + UInt8(place)
      let isScoped = !user.dialect.scopes.isEmpty
      for name in AttributeCompiler.names(of: user.dialect.attributes) {
        let spelling = name.first.name
        let builtIn = known[spelling]
        var own: [AttributeRow] = []
        for attribute in name.rows {
          own.append(attribute.ranked(rank))
          if let evaluation = user.evaluations[spelling] {
            for offset in 0..<8 { evaluationNames[rank + Int16(offset)] = evaluation }
          }
          rank += 8
        }
        rankedRows += own.map { ($0, user.dialect.id) }
        // Members that a user does not name keep their meaning.
        if let builtIn, own[0].path != nil, builtIn.name.first.path != nil {
          own += builtIn.name.rows.filter { known in !name.rows.contains { $0.path == known.path } }
        }
        var rule = rule(Name(first: own[0], others: Array(own.dropFirst())), row)
        rule.marks = builtIn?.name.first.marks ?? true
        rule.isCommon = builtIn?.name.first.isCommon ?? own.allSatisfy(\.isCommon)
        if let builtIn, !isScoped { rule.dialect = builtIn.dialect }
        for spelling in DialectTables.spellings(of: spelling) {
          changes.append((isScoped ? row : 0, number(of: spelling, AttributeCompiler.unknown), rule))
          rule.rank += 1
        }
      }
    }
  }

  /// Gives a number to a name that only decoders keep.
  mutating func keep(_ name: String) {
    guard numbers[name] == nil, !families.contains(where: { name.utf8.starts(with: $0.prefix.utf8) }) else { return }
    numbers[name] = rules.count
    names.append((name, AttributeKey(UInt16(rules.count))))
    rules.append(AttributeCompiler.unknown)
  }

  // MARK: What holds where

  /// What holds in all scopes, then what holds in those of each user's dialect that is bound to some; and which is whose.
  func ruleSets(_ userRows: [UInt8]) -> (sets: [[Rule]], ofDialect: [UInt8: UInt8]) {
    var common = rules
    for change in changes where change.scoped == 0 { common[change.number] = change.rule }
    var (sets, ofDialect) = ([common], [UInt8: UInt8]())
    for row in userRows {
      let own = changes.filter { $0.scoped == row }
      if own.isEmpty { continue }
      var set = common
      for change in own { set[change.number] = change.rule }
      ofDialect[row] = UInt8(sets.count)
      sets.append(set)
    }
    return (sets, ofDialect)
  }

  /// The same for log records. What a user says of a name holds on them, too.
  func logRuleSets(_ sets: [[Rule]]) -> [[Rule]] {
    sets.map { set in
      var set = set
      for (number, rule) in logRules where set[number].rank >= 0 { set[number] = rule }
      return set
    }
  }

  // MARK: Rows of one name

  /// The rows by their names, in the order in which the names first stand. Only rows with paths share a name.
  private static func names(of rows: [AttributeRow]) -> [Name] {
    var names: [Name] = []
    names.reserveCapacity(rows.count)
    var places: [String: Int] = [:]
    for row in rows {
      if row.path != nil {
        if let place = places[row.name] {
          names[place].others.append(row)
          continue
        }
        places[row.name] = names.count
      }
      names.append(Name(first: row))
    }
    return names
  }

  /// What each spelling of a name means without users, and the row of the dialect that says so.
  private static func meanings(in dialects: [Dialect]) -> [String: (name: Name, dialect: UInt8)] {
    var meanings: [String: (name: Name, dialect: UInt8)] = [:]
    for (row, dialect) in dialects.enumerated() {
      for name in names(of: dialect.attributes) {
        meanings[name.first.name] = (name, UInt8(row + 1))
        for spelling in DialectTables.spellings(of: name.first.name) { meanings[spelling] = (name, UInt8(row + 1)) }
      }
    }
    return meanings
  }

  private mutating func rule(_ name: Name, _ dialect: UInt8) -> Rule {
    var rule = AttributeCompiler.rule(name.first, dialect)
    if name.first.path != nil {
      rule.members = Int16(members.count)
      members.append(AttributeCompiler.members(name.rows, dialect))
    }
    return rule
  }

  private static func rule(_ row: AttributeRow, _ dialect: UInt8) -> Rule {
    Rule(
      field: row.field, form: row.form, rank: row.rank, dialect: dialect, marks: row.marks, isCommon: row.isCommon,
      members: -1)
  }

  private static func members(_ rows: [AttributeRow], _ dialect: UInt8) -> DialectTables.Members {
    var names: [(name: String, key: AttributeKey)] = []
    var rules: [Rule] = []
    var usage: [(prefix: [UInt8], rule: Rule)] = []
    for row in rows {
      guard let path = row.path else { continue }
      if row.field == .usage {
        usage.append((Array("\(path).".utf8), rule(row, dialect)))
      } else {
        names.append((path, AttributeKey(UInt16(rules.count))))
        rules.append(rule(row, dialect))
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
