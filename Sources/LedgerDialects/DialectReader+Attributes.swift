import LedgerMemory
import LedgerModel

// Taking one attribute after the other into the slots.

extension DialectReader {
  /// Takes an attribute: what it says is kept where no better source said it before.
  mutating func take(_ value: AttributeValue) {
    let rule = rules[Int(value.key.index)]
    if !rule.isCommon {
      if rule.marks {
        if markedDialect == 0 || rule.dialect < markedDialect { markedDialect = rule.dialect }
      } else if namedDialect == 0 || rule.dialect == tables.openTelemetry {
        namedDialect = rule.dialect
      }
    }
    if rule.members >= 0 {
      takeMembers(of: tables.members[Int(rule.members)], value)
    } else {
      take(rule, value)
    }
  }

  /// Takes a value by its rule.
  mutating func take(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    switch rule.form {
    case .presence:
      break
    case .text:
      guard rule.rank < rank(rule.field) else { return }
      let text = text(of: value)
      if !text.isEmpty { set(rule.field, rank: rule.rank, text: text) }
    case .count:
      guard rule.rank < rank(rule.field), let count = value.count else { return }
      set(rule.field, rank: rule.rank, bits: UInt64(count))
    case .flag:
      guard rule.rank < rank(rule.field), let flag = flag(of: value) else { return }
      set(rule.field, rank: rule.rank, bits: flag ? 1 : 0)
    case .seconds: takeTime(rule, value.finiteNumber, .seconds)
    case .milliseconds: takeTime(rule, value.finiteNumber, .milliseconds)
    case .nanoseconds: takeTime(rule, value.finiteNumber, .nanoseconds)
    case .timeInDialectUnit:
      // Which dialect it is shows only when all attributes are in.
      if let number = value.finiteNumber, number > 0 { undecidedTimes.append((rule, number)) }
    case .instant:
      guard value.kind == .string, let instant = UnixNanos(rfc3339: value.text.unquoted.text) else { return }
      takeInstant(rule, instant.value)
    case .epochMilliseconds:
      guard let millis = value.finiteNumber, millis > 0, millis < 9e12 else { return }
      takeInstant(rule, UInt64(millis * 1e6))
    case .dollars: takeCost(rule, value.dollars)
    case .microDollars: takeCost(rule, value.count.map { PicoUSD(Int128($0) * 1_000_000) })
    case .costDetails: takeCost(rule, costDetails(value))
    case .operationWord: takeOperation(rule, value)
    case .vercelOperation: takeVercelOperation(rule, value.text)
    case .provider: takeProvider(rule, value.text)
    case .providerWithInterface: takeProviderWithInterface(rule, value.text)
    case .providerOfModel: takeProviderOfModel(rule, value.text)
    case .finishReason:
      guard rule.rank < rank(rule.field) else { return }
      let reason = finishReason(value.text)
      if !reason.isEmpty { set(rule.field, rank: rule.rank, text: reason) }
    case .length:
      guard rule.rank < rank(rule.field), let length = length(of: value) else { return }
      set(rule.field, rank: rule.rank, bits: UInt64(length))
    case .indexes: takeIndex(rule, value.suffix)
    case .retrievalSign: set(rule.field, rank: rule.rank, bits: UInt64(OperationClass.retrieval.rawValue))
    case .httpStatus:
      guard let status = value.count, status >= 400, status <= 599 else { return }
      set(rule.field, rank: rule.rank, text: tables.httpErrors[Int(status) - 400])
    case .level:
      if value.text == "ERROR" { set(rule.field, rank: rule.rank, text: tables.otherError) }
    case .score:
      guard rule.rank < rank(rule.field), let score = value.scoreMicros else { return }
      set(rule.field, rank: rule.rank, bits: UInt64(bitPattern: score))
    case .judgement: takeJudgement(rule, value)
    case .usageJSON: takeUsage(rule, value, isDisjointByDefault: false)
    case .disjointUsageJSON: takeUsage(rule, value, isDisjointByDefault: true)
    case .usagePython: takeUsage(rule, value, isDisjointByDefault: false, style: .python)
    case .sign:
      guard rule.rank < rank(rule.field), isSign(value) else { return }
      set(rule.field, rank: rule.rank, bits: 1)
    }
  }

  // MARK: Plain values

  /// The text of a value: a string, or the digits of a whole number. A string that is encoded as JSON once more loses
  /// its quotes elsewhere; here it stays as it is.
  mutating func text(of value: AttributeValue) -> ByteView {
    switch value.kind {
    case .string: return value.text
    case .int:
      let digits = String(Int64(bitPattern: value.bits))
      return scratch.arena.append(atMost: 20) { $0.append(digits.utf8) }
    case .empty, .double, .bool, .array, .keyValueList, .bytes: return .empty
    }
  }

  private mutating func flag(of value: AttributeValue) -> Bool? {
    switch value.kind {
    case .bool: value.bits != 0
    case .int: value.bits == 0 ? false : value.bits == 1 ? true : nil
    case .string: tables.truths[value.text]
    case .empty, .double, .array, .keyValueList, .bytes: nil
    }
  }

  /// Whether a value says that there is something: emitters write `null`, `false`, `0` and empty texts where there is not.
  private mutating func isSign(_ value: AttributeValue) -> Bool {
    switch value.kind {
    case .empty: false
    case .bool, .int, .array, .keyValueList: value.bits != 0
    case .double: Double(bitPattern: value.bits) != 0
    case .string: !value.text.isEmpty && tables.truths[value.text] != false
    case .bytes: !value.text.isEmpty
    }
  }

  private mutating func length(of value: AttributeValue) -> Int? {
    switch value.kind {
    case .array: Int(truncatingIfNeeded: value.bits)
    case .string: JSONText.elementCount(value.text) ?? JSONText.elementCount(value.text, style: .python)
    case .empty, .int, .double, .bool, .keyValueList, .bytes: nil
    }
  }

  // MARK: Time

  /// No token comes before the span begins, nor, but for rounding, after it ends. A span without a length sets no limit.
  private mutating func isPlausible(_ nanos: Double) -> Bool {
    nanos > 0 && nanos < 9e18 && (spanNanos == 0 || nanos <= Double(spanNanos) * 1.02)
  }

  private mutating func takeTime(_ rule: DialectTables.Rule, _ number: Double?, _ unit: TimeUnit) {
    guard let number, rule.rank < rank(rule.field) else { return }
    let nanos = number * Double(unit.rawValue)
    guard nanos > 0, nanos < 9e18, rule.field == .duration || isPlausible(nanos) else { return }
    set(rule.field, rank: rule.rank, bits: UInt64(nanos + 0.5))
  }

  private mutating func takeInstant(_ rule: DialectTables.Rule, _ instant: UInt64) {
    guard rule.rank < rank(rule.field), startUnixNano > 0, instant > startUnixNano else { return }
    let nanos = instant - startUnixNano
    if isPlausible(Double(nanos)) { set(rule.field, rank: rule.rank, bits: nanos) }
  }

  /// A number of seconds, milliseconds or nanoseconds, by the emitter. Where the emitter is not known, the units that
  /// fit into the span are candidates, and the largest of them is taken.
  mutating func decideTimes(_ dialect: UInt8) {
    for (rule, number) in undecidedTimes {
      if let unit = tables.traits[Int(dialect)].timeToFirstTokenUnit {
        takeTime(rule, number, unit)
      } else if spanNanos > 0,
        let unit = TimeUnit.allCases.first(where: { isPlausible(number * Double($0.rawValue)) })
      {
        takeTime(rule, number, unit)
      }
    }
  }

  // MARK: Money

  private mutating func takeCost(_ rule: DialectTables.Rule, _ cost: PicoUSD?) {
    guard let cost, rule.rank < rank(rule.field) else { return }
    set(rule.field, rank: rule.rank)
    switch rule.field {
    case .inputCost: inputCost = cost
    case .outputCost: outputCost = cost
    default: reportedCost = cost
    }
  }

  /// The total of a cost object, else the sum of its parts.
  private mutating func costDetails(_ value: AttributeValue) -> PicoUSD? {
    guard value.kind == .string || value.kind == .keyValueList else { return nil }
    var total: PicoUSD?
    var sum: PicoUSD?
    let scratch = scratch
    DialectReader.visit(value.text, scratch) { path, member in
      guard let cost = DialectReader.attribute(of: member, key: value.key, scratch).dollars else { return }
      if path == "total" { total = cost } else { sum = (sum ?? .zero) + cost }
    }
    return total ?? sum
  }

  // MARK: JSON

  /// Visits JSON text, once more decoded where it is a string that holds JSON.
  static func visit(
    _ text: ByteView, style: JSONText.Style = .json, _ scratch: Scratch,
    _ body: (_ path: ByteView, _ value: JSONScalar) -> Void
  ) {
    var inner: JSONScalar?
    JSONText.visit(text, style: style) { path, value in
      if path.isEmpty {
        if value.kind == .string { inner = value }
      } else {
        body(path, value)
      }
    }
    guard let inner else { return }
    var content = inner.text
    if inner.hasEscapes {
      guard let unescaped = JSONText.unescaped(inner.text, in: scratch.arena) else { return }
      content = unescaped
    }
    guard !content.isEmpty, content[0] == UInt8(ascii: "{") else { return }
    JSONText.visit(content, style: style, body)
  }

  /// A JSON scalar as an attribute's value.
  static func attribute(of scalar: JSONScalar, key: AttributeKey, _ scratch: Scratch) -> AttributeValue {
    switch scalar.kind {
    case .null: return AttributeValue(key: key, kind: .empty)
    case .bool:
      let isTrue = scalar.text[0] | 0x20 == UInt8(ascii: "t")
      return AttributeValue(key: key, kind: .bool, bits: isTrue ? 1 : 0)
    case .number: return AttributeValue(key: key, kind: .string, text: scalar.text)
    case .string:
      guard scalar.hasEscapes else { return AttributeValue(key: key, kind: .string, text: scalar.text) }
      guard let text = JSONText.unescaped(scalar.text, in: scratch.arena) else {
        return AttributeValue(key: key, kind: .empty)
      }
      return AttributeValue(key: key, kind: .string, text: text)
    }
  }

  private mutating func takeMembers(of members: DialectTables.Members, _ value: AttributeValue) {
    guard value.kind == .string || value.kind == .keyValueList else { return }
    var raws = members.usage.map { _ in RawUsage() }
    let scratch = scratch
    DialectReader.visit(value.text, scratch) { path, member in
      if let match = members.index.match(path) {
        take(members.rules[Int(match.key.index)], DialectReader.attribute(of: member, key: value.key, scratch))
      }
      for row in members.usage.indices where matches(path, members.usage[row].prefix, at: 0) {
        guard let count = DialectReader.attribute(of: member, key: value.key, scratch).count else { continue }
        raws[row].take(path.dropping(members.usage[row].prefix.count), count)
      }
    }
    for row in members.usage.indices { offer(&raws[row], members.usage[row].rule, isDisjointByDefault: false) }
  }

  private mutating func takeUsage(
    _ rule: DialectTables.Rule, _ value: AttributeValue, isDisjointByDefault: Bool, style: JSONText.Style = .json
  ) {
    guard value.kind == .string || value.kind == .keyValueList else { return }
    var raw = RawUsage()
    let isJSON = style == .python && JSONText.isWellFormed(value.text)
    let scratch = scratch
    DialectReader.visit(value.text, style: isJSON ? .json : style, scratch) { path, member in
      if let count = DialectReader.attribute(of: member, key: value.key, scratch).count { raw.take(path, count) }
    }
    offer(&raw, rule, isDisjointByDefault: isDisjointByDefault)
  }

  mutating func offer(_ raw: inout RawUsage, _ rule: DialectTables.Rule, isDisjointByDefault: Bool) {
    let inclusion = raw.settle(isDisjointByDefault: isDisjointByDefault)
    offer(.inputTokens, raw.input, rule.rank, inclusion.cache)
    offer(.outputTokens, raw.output, rule.rank, inclusion.reasoning)
    offer(.totalTokens, raw.total, rule.rank, .unknown)
    offer(.cacheReadTokens, raw.cacheRead, rule.rank, .unknown)
    offer(.cacheWriteTokens, raw.cacheWrite, rule.rank, .unknown)
    offer(.reasoningTokens, raw.reasoning, rule.rank, .unknown)
  }

  private mutating func offer(_ field: CanonicalField, _ count: Int64?, _ rank: UInt16, _ inclusion: Inclusion) {
    if let count { set(field, rank: rank, bits: UInt64(count), inclusion: inclusion) }
  }

  // MARK: Words

  private mutating func takeOperation(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    let text = value.text.unquoted
    guard value.kind == .string, !text.isEmpty else { return }
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

  /// `ai.generateText` is the outer span, `ai.generateText.doGenerate` the request inside it.
  mutating func takeVercelOperation(_ rule: DialectTables.Rule, _ text: ByteView) {
    takeVercelOperation(field: rule.field, rank: rule.rank, text)
  }

  mutating func takeVercelOperation(field: CanonicalField, rank: UInt16, _ text: ByteView) {
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
  /// `FinishReason.STOP`. Empty where there is none.
  mutating func finishReason(_ text: ByteView) -> ByteView {
    var start = 0
    while start < text.count, DialectReader.isListMark(text[start]) { start += 1 }
    var end = start
    while end < text.count, !DialectReader.isListMark(text[end]) { end += 1 }
    guard end > start else { return .empty }
    var word = text.slice(start, end)
    if let dot = word.lastIndex(of: UInt8(ascii: ".")), dot + 1 < word.count { word = word.dropping(dot + 1) }
    if word.hasPrefix("FINISH_REASON_"), word.count > 14 { word = word.dropping(14) }
    return finishReasonWords.value(of: word) { tables.finishReasons[$0] } ?? tables.otherReason
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
  private mutating func takeProvider(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard !text.isEmpty, rule.rank < rank(rule.field) else { return }
    if let provider = providerWords.value(of: text, { tables.providers[$0] }) {
      set(rule.field, rank: rule.rank, text: provider)
    } else if let isGateway = tables.frameworks[text] {
      if isGateway, gateway.isEmpty { gateway = text }
    } else {
      set(rule.field, rank: rule.rank, text: text)
    }
  }

  private mutating func takeProviderWithInterface(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard tables.providers[text] == nil, let dot = text.firstIndex(of: UInt8(ascii: ".")) else {
      takeProvider(rule, text)
      return
    }
    takeProvider(rule, text.slice(0, dot))
  }

  private mutating func takeProviderOfModel(_ rule: DialectTables.Rule, _ text: ByteView) {
    guard rule.rank < rank(rule.field), let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return }
    let provider = tables.provider(ofModel: text)
    if !provider.isEmpty {
      set(rule.field, rank: rule.rank, text: provider)
    } else if let word = tables.providers[text.slice(0, slash)] {
      set(rule.field, rank: rule.rank, text: word)
    }
  }

  // MARK: Families

  /// Counts the different numbers of an indexed family, up to 1024 of them.
  private mutating func takeIndex(_ rule: DialectTables.Rule, _ suffix: ByteView) {
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
