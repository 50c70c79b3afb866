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
      // Parts stand in the order of their lines and windows: each of these is looked up once, not for each part.
      var rest = cause.parts[...]
      while let key = rest.first?.key {
        let line = rest.prefix { $0.key == key }
        rest = rest[line.endIndex...]
        add(cause.code, of: line, key, window)
      }
    }
  }

  /// Adds what a cause explains of a line.
  private mutating func add(
    _ code: CauseCode, of line: ArraySlice<ExplainedPart>, _ key: ComparisonKey, _ window: WindowSize
  ) {
    var total: Int128 = 0
    var rest = line
    while let first = rest.first {
      let start = first.window.value - first.window.value % window.nanos
      var amount: Int128 = 0
      while let part = rest.first, part.window.value - part.window.value % window.nanos == start {
        amount += part.amount
        rest = rest.dropFirst()
      }
      total += amount
      if amount != 0 { CauseParts.add(code, amount, to: &ofWindow[Place(key: key, start: start), default: []]) }
    }
    if total != 0 { CauseParts.add(code, total, to: &ofTotal[key, default: []]) }
  }

  // Of no instance: that would be a copy of all lists, and the one to add to would be copied with them.
  private static func add(_ code: CauseCode, _ amount: Int128, to list: inout [Report.ExplainedAmount]) {
    // Two causes of one code, such as two stretches that are missing, are one here.
    if let row = list.firstIndex(where: { $0.code == code.rawValue }) {
      list[row].amount += amount
    } else {
      list.append(Report.ExplainedAmount(code: code.rawValue, amount: amount))
    }
  }
}
