import LedgerModel

extension LatencyReport {
  /// The report as comma-separated values (RFC 4180, lines end in CR LF): one row per group, one for the groups that have
  /// none of their own, and a last one for everything, told apart by the first column. Exact figures; absent values are
  /// empty. Times are seconds, money is USD.
  public func csv() -> String {
    var text = ""
    func add(_ fields: [String]) { text += fields.map(CSV.field).joined(separator: ",") + "\r\n" }
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
    return [
      "calls", "errors", "calls_without_usage", "calls_unpriced", "calls_priced", "streaming_calls", "input_tokens",
      "uncached_input_tokens", "cache_read_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens",
      "cost_usd", "reported_cost_usd",
    ] + (sampling == nil ? [] : ["adjusted_calls", "adjusted_cost_usd"])
  }

  private func sums(of row: Row) -> [String] {
    if let spans = row.spans { return [spans.spans, spans.errors, spans.withoutDuration].map { String($0) } }
    let counters = row.counters
    let counts = [
      counters.calls, counters.errors, counters.callsWithoutUsage, counters.callsUnpriced, counters.callsPriced,
    ].map { String($0) }
    let tokens = [
      counters.streamingCalls, counters.inputTokens, counters.uncachedInputTokens, counters.cacheReadTokens,
      counters.cacheWriteTokens, counters.outputTokens, counters.reasoningTokens,
    ].map { $0.map { String($0) } ?? "" }
    let money = [counters.costUSD, counters.reportedCostUSD].map { $0?.description ?? "" }
    if sampling == nil { return counts + tokens + money }
    return counts + tokens + money + [
      counters.adjustedCallsMicros.map { decimalText($0, places: 6) } ?? "",
      counters.adjustedCostUSD?.description ?? "",
    ]
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
