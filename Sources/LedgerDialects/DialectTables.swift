import LedgerMemory
import LedgerModel

/// The dialects' tables, compiled once per run and shared by all workers.
///
/// ``keys`` is for the decoders: it tells which attribute names are worth keeping. Everything else is for
/// ``DialectInterpreter``. Texts in readings that are no borrowed part of a record are views of memory that these
/// tables own, so the tables must outlive the readings.
public final class DialectTables: Sendable {
  /// The tables of ``Dialects/all``.
  public static let standard = DialectTables(adding: [])

  /// The attribute names that any dialect knows.
  public let keys: AttributeKeyIndex
  /// What decoders keep: ``keys``, and the names of ``sideTable``.
  public let decoderKeys: AttributeKeyIndex
  /// What is kept beside, for runs that ask for it.
  public let sideTable: SideTableRequest

  /// What to do with the attribute of a key number.
  struct Rule: Sendable {
    var field: CanonicalField
    var form: ValueForm
    var rank: Int16
    /// The row of the dialect the name belongs to.
    var dialect: UInt8
    var marks: Bool
    var isCommon: Bool
    /// The row of ``members`` for attributes that hold JSON, else -1.
    var members: Int16
  }

  /// What reading by shapes asks of an attribute.
  struct KeyPart: Sendable {
    var part: ShapePart
    /// Whether ordinary spans do not have it.
    var isTelling: Bool
  }

  /// A JSON attribute's members that say something.
  struct Members: Sendable {
    var index: AttributeKeyIndex
    var rules: [Rule]
    /// Where the JSON holds usage in a provider's shape: the path of that object, and its rule.
    var usage: [(prefix: [UInt8], rule: Rule)]
    /// Whether a path leads into an array, whose only element is `0`.
    var entersArrays: Bool
  }

  struct SpanName: Sendable {
    var operationClass: OperationClass
    var operation: ByteView
    var dialect: UInt8
    var needsScope: Bool
    var isRepetition: Bool
    var yieldsToUsage: Bool
    var namesDialect: Bool
    /// The stage under which the span is summed up; empty for that of its class.
    var stage: ByteView
    var isFinal: Bool
    var isSum: Bool
    /// The next row of the same name, for the scopes that this one is not for; -1 for none.
    var next = -1
  }

  struct Metric: Sendable {
    var family: MetricFamily
    var unit: MetricUnit
    var tokenType: TokenType?
    var typesAreDisjoint: Bool
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
    /// The place in ``scopeParts`` of what the scope's name must hold.
    var scopePart: Int
    var provider: ByteView?
    var needsInclusiveSchema: Bool
    var from: ScopeVersion?
    var before: ScopeVersion?
    var cache: LedgerModel.Inclusion
    var reasoning: LedgerModel.Inclusion
    var restIsReasoning: Bool

    /// Whether a scope's version is in the range.
    func fits(_ version: UInt64?) -> Bool {
      if from == nil, before == nil { return true }
      guard let version else { return false }
      return version >= (from?.number ?? 0) && version < (before?.number ?? .max)
    }
  }

  /// What holds for a dialect as a whole.
  struct Traits: Sendable {
    var timeToFirstTokenUnit: TimeUnit?
    var zeroUsageIsUnknown = false
    var timeToFirstTokenNeedsStreaming = false
    var exceptionsAreFailures = false
    var inclusion: [Inclusion] = []
    /// The row of ``ruleSets`` that holds in the dialect's scopes.
    var ruleSet: UInt8 = 0
  }

  /// A framework or gateway that signs as a provider.
  struct Framework: Sendable {
    var isGateway: Bool
    /// The dialect that it gives away; 0 for none.
    var dialect: UInt8
  }

  /// The ids of the dialects by row; row 0 is no dialect.
  let ids: [String]
  /// The row of the first dialect that a user added; one more than there are where there is none.
  let firstUserRow: UInt8
  /// What to do with each attribute, by its key: first what holds in all scopes, then for each user's dialect that is
  /// bound to scopes what holds in those.
  let ruleSets: [[Rule]]
  /// For each of ``ruleSets``: what the same names mean on log records that may tell of calls.
  let logRuleSets: [[Rule]]
  /// For each of ``ruleSets``: what each attribute contributes to the shape of its span.
  let partSets: [[KeyPart]]
  let logEventIndex: AttributeKeyIndex
  let logEvents: [LogEvent]
  /// The names of the judgements that users' rows name, by the rows' ranks.
  let evaluationNames: [Int16: ByteView]
  let members: [Members]
  /// What the ranks of attributes stand for.
  let fieldSources: FieldSourceTable
  let scopes: [Scope]
  /// What rows of ``Traits/inclusion`` ask to be part of a scope's name, each once.
  let scopeParts: [[UInt8]]
  let userScopes: [Scope]
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
  let claudeCode: UInt8
  let codex: UInt8
  let geminiCLI: UInt8
  let openCode: UInt8
  let genkit: UInt8
  let liteLLM: UInt8
  let googleADK: UInt8
  let openLIT: UInt8
  let openLLMetry: UInt8
  let logLines: UInt8

  let words: Words
  let operations: FoldedTable<OperationWord>
  let finishReasons: FoldedTable<ByteView>
  let providers: FoldedTable<ByteView>
  let frameworks: FoldedTable<Framework>
  let tokenTypes: FoldedTable<(type: TokenType, isCache: Bool)>
  let truths: FoldedTable<Bool>
  let hallucinationLabels: FoldedTable<Bool>
  let metricUnits: FoldedTable<MetricUnit>
  let outputTypes: FoldedTable<ByteView>
  let classNames: [(prefix: [UInt8], provider: ByteView)]
  let resources: [(text: [UInt8], dialect: UInt8)]
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

  /// The tables of ``Dialects/all`` and of dialects that a user describes, whose rows come before all others.
  ///
  /// - Parameter sideTable: which texts decoders and workers keep beside. Nothing that an attribute means depends on it.
  public init(adding users: [UserDialect], keeping sideTable: [SideTableKey] = []) {
    let own = users.map(\.dialect)
    let dialects = Dialects.all + own
    let firstUserRow = UInt8(Dialects.all.count + 1)
    self.firstUserRow = firstUserRow
    ids = ["none"] + dialects.map(\.id)
    func row(of id: String) -> UInt8 {
      guard let place = dialects.firstIndex(where: { $0.id == id }) else { preconditionFailure("\(id) is no dialect") }
      return UInt8(place + 1)
    }

    let words = DialectTables.words(of: dialects, users)
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
    frameworks = FoldedTable(
      Providers.frameworks.map {
        ($0.word, Framework(isGateway: false, dialect: $0.dialect.isEmpty ? 0 : row(of: $0.dialect)))
      }
        + Providers.gateways.map { ($0, Framework(isGateway: true, dialect: 0)) })
    modelPrefixes = Providers.modelPrefixes
      .sorted { ($1.prefix.utf8.count, $0.prefix) < ($0.prefix.utf8.count, $1.prefix) }
      .map { (Array($0.prefix.utf8), words[$0.provider]) }
    addresses = Providers.addresses.map { (Array($0.text.utf8), $0.isSuffix, words[$0.provider]) }
    classNames = Providers.classNames.map { (Array($0.prefix.utf8), words[$0.provider]) }
    tokenTypes = FoldedTable(TokenTypes.words.map { ($0.word, ($0.type, $0.isCache)) })
    truths = FoldedTable([("true", true), ("1", true), ("yes", true), ("false", false), ("0", false), ("no", false)])
    hallucinationLabels = FoldedTable(HallucinationLabels.words.map { ($0.word, $0.isHallucination) })
    metricUnits = FoldedTable(MetricUnits.words.map { ($0.word, $0.unit) })
    outputTypes = FoldedTable(
      OutputTypes.words.flatMap { entry in entry.spellings.map { ($0, words[entry.canonical]) } })

    let attributes = AttributeTables(
      Dialects.all, users: users, firstUserRow: firstUserRow, keeping: sideTable.compactMap(\.attributeName))
    keys = attributes.keys
    decoderKeys = attributes.decoderKeys
    self.sideTable = SideTableRequest(sideTable, decoderKeys)
    ruleSets = attributes.ruleSets
    logRuleSets = attributes.logRuleSets
    partSets = ruleSets.map { $0.map { KeyPart(part: ShapePart($0, attributes.members), isTelling: !$0.isCommon) } }
    (logEventIndex, logEvents) = DialectTables.logEvents(of: Dialects.all)
    members = attributes.members
    fieldSources = FieldSourceTable(attributes.rankedRows)
    evaluationNames = attributes.evaluationNames.mapValues { words[$0] }

    let allScopes = DialectTables.scopes(of: dialects)
    scopes = allScopes.filter { $0.dialect < firstUserRow }
    userScopes = allScopes.filter { $0.dialect >= firstUserRow }
    resources = dialects.enumerated().flatMap { row, dialect in
      dialect.resources.map { (Array($0.utf8), UInt8(row + 1)) }
    }

    // Names of spans, of events, of metrics: where several dialects know one, users' rows come first.
    let order = Array(firstUserRow..<firstUserRow + UInt8(own.count)) + Array(1..<firstUserRow)
    (spanNameIndex, spanNames) = DialectTables.spanNames(of: dialects, order, words)
    (eventIndex, eventMeanings) = DialectTables.events(of: dialects, order)
    (metricIndex, metrics) = DialectTables.metrics(of: dialects, order, firstUserRow)
    (traits, scopeParts) = DialectTables.traits(of: dialects, attributes.ruleSetOfDialect, words)

    openTelemetry = row(of: "opentelemetry")
    tutorial = row(of: "tutorial")
    logfire = row(of: "logfire")
    vercelAI = row(of: "vercel-ai")
    claudeCode = row(of: "claude-code")
    codex = row(of: "codex")
    geminiCLI = row(of: "gemini-cli")
    openCode = row(of: "opencode")
    genkit = row(of: "genkit")
    liteLLM = row(of: "litellm")
    googleADK = row(of: "google-adk")
    openLIT = row(of: "openlit")
    openLLMetry = row(of: "openllmetry")
    logLines = row(of: "log-lines")
  }

  // MARK: What the tables answer

  /// The stable id of a dialect's row, as in ``LedgerModel/SpanFacts/dialect``; `none` for 0 and for numbers that are no
  /// row.
  public func name(of row: UInt8) -> String { Int(row) < ids.count ? ids[Int(row)] : ids[0] }

  /// The dialect of a scope, and whether that is certain; `(0, false)` for a scope that no dialect claims. The longest
  /// pattern decides, those of users' dialects before all others.
  func dialect(ofScope name: ByteView) -> (dialect: UInt8, isCertain: Bool) {
    let none: (dialect: UInt8, isCertain: Bool) = (0, false)
    let own = userScopes.isEmpty ? none : DialectTables.best(of: userScopes, name)
    return own.dialect != 0 ? own : DialectTables.best(of: scopes, name)
  }

  private static func best(of scopes: [Scope], _ name: ByteView) -> (dialect: UInt8, isCertain: Bool) {
    var best = -1
    var length = -1
    for row in scopes.indices where length < scopes[row].text.count {
      let fits =
        switch scopes[row].shape {
        case .whole: name.count == scopes[row].text.count && matches(name, scopes[row].text, at: 0)
        case .prefix: matches(name, scopes[row].text, at: 0)
        case .containing: contains(name, scopes[row].text)
        }
      if fits { (best, length) = (row, scopes[row].text.count) }
    }
    return best < 0 ? (0, false) : (scopes[best].dialect, scopes[best].isCertain)
  }

  /// The dialect that a resource tells by its service's or its SDK's name; 0 for none.
  func dialect(ofService service: ByteView, sdk: ByteView) -> UInt8 {
    for row in resources.indices {
      let count = resources[row].text.count
      guard service.count == count || sdk.count == count else { continue }
      if service.count == count, matches(service, resources[row].text, at: 0) { return resources[row].dialect }
      if sdk.count == count, matches(sdk, resources[row].text, at: 0) { return resources[row].dialect }
    }
    return 0
  }

  /// The provider that a model's name betrays; empty where it does not. What a gateway puts in front is passed over, and
  /// so is the region of an inference profile on Bedrock.
  func provider(ofModel model: ByteView) -> ByteView {
    if model.isEmpty { return .empty }
    for entry in modelPrefixes where matches(model, entry.prefix, at: 0) { return entry.provider }
    for gateway in Providers.gatewayPrefixes where matches(model, gateway, at: 0) {
      return provider(ofModel: model.dropping(gateway.count))
    }
    for region in Providers.regions where matches(model, region, at: 0) {
      let rest = model.dropping(region.count)
      if Providers.bedrockVendors.contains(where: { matches(rest, $0, at: 0) }) { return words["aws.bedrock"] }
    }
    return .empty
  }

  /// The provider that the class in a span's name betrays, `ChatOpenAI.chat`; empty where it does not.
  func provider(ofClass name: ByteView) -> ByteView {
    for entry in classNames where matches(name, entry.prefix, at: 0) { return entry.provider }
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
  guard let first = bytes.first else { return true }
  var from = 0
  while let offset = view.firstIndex(of: first, from: from), offset + bytes.count <= view.count {
    if matches(view, bytes, at: offset) { return true }
    from = offset + 1
  }
  return false
}
