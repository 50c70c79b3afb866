import LedgerAggregates
import LedgerModel
import LedgerReport

/// Lays out the groups of spans in a report.
struct SpanLatencies {
  private let spans: SelectedSpans
  private let question: LatencyQuestion

  init(_ spans: SelectedSpans, _ question: LatencyQuestion) {
    self.spans = spans
    self.question = question
  }

  func fill(_ report: inout LatencyReport, by keys: [SpanKey]) {
    let columns = keys.map { spans.column(of: $0) }
    let groups = spans.grouped(by: columns.map(\.codes))
    let tallies = spans.tallies(groups)
    let order = GroupOrder(
      groups, by: figures(groups, tallies), isAscending: question.isAscending, top: question.top)
    let shown = order.rows(of: groups)
    let all = groups.joined { _ in [] }
    let known = spans.durations(
      [shown, all], percentiles: question.computedPercentiles, by: question.definition,
      hasIntervals: question.hasIntervals)
    let histograms = question.histogram.map { spans.histograms([shown, all], $0) }
    func row(_ key: [String?], _ members: [Int], _ grouping: Int, _ group: Int) -> LatencyReport.Row {
      let known = known[grouping].indices.contains(group) ? known[grouping][group] : nil
      var tally = SpanTally()
      for group in members { tally.add(tallies[group]) }
      var row = question.row(key, Report.Counters(), question.measures.map { _ in known })
      row.spans = LatencyReport.SpanCounters(
        spans: tally.spans, errors: tally.errors, withoutDuration: tally.withoutDuration)
      if let histograms {
        let own = histograms[grouping].indices.contains(group) ? histograms[grouping][group] : nil
        row.histograms = question.measures.map { _ in own }
      }
      return row
    }
    report.groups = order.groups.prefix(order.shownCount).enumerated().map { place, group in
      row(zip(columns, groups.keys[group]).map { $0.texts[Int($1)] }, [group], 0, order.group(ofRow: place))
    }
    report.restCount = order.restCount
    if order.restCount > 0 {
      report.rest = row(
        [], Array(order.groups.dropFirst(order.shownCount)), 0, order.group(ofRow: order.shownCount))
    }
    report.all = row([], order.groups, 1, 0)
  }

  /// What each group is ordered by; `nil` where keys alone decide, and for sums that spans do not have.
  private func figures(_ groups: Grouping, _ tallies: [SpanTally]) -> [Int128?]? {
    switch question.order {
    case .sum(.count): tallies.map { Int128($0.spans) }
    case .sum(.errors): tallies.map { Int128($0.errors) }
    case .statistic:
      spans.durations([groups], percentiles: question.orderingPercentiles, by: question.definition)[0]
        .map(question.figure)
    case .key, .sum: nil
    }
  }
}
