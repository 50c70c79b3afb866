import LedgerMemory
import LedgerModel

// Making the plan of a shape from a span that was just read the long way.

extension DialectReader {
  /// Where the values of a field stand: the best source, and of counts another one.
  private struct Sources {
    var row = -1
    var rank = Int16.max
    /// Whether it is only read when all attributes are in.
    var isLate = false
    /// Whether it is no attribute, but an event.
    var isEvent = false
    var other = -1
    var count = 0
  }

  /// Makes a plan from a span that was just read the long way.
  @inline(never)
  mutating func makePlan(hash: UInt64, _ span: borrowing SpanRecord, _ readings: borrowing StableRows<SpanReading>) {
    let reading = readings[DialectReader.withoutPlan]
    guard let fills = fills(span, reading) else {
      _ = plans.add(
        &shape, hash: hash, facts: SpanFacts(), details: CallDetailReadings(), fills: [], zeroUsageIsUnknown: false,
        isUnbound: true, readings)
      return
    }
    var facts = reading.facts
    facts.usage = ReportedUsage()
    facts.weight = SpanWeight()
    facts.timeToFirstTokenNanos = nil
    facts.reportedCost = nil
    let plan = plans.add(
      &shape, hash: hash, facts: facts, details: reading.details, fills: fills,
      zeroUsageIsUnknown: traits[Int(facts.dialect)].zeroUsageIsUnknown, isUnbound: false, readings)
    if !follow(plan, span, into: &readings[SpanPlans.reading(of: plan)]) {
      // The values are not what a plan counts on, and so neither is what follows from them.
      plans.takeBack(hash: hash, readings)
      return
    }
    let again = readings[SpanPlans.reading(of: plan)]
    if !again.facts.isSame(as: reading.facts) || !again.details.isSame(as: reading.details) { plans.unbind(plan) }
  }

  /// What must be filled in; `nil` for a shape that needs the long way.
  private mutating func fills(_ span: borrowing SpanRecord, _ reading: borrowing SpanReading) -> [PlannedFill]? {
    var sources: [CanonicalField: Sources] = [:]
    var decided: Set<CanonicalField> = []
    for row in span.attributes.indices {
      let value = span.attributes[row]
      let rule = rules[Int(value.key.index)]
      let part = parts[Int(value.key.index)].part
      switch part {
      case .nothing: continue
      case .value, .length, .place:
        if rule.members < 0 {
          decided.insert(rule.field)
        } else {
          decided.formUnion(tables.members[Int(rule.members)].rules.map(\.field))
        }
        continue
      case .unbound: return nil
      case .count, .knownCount:
        // Sums over other spans come and go with what stands beside them.
        guard value.kind == .int, rule.rank < 800 else { return nil }
      case .detail:
        guard value.kind == .int || (value.kind == .double && rule.form == .millionths) else { return nil }
      case .text: guard value.kind == .string else { return nil }
      case .time, .cost: break
      }
      let isLate = rule.form == .timeInDialectUnit
      var known = sources[rule.field] ?? Sources()
      known.count += 1
      if (rule.rank, isLate ? 1 : 0) < (known.rank, known.isLate ? 1 : 0) {
        (known.other, known.row) = (known.row, row)
        (known.rank, known.isLate) = (rule.rank, isLate)
      } else {
        known.other = row
      }
      sources[rule.field] = known
    }
    if firstTokenEvent != .max, sources[.timeToFirstToken].map({ $0.rank > DialectReader.firstTokenEventRank }) ?? true
    {
      sources[.timeToFirstToken] = Sources(row: 0, rank: DialectReader.firstTokenEventRank, isEvent: true, count: 1)
    }
    // Which of two sources counts may depend on the value that is filled in.
    guard decided.isDisjoint(with: sources.keys) else { return nil }
    if sources[.cacheWriteTokens] == nil, sources[.cacheWriteFiveMinuteTokens] != nil,
      sources[.cacheWriteOneHourTokens] != nil
    {
      return nil
    }
    // What is filled in is not what is told.
    if addsCachedToInput { return nil }
    if sources[.totalTokens] != nil, sources[.reasoningTokens] == nil, let row = inclusionRow(of: reading.facts),
      inclusions[row].restIsReasoning
    {
      return nil
    }
    var fills: [PlannedFill] = []
    for (field, known) in sources.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let target = known.isEvent ? .firstTokenEvent : PlannedFill.Target(field) else { return nil }
      var fill = PlannedFill(target: target, row: UInt16(known.row))
      if let detail = CallDetail(field) {
        fill.other = UInt16(detail.rawValue)
        let key = span.attributes[known.row].key
        if rules[Int(key.index)].form == .millionths { fill.target = .millionths }
      }
      if field == .timeToFirstToken { fill.isUsed = reading.facts.timeToFirstTokenNanos != nil }
      if field.tracedCount != nil, known.count > 1 {
        if known.count > 2 { return nil }
        fills.append(PlannedFill(target: .second, row: UInt16(known.row), other: UInt16(known.other)))
      }
      // Parts of a cost that nobody asks for, as the whole is known.
      if sources[.reportedCost] != nil, field == .inputCost || field == .outputCost { continue }
      fills.append(fill)
    }
    // What both parts cost is their sum.
    if let input = fills.firstIndex(where: { $0.target == .inputCost }),
      let output = fills.firstIndex(where: { $0.target == .outputCost })
    {
      fills[input].target = .sumOfCosts
      fills[input].other = fills[output].row
      fills.remove(at: output)
    }
    return fills
  }
}

extension PlannedFill.Target {
  /// Where the value of a field goes; `nil` for one that is not filled in.
  fileprivate init?(_ field: CanonicalField) {
    switch field {
    case .inputTokens: self = .inputTokens
    case .outputTokens: self = .outputTokens
    case .totalTokens: self = .totalTokens
    case .cacheReadTokens: self = .cacheReadTokens
    case .cacheWriteTokens: self = .cacheWriteTokens
    case .reasoningTokens: self = .reasoningTokens
    case .uncachedTokens: self = .knownCount
    case .session: self = .session
    case .user: self = .user
    case .responseID: self = .responseID
    case .timeToFirstToken: self = .timeToFirstToken
    case .reportedCost: self = .cost
    case .inputCost: self = .inputCost
    case .outputCost: self = .outputCost
    default:
      guard CallDetail(field) != nil else { return nil }
      self = .detail
    }
  }
}
