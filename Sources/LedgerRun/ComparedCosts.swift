import LedgerAggregates
import LedgerModel
import LedgerReconcile

/// What calls cost, as metrics of cost are compared with: what calls report where any call of the service does, else what
/// the price book says.
struct ComparedCosts {
  private let facts: CallFacts
  /// By code of the service.
  private let reports: [Bool]

  /// - Parameter metrics: the series that are compared. Where none tells of costs nothing is looked up.
  init(_ facts: CallFacts, _ metrics: [MetricSeries]) {
    self.facts = facts
    var reports = [Bool](repeating: false, count: facts.serviceNames.count)
    if facts.calls.reportsCosts, metrics.contains(where: { $0.family == .cost }) {
      for index in 0..<facts.count where facts.calls.reportedCost(ofCall: facts.row(index)) != nil {
        reports[Int(facts.service[index])] = true
      }
    }
    self.reports = reports
    isNeeded = metrics.contains { $0.family == .cost }
  }

  /// Whether any metric tells of costs.
  let isNeeded: Bool

  /// Services of which some call reports a cost.
  var servicesThatReport: Set<String?> {
    Set(reports.indices.filter { reports[$0] }.map { $0 == 0 ? nil : facts.serviceNames[$0] })
  }

  /// In pico-dollars; `nil` where it is not known.
  @inline(__always)
  func cost(_ index: Int) -> Int64? {
    guard isNeeded else { return nil }
    if reports[Int(facts.service[index])] { return facts.calls.reportedCost(ofCall: facts.row(index)) }
    guard case .priced(let cost) = facts.cost[index] else { return nil }
    return Int64(exactly: cost.value)
  }
}
