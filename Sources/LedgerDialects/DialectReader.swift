import LedgerMemory
import LedgerModel

/// Reads one record after the other; see ``DialectInterpreter``.
///
/// Its methods are declared to change it even where they do not: then it is handed on by its address. Otherwise the
/// compiler copies it for each call, and it is large.
struct DialectReader: ~Copyable {
  /// What the best source so far said about a field.
  struct Slot {
    var stamp: UInt32 = 0
    var rank: Int16 = .max
    var bits: UInt64 = 0
    var text = ByteView.empty
    var inclusion = Inclusion.unknown
  }

  /// A judgement spread over several attributes.
  struct Annotation {
    var key: AttributeKey
    var number: Int
    var reading: EvaluationReading
  }

  let tables: DialectTables
  let scratch = Scratch()

  // Parts of the tables that every span asks for: held directly, because going through the tables keeps them alive anew
  // each time.
  /// The rules of the current scope: those of all scopes, or with what a user's dialect changes in its own.
  var rules: [DialectTables.Rule]
  /// What the same names mean on log records that may tell of calls.
  var logRules: [DialectTables.Rule]
  private var ruleSet: UInt8 = 0
  /// What each attribute of a span contributes to its shape, in the current scope.
  var parts: [DialectTables.KeyPart]
  let spanNameIndex: AttributeKeyIndex
  let spanNames: [DialectTables.SpanName]
  let eventIndex: AttributeKeyIndex
  let traits: [DialectTables.Traits]
  let inclusions: [DialectTables.Inclusion]
  /// For each dialect: where its rows of ``inclusions`` begin; one more for the end.
  let inclusionStarts: [Int]

  // The same few words come again and again.
  var providerWords = WordMemo<ByteView?>()
  private var ordinaryNames = OrdinaryNames()
  var operationWords = WordMemo<OperationWord?>()
  var finishReasonWords = WordMemo<ByteView?>()

  // The resource.
  var resourceDialect: UInt8 = 0
  var resourceSession = ByteView.empty
  private let resourceTexts = Scratch()

  // The scope.
  var scopeDialect: UInt8 = 0
  var isScopeCertain = false
  /// For each row of ``inclusions``: whether the scope fits.
  var inclusionFits: [Bool]
  /// Whether a missing streaming flag means that nothing was streamed.
  var absentStreamingIsFalse = false
  private var scopes = ScopeMemo()

  /// Which policy of a tail sampler kept the scope's spans, as a hash; 0 where none is named.
  var scopeTailPolicy: UInt64 = 0

  // The record.
  var slots: [Slot]
  /// What ranks stand for, by field.
  let sourceNumbers: SourceNumbers
  /// By traced count.
  var otherSources = Array(repeating: OtherSource(), count: TracedField.counts.count)
  var stamp: UInt32 = 0
  var startUnixNano: UInt64 = 0
  /// How long the span took, 0 where it has no length.
  var spanNanos: UInt64 = 0
  var spanName = ByteView.empty
  var spanKind: UInt8 = 0
  var spanStatus: UInt8 = 0
  var markedDialect: UInt8 = 0
  var namedDialect: UInt8 = 0
  /// The dialect that a framework's name in place of a provider's tells.
  var signedDialect: UInt8 = 0
  /// A bit for each field that was said, by its number.
  var said: UInt64 = 0
  var conventionWord: OperationWord?
  var conventionText = ByteView.empty
  var gateway = ByteView.empty
  var vercelStreams: Bool?
  var reportedCost: PicoUSD?
  var inputCost: PicoUSD?
  var outputCost: PicoUSD?
  var unusable: UnusableFigures = []
  var undecidedTimes: [(rule: DialectTables.Rule, number: Double)] = []
  var annotations: [Annotation] = []
  /// Whether the span says itself that its input includes what is cached.
  var saysInclusive = false
  var qualities: [EvaluationReading] = []
  var evaluations: [EvaluationReading] = []
  var retrievedSeen: [UInt64] = Array(repeating: 0, count: 16)
  var retrievedCount: Int64 = 0

  // Spans of shapes that are known.
  /// Whether they are read by their plans.
  let isPlanning: Bool
  var plans = SpanPlans()
  var shape = SpanShape()
  var marks = ScopeMarks()
  /// The time of the first event that marks a first token; the largest number where there is none.
  var firstTokenEvent: UInt64 = .max
  /// Whether any event holds a judgement.
  var hasEvaluationEvent = false
  /// How many spans were read by a plan.
  var plannedSpans: UInt64 = 0

  init(tables: DialectTables, isPlanning: Bool = true) {
    self.tables = tables
    slots = Array(repeating: Slot(), count: CanonicalField.allCases.count)
    sourceNumbers = SourceNumbers(tables.fieldSources)
    rules = tables.ruleSets[0]
    logRules = tables.logRuleSets[0]
    parts = tables.partSets[0]
    spanNameIndex = tables.spanNameIndex
    spanNames = tables.spanNames
    eventIndex = tables.eventIndex
    traits = tables.traits
    inclusions = tables.traits.flatMap(\.inclusion)
    inclusionStarts = tables.traits.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.inclusion.count) }
    inclusionFits = Array(repeating: false, count: inclusions.count)
    self.isPlanning = isPlanning && ScopeMarks.hasRoom(forInclusions: inclusions.count)
    markScope()
  }

  // MARK: Resource and scope

  mutating func resource(_ resource: ResourceRecord) -> ResourceReading {
    use(ruleSet: 0)
    beginRecord()
    for value in resource.attributes { take(value) }
    var reading = ResourceReading()
    reading.serviceName = text(.serviceName)
    reading.serviceVersion = text(.serviceVersion)
    reading.serviceInstance = text(.serviceInstance)
    reading.environment = text(.environment)
    resourceDialect = tables.dialect(ofService: reading.serviceName, sdk: text(.sdkName))
    // The record is gone when its spans come.
    resourceTexts.reset()
    let session = text(.session)
    resourceSession =
      session.isEmpty
      ? .empty
      : resourceTexts.arena.append(atMost: session.count) { out in
        out.append(session)
      }
    markScope()
    return reading
  }

  /// Writes down what of the resource and the scope decides what their spans mean.
  private mutating func markScope() {
    guard isPlanning else { return }
    marks = ScopeMarks()
    marks.flags = UInt64(scopeDialect) | UInt64(resourceDialect) << 8 | UInt64(ruleSet) << 24
    if isScopeCertain { marks.flags |= 1 << 16 }
    if absentStreamingIsFalse { marks.flags |= 1 << 17 }
    if !resourceSession.isEmpty { marks.flags |= 1 << 18 }
    for row in inclusionFits.indices where inclusionFits[row] { marks.setInclusion(row) }
  }

  private mutating func use(ruleSet number: UInt8) {
    if number == ruleSet { return }
    ruleSet = number
    rules = tables.ruleSets[Int(number)]
    logRules = tables.logRuleSets[Int(number)]
    parts = tables.partSets[Int(number)]
  }

  mutating func beginScope(_ scope: ScopeRecord) {
    scopeTailPolicy = scope.attributes.isEmpty ? 0 : tailPolicy(scope)
    if let known = scopes.find(scope) {
      (scopeDialect, isScopeCertain) = (known.dialect, known.isCertain)
      absentStreamingIsFalse = known.absentStreamingIsFalse
      inclusionFits = known.inclusionFits
      use(ruleSet: traits[Int(scopeDialect)].ruleSet)
    } else {
      readScope(scope)
      scopes.add(
        scope,
        ScopeReading(
          dialect: scopeDialect, isCertain: isScopeCertain, absentStreamingIsFalse: absentStreamingIsFalse,
          inclusionFits: inclusionFits))
    }
    markScope()
  }

  private mutating func readScope(_ scope: ScopeRecord) {
    (scopeDialect, isScopeCertain) = tables.dialect(ofScope: scope.name)
    use(ruleSet: traits[Int(scopeDialect)].ruleSet)
    let version = ScopeVersion.number(of: scope.version)
    let era = SchemaEra(scope.schemaURL)
    absentStreamingIsFalse = era.saysStreaming || DialectReader.flagsStreams(scope.name)
    let hasPart = tables.scopeParts.map { contains(scope.name, $0) }
    for row in inclusions.indices {
      inclusionFits[row] =
        hasPart[inclusions[row].scopePart]
        && (!inclusions[row].needsInclusiveSchema || era.asksForInclusiveInput) && inclusions[row].fits(version)
    }
  }

  /// Whether a scope's instrumentation is known to flag whatever is streamed, although its schema is of an older era.
  ///
  /// The conventions' own instrumentations sign with scopes of their own since they flag every stream. Before, all of them
  /// signed as the library that they share, `opentelemetry.util.genai`: its first versions flagged nothing, its later ones
  /// the streams of some of them.
  private static func flagsStreams(_ scope: ByteView) -> Bool {
    scope.hasPrefix("opentelemetry.instrumentation.genai.") || scope.hasPrefix("com.anthropic.sdk")
  }

  // MARK: Spans

  /// Reads a span into one of the readings, and answers which.
  mutating func read(_ span: borrowing SpanRecord, _ readings: borrowing StableRows<SpanReading>) -> Int {
    if hasTellingAttribute(span) { return readTelling(span, readings) }
    let number = ordinaryNames.number(of: span.fields.name)
    if number == 0, isTelling(newName: span.fields.name) { return readTelling(span, readings) }
    readOrdinary(number, into: &readings[DialectReader.withoutPlan])
    return DialectReader.withoutPlan
  }

  /// The reading of spans without a plan.
  static let withoutPlan = 0

  @inline(__always)
  private mutating func readOrdinary(_ number: UInt32, into reading: inout SpanReading) {
    if reading.isWritten { reading.reset() }
    reading.shape = number
    reading.facts.dialect = isScopeCertain ? scopeDialect : 0
  }

  /// Reads a span attribute by attribute. This defines what a span means.
  mutating func understand(_ span: borrowing SpanRecord, into reading: inout SpanReading) {
    let name = meaning(ofName: span.name)
    if reading.isWritten { reading.reset() }
    reading.beginWriting()
    reading.shape = 0
    beginRecord()
    startUnixNano = span.startUnixNano
    let end = span.endUnixNano
    spanNanos = end > startUnixNano ? end - startUnixNano : 0
    spanName = span.name
    spanKind = span.kind
    spanStatus = span.statusCode
    for row in span.attributes.indices { take(span.attributes[row]) }
    reading.facts.dialect = dialect(name)
    decideTimes(reading.facts.dialect)
    takeEvents(span, dialect: reading.facts.dialect)

    settleOperation(name, into: &reading.facts)
    settleModels(into: &reading.facts)
    settleProvider(into: &reading.facts)
    settleUsage(into: &reading.facts)
    settleTime(into: &reading.facts)
    settleOutcome(into: &reading.facts)
    settleNames(into: &reading.facts)
    settleEvaluations(isEvaluation: reading.facts.operationClass == .evaluation)
    settleStage(name, into: &reading.facts)
    settleStanding(name, into: &reading.facts)
    settleSources(into: &reading.facts)
    settleWeight(span.fields, into: &reading.facts)
    // The two lists change places from span to span, so that neither is ever copied.
    if !evaluations.isEmpty { swap(&reading.evaluations, &evaluations) }
    if said & CanonicalField.detailBits != 0 { settleDetails(into: &reading.details) }
  }

  /// Whether any attribute is one that ordinary spans do not have.
  private mutating func hasTellingAttribute(_ span: borrowing SpanRecord) -> Bool {
    for row in span.attributes.indices where parts[Int(span.attributes[row].key.index)].isTelling { return true }
    return false
  }

  /// Whether a span's name that is not known to be ordinary says anything in the current scope.
  @inline(never)
  private mutating func isTelling(newName name: ByteView) -> Bool {
    if meaning(ofName: name) != .unknown { return true }
    // What says nothing here may say something in another scope.
    if spanNameIndex.match(name) == nil, !name.hasPrefix("ai."), !DialectReader.isRequest(name) {
      ordinaryNames.insert(name, number: plans.takeNumber())
    }
    return false
  }

  /// What a span's name says: nothing, a row of the tables, or one of the families that the tables cannot list.
  enum NameMeaning: Equatable {
    case unknown
    case row(Int)
    case vercel
    case rag
    case request
  }

  /// Whether a name is that of a request in the conventions' form, `{operation} {model}`.
  private static func isRequest(_ name: ByteView) -> Bool {
    name.hasPrefix("chat ") || name.hasPrefix("text_completion ") || name.hasPrefix("embeddings ")
  }

  private mutating func meaning(ofName name: ByteView) -> NameMeaning {
    if let match = spanNameIndex.match(name) {
      var row = Int(match.key.index)
      while row >= 0 {
        if !spanNames[row].needsScope || spanNames[row].dialect == scopeDialect { return .row(row) }
        row = spanNames[row].next
      }
    }
    if name.count > 4, name.load32(at: 0) == 0x2E67_6172 { return .rag }  // "rag."
    if scopeDialect == tables.vercelAI, scopeDialect != 0, name.hasPrefix("ai.") { return .vercel }
    // Several of OpenLIT's libraries set no attribute on a request that failed.
    if scopeDialect == tables.openLIT, scopeDialect != 0, DialectReader.isRequest(name) { return .request }
    return .unknown
  }

  /// The dialect: a certain scope, else the span's name, else what its attributes mark, else the framework that signs as a
  /// provider, else an uncertain scope, else the resource, else the conventions.
  private mutating func dialect(_ name: NameMeaning) -> UInt8 {
    if isScopeCertain { return scopeDialect }
    switch name {
    case .row(let row) where spanNames[row].namesDialect: return spanNames[row].dialect
    case .row: break
    case .rag where markedDialect == 0: return tables.tutorial
    case .rag, .vercel, .request, .unknown: break
    }
    if markedDialect != 0 { return markedDialect }
    if signedDialect != 0 { return signedDialect }
    if scopeDialect != 0 { return scopeDialect }
    if resourceDialect != 0 { return resourceDialect }
    if namedDialect == 0, case .row(let row) = name { return spanNames[row].dialect }
    return namedDialect
  }

  // MARK: Slots

  /// Empties all slots.
  mutating func emptySlots() {
    stamp &+= 1
    if stamp == 0 {
      for row in slots.indices { slots[row].stamp = 0 }
      for row in otherSources.indices { otherSources[row].stamp = 0 }
      stamp = 1
    }
  }

  mutating func beginRecord() {
    emptySlots()
    scratch.reset()
    // What is no span has no name, and the memory of the last one's may be gone.
    spanName = .empty
    spanKind = 0
    spanStatus = 0
    startUnixNano = 0
    spanNanos = 0
    markedDialect = 0
    namedDialect = 0
    signedDialect = 0
    said = 0
    conventionWord = nil
    conventionText = .empty
    gateway = .empty
    vercelStreams = nil
    reportedCost = nil
    inputCost = nil
    outputCost = nil
    unusable = []
    if !undecidedTimes.isEmpty { undecidedTimes.removeAll(keepingCapacity: true) }
    saysInclusive = false
    if !annotations.isEmpty { annotations.removeAll(keepingCapacity: true) }
    if !qualities.isEmpty { qualities.removeAll(keepingCapacity: true) }
    if !evaluations.isEmpty { evaluations.removeAll(keepingCapacity: true) }
    if retrievedCount > 0 {
      for row in retrievedSeen.indices { retrievedSeen[row] = 0 }
      retrievedCount = 0
    }
  }

  /// Whether a source said something about the field.
  @inline(__always)
  func has(_ field: CanonicalField) -> Bool { slots[Int(field.rawValue)].stamp == stamp }

  /// The rank of the source that said it; `Int16.max` where none did.
  @inline(__always)
  func rank(_ field: CanonicalField) -> Int16 {
    let slot = slots[Int(field.rawValue)]
    return slot.stamp == stamp ? slot.rank : .max
  }

  @inline(__always)
  func text(_ field: CanonicalField) -> ByteView {
    let slot = slots[Int(field.rawValue)]
    return slot.stamp == stamp ? slot.text : .empty
  }

  @inline(__always)
  func bits(_ field: CanonicalField) -> UInt64? {
    let slot = slots[Int(field.rawValue)]
    return slot.stamp == stamp ? slot.bits : nil
  }

  @inline(__always)
  func count(_ field: CanonicalField) -> Int64? { bits(field).map { Int64(bitPattern: $0) } }

  mutating func clear(_ field: CanonicalField) { slots[Int(field.rawValue)].stamp = 0 }

  mutating func set(
    _ field: CanonicalField, rank: Int16, bits: UInt64 = 0, text: ByteView = .empty, inclusion: Inclusion = .unknown
  ) {
    guard rank < self.rank(field) else { return }
    said |= 1 &<< UInt64(truncatingIfNeeded: field.rawValue)
    slots[Int(field.rawValue)] = Slot(stamp: stamp, rank: rank, bits: bits, text: text, inclusion: inclusion)
  }
}

/// Memory for the few texts that are not as they were written: numbers that became text, escapes that were resolved.
final class Scratch {
  private let texts = TextArena()
  private let isUsed = Cell(false)

  /// The memory, to be reused from the next reset on.
  var arena: TextArena {
    isUsed.value = true
    return texts
  }

  /// Forgets all texts.
  @inline(__always)
  func reset() {
    if isUsed.value { forget() }
  }

  private func forget() {
    texts.reset()
    isUsed.value = false
  }
}

/// What a schema's address tells of the conventions' era.
struct SchemaEra {
  /// From 1.40 on, and in the conventions' own repository: input should include the cache.
  var asksForInclusiveInput = false
  /// From 1.41 on: a streaming flag is there where something is streamed.
  var saysStreaming = false

  init(_ url: ByteView) {
    guard let slash = url.lastIndex(of: UInt8(ascii: "/")) else { return }
    let family: [UInt8] = Array("/schemas/gen-ai".utf8)
    if slash >= family.count, matches(url, family, at: slash - family.count) {
      asksForInclusiveInput = true
      saysStreaming = true
      return
    }
    let version = url.dropping(slash + 1)
    guard let major = version.leadingNumber, major.end < version.count, version[major.end] == UInt8(ascii: "."),
      let minor = version.dropping(major.end + 1).leadingNumber
    else { return }
    asksForInclusiveInput = (major.number, minor.number) >= (1, 40)
    saysStreaming = (major.number, minor.number) >= (1, 41)
  }
}
