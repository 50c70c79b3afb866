import LedgerMemory
import LedgerModel

// Reading a span by the plan of its shape. What a plan says is what ``understand`` said of a span of the same shape:
// that one defines the result, a plan only gets there faster. Where a value is not what the plan counts on, the span is
// read the long way.

extension DialectReader {
  /// Reads a span that tells something: by the plan of its shape, else attribute by attribute. Answers the row of its reading.
  mutating func readTelling(_ span: borrowing SpanRecord, _ readings: borrowing StableRows<SpanReading>) -> Int {
    // Times are tested against the span's own, and a record without length may say how long it took.
    guard isPlanning, span.fields.startUnixNano > 0, span.fields.endUnixNano > span.fields.startUnixNano else {
      understand(span, into: &readings[DialectReader.withoutPlan])
      return DialectReader.withoutPlan
    }
    let place = plans.guess(span, marks)
    var noted = plans.guesses(place)
    while noted != 0 {
      let plan = Int(truncatingIfNeeded: noted & 0xFFFF) &- 1
      if fits(plan, span) { return read(span, by: plan, readings) }
      noted &>>= 16
    }
    return readUnexpected(span, place, readings)
  }

  /// Reads a span whose plan, if it has one, is not among those that were noted in a place.
  @inline(never)
  private mutating func readUnexpected(
    _ span: borrowing SpanRecord, _ place: Int, _ readings: borrowing StableRows<SpanReading>
  ) -> Int {
    guard let hash = takeShape(of: span) else {
      understand(span, into: &readings[DialectReader.withoutPlan])
      return DialectReader.withoutPlan
    }
    if let plan = plans.find(&shape, hash: hash) {
      plans.note(plan, at: place)
      return read(span, by: plan, readings)
    }
    understand(span, into: &readings[DialectReader.withoutPlan])
    if plans.wasMet(hash) { makePlan(hash: hash, span, readings) }
    return DialectReader.withoutPlan
  }

  /// Reads a span of a plan's shape.
  @inline(__always)
  private mutating func read(
    _ span: borrowing SpanRecord, by plan: Int, _ readings: borrowing StableRows<SpanReading>
  ) -> Int {
    let row = SpanPlans.reading(of: plan)
    if !plans.plans[plan].isUnbound, follow(plan, span, into: &readings[row]) {
      plannedSpans &+= 1
      if hasEvaluationEvent { takeEvaluationEvents(span, into: &readings[row]) }
      return row
    }
    understand(span, into: &readings[DialectReader.withoutPlan])
    return DialectReader.withoutPlan
  }

  /// Whether a span has the shape of a plan.
  @inline(__always)
  private mutating func fits(_ plan: Int, _ span: borrowing SpanRecord) -> Bool {
    guard let end = plans.events(behind: span, scope: marks, fitting: plan) else { return false }
    if span.events.isEmpty {
      firstTokenEvent = .max
      hasEvaluationEvent = false
      return plans.ends(plan, at: end)
    }
    return fitsEvents(plan, span, at: end)
  }

  @inline(never)
  private mutating func fitsEvents(_ plan: Int, _ span: borrowing SpanRecord, at place: Int) -> Bool {
    shape.beginEvents()
    return addEvents(of: span) && plans.ends(plan, at: place, with: &shape)
  }

  /// Makes the shape of a span; `nil` where it has none.
  private mutating func takeShape(of span: borrowing SpanRecord) -> UInt64? {
    guard shape.begin(span, scope: marks) else { return nil }
    let attributes = span.attributes.span
    for row in attributes.indices {
      guard shape.add(attributes, row, parts[Int(attributes[row].key.index)].part) else { return nil }
    }
    guard addEvents(of: span) else { return nil }
    return shape.finish()
  }

  /// Adds to the shape what the events decide. Judgements in events decide nothing of the span itself.
  @inline(never)
  private mutating func addEvents(of span: borrowing SpanRecord) -> Bool {
    firstTokenEvent = .max
    hasEvaluationEvent = false
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

  /// Reads a span by a plan into the plan's own reading, which says already what all spans of the shape have in common. What
  /// the last one of them said itself is written over, as each of them says the same kinds of things. `false` where a value
  /// is not what the plan counts on.
  mutating func follow(_ number: Int, _ span: borrowing SpanRecord, into reading: inout SpanReading) -> Bool {
    reading.facts.session = resourceSession
    reading.facts.weight = SpanWeight()
    if !reading.evaluations.isEmpty { reading.evaluations.removeAll(keepingCapacity: true) }
    var parts: (input: PicoUSD?, output: PicoUSD?) = (nil, nil)
    for row in plans.plans[number].fills {
      let fill = plans.fills[row]
      guard fillIn(fill, span, into: &reading, &parts) else { return false }
    }
    if parts.input != nil || parts.output != nil {
      reading.facts.reportedCost = (parts.input ?? .zero) + (parts.output ?? .zero)
    }
    if plans.plans[number].zeroUsageIsUnknown, reading.facts.usage.countsNothing { return false }
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
}
