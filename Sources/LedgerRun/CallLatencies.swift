import LedgerAggregates
import LedgerModel
import LedgerReport

/// Lays out the groups of calls in a report.
struct CallLatencies {
  private let calls: any GroupedCalls
  private let groups: Grouping
  private let texts: [[String?]]
  private let tallies: [CallTally]
  private let question: LatencyQuestion
  /// What is needed for estimates, where they are asked for.
  private let weighted: (facts: CallFacts, weights: CallWeights)?

  /// Calls that were grouped and summed up in one walk.
  init(_ table: CallTable, _ question: LatencyQuestion) {
    calls = table
    groups = table.groups
    texts = table.texts
    tallies = table.tallies
    self.question = question
    weighted = nil
  }

  init(_ facts: CallFacts, by keys: [GroupingKey], _ question: LatencyQuestion, rates: [String: SamplingWeight]) {
    let columns = keys.map { facts.column(of: $0) }
    calls = facts
    groups = facts.grouped(by: columns.map(\.codes))
    texts = columns.map(\.texts)
    tallies = facts.tallies(groups)
    self.question = question
    weighted = question.isAdjusted ? (facts, CallWeights(facts, rates: rates)) : nil
  }

  func fill(_ report: inout LatencyReport) {
    let order = GroupOrder(
      groups, by: figures, isAscending: question.isAscending, top: question.top)
    let shown = order.rows(of: groups)
    let all = groups.joined { _ in [] }
    let rows = rows(order, shown, all)
    report.groups = Array(rows.shown.prefix(order.shownCount))
    report.rest = rows.shown.dropFirst(order.shownCount).first
    report.restCount = order.restCount
    report.all = rows.all
    if let weighted { report.sampling = Report.Sampling(weighted.weights.census) }
  }

  /// What each group is ordered by; `nil` where keys alone decide.
  private var figures: [Int128?]? {
    switch question.order {
    case .key: return nil
    case .sum(let sum): return tallies.map { $0.figure(sum) }
    case .statistic(let statistic, let measure):
      if let (facts, weights) = weighted {
        return facts.adjustedDistributions(
          groups, of: [measure], weights, percentiles: question.orderingPercentiles)[0].map { known in
            known.flatMap {
              statistic.figure(
                count: $0.count, min: $0.min, max: $0.max, mean: $0.mean, percentile: $0.percentiles.first?.value)
            }
          }
      }
      return calls.distributions(
        [groups], of: [measure], percentiles: question.orderingPercentiles, by: question.definition,
        hasIntervals: false)[0][0].map(question.figure)
    }
  }

  /// The rows of groups, and that of all calls.
  private func rows(
    _ order: GroupOrder, _ shown: Grouping, _ all: Grouping
  ) -> (shown: [LatencyReport.Row], all: LatencyReport.Row) {
    let groupings = [shown, all]
    let sums = groupings.map { $0.sums(from: tallies) }
    let percentiles = question.computedPercentiles
    let known: [[[Distribution?]]]
    let estimates: [[[EstimatedDistribution?]]]
    var adjusted: [[AdjustedFigures]] = []
    if let (facts, weights) = weighted {
      known = []
      estimates = groupings.map {
        facts.adjustedDistributions($0, of: question.measures, weights, percentiles: percentiles)
      }
      adjusted = groupings.map { facts.adjustedFigures($0, weights) }
    } else {
      known = calls.distributions(
        groupings, of: question.measures, percentiles: percentiles, by: question.definition,
        hasIntervals: question.hasIntervals)
      estimates = []
    }
    let histograms = question.histogram.map { calls.histograms(groupings, of: question.measures, $0) }
    func row(_ grouping: Int, _ group: Int) -> LatencyReport.Row {
      let key = zip(texts, groupings[grouping].keys[group]).map { $0[Int($1)] }
      var counters = Report.Counters(sums[grouping][group])
      guard weighted != nil else {
        var row = question.row(key, counters, known[grouping].map { $0[group] })
        row.histograms = histograms?[grouping].map { $0[group] } ?? []
        return row
      }
      counters.adjust(adjusted[grouping][group])
      return question.row(key, counters, estimates[grouping].map { $0[group] })
    }
    let rows = (0..<order.rowCount).map { row(0, order.group(ofRow: $0)) }
    if all.count > 0 { return (rows, row(1, 0)) }
    // Without a call there is no group, and a row of nothing.
    var nothing = LatencyReport.Row(
      key: [], counters: Report.Counters(), distributions: weighted == nil ? question.measures.map { _ in nil } : [])
    if weighted != nil { nothing.estimates = question.measures.map { _ in nil } }
    if histograms != nil { nothing.histograms = question.measures.map { _ in nil } }
    return (rows, nothing)
  }
}

extension LatencyQuestion {
  /// A row from an estimate for each measure, in which percentiles for boxes stand behind the others.
  fileprivate func row(
    _ key: [String?], _ counters: Report.Counters, _ known: [EstimatedDistribution?]
  ) -> LatencyReport.Row {
    var row = LatencyReport.Row(key: key, counters: counters, distributions: [])
    row.estimates = known
    if hasBoxes {
      row.boxes = known.map { known in
        known.map { LatencyReport.Box($0.min, $0.percentiles.map(\.value).dropFirst(percentiles.count), $0.max) }
      }
    }
    for place in row.estimates.indices {
      row.estimates[place]?.percentiles.removeLast(computedPercentiles.count - percentiles.count)
    }
    return row
  }
}

extension CallTally {
  /// The sum that orders a group; `nil` where it is not known.
  fileprivate func figure(_ sum: LatencyQuestion.Sum) -> Int128? {
    switch sum {
    case .count: Int128(calls)
    case .errors: Int128(errors)
    case .inputTokens: input.map { Int128($0) }
    case .outputTokens: output.map { Int128($0) }
    case .cost: cost?.value
    }
  }
}
