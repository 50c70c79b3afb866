import LedgerMemory
import LedgerModel

/// The finished tables of a run: what all workers loaded, with common dictionaries and row numbers. Immutable.
///
/// The order of rows depends on which worker read what; nothing downstream may depend on it.
public final class Store: Sendable {
  /// Spans; behind them, from ``spanSegmentCount`` on, the places of calls that log records tell of.
  public let spans: [SpanSegment]
  /// Spans that may be calls; behind them, from ``spanCallSegmentCount`` on, calls that log records tell of.
  public let calls: [CallSegment]
  /// What log records say of calls beyond that: one segment for each from ``spanCallSegmentCount`` on.
  public let logCalls: [LogCallSegment]
  /// How many segments of ``spans`` hold spans.
  public let spanSegmentCount: Int
  /// How many segments of ``calls`` are about spans.
  public let spanCallSegmentCount: Int
  /// Spans that are stages.
  public let stages: [StageSegment]
  /// Judgements.
  public let evaluations: [EvaluationSegment]
  /// Log records.
  public let logs: [LogSegment]
  /// Data points of the metrics of interest.
  public let points: [MetricPointSegment]
  /// Resources, in the order of their content.
  public let resources: [Resource]
  /// Scopes, in the order of their content.
  public let scopes: [Scope]
  /// What came from each scope.
  public let scopeUse: [ScopeUse]
  /// Metric series, in the order of their content.
  public let series: [MetricSeriesKey]
  /// The names of metrics that no dialect knows, and that name tokens or money in their name or unit, in order.
  public let unreadMetrics: [String]
  /// How the buckets of points are laid out, by the numbers that their columns have; the first stands for none.
  public let bucketLayouts: [BucketLayout]
  /// Exemplars of the metrics of interest, each once, in no order.
  public let exemplars: [KeptExemplar]
  /// One in so many exemplars was kept, chosen by content, so that memory stays bounded; 1 where all were.
  public let exemplarsOneIn: UInt64
  /// Which attributes said what of calls, in the order of their content; the first says nothing.
  public let fieldSources: [FieldSources]
  /// The texts of each text column.
  public let texts: ColumnTexts<TextColumnValues>
  /// What was kept because the run asked for it: a column for each key.
  public let sideTable: [SideColumn]
  /// How many spans there are.
  public let spanCount: Int
  /// How many log records there are.
  public let logCount: Int
  /// How many data points were met, those of no interest included.
  public let pointCount: UInt64
  /// How many rows share the name "(other)" because a column had too many different texts.
  public let overflowCount: UInt64

  /// Joins what the workers loaded. The builders must not be used afterwards: their segments are taken over.
  public init(joining builders: [StoreBuilder], workers: Workers = .one) {
    for builder in builders { builder.complete() }

    let (texts, textMaps) = Store.joinTexts(of: builders)
    self.texts = texts
    let emitters = JoinedEmitters(builders)
    resources = emitters.resources
    scopes = emitters.scopes
    series = emitters.series
    let (fieldSources, sourceMaps) = FieldSourceCodes.join(builders.map(\.fieldSources))
    self.fieldSources = fieldSources
    let (exemplars, bits) = ExemplarSet.join(builders.map(\.exemplars), seriesMaps: emitters.seriesMaps)
    self.exemplars = exemplars
    exemplarsOneIn = 1 << bits
    let (bucketLayouts, layoutMaps) = BucketLayouts.join(builders.map(\.bucketLayouts))
    self.bucketLayouts = bucketLayouts
    scopeUse = emitters.use(builders)
    let keys = builders.first?.sideKeys ?? []
    precondition(builders.allSatisfy { $0.sideKeys == keys }, "workers keep different texts")
    sideTable = SideColumn.join(
      keys,
      keys.isEmpty
        ? []
        : zip(builders, emitters.resourceMaps).map { builder, map in
          SideWorker(
            parts: builder.sideParts(), spanSegments: builder.spans.count, logSegments: builder.logCallSpans.count,
            resourceRows: map.map { Int($0) })
        }, scopes: scopes, resourceCount: resources.count, workers)
    unreadMetrics = builders.reduce(into: Set<String>()) { $0.formUnion($1.unreadMetrics) }.sorted()

    let codes = builders.indices.map { worker in
      CodeMaps(
        textMaps, worker: worker, scope: emitters.scopeMaps[worker], series: emitters.seriesMaps[worker],
        sources: sourceMaps[worker])
    }
    Store.rewrite(builders, codes, layoutMaps, workers)

    spanSegmentCount = builders.reduce(0) { $0 + $1.spans.count }
    spanCallSegmentCount = builders.reduce(0) { $0 + $1.calls.count }
    spans = builders.flatMap(\.spans) + builders.flatMap(\.logCallSpans)
    calls = builders.flatMap(\.calls) + builders.flatMap(\.logCalls)
    logCalls = builders.flatMap(\.logCallFacts)
    stages = builders.flatMap(\.stages)
    evaluations = builders.flatMap(\.evaluations)
    logs = builders.flatMap(\.logs)
    points = builders.flatMap(\.points)
    spanCount = spans[..<spanSegmentCount].reduce(0) { $0 + $1.count }
    logCount = logs.reduce(0) { $0 + $1.count }
    pointCount = builders.reduce(0) { $0 + $1.pointCount }
    overflowCount = builders.reduce(0) { $0 + $1.overflowCount }
  }

  /// The segment and the row in it that a span's number means.
  public func locate(span: UInt32) -> (segment: SpanSegment, row: Int) {
    (spans[Int(span >> UInt32(SegmentLayout.rowBits))], Int(span & UInt32(SegmentLayout.rows - 1)))
  }

  /// What was kept for a key; `nil` where the run did not ask for it.
  public func sideColumn(_ key: SideTableKey) -> SideColumn? { sideTable.first { $0.key == key } }

  /// The resource of a scope.
  public func resource(ofScope scope: UInt32) -> Resource { resources[Int(scopes[Int(scope)].resource)] }
}
