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

    // Texts: one dictionary per column, codes in the order of the texts.
    var joined = ColumnTexts<TextColumnValues>(make: { TextColumnValues(texts: [""]) })
    var maps = ColumnTexts<[[UInt32]]>(make: { [] })
    let lists = builders.map { $0.texts() }
    for column in 0..<ColumnTexts<[String]>.columns.count {
      let parts = lists.map { $0[keyPath: ColumnTexts<[String]>.columns[column]] }
      let (values, codeMaps) = TextColumnValues.join(parts)
      joined[keyPath: ColumnTexts<TextColumnValues>.columns[column]] = values
      maps[keyPath: ColumnTexts<[[UInt32]]>.columns[column]] = codeMaps
    }
    texts = joined

    // Emitters: the same resource met by two workers becomes one row.
    let spellings = Spellings(builders)
    let resourcesOf = builders.map { $0.resources.map { $0.spelt(spellings) } }
    let resources = Set(resourcesOf.joined()).sorted(by: Resource.precedes)
    let resourceMaps = Store.rows(of: resourcesOf, in: resources)
    let scopesOf = zip(builders, resourceMaps).map { builder, map in
      builder.scopes.map { scope in
        var scope = scope.spelt(spellings)
        scope.resource = map[Int(scope.resource)]
        return scope
      }
    }
    let scopes = Set(scopesOf.flatMap { $0 }).sorted {
      ($0.resource, $0.name ?? "", $0.version ?? "", $0.schemaURL ?? "", $0.digest)
        < ($1.resource, $1.name ?? "", $1.version ?? "", $1.schemaURL ?? "", $1.digest)
    }
    let scopeMaps = Store.rows(of: scopesOf, in: scopes)
    let seriesOf = zip(builders, scopeMaps).map { builder, map in
      builder.series.map { key in
        var key = key.spelt(spellings)
        key.scope = map[Int(key.scope)]
        return key
      }
    }
    let series = Set(seriesOf.flatMap { $0 }).sorted(by: MetricSeriesKey.precedes)
    let seriesMaps = Store.rows(of: seriesOf, in: series)
    let (fieldSources, sourceMaps) = FieldSourceCodes.join(builders.map(\.fieldSources))
    self.fieldSources = fieldSources
    let (exemplars, bits) = ExemplarSet.join(builders.map(\.exemplars), seriesMaps: seriesMaps)
    self.exemplars = exemplars
    exemplarsOneIn = 1 << bits
    let (bucketLayouts, layoutMaps) = BucketLayouts.join(builders.map(\.bucketLayouts))
    self.bucketLayouts = bucketLayouts
    var use = [ScopeUse](repeating: ScopeUse(), count: scopes.count)
    for (builder, map) in zip(builders, scopeMaps) {
      for (row, part) in builder.scopeUse.enumerated() { use[Int(map[row])].add(part) }
    }
    self.resources = resources
    self.scopes = scopes
    let keys = builders.first?.sideKeys ?? []
    precondition(builders.allSatisfy { $0.sideKeys == keys }, "workers keep different texts")
    sideTable = SideColumn.join(
      keys,
      keys.isEmpty
        ? []
        : zip(builders, resourceMaps).map { builder, map in
          SideWorker(
            parts: builder.sideParts(), spanSegments: builder.spans.count, logSegments: builder.logCallSpans.count,
            resourceRows: map.map { Int($0) })
        }, scopes: scopes, resourceCount: resources.count, workers)
    scopeUse = use
    self.series = series
    unreadMetrics = builders.reduce(into: Set<String>()) { $0.formUnion($1.unreadMetrics) }.sorted()

    // Rows: codes are rewritten in place, one pass over each column of codes, segment by segment.
    var spanBase: UInt32 = 0
    var logBase = UInt32(builders.reduce(0) { $0 + $1.spans.count })
    var work: [@Sendable () -> Void] = []
    for (worker, builder) in builders.enumerated() {
      let codes = CodeMaps(
        maps, worker: worker, scope: scopeMaps[worker], series: seriesMaps[worker], sources: sourceMaps[worker],
        spanBase: spanBase << UInt32(SegmentLayout.rowBits))
      work += builder.spans.map { segment in { codes.rewrite(segment) } }
      work += builder.calls.map { segment in { codes.rewrite(segment) } }
      work += builder.stages.map { segment in { codes.rewrite(segment) } }
      work += builder.evaluations.map { segment in { codes.rewrite(segment) } }
      work += builder.logs.map { segment in { codes.rewrite(segment) } }
      let layouts = layoutMaps[worker]
      work += builder.points.map { segment in
        {
          codes.rewrite(segment)
          segment.buckets.layout.rewrite(layouts)
        }
      }
      let logCodes = codes.moving(spansBy: logBase << UInt32(SegmentLayout.rowBits))
      work += builder.logCallSpans.map { segment in { logCodes.rewrite(segment) } }
      work += builder.logCalls.map { segment in { logCodes.rewrite(segment) } }
      spanBase += UInt32(builder.spans.count)
      logBase += UInt32(builder.logCallSpans.count)
    }
    let rewriting = work
    workers.run(rewriting.count) { rewriting[$0]() }
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

  /// For the keys of each worker, the rows of the joined ones, among which all of them are.
  private static func rows<Key: Hashable>(of lists: [[Key]], in joined: [Key]) -> [[UInt32]] {
    let rows = Dictionary(uniqueKeysWithValues: joined.enumerated().map { ($1, UInt32($0)) })
    return lists.map { list in
      list.map { key in
        guard let row = rows[key] else { preconditionFailure("a key that was not joined") }
        return row
      }
    }
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

/// From the codes of one worker to those of the store.
private struct CodeMaps: Sendable {
  private let name: [UInt32]
  private let provider: [UInt32]
  private let operation: [UInt32]
  private let model: [UInt32]
  private let finishReason: [UInt32]
  private let errorType: [UInt32]
  private let agent: [UInt32]
  private let tool: [UInt32]
  private let serviceTier: [UInt32]
  private let detail: [UInt32]
  private let stage: [UInt32]
  private let evaluation: [UInt32]
  private let label: [UInt32]
  private let event: [UInt32]
  private let scope: [UInt32]
  private let series: [UInt32]
  private let sources: [UInt16]
  /// What the worker's numbers of spans grow by.
  private var spanBase: UInt32

  func moving(spansBy base: UInt32) -> CodeMaps {
    var maps = self
    maps.spanBase = base
    return maps
  }

  init(
    _ maps: ColumnTexts<[[UInt32]]>, worker: Int, scope: [UInt32], series: [UInt32], sources: [UInt16],
    spanBase: UInt32
  ) {
    name = maps.name[worker]
    provider = maps.provider[worker]
    operation = maps.operation[worker]
    model = maps.model[worker]
    finishReason = maps.finishReason[worker]
    errorType = maps.errorType[worker]
    agent = maps.agent[worker]
    tool = maps.tool[worker]
    serviceTier = maps.serviceTier[worker]
    detail = maps.detail[worker]
    stage = maps.stage[worker]
    evaluation = maps.evaluation[worker]
    label = maps.label[worker]
    event = maps.event[worker]
    self.scope = scope
    self.series = series
    self.sources = sources
    self.spanBase = spanBase
  }

  private func rewrite(_ column: borrowing CodeBuffer, _ codes: [UInt32]) { column.rewrite(codes) }

  private func move(_ spans: borrowing SteppedColumn<UInt32>) {
    if spanBase == 0 { return }
    for row in 0..<spans.count { spans[row] += spanBase }
  }

  func rewrite(_ segment: SpanSegment) {
    rewrite(segment.name, name)
    rewrite(segment.scope, scope)
    segment.errorTypes.rewrite(errorType)
  }

  func rewrite(_ segment: CallSegment) {
    move(segment.span)
    rewrite(segment.provider, provider)
    rewrite(segment.operation, operation)
    rewrite(segment.requestModel, model)
    rewrite(segment.responseModel, model)
    rewrite(segment.finishReason, finishReason)
    rewrite(segment.errorType, errorType)
    rewrite(segment.agent, agent)
    rewrite(segment.serviceTier, serviceTier)
    segment.details.rewriteTexts(detail)
    for row in 0..<segment.sources.count { segment.sources[row] = sources[Int(segment.sources[row])] }
  }

  func rewrite(_ segment: StageSegment) {
    move(segment.span)
    rewrite(segment.stage, stage)
    rewrite(segment.tool, tool)
    rewrite(segment.agent, agent)
    rewrite(segment.errorType, errorType)
  }

  func rewrite(_ segment: EvaluationSegment) {
    rewrite(segment.scope, scope)
    rewrite(segment.name, evaluation)
    rewrite(segment.label, label)
  }

  func rewrite(_ segment: LogSegment) {
    rewrite(segment.scope, scope)
    rewrite(segment.event, event)
  }

  func rewrite(_ segment: MetricPointSegment) { rewrite(segment.series, series) }
}
