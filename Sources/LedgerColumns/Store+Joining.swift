import LedgerMemory
import LedgerModel

// What several workers loaded becomes one store.

extension Store {
  /// The texts of all workers: one dictionary per column, codes in the order of the texts; and for each column and worker what
  /// its codes become.
  static func joinTexts(
    of builders: [StoreBuilder]
  ) -> (texts: ColumnTexts<TextColumnValues>, maps: ColumnTexts<[[UInt32]]>) {
    let lists = builders.map { $0.texts() }
    let joined = (0..<ColumnTexts<[String]>.columnCount).map { column in
      TextColumnValues.join(lists.map { $0[column] })
    }
    return (ColumnTexts(all: joined.map(\.values)), ColumnTexts(all: joined.map(\.maps)))
  }

  /// Rewrites the codes of all rows in place, one pass over each column of codes, segment by segment.
  static func rewrite(
    _ builders: [StoreBuilder], _ maps: [CodeMaps], _ layoutMaps: [[UInt32]], _ workers: Workers
  ) {
    var spanBase: UInt32 = 0
    var logBase = UInt32(builders.reduce(0) { $0 + $1.spans.count })
    var work: [@Sendable () -> Void] = []
    for (worker, builder) in builders.enumerated() {
      let codes = maps[worker].moving(spansBy: spanBase << UInt32(SegmentLayout.rowBits))
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
      let logCodes = maps[worker].moving(spansBy: logBase << UInt32(SegmentLayout.rowBits))
      work += builder.logCallSpans.map { segment in { logCodes.rewrite(segment) } }
      work += builder.logCalls.map { segment in { logCodes.rewrite(segment) } }
      spanBase += UInt32(builder.spans.count)
      logBase += UInt32(builder.logCallSpans.count)
    }
    let rewriting = work
    workers.run(rewriting.count) { rewriting[$0]() }
  }
}

/// The emitters of all workers: the same one met by two of them becomes one row. Beside each list, for each worker, which rows
/// its own became.
struct JoinedEmitters {
  let resources: [Resource]
  let resourceMaps: [[UInt32]]
  let scopes: [Scope]
  let scopeMaps: [[UInt32]]
  let series: [MetricSeriesKey]
  let seriesMaps: [[UInt32]]

  init(_ builders: [StoreBuilder]) {
    let spellings = Spellings(builders)
    let resourcesOf = builders.map { $0.resources.map { $0.spelt(spellings) } }
    resources = Set(resourcesOf.joined()).sorted(by: Resource.precedes)
    resourceMaps = JoinedEmitters.rows(of: resourcesOf, in: resources)
    let scopesOf = zip(builders, resourceMaps).map { builder, map in
      builder.scopes.map { scope in
        var scope = scope.spelt(spellings)
        scope.resource = map[Int(scope.resource)]
        return scope
      }
    }
    scopes = Set(scopesOf.flatMap { $0 }).sorted {
      ($0.resource, $0.name ?? "", $0.version ?? "", $0.schemaURL ?? "", $0.digest)
        < ($1.resource, $1.name ?? "", $1.version ?? "", $1.schemaURL ?? "", $1.digest)
    }
    scopeMaps = JoinedEmitters.rows(of: scopesOf, in: scopes)
    let seriesOf = zip(builders, scopeMaps).map { builder, map in
      builder.series.map { key in
        var key = key.spelt(spellings)
        key.scope = map[Int(key.scope)]
        return key
      }
    }
    series = Set(seriesOf.flatMap { $0 }).sorted(by: MetricSeriesKey.precedes)
    seriesMaps = JoinedEmitters.rows(of: seriesOf, in: series)
  }

  /// What came from each scope.
  func use(_ builders: [StoreBuilder]) -> [ScopeUse] {
    var use = [ScopeUse](repeating: ScopeUse(), count: scopes.count)
    for (builder, map) in zip(builders, scopeMaps) {
      for (row, part) in builder.scopeUse.enumerated() { use[Int(map[row])].add(part) }
    }
    return use
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
}

/// From the codes of one worker to those of the store.
struct CodeMaps: Sendable {
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
  private var spanBase: UInt32 = 0

  func moving(spansBy base: UInt32) -> CodeMaps {
    var maps = self
    maps.spanBase = base
    return maps
  }

  init(
    _ maps: ColumnTexts<[[UInt32]]>, worker: Int, scope: [UInt32], series: [UInt32], sources: [UInt16]
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
