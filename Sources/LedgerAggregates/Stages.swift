import LedgerCalls
import LedgerColumns
import LedgerModel

/// One stage of pipelines and agents, by name.
public struct StageSummary: Sendable {
  /// The stage's name.
  public var name: String
  /// How many spans it has.
  public var spans = 0
  /// How many of them failed.
  public var errors = 0
  /// Their durations.
  public var duration: Distribution?
  /// How many documents its retrievals brought.
  public var retrievedDocuments: Distribution?
}

/// Sums up the stages of the selected spans, in the order of their names. Duplicate spans do not count.
public func stageSummaries(_ store: Store, _ index: SpanIndex, _ selection: Selection) -> [StageSummary] {
  let services = ServiceCodes(store)
  let isSelective = selection != Selection()
  var summaries = store.texts.stage.texts.map { StageSummary(name: $0) }
  let room = store.stages.reduce(0) { $0 + $1.count }
  var durations = GatheredValues(room: room)
  var documents = GatheredValues(room: room)
  for segment in store.stages {
    // Stages are in the order of their spans: many in a row have theirs in one segment.
    var known: (number: UInt32, spans: SpanSegment)?
    for row in 0..<segment.count {
      let span = segment.span[row]
      guard !index.isDuplicate(span) else { continue }
      let number = span >> UInt32(SegmentLayout.rowBits)
      if known?.number != number { known = (number, store.spans[Int(number)]) }
      guard let spans = known?.spans else { continue }
      let spanRow = Int(span & UInt32(SegmentLayout.rows - 1))
      if isSelective {
        guard selection.includes(instant: spans.start[spanRow]),
          selection.includes(service: services.name(services.code(ofScope: spans.scope[spanRow])))
        else { continue }
      }
      let stage = segment.stage[row]
      summaries[Int(stage)].spans += 1
      if segment.errorType[row] != 0 || spans.status(spanRow) == 2 { summaries[Int(stage)].errors += 1 }
      let duration = spans.duration[spanRow]
      durations.add(duration == unknownDuration ? nil : Int64(exactly: duration), to: stage)
      documents.add(segment.retrievedCount[row], to: stage)
    }
  }
  let durationOf = durations.distributions(groupCount: summaries.count, unit: .nanoseconds)
  let documentsOf = documents.distributions(groupCount: summaries.count, unit: .count)
  for stage in summaries.indices {
    summaries[stage].duration = durationOf[stage]
    summaries[stage].retrievedDocuments = documentsOf[stage]
  }
  return summaries.filter { $0.spans > 0 }
}
