import LedgerModel
import LedgerReconcile
import LedgerReport

/// What causes explain, sorted to the lines and windows of a report.
struct CauseParts {
  struct Place: Hashable {
    var key: ComparisonKey
    var start: UInt64
  }

  private(set) var ofTotal: [ComparisonKey: [Report.ExplainedAmount]] = [:]
  private(set) var ofWindow: [Place: [Report.ExplainedAmount]] = [:]

  init(_ diagnosis: Diagnosis, window: WindowSize) {
    for cause in diagnosis.causes {
      var totals: [ComparisonKey: Int128] = [:]
      var windows: [Place: Int128] = [:]
      for part in cause.parts {
        totals[part.key, default: 0] += part.amount
        let start = part.window.value - part.window.value % window.nanos
        windows[Place(key: part.key, start: start), default: 0] += part.amount
      }
      for (key, amount) in totals where amount != 0 { add(cause.code, amount, to: &ofTotal[key, default: []]) }
      for (place, amount) in windows where amount != 0 { add(cause.code, amount, to: &ofWindow[place, default: []]) }
    }
  }

  private func add(_ code: CauseCode, _ amount: Int128, to list: inout [Report.ExplainedAmount]) {
    // Two causes of one code, such as two stretches that are missing, are one here.
    if let row = list.firstIndex(where: { $0.code == code.rawValue }) {
      list[row].amount += amount
    } else {
      list.append(Report.ExplainedAmount(code: code.rawValue, amount: amount))
    }
  }
}
