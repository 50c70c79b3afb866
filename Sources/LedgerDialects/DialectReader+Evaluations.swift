import LedgerMemory
import LedgerModel

// Judgements: in events, in attributes, in indexed families.

extension DialectReader {
  // MARK: Events of a span

  /// Reads the events: the first token, the last exception, judgements, found documents, a choice.
  mutating func takeEvents(_ span: borrowing SpanRecord, dialect: UInt8) {
    if span.events.isEmpty { return }
    let events = span.events
    let eventAttributes = span.eventAttributes
    var firstToken: UInt64 = .max
    var documents: UInt64 = 0
    var exceptionType = ByteView.empty
    var lastName = ByteView.empty
    var lastMeaning: EventRow.Meaning?
    for event in events {
      if !(event.name == lastName) || lastName.isEmpty {
        lastName = event.name
        lastMeaning = eventIndex.match(event.name).map { tables.eventMeanings[Int($0.key.index)] }
      }
      switch lastMeaning {
      case .firstToken:
        if event.timeUnixNano > 0, event.timeUnixNano < firstToken { firstToken = event.timeUnixNano }
      case .exception:
        for value in eventAttributes[event.attributes] where isRead(value, in: .exception) {
          if !value.text.isEmpty { exceptionType = value.text }
        }
      case .evaluation:
        if let evaluation = evaluation(in: eventAttributes[event.attributes]) {
          evaluations.append(evaluation)
        }
      case .document: documents += 1
      case .choice:
        for value in eventAttributes[event.attributes] where isRead(value, in: .choice) {
          takeFinishReason(rank: 90, value.text)
        }
      case .other, nil: break
      }
    }
    if firstToken != .max {
      // Also where the span ended before: LlamaIndex's end when the stream is handed over.
      set(.isStreaming, rank: DialectReader.firstTokenEventRank, bits: 1)
      if let nanos = nanos(until: firstToken) {
        set(.timeToFirstToken, rank: DialectReader.firstTokenEventRank, bits: nanos)
      }
    }
    if documents > 0 { set(.retrievedCount, rank: 60, bits: documents) }
    if exceptionType.isEmpty { return }
    if spanStatus == 1, traits[Int(dialect)].exceptionsAreFailures { spanStatus = 2 }
    // An exception that was caught is no error of the span: only one that made it fail names its error.
    if spanStatus == 2 { set(.errorType, rank: 20, text: exceptionType) }
  }

  /// The place of an event among the sources of the time to the first token.
  static var firstTokenEventRank: Int16 { 120 }

  /// Whether an attribute of an exception, or of a choice, is the one that is read.
  mutating func isRead(_ value: AttributeValue, in meaning: EventRow.Meaning) -> Bool {
    meaning == .choice ? rules[Int(value.key.index)].field == .finishReason : isRule(value, .errorType, rank: 20)
  }

  mutating func isRule(_ value: AttributeValue, _ field: CanonicalField, rank: Int16) -> Bool {
    let rule = rules[Int(value.key.index)]
    return rule.field == field && rule.rank == rank
  }

  /// A judgement from the attributes of its event or log record; `nil` where it has no name.
  mutating func evaluation(in attributes: ArraySlice<AttributeValue>) -> EvaluationReading? {
    var evaluation = EvaluationReading(name: .empty)
    for value in attributes {
      switch rules[Int(value.key.index)].field {
      case .evaluationName: evaluation.name = text(of: value)
      case .evaluationScore: evaluation.scoreMicros = score(of: value)
      case .evaluationLabel: takeLabel(value, into: &evaluation)
      case .responseID: evaluation.responseID = text(of: value)
      case .errorType where isRule(value, .errorType, rank: 10):
        evaluation.isFailed = !text(of: value).isEmpty
      default: break
      }
    }
    if evaluation.name.isEmpty { return nil }
    judge(&evaluation)
    return evaluation
  }

  // MARK: Attributes

  mutating func takeJudgement(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    switch rule.field {
    case .groundedness:
      guard let isGrounded = truth(of: value) else { return }
      set(rule.field, rank: rule.rank)
      qualities.append(
        EvaluationReading(
          name: tables.groundedness, scoreMicros: isGrounded ? 1_000_000 : 0,
          label: isGrounded ? tables.grounded : tables.notGrounded, isHallucination: !isGrounded))
    case .qualities:
      var evaluation = EvaluationReading(name: value.suffix.isEmpty ? tables.ragQuality : value.suffix)
      takeVerdict(value, into: &evaluation)
      guard evaluation.scoreMicros != nil || !evaluation.label.isEmpty else { return }
      set(rule.field, rank: rule.rank)
      judge(&evaluation)
      qualities.append(evaluation)
    default:
      takeAnnotation(rule, value)
    }
  }

  /// A judgement whose name a user's own row gives it. Of `groundedness`, *no* is a hallucination.
  mutating func takeNamedJudgement(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    guard let name = tables.evaluationNames[rule.rank] else { return }
    let value = value.unwrapped
    var evaluation = EvaluationReading(name: name)
    if name == tables.groundedness, let isGrounded = truth(of: value) {
      evaluation.scoreMicros = isGrounded ? 1_000_000 : 0
      evaluation.label = isGrounded ? tables.grounded : tables.notGrounded
      evaluation.isHallucination = !isGrounded
    } else {
      takeVerdict(value, into: &evaluation)
    }
    guard evaluation.scoreMicros != nil || !evaluation.label.isEmpty else { return }
    set(rule.field, rank: rule.rank)
    judge(&evaluation)
    qualities.append(evaluation)
  }

  /// Judgements by their names, as objects that begin with `name` and hold `value`; whatever else they hold is passed over.
  mutating func takeJudgements(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    // The attributes' names are anybody's.
    guard isScopeCertain, scopeDialect == rule.dialect, value.kind == .string || value.kind == .keyValueList else {
      return
    }
    let scratch = scratch
    var name = ByteView.empty
    DialectReader.visit(value.text, scratch) { path, member in
      if path.hasSuffix(".name"), !path.hasSuffix(".source.name") {
        name = text(of: DialectReader.attribute(of: member, key: value.key, scratch))
      } else if path.hasSuffix(".value"), !name.isEmpty {
        var evaluation = EvaluationReading(name: name)
        takeVerdict(DialectReader.attribute(of: member, key: value.key, scratch), into: &evaluation)
        name = .empty
        guard evaluation.scoreMicros != nil || !evaluation.label.isEmpty else { return }
        set(rule.field, rank: rule.rank)
        judge(&evaluation)
        qualities.append(evaluation)
      }
    }
  }

  /// `N.annotation.name`, `.score`, `.label`: parts of the N-th judgement of the family.
  private mutating func takeAnnotation(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    guard let (number, _) = value.suffix.leadingNumber, number < 1024,
      let dot = value.suffix.lastIndex(of: UInt8(ascii: "."))
    else { return }
    let part = value.suffix.dropping(dot + 1)
    guard part == "name" || part == "score" || part == "label" else { return }
    set(rule.field, rank: rule.rank)
    var row = annotations.firstIndex { $0.key == value.key && $0.number == number }
    if row == nil {
      row = annotations.count
      annotations.append(Annotation(key: value.key, number: number, reading: EvaluationReading(name: .empty)))
    }
    guard let row else { return }
    if part == "name" {
      annotations[row].reading.name = text(of: value)
    } else if part == "score" {
      annotations[row].reading.scoreMicros = score(of: value)
    } else {
      var reading = annotations[row].reading
      takeLabel(value, into: &reading)
      annotations[row].reading = reading
    }
  }

  /// A score in millionths. That there is a number and it cannot be one is noted.
  mutating func score(of value: AttributeValue) -> Int64? {
    let score = value.scoreMicros
    if score == nil, value.isFigure { unusable.insert(.score) }
    return score
  }

  /// A number is a score, a word a label, a truth value both.
  private mutating func takeVerdict(_ value: AttributeValue, into evaluation: inout EvaluationReading) {
    switch value.kind {
    case .bool: takeLabel(value, into: &evaluation)
    case .int, .double: evaluation.scoreMicros = score(of: value)
    case .string:
      evaluation.scoreMicros = value.scoreMicros
      if evaluation.scoreMicros == nil { evaluation.label = value.text }
    case .empty, .array, .keyValueList, .bytes: break
    }
  }

  private mutating func takeLabel(_ value: AttributeValue, into evaluation: inout EvaluationReading) {
    if value.kind == .bool {
      evaluation.label = value.bits != 0 ? tables.trueLabel : tables.falseLabel
      if evaluation.scoreMicros == nil { evaluation.scoreMicros = value.bits != 0 ? 1_000_000 : 0 }
    } else {
      evaluation.label = text(of: value)
    }
  }

  private mutating func truth(of value: AttributeValue) -> Bool? {
    switch value.kind {
    case .bool: value.bits != 0
    case .string: tables.truths[value.text] ?? tables.hallucinationLabels[value.text].map { !$0 }
    case .int: value.bits == 0 ? false : value.bits == 1 ? true : nil
    case .double: value.finiteNumber.map { $0 >= 0.5 }
    case .empty, .array, .keyValueList, .bytes: nil
    }
  }

  /// Says whether an answer was made up, where the judgement is about that: by the label, else by the score.
  private mutating func judge(_ evaluation: inout EvaluationReading) {
    guard evaluation.isHallucination == nil, !evaluation.isFailed,
      evaluation.name.containsIgnoringCase(DialectReader.hallucinationWord)
    else { return }
    if let isHallucination = tables.hallucinationLabels[evaluation.label] {
      evaluation.isHallucination = isHallucination
    } else if let score = evaluation.scoreMicros {
      evaluation.isHallucination = score >= 500_000
    }
  }

  private static let hallucinationWord = Array("hallucination".utf8)

  /// Adds what the span's own attributes judge to what its events did.
  mutating func settleEvaluations(isEvaluation: Bool) {
    if has(.evaluationName) {
      var evaluation = EvaluationReading(
        name: text(.evaluationName), scoreMicros: count(.evaluationScore), label: text(.evaluationLabel),
        isFailed: rank(.errorType) == 10 && isEvaluation, responseID: text(.responseID))
      judge(&evaluation)
      evaluations.append(evaluation)
    }
    for annotation in annotations where !annotation.reading.name.isEmpty {
      var evaluation = annotation.reading
      judge(&evaluation)
      evaluations.append(evaluation)
    }
    if !qualities.isEmpty { evaluations.append(contentsOf: qualities) }
  }
}
