import LedgerMemory
import LedgerModel

// Reading a span by the plan of its shape. What a plan says is what ``understand`` said of a span of the same shape:
// that one defines the result, a plan only gets there faster. Where a value is not what the plan counts on, the span is
// read the long way.

extension DialectReader {
  /// Reads a span that tells something: by the plan of its shape, else attribute by attribute.
  mutating func readTelling(_ span: borrowing SpanRecord, into reading: inout SpanReading) {
    guard isPlanning, let hash = takeShape(of: span) else {
      understand(span, into: &reading)
      return
    }
    if let plan = plans.find(&shape, hash: hash) {
      if !plans.plans[plan].isUnbound {
        if follow(plan, span, into: &reading) {
          plannedSpans &+= 1
          if hasEvaluationEvent { takeEvaluationEvents(span, into: &reading) }
          return
        }
        reading.reset()
      }
      understand(span, into: &reading)
      return
    }
    understand(span, into: &reading)
    if plans.wasMet(hash) { makePlan(hash: hash, span, reading) }
  }

  /// Makes the shape of a span; `nil` where it has none.
  @inline(__always)
  private mutating func takeShape(of span: borrowing SpanRecord) -> UInt64? {
    // Times are tested against the span's own, and a record without length may say how long it took.
    guard span.fields.startUnixNano > 0, span.fields.endUnixNano > span.fields.startUnixNano else { return nil }
    guard shape.begin(span, scope: marks) else { return nil }
    let attributes = span.attributes.span
    for row in attributes.indices {
      guard shape.add(attributes, row, parts[Int(attributes[row].key.index)].part) else { return nil }
    }
    firstTokenEvent = .max
    hasEvaluationEvent = false
    if !span.events.isEmpty { guard addEvents(of: span) else { return nil } }
    return shape.finish()
  }

  /// Adds to the shape what the events decide. Judgements in events decide nothing of the span itself.
  @inline(never)
  private mutating func addEvents(of span: borrowing SpanRecord) -> Bool {
    var documents: UInt64 = 0
    for event in span.events {
      guard let match = eventIndex.match(event.name) else { continue }
      let meaning = tables.eventMeanings[Int(match.key.index)]
      switch meaning {
      case .firstToken: if event.timeUnixNano > 0 { firstTokenEvent = min(firstTokenEvent, event.timeUnixNano) }
      case .document: documents += 1
      case .evaluation: hasEvaluationEvent = true
      case .exception, .choice:
        for value in span.eventAttributes[event.attributes] where isRead(value, in: meaning) {
          guard shape.addEvent(meaning, value.text) else { return false }
        }
      case .other: break
      }
    }
    if documents == 0, firstTokenEvent == .max { return true }
    return shape.addEvents(documents: documents, hasFirstToken: firstTokenEvent != .max)
  }

  // MARK: Following a plan

  /// Reads a span by a plan. `false` where a value is not what the plan counts on.
  private mutating func follow(_ number: Int, _ span: borrowing SpanRecord, into reading: inout SpanReading) -> Bool {
    reading.beginWriting()
    reading.facts = plans.plans[number].facts
    reading.shape = plans.plans[number].number
    reading.facts.session = resourceSession
    if !reading.evaluations.isEmpty { reading.evaluations.removeAll(keepingCapacity: true) }
    if plans.plans[number].details.isEmpty {
      reading.details.removeAll()
    } else {
      reading.details = plans.plans[number].details
    }
    var parts: (input: PicoUSD?, output: PicoUSD?) = (nil, nil)
    for row in plans.plans[number].fills {
      let fill = plans.fills[row]
      guard fillIn(fill, span, into: &reading, &parts) else { return false }
    }
    if parts.input != nil || parts.output != nil {
      reading.facts.reportedCost = (parts.input ?? .zero) + (parts.output ?? .zero)
    }
    if traits[Int(reading.facts.dialect)].zeroUsageIsUnknown, reading.facts.usage.countsNothing { return false }
    if !span.fields.traceState.isEmpty {
      // Attributes that say something of sampling have no plan: what the slots hold is of another span.
      emptySlots()
      settleWeight(span.fields, into: &reading.facts)
    }
    return true
  }

  /// Reads the judgements of the events.
  @inline(never)
  private mutating func takeEvaluationEvents(_ span: borrowing SpanRecord, into reading: inout SpanReading) {
    scratch.reset()
    for event in span.events {
      guard let match = eventIndex.match(event.name), tables.eventMeanings[Int(match.key.index)] == .evaluation else {
        continue
      }
      if let evaluation = evaluation(in: span.eventAttributes[event.attributes]) {
        reading.evaluations.append(evaluation)
      }
    }
  }

  @inline(__always)
  private mutating func fillIn(
    _ fill: PlannedFill, _ span: borrowing SpanRecord, into reading: inout SpanReading,
    _ parts: inout (input: PicoUSD?, output: PicoUSD?)
  ) -> Bool {
    let row = Int(fill.row)
    switch fill.target {
    case .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens, .knownCount:
      let count = Int64(bitPattern: span.attributes[row].bits)
      if count < 0 { return false }
      switch fill.target {
      case .inputTokens: reading.facts.usage.inputTokens = count
      case .outputTokens: reading.facts.usage.outputTokens = count
      case .totalTokens: reading.facts.usage.totalTokens = count
      case .cacheReadTokens: reading.facts.usage.cacheReadTokens = count
      case .cacheWriteTokens: reading.facts.usage.cacheWriteTokens = count
      case .reasoningTokens: reading.facts.usage.reasoningTokens = count
      default: break
      }
    case .second:
      let (taken, other) = (span.attributes[row], span.attributes[Int(fill.other)])
      guard Int64(bitPattern: other.bits) >= 0 else { return false }
      if let field = rules[Int(taken.key.index)].field.tracedCount {
        reading.facts.sources.setSecond(
          field, reading.facts.sources.second(field), differs: taken.bits != other.bits)
      }
    case .detail: return fillInDetail(fill, span.attributes[row], into: &reading.details)
    case .session, .user, .responseID:
      let text = span.attributes[row].text
      if text.isEmpty || text.isQuoted { return false }
      switch fill.target {
      case .session: reading.facts.session = text
      case .user: reading.facts.user = text
      default: reading.facts.responseID = text
      }
    case .timeToFirstToken:
      guard let nanos = timeToFirstToken(span.attributes[row], span, dialect: reading.facts.dialect) else {
        return false
      }
      if fill.isUsed { reading.facts.timeToFirstTokenNanos = nanos }
    case .firstTokenEvent:
      takeTimes(of: span)
      guard let nanos = nanos(until: firstTokenEvent) else { return false }
      if fill.isUsed { reading.facts.timeToFirstTokenNanos = nanos }
    case .cost, .inputCost, .outputCost:
      guard let cost = cost(span.attributes[row]) else { return false }
      switch fill.target {
      case .cost: reading.facts.reportedCost = cost
      case .inputCost: parts.input = cost
      default: parts.output = cost
      }
    }
    return true
  }

  private mutating func fillInDetail(
    _ fill: PlannedFill, _ value: AttributeValue, into details: inout CallDetailReadings
  ) -> Bool {
    guard let detail = CallDetail(rawValue: UInt8(truncatingIfNeeded: fill.other)) else { return false }
    if rules[Int(value.key.index)].form == .millionths {
      guard let bits = value.millionths else { return false }
      details.set(detail, value: Int64(bitPattern: bits))
    } else {
      guard Int64(bitPattern: value.bits) >= 0 else { return false }
      details.set(detail, value: Int64(bitPattern: value.bits))
    }
    return true
  }

  /// Times are read against those of the span.
  private mutating func takeTimes(of span: borrowing SpanRecord) {
    startUnixNano = span.fields.startUnixNano
    spanNanos = span.fields.endUnixNano - startUnixNano
  }

  private mutating func timeToFirstToken(
    _ value: AttributeValue, _ span: borrowing SpanRecord, dialect: UInt8
  ) -> UInt64? {
    takeTimes(of: span)
    let rule = rules[Int(value.key.index)]
    guard rule.form == .timeInDialectUnit else { return nanos(rule, value) }
    guard let number = value.finiteNumber, number > 0 else { return nil }
    return nanos(inUnitOf: dialect, number, rule.field)
  }

  private func cost(_ value: AttributeValue) -> PicoUSD? {
    rules[Int(value.key.index)].form == .dollars ? value.dollars : value.microDollars
  }

  // MARK: Making a plan

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
  private mutating func makePlan(hash: UInt64, _ span: borrowing SpanRecord, _ reading: borrowing SpanReading) {
    guard let fills = fills(span, reading) else {
      _ = plans.add(
        &shape, hash: hash, facts: SpanFacts(), details: CallDetailReadings(), fills: [], isUnbound: true)
      return
    }
    var facts = reading.facts
    facts.usage = ReportedUsage()
    facts.weight = SpanWeight()
    facts.timeToFirstTokenNanos = nil
    facts.reportedCost = nil
    let plan = plans.add(
      &shape, hash: hash, facts: facts, details: reading.details, fills: fills, isUnbound: false)
    var again = SpanReading()
    if !follow(plan, span, into: &again) {
      // The values are not what a plan counts on, and so neither is what follows from them.
      plans.takeBack(hash: hash)
    } else if !again.facts.isSame(as: reading.facts) || !again.details.isSame(as: reading.details) {
      plans.unbind(plan)
    }
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
    var fills: [PlannedFill] = []
    for (field, known) in sources.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let target = known.isEvent ? .firstTokenEvent : PlannedFill.Target(field) else { return nil }
      var fill = PlannedFill(target: target, row: UInt16(known.row))
      if let detail = CallDetail(field) { fill.other = UInt16(detail.rawValue) }
      if field == .timeToFirstToken { fill.isUsed = reading.facts.timeToFirstTokenNanos != nil }
      if field.tracedCount != nil, known.count > 1 {
        if known.count > 2 { return nil }
        fills.append(PlannedFill(target: .second, row: UInt16(known.row), other: UInt16(known.other)))
      }
      // Parts of a cost that nobody asks for, as the whole is known.
      if sources[.reportedCost] != nil, field == .inputCost || field == .outputCost { continue }
      fills.append(fill)
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
