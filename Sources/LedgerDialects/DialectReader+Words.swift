import LedgerMemory
import LedgerModel

// Values that are words: operations, finish reasons, providers; and names that come in families.

extension DialectReader {
  mutating func takeOperation(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    let text = value.unwrapped.word
    guard !text.isEmpty else { return }
    var word = operationWords.value(of: text) { tables.operations[$0] }
    if word == nil, text.containsIgnoringCase(DialectReader.memoryWord) {
      word = OperationWord(operationClass: .memory, operation: text)
    }
    if rule.dialect == tables.openTelemetry {
      conventionText = text
      conventionWord = word
    }
    guard let word else { return }
    set(rule.field, rank: rule.rank, bits: UInt64(word.operationClass.rawValue), text: word.operation)
  }

  private static let memoryWord = Array("memory".utf8)
  static let errorWord = Array("error".utf8)

  /// What a class of Haystack's is shows in what its name ends in. What makes images asks for no text.
  mutating func takeComponentType(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard !text.isEmpty else { return }
    let operationClass: OperationClass =
      if text.hasSuffix("ImageGenerator") {
        .other
      } else if text.hasSuffix("Generator") {
        .inference
      } else if text.hasSuffix("Embedder") {
        .embedding
      } else if text.hasSuffix("Retriever") {
        .retrieval
      } else if text.hasSuffix("Evaluator") {
        .evaluation
      } else if text == "ToolInvoker" {
        .tool
      } else {
        .step
      }
    set(
      rule.field, rank: rule.rank, bits: UInt64(operationClass.rawValue),
      text: tables.standardOperations[Int(operationClass.rawValue)])
  }

  /// `ai.generateText` is the outer span, `ai.generateText.doGenerate` the request inside it.
  mutating func takeVercelOperation(_ rule: DialectTables.Rule, _ text: ByteView) {
    takeVercelOperation(field: rule.field, rank: rule.rank, text)
  }

  mutating func takeVercelOperation(field: CanonicalField, rank: Int16, _ text: ByteView) {
    guard text.hasPrefix("ai.") else { return }
    let operationClass: OperationClass
    if text.hasSuffix(".doGenerate") {
      operationClass = .inference
      vercelStreams = false
    } else if text.hasSuffix(".doStream") {
      operationClass = .inference
      vercelStreams = true
    } else if text.hasSuffix(".doEmbed") {
      operationClass = .embedding
    } else if text.hasSuffix(".doRerank") {
      operationClass = .rerank
    } else if text == "ai.toolCall" {
      operationClass = .tool
    } else {
      operationClass = .workflow
    }
    set(
      field, rank: rank, bits: UInt64(operationClass.rawValue),
      text: tables.standardOperations[Int(operationClass.rawValue)])
  }

  /// The first reason of a list, whatever the list looks like: `stop`, `stop,length`, `["stop"]`, `[Stop]`,
  /// `FinishReason.STOP`. What the six reasons do not tell apart is kept in its own word, too.
  mutating func takeFinishReason(rank: Int16, _ text: ByteView) {
    guard rank < self.rank(.finishReason) else { return }
    let word = DialectReader.firstReason(text)
    if word.isEmpty { return }
    let reason = finishReasonWords.value(of: word) { tables.finishReasons[$0] }
    set(.finishReason, rank: rank, text: reason ?? tables.otherReason)
    if reason == nil || (word.count == 10 && word == "pause_turn"), DialectReader.isName(word) {
      set(.writtenFinishReason, rank: rank, text: word)
    }
  }

  @inline(__always)
  private static func firstReason(_ text: ByteView) -> ByteView {
    var start = 0
    while start < text.count, DialectReader.isListMark(text[start]) { start += 1 }
    var end = start
    while end < text.count, !DialectReader.isListMark(text[end]) { end += 1 }
    guard end > start else { return .empty }
    var word = text.slice(start, end)
    if let dot = word.lastIndex(of: UInt8(ascii: ".")), dot + 1 < word.count { word = word.dropping(dot + 1) }
    if word.hasPrefix("FINISH_REASON_"), word.count > 14 { word = word.dropping(14) }
    return word
  }

  /// Whether a word can only be a name: what a model wrote must not pass for one.
  private static func isName(_ word: ByteView) -> Bool {
    guard word.count <= 40 else { return false }
    for index in 0..<word.count {
      switch word[index] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: break
      default: return false
      }
    }
    return true
  }

  private static func isListMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x5B, 0x5D, 0x22, 0x27, 0x2C, 0x20, 0x5C: true  // [ ] " ' , space backslash
    default: false
    }
  }

  // MARK: Providers

  /// A provider in the conventions' word, or as it is written where it has none. Frameworks are passed over; gateways
  /// are kept for the case that nothing else is known.
  mutating func takeProvider(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard !text.isEmpty, rule.rank < rank(rule.field) else { return }
    if let provider = providerWords.value(of: text, { tables.providers[$0] }) {
      set(rule.field, rank: rule.rank, text: provider)
    } else if let framework = tables.frameworks[text] {
      if framework.isGateway, gateway.isEmpty { gateway = text }
      if framework.dialect != 0 { signedDialect = framework.dialect }
    } else {
      set(rule.field, rank: rule.rank, text: text)
    }
  }

  mutating func takeProviderWithInterface(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard tables.providers[text] == nil, let dot = text.firstIndex(of: UInt8(ascii: ".")) else {
      takeProvider(rule, text)
      return
    }
    takeProvider(rule, text.slice(0, dot))
  }

  mutating func takeProviderOfModel(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return }
    let model = text.dropping(slash + 1)
    if !model.isEmpty { set(.servedModel, rank: DialectTables.rankOfRoutedModel, text: model) }
    guard rule.rank < rank(rule.field) else { return }
    let provider = tables.provider(ofModel: text)
    if !provider.isEmpty {
      set(rule.field, rank: rule.rank, text: provider)
    } else if let word = tables.providers[text.slice(0, slash)] {
      set(rule.field, rank: rule.rank, text: word)
    }
  }

  // MARK: Families

  /// Counts the different numbers of an indexed family, up to 1024 of them.
  mutating func takeIndex(_ rule: DialectTables.Rule, _ suffix: ByteView) {
    guard let (number, _) = suffix.leadingNumber, number < 1024 else { return }
    let bit: UInt64 = 1 << UInt64(number & 63)
    if retrievedSeen[number >> 6] & bit == 0 {
      retrievedSeen[number >> 6] |= bit
      retrievedCount += 1
    }
    guard rule.rank <= rank(rule.field) else { return }
    slots[Int(rule.field.rawValue)] = Slot(stamp: stamp, rank: rule.rank, bits: UInt64(retrievedCount))
  }
}
