import LedgerModel

/// Which model name joins the two sides of a service.
public enum ModelLabel: Hashable, Sendable {
  /// The model that answered; the one that was asked for where no answer is known.
  case responseElseRequest
  /// The model that was asked for; the one that answered where no request is known.
  case requestElseResponse
  /// No name: the metrics do not tell models apart, so the calls of all models stand together.
  case withoutModel

  /// The name by this label, `nil` where neither is known.
  func name(request: String?, response: String?) -> String? {
    switch self {
    case .withoutModel: nil
    case .responseElseRequest: response ?? request
    case .requestElseResponse: request ?? response
    }
  }
}

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
  /// It counts a part of tokens that another type counts in full.
  case subset
  /// It counts a total beside input and output of the same service and model.
  case totalBesideParts
  /// It measures what the metric of the given name measures in the same service.
  case overlap(chosen: String)
}

/// A series with its increments and its fate.
struct JudgedSeries {
  var series: MetricSeries
  var result: SeriesIncrements
  var ignored: IgnoredBecause?
}

/// A service and a family: where one model label and one metric name are chosen.
struct ServiceFamily: Hashable {
  var service: String?
  var family: MetricFamily
}

/// Judges every series that could be compared, in an order that depends on content alone.
///
/// The rules, in this order: only increments of calls; subsets of token types never; per service and quantity one metric
/// name (by rank, then histograms before sums, then by name); a total only where its service and model have neither
/// input nor output.
///
/// The labels come from the series that are left before totals are looked at, since that needs labels.
func judge(_ all: [MetricSeries]) -> (series: [JudgedSeries], labels: [ServiceFamily: ModelLabel]) {
  var judged =
    all
    .filter { $0.family == .tokenUsage || $0.family == .operationDuration }
    .map { JudgedSeries(series: $0, result: increments(of: $0)) }
  judged.sort {
    if $0.series.service != $1.series.service { return absentFirst($0.series.service, $1.series.service) }
    return ($0.series.metricName, $0.series.identity) < ($1.series.metricName, $1.series.identity)
  }
  for row in judged.indices { judged[row].ignored = individualReason(judged[row]) }
  ignoreOverlaps(&judged)
  let labels = modelLabels(judged)
  ignoreTotals(&judged, labels)
  return (judged, labels)
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
  return candidate.result.increments.isEmpty ? .withoutIncrements : nil
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
  var isSum: Bool
  var name: String

  init(_ series: MetricSeries) {
    rank = series.rank
    isSum = series.kind == .sum
    name = series.metricName
  }

  static func < (left: Origin, right: Origin) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.isSum != right.isSum { return right.isSum }
    return left.name < right.name
  }
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

private func ignoreTotals(_ judged: inout [JudgedSeries], _ labels: [ServiceFamily: ModelLabel]) {
  struct Place: Hashable {
    var service: String?
    var model: String?
  }
  func place(_ series: MetricSeries) -> Place {
    let label = labels[ServiceFamily(service: series.service, family: series.family)] ?? .responseElseRequest
    return Place(
      service: series.service, model: label.name(request: series.requestModel, response: series.responseModel))
  }
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
    if split.contains(place) || (place.model == nil && splitServices.contains(series.service)) {
      judged[row].ignored = .totalBesideParts
    }
  }
}

/// The label per service and family of the series that are compared.
///
/// The model that answered joins best, because price and behaviour hang on it. But where series of successful calls name
/// only the model that was asked for, their calls would stand under another name than in the traces; then the request's
/// name joins both sides, provided that every series that names a model has it. Series of failed calls have no say: a
/// call that failed has no answer in the traces either. Where no series names any model, none joins.
private func modelLabels(_ judged: [JudgedSeries]) -> [ServiceFamily: ModelLabel] {
  struct Evidence {
    var allNameResponse = true
    var allNameRequest = true
    var anyNamesModel = false
  }
  var evidence: [ServiceFamily: Evidence] = [:]
  for candidate in judged where candidate.ignored == nil {
    let series = candidate.series
    var known = evidence[ServiceFamily(service: series.service, family: series.family)] ?? Evidence()
    let namesModel = series.requestModel != nil || series.responseModel != nil
    if namesModel { known.anyNamesModel = true }
    if namesModel, series.errorType == nil {
      if series.responseModel == nil { known.allNameResponse = false }
      if series.requestModel == nil { known.allNameRequest = false }
    }
    evidence[ServiceFamily(service: series.service, family: series.family)] = known
  }
  return evidence.mapValues {
    if !$0.anyNamesModel { return .withoutModel }
    return !$0.allNameResponse && $0.allNameRequest ? .requestElseResponse : .responseElseRequest
  }
}
