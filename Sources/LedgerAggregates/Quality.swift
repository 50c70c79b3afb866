import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel

/// What one kind of evaluation said.
public struct EvaluationSummary: Sendable {
  /// What was judged.
  public var name: String
  /// How many results there are, failed ones included.
  public var count = 0
  /// How many evaluations failed; their scores do not count.
  public var failed = 0
  /// The scores in millionths.
  public var scores: Distribution?
  /// How often each label was given, in the order of the labels.
  public var labelCounts: [(label: String, count: Int)] = []
}

/// Scores and verdicts on answers.
public struct QualitySummary: Sendable {
  /// One row per evaluation, in the order of the names.
  public var evaluations: [EvaluationSummary] = []
  /// Answers that were judged for being made up.
  public var judged = 0
  /// Answers judged to be made up.
  public var hallucinations = 0
}

/// Calls `body` with the segment and row of each selected evaluation. The same judgement on the same span is one, however
/// often it was exported.
public func forEachEvaluation(_ store: Store, _ selection: Selection, _ body: (EvaluationSegment, Int) -> Void) {
  struct Judgement: Hashable {
    var traceHigh: UInt64
    var traceLow: UInt64
    var span: UInt64
    var name: UInt32
    var label: UInt32
    var score: Int64?
    var response: UInt64
    var time: UInt64
  }
  let services = ServiceCodes(store)
  var seen: Set<Judgement> = []
  seen.reserveCapacity(store.evaluations.reduce(0) { $0 + $1.count })
  for segment in store.evaluations {
    for row in 0..<segment.count {
      guard selection.includes(instant: segment.time[row]),
        selection.includes(service: services.name(services.code(ofScope: segment.scope[row])))
      else { continue }
      let judgement = Judgement(
        traceHigh: segment.traceHigh[row], traceLow: segment.traceLow[row], span: segment.spanID[row],
        name: segment.name[row], label: segment.label[row], score: segment.scoreMicros[row],
        response: segment.responseID[row], time: segment.time[row])
      if seen.insert(judgement).inserted { body(segment, row) }
    }
  }
}

/// Sums up the selected evaluations.
public func qualitySummary(_ store: Store, _ selection: Selection) -> QualitySummary {
  var summary = QualitySummary()
  var rows = store.texts.evaluation.texts.map { EvaluationSummary(name: $0) }
  var labels = [[UInt32: Int]](repeating: [:], count: rows.count)
  var scores = GatheredValues(room: store.evaluations.reduce(0) { $0 + $1.count })
  forEachEvaluation(store, selection) { segment, row in
    let name = Int(segment.name[row])
    rows[name].count += 1
    if segment.isFailed(row) {
      rows[name].failed += 1
      return
    }
    if segment.label[row] != 0 { labels[name][segment.label[row], default: 0] += 1 }
    scores.add(segment.scoreMicros[row], to: segment.name[row])
    if let isHallucination = segment.isHallucination(row) {
      summary.judged += 1
      if isHallucination { summary.hallucinations += 1 }
    }
  }
  let scoresOf = scores.distributions(groupCount: rows.count, unit: .micros)
  for name in rows.indices {
    rows[name].scores = scoresOf[name]
    rows[name].labelCounts = labels[name].sorted { $0.key < $1.key }.map { (store.texts.label[$0.key] ?? "", $0.value) }
  }
  summary.evaluations = rows.filter { $0.count > 0 }
  return summary
}
