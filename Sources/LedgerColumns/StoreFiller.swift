import LedgerMemory
import LedgerModel

/// The tables of one worker while they grow; see ``StoreBuilder``.
struct StoreFiller: ~Copyable {
  private var traces: TraceNumbering
  var spans: GrowingTable<SpanSegment>
  var calls: GrowingTable<CallSegment>
  var stages: GrowingTable<StageSegment>
  var evaluations: GrowingTable<EvaluationSegment>
  var logs: [LogSegment] = []
  var points: [MetricPointSegment] = []
  var logCalls = LogCallTables()

  var resources: [Resource] = []
  var scopes: [Scope] = []
  private var uses: [ScopeUse] = []
  /// Spans of the current scope that ``uses`` does not count yet: there they would cost a look at who shares the list, each.
  private var uncountedSpans: UInt64 = 0
  var series: [MetricSeriesKey] = []
  private var resourceRows: [Resource: UInt32] = [:]
  private var scopeRows: [Scope: UInt32] = [:]
  private var seriesRows: [MetricSeriesKey: UInt32] = [:]
  private var seriesOfSigns: [SeriesSign: UInt32] = [:]
  private var lastSeries: (sign: SeriesSign, row: UInt32)?

  var texts = WorkerTexts()
  var fieldSources = FieldSourceCodes()
  private var shapes = ShapeCodes()
  var bucketLayouts = BucketLayouts()
  var exemplars = ExemplarSet()
  private let holdsStages: Bool
  private let holdsEvaluations: Bool
  let sideKeys: [SideTableKey]
  var sideTable: SideTableFiller?

  private var currentResource: UInt32 = 0
  private var currentScope: UInt32 = 0
  private var currentSource: UInt32 = 0
  private var marked = Mark()

  private(set) var otherPoints: UInt64 = 0
  /// The names of metrics of no known family that look as if they counted tokens or money.
  private(set) var unreadMetrics: Set<String> = []
  /// Hashes of name and unit of the metrics of no known family, so that each is looked at once.
  private var otherMetrics: Set<UInt64> = []
  private(set) var pointCount: UInt64 = 0

  init(keeping request: SideTableRequest, holding tables: StoreTables, expectsMuch: Bool) {
    holdsStages = tables.contains(.stages)
    holdsEvaluations = tables.contains(.evaluations)
    let arena = ColumnArena(expectsMuch: expectsMuch)
    let list = TraceList(in: arena)
    traces = TraceNumbering(into: list)
    spans = GrowingTable { SpanSegment(list, in: arena) }
    calls = GrowingTable { CallSegment(in: arena) }
    stages = GrowingTable { StageSegment(in: arena) }
    evaluations = GrowingTable { EvaluationSegment(in: arena) }
    sideKeys = request.entries.map(\.key)
    sideTable = request.isEmpty ? nil : SideTableFiller(request)
  }

  mutating func beginSource(_ row: Int) {
    currentSource = UInt32(row)
    // Records without resource and scope belong to unknown ones.
    if scopes.isEmpty {
      beginResource(ResourceReading(), digest: AttributeDigest())
      beginScope(ScopeRecord())
    }
  }

  mutating func beginResource(_ reading: ResourceReading, digest: AttributeDigest) {
    let resource = Resource(
      digest: digest, serviceName: text(reading.serviceName), serviceVersion: text(reading.serviceVersion),
      serviceInstance: text(reading.serviceInstance), environment: text(reading.environment))
    if let row = resourceRows[resource] {
      currentResource = row
    } else {
      currentResource = UInt32(resources.count)
      resourceRows[resource] = currentResource
      resources.append(resource)
    }
  }

  mutating func keepTexts(of resource: ResourceRecord) { sideTable?.add(resource, row: Int(currentResource)) }

  /// What came from each scope.
  var scopeUse: [ScopeUse] {
    var all = uses
    if uncountedSpans > 0 { all[Int(currentScope)].spans += uncountedSpans }
    return all
  }

  private mutating func countSpans() {
    if uncountedSpans > 0 { uses[Int(currentScope)].spans += uncountedSpans }
    uncountedSpans = 0
  }

  mutating func beginScope(_ record: ScopeRecord, dialect: UInt8 = 0, tailPolicy: UInt64 = 0) {
    countSpans()
    let scope = Scope(
      resource: currentResource, name: text(record.name), version: text(record.version),
      schemaURL: text(record.schemaURL), digest: record.digest, tailPolicy: tailPolicy)
    if let row = scopeRows[scope] {
      currentScope = row
    } else {
      currentScope = UInt32(scopes.count)
      scopeRows[scope] = currentScope
      scopes.append(scope)
      uses.append(ScopeUse())
    }
    uses[Int(currentScope)].dialect = dialect
    lastSeries = nil
  }

  private func text(_ view: ByteView) -> String? { view.isEmpty ? nil : view.text }

  // Readings are declared to be changed though they are not: then they are handed on by their address. Otherwise the
  // compiler copies them for each call, and they are large.

  mutating func append(_ record: borrowing SpanRecord, _ reading: inout SpanReading) {
    uncountedSpans &+= 1
    let known = shapes.find(reading.shape) ?? newShape(record, &reading)
    let row = spans.makeRoom()
    spans.last?.append(
      record, name: known.name, scope: currentScope, source: currentSource, reading.facts.operationClass,
      reportedNanos: reading.facts.reportedDurationNanos)
    if let segment = spans.last { traces.take(record.fields.traceID, of: segment) }
    if known.mayBeCall { appendCall(row, &reading) }
    if known.isStage, holdsStages { appendStage(row, &reading) }
    if sideTable != nil { addToSideTable(record, &reading) }
    if holdsEvaluations, !reading.evaluations.isEmpty { appendEvaluations(record, reading.evaluations) }
  }

  @inline(never)
  private mutating func addToSideTable(_ record: borrowing SpanRecord, _ reading: inout SpanReading) {
    sideTable?.add(
      record.attributes, reading.facts, segment: spans.segments.count - 1, row: (spans.last?.count ?? 0) - 1)
  }

  @inline(never)
  private mutating func appendEvaluations(_ record: borrowing SpanRecord, _ readings: [EvaluationReading]) {
    let fields = record.fields
    let time = fields.startUnixNano != 0 ? fields.startUnixNano : fields.endUnixNano
    for reading in readings {
      append(reading, time: time, traceID: fields.traceID, spanID: fields.spanID, isFromLog: false)
    }
  }

  /// What is to be known of a span whose shape is not remembered, or that has none.
  @inline(__always)
  private mutating func newShape(_ record: borrowing SpanRecord, _ reading: inout SpanReading) -> ShapeCodes.Known {
    let overflow = texts.name.overflowCount
    let known = ShapeCodes.Known(
      name: texts.name.code(of: record.fields.name), mayBeCall: reading.facts.mayBeCall,
      isStage: !reading.facts.stage.isEmpty)
    // A text beyond the limit must be counted each time.
    if reading.shape != 0, texts.name.overflowCount == overflow { shapes.add(reading.shape, known) }
    return known
  }

  mutating func setErrorTypeOfLastSpan(_ type: ByteView) {
    guard let segment = spans.last, segment.count > 0 else { return }
    segment.errorTypes.append(row: segment.count - 1, code: texts.errorType.code(of: type))
  }

  private mutating func appendCall(_ row: UInt32, _ reading: inout SpanReading) {
    let codes = shapes.call(reading) ?? newCallCodes(&reading)
    _ = calls.makeRoom()
    calls.last?.append(span: row, codes, &reading)
    if !reading.details.isEmpty { calls.last?.appendDetails(&reading, detailCodes(&reading)) }
  }

  /// Codes of a call of a shape that is not remembered.
  @inline(never)
  private mutating func newCallCodes(_ reading: inout SpanReading) -> CallCodes {
    let overflow = texts.overflowCount
    let codes = codes(&reading)
    if texts.overflowCount == overflow { shapes.remember(reading.shape, codes, reading.facts.sources) }
    return codes
  }

  private mutating func codes(_ reading: inout SpanReading) -> CallCodes {
    CallCodes(
      provider: texts.provider.code(of: reading.facts.provider),
      operation: texts.operation.code(of: reading.facts.operation),
      requestModel: texts.model.code(of: reading.facts.requestModel),
      responseModel: texts.model.code(of: reading.facts.responseModel),
      finishReason: texts.finishReason.code(of: reading.facts.finishReason),
      errorType: texts.errorType.code(of: reading.facts.errorType), agent: texts.agent.code(of: reading.facts.agent),
      serviceTier: texts.serviceTier.code(of: reading.facts.serviceTier),
      sources: fieldSources.code(of: reading.facts.sources))
  }

  /// The codes of the details that are texts.
  @inline(__always)
  private mutating func detailCodes(_ reading: inout SpanReading) -> DetailCodes {
    reading.details.mask & CallDetailReadings.texts == 0 ? DetailCodes() : codes(ofDetails: &reading.details)
  }

  @inline(never)
  private mutating func codes(ofDetails details: inout CallDetailReadings) -> DetailCodes {
    var codes = DetailCodes()
    if details.has(.outputType) { codes.outputType = texts.detail.code(of: details.text(.outputType)) }
    if details.has(.finishReason) { codes.finishReason = texts.detail.code(of: details.text(.finishReason)) }
    return codes
  }

  private mutating func appendStage(_ row: UInt32, _ reading: inout SpanReading) {
    let codes = shapes.stage(reading.shape) ?? newStageCodes(&reading)
    _ = stages.makeRoom()
    stages.last?.append(span: row, codes, retrievedCount: reading.facts.retrievedCount)
  }

  /// Codes of a stage of a shape that is not remembered.
  @inline(never)
  private mutating func newStageCodes(_ reading: inout SpanReading) -> StageCodes {
    let overflow = texts.overflowCount
    let codes = StageCodes(
      stage: texts.stage.code(of: reading.facts.stage), tool: texts.tool.code(of: reading.facts.tool),
      agent: texts.agent.code(of: reading.facts.agent), errorType: texts.errorType.code(of: reading.facts.errorType))
    if texts.overflowCount == overflow { shapes.remember(reading.shape, codes) }
    return codes
  }

  private mutating func append(
    _ evaluation: EvaluationReading, time: UInt64, traceID: TraceID, spanID: SpanID, isFromLog: Bool
  ) {
    _ = evaluations.makeRoom()
    guard let segment = evaluations.last else { return }
    segment.time.append(time)
    segment.traceHigh.append(traceID.high)
    segment.traceLow.append(traceID.low)
    segment.spanID.append(spanID.value)
    segment.scope.append(currentScope)
    segment.name.append(texts.evaluation.code(of: evaluation.name))
    segment.label.append(texts.label.code(of: evaluation.label))
    segment.scoreMicros.append(evaluation.scoreMicros)
    segment.responseID.append(identityHash(evaluation.responseID))
    let verdict: UInt8 = evaluation.isHallucination.map { $0 ? 2 : 1 } ?? 0
    segment.traits.append(verdict | (evaluation.isFailed ? 4 : 0) | (isFromLog ? 8 : 0))
  }

  /// Appends the call that a log record tells of, if it does.
  mutating func appendCall(_ record: borrowing LogRecord, _ reading: LogReading) {
    guard var call = reading.call else { return }
    let name = texts.name.code(of: reading.eventName)
    let segment = logCalls.append(
      record, &call, name: name, scope: currentScope, source: currentSource, codes(&call.reading))
    if !call.reading.details.isEmpty { segment.appendDetails(&call.reading, detailCodes(&call.reading)) }
    if sideTable != nil, let places = logCalls.spans.last {
      sideTable?.add(
        record.attributes, call.reading.facts, segment: logCalls.spans.count - 1, row: places.count - 1, isLog: true)
    }
  }

  mutating func append(_ record: borrowing LogRecord, _ reading: LogReading) {
    uses[Int(currentScope)].logRecords += 1
    appendCall(record, reading)
    if logs.last?.isFull ?? true { logs.append(LogSegment()) }
    let segment = logs[logs.count - 1]
    let time = record.timeUnixNano != 0 ? record.timeUnixNano : record.observedTimeUnixNano
    segment.time.append(time)
    segment.scope.append(currentScope)
    segment.event.append(texts.event.code(of: reading.eventName))
    segment.severity.append(record.severityNumber)
    if holdsEvaluations, let evaluation = reading.evaluation {
      append(evaluation, time: time, traceID: record.traceID, spanID: record.spanID, isFromLog: true)
    }
  }

  mutating func append(_ record: borrowing DataPointRecord, _ reading: MetricReading) -> BucketFlaw? {
    var flaw: BucketFlaw?
    pointCount += 1
    uses[Int(currentScope)].metricPoints += 1
    guard reading.family != .other else {
      otherPoints += 1
      noteOther(record)
      return nil
    }
    if points.last?.isFull ?? true { points.append(MetricPointSegment()) }
    let segment = points[points.count - 1]
    segment.series.append(seriesRow(record, reading))
    segment.start.append(record.startUnixNano)
    segment.time.append(record.timeUnixNano)
    segment.flags.append(record.flags)
    segment.intValue.append(record.intValue)
    segment.doubleBits.append((record.doubleValue ?? record.sum).map { Int64(bitPattern: $0.bitPattern) })
    segment.valueCount.append(record.count)
    segment.minBits.append(record.min.map { Int64(bitPattern: $0.bitPattern) })
    segment.maxBits.append(record.max.map { Int64(bitPattern: $0.bitPattern) })
    if record.kind == .histogram || record.kind == .exponentialHistogram, reading.family.hasComparedPercentiles {
      flaw = bucketLayouts.append(record, to: segment.buckets, at: segment.count - 1)
    }
    if !record.exemplars.isEmpty {
      exemplars.insert(contentsOf: record, series: segment.series[segment.count - 1])
    }
    return flaw
  }

  /// Keeps the name of a metric that is not read, where its unit or its name is one of tokens or money.
  private mutating func noteOther(_ record: borrowing DataPointRecord) {
    let sign = record.metricName.stableHash(seed: record.unit.stableHash(seed: 0))
    guard otherMetrics.insert(sign).inserted else { return }
    let (name, unit) = (record.metricName.text, record.unit.text.lowercased())
    let isOfUnit = ["token", "usd"].contains { unit == $0 || unit.hasPrefix("{\($0)") || unit == $0 + "s" }
    let lowercased = name.lowercased()
    if isOfUnit || lowercased.contains("token") || lowercased.contains("cost") { unreadMetrics.insert(name) }
  }

  private mutating func seriesRow(_ record: borrowing DataPointRecord, _ reading: MetricReading) -> UInt32 {
    // Exporters repeat the same series again and again: texts are only made the first time.
    let sign = SeriesSign(
      digest: record.digest, name: record.metricName.stableHash(seed: UInt64(record.kind.rawValue)),
      unit: record.unit.stableHash(seed: UInt64(record.temporality.rawValue) << 1 | (record.isMonotonic ? 1 : 0)),
      scope: currentScope, dialect: uses[Int(currentScope)].dialect)
    if let last = lastSeries, last.sign == sign { return last.row }
    if let row = seriesOfSigns[sign] {
      lastSeries = (sign, row)
      return row
    }
    let key = MetricSeriesKey(
      scope: currentScope, name: record.metricName.text, unit: record.unit.text, kind: record.kind,
      temporality: record.temporality, isMonotonic: record.isMonotonic, digest: record.digest, family: reading.family,
      scaleNumerator: reading.scaleNumerator, scaleDenominator: reading.scaleDenominator, tokenType: reading.tokenType,
      operation: text(reading.operation), provider: text(reading.provider), requestModel: text(reading.requestModel),
      responseModel: text(reading.responseModel), errorType: text(reading.errorType),
      evaluation: text(reading.evaluation))
    let row: UInt32
    if let known = seriesRows[key] {
      row = known
    } else {
      row = UInt32(series.count)
      seriesRows[key] = row
      series.append(key)
    }
    seriesOfSigns[sign] = row
    lastSeries = (sign, row)
    return row
  }

  /// Numbers the traces of the last spans, so that all rows are complete.
  mutating func settleTraces() {
    if let segment = spans.last { traces.settle(segment) }
  }

  // MARK: Going back

  /// Where the tables of spans stood.
  private struct Mark {
    var spans = GrowingTable<SpanSegment>.Place()
    var calls = GrowingTable<CallSegment>.Place()
    var stages = GrowingTable<StageSegment>.Place()
    var evaluations = GrowingTable<EvaluationSegment>.Place()
    var resources = 0
    var scopes = 0
  }

  mutating func mark() {
    marked.spans = spans.end
    marked.calls = calls.end
    marked.stages = stages.end
    marked.evaluations = evaluations.end
    marked.resources = resources.count
    marked.scopes = scopes.count
  }

  mutating func rewind() {
    countSpans()
    for (number, segment) in spans.segments.enumerated().dropFirst(max(marked.spans.segments - 1, 0)) {
      let first = number < marked.spans.segments ? marked.spans.rows : 0
      for row in first..<segment.count { uses[Int(segment.scope[row])].spans -= 1 }
    }
    traces.truncate(to: spans.segments.count == marked.spans.segments ? marked.spans.rows : 0)
    spans.truncate(to: marked.spans)
    calls.truncate(to: marked.calls)
    stages.truncate(to: marked.stages)
    evaluations.truncate(to: marked.evaluations)
    sideTable?.truncateSpans(segment: max(marked.spans.segments - 1, 0), row: marked.spans.rows)
    sideTable?.truncateResources(to: marked.resources)
    for row in marked.scopes..<scopes.count { scopeRows[scopes[row]] = nil }
    scopes.removeSubrange(marked.scopes...)
    uses.removeSubrange(marked.scopes...)
    for row in marked.resources..<resources.count { resourceRows[resources[row]] = nil }
    resources.removeSubrange(marked.resources...)
    // What was current may be gone; the records that follow bring their own resource and scope.
    currentResource = 0
    currentScope = 0
    lastSeries = nil
    seriesOfSigns = [:]
  }
}

/// What tells the series of a point, as far as hashes do: name, kind, unit and how it counts, attributes, and where it is
/// from.
private struct SeriesSign: Hashable {
  var digest: AttributeDigest
  /// With the kind.
  var name: UInt64
  /// With temporality and the monotonic flag.
  var unit: UInt64
  var scope: UInt32
  var dialect: UInt8

  // Two numbers of it tell nearly all series apart, and hashing is done once a point.
  func hash(into hasher: inout Hasher) {
    hasher.combine(digest.low ^ name)
    hasher.combine(scope)
  }
}

/// Ids that are only compared are kept as a hash; 0 stays free for *absent*.
///
/// Two of ten million different ids share a hash with a chance of about three in a million.
func identityHash(_ id: ByteView) -> UInt64 {
  id.isEmpty ? 0 : max(1, id.stableHash(seed: 0x5DEE_CE66_D1CE_4E5B))
}
