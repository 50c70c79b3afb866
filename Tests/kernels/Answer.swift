import LedgerKernels
import LedgerMemory
import LedgerModel

/// A column as it was read.
struct ProbeColumn {
  var values: [Int64] = []
  var groups: [UInt32] = []
  var validity: [UInt64] = []
  var groupCount = 0

  static func read() -> ProbeColumn? {
    guard let head = readLine()?.split(separator: " "), head.count == 3, head[0] == "column",
      let rows = Int(head[1]), let groupCount = Int(head[2])
    else { return nil }
    var column = ProbeColumn()
    column.groupCount = groupCount
    column.validity = Array(repeating: 0, count: (rows + 63) / 64)
    for row in 0..<rows {
      guard let parts = readLine()?.split(separator: " "), parts.count == 3, let value = Int64(parts[0]),
        let group = Int(parts[1]), group < groupCount
      else { fatalError("row \(row): three numbers were expected") }
      column.values.append(value)
      column.groups.append(group < 0 ? noGroup : UInt32(group))
      if parts[2] == "1" { column.validity[row / 64] |= 1 << UInt64(row % 64) }
    }
    return column
  }
}

/// What the kernels say of a column, a line for each thing: a name, and numbers.
struct Answer {
  private(set) var text = ""
  private let percentiles = ["0", "0.1", "7", "25", "50", "75", "90", "95", "99", "99.9", "100"].compactMap {
    Percentile($0)
  }

  init(_ column: ProbeColumn) {
    let valid = RowSelection(validity: column.validity.span, rowCount: column.values.count)
    let values = valid.gathered(column.values.span)
    let groups = valid.gathered(column.groups.span)
    totals(column, values)
    byGroup(column, values, groups)
    shapes(values, groups, column.groupCount)
    line("end", [])
  }

  private mutating func line(_ name: String, _ numbers: [any BinaryInteger]) {
    text += ([name] + numbers.map { "\($0)" }).joined(separator: " ") + "\n"
  }

  private mutating func totals(_ column: ProbeColumn, _ values: [Int64]) {
    let validity = column.validity.span
    line("count", [validCount(in: validity, rowCount: column.values.count)])
    line("sum", [sum(of: column.values.span, validity: validity)])
    precondition(sum(of: values.span) == sum(of: column.values.span, validity: validity))
    let range = extremes(of: column.values.span, validity: validity)
    precondition(range == extremes(of: values.span))
    line("extremes", range.map { [$0.min, $0.max] } ?? [])
    let keys = values.map { UInt64(bitPattern: $0) }
    line("distinct", [distinctCount(of: keys.span)])
    line("top", topRows(of: values.span, count: 10).values)
    line("bottom", topRows(of: values.span, count: 10, order: .smallest).values)
    let positive = RowSelection(of: values.span, in: 1 ... .max)
    line("positive", [positive.count, sum(of: values.span, validity: positive.words.span)])
  }

  private mutating func byGroup(_ column: ProbeColumn, _ values: [Int64], _ groups: [UInt32]) {
    let groupCount = column.groupCount
    let nearest = exactPercentiles(
      of: values.span, groups: groups.span, groupCount: groupCount, percentiles: percentiles, confidence: 0.95)
    let linear = exactPercentiles(
      of: values.span, groups: groups.span, groupCount: groupCount, percentiles: percentiles, by: .linear)
    let masked = groupedSums(
      of: column.values.span, validity: column.validity.span, groups: column.groups.span, groupCount: groupCount)
    precondition(masked.sums == nearest.sums && masked.validCounts == nearest.counts)
    precondition(nearest.sums == groupedSums(of: values.span, groups: groups.span, groupCount: groupCount))
    expectSameHowever(nearest, values, groups, groupCount)
    for group in 0..<groupCount {
      line("group", [nearest.counts[group], nearest.sums[group]])
      guard let found = nearest.percentiles(ofGroup: group) else { continue }
      line("range", [nearest.minima[group], nearest.maxima[group]])
      line("nearest", found)
      line("linear", linear.percentiles(ofGroup: group) ?? [])
      for (percentile, interval) in (nearest.intervals(ofGroup: group) ?? []).enumerated() {
        if let interval { line("interval", [percentile, interval.low, interval.high]) }
      }
    }
  }

  /// Both ways, one to eight workers, and segments of many sizes.
  private func expectSameHowever(
    _ expected: GroupedOrderStatistics, _ values: [Int64], _ groups: [UInt32], _ groupCount: Int
  ) {
    for method in [PercentileMethod.leadingBits, .partition] {
      for workers in 1...8 {
        let size = [1, 7, 64, 65, 1000, 4096, 65_536, 1 << 20][workers - 1]
        if size == 1, values.count > 1000 { continue }
        let found = inSegments(of: size, values, groups, groupCount, method, Workers(count: workers))
        precondition(found == expected, "\(workers) workers, segments of \(size), by \(method)")
      }
    }
  }

  private func inSegments(
    of size: Int, _ values: [Int64], _ groups: [UInt32], _ groupCount: Int, _ method: PercentileMethod,
    _ workers: Workers
  ) -> GroupedOrderStatistics {
    exactPercentiles(
      segments: (values.count + size - 1) / size, rowCount: values.count, groupCount: groupCount,
      percentiles: percentiles, confidence: 0.95, method: method, workers: workers
    ) { segment, body in
      let rows = segment * size..<min((segment + 1) * size, values.count)
      body(values.span.extracting(rows), groups.span.extracting(rows))
    }
  }

  private mutating func shapes(_ values: [Int64], _ groups: [UInt32], _ groupCount: Int) {
    guard let range = extremes(of: values.span) else { return }
    for edges in [
      HistogramEdges.equalWidth(from: range.min, through: range.max, buckets: 20),
      .logarithmic(from: range.min, through: range.max, .three),
    ] {
      line("edges", edges.edges)
      line("histogram", groupedHistogram(of: values.span, groups: groups.span, groupCount: groupCount, edges: edges))
    }
    let whole = ExponentialHistogram(of: values.span)
    var merged = ExponentialHistogram()
    for start in stride(from: 0, to: values.count, by: 1000) {
      merged.merge(ExponentialHistogram(of: values.span.extracting(start..<min(start + 1000, values.count))))
    }
    precondition(merged == whole, "merging is not concatenation")
    line("exponential", [whole.scale, Int(whole.zeroCount)])
    line("above", [whole.positive.offset] + whole.positive.counts.map { Int($0) })
    line("below", [whole.negative.offset] + whole.negative.counts.map { Int($0) })
  }
}
