import LedgerAggregates
import LedgerColumns
import LedgerModel

/// The results of evaluations, as metrics of them are compared with. Evaluations that failed gave none.
struct ComparedEvaluations {
  struct Evaluation {
    var resource: Resource
    /// Spans and metrics spell names in their own case.
    var name: String
    var time: UInt64
    var scoreMicros: Int64?
    var isHallucination: Bool?
  }

  private let store: Store
  private let selection: Selection

  init(_ store: Store, _ selection: Selection) {
    self.store = store
    self.selection = selection
  }

  /// None where calls are chosen by provider or model: evaluations name neither.
  func forEach(_ body: (Evaluation) -> Void) {
    guard !selection.narrowsCalls, !store.evaluations.isEmpty else { return }
    let names = store.texts.evaluation.texts.map { $0.lowercased() }
    forEachEvaluation(store, selection) { segment, row in
      guard !segment.isFailed(row) else { return }
      body(
        Evaluation(
          resource: store.resource(ofScope: segment.scope[row]), name: names[Int(segment.name[row])],
          time: segment.time[row], scoreMicros: segment.scoreMicros[row],
          isHallucination: segment.isHallucination(row)))
    }
  }
}
