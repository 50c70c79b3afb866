import LedgerModel

extension LatencyReport {
  /// The report as comma-separated values (RFC 4180, lines end in CR LF): one row per group, one for the groups that have
  /// none of their own, and a last one for everything, told apart by the first column. Exact figures; absent values are
  /// empty. Times are seconds, money is USD.
  public func csv() -> String {
    var text = ""
    func add(_ fields: [String]) { text += CSV.line(fields) }
    func add(_ kind: String, _ key: [String?], groups: Int, _ row: Row) {
      add([kind] + key.map { $0 ?? "" } + (top == nil ? [] : [String(groups)]) + sums(of: row) + measured(row))
    }
    let noKey = [String?](repeating: nil, count: keys.count)
    add(
      ["row"] + keys + (top == nil ? [] : ["groups"]) + sumNames
        + measures.flatMap { measure in statistics.map { "\(measure.rawValue)_\($0)" } })
    for row in groups { add("group", row.key, groups: 1, row) }
    if let rest { add("rest", noKey, groups: restCount, rest) }
    add("all", noKey, groups: groupCount, all)
    return text
  }

  /// What is said of each measure.
  private var statistics: [String] {
    ["count"] + (sampling == nil ? [] : ["adjusted_count"]) + ["min", "max", "mean"]
      + percentileNames.flatMap { hasBounds ? [$0, "\($0)_low", "\($0)_high"] : [$0] } + ["at_extreme"]
  }

  private var sumNames: [String] {
    if subject == .spans { return ["spans", "errors", "spans_without_duration"] }
    return counterColumns.map(\.rawValue)
  }

  private func sums(of row: Row) -> [String] {
    if let spans = row.spans { return [spans.spans, spans.errors, spans.withoutDuration].map { String($0) } }
    return counterColumns.fields(of: row.counters)
  }

  /// What is said of the calls of a row: nothing of spans that are none, and estimates only where weights are known.
  var counterColumns: [CounterColumn] {
    CounterColumn.allCases.filter { column in
      switch column {
      case .spans, .wrapperSpans, .duplicateSpans: false
      case .adjustedCalls, .adjustedCostUSD: sampling != nil
      default: true
      }
    }
  }

  private func measured(_ row: Row) -> [String] {
    row.drawn.flatMap { distribution -> [String] in
      guard let distribution else { return Array(repeating: "", count: statistics.count) }
      var fields = [String(distribution.count)]
      if distribution.estimate != nil { fields.append(distribution.population) }
      fields += [distribution.min, distribution.max, distribution.mean].map(distribution.decimal)
      for place in percentiles.indices {
        fields.append(distribution.decimal(distribution.percentiles[place]))
        if hasBounds {
          let bounds = distribution.bounds[place]
          fields += [bounds.low, bounds.high].map { $0.map(distribution.decimal) ?? "" }
        }
      }
      return fields + [atExtreme(distribution).joined(separator: " ")]
    }
  }
}
