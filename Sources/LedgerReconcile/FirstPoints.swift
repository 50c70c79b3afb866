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
  /// The increments of a series from one start to the next.
  struct Run {
    var series: Int
    var origin: Int
    var rows: Range<Int>
  }
  var origins: [Origin: Int] = [:]
  var runs: [Run] = []
  for row in judged.indices where judged[row].ignored == nil && judged[row].series.temporality != .delta {
    let (series, list) = (judged[row].series, judged[row].result.list)
    for place in list.indices where list.quality(place).contains(.sinceStart) {
      let key = Origin(service: series.service, instance: series.instance, start: list.from(place))
      let origin = origins[key] ?? origins.count
      origins[key] = origin
      if let last = runs.last, last.series == row { runs[runs.count - 1].rows = last.rows.lowerBound..<place }
      runs.append(Run(series: row, origin: origin, rows: place..<list.count))
    }
  }
  // Of all collections only the last before each first point matters, and first points have few different times.
  var firsts = [[UInt64]](repeating: [], count: origins.count)
  for run in runs { firsts[run.origin].append(judged[run.series].result.list.to(run.rows.lowerBound)) }
  for origin in firsts.indices { firsts[origin] = distinct(firsts[origin]) }
  var latest = firsts.map { [UInt64?](repeating: nil, count: $0.count) }
  for run in runs {
    let list = judged[run.series].result.list
    let times = firsts[run.origin]
    for row in run.rows {
      let to = list.to(row)
      let place = times.partitioningIndex { $0 > to }
      // Increments stand in order of their ends.
      if place == times.count { break }
      latest[run.origin][place] = max(latest[run.origin][place] ?? 0, to)
    }
  }
  for origin in latest.indices {
    for place in latest[origin].indices.dropFirst() {
      guard let before = latest[origin][place - 1] else { continue }
      latest[origin][place] = max(latest[origin][place] ?? 0, before)
    }
  }
  for run in runs {
    let row = run.rows.lowerBound
    let to = judged[run.series].result.list.to(row)
    let times = firsts[run.origin]
    if let before = latest[run.origin][times.partitioningIndex { $0 >= to }] {
      judged[run.series].result.list.setFrom(before, ofRow: row)
    }
  }
}

/// The values in order, each once.
func distinct(_ values: [UInt64]) -> [UInt64] {
  var sorted = values.sorted()
  var kept = 0
  for row in sorted.indices where kept == 0 || sorted[kept - 1] != sorted[row] {
    sorted[kept] = sorted[row]
    kept += 1
  }
  sorted.removeLast(sorted.count - kept)
  return sorted
}
