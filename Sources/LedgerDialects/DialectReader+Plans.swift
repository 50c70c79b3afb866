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
    let first = plans.guesses(place)
    var noted = first
    while noted != 0 {
      let plan = Int(truncatingIfNeeded: noted & 0xFFFF) &- 1
      if fits(plan, span) {
        if noted != first { plans.note(plan, at: place) }
        return read(span, by: plan, readings)
      }
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
    var row = plans.plans[number].firstFill
    let end = plans.plans[number].endOfFills
    while row < end {
      guard fillIn(plans.fills[row], span.attributes.span, span, into: &reading) else { return false }
      row &+= 1
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
    _ fill: PlannedFill, _ attributes: borrowing Span<AttributeValue>, _ span: borrowing SpanRecord,
    into reading: inout SpanReading
  ) -> Bool {
    let row = Int(fill.row)
    switch fill.target {
    case .inputTokens:
      guard attributes[row].isCountBits else { return false }
      reading.facts.usage.inputTokens = Int64(bitPattern: attributes[row].bits)
    case .outputTokens:
      guard attributes[row].isCountBits else { return false }
      reading.facts.usage.outputTokens = Int64(bitPattern: attributes[row].bits)
    case .totalTokens:
      guard attributes[row].isCountBits else { return false }
      reading.facts.usage.totalTokens = Int64(bitPattern: attributes[row].bits)
    case .cacheReadTokens:
      guard attributes[row].isCountBits else { return false }
      reading.facts.usage.cacheReadTokens = Int64(bitPattern: attributes[row].bits)
    case .cacheWriteTokens:
      guard attributes[row].isCountBits else { return false }
      reading.facts.usage.cacheWriteTokens = Int64(bitPattern: attributes[row].bits)
    case .reasoningTokens:
      guard attributes[row].isCountBits else { return false }
      reading.facts.usage.reasoningTokens = Int64(bitPattern: attributes[row].bits)
    case .knownCount: return attributes[row].isCountBits
    case .detail:
      guard attributes[row].isCountBits else { return false }
      reading.details.set(number: Int(fill.other), value: Int64(bitPattern: attributes[row].bits))
    case .session:
      guard attributes[row].isPlainText else { return false }
      reading.facts.session = attributes[row].text
    case .user:
      guard attributes[row].isPlainText else { return false }
      reading.facts.user = attributes[row].text
    case .responseID:
      guard attributes[row].isPlainText else { return false }
      reading.facts.responseID = attributes[row].text
    case .second, .millionths, .timeToFirstToken, .firstTokenEvent, .cost, .inputCost, .outputCost, .sumOfCosts:
      return fillInRarer(fill, span, into: &reading)
    }
    return true
  }

  /// Fills in what few calls say, or what takes longer.
  @inline(never)
  private mutating func fillInRarer(
    _ fill: PlannedFill, _ span: borrowing SpanRecord, into reading: inout SpanReading
  ) -> Bool {
    let row = Int(fill.row)
    switch fill.target {
    case .second:
      let (taken, other) = (span.attributes[row], span.attributes[Int(fill.other)])
      guard other.isCountBits else { return false }
      if let field = rules[Int(taken.key.index)].field.tracedCount {
        reading.facts.sources.setSecond(
          field, reading.facts.sources.second(field), differs: taken.bits != other.bits)
      }
    case .millionths:
      guard let bits = span.attributes[row].millionths else { return false }
      reading.details.set(number: Int(fill.other), value: Int64(bitPattern: bits))
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
      reading.facts.reportedCost = cost
    case .sumOfCosts:
      guard let input = cost(span.attributes[row]), let output = cost(span.attributes[Int(fill.other)]) else {
        return false
      }
      reading.facts.reportedCost = input + output
    case .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens, .knownCount,
      .detail, .session, .user, .responseID:
      // Filled in where all of them are.
      return false
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

extension AttributeValue {
  /// Whether the number of an integer can be a count.
  @inline(__always)
  fileprivate var isCountBits: Bool { bits <= UInt64(AttributeValue.largestCount) }

  /// Whether the text is there, and not encoded twice.
  @inline(__always)
  fileprivate var isPlainText: Bool { !text.isEmpty && !text.isQuoted }
}
