import LedgerMemory
import LedgerModel

// Making the reading of a span, once all of its attributes are in the slots.

extension DialectReader {
  // MARK: What it is

  /// What the span stands for: the best attribute, else its name, else what it carries.
  mutating func settleOperation(_ name: NameMeaning, into facts: inout SpanFacts) {
    if name == .vercel { takeVercelOperation(field: .operationClass, rank: 81, spanName) }
    var operationClass = OperationClass.other
    var operation = ByteView.empty
    var isDecided = false
    if case .row(let row) = name, spanNames[row].isFinal {
      operationClass = spanNames[row].operationClass
      operation = spanNames[row].operation
      isDecided = true
    } else if rank(.operationClass) < 90, let bits = bits(.operationClass) {
      operationClass = OperationClass(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .other
      operation = text(.operationClass)
      isDecided = true
    } else if case .row(let row) = name {
      let row = spanNames[row]
      if !(row.yieldsToUsage && hasModelAndUsage) {
        operationClass = row.operationClass
        operation = row.operation
        isDecided = true
      }
    } else if name == .request, let space = spanName.firstIndex(of: 0x20),
      let word = tables.operations[spanName.slice(0, space)]
    {
      operationClass = word.operationClass
      operation = word.operation
      isDecided = true
    } else if name == .rag, !hasModelAndUsage {
      operationClass = .step
      isDecided = true
    }
    if !isDecided {
      operationClass = classByPresence()
      operation = tables.standardOperations[Int(operationClass.rawValue)]
    }
    // Some instrumentations call a chat API's request a completion and say only in the span's name what it was.
    if operationClass == .inference, rank(.operationClass) == 60, conventionText.isEmpty, spanName.hasSuffix(".chat") {
      operation = tables.standardOperations[Int(OperationClass.inference.rawValue)]
    }
    // LlamaIndex's models prepare the arguments of a request in a method of theirs, which OpenInference takes for one.
    if operationClass == .inference, !hasUsage, spanName.hasSuffix("._prepare_chat_with_tools") {
      operationClass = .step
      operation = tables.standardOperations[Int(OperationClass.step.rawValue)]
    }
    // OpenLLMetry says of what runs agents, of a crew's tasks and of LangChain's outermost chains that they invoke agents.
    if operationClass == .agent, facts.dialect == tables.openLLMetry,
      spanName.hasSuffix(".workflow") || spanName.hasSuffix(".task")
    {
      operationClass = .workflow
      operation = tables.standardOperations[Int(OperationClass.workflow.rawValue)]
    }
    // OpenLIT has one operation for whatever a vector database does; its spans are named after what that is.
    if operationClass == .retrieval, facts.dialect == tables.openLIT, DialectReader.isWrite(spanName) {
      operationClass = .other
      operation = .empty
    }
    if let word = conventionWord {
      if word.operationClass == operationClass { operation = word.operation }
    } else if operationClass == .other {
      operation = conventionText
    }
    facts.operationClass = operationClass
    facts.operation = operation
  }

  /// Whether a name of OpenLIT's, `{operation} {collection}`, is of a change, or about a collection as a whole.
  private static func isWrite(_ name: ByteView) -> Bool {
    writes.contains { name.hasPrefix($0) }
  }

  private static let writes: [StaticString] = [
    "INSERT ", "UPSERT ", "ADD ", "UPDATE ", "DELETE ", "REPLACE ", "create_index ", "get_collection ",
    "create_collection ", "update_collection ", "delete_collection ",
  ]

  private var hasModel: Bool {
    (has(.requestModel) && !isModelOnlyOnRequests) || has(.responseModel) || has(.servedModel)
  }

  /// Whether what names the model does so on requests only: `model` alone, and what names whatever a span is about.
  private var isModelOnlyOnRequests: Bool { (130...131).contains(rank(.requestModel)) }

  private var hasUsage: Bool { has(.inputTokens) || has(.outputTokens) || has(.totalTokens) }

  private var hasModelAndUsage: Bool { hasModel && hasUsage }

  /// A tool without a model is a tool, a model with usage a request. So is one with a provider on a client span: that is
  /// how the first conventions wrote a request that failed.
  private mutating func classByPresence() -> OperationClass {
    if has(.tool), rank(.tool) < 40, !hasModel { return .tool }
    if has(.operationClass) { return .retrieval }
    if hasModel, hasUsage || (spanKind == 3 && has(.provider)) {
      let model =
        has(.requestModel) ? text(.requestModel) : has(.responseModel) ? text(.responseModel) : text(.servedModel)
      return model.containsIgnoringCase(DialectReader.embedWord) ? .embedding : .inference
    }
    if has(.evaluationName) || has(.annotations) || has(.qualities) { return .evaluation }
    return .other
  }

  static let embedWord = Array("embed".utf8)

  mutating func settleModels(into facts: inout SpanFacts) {
    // On other spans it is the name of something else; a turn of Codex, which sums up its requests, names their model.
    let isTurn = facts.dialect == tables.codex && facts.operationClass == .agent
    if isModelOnlyOnRequests, !facts.operationClass.isModelRequest, !isTurn { clear(.requestModel) }
    if facts.dialect == tables.liteLLM { settleRoute() }
    facts.requestModel = text(.requestModel)
    facts.responseModel = text(.responseModel)
    if has(.servedModel) {
      if facts.requestModel.isEmpty {
        facts.requestModel = text(.servedModel)
      } else if facts.responseModel.isEmpty {
        facts.responseModel = text(.servedModel)
      }
    }
    if facts.requestModel.isEmpty, facts.operationClass.isModelRequest {
      // Genkit's actions are named after their model.
      if facts.dialect == tables.genkit { facts.requestModel = text(.entity) }
      if facts.requestModel.isEmpty { facts.requestModel = modelInName(spanName) }
    }
    facts.responseID = text(.responseID)
  }

  /// LiteLLM's router answers under the name by which it was asked, which is no model's; so the model asked for is the one
  /// it sent the request to. Where the names differ, what it says of that may be of an attempt before a fallback.
  private mutating func settleRoute() {
    guard has(.servedModel) else { return }
    let routed = text(.servedModel)
    clear(.servedModel)
    if has(.requestModel), !(text(.requestModel) == text(.responseModel)) { return }
    set(.requestModel, rank: DialectTables.rankOfRoutedModel, text: routed)
  }

  /// The conventions name a request `{operation} {model}`; empty for other names.
  private mutating func modelInName(_ name: ByteView) -> ByteView {
    guard let space = name.firstIndex(of: 0x20),
      tables.operations[name.slice(0, space)]?.operationClass.isModelRequest == true
    else { return .empty }
    let model = name.dropping(space + 1)
    return model.firstIndex(of: 0x20) == nil ? model : .empty
  }

  mutating func settleProvider(into facts: inout SpanFacts) {
    facts.provider = text(.provider)
    if facts.dialect == tables.googleADK { settleGuessedProvider(into: &facts) }
    guard facts.provider.isEmpty, facts.operationClass.isModelRequest else { return }
    facts.provider = provider(request: facts.requestModel, response: facts.responseModel)
  }

  /// Google's agent kit signs for Gemini up to 2.2, whoever it asks; it asks others by LiteLLM's names, `openai/gpt-4o`.
  private func settleGuessedProvider(into facts: inout SpanFacts) {
    guard facts.requestModel.firstIndex(of: UInt8(ascii: "/")) != nil else { return }
    let provider = tables.provider(ofModel: facts.requestModel)
    if !provider.isEmpty { facts.provider = provider }
  }

  /// The provider that the models' names or the server's address betray, else the gateway in front of it.
  mutating func provider(request: ByteView, response: ByteView) -> ByteView {
    var provider = tables.provider(ofClass: spanName)
    if provider.isEmpty { provider = tables.provider(ofModel: request) }
    if provider.isEmpty { provider = tables.provider(ofModel: response) }
    if provider.isEmpty { provider = tables.provider(ofAddress: text(.serverAddress)) }
    return provider.isEmpty ? gateway : provider
  }

  // MARK: Usage and cost

  mutating func settleUsage(into facts: inout SpanFacts) {
    if said & CanonicalField.detailBits != 0, !has(.cacheWriteTokens) { sumUpCacheWrites() }
    if said & DialectReader.usageBits != 0 { settleCounts(into: &facts) }
    settleInclusion(into: &facts)
    if let cost = reportedCost {
      facts.reportedCost = cost
    } else if inputCost != nil || outputCost != nil {
      facts.reportedCost = (inputCost ?? .zero) + (outputCost ?? .zero)
    }
  }

  private mutating func settleCounts(into facts: inout SpanFacts) {
    // Sums over other spans are of rank 900 and more, parts of such sums of 800 and more; a span's own counts come first.
    var hasOwn = false
    var hasAggregate = false
    var hasPartial = false
    for row in DialectReader.usageRows where slots[row].stamp == stamp {
      let rank = slots[row].rank
      if rank >= 900 { hasAggregate = true } else if rank >= 800 { hasPartial = true } else { hasOwn = true }
    }
    if hasAggregate || hasPartial {
      for row in DialectReader.usageRows where slots[row].stamp == stamp && slots[row].rank >= 800 {
        if hasOwn || (hasAggregate && slots[row].rank < 900) { slots[row].stamp = 0 }
      }
      facts.isAggregate = hasAggregate && !hasOwn
      facts.isPartial = hasPartial && !hasOwn && !hasAggregate
    }
    facts.usage.inputTokens = count(.inputTokens)
    facts.usage.outputTokens = count(.outputTokens)
    facts.usage.totalTokens = count(.totalTokens)
    facts.usage.cacheReadTokens = count(.cacheReadTokens)
    facts.usage.cacheWriteTokens = count(.cacheWriteTokens)
    facts.usage.reasoningTokens = count(.reasoningTokens)
    if traits[Int(facts.dialect)].zeroUsageIsUnknown, hasOwn, facts.usage.countsNothing {
      facts.usage = ReportedUsage()
    }
    if addsCachedToInput { takeCachedOffInput(&facts.usage) }
  }

  /// Whether the input stands under the conventions' name on a span of Claude Code: newer ones tell there, with what is
  /// cached, what they tell without under a name of their own, as older ones do and their log records.
  var addsCachedToInput: Bool {
    isScopeCertain && scopeDialect == tables.claudeCode && rank(.inputTokens) == 20
  }

  /// Makes the input what all versions tell, so that one emitter has one convention.
  private func takeCachedOffInput(_ usage: inout ReportedUsage) {
    guard let input = usage.inputTokens else { return }
    let (cached, overflow) = (usage.cacheReadTokens ?? 0).addingReportingOverflow(usage.cacheWriteTokens ?? 0)
    if !overflow, cached <= input { usage.inputTokens = input - cached }
  }

  /// What is kept for five minutes and for an hour is all that is written; one of them alone is not known to be.
  private mutating func sumUpCacheWrites() {
    guard let short = count(.cacheWriteFiveMinuteTokens), let long = count(.cacheWriteOneHourTokens) else { return }
    let (sum, overflow) = short.addingReportingOverflow(long)
    if !overflow { set(.cacheWriteTokens, rank: 200, bits: UInt64(sum)) }
  }

  /// The slots of the token counts, which stand side by side.
  private static var usageRows: ClosedRange<Int> {
    Int(CanonicalField.inputTokens.rawValue)...Int(CanonicalField.reasoningTokens.rawValue)
  }

  /// Their bits in ``said``.
  private static var usageBits: UInt64 { 0x3F << UInt64(CanonicalField.inputTokens.rawValue) }

  /// What the counts include: what the shape of their JSON says, else what is documented of the emitter.
  private mutating func settleInclusion(into facts: inout SpanFacts) {
    if let row = inclusionRow(of: facts) {
      // What the conventions ask for is less than what is documented of the emitter.
      let isAsked = inclusions[row].needsInclusiveSchema
      facts.cacheInclusion = isAsked && inclusions[row].cache == .inclusive ? .asked : inclusions[row].cache
      facts.reasoningInclusion = isAsked && inclusions[row].reasoning == .inclusive ? .asked : inclusions[row].reasoning
      if inclusions[row].restIsReasoning { takeRestAsReasoning(into: &facts) }
    }
    if let uncached = count(.uncachedTokens), !isOfLastAnswer(.uncachedTokens, facts) {
      let hasCached = (facts.usage.cacheReadTokens ?? 0) != 0 || (facts.usage.cacheWriteTokens ?? 0) != 0
      facts.cacheInclusion = hasCached && facts.usage.inputTokens == uncached ? .exclusive : .inclusive
    }
    if has(.inputTokens) {
      let shape = slots[Int(CanonicalField.inputTokens.rawValue)].inclusion
      if shape != .unknown { facts.cacheInclusion = shape }
    }
    if has(.outputTokens) {
      let shape = slots[Int(CanonicalField.outputTokens.rawValue)].inclusion
      if shape != .unknown { facts.reasoningInclusion = shape }
    }
    if saysInclusive { facts.cacheInclusion = .inclusive }
    if facts.cacheInclusion == .unknown, namesCacheLikeConventions { facts.cacheInclusion = .asked }
  }

  /// Whether Vercel's SDK told a count beside the last answer of a run, whose own counts are sums.
  private func isOfLastAnswer(_ field: CanonicalField, _ facts: borrowing SpanFacts) -> Bool {
    guard facts.dialect == tables.vercelAI, !facts.operationClass.isModelRequest else { return false }
    // The rows of what providers tell have ranks from 100 on.
    return rank(field) >= 100
  }

  /// The first row of what is documented of the emitter that fits.
  mutating func inclusionRow(of facts: borrowing SpanFacts) -> Int? {
    let dialect = Int(facts.dialect)
    for row in inclusionStarts[dialect]..<inclusionStarts[dialect + 1] where inclusionFits[row] {
      if let provider = inclusions[row].provider, !(provider == facts.provider) { continue }
      return row
    }
    return nil
  }

  /// What the total leaves over becomes reasoning, with a rank that no attribute has.
  private mutating func takeRestAsReasoning(into facts: inout SpanFacts) {
    guard !has(.reasoningTokens), let input = facts.usage.inputTokens, let output = facts.usage.outputTokens,
      let total = facts.usage.totalTokens
    else { return }
    let (told, overflow) = input.addingReportingOverflow(output)
    guard !overflow, total > told else { return }
    set(.reasoningTokens, rank: 250, bits: UInt64(total - told))
    facts.usage.reasoningTokens = total - told
  }

  /// Whether cached tokens stand under the names of the conventions that ask for inclusive input. Some write them beside
  /// an exclusive one all the same, so that the names prove nothing; but they are not the provider's own answer either.
  private var namesCacheLikeConventions: Bool {
    (has(.cacheReadTokens) && rank(.cacheReadTokens) == 20)
      || (has(.cacheWriteTokens) && (20...21).contains(rank(.cacheWriteTokens)))
  }

  // MARK: Time and outcome

  mutating func settleTime(into facts: inout SpanFacts) {
    var isStreaming = bits(.isStreaming).map { $0 != 0 } ?? vercelStreams
    if isStreamRecord, facts.dialect == tables.logfire { isStreaming = true }
    let needsFlag = traits[Int(facts.dialect)].timeToFirstTokenNeedsStreaming && rank(.timeToFirstToken) < 120
    let counts = isStreaming != false && !(needsFlag && isStreaming != true)
    facts.timeToFirstTokenNanos = counts ? bits(.timeToFirstToken) : nil
    if isStreaming == nil, facts.operationClass == .inference {
      if facts.timeToFirstTokenNanos != nil {
        isStreaming = true
      } else if absentStreamingIsFalse {
        isStreaming = false
      }
    }
    facts.isStreaming = isStreaming
    // A record without length of its own may say how long what it records took.
    if spanNanos == 0 { facts.reportedDurationNanos = bits(.duration) }
  }

  mutating func settleOutcome(into facts: inout SpanFacts) {
    facts.finishReason = text(.finishReason)
    facts.serviceTier = text(.serviceTier)
    guard spanStatus != 1 else { return }
    facts.errorType = text(.errorType)
    if facts.errorType.isEmpty, facts.dialect == tables.claudeCode, bits(.success) == 0 {
      facts.errorType = tables.otherError
    }
    // A finish reason of `error` alone proves nothing: conventions write it for any reason that was not told.
    if facts.errorType.isEmpty, spanStatus == 2 {
      facts.errorType = tables.otherError
    }
  }

  // MARK: Names

  mutating func settleNames(into facts: inout SpanFacts) {
    facts.session = text(.session)
    if facts.session.isEmpty { facts.session = resourceSession }
    facts.user = text(.user)
    facts.agent = text(.agent)
    facts.retrievedCount = count(.retrievedCount)
    switch facts.operationClass {
    case .agent:
      if facts.agent.isEmpty { facts.agent = text(.entity) }
      if facts.agent.isEmpty { facts.agent = rest(of: spanName, after: "invoke_agent ") }
      if facts.agent.isEmpty { facts.agent = rest(of: spanName, after: "agent_run ").unbracketed }
    case .tool:
      facts.tool = text(.tool)
      if facts.tool.isEmpty { facts.tool = text(.entity) }
      if facts.tool.isEmpty { facts.tool = rest(of: spanName, after: "execute_tool ") }
      if facts.tool.isEmpty { facts.tool = rest(of: spanName, after: "tools/call ") }
      if facts.tool.isEmpty { facts.tool = rest(of: spanName, after: "running tool: ") }
    default: break
    }
  }

  private mutating func rest(of name: ByteView, after prefix: StaticString) -> ByteView {
    name.hasPrefix(prefix) ? name.dropping(prefix.utf8CodeUnitCount) : .empty
  }

  /// The name under which stages are summed up: a RAG span's own, else the word of its class. Requests are no stages.
  mutating func settleStage(_ name: NameMeaning, into facts: inout SpanFacts) {
    if facts.operationClass.isModelRequest { return }
    if case .row(let row) = name, !spanNames[row].stage.isEmpty {
      facts.stage = spanNames[row].stage
      return
    }
    let isRAG = spanName.hasPrefix("rag.") && spanName.count > 4
    facts.stage = isRAG ? spanName : tables.stages[Int(facts.operationClass.rawValue)]
  }

  /// Spans that never count, and those that sum up others: by their name, or, in Logfire, the request of a stream whose
  /// record follows. Such a request says nothing of an answer: one that was answered at once has the response's id, one
  /// that failed an error.
  mutating func settleStanding(_ name: NameMeaning, into facts: inout SpanFacts) {
    if case .row(let row) = name {
      if spanNames[row].isRepetition { facts.isRepetition = true }
      if spanNames[row].isSum, !facts.usage.isEmpty { facts.isAggregate = true }
    }
    guard facts.dialect == tables.logfire, facts.operationClass == .inference, facts.usage.isEmpty, !isStreamRecord,
      facts.responseID.isEmpty, facts.finishReason.isEmpty, facts.errorType.isEmpty, facts.isStreaming != false
    else { return }
    facts.isRepetition = true
    facts.isStreaming = true
  }

  /// Whether the span is Logfire's record of a stream.
  private var isStreamRecord: Bool { spanName.hasPrefix("streaming response from") }

  // MARK: Details

  /// Hands on the details that any source gave. A reason's own word counts only where it is from the source that the
  /// reason is from.
  mutating func settleDetails(into details: inout CallDetailReadings) {
    var rest = said &>> UInt64(CanonicalField.firstDetail)
    while rest != 0 {
      let number = UInt8(rest.trailingZeroBitCount)
      rest &= rest &- 1
      guard let detail = CallDetail(rawValue: number) else { continue }
      let slot = slots[Int(CanonicalField.firstDetail + number)]
      if detail == .finishReason, slot.rank != rank(.finishReason) { continue }
      details.set(detail, value: Int64(bitPattern: slot.bits), text: slot.text)
    }
  }
}

extension ByteView {
  /// The view without square brackets around it.
  fileprivate var unbracketed: ByteView {
    count > 2 && self[0] == UInt8(ascii: "[") && self[count - 1] == UInt8(ascii: "]") ? slice(1, count - 1) : self
  }
}
