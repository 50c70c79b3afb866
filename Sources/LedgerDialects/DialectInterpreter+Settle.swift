import LedgerMemory
import LedgerModel

// Making the reading of a span, once all of its attributes are in the slots.

extension DialectInterpreter {
  // MARK: What it is

  /// What the span stands for: the best attribute, else its name, else what it carries.
  func settleOperation(_ span: SpanRecord, _ name: NameMeaning, into reading: SpanReading) {
    if name == .vercel { takeVercelOperation(field: .operationClass, rank: 81, span.name) }
    var operationClass = OperationClass.other
    var operation = ByteView.empty
    var isDecided = false
    if rank(.operationClass) < 90, let bits = bits(.operationClass) {
      operationClass = OperationClass(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .other
      operation = text(.operationClass)
      isDecided = true
    } else if case .row(let row) = name {
      let row = tables.spanNames[row]
      if !(row.yieldsToUsage && hasModelAndUsage) {
        operationClass = row.operationClass
        operation = row.operation
        isDecided = true
      }
    } else if name == .rag, !hasModelAndUsage {
      operationClass = .step
      isDecided = true
    }
    if !isDecided {
      operationClass = classByPresence(span)
      operation = tables.standardOperations[Int(operationClass.rawValue)]
    }
    // Some instrumentations call a chat API's request a completion and say only in the span's name what it was.
    if operationClass == .inference, rank(.operationClass) == 60, conventionText.isEmpty, span.name.hasSuffix(".chat") {
      operation = tables.standardOperations[Int(OperationClass.inference.rawValue)]
    }
    if let word = conventionWord {
      if word.operationClass == operationClass { operation = word.operation }
    } else if operationClass == .other {
      operation = conventionText
    }
    reading.operationClass = operationClass
    reading.operation = operation
  }

  private var hasModel: Bool {
    (has(.requestModel) && rank(.requestModel) != 130) || has(.responseModel) || has(.servedModel)
  }

  private var hasUsage: Bool { has(.inputTokens) || has(.outputTokens) || has(.totalTokens) }

  private var hasModelAndUsage: Bool { hasModel && hasUsage }

  /// A tool without a model is a tool, a model with usage a request. So is one with a provider on a client span: that is
  /// how the first conventions wrote a request that failed.
  private func classByPresence(_ span: SpanRecord) -> OperationClass {
    if has(.tool), rank(.tool) < 40, !hasModel { return .tool }
    if has(.operationClass) { return .retrieval }
    if hasModel, hasUsage || (span.kind == 3 && has(.provider)) {
      let model =
        has(.requestModel) ? text(.requestModel) : has(.responseModel) ? text(.responseModel) : text(.servedModel)
      return model.containsIgnoringCase(DialectInterpreter.embedWord) ? .embedding : .inference
    }
    if has(.evaluationName) || has(.annotations) || has(.qualities) { return .evaluation }
    return .other
  }

  private static let embedWord = Array("embed".utf8)

  func settleModels(_ span: SpanRecord, into reading: SpanReading) {
    // `model` alone is too common a name to mean anything on other spans.
    if rank(.requestModel) == 130, !reading.operationClass.isModelRequest { clear(.requestModel) }
    reading.requestModel = text(.requestModel)
    reading.responseModel = text(.responseModel)
    if has(.servedModel) {
      if reading.requestModel.isEmpty {
        reading.requestModel = text(.servedModel)
      } else if reading.responseModel.isEmpty {
        reading.responseModel = text(.servedModel)
      }
    }
    if reading.requestModel.isEmpty, reading.operationClass.isModelRequest {
      reading.requestModel = modelInName(span.name)
    }
    reading.responseID = text(.responseID)
  }

  /// The conventions name a request `{operation} {model}`; empty for other names.
  private func modelInName(_ name: ByteView) -> ByteView {
    guard let space = name.firstIndex(of: 0x20),
      tables.operations[name.slice(0, space)]?.operationClass.isModelRequest == true
    else { return .empty }
    let model = name.dropping(space + 1)
    return model.firstIndex(of: 0x20) == nil ? model : .empty
  }

  func settleProvider(into reading: SpanReading) {
    reading.provider = text(.provider)
    guard reading.provider.isEmpty, reading.operationClass.isModelRequest else { return }
    reading.provider = provider(request: reading.requestModel, response: reading.responseModel)
  }

  /// The provider that the models' names or the server's address betray, else the gateway in front of it.
  func provider(request: ByteView, response: ByteView) -> ByteView {
    var provider = tables.provider(ofModel: request)
    if provider.isEmpty { provider = tables.provider(ofModel: response) }
    if provider.isEmpty { provider = tables.provider(ofAddress: text(.serverAddress)) }
    return provider.isEmpty ? gateway : provider
  }

  // MARK: Usage and cost

  func settleUsage(into reading: SpanReading, dialect: UInt8) {
    let fields: [CanonicalField] = DialectInterpreter.usageFields
    var hasOwn = false
    var hasAggregate = false
    for field in fields where has(field) {
      if rank(field) >= 900 { hasAggregate = true } else { hasOwn = true }
    }
    if hasOwn && hasAggregate {
      for field in fields where rank(field) >= 900 { clear(field) }
    }
    reading.isAggregate = hasAggregate && !hasOwn
    reading.usage.inputTokens = count(.inputTokens)
    reading.usage.outputTokens = count(.outputTokens)
    reading.usage.totalTokens = count(.totalTokens)
    reading.usage.cacheReadTokens = count(.cacheReadTokens)
    reading.usage.cacheWriteTokens = count(.cacheWriteTokens)
    reading.usage.reasoningTokens = count(.reasoningTokens)
    if tables.traits[Int(dialect)].zeroUsageIsUnknown, hasOwn, (reading.usage.inputTokens ?? 0) == 0,
      (reading.usage.outputTokens ?? 0) == 0, (reading.usage.totalTokens ?? 0) == 0
    {
      reading.usage = ReportedUsage()
    }
    settleInclusion(into: reading, dialect: dialect)
    if let cost = reportedCost {
      reading.reportedCost = cost
    } else if inputCost != nil || outputCost != nil {
      reading.reportedCost = (inputCost ?? .zero) + (outputCost ?? .zero)
    }
  }

  private static let usageFields: [CanonicalField] = [
    .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens,
  ]

  /// What the counts include: what the shape of their JSON says, else what is documented of the emitter.
  private func settleInclusion(into reading: SpanReading, dialect: UInt8) {
    let rows = tables.traits[Int(dialect)].inclusion
    for row in rows.indices where inclusionFits[Int(dialect)][row] {
      if let provider = rows[row].provider, !(provider == reading.provider) { continue }
      reading.cacheInclusion = rows[row].cache
      reading.reasoningInclusion = rows[row].reasoning
      break
    }
    if has(.uncachedTokens) { reading.cacheInclusion = .inclusive }
    if has(.inputTokens) {
      let shape = slots[Int(CanonicalField.inputTokens.rawValue)].inclusion
      if shape != .unknown { reading.cacheInclusion = shape }
    }
    if has(.outputTokens) {
      let shape = slots[Int(CanonicalField.outputTokens.rawValue)].inclusion
      if shape != .unknown { reading.reasoningInclusion = shape }
    }
  }

  // MARK: Time and outcome

  func settleTime(_ span: SpanRecord, into reading: SpanReading, dialect: UInt8) {
    var isStreaming = bits(.isStreaming).map { $0 != 0 } ?? vercelStreams
    if span.name.hasPrefix("streaming response from"), dialect == tables.logfire { isStreaming = true }
    let needsFlag = tables.traits[Int(dialect)].timeToFirstTokenNeedsStreaming && rank(.timeToFirstToken) < 120
    let counts = isStreaming != false && !(needsFlag && isStreaming != true)
    reading.timeToFirstTokenNanos = counts ? bits(.timeToFirstToken) : nil
    if isStreaming == nil, reading.operationClass == .inference {
      if reading.timeToFirstTokenNanos != nil {
        isStreaming = true
      } else if absentStreamingIsFalse {
        isStreaming = false
      }
    }
    reading.isStreaming = isStreaming
    // A record without length of its own may say how long what it records took.
    if spanNanos == 0 { reading.reportedDurationNanos = bits(.duration) }
  }

  func settleOutcome(_ span: SpanRecord, into reading: SpanReading) {
    reading.finishReason = text(.finishReason)
    reading.serviceTier = text(.serviceTier)
    guard span.statusCode != 1 else { return }
    reading.errorType = text(.errorType)
    // A finish reason of `error` alone proves nothing: conventions write it for any reason that was not told.
    if reading.errorType.isEmpty, span.statusCode == 2 {
      reading.errorType = tables.otherError
    }
  }

  // MARK: Names

  func settleNames(_ span: SpanRecord, into reading: SpanReading) {
    reading.session = text(.session)
    reading.user = text(.user)
    reading.agent = text(.agent)
    reading.retrievedCount = count(.retrievedCount)
    switch reading.operationClass {
    case .agent:
      if reading.agent.isEmpty { reading.agent = text(.entity) }
      if reading.agent.isEmpty { reading.agent = rest(of: span.name, after: "invoke_agent ") }
    case .tool:
      reading.tool = text(.tool)
      if reading.tool.isEmpty { reading.tool = text(.entity) }
      if reading.tool.isEmpty { reading.tool = rest(of: span.name, after: "execute_tool ") }
      if reading.tool.isEmpty { reading.tool = rest(of: span.name, after: "tools/call ") }
      if reading.tool.isEmpty { reading.tool = rest(of: span.name, after: "running tool: ") }
    default: break
    }
  }

  private func rest(of name: ByteView, after prefix: StaticString) -> ByteView {
    name.hasPrefix(prefix) ? name.dropping(prefix.utf8CodeUnitCount) : .empty
  }

  /// The name under which stages are summed up: a RAG span's own, else the word of its class. Requests are no stages.
  func settleStage(_ span: SpanRecord, _ name: NameMeaning, into reading: SpanReading) {
    if reading.operationClass.isModelRequest { return }
    let isRAG = span.name.hasPrefix("rag.") && span.name.count > 4
    reading.stage = isRAG ? span.name : tables.stages[Int(reading.operationClass.rawValue)]
  }

  /// Spans that never count: by their name, or, in Logfire, the request of a stream whose record follows. Such a request
  /// says nothing of an answer: one that was answered at once has the response's id, one that failed an error.
  func settleRepetition(_ span: SpanRecord, _ name: NameMeaning, into reading: SpanReading) {
    if case .row(let row) = name {
      if tables.spanNames[row].isRepetition { reading.isRepetition = true }
      return
    }
    guard reading.dialect == tables.logfire, reading.operationClass == .inference, reading.usage.knownCount == 0,
      reading.responseID.isEmpty, reading.finishReason.isEmpty, reading.errorType.isEmpty, reading.isStreaming != false
    else { return }
    reading.isRepetition = true
    reading.isStreaming = true
  }
}
