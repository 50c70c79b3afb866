import LedgerMemory
import LedgerModel

// How each of the tables is made of the dialects' rows.

extension DialectTables {
  /// All words that a reading may name.
  static func words(of dialects: [Dialect], _ users: [UserDialect]) -> Words {
    var words = Operations.words.map { $0.operation }
    words += OperationClass.allCases.map(Operations.standardWord) + OperationClass.allCases.map(Operations.stage)
    for dialect in dialects {
      for name in dialect.spanNames {
        words.append(name.operation)
        words.append(name.stage)
      }
      words += dialect.inclusion.compactMap(\.provider)
    }
    words += FinishReasons.words.map { $0.canonical }
    words += Providers.words.map { $0.canonical } + Providers.gateways
    words += OutputTypes.words.map { $0.canonical }
    for user in users { words += user.evaluations.values }
    words += (400...599).map { String($0) }
    words += [
      "_OTHER", "grounded", "not_grounded", "true", "false", "groundedness", "rag.quality", "gen_ai.evaluation.result",
    ]
    return Words(words)
  }

  /// The patterns of all dialects' scopes.
  static func scopes(of dialects: [Dialect]) -> [Scope] {
    dialects.enumerated().flatMap { row, dialect in
      dialect.scopes.map {
        Scope(text: Array($0.text.utf8), shape: $0.shape, isCertain: $0.isCertain, dialect: UInt8(row + 1))
      }
    }
  }

  /// The names of spans and what they mean. Rows of one name are chained.
  ///
  /// - Parameter order: the rows of the dialects, in the order in which they are asked.
  static func spanNames(of dialects: [Dialect], _ order: [UInt8], _ words: Words) -> (AttributeKeyIndex, [SpanName]) {
    var spanNames: [SpanName] = []
    var places: [String: (first: Int, last: Int)] = [:]
    for row in order {
      for name in dialects[Int(row) - 1].spanNames {
        let standard = Operations.standardWord(of: name.operationClass)
        let place = spanNames.count
        spanNames.append(
          SpanName(
            operationClass: name.operationClass, operation: words[name.operation.isEmpty ? standard : name.operation],
            dialect: row, needsScope: name.needsScope, isRepetition: name.isRepetition,
            yieldsToUsage: name.yieldsToUsage, namesDialect: name.namesDialect, stage: words[name.stage],
            isFinal: name.isFinal, isSum: name.isSum))
        let key = name.isPrefix ? name.name + "*" : name.name
        if let known = places[key] {
          spanNames[known.last].next = place
          places[key] = (known.first, place)
        } else {
          places[key] = (place, place)
        }
      }
    }
    let named = places.map { (name: $0.key, key: AttributeKey(UInt16($0.value.first))) }.sorted { $0.key < $1.key }
    let index = AttributeKeyIndex(
      names: named.filter { !$0.name.hasSuffix("*") },
      prefixes: named.filter { $0.name.hasSuffix("*") }.map { (String($0.name.dropLast()), $0.key) })
    return (index, spanNames)
  }

  /// The names of events and what they mean; of one name the first row.
  static func events(of dialects: [Dialect], _ order: [UInt8]) -> (AttributeKeyIndex, [EventRow.Meaning]) {
    var seen: Set<String> = []
    let events = order.flatMap { dialects[Int($0) - 1].events }.filter { seen.insert($0.name).inserted }
    let index = AttributeKeyIndex(names: events.enumerated().map { ($1.name, AttributeKey(UInt16($0))) })
    return (index, events.map(\.meaning))
  }

  /// The names of metrics and what they measure: of each name users' rows first, and among these those of a scope.
  static func metrics(
    of dialects: [Dialect], _ order: [UInt8], _ firstUserRow: UInt8
  ) -> (AttributeKeyIndex, [[Metric]]) {
    var names: [String] = []
    var metrics: [String: [Metric]] = [:]
    for row in order {
      for metric in dialects[Int(row) - 1].metrics {
        if metrics[metric.name] == nil { names.append(metric.name) }
        metrics[metric.name, default: []].append(
          Metric(
            family: metric.family, unit: metric.unit, tokenType: metric.tokenType,
            typesAreDisjoint: metric.typesAreDisjoint, dialect: row, needsScope: metric.needsScope))
      }
    }
    let rows = names.map { name in
      let rows = metrics[name] ?? []
      let (users, others) = (rows.filter { $0.dialect >= firstUserRow }, rows.filter { $0.dialect < firstUserRow })
      return [users, others].flatMap { rows in rows.filter(\.needsScope) + rows.filter { !$0.needsScope } }
    }
    return (AttributeKeyIndex(names: names.enumerated().map { ($1, AttributeKey(UInt16($0))) }), rows)
  }

  /// What holds for each dialect as a whole, and the parts of scopes' names that it asks for.
  static func traits(
    of dialects: [Dialect], _ ruleSetOfDialect: [UInt8: UInt8], _ words: Words
  ) -> ([Traits], scopeParts: [[UInt8]]) {
    // The first part is in every name.
    var scopeParts: [[UInt8]] = [[]]
    func place(ofPart text: String?) -> Int {
      let part = Array((text ?? "").utf8)
      if let place = scopeParts.firstIndex(of: part) { return place }
      scopeParts.append(part)
      return scopeParts.count - 1
    }
    let traits = dialects.enumerated().map { row, dialect in
      Traits(
        timeToFirstTokenUnit: dialect.timeToFirstTokenUnit, zeroUsageIsUnknown: dialect.zeroUsageIsUnknown,
        timeToFirstTokenNeedsStreaming: dialect.timeToFirstTokenNeedsStreaming,
        exceptionsAreFailures: dialect.exceptionsAreFailures,
        inclusion: dialect.inclusion.map {
          Inclusion(
            scopePart: place(ofPart: $0.scope), provider: $0.provider.map { words[$0] },
            needsInclusiveSchema: $0.needsInclusiveSchema, from: $0.from, before: $0.before, cache: $0.cache,
            reasoning: $0.reasoning, restIsReasoning: $0.restIsReasoning)
        }, ruleSet: ruleSetOfDialect[UInt8(row + 1)] ?? 0)
    }
    return ([Traits()] + traits, scopeParts)
  }
}
