import LedgerModel

/// First points of series that appear late, cut down to what they can cover.
///
/// Many libraries let all series of a process begin at its start, and a series whose first value comes hours later then
/// covers all these hours. But a cumulative series is exported at every collection once it exists: where series of the
/// same process with the same start were collected in between without it, everything it counts came after the last such
/// collection. Nothing changes for the first collection of a process, whose past is open.
func narrowFirstPoints(_ judged: inout [JudgedSeries]) {
  struct Origin: Hashable {
    var service: String?
    var instance: String?
    var start: UInt64
  }
  var collections: [Origin: Set<UInt64>] = [:]
  func origin(_ series: MetricSeries, _ start: UInt64) -> Origin {
    Origin(service: series.service, instance: series.instance, start: start)
  }
  func forEachSequence(_ candidate: JudgedSeries, _ body: (Origin, Int, Bool) -> Void) {
    var current: Origin?
    for (row, increment) in candidate.result.increments.enumerated() {
      let isFirst = increment.quality.contains(.sinceStart)
      if isFirst { current = origin(candidate.series, increment.from.value) }
      if let current { body(current, row, isFirst) }
    }
  }
  for candidate in judged where candidate.ignored == nil && candidate.series.temporality != .delta {
    forEachSequence(candidate) { origin, row, _ in
      collections[origin, default: []].insert(candidate.result.increments[row].to.value)
    }
  }
  let sorted = collections.mapValues { $0.sorted() }
  for row in judged.indices where judged[row].ignored == nil && judged[row].series.temporality != .delta {
    var changes: [(row: Int, from: UInt64)] = []
    forEachSequence(judged[row]) { origin, increment, isFirst in
      guard isFirst, let instants = sorted[origin] else { return }
      let to = judged[row].result.increments[increment].to.value
      let place = instants.partitioningIndex { $0 >= to }
      if place > 0 { changes.append((increment, instants[place - 1])) }
    }
    for change in changes { judged[row].result.increments[change.row].from = UnixNanos(change.from) }
  }
}
