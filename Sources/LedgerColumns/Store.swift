import LedgerMemory
import LedgerModel

/// The finished tables of a run: what all workers loaded, with common dictionaries and row numbers. Immutable.
///
/// The order of rows depends on which worker read what; nothing downstream may depend on it.
public final class Store: Sendable {
  /// Spans.
  public let spans: [SpanSegment]
  /// Spans that may be calls.
  public let calls: [CallSegment]
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
  /// The texts of each text column.
  public let texts: ColumnTexts<TextColumnValues>
  /// How many spans there are.
  public let spanCount: Int
  /// How many log records there are.
  public let logCount: Int
  /// How many data points were met, those of no interest included.
  public let pointCount: UInt64
  /// How many rows share the name "(other)" because a column had too many different texts.
  public let overflowCount: UInt64

  /// Joins what the workers loaded. The builders must not be used afterwards: their segments are taken over.
  public init(joining builders: [StoreBuilder]) {
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
    let resources = Set(builders.flatMap(\.resources)).sorted(by: Resource.precedes)
    let resourceRows = Dictionary(uniqueKeysWithValues: resources.enumerated().map { ($1, UInt32($0)) })
    let scopesOf = builders.map { builder in
      builder.scopes.map { scope in
        var scope = scope
        scope.resource = resourceRows[builder.resources[Int(scope.resource)]] ?? 0
        return scope
      }
    }
    let scopes = Set(scopesOf.flatMap { $0 }).sorted {
      ($0.resource, $0.name ?? "", $0.version ?? "", $0.schemaURL ?? "", $0.digest)
        < ($1.resource, $1.name ?? "", $1.version ?? "", $1.schemaURL ?? "", $1.digest)
    }
    let scopeRows = Dictionary(uniqueKeysWithValues: scopes.enumerated().map { ($1, UInt32($0)) })
    let scopeMaps = scopesOf.map { $0.map { scopeRows[$0] ?? 0 } }
    let seriesOf = zip(builders, scopeMaps).map { builder, map in
      builder.series.map { key in
        var key = key
        key.scope = map[Int(key.scope)]
        return key
      }
    }
    let series = Set(seriesOf.flatMap { $0 }).sorted(by: MetricSeriesKey.precedes)
    let seriesRows = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($1, UInt32($0)) })
    let seriesMaps = seriesOf.map { $0.map { seriesRows[$0] ?? 0 } }
    var use = [ScopeUse](repeating: ScopeUse(), count: scopes.count)
    for (builder, map) in zip(builders, scopeMaps) {
      for (row, part) in builder.scopeUse.enumerated() { use[Int(map[row])].add(part) }
    }
    self.resources = resources
    self.scopes = scopes
    scopeUse = use
    self.series = series

    // Rows: codes are rewritten in place, one pass over each column of codes.
    var spanBase: UInt32 = 0
    for (worker, builder) in builders.enumerated() {
      let scopeMap = scopeMaps[worker]
      let base = spanBase << UInt32(SegmentLayout.rowBits)
      for segment in builder.spans {
        for row in 0..<segment.count {
          segment.name[row] = maps.name[worker][Int(segment.name[row])]
          segment.scope[row] = scopeMap[Int(segment.scope[row])]
        }
      }
      for segment in builder.calls {
        for row in 0..<segment.count {
          segment.span[row] += base
          segment.provider[row] = maps.provider[worker][Int(segment.provider[row])]
          segment.operation[row] = maps.operation[worker][Int(segment.operation[row])]
          segment.requestModel[row] = maps.model[worker][Int(segment.requestModel[row])]
          segment.responseModel[row] = maps.model[worker][Int(segment.responseModel[row])]
          segment.finishReason[row] = maps.finishReason[worker][Int(segment.finishReason[row])]
          segment.errorType[row] = maps.errorType[worker][Int(segment.errorType[row])]
          segment.agent[row] = maps.agent[worker][Int(segment.agent[row])]
          segment.serviceTier[row] = maps.serviceTier[worker][Int(segment.serviceTier[row])]
        }
      }
      for segment in builder.stages {
        for row in 0..<segment.count {
          segment.span[row] += base
          segment.stage[row] = maps.stage[worker][Int(segment.stage[row])]
          segment.tool[row] = maps.tool[worker][Int(segment.tool[row])]
          segment.agent[row] = maps.agent[worker][Int(segment.agent[row])]
          segment.errorType[row] = maps.errorType[worker][Int(segment.errorType[row])]
        }
      }
      for segment in builder.evaluations {
        for row in 0..<segment.count {
          segment.scope[row] = scopeMap[Int(segment.scope[row])]
          segment.name[row] = maps.evaluation[worker][Int(segment.name[row])]
          segment.label[row] = maps.label[worker][Int(segment.label[row])]
        }
      }
      for segment in builder.logs {
        for row in 0..<segment.count {
          segment.scope[row] = scopeMap[Int(segment.scope[row])]
          segment.event[row] = maps.event[worker][Int(segment.event[row])]
        }
      }
      for segment in builder.points {
        for row in 0..<segment.count {
          segment.series[row] = seriesMaps[worker][Int(segment.series[row])]
        }
      }
      spanBase += UInt32(builder.spans.count)
    }
    spans = builders.flatMap(\.spans)
    calls = builders.flatMap(\.calls)
    stages = builders.flatMap(\.stages)
    evaluations = builders.flatMap(\.evaluations)
    logs = builders.flatMap(\.logs)
    points = builders.flatMap(\.points)
    spanCount = spans.reduce(0) { $0 + $1.count }
    logCount = logs.reduce(0) { $0 + $1.count }
    pointCount = builders.reduce(0) { $0 + $1.pointCount }
    overflowCount = builders.reduce(0) { $0 + $1.overflowCount }
  }

  /// The segment and the row in it that a span's number means.
  public func locate(span: UInt32) -> (segment: SpanSegment, row: Int) {
    (spans[Int(span >> UInt32(SegmentLayout.rowBits))], Int(span & UInt32(SegmentLayout.rows - 1)))
  }

  /// The resource of a scope.
  public func resource(ofScope scope: UInt32) -> Resource { resources[Int(scopes[Int(scope)].resource)] }
}
