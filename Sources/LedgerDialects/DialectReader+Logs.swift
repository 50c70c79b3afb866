import LedgerMemory
import LedgerModel

// Calls that log records tell of: an agent's events about itself, the conventions' event that repeats a span, and lines
// that applications write themselves. What counts is decided where all records are at hand.

extension DialectReader {
  /// Bodies longer than this are not looked into: a line about a call is short, a captured conversation is not.
  private static let longestBody = 1 << 16
  /// OTLP's severity from which on a record is about an error.
  private static let errorSeverity: UInt8 = 17

  /// The call that a log record tells of, if it does. The record is begun, and its event name known.
  mutating func call(in log: borrowing LogRecord, event name: ByteView, isGenAI: Bool) -> LogCallReading? {
    let event = logEvent(name, log)
    var readsBody = false
    if event == nil {
      // An event of an instrumentation that tells of no call is not a line of the application.
      guard !isGenAI else { return nil }
      let signs = lineSigns(log)
      let isLine = signs.model && (signs.tokens || (signs.duration && log.severityNumber > 0))
      readsBody = !(signs.model && signs.tokens) && mayTell(log.body, severity: log.severityNumber)
      guard isLine || readsBody else { return nil }
    }
    for value in log.attributes { takeFromLog(value) }
    if readsBody { takeMembers(ofBody: log.body) }
    guard let event else { return settleCall(log, nil) }
    return ofSaidKind(event).flatMap { settleCall(log, $0) }
  }

  /// Of an event with several kinds, the row of the one that the record says; `nil` where no row is about that.
  private mutating func ofSaidKind(_ event: DialectTables.LogEvent) -> DialectTables.LogEvent? {
    let said = text(.eventKind)
    func isSaid(_ kind: [UInt8]?) -> Bool {
      guard let kind else { return true }
      return said.count == kind.count && matches(said, kind, at: 0)
    }
    if isSaid(event.kind) { return event }
    return event.next.flatMap { first(from: $0) { $0.dialect == event.dialect && isSaid($0.kind) } }
  }

  /// The first row of one name, from a row on, that fits.
  private func first(from row: Int, where fits: (DialectTables.LogEvent) -> Bool) -> DialectTables.LogEvent? {
    var row: Int? = row
    while let at = row {
      let event = tables.logEvents[at]
      if fits(event) { return event }
      row = event.next
    }
    return nil
  }

  /// The row of the event, by whichever of the record's names is one; scopes may leave out their own prefix.
  private mutating func logEvent(_ name: ByteView, _ log: borrowing LogRecord) -> DialectTables.LogEvent? {
    func row(_ name: ByteView) -> DialectTables.LogEvent? {
      guard !name.isEmpty, let match = tables.logEventIndex.match(name) else { return nil }
      return first(from: Int(match.key.index)) { event in
        !event.needsScope || (isScopeCertain && scopeDialect == event.dialect)
      }
    }
    return row(name) ?? row(text(.eventName)) ?? (log.body.kind == .string ? row(log.body.text) : nil)
  }

  /// What the names of a line's attributes promise.
  private mutating func lineSigns(_ log: borrowing LogRecord) -> (model: Bool, tokens: Bool, duration: Bool) {
    var signs = (model: false, tokens: false, duration: false)
    for value in log.attributes {
      switch logRules[Int(value.key.index)].field {
      case .requestModel, .responseModel, .servedModel: signs.model = true
      case .inputTokens, .outputTokens, .totalTokens, .usage: signs.tokens = true
      case .duration: signs.duration = true
      default: break
      }
    }
    return signs
  }

  /// Whether a body may tell of a call: a structure, or JSON text, with the words that such lines have.
  private mutating func mayTell(_ body: AttributeValue, severity: UInt8) -> Bool {
    guard body.kind == .keyValueList || (body.kind == .string && !body.text.isEmpty && body.text[0] == 0x7B),
      body.text.count <= DialectReader.longestBody, contains(body.text, DialectReader.modelWord)
    else { return false }
    return severity >= DialectReader.errorSeverity || contains(body.text, DialectReader.tokensWord)
  }

  // Without their first letters, which may be capital ones.
  private static let modelWord = Array("odel".utf8)
  private static let tokensWord = Array("oken".utf8)

  private mutating func takeFromLog(_ value: AttributeValue) {
    let number = Int(value.key.index)
    let rule = logRules[number]
    if rule.field == rules[number].field, rule.rank == rules[number].rank { take(value) } else { take(rule, value) }
  }

  // MARK: Bodies

  /// Objects around the members that matter, which say nothing themselves.
  private static let envelopes: [[UInt8]] = [
    "attributes", "body", "context", "data", "event", "extra", "fields", "jsonPayload", "labels", "llm", "log",
    "message", "metadata", "payload", "properties", "record", "request", "response", "result",
  ].map { Array("\($0).".utf8) }

  private static let usageRule = DialectTables.Rule(
    field: .usage, form: .usageJSON, rank: 220, dialect: 0, marks: false, isCommon: true, members: -1)

  private static let usageObjects: [[UInt8]] = ["usage.", "token_usage.", "tokens."].map { Array($0.utf8) }

  private mutating func takeMembers(ofBody body: AttributeValue) {
    var usage = RawUsage()
    let scratch = scratch
    DialectReader.visit(body.text, scratch) { path, member in
      let value = DialectReader.attribute(of: member, key: body.key, scratch)
      var path = path
      var isResponse = false
      for _ in 0..<4 {
        if let match = tables.keys.match(path), match.length == path.count {
          if isResponse, path == "model" {
            set(.responseModel, rank: 250, text: value.text)
          } else {
            take(logRules[Int(match.key.index)], value)
          }
          return
        }
        if path == "id", DialectReader.isResponseID(value.text) {
          set(.responseID, rank: 260, text: value.text)
          return
        }
        if let object = DialectReader.usageObjects.first(where: { matches(path, $0, at: 0) }) {
          if let count = value.count { usage.take(path.dropping(object.count), count) }
          return
        }
        guard let envelope = DialectReader.envelopes.first(where: { matches(path, $0, at: 0) }) else { return }
        isResponse = path.hasPrefix("response.")
        path = path.dropping(envelope.count)
      }
    }
    offer(&usage, DialectReader.usageRule, isDisjointByDefault: false)
  }

  /// Whether an id has the form that providers give to their responses.
  private static func isResponseID(_ text: ByteView) -> Bool {
    text.hasPrefix("chatcmpl-") || text.hasPrefix("cmpl-") || text.hasPrefix("resp_") || text.hasPrefix("msg_")
      || text.hasPrefix("gen-")
  }

  // MARK: What is told

  private mutating func settleCall(_ log: borrowing LogRecord, _ event: DialectTables.LogEvent?) -> LogCallReading? {
    guard event != nil || hasNamedModel else { return nil }
    var told = LogCallReading()
    told.reading.facts.dialect = dialect(of: event)
    decideTimes(told.reading.facts.dialect)
    guard settleLogOperation(into: &told.reading.facts) else { return nil }
    settleModels(into: &told.reading.facts)
    settleProvider(into: &told.reading.facts)
    if !isName(told.reading.facts.provider) { told.reading.facts.provider = .empty }
    settleUsage(into: &told.reading.facts)
    addToolInput(to: &told.reading.facts)
    settleTime(into: &told.reading.facts)
    settleLogOutcome(log, event, into: &told.reading.facts)
    settleNames(into: &told.reading.facts)
    if said & CanonicalField.detailBits != 0 { settleDetails(into: &told.reading.details) }
    guard let role = role(of: told.reading.facts, event) else { return nil }
    told.role = role
    if role == .failure || role == .perhapsFailure, told.reading.facts.errorType.isEmpty {
      told.reading.facts.errorType = tables.otherError
    }
    told.isNative = event?.isNative ?? false
    told.timeUnixNano = time(of: log)
    if told.reading.facts.dialect == tables.openCode { addLength(to: &told) }
    told.requestID = text(.requestID)
    told.turn = text(.turn)
    told.attempt = count(.attempt)
    told.identity = identity(of: told, log)
    return told
  }

  /// A name has neither space nor line breaks, and an end. Anything else that stands where a name should is content.
  private mutating func isName(_ text: ByteView) -> Bool {
    guard text.count <= 128 else { return false }
    for index in 0..<text.count where text[index] <= 0x20 || text[index] == 0x7F { return false }
    return true
  }

  private var hasNamedModel: Bool { has(.requestModel) || has(.responseModel) || has(.servedModel) }

  private mutating func dialect(of event: DialectTables.LogEvent?) -> UInt8 {
    if let event, event.isNative { return event.dialect }
    if isScopeCertain { return scopeDialect }
    if markedDialect != 0 { return markedDialect }
    if signedDialect != 0 { return signedDialect }
    // An event comes from the instrumentation that the resource names, a line from the application itself.
    if let event { return resourceDialect != 0 ? resourceDialect : event.dialect }
    return namedDialect != 0 ? namedDialect : tables.logLines
  }

  /// What kind of request it was; `false` where the record is about something else, such as an agent's run.
  private mutating func settleLogOperation(into facts: inout SpanFacts) -> Bool {
    if let word = conventionWord {
      facts.operationClass = word.operationClass
      facts.operation = word.operation
      return word.operationClass.isModelRequest
    }
    let model =
      has(.requestModel) ? text(.requestModel) : has(.responseModel) ? text(.responseModel) : text(.servedModel)
    facts.operationClass = model.containsIgnoringCase(DialectReader.embedWord) ? .embedding : .inference
    facts.operation = tables.standardOperations[Int(facts.operationClass.rawValue)]
    return isName(model)
  }

  /// Gemini CLI reports the prompts of tools apart from the input.
  private mutating func addToolInput(to facts: inout SpanFacts) {
    guard facts.dialect == tables.geminiCLI, let tool = count(.toolInputTokens), let input = facts.usage.inputTokens
    else { return }
    let (sum, overflow) = input.addingReportingOverflow(tool)
    if !overflow { facts.usage.inputTokens = sum }
  }

  private mutating func settleLogOutcome(
    _ log: borrowing LogRecord, _ event: DialectTables.LogEvent?, into facts: inout SpanFacts
  ) {
    settleOutcome(into: &facts)
    let success = bits(.success).map { $0 != 0 }
    if success == true {
      facts.errorType = .empty
      return
    }
    if !isName(facts.errorType) { facts.errorType = tables.otherError }
    guard facts.errorType.isEmpty else { return }
    // A line at the level of errors may be about anything; one that knows what was answered is no failure.
    let isAlarm =
      event == nil && log.severityNumber >= DialectReader.errorSeverity && (facts.usage.outputTokens ?? 0) == 0
    if success == false || isAlarm { facts.errorType = tables.otherError }
  }

  /// Gemini CLI writes each of its own events (request, answer, failure) once more under the conventions' name. Of these
  /// only an answer tells something of a call that the event of its own does not.
  private mutating func role(of facts: SpanFacts, _ event: DialectTables.LogEvent?) -> LogCallRole? {
    let hasUsage =
      facts.usage.inputTokens != nil || facts.usage.outputTokens != nil || facts.usage.totalTokens != nil
    if let event {
      if facts.dialect == tables.geminiCLI, !event.isNative, !hasUsage { return nil }
      return event.mayFail && !facts.errorType.isEmpty && !hasUsage ? .failure : event.role
    }
    if hasUsage { return .call }
    return !facts.errorType.isEmpty && facts.reportedDurationNanos != nil ? .perhapsFailure : nil
  }

  private mutating func time(of log: borrowing LogRecord) -> UInt64 {
    if log.timeUnixNano != 0 { return log.timeUnixNano }
    if log.observedTimeUnixNano != 0 { return log.observedTimeUnixNano }
    let said = text(.eventTime).unquoted
    return said.isEmpty || said.count > 64 ? 0 : UnixNanos(rfc3339: said.text)?.value ?? 0
  }

  /// Records are of the end of their call; those of OpenCode that say how long it took are of its beginning.
  private func addLength(to told: inout LogCallReading) {
    guard told.timeUnixNano != 0, let length = told.reading.facts.reportedDurationNanos else { return }
    let (end, overflow) = told.timeUnixNano.addingReportingOverflow(length)
    if !overflow { told.timeUnixNano = end }
  }

  /// A hash over what was read and what the record holds: the same for the same record however often it was taken up,
  /// whatever its encoding.
  private mutating func identity(of told: LogCallReading, _ log: borrowing LogRecord) -> UInt64 {
    let facts = told.reading.facts
    var hash = foldedProduct(
      told.timeUnixNano ^ 0xA076_1D64_78BD_642F, UInt64(told.role.rawValue) ^ 0xE703_7ED1_A0B4_28DB)
    func add(_ word: UInt64) { hash = foldedProduct(hash ^ word, 0x9E37_79B9_7F4A_7C15) ^ (word &+ hash) }
    func add(_ number: Int64?) {
      add(number == nil ? 1 : 2)
      add(UInt64(bitPattern: number ?? 0))
    }
    func add(_ text: ByteView) { hash = text.stableHash(seed: hash) }
    for word in [log.traceID.high, log.traceID.low, log.spanID.value, UInt64(log.severityNumber)] { add(word) }
    add(facts.usage.inputTokens)
    add(facts.usage.outputTokens)
    add(facts.usage.totalTokens)
    add(facts.usage.cacheReadTokens)
    add(facts.usage.cacheWriteTokens)
    add(facts.usage.reasoningTokens)
    add(facts.reportedCost.map { Int64(truncatingIfNeeded: $0.value) })
    add(facts.reportedDurationNanos.map { Int64(truncatingIfNeeded: $0) })
    add(facts.timeToFirstTokenNanos.map { Int64(truncatingIfNeeded: $0) })
    add(facts.isStreaming.map { $0 ? 1 : 0 })
    add(told.attempt)
    add(count(.eventSequence))
    for text in [
      facts.requestModel, facts.responseModel, facts.responseID, facts.provider, facts.operation, facts.errorType,
      facts.finishReason, facts.session, facts.user, facts.agent, facts.serviceTier, told.requestID, told.turn,
    ] { add(text) }
    if log.body.kind == .string || log.body.kind == .keyValueList { add(log.body.text) }
    return hash
  }
}
