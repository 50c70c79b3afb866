import LedgerMemory
import LedgerModel

/// Tables that only some runs ask for; spans and calls are always held.
public struct StoreTables: OptionSet, Sendable {
  /// The tables as bits.
  public let rawValue: UInt8

  /// Tables by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Spans that are stages.
  public static let stages = StoreTables(rawValue: 1)
  /// What spans and log records say of the quality of answers.
  public static let evaluations = StoreTables(rawValue: 2)
  /// Every table.
  public static let all: StoreTables = [.stages, .evaluations]
}

/// Fills the tables for one worker: segments and dictionaries of its own, so that workers share nothing. The builders
/// of all workers are joined into a ``Store`` when loading has ended.
public final class StoreBuilder {
  // The work is done by a value, so that one checked access covers a whole record.
  private let exclusive: Exclusive<StoreFiller>
  private var filler: StoreFiller {
    _read { yield exclusive.value }
    _modify { yield &exclusive.value }
  }

  /// Whether texts are kept in a side table.
  public let keepsSideTable: Bool

  /// An empty builder that keeps these texts beside, and holds these tables beside those of spans and calls.
  ///
  /// - Parameter expectsMuch: whether hundreds of thousands of rows are to come; see ``LedgerMemory/ColumnArena``.
  public init(
    keeping sideTable: SideTableRequest = SideTableRequest(), holding tables: StoreTables = .all,
    expectsMuch: Bool = false
  ) {
    keepsSideTable = !sideTable.isEmpty
    exclusive = Exclusive(StoreFiller(keeping: sideTable, holding: tables, expectsMuch: expectsMuch))
  }

  /// How many data points of metrics that are neither compared nor reported were met and left out.
  public var otherPoints: UInt64 { filler.otherPoints }
  /// How many data points were met in all.
  public var pointCount: UInt64 { filler.pointCount }

  /// The following records come from this source.
  public func beginSource(_ row: Int) { filler.beginSource(row) }

  /// The following scopes belong to this resource.
  public func beginResource(_ reading: ResourceReading, digest: AttributeDigest) {
    filler.beginResource(reading, digest: digest)
  }

  /// Keeps in the side table what the current resource says.
  public func keepTexts(of resource: ResourceRecord) { filler.keepTexts(of: resource) }

  /// The following records belong to this scope of the current resource; `dialect` is what its name tells, and
  /// `tailPolicy` the hash of the tail sampling policy that it names, each 0 for nothing.
  public func beginScope(_ record: ScopeRecord, dialect: UInt8 = 0, tailPolicy: UInt64 = 0) {
    filler.beginScope(record, dialect: dialect, tailPolicy: tailPolicy)
  }

  /// Appends a span, and its call, stage and evaluations where the reading has them and they are held.
  public func append(_ record: borrowing SpanRecord, _ reading: inout SpanReading) {
    filler.append(record, &reading)
  }

  /// Says why the last span failed.
  public func setErrorTypeOfLastSpan(_ type: ByteView) { filler.setErrorTypeOfLastSpan(type) }

  /// Appends a log record, and the evaluation or call that it carries.
  public func append(_ record: borrowing LogRecord, _ reading: LogReading) { filler.append(record, reading) }

  /// Appends the call that a log record carries, and nothing else of it.
  public func appendCall(_ record: borrowing LogRecord, _ reading: LogReading) { filler.appendCall(record, reading) }

  /// Appends a data point; points of metrics of no interest are only counted. Says why its buckets were not kept.
  @discardableResult
  public func append(_ record: borrowing DataPointRecord, _ reading: MetricReading) -> BucketFlaw? {
    filler.append(record, reading)
  }

  /// Remembers where the tables of spans stand; see ``rewind()``.
  public func mark() { filler.mark() }

  /// Takes back every resource, scope, span, call, stage and judgement since the last mark. Only spans may have come in
  /// since: no data points, no log records.
  public func rewind() { filler.rewind() }

  /// Completes the rows of all tables; nothing is appended any more.
  func complete() { filler.settleTraces() }

  // What joining takes over.
  var spans: [SpanSegment] { filler.spans.segments }
  var calls: [CallSegment] { filler.calls.segments }
  var stages: [StageSegment] { filler.stages.segments }
  var evaluations: [EvaluationSegment] { filler.evaluations.segments }
  var logs: [LogSegment] { filler.logs }
  var points: [MetricPointSegment] { filler.points }
  var logCallSpans: [SpanSegment] { filler.logCalls.spans }
  var logCalls: [CallSegment] { filler.logCalls.calls }
  var logCallFacts: [LogCallSegment] { filler.logCalls.logs }
  var resources: [Resource] { filler.resources }
  var scopes: [Scope] { filler.scopes }
  var scopeUse: [ScopeUse] { filler.scopeUse }
  var series: [MetricSeriesKey] { filler.series }
  var unreadMetrics: Set<String> { filler.unreadMetrics }
  var bucketLayouts: [BucketLayout] { filler.bucketLayouts.layouts }
  var exemplars: (kept: Set<KeptExemplar>, bits: UInt64) { (filler.exemplars.kept, filler.exemplars.bits) }
  var fieldSources: [FieldSources] { filler.fieldSources.values }
  /// What the side table keeps, and the columns that this builder has of it.
  var sideKeys: [SideTableKey] { filler.sideKeys }
  func sideParts() -> [SidePart] { filler.sideTable?.parts() ?? [] }
  /// The texts of each column by the builder's own codes, the absent text first.
  func texts() -> [[String]] { filler.texts.listed() }
  /// How many rows shared the code of "(other)" because a column had too many different texts.
  var overflowCount: UInt64 { filler.texts.overflowCount + (filler.sideTable?.overflowCount ?? 0) }
}
