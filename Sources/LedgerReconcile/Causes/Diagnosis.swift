import LedgerMemory
import LedgerModel

/// A part of a difference that a cause explains.
public struct ExplainedPart: Hashable, Sendable {
  /// Which line of the comparison.
  public var key: ComparisonKey
  /// Start of a five-minute window, of which all longer windows are made.
  public var window: UnixNanos
  /// The part of the difference, metrics minus traces.
  public var amount: Int128
}

/// A cause that was found.
public struct DiagnosedCause: Hashable, Sendable {
  /// What it is.
  public var code: CauseCode
  /// What it may be just as well.
  public var alternatives: [CauseCode]
  /// The service; `nil` where unknown.
  public var service: String?
  /// The instance, where it concerns one only.
  public var instance: String?
  /// The models, where it concerns some only.
  public var models: [String]
  /// The operation, where it concerns one only.
  public var operation: String?
  /// From when on, where it concerns some time only.
  public var from: UnixNanos?
  /// Until when.
  public var to: UnixNanos?
  /// How sure it is.
  public var confidence: Confidence
  /// Whether the comparison has set it right already, as with copies of spans: a plain sum would show the difference.
  public var isSettled: Bool
  /// The figures it rests on.
  public var facts: [CauseFact]
  /// What it explains of all differences, in millionths.
  public var shareMicros: Int64
  /// What it explains, in the order of lines and windows. Parts of all causes and what is unexplained add up to what leaves the
  /// bounds.
  public var parts: [ExplainedPart]
}

/// Why traces and metrics differ.
public struct Diagnosis: Sendable {
  /// The causes, by service and size.
  public var causes: [DiagnosedCause]
  /// What all causes together explain of all differences, in millionths; a million where there is none; `nil` where nothing
  /// was compared.
  public var explainedShareMicros: Int64?
}

/// Finds the causes of all differences between calls and metrics.
///
/// Each service is looked at by itself; see ``CauseSearch`` for how a set of causes is chosen and ``CellGrid`` for how both
/// sides are put beside each other. Differences that the straddling of borders, one collection interval or the past of a
/// process explain are none.
///
/// - Parameters:
///   - evidence: the calls.
///   - metrics: all series.
///   - traceStart: when the first span of the archive starts; `nil` where there is none.
///   - from: where to begin; see ``compare(_:with:from:to:)``.
///   - to: where to end.
///   - workers: who looks at services; the result does not depend on how many they are.
public func diagnose(
  _ evidence: CallEvidence, with metrics: [MetricSeries], traceStart: UnixNanos?, from: UnixNanos? = nil,
  to: UnixNanos? = nil, workers: Workers = .one
) -> Diagnosis {
  var names = TracedNames()
  var isNamed = [Bool](repeating: false, count: evidence.kinds.count)
  for call in evidence.calls where call.end != 0 && call.marks.isCountedCall { isNamed[Int(call.kind)] = true }
  for (kind, isNamed) in zip(evidence.kinds, isNamed) where isNamed {
    names.add(service: kind.service, provider: kind.provider, operation: kind.operation)
  }
  let parts = evidence.byService
  return diagnose(
    parts.mapValues { $0.calls.count + $0.evaluations.count }, with: judge(metrics, names, workers: workers),
    traceStart: traceStart, from: from, to: to,
    workers: workers
  ) { parts[$0] ?? CallEvidence() }
}

/// The same with series that are judged already, and with calls that are put together service by service.
///
/// Where no service has a call, each that has metrics is untraced, as it would be beside others that have. (Without any
/// metric nothing is unmetered: an archive of traces alone lacks nothing.)
///
/// - Parameters:
///   - services: those with calls or evaluations, and how many they have; others have series alone.
///   - metrics: series that were judged beside the same calls.
///   - evidence: the calls of a service and nothing else. It is asked once for each service, by any worker, and what it
///     answers is kept only as long as the service is looked at.
public func diagnose(
  _ services: [String?: Int], with metrics: JudgedMetrics, traceStart: UnixNanos?, from: UnixNanos? = nil,
  to: UnixNanos? = nil, workers: Workers = .one, evidence: @Sendable (String?) -> CallEvidence
) -> Diagnosis {
  guard metrics.series.contains(where: { $0.ignored == nil }) else {
    return Diagnosis(causes: [], explainedShareMicros: nil)
  }
  let range: TimeWindow? =
    from == nil && to == nil
    ? nil : TimeWindow(start: min(from ?? UnixNanos(0), to ?? UnixNanos(.max)), end: to ?? UnixNanos(.max))
  let series = Dictionary(grouping: metrics.series, by: { $0.series.service })
  let names = Set(services.keys).union(series.keys).sorted { absentFirst($0, $1) }
  var results = workers.map(sizes: names.map { services[$0] ?? 0 }) { place in
    let name = names[place]
    var evidence = services[name] != nil ? evidence(name) : CallEvidence()
    // Taken out, so that they are renumbered in place.
    let calls = evidence.calls
    evidence.calls = []
    var result = ServiceDiagnosis(
      ServiceCase(
        service: name, kinds: evidence.kinds, calls: calls, evaluations: evidence.evaluations,
        series: series[name] ?? [], joinings: metrics.joinings,
        costBasis: evidence.servicesThatReportCosts.contains(name) ? .reported : .list,
        traceStart: traceStart?.value ?? 0, range: range))
    result.letGo()
    return result
  }
  // Shares are those of all differences: of each quantity as a part of what there is of it in the archive.
  var sizes: [ComparedQuantity: Double] = [:]
  for result in results { sizes.merge(result.sizes, uniquingKeysWith: +) }
  let total = results.reduce(0.0) { $0 + $1.weight(sizes) }
  var explained = 0.0
  for row in results.indices { explained += results[row].setShares(sizes, total: total) }
  return Diagnosis(
    causes: results.flatMap { $0.causes.map(\.cause) },
    explainedShareMicros: total > 0 ? min(1_000_000, micros(explained / total)) : 1_000_000)
}
