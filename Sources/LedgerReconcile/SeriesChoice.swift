import LedgerMemory
import LedgerModel

/// Why a series is not part of the comparison.
public enum IgnoredBecause: Hashable, Sendable {
  /// It measures agents, workflows, tools or retrievals.
  case notOfCalls
  /// A gauge, or a sum that may fall.
  case level
  /// It does not say how it counts.
  case unknownTemporality
  /// It has no increment: nothing but first points, markers or unusable points.
  case withoutIncrements
  /// It sums up scores and does not say of what.
  case unnamedEvaluation
  /// It counts a part of tokens that another type counts in full, and spans do not tell.
  case subset
  /// It counts a total beside input and output of the same service and model.
  case totalBesideParts
  /// It is exported with another temporality, too, and the series of that one is used.
  case otherTemporality(used: Temporality)
  /// It measures what the metric of the given name measures in the same service.
  case overlap(chosen: String)
}

/// A series with its increments and its fate.
struct JudgedSeries {
  var series: MetricSeries
  var result: SeriesIncrements
  var ignored: IgnoredBecause?
}

/// Metric series with their increments, and what takes part in the comparison. Comparison and search for causes both start
/// from them, so that points are gone through only once.
public struct JudgedMetrics: Sendable {
  var series: [JudgedSeries] = []
  var joinings: Joinings
}

/// Judges every series that could be compared, in an order that depends on content alone.
///
/// The rules, in this order: only increments of calls; subsets of token types never; scores only where they say of what;
/// of one series with two temporalities one;
/// per service and quantity one metric name (by rank, then in the order of ``MetricChoice``); a total only where its
/// service and line have neither input nor output.
///
/// The joinings come from the series that are left before totals are looked at, since that needs lines.
///
/// - Parameters:
///   - all: the series, in any order, each identity once. Families without a ``ComparedQuantity`` are left out.
///   - traces: the calls that they are put beside.
///   - workers: who works increments out; the result does not depend on how many they are.
///   - points: the points of a series by its row in `all`; `nil` where series have theirs with them. They are asked for
///     series by series and let go of at once, so that a large archive never has all of them in this form.
public func judge(
  _ all: [MetricSeries], beside traces: TraceSide, workers: Workers = .one,
  points: (@Sendable (Int) -> [MetricPoint])? = nil
) -> JudgedMetrics {
  judge(all, traces.names, workers: workers, points: points)
}

/// The same with what the calls name.
func judge(
  _ all: [MetricSeries], _ traced: TracedNames, workers: Workers = .one,
  points: (@Sendable (Int) -> [MetricPoint])? = nil
) -> JudgedMetrics {
  let rows = all.indices.filter { ComparedQuantity.families.contains(all[$0].family) }
  let parts = workers.stretches(of: rows.count, least: 16)
  var judged = workers.map(parts.count) { part in
    parts[part].map { place in
      var series = all[rows[place]]
      if let points { series.points = points(rows[place]) }
      let result = increments(of: series)
      series.points = []
      return JudgedSeries(series: series, result: result)
    }
  }.flatMap { $0 }
  judged.sort {
    if $0.series.service != $1.series.service { return absentFirst($0.series.service, $1.series.service) }
    return ($0.series.metricName, $0.series.identity) < ($1.series.metricName, $1.series.identity)
  }
  for row in judged.indices { judged[row].ignored = individualReason(judged[row]) }
  ignoreSecondTemporalities(&judged)
  ignoreOverlaps(&judged)
  let joinings = Joinings(judged, traced)
  ignoreTotals(&judged, joinings)
  narrowFirstPoints(&judged)
  return JudgedMetrics(series: judged, joinings: joinings)
}

/// By name, unknown names first.
func absentFirst(_ left: String?, _ right: String?) -> Bool {
  guard let right else { return false }
  guard let left else { return true }
  return left < right
}

private func individualReason(_ candidate: JudgedSeries) -> IgnoredBecause? {
  if !candidate.series.isOfCalls { return .notOfCalls }
  switch candidate.result.standing {
  case .level: return .level
  case .unknownTemporality: return .unknownTemporality
  case .counts: break
  }
  if candidate.series.family == .tokenUsage, candidate.series.tokenType == .subset { return .subset }
  if candidate.series.family == .qualityScore, candidate.series.evaluation == nil { return .unnamedEvaluation }
  return candidate.result.list.isEmpty ? .withoutIncrements : nil
}

/// What may be measured under several names.
private struct Quantity: Hashable {
  var service: String?
  var family: MetricFamily
  /// Types that say nothing count as a total.
  var tokenType: TokenType

  init(_ series: MetricSeries) {
    service = series.service
    family = series.family
    tokenType = series.tokenType == .unspecified ? .total : series.tokenType
  }
}

private struct Origin: Comparable {
  var rank: Int
  var choice: MetricChoice
  var name: String

  init(_ series: MetricSeries) {
    rank = series.rank
    choice = MetricChoice(series)
    name = series.metricName
  }

  static func < (left: Origin, right: Origin) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.choice != right.choice { return left.choice < right.choice }
    return left.name < right.name
  }
}

private func ignoreSecondTemporalities(_ judged: inout [JudgedSeries]) {
  let rows = judged.indices.filter { judged[$0].ignored == nil }
  for (place, used) in secondTemporalities(rows.map { (judged[$0].series, judged[$0].result.list) }) {
    judged[rows[place]].ignored = .otherTemporality(used: used)
  }
}

/// The places of series that repeat another one with another temporality, as two readers of one meter provider do, and the
/// temporality of the one that is used.
///
/// Both must cover some time together: a process that was configured anew counts by one up to then, and by the other one
/// from then on. The one that counted more is used, for neither counts what did not happen, and points may be lost; where
/// both count the same, the cumulative one.
func secondTemporalities(_ all: [(series: MetricSeries, increments: IncrementList)]) -> [Int: Temporality] {
  var groups: [Int: [Int]] = [:]
  for place in all.indices {
    if let group = all[place].series.temporalityGroup { groups[group, default: []].append(place) }
  }
  func total(_ place: Int) -> (count: Int128, value: Int128) {
    let list = all[place].increments
    return list.indices.reduce((0, 0)) {
      ($0.0 + Int128(list.count($1) ?? 0), $0.1.addingReportingOverflow(list.value($1) ?? 0).partialValue)
    }
  }
  func reach(_ place: Int) -> (from: UInt64, to: UInt64)? {
    let list = all[place].increments
    guard let from = list.indices.lazy.map({ list.from($0) }).min(),
      let to = list.indices.lazy.map({ list.to($0) }).max()
    else { return nil }
    return (from, to)
  }
  var repeated: [Int: Temporality] = [:]
  for places in groups.values {
    guard let delta = places.first(where: { all[$0].series.temporality == .delta }),
      let cumulative = places.first(where: { all[$0].series.temporality == .cumulative }),
      let left = reach(delta), let right = reach(cumulative), left.from < right.to, right.from < left.to
    else { continue }
    if total(delta) > total(cumulative) { repeated[cumulative] = .delta } else { repeated[delta] = .cumulative }
  }
  return repeated
}

private func ignoreOverlaps(_ judged: inout [JudgedSeries]) {
  var chosen: [Quantity: Origin] = [:]
  for candidate in judged where candidate.ignored == nil {
    let origin = Origin(candidate.series)
    let quantity = Quantity(candidate.series)
    chosen[quantity] = min(chosen[quantity] ?? origin, origin)
  }
  for row in judged.indices where judged[row].ignored == nil {
    if let best = chosen[Quantity(judged[row].series)], best != Origin(judged[row].series) {
      judged[row].ignored = .overlap(chosen: best.name)
    }
  }
}

private func ignoreTotals(_ judged: inout [JudgedSeries], _ joinings: Joinings) {
  struct Place: Hashable {
    var service: String?
    var line: ComparedLine
  }
  func place(_ series: MetricSeries) -> Place { Place(service: series.service, line: joinings.line(of: series)) }
  var split: Set<Place> = []
  var splitServices: Set<String?> = []
  for candidate in judged where candidate.ignored == nil && candidate.series.family == .tokenUsage {
    if candidate.series.tokenType == .input || candidate.series.tokenType == .output {
      split.insert(place(candidate.series))
      splitServices.insert(candidate.series.service)
    }
  }
  for row in judged.indices where judged[row].ignored == nil && judged[row].series.family == .tokenUsage {
    let series = judged[row].series
    guard series.tokenType == .total || series.tokenType == .unspecified else { continue }
    // A total without a model is one over all models of the service.
    let place = place(series)
    if split.contains(place) || (place.line.model == nil && splitServices.contains(series.service)) {
      judged[row].ignored = .totalBesideParts
    }
  }
}
