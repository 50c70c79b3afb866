import LedgerAggregates
import LedgerColumns
import LedgerKernels
import LedgerModel

/// The results of evaluations, as metrics of them are compared with. Evaluations that failed gave none.
struct ComparedEvaluations: Sendable {
  /// Who judged what.
  struct Subject: Sendable {
    var service: String?
    var instance: String?
    /// Spans and metrics spell names in their own case.
    var name: String
  }

  struct Evaluation: Sendable {
    /// Its row in ``subjects``.
    var subject: Int
    var time: UInt64
    var scoreMicros: Int64?
    var isHallucination: Bool?
  }

  /// In the order in which evaluations first show them.
  private(set) var subjects: [Subject] = []
  private(set) var all: [Evaluation] = []

  /// None where calls are chosen by provider or model: evaluations name neither.
  init(_ store: Store, _ selection: Selection) {
    guard !selection.narrowsCalls, !store.evaluations.isEmpty else { return }
    let names = store.texts.evaluation.texts.map { $0.lowercased() }
    var numbers = KeyNumbers<UInt64>()
    var subjects: [Subject] = []
    var all: [Evaluation] = []
    forEachEvaluation(store, selection) { segment, row in
      guard !segment.isFailed(row) else { return }
      let subject = numbers.number(of: UInt64(segment.scope[row]) << 32 | UInt64(segment.name[row]))
      if subject == subjects.count {
        let resource = store.resource(ofScope: segment.scope[row])
        subjects.append(
          Subject(
            service: resource.serviceName, instance: resource.serviceInstance, name: names[Int(segment.name[row])]))
      }
      all.append(
        Evaluation(
          subject: subject, time: segment.time[row], scoreMicros: segment.scoreMicros[row],
          isHallucination: segment.isHallucination(row)))
    }
    self.subjects = subjects
    self.all = all
  }

  /// The services with any, and the evaluations of each.
  var byService: [String?: [Evaluation]] {
    var found: [String?: [Evaluation]] = [:]
    let services = Dictionary(grouping: subjects.indices) { subjects[$0].service }
    for (service, rows) in services {
      var isOf = [Bool](repeating: false, count: subjects.count)
      for row in rows { isOf[row] = true }
      found[service] = all.filter { isOf[$0.subject] }
    }
    return found
  }
}
