import LedgerMemory
import LedgerModel

/// Turns records into readings: the same facts in one vocabulary, whatever dialect they were written in.
///
/// One per worker. The records and the readings are borrowed: texts of a reading are views of the record it came from,
/// of the tables, or of scratch memory that the next call of the same interpreter reuses.
///
/// For every canonical field the tables rank all attributes that may say it. Within one record the best rank that is
/// present, not empty and readable wins; two sources are never added.
public final class DialectInterpreter {
  /// What the best source so far said about a field.
  struct Slot {
    var stamp: UInt32 = 0
    var rank: UInt16 = .max
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
  let json = JSONText()
  let arena = TextArena()
  var isArenaUsed = false

  // The scope.
  var scopeDialect: UInt8 = 0
  var isScopeCertain = false
  /// For each dialect and inclusion row: whether the scope fits.
  var inclusionFits: [[Bool]]
  /// Whether a missing streaming flag means that nothing was streamed.
  var absentStreamingIsFalse = false

  // The record.
  var slots: [Slot]
  var stamp: UInt32 = 0
  var startUnixNano: UInt64 = 0
  /// How long the span took, 0 where it has no length.
  var spanNanos: UInt64 = 0
  var markedDialect: UInt8 = 0
  var namedDialect: UInt8 = 0
  var conventionWord: OperationWord?
  var conventionText = ByteView.empty
  var gateway = ByteView.empty
  var vercelStreams: Bool?
  var reportedCost: PicoUSD?
  var inputCost: PicoUSD?
  var outputCost: PicoUSD?
  var undecidedTimes: [(rule: DialectTables.Rule, number: Double)] = []
  var annotations: [Annotation] = []
  var qualities: [EvaluationReading] = []
  var retrievedSeen: [UInt64] = Array(repeating: 0, count: 16)
  var retrievedCount: Int64 = 0

  /// An interpreter that reads by the given tables.
  public init(tables: DialectTables) {
    self.tables = tables
    slots = Array(repeating: Slot(), count: CanonicalField.allCases.count)
    inclusionFits = tables.traits.map { Array(repeating: false, count: $0.inclusion.count) }
  }

  // MARK: Resource and scope

  /// What a resource says of itself. The texts are views of the record.
  public func resource(_ resource: ResourceRecord) -> ResourceReading {
    beginRecord()
    for value in resource.attributes { take(value) }
    var reading = ResourceReading()
    reading.serviceName = text(.serviceName)
    reading.serviceVersion = text(.serviceVersion)
    reading.serviceInstance = text(.serviceInstance)
    reading.environment = text(.environment)
    return reading
  }

  /// Says which scope the following records belong to. What its name and schema tell is worked out here, once.
  public func beginScope(_ scope: ScopeRecord) {
    (scopeDialect, isScopeCertain) = tables.dialect(ofScope: scope.name)
    let era = SchemaEra(scope.schemaURL)
    absentStreamingIsFalse =
      era.saysStreaming || scope.name.hasPrefix("opentelemetry.instrumentation.genai.")
      || scope.name.hasPrefix("opentelemetry.util.genai") || scope.name.hasPrefix("com.anthropic.sdk")
    for dialect in tables.traits.indices {
      for (row, inclusion) in tables.traits[dialect].inclusion.enumerated() {
        let fitsScope = inclusion.scope.map { contains(scope.name, $0) } ?? true
        inclusionFits[dialect][row] = fitsScope && (!inclusion.needsInclusiveSchema || era.asksForInclusiveInput)
      }
    }
  }

  // MARK: Spans

  /// Reads a span. An ordinary one, whose name and attributes no dialect knows, is done at once.
  public func read(_ span: SpanRecord, into reading: SpanReading) {
    reading.reset()
    let name = meaning(ofName: span.name)
    guard name != .unknown || hasTellingAttribute(span) else {
      if isScopeCertain { reading.dialect = scopeDialect }
      return
    }
    beginRecord()
    startUnixNano = span.startUnixNano
    spanNanos = span.endUnixNano > span.startUnixNano ? span.endUnixNano - span.startUnixNano : 0
    for value in span.attributes { take(value) }
    let dialect = dialect(name)
    reading.dialect = dialect
    decideTimes(dialect)
    takeEvents(span, into: reading, dialect: dialect)

    settleOperation(span, name, into: reading)
    settleModels(span, into: reading)
    settleProvider(into: reading)
    settleUsage(into: reading, dialect: dialect)
    settleTime(span, into: reading, dialect: dialect)
    settleOutcome(span, into: reading)
    settleNames(span, into: reading)
    settleEvaluations(into: reading)
    settleStage(span, name, into: reading)
    settleRepetition(span, name, into: reading)
  }

  /// Whether any attribute is one that ordinary spans do not have.
  private func hasTellingAttribute(_ span: SpanRecord) -> Bool {
    for value in span.attributes where !tables.rules[Int(value.key.index)].isCommon { return true }
    return false
  }

  /// What a span's name says: nothing, a row of the tables, or one of the families that the tables cannot list.
  enum NameMeaning: Equatable {
    case unknown
    case row(Int)
    case vercel
    case rag
  }

  private func meaning(ofName name: ByteView) -> NameMeaning {
    if let match = tables.spanNameIndex.match(name) {
      let row = tables.spanNames[Int(match.key.index)]
      if !row.needsScope || row.dialect == scopeDialect { return .row(Int(match.key.index)) }
    }
    if name.count > 4, name.load32(at: 0) == 0x2E67_6172 { return .rag }  // "rag."
    if scopeDialect == tables.vercelAI, scopeDialect != 0, name.hasPrefix("ai.") { return .vercel }
    return .unknown
  }

  /// The dialect: a certain scope, else the span's name, else what its attributes mark, else an uncertain scope, else
  /// the conventions.
  private func dialect(_ name: NameMeaning) -> UInt8 {
    if isScopeCertain { return scopeDialect }
    switch name {
    case .row(let row): return tables.spanNames[row].dialect
    case .rag where markedDialect == 0: return tables.tutorial
    case .rag, .vercel, .unknown: break
    }
    if markedDialect != 0 { return markedDialect }
    if scopeDialect != 0 { return scopeDialect }
    return namedDialect != 0 ? namedDialect : 0
  }

  // MARK: Slots

  func beginRecord() {
    stamp &+= 1
    if stamp == 0 {
      for row in slots.indices { slots[row].stamp = 0 }
      stamp = 1
    }
    if isArenaUsed {
      arena.reset()
      isArenaUsed = false
    }
    startUnixNano = 0
    spanNanos = 0
    markedDialect = 0
    namedDialect = 0
    conventionWord = nil
    conventionText = .empty
    gateway = .empty
    vercelStreams = nil
    reportedCost = nil
    inputCost = nil
    outputCost = nil
    undecidedTimes.removeAll(keepingCapacity: true)
    annotations.removeAll(keepingCapacity: true)
    qualities.removeAll(keepingCapacity: true)
    if retrievedCount > 0 {
      for row in retrievedSeen.indices { retrievedSeen[row] = 0 }
      retrievedCount = 0
    }
  }

  /// Whether a source said something about the field.
  func has(_ field: CanonicalField) -> Bool { slots[Int(field.rawValue)].stamp == stamp }

  /// The rank of the source that said it; `UInt16.max` where none did.
  func rank(_ field: CanonicalField) -> UInt16 {
    let slot = slots[Int(field.rawValue)]
    return slot.stamp == stamp ? slot.rank : .max
  }

  func text(_ field: CanonicalField) -> ByteView {
    let slot = slots[Int(field.rawValue)]
    return slot.stamp == stamp ? slot.text : .empty
  }

  func bits(_ field: CanonicalField) -> UInt64? {
    let slot = slots[Int(field.rawValue)]
    return slot.stamp == stamp ? slot.bits : nil
  }

  func count(_ field: CanonicalField) -> Int64? { bits(field).map { Int64(bitPattern: $0) } }

  func clear(_ field: CanonicalField) { slots[Int(field.rawValue)].stamp = 0 }

  func set(
    _ field: CanonicalField, rank: UInt16, bits: UInt64 = 0, text: ByteView = .empty, inclusion: Inclusion = .unknown
  ) {
    guard rank < self.rank(field) else { return }
    slots[Int(field.rawValue)] = Slot(stamp: stamp, rank: rank, bits: bits, text: text, inclusion: inclusion)
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
