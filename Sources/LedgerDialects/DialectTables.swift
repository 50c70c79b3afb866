import LedgerMemory
import LedgerModel

/// The dialects' tables, compiled once per run and shared by all workers.
///
/// ``keys`` is for the decoders: it tells which attribute names are worth keeping. Everything else is for
/// ``DialectInterpreter``. Texts in readings that are no borrowed part of a record are views of memory that these
/// tables own, so the tables must outlive the readings.
public final class DialectTables: Sendable {
  /// The tables of ``Dialects/all``.
  public static let standard = DialectTables(Dialects.all)

  /// The attribute names that any dialect knows.
  public let keys: AttributeKeyIndex

  /// What to do with the attribute of a key number.
  struct Rule: Sendable {
    var field: CanonicalField
    var form: ValueForm
    var rank: UInt16
    /// The row of the dialect the name belongs to.
    var dialect: UInt8
    var marks: Bool
    var isCommon: Bool
    /// The row of ``members`` for attributes that hold JSON, else -1.
    var members: Int16
  }

  /// A JSON attribute's members that say something.
  struct Members: Sendable {
    var index: AttributeKeyIndex
    var rules: [Rule]
    /// Where the JSON holds usage in a provider's shape: the path of that object, and its rule.
    var usage: [(prefix: [UInt8], rule: Rule)]
  }

  struct SpanName: Sendable {
    var operationClass: OperationClass
    var operation: ByteView
    var dialect: UInt8
    var needsScope: Bool
    var isRepetition: Bool
    var yieldsToUsage: Bool
  }

  struct Metric: Sendable {
    var family: MetricFamily
    var unit: MetricUnit
    var tokenType: TokenType?
    var cacheTypesAreInput: Bool
    var dialect: UInt8
    var needsScope: Bool
  }

  struct Scope: Sendable {
    var text: [UInt8]
    var shape: ScopePattern.Shape
    var isCertain: Bool
    var dialect: UInt8
  }

  struct Inclusion: Sendable {
    var scope: [UInt8]?
    var provider: ByteView?
    var needsInclusiveSchema: Bool
    var cache: LedgerModel.Inclusion
    var reasoning: LedgerModel.Inclusion
  }

  /// What holds for a dialect as a whole.
  struct Traits: Sendable {
    var timeToFirstTokenUnit: TimeUnit?
    var zeroUsageIsUnknown = false
    var timeToFirstTokenNeedsStreaming = false
    var inclusion: [Inclusion] = []
  }

  let rules: [Rule]
  /// What the same names mean on log records that may tell of calls.
  let logRules: [Rule]
  let logEventIndex: AttributeKeyIndex
  let logEvents: [LogEvent]
  let members: [Members]
  let scopes: [Scope]
  let spanNameIndex: AttributeKeyIndex
  let spanNames: [SpanName]
  let eventIndex: AttributeKeyIndex
  let eventMeanings: [EventRow.Meaning]
  let metricIndex: AttributeKeyIndex
  /// Several rows of one name: those of a scope first.
  let metrics: [[Metric]]
  /// By the row of the dialect; row 0 is no dialect.
  let traits: [Traits]
  let openTelemetry: UInt8
  let tutorial: UInt8
  let logfire: UInt8
  let vercelAI: UInt8
  let geminiCLI: UInt8
  let logLines: UInt8

  let words: Words
  let operations: FoldedTable<OperationWord>
  let finishReasons: FoldedTable<ByteView>
  let providers: FoldedTable<ByteView>
  let frameworks: FoldedTable<Bool>  // true: a gateway
  let tokenTypes: FoldedTable<(type: TokenType, isCache: Bool)>
  let truths: FoldedTable<Bool>
  let hallucinationLabels: FoldedTable<Bool>
  let metricUnits: FoldedTable<MetricUnit>
  let modelPrefixes: [(prefix: [UInt8], provider: ByteView)]
  let addresses: [(text: [UInt8], isSuffix: Bool, provider: ByteView)]
  let httpErrors: [ByteView]  // 400 to 599
  let standardOperations: [ByteView]  // by operation class
  let stages: [ByteView]  // by operation class

  // Words that the interpreter itself sets.
  let otherError: ByteView
  let otherReason: ByteView
  let grounded: ByteView
  let notGrounded: ByteView
  let trueLabel: ByteView
  let falseLabel: ByteView
  let groundedness: ByteView
  let ragQuality: ByteView
  let evaluationEvent: ByteView

  init(_ dialects: [Dialect]) {
    let words = Words(
      Operations.words.map(\.operation) + OperationClass.allCases.map(Operations.standardWord)
        + OperationClass.allCases.map(Operations.stage) + dialects.flatMap { $0.spanNames.map(\.operation) }
        + FinishReasons.words.map(\.canonical) + Providers.words.map(\.canonical) + Providers.gateways
        + (400...599).map { String($0) }
        + [
          "_OTHER", "grounded", "not_grounded", "true", "false", "groundedness", "rag.quality",
          "gen_ai.evaluation.result",
        ])
    self.words = words
    otherError = words["_OTHER"]
    otherReason = words["other"]
    grounded = words["grounded"]
    notGrounded = words["not_grounded"]
    trueLabel = words["true"]
    falseLabel = words["false"]
    groundedness = words["groundedness"]
    ragQuality = words["rag.quality"]
    evaluationEvent = words["gen_ai.evaluation.result"]
    httpErrors = (400...599).map { words[String($0)] }
    standardOperations = OperationClass.allCases.map { words[Operations.standardWord(of: $0)] }
    stages = OperationClass.allCases.map { words[Operations.stage(of: $0)] }

    operations = FoldedTable(
      Operations.words.map { entry in
        let word = entry.operation.isEmpty ? Operations.standardWord(of: entry.operationClass) : entry.operation
        return (entry.word, OperationWord(operationClass: entry.operationClass, operation: words[word]))
      })
    finishReasons = FoldedTable(
      FinishReasons.words.flatMap { entry in entry.spellings.map { ($0, words[entry.canonical]) } })
    providers = FoldedTable(Providers.words.flatMap { entry in entry.spellings.map { ($0, words[entry.canonical]) } })
    frameworks = FoldedTable(Providers.frameworks.map { ($0, false) } + Providers.gateways.map { ($0, true) })
    modelPrefixes = Providers.modelPrefixes
      .sorted { ($1.prefix.utf8.count, $0.prefix) < ($0.prefix.utf8.count, $1.prefix) }
      .map { (Array($0.prefix.utf8), words[$0.provider]) }
    addresses = Providers.addresses.map { (Array($0.text.utf8), $0.isSuffix, words[$0.provider]) }
    tokenTypes = FoldedTable(TokenTypes.words.map { ($0.word, ($0.type, $0.isCache)) })
    truths = FoldedTable([("true", true), ("1", true), ("yes", true), ("false", false), ("0", false), ("no", false)])
    hallucinationLabels = FoldedTable(HallucinationLabels.words.map { ($0.word, $0.isHallucination) })
    metricUnits = FoldedTable(MetricUnits.words.map { ($0.word, $0.unit) })

    // Attributes: one number per name; the rows of one name that differ in their path become its members.
    var names: [(name: String, key: AttributeKey)] = []
    var families: [(prefix: String, key: AttributeKey)] = []
    var rules: [Rule] = []
    var members: [Members] = []
    for (row, dialect) in dialects.enumerated() {
      var order: [String] = []
      var groups: [String: [AttributeRow]] = [:]
      for attribute in dialect.attributes {
        if groups[attribute.name] == nil { order.append(attribute.name) }
        groups[attribute.name, default: []].append(attribute)
      }
      for name in order {
        let group = groups[name] ?? []
        guard let first = group.first else { continue }
        var rule = Rule(
          field: first.field, form: first.form, rank: first.rank, dialect: UInt8(row + 1), marks: first.marks,
          isCommon: first.isCommon, members: -1)
        if first.path != nil {
          rule.members = Int16(members.count)
          members.append(DialectTables.members(group, dialect: UInt8(row + 1)))
        }
        for (offset, spelling) in DialectTables.spellings(of: name).enumerated() {
          let key = AttributeKey(UInt16(rules.count))
          if spelling.hasSuffix("*") {
            families.append((String(spelling.dropLast()), key))
          } else {
            names.append((spelling, key))
          }
          rules.append(rule)
          rules[rules.count - 1].rank = rule.rank + UInt16(offset)
        }
      }
    }
    logRules = DialectTables.addLogNames(of: dialects, to: &names, &rules)
    (logEventIndex, logEvents) = DialectTables.logEvents(of: dialects)
    keys = AttributeKeyIndex(names: names, prefixes: families)
    self.rules = rules
    self.members = members

    scopes = dialects.enumerated().flatMap { row, dialect in
      dialect.scopes.map {
        Scope(text: Array($0.text.utf8), shape: $0.shape, isCertain: $0.isCertain, dialect: UInt8(row + 1))
      }
    }

    var spanNames: [SpanName] = []
    var wholeNames: [(name: String, key: AttributeKey)] = []
    var prefixNames: [(prefix: String, key: AttributeKey)] = []
    for (row, dialect) in dialects.enumerated() {
      for name in dialect.spanNames {
        let key = AttributeKey(UInt16(spanNames.count))
        if name.isPrefix { prefixNames.append((name.name, key)) } else { wholeNames.append((name.name, key)) }
        let standard = Operations.standardWord(of: name.operationClass)
        spanNames.append(
          SpanName(
            operationClass: name.operationClass, operation: words[name.operation.isEmpty ? standard : name.operation],
            dialect: UInt8(row + 1), needsScope: name.needsScope, isRepetition: name.isRepetition,
            yieldsToUsage: name.yieldsToUsage))
      }
    }
    spanNameIndex = AttributeKeyIndex(names: wholeNames, prefixes: prefixNames)
    self.spanNames = spanNames

    let events = dialects.flatMap(\.events)
    eventIndex = AttributeKeyIndex(
      names: events.enumerated().map { ($1.name, AttributeKey(UInt16($0))) })
    eventMeanings = events.map(\.meaning)

    var metricNames: [String] = []
    var metrics: [String: [Metric]] = [:]
    for (row, dialect) in dialects.enumerated() {
      for metric in dialect.metrics {
        if metrics[metric.name] == nil { metricNames.append(metric.name) }
        metrics[metric.name, default: []].append(
          Metric(
            family: metric.family, unit: metric.unit, tokenType: metric.tokenType,
            cacheTypesAreInput: metric.cacheTypesAreInput, dialect: UInt8(row + 1), needsScope: metric.needsScope))
      }
    }
    metricIndex = AttributeKeyIndex(names: metricNames.enumerated().map { ($1, AttributeKey(UInt16($0))) })
    self.metrics = metricNames.map { name in
      let rows = metrics[name] ?? []
      return rows.filter(\.needsScope) + rows.filter { !$0.needsScope }
    }

    traits =
      [Traits()]
      + dialects.map { dialect in
        Traits(
          timeToFirstTokenUnit: dialect.timeToFirstTokenUnit, zeroUsageIsUnknown: dialect.zeroUsageIsUnknown,
          timeToFirstTokenNeedsStreaming: dialect.timeToFirstTokenNeedsStreaming,
          inclusion: dialect.inclusion.map {
            Inclusion(
              scope: $0.scope.map { Array($0.utf8) }, provider: $0.provider.map { words[$0] },
              needsInclusiveSchema: $0.needsInclusiveSchema, cache: $0.cache, reasoning: $0.reasoning)
          })
      }
    func row(of id: String) -> UInt8 { UInt8((dialects.firstIndex { $0.id == id } ?? -1) + 1) }
    openTelemetry = row(of: "opentelemetry")
    tutorial = row(of: "tutorial")
    logfire = row(of: "logfire")
    vercelAI = row(of: "vercel-ai")
    geminiCLI = row(of: "gemini-cli")
    logLines = row(of: "log-lines")
  }

  /// The names that a row's name stands for: itself, or its eight numbered ones.
  static func spellings(of name: String) -> [String] {
    guard let range = name.firstRange(of: ".N.") else { return [name] }
    return (0..<8).map { "\(name[..<range.lowerBound]).\($0).\(name[range.upperBound...])" }
  }

  private static func members(_ rows: [AttributeRow], dialect: UInt8) -> Members {
    var names: [(name: String, key: AttributeKey)] = []
    var rules: [Rule] = []
    var usage: [(prefix: [UInt8], rule: Rule)] = []
    for row in rows {
      guard let path = row.path else { continue }
      let rule = Rule(
        field: row.field, form: row.form, rank: row.rank, dialect: dialect, marks: row.marks, isCommon: row.isCommon,
        members: -1)
      if row.field == .usage {
        usage.append((Array("\(path).".utf8), rule))
      } else {
        names.append((path, AttributeKey(UInt16(rules.count))))
        rules.append(rule)
      }
    }
    return Members(index: AttributeKeyIndex(names: names), rules: rules, usage: usage)
  }

  // MARK: What the tables answer

  /// The dialect of a scope, and whether that is certain; `(0, false)` for a scope that no dialect claims.
  func dialect(ofScope name: ByteView) -> (dialect: UInt8, isCertain: Bool) {
    var best: (dialect: UInt8, isCertain: Bool, length: Int) = (0, false, -1)
    for scope in scopes where best.length < scope.text.count {
      let fits =
        switch scope.shape {
        case .whole: name.count == scope.text.count && matches(name, scope.text, at: 0)
        case .prefix: matches(name, scope.text, at: 0)
        case .containing: contains(name, scope.text)
        }
      if fits { best = (scope.dialect, scope.isCertain, scope.text.count) }
    }
    return (best.dialect, best.isCertain)
  }

  /// The provider that a model's name betrays; empty where it does not.
  func provider(ofModel model: ByteView) -> ByteView {
    for entry in modelPrefixes where matches(model, entry.prefix, at: 0) { return entry.provider }
    return .empty
  }

  /// The provider that a server's address betrays; empty where it does not.
  func provider(ofAddress address: ByteView) -> ByteView {
    for entry in addresses {
      let start = entry.isSuffix ? address.count - entry.text.count : 0
      if start >= 0, matches(address, entry.text, at: start) { return entry.provider }
    }
    return .empty
  }
}

/// Whether `bytes` stand in `view` at `offset`.
func matches(_ view: ByteView, _ bytes: [UInt8], at offset: Int) -> Bool {
  guard offset + bytes.count <= view.count else { return false }
  for index in bytes.indices where view[offset + index] != bytes[index] { return false }
  return true
}

/// Whether `bytes` stand anywhere in `view`.
func contains(_ view: ByteView, _ bytes: [UInt8]) -> Bool {
  guard bytes.count <= view.count else { return false }
  for offset in 0...(view.count - bytes.count) where matches(view, bytes, at: offset) { return true }
  return false
}

/// How emitters write the types of token metrics.
enum TokenTypes {
  static let words: [(word: String, type: TokenType, isCache: Bool)] = [
    ("input", .input, false), ("prompt", .input, false), ("output", .output, false), ("completion", .output, false),
    ("total", .total, false),
    // Gemini CLI: thoughts are apart from output, tool prompts apart from input.
    ("thought", .output, false), ("tool", .input, false),
    ("cache_read", .subset, true), ("cache_creation", .subset, true), ("cache_write", .subset, true),
    ("cache", .subset, true), ("cached", .subset, true), ("cached_input", .subset, true),
    ("cache_write_input", .subset, true), ("reasoning", .subset, false), ("reasoning_output", .subset, false),
    ("input_audio", .subset, false), ("output_audio", .subset, false), ("input_text", .subset, false),
    ("output_text", .subset, false),
  ]
}

/// Verdicts on whether an answer was made up.
enum HallucinationLabels {
  static let words: [(word: String, isHallucination: Bool)] = [
    ("hallucinated", true), ("hallucination", true), ("true", true), ("yes", true), ("fail", true), ("failed", true),
    ("not_grounded", true), ("ungrounded", true), ("1", true),
    ("factual", false), ("not_hallucinated", false), ("no_hallucination", false), ("false", false), ("no", false),
    ("none", false), ("pass", false), ("passed", false), ("grounded", false), ("0", false),
  ]
}

/// How emitters write the units of metrics.
enum MetricUnits {
  static let words: [(word: String, unit: MetricUnit)] = [
    ("s", .time(.seconds)), ("sec", .time(.seconds)), ("second", .time(.seconds)), ("seconds", .time(.seconds)),
    ("ms", .time(.milliseconds)), ("millisecond", .time(.milliseconds)), ("milliseconds", .time(.milliseconds)),
    ("us", .time(.microseconds)), ("microsecond", .time(.microseconds)), ("microseconds", .time(.microseconds)),
    ("ns", .time(.nanoseconds)), ("nanosecond", .time(.nanoseconds)), ("nanoseconds", .time(.nanoseconds)),
    ("token", .tokens), ("tokens", .tokens), ("usd", .dollars), ("dollar", .dollars), ("dollars", .dollars),
  ]
}
