import LedgerMemory
import LedgerModel

// Taking one attribute after the other into the slots.

extension DialectReader {
  /// Takes an attribute: what it says is kept where no better source said it before.
  mutating func take(_ value: AttributeValue) {
    let rule = rules[Int(value.key.index)]
    if !rule.isCommon {
      if rule.marks {
        // Users' dialects, whose rows are the last ones, come before all others.
        if markedDialect == 0 || rule.dialect &- tables.firstUserRow < markedDialect &- tables.firstUserRow {
          markedDialect = rule.dialect
        }
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
      // Some instrumentations write a word where they found no model, and leave its name to another attribute.
      if rule.field == .requestModel || rule.field == .responseModel, text == "unknown" { return }
      if !text.isEmpty { set(rule.field, rank: rule.rank, text: text) }
    case .count:
      let count = value.count
      if count == nil, rule.field.tracedCount != nil, value.isFigure { unusable.insert(.tokenCount) }
      offer(rule.field, count, rule.rank, .unknown)
    case .flag:
      guard rule.rank < rank(rule.field), let flag = flag(of: value) else { return }
      set(rule.field, rank: rule.rank, bits: flag ? 1 : 0)
    case .trueFlag:
      if flag(of: value) == true { set(rule.field, rank: rule.rank, bits: 1) }
    case .seconds, .milliseconds, .microseconds, .nanoseconds, .instant, .epochMilliseconds:
      guard rule.rank < rank(rule.field), let nanos = nanos(rule, value) else { return }
      set(rule.field, rank: rule.rank, bits: nanos)
    case .timeInDialectUnit:
      // Which dialect it is shows only when all attributes are in.
      if let number = value.finiteNumber, number > 0 { undecidedTimes.append((rule, number)) }
    case .dollars: takeCost(rule, value.dollars, of: value)
    case .microDollars: takeCost(rule, value.microDollars, of: value)
    case .costDetails: takeCost(rule, costDetails(value), of: value)
    case .operationWord: takeOperation(rule, value)
    case .vercelOperation: takeVercelOperation(rule, value.word)
    case .componentType: takeComponentType(rule, value.word)
    case .provider: takeProvider(rule, value.word)
    case .providerWithInterface: takeProviderWithInterface(rule, value.word)
    case .providerOfModel: takeProviderOfModel(rule, value.word)
    case .finishReason: takeFinishReason(rank: rule.rank, value.text)
    case .length:
      guard rule.rank < rank(rule.field), let length = length(of: value) else { return }
      set(rule.field, rank: rule.rank, bits: UInt64(length))
    case .indexes: takeIndex(rule, value.suffix)
    case .retrievalSign: set(rule.field, rank: rule.rank, bits: UInt64(OperationClass.retrieval.rawValue))
    case .httpStatus:
      guard let status = value.count, status >= 400, status <= 599 else { return }
      set(rule.field, rank: rule.rank, text: tables.httpErrors[Int(status) - 400])
    case .level:
      if value.word.count == 5, value.word.containsIgnoringCase(DialectReader.errorWord) {
        set(rule.field, rank: rule.rank, text: tables.otherError)
      }
    case .errorSign:
      if flag(of: value) ?? !value.word.isEmpty { set(rule.field, rank: rule.rank, text: tables.otherError) }
    case .millionths:
      if let millionths = value.millionths { set(rule.field, rank: rule.rank, bits: millionths) }
    case .outputType:
      guard rule.rank < rank(rule.field), let type = tables.outputTypes[value.word] else { return }
      set(rule.field, rank: rule.rank, text: type)
    case .score:
      guard rule.rank < rank(rule.field), let score = score(of: value) else { return }
      set(rule.field, rank: rule.rank, bits: UInt64(bitPattern: score))
    case .judgement: takeJudgement(rule, value)
    case .namedJudgement: takeNamedJudgement(rule, value)
    case .judgementsJSON: takeJudgements(rule, value)
    case .inputSemantics: if value.word == "inclusive" { saysInclusive = true }
    case .usageJSON: takeUsage(rule, value, isDisjointByDefault: false)
    case .normalizedUsageJSON: takeUsage(rule, value, isDisjointByDefault: false, isNormalized: true)
    case .disjointUsageJSON: takeUsage(rule, value, isDisjointByDefault: true)
    case .usagePython: takeUsage(rule, value, isDisjointByDefault: false, style: .python)
    case .failureSign: if isSign(value) { set(rule.field, rank: rule.rank, text: tables.otherError) }
    case .keptOneIn, .keptProbability, .keptPercent: takeRate(rule, value)
    }
  }

  // MARK: Plain values

  /// The text of a value: a string, a list's only element, or the digits of a whole number. A string that was encoded as
  /// JSON once more loses its quotes.
  mutating func text(of value: AttributeValue) -> ByteView {
    switch value.kind {
    case .string:
      let text = value.text
      return text.isQuoted ? unquoted(text) : text
    case .array: return value.bits == 1 ? value.text : .empty
    case .int: return digits(Int64(bitPattern: value.bits))
    case .double:
      guard let whole = Int64(exactly: Double(bitPattern: value.bits)) else { return .empty }
      return digits(whole)
    case .empty, .bool, .keyValueList, .bytes: return .empty
    }
  }

  private mutating func digits(_ whole: Int64) -> ByteView {
    scratch.arena.append(atMost: 20) { $0.append(String(whole).utf8) }
  }

  private mutating func unquoted(_ text: ByteView) -> ByteView {
    let inner = text.slice(1, text.count - 1)
    if inner.firstIndex(of: UInt8(ascii: "\\")) == nil { return inner }
    return JSONText.unescaped(inner, in: scratch.arena) ?? text
  }

  private mutating func flag(of value: AttributeValue) -> Bool? {
    switch value.kind {
    case .bool: value.bits != 0
    case .int: value.bits == 0 ? false : value.bits == 1 ? true : nil
    case .double: value.finiteNumber.flatMap { $0 == 0 ? false : $0 == 1 ? true : nil }
    case .string, .array: tables.truths[value.word]
    case .empty, .keyValueList, .bytes: nil
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

  /// How many elements a list has, in whatever way it is written.
  private mutating func length(of value: AttributeValue) -> Int? {
    switch value.kind {
    case .array: return Int(truncatingIfNeeded: value.bits)
    case .string:
      let text = value.text.isQuoted ? unquoted(value.text) : value.text
      return JSONText.elementCount(text) ?? JSONText.elementCount(text, style: .python)
    case .empty, .int, .double, .bool, .keyValueList, .bytes: return nil
    }
  }

  // MARK: Time

  /// No token comes before the span begins, nor, but for rounding, after it ends. A span without a length sets no limit.
  private mutating func isPlausible(_ nanos: Double) -> Bool {
    nanos > 0 && nanos < 9e18 && (spanNanos == 0 || nanos <= Double(spanNanos) * 1.02)
  }

  /// The time that a value tells in nanoseconds, from the span's begin on or as a length; `nil` where it tells none that
  /// can be. Not for a unit that depends on the emitter.
  mutating func nanos(_ rule: DialectTables.Rule, _ value: AttributeValue) -> UInt64? {
    switch rule.form {
    case .seconds: nanos(value.finiteNumber, .seconds, rule.field)
    case .milliseconds: nanos(value.finiteNumber, .milliseconds, rule.field)
    case .microseconds: nanos(value.finiteNumber, .microseconds, rule.field)
    case .nanoseconds: nanos(value.finiteNumber, .nanoseconds, rule.field)
    case .instant: UnixNanos(rfc3339: value.unwrapped.word.text).flatMap { nanos(until: $0.value) }
    case .epochMilliseconds: value.epochNanos.flatMap { nanos(until: $0) }
    default: nil
    }
  }

  private mutating func nanos(_ number: Double?, _ unit: TimeUnit, _ field: CanonicalField) -> UInt64? {
    guard let number else { return nil }
    let nanos = number * Double(unit.rawValue)
    guard nanos > 0, nanos < 9e18, field == .duration || isPlausible(nanos) else { return nil }
    return UInt64(nanos + 0.5)
  }

  mutating func nanos(until instant: UInt64) -> UInt64? {
    guard startUnixNano > 0, instant > startUnixNano else { return nil }
    let nanos = instant - startUnixNano
    return isPlausible(Double(nanos)) ? nanos : nil
  }

  /// A number of seconds, milliseconds or nanoseconds, by the emitter. Where the emitter is not known, or its unit does not
  /// fit into the span, the units that fit are candidates, and the largest of them is taken.
  ///
  /// Of a known emitter a smaller unit must make a millisecond at least: no model answers sooner, and a span that ends when
  /// its stream is handed over is shorter than the time to the first token in the right unit.
  mutating func nanos(inUnitOf dialect: UInt8, _ number: Double, _ field: CanonicalField) -> UInt64? {
    let unit = traits[Int(dialect)].timeToFirstTokenUnit
    if let unit, spanNanos == 0 || field == .duration || isPlausible(number * Double(unit.rawValue)) {
      return nanos(number, unit, field)
    }
    guard spanNanos > 0, field != .duration else { return nil }
    let least = unit == nil ? 0 : Double(TimeUnit.milliseconds.rawValue)
    return TimeUnit.allCases.first {
      let nanos = number * Double($0.rawValue)
      return nanos >= least && isPlausible(nanos)
    }.flatMap { nanos(number, $0, field) }
  }

  /// Takes the times whose unit depends on the emitter.
  mutating func decideTimes(_ dialect: UInt8) {
    for (rule, number) in undecidedTimes where rule.rank < rank(rule.field) {
      if let nanos = nanos(inUnitOf: dialect, number, rule.field) { set(rule.field, rank: rule.rank, bits: nanos) }
    }
  }

  // MARK: Money

  private mutating func takeCost(_ rule: DialectTables.Rule, _ cost: PicoUSD?, of value: AttributeValue) {
    if cost == nil, value.isFigure { unusable.insert(.cost) }
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
    return (total ?? sum).flatMap { $0 <= AttributeValue.largestCost ? $0 : nil }
  }

  // MARK: JSON

  /// Visits JSON text, once more decoded where it is a string that holds JSON.
  static func visit(
    _ text: ByteView, style: JSONText.Style = .json, entersArrays: Bool = false, _ scratch: Scratch,
    _ body: (_ path: ByteView, _ value: JSONScalar) -> Void
  ) {
    var inner: JSONScalar?
    JSONText.visit(text, style: style, entersArrays: entersArrays) { path, value in
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
    JSONText.visit(content, style: style, entersArrays: entersArrays, body)
  }

  /// JSON, or a Python dictionary in its text form, by what stands behind the brace.
  private static func style(of text: ByteView) -> JSONText.Style {
    text.count > 1 && text[0] == UInt8(ascii: "{") && text[1] == UInt8(ascii: "'") ? .python : .json
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
    var isUnusable = false
    let scratch = scratch
    DialectReader.visit(
      value.text, style: DialectReader.style(of: value.text), entersArrays: members.entersArrays, scratch
    ) { path, member in
      if let match = members.index.match(path) {
        take(members.rules[Int(match.key.index)], DialectReader.attribute(of: member, key: value.key, scratch))
      }
      for row in members.usage.indices where matches(path, members.usage[row].prefix, at: 0) {
        let written = DialectReader.attribute(of: member, key: value.key, scratch)
        let rest = path.dropping(members.usage[row].prefix.count)
        if let count = written.count {
          raws[row].take(rest, count)
        } else if written.isFigure, RawUsage.counts(rest) {
          isUnusable = true
        }
      }
    }
    if isUnusable { unusable.insert(.tokenCount) }
    for row in members.usage.indices { offer(&raws[row], members.usage[row].rule, isDisjointByDefault: false) }
  }

  private mutating func takeUsage(
    _ rule: DialectTables.Rule, _ value: AttributeValue, isDisjointByDefault: Bool, isNormalized: Bool = false,
    style: JSONText.Style = .json
  ) {
    guard value.kind == .string || value.kind == .keyValueList else { return }
    var raw = RawUsage()
    let scratch = scratch
    let style = style == .python && JSONText.isWellFormed(value.text) ? .json : style
    let guess = style == .json ? DialectReader.style(of: value.text) : style
    var isUnusable = false
    DialectReader.visit(value.text, style: guess, scratch) { path, member in
      let written = DialectReader.attribute(of: member, key: value.key, scratch)
      if let count = written.count {
        raw.take(path, count)
      } else if written.isFigure, RawUsage.counts(path) {
        isUnusable = true
      }
    }
    if isUnusable { unusable.insert(.tokenCount) }
    offer(&raw, rule, isDisjointByDefault: isDisjointByDefault, isNormalized: isNormalized)
  }

  mutating func offer(
    _ raw: inout RawUsage, _ rule: DialectTables.Rule, isDisjointByDefault: Bool, isNormalized: Bool = false
  ) {
    let inclusion = isNormalized ? (.unknown, .unknown) : raw.settle(isDisjointByDefault: isDisjointByDefault)
    offer(.inputTokens, raw.input, rule.rank, inclusion.cache)
    offer(.outputTokens, raw.output, rule.rank, inclusion.reasoning)
    offer(.totalTokens, raw.total, rule.rank, .unknown)
    offer(.cacheReadTokens, raw.cacheRead, rule.rank, .unknown)
    offer(.cacheWriteTokens, raw.cacheWrite, rule.rank, .unknown)
    offer(.reasoningTokens, raw.reasoning, rule.rank, .unknown)
    // Input whose cached tokens are apart tells, of an input from a better source, whether it has them inside.
    if inclusion.cache == .exclusive { offer(.uncachedTokens, raw.input, rule.rank, .unknown) }
    for (detail, count) in raw.details { offer(CanonicalField(detail), count, rule.rank, .unknown) }
  }

  private mutating func offer(_ field: CanonicalField, _ count: Int64?, _ rank: Int16, _ inclusion: Inclusion) {
    guard let count else { return }
    if has(field) { compare(field, count, rank: rank) }
    set(field, rank: rank, bits: UInt64(count), inclusion: inclusion)
  }
}
